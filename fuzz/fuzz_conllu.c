/* fuzz_conllu.c: any bytes -> a document with words as given, or a refusal.   fuzz_conllu 500 fuzz/seeds/words.conllu
 */
#include "fuzz.h"

const bool fuzz_binary = false;
const char *const fuzz_pieces[] = {
    "\t", "\n",   "\n\n",        "\r\n",     "#",    "1-2", "1.1",
    "_",  "\t\t", "99999999999", "\xE2\x80", "\xFF", " \n", "1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n",
    NULL};

size_t fuzz_seed(const uint8_t **ret_bytes)
{
    return *ret_bytes = NULL, 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    ArrianDocument *d;
    ArrianError why = {0};
    int code = arrian_read_tokens(fuzz_engine(), fuzz_file(bytes, size), &d, &why);
    if (code) return fuzz_refused(code, &why), 0;
    fuzz_taken++;
    fuzz_document(d);
    fuzz_require(!arrian_write_conllu(d, fuzz_nowhere()), "what was read can be written");
    arrian_document_free(d);
    return 0;
}

/* fuzz_store.c: any bytes -> a store that answers or refuses.   fuzz_store 100 story.sqlite */
#include <stdlib.h>

#include "fuzz.h"

const bool fuzz_binary = true;
const char *const fuzz_pieces[] = {
    "SQLite format 3", "CREATE VIEW ", "CREATE TRIGGER ", "load_extension(", "';--", "\xFF\xFF\xFF\xFF", NULL};

size_t fuzz_seed(const uint8_t **ret_bytes)
{
    return *ret_bytes = NULL, 0;
}

static void read_again(ArrianStore *store)
{
    ArrianDocument **documents;
    uint32_t *story;
    size_t count;
    ArrianError why = {0};
    int code = arrian_store_documents(store, fuzz_engine(), &documents, &story, &count, &why);
    if (code) {
        fuzz_refused(code, &why);
        return;
    }
    for (size_t i = 0; i < count; i++) fuzz_document(documents[i]), arrian_document_free(documents[i]);
    free(documents);
    free(story);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char *const ids[] = {"y1", "d1", "i1", "s1", "n1", "e1", "t1",          "q1",
                                      "u1", "c1", "p1", "r1", "o1", "a1", "c99999999999"};
    ArrianStore *store;
    ArrianError why = {0};
    uint64_t rows;
    int code = arrian_store_open(fuzz_file(bytes, size), size % 4 == 0, &store, &why);
    if (code) return fuzz_refused(code, &why), 0;
    fuzz_taken++;
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        if ((code = arrian_store_show(store, ids[i], fuzz_nowhere(), &why))) fuzz_refused(code, &why);
    if ((code = arrian_store_verify(store, fuzz_engine(), fuzz_nowhere(), &rows, &why)) && why.code)
        fuzz_refused(code, &why);
    read_again(store);
    arrian_store_close(store);
    return 0;
}

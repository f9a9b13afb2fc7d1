/* fuzz_meta.c: any bytes -> a table of what is given, or a refusal.   fuzz_meta 500 fuzz/seeds/meta.* */
#include <string.h>

#include "fuzz.h"
#include "read/read.h"

const bool fuzz_binary = false;
const char *const fuzz_pieces[] = {
    "\t",   ",",       "\n",   "\r\n",           "\"",        "\"\"", "{",    "}",    "{\"file\":",
    "\\u",  "\\ud83d", "\\",   "\\ud83d\\ude00", "[[[[[[[[",  "file", "path", "null", "\"file\":\"a.txt\",",
    "1e99", "\\u0000", "\xFF", "\xEF\xBB\xBF",   "published", NULL};

size_t fuzz_seed(const uint8_t **ret_bytes)
{
    return *ret_bytes = NULL, 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char *const paths[] = {"a.txt", "wire/b.txt", "/", "", "c.html"};
    ReadMeta *meta;
    ArrianError why = {0};
    int code = read_meta_open(fuzz_file(bytes, size), &meta, &why);
    if (code) return fuzz_refused(code, &why), 0;
    fuzz_taken++;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        const ArrianGiven *g = read_meta_find(meta, paths[i], i % 2 ? "12" : NULL);
        if (!g) continue;
        const char *const cell[] = {g->published, g->outlet, g->title, g->url, g->authors};
        for (size_t k = 0; k < sizeof cell / sizeof *cell; k++)
            fuzz_require(!cell[k] || strlen(cell[k]) <= size * 3, "a cell is no longer than its file");
        ArrianDocument *d;
        static const char report[] = "Four ships left the harbour on Monday, the ministry said.";
        if (!arrian_read_bytes(fuzz_engine(), paths[i], report, sizeof report - 1, g, &d, &why)) {
            fuzz_document(d);
            arrian_document_free(d);
        }
    }
    read_meta_close(meta);
    return 0;
}

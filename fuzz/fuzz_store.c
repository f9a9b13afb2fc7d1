/* fuzz_store.c: any bytes -> a store that answers or refuses.   fuzz_store 100 story.sqlite */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "serve/serve.h"

const bool fuzz_binary = true;
const char *const fuzz_pieces[] = {"SQLite format 3",
                                   "CREATE VIEW ",
                                   "CREATE TRIGGER ",
                                   "load_extension(",
                                   "';--",
                                   "\xFF\xFF\xFF\xFF",
                                   "<script>",
                                   NULL};

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

/* The same store as pages: whatever its tables hold, an answer comes, and words are only words. */
static void serve_it(const char *path)
{
    static const char *const uris[] = {"/", "/search?q=a*", "/index.json", "/y1", "/d1.json", "/c1", "/a1.json"};
    Serve *serve;
    ArrianError why = {0};
    int code = serve_open(path, fuzz_engine(), NULL, 8420, "", &serve, &why);
    if (code) {
        fuzz_refused(code, &why);
        return;
    }
    for (size_t i = 0; i < sizeof uris / sizeof *uris; i++) {
        ServeAnswer answer;
        serve_answer(serve, &(ServeAsk){"GET", uris[i], "127.0.0.1:8420", NULL, NULL, NULL}, &answer);
        fuzz_require(answer.body && answer.status >= 200, "an answer comes");
        fuzz_require(!memmem(answer.body, answer.size, "<script", 7), "words are only words");
        free(answer.body);
    }
    serve_close(serve);
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
    serve_it(fuzz_file(bytes, size));
    return 0;
}

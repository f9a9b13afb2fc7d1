/* fuzz_serve.c: any request -> an answer within the law.   fuzz_serve 2000 fuzz/seeds/request*
 * Lines of the input: method, address, Host, Origin, Authorization; an empty line says nothing. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"
#include "report/json_read.h"
#include "serve/serve.h"

const bool fuzz_binary = false;
const char *const fuzz_pieces[] = {"GET",
                                   "POST",
                                   "HEAD",
                                   "/c1",
                                   "/y1.json",
                                   "/search?q=",
                                   "/search.json?q=",
                                   "&act=",
                                   "&page=2",
                                   "%22",
                                   "%00",
                                   "%f0%9f%98%80",
                                   "*",
                                   "\" OR \"",
                                   "NEAR(",
                                   "127.0.0.1:8420",
                                   "localhost:8420",
                                   "http://",
                                   "Bearer ",
                                   "<script>",
                                   "..",
                                   "\n",
                                   "/a1",
                                   "/i1",
                                   "/q1",
                                   "/p1",
                                   "/r1",
                                   "/o1.json",
                                   "/s1",
                                   "/d1",
                                   "/e1.json",
                                   "&state=LVA",
                                   "/review",
                                   "&story=y1",
                                   NULL};
enum { PORT = 8420 };
static const char token[] = "0123456789abcdef0123456789abcdef";

size_t fuzz_seed(const uint8_t **ret_bytes)
{
    return *ret_bytes = NULL, 0;
}

static Serve *open_store(void)
{
    static const char report[] = "Four battalions <script>\n\nShare this on Facebook\n\nRIGA, March 3, 2025 - NATO "
                                 "will send four battalions to Latvia, "
                                 "Henrik Solberg said on Monday. Russia denied that it attacked <b>Estonia</b>.\n";
    static const uint8_t nothing[1];
    static char path[600];
    snprintf(path, sizeof path, "%s.sqlite", fuzz_file(nothing, 0));
    unlink(path);
    ArrianDocument *d;
    ArrianStory *story;
    ArrianStore *store;
    Serve *serve;
    ArrianError why = {0};
    fuzz_require(!arrian_read_bytes(fuzz_engine(), "a.txt", report, sizeof report - 1, NULL, &d, &why), "it is read");
    fuzz_require(!arrian_collate(fuzz_engine(), &d, 1, &story, &why), "it is collated");
    fuzz_require(!arrian_store_open(path, true, &store, &why) && !arrian_store_put(store, NULL, story, &why), "it is kept");
    arrian_store_close(store);
    arrian_story_free(story);
    arrian_document_free(d);
    fuzz_require(!serve_open(path, fuzz_engine(), NULL, PORT, token, &serve, &why), "it is served");
    unlink(path);
    return serve;
}

static void check_json(const ServeAnswer *answer)
{
    Arena arena = {0};
    const char *at;
    fuzz_require(json_read(&arena, answer->body, answer->body + answer->size, &at), "JSON is JSON");
    arena_end(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static Serve *serve;
    if (!serve) serve = open_store();
    char *text = malloc(size + 1), *lines[5] = {NULL}, *at = text;
    fuzz_require(text, "there is memory");
    memcpy(text, bytes, size);
    text[size] = 0;
    for (int i = 0; i < 5 && at; i++) lines[i] = strsep(&at, "\n");
    ServeAsk ask = {lines[0], lines[1] ? lines[1] : "", NULL, NULL, NULL, NULL, at, at ? strlen(at) : 0};
    if (!strncmp(ask.uri, "/refresh", 8)) ask.uri = ""; /* would open the store that is no longer there */
    if (lines[2] && *lines[2]) ask.host = lines[2];
    if (lines[3] && *lines[3]) ask.origin = lines[3];
    if (lines[4] && *lines[4]) ask.authorization = lines[4];
    ServeAnswer answer;
    serve_answer(serve, &ask, &answer);
    bool ours = ask.host && (!strcasecmp(ask.host, "127.0.0.1:8420") || !strcasecmp(ask.host, "localhost:8420"));
    fuzz_require(answer.status >= 200 && answer.status < 600 && answer.status != 500, "a status is one of ours");
    fuzz_require(answer.status != 200 || ours, "another Host gets nothing");
    fuzz_require(answer.body && answer.type, "an answer has a body and a type");
    if (!strncmp(answer.type, "application/json", 16)) check_json(&answer);
    if (!strncmp(answer.type, "text/html", 9)) {
        fuzz_require(!memmem(answer.body, answer.size, "<script", 7), "words are only words");
        fuzz_require(!memmem(answer.body, answer.size, "<b>", 3), "words of a report are only words");
    }
    fuzz_taken += answer.status == 200;
    free(answer.body);
    free(text);
    return 0;
}

/* fuzz_door.c: any bytes, under a name that asks for each kind of file -> members, each named once, or refusals.
 *     fuzz_door 300 fuzz/seeds/door/a.warc ...        the seed's own name is the file's
 * Every fourth member is read whole, under rules alone. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"

const bool fuzz_binary = true;
const char *const fuzz_pieces[] = {"WARC/1.0\r\n",
                                   "\r\n\r\n",
                                   "Content-Length: ",
                                   "Content-Length: 99999999999\r\n",
                                   "WARC-Type: response\r\n",
                                   "HTTP/1.1 200 OK\r\n",
                                   "Transfer-Encoding: chunked\r\n",
                                   "Content-Encoding: gzip\r\n",
                                   "Content-Encoding: br, zstd\r\n",
                                   "ffffffff\r\n",
                                   "0\r\n",
                                   "\x1F\x8B\x08",
                                   "\x28\xB5\x2F\xFD",
                                   "PK\3\4",
                                   "PK\1\2",
                                   "PK\5\6",
                                   "ustar",
                                   "filedesc://x 0 0 text/plain 9\n",
                                   "{\"text\":\"",
                                   "\\ud83d",
                                   "[[[[{{{{",
                                   "\"\"",
                                   "<item>",
                                   "</item>",
                                   "<![CDATA[",
                                   "]]>",
                                   "<content type=\"xhtml\">",
                                   "&#x10FFFF;",
                                   "--b=1\r\n",
                                   "--b=1--",
                                   "Content-Type: multipart/mixed; boundary=\"b=1\"\r\n\r\n",
                                   "Content-Transfer-Encoding: base64\r\n",
                                   "=?utf-8?B?4pi6?=",
                                   "=\r\n",
                                   "\n\nFrom a@b Tue Oct 25 04:00:00 2016\n",
                                   "\n>From ",
                                   "1 of 9 DOCUMENTS\n",
                                   "LOAD-DATE: ",
                                   "encoding=\"koi8-r\"",
                                   "\xEF\xBB\xBF",
                                   NULL};
static const char *const endings[] = {"", ".warc", ".jsonl", ".csv", ".xml", ".eml", ".mbox", ".mhtml", ".wacz", ".br", ".txt"};
enum { ENDINGS = sizeof endings / sizeof *endings, MOST_TURNS = 20000, NAME = 700 };

size_t fuzz_seed(const uint8_t **ret_bytes)
{
    return *ret_bytes = NULL, 0;
}

static void check_member(const ArrianMember *m, uint32_t turn)
{
    ArrianDocument *d;
    ArrianError why = {0};
    fuzz_require(m->path && m->member && (m->bytes || !m->size), "a member has a name and bytes");
    fuzz_require(strlen(m->member) < 2560, "its name has a bound");
    fuzz_require(!m->given.published || strlen(m->given.published) < 24, "its day is one");
    if (turn % 4) return;
    int code = arrian_read_member(fuzz_engine(), m, NULL, &d, &why);
    if (code) {
        fuzz_refused(code, &why);
        return;
    }
    fuzz_document(d);
    arrian_document_free(d);
}

static uint32_t walk(const char *path)
{
    ArrianDoor *door;
    ArrianMember member;
    ArrianError why = {0};
    uint32_t turn = 0;
    fuzz_require(!arrian_door_open(path, true, &door, &why), "a door opens");
    for (int code; (code = arrian_door_next(door, &member, &why)) != ARRIAN_NOTHING; turn++) {
        fuzz_require(turn < MOST_TURNS, "a door comes to its end");
        if (code) fuzz_refused(code, &why);
        else check_member(&member, turn);
        fuzz_taken += !code;
    }
    fuzz_require(arrian_door_next(door, &member, &why) == ARRIAN_NOTHING, "the end stays the end");
    arrian_door_close(door);
    return turn;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
#ifdef ARRIAN_LIBFUZZER
    const uint32_t turn = 0; /* an input that breaks a law breaks it again */
#else
    static uint32_t number;
    const uint32_t turn = number++ / 2; /* a seed is tried under each name */
#endif
    char path[NAME];
    const char *file = fuzz_file(bytes, size);
    const char *ending = endings[size ? (bytes[size - 1] + turn) % ENDINGS : 0];
    snprintf(path, sizeof path, "%s%s", file, ending);
    if (*ending && rename(file, path)) return 0;
    walk(path);
    if (*ending) rename(path, file);
    return 0;
}

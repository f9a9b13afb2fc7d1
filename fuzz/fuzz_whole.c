/* fuzz_whole.c: any bytes -> a report read by every stage but the language engine.   fuzz_whole 100
 * examples/ferry/1.txt Two readings of the same bytes are collated, so that the stages across reports meet them too. */
#include "fuzz.h"

const bool fuzz_binary = false;
const char *const fuzz_pieces[] = {"\"",
                                   "\xE2\x80\x9C",
                                   "\xE2\x80\x9D",
                                   "\n\n",
                                   ". ",
                                   " said ",
                                   "told Reuters",
                                   "4,000",
                                   "$9999999999",
                                   "2016-02-30",
                                   "on Monday",
                                   "(",
                                   "<p>",
                                   "</p>",
                                   "<script>",
                                   "&#x0;",
                                   "\xFF",
                                   "\xE2\x80",
                                   "more than ",
                                   " - ",
                                   "Mr. ",
                                   "next ",
                                   "1-2-3/4 ",
                                   "will not ",
                                   "because ",
                                   "tens of thousands of ",
                                   "between 5 and ",
                                   "who said that \"",
                                   NULL};

size_t fuzz_seed(const uint8_t **ret_bytes)
{
    return *ret_bytes = NULL, 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const ArrianEngine *engine = fuzz_engine();
    ArrianDocument *d[2];
    ArrianStory *story;
    ArrianError why = {0};
    if (size > 1 << 16) size = 1 << 16;
    int code = arrian_read_bytes(engine, "fuzz", bytes, size, NULL, &d[0], &why);
    if (code) return fuzz_refused(code, &why), 0;
    fuzz_taken++;
    fuzz_document(d[0]);
    fuzz_require(!arrian_write_conllu(d[0], fuzz_nowhere()), "what was read can be written");
    fuzz_require(!arrian_read_bytes(engine, "again", bytes, size - size / 3, NULL, &d[1], &why) || why.message[0],
                 "a part is read or refused");
    if (d[1] && !arrian_collate(engine, d, 2, &story, &why)) arrian_story_free(story);
    arrian_document_free(d[1]);
    arrian_document_free(d[0]);
    return 0;
}

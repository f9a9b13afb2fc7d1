/* fuzz_review.c: any bytes -> decisions, replayed on two reports, or a refusal with its line.   fuzz_review 1000 fuzz/seeds/review.* */
#include <string.h>

#include "fuzz.h"

const bool fuzz_binary = false;
const char *const fuzz_pieces[] = {"reject ", "merge ", "split ", "note ", "claim ", "name ", "link ", "quantity ", "quote ", "time ", "relay ", "accord ",
                                   "report ", "accord quantity ", "a.txt", "b.txt", "@", "@1-9 ", "@0-4294967295 ", "@99999999999-1 ", "\"", "\\", "\\\"",
                                   "\"NATO\" ", "\"Latvia\" ", "\"four battalions\" ", "\"Georgia\" ", ": ", "\n", "\r\n", "\t", "#", "\xEF\xBB\xBF", "\xFF", "!1", "/", NULL};

size_t fuzz_seed(const uint8_t **ret_bytes)
{
    return *ret_bytes = NULL, 0;
}

static const char *const reports[][2] = {
    {"w/a.txt", "Four battalions for Latvia\n\nRIGA, March 3, 2025 - NATO will send four battalions to Latvia, Henrik Solberg said on Monday. Georgia sent 40 "
                "men. \"We are ready,\" Solberg told the Baltic Herald.\n"},
    {"w/b.txt", "NATO to send troops\n\nRIGA, March 4, 2025 - NATO is to send about 4,000 troops to Latvia, the Baltic Herald reported. The alliance said that "
                "Georgia sent 50 men.\n"}};
enum { REPORTS = 2 };

static void replay(ArrianReview *review)
{
    ArrianDocument *docs[REPORTS];
    ArrianStory *story;
    ArrianWriter *writer;
    ArrianError why = {0};
    for (int i = 0; i < REPORTS; i++)
        fuzz_require(!arrian_read_bytes(fuzz_engine(), reports[i][0], reports[i][1], strlen(reports[i][1]), NULL, &docs[i], &why), "it is read");
    fuzz_require(!arrian_review_reports(review, docs, REPORTS, &why), "it is replayed");
    for (int i = 0; i < REPORTS; i++) fuzz_document(docs[i]);
    fuzz_require(!arrian_collate_reviewed(fuzz_engine(), docs, REPORTS, review, &story, &why), "it is collated");
    fuzz_require(!arrian_writer_new(fuzz_nowhere(), &writer, &why) && !arrian_write_story(writer, story, &why), "it is written");
    fuzz_require(!arrian_write_page(fuzz_engine(), fuzz_nowhere(), &story, 1, &why), "the page is written");
    arrian_writer_free(writer);
    arrian_story_free(story);
    for (int i = 0; i < REPORTS; i++) arrian_document_free(docs[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    ArrianReview *review;
    ArrianError why = {0};
    int code = arrian_review_parse("review.txt", (const char *)bytes, size, &review, &why);
    if (code) {
        fuzz_refused(code, &why);
        fuzz_require(code != ARRIAN_INPUT || !strncmp(why.message, "line ", 5), "a refusal names its line");
        return 0;
    }
    fuzz_taken++;
    replay(review);
    for (size_t i = 0; i < arrian_review_count(review); i++) {
        const ArrianReviewLine *line = arrian_review_line(review, i);
        fuzz_require(line->line && line->text.length && line->text.length <= size, "a line is one of its file");
        fuzz_require(line->found == !line->why, "it is found, or it says why not");
    }
    arrian_review_close(review);
    return 0;
}

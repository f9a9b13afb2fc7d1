/* manifest.c: what went in: the program, the engine, the word lists, each report with its digest.
 *     arrian 0.1.0 | language engine 3f2a... | word lists and rules 9c01... | 1 baltic-herald.txt 897 bytes 5d41... */
#include "base/engine.h"
#include "model/model.h"
#include "report/sheet.h"
#include <string.h>

enum { MOST_LINE = 300 };

static void put_program(FILE *out, Arena *arena, const ArrianEngine *engine)
{
    char hex[65];
    fputs("<dl><dt>Program</dt><dd>arrian " ARRIAN_VERSION "</dd>\n<dt>Language engine</dt><dd>", out);
    if (engine && engine->model) {
        model_digest(engine->model->model, hex);
        fprintf(out, "%s, SHA-256 of the weights <code>%s</code>", model_is_fast(engine->model->model) ? "fast" : "full", hex);
    } else {
        fputs("none: by rules and word lists alone", out);
    }
    data_digest(arena, engine ? engine->folder : NULL, hex);
    fprintf(out, "</dd>\n<dt>Word lists, rules</dt><dd>SHA-256 of their digests <code>%s</code>", hex);
    if (engine && engine->folder)
        fputs(", with those of <code>", out), html_word(out, engine->folder), fputs("</code> (--data)", out);
    fputs("</dd>\n<dt>Again</dt><dd>The same bytes, program, engine and lists give this page again, byte for "
          "byte.</dd></dl>\n",
          out);
}

static void put_given(FILE *out, const ArrianHead *head)
{
    static const struct {
        const char *words;
        size_t at;
    } fields[] = {{"date", offsetof(ArrianHead, published_basis)},
                  {"title", offsetof(ArrianHead, title_basis)},
                  {"outlet", offsetof(ArrianHead, outlet_basis)},
                  {"authors", offsetof(ArrianHead, byline_basis)}};
    uint32_t put = 0;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        ArrianBasis basis;
        memcpy(&basis, (const char *)head + fields[i].at, sizeof basis);
        if (basis == ARRIAN_GIVEN) fprintf(out, "%s%s", put++ ? ", " : "", fields[i].words);
    }
}

static void put_report(FILE *out, uint32_t number, const ArrianHead *head)
{
    fprintf(out, "<tr><td>%u</td><td>", number);
    html_line(out, head->path.length ? head->path : head->url);
    if (head->path.length && head->url.length)
        fputs("<br><span class=\"own\">", out), html_line(out, head->url), fputs("</span>", out);
    fputs("</td><td class=\"num\">", out);
    html_number(out, head->bytes);
    fputs("</td><td>", out);
    put_given(out, head);
    fprintf(out, "</td><td><code>%s</code></td></tr>\n", head->sha256);
}

static bool is_orphan(const ArrianReviewLine *line)
{
    return !line->found && !line->elsewhere;
}

/* Each decision that was replayed, and those that found nothing, with the reason. */
static void put_review(FILE *out, const ArrianReview *review)
{
    size_t count = arrian_review_count(review), orphans = 0;
    if (!count) return;
    for (size_t i = 0; i < count; i++) orphans += is_orphan(arrian_review_line(review, i));
    fprintf(out, "<h3 id=\"review\">Decisions of the reviewer</h3><p>%zu replayed", count - orphans);
    if (orphans) fprintf(out, ", <strong>%zu found nothing and changed nothing</strong>", orphans);
    fputs(".</p><div class=\"wide\" tabindex=\"0\" role=\"group\" aria-labelledby=\"review\"><table><thead><tr><th "
          "scope=\"col\">line</th><th scope=\"col\">decision</th><th scope=\"col\">came to</th></tr></thead><tbody>\n",
          out);
    for (size_t i = 0; i < count; i++) {
        const ArrianReviewLine *line = arrian_review_line(review, i);
        fprintf(out, "<tr class=\"%s\"><td class=\"num\">%u</td><td><code>", is_orphan(line) ? "orphan" : "done", line->line);
        html_cut(out, line->text, MOST_LINE);
        fputs("</code></td><td>", out);
        html_word(out, line->found ? "done" : line->elsewhere ? "stands in a story that did not change" : line->why ? line->why : "nothing");
        fputs("</td></tr>\n", out);
    }
    fputs("</tbody></table></div>\n", out);
}

void manifest_section(FILE *out, Arena *arena, const ArrianEngine *engine, ArrianStory *const *stories, size_t count)
{
    uint32_t number = 0;
    fputs("<section class=\"manifest\" aria-labelledby=\"manifest\"><h2 id=\"manifest\">What went in</h2>\n", out);
    put_program(out, arena, engine);
    fputs("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-labelledby=\"manifest\"><table><thead><tr><th "
          "scope=\"col\">report</th><th scope=\"col\">file</th><th scope=\"col\" class=\"num\">bytes</th><th "
          "scope=\"col\">given by hand</th><th scope=\"col\">SHA-256</th></tr></thead><tbody>\n",
          out);
    for (size_t i = 0; i < count; i++) {
        size_t documents;
        ArrianDocument *const *docs = arrian_story_documents(stories[i], &documents);
        for (size_t k = 0; k < documents; k++) put_report(out, ++number, arrian_head(docs[k]));
    }
    fputs("</tbody></table></div>\n", out);
    if (count) put_review(out, arrian_story_review(stories[0]));
    fputs("</section>\n", out);
}

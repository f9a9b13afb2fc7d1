/* alone.c: what only one report says, and what each leaves out that two others say.
 *     Only in 3 Daily Lantern: c31 "a bridge was closed" ...     silent on: How many battalions deployed? */
#include "report/sheet.h"
#include <stdlib.h>

enum { MOST_WORDS = 240, MOST_QUESTION = 80, MOST_SILENCES = 40 };

static bool answers(const ArrianAccord *accord, uint32_t doc)
{
    for (uint32_t i = 0; i < accord->count; i++)
        if (accord->values[i].doc == doc) return true;
    return false;
}

static uint32_t count_alone(const Sheet *sheet, uint32_t doc)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < sheet->docs[doc]->claims.count; i++) count += sheet->alone[sheet_claim_at(sheet, doc, i)];
    return count;
}

static int by_start(const void *left, const void *right)
{
    const ArrianSpan *a = left, *b = right;
    if (a->start != b->start) return a->start < b->start ? -1 : 1;
    return a->end > b->end ? -1 : a->end < b->end;
}

/* The claims of one sentence are one row. */
static void put_sentence(const Sheet *sheet, uint32_t doc, uint32_t first, uint32_t end)
{
    FILE *out = sheet->out;
    const ArrianDocument *d = sheet->docs[doc];
    ArrianSpan *spans = NEW(sheet->arena, ArrianSpan, end - first);
    uint32_t count = 0;
    for (uint32_t i = first; i < end; i++)
        if (sheet->alone[sheet_claim_at(sheet, doc, i)]) spans[count++] = d->claims.at[i].span;
    if (!count) return;
    qsort(spans, count, sizeof *spans, by_start);
    fprintf(out, "<li class=\"row\" data-r=\"%u\" data-v=\"one-sided\">", sheet_doc(sheet, doc));
    sheet_sentence(sheet, doc, spans, count, MOST_WORDS);
    for (uint32_t i = first; i < end; i++) {
        if (!sheet->alone[sheet_claim_at(sheet, doc, i)]) continue;
        sheet_claim(sheet, doc, i);
        fprintf(out, " <span class=\"act\">%s</span>", arrian_act(d->claims.at[i].act));
        if (d->claims.at[i].stance != ARRIAN_HAPPENED)
            fprintf(out, " <i class=\"stance\">%s</i>", arrian_stance(d->claims.at[i].stance));
    }
    fputs("</li>\n", out);
}

static void put_claims(const Sheet *sheet, uint32_t doc)
{
    const ArrianDocument *d = sheet->docs[doc];
    fputs("<ul>", sheet->out);
    for (uint32_t i = 0, end; i < d->claims.count; i = end) {
        for (end = i + 1; end < d->claims.count && d->claims.at[end].sentence == d->claims.at[i].sentence;) end++;
        put_sentence(sheet, doc, i, end);
    }
    fputs("</ul>\n", sheet->out);
}

/* Accords that several reports of several origins answer, what matters most first. */
static uint32_t *asked_of_all(const Sheet *sheet, uint32_t *ret_count)
{
    size_t count;
    uint32_t *order = accord_order(sheet, &count), kept = 0;
    const ArrianAccord *accord = arrian_accords(sheet->story, &count);
    for (size_t i = 0; i < count; i++)
        if (accord[order[i]].origins > 1 && accord_reports(sheet, &accord[order[i]]) > 1) order[kept++] = order[i];
    *ret_count = kept;
    return order;
}

static void put_silences(const Sheet *sheet, uint32_t doc, const uint32_t *asked, uint32_t count)
{
    FILE *out = sheet->out;
    size_t accords;
    uint32_t put = 0;
    const ArrianAccord *accord = arrian_accords(sheet->story, &accords);
    for (uint32_t i = 0; i < count && put < MOST_SILENCES; i++) {
        if (answers(&accord[asked[i]], doc)) continue;
        fprintf(out, "%s<a href=\"#a-%u\">", put++ ? "; " : "<p class=\"silences\">Silent, where others speak: ",
                sheet->first_accord + asked[i] + 1);
        sheet_question(sheet, &accord[asked[i]], MOST_QUESTION);
        fputs("</a>", out);
    }
    if (put) fputs("</p>\n", out);
}

void alone_section(const Sheet *sheet)
{
    FILE *out = sheet->out;
    if (sheet->count < 2) return;
    uint32_t count, *asked = asked_of_all(sheet, &count);
    sheet_heading(sheet, "alone", "What only one report says");
    fputs("<p class=\"lead\">Claims that no other report was found to tell, and the questions on which a report is "
          "silent though at least two others answer. It may be news, or an error; it is not weighed here.</p>\n",
          out);
    for (uint32_t doc = 0; doc < sheet->count; doc++) {
        uint32_t level = sheet->level + 1;
        fprintf(out, "<section class=\"one\" data-r=\"%u\" aria-labelledby=\"only-%u\"><h%u id=\"only-%u\">Only in ",
                sheet_doc(sheet, doc), sheet_doc(sheet, doc), level, sheet_doc(sheet, doc));
        sheet_chip(sheet, doc);
        fputs(" <small class=\"own\">", out);
        sheet_count(sheet, count_alone(sheet, doc), "claim", "claims");
        fprintf(out, "</small></h%u>\n", level);
        put_claims(sheet, doc);
        put_silences(sheet, doc, asked, count);
        fputs("</section>\n", out);
    }
    sheet_end_section(sheet);
}

/* summary.c: what a story comes to, in plain words, before anything else.
 *     5 reports of 2016-06-13 to 2016-10-26 stand on at most 3 origins and make 84 claims. On 7 questions ... 1
 * conflict. */
#include "report/sheet.h"
#include "report/write.h"
#include <string.h>

typedef struct Sums {
    size_t claims, marks;
    uint64_t bytes, ignored;
    uint32_t verdicts[ARRIAN_ONE_SIDED + 1], accords;
} Sums;

static Sums sum_up(const Sheet *sheet)
{
    Sums sums = {0};
    for (uint32_t i = 0; i < sheet->count; i++) {
        const ArrianDocument *d = sheet->docs[i];
        sums.claims += d->claims.count;
        sums.bytes += d->head.bytes;
        sums.ignored += d->head.ignored_bytes;
    }
    size_t count;
    const ArrianAccord *accord = arrian_accords(sheet->story, &count);
    for (size_t i = 0; i < count; i++) sums.verdicts[accord[i].verdict]++;
    sums.accords = (uint32_t)count;
    return sums;
}

static void put_days(const Sheet *sheet)
{
    char from[11], to[11];
    write_days(sheet->story, from, to);
    if (!from[0]) return;
    fprintf(sheet->out, " of <time>%s</time>", from);
    if (strcmp(from, to)) fprintf(sheet->out, " to <time>%s</time>", to);
}

static void put_verdicts(const Sheet *sheet, const Sums *sums)
{
    static const ArrianVerdict order[] = {ARRIAN_CONFLICT,   ARRIAN_CHANGED, ARRIAN_DIFFERENT,
                                          ARRIAN_COMPATIBLE, ARRIAN_AGREED,  ARRIAN_ONE_SIDED};
    FILE *out = sheet->out;
    if (!sums->accords) {
        fputs(sheet->count > 1 ? " No question was found that two of them answer." : "", out);
        return;
    }
    fputs(" Compared on ", out);
    sheet_count(sheet, sums->accords, "question", "questions");
    fputs(":</p>\n<ul class=\"verdicts\">", out);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if (!sums->verdicts[order[i]]) continue;
        fprintf(out, "<li><strong>%u</strong> ", sums->verdicts[order[i]]);
        sheet_badge(sheet, order[i]);
        fprintf(out, " <span>%s</span></li>", sheet_verdict_words(order[i]));
    }
    fputs("</ul>\n<p class=\"lead\">", out);
}

static void put_figure(const Sheet *sheet, const char *name, uint64_t number, const char *note)
{
    fprintf(sheet->out, "<div><dt>%s</dt><dd>", name);
    html_number(sheet->out, number);
    fprintf(sheet->out, "<small>%s</small></dd></div>", note);
}

static void put_figures(const Sheet *sheet, const Sums *sums)
{
    fputs("<dl class=\"figures\">", sheet->out);
    put_figure(sheet, "reports", sheet->count, "");
    put_figure(sheet, "independent origins", sheet_most_origins(sheet), "at most");
    put_figure(sheet, "claims", sums->claims, "");
    put_figure(sheet, "conflicts", sums->verdicts[ARRIAN_CONFLICT], "");
    fputs("</dl>\n", sheet->out);
}

static void put_report(const Sheet *sheet, uint32_t doc)
{
    FILE *out = sheet->out;
    const ArrianDocument *d = sheet->docs[doc];
    const ArrianHead *head = &d->head;
    fprintf(out, "<tr data-r=\"%u\"><th scope=\"row\">", sheet_doc(sheet, doc));
    sheet_chip(sheet, doc);
    fputs("</th><td>", out);
    if (head->title_span.end > head->title_span.start) sheet_words(sheet, doc, head->title_span, 120);
    else html_cut(out, head->title, 120);
    fprintf(out, "</td><td>%s", head->published);
    if (head->published[0]) fprintf(out, " <span class=\"own\">%s</span>", arrian_basis(head->published_basis));
    fputs("</td><td class=\"num\">", out);
    html_number(out, d->claims.count);
    fputs("</td><td class=\"num\">", out);
    html_number(out, head->ignored_bytes);
    fputs(" of ", out);
    html_number(out, head->bytes);
    fputs("</td></tr>\n", out);
}

static void put_reports(const Sheet *sheet)
{
    fputs("<table class=\"reports\"><caption>The reports</caption><thead><tr><th scope=\"col\">report</th><th "
          "scope=\"col\">title</th>"
          "<th scope=\"col\">date, and whence</th><th scope=\"col\">claims</th><th scope=\"col\">bytes set "
          "aside</th></tr></thead><tbody>\n",
          sheet->out);
    for (uint32_t i = 0; i < sheet->count; i++) put_report(sheet, i);
    fputs("</tbody></table>\n", sheet->out);
}

void summary_section(const Sheet *sheet)
{
    FILE *out = sheet->out;
    Sums sums = sum_up(sheet);
    ArrianSlice title = arrian_story_title(sheet->story);
    uint32_t level = sheet->level - 1, most = sheet_most_origins(sheet);
    fprintf(out, "<header class=\"summary\"><h%u id=\"story-%u\" tabindex=\"-1\">", level, sheet->number);
    if (title.length) html_line(out, title);
    else fputs("A story without a title", out);
    fprintf(out, "</h%u>\n<p class=\"lead\">", level);
    sheet_count(sheet, sheet->count, "report", "reports");
    put_days(sheet);
    fprintf(out, " %s on at most ", sheet->count == 1 ? "stands" : "stand");
    sheet_count(sheet, most, "origin", "origins");
    fprintf(out, " and %s ", sheet->count == 1 ? "makes" : "make");
    sheet_count(sheet, sums.claims, "claim", "claims");
    putc('.', out);
    put_verdicts(sheet, &sums);
    html_number(out, sums.ignored);
    fputs(" of ", out);
    html_number(out, sums.bytes);
    fputs(" bytes were set aside as menus, adverts and the like; they stand in grey in the texts.</p>\n", out);
    put_figures(sheet, &sums);
    put_reports(sheet);
    fputs("</header>\n", out);
}

/* timeline.c: when, by the reports' own words; a month is a bar as long as a month, and fuzzy: somewhere within it.
 *     2016-07        | ----[==]------- | 2 "in July" the alliance agreed ...
 *     2017-01/2017-03| ---------[=====]| 1 "early next year" ... */
#include "report/clock.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = 600, MOST_WORDS = 200, MOST_CLAIMS = 6, BAR = 240 };

void chronicle_figure(const Sheet *sheet, const Clock *clock); /* chronicle.c */

typedef struct Moment {
    char value[32];
    Extent extent;
    uint32_t doc, time; /* time ARRIAN_NONE: the report's own date */
} Moment;

typedef struct Moments {
    LIST(Moment) list;
    Clock clock;
} Moments;

static int by_day(const void *left, const void *right)
{
    const Moment *a = left, *b = right;
    if (a->extent.first != b->extent.first) return a->extent.first < b->extent.first ? -1 : 1;
    if (a->extent.last != b->extent.last) return a->extent.last < b->extent.last ? -1 : 1;
    int order = strcmp(a->value, b->value);
    if (order) return order;
    if (a->doc != b->doc) return a->doc < b->doc ? -1 : 1;
    return a->time < b->time ? -1 : a->time > b->time;
}

static void add(const Sheet *sheet, Moments *moments, const char *value, uint32_t doc, uint32_t time)
{
    Moment moment = {.doc = doc, .time = time};
    if (!clock_read(value, &moment.extent) || moments->list.count >= MOST_ROWS) return;
    snprintf(moment.value, sizeof moment.value, "%s", value);
    LIST_ADD(sheet->arena, moments->list, moment);
}

static void set_clock(const Sheet *sheet, Moments *moments)
{
    int low = INT_MAX, high = INT_MIN;
    for (uint32_t i = 0; i < moments->list.count; i++) {
        const Extent *extent = &moments->list.at[i].extent;
        if (extent->first < low) low = extent->first;
        if (extent->last > high) high = extent->last;
    }
    moments->clock = clock_set(sheet, low, high);
}

static void put_bar(const Sheet *sheet, const Moments *moments, const Moment *moment)
{
    fprintf(
        sheet->out,
        "<svg class=\"bar\" viewBox=\"0 0 %d 12\" aria-hidden=\"true\"><line x1=\"0\" x2=\"%d\" y1=\"6\" y2=\"6\"/>",
        BAR, BAR);
    clock_bar(sheet, &moments->clock, &moment->extent, 0, BAR, 2);
    fputs("</svg>", sheet->out);
}

/* The claims that are pinned to this moment. */
static void put_claims(const Sheet *sheet, const Moment *moment)
{
    const ArrianDocument *d = sheet->docs[moment->doc];
    for (uint32_t i = 0, put = 0; i < d->claims.count && put < MOST_CLAIMS; i++)
        if (d->claims.at[i].time == moment->time) sheet_claim(sheet, moment->doc, i), put++;
}

static void put_words(const Sheet *sheet, const Moment *moment)
{
    FILE *out = sheet->out;
    const ArrianDocument *d = sheet->docs[moment->doc];
    fprintf(out, "<li data-r=\"%u\">", sheet_doc(sheet, moment->doc));
    sheet_number(sheet, moment->doc);
    putc(' ', out);
    if (moment->time == ARRIAN_NONE) {
        fputs("<i class=\"own\">this report appears</i>", out);
    } else {
        const ArrianTime *time = &d->times.at[moment->time];
        sheet_excerpt(sheet, moment->doc, time->span, MOST_WORDS);
        if (time->basis != ARRIAN_EXPLICIT) fprintf(out, " <i class=\"own\">%s</i>", arrian_time_basis(time->basis));
        put_claims(sheet, moment);
    }
    fputs("</li>", out);
}

static void put_rows(const Sheet *sheet, const Moments *moments)
{
    FILE *out = sheet->out;
    for (uint32_t i = 0, end; i < moments->list.count; i = end) {
        const Moment *moment = &moments->list.at[i];
        for (end = i + 1; end < moments->list.count && !strcmp(moments->list.at[end].value, moment->value);) end++;
        fputs("<tr class=\"row\" data-r=\"", out);
        for (uint32_t k = i, last = ARRIAN_NONE; k < end; last = moments->list.at[k++].doc)
            if (moments->list.at[k].doc != last)
                fprintf(out, "%s%u", k > i ? " " : "", sheet_doc(sheet, moments->list.at[k].doc));
        fputs("\"><th scope=\"row\">", out);
        html_word(out, moment->value);
        fputs("</th><td>", out);
        put_bar(sheet, moments, moment);
        fputs("</td><td><ul>", out);
        for (uint32_t k = i; k < end; k++) put_words(sheet, &moments->list.at[k]);
        fputs("</ul></td></tr>\n", out);
    }
}

void timeline_section(const Sheet *sheet)
{
    Moments moments = {0};
    for (uint32_t doc = 0; doc < sheet->count; doc++) {
        const ArrianDocument *d = sheet->docs[doc];
        if (d->head.published[0]) add(sheet, &moments, d->head.published, doc, ARRIAN_NONE);
        for (uint32_t i = 0; i < d->times.count; i++)
            if (d->times.at[i].value[0] && d->times.at[i].value[0] != 'P')
                add(sheet, &moments, d->times.at[i].value, doc, i);
    }
    if (!moments.list.count) return;
    qsort(moments.list.at, moments.list.count, sizeof *moments.list.at, by_day);
    set_clock(sheet, &moments);
    sheet_heading(sheet, "timeline", "When");
    fputs(
        "<p class=\"lead\">A full bar is the day or days that the words name; a pale one with a broken edge is "
        "somewhere "
        "within. The scale is even where the reports are and shrinks away from them. Later is not because: only where "
        "a report says so does an arrow lead from one thing to another.</p>\n",
        sheet->out);
    chronicle_figure(sheet, &moments.clock);
    fputs(
        "<table><thead><tr><th scope=\"col\">day</th><th scope=\"col\"><svg class=\"bar axis\" viewBox=\"0 0 240 16\" "
        "aria-hidden=\"true\">",
        sheet->out);
    clock_ticks(sheet, &moments.clock, 0, BAR, 16);
    fputs("</svg><span class=\"away\">on the scale</span></th><th scope=\"col\">its words</th></tr></thead><tbody>\n",
          sheet->out);
    put_rows(sheet, &moments);
    fputs("</tbody></table>\n", sheet->out);
    if (moments.list.count == MOST_ROWS)
        fprintf(sheet->out, "<p class=\"blank\">The first %d; the records hold all.</p>\n", MOST_ROWS);
    sheet_end_section(sheet);
}

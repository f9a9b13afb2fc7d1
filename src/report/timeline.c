/* timeline.c: when, by the reports' own words; a month is a bar as long as a month.
 *     2016-07        | ----[==]------- | 2 "in July" the alliance agreed ...
 *     2017-01/2017-03| ---------[=====]| 1 "early next year" ... */
#include "base/date.h"
#include "report/sheet.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = 600, MOST_WORDS = 200, BAR = 200, MARGIN_DAYS = 550 };

typedef struct Moment {
    char value[32];
    int first, last;    /* days */
    uint32_t doc, time; /* time ARRIAN_NONE: the report's own date */
} Moment;

typedef struct Moments {
    LIST(Moment) list;
    int low, high; /* the days that the bars show */
} Moments;

/* First and last day of one EDTF date: "2016", "2016-07", "2016-Q3", "2016-W05", "201X", "2016-07-08T10:00". */
static bool days_of(const char *text, size_t length, int *ret_first, int *ret_last)
{
    int year = 0, month = 0, day = 0;
    char copy[32];
    if (length >= sizeof copy || length < 4) return false;
    memcpy(copy, text, length);
    copy[length] = 0;
    if (copy[3] == 'X' && sscanf(copy, "%3d", &year) == 1)
        return *ret_first = date_day(year * 10, 1, 1), *ret_last = date_day(year * 10 + 9, 12, 31), true;
    char kind = length > 5 ? copy[5] : 0;
    if (kind == 'Q' && sscanf(copy, "%4d-Q%1d", &year, &month) == 2 && month >= 1 && month <= 4) {
        *ret_first = date_day(year, month * 3 - 2, 1);
        *ret_last = date_day(year, month * 3, date_month_days(year, month * 3));
    } else if (kind == 'W' && sscanf(copy, "%4d-W%2d", &year, &day) == 2) {
        int start = date_day(year, 1, 4);
        if (start == NO_DAY) return false;
        *ret_first = start - date_weekday(start) + (day - 1) * 7;
        *ret_last = *ret_first + 6;
    } else {
        int parts = sscanf(copy, "%4d-%2d-%2d", &year, &month, &day);
        if (parts < 1 || (parts > 1 && (month < 1 || month > 41))) return false;
        bool season = parts > 1 && month > 12; /* EDTF: 21 spring .. 24 winter */
        int from = parts == 1 ? 1
                   : season   ? (month - 21) % 4 * 3 + 3
                              : month,
            to = parts == 1 ? 12
                 : season   ? from + 2
                            : month;
        if (from < 1 || to > 14) return false;
        int end_year = to > 12 ? year + 1 : year, end = to > 12 ? to - 12 : to;
        *ret_first = date_day(year, from, parts == 3 ? day : 1);
        *ret_last = parts == 3 ? *ret_first : date_day(end_year, end, date_month_days(end_year, end));
    }
    return *ret_first != NO_DAY && *ret_last != NO_DAY;
}

static bool resolve(const char *value, int *ret_first, int *ret_last)
{
    const char *slash = strchr(value, '/');
    int ignored;
    if (!slash) return days_of(value, strlen(value), ret_first, ret_last);
    bool from = days_of(value, (size_t)(slash - value), ret_first, &ignored);
    bool to = days_of(slash + 1, strlen(slash + 1), &ignored, ret_last);
    if (from && !to) *ret_last = *ret_first;
    if (to && !from) *ret_first = *ret_last;
    return from || to;
}

static int by_day(const void *left, const void *right)
{
    const Moment *a = left, *b = right;
    if (a->first != b->first) return a->first < b->first ? -1 : 1;
    if (a->last != b->last) return a->last < b->last ? -1 : 1;
    int order = strcmp(a->value, b->value);
    if (order) return order;
    if (a->doc != b->doc) return a->doc < b->doc ? -1 : 1;
    return a->time < b->time ? -1 : a->time > b->time;
}

static void add(const Sheet *sheet, Moments *moments, const char *value, uint32_t doc, uint32_t time)
{
    Moment moment = {.doc = doc, .time = time};
    if (!resolve(value, &moment.first, &moment.last) || moments->list.count >= MOST_ROWS) return;
    snprintf(moment.value, sizeof moment.value, "%s", value);
    LIST_ADD(sheet->arena, moments->list, moment);
}

/* The bars show the reports' own days and a year and a half around them; what lies beyond is an arrow. */
static void set_window(Moments *moments)
{
    int low = INT_MAX, high = INT_MIN, first = INT_MAX, last = INT_MIN;
    for (uint32_t i = 0; i < moments->list.count; i++) {
        const Moment *moment = &moments->list.at[i];
        if (moment->first < low) low = moment->first;
        if (moment->last > high) high = moment->last;
        if (moment->time != ARRIAN_NONE) continue;
        if (moment->first < first) first = moment->first;
        if (moment->last > last) last = moment->last;
    }
    bool dated = first <= last;
    moments->low = dated && low < first - MARGIN_DAYS ? first - MARGIN_DAYS : low;
    moments->high = dated && high > last + MARGIN_DAYS ? last + MARGIN_DAYS : high;
    if (moments->high <= moments->low) moments->high = moments->low + 1;
}

static double place_of(const Moments *moments, int day)
{
    double share = (double)(day - moments->low) / (moments->high + 1 - moments->low);
    return share < 0 ? 0 : share > 1 ? BAR : share * BAR;
}

static void put_bar(const Sheet *sheet, const Moments *moments, const Moment *moment)
{
    FILE *out = sheet->out;
    fprintf(
        out,
        "<svg class=\"bar\" viewBox=\"0 0 %d 12\" aria-hidden=\"true\"><line x1=\"0\" x2=\"%d\" y1=\"6\" y2=\"6\"/>",
        BAR, BAR);
    if (moment->last < moments->low) {
        fputs("<path d=\"M7 2L1 6L7 10Z\"/>", out);
    } else if (moment->first > moments->high) {
        fprintf(out, "<path d=\"M%d 2L%d 6L%d 10Z\"/>", BAR - 7, BAR - 1, BAR - 7);
    } else {
        double start = place_of(moments, moment->first), end = place_of(moments, moment->last + 1);
        if (end - start < 4) start = start > BAR - 4 ? BAR - 4 : start, end = start + 4;
        fprintf(out, "<rect x=\"%.1f\" y=\"2\" width=\"%.1f\" height=\"8\" rx=\"2\"/>", start, end - start);
    }
    fputs("</svg>", out);
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
    set_window(&moments);
    sheet_heading(sheet, "timeline", "When");
    fputs("<p class=\"lead\">A bar is as long as the words allow: a month is a month. An arrow points beyond the "
          "scale.</p>\n"
          "<table><thead><tr><th scope=\"col\">day</th><th scope=\"col\">on the scale</th><th scope=\"col\">its "
          "words</th></tr></thead>"
          "<tbody>\n",
          sheet->out);
    put_rows(sheet, &moments);
    fputs("</tbody></table>\n", sheet->out);
    if (moments.list.count == MOST_ROWS)
        fprintf(sheet->out, "<p class=\"blank\">The first %d; the records hold all.</p>\n", MOST_ROWS);
    sheet_end_section(sheet);
}

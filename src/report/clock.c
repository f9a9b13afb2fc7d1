/* clock.c: EDTF dates as days, and days on a scale.
 * Between the first and the last report the scale is even; before and after it goes by powers, so that both yesterday
 * and ten years ago have their place. */
#include "report/clock.h"
#include "base/date.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NEAR_DAYS = 4 }; /* within which the scale is nearly even */

/* First and last day of one EDTF date: "2016", "2016-07", "2016-Q3", "2016-W05", "201X", "2016-07-08T10:00". */
static bool days_of(const char *text, size_t length, int *ret_first, int *ret_last)
{
    int year = 0, month = 0, day = 0;
    char copy[32];
    if (length >= sizeof copy || length < 4) return false;
    memcpy(copy, text, length);
    copy[length] = 0;
    if (copy[2] == 'X' && sscanf(copy, "%2d", &year) == 1)
        return *ret_first = date_day(year * 100, 1, 1), *ret_last = date_day(year * 100 + 99, 12, 31), true;
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

static bool is_day(const char *value, size_t length)
{
    return length >= 10 && value[4] == '-' && value[7] == '-';
}

bool clock_read(const char *value, Extent *ret)
{
    const char *slash = strchr(value, '/');
    size_t length = strlen(value), head = slash ? (size_t)(slash - value) : length;
    int ignored;
    *ret = (Extent){.fuzzy = strpbrk(value, "~?%") != NULL};
    if (!slash) {
        ret->fuzzy |= !is_day(value, length);
        return days_of(value, length, &ret->first, &ret->last);
    }
    bool from = days_of(value, head, &ret->first, &ignored);
    bool to = days_of(slash + 1, strlen(slash + 1), &ignored, &ret->last);
    if (from && !to) ret->last = ret->first;
    if (to && !from) ret->first = ret->last;
    ret->open_start = !from, ret->open_end = !to;
    return (from || to) && ret->first <= ret->last;
}

static double stretch(int days)
{
    return log1p((double)(days > 0 ? days : 0) / NEAR_DAYS);
}

Clock clock_set(const Sheet *sheet, int low, int high)
{
    Clock clock = {.from = INT_MAX, .to = INT_MIN, .low = low, .high = high};
    for (uint32_t doc = 0; doc < sheet->count; doc++) {
        int day = sheet->docs[doc]->head.published[0] ? date_read(sheet->docs[doc]->head.published) : NO_DAY;
        if (day == NO_DAY) continue;
        if (day < clock.from) clock.from = day;
        if (day > clock.to) clock.to = day;
    }
    if (clock.from > clock.to) clock.from = low, clock.to = high;
    if (clock.low > clock.from) clock.low = clock.from;
    if (clock.high < clock.to) clock.high = clock.to;
    clock.before = stretch(clock.from - clock.low), clock.after = stretch(clock.high - clock.to);
    clock.middle = 1 + stretch(clock.to - clock.from);
    double whole = clock.before + clock.middle + clock.after;
    clock.before /= whole, clock.middle /= whole, clock.after /= whole;
    return clock;
}

/* Where a day stands on the scale, 0..1. */
static double place_of(const Clock *clock, int day)
{
    if (day < clock->from) {
        double whole = stretch(clock->from - clock->low);
        double share = whole > 0 ? stretch(clock->from - day) / whole : 0;
        return clock->before * (share < 1 ? 1 - share : 0);
    }
    if (day > clock->to + 1) {
        double whole = stretch(clock->high - clock->to);
        double share = whole > 0 ? stretch(day - clock->to - 1) / whole : 1;
        return clock->before + clock->middle + clock->after * (share < 1 ? share : 1);
    }
    return clock->before + clock->middle * (day - clock->from) / (clock->to + 1 - clock->from);
}

static void put_tick(const Sheet *sheet, double x, double height, const char *words)
{
    fprintf(sheet->out,
            "<line class=\"tick\" x1=\"%.1f\" x2=\"%.1f\" y1=\"12\" y2=\"%.0f\"/><text class=\"tick\" x=\"%.1f\" "
            "y=\"9\">%s</text>",
            x, x, height, x, words);
}

void clock_ticks(const Sheet *sheet, const Clock *clock, double x, double width, double height)
{
    static const struct {
        int days;
        const char *before, *after;
    } ticks[] = {{7, "\u2212week", "+week"},
                 {30, "\u2212month", "+month"},
                 {365, "\u2212year", "+year"},
                 {3652, "\u221210 y", "+10 y"},
                 {36524, "\u2212100 y", "+100 y"}};
    double from = x + place_of(clock, clock->from) * width, to = x + place_of(clock, clock->to + 1) * width;
    double left = from, right = to, room = 44;
    fprintf(sheet->out, "<rect class=\"reports\" x=\"%.1f\" y=\"12\" width=\"%.1f\" height=\"%.0f\"/>", from, to - from,
            height - 12);
    fprintf(sheet->out, "<text class=\"tick\" x=\"%.1f\" y=\"9\">reports</text>", (from + to) / 2);
    left = right = (from + to) / 2;
    for (size_t i = 0; i < sizeof ticks / sizeof *ticks; i++) {
        double before = x + place_of(clock, clock->from - ticks[i].days) * width,
               after = x + place_of(clock, clock->to + 1 + ticks[i].days) * width;
        if (clock->from - ticks[i].days > clock->low && before < left - room && before > x + 12)
            put_tick(sheet, left = before, height, ticks[i].before);
        if (clock->to + 1 + ticks[i].days < clock->high && after > right + room && after < x + width - 12)
            put_tick(sheet, right = after, height, ticks[i].after);
    }
}

void clock_bar(const Sheet *sheet, const Clock *clock, const Extent *extent, double x, double width, double y)
{
    FILE *out = sheet->out;
    double start = x + (extent->open_start ? 0 : place_of(clock, extent->first)) * width,
           end = x + (extent->open_end ? 1 : place_of(clock, extent->last + 1)) * width;
    if (end - start < 5) {
        double middle = (start + end) / 2;
        start = middle < x + 2.5 ? x : middle > x + width - 2.5 ? x + width - 5 : middle - 2.5, end = start + 5;
    }
    fprintf(out, "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"8\" rx=\"2\"/>",
            extent->fuzzy ? "when fuzzy" : "when", start, y, end - start);
    if (extent->open_start) fprintf(out, "<path class=\"when\" d=\"M%.1f %.1fl-6 4l6 4z\"/>", start + 6, y);
    if (extent->open_end) fprintf(out, "<path class=\"when\" d=\"M%.1f %.1fl6 4l-6 4z\"/>", end - 6, y);
}

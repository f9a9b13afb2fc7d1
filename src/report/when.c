/* when.c: an EDTF value -> its first and last day.   2016-07 -> 2016-07-01, 2016-07-31;  2017-Q1 -> 2017-01-01,
 * 2017-03-31 */
#include "base/date.h"
#include "report/export.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int digits(const char *at, int count)
{
    int number = 0;
    for (int i = 0; i < count; i++) {
        if (at[i] < '0' || at[i] > '9') return -1;
        number = number * 10 + at[i] - '0';
    }
    return number;
}

static bool is_end(char c)
{
    return !c || c == 'T' || c == '/';
}

/* One date, up to "/" or the end. Seasons (2016-21) have no sharp days. */
static bool one_date(const char *value, int *ret_first, int *ret_last)
{
    int year = digits(value, 4), month = 1, last_month = 12, day = 0;
    if (year < 0) return false;
    const char *at = value + 4;
    if (at[0] == '-' && at[1] == 'Q') {
        int quarter = digits(at + 2, 1);
        if (quarter < 1 || quarter > 4 || !is_end(at[3])) return false;
        month = quarter * 3 - 2, last_month = quarter * 3;
    } else if (at[0] == '-') {
        month = last_month = digits(at + 1, 2);
        if (month < 1 || month > 12) return false;
        at += 3;
        if (at[0] == '-' && ((day = digits(at + 1, 2)) < 1 || !is_end(at[3]))) return false;
        if (at[0] != '-' && !is_end(at[0])) return false;
    } else if (!is_end(at[0])) {
        return false;
    }
    *ret_first = date_day(year, month, day ? day : 1);
    *ret_last = day ? *ret_first : date_day(year, last_month, date_month_days(year, last_month));
    return *ret_first != NO_DAY && *ret_last != NO_DAY;
}

bool export_days(const char *value, char ret_first[11], char ret_last[11])
{
    int first, last, unused;
    const char *slash = strchr(value, '/');
    ret_first[0] = ret_last[0] = 0;
    if (!one_date(value, &first, &last)) return false;
    if (slash && !one_date(slash + 1, &unused, &last)) return false;
    return last >= first && date_write(first, ret_first) && date_write(last, ret_last);
}

bool export_claim_days(const ExportPage *page, const ArrianClaim *claim, char ret_first[11], char ret_last[11],
                       const ArrianTime **ret_time)
{
    size_t count;
    const ArrianTime *time = arrian_times(page->document, &count);
    ret_first[0] = ret_last[0] = 0;
    if (ret_time) *ret_time = claim->time < count ? &time[claim->time] : NULL;
    return claim->time < count && export_days(time[claim->time].value, ret_first, ret_last);
}

/* date.c: the era-of-400-years arithmetic of H. Hinnant, "chrono-compatible low-level date algorithms" (2013). */
#include "base/date.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const date_months[12] = {"january", "february", "march",     "april",   "may",      "june",
                                     "july",    "august",   "september", "october", "november", "december"};
const char *const date_weekdays[7] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

int date_month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12) return 0;
    return days[month - 1] + (month == 2 && ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0));
}

int date_day(int year, int month, int day)
{
    if (year < 1 || year > 9999 || day < 1 || day > date_month_days(year, month)) return NO_DAY;
    int y = month <= 2 ? year - 1 : year, era = y / 400, of_era = y - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/* Leap years fall by a rule of 33 years, which holds from 1178 to 1633: K. M. Borkowski, "The Persian calendar for 3000
 * years", Earth, Moon and Planets 74 (1996). */
int date_day_solar_hijri(int year, int month, int day)
{
    enum { FIRST = 1178, LAST = 1633, KNOWN = 1399 /* its first day is 20 March 2020 */ };
    bool leap = (25 * year + 11) % 33 < 8;
    int days = month <= 6 ? 31 : month < 12 || leap ? 30 : 29, leaps = 0;
    if (year < FIRST || year > LAST || month < 1 || month > 12 || day < 1 || day > days) return NO_DAY;
    for (int y = year < KNOWN ? year : KNOWN; y < (year < KNOWN ? KNOWN : year); y++) leaps += (25 * y + 11) % 33 < 8;
    int months = month <= 7 ? 31 * (month - 1) : 186 + 30 * (month - 7);
    return date_day(2020, 3, 20) + 365 * (year - KNOWN) + (year < KNOWN ? -leaps : leaps) + months + day - 1;
}

void date_civil(int day, int *ret_year, int *ret_month, int *ret_day)
{
    int z = day + 719468, era = (z >= 0 ? z : z - 146096) / 146097, of_era = z - era * 146097;
    int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365,
        of_year = of_era - (365 * year + year / 4 - year / 100);
    int m = (5 * of_year + 2) / 153;
    *ret_day = of_year - (153 * m + 2) / 5 + 1;
    *ret_month = m < 10 ? m + 3 : m - 9;
    *ret_year = year + era * 400 + (*ret_month <= 2);
}

int date_weekday(int day)
{
    return ((day + 3) % 7 + 7) % 7;
}

bool date_write(int day, char ret_text[11])
{
    int y, m, d;
    ret_text[0] = 0;
    if (day == NO_DAY) return false;
    date_civil(day, &y, &m, &d);
    return y >= 1 && y <= 9999 && snprintf(ret_text, 11, "%04d-%02d-%02d", y % 10000, m % 100, d % 100) == 10;
}

int date_read(const char *text)
{
    int y, m, d;
    return sscanf(text, "%4d-%2d-%2d", &y, &m, &d) == 3 ? date_day(y, m, d) : NO_DAY;
}

int date_week(int day, int *ret_year)
{
    int year, month, of_month, thursday = day - date_weekday(day) + 3;
    date_civil(thursday, &year, &month, &of_month);
    *ret_year = year;
    return (thursday - date_day(year, 1, 1)) / 7 + 1;
}

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

bool date_span(const char *value, int *ret_first, int *ret_last)
{
    int unused;
    const char *slash = strchr(value, '/');
    if (!one_date(value, ret_first, ret_last)) return false;
    if (slash && !one_date(slash + 1, &unused, ret_last)) return false;
    return *ret_last >= *ret_first;
}

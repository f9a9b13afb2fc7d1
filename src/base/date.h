/* date.h: civil days as numbers.   2016-10-26 <-> 17100 (days since 1970-01-01, proleptic Gregorian) */
#ifndef BASE_DATE_H
#define BASE_DATE_H
#include <limits.h>
#include <stdbool.h>

#define NO_DAY INT_MIN
extern const char *const date_months[12], *const date_weekdays[7]; /* "january" ..; "monday" .. */
int date_day(int year, int month, int day); /* NO_DAY where there is no such day */
int date_day_solar_hijri(int year, int month, int day); /* the calendar of Iran; NO_DAY outside 1178..1633 */
void date_civil(int day, int *ret_year, int *ret_month, int *ret_day);
int date_weekday(int day); /* 0 Monday .. 6 Sunday */
int date_week(int day, int *ret_year); /* ISO 8601 week 1..53, and the year that it belongs to */
int date_month_days(int year, int month);
bool date_write(int day, char ret_text[11]); /* "2016-10-26" */
int date_read(const char *text);             /* day of "2016-10-26..." or NO_DAY */
/* The first and last day of an EDTF value: "2016-07", "2017-Q1", "2017-02-06/2017-02-13"; false where it has no sharp days. */
bool date_span(const char *value, int *ret_first, int *ret_last);
#endif

/* value.c: what a time's value looks like.   the week of 2024-05-09 -> 2024-05-06/2024-05-12, 2024-W19
 * EDTF in `value`, TIMEX3 in `timex` where the two differ. What is out of range gets no value. */
#include "mark/time.h"
#include <stdio.h>
#include <string.h>

const char *const moment_letters[] = {"", "TS", "TM", "TH", "D", "W", "M", "Y", "Y", "Y", "M", "D", "W"};

void value_vague(ArrianTime *t, int sense)
{
    /* the last: a time to us and none to TIMEX3 */
    static const char *const senses[] = {"", "PAST_REF", "PRESENT_REF", "FUTURE_REF", "-"};
    t->value[0] = 0;
    t->precision = ARRIAN_VAGUE;
    strcpy(t->timex, sense >= 0 && sense < 5 ? senses[sense] : "");
}

void value_day(ArrianTime *t, int day)
{
    t->precision = ARRIAN_DAY;
    date_write(day, t->value);
}

void value_month(ArrianTime *t, int year, int month)
{
    while (month < 1) month += 12, year--;
    while (month > 12) month -= 12, year++;
    t->precision = ARRIAN_MONTH;
    if (year > 0 && year < 10000) snprintf(t->value, sizeof t->value, "%04d-%02d", year, month);
}

void value_year(ArrianTime *t, int year)
{
    t->precision = ARRIAN_YEAR;
    if (year > 0 && year < 10000) snprintf(t->value, sizeof t->value, "%04d", year);
}

/* quarter: year * 4 + 0..3 */
void value_quarter(ArrianTime *t, int quarter)
{
    t->precision = ARRIAN_QUARTER;
    if (quarter >= 4) snprintf(t->value, sizeof t->value, "%04d-Q%d", quarter / 4, quarter % 4 + 1);
}

void value_days(ArrianTime *t, int from, int to)
{
    char a[11], b[11];
    if (date_write(from, a) && date_write(to, b)) snprintf(t->value, sizeof t->value, "%s/%s", a, b);
    t->precision = ARRIAN_DAY;
}

/* The week that holds the day, Monday to Sunday. */
void value_week(ArrianTime *t, int day)
{
    int monday = day == NO_DAY ? NO_DAY : day - date_weekday(day), year;
    if (day != NO_DAY) {
        value_days(t, monday, monday + 6);
        int week = date_week(monday, &year);
        snprintf(t->timex, sizeof t->timex, "%04d-W%02d", year % 10000, week);
    }
    t->precision = ARRIAN_WEEK;
}

void value_season(ArrianTime *t, int year, int season)
{
    static const char *const names[] = {"SP", "SU", "FA", "WI"};
    t->precision = ARRIAN_SEASON;
    if (year < 1 || year > 9999) return;
    snprintf(t->value, sizeof t->value, "%04d-%02d", year, season);
    snprintf(t->timex, sizeof t->timex, "%04d-%s", year, names[(season - 21) & 3]);
}

void value_decade(ArrianTime *t, int year)
{
    t->precision = ARRIAN_DECADE;
    if (year < 10 || year > 9999) return;
    snprintf(t->value, sizeof t->value, "%03dX", year / 10);
    snprintf(t->timex, sizeof t->timex, "%03d", year / 10);
}

void value_century(ArrianTime *t, int century)
{
    t->precision = ARRIAN_VAGUE;
    if (century < 0 || century > 99) return;
    snprintf(t->value, sizeof t->value, "%02dXX", century);
    snprintf(t->timex, sizeof t->timex, "%02d", century);
}

void value_duration(ArrianTime *t, double amount, int unit)
{
    static const ArrianPrecision precision[] = {
        ARRIAN_VAGUE, ARRIAN_MINUTE, ARRIAN_MINUTE, ARRIAN_MINUTE,  ARRIAN_DAY, ARRIAN_WEEK, ARRIAN_MONTH,
        ARRIAN_YEAR,  ARRIAN_DECADE, ARRIAN_DECADE, ARRIAN_QUARTER, ARRIAN_DAY, ARRIAN_WEEK};
    static const int times[] = {1, 1, 1, 1, 1, 1, 1, 1, 10, 100, 3, 1, 2};
    if (unit < UNIT_SECOND || unit > UNIT_FORTNIGHT || !(amount < 1e9)) return value_vague(t, 0);
    const char *letter = moment_letters[unit];
    t->precision = precision[unit];
    snprintf(t->value, sizeof t->value, "P%s%.10g%s", letter[1] ? "T" : "", amount * times[unit],
             letter + (letter[1] != 0));
}

void value_duration_range(ArrianTime *t, double low, double high, int unit)
{
    ArrianTime other = *t;
    value_duration(t, low, unit);
    value_duration(&other, high, unit);
    strcpy(t->timex, t->value);
    size_t length = strlen(t->value);
    snprintf(t->value + length, sizeof t->value - length, "/%s", other.value);
}

/* "5 January" in a report of 2016-01-22: the year that the tense asks for, else the one that brings it nearest. */
void value_near_day(Clock *c, ArrianTime *t, int month, int day)
{
    t->precision = ARRIAN_DAY;
    if (!c->year) return;
    int best = date_day(c->year, month, day), reach = c->tense == TENSE_AHEAD ? 240 : 60;
    if (c->day != NO_DAY && best != NO_DAY) {
        if (best > c->day + reach) best = date_day(c->year - 1, month, day);
        else if (best < c->day - (c->tense == TENSE_AHEAD ? 60 : c->tense ? 300 : 240)) best = date_day(c->year + 1, month, day);
    }
    value_day(t, best);
}

void value_near_month(Clock *c, ArrianTime *t, int month, int direction)
{
    int year = c->year, ahead = month - c->month;
    if (year && c->month) {
        if (direction < 0) year -= ahead >= 0;
        else if (direction > 0) year += ahead <= 0;
        else if (c->tense == TENSE_AHEAD) year += ahead < -3;
        else if (c->tense == TENSE_PAST) year -= ahead > 1; /* "told of a cut in September", in August */
        else year += ahead < -7 ? 1 : ahead > 2 ? -1 : 0;
    }
    value_month(t, year, month);
}

/* direction: -1 last, 0 bare, 1 next, 2 this, -2 the one before what was told, -3 of last week, -7 a week ago,
 * -8 the day before it, 7 of next week, 8 a week from it. */
void value_weekday(Clock *c, ArrianTime *t, int weekday, int direction)
{
    t->precision = ARRIAN_DAY;
    if (c->day == NO_DAY) return;
    int from = direction == -2 ? c->told : c->day, today = date_weekday(from), back = (today - weekday + 7) % 7,
        forward = (weekday - today + 7) % 7, day = from - back;
    switch (direction) {
    case -1:
    case -2: day = from - (back ? back : 7); break;
    case 1: day = from + (forward ? forward : 7); break;
    case 2: day = from - today + weekday; break;
    case -3: day = from - today - 7 + weekday; break;
    case -7: day = from - back - 7; break;
    case -8: day = from - back - 1; break;
    case 7: day = from - today + 7 + weekday; break;
    case 8: day = from + forward + 7; break;
    default:
        if (c->tense == TENSE_AHEAD) day = from + forward;
    }
    value_day(t, day);
}

/* "last week", "this month", "next year". */
void value_shift(Clock *c, ArrianTime *t, int unit, int by)
{
    bool fits = by > -100000 && by < 100000;
    int day = c->day == NO_DAY || !fits ? NO_DAY : c->day, year = fits ? c->year : 0, month = fits ? c->month : 0;
    switch (unit) {
    case UNIT_DAY: return value_day(t, day == NO_DAY ? NO_DAY : day + by);
    case UNIT_WEEK: return value_week(t, day == NO_DAY ? NO_DAY : day + 7 * by);
    case UNIT_MONTH: return value_month(t, month ? year : 0, month ? month + by : 1);
    case UNIT_YEAR: return value_year(t, year ? year + by : 0);
    case UNIT_DECADE: return value_decade(t, year ? year + 10 * by : 0);
    case UNIT_CENTURY: return value_century(t, year ? year / 100 + by : -1);
    case UNIT_QUARTER: return value_quarter(t, month ? year * 4 + (month - 1) / 3 + by : 0);
    default: value_vague(t, 0);
    }
}

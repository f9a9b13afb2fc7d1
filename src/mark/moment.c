/* moment.c: which time the words of a rule are.   "third quarter" in a report of 2016-10-26 -> 2016-Q3
 * One function an action of data/time.rule. What the text does not settle gets no value. */
#include "mark/time.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int kept(const RuleMatch *m, char name, int otherwise)
{
    const RuleKeep *keep = rule_kept(m, name);
    return !keep ? otherwise : fabs(keep->value) < 1e9 ? (int)keep->value : 1000000000;
}

/* "twenty-four": the tens and what follows them. */
static int kept_count(const RuleMatch *m, int otherwise)
{
    const RuleKeep *tens = rule_kept(m, 't');
    return tens ? (int)tens->value + kept(m, 'n', 0) : kept(m, 'n', otherwise);
}

static int argument(const RuleMatch *m)
{
    return m->arguments ? m->argument[0] : 0;
}

/* TIMEX3 knows parts of the day; EDTF does not. */
static void put_part(ArrianTime *t, const RuleMatch *m)
{
    static const char *const parts[] = {"", "TMO", "TAF", "TEV", "TNI", "", ""};
    int part = kept(m, 'p', 0);
    if (part > 0 && part < 5 && strlen(t->value) == 10)
        snprintf(t->timex, sizeof t->timex, "%.10s%s", t->value, parts[part]);
}

static bool date_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    (void)c;
    value_day(t, date_day(kept(m, 'y', 0), kept(m, 'm', 0), kept(m, 'd', 0)));
    return true;
}

/* "032017", "202016": a day and a year without their space */
static bool glued_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    int glued = kept(m, 'g', 0), y = glued % 10000, d = glued / 10000;
    (void)c;
    if (y < 1900 || y > 2100 || d < 1 || d > 31) return false;
    value_day(t, date_day(y, kept(m, 'm', 0), d));
    return true;
}

static bool day_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    value_near_day(c, t, kept(m, 'm', 0), kept(m, 'd', 0));
    return true;
}

static bool days_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    int year = kept(m, 'y', c->year), month = kept(m, 'm', 0);
    t->precision = ARRIAN_DAY;
    if (year) value_days(t, date_day(year, month, kept(m, 'd', 0)), date_day(year, month, kept(m, 'e', 0)));
    return true;
}

static bool week_of_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    value_near_day(c, t, kept(m, 'm', 0), kept(m, 'd', 0));
    int day = date_read(t->value);
    t->value[0] = 0;
    value_week(t, day);
    return true;
}

static bool years_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    (void)c;
    t->precision = ARRIAN_YEAR;
    snprintf(t->value, sizeof t->value, "%04d/%04d", kept(m, 'y', 0) % 10000, kept(m, 'e', 0) % 10000);
    snprintf(t->timex, sizeof t->timex, "%.4s", t->value);
    return true;
}

static bool month_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    (void)c;
    value_month(t, kept(m, 'y', 0), kept(m, 'm', 0));
    return true;
}

static bool month_of_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    value_month(t, c->year ? c->year + argument(m) : 0, kept(m, 'm', 0));
    return true;
}

static bool month_near_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    value_near_month(c, t, kept(m, 'm', 0), argument(m));
    return true;
}

static bool year_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    (void)c;
    value_year(t, kept(m, 'y', 0));
    return true;
}

static bool spoken_year_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    (void)c;
    value_year(t, 100 * argument(m) + kept_count(m, 0));
    return true;
}

static bool month_spoken_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    (void)c;
    value_month(t, 100 * argument(m) + kept_count(m, 0), kept(m, 'm', 1));
    return true;
}

static bool season_spoken_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    (void)c;
    value_season(t, 100 * argument(m) + kept_count(m, 0), kept(m, 's', 21));
    return true;
}

static bool year_end_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    (void)m;
    value_day(t, c->year ? date_day(c->year - (c->tense == TENSE_PAST && c->month < 12), 12, 31) : NO_DAY);
    return true;
}

static bool decade_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    int year = kept(m, 'y', 0);
    const ArrianSpan at = c->d->tokens.at[m->first].span;
    if (year < 100 && at.start && c->d->text.at[at.start - 1] == '-') return false; /* "AK-47s" */
    value_decade(t, year < 100 ? 1900 + year : year);
    return true;
}

static bool century_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    (void)c;
    value_century(t, kept(m, 'n', 1) - 1);
    return true;
}

static bool season_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    int season = kept(m, 's', 21), year = kept(m, 'y', c->year ? c->year + argument(m) : 0),
        opens = 3 * (season - 20), by = argument(m);
    /* "last spring" told in autumn is this year's; "last autumn" told in spring is last year's */
    if (!rule_kept(m, 'y') && by < 0 && c->month > opens) year = c->year;
    value_season(t, year, season);
    return true;
}

/* "the fourth quarter" told of in January is that of the year before; a first one to come, told of in October, the next. */
static bool quarter_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    int year = kept(m, 'y', c->year), n = kept(m, 'n', 1), now = (c->month + 2) / 3;
    if (!rule_kept(m, 'y') && c->month) {
        if (c->tense != TENSE_AHEAD && n - now > 1) year--;
        else if (c->tense == TENSE_AHEAD && now - n > 1) year++;
    }
    value_quarter(t, year * 4 + n - 1);
    return true;
}

static bool quarter_of_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    value_quarter(t, c->year ? (c->year + argument(m)) * 4 + kept(m, 'n', 1) - 1 : 0);
    return true;
}

static bool quarter_code_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    int quarter = document_words(c->d, c->d->tokens.at[m->first].span).at[1] - '1';
    value_quarter(t, kept(m, 'y', c->year) * 4 + quarter);
    return true;
}

static bool half_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    int year = kept(m, 'y', c->year), half = m->arguments ? m->argument[0] : kept(m, 'n', 1);
    t->precision = ARRIAN_MONTH;
    if (half < 1 || half > 2) return false;
    if (!year) return true;
    snprintf(t->value, sizeof t->value, "%04d-%s/%04d-%s", year % 10000, half == 1 ? "01" : "07", year % 10000, half == 1 ? "06" : "12");
    snprintf(t->timex, sizeof t->timex, "%04d-H%c", year % 10000, half == 1 ? '1' : '2');
    return true;
}

static bool weekday_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    t->basis = ARRIAN_RELATIVE;
    value_weekday(c, t, kept(m, 'w', 0), argument(m));
    put_part(t, m);
    return true;
}

static bool weekend_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    int by = argument(m), year;
    t->basis = ARRIAN_RELATIVE;
    t->precision = ARRIAN_DAY;
    if (c->day == NO_DAY) return true;
    int today = date_weekday(c->day), saturday = c->day - today + 5;
    if (by < 0 || (!by && c->tense != TENSE_AHEAD && today < 5)) saturday -= 7;
    else if (by > 0) saturday += 7;
    value_days(t, saturday, saturday + 1);
    int week = date_week(saturday, &year);
    snprintf(t->timex, sizeof t->timex, "%04d-W%02d-WE", year % 10000, week);
    return true;
}

static bool day_shift_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    t->basis = ARRIAN_RELATIVE;
    value_day(t, c->day == NO_DAY ? NO_DAY : c->day + argument(m));
    put_part(t, m);
    return true;
}

static bool tonight_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    t->basis = ARRIAN_RELATIVE;
    value_day(t, c->day == NO_DAY ? NO_DAY : c->day + argument(m));
    if (t->value[0]) snprintf(t->timex, sizeof t->timex, "%.10sTNI", t->value);
    return true;
}

static bool shift_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    t->basis = ARRIAN_RELATIVE;
    value_shift(c, t, kept(m, 'u', 0), argument(m));
    return true;
}

static bool unit_shift_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    t->basis = ARRIAN_RELATIVE;
    value_shift(c, t, argument(m), m->argument[1]);
    return true;
}

/* "two weeks ago": as exact as the unit; "a year ago" beside a quarter is the quarter a year before. */
static bool ago_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    int amount = kept_count(m, 1), unit = kept(m, 'u', 0);
    t->basis = ARRIAN_RELATIVE;
    if (unit == UNIT_YEAR && amount == 1 && c->quarter != NO_DAY) value_quarter(t, c->quarter - 4);
    else if (unit == UNIT_FORTNIGHT) value_shift(c, t, UNIT_WEEK, -2 * amount);
    else if (unit >= UNIT_DAY && unit <= UNIT_YEAR) value_shift(c, t, unit, -amount);
    else if (unit == UNIT_DECADE && c->year && amount < 100) value_year(t, c->year - 10 * amount);
    else value_vague(t, 1);
    return true;
}

static bool in_future_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    (void)c;
    t->basis = ARRIAN_RELATIVE;
    value_duration(t, kept_count(m, 1), kept(m, 'u', 0));
    return true;
}

static bool feast_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    t->basis = ARRIAN_RELATIVE;
    value_near_day(c, t, m->argument[0], m->argument[1]);
    return true;
}

/* feast_nth MONTH WEEKDAY NTH; nth 5 is the last, 0 the first after the first of the month */
static bool feast_nth_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    int month = m->argument[0], weekday = m->argument[1], nth = m->argument[2];
    t->basis = ARRIAN_RELATIVE;
    t->precision = ARRIAN_DAY;
    if (!c->year) return true;
    for (int year = c->year; year > c->year - 2; year--) {
        int first = date_day(year, month, nth ? 1 : 2), day = first + (weekday - date_weekday(first) + 7) % 7;
        if (nth > 1) day += 7 * (nth - 1);
        if (nth == 5 && day - first >= date_month_days(year, month)) day -= 7;
        value_day(t, day);
        if (c->day == NO_DAY || day <= c->day + (c->tense == TENSE_AHEAD ? 300 : 45)) break;
    }
    return true;
}

/* Days from Easter Sunday; the Gregorian computus of Meeus, Jones and Butcher. */
static bool feast_easter_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    int y = c->year, a = y % 19, b = y / 100, e = y % 100, h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30,
        l = (32 + 2 * (b % 4) + 2 * (e / 4) - h - e % 4) % 7, n = h + l - 7 * ((a + 11 * h + 22 * l) / 451) + 114;
    t->basis = ARRIAN_RELATIVE;
    value_day(t, y ? date_day(y, n / 31, n % 31 + 1) + argument(m) : NO_DAY);
    return true;
}

static bool context_day_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    t->basis = ARRIAN_FROM_CONTEXT;
    value_day(t, c->told == NO_DAY ? NO_DAY : c->told + argument(m));
    put_part(t, m);
    return true;
}

/* Year, month and day of what was last told, as far as it is exact. */
static int told_parts(const Clock *c, int *ret_year, int *ret_month)
{
    *ret_year = *ret_month = 0;
    int fields = sscanf(c->last.value, "%4d-%2d", ret_year, ret_month);
    if (fields < 2) *ret_month = 0;
    return fields < 1 || strchr(c->last.value, 'X') ? 0 : 1;
}

/* How long is known, but not when: a value to TIMEX3 and none to us. */
static void timex_alone(ArrianTime *t)
{
    memcpy(t->timex, t->value, sizeof t->value);
    t->value[0] = 0;
    t->precision = ARRIAN_VAGUE;
}

/* "two weeks later": from what was last told, as exact as the unit and no more exact than that. */
static void put_from_told(Clock *c, ArrianTime *t, int unit, int amount)
{
    int year, month, day = c->last.precision == ARRIAN_DAY ? date_read(c->last.value) : NO_DAY;
    t->basis = ARRIAN_FROM_CONTEXT;
    bool known = told_parts(c, &year, &month) && amount > -10000 && amount < 10000;
    if (unit == UNIT_DAY) value_day(t, day == NO_DAY || !known ? NO_DAY : day + amount);
    else if (unit == UNIT_WEEK || unit == UNIT_FORTNIGHT)
        value_week(t, day == NO_DAY || !known ? NO_DAY : day + 7 * amount * (unit == UNIT_WEEK ? 1 : 2));
    else if (unit == UNIT_MONTH) value_month(t, known && month ? year : 0, known && month ? month + amount : 1);
    else if (unit == UNIT_YEAR) value_year(t, known ? year + amount : 0);
    else if (unit == UNIT_DECADE) value_year(t, known ? year + 10 * amount : 0);
    else value_duration(t, abs(amount), unit); /* "eight hours later": how long, if not when */
}

static bool context_shift_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    int amount = kept_count(m, 1), unit = kept(m, 'u', 0), by = argument(m);
    if (unit == UNIT_YEAR && amount == 1 && by < 0 && c->quarter != NO_DAY) {
        t->basis = ARRIAN_FROM_CONTEXT;
        value_quarter(t, c->quarter - 4);
    } else put_from_told(c, t, unit, by * amount);
    return true;
}

static bool context_unit_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    int unit = kept(m, 'u', 0);
    if (unit == UNIT_QUARTER) {
        t->basis = ARRIAN_FROM_CONTEXT;
        value_quarter(t, c->quarter == NO_DAY ? 0 : c->quarter + argument(m));
    } else put_from_told(c, t, unit, argument(m));
    return true;
}

static bool context_year_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    t->basis = ARRIAN_FROM_CONTEXT;
    if (c->quarter != NO_DAY) value_quarter(t, c->quarter + 4 * argument(m));
    else value_year(t, c->year ? c->year + argument(m) : 0);
    return true;
}

/* "the quarter", "the year-ago quarter", "the 1989 quarter": the one told of; "the latest quarter" else the one before
 * the report */
static bool context_quarter_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    int year = kept(m, 'y', 0), n = kept(m, 'n', 0), quarter = c->quarter;
    t->basis = ARRIAN_FROM_CONTEXT;
    if (quarter == NO_DAY && m->arguments > 1 && c->month) quarter = c->year * 4 + (c->month - 1) / 3 - 1;
    if (quarter != NO_DAY && n) quarter = quarter / 4 * 4 + n - 1;
    if (quarter != NO_DAY && year) quarter = year * 4 + quarter % 4;
    value_quarter(t, quarter == NO_DAY ? 0 : quarter + argument(m));
    if (quarter == NO_DAY && year) value_year(t, year);
    return true;
}

static bool duration_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    const RuleKeep *n = rule_kept(m, 'n');
    (void)c;
    value_duration(t, rule_kept(m, 't') ? kept_count(m, 1) : n ? n->value : 1, kept(m, 'u', 0));
    return true;
}

/* "the year ended July 31", "the week ended": so long, up to the day that follows */
static bool ended_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    (void)c;
    value_duration(t, 1, kept(m, 'u', argument(m)));
    return true;
}

static bool duration_one_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    (void)c;
    value_duration(t, m->arguments ? m->argument[0] : 1, kept(m, 'u', 0));
    return true;
}

static bool quarters_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    (void)c;
    value_duration(t, kept(m, 'n', 1), UNIT_QUARTER);
    return true;
}

static bool duration_half_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    int n = kept(m, 'n', 1), unit = kept(m, 'u', 0);
    (void)c;
    value_duration(t, n + 0.5, unit);
    if (unit == UNIT_YEAR) snprintf(t->timex, sizeof t->timex, "P%dY6M", n);
    else if (unit == UNIT_HOUR) snprintf(t->timex, sizeof t->timex, "PT%dH30M", n);
    else if (unit == UNIT_MINUTE) snprintf(t->timex, sizeof t->timex, "PT%dM30S", n);
    return true;
}

/* "8 hours and 20 minutes": the lesser unit behind the greater. */
static bool duration_and_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    ArrianTime rest = {0};
    int unit = kept(m, 'u', 0), less = kept(m, 'l', 0);
    (void)c;
    if (less >= unit) return false;
    value_duration(t, kept(m, 'n', 1), unit);
    value_duration(&rest, kept(m, 'e', 1), less);
    bool clock = rest.value[1] == 'T', same = t->value[1] == 'T';
    size_t length = strlen(t->value);
    snprintf(t->value + length, sizeof t->value - length, "%s", rest.value + 1 + (clock && same));
    t->precision = rest.precision;
    return true;
}

static bool duration_range_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    (void)c;
    value_duration_range(t, rule_kept(m, 'n')->value, rule_kept(m, 'e')->value, kept(m, 'u', UNIT_YEAR));
    return true;
}

/* An age is a time to us and none to TIMEX3. */
static bool age_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    const RuleKeep *n = rule_kept(m, 'n'), *e = rule_kept(m, 'e');
    (void)c;
    if (e) value_duration_range(t, n->value, e->value, UNIT_YEAR);
    else value_duration(t, n->value, kept(m, 'u', UNIT_YEAR));
    strcpy(t->timex, "-");
    return true;
}

static bool couple_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    (void)c;
    value_duration(t, 2, kept(m, 'u', 0));
    timex_alone(t);
    return true;
}

static bool each_weekday_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    static const char *const parts[] = {"", "TMO", "TAF", "TEV", "TNI", "", ""};
    (void)c;
    value_vague(t, 0);
    snprintf(t->timex, sizeof t->timex, "XXXX-WXX-%d%s", kept(m, 'w', 0) % 7 + 1, parts[kept(m, 'p', 0) % 7]);
    return true;
}

static bool each_month_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    (void)c;
    value_vague(t, 0);
    snprintf(t->timex, sizeof t->timex, "XXXX-%02d", kept(m, 'm', 1) % 13);
    return true;
}

/* The day that a clock's words name beside it: "noon Thursday", "5 p.m. on Nov. 6". */
static int clock_day(Clock *c, const RuleMatch *m)
{
    ArrianTime day = {0};
    if (rule_kept(m, 'w')) value_weekday(c, &day, kept(m, 'w', 0), 0);
    else if (rule_kept(m, 'm')) value_near_day(c, &day, kept(m, 'm', 1), kept(m, 'd', 1));
    else return c->told;
    return date_read(day.value);
}

static bool clock_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    int hour = kept(m, 'h', 0), minute = kept(m, 'n', 0), part = kept(m, 'p', 0), day = clock_day(c, m);
    bool evening = part > PART_MORNING, morning = part == PART_MORNING;
    for (uint32_t i = m->first; i < m->end; i++) {
        ArrianSlice word = document_words(c->d, c->d->tokens.at[i].span);
        bool half = word.length >= 2 && word.length <= 4 &&
                    (word.at[word.length - 1] == '.' || (word.at[word.length - 1] | 32) == 'm');
        evening |= half && (word.at[0] | 32) == 'p', morning |= half && (word.at[0] | 32) == 'a';
    }
    if (evening && hour < 12) hour += 12;
    if (morning && hour == 12) hour = 0;
    char date[11];
    t->precision = ARRIAN_MINUTE;
    if (day != NO_DAY && date_write(day, date))
        snprintf(t->value, sizeof t->value, "%sT%02d:%02d", date, hour % 24, minute % 60);
    return true;
}

/* "at 1100 hours", "0330 GMT": four figures. */
static bool clock_digits_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    int hhmm = kept(m, 'h', 0);
    char date[11];
    t->precision = ARRIAN_MINUTE;
    if (hhmm % 100 > 59) return false;
    if (c->told != NO_DAY && date_write(c->told, date))
        snprintf(t->value, sizeof t->value, "%sT%02d:%02d", date, hhmm / 100, hhmm % 100);
    return true;
}

static bool clock_word_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    int day = clock_day(c, m);
    bool noon = kept(m, 'p', 0) == PART_NOON;
    char date[11];
    t->precision = ARRIAN_MINUTE;
    if (day != NO_DAY && date_write(noon ? day : day + 1, date))
        snprintf(t->value, sizeof t->value, "%sT%s", date, noon ? "12:00" : "00:00");
    return true;
}

/* "several years" -> PXY; "recent years" -> PAST_REF */
static bool vague_action(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    int unit = kept(m, 'u', 0);
    (void)c;
    value_vague(t, argument(m));
    if (t->timex[0] || unit < UNIT_SECOND || unit > UNIT_FORTNIGHT) return true;
    const char *letter = moment_letters[unit];
    snprintf(t->timex, sizeof t->timex, letter[1] ? "PTX%s" : "PX%s", letter + (letter[1] != 0));
    return true;
}

static const struct {
    const char *name;
    bool (*put)(Clock *c, ArrianTime *t, const RuleMatch *m);
} actions[] = {{"age", age_action},
               {"ago", ago_action},
               {"bare_year", year_action},
               {"century", century_action},
               {"clock", clock_action},
               {"clock_digits", clock_digits_action},
               {"clock_word", clock_word_action},
               {"context_day", context_day_action},
               {"context_quarter", context_quarter_action},
               {"context_shift", context_shift_action},
               {"context_unit", context_unit_action},
               {"context_year", context_year_action},
               {"couple", couple_action},
               {"date", date_action},
               {"day", day_action},
               {"day_shift", day_shift_action},
               {"days", days_action},
               {"decade", decade_action},
               {"duration", duration_action},
               {"duration_and", duration_and_action},
               {"duration_half", duration_half_action},
               {"duration_one", duration_one_action},
               {"duration_range", duration_range_action},
               {"each_month", each_month_action},
               {"each_weekday", each_weekday_action},
               {"ended", ended_action},
               {"feast", feast_action},
               {"feast_easter", feast_easter_action},
               {"feast_nth", feast_nth_action},
               {"glued", glued_action},
               {"half", half_action},
               {"in_future", in_future_action},
               {"month", month_action},
               {"month_near", month_near_action},
               {"month_of", month_of_action},
               {"month_spoken", month_spoken_action},
               {"quarter", quarter_action},
               {"quarter_code", quarter_code_action},
               {"quarter_of", quarter_of_action},
               {"quarters", quarters_action},
               {"season", season_action},
               {"season_spoken", season_spoken_action},
               {"shift", shift_action},
               {"spoken_year", spoken_year_action},
               {"tonight", tonight_action},
               {"unit_shift", unit_shift_action},
               {"vague", vague_action},
               {"week_of", week_of_action},
               {"weekday", weekday_action},
               {"weekend", weekend_action},
               {"year", year_action},
               {"year_end", year_end_action},
               {"years", years_action}};

bool moment_of(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        if (strcmp(actions[i].name, m->action)) continue;
        if (!actions[i].put(c, t, m)) return false;
        if (!strcmp(t->timex, "-")) t->timex[0] = 0;
        else if (!t->timex[0]) {
            memcpy(t->timex, t->value, sizeof t->value);
            t->timex[strcspn(t->timex, "/")] = 0;
        }
        return true;
    }
    value_vague(t, 0);
    return true;
}

void moment_told(Clock *c, const ArrianTime *t)
{
    int year, quarter;
    if (!t->value[0] || t->value[0] == 'P') return;
    if (t->precision == ARRIAN_DAY && strlen(t->value) == 10) c->told = date_read(t->value);
    if (sscanf(t->value, "%4d-Q%1d", &year, &quarter) == 2) {
        int told = year * 4 + quarter - 1, now = c->month ? c->year * 4 + (c->month - 1) / 3 : told;
        if (t->basis != ARRIAN_FROM_CONTEXT && told < now && (c->quarter == NO_DAY || told > c->quarter))
            c->quarter = told;
    }
    c->last = *t;
}

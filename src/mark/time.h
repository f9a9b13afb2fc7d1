/* time.h: what time.c (which words are a time) and moment.c (which time they are) share.
 *     "last Tuesday" {action weekday, by -1, w 1} + report of 2024-05-09 -> 2024-05-07 */
#ifndef MARK_TIME_H
#define MARK_TIME_H
#include "base/date.h"
#include "mark/mark.h"

typedef enum TimeTense { TENSE_PAST = -1, TENSE_UNKNOWN = 0, TENSE_AHEAD = 1 } TimeTense;
typedef struct Clock {
    const ArrianEngine *engine;
    ArrianDocument *d;
    int day;         /* of the report, NO_DAY where unknown */
    int year, month; /* of the report, 0 where unknown */
    int told;        /* the day last told of in the text, else the report's */
    ArrianTime last; /* the time of the calendar last told of in the text; no value where there is none */
    int quarter;     /* the quarter last told of, year * 4 + 0..3; NO_DAY where there is none */
    TimeTense tense; /* of the verb beside the words at hand */
} Clock;

/* The time of a match in *t, whose span and basis are set; false where the words are no time after all. Fills value,
 * timex and precision, and the basis where it is another. */
bool moment_of(Clock *c, ArrianTime *t, const RuleMatch *m);
/* Keep in mind what was told of, for the times that lean on it. */
void moment_told(Clock *c, const ArrianTime *t);

/* value.c: the value of a time, as the field's standards write it */
enum { /* units as time.rule numbers them */
       UNIT_SECOND = 1,
       UNIT_MINUTE,
       UNIT_HOUR,
       UNIT_DAY,
       UNIT_WEEK,
       UNIT_MONTH,
       UNIT_YEAR,
       UNIT_DECADE,
       UNIT_CENTURY,
       UNIT_QUARTER,
       UNIT_NIGHT,
       UNIT_FORTNIGHT
};
enum { PART_MORNING = 1, PART_AFTERNOON, PART_EVENING, PART_NIGHT, PART_NOON, PART_MIDNIGHT };
extern const char *const moment_letters[]; /* by unit: "TM", "D" ... */
void value_vague(ArrianTime *t, int sense);
void value_day(ArrianTime *t, int day);
void value_month(ArrianTime *t, int year, int month);
void value_year(ArrianTime *t, int year);
void value_quarter(ArrianTime *t, int quarter);
void value_days(ArrianTime *t, int from, int to);
void value_week(ArrianTime *t, int day);
void value_season(ArrianTime *t, int year, int season);
void value_decade(ArrianTime *t, int year);
void value_century(ArrianTime *t, int century);
void value_duration(ArrianTime *t, double amount, int unit);
void value_duration_range(ArrianTime *t, double low, double high, int unit);
void value_near_day(Clock *c, ArrianTime *t, int month, int day);
void value_near_month(Clock *c, ArrianTime *t, int month, int direction);
void value_weekday(Clock *c, ArrianTime *t, int weekday, int direction);
void value_shift(Clock *c, ArrianTime *t, int unit, int by);
#endif

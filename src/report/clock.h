/* clock.h: EDTF dates as days, and days on a scale that is wide where the reports are.
 *     "2016-07" -> 16983..17013 (days since 1970-01-01)
 * A week before the first report lies as far from it as a year from a decade. */
#ifndef REPORT_CLOCK_H
#define REPORT_CLOCK_H
#include "report/sheet.h"

typedef struct Extent {
    int first, last;           /* days, both within */
    bool fuzzy;                /* somewhere within, or about: not all of it */
    bool open_start, open_end; /* ../2016, 2016/.. */
} Extent;
/* Days of an EDTF (ISO 8601-2) date or interval; false where it tells no day: "P2D", "". */
bool clock_read(const char *value, Extent *ret_extent);

typedef struct Clock {
    int from, to;                 /* days of the first and the last report, of all moments where none has a date */
    int low, high;                /* the first and the last day of the scale */
    double before, middle, after; /* lengths of its three parts, of 1 */
} Clock;
/* low and high: days of the earliest and the latest moment. */
Clock clock_set(const Sheet *sheet, int low, int high);
void clock_ticks(const Sheet *sheet, const Clock *clock, double x, double width, double height);
/* The bar of a moment in a drawing; class tells "fuzzy" ones apart. */
void clock_bar(const Sheet *sheet, const Clock *clock, const Extent *extent, double x, double width, double y);
#endif

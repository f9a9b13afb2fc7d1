/* when.c: an EDTF value -> its first and last day.   2016-07 -> 2016-07-01, 2016-07-31;  2017-Q1 -> 2017-01-01,
 * 2017-03-31 */
#include "base/date.h"
#include "report/export.h"

static bool days_of(const char *value, char ret_first[11], char ret_last[11])
{
    int first, last;
    ret_first[0] = ret_last[0] = 0;
    return date_span(value, &first, &last) && date_write(first, ret_first) && date_write(last, ret_last);
}

bool export_claim_days(const ExportPage *page, const ArrianClaim *claim, char ret_first[11], char ret_last[11],
                       const ArrianTime **ret_time)
{
    size_t count;
    const ArrianTime *time = arrian_times(page->document, &count);
    ret_first[0] = ret_last[0] = 0;
    if (ret_time) *ret_time = claim->time < count ? &time[claim->time] : NULL;
    return claim->time < count && days_of(time[claim->time].value, ret_first, ret_last);
}

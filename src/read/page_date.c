/* page_date.c: the day a page was published.   "2016-12-23T10:00+01:00", "20161223", "Fri, 23 Dec 2016", "23.12.2016"
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "read/page_head.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int number(const char *at, uint32_t digits)
{
    int n = 0;
    for (uint32_t i = 0; i < digits; i++) {
        if (!is_digit(at[i])) return -1;
        n = n * 10 + (at[i] - '0');
    }
    return n;
}

/* A value of markup as a day; *ret_minute: "T10:00" stands behind it. */
static int day_of(ArrianSlice v, bool *ret_minute)
{
    *ret_minute = false;
    if (v.length >= 10 && is_digit(v.at[0]) && (v.at[4] == '-' || v.at[4] == '/') && v.at[7] == v.at[4]) {
        *ret_minute = v.length >= 16 && (v.at[10] == 'T' || v.at[10] == ' ') && number(v.at + 11, 2) >= 0 &&
                      v.at[13] == ':' && number(v.at + 14, 2) >= 0;
        return date_day(number(v.at, 4), number(v.at + 5, 2), number(v.at + 8, 2));
    }
    if (v.length >= 8 && number(v.at, 8) > 0 && (v.length == 8 || !is_digit(v.at[8])))
        return date_day(number(v.at, 4), number(v.at + 4, 2), number(v.at + 6, 2));
    ArrianDocument line = {.text = {.at = (char *)v.at, .length = v.length}};
    int day;
    uint32_t end;
    bool weekday;
    return stamp_read(&line, 0, v.length, &day, &end, &weekday) ? day : NO_DAY;
}

void date_offer(HeadWords *words, ArrianSlice value, DateRank rank)
{
    bool minute;
    if (!words->date[rank].length && value.length < 64 && day_of(value, &minute) != NO_DAY) words->date[rank] = value;
}

static bool set_published(Page *page, ArrianSlice value)
{
    ArrianHead *head = &page->d->head;
    bool minute;
    int day = day_of(value, &minute);
    if (head->published[0] || day == NO_DAY || !date_write(day, head->published)) return false;
    if (minute) snprintf(head->published + 10, sizeof head->published - 10, "T%.5s", value.at + 11);
    head->published_precision = minute ? ARRIAN_MINUTE : ARRIAN_DAY;
    head->published_basis = ARRIAN_MARKUP;
    page->d->anchor = day;
    return true;
}

void date_choose(Page *page, HeadWords *w)
{
    ArrianSlice linked = linked_text(&page->d->arena, page->engine->read->entities, w->linked.published);
    if (w->linked.rank == 2 && set_published(page, linked)) return;
    for (int rank = 0; rank < DATE_RANKS; rank++)
        if (set_published(page, w->date[rank])) return;
    set_published(page, linked);
}

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

/* ---- a day in words ---- */

static bool is_name(char c)
{
    return html_is_letter(c) || (unsigned char)c >= 0x80;
}

static uint32_t skip_gap(const char *at, uint32_t i, uint32_t end)
{
    uint32_t from = i;
    while (i < end && i < from + 4 && (at[i] == ' ' || at[i] == '.' || at[i] == ',')) i++;
    return i;
}

static uint32_t digits_at(const char *at, uint32_t i, uint32_t end, int *ret)
{
    uint32_t from = i;
    *ret = 0;
    while (i < end && i < from + 4 && is_digit(at[i])) *ret = *ret * 10 + (at[i++] - '0');
    return i - from;
}

/* "12. Januar 2017", "12 de enero de 2017", "January 12, 2017" at byte i; where it ends, 0 where there is none. */
static uint32_t words_day(const MarkupWords *words, const char *at, uint32_t i, uint32_t end, int *ret_day)
{
    int day = 0, year = 0;
    uint32_t month = 0, n = digits_at(at, i, end, &day);
    if (n > 2) return 0;
    if (n) i = skip_gap(at, i + n, end);
    if (n && end - i > 3 && (!strncmp(at + i, "de ", 3) || !strncmp(at + i, "of ", 3))) i += 3;
    uint32_t from = i;
    while (i < end && is_name(at[i])) i++;
    month = page_month(words, at + from, i - from);
    if (!month) return 0;
    i = skip_gap(at, i, end);
    if (!n) {
        n = digits_at(at, i, end, &day);
        if (!n || n > 2) return 0;
        i += n;
        if (end - i > 2 && html_is_letter(at[i])) i += 2; /* 3rd */
        i = skip_gap(at, i, end);
    }
    if (end - i > 3 && (!strncmp(at + i, "de ", 3))) i += 3;
    n = digits_at(at, i, end, &year);
    if (n != 4 || year < 1990 || year > 2100) return 0;
    *ret_day = date_day(year, (int)month, day);
    return *ret_day == NO_DAY ? 0 : i + n;
}

/* "28.01.22", "26/10/13": day, month and the last digits of a year; where it ends, 0 where there is none. */
static uint32_t short_day(const char *at, uint32_t i, uint32_t end, int *ret_day)
{
    int day, month, year;
    uint32_t n = digits_at(at, i, end, &day), from = i + n;
    if (!n || n > 2 || from >= end || (at[from] != '.' && at[from] != '/')) return 0;
    uint32_t more = digits_at(at, from + 1, end, &month), last = from + 1 + more;
    if (!more || more > 2 || last >= end || at[last] != at[from] || digits_at(at, last + 1, end, &year) != 2) return 0;
    *ret_day = date_day(year < 70 ? 2000 + year : 1900 + year, month, day);
    return *ret_day == NO_DAY ? 0 : last + 3;
}

/* "2020年07月03日", "2020년 7월 3일" at byte i; where it ends, 0 where there is none. */
static uint32_t han_day(const char *at, uint32_t i, uint32_t end, int *ret_day)
{
    static const char *const signs[3][2] = {{"年", "년"}, {"月", "월"}, {"日", "일"}};
    int part[3];
    for (int k = 0; k < 3; k++) {
        uint32_t n = digits_at(at, i, end, &part[k]);
        i += n;
        if (n < 1 || (n > 2) != (k == 0) || end - i < 3) return 0;
        if (memcmp(at + i, signs[k][0], 3) && memcmp(at + i, signs[k][1], 3)) return 0;
        i += 3;
        if (k < 2 && i < end && at[i] == ' ') i++;
    }
    *ret_day = date_day(part[0], part[1], part[2]);
    return *ret_day == NO_DAY ? 0 : i;
}

/* The first day written out in a block; its digits may stand right behind a name: a line's parts are parted by style. */
static bool block_day(const Page *page, const Block *b, int *ret_day, ArrianSpan *ret_at)
{
    const char *text = page->d->text.at;
    for (uint32_t i = b->start; i < b->end; i++) {
        bool edge = i == b->start || (!is_digit(text[i - 1]) && (is_digit(text[i]) || !is_name(text[i - 1])));
        if (!edge || !(is_digit(text[i]) || is_name(text[i]))) continue;
        uint32_t stop = words_day(page->engine->read->markup, text, i, b->end, ret_day);
        bool weekday;
        if (!stop && is_digit(text[i]) && !stamp_read(page->d, i, b->end, ret_day, &stop, &weekday))
            stop = short_day(text, i, b->end, ret_day);
        if (!stop && is_digit(text[i])) stop = han_day(text, i, b->end, ret_day);
        if (!stop) continue;
        *ret_at = (ArrianSpan){i, stop};
        return *ret_day > date_day(1994, 12, 31);
    }
    return false;
}

static void set_day(Page *page, int day, ArrianSpan at, ArrianBasis basis)
{
    ArrianHead *head = &page->d->head;
    if (!date_write(day, head->published)) return;
    head->published_precision = ARRIAN_DAY;
    head->published_basis = basis;
    head->published_span = at;
    page->d->anchor = day;
}

/* The day in the page's own address: /2017/01/12/, /2017-01-12- */
static int address_day(ArrianSlice url)
{
    for (uint32_t i = 1; i + 10 <= url.length; i++) {
        const char *v = url.at + i;
        bool minute;
        if ((v[-1] != '/' && v[-1] != '-') || (v[4] != '/' && v[4] != '-') || is_digit(v[10 - (i + 10 == url.length)]))
            continue;
        int day = v[4] == v[7] ? day_of((ArrianSlice){v, 10}, &minute) : NO_DAY;
        if (day != NO_DAY && day >= date_day(1995, 1, 1)) return day;
    }
    return NO_DAY;
}

/* Short lines: first those that call themselves a byline, then those near the title, then the rest of the page. */
static int text_day(const Page *page, int rounds, ArrianSpan *ret_at)
{
    uint32_t title = page->title_line.end;
    for (int round = 0; round < rounds; round++)
        for (uint32_t i = 0; i < page->blocks.count; i++) {
            const Block *b = &page->blocks.at[i];
            int day;
            bool near = title && b->end + 600 > page->title_line.start && b->start < title + 600;
            if (round == 0 && !(b->is & IS_BYLINE)) continue;
            if ((round == 1 && !near) || (round == 2 && b->linked)) continue;
            if (b->units > 160 || !block_day(page, b, &day, ret_at)) continue;
            return day;
        }
    return NO_DAY;
}

/* A stamp of Greenwich can be a day off the house's own day, which its address and its byline show. */
static void mend_zone(Page *page, const HeadWords *w, ArrianSlice value)
{
    ArrianHead *head = &page->d->head;
    ArrianSpan at = {0, 0};
    bool greenwich = value.length && (value.at[value.length - 1] == 'Z' || memmem(value.at, value.length, "+00:00", 6) ||
                                      memmem(value.at, value.length, "+0000", 5));
    int said = page->d->anchor, day = address_day(w->url);
    if (!greenwich || head->published_precision != ARRIAN_MINUTE) return;
    if (day == NO_DAY || abs(day - said) > 1) day = text_day(page, 2, &at);
    if (day != NO_DAY && abs(day - said) == 1) set_day(page, day, at, at.end ? ARRIAN_TEXT : ARRIAN_MARKUP);
}

/* The <time> nearest to the title. */
static ArrianSlice nearest_time(const Page *page, const HeadWords *w)
{
    ArrianSlice found = {0};
    uint32_t near = 0;
    for (uint32_t i = 0; i < w->time_count; i++) {
        bool minute;
        uint32_t far = title_distance(page, w->times[i].node);
        if (w->times[i].value.length >= 64 || day_of(w->times[i].value, &minute) == NO_DAY || (found.length && far >= near))
            continue;
        found = w->times[i].value;
        near = far;
    }
    return found;
}

void date_choose(Page *page, HeadWords *w)
{
    ArrianSlice linked = linked_text(&page->d->arena, page->engine->read->entities, w->linked.published);
    ArrianSlice first = w->linked.rank == 2 ? linked : (ArrianSlice){0};
    const ArrianSlice said[] = {first, w->date[DATE_META], linked, w->date[DATE_ITEM], nearest_time(page, w)};
    ArrianSpan at = {0, 0};
    for (size_t k = 0; k < sizeof said / sizeof *said; k++)
        if (set_published(page, said[k])) return mend_zone(page, w, said[k]);
    int day = address_day(w->url);
    if (day != NO_DAY) return set_day(page, day, at, ARRIAN_MARKUP);
    day = text_day(page, 3, &at);
    if (day != NO_DAY) return set_day(page, day, at, ARRIAN_TEXT);
    set_published(page, w->date[DATE_LATER]);
}

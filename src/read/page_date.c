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

/* The first day written out in a block. */
static bool block_day(const Page *page, const Block *b, int *ret_day, ArrianSpan *ret_at)
{
    const char *text = page->d->text.at;
    for (uint32_t i = b->start; i < b->end; i++) {
        bool edge = i == b->start || (!is_name(text[i - 1]) && !is_digit(text[i - 1]));
        if (!edge || !(is_digit(text[i]) || is_name(text[i]))) continue;
        uint32_t stop = words_day(page->engine->read->markup, text, i, b->end, ret_day);
        bool weekday;
        if (!stop && is_digit(text[i]) && !stamp_read(page->d, i, b->end, ret_day, &stop, &weekday)) stop = 0;
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
static bool address_day(Page *page, ArrianSlice url)
{
    for (uint32_t i = 1; i + 10 <= url.length; i++) {
        const char *v = url.at + i;
        bool minute;
        if ((v[-1] != '/' && v[-1] != '-') || (v[4] != '/' && v[4] != '-') || is_digit(v[10 - (i + 10 == url.length)]))
            continue;
        int day = v[4] == v[7] ? day_of((ArrianSlice){v, 10}, &minute) : NO_DAY;
        if (day == NO_DAY || day < date_day(1995, 1, 1)) continue;
        return set_day(page, day, (ArrianSpan){0, 0}, ARRIAN_MARKUP), true;
    }
    return false;
}

/* Short lines: first those that call themselves a byline, then those near the title, then the rest of the page. */
static bool text_day(Page *page)
{
    uint32_t title = page->title_line.end;
    for (int round = 0; round < 3; round++)
        for (uint32_t i = 0; i < page->blocks.count; i++) {
            const Block *b = &page->blocks.at[i];
            int day;
            ArrianSpan at;
            bool near = title && b->end + 600 > page->title_line.start && b->start < title + 600;
            if (round == 0 && !(b->is & IS_BYLINE)) continue;
            if ((round == 1 && !near) || (round == 2 && b->linked)) continue;
            if (b->units > 160 || !block_day(page, b, &day, &at)) continue;
            return set_day(page, day, at, ARRIAN_TEXT), true;
        }
    return false;
}

void date_choose(Page *page, HeadWords *w)
{
    ArrianSlice linked = linked_text(&page->d->arena, page->engine->read->entities, w->linked.published);
    if (w->linked.rank == 2 && set_published(page, linked)) return;
    if (set_published(page, w->date[DATE_META]) || set_published(page, linked)) return;
    if (set_published(page, w->date[DATE_TIME]) || address_day(page, w->url) || text_day(page)) return;
    set_published(page, w->date[DATE_LATER]);
}

/* page_date.c: the day a page was published.   "2016-12-23T10:00+01:00", "20161223", "Fri, 23 Dec 2016", "23.12.2016"
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "read/page_head.h"

enum { NEAR = 1200, ELSEWHERE = 1 << 20 };

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
    bool ordinal = n && i + n + 2 < end && html_is_letter(at[i + n]) && html_is_letter(at[i + n + 1]);
    if (ordinal && !is_name(at[i + n + 2])) n += 2; /* 3rd May */
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

/* "Updated: ", "Letzte Änderung: " right before byte at: a word of change among the last three. */
static bool is_changed(const Page *page, uint32_t from, uint32_t at)
{
    const char *text = page->d->text.at;
    uint32_t words = 0;
    for (uint32_t end = at; words < 3 && end > from; words++) {
        while (end > from && !is_name(text[end - 1])) end--;
        uint32_t start = end;
        while (start > from && is_name(text[start - 1])) start--;
        if (end > start && page_says_changed(page->engine->read->markup, text + start, end - start)) return true;
        end = start;
    }
    return false;
}

static uint32_t day_at(const Page *page, uint32_t i, uint32_t end, int *ret_day)
{
    const char *text = page->d->text.at;
    bool weekday, digit = is_digit(text[i]);
    uint32_t stop = words_day(page->engine->read->markup, text, i, end, ret_day);
    if (!stop && digit && !stamp_read(page->d, i, end, ret_day, &stop, &weekday))
        stop = short_day(text, i, end, ret_day);
    return !stop && digit ? han_day(text, i, end, ret_day) : stop;
}

/* The first day written out in a block, of those that tell of no change (or of one, where `changed`); its digits may
 * stand right behind a name: a line's parts are parted by style. */
static bool block_day(const Page *page, const Block *b, bool changed, int *ret_day, ArrianSpan *ret_at)
{
    const char *text = page->d->text.at;
    uint32_t from = b->start, stop;
    for (uint32_t i = b->start; i < b->end; i++) {
        bool edge = i == b->start || (!is_digit(text[i - 1]) && (is_digit(text[i]) || !is_name(text[i - 1])));
        if (!edge || !(is_digit(text[i]) || is_name(text[i])) || !(stop = day_at(page, i, b->end, ret_day))) continue;
        *ret_at = (ArrianSpan){i, stop};
        if (is_changed(page, from, i) == changed) return *ret_day > date_day(1994, 12, 31);
        i = stop - 1;
        from = stop;
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

/* ---- where on the page ---- */

static uint32_t find_title_node(const Page *page)
{
    for (uint32_t i = 0; page->title_line.end && i < page->blocks.count; i++)
        if (page->blocks.at[i].end > page->title_line.start) return page->blocks.at[i].node;
    return 0;
}

static bool is_within(const Page *page, uint32_t node, uint32_t outer)
{
    while (node && node != outer) node = page->tree->nodes.at[node].parent;
    return node == outer;
}

/* In a part that calls itself comments or other reports, and does not hold the title? */
static bool is_elsewhere(const Page *page, uint32_t node, uint32_t title_node)
{
    enum { OTHERS = HAS_WHY << ARRIAN_COMMENT | HAS_WHY << ARRIAN_RELATED };
    for (; node; node = page->tree->nodes.at[node].parent)
        if (page->marks[node].own & OTHERS && !is_within(page, title_node, node)) return true;
    return false;
}

/* "2017/1/12", "2017-01-12", "20170112" at byte i; where it ends, 0 where there is none. */
static uint32_t path_day(ArrianSlice url, uint32_t i, int *ret_day)
{
    int year = 0, month = 0, day = 0;
    uint32_t n = digits_at(url.at, i, url.length, &year), more = 0, last = 0, gap = 0;
    if (n != 4 || year < 1995 || year > 2100 || i + n >= url.length) return 0;
    gap = url.at[i + 4] == '/' || url.at[i + 4] == '-';
    if (!gap && i + 8 <= url.length && number(url.at + i, 8) > 0) {
        *ret_day = date_day(year, number(url.at + i + 4, 2), number(url.at + i + 6, 2));
        return i + 8;
    }
    if (!gap || !(more = digits_at(url.at, i + 5, url.length, &month)) || i + 5 + more >= url.length) return 0;
    if (url.at[i + 5 + more] != url.at[i + 4] || !(last = digits_at(url.at, i + 6 + more, url.length, &day))) return 0;
    *ret_day = date_day(year, month, day);
    return i + 6 + more + last;
}

/* The day in the page's own address; `whole`: its digits may stand together, as those of a number may. */
static int address_day(ArrianSlice url, bool whole)
{
    for (uint32_t i = 1; i < url.length; i++) {
        int day = NO_DAY;
        if (!is_digit(url.at[i]) || is_digit(url.at[i - 1]) || html_is_letter(url.at[i - 1])) continue;
        uint32_t end = path_day(url, i, &day);
        bool edge = end == url.length || (!is_digit(url.at[end]) && !html_is_letter(url.at[end]));
        if (!whole && is_digit(url.at[i + 4 < url.length ? i + 4 : i])) continue;
        if (end && edge && day != NO_DAY) return day;
    }
    return NO_DAY;
}

/* Bytes of text between the title and a block, those before the title doubled; the page's own title stands near. */
static uint32_t block_distance(const Page *page, const Block *b)
{
    ArrianSpan title = page->title_line;
    if (page->tree->nodes.at[b->node].tag == TAG_title) return NEAR;
    return b->start >= title.start ? b->start - title.start : (title.start - b->start) * 2;
}

/* Where to look for a day: short lines that call themselves a byline, those near the title, the rest of the page; for
 * the day of a change; at last what belongs to comments and other reports. */
typedef enum Round { IN_BYLINE, NEAR_TITLE, ANYWHERE, OF_CHANGE, WITH_OTHERS } Round;

static bool may_tell(const Page *page, const Block *b, Round round, uint32_t title_node)
{
    if (b->units > (b->is & IS_BYLINE ? 400 : 160) || (round == IN_BYLINE && !(b->is & IS_BYLINE))) return false;
    if (round == ANYWHERE && b->linked * 2 > b->end - b->start) return false;
    if (round == NEAR_TITLE && (!page->title_line.end || block_distance(page, b) > NEAR)) return false;
    return round == WITH_OTHERS || !is_elsewhere(page, b->node, title_node);
}

/* Of each round the nearest to the title; behind it and near where `close`. */
static int text_day(const Page *page, Round first, Round last, bool close, ArrianSpan *ret_at)
{
    uint32_t title = page->title_line.end, title_node = find_title_node(page), near = ARRIAN_NONE;
    int found = NO_DAY, day;
    for (Round round = first; round <= last && found == NO_DAY; round++)
        for (uint32_t i = 0; i < page->blocks.count; i++) {
            const Block *b = &page->blocks.at[i];
            uint32_t far = title ? block_distance(page, b) : i;
            ArrianSpan at;
            if (far >= near || (close && far > NEAR)) continue;
            if (!may_tell(page, b, round, title_node) || !block_day(page, b, round == OF_CHANGE, &day, &at)) continue;
            found = day, near = far, *ret_at = at;
        }
    return found;
}

/* Does a byline near the title say that day? */
static bool is_shown(const Page *page, int wanted)
{
    uint32_t title_node = find_title_node(page);
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        int day;
        ArrianSpan at;
        const Block *b = &page->blocks.at[i];
        if (block_distance(page, b) <= NEAR && may_tell(page, b, IN_BYLINE, title_node) &&
            block_day(page, b, false, &day, &at) && day == wanted)
            return true;
    }
    return false;
}

/* A stamp of Greenwich can be a day off the house's own day, which its address and its byline show. */
static void mend_zone(Page *page, const HeadWords *w, ArrianSlice value)
{
    ArrianHead *head = &page->d->head;
    ArrianSpan at = {0, 0};
    bool greenwich = value.length && (value.at[value.length - 1] == 'Z' || memmem(value.at, value.length, "+00:00", 6) ||
                                      memmem(value.at, value.length, "+0000", 5));
    int said = page->d->anchor, day = address_day(w->url, false);
    if (!greenwich || head->published_precision != ARRIAN_MINUTE) return;
    if (day == NO_DAY || abs(day - said) > 1)
        day = is_shown(page, said) ? said : text_day(page, IN_BYLINE, NEAR_TITLE, false, &at);
    if (day != NO_DAY && abs(day - said) == 1) set_day(page, day, at, at.end ? ARRIAN_TEXT : ARRIAN_MARKUP);
}

/* The <time> nearest to the title, those of other reports apart; one that tells of a change where there is no other. */
static ArrianSlice nearest_time(const Page *page, const HeadWords *w)
{
    ArrianSlice found = {0};
    uint32_t near = 0, title_node = find_title_node(page);
    for (uint32_t i = 0; i < w->time_count; i++) {
        bool minute;
        uint32_t node = w->times[i].node, far = title_distance(page, node);
        if (is_elsewhere(page, node, title_node)) continue;
        if (page->marks[node].own & IS_CHANGED) far += ELSEWHERE;
        if (w->times[i].value.length >= 64 || (found.length && far >= near)) continue;
        if (day_of(w->times[i].value, &minute) == NO_DAY) continue;
        found = w->times[i].value;
        near = far;
    }
    return found;
}

/* Nothing else dates the page: said, not passed off as the day it came out. */
static void note_change(Page *page)
{
    static const char note[] = "the page gives only the day of its last change; it came out then or before";
    page->d->head.note = (ArrianSlice){note, sizeof note - 1};
}

void date_choose(Page *page, HeadWords *w)
{
    ArrianSlice linked = linked_text(&page->d->arena, page->engine->read->entities, w->linked.published);
    ArrianSlice first = w->linked.rank == 2 ? linked : (ArrianSlice){0};
    const ArrianSlice said[] = {first, w->date[DATE_META], linked, w->date[DATE_ITEM], nearest_time(page, w)};
    ArrianSpan at = {0, 0};
    for (size_t k = 0; k < sizeof said / sizeof *said; k++)
        if (set_published(page, said[k])) return mend_zone(page, w, said[k]);
    int day = w->date[DATE_VAGUE].length ? text_day(page, IN_BYLINE, NEAR_TITLE, true, &at) : NO_DAY;
    if (day != NO_DAY) return set_day(page, day, at, ARRIAN_TEXT);
    if (set_published(page, w->date[DATE_VAGUE])) return mend_zone(page, w, w->date[DATE_VAGUE]);
    day = address_day(w->url, true);
    if (day != NO_DAY) return set_day(page, day, (ArrianSpan){0, 0}, ARRIAN_MARKUP);
    day = text_day(page, IN_BYLINE, ANYWHERE, false, &at);
    if (day != NO_DAY) return set_day(page, day, at, ARRIAN_TEXT);
    if (set_published(page, w->date[DATE_LATER])) return note_change(page);
    day = text_day(page, OF_CHANGE, OF_CHANGE, false, &at);
    if (day != NO_DAY) return set_day(page, day, at, ARRIAN_TEXT), note_change(page);
    day = text_day(page, WITH_OTHERS, WITH_OTHERS, false, &at);
    if (day != NO_DAY) set_day(page, day, at, ARRIAN_TEXT);
}

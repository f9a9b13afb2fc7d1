/* page_date.c: the day a page was published.   "2016-12-23T10:00+01:00", "20161223", "Fri, 23 Dec 2016", "23.12.2016"
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "read/page_head.h"

enum { NEAR = 1200, RIGHT_ABOVE = 100, REISSUED = 31 /* days */ };

void date_offer(Page *page, HeadWords *words, ArrianSlice value, DateRank rank)
{
    ArrianSlice minute;
    if (words->dates[rank] == MOST_SAID || value.length >= 64) return;
    if (day_value(page->engine->read->markup, value, &minute) == NO_DAY) return;
    words->date[rank][words->dates[rank]++] = value;
}

static int day_said(const Page *page, ArrianSlice value)
{
    ArrianSlice minute;
    return value.length ? day_value(page->engine->read->markup, value, &minute) : NO_DAY;
}

static bool block_day(const Page *page, const Block *b, DayKind kind, int *ret_day, ArrianSpan *ret_at)
{
    ArrianSpan within = {b->start, b->end};
    return day_written(page->engine->read->markup, page->d, within, kind, ret_day, ret_at);
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

/* In a part that calls itself comments or other reports, or in a post that is embedded, and not with the title? */
static bool is_elsewhere(const Page *page, uint32_t node, uint32_t title_node)
{
    enum { OTHERS = HAS_WHY << ARRIAN_COMMENT | HAS_WHY << ARRIAN_RELATED };
    for (; node; node = page->tree->nodes.at[node].parent) {
        bool other = page->marks[node].own & OTHERS || page->tree->nodes.at[node].tag == TAG_blockquote;
        if (other && !is_within(page, title_node, node)) return true;
    }
    return false;
}

/* Its day may be that of what it tells. */
static bool is_title(const Page *page, const Block *b)
{
    bool here = b->start < page->title_line.end && b->end > page->title_line.start;
    return here || page->tree->nodes.at[b->node].tag == TAG_title;
}

/* Bytes of text between the title and a block, those before the title doubled; titles themselves stand near. */
static uint32_t block_distance(const Page *page, const Block *b)
{
    ArrianSpan title = page->title_line;
    if (is_title(page, b)) return NEAR;
    return b->start >= title.start ? b->start - title.start : (title.start - b->start) * 2;
}

/* Where to look for a day: short lines behind the title or right above it that call themselves a byline, those near it,
 * those of links too, bylines and other lines of the rest of the page; for the day of a change; at last what belongs to
 * comments and other reports. */
typedef enum Round {
    BYLINE_BEHIND,
    NEAR_TITLE,
    NEAR_LINKED,
    IN_BYLINE,
    BEHIND_OF_OTHERS,
    ANYWHERE,
    OF_CHANGE,
    NEAR_OF_OTHERS
} Round;

static bool may_tell(const Page *page, const Block *b, Round round, uint32_t title_node)
{
    bool byline = b->is & IS_BYLINE, linked = b->linked * 2 > b->end - b->start;
    bool near = page->title_line.end && block_distance(page, b) <= NEAR;
    if (b->units > (byline ? 400u : round == ANYWHERE ? 100u : 160u)) return false;
    bool above = b->start < page->title_line.start && (linked || block_distance(page, b) > RIGHT_ABOVE);
    bool others = round == BEHIND_OF_OTHERS || round == NEAR_OF_OTHERS || (round == OF_CHANGE && byline && near);
    if ((round == BYLINE_BEHIND || round == BEHIND_OF_OTHERS) && (!byline || !near || above)) return false;
    if ((round == NEAR_TITLE || round == NEAR_LINKED || round == NEAR_OF_OTHERS) && !near) return false;
    if (round == IN_BYLINE && !byline) return false;
    if ((round == ANYWHERE || round == NEAR_TITLE) && (linked || is_title(page, b))) return false;
    return others || !is_elsewhere(page, b->node, title_node);
}

/* Of each round the nearest to the title; behind it and near where `close`. */
static int text_day(const Page *page, Round first, Round last, bool close, ArrianSpan *ret_at)
{
    uint32_t title = page->title_line.end, title_node = find_title_node(page), near = ARRIAN_NONE;
    int found = NO_DAY, day;
    DayKind kind = first == OF_CHANGE ? DAY_CHANGED : DAY_PLAIN;
    for (Round round = first; round <= last && found == NO_DAY; round++)
        for (uint32_t i = 0; i < page->blocks.count; i++) {
            const Block *b = &page->blocks.at[i];
            uint32_t far = title ? block_distance(page, b) : i;
            ArrianSpan at;
            if (far >= near || (close && far > NEAR)) continue;
            if (!may_tell(page, b, round, title_node) || !block_day(page, b, kind, &day, &at)) continue;
            if (page->words->latest != NO_DAY && day > page->words->latest + 1) continue; /* a day that it announces */
            found = day, near = far, *ret_at = at;
        }
    return found;
}

/* "This entry was posted on 7 May 2024 and is filed under Harbours.": a sentence of the report itself, by the table's
 * words or by its title. */
static bool is_colophon(const Page *page, const Block *b)
{
    enum { SURE = 15 };
    const MetaList *openings = &page->engine->read->markup->list[META_COLOPHON];
    ArrianSlice words = {page->d->text.at + b->start, b->end - b->start}, title = page->d->head.title;
    bool titled = title.length >= SURE && title.length < words.length && !memcmp(words.at, title.at, title.length);
    if (titled || b->is & IS_HEADING) return titled;
    for (uint32_t k = 0; k < openings->count; k++) {
        uint32_t n = openings->at[k].length;
        if (n < words.length && words.at[n] == ' ' && !memcmp(words.at, openings->at[k].at, n)) return true;
    }
    return false;
}

/* The one day of that kind that the page's short lines say, comments apart; NO_DAY where they say several, or none. */
static int sole_day(const Page *page, DayKind kind, ArrianSpan *ret_at)
{
    enum { DATE_LINE = 60, LABELLED = 400 };
    uint32_t longest = kind == DAY_ISSUED ? LABELLED : DATE_LINE;
    int found = NO_DAY, day;
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        const Block *b = &page->blocks.at[i];
        ArrianSpan within = {b->start, b->end}, at;
        bool colophon = kind == DAY_ISSUED && b->good && is_colophon(page, b);
        DayKind wanted = colophon ? DAY_PLAIN : kind;
        if ((b->good && !colophon) || b->units > longest || is_in(page, b->node, HAS_WHY << ARRIAN_COMMENT)) continue;
        for (; day_written(page->engine->read->markup, page->d, within, wanted, &day, &at); within.start = at.end) {
            if (found != NO_DAY && day != found) return NO_DAY;
            if (found == NO_DAY) *ret_at = at;
            found = day;
        }
    }
    return found;
}

/* Is that day, and of no change, among those that a block says? */
static bool block_says(const Page *page, const Block *b, int wanted)
{
    ArrianSpan within = {b->start, b->end}, at;
    int day;
    for (; day_written(page->engine->read->markup, page->d, within, DAY_PLAIN, &day, &at); within.start = at.end)
        if (day == wanted) return true;
    return false;
}

/* The day, or the one with its day and month for each other, that a line near the title says, one that calls itself a
 * byline where `byline`; NO_DAY where none does. */
static int day_shown(const Page *page, int wanted, bool byline)
{
    uint32_t title_node = find_title_node(page);
    int swapped = day_swapped(wanted), found = NO_DAY;
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        const Block *b = &page->blocks.at[i];
        if (block_distance(page, b) > NEAR || !may_tell(page, b, byline ? IN_BYLINE : NEAR_LINKED, title_node))
            continue;
        if (block_says(page, b, wanted)) return wanted;
        if (found == NO_DAY && block_says(page, b, swapped)) found = swapped;
    }
    return found;
}

static bool is_shown(const Page *page, int wanted, bool byline)
{
    return day_shown(page, wanted, byline) != NO_DAY;
}

/* "11/01/2023" is the day that the page shows: here 1 November, there 11 January. */
static bool set_published(Page *page, ArrianSlice value)
{
    ArrianHead *head = &page->d->head;
    ArrianSlice minute;
    int day = value.length ? day_value(page->engine->read->markup, value, &minute) : NO_DAY;
    int shown = day != NO_DAY && memchr(value.at, '/', value.length < 3 ? value.length : 3)
                    ? day_shown(page, day, false)
                    : NO_DAY;
    if (shown != NO_DAY) day = shown;
    if (head->published[0] || day == NO_DAY || !date_write(day, head->published)) return false;
    if (minute.length) snprintf(head->published + 10, sizeof head->published - 10, "T%.5s", minute.at);
    head->published_precision = minute.length ? ARRIAN_MINUTE : ARRIAN_DAY;
    head->published_basis = ARRIAN_MARKUP;
    page->d->anchor = day;
    return true;
}

static int byline_day(const Page *page, ArrianSpan *ret_at)
{
    int day = text_day(page, BYLINE_BEHIND, BYLINE_BEHIND, false, ret_at);
    return day != NO_DAY ? day : text_day(page, IN_BYLINE, IN_BYLINE, false, ret_at);
}

static bool is_greenwich(ArrianSlice value)
{
    static const char *const zones[] = {"Z", "+00:00", "+0000", " GMT", " UTC"};
    for (size_t k = 0; k < sizeof zones / sizeof *zones; k++) {
        size_t n = strlen(zones[k]);
        if (value.length > n && !memcmp(value.at + value.length - n, zones[k], n)) return true;
    }
    return false;
}

/* A stamp of Greenwich can be a day off the house's own day, which its address and its byline show: of a morning the
 * day before, in a zone of the west, else the day after. */
static void mend_zone(Page *page, const HeadWords *w, ArrianSlice value, bool sure)
{
    enum { WEST = 10 /* hours */ };
    ArrianHead *head = &page->d->head;
    ArrianSpan at = {0, 0};
    int said = page->d->anchor, day = address_day(w->url, false);
    if (!is_greenwich(value) || head->published_precision != ARRIAN_MINUTE) return;
    int house = strtol(head->published + 11, NULL, 10) < WEST ? said - 1 : said + 1;
    if (day == NO_DAY || abs(day - said) > 1) day = is_shown(page, said, true) ? said : byline_day(page, &at);
    bool silent = day == NO_DAY || abs(day - said) > 1; /* the byline says neither: other lines may */
    if (silent && !is_shown(page, said, false))
        day = day_shown(page, house, false) == house ? house
                                                     : text_day(page, BEHIND_OF_OTHERS, BEHIND_OF_OTHERS, true, &at);
    if (day == house || (!sure && day != NO_DAY && abs(day - said) == 1))
        set_day(page, day, at, at.end ? ARRIAN_TEXT : ARRIAN_MARKUP);
}

/* Does a <time> tell of a change, and of nothing else?  class="published updated": the day it came out */
static bool tells_change(const Page *page, const Sign *time)
{
    HtmlSpan words;
    if (time->strength) return true;
    if (!(page->marks[time->node].own & IS_CHANGED)) return false;
    return !html_attribute(page->tree, time->node, "class", &words) ||
           !memmem(page->d->received + words.start, words.end - words.start, "ublish", 6);
}

/* The <time> nearest to the title, those of other reports apart, of those that tell of a change or of the others. */
static ArrianSlice nearest_time(const Page *page, const HeadWords *w, bool changed, uint32_t most)
{
    ArrianSlice found = {0};
    uint32_t near = most, title_node = find_title_node(page);
    for (uint32_t i = 0; i < w->time_count; i++) {
        uint32_t node = w->times[i].node, far = title_distance(page, node);
        if (is_elsewhere(page, node, title_node) || tells_change(page, &w->times[i]) != changed) continue;
        if (w->times[i].value.length >= 64 || far >= near) continue;
        if (day_said(page, w->times[i].value) == NO_DAY) continue;
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

/* ---- the choice ---- */

typedef struct Said { /* what the markup says of the day the report came out, the surest first */
    ArrianSlice value[2 * MOST_SAID + 3];
    uint32_t count, sure; /* the first so many are said of the article itself */
} Said;

static void say(const Page *page, Said *said, ArrianSlice value)
{
    if (day_said(page, value) != NO_DAY) said->value[said->count++] = value;
}

static bool is_change(const Page *page, const HeadWords *w, ArrianSlice value)
{
    int day = day_said(page, value);
    for (uint32_t i = 0; i < w->dates[DATE_LATER]; i++)
        if (day_said(page, w->date[DATE_LATER][i]) == day) return true;
    return day_said(page, w->linked.modified) == day;
}

static Said gather(Page *page, const HeadWords *w)
{
    Said said = {.count = 0};
    ArrianSlice linked = linked_text(&page->d->arena, page->engine->read->entities, w->linked.published);
    ArrianSlice time;
    if (w->linked.rank == 2) say(page, &said, linked);
    for (uint32_t i = 0; i < w->dates[DATE_META]; i++) say(page, &said, w->date[DATE_META][i]);
    said.sure = said.count;
    if (w->linked.rank != 2) say(page, &said, linked);
    for (uint32_t i = 0; i < w->dates[DATE_ITEM]; i++) say(page, &said, w->date[DATE_ITEM][i]);
    time = nearest_time(page, w, false, said.count ? ARRIAN_NONE : NEAR);
    if (!said.count || !is_change(page, w, time)) say(page, &said, time);
    return said;
}

/* The surest, or one that differs by more than a zone can, where it and not the surest stands in the page's byline. */
static uint32_t borne_out(const Page *page, const Said *said)
{
    int first = day_said(page, said->value[0]), day;
    for (uint32_t i = 1; i < said->count; i++) {
        day = day_said(page, said->value[i]);
        if (abs(day - first) > 1 && is_shown(page, day, true)) return is_shown(page, first, true) ? 0 : i;
    }
    return 0;
}

/* "Ferry freed | Europe | The Daily | 28.04.2023": the day that is the last part of the page's title, and all of it. */
static int title_day(const Page *page, ArrianSlice title)
{
    enum { BAR = 5 /* bytes at most, with its blanks */ };
    ArrianDocument line = {.text = {.at = (char *)title.at, .length = title.length}};
    ArrianSpan last = {title_without_outlet(title).length, title.length}, at;
    int day;
    bool there = last.start < last.end && day_written(page->engine->read->markup, &line, last, DAY_PLAIN, &day, &at);
    return there && at.start <= last.start + BAR && at.end == last.end ? day : NO_DAY;
}

/* "Ferry freed (News of 28 April 2023)": the day that ends the page's description, in brackets. */
static int description_day(const Page *page, ArrianSlice said)
{
    ArrianDocument line = {.text = {.at = (char *)said.at, .length = said.length}};
    ArrianSpan last = {said.length, said.length}, at;
    int day;
    if (!said.length || said.at[said.length - 1] != ')') return NO_DAY;
    while (last.start && said.at[last.start - 1] != '(') last.start--;
    bool there = day_written(page->engine->read->markup, &line, last, DAY_PLAIN, &day, &at);
    return there && at.end == said.length - 1 ? day : NO_DAY;
}

/* "(21 November 2022) Two ships", "Karlsruhe, 12.11.2021. Two ships", "Press release of 25 January 2022 | Two ships":
 * the day at the head of the first prose behind the title, set off from it. */
static int dateline_day(const Page *page, ArrianSpan *ret_at)
{
    enum { REACH = 60 };
    static const char *const points[] = {")", " |", " –", " —", " -", ":"};
    uint32_t i = 0;
    int day;
    while (i < page->blocks.count && (!page->blocks.at[i].good || page->blocks.at[i].start < page->title_line.end)) i++;
    if (i == page->blocks.count) return NO_DAY;
    const Block *b = &page->blocks.at[i];
    ArrianSpan head = {b->start, b->end - b->start > REACH ? b->start + REACH : b->end};
    if (!day_written(page->engine->read->markup, page->d, head, DAY_PLAIN, &day, ret_at)) return NO_DAY;
    for (size_t k = 0; k < sizeof points / sizeof *points; k++) {
        size_t n = strlen(points[k]);
        if (b->end - ret_at->end > n && !memcmp(page->d->text.at + ret_at->end, points[k], n)) return day;
    }
    return NO_DAY;
}

/* A <time> anywhere whose day a line near the title or the address shows too: it knows the minute. */
static bool choose_shown_time(Page *page, const HeadWords *w)
{
    for (int changed = 0; changed < 2; changed++) {
        ArrianSlice time = nearest_time(page, w, changed, ARRIAN_NONE);
        int day = day_said(page, time);
        if (day == NO_DAY || (day != address_day(w->url, true) && !is_shown(page, day, false))) continue;
        return set_published(page, time), mend_zone(page, w, time, false), true;
    }
    return false;
}

/* The day in words near the title, near what the markup calls no more than a date, or in the address. */
static bool choose_near(Page *page, const HeadWords *w)
{
    ArrianSpan at = {0, 0};
    ArrianSlice vague = w->date[DATE_VAGUE][0];
    bool shown = vague.length && is_shown(page, day_said(page, vague), false);
    int day = vague.length && !shown ? text_day(page, BYLINE_BEHIND, BEHIND_OF_OTHERS, true, &at) : NO_DAY;
    if (day != NO_DAY) return set_day(page, day, at, ARRIAN_TEXT), true;
    bool later = w->latest != NO_DAY && day_said(page, vague) > w->latest;
    if (later && !shown && text_day(page, OF_CHANGE, OF_CHANGE, true, &at) == w->latest)
        return set_day(page, w->latest, at, ARRIAN_TEXT), note_change(page), true;
    if (set_published(page, vague)) return mend_zone(page, w, vague, false), true;
    day = address_day(w->url, true);
    if (day == NO_DAY) day = title_day(page, w->page_title);
    if (day == NO_DAY) day = description_day(page, w->description);
    if (day != NO_DAY) return set_day(page, day, at, ARRIAN_MARKUP), true;
    day = text_day(page, BYLINE_BEHIND, IN_BYLINE, false, &at);
    if (day == NO_DAY) day = dateline_day(page, &at);
    if (day != NO_DAY) set_day(page, day, at, ARRIAN_TEXT);
    return day != NO_DAY;
}

/* Do all values that stand behind a name in a script give the day found so far, or none? */
static bool same_day(const Page *page, ArrianSlice script, ArrianSlice name, int *found)
{
    const char *at = script.at, *end = script.at + script.length;
    while ((at = memmem(at, (size_t)(end - at), name.at, name.length))) {
        at += name.length;
        if (at == end || *at != '"') continue;
        while (at < end && (*at == ' ' || *at == ':' || *at == '"')) at++;
        ArrianSlice value = {at, (uint32_t)(end - at < 10 ? end - at : 10)};
        int day = value.length == 10 && *at >= '1' && *at <= '2' ? day_said(page, value) : NO_DAY;
        if (day == NO_DAY) continue;
        if (*found != NO_DAY && day != *found) return false;
        *found = day;
    }
    return true;
}

/* showDate("2020/04/17 01:43:09"): a script of one call, which writes its day into the page. */
static int call_day(const Page *page, ArrianSlice script)
{
    enum { LONGEST = 120 };
    ArrianDocument line = {.text = {.at = (char *)script.at, .length = script.length}};
    ArrianSpan at;
    int day;
    bool call = script.length < LONGEST && memchr(script.at, '(', script.length) && !memchr(script.at, '=', script.length);
    ArrianSpan all = {0, script.length};
    return call && day_written(page->engine->read->markup, &line, all, DAY_PLAIN, &day, &at) ? day : NO_DAY;
}

/* The same day wherever the page's scripts say when something was published, or write it; days of several things tell
 * nothing. */
static int scripts_day(const Page *page)
{
    const MetaList *names = &page->engine->read->markup->list[META_SCRIPT];
    int found = NO_DAY;
    for (uint32_t i = html_follow(page->tree, 0); i; i = html_follow(page->tree, i)) {
        const HtmlNode *n = &page->tree->nodes.at[i];
        if (n->kind != NODE_ELEMENT || n->tag != TAG_script || !n->first) continue;
        HtmlSpan at = page->tree->nodes.at[n->first].at;
        ArrianSlice script = {page->d->received + at.start, at.end - at.start};
        for (uint32_t k = 0; k < names->count; k++)
            if (!same_day(page, script, names->at[k], &found)) return NO_DAY;
        int day = call_day(page, script);
        if (day != NO_DAY && found != NO_DAY && day != found) return NO_DAY;
        if (day != NO_DAY) found = day;
    }
    return found;
}

void date_choose(Page *page, HeadWords *w)
{
    ArrianSpan at = {0, 0};
    w->latest = NO_DAY;
    Said said = gather(page, w);
    uint32_t chosen = said.count ? borne_out(page, &said) : 0;
    ArrianSlice value = said.value[chosen];
    int day = address_day(w->url, false);
    if (said.count && day != NO_DAY && day_said(page, value) - day > REISSUED)
        return set_day(page, day, at, ARRIAN_MARKUP);
    if (set_published(page, value)) return mend_zone(page, w, value, chosen < said.sure);
    w->latest = text_day(page, OF_CHANGE, OF_CHANGE, false, &at);
    if (choose_shown_time(page, w) || choose_near(page, w)) return;
    day = text_day(page, BEHIND_OF_OTHERS, BEHIND_OF_OTHERS, false, &at);
    if (day == NO_DAY) day = sole_day(page, DAY_ISSUED, &at);
    if (day != NO_DAY) return set_day(page, day, at, ARRIAN_TEXT);
    value = nearest_time(page, w, false, ARRIAN_NONE);
    if (set_published(page, value)) return mend_zone(page, w, value, false);
    if (set_published(page, nearest_time(page, w, true, ARRIAN_NONE))) return note_change(page);
    if ((day = scripts_day(page)) != NO_DAY) return set_day(page, day, at, ARRIAN_MARKUP);
    if ((day = text_day(page, ANYWHERE, ANYWHERE, false, &at)) != NO_DAY) return set_day(page, day, at, ARRIAN_TEXT);
    if (set_published(page, w->date[DATE_LATER][0])) return note_change(page);
    day = text_day(page, OF_CHANGE, OF_CHANGE, false, &at);
    if (day != NO_DAY) return set_day(page, day, at, ARRIAN_TEXT), note_change(page);
    day = text_day(page, NEAR_OF_OTHERS, NEAR_OF_OTHERS, false, &at);
    if (day == NO_DAY) day = sole_day(page, DAY_PLAIN, &at);
    if (day != NO_DAY) set_day(page, day, at, ARRIAN_TEXT);
}

/* head.c: title, outlet, byline, dateline, date.
 *     "BRUSSELS, 8 Dec – RIA Novosti, Alexander Shishlo."   place BRUSSELS, outlet RIA Novosti, byline Alexander
 * Shishlo, published 8 December of the year the text allows "Published 24 January 2022" published 2022-01-24, precision
 * day, basis text What the text does not say stays blank. */
#include "base/date.h"
#include "base/utf8.h"
#include "read/parts.h"
#include <stdlib.h>
#include <string.h>

enum { HEAD_ZONE = 600, LONGEST_TITLE = 220 };

static void trim(const ArrianDocument *d, uint32_t *start, uint32_t *end)
{
    while (*start < *end && (d->text.at[*start] == ' ' || d->text.at[*start] == '\n')) (*start)++;
    while (*end > *start && (d->text.at[*end - 1] == ' ' || d->text.at[*end - 1] == '\n')) (*end)--;
}

static ArrianSlice words_at(const ArrianDocument *d, uint32_t start, uint32_t end)
{
    return (ArrianSlice){d->text.at + start, end - start};
}

static bool ends_sentence(const ArrianDocument *d, const Line *line)
{
    char last = d->text.at[line->end - 1];
    return last == '.' || last == ',' || last == ';' || last == ':';
}

static void set_title(ArrianDocument *d, uint32_t start, uint32_t end)
{
    if (d->head.title.length) return;
    d->head.title = words_at(d, start, end);
    d->head.title_span = (ArrianSpan){start, end};
    d->head.title_basis = ARRIAN_TEXT;
}

static ArrianSlice outlet_at(const ArrianEngine *engine, const ArrianDocument *d, uint32_t start, uint32_t end)
{
    ArrianSlice words = words_at(d, start, end);
    const ReadOutlet *outlet = words.length && words.length <= 70 ? read_outlet(engine, words) : NULL;
    return outlet ? outlet->name : (ArrianSlice){0};
}

static void set_outlet(ArrianDocument *d, ArrianSlice name, uint32_t start, uint32_t end, ArrianBasis basis)
{
    if (d->head.outlet.length || !name.length) return;
    d->head.outlet = name;
    d->head.outlet_basis = basis;
    d->head.outlet_span = (ArrianSpan){start, end};
}

/* "Strike kills 18 | Jordan Times": the outlet behind the bar is no part of the title. */
static uint32_t title_end(const ArrianEngine *engine, ArrianDocument *d, const Line *line)
{
    const char *text = d->text.at + line->start, *bar = memrchr(text, '|', line->end - line->start);
    if (!bar || bar - text < 12) return line->end;
    uint32_t at = (uint32_t)(bar - d->text.at), start = at + 1, end = line->end;
    trim(d, &start, &end);
    ArrianSlice outlet = outlet_at(engine, d, start, end);
    if (!outlet.length) return line->end;
    set_outlet(d, outlet, start, end, ARRIAN_TEXT);
    article_ignore(d, at, line->end, ARRIAN_OTHER);
    while (at > line->start && d->text.at[at - 1] == ' ') at--;
    return at;
}

/* The first line that is no furniture, where it stands like a headline: alone, short, without a full stop, more text
 * below. */
static void find_title(const ArrianEngine *engine, ArrianDocument *d, const Lines *lines)
{
    for (uint32_t i = 0; i < lines->count && i < 12; i++) {
        const Line *line = &lines->at[i];
        int day;
        uint32_t end;
        bool weekday;
        uint32_t length = line->end - line->start;
        if (line->ignored || length < 12 || d->text.at[line->start] == '(' ||
            memchr(d->text.at + line->start, '>', length))
            continue;
        if ((unsigned char)d->text.at[line->start] == 0xE2 && (unsigned char)d->text.at[line->start + 2] == 0xA2)
            continue; /* a bullet */
        if (stamp_read(d, line->start, line->end, &day, &end, &weekday)) continue;
        if (length <= LONGEST_TITLE && !ends_sentence(d, line) && i + 1 < lines->count)
            set_title(d, line->start, title_end(engine, d, line));
        return;
    }
}

/* One long line, headline and text run together: the headline ends where a stamp begins. */
static void find_run_in_title(ArrianDocument *d, const Lines *lines)
{
    if (d->head.title.length || !lines->count) return;
    const Line *line = &lines->at[0];
    int day;
    uint32_t stop;
    bool weekday;
    for (uint32_t at = line->start + 12; at < line->end && at < line->start + LONGEST_TITLE; at++)
        if (d->text.at[at - 1] == ' ' && stamp_read(d, at, line->end, &day, &stop, &weekday) && weekday) {
            uint32_t start = line->start, end = at;
            trim(d, &start, &end);
            set_title(d, start, end);
            return;
        }
}

static bool label_before(const ArrianDocument *d, uint32_t at, uint32_t line)
{
    static const char *const labels[] = {"published", "updated", "posted", "publication", "date",   "modified", "on",
                                         "at",        "last",    "first",  "of",          "issued", "created"};
    uint32_t start = at > line + 40 ? at - 40 : line, named = 0;
    while (start > line && d->text.at[start - 1] != ' ') start++;
    for (uint32_t i = start; i < at;) {
        char word[24];
        uint32_t end = stamp_word(d, i, at, word, sizeof word);
        bool known = !word[0];
        for (size_t k = 0; k < sizeof labels / sizeof *labels && !known; k++)
            if (!strcmp(word, labels[k])) known = true, named += k < 6 || k == 8 || k > 10;
        if (!known) named = 0;
        i = end > i ? end : i + 1;
        while (i < at && (d->text.at[i] == ' ' || d->text.at[i] == ':' || d->text.at[i] == '|')) i++;
    }
    return named > 0;
}

static void set_day(ArrianDocument *d, int day, uint32_t start, uint32_t end, ArrianBasis basis)
{
    if (d->head.published[0] || !date_write(day, d->head.published)) return;
    d->head.published_precision = ARRIAN_DAY;
    d->head.published_basis = basis;
    d->head.published_span = (ArrianSpan){start, end};
    d->anchor = day;
}

/* "Eastern Times, March 14, 2024", "Chemical Week - 13 Nov 2023": a short line of names that a date ends. */
static bool ends_line_of_names(const ArrianDocument *d, const Line *line, uint32_t at, uint32_t end)
{
    enum { LONGEST = 90, SHORT_WORD = 4 /* of, the, and */ };
    if (end < line->end || line->end - line->start > LONGEST) return false;
    for (uint32_t i = line->start, start = i; i < at; i++) {
        if (d->text.at[i] != ' ') continue;
        bool lower = d->text.at[start] >= 'a' && d->text.at[start] <= 'z';
        if (lower && i - start >= SHORT_WORD) return false;
        start = i + 1;
    }
    return true;
}

/* The outlet whose name stands on the line before its date. */
static void outlet_before_stamp(const ArrianEngine *engine, ArrianDocument *d, uint32_t start, uint32_t end)
{
    while (end > start && strchr(" ,-|–—", d->text.at[end - 1])) end--;
    set_outlet(d, outlet_at(engine, d, start, end), start, end, ARRIAN_TEXT);
}

/* "on Sunday, Dec. 31, 2017, in the harbour", "it was Sun. Dec. 31, 2017.": does the sentence of a date go on or end? */
static bool is_in_sentence(const ArrianDocument *d, uint32_t end, uint32_t limit)
{
    if (end >= limit) return false;
    if (strchr(",.;!?", d->text.at[end])) return true;
    return end + 1 < limit && d->text.at[end] == ' ' && d->text.at[end + 1] >= 'a' && d->text.at[end + 1] <= 'z';
}

/* A stamp: a full date at a line's head, after a label, or with its weekday near the top. A date inside a sentence is
 * not one. */
static void find_stamp(const ArrianEngine *engine, ArrianDocument *d, const Lines *lines)
{
    for (uint32_t i = 0; i < lines->count && lines->at[i].start < d->head.title_span.end + HEAD_ZONE; i++) {
        const Line *line = &lines->at[i];
        uint32_t reach = line->start + 260 < line->end ? line->start + 260 : line->end;
        for (uint32_t at = line->start; at < reach; at++) {
            int day;
            uint32_t end;
            bool weekday;
            if (at > line->start && d->text.at[at - 1] != ' ' && d->text.at[at - 1] != '|' && d->text.at[at - 1] != ':')
                continue;
            if (!stamp_read(d, at, line->end, &day, &end, &weekday)) continue;
            bool whole = at == line->start, again = at == d->head.title_span.end + 1 || (d->head.title_span.end > at);
            bool labelled = label_before(d, at, line->start);
            bool sentence = !labelled && end < line->end && d->text.at[end] == ',';
            bool named = ends_line_of_names(d, line, at, end), near = at < d->head.title_span.end + 320;
            bool run_in = weekday && near && !is_in_sentence(d, end, line->end);
            if ((whole && !sentence) || labelled || run_in || again || named) {
                set_day(d, day, at, end, ARRIAN_TEXT);
                if (named && !again) outlet_before_stamp(engine, d, line->start, at);
                return;
            }
            at = end;
        }
    }
}

static int weekday_number(const char *word)
{
    for (int k = 0; k < 7; k++)
        if (!strcmp(word, date_weekdays[k])) return k;
    return -1;
}

/* "8 Dec" in a dateline: the year in which it falls on the weekday that the lead names, near the years that the text
 * speaks of. */
static void date_without_year(ArrianDocument *d, int month, int day, uint32_t at, uint32_t end)
{
    int weekday = -1, first = 0, last = 0;
    for (uint32_t i = at; i < d->text.length && weekday < 0 && i < at + 500; i++) {
        char word[16];
        if (i && d->text.at[i - 1] != ' ') continue;
        stamp_word(d, i, d->text.length, word, sizeof word);
        weekday = weekday_number(word);
    }
    for (uint32_t i = 1; i + 4 <= d->text.length; i++) {
        int year =
            d->text.at[i - 1] == ' ' && (d->text.at[i] == '1' || d->text.at[i] == '2') ? atoi(d->text.at + i) : 0;
        bool alone = year >= 1900 && year <= 2100 &&
                     (i + 4 == d->text.length || !(d->text.at[i + 4] >= '0' && d->text.at[i + 4] <= '9'));
        if (!alone) continue;
        if (!first || year < first) first = year;
        if (year > last) last = year;
    }
    if (weekday < 0 || !last) return;
    int found = 0, when = NO_DAY;
    for (int year = last - 1; year <= last + 1; year++) {
        int candidate = date_day(year, month, day);
        if (candidate != NO_DAY && date_weekday(candidate) == weekday) found++, when = candidate;
    }
    if (found == 1) set_day(d, when, at, end, ARRIAN_CONTEXT);
}

static void add_byline(ArrianDocument *d, uint32_t start, uint32_t end, ArrianBasis basis)
{
    trim(d, &start, &end);
    if (end <= start + 3 || end - start > 80 || d->head.bylines == 8) return;
    d->head.byline[d->head.bylines++] = words_at(d, start, end);
    if (!d->head.byline_basis) d->head.byline_basis = basis;
}

static bool is_upper_word(const char *text, uint32_t length)
{
    uint32_t upper = 0;
    for (uint32_t i = 0; i < length; i++) {
        if (text[i] >= 'a' && text[i] <= 'z') return false;
        upper += text[i] >= 'A' && text[i] <= 'Z';
    }
    return upper >= 3;
}

/* Where a dateline ends: " - ", " – ", " — ", " -- ", "/TASS/. "; 0 where none in reach. */
static uint32_t dash_after(const ArrianDocument *d, uint32_t at, uint32_t reach, uint32_t *ret_end)
{
    static const char *const dashes[] = {" -- ", " - ", " – ", " — ", "—", ") -", "/. "};
    for (uint32_t i = at; i < reach; i++)
        for (size_t k = 0; k < sizeof dashes / sizeof *dashes; k++)
            if (!strncmp(d->text.at + i, dashes[k], strlen(dashes[k])))
                return *ret_end = i + (uint32_t)strlen(dashes[k]), i + (k == 5);
    return 0;
}

/* Parts of a dateline between commas and brackets: a short date, an agency, a name. */
static void read_dateline_part(const ArrianEngine *engine, ArrianDocument *d, uint32_t start, uint32_t end)
{
    int month, day;
    uint32_t stop;
    trim(d, &start, &end);
    if (start >= end) return;
    if (stamp_read_short(d, start, end, &month, &day, &stop)) {
        if (!d->head.published[0]) date_without_year(d, month, day, start, stop);
        if (!d->head.published[0]) d->stamp = (Stamp){month, day, {start, stop}};
        return;
    }
    set_outlet(d, outlet_at(engine, d, start, end), start, end, ARRIAN_TEXT);
}

/* A full date in a dateline: "TALLINN, May 7, 2024 - ..." */
static void read_dateline_stamp(ArrianDocument *d, uint32_t at, uint32_t dash)
{
    for (; at < dash; at++) {
        int day;
        uint32_t end;
        bool weekday;
        if ((d->text.at[at - 1] != ' ' && d->text.at[at - 1] != '(') || d->text.at[at] == ' ' ||
            !stamp_read(d, at, dash, &day, &end, &weekday))
            continue;
        set_day(d, day, at, end, ARRIAN_TEXT);
        return;
    }
}

static void read_dateline(const ArrianEngine *engine, ArrianDocument *d, const Line *line)
{
    const char *text = d->text.at;
    uint32_t at = line->start, after = 0, place_end = at;
    while (place_end < line->end && place_end < at + 40 && text[place_end] != ',' && text[place_end] != '(' &&
           strncmp(text + place_end, " -", 2) && strncmp(text + place_end, " –", 4) &&
           strncmp(text + place_end, " —", 4) && text[place_end] != ':')
        place_end++;
    uint32_t dash = dash_after(d, at, at + 90 < line->end ? at + 90 : line->end, &after);
    if (!dash || !is_upper_word(text + at, place_end - at)) return;
    uint32_t place_stop = place_end;
    trim(d, &at, &place_stop);
    d->head.place = words_at(d, at, place_stop);
    d->head.place_span = (ArrianSpan){at, place_stop};
    if (place_end > line->start) read_dateline_stamp(d, place_end, dash);
    for (uint32_t i = place_end, start = place_end; i <= dash; i++)
        if (i == dash || text[i] == ',' || text[i] == '(' || text[i] == ')' || text[i] == '/')
            read_dateline_part(engine, d, start, i), start = i + 1;
    uint32_t stop = after; /* "– RIA Novosti, Alexander Shishlo. NATO is ready" */
    while (stop < line->end && stop < after + 60 && text[stop] != '.') stop++;
    const char *comma = memchr(text + after, ',', stop - after);
    uint32_t outlet_end = comma ? (uint32_t)(comma - text) : stop;
    ArrianSlice outlet = outlet_at(engine, d, after, outlet_end);
    if (!outlet.length) return;
    set_outlet(d, outlet, after, outlet_end, ARRIAN_TEXT);
    if (comma && stop < line->end) add_byline(d, outlet_end + 1, stop, ARRIAN_TEXT);
}

static void find_dateline(const ArrianEngine *engine, ArrianDocument *d, const Lines *lines)
{
    for (uint32_t i = 0; i < lines->count && i < 8 && !d->head.place.length; i++)
        if (!lines->at[i].ignored) read_dateline(engine, d, &lines->at[i]);
}

/* "By Jane Doe" on a line of its own near the top. */
static void find_byline(ArrianDocument *d, const Lines *lines)
{
    for (uint32_t i = 0; i < lines->count && i < 12 && !d->head.bylines; i++) {
        const Line *line = &lines->at[i];
        const char *text = d->text.at + line->start;
        uint32_t size = line->end - line->start;
        if (size < 7 || size > 80 || !(text[0] == 'B' || text[0] == 'b') || (text[1] | 32) != 'y' || text[2] != ' ' ||
            !(text[3] >= 'A' && text[3] <= 'Z'))
            continue;
        uint32_t end = line->end;
        const char *for_ = memmem(text, size, " for ", 5), *comma = memchr(text, ',', size),
                   *bar = memchr(text, '|', size);
        if (for_) end = line->start + (uint32_t)(for_ - text);
        else if (bar) end = line->start + (uint32_t)(bar - text);
        else if (comma) end = line->start + (uint32_t)(comma - text);
        if (text[size - 1] != '.') add_byline(d, line->start + 3, end, ARRIAN_TEXT);
    }
}

/* An agency that signs after the headline: "AFP Tuesday 3 Oct 2017". */
static void find_signature(const ArrianEngine *engine, ArrianDocument *d)
{
    uint32_t end = d->head.published_span.start, start;
    if (d->head.outlet.length || d->head.published_basis != ARRIAN_TEXT || !end) return;
    while (end && d->text.at[end - 1] == ' ') end--;
    start = end;
    while (start && d->text.at[start - 1] != ' ' && d->text.at[start - 1] != '\n') start--;
    if (end - start >= 2 && is_upper_word(d->text.at + start, end - start))
        set_outlet(d, outlet_at(engine, d, start, end), start, end, ARRIAN_TEXT);
}

void head_read(const ArrianEngine *engine, ArrianDocument *d, Lines *lines)
{
    find_title(engine, d, lines);
    find_run_in_title(d, lines);
    find_stamp(engine, d, lines);
    find_dateline(engine, d, lines);
    find_byline(d, lines);
    find_signature(engine, d);
}

/* ---- what the user gives ---- */

static ArrianSlice copy(ArrianDocument *d, const char *text)
{
    return (ArrianSlice){arena_copy(&d->arena, text, strlen(text)), (uint32_t)strlen(text)};
}

enum { SAME_REPORT = 31 }; /* days between a table and a stamp that can still mean one report */

static void give_date(ArrianDocument *d, const char *value)
{
    int day = date_read(value), year = 0, month = 0;
    char before[24];
    memcpy(before, d->head.published, sizeof before);
    if (day == NO_DAY &&
        (sscanf(value, "%4d-%2d", &year, &month) < 1 || year < 1000 || month < 0 || month > 12 || strlen(value) > 7)) {
        static const char note[] = "the table's date of publication is none of 2016, 2016-07, 2016-07-18 and "
                                   "2016-07-18T10:00, and was passed over";
        d->head.note = (ArrianSlice){note, sizeof note - 1};
        return;
    }
    if (before[0] && day != NO_DAY && date_read(before) != NO_DAY && date_read(before) != day) {
        char *note = arena_print(&d->arena, "the text is dated %s, the table says %s", before, value);
        d->head.note = (ArrianSlice){note, (uint32_t)strlen(note)};
    }
    int stamp = d->head.published_basis == ARRIAN_TEXT ? date_read(before) : NO_DAY;
    size_t length = strlen(value);
    d->head.published_precision = day == NO_DAY                     ? (month ? ARRIAN_MONTH : ARRIAN_YEAR)
                                  : length > 10 && value[10] == 'T' ? ARRIAN_MINUTE
                                                                    : ARRIAN_DAY;
    snprintf(d->head.published, sizeof d->head.published, "%.*s",
             d->head.published_precision == ARRIAN_MINUTE ? 19 : 10, value);
    d->head.published_basis = ARRIAN_GIVEN;
    d->head.published_span = (ArrianSpan){0, 0};
    d->anchor = day;
    if (stamp != NO_DAY && day != NO_DAY && abs(stamp - day) <= SAME_REPORT)
        d->anchor = stamp; /* its "Tuesday" is the stamp's */
}

void head_given(ArrianDocument *d, const ArrianGiven *given)
{
    if (!given) return;
    if (given->published) give_date(d, given->published);
    if (given->title) d->head.title = copy(d, given->title), d->head.title_basis = ARRIAN_GIVEN;
    if (given->outlet) d->head.outlet = copy(d, given->outlet), d->head.outlet_basis = ARRIAN_GIVEN;
    if (given->url) d->head.url = copy(d, given->url);
    if (given->authors) {
        d->head.bylines = 0;
        d->head.byline_basis = ARRIAN_GIVEN;
        ArrianSlice list = copy(d, given->authors), item;
        while (d->head.bylines < 8 && lexicon_item(&list, &item)) d->head.byline[d->head.bylines++] = item;
    }
}

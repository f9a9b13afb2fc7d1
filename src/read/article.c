/* article.c: lines of site furniture.   "Photo by Reuters", "• facebook", "Read more: ...", the headline again, a
 * gallery's captions -> ignored, with a reason data/furniture.tsv names the words; this file knows repetition, menus
 * and galleries. Precision first: a sentence of the report is never ignored. */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "read/parts.h"

enum { SHORT_LINE = 90, MOST_LINES = 20000 };

static int by_start(const void *a, const void *b)
{
    const ArrianIgnored *x = a, *y = b;
    if (x->span.start != y->span.start) return x->span.start < y->span.start ? -1 : 1;
    return x->span.end > y->span.end ? -1 : x->span.end < y->span.end;
}

/* Lines that the markup has already marked. */
static void inherit_marks(ArrianDocument *d, Lines *lines)
{
    uint32_t end = 0, k = 0;
    if (!d->ignored.count) return;
    qsort(d->ignored.at, d->ignored.count, sizeof *d->ignored.at, by_start);
    for (uint32_t i = 0; i < lines->count; i++) {
        for (; k < d->ignored.count && d->ignored.at[k].span.start <= lines->at[i].start; k++)
            if (d->ignored.at[k].span.end > end) end = d->ignored.at[k].span.end;
        lines->at[i].ignored = end >= lines->at[i].end;
    }
}

void article_lines(ArrianDocument *d, Lines *lines)
{
    const char *text = d->text.at;
    bool blank = true;
    for (uint32_t i = 0; i < d->text.length && lines->count < MOST_LINES;) {
        const char *stop = memchr(text + i, '\n', d->text.length - i);
        uint32_t next = stop ? (uint32_t)(stop - text) : d->text.length, start = i, end = next;
        while (start < end && (text[start] == ' ' || text[start] == '\t')) start++;
        while (end > start && (text[end - 1] == ' ' || text[end - 1] == '\t')) end--;
        if (end > start) LIST_ADD(&d->arena, *lines, (Line){start, end, false, blank});
        blank = end == start;
        i = next + 1;
    }
    inherit_marks(d, lines);
}

void article_ignore(ArrianDocument *d, uint32_t start, uint32_t end, ArrianWhy why)
{
    const char *text = d->text.at;
    while (start < end && (text[start] == ' ' || text[start] == '\n' || text[start] == '\t')) start++;
    while (end > start && (text[end - 1] == ' ' || text[end - 1] == '\n' || text[end - 1] == '\t')) end--;
    if (end > start) LIST_ADD(&d->arena, d->ignored, (ArrianIgnored){{start, end}, why});
}

static void ignore_line(ArrianDocument *d, Line *line, ArrianWhy why)
{
    if (!line->ignored) article_ignore(d, line->start, line->end, why);
    line->ignored = true;
}

static char low(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Does the pattern match at text (up to end)? Returns where it ends, NULL where it does not. A star takes what the next
 * letter allows; within a paragraph only words that begin with a capital. */
static const char *match(const char *p, const char *p_end, const char *text, const char *end, bool capitals)
{
    for (; p < p_end; p++) {
        if (*p == '#') {
            if (text == end || !is_digit(*text)) return NULL;
            while (text < end && is_digit(*text)) text++;
        } else if (*p == '*') {
            if (!capitals && p + 1 == p_end) return end;
            const char *best = NULL;
            uint32_t words = 0;
            char next = p + 1 < p_end && p[1] != '*' && p[1] != '#' ? p[1] : 0;
            for (const char *at = text; at <= end && at - text < 160; at++) {
                if (capitals && at > text && at[-1] == ' ' && ++words &&
                    (words > 4 || !(at < end && *at >= 'A' && *at <= 'Z'))) {
                    if (p + 1 == p_end) return best ? best : at;
                    return NULL;
                }
                const char *rest = p + 1 == p_end
                                       ? (capitals && (at == end || *at == ' ' || *at == ')' || *at == ']') ? at : NULL)
                                   : next && (at == end || low(*at) != next) ? NULL
                                                                             : match(p + 1, p_end, at, end, capitals);
                if (rest && p + 1 < p_end) return rest;
                if (rest) best = rest;
            }
            return best;
        } else {
            if (text == end || low(*text) != *p) return NULL;
            text++;
        }
    }
    return text;
}

/* Can the pattern's first two letters stand here? Most cannot, and are not tried. */
static inline bool may_start(const Pattern *p, const char *text, const char *end)
{
    for (uint32_t i = 0; i < 2 && i < p->text.length; i++) {
        char c = p->text.at[i];
        if (c == '*') return true;
        if (text + i >= end || (c == '#' ? !is_digit(text[i]) : low(text[i]) != c)) return false;
        if (c == '#') return true;
    }
    return true;
}

static bool at_word(const char *text, const char *at)
{
    return at == text || !((low(at[-1]) >= 'a' && low(at[-1]) <= 'z') || is_digit(at[-1]));
}

/* A line's words behind its bullets. */
static const char *behind_bullets(const char *text, const char *end)
{
    while (text < end && (*text == '*' || *text == '-' || *text == ' ' || (unsigned char)*text == 0xE2))
        text += (unsigned char)*text == 0xE2 && end - text > 2 ? 3 : 1;
    return text;
}

static bool line_matches(const Pattern *p, const char *text, const char *end)
{
    const char *stop = match(p->text.at, p->text.at + p->text.length, text, end, false);
    if (!stop) return false;
    while (stop < end && (*stop == '.' || *stop == ':' || *stop == '!' || *stop == ' ' || *stop == '>')) stop++;
    return stop == end || (p->where == WHERE_START && (at_word(stop - 1, stop) || *stop == ' '));
}

/* A short line may be a button; a long one is furniture only by a pattern that says much: a notice of rights, or three
 * words and more. */
static bool may_be(const Line *line, const Pattern *p)
{
    uint32_t size = line->end - line->start;
    return size <= SHORT_LINE || (size <= 500 && (p->where == WHERE_START || p->why == ARRIAN_LEGAL || p->words > 3));
}

static void match_line(const ReadData *data, ArrianDocument *d, Line *line, const Numbers *bucket)
{
    const char *end = d->text.at + line->end, *text = behind_bullets(d->text.at + line->start, end);
    for (uint32_t k = 0; k < bucket->count && !line->ignored; k++) {
        const Pattern *p = &data->patterns.at[bucket->at[k]];
        if (may_start(p, text, end) && may_be(line, p) && line_matches(p, text, end)) ignore_line(d, line, p->why);
    }
}

static void match_lines(const ArrianEngine *engine, ArrianDocument *d, Lines *lines)
{
    const Numbers *buckets = engine->read->by_first;
    for (uint32_t i = 0; i < lines->count; i++) {
        Line *line = &lines->at[i];
        const char *end = d->text.at + line->end, *text = behind_bullets(d->text.at + line->start, end);
        if (line->ignored || line->end - line->start > 500 || text == end) continue;
        match_line(engine->read, d, line, &buckets[(unsigned char)low(*text)]);
        match_line(engine->read, d, line, &buckets['*']);
        if (is_digit(*text)) match_line(engine->read, d, line, &buckets['#']);
    }
}

static bool bounded(const char *text, const char *stop, const char *end)
{
    return stop == end || at_word(text, stop) || !((low(*stop) >= 'a' && low(*stop) <= 'z') || is_digit(*stop));
}

/* "Photo by Reuters The crowd": the credited name is an outlet that we know, else two words. */
static const char *credited(const ArrianEngine *engine, const char *from, const char *end, const char *most)
{
    const char *two = NULL, *best = NULL;
    uint32_t words = 0;
    for (const char *at = from; at <= most; at++) {
        if (at < end && *at != ' ' && *at != ')' && *at != ']' && *at != '.') continue;
        if (at - from < 100 && read_outlet(engine, (ArrianSlice){from, (uint32_t)(at - from)})) best = at;
        if (++words == 2) two = at;
    }
    return best ? best : two ? two : most;
}

static void match_pattern_inside(const ArrianEngine *engine, ArrianDocument *d, const Line *line, const Pattern *p)
{
    const char *text = d->text.at + line->start, *end = d->text.at + line->end;
    char first = p->text.at[0], last = p->text.at[p->text.length - 1];
    bool letter = first >= 'a' && first <= 'z', closed = last == ')' || last == ']';
    char opens = letter && first != 'h' && memchr(p->text.at, '.', p->text.length) == NULL ? (char)(first - 32) : first;
    for (const char *at = text; at < end && (at = memchr(at, opens, (size_t)(end - at))); at++) {
        const char *stop = may_start(p, at, end) && at_word(text, at)
                               ? match(p->text.at, p->text.at + p->text.length, at, end, !closed)
                               : NULL;
        if (!stop || stop == at || (p->where == WHERE_END && end - stop > 2) || (!closed && !bounded(text, stop, end)))
            continue;
        if (last == '*' && letter) stop = credited(engine, at + p->text.length - 1, end, stop);
        article_ignore(d, (uint32_t)(at - d->text.at), (uint32_t)(stop - d->text.at), p->why);
        at = stop - 1;
    }
}

/* Furniture inside a paragraph, and at its end: words of a pattern that begin with a capital, as a credit or a button
 * does. */
static void match_inside(const ArrianEngine *engine, ArrianDocument *d, Lines *lines)
{
    for (uint32_t i = 0; i < lines->count; i++)
        for (uint32_t k = 0; k < engine->read->patterns.count && !lines->at[i].ignored; k++) {
            const Pattern *p = &engine->read->patterns.at[k];
            if ((p->where == WHERE_INLINE || p->where == WHERE_END) && p->text.length > 3)
                match_pattern_inside(engine, d, &lines->at[i], p);
        }
}

/* A button's words behind the last sentence of a paragraph: "... protests. Read Also". Of one word only at the very end
 * of the report. */
static void match_tail(const ArrianEngine *engine, ArrianDocument *d, const Line *line, bool last)
{
    const char *text = d->text.at;
    const Numbers *bucket = &engine->read->by_last[(unsigned char)low(text[line->end - 1])];
    for (uint32_t k = 0; k < bucket->count; k++) {
        const Pattern *p = &engine->read->patterns.at[bucket->at[k]];
        uint32_t n = p->text.length;
        if (line->end - line->start < n + 20) continue;
        uint32_t at = line->end - n, before = at;
        if (strncasecmp(text + at, p->text.at, n) || !(text[at] >= 'A' && text[at] <= 'Z') || text[at - 1] != ' ')
            continue;
        while (before > line->start && (text[before - 1] == ' ' || text[before - 1] == '\t')) before--;
        bool ended =
            text[before - 1] == '.' || text[before - 1] == '"' || at - before > 1 || (last && p->why == ARRIAN_LOADING);
        bool several = memchr(p->text.at, ' ', n) != NULL;
        if (!ended || !(several || (last && p->why == ARRIAN_LOADING))) continue;
        article_ignore(d, at, line->end, p->why);
        return;
    }
}

/* "... north of Syria. SSH 11": an editor's sign and number at the end. */
static void match_sign_off(ArrianDocument *d, const Line *line)
{
    const char *text = d->text.at;
    uint32_t at = line->end;
    while (at > line->start && is_digit(text[at - 1])) at--;
    uint32_t digits = line->end - at, letters = 0;
    if (!digits || digits > 3 || at == line->start || text[at - 1] != ' ') return;
    for (at--; at > line->start && text[at - 1] >= 'A' && text[at - 1] <= 'Z'; at--) letters++;
    if (letters >= 2 && letters <= 4 && at > line->start + 2 && text[at - 1] == ' ' && text[at - 2] == '.')
        article_ignore(d, at, line->end, ARRIAN_OTHER);
}

/* The clock that follows a stamp, garbled or not: "Wed Oct 26 2016 67AM EU", "5:14 PM GMT". */
static void match_clock(ArrianDocument *d)
{
    const char *text = d->text.at;
    uint32_t at = d->head.published_span.end, start, limit = d->text.length;
    if (!at || at + 4 > limit) return;
    while (at < limit && (text[at] == ' ' || text[at] == ',' || text[at] == '|')) at++;
    start = at;
    while (at < limit && at < start + 5 && (is_digit(text[at]) || text[at] == ':' || text[at] == '.')) at++;
    if (at == start) return;
    if (at < limit && text[at] == ' ') at++;
    if (at + 2 > limit || (low(text[at]) != 'a' && low(text[at]) != 'p') || low(text[at + 1]) != 'm') return;
    at += 2;
    uint32_t zone = at + 1;
    while (zone < limit && text[zone] >= 'A' && text[zone] <= 'Z') zone++;
    if (at < limit && text[at] == ' ' && zone - at >= 3 && zone - at <= 5 &&
        (zone == limit || text[zone] == ' ' || text[zone] == '\n'))
        at = zone;
    article_ignore(d, start, at, ARRIAN_OTHER);
}

static void match_ends(const ArrianEngine *engine, ArrianDocument *d, Lines *lines)
{
    for (uint32_t i = 0; i < lines->count; i++) {
        if (lines->at[i].ignored) continue;
        match_tail(engine, d, &lines->at[i], i + 1 == lines->count);
        if (i + 1 == lines->count) match_sign_off(d, &lines->at[i]);
    }
    match_clock(d);
}

/* ---- repetition ---- */

typedef struct Shingles {
    uint64_t *word; // (count): hashes of the line's words
    uint32_t count;
} Shingles;

static Shingles words_of(ArrianDocument *d, const Line *line)
{
    Shingles s = {NEW(&d->arena, uint64_t, (line->end - line->start) / 2 + 2), 0};
    char word[128];
    const char *text = d->text.at;
    for (uint32_t i = line->start; i < line->end;) {
        while (i < line->end &&
               !((low(text[i]) >= 'a' && low(text[i]) <= 'z') || is_digit(text[i]) || (unsigned char)text[i] >= 0x80))
            i++;
        uint32_t n = 0;
        while (i < line->end &&
               ((low(text[i]) >= 'a' && low(text[i]) <= 'z') || is_digit(text[i]) || (unsigned char)text[i] >= 0x80)) {
            if (n < sizeof word) word[n++] = low(text[i]);
            i++;
        }
        if (n) s.word[s.count++] = hash_bytes(word, n, 31);
    }
    return s;
}

static uint64_t run_of(const Shingles *s, uint32_t at, uint32_t length)
{
    uint64_t h = 77;
    for (uint32_t i = 0; i < length; i++) h = hash_mix(h, s->word[at + i]);
    return h | 1;
}

/* Words of `line` that stand in one run of four at another place too, as a share. */
static double told_elsewhere(const Shingles *all, uint32_t line, const Map *runs)
{
    const Shingles *s = &all[line];
    uint32_t found = 0, total = 0, where;
    for (uint32_t i = 0; i + 4 <= s->count; i++, total++)
        found += map_get(runs, run_of(s, i, 4), &where) && where != line;
    return total ? (double)found / total : 0;
}

/* A line that says again what longer lines of the report say: a standfirst, a caption, the headline. The longer one
 * stays. */
static void find_repeats(ArrianDocument *d, Lines *lines)
{
    Shingles *all = NEW(&d->arena, Shingles, lines->count + 1);
    for (uint32_t i = 0; i < lines->count; i++) all[i] = words_of(d, &lines->at[i]);
    Map runs = {0}, whole = {0};
    uint32_t words = 0;
    for (uint32_t i = 0; i < lines->count; i++) words += all[i].count;
    map_reserve(&d->arena, &runs, words);
    for (uint32_t i = 0; i < lines->count; i++) {
        uint32_t j;
        if (lines->at[i].ignored || all[i].count < 4) continue;
        uint64_t key = run_of(&all[i], 0, all[i].count);
        if (!map_get(&whole, key, &j)) map_put(&d->arena, &whole, key, i);
        else if (all[j].count == all[i].count && !memcmp(all[i].word, all[j].word, all[i].count * sizeof *all[i].word))
            ignore_line(d, &lines->at[i], ARRIAN_REPEAT);
    }
    for (uint32_t i = 0; i < lines->count; i++)
        for (uint32_t k = 0; !lines->at[i].ignored && k + 4 <= all[i].count; k++) {
            uint32_t where;
            uint64_t run = run_of(&all[i], k, 4);
            if (!map_get(&runs, run, &where) || all[where].count < all[i].count) map_put(&d->arena, &runs, run, i);
        }
    for (uint32_t i = 1; i < lines->count; i++)
        if (!lines->at[i].ignored && all[i].count >= 10 && told_elsewhere(all, i, &runs) >= 0.85)
            ignore_line(d, &lines->at[i], ARRIAN_REPEAT);
}

/* The headline run into the text's first line: "Strike kills 15 in Idlib Strike kills 15 in Idlib An air strike ..." */
static void find_title_again(ArrianDocument *d, Lines *lines)
{
    ArrianSpan title = d->head.title_span;
    uint32_t length = title.end - title.start;
    if (length < 12) return;
    for (uint32_t i = 0; i < lines->count && i < 4; i++) {
        Line *line = &lines->at[i];
        if (line->start <= title.start || line->ignored || line->end - line->start <= length) continue;
        const char *text = d->text.at;
        for (uint32_t at = line->start; at < line->start + 40 && at + length <= line->end; at++)
            if (at_word(text, text + at) && text[at] == text[title.start] &&
                !strncasecmp(text + at, text + title.start, length)) {
                uint32_t end = at + length, next;
                if (end < line->end && text[end] == '.') end++;
                for (next = end; next < line->end && text[next] == ' ';) next++;
                if (next < line->end && text[next] >= 'a' && text[next] <= 'z') return; /* a sentence that goes on */
                article_ignore(d, at, end, ARRIAN_REPEAT);
                return;
            }
    }
}

/* A caption with its credit after a bar, again: "X. | Photo: Y" where "X." stands above. */
static void find_bars(ArrianDocument *d, Lines *lines)
{
    for (uint32_t i = 1; i < lines->count; i++) {
        Line *line = &lines->at[i];
        const char *text = d->text.at + line->start, *bar = memchr(text, '|', line->end - line->start);
        if (line->ignored || !bar || line->end - line->start > 300) continue;
        uint32_t before = (uint32_t)(bar - text);
        while (before && text[before - 1] == ' ') before--;
        for (uint32_t j = i > 3 ? i - 3 : 0; j < i && before >= 12; j++)
            if (lines->at[j].end - lines->at[j].start >= before &&
                !memcmp(d->text.at + lines->at[j].end - before, text, before))
                ignore_line(d, line, ARRIAN_REPEAT);
    }
}

/* Three paragraphs or more that open with the same four words: the captions of a gallery. */
static void find_galleries(ArrianDocument *d, Lines *lines)
{
    Map count = {0};
    bool gallery = false;
    for (int pass = 0; pass < 1 + gallery; pass++)
        for (uint32_t i = 1; i < lines->count; i++) {
            Line *line = &lines->at[i];
            Shingles s = words_of(
                d, &(Line){.start = line->start, .end = line->end - line->start > 120 ? line->start + 120 : line->end});
            uint32_t seen = 0;
            if (line->ignored || s.count < 8) continue;
            uint64_t run = run_of(&s, 0, 4);
            map_get(&count, run, &seen);
            gallery |= seen + 1 >= 3;
            if (!pass) map_put(&d->arena, &count, run, seen + 1);
            else if (seen >= 3) ignore_line(d, line, ARRIAN_RELATED);
        }
}

static bool is_bullet(const char *text)
{
    return *text == '*' || *text == '-' || !strncmp(text, "•", 3) || !strncmp(text, "·", 2) || !strncmp(text, "▪", 3);
}

static uint32_t count_words(const char *text, uint32_t length)
{
    uint32_t words = 0;
    for (uint32_t i = 0; i < length; i++) words += (i == 0 || text[i - 1] == ' ') && text[i] != ' ';
    return words;
}

/* A run of short bullets is a menu; "News > World" is a trail of crumbs. */
static void find_menus(ArrianDocument *d, Lines *lines)
{
    for (uint32_t i = 0; i < lines->count;) {
        uint32_t end = i;
        while (end < lines->count && is_bullet(d->text.at + lines->at[end].start) &&
               count_words(d->text.at + lines->at[end].start, lines->at[end].end - lines->at[end].start) <= 4)
            end++;
        for (uint32_t k = i; k < end && end - i >= 3; k++) ignore_line(d, &lines->at[k], ARRIAN_MENU);
        i = end > i ? end : i + 1;
    }
    for (uint32_t i = 0; i < lines->count; i++) {
        Line *line = &lines->at[i];
        const char *text = d->text.at + line->start;
        uint32_t size = line->end - line->start;
        bool crumbs = memmem(text, size, " > ", 3) || memmem(text, size, " » ", 4);
        if (crumbs && count_words(text, size) <= 9) ignore_line(d, line, ARRIAN_MENU);
    }
}

/* "(SOUNDBITE OF ...)", "[Photo/Agencies]", "jm/dm (AFP, dpa)", "67AM EU" */
static void find_stage_directions(ArrianDocument *d, Lines *lines)
{
    for (uint32_t i = 0; i < lines->count; i++) {
        Line *line = &lines->at[i];
        const char *text = d->text.at + line->start;
        uint32_t size = line->end - line->start, upper = 0, letters = 0;
        if (line->ignored || size > 80 || !(*text == '(' || *text == '[') ||
            !(text[size - 1] == ')' || text[size - 1] == ']'))
            continue;
        for (uint32_t k = 0; k < size; k++)
            letters += low(text[k]) >= 'a' && low(text[k]) <= 'z', upper += text[k] >= 'A' && text[k] <= 'Z';
        if (letters && upper * 10 >= letters * 9) ignore_line(d, line, ARRIAN_OTHER);
    }
}

static void tidy(ArrianDocument *d)
{
    uint32_t kept = 0;
    if (!d->ignored.count) return;
    qsort(d->ignored.at, d->ignored.count, sizeof *d->ignored.at, by_start);
    for (uint32_t i = 0; i < d->ignored.count; i++) {
        ArrianIgnored *last = kept ? &d->ignored.at[kept - 1] : NULL;
        if (last && d->ignored.at[i].span.start < last->span.end) {
            if (d->ignored.at[i].span.end > last->span.end) last->span.end = d->ignored.at[i].span.end;
            continue;
        }
        d->ignored.at[kept++] = d->ignored.at[i];
    }
    d->ignored.count = kept;
    for (uint32_t i = 0; i < kept; i++) {
        ArrianSpan at = text_received(&d->text, d->ignored.at[i].span);
        d->head.ignored_bytes += at.end - at.start;
    }
}

void article_furniture(const ArrianEngine *engine, ArrianDocument *d, Lines *lines)
{
    find_menus(d, lines);
    match_lines(engine, d, lines);
    find_stage_directions(d, lines);
    find_bars(d, lines);
    find_repeats(d, lines);
    if (d->head.page == ARRIAN_NO_PAGE) find_galleries(d, lines); /* a page's captions say what they are */
    find_title_again(d, lines);
    match_inside(engine, d, lines);
    match_ends(engine, d, lines);
    tidy(d);
}

/* token.c: words, numbers and signs.   "$4,000-a-day SecretaryGeneral's" -> $ 4,000 - a - day Secretary General 's */
#include "base/utf8.h"
#include "split/split.h"
#include <stdlib.h>
#include <string.h>

enum { LONGEST_WORD = 120 };
typedef struct Cutter {
    const ArrianEngine *engine;
    ArrianDocument *d;
    const char *text;
    uint32_t at, end; /* of the stretch that is cut */
    bool space, line; /* space, or a line break, before the next token */
    bool stripped;    /* the report has next to no punctuation */
} Cutter;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static uint32_t point_at(const Cutter *c, uint32_t at, uint32_t *ret_step)
{
    size_t step = at < c->end ? utf8_length(c->text + at, c->end - at) : 0;
    *ret_step = step ? (uint32_t)step : 1;
    return step ? utf8_point(c->text + at) : 0;
}

static bool letter_at(const Cutter *c, uint32_t at)
{
    uint32_t step;
    return at < c->end && utf8_is_letter(point_at(c, at, &step));
}

static bool apostrophe_at(const Cutter *c, uint32_t at, uint32_t *ret_step)
{
    uint32_t point = at < c->end ? point_at(c, at, ret_step) : 0;
    return point == '\'' || point == 0x2019 || point == 0x02BC;
}

static uint16_t case_flags(const char *at, uint32_t length)
{
    uint32_t letters = 0, upper = 0;
    bool first = false;
    for (uint32_t i = 0; i < length;) {
        size_t step = utf8_length(at + i, length - i);
        uint32_t point = step ? utf8_point(at + i) : 0;
        bool up = point && utf8_is_upper(point);
        if (!i) first = up;
        letters += point && utf8_is_letter(point);
        upper += up;
        i += step ? (uint32_t)step : 1;
    }
    return (uint16_t)((first ? ARRIAN_UPPER_FIRST : 0) | (letters && letters == upper ? ARRIAN_ALL_UPPER : 0));
}

/* Number of the word, of the front of one that is too long. */
static uint32_t number_of(const Cutter *c, uint32_t start, uint32_t end)
{
    char word[LONGEST_WORD * 2 + 8];
    uint32_t length = end - start > LONGEST_WORD ? LONGEST_WORD : end - start;
    return engine_word(c->engine, word, utf8_word(c->text + start, length, word));
}

static void add_numbered(Cutter *c, uint32_t start, uint32_t end, uint16_t flags, double value, uint32_t word)
{
    ArrianToken token = {.span = {start, end}, .head = ARRIAN_NONE, .value = value, .flags = flags, .word = word};
    if (flags & ARRIAN_WORD) token.flags |= case_flags(c->text + start, end - start);
    if (c->space) token.flags |= ARRIAN_SPACE_BEFORE;
    if (c->line) token.flags |= ARRIAN_LINE_FIRST;
    c->space = c->line = false;
    LIST_ADD(&c->d->arena, c->d->tokens, token);
}

static void add(Cutter *c, uint32_t start, uint32_t end, uint16_t flags, double value)
{
    add_numbered(c, start, end, flags, value, number_of(c, start, end));
}

static bool known(const Cutter *c, uint32_t start, uint32_t end)
{
    return end - start <= LONGEST_WORD && number_of(c, start, end);
}

static uint16_t pos_of(const Cutter *c, uint32_t start, uint32_t end, uint32_t *ret_count)
{
    *ret_count = 0;
    if (end - start > LONGEST_WORD) return 0;
    uint32_t id = number_of(c, start, end);
    if (id) map_get(&c->engine->split->counts, id, ret_count);
    return split_pos(c->engine, id);
}

/* "ethnicallyRussian": where a lower-case letter meets a capital and both sides are words. */
static uint32_t camel_cut(const Cutter *c, uint32_t start, uint32_t end)
{
    for (uint32_t i = start + 3; i + 3 <= end; i++) {
        bool low = c->text[i - 1] >= 'a' && c->text[i - 1] <= 'z', up = c->text[i] >= 'A' && c->text[i] <= 'Z';
        if (low && up && known(c, start, i) && known(c, i, end)) return i;
    }
    return 0;
}

/* "twoday": a number word and a unit of time; "nuclearcapable": two common words that make no third. */
static uint32_t plain_cut(const Cutter *c, uint32_t start, uint32_t end)
{
    uint32_t count, most = 0, best = 0;
    if (end - start < 6 || c->text[start] < 'a') return 0;
    for (uint32_t i = start + 3; i + 3 <= end; i++) {
        uint16_t left = pos_of(c, start, i, &count), right;
        uint32_t right_count;
        if (!left) continue;
        right = pos_of(c, i, end, &right_count);
        if (!right) continue;
        bool number = left & POS_NUM && right & POS_NOUN;
        if (number) return i;
        if (!c->stripped || i - start < 4 || end - i < 4) continue;
        uint32_t both = count < right_count ? count : right_count;
        if (both > 1 && both > most) most = both, best = i;
    }
    return best;
}

static void add_word(Cutter *c, uint32_t start, uint32_t end, uint16_t flags)
{
    uint32_t word = number_of(c, start, end), cut = 0;
    bool whole = word && end - start <= LONGEST_WORD; /* "YouTube" */
    if (!whole) cut = camel_cut(c, start, end);
    if (!whole && !cut) cut = plain_cut(c, start, end);
    if (!cut) {
        add_numbered(c, start, end, (uint16_t)(flags | ARRIAN_WORD), 0, word);
        return;
    }
    add(c, start, cut, (uint16_t)(flags | ARRIAN_WORD), 0);
    add(c, cut, end, ARRIAN_WORD | ARRIAN_GLUED, 0);
}

/* "don't" -> do n't, "Russia's" -> Russia 's; 0 where there is no such tail. */
static uint32_t clitic(const Cutter *c, uint32_t start, uint32_t end)
{
    for (uint32_t back = 1; back <= 3 && start + back + 1 < end; back++) {
        uint32_t at = end - back - 1, step = 0;
        while (at > start && ((unsigned char)c->text[at] & 0xC0) == 0x80) at--;
        if (at <= start || !apostrophe_at(c, at, &step)) continue;
        const char *tail = c->text + at + step;
        uint32_t size = end - at - step;
        char low[4] = {0};
        for (uint32_t i = 0; i < size && i < 3; i++) low[i] = (char)(tail[i] | 32);
        if (size == 1 && low[0] == 't' && (c->text[at - 1] | 32) == 'n' && at - 1 > start) return at - 1;
        if (!strcmp(low, "s") || !strcmp(low, "re") || !strcmp(low, "ve") || !strcmp(low, "ll") || !strcmp(low, "d") ||
            !strcmp(low, "m"))
            return at;
    }
    return 0;
}

static bool takes_dot(const Cutter *c, uint32_t start, uint32_t end)
{
    uint32_t kind = ABBREVIATION_NONE, step;
    if (end - start > 12 || end >= c->end || c->text[end] != '.') return false;
    if (end - start <= 2 && utf8_is_upper(point_at(c, start, &step)) && step == end - start)
        return !start || c->text[start - 1] != '.'; /* an initial; not "Kellner Corp KLLN.[N]. Sales fell" */
    uint32_t id = number_of(c, start, end);
    return id && map_get(&c->engine->split->abbreviations, id, &kind) && kind != ABBREVIATION_DOTTED;
}

static void cut_word(Cutter *c)
{
    uint32_t start = c->at, at = start, step;
    while (at < c->end) {
        if (letter_at(c, at) || is_digit(c->text[at])) {
            point_at(c, at, &step);
            at += step;
        } else if (apostrophe_at(c, at, &step) && letter_at(c, at + step)) {
            at += step;
        } else if (c->text[at] == '.' && at - start >= 1 && letter_at(c, at + 1) && letter_at(c, at - 1) &&
                   (at < start + 2 || c->text[at - 2] == '.')) {
            at++; /* U.S. */
        } else {
            break;
        }
    }
    if (at < c->end && c->text[at] == '.' && at - start >= 3 && memchr(c->text + start, '.', at - start) &&
        c->text[at - 2] == '.')
        at++;
    else if (takes_dot(c, start, at)) at++;
    uint32_t tail = clitic(c, start, at);
    add_word(c, start, tail ? tail : at, 0);
    if (tail) add(c, tail, at, ARRIAN_WORD, 0);
    c->at = at;
}

/* The end of "4,000", "1.5", "40000" at start, and its value. */
static uint32_t number_end(const Cutter *c, uint32_t start, double *ret_value)
{
    char digits[64];
    uint32_t at = start, n = 0;
    bool point = false;
    while (at < c->end) {
        char mark = c->text[at];
        if (is_digit(mark)) {
            if (n < sizeof digits - 1) digits[n++] = mark;
        } else if (mark == ',' && !point && at + 3 < c->end && is_digit(c->text[at + 1]) && is_digit(c->text[at + 2]) &&
                   is_digit(c->text[at + 3]) && (at + 4 >= c->end || !is_digit(c->text[at + 4]))) {
            /* a comma that groups three digits */
        } else if (mark == '.' && !point && at + 1 < c->end && is_digit(c->text[at + 1])) {
            point = true;
            if (n < sizeof digits - 1) digits[n++] = '.';
        } else {
            break;
        }
        at++;
    }
    digits[n] = 0;
    *ret_value = strtod(digits, NULL);
    return at;
}

/* The digits, their value; letters that follow ("th", "km", "AM") are a token of their own. */
static void cut_number(Cutter *c)
{
    double value;
    uint32_t end = number_end(c, c->at, &value);
    add(c, c->at, end, ARRIAN_NUMBER, value);
    c->at = end;
}

static void cut_sign(Cutter *c)
{
    uint32_t step, start = c->at, point = point_at(c, start, &step), at = start + step;
    uint16_t flags = ARRIAN_PUNCT;
    if (point == '.' || point == '-')
        while (at < c->end && c->text[at] == (char)point) at++;
    bool dash = point == '-' || point == 0x2010 || point == 0x2011;
    bool inside =
        start > 0 && !c->space && at < c->end && (letter_at(c, at) || is_digit(c->text[at])) && at - start == step;
    if (dash && inside && c->d->tokens.count &&
        c->d->tokens.at[c->d->tokens.count - 1].flags & (ARRIAN_WORD | ARRIAN_NUMBER))
        flags |= ARRIAN_HYPHEN;
    add(c, start, at, flags, 0);
    c->at = at;
}

static void cut_stretch(Cutter *c)
{
    while (c->at < c->end) {
        char mark = c->text[c->at];
        if (mark == ' ' || mark == '\t' || mark == '\n') {
            c->space = true;
            c->line |= mark == '\n';
            c->at++;
        } else if (is_digit(mark)) {
            cut_number(c);
        } else if (letter_at(c, c->at)) {
            cut_word(c);
        } else {
            cut_sign(c);
        }
    }
}

/* Fewer than one full stop or comma in sixty words: somebody deleted the punctuation. */
static bool is_stripped(const ArrianDocument *d)
{
    uint32_t marks = 0, words = 0;
    for (uint32_t i = 0; i < d->text.length; i++) {
        words += d->text.at[i] == ' ';
        marks += d->text.at[i] == '.' || d->text.at[i] == ',' || d->text.at[i] == '"';
    }
    return words > 40 && marks * 60 < words;
}

void split_given(const ArrianEngine *engine, ArrianDocument *d, ArrianSpan word, bool space_before, bool space_after)
{
    Cutter c = {.engine = engine, .d = d, .text = d->text.at, .end = word.end, .space = space_before};
    double value = 0;
    bool dash = word.end == word.start + 1 && c.text[word.start] == '-';
    if (is_digit(c.text[word.start]) && number_end(&c, word.start, &value) == word.end) add(&c, word.start, word.end, ARRIAN_NUMBER, value);
    else if (letter_at(&c, word.start) || is_digit(c.text[word.start])) add(&c, word.start, word.end, ARRIAN_WORD, 0);
    else add(&c, word.start, word.end, ARRIAN_PUNCT | (dash && !space_before && !space_after ? ARRIAN_HYPHEN : 0), 0);
}

void split_tokens(const ArrianEngine *engine, ArrianDocument *d)
{
    Cutter c = {.engine = engine, .d = d, .text = d->text.at, .space = true, .line = true, .stripped = is_stripped(d)};
    for (uint32_t i = 0; i <= d->ignored.count; i++) {
        c.end = i < d->ignored.count ? d->ignored.at[i].span.start : d->text.length;
        if (c.at < c.end) cut_stretch(&c);
        if (i == d->ignored.count) break;
        c.space = c.line = true;
        if (d->ignored.at[i].span.end > c.at) c.at = d->ignored.at[i].span.end;
    }
}

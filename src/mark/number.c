/* number.c: digits and words of number to values; see number.h.
 * Digits are read from the bytes, since separators may part them into tokens; words from data/numbers.tsv. */
#include "mark/number.h"
#include "base/error.h"
#include "base/utf8.h"
#include "mark/group.h"
#include "split/split.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct NumberData {
    Map numbers;
    Flat number_of; /* word -> 1 + index into words */
    LIST(NumberWord) words;
    Map beside; /* data/beside_numbers.tsv: word -> bits */
    uint32_t and, a, an, point, half, of, over, out, in, one, m, mm, t;
};
enum { MOST_WORDS = 24 /* of one number */, MOST_DIGITS = 40 };

static int open_beside(ArrianEngine *engine, NumberData *data, ArrianError *why)
{
    static const char *const classes[] = {"hurt", "behind", "before", "label", "size", "measure", "whole", NULL};
    static const uint32_t bits[] = {HARM_AFTER | HARM_BEFORE, HARM_AFTER, HARM_BEFORE, NUMBER_LABEL, NUMBER_SIZE, NUMBER_MEASURE, NUMBER_WHOLE};
    Lexicon rows;
    TRY(engine_table(engine, "beside_numbers.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        uint32_t class;
        TRY(lexicon_class(&rows, r, "class", classes, &class, why));
        map_put(&engine->arena, &data->beside, engine_number(engine, lexicon_cell(&rows, r, "word")), bits[class]);
    }
    return ARRIAN_OK;
}

int number_data_open(ArrianEngine *engine, NumberData **ret_data, ArrianError *why)
{
    static const char *const kinds[] = {"cardinal", "multiplier", "vague", "fraction", "ordinal"};
    NumberData *data = *ret_data = NEW(&engine->arena, NumberData, 1);
    Lexicon rows;
    TRY(engine_table(engine, "numbers.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice kind = lexicon_cell(&rows, r, "kind");
        NumberWord number = {NUMBER_ORDINAL, lexicon_number(&rows, r, "value", 0)};
        for (int k = NUMBER_CARDINAL; k <= NUMBER_ORDINAL; k++)
            if (slice_is(kind, kinds[k])) number.kind = (NumberKind)k;
        map_put(&engine->arena, &data->numbers, engine_number(engine, lexicon_cell(&rows, r, "word")), data->words.count);
        LIST_ADD(&engine->arena, data->words, number);
    }
    data->and = table_add(&engine->words, "and", 3), data->a = table_add(&engine->words, "a", 1);
    data->an = table_add(&engine->words, "an", 2), data->point = table_add(&engine->words, "point", 5);
    data->half = table_add(&engine->words, "half", 4), data->of = table_add(&engine->words, "of", 2);
    data->over = table_add(&engine->words, "over", 4), data->out = table_add(&engine->words, "out", 3);
    data->in = table_add(&engine->words, "in", 2), data->one = table_add(&engine->words, "one", 3);
    data->m = table_add(&engine->words, "m", 1);
    data->mm = table_add(&engine->words, "mm", 2), data->t = table_add(&engine->words, "t", 1);
    return open_beside(engine, data, why);
}

void number_freeze(ArrianEngine *engine, NumberData *data)
{
    data->number_of = map_flat(&engine->facts, &data->numbers, 1);
}

const NumberWord *number_word(const NumberData *data, const ArrianToken *token)
{
    uint32_t index = flat_get(data->number_of, token->word);
    return index ? &data->words.at[index - 1] : NULL;
}

uint32_t number_beside(const NumberData *data, const ArrianToken *token)
{
    uint32_t bits = 0;
    if (token->word) map_get(&data->beside, token->word, &bits);
    return bits;
}

/* ---- digits ---- */

typedef struct Digits {
    const char *at, *end;
    char kept[MOST_DIGITS + 1]; /* digits and a point */
    uint32_t count;
} Digits;

static bool digit(const Digits *d, size_t ahead)
{
    return d->at + ahead < d->end && d->at[ahead] >= '0' && d->at[ahead] <= '9';
}

static uint32_t run(const Digits *d, size_t ahead)
{
    uint32_t n = 0;
    while (digit(d, ahead + n)) n++;
    return n;
}

static void keep(Digits *d, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (d->count < MOST_DIGITS) d->kept[d->count++] = d->at[i];
    d->at += n;
}

static void keep_point(Digits *d, uint32_t n)
{
    if (d->count < MOST_DIGITS) d->kept[d->count++] = '.';
    d->at++;
    keep(d, n);
}

/* Bytes of the mark that groups thousands here: , . ' a space, a no-break space (U+00A0, U+202F, U+2009); 0: none. */
static uint32_t group_mark(const Digits *d)
{
    size_t left = (size_t)(d->end - d->at);
    if (left && strchr(",. '", *d->at)) return 1;
    if (left > 2 && (!memcmp(d->at, "\xE2\x80\xAF", 3) || !memcmp(d->at, "\xE2\x80\x89", 3) || !memcmp(d->at, "\xE2\x80\x99", 3)))
        return 3;
    return left > 1 && !memcmp(d->at, "\xC2\xA0", 2) ? 2 : 0;
}

/* "1.111[,11]": a comma before the last one or two digits, where a stop parts the thousands. */
static bool comma_decimals(const Digits *d)
{
    uint32_t n = d->at < d->end && *d->at == ',' ? run(d, 1) : 0;
    return n == 1 || n == 2;
}

/* "234,567", "2 345 678" and, with commas, the Indian "12,34,567" behind the first digits. */
static bool read_groups(Digits *d, uint32_t first)
{
    Digits before = *d;
    keep(d, first);
    uint32_t mark = group_mark(d), groups = 0, n;
    const char *sign = d->at;
    bool indian = false;
    if (!first || first > 3 || !mark) return *d = before, false;
    while (group_mark(d) == mark && !memcmp(d->at, sign, mark) && ((n = run(d, mark)) == 3 || (n == 2 && *sign == ','))) {
        if (n == 2 && (groups ? !indian : first > 2)) break;
        if (n == 3 && indian && d->at + mark + 3 < d->end && d->at[mark + 3] == ',' && digit(d, mark + 4)) break;
        indian |= n == 2;
        d->at += mark;
        keep(d, n);
        groups++;
        if (n == 3 && indian) break;
    }
    bool whole = groups && !digit(d, 0) && (!indian || (d->at[-4] == ',')) && (*sign != '.' || groups > 1 || comma_decimals(d));
    if (whole && *sign == '.' && d->at < d->end && *d->at == '.' && digit(d, 1)) whole = false; /* 192.168.111.222 */
    if (!whole) *d = before;
    return whole;
}

/* "e6", "x10^6", "×10−5": a power of ten behind the digits. */
static double power(Digits *d)
{
    static const char *const times[] = {"x10^", "×10^", "x10", "×10", "e", "E"};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        size_t n = strlen(times[i]);
        if ((size_t)(d->end - d->at) <= n || memcmp(d->at, times[i], n)) continue;
        const char *at = d->at + n;
        bool negative = false;
        if (at < d->end && (*at == '+' || *at == '-')) negative = *at++ == '-';
        else if (d->end - at > 2 && !memcmp(at, "\xE2\x88\x92", 3)) negative = true, at += 3;
        Digits rest = {.at = at, .end = d->end};
        uint32_t digits = run(&rest, 0);
        if (!digits || digits > 3) continue;
        d->at = at + digits;
        return (negative ? -1 : 1) * atof(at);
    }
    return 0;
}

/* "1.1^23", "2.5^-1": what the digits are raised to, 1 where to nothing. */
static double exponent(Digits *d)
{
    Digits rest = *d;
    bool negative = false;
    if (rest.at >= rest.end || *rest.at != '^') return 1;
    for (rest.at++; rest.at < rest.end && (*rest.at == '+' || *rest.at == '-'); rest.at++) negative ^= *rest.at == '-';
    uint32_t digits = run(&rest, 0);
    if (!digits || digits > 3) return 1;
    d->at = rest.at + digits;
    return (negative ? -1 : 1) * atof(rest.at);
}

/* "4th", "21st": digits that count nothing */
static bool is_ordinal(const Digits *d)
{
    static const char *const tails[] = {"st", "nd", "rd", "th"};
    if (d->end - d->at < 2 || (d->end - d->at > 2 && utf8_is_letter((unsigned char)d->at[2]))) return false;
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        if (!memcmp(d->at, tails[i], 2)) return true;
    return false;
}

static double read_vulgar(Digits *d)
{
    static const struct {
        const char *sign;
        double value;
    } vulgar[] = {{"½", 0.5}, {"¼", 0.25}, {"¾", 0.75}, {"⅓", 1 / 3.0}, {"⅔", 2 / 3.0}, {"⅕", 0.2}, {"⅖", 0.4}, {"⅗", 0.6},
                  {"⅘", 0.8}, {"⅙", 1 / 6.0}, {"⅚", 5 / 6.0}, {"⅛", 0.125}, {"⅜", 0.375}, {"⅝", 0.625}, {"⅞", 0.875}};
    for (size_t i = 0; i < sizeof vulgar / sizeof *vulgar; i++) {
        size_t n = strlen(vulgar[i].sign);
        if ((size_t)(d->end - d->at) < n || memcmp(d->at, vulgar[i].sign, n)) continue;
        d->at += n;
        return vulgar[i].value;
    }
    return 0;
}

/* "1/4" at the digits: a proper fraction that is no date, no season and no 9/11. */
static double read_slash(Digits *d)
{
    uint32_t over = run(d, 0), under = over && over < 3 && d->at + over < d->end && d->at[over] == '/' ? run(d, over + 1) : 0;
    int a = atoi(d->at), b = under && under < 4 ? atoi(d->at + over + 1) : 0;
    const char *after = d->at + over + 1 + under;
    static const int wholes[] = {2, 3, 4, 5, 6, 8, 10, 16, 20, 32, 40, 64, 100};
    bool fits = false;
    for (size_t i = 0; i < sizeof wholes / sizeof *wholes; i++) fits |= b == wholes[i];
    if (!fits || a < 1 || a >= b || (after < d->end && *after == '/')) return 0;
    d->at = after;
    return (double)a / b;
}

/* Digits, a point or a vulgar fraction: what else a token begins with is no number in digits. */
static bool may_open(char first)
{
    return (first >= '0' && first <= '9') || first == '.' || (unsigned char)first >= 0x80;
}

static bool read_digits(const ArrianDocument *doc, uint32_t i, uint32_t end, Number *ret)
{
    const ArrianToken *tokens = doc->tokens.at;
    Digits d = {.at = doc->text.at + tokens[i].span.start, .end = doc->text.at + tokens[end - 1].span.end};
    double value = 0;
    *ret = (Number){.first = i};
    if (d.at < d.end && !may_open(*d.at)) return false;
    if ((value = read_slash(&d)) > 0 || (value = read_vulgar(&d)) > 0) {
        ret->share = true;
    } else {
        uint32_t n = run(&d, 0);
        if (!n && !(d.at < d.end && *d.at == '.' && digit(&d, 1))) return false;
        if (!read_groups(&d, n)) keep(&d, n);
        char mark = d.at < d.end ? *d.at : 0;
        uint32_t after = mark == '.' || mark == ',' ? run(&d, 1) : 0;
        bool dotted = d.at >= doc->text.at + tokens[i].span.start + 5 && d.at[-4] == '.';
        bool list = mark == ',' && !dotted && (after > 2 || (d.at + 1 + after < d.end && d.at[1 + after] == ',') ||
                                    (i && doc->text.at[tokens[i].span.start - 1] == ','));
        if (after && !list) keep_point(&d, after);
        d.kept[d.count] = 0;
        if (is_ordinal(&d)) return false;
        value = strtod(d.kept, NULL) * pow(10, power(&d));
        value = pow(value, exponent(&d));
        Digits rest = d;
        while (rest.at < rest.end && *rest.at == ' ') rest.at++;
        double part = read_vulgar(&rest);
        if (!part) part = read_slash(&rest);
        if (part > 0) value += part, d = rest;
    }
    ret->value = value;
    for (ret->end = i + 1; ret->end < end && doc->text.at + tokens[ret->end].span.start < d.at; ret->end++) continue;
    return isfinite(value) && doc->text.at + tokens[ret->end - 1].span.end <= d.at;
}

/* ---- words ---- */

typedef struct Words {
    const NumberData *data;
    const ArrianDocument *d;
    const ArrianToken *tokens;
    uint32_t first, end;
    double total, part; /* whole thousands so far; what is below them */
    double scale;       /* of the last multiplier, 0 where there was none */
    double before_and;  /* "[one hundred] and three quarters"; 0 where no "and" stands in it */
} Words;

static const NumberWord *word_at(const Words *w, uint32_t i)
{
    return i < w->end ? number_word(w->data, &w->tokens[i]) : NULL;
}

static bool is_kind(const Words *w, uint32_t i, NumberKind kind)
{
    const NumberWord *word = word_at(w, i);
    return word && word->kind == kind;
}

static bool is(const Words *w, uint32_t i, uint32_t word)
{
    return i < w->end && w->tokens[i].word == word;
}

static bool dash_at(const Words *w, uint32_t i)
{
    return i < w->end && w->d->text.at[w->tokens[i].span.start] == '-' &&
           w->tokens[i].span.end == w->tokens[i].span.start + 1;
}

static bool touches(const Words *w, uint32_t i)
{
    return !(w->tokens[i].flags & ARRIAN_SPACE_BEFORE);
}

/* "twenty-[third]" */
static bool is_compound_ordinal(const Words *w, uint32_t at, double value)
{
    return value >= 20 && !fmod(value, 10) && fmod(value, 100) && dash_at(w, at) && is_kind(w, at + 1, NUMBER_ORDINAL) &&
           word_at(w, at + 1)->value < 10;
}

/* $40 m, £3 k, US$ 1MM: behind a sign of money a blank may part them. */
static bool is_money(const Words *w)
{
    static const char *const signs[] = {"$", "£", "€", "¥", "₹"};
    uint32_t start = w->tokens[w->first].span.start;
    if (start && w->d->text.at[start - 1] == ' ') start--;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        uint32_t n = (uint32_t)strlen(signs[i]);
        if (start >= n && !memcmp(w->d->text.at + start - n, signs[i], n)) return true;
    }
    return false;
}

/* "an 80[m]-deep shaft", "90[m] tall", "at a depth of 70[m]": meters. */
static bool is_measured(const Words *w, uint32_t i)
{
    uint32_t next = i + 1 + dash_at(w, i + 1), before = w->first;
    if (next < w->end && number_beside(w->data, &w->tokens[next]) & NUMBER_SIZE) return true;
    return before > 1 && is(w, before - 1, w->data->of) && number_beside(w->data, &w->tokens[before - 2]) & NUMBER_MEASURE;
}

/* m and b stand for millions and billions only where they touch their number, "k" and "M" behind a blank too; "MM"
 * and "T" only of money. */
static const NumberWord *multiplier_at(const Words *w, uint32_t i)
{
    const NumberWord *word = word_at(w, i);
    if (!word || word->kind != NUMBER_MULTIPLIER) return NULL;
    if (is(w, i, w->data->m) && !is_money(w) && is_measured(w, i)) return NULL;
    uint32_t start = w->tokens[i].span.start, length = w->tokens[i].span.end - start;
    if (is(w, i, w->data->mm)) return is_money(w) && w->tokens[i].flags & ARRIAN_ALL_UPPER ? word : NULL;
    if (is(w, i, w->data->t)) return is_money(w) && touches(w, i) ? word : NULL;
    bool plain = length > 1 || touches(w, i) || w->d->text.at[start] == 'k' || w->d->text.at[start] == 'M';
    return plain || is_money(w) ? word : NULL;
}

/* "three dozens", "5 lakhs": behind a count, what alone would be vague */
static const NumberWord *many_at(const Words *w, uint32_t i)
{
    const NumberWord *word = word_at(w, i);
    return word && word->kind == NUMBER_VAGUE && word->value > 0 ? word : NULL;
}

/* "thirds", "fourth", "trillionths": what the word divides by; 0 where it is no such word. */
static double divisor_word(const Words *w, uint32_t i, bool *ret_plural)
{
    ArrianSlice text = document_words(w->d, w->tokens[i].span);
    const NumberWord *word = word_at(w, i);
    *ret_plural = text.length > 3 && text.at[text.length - 1] == 's';
    if (!word && *ret_plural) {
        char folded[64];
        size_t n = text.length < 30 ? utf8_word(text.at, text.length - 1, folded) : 0;
        uint32_t number = n ? table_find(&w->d->engine->words, folded, n) : 0;
        ArrianToken alone = {.word = number};
        word = number ? number_word(w->data, &alone) : NULL;
    }
    if (!word || text.length < 3) return 0;
    if (word->kind == NUMBER_FRACTION && word->value > 0) return 1 / word->value;
    return word->kind == NUMBER_ORDINAL && text.at[0] > '9' ? word->value : 0;
}

/* "thirds", "fourth", "twenty-fifths": what a count before it is divided by; 0 where it is nothing of the kind. A
 * single third is of one, unless a hyphen ties it: "a two-third majority", but "the two millionth visitor". */
static double divisor_at(const Words *w, uint32_t i, bool many, uint32_t *ret_end)
{
    bool tied = dash_at(w, i), plural;
    if (tied) i++;
    if (i >= w->end) return 0;
    const NumberWord *tens = word_at(w, i);
    double tens_value = 0;
    if (tens && tens->kind == NUMBER_CARDINAL && tens->value >= 20 && tens->value < 100 && !fmod(tens->value, 10)) {
        tens_value = tens->value;
        i += dash_at(w, i + 1) ? 2 : 1;
        if (i >= w->end) return 0;
    }
    double divisor = divisor_word(w, i, &plural);
    *ret_end = i + 1;
    if (tens_value) return divisor > 0 && divisor < 10 && divisor == floor(divisor) && plural == many ? tens_value + divisor : 0;
    if (is_kind(w, i, NUMBER_FRACTION)) return divisor;
    return divisor > 2 && (plural == many || (many && tied && divisor < 100)) ? divisor : 0;
}

static bool take_cardinal(Words *w, double value)
{
    double below = fmod(w->part, 100);
    bool fits = !w->part || (w->part >= 100 && !below && value < 100) ||
                (below >= 20 && !fmod(below, 10) && value < 10 && value > 0);
    if (!fits || (w->scale && value >= w->scale)) return false;
    w->part += value;
    return true;
}

static bool take_multiplier(Words *w, double value)
{
    if (value < 1000) {
        double below = fmod(w->part, 100);
        if (w->part >= 1000 && value == 100) return false;
        if (value < 100 && w->part > 100 && below) w->part += below * (value - 1); /* "three hundred and two dozen" */
        else w->part = (w->part ? w->part : 1) * value;
        if (value != 100) w->total *= w->part && w->total ? value : 1;
        return true;
    }
    if (!w->part && w->total) w->total *= value; /* "lakh crore" */
    else if (w->total && w->scale && value > w->scale) w->total = (w->total + w->part) * value;
    else w->total += (w->part ? w->part : 1) * value;
    w->part = 0;
    w->scale = value;
    return true;
}

/* The whole number at token i: "three hundred and five thousand", "4 thousand 3 hundred", "a dozen". */
static uint32_t read_whole(Words *w, uint32_t i, uint32_t *ret_words)
{
    uint32_t at = i, words = 0;
    bool open = false; /* a multiplier was last: digits may follow */
    while (at < w->end && words < MOST_WORDS) {
        const NumberWord *word = word_at(w, at), *multiplier = multiplier_at(w, at);
        if (!multiplier && words) multiplier = many_at(w, at);
        uint32_t next = at;
        Number digits;
        bool article = !words && (is(w, at, w->data->a) || is(w, at, w->data->an));
        if (article && multiplier_at(w, at + 1) && !touches(w, at + 1)) w->part = 1, at++, words++;
        else if (multiplier) {
            if (!take_multiplier(w, multiplier->value)) break;
            open = true, at++, words++;
        } else if (word && word->kind == NUMBER_CARDINAL) {
            if (!take_cardinal(w, word->value)) break;
            open = false, at++, words++;
        } else if (words && (is(w, at, w->data->and) || dash_at(w, at)) && is_kind(w, at + 1, NUMBER_CARDINAL)) {
            bool fits = dash_at(w, at) ? w->part >= 20 : w->part >= 100 || (w->total > 0 && !w->part);
            Words ahead = *w;
            const NumberWord *again = multiplier_at(w, at + 2); /* "three hundred and [two hundred]" */
            if (!fits || !take_cardinal(&ahead, word_at(w, at + 1)->value)) break;
            if (again && again->value == 100 && w->part >= 100) break;
            if (!dash_at(w, at)) w->before_and = w->total + w->part;
            at++;
        } else if (words && !open) {
            break;
        } else {
            if (words && is(w, at, w->data->and)) next++;
            if (next >= w->end || !read_digits(w->d, next, w->end, &digits) || digits.share) break;
            if (words && (!open || digits.value >= w->scale + 1e-9 + (w->scale ? 0 : 100) ||
                          (next == at && !multiplier_at(w, digits.end))))
                break;
            if (words && ((digits.value >= 100 && w->part) || digits.value <= 0)) break;
            const NumberWord *again = words ? multiplier_at(w, digits.end) : NULL; /* "3 hundred and [2 hundred]" */
            if (again && w->part >= 100 && again->value <= 100) break;
            w->part += digits.value;
            at = digits.end, open = false, words++;
        }
    }
    *ret_words = words;
    return at;
}

/* "point zero three", "point seventy-one" */
static uint32_t read_decimals(const Words *w, uint32_t at, double *value)
{
    double place = 0.1;
    uint32_t i = at + 1;
    if (!is(w, at, w->data->point) || !is_kind(w, i, NUMBER_CARDINAL)) return at;
    for (const NumberWord *word; (word = word_at(w, i)) && word->kind == NUMBER_CARDINAL && place > 1e-12; i++) {
        const NumberWord *ones = dash_at(w, i + 1) ? word_at(w, i + 2) : word_at(w, i + 1);
        if (word->value < 10) *value += place * word->value, place /= 10;
        else {
            bool more = word->value >= 20 && ones && ones->kind == NUMBER_CARDINAL && ones->value < 10;
            *value += place / 10 * (word->value + (more ? ones->value : 0)), place /= 100;
            if (more) i += dash_at(w, i + 1) ? 2 : 1;
        }
    }
    return i;
}

/* "and a half", "and three quarters" behind a whole number. */
static uint32_t read_and_part(const Words *w, uint32_t at, double *ret_part)
{
    uint32_t i = at + 1, end;
    if (!is(w, at, w->data->and)) return at;
    double count = is(w, i, w->data->a) || is(w, i, w->data->an) ? 1 : is_kind(w, i, NUMBER_CARDINAL) ? word_at(w, i)->value : 0;
    if (count && is_kind(w, i + 1, NUMBER_CARDINAL) && count >= 20) count += word_at(w, ++i)->value;
    else if (count >= 20 && dash_at(w, i + 1) && is_kind(w, i + 2, NUMBER_CARDINAL)) count += word_at(w, i += 2)->value;
    double divisor = count ? divisor_at(w, i + 1, count != 1, &end) : 0;
    if (!divisor || count >= divisor) return at;
    *ret_part = count / divisor;
    return end;
}

/* "half a million", "a quarter million", "two thirds of a million": a share of what it names. */
static uint32_t read_share_of(const Words *w, uint32_t at, double *value)
{
    uint32_t i = at;
    if (is(w, i, w->data->of)) i++;
    if (is(w, i, w->data->a) || is(w, i, w->data->an)) i++;
    const NumberWord *multiplier = multiplier_at(w, i);
    if (!multiplier || (touches(w, i) && !dash_at(w, i - 1))) return at;
    *value *= multiplier->value;
    return i + 1;
}

static bool read_share(Words *w, uint32_t i, Number *ret)
{
    uint32_t at = i, end;
    double count = 1, divisor;
    bool article = is(w, at, w->data->a) || is(w, at, w->data->an);
    if (is(w, at, w->data->half) || (is_kind(w, at, NUMBER_FRACTION) && !dash_at(w, at + 1))) divisor = 1 / word_at(w, at)->value, end = at + 1;
    else if (article && (divisor = divisor_at(w, at + 1, false, &end)) > 0) {
        /* "a third attack" is an ordinal */
        bool whole = is_kind(w, end - 1, NUMBER_FRACTION) || end >= w->end || is(w, end, w->data->of) ||
                     w->tokens[end].flags & ARRIAN_PUNCT;
        if (!whole) return false;
    } else return false;
    double value = count / divisor;
    uint32_t after = read_share_of(w, end, &value);
    *ret = (Number){.value = value, .share = after == end, .first = i, .end = after};
    return isfinite(value);
}

/* "one hundred and three quarters", "two million and three fifths" (of a million), "one billion and three quarters
 * million", "twenty-three fifths"; behind tens without an "and", "one hundred thirty-fifths", the tens are of the
 * divisor. */
static double divide(const Words *w, uint32_t at, double divisor, double value, uint32_t *end)
{
    const NumberWord *last = word_at(w, at - 1), *multiplier = multiplier_at(w, *end);
    double rest = value - w->before_and;
    if (w->before_and && rest > 0 && rest < divisor) {
        double scale = w->total && w->total == w->before_and && w->scale >= 1000 ? w->scale : 1;
        if (multiplier) scale = multiplier->value, ++*end;
        return w->before_and + rest / divisor * scale;
    }
    bool tens = last && last->kind == NUMBER_CARDINAL && last->value >= 20 && !fmod(last->value, 10) && value > last->value &&
                !is(w, at - 2, w->data->and) && divisor < 10;
    return tens ? (value - last->value) / (divisor + last->value) : value / divisor;
}

/* "[one in five] people", "[2 out of 300]", "[one over twenty]": the end of a share told by two whole numbers. */
static uint32_t read_ratio(const Words *w, uint32_t at, double *value)
{
    bool over = is(w, at, w->data->over), out = is(w, at, w->data->out) && is(w, at + 1, w->data->of), in = is(w, at, w->data->in);
    Words below = {.data = w->data, .d = w->d, .tokens = w->tokens, .first = at + 1 + out, .end = w->end};
    uint32_t words = 0, end = over || out || in ? read_whole(&below, at + 1 + out, &words) : at;
    double whole = below.total + below.part;
    bool stops = end >= w->end || w->tokens[end].flags & ARRIAN_PUNCT;
    if (!words || whole <= 1 || (over && !stops) || (!over && *value >= whole)) return at;
    if (in && *value != 1 && whole != 10 && whole != 100 && whole != 1000) return at;
    *value /= whole;
    return end;
}

/* "this one", "the one you mentioned": the pronoun */
static bool is_pronoun(const Words *w, uint32_t at)
{
    if (at != w->first + 1 || !at || !is(w, w->first, w->data->one) || w->tokens[w->first].flags & ARRIAN_FIRST) return false;
    uint16_t before = split_pos(w->d->engine, w->tokens[w->first - 1].word),
             after = at < w->end ? split_pos(w->d->engine, w->tokens[at].word) : 0;
    return before & (POS_DET | POS_PRON) && !(after & POS_MAIN_NOUN);
}

bool number_read(const NumberData *data, const ArrianDocument *d, uint32_t i, uint32_t end, Number *ret)
{
    Words w = {.data = data, .d = d, .tokens = d->tokens.at, .first = i, .end = end};
    uint32_t words, after, stop;
    double part = 0, divisor;
    Number digits;
    if (i >= end) return false;
    if (read_digits(d, i, end, &digits) && digits.share) {
        digits.end = read_share_of(&w, after = digits.end, &digits.value);
        digits.share = digits.end == after;
        return *ret = digits, true;
    }
    if (read_share(&w, i, ret)) return true;
    uint32_t at = read_whole(&w, i, &words);
    if (!words || is_pronoun(&w, at)) return false;
    double value = w.total + w.part;
    if (is_compound_ordinal(&w, at, value)) return false;
    at = read_decimals(&w, at, &value);
    if ((divisor = divisor_at(&w, at, value != 1, &stop)) > 0 && value > 0) {
        value = divide(&w, at, divisor, value, &stop);
        after = read_share_of(&w, stop, &value);
        return *ret = (Number){value, after == stop && value < 1, false, i, after}, isfinite(value);
    }
    if ((after = read_ratio(&w, at, &value)) > at) return *ret = (Number){value, true, true, i, after}, true;
    if ((after = read_and_part(&w, at, &part)) > at) {
        /* "two million and a half": of millions; "five and a half million" */
        const NumberWord *multiplier = multiplier_at(&w, after);
        if (multiplier && w.total) value += part * multiplier->value, after++;
        else if (multiplier) value = (value + part) * multiplier->value, after++;
        else value += part * (w.total && !w.part && w.scale >= 1000 ? w.scale : 1);
        at = after;
    }
    *ret = (Number){.value = value, .first = i, .end = at};
    return isfinite(value);
}

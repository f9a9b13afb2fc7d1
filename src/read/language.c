/* language.c: what a text is written in, by its script and its three-letter stretches (data/languages.tsv).
 *     "Der Minister sagte am Donnerstag ..." -> de, by "der", "er_", "_da"
 * Each stretch speaks for the languages that have it among their 300 most frequent, the more the more frequent it is
 * (Cavnar and Trenkle 1994, with logarithms for ranks). A text of few letters, or between two languages of which one is
 * English, is left to English: to read a page as foreign is to lose it. */
#include "base/error.h"
#include "base/utf8.h"
#include "read/parts.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RANKS = 300, MOST_LANGUAGES = 64, LETTERS_LEAST = 60, FOREIGN_LEAST = 80, WINDOWS = 4, WINDOW = 300 /* bytes */ };
#define CLEAR 1.35 /* how much more than for English a text must speak for another language */
#define LITTLE 0.3 /* weight a letter: less is no language that is known */
typedef enum Script { LATIN, CYRILLIC, ARABIC, DEVANAGARI, BY_STRIPES } Script;
typedef struct Language {
    ArrianSlice code;
    Script script;
} Language;
/* A stretch among a language's most frequent, and what it weighs there. */
typedef struct Vote {
    uint64_t stretch;
    double weight;
    uint32_t language;
    bool last; /* of its stretch */
} Vote;
enum { PLAIN_LETTERS = 32, OTHER_LETTER = PLAIN_LETTERS - 1, PLAIN_STRETCHES = PLAIN_LETTERS * PLAIN_LETTERS * PLAIN_LETTERS };
struct ReadLanguages {
    LIST(Language) all;
    LIST(Vote) votes;                /* those of one stretch side by side */
    Map first;                       /* stretch -> its first place in votes */
    uint16_t plain[PLAIN_STRETCHES]; /* the same for stretches of a-z, space and apostrophe, with 1 added; 0 where there is none */
};

/* Scripts of one language each, or of none that is told apart. */
static const struct {
    uint32_t from, to;
    char code[4];
} stripes[] = {{0x370, 0x3FF, "el"},   {0x1F00, 0x1FFF, "el"}, {0x530, 0x58F, "hy"},   {0x590, 0x5FF, "he"},
               {0x980, 0x9FF, "bn"},   {0xA00, 0xA7F, "pa"},   {0xA80, 0xAFF, "gu"},   {0xB80, 0xBFF, "ta"},
               {0xC00, 0xC7F, "te"},   {0xC80, 0xCFF, "kn"},   {0xD00, 0xD7F, "ml"},   {0xD80, 0xDFF, "si"},
               {0xE00, 0xE7F, "th"},   {0xE80, 0xEFF, "lo"},   {0x1000, 0x109F, "my"}, {0x10A0, 0x10FF, "ka"},
               {0x1200, 0x137F, "am"}, {0x1780, 0x17FF, "km"}, {0x3040, 0x30FF, "ja"}, {0xAC00, 0xD7A3, "ko"},
               {0x4E00, 0x9FFF, "zh"}, {0x3400, 0x4DBF, "zh"}};
enum { STRIPES = sizeof stripes / sizeof *stripes };

static Script script_of(ArrianSlice name)
{
    return slice_is(name, "Cyrl") ? CYRILLIC : slice_is(name, "Arab") ? ARABIC : slice_is(name, "Deva") ? DEVANAGARI : LATIN;
}

static uint64_t key_of(const uint32_t letters[3])
{
    return (uint64_t)letters[0] << 42 | (uint64_t)letters[1] << 21 | letters[2];
}

/* A letter's number among those that most stretches are made of. */
static uint32_t plain_letter(uint32_t letter)
{
    return letter >= 'a' && letter <= 'z' ? letter - 'a' + 1 : letter == ' ' ? 0 : letter == '\'' ? 27 : OTHER_LETTER;
}

static int by_stretch(const void *a, const void *b)
{
    uint64_t x = ((const Vote *)a)->stretch, y = ((const Vote *)b)->stretch;
    return (x > y) - (x < y);
}

static void sort_votes(ArrianEngine *engine, ReadLanguages *l)
{
    qsort(l->votes.at, l->votes.count, sizeof *l->votes.at, by_stretch);
    for (uint32_t i = 0; i < l->votes.count; i++) {
        uint64_t stretch = l->votes.at[i].stretch;
        l->votes.at[i].last = i + 1 == l->votes.count || l->votes.at[i + 1].stretch != stretch;
        if (i && l->votes.at[i - 1].stretch == stretch) continue;
        map_put(&engine->arena, &l->first, stretch, i);
        uint32_t one = plain_letter(stretch >> 42), two = plain_letter(stretch >> 21 & 0x1FFFFF),
                 three = plain_letter(stretch & 0x1FFFFF);
        if (one != OTHER_LETTER && two != OTHER_LETTER && three != OTHER_LETTER)
            l->plain[(one * PLAIN_LETTERS + two) * PLAIN_LETTERS + three] = (uint16_t)(i + 1);
    }
}

int language_open(ArrianEngine *engine, const ReadLanguages **ret, ArrianError *why)
{
    Lexicon rows;
    TRY(engine_table(engine, "languages.tsv", &rows, why));
    ReadLanguages *l = NEW(&engine->arena, ReadLanguages, 1);
    for (uint32_t r = 0; r < rows.rows && r < MOST_LANGUAGES; r++) {
        ArrianSlice list = lexicon_cell(&rows, r, "trigrams");
        LIST_ADD(&engine->arena, l->all, (Language){lexicon_cell(&rows, r, "id"), script_of(lexicon_cell(&rows, r, "script"))});
        uint32_t rank = 0;
        for (uint32_t i = 0; i < list.length && rank < RANKS; i++) {
            uint32_t letters[3], n = 0;
            for (; i < list.length && list.at[i] != '|'; i += (uint32_t)utf8_length(list.at + i, list.length - i))
                if (n < 3) letters[n++] = list.at[i] == '_' ? ' ' : utf8_point(list.at + i);
            if (n == 3)
                LIST_ADD(&engine->arena, l->votes,
                         (Vote){key_of(letters), log((RANKS + 50.0) / (++rank + 25.0)), r, false});
        }
    }
    sort_votes(engine, l);
    *ret = l;
    return ARRIAN_OK;
}

typedef struct Census {
    uint32_t letters[BY_STRIPES], striped[STRIPES], all, accented;
} Census;

static void count_letter(Census *c, uint32_t point)
{
    c->all++;
    c->accented += point >= 0xC0 && point <= 0xFF;
    if (point < 0x250 || (point >= 0x1E00 && point < 0x1F00)) c->letters[LATIN]++;
    else if (point >= 0x400 && point < 0x530) c->letters[CYRILLIC]++;
    else if (point >= 0x600 && point < 0x780) c->letters[ARABIC]++;
    else if (point >= 0x900 && point < 0x980) c->letters[DEVANAGARI]++;
    for (int i = 0; point >= stripes[0].from && i < STRIPES; i++)
        c->striped[i] += point >= stripes[i].from && point <= stripes[i].to;
}

/* The language of the script that most letters are of, where it has one; NULL where stretches must tell. */
static const char *by_script(const Census *c, Script *ret)
{
    uint32_t best = 0, kana = 0;
    for (int s = LATIN; s < BY_STRIPES; s++)
        if (c->letters[s] > c->letters[best]) best = (uint32_t)s;
    *ret = (Script)best;
    const char *code = NULL;
    uint32_t most = c->letters[best];
    for (int i = 0; i < STRIPES; i++) {
        if (!strcmp(stripes[i].code, "ja")) kana = c->striped[i];
        if (c->striped[i] > most) most = c->striped[i], code = stripes[i].code;
    }
    if (code && !strcmp(code, "zh") && kana * 20 > most) return "ja";
    return code;
}

/* A long text is looked at through windows that lie evenly over it; the next of them, by letters. */
static bool next_window(const ArrianDocument *d, int number, uint32_t *ret_from, uint32_t *ret_to)
{
    uint32_t length = d->text.length;
    if (length <= WINDOWS * WINDOW) return *ret_from = 0, *ret_to = length, number == 0;
    if (number >= WINDOWS) return false;
    uint32_t from = (uint32_t)((uint64_t)(length - WINDOW) * (uint32_t)number / (WINDOWS - 1)), to = from + WINDOW;
    while (from < length && ((unsigned char)d->text.at[from] & 0xC0) == 0x80) from++;
    while (to < length && ((unsigned char)d->text.at[to] & 0xC0) == 0x80) to++;
    *ret_from = from, *ret_to = to;
    return true;
}

static uint32_t point_at(const ArrianDocument *d, uint32_t at, uint32_t *ret_step)
{
    unsigned char c = (unsigned char)d->text.at[at];
    size_t step = c < 0x80 ? 1 : utf8_length(d->text.at + at, d->text.length - at);
    *ret_step = step ? (uint32_t)step : 1;
    return c < 0x80 ? c : step ? utf8_point(d->text.at + at) : ' ';
}

/* The letter as stretches have it: lower-case, one apostrophe, a space for all that is none. */
static uint32_t letter_of(uint32_t point)
{
    if (point == '\'' || point == 0x2019 || point == 0x2BB || point == 0x200C) return '\'';
    return utf8_is_letter(point) || (point >= 0x900 && point < 0x964) ? utf8_lower(point) : ' ';
}

/* The letters of a text as stretches of three, one after another. */
typedef struct Stretch {
    uint32_t last[3];
    uint32_t plain, other; /* its place among the plain ones; letters until there is no other one in it */
} Stretch;

static void push_letter(Stretch *s, uint32_t letter)
{
    uint32_t plain = plain_letter(letter);
    s->last[0] = s->last[1], s->last[1] = s->last[2], s->last[2] = letter;
    s->plain = (s->plain * PLAIN_LETTERS + plain) % PLAIN_STRETCHES;
    s->other = plain == OTHER_LETTER ? 3 : s->other ? s->other - 1 : 0;
}

/* Its first place in votes, with 1 added; 0 where it speaks for no language. */
static uint32_t first_vote(const ReadLanguages *l, const Stretch *s)
{
    uint32_t place;
    if (!s->other) return l->plain[s->plain];
    return map_get(&l->first, key_of(s->last), &place) ? place + 1 : 0;
}

/* How much the text's stretches speak for each language. */
static void weigh(const ReadLanguages *l, const ArrianDocument *d, double ret[MOST_LANGUAGES])
{
    uint32_t from, to, place;
    memset(ret, 0, sizeof(double) * MOST_LANGUAGES);
    for (int number = 0; next_window(d, number, &from, &to); number++) {
        Stretch stretch = {.last = {' ', ' ', ' '}};
        for (uint32_t step; from < to; from += step) {
            uint32_t letter = letter_of(point_at(d, from, &step));
            if (letter == ' ' && stretch.last[2] == ' ') continue;
            push_letter(&stretch, letter);
            if (!(place = first_vote(l, &stretch))) continue;
            const Vote *vote = &l->votes.at[place - 1];
            do ret[vote->language] += vote->weight;
            while (!vote++->last);
        }
    }
}

static Census census_of(const ArrianDocument *d)
{
    Census c = {0};
    uint32_t from, to;
    for (int number = 0; next_window(d, number, &from, &to); number++)
        for (uint32_t step; from < to; from += step) {
            uint32_t point = point_at(d, from, &step);
            if (utf8_is_letter(point)) count_letter(&c, point);
        }
    return c;
}

void language_find(const ReadLanguages *l, ArrianDocument *d)
{
    Census census = census_of(d);
    Script script;
    double weight[MOST_LANGUAGES], english = 0;
    uint32_t best = 0, first = 0;
    d->head.language = (ArrianSlice){0};
    if (census.all < LETTERS_LEAST) return;
    const char *code = by_script(&census, &script);
    weigh(l, d, weight);
    for (uint32_t k = 0; k < l->all.count; k++) {
        if (slice_is(l->all.at[k].code, "en")) english = weight[k], first = k;
        if (l->all.at[k].script == script && (l->all.at[best].script != script || weight[k] > weight[best])) best = k;
    }
    bool foreign = script != LATIN || (weight[best] > english * CLEAR && census.all >= FOREIGN_LEAST);
    /* letters of no language that is known, or of a charset that nobody named */
    bool strange = weight[best] < census.all * LITTLE || (script == LATIN && census.accented * 3 > census.all);
    if (code) d->head.language = (ArrianSlice){code, (uint32_t)strlen(code)};
    else if (foreign) d->head.language = strange ? (ArrianSlice){"und", 3} : l->all.at[best].code;
    else if (english > census.all * LITTLE) d->head.language = l->all.at[first].code;
}

/* quantity.c: how many of what.   "at least 21 civilians" -> low 21, word "at least", unit civilian; "four battalions"
 * -> 4 battalion; "dozens of women" -> word alone Numbers, bounds and units are tables; this file finds the counted
 * noun and keeps years, ages and numbers inside names out. */
#include "base/error.h"
#include "base/utf8.h"
#include "mark/name.h"
#include "mark/number.h"
#include "parse/inflect.h"
#include "split/split.h"
#include <stdio.h>
#include <string.h>

typedef struct Unit {
    ArrianSlice unit, class, base, words; /* words: a `;` list */
    double factor, low, high;
} Unit;
typedef enum BoundKind { BOUND_NONE, BOUND_LOW, BOUND_HIGH, BOUND_ABOUT, BOUND_EXACT, BOUND_BETWEEN } BoundKind;
struct QuantityData {
    NumberData *numbers;
    Phrases units;
    LIST(Unit) unit_rows;
    Phrases bounds; /* value: BoundKind */
    Map harm;       /* dead, killed, hurt ... */
    uint32_t and, a, an, of, to, others, other, more, them, whom, hundred;
};
/* harm words: after a bare number they tell that persons are counted; before it they do too */
enum { HARM_AFTER = 1, HARM_BEFORE = 2 };

typedef struct Counter {
    const ArrianEngine *engine;
    const QuantityData *data;
    ArrianDocument *d;
    const ArrianToken *tokens;
    const MarkTags *tags;
    uint32_t first, end; /* sentence */
} Counter;

static uint32_t add_word(ArrianEngine *engine, const char *word)
{
    return table_add(&engine->words, word, strlen(word));
}

static int open_units(ArrianEngine *engine, QuantityData *data, ArrianError *why)
{
    Lexicon rows;
    TRY(data_table(&engine->arena, engine->folder, "units.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice list = lexicon_cell(&rows, r, "words"), item;
        Unit unit = {lexicon_cell(&rows, r, "unit"), lexicon_cell(&rows, r, "class"), lexicon_cell(&rows, r, "base"), list,
                     lexicon_number(&rows, r, "factor", 0),
                     lexicon_number(&rows, r, "low", 0), lexicon_number(&rows, r, "high", 0)};
        while (lexicon_item(&list, &item)) phrase_add(&data->units, &engine->words, item, data->unit_rows.count);
        LIST_ADD(&engine->arena, data->unit_rows, unit);
    }
    return ARRIAN_OK;
}

static int open_bounds(ArrianEngine *engine, QuantityData *data, ArrianError *why)
{
    Lexicon rows;
    TRY(data_table(&engine->arena, engine->folder, "bounds.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice kind = lexicon_cell(&rows, r, "bound");
        uint32_t bound = slice_is(kind, "low")       ? BOUND_LOW
                         : slice_is(kind, "high")    ? BOUND_HIGH
                         : slice_is(kind, "about")   ? BOUND_ABOUT
                         : slice_is(kind, "between") ? BOUND_BETWEEN
                                                     : BOUND_EXACT;
        phrase_add(&data->bounds, &engine->words, lexicon_cell(&rows, r, "pattern"), bound);
    }
    return ARRIAN_OK;
}

int quantity_data_open(ArrianEngine *engine, ArrianError *why)
{
    static const struct {
        const char *word;
        int where;
    } harm[] = {{"dead", 3},         {"killed", 3},       {"hurt", 3},      {"injured", 3},  {"wounded", 3},
                {"missing", 1},      {"arrested", 3},     {"detained", 3},  {"die", 1},      {"died", 1},
                {"dies", 1},         {"kill", 2},         {"kills", 2},     {"killing", 2},  {"injure", 2},
                {"injures", 2},      {"injuring", 2},     {"wound", 2},     {"wounds", 2},   {"wounding", 2},
                {"hospitalized", 1}, {"hospitalised", 1}, {"displaced", 3}, {"rescued", 3},  {"evacuated", 3},
                {"trapped", 1},      {"homeless", 1},     {"feared", 1},    {"drown", 1},    {"drowned", 1},
                {"perished", 1},     {"fled", 1},         {"flee", 1},      {"infected", 3}, {"including", 0}};
    QuantityData *data = engine->mark->quantity = NEW(&engine->arena, QuantityData, 1);
    phrase_begin(&data->units, &engine->arena);
    phrase_begin(&data->bounds, &engine->arena);
    for (size_t i = 0; i < sizeof harm / sizeof *harm; i++)
        map_put(&engine->arena, &data->harm, add_word(engine, harm[i].word), (uint32_t)harm[i].where);
    data->and = add_word(engine, "and"), data->a = add_word(engine, "a"), data->an = add_word(engine, "an"),
    data->of = add_word(engine, "of");
    data->to = add_word(engine, "to"), data->others = add_word(engine, "others"),
    data->other = add_word(engine, "other");
    data->more = add_word(engine, "more"), data->them = add_word(engine, "them"), data->whom = add_word(engine, "whom");
    TRY(number_data_open(engine, &data->numbers, why));
    TRY(open_units(engine, data, why));
    return open_bounds(engine, data, why);
}

void quantity_freeze(ArrianEngine *engine)
{
    QuantityData *data = engine->mark->quantity;
    uint32_t words = engine->words.words.count;
    phrase_freeze(&data->units, words);
    phrase_freeze(&data->bounds, words);
    number_freeze(engine, data->numbers);
}

static const NumberWord *word_at(const Counter *c, uint32_t i)
{
    return i < c->end ? number_word(c->data->numbers, &c->tokens[i]) : NULL;
}

static bool is(const Counter *c, uint32_t i, uint32_t word)
{
    return i < c->end && c->tokens[i].word == word;
}

static bool is_sign(const Counter *c, uint32_t i, const char *sign)
{
    if (i >= c->end) return false;
    ArrianSlice words = document_words(c->d, c->tokens[i].span);
    return words.length == strlen(sign) && !memcmp(words.at, sign, words.length);
}

typedef struct Amount {
    double value;
    bool vague; /* dozens, hundreds of thousands */
    bool share; /* two thirds */
    uint32_t first, end;
} Amount;

static bool free_token(const Counter *c, uint32_t i)
{
    return i < c->end && c->tags->time[i] == ARRIAN_NONE && c->tags->name[i] == ARRIAN_NONE;
}

/* A number none of whose tokens is taken by a time or a name. */
static bool read_exact(const Counter *c, uint32_t i, Amount *a)
{
    Number number;
    uint32_t end = i;
    while (end < c->end && free_token(c, end)) end++;
    if (end == i || !number_read(c->data->numbers, c->d, i, end, &number)) return false;
    *a = (Amount){.value = number.value, .share = number.share, .first = i, .end = number.end};
    return true;
}

/* "dozens", "tens of thousands", "hundreds" */
static bool read_vague(const Counter *c, uint32_t i, Amount *a)
{
    const NumberWord *word = word_at(c, i);
    if (!word || word->kind != NUMBER_VAGUE || !free_token(c, i)) return false;
    uint32_t at = i + 1;
    const NumberWord *next = is(c, at, c->data->of) ? word_at(c, at + 1) : NULL;
    if (next && next->kind == NUMBER_VAGUE) at += 2;
    *a = (Amount){.vague = true, .first = i, .end = at};
    return true;
}

static bool read_amount(const Counter *c, uint32_t i, Amount *a)
{
    return read_exact(c, i, a) || read_vague(c, i, a);
}

/* The bound that ends right before token i: "at least", "more than a" ... */
static BoundKind bound_before(const Counter *c, uint32_t i, uint32_t *ret_first)
{
    uint32_t reach = i > c->first + 6 ? i - 6 : c->first;
    for (uint32_t at = reach; at < i; at++) {
        uint32_t taken = 0, value = phrase_find(&c->data->bounds, c->tokens, at, i, &taken);
        if (value && at + taken == i) return *ret_first = at, (BoundKind)c->data->bounds.values.at[value].value;
    }
    return BOUND_NONE;
}

/* The bound that starts right after a number: "or more", "and counting", "give or take". */
static BoundKind bound_after(const Counter *c, uint32_t i, uint32_t *ret_end)
{
    static const char *const opens[] = {"or", "and", "plus", "give", "at"};
    uint32_t taken = 0, value = 0;
    for (size_t k = 0; i < c->end && k < sizeof opens / sizeof *opens && !value; k++) {
        ArrianSlice word = document_words(c->d, c->tokens[i].span);
        if (word.length == strlen(opens[k]) && !memcmp(word.at, opens[k], word.length))
            value = phrase_find(&c->data->bounds, c->tokens, i, c->end, &taken);
    }
    if (!value) return BOUND_NONE;
    *ret_end = i + taken;
    return (BoundKind)c->data->bounds.values.at[value].value;
}

static const Unit *unit_at(const Counter *c, uint32_t i, uint32_t *ret_end)
{
    uint32_t taken = 0, value = i < c->end ? phrase_find(&c->data->units, c->tokens, i, c->end, &taken) : 0;
    if (!value) return NULL;
    *ret_end = i + taken;
    return &c->data->unit_rows.at[c->data->units.values.at[value].value];
}

static bool is_noun_like(const Counter *c, uint32_t i)
{
    if (i >= c->end || !(c->tokens[i].flags & ARRIAN_WORD) || c->tags->time[i] != ARRIAN_NONE) return false;
    if (c->tags->name[i] != ARRIAN_NONE) return true;
    uint16_t pos = split_pos(c->engine, c->tokens[i].word);
    if (!pos) return true;
    if (pos & (POS_PREP | POS_DET | POS_PRON | POS_CONJ | POS_AUX) && !(pos & POS_MAIN_NOUN)) return false;
    if (pos & POS_MAIN_VERB && !(pos & (POS_NOUN | POS_ADJ))) return false;
    return pos & (POS_NOUN | POS_ADJ | POS_PROPN | POS_VERB) || word_at(c, i) != NULL;
}

static bool is_quote_sign(const Counter *c, uint32_t i)
{
    return is_sign(c, i, "\"") || is_sign(c, i, "“") || is_sign(c, i, "”") || is_sign(c, i, "'") ||
           is_sign(c, i, "‘") || is_sign(c, i, "’");
}

typedef struct Counted {
    ArrianSlice unit;
    uint32_t first, end; /* noun phrase, empty where the unit is understood */
    bool measure;        /* a unit of measure, money or share */
} Counted;

static ArrianSlice singular(const Counter *c, ArrianSlice noun)
{
    char out[160];
    if (noun.length > 120) return noun;
    size_t n = inflect_singular(c->engine, noun, out);
    return (ArrianSlice){arena_copy(&c->d->arena, out, n), (uint32_t)n};
}

static bool harm_at(const Counter *c, uint32_t i, uint32_t where)
{
    uint32_t bits = 0;
    return i < c->end && i >= c->first && c->tokens[i].word && map_get(&c->data->harm, c->tokens[i].word, &bits) &&
           bits & where;
}

static const ArrianSlice person = {"person", 6};

/* The noun that an amount counts: up to five words on, the first plural, else the last noun before something else
 * comes. */
static bool find_counted(const Counter *c, uint32_t at, bool many, Counted *ret)
{
    uint32_t i = at, best = ARRIAN_NONE, best_end = 0, unit_end;
    const Unit *best_unit = NULL;
    *ret = (Counted){.first = at, .end = at};
    for (uint32_t steps = 0; i < c->end && steps < 6; steps++) {
        if (is_quote_sign(c, i)) {
            i++;
            continue;
        }
        if (c->tokens[i].flags & ARRIAN_HYPHEN && i > at) {
            i++;
            continue;
        }
        if (is(c, i, c->data->more) || is(c, i, c->data->other)) {
            i++;
            continue;
        }
        if (!is_noun_like(c, i)) break;
        ArrianSlice word = document_words(c->d, c->tokens[i].span);
        const Unit *unit = unit_at(c, i, &unit_end);
        bool plural = inflect_is_plural(c->engine, word);
        bool verb_only = split_pos(c->engine, c->tokens[i].word) & POS_MAIN_VERB && best != ARRIAN_NONE;
        if (verb_only) break;
        if (unit && (plural || unit_end > i + 1 || !many || i == at || slice_is(unit->class, "person"))) {
            best = i, best_end = unit_end, best_unit = unit;
            if (plural || unit_end > i + 1) break;
        } else if (plural && c->tags->name[i] == ARRIAN_NONE) {
            best = i, best_end = i + 1, best_unit = NULL;
            break;
        } else if (!many && split_pos(c->engine, c->tokens[i].word) & POS_NOUN) {
            best = i, best_end = i + 1, best_unit = NULL;
        } else if (plural) {
            best = i, best_end = i + 1, best_unit = NULL; /* a people's name: "Palestinians" */
            if (i + 1 >= c->end || !is_noun_like(c, i + 1)) break;
        }
        i++;
    }
    if (best == ARRIAN_NONE) return false;
    ret->end = best_end;
    ArrianSlice noun = document_words(c->d, c->tokens[best_end - 1].span);
    ret->unit = best_unit ? best_unit->unit : singular(c, noun);
    ret->measure = best_unit && best_unit->factor > 0 && best_unit->base.length;
    return true;
}

/* "two thirds of the villages", "half the army": a share, in percent of what follows. */
static bool find_whole(const Counter *c, uint32_t at, Counted *ret)
{
    bool of = is(c, at, c->data->of);
    uint32_t noun = at + of;
    uint16_t pos = noun < c->end ? split_pos(c->engine, c->tokens[noun].word) : 0;
    if (!of && !(pos & POS_DET)) return false;
    if (pos & POS_DET) noun++;
    if (is(c, at + of, c->data->a) || is(c, at + of, c->data->an) || !find_counted(c, noun, false, ret)) return false;
    *ret = (Counted){{"percent", 7}, at + of, ret->end, true};
    return true;
}

static bool find_unit(const Counter *c, const Amount *a, uint32_t bound_first, Counted *ret)
{
    uint32_t at = a->end, unit_end;
    if (a->share && find_whole(c, at, ret)) return true;
    if (a->share) {
        const Unit *unit = unit_at(c, at, &unit_end);
        if (!unit || !unit->base.length) return false;
    }
    if (is_sign(c, at, "%")) return *ret = (Counted){{"percent", 7}, at, at + 1, true}, true;
    if (a->first > c->first) { /* "$11 million" */
        uint32_t sign = a->first - 1;
        const Unit *money = c->tokens[sign].flags & ARRIAN_PUNCT || !(c->tokens[a->first].flags & ARRIAN_SPACE_BEFORE)
                                ? unit_at(c, sign, &unit_end)
                                : NULL;
        if (money && slice_is(money->class, "money") && unit_end == a->first)
            return *ret = (Counted){money->unit, at, at, true}, true;
    }
    bool hyphen = at < c->end && c->tokens[at].flags & ARRIAN_HYPHEN;
    if (hyphen || (at < c->end && c->tokens[at].flags & ARRIAN_GLUED)) at += hyphen;
    bool partitive = is(c, at, c->data->of);
    if (partitive && (is(c, at + 1, c->data->them) || is(c, at + 1, c->data->whom)))
        return *ret = (Counted){person, at, at + 2, false}, true;
    if (partitive) at++;
    uint16_t pos = at < c->end ? split_pos(c->engine, c->tokens[at].word) : 0;
    if (partitive && pos & POS_DET) at++; /* "two of his closest aides" */
    else if (partitive && !a->vague && !(pos & (POS_NOUN | POS_ADJ))) return false;
    const Unit *first = unit_at(c, at, &unit_end);
    if (hyphen && !(first && first->base.length)) return false;                /* "two-state solution" */
    if (first && first->factor > 0 && first->base.length && unit_end > at + 1) /* "90 per cent" */
        return *ret = (Counted){first->unit, at, unit_end, true}, true;
    if (is(c, at, c->data->others)) return *ret = (Counted){person, at, at + 1, false}, true;
    bool many = a->vague || a->value != 1;
    if (find_counted(c, at, many, ret)) {
        if (partitive && ret->first > a->end) ret->first = at;
        return true;
    }
    bool harm = harm_at(c, at, HARM_AFTER) ||
                (at + 1 < c->end && harm_at(c, at + 1, HARM_AFTER) &&
                 split_pos(c->engine, c->tokens[at].word) & (POS_AUX | POS_ADV)) ||
                (bound_first > c->first && harm_at(c, bound_first - 1, HARM_BEFORE));
    bool rest = at >= c->end || is(c, at, c->data->more) || a->vague || harm ||
                (bound_first > c->first && harm_at(c, bound_first - 1, HARM_BEFORE));
    if (!rest && !harm) return false;
    if (!harm && !a->vague && !is(c, at, c->data->more)) return false;
    *ret = (Counted){person, at, at + (is(c, at, c->data->more) ? 1 : 0), false};
    return true;
}

/* A number that is none: "No. 5", "3-2", "2nd", "section 8", "12:30", a page or phone number. */
static bool is_label(const Counter *c, const Amount *a)
{
    if (a->vague) return false;
    if (a->first > c->first) {
        const ArrianToken *before = &c->tokens[a->first - 1];
        ArrianSlice words = document_words(c->d, before->span);
        bool touches = !(c->tokens[a->first].flags & ARRIAN_SPACE_BEFORE);
        if (touches && (words.at[0] == '#' || words.at[0] == ':' || words.at[0] == '/' || words.at[0] == '.'))
            return true;
        if (touches && before->flags & ARRIAN_WORD && !(before->flags & ARRIAN_GLUED)) return true;
        static const char *const labels[] = {"no",      "no.",  "number", "article", "section", "chapter", "page",
                                             "channel", "case", "area",   "room",    "flight",  "route"};
        for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
            if (words.length == strlen(labels[i]) && !strncasecmp(words.at, labels[i], words.length) &&
                c->tokens[a->first].flags & ARRIAN_NUMBER)
                return true;
    }
    if (a->end < c->end) {
        ArrianSlice after = document_words(c->d, c->tokens[a->end].span);
        bool touches = !(c->tokens[a->end].flags & ARRIAN_SPACE_BEFORE);
        if (touches && after.length == 2 &&
            (slice_is(after, "st") || slice_is(after, "nd") || slice_is(after, "rd") || slice_is(after, "th")))
            return true;
        if (touches && (after.at[0] == ':' || after.at[0] == '/') && a->end + 1 < c->end &&
            c->tokens[a->end + 1].flags & ARRIAN_NUMBER)
            return true;
    }
    return false;
}

static bool has_money_sign(const Counter *c, const Amount *a)
{
    uint32_t end;
    if (a->first <= c->first || c->tokens[a->first].flags & ARRIAN_SPACE_BEFORE) return false;
    const Unit *unit = unit_at(c, a->first - 1, &end);
    return unit && slice_is(unit->class, "money") && end == a->first;
}

static void set_bounds(const Counter *c, ArrianQuantity *q, BoundKind bound, ArrianSpan word, const Amount *a,
                       const Amount *other)
{
    if (bound != BOUND_NONE && bound != BOUND_EXACT) q->word = document_words(c->d, word);
    if (a->vague) {
        q->word = document_words(c->d, document_tokens_span(c->d, a->first, a->end));
        return;
    }
    double scale = a->share && slice_is(q->unit, "percent") ? 100 : 1;
    q->low = a->value * scale, q->high = (other ? other->value : a->value) * scale;
    q->has_low = bound != BOUND_HIGH;
    q->has_high = bound != BOUND_LOW;
}

/* "20 to 30", "between 10 and 30", "20-30" */
static bool read_range(const Counter *c, const Amount *a, BoundKind bound, Amount *other)
{
    uint32_t at = a->end;
    bool joint = is(c, at, c->data->to) || (bound == BOUND_BETWEEN && is(c, at, c->data->and)) || is_sign(c, at, "-") ||
                 is_sign(c, at, "–");
    if (!joint || a->vague || !read_amount(c, at + 1, other) || other->vague) return false;
    return other->value > a->value;
}

static uint32_t add_quantity(Counter *c, const Amount *start, const MarkTags *tags)
{
    Amount a = *start, other, *high = NULL;
    uint32_t bound_first = a.first;
    BoundKind bound = bound_before(c, a.first, &bound_first);
    if (bound == BOUND_NONE && has_money_sign(c, &a))
        bound = bound_before(c, a.first - 1, &bound_first); /* "over €100" */
    Counted counted;
    if (read_range(c, &a, bound, &other)) high = &other, a.end = other.end;
    ArrianSpan word = {0};
    if (bound != BOUND_NONE) word = document_tokens_span(c->d, bound_first, a.first - has_money_sign(c, &a));
    uint32_t after = a.end;
    if (bound == BOUND_NONE && !a.vague && (bound = bound_after(c, a.end, &after)) != BOUND_NONE) {
        word = document_tokens_span(c->d, a.end, after);
        a.end = after;
    }
    if (is_label(c, &a) || !find_unit(c, &a, bound_first, &counted)) return 0;
    if (high && a.value < 1000 && other.value >= 1000 && c->tokens[other.end - 1].flags & ARRIAN_WORD &&
        !(c->tokens[a.first].flags & ARRIAN_WORD))
        for (uint32_t i = other.first; i < other.end; i++) { /* "2 to 3 million" */
            const NumberWord *word = word_at(c, i);
            if (word && word->kind == NUMBER_MULTIPLIER) a.value *= word->value;
        }
    uint32_t first = bound_first, end = counted.end > a.end ? counted.end : a.end;
    if (first > c->first && counted.measure && counted.end <= a.end &&
        !(c->tokens[a.first].flags & ARRIAN_SPACE_BEFORE) && first == a.first)
        first--; /* the $ */
    ArrianQuantity q = {.span = document_tokens_span(c->d, first, end), .unit = counted.unit};
    set_bounds(c, &q, bound, word, &a, high);
    if (counted.end > counted.first) {
        q.of_span = document_tokens_span(c->d, counted.first, counted.end);
        q.of = document_words(c->d, q.of_span);
    }
    mark_tag(c->d, tags->quantity, q.span, c->d->quantities.count);
    LIST_ADD(&c->d->arena, c->d->quantities, q);
    return end;
}

/* "one" counts a person or a thing only before its noun; "one of", "no one" and the pronoun do not. */
static bool is_pronoun_one(const Counter *c, const Amount *a)
{
    if (a->vague || a->value != 1 || c->tokens[a->first].flags & ARRIAN_NUMBER) return false;
    uint32_t unit_end;
    const Unit *unit = NULL;
    for (uint32_t i = a->end; i < c->end && i < a->end + 3 && !unit && is_noun_like(c, i); i++)
        unit = unit_at(c, i, &unit_end);
    bool counts = unit && (slice_is(unit->class, "person") || slice_is(unit->class, "military unit") ||
                           slice_is(unit->class, "vehicle"));
    return !counts && !harm_at(c, a->end, HARM_AFTER) &&
           !(is(c, a->end, c->data->of) && is(c, a->end + 1, c->data->them));
}

void quantity_document(const ArrianEngine *engine, ArrianDocument *d, MarkTags *tags)
{
    Counter c = {.engine = engine, .data = engine->mark->quantity, .d = d, .tokens = d->tokens.at, .tags = tags};
    for (uint32_t s = 0; s < d->sentences.count; s++) {
        c.first = d->sentences.at[s].first, c.end = c.first + d->sentences.at[s].count;
        uint32_t before = d->quantities.count;
        for (uint32_t i = c.first; i < c.end && d->quantities.count < before + MOST_MARKS_A_SENTENCE;) {
            Amount a;
            uint32_t end = 0;
            if (read_amount(&c, i, &a) && !is_pronoun_one(&c, &a)) end = add_quantity(&c, &a, tags);
            i = end > i ? end : i + 1;
        }
    }
}

static const Unit *find_unit_row(const ArrianEngine *engine, ArrianSlice name)
{
    const QuantityData *data = engine->mark->quantity;
    for (uint32_t i = 0; i < data->unit_rows.count; i++)
        if (slice_same(data->unit_rows.at[i].unit, name)) return &data->unit_rows.at[i];
    return NULL;
}

uint32_t quantity_number(const ArrianEngine *engine, const ArrianDocument *d, uint32_t token, double *ret_value)
{
    const ArrianSentence *s = &d->sentences.at[d->tokens.at[token].sentence];
    Number number;
    if (!number_read(engine->mark->quantity->numbers, d, token, s->first + s->count, &number)) return 0;
    return *ret_value = number.value, number.end;
}

static bool same_words(ArrianSlice a, ArrianSlice b)
{
    return a.length == b.length && !strncasecmp(a.at, b.at, a.length);
}

bool quantity_unit_is(const ArrianEngine *engine, ArrianSlice unit, ArrianSlice words)
{
    const Unit *row = find_unit_row(engine, unit);
    ArrianSlice list = row ? row->words : (ArrianSlice){0}, item;
    if (same_words(unit, words)) return true;
    while (row && lexicon_item(&list, &item))
        if (same_words(item, words)) return true;
    return false;
}

bool quantity_unit_size(const ArrianEngine *engine, ArrianSlice name, double *ret_low, double *ret_high)
{
    const Unit *unit = find_unit_row(engine, name);
    if (!unit || unit->high <= 0) return false;
    return *ret_low = unit->low, *ret_high = unit->high, true;
}

ArrianSlice quantity_unit_class(const ArrianEngine *engine, ArrianSlice name, double *ret_factor, ArrianSlice *ret_base)
{
    const Unit *unit = find_unit_row(engine, name);
    *ret_factor = unit ? unit->factor : 0;
    *ret_base = unit ? unit->base : (ArrianSlice){0};
    return unit ? unit->class : (ArrianSlice)
    {
        0
    };
}

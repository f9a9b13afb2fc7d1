/* quantity.h: what quantity.c (marks), unit.c (units of measure and money) and counted.c (what is counted) share.
 *     "4 km of fence"  -> amount 4, unit kilometer, of "fence" */
#ifndef MARK_QUANTITY_H
#define MARK_QUANTITY_H
#include "mark/clause.h"
#include "mark/name.h"
#include "mark/number.h"

typedef struct Unit {
    ArrianSlice unit, class, base, words; /* words: a `;` list */
    double factor, low, high;
} Unit;
struct QuantityData {
    NumberData *numbers;
    Phrases units;
    LIST(Unit) unit_rows;
    Map unit_row; /* number of a unit's name -> place in unit_rows */
    Phrases bounds; /* value: BoundKind */
    uint32_t and, a, an, of, to, or, in, worth, per, others, other, more, them, whom, minus, number;
};

typedef struct Counter {
    const ArrianEngine *engine;
    const QuantityData *data;
    ArrianDocument *d;
    const ArrianToken *tokens;
    const MarkTags *tags;
    Clause clause;
    bool trees;
    uint32_t first, end; /* sentence */
    uint32_t reached;    /* where "rose to" begins, right before the amount at hand; 0 where nothing of the kind does */
} Counter;

typedef struct Amount {
    double value;
    bool vague; /* dozens, hundreds of thousands */
    bool share; /* two thirds */
    bool ratio; /* one in five */
    uint32_t first, end;
} Amount;
typedef struct Counted {
    ArrianSlice unit;
    const Unit *row;     /* of a measure; NULL for what is counted by its noun */
    uint32_t first, end; /* noun phrase, empty where the unit is understood */
    bool measure;        /* a unit of measure, money or share */
} Counted;

static inline const NumberWord *word_at(const Counter *c, uint32_t i)
{
    return i < c->end ? number_word(c->data->numbers, &c->tokens[i]) : NULL;
}
static inline bool is(const Counter *c, uint32_t i, uint32_t word)
{
    return i < c->end && c->tokens[i].word == word;
}
bool is_sign(const Counter *c, uint32_t i, const char *sign);
bool is_noun_like(const Counter *c, uint32_t i);
static inline bool touches(const Counter *c, uint32_t i)
{
    return i < c->end && !(c->tokens[i].flags & ARRIAN_SPACE_BEFORE);
}

/* unit.c */
int unit_data_open(ArrianEngine *engine, QuantityData *data, ArrianError *why);
/* The unit at token i, NULL where there is none; its end. */
const Unit *unit_at(const Counter *c, uint32_t i, uint32_t *ret_end);
static inline bool unit_measures(const Unit *unit)
{
    return unit && unit->factor > 0 && unit->base.length;
}
/* Money written before the number that starts at token i: "$", "US$", "C $", "USD"; its first token. */
const Unit *unit_before(const Counter *c, uint32_t i, uint32_t *ret_first);
/* "per kilogram", "/h" behind a unit: its name, and where it ends; empty where there is none. */
ArrianSlice unit_per(const Counter *c, uint32_t at, uint32_t *ret_end);

/* counted.c */
bool says_beside(const Counter *c, uint32_t i, uint32_t bits);
/* What an amount counts; false where it counts nothing. bound_first: first token of the words before it that bound it. */
bool counted_find(const Counter *c, const Amount *a, uint32_t bound_first, Counted *ret);
/* Tokens of what a measure is one of: "40 tons of [grain]", "two thirds of [the villages]", "a $5 million [grant]";
 * false where the text does not say. */
bool counted_whole(const Counter *c, const Amount *a, const Counted *counted, uint32_t *ret_first, uint32_t *ret_end);
#endif

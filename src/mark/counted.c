/* counted.c: what a number counts.   "21 wounded civilians" -> civilian; "4 km of fence" -> kilometer, of fence */
#include "mark/group.h"
#include "mark/quantity.h"
#include "parse/inflect.h"
#include "split/split.h"
#include <math.h>
#include <string.h>

bool is_noun_like(const Counter *c, uint32_t i)
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

static bool is_people(const Counter *c, uint32_t i)
{
    return i < c->end && c->tags->name[i] != ARRIAN_NONE && c->d->names.at[c->tags->name[i]].type == ARRIAN_NATIONALITY;
}

static ArrianSlice singular_at(const Counter *c, uint32_t i)
{
    char out[160];
    ArrianSlice noun = document_words(c->d, c->tokens[i].span);
    if (noun.length > 120) return noun;
    size_t n = inflect_singular(c->engine, noun, out);
    if (is_people(c, i)) *out = *noun.at; /* "Somali" */
    return (ArrianSlice){arena_copy(&c->d->arena, out, n), (uint32_t)n};
}

bool says_beside(const Counter *c, uint32_t i, uint32_t bits)
{
    return i < c->end && i >= c->first && number_beside(c->data->numbers, &c->tokens[i]) & bits;
}

static const ArrianSlice person = {"person", 6};

typedef struct Noun {
    const Unit *unit; /* NULL where it is none */
    uint32_t end;     /* 0 where there is no noun */
} Noun;

/* "23 Somali [and] Yemeni pirates" */
static bool joins_peoples(const Counter *c, uint32_t i)
{
    return is(c, i, c->data->and) && i > c->first && is_people(c, i - 1) && is_people(c, i + 1) && i + 2 < c->end &&
           inflect_is_plural(c->engine, document_words(c->d, c->tokens[i + 2].span));
}

/* "13 [loaded] magazines": a participle before what it describes. */
static bool describes(const Counter *c, uint32_t i)
{
    ArrianSlice word = document_words(c->d, c->tokens[i].span);
    bool verb = word.length > 4 && !memcmp(word.at + word.length - 2, "ed", 2) && split_pos(c->engine, c->tokens[i].word) & POS_VERB;
    return verb && is_noun_like(c, i + 1) && inflect_is_plural(c->engine, document_words(c->d, c->tokens[i + 1].span));
}

/* "40 [more] [“]dead[-]", "40 union-[backed] miners": what may stand between a number and its noun. */
static bool is_passed(const Counter *c, uint32_t i, uint32_t at)
{
    bool hyphen = c->tokens[i].flags & ARRIAN_HYPHEN && i > at;
    bool behind = i > at + 1 && c->tokens[i - 1].flags & ARRIAN_HYPHEN && split_pos(c->engine, c->tokens[i].word) & POS_MAIN_VERB;
    return is_quote_sign(c, i) || hyphen || behind || joins_peoples(c, i) || (i == at && describes(c, i)) ||
           is(c, i, c->data->more) || is(c, i, c->data->other);
}

/* Is it token i that an amount at `at` counts? Then it is the noun so far; true where no better one can follow. */
static bool take_noun(const Counter *c, uint32_t i, uint32_t at, bool many, Noun *noun)
{
    uint32_t unit_end;
    const Unit *unit = unit_at(c, i, &unit_end);
    bool plural = inflect_is_plural(c->engine, document_words(c->d, c->tokens[i].span));
    if (unit && (plural || unit_end > i + 1 || !many || i == at || slice_is(unit->class, "person"))) {
        *noun = (Noun){unit, unit_end};
        return plural || unit_end > i + 1;
    }
    bool named = c->tags->name[i] != ARRIAN_NONE, one = !many && split_pos(c->engine, c->tokens[i].word) & POS_NOUN;
    if (plural || one) *noun = (Noun){NULL, i + 1};
    if (plural && !named) return true;
    return plural && !one && (i + 1 >= c->end || !is_noun_like(c, i + 1)); /* a people's name: "Palestinians" */
}

/* The noun that an amount counts: up to five words on, the first plural, else the last noun before something else
 * comes. */
static bool find_counted(const Counter *c, uint32_t at, bool many, Counted *ret)
{
    enum { STEPS = 6 };
    Noun noun = {0};
    *ret = (Counted){.first = at, .end = at};
    for (uint32_t i = at; i < c->end && i < at + STEPS; i++) {
        if (is_passed(c, i, at)) continue;
        bool verb_only = split_pos(c->engine, c->tokens[i].word) & POS_MAIN_VERB && noun.end;
        if (!is_noun_like(c, i) || verb_only || take_noun(c, i, at, many, &noun)) break;
    }
    if (!noun.end) return false;
    ret->end = noun.end;
    ret->unit = noun.unit ? noun.unit->unit : singular_at(c, noun.end - 1);
    ret->measure = unit_measures(noun.unit);
    ret->row = ret->measure ? noun.unit : NULL;
    return true;
}

static Counted measured(const Unit *unit, uint32_t first, uint32_t end)
{
    return (Counted){.unit = unit->unit, .row = unit, .first = first, .end = end, .measure = true};
}

static bool find_percent(uint32_t at, uint32_t end, Counted *ret)
{
    *ret = (Counted){.unit = {"percent", 7}, .first = at, .end = end, .measure = true};
    return true;
}

/* "two thirds of the villages", "half the army", "one in five homes": a share, in percent of what follows. */
static bool find_share(const Counter *c, const Amount *a, Counted *ret)
{
    uint32_t at = a->end;
    bool of = is(c, at, c->data->of);
    uint32_t noun = at + of;
    uint16_t pos = noun < c->end ? split_pos(c->engine, c->tokens[noun].word) : 0;
    if (a->ratio && !of && !find_counted(c, noun, true, ret)) return find_percent(at, at, ret);
    if (a->ratio && !of) return find_percent(at, ret->end, ret);
    if (!of && !(pos & POS_DET)) return false;
    if (pos & POS_DET) noun++;
    if (is(c, at + of, c->data->a) || is(c, at + of, c->data->an) || !find_counted(c, noun, false, ret)) return false;
    return find_percent(at + of, ret->end, ret);
}

/* "90 per cent", "5 €", "68-ounce cans", "300mm", "40 km of fence": a measure right behind its number; but the bills of
 * "50 dollar bills" and the soldiers of "20 foot soldiers". */
static bool is_measured(const Counter *c, const Unit *unit, uint32_t at, uint32_t end, bool joined)
{
    ArrianSlice words = document_words(c->d, c->tokens[at].span);
    if (!unit_measures(unit)) return false;
    if (joined || end > at + 1 || slice_is(unit->class, "share") || c->tokens[at].flags & ARRIAN_PUNCT || !slice_same(unit->unit, words)) return true;
    return end >= c->end || !is_noun_like(c, end) || !inflect_is_plural(c->engine, document_words(c->d, c->tokens[end].span));
}

/* "More than 400 were held, the group said; the ministry put [the number at] 270": what was counted before. */
static bool find_counted_before(const Counter *c, const Amount *a, Counted *ret)
{
    if (!c->d->quantities.count) return false;
    const ArrianQuantity *q = &c->d->quantities.at[c->d->quantities.count - 1];
    uint32_t before = c->tokens[document_token_at(c->d, q->span.start)].sentence;
    *ret = (Counted){.unit = q->unit, .first = a->end, .end = a->end};
    return before + 1 >= c->tokens[a->first].sentence && q->unit.length;
}

/* "The toll [rose to] 41", "the number of evacuees [has reached] 3,400": what is counted stands before. */
static bool find_reached(const Counter *c, const Amount *a, Counted *ret)
{
    enum { LOOK_BACK = 14 };
    for (uint32_t i = a->first; i > c->first && i + LOOK_BACK > a->first; i--) {
        bool number = is(c, i - 1, c->data->number) && is(c, i, c->data->of);
        bool crowd = says_beside(c, i - 1, NUMBER_WHOLE);
        if (is(c, i - 1, c->data->number) && i + 1 == a->first && is_sign(c, i, "at")) return find_counted_before(c, a, ret);
        if (crowd || (number && says_beside(c, i + 1, HARM_AFTER))) *ret = (Counted){.unit = person};
        else if (!number || !find_counted(c, i + 1, true, ret)) continue;
        ret->first = ret->end = a->end;
        return !ret->measure;
    }
    return false;
}

/* "12 [Somali] and 11 [Yemeni]": people of a state, where no noun follows. */
static bool find_people(const Counter *c, uint32_t at, Counted *ret)
{
    if (!is_people(c, at) || (at + 1 < c->end && is_noun_like(c, at + 1))) return false;
    return *ret = (Counted){.unit = singular_at(c, at), .first = at, .end = at + 1}, true;
}

/* "Of the 23 pirates, [12] are Somali": some of those counted before. */
static bool find_part(const Counter *c, const Amount *a, uint32_t bound_first, Counted *ret)
{
    if (!is(c, c->first, c->data->of) || bound_first < c->first + 4 || !is_sign(c, bound_first - 1, ",") || a->end >= c->end) return false;
    return split_pos(c->engine, c->tokens[a->end].word) & (POS_AUX | POS_VERB) && find_counted_before(c, a, ret) &&
           ret->unit.length;
}

/* "a magnitude of [5.9]", "put the magnitude at [6.1]", "a magnitude [7] quake", "a [5.9] quake" */
static bool find_scale(const Counter *c, const Amount *a, uint32_t bound_first, Counted *ret)
{
    static const char *const links[] = {"of", "at", "was", "is", "-", NULL};
    static const char *const quakes[] = {"quake", "earthquake", "temblor", "tremor", "aftershock", NULL};
    uint32_t row;
    bool quake = a->end < c->end && a->value > 0 && a->value < 10 && a->value != floor(a->value) && group_one_of(c->d, a->end, quakes);
    if (quake && map_get(&c->data->unit_row, engine_word(c->engine, "magnitude", 9), &row))
        return *ret = measured(&c->data->unit_rows.at[row], a->end, a->end), true;
    uint32_t at = bound_first, end;
    if (at > c->first && group_one_of(c->d, at - 1, links)) at--;
    const Unit *unit = at > c->first ? unit_at(c, at - 1, &end) : NULL;
    if (!unit || end != at || !slice_is(unit->class, "scale")) return false;
    return *ret = measured(unit, a->end, a->end), true;
}

/* "200 of [its] supporters" */
static bool owner_at(const Counter *c, uint32_t i)
{
    static const char *const words[] = {"its", "his", "her", "their", "our", "my", NULL};
    return i < c->end && group_one_of(c->d, i, words);
}

/* "12 [F-16]s", "40 [T-72] tanks": counted by the make, or by the noun behind it. */
static bool find_make(const Counter *c, uint32_t at, bool many, Counted *ret)
{
    uint32_t name = at < c->end ? c->tags->name[at] : ARRIAN_NONE, end = at;
    if (name == ARRIAN_NONE || c->d->names.at[name].type != ARRIAN_PRODUCT) return false;
    while (end < c->end && c->tags->name[end] == name) end++;
    ArrianSpan make = document_tokens_span(c->d, at, end);
    if (touches(c, end) && is_sign(c, end, "s")) end++;
    else if (find_counted(c, end, many, ret)) return ret->first = at, true;
    return *ret = (Counted){.unit = document_words(c->d, make), .first = at, .end = end}, true;
}

/* "five of the [12 sailors]": a part, and the whole that it is of, which is a count of its own. */
static bool find_part_of_counted(const Counter *c, const Amount *a, uint32_t at, Counted *ret)
{
    if (a->vague || a->value < 2 || at + 1 >= c->end || !(c->tokens[at].flags & ARRIAN_NUMBER) || c->tokens[at].value <= a->value) return false;
    if (!find_counted(c, at + 1, true, ret)) return false;
    ret->first = ret->end = at;
    return true;
}

bool counted_find(const Counter *c, const Amount *a, uint32_t bound_first, Counted *ret)
{
    uint32_t at = a->end, unit_end, money_first;
    if (a->share && find_share(c, a, ret)) return true;
    if (a->share) {
        const Unit *unit = unit_at(c, at, &unit_end);
        if (!unit || !unit->base.length) return false;
    }
    if (!a->vague && find_scale(c, a, bound_first, ret)) return true;
    const Unit *money = unit_before(c, a->first, &money_first);
    if (money) return *ret = measured(money, at, at), true; /* "$11 million" */
    bool hyphen = at < c->end && c->tokens[at].flags & ARRIAN_HYPHEN, glued = touches(c, at);
    if (hyphen || (at < c->end && c->tokens[at].flags & ARRIAN_GLUED)) at += hyphen;
    bool partitive = is(c, at, c->data->of);
    if (partitive && (is(c, at + 1, c->data->them) || is(c, at + 1, c->data->whom)))
        return *ret = (Counted){.unit = person, .first = at, .end = at + 2}, true;
    if (partitive) at++;
    uint16_t pos = at < c->end ? split_pos(c->engine, c->tokens[at].word) : 0;
    bool whose = partitive && (pos & POS_DET || owner_at(c, at));
    if (whose && find_part_of_counted(c, a, at + 1, ret)) return true; /* "five of the 12 sailors" */
    if (whose) at++; /* "two of his closest aides" */
    else if (partitive && !a->vague && !(pos & (POS_NOUN | POS_ADJ))) return false;
    bool many = a->vague || a->value != 1;
    if (find_make(c, at, many, ret)) return true;
    const Unit *first = unit_at(c, at, &unit_end);
    if (hyphen && !(first && first->base.length)) return false; /* "two-state solution" */
    if (!partitive && first && is_measured(c, first, at, unit_end, hyphen || glued))
        return *ret = measured(first, at, unit_end), true;
    if (is(c, at, c->data->others)) return *ret = (Counted){.unit = person, .first = at, .end = at + 1}, true;
    if (find_counted(c, at, many, ret)) {
        if (partitive && ret->first > a->end) ret->first = at;
        return true;
    }
    if (find_people(c, at, ret)) return true;
    bool more = is(c, at, c->data->more),
         harm = says_beside(c, at, HARM_AFTER) ||
                (at + 1 < c->end && says_beside(c, at + 1, HARM_AFTER) &&
                 split_pos(c->engine, c->tokens[at].word) & (POS_AUX | POS_ADV | POS_PREP)) ||
                (bound_first > c->first && says_beside(c, bound_first - 1, HARM_BEFORE));
    if (!harm && !a->vague && !more) return (c->reached && find_reached(c, a, ret)) || find_part(c, a, bound_first, ret);
    *ret = (Counted){.unit = person, .first = at, .end = at + more};
    return true;
}

/* ---- of what ---- */

/* The noun that the measure describes: "a $5 million [grant]", "68-ounce [cans]". */
static uint32_t described(const Counter *c, uint32_t head, uint32_t end)
{
    uint32_t above = c->tokens[head].head;
    Relation relation = clause_relation(&c->clause, head);
    bool noun = above != ARRIAN_NONE && above >= end && above < c->end && !(c->tokens[above].flags & ARRIAN_PUNCT) &&
                (clause_is(c->d, above, "NOUN") || clause_is(c->d, above, "PROPN"));
    bool plain = relation == RELATION_OTHER || relation == RELATION_COMPOUND || relation == RELATION_NMOD;
    return noun && plain ? above : ARRIAN_NONE;
}

bool counted_whole(const Counter *c, const Amount *a, const Counted *counted, uint32_t *ret_first, uint32_t *ret_end)
{
    uint32_t end = counted->end > a->end ? counted->end : a->end;
    if (!c->trees) {
        Counted noun;
        bool of = is(c, end, c->data->of) && find_counted(c, end + 1, false, &noun);
        if (of) *ret_first = end + 1, *ret_end = noun.end;
        return of;
    }
    bool opens = is(c, end, c->data->of) || is(c, end, c->data->in) || is(c, end, c->data->worth);
    if (is(c, end, c->data->worth) && is(c, end + 1, c->data->of)) end++;
    for (uint32_t i = end + 1; opens && i < c->end && i < end + 8; i++) { /* the noun that "of" hangs on */
        if (c->tokens[end].head == i && clause_relation(&c->clause, i) == RELATION_NMOD) {
            clause_phrase(&c->clause, i, ret_first, ret_end);
            if (*ret_first <= end) *ret_first = end + 1;
            return *ret_end > *ret_first;
        }
    }
    uint32_t head = clause_head(&c->clause, a->first, end), noun = described(c, head, end);
    if (noun == ARRIAN_NONE) return false;
    *ret_first = end, *ret_end = noun + 1;
    while (*ret_first < noun && c->tokens[*ret_first].flags & ARRIAN_PUNCT) ++*ret_first;
    return true;
}

/* figures.c: what reports say of the same number.
 *     "40000 forces" / "about 4,000 troops"          conflict, x10 digit slip
 *     "four battalions" / "about 4,000 troops"       compatible, unit
 *     "27 people are injured" / "25 people were"     changed, update (or conflict where both speak of one time)
 * Two figures are held together where unit and what befell the counted agree and their sentences speak of the same;
 * else they stay apart. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/hash.h"
#include "collate/figure.h"
#include "collate/signal.h"
#include "collate/telling.h"
#include "collate/union.h"
#include "parse/inflect.h"

static uint32_t figure_at(const Ledger *l, uint32_t doc, uint32_t quantity)
{
    for (uint32_t i = 0; i < l->count; i++)
        if (l->at[i].doc == doc && l->at[i].index == quantity) return i;
    return ARRIAN_NONE;
}

/* What a reader put together or held apart. */
static void find_bonds(Ledger *l)
{
    for (uint32_t k = 0; k < l->story->bonds.count; k++) {
        const ReviewBond *b = &l->story->bonds.at[k];
        if (b->kind != REVIEW_QUANTITY) continue;
        uint32_t one = figure_at(l, b->doc[0], b->index[0]), other = figure_at(l, b->doc[1], b->index[1]);
        if (one != ARRIAN_NONE && other != ARRIAN_NONE) LIST_ADD(&l->scratch, l->bonds, (Bond){one, other, b->apart});
    }
}

static bool held_apart(const Ledger *l, uint32_t a, uint32_t b)
{
    for (uint32_t k = 0; k < l->bonds.count; k++) {
        const Bond *bond = &l->bonds.at[k];
        uint32_t x = l->at[bond->a].group, y = l->at[bond->b].group;
        if (bond->apart && ((x == a && y == b) || (x == b && y == a))) return true;
    }
    return false;
}

/* Figures in the order of something that two must share to be held together; so that not every pair is looked at. */
typedef struct Sorted {
    uint64_t key;
    uint32_t figure;
} Sorted;

static int by_key(const void *x, const void *y)
{
    const Sorted *a = x, *b = y;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    return a->figure < b->figure ? -1 : a->figure > b->figure;
}

static Sorted *sort_figures(Ledger *l, uint64_t (*key)(const Figure *f))
{
    Sorted *order = NEW(&l->scratch, Sorted, l->count + 1);
    for (uint32_t i = 0; i < l->count; i++) order[i] = (Sorted){key(&l->at[i]), i};
    if (l->count) qsort(order, l->count, sizeof *order, by_key);
    return order;
}

/* One for all that are vague: their words are held against one another. */
static uint64_t value_key(const Figure *f)
{
    double value = (f->q->has_low ? f->q->low : f->q->high) + 0.0; /* -0 is 0 */
    return f->q->has_low || f->q->has_high ? hash_bytes(&value, sizeof value, 71) | 1 : 0;
}

static uint64_t fate_key(const Figure *f)
{
    return f->fate;
}

static void join_figures(Ledger *l, uint32_t *parent, uint32_t i, uint32_t j)
{
    uint32_t a = union_root(parent, i), b = union_root(parent, j);
    if (a != b && !union_forbids(parent, &l->bonds, a, b)) union_join(parent, a, b);
}

static void group_figures(Ledger *l)
{
    uint32_t *parent = union_new(&l->scratch, l->count);
    find_bonds(l);
    for (uint32_t k = 0; k < l->bonds.count; k++)
        if (!l->bonds.at[k].apart) join_figures(l, parent, l->bonds.at[k].a, l->bonds.at[k].b);
    Sorted *order = sort_figures(l, value_key);
    for (uint32_t i = 0; i < l->count; i++)
        for (uint32_t j = i + 1; j < l->count && order[j].key == order[i].key; j++)
            if (!story_strangers(l->story, l->at[order[i].figure].doc, l->at[order[j].figure].doc) &&
                figure_same(&l->at[order[i].figure], &l->at[order[j].figure]) &&
                !figure_apart(l, &l->at[order[i].figure], &l->at[order[j].figure]) &&
                !figure_other_purses(l, &l->at[order[i].figure], &l->at[order[j].figure]))
                join_figures(l, parent, order[i].figure, order[j].figure);
    for (uint32_t i = 0; i < l->count; i++) l->at[i].group = union_root(parent, i);
}

static ArrianSlice print_value(Ledger *l, const ArrianQuantity *q)
{
    Arena *arena = &l->story->arena;
    char *text;
    int unit = (int)q->unit.length;
    if (q->has_low && q->has_high && q->low == q->high)
        text = arena_print(arena, "%.12g %.*s", q->low, unit, q->unit.at);
    else if (q->has_low && q->has_high)
        text = arena_print(arena, "%.12g-%.12g %.*s", q->low, q->high, unit, q->unit.at);
    else if (q->has_low) text = arena_print(arena, ">=%.12g %.*s", q->low, unit, q->unit.at);
    else if (q->has_high) text = arena_print(arena, "<=%.12g %.*s", q->high, unit, q->unit.at);
    else text = arena_print(arena, "%.*s %.*s", (int)q->word.length, q->word.at, unit, q->unit.at);
    size_t length = strlen(text);
    while (length && text[length - 1] == ' ') text[--length] = 0;
    return (ArrianSlice){text, (uint32_t)length};
}

static ArrianSlice words(Ledger *l, const char *text)
{
    return text ? (ArrianSlice){arena_copy(&l->story->arena, text, strlen(text)), (uint32_t)strlen(text)}
                : (ArrianSlice){0};
}

static ArrianSlice question(Ledger *l, const Figure *f)
{
    static const char *const fates[] = {"",           " killed",  " injured", " held",  " deployed",
                                        " displaced", " missing", " rescued", " aboard"};
    char plural[160] = "";
    if (f->q->unit.length && f->q->unit.length < 120) inflect_plural(l->engine, f->q->unit, plural);
    if (!strcmp(plural, "percents")) plural[7] = 0;
    char *text = arena_print(&l->story->arena, "how many %s%s?", plural,
                             figure_is_person(f) || f->fate == DEPLOYED ? fates[f->fate] : "");
    return (ArrianSlice){text, (uint32_t)strlen(text)};
}

static void add_accord(Ledger *l, const uint32_t *members, uint32_t count, ArrianVerdict verdict, const char *hint)
{
    ArrianAccord accord = {.about = ARRIAN_ABOUT_QUANTITY,
                           .verdict = verdict,
                           .count = count,
                           .hint = words(l, hint),
                           .question = question(l, &l->at[members[0]])};
    accord.values = NEW(&l->story->arena, ArrianValue, count);
    for (uint32_t k = 0; k < count; k++) {
        const Figure *f = &l->at[members[k]];
        accord.values[k] = (ArrianValue){f->doc, f->q->span, print_value(l, f->q), f->source, f->claim};
    }
    accord.origins = lineage_origins(l->story, &accord);
    LIST_ADD(&l->story->arena, l->story->accords, accord);
}

/* Figures of one report are held against one another only where it names another source for each. */
static bool comparable(const Figure *a, const Figure *b)
{
    return a->doc != b->doc || figure_other_sources(a, b);
}

static Judgement judge_worst(const Ledger *l, const uint32_t *members, uint32_t count, bool *ret_several)
{
    Judgement worst = {ARRIAN_AGREED, NULL};
    *ret_several = false;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = i + 1; j < count; j++) {
            const Figure *a = &l->at[members[i]], *b = &l->at[members[j]];
            if (!comparable(a, b)) continue;
            *ret_several = true;
            Judgement now = figure_judge(a, b);
            if (verdict_rank(now.verdict) > verdict_rank(worst.verdict)) worst = now;
        }
    return worst;
}

/* One number in several reports: of what two reports say, the pair that fits best. */
static Judgement judge_kindly(const Ledger *l, const uint32_t *members, uint32_t count, bool *ret_several)
{
    Judgement worst = {ARRIAN_AGREED, NULL};
    *ret_several = false;
    for (uint32_t i = 0, i_end; i < count; i = i_end) {
        for (i_end = i; i_end < count && l->at[members[i_end]].doc == l->at[members[i]].doc;) i_end++;
        for (uint32_t j = i_end, j_end; j < count; j = j_end) {
            Judgement best = figure_judge(&l->at[members[i]], &l->at[members[j]]);
            for (j_end = j; j_end < count && l->at[members[j_end]].doc == l->at[members[j]].doc; j_end++)
                for (uint32_t k = i; k < i_end; k++) {
                    Judgement now = figure_judge(&l->at[members[k]], &l->at[members[j_end]]);
                    if (verdict_rank(now.verdict) < verdict_rank(best.verdict)) best = now;
                }
            *ret_several = true;
            if (verdict_rank(best.verdict) > verdict_rank(worst.verdict)) worst = best;
        }
    }
    return worst;
}

static uint32_t list_group(const Ledger *l, uint32_t root, uint32_t *members)
{
    uint32_t count = 0;
    for (uint32_t j = root; j != ARRIAN_NONE; j = l->at[j].next) members[count++] = j;
    return count;
}

/* "some 80 diggers", and "over 80 diggers", though each report tell both. */
static bool told_in_bounds(const Ledger *l, const uint32_t *members, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = i + 1; j < count; j++)
            if (figure_other_bound(&l->at[members[i]], &l->at[members[j]])) return true;
    return false;
}

static void judge_group(Ledger *l, uint32_t root, uint32_t *members, bool has_rival)
{
    uint32_t count = list_group(l, root, members);
    bool several;
    Judgement worst = judge_kindly(l, members, count, &several);
    const Figure *f = &l->at[root];
    if (several && worst.verdict == ARRIAN_AGREED && told_in_bounds(l, members, count)) worst = (Judgement){ARRIAN_COMPATIBLE, "bound"};
    if (several) add_accord(l, members, count, worst.verdict, worst.hint);
    else if (!has_rival && (figure_is_person(f) || f->claim != ARRIAN_NONE || f->base.length))
        add_accord(l, members, count, ARRIAN_ONE_SIDED, NULL);
}

/* "could save $3 billion", analysts say, and "spent $4.8 billion", says the firm: no two counts of one thing. */
static bool one_act(const Ledger *l, const Figure *a, const Figure *b)
{
    const ArrianDocument *d = l->story->docs[a->doc];
    if (!a->base.length || a->claim == ARRIAN_NONE || b->claim == ARRIAN_NONE) return true;
    return cue_key(l->engine, d, d->claims.at[a->claim].cue, NULL) == cue_key(l->engine, d, d->claims.at[b->claim].cue, NULL);
}

/* How one report tells two numbers. */
typedef enum Together { APART, SIDE_BY_SIDE, AS_UPDATE, BY_SOURCES } Together;

/* A report that tells both numbers side by side does not take them for one; unless it says that the one became the
 * other, or names another source for each. */
static Together told_together(const Ledger *l, uint32_t a, uint32_t b)
{
    enum { NEARBY = 3 };
    Together found = APART;
    for (uint32_t i = a; i != ARRIAN_NONE; i = l->at[i].next)
        for (uint32_t j = b; j != ARRIAN_NONE; j = l->at[j].next) {
            const Figure *x = &l->at[i], *y = &l->at[j];
            if (x->doc != y->doc) continue;
            const ArrianDocument *d = l->story->docs[x->doc];
            uint32_t apart = x->sentence > y->sentence ? x->sentence - y->sentence : y->sentence - x->sentence;
            if (apart <= NEARBY && x->fate && figure_ratio(x, y) <= 2 &&
                (signal_in(l->engine, d, x->sentence, SIGNAL_UPDATE) ||
                 signal_in(l->engine, d, y->sentence, SIGNAL_UPDATE)))
                return AS_UPDATE;
            if (found != SIDE_BY_SIDE) found = figure_other_sources(x, y) && one_act(l, x, y) ? BY_SOURCES : SIDE_BY_SIDE;
        }
    return found;
}

static bool other_hands(const Ledger *l, uint32_t a, uint32_t b)
{
    for (uint32_t i = a; i != ARRIAN_NONE; i = l->at[i].next)
        for (uint32_t j = b; j != ARRIAN_NONE; j = l->at[j].next)
            if (figure_other_actors(l, &l->at[i], &l->at[j])) return true;
    return false;
}

/* Each group as a chain that starts at its root. */
static void chain_groups(Ledger *l)
{
    uint32_t *last = NEW(&l->scratch, uint32_t, l->count + 1);
    for (uint32_t i = 0; i < l->count; i++) {
        uint32_t root = l->at[i].group;
        l->at[i].next = ARRIAN_NONE;
        if (root != i) l->at[last[root]].next = i;
        last[root] = i;
    }
}

typedef struct Contest {
    uint32_t a, b; /* groups, a < b */
    double strength;
    uint32_t first[2]; /* the first two figures of theirs that contend */
} Contest;
typedef LIST(Contest) Contests;

static int by_first(const void *x, const void *y)
{
    const Contest *a = x, *b = y;
    if (a->first[0] != b->first[0]) return a->first[0] < b->first[0] ? -1 : 1;
    return a->first[1] < b->first[1] ? -1 : a->first[1] > b->first[1];
}

static void add_contest(Ledger *l, Contests *list, Map *number, uint32_t i, uint32_t j, double strength)
{
    uint32_t a = l->at[i].group, b = l->at[j].group, known;
    uint64_t key = (a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a) + 1;
    Contest new = {a < b ? a : b, a < b ? b : a, strength, {i, j}};
    if (!map_get(number, key, &known)) {
        map_put(&l->scratch, number, key, list->count);
        LIST_ADD(&l->scratch, *list, new);
        return;
    }
    Contest *old = &list->at[known];
    if (strength > old->strength) old->strength = strength;
    if (by_first(&new, old) < 0) memcpy(old->first, new.first, sizeof old->first);
}

/* "two wounded" are none of "five killed". */
static bool fates_part(const Figure *a, const Figure *b)
{
    return a->fate && b->fate && a->fate != b->fate;
}

/* "17 men and one woman", "18 people": with a number beside it the one makes the other. */
static bool makes_up(const Ledger *l, uint32_t part, uint32_t sum)
{
    enum { BESIDE = 2 };
    const Figure *a = &l->at[part];
    for (uint32_t k = part > BESIDE ? part - BESIDE : 0; k <= part + BESIDE && k < l->count; k++) {
        const Figure *b = &l->at[k];
        if (k != part && b->doc == a->doc && b->sentence == a->sentence && a->q->has_low && b->q->has_low && !fates_part(a, b) &&
            figure_counts(&l->at[sum], b) && a->q->low + b->q->low == l->at[sum].q->low)
            return true;
    }
    return false;
}

/* Pairs of groups that contend, each with its strongest pair of figures; figures with different fates never do. */
static Contests find_contests(Ledger *l, bool compatible)
{
    Contests list = {0};
    Map number = {0};
    Sorted *order = sort_figures(l, fate_key);
    for (uint32_t i = 0; i < l->count; i++)
        for (uint32_t j = i + 1; j < l->count && order[j].key == order[i].key; j++) {
            uint32_t a = order[i].figure, b = order[j].figure;
            if (l->at[a].group == l->at[b].group || story_strangers(l->story, l->at[a].doc, l->at[b].doc)) continue;
            double now = figure_rivalry(&l->at[a], &l->at[b], compatible);
            bool two = now > 0 && (makes_up(l, a, b) || makes_up(l, b, a));
            two |= figure_apart(l, &l->at[a], &l->at[b]) || figure_other_purses(l, &l->at[a], &l->at[b]);
            if (now > 0 && !two) add_contest(l, &list, &number, a, b, now);
        }
    if (list.count) qsort(list.at, list.count, sizeof *list.at, by_first);
    return list;
}

/* For each group the group that contends with it most; only where both choose each other are they held against one
 * another. */
static void find_rivals(Ledger *l, uint32_t *rival, bool compatible)
{
    double *best = NEW(&l->scratch, double, l->count + 1);
    Contests list = find_contests(l, compatible);
    for (uint32_t i = 0; i < l->count; i++) rival[i] = ARRIAN_NONE;
    for (uint32_t k = 0; k < list.count; k++) {
        const Contest *c = &list.at[k];
        bool wanted = c->strength > best[c->a] || c->strength > best[c->b];
        if (!wanted || held_apart(l, c->a, c->b) || other_hands(l, c->a, c->b)) continue;
        Together told = told_together(l, c->a, c->b); /* "735", "hundreds": of two sources of a report, two counts */
        bool vague = figure_is_vague(&l->at[c->first[0]]) != figure_is_vague(&l->at[c->first[1]]);
        if (told == SIDE_BY_SIDE || (told == BY_SOURCES && vague)) continue;
        if (c->strength > best[c->a]) best[c->a] = c->strength, rival[c->a] = c->b;
        if (c->strength > best[c->b]) best[c->b] = c->strength, rival[c->b] = c->a;
    }
}

/* Of two numbers of a toll the one became the other, by some two figures of which `ordered` is true. */
static bool became(const Ledger *l, uint32_t a, uint32_t b, bool (*ordered)(const Figure *a, const Figure *b))
{
    for (uint32_t i = a; i != ARRIAN_NONE; i = l->at[i].next)
        for (uint32_t j = b; j != ARRIAN_NONE; j = l->at[j].next) {
            const Figure *x = &l->at[i], *y = &l->at[j];
            if (ordered(x, y) && figure_is_toll(x) && figure_judge(x, y).verdict == ARRIAN_CHANGED) return true;
        }
    return false;
}

static void judge_rivals(Ledger *l, uint32_t a, uint32_t b, uint32_t *members)
{
    bool several;
    uint32_t count = list_group(l, a, members);
    count += list_group(l, b, members + count);
    Judgement worst = judge_worst(l, members, count, &several);
    bool contested = worst.verdict == ARRIAN_CONFLICT && !worst.hint;
    if (told_together(l, a, b) == AS_UPDATE || (contested && became(l, a, b, figure_in_order))) worst = (Judgement){ARRIAN_CHANGED, "update"};
    if (several) add_accord(l, members, count, worst.verdict, worst.hint);
}

/* ---- a count that grows: "34 dead", "at least 41 dead", "43 dead" in reports of three days ---- */

typedef struct Series {
    uint32_t *parent, *next, *last; // (figures): of roots of groups; the chain of each series from its root
} Series;

/* Nothing says of any two of them that they are counts of two things. */
static bool series_fit(const Ledger *l, const Series *s, uint32_t a, uint32_t b)
{
    for (uint32_t i = a; i != ARRIAN_NONE; i = s->next[i])
        for (uint32_t j = b; j != ARRIAN_NONE; j = s->next[j])
            if (figure_ratio(&l->at[i], &l->at[j]) > MOST_UPDATE || told_together(l, i, j) == SIDE_BY_SIDE ||
                held_apart(l, i, j) || other_hands(l, i, j))
                return false;
    return true;
}

static void series_join(Series *s, uint32_t a, uint32_t b)
{
    uint32_t root = a < b ? a : b, other = a < b ? b : a; /* as union_join has it */
    union_join(s->parent, a, b);
    s->next[s->last[root]] = other;
    s->last[root] = s->last[other];
}

static int by_strength(const void *x, const void *y)
{
    const Contest *a = x, *b = y;
    return a->strength != b->strength ? (a->strength > b->strength ? -1 : 1) : by_first(x, y);
}

/* Groups that are one count at different times, the strongest pairs first. */
static uint32_t *find_series(Ledger *l)
{
    Series s = {union_new(&l->scratch, l->count), NEW(&l->scratch, uint32_t, l->count + 1),
                NEW(&l->scratch, uint32_t, l->count + 1)};
    for (uint32_t i = 0; i < l->count; i++) s.next[i] = ARRIAN_NONE, s.last[i] = i;
    Contests all = find_contests(l, false), more = find_contests(l, true);
    for (uint32_t k = 0; k < more.count; k++) LIST_ADD(&l->scratch, all, more.at[k]);
    if (all.count) qsort(all.at, all.count, sizeof *all.at, by_strength);
    for (uint32_t k = 0; k < all.count; k++) {
        uint32_t a = union_root(s.parent, all.at[k].a), b = union_root(s.parent, all.at[k].b);
        if (a != b && became(l, all.at[k].a, all.at[k].b, figure_other_days) && series_fit(l, &s, a, b)) series_join(&s, a, b);
    }
    return s.parent;
}

static void judge_series(Ledger *l, uint32_t *series, uint32_t root, uint32_t *members)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < l->count; i++)
        if (union_root(series, l->at[i].group) == root) members[count++] = i;
    add_accord(l, members, count, ARRIAN_CHANGED, "update");
}

/* "40 million shekels ($11 million)": a figure, and right behind it the same in another unit. */
static bool is_converted(const Ledger *l, const Figure *a, const Figure *b)
{
    enum { CLOSE = 24 };
    bool units = a->base.length && b->base.length && slice_same(a->class, b->class) && !slice_same(a->q->unit, b->q->unit);
    if (!units || a->doc != b->doc || a->sentence != b->sentence || b->q->span.start < a->q->span.end) return false;
    uint32_t between = b->q->span.start - a->q->span.end;
    return between < CLOSE && memchr(l->story->docs[a->doc]->text.at + a->q->span.end, '(', between);
}

/* One row for all reports that convert a figure, with those who give it in one of the units alone: "a 130ft deep well". */
static void find_conversions(Ledger *l, uint32_t *members)
{
    uint32_t *parent = union_new(&l->scratch, l->count);
    bool *converted = NEW(&l->scratch, bool, l->count + 1);
    for (uint32_t i = 0; i + 1 < l->count; i++) {
        uint32_t a = l->at[i].group, b = l->at[i + 1].group;
        if (!is_converted(l, &l->at[i], &l->at[i + 1])) continue;
        union_join(parent, a, b);
        converted[a] = converted[b] = true;
    }
    for (uint32_t i = 0; i < l->count; i++)
        for (uint32_t j = 0; j < l->count && l->at[i].group == i && converted[i]; j++)
            if (l->at[j].group == j && !converted[j] && figure_converts(&l->at[i], &l->at[j]) &&
                about_same(l->at[i].near, l->at[j].near) > 0)
                union_join(parent, i, j);
    for (uint32_t root = 0; root < l->count; root++) {
        uint32_t count = 0;
        if (union_root(parent, root) != root) continue;
        bool some = false;
        for (uint32_t i = root; i < l->count; i++)
            if (union_root(parent, l->at[i].group) == root) members[count++] = i, some |= converted[l->at[i].group];
        if (some) add_accord(l, members, count, ARRIAN_COMPATIBLE, "unit");
    }
}

static uint32_t add_members(const Ledger *l, uint32_t figure, uint32_t *members, uint32_t count, uint32_t room)
{
    for (uint32_t j = l->at[figure].group; j != ARRIAN_NONE && count < room; j = l->at[j].next) {
        bool there = false;
        for (uint32_t k = 0; k < count; k++) there |= members[k] == j;
        if (!there) members[count++] = j;
    }
    return count;
}

/* The sum of two figures as another report, or else the same, tells it. */
static uint32_t find_sum(const Ledger *l, const Figure *a, const Figure *b)
{
    uint32_t found = ARRIAN_NONE;
    for (uint32_t k = 0; k < l->count; k++) {
        const Figure *sum = &l->at[k];
        if (sum == a || sum == b || !figure_counts(sum, a) || !figure_counts(sum, b) || !sum->q->has_low ||
            sum->q->low != a->q->low + b->q->low)
            continue;
        if (sum->q->low < 5 || fates_part(a, sum) || fates_part(b, sum)) continue;
        if (story_strangers(l->story, sum->doc, a->doc)) continue;
        if (sum->doc != a->doc) return k;
        if (sum->sentence <= a->sentence + 2) found = k;
    }
    return found;
}

/* "five people, including two civilians": the one is counted in the other, and nothing is to be added. */
static bool counted_in(const Ledger *l, const Figure *a, const Figure *b)
{
    const ArrianDocument *d = l->story->docs[a->doc];
    if (a->sentence != b->sentence) return false;
    return signal_between(l->engine, d, a->q->span.end, b->q->span.start, SIGNAL_PART);
}

/* "17 men [and] one woman" */
static bool joined_by_and(const Ledger *l, const Figure *a, const Figure *b)
{
    const ArrianDocument *d = l->story->docs[a->doc];
    uint32_t end = document_token_at(d, a->q->span.end);
    return a->sentence == b->sentence && end + 1 < d->tokens.count && d->tokens.at[end + 1].span.start == b->q->span.start &&
           slice_is(document_words(d, d->tokens.at[end].span), "and");
}

/* "103 passengers and 26 crew" = "129 people": two figures of neighbouring sentences that make a third. */
static void find_sums(Ledger *l)
{
    enum { ROOM = 96 };
    uint32_t members[ROOM];
    for (uint32_t i = 0; i < l->count; i++)
        for (uint32_t j = i + 1; j < l->count && l->at[j].doc == l->at[i].doc; j++) {
            const Figure *a = &l->at[i], *b = &l->at[j];
            if (b->sentence > a->sentence + 1) break;
            if (!figure_same_unit(a, b) || !a->q->has_low || !b->q->has_low || a->q->low < 1 || b->q->low < 1) continue;
            if ((a->q->low < 2 || b->q->low < 2) && !joined_by_and(l, a, b)) continue; /* ones are everywhere */
            if (counted_in(l, a, b)) continue;
            uint32_t sum = find_sum(l, a, b);
            if (sum == ARRIAN_NONE || l->at[sum].group == a->group || l->at[sum].group == b->group ||
                a->group == b->group)
                continue;
            bool earlier = false; /* another report's same two figures have told it */
            for (uint32_t k = a->group; k != ARRIAN_NONE && k < i; k = l->at[k].next) earlier |= l->at[k].summed;
            l->at[i].summed = true;
            if (earlier) continue;
            uint32_t count = add_members(l, i, members, 0, ROOM);
            count = add_members(l, j, members, count, ROOM);
            count = add_members(l, sum, members, count, ROOM);
            add_accord(l, members, count, ARRIAN_COMPATIBLE, "sum");
        }
}

/* "four battalions" beside "about 4,000 troops": the units say the same where the sizes of such units allow it. */
static void find_unit_sizes(Ledger *l)
{
    for (uint32_t i = 0; i < l->count; i++) {
        const Figure *unit = &l->at[i];
        if (unit->size_high <= 0 || !unit->q->has_low) continue;
        uint32_t members[64], count = 0;
        members[count++] = i;
        bool other_doc = false, earlier = false;
        for (uint32_t j = 0; j < l->count && count < 60; j++) {
            const Figure *f = &l->at[j];
            if (f->size_high > 0 && f->q->has_low && slice_same(f->q->unit, unit->q->unit) &&
                f->q->low == unit->q->low) {
                earlier |= j < i;
                if (j != i) members[count++] = j;
            } else if (figure_is_person(f) && f->fate == DEPLOYED && f->q->has_low &&
                       f->q->low >= unit->q->low * unit->size_low &&
                       f->q->low <= unit->q->low * unit->size_high * 1.35) {
                members[count++] = j;
                other_doc = true;
            }
        }
        if (other_doc && !earlier) add_accord(l, members, count, ARRIAN_COMPATIBLE, "unit");
    }
}

/* Counts of one kind with one fate that reports tell side by side: part and whole, place and land, one day and a war.
 * None is a rival of another, and a reader may take them for such. done: groups that have rivals. */
static void find_side_by_side(Ledger *l, uint32_t *members, bool *done)
{
    enum { MOST_WHOLE = 500 }; /* one dead in a raid, and all the dead of a war */
    for (uint32_t i = 0; i < l->count; i++) {
        if (l->at[i].group != i || done[i] || !l->at[i].fate) continue;
        uint32_t count = list_group(l, i, members), groups = 1;
        bool told = false;
        for (uint32_t j = i + 1; j < l->count; j++) {
            const Figure *a = &l->at[i], *b = &l->at[j];
            if (b->group != j || done[j] || a->fate != b->fate || a->kin != b->kin || !a->kin || !figure_same_unit(a, b)) continue;
            if (verdict_rank(figure_judge(a, b).verdict) < verdict_rank(ARRIAN_DIFFERENT) ||
                figure_ratio(a, b) > MOST_WHOLE || told_together(l, i, j) != SIDE_BY_SIDE)
                continue;
            told = true;
            count += list_group(l, j, members + count);
            done[j] = true;
            groups++;
        }
        if (groups > 1 && told) add_accord(l, members, count, ARRIAN_DIFFERENT, "part and whole");
    }
}

/* Who contests a count without giving one: "activists say the toll is much higher". Span from the signal's sentence. */
typedef struct Dispute {
    uint32_t doc, sentence, claim;
    ArrianSpan span;
    Fate fate;
} Dispute;

static bool find_dispute(const Ledger *l, const Figure *f, Dispute *ret)
{
    enum { LOOK_ON = 2 };
    const ArrianDocument *d = l->story->docs[f->doc];
    for (uint32_t s = f->sentence; s <= f->sentence + LOOK_ON && s < d->sentences.count; s++) {
        const ArrianSentence *sentence = &d->sentences.at[s];
        SignalKind kind;
        uint32_t end, stop = sentence->first + sentence->count;
        for (uint32_t i = sentence->first; i < stop; i++) {
            if (d->tokens.at[i].span.start < f->q->span.end || !signal_at(l->engine, d, i, stop, &kind, &end) ||
                kind != SIGNAL_DISPUTE)
                continue;
            uint32_t from = i > sentence->first + 3 ? i - 3 : sentence->first;
            *ret = (Dispute){f->doc, s, ARRIAN_NONE, document_tokens_span(d, from, end), NO_FATE};
            ret->fate = figure_fate(l->engine, d, ret->span, s);
            for (uint32_t k = 0; k < d->claims.count; k++)
                if (span_overlap(d->claims.at[k].cue, document_tokens_span(d, i, end))) ret->claim = k;
            return !ret->fate || ret->fate == f->fate;
        }
    }
    return false;
}

static ArrianValue dispute_value(Ledger *l, const Dispute *x)
{
    const ArrianDocument *d = l->story->docs[x->doc];
    ArrianSlice words = document_words(d, x->span), source = lineage_source(d, x->span);
    if (!source.length && x->claim != ARRIAN_NONE && d->claims.at[x->claim].sources)
        source = document_words(d, d->claims.at[x->claim].source[0].span);
    return (ArrianValue){x->doc, x->span,
                         (ArrianSlice){arena_copy(&l->story->arena, words.at, words.length), words.length}, source,
                         x->claim};
}

static void find_disputes(Ledger *l, uint32_t *members)
{
    enum { MOST = 32 };
    for (uint32_t i = 0; i < l->count; i++) {
        if (l->at[i].group != i) continue;
        Dispute found[MOST];
        uint32_t count = list_group(l, i, members), disputes = 0;
        for (uint32_t k = 0; k < count && disputes < MOST; k++)
            disputes += find_dispute(l, &l->at[members[k]], &found[disputes]);
        if (!disputes) continue;
        add_accord(l, members, count, ARRIAN_CONFLICT, "contested");
        ArrianAccord *accord = &l->story->accords.at[l->story->accords.count - 1];
        ArrianValue *values = NEW(&l->story->arena, ArrianValue, count + disputes);
        memcpy(values, accord->values, count * sizeof *values);
        for (uint32_t k = 0; k < disputes; k++) values[count + k] = dispute_value(l, &found[k]);
        accord->values = values;
        accord->count += disputes;
    }
}

void figures_compare(const ArrianEngine *engine, ArrianStory *story)
{
    Ledger l = {.engine = engine, .story = story};
    l.scratch.trap = story->arena.trap;
    figures_collect(&l);
    group_figures(&l);
    chain_groups(&l);
    uint32_t *members = NEW(&l.scratch, uint32_t, l.count * 2 + 2), *rival[2];
    bool *has_rival = NEW(&l.scratch, bool, l.count + 1);
    for (int k = 0; k < 2; k++) {
        rival[k] = NEW(&l.scratch, uint32_t, l.count + 1);
        find_rivals(&l, rival[k], k);
    }
    uint32_t *series = find_series(&l), *sizes = NEW(&l.scratch, uint32_t, l.count + 1);
    for (uint32_t i = 0; i < l.count; i++) sizes[union_root(series, i)] += l.at[i].group == i;
    for (uint32_t i = 0; i < l.count; i++) {
        if (l.at[i].group != i) continue;
        bool mutual[2], grown = sizes[union_root(series, i)] > 1;
        for (int k = 0; k < 2; k++) mutual[k] = rival[k][i] != ARRIAN_NONE && rival[k][rival[k][i]] == i;
        has_rival[i] = mutual[0] || mutual[1] || grown;
        judge_group(&l, i, members, has_rival[i]);
        if (grown && union_root(series, i) == i) judge_series(&l, series, i, members);
        for (int k = 0; k < 2; k++)
            if (mutual[k] && i < rival[k][i] && union_root(series, i) != union_root(series, rival[k][i]))
                judge_rivals(&l, i, rival[k][i], members);
    }
    find_conversions(&l, members);
    find_sums(&l);
    find_unit_sizes(&l);
    find_side_by_side(&l, members, has_rival);
    find_disputes(&l, members);
    arena_end(&l.scratch);
}

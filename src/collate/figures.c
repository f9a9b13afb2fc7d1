/* figures.c: what reports say of the same number.
 *     "40000 forces" / "about 4,000 troops"          conflict, x10 digit slip
 *     "four battalions" / "about 4,000 troops"       compatible, unit
 *     "27 people are injured" / "25 people were"     changed, update (or conflict where both speak of one time)
 * Two figures are held together where unit and what befell the counted agree and their sentences speak of the same;
 * else they stay apart. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "collate/collate.h"
#include "collate/union.h"
#include "mark/mark.h"
#include "parse/inflect.h"

enum { MOST_FIGURES = 4000 };
/* What befell those who are counted: figures with different fates are never rivals. */
typedef enum Fate { NO_FATE, KILLED, INJURED, ARRESTED, DEPLOYED, DISPLACED, MISSING, RESCUED, ABOARD } Fate;

typedef struct Figure {
    uint32_t doc, index, sentence, claim;
    const ArrianQuantity *q;
    ArrianSlice class, base;
    double factor, size_low, size_high; /* of a military unit, in persons */
    Fate fate;
    About about, near;    /* the sentence; the words beside it */
    uint32_t group, next; /* its root, and the next member of its group */
    bool summed;          /* part of a sum that was told */
    int day;              /* of the report */
} Figure;
typedef struct Ledger {
    const ArrianEngine *engine;
    ArrianStory *story;
    Arena scratch;
    Figure *at;
    uint32_t count;
} Ledger;

static Fate fate_of_word(ArrianSlice word)
{
    static const struct {
        const char *stem;
        Fate fate;
    } stems[] = {{"kill", KILLED},        {"dead", KILLED},       {"death", KILLED},       {"die", KILLED},
                 {"dying", KILLED},       {"lives", KILLED},      {"slain", KILLED},       {"massacre", KILLED},
                 {"drown", KILLED},       {"perish", KILLED},     {"toll", KILLED},        {"fatal", KILLED},
                 {"injur", INJURED},      {"wound", INJURED},     {"hurt", INJURED},       {"hospital", INJURED},
                 {"arrest", ARRESTED},    {"detain", ARRESTED},   {"custody", ARRESTED},   {"suspect", ARRESTED},
                 {"deploy", DEPLOYED},    {"troop", DEPLOYED},    {"battalion", DEPLOYED}, {"battle", DEPLOYED},
                 {"station", DEPLOYED},   {"flee", DISPLACED},    {"fled", DISPLACED},     {"displac", DISPLACED},
                 {"homeless", DISPLACED}, {"evacuat", DISPLACED}, {"missing", MISSING},    {"rescue", RESCUED},
                 {"aboard", ABOARD},      {"board", ABOARD},      {"passenger", ABOARD}};
    for (size_t k = 0; k < sizeof stems / sizeof *stems; k++)
        if (word.length >= strlen(stems[k].stem) && !strncasecmp(word.at, stems[k].stem, strlen(stems[k].stem)))
            return stems[k].fate;
    return NO_FATE;
}

/* The fate nearest to the figure in its sentence, the words after it first. */
static Fate fate_near(const ArrianDocument *d, ArrianSpan span, uint32_t sentence)
{
    const ArrianSentence *s = &d->sentences.at[sentence];
    uint32_t first = document_token_at(d, span.start), end = document_token_at(d, span.end), stop = s->first + s->count;
    for (uint32_t i = first; i < end; i++) {
        Fate fate = fate_of_word(document_words(d, d->tokens.at[i].span));
        if (fate) return fate;
    }
    for (uint32_t step = 1; step <= 16; step++) {
        if (end + step - 1 < stop) {
            Fate fate = fate_of_word(document_words(d, d->tokens.at[end + step - 1].span));
            if (fate) return fate;
        }
        if (first >= s->first + step) {
            Fate fate = fate_of_word(document_words(d, d->tokens.at[first - step].span));
            if (fate) return fate;
        }
    }
    return NO_FATE;
}

/* Soldiers of whom nothing else is told are where they are sent. */
static bool is_military(ArrianSlice unit)
{
    return slice_is(unit, "troop") || slice_is(unit, "force") || slice_is(unit, "soldier") ||
           slice_is(unit, "personnel") || slice_is(unit, "servicemember");
}

static uint32_t claim_of(const ArrianDocument *d, uint32_t quantity)
{
    for (uint32_t k = 0; k < d->claims.count; k++)
        for (uint32_t i = 0; i < d->claims.at[k].quantities; i++)
            if (d->claims.at[k].quantity[i] == quantity) return k;
    return ARRIAN_NONE;
}

static ArrianSpan beside(const ArrianDocument *d, ArrianSpan span, uint32_t sentence)
{
    const ArrianSentence *s = &d->sentences.at[sentence];
    uint32_t first = document_token_at(d, span.start), end = document_token_at(d, span.end);
    first = first > s->first + 8 ? first - 8 : s->first;
    end = end + 8 < s->first + s->count ? end + 8 : s->first + s->count;
    return document_tokens_span(d, first, end);
}

static void collect(Ledger *l)
{
    uint32_t room = 0;
    for (uint32_t i = 0; i < l->story->count; i++) room += l->story->docs[i]->quantities.count;
    l->at = NEW(&l->scratch, Figure, room + 1);
    for (uint32_t i = 0; i < l->story->count; i++) {
        const ArrianDocument *d = l->story->docs[i];
        for (uint32_t k = 0; k < d->quantities.count && l->count < MOST_FIGURES; k++) {
            const ArrianQuantity *q = &d->quantities.at[k];
            uint32_t sentence = d->tokens.at[document_token_at(d, q->span.start)].sentence;
            Figure f = {.doc = i, .index = k, .q = q, .sentence = sentence, .claim = claim_of(d, k), .day = d->anchor};
            f.class = quantity_unit_class(l->engine, q->unit, &f.factor, &f.base);
            if (!quantity_unit_size(l->engine, q->unit, &f.size_low, &f.size_high)) f.size_high = 0;
            f.fate = fate_near(d, q->span, sentence);
            if (!f.fate && is_military(q->unit)) f.fate = DEPLOYED;
            f.about = about_span(l->engine, &l->scratch, d, d->sentences.at[sentence].span);
            f.near = about_span(l->engine, &l->scratch, d, beside(d, q->span, sentence));
            l->at[l->count++] = f;
        }
    }
}

static bool is_person(const Figure *f)
{
    return slice_is(f->class, "person");
}

static bool same_unit(const Figure *a, const Figure *b)
{
    if (a->q->unit.length && slice_same(a->q->unit, b->q->unit)) return true;
    if (is_person(a) && is_person(b)) return true;
    return a->base.length && slice_same(a->base, b->base) && a->factor > 0 && b->factor > 0;
}

static bool same_value(const Figure *a, const Figure *b)
{
    if (!a->q->has_low && !a->q->has_high)
        return !b->q->has_low && !b->q->has_high && slice_same(a->q->word, b->q->word);
    double x = a->q->has_low ? a->q->low : a->q->high, y = b->q->has_low ? b->q->low : b->q->high;
    return (b->q->has_low || b->q->has_high) && x == y;
}

/* Nouns so general that any other person may be meant. */
static bool is_general(const Figure *f)
{
    static const char *const general[] = {"person",  "other", "victim", "civilian", "individual", "resident",
                                          "citizen", "man",   "troop",  "force",    "soldier"};
    for (size_t k = 0; k < sizeof general / sizeof *general; k++)
        if (slice_is(f->q->unit, general[k])) return true;
    return false;
}

static bool unit_rivals(const Figure *a, const Figure *b)
{
    return slice_same(a->q->unit, b->q->unit) || (is_person(a) && is_person(b) && is_general(a) && is_general(b));
}

static bool fates_fit(const Figure *a, const Figure *b)
{
    return a->fate == b->fate || (!a->fate && !b->fate);
}

/* The same number of the same thing: one figure told twice. */
static bool same_figure(const Figure *a, const Figure *b)
{
    if ((a->doc == b->doc && a->sentence == b->sentence) || !same_unit(a, b) || !same_value(a, b)) return false;
    double near = about_same(a->near, b->near), sentence = about_same(a->about, b->about);
    if (slice_same(a->q->unit, b->q->unit)) return near >= 0.2 || sentence >= 0.25 || fates_fit(a, b);
    return fates_fit(a, b) || near >= 0.34;
}

static double vague_low(ArrianSlice word)
{
    static const struct {
        const char *word;
        double low;
    } sizes[] = {{"hundreds of thousands", 1e5},
                 {"tens of thousands", 1e4},
                 {"tens of millions", 1e7},
                 {"hundreds of millions", 1e8},
                 {"dozens", 24},
                 {"scores", 40},
                 {"hundreds", 200},
                 {"thousands", 2000},
                 {"millions", 2e6},
                 {"billions", 2e9},
                 {"several", 3},
                 {"few", 3}};
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
        if (word.length >= strlen(sizes[k].word) && !strncasecmp(word.at, sizes[k].word, strlen(sizes[k].word)))
            return sizes[k].low;
    return 0;
}

typedef struct Range {
    double low, high; /* in the base unit */
    bool round;       /* about, some, nearly: give or take a tenth */
} Range;

static Range range_of(const Figure *f)
{
    double scale = f->base.length && f->factor > 0 ? f->factor : 1;
    Range r = {f->q->has_low ? f->q->low * scale : 0, f->q->has_high ? f->q->high * scale : INFINITY,
               f->q->word.length && f->q->has_low && f->q->has_high};
    if (!f->q->has_low && !f->q->has_high) {
        r.low = vague_low(f->q->word) * scale * 0.4;
        r.high = vague_low(f->q->word) * scale * 25;
    }
    return r;
}

static bool overlaps(Range a, Range b)
{
    double slack = a.round || b.round ? 1.1 : 1.0;
    return a.low <= b.high * slack && b.low <= a.high * slack;
}

static bool digit_slip(const Figure *a, const Figure *b)
{
    if (!a->q->has_low || !b->q->has_low || a->q->low < 10 || b->q->low < 10) return false;
    double ratio = a->q->low > b->q->low ? a->q->low / b->q->low : b->q->low / a->q->low;
    return ratio == 10 || ratio == 100 || ratio == 1000;
}

/* What two states sent is not one figure. */
static bool other_actors(const Ledger *l, const Figure *a, const Figure *b)
{
    if (a->claim == ARRIAN_NONE || b->claim == ARRIAN_NONE) return false;
    const ArrianClaim *x = &l->story->docs[a->doc]->claims.at[a->claim],
                      *y = &l->story->docs[b->doc]->claims.at[b->claim];
    bool linked = false;
    for (uint32_t i = 0; i < x->actors; i++)
        for (uint32_t j = 0; j < y->actors; j++) {
            if (!x->actor[i].link[0] || !y->actor[j].link[0]) return false;
            if (!strcmp(x->actor[i].link, y->actor[j].link)) return false;
            linked = true;
        }
    return linked;
}

/* How strongly two different numbers speak of one thing, as figures that may both be true or that cannot; 0: not at
 * all. */
static double rivalry(const Figure *a, const Figure *b, bool compatible)
{
    if (a->doc == b->doc || !same_unit(a, b) || same_value(a, b) || !unit_rivals(a, b) || !fates_fit(a, b)) return 0;
    if ((overlaps(range_of(a), range_of(b)) && !digit_slip(a, b)) != compatible) return 0;
    double near = about_same(a->near, b->near), sentence = about_same(a->about, b->about);
    double least = a->fate == DEPLOYED ? 0.1 : a->fate ? 0.2 : 0.5;
    return near >= least || sentence >= least ? near + sentence + (a->fate != NO_FATE) : 0;
}

static void group_figures(Ledger *l)
{
    uint32_t *parent = union_new(&l->scratch, l->count);
    for (uint32_t i = 0; i < l->count; i++)
        for (uint32_t j = i + 1; j < l->count; j++)
            if (same_figure(&l->at[i], &l->at[j])) {
                union_join(parent, i, j);
            }
    for (uint32_t i = 0; i < l->count; i++) l->at[i].group = union_root(parent, i);
}

static const char *const slip_hint = "x10 digit slip";

typedef struct Judgement {
    ArrianVerdict verdict;
    const char *hint;
} Judgement;

/* Two figures of one group; the order of the cases is the order of charity. */
static Judgement judge(const Figure *a, const Figure *b)
{
    if (same_value(a, b)) {
        bool vague = !a->q->has_low && !a->q->has_high; /* thousands of civilians, thousands */
        bool units = vague || slice_same(a->q->unit, b->q->unit) || !a->q->unit.length || !b->q->unit.length;
        bool factor = a->base.length && a->factor != b->factor;
        return (Judgement){units && !factor ? ARRIAN_AGREED : ARRIAN_COMPATIBLE, factor ? "unit" : NULL};
    }
    if (digit_slip(a, b)) return (Judgement){ARRIAN_CONFLICT, slip_hint};
    if (overlaps(range_of(a), range_of(b))) {
        bool units = a->base.length && a->factor != b->factor;
        return (Judgement){ARRIAN_COMPATIBLE, units                                    ? "unit"
                                              : range_of(a).round || range_of(b).round ? "rounding"
                                                                                       : "bound"};
    }
    if (a->day != NO_DAY && b->day != NO_DAY && a->day != b->day) return (Judgement){ARRIAN_CHANGED, "update"};
    bool toll =
        a->fate == KILLED || a->fate == INJURED || a->fate == ARRESTED || a->fate == MISSING || a->fate == DISPLACED;
    Range x = range_of(a), y = range_of(b);
    double ratio = x.low > y.low ? x.low / (y.low > 0 ? y.low : 1) : y.low / (x.low > 0 ? x.low : 1);
    if (toll && ratio <= 2) return (Judgement){ARRIAN_CHANGED, "update"};
    return (Judgement){a->q->unit.length && slice_same(a->q->unit, b->q->unit) && ratio <= 20 ? ARRIAN_CONFLICT
                                                                                              : ARRIAN_DIFFERENT,
                       NULL};
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
                             is_person(f) || f->fate == DEPLOYED ? fates[f->fate] : "");
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
        accord.values[k] = (ArrianValue){f->doc, f->q->span, print_value(l, f->q),
                                         lineage_source(l->story->docs[f->doc], f->q->span), f->claim};
    }
    accord.origins = lineage_origins(l->story, &accord);
    LIST_ADD(&l->story->arena, l->story->accords, accord);
}

static Judgement judge_members(const Ledger *l, const uint32_t *members, uint32_t count, bool *ret_several)
{
    Judgement worst = {ARRIAN_AGREED, NULL};
    *ret_several = false;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = i + 1; j < count; j++) {
            const Figure *a = &l->at[members[i]], *b = &l->at[members[j]];
            if (a->doc == b->doc) continue;
            *ret_several = true;
            Judgement now = judge(a, b);
            if (verdict_rank(now.verdict) > verdict_rank(worst.verdict)) worst = now;
        }
    return worst;
}

static uint32_t list_group(const Ledger *l, uint32_t root, uint32_t *members)
{
    uint32_t count = 0;
    for (uint32_t j = root; j != ARRIAN_NONE; j = l->at[j].next) members[count++] = j;
    return count;
}

static void judge_group(Ledger *l, uint32_t root, uint32_t *members, bool has_rival)
{
    uint32_t count = list_group(l, root, members);
    bool several;
    Judgement worst = judge_members(l, members, count, &several);
    const Figure *f = &l->at[root];
    if (several) add_accord(l, members, count, worst.verdict, worst.hint);
    else if (!has_rival && (is_person(f) || f->claim != ARRIAN_NONE || f->base.length))
        add_accord(l, members, count, ARRIAN_ONE_SIDED, NULL);
}

/* A report that tells both numbers side by side does not take them for one. */
static bool told_together(const Ledger *l, uint32_t a, uint32_t b)
{
    for (uint32_t i = a; i != ARRIAN_NONE; i = l->at[i].next)
        for (uint32_t j = b; j != ARRIAN_NONE; j = l->at[j].next)
            if (l->at[i].doc == l->at[j].doc) return true;
    return false;
}

static bool other_hands(const Ledger *l, uint32_t a, uint32_t b)
{
    for (uint32_t i = a; i != ARRIAN_NONE; i = l->at[i].next)
        for (uint32_t j = b; j != ARRIAN_NONE; j = l->at[j].next)
            if (other_actors(l, &l->at[i], &l->at[j])) return true;
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
} Contest;
typedef LIST(Contest) Contests;

/* Pairs of groups that contend, each with its strongest pair of figures. */
static Contests find_contests(Ledger *l, bool compatible)
{
    Contests list = {0};
    Map number = {0};
    for (uint32_t i = 0; i < l->count; i++)
        for (uint32_t j = i + 1; j < l->count; j++) {
            double now = rivalry(&l->at[i], &l->at[j], compatible);
            uint32_t a = l->at[i].group, b = l->at[j].group, known;
            if (now <= 0 || a == b) continue;
            uint64_t key = (a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a) + 1;
            if (!map_get(&number, key, &known)) {
                known = list.count;
                map_put(&l->scratch, &number, key, known);
                LIST_ADD(&l->scratch, list, (Contest){a < b ? a : b, a < b ? b : a, 0});
            }
            if (now > list.at[known].strength) list.at[known].strength = now;
        }
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
        if (!wanted || told_together(l, c->a, c->b) || other_hands(l, c->a, c->b)) continue;
        if (c->strength > best[c->a]) best[c->a] = c->strength, rival[c->a] = c->b;
        if (c->strength > best[c->b]) best[c->b] = c->strength, rival[c->b] = c->a;
    }
}

static void judge_rivals(Ledger *l, uint32_t a, uint32_t b, uint32_t *members)
{
    bool several;
    uint32_t count = list_group(l, a, members);
    count += list_group(l, b, members + count);
    Judgement worst = judge_members(l, members, count, &several);
    if (several) add_accord(l, members, count, worst.verdict, worst.hint);
}

/* "40 million shekels ($11 million)": one amount in two units. */
static void find_conversions(Ledger *l)
{
    for (uint32_t i = 0; i + 1 < l->count; i++) {
        const Figure *a = &l->at[i], *b = &l->at[i + 1];
        if (a->doc != b->doc || a->sentence != b->sentence || !a->base.length || !b->base.length ||
            slice_same(a->q->unit, b->q->unit))
            continue;
        bool same = slice_same(a->class, b->class) && b->q->span.start >= a->q->span.end &&
                    b->q->span.start - a->q->span.end < 24;
        const ArrianDocument *d = l->story->docs[a->doc];
        bool bracket = same && memchr(d->text.at + a->q->span.end, '(', b->q->span.start - a->q->span.end);
        if (bracket) add_accord(l, (uint32_t[]){i, i + 1}, 2, ARRIAN_COMPATIBLE, "unit");
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
        if (sum == a || sum == b || !same_unit(a, sum) || !sum->q->has_low || sum->q->low != a->q->low + b->q->low)
            continue;
        if (sum->q->low < 5 || (a->fate && sum->fate && a->fate != sum->fate)) continue;
        if (sum->doc != a->doc) return k;
        if (sum->sentence <= a->sentence + 2) found = k;
    }
    return found;
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
            if (!same_unit(a, b) || !a->q->has_low || !b->q->has_low || a->q->low < 2 || b->q->low < 2) continue;
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
            } else if (is_person(f) && f->fate == DEPLOYED && f->q->has_low &&
                       f->q->low >= unit->q->low * unit->size_low &&
                       f->q->low <= unit->q->low * unit->size_high * 1.35) {
                members[count++] = j;
                other_doc = true;
            }
        }
        if (other_doc && !earlier) add_accord(l, members, count, ARRIAN_COMPATIBLE, "unit");
    }
}

void figures_compare(const ArrianEngine *engine, ArrianStory *story)
{
    Ledger l = {.engine = engine, .story = story};
    l.scratch.trap = story->arena.trap;
    collect(&l);
    group_figures(&l);
    chain_groups(&l);
    uint32_t *members = NEW(&l.scratch, uint32_t, l.count * 2 + 2), *rival[2];
    for (int k = 0; k < 2; k++) {
        rival[k] = NEW(&l.scratch, uint32_t, l.count + 1);
        find_rivals(&l, rival[k], k);
    }
    for (uint32_t i = 0; i < l.count; i++) {
        if (l.at[i].group != i) continue;
        bool mutual[2];
        for (int k = 0; k < 2; k++) mutual[k] = rival[k][i] != ARRIAN_NONE && rival[k][rival[k][i]] == i;
        judge_group(&l, i, members, mutual[0] || mutual[1]);
        for (int k = 0; k < 2; k++)
            if (mutual[k] && i < rival[k][i]) judge_rivals(&l, i, rival[k][i], members);
    }
    find_conversions(&l);
    find_sums(&l);
    find_unit_sizes(&l);
    arena_end(&l.scratch);
}

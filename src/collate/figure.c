/* figure.c: a number that a report tells, and what two of them are to one another; see figure.h.
 *     "at least 21 civilians" killed / "21 civilians" killed   same       "dozens" / "359"   not the same */
#include "collate/figure.h"
#include "collate/signal.h"
#include "base/date.h"
#include "collate/telling.h"
#include "mark/group.h"
#include "mark/mark.h"
#include "read/outlet.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

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

/* Who says it: the speaker of the quote around it, else the source of its claim. */
static ArrianSlice source_of(const ArrianDocument *d, const Figure *f)
{
    ArrianSlice said = lineage_source(d, f->q->span);
    return said.length || f->claim == ARRIAN_NONE ? said : telling_source(d, &d->claims.at[f->claim]);
}

bool figure_other_sources(const Figure *a, const Figure *b)
{
    if (!a->source.length || !b->source.length || a->sentence == b->sentence) return false;
    return a->source.length != b->source.length || strncasecmp(a->source.at, b->source.at, a->source.length);
}

static bool has_word(const ArrianDocument *d, ArrianSpan span, const char *word)
{
    for (uint32_t i = document_token_at(d, span.start); i < d->tokens.count && d->tokens.at[i].span.start < span.end;
         i++)
        if (slice_is(document_words(d, d->tokens.at[i].span), word)) return true;
    return false;
}

/* The family of the unit: "asylum seekers" -> migrant; its last word where none of its words has a family. */
static uint64_t unit_key(const ArrianEngine *engine, ArrianSlice unit)
{
    uint64_t last = 0;
    for (uint32_t end = unit.length, first; end; end = first ? first - 1 : 0) {
        for (first = end; first && unit.at[first - 1] != ' ';) first--;
        bool family = false;
        uint64_t key = about_noun(engine, (ArrianSlice){unit.at + first, end - first}, &family);
        if (family) return key;
        if (!last) last = key;
    }
    return last;
}

/* The places that the sentence names, by their link or name. */
static void add_places(const ArrianEngine *engine, Figure *f, const ArrianDocument *d)
{
    ArrianSpan sentence = d->sentences.at[f->sentence].span;
    for (uint32_t k = 0; k < d->names.count && f->n_places < MOST_PLACES; k++) {
        const ArrianName *name = &d->names.at[k];
        if (name->span.start < sentence.start || name->type != ARRIAN_PLACE) continue;
        if (name->span.start >= sentence.end) break;
        f->places[f->n_places++] = entity_key(d, name->entity);
        f->wide |= entity_is_wide(engine, d, name->entity);
        f->n_states += entity_within(engine, d, name->entity, f->states + f->n_states, MOST_PLACES - f->n_states);
    }
    if (f->people && !figure_is_person(f) && f->n_places < MOST_PLACES) f->places[f->n_places++] = f->people; /* "three Mexican plants" */
}

/* Those beside whom "others" are counted met another fate: "killing 34 people and leaving 60 others missing". */
static bool others_of_fate(const Figure *before, const Figure *f)
{
    return before->doc == f->doc && before->sentence == f->sentence && before->fate && f->fate && before->fate != f->fate;
}

/* "[six of the] dead were soldiers", "[six of the] 12 sailors": some of those who are counted before, with others, or behind. */
static bool is_part(const ArrianDocument *d, const ArrianQuantity *q)
{
    uint32_t end = document_token_at(d, q->span.end), i = document_token_at(d, q->span.start), count = d->tokens.count;
    bool counted = end > i + 1 && end < count && d->tokens.at[end].flags & ARRIAN_NUMBER && group_word(d, end - 2, "of");
    for (; slice_is(q->unit, "person") && i < end + 1 && i + 1 < count && !counted; i++)
        counted = group_word(d, i, "of") && (group_word(d, i + 1, "the") || group_word(d, i + 1, "those") || group_word(d, i + 1, "them") ||
                                             group_word(d, i + 1, "whom"));
    return counted;
}

/* Bounded on one side, by a word that leaves the number itself out. */
static bool is_beyond(const ArrianDocument *d, const ArrianQuantity *q)
{
    static const char *const outside[] = {"than", "over", "above", "exceeding", "excess", "under", "below"};
    bool open = q->has_low != q->has_high && !has_word(d, q->span, "no") && !has_word(d, q->span, "not"), found = false;
    for (size_t k = 0; k < sizeof outside / sizeof *outside && open; k++) found |= has_word(d, q->span, outside[k]);
    return found;
}

/* "11 [Yemeni] pirates": whose they are, 0 where the figure does not say. */
static uint64_t people_of(const ArrianDocument *d, ArrianSpan span)
{
    for (uint32_t k = 0; k < d->names.count && d->names.at[k].span.start < span.end; k++)
        if (d->names.at[k].type == ARRIAN_NATIONALITY && span_overlap(d->names.at[k].span, span))
            return entity_key(d, d->names.at[k].entity);
    return 0;
}

/* "three [AK-47] rifles": the make before the noun, which other reports write in its place: "three AK-47s". */
static uint64_t make_of(const ArrianEngine *engine, const ArrianDocument *d, const Figure *f)
{
    uint32_t behind = document_token_at(d, f->q->span.end), end = behind ? d->tokens.at[behind - 1].span.start : 0, start;
    const char *text = d->text.at;
    while (end > f->q->span.start && text[end - 1] == ' ') end--;
    for (start = end; start > f->q->span.start && text[start - 1] != ' ';) start--;
    bool named = start > f->q->span.start && ((text[start] >= 'A' && text[start] <= 'Z') || (text[start] >= '0' && text[start] <= '9'));
    return named && !f->people && !figure_is_person(f) ? about_noun(engine, (ArrianSlice){text + start, end - start}, NULL) : 0;
}

/* The only value of its report in such a unit of measure, or of what is counted by its noun. */
static void find_alone(Ledger *l)
{
    for (uint32_t i = 0; i < l->count; i++) {
        Figure *f = &l->at[i];
        f->alone = !slice_is(f->class, "money") && !slice_is(f->class, "share") && (f->base.length || f->kin);
        for (uint32_t k = 0; k < l->count && f->alone; k++) {
            const Figure *other = &l->at[k];
            bool unit = f->base.length ? slice_same(other->base, f->base) : other->kin == f->kin;
            f->alone = other->doc != f->doc || !unit || figure_ratio(other, f) == 1;
        }
    }
}

/* The body, of no state, that a report names most, and more than once; 0 where it names none. */
static uint64_t body_of(const ArrianDocument *d)
{
    uint32_t best = ARRIAN_NONE, most = 1;
    for (uint32_t k = 0; k < d->entities.count; k++) {
        const ArrianEntity *e = &d->entities.at[k];
        bool body = e->type == ARRIAN_ORGANIZATION && !e->iso3[0] && !read_outlet(d->engine, e->name);
        if (body && e->count > most) best = k, most = e->count;
    }
    return best == ARRIAN_NONE ? 0 : entity_key(d, best);
}

/* The days that the claim of a figure tells of, "in May", "2015"; NO_DAY where it names none. */
static void read_days(const ArrianDocument *d, Figure *f)
{
    uint32_t time = f->claim == ARRIAN_NONE ? ARRIAN_NONE : d->claims.at[f->claim].time;
    if (time == ARRIAN_NONE || !date_span(d->times.at[time].value, &f->from, &f->to)) f->from = f->to = NO_DAY;
}

void figures_collect(Ledger *l)
{
    uint32_t room = 0;
    for (uint32_t i = 0; i < l->story->count; i++) room += l->story->docs[i]->quantities.count;
    l->at = NEW(&l->scratch, Figure, room + 1);
    for (uint32_t i = 0; i < l->story->count; i++) {
        const ArrianDocument *d = l->story->docs[i];
        uint64_t body = body_of(d);
        for (uint32_t k = 0; k < d->quantities.count && l->count < MOST_FIGURES; k++) {
            const ArrianQuantity *q = &d->quantities.at[k];
            uint32_t sentence = d->tokens.at[document_token_at(d, q->span.start)].sentence;
            Figure f = {.doc = i, .index = k, .q = q, .sentence = sentence, .claim = claim_of(d, k), .day = d->anchor, .minute = dates_minute(d), .body = body};
            f.class = quantity_unit_class(l->engine, q->unit, &f.factor, &f.base);
            if (!quantity_unit_size(l->engine, q->unit, &f.size_low, &f.size_high)) f.size_high = 0;
            if (!f.base.length) f.fate = figure_fate(l->engine, d, q->span, sentence); /* nothing befalls a meter */
            if (!f.fate && is_military(q->unit)) f.fate = DEPLOYED;
            f.about = about_span(l->engine, &l->scratch, d, d->sentences.at[sentence].span);
            ArrianSpan near = beside(d, q->span, sentence);
            f.near = about_span(l->engine, &l->scratch, d, near);
            f.around = about_spans(l->engine, &l->scratch, d, (ArrianSpan){near.start, q->span.start},
                                   (ArrianSpan){q->span.end, near.end});
            f.source = source_of(d, &f);
            f.other = has_word(d, q->span, "other") || has_word(d, q->span, "others") || has_word(d, q->span, "more");
            if (l->count && others_of_fate(&l->at[l->count - 1], &f)) f.other = false;
            f.part = is_part(d, q);
            f.beyond = is_beyond(d, q);
            f.people = people_of(d, q->span);
            f.kin = unit_key(l->engine, q->unit);
            f.make = make_of(l->engine, d, &f);
            read_days(d, &f);
            add_places(l->engine, &f, d);
            l->at[l->count++] = f;
        }
    }
    find_alone(l);
}

bool figure_is_person(const Figure *f)
{
    return slice_is(f->class, "person");
}

bool figure_same_unit(const Figure *a, const Figure *b)
{
    if (a->class.length && b->class.length && figure_is_person(a) != figure_is_person(b)) return false; /* settlers are not settlements */
    if (a->kin && a->kin == b->kin) return true;
    if ((a->make && a->make == b->kin) || (b->make && b->make == a->kin)) return true;
    if (figure_is_person(a) && figure_is_person(b)) return true;
    return a->base.length && slice_same(a->base, b->base) && a->factor > 0 && b->factor > 0;
}

static const double most_rounded = 1.02; /* "30 cm", "12 inches" */

/* What a vague word of number spans: "dozens" may be 15, and is not 300. */
static bool vague_range(ArrianSlice word, double *ret_low, double *ret_high)
{
    static const struct {
        const char *word;
        double low, high;
    } sizes[] = {{"hundreds of thousands", 1e5, 1.2e6},
                 {"tens of thousands", 1e4, 1.2e5},
                 {"tens of millions", 1e7, 1.2e8},
                 {"hundreds of millions", 1e8, 1.2e9},
                 {"dozens", 15, 120},
                 {"scores", 16, 200},
                 {"hundreds", 120, 2000},
                 {"thousands", 1200, 20000},
                 {"millions", 1e6, 2e7},
                 {"billions", 1e9, 2e10},
                 {"several", 2, 12},
                 {"few", 2, 12}};
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
        if (word.length >= strlen(sizes[k].word) && !strncasecmp(word.at, sizes[k].word, strlen(sizes[k].word)))
            return *ret_low = sizes[k].low, *ret_high = sizes[k].high, true;
    return false;
}

bool figure_is_vague(const Figure *f)
{
    return !f->q->has_low && !f->q->has_high;
}

/* "30,000 pounds", "30,000 Egyptian pounds"; "five of whom", "five defendants"; "19 others", "19 other defendants" */
static bool one_name(const Figure *a, const Figure *b)
{
    ArrianSlice x = a->q->unit, y = b->q->unit;
    if (x.length > y.length) return one_name(b, a);
    bool tail = !memcmp(x.at, y.at + y.length - x.length, x.length);
    return !x.length || a->part || b->part || (a->other && b->other) || (tail && (x.length == y.length || y.at[y.length - x.length - 1] == ' '));
}

static bool in_two_units(const Figure *a, const Figure *b)
{
    return a->base.length && a->factor != b->factor;
}

static bool same_value(const Figure *a, const Figure *b)
{
    double low, high, other, more;
    if (in_two_units(a, b) && slice_same(a->base, b->base) && !one_name(a, b)) return false; /* 40 miles, 40 km */
    if (figure_is_vague(a))
        return figure_is_vague(b) && vague_range(a->q->word, &low, &high) && vague_range(b->q->word, &other, &more) &&
               low == other;
    double x = a->q->has_low ? a->q->low : a->q->high, y = b->q->has_low ? b->q->low : b->q->high;
    return !figure_is_vague(b) && x == y;
}

/* The same length or weight in two units, or nearly: "131 feet", "130 ft", "40 metres". */
bool figure_converts(const Figure *a, const Figure *b)
{
    if (!figure_same_unit(a, b) || !slice_same(a->base, b->base) || figure_is_vague(a) || figure_is_vague(b)) return false;
    return figure_ratio(a, b) <= most_rounded;
}

bool figure_other_bound(const Figure *a, const Figure *b)
{
    bool one_side = a->q->has_low != a->q->has_high && b->q->has_low != b->q->has_high;
    return same_value(a, b) && !figure_is_vague(a) && (a->beyond != b->beyond || (one_side && a->q->has_low != b->q->has_low));
}

/* Nouns so general that any other person may be meant. */
static bool is_anybody(const Figure *f)
{
    static const char *const general[] = {"person",     "other",    "victim",  "civilian",
                                          "individual", "resident", "citizen", "man",   "dead body"};
    for (size_t k = 0; k < sizeof general / sizeof *general; k++)
        if (slice_is(f->q->unit, general[k])) return true;
    return false;
}

bool figure_counts(const Figure *sum, const Figure *part)
{
    return figure_same_unit(sum, part) && (!figure_is_person(sum) || is_anybody(sum) || sum->kin == part->kin);
}

static bool is_general(const Figure *f)
{
    return is_anybody(f) || is_military(f->q->unit);
}

static bool unit_rivals(const Figure *a, const Figure *b)
{
    return (a->kin && a->kin == b->kin) || (is_anybody(a) && is_anybody(b)) || (a->base.length && a->alone && b->alone) ||
           (is_military(a->q->unit) && is_military(b->q->unit));
}

static bool fates_fit(const Figure *a, const Figure *b)
{
    return a->fate == b->fate || (!a->fate && !b->fate);
}

/* "73,000 workers", "1,462 houses": two digits or more of a great number, which no two counts have by chance. */
static bool is_telling(const Figure *f)
{
    double value = f->q->has_low ? f->q->low : f->q->high;
    return value >= 1000 && fmod(value, pow(10, floor(log10(value)))) != 0;
}

/* The same number of the same thing: one figure told twice. */
bool figure_same(const Figure *a, const Figure *b)
{
    if ((a->doc == b->doc && a->sentence == b->sentence) || !figure_same_unit(a, b) || !same_value(a, b)) return false;
    double near = about_same(a->near, b->near), sentence = about_same(a->about, b->about);
    bool one_fate = a->fate && a->fate == b->fate;
    if (a->q->has_low && a->q->low <= 2) return near >= 0.4 && fates_fit(a, b); /* ones and twos are everywhere */
    if (a->kin && a->kin == b->kin) return near >= 0.2 || sentence >= 0.25 || one_fate || (is_telling(a) && fates_fit(a, b));
    return one_fate || near >= 0.34;
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
        double low = 0, high = 0;
        vague_range(f->q->word, &low, &high);
        r.low = low * scale;
        r.high = high * scale;
    }
    return r;
}

/* converted: "120 mph", "193 km/h", which nobody tells to the last digit */
static bool overlaps(Range a, Range b, bool converted)
{
    double slack = a.round || b.round ? 1.1 : converted ? most_rounded : 1.0;
    return a.low <= b.high * slack && b.low <= a.high * slack;
}

static bool digit_slip(const Figure *a, const Figure *b)
{
    if (!a->q->has_low || !b->q->has_low || a->q->low < 10 || b->q->low < 10) return false;
    double ratio = a->q->low > b->q->low ? a->q->low / b->q->low : b->q->low / a->q->low;
    return ratio == 10 || ratio == 100 || ratio == 1000;
}

/* The digits of a number, without its point; how many. */
static int print_digits(double value, char out[32])
{
    char text[32];
    int n = 0;
    snprintf(text, sizeof text, value < 1e3 ? "%.6g" : "%.0f", value);
    for (const char *at = text; *at; at++)
        if (*at != '.') out[n++] = *at;
    return out[n] = 0, n;
}

/* "$310 million" and "$301 million", 42,000 and 24,000 gallons: two neighbouring digits changed places. */
static bool digits_swapped(const Figure *a, const Figure *b)
{
    enum { LEAST_DIGITS = 3 };
    char x[32], y[32];
    if (!a->q->has_low || !b->q->has_low || !slice_same(a->q->unit, b->q->unit)) return false;
    int n = print_digits(a->q->low, x), m = print_digits(b->q->low, y), at = 0, told = n;
    while (told > 1 && x[told - 1] == '0' && y[told - 1] == '0') told--;
    while (at < n && at < m && x[at] == y[at]) at++;
    if (n != m || at + 1 >= n || (told < LEAST_DIGITS && !a->base.length)) return false;
    return x[at] == y[at + 1] && x[at + 1] == y[at] && !strcmp(x + at + 2, y + at + 2);
}

static bool is_named_person(const ArrianDocument *d, const ArrianParty *p)
{
    return p->entity != ARRIAN_NONE && d->entities.at[p->entity].type == ARRIAN_PERSON;
}

/* What two states sent, or two people did, is not one figure. */
bool figure_other_actors(const Ledger *l, const Figure *a, const Figure *b)
{
    if (a->claim == ARRIAN_NONE || b->claim == ARRIAN_NONE) return false;
    const ArrianDocument *d = l->story->docs[a->doc], *other = l->story->docs[b->doc];
    const ArrianClaim *x = &d->claims.at[a->claim], *y = &other->claims.at[b->claim];
    bool linked = false;
    for (uint32_t i = 0; i < x->actors; i++)
        for (uint32_t j = 0; j < y->actors; j++) {
            bool states = x->actor[i].link[0] && y->actor[j].link[0],
                 people = is_named_person(d, &x->actor[i]) && is_named_person(other, &y->actor[j]);
            if (!states && !people) return false;
            if (states && !strcmp(x->actor[i].link, y->actor[j].link)) return false;
            if (people && entity_key(d, x->actor[i].entity) == entity_key(other, y->actor[j].entity)) return false;
            linked = true;
        }
    return linked;
}

static bool names_body(const Ledger *l, uint32_t doc, uint64_t body)
{
    return keys_shared(&body, 1, l->story->names[doc].keys, l->story->names[doc].count) > 0;
}

/* Money, parts of a whole, and what is told "per share". */
static bool is_purse(const Figure *f)
{
    return slice_is(f->class, "money") || slice_is(f->class, "share") ||
           (f->q->unit.length && memmem(f->q->unit.at, f->q->unit.length, "per share", strlen("per share")));
}

bool figure_other_purses(const Ledger *l, const Figure *a, const Figure *b)
{
    return is_purse(a) && a->body && b->body && a->body != b->body && !names_body(l, a->doc, b->body) &&
           !names_body(l, b->doc, a->body);
}

double figure_ratio(const Figure *a, const Figure *b)
{
    Range x = range_of(a), y = range_of(b);
    double p = figure_is_vague(a) || x.low <= 0 ? x.high : x.low, q = figure_is_vague(b) || y.low <= 0 ? y.high : y.low;
    if (p <= 0 || q <= 0) return INFINITY;
    return p > q ? p / q : q / p;
}

/* One or two of a kind are no count that others contest. */
static bool is_few(const Figure *f)
{
    return !figure_is_vague(f) && f->q->has_low && f->q->low <= 2;
}

/* A handful of things, of which each place has its own: "three plants". */
static bool is_small(const Figure *f)
{
    return is_few(f) || (!figure_is_vague(f) && !f->fate && f->q->has_low && f->q->low <= 10);
}

static bool any_shared(const uint64_t *a, uint32_t n, const uint64_t *b, uint32_t m)
{
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < m; j++)
            if (a[i] == b[j]) return true;
    return false;
}

/* The day that the claim of a figure tells of, NULL where none is told or a count is only brought up to date on it. */
static const char *day_of(const Ledger *l, const Figure *f)
{
    const ArrianDocument *d = l->story->docs[f->doc];
    uint32_t time = f->claim == ARRIAN_NONE ? ARRIAN_NONE : d->claims.at[f->claim].time;
    if (time == ARRIAN_NONE || strlen(d->times.at[time].value) != strlen("2024-05-07")) return NULL;
    return signal_in(l->engine, d, f->sentence, SIGNAL_UPDATE) ? NULL : d->times.at[time].value;
}

/* A place that the sentence of the one names and that of the other does not; nor does it hold one of the other's. */
static bool has_own_place(const Figure *a, const Figure *b)
{
    for (uint32_t i = 0; i < a->n_places; i++)
        if (!any_shared(&a->places[i], 1, b->places, b->n_places) && !any_shared(&a->places[i], 1, b->states, b->n_states))
            return true;
    return false;
}

bool figure_apart(const Ledger *l, const Figure *a, const Figure *b)
{
    if (!is_small(a) || !is_small(b)) return false;
    const char *day = day_of(l, a), *other = day_of(l, b);
    if (is_few(a) && day && other && strcmp(day, other)) return true;
    return !a->wide && !b->wide && has_own_place(a, b) && has_own_place(b, a);
}

bool figure_is_toll(const Figure *f)
{
    return f->fate == KILLED || f->fate == INJURED || f->fate == ARRESTED || f->fate == MISSING || f->fate == DISPLACED;
}

static const double least_around = 0.35, least_alone = 0.25, least_alone_noun = 0.1;

/* "five seasons with the club", "eight seasons with another": of what befalls nobody, each is told in a claim of its own, and
 * beside the same words or as the only such number of its report. */
static bool counts_one_thing(const Figure *a, const Figure *b)
{
    static const double least = 0.25;
    if (a->claim == ARRIAN_NONE || b->claim == ARRIAN_NONE) return false;
    return (a->alone && b->alone) || figure_is_vague(a) || figure_is_vague(b) || about_same(a->around, b->around) >= least;
}

/* How strongly two different numbers speak of one thing, as figures that may both be true or that cannot; 0: not at
 * all. The farther apart, the less; but for a digit that slipped. */
double figure_rivalry(const Figure *a, const Figure *b, bool compatible)
{
    if (!figure_same_unit(a, b) || same_value(a, b) || !unit_rivals(a, b) || !fates_fit(a, b)) return 0;
    if (a->part != b->part) return 0;
    if ((overlaps(range_of(a), range_of(b), in_two_units(a, b)) && !digit_slip(a, b)) != compatible) return 0;
    double ratio = figure_ratio(a, b);
    if (ratio > MOST_RATIO || (ratio >= 3 && (is_few(a) || is_few(b)))) return 0;
    if (figure_is_toll(a) && ratio > MOST_TOLL && !digit_slip(a, b)) return 0; /* no count grows so far */
    double near = about_same(a->near, b->near), sentence = about_same(a->about, b->about);
    bool alone = a->alone && b->alone;
    double least = alone && a->base.length              ? least_alone
                   : a->base.length                     ? 0.5
                   : a->fate == DEPLOYED                ? 0.1
                   : a->fate                            ? 0.2
                   : a->kin == b->kin && !is_general(a) ? (alone ? least_alone_noun : 0.25)
                                                        : 0.5;
    if (!compatible && !a->fate && !counts_one_thing(a, b)) return 0;
    if (!a->fate && is_general(a) && is_general(b) && !a->base.length && about_same(a->around, b->around) < least_around)
        return 0; /* "30 people", and little else in common */
    double like = ratio <= MOST_LIKE || digit_slip(a, b) ? 1 : MOST_LIKE / ratio;
    return near >= least || sentence >= least ? like * (near + sentence + (a->fate != NO_FATE)) : 0;
}

static const char *const slip_hint = "x10 digit slip";

/* Each is told of places, and none is the other's nor lies in it. */
static bool other_places(const Figure *a, const Figure *b)
{
    return !a->wide && !b->wide && a->n_places && b->n_places && !any_shared(a->places, a->n_places, b->places, b->n_places) &&
           !any_shared(a->states, a->n_states, b->places, b->n_places) &&
           !any_shared(a->places, a->n_places, b->states, b->n_states);
}

bool figure_other_days(const Figure *a, const Figure *b)
{
    return a->day != NO_DAY && b->day != NO_DAY && a->day != b->day;
}

/* "at least 34" dead, and two days later "at least 43": the earlier bound holds, and is no longer what is told. */
static bool outgrown(const Figure *a, const Figure *b)
{
    if (!figure_other_days(a, b) || !figure_is_toll(a)) return false;
    const Figure *earlier = a->day < b->day ? a : b, *later = earlier == a ? b : a;
    return earlier->q->has_low && later->q->has_low && !earlier->q->has_high && later->q->low > earlier->q->low;
}

/* Of reports of one day, or of none, only an hour says which came later; a count that falls within a day is none that grew. */
static bool grew_within_day(const Figure *a, const Figure *b)
{
    enum { HOUR = 60 };
    if (a->day == NO_DAY || a->day != b->day || a->minute < 0 || b->minute < 0 || abs(a->minute - b->minute) < HOUR) return false;
    const Figure *earlier = a->minute < b->minute ? a : b, *later = earlier == a ? b : a;
    return range_of(later).low > range_of(earlier).low;
}

/* Something tells which of two tolls is the later: the days, the hours, or that one source gives both. */
bool figure_in_order(const Figure *a, const Figure *b)
{
    bool one_source = a->source.length && slice_same_words(a->source, b->source);
    return one_source || grew_within_day(a, b) || figure_other_days(a, b);
}

/* "50 people were injured", "80 people were injured", and nothing tells which is the later count. */
static bool tolls_contest(const Figure *a, const Figure *b)
{
    static const double least = 0.45;
    if (figure_is_vague(a) || figure_is_vague(b) || is_few(a) || is_few(b) || figure_in_order(a, b)) return false;
    return about_same(a->near, b->near) >= least || about_same(a->about, b->about) >= least;
}

static Judgement judge_equal(const Figure *a, const Figure *b)
{
    if (figure_other_bound(a, b)) return (Judgement){ARRIAN_COMPATIBLE, "bound"};
    if (figure_is_vague(a) || one_name(a, b)) return (Judgement){ARRIAN_AGREED, NULL};
    return (Judgement){ARRIAN_COMPATIBLE, NULL};
}

/* "six arrested in May", "18 arrested in 2015" */
static bool of_other_times(const Figure *a, const Figure *b)
{
    enum { FAR = 30 };
    return a->from != NO_DAY && b->from != NO_DAY && (a->from - b->to > FAR || b->from - a->to > FAR);
}

/* Two figures of one group; the order of the cases is the order of charity. */
Judgement figure_judge(const Figure *a, const Figure *b)
{
    bool units = in_two_units(a, b);
    if (same_value(a, b)) return judge_equal(a, b);
    if (digit_slip(a, b)) return (Judgement){ARRIAN_CONFLICT, slip_hint};
    Range x = range_of(a), y = range_of(b);
    if (overlaps(x, y, units) && !outgrown(a, b))
        return (Judgement){ARRIAN_COMPATIBLE, units ? "unit" : x.round || y.round ? "rounding" : "bound"};
    double ratio = figure_ratio(a, b);
    bool swapped = digits_swapped(a, b);
    if (other_places(a, b)) return (Judgement){ARRIAN_DIFFERENT, "other place"};
    if (a->people != b->people) /* "11 Yemeni pirates", "23 pirates" */
        return (Judgement){ARRIAN_DIFFERENT, "part and whole"};
    if (a->other != b->other) return (Judgement){ratio <= 1.5 ? ARRIAN_COMPATIBLE : ARRIAN_DIFFERENT, "part and whole"};
    int days = a->day == NO_DAY || b->day == NO_DAY ? 0 : abs(a->day - b->day);
    if (of_other_times(a, b) || (days > OTHER_DAYS && figure_is_toll(a))) return (Judgement){ARRIAN_DIFFERENT, "other happening"};
    if (swapped && a->base.length) return (Judgement){ARRIAN_CONFLICT, "digits swapped"};
    if (days && ratio <= MOST_UPDATE) return (Judgement){ARRIAN_CHANGED, "update"};
    if (figure_is_toll(a) && ratio > 2) return (Judgement){ARRIAN_DIFFERENT, "other happening"};
    if (figure_is_toll(a)) return tolls_contest(a, b) ? (Judgement){ARRIAN_CONFLICT, NULL} : (Judgement){ARRIAN_CHANGED, "update"};
    if (swapped) return (Judgement){ARRIAN_CONFLICT, "digits swapped"};
    bool one_unit = a->q->unit.length && slice_same(a->q->unit, b->q->unit);
    bool close = about_same(a->near, b->near) >= 0.45 || (a->fate && about_same(a->about, b->about) >= 0.45);
    if (a->base.length && about_same(a->around, b->around) < least_around) close = false; /* "9 percent" and no more */
    if (one_unit && close && ratio <= MOST_CONFLICT) return (Judgement){ARRIAN_CONFLICT, NULL};
    return (Judgement){ARRIAN_DIFFERENT, one_unit ? "other happening" : "other unit"};
}

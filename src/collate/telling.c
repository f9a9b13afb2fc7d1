/* telling.c: claims of several reports, laid beside one another; see telling.h.
 * Candidates share a telling word; groups grow by the pair most alike first, and two groups become one only where their
 * members are alike on the whole, so that a chain of small steps joins nothing. */
#include "collate/telling.h"
#include "base/date.h"
#include "base/hash.h"
#include "collate/union.h"
#include "mark/mark.h"
#include "mark/name.h"
#include "parse/inflect.h"
#include "split/split.h"
#include <stdlib.h>
#include <string.h>

enum {
    MOST_TELLINGS = 60000,
    MOST_A_WORD = 40,
    BESIDE = 7,
    MOST_CROSS = 600,
    MOST_NEAR = 20000,
    FAR_DAYS = 30
};
const double telling_same = 4.2;
static const double least_telling_word = 6.5, least_mean = 3.0, telling_near = 2.2;

bool tellings_apart(const Telling *a, const Telling *b)
{
    return !a->wide && !b->wide && a->n_places && b->n_places && !keys_shared(a->places, a->n_places, b->places, b->n_places) &&
           !keys_shared(a->states, a->n_states, b->places, b->n_places) &&
           !keys_shared(a->places, a->n_places, b->states, b->n_states);
}

bool tellings_contest(const Telling *a, const Telling *b)
{
    static const float least = 7.0F; /* rarer than go, take, find, happen */
    return a->cue_tells >= least && b->cue_tells >= least;
}

/* What the words right behind a cue tell, up to a mark. */
static About object_of(const Tellings *t, Arena *scratch, const Telling *x)
{
    const ArrianDocument *d = t->story->docs[x->doc];
    const ArrianSentence *s = &d->sentences.at[x->claim->sentence];
    uint32_t first = document_token_at(d, x->claim->cue.end), end = first;
    while (end < s->first + s->count && end < first + BESIDE && !(d->tokens.at[end].flags & ARRIAN_PUNCT)) end++;
    return end > first ? about_span(t->engine, scratch, d, document_tokens_span(d, first, end)) : (About){0};
}

bool tellings_other_objects(Tellings *t, const Telling *a, const Telling *b)
{
    About x = object_of(t, &t->scratch, a), y = object_of(t, &t->scratch, b);
    return x.count && y.count && about_same(x, y) <= 0 && !keys_shared(a->recipients, a->n_recipients, b->recipients, b->n_recipients);
}

static ArrianSpan beside(const ArrianDocument *d, const ArrianClaim *c)
{
    const ArrianSentence *s = &d->sentences.at[c->sentence];
    uint32_t first = document_token_at(d, c->cue.start), end = document_token_at(d, c->cue.end);
    first = first > s->first + BESIDE ? first - BESIDE : s->first;
    end = end + BESIDE < s->first + s->count ? end + BESIDE : s->first + s->count;
    return end > first ? document_tokens_span(d, first, end) : c->cue;
}

/* "they", "its": whoever that is. */
bool party_is_pronoun(const ArrianEngine *engine, const ArrianDocument *d, const ArrianParty *party)
{
    uint32_t first = document_token_at(d, party->span.start);
    if (party->link[0] || party->entity != ARRIAN_NONE || first >= d->tokens.count) return false;
    return d->tokens.at[first].span.end >= party->span.end && !about_word(engine, d, first);
}

/* Whether a party is somebody, or a building, a vehicle, a place: no act has both for one recipient. */
static void sort_party(const ArrianEngine *engine, const ArrianDocument *d, const ArrianParty *party, bool *ret_person,
                       bool *ret_thing)
{
    if (party->entity != ARRIAN_NONE) {
        ArrianNameType type = d->entities.at[party->entity].type;
        *ret_person |= type == ARRIAN_PERSON;
        *ret_thing |= type == ARRIAN_FACILITY || type == ARRIAN_PRODUCT;
        return;
    }
    uint32_t head = phrase_head_token(engine, d, party->span);
    if (head == ARRIAN_NONE) return;
    char out[160];
    double factor;
    ArrianSlice base, word = document_words(d, d->tokens.at[head].span);
    if (word.length > 60) return;
    ArrianSlice one = {out, (uint32_t)inflect_singular(engine, word, out)};
    ArrianSlice class = quantity_unit_class(engine, one, &factor, &base);
    bool thing = slice_is(class, "building") || slice_is(class, "vehicle") || slice_is(class, "military thing") ||
                 name_word_bits(engine, d->tokens.at[head].word) & (WORD_FACILITY | WORD_PLACE);
    *ret_person |= slice_is(class, "person");
    *ret_thing |= thing && !slice_is(class, "person");
}

bool tellings_sorts_differ(const Telling *a, const Telling *b)
{
    return (a->hits_person && !a->hits_thing && b->hits_thing && !b->hits_person) ||
           (b->hits_person && !b->hits_thing && a->hits_thing && !a->hits_person);
}

static bool all_named(const ArrianParty *list, uint32_t count)
{
    for (uint32_t k = 0; k < count; k++)
        if (!list[k].link[0] && list[k].entity == ARRIAN_NONE) return false;
    return count > 0;
}

/* "Kellner denied that [it] spilled oil": whoever says so. */
static bool says_of_itself(const ArrianEngine *engine, const ArrianDocument *d, const ArrianClaim *c)
{
    return c->actors == 1 && c->sources && c->source[0].entity != ARRIAN_NONE &&
           party_is_pronoun(engine, d, &c->actor[0]);
}

/* What it counts and how many; ones and twos are everywhere. */
static void read_counts(const ArrianEngine *engine, const ArrianDocument *d, Telling *x)
{
    for (uint32_t k = 0; k < x->claim->quantities; k++) {
        const ArrianQuantity *q = &d->quantities.at[x->claim->quantity[k]];
        double value = q->has_low ? q->low : q->high;
        bool vague = !q->has_low && !q->has_high;
        if (!vague && value <= 2) continue;
        uint64_t number = vague ? key_of_words(q->word) : hash_bytes(&value, sizeof value, 71);
        x->counts[x->n_counts++] = hash_mix(about_noun(engine, q->unit, NULL), number) | 1;
    }
    keys_sort(x->counts, x->n_counts);
}

static void collect(Tellings *t)
{
    uint32_t room = 0;
    for (uint32_t i = 0; i < t->story->count; i++) room += t->story->docs[i]->claims.count;
    t->at = NEW(&t->scratch, Telling, room + 1);
    for (uint32_t i = 0; i < t->story->count; i++) {
        const ArrianDocument *d = t->story->docs[i];
        for (uint32_t k = 0; k < d->claims.count && t->count < MOST_TELLINGS; k++) {
            const ArrianClaim *c = &d->claims.at[k];
            Telling *x = &t->at[t->count];
            *x = (Telling){.doc = i, .index = k, .claim = c, .day = d->anchor, .group = t->count};
            x->n_actors = keys_of_parties(t->engine, d, c->actor, c->actors, x->actors);
            bool own = says_of_itself(t->engine, d, c);
            if (own) x->actors[0] = entity_key(d, c->source[0].entity);
            x->n_recipients = keys_of_parties(t->engine, d, c->recipient, c->recipients, x->recipients);
            x->n_places = keys_of_parties(t->engine, d, c->place, c->places, x->places);
            x->named = own || all_named(c->actor, c->actors);
            for (uint32_t p = 0; p < c->recipients; p++)
                sort_party(t->engine, d, &c->recipient[p], &x->hits_person, &x->hits_thing);
            for (uint32_t p = 0; p < c->places; p++)
                if (c->place[p].entity != ARRIAN_NONE) {
                    x->n_states += entity_within(t->engine, d, c->place[p].entity, x->states + x->n_states,
                                                 ARRIAN_MAX_PARTIES - x->n_states);
                    x->wide |= entity_is_wide(t->engine, d, c->place[p].entity);
                }
            keys_sort(x->states, x->n_states);
            double tells = 0;
            x->cue = cue_key(t->engine, d, c->cue, &tells);
            x->cue_tells = (float)tells;
            x->turn = turn_of(t->engine, d, c->cue);
            if (c->stance == ARRIAN_DENIED) x->turn = (Turn){x->turn.after, x->turn.before};
            x->time = c->time != ARRIAN_NONE && d->times.at[c->time].value[0] ? d->times.at[c->time].value : NULL;
            if (!x->time || !date_span(x->time, &x->from, &x->to)) x->from = x->to = d->anchor;
            read_counts(t->engine, d, x);
            bool again = k && d->claims.at[k - 1].sentence == c->sentence;
            x->about = again ? x[-1].about : about_span(t->engine, &t->scratch, d, d->sentences.at[c->sentence].span);
            x->near = about_span(t->engine, &t->scratch, d, beside(d, c));
            t->count++;
        }
    }
}

bool tellings_share_party(const Telling *a, const Telling *b)
{
    return keys_shared(a->actors, a->n_actors, b->actors, b->n_actors) ||
           keys_shared(a->recipients, a->n_recipients, b->recipients, b->n_recipients) ||
           keys_shared(a->actors, a->n_actors, b->recipients, b->n_recipients) ||
           keys_shared(a->recipients, a->n_recipients, b->actors, b->n_actors);
}

static double party_score(const uint64_t *a, uint32_t n, const uint64_t *b, uint32_t m, double gain, double loss)
{
    if (!n || !m) return 0;
    return keys_shared(a, n, b, m) ? gain : -loss;
}

ArrianVerdict times_compare(const char *a, const char *b)
{
    int from, to, other_from, other_to;
    if (!strcmp(a, b)) return ARRIAN_AGREED;
    if (*a == 'P' && *b == 'P') return ARRIAN_DIFFERENT;
    if (!date_span(a, &from, &to) || !date_span(b, &other_from, &other_to)) return ARRIAN_COMPATIBLE;
    return from <= other_to && other_from <= to ? ARRIAN_COMPATIBLE : ARRIAN_DIFFERENT;
}

/* One word for it; else one kind of act; else two acts, though one sentence tell both. All that is no act is a state of
 * affairs: "has 129 people aboard", "is on its way" are not one for that. */
static double act_score(const Telling *a, const Telling *b)
{
    bool one_act = a->claim->act == b->claim->act;
    if (a->cue && a->cue == b->cue) return (tellings_contest(a, b) ? 1.3 : 0.4) + (one_act ? 0.5 : 0);
    return !one_act ? -1.2 : a->claim->act == ARRIAN_STATE ? -0.8 : 0;
}

/* The days between what two claims tell of: those of their own times, else those on which the reports came out. */
static int days_between(const Telling *a, const Telling *b)
{
    if (a->from == NO_DAY || b->from == NO_DAY || (a->claim->act == ARRIAN_STATE && b->claim->act == ARRIAN_STATE)) return 0;
    return a->from > b->to ? a->from - b->to : b->from > a->to ? b->from - a->to : 0;
}

bool tellings_far(const Telling *a, const Telling *b)
{
    return days_between(a, b) > FAR_DAYS;
}

/* The one tells a state and the other its end: "were taken to hospital", "were released". */
static bool is_turned(const Telling *a, const Telling *b)
{
    return a->cue != b->cue && (a->turn.before & b->turn.after || a->turn.after & b->turn.before);
}

/* same: what their sentences share */
static double alike_of(const Telling *a, const Telling *b, double same)
{
    static const double time_scores[] = {[ARRIAN_AGREED] = 0.8, [ARRIAN_COMPATIBLE] = 0.2, [ARRIAN_DIFFERENT] = -1.2};
    double score = 3 * same + 3.5 * about_same(a->near, b->near);
    score += party_score(a->actors, a->n_actors, b->actors, b->n_actors, 1.0, a->named && b->named ? 1.6 : 1.0);
    score += party_score(a->recipients, a->n_recipients, b->recipients, b->n_recipients, 0.8, 0.5);
    if (a->n_places && b->n_places)
        score += keys_shared(a->places, a->n_places, b->places, b->n_places) ? 1.0 : tellings_apart(a, b) ? -0.7 : 0.3;
    score += act_score(a, b);
    if (keys_shared(a->counts, a->n_counts, b->counts, b->n_counts)) score += 0.8;
    if (a->time && b->time) score += time_scores[times_compare(a->time, b->time)];
    int days = days_between(a, b);
    if (days > FAR_DAYS && !(a->time && b->time)) score -= 1.0;
    return (days > OTHER_DAYS || tellings_sorts_differ(a, b) || is_turned(a, b)) && score > telling_near ? telling_near : score;
}

static int by_alike(const void *x, const void *y)
{
    const TellingPair *a = x, *b = y;
    if (a->alike != b->alike) return a->alike > b->alike ? -1 : 1;
    return a->a != b->a ? (a->a < b->a ? -1 : 1) : a->b < b->b ? -1 : a->b > b->b;
}

double tellings_alike(const Telling *a, const Telling *b)
{
    return alike_of(a, b, about_same(a->about, b->about));
}

/* What two sentences share, for the claims of both. */
typedef struct Shared {
    const AboutWord *a, *b;
    double same;
} Shared;
enum { SHARED_ROOM = 4096 };

static double shared_by(Shared *cache, const Telling *a, const Telling *b)
{
    Shared *s =
        &cache[hash_mix((uint64_t)(uintptr_t)a->about.words, (uint64_t)(uintptr_t)b->about.words) % SHARED_ROOM];
    if (s->a != a->about.words || s->b != b->about.words)
        *s = (Shared){a->about.words, b->about.words, about_same(a->about, b->about)};
    return s->same;
}

typedef struct Posting {
    uint32_t telling, next; /* next posting of the same word, 0 none */
} Posting;

/* Pairs of claims of different reports that share a telling word, those alike enough; each word leads to the latest
 * MOST_A_WORD claims that hold it, so that the work grows with the number of claims. */
static TellingPairs find_pairs(Tellings *t)
{
    TellingPairs pairs = {0};
    Map words = {0};
    LIST(Posting) postings = {0};
    uint32_t *seen = NEW(&t->scratch, uint32_t, t->count + 1);
    Shared *cache = NEW(&t->scratch, Shared, SHARED_ROOM);
    LIST_ADD(&t->scratch, postings, (Posting){0});
    for (uint32_t j = 0; j < t->count; j++) {
        const Telling *b = &t->at[j];
        for (uint32_t k = 0; k < b->about.count; k++) {
            if (b->about.words[k].tells < least_telling_word) continue;
            uint64_t key = b->about.words[k].key | 1;
            uint32_t first = 0, tried = 0;
            map_get(&words, key, &first);
            for (uint32_t p = first; p && tried < MOST_A_WORD; p = postings.at[p].next) {
                uint32_t i = postings.at[p].telling;
                if (t->at[i].doc == b->doc || story_strangers(t->story, t->at[i].doc, b->doc)) continue;
                tried++;
                if (seen[i] == j + 1) continue;
                seen[i] = j + 1;
                double alike = alike_of(&t->at[i], b, shared_by(cache, &t->at[i], b));
                if (alike > t->at[i].most) t->at[i].most = alike;
                if (alike > t->at[j].most) t->at[j].most = alike;
                if (alike >= telling_same) LIST_ADD(&t->scratch, pairs, (TellingPair){alike, i, j});
                else if (alike >= telling_near && t->at[i].cue && t->at[i].cue == b->cue && t->near.count < MOST_NEAR)
                    LIST_ADD(&t->scratch, t->near, (TellingPair){alike, i, j});
            }
            LIST_ADD(&t->scratch, postings, (Posting){j, first});
            map_put(&t->scratch, &words, key, postings.count - 1);
        }
    }
    return pairs;
}

/* Two acts that one sentence tells: "were hurt" and "were released" are never one. */
static bool parted_by_sentence(const Telling *a, const Telling *b)
{
    return a->doc == b->doc && a->claim->sentence == b->claim->sentence && (!a->cue || a->cue != b->cue);
}

/* Members of two groups are alike on the whole: the mean of their pairs across reports. */
static bool fit(const Tellings *t, uint32_t a, uint32_t b)
{
    double sum = 0;
    uint32_t count = 0;
    for (uint32_t i = a; i != ARRIAN_NONE && count < MOST_CROSS; i = t->at[i].next)
        for (uint32_t j = b; j != ARRIAN_NONE && count < MOST_CROSS; j = t->at[j].next) {
            if (parted_by_sentence(&t->at[i], &t->at[j]) || story_strangers(t->story, t->at[i].doc, t->at[j].doc) ||
                days_between(&t->at[i], &t->at[j]) > OTHER_DAYS)
                return false;
            sum += tellings_alike(&t->at[i], &t->at[j]);
            count++;
        }
    return sum >= least_mean * count;
}

/* The same, remembering which two did not fit, and how large they were: until one has grown nothing has changed. */
static bool fit_again(Tellings *t, Map *misfits, uint32_t a, uint32_t b)
{
    uint64_t key = ((uint64_t)(a < b ? a : b) << 32 | (a < b ? b : a)) + 1;
    uint32_t size = t->at[a].size + t->at[b].size, known = 0; /* neither shrinks */
    if (map_get(misfits, key, &known) && known == size) return false;
    if (fit(t, a, b)) return true;
    map_put(&t->scratch, misfits, key, size);
    return false;
}

static void merge(Tellings *t, uint32_t *last, uint32_t a, uint32_t b)
{
    if (b < a) merge(t, last, b, a);
    else {
        t->at[last[a]].next = b;
        last[a] = last[b];
        t->at[a].size += t->at[b].size;
        for (uint32_t i = b; i != ARRIAN_NONE; i = t->at[i].next) t->at[i].group = a;
    }
}

/* ---- what a reader put together or held apart ---- */

static uint32_t telling_at(const Tellings *t, uint32_t doc, uint32_t claim)
{
    for (uint32_t i = 0; i < t->count; i++)
        if (t->at[i].doc == doc && t->at[i].index == claim) return i;
    return ARRIAN_NONE;
}

static Bonds find_bonds(Tellings *t)
{
    Bonds bonds = {0};
    for (uint32_t k = 0; k < t->story->bonds.count; k++) {
        const ReviewBond *b = &t->story->bonds.at[k];
        if (b->kind != REVIEW_CLAIM) continue;
        uint32_t one = telling_at(t, b->doc[0], b->index[0]), other = telling_at(t, b->doc[1], b->index[1]);
        if (one != ARRIAN_NONE && other != ARRIAN_NONE) LIST_ADD(&t->scratch, bonds, (Bond){one, other, b->apart});
    }
    return bonds;
}

static bool held_apart(const Tellings *t, const Bonds *bonds, uint32_t a, uint32_t b)
{
    for (uint32_t k = 0; k < bonds->count; k++) {
        uint32_t x = t->at[bonds->at[k].a].group, y = t->at[bonds->at[k].b].group;
        if (bonds->at[k].apart && ((x == a && y == b) || (x == b && y == a))) return true;
    }
    return false;
}

static void put_together(Tellings *t, uint32_t *last, const Bonds *bonds)
{
    for (uint32_t k = 0; k < bonds->count; k++) {
        uint32_t a = t->at[bonds->at[k].a].group, b = t->at[bonds->at[k].b].group;
        if (!bonds->at[k].apart && a != b && !held_apart(t, bonds, a, b)) merge(t, last, a, b);
    }
}

static int by_index(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return a < b ? -1 : a > b;
}

/* The chain of each group in the order of its reports. */
static void sort_chains(Tellings *t)
{
    uint32_t *members = NEW(&t->scratch, uint32_t, t->count + 1);
    for (uint32_t i = 0; i < t->count; i++) {
        uint32_t count = 0;
        if (t->at[i].group != i || t->at[i].size < 3) continue;
        for (uint32_t j = i; j != ARRIAN_NONE; j = t->at[j].next) members[count++] = j;
        qsort(members, count, sizeof *members, by_index);
        for (uint32_t k = 0; k < count; k++) t->at[members[k]].next = k + 1 < count ? members[k + 1] : ARRIAN_NONE;
    }
}

static void group(Tellings *t)
{
    uint32_t *last = NEW(&t->scratch, uint32_t, t->count + 1);
    for (uint32_t i = 0; i < t->count; i++) t->at[i].next = ARRIAN_NONE, t->at[i].size = 1, last[i] = i;
    TellingPairs pairs = find_pairs(t);
    Bonds bonds = find_bonds(t);
    Map misfits = {0};
    put_together(t, last, &bonds);
    if (pairs.count) qsort(pairs.at, pairs.count, sizeof *pairs.at, by_alike);
    for (uint32_t k = 0; k < pairs.count; k++) {
        uint32_t a = t->at[pairs.at[k].a].group, b = t->at[pairs.at[k].b].group;
        if (a != b && !held_apart(t, &bonds, a, b) && fit_again(t, &misfits, a, b)) merge(t, last, a, b);
    }
    if (t->near.count) qsort(t->near.at, t->near.count, sizeof *t->near.at, by_alike);
    sort_chains(t);
}

ArrianSlice source_words(const ArrianDocument *d, uint32_t entity, ArrianSpan span)
{
    bool named = entity != ARRIAN_NONE && (d->entities.at[entity].type == ARRIAN_PERSON ||
                                           d->entities.at[entity].type == ARRIAN_ORGANIZATION);
    return named ? d->entities.at[entity].name : document_words(d, span);
}

ArrianSlice telling_source(const ArrianDocument *d, const ArrianClaim *claim)
{
    ArrianSlice said = lineage_source(d, claim->cue);
    if (said.length || !claim->sources) return said;
    return source_words(d, claim->source[0].entity, claim->source[0].span);
}

ArrianSpan telling_span(const ArrianDocument *d, const ArrianClaim *claim)
{
    ArrianSpan whole = claim->span, sentence = d->sentences.at[claim->sentence].span;
    const ArrianParty *const lists[] = {claim->actor, claim->recipient, claim->place};
    const uint32_t counts[] = {claim->actors, claim->recipients, claim->places};
    for (int i = 0; i < 3; i++)
        for (uint32_t k = 0; k < counts[i]; k++) {
            ArrianSpan span = lists[i][k].span;
            if (span.start < sentence.start || span.end > sentence.end) continue;
            if (span.start < whole.start) whole.start = span.start;
            if (span.end > whole.end) whole.end = span.end;
        }
    for (uint32_t k = 0; k < claim->quantities; k++) {
        if (claim->quantity[k] >= d->quantities.count) continue;
        ArrianSpan span = d->quantities.at[claim->quantity[k]].span;
        if (span.start >= whole.start && span.end <= sentence.end && span.end > whole.end) whole.end = span.end;
    }
    return whole;
}

/* At most `most` bytes of words, cut between two of them. */
static ArrianSlice cut(ArrianSlice words, uint32_t most)
{
    if (words.length <= most) return words;
    for (words.length = most; words.length && words.at[words.length] != ' ';) words.length--;
    return words;
}

ArrianSlice telling_question(Tellings *t, const Telling *x, const char *asked)
{
    enum { MOST_PHRASE = 100 };
    const ArrianDocument *d = t->story->docs[x->doc];
    ArrianSlice words = document_words(d, telling_span(d, x->claim)), short_words = cut(words, MOST_PHRASE);
    char *text = arena_print(&t->story->arena, "%s %.*s%s: %s", arrian_act(x->claim->act), (int)short_words.length,
                             short_words.at, short_words.length < words.length ? " ..." : "", asked);
    return (ArrianSlice){text, (uint32_t)strlen(text)};
}

void tellings_open(Tellings *t, const ArrianEngine *engine, ArrianStory *story)
{
    *t = (Tellings){.engine = engine, .story = story};
    t->scratch.trap = story->arena.trap;
    collect(t);
    group(t);
}

void tellings_end(Tellings *t)
{
    arena_end(&t->scratch);
}

static bool holds_word(const Tellings *t, const ArrianDocument *d, ArrianSpan span, uint64_t word)
{
    for (uint32_t k = document_token_at(d, span.start); k < d->tokens.count && d->tokens.at[k].span.start < span.end; k++)
        if (about_word(t->engine, d, k) == word) return true;
    return false;
}

bool spans_share_word(const Tellings *t, const ArrianDocument *d, ArrianSpan a, const ArrianDocument *other, ArrianSpan b)
{
    for (uint32_t k = document_token_at(d, a.start); k < d->tokens.count && d->tokens.at[k].span.start < a.end; k++) {
        uint64_t word = about_word(t->engine, d, k);
        if (word && holds_word(t, other, b, word)) return true;
    }
    return false;
}

bool tellings_share_word(const Tellings *t, const Telling *a, const Telling *b)
{
    const ArrianDocument *d = t->story->docs[a->doc], *other = t->story->docs[b->doc];
    for (uint32_t i = 0; i < a->claim->actors; i++)
        for (uint32_t j = 0; j < b->claim->actors; j++)
            if (spans_share_word(t, d, a->claim->actor[i].span, other, b->claim->actor[j].span)) return true;
    return false;
}

/* The next token of a sentence that is a word or a number, from i on by `step`; ARRIAN_NONE at the sentence's end. */
static uint32_t next_word(const ArrianDocument *d, uint32_t sentence, uint32_t i, int step)
{
    const ArrianSentence *s = &d->sentences.at[sentence];
    for (i += (uint32_t)step; i >= s->first && i < s->first + s->count; i += (uint32_t)step)
        if (d->tokens.at[i].flags & (ARRIAN_WORD | ARRIAN_NUMBER)) return i;
    return ARRIAN_NONE;
}

/* How many words before (step -1) or after (step 1) two tokens are the same; both_end: neither sentence has more. */
static uint32_t same_words(const ArrianDocument *d, const ArrianDocument *other, uint32_t i, uint32_t j, int step,
                           bool *ret_both_end)
{
    uint32_t s = d->tokens.at[i].sentence, z = other->tokens.at[j].sentence, count = 0;
    for (;; count++) {
        i = next_word(d, s, i, step), j = next_word(other, z, j, step);
        *ret_both_end = i == ARRIAN_NONE && j == ARRIAN_NONE;
        if (i == ARRIAN_NONE || j == ARRIAN_NONE || !slice_same_words(document_words(d, d->tokens.at[i].span),
                                                                      document_words(other, other->tokens.at[j].span)))
            return count;
    }
}

bool tellings_word_for_word(const Tellings *t, const Telling *a, const Telling *b)
{
    enum { LEAST = 7, LEAST_BEFORE = 4 /* "did not", "said nothing after": what makes a denial stands there */ };
    const ArrianDocument *d = t->story->docs[a->doc], *other = t->story->docs[b->doc];
    uint32_t i = document_token_at(d, a->claim->cue.end) - 1, j = document_token_at(other, b->claim->cue.end) - 1; /* its last word */
    bool begin, end;
    if (i >= d->tokens.count || j >= other->tokens.count ||
        !slice_same_words(document_words(d, d->tokens.at[i].span), document_words(other, other->tokens.at[j].span)))
        return false;
    uint32_t before = same_words(d, other, i, j, -1, &begin), after = same_words(d, other, i, j, 1, &end);
    return (begin || before >= LEAST_BEFORE) && (before + 1 + after >= LEAST || (begin && end));
}

bool telling_placed(const Tellings *t, const Telling *x)
{
    const ArrianDocument *d = t->story->docs[x->doc];
    for (uint32_t k = 0; k < x->claim->places; k++) {
        const ArrianParty *p = &x->claim->place[k];
        if (!p->link[0] && (p->entity == ARRIAN_NONE || d->entities.at[p->entity].place == ARRIAN_NONE)) return false;
    }
    return x->claim->places > 0;
}

bool tellings_other_actors(const Tellings *t, const Telling *a, const Telling *b)
{
    return a->named && b->named && !keys_shared(a->actors, a->n_actors, b->actors, b->n_actors) &&
           !tellings_share_word(t, a, b);
}

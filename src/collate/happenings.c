/* happenings.c: claims of several reports that tell the same happening, and how they differ over actor, place, time and
 * stance. "NATO aims to send battle groups to ... Poland" / "four battalions will be deployed in Poland"    one
 * happening: place agree, stance agree (planned) Which claims are one happening: the same act, and parties, places,
 * time, cue and the words around in common. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "collate/collate.h"
#include "collate/union.h"
#include "parse/inflect.h"

enum { MOST_CLAIMS = 4000 };
typedef struct Telling {
    uint32_t doc, index;
    const ArrianClaim *claim;
    uint64_t actors[ARRIAN_MAX_PARTIES], recipients[ARRIAN_MAX_PARTIES], places[ARRIAN_MAX_PARTIES]; /* keys, sorted */
    uint32_t n_actors, n_recipients, n_places;
    uint64_t cue; /* base form of the cue's last word */
    const char *time;
    About about;
    int day;
} Telling;
typedef struct Tellings {
    const ArrianEngine *engine;
    ArrianStory *story;
    Arena scratch;
    Telling *at;
    uint32_t count, *parent; // (count)
} Tellings;

static uint64_t key_of_words(ArrianSlice text)
{
    char fold[512];
    size_t n = utf8_word(text.at, text.length > 200 ? 200 : text.length, fold);
    const char *at = fold;
    if (n > 4 && !memcmp(at, "the ", 4)) at += 4, n -= 4;
    return hash_bytes(at, n, 21) | 1;
}

static int by_number(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return a < b ? -1 : a > b;
}

static uint32_t keys_of(const ArrianDocument *d, const ArrianParty *list, uint32_t count, uint64_t *keys)
{
    for (uint32_t k = 0; k < count; k++) {
        ArrianSlice name = list[k].link[0]                 ? (ArrianSlice){list[k].link, (uint32_t)strlen(list[k].link)}
                           : list[k].entity != ARRIAN_NONE ? d->entities.at[list[k].entity].name
                                                           : document_words(d, list[k].span);
        keys[k] = key_of_words(name);
    }
    if (count) qsort(keys, count, sizeof *keys, by_number);
    return count;
}

static uint64_t cue_key(const ArrianEngine *engine, const ArrianDocument *d, ArrianSpan cue)
{
    uint8_t form;
    for (uint32_t i = document_token_at(d, cue.end); i-- > 0 && d->tokens.at[i].span.start >= cue.start;) {
        uint32_t lemma = inflect_verb(engine, d->tokens.at[i].word, &form);
        if (lemma) return hash_mix(lemma, 3);
        if (d->tokens.at[i].word) return hash_mix(d->tokens.at[i].word, 3);
    }
    return 0;
}

static void collect(Tellings *t)
{
    uint32_t room = 0;
    for (uint32_t i = 0; i < t->story->count; i++) room += t->story->docs[i]->claims.count;
    t->at = NEW(&t->scratch, Telling, room + 1);
    for (uint32_t i = 0; i < t->story->count; i++) {
        const ArrianDocument *d = t->story->docs[i];
        for (uint32_t k = 0; k < d->claims.count && t->count < MOST_CLAIMS; k++) {
            const ArrianClaim *c = &d->claims.at[k];
            Telling *x = &t->at[t->count];
            *x = (Telling){.doc = i, .index = k, .claim = c, .day = d->anchor};
            x->n_actors = keys_of(d, c->actor, c->actors, x->actors);
            x->n_recipients = keys_of(d, c->recipient, c->recipients, x->recipients);
            x->n_places = keys_of(d, c->place, c->places, x->places);
            x->cue = cue_key(t->engine, d, c->cue);
            x->time = c->time != ARRIAN_NONE && d->times.at[c->time].value[0] ? d->times.at[c->time].value : NULL;
            x->about = about_span(t->engine, &t->scratch, d, d->sentences.at[c->sentence].span);
            t->count++;
        }
    }
}

static uint32_t shared(const uint64_t *a, uint32_t n, const uint64_t *b, uint32_t m)
{
    uint32_t i = 0, j = 0, count = 0;
    while (i < n && j < m) {
        if (a[i] == b[j]) count++, i++, j++;
        else if (a[i] < b[j]) i++;
        else j++;
    }
    return count;
}

static double party_score(const uint64_t *a, uint32_t n, const uint64_t *b, uint32_t m, double gain, double loss)
{
    if (!n || !m) return 0;
    return shared(a, n, b, m) ? gain : -loss;
}

static double alike(const Telling *a, const Telling *b)
{
    double score = 6 * about_same(a->about, b->about);
    score += party_score(a->actors, a->n_actors, b->actors, b->n_actors, 1.2, 1.0);
    score += party_score(a->recipients, a->n_recipients, b->recipients, b->n_recipients, 1.0, 0.5);
    score += party_score(a->places, a->n_places, b->places, b->n_places, 1.2, 0.5);
    if (a->cue && a->cue == b->cue) score += 1.2;
    if (a->time && b->time) score += strcmp(a->time, b->time) ? -0.5 : 0.8;
    return score;
}

static void group_tellings(Tellings *t)
{
    for (uint32_t i = 0; i < t->count; i++)
        for (uint32_t j = i + 1; j < t->count; j++) {
            const Telling *a = &t->at[i], *b = &t->at[j];
            if (a->doc == b->doc || a->claim->act != b->claim->act || alike(a, b) < 3.6) continue;
            union_join(t->parent, i, j);
        }
}

static ArrianSlice keep(Tellings *t, const char *text, size_t length)
{
    return (ArrianSlice){arena_copy(&t->story->arena, text, length), (uint32_t)length};
}

static ArrianSlice party_value(Tellings *t, const ArrianDocument *d, const ArrianParty *party)
{
    if (party->link[0]) return keep(t, party->link, strlen(party->link));
    ArrianSlice name =
        party->entity != ARRIAN_NONE ? d->entities.at[party->entity].name : document_words(d, party->span);
    return keep(t, name.at, name.length);
}

typedef LIST(ArrianValue) Values;

static void add_values(Tellings *t, const Telling *x, ArrianAbout about, Values *values)
{
    const ArrianDocument *d = t->story->docs[x->doc];
    const ArrianClaim *c = x->claim;
    ArrianSlice source = lineage_source(d, c->cue);
    const ArrianParty *list = about == ARRIAN_ABOUT_ACTOR ? c->actor : c->place;
    uint32_t count = about == ARRIAN_ABOUT_ACTOR ? c->actors : about == ARRIAN_ABOUT_PLACE ? c->places : 0;
    for (uint32_t k = 0; k < count; k++)
        LIST_ADD(&t->story->arena, *values,
                 (ArrianValue){x->doc, list[k].span, party_value(t, d, &list[k]), source, x->index});
    if (about == ARRIAN_ABOUT_STANCE) {
        const char *word = arrian_stance(c->stance);
        LIST_ADD(&t->story->arena, *values,
                 (ArrianValue){x->doc, c->cue, keep(t, word, strlen(word)), source, x->index});
    }
    if (about == ARRIAN_ABOUT_TIME && x->time)
        LIST_ADD(&t->story->arena, *values,
                 (ArrianValue){x->doc, d->times.at[c->time].span, keep(t, x->time, strlen(x->time)), source, x->index});
}

static bool dates_differ(const Telling *a, const Telling *b)
{
    return a->day != NO_DAY && b->day != NO_DAY && a->day != b->day;
}

static ArrianVerdict judge_stance(const Telling *a, const Telling *b, const char **hint)
{
    ArrianStance x = a->claim->stance, y = b->claim->stance;
    if (x == y) return ARRIAN_AGREED;
    if (x == ARRIAN_DENIED || y == ARRIAN_DENIED) return ARRIAN_CONFLICT;
    bool pending = x == ARRIAN_PLANNED || x == ARRIAN_POSSIBLE || y == ARRIAN_PLANNED || y == ARRIAN_POSSIBLE;
    bool done = x == ARRIAN_HAPPENED || y == ARRIAN_HAPPENED || x == ARRIAN_ONGOING || y == ARRIAN_ONGOING;
    if (pending && done && dates_differ(a, b)) return *hint = "update", ARRIAN_CHANGED;
    return ARRIAN_COMPATIBLE;
}

static ArrianVerdict judge_sets(const uint64_t *a, uint32_t n, const uint64_t *b, uint32_t m)
{
    uint32_t both = shared(a, n, b, m);
    if (both && (both == n || both == m)) return ARRIAN_AGREED; /* the one says more, nothing else */
    return both ? ARRIAN_COMPATIBLE : ARRIAN_DIFFERENT;
}

static ArrianVerdict judge_time(const char *a, const char *b)
{
    if (!strcmp(a, b)) return ARRIAN_AGREED;
    size_t n = strlen(a) < strlen(b) ? strlen(a) : strlen(b);
    if (!strncmp(a, b, n)) return ARRIAN_COMPATIBLE; /* 2016-07 and 2016-07-18 */
    const char *slash = strchr(a, '/'), *other = slash ? b : a;
    if (!slash) slash = strchr(b, '/');
    const char *from = slash ? (other == b ? a : b) : NULL;
    if (from && !strchr(other, '/') && strncmp(other, from, 10) >= 0 && strncmp(other, slash + 1, 10) <= 0)
        return ARRIAN_COMPATIBLE; /* a day of that week */
    return ARRIAN_DIFFERENT;
}

static bool speaks(const Telling *x, ArrianAbout about)
{
    return about == ARRIAN_ABOUT_ACTOR   ? x->n_actors > 0
           : about == ARRIAN_ABOUT_PLACE ? x->n_places > 0
           : about == ARRIAN_ABOUT_TIME  ? x->time != NULL
                                         : true;
}

typedef struct Keys {
    uint64_t at[64];
    uint32_t count;
} Keys;

static void add_keys(Keys *keys, const uint64_t *more, uint32_t count)
{
    for (uint32_t i = 0; i < count && keys->count < 64; i++) keys->at[keys->count++] = more[i];
    if (keys->count) qsort(keys->at, keys->count, sizeof *keys->at, by_number);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < keys->count; i++)
        if (!kept || keys->at[kept - 1] != keys->at[i]) keys->at[kept++] = keys->at[i];
    keys->count = kept;
}

/* All that a report's tellings name: actors or places. */
static Keys keys_of_doc(const Tellings *t, const uint32_t *members, uint32_t count, ArrianAbout about, uint32_t doc)
{
    Keys keys = {.count = 0};
    for (uint32_t i = 0; i < count; i++) {
        const Telling *x = &t->at[members[i]];
        if (x->doc != doc) continue;
        if (about == ARRIAN_ABOUT_ACTOR) add_keys(&keys, x->actors, x->n_actors);
        else add_keys(&keys, x->places, x->n_places);
    }
    return keys;
}

/* Two reports of one happening: of what each says, the pair that fits best. */
static ArrianVerdict judge_docs(const Tellings *t, const uint32_t *members, uint32_t count, ArrianAbout about,
                                uint32_t one, uint32_t other, const char **hint)
{
    if (about == ARRIAN_ABOUT_ACTOR || about == ARRIAN_ABOUT_PLACE) {
        Keys a = keys_of_doc(t, members, count, about, one), b = keys_of_doc(t, members, count, about, other);
        return judge_sets(a.at, a.count, b.at, b.count);
    }
    ArrianVerdict best = ARRIAN_CONFLICT;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = 0; j < count; j++) {
            const Telling *a = &t->at[members[i]], *b = &t->at[members[j]];
            if (a->doc != one || b->doc != other || !speaks(a, about) || !speaks(b, about)) continue;
            const char *now_hint = NULL;
            ArrianVerdict now =
                about == ARRIAN_ABOUT_TIME ? judge_time(a->time, b->time) : judge_stance(a, b, &now_hint);
            if (verdict_rank(now) <= verdict_rank(best)) best = now, *hint = now_hint;
        }
    return best;
}

static ArrianSlice question(Tellings *t, const Telling *x, ArrianAbout about)
{
    static const char *const asked[] = {[ARRIAN_ABOUT_ACTOR] = "who?",
                                        [ARRIAN_ABOUT_PLACE] = "where?",
                                        [ARRIAN_ABOUT_TIME] = "when?",
                                        [ARRIAN_ABOUT_STANCE] = "did it happen?"};
    ArrianSlice cue = document_words(t->story->docs[x->doc], x->claim->cue);
    char *text = arena_print(&t->story->arena, "%s %.*s: %s", arrian_act(x->claim->act),
                             (int)(cue.length > 60 ? 60 : cue.length), cue.at, asked[about]);
    return (ArrianSlice){text, (uint32_t)strlen(text)};
}

static void compare(Tellings *t, const uint32_t *members, uint32_t count, ArrianAbout about)
{
    enum { MOST_DOCS = 64 };
    Values values = {0};
    uint32_t docs[MOST_DOCS], n_docs = 0, first = ARRIAN_NONE;
    for (uint32_t i = 0; i < count; i++) {
        const Telling *a = &t->at[members[i]];
        if (!speaks(a, about)) continue;
        if (first == ARRIAN_NONE) first = members[i];
        if ((!n_docs || docs[n_docs - 1] != a->doc) && n_docs < MOST_DOCS)
            docs[n_docs++] = a->doc; /* members come in order of their reports */
        add_values(t, a, about, &values);
    }
    if (n_docs < 2) return;
    ArrianAccord accord = {.about = about,
                           .verdict = ARRIAN_AGREED,
                           .values = values.at,
                           .count = values.count,
                           .question = question(t, &t->at[first], about)};
    const char *worst_hint = NULL;
    for (uint32_t i = 0; i < n_docs; i++)
        for (uint32_t j = i + 1; j < n_docs; j++) {
            const char *hint = NULL;
            ArrianVerdict now = judge_docs(t, members, count, about, docs[i], docs[j], &hint);
            if (verdict_rank(now) > verdict_rank(accord.verdict)) accord.verdict = now, worst_hint = hint;
        }
    if (worst_hint) accord.hint = keep(t, worst_hint, strlen(worst_hint));
    accord.origins = lineage_origins(t->story, &accord);
    LIST_ADD(&t->story->arena, t->story->accords, accord);
}

void happenings_compare(const ArrianEngine *engine, ArrianStory *story)
{
    static const ArrianAbout asked[] = {ARRIAN_ABOUT_ACTOR, ARRIAN_ABOUT_PLACE, ARRIAN_ABOUT_TIME, ARRIAN_ABOUT_STANCE};
    Tellings t = {.engine = engine, .story = story};
    t.scratch.trap = story->arena.trap;
    collect(&t);
    t.parent = union_new(&t.scratch, t.count);
    group_tellings(&t);
    uint32_t *members = NEW(&t.scratch, uint32_t, t.count + 1);
    for (uint32_t i = 0; i < t.count; i++) {
        uint32_t count = 0;
        if (union_root(t.parent, i) != i) continue;
        for (uint32_t j = i; j < t.count; j++)
            if (union_root(t.parent, j) == i) members[count++] = j;
        for (size_t k = 0; k < sizeof asked / sizeof *asked && count > 1; k++) compare(&t, members, count, asked[k]);
    }
    arena_end(&t.scratch);
}

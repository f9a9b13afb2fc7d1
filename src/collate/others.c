/* others.c: claims that read alike and tell different happenings.
 *     "the cabinet approved the money" in June 2016 / "the cabinet approved a transfer" in December 2017   -> other day
 *     "missiles were moved to Kaliningrad" / "missiles were moved to Romania"                          -> other place
 * They must not be merged by a reader either. */
#include "collate/telling.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_TOLD = 8 };

static bool disjoint(const uint64_t *a, uint32_t n, const uint64_t *b, uint32_t m)
{
    return n && m && !keys_shared(a, n, b, m);
}

/* Parties with a name; a plain noun may be the same thing in other words. */
static bool all_named(const ArrianParty *list, uint32_t count, bool linked)
{
    for (uint32_t k = 0; k < count; k++)
        if (linked ? !list[k].link[0] : list[k].entity == ARRIAN_NONE) return false;
    return count > 0;
}

/* "Lorain, Ohio", "Lorain County": the one may lie in the other. */
static bool share_place_word(Tellings *t, const Telling *a, const Telling *b)
{
    const ArrianDocument *d = t->story->docs[a->doc], *other = t->story->docs[b->doc];
    for (uint32_t i = 0; i < a->claim->places; i++)
        for (uint32_t j = 0; j < b->claim->places; j++) {
            About one = about_span(t->engine, &t->scratch, d, a->claim->place[i].span),
                  two = about_span(t->engine, &t->scratch, other, b->claim->place[j].span);
            if (about_same(one, two) > 0) return true;
        }
    return false;
}

static bool days_differ(const char *a, const char *b)
{
    return a && b && strlen(a) == 10 && strlen(b) == 10 && strcmp(a, b);
}

/* What parts two claims that read alike; false where nothing does. */
static bool parted(Tellings *t, const Telling *a, const Telling *b, ArrianAbout *ret_about, const char **ret_hint)
{
    const ArrianClaim *x = a->claim, *y = b->claim;
    if (tellings_word_for_word(t, a, b)) return false;
    if (all_named(x->actor, x->actors, true) && all_named(y->actor, y->actors, true) &&
        disjoint(a->actors, a->n_actors, b->actors, b->n_actors))
        return *ret_about = ARRIAN_ABOUT_ACTOR, *ret_hint = "other actor", true;
    if (days_differ(a->time, b->time)) return *ret_about = ARRIAN_ABOUT_TIME, *ret_hint = "other day", true;
    if (all_named(x->place, x->places, false) && all_named(y->place, y->places, false) && tellings_apart(a, b) &&
        telling_placed(t, a) && telling_placed(t, b) && !share_place_word(t, a, b))
        return *ret_about = ARRIAN_ABOUT_PLACE, *ret_hint = "other place", true;
    bool lasts = (a->time && *a->time == 'P') || (b->time && *b->time == 'P'); /* "two years after the death": on no day of its own */
    if (!lasts && tellings_far(a, b) && a->claim->stance == ARRIAN_HAPPENED && b->claim->stance == ARRIAN_HAPPENED)
        return *ret_about = ARRIAN_ABOUT_TIME, *ret_hint = "other day", true;
    return false;
}

static ArrianValue value_of(Tellings *t, const Telling *x, ArrianAbout about)
{
    const ArrianDocument *d = t->story->docs[x->doc];
    const ArrianClaim *c = x->claim;
    ArrianSpan span = c->span;
    if (about == ARRIAN_ABOUT_ACTOR && c->actors) span = c->actor[0].span;
    if (about == ARRIAN_ABOUT_PLACE && c->places) span = c->place[0].span;
    if (about == ARRIAN_ABOUT_TIME && x->time) span = d->times.at[c->time].span;
    ArrianSpan whole = {span.start < c->span.start ? span.start : c->span.start,
                        span.end > c->span.end ? span.end : c->span.end};
    ArrianSlice words = about == ARRIAN_ABOUT_TIME && x->time ? (ArrianSlice){x->time, (uint32_t)strlen(x->time)}
                                                              : document_words(d, span);
    return (ArrianValue){x->doc,
                         whole,
                         {arena_copy(&t->story->arena, words.at, words.length), words.length},
                         telling_source(d, c),
                         x->index};
}

static void add_accord(Tellings *t, const Telling *a, const Telling *b, ArrianAbout about, const char *hint)
{
    Arena *arena = &t->story->arena;
    ArrianAccord accord = {
        .about = about, .verdict = ARRIAN_DIFFERENT, .count = 2, .question = telling_question(t, a, "one happening?")};
    accord.hint = (ArrianSlice){arena_copy(arena, hint, strlen(hint)), (uint32_t)strlen(hint)};
    accord.values = NEW(arena, ArrianValue, 2);
    bool turned = a->doc > b->doc;
    accord.values[0] = value_of(t, turned ? b : a, about);
    accord.values[1] = value_of(t, turned ? a : b, about);
    accord.origins = lineage_origins(t->story, &accord);
    LIST_ADD(arena, t->story->accords, accord);
}

/* Near misses, the most alike first; each claim once. */
void others_tell(Tellings *t)
{
    bool *told = NEW(&t->scratch, bool, t->count + 1);
    uint32_t all = 0;
    for (uint32_t k = 0; k < t->near.count && all < MOST_TOLD; k++) {
        uint32_t i = t->near.at[k].a, j = t->near.at[k].b;
        const Telling *a = &t->at[i], *b = &t->at[j];
        ArrianAbout about;
        const char *hint;
        if (told[a->group] || told[b->group] || a->group == b->group || !parted(t, a, b, &about, &hint)) continue;
        told[a->group] = told[b->group] = true;
        add_accord(t, a, b, about, hint);
        all++;
    }
}

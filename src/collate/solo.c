/* solo.c: what one report tells and all others are silent about.   "moved missiles to Kaliningrad": only in report 1
 * Of each report the few claims that tell most: an act rather than a state, by or to a party with a name. */
#include "collate/telling.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_A_REPORT = 6, MOST_A_STORY = 60 };
static const double least_weight = 3.2, most_alike = 3.4;

typedef struct Solo {
    double weight;
    uint32_t telling;
} Solo;

static bool has_link(const ArrianParty *list, uint32_t count)
{
    for (uint32_t k = 0; k < count; k++)
        if (list[k].link[0] || list[k].entity != ARRIAN_NONE) return true;
    return false;
}

/* What a claim weighs: what it does, who and where, and how early the report tells it. */
static double weight_of(const Tellings *t, const Telling *x)
{
    const ArrianClaim *c = x->claim;
    const ArrianDocument *d = t->story->docs[x->doc];
    double weight = c->act == ARRIAN_STATE ? 0 : 1.2;
    if (has_link(c->actor, c->actors)) weight += 1.2;
    else if (c->actors) weight += 0.4;
    if (has_link(c->recipient, c->recipients)) weight += 0.6;
    else if (c->recipients) weight += 0.4;
    if (c->places) weight += 0.6;
    if (c->time != ARRIAN_NONE) weight += 0.2;
    if (c->sources) weight += 0.2;
    return weight + 1.0 - (double)c->sentence / (d->sentences.count + 1);
}

static int by_weight(const void *x, const void *y)
{
    const Solo *a = x, *b = y;
    if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
    return a->telling < b->telling ? -1 : a->telling > b->telling;
}

static bool is_only_here(const Tellings *t, const Telling *x)
{
    return t->at[x->group].size == 1 && x->most < most_alike &&
           !t->story->docs[x->doc]->sentences.at[x->claim->sentence].headline;
}

static void add_accord(Tellings *t, const Telling *x)
{
    Arena *arena = &t->story->arena;
    const ArrianDocument *d = t->story->docs[x->doc];
    ArrianAccord accord = {.about = ARRIAN_ABOUT_STANCE, .verdict = ARRIAN_ONE_SIDED, .count = 1, .origins = 1};
    const char *stance = arrian_stance(x->claim->stance);
    ArrianSlice cue = document_words(d, x->claim->cue);
    char *asked = arena_print(arena, "%s %.*s: only here", arrian_act(x->claim->act),
                              (int)(cue.length > 60 ? 60 : cue.length), cue.at);
    accord.question = (ArrianSlice){asked, (uint32_t)strlen(asked)};
    accord.values = NEW(arena, ArrianValue, 1);
    accord.values[0] = (ArrianValue){x->doc,
                                     x->claim->span,
                                     {arena_copy(arena, stance, strlen(stance)), (uint32_t)strlen(stance)},
                                     telling_source(d, x->claim),
                                     x->index};
    LIST_ADD(arena, t->story->accords, accord);
}

void solo_tell(Tellings *t)
{
    if (t->story->count < 2) return;
    Solo *list = NEW(&t->scratch, Solo, t->count + 1);
    uint32_t *told = NEW(&t->scratch, uint32_t, t->story->count + 1), count = 0, all = 0;
    bool *chosen = NEW(&t->scratch, bool, t->count + 1);
    for (uint32_t i = 0; i < t->count; i++) {
        double weight = weight_of(t, &t->at[i]);
        if (weight >= least_weight && is_only_here(t, &t->at[i])) list[count++] = (Solo){weight, i};
    }
    if (count) qsort(list, count, sizeof *list, by_weight);
    for (uint32_t k = 0; k < count && all < MOST_A_STORY; k++) {
        uint32_t doc = t->at[list[k].telling].doc;
        if (told[doc] == MOST_A_REPORT) continue;
        told[doc]++, all++;
        chosen[list[k].telling] = true;
    }
    for (uint32_t i = 0; i < t->count; i++)
        if (chosen[i]) add_accord(t, &t->at[i]);
}

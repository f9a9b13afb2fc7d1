/* rank.c: the order of accords: what matters most stands first.
 *     a toll in four headlines, before the number of trucks in the last paragraph of two
 * What weighs: how many reports and origins it stands on, how early they tell it, and whether it has numbers or names.
 */
#include "collate/collate.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LOOKED = 400 };

typedef struct Ranked {
    double weight;
    uint32_t index;
} Ranked;

/* 1 for the headline, less and less for the sentences after it. */
static double earliness(const ArrianDocument *d, ArrianSpan span)
{
    uint32_t token = document_token_at(d, span.start);
    if (token >= d->tokens.count) return 0;
    uint32_t sentence = d->tokens.at[token].sentence;
    return d->sentences.at[sentence].headline ? 1 : 1 / (1 + 0.25 * sentence);
}

static double weight_of(const ArrianStory *story, const ArrianAccord *accord)
{
    double early = 0, weight = 0;
    uint32_t docs = 0, last = ARRIAN_NONE, claims = 0;
    for (uint32_t i = 0; i < accord->count; i++) {
        const ArrianValue *v = &accord->values[i];
        double now = earliness(story->docs[v->doc], v->span);
        if (now > early) early = now;
        docs += v->doc != last;
        last = v->doc;
        claims += v->claim != ARRIAN_NONE;
    }
    weight = 2 * early + 1.2 * log2(1 + docs) + 0.8 * log2(1 + accord->origins);
    if (claims) weight += 0.4;
    if (accord->about == ARRIAN_ABOUT_QUANTITY && accord->count && accord->values[0].value.length) {
        double number = strtod(accord->values[0].value.at, NULL); /* ones and twos are seldom what readers come for */
        weight += number > 0 && number < 3 ? -1 : 0.4;
    }
    if (accord->about == ARRIAN_ABOUT_WORDING) weight -= 0.4;
    return weight;
}

static int by_weight(const void *x, const void *y)
{
    const Ranked *a = x, *b = y;
    if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

static bool holds_value(const ArrianAccord *accord, const ArrianValue *value)
{
    for (uint32_t i = 0; i < accord->count; i++) {
        const ArrianValue *v = &accord->values[i];
        if (v->doc == value->doc && v->span.start < value->span.end && value->span.start < v->span.end) return true;
    }
    return false;
}

/* Does `whole` say all that `part` says, with the same verdict? */
static bool says_again(const ArrianAccord *part, const ArrianAccord *whole)
{
    if (part->about != whole->about || part->verdict != whole->verdict || part->count > whole->count) return false;
    for (uint32_t i = 0; i < part->count; i++)
        if (!holds_value(whole, &part->values[i])) return false;
    return true;
}

/* Accords that an accord before them says too go; of two that say the same the one that tells why stays. */
static void drop_repeats(ArrianStory *story)
{
    uint32_t kept = 0;
    ArrianAccord *accord = story->accords.at;
    for (uint32_t i = 0; i < story->accords.count; i++) {
        bool again = false;
        for (uint32_t k = kept > MOST_LOOKED ? kept - MOST_LOOKED : 0; k < kept && !again; k++) {
            again = says_again(&accord[i], &accord[k]);
            if (again && !accord[k].hint.length && accord[i].hint.length && says_again(&accord[k], &accord[i]))
                accord[k] = accord[i];
        }
        if (!again) accord[kept++] = accord[i];
    }
    story->accords.count = kept;
}

void rank_accords(ArrianStory *story)
{
    Arena scratch = {.trap = story->arena.trap};
    uint32_t count = story->accords.count;
    Ranked *order = NEW(&scratch, Ranked, count + 1);
    ArrianAccord *sorted = NEW(&scratch, ArrianAccord, count + 1);
    for (uint32_t i = 0; i < count; i++) order[i] = (Ranked){weight_of(story, &story->accords.at[i]), i};
    if (count) qsort(order, count, sizeof *order, by_weight);
    for (uint32_t i = 0; i < count; i++) sorted[i] = story->accords.at[order[i].index];
    if (count) memcpy(story->accords.at, sorted, count * sizeof *sorted);
    arena_end(&scratch);
    drop_repeats(story);
}

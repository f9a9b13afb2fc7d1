/* strangers.c: reports that share hardly a name tell of different happenings, however alike their words.
 *     a teenager shot in Athens in December / a teenager shot in Brooklyn in March     strangers
 * What the two of them tell is never held to be one. */
#include "collate/telling.h"

enum { LEAST_NAMES = 4, MOST_KEPT = 1024 /* reports of a story whose pairs are remembered */ };
static const double least_shared = 0.15; /* of the shorter list; two reports of one happening share a fifth and more */

static NameList names_of(Arena *arena, const ArrianDocument *d)
{
    NameList list = {NEW(arena, uint64_t, d->entities.count + 1), 0};
    for (uint32_t k = 0; k < d->entities.count; k++) list.keys[k] = entity_key(d, k);
    keys_sort(list.keys, d->entities.count);
    for (uint32_t k = 0; k < d->entities.count; k++)
        if (!list.count || list.keys[list.count - 1] != list.keys[k]) list.keys[list.count++] = list.keys[k];
    return list;
}

void strangers_open(ArrianStory *story)
{
    story->names = NEW(&story->arena, NameList, story->count + 1);
    for (uint32_t i = 0; i < story->count; i++) story->names[i] = names_of(&story->arena, story->docs[i]);
    if (story->count <= MOST_KEPT)
        story->strange = NEW(&story->arena, uint8_t, (size_t)story->count * story->count + 1);
}

static bool share_too_little(const NameList *a, const NameList *b)
{
    uint32_t least = a->count < b->count ? a->count : b->count;
    return least >= LEAST_NAMES && keys_shared(a->keys, a->count, b->keys, b->count) < least_shared * least;
}

bool story_strangers(const ArrianStory *story, uint32_t a, uint32_t b)
{
    enum { UNKNOWN, NO, YES };
    if (a == b) return false;
    if (!story->strange) return share_too_little(&story->names[a], &story->names[b]);
    uint8_t *known = &story->strange[(size_t)(a < b ? a : b) * story->count + (a < b ? b : a)];
    if (*known == UNKNOWN) *known = share_too_little(&story->names[a], &story->names[b]) ? YES : NO;
    return *known == YES;
}

/* story.c: the tables of this stage, and the order in which reports are held against one another. */
#include "base/error.h"
#include "collate/signal.h"
#include "collate/telling.h"
#include <stdlib.h>
#include <string.h>

int collate_data_open(ArrianEngine *engine, ArrianError *why)
{
    engine->collate = NEW(&engine->arena, CollateData, 1);
    TRY(about_data_open(engine, why));
    TRY(signal_data_open(engine, why));
    TRY(fates_data_open(engine, why));
    return turns_data_open(engine, why);
}

void collate_freeze(ArrianEngine *engine)
{
    signal_freeze(engine);
    fates_freeze(engine);
    about_freeze(engine);
}

int verdict_rank(ArrianVerdict verdict)
{
    static const int ranks[] = {[ARRIAN_AGREED] = 0,  [ARRIAN_COMPATIBLE] = 1, [ARRIAN_DIFFERENT] = 2,
                                [ARRIAN_CHANGED] = 3, [ARRIAN_CONFLICT] = 4,   [ARRIAN_ONE_SIDED] = 0};
    return ranks[verdict];
}

/* How many other reports have a question in common with one. */
static uint32_t companions(const ArrianStory *story, uint32_t doc, uint8_t *met)
{
    uint32_t count = 0;
    memset(met, 0, story->count);
    for (uint32_t i = 0; i < story->accords.count; i++) {
        const ArrianAccord *a = &story->accords.at[i];
        bool here = false;
        for (uint32_t k = 0; k < a->count && !here; k++) here = a->values[k].doc == doc;
        for (uint32_t k = 0; here && k < a->count; k++) met[a->values[k].doc] = 1;
    }
    for (uint32_t i = 0; i < story->count; i++) count += met[i] && i != doc;
    return count;
}

/* That of the first report that has something in common with at least half of the others; else the first. */
static void title_story(ArrianStory *story)
{
    enum { TRIED = 32 };
    uint8_t *met = NEW(&story->arena, uint8_t, story->count + 1);
    for (uint32_t i = 0; i < story->count && (i < TRIED || !story->title.length); i++) {
        ArrianSlice title = story->docs[i]->head.title;
        if (!title.length) continue;
        if (!story->title.length) story->title = title;
        if (companions(story, i, met) * 2 < story->count - 1) continue;
        story->title = title;
        return;
    }
}

int arrian_collate(const ArrianEngine *engine, ArrianDocument *const *documents, size_t count, ArrianStory **ret_story,
                   ArrianError *why)
{
    return arrian_collate_reviewed(engine, documents, count, NULL, ret_story, why);
}

int arrian_collate_reviewed(const ArrianEngine *engine, ArrianDocument *const *documents, size_t count,
                            ArrianReview *review, ArrianStory **ret_story, ArrianError *why)
{
    *ret_story = NULL;
    ArrianStory *story = calloc(1, sizeof *story);
    if (!story) return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory for a story");
    jmp_buf trap;
    story->arena.trap = &trap;
    if (setjmp(trap)) {
        arrian_story_free(story);
        return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to hold %zu reports together", count);
    }
    ArrianDocument **docs = NEW(&story->arena, ArrianDocument *, count + 1);
    if (count) memcpy(docs, documents, count * sizeof *docs);
    story->docs = docs;
    story->count = (uint32_t)count;
    story->review = review;
    review_bonds(story);
    copy_find(story);
    dates_lend(engine, story);
    lineage_find(engine, story);
    strangers_open(story);
    figures_compare(engine, story);
    Tellings tellings;
    tellings_open(&tellings, engine, story);
    happenings_compare(&tellings);
    reasons_compare(&tellings);
    turns_compare(&tellings);
    denials_compare(&tellings);
    labels_compare(&tellings);
    others_tell(&tellings);
    solo_tell(&tellings);
    tellings_end(&tellings);
    edits_compare(engine, story);
    moments_compare(engine, story);
    rank_accords(story);
    title_story(story);
    review_accords(story);
    story->arena.trap = NULL;
    *ret_story = story;
    return ARRIAN_OK;
}

void arrian_story_free(ArrianStory *story)
{
    if (!story) return;
    arena_end(&story->arena);
    free(story);
}

#define GIVE_LIST(function, type, list)                                                                                \
    const type *function(const ArrianStory *s, size_t *ret_count)                                                      \
    {                                                                                                                  \
        return *ret_count = s->list.count, s->list.at;                                                                 \
    }
GIVE_LIST(arrian_passages, ArrianPassage, passages)
GIVE_LIST(arrian_relays, ArrianRelay, relays)
GIVE_LIST(arrian_origins, ArrianOrigin, origins)
GIVE_LIST(arrian_accords, ArrianAccord, accords)

ArrianDocument *const *arrian_story_documents(const ArrianStory *story, size_t *ret_count)
{
    return *ret_count = story->count, story->docs;
}

ArrianSlice arrian_story_title(const ArrianStory *story)
{
    return story->title;
}

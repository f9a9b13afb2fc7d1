/* story.c: which reports belong together, and the order in which they are held against one another. */
#include "base/date.h"
#include "base/error.h"
#include "base/hash.h"
#include "collate/collate.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

int collate_data_open(ArrianEngine *engine, ArrianError *why)
{
    engine->collate = NEW(&engine->arena, CollateData, 1);
    return lineage_data_open(engine, why);
}

static void title_story(ArrianStory *story)
{
    for (uint32_t i = 0; i < story->count && !story->title.length; i++) story->title = story->docs[i]->head.title;
}

int arrian_collate(const ArrianEngine *engine, ArrianDocument *const *documents, size_t count, ArrianStory **ret_story, ArrianError *why)
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
    title_story(story);
    copy_find(story);
    dates_lend(engine, story);
    lineage_find(engine, story);
    figures_compare(engine, story);
    happenings_compare(engine, story);
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

#define GIVE_LIST(function, type, list)                               \
    const type *function(const ArrianStory *s, size_t *ret_count)     \
    {                                                                 \
        return *ret_count = s->list.count, s->list.at;                \
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

/* ---- parting reports into stories: one pass in order of arrival, by the cosine of their weighted words and the days between them ---- */

enum { NEAR_DAYS = 12 };
static const double least_cosine = 0.22;

typedef struct Weighted {
    uint64_t word;
    double weight;
} Weighted;
typedef struct Profile {
    Weighted *at; // (count), sorted by word
    uint32_t count;
    int day;
} Profile;

static Profile profile_of(const ArrianEngine *engine, Arena *arena, const ArrianDocument *d, Map *frequency)
{
    About about = about_span(engine, arena, d, (ArrianSpan){0, d->text.length});
    Profile p = {NEW(arena, Weighted, about.count + 1), about.count, d->anchor};
    for (uint32_t i = 0; i < about.count; i++) {
        uint32_t seen = 0;
        map_get(frequency, about.words[i], &seen);
        map_put(arena, frequency, about.words[i], seen + 1);
        p.at[i] = (Weighted){about.words[i], 1};
    }
    return p;
}

/* Names weigh more than other words. */
static void weigh(Profile *p, const Map *frequency, double documents, const Map *names)
{
    double sum = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        uint32_t seen = 1, yes;
        map_get(frequency, p->at[i].word, &seen);
        double weight = log((documents + 1) / (seen + 0.5)) + 0.3;
        p->at[i].weight = weight * (map_get(names, p->at[i].word, &yes) ? 1.6 : 1);
        sum += p->at[i].weight * p->at[i].weight;
    }
    for (uint32_t i = 0; i < p->count; i++) p->at[i].weight /= sqrt(sum > 0 ? sum : 1);
}

static double cosine(const Profile *a, const Profile *b)
{
    double sum = 0;
    for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
        if (a->at[i].word == b->at[j].word) sum += a->at[i++].weight * b->at[j++].weight;
        else if (a->at[i].word < b->at[j].word) i++;
        else j++;
    }
    return sum;
}

static bool near_in_time(const Profile *a, const Profile *b)
{
    return a->day == NO_DAY || b->day == NO_DAY || abs(a->day - b->day) <= NEAR_DAYS;
}

static void part(const ArrianEngine *engine, Arena *arena, ArrianDocument *const *documents, size_t count, uint32_t *group, uint32_t *groups)
{
    Map frequency = {0}, names = {0};
    Profile *profiles = NEW(arena, Profile, count + 1);
    for (size_t i = 0; i < count; i++) {
        profiles[i] = profile_of(engine, arena, documents[i], &frequency);
        for (uint32_t k = 0; k < documents[i]->names.count; k++) {
            About about = about_span(engine, arena, documents[i], documents[i]->names.at[k].span);
            for (uint32_t w = 0; w < about.count; w++) map_put(arena, &names, about.words[w], 1);
        }
    }
    for (size_t i = 0; i < count; i++) weigh(&profiles[i], &frequency, (double)count, &names);
    for (size_t i = 0; i < count; i++) {
        double best = 0;
        for (size_t j = 0; j < i; j++) {
            double now = near_in_time(&profiles[i], &profiles[j]) ? cosine(&profiles[i], &profiles[j]) : 0;
            if (now > best) best = now, group[i] = group[j];
        }
        if (best < least_cosine) group[i] = (*groups)++;
    }
}

int arrian_group(const ArrianEngine *engine, ArrianDocument *const *documents, size_t count, uint32_t *ret_group, uint32_t *ret_groups, ArrianError *why)
{
    Arena arena = {0};
    jmp_buf trap;
    arena.trap = &trap;
    *ret_groups = 0;
    if (setjmp(trap)) {
        arena_end(&arena);
        return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to part %zu reports into stories", count);
    }
    part(engine, &arena, documents, count, ret_group, ret_groups);
    arena_end(&arena);
    return ARRIAN_OK;
}

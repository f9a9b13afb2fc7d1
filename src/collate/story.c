/* story.c: which reports belong together, and the order in which they are held against one another. */
#include "base/date.h"
#include "base/error.h"
#include "base/hash.h"
#include "collate/signal.h"
#include "collate/telling.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

int collate_data_open(ArrianEngine *engine, ArrianError *why)
{
    engine->collate = NEW(&engine->arena, CollateData, 1);
    lineage_data_open(engine);
    TRY(about_data_open(engine, why));
    TRY(signal_data_open(engine, why));
    return turns_data_open(engine, why);
}

void collate_freeze(ArrianEngine *engine)
{
    signal_freeze(engine);
}

int verdict_rank(ArrianVerdict verdict)
{
    static const int ranks[] = {[ARRIAN_AGREED] = 0,  [ARRIAN_COMPATIBLE] = 1, [ARRIAN_DIFFERENT] = 2,
                                [ARRIAN_CHANGED] = 3, [ARRIAN_CONFLICT] = 4,   [ARRIAN_ONE_SIDED] = 0};
    return ranks[verdict];
}

static void title_story(ArrianStory *story)
{
    for (uint32_t i = 0; i < story->count && !story->title.length; i++) story->title = story->docs[i]->head.title;
}

int arrian_collate(const ArrianEngine *engine, ArrianDocument *const *documents, size_t count, ArrianStory **ret_story,
                   ArrianError *why)
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
    Tellings tellings;
    tellings_open(&tellings, engine, story);
    happenings_compare(&tellings);
    reasons_compare(&tellings);
    turns_compare(&tellings);
    labels_compare(&tellings);
    others_tell(&tellings);
    solo_tell(&tellings);
    tellings_end(&tellings);
    edits_compare(engine, story);
    moments_compare(engine, story);
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

/* ---- parting reports into stories: one pass in order of arrival, by the cosine of their weighted words and the days
 * between them ---- */

enum { LEAD_TOKENS = 400 };
static const double least_cosine = 0.14, a_day = 0.003, most_more = 0.15, own = 0.3;

typedef struct Weighted {
    uint64_t word;
    double weight;
} Weighted;
typedef struct Profile {
    Weighted *at; // (count), sorted by word
    uint32_t count;
    int day;
} Profile;

static int by_word(const void *x, const void *y)
{
    const Weighted *a = x, *b = y;
    return a->word < b->word ? -1 : a->word > b->word;
}

static Profile profile_of(const ArrianEngine *engine, Arena *arena, const ArrianDocument *d)
{
    uint32_t tokens = d->tokens.count < LEAD_TOKENS ? d->tokens.count : LEAD_TOKENS, name = 0, kept = 0;
    Profile p = {NEW(arena, Weighted, tokens + 1), 0, d->anchor};
    for (uint32_t i = 0; i < tokens; i++) {
        while (name < d->names.count && d->names.at[name].span.end <= d->tokens.at[i].span.start) name++;
        bool in_name = name < d->names.count && d->names.at[name].span.start <= d->tokens.at[i].span.start;
        uint64_t word = about_word(engine, d, i);
        if (word) p.at[p.count++] = (Weighted){word, about_telling(engine, d, i) * (in_name ? 1.4 : 1)};
    }
    if (p.count) qsort(p.at, p.count, sizeof *p.at, by_word);
    for (uint32_t i = 0, times; i < p.count; i += times) {
        for (times = 1; i + times < p.count && p.at[i + times].word == p.at[i].word;) times++;
        p.at[kept++] = (Weighted){p.at[i].word, p.at[i].weight * (1 + log((double)times))};
    }
    p.count = kept;
    return p;
}

/* Words that many of the reports at hand share part nothing. */
static void weigh(Profile *p, const Map *frequency, double documents)
{
    double sum = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        uint32_t seen = 1;
        map_get(frequency, p->at[i].word, &seen);
        if (documents >= 20) p->at[i].weight *= log((documents + 1) / (seen + 0.5)) / log(documents + 1);
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

/* How alike two reports must be to belong together: the more, the further apart they came out. */
static double least_alike(const Profile *a, const Profile *b)
{
    int days = a->day == NO_DAY || b->day == NO_DAY ? 0 : abs(a->day - b->day);
    double more = a_day * days;
    return least_cosine + (more > most_more ? most_more : more);
}

static void part(const ArrianEngine *engine, Arena *arena, ArrianDocument *const *documents, size_t count,
                 uint32_t *group, uint32_t *groups)
{
    Map frequency = {0};
    Profile *profiles = NEW(arena, Profile, count + 1);
    for (size_t i = 0; i < count; i++) {
        profiles[i] = profile_of(engine, arena, documents[i]);
        for (uint32_t k = 0; k < profiles[i].count; k++) {
            uint32_t seen = 0;
            map_get(&frequency, profiles[i].at[k].word, &seen);
            map_put(arena, &frequency, profiles[i].at[k].word, seen + 1);
        }
    }
    for (size_t i = 0; i < count; i++) weigh(&profiles[i], &frequency, (double)count);
    double *sum = NEW(arena, double, count + 1), *most = NEW(arena, double, count + 1);
    uint32_t *members = NEW(arena, uint32_t, count + 1);
    for (size_t i = 0; i < count; i++) {
        for (uint32_t g = 0; g < *groups; g++) sum[g] = most[g] = 0;
        for (size_t j = 0; j < i; j++) {
            double now = cosine(&profiles[i], &profiles[j]) / least_alike(&profiles[i], &profiles[j]);
            sum[group[j]] += now;
            if (now > most[group[j]]) most[group[j]] = now;
        }
        uint32_t best = *groups;
        double least = 1;
        for (uint32_t g = 0; g < *groups; g++) { /* near to one member is not enough where the others are far */
            double now = own * most[g] + (1 - own) * sum[g] / members[g];
            if (now >= least) least = now, best = g;
        }
        group[i] = best;
        members[best]++;
        *groups += best == *groups;
    }
}

int arrian_group(const ArrianEngine *engine, ArrianDocument *const *documents, size_t count, uint32_t *ret_group,
                 uint32_t *ret_groups, ArrianError *why)
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

/* onto.c: collate --add: reports of a new day into the stories that a store holds.
 *     d40 of y3's happening, d41 of a new one -> y3 of six reports where it had five, y18; no other story is touched
 * A file that was edited is read as its new version, which takes the old one's place in its story.
 * What a report of the days before is grouped by was kept with it; only those of a story that grows are read again. */
#include "desk.h"
#include <stdlib.h>
#include <string.h>

/* What is read and what a story that grows held before, its reports first. */
typedef struct Onto {
    ArrianDocument **documents;
    uint32_t *group;
    size_t count, room;
} Onto;

static bool add(Onto *o, ArrianDocument **documents, size_t count, uint32_t group)
{
    if (o->count + count > o->room) {
        size_t room = o->room * 2 + count;
        ArrianDocument **more = realloc(o->documents, room * sizeof *more);
        if (more) o->documents = more;
        uint32_t *groups = realloc(o->group, room * sizeof *groups);
        if (groups) o->group = groups;
        if (!desk_has_memory(more) || !desk_has_memory(groups)) return false;
        o->room = room;
    }
    for (size_t i = 0; i < count; i++) o->documents[o->count] = documents[i], o->group[o->count++] = group;
    return true;
}

/* The story of an old version is that of the new one. */
static void keep_places(const ArrianHeld *held, const uint32_t *newer, uint32_t *group)
{
    size_t versions = 0;
    for (size_t i = held->count; i-- > 0;)
        if (newer[i] != ARRIAN_NONE) group[newer[i]] = held->known[i].group, versions++;
    if (versions) output_note(NULL, "%zu report%s changed since, in the place of what was read before", versions, versions == 1 ? "" : "s");
}

/* The reports of a story that have no newer version, one after another. */
static bool add_old(Onto *o, ArrianDocument **documents, size_t count, const uint32_t *newer, uint32_t group)
{
    bool fine = true;
    for (size_t i = 0; fine && i < count; i++)
        if (newer[i] == ARRIAN_NONE) fine = add(o, &documents[i], 1, group);
    return fine;
}

/* The stories of the store that a new report joins, read again; theirs are ours to free. */
static bool read_grown(Desk *desk, ArrianStore *store, const ArrianHeld *held, const uint32_t *newer, const uint32_t *group, Onto *o, Stories *ret,
                       ArrianError *why)
{
    bool *grows = calloc(held->groups + 1u, sizeof *grows), fine = desk_has_memory(grows);
    for (size_t i = 0; fine && i < desk->count; i++)
        if (group[i] < held->groups) grows[group[i]] = true;
    for (size_t i = 0; fine && i < held->count; i++)
        if (newer[i] != ARRIAN_NONE) grows[held->known[i].group] = true;
    for (size_t first = 0, end; fine && first < held->count; first = end) {
        ArrianDocument **documents;
        size_t count;
        uint32_t g = held->known[first].group;
        for (end = first; end < held->count && held->known[end].group == g;) end++;
        if (!grows[g]) continue;
        fine = !arrian_store_story(store, desk->engine, held->story[g], &documents, &count, why);
        if (!fine) break;
        ArrianDocument **kept = realloc(ret->kept, (ret->keeps + count + 1) * sizeof *kept);
        fine = desk_has_memory(kept) && add_old(o, documents, count < end - first ? count : end - first, newer + first, g);
        if (kept) {
            ret->kept = kept;
            memcpy(kept + ret->keeps, documents, count * sizeof *kept);
            ret->keeps += count;
        } else
            for (size_t i = 0; i < count; i++) arrian_document_free(documents[i]);
        free(documents);
    }
    free(grows);
    return fine;
}

static bool group_onto(Desk *desk, ArrianStore *store, const ArrianHeld *held, Stories *ret, ArrianError *why)
{
    Onto o = {0};
    uint32_t *group = calloc(desk->count + 1, sizeof *group), groups = 0;
    uint32_t *newer = calloc(held->count + 1, sizeof *newer);
    bool fine = desk_has_memory(group) && desk_has_memory(newer) &&
                !arrian_group_onto(desk->engine, held->known, held->count, desk->documents, desk->count, group, &groups, why) &&
                desk_has_memory(arrian_held_versions(held, desk->documents, desk->count, newer) ? newer : NULL);
    if (fine) keep_places(held, newer, group);
    size_t joining = 0;
    for (size_t i = 0; fine && i < desk->count; i++) joining += group[i] < held->groups;
    if (fine && desk->count) output_note(desk->options->store, "%zu new report%s, %zu of them in stories that it has", desk->count, desk->count == 1 ? "" : "s", joining);
    fine = fine && read_grown(desk, store, held, newer, group, &o, ret, why);
    for (size_t i = 0; fine && i < desk->count; i++) fine = add(&o, &desk->documents[i], 1, group[i]);
    fine = fine && desk_review(desk, o.documents, o.count);
    size_t elsewhere = fine && desk->review ? arrian_held_decisions(held, desk->review) : 0;
    if (elsewhere && desk->options->review) output_note(desk->options->review, "%zu decisions are on stories that nothing joins; they stay as they are", elsewhere);
    fine = fine && (!desk->count || desk_part(desk, o.documents, o.group, o.count, groups, ret));
    free(group);
    free(newer);
    free(o.group);
    free(o.documents);
    return fine;
}

bool desk_collate_onto(Desk *desk, Stories *ret)
{
    ArrianStore *store = NULL;
    ArrianHeld held = {0};
    ArrianError why = {.at = ARRIAN_NONE64};
    bool fine = !arrian_store_open(desk->options->store, true, &store, &why) && !arrian_store_held(store, desk->engine, &held, &why);
    desk->held = &held;
    fine = fine && (held.count ? desk_read_all(desk) && group_onto(desk, store, &held, ret, &why) : desk_collate_files(desk, ret));
    desk->held = NULL, desk->joins = held.count > 0;
    if (why.code) output_error(&why);
    if (fine && desk->passed) output_note(NULL, "%zu report%s passed over: in the store already", desk->passed, desk->passed == 1 ? "" : "s");
    arrian_held_free(&held);
    arrian_store_close(store);
    return fine;
}

/* onto.c: collate --add: reports of a new day into the stories that a store holds.
 *     d40 of y3's happening, d41 of a new one -> y3 of six reports where it had five, y18; no other story is touched
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

/* The stories of the store that a new report joins, read again; theirs are ours to free. */
static bool read_grown(Desk *desk, ArrianStore *store, const ArrianHeld *held, const uint32_t *group, Onto *o, Stories *ret, ArrianError *why)
{
    bool *grows = calloc(held->groups + 1u, sizeof *grows), fine = desk_has_memory(grows);
    for (size_t i = 0; fine && i < desk->count; i++)
        if (group[i] < held->groups) grows[group[i]] = true;
    for (uint32_t g = 0; fine && g < held->groups; g++) {
        ArrianDocument **documents;
        size_t count;
        if (!grows[g]) continue;
        fine = !arrian_store_story(store, desk->engine, held->story[g], &documents, &count, why);
        if (!fine) break;
        ArrianDocument **kept = realloc(ret->kept, (ret->keeps + count + 1) * sizeof *kept);
        fine = desk_has_memory(kept) && add(o, documents, count, g);
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
    bool fine = desk_has_memory(group) && !arrian_group_onto(desk->engine, held->known, held->count, desk->documents, desk->count, group, &groups, why) &&
                read_grown(desk, store, held, group, &o, ret, why);
    for (size_t i = 0; fine && i < desk->count; i++) fine = add(&o, &desk->documents[i], 1, group[i]);
    fine = fine && desk_review(desk, o.documents, o.count);
    size_t elsewhere = fine && desk->review ? arrian_held_decisions(held, desk->review) : 0;
    if (elsewhere && desk->options->review) output_note(desk->options->review, "%zu decisions are on stories that nothing joins; they stay as they are", elsewhere);
    fine = fine && (!desk->count || desk_part(desk, o.documents, o.group, o.count, groups, ret));
    free(group);
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
    desk->held = NULL;
    if (why.code) output_error(&why);
    if (fine && desk->passed) output_note(NULL, "%zu reports were in the store already and are passed over", desk->passed);
    arrian_held_free(&held);
    arrian_store_close(store);
    return fine;
}

/* gazetteer.c: where places lie.   a link to a state first, then the row that the text's stages found, then the name */
#include "report/gazetteer.h"
#include "base/hash.h"
#include "base/utf8.h"
#include <math.h>
#include <string.h>

enum { MOST_NAME = 120 };

static uint64_t key_of(ArrianSlice name)
{
    char fold[MOST_NAME * 2 + 8];
    return hash_bytes(fold, utf8_word(name.at, name.length < MOST_NAME ? name.length : MOST_NAME, fold), 51) | 1;
}

static void add_name(Arena *arena, Gazetteer *g, ArrianSlice name, uint32_t row)
{
    uint32_t first;
    uint64_t key = key_of(name);
    if (!map_get(&g->by_name, key, &first)) {
        map_put(arena, &g->by_name, key, row);
        return;
    }
    while (first != row && g->next[first] != ARRIAN_NONE) first = g->next[first];
    if (first < row) g->next[first] = row;
}

const Gazetteer *gazetteer_open(Arena *arena, const char *folder)
{
    Gazetteer *g = NEW(arena, Gazetteer, 1);
    ArrianError why = {0};
    if (data_table(arena, folder, "places.tsv", &g->places, &why) ||
        data_table(arena, folder, "states.tsv", &g->states, &why))
        return NULL;
    g->next = NEW(arena, uint32_t, g->places.rows + 1);
    for (uint32_t row = 0; row < g->places.rows; row++) g->next[row] = ARRIAN_NONE;
    for (uint32_t row = 0; row < g->places.rows; row++) add_name(arena, g, lexicon_cell(&g->places, row, "name"), row);
    for (uint32_t row = 0; row < g->states.rows; row++)
        map_put(arena, &g->by_state, key_of(lexicon_cell(&g->states, row, "id")), row);
    return g;
}

static uint32_t state_row(const Gazetteer *g, const char *iso3)
{
    uint32_t row;
    return iso3[0] && map_get(&g->by_state, key_of((ArrianSlice){iso3, (uint32_t)strlen(iso3)}), &row) ? row
                                                                                                       : ARRIAN_NONE;
}

ArrianSlice gazetteer_state(const Gazetteer *g, const char *iso3)
{
    uint32_t row = state_row(g, iso3);
    return row == ARRIAN_NONE ? (ArrianSlice){0} : lexicon_cell(&g->states, row, "name");
}

static Shape shape_of(ArrianSlice kind, ArrianSlice states, bool placed)
{
    if (slice_is(kind, "area") && states.length) return SHAPE_AREA;
    if (!placed) return SHAPE_NONE;
    return slice_is(kind, "city") || slice_is(kind, "city?") ? SHAPE_POINT : SHAPE_RING;
}

static Location at_row(const Gazetteer *g, uint32_t row)
{
    Location at = {.row = row,
                   .name = lexicon_cell(&g->places, row, "name"),
                   .kind = lexicon_cell(&g->places, row, "kind"),
                   .states = lexicon_cell(&g->places, row, "iso3s"),
                   .lat = lexicon_number(&g->places, row, "lat", NAN),
                   .lon = lexicon_number(&g->places, row, "lon", NAN)};
    at.shape = shape_of(at.kind, at.states, isfinite(at.lat) && isfinite(at.lon));
    if (slice_is(at.kind, "city?")) at.kind.length--;
    return at;
}

static uint32_t namesakes(const Gazetteer *g, ArrianSlice name, uint32_t row)
{
    uint32_t one, count = 0;
    if (!map_get(&g->by_name, key_of(name), &one)) return 0;
    for (; one != ARRIAN_NONE; one = g->next[one]) count += one != row;
    return count;
}

Location gazetteer_find(const Gazetteer *g, const Referent *referent)
{
    Location at = {.row = ARRIAN_NONE, .lat = NAN, .lon = NAN};
    uint32_t row = state_row(g, referent->link);
    if (row != ARRIAN_NONE) {
        at.shape = SHAPE_AREA;
        at.kind = (ArrianSlice){"state", 5};
        at.states = lexicon_cell(&g->states, row, "id");
        at.lat = lexicon_number(&g->states, row, "lat", NAN);
        at.lon = lexicon_number(&g->states, row, "lon", NAN);
        return at;
    }
    row = referent->place;
    if (row == ARRIAN_NONE && referent->type == ARRIAN_PLACE) map_get(&g->by_name, key_of(referent->name), &row);
    if (row < g->places.rows) at = at_row(g, row);
    at.namesakes = namesakes(g, referent->name, at.row);
    return at;
}

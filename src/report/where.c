/* where.c: a party's words -> where they lie.   "Riga" -> 56.95, 24.1, city;  "Latvia" -> 57, 25, state
 * A place without a row of the lexicons has no point: none is guessed. */
#include "base/engine.h"
#include "base/error.h"
#include "base/lexicon.h"
#include "report/export.h"
#include <math.h>
#include <string.h>

struct ExportGazetteer {
    Lexicon places, states;
};

int export_gazetteer(Export *e)
{
    const char *folder = e->engine->folder;
    e->gazetteer = NEW(&e->arena, struct ExportGazetteer, 1);
    TRY(data_table(&e->arena, folder, "places.tsv", &e->gazetteer->places, e->why));
    return data_table(&e->arena, folder, "states.tsv", &e->gazetteer->states, e->why);
}

static bool row_point(const Lexicon *rows, uint32_t row, ExportPlace *ret)
{
    ret->lat = lexicon_number(rows, row, "lat", NAN);
    ret->lon = lexicon_number(rows, row, "lon", NAN);
    ret->name = lexicon_cell(rows, row, "name");
    return isfinite(ret->lat) && isfinite(ret->lon);
}

static uint32_t state_row(const Export *e, const char *iso3)
{
    const Lexicon *states = &e->gazetteer->states;
    for (uint32_t r = 0; *iso3 && r < states->rows; r++)
        if (slice_is(lexicon_cell(states, r, "id"), iso3)) return r;
    return ARRIAN_NONE;
}

ArrianSlice export_state_name(const Export *e, const char *iso3)
{
    uint32_t row = state_row(e, iso3);
    return row == ARRIAN_NONE ? (ArrianSlice){0} : lexicon_cell(&e->gazetteer->states, row, "name");
}

static bool state_point(const Export *e, const char *iso3, ExportPlace *ret)
{
    uint32_t row = state_row(e, iso3);
    if (row == ARRIAN_NONE) return false;
    *ret = (ExportPlace){.kind = {"state", 5}, .states = lexicon_cell(&e->gazetteer->states, row, "id")};
    return row_point(&e->gazetteer->states, row, ret);
}

/* A capital is a row of its state; where it lies is told by the city of its name in that state. */
static uint32_t capital_row(const Export *e, const ArrianEntity *entity)
{
    const Lexicon *places = &e->gazetteer->places;
    for (uint32_t r = 0; entity->iso3[0] && r < places->rows; r++)
        if (slice_same(lexicon_cell(places, r, "name"), entity->name) &&
            slice_is(lexicon_cell(places, r, "iso3s"), entity->iso3))
            return r;
    return ARRIAN_NONE;
}

static bool place_point(const Export *e, uint32_t row, ExportPlace *ret)
{
    const Lexicon *places = &e->gazetteer->places;
    if (row >= places->rows) return false;
    *ret = (ExportPlace){.kind = lexicon_cell(places, row, "kind"), .states = lexicon_cell(places, row, "iso3s")};
    if (ret->kind.length && ret->kind.at[ret->kind.length - 1] == '?') ret->kind.length--;
    return row_point(places, row, ret);
}

bool export_place(const Export *e, const ExportPage *page, const ArrianParty *party, ExportPlace *ret_place)
{
    size_t count;
    const ArrianEntity *entity = arrian_entities(page->document, &count);
    if (party->entity < count) {
        entity += party->entity;
        bool land = entity->type == ARRIAN_PLACE || entity->type == ARRIAN_NATIONALITY;
        uint32_t row = entity->place == ARRIAN_NONE && land ? capital_row(e, entity) : entity->place;
        if (row != ARRIAN_NONE && place_point(e, row, ret_place)) return true;
        return land && state_point(e, entity->iso3, ret_place);
    }
    return !strcmp(write_link_kind(page->document, party), "iso3") && state_point(e, party->link, ret_place);
}

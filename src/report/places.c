/* places.c: where, as exactly as the words allow: a state is an area, a town a point, a sea or region the ring around
 * its middle; what the gazetteer does not hold is listed without a spot. With a script the rows become a map.
 *     Riga | town | 56.95, 24.11 | 3 claims | 1 "in Riga" */
#include "report/gazetteer.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PLACES = 300, MOST_LINKS = 12, MOST_NAME = 80 };

typedef struct Place {
    uint32_t referent, mentions, claims;
    Location at;
} Place;
typedef struct Places {
    const Sheet *sheet;
    Referents all;
    uint32_t *claims; // (all.count): claims that happen there
    uint32_t *mentions;
    Place *at;
    uint32_t count;
} Places;

static int by_weight(const void *left, const void *right)
{
    const Place *a = left, *b = right;
    if (a->claims != b->claims) return a->claims > b->claims ? -1 : 1;
    if (a->mentions != b->mentions) return a->mentions > b->mentions ? -1 : 1;
    return a->referent < b->referent ? -1 : a->referent > b->referent;
}

static bool stands_at(const Places *places, uint32_t doc, const ArrianClaim *claim, uint32_t referent)
{
    for (uint32_t k = 0; k < claim->places; k++)
        if (claim->place[k].entity < places->sheet->docs[doc]->entities.count &&
            places->all.of[doc][claim->place[k].entity] == referent)
            return true;
    return false;
}

static void count_up(Places *places)
{
    const Sheet *sheet = places->sheet;
    places->claims = NEW(sheet->arena, uint32_t, places->all.count + 1);
    places->mentions = NEW(sheet->arena, uint32_t, places->all.count + 1);
    for (uint32_t doc = 0; doc < sheet->count; doc++) {
        const ArrianDocument *d = sheet->docs[doc];
        for (uint32_t i = 0; i < d->entities.count; i++)
            places->mentions[places->all.of[doc][i]] += d->entities.at[i].count;
        for (uint32_t i = 0; i < d->claims.count; i++)
            for (uint32_t k = 0; k < d->claims.at[i].places; k++)
                if (d->claims.at[i].place[k].entity < d->entities.count)
                    places->claims[places->all.of[doc][d->claims.at[i].place[k].entity]]++;
    }
}

/* A state that only acts is not a place; a town that is only named is one. */
static void take_places(Places *places, const Gazetteer *gazetteer)
{
    Arena *arena = places->sheet->arena;
    places->at = NEW(arena, Place, places->all.count + 1);
    for (uint32_t i = 0; i < places->all.count; i++) {
        const Referent *one = &places->all.at[i];
        bool named = one->type == ARRIAN_PLACE || one->type == ARRIAN_FACILITY;
        if (!places->claims[i] && (!named || one->link[0])) continue;
        Location at = gazetteer_find(gazetteer, one);
        if (!named && at.shape == SHAPE_NONE) continue;
        places->at[places->count++] = (Place){i, places->mentions[i], places->claims[i], at};
    }
    qsort(places->at, places->count, sizeof *places->at, by_weight);
    if (places->count > MOST_PLACES) places->count = MOST_PLACES;
}

static void put_data(const Places *places, const Place *place)
{
    FILE *out = places->sheet->out;
    static const char *const shapes[] = {"none", "point", "ring", "area"};
    fprintf(out, " data-shape=\"%s\" data-claims=\"%u\"", shapes[place->at.shape], place->claims);
    if (place->at.shape == SHAPE_AREA) fputs(" data-states=\"", out), html_text(out, place->at.states), putc('"', out);
    if (isfinite(place->at.lat) && isfinite(place->at.lon))
        fprintf(out, " data-at=\"%.2f %.2f\"", place->at.lat, place->at.lon);
    fputs(" data-r=\"", out);
    for (uint32_t doc = 0, put = 0; doc < places->sheet->count; doc++)
        for (uint32_t i = 0; i < places->sheet->docs[doc]->entities.count; i++)
            if (places->all.of[doc][i] == place->referent) {
                fprintf(out, "%s%u", put++ ? " " : "", sheet_doc(places->sheet, doc));
                break;
            }
    putc('"', out);
}

static void put_precision(const Places *places, const Gazetteer *gazetteer, const Place *place)
{
    FILE *out = places->sheet->out;
    static const char *const words[] = {"no coordinates", "a point", "a middle, without bounds", "an area"};
    ArrianSlice state, list = place->at.states;
    html_text(out, place->at.kind);
    fputs(place->at.kind.length ? ", " : "", out);
    fputs(words[place->at.shape], out);
    for (uint32_t put = 0; !slice_is(place->at.kind, "state") && put < 4 && lexicon_item(&list, &state); put++) {
        char iso3[4] = {0};
        memcpy(iso3, state.at, state.length < 3 ? state.length : 3);
        fputs(put ? ", " : "; in ", out);
        html_text(out, gazetteer_state(gazetteer, iso3));
    }
    if (list.length && !slice_is(place->at.kind, "state")) fputs(" ...", out);
    if (place->at.namesakes) {
        fputs("; ", out);
        sheet_count(places->sheet, place->at.namesakes, "other place", "other places");
        fputs(" of this name", out);
    }
}

/* One mention a report, and the claims that happen there. */
static void put_words(const Places *places, const Place *place)
{
    const Sheet *sheet = places->sheet;
    FILE *out = sheet->out;
    for (uint32_t doc = 0, put = 0; doc < sheet->count; doc++)
        for (uint32_t i = 0; i < sheet->docs[doc]->entities.count; i++) {
            const ArrianEntity *entity = &sheet->docs[doc]->entities.at[i];
            if (places->all.of[doc][i] != place->referent || !entity->count) continue;
            fputs(put++ ? ", " : "", out);
            sheet_number(sheet, doc);
            putc(' ', out);
            sheet_words(sheet, doc, sheet->docs[doc]->names.at[entity->mentions[0]].span, MOST_NAME);
            break;
        }
    fputs("</td><td>", out);
    uint32_t put = 0;
    for (uint32_t doc = 0; doc < sheet->count; doc++)
        for (uint32_t i = 0; i < sheet->docs[doc]->claims.count; i++)
            if (stands_at(places, doc, &sheet->docs[doc]->claims.at[i], place->referent) && put++ < MOST_LINKS)
                sheet_claim(sheet, doc, i);
    if (put > MOST_LINKS) fprintf(out, " and %u more", put - MOST_LINKS);
}

static void put_row(const Places *places, const Gazetteer *gazetteer, const Place *place)
{
    FILE *out = places->sheet->out;
    const Referent *one = &places->all.at[place->referent];
    ArrianSlice name = slice_is(place->at.kind, "state") ? gazetteer_state(gazetteer, one->link) : place->at.name;
    if (!name.length) name = one->name;
    fprintf(out, "<tr class=\"row\" id=\"place-%u-%u\" tabindex=\"-1\"", places->sheet->number, place->referent + 1);
    put_data(places, place);
    fputs("><th scope=\"row\">", out);
    html_cut(out, name, MOST_NAME);
    fputs("</th><td>", out);
    put_precision(places, gazetteer, place);
    fputs("</td><td class=\"num\">", out);
    if (place->at.shape == SHAPE_POINT || place->at.shape == SHAPE_RING)
        fprintf(out, "%.2f, %.2f", place->at.lat, place->at.lon);
    fputs("</td><td class=\"words\">", out);
    put_words(places, place);
    fputs("</td></tr>\n", out);
}

void places_section(const Sheet *sheet)
{
    if (!sheet->gazetteer) return;
    Places places = {.sheet = sheet, .all = *sheet->referents};
    count_up(&places);
    take_places(&places, sheet->gazetteer);
    if (!places.count) return;
    sheet_heading(sheet, "places", "Where");
    fputs(
        "<p class=\"lead\">A state is an area, a town a point; of a region, sea or river the ring shows the middle, "
        "not the bounds. Full colour: a claim happens there. Pale: it is only named.</p>\n<div class=\"map\"></div>\n",
        sheet->out);
    sheet_open_wide(sheet, "places");
    fputs("<table><thead><tr><th scope=\"col\">place</th><th scope=\"col\">how exactly</th><th scope=\"col\" "
          "class=\"num\">latitude, longitude</th><th scope=\"col\">named in</th><th scope=\"col\">claims "
          "there</th></tr></thead><tbody>\n",
          sheet->out);
    for (uint32_t i = 0; i < places.count; i++) put_row(&places, sheet->gazetteer, &places.at[i]);
    fputs("</tbody></table>", sheet->out);
    sheet_close_wide(sheet);
    sheet_end_section(sheet);
}

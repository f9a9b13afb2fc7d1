/* eval_geovirus.c: GeoVirus (Gritta and others, 2018; .xml): places of news of disease, with positions.
 * found: a name of the tool overlaps the place; near: and it is put within 161 km of where the gold has it. Names that
 * the gold lacks are not held against the tool. */
#include "eval.h"
#include "mark/gazetteer.h"
#include <stdlib.h>
#include <string.h>

typedef struct GoldPlace {
    ArrianSpan span;
    double lat, lon;
} GoldPlace;
typedef struct GoldPlaces {
    GoldPlace *at;
    uint32_t count;
} GoldPlaces;
enum { NEAR_KM = 161 };

static bool is_named(const EvalElement *e, const char *name)
{
    return e->name.length == strlen(name) && !memcmp(e->name.at, name, e->name.length);
}

/* Offsets of GeoVirus count characters from one. */
static uint32_t byte_of(ArrianSlice text, uint32_t characters)
{
    uint32_t at = 0;
    for (; at < text.length && characters; characters--) {
        at++;
        while (at < text.length && ((unsigned char)text.at[at] & 0xC0) == 0x80) at++;
    }
    return at;
}

static bool load(Eval *eval, const char *path, ArrianSlice bytes)
{
    EvalMarkup markup;
    LIST(GoldPlace) places = {0};
    GoldPlace place = {0};
    EvalCase c = {.file = path};
    eval_markup(&eval->arena, bytes, &markup);
    for (uint32_t i = 0; i < markup.elements.count; i++) {
        const EvalElement *e = &markup.elements.at[i];
        const char *at = markup.text.at + e->span.start;
        if (is_named(e, "text")) c.text = (ArrianSlice){at, e->span.end - e->span.start};
        else if (is_named(e, "start")) place.span.start = byte_of(c.text, (uint32_t)strtoul(at, NULL, 10) - 1);
        else if (is_named(e, "end")) place.span.end = byte_of(c.text, (uint32_t)strtoul(at, NULL, 10) - 1);
        else if (is_named(e, "lat")) place.lat = strtod(at, NULL);
        else if (is_named(e, "lon")) place.lon = strtod(at, NULL);
        else if (is_named(e, "location")) LIST_ADD(&eval->arena, places, place);
        else if (is_named(e, "article") && c.text.length) {
            GoldPlaces *gold = NEW(&eval->arena, GoldPlaces, 1);
            *gold = (GoldPlaces){places.at, places.count};
            c.gold = gold;
            LIST_ADD(&eval->arena, eval->cases, c);
            memset(&places, 0, sizeof places);
            c.text.length = 0;
        }
    }
    return true;
}

static const ArrianEntity *entity_at(const ArrianDocument *d, ArrianSpan received)
{
    const ArrianEntity *found = NULL;
    for (uint32_t k = 0; k < d->names.count; k++)
        if (span_overlap(arrian_received(d, d->names.at[k].span), received)) {
            const ArrianEntity *e = &d->entities.at[d->names.at[k].entity];
            if (!found || e->positioned) found = e;
        }
    return found;
}

static void score(Eval *eval, const EvalCase *c, const ArrianDocument *d)
{
    const GoldPlaces *gold = c->gold;
    for (uint32_t g = 0; g < gold->count; g++) {
        const GoldPlace *want = &gold->at[g];
        const ArrianEntity *e = entity_at(d, want->span);
        double off = e && e->positioned ? gazetteer_distance(e->lat, e->lon, want->lat, want->lon) : -1;
        eval_count(eval, "place found", e != NULL, 1, 0);
        eval_count(eval, "place within 161 km", off >= 0 && off <= NEAR_KM, 1, 0);
        if (off < 0 || off > NEAR_KM)
            eval_miss(eval, c, "\"%.*s\" %s (%.0f km)", (int)(want->span.end - want->span.start), c->text.at + want->span.start,
                      !e ? "not found" : off < 0 ? "without a position" : "put elsewhere", off);
    }
}

const EvalSet eval_geovirus = {"geovirus", "xml", "where places are: XML of GeoVirus", load, score};

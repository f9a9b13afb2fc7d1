/* gazetteer.c: names of places to positions, by the whole report: countries that it names, what is near, size.
 * Towns: data/gazetteer.tsv; regions, seas, mountains: data/places.tsv; states: data/states.tsv. */
#include "mark/gazetteer.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/lexicon.h"
#include "base/utf8.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Spot {
    char iso3[4];
    float lat, lon, size; /* size: log10 of the people; of regions and states a rank of their own */
    uint32_t geonames;    /* 0: has none here */
    uint32_t next;        /* the next of that name, 0: the last */
} Spot;
struct GazetteerData {
    LIST(Spot) spots; /* spots.at[0] is none */
    Map by_name;      /* folded name, hashed -> the first */
};
enum { LONGEST = 120, NEAR_KM = 400, MOST_SPOTS = 64 /* of one name */, MOST_PLACES = 2000 };
typedef struct Search {
    const GazetteerData *data;
    ArrianDocument *d;
    char (*state)[4]; /* of each entity, as found so far */
} Search;
static const float state_size = 8, region_size = 7;

/* Letters and digits alone, lower-cased, without accents: "Sant Julià" -> santjulia. */
static uint64_t key_of(ArrianSlice name)
{
    char folded[LONGEST * 2 + 8];
    size_t n = 0;
    if (name.length > LONGEST) name.length = LONGEST;
    for (uint32_t i = 0; i < name.length;) {
        size_t step = utf8_length(name.at + i, name.length - i);
        uint32_t point = step ? utf8_point(name.at + i) : 0;
        char plain = point < 128 ? (char)point : utf8_plain(utf8_lower(point));
        if (plain >= 'A' && plain <= 'Z') plain += 32;
        if ((plain >= 'a' && plain <= 'z') || (plain >= '0' && plain <= '9')) folded[n++] = plain;
        else if (!plain && point > 127 && step) memcpy(folded + n, name.at + i, step), n += step;
        i += step ? (uint32_t)step : 1;
    }
    return n ? hash_bytes(folded, n, 53) | 1 : 0;
}

static void add_spot(ArrianEngine *engine, ArrianSlice name, const Spot *spot)
{
    GazetteerData *data = engine->mark->gazetteer;
    uint64_t key = key_of(name);
    uint32_t first = 0, count = 0;
    if (!key) return;
    bool known = map_get(&data->by_name, key, &first);
    LIST_ADD(&engine->arena, data->spots, *spot);
    uint32_t number = data->spots.count - 1;
    if (!known) return map_put(&engine->arena, &data->by_name, key, number);
    while (data->spots.at[first].next && count++ < MOST_SPOTS) first = data->spots.at[first].next;
    data->spots.at[first].next = number;
}

static Spot spot_of(const Lexicon *rows, uint32_t r, const char *state, float size)
{
    Spot spot = {.lat = (float)lexicon_number(rows, r, "lat", NAN), .lon = (float)lexicon_number(rows, r, "lon", NAN), .size = size};
    ArrianSlice iso3 = lexicon_cell(rows, r, state);
    if (iso3.length == 3) memcpy(spot.iso3, iso3.at, 3);
    return spot;
}

static void add_row(ArrianEngine *engine, const Lexicon *rows, uint32_t r, const Spot *spot)
{
    ArrianSlice list = lexicon_cell(rows, r, "aliases"), item;
    if (isnan(spot->lat) || isnan(spot->lon)) return;
    add_spot(engine, lexicon_cell(rows, r, "name"), spot);
    while (lexicon_item(&list, &item)) add_spot(engine, item, spot);
}

static int read_rows(ArrianEngine *engine, Arena *scratch, ArrianError *why)
{
    Lexicon rows;
    TRY(data_table(scratch, engine->folder, "states.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        Spot spot = spot_of(&rows, r, "id", state_size);
        add_row(engine, &rows, r, &spot);
        if (!isnan(spot.lat)) add_spot(engine, lexicon_cell(&rows, r, "id"), &spot);
    }
    TRY(data_table(scratch, engine->folder, "places.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice kind = lexicon_cell(&rows, r, "kind");
        bool town = kind.length >= 4 && !memcmp(kind.at, "city", 4);
        Spot spot = spot_of(&rows, r, "iso3s", town ? 5 : region_size);
        add_row(engine, &rows, r, &spot);
    }
    TRY(data_table(scratch, engine->folder, "gazetteer.tsv", &rows, why));
    map_reserve(&engine->arena, &engine->mark->gazetteer->by_name, engine->mark->gazetteer->by_name.count + rows.rows);
    for (uint32_t r = 0; r < rows.rows; r++) {
        Spot spot = spot_of(&rows, r, "iso3", (float)log10(1000 * lexicon_number(&rows, r, "people", 1) + 1));
        spot.geonames = (uint32_t)lexicon_number(&rows, r, "geonames", 0);
        add_row(engine, &rows, r, &spot);
    }
    return ARRIAN_OK;
}

/* A spot keeps no words, so the tables go again. */
int gazetteer_data_open(ArrianEngine *engine, ArrianError *why)
{
    Arena scratch = {.trap = engine->arena.trap};
    engine->mark->gazetteer = NEW(&engine->arena, GazetteerData, 1);
    LIST_ADD(&engine->arena, engine->mark->gazetteer->spots, (Spot){0});
    int code = read_rows(engine, &scratch, why);
    arena_end(&scratch);
    return code;
}

double gazetteer_distance(double lat_a, double lon_a, double lat_b, double lon_b)
{
    static const double radius = 6371.0088, degree = 3.14159265358979323846 / 180;
    double a = sin((lat_b - lat_a) * degree / 2), b = sin((lon_b - lon_a) * degree / 2),
           h = a * a + cos(lat_a * degree) * cos(lat_b * degree) * b * b;
    return 2 * radius * asin(sqrt(h < 1 ? h : 1));
}

/* How often the report names the state, or places that were taken for places of it; `but` does not speak for itself. */
static uint32_t named_state(const Search *s, uint32_t but, const char *iso3)
{
    uint32_t times = 0;
    for (uint32_t e = 0; iso3[0] && e < s->d->entities.count && e < MOST_PLACES && times < 16; e++) {
        const ArrianEntity *entity = &s->d->entities.at[e];
        if (!strcmp(entity->iso3, iso3)) times += e == but ? 0 : entity->count;
        else if (e != but && !memcmp(s->state[e], iso3, 3)) times++;
    }
    return times;
}

/* People live near what else is told of: how many other places of the report lie near the spot. */
static uint32_t neighbours(const ArrianDocument *d, uint32_t but, const Spot *spot)
{
    uint32_t near = 0;
    for (uint32_t e = 0; e < d->entities.count && e < 400 && near < 3; e++) {
        const ArrianEntity *other = &d->entities.at[e];
        near += e != but && other->positioned && !other->iso3[0] &&
                gazetteer_distance(other->lat, other->lon, spot->lat, spot->lon) < NEAR_KM;
    }
    return near;
}

static void place_entity(const Search *s, uint32_t e)
{
    ArrianEntity *entity = &s->d->entities.at[e];
    uint32_t first = 0, steps = 0;
    const Spot *best = NULL;
    double most = -1;
    ArrianSlice code = {entity->iso3, (uint32_t)strlen(entity->iso3)};
    if (!map_get(&s->data->by_name, key_of(entity->name), &first) &&
        !(code.length && map_get(&s->data->by_name, key_of(code), &first)))
        return;
    for (uint32_t i = first; i && steps++ < MOST_SPOTS; i = s->data->spots.at[i].next) {
        const Spot *spot = &s->data->spots.at[i];
        double score = spot->size + 1.2 * log2(1 + named_state(s, e, spot->iso3)) + 0.8 * neighbours(s->d, e, spot) +
                       (spot->geonames ? 0.1 : 0);
        if (score > most) most = score, best = spot;
    }
    entity->lat = best->lat, entity->lon = best->lon, entity->geonames = best->geonames, entity->positioned = true;
    memcpy(s->state[e], best->iso3, sizeof best->iso3);
}

void gazetteer_document(const ArrianEngine *engine, ArrianDocument *d)
{
    Search s = {engine->mark->gazetteer, d, arena_take(&d->arena, sizeof *s.state * (d->entities.count + 1))};
    for (int pass = 0; pass < 2; pass++) /* the second knows where the others are */
        for (uint32_t e = 0; e < d->entities.count && e < MOST_PLACES; e++) {
            const ArrianEntity *entity = &d->entities.at[e];
            bool people = entity->type == ARRIAN_NATIONALITY && entity->iso3[0];
            if (entity->type == ARRIAN_PLACE || people) place_entity(&s, e);
        }
}

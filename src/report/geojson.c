/* geojson.c: claims -> points on a map (RFC 7946), one feature for a claim at a place.
 *     "four battalions to Latvia" -> Point [25, 57], precision state: a state's point is its midpoint, no more
 * A claim whose places have no known point has no feature: none is guessed. */
#include "base/error.h"
#include "report/export.h"
#include <string.h>

static void put_parties(Json *json, const ArrianDocument *d, const char *key, const ArrianParty *party, uint32_t count)
{
    if (!count) return;
    json_key(json, key);
    json_open(json, '[');
    for (uint32_t i = 0; i < count; i++) json_text(json, arrian_words(d, party[i].span));
    json_close(json, ']');
}

static void put_quantities(Json *json, const ExportPage *page, const ArrianClaim *claim)
{
    size_t count;
    const ArrianQuantity *quantity = arrian_quantities(page->document, &count);
    if (!claim->quantities) return;
    json_key(json, "quantity");
    json_open(json, '[');
    for (uint32_t i = 0; i < claim->quantities; i++)
        if (claim->quantity[i] < count)
            json_text(json, arrian_words(page->document, quantity[claim->quantity[i]].span));
    json_close(json, ']');
}

static void put_sources(Json *json, const ArrianDocument *d, const ArrianClaim *claim)
{
    if (!claim->sources) return;
    json_key(json, "source");
    json_open(json, '[');
    for (uint32_t i = 0; i < claim->sources; i++) json_text(json, arrian_words(d, claim->source[i].span));
    json_close(json, ']');
}

static void put_properties(Json *json, const ExportPage *page, size_t number, const ArrianParty *party,
                           const ExportPlace *place)
{
    const ArrianDocument *d = page->document;
    const ArrianClaim *claim = &page->claims[number];
    const ArrianTime *time;
    char first[11], last[11];
    json_key_text(json, "place", arrian_words(d, party->span));
    json_key_text(json, "place_name", place->name);
    json_key_text(json, "precision", place->kind);
    json_key_text(json, "states", place->states);
    json_key_word(json, "act", arrian_act(claim->act));
    json_key_text(json, "mode", claim->mode);
    json_key_word(json, "stance", arrian_stance(claim->stance));
    put_parties(json, d, "actor", claim->actor, claim->actors);
    put_parties(json, d, "recipient", claim->recipient, claim->recipients);
    put_quantities(json, page, claim);
    put_sources(json, d, claim);
    export_claim_days(page, claim, first, last, &time);
    if (time) json_key_word(json, "time", time->value);
    json_key_word(json, "from", first);
    json_key_word(json, "to", last);
    json_key_text(json, "text", arrian_words(d, claim->span));
    json_key(json, "story");
    json_id(json, 'y', page->story);
    json_key(json, "doc");
    json_id(json, 'd', page->number);
    json_key_text(json, "report", page->head->path);
    json_key_text(json, "member", page->head->member);
    json_key_text(json, "url", page->head->url);
    json_key_text(json, "outlet", page->head->outlet);
    json_key_word(json, "published", page->head->published);
    json_key(json, "span");
    json_span(json, arrian_received(d, claim->span));
}

static void put_feature(Json *json, const ExportPage *page, size_t number, uint32_t turn, const ExportPlace *place)
{
    const ArrianParty *party = &page->claims[number].place[turn];
    char id[32];
    json_open(json, '{');
    json_key_word(json, "type", "Feature");
    snprintf(id, sizeof id, "c%u-%u", export_claim_number(page, number), turn + 1);
    json_key_word(json, "id", id);
    json_key(json, "geometry");
    json_open(json, '{');
    json_key_word(json, "type", "Point");
    json_key(json, "coordinates");
    json_open(json, '[');
    json_number(json, place->lon);
    json_number(json, place->lat);
    json_close(json, ']');
    json_close(json, '}');
    json_key(json, "properties");
    json_open(json, '{');
    json_key(json, "claim");
    json_id(json, 'c', export_claim_number(page, number));
    put_properties(json, page, number, party, place);
    json_close(json, '}');
    json_close(json, '}');
}

int export_geojson(Export *e)
{
    TRY(export_gazetteer(e));
    json_open(&e->json, '{');
    json_key_word(&e->json, "type", "FeatureCollection");
    json_key(&e->json, "features");
    json_open(&e->json, '[');
    for (uint32_t p = 0; p < e->page_count; p++) {
        const ExportPage *page = &e->pages[p];
        for (size_t i = 0; i < page->claim_count; i++) {
            for (uint32_t k = 0; k < page->claims[i].places; k++) {
                ExportPlace place;
                if (!export_place(e, page, &page->claims[i].place[k], &place)) continue;
                fputc('\n', e->out);
                put_feature(&e->json, page, i, k, &place);
            }
        }
    }
    json_close(&e->json, ']');
    json_close(&e->json, '}');
    fputc('\n', e->out);
    return ARRIAN_OK;
}

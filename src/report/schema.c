/* schema.c: claims -> schema.org Claim, each with the report it appears in, and what reports say together.
 *     {"@type":"Claim","text":"will send four battalions","appearance":{"@id":"urn:arrian:5d..."}}
 * Nothing is rated: a verdict of arrian says how values stand together, not what is true; so no ClaimReview. */
#include "base/error.h"
#include "report/linked.h"
#include <string.h>

static const char *const prefixes[][2] = {{"arrian", "urn:arrian:term:"}, {NULL, NULL}};

static void put_report(Export *e, const ExportPage *page)
{
    Json *json = &e->json;
    const ArrianHead *head = page->head;
    linked_node(e, export_urn(e, page, "", (ArrianSpan){0}), "NewsArticle");
    json_key_text(json, "headline", head->title);
    json_key_text(json, "url", export_address(e, page));
    json_key_word(json, "datePublished", head->published);
    json_key_text(json, "inLanguage", head->language);
    json_key_word(json, "sha256", head->sha256);
    if (head->outlet.length) {
        json_key(json, "publisher");
        json_open(json, '{');
        json_key_word(json, "@type", "Organization");
        json_key_text(json, "name", head->outlet);
        json_close(json, '}');
    }
    if (head->bylines) {
        json_key(json, "author");
        json_open(json, '[');
        for (uint32_t i = 0; i < head->bylines; i++) {
            json_open(json, '{');
            json_key_word(json, "@type", "Person");
            json_key_text(json, "name", head->byline[i]);
            json_close(json, '}');
        }
        json_close(json, ']');
    }
    linked_close(e);
}

static const char *type_of(const ExportPage *page, uint32_t entity)
{
    size_t count;
    const ArrianEntity *e = arrian_entities(page->document, &count);
    if (entity >= count) return "Thing";
    return e[entity].type == ARRIAN_PERSON         ? "Person"
           : e[entity].type == ARRIAN_ORGANIZATION ? "Organization"
           : e[entity].type == ARRIAN_PLACE        ? "Place"
                                                   : "Thing";
}

static void put_named(Export *e, const ExportPage *page, ArrianSpan span, const char *type)
{
    json_open(&e->json, '{');
    json_key_word(&e->json, "@type", type);
    json_key_text(&e->json, "name", arrian_words(page->document, span));
    json_close(&e->json, '}');
}

static void put_list(Export *e, const ExportPage *page, const char *key, const ArrianParty *party, uint32_t count,
                     const char *type)
{
    if (!count) return;
    json_key(&e->json, key);
    json_open(&e->json, '[');
    for (uint32_t i = 0; i < count; i++)
        put_named(e, page, party[i].span, type ? type : type_of(page, party[i].entity));
    json_close(&e->json, ']');
}

static void put_claim(Export *e, const ExportPage *page, size_t number)
{
    Json *json = &e->json;
    const ArrianClaim *claim = &page->claims[number];
    const ArrianTime *time;
    char first[11], last[11];
    linked_node(e, linked_claim(e, page, number), "Claim");
    json_key_text(json, "identifier", export_print(e, "c%u", export_claim_number(page, number)));
    json_key_text(json, "text", arrian_words(page->document, claim->span));
    linked_link(e, "appearance", export_urn(e, page, "", (ArrianSpan){0}));
    if (claim->sources) {
        json_key(json, "author");
        put_named(e, page, claim->source[0].span, type_of(page, claim->source[0].entity));
    }
    put_list(e, page, "about", claim->actor, claim->actors, NULL);
    put_list(e, page, "mentions", claim->recipient, claim->recipients, NULL);
    put_list(e, page, "spatialCoverage", claim->place, claim->places, "Place");
    export_claim_days(page, claim, first, last, &time);
    if (time) json_key_word(json, "temporalCoverage", time->value);
    json_key_word(json, "arrian:act", arrian_act(claim->act));
    json_key_text(json, "arrian:mode", claim->mode);
    json_key_word(json, "arrian:stance", arrian_stance(claim->stance));
    ArrianSpan received = arrian_received(page->document, claim->span);
    json_key_number(json, "arrian:start", received.start);
    json_key_number(json, "arrian:end", received.end);
    linked_close(e);
}

/* The report that came out first of those that say so; absent where any has no date. */
static uint32_t first_report(const ExportPage *pages, const ArrianAccord *accord)
{
    uint32_t best = ARRIAN_NONE;
    for (uint32_t i = 0; i < accord->count; i++) {
        const char *published = pages[accord->values[i].doc].head->published;
        if (!published[0]) return ARRIAN_NONE;
        if (best == ARRIAN_NONE || strcmp(published, pages[best].head->published) < 0) best = accord->values[i].doc;
    }
    return best;
}

static bool stands_before(const ArrianAccord *accord, uint32_t i, bool claim)
{
    for (uint32_t k = 0; k < i; k++)
        if (accord->values[k].doc == accord->values[i].doc &&
            (!claim || accord->values[k].claim == accord->values[i].claim))
            return true;
    return false;
}

static void put_accord(Export *e, const ExportPage *pages, uint32_t number, const ArrianAccord *accord)
{
    Json *json = &e->json;
    bool same = accord->verdict == ARRIAN_AGREED || accord->verdict == ARRIAN_COMPATIBLE;
    uint32_t first = same ? first_report(pages, accord) : ARRIAN_NONE;
    linked_node(e, export_print(e, "urn:arrian:%.32s:accord:%u", pages[0].head->sha256, number), "arrian:Accord");
    json_key_text(json, "identifier", export_print(e, "a%u", number));
    json_key_word(json, "arrian:about", arrian_about(accord->about));
    json_key_word(json, "arrian:verdict", arrian_verdict(accord->verdict));
    json_key_number(json, "arrian:origins", accord->origins);
    json_key_text(json, "arrian:hint", accord->hint);
    json_key(json, "appearance");
    json_open(json, '[');
    for (uint32_t i = 0; i < accord->count; i++) {
        if (stands_before(accord, i, false)) continue;
        json_open(json, '{');
        json_key_text(json, "@id", export_urn(e, &pages[accord->values[i].doc], "", (ArrianSpan){0}));
        json_close(json, '}');
    }
    json_close(json, ']');
    if (first != ARRIAN_NONE) linked_link(e, "firstAppearance", export_urn(e, &pages[first], "", (ArrianSpan){0}));
    json_key(json, "arrian:claim");
    json_open(json, '[');
    for (uint32_t i = 0; i < accord->count; i++) {
        const ExportPage *page = &pages[accord->values[i].doc];
        if (accord->values[i].claim >= page->claim_count || stands_before(accord, i, true)) continue;
        json_open(json, '{');
        json_key_text(json, "@id", linked_claim(e, page, accord->values[i].claim));
        json_close(json, '}');
    }
    json_close(json, ']');
    linked_close(e);
}

int export_schema(Export *e)
{
    uint32_t number = 0, count;
    linked_begin(e, prefixes, "https://schema.org/");
    for (uint32_t p = 0; p < e->page_count; p++) {
        put_report(e, &e->pages[p]);
        for (size_t i = 0; i < e->pages[p].claim_count; i++) put_claim(e, &e->pages[p], i);
    }
    for (size_t s = 0; s < e->count; s++) {
        size_t accords;
        const ArrianAccord *accord = arrian_accords(e->stories[s], &accords);
        const ExportPage *pages = export_story_pages(e, s, &count);
        for (size_t i = 0; count && i < accords; i++) put_accord(e, pages, ++number, &accord[i]);
    }
    linked_end(e);
    return ARRIAN_OK;
}

/* prov.c: what comes from what, as PROV-O (JSON-LD).
 *     c12 wasQuotedFrom d3;  d5 hadPrimarySource "Morgenblatt" (it says so);  a passage of d1 alternateOf one of d6
 * A shared passage has no direction: who copied whom is not said. No times of the run: the same input gives the same
 * bytes. */
#include "base/error.h"
#include "report/linked.h"

static const char *const prefixes[][2] = {{"prov", "http://www.w3.org/ns/prov#"},
                                          {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
                                          {"xsd", "http://www.w3.org/2001/XMLSchema#"},
                                          {"arrian", "urn:arrian:term:"},
                                          {NULL, NULL}};
static const ArrianSlice agent = {"urn:arrian:" ARRIAN_VERSION, sizeof "urn:arrian:" ARRIAN_VERSION - 1};
static const ArrianSlice reading = {"urn:arrian:reading", sizeof "urn:arrian:reading" - 1};

static void put_run(Export *e)
{
    Json *json = &e->json;
    linked_node(e, agent, "prov:SoftwareAgent");
    json_key_word(json, "rdfs:label", "arrian " ARRIAN_VERSION);
    linked_close(e);
    linked_node(e, reading, "prov:Activity");
    linked_link(e, "prov:wasAssociatedWith", agent);
    json_key(json, "prov:used");
    json_open(json, '[');
    for (uint32_t p = 0; p < e->page_count; p++) {
        json_open(json, '{');
        json_key_text(json, "@id", export_urn(e, &e->pages[p], "", (ArrianSpan){0}));
        json_close(json, '}');
    }
    json_close(json, ']');
    linked_close(e);
}

static ArrianSlice organization(Export *e, ArrianSlice name)
{
    char *id = arena_take(&e->arena, (size_t)name.length * 3 + 32), *at = id;
    at += sprintf(at, "urn:arrian:outlet:");
    for (uint32_t i = 0; i < name.length; i++) at += sprintf(at, "%02x", (unsigned char)name.at[i]);
    return (ArrianSlice){id, (uint32_t)(at - id)};
}

static void put_organization(Export *e, ArrianSlice name)
{
    if (!name.length) return;
    linked_node(e, organization(e, name), "prov:Organization");
    json_key_text(&e->json, "rdfs:label", name);
    linked_close(e);
}

static void put_report(Export *e, const ExportPage *page)
{
    Json *json = &e->json;
    const ArrianHead *head = page->head;
    put_organization(e, head->outlet);
    linked_node(e, export_urn(e, page, "", (ArrianSpan){0}), "prov:Entity");
    json_key_text(json, "rdfs:label", head->title.length ? head->title : head->path);
    json_key_text(json, "prov:atLocation", export_address(e, page));
    json_key_word(json, "arrian:sha256", head->sha256);
    if (head->outlet.length) linked_link(e, "prov:wasAttributedTo", organization(e, head->outlet));
    if (head->published_precision == ARRIAN_MINUTE) json_key_word(json, "arrian:published", head->published);
    else
        linked_typed(e, "arrian:published", "xsd:date", head->published_precision == ARRIAN_DAY ? head->published : "");
    linked_close(e);
}

static void put_part(Export *e, const ExportPage *page, ArrianSlice id, ArrianSpan span)
{
    ArrianSpan received = arrian_received(page->document, span);
    linked_node(e, id, "prov:Entity");
    json_key_text(&e->json, "prov:value", arrian_words(page->document, span));
    linked_link(e, "prov:wasQuotedFrom", export_urn(e, page, "", (ArrianSpan){0}));
    json_key_number(&e->json, "arrian:start", received.start);
    json_key_number(&e->json, "arrian:end", received.end);
}

static void put_claim(Export *e, const ExportPage *page, size_t number)
{
    const ArrianClaim *claim = &page->claims[number];
    put_part(e, page, linked_claim(e, page, number), claim->span);
    json_key_text(&e->json, "rdfs:label", export_print(e, "c%u", export_claim_number(page, number)));
    linked_link(e, "prov:wasGeneratedBy", reading);
    for (uint32_t i = 0; i < claim->sources && i < 1; i++)
        json_key_text(&e->json, "arrian:source", arrian_words(page->document, claim->source[i].span));
    linked_close(e);
}

static void put_links(Export *e, size_t story)
{
    size_t count;
    uint32_t documents;
    const ExportPage *pages = export_story_pages(e, story, &documents);
    const ArrianRelay *relay = arrian_relays(e->stories[story], &count);
    for (size_t i = 0; i < count; i++) {
        const ExportPage *page = &pages[relay[i].doc];
        ArrianSlice from = export_print(e, "%.*s:report", (int)organization(e, relay[i].from).length,
                                        organization(e, relay[i].from).at);
        put_organization(e, relay[i].from);
        linked_node(e, from, "prov:Entity");
        linked_link(e, "prov:wasAttributedTo", organization(e, relay[i].from));
        linked_close(e);
        put_part(e, page, export_urn(e, page, "relay", relay[i].span), relay[i].span);
        linked_close(e);
        linked_node(e, export_urn(e, page, "", (ArrianSpan){0}), "prov:Entity");
        linked_link(e, "prov:hadPrimarySource", from);
        linked_close(e);
    }
    const ArrianPassage *passage = arrian_passages(e->stories[story], &count);
    for (size_t i = 0; i < count; i++) {
        const ExportPage *a = &pages[passage[i].doc[0]], *b = &pages[passage[i].doc[1]];
        ArrianSlice other = export_urn(e, b, "passage", passage[i].span[1]);
        put_part(e, a, export_urn(e, a, "passage", passage[i].span[0]), passage[i].span[0]);
        linked_link(e, "prov:alternateOf", other);
        linked_close(e);
        put_part(e, b, other, passage[i].span[1]);
        linked_close(e);
    }
}

int export_prov(Export *e)
{
    linked_begin(e, prefixes, "urn:arrian:term:");
    put_run(e);
    for (uint32_t p = 0; p < e->page_count; p++) {
        put_report(e, &e->pages[p]);
        for (size_t i = 0; i < e->pages[p].claim_count; i++) put_claim(e, &e->pages[p], i);
    }
    for (size_t s = 0; s < e->count; s++) put_links(e, s);
    linked_end(e);
    return ARRIAN_OK;
}

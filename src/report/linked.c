/* linked.c: nodes of a JSON-LD graph.   linked_node(e, "urn:arrian:...", "Claim") -> {"@id":"urn:arrian:...",
 * "@type":"Claim" */
#include "report/linked.h"

void linked_begin(Export *e, const char *const (*prefixes)[2], const char *vocabulary)
{
    json_open(&e->json, '{');
    json_key(&e->json, "@context");
    json_open(&e->json, '{');
    json_key_word(&e->json, "@vocab", vocabulary);
    for (int i = 0; prefixes[i][0]; i++) json_key_word(&e->json, prefixes[i][0], prefixes[i][1]);
    json_close(&e->json, '}');
    json_key(&e->json, "@graph");
    json_open(&e->json, '[');
}

void linked_end(Export *e)
{
    json_close(&e->json, ']');
    json_close(&e->json, '}');
    fputc('\n', e->out);
}

void linked_node(Export *e, ArrianSlice id, const char *type)
{
    fputc('\n', e->out);
    json_open(&e->json, '{');
    json_key_text(&e->json, "@id", id);
    json_key_word(&e->json, "@type", type);
}

void linked_close(Export *e)
{
    json_close(&e->json, '}');
}

void linked_link(Export *e, const char *key, ArrianSlice id)
{
    json_key(&e->json, key);
    json_open(&e->json, '{');
    json_key_text(&e->json, "@id", id);
    json_close(&e->json, '}');
}

void linked_typed(Export *e, const char *key, const char *type, const char *value)
{
    if (!value[0]) return;
    json_key(&e->json, key);
    json_open(&e->json, '{');
    json_key_word(&e->json, "@type", type);
    json_key_word(&e->json, "@value", value);
    json_close(&e->json, '}');
}

ArrianSlice linked_claim(Export *e, const ExportPage *page, size_t claim)
{
    return export_urn(e, page, arrian_act(page->claims[claim].act), page->claims[claim].span);
}

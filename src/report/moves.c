/* moves.c: export moves: forces and measures, one row each, folded from the claims that tell one happening; and who
 * answered what, an edge only where words say so.
 *     {"kind":"posture","id":"m1","story":"y1","act":"MOBILIZE","status":"planned","who":[{"text":"NATO",...}],...,
 *      "statements":[{"claim":"c4","said":"2016-10-26","status":"planned","doc":"d2","span":[812,846],...}]}
 *     {"kind":"reaction","id":"x1","story":"y1","from":"c9","to":"c4","reason":"answers","doc":"d2","span":[...],"text":
 *      "in response to"}
 * Nothing is summed: a force is told of more than once, and one may stand inside another. */
#include "report/export.h"
#include "report/posture.h"
#include <string.h>

typedef struct Moves {
    Export *e;
    Sheet sheet;
    const ExportPage *pages; // (documents of the story)
    uint32_t story, rows, edges;
} Moves;

static const ArrianClaim *claim_of(const Moves *m, const Statement *one)
{
    return &m->pages[one->doc].claims[one->index];
}

static void begin(Moves *m, const char *kind, char letter, uint32_t number)
{
    Json *json = &m->e->json;
    json->comma = false;
    json_open(json, '{');
    json_key_word(json, "kind", kind);
    json_key(json, "id");
    json_id(json, letter, number);
    json_key(json, "story");
    json_id(json, 'y', m->story);
}

static void end(Moves *m)
{
    json_close(&m->e->json, '}');
    putc('\n', m->e->out);
}

static void put_place(Moves *m, uint32_t doc, ArrianSpan span)
{
    Json *json = &m->e->json;
    const ArrianDocument *d = m->pages[doc].document;
    json_key(json, "doc");
    json_id(json, 'd', m->pages[doc].number);
    json_key(json, "span");
    json_span(json, arrian_received(d, span));
    json_key_text(json, "text", arrian_words(d, span));
}

/* The parties of the statements, each thing once, in the words that name it first. */
static void put_parties(Moves *m, const char *key, const Statement *list, uint32_t count, bool where)
{
    Json *json = &m->e->json;
    Map told = {0};
    uint32_t put = 0, seen;
    for (uint32_t i = 0; i < count; i++) {
        const ArrianClaim *c = claim_of(m, &list[i]);
        const ArrianParty *party = !where ? c->actor : c->places ? c->place : c->recipient;
        uint32_t parties = !where ? c->actors : c->places ? c->places : c->recipients;
        for (uint32_t k = 0; k < parties; k++) {
            uint32_t thing = export_thing_of_party(m->e, &m->pages[list[i].doc], &party[k]);
            if (map_get(&told, thing + 1, &seen)) continue;
            map_put(&m->e->arena, &told, thing + 1, 1);
            if (!put++) json_key(json, key), json_open(json, '[');
            json_open(json, '{');
            put_place(m, list[i].doc, party[k].span);
            json_key_word(json, "link", party[k].link);
            json_close(json, '}');
        }
    }
    if (put) json_close(json, ']');
}

static void put_quantities(Moves *m, const Statement *one)
{
    Json *json = &m->e->json;
    const ArrianClaim *c = claim_of(m, one);
    size_t count;
    const ArrianQuantity *q = arrian_quantities(m->pages[one->doc].document, &count);
    if (!c->quantities) return;
    json_key(json, "quantity");
    json_open(json, '[');
    for (uint32_t k = 0; k < c->quantities; k++)
        if (c->quantity[k] < count) json_id(json, 'q', m->pages[one->doc].base.quantities + c->quantity[k] + 1);
    json_close(json, ']');
    json_key(json, "how_many");
    json_open(json, '[');
    for (uint32_t k = 0; k < c->quantities; k++)
        if (c->quantity[k] < count) json_text(json, arrian_words(m->pages[one->doc].document, q[c->quantity[k]].span));
    json_close(json, ']');
}

static void put_sources(Moves *m, const Statement *one)
{
    Json *json = &m->e->json;
    const ArrianClaim *c = claim_of(m, one);
    if (!c->sources) return;
    json_key(json, "source");
    json_open(json, '[');
    for (uint32_t k = 0; k < c->sources; k++) {
        json_open(json, '{');
        json_key_text(json, "text", arrian_words(m->pages[one->doc].document, c->source[k].span));
        json_key_word(json, "role", c->source[k].role == ARRIAN_VIA ? "via" : "speaker");
        json_close(json, '}');
    }
    json_close(json, ']');
}

/* One telling: what it says the status is, on which day it was said, for when. */
static void put_statement(Moves *m, const Statement *one)
{
    Json *json = &m->e->json;
    const ArrianClaim *c = claim_of(m, one);
    size_t count;
    const ArrianTime *time = arrian_times(m->pages[one->doc].document, &count);
    json_open(json, '{');
    json_key(json, "claim");
    json_id(json, 'c', export_claim_number(&m->pages[one->doc], one->index));
    json_key_word(json, "said", one->said);
    json_key_word(json, "status", arrian_stance(c->stance));
    if (c->time < count) json_key_word(json, "time", time[c->time].value);
    put_quantities(m, one);
    put_sources(m, one);
    put_place(m, one->doc, c->span);
    if (c->because != ARRIAN_NONE) {
        json_key(json, "because");
        json_id(json, 'c', export_claim_number(&m->pages[one->doc], c->because));
    }
    json_close(json, '}');
}

/* The status is the one said last; where two are said on one day, or a day is not known, all stand in the statements. */
static void put_row(Moves *m, const Statement *list, uint32_t count)
{
    Json *json = &m->e->json;
    begin(m, "posture", 'm', ++m->rows);
    json_key_word(json, "act", arrian_act(claim_of(m, &list[0])->act));
    json_key_word(json, "status", arrian_stance(claim_of(m, &list[count - 1])->stance));
    put_parties(m, "who", list, count, false);
    put_parties(m, "where", list, count, true);
    json_key(json, "statements");
    json_open(json, '[');
    for (uint32_t i = 0; i < count; i++) put_statement(m, &list[i]);
    json_close(json, ']');
    end(m);
}

static void put_reactions(Moves *m)
{
    Json *json = &m->e->json;
    for (uint32_t doc = 0; doc < m->sheet.count; doc++)
        for (uint32_t i = 0; i < m->pages[doc].claim_count; i++) {
            const ArrianClaim *c = &m->pages[doc].claims[i];
            if (c->because == ARRIAN_NONE || span_empty(c->reason_words)) continue;
            begin(m, "reaction", 'x', ++m->edges);
            json_key(json, "from");
            json_id(json, 'c', export_claim_number(&m->pages[doc], i));
            json_key(json, "to");
            json_id(json, 'c', export_claim_number(&m->pages[doc], c->because));
            json_key_word(json, "reason", arrian_reason(c->reason));
            put_place(m, doc, c->reason_words);
            end(m);
        }
}

static void put_story(Moves *m, size_t story)
{
    Export *e = m->e;
    uint32_t count;
    m->pages = export_story_pages(e, story, &count);
    m->story = (uint32_t)story + 1;
    m->sheet = (Sheet){.arena = &e->arena, .story = e->stories[story], .count = count, .first_claim = NEW(&e->arena, uint32_t, count + 1)};
    size_t documents;
    m->sheet.docs = arrian_story_documents(e->stories[story], &documents);
    for (uint32_t doc = 0; doc < count; doc++) m->sheet.first_claim[doc] = m->pages[doc].base.claims;
    groups_find(&m->sheet);
    Statements all = posture_statements(&m->sheet);
    for (uint32_t i = 0, next; i < all.count; i = next) {
        for (next = i; next < all.count && all.at[next].item == all.at[i].item;) next++;
        put_row(m, &all.at[i], next - i);
    }
    put_reactions(m);
}

int export_moves(Export *e)
{
    int code = export_things(e);
    Moves m = {.e = e};
    for (size_t s = 0; !code && s < e->count; s++) put_story(&m, s);
    return code;
}

/* plover.c: claims -> PLOVER events, one JSON object a line, with the fields of the manual.
 *     {"id":"arrian-c2","date":"2025-03-04","actor":[{"code":"IGO","actor_text":"NATO",...}],"event":["MOBILIZE"],...}
 * Actors are lists, not pairs. An intent or a refusal is an event of its own (AGREE, THREATEN, REJECT); what else has
 * not taken place says so in `context` (future, hypothetical, negation). `date` is the day of the event where the text
 * gives one; else it is absent, `published` stands beside it, and nothing stands in for it. Beyond the manual:
 * attribution (the chain of who says so), stance, and the bytes. */
#include "base/error.h"
#include "base/lexicon.h"
#include "report/codes.h"
#include <string.h>

static void put_actors(Export *e, const ExportPage *page, const char *key, const ArrianParty *party, uint32_t count)
{
    Json *json = &e->json;
    size_t entities;
    const ArrianEntity *entity = arrian_entities(page->document, &entities);
    if (!count) return;
    json_key(json, key);
    json_open(json, '[');
    for (uint32_t i = 0; i < count; i++) {
        if (i + 1 < count && export_same_actor(e, page, &party[i], &party[i + 1])) continue;
        ExportActor actor = export_actor(e, page, &party[i]);
        json_open(json, '{');
        json_key_text(json, "code", actor.country);
        json_key_text(json, "sector", actor.sector);
        json_key_text(json, "actor_text", arrian_words(page->document, party[i].span));
        if (party[i].entity < entities) {
            json_key_text(json, "identifier_text", entity[party[i].entity].name);
            json_key_text(json, "office", entity[party[i].entity].role);
        }
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void put_location(Export *e, const ExportPage *page, const ArrianClaim *claim)
{
    Json *json = &e->json;
    ExportPlace place;
    if (!claim->places) return;
    json_key(json, "event_loc");
    json_open(json, '{');
    json_key_text(json, "extracted_place", arrian_words(page->document, claim->place[0].span));
    if (export_place(e, page, &claim->place[0], &place)) {
        json_key_text(json, "name", place.name);
        json_key_number(json, "latitude", place.lat);
        json_key_number(json, "longitude", place.lon);
        json_key_text(json, "resolution", place.kind);
        if (place.states.length == 3) json_key_text(json, "cc3", place.states);
    }
    json_close(json, '}');
}

static const char *context_of(ArrianStance stance)
{
    switch (stance) {
    case ARRIAN_PLANNED: return "future";
    case ARRIAN_POSSIBLE:
    case ARRIAN_CONDITIONAL:
    case ARRIAN_DEMANDED: return "hypothetical";
    case ARRIAN_DENIED:
    case ARRIAN_REFUSED: return "negation";
    default: return NULL;
    }
}

/* "killed 12 people" -> dead 12: a number alone, where the text gives one, and the act says what befell them */
static void put_size(Export *e, const ExportPage *page, const ArrianClaim *claim)
{
    size_t count;
    const ArrianQuantity *quantity = arrian_quantities(page->document, &count);
    const char *key = slice_is(claim->mode, "kill") ? "dead" : slice_is(claim->mode, "arrest") ? "arrested" : NULL;
    if (!key || claim->quantities != 1 || claim->quantity[0] >= count) return;
    const ArrianQuantity *q = &quantity[claim->quantity[0]];
    if (!q->has_low || !q->has_high || q->low != q->high) return;
    json_key(&e->json, "size");
    json_open(&e->json, '{');
    json_key_number(&e->json, key, q->low);
    json_close(&e->json, '}');
}

static void put_date(Export *e, const ExportPage *page, const ArrianClaim *claim)
{
    char first[11], last[11];
    const ArrianTime *time;
    bool known = export_claim_days(page, claim, first, last, &time);
    bool days =
        known && (time->precision == ARRIAN_DAY || time->precision == ARRIAN_MINUTE || strchr(time->value, '/'));
    if (days) json_key_word(&e->json, "date", first);
    if (days && strcmp(first, last)) json_key_word(&e->json, "enddate", last);
    if (time && !days) json_key_word(&e->json, "date_edtf", time->value);
    if (time) json_key_text(&e->json, "date_text", arrian_words(page->document, time->span));
    if (!days) json_key_word(&e->json, "published", page->head->published);
}

static void put_text(Export *e, const ExportPage *page, const ArrianClaim *claim)
{
    Json *json = &e->json;
    size_t count;
    const ArrianSentence *sentence = arrian_sentences(page->document, &count);
    ArrianSpan span = claim->sentence < count ? sentence[claim->sentence].span : claim->span;
    ArrianSpan received = arrian_received(page->document, span);
    json_key_text(json, "text", arrian_words(page->document, span));
    json_key(json, "text_info");
    json_open(json, '{');
    json_key_number(json, "sequence", claim->sentence + 1.0);
    json_key_number(json, "start", received.start);
    json_key_number(json, "end", received.end);
    json_key_word(json, "unit", "byte");
    json_close(json, '}');
    json_key(json, "span");
    json_span(json, arrian_received(page->document, claim->span));
}

static void put_citation(Export *e, const ExportPage *page)
{
    Json *json = &e->json;
    json_key(json, "cite_info");
    json_open(json, '{');
    json_key_text(
        json, "citation",
        export_print(e, "%.*s sha256:%s", (int)page->head->path.length, page->head->path.at, page->head->sha256));
    json_key_text(json, "url", page->head->url);
    json_key_text(json, "title", page->head->title);
    json_key_text(json, "language", page->head->language);
    json_key_text(json, "publication", page->head->outlet);
    json_key_word(json, "coder", "arrian " ARRIAN_VERSION);
    json_key_word(json, "codebook", "plover-2021");
    json_close(json, '}');
}

static void put_attribution(Export *e, const ExportPage *page, const ArrianClaim *claim)
{
    if (!claim->sources) return;
    json_key(&e->json, "attribution");
    json_open(&e->json, '[');
    for (uint32_t i = 0; i < claim->sources; i++)
        json_text(&e->json, arrian_words(page->document, claim->source[i].span));
    json_close(&e->json, ']');
}

static void put_list(Json *json, const char *key, ArrianSlice item)
{
    json_key(json, key);
    json_open(json, '[');
    if (item.length) json_text(json, item);
    json_close(json, ']');
}

static void put_event(Export *e, const ExportPage *page, size_t number, const ExportCode *code)
{
    Json *json = &e->json;
    const ArrianClaim *claim = &page->claims[number];
    const char *context = code->in_itself ? NULL : context_of(claim->stance);
    json->comma = false;
    json_open(json, '{');
    json_key_text(json, "id", export_print(e, "arrian-c%u", export_claim_number(page, number)));
    put_date(e, page, claim);
    ArrianParty speaker;
    bool says = code->by_source && export_speaker(e, page, claim, &speaker);
    put_actors(e, page, "actor", says ? &speaker : claim->actor, says ? 1 : claim->actors);
    put_actors(e, page, "recipient", says ? claim->actor : claim->recipient, says ? claim->actors : claim->recipients);
    put_list(json, "event", code->event);
    put_list(json, "event_text",
             arrian_words(page->document, claim->cue.end > claim->cue.start ? claim->cue : claim->span));
    put_list(json, "mode", code->mode);
    put_list(json, "context", (ArrianSlice){context, context ? (uint32_t)strlen(context) : 0});
    json_key_number(json, "quad_code", code->quad);
    json_key_number(json, "event_scale", code->scale);
    json_key_text(json, "cameo", code->cameo);
    put_location(e, page, claim);
    put_size(e, page, claim);
    json_key_word(json, "stance", arrian_stance(claim->stance));
    put_attribution(e, page, claim);
    if (claim->because != ARRIAN_NONE)
        json_key_text(json, "link", export_print(e, "arrian-c%u", export_claim_number(page, claim->because)));
    put_text(e, page, claim);
    put_citation(e, page);
    json_close(json, '}');
    fputc('\n', e->out);
}

static bool has_doer(const Export *e, const ExportPage *page, const ArrianClaim *claim, const ExportCode *code)
{
    ArrianParty speaker;
    return code->by_source ? export_speaker(e, page, claim, &speaker) : claim->actors > 0;
}

int export_plover(Export *e)
{
    TRY(export_codes(e));
    TRY(export_gazetteer(e));
    for (uint32_t p = 0; p < e->page_count; p++) {
        for (size_t i = 0; i < e->pages[p].claim_count; i++) {
            ExportCode code;
            const ArrianClaim *claim = &e->pages[p].claims[i];
            if (!export_code(e, &e->pages[p], claim, &code)) continue;
            if (has_doer(e, &e->pages[p], claim, &code)) put_event(e, &e->pages[p], i, &code);
        }
    }
    return ARRIAN_OK;
}

/* ftm.c: stories -> FollowTheMoney entities, one JSON object a line.
 *     a report -> Article;  "Anna Petrova" -> Person, and a Mention in that Article;  a claim -> Event, proved by it
 * Ids come from the bytes (reports, claims) and the names (persons, bodies), so that a second run merges with the
 * first. A state is a country, as FollowTheMoney has it, and no entity; words without a name stay in the summary.
 */
#include "base/error.h"
#include "base/hash.h"
#include "base/lexicon.h"
#include "report/export.h"
#include <string.h>

static const char *schema_of(const ExportThing *thing)
{
    if (!strcmp(thing->type, "person")) return "Person";
    return !strcmp(thing->type, "organization") ? "Organization" : NULL;
}

static ArrianSlice thing_id(Export *e, const ExportThing *thing)
{
    uint64_t hash = hash_bytes(thing->name.at, thing->name.length, 1);
    if (thing->code[0]) hash = hash_bytes(thing->code, strlen(thing->code), 2);
    return export_print(e, "arrian-%s-%016llx", thing->type, (unsigned long long)hash);
}

static ArrianSlice article_id(Export *e, const ExportPage *page)
{
    return export_print(e, "arrian-%.32s", page->head->sha256);
}

static void begin(Json *json, ArrianSlice id, const char *schema)
{
    json->comma = false;
    json_open(json, '{');
    json_key_text(json, "id", id);
    json_key_word(json, "schema", schema);
    json_key(json, "properties");
    json_open(json, '{');
}

static void end(Json *json)
{
    json_close(json, '}');
    json_close(json, '}');
    fputc('\n', json->out);
}

static void put_one(Json *json, const char *key, ArrianSlice value)
{
    if (!value.length) return;
    json_key(json, key);
    json_open(json, '[');
    json_text(json, value);
    json_close(json, ']');
}

static void put_word(Json *json, const char *key, const char *value)
{
    put_one(json, key, (ArrianSlice){value, (uint32_t)strlen(value)});
}

static void put_country(Json *json, const char *key, const char *iso3)
{
    char alpha2[3];
    if (!write_alpha2(iso3, alpha2)) return;
    alpha2[0] |= 0x20, alpha2[1] |= 0x20;
    put_word(json, key, alpha2);
}

static void put_article(Export *e, const ExportPage *page)
{
    Json *json = &e->json;
    const ArrianHead *head = page->head;
    char day[11];
    snprintf(day, sizeof day, "%.10s", head->published);
    begin(json, article_id(e, page), "Article");
    put_one(json, "title", head->title);
    put_one(json, "fileName", head->path);
    put_one(json, "publisher", head->outlet);
    put_word(json, "publishedAt", day);
    if (head->url.length && slice_same(export_address(e, page), head->url)) put_one(json, "sourceUrl", head->url);
    if (head->bylines) {
        json_key(json, "author");
        json_open(json, '[');
        for (uint32_t i = 0; i < head->bylines; i++) json_text(json, head->byline[i]);
        json_close(json, ']');
    }
    put_one(json, "notes", export_print(e, "sha256:%s", head->sha256));
    put_word(json, "generator", "arrian " ARRIAN_VERSION);
    end(json);
}

static void put_things(Export *e)
{
    uint32_t count;
    const ExportThing *thing = export_thing_list(e, &count);
    for (uint32_t i = 0; i < count; i++) {
        const char *schema = schema_of(&thing[i]);
        if (!schema) continue;
        begin(&e->json, thing_id(e, &thing[i]), schema);
        put_one(&e->json, "name", thing[i].name);
        put_word(&e->json, "abbreviation", thing[i].code);
        put_country(&e->json, "country", thing[i].iso3);
        if (!strcmp(schema, "Person")) put_one(&e->json, "position", thing[i].role);
        end(&e->json);
    }
}

static void put_mentions(Export *e, const ExportPage *page)
{
    size_t count, things;
    uint32_t listed;
    const ArrianEntity *entity = arrian_entities(page->document, &count);
    const ArrianName *name = arrian_names(page->document, &things);
    const ExportThing *thing = export_thing_list(e, &listed);
    for (size_t i = 0; i < things; i++) {
        uint32_t number = export_thing_of(e, page, name[i].entity);
        const char *schema = number < listed ? schema_of(&thing[number]) : NULL;
        if (!schema) continue;
        ArrianSpan received = arrian_received(page->document, name[i].span);
        begin(&e->json, export_print(e, "arrian-%.32s-name-%u-%u", page->head->sha256, received.start, received.end),
              "Mention");
        put_one(&e->json, "name", arrian_words(page->document, name[i].span));
        put_one(&e->json, "document", article_id(e, page));
        put_one(&e->json, "resolved", thing_id(e, &thing[number]));
        put_word(&e->json, "detectedSchema", schema);
        if (name[i].entity < count) put_country(&e->json, "contextCountry", entity[name[i].entity].iso3);
        end(&e->json);
    }
}

/* Parties that are persons or bodies, by id; one that stands twice is told once. */
static void put_parties(Export *e, const ExportPage *page, const char *key, const ArrianParty *party, uint32_t count)
{
    uint32_t listed, seen[ARRIAN_MAX_PARTIES], told = 0;
    const ExportThing *thing = export_thing_list(e, &listed);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t number = export_thing_of(e, page, party[i].entity);
        bool known = false;
        for (uint32_t k = 0; k < told; k++) known = known || seen[k] == number;
        if (known || number >= listed || !schema_of(&thing[number])) continue;
        if (!told) json_key(&e->json, key), json_open(&e->json, '[');
        json_text(&e->json, thing_id(e, &thing[number]));
        seen[told++] = number;
    }
    if (told) json_close(&e->json, ']');
}

/* States that act, are acted on, or where it happens. */
static void put_countries(Export *e, const ExportPage *page, const ArrianClaim *claim)
{
    const ArrianParty *const lists[] = {claim->actor, claim->recipient, claim->place};
    const uint32_t counts[] = {claim->actors, claim->recipients, claim->places};
    char told[3 * ARRIAN_MAX_PARTIES][3], alpha2[3];
    uint32_t count = 0;
    for (int l = 0; l < 3; l++) {
        for (uint32_t i = 0; i < counts[l]; i++) {
            bool known = !write_alpha2(lists[l][i].link, alpha2) ||
                         strcmp(write_link_kind(page->document, &lists[l][i]), "iso3");
            for (uint32_t k = 0; k < count; k++) known = known || !strcmp(told[k], alpha2);
            if (!known) strcpy(told[count++], alpha2);
        }
    }
    if (!count) return;
    json_key(&e->json, "country");
    json_open(&e->json, '[');
    for (uint32_t k = 0; k < count; k++) told[k][0] |= 0x20, told[k][1] |= 0x20, json_word(&e->json, told[k]);
    json_close(&e->json, ']');
}

static void put_event(Export *e, const ExportPage *page, size_t number)
{
    Json *json = &e->json;
    const ArrianClaim *claim = &page->claims[number];
    const ArrianDocument *d = page->document;
    ArrianSpan received = arrian_received(d, claim->span);
    size_t count;
    const ArrianSentence *sentence = arrian_sentences(d, &count);
    ArrianSlice words = arrian_words(d, claim->span);
    const char *act = arrian_act(claim->act);
    char first[11], last[11];
    begin(json, export_print(e, "arrian-%.32s-%s-%u-%u", page->head->sha256, act, received.start, received.end),
          "Event");
    put_one(json, "name", export_print(e, "%s: %.*s", act, (int)words.length, words.at));
    if (claim->sentence < count) put_one(json, "summary", arrian_words(d, sentence[claim->sentence].span));
    if (export_claim_days(page, claim, first, last, NULL)) {
        put_word(json, "startDate", first);
        put_word(json, "endDate", last);
    }
    put_parties(e, page, "organizer", claim->actor, claim->actors);
    put_parties(e, page, "involved", claim->recipient, claim->recipients);
    put_countries(e, page, claim);
    if (claim->places) {
        json_key(json, "location");
        json_open(json, '[');
        for (uint32_t i = 0; i < claim->places; i++) json_text(json, arrian_words(d, claim->place[i].span));
        json_close(json, ']');
    }
    json_key(json, "keywords");
    json_open(json, '[');
    json_word(json, act);
    if (claim->mode.length) json_text(json, claim->mode);
    json_word(json, arrian_stance(claim->stance));
    json_close(json, ']');
    for (uint32_t i = 0; i < claim->sources && i < 1; i++) {
        ArrianSlice who = arrian_words(d, claim->source[i].span);
        put_one(json, "notes", export_print(e, "according to %.*s", (int)who.length, who.at));
    }
    put_one(json, "proof", article_id(e, page));
    put_one(json, "recordId", export_print(e, "c%u", export_claim_number(page, number)));
    end(json);
}

int export_ftm(Export *e)
{
    TRY(export_things(e));
    for (uint32_t p = 0; p < e->page_count; p++) put_article(e, &e->pages[p]);
    put_things(e);
    for (uint32_t p = 0; p < e->page_count; p++) {
        put_mentions(e, &e->pages[p]);
        for (size_t i = 0; i < e->pages[p].claim_count; i++) put_event(e, &e->pages[p], i);
    }
    return ARRIAN_OK;
}

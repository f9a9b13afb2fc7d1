/* things.c: entities of reports -> things, each once, whoever names it.
 *     "NATO" in d1, "the alliance" (NATO) in d4 -> one thing, code NATO;  "the coast guard", no name -> a phrase
 * States merge by ISO code, bodies by their code, all else by type and name: two Ivanovs of two reports are one. */
#include "base/error.h"
#include "base/hash.h"
#include "base/table.h"
#include "base/utf8.h"
#include "collate/telling.h"
#include "report/export.h"
#include <stdlib.h>
#include <string.h>

struct ExportThings {
    Table keys; /* "state RUS", "code NATO", "person anna petrova" -> 1 + thing */
    LIST(ExportThing) list;
    uint32_t **of_entity; // (page_count, entities): thing
};

static uint32_t thing_of_key(Export *e, const char *kind, ArrianSlice words, const ExportThing *like)
{
    struct ExportThings *things = e->things;
    char *key = arena_take(&e->arena, strlen(kind) + (size_t)words.length + 2), *at = stpcpy(stpcpy(key, kind), " ");
    size_t length = (size_t)(at - key) + utf8_fold(words.at, words.length, at);
    uint32_t number = table_add(&things->keys, key, length);
    if (number > things->list.count) {
        LIST_ADD(&e->arena, things->list, *like);
        things->list.at[number - 1].mentions = 0;
    }
    ExportThing *thing = &things->list.at[number - 1];
    thing->mentions += like->mentions;
    if (like->name.length > thing->name.length && strcmp(like->type, "phrase")) thing->name = like->name;
    if (!thing->role.length) thing->role = like->role;
    return number - 1;
}

static ArrianSlice word_slice(const char *word)
{
    return (ArrianSlice){word, (uint32_t)strlen(word)};
}

/* A state bears its own name, whatever stood for it: a people, a capital, a seat. */
static uint32_t thing_of_state(Export *e, const char *iso3, const ExportThing *like)
{
    ExportThing state = {export_state_name(e, iso3), {0}, "place", iso3, "", like->mentions};
    if (!state.name.length) state.name = word_slice(iso3);
    return thing_of_key(e, "state", word_slice(iso3), &state);
}

static uint32_t thing_of_entity(Export *e, const ArrianDocument *d, const ArrianEntity *entity)
{
    ExportThing like = {entity->name, entity->role, arrian_name_type(entity->type),
                        entity->iso3, entity->code, entity->count};
    if (entity->apart) return thing_of_key(e, "apart", export_print(e, "%u %.*s", entity->apart, (int)entity->name.length, entity->name.at), &like);
    bool land = entity->type == ARRIAN_PLACE || entity->type == ARRIAN_NATIONALITY;
    if (entity->code[0]) return thing_of_key(e, "code", word_slice(entity->code), &like);
    if (land && entity->iso3[0] && entity->place == ARRIAN_NONE) return thing_of_state(e, entity->iso3, &like);
    like.iso3 = land ? like.iso3 : "";
    return thing_of_key(e, like.type, entity_called(d, entity), &like);
}

int export_things(Export *e)
{
    TRY(export_gazetteer(e));
    e->things = NEW(&e->arena, struct ExportThings, 1);
    e->things->keys.arena.trap = e->arena.trap;
    e->things->of_entity = NEW(&e->arena, uint32_t *, e->page_count + 1);
    for (uint32_t p = 0; p < e->page_count; p++) {
        size_t count;
        const ArrianEntity *entity = arrian_entities(e->pages[p].document, &count);
        e->things->of_entity[p] = NEW(&e->arena, uint32_t, count + 1);
        for (size_t i = 0; i < count; i++) e->things->of_entity[p][i] = thing_of_entity(e, e->pages[p].document, &entity[i]);
    }
    return ARRIAN_OK;
}

void export_things_end(Export *e)
{
    if (e->things) table_end(&e->things->keys);
}

const ExportThing *export_thing_list(const Export *e, uint32_t *ret_count)
{
    *ret_count = e->things->list.count;
    return e->things->list.at;
}

uint32_t export_thing_of(const Export *e, const ExportPage *page, uint32_t entity)
{
    size_t count;
    arrian_entities(page->document, &count);
    return entity < count ? e->things->of_entity[page - e->pages][entity] : ARRIAN_NONE;
}

uint32_t export_thing_of_party(Export *e, const ExportPage *page, const ArrianParty *party)
{
    uint32_t thing = export_thing_of(e, page, party->entity);
    if (thing != ARRIAN_NONE) return thing;
    bool state = party->link[0] && !strcmp(write_link_kind(page->document, party), "iso3");
    ArrianSlice words = arrian_words(page->document, party->span);
    ExportThing like = {words, {0}, "phrase", state ? party->link : "", state ? "" : party->link, 1};
    if (state) return thing_of_state(e, party->link, &like);
    if (party->link[0]) return thing_of_key(e, "code", word_slice(party->link), &like);
    return thing_of_key(e, "phrase", write_without_article(words), &like);
}

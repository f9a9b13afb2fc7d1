/* referent.c: entities of several reports that are one.
 * One link, one row of the places, or one name; for a person the last name alone, where only one such person is met. */
#include "report/referent.h"
#include "base/hash.h"
#include "base/table.h"
#include "base/utf8.h"
#include "collate/telling.h"
#include <string.h>

enum { MOST_NAME = 160 };

static uint64_t key_of_name(ArrianSlice name, uint64_t seed)
{
    char fold[MOST_NAME * 2 + 8];
    size_t length = utf8_word(name.at, name.length < MOST_NAME ? name.length : MOST_NAME, fold);
    const char *at = fold;
    if (length > 4 && !memcmp(at, "the ", 4)) at += 4, length -= 4;
    return hash_bytes(at, length, seed) | 1;
}

static ArrianSlice last_word(ArrianSlice name)
{
    uint32_t from = name.length;
    while (from && name.at[from - 1] != ' ') from--;
    return (ArrianSlice){name.at + from, name.length - from};
}

static uint64_t key_of(const ArrianDocument *d, const ArrianEntity *entity)
{
    const char *link = entity->iso3[0] ? entity->iso3 : entity->code;
    if (entity->apart) return hash_mix(entity->apart, key_of_name(entity->name, 35)) | 1;
    if (link[0]) return hash_bytes(link, strlen(link), 31) | 1;
    if (entity->place != ARRIAN_NONE) return hash_mix(entity->place, 32) | 1;
    return key_of_name(entity_called(d, entity), 33);
}

static uint32_t add(const Sheet *sheet, Referents *all, uint32_t *room, uint32_t doc, uint32_t index)
{
    const ArrianEntity *entity = &sheet->docs[doc]->entities.at[index];
    Referent one = {.name = entity->name, .type = entity->type, .place = entity->place, .doc = doc, .entity = index};
    memcpy(one.link, entity->iso3[0] ? entity->iso3 : entity->code, entity->iso3[0] ? 4 : sizeof one.link);
    if (all->count == *room) all->at = list_room(sheet->arena, all->at, all->count, room, sizeof *all->at);
    all->at[all->count] = one;
    return all->count++;
}

static bool goes_by_last_name(const ArrianEntity *entity)
{
    return entity->type == ARRIAN_PERSON && !entity->iso3[0] && !entity->code[0] && !entity->apart;
}

/* Persons with more than one word come first, so that a last name alone can find its bearer; ARRIAN_NONE marks a last
 * name with two. */
static void bind(const Sheet *sheet, Referents *all, Map *keys, uint32_t *room, bool full_names)
{
    for (uint32_t doc = 0; doc < sheet->count; doc++)
        for (uint32_t i = 0; i < sheet->docs[doc]->entities.count; i++) {
            const ArrianEntity *entity = &sheet->docs[doc]->entities.at[i];
            bool person = goes_by_last_name(entity);
            ArrianSlice last = last_word(entity->name);
            if ((person && last.length < entity->name.length) != full_names) continue;
            uint32_t found;
            uint64_t key = key_of(sheet->docs[doc], entity), family = key_of_name(last, 34);
            bool known = map_get(keys, key, &found);
            if (!known && person && !full_names) known = map_get(keys, family, &found) && found != ARRIAN_NONE;
            if (!known) found = add(sheet, all, room, doc, i);
            map_put(sheet->arena, keys, key, found);
            all->of[doc][i] = found;
            if (!person || !full_names) continue;
            uint32_t bearer;
            bool other = map_get(keys, family, &bearer) && bearer != found;
            map_put(sheet->arena, keys, family, other ? ARRIAN_NONE : found);
        }
}

Referents referents_find(const Sheet *sheet)
{
    Referents all = {.of = NEW(sheet->arena, uint32_t *, sheet->count + 1)};
    Map keys = {0};
    uint32_t room = 0;
    for (uint32_t doc = 0; doc < sheet->count; doc++)
        all.of[doc] = NEW(sheet->arena, uint32_t, sheet->docs[doc]->entities.count + 1);
    bind(sheet, &all, &keys, &room, true);
    bind(sheet, &all, &keys, &room, false);
    uint32_t *last = NEW(sheet->arena, uint32_t, all.count + 1); /* 1 + last report that was counted */
    for (uint32_t doc = 0; doc < sheet->count; doc++)
        for (uint32_t i = 0; i < sheet->docs[doc]->entities.count; i++) {
            Referent *one = &all.at[all.of[doc][i]];
            const ArrianEntity *entity = &sheet->docs[doc]->entities.at[i];
            if (last[all.of[doc][i]] != doc + 1) last[all.of[doc][i]] = doc + 1, one->reports++;
            if (entity->name.length > one->name.length && one->type == ARRIAN_PERSON) one->name = entity->name;
            if (one->place == ARRIAN_NONE) one->place = entity->place;
        }
    return all;
}

/* table.c: open addressing, doubled at half full. */
#include "base/table.h"
#include "base/hash.h"
#include <string.h>

/* Of hash and length; the length is exact up to SHORT. */
enum { SHORT = 255 };
static uint32_t mark_of(uint64_t hash, size_t length)
{
    return (uint32_t)(hash >> 32) << 8 | (uint32_t)(length < SHORT ? length : SHORT);
}

static uint32_t find_slot(const Table *table, const char *word, size_t length, uint64_t hash)
{
    uint32_t slot = (uint32_t)hash & (table->room - 1), mark = mark_of(hash, length);
    for (; table->slots[slot].number; slot = (slot + 1) & (table->room - 1)) {
        const TableSlot *known = &table->slots[slot];
        if (known->mark != mark || (length >= SHORT && table->words.at[known->number].length != length)) continue;
        if (!memcmp(known->word, word, length)) break;
    }
    return slot;
}

static void fill_slot(Table *table, uint32_t slot, uint32_t number)
{
    ArrianSlice word = table->words.at[number];
    table->slots[slot] = (TableSlot){word.at, number, mark_of(table->hashes.at[number], word.length)};
}

static void grow(Table *table)
{
    uint32_t room = table->room ? table->room * 2 : 1024;
    arena_drop(&table->arena, table->slots, table->room * sizeof *table->slots);
    table->slots = NEW(&table->arena, TableSlot, room);
    table->room = room;
    for (uint32_t number = 1; number < table->words.count; number++) {
        uint32_t slot = (uint32_t)table->hashes.at[number] & (room - 1);
        while (table->slots[slot].number) slot = (slot + 1) & (room - 1);
        fill_slot(table, slot, number);
    }
}

uint32_t table_add(Table *table, const char *word, size_t length)
{
    if (!table->words.count) {
        LIST_ADD(&table->arena, table->words, (ArrianSlice){"", 0});
        LIST_ADD(&table->arena, table->hashes, 0);
    }
    if (table->words.count * 2 >= table->room) grow(table);
    uint64_t hash = hash_bytes(word, length, 1);
    uint32_t slot = find_slot(table, word, length, hash);
    if (!table->slots[slot].number) {
        char *copy = arena_copy(&table->arena, word, length);
        LIST_ADD(&table->arena, table->words, (ArrianSlice){copy, (uint32_t)length});
        LIST_ADD(&table->arena, table->hashes, hash);
        fill_slot(table, slot, table->words.count - 1);
    }
    return table->slots[slot].number;
}

uint32_t table_find(const Table *table, const char *word, size_t length)
{
    if (!table->room) return 0;
    return table->slots[find_slot(table, word, length, hash_bytes(word, length, 1))].number;
}

void table_end(Table *table)
{
    arena_end(&table->arena);
    *table = (Table){0};
}

static uint32_t map_slot(const Map *map, uint64_t key)
{
    uint32_t slot = (uint32_t)hash_mix(key, 7) & (map->room - 1);
    while (map->entries[slot].key && map->entries[slot].key != key) slot = (slot + 1) & (map->room - 1);
    return slot;
}

static void map_grow(Arena *arena, Map *map, uint32_t room)
{
    Map old = *map;
    map->room = room;
    map->entries = NEW(arena, MapEntry, room);
    for (uint32_t i = 0; i < old.room; i++)
        if (old.entries[i].key) map->entries[map_slot(map, old.entries[i].key)] = old.entries[i];
    arena_drop(arena, old.entries, old.room * sizeof *old.entries);
}

void map_reserve(Arena *arena, Map *map, uint32_t count)
{
    uint32_t room = map->room ? map->room : 64;
    while (room / 2 < count && room < 1u << 31) room *= 2;
    if (room > map->room) map_grow(arena, map, room);
}

void map_put(Arena *arena, Map *map, uint64_t key, uint32_t value)
{
    if (map->count * 2 >= map->room) map_grow(arena, map, map->room ? map->room * 2 : 64);
    MapEntry *entry = &map->entries[map_slot(map, key)];
    map->count += !entry->key;
    *entry = (MapEntry){key, value};
}

bool map_get(const Map *map, uint64_t key, uint32_t *ret_value)
{
    if (!map->room) return false;
    const MapEntry *entry = &map->entries[map_slot(map, key)];
    return entry->key && (*ret_value = entry->value, true);
}

Facts facts_begin(Arena *arena, uint32_t words)
{
    return (Facts){.arena = arena, .words = words, .columns = FACTS};
}

static uint32_t *new_sheet(const Facts *facts)
{
    char *at = arena_take(facts->arena, (size_t)facts->words * FACTS * sizeof(uint32_t) + FACTS_ALIGN);
    return (uint32_t *)(void *)(at + (FACTS_ALIGN - (uintptr_t)at % FACTS_ALIGN) % FACTS_ALIGN);
}

Flat facts_column(Facts *facts)
{
    if (facts->columns == FACTS) facts->at = new_sheet(facts), facts->columns = 0;
    return (Flat){facts->at + facts->columns++, facts->words};
}

Flat map_flat(Facts *facts, const Map *map, uint32_t plus)
{
    Flat flat = facts_column(facts);
    for (uint32_t i = 0; i < map->room; i++) {
        MapEntry entry = map->entries[i];
        if (entry.key && entry.key < facts->words) flat_put(flat, (uint32_t)entry.key, entry.value + plus);
    }
    return flat;
}

/* table.c: open addressing, doubled at half full. */
#include "base/table.h"
#include "base/hash.h"
#include <string.h>

static uint32_t find_slot(const Table *table, const char *word, size_t length, uint64_t hash)
{
    uint32_t slot = (uint32_t)hash & (table->room - 1);
    for (; table->slots[slot]; slot = (slot + 1) & (table->room - 1)) {
        uint32_t number = table->slots[slot];
        ArrianSlice known = table->words.at[number];
        if (table->hashes.at[number] == hash && known.length == length && !memcmp(known.at, word, length)) break;
    }
    return slot;
}

static void grow(Table *table)
{
    uint32_t room = table->room ? table->room * 2 : 1024;
    table->slots = NEW(&table->arena, uint32_t, room);
    table->room = room;
    for (uint32_t number = 1; number < table->words.count; number++) {
        uint32_t slot = (uint32_t)table->hashes.at[number] & (room - 1);
        while (table->slots[slot]) slot = (slot + 1) & (room - 1);
        table->slots[slot] = number;
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
    if (!table->slots[slot]) {
        table->slots[slot] = table->words.count;
        char *copy = arena_copy(&table->arena, word, length);
        LIST_ADD(&table->arena, table->words, (ArrianSlice){copy, (uint32_t)length});
        LIST_ADD(&table->arena, table->hashes, hash);
    }
    return table->slots[slot];
}

uint32_t table_find(const Table *table, const char *word, size_t length)
{
    if (!table->room) return 0;
    return table->slots[find_slot(table, word, length, hash_bytes(word, length, 1))];
}

void table_end(Table *table)
{
    arena_end(&table->arena);
    *table = (Table){0};
}

static void map_grow(Arena *arena, Map *map)
{
    Map old = *map;
    map->room = old.room ? old.room * 2 : 64;
    map->keys = NEW(arena, uint64_t, map->room);
    map->values = NEW(arena, uint32_t, map->room);
    map->count = 0;
    for (uint32_t i = 0; i < old.room; i++)
        if (old.keys[i]) map_put(arena, map, old.keys[i], old.values[i]);
}

void map_put(Arena *arena, Map *map, uint64_t key, uint32_t value)
{
    if (map->count * 2 >= map->room) map_grow(arena, map);
    uint32_t slot = (uint32_t)hash_mix(key, 7) & (map->room - 1);
    while (map->keys[slot] && map->keys[slot] != key) slot = (slot + 1) & (map->room - 1);
    if (!map->keys[slot]) map->count++;
    map->keys[slot] = key;
    map->values[slot] = value;
}

bool map_get(const Map *map, uint64_t key, uint32_t *ret_value)
{
    if (!map->room) return false;
    uint32_t slot = (uint32_t)hash_mix(key, 7) & (map->room - 1);
    for (; map->keys[slot]; slot = (slot + 1) & (map->room - 1))
        if (map->keys[slot] == key) return *ret_value = map->values[slot], true;
    return false;
}

Flat map_flat(Arena *arena, const Map *map, uint32_t words, uint32_t plus)
{
    Flat flat = {NEW(arena, uint32_t, words + 1), words};
    for (uint32_t i = 0; i < map->room; i++)
        if (map->keys[i] && map->keys[i] < words) flat.at[map->keys[i]] = map->values[i] + plus;
    return flat;
}

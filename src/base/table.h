/* table.h: words to numbers, each word once.   "russia" -> 17, 17 -> "russia"; 0 is no word. */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H
#include "arrian.h"
#include "base/arena.h"

typedef struct Table {
    Arena arena;
    uint32_t *slots; /* numbers, 0 empty; a power of two of them */
    uint32_t room;
    LIST(ArrianSlice) words; /* words.at[number] */
    LIST(uint64_t) hashes;
} Table;

uint32_t table_add(Table *table, const char *word, size_t length);        /* its number, new or known */
uint32_t table_find(const Table *table, const char *word, size_t length); /* 0 where unknown */
static inline ArrianSlice table_word(const Table *table, uint32_t number)
{
    return number < table->words.count ? table->words.at[number] : (ArrianSlice){0};
}
void table_end(Table *table);

/* Numbers to numbers, open addressing; key 0 is not allowed. */
typedef struct Map {
    uint64_t *keys;
    uint32_t *values;
    uint32_t room, count;
} Map;
void map_put(Arena *arena, Map *map, uint64_t key, uint32_t value);
bool map_get(const Map *map, uint64_t key, uint32_t *ret_value);

/* A map whose keys are words, as an array: what is asked of every token. Value 0 where the word has none. */
typedef struct Flat {
    uint32_t *at; // (count): by word
    uint32_t count;
} Flat;
Flat map_flat(Arena *arena, const Map *map, uint32_t words, uint32_t plus); /* each value with `plus` added */
static inline uint32_t flat_get(Flat flat, uint32_t word)
{
    return word < flat.count ? flat.at[word] : 0;
}
#endif

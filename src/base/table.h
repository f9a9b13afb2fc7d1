/* table.h: words to numbers, each word once.   "russia" -> 17, 17 -> "russia"; 0 is no word. */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H
#include "arrian.h"
#include "base/arena.h"

/* What tells most words apart stands in the slot itself: a look-up waits for memory twice, not four times. */
typedef struct TableSlot {
    const char *word;
    uint32_t number, mark; /* number 0: empty; mark: of the hash and the length */
} TableSlot;
typedef struct Table {
    Arena arena;
    TableSlot *slots; /* a power of two of them */
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
typedef struct MapEntry {
    uint64_t key;
    uint32_t value;
} MapEntry;
typedef struct Map {
    MapEntry *entries;
    uint32_t room, count;
} Map;
void map_reserve(Arena *arena, Map *map, uint32_t count); /* room for so many keys in all */
void map_put(Arena *arena, Map *map, uint64_t key, uint32_t value);
bool map_get(const Map *map, uint64_t key, uint32_t *ret_value);

/* What is asked of every token, by its word: a row a word, a column a fact, so that a word's facts come from memory
 * together. */
enum { FACTS = 32, FACTS_ALIGN = 64 /* bytes */ };
typedef struct Facts {
    Arena *arena;
    uint32_t *at; // (words, FACTS)
    uint32_t words, columns;
} Facts;
/* A column: a map whose keys are words. Value 0 where the word has none. */
typedef struct Flat {
    uint32_t *at;
    uint32_t count;
} Flat;
Facts facts_begin(Arena *arena, uint32_t words); /* words: numbers below it */
Flat facts_column(Facts *facts);                 /* the next, of zeros */
Flat map_flat(Facts *facts, const Map *map, uint32_t plus); /* each value with `plus` added */
static inline uint32_t flat_get(Flat flat, uint32_t word)
{
    return word < flat.count ? flat.at[(size_t)word * FACTS] : 0;
}
static inline void flat_put(Flat flat, uint32_t word, uint32_t value)
{
    flat.at[(size_t)word * FACTS] = value;
}
#endif

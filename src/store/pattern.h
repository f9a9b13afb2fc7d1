/* pattern.h: what the SQL of the store says in many places, said once. */
#ifndef STORE_PATTERN_H
#define STORE_PATTERN_H
#include "base/arena.h"
#include "base/text.h"

enum { PATTERN_MOST = 32 };
typedef struct Pattern {
    ArrianSlice name, body;
} Pattern;
typedef struct Patterns {
    Arena *arena;
    Pattern at[PATTERN_MOST]; // (count)
    uint32_t count;
} Patterns;

/* Takes in the patterns that comments of `sql` define, a line "-- @name: body" each, which must outlive them. */
void pattern_read(Patterns *patterns, const char *sql);
/* The SQL without its lines of comment, and with the body of its pattern in place of each @name(a, b): a for $1, b for $2, and that
 * body's patterns written out; in the arena. What no pattern is named after stays as it is. */
const char *pattern_write(const Patterns *patterns, const char *sql);
#endif

/* arena.c: blocks that double in size, given back together.
 * What is large is a block of its own, so that no room is left unused before it, and a list that moves on gives back what
 * it leaves. In sanitizer builds every item is one, so that a step outside it is seen, and a look at what was left. */
#include "base/arena.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ArenaBlock {
    ArenaBlock *before;
    size_t used, room;  // of a large item: its number, nothing
    _Alignas(16) char bytes[];
};

#if defined(__SANITIZE_ADDRESS__)
enum { LARGE = 0, FIRST_BLOCK = 0 };
#else
enum { LARGE = 1 << 15, FIRST_BLOCK = 1 << 12 };
#endif
enum { LARGEST_BLOCK = 1 << 20 };

static void *no_memory(Arena *arena)
{
    if (arena->trap) longjmp(*arena->trap, 1);
    abort();
}

static ArenaBlock *add_block(Arena *arena, size_t size, size_t room)
{
    if (room > LARGEST_BLOCK) room = LARGEST_BLOCK;
    if (room < size) room = size;
    ArenaBlock *block = size > SIZE_MAX / 4 ? NULL : malloc(sizeof *block + room);
    if (!block) return no_memory(arena);
    block->before = arena->last;
    block->used = 0;
    block->room = room;
    return arena->last = block;
}

static size_t next_room(const Arena *arena)
{
    return arena->last ? arena->last->room * 2 : FIRST_BLOCK;
}

void arena_reserve(Arena *arena, size_t size)
{
    if (FIRST_BLOCK) add_block(arena, size, 0);
    arena->reserved = FIRST_BLOCK;
}

/* Of zeros, which a page is that nobody has written to. */
static void *take_large(Arena *arena, size_t size)
{
    ArenaBlock *block = size > SIZE_MAX / 4 ? NULL : calloc(1, sizeof *block + (size ? size : 1));
    if (!block) return no_memory(arena);
    block->before = arena->large;
    block->used = ++arena->larges;
    arena->large = block;
    arena->taken += size;
    return block->bytes;
}

static bool is_large(const Arena *arena, size_t size)
{
    return size >= LARGE && !arena->reserved;
}

static void *take_small(Arena *arena, size_t size)
{
    size_t even = size > SIZE_MAX / 4 ? size : (size + 15) & ~(size_t)15; /* add_block refuses what is larger */
    ArenaBlock *block = arena->last;
    if (!block || block->room - block->used < even) block = add_block(arena, even, next_room(arena));
    void *item = block->bytes + block->used;
    block->used += even;
    arena->taken += even;
    return item;
}

void *arena_take(Arena *arena, size_t size)
{
    return is_large(arena, size) ? take_large(arena, size) : memset(take_small(arena, size), 0, size);
}

void arena_drop(Arena *arena, void *at, size_t size)
{
    if (size < LARGE || !at) return;
    for (ArenaBlock **block = &arena->large; *block; block = &(*block)->before)
        if ((*block)->bytes == at) {
            ArenaBlock *its = *block;
            *block = its->before;
            free(its);
            return;
        }
}

char *arena_copy(Arena *arena, const char *text, size_t length)
{
    char *copy = arena_take(arena, length + 1);
    if (length) memcpy(copy, text, length);
    return copy;
}

char *arena_print(Arena *arena, const char *format, ...)
{
    va_list words, again;
    va_start(words, format);
    va_copy(again, words);
    int length = vsnprintf(NULL, 0, format, words);
    va_end(words);
    char *text = arena_take(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

ArenaMark arena_mark(const Arena *arena)
{
    return (ArenaMark){arena->last, arena->last ? arena->last->used : 0, arena->taken, arena->larges};
}

void arena_wind_back(Arena *arena, ArenaMark mark)
{
    for (ArenaBlock *block; (block = arena->large) && block->used > mark.larges;) arena->large = block->before, free(block);
    while (arena->last != mark.last) {
        ArenaBlock *before = arena->last->before;
        free(arena->last);
        arena->last = before;
    }
    if (arena->last) arena->last->used = mark.used;
    arena->taken = mark.taken;
}

void arena_end(Arena *arena)
{
    arena_wind_back(arena, (ArenaMark){0});
    arena->reserved = false;
}

void *list_room(Arena *arena, void *at, uint32_t count, uint32_t *room, size_t size)
{
    uint32_t more = *room ? *room * 2 : 8;
    bool large = is_large(arena, more * size);
    char *grown = large ? take_large(arena, more * size) : take_small(arena, more * size);
    if (count) memcpy(grown, at, count * size);
    if (!large) memset(grown + count * size, 0, (more - count) * size);
    arena_drop(arena, at, *room * size);
    *room = more;
    return grown;
}

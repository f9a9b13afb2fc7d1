/* arena.c: blocks that double in size, given back together.
 * In sanitizer builds every item is its own block, so that a step outside it is seen. */
#include "base/arena.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ArenaBlock {
    ArenaBlock *before;
    size_t used, room;
    _Alignas(16) char bytes[];
};

#if defined(__SANITIZE_ADDRESS__)
enum { FIRST_BLOCK = 0 };
#else
enum { FIRST_BLOCK = 1 << 12 };
#endif
enum { LARGEST_BLOCK = 1 << 20 };

static ArenaBlock *add_block(Arena *arena, size_t size, size_t room)
{
    if (room > LARGEST_BLOCK) room = LARGEST_BLOCK;
    if (room < size) room = size;
    ArenaBlock *block = size > SIZE_MAX / 4 ? NULL : malloc(sizeof *block + room);
    if (!block) {
        if (arena->trap) longjmp(*arena->trap, 1);
        abort();
    }
    block->before = arena->last;
    block->used = 0;
    block->room = room;
    return arena->last = block;
}

static size_t next_room(const Arena *arena)
{
    return !FIRST_BLOCK ? 0 : arena->last ? arena->last->room * 2 : FIRST_BLOCK;
}

void arena_reserve(Arena *arena, size_t size)
{
    if (FIRST_BLOCK) add_block(arena, size, 0);
}

static void *take(Arena *arena, size_t size)
{
    if (size > SIZE_MAX / 4) size = SIZE_MAX / 4 + 1;
    size_t even = (size + 15) & ~(size_t)15;
    if (!FIRST_BLOCK) even = size ? size : 1;
    ArenaBlock *block = arena->last;
    if (!block || block->room - block->used < even) block = add_block(arena, even, next_room(arena));
    void *item = block->bytes + block->used;
    block->used += even;
    arena->taken += even;
    return item;
}

void *arena_take(Arena *arena, size_t size)
{
    return memset(take(arena, size), 0, size);
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
    return (ArenaMark){arena->last, arena->last ? arena->last->used : 0, arena->taken};
}

void arena_wind_back(Arena *arena, ArenaMark mark)
{
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
}

void *list_room(Arena *arena, void *at, uint32_t count, uint32_t *room, size_t size)
{
    uint32_t more = *room ? *room * 2 : 8;
    char *grown = take(arena, more * size);
    if (count) memcpy(grown, at, count * size);
    memset(grown + count * size, 0, (more - count) * size);
    *room = more;
    return grown;
}

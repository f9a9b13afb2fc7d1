/* arena.h: memory that goes all at once.   Arena a = {0}; Claim *c = NEW(&a, Claim, 3); arena_end(&a);
 * Memory is zeroed. When there is none the arena jumps to its trap, so that no caller checks; without a trap it aborts.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H
#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ArenaBlock ArenaBlock;
typedef struct Arena {
    ArenaBlock *last, *large; /* each the newest of a chain */
    size_t taken, larges;     /* bytes handed out; large items so far */
    bool reserved;            /* what comes next has its block */
    jmp_buf *trap;            /* where to go when memory ends */
} Arena;
typedef struct ArenaMark {
    ArenaBlock *last;
    size_t used, taken, larges;
} ArenaMark;

void *arena_take(Arena *arena, size_t size);
void arena_drop(Arena *arena, void *at, size_t size); /* nobody looks at it again; given back at once where it is large */
char *arena_copy(Arena *arena, const char *text, size_t length); /* NUL-terminated copy */
char *arena_print(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Scratch: wind back to a mark; all taken since is gone. */
ArenaMark arena_mark(const Arena *arena);
void arena_wind_back(Arena *arena, ArenaMark mark);
void arena_end(Arena *arena);
void arena_reserve(Arena *arena, size_t size); /* one block for what comes next: `size` bytes, each item a multiple of 16 */

#define NEW(arena, type, count) ((type *)arena_take((arena), sizeof(type) * (size_t)(count)))

/* A growing list in an arena.   LIST(ArrianName) names; LIST_ADD(arena, names, name); names.at[0] */
#define LIST(type)                                                                                                     \
    struct {                                                                                                           \
        type *at;                                                                                                      \
        uint32_t count;                                                                                                \
        uint32_t room;                                                                                                 \
    }
void *list_room(Arena *arena, void *at, uint32_t count, uint32_t *room, size_t size);
#define LIST_ADD(arena, list, ...)                                                                                     \
    do {                                                                                                               \
        if ((list).count == (list).room)                                                                               \
            (list).at = list_room((arena), (list).at, (list).count, &(list).room, sizeof *(list).at);                  \
        (list).at[(list).count++] = (__VA_ARGS__);                                                                     \
    } while (0)
/* How many items of a list that is in the order of `field` come before `bound`, by bisection. */
#define LIST_BEFORE(list, field, bound)                                                                                \
    ({                                                                                                                 \
        uint32_t low_ = 0, high_ = (list).count;                                                                       \
        while (low_ < high_) {                                                                                         \
            uint32_t middle_ = low_ + (high_ - low_) / 2;                                                              \
            if ((list).at[middle_].field < (bound)) low_ = middle_ + 1;                                                \
            else high_ = middle_;                                                                                      \
        }                                                                                                              \
        low_;                                                                                                          \
    })
#endif

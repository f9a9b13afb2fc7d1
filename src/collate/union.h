/* union.h: what belongs together, by pairs.   join(1, 4), join(4, 2) -> root of 1, 2 and 4 is 1, the least of them
 * Disjoint sets with halved paths (R. Tarjan and J. van Leeuwen, "Worst-case analysis of set union algorithms", 1984).
 */
#ifndef COLLATE_UNION_H
#define COLLATE_UNION_H
#include "base/arena.h"
#include <stdbool.h>

static inline uint32_t *union_new(Arena *arena, uint32_t count)
{
    uint32_t *parent = NEW(arena, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++) parent[i] = i;
    return parent;
}

static inline uint32_t union_root(uint32_t *parent, uint32_t i)
{
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
}

static inline void union_join(uint32_t *parent, uint32_t a, uint32_t b)
{
    uint32_t x = union_root(parent, a), y = union_root(parent, b);
    if (x < y) parent[y] = x;
    else parent[x] = y;
}
/* What a reader said of two members: one, or never one. */
typedef struct Bond {
    uint32_t a, b;
    bool apart;
} Bond;
typedef LIST(Bond) Bonds;

/* Would joining these two roots join what is to stay apart? */
static inline bool union_forbids(uint32_t *parent, const Bonds *bonds, uint32_t a, uint32_t b)
{
    for (uint32_t k = 0; k < bonds->count; k++) {
        if (!bonds->at[k].apart) continue;
        uint32_t x = union_root(parent, bonds->at[k].a), y = union_root(parent, bonds->at[k].b);
        if ((x == a && y == b) || (x == b && y == a)) return true;
    }
    return false;
}
#endif

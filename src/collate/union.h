/* union.h: what belongs together, by pairs.   join(1, 4), join(4, 2) -> root of 1, 2 and 4 is 1, the least of them
 * Disjoint sets with halved paths (R. Tarjan and J. van Leeuwen, "Worst-case analysis of set union algorithms", 1984).
 */
#ifndef COLLATE_UNION_H
#define COLLATE_UNION_H
#include "base/arena.h"

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
#endif

/* when.c: the time of the clause itself.   "NATO, which suspended ties in April 2014, will send troops next month"
 * suspended 2014-04; will send: next month
 * A clause keeps its own time; the date of a dateline is the report's and never an event's. */
#include "claim/claim.h"
#include "mark/group.h"

/* 0 where the time hangs on the clause's head, 1 where on a noun in it, 9 elsewhere. */
static int distance(const Coder *c, uint32_t first, uint32_t top)
{
    uint32_t end = first;
    while (end < c->end && c->tags.time[end] == c->tags.time[first]) end++;
    uint32_t at = c->tokens[tree_top(c, first, end)].head;
    if (at == top) return 0;
    if (tree_upos(c, at, "VERB") || at == ARRIAN_NONE) return 9;
    return c->tokens[at].head == top && !tree_rel(c, at, "advcl") && !tree_rel(c, at, "conj") ? 1 : 9;
}

void when_complete(Coder *c, ArrianClaim *claim)
{
    uint32_t from = group_behind_dateline(c->d, c->first, c->end);
    if (claim->time != ARRIAN_NONE && from > c->first &&
        c->d->times.at[claim->time].span.start < c->tokens[from - 1].span.start)
        claim->time = ARRIAN_NONE;
    if (!tree_has(c) || claim->time != ARRIAN_NONE) return;
    uint32_t top = tree_top(c, c->cue, c->cue_end);
    int nearest = 9;
    for (uint32_t i = from; i < c->end; i++) {
        uint32_t time = c->tags.time[i];
        if (time == ARRIAN_NONE || (i > c->first && c->tags.time[i - 1] == time)) continue;
        int far = distance(c, i, top);
        if (far < nearest) nearest = far, claim->time = time;
    }
    if (nearest < 9) why_add(c, "time: by the tree");
}

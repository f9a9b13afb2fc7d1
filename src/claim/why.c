/* why.c: what chose each part of a claim, in words for `arrian show`.
 *     "act MOBILIZE: row sure-send-troops of acts.tsv, where the engine read AID (0.74); place: by the tree" */
#include "claim/claim.h"
#include <stdarg.h>
#include <stdio.h>

void why_begin(Coder *c)
{
    c->why_length = 0;
}

void why_add(Coder *c, const char *format, ...)
{
    size_t room = sizeof c->why - c->why_length;
    if (room < 4) return;
    char *at = c->why + c->why_length;
    if (c->why_length) at[0] = ';', at[1] = ' ', at += 2, room -= 2;
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(at, room, format, arguments);
    va_end(arguments);
    if (length <= 0 || (size_t)length >= room) return; /* no half sentences */
    c->why_length = (uint32_t)(at - c->why) + (uint32_t)length;
}

ArrianSlice why_end(Coder *c)
{
    return (ArrianSlice){arena_copy(&c->d->arena, c->why, c->why_length), c->why_length};
}

/* group.h: noun groups beside a verb.   "[The Russian Defense Ministry spokesman Igor Konashenkov] said", "said Thursday [the Secretary General]" */
#ifndef MARK_GROUP_H
#define MARK_GROUP_H
#include "mark/mark.h"

/* The noun group that ends before token `verb` (auxiliaries and adverbs between them are passed over; an apposition between commas too), not before
 * token `first`; false where there is none. */
bool group_before(const ArrianEngine *engine, const ArrianDocument *d, const MarkTags *tags, uint32_t first, uint32_t verb, uint32_t *ret_first, uint32_t *ret_end);
/* The noun group that starts after token `verb`, ending before `end`. */
bool group_after(const ArrianEngine *engine, const ArrianDocument *d, const MarkTags *tags, uint32_t verb, uint32_t end, uint32_t *ret_first, uint32_t *ret_end);
bool group_word(const ArrianDocument *d, uint32_t token, const char *word); /* case-insensitive */
#endif

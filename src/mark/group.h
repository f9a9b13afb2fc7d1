/* group.h: noun groups beside a verb.   "[The Russian Defense Ministry spokesman Igor Konashenkov] said", "said
 * Thursday [the Secretary General]" */
#ifndef MARK_GROUP_H
#define MARK_GROUP_H
#include "mark/mark.h"
#include <string.h>

/* The noun group that ends before token `verb` (auxiliaries and adverbs between them are passed over; an apposition
 * between commas too), not before token `first`; false where there is none. */
bool group_before(const ArrianEngine *engine, const ArrianDocument *d, const MarkTags *tags, uint32_t first,
                  uint32_t verb, uint32_t *ret_first, uint32_t *ret_end);
/* The noun group that starts after token `verb`, ending before `end`. */
bool group_after(const ArrianEngine *engine, const ArrianDocument *d, const MarkTags *tags, uint32_t verb, uint32_t end,
                 uint32_t *ret_first, uint32_t *ret_end);
/* Is the token this lower-case word, in any case? */
static inline bool group_word(const ArrianDocument *d, uint32_t token, const char *word)
{
    ArrianSpan span = d->tokens.at[token].span;
    char first = d->text.at[span.start];
    if ((first | 32) != word[0] && first != word[0]) return false; /* most words part here */
    size_t length = strlen(word);
    return span.end - span.start == length && !strncasecmp(d->text.at + span.start, word, length);
}
/* One of these, NULL behind the last? */
static inline bool group_one_of(const ArrianDocument *d, uint32_t token, const char *const *words)
{
    for (; *words; words++)
        if (group_word(d, token, *words)) return true;
    return false;
}
bool group_dash(const ArrianDocument *d, uint32_t token); /* parts what stands beside it; a hyphen joins */
/* "BRUSSELS, May 9 - NATO will": of tokens first .. end of a sentence the one behind the dash that closes its dateline; first
 * where there is none. */
uint32_t group_behind_dateline(const ArrianDocument *d, uint32_t first, uint32_t end);
#endif

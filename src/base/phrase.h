/* phrase.h: many phrases found at once in a row of tokens.
 *     phrase_add("Secretary General" -> 12);   at "Secretary-General Jens ..." -> 12, three tokens (a hyphen between
 * words is passed over) */
#ifndef BASE_PHRASE_H
#define BASE_PHRASE_H
#include "base/table.h"

enum {
    PHRASE_UPPER = 1, /* a word of the phrase is written in capitals: so must the text's be ("US", "WHO") */
    PHRASE_TITLE = 2, /* begins with a capital: so must the text's first word */
    PHRASE_INNER = 4  /* a short word with a capital behind small letters: so must the text's be ("LeT", and no "Let") */
};
typedef struct PhraseValue {
    uint32_t value, next; /* next value of the same phrase, 0 none */
    uint8_t shape;
} PhraseValue;
typedef struct Phrases {
    Arena *arena;
    Map steps;            /* (node, word) -> node */
    LIST(uint32_t) first; /* node -> its first value, 0 none */
    LIST(PhraseValue) values;
    uint32_t longest; /* in words */
    Flat root;        /* first word -> node, once all phrases are there */
} Phrases;

void phrase_begin(Phrases *phrases, Arena *arena);
/* Words are parted at spaces and hyphens, lower-cased and numbered in `words`. */
void phrase_add(Phrases *phrases, Table *words, ArrianSlice phrase, uint32_t value);
void phrase_freeze(Phrases *phrases, Facts *facts);
/* Longest phrase that starts at token first (and ends before end): its first value's index in values, 0 none; tokens
 * taken. */
uint32_t phrase_find(const Phrases *phrases, const ArrianToken *tokens, uint32_t first, uint32_t end,
                     uint32_t *ret_taken);
#endif

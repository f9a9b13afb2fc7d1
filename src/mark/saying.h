/* saying.h: who says something, by which words: the language engine's tree and its reading of attributions together.
 *     "The group, which watches the war, said ..."   cue "said", who "The group"
 * Told spans are stretches of words that the engine takes for what somebody says. */
#ifndef MARK_SAYING_H
#define MARK_SAYING_H
#include "mark/clause.h"
#include "mark/speech.h"

typedef struct Saying {
    uint32_t first, end, verb;        /* tokens of the cue, and the one that governs it */
    uint32_t who, who_first, who_end; /* head and tokens of the speaker; who is ARRIAN_NONE where nobody is named */
    const Speech *speech;             /* row of data/speech.tsv, NULL where only the engine takes it for a cue */
    uint8_t form;                     /* FORM_ bits of inflect.h */
    uint32_t via; /* head of who passes it on: "[the Journal] quoted Work as saying"; or ARRIAN_NONE */
    bool learned; /* the engine takes it for a cue */
} Saying;
typedef struct Told {
    uint32_t first, end, saying; /* tokens; index of its saying, ARRIAN_NONE */
    float sure;
} Told;
typedef struct Sayings {
    Clause clause;
    LIST(Saying) list;
    LIST(Told) told;
    LIST(Told) sources; /* what the engine takes for speakers */
} Sayings;

/* false, and nothing in *ret, without trees. inside: (T), 1 in quoted words, which name no speaker of what is outside.
 */
bool saying_document(const ArrianEngine *engine, ArrianDocument *d, const MarkTags *tags, const uint8_t *inside,
                     Sayings *ret);
/* How well tokens [first, end) go with a saying, above 0 where they may. */
int saying_fits(const Sayings *sayings, uint32_t saying, uint32_t first, uint32_t end);
/* Does a paragraph end between two stretches of tokens, the first ending at `from`? A colon carries over it. */
bool saying_parted(const ArrianDocument *d, uint32_t from, uint32_t to);
/* First saying at or after a token. */
uint32_t saying_from(const Sayings *sayings, uint32_t token);
/* First told span that ends after a token. */
uint32_t saying_told_from(const Sayings *sayings, uint32_t token);
#endif

/* claim.h: sentences and marks -> who did what to whom, where, when, how many, according to whom.
 *     "NATO will send four battalions to Poland, Stoltenberg said."   MOBILIZE, actor NATO, place POL, quantity four
 * battalions, planned, source Stoltenberg A claim takes act, actor and place from one clause, or is not made. Next
 * stage: store, collate. */
#ifndef CLAIM_CLAIM_H
#define CLAIM_CLAIM_H
#include "base/document.h"
#include "base/engine.h"
#include "mark/mark.h"

int claim_data_open(ArrianEngine *engine, ArrianError *why);
void claim_freeze(ArrianEngine *engine); /* once all words are numbered */
void claim_document(const ArrianEngine *engine, ArrianDocument *d);

bool claim_act(ArrianSlice word, ArrianAct *ret_act); /* "MOBILIZE"; false where no act is called so */
enum { POS_OF_VERB, POS_OF_NOUN, POS_OF_ADJECTIVE };
typedef struct CuePattern {
    LIST(uint32_t) words[6]; /* alternatives of each element after the first; empty list: a gap of up to three words */
    uint32_t elements, next; /* next pattern with the same first word */
    uint8_t pos;
    ArrianAct act;
    ArrianSlice mode, stance;
    bool strong;
} CuePattern;
struct ClaimData {
    Map by_word; /* first lemma (verbs) or singular (nouns) -> pattern */
    Flat first;  /* the same, as an array */
    LIST(CuePattern) patterns;
    Phrases stances; /* value: stance | where << 8 */
    Rules *links;    /* claim.rule: in response to ... */
};
enum { WHERE_BEFORE, WHERE_AROUND, WHERE_CLAUSE };

typedef struct Cue {
    uint32_t first, end; /* the words of the pattern */
    uint32_t group;      /* where the verb group starts: "has already agreed to" */
    const CuePattern *pattern;
    uint8_t form; /* FORM_ bits; 0 for a noun */
    bool passive;
} Cue;
typedef struct Coder {
    const ArrianEngine *engine;
    ArrianDocument *d;
    const ArrianToken *tokens;
    MarkTags tags;
    uint32_t first, end;           /* the sentence */
    uint32_t subject, subject_end; /* the last subject in it */
} Coder;

/* cue.c */
bool cue_at(const Coder *c, uint32_t i, Cue *ret_cue);
/* party.c: fills actor, recipient, place, time, quantity of a claim from the clause of its cue */
void party_fill(Coder *c, const Cue *cue, ArrianClaim *claim);
void party_add_group(const Coder *c, uint32_t first, uint32_t end, ArrianParty *list,
                     uint32_t *count); /* the parties of a noun group */
void party_add_places(const Coder *c, uint32_t first, uint32_t end, ArrianClaim *claim);
void party_add_quantities(const Coder *c, uint32_t first, uint32_t end, ArrianClaim *claim);
/* learned.c: the claims of the coder's sentence, from the language engine */
void learned_claims(Coder *c, uint32_t sentence);
/* stance.c */
ArrianStance stance_of(const Coder *c, const Cue *cue);
/* source.c: the chain of who says so */
void source_fill(const Coder *c, ArrianClaim *claim);
void source_add(const Coder *c, uint32_t first, uint32_t end,
                ArrianClaim *claim);                     /* the speaker in tokens [first, end) */
void source_add_via(const Coder *c, ArrianClaim *claim); /* the channel of the quote around its cue */
#endif

/* parse.h: tokens -> part of speech, lemma, head and relation; and CoNLL-U, in and out.
 *     "troops were deployed"  ->  troops    NOUN  troop   <- nsubj:pass deployed
 *                                 were      AUX   be      <- aux:pass deployed
 *                                 deployed  VERB  deploy  root
 * All of it is read off d->reading (split.h); without a language engine nothing is filled in. Next stage: mark. */
#ifndef PARSE_PARSE_H
#define PARSE_PARSE_H
#include "base/document.h"
#include "base/engine.h"

/* Fill upos, xpos, lemma, head and deprel of every token, while d->room is there. */
void parse_document(const ArrianEngine *engine, ArrianDocument *d);

/* conllu.c: the rows of d->received as sentences and words, and what the engine reads in them. INPUT where it is no CoNLL-U. */
int conllu_read(const ArrianEngine *engine, ArrianDocument *d, ArrianError *why);

/* tag.c */
void tag_document(const ArrianEngine *engine, ArrianDocument *d);
const char *tag_upos(uint8_t upos); /* of ArrianToken.upos: "NOUN", "_" where unknown */
/* Base form of token i in out (room for its length + TAG_MORE); its length, 0 where unknown. */
enum { TAG_MORE = 64 };
uint32_t tag_lemma(const ArrianDocument *d, uint32_t token, char *out);
#endif

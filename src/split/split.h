/* split.h: cleaned text -> sentences and tokens with spans; text that lost its punctuation, and glued words, too.
 *     "Gen. Bradley told the U.S. Senate. It voted."      -> 2 sentences
 *     "... in Brussels on Wednesday The alliance aims"    -> a boundary before "The"
 *     "SecretaryGeneral", "twoday"                        -> Secretary General, two day
 * Next stage: parse, then mark. */
#ifndef SPLIT_SPLIT_H
#define SPLIT_SPLIT_H
#include "base/document.h"
#include "base/engine.h"

enum { /* what data/words.tsv and the closed classes say of a word; bits */
       POS_NOUN = 1,
       POS_VERB = 2,
       POS_ADJ = 4,
       POS_ADV = 8,
       POS_DET = 16,
       POS_PREP = 32,
       POS_CONJ = 64,
       POS_PRON = 128,
       POS_AUX = 256,
       POS_PROPN = 512,
       POS_NUM = 1024,
       POS_PART = 2048,
       POS_MAIN_VERB = 4096 /* most often a verb */,
       POS_MAIN_NOUN = 8192 /* most often a noun or a name */
};
int split_data_open(ArrianEngine *engine, ArrianError *why);
void split_document(const ArrianEngine *engine, ArrianDocument *d);
void split_freeze(ArrianEngine *engine);                       /* once all words are numbered */
uint16_t split_pos(const ArrianEngine *engine, uint32_t word); /* POS bits, 0 unknown */

/* learned.c: the language engine, where there is one. breaks[i]: a sentence surely ends after token i. */
int split_learned_open(ArrianEngine *engine, const char *weights, bool fast, ArrianError *why);
void split_learned_close(ArrianEngine *engine);
void split_read(const ArrianEngine *engine, ArrianDocument *d, const uint8_t *breaks, bool given);
/* sentence.c */
void split_sentences(const ArrianEngine *engine, ArrianDocument *d);
/* Whether token i belongs to the code of an exchange: "Kellner ([KLLN.O])", "LNDGn.DE", "7203.T" */
bool split_is_code(const ArrianDocument *d, uint32_t i);
/* token.c */
void split_tokens(const ArrianEngine *engine, ArrianDocument *d);
/* The next token is these words of d->text, whatever they hold: a row of CoNLL-U. */
void split_given(const ArrianEngine *engine, ArrianDocument *d, ArrianSpan word, bool space_before, bool space_after);

enum { ABBREVIATION_NONE, ABBREVIATION_TITLE, ABBREVIATION_EITHER, ABBREVIATION_DOTTED /* "N.A.T.O.", which "NATO." is not */ };
struct SplitData {
    Map abbreviations; /* word -> kind */
    Map pos;           /* word -> POS bits */
    Map counts;        /* word -> how often in the corpora of words.tsv */
    Flat bits;         /* word -> POS bits, as an array */
};
#endif

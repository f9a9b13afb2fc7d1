/* teller.h: whether a noun group may be who says something: a person, a body, a document, an outlet.
 *     "an earlier survey", "two villagers", "a Reuters tally"   may;  "an earlier death toll", "key points"   may not */
#ifndef MARK_TELLER_H
#define MARK_TELLER_H
#include "mark/mark.h"

int teller_data_open(ArrianEngine *engine, ArrianError *why);
/* span: bytes of the cleaned text. Without trees the head is the last word before "of", "from" ... */
bool teller_is(const ArrianEngine *engine, const ArrianDocument *d, ArrianSpan span);
/* "makers", "regulators", "strategists": token i names who does what the word's verb says; no "quarter", no "letter". */
bool teller_is_doer(const ArrianEngine *engine, const ArrianDocument *d, uint32_t i);
bool teller_is_thing(const ArrianEngine *engine, const ArrianDocument *d, uint32_t i); /* "shift", "quarter": does nothing */
#endif

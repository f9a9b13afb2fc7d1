/* claim.h: sentences and marks -> who did what to whom, where, when, according to whom. */
#ifndef CLAIM_CLAIM_H
#define CLAIM_CLAIM_H
#include "base/document.h"
#include "base/engine.h"

int claim_data_open(ArrianEngine *engine, ArrianError *why);
void claim_document(const ArrianEngine *engine, ArrianDocument *d);
#endif

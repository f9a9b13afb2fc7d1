/* mark.h: tokens -> names and entities, times, quantities, quotes. */
#ifndef MARK_MARK_H
#define MARK_MARK_H
#include "base/document.h"
#include "base/engine.h"

int mark_data_open(ArrianEngine *engine, ArrianError *why);
void mark_document(const ArrianEngine *engine, ArrianDocument *d);
#endif

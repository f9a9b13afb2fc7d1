/* split.h: cleaned text -> sentences and tokens with spans; also text whose punctuation was lost, and glued words. */
#ifndef SPLIT_SPLIT_H
#define SPLIT_SPLIT_H
#include "base/document.h"
#include "base/engine.h"

int split_data_open(ArrianEngine *engine, ArrianError *why);
void split_document(const ArrianEngine *engine, ArrianDocument *d);
#endif

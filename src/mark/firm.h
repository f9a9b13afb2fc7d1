/* firm.h: a firm's name without the words for its legal form.   "Kellner Steel Corp.", "Kellner Steel" -> one firm */
#ifndef MARK_FIRM_H
#define MARK_FIRM_H
#include "base/engine.h"

int firm_data_open(ArrianEngine *engine, ArrianError *why);
/* A part of name, up to the first such word at its end; the whole where that part is an outlet, which its owner is not. */
ArrianSlice firm_name(const ArrianEngine *engine, ArrianSlice name);
#endif

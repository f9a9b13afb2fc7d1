/* print.h: what a report, and reports together, say: a short summary to read on a terminal. */
#ifndef CLI_PRINT_H
#define CLI_PRINT_H
#include "arrian.h"

void print_document(FILE *out, const ArrianDocument *document, bool colour);
void print_story(FILE *out, const ArrianStory *story, size_t number, bool colour);
bool print_is_foreign(const ArrianDocument *document); /* not in English, and so not coded */
/* Names, times, quantities, quotes and claims; 0: the report gave nothing. */
size_t print_count(const ArrianDocument *document);
#endif

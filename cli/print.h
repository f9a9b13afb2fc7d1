/* print.h: what a report, and reports together, say: a short summary to read on a terminal. */
#ifndef CLI_PRINT_H
#define CLI_PRINT_H
#include "arrian.h"

typedef struct PrintHow {
    bool colour;
    bool brief; /* without the reports: where they part, and how often they do not */
    ArrianDocument *const *fresh; // the reports that are new, of which alone a brief story tells; NULL where all are
    size_t fresh_count;
} PrintHow;
void print_document(FILE *out, const ArrianDocument *document, bool colour);
void print_story(FILE *out, const ArrianStory *story, int64_t number, const PrintHow *how);
bool print_is_foreign(const ArrianDocument *document); /* not in English, and so not coded */
/* Names, times, quantities, quotes and claims; 0: the report gave nothing. */
size_t print_count(const ArrianDocument *document);
#endif

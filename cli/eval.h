/* eval.h: the tool held against sets that others marked by hand; for those who build it.
 *     arrian eval times TimeBank/ AQUAINT/  ->  "time found   precision 91.2  recall 90.3  f1 90.8  of 1822"
 * A set turns each file into cases (a text and what should be found in it); the cases are read by several threads and
 * scored one after another, so that the figures do not depend on the threads. */
#ifndef CLI_EVAL_H
#define CLI_EVAL_H
#include "base/document.h"
#include "options.h"
#include "output.h"

enum { EVAL_FIGURES = 16 };
typedef struct EvalFigure { /* one line of the table */
    const char *name;
    uint64_t hit, gold, given;
} EvalFigure;
typedef struct EvalCase {
    ArrianSlice text;
    const char *file, *published; /* published NULL: the text has no day */
    const void *gold;             /* in the arena of the run */
} EvalCase;
typedef struct Eval {
    const Options *options;
    ArrianEngine *engine;
    Arena arena;
    FILE *out;
    LIST(EvalCase) cases;
    EvalFigure figures[EVAL_FIGURES];
} Eval;
typedef struct EvalSet {
    const char *name, *ending /* of the files that it reads */, *does;
    /* Cases of one file; false where it is not such a file, with the reason said. */
    bool (*load)(Eval *eval, const char *path, ArrianSlice bytes);
    void (*score)(Eval *eval, const EvalCase *c, const ArrianDocument *d);
} EvalSet;
extern const EvalSet eval_times, eval_numbers, eval_gap, eval_geovirus, eval_links;

int run_eval(const Options *options);
size_t eval_sets(void);
const EvalSet *eval_set(size_t i);
/* Counts into the figure of that name. given: how many the tool gave, 0 where precision means nothing. */
void eval_count(Eval *eval, const char *figure, uint64_t hit, uint64_t gold, uint64_t given);
/* With --misses: one line that tells what was wanted and what was given. */
void eval_miss(Eval *eval, const EvalCase *c, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Marked-up text, as far as these sets need it: the words between the tags and where each element stands in them. */
typedef struct EvalElement {
    ArrianSlice name, attributes;
    ArrianSpan span; /* of the plain text */
} EvalElement;
typedef struct EvalMarkup {
    ArrianSlice text;
    LIST(EvalElement) elements; /* in order of their ends */
} EvalMarkup;
void eval_markup(Arena *arena, ArrianSlice marked, EvalMarkup *ret);
ArrianSlice eval_attribute(const EvalElement *element, const char *name); /* empty where absent */
#endif

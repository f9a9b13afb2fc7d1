/* check.h: what the suites of `cases` share: a tally with a floor, an annotated sentence, a report read from it. */
#ifndef TEST_CHECK_H
#define TEST_CHECK_H
#include "arrian.h"
#include "base/arena.h"
#include "base/engine.h"
#include "base/lexicon.h"

/* One suite: `mark: 37 of 40 (floor 0.90)`. Failures are told up to SHOWN of them, all with --all. */
typedef struct Suite {
    const char *name;
    uint32_t passed, failed, shown;
} Suite;
enum { SHOWN = 4 };
extern bool show_all;
void suite_pass(Suite *suite);
void suite_fail(Suite *suite, const char *where, uint32_t line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* "{quantity >=40 person: At least 40 people} were hurt." -> "At least 40 people were hurt." and one Want over [0, 18)
 */
enum { MOST_WANTS = 64, MOST_KINDS = 8 };
typedef struct Want {
    char kind[16], spec[200];
    ArrianSpan span; /* of the bytes given */
} Want;
typedef struct Marked {
    char *text;
    uint32_t length, count;
    Want wants[MOST_WANTS];
} Marked;
bool marked_parse(Arena *arena, ArrianSlice line, Marked *ret, const char **ret_trouble);
/* Hold what was found in a document against what is wanted; kinds: those of which nothing else may be found. */
void marked_check(Suite *suite, const char *where, uint32_t line, const ArrianDocument *d, const Marked *marked,
                  char kinds[MOST_KINDS][16], uint32_t count);

void lexicons_check(ArrianEngine *engine, const char *folder, bool (*end_suite)(Suite *suite));
void story_check(Suite *suite, const ArrianEngine *engine, const char *path, const char *bytes, size_t size);
/* A report made of text; NULL with a word on why. */
ArrianDocument *check_read(const ArrianEngine *engine, const char *name, const char *text, size_t size,
                           const char *date, ArrianError *why);
bool check_contains(ArrianSlice hay, const char *needle);
#endif

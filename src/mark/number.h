/* number.h: numbers as they are written in reports.
 *     "1,674.5 million" -> 1.6745e9; "2½" -> 2.5; "three hundred and two dozen" -> 324; "two thirds" -> 0.667
 *     "one in five" -> 0.2, a ratio */
#ifndef MARK_NUMBER_H
#define MARK_NUMBER_H
#include "mark/mark.h"

typedef enum NumberKind {
    NUMBER_CARDINAL,
    NUMBER_MULTIPLIER,
    NUMBER_VAGUE,
    NUMBER_FRACTION,
    NUMBER_ORDINAL
} NumberKind;
typedef struct NumberWord {
    NumberKind kind;
    double value;
} NumberWord;
typedef struct Number {
    double value;
    bool share;          /* a fraction of something: "two thirds", "half" */
    bool ratio;          /* a share told by two numbers: "one in five [people]" */
    uint32_t first, end; /* tokens */
} Number;
typedef struct NumberData NumberData;
/* data/beside_numbers.tsv. Right behind or right before a bare number: it counts persons; before it: it counts nothing; behind
 * or before it: of what is so long; somewhere before it: so many persons there are. */
enum { HARM_AFTER = 1, HARM_BEFORE = 2, NUMBER_LABEL = 4, NUMBER_SIZE = 8, NUMBER_MEASURE = 16, NUMBER_WHOLE = 32 };

int number_data_open(ArrianEngine *engine, NumberData **ret_data, ArrianError *why);
void number_freeze(ArrianEngine *engine, NumberData *data);
const NumberWord *number_word(const NumberData *data, const ArrianToken *token); /* NULL where it is none */
uint32_t number_beside(const NumberData *data, const ArrianToken *token);        /* bits of the word */
/* The number that starts at token i and ends before `end`; false where there is none. Signs stand outside it. */
bool number_read(const NumberData *data, const ArrianDocument *d, uint32_t i, uint32_t end, Number *ret);
#endif

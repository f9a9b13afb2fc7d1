/* rule.h: one small language for times, quantities, quotes and sources.
 *
 *     # remark
 *     class month january=1 jan=1 february=2 ...
 *     rule  m:@month d:#1-31 ,? y:#1900-2100  => date          "October 25, 2016"
 *     rule  last|past w:@weekday              => weekday -1     "last Tuesday"
 *
 * An element is one token: `word`, `a|b`, `@class`, `#` a number, `#1-31` one in a range, `^` a capitalised word, `~`
 * any word, `=` any word or number. `name:` keeps what it matched; `?` after it: may be absent; `*`: up to four of it.
 * After => an action and whole numbers for it, then an example in quotes that runs as a test. The longest match wins,
 * the earlier rule on a tie. */
#ifndef BASE_RULE_H
#define BASE_RULE_H
#include "base/table.h"

enum { RULE_ELEMENTS = 16, RULE_KEEPS = 6, RULE_ARGUMENTS = 4 };
typedef struct RuleKeep {
    char name;
    uint32_t token;
    double value; /* of the class member, or of the number */
} RuleKeep;
typedef struct RuleMatch {
    uint32_t first, end; /* tokens */
    const char *action;
    int argument[RULE_ARGUMENTS], arguments;
    RuleKeep keep[RULE_KEEPS];
    uint32_t keeps, rule;
} RuleMatch;
typedef struct Rules Rules;

int rules_parse(Arena *arena, Table *words, const char *name, const char *bytes, size_t size, Rules **ret_rules,
                ArrianError *why);
void rules_freeze(Rules *rules, Facts *facts); /* once all words are numbered */
/* Longest match that starts at token first and ends before end. */
bool rule_find(const Rules *rules, const ArrianToken *tokens, uint32_t first, uint32_t end, RuleMatch *ret_match);
const RuleKeep *rule_kept(const RuleMatch *match, char name); /* NULL where absent */
/* Number of rules; action and example of one, for tests and `arrian eval`. */
uint32_t rule_count(const Rules *rules);
ArrianSlice rule_example(const Rules *rules, uint32_t rule, const char **ret_action, uint32_t *ret_line);
/* Value of a word in a class; false where it is not a member. */
bool rule_class_value(const Rules *rules, const char *class_name, uint32_t word, double *ret_value);
#endif

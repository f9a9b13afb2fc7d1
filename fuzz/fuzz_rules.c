/* fuzz_rules.c: any bytes -> rules that match within bounds, or a refusal.   fuzz_rules 300 data/times.rule */
#include <stdlib.h>
#include <string.h>

#include "base/rule.h"
#include "fuzz.h"

enum { TOKENS = 24 };
const bool fuzz_binary = false;
const char *const fuzz_pieces[] = {"class ", "rule ", " => ",   "=>",   "@",
                                   "#1-31",  "#",     "~*",     "=?",   "^",
                                   "|",      "||",    " a:",    "a:?",  "\"",
                                   " \"",    "?",     "*",      "\n",   "=",
                                   "=1e",    " -",    "month=", "\xFF", "~* ~* ~* ~* ~* ~* ~* ~* ",
                                   NULL};

size_t fuzz_seed(const uint8_t **ret_bytes)
{
    static const char rules[] = "class month june=6 july=7\nrule m:@month d:#1-31 ,? y:#1900-2100 => date \"June 3\"\n"
                                "rule last|past w:~* => before -1 2 \"last week\"\nrule x:^ = of? => name";
    return *ret_bytes = (const uint8_t *)rules, sizeof rules - 1;
}

static void check_example(const Rules *rules, uint32_t number)
{
    const char *action;
    uint32_t line;
    ArrianSlice example = rule_example(rules, number, &action, &line);
    fuzz_require(action && line, "a rule has an action and a line");
    uint32_t signs = 0;
    for (uint32_t i = 0; i < example.length; i++) signs += example.at[i] == '\n';
    fuzz_require(!signs, "an example stands on one line");
}

static void check_matches(const Rules *rules, uint32_t words)
{
    ArrianToken token[TOKENS] = {0};
    for (uint32_t i = 0; i < TOKENS; i++) {
        token[i].word = words ? 1 + i * 7 % words : 0;
        token[i].flags = i % 3 ? ARRIAN_WORD | (i % 2 ? ARRIAN_UPPER_FIRST : 0) : ARRIAN_NUMBER;
        token[i].value = i;
    }
    for (uint32_t i = 0; i < TOKENS; i++) {
        RuleMatch match;
        if (!rule_find(rules, token, i, TOKENS, &match)) continue;
        fuzz_require(match.first == i && match.end > i && match.end <= TOKENS, "a match lies in the tokens");
        fuzz_require(match.rule < rule_count(rules) && match.keeps <= RULE_KEEPS, "a match names its rule");
        for (uint32_t k = 0; k < match.keeps; k++)
            fuzz_require(match.keep[k].token >= i && match.keep[k].token < TOKENS, "what is kept was matched");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    Arena arena = {0};
    Table words = {0};
    jmp_buf trap;
    Rules *rules;
    ArrianError why = {0};
    arena.trap = words.arena.trap = &trap;
    if (!setjmp(trap)) {
        int code = rules_parse(&arena, &words, "fuzz.rule", (const char *)bytes, size, &rules, &why);
        if (code) {
            fuzz_refused(code, &why);
        } else {
            fuzz_taken++;
            Facts facts = facts_begin(&arena, words.words.count);
            rules_freeze(rules, &facts);
            for (uint32_t i = 0; i < rule_count(rules); i++) check_example(rules, i);
            check_matches(rules, words.words.count ? words.words.count - 1 : 0);
        }
    }
    table_end(&words);
    arena_end(&arena);
    return 0;
}

/* rule.c: patterns over tokens, by a small backtracking walk; every rule is filed under the words it can start with. */
#include "base/rule.h"
#include "base/error.h"
#include "base/lexicon.h"
#include "base/utf8.h"
#include <stdlib.h>
#include <string.h>

typedef enum Kind { WORDS, CLASS, NUMBER, CAPITAL, ANY_WORD, ANY } Kind;
typedef struct Element {
    Kind kind;
    uint32_t *words, count; /* WORDS */
    uint32_t class_number;  /* CLASS */
    double low, high;       /* NUMBER */
    char keep;
    uint8_t least, most;
} Element;
typedef struct Rule {
    Element element[RULE_ELEMENTS];
    uint32_t elements, line;
    const char *action;
    int argument[RULE_ARGUMENTS], arguments;
    ArrianSlice example;
} Rule;
typedef struct Class {
    ArrianSlice name;
    Map values; /* word -> index into numbers */
    LIST(double) numbers;
    LIST(uint32_t) words;
} Class;
typedef struct Start {
    uint32_t rule, next;
    const Element *second; /* that must stand behind a first of one token; NULL where nothing must */
} Start;
struct Rules {
    Arena *arena;
    LIST(Class) classes;
    LIST(Rule) rules;
    Map by_word;        /* first word -> index into starts */
    Flat first;         /* the same, as an array */
    LIST(Start) starts; /* chains */
    uint32_t by_number, by_any;
};

typedef struct Reader {
    Rules *rules;
    Table *words;
    const char *name;
    uint64_t at;
    uint32_t line;
    ArrianError *why;
} Reader;

static int refuse(const Reader *reader, const char *what, ArrianSlice word)
{
    return error_at(reader->why, ARRIAN_INPUT, reader->name, reader->at, "line %u: %s `%.*s`", reader->line, what,
                    (int)word.length, word.at);
}

static bool next_item(ArrianSlice *line, ArrianSlice *ret_item)
{
    uint32_t i = 0;
    while (i < line->length && (line->at[i] == ' ' || line->at[i] == '\t')) i++;
    uint32_t start = i;
    while (i < line->length && line->at[i] != ' ' && line->at[i] != '\t') i++;
    *ret_item = (ArrianSlice){line->at + start, i - start};
    *line = (ArrianSlice){line->at + i, line->length - i};
    return ret_item->length > 0;
}

static uint32_t add_word(Reader *reader, ArrianSlice word)
{
    char fold[128];
    if (word.length >= sizeof fold) word.length = sizeof fold - 1;
    return table_add(reader->words, fold, utf8_word(word.at, word.length, fold));
}

static uint32_t find_class(const Rules *rules, ArrianSlice name)
{
    for (uint32_t i = 0; i < rules->classes.count; i++)
        if (rules->classes.at[i].name.length == name.length && slice_same(rules->classes.at[i].name, name)) return i;
    return ARRIAN_NONE;
}

static int read_class(Reader *reader, ArrianSlice line)
{
    Rules *rules = reader->rules;
    ArrianSlice name, item;
    if (!next_item(&line, &name)) return refuse(reader, "a class needs a name", line);
    uint32_t number = find_class(rules, name);
    if (number == ARRIAN_NONE) {
        number = rules->classes.count;
        LIST_ADD(rules->arena, rules->classes, (Class){.name = name});
    }
    Class *class = &rules->classes.at[number];
    while (next_item(&line, &item)) {
        const char *sign = memchr(item.at, '=', item.length);
        ArrianSlice word = {item.at, sign ? (uint32_t)(sign - item.at) : item.length};
        uint32_t id = add_word(reader, word);
        map_put(rules->arena, &class->values, id, class->numbers.count);
        LIST_ADD(rules->arena, class->numbers, sign ? strtod(sign + 1, NULL) : 1);
        LIST_ADD(rules->arena, class->words, id);
    }
    return ARRIAN_OK;
}

static int read_words(Reader *reader, Element *element, ArrianSlice item)
{
    LIST(uint32_t) ids = {0};
    element->kind = WORDS;
    for (uint32_t start = 0, i = 0; i <= item.length; i++) {
        if (i < item.length && item.at[i] != '|') continue;
        if (i == start) return refuse(reader, "an empty alternative in", item);
        LIST_ADD(reader->rules->arena, ids, add_word(reader, (ArrianSlice){item.at + start, i - start}));
        start = i + 1;
    }
    element->words = ids.at;
    element->count = ids.count;
    return ARRIAN_OK;
}

static int read_element(Reader *reader, Element *element, ArrianSlice item)
{
    *element = (Element){.least = 1, .most = 1, .low = -1e300, .high = 1e300};
    if (item.length > 2 && item.at[1] == ':') element->keep = item.at[0], item.at += 2, item.length -= 2;
    if (item.length > 1 && (item.at[item.length - 1] == '?' || item.at[item.length - 1] == '*')) {
        element->least = 0;
        element->most = item.at[item.length - 1] == '*' ? 4 : 1;
        item.length--;
    }
    switch (item.at[0]) {
    case '@':
        element->kind = CLASS;
        element->class_number = find_class(reader->rules, (ArrianSlice){item.at + 1, item.length - 1});
        return element->class_number == ARRIAN_NONE ? refuse(reader, "no class above is called", item) : ARRIAN_OK;
    case '#':
        element->kind = NUMBER;
        if (item.length > 1) {
            char *rest;
            element->low = strtod(item.at + 1, &rest);
            element->high = *rest == '-' ? strtod(rest + 1, NULL) : element->low;
        }
        return ARRIAN_OK;
    case '^': return element->kind = CAPITAL, ARRIAN_OK;
    case '~': return element->kind = ANY_WORD, ARRIAN_OK;
    case '=': return element->kind = ANY, ARRIAN_OK;
    default: return read_words(reader, element, item);
    }
}

static int read_action(Reader *reader, Rule *rule, ArrianSlice line)
{
    ArrianSlice item;
    if (!next_item(&line, &item)) return refuse(reader, "no action after", (ArrianSlice){"=>", 2});
    rule->action = arena_copy(reader->rules->arena, item.at, item.length);
    for (ArrianSlice rest = line; next_item(&rest, &item) && item.at[0] != '"' && rule->arguments < RULE_ARGUMENTS;
         line = rest)
        rule->argument[rule->arguments++] = atoi(item.at);
    const char *open = memchr(line.at, '"', line.length);
    if (open && open < line.at + line.length - 1 && line.at[line.length - 1] == '"')
        rule->example = (ArrianSlice){open + 1, (uint32_t)(line.at + line.length - open - 2)};
    return ARRIAN_OK;
}

static uint32_t file_under(Rules *rules, uint32_t chain, uint32_t rule)
{
    if (chain && rules->starts.at[chain].rule == rule) return chain;
    LIST_ADD(rules->arena, rules->starts, (Start){.rule = rule, .next = chain});
    return rules->starts.count - 1;
}

static void file_word(Rules *rules, uint32_t word, uint32_t rule)
{
    uint32_t chain = 0;
    map_get(&rules->by_word, word, &chain);
    map_put(rules->arena, &rules->by_word, word, file_under(rules, chain, rule));
}

/* Every element a match can start with: the first, and those after ones that may be absent. */
static void file_rule(Rules *rules, uint32_t number)
{
    const Rule *rule = &rules->rules.at[number];
    for (uint32_t e = 0; e < rule->elements; e++) {
        const Element *element = &rule->element[e];
        if (element->kind == WORDS)
            for (uint32_t i = 0; i < element->count; i++) file_word(rules, element->words[i], number);
        else if (element->kind == CLASS)
            for (uint32_t i = 0; i < rules->classes.at[element->class_number].words.count; i++)
                file_word(rules, rules->classes.at[element->class_number].words.at[i], number);
        else if (element->kind == NUMBER) rules->by_number = file_under(rules, rules->by_number, number);
        else rules->by_any = file_under(rules, rules->by_any, number);
        if (element->least) return;
    }
}

static int read_rule(Reader *reader, ArrianSlice line)
{
    Rule rule = {.line = reader->line};
    ArrianSlice item;
    while (next_item(&line, &item) && !slice_is(item, "=>")) {
        if (rule.elements == RULE_ELEMENTS) return refuse(reader, "more elements than a rule may hold, from", item);
        TRY(read_element(reader, &rule.element[rule.elements++], item));
    }
    if (!rule.elements || !item.length) return refuse(reader, "a rule is `rule ELEMENT... => ACTION`, not", line);
    TRY(read_action(reader, &rule, line));
    LIST_ADD(reader->rules->arena, reader->rules->rules, rule);
    file_rule(reader->rules, reader->rules->rules.count - 1);
    return ARRIAN_OK;
}

int rules_parse(Arena *arena, Table *words, const char *name, const char *bytes, size_t size, Rules **ret_rules,
                ArrianError *why)
{
    Rules *rules = NEW(arena, Rules, 1);
    rules->arena = arena;
    bytes = arena_copy(arena, bytes, size); // numbers are read up to the NUL behind it
    LIST_ADD(arena, rules->starts, (Start){0});
    Reader reader = {.rules = rules, .words = words, .name = name, .why = why};
    for (const char *at = bytes, *end = bytes + size; at < end;) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        ArrianSlice line = {at, (uint32_t)((stop ? stop : end) - at)}, verb;
        reader.at = (uint64_t)(at - bytes);
        reader.line++;
        at = stop ? stop + 1 : end;
        while (line.length && (line.at[line.length - 1] == ' ' || line.at[line.length - 1] == '\r')) line.length--;
        if (!next_item(&line, &verb) || verb.at[0] == '#') continue;
        if (slice_is(verb, "class")) TRY(read_class(&reader, line));
        else if (slice_is(verb, "rule")) TRY(read_rule(&reader, line));
        else return refuse(&reader, "a line opens with `class`, `rule` or `#`, not with", verb);
    }
    *ret_rules = rules;
    return ARRIAN_OK;
}

static bool fits(const Rules *rules, const Element *element, const ArrianToken *token, double *ret_value)
{
    *ret_value = token->value;
    switch (element->kind) {
    case WORDS:
        for (uint32_t i = 0; i < element->count; i++)
            if (element->words[i] == token->word) return true;
        return false;
    case CLASS: {
        uint32_t index;
        const Class *class = &rules->classes.at[element->class_number];
        if (!token->word || !map_get(&class->values, token->word, &index)) return false;
        return *ret_value = class->numbers.at[index], true;
    }
    case NUMBER: return token->flags & ARRIAN_NUMBER && token->value >= element->low && token->value <= element->high;
    case CAPITAL: return token->flags & ARRIAN_WORD && token->flags & ARRIAN_UPPER_FIRST;
    case ANY_WORD: return token->flags & ARRIAN_WORD;
    default: return token->flags & (ARRIAN_WORD | ARRIAN_NUMBER);
    }
}

typedef struct Walk {
    const Rules *rules;
    const Rule *rule;
    const ArrianToken *tokens;
    uint32_t end, steps, number, beat; /* number of the rule; the end that a match of it must go beyond */
    RuleMatch now, best;
} Walk;
enum { MOST_STEPS = 4096 }; /* of one rule at one place */

static void walk(Walk *w, uint32_t e, uint32_t at)
{
    if (w->steps++ > MOST_STEPS) return;
    if (e == w->rule->elements) {
        if (at > w->beat) w->best = w->now, w->best.end = w->beat = at, w->best.rule = w->number;
        return;
    }
    const Element *element = &w->rule->element[e];
    uint32_t keeps = w->now.keeps;
    for (uint32_t taken = 0;; taken++) {
        if (taken >= element->least) walk(w, e + 1, at);
        double value;
        if (taken == element->most || at >= w->end || !fits(w->rules, element, &w->tokens[at], &value)) break;
        if (element->keep && w->now.keeps < RULE_KEEPS)
            w->now.keep[w->now.keeps++] = (RuleKeep){element->keep, at, value};
        at++;
    }
    w->now.keeps = keeps;
}

/* What the second token must be is looked at before the walk: most rules end there. */
static bool may_match(const Walk *w, const Element *second, uint32_t first)
{
    double value;
    return !second || (first + 1 < w->end && fits(w->rules, second, &w->tokens[first + 1], &value));
}

/* Longest wins; on a tie the rule that stands first in the file. */
static void try_chain(Walk *w, uint32_t chain, uint32_t first)
{
    for (; chain; chain = w->rules->starts.at[chain].next) {
        if (!may_match(w, w->rules->starts.at[chain].second, first)) continue;
        w->number = w->rules->starts.at[chain].rule;
        w->rule = &w->rules->rules.at[w->number];
        w->steps = 0;
        w->now.keeps = 0;
        w->beat = w->best.end - (w->best.end > first && w->number < w->best.rule);
        walk(w, 0, first);
    }
}

void rules_freeze(Rules *rules, Facts *facts)
{
    rules->first = map_flat(facts, &rules->by_word, 0);
    for (uint32_t i = 1; i < rules->starts.count; i++) {
        const Rule *rule = &rules->rules.at[rules->starts.at[i].rule];
        const Element *one = rule->element, *two = one + 1;
        if (rule->elements > 1 && one->least == 1 && one->most == 1 && two->least) rules->starts.at[i].second = two;
    }
}

bool rule_find(const Rules *rules, const ArrianToken *tokens, uint32_t first, uint32_t end, RuleMatch *ret_match)
{
    uint32_t by_word = flat_get(rules->first, tokens[first].word);
    if (!by_word && !rules->by_any && !(tokens[first].flags & ARRIAN_NUMBER)) return false;
    Walk w;
    w.rules = rules, w.tokens = tokens, w.end = end;
    w.now = (RuleMatch){0}, w.best.end = first, w.best.rule = UINT32_MAX;
    try_chain(&w, by_word, first);
    if (tokens[first].flags & ARRIAN_NUMBER) try_chain(&w, rules->by_number, first);
    try_chain(&w, rules->by_any, first);
    if (w.best.end == first) return false;
    const Rule *rule = &rules->rules.at[w.best.rule];
    *ret_match = w.best;
    ret_match->first = first;
    ret_match->action = rule->action;
    memcpy(ret_match->argument, rule->argument, sizeof rule->argument);
    ret_match->arguments = rule->arguments;
    return true;
}

const RuleKeep *rule_kept(const RuleMatch *match, char name)
{
    for (uint32_t i = 0; i < match->keeps; i++)
        if (match->keep[i].name == name) return &match->keep[i];
    return NULL;
}

uint32_t rule_count(const Rules *rules)
{
    return rules->rules.count;
}

ArrianSlice rule_example(const Rules *rules, uint32_t rule, const char **ret_action, uint32_t *ret_line)
{
    *ret_action = rules->rules.at[rule].action;
    *ret_line = rules->rules.at[rule].line;
    return rules->rules.at[rule].example;
}

bool rule_class_value(const Rules *rules, const char *class_name, uint32_t word, double *ret_value)
{
    uint32_t index, number = find_class(rules, (ArrianSlice){class_name, (uint32_t)strlen(class_name)});
    if (number == ARRIAN_NONE || !word || !map_get(&rules->classes.at[number].values, word, &index)) return false;
    return *ret_value = rules->classes.at[number].numbers.at[index], true;
}

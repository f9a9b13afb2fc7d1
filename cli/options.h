/* options.h: one table of flags and one of verbs.   {"read", "--json", "a.txt"} -> Options; --help, the man page and the completion come
 * from the same table. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H
#include "arrian.h"
#include <stdbool.h>
#include <stddef.h>

typedef struct Options {
    bool add, brief, json, conllu, tokens, csv, one, excel, watch, misses, quiet, help, version, man;
    const char *store, *meta, *data, *output, *engine, *completion, *port, *review, *shard, *since;
    int threads;
    const char **operands;
    size_t count;
} Options;

enum {
    VERB_READ = 1,
    VERB_COLLATE = 2,
    VERB_REPORT = 4,
    VERB_SHOW = 8,
    VERB_VERIFY = 16,
    VERB_EVAL = 32,
    VERB_EXPORT = 64,
    VERB_DIFF = 128,
    VERB_SERVE = 256,
    VERB_MERGE = 512,
    VERB_ANY = 1023,
    VERB_NONE = 1024,
    VERB_EVERY = 2047
};
typedef struct Verb {
    const char *name, *operands, *does;
    const char *tells; /* a paragraph for its help and the man page */
    unsigned bit;
    size_t least, most; /* operands */
    int (*run)(const Options *options);
} Verb;
extern const Verb verbs[]; /* main.c; the last has no name */

typedef enum FlagKind { SWITCH, WORDS, NUMBER } FlagKind;
typedef struct Flag {
    const char *name;
    char letter;
    const char *value; /* what stands after it; with | between them, the only words allowed */
    unsigned verbs;
    FlagKind kind;
    size_t at; /* where in Options */
    const char *does;
} Flag;
extern const Flag flags[]; /* the last has no name */

enum { EXIT_DONE = 0, EXIT_NOTHING = 1, EXIT_USAGE = 2, EXIT_BROKEN = 3, EXIT_STOPPED = 130 };

/* Fill *ret from the words; *ret_verb is NULL where none is named. Speaks on stderr and gives back false where the
 * words make no sense. */
bool options_parse(int count, char **words, Options *ret, const Verb **ret_verb);
void options_help(const Verb *verb); /* NULL: of the tool */
void options_man(void);
ArrianPower options_power(const Options *options);
/* Words that may stand first behind the verb (formats of export, sets of eval): how many, and the one numbered i. */
size_t options_first(const Verb *verb, size_t i, const char **ret_word, const char **ret_does);
bool options_completion(const char *shell); /* complete.c; false where the shell is not known */
#endif

/* options.c: words of the command line -> Options; the table -> help, arrian.1 and completion. */
#include "options.h"
#include "arrian.h"
#include "eval.h"
#include "output.h"
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AT(field) offsetof(Options, field)

const Flag flags[] = {
    {"json", 0, NULL, VERB_READ | VERB_COLLATE | VERB_DIFF, SWITCH, AT(json),
     "print records, one JSON object a line, and nothing else on stdout; errors and notes are records on stderr"},
    {"json", 0, NULL, VERB_REPORT | VERB_SHOW | VERB_VERIFY | VERB_EVAL | VERB_EXPORT | VERB_SERVE, SWITCH, AT(json),
     "tell errors and notes on stderr as records, one JSON object a line: what, where, why, what to do"},
    {"conllu", 0, NULL, VERB_READ, SWITCH, AT(conllu),
     "print sentences, tags and trees as CoNLL-U, with Span=start:end of the bytes received and Name=B-... in MISC"},
    {"tokens", 0, NULL, VERB_READ, SWITCH, AT(tokens),
     "take the sentences and words of CoNLL-U files as they are given"},
    {"csv", 0, NULL, VERB_COLLATE, SWITCH, AT(csv), "print one row a claim, with the words it stands on, as CSV"},
    {"excel", 0, NULL, VERB_EXPORT, SWITCH, AT(excel),
     "csv for spreadsheets: with a byte order mark, and no cell that could be run as a formula"},
    {"one", 0, NULL, VERB_COLLATE | VERB_REPORT | VERB_EXPORT, SWITCH, AT(one),
     "take all files as reports of one story; otherwise they are parted by happening"},
    {"store", 0, "STORE", VERB_READ | VERB_COLLATE | VERB_SHOW | VERB_EXPORT | VERB_SERVE, WORDS, AT(store),
     "the SQLite file that keeps the stories (show: arrian.sqlite where none is named)"},
    {"add", 0, NULL, VERB_COLLATE, SWITCH, AT(add),
     "the reports join the stories that --store holds; only those that grow are told, and kept anew"},
    {"brief", 0, NULL, VERB_COLLATE, SWITCH, AT(brief),
     "tell each story without its reports: where these part, and how often they do not; with --add what the new ones bring"},
    {"output", 'o', "FILE", VERB_ANY & ~VERB_SERVE, WORDS, AT(output),
     "write to FILE, whole or not at all; - is stdout"},
    {"meta", 0, "TABLE", VERB_READ | VERB_COLLATE | VERB_REPORT | VERB_EXPORT | VERB_DIFF, WORDS, AT(meta),
     "what you know beyond the text: TSV, CSV or JSONL with columns file or path, published, outlet, title, url, "
     "authors"},
    {"review", 0, "FILE", VERB_COLLATE | VERB_REPORT | VERB_EXPORT | VERB_SERVE, WORDS, AT(review),
     "decisions of a reader, replayed: lines of reject, merge, split and note (docs/review.md)"},
    {"data", 0, "DIR", VERB_READ | VERB_COLLATE | VERB_REPORT | VERB_VERIFY | VERB_EVAL | VERB_EXPORT | VERB_DIFF | VERB_SERVE, WORDS, AT(data),
     "lexicons and rules in DIR stand in for those built in, file by file"},
    {"engine", 0, "rules|fast|full", VERB_READ | VERB_COLLATE | VERB_REPORT | VERB_EVAL | VERB_EXPORT | VERB_DIFF | VERB_SERVE, WORDS, AT(engine),
     "rules and lexicons alone, or with the language engine, fast or full (where nothing is said: the one that read the "
     "store, else the best that is installed)"},
    {"threads", 0, "N", VERB_READ | VERB_COLLATE | VERB_REPORT | VERB_EVAL | VERB_EXPORT | VERB_DIFF | VERB_SERVE, NUMBER, AT(threads),
     "how many files are read at once (one a core); the output is the same for any N"},
    {"shard", 0, "i/n", VERB_READ, WORDS, AT(shard),
     "with --store: of the reports only the i-th of n parts, by their names; `arrian merge` puts the n stores together"},
    {"since", 0, "WHEN", VERB_READ | VERB_COLLATE, WORDS, AT(since),
     "leave out files that changed last before a day (2024-05-07), or that a store has taken in already"},
    {"watch", 0, NULL, VERB_SERVE | VERB_READ, SWITCH, AT(watch),
     "serve: when the file of a report changes, read it again and keep its story anew; read --store: stay, and take in "
     "what comes into the folders, until stopped"},
    {"port", 0, "N", VERB_SERVE, WORDS, AT(port), "the port of 127.0.0.1 to listen on (8420)"},
    {"misses", 0, NULL, VERB_EVAL, SWITCH, AT(misses), "tell each thing that was not as wanted, before the figures"},
    {"quiet", 'q', NULL, VERB_ANY, SWITCH, AT(quiet), "no notes and no progress; errors are told"},
    {"help", 'h', NULL, VERB_EVERY, SWITCH, AT(help), "say how it is used"},
    {"version", 'V', NULL, VERB_NONE, SWITCH, AT(version), "say which version this is"},
    {"man", 0, NULL, VERB_NONE, SWITCH, AT(man), "print the manual page (roff)"},
    {"completion", 0, "bash|zsh|fish", VERB_NONE, WORDS, AT(completion), "print a completion script for the shell"},
    {0}};
enum { FLAGS = sizeof flags / sizeof *flags - 1 };

static const char *const exits[][2] = {
    {"0", "done"},
    {"1", "all is well, but nothing was found"},
    {"2", "wrong usage, or a file could not be read or written; every other file is done"},
    {"3", "evidence is broken: a kept row does not stand on its bytes"},
    {"130", "stopped (Ctrl-C); nothing is left half-written"}};
enum { EXITS = sizeof exits / sizeof *exits };

static bool complain(const Verb *verb, const char *word, const char *what)
{
    output_say(NULL, "%s: %s; see arrian %s%s--help", word, what, verb ? verb->name : "", verb ? " " : "");
    return false;
}

static const Flag *find_flag(const char *name, size_t length, unsigned verb)
{
    for (int i = 0; i < FLAGS; i++)
        if ((flags[i].verbs & verb) && strlen(flags[i].name) == length && !memcmp(flags[i].name, name, length))
            return &flags[i];
    return NULL;
}

static const Flag *find_letter(char letter, unsigned verb)
{
    for (int i = 0; i < FLAGS; i++)
        if ((flags[i].verbs & verb) && flags[i].letter && flags[i].letter == letter) return &flags[i];
    return NULL;
}

/* "fast" is one of "rules|fast|full". A value without | allows any word. */
static bool is_allowed(const Flag *flag, const char *word)
{
    if (!strchr(flag->value, '|')) return true;
    size_t length = strlen(word);
    for (const char *at = flag->value; at; at = strchr(at, '|') ? strchr(at, '|') + 1 : NULL)
        if (!strncmp(at, word, length) && (at[length] == '|' || !at[length])) return true;
    return false;
}

static bool set_flag(const Verb *verb, const Flag *flag, const char *said, const char *value, Options *ret)
{
    char *place = (char *)ret + flag->at;
    char what[160];
    if (flag->kind == SWITCH) {
        if (value) return complain(verb, said, "takes no value");
        *(bool *)place = true;
        return true;
    }
    if (!value || !*value) {
        snprintf(what, sizeof what, "wants a value: %s", flag->value);
        return complain(verb, said, what);
    }
    if (!is_allowed(flag, value)) {
        snprintf(what, sizeof what, "\"%.40s\" is not one of %s", value, flag->value);
        return complain(verb, said, what);
    }
    if (flag->kind == NUMBER) {
        char *end;
        errno = 0;
        long number = strtol(value, &end, 10);
        if (*end || errno || number < 1 || number > 1024)
            return complain(verb, said, "wants a whole number from 1 to 1024");
        *(int *)place = (int)number;
    } else {
        *(const char **)place = value;
    }
    return true;
}

static const Verb *find_verb(const char *name)
{
    for (const Verb *verb = verbs; verb->name; verb++)
        if (!strcmp(verb->name, name)) return verb;
    return NULL;
}

/* One word that opens with a dash; *i moves on where its value is the next word. */
static bool parse_flag(int count, char **words, int *i, const Verb *verb, Options *ret)
{
    const char *word = words[*i], *value = NULL;
    const Flag *flag;
    unsigned bit = verb ? verb->bit : VERB_NONE;
    if (word[1] == '-') {
        const char *equals = strchr(word, '=');
        flag = find_flag(word + 2, equals ? (size_t)(equals - word - 2) : strlen(word + 2), bit);
        value = equals ? equals + 1 : NULL;
    } else {
        flag = find_letter(word[1], bit);
        if (flag && word[2]) value = word + 2;
    }
    if (!flag)
        return complain(verb, word, verb ? "no such flag of this verb" : "no such flag, or it stands before the verb");
    if (flag->kind != SWITCH && !value && *i + 1 < count) value = words[++*i];
    return set_flag(verb, flag, word, value, ret);
}

static bool names_stdin_twice(const Options *options)
{
    size_t times = options->meta && !strcmp(options->meta, "-");
    for (size_t i = 0; i < options->count; i++) times += !strcmp(options->operands[i], "-");
    return times > 1;
}

/* What stands in the place of a verb that others have. */
static const char *instead_of(const char *word)
{
    static const char *const known[][2] = {
        {"help", "no such verb: --help stands alone or behind a verb"},
        {"version", "no such verb: it is a flag, --version"},
        {"search", "no such verb: arrian serve STORE searches its words, in the browser or as /search.json?q=..."},
        {"ask", "no such verb: questions are put to a store by arrian serve, or in SQL (docs/cookbook.md)"},
        {"review", "no such verb: --review FILE replays decisions, with collate, report, export and serve (docs/review.md)"},
        {"watch", "no such verb: --watch goes with read --store and with serve"},
        {"add", "no such verb: --add goes with collate --store"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(word, known[i][0])) return known[i][1];
    return "no such verb";
}

bool options_parse(int count, char **words, Options *ret, const Verb **ret_verb)
{
    const Verb *verb = NULL;
    bool plain = false;
    *ret = (Options){.operands = calloc((size_t)count + 1, sizeof(char *))};
    if (!ret->operands) return complain(NULL, "arguments", "no memory");
    *ret_verb = NULL;
    for (int i = 1; i < count; i++) {
        const char *word = words[i];
        if (!plain && !strcmp(word, "--")) plain = true;
        else if (!plain && word[0] == '-' && word[1]) {
            if (!parse_flag(count, words, &i, verb, ret)) return false;
        } else if (!verb) {
            if (!(*ret_verb = verb = find_verb(word))) return complain(NULL, word, instead_of(word));
        } else {
            ret->operands[ret->count++] = word;
        }
    }
    if (!verb || ret->help) return true;
    if (ret->count < verb->least) return complain(verb, verb->operands, "missing");
    if (ret->count > verb->most) return complain(verb, ret->operands[verb->most], "one too many");
    if (names_stdin_twice(ret)) return complain(verb, "-", "stdin is named twice and can be read once");
    return true;
}

ArrianPower options_power(const Options *options)
{
    const char *word = options->engine;
    return !word                    ? ARRIAN_AUTO
           : !strcmp(word, "rules") ? ARRIAN_RULES
           : !strcmp(word, "fast")  ? ARRIAN_FAST
                                    : ARRIAN_FULL;
}

static void write_flag(FILE *out, const Flag *flag)
{
    char left[48];
    snprintf(left, sizeof left, "%c%c%s--%s%s%s", flag->letter ? '-' : ' ', flag->letter ? flag->letter : ' ',
             flag->letter ? ", " : "  ", flag->name, flag->value ? " " : "", flag->value ? flag->value : "");
    fprintf(out, "  %-30s %s\n", left, flag->does);
}

size_t options_first(const Verb *verb, size_t i, const char **ret_word, const char **ret_does)
{
    size_t count = 0;
    const ArrianFormat *format = arrian_formats(&count);
    if (verb->bit == VERB_EVAL) count = eval_sets();
    else if (verb->bit != VERB_EXPORT) return 0;
    if (ret_word && i < count) {
        *ret_word = verb->bit == VERB_EVAL ? eval_set(i)->name : format[i].name;
        *ret_does = verb->bit == VERB_EVAL ? eval_set(i)->does : format[i].does;
    }
    return count;
}

static void write_firsts(const Verb *verb)
{
    const char *word, *does;
    size_t count = options_first(verb, 0, NULL, NULL);
    if (count) printf("\n%.*s:\n", (int)strcspn(verb->operands, " "), verb->operands);
    for (size_t i = 0; i < count; i++) {
        options_first(verb, i, &word, &does);
        printf("  %-14s %s\n", word, does);
    }
}

void options_help(const Verb *verb)
{
    if (verb) {
        printf("usage: arrian %s %s [FLAG...]\n\n%s\n\nFlags:\n", verb->name, verb->operands, verb->tells);
        for (int i = 0; i < FLAGS; i++)
            if (flags[i].verbs & verb->bit) write_flag(stdout, &flags[i]);
        write_firsts(verb);
        return;
    }
    printf("arrian reads news reports of the same happenings and rebuilds, with the bytes that prove it, what they "
           "describe.\n\n");
    for (const Verb *v = verbs; v->name; v++) printf("  arrian %-8s %-27s %s\n", v->name, v->operands, v->does);
    printf("\nFlags:\n");
    for (int i = 0; i < FLAGS; i++)
        if (flags[i].verbs & VERB_NONE) write_flag(stdout, &flags[i]);
    printf("\nA file named - is stdin. A folder is walked. `arrian VERB --help` names the flags of a verb.\nExit "
           "codes:\n");
    for (int i = 0; i < EXITS; i++) printf("  %-4s %s\n", exits[i][0], exits[i][1]);
}

/* roff wants its hyphens and leading dots marked. */
static void write_roff(const char *text)
{
    for (bool first = true; *text; text++) {
        if (first && (*text == '.' || *text == '\'')) fputs("\\&", stdout);
        if (*text == '-' || *text == '\\') putchar('\\');
        putchar(*text);
        first = *text == '\n';
    }
}

static void write_roff_flag(const Flag *flag)
{
    printf(".TP\n");
    if (flag->letter) printf("\\fB\\-%c\\fR, ", flag->letter);
    printf("\\fB\\-\\-%s\\fR", flag->name);
    if (flag->value) printf(" \\fI%s\\fR", flag->value);
    printf("\n");
    write_roff(flag->does);
    printf(" (");
    bool first = true, every = (flag->verbs & VERB_ANY) == VERB_ANY;
    for (const Verb *v = verbs; v->name; v++)
        if ((flag->verbs & v->bit) && !every) printf("%s%s", first ? "" : ", ", v->name), first = false;
    printf("%s).\n", every ? "every verb" : first ? "without a verb" : "");
}

static void write_roff_firsts(const Verb *verb)
{
    const char *word, *does;
    size_t count = options_first(verb, 0, NULL, NULL);
    if (!count) return;
    printf(".RS\n");
    for (size_t i = 0; i < count; i++) {
        options_first(verb, i, &word, &does);
        printf(".TP\n.B %s\n", word);
        write_roff(does);
        printf("\n");
    }
    printf(".RE\n");
}

void options_man(void)
{
    printf(".TH ARRIAN 1 \"\" \"arrian %s\" \"User Commands\"\n.SH NAME\narrian \\- what news reports say together, "
           "with the bytes that prove it\n"
           ".SH SYNOPSIS\n",
           ARRIAN_VERSION);
    for (const Verb *v = verbs; v->name; v++) {
        printf(".B arrian %s\n.I ", v->name);
        write_roff(v->operands);
        printf("\n.RI [ FLAG... ]\n.br\n");
    }
    printf(".SH DESCRIPTION\nReads news reports of the same happenings and rebuilds what they describe: who did, said, "
           "threatened or deployed what to whom, "
           "when, where, how many, according to whom; how many independent origins stand behind it; where reports "
           "differ and in what way; who copied or relays "
           "whom. Every row stands on bytes of a file as received. A file named \\fB\\-\\fR is stdin; a folder is "
           "walked.\n.SH VERBS\n");
    for (const Verb *v = verbs; v->name; v++) {
        printf(".TP\n.B %s ", v->name);
        write_roff(v->operands);
        printf("\n");
        write_roff(v->tells);
        printf("\n");
        write_roff_firsts(v);
    }
    printf(".SH FLAGS\n");
    for (int i = 0; i < FLAGS; i++) write_roff_flag(&flags[i]);
    printf(".SH EXIT STATUS\n");
    for (int i = 0; i < EXITS; i++) printf(".TP\n.B %s\n%s.\n", exits[i][0], exits[i][1]);
    printf(".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nno colour on a terminal.\n.SH EXAMPLES\n.nf\narrian report a.txt b.html "
           "\\-o page.html\n"
           "arrian collate \\-\\-json \\-\\-one reports/ > records.jsonl\narrian collate reports/ \\-\\-store "
           "news.sqlite\n"
           "arrian read archive/ \\-\\-shard 3/16 \\-\\-store part3.sqlite\n"
           "arrian merge part*.sqlite \\-o news.sqlite\n"
           "arrian show c12 \\-\\-store news.sqlite\narrian verify news.sqlite\narrian export gexf reports/ \\-o who.gexf\n"
           "arrian export csv \\-\\-excel \\-\\-store news.sqlite \\-o claims.csv\narrian diff before.html after.html\n"
           "arrian serve news.sqlite\n.fi\n");
}

/* complete.c: the tables of verbs and flags -> completion for a shell.
 *     arrian export g<TAB> -> geojson gexf,   arrian read --engine <TAB> -> rules fast full,   -o <TAB> -> files */
#include "options.h"
#include <stdio.h>
#include <string.h>

typedef enum Wanted { WANTS_FILE, WANTS_FOLDER, WANTS_CHOICE, WANTS_OTHER } Wanted;

/* What stands behind a flag. */
static Wanted wanted(const Flag *flag)
{
    if (strchr(flag->value, '|')) return WANTS_CHOICE;
    if (!strcmp(flag->value, "DIR")) return WANTS_FOLDER;
    return strcmp(flag->value, "N") ? WANTS_FILE : WANTS_OTHER;
}

static void write_choices(const Flag *flag)
{
    for (const char *at = flag->value; *at; at++) putchar(*at == '|' ? ' ' : *at);
}

/* Words inside single quotes of a shell: a backslash before each letter of special, and the shell's own way to say '. */
static void write_quoted(const char *words, const char *special, const char *quote)
{
    for (; *words; words++) {
        if (strchr(special, *words)) putchar('\\');
        if (*words == '\'') fputs(quote, stdout);
        else putchar(*words);
    }
}
static const char zsh_quote[] = "'\\''", fish_quote[] = "\\'";

static void write_flags(unsigned verb)
{
    for (const Flag *flag = flags; flag->name; flag++)
        if (flag->verbs & verb) printf(" --%s", flag->name);
}

static void write_first(const Verb *verb)
{
    const char *word, *does;
    for (size_t i = 0, count = options_first(verb, 0, NULL, NULL); i < count; i++) {
        options_first(verb, i, &word, &does);
        printf(" %s", word);
    }
}

static bool takes_files(const Verb *verb)
{
    return verb->bit != VERB_SHOW;
}

static void bash_values(void)
{
    for (const Flag *flag = flags; flag->name; flag++) {
        if (flag->kind == SWITCH) continue;
        printf("    --%s", flag->name);
        if (flag->letter) printf(" | -%c", flag->letter);
        printf(") ");
        switch (wanted(flag)) {
        case WANTS_CHOICE: printf("words='"), write_choices(flag), printf("' ;;\n"); break;
        case WANTS_FOLDER: printf("COMPREPLY=($(compgen -d -- \"$word\")); return ;;\n"); break;
        case WANTS_FILE: printf("return ;;\n"); break;
        case WANTS_OTHER: printf("compopt +o default 2>/dev/null; return ;;\n"); break;
        }
    }
}

static void complete_bash(void)
{
    printf("# arrian completion: bash\n_arrian() {\n"
           "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words=\n    COMPREPLY=()\n"
           "    # --flag=value stands there as three words\n    [[ $word == = ]] && word=\n"
           "    [[ $before == = ]] && before=${COMP_WORDS[COMP_CWORD-2]}\n    case $before in\n");
    bash_values();
    printf("    *) case $COMP_CWORD:${COMP_WORDS[1]} in\n        1:*) words='");
    for (const Verb *v = verbs; v->name; v++) printf("%s ", v->name);
    write_flags(VERB_NONE);
    printf("' ;;\n");
    for (const Verb *v = verbs; v->name; v++) {
        if (options_first(v, 0, NULL, NULL)) {
            printf("        2:%s) words='", v->name);
            write_first(v), write_flags(v->bit);
            printf("' ;;\n");
        }
        printf("        *:%s) ", v->name);
        if (takes_files(v)) printf("[[ $word == -* ]] && ");
        else printf("compopt +o default 2>/dev/null; ");
        printf("words='");
        write_flags(v->bit);
        printf("' ;;\n");
    }
    printf("        esac ;;\n    esac\n    [[ $words ]] && COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n    return 0\n}\n"
           "complete -o default -F _arrian arrian\n");
}

static void zsh_flag(const Flag *flag)
{
    if (flag->letter) printf(" \\\n      '(-%c --%s)'{-%c%s,--%s%s}'[", flag->letter, flag->name, flag->letter,
                             flag->kind == SWITCH ? "" : "+", flag->name, flag->kind == SWITCH ? "" : "=");
    else printf(" \\\n      '--%s%s[", flag->name, flag->kind == SWITCH ? "" : "=");
    write_quoted(flag->does, "]\\", zsh_quote);
    printf("]");
    if (flag->kind != SWITCH) {
        printf(":%s:", strchr(flag->value, '|') ? flag->name : flag->value);
        switch (wanted(flag)) {
        case WANTS_CHOICE: printf("("), write_choices(flag), printf(")"); break;
        case WANTS_FOLDER: printf("_files -/"); break;
        case WANTS_FILE: printf("_files"); break;
        case WANTS_OTHER: break;
        }
    }
    printf("'");
}

static void zsh_verb(const Verb *verb)
{
    const char *word, *does;
    size_t count = options_first(verb, 0, NULL, NULL);
    printf("  %s) _arguments -S :", verb->name);
    for (const Flag *flag = flags; flag->name; flag++)
        if (flag->verbs & verb->bit) zsh_flag(flag);
    if (count) printf(" \\\n      ':%.*s:((", (int)strcspn(verb->operands, " "), verb->operands);
    for (size_t i = 0; i < count; i++) {
        options_first(verb, i, &word, &does);
        printf("%s%s\\:\"", i ? " " : "", word);
        write_quoted(does, "\"`$:\\", zsh_quote);
        printf("\"");
    }
    if (count) printf("))'");
    printf(takes_files(verb) ? " \\\n      '*:file:_files' ;;\n" : " \\\n      '*:id:' ;;\n");
}

static void complete_zsh(void)
{
    printf("#compdef arrian\n_arrian() {\n  local -a verbs=(");
    for (const Verb *v = verbs; v->name; v++) {
        printf("\n    '%s:", v->name);
        write_quoted(v->does, "", zsh_quote);
        printf("'");
    }
    printf(")\n  if (( CURRENT == 2 )); then\n    _arguments :");
    for (const Flag *flag = flags; flag->name; flag++)
        if (flag->verbs & VERB_NONE) zsh_flag(flag);
    printf(" \\\n      ':verb:{_describe verb verbs}'\n    return\n  fi\n  shift words\n  (( CURRENT-- ))\n  case $words[1] in\n");
    for (const Verb *v = verbs; v->name; v++) zsh_verb(v);
    printf("  esac\n}\n# found by compinit this file is the function; sourced it names it\n"
           "if [[ $funcstack[1] == _arrian ]]; then _arrian \"$@\"; else compdef _arrian arrian; fi\n");
}

static void fish_line(const char *condition, const char *does)
{
    printf("complete -c arrian -n '%s' -d '", condition);
    write_quoted(does, "\\", fish_quote);
    printf("'");
}

static void fish_flag(const Flag *flag, const char *condition)
{
    fish_line(condition, flag->does);
    printf(" -l %s", flag->name);
    if (flag->letter) printf(" -s %c", flag->letter);
    if (flag->kind != SWITCH) {
        switch (wanted(flag)) {
        case WANTS_CHOICE: printf(" -x -a '"), write_choices(flag), printf("'"); break;
        case WANTS_FOLDER: printf(" -x -a '(__fish_complete_directories)'"); break;
        case WANTS_FILE: printf(" -r -F"); break;
        case WANTS_OTHER: printf(" -x"); break;
        }
    }
    printf("\n");
}

static void fish_verb(const Verb *verb)
{
    const char *word, *does;
    char seen[64];
    fish_line("__fish_use_subcommand", verb->does);
    printf(" -f -a %s\n", verb->name);
    snprintf(seen, sizeof seen, "__fish_seen_subcommand_from %s", verb->name);
    for (const Flag *flag = flags; flag->name; flag++)
        if (flag->verbs & verb->bit) fish_flag(flag, seen);
    if (!takes_files(verb)) printf("complete -c arrian -n '%s' -f\n", seen);
    snprintf(seen, sizeof seen, "test (string join \" \" (commandline -opc)[2..]) = %s", verb->name);
    for (size_t i = 0, count = options_first(verb, 0, NULL, NULL); i < count; i++) {
        options_first(verb, i, &word, &does);
        fish_line(seen, does);
        printf(" -f -a %s\n", word);
    }
}

static void complete_fish(void)
{
    printf("# arrian completion: fish\n");
    for (const Flag *flag = flags; flag->name; flag++)
        if (flag->verbs & VERB_NONE) fish_flag(flag, "__fish_use_subcommand");
    for (const Verb *v = verbs; v->name; v++) fish_verb(v);
}

bool options_completion(const char *shell)
{
    if (!strcmp(shell, "bash")) complete_bash();
    else if (!strcmp(shell, "zsh")) complete_zsh();
    else if (!strcmp(shell, "fish")) complete_fish();
    else return false;
    return true;
}

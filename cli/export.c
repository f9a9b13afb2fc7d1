/* export.c: arrian export FORMAT [FILE|DIR|STORE...] -> stories in a format of other tools */
#include "desk.h"
#include "output.h"
#include <string.h>
#include <unistd.h>

static bool is_format(const char *word)
{
    size_t count;
    const ArrianFormat *format = arrian_formats(&count);
    for (size_t i = 0; i < count; i++)
        if (!strcmp(format[i].name, word)) return true;
    char names[256] = "";
    for (size_t i = 0; i < count; i++) strcat(strcat(names, i ? i + 1 == count ? " or " : ", " : ""), format[i].name);
    output_say(NULL, "\"%.40s\" is no format; choose %s", word, names);
    return false;
}

/* The words after FORMAT, or the store of --store: what is to be exported. */
static bool take_operands(const Options *options, Options *ret)
{
    *ret = *options;
    ret->operands++, ret->count--;
    if (!options->store) {
        if (!ret->count)
            output_say(NULL, "nothing to export: name files, folders, or a store; see arrian export --help");
        return ret->count > 0;
    }
    if (ret->count) {
        output_say(NULL, "--store and %s both name what to export; name one of them", ret->operands[0]);
        return false;
    }
    ret->operands[0] = options->store;
    ret->count = 1;
    return true;
}

int run_export(const Options *options)
{
    const char *format = options->operands[0];
    Options rest;
    Desk desk = {0};
    Stories stories = {0};
    Output out = {0};
    ArrianError why = {.at = ARRIAN_NONE64};
    if (!is_format(format) || !take_operands(options, &rest)) return EXIT_USAGE;
    if (options->excel && strcmp(format, "csv")) {
        output_say(NULL, "--excel is of csv alone; leave it out, or see arrian export --help");
        return EXIT_USAGE;
    }
    bool binary = !strcmp(format, "sqlite") || !strcmp(format, "parquet");
    if (binary && !options->output && isatty(STDOUT_FILENO)) {
        output_say(NULL, "%s is no text and would fill the terminal; name a file with -o", format);
        return EXIT_USAGE;
    }
    bool fine = desk_open(&desk, &rest) && desk_collate(&desk, &stories) && output_open(&out, options->output);
    if (fine && arrian_export(desk.engine, format, options->excel, out.file, stories.at, stories.count, &why)) {
        output_error(&why);
        fine = false;
    }
    return desk_finish(&desk, &stories, &out, fine);
}

/* merge.c: shards -> one store.   arrian merge part1.sqlite part2.sqlite -o news.sqlite */
#include "desk.h"
#include <string.h>
#include <sys/stat.h>

static bool put_together(const Options *options, uint64_t *ret_stories, uint64_t *ret_doubles)
{
    ArrianStore *store = NULL;
    ArrianError why = {.at = ARRIAN_NONE64};
    struct stat status;
    uint64_t bytes = 0;
    for (size_t i = 0; i < options->count; i++)
        if (!stat(options->operands[i], &status)) bytes += (uint64_t)status.st_size / 3; /* a store is up to three times its text */
    bool fine = !arrian_store_open(output_unfinished(), true, &store, &why) && !arrian_store_expect(store, bytes, &why) &&
                !arrian_store_merge(store, options->operands, options->count, ret_stories, ret_doubles, &why);
    if (!fine) output_error(&why);
    arrian_store_close(store);
    return fine;
}

int run_merge(const Options *options)
{
    Output out;
    struct stat status;
    uint64_t stories = 0, doubles = 0;
    if (!options->output || !strcmp(options->output, "-")) {
        output_say(NULL, "name the store to make: arrian merge STORE... -o STORE");
        return EXIT_USAGE;
    }
    if (!stat(options->output, &status)) {
        output_say(options->output, "is there already, and is left as it is; name another with -o");
        return EXIT_USAGE;
    }
    if (!output_open(&out, options->output)) return EXIT_USAGE;
    bool fine = put_together(options, &stories, &doubles);
    fine = output_close(&out, fine) && fine;
    if (fine)
        output_note(options->output, "%llu stor%s of %zu store%s, %llu left out that stood in two of them", (unsigned long long)stories,
                   stories == 1 ? "y" : "ies", options->count, options->count == 1 ? "" : "s", (unsigned long long)doubles);
    return !fine ? EXIT_USAGE : stories ? EXIT_DONE : EXIT_NOTHING;
}

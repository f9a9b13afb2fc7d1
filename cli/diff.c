/* diff.c: arrian diff OLD NEW -> each side as JSON Lines, then what differs */
#include "desk.h"
#include "output.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A file of --json is taken as it is: its first byte that is no blank opens an object of a record. */
static bool is_records(const char *bytes, size_t size)
{
    static const char *const opens[] = {"{\"kind\":", "{\"id\":"};
    size_t at = 0;
    while (at < size && (unsigned char)bytes[at] <= ' ') at++;
    for (int i = 0; i < 2; i++)
        if (size - at > strlen(opens[i]) && !memcmp(bytes + at, opens[i], strlen(opens[i]))) return true;
    return false;
}

typedef struct Side {
    const char *name;
    char *bytes;
    size_t size;
} Side;

/* Reports or a store -> the lines that export jsonl would write. */
static bool read_reports(const Options *options, Side *side)
{
    Options one = *options;
    const char *operands[] = {side->name, NULL};
    Desk desk = {0};
    Stories stories = {0};
    ArrianError why = {.at = ARRIAN_NONE64};
    one.operands = operands, one.count = 1;
    FILE *out = open_memstream(&side->bytes, &side->size);
    bool fine = out && desk_open(&desk, &one) && (desk.half = true) && desk_collate(&desk, &stories) && !desk.trouble;
    if (fine && arrian_export(desk.engine, "jsonl", false, out, stories.at, stories.count, &why)) {
        output_error(&why);
        fine = false;
    }
    if (out) fclose(out);
    desk_end_stories(&stories);
    desk_close(&desk);
    return fine;
}

/* stdin was looked into and holds no records: its bytes go where the doors can read them from their start. */
static bool put_back(const Side *side)
{
    FILE *again = tmpfile();
    bool fine = again && fwrite(side->bytes, 1, side->size, again) == side->size && !fflush(again);
    if (fine) {
        rewind(again);
        fine = dup2(fileno(again), STDIN_FILENO) >= 0;
    }
    if (!fine) output_say("standard input", "cannot be kept aside; write it to a file and name that");
    if (again) fclose(again);
    return fine;
}

static bool read_side(const Options *options, const char *name, Side *side)
{
    ArrianError why = {.at = ARRIAN_NONE64};
    *side = (Side){.name = name};
    if (!read_file(name, &side->bytes, &side->size, &why)) {
        if (is_records(side->bytes, side->size)) return true;
        if (!strcmp(name, "-") && !put_back(side)) return false;
        free(side->bytes);
        *side = (Side){.name = name};
    }
    return read_reports(options, side);
}

int run_diff(const Options *options)
{
    Side old = {0}, new = {0};
    Output out = {0};
    ArrianError why = {.at = ARRIAN_NONE64};
    ArrianDifference difference = {0};
    bool fine = read_side(options, options->operands[0], &old) && read_side(options, options->operands[1], &new) &&
                output_open(&out, options->output);
    if (fine) {
        ArrianRun runs[] = {{old.name, old.bytes, old.size}, {new.name, new.bytes, new.size}};
        if (arrian_diff(&runs[0], &runs[1], options->json, out.file, &difference, &why)) {
            output_error(&why);
            fine = false;
        }
    }
    uint64_t all = difference.came + difference.went + difference.changed;
    if (fine && !options->json)
        fprintf(out.file, "%llu came, %llu went, %llu changed\n", (unsigned long long)difference.came,
                (unsigned long long)difference.went, (unsigned long long)difference.changed);
    if (out.file) fine = output_close(&out, fine) && fine;
    free(old.bytes);
    free(new.bytes);
    return !fine ? EXIT_USAGE : all ? EXIT_DONE : EXIT_NOTHING;
}

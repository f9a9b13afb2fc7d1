/* take.c: read --store: which files, which part of their reports, once or for as long as more come.
 *     arrian read inbox/ --since 2024-05-07 --watch --store news.sqlite */
#include "base/date.h"
#include "base/hash.h"
#include "batch.h"
#include "desk.h"
#include "watch.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MOST_SHARDS = 4096 };
static const int64_t second = 1000000000;

/* "3/16" */
static bool read_shard(const char *words, Batch *ret)
{
    char *slash = NULL, *end = NULL;
    long i = words ? strtol(words, &slash, 10) : 0, n = words && *slash == '/' ? strtol(slash + 1, &end, 10) : 0;
    ret->shard = (uint32_t)i, ret->shards = (uint32_t)n;
    if (!words || (end && !*end && n >= 1 && n <= MOST_SHARDS && i >= 1 && i <= n)) return true;
    output_say(NULL, "--shard %s: wants i/n, the i-th of n parts, such as 3/16; at most %d", words, MOST_SHARDS);
    return false;
}

/* " --meta 71bd..." at the end of what is told, where there is such a file. */
static bool tell_file(const char *flag, const char *path, char ret[TOLD])
{
    char hex[65], *bytes = NULL;
    size_t size = 0, told = strlen(ret);
    struct stat status;
    ArrianError why;
    if (!path) return true;
    bool empty = !stat(path, &status) && S_ISREG(status.st_mode) && !status.st_size; /* a review before its first decision */
    if (!empty && read_file(path, &bytes, &size, &why)) return output_error(&why), false;
    hash_sha256(bytes ? bytes : "", size, hex);
    free(bytes);
    snprintf(ret + told, TOLD - told, "%s%s %s", told ? " " : "", flag, hex);
    return true;
}

bool take_told(const Options *options, char ret[TOLD])
{
    snprintf(ret, TOLD, "%s", options->one ? "--one" : "");
    return tell_file("--meta", options->meta, ret) && tell_file("--review", options->review, ret);
}

/* What a store has taken in whole, as it now is, goes out of the list. */
static bool leave_out_taken(const char *path, Files *files)
{
    ArrianStore *store = NULL;
    ArrianError why;
    bool fine = !arrian_store_open(path, false, &store, &why);
    size_t kept = 0, count = files->count;
    for (size_t i = 0; i < count; i++) {
        File *file = &files->at[i];
        char *place = fine ? realpath(file->path, NULL) : NULL;
        ArrianTaken taken = {.path = place ? place : file->path, .bytes = file->size, .changed = file->changed};
        if (fine && arrian_store_taken(store, &taken, &why)) fine = false;
        free(place);
        if (fine && taken.whole && !file->pipe) free(file->path);
        else files->at[kept++] = *file;
    }
    files->count = kept;
    if (!fine) output_error(&why);
    arrian_store_close(store);
    return fine;
}

bool take_since(const Options *options, Files *files)
{
    const char *since = options->since;
    if (!since) return true;
    size_t before = files->count;
    int day = strlen(since) == 10 ? date_read(since) : NO_DAY;
    if (day == NO_DAY && access(since, R_OK)) {
        output_say(NULL, "--since %s: wants a day, such as 2024-05-07, or a store", since);
        return false;
    }
    if (day != NO_DAY) files_leave_out(files, (int64_t)day * 86400 * second, false);
    else if (!leave_out_taken(since, files)) return false;
    if (files->count < before && !options->watch) output_note(NULL, "%zu of %zu files are left out (--since %s)", before - files->count, before, since);
    return true;
}

/* One look at all that was named; *ret_soon: something was being written. */
static bool look(const Options *options, Desk *desk, Batch *batch, bool *ret_soon)
{
    Intake *intake = &desk->intake;
    if (!intake_open(intake, options->operands, options->count, false, options->watch) || !take_since(options, &intake->files)) return false;
    desk->trouble |= intake->trouble;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    *ret_soon = options->watch && files_leave_out(&intake->files, (now.tv_sec - WATCH_QUIET) * second + now.tv_nsec, true);
    batch->intake = intake;
    bool fine = batch_run(batch);
    if (fine && (!batch->again || intake->reports || intake->faults)) {
        char words[200];
        intake_words(intake, words, sizeof words);
        output_note(options->store, "%s", words);
    }
    desk->found += intake->reports;
    desk->trouble |= intake->trouble || intake->faults;
    batch->again = true;
    return fine;
}

/* A folder that comes while we look is watched from the next look on: what stands in it by then is seen by that look. */
static bool look_on(const Options *options, Desk *desk, Batch *batch, int stop)
{
    for (bool soon = false, first = true;;) {
        Watch watch;
        bool fine = watch_open(&watch, options->operands, options->count, stop) && look(options, desk, batch, &soon);
        intake_close(&desk->intake);
        desk->intake = (Intake){0};
        if (fine && first && !output_stopping())
            output_note(options->operands[0], "watched%s; a file is read once it is a second old, Ctrl-C stops", options->count > 1 ? ", with the others" : "");
        first = false;
        bool more = fine && watch_wait(&watch, soon);
        watch_close(&watch);
        if (!more) return fine;
    }
}

int run_take(const Options *options)
{
    Desk desk;
    char told[TOLD];
    int stop;
    bool soon;
    Batch batch = {.store = options->store, .threads = options->threads, .options = told};
    if (!read_shard(options->shard, &batch) || !take_told(options, told)) return EXIT_USAGE;
    output_stop_softly(&stop);
    bool fine = desk_open(&desk, options);
    batch.engine = desk.engine, batch.meta = desk.meta;
    if (fine) fine = options->watch ? look_on(options, &desk, &batch, stop) : look(options, &desk, &batch, &soon);
    int code = !fine ? EXIT_USAGE : output_stopping() ? EXIT_STOPPED : desk_exit(&desk);
    if (fine && !output_stopping()) desk_tell_unused(&desk);
    if (fine && output_stopping()) output_note(NULL, "stopped; what was taken in is kept");
    desk_close(&desk);
    return code;
}

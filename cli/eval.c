/* eval.c: sets to figures; see eval.h. */
#include "eval.h"
#include "base/pool.h"
#include "files.h"
#include "read/read.h"
#include <dirent.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { EVAL_WINDOW = 64, EVAL_DEPTH = 12 };
static const EvalSet *const sets[] = {&eval_times, &eval_numbers, &eval_gap, &eval_geovirus, &eval_links};
enum { SETS = sizeof sets / sizeof *sets };

void eval_count(Eval *eval, const char *figure, uint64_t hit, uint64_t gold, uint64_t given)
{
    EvalFigure *at = eval->figures;
    while (at->name && strcmp(at->name, figure)) at++;
    at->name = figure, at->hit += hit, at->gold += gold, at->given += given;
}

void eval_miss(Eval *eval, const EvalCase *c, const char *format, ...)
{
    if (!eval->options->misses) return;
    va_list list;
    const char *slash = strrchr(c->file, '/');
    fprintf(eval->out, "%s: ", slash ? slash + 1 : c->file);
    va_start(list, format);
    vfprintf(eval->out, format, list);
    va_end(list);
    fputc('\n', eval->out);
}

static bool has_ending(const char *path, const char *ending)
{
    const char *dot = strrchr(path, '.');
    return dot && !strcasecmp(dot + 1, ending);
}

static bool load_file(Eval *eval, const EvalSet *set, const char *path)
{
    ArrianError why = {.at = ARRIAN_NONE64};
    char *bytes;
    size_t size;
    if (read_file(path, &bytes, &size, &why)) {
        output_error(&why);
        return false;
    }
    bool fine = set->load(eval, arena_copy(&eval->arena, path, strlen(path)),
                          (ArrianSlice){arena_copy(&eval->arena, bytes, size), (uint32_t)size});
    free(bytes);
    return fine;
}

static int not_hidden(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool load_path(Eval *eval, const EvalSet *set, const char *path, int depth)
{
    struct stat status;
    struct dirent **entries;
    if (stat(path, &status)) return output_say(path, "is not there; name the folder of the set"), false;
    if (!S_ISDIR(status.st_mode)) return load_file(eval, set, path);
    int count = depth < EVAL_DEPTH ? scandir(path, &entries, not_hidden, by_bytes) : 0;
    bool fine = count >= 0;
    for (int i = 0; i < count; i++) {
        const char *inner = arena_print(&eval->arena, "%s/%s", path, entries[i]->d_name);
        bool folder = !stat(inner, &status) && S_ISDIR(status.st_mode);
        if (fine && (folder || has_ending(inner, set->ending))) fine = load_path(eval, set, inner, depth + 1);
        free(entries[i]);
    }
    if (count >= 0) free(entries);
    return fine;
}

typedef struct Window {
    const Eval *eval;
    size_t first;
    ArrianDocument *documents[EVAL_WINDOW];
    ArrianError errors[EVAL_WINDOW];
} Window;

static void read_case(void *job, size_t i)
{
    Window *w = job;
    const EvalCase *c = &w->eval->cases.at[w->first + i];
    ArrianGiven given = {.published = c->published};
    w->errors[i] = (ArrianError){.at = ARRIAN_NONE64};
    arrian_read_bytes(w->eval->engine, c->file, c->text.at, c->text.length, &given, &w->documents[i], &w->errors[i]);
}

/* Every case, in windows that are read together and scored in order. */
static bool score_cases(Eval *eval, const EvalSet *set)
{
    Window *w = calloc(1, sizeof *w);
    bool fine = w != NULL;
    for (size_t first = 0; fine && first < eval->cases.count; first += EVAL_WINDOW) {
        size_t left = eval->cases.count - first, count = left < EVAL_WINDOW ? left : EVAL_WINDOW;
        *w = (Window){.eval = eval, .first = first};
        pool_run(eval->options->threads, count, read_case, w);
        for (size_t i = 0; i < count; i++) {
            if (w->documents[i]) set->score(eval, &eval->cases.at[first + i], w->documents[i]);
            else output_error(&w->errors[i]), fine = false;
            arrian_document_free(w->documents[i]);
        }
        output_progress(NULL, "read", first + count, eval->cases.count);
    }
    free(w);
    return fine;
}

static void print_figures(const Eval *eval)
{
    for (const EvalFigure *f = eval->figures; f->name; f++) {
        double recall = f->gold ? (double)f->hit / (double)f->gold : 0,
               precision = f->given ? (double)f->hit / (double)f->given : 0,
               both = recall + precision > 0 ? 2 * recall * precision / (recall + precision) : 0;
        fprintf(eval->out, "%-28s ", f->name);
        if (f->given) fprintf(eval->out, "precision %5.1f  ", 100 * precision);
        fprintf(eval->out, "recall %5.1f  ", 100 * recall);
        if (f->given) fprintf(eval->out, "f1 %5.1f  ", 100 * both);
        fprintf(eval->out, "of %llu\n", (unsigned long long)f->gold);
    }
}

size_t eval_sets(void)
{
    return SETS;
}

const EvalSet *eval_set(size_t i)
{
    return sets[i];
}

static const EvalSet *find_set(const char *name)
{
    for (int i = 0; i < SETS; i++)
        if (!strcmp(sets[i]->name, name)) return sets[i];
    output_say(NULL, "%s: no such set; the sets are times, numbers, gap, geovirus and links", name);
    return NULL;
}

int run_eval(const Options *options)
{
    Eval eval = {.options = options};
    Output out = {0};
    ArrianError why = {.at = ARRIAN_NONE64};
    const EvalSet *set = find_set(options->operands[0]);
    ArrianOptions wanted = {.data = options->data, .power = options_power(options), .threads = options->threads};
    bool fine = set != NULL;
    if (fine && arrian_open(&wanted, &eval.engine, &why)) output_error(&why), fine = false;
    for (size_t i = 1; fine && i < options->count; i++) fine = load_path(&eval, set, options->operands[i], 0);
    fine = fine && output_open(&out, options->output);
    eval.out = out.file;
    fine = fine && score_cases(&eval, set);
    if (fine) print_figures(&eval);
    if (out.file) fine = output_close(&out, fine) && fine;
    bool found = eval.figures[0].name != NULL;
    if (fine && !found) output_note(options->operands[1], "no .%s file here that the set knows", set->ending);
    arena_end(&eval.arena);
    arrian_close(eval.engine);
    return !fine ? EXIT_USAGE : found ? EXIT_DONE : EXIT_NOTHING;
}

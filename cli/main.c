/* main.c: the table of verbs.   arrian collate reports/ --json -> files, documents, stories, lines */
#include "base/pool.h"
#include "desk.h"
#include "eval.h"
#include "output.h"
#include "print.h"
#include "store/store.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

static bool open_engine(Desk *desk, ArrianPower power)
{
    const Options *o = desk->options;
    ArrianError why = {0};
    ArrianOptions options = {.data = o->data, .power = power, .threads = o->threads, .progress = output_progress};
    if (arrian_open(&options, &desk->engine, &why)) {
        output_error(&why);
        return false;
    }
    return true;
}

/* A pipe is never looked into: what is read of it here would be lost. */
static bool is_store(const char *path)
{
    static const char magic[] = "SQLite format 3";
    char head[sizeof magic] = "";
    struct stat status;
    FILE *file = strcmp(path, "-") && !stat(path, &status) && S_ISREG(status.st_mode) ? fopen(path, "rb") : NULL;
    if (!file) return false;
    bool is = fread(head, 1, sizeof magic, file) == sizeof magic && !memcmp(head, magic, sizeof magic);
    fclose(file);
    return is;
}

/* Reports of a store are read again as they were read, and new ones as those beside them, where --engine says nothing else. */
static bool open_alike(Desk *desk, const char *path)
{
    ArrianStore *store = NULL;
    ArrianError why = {.at = ARRIAN_NONE64};
    ArrianPower power = ARRIAN_AUTO;
    bool same = true;
    /* whoever writes goes on with a store that was killed while it was made, and whoever reads tells what is wrong with it */
    if (!path || !is_store(path) || arrian_store_open(path, false, &store, &why)) return open_engine(desk, options_power(desk->options));
    bool fine = !arrian_store_made(store, NULL, &power, &same, &why);
    if (fine && desk->options->engine) power = options_power(desk->options);
    if (!fine) output_error(&why);
    fine = fine && open_engine(desk, power);
    if (fine && !desk->options->review && arrian_store_review(store, &desk->review, &why)) output_error(&why), fine = false;
    if (fine && arrian_store_made(store, desk->engine, &power, &same, &why)) output_error(&why), fine = false;
    if (fine && !same) output_note(path, "its reports were read by another engine, other weights or word lists; read with these, rows and ids may be others");
    arrian_store_close(store);
    return fine;
}

bool desk_open(Desk *desk, const Options *options)
{
    *desk = (Desk){.options = options};
    ArrianError why = {0};
    if (!open_alike(desk, options->store ? options->store : options->count == 1 ? options->operands[0] : NULL)) return false;
    if (options->meta && read_meta_open(options->meta, &desk->meta, &why)) {
        output_error(&why);
        return false;
    }
    if (options->review && arrian_review_open(options->review, &desk->review, &why)) {
        output_error(&why);
        return false;
    }
    return true;
}

/* Decisions that found nothing, on stderr. */
static void tell_orphans(const char *path, const ArrianReview *review)
{
    enum { MOST = 20, LETTERS = 120 };
    size_t count = arrian_review_count(review), orphans = 0;
    for (size_t i = 0; i < count; i++) {
        const ArrianReviewLine *line = arrian_review_line(review, i);
        if (line->found || line->elsewhere || orphans++ >= MOST) continue;
        output_note(path, "line %u changes nothing: %s: %.*s", line->line, line->why ? line->why : "it found nothing",
                   (int)(line->text.length < LETTERS ? line->text.length : LETTERS), line->text.at);
    }
    if (orphans > MOST) output_note(path, "%zu more lines change nothing; the page lists them", orphans - MOST);
}

void desk_close(Desk *desk)
{
    for (size_t i = 0; i < desk->count; i++) arrian_document_free(desk->documents[i]);
    free(desk->documents);
    intake_close(&desk->intake);
    if (desk->meta) read_meta_close(desk->meta);
    arrian_review_close(desk->review);
    arrian_close(desk->engine);
}

static bool gather(Desk *desk)
{
    const Options *o = desk->options;
    for (size_t i = 0; i < o->count; i++)
        if (is_store(o->operands[i])) {
            output_say(o->operands[i], "is a store, and no report; arrian report, export, verify and serve take one, show and collate --add by --store");
            return false;
        }
    bool fine = intake_open(&desk->intake, o->operands, o->count, o->tokens, false) && take_since(o, &desk->intake.files);
    desk->trouble |= desk->intake.trouble;
    return fine;
}

static void read_one(void *job, size_t i)
{
    Desk *desk = job;
    Item *item = &desk->window[i];
    const char *path = item->member.path;
    if (item->why.code) return;
    item->why = (ArrianError){.at = ARRIAN_NONE64};
    if (desk->options->tokens) arrian_read_tokens(desk->engine, path, &desk->fresh[i], &item->why);
    else arrian_read_member(desk->engine, &item->member, desk->meta ? read_meta_find(desk->meta, path, item->member.member) : NULL, &desk->fresh[i], &item->why);
    if (desk->waits && desk->fresh[i]) document_settle(desk->fresh[i]);
}

static bool all_were_read(const Desk *desk)
{
    const Files *files = &desk->intake.files;
    for (size_t i = 0; i < files->count; i++)
        if (files->at[i].taken || files->at[i].whole) return false;
    return !desk->half && !desk->passed && !desk->options->since && !desk->options->shard && !desk->options->watch;
}

void desk_tell_unused(const Desk *desk)
{
    enum { TOLD_NAMES = 3 };
    const char *first = "";
    size_t shared = desk->meta ? read_meta_shared(desk->meta, &first) : 0;
    if (shared)
        output_note(desk->options->meta, "%zu row%s taken for files of that name in several folders: %s%s; name the folder too, as in \"folder/%s\"",
                    shared, shared == 1 ? " was" : "s were", first, shared > 1 ? " ..." : "", first);
    const char *name[TOLD_NAMES] = {"", "", ""};
    size_t rows, unused = desk->meta && all_were_read(desk) ? read_meta_unused(desk->meta, TOLD_NAMES, name, &rows) : 0;
    if (unused)
        output_note(desk->options->meta, "%zu of %zu rows match no file: %s%s%s%s%s%s", unused, rows, name[0], unused > 1 ? ", " : "", name[1],
                    unused > 2 ? ", " : "", name[2], unused > TOLD_NAMES ? " ..." : "");
}

/* Read the reports of one window; tells what went wrong in the order of the files. Gives back how many it took. */
static size_t read_window(Desk *desk)
{
    size_t count = 0, bytes = 0;
    while (count < WINDOW && bytes < WINDOW_BYTES && intake_next(&desk->intake, &desk->window[count])) {
        Item *item = &desk->window[count];
        if (desk->held && arrian_held_has(desk->held, &item->member)) item_end(item), desk->passed++;
        else bytes += item->member.size, count++;
    }
    desk->trouble |= desk->intake.trouble;
    memset(desk->fresh, 0, sizeof desk->fresh);
    pool_run(desk->options->threads, count, read_one, desk);
    for (size_t i = 0; i < count; i++) {
        ArrianDocument *document = desk->fresh[i];
        item_end(&desk->window[i]);
        if (document) {
            size_t sentences;
            arrian_sentences(document, &sentences);
            desk->found += desk->options->conllu ? sentences : print_count(document);
            desk->intake.reports++;
            continue;
        }
        output_error(&desk->window[i].why);
        desk->trouble = true;
        desk->intake.faults++;
    }
    intake_progress(&desk->intake, "read");
    return count;
}

static bool keep_window(Desk *desk, size_t count)
{
    if (desk->room - desk->count < count) {
        size_t room = desk->room ? desk->room * 2 : WINDOW * 2;
        ArrianDocument **grown = realloc(desk->documents, room * sizeof *grown);
        if (!grown) {
            output_say(NULL, "no memory for %zu reports; name fewer", desk->count + count);
            for (size_t i = 0; i < count; i++) arrian_document_free(desk->fresh[i]);
            return false;
        }
        desk->documents = grown;
        desk->room = room;
    }
    for (size_t i = 0; i < count; i++)
        if (desk->fresh[i]) desk->documents[desk->count++] = desk->fresh[i];
    return true;
}

int desk_exit(const Desk *desk)
{
    return desk->trouble ? EXIT_USAGE : desk->found ? EXIT_DONE : EXIT_NOTHING;
}

static bool write_report(const Options *options, Output *out, ArrianWriter *writer, const ArrianDocument *document)
{
    ArrianError why = {.at = ARRIAN_NONE64};
    if (options->conllu) {
        if (arrian_write_conllu(document, out->file)) {
            output_say(arrian_head(document)->path.at, "cannot be written as CoNLL-U: no memory");
            return false;
        }
    } else if (!writer) {
        print_document(out->file, document, output_colour() && !out->path);
    } else if (arrian_write_document(writer, document, &why)) {
        output_error(&why);
        return false;
    }
    return output_piece(out);
}

static ArrianWriter *open_writer(Output *out, bool json)
{
    ArrianWriter *writer = NULL;
    ArrianError why = {.at = ARRIAN_NONE64};
    if (json && arrian_writer_new(out->file, &writer, &why)) output_error(&why);
    return writer;
}

static int run_read(const Options *options)
{
    if (options->store && (options->conllu || options->tokens || options->output)) {
        output_say(NULL, "--store keeps the reports and prints none; leave out --conllu, --tokens and -o");
        return EXIT_USAGE;
    }
    if (!options->store && (options->shard || options->watch)) {
        output_say(NULL, "--shard and --watch go with --store");
        return EXIT_USAGE;
    }
    if (options->store) return run_take(options);
    Desk desk;
    Output out = {0};
    if (options->json && options->conllu) {
        output_say(NULL, "--json and --conllu are two forms of the same; choose one, or see arrian read --help");
        return EXIT_USAGE;
    }
    bool fine = desk_open(&desk, options) && gather(&desk) && output_open(&out, options->output);
    ArrianWriter *writer = fine ? open_writer(&out, options->json) : NULL;
    fine = fine && (writer || !options->json);
    for (size_t count; fine && (count = read_window(&desk));)
        for (size_t i = 0; i < count; i++) {
            if (fine && desk.fresh[i]) fine = write_report(options, &out, writer, desk.fresh[i]);
            arrian_document_free(desk.fresh[i]);
        }
    if (fine) desk_tell_unused(&desk);
    arrian_writer_free(writer);
    if (out.file) fine = output_close(&out, fine) && fine;
    int code = fine ? desk_exit(&desk) : EXIT_USAGE;
    desk_close(&desk);
    return code;
}

bool desk_has_memory(const void *memory)
{
    if (!memory) output_say(NULL, "no memory to hold the reports together; name fewer");
    return memory != NULL;
}

/* The documents of one story after those of another; ret_end[g] is where those of story g end. */
static void sort_documents(ArrianDocument **documents, const uint32_t *group, size_t count, uint32_t groups, ArrianDocument **ret,
                           size_t *ret_end)
{
    for (size_t i = 0; i < count; i++) ret_end[group[i] + 1]++;
    for (uint32_t g = 0; g < groups; g++) ret_end[g + 1] += ret_end[g];
    for (size_t i = 0; i < count; i++) ret[ret_end[group[i]]++] = documents[i];
}

static bool collate_groups(const Desk *desk, const size_t *end, uint32_t groups, Stories *ret)
{
    for (uint32_t g = 0; g < groups; g++) {
        ArrianError why = {.at = ARRIAN_NONE64};
        size_t first = g ? end[g - 1] : 0;
        if (end[g] == first) continue;
        output_progress(NULL, "collate story", g, groups);
        if (arrian_collate_reviewed(desk->engine, ret->documents + first, end[g] - first, desk->review, &ret->at[ret->count], &why)) {
            output_error(&why);
            return false;
        }
        ret->count++;
    }
    output_progress(NULL, "collate story", groups, groups);
    return true;
}

bool desk_part(const Desk *desk, ArrianDocument **documents, const uint32_t *group, size_t count, uint32_t groups, Stories *ret)
{
    size_t *end = calloc(groups + 2u, sizeof *end);
    ret->at = calloc(groups + 1u, sizeof *ret->at);
    ret->documents = calloc(count + 1, sizeof *ret->documents);
    bool fine = desk_has_memory(ret->at) && desk_has_memory(ret->documents) && desk_has_memory(end);
    if (fine) sort_documents(documents, group, count, groups, ret->documents, end);
    fine = fine && collate_groups(desk, end, groups, ret);
    if (fine && desk->options->review) tell_orphans(desk->options->review, desk->review);
    free(end);
    return fine;
}

bool desk_review(Desk *desk, ArrianDocument *const *documents, size_t count)
{
    ArrianError why = {.at = ARRIAN_NONE64};
    if (!desk->review || !arrian_review_reports(desk->review, documents, count, &why)) return true;
    output_error(&why);
    return false;
}

bool desk_read_all(Desk *desk)
{
    bool fine = true;
    desk->waits = true;
    for (size_t window; fine && (window = read_window(desk));) fine = keep_window(desk, window);
    if (fine) desk_tell_unused(desk);
    return fine;
}

static void tell_foreign(const Desk *desk)
{
    enum { MOST = 5 };
    size_t foreign = 0;
    for (size_t i = 0; i < desk->count; i++) {
        const ArrianHead *head = arrian_head(desk->documents[i]);
        if (!print_is_foreign(desk->documents[i]) || foreign++ >= MOST) continue;
        char *path = strndup(head->path.at, head->path.length);
        output_note(path, "not in English (%.*s): kept as it is, and not coded", (int)head->language.length, head->language.at);
        free(path);
    }
    if (foreign > MOST) output_note(NULL, "%zu more reports are not in English", foreign - MOST);
}

bool desk_collate_files(Desk *desk, Stories *ret)
{
    ArrianError why = {.at = ARRIAN_NONE64};
    bool fine = desk_read_all(desk);
    tell_foreign(desk);
    uint32_t *group = fine ? calloc(desk->count + 1, sizeof *group) : NULL, groups = 1;
    size_t count = desk->count;
    fine = fine && desk_has_memory(group) && desk_review(desk, desk->documents, count);
    if (fine && count && !desk->options->one &&
        arrian_group(desk->engine, desk->documents, count, group, &groups, &why)) {
        output_error(&why);
        fine = false;
    }
    fine = fine && (!count || desk_part(desk, desk->documents, group, count, groups, ret));
    free(group);
    return fine;
}

static bool collate_store(Desk *desk, const char *path, Stories *ret)
{
    ArrianStore *store = NULL;
    ArrianError why = {.at = ARRIAN_NONE64};
    uint32_t *group = NULL, groups = 0;
    bool alike = true;
    bool fine = !arrian_store_open(path, false, &store, &why) && !store_is_alike(store, &alike, &why) &&
                !arrian_store_documents(store, desk->engine, &ret->kept, &group, &ret->keeps, &why);
    if (!fine) output_error(&why);
    else if (!alike)
        output_note(path, "its stories were kept anew, so that ids here are not those of arrian show, serve and SQL; "
                          "`arrian merge %s -o NEW` makes a store whose ids are those of what is made of it", path);
    for (size_t i = 0; fine && i < ret->keeps; i++) {
        if (group[i] >= groups) groups = group[i] + 1;
        desk->found += print_count(ret->kept[i]);
    }
    fine = fine && desk_review(desk, ret->kept, ret->keeps);
    fine = fine && desk_part(desk, ret->kept, group, ret->keeps, groups, ret);
    free(group);
    arrian_store_close(store);
    return fine;
}

void desk_end_stories(Stories *stories)
{
    for (size_t i = 0; i < stories->count; i++) arrian_story_free(stories->at[i]);
    for (size_t i = 0; i < stories->keeps; i++) arrian_document_free(stories->kept[i]);
    free(stories->at);
    free(stories->number);
    free(stories->documents);
    free(stories->kept);
}

int desk_finish(Desk *desk, Stories *stories, Output *out, bool fine)
{
    if (out->file) fine = output_close(out, fine) && fine;
    int code = fine ? desk_exit(desk) : EXIT_USAGE;
    desk_end_stories(stories);
    desk_close(desk);
    return code;
}

static bool keep_stories(const Desk *desk, Stories *stories)
{
    ArrianStore *store = NULL;
    ArrianError why = {.at = ARRIAN_NONE64};
    int64_t run;
    char told[TOLD], inputs[65];
    if (!take_told(desk->options, told) || !files_digest(&desk->intake.files, inputs)) return false;
    stories->number = calloc(stories->count + 1, sizeof *stories->number);
    if (!desk_has_memory(stories->number)) return false;
    bool fine = !arrian_store_open(desk->options->store, true, &store, &why);
    if (stories->count) fine = fine && !arrian_store_run(store, desk->engine, told, NULL, inputs, &run, &why);
    if (desk->review) fine = fine && !arrian_store_decide(store, desk->review, stories->at, stories->count, &why);
    for (size_t i = 0; fine && i < stories->count; i++) fine = !store_put(store, desk->engine, stories->at[i], &stories->number[i], &why);
    if (!fine) output_error(&why);
    arrian_store_close(store);
    return fine;
}

static bool write_stories(Output *out, const Desk *desk, const Stories *stories)
{
    const Options *options = desk->options;
    PrintHow how = {output_colour() && !out->path, options->brief, desk->joins ? desk->documents : NULL, desk->joins ? desk->count : 0};
    ArrianError why = {.at = ARRIAN_NONE64};
    if (options->csv) {
        int code = arrian_write_csv(out->file, stories->at, stories->count, &why);
        if (code) output_error(&why);
        return !code;
    }
    ArrianWriter *writer = open_writer(out, options->json);
    bool fine = writer || !options->json;
    for (size_t i = 0; fine && i < stories->count; i++) {
        if (!writer) {
            print_story(out->file, stories->at[i], stories->number ? stories->number[i] : (int64_t)i + 1, &how);
        } else if (arrian_write_story(writer, stories->at[i], &why)) {
            output_error(&why);
            fine = false;
        }
        fine = fine && output_piece(out);
    }
    arrian_writer_free(writer);
    return fine;
}

static int run_collate(const Options *options)
{
    Desk desk;
    Stories stories = {0};
    Output out = {0};
    if (options->json && options->csv) {
        output_say(NULL, "--json and --csv are two forms of the same; choose one, or see arrian collate --help");
        return EXIT_USAGE;
    }
    if (options->brief && (options->json || options->csv)) {
        output_say(NULL, "--brief is for reading, --json and --csv tell all; leave one of them out");
        return EXIT_USAGE;
    }
    if (options->add && (!options->store || options->one)) {
        output_say(NULL, "--add goes with --store, whose stories the reports join, and not with --one");
        return EXIT_USAGE;
    }
    bool fine = desk_open(&desk, options) && gather(&desk) &&
                (options->add ? desk_collate_onto(&desk, &stories) : desk_collate_files(&desk, &stories));
    if (fine && options->store) fine = keep_stories(&desk, &stories);
    fine = fine && output_open(&out, options->output) && write_stories(&out, &desk, &stories);
    return desk_finish(&desk, &stories, &out, fine);
}

bool desk_collate(Desk *desk, Stories *stories)
{
    const Options *options = desk->options;
    size_t stores = 0;
    for (size_t i = 0; i < options->count; i++) stores += is_store(options->operands[i]);
    if (!stores) return gather(desk) && desk_collate_files(desk, stories);
    if (options->meta) {
        output_say(options->meta, "a store's reports are taken as they were given when they were read, and --meta changes nothing in them; "
                                  "collate their files with --meta and --store anew");
        return false;
    }
    if (options->count == 1) return collate_store(desk, options->operands[0], stories);
    output_say(NULL, "a store stands for its reports; name one store, or files and folders, not both");
    return false;
}

static int run_report(const Options *options)
{
    Desk desk;
    Stories stories = {0};
    Output out = {0};
    ArrianError why = {.at = ARRIAN_NONE64};
    if (!options->output && output_colour()) {
        output_say(NULL, "the page would fill the terminal; name a file with -o page.html");
        return EXIT_USAGE;
    }
    bool fine = desk_open(&desk, options) && desk_collate(&desk, &stories);
    if (fine && !stories.count) {
        if (!desk.trouble) output_note(NULL, "no report to show; no page is written");
        fine = !desk.trouble;
    } else if (fine && (fine = output_open(&out, options->output)) &&
               arrian_write_page(desk.engine, out.file, stories.at, stories.count, &why)) {
        output_error(&why);
        fine = false;
    }
    return desk_finish(&desk, &stories, &out, fine);
}

int desk_exit_of(int code)
{
    return code == ARRIAN_OK        ? EXIT_DONE
           : code == ARRIAN_NOTHING ? EXIT_NOTHING
           : code == ARRIAN_BROKEN  ? EXIT_BROKEN
                                    : EXIT_USAGE;
}

static int run_show(const Options *options)
{
    ArrianStore *store = NULL;
    Output out = {0};
    ArrianError why = {.at = ARRIAN_NONE64};
    const char *path = options->store ? options->store : DEFAULT_STORE;
    int code = arrian_store_open(path, false, &store, &why);
    if (code) output_error(&why);
    else if (!output_open(&out, options->output)) code = ARRIAN_SYSTEM;
    for (size_t i = 0; !code && i < options->count; i++) {
        if ((code = arrian_store_show(store, options->operands[i], out.file, &why))) output_error(&why);
        else if (!output_piece(&out)) code = ARRIAN_SYSTEM;
    }
    if (out.file && !output_close(&out, !code) && !code) code = ARRIAN_SYSTEM;
    arrian_store_close(store);
    return desk_exit_of(code);
}

static int run_verify(const Options *options)
{
    Desk desk = {.options = options};
    ArrianStore *store = NULL;
    Output out = {0};
    ArrianError why = {.at = ARRIAN_NONE64};
    uint64_t rows = 0;
    int code = ARRIAN_SYSTEM;
    /* words are held against bytes: only the reading is needed */
    if (open_engine(&desk, ARRIAN_RULES) && output_open(&out, options->output)) {
        code = arrian_store_open(options->operands[0], false, &store, &why);
        if (!code) code = arrian_store_verify(store, desk.engine, out.file, &rows, &why);
        if (!code) fprintf(out.file, "%llu rows stand on their bytes\n", (unsigned long long)rows);
        else output_error(&why);
        if (!output_close(&out, true) && !code) code = ARRIAN_SYSTEM;
    }
    arrian_store_close(store);
    arrian_close(desk.engine);
    return desk_exit_of(code);
}

const Verb verbs[] = {
    {"read", "FILE|DIR...", "what each report says",
     "Reads each report and tells its head (title, outlet, date, place), names, times, quantities, quotes and claims. "
     "Without --json: a short summary. A file may be a page, a text, or hold many reports: .gz .zst .br .zip .tar, WARC, "
     "WACZ, ARC, MHTML, .eml, JSON Lines, CSV, RSS, Atom, Nexis text. With --store they are kept, each by itself; a run "
     "that was stopped goes on where it was.",
     VERB_READ, 1, (size_t)-1, run_read},
    {"collate", "FILE|DIR...", "the same, and what they say together",
     "Reads the reports, parts them into stories, and tells for each story which passages are shared, who relays whom, "
     "how many origins there may be, "
     "and where the reports agree, differ, changed or are in conflict. With --store the stories are kept.",
     VERB_COLLATE, 1, (size_t)-1, run_collate},
    {"report", "FILE|DIR|STORE...", "one HTML page to read, click and print",
     "Does what collate does, or takes the reports of a store, and writes one HTML file that opens from disk, with no "
     "network.",
     VERB_REPORT, 1, (size_t)-1, run_report},
    {"show", "ID...", "the bytes behind a row of a store, and why",
     "Prints the row (c12 a claim, q7 a quantity, u4 a quote, a3 an accord, d1 a document ...), its report, the "
     "sentence with the "
     "words marked, and for an accord all values.",
     VERB_SHOW, 1, (size_t)-1, run_show},
    {"verify", "STORE", "hold every row against its bytes",
     "Reads every kept report again and holds every row against the bytes it points at, and each report against its "
     "file where that still stands. "
     "Names the rows that are broken and then exits 3.",
     VERB_VERIFY, 1, 1, run_verify},
    {"eval", "SET FILE|DIR...", "for makers: the tool held against a set marked by hand",
     "Reads a set that others marked by hand and prints how much of it the tool finds. With --misses each miss is told.",
     VERB_EVAL, 2, (size_t)-1, run_eval},
    {"export", "FORMAT [FILE|DIR|STORE...]", "the same in a format that other tools read",
     "Does what collate does, or takes the reports of a store (named, or by --store), and writes them in one FORMAT. "
     "Every format keeps the ids of collate --json and the bytes that a row stands on.",
     VERB_EXPORT, 1, (size_t)-1, run_export},
    {"merge", "STORE...", "stores put together into one",
     "Puts the stores of `read --shard` together into a new one (-o): the rows are those of one run over all reports, byte "
     "for byte. Other stores are put one after another, a story that two of them hold once.",
     VERB_MERGE, 1, (size_t)-1, run_merge},
    {"diff", "OLD NEW", "what came, went and changed between two runs",
     "Holds two runs against each other: files of --json, stores, reports or folders. Two files are two versions of one "
     "report. Records are the same by the words that they stand on, not by their ids. Exits 1 where nothing differs.",
     VERB_DIFF, 2, 2, run_diff},
    {"serve", "[STORE]", "a store as pages in the browser of this machine",
     "Shows a store at http://127.0.0.1:8420/: its stories, a search over its words with facets, and a page for every "
     "row (/c12, /a3, /d1), each also as JSON (/c12.json, /search.json?q=...). It listens to this machine alone, and sees "
     "what `collate --store` adds while it runs. POST /verify runs verify, POST /refresh reads reports whose files changed "
     "again; both want the token that it prints. With --watch that happens by itself. It runs until it is stopped.",
     VERB_SERVE, 0, 1, run_serve},
    {0}};

static int print_out(const Options *options, const Verb *verb)
{
    if (options->version) printf("arrian %s\n", ARRIAN_VERSION);
    else if (options->man) options_man();
    else if (options->completion) options_completion(options->completion);
    else options_help(verb);
    return fflush(stdout) ? EXIT_USAGE : EXIT_DONE;
}

/* What is wrong with the words is told in their own manner. */
static bool has_word(int count, char **words, const char *wanted)
{
    while (--count > 0)
        if (!strcmp(words[count], wanted)) return true;
    return false;
}

/* A window of reports is let go at once, and the next takes as much: its memory stays ours, so that the system need not
 * clear it anew. */
static void keep_memory(void)
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, WINDOW_BYTES / 2);
    mallopt(M_TRIM_THRESHOLD, WINDOW_BYTES);
#endif
}

int main(int count, char **words)
{
    Options options;
    const Verb *verb;
    int code = EXIT_USAGE;
    keep_memory();
    output_manner(has_word(count, words, "--quiet") || has_word(count, words, "-q"), has_word(count, words, "--json"));
    if (options_parse(count, words, &options, &verb)) {
        output_manner(options.quiet, options.json);
        output_watch_signals();
        if (options.help || options.version || options.man || options.completion) code = print_out(&options, verb);
        else if (verb) code = verb->run(&options);
        else output_say(NULL, "no verb: read, collate, report, show, verify, export, merge, diff, serve or eval; see arrian --help");
    }
    output_progress(NULL, NULL, 0, 0); /* none is left standing */
    free(options.operands);
    return code;
}

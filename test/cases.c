/* cases.c: cases as text, and the examples of the lexicons and rules.
 *     cases --floors test/floors.txt test/cases data -> "ok mark: 40 of 40" a suite; exit 1 where one falls under its
 * floor */
#include "check.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

bool show_all;
static const char *floors = "";
static uint32_t fell;

void suite_pass(Suite *suite)
{
    suite->passed++;
}

void suite_fail(Suite *suite, const char *where, uint32_t line, const char *format, ...)
{
    suite->failed++;
    if (suite->shown++ >= SHOWN && !show_all) return;
    va_list words;
    printf("    %s:%u: ", where, line);
    va_start(words, format);
    vprintf(format, words);
    va_end(words);
    putchar('\n');
}

/* The least share that must pass: the number after the suite's name in floors.txt; 1 where it is not named. */
static double floor_of(const char *suite)
{
    size_t length = strlen(suite);
    for (const char *at = floors; at && *at; at = strchr(at, '\n') ? strchr(at, '\n') + 1 : NULL)
        if (!strncmp(at, suite, length) && at[length] == ' ') return strtod(at + length, NULL);
    return 1;
}

static bool end_suite(Suite *suite)
{
    uint32_t all = suite->passed + suite->failed;
    double share = all ? (double)suite->passed / all : 0, least = floor_of(suite->name);
    bool fine = all && share + 1e-9 >= least;
    printf("%s %s: %u of %u (%.3f, floor %.3f)\n", fine ? "ok" : "not ok", suite->name, suite->passed, all, share,
           least);
    fell += !fine;
    return fine;
}

ArrianDocument *check_read(const ArrianEngine *engine, const char *name, const char *text, size_t size,
                           const char *date, ArrianError *why)
{
    ArrianGiven given = {.published = date};
    ArrianDocument *d = NULL;
    return arrian_read_bytes(engine, name, text, size, date ? &given : NULL, &d, why) ? NULL : d;
}

bool check_contains(ArrianSlice hay, const char *needle)
{
    return hay.length && memmem(hay.at, hay.length, needle, strlen(needle));
}

/* What stands before the cases: a date for the reports, a name, kinds of which nothing else may be found. */
typedef struct Header {
    char date[24], path[80], kinds[MOST_KINDS][16];
    uint32_t count;
} Header;

static bool read_header(const char *line, Header *header)
{
    if (!strncmp(line, "date ", 5)) return snprintf(header->date, sizeof header->date, "%s", line + 5) > 0;
    if (!strncmp(line, "path ", 5)) return snprintf(header->path, sizeof header->path, "%s", line + 5) > 0;
    if (strncmp(line, "kinds", 5) || (line[5] && line[5] != ' ')) return false;
    header->count = 0;
    char words[200];
    snprintf(words, sizeof words, "%s", line + 5);
    for (char *at = words, *word; (word = strsep(&at, " "));)
        if (*word && header->count < MOST_KINDS)
            snprintf(header->kinds[header->count++], sizeof header->kinds[0], "%.15s", word);
    return true;
}

static void check_line(Suite *suite, const ArrianEngine *engine, const char *path, uint32_t number, const char *line,
                       Header *header)
{
    Arena arena = {0};
    Marked marked;
    const char *trouble;
    ArrianError why = {0};
    if (!marked_parse(&arena, (ArrianSlice){line, (uint32_t)strlen(line)}, &marked, &trouble)) {
        suite_fail(suite, path, number, "the case itself: %s", trouble);
    } else {
        const char *date = header->date[0] ? header->date : NULL;
        ArrianDocument *d = check_read(engine, header->path, marked.text, marked.length, date, &why);
        if (!d) suite_fail(suite, path, number, "cannot be read: %s", why.message);
        else marked_check(suite, path, number, d, &marked, header->kinds, header->count);
        arrian_document_free(d);
    }
    arena_end(&arena);
}

static char *load(const char *path, size_t *ret_size)
{
    FILE *file = fopen(path, "rb");
    char *bytes = file ? calloc(1, 1 << 20) : NULL;
    if (bytes) *ret_size = fread(bytes, 1, (1 << 20) - 1, file);
    if (file) fclose(file);
    return bytes;
}

static void check_lines(Suite *suite, const ArrianEngine *engine, const char *path, char *bytes)
{
    Header header = {.path = "case.txt"};
    uint32_t number = 0;
    for (char *at = bytes, *line; (line = strsep(&at, "\n"));) {
        number++;
        if (!*line || *line == '#' || read_header(line, &header)) continue;
        check_line(suite, engine, path, number, line, &header);
    }
}

static void check_file(const ArrianEngine *engine, const char *folder, const char *name, const char *with)
{
    char path[400], title[60];
    size_t size = 0;
    snprintf(title, sizeof title, "%s%s", name, with);
    snprintf(path, sizeof path, "%s/%s.txt", folder, name);
    char *bytes = load(path, &size);
    Suite suite = {title};
    if (!bytes) suite_fail(&suite, path, 0, "cannot be read");
    else if (!strcmp(name, "collate")) story_check(&suite, engine, path, bytes, size);
    else check_lines(&suite, engine, path, bytes);
    free(bytes);
    end_suite(&suite);
}

/* The cases with rules alone, and again with the language engine where its weights are. */
static int check_all(const char *folder, const char *data, ArrianPower power, const char *with)
{
    static const char *const files[] = {"read", "split", "mark", "claim", "collate"};
    ArrianOptions options = {.power = power};
    ArrianEngine *engine;
    ArrianError why = {0};
    int code = arrian_open(&options, &engine, &why);
    if (code && power != ARRIAN_RULES) printf("skipped: cases with the language engine: %s\n", why.message);
    else if (code) fprintf(stderr, "%s: %s\n", why.path, why.message);
    if (code) return code;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) check_file(engine, folder, files[i], with);
    for (int i = 0; i < 2 && power == ARRIAN_FULL; i++) /* where only a tree can tell */
        check_file(engine, folder, i ? "clause" : "quote", with);
    if (data) lexicons_check(engine, data, end_suite);
    arrian_close(engine);
    return ARRIAN_OK;
}

int main(int count, char **words)
{
    const char *folder = NULL, *data = NULL;
    size_t size;
    for (int i = 1; i < count; i++) {
        if (!strcmp(words[i], "--all")) show_all = true;
        else if (!strcmp(words[i], "--floors") && i + 1 < count) floors = load(words[++i], &size);
        else if (!folder) folder = words[i];
        else data = words[i];
    }
    if (!folder || !floors) return fprintf(stderr, "usage: cases [--all] [--floors FILE] CASES [DATA]\n"), 2;
    if (check_all(folder, data, ARRIAN_RULES, "")) return 2;
    check_all(folder, data, ARRIAN_FULL, "+engine");
    return fell != 0;
}

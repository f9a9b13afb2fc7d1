/* merge.c: stores -> one, story by story, without reading a report again.
 *     shard 1/2: reports 1, 4, 5 | shard 2/2: reports 2, 3, 6  ->  1 2 3 4 5 6, numbered as by one run
 * Rows are copied column by column. The schema's own references say which columns hold a word's number or a row's, and
 * these are what changes: a story's rows of one kind stand in a row, so each kind moves by one and the same distance. */
#include "base/error.h"
#include "base/hash.h"
#include "store/store.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 64, MOST_STORES = 4096, MOST_TABLES = 24 };
typedef enum Hold { BY_ID, BY_CLAIM, BY_ORIGIN, BY_ACCORD } Hold;
/* In the order in which put.c fills them: words and rows get the numbers that one run gives them. */
static const struct {
    const char *name;
    Hold hold;
} tables[] = {{"packed_ignored", BY_ID},      {"packed_sentences", BY_ID},    {"packed_entities", BY_ID},
              {"packed_names", BY_ID},        {"packed_times", BY_ID},        {"packed_quantities", BY_ID},
              {"packed_quotes", BY_ID},       {"packed_claims", BY_ID},       {"packed_cues", BY_CLAIM},
              {"packed_reasons", BY_CLAIM},   {"packed_links", BY_CLAIM},     {"spelt", BY_ID},
              {"packed_documents", BY_ID},
              {"packed_passages", BY_ID},     {"packed_relays", BY_ID},       {"origins", BY_ID},
              {"origin_documents", BY_ORIGIN}, {"packed_origin_evidence", BY_ORIGIN}, {"packed_accords", BY_ID},
              {"packed_accord_values", BY_ACCORD}};
enum { TABLES = sizeof tables / sizeof *tables, SPELT = 11, DOCUMENTS, OF_STORY, STORIES = TABLES, WORDS, SORTS, RUNS, PLAIN, PATHS };

typedef struct Copy {
    sqlite3_stmt *from, *into;
    int columns;
    int move[MOST_COLUMNS]; /* the table whose rows the column points at, WORDS, SORTS, RUNS, PATHS, or PLAIN */
} Copy;
typedef struct Place { /* of a story, in the order of the merged store */
    int64_t run, turn, id;
    uint32_t source;
} Place;
typedef struct Source {
    ArrianStore *store;
    Copy copies[TABLES];
    int64_t *words; /* (most_word + 1): number in the merged store, 0 not yet asked for */
    int64_t most_word;
    int64_t *sorts; /* (most_sort + 1): the same */
    int64_t most_sort;
    int64_t *runs; /* (most_run + 1) */
    int64_t most_run;
} Source;
typedef struct Merge {
    ArrianStore *into;
    ArrianError *why;
    Arena arena;
    Source *sources; // (count)
    size_t count;
    LIST(Place) places;
    int64_t next[TABLES + 1], shift[TABLES + 1]; /* next free number; from a source's number to ours, for the story at hand */
    uint64_t stories, doubles;
} Merge;

static int table_of(const char *name)
{
    if (!strcmp(name, "words")) return WORDS;
    if (!strcmp(name, "sorts")) return SORTS;
    if (!strcmp(name, "packed_stories")) return STORIES;
    for (int t = 0; t < TABLES; t++)
        if (!strcmp(tables[t].name, name)) return t;
    return PLAIN;
}

/* names_first, names_end -> packed_names */
static int extent_of(const char *column)
{
    char name[64];
    const char *cut = strrchr(column, '_');
    if (!cut || (strcmp(cut, "_first") && strcmp(cut, "_end"))) return PLAIN;
    snprintf(name, sizeof name, "packed_%.*s", (int)(cut - column), column);
    return table_of(name);
}

static int prepare(ArrianStore *store, const char *sql, sqlite3_stmt **ret, ArrianError *why)
{
    return sqlite3_prepare_v2(store->base, sql, -1, ret, NULL) ? store_fail(store, why, "merging") : ARRIAN_OK;
}

/* What each column of a table points at, by its references. */
static int find_moves(Merge *m, int t, Copy *copy)
{
    sqlite3_stmt *row;
    int code;
    copy->columns = sqlite3_column_count(copy->from);
    if (copy->columns > MOST_COLUMNS) return error_at(m->why, ARRIAN_INPUT, tables[t].name, ARRIAN_NONE64, "too many columns");
    for (int c = 0; c < copy->columns; c++) {
        const char *name = sqlite3_column_name(copy->from, c);
        copy->move[c] = !strcmp(name, "id") ? t : t == DOCUMENTS ? extent_of(name) : PLAIN;
        if (t == DOCUMENTS && !strcmp(name, "run")) copy->move[c] = RUNS;
        if (t == DOCUMENTS && (!strcmp(name, "path") || !strcmp(name, "found_at"))) copy->move[c] = PATHS;
    }
    TRY(prepare(m->into, arena_print(&m->arena, "SELECT \"from\", \"table\" FROM pragma_foreign_key_list('%s')", tables[t].name), &row, m->why));
    while (!(code = store_step(m->into, row, m->why)))
        for (int c = 0; c < copy->columns; c++)
            if (slice_is(store_text(row, 0), sqlite3_column_name(copy->from, c)))
                copy->move[c] = table_of((const char *)sqlite3_column_text(row, 1));
    sqlite3_finalize(row);
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

/* The tables that hang on claims with a single row each. */
static bool is_single(int t)
{
    return !strcmp(tables[t].name, "packed_cues") || !strcmp(tables[t].name, "packed_reasons");
}

static int open_copy(Merge *m, Source *s, int t)
{
    static const char *const held[] = {"id", "claim_id", "origin_id", "accord_id"};
    const char *by = t == SPELT ? "document_id" : held[tables[t].hold];
    Copy *copy = &s->copies[t];
    TRY(prepare(s->store, arena_print(&m->arena, "SELECT * FROM %s WHERE %s >= ?1 AND %s < ?2 ORDER BY 1%s", tables[t].name, by, by,
                                      t == SPELT ? ", 2, 3" : tables[t].hold != BY_ID && !is_single(t) ? ", 2" : ""),
                &copy->from, m->why));
    TRY(find_moves(m, t, copy));
    char *marks = NEW(&m->arena, char, 2 * copy->columns + 1);
    for (int c = 0; c < copy->columns; c++) memcpy(marks + 2 * c, c + 1 < copy->columns ? "?," : "?", c + 1 < copy->columns ? 2 : 1);
    return prepare(m->into, arena_print(&m->arena, "INSERT INTO %s VALUES (%s)", tables[t].name, marks), &copy->into, m->why);
}

static int64_t ask(ArrianStore *store, const char *sql)
{
    sqlite3_stmt *row = NULL;
    int64_t number = 0;
    if (!sqlite3_prepare_v2(store->base, sql, -1, &row, NULL) && sqlite3_step(row) == SQLITE_ROW) number = sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    return number;
}

/* The row of the source's table of words or sorts with this number; the caller resets it. */
static int row_numbered(Merge *m, Source *s, const char *kind, int64_t number, int64_t most, sqlite3_stmt **ret_row)
{
    int code = ARRIAN_NOTHING;
    *ret_row = NULL;
    if (number >= 1 && number <= most) {
        TRY(store_query(s->store, kind, ret_row, m->why, "i", number));
        code = store_step(s->store, *ret_row, m->why);
    }
    if (code != ARRIAN_NOTHING) return code;
    return error_at(m->why, ARRIAN_BROKEN, s->store->path, ARRIAN_NONE64, "no %s has the number %lld; see arrian verify", kind,
                    (long long)number);
}

static bool is_known(const int64_t *ours, int64_t most, int64_t number, int64_t *ret)
{
    return (*ret = number >= 1 && number <= most ? ours[number] : 0);
}

static int our_word(Merge *m, Source *s, int64_t number, int64_t *ret)
{
    sqlite3_stmt *row;
    if (is_known(s->words, s->most_word, number, ret)) return ARRIAN_OK;
    int code = row_numbered(m, s, "word", number, s->most_word, &row);
    if (!code) code = store_word(m->into, store_text(row, 0), ret, m->why);
    sqlite3_reset(row);
    if (!code) s->words[number] = *ret;
    return code;
}

static int our_sort(Merge *m, Source *s, int64_t number, int64_t *ret)
{
    sqlite3_stmt *row;
    int64_t words[STORE_SORT];
    if (is_known(s->sorts, s->most_sort, number, ret)) return ARRIAN_OK;
    int code = row_numbered(m, s, "sort", number, s->most_sort, &row);
    for (int i = 0; !code && i < STORE_SORT; i++)
        if ((words[i] = sqlite3_column_int64(row, i))) code = our_word(m, s, words[i], &words[i]);
    if (!code) code = store_sort(m->into, words, ret, m->why);
    sqlite3_reset(row);
    if (!code) s->sorts[number] = *ret;
    return code;
}

static int bind_column(Merge *m, Source *s, Copy *copy, int c)
{
    sqlite3_value *value = sqlite3_column_value(copy->from, c);
    int move = copy->move[c];
    int64_t number = sqlite3_column_int64(copy->from, c);
    if (sqlite3_column_type(copy->from, c) != SQLITE_INTEGER || move == PLAIN) {
        sqlite3_bind_value(copy->into, c + 1, value);
        return ARRIAN_OK;
    }
    if (move == WORDS || move == PATHS) TRY(our_word(m, s, number, &number));
    else if (move == SORTS) TRY(our_sort(m, s, number, &number));
    else if (move == RUNS) number = number > 0 && number <= s->most_run ? s->runs[number] : 0;
    else number += m->shift[move];
    sqlite3_bind_int64(copy->into, c + 1, number);
    return ARRIAN_OK;
}

/* The rows of one table that a report or story has. */
static int copy_rows(Merge *m, Source *s, int t, int64_t from, int64_t to)
{
    Copy *copy = &s->copies[t];
    int code;
    sqlite3_bind_int64(copy->from, 1, from);
    sqlite3_bind_int64(copy->from, 2, to);
    while (!(code = store_step(s->store, copy->from, m->why))) {
        for (int c = 0; !code && c < copy->columns; c++) code = bind_column(m, s, copy, c);
        if (!code) code = store_step(m->into, copy->into, m->why);
        sqlite3_reset(copy->into);
        if (code != ARRIAN_NOTHING) break;
        if (copy->move[0] == t) m->next[t]++;
    }
    sqlite3_reset(copy->from);
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

/* How far the rows of a story move: told by its first report, and by the first row of each kind that hangs on the story. */
static int find_shifts(Merge *m, Source *s, int64_t story, int64_t first_document)
{
    sqlite3_stmt *row;
    TRY(store_query(s->store, "firsts_of_story", &row, m->why, "ii", story, first_document));
    int code = store_step(s->store, row, m->why);
    if (code)
        return code == ARRIAN_NOTHING ? error_at(m->why, ARRIAN_BROKEN, s->store->path, ARRIAN_NONE64, "y%lld has no reports; see arrian verify", (long long)story)
                                      : code;
    for (int c = 0; c < sqlite3_column_count(row); c++) {
        int t = table_of(sqlite3_column_name(row, c));
        m->shift[t] = m->next[t] - sqlite3_column_int64(row, c);
    }
    sqlite3_reset(row);
    m->shift[STORIES] = m->next[STORIES] - story;
    return ARRIAN_OK;
}

static int copy_document(Merge *m, Source *s, int64_t document)
{
    sqlite3_stmt *row;
    int64_t extents[16];
    TRY(store_query(s->store, "extents_of_document", &row, m->why, "i", document));
    int code = store_step(s->store, row, m->why);
    for (int i = 0; !code && i < 16; i++) extents[i] = sqlite3_column_int64(row, i);
    sqlite3_reset(row);
    if (code)
        return code == ARRIAN_NOTHING ? error_at(m->why, ARRIAN_BROKEN, s->store->path, ARRIAN_NONE64, "d%lld is not there; see arrian verify", (long long)document)
                                      : code;
    for (int t = 0; t < SPELT; t++) {
        const int64_t *extent = extents + 2 * (tables[t].hold == BY_CLAIM ? 7 : t);
        TRY(copy_rows(m, s, t, extent[0], extent[1]));
    }
    TRY(copy_rows(m, s, SPELT, document, document + 1));
    return copy_rows(m, s, DOCUMENTS, document, document + 1);
}

/* The tables of a story from passages on, by the four extents in its row. */
static int copy_together(Merge *m, Source *s, const int64_t extents[8])
{
    static const int extent[] = {0, 1, 2, 2, 2, 3, 3}; /* passages, relays, origins and what hangs on them, accords */
    for (int t = OF_STORY; t < TABLES; t++)
        TRY(copy_rows(m, s, t, extents[2 * extent[t - OF_STORY]], extents[2 * extent[t - OF_STORY] + 1]));
    return ARRIAN_OK;
}

static int put_copy(Merge *m, Source *s, int64_t story, sqlite3_stmt *row, ArrianSlice key)
{
    static const char *const kind[] = {"packed_passages", "packed_relays", "origins", "packed_accords"};
    int64_t reports = sqlite3_column_int64(row, 2), first = sqlite3_column_int64(row, 3), e[8], moved[8];
    for (int i = 0; i < 8; i++) e[i] = sqlite3_column_int64(row, 5 + i);
    TRY(find_shifts(m, s, story, first));
    for (int i = 0; i < 8; i++) moved[i] = e[i] + m->shift[table_of(kind[i / 2])];
    for (int64_t d = first; d < first + reports; d++) TRY(copy_document(m, s, d));
    TRY(copy_together(m, s, e));
    m->stories++;
    return store_do(m->into, "put_story", m->why, "ibtiiiiiiiiiii", m->next[STORIES]++, key, store_text(row, 1), reports,
                    first + m->shift[DOCUMENTS], moved[0], moved[1], moved[2], moved[3], moved[4], moved[5], moved[6], moved[7],
                    sqlite3_column_int64(row, 4));
}

static int copy_story(Merge *m, const Place *place)
{
    Source *s = &m->sources[place->source];
    sqlite3_stmt *row, *same;
    TRY(store_query(s->store, "story_row", &row, m->why, "i", place->id)); /* key, title, reports, first document, seal, extents */
    TRY(store_step(s->store, row, m->why));
    ArrianSlice key = {sqlite3_column_blob(row, 0), (uint32_t)sqlite3_column_bytes(row, 0)};
    TRY(store_query(m->into, "story_by_key", &same, m->why, "b", key));
    int code = store_step(m->into, same, m->why);
    sqlite3_reset(same);
    if (code == ARRIAN_OK) m->doubles++;
    if (code == ARRIAN_NOTHING) code = put_copy(m, s, place->id, row, key);
    sqlite3_reset(row);
    return code;
}

/* The manifest's runs, each once: shards of one run are that run. */
static int take_runs(Merge *m, Source *s)
{
    sqlite3_stmt *row;
    int code;
    s->most_run = ask(s->store, "SELECT max(id) FROM runs");
    s->runs = NEW(&m->arena, int64_t, s->most_run + 1);
    TRY(store_query(s->store, "runs", &row, m->why, ""));
    while (!(code = store_step(s->store, row, m->why))) {
        const char *text[7];
        sqlite3_stmt *known;
        for (int c = 0; c < 7; c++) text[c] = (const char *)sqlite3_column_text(row, c + 1);
        int64_t id = sqlite3_column_int64(row, 0);
        if (id < 1) continue;
        for (int turn = 0; !s->runs[id] && turn < 2; turn++) {
            TRY(store_query(m->into, "find_run", &known, m->why, "sssssss", text[0], text[1], text[2], text[3], text[4], NULL, text[6]));
            if (store_step(m->into, known, m->why) == ARRIAN_OK) s->runs[id] = sqlite3_column_int64(known, 0);
            sqlite3_reset(known);
            if (!s->runs[id] && !turn) TRY(store_do(m->into, "put_run", m->why, "sssssss", text[0], text[1], text[2], text[3], text[4], NULL, text[6]));
        }
    }
    sqlite3_reset(row);
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

/* In what two runs differ, as a reader would say it. */
static int tell_difference(Merge *m, Source *a, int64_t run, Source *b, int64_t other, const char **ret)
{
    static const char *const names[] = {"version of arrian", "--engine", "weights", "word lists", "--meta", "files by name and size (start all with the same words)"};
    sqlite3_stmt *one, *two;
    *ret = "options";
    TRY(store_query(a->store, "run", &one, m->why, "i", run));
    TRY(store_query(b->store, "run", &two, m->why, "i", other));
    int code = store_step(a->store, one, m->why);
    if (!code) code = store_step(b->store, two, m->why);
    for (int c = 0; !code && c < 6; c++)
        if (!slice_same(store_text(one, c), store_text(two, c))) *ret = names[c];
    sqlite3_reset(one), sqlite3_reset(two);
    return code;
}

/* A shard that is not there, or that is there of another run. */
static int refuse_shard(Merge *m, Source *s, int64_t run, const char *wanted)
{
    for (size_t k = 0; k < m->count; k++) {
        sqlite3_stmt *one;
        const char *what;
        TRY(store_query(m->sources[k].store, "shard_run", &one, m->why, "s", wanted));
        int code = store_step(m->sources[k].store, one, m->why);
        int64_t other = code ? 0 : sqlite3_column_int64(one, 0);
        sqlite3_reset(one);
        if (code) continue;
        TRY(tell_difference(m, s, run, &m->sources[k], other, &what));
        return error_at(m->why, ARRIAN_INPUT, m->sources[k].store->path, ARRIAN_NONE64, "holds shard %s of another run than %.150s, with other %s; run it again as that one was",
                        wanted, s->store->path, what);
    }
    return error_at(m->why, ARRIAN_INPUT, s->store->path, ARRIAN_NONE64, "shard %s of its run is not among the stores; run it, and name all of them", wanted);
}

/* Where shards of one run are named, all of them must be there and whole. */
static int check_shards(Merge *m, Source *s)
{
    sqlite3_stmt *row;
    int code;
    TRY(store_query(s->store, "shards", &row, m->why, ""));
    while (!(code = store_step(s->store, row, m->why))) {
        ArrianSlice shard = store_text(row, 0);
        const char *slash = memchr(shard.at ? shard.at : "", '/', shard.length);
        int64_t of = slash ? strtoll(slash + 1, NULL, 10) : 0, run = sqlite3_column_int64(row, 1);
        for (int64_t i = 1; i <= of && i <= MOST_STORES; i++) {
            char wanted[48];
            bool found = false;
            snprintf(wanted, sizeof wanted, "%lld/%lld", (long long)i, (long long)of);
            for (size_t k = 0; !found && k < m->count; k++) {
                sqlite3_stmt *one;
                TRY(store_query(m->sources[k].store, "shard_run", &one, m->why, "s", wanted));
                while (!found && !store_step(m->sources[k].store, one, m->why)) {
                    int64_t id = sqlite3_column_int64(one, 0);
                    found = id > 0 && id <= m->sources[k].most_run && run > 0 && run <= s->most_run && m->sources[k].runs[id] == s->runs[run];
                }
                sqlite3_reset(one);
            }
            if (!found) return sqlite3_reset(row), refuse_shard(m, s, run, wanted);
        }
    }
    sqlite3_reset(row);
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

/* Shards read the same files, or copies of them on other machines: hashes tell, not places and times. */
static int check_copies(Merge *m, Source *s, uint64_t *files, const char **first)
{
    sqlite3_stmt *row;
    uint64_t all = 1;
    int code = ARRIAN_OK;
    if (!ask(s->store, "SELECT count(*) FROM runs WHERE shard IS NOT NULL")) return ARRIAN_OK;
    TRY(store_query(s->store, "intake_hashes", &row, m->why, ""));
    while (!(code = store_step(s->store, row, m->why))) {
        ArrianSlice hash = store_text(row, 0), path = store_text(row, 2);
        if (!sqlite3_column_int(row, 1)) {
            (void)error_at(m->why, ARRIAN_INPUT, s->store->path, ARRIAN_NONE64, "has not come to the end of %.*s; let each run come to its end", (int)path.length, path.at);
            break;
        }
        all = hash_bytes(hash.at ? hash.at : "", hash.length, all);
    }
    sqlite3_reset(row);
    if (code != ARRIAN_NOTHING) return code ? code : ARRIAN_INPUT;
    if (*first && *files != all)
        return error_at(m->why, ARRIAN_INPUT, s->store->path, ARRIAN_NONE64, "was read from files of other bytes than %.200s; copy them anew, and run its shard again", *first);
    *first = s->store->path, *files = all;
    return ARRIAN_OK;
}

static int take_intake(Merge *m, Source *s)
{
    sqlite3_stmt *row, *same;
    int code;
    TRY(store_query(s->store, "intake", &row, m->why, ""));
    while (!(code = store_step(s->store, row, m->why))) {
        const char *path = (const char *)sqlite3_column_text(row, 0), *hash = (const char *)sqlite3_column_text(row, 5);
        int64_t n[4];
        for (int i = 0; i < 4; i++) n[i] = sqlite3_column_int64(row, i + 1);
        TRY(store_query(m->into, "intake_row", &same, m->why, "s", path));
        if (!store_step(m->into, same, m->why)) {
            bool bytes = hash && slice_is(store_text(same, 4), hash); /* the same, whenever they were written */
            for (int i = 0; i < 4; i++)
                if (sqlite3_column_int64(same, i) != n[i] && !(i == 1 && bytes)) {
                    sqlite3_reset(same), sqlite3_reset(row);
                    return error_at(m->why, ARRIAN_INPUT, s->store->path, ARRIAN_NONE64,
                                    "has taken in %.200s to another point than the stores before it, or as another file; let each run come to its end", path);
                }
        }
        sqlite3_reset(same);
        TRY(store_do(m->into, "put_intake", m->why, "siiiih", path, n[0], n[1], n[2], n[3], hash));
    }
    sqlite3_reset(row);
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

static int find_places(Merge *m, uint32_t source)
{
    sqlite3_stmt *row;
    int code;
    Source *s = &m->sources[source];
    TRY(store_query(s->store, "places", &row, m->why, ""));
    while (!(code = store_step(s->store, row, m->why))) {
        int64_t run = sqlite3_column_int64(row, 1);
        Place place = {run > 0 && run <= s->most_run ? s->runs[run] : INT64_MAX, sqlite3_column_int64(row, 2), sqlite3_column_int64(row, 0), source};
        LIST_ADD(&m->arena, m->places, place);
    }
    sqlite3_reset(row);
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

/* By run and turn; stories that no batch kept come after, store by store. */
static int by_place(const void *x, const void *y)
{
    const Place *a = x, *b = y;
    if (a->run != b->run) return a->run < b->run ? -1 : 1;
    if (a->run != INT64_MAX && a->turn != b->turn) return a->turn < b->turn ? -1 : 1;
    if (a->source != b->source) return a->source < b->source ? -1 : 1;
    return a->id < b->id ? -1 : a->id > b->id;
}

static int open_source(Merge *m, const char *path)
{
    Source *s = &m->sources[m->count];
    TRY(arrian_store_open(path, false, &s->store, m->why));
    m->count++;
    s->most_word = ask(s->store, "SELECT max(id) FROM words");
    if (s->most_word < 0 || s->most_word > INT32_MAX)
        return error_at(m->why, ARRIAN_BROKEN, path, ARRIAN_NONE64, "its words have impossible numbers; see arrian verify");
    s->words = NEW(&m->arena, int64_t, s->most_word + 1);
    s->most_sort = ask(s->store, "SELECT max(id) FROM sorts");
    if (s->most_sort < 0 || s->most_sort > INT32_MAX)
        return error_at(m->why, ARRIAN_BROKEN, path, ARRIAN_NONE64, "its sorts have impossible numbers; see arrian verify");
    s->sorts = NEW(&m->arena, int64_t, s->most_sort + 1);
    for (int t = 0; t < TABLES; t++) TRY(open_copy(m, s, t));
    TRY(take_runs(m, s));
    return find_places(m, (uint32_t)m->count - 1);
}

/* The decisions that the stories of each were kept by, once where two have the same. */
static int take_decisions(Merge *m)
{
    ArrianSlice all = {0};
    for (size_t i = 0; i < m->count; i++) {
        sqlite3_stmt *row;
        TRY(store_query(m->sources[i].store, "about_of", &row, m->why, "s", "review"));
        int code = store_step(m->sources[i].store, row, m->why);
        ArrianSlice own = code ? (ArrianSlice){0} : store_text(row, 0);
        if (own.length && !(all.length && memmem(all.at, all.length, own.at, own.length))) {
            char *joined = arena_take(&m->arena, (size_t)all.length + own.length + 1);
            if (all.length) memcpy(joined, all.at, all.length);
            memcpy(joined + all.length, own.at, own.length);
            joined[all.length + own.length] = '\n';
            all = (ArrianSlice){joined, all.length + own.length + 1};
        }
        sqlite3_reset(row);
        if (code && code != ARRIAN_NOTHING) return code;
    }
    return all.length ? store_do(m->into, "put_about", m->why, "st", "review", all) : ARRIAN_OK;
}

static int put_last(Merge *m)
{
    static const char *const kinds[STORE_LAST] = {"packed_documents", "packed_ignored", "packed_sentences", "packed_entities", "packed_names",
                                                  "packed_times", "packed_quantities", "packed_quotes", "packed_claims", "packed_passages",
                                                  "packed_relays", "origins", "packed_accords", "packed_stories"};
    int64_t last[STORE_LAST];
    for (int i = 0; i < STORE_LAST; i++) last[i] = m->next[table_of(kinds[i])] - 1;
    return store_put_last(m->into, last, m->why);
}

static int merge(Merge *m, const char *const *paths, size_t count)
{
    if (count > MOST_STORES) return error_at(m->why, ARRIAN_LIMIT, NULL, ARRIAN_NONE64, "more than %d stores; merge some first", MOST_STORES);
    m->sources = NEW(&m->arena, Source, count);
    for (int t = 0; t <= TABLES; t++) m->next[t] = 1;
    for (size_t i = 0; i < count; i++) TRY(open_source(m, paths[i]));
    for (size_t i = 0; i < count; i++) TRY(check_shards(m, &m->sources[i]));
    uint64_t files = 0;
    const char *first = NULL;
    for (size_t i = 0; i < count; i++) TRY(check_copies(m, &m->sources[i], &files, &first));
    for (size_t i = 0; i < count; i++) TRY(take_intake(m, &m->sources[i]));
    if (m->places.count) qsort(m->places.at, m->places.count, sizeof *m->places.at, by_place);
    for (uint32_t i = 0; i < m->places.count; i++) TRY(copy_story(m, &m->places.at[i]));
    TRY(take_decisions(m));
    return put_last(m);
}

static void close_sources(Merge *m)
{
    for (size_t i = 0; i < m->count; i++) {
        for (int t = 0; t < TABLES; t++) {
            sqlite3_finalize(m->sources[i].copies[t].from);
            sqlite3_finalize(m->sources[i].copies[t].into);
        }
        arrian_store_close(m->sources[i].store);
    }
    arena_end(&m->arena);
}

int arrian_store_merge(ArrianStore *store, const char *const *paths, size_t count, uint64_t *ret_stories, uint64_t *ret_doubles,
                       ArrianError *why)
{
    jmp_buf trap;
    Merge m = {.into = store, .why = why};
    *ret_stories = *ret_doubles = 0;
    TRY(store_execute(store, "BEGIN IMMEDIATE", why));
    int code;
    m.arena.trap = store->known.arena.trap = store->known_sorts.arena.trap = &trap;
    if (setjmp(trap)) code = error_at(why, ARRIAN_MEMORY, store->path, ARRIAN_NONE64, "no memory to merge %zu stores", count);
    else code = merge(&m, paths, count);
    store->known.arena.trap = store->known_sorts.arena.trap = NULL;
    close_sources(&m);
    *ret_stories = m.stories, *ret_doubles = m.doubles;
    return store_commit(store, code, why);
}

/* index.c: rows of a store -> an FTS5 table in memory -> results and facets.
 *     four battal* -> "four" AND "battal"* ; nothing of the query language gets through: every word stands in quotes */
#include "serve/index.h"
#include "base/error.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 12, WORDS = 2, STATES = 6, MATCH = 4096, FACETS = 24 };
static const char schema[] =
    "CREATE VIRTUAL TABLE words USING fts5(text, around, tokenize = 'unicode61 remove_diacritics 2');"
    "CREATE TABLE facts (row INTEGER PRIMARY KEY, id TEXT, kind TEXT, act TEXT, stance TEXT, states TEXT, outlet TEXT, "
    "report TEXT, story TEXT, published TEXT, verdict TEXT);"
    "CREATE TABLE states (row INTEGER, state TEXT, PRIMARY KEY (row, state)) WITHOUT ROWID;"
    "CREATE TABLE hits (row INTEGER PRIMARY KEY, turn REAL); BEGIN";

#define FILTERED                                                                                                       \
    " (?2 = '' OR f.kind = ?2) AND (?3 = '' OR f.act = ?3) AND (?4 = '' OR f.stance = ?4) AND (?5 = '' OR EXISTS "     \
    "(SELECT 1 FROM states s WHERE s.row = f.row AND s.state = ?5)) AND (?6 = '' OR f.outlet = ?6) AND (?7 = '' OR "   \
    "f.story = ?7) AND (?8 = '' OR f.verdict = ?8)"
#define FACET(column)                                                                                                  \
    "SELECT f." column " AS value, count(*) AS count FROM hits h JOIN facts f ON f.row = h.row WHERE f." column        \
    " IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"

static int prepare(ServeIndex *index)
{
    const struct {
        sqlite3_stmt **at;
        const char *sql;
    } all[] = {
        {&index->clear, "DELETE FROM hits"},
        {&index->match, "INSERT INTO hits SELECT f.row, w.rank FROM words w CROSS JOIN facts f ON f.row = w.rowid "
                        "WHERE words MATCH ?1 AND" FILTERED},
        {&index->all, "INSERT INTO hits SELECT f.row, 0 FROM facts f WHERE" FILTERED},
        {&index->page, "SELECT f.id, f.kind, w.text, CASE WHEN w.around <> w.text THEN w.around END AS around, f.act, "
                       "f.stance, f.verdict, f.outlet, f.published, f.report, f.story FROM (SELECT row, turn FROM hits "
                       "ORDER BY turn, row LIMIT ?1 OFFSET ?2) h JOIN facts f ON f.row = h.row JOIN words w ON "
                       "w.rowid = h.row ORDER BY h.turn, h.row"},
        {&index->facet[0], FACET("kind")},
        {&index->facet[1], FACET("act")},
        {&index->facet[2], FACET("stance")},
        {&index->facet[3], "SELECT s.state AS value, count(*) AS count FROM hits h JOIN states s ON s.row = h.row "
                           "GROUP BY 1 ORDER BY 2 DESC, 1"},
        {&index->facet[4], FACET("outlet")},
        {&index->facet[5], FACET("story")},
        {&index->facet[6], FACET("verdict")}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        int code = sqlite3_prepare_v3(index->base, all[i].sql, -1, SQLITE_PREPARE_PERSISTENT, all[i].at, NULL);
        if (code) return code;
    }
    return SQLITE_OK;
}

/* "LVA,LTU" -> two rows of states */
static int put_states(sqlite3_stmt *put, sqlite3_int64 row, const char *states)
{
    while (states && *states) {
        size_t length = strcspn(states, ",");
        sqlite3_bind_int64(put, 1, row);
        sqlite3_bind_text(put, 2, states, (int)length, SQLITE_STATIC);
        int code = sqlite3_step(put);
        sqlite3_reset(put);
        if (code != SQLITE_DONE) return code;
        states += length + (states[length] != 0);
    }
    return SQLITE_OK;
}

/* The statements that fill an index. */
typedef struct Fill {
    sqlite3_stmt *words, *facts, *state;
} Fill;

static int copy_row(ServeIndex *index, sqlite3_stmt *from, const Fill *fill)
{
    for (int c = 0; c < WORDS; c++) sqlite3_bind_value(fill->words, c + 1, sqlite3_column_value(from, c));
    int code = sqlite3_step(fill->words);
    sqlite3_reset(fill->words);
    if (code != SQLITE_DONE) return code;
    sqlite3_int64 row = sqlite3_last_insert_rowid(index->base);
    sqlite3_bind_int64(fill->facts, 1, row);
    for (int c = WORDS; c < COLUMNS; c++) sqlite3_bind_value(fill->facts, c, sqlite3_column_value(from, c));
    code = sqlite3_step(fill->facts);
    sqlite3_reset(fill->facts);
    if (code != SQLITE_DONE) return code;
    return put_states(fill->state, row, (const char *)sqlite3_column_text(from, STATES));
}

static int begin_fill(ServeIndex *index, Fill *fill)
{
    int code = sqlite3_exec(index->base, schema, NULL, NULL, NULL);
    if (!code) code = sqlite3_prepare_v2(index->base, "INSERT INTO words VALUES (?, ?)", -1, &fill->words, NULL);
    if (!code)
        code =
            sqlite3_prepare_v2(index->base, "INSERT INTO facts VALUES (?,?,?,?,?,?,?,?,?,?,?)", -1, &fill->facts, NULL);
    if (!code) code = sqlite3_prepare_v2(index->base, "INSERT INTO states VALUES (?, ?)", -1, &fill->state, NULL);
    return code;
}

static int fill_index(ServeIndex *index, ArrianStore *store, ArrianError *why)
{
    Fill fill = {0};
    sqlite3_stmt *from = NULL;
    int code = begin_fill(index, &fill), step = store_query(store, "serve_rows", &from, why, "");
    while (!code && !step && !(step = store_step(store, from, why))) code = copy_row(index, from, &fill);
    sqlite3_reset(from);
    sqlite3_finalize(fill.words);
    sqlite3_finalize(fill.facts);
    sqlite3_finalize(fill.state);
    if (step != ARRIAN_OK && step != ARRIAN_NOTHING) return step;
    if (!code) code = sqlite3_exec(index->base, "COMMIT", NULL, NULL, NULL);
    if (!code) code = prepare(index);
    return code ? error_at(why, ARRIAN_SYSTEM, store->path, ARRIAN_NONE64, "its words cannot be made searchable: %s",
                           sqlite3_errmsg(index->base))
                : ARRIAN_OK;
}

int index_open(ServeIndex *index, ArrianStore *store, ArrianError *why)
{
    *index = (ServeIndex){0};
    if (sqlite3_open_v2(":memory:", &index->base, SQLITE_OPEN_READWRITE, NULL))
        return error_at(why, ARRIAN_MEMORY, store->path, ARRIAN_NONE64, "no memory for its words");
    int code = fill_index(index, store, why);
    if (code) index_close(index);
    return code;
}

void index_close(ServeIndex *index)
{
    sqlite3_finalize(index->clear);
    sqlite3_finalize(index->match);
    sqlite3_finalize(index->all);
    sqlite3_finalize(index->page);
    for (int i = 0; i < SERVE_FILTERS; i++) sqlite3_finalize(index->facet[i]);
    sqlite3_close(index->base);
    *index = (ServeIndex){0};
}

/* Words -> an FTS5 expression; false where there is none. */
static bool match_of(const char *q, char ret[MATCH])
{
    size_t length = 0;
    int words = 0;
    while (*q && words < SERVE_WORDS) {
        while (*q == ' ') q++;
        size_t end = strcspn(q, " ");
        if (!end) break;
        bool prefix = end > 1 && q[end - 1] == '*';
        if (length + end + 8 >= MATCH) break;
        length += (size_t)sprintf(ret + length, "%s\"", words ? " AND " : "");
        for (size_t i = 0; i < end - prefix; i++)
            if (q[i] != '"') ret[length++] = q[i];
        length += (size_t)sprintf(ret + length, "\"%s", prefix ? "*" : "");
        words++;
        q += end;
    }
    return words > 0;
}

static int run(sqlite3_stmt *statement)
{
    int code = sqlite3_step(statement);
    sqlite3_reset(statement);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* Which rows the search finds, and in what turn. */
static int find_hits(ServeIndex *index, View *view)
{
    char match[MATCH];
    const ServeRequest *r = view->request;
    bool words = match_of(r->q, match);
    sqlite3_stmt *statement = words ? index->match : index->all;
    int code = run(index->clear);
    if (code) return code;
    sqlite3_clear_bindings(statement);
    if (words) sqlite3_bind_text(statement, 1, match, -1, SQLITE_STATIC);
    for (int i = 0; i < SERVE_FILTERS; i++) sqlite3_bind_text(statement, 2 + i, r->filters[i], -1, SQLITE_STATIC);
    code = run(statement);
    if (!code) view->total = sqlite3_changes64(index->base);
    return code;
}

int index_search(ServeIndex *index, View *view)
{
    const ServeRequest *r = view->request;
    int code = find_hits(index, view);
    if (code) return code;
    sqlite3_bind_int(index->page, 1, SERVE_ROWS);
    sqlite3_bind_int(index->page, 2, (r->page - 1) * SERVE_ROWS);
    code = view_add(view, "results", false, index->page, SERVE_ROWS);
    sqlite3_reset(index->page);
    view->more = view->total > (int64_t)r->page * SERVE_ROWS && r->page < SERVE_PAGES;
    for (int i = 0; !code && i < SERVE_FILTERS; i++) {
        code = view_add(view, serve_filters[i], false, index->facet[i], FACETS);
        sqlite3_reset(index->facet[i]);
    }
    return code;
}

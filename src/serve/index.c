/* index.c: rows of a store -> an FTS5 table in memory -> results and facets.
 *     four battal* -> "four" AND "battal"* ; nothing of the query language gets through: every word stands in quotes */
#include "serve/index.h"
#include "base/error.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 12, STATES = 6, MATCH = 4096, FACETS = 24 };
static const char schema[] =
    "CREATE VIRTUAL TABLE rows USING fts5(text, around, id UNINDEXED, kind UNINDEXED, act UNINDEXED, stance UNINDEXED, "
    "states UNINDEXED, outlet UNINDEXED, report UNINDEXED, story UNINDEXED, published UNINDEXED, verdict UNINDEXED, "
    "tokenize = 'unicode61 remove_diacritics 2'); CREATE TABLE states (row INTEGER, state TEXT); BEGIN";
static const char finish[] = "COMMIT; CREATE INDEX states_row ON states (row, state)";

#define FILTERED                                                                                                       \
    " (?2 = '' OR r.kind = ?2) AND (?3 = '' OR r.act = ?3) AND (?4 = '' OR r.stance = ?4) AND (?5 = '' OR EXISTS "     \
    "(SELECT 1 FROM states s WHERE s.row = r.rowid AND s.state = ?5)) AND (?6 = '' OR r.outlet = ?6) AND (?7 = '' OR " \
    "r.story = ?7) AND (?8 = '' OR r.verdict = ?8)"
#define WITH_WORDS " FROM rows r WHERE rows MATCH ?1 AND" FILTERED
#define WITHOUT " FROM rows r WHERE" FILTERED
#define FOUND                                                                                                          \
    "SELECT r.id, r.kind, r.text, CASE WHEN r.around <> r.text THEN r.around END AS around, r.act, r.stance, "         \
    "r.verdict, r.outlet, r.published, r.report, r.story"
#define FACET(column, from)                                                                                            \
    "SELECT " column ", count(*)" from " AND " column " IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
#define STATE_FACET(from)                                                                                              \
    "SELECT f.state, count(*) FROM states f WHERE f.row IN (SELECT r.rowid" from ") GROUP BY 1 ORDER BY 2 DESC, 1"

static int prepare(ServeIndex *index)
{
    const struct {
        sqlite3_stmt **at;
        const char *sql;
    } all[] = {{&index->find, FOUND WITH_WORDS " ORDER BY rank, r.rowid LIMIT ?10 OFFSET ?9"},
               {&index->all, FOUND WITHOUT " ORDER BY r.rowid LIMIT ?10 OFFSET ?9"},
               {&index->count, "SELECT count(*)" WITH_WORDS},
               {&index->count_all, "SELECT count(*)" WITHOUT},
               {&index->facet[0], FACET("r.kind", WITH_WORDS)},
               {&index->facet[1], FACET("r.act", WITH_WORDS)},
               {&index->facet[2], FACET("r.stance", WITH_WORDS)},
               {&index->facet[3], STATE_FACET(WITH_WORDS)},
               {&index->facet[4], FACET("r.outlet", WITH_WORDS)},
               {&index->facet[5], FACET("r.story", WITH_WORDS)},
               {&index->facet[6], FACET("r.verdict", WITH_WORDS)},
               {&index->facet_all[0], FACET("r.kind", WITHOUT)},
               {&index->facet_all[1], FACET("r.act", WITHOUT)},
               {&index->facet_all[2], FACET("r.stance", WITHOUT)},
               {&index->facet_all[3], STATE_FACET(WITHOUT)},
               {&index->facet_all[4], FACET("r.outlet", WITHOUT)},
               {&index->facet_all[5], FACET("r.story", WITHOUT)},
               {&index->facet_all[6], FACET("r.verdict", WITHOUT)}};
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

static int copy_row(ServeIndex *index, sqlite3_stmt *from, sqlite3_stmt *put, sqlite3_stmt *state)
{
    for (int c = 0; c < COLUMNS; c++) sqlite3_bind_value(put, c + 1, sqlite3_column_value(from, c));
    int code = sqlite3_step(put);
    sqlite3_reset(put);
    if (code != SQLITE_DONE) return code;
    return put_states(state, sqlite3_last_insert_rowid(index->base), (const char *)sqlite3_column_text(from, STATES));
}

static int fill(ServeIndex *index, ArrianStore *store, ArrianError *why)
{
    sqlite3_stmt *from, *put = NULL, *state = NULL;
    int code = sqlite3_exec(index->base, schema, NULL, NULL, NULL);
    if (!code)
        code = sqlite3_prepare_v2(index->base, "INSERT INTO rows VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", -1, &put, NULL);
    if (!code) code = sqlite3_prepare_v2(index->base, "INSERT INTO states VALUES (?, ?)", -1, &state, NULL);
    int step = store_query(store, "serve_rows", &from, why, "");
    while (!code && !step && !(step = store_step(store, from, why))) code = copy_row(index, from, put, state);
    if (step != ARRIAN_OK && step != ARRIAN_NOTHING) code = code ? code : -1;
    sqlite3_finalize(put);
    sqlite3_finalize(state);
    sqlite3_reset(from);
    if (!code) code = sqlite3_exec(index->base, finish, NULL, NULL, NULL);
    if (!code) code = prepare(index);
    if (code == -1) return step;
    return code ? error_at(why, ARRIAN_SYSTEM, store->path, ARRIAN_NONE64, "its words cannot be made searchable: %s",
                           sqlite3_errmsg(index->base))
                : ARRIAN_OK;
}

int index_open(ServeIndex *index, ArrianStore *store, ArrianError *why)
{
    *index = (ServeIndex){0};
    if (sqlite3_open_v2(":memory:", &index->base, SQLITE_OPEN_READWRITE, NULL))
        return error_at(why, ARRIAN_MEMORY, store->path, ARRIAN_NONE64, "no memory for its words");
    int code = fill(index, store, why);
    if (code) index_close(index);
    return code;
}

void index_close(ServeIndex *index)
{
    sqlite3_finalize(index->find);
    sqlite3_finalize(index->all);
    sqlite3_finalize(index->count);
    sqlite3_finalize(index->count_all);
    for (int i = 0; i < SERVE_FILTERS; i++) sqlite3_finalize(index->facet[i]), sqlite3_finalize(index->facet_all[i]);
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

static void bind(sqlite3_stmt *statement, const ServeRequest *r, const char *match)
{
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    if (match) sqlite3_bind_text(statement, 1, match, -1, SQLITE_STATIC);
    for (int i = 0; i < SERVE_FILTERS; i++) sqlite3_bind_text(statement, 2 + i, r->filters[i], -1, SQLITE_STATIC);
}

static int add_facets(ServeIndex *index, View *view, const char *match)
{
    for (int i = 0; i < SERVE_FILTERS; i++) {
        sqlite3_stmt *statement = match ? index->facet[i] : index->facet_all[i];
        bind(statement, view->request, match);
        int code = view_add(view, serve_filters[i], false, statement, FACETS);
        sqlite3_reset(statement);
        if (code) return code;
        ViewSection *facet = view->sections.count ? &view->sections.at[view->sections.count - 1] : NULL;
        if (facet && !strcmp(facet->name, serve_filters[i])) facet->names[0] = "value", facet->names[1] = "count";
    }
    return SQLITE_OK;
}

int index_search(ServeIndex *index, View *view)
{
    char match[MATCH];
    const ServeRequest *r = view->request;
    const char *words = match_of(r->q, match) ? match : NULL;
    sqlite3_stmt *count = words ? index->count : index->count_all, *find = words ? index->find : index->all;
    bind(count, r, words);
    int code = sqlite3_step(count);
    if (code == SQLITE_ROW) view->total = sqlite3_column_int64(count, 0);
    sqlite3_reset(count);
    if (code != SQLITE_ROW) return code;
    bind(find, r, words);
    sqlite3_bind_int(find, 9, (r->page - 1) * SERVE_ROWS);
    sqlite3_bind_int(find, 10, SERVE_ROWS);
    code = view_add(view, "results", false, find, SERVE_ROWS);
    sqlite3_reset(find);
    view->more = view->total > (int64_t)r->page * SERVE_ROWS && r->page < SERVE_PAGES;
    return code ? code : add_facets(index, view, words);
}

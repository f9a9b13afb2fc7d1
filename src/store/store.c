/* store.c: an SQLite file that may be anyone's -> a store we can trust, or an error that says why not.
 * The journal is the plain rollback one: a store stays one file that can be copied, and a killed run leaves it as it
 * was. */
#include "store/store.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/lexicon.h"
#include "store/pattern.h"
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int store_fail(const ArrianStore *store, ArrianError *why, const char *doing)
{
    int code = store->base ? sqlite3_errcode(store->base) & 0xFF : SQLITE_NOMEM;
    const char *says = store->base ? sqlite3_errmsg(store->base) : "no memory";
    const char *path = store->path;
    if (code == SQLITE_NOTADB)
        return error_at(why, ARRIAN_INPUT, path, 0,
                        "not a store: it is no SQLite file; name one that `arrian collate --store` made");
    if (code == SQLITE_CORRUPT)
        return error_at(why, ARRIAN_BROKEN, path, ARRIAN_NONE64,
                        "the store is damaged (%s while %s); take a copy that is whole, or make it again", says, doing);
    if (code == SQLITE_FULL)
        return error_at(why, ARRIAN_SYSTEM, path, ARRIAN_NONE64,
                        "no room left while %s; the store is as it was before; make room and run again", doing);
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        return error_at(why, ARRIAN_SYSTEM, path, ARRIAN_NONE64,
                        "another program is writing it; wait until it is done and run again");
    if (code == SQLITE_NOMEM) return error_at(why, ARRIAN_MEMORY, path, ARRIAN_NONE64, "no memory while %s", doing);
    if (code == SQLITE_CANTOPEN || code == SQLITE_READONLY || code == SQLITE_PERM)
        return error_at(why, ARRIAN_SYSTEM, path, ARRIAN_NONE64, "cannot be %s: %s; check its folder and permissions",
                        code == SQLITE_CANTOPEN ? "opened" : "written", says);
    return error_at(why, ARRIAN_SYSTEM, path, ARRIAN_NONE64, "%s while %s", says, doing);
}

/* What a rollback took away is not remembered either. */
static void store_forget(ArrianStore *store)
{
    table_end(&store->known);
    table_end(&store->known_sorts);
    memset(&store->number, 0, sizeof store->number);
    memset(&store->sort_number, 0, sizeof store->sort_number);
}

int store_commit(ArrianStore *store, int code, ArrianError *why)
{
    if (!code) code = store_execute(store, "COMMIT", why);
    if (code) {
        sqlite3_exec(store->base, "ROLLBACK", NULL, NULL, NULL);
        store_forget(store);
    }
    return code;
}

int store_execute(ArrianStore *store, const char *sql, ArrianError *why)
{
    return sqlite3_exec(store->base, sql, NULL, NULL, NULL) ? store_fail(store, why, "working on it") : ARRIAN_OK;
}

static int load_sql(ArrianStore *store, const char *name, char **ret_sql, ArrianError *why)
{
    const char *bytes;
    size_t size;
    TRY(data_load(&store->arena, NULL, name, &bytes, &size, why));
    *ret_sql = arena_copy(&store->arena, bytes, size);
    return ARRIAN_OK;
}

/* "-- name: put_name\nINSERT ..." -> queries, each ending where the next name stands */
static int load_queries(ArrianStore *store, ArrianError *why)
{
    const char mark[] = "-- name: ";
    char *schema, *at;
    Patterns patterns = {.arena = &store->arena};
    TRY(load_sql(store, "schema.sql", &schema, why));
    TRY(load_sql(store, "queries.sql", &at, why));
    pattern_read(&patterns, schema);
    pattern_read(&patterns, at);
    at = strstr(at, mark);
    while (at && store->count < STORE_QUERIES) {
        char *name = at + strlen(mark), *line = strchr(name, '\n'), *next = line ? strstr(line, mark) : NULL;
        if (!line) break;
        *line = 0;
        if (next) next[-1] = 0;
        store->queries[store->count++] = (StoreQuery){.name = name, .sql = strchr(line + 1, '@') ? pattern_write(&patterns, line + 1) : line + 1};
        at = next;
    }
    return ARRIAN_OK;
}

static StoreQuery *find_query(ArrianStore *store, const char *name)
{
    for (uint32_t i = 0; i < store->count; i++) { /* rows of one kind come in a row: it is most often the last one or the next */
        uint32_t at = (store->last_query + i) % store->count;
        if (!strcmp(store->queries[at].name, name)) return &store->queries[store->last_query = at];
    }
    return NULL;
}

static int prepare(ArrianStore *store, const char *name, sqlite3_stmt **ret, ArrianError *why)
{
    StoreQuery *query = find_query(store, name);
    if (!query)
        return error_at(why, ARRIAN_INPUT, "queries.sql", ARRIAN_NONE64, "no statement is named \"%.40s\"", name);
    if (!query->statement &&
        sqlite3_prepare_v3(store->base, query->sql, -1, SQLITE_PREPARE_PERSISTENT, &query->statement, NULL))
        return store_fail(store, why, name);
    sqlite3_reset(query->statement);
    sqlite3_clear_bindings(query->statement);
    *ret = query->statement;
    return ARRIAN_OK;
}

uint64_t seal_of(uint64_t start, uint64_t stop, ArrianSlice words)
{
    return hash_bytes(words.at ? words.at : "", words.length, hash_mix(start, stop));
}

int store_word(ArrianStore *store, ArrianSlice word, int64_t *ret, ArrianError *why)
{
    sqlite3_stmt *row;
    uint32_t known = table_find(&store->known, word.at, word.length);
    if (known) return *ret = store->number.at[known], ARRIAN_OK;
    TRY(store_query(store, "find_word", &row, why, "t", word));
    int code = store_step(store, row, why);
    if (!code) *ret = sqlite3_column_int64(row, 0);
    sqlite3_reset(row);
    if (code == ARRIAN_NOTHING) {
        TRY(store_do(store, "put_word", why, "t", word));
        *ret = sqlite3_last_insert_rowid(store->base);
    } else if (code) {
        return code;
    }
    if (store->known.words.count >= STORE_WORDS) store_forget(store);
    known = table_add(&store->known, word.at, word.length);
    while (store->number.count <= known) LIST_ADD(&store->known.arena, store->number, *ret);
    return ARRIAN_OK;
}

int store_sort(ArrianStore *store, const int64_t words[STORE_SORT], int64_t *ret, ArrianError *why)
{
    sqlite3_stmt *row;
    uint32_t known = table_find(&store->known_sorts, (const char *)words, STORE_SORT * sizeof *words);
    if (known) return *ret = store->sort_number.at[known], ARRIAN_OK;
    int64_t w[STORE_SORT];
    *ret = 0;
    for (int i = 0; i < STORE_SORT; i++) w[i] = words[i] ? words[i] : -1, *ret |= words[i];
    if (!*ret) return ARRIAN_OK;
    TRY(store_query(store, "find_sort", &row, why, "IIII", w[0], w[1], w[2], w[3]));
    int code = store_step(store, row, why);
    if (!code) *ret = sqlite3_column_int64(row, 0);
    sqlite3_reset(row);
    if (code == ARRIAN_NOTHING) {
        TRY(store_do(store, "put_sort", why, "IIII", w[0], w[1], w[2], w[3]));
        *ret = sqlite3_last_insert_rowid(store->base);
    } else if (code) {
        return code;
    }
    if (store->known_sorts.words.count >= STORE_WORDS) store_forget(store);
    known = table_add(&store->known_sorts, (const char *)words, STORE_SORT * sizeof *words);
    while (store->sort_number.count <= known) LIST_ADD(&store->known_sorts.arena, store->sort_number, *ret);
    return ARRIAN_OK;
}

/* Values live until the step, in the document: SQLite need not copy them. */
static void bind_slice(sqlite3_stmt *statement, int place, ArrianSlice slice)
{
    if (slice.length) sqlite3_bind_text(statement, place, slice.at, (int)slice.length, SQLITE_STATIC);
}

void store_seal(ArrianStore *store, const ArrianDocument *d, ArrianSpan span)
{
    ArrianSpan received = arrian_received(d, span);
    store->seal += seal_of(received.start, received.end, arrian_words(d, span));
}

int store_stretch(ArrianStore *store, const ArrianDocument *d, ArrianSpan span, ArrianError *why)
{
    ArrianSpan received = arrian_received(d, span);
    ArrianSlice words = arrian_words(d, span), bytes = arrian_received_bytes(d);
    uint32_t length = received.end - received.start, row = 0;
    store_seal(store, d, span);
    if (bytes.length <= STORE_PLAIN && length == words.length && !memcmp(bytes.at + received.start, words.at, length))
        return ARRIAN_OK;
    map_get(store->rows, (uint64_t)(uintptr_t)d, &row);
    return store_do(store, "put_spelt", why, "iiit", store->first_row + row, (int64_t)received.start, (int64_t)length, words);
}

int store_put_last(ArrianStore *store, const int64_t last[STORE_LAST], ArrianError *why)
{
    sqlite3_stmt *statement;
    TRY(store_query(store, "put_last_ids", &statement, why, ""));
    for (int i = 0; i < STORE_LAST; i++) sqlite3_bind_int64(statement, i + 1, last[i]);
    int code = store_step(store, statement, why);
    sqlite3_reset(statement);
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

static int bind_words(ArrianStore *store, sqlite3_stmt *statement, int *at, const ArrianDocument *d, ArrianSpan span,
                      int64_t from, ArrianError *why)
{
    int place = *at;
    *at += 2;
    if (span_empty(span)) return ARRIAN_OK;
    ArrianSpan received = arrian_received(d, span);
    sqlite3_bind_int64(statement, place, received.start - from);
    sqlite3_bind_int64(statement, place + 1, received.end - received.start);
    return store_stretch(store, d, span, why);
}

static int bind_number(ArrianStore *store, sqlite3_stmt *statement, int place, ArrianSlice word, ArrianError *why)
{
    int64_t number;
    if (!word.length) return ARRIAN_OK;
    TRY(store_word(store, word, &number, why));
    sqlite3_bind_int64(statement, place, number);
    return ARRIAN_OK;
}

static int bind_sort(ArrianStore *store, sqlite3_stmt *statement, int place, const ArrianSlice *word, ArrianError *why)
{
    int64_t number[STORE_SORT] = {0}, sort;
    for (int i = 0; i < STORE_SORT; i++)
        if (word[i].length) TRY(store_word(store, word[i], &number[i], why));
    TRY(store_sort(store, number, &sort, why));
    if (sort) sqlite3_bind_int64(statement, place, sort);
    return ARRIAN_OK;
}

/* "5d41..." -> the bytes */
static void bind_digits(sqlite3_stmt *statement, int place, const char *digits)
{
    unsigned char bytes[32];
    int size = 0;
    for (unsigned byte; size < 32 && sscanf(digits + 2 * size, "%2x", &byte) == 1; size++) bytes[size] = (unsigned char)byte;
    sqlite3_bind_blob(statement, place, bytes, size, SQLITE_TRANSIENT);
}

static int bind_one(ArrianStore *store, sqlite3_stmt *statement, char kind, int *at, va_list *values, ArrianError *why)
{
    if (kind == 'w' || kind == 'v') {
        const ArrianDocument *d = va_arg(*values, const ArrianDocument *);
        ArrianSpan span = va_arg(*values, ArrianSpan);
        int64_t from = kind == 'v' ? arrian_received(d, va_arg(*values, ArrianSpan)).start : 0;
        return bind_words(store, statement, at, d, span, from, why);
    }
    int place = (*at)++;
    if (kind == 'm') return bind_sort(store, statement, place, va_arg(*values, const ArrianSlice *), why);
    if (kind == 'd') {
        sqlite3_bind_double(statement, place, va_arg(*values, double));
    } else if (kind == 's' || kind == 'k' || kind == 'h') {
        const char *text = va_arg(*values, const char *);
        if (!text || !*text) return ARRIAN_OK;
        if (kind == 'k') return bind_number(store, statement, place, (ArrianSlice){text, (uint32_t)strlen(text)}, why);
        if (kind == 'h') bind_digits(statement, place, text);
        else sqlite3_bind_text(statement, place, text, -1, SQLITE_TRANSIENT);
    } else if (kind == 't' || kind == 'b' || kind == 'K') {
        ArrianSlice slice = va_arg(*values, ArrianSlice);
        if (kind == 'K') return bind_number(store, statement, place, slice, why);
        if (kind == 'b') sqlite3_bind_blob(statement, place, slice.at, (int)slice.length, SQLITE_STATIC);
        else bind_slice(statement, place, slice);
    } else {
        int64_t number = va_arg(*values, int64_t);
        if (kind == 'i' || number >= 0) sqlite3_bind_int64(statement, place, number);
    }
    return ARRIAN_OK;
}

static int query_list(ArrianStore *store, const char *name, sqlite3_stmt **ret, ArrianError *why, const char *kinds,
                      va_list *values)
{
    TRY(prepare(store, name, ret, why));
    int at = 1;
    for (; *kinds; kinds++) TRY(bind_one(store, *ret, *kinds, &at, values, why));
    return ARRIAN_OK;
}

int store_query(ArrianStore *store, const char *name, sqlite3_stmt **ret, ArrianError *why, const char *kinds, ...)
{
    va_list values;
    va_start(values, kinds);
    int code = query_list(store, name, ret, why, kinds, &values);
    va_end(values);
    return code;
}

int store_do(ArrianStore *store, const char *name, ArrianError *why, const char *kinds, ...)
{
    va_list values;
    sqlite3_stmt *statement;
    va_start(values, kinds);
    int code = query_list(store, name, &statement, why, kinds, &values);
    va_end(values);
    if (code) return code;
    code = store_step(store, statement, why);
    sqlite3_reset(statement);
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

int store_step(ArrianStore *store, sqlite3_stmt *statement, ArrianError *why)
{
    int code = sqlite3_step(statement);
    return code == SQLITE_ROW ? ARRIAN_OK : code == SQLITE_DONE ? ARRIAN_NOTHING : store_fail(store, why, "reading it");
}

int store_count(ArrianStore *store, size_t *ret_count, ArrianError *why)
{
    sqlite3_stmt *row;
    *ret_count = 0;
    TRY(store_query(store, "count_documents", &row, why, ""));
    int code = store_step(store, row, why);
    if (!code) *ret_count = (size_t)sqlite3_column_int64(row, 0);
    sqlite3_reset(row);
    return code;
}

int store_is_alike(ArrianStore *store, bool *ret_alike, ArrianError *why)
{
    sqlite3_stmt *row;
    TRY(store_query(store, "is_alike", &row, why, ""));
    int code = store_step(store, row, why);
    if (!code) *ret_alike = sqlite3_column_int(row, 0);
    sqlite3_reset(row);
    return code;
}

ArrianSlice store_text(sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    return (ArrianSlice){text, (uint32_t)sqlite3_column_bytes(statement, column)};
}

static int64_t ask_number(ArrianStore *store, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    int64_t number = -1;
    if (!sqlite3_prepare_v2(store->base, sql, -1, &statement, NULL) && sqlite3_step(statement) == SQLITE_ROW)
        number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return number;
}

static int make_schema(ArrianStore *store, ArrianError *why)
{
    char *sql;
    Patterns patterns = {.arena = &store->arena};
    TRY(load_sql(store, "schema.sql", &sql, why));
    pattern_read(&patterns, sql);
    const char *schema = pattern_write(&patterns, sql);
    /* the size of its pages can be set before the first alone, outside a transaction */
    TRY(store_execute(store, "PRAGMA page_size = 1024; BEGIN IMMEDIATE", why));
    int code = store_execute(store, schema, why);
    if (!code)
        code = store_execute(store,
                             arena_print(&store->arena,
                                         "INSERT INTO about VALUES ('made_by', 'arrian %s'), ('spans', '[start, stop) "
                                         "in bytes of the report as received'); PRAGMA application_id = %d; PRAGMA "
                                         "user_version = %d; COMMIT",
                                         ARRIAN_VERSION, STORE_APPLICATION, STORE_VERSION),
                             why);
    if (code) sqlite3_exec(store->base, "ROLLBACK", NULL, NULL, NULL);
    return code;
}

int arrian_store_expect(ArrianStore *store, uint64_t bytes, ArrianError *why)
{
    size_t count;
    TRY(store_count(store, &count, why));
    if (count || bytes < STORE_MANY) return ARRIAN_OK;
    int before = sqlite3_limit(store->base, SQLITE_LIMIT_ATTACHED, 1); /* VACUUM attaches the file that it makes */
    int code = store_execute(store, "PRAGMA page_size = 32768; VACUUM", why);
    sqlite3_limit(store->base, SQLITE_LIMIT_ATTACHED, before);
    return code;
}

/* The first look at the pages tells whether this is an SQLite file at all. */
static int check_kind(ArrianStore *store, bool write, ArrianError *why)
{
    TRY(store_execute(store, "SELECT count(*) FROM sqlite_master", why));
    int64_t application = ask_number(store, "PRAGMA application_id");
    int64_t version = ask_number(store, "PRAGMA user_version");
    if (!application && !version && !ask_number(store, "SELECT count(*) FROM sqlite_master")) {
        if (write) return make_schema(store, why);
        return error_at(why, ARRIAN_INPUT, store->path, 0,
                        "an empty file, no store; make one with `arrian collate --store`");
    }
    if (application != STORE_APPLICATION)
        return error_at(why, ARRIAN_INPUT, store->path, 68,
                        "an SQLite file, but not a store of arrian's; it is left as it is; name another file");
    if (version != STORE_VERSION)
        return error_at(
            why, ARRIAN_INPUT, store->path, 60,
            "a store of version %lld, this program reads version %d; make it again with `arrian collate --store`",
            (long long)version, STORE_VERSION);
    return ARRIAN_OK;
}

/* A stranger's file may hold hostile schema, sizes and pages. */
static void distrust(ArrianStore *store)
{
    sqlite3_db_config(store->base, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(store->base, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(store->base, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_limit(store->base, SQLITE_LIMIT_LENGTH, STORE_MOST_BLOB);
    sqlite3_limit(store->base, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_busy_timeout(store->base, STORE_BUSY_MS);
}

static int open_file(ArrianStore *store, const char *path, bool write, ArrianError *why)
{
    struct stat status;
    if (!stat(path, &status) ? !S_ISREG(status.st_mode) : errno != ENOENT || !write)
        return error_at(why, ARRIAN_INPUT, path, ARRIAN_NONE64, "no store can be opened: %s; %s",
                        errno && stat(path, &status) ? strerror(errno) : "it is not a plain file",
                        "name a file that `arrian collate --store` made");
    store->fresh = stat(path, &status) != 0;
    /* even to read: the journal of a killed run is rolled back when the file is opened */
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (write ? SQLITE_OPEN_CREATE : 0);
    if (sqlite3_open_v2(path, &store->base, flags, NULL)) return store_fail(store, why, "opening it");
    distrust(store);
    TRY(store_execute(store, "PRAGMA cell_size_check = ON", why));
    TRY(check_kind(store, write, why));
    return write ? ARRIAN_OK : store_execute(store, "PRAGMA query_only = ON", why);
}

int arrian_store_open(const char *path, bool write, ArrianStore **ret_store, ArrianError *why)
{
    *ret_store = NULL;
    ArrianStore *store = calloc(1, sizeof *store);
    if (!store) return error_at(why, ARRIAN_MEMORY, path, ARRIAN_NONE64, "no memory for the store");
    snprintf(store->path, sizeof store->path, "%s", path);
    jmp_buf trap;
    store->arena.trap = &trap;
    int code;
    if (setjmp(trap)) code = error_at(why, ARRIAN_MEMORY, path, ARRIAN_NONE64, "no memory for the store");
    else if (!(code = load_queries(store, why))) code = open_file(store, path, write, why);
    store->arena.trap = NULL;
    bool made = code && store->fresh;
    if (code) arrian_store_close(store);
    else *ret_store = store;
    if (made) unlink(path); /* nothing half-made stays */
    return code;
}

int store_in_memory(ArrianStore **ret_store, ArrianError *why)
{
    jmp_buf trap;
    ArrianStore *store = *ret_store = calloc(1, sizeof *store);
    if (!store) return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory for the store");
    int code;
    store->arena.trap = &trap;
    if (setjmp(trap)) code = error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory for the store");
    else if (!(code = load_queries(store, why))) {
        if (sqlite3_open_v2(":memory:", &store->base, SQLITE_OPEN_READWRITE, NULL))
            code = store_fail(store, why, "making it");
        else code = make_schema(store, why);
    }
    store->arena.trap = NULL;
    if (code) arrian_store_close(store), *ret_store = NULL;
    return code;
}

int store_write(ArrianStore *store, FILE *out, ArrianError *why)
{
    sqlite3_int64 size = 0;
    unsigned char *bytes = sqlite3_serialize(store->base, "main", &size, 0);
    if (!bytes) return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory for the store's bytes");
    fwrite(bytes, 1, (size_t)size, out);
    sqlite3_free(bytes);
    return ARRIAN_OK;
}

void arrian_store_close(ArrianStore *store)
{
    if (!store) return;
    for (uint32_t i = 0; i < store->count; i++) sqlite3_finalize(store->queries[i].statement);
    sqlite3_close(store->base);
    store_forget(store);
    arena_end(&store->arena);
    free(store);
}

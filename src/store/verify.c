/* verify.c: kept bytes read again, every row's words held against them.
 *     c12 says bytes [120, 180) are "NATO will send four battalions"; one byte changed -> "broken: c12 words ..." */
#include "base/error.h"
#include "base/hash.h"
#include "base/lexicon.h"
#include "base/table.h"
#include "base/utf8.h"
#include "store/store.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { VERIFY_SHOWN = 120 };
typedef struct Verify {
    ArrianStore *store;
    const ArrianEngine *engine;
    FILE *talk;
    ArrianError *why;
    uint64_t rows, broken;
    int64_t story; /* whose documents are being held, 0 before the first */
    uint64_t seal; /* of its rows so far */
} Verify;

/* A cleaned text with its runs in the order of the bytes received, to go from received bytes to words. */
typedef struct Back {
    const Text *text;
    const TextRun **runs; // (text->runs.count)
} Back;

static int compare_runs(const void *a, const void *b)
{
    const TextRun *x = *(TextRun *const *)a, *y = *(TextRun *const *)b;
    return x->received < y->received ? -1 : x->received > y->received;
}

static bool back_open(Back *back, const Text *text)
{
    *back = (Back){text, malloc(sizeof(TextRun *) * (text->runs.count + 1u))};
    if (!back->runs) return false;
    for (uint32_t i = 0; i < text->runs.count; i++) back->runs[i] = &text->runs.at[i];
    qsort(back->runs, text->runs.count, sizeof *back->runs, compare_runs);
    return true;
}

static const TextRun *run_of(const Back *back, uint32_t received)
{
    uint32_t low = 0, high = back->text->runs.count;
    if (!high) return NULL;
    while (low + 1 < high) {
        uint32_t middle = low + (high - low) / 2;
        if (back->runs[middle]->received <= received) low = middle;
        else high = middle;
    }
    const TextRun *run = back->runs[low];
    return received >= run->received && received < run->received + run->received_size ? run : NULL;
}

/* Words that stand at received bytes [start, stop); false where the reading has no words with those edges. */
static bool words_at(const Back *back, uint32_t start, uint32_t stop, ArrianSlice *ret)
{
    const TextRun *first = stop > start ? run_of(back, start) : NULL, *last = first ? run_of(back, stop - 1) : NULL;
    if (!last) return false;
    bool verbatim = first->clean_size == first->received_size;
    uint32_t from = first->clean + (verbatim ? start - first->received : 0);
    verbatim = last->clean_size == last->received_size;
    uint32_t to = verbatim ? last->clean + (stop - last->received) : last->clean + last->clean_size;
    if (to < from || to > back->text->length) return false;
    *ret = text_words(back->text, (ArrianSpan){from, to});
    return true;
}

/* The first words on one line; a letter is never cut in two, and a store's broken bytes stay out of the talk. */
static void talk_words(FILE *talk, ArrianSlice words)
{
    uint32_t i = 0;
    fputc('"', talk);
    while (i < words.length && i < VERIFY_SHOWN) {
        size_t step = utf8_length(words.at + i, words.length - i);
        if (!step) fputs("\xEF\xBF\xBD", talk);
        else if ((unsigned char)words.at[i] < ' ') fputc(' ', talk);
        else fwrite(words.at + i, 1, step, talk);
        i += step ? (uint32_t)step : 1;
    }
    fputs(i < words.length ? "...\"" : "\"", talk);
}

static void talk_broken(Verify *v, sqlite3_stmt *row, const StoreRow *document, const char *where, bool found,
                        ArrianSlice there)
{
    fprintf(v->talk, "broken: %.*s%lld (%.*s) of d%lld %s%s, bytes %lld to %lld: kept ", sqlite3_column_bytes(row, 0),
            sqlite3_column_text(row, 0), (long long)sqlite3_column_int64(row, 1), sqlite3_column_bytes(row, 2),
            sqlite3_column_text(row, 2), (long long)document->id, document->path, where,
            (long long)sqlite3_column_int64(row, 3), (long long)sqlite3_column_int64(row, 4));
    talk_words(v->talk, store_text(row, 5));
    fputs(found ? ", there stands " : ", no such words stand there", v->talk);
    if (found) talk_words(v->talk, there);
    fputc('\n', v->talk);
    v->broken++;
}

/* All but what stands in the report's own row. */
static bool is_sealed(sqlite3_stmt *row)
{
    return !slice_is(store_text(row, 0), "d") || slice_is(store_text(row, 2), "published");
}

/* Every row of one document against one reading of its bytes. */
static int hold_rows(Verify *v, const StoreRow *document, const ArrianDocument *d, const char *where, bool count)
{
    sqlite3_stmt *row;
    Back back;
    int code;
    if (!back_open(&back, &d->text)) return error_at(v->why, ARRIAN_MEMORY, v->store->path, ARRIAN_NONE64, "no memory");
    code = store_query(v->store, "evidence_of_document", &row, v->why, "i", document->id);
    while (!code && !(code = store_step(v->store, row, v->why))) {
        int64_t start = sqlite3_column_int64(row, 3), stop = sqlite3_column_int64(row, 4);
        ArrianSlice there = {0};
        bool found = start >= 0 && stop <= d->received_size && start < stop &&
                     words_at(&back, (uint32_t)start, (uint32_t)stop, &there);
        if (!found || !slice_same(there, store_text(row, 5))) talk_broken(v, row, document, where, found, there);
        v->rows += count;
        if (count && is_sealed(row)) v->seal += seal_of((uint64_t)start, (uint64_t)stop, store_text(row, 5));
    }
    free(back.runs);
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

/* Bytes that can no longer be read at all break every row at once: one line says so. */
static int hold_bytes(Verify *v, const StoreRow *document, ArrianSlice bytes, const char *where, bool count)
{
    ArrianDocument *d;
    ArrianError said = {.at = ARRIAN_NONE64};
    ArrianMember member = store_member(document, bytes);
    int code = arrian_read_member(v->engine, &member, &document->given, &d, &said);
    if (code == ARRIAN_MEMORY) {
        if (v->why) *v->why = said;
        return code;
    }
    if (code) {
        fprintf(v->talk, "broken: d%lld %s%s: cannot be read again: %s\n", (long long)document->id, document->path,
                where, said.message);
        v->broken++;
        return ARRIAN_OK;
    }
    code = hold_rows(v, document, d, where, count);
    arrian_document_free(d);
    return code;
}

static bool load_whole(const char *path, size_t most, char **ret_bytes, size_t *ret_size)
{
    struct stat status;
    FILE *file = !stat(path, &status) && S_ISREG(status.st_mode) ? fopen(path, "rb") : NULL;
    if (!file) return false;
    char *bytes = malloc(most + 1);
    *ret_size = bytes ? fread(bytes, 1, most + 1, file) : 0;
    bool fine = bytes && !ferror(file);
    fclose(file);
    if (fine) *ret_bytes = bytes;
    else free(bytes);
    return fine;
}

/* The file itself, where it still stands: a change there breaks the rows that stood on the changed bytes. */
static int hold_file(Verify *v, const StoreRow *document)
{
    char *bytes, hash[65];
    size_t size;
    if (!document->found_at || document->member) return ARRIAN_OK; /* members: hold_archives */
    if (!load_whole(document->found_at, document->received.length + 4096u, &bytes, &size)) {
        fprintf(v->talk, "note: d%lld %s: no longer at %s; the kept bytes stand for it\n", (long long)document->id,
                document->path, document->found_at);
        return ARRIAN_OK;
    }
    hash_sha256(bytes, size, hash);
    int code = ARRIAN_OK;
    if (strcmp(hash, document->sha256)) {
        fprintf(v->talk, "broken: d%lld %s: the file at %s is no longer the one that was read\n",
                (long long)document->id, document->path, document->found_at);
        v->broken++;
        code = hold_bytes(v, document, (ArrianSlice){bytes, (uint32_t)size}, " as it now is", false);
    }
    free(bytes);
    return code;
}

static int hold_document(Verify *v, const StoreRow *document)
{
    char hash[65];
    hash_sha256(document->received.at ? document->received.at : "", document->received.length, hash);
    v->rows++;
    if (strcmp(hash, document->sha256)) {
        fprintf(v->talk, "broken: d%lld %s: the kept bytes are not those received: sha256 %s, kept %s\n",
                (long long)document->id, document->path, hash, document->sha256);
        v->broken++;
    }
    TRY(hold_bytes(v, document, document->received, "", true));
    return hold_file(v, document);
}

/* Rows that were added, taken away or moved since the story was kept. */
static int hold_seal(Verify *v)
{
    sqlite3_stmt *row;
    if (!v->story) return ARRIAN_OK;
    TRY(store_query(v->store, "seal_of_story", &row, v->why, "i", v->story));
    int code = store_step(v->store, row, v->why);
    if (!code && (uint64_t)sqlite3_column_int64(row, 0) != v->seal) {
        fprintf(v->talk, "broken: y%lld: its rows are not those that were kept\n", (long long)v->story);
        v->broken++;
    }
    sqlite3_reset(row);
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

/* One member as it now is, against the report that was read from it. */
static int hold_member(Verify *v, const char *found_at, const ArrianMember *m, Arena *arena, Map *met)
{
    sqlite3_stmt *row;
    char hash[65];
    hash_sha256(m->bytes, m->size, hash);
    TRY(store_query(v->store, "documents_at", &row, v->why, "ss", found_at, m->member));
    int code;
    while (!(code = store_step(v->store, row, v->why))) {
        StoreRow document;
        store_row(row, &document);
        map_put(arena, met, (uint64_t)document.id, 1);
        if (!strcmp(hash, document.sha256)) continue;
        fprintf(v->talk, "broken: d%lld %s, member %s: is no longer the one that was read from %s\n",
                (long long)document.id, document.path, m->member, found_at);
        v->broken++;
        if ((code = hold_bytes(v, &document, (ArrianSlice){m->bytes, (uint32_t)m->size}, " as it now is", false))) break;
    }
    sqlite3_reset(row);
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

static int tell_missing(Verify *v, const char *found_at, const Map *met)
{
    sqlite3_stmt *row;
    uint32_t seen;
    TRY(store_query(v->store, "members_of", &row, v->why, "s", found_at));
    int code;
    while (!(code = store_step(v->store, row, v->why))) {
        if (map_get(met, (uint64_t)sqlite3_column_int64(row, 0), &seen)) continue;
        fprintf(v->talk, "broken: d%lld: member %s is no longer found in %s\n", (long long)sqlite3_column_int64(row, 0),
                sqlite3_column_text(row, 1), found_at);
        v->broken++;
    }
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

/* An archive is walked once, whatever the order its reports were kept in. */
static int hold_archive(Verify *v, const char *found_at)
{
    ArrianDoor *door;
    ArrianMember m;
    Arena arena = {0};
    Map met = {0};
    ArrianError said;
    int code = arrian_door_open(found_at, true, &door, v->why);
    if (code) return code;
    while (!code) {
        int turn = arrian_door_next(door, &m, &said);
        if (turn == ARRIAN_NOTHING) break;
        if (!turn) code = hold_member(v, found_at, &m, &arena, &met);
    }
    if (!code) code = tell_missing(v, found_at, &met);
    arrian_door_close(door);
    arena_end(&arena);
    return code;
}

static int hold_archives(Verify *v)
{
    sqlite3_stmt *row;
    struct stat status;
    TRY(store_query(v->store, "archives", &row, v->why, ""));
    int code;
    while (!(code = store_step(v->store, row, v->why))) {
        const char *found_at = (const char *)sqlite3_column_text(row, 0);
        if (stat(found_at, &status))
            fprintf(v->talk, "note: %s: no longer there; the kept bytes stand for its %lld reports\n", found_at,
                    (long long)sqlite3_column_int64(row, 1));
        else if ((code = hold_archive(v, found_at))) break;
    }
    sqlite3_reset(row);
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

/* Rows that point at rows which are not there, by a reference or by a turn. */
static int hold_references(Verify *v, const char *query)
{
    sqlite3_stmt *row;
    int code;
    TRY(store_query(v->store, query, &row, v->why, ""));
    while (!(code = store_step(v->store, row, v->why))) {
        fprintf(v->talk, "broken: a row of %s (%lld) points at a row of %s that is not there\n",
                sqlite3_column_text(row, 0), (long long)sqlite3_column_int64(row, 1), sqlite3_column_text(row, 2));
        v->broken++;
    }
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

/* SQLite's own checks: pages that are whole, references that resolve; and the turns that it knows nothing of. */
static int hold_pages(Verify *v)
{
    sqlite3_stmt *row;
    TRY(store_query(v->store, "check_pages", &row, v->why, ""));
    int code;
    while (!(code = store_step(v->store, row, v->why))) {
        if (slice_is(store_text(row, 0), "ok")) continue;
        fprintf(v->talk, "broken: %s: %s\n", v->store->path, sqlite3_column_text(row, 0));
        v->broken++;
    }
    if (code != ARRIAN_NOTHING) return code;
    TRY(hold_references(v, "check_references"));
    return hold_references(v, "check_turns");
}

void store_row(sqlite3_stmt *statement, StoreRow *ret)
{
    const char *text[14] = {0};
    for (int i = 2; i < 14; i++)
        if (i != 5) text[i] = (const char *)sqlite3_column_text(statement, i);
    *ret = (StoreRow){sqlite3_column_int64(statement, 0), sqlite3_column_int64(statement, 1),
                      text[2] ? text[2] : "(no name)", text[3], text[4] ? text[4] : "", text[11], text[12], text[13]};
    ret->received.at = sqlite3_column_blob(statement, 5);
    ret->received.length = (uint32_t)sqlite3_column_bytes(statement, 5);
    ret->given = (ArrianGiven){text[6], text[7], text[8], text[9], text[10]};
}

ArrianMember store_member(const StoreRow *row, ArrianSlice bytes)
{
    return (ArrianMember){.path = row->path, .member = row->member, .bytes = bytes.at ? bytes.at : "",
                          .size = bytes.length, .charset = row->charset, .type = row->type};
}

int arrian_store_verify(ArrianStore *store, const ArrianEngine *engine, FILE *talk, uint64_t *ret_rows,
                        ArrianError *why)
{
    Verify v = {store, engine, talk, why, 0, 0, 0, 0};
    sqlite3_stmt *statement;
    size_t done = 0, total;
    *ret_rows = 0;
    TRY(hold_pages(&v));
    TRY(store_count(store, &total, why));
    TRY(store_query(store, "all_documents", &statement, why, ""));
    int code;
    while (!(code = store_step(store, statement, why))) {
        StoreRow document;
        store_row(statement, &document);
        if (document.story != v.story) {
            if ((code = hold_seal(&v))) break;
            v.story = document.story, v.seal = 0;
        }
        engine_progress(engine, "verify report", done++, total);
        if ((code = hold_document(&v, &document))) break;
    }
    engine_progress(engine, "verify report", total, total);
    sqlite3_reset(statement);
    if (code == ARRIAN_NOTHING && !(code = hold_seal(&v)) && !(code = hold_archives(&v))) code = ARRIAN_NOTHING;
    *ret_rows = v.rows;
    if (code != ARRIAN_NOTHING) return code;
    if (!v.broken) return ARRIAN_OK;
    return error_at(why, ARRIAN_BROKEN, store->path, ARRIAN_NONE64,
                    "%llu rows or files are broken; the lines above name each; do not cite them",
                    (unsigned long long)v.broken);
}

/* refresh.c: files that changed -> their stories anew.   y3 of four reports, one file edited -> y7 in place of y3 */
#include "serve/refresh.h"
#include "base/error.h"
#include "base/hash.h"
#include "read/read.h"
#include "store/store.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct Refresh {
    ArrianStore *store;
    const ArrianEngine *engine;
    FILE *talk;
    ArrianError *why;
    Arena arena;
    LIST(int64_t) stories; /* those with a changed file */
    uint32_t done;
} Refresh;

/* The file where it was found, whole; false where it is gone or is no plain file. */
static bool load(const char *path, char **ret_bytes, size_t *ret_size)
{
    struct stat status;
    ArrianError unsaid;
    return path && !stat(path, &status) && S_ISREG(status.st_mode) && !read_file(path, ret_bytes, ret_size, &unsaid);
}

/* A member of an archive stays as it was kept: `verify` tells where it is no longer the same. */
static bool has_changed(const StoreRow *row)
{
    char *bytes, hash[65];
    size_t size;
    if (row->member) return false;
    if (!load(row->found_at, &bytes, &size)) return false;
    hash_sha256(bytes, size, hash);
    free(bytes);
    return strcmp(hash, row->sha256) != 0;
}

static int find_changed(Refresh *r)
{
    sqlite3_stmt *statement;
    TRY(store_query(r->store, "all_documents", &statement, r->why, ""));
    int code;
    while (!(code = store_step(r->store, statement, r->why))) {
        StoreRow row;
        store_row(statement, &row);
        bool known = r->stories.count && r->stories.at[r->stories.count - 1] == row.story;
        if (!known && has_changed(&row)) LIST_ADD(&r->arena, r->stories, row.story);
    }
    sqlite3_reset(statement);
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

/* The name under which it is read: its path, as long as that still leads to the same file. */
static const char *name_of(const StoreRow *row)
{
    char found[PATH_MAX];
    bool same = row->found_at && realpath(row->path, found) && !strcmp(found, row->found_at);
    return same || !row->found_at ? row->path : row->found_at;
}

static int read_bytes(Refresh *r, const StoreRow *row, ArrianSlice bytes, ArrianDocument **ret, ArrianError *why)
{
    ArrianMember member = store_member(row, bytes);
    member.path = name_of(row);
    return arrian_read_member(r->engine, &member, &row->given, ret, why);
}

static int read_report(Refresh *r, const StoreRow *row, ArrianDocument **ret)
{
    char *bytes;
    size_t size;
    ArrianError said = {.at = ARRIAN_NONE64};
    if (!row->member && load(row->found_at, &bytes, &size)) {
        int code = read_bytes(r, row, (ArrianSlice){bytes, (uint32_t)size}, ret, &said);
        free(bytes);
        if (!code) return code;
        fprintf(r->talk, "%s: cannot be read again: %s; its kept bytes stay\n", name_of(row), said.message);
    }
    return read_bytes(r, row, row->received, ret, r->why);
}

typedef LIST(ArrianDocument *) Documents;

static int read_story(Refresh *r, int64_t story, Documents *docs)
{
    sqlite3_stmt *statement;
    TRY(store_query(r->store, "documents_of_story", &statement, r->why, "i", story));
    int code;
    while (!(code = store_step(r->store, statement, r->why))) {
        StoreRow row;
        ArrianDocument *document;
        store_row(statement, &row);
        if ((code = read_report(r, &row, &document))) break;
        LIST_ADD(&r->arena, *docs, document);
    }
    sqlite3_reset(statement);
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

/* The new story first, then the old one goes: whatever stops us between leaves both, and the next run mends it. */
static int keep_story(Refresh *r, int64_t old, const Documents *docs)
{
    ArrianStory *story;
    TRY(arrian_collate(r->engine, docs->at, docs->count, &story, r->why));
    int code = arrian_store_put(r->store, story, r->why);
    if (!code) code = store_do(r->store, "delete_story", r->why, "i", old);
    if (!code) {
        ArrianSlice title = arrian_story_title(story);
        fprintf(r->talk, "y%lld read again: %.*s\n", (long long)old, (int)title.length, title.at ? title.at : "");
        r->done++;
    }
    arrian_story_free(story);
    return code;
}

static int run(Refresh *r)
{
    TRY(find_changed(r));
    for (uint32_t i = 0; i < r->stories.count; i++) {
        Documents docs = {0};
        int code = read_story(r, r->stories.at[i], &docs);
        if (!code && docs.count) code = keep_story(r, r->stories.at[i], &docs);
        for (uint32_t k = 0; k < docs.count; k++) arrian_document_free(docs.at[k]);
        TRY(code);
    }
    return ARRIAN_OK;
}

int serve_refresh(const char *path, const ArrianEngine *engine, FILE *talk, uint32_t *ret_stories, ArrianError *why)
{
    jmp_buf trap;
    Refresh *r = calloc(1, sizeof *r);
    *ret_stories = 0;
    if (!r) return error_at(why, ARRIAN_MEMORY, path, ARRIAN_NONE64, "no memory to read its reports again");
    *r = (Refresh){.engine = engine, .talk = talk, .why = why, .arena.trap = &trap};
    int code = arrian_store_open(path, true, &r->store, why);
    if (setjmp(trap)) code = error_at(why, ARRIAN_MEMORY, path, ARRIAN_NONE64, "no memory to read its reports again");
    else if (!code) code = run(r);
    *ret_stories = r->done;
    arrian_store_close(r->store);
    arena_end(&r->arena);
    free(r);
    return code;
}

int serve_fingerprint(const char *path, uint64_t *ret, ArrianError *why)
{
    ArrianStore *store;
    sqlite3_stmt *statement;
    *ret = 0;
    TRY(arrian_store_open(path, false, &store, why));
    int code = store_query(store, "files", &statement, why, "");
    while (!code && !(code = store_step(store, statement, why))) {
        struct stat status;
        ArrianSlice found = store_text(statement, 0);
        uint64_t facts[] = {0, 0, 0};
        if (found.length && !stat(found.at, &status))
            facts[0] = (uint64_t)status.st_size, facts[1] = (uint64_t)status.st_mtim.tv_sec,
            facts[2] = (uint64_t)status.st_mtim.tv_nsec;
        *ret = hash_bytes(facts, sizeof facts, hash_bytes(found.at ? found.at : "", found.length, *ret + 1));
    }
    arrian_store_close(store);
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

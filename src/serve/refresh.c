/* refresh.c: files that changed, decisions that came -> their stories anew.   y3 of four reports, one file edited -> y3 */
#include "serve/refresh.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/table.h"
#include "collate/review.h"
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
    LIST(int64_t) stories; /* those with a changed file, or one that a decision names */
    uint32_t done;
    ArrianReview *review;     /* NULL without one */
    const char *decisions;    /* its text */
    bool decided;             /* it is not the one that the store was made with */
    Map named;                /* names of reports in it, or in the one before */
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

static const char no_decision[] = "#\n"; /* the text of a review without lines */

static void add_names(Refresh *r, const ArrianReview *review)
{
    for (uint32_t i = 0; review && i < review->lines.count; i++)
        for (uint32_t k = 0; k < review->lines.at[i].count; k++)
            map_put(&r->arena, &r->named, review_key(review->lines.at[i].targets[k].report), 1);
}

/* The review at hand, and the one that was replayed before it: what that one changed may have to be undone. */
static int open_review(Refresh *r, const char *path)
{
    sqlite3_stmt *statement;
    ArrianReview *before = NULL;
    char *bytes;
    size_t size;
    TRY(arrian_review_open(path, &r->review, r->why));
    r->decisions = no_decision;
    if (r->review->lines.count) {
        TRY(read_file(path, &bytes, &size, r->why));
        r->decisions = arena_copy(&r->arena, bytes, size);
        free(bytes);
    }
    TRY(store_query(r->store, "about_of", &statement, r->why, "s", "review"));
    int code = store_step(r->store, statement, r->why);
    ArrianSlice old = code ? (ArrianSlice){no_decision, sizeof no_decision - 1} : store_text(statement, 0);
    r->decided = strlen(r->decisions) != old.length || memcmp(r->decisions, old.at, old.length) != 0;
    /* what a store says of itself may be anything: what is no review names nothing */
    if (r->decided && !arrian_review_parse(path, old.at, old.length, &before, NULL)) add_names(r, before);
    sqlite3_reset(statement);
    arrian_review_close(before);
    if (r->decided) add_names(r, r->review);
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

static bool is_named(const Refresh *r, const StoreRow *row)
{
    uint32_t yes;
    char name[4096];
    if (!r->decided) return false;
    int length = snprintf(name, sizeof name, "%s%s%s", row->path ? row->path : "", row->member ? "!" : "", row->member ? row->member : "");
    if (length < 0 || length >= (int)sizeof name) return false;
    return map_get(&r->named, review_key((ArrianSlice){name, (uint32_t)length}), &yes);
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
        if (!known && (is_named(r, &row) || has_changed(&row))) LIST_ADD(&r->arena, r->stories, row.story);
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

/* The new story takes the old one's place and id; where it cannot (a report from a pipe has no place) the old one goes
 * after it: whatever stops us between leaves both, and the next run mends it. */
static int keep_story(Refresh *r, int64_t old, const Documents *docs)
{
    ArrianStory *story;
    int64_t id = old;
    if (r->review) TRY(arrian_review_reports(r->review, docs->at, docs->count, r->why));
    TRY(arrian_collate_reviewed(r->engine, docs->at, docs->count, r->review, &story, r->why));
    int code = store_put(r->store, r->engine, story, &id, r->why);
    if (!code && id != old) code = store_do(r->store, "delete_story", r->why, "i", old);
    if (!code) {
        ArrianSlice title = arrian_story_title(story);
        fprintf(r->talk, "y%lld read again: %.*s\n", (long long)old, (int)title.length, title.at ? title.at : "");
        r->done++;
    }
    arrian_story_free(story);
    return code;
}

static int run(Refresh *r, const char *review)
{
    if (review) TRY(open_review(r, review));
    else TRY(arrian_store_review(r->store, &r->review, r->why));
    TRY(find_changed(r));
    int64_t number;
    if (r->stories.count) TRY(arrian_store_run(r->store, r->engine, NULL, NULL, NULL, &number, r->why));
    for (uint32_t i = 0; i < r->stories.count; i++) {
        Documents docs = {0};
        int code = read_story(r, r->stories.at[i], &docs);
        if (!code && docs.count) code = keep_story(r, r->stories.at[i], &docs);
        for (uint32_t k = 0; k < docs.count; k++) arrian_document_free(docs.at[k]);
        TRY(code);
    }
    return r->decided ? store_do(r->store, "put_about", r->why, "ss", "review", r->decisions) : ARRIAN_OK;
}

int serve_refresh(const char *path, const ArrianEngine *engine, const char *review, FILE *talk, uint32_t *ret_stories,
                  ArrianError *why)
{
    jmp_buf trap;
    Refresh *r = calloc(1, sizeof *r);
    *ret_stories = 0;
    if (!r) return error_at(why, ARRIAN_MEMORY, path, ARRIAN_NONE64, "no memory to read its reports again");
    *r = (Refresh){.engine = engine, .talk = talk, .why = why, .arena.trap = &trap};
    int code = arrian_store_open(path, true, &r->store, why);
    if (setjmp(trap)) code = error_at(why, ARRIAN_MEMORY, path, ARRIAN_NONE64, "no memory to read its reports again");
    else if (!code) code = run(r, review);
    *ret_stories = r->done;
    arrian_review_close(r->review);
    arrian_store_close(r->store);
    arena_end(&r->arena);
    free(r);
    return code;
}

static uint64_t fingerprint_of(ArrianSlice path, uint64_t seed)
{
    struct stat status;
    uint64_t facts[] = {0, 0, 0};
    if (path.length && !stat(path.at, &status))
        facts[0] = (uint64_t)status.st_size, facts[1] = (uint64_t)status.st_mtim.tv_sec,
        facts[2] = (uint64_t)status.st_mtim.tv_nsec;
    return hash_bytes(facts, sizeof facts, hash_bytes(path.at ? path.at : "", path.length, seed));
}

int serve_fingerprint(const char *path, const char *review, uint64_t *ret, ArrianError *why)
{
    ArrianStore *store;
    sqlite3_stmt *statement;
    *ret = 0;
    TRY(arrian_store_open(path, false, &store, why));
    int code = store_query(store, "files", &statement, why, "");
    while (!code && !(code = store_step(store, statement, why))) *ret = fingerprint_of(store_text(statement, 0), *ret + 1);
    if (review) *ret = fingerprint_of((ArrianSlice){review, (uint32_t)strlen(review)}, *ret + 1);
    arrian_store_close(store);
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

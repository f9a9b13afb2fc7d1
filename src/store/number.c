/* number.c: reports -> the story that they are, and numbers for its rows.   three of y3 and a fourth -> y3
 * A story that gained reports keeps its number: y3 of five reports, put again with a sixth, is y3 of six.
 * Rows are numbered here, so that they can point at one another before they are written. A story put again keeps its
 * numbers where a table gets as many rows as before; else that table's rows get numbers never used: no old id lies. */
#include "base/error.h"
#include "base/hash.h"
#include "store/put.h"
#include <stdlib.h>
#include <string.h>

enum { KEY = 32 /* digits of a story's key: half of the hash is enough to tell stories apart */ };

static int compare_hashes(const void *a, const void *b)
{
    return memcmp(a, b, 64);
}

void put_place(const ArrianHead *head, char found_at[PATH_MAX])
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%.*s", (int)head->path.length, head->path.at);
    if (!realpath(path, found_at)) found_at[0] = 0;
}

/* A report of a batch is known by its place: read again, it takes the place of what was read there before. */
static int place_key(const Put *put, size_t doc, char ret_key[65])
{
    const ArrianHead *head = arrian_head(put->docs[doc]);
    char place[PATH_MAX];
    put_place(head, place);
    size_t length = strlen(place), size = length + 1 + head->member.length + 64;
    char *words = malloc(size);
    if (!words) return error_at(put->why, ARRIAN_MEMORY, put->store->path, ARRIAN_NONE64, "no memory");
    memcpy(words, place, length + 1);
    if (head->member.length) memcpy(words + length + 1, head->member.at, head->member.length);
    if (length) memset(words + size - 64, 0, 64);
    else memcpy(words + size - 64, head->sha256, 64); /* from a pipe: by its bytes */
    hash_sha256(words, size, ret_key);
    free(words);
    return ARRIAN_OK;
}

/* The same set of reports is the same story, whatever their order and names. */
static int set_key(const Put *put, char ret_key[65])
{
    if (put->order) return place_key(put, 0, ret_key);
    char *hashes = malloc(put->count * 64 + 1);
    if (!hashes) return error_at(put->why, ARRIAN_MEMORY, put->store->path, ARRIAN_NONE64, "no memory");
    for (size_t i = 0; i < put->count; i++) memcpy(hashes + i * 64, arrian_head(put->docs[i])->sha256, 64);
    qsort(hashes, put->count, 64, compare_hashes);
    hash_sha256(hashes, put->count * 64, ret_key);
    free(hashes);
    return ARRIAN_OK;
}

static void count_rows(const Put *put, int64_t ret[KINDS])
{
    size_t n;
    memset(ret, 0, sizeof(int64_t) * KINDS);
    ret[DOCUMENTS] = (int64_t)put->count;
    for (size_t i = 0; i < put->count; i++) {
        const ArrianDocument *d = put->docs[i];
        arrian_ignored(d, &n), ret[IGNORED] += (int64_t)n;
        arrian_sentences(d, &n), ret[SENTENCES] += (int64_t)n;
        arrian_entities(d, &n), ret[ENTITIES] += (int64_t)n;
        arrian_names(d, &n), ret[NAMES] += (int64_t)n;
        arrian_times(d, &n), ret[TIMES] += (int64_t)n;
        arrian_quantities(d, &n), ret[QUANTITIES] += (int64_t)n;
        arrian_quotes(d, &n), ret[QUOTES] += (int64_t)n;
        arrian_claims(d, &n), ret[CLAIMS] += (int64_t)n;
    }
    arrian_passages(put->story, &n), ret[PASSAGES] = (int64_t)n;
    arrian_relays(put->story, &n), ret[RELAYS] = (int64_t)n;
    arrian_origins(put->story, &n), ret[ORIGINS] = (int64_t)n;
    arrian_accords(put->story, &n), ret[ACCORDS] = (int64_t)n;
}

/* Of a story that is known the rows that still stand: the first id of each table and how many. */
static int find_extents(Put *put, int64_t first[KINDS], int64_t rows[KINDS])
{
    sqlite3_stmt *statement;
    TRY(store_query(put->store, "extents_of_story", &statement, put->why, "i", put->story_id));
    int code = store_step(put->store, statement, put->why);
    for (int kind = 0; !code && kind < KINDS; kind++) {
        first[kind] = sqlite3_column_int64(statement, 2 * kind);
        rows[kind] = sqlite3_column_int64(statement, 2 * kind + 1);
    }
    sqlite3_reset(statement);
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

/* Where the rows of each table are numbered from; the old rows of the same story still stand. */
static int number_rows(Put *put, bool known)
{
    int64_t rows[KINDS], first[KINDS] = {0}, before[KINDS] = {0};
    count_rows(put, rows);
    if (known) TRY(find_extents(put, first, before));
    for (int kind = 0; kind < KINDS; kind++)
        put->next[kind] = rows[kind] && before[kind] == rows[kind] ? first[kind] : put->last[kind] + 1;
    put->first_document = put->next[DOCUMENTS];
    put->first_passage = put->next[PASSAGES];
    put->first_relay = put->next[RELAYS];
    put->first_origin = put->next[ORIGINS];
    put->first_accord = put->next[ACCORDS];
    return ARRIAN_OK;
}

/* Stories of the store that hold reports of this one. */
typedef struct Older {
    int64_t id, reports, shared;
} Older;
typedef struct Olders {
    Older *at; // (count)
    size_t count, room;
} Olders;

static int count_shared(const Put *put, Olders *all, int64_t id, int64_t reports)
{
    size_t k = 0;
    while (k < all->count && all->at[k].id != id) k++;
    if (k == all->room) {
        size_t room = all->room ? all->room * 2 : 16;
        Older *grown = realloc(all->at, room * sizeof *grown);
        if (!grown) return error_at(put->why, ARRIAN_MEMORY, put->store->path, ARRIAN_NONE64, "no memory");
        all->at = grown, all->room = room;
    }
    if (k == all->count) all->at[all->count++] = (Older){id, reports, 0};
    all->at[k].shared++;
    return ARRIAN_OK;
}

/* The stories in which a report stood before, by its place; a report of a batch is no story that grows. */
static int find_older(Put *put, size_t doc, Olders *all)
{
    const ArrianHead *head = arrian_head(put->docs[doc]);
    char found_at[PATH_MAX], batch[65];
    sqlite3_stmt *statement;
    int code;
    put_place(head, found_at);
    if (!found_at[0]) return ARRIAN_OK;
    TRY(place_key(put, doc, batch));
    batch[KEY] = 0;
    TRY(store_query(put->store, "stories_at", &statement, put->why, "sth", found_at, head->member, batch));
    while (!(code = store_step(put->store, statement, put->why))) {
        if ((code = count_shared(put, all, sqlite3_column_int64(statement, 0), sqlite3_column_int64(statement, 1)))) break;
    }
    sqlite3_reset(statement);
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

/* Of the stories whose reports all stand in this one the largest, and of those the oldest, goes on in it; the others, which
 * it bridges, go. */
static int take_over(Put *put, const Olders *all, bool *ret_known)
{
    const Older *best = NULL;
    for (size_t k = 0; k < all->count; k++) {
        const Older *o = &all->at[k];
        if (o->shared < o->reports) continue;
        if (!best || o->reports > best->reports || (o->reports == best->reports && o->id < best->id)) best = o;
    }
    for (size_t k = 0; k < all->count; k++)
        if (&all->at[k] != best && all->at[k].shared >= all->at[k].reports)
            TRY(store_do(put->store, "delete_story", put->why, "i", all->at[k].id));
    *ret_known = best != NULL;
    if (best) put->story_id = best->id;
    return ARRIAN_OK;
}

static int continue_story(Put *put, bool *ret_known)
{
    Olders all = {0};
    int code = ARRIAN_OK;
    for (size_t i = 0; !code && i < put->count; i++) code = find_older(put, i, &all);
    if (!code) code = take_over(put, &all, ret_known);
    free(all.at);
    return code;
}

/* The story's own number: the old one where the same reports were put before, or some of them. */
static int number_story(Put *put, char key[65], bool *ret_known)
{
    sqlite3_stmt *statement;
    TRY(set_key(put, key));
    key[KEY] = 0;
    TRY(store_query(put->store, "story_by_key", &statement, put->why, "h", key));
    int code = store_step(put->store, statement, put->why);
    *ret_known = code == ARRIAN_OK;
    if (*ret_known) put->story_id = sqlite3_column_int64(statement, 0);
    sqlite3_reset(statement);
    if (code != ARRIAN_NOTHING) return code;
    if (!put->order) TRY(continue_story(put, ret_known));
    if (!*ret_known) put->story_id = put->last_story + 1;
    return ARRIAN_OK;
}

static int find_last(Put *put)
{
    sqlite3_stmt *statement;
    TRY(store_query(put->store, "last_ids", &statement, put->why, ""));
    TRY(store_step(put->store, statement, put->why));
    for (int kind = 0; kind < KINDS; kind++) put->last[kind] = sqlite3_column_int64(statement, kind);
    put->last_story = sqlite3_column_int64(statement, KINDS);
    sqlite3_reset(statement);
    return ARRIAN_OK;
}

int put_number(Put *put, char ret_key[65], bool *ret_known)
{
    TRY(find_last(put));
    TRY(number_story(put, ret_key, ret_known));
    return number_rows(put, *ret_known);
}

/* held.c: what the reports of a store are grouped by, kept beside them, so that a new day's reports find their stories
 * without a report of the days before being read again.   d7 -> 1,043 bytes of its telling words; y3 */
#include "base/error.h"
#include "base/hash.h"
#include "store/store.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int store_put_profile(ArrianStore *store, const ArrianEngine *engine, int64_t document, const ArrianDocument *d, ArrianError *why)
{
    unsigned char bytes[ARRIAN_PROFILE_MOST];
    size_t size;
    TRY(arrian_profile(engine, d, bytes, &size, why));
    return store_do(store, "put_profile", why, "ikb", document, store_tables(store, engine), (ArrianSlice){(const char *)bytes, (uint32_t)size});
}

/* Of a file's whole path, the name in it and the hash of the bytes. */
static void name_place(const char *found_at, const char *member, const char *sha256, char ret_place[65])
{
    char hashes[3 * 64 + 1];
    hash_sha256(found_at, strlen(found_at), hashes);
    hash_sha256(member, strlen(member), hashes + 64);
    memcpy(hashes + 128, sha256, 64);
    hash_sha256(hashes, 3 * 64, ret_place);
}

static int compare_places(const void *a, const void *b)
{
    return memcmp(a, b, 64);
}

bool arrian_held_has(const ArrianHeld *held, const ArrianMember *member)
{
    char found_at[PATH_MAX], hash[65], place[65];
    if (!held->count || !member->bytes || !realpath(member->path, found_at)) return false;
    hash_sha256(member->bytes, member->size, hash);
    name_place(found_at, member->member ? member->member : "", hash, place);
    return bsearch(place, held->place, held->count, sizeof *held->place, compare_places) != NULL;
}

typedef struct Place {
    char *name; /* found_at!member */
    uint32_t doc;
} Place;

static int compare_names(const void *a, const void *b)
{
    return strcmp(((const Place *)a)->name, ((const Place *)b)->name);
}

static Place place_of(const ArrianDocument *d, uint32_t doc)
{
    const ArrianHead *head = arrian_head(d);
    char path[PATH_MAX], found_at[PATH_MAX];
    size_t room = PATH_MAX + head->member.length + 2u;
    Place place = {malloc(room), doc};
    snprintf(path, sizeof path, "%.*s", (int)head->path.length, head->path.at);
    if (place.name) snprintf(place.name, room, "%s!%.*s", realpath(path, found_at) ? found_at : "", (int)head->member.length, head->member.at ? head->member.at : "");
    return place;
}

bool arrian_held_versions(const ArrianHeld *held, ArrianDocument *const *documents, size_t count, uint32_t *ret_doc)
{
    Place *places = calloc(count + 1, sizeof *places);
    bool fine = places != NULL;
    for (size_t i = 0; fine && i < count; i++) fine = (places[i] = place_of(documents[i], (uint32_t)i)).name != NULL;
    if (fine) qsort(places, count, sizeof *places, compare_names);
    for (size_t i = 0; fine && i < held->count; i++) {
        Place wanted = {(char *)held->name[i].at, 0}; /* a NUL ends it */
        const Place *found = wanted.name[0] == '/' ? bsearch(&wanted, places, count, sizeof *places, compare_names) : NULL;
        ret_doc[i] = found ? found->doc : ARRIAN_NONE;
    }
    for (size_t i = 0; places && i < count; i++) free(places[i].name);
    free(places);
    return fine;
}

typedef struct Holding {
    ArrianHeld *held;
    size_t room, used, bytes; /* reports and bytes that there is room for, bytes that are taken */
    ArrianError *why;
    const char *path;
} Holding;

static bool grow(void *at, size_t *room, size_t needed, size_t size)
{
    void **list = at;
    if (needed <= *room) return true;
    size_t more = *room ? *room * 2 : 256;
    if (more < needed) more = needed;
    void *grown = realloc(*list, more * size);
    if (grown) *list = grown, *room = more;
    return grown != NULL;
}

static bool make_room(Holding *h, size_t bytes)
{
    size_t room = h->room, stories = h->room, places = h->room, names = h->room;
    return grow(&h->held->known, &room, h->held->count + 1, sizeof *h->held->known) &&
           grow(&h->held->story, &stories, h->held->count + 1, sizeof *h->held->story) &&
           grow(&h->held->place, &places, h->held->count + 1, sizeof *h->held->place) &&
           grow(&h->held->name, &names, h->held->count + 1, sizeof *h->held->name) &&
           grow(&h->held->bytes, &h->bytes, h->used + bytes, 1) && (h->room = room);
}

/* Columns: story, hash, profile, its word lists, file, member. Bytes: the profile, then the name and a NUL. */
static int hold(Holding *h, sqlite3_stmt *row, const char *tables)
{
    ArrianHeld *held = h->held;
    const char *hash = (const char *)sqlite3_column_text(row, 1), *made = (const char *)sqlite3_column_text(row, 3);
    const void *profile = sqlite3_column_blob(row, 2);
    size_t size = (size_t)sqlite3_column_bytes(row, 2);
    if (!profile || size > ARRIAN_PROFILE_MOST || !hash || strlen(hash) != 64)
        return error_at(h->why, ARRIAN_INPUT, h->path, ARRIAN_NONE64, "a report has no profile; its stories were not kept by collate --store");
    if (!made || strcmp(made, tables) != 0)
        return error_at(h->why, ARRIAN_INPUT, h->path, ARRIAN_NONE64,
                        "its stories were parted with other word lists; collate all its reports anew");
    const char *found_at = (const char *)sqlite3_column_text(row, 4), *member = (const char *)sqlite3_column_text(row, 5);
    if (!found_at) found_at = "";
    if (!member) member = "";
    size_t name = strlen(found_at) + 1 + strlen(member);
    if (name > UINT32_MAX || !make_room(h, size + name + 1)) return error_at(h->why, ARRIAN_MEMORY, h->path, ARRIAN_NONE64, "no memory for what its reports are grouped by");
    int64_t story = sqlite3_column_int64(row, 0);
    if (!held->count || held->story[held->groups - 1] != story) held->story[held->groups++] = story;
    char *to = (char *)held->bytes + h->used;
    memcpy(to, profile, size);
    snprintf(to + size, name + 1, "%s!%s", found_at, member);
    name_place(found_at, member, hash, held->place[held->count]);
    held->name[held->count] = (ArrianSlice){NULL, (uint32_t)(member[0] ? name : name - 1)};
    held->known[held->count++] = (ArrianKnown){{NULL, (uint32_t)size}, held->groups - 1};
    h->used += size + name + 1;
    return ARRIAN_OK;
}

int arrian_store_held(ArrianStore *store, const ArrianEngine *engine, ArrianHeld *ret_held, ArrianError *why)
{
    Holding h = {.held = ret_held, .why = why, .path = store->path};
    sqlite3_stmt *row;
    const char *tables = store_tables(store, engine);
    *ret_held = (ArrianHeld){0};
    TRY(store_query(store, "profiles", &row, why, ""));
    int code;
    while (!(code = store_step(store, row, why)))
        if ((code = hold(&h, row, tables))) break;
    sqlite3_reset(row);
    const char *at = ret_held->bytes;
    for (size_t i = 0; i < ret_held->count; i++) {
        ret_held->known[i].profile.at = at;
        ret_held->name[i].at = at + ret_held->known[i].profile.length;
        at = ret_held->name[i].at + strlen(ret_held->name[i].at) + 1;
    }
    if (ret_held->count) qsort(ret_held->place, ret_held->count, sizeof *ret_held->place, compare_places);
    if (code == ARRIAN_NOTHING) return ARRIAN_OK;
    arrian_held_free(ret_held);
    return code;
}

void arrian_held_free(ArrianHeld *held)
{
    free(held->known);
    free(held->place);
    free(held->name);
    free(held->story);
    free(held->bytes);
    *held = (ArrianHeld){0};
}

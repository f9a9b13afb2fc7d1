/* put.h: a story on its way into the store: what number.c finds out and put.c writes by. */
#ifndef STORE_PUT_H
#define STORE_PUT_H
#include "store/store.h"
#include <limits.h>

typedef enum Kind {
    DOCUMENTS,
    IGNORED,
    SENTENCES,
    ENTITIES,
    NAMES,
    TIMES,
    QUANTITIES,
    QUOTES,
    CLAIMS,
    PASSAGES,
    RELAYS,
    ORIGINS,
    ACCORDS,
    KINDS
} Kind;
typedef struct Put {
    ArrianStore *store;
    const ArrianEngine *engine; // NULL where profiles are not kept
    const ArrianStory *story;
    ArrianDocument *const *docs;
    size_t count;
    ArrianError *why;
    int64_t story_id;
    int64_t last[KINDS], last_story; /* numbers ever given before */
    int64_t next[KINDS]; /* number of the next row */
    int64_t first_document, first_passage, first_relay, first_origin, first_accord;
    const ArrianOrder *order; // of a batch's report, which is known by its place; NULL of a set of reports
} Put;

/* The whole path of its file, "" where there is none. */
void put_place(const ArrianHead *head, char found_at[PATH_MAX]);
/* The story's number, where its rows are numbered from, and its key in hexadecimal digits. Stories that it bridges go; the rows
 * of the story itself, where it is known, still stand. */
int put_number(Put *put, char ret_key[65], bool *ret_known);
#endif

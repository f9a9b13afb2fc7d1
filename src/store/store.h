/* store.h: documents and what they say together <-> rows of one SQLite file.
 * schema.sql says what is kept, queries.sql holds every statement; C only carries values between them. */
#ifndef STORE_STORE_H
#define STORE_STORE_H
#include "base/arena.h"
#include "base/document.h"
#include "base/engine.h"
#include "base/table.h"
#include <sqlite3.h>

enum {
    STORE_VERSION = 8,
    STORE_APPLICATION = 0x41525249, /* "ARRI" */
    STORE_QUERIES = 160,
    STORE_PLAIN = 1 << 16, /* bytes of a report up to which a row's text is cut from them */
    STORE_WORDS = 1 << 17, /* whose numbers are remembered */
    STORE_SORT = 4, /* words of a sort */
    STORE_BUSY_MS = 5000,
    STORE_MANY = 1 << 24, /* bytes of reports from which on pages are large */
    STORE_MOST_BLOB = MOST_BYTES + 1024
};
typedef struct StoreQuery {
    const char *name, *sql;
    sqlite3_stmt *statement;
} StoreQuery;
struct ArrianStore {
    sqlite3 *base;
    Arena arena;
    StoreQuery queries[STORE_QUERIES];
    uint32_t count, last_query; /* where the last statement asked for stands */
    char path[512];
    char tables[65]; /* digest of the word lists; "" until it is asked for */
    bool fresh; /* there was no such file before */
    Table known;         /* words whose numbers are remembered */
    LIST(int64_t) number; /* of each */
    Table known_sorts; /* the same of sorts, by the numbers of their words */
    LIST(int64_t) sort_number;
    const Map *rows;     /* document, by where it lies -> its row less first_row; of the story being put */
    int64_t first_row;
    uint64_t seal;       /* of the stretches bound since it was 0: the sum of seal_of */
};

/* What a stretch adds to the seal of its story: whatever order the rows stand in, the sum is the same. */
uint64_t seal_of(uint64_t start, uint64_t stop, ArrianSlice words);
void store_seal(ArrianStore *store, const ArrianDocument *d, ArrianSpan span);
/* The same for a stretch that a row tells without binding it, and its words to `spelt` where they are not the bytes. */
int store_stretch(ArrianStore *store, const ArrianDocument *d, ArrianSpan span, ArrianError *why);

/* A store that lives in memory until it is closed, and the bytes of its file. */
int store_in_memory(ArrianStore **ret_store, ArrianError *why);
int store_write(ArrianStore *store, FILE *out, ArrianError *why);
/* What SQLite says, in our words: a broken file is told apart from a full disk. */
int store_fail(const ArrianStore *store, ArrianError *why, const char *doing);
/* Prepared, reset, and bound; kinds has a letter a value:
 * i int64_t, I int64_t and NULL where negative, d double, s const char * ("" is NULL), t ArrianSlice (empty is NULL),
 * b bytes as ArrianSlice, h hexadecimal digits as bytes, k const char * and K ArrianSlice as their number in the table of
 * words ("" and empty are NULL), m const ArrianSlice[STORE_SORT] as the number of their sort (all empty is NULL), w document
 * and span: start and length, two NULLs where the span is empty. Words that are not the bytes at w go to `spelt`. v the same
 * and another span, from whose start the first's is counted. */
int store_query(ArrianStore *store, const char *name, sqlite3_stmt **ret_statement, ArrianError *why, const char *kinds,
                ...);
/* The same for a statement that gives no rows. */
int store_do(ArrianStore *store, const char *name, ArrianError *why, const char *kinds, ...);
/* Next row: ARRIAN_OK, ARRIAN_NOTHING at the end. */
int store_step(ArrianStore *store, sqlite3_stmt *statement, ArrianError *why);
/* All since BEGIN or nothing of it. */
int store_commit(ArrianStore *store, int code, ArrianError *why);
/* Number of a word in the table of words, which gets it where it is new. */
int store_word(ArrianStore *store, ArrianSlice word, int64_t *ret_number, ArrianError *why);
/* Number of words that come together, by their numbers, 0 where there is none; 0 where there are none at all. */
int store_sort(ArrianStore *store, const int64_t words[STORE_SORT], int64_t *ret_number, ArrianError *why);
int store_execute(ArrianStore *store, const char *sql, ArrianError *why);
/* Of a row among those of its report; -1 where there is none. */
static inline int64_t store_turn(uint32_t index)
{
    return index == ARRIAN_NONE ? -1 : (int64_t)index;
}
/* The last ids ever given, in the order of the statement last_ids. */
enum { STORE_LAST = 14 };
int store_put_last(ArrianStore *store, const int64_t last[STORE_LAST], ArrianError *why);
ArrianSlice store_text(sqlite3_stmt *statement, int column); /* valid until the next step */
int store_count(ArrianStore *store, size_t *ret_count, ArrianError *why); /* its documents */
/* Whether its rows bear the numbers that a run over its reports, story by story, would give them: not once a story was put again. */
int store_is_alike(ArrianStore *store, bool *ret_alike, ArrianError *why);

/* arrian_store_put, and the id that the story has. */
int store_put(ArrianStore *store, const ArrianEngine *engine, const ArrianStory *story, int64_t *ret_id, ArrianError *why);
/* Digest of the engine's word lists, made once for a store: with others, a profile's words have other numbers. */
const char *store_tables(ArrianStore *store, const ArrianEngine *engine);
/* What a report is grouped by, kept beside it. */
int store_put_profile(ArrianStore *store, const ArrianEngine *engine, int64_t document, const ArrianDocument *d, ArrianError *why);

/* A row of all_documents read again, as it was or from other bytes. */
typedef struct StoreRow {
    int64_t id, story;
    const char *path, *found_at, *sha256;
    const char *member, *type, *charset; /* NULL where the file is the report, where nothing was said */
    ArrianSlice received;
    ArrianGiven given;
} StoreRow;
void store_row(sqlite3_stmt *statement, StoreRow *ret_row);
/* The same as a member to read, with these bytes in place of those kept. */
ArrianMember store_member(const StoreRow *row, ArrianSlice bytes);
#endif

/* index.h: the words of a store, to be searched: an FTS5 table in memory, made anew when the store changes. */
#ifndef SERVE_INDEX_H
#define SERVE_INDEX_H
#include "serve/view.h"
#include "store/store.h"

typedef struct ServeIndex {
    sqlite3 *base;
    sqlite3_stmt *clear, *match, *all; /* the hits of a search: none, those of its words, every row */
    sqlite3_stmt *page, *facet[SERVE_FILTERS];
} ServeIndex;

int index_open(ServeIndex *index, ArrianStore *store, ArrianError *why);
void index_close(ServeIndex *index);
/* Results and facets as sections. 0, or an SQLite code. */
int index_search(ServeIndex *index, View *view);
#endif

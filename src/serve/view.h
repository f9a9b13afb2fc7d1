/* view.h: what is to be shown, before it is a page or JSON: a title and sections of rows with named columns. */
#ifndef SERVE_VIEW_H
#define SERVE_VIEW_H
#include "base/arena.h"
#include "serve/request.h"
#include <sqlite3.h>

typedef struct ViewCell {
    ArrianSlice text;
    bool there, number;
} ViewCell;
typedef struct ViewSection {
    const char *name;
    bool facts; /* one row, shown as names and values */
    bool cut;   /* there are more rows than it has */
    uint32_t columns;
    const char **names;   // (columns)
    LIST(ViewCell) cells; // (rows, columns)
} ViewSection;
typedef struct View {
    Arena *arena;
    const ServeRequest *request;
    const char *title;
    LIST(ViewSection) sections;
    bool more; /* another page follows */
    int64_t total;
} View;

/* A statement's rows, at most `most`, as a section; none without rows. 0, or an SQLite code. */
int view_add(View *view, const char *name, bool facts, sqlite3_stmt *statement, int most);
void view_page(const View *view, FILE *out); /* HTML */
void view_json(const View *view, FILE *out);
void view_refusal(const ServeRequest *r, const char *why, FILE *out); /* HTML: why there is no such page, and the way back */
#endif

/* serve.c: a request -> a view of the store -> a body, within bounds of time and memory. */
#include "serve/serve.h"
#include "base/error.h"
#include "base/lexicon.h"
#include "report/html.h"
#include "report/json.h"
#include "serve/index.h"
#include "serve/refresh.h"
#include <stdlib.h>
#include <string.h>

struct Serve {
    ArrianStore *store;
    const ArrianEngine *engine;
    const char *review; /* NULL without one */
    ServeIndex index;
    int64_t version; /* of the store's data, when it was indexed */
    int port;
    char token[SERVE_TOKEN];
    int steps; /* left for this answer, in thousands */
};
enum { MOST = 500 /* rows of a section */, EVERY = 1000 };

/* One answer may not keep the others waiting: SQLite asks here every thousand steps. */
static int count_steps(void *serve)
{
    return --((Serve *)serve)->steps < 0;
}

static int read_version(Serve *serve, int64_t *ret, ArrianError *why)
{
    sqlite3_stmt *statement;
    TRY(store_query(serve->store, "data_version", &statement, why, ""));
    int code = store_step(serve->store, statement, why);
    if (!code) *ret = sqlite3_column_int64(statement, 0);
    sqlite3_reset(statement);
    return code;
}

static int index_again(Serve *serve, ArrianError *why)
{
    ServeIndex fresh;
    int64_t version = 0;
    TRY(read_version(serve, &version, why));
    if (serve->index.base && version == serve->version) return ARRIAN_OK;
    serve->steps = INT32_MAX;
    TRY(index_open(&fresh, serve->store, why));
    index_close(&serve->index);
    serve->index = fresh;
    serve->version = version;
    sqlite3_progress_handler(serve->index.base, EVERY, count_steps, serve);
    return ARRIAN_OK;
}

int serve_open(const char *path, const ArrianEngine *engine, const char *review, int port, const char *token,
               Serve **ret_serve, ArrianError *why)
{
    Serve *serve = *ret_serve = calloc(1, sizeof *serve);
    if (!serve) return error_at(why, ARRIAN_MEMORY, path, ARRIAN_NONE64, "no memory to serve it");
    serve->engine = engine, serve->review = review, serve->port = port;
    snprintf(serve->token, sizeof serve->token, "%s", token);
    int code = arrian_store_open(path, false, &serve->store, why);
    if (!code) code = index_again(serve, why);
    if (!code) sqlite3_progress_handler(serve->store->base, EVERY, count_steps, serve);
    if (code) serve_close(serve), *ret_serve = NULL;
    return code;
}

void serve_close(Serve *serve)
{
    if (!serve) return;
    index_close(&serve->index);
    arrian_store_close(serve->store);
    free(serve);
}

/* The rows of one statement of queries.sql, asked of one number. */
static int add(Serve *serve, View *view, const char *name, const char *query, int64_t number, bool facts)
{
    ArrianError why = {0};
    sqlite3_stmt *statement;
    if (store_query(serve->store, query, &statement, &why, "")) return SQLITE_ERROR;
    if (sqlite3_bind_parameter_count(statement)) sqlite3_bind_int64(statement, 1, number);
    int code = view_add(view, name, facts, statement, MOST);
    sqlite3_reset(statement);
    return code;
}

static int add_evidence(Serve *serve, View *view, char letter, int64_t number)
{
    ArrianError why = {0};
    sqlite3_stmt *statement;
    char words[2] = {letter};
    if (store_query(serve->store, "serve_evidence", &statement, &why, "si", words, number)) return SQLITE_ERROR;
    int code = view_add(view, "evidence", false, statement, MOST);
    sqlite3_reset(statement);
    return code;
}

/* What stands beside a row of each kind. */
static const struct {
    char letter;
    const char *name, *query;
} beside[] = {{'y', "reports", "serve_reports_of_story"},
              {'y', "accords", "serve_accords_of_story"},
              {'y', "claims", "serve_claims_of_story"},
              {'d', "text", "serve_text_of_document"},
              {'d', "claims", "serve_claims_of_document"},
              {'d', "quotes", "serve_quotes_of_document"},
              {'d', "quantities", "serve_quantities_of_document"},
              {'c', "accords", "serve_accords_of_claim"},
              {'a', "values", "serve_values_of_accord"},
              {'e', "claims", "serve_claims_of_entity"}};

static int show_row(Serve *serve, View *view)
{
    const ServeRequest *r = view->request;
    char show[] = "show_?";
    show[5] = r->letter;
    view->title = arena_print(view->arena, "%c%lld", r->letter, (long long)r->number);
    int code = add(serve, view, "row", show, r->number, true);
    if (code || !view->sections.count) return code;
    ArrianSlice kind = view->sections.at[0].cells.at[0].text;
    view->title = arena_print(view->arena, "%.*s %c%lld", (int)kind.length, kind.at, r->letter, (long long)r->number);
    if (!strchr("yadeo", r->letter)) code = add_evidence(serve, view, r->letter, r->number);
    for (size_t i = 0; !code && i < sizeof beside / sizeof *beside; i++)
        if (beside[i].letter == r->letter) code = add(serve, view, beside[i].name, beside[i].query, r->number, false);
    return code;
}

static int show(Serve *serve, View *view)
{
    switch (view->request->show) {
    case SHOW_SEARCH:
        view->title = view->request->q[0] ? arena_print(view->arena, "Search: %s", view->request->q) : "All rows";
        return index_search(&serve->index, view);
    case SHOW_ROW: return show_row(serve, view);
    default: view->title = "Stories"; return add(serve, view, "stories", "serve_stories", 0, false);
    }
}

/* A reader who follows an old link gets a page, a program or a stranger one line. */
static bool is_for_readers(const ServeRequest *r, int status)
{
    return status == 404 && !r->json;
}

static void write_refusal(FILE *out, const ServeRequest *r, int status, const char *why)
{
    if (is_for_readers(r, status)) {
        view_refusal(r, why, out);
    } else if (r->json) {
        Json words = {out, false};
        json_open(&words, '{');
        json_key_number(&words, "status", status);
        json_key_word(&words, "error", why);
        json_close(&words, '}');
        fputc('\n', out);
    } else {
        fprintf(out, "arrian: %s\n", why);
    }
}

static int write_style(Arena *arena, FILE *out)
{
    const char *bytes;
    size_t size;
    if (data_load(arena, NULL, "serve.css", &bytes, &size, NULL)) return 500;
    fwrite(bytes, 1, size, out);
    return 200;
}

static int write_verify(Serve *serve, FILE *out)
{
    ArrianError why = {.at = ARRIAN_NONE64};
    uint64_t rows = 0;
    serve->steps = INT32_MAX;
    int code = arrian_store_verify(serve->store, serve->engine, out, &rows, &why);
    if (!code) fprintf(out, "%llu rows stand on their bytes\n", (unsigned long long)rows);
    else fprintf(out, "arrian: %s\n", why.message);
    return code == ARRIAN_OK || code == ARRIAN_BROKEN ? 200 : 500;
}

static int write_refresh(Serve *serve, FILE *out)
{
    ArrianError why = {.at = ARRIAN_NONE64};
    uint32_t stories;
    int code = serve_refresh(serve->store->path, serve->engine, serve->review, out, &stories, &why);
    if (code) fprintf(out, "arrian: %s\n", why.message);
    else fprintf(out, "%u stories read again\n", stories);
    return code ? 500 : 200;
}

/* Lines go to the end of the file, each on a line of its own, whole or not at all as far as the system lets us. */
static bool append(const char *path, const char *lines, size_t size)
{
    FILE *file = fopen(path, "a+b");
    if (!file) return false;
    bool begun = !fseek(file, -1, SEEK_END) && getc(file) != '\n';
    bool fine = !fseek(file, 0, SEEK_END) && (!begun || putc('\n', file) != EOF) && fwrite(lines, 1, size, file) == size;
    fine = fine && (lines[size - 1] == '\n' || putc('\n', file) != EOF);
    return !fclose(file) && fine;
}

/* Decisions sent to us: held against the rules of the file, added to it, replayed. */
static int write_review(Serve *serve, const ServeAsk *ask, FILE *out, const char **ret_why)
{
    ArrianError why = {.at = ARRIAN_NONE64};
    ArrianReview *review;
    if (!serve->review) return *ret_why = "started without --review FILE: there is no file to add to", 409;
    if (arrian_review_parse("the lines sent", ask->body ? ask->body : "", ask->size, &review, &why)) {
        fprintf(out, "arrian: the lines sent: %s; nothing was added\n", why.message);
        return 400;
    }
    size_t count = arrian_review_count(review);
    arrian_review_close(review);
    if (!count) return *ret_why = "no decision was sent: write lines of reject, merge, split or note", 400;
    if (!append(serve->review, ask->body, ask->size)) return *ret_why = "the file of --review cannot be written", 500;
    fprintf(out, "%zu decisions added\n", count);
    return write_refresh(serve, out);
}

static int write_view(Serve *serve, const ServeRequest *r, Arena *arena, FILE *out, const char **ret_why)
{
    View view = {.arena = arena, .request = r, .title = ""};
    ArrianError why = {.at = ARRIAN_NONE64};
    if (index_again(serve, &why)) return *ret_why = "the store cannot be read now; ask again", 503;
    serve->steps = SERVE_STEPS;
    int code = show(serve, &view);
    if (code == SQLITE_INTERRUPT) return *ret_why = "this would take too long; narrow the search", 503;
    if (code) return *ret_why = "the store cannot be read; run arrian verify on it", 500;
    if (r->show == SHOW_ROW && !view.sections.count) return *ret_why = "there is no such row in this store", 404;
    if (r->json) view_json(&view, out);
    else view_page(&view, out);
    return 200;
}

static const char *type_of(const ServeRequest *r, int status)
{
    if (r->json) return "application/json; charset=utf-8";
    if ((status != 200 && !is_for_readers(r, status)) || r->show >= SHOW_VERIFY) return "text/plain; charset=utf-8";
    return r->show == SHOW_STYLE ? "text/css; charset=utf-8" : "text/html; charset=utf-8";
}

void serve_answer(Serve *serve, const ServeAsk *ask, ServeAnswer *ret)
{
    static const char no_memory[] = "arrian: no memory for this page\n";
    ServeRequest request;
    const char *why = "";
    jmp_buf trap;
    Arena arena = {.trap = &trap};
    *ret = (ServeAnswer){.status = 500, .type = "text/plain; charset=utf-8"};
    volatile int status = serve_request(ask, serve->port, serve->token, &request, &why);
    FILE *out = open_memstream(&ret->body, &ret->size);
    if (!out) return;
    if (setjmp(trap)) status = 500, why = "no memory for this page";
    else if (status == 200 && request.show == SHOW_STYLE) status = write_style(&arena, out);
    else if (status == 200 && request.show == SHOW_VERIFY) status = write_verify(serve, out);
    else if (status == 200 && request.show == SHOW_REFRESH) status = write_refresh(serve, out);
    else if (status == 200 && request.show == SHOW_REVIEW) status = write_review(serve, ask, out, &why);
    else if (status == 200) status = write_view(serve, &request, &arena, out, &why);
    if (status != 200 && why[0]) write_refusal(out, &request, status, why);
    arena_end(&arena);
    bool failed = fclose(out) != 0;
    ret->status = failed ? 500 : status;
    ret->type = type_of(&request, ret->status);
    if (!failed) return;
    free(ret->body);
    ret->body = strdup(no_memory);
    ret->size = ret->body ? sizeof no_memory - 1 : 0;
}

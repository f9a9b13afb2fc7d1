/* show.c: an id -> its row, the sentence with the words marked, the bytes; and a store -> its documents read again.
 *     c12 -> "claim c12 / act: MOBILIZE / ... / NATO has said it »will send four battalions« to Poland." */
#include "base/error.h"
#include "base/lexicon.h"
#include "store/store.h"
#include <stdlib.h>
#include <string.h>

static void print_line(FILE *out, const char *name, ArrianSlice value)
{
    fprintf(out, "  %-12s ", name);
    for (uint32_t i = 0; i < value.length; i++) fputc((unsigned char)value.at[i] < ' ' ? ' ' : value.at[i], out);
    fputc('\n', out);
}

/* An id that was given once and stands no more is told apart from one that never was. */
static int tell_absent(ArrianStore *store, const char *id, ArrianError *why)
{
    static const char letters[] = "disentqucproay"; /* in the order of last_ids */
    sqlite3_stmt *last;
    TRY(store_query(store, "last_ids", &last, why, ""));
    int code = store_step(store, last, why);
    bool given = !code && strtoll(id + 1, NULL, 10) <= sqlite3_column_int64(last, (int)(strchr(letters, id[0]) - letters));
    sqlite3_reset(last);
    if (code && code != ARRIAN_NOTHING) return code;
    if (!given)
        return error_at(why, ARRIAN_NOTHING, store->path, ARRIAN_NONE64,
                        "no row %.20s; `arrian report` shows the ids, and so does SELECT on the store", id);
    return error_at(why, ARRIAN_NOTHING, store->path, ARRIAN_NONE64,
                    "no row %.20s any more: its story was kept anew, or went into another, and its rows got other ids; look for its words "
                    "with `arrian serve`, or with SELECT id FROM ... WHERE text LIKE '%%words%%'", id);
}

/* The row: kind first, then every column that is not blank. */
static int print_row(ArrianStore *store, const char *id, sqlite3_stmt *row, FILE *out, ArrianError *why)
{
    int code = store_step(store, row, why);
    if (code == ARRIAN_NOTHING) return tell_absent(store, id, why);
    if (code) return code;
    fprintf(out, "%s %s\n", sqlite3_column_text(row, 0), id);
    for (int column = 1; column < sqlite3_column_count(row); column++)
        if (sqlite3_column_type(row, column) != SQLITE_NULL)
            print_line(out, sqlite3_column_name(row, column), store_text(row, column));
    sqlite3_reset(row);
    return ARRIAN_OK;
}

/* Where the words stand in their sentence: of several places the one nearest to where the bytes say. */
static const char *find_words(ArrianSlice sentence, ArrianSlice words, int64_t offset)
{
    const char *best = NULL, *at = sentence.at, *end = sentence.at + sentence.length;
    while (words.length && at && (at = memmem(at, (size_t)(end - at), words.at, words.length))) {
        if (!best || llabs(at - sentence.at - offset) < llabs(best - sentence.at - offset)) best = at;
        at++;
    }
    return best;
}

static void print_marked(FILE *out, ArrianSlice sentence, ArrianSlice words, int64_t offset)
{
    const char *at = find_words(sentence, words, offset);
    fputs("    ", out);
    for (uint32_t i = 0; i <= sentence.length; i++) {
        if (at && sentence.at + i == at + words.length) fputs("«", out);
        if (at && sentence.at + i == at) fputs("»", out);
        if (i < sentence.length) fputc((unsigned char)sentence.at[i] < ' ' ? ' ' : sentence.at[i], out);
    }
    fputc('\n', out);
}

/* Bytes as received; what is no printable ASCII or UTF-8 lead is shown in hexadecimal. */
static void print_bytes(FILE *out, ArrianSlice bytes)
{
    fputs("    bytes: ", out);
    for (uint32_t i = 0; i < bytes.length; i++) {
        unsigned char c = (unsigned char)bytes.at[i];
        if (c < ' ' || c == 0x7F || c == '\\') fprintf(out, "\\x%02X", c);
        else fputc(c, out);
    }
    fputc('\n', out);
}

enum { PART, START, STOP, TEXT, DOCUMENT, PATH, OUTLET, PUBLISHED, SHA256, BYTES, SENTENCE, SENTENCE_START, RAW };

static void print_evidence(FILE *out, sqlite3_stmt *row)
{
    ArrianSlice text = store_text(row, TEXT), sentence = store_text(row, SENTENCE), part = store_text(row, PART);
    int64_t start = sqlite3_column_int64(row, START);
    fprintf(out, "  %.*s: d%lld %s", (int)part.length, part.at, (long long)sqlite3_column_int64(row, DOCUMENT),
            sqlite3_column_text(row, PATH));
    if (sqlite3_column_type(row, OUTLET) != SQLITE_NULL) fprintf(out, ", %s", sqlite3_column_text(row, OUTLET));
    if (sqlite3_column_type(row, PUBLISHED) != SQLITE_NULL) fprintf(out, ", %s", sqlite3_column_text(row, PUBLISHED));
    fprintf(out, ", bytes %lld to %lld of %lld\n", (long long)start, (long long)sqlite3_column_int64(row, STOP),
            (long long)sqlite3_column_int64(row, BYTES));
    if (!slice_is(part, "words") && strncmp(part.at, "value", 5) && part.length > 1) {
        fputs("    ", out);
        fwrite(text.at, 1, text.length, out);
        fputc('\n', out);
        return;
    }
    if (sentence.length) print_marked(out, sentence, text, start - sqlite3_column_int64(row, SENTENCE_START));
    else print_marked(out, text, text, 0);
    ArrianSlice raw = {sqlite3_column_blob(row, RAW), (uint32_t)sqlite3_column_bytes(row, RAW)};
    print_bytes(out, raw);
    fprintf(out, "    sha256 of the file: %s\n", sqlite3_column_text(row, SHA256));
}

int arrian_store_show(ArrianStore *store, const char *id, FILE *out, ArrianError *why)
{
    char query[] = "show_?", letter[2] = {id[0]}, *end = NULL;
    long long number = id[0] ? strtoll(id + 1, &end, 10) : 0;
    if (!id[0] || !strchr("ydisnetqucproa", id[0]) || id[1] < '0' || id[1] > '9' || *end || number < 1)
        return error_at(
            why, ARRIAN_INPUT, NULL, ARRIAN_NONE64,
            "\"%.20s\" is no id: a letter and a number, such as c12 (claim), u7 (quote), a3 (accord), d1 (report)", id);
    query[5] = id[0];
    sqlite3_stmt *row;
    TRY(store_query(store, query, &row, why, "i", (int64_t)number));
    TRY(print_row(store, id, row, out, why));
    TRY(store_query(store, "evidence_of_row", &row, why, "si", letter, (int64_t)number));
    int code;
    while (!(code = store_step(store, row, why))) print_evidence(out, row);
    sqlite3_reset(row);
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

typedef struct Again {
    ArrianDocument **documents;
    uint32_t *story;
    size_t count, room;
    int64_t last; /* story of the document before */
    uint32_t stories;
} Again;

static bool make_room(Again *again)
{
    if (again->count < again->room) return true;
    size_t room = again->room ? again->room * 2 : 64;
    ArrianDocument **documents = realloc(again->documents, room * sizeof *documents);
    if (documents) again->documents = documents;
    uint32_t *story = realloc(again->story, room * sizeof *story);
    if (story) again->story = story;
    if (documents && story) again->room = room;
    return documents && story;
}

static int read_again(Again *again, const ArrianStore *store, const ArrianEngine *engine, const StoreRow *row,
                      ArrianError *why)
{
    if (!make_room(again)) return error_at(why, ARRIAN_MEMORY, store->path, ARRIAN_NONE64, "no memory for its reports");
    ArrianMember member = store_member(row, row->received);
    TRY(arrian_read_member(engine, &member, &row->given, &again->documents[again->count], why));
    document_settle(again->documents[again->count]);
    if (!again->count || row->story != again->last) again->stories++;
    again->last = row->story;
    again->story[again->count++] = again->stories - 1;
    return ARRIAN_OK;
}

/* The rows of a statement on documents, read again; total: how many, for the progress. */
static int read_rows(ArrianStore *store, const ArrianEngine *engine, sqlite3_stmt *statement, size_t total, Again *again, ArrianError *why)
{
    int code;
    while (!(code = store_step(store, statement, why))) {
        StoreRow row;
        store_row(statement, &row);
        if (total) engine_progress(engine, "read report", again->count, total);
        if ((code = read_again(again, store, engine, &row, why))) break;
    }
    if (total) engine_progress(engine, "read report", total, total);
    sqlite3_reset(statement);
    if (code == ARRIAN_NOTHING) return ARRIAN_OK;
    for (size_t i = 0; i < again->count; i++) arrian_document_free(again->documents[i]);
    free(again->documents);
    free(again->story);
    *again = (Again){0};
    return code;
}

int arrian_store_documents(ArrianStore *store, const ArrianEngine *engine, ArrianDocument ***ret_documents,
                           uint32_t **ret_story, size_t *ret_count, ArrianError *why)
{
    Again again = {0};
    sqlite3_stmt *statement;
    size_t total;
    *ret_documents = NULL, *ret_story = NULL, *ret_count = 0;
    TRY(store_count(store, &total, why));
    TRY(store_query(store, "all_documents", &statement, why, ""));
    TRY(read_rows(store, engine, statement, total, &again, why));
    *ret_documents = again.documents, *ret_story = again.story, *ret_count = again.count;
    return ARRIAN_OK;
}

int arrian_store_story(ArrianStore *store, const ArrianEngine *engine, int64_t story, ArrianDocument ***ret_documents,
                       size_t *ret_count, ArrianError *why)
{
    Again again = {0};
    sqlite3_stmt *statement;
    *ret_documents = NULL, *ret_count = 0;
    TRY(store_query(store, "documents_of_story", &statement, why, "i", story));
    TRY(read_rows(store, engine, statement, 0, &again, why));
    free(again.story);
    *ret_documents = again.documents, *ret_count = again.count;
    return ARRIAN_OK;
}

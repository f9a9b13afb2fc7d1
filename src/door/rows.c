/* rows.c: dumps of rows, CSV (RFC 4180) or TSV, under a line that names the columns.
 *     id,date,title,text,url,publisher  ->  member "1" is the first row below it
 * A member's bytes are its text without the quotation marks that CSV puts around and into it. */
#include "base/error.h"
#include "door/walker.h"
#include <string.h>

enum { MOST_COLUMNS = 128, CELL_MOST = MOST_BYTES };
typedef struct Rows {
    Walker walker;
    Field column[MOST_COLUMNS];
    int columns;
    char comma;
    Bytes cell, text;
} Rows;

static char comma_of(const unsigned char *head, size_t size)
{
    size_t commas = 0, points = 0;
    for (size_t i = 0; i < size; i++) {
        if (head[i] == '\t') return '\t';
        commas += head[i] == ',', points += head[i] == ';';
    }
    return points > commas ? ';' : ',';
}

static bool is_rows(const unsigned char *head, size_t have, const char *name)
{
    const unsigned char *line = memchr(head, '\n', have), *end = line ? line : head + have;
    if (!name_ends(name, ".csv") && !name_ends(name, ".tsv")) return false;
    char comma = comma_of(head, (size_t)(end - head));
    for (const unsigned char *at = head, *stop; at < end; at = stop + 1) {
        stop = memchr(at, comma, (size_t)(end - at));
        if (!stop) stop = end;
        const unsigned char *from = at, *to = stop;
        if (from == head && to - from > 3 && !memcmp(from, "\xEF\xBB\xBF", 3)) from += 3;
        while (from < to && (*from == '"' || *from == ' ')) from++;
        while (from < to && (to[-1] == '"' || to[-1] == ' ' || to[-1] == '\r')) to--;
        if (field_of((const char *)from, (size_t)(to - from)) == FIELD_TEXT) return true;
    }
    return false;
}

typedef enum State { START, PLAIN, QUOTED, MARK /* behind one inside: it closes, or doubled it is one */ } State;

/* Takes in bytes up to the end of the cell; false where it goes on after them. *ret_used tells how many were taken. */
static bool scan(const Rows *r, State *state, const unsigned char *at, size_t have, Bytes *cell, size_t *ret_used)
{
    size_t from = 0;
    for (size_t i = 0; i < have; i++) {
        unsigned char c = at[i];
        if (*state == QUOTED) {
            if (c != '"') continue;
            if (!bytes_add(cell, at + from, i - from)) break;
            *state = MARK, from = i + 1;
        } else if (*state == MARK && c == '"') {
            *state = QUOTED, from = i;
        } else if (*state == START && c == '"' && r->comma != '\t') {
            *state = QUOTED, from = i + 1;
        } else {
            if (*state == MARK) from = i;
            *state = PLAIN;
            if (c != (unsigned char)r->comma && c != '\n') continue;
            *ret_used = i + 1;
            return bytes_add(cell, at + from, i - from);
        }
    }
    if (have > from) bytes_add(cell, at + from, have - from);
    *ret_used = have;
    return false;
}

/* The next cell, without its marks; *ret_last where its row ends, *ret_end where nothing is left. */
static int read_cell(Rows *r, bool *ret_last, bool *ret_end, ArrianError *why)
{
    Stream *s = r->walker.stream;
    State state = START;
    r->cell.size = 0;
    for (*ret_last = *ret_end = false;;) {
        const unsigned char *at;
        size_t have, used;
        TRY(stream_peek(s, 1, &at, &have, why));
        if (!have) {
            *ret_last = true, *ret_end = state == START;
            if (state != QUOTED) return ARRIAN_OK;
            return walker_fault(&r->walker, why, true, "a quotation mark opens and is not closed: the rest of the file would be one cell; close it, or double a mark within words");
        }
        bool ends = scan(r, &state, at, have, &r->cell, &used);
        *ret_last = ends && at[used - 1] == '\n';
        stream_take(s, used);
        if (ends) return ARRIAN_OK;
        if (r->cell.size > CELL_MOST)
            return walker_fault(&r->walker, why, true, "a cell of more than %d MiB", CELL_MOST >> 20);
    }
}

static int open_rows(Walker *w, ArrianError *why)
{
    Rows *r = (Rows *)w;
    const unsigned char *head;
    size_t have;
    bool last = false, end;
    TRY(stream_peek(w->stream, STREAM_ROOM / 4, &head, &have, why));
    if (have >= 3 && !memcmp(head, "\xEF\xBB\xBF", 3)) stream_take(w->stream, 3), head += 3, have -= 3;
    const unsigned char *line = memchr(head, '\n', have);
    r->comma = comma_of(head, line ? (size_t)(line - head) : have);
    while (!last) {
        TRY(read_cell(r, &last, &end, why));
        size_t size = r->cell.size;
        while (size && r->cell.at[size - 1] == '\r') size--;
        if (r->columns < MOST_COLUMNS) r->column[r->columns++] = field_of(r->cell.at ? (const char *)r->cell.at : "", size);
    }
    return ARRIAN_OK;
}

static int read_row(Rows *r, ArrianGiven *given, bool *ret_end, ArrianError *why)
{
    bool last = false, end = false;
    r->text.size = 0;
    for (int c = 0; !last; c++) {
        TRY(read_cell(r, &last, &end, why));
        if (!c && end) return *ret_end = true, ARRIAN_OK;
        Field field = c < r->columns ? r->column[c] : FIELD_NONE;
        size_t size = r->cell.size;
        if (last && size && r->cell.at[size - 1] == '\r') size--;
        if (field == FIELD_TEXT && !r->text.size) {
            if (!bytes_add(&r->text, r->cell.at ? r->cell.at : (unsigned char *)"", size))
                return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to read it");
        } else if (size) {
            field_put(&r->walker.arena, given, field, (const char *)r->cell.at, size);
        }
    }
    return ARRIAN_OK;
}

static int next_row(Walker *w, Child *ret, ArrianError *why)
{
    Rows *r = (Rows *)w;
    for (bool end = false;;) {
        w->at = w->stream->at;
        ret->given = (ArrianGiven){0};
        snprintf(ret->name, NAME_ROOM, "%llu", (unsigned long long)w->number + 1);
        int code = read_row(r, &ret->given, &end, why);
        if (code) return w->over = true, code;
        if (end) return ARRIAN_NOTHING;
        w->number++;
        bool blank = true;
        for (size_t i = 0; blank && i < r->text.size; i++) blank = r->text.at[i] <= ' ';
        if (!blank) break;
        w->passed++;
    }
    return walker_give(w, ret, r->text.at, r->text.size, why);
}

static void end_rows(Walker *w)
{
    Rows *r = (Rows *)w;
    bytes_end(&r->cell);
    bytes_end(&r->text);
}

const WalkerKind walk_table = {sizeof(Rows), is_rows, open_rows, next_row, end_rows};

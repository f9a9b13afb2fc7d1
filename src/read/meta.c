/* meta.c: what the user knows beyond the text.   file <tab> published ... / "file","published" / {"file": ...,
 * "published": ...} */
#include "base/arena.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/table.h"
#include "read/read.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FIELDS = 7, MOST_ROWS = 2000000 };
static const char *const field_names[FIELDS] = {"file", "path", "published", "outlet", "title", "url", "authors"};

typedef struct MetaRow {
    const char *field[FIELDS];
    ArrianGiven given;
} MetaRow;
struct ReadMeta {
    Arena arena;
    LIST(MetaRow) rows;
    Map whole, last; /* a path, and its last part, hashed -> the first row that has it */
    uint8_t *used;   /* (rows): a report was found for it; by several threads */
};
typedef struct MetaReader {
    ReadMeta *meta;
    const char *path;
    char *at, *end, *start; /* our own copy: cells are cut in place */
    int column[64], columns;
    char comma;
    const char *unclosed; /* a quotation mark without its fellow */
    ArrianError *why;
} MetaReader;

static int refuse(const MetaReader *r, const char *what)
{
    return error_at(r->why, ARRIAN_INPUT, r->path, (uint64_t)(r->at - r->start), "%s", what);
}

/* One cell of TSV or CSV (RFC 4180), cut in place; *ret_last where its row ends. */
static char *next_cell(MetaReader *r, bool *ret_last)
{
    const char *opened = r->at;
    char *cell = r->at, *out = cell;
    bool quoted = r->comma == ',' && r->at < r->end && *r->at == '"';
    if (quoted) r->at++;
    for (; r->at < r->end; r->at++) {
        char c = *r->at;
        if (quoted && c == '"') {
            if (r->at + 1 >= r->end || r->at[1] != '"') {
                quoted = false;
                continue;
            }
            r->at++;
        } else if (!quoted && (c == r->comma || c == '\n')) {
            break;
        }
        if (c != '\r' || quoted) *out++ = c;
    }
    if (quoted) r->unclosed = opened;
    *ret_last = r->at >= r->end || *r->at == '\n';
    if (r->at < r->end) r->at++;
    *out = 0;
    return cell;
}

static int field_number(const char *name)
{
    for (int f = 0; f < FIELDS; f++)
        if (!strcasecmp(name, field_names[f])) return f;
    return -1;
}

static void put(MetaRow *row, int field, const char *value)
{
    if (field >= 0 && value[0]) row->field[field] = value;
}

/* "wire/dump.jsonl!a/12" -> "dump.jsonl!a/12": what stands behind a `!` is the name of a member */
static const char *last_part(const char *path)
{
    const char *stop = strchr(path, '!');
    for (const char *at = stop ? stop : path + strlen(path); at > path; at--)
        if (at[-1] == '/') return at;
    return path;
}

static const char *whole_part(const char *path)
{
    return path;
}

static uint64_t key_of(const char *words)
{
    return hash_bytes(words, strlen(words), 7) | 1;
}

static void add_key(ReadMeta *meta, Map *map, const char *words)
{
    uint32_t row;
    if (!map_get(map, key_of(words), &row)) map_put(&meta->arena, map, key_of(words), meta->rows.count);
}

static void add_row(ReadMeta *meta, MetaRow row)
{
    row.given = (ArrianGiven){row.field[2], row.field[3], row.field[4], row.field[5], row.field[6]};
    if (!row.field[0]) row.field[0] = row.field[1];
    if (!row.field[0]) return;
    add_key(meta, &meta->whole, row.field[0]);
    add_key(meta, &meta->last, last_part(row.field[0]));
    LIST_ADD(&meta->arena, meta->rows, row);
}

static int read_table(MetaReader *r)
{
    bool last = false, named = false, tells = false;
    while (!last && r->columns < 64) {
        const char *name = next_cell(r, &last);
        r->column[r->columns] = field_number(name);
        named |= r->column[r->columns] == 0 || r->column[r->columns] == 1;
        tells |= r->column[r->columns] > 1;
        r->columns++;
    }
    if (named && !tells) return refuse(r, "the first line names none of the columns published, outlet, title, url and authors");
    if (!named)
        return refuse(
            r, "the first line names no column `file` or `path`; write: file, published, outlet, title, url, authors");
    while (r->at < r->end && r->meta->rows.count < MOST_ROWS) {
        MetaRow row = {0};
        last = false;
        for (int c = 0; !last; c++) {
            const char *cell = next_cell(r, &last);
            if (c < r->columns) put(&row, r->column[c], cell);
        }
        add_row(r->meta, row);
    }
    if (!r->unclosed) return ARRIAN_OK;
    r->at = (char *)r->unclosed;
    return refuse(r, "a quotation mark opens here and is not closed");
}

static void put_utf8(char *out, size_t *n, unsigned point)
{
    if (point < 0x80) out[(*n)++] = (char)point;
    else if (point < 0x800) out[(*n)++] = (char)(0xC0 | point >> 6), out[(*n)++] = (char)(0x80 | (point & 63));
    else if (point > 0xFFFF) {
        out[(*n)++] = (char)(0xF0 | point >> 18), out[(*n)++] = (char)(0x80 | (point >> 12 & 63));
        out[(*n)++] = (char)(0x80 | (point >> 6 & 63)), out[(*n)++] = (char)(0x80 | (point & 63));
    } else
        out[(*n)++] = (char)(0xE0 | point >> 12), out[(*n)++] = (char)(0x80 | (point >> 6 & 63)),
        out[(*n)++] = (char)(0x80 | (point & 63));
}

/* The number of the four hexadecimal digits at p; 0xFFFD where they are none. */
static unsigned hex_at(const char *p)
{
    char hex[5] = {p[0], p[1], p[2], p[3], 0}, *stop;
    unsigned point = (unsigned)strtoul(hex, &stop, 16);
    return *stop || !point ? 0xFFFD : point;
}

/* A JSON string at r->at (its opening mark), unescaped; NULL where it is none. */
static char *json_string(MetaReader *r)
{
    if (r->at >= r->end || *r->at != '"') return NULL;
    const char *from = ++r->at;
    while (r->at < r->end && *r->at != '"' && *r->at != '\n') r->at += *r->at == '\\' && r->at + 1 < r->end ? 2 : 1;
    if (r->at >= r->end || *r->at != '"') return NULL;
    char *out = arena_take(&r->meta->arena, (size_t)(r->at - from) * 3 + 1);
    size_t n = 0;
    for (const char *p = from; p < r->at; p++) {
        if (*p != '\\') out[n++] = *p;
        else if (*++p == 'n') out[n++] = '\n';
        else if (*p == 't') out[n++] = '\t';
        else if (*p == 'u' && r->at - p > 4) {
            unsigned point = hex_at(p + 1), low = 0;
            p += 4;
            if (point >= 0xD800 && point < 0xDC00 && r->at - p > 6 && p[1] == '\\' && p[2] == 'u') low = hex_at(p + 3);
            if (low >= 0xDC00 && low < 0xE000) point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00), p += 6;
            put_utf8(out, &n, point >= 0xD800 && point < 0xE000 ? 0xFFFD : point);
        } else out[n++] = *p;
    }
    r->at++;
    return out;
}

static void skip_blank(MetaReader *r)
{
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\t' || *r->at == '\r' || *r->at == ',' || *r->at == ':'))
        r->at++;
}

/* A value that is no string: a number, null, or a list or object, passed over whole. */
static void skip_value(MetaReader *r)
{
    for (int depth = 0; r->at < r->end && *r->at != '\n';) {
        if (*r->at == '"') {
            if (!json_string(r)) return;
            continue;
        }
        if (depth == 0 && (*r->at == ',' || *r->at == '}')) return;
        depth += (*r->at == '{' || *r->at == '[') - (*r->at == '}' || *r->at == ']');
        r->at++;
    }
}

/* {"file": "a.txt", "published": "2016-10-26"}: strings are kept, other values passed over. */
static int read_object(MetaReader *r)
{
    MetaRow row = {0};
    for (r->at++;;) {
        skip_blank(r);
        if (r->at >= r->end || *r->at == '\n') return refuse(r, "an object that does not end on its line");
        if (*r->at == '}') break;
        const char *name = json_string(r);
        if (!name) return refuse(r, "not a JSON object of names and strings");
        skip_blank(r);
        const char *value = json_string(r);
        if (value) put(&row, field_number(name), value);
        else skip_value(r);
    }
    add_row(r->meta, row);
    while (r->at < r->end && *r->at != '\n') r->at++;
    return ARRIAN_OK;
}

static int read_objects(MetaReader *r)
{
    while (r->at < r->end && r->meta->rows.count < MOST_ROWS) {
        skip_blank(r);
        if (r->at < r->end && *r->at == '{') TRY(read_object(r));
        else if (r->at < r->end && *r->at != '\n') return refuse(r, "a line that is no JSON object");
        if (r->at < r->end) r->at++;
    }
    return ARRIAN_OK;
}

int read_meta_open(const char *path, ReadMeta **ret_meta, ArrianError *why)
{
    char *bytes;
    size_t size;
    *ret_meta = NULL;
    TRY(read_file(path, &bytes, &size, why));
    ReadMeta *meta = calloc(1, sizeof *meta);
    if (!meta) return free(bytes), error_at(why, ARRIAN_MEMORY, path, ARRIAN_NONE64, "no memory");
    char *text = arena_copy(&meta->arena, bytes, size);
    free(bytes);
    MetaReader r = {.meta = meta, .path = path, .at = text, .start = text, .end = text + size, .why = why};
    if (size >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3)) r.at += 3;
    const char *line = memchr(r.at, '\n', (size_t)(r.end - r.at)), *stop = line ? line : r.end;
    r.comma = memchr(r.at, '\t', (size_t)(stop - r.at)) ? '\t' : ',';
    int code = r.at < r.end && *r.at == '{' ? read_objects(&r) : read_table(&r);
    meta->used = NEW(&meta->arena, uint8_t, meta->rows.count + 1u);
    if (code) read_meta_close(meta);
    else *ret_meta = meta;
    return code;
}

static const ArrianGiven *find(const ReadMeta *meta, const Map *map, const char *words,
                               const char *(*part)(const char *))
{
    uint32_t row;
    if (!map_get(map, key_of(words), &row)) return NULL;
    if (strcmp(part(meta->rows.at[row].field[0]), words)) return NULL;
    __atomic_store_n(&meta->used[row], 1, __ATOMIC_RELAXED);
    return &meta->rows.at[row].given;
}

static const ArrianGiven *find_name(const ReadMeta *meta, const char *name)
{
    const ArrianGiven *given = find(meta, &meta->whole, name, whole_part);
    return given ? given : find(meta, &meta->last, last_part(name), last_part);
}

const ArrianGiven *read_meta_find(const ReadMeta *meta, const char *path, const char *member)
{
    char name[4096];
    if (!meta) return NULL;
    int length = member && member[0] ? snprintf(name, sizeof name, "%s!%s", path, member) : -1;
    const ArrianGiven *given = length > 0 && length < (int)sizeof name ? find_name(meta, name) : NULL;
    return given ? given : find_name(meta, path);
}

size_t read_meta_unused(const ReadMeta *meta, size_t most, const char **ret_names, size_t *ret_rows)
{
    size_t unused = 0;
    for (uint32_t row = 0; row < meta->rows.count; row++) {
        if (meta->used[row]) continue;
        if (unused < most) ret_names[unused] = meta->rows.at[row].field[0];
        unused++;
    }
    *ret_rows = meta->rows.count;
    return unused;
}

void read_meta_close(ReadMeta *meta)
{
    if (!meta) return;
    arena_end(&meta->arena);
    free(meta);
}

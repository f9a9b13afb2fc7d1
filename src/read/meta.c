/* meta.c: what the user knows beyond the text.   file <tab> published ... / "file","published" / {"file": ...,
 * "published": ...} */
#include "base/arena.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/table.h"
#include "read/read.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FIELDS = 7, MOST_ROWS = 2000000, MOST_NAME = PATH_MAX + 2048 };
static const char *const field_names[FIELDS] = {"file", "path", "published", "outlet", "title", "url", "authors"};

typedef struct MetaRow {
    const char *field[FIELDS];
    ArrianGiven given;
} MetaRow;
typedef struct MetaName { /* of a row that names a folder: "cnn/1.txt" of "data/cnn/1.txt" */
    const char *at;
    uint32_t row, next; /* of the names with the same hash; ARRIAN_NONE */
} MetaName;
struct ReadMeta {
    Arena arena;
    LIST(MetaRow) rows;
    LIST(MetaName) names;
    Map whole, near; /* a name, hashed -> the first row that has it; one with its nearest folder -> the latest of names */
    uint64_t *used;  /* (rows): the file that it was found for, hashed; by several threads */
    bool *shared;    /* (rows): files of several folders */
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
    bool quoted = r->comma != '\t' && r->at < r->end && *r->at == '"';
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

/* "data/wire/dump.jsonl!a/12" and its `!` -> "dump.jsonl!a/12" */
static const char *last_part(const char *name, const char *stop)
{
    while (stop > name && stop[-1] != '/') stop--;
    return stop;
}

/* The same with the folder that it is in: "wire/dump.jsonl!a/12"; NULL where none is named. */
static const char *near_part(const char *name, const char *stop)
{
    const char *last = last_part(name, stop);
    return last > name ? last_part(name, last - 1) : NULL;
}

static uint64_t key_of(const char *words)
{
    return hash_bytes(words, strlen(words), 7) | 1;
}

static void add_near(ReadMeta *meta, const char *at)
{
    MetaName name = {at, meta->rows.count, ARRIAN_NONE};
    map_get(&meta->near, key_of(at), &name.next);
    map_put(&meta->arena, &meta->near, key_of(at), meta->names.count);
    LIST_ADD(&meta->arena, meta->names, name);
}

/* A `!` parts a file from its member, or stands in the name of a folder: the row may be meant in each way. */
static void add_names(ReadMeta *meta, const char *name)
{
    uint32_t row;
    const char *end = name + strlen(name), *before = NULL;
    if (!map_get(&meta->whole, key_of(name), &row)) map_put(&meta->arena, &meta->whole, key_of(name), meta->rows.count);
    for (const char *stop = strchr(name, '!');; stop = strchr(stop + 1, '!')) {
        const char *near = near_part(name, stop ? stop : end);
        if (near && near != before) add_near(meta, near);
        before = near;
        if (!stop) return;
    }
}

static void add_row(ReadMeta *meta, MetaRow row)
{
    row.given = (ArrianGiven){row.field[2], row.field[3], row.field[4], row.field[5], row.field[6]};
    if (!row.field[0]) row.field[0] = row.field[1];
    if (!row.field[0]) return;
    while (!strncmp(row.field[0], "./", 2) || !strncmp(row.field[0], "../", 3)) row.field[0] = strchr(row.field[0], '/') + 1;
    add_names(meta, row.field[0]);
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
    size_t first = (size_t)(stop - r.at);
    r.comma = memchr(r.at, '\t', first) ? '\t' : memchr(r.at, ';', first) && !memchr(r.at, ',', first) ? ';' : ',';
    int code = r.at < r.end && *r.at == '{' ? read_objects(&r) : read_table(&r);
    meta->used = NEW(&meta->arena, uint64_t, meta->rows.count + 1u);
    meta->shared = NEW(&meta->arena, bool, meta->rows.count + 1u);
    if (code) read_meta_close(meta);
    else *ret_meta = meta;
    return code;
}

/* Letters that the names have in common before the nearest folder. */
static size_t common_before(const char *row, const char *near, const char *file, const char *file_near)
{
    size_t common = 0;
    while (near > row && file_near > file && near[-1] == file_near[-1]) near--, file_near--, common++;
    return common;
}

/* Of the rows that name the file and its folder the one that agrees furthest up; none where two do: folders above may be
 * called otherwise elsewhere, and which of the two is meant nobody says. */
static uint32_t nearest_row(const ReadMeta *meta, const char *file, const char *near)
{
    uint32_t best = ARRIAN_NONE, i = ARRIAN_NONE;
    size_t most = 0;
    if (near) map_get(&meta->near, key_of(near), &i);
    for (bool any = false; i != ARRIAN_NONE; i = meta->names.at[i].next) {
        const MetaName *name = &meta->names.at[i];
        const char *row = meta->rows.at[name->row].field[0];
        if (strcmp(name->at, near)) continue;
        size_t common = common_before(row, name->at, file, near);
        if (any && common < most) continue;
        bool rival = any && common == most && (best == ARRIAN_NONE || strcmp(row, meta->rows.at[best].field[0]));
        best = rival ? ARRIAN_NONE : name->row, most = common, any = true;
    }
    return best;
}

static uint32_t whole_row(const ReadMeta *meta, const char *name)
{
    uint32_t row;
    return map_get(&meta->whole, key_of(name), &row) && !strcmp(meta->rows.at[row].field[0], name) ? row : ARRIAN_NONE;
}

static void use(const ReadMeta *meta, uint32_t row, const char *found_at)
{
    uint64_t none = 0, file = key_of(found_at);
    bool first = __atomic_compare_exchange_n(&meta->used[row], &none, file, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
    if (!first && none != file) __atomic_store_n(&meta->shared[row], true, __ATOMIC_RELAXED);
}

static const ArrianGiven *find_name(const ReadMeta *meta, const char *path, const char *found_at, const char *member)
{
    char named[MOST_NAME], place[MOST_NAME];
    const char *mark = member ? "!" : "", *more = member ? member : "";
    if (snprintf(named, sizeof named, "%s%s%s", path, mark, more) >= MOST_NAME) return NULL;
    if (snprintf(place, sizeof place, "%s%s%s", found_at, mark, more) >= MOST_NAME) return NULL;
    const char *stop = place + strlen(found_at);
    uint32_t row = whole_row(meta, named);
    if (row == ARRIAN_NONE) row = nearest_row(meta, place, near_part(place, stop));
    if (row == ARRIAN_NONE) row = whole_row(meta, last_part(place, stop));
    if (row == ARRIAN_NONE) return NULL;
    use(meta, row, found_at);
    return &meta->rows.at[row].given;
}

const ArrianGiven *read_meta_find(const ReadMeta *meta, const char *path, const char *member)
{
    char found_at[PATH_MAX];
    if (!meta || strlen(path) >= sizeof found_at) return NULL;
    if (!realpath(path, found_at)) strcpy(found_at, path);
    const ArrianGiven *given = member && member[0] ? find_name(meta, path, found_at, member) : NULL;
    return given ? given : find_name(meta, path, found_at, NULL);
}

size_t read_meta_shared(const ReadMeta *meta, const char **ret_name)
{
    size_t shared = 0;
    for (uint32_t row = 0; row < meta->rows.count; row++)
        if (meta->shared[row] && !shared++) *ret_name = meta->rows.at[row].field[0];
    return shared;
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

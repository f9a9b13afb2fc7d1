/* parquet.c: the flat table of claims -> Apache Parquet, lists as lists and numbers as numbers.
 *     actor [NATO, EU] -> element "NATO" (repetition 0, definition 3), element "EU" (1, 3)
 *     no actor         -> no value (0, 0)
 * Plain encoding, no compression, a row group for each ROWS rows; what a column means stands in the metadata. After the format's specification (github.com/apache/parquet-format). */
#include "base/error.h"
#include "base/utf8.h"
#include "report/table.h"
#include "report/thrift.h"
#include <stdlib.h>
#include <string.h>

enum { ROWS = 16384, MOST_GROUPS = 1 << 16 };
enum { INT64 = 2, DOUBLE = 5, BYTE_ARRAY = 6 };               /* Type */
enum { REQUIRED, OPTIONAL, REPEATED };                        /* FieldRepetitionType */
enum { UTF8 = 0, LIST_OF = 3, PLAIN = 0, RLE = 3 };           /* ConvertedType, Encoding */
enum { NO_LIST = 0, NO_ELEMENT = 2, ELEMENT = 3, VALUE = 1 }; /* definition levels */
static const char magic[] = "PAR1";

/* A column of the row group being filled. */
typedef struct Chunk {
    char *values;
    size_t size;
    FILE *out;
    LIST(uint8_t) definitions;
    LIST(uint8_t) repetitions;
} Chunk;
typedef struct Written { /* a chunk in the file */
    int64_t offset, size, values;
} Written;
typedef struct Group {
    Written columns[TABLE_COLUMNS];
    int64_t rows;
} Group;
typedef struct Parquet {
    Export *e;
    Chunk chunks[TABLE_COLUMNS];
    LIST(Group) groups;
    int64_t offset, rows; /* bytes written; rows of the group */
} Parquet;

static int type_of(CellKind kind)
{
    return kind == CELL_WORDS ? BYTE_ARRAY : kind == CELL_COUNT ? INT64 : DOUBLE;
}

static void put_u32(FILE *out, uint32_t number)
{
    for (int i = 0; i < 4; i++) putc((int)(number >> 8 * i & 0xFF), out);
}

static void put_u64(FILE *out, uint64_t number)
{
    for (int i = 0; i < 8; i++) putc((int)(number >> 8 * i & 0xFF), out);
}

/* A path may be any bytes; a column of words is UTF-8. */
static ArrianSlice mended(Export *e, ArrianSlice words)
{
    uint32_t bad = 0, length = 0;
    for (uint32_t i = 0, step; i < words.length; i += step ? step : 1)
        bad += !(step = (uint32_t)utf8_length(words.at + i, words.length - i));
    if (!bad) return words;
    char *out = arena_take(&e->arena, (size_t)words.length * 3 + 1);
    for (uint32_t i = 0, step; i < words.length; i += step ? step : 1) {
        step = (uint32_t)utf8_length(words.at + i, words.length - i);
        memcpy(out + length, step ? words.at + i : "\xEF\xBF\xBD", step ? step : 3);
        length += step ? step : 3;
    }
    return (ArrianSlice){out, length};
}

static void put_value(Export *e, FILE *out, CellKind kind, const TableItem *item)
{
    uint64_t bits;
    if (kind == CELL_WORDS) {
        ArrianSlice words = mended(e, item->words);
        put_u32(out, words.length);
        fwrite(words.at, 1, words.length, out);
        return;
    }
    if (kind == CELL_COUNT) bits = (uint64_t)item->number;
    else memcpy(&bits, &item->number, sizeof bits);
    put_u64(out, bits);
}

static void put_item(Parquet *p, int column, const TableItem *item, bool first)
{
    Chunk *chunk = &p->chunks[column];
    bool many = table_columns[column].many, there = item && item->there;
    uint8_t definition = !item ? NO_LIST : !many ? (there ? VALUE : 0) : there ? ELEMENT : NO_ELEMENT;
    LIST_ADD(&p->e->arena, chunk->definitions, definition);
    LIST_ADD(&p->e->arena, chunk->repetitions, (uint8_t)!first);
    if (there) put_value(p->e, chunk->out, table_columns[column].kind, item);
}

static void put_row(Parquet *p, const TableCell cells[TABLE_COLUMNS])
{
    for (int c = 0; c < TABLE_COLUMNS; c++) {
        if (!cells[c].count) put_item(p, c, NULL, true);
        for (uint32_t i = 0; i < cells[c].count; i++) put_item(p, c, &cells[c].at[i], i == 0);
    }
    p->rows++;
}

/* Levels as runs of one value, their length in bytes before them. */
static void put_levels(Export *e, FILE *out, const uint8_t *levels, uint32_t count)
{
    char *runs = NULL;
    size_t size = 0;
    FILE *hold = open_memstream(&runs, &size);
    if (!hold) longjmp(*e->arena.trap, 1);
    for (uint32_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && levels[end] == levels[i];) end++;
        thrift_varint(hold, (uint64_t)(end - i) << 1);
        putc(levels[i], hold);
    }
    bool failed = fclose(hold) != 0;
    if (!failed) put_u32(out, (uint32_t)size), fwrite(runs, 1, size, out);
    free(runs);
    if (failed) longjmp(*e->arena.trap, 1);
}

static void put_page_head(FILE *out, uint32_t size, uint32_t values)
{
    Thrift t = {.out = out};
    thrift_begin(&t);
    thrift_i32(&t, 1, 0); /* a data page */
    thrift_i32(&t, 2, (int32_t)size);
    thrift_i32(&t, 3, (int32_t)size);
    thrift_struct(&t, 5);
    thrift_i32(&t, 1, (int32_t)values);
    thrift_i32(&t, 2, PLAIN);
    thrift_i32(&t, 3, RLE);
    thrift_i32(&t, 4, RLE);
    thrift_end(&t);
    thrift_end(&t);
}

/* One column of a group as one page. Gives back its place in the file. */
static int put_chunk(Parquet *p, int column, Written *ret)
{
    Export *e = p->e;
    Chunk *chunk = &p->chunks[column];
    char *page = NULL, *head = NULL;
    size_t page_size = 0, head_size = 0;
    FILE *hold = open_memstream(&page, &page_size), *before = open_memstream(&head, &head_size);
    bool fine = hold && before && !fclose(chunk->out);
    chunk->out = NULL;
    if (fine && table_columns[column].many) put_levels(e, hold, chunk->repetitions.at, chunk->repetitions.count);
    if (fine) put_levels(e, hold, chunk->definitions.at, chunk->definitions.count);
    if (fine) fwrite(chunk->values, 1, chunk->size, hold);
    if (hold) fine = !fclose(hold) && fine;
    bool fits = page_size < INT32_MAX;
    if (fine && fits) put_page_head(before, (uint32_t)page_size, chunk->definitions.count);
    if (before) fine = !fclose(before) && fine;
    if (fine && fits) {
        fwrite(head, 1, head_size, e->out);
        fwrite(page, 1, page_size, e->out);
        *ret = (Written){p->offset, (int64_t)(head_size + page_size), chunk->definitions.count};
        p->offset += ret->size;
    }
    free(page);
    free(head);
    free(chunk->values);
    *chunk = (Chunk){0};
    if (!fits)
        return error_at(e->why, ARRIAN_LIMIT, NULL, ARRIAN_NONE64, "a column of more than 2 GB; export fewer reports");
    return fine ? ARRIAN_OK : error_at(e->why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory for a column");
}

static int begin_group(Parquet *p)
{
    p->rows = 0;
    for (int c = 0; c < TABLE_COLUMNS; c++) {
        p->chunks[c].out = open_memstream(&p->chunks[c].values, &p->chunks[c].size);
        if (!p->chunks[c].out) return error_at(p->e->why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory for a column");
    }
    return ARRIAN_OK;
}

static int end_group(Parquet *p)
{
    Group group = {.rows = p->rows};
    for (int c = 0; c < TABLE_COLUMNS; c++) TRY(put_chunk(p, c, &group.columns[c]));
    if (group.rows) LIST_ADD(&p->e->arena, p->groups, group);
    return ARRIAN_OK;
}

static void put_leaf(Thrift *t, const char *name, CellKind kind)
{
    thrift_begin(t);
    thrift_i32(t, 1, type_of(kind));
    thrift_i32(t, 3, OPTIONAL);
    thrift_text(t, 4, name);
    if (kind == CELL_WORDS) thrift_i32(t, 6, UTF8);
    thrift_end(t);
}

static void put_node(Thrift *t, const char *name, int repetition, int children, bool list)
{
    thrift_begin(t);
    if (repetition != REQUIRED) thrift_i32(t, 3, repetition);
    thrift_text(t, 4, name);
    thrift_i32(t, 5, children);
    if (list) thrift_i32(t, 6, LIST_OF);
    thrift_end(t);
}

static void put_schema(Thrift *t)
{
    uint32_t elements = 1;
    for (int c = 0; c < TABLE_COLUMNS; c++) elements += table_columns[c].many ? 3 : 1;
    thrift_list(t, 2, THRIFT_STRUCT, elements);
    put_node(t, "claims", REQUIRED, TABLE_COLUMNS, false);
    for (int c = 0; c < TABLE_COLUMNS; c++) {
        const TableColumn *column = &table_columns[c];
        if (column->many) {
            put_node(t, column->name, OPTIONAL, 1, true);
            put_node(t, "list", REPEATED, 1, false);
        }
        put_leaf(t, column->many ? "element" : column->name, column->kind);
    }
}

static void put_column(Thrift *t, const TableColumn *column, const Written *at)
{
    thrift_begin(t);
    thrift_i64(t, 2, at->offset);
    thrift_struct(t, 3);
    thrift_i32(t, 1, type_of(column->kind));
    thrift_list(t, 2, THRIFT_I32, 2);
    thrift_item_i32(t, PLAIN);
    thrift_item_i32(t, RLE);
    thrift_list(t, 3, THRIFT_BINARY, column->many ? 3 : 1);
    thrift_item_text(t, column->name);
    if (column->many) thrift_item_text(t, "list"), thrift_item_text(t, "element");
    thrift_i32(t, 4, 0); /* not compressed */
    thrift_i64(t, 5, at->values);
    thrift_i64(t, 6, at->size);
    thrift_i64(t, 7, at->size);
    thrift_i64(t, 9, at->offset);
    thrift_end(t);
    thrift_end(t);
}

static void put_group(Thrift *t, const Group *group)
{
    int64_t size = 0;
    thrift_begin(t);
    thrift_list(t, 1, THRIFT_STRUCT, TABLE_COLUMNS);
    for (int c = 0; c < TABLE_COLUMNS; c++) {
        put_column(t, &table_columns[c], &group->columns[c]);
        size += group->columns[c].size;
    }
    thrift_i64(t, 2, size);
    thrift_i64(t, 3, group->rows);
    thrift_end(t);
}

/* The foot: schema, where each column stands, what it means. */
static int put_foot(Parquet *p)
{
    char *foot = NULL;
    size_t size = 0;
    int64_t rows = 0;
    Thrift t = {.out = open_memstream(&foot, &size)};
    if (!t.out) return error_at(p->e->why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory for the foot of the file");
    for (uint32_t g = 0; g < p->groups.count; g++) rows += p->groups.at[g].rows;
    thrift_begin(&t);
    thrift_i32(&t, 1, 1);
    put_schema(&t);
    thrift_i64(&t, 3, rows);
    thrift_list(&t, 4, THRIFT_STRUCT, p->groups.count);
    for (uint32_t g = 0; g < p->groups.count; g++) put_group(&t, &p->groups.at[g]);
    thrift_list(&t, 5, THRIFT_STRUCT, TABLE_COLUMNS);
    for (int c = 0; c < TABLE_COLUMNS; c++) {
        thrift_begin(&t);
        thrift_text(&t, 1, table_columns[c].name);
        thrift_text(&t, 2, table_columns[c].meaning);
        thrift_end(&t);
    }
    thrift_text(&t, 6, "arrian " ARRIAN_VERSION);
    thrift_end(&t);
    bool failed = fclose(t.out) != 0;
    if (!failed) fwrite(foot, 1, size, p->e->out), put_u32(p->e->out, (uint32_t)size), fputs(magic, p->e->out);
    free(foot);
    return failed ? error_at(p->e->why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory for the foot of the file") : 0;
}

static int put_rows(Parquet *p)
{
    TRY(begin_group(p));
    for (uint32_t i = 0; i < p->e->page_count; i++) {
        for (size_t k = 0; k < p->e->pages[i].claim_count; k++) {
            TableCell cells[TABLE_COLUMNS];
            table_row(p->e, &p->e->pages[i], k, cells);
            put_row(p, cells);
            if (p->rows == ROWS) {
                TRY(end_group(p));
                TRY(begin_group(p));
            }
        }
    }
    TRY(end_group(p));
    return put_foot(p);
}

int export_parquet(Export *e)
{
    Parquet *p = NEW(&e->arena, Parquet, 1);
    p->e = e;
    fputs(magic, e->out);
    p->offset = sizeof magic - 1;
    int code = put_rows(p);
    for (int c = 0; c < TABLE_COLUMNS; c++) {
        if (p->chunks[c].out) fclose(p->chunks[c].out);
        free(p->chunks[c].values);
    }
    return code;
}

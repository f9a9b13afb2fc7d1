/* lexicon.c: TSV in, cells out; nothing is copied. */
#include "base/lexicon.h"
#include "base/error.h"
#include "base/hash.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct EmbeddedFile {
    const char *name, *bytes, *end;
} EmbeddedFile;
extern const EmbeddedFile embedded_files[]; /* made at build by tools/embed.c */

static const char *next_line(const char *at, const char *end, ArrianSlice *ret_line)
{
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    const char *last = stop ? stop : end;
    *ret_line = (ArrianSlice){at, (uint32_t)(last - at)};
    if (ret_line->length && last[-1] == '\r') ret_line->length--;
    return stop ? stop + 1 : end;
}

static uint32_t cut_cells(ArrianSlice line, ArrianSlice *cells, uint32_t room)
{
    uint32_t count = 0;
    const char *at = line.at, *end = line.at + line.length;
    for (;;) {
        const char *tab = memchr(at, '\t', (size_t)(end - at));
        const char *stop = tab ? tab : end;
        if (count < room) cells[count] = (ArrianSlice){at, (uint32_t)(stop - at)};
        count++;
        if (!tab) return count;
        at = tab + 1;
    }
}

int lexicon_parse(Arena *arena, const char *name, const char *bytes, size_t size, Lexicon *ret, ArrianError *why)
{
    *ret = (Lexicon){.name = name};
    if (size > LEXICON_BYTES)
        return error_at(why, ARRIAN_LIMIT, name, LEXICON_BYTES, "a table may hold at most %d bytes", LEXICON_BYTES);
    uint32_t lines = 1, number = 0;
    for (size_t i = 0; i < size; i++) lines += bytes[i] == '\n';
    const char *at = bytes, *end = bytes + size;
    while (at < end) {
        ArrianSlice line;
        const char *start = at;
        at = next_line(at, end, &line);
        number++;
        if (!line.length || line.at[0] == '#') continue;
        if (!ret->columns) {
            ret->columns = cut_cells(line, ret->column, LEXICON_COLUMNS);
            if (ret->columns > LEXICON_COLUMNS)
                return error_at(why, ARRIAN_INPUT, name, (uint64_t)(start - bytes), "%u columns, at most %d are read",
                                ret->columns, LEXICON_COLUMNS);
            ret->cells = NEW(arena, ArrianSlice, (size_t)lines * ret->columns);
            ret->lines = NEW(arena, uint32_t, lines);
            continue;
        }
        uint32_t cells = cut_cells(line, ret->cells + (size_t)ret->rows * ret->columns, ret->columns);
        if (cells != ret->columns)
            return error_at(why, ARRIAN_INPUT, name, (uint64_t)(start - bytes),
                            "line %u has %u cells where the header names %u columns; part them with tabs", number,
                            cells, ret->columns);
        ret->lines[ret->rows++] = number;
    }
    if (!ret->columns)
        return error_at(why, ARRIAN_INPUT, name, 0, "no header line: name the columns in the first line");
    return ARRIAN_OK;
}

uint32_t lexicon_column(const Lexicon *lexicon, const char *name)
{
    for (uint32_t c = 0; c < lexicon->columns; c++)
        if (slice_is(lexicon->column[c], name)) return c;
    return ARRIAN_NONE;
}

ArrianSlice lexicon_cell(const Lexicon *lexicon, uint32_t row, const char *column)
{
    uint32_t c = lexicon_column(lexicon, column);
    return c == ARRIAN_NONE || row >= lexicon->rows ? (ArrianSlice){0}
                                                    : lexicon->cells[(size_t)row * lexicon->columns + c];
}

bool lexicon_item(ArrianSlice *list, ArrianSlice *ret_item)
{
    while (list->length) {
        const char *stop = memchr(list->at, ';', list->length);
        uint32_t size = stop ? (uint32_t)(stop - list->at) : list->length, step = size + (stop != NULL);
        *ret_item = (ArrianSlice){list->at, size};
        list->at += step;
        list->length -= step;
        while (ret_item->length && ret_item->at[0] == ' ') ret_item->at++, ret_item->length--;
        while (ret_item->length && ret_item->at[ret_item->length - 1] == ' ') ret_item->length--;
        if (ret_item->length) return true;
    }
    return false;
}

/* "-12.345" by whole numbers, exactly as strtod has it: both the digits and the power of ten are doubles. */
static bool read_plain(const char *at, double *ret)
{
    enum { MOST = 15 /* digits that a double holds */ };
    static const double powers[MOST + 1] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    bool negative = *at == '-', point = false;
    uint64_t digits = 0;
    int count = 0, behind = 0;
    for (at += negative; (*at >= '0' && *at <= '9') || (*at == '.' && !point); at++) {
        if (*at == '.') point = true;
        else digits = digits * 10 + (uint64_t)(*at - '0'), count++, behind += point;
        if (count > MOST) return false;
    }
    if (!count || *at) return false;
    *ret = (double)digits / powers[behind];
    if (negative) *ret = -*ret;
    return true;
}

int lexicon_class(const Lexicon *lexicon, uint32_t row, const char *column, const char *const *names, uint32_t *ret_class,
                  ArrianError *why)
{
    char known[400] = "";
    ArrianSlice cell = lexicon_cell(lexicon, row, column);
    for (uint32_t k = 0; names[k]; k++)
        if (slice_is(cell, names[k])) return *ret_class = k, ARRIAN_OK;
    for (size_t k = 0, used = 0; names[k] && used < sizeof known; k++)
        used += (size_t)snprintf(known + used, sizeof known - used, "%s%s", k ? ", " : "", names[k]);
    return error_at(why, ARRIAN_INPUT, lexicon->name, ARRIAN_NONE64, "line %u: no %s is called `%.*s`; give one of %s",
                    lexicon->lines[row], column, (int)cell.length, cell.at, known);
}

double lexicon_number(const Lexicon *lexicon, uint32_t row, const char *column, double otherwise)
{
    ArrianSlice cell = lexicon_cell(lexicon, row, column);
    char digits[64];
    if (!cell.length || cell.length >= sizeof digits) return otherwise;
    memcpy(digits, cell.at, cell.length);
    digits[cell.length] = 0;
    double value;
    return read_plain(digits, &value) ? value : strtod(digits, NULL);
}

bool slice_same(ArrianSlice a, ArrianSlice b)
{
    return a.length == b.length && (!a.length || !memcmp(a.at, b.at, a.length));
}

bool slice_same_words(ArrianSlice a, ArrianSlice b)
{
    return a.length == b.length && !strncasecmp(a.at, b.at, a.length);
}

bool slice_like(ArrianSlice slice, const char *word)
{
    return slice.length == strlen(word) && !strncasecmp(slice.at, word, slice.length);
}

bool slice_among(ArrianSlice slice, const char *const *words)
{
    for (; *words; words++)
        if (slice_like(slice, *words)) return true;
    return false;
}

bool slice_holds(ArrianSlice text, ArrianSlice words)
{
    if (!words.length) return true;
    for (uint32_t i = 0; i + words.length <= text.length; i++)
        if ((text.at[i] | 32) == (words.at[0] | 32) && !strncasecmp(text.at + i, words.at, words.length)) return true;
    return false;
}

static int load_file(Arena *arena, FILE *file, const char *path, const char **ret_bytes, size_t *ret_size,
                     ArrianError *why)
{
    LIST(char) bytes = {0};
    char part[4096];
    for (size_t n; (n = fread(part, 1, sizeof part, file));) {
        if (bytes.count + n > LEXICON_BYTES)
            return error_at(why, ARRIAN_LIMIT, path, bytes.count, "a table may hold at most %d bytes", LEXICON_BYTES);
        while (bytes.room < bytes.count + n) bytes.at = list_room(arena, bytes.at, bytes.count, &bytes.room, 1);
        memcpy(bytes.at + bytes.count, part, n);
        bytes.count += (uint32_t)n;
    }
    if (ferror(file)) return error_at(why, ARRIAN_INPUT, path, bytes.count, "cannot be read: %s", strerror(errno));
    *ret_bytes = bytes.at ? bytes.at : "";
    *ret_size = bytes.count;
    return ARRIAN_OK;
}

int data_load(Arena *arena, const char *folder, const char *name, const char **ret_bytes, size_t *ret_size,
              ArrianError *why)
{
    if (folder) {
        char *path = arena_print(arena, "%s/%s", folder, name);
        FILE *file = fopen(path, "rb");
        if (file) {
            int code = load_file(arena, file, path, ret_bytes, ret_size, why);
            fclose(file);
            return code;
        }
        if (errno != ENOENT)
            return error_at(why, ARRIAN_INPUT, path, ARRIAN_NONE64, "cannot be opened: %s", strerror(errno));
    }
    for (const EmbeddedFile *file = embedded_files; file->name; file++)
        if (!strcmp(file->name, name)) {
            *ret_bytes = file->bytes;
            *ret_size = (size_t)(file->end - file->bytes);
            return ARRIAN_OK;
        }
    return error_at(why, ARRIAN_INPUT, name, ARRIAN_NONE64, "no such table is built in");
}

void data_digest(Arena *arena, const char *folder, char ret_hex[65])
{
    enum { MOST_FILES = 128, MOST_LINE = 200 };
    char *list = NEW(arena, char, MOST_FILES *MOST_LINE);
    size_t length = 0;
    for (int i = 0; embedded_files[i].name && i < MOST_FILES; i++) {
        const char *bytes;
        size_t size;
        char hex[65];
        ArrianError why = {0};
        if (data_load(arena, folder, embedded_files[i].name, &bytes, &size, &why)) continue;
        hash_sha256(bytes, size, hex);
        length += (size_t)snprintf(list + length, MOST_LINE, "%s  %.120s\n", hex, embedded_files[i].name);
    }
    hash_sha256(list, length, ret_hex);
}

int data_table(Arena *arena, const char *folder, const char *name, Lexicon *ret, ArrianError *why)
{
    const char *bytes;
    size_t size;
    TRY(data_load(arena, folder, name, &bytes, &size, why));
    return lexicon_parse(arena, name, bytes, size, ret, why);
}

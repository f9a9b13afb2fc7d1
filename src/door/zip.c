/* zip.c: the members of a ZIP by its directory (APPNOTE 6.3.10, with ZIP64), and of a WACZ the archives alone.
 *     a.wacz -> "archive/data.warc.gz"; its pages.jsonl tells the same pages again and is left */
#include "base/error.h"
#include "door/walker.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    TAIL = 22 + 65535, /* the end record and the longest remark */
    ENTRY = 46,
    LOCAL = 30,
    STORED = 0,
    DEFLATED = 8,
    ZSTANDARD = 93,
    MOST_ENTRIES = 1 << 20
};
typedef struct Zip {
    Walker walker;
    Bytes whole;      /* a ZIP that cannot be read anywhere is held */
    Stream *directory;
    uint64_t size;    /* of the file */
    uint64_t shift;   /* bytes put before the archive */
    uint64_t packed;  /* taken by the members so far: more than the file has when they lie on one another */
    bool wacz;
    Bytes xml, words; /* a DOCX: its document, and the words of it */
} Zip;
typedef struct Entry {
    char name[NAME_ROOM];
    uint32_t flags, method, sum;
    uint64_t packed, plain, local;
} Entry;

static uint64_t little(const unsigned char *at, int size)
{
    uint64_t number = 0;
    while (size--) number = number << 8 | at[size];
    return number;
}

static bool is_zip(const unsigned char *head, size_t have, const char *name)
{
    (void)name;
    return have >= 4 && head[0] == 'P' && head[1] == 'K' && ((head[2] == 3 && head[3] == 4) || (head[2] == 5 && head[3] == 6));
}

static Stream *range(const Zip *z, uint64_t start, uint64_t size)
{
    if (start > z->size || size > z->size - start) return NULL;
    return z->walker.file >= 0 ? stream_range(z->walker.file, start, size) : stream_memory(z->whole.at + start, (size_t)size);
}

static int read_at(Zip *z, uint64_t start, void *room, size_t size, ArrianError *why)
{
    size_t got = 0;
    Stream *s = range(z, start, size);
    int code = s ? stream_read(s, room, size, &got, why) : ARRIAN_OK;
    stream_end(s);
    if (code || got == size) return code;
    z->walker.at = start;
    return walker_fault(&z->walker, why, false, "points outside the file; fetch it again");
}

/* ZIP64: the end record of 32 bits points at one of 64. */
static int read_end64(Zip *z, uint64_t end, uint64_t *ret_at, uint64_t *ret_size, ArrianError *why)
{
    unsigned char locator[20], record[56];
    if (end < sizeof locator) return ARRIAN_OK;
    TRY(read_at(z, end - sizeof locator, locator, sizeof locator, why));
    if (memcmp(locator, "PK\6\7", 4)) return ARRIAN_OK;
    TRY(read_at(z, little(locator + 8, 8), record, sizeof record, why));
    if (memcmp(record, "PK\6\6", 4)) return ARRIAN_OK;
    *ret_size = little(record + 40, 8);
    *ret_at = little(record + 48, 8);
    return ARRIAN_OK;
}

static int find_directory(Zip *z, ArrianError *why)
{
    size_t size = z->size < TAIL ? (size_t)z->size : TAIL;
    unsigned char *tail = malloc(size + 1);
    if (!tail) return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to read it");
    int code = read_at(z, z->size - size, tail, size, why);
    size_t at = size < 22 ? 0 : size - 21;
    while (!code && at && memcmp(tail + at - 1, "PK\5\6", 4)) at--;
    if (!code && !at)
        code = walker_fault(&z->walker, why, true, "has no directory at its end: it was cut off; fetch it again");
    if (!code) {
        uint64_t end = z->size - size + at - 1, bytes = little(tail + at + 11, 4), start = little(tail + at + 15, 4);
        bool wide = start == UINT32_MAX || bytes == UINT32_MAX || little(tail + at + 9, 2) == UINT16_MAX;
        if (wide) code = read_end64(z, end, &start, &bytes, why);
        z->shift = !wide && end >= bytes && end - bytes > start ? end - bytes - start : 0;
        z->directory = range(z, start + z->shift, bytes);
        if (!code && !z->directory)
            code = walker_fault(&z->walker, why, true, "its directory lies outside the file; fetch it again");
    }
    free(tail);
    return code;
}

/* Sizes of more than 32 bits stand in an extra field, those alone that are all ones in the entry. */
static void read_wide(Entry *e, const unsigned char *extra, const unsigned char *end)
{
    for (uint32_t size; extra + 4 <= end; extra += 4 + size) {
        size = (uint32_t)little(extra + 2, 2);
        if (little(extra, 2) != 1 || extra + 4 + size > end) continue;
        const unsigned char *at = extra + 4, *stop = at + size;
        uint64_t *const wide[] = {&e->plain, &e->packed, &e->local};
        for (int i = 0; i < 3 && at + 8 <= stop; i++)
            if (*wide[i] == UINT32_MAX) *wide[i] = little(at, 8), at += 8;
    }
}

static int read_entry(Zip *z, Entry *e, bool *ret_end, ArrianError *why)
{
    const unsigned char *at;
    size_t have;
    TRY(stream_peek(z->directory, ENTRY, &at, &have, why));
    if ((*ret_end = have < ENTRY || memcmp(at, "PK\1\2", 4))) return ARRIAN_OK;
    *e = (Entry){.flags = (uint32_t)little(at + 8, 2), .method = (uint32_t)little(at + 10, 2)};
    e->sum = (uint32_t)little(at + 16, 4);
    e->packed = little(at + 20, 4), e->plain = little(at + 24, 4), e->local = little(at + 42, 4);
    size_t name = little(at + 28, 2), extra = little(at + 30, 2), remark = little(at + 32, 2);
    stream_take(z->directory, ENTRY);
    TRY(stream_peek(z->directory, name < STREAM_ROOM ? name : STREAM_ROOM, &at, &have, why));
    name_put(e->name, at, name < have ? name : have);
    stream_take(z->directory, name < have ? name : have);
    TRY(stream_peek(z->directory, extra < STREAM_ROOM ? extra : STREAM_ROOM, &at, &have, why));
    read_wide(e, at, at + (extra < have ? extra : have));
    uint64_t passed;
    return stream_pass(z->directory, extra + remark, &passed, why);
}

static int open_zip(Walker *w, ArrianError *why)
{
    Zip *z = (Zip *)w;
    if (w->file >= 0) z->size = (uint64_t)lseek(w->file, 0, SEEK_END);
    else TRY(stream_all(w->stream, &z->whole, MOST_BYTES, why));
    if (w->file < 0) z->size = z->whole.size;
    z->wacz = name_ends(w->name, ".wacz");
    return find_directory(z, why);
}

static Stream *member(const Zip *z, const Entry *e, uint64_t start)
{
    Stream *s = range(z, start, e->packed);
    if (!s || e->method == STORED) return s;
    return stream_unpack(s, e->method == DEFLATED ? PACKING_RAW : PACKING_ZSTD);
}

static int open_member(Zip *z, const Entry *e, Child *ret, ArrianError *why)
{
    Walker *w = &z->walker;
    unsigned char local[LOCAL];
    memcpy(ret->name, e->name, NAME_ROOM);
    w->at = e->local + z->shift;
    if (e->flags & 1) return walker_fault(w, why, false, "is encrypted; unpack it with its password first");
    if (e->method != STORED && e->method != DEFLATED && e->method != ZSTANDARD)
        return walker_fault(w, why, false, "is packed by method %u, which is not read; unpack it first", e->method);
    TRY(read_at(z, w->at, local, LOCAL, why));
    if (memcmp(local, "PK\3\4", 4)) return walker_fault(w, why, false, "does not stand where the directory says");
    z->packed += e->packed;
    if (z->packed > z->size)
        return walker_fault(w, why, true, "its members lie on one another, as in no honest archive; the rest is passed over");
    ret->stream = member(z, e, w->at + LOCAL + little(local + 26, 2) + little(local + 28, 2));
    ret->has_sum = true;
    ret->sum = e->sum;
    return ret->stream ? ARRIAN_OK : walker_fault(w, why, false, "lies outside the file; fetch it again");
}

/* A DOCX is one report: the words of its document. */
static int open_words(Zip *z, const Entry *e, Child *ret, ArrianError *why)
{
    TRY(open_member(z, e, ret, why));
    Stream *packed = ret->stream;
    ret->stream = NULL, ret->has_sum = false;
    int code = stream_all(packed, &z->xml, MOST_BYTES, why);
    stream_end(packed);
    if (code) return code;
    z->walker.over = true;
    ret->chosen = true, ret->charset = "utf-8", ret->type = "text/plain";
    bool fine = office_words(&z->xml, &z->words) && (ret->stream = stream_memory(z->words.at, z->words.size));
    return fine ? ARRIAN_OK : error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to read it");
}

static int next_of_zip(Walker *w, Child *ret, ArrianError *why)
{
    Zip *z = (Zip *)w;
    Entry e;
    bool end;
    for (;;) {
        int code = w->number > MOST_ENTRIES ? walker_fault(w, why, true, "more than %d members", MOST_ENTRIES)
                                            : read_entry(z, &e, &end, why);
        if (code) return w->over = true, code;
        if (end) return ARRIAN_NOTHING;
        size_t length = strlen(e.name);
        if (!length || e.name[length - 1] == '/') continue;
        w->number++;
        if (!strcmp(e.name, "word/document.xml")) return open_words(z, &e, ret, why);
        if (z->wacz && strncmp(e.name, "archive/", 8)) w->passed++;
        else return open_member(z, &e, ret, why);
    }
}

static void end_zip(Walker *w)
{
    Zip *z = (Zip *)w;
    stream_end(z->directory);
    bytes_end(&z->whole);
    bytes_end(&z->xml);
    bytes_end(&z->words);
}

const WalkerKind walk_zip = {sizeof(Zip), is_zip, open_zip, next_of_zip, end_zip};

/* tar.c: POSIX ustar and pax, and GNU's long names.   a.tar -> "wire/a.html", "wire/b.txt" */
#include "base/error.h"
#include "door/walker.h"
#include <string.h>

enum { BLOCK = 512, NAME_AT = 0, SIZE_AT = 124, SUM_AT = 148, TYPE_AT = 156, MAGIC_AT = 257, PREFIX_AT = 345 };
typedef struct Tar {
    Walker walker;
    uint64_t next; /* where the next head stands */
    char longer[NAME_ROOM];
    uint64_t size;
    bool has_name, has_size; /* said by the head before, of the next member */
} Tar;

/* Octal digits, or GNU's base 256. */
static bool number(const unsigned char *at, size_t size, uint64_t *ret)
{
    *ret = 0;
    if (at[0] & 0x80) {
        for (size_t i = 1; i < size; i++) *ret = *ret << 8 | at[i];
        return !(*ret >> 62) && !(at[0] & 0x7F);
    }
    size_t i = 0;
    while (i < size && at[i] == ' ') i++;
    for (; i < size && at[i] >= '0' && at[i] <= '7'; i++) *ret = *ret << 3 | (at[i] - '0');
    return i == size || !at[i] || at[i] == ' ';
}

static bool sum_fits(const unsigned char *head)
{
    uint64_t said, sum = 0;
    for (int i = 0; i < BLOCK; i++) sum += i >= SUM_AT && i < SUM_AT + 8 ? ' ' : head[i];
    return number(head + SUM_AT, 8, &said) && said == sum;
}

static bool is_tar(const unsigned char *head, size_t have, const char *name)
{
    (void)name;
    return have >= BLOCK && !memcmp(head + MAGIC_AT, "ustar", 5) && sum_fits(head);
}

/* "27 path=a/b.html\n" lines of a pax head; a size or path in them goes before that of the next head. */
static void read_pax(Tar *t, const char *at, const char *end)
{
    while (at < end) {
        const char *line = memchr(at, '\n', (size_t)(end - at)), *space = memchr(at, ' ', (size_t)(end - at));
        if (!line || !space || space > line) return;
        const char *key = space + 1, *equals = memchr(key, '=', (size_t)(line - key));
        if (equals && equals - key == 4 && !memcmp(key, "path", 4)) {
            name_put(t->longer, equals + 1, (size_t)(line - equals - 1));
            t->has_name = true;
        } else if (equals && equals - key == 4 && !memcmp(key, "size", 4)) {
            t->size = 0;
            for (const char *p = equals + 1; p < line && *p >= '0' && *p <= '9' && t->size < 1ull << 58; p++)
                t->size = t->size * 10 + (uint64_t)(*p - '0');
            t->has_size = true;
        }
        at = line + 1;
    }
}

static int read_extra(Tar *t, char type, uint64_t size, ArrianError *why)
{
    char words[STREAM_ROOM / 16];
    size_t got, want = size < sizeof words ? (size_t)size : sizeof words;
    TRY(stream_read(t->walker.stream, words, want, &got, why));
    if (type == 'x') read_pax(t, words, words + got);
    else if (type == 'L') name_put(t->longer, words, strnlen(words, got)), t->has_name = true;
    return ARRIAN_OK;
}

static void take_name(Tar *t, const unsigned char *head, char out[NAME_ROOM])
{
    char whole[NAME_ROOM];
    size_t prefix = strnlen((const char *)head + PREFIX_AT, 155), name = strnlen((const char *)head, 100);
    int n = head[MAGIC_AT + 5] || !prefix ? 0 : snprintf(whole, sizeof whole, "%.*s/", (int)prefix, head + PREFIX_AT);
    n += snprintf(whole + n, sizeof whole - (size_t)n, "%.*s", (int)name, head);
    if (t->has_name) memcpy(out, t->longer, NAME_ROOM);
    else name_put(out, whole, (size_t)n);
}

static int next_of_tar(Walker *w, Child *ret, ArrianError *why)
{
    Tar *t = (Tar *)w;
    for (;;) {
        const unsigned char *head;
        size_t have;
        uint64_t size, passed, way = t->next - w->stream->at;
        int code = stream_pass(w->stream, way, &passed, why);
        if (!code) code = stream_peek(w->stream, BLOCK, &head, &have, why);
        w->at = t->next;
        if (code) return w->over = true, code;
        if (passed < way || (have && have < BLOCK))
            return walker_fault(w, why, true, "ends in the midst of a member: what comes after it is missing; fetch it again");
        if (!have || (!head[0] && !memcmp(head, head + 1, BLOCK - 1))) return ARRIAN_NOTHING;
        if (!sum_fits(head) || !number(head + SIZE_AT, 12, &size))
            return walker_fault(w, why, true, "no head of a member stands here; the rest of the archive is passed over");
        char type = (char)head[TYPE_AT];
        bool extra = type == 'x' || type == 'L';
        if (t->has_size && !extra) size = t->size;
        if (!extra) take_name(t, head, ret->name);
        stream_take(w->stream, BLOCK);
        t->next += BLOCK + ((size + BLOCK - 1) & ~(uint64_t)(BLOCK - 1));
        if (size > 1ull << 58) return walker_fault(w, why, true, "a member of %llu bytes", (unsigned long long)size);
        if (extra) {
            TRY(read_extra(t, type, size, why));
            continue;
        }
        t->has_name = t->has_size = false;
        if (type != '0' && type != 0 && type != '7') continue;
        w->number++;
        ret->stream = stream_limit(w->stream, size);
        return ret->stream ? ARRIAN_OK : error_at(why, ARRIAN_MEMORY, NULL, w->at, "no memory to read it");
    }
}

const WalkerKind walk_tar = {sizeof(Tar), is_tar, NULL, next_of_tar, NULL};

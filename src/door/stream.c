/* stream.c: a buffer over whatever gives bytes; files, memory, and the next n bytes of another stream. */
#include "door/stream.h"
#include "base/error.h"
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

Stream *stream_new(size_t size, const StreamKind *kind, Stream *under)
{
    Stream *s = calloc(1, size);
    if (s) s->kind = kind, s->under = under;
    else stream_end(under);
    return s;
}

void stream_end(Stream *s)
{
    while (s) {
        Stream *under = s->under;
        if (s->kind->end) s->kind->end(s);
        free(s->buffer);
        free(s);
        s = under;
    }
}

int stream_fault(Stream *s, int code, ArrianError *why, const char *format, ...)
{
    va_list words;
    va_start(words, format);
    vsnprintf(s->said, sizeof s->said, format, words);
    va_end(words);
    s->fault = code;
    return error_at(why, code, NULL, s->under ? s->under->at : s->at + (s->to - s->from), "%s", s->said);
}

static int make_room(Stream *s, size_t want, ArrianError *why)
{
    if (s->from && s->room - s->from < want) {
        memmove(s->buffer, s->buffer + s->from, s->to - s->from);
        s->to -= s->from;
        s->from = 0;
    }
    if (s->buffer) return ARRIAN_OK;
    s->buffer = malloc(STREAM_ROOM);
    if (!s->buffer) return stream_fault(s, ARRIAN_MEMORY, why, "no memory to read it");
    s->room = STREAM_ROOM;
    return ARRIAN_OK;
}

int stream_peek(Stream *s, size_t want, const unsigned char **ret, size_t *ret_have, ArrianError *why)
{
    int code = ARRIAN_OK;
    if (s->from == s->to) s->from = s->to = 0;
    while (!code && s->to - s->from < want && !s->over) {
        size_t got = 0;
        if (s->fault) code = error_at(why, s->fault, NULL, s->at + (s->to - s->from), "%s", s->said);
        if (!code) code = make_room(s, want, why);
        if (!code) code = s->kind->pull(s, s->buffer + s->to, s->room - s->to, &got, why);
        if (!code && !got) s->over = true;
        s->to += got;
    }
    *ret = s->buffer + s->from;
    *ret_have = s->to - s->from;
    return code;
}

void stream_take(Stream *s, size_t size)
{
    s->from += size;
    s->at += size;
}

int stream_read(Stream *s, void *room, size_t size, size_t *ret, ArrianError *why)
{
    unsigned char *out = room;
    const unsigned char *bytes;
    size_t have;
    *ret = 0;
    while (*ret < size) {
        TRY(stream_peek(s, 1, &bytes, &have, why));
        if (!have) break;
        if (have > size - *ret) have = size - *ret;
        memcpy(out + *ret, bytes, have);
        stream_take(s, have);
        *ret += have;
    }
    return ARRIAN_OK;
}

int stream_pass(Stream *s, uint64_t size, uint64_t *ret_passed, ArrianError *why)
{
    const unsigned char *bytes;
    size_t have;
    *ret_passed = 0;
    while (*ret_passed < size) {
        TRY(stream_peek(s, 1, &bytes, &have, why));
        if (!have) break;
        if (have > size - *ret_passed) have = (size_t)(size - *ret_passed);
        stream_take(s, have);
        *ret_passed += have;
    }
    return ARRIAN_OK;
}

bool stream_resume(Stream *s)
{
    if (!s->fault || s->fault == ARRIAN_MEMORY || !s->kind->resume) return false;
    stream_take(s, s->to - s->from);
    s->fault = 0;
    return s->kind->resume(s);
}

bool stream_origin(const Stream *s, uint64_t at, uint64_t *ret)
{
    return s->kind->origin && s->kind->origin(s, at, ret);
}

bool bytes_room(Bytes *b, size_t more)
{
    if (b->room - b->size >= more) return true;
    size_t room = b->room ? b->room : 4096;
    while (room - b->size < more) room *= 2;
    unsigned char *grown = realloc(b->at, room);
    if (grown) b->at = grown, b->room = room;
    return grown != NULL;
}

bool bytes_add(Bytes *b, const void *at, size_t size)
{
    if (!bytes_room(b, size + 1)) return false;
    if (size) memcpy(b->at + b->size, at, size);
    b->size += size;
    b->at[b->size] = 0;
    return true;
}

void bytes_end(Bytes *b)
{
    free(b->at);
    *b = (Bytes){0};
}

static int add(Stream *s, Bytes *ret, const unsigned char *bytes, size_t size, size_t most, ArrianError *why)
{
    if (size > most - ret->size)
        return error_at(why, ARRIAN_LIMIT, NULL, s->at, "is larger than %zu MiB; a report is not", most >> 20);
    if (!bytes_add(ret, bytes, size)) return error_at(why, ARRIAN_MEMORY, NULL, s->at, "no memory to read it");
    stream_take(s, size);
    return ARRIAN_OK;
}

int stream_all(Stream *s, Bytes *ret, size_t most, ArrianError *why)
{
    const unsigned char *bytes;
    size_t have;
    do {
        TRY(stream_peek(s, 1, &bytes, &have, why));
        TRY(add(s, ret, bytes, have, most, why));
    } while (have);
    return ARRIAN_OK;
}

int stream_until(Stream *s, unsigned char stop, Bytes *ret, size_t most, bool *ret_found, ArrianError *why)
{
    const unsigned char *bytes, *found = NULL;
    size_t have;
    do {
        TRY(stream_peek(s, 1, &bytes, &have, why));
        found = have ? memchr(bytes, stop, have) : NULL;
        TRY(add(s, ret, bytes, found ? (size_t)(found - bytes) + 1 : have, most, why));
    } while (have && !found);
    *ret_found = found != NULL;
    return ARRIAN_OK;
}

/* ---- where bytes come from ---- */

typedef struct FileStream {
    Stream stream;
    int file;
    bool closes;
} FileStream;

static int pull_file(Stream *s, unsigned char *room, size_t size, size_t *ret, ArrianError *why)
{
    FileStream *f = (FileStream *)s;
    for (;;) {
        ssize_t n = read(f->file, room, size);
        if (n < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (n < 0) return stream_fault(s, ARRIAN_INPUT, why, "cannot be read on: %s", strerror(errno));
        *ret = (size_t)n;
        return ARRIAN_OK;
    }
}

static void end_file(Stream *s)
{
    FileStream *f = (FileStream *)s;
    if (f->closes) close(f->file);
}

Stream *stream_file(int file, bool closes)
{
    static const StreamKind kind = {.pull = pull_file, .end = end_file};
    FileStream *f = (FileStream *)stream_new(sizeof *f, &kind, NULL);
    if (f) f->file = file, f->closes = closes;
    else if (closes) close(file);
    return f ? &f->stream : NULL;
}

typedef struct PartStream {
    Stream stream;
    const unsigned char *bytes; /* memory */
    int file;                   /* range */
    Stream *source;             /* limit */
    uint64_t start, left;
} PartStream;

static int pull_memory(Stream *s, unsigned char *room, size_t size, size_t *ret, ArrianError *why)
{
    PartStream *p = (PartStream *)s;
    (void)why;
    *ret = size < p->left ? size : (size_t)p->left;
    if (*ret) memcpy(room, p->bytes, *ret);
    p->bytes += *ret;
    p->left -= *ret;
    return ARRIAN_OK;
}

static int pull_range(Stream *s, unsigned char *room, size_t size, size_t *ret, ArrianError *why)
{
    PartStream *p = (PartStream *)s;
    if (size > p->left) size = (size_t)p->left;
    ssize_t n = size ? pread(p->file, room, size, (off_t)p->start) : 0;
    if (n < 0) return stream_fault(s, ARRIAN_INPUT, why, "cannot be read on: %s", strerror(errno));
    if (size && !n) return stream_fault(s, ARRIAN_INPUT, why, "the file ends before it does; fetch it again");
    p->start += (uint64_t)n;
    p->left -= (uint64_t)n;
    *ret = (size_t)n;
    return ARRIAN_OK;
}

static int pull_limit(Stream *s, unsigned char *room, size_t size, size_t *ret, ArrianError *why)
{
    PartStream *p = (PartStream *)s;
    const unsigned char *bytes;
    size_t have = 0;
    if (!p->left) return ARRIAN_OK;
    int code = stream_peek(p->source, 1, &bytes, &have, why);
    if (code) return stream_fault(s, code, why, "%s", p->source->said);
    if (!have) return stream_fault(s, ARRIAN_INPUT, why, "ends %llu bytes too soon; fetch it again", (unsigned long long)p->left);
    if (have > p->left) have = (size_t)p->left;
    if (have > size) have = size;
    memcpy(room, bytes, have);
    stream_take(p->source, have);
    p->left -= have;
    *ret = have;
    return ARRIAN_OK;
}

static Stream *new_part(const StreamKind *kind, PartStream part)
{
    PartStream *p = (PartStream *)stream_new(sizeof *p, kind, NULL);
    if (!p) return NULL;
    part.stream = p->stream;
    *p = part;
    return &p->stream;
}

Stream *stream_memory(const void *bytes, size_t size)
{
    static const StreamKind kind = {.pull = pull_memory};
    return new_part(&kind, (PartStream){.bytes = bytes, .left = size});
}

Stream *stream_range(int file, uint64_t start, uint64_t size)
{
    static const StreamKind kind = {.pull = pull_range};
    return new_part(&kind, (PartStream){.file = file, .start = start, .left = size});
}

Stream *stream_limit(Stream *source, uint64_t size)
{
    static const StreamKind kind = {.pull = pull_limit};
    return new_part(&kind, (PartStream){.source = source, .left = size});
}

/* headers.c: header lines of WARC, HTTP and mail.   "Content-Type: text/html;\r\n charset=utf-8" */
#include "door/walker.h"
#include <string.h>
#include <strings.h>

size_t headers_size(const unsigned char *bytes, size_t size)
{
    for (const unsigned char *at = bytes; at < bytes + size;) {
        const unsigned char *line = memchr(at, '\n', (size_t)(bytes + size - at));
        if (!line) return 0;
        if (line == at || (line == at + 1 && *at == '\r')) return (size_t)(line + 1 - bytes);
        at = line + 1;
    }
    return 0;
}

static ArrianSlice trim(const char *from, const char *to)
{
    while (from < to && (*from == ' ' || *from == '\t' || *from == '\r' || *from == '\n')) from++;
    while (from < to && (to[-1] == ' ' || to[-1] == '\t' || to[-1] == '\r' || to[-1] == '\n')) to--;
    return (ArrianSlice){from, (uint32_t)(to - from)};
}

bool headers_find(const Headers *h, const char *name, ArrianSlice *ret)
{
    size_t length = strlen(name);
    for (const char *at = h->at, *line; at < h->end; at = line) {
        line = at;
        do {
            line = memchr(line, '\n', (size_t)(h->end - line));
            line = line ? line + 1 : h->end;
        } while (line < h->end && (*line == ' ' || *line == '\t'));
        if ((size_t)(line - at) <= length || at[length] != ':' || strncasecmp(at, name, length)) continue;
        *ret = trim(at + length + 1, line);
        return true;
    }
    return false;
}

ArrianSlice headers_type(ArrianSlice value)
{
    if (!value.length) return value;
    const char *semicolon = memchr(value.at, ';', value.length);
    return trim(value.at, semicolon ? semicolon : value.at + value.length);
}

bool headers_parameter(ArrianSlice value, const char *name, ArrianSlice *ret)
{
    if (!value.length) return false;
    size_t length = strlen(name);
    const char *at = value.at, *end = at + value.length;
    while ((at = memchr(at, ';', (size_t)(end - at)))) {
        at++;
        while (at < end && (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n')) at++;
        if ((size_t)(end - at) <= length || strncasecmp(at, name, length)) continue;
        const char *p = at + length;
        while (p < end && *p == ' ') p++;
        if (p >= end || *p != '=') continue;
        p = trim(p + 1, end).at;
        bool quoted = p < end && (*p == '"' || *p == '\'');
        const char *stop = p + quoted;
        while (stop < end && *stop != (quoted ? *p : ';')) stop++;
        *ret = trim(p + quoted, stop);
        return ret->length > 0;
    }
    return false;
}

char *headers_copy(Arena *arena, ArrianSlice value)
{
    char *copy = arena_copy(arena, value.at, value.length), *out = copy;
    for (const char *in = copy; *in; in++)
        if (*in != '\r' && *in != '\n') *out++ = *in == '\t' ? ' ' : *in;
    *out = 0;
    return copy;
}

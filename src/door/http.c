/* http.c: a response as it went over the wire (RFC 9112) -> its payload.
 *     HTTP/1.1 200 OK / Transfer-Encoding: chunked / Content-Encoding: br  ->  chunks joined, then unpacked
 * A head that promises chunks or packing over a body that has none is the work of a tool that kept the head and undid
 * the rest: the body is taken as it is. */
#include "base/error.h"
#include "door/walker.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST_CODINGS = 3 };

bool http_is_text(ArrianSlice type)
{
    static const char *const types[] = {"text/html", "application/xhtml+xml", "text/plain", "application/rss+xml",
                                        "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (slice_like(type, types[i])) return true;
    return !type.length;
}

/* "1a3;x=y\r\n" -> 0x1a3 and where its bytes start; false where there is no such line. */
static bool chunk_size(const unsigned char *at, const unsigned char *end, uint64_t *ret_size,
                       const unsigned char **ret_start)
{
    const unsigned char *p = at;
    *ret_size = 0;
    for (; p < end && p - at < 8; p++) {
        int digit = *p >= '0' && *p <= '9' ? *p - '0' : (*p | 32) >= 'a' && (*p | 32) <= 'f' ? (*p | 32) - 'a' + 10 : -1;
        if (digit < 0) break;
        *ret_size = *ret_size * 16 + (unsigned)digit;
    }
    const unsigned char *line = memchr(p, '\n', (size_t)(end - p) < 1024 ? (size_t)(end - p) : 1024);
    if (p == at || !line || (*p != '\r' && *p != '\n' && *p != ';' && *p != ' ')) return false;
    *ret_start = line + 1;
    return true;
}

static int join_chunks(Payload *p, ArrianError *why)
{
    const unsigned char *at = p->at, *end = p->at + p->size, *start;
    uint64_t size;
    bool told = chunk_size(at, end, &size, &start);
    if (!told) return ARRIAN_OK;
    for (; told && size; told = chunk_size(at, end, &size, &start)) {
        if (size > (uint64_t)(end - start))
            return error_at(why, ARRIAN_INPUT, NULL, (uint64_t)(at - p->at),
                            "a chunk of %llu bytes has only %zu; fetch it again", (unsigned long long)size,
                            (size_t)(end - start));
        if (!bytes_add(&p->joined, start, (size_t)size))
            return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to read it");
        at = start + size;
        if (at < end && *at == '\r') at++;
        if (at < end && *at == '\n') at++;
    }
    if (at < end && !told)
        return error_at(why, ARRIAN_INPUT, NULL, (uint64_t)(at - p->at),
                        "no size of a chunk stands where one must; fetch it again");
    p->at = p->joined.at ? p->joined.at : end;
    p->size = p->joined.size;
    return ARRIAN_OK;
}

static Packing packing_of(ArrianSlice word, const unsigned char *at, size_t size)
{
    if ((slice_like(word, "gzip") || slice_like(word, "x-gzip")) && size > 2 && at[0] == 0x1F && at[1] == 0x8B)
        return PACKING_GZIP;
    if (slice_like(word, "deflate"))
        return size > 1 && (at[0] & 15) == 8 && (at[0] * 256 + at[1]) % 31 == 0 ? PACKING_DEFLATE : PACKING_RAW;
    if (slice_like(word, "zstd") && size > 3 && !memcmp(at, "\x28\xB5\x2F\xFD", 4)) return PACKING_ZSTD;
    return slice_like(word, "br") ? PACKING_BROTLI : PACKING_NONE;
}

static int unpack(Payload *p, Packing packing, ArrianError *why)
{
    Bytes plain = {0};
    Stream *s = stream_unpack(stream_memory(p->at, p->size), packing);
    if (!s) return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to unpack it");
    int code = stream_all(s, &plain, MOST_BYTES, why);
    stream_end(s);
    bool undone = code && !plain.size && (packing == PACKING_BROTLI || packing == PACKING_RAW) &&
                  memchr("<{ \n\r\t\xEF", p->at[0], 7); /* a page that a tool unpacked before */
    if (code) bytes_end(&plain);
    if (code) return undone ? ARRIAN_OK : code;
    bytes_end(&p->plain);
    p->plain = plain;
    p->at = plain.at ? plain.at : p->at + p->size;
    p->size = plain.size;
    return ARRIAN_OK;
}

/* The codings were put on in this order, and are taken off from the last. */
static int undo_codings(Payload *p, ArrianSlice list, ArrianError *why)
{
    for (int i = 0; i < MOST_CODINGS && list.length && p->size; i++) {
        const char *comma = memrchr(list.at, ',', list.length);
        const char *from = comma ? comma + 1 : list.at, *to = list.at + list.length;
        while (from < to && *from == ' ') from++;
        while (to > from && to[-1] == ' ') to--;
        Packing packing = packing_of((ArrianSlice){from, (uint32_t)(to - from)}, p->at, p->size);
        if (packing) TRY(unpack(p, packing, why));
        list.length = comma ? (uint32_t)(comma - list.at) : 0;
    }
    return ARRIAN_OK;
}

int http_payload(const unsigned char *bytes, size_t size, Payload *ret, ArrianError *why)
{
    ret->joined.size = 0;
    ret->at = bytes, ret->size = size;
    ret->status = 200;
    ret->type = ret->charset = (ArrianSlice){0};
    if (size < 12 || memcmp(bytes, "HTTP/", 5)) return ARRIAN_OK; /* HTTP/0.9: no head */
    const unsigned char *space = memchr(bytes, ' ', 12);
    ret->status = space ? (uint32_t)strtoul((const char *)space + 1, NULL, 10) : 0;
    size_t head = headers_size(bytes, size);
    if (!head) return error_at(why, ARRIAN_INPUT, NULL, 0, "its HTTP head does not end; fetch it again");
    const unsigned char *line = memchr(bytes, '\n', size);
    Headers h = {(const char *)line + 1, (const char *)bytes + head};
    ArrianSlice value;
    if (headers_find(&h, "Content-Type", &value)) {
        ret->type = headers_type(value);
        headers_parameter(value, "charset", &ret->charset);
    }
    ret->at = bytes + head, ret->size = size - head;
    if (ret->status != 200 && ret->status != 203) return ARRIAN_OK;
    if (!http_is_text(ret->type)) return ARRIAN_OK;
    if (headers_find(&h, "Transfer-Encoding", &value) && slice_like(value, "chunked")) TRY(join_chunks(ret, why));
    return headers_find(&h, "Content-Encoding", &value) ? undo_codings(ret, value, why) : ARRIAN_OK;
}

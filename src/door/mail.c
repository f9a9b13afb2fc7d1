/* mail.c: a letter (.eml, RFC 5322) or a saved page (MHTML, RFC 2557): MIME parts, RFC 2045 to 2047.
 *     multipart/alternative { text/plain, text/html }  ->  member "1": the plain text, unless it has next to none
 *     multipart/related { text/html, image/png ... }   ->  member "1": the page
 * A member is named by the number of its part, from 1 in the order they stand; its bytes are the part's, with base64 and
 * quoted-printable undone. Attachments are passed over. */
#include "base/encoding.h"
#include "base/error.h"
#include "base/utf8.h"
#include "door/walker.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { PARTS_DEPTH = 8, MOST_PARTS = 4096, MAIL_MOST = 2 * MOST_BYTES, ENOUGH = 100 };
typedef struct Part {
    const char *at, *end; /* still coded */
    ArrianSlice type, charset, coding, location;
    uint32_t number;
} Part;
typedef struct Mail {
    Walker walker;
    Bytes whole, body;
    Headers head;
    Part plain, html; /* the first of each; at NULL where there is none */
    uint32_t parts;
    bool saved, done; /* a page that a browser saved */
    bool told;
    const char *open; /* where a part starts that no boundary closes; NULL where each is closed */
} Mail;

/* "Name: value" at the start of a line? */
static bool is_header(const char *at, const char *end)
{
    const char *p = at;
    while (p < end && ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || *p == '-' || (*p >= '0' && *p <= '9'))) p++;
    return p > at && p < end && *p == ':';
}

static bool is_mail(const unsigned char *bytes, size_t have, const char *name)
{
    size_t size = headers_size(bytes, have);
    Headers h = {(const char *)bytes, (const char *)bytes + (size ? size : have)};
    ArrianSlice value;
    if (!is_header(h.at, h.end)) return false;
    bool mime = headers_find(&h, "MIME-Version", &value) && headers_find(&h, "Content-Type", &value);
    bool letter = headers_find(&h, "From", &value) && headers_find(&h, "Date", &value) &&
                  (headers_find(&h, "Message-ID", &value) || headers_find(&h, "Received", &value));
    bool ending = name_ends(name, ".eml") || name_ends(name, ".mht") || name_ends(name, ".mhtml");
    return mime || letter || (ending && headers_find(&h, "From", &value));
}

static int digit64(char c)
{
    return c >= 'A' && c <= 'Z'   ? c - 'A'
           : c >= 'a' && c <= 'z' ? c - 'a' + 26
           : c >= '0' && c <= '9' ? c - '0' + 52
           : c == '+'             ? 62
           : c == '/'             ? 63
                                  : -1;
}

static bool put_base64(const char *at, const char *end, Bytes *out)
{
    uint32_t bits = 0, count = 0;
    if (!bytes_room(out, (size_t)(end - at) / 4 * 3 + 8)) return false;
    for (; at < end && *at != '='; at++) {
        int digit = digit64(*at);
        if (digit < 0) continue;
        bits = bits << 6 | (uint32_t)digit;
        if (++count % 4) continue;
        const char bytes[3] = {(char)(bits >> 16), (char)(bits >> 8), (char)bits};
        if (!bytes_add(out, bytes, 3)) return false;
    }
    count %= 4;
    if (count > 1) bits <<= 6 * (4 - count);
    const char bytes[2] = {(char)(bits >> 16), (char)(bits >> 8)};
    return bytes_add(out, bytes, count > 1 ? count - 1 : 0);
}

static int digit16(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

/* words: of a header, where _ is a space. A line's last = and the spaces before its end are not of the text. */
static bool put_printable(const char *at, const char *end, bool words, Bytes *out)
{
    while (at < end) {
        const char *from = at;
        while (at < end && *at != '=' && !(words && *at == '_')) at++;
        if (!bytes_add(out, from, (size_t)(at - from))) return false;
        if (at >= end) break;
        const char *line = at + 1;
        while (*at == '=' && line < end && (*line == ' ' || *line == '\t' || *line == '\r')) line++;
        char byte = *at == '_' ? ' ' : '=';
        if (*at == '=' && line < end && *line == '\n') {
            at = line + 1;
            continue;
        }
        if (*at == '=' && end - at > 2 && digit16(at[1]) >= 0 && digit16(at[2]) >= 0)
            byte = (char)(digit16(at[1]) * 16 + digit16(at[2])), at += 2;
        if (!bytes_add(out, &byte, 1)) return false;
        at++;
    }
    return true;
}

static bool decode(const Part *part, Bytes *out)
{
    out->size = 0;
    if (slice_like(part->coding, "base64")) return put_base64(part->at, part->end, out);
    if (slice_like(part->coding, "quoted-printable")) return put_printable(part->at, part->end, false, out);
    return bytes_add(out, part->at, (size_t)(part->end - part->at));
}

/* ---- parts ---- */

static void read_part(Mail *m, const char *at, const char *end, int depth);

/* Where the next line "--boundary" starts; *ret_last where it is the last one. */
static const char *find_boundary(const char *at, const char *end, ArrianSlice boundary, bool *ret_last)
{
    for (const char *p = at; p < end && (p = memmem(p, (size_t)(end - p), boundary.at, boundary.length)); p += boundary.length) {
        if (p - at < 2 || p[-1] != '-' || p[-2] != '-' || (p - at > 2 && p[-3] != '\n')) continue;
        const char *behind = p + boundary.length;
        *ret_last = end - behind > 1 && behind[0] == '-' && behind[1] == '-';
        return p - 2;
    }
    return NULL;
}

static void read_parts(Mail *m, const char *at, const char *end, ArrianSlice boundary, int depth)
{
    bool last = false;
    const char *from = find_boundary(at, end, boundary, &last);
    while (from && !last && m->parts < MOST_PARTS) {
        const char *line = memchr(from, '\n', (size_t)(end - from));
        if (!line) return;
        const char *next = find_boundary(line + 1, end, boundary, &last), *stop = next ? next : end;
        if (next && stop > line + 1 && stop[-1] == '\n') stop--; /* the line's end before a boundary is the boundary's */
        if (next && stop > line + 1 && stop[-1] == '\r') stop--;
        if (!next) m->open = line + 1;
        read_part(m, line + 1, stop, depth);
        from = next;
    }
}

static void read_leaf(Mail *m, const Headers *h, const char *at, const char *end, ArrianSlice type, ArrianSlice value)
{
    ArrianSlice found = {0};
    Part part = {.at = at, .end = end, .type = type, .number = ++m->parts};
    headers_parameter(value, "charset", &part.charset);
    headers_find(h, "Content-Transfer-Encoding", &part.coding);
    headers_find(h, "Content-Location", &part.location);
    m->saved |= part.location.length > 0;
    if (headers_find(h, "Content-Disposition", &found) && !strncasecmp(found.at, "attachment", found.length < 10 ? found.length : 10))
        return;
    if (slice_like(type, "text/html") || slice_like(type, "application/xhtml+xml")) {
        if (!m->html.at) m->html = part;
    } else if (slice_like(type, "text/plain") && !m->plain.at) {
        m->plain = part;
    }
}

static void read_part(Mail *m, const char *at, const char *end, int depth)
{
    size_t head = headers_size((const unsigned char *)at, (size_t)(end - at));
    Headers h = {at, at + head};
    ArrianSlice value = {0}, boundary, type = {"text/plain", 10};
    if (!head && depth) return;
    if (headers_find(&h, "Content-Type", &value)) type = headers_type(value);
    if (type.length > 10 && !strncasecmp(type.at, "multipart/", 10)) {
        if (depth < PARTS_DEPTH && headers_parameter(value, "boundary", &boundary) && boundary.length <= 200)
            read_parts(m, at + head, end, boundary, depth + 1);
        return;
    }
    read_leaf(m, &h, at + head, end, type, value);
}

/* ---- heads ---- */

static bool put_word(const char *charset, size_t size, const Bytes *raw, Bytes *out)
{
    const Encoding *encoding = encoding_find(charset, size);
    EncodingReader reader;
    char bytes[4];
    if (!encoding_open(&reader, encoding ? encoding : encoding_of(ENCODING_UTF8))) return true;
    bool fine = true;
    for (size_t i = 0; fine && i < raw->size;) {
        uint32_t step, point = encoding_point(&reader, raw->at + i, raw->size - i, &step);
        fine = bytes_add(out, bytes, utf8_put(point ? point : 0xFFFD, bytes));
        i += step;
    }
    encoding_close(&reader);
    return fine;
}

/* "=?utf-8?B?w6k=?= words" -> "é words" (RFC 2047) */
static bool put_words(const char *at, const char *end, Bytes *out)
{
    Bytes raw = {0};
    bool fine = true;
    while (fine && at < end) {
        const char *mark = memmem(at, (size_t)(end - at), "=?", 2), *kind, *words, *stop;
        kind = mark ? memchr(mark + 2, '?', (size_t)(end - mark - 2)) : NULL;
        words = kind && end - kind > 3 && kind[2] == '?' ? kind + 3 : NULL;
        stop = words ? memmem(words, (size_t)(end - words), "?=", 2) : NULL;
        if (!stop) break;
        const char *blank = at;
        while (blank < mark && (unsigned char)*blank <= ' ') blank++;
        if (blank < mark || !out->size) fine = bytes_add(out, at, (size_t)(mark - at));
        raw.size = 0;
        fine = fine && ((kind[1] | 32) == 'b' ? put_base64(words, stop, &raw) : put_printable(words, stop, true, &raw));
        fine = fine && put_word(mark + 2, (size_t)(kind - mark - 2), &raw, out);
        at = stop + 2;
    }
    if (fine && at < end) fine = bytes_add(out, at, (size_t)(end - at));
    bytes_end(&raw);
    return fine;
}

static bool give(Mail *m, const char *header, Field field, ArrianGiven *given)
{
    ArrianSlice value;
    m->body.size = 0;
    if (!headers_find(&m->head, header, &value)) return true;
    char *line = headers_copy(&m->walker.arena, value);
    if (!put_words(line, line + strlen(line), &m->body)) return false;
    const char *at = (const char *)m->body.at;
    size_t size = m->body.size;
    const char *less = field == FIELD_AUTHORS && at ? memchr(at, '<', size) : NULL;
    if (less && less > at) size = (size_t)(less - at); /* "Name <address>" */
    while (field == FIELD_AUTHORS && size && (*at == '"' || *at == ' ')) at++, size--;
    while (field == FIELD_AUTHORS && size && (at[size - 1] == '"' || at[size - 1] == ' ')) size--;
    if (size) field_put(&m->walker.arena, given, field, at, size);
    return true;
}

static int open_mail(Walker *w, ArrianError *why)
{
    Mail *m = (Mail *)w;
    ArrianSlice value;
    TRY(stream_all(w->stream, &m->whole, MAIL_MOST, why));
    const char *at = (const char *)m->whole.at, *end = at + m->whole.size;
    size_t head = headers_size(m->whole.at, m->whole.size);
    if (!head) return walker_fault(w, why, true, "ends in the midst of its head; fetch it again");
    m->head = (Headers){at, at + head};
    m->saved = headers_find(&m->head, "Snapshot-Content-Location", &value);
    read_part(m, at, end, 0);
    return ARRIAN_OK;
}

/* Of a letter the plain text, of a saved page the page. */
static int choose(Mail *m, const Part **ret, ArrianError *why)
{
    Part *plain = m->plain.at ? &m->plain : NULL, *html = m->html.at ? &m->html : NULL;
    *ret = m->saved && html ? html : plain ? plain : html;
    if (!*ret) return ARRIAN_NOTHING;
    bool fine = decode(*ret, &m->body);
    if (fine && *ret == plain && html && m->body.size < ENOUGH) fine = decode(*ret = html, &m->body);
    return fine ? ARRIAN_OK : error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to read it");
}

/* The part that was read is the one that was cut off; a letter whose last boundary alone is missing lacks no word. */
static int tell_cut(Mail *m, ArrianError *why)
{
    if (m->told || !m->saved) return ARRIAN_NOTHING;
    m->told = true;
    return walker_fault(&m->walker, why, true, "ends in the midst of a part: what was there is read, the rest is missing; fetch it again");
}

static int next_part(Walker *w, Child *ret, ArrianError *why)
{
    Mail *m = (Mail *)w;
    const Part *part;
    ArrianSlice location;
    bool fine = true;
    if (m->done) return tell_cut(m, why);
    m->done = true;
    if (!m->saved)
        fine = give(m, "Subject", FIELD_TITLE, &ret->given) && give(m, "Date", FIELD_DATE, &ret->given) &&
               give(m, "From", FIELD_AUTHORS, &ret->given);
    if (!fine) return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to read it");
    TRY(choose(m, &part, why));
    m->told = !m->open || m->open > part->at;
    w->passed += m->parts - 1;
    w->at = (uint64_t)(part->at - (const char *)m->whole.at);
    snprintf(ret->name, NAME_ROOM, "%u", part->number);
    if (m->saved && (part->location.length || headers_find(&m->head, "Snapshot-Content-Location", &location))) {
        char *url = headers_copy(&w->arena, part->location.length ? part->location : location);
        if (!strncasecmp(url, "http", 4)) ret->given.url = url;
    }
    ret->type = headers_copy(&w->arena, part->type);
    ret->charset = part->charset.length ? headers_copy(&w->arena, part->charset) : NULL;
    return walker_give(w, ret, m->body.at, m->body.size, why);
}

static void end_mail(Walker *w)
{
    Mail *m = (Mail *)w;
    bytes_end(&m->whole);
    bytes_end(&m->body);
}

const WalkerKind walk_mail = {sizeof(Mail), is_mail, open_mail, next_part, end_mail};

/* warc.c: web archives, WARC 0.17 to 1.1 (ISO 28500) and ARC 1 and 2, plain or packed record by record.
 *     a.warc.gz -> the pages whose records start at bytes 0, 1043, 2207 of the file
 * A member is named by the byte of the file where its record starts (as CDX does), `+n` where n bytes were unpacked
 * since then. Requests, revisits, pictures and pages that were not found are passed over and counted. */
#include "base/error.h"
#include "door/walker.h"
#include <stdlib.h>
#include <string.h>

enum { HEAD_MOST = 64 << 10, LOOK = 4096, BACK_MOST = 512 << 20 };
typedef struct Warc {
    Walker walker;
    bool arc;
    Bytes head, body;
    Payload payload;
    uint64_t start;  /* of the record, in the stream */
    uint64_t origin; /* of the packed member last seen to start, in the file */
    uint64_t origin_at;
    uint64_t back;   /* bytes put back so far */
    bool packed;
    bool fresh;      /* a line starts here, and with it a record may */
    bool second;     /* ARC version 2: ten words a head */
} Warc;
typedef struct Record {
    ArrianSlice url, type;
    uint64_t size;
    bool page, response; /* may hold one; with an HTTP head */
} Record;

static bool is_version(const unsigned char *at, size_t have)
{
    return have >= 8 && !memcmp(at, "WARC/", 5) && (at[5] == '0' || at[5] == '1') && at[6] == '.';
}

static bool is_warc(const unsigned char *head, size_t have, const char *name)
{
    (void)name;
    return is_version(head, have);
}

static bool is_arc(const unsigned char *head, size_t have, const char *name)
{
    (void)name;
    return have >= 11 && !memcmp(head, "filedesc://", 11);
}

static bool starts_record(const Warc *w, const unsigned char *at, size_t have)
{
    if (!w->arc) return is_version(at, have);
    return have > 8 && (!memcmp(at, "http://", 7) || !memcmp(at, "https://", 8) || !memcmp(at, "filedesc", 8) || !memcmp(at, "dns:", 4));
}

/* Pass over bytes until a record starts at the beginning of a line. */
static int look_for_record(Warc *w, bool *ret_found, ArrianError *why)
{
    Stream *s = w->walker.stream;
    const unsigned char *at;
    size_t have;
    for (*ret_found = false;;) {
        int code = stream_peek(s, LOOK, &at, &have, why);
        if (!have) return code;
        uint64_t origin;
        if (starts_record(w, at, have) && (w->fresh || stream_origin(s, s->at, &origin))) return *ret_found = true, ARRIAN_OK;
        const unsigned char *line = memchr(at, '\n', have);
        w->fresh = line != NULL;
        stream_take(s, line ? (size_t)(line - at) + 1 : have);
    }
}

static void name_member(Warc *w, Child *ret)
{
    Stream *s = w->walker.stream;
    uint64_t origin;
    if (stream_origin(s, s->at, &origin)) w->origin = origin, w->origin_at = s->at, w->packed = true;
    w->walker.at = w->origin;
    uint64_t further = s->at - w->origin_at;
    if (!w->packed) snprintf(ret->name, NAME_ROOM, "%llu", (unsigned long long)(w->walker.at = s->at));
    else if (!further) snprintf(ret->name, NAME_ROOM, "%llu", (unsigned long long)w->origin);
    else snprintf(ret->name, NAME_ROOM, "%llu+%llu", (unsigned long long)w->origin, (unsigned long long)further);
}

/* The record's head with its blank line; an ARC has one line. */
static int read_head(Warc *w, ArrianError *why)
{
    w->head.size = 0;
    for (bool blank = false, found; !blank;) {
        size_t before = w->head.size;
        int code = stream_until(w->walker.stream, '\n', &w->head, HEAD_MOST, &found, why);
        if (code == ARRIAN_LIMIT)
            return walker_fault(&w->walker, why, false, "a record's head goes on after %d KiB", HEAD_MOST >> 10);
        if (code) return code;
        if (!found) return walker_fault(&w->walker, why, true, "ends in the midst of a record's head; fetch it again");
        size_t line = w->head.size - before;
        blank = w->arc || (before && (line == 1 || (line == 2 && w->head.at[before] == '\r')));
    }
    return ARRIAN_OK;
}

static bool read_number(ArrianSlice digits, uint64_t *ret)
{
    *ret = 0;
    for (uint32_t i = 0; i < digits.length; i++) {
        if (digits.at[i] < '0' || digits.at[i] > '9' || *ret > 1ull << 56) return false;
        *ret = *ret * 10 + (unsigned)(digits.at[i] - '0');
    }
    return digits.length > 0;
}

static int read_warc_head(Warc *w, Record *ret, ArrianError *why)
{
    const char *line = memchr(w->head.at, '\n', w->head.size);
    Headers h = {line + 1, (const char *)w->head.at + w->head.size};
    ArrianSlice type = {0}, length = {0}, ip;
    *ret = (Record){0};
    headers_find(&h, "WARC-Type", &type);
    if (!headers_find(&h, "Content-Length", &length) || !read_number(length, &ret->size))
        return walker_fault(&w->walker, why, false, "Content-Length is no number: \"%.*s\"",
                            length.length < 40 ? (int)length.length : 40, length.at ? length.at : "");
    if (headers_find(&h, "WARC-Target-URI", &ret->url) && ret->url.length > 1 && ret->url.at[0] == '<' &&
        ret->url.at[ret->url.length - 1] == '>')
        ret->url.at++, ret->url.length -= 2;
    if (headers_find(&h, "Content-Type", &ip)) ret->type = headers_type(ip);
    ret->response = slice_like(type, "response");
    bool kept = slice_like(type, "resource") || slice_like(type, "conversion");
    bool page = !ret->url.length || !strncasecmp(ret->url.at, "http", 4) || !strncasecmp(ret->url.at, "file:", 5);
    ret->page = page && (ret->response || (kept && http_is_text(ret->type)));
    return ARRIAN_OK;
}

/* "URL IP date type length": the URL may hold spaces, so the words are taken from the end. */
static int read_arc_head(Warc *w, Record *ret, ArrianError *why)
{
    const char *at = (const char *)w->head.at, *end = at + w->head.size;
    ArrianSlice words[4];
    while (end > at && (end[-1] == '\n' || end[-1] == '\r' || end[-1] == ' ')) end--;
    int count = 0;
    const char *stop = end;
    while (count < 4 && stop > at) {
        const char *space = memrchr(at, ' ', (size_t)(stop - at));
        if (!space) break;
        words[count++] = (ArrianSlice){space + 1, (uint32_t)(stop - space - 1)};
        stop = space;
    }
    *ret = (Record){.url = {at, (uint32_t)(stop - at)}, .response = true};
    if (count < 4 || !read_number(words[0], &ret->size))
        return walker_fault(&w->walker, why, false, "an ARC record's head has no length at its end");
    /* version 2 has ten words: the address is followed by its IP and date where version 1 has them */
    const char *space = memchr(at, ' ', (size_t)(end - at));
    if (w->second) ret->url.length = (uint32_t)(space - at);
    ret->page = !strncasecmp(at, "http", 4);
    if (!strncasecmp(at, "filedesc", 8) && ret->size < LOOK) {
        const unsigned char *body;
        size_t have;
        if (!stream_peek(w->walker.stream, (size_t)ret->size, &body, &have, why) && have && body[0] == '2') w->second = true;
    }
    return ARRIAN_OK;
}

static int put_back(Warc *w, size_t from, ArrianError *why)
{
    Stream *s = w->walker.stream;
    size_t size = w->body.size - from, wait = s->to - s->from;
    if ((w->back += size) > BACK_MOST)
        return walker_fault(&w->walker, why, true, "too many records lie about their length; the rest is passed over");
    unsigned char *buffer = malloc(size + wait + STREAM_ROOM);
    if (!buffer) return error_at(why, ARRIAN_MEMORY, NULL, s->at, "no memory to read it");
    memcpy(buffer, w->body.at + from, size);
    memcpy(buffer + size, s->buffer + s->from, wait);
    free(s->buffer);
    s->buffer = buffer;
    s->from = 0, s->to = size + wait, s->room = size + wait + STREAM_ROOM;
    s->at -= size;
    return ARRIAN_OK;
}

/* Does the HTTP head's own count say that the page is all there? */
static bool is_complete(const Warc *w, const Record *record)
{
    size_t head = record->response ? headers_size(w->body.at, w->body.size) : 0;
    const char *line = head ? memchr(w->body.at, '\n', head) : NULL;
    ArrianSlice value;
    uint64_t length;
    if (!line) return false;
    Headers h = {line + 1, (const char *)w->body.at + head};
    return headers_find(&h, "Content-Length", &value) && read_number(value, &length) &&
           length <= w->body.size - head;
}

/* Behind the body stands the record's end. Where it does not, the length lied: too long where the body holds the head of
 * the next record, too short where it goes on. */
static int check_end(Warc *w, const Record *record, ArrianError *why)
{
    Stream *s = w->walker.stream;
    const unsigned char *at;
    size_t have;
    uint64_t origin;
    (void)stream_peek(s, 16, &at, &have, NULL); /* a fault behind the record is told when the next is looked for */
    if (!have) return ARRIAN_OK;
    size_t ends = 0;
    while (ends < have && (at[ends] == '\r' || at[ends] == '\n')) ends++;
    if (ends == have || starts_record(w, at + ends, have - ends) || stream_origin(s, s->at, &origin)) return ARRIAN_OK;
    const char *mark = w->arc ? "\nhttp" : "\nWARC/1.";
    const unsigned char *next = w->body.size ? memmem(w->body.at, w->body.size, mark, strlen(mark)) : NULL;
    if (next) {
        TRY(put_back(w, (size_t)(next + 1 - w->body.at), why));
        w->fresh = true;
        return walker_fault(&w->walker, why, false, "its length is too large: the next record starts %zu bytes before its end; passed over",
                            w->body.size - (size_t)(next - w->body.at));
    }
    w->fresh = false;
    if (is_complete(w, record)) return ARRIAN_OK;
    return walker_fault(&w->walker, why, false, "its length is too small: the record goes on; passed over");
}

static int read_body(Warc *w, const Record *record, ArrianError *why)
{
    Stream *s = w->walker.stream;
    w->body.size = 0;
    uint64_t got = 0;
    bool large = record->page && record->size > MOST_BYTES;
    if (!record->page || large) {
        TRY(stream_pass(s, record->size, &got, why));
    } else {
        size_t have = 1;
        const unsigned char *at;
        for (; got < record->size && have; got += have) {
            TRY(stream_peek(s, 1, &at, &have, why));
            if (have > record->size - got) have = (size_t)(record->size - got);
            if (!bytes_add(&w->body, at, have)) return error_at(why, ARRIAN_MEMORY, NULL, s->at, "no memory to read it");
            stream_take(s, have);
        }
    }
    if (got < record->size) {
        if (is_complete(w, record)) return ARRIAN_OK;
        const char *mark = w->arc ? "\nhttp" : "\nWARC/1.";
        const unsigned char *next = w->body.size ? memmem(w->body.at, w->body.size, mark, strlen(mark)) : NULL;
        if (next) {
            s->over = false;
            TRY(put_back(w, (size_t)(next + 1 - w->body.at), why));
            w->fresh = true;
        }
        return walker_fault(&w->walker, why, !next, "says %llu bytes, %llu are there; %s", (unsigned long long)record->size,
                            (unsigned long long)got, next ? "passed over" : "the file was cut off: fetch it again");
    }
    if (large)
        return walker_fault(&w->walker, why, false, "has %llu bytes, at most %d MiB are read", (unsigned long long)record->size,
                            MOST_BYTES >> 20);
    return check_end(w, record, why);
}

/* What of the record is a report; false where it is passed over. */
static int take_payload(Warc *w, const Record *record, Child *ret, bool *ret_page, ArrianError *why)
{
    Payload *p = &w->payload;
    if (record->response) {
        TRY(http_payload(w->body.at, w->body.size, p, why));
    } else {
        p->at = w->body.at, p->size = w->body.size;
        p->status = 200, p->type = record->type, p->charset = (ArrianSlice){0};
    }
    *ret_page = p->size && (p->status == 200 || p->status == 203) && http_is_text(p->type) &&
                !(record->url.length > 11 && !memcmp(record->url.at + record->url.length - 11, "/robots.txt", 11));
    if (!*ret_page) return ARRIAN_OK;
    Arena *arena = &w->walker.arena;
    ret->given.url = record->url.length ? headers_copy(arena, record->url) : NULL;
    ret->type = p->type.length ? headers_copy(arena, p->type) : NULL;
    ret->charset = p->charset.length ? headers_copy(arena, p->charset) : NULL;
    ret->chosen = true;
    ret->stream = stream_memory(p->at, p->size);
    return ret->stream ? ARRIAN_OK : error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to read it");
}

/* A fault of the packing: what was unpacked so far is lost, the next packed member may be whole. */
static int give_up_member(Warc *w, int code)
{
    w->fresh = false;
    w->walker.over = !stream_resume(w->walker.stream);
    if (w->walker.over && w->walker.at < w->origin) w->walker.at = w->origin;
    return code;
}

static int next_record(Warc *w, Child *ret, bool *ret_page, ArrianError *why)
{
    Stream *s = w->walker.stream;
    bool found;
    int code = look_for_record(w, &found, why);
    if (code || !found) name_member(w, ret);
    if (code) return s->fault ? give_up_member(w, code) : code;
    if (!found) return ARRIAN_NOTHING;
    w->start = s->at;
    name_member(w, ret);
    w->walker.number++;
    w->fresh = true;
    Record record;
    code = read_head(w, why);
    if (!code) code = w->arc ? read_arc_head(w, &record, why) : read_warc_head(w, &record, why);
    if (!code) code = read_body(w, &record, why);
    if (!code && record.page) code = take_payload(w, &record, ret, ret_page, why);
    if (code && s->fault && !w->walker.over) return give_up_member(w, code);
    return code;
}

static int next_of_warc(Walker *walker, Child *ret, ArrianError *why)
{
    Warc *w = (Warc *)walker;
    for (;;) {
        bool page = false;
        TRY(next_record(w, ret, &page, why));
        if (page) return ARRIAN_OK;
        walker->passed++;
    }
}

static int open_warc(Walker *walker, ArrianError *why)
{
    (void)why;
    Warc *w = (Warc *)walker;
    w->arc = walker->kind == &walk_arc;
    w->fresh = true;
    return ARRIAN_OK;
}

static void end_warc(Walker *walker)
{
    Warc *w = (Warc *)walker;
    bytes_end(&w->head);
    bytes_end(&w->body);
    bytes_end(&w->payload.joined);
    bytes_end(&w->payload.plain);
}

const WalkerKind walk_warc = {sizeof(Warc), is_warc, open_warc, next_of_warc, end_warc};
const WalkerKind walk_arc = {sizeof(Warc), is_arc, open_warc, next_of_warc, end_warc};

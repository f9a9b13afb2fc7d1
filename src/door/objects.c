/* objects.c: dumps of JSON objects, a line each or in one list.
 *     {"id": "7", "date": "2016-10-26", "title": "...", "text": "...", "url": "..."}  ->  member "1"
 * A member is named by the number of its object, from 1; its bytes are its text with the escapes undone, as UTF-8. */
#include "base/error.h"
#include "base/utf8.h"
#include "door/walker.h"
#include <stdlib.h>
#include <string.h>

enum { OBJECT_MOST = 2 * MOST_BYTES, OBJECT_DEPTH = 64 };
typedef struct Objects {
    Walker walker;
    Bytes object, text, word;
    bool line;  /* the rest of this line is passed over */
    bool lines; /* the first object has a line of its own, and so has each: a broken one ends with it */
} Objects;
typedef struct Reader {
    const unsigned char *at, *end;
} Reader;

static const unsigned char *skip_blank(const unsigned char *at, const unsigned char *end)
{
    while (at < end && (*at <= ' ' || *at == 0xEF || *at == 0xBB || *at == 0xBF)) at++;
    return at;
}

/* Is there a key, before the first bytes end, that names a text? */
static bool names_text(const unsigned char *at, const unsigned char *end)
{
    while ((at = memchr(at, '"', (size_t)(end - at)))) {
        const unsigned char *stop = memchr(at + 1, '"', (size_t)(end - at - 1));
        if (!stop) return false;
        const unsigned char *colon = skip_blank(stop + 1, end);
        if (colon < end && *colon == ':' && field_of((const char *)at + 1, (size_t)(stop - at - 1)) == FIELD_TEXT) return true;
        at = stop; /* it may open the next as well as close this one */
    }
    return false;
}

static bool is_objects(const unsigned char *head, size_t have, const char *name)
{
    const unsigned char *end = head + have, *at = skip_blank(head, end);
    if (at < end && *at == '[') at = skip_blank(at + 1, end);
    if (at >= end || *at != '{') return false;
    at = skip_blank(at + 1, end);
    if (at >= end || *at != '"') return false;
    return name_ends(name, ".jsonl") || name_ends(name, ".ndjson") || names_text(at, end);
}

/* The object that starts at the stream's next byte, whole, by its braces. */
static int read_object(Objects *o, ArrianError *why)
{
    Stream *s = o->walker.stream;
    int depth = 0;
    bool quoted = false, escaped = false;
    o->object.size = 0;
    for (;;) {
        const unsigned char *at;
        size_t have, i = 0;
        TRY(stream_peek(s, 1, &at, &have, why));
        if (!have) return walker_fault(&o->walker, why, true, "ends in the midst of an object; the rest is missing; fetch it again");
        for (bool done = false; i < have && !done; i++) {
            unsigned char c = at[i];
            if (quoted && c == '\n') return stream_take(s, i), walker_fault(&o->walker, why, false, "a string goes over the end of its line; write \\n for a new line, \\\" for a mark in words");
            if (o->lines && c == '\n') return stream_take(s, i), walker_fault(&o->walker, why, false, "an object goes over the end of its line; close it there");
            if (quoted) quoted = escaped || c != '"', escaped = !escaped && c == '\\';
            else if (c == '"') quoted = true;
            else if (c == '{' || c == '[') depth++;
            else if (c == '}' || c == ']') done = !--depth;
        }
        if (o->object.size + i > OBJECT_MOST) return walker_fault(&o->walker, why, true, "an object of more than %d MiB", OBJECT_MOST >> 20);
        if (depth > OBJECT_DEPTH) return walker_fault(&o->walker, why, false, "objects in objects, more than %d deep", OBJECT_DEPTH);
        if (!bytes_add(&o->object, at, i)) return error_at(why, ARRIAN_MEMORY, NULL, s->at, "no memory to read it");
        stream_take(s, i);
        if (!depth) return ARRIAN_OK;
    }
}

static bool hex(const unsigned char *at, const unsigned char *end, uint32_t *ret)
{
    *ret = 0;
    for (int i = 0; i < 4; i++) {
        unsigned char c = at + i < end ? at[i] : 0;
        int digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
        if (digit < 0) return false;
        *ret = *ret * 16 + (uint32_t)digit;
    }
    return true;
}

/* What stands after a backslash, as UTF-8; false where it is no escape (RFC 8259, 7). */
static bool unescape(Reader *r, Bytes *out)
{
    static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    char bytes[4];
    uint32_t point, low;
    if (r->at >= r->end) return false;
    const char *letter = *r->at ? strchr(letters, *r->at) : NULL;
    if (letter) return r->at++, bytes_add(out, &meant[letter - letters], 1);
    if (*r->at != 'u' || !hex(r->at + 1, r->end, &point)) return false;
    r->at += 5;
    if (point >= 0xD800 && point < 0xDC00 && r->end - r->at > 6 && r->at[0] == '\\' && r->at[1] == 'u' &&
        hex(r->at + 2, r->end, &low) && low >= 0xDC00 && low < 0xE000) {
        point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
        r->at += 6;
    }
    if (!point || (point >= 0xD800 && point < 0xE000)) point = 0xFFFD;
    return bytes_add(out, bytes, utf8_put(point, bytes));
}

/* The string at r->at, appended. */
static bool read_string(Reader *r, Bytes *out)
{
    if (r->at >= r->end || *r->at++ != '"') return false;
    for (;;) {
        const unsigned char *from = r->at;
        while (r->at < r->end && *r->at != '"' && *r->at != '\\') r->at++;
        if (r->at >= r->end || !bytes_add(out, from, (size_t)(r->at - from))) return false;
        if (*r->at++ == '"') return true;
        if (!unescape(r, out)) return false;
    }
}

/* Any other value, passed over; strings of a list are put one after the other with ; between. */
static bool read_other(Reader *r, Bytes *list)
{
    int depth = 0;
    for (; r->at < r->end; r->at++) {
        if (*r->at == '"') {
            size_t before = list->size;
            if (before && !bytes_add(list, "; ", 2)) return false;
            if (!read_string(r, list)) return false;
            if (depth != 1) list->size = before;
            r->at--;
        } else if (*r->at == '[' || *r->at == '{') {
            depth++;
        } else if (*r->at == ']' || *r->at == '}') {
            if (!depth--) return true;
        } else if (*r->at == ',' && !depth) {
            return true;
        }
    }
    return false;
}

/* Keys and values of the object; false where it is no JSON. */
static bool read_members(Objects *o, ArrianGiven *given)
{
    Reader r = {o->object.at + 1, o->object.at + o->object.size};
    o->text.size = 0;
    for (bool more = true; more; more = *r.at++ == ',') {
        o->word.size = 0;
        r.at = skip_blank(r.at, r.end);
        if (r.at < r.end && *r.at == '}') return true;
        if (!read_string(&r, &o->word)) return false;
        Field field = field_of((const char *)o->word.at, o->word.size);
        r.at = skip_blank(r.at, r.end);
        if (r.at >= r.end || *r.at++ != ':') return false;
        r.at = skip_blank(r.at, r.end);
        if (r.at >= r.end) return false;
        Bytes *out = field == FIELD_TEXT && !o->text.size && *r.at == '"' ? &o->text : &o->word;
        out->size = 0;
        if (*r.at == '"' ? !read_string(&r, out) : !read_other(&r, out)) return false;
        if (out != &o->text) field_put(&o->walker.arena, given, field, (const char *)out->at, out->size);
        r.at = skip_blank(r.at, r.end);
        if (r.at >= r.end || (*r.at != ',' && *r.at != '}')) return false;
    }
    return true;
}

/* One line an object: another line is no way to it. Blanks and the marks of a list are. */
static bool is_between(unsigned char c)
{
    return c <= ' ' || c == ',' || c == '[' || c == ']' || c == 0xEF || c == 0xBB || c == 0xBF;
}

static bool ends_its_line(Objects *o)
{
    const unsigned char *at;
    size_t have;
    if (memchr(o->object.at, '\n', o->object.size) || stream_peek(o->walker.stream, 2, &at, &have, NULL)) return false;
    return (have && at[0] == '\n') || (have > 1 && at[0] == '\r' && at[1] == '\n');
}

/* To the next object; behind a broken one, to the next line. */
static int find_object(Objects *o, bool *ret_found, ArrianError *why)
{
    Stream *s = o->walker.stream;
    const unsigned char *at;
    size_t have;
    for (*ret_found = false;;) {
        TRY(stream_peek(s, 1, &at, &have, why));
        if (!have) return ARRIAN_OK;
        size_t i = 0;
        while (i < have && !(at[i] == '{' && !o->line)) {
            if (at[i] == '\n') o->line = false;
            if (o->lines && !o->line && !is_between(at[i])) {
                stream_take(s, i);
                o->walker.at = s->at, *ret_found = o->line = true;
                return walker_fault(&o->walker, why, false, "a line that is no JSON object");
            }
            i++;
        }
        stream_take(s, i);
        if (i < have) return *ret_found = true, ARRIAN_OK;
    }
}

static int next_object(Walker *w, Child *ret, ArrianError *why)
{
    Objects *o = (Objects *)w;
    for (;;) {
        bool found;
        int code = find_object(o, &found, why);
        w->at = w->stream->at;
        if (!code && !found) return ARRIAN_NOTHING;
        if (code && found) return snprintf(ret->name, NAME_ROOM, "%llu", (unsigned long long)++w->number), code;
        snprintf(ret->name, NAME_ROOM, "%llu", (unsigned long long)++w->number);
        if (!code) code = read_object(o, why);
        w->over |= w->stream->fault != 0;
        if (code) return o->line = true, code;
        if (w->number == 1) o->lines = ends_its_line(o);
        if (!read_members(o, &ret->given)) return walker_fault(w, why, false, "is no JSON object");
        const unsigned char *text = o->text.at, *end = text ? text + o->text.size : NULL;
        if (text && skip_blank(text, end) < end) break;
        w->passed++;
        ret->given = (ArrianGiven){0};
    }
    ret->charset = "utf-8";
    return walker_give(w, ret, o->text.at, o->text.size, why);
}

static void end_objects(Walker *w)
{
    Objects *o = (Objects *)w;
    bytes_end(&o->object);
    bytes_end(&o->text);
    bytes_end(&o->word);
}

const WalkerKind walk_objects = {sizeof(Objects), is_objects, NULL, next_object, end_objects};

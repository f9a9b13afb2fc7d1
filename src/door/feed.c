/* feed.c: RSS 0.9 to 2.0, RDF and Atom.   <item><title>..</title><description>..</description></item> -> member "1"
 * A member is named by the number of its item, from 1; its bytes are the longest text that the item gives (content,
 * else description) with the XML escapes undone, as UTF-8: a fragment of HTML, as feeds have it. */
#include "base/encoding.h"
#include "base/error.h"
#include "base/utf8.h"
#include "door/walker.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { DECLARATION = 256 };
typedef struct Feed {
    Walker walker;
    Bytes whole, text, word, from; /* from: the feed as it was, where it was not UTF-8 */
    const char *at, *end;
    const char *outlet;
    bool titled; /* the channel's title was met */
    Arena kept;
} Feed;
/* A tag, or what stands between tags. */
typedef struct Piece {
    const char *name; /* without its prefix */
    size_t length;
    const char *prefix;
    size_t prefix_length;
    const char *start, *stop; /* the whole tag */
    bool closes, empty;
} Piece;

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' || (unsigned char)c >= 0x80;
}

/* Behind a remark, a CDATA section, a declaration or an instruction that starts at p; NULL where none does. */
static const char *skip_special(const char *p, const char *end)
{
    static const char *const pairs[][2] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}, {"<!", ">"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        size_t open = strlen(pairs[i][0]), close = strlen(pairs[i][1]);
        if ((size_t)(end - p) < open || memcmp(p, pairs[i][0], open)) continue;
        const char *stop = memmem(p + open, (size_t)(end - p) - open, pairs[i][1], close);
        return stop ? stop + close : end;
    }
    return NULL;
}

/* The next tag at or after p; false where there is none. */
static bool next_tag(const char *p, const char *end, Piece *ret)
{
    while ((p = p < end ? memchr(p, '<', (size_t)(end - p)) : NULL)) {
        const char *behind = skip_special(p, end);
        if (behind) {
            p = behind;
            continue;
        }
        *ret = (Piece){.start = p, .closes = p + 1 < end && p[1] == '/'};
        const char *name = p + 1 + ret->closes, *q = name;
        while (q < end && (is_name(*q) || *q == ':')) q++;
        const char *colon = q > name ? memchr(name, ':', (size_t)(q - name)) : NULL;
        ret->name = colon ? colon + 1 : name, ret->length = (size_t)(q - ret->name);
        ret->prefix = name, ret->prefix_length = colon ? (size_t)(colon - name) : 0;
        if (!ret->length) {
            p++;
            continue;
        }
        char quote = 0;
        for (; q < end && (quote || *q != '>'); q++) {
            if (quote && *q == quote) quote = 0;
            else if (!quote && (*q == '"' || *q == '\'')) quote = *q;
        }
        if (q >= end) return false;
        ret->empty = q[-1] == '/';
        ret->stop = q + 1;
        return true;
    }
    return false;
}

static bool named(const Piece *tag, const char *name)
{
    return tag->length == strlen(name) && !strncasecmp(tag->name, name, tag->length);
}

static bool prefixed(const Piece *tag, const char *prefix)
{
    return tag->prefix_length == strlen(prefix) && !strncasecmp(tag->prefix, prefix, tag->prefix_length);
}

static bool is_feed(const unsigned char *head, size_t have, const char *name)
{
    Piece tag;
    (void)name;
    const char *at = (const char *)head, *end = at + have;
    if (have > 3 && !memcmp(at, "\xEF\xBB\xBF", 3)) at += 3;
    if (have > 40 && ((head[0] == 0xFF && head[1] == 0xFE) || (head[0] == 0xFE && head[1] == 0xFF))) {
        static const char rss[] = {'<', 0, 'r', 0, 's', 0, 's', 0}, atom[] = {'<', 0, 'f', 0, 'e', 0, 'e', 0, 'd', 0};
        return memmem(head, have, rss, 7) || memmem(head, have, atom, 9);
    }
    while (at < end && (unsigned char)*at <= ' ') at++;
    if (at >= end || *at != '<' || !next_tag(at, end, &tag) || tag.closes) return false;
    return named(&tag, "rss") || named(&tag, "feed") || (named(&tag, "RDF") && prefixed(&tag, "rdf"));
}

/* What the feed is written in: its mark, else its declaration, else UTF-8. */
static const Encoding *encoding_of_feed(const Bytes *b, size_t *ret_start)
{
    const unsigned char *at = b->at;
    *ret_start = 0;
    if (b->size > 2 && at[0] == 0xEF && at[1] == 0xBB && at[2] == 0xBF) return *ret_start = 3, encoding_of(ENCODING_UTF8);
    if (b->size > 1 && at[0] == 0xFF && at[1] == 0xFE) return *ret_start = 2, encoding_of(ENCODING_UTF16_LE);
    if (b->size > 1 && at[0] == 0xFE && at[1] == 0xFF) return *ret_start = 2, encoding_of(ENCODING_UTF16_BE);
    size_t reach = b->size < DECLARATION ? b->size : DECLARATION;
    const char *said = memmem(at, reach, "encoding", 8), *end = (const char *)at + reach;
    while (said && said < end && *said != '"' && *said != '\'') said++;
    const char *stop = said && said < end ? memchr(said + 1, *said, (size_t)(end - said - 1)) : NULL;
    const Encoding *e = stop ? encoding_find(said + 1, (size_t)(stop - said - 1)) : NULL;
    return e && e->kind != ENCODING_UTF16_LE && e->kind != ENCODING_UTF16_BE ? e : encoding_of(ENCODING_UTF8);
}

static bool recode(const Bytes *from, size_t start, const Encoding *encoding, Bytes *to)
{
    EncodingReader reader;
    char bytes[4];
    bool fine = encoding_open(&reader, encoding);
    if (!fine) fine = encoding_open(&reader, encoding = encoding_of(ENCODING_UTF8));
    for (size_t i = start; fine && i < from->size;) {
        uint32_t step, point = encoding_point(&reader, from->at + i, from->size - i, &step);
        fine = bytes_add(to, bytes, utf8_put(point ? point : 0xFFFD, bytes));
        i += step;
    }
    encoding_close(&reader);
    return fine;
}

static int open_feed(Walker *w, ArrianError *why)
{
    Feed *f = (Feed *)w;
    size_t start;
    f->kept.trap = w->arena.trap;
    TRY(stream_all(w->stream, &f->from, MOST_BYTES, why));
    const Encoding *encoding = encoding_of_feed(&f->from, &start);
    if (encoding->kind == ENCODING_UTF8) {
        f->whole = f->from;
        f->from = (Bytes){0};
    } else if (!recode(&f->from, start, encoding, &f->whole)) {
        return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to read it");
    }
    bytes_end(&f->from);
    f->at = (const char *)f->whole.at;
    f->end = f->at + f->whole.size;
    return ARRIAN_OK;
}

/* "&amp;" "&#233;" "&#xE9;" at p -> the letter; 0 where it is none that XML knows, and stays as it stands. */
static uint32_t entity(const char *p, const char *end, const char **ret_behind)
{
    static const char *const names[] = {"amp;", "lt;", "gt;", "quot;", "apos;"};
    for (int i = 0; i < 5; i++)
        if ((size_t)(end - p) > strlen(names[i]) && !memcmp(p + 1, names[i], strlen(names[i])))
            return *ret_behind = p + 1 + strlen(names[i]), (uint32_t)"&<>\"'"[i];
    if (end - p < 4 || p[1] != '#') return 0;
    bool hex = p[2] == 'x' || p[2] == 'X';
    uint32_t point = 0;
    const char *q = p + 2 + hex;
    for (; q < end && q - p < 12 && *q != ';'; q++) {
        int digit = *q >= '0' && *q <= '9' ? *q - '0' : hex && (*q | 32) >= 'a' && (*q | 32) <= 'f' ? (*q | 32) - 'a' + 10 : -1;
        if (digit < 0 || point > 0x10FFFF) return 0;
        point = point * (hex ? 16 : 10) + (uint32_t)digit;
    }
    if (q >= end || *q != ';' || !point || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) return 0;
    *ret_behind = q + 1;
    return point;
}

/* Character data and CDATA of [p, end), escapes undone, tags left out: those of an element that holds words. */
static bool unescape(const char *p, const char *end, Bytes *out)
{
    static const char cdata[] = "<![CDATA[";
    bool fine = true;
    char bytes[4];
    out->size = 0;
    while (fine && p < end) {
        const char *from = p, *behind;
        while (p < end && *p != '&' && *p != '<') p++;
        fine = bytes_add(out, from, (size_t)(p - from));
        if (p >= end || !fine) break;
        uint32_t point = *p == '&' ? entity(p, end, &behind) : 0;
        if (*p == '<') {
            behind = skip_special(p, end);
            bool is = (size_t)(end - p) >= sizeof cdata - 1 && !memcmp(p, cdata, sizeof cdata - 1);
            if (is && behind) fine = bytes_add(out, p + 9, (size_t)(behind - p - 9) >= 3 && behind[-1] == '>' ? (size_t)(behind - p - 12) : (size_t)(behind - p - 9));
            if (!behind) behind = memchr(p, '>', (size_t)(end - p)), behind = behind ? behind + 1 : end;
        } else if (point) {
            fine = bytes_add(out, bytes, utf8_put(point, bytes));
        } else {
            fine = bytes_add(out, p, 1), behind = p + 1;
        }
        p = behind;
    }
    return fine;
}

static bool attribute(const Piece *tag, const char *name, ArrianSlice *ret)
{
    size_t length = strlen(name);
    for (const char *p = tag->name + tag->length; p + length + 2 < tag->stop; p++) {
        if ((unsigned char)p[0] > ' ' || strncasecmp(p + 1, name, length)) continue;
        const char *q = p + 1 + length;
        while (q < tag->stop && (unsigned char)*q <= ' ') q++;
        if (*q != '=') continue;
        for (q++; q < tag->stop && (unsigned char)*q <= ' ';) q++;
        const char *stop = *q == '"' || *q == '\'' ? memchr(q + 1, *q, (size_t)(tag->stop - q - 1)) : NULL;
        if (!stop) continue;
        *ret = (ArrianSlice){q + 1, (uint32_t)(stop - q - 1)};
        return true;
    }
    return false;
}

/* Where the element that `tag` opens is closed; the end of the item where it is not. */
static const char *close_of(const Piece *tag, const char *end, const char **ret_behind)
{
    Piece inner;
    int depth = 1;
    for (const char *p = tag->stop; next_tag(p, end, &inner); p = inner.stop) {
        if (inner.length != tag->length || inner.prefix_length != tag->prefix_length || inner.empty ||
            memcmp(inner.name, tag->name, tag->length))
            continue;
        depth += inner.closes ? -1 : 1;
        if (!depth) return *ret_behind = inner.stop, inner.start;
    }
    return *ret_behind = end;
}

static void take_link(Feed *f, const Piece *tag, ArrianGiven *given)
{
    ArrianSlice href, rel;
    if (!attribute(tag, "href", &href)) return;
    if (attribute(tag, "rel", &rel) && !slice_like(rel, "alternate")) return;
    if (unescape(href.at, href.at + href.length, &f->word))
        field_put(&f->walker.arena, given, FIELD_URL, (const char *)f->word.at, f->word.size);
}

static Field field_of_tag(const Piece *tag)
{
    if (prefixed(tag, "media") || prefixed(tag, "itunes")) return FIELD_NONE;
    return named(tag, "title")                                                         ? FIELD_TITLE
           : named(tag, "pubDate") || named(tag, "published") || named(tag, "issued") ? FIELD_DATE
           : named(tag, "date") && prefixed(tag, "dc")                                ? FIELD_DATE
           : named(tag, "link") && !tag->prefix_length                                ? FIELD_URL
           : named(tag, "creator") || named(tag, "author") || named(tag, "name")      ? FIELD_AUTHORS
           : named(tag, "encoded") || named(tag, "content") || named(tag, "description") || named(tag, "summary")
               ? FIELD_TEXT
               : FIELD_NONE;
}

/* The item's words: the longest of its texts. XHTML inside Atom stays as it stands. */
static bool take_text(Feed *f, const Piece *tag, const char *stop, const char **type)
{
    ArrianSlice said = {0};
    bool typed = attribute(tag, "type", &said), xhtml = typed && slice_like(said, "xhtml");
    f->word.size = 0;
    bool fine = xhtml ? bytes_add(&f->word, tag->stop, (size_t)(stop - tag->stop)) : unescape(tag->stop, stop, &f->word);
    if (!fine || f->word.size <= f->text.size) return fine;
    Bytes swap = f->text;
    f->text = f->word;
    f->word = swap;
    *type = typed && slice_like(said, "text") ? "text/plain" : "text/html";
    return true;
}

static bool read_item(Feed *f, const char *at, const char *end, Child *ret)
{
    Piece tag;
    bool fine = true;
    f->text.size = 0;
    while (fine && next_tag(at, end, &tag)) {
        const char *behind = tag.stop;
        Field field = tag.closes ? FIELD_NONE : field_of_tag(&tag);
        if (field == FIELD_URL) take_link(f, &tag, &ret->given);
        const char *stop = field != FIELD_NONE && !tag.empty ? close_of(&tag, end, &behind) : NULL;
        if (stop && field == FIELD_AUTHORS && memmem(tag.stop, (size_t)(stop - tag.stop), "<name>", 6)) {
            behind = tag.stop; /* Atom: the name stands in an element of its own */
        } else if (stop) {
            fine = field == FIELD_TEXT ? take_text(f, &tag, stop, &ret->type) : unescape(tag.stop, stop, &f->word);
            if (fine && field != FIELD_TEXT) field_put(&f->walker.arena, &ret->given, field, (const char *)f->word.at, f->word.size);
        }
        at = behind;
    }
    if (!ret->given.outlet) ret->given.outlet = f->outlet;
    return fine;
}

static bool is_item(const Piece *tag)
{
    return !tag->closes && !tag->empty && (named(tag, "item") || named(tag, "entry"));
}

/* The channel's own title, which stands before its items, is who publishes. */
static void take_outlet(Feed *f, const Piece *tag)
{
    const char *behind, *stop;
    ArrianGiven given = {0};
    if (f->titled || tag->closes || tag->empty || !named(tag, "title") || tag->prefix_length) return;
    f->titled = true;
    stop = close_of(tag, f->end, &behind);
    if (!unescape(tag->stop, stop, &f->word)) return;
    field_put(&f->kept, &given, FIELD_OUTLET, (const char *)f->word.at, f->word.size);
    f->outlet = given.outlet;
}

static int next_item(Walker *w, Child *ret, ArrianError *why)
{
    Feed *f = (Feed *)w;
    Piece tag;
    while (next_tag(f->at, f->end, &tag)) {
        f->at = tag.stop;
        if (!is_item(&tag)) {
            take_outlet(f, &tag);
            continue;
        }
        const char *behind, *stop = close_of(&tag, f->end, &behind);
        w->at = (uint64_t)(tag.start - (const char *)f->whole.at);
        snprintf(ret->name, NAME_ROOM, "%llu", (unsigned long long)++w->number);
        f->at = behind;
        ret->given = (ArrianGiven){0}, ret->type = NULL;
        if (!read_item(f, tag.stop, stop, ret)) return error_at(why, ARRIAN_MEMORY, NULL, w->at, "no memory to read it");
        if (stop == f->end && stop == behind)
            return walker_fault(w, why, true, "ends in the midst of an item; fetch it again");
        size_t i = 0;
        while (i < f->text.size && f->text.at[i] <= ' ') i++;
        if (i == f->text.size) {
            w->passed++;
            continue;
        }
        ret->chosen = true, ret->charset = "utf-8";
        ret->stream = stream_memory(f->text.at, f->text.size);
        return ret->stream ? ARRIAN_OK : error_at(why, ARRIAN_MEMORY, NULL, w->at, "no memory to read it");
    }
    return ARRIAN_NOTHING;
}

static void end_feed(Walker *w)
{
    Feed *f = (Feed *)w;
    bytes_end(&f->whole);
    bytes_end(&f->text);
    bytes_end(&f->word);
    bytes_end(&f->from);
    arena_end(&f->kept);
}

const WalkerKind walk_feed = {sizeof(Feed), is_feed, open_feed, next_item, end_feed};

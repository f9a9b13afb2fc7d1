/* feed.c: RSS 0.9 to 2.0, RDF and Atom.   <item><title>..</title><description>..</description></item> -> member "1"
 * A member is named by the number of its item, from 1; its bytes are the longest text that the item gives (content,
 * else description) with the XML escapes undone, as UTF-8: a fragment of HTML, as feeds have it. */
#include "base/encoding.h"
#include "base/error.h"
#include "base/utf8.h"
#include "door/walker.h"
#include "door/xml.h"
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
static bool is_feed(const unsigned char *head, size_t have, const char *name)
{
    XmlTag tag;
    (void)name;
    const char *at = (const char *)head, *end = at + have;
    if (have > 3 && !memcmp(at, "\xEF\xBB\xBF", 3)) at += 3;
    if (have > 40 && ((head[0] == 0xFF && head[1] == 0xFE) || (head[0] == 0xFE && head[1] == 0xFF))) {
        static const char rss[] = {'<', 0, 'r', 0, 's', 0, 's', 0}, atom[] = {'<', 0, 'f', 0, 'e', 0, 'e', 0, 'd', 0};
        return memmem(head, have, rss, 7) || memmem(head, have, atom, 9);
    }
    while (at < end && (unsigned char)*at <= ' ') at++;
    if (at >= end || *at != '<' || !xml_next(at, end, &tag) || tag.closes) return false;
    return xml_named(&tag, "rss") || xml_named(&tag, "feed") || (xml_named(&tag, "RDF") && xml_prefixed(&tag, "rdf"));
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

static void take_link(Feed *f, const XmlTag *tag, ArrianGiven *given)
{
    ArrianSlice href, rel;
    if (!xml_attribute(tag, "href", &href)) return;
    if (xml_attribute(tag, "rel", &rel) && !slice_like(rel, "alternate")) return;
    if (xml_unescape(href.at, href.at + href.length, &f->word))
        field_put(&f->walker.arena, given, FIELD_URL, (const char *)f->word.at, f->word.size);
}

static Field field_of_tag(const XmlTag *tag)
{
    if (xml_prefixed(tag, "media") || xml_prefixed(tag, "itunes")) return FIELD_NONE;
    return xml_named(tag, "title")                                                         ? FIELD_TITLE
           : xml_named(tag, "pubDate") || xml_named(tag, "published") || xml_named(tag, "issued") ? FIELD_DATE
           : xml_named(tag, "date") && xml_prefixed(tag, "dc")                                ? FIELD_DATE
           : xml_named(tag, "link") && !tag->prefix_length                                ? FIELD_URL
           : xml_named(tag, "creator") || xml_named(tag, "author") || xml_named(tag, "name")      ? FIELD_AUTHORS
           : xml_named(tag, "encoded") || xml_named(tag, "content") || xml_named(tag, "description") || xml_named(tag, "summary")
               ? FIELD_TEXT
               : FIELD_NONE;
}

/* The item's words: the longest of its texts. XHTML inside Atom stays as it stands. */
static bool take_text(Feed *f, const XmlTag *tag, const char *stop, const char **type)
{
    ArrianSlice said = {0};
    bool typed = xml_attribute(tag, "type", &said), xhtml = typed && slice_like(said, "xhtml");
    f->word.size = 0;
    bool fine = xhtml ? bytes_add(&f->word, tag->stop, (size_t)(stop - tag->stop)) : xml_unescape(tag->stop, stop, &f->word);
    if (!fine || f->word.size <= f->text.size) return fine;
    Bytes swap = f->text;
    f->text = f->word;
    f->word = swap;
    *type = typed && slice_like(said, "text") ? "text/plain" : "text/html";
    return true;
}

static bool read_item(Feed *f, const char *at, const char *end, Child *ret)
{
    XmlTag tag;
    bool fine = true;
    f->text.size = 0;
    while (fine && xml_next(at, end, &tag)) {
        const char *behind = tag.stop;
        Field field = tag.closes ? FIELD_NONE : field_of_tag(&tag);
        if (field == FIELD_URL) take_link(f, &tag, &ret->given);
        const char *stop = field != FIELD_NONE && !tag.empty ? xml_close(&tag, end, &behind) : NULL;
        if (stop && field == FIELD_AUTHORS && memmem(tag.stop, (size_t)(stop - tag.stop), "<name>", 6)) {
            behind = tag.stop; /* Atom: the name stands in an element of its own */
        } else if (stop) {
            fine = field == FIELD_TEXT ? take_text(f, &tag, stop, &ret->type) : xml_unescape(tag.stop, stop, &f->word);
            if (fine && field != FIELD_TEXT) field_put(&f->walker.arena, &ret->given, field, (const char *)f->word.at, f->word.size);
        }
        at = behind;
    }
    if (!ret->given.outlet) ret->given.outlet = f->outlet;
    return fine;
}

static bool is_item(const XmlTag *tag)
{
    return !tag->closes && !tag->empty && (xml_named(tag, "item") || xml_named(tag, "entry"));
}

/* The channel's own title, which stands before its items, is who publishes. */
static void take_outlet(Feed *f, const XmlTag *tag)
{
    const char *behind, *stop;
    ArrianGiven given = {0};
    if (f->titled || tag->closes || tag->empty || !xml_named(tag, "title") || tag->prefix_length) return;
    f->titled = true;
    stop = xml_close(tag, f->end, &behind);
    if (!xml_unescape(tag->stop, stop, &f->word)) return;
    field_put(&f->kept, &given, FIELD_OUTLET, (const char *)f->word.at, f->word.size);
    f->outlet = given.outlet;
}

static int next_item(Walker *w, Child *ret, ArrianError *why)
{
    Feed *f = (Feed *)w;
    XmlTag tag;
    while (xml_next(f->at, f->end, &tag)) {
        f->at = tag.stop;
        if (!is_item(&tag)) {
            take_outlet(f, &tag);
            continue;
        }
        const char *behind, *stop = xml_close(&tag, f->end, &behind);
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
        ret->charset = "utf-8";
        return walker_give(w, ret, f->text.at, f->text.size, why);
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

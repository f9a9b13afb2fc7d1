/* xml.c: tags one after another, without a tree: what is broken in a stranger's XML stays where it stands. */
#include "door/xml.h"
#include "base/utf8.h"
#include <string.h>
#include <strings.h>

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
bool xml_next(const char *p, const char *end, XmlTag *ret)
{
    while ((p = p < end ? memchr(p, '<', (size_t)(end - p)) : NULL)) {
        const char *behind = skip_special(p, end);
        if (behind) {
            p = behind;
            continue;
        }
        *ret = (XmlTag){.start = p, .closes = p + 1 < end && p[1] == '/'};
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

bool xml_named(const XmlTag *tag, const char *name)
{
    return tag->length == strlen(name) && !strncasecmp(tag->name, name, tag->length);
}

bool xml_prefixed(const XmlTag *tag, const char *prefix)
{
    return tag->prefix_length == strlen(prefix) && !strncasecmp(tag->prefix, prefix, tag->prefix_length);
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
bool xml_unescape(const char *p, const char *end, Bytes *out)
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

bool xml_attribute(const XmlTag *tag, const char *name, ArrianSlice *ret)
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
const char *xml_close(const XmlTag *tag, const char *end, const char **ret_behind)
{
    XmlTag inner;
    int depth = 1;
    for (const char *p = tag->stop; xml_next(p, end, &inner); p = inner.stop) {
        if (inner.length != tag->length || inner.prefix_length != tag->prefix_length || inner.empty ||
            memcmp(inner.name, tag->name, tag->length))
            continue;
        depth += inner.closes ? -1 : 1;
        if (!depth) return *ret_behind = inner.stop, inner.start;
    }
    return *ret_behind = end;
}

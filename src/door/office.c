/* office.c: the text of a word processor's file, as UTF-8, a blank line between paragraphs.
 *     <w:p><w:r><w:t>NATO said</w:t></w:r></w:p> -> "NATO said\n\n"     {\rtf1 NATO \'93said\'94\par} -> "NATO “said”\n\n"
 * DOCX is ECMA-376, of which word/document.xml holds the text; RTF is the format 1.9.1. */
#include "base/encoding.h"
#include "base/error.h"
#include "base/utf8.h"
#include "door/walker.h"
#include "door/xml.h"
#include <stdlib.h>
#include <string.h>

enum { GROUPS = 256, WORD = 32 };

bool office_words(const Bytes *xml, Bytes *out)
{
    const char *at = (const char *)xml->at, *end = at + xml->size;
    XmlTag tag;
    Bytes words = {0};
    bool fine = true, about = false; /* inside what tells how a paragraph looks */
    for (; fine && at && xml_next(at, end, &tag); at = tag.stop) {
        if (!xml_prefixed(&tag, "w")) continue;
        if (xml_named(&tag, "pPr") && !tag.empty) about = !tag.closes;
        if (about) continue;
        if (xml_named(&tag, "t") && !tag.closes && !tag.empty) {
            const char *stop = memchr(tag.stop, '<', (size_t)(end - tag.stop));
            fine = xml_unescape(tag.stop, stop ? stop : end, &words) && bytes_add(out, words.at ? words.at : (unsigned char *)"", words.size);
        } else if (xml_named(&tag, "p") && (tag.closes || tag.empty)) {
            fine = bytes_add(out, "\n\n", 2);
        } else if (xml_named(&tag, "br") || xml_named(&tag, "cr")) {
            fine = bytes_add(out, "\n", 1);
        } else if (xml_named(&tag, "tab")) {
            fine = bytes_add(out, " ", 1);
        }
    }
    bytes_end(&words);
    return fine;
}

typedef struct Rtf {
    Walker walker;
    Bytes whole, text;
    EncodingReader letters;
    bool done, cut; /* cut: a group is still open at the end */
} Rtf;
typedef struct Group {
    bool hidden; /* fonts, pictures, heads of pages: no text of the report */
    int skip;    /* characters that stand for a \u where it is not known */
} Group;
typedef struct Cursor {
    const unsigned char *at, *end;
    Group groups[GROUPS];
    int depth, deeper; /* deeper: groups beyond those that are remembered */
    int skip;          /* still to be passed over behind a \u */
    uint32_t high;     /* the first half of a pair */
} Cursor;

static bool is_rtf(const unsigned char *head, size_t have, const char *name)
{
    (void)name;
    return have > 6 && !memcmp(head, "{\\rtf", 5);
}

static bool put_point(Rtf *r, Cursor *c, uint32_t point)
{
    char bytes[4];
    if (c->groups[c->depth].hidden) return true;
    if (point >= 0xD800 && point < 0xDC00) return c->high = point, true;
    if (point >= 0xDC00 && point < 0xE000) point = c->high ? 0x10000 + ((c->high - 0xD800) << 10) + (point - 0xDC00) : 0xFFFD;
    c->high = 0;
    return bytes_add(&r->text, bytes, utf8_put(point && point < 0x110000 ? point : 0xFFFD, bytes));
}

static bool is_word(const char *word, const char *list)
{
    const char *at = strstr(list, word);
    size_t length = strlen(word);
    for (; at; at = strstr(at + 1, word))
        if (at[-1] == ' ' && at[length] == ' ') return true;
    return false;
}

/* What a control word means for the text. */
static bool obey(Rtf *r, Cursor *c, const char *word, bool has_number, long number)
{
    static const char hidden[] = " fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl "
                                 "footerr footerf footnote xe tc listtable rsidtbl generator themedata fldinst nonshppict ";
    static const struct {
        const char *word;
        uint32_t point;
    } signs[] = {{"tab", ' '},        {"line", '\n'},        {"emdash", 0x2014},   {"endash", 0x2013}, {"lquote", 0x2018},
                 {"rquote", 0x2019},  {"ldblquote", 0x201C}, {"rdblquote", 0x201D}, {"bullet", 0x2022}, {"emspace", ' '}, {"enspace", ' '}};
    Group *g = &c->groups[c->depth];
    if (!strcmp(word, "par") || !strcmp(word, "sect") || !strcmp(word, "page") || !strcmp(word, "row"))
        return put_point(r, c, '\n') && put_point(r, c, '\n');
    if (!strcmp(word, "uc") && has_number && number >= 0 && number < 100) g->skip = (int)number;
    else if (!strcmp(word, "u") && has_number) return c->skip = g->skip, put_point(r, c, (uint32_t)number & 0xFFFF);
    else if (!strcmp(word, "ansicpg") && has_number) {
        char label[40];
        const Encoding *encoding = encoding_find(label, (size_t)snprintf(label, sizeof label, "windows-%ld", number));
        EncodingReader reader;
        if (encoding && encoding_open(&reader, encoding)) encoding_close(&r->letters), r->letters = reader;
    } else if (is_word(word, hidden)) g->hidden = true;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (!strcmp(word, signs[i].word)) return put_point(r, c, signs[i].point);
    return true;
}

static int hex(unsigned char c)
{
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

/* A letter of the code page, written as a byte or as \'hh; one that a \u stands for is passed over. */
static bool put_byte(Rtf *r, Cursor *c, unsigned char byte)
{
    uint32_t step;
    if (c->skip) return c->skip--, true;
    return put_point(r, c, byte < 0x80 ? byte : encoding_point(&r->letters, &byte, 1, &step));
}

/* Behind a backslash. */
static bool read_control(Rtf *r, Cursor *c)
{
    char word[WORD + 1];
    size_t n = 0;
    if (c->at >= c->end) return true;
    unsigned char sign = *c->at;
    if ((sign | 32) < 'a' || (sign | 32) > 'z') {
        c->at++;
        if (sign == '*') return c->groups[c->depth].hidden = true;
        if (sign == '\'' && c->end - c->at > 1 && hex(c->at[0]) >= 0 && hex(c->at[1]) >= 0) {
            c->at += 2;
            return put_byte(r, c, (unsigned char)(hex(c->at[-2]) * 16 + hex(c->at[-1])));
        }
        if (sign == '~') return put_point(r, c, 0xA0);
        if (sign == '\n' || sign == '\r') return obey(r, c, "par", false, 0);
        return strchr("\\{}", sign) && sign ? put_byte(r, c, sign) : sign != '_' || put_point(r, c, '-');
    }
    while (c->at < c->end && (*c->at | 32) >= 'a' && (*c->at | 32) <= 'z' && n < WORD) word[n++] = (char)*c->at++;
    word[n] = 0;
    bool minus = c->at < c->end && *c->at == '-', has = false;
    long number = 0;
    for (c->at += minus; c->at < c->end && *c->at >= '0' && *c->at <= '9' && number < 10000000; has = true)
        number = number * 10 + (*c->at++ - '0');
    if (!strcmp(word, "bin") && has) c->at += number < c->end - c->at ? number : c->end - c->at;
    else if (c->at < c->end && *c->at == ' ') c->at++;
    return obey(r, c, word, has, minus ? -number : number);
}

static bool read_rtf(Rtf *r)
{
    Cursor c = {.at = r->whole.at, .end = r->whole.at + r->whole.size, .groups[0].skip = 1};
    bool fine = true;
    while (fine && c.at < c.end) {
        unsigned char byte = *c.at++;
        if (byte == '{') {
            if (c.depth + 1 < GROUPS) c.groups[c.depth + 1] = c.groups[c.depth], c.depth++;
            else c.deeper++;
        } else if (byte == '}') {
            if (c.deeper) c.deeper--;
            else if (c.depth) c.depth--;
            c.skip = 0;
        } else if (byte == '\\') {
            fine = read_control(r, &c);
        } else if (byte != '\n' && byte != '\r' && byte) {
            fine = put_byte(r, &c, byte);
        }
    }
    r->cut = c.depth || c.deeper;
    return fine;
}

static int tell_cut(Rtf *r, ArrianError *why)
{
    if (!r->cut) return ARRIAN_NOTHING;
    r->cut = false;
    r->walker.at = r->whole.size;
    return walker_fault(&r->walker, why, true, "ends in the midst of a group: what was there is read, the rest is missing; fetch it again");
}

static int next_of_rtf(Walker *w, Child *ret, ArrianError *why)
{
    Rtf *r = (Rtf *)w;
    strcpy(ret->name, "text");
    if (r->done) return tell_cut(r, why);
    r->done = true;
    TRY(stream_all(w->stream, &r->whole, MOST_BYTES, why));
    if (!encoding_open(&r->letters, encoding_of(ENCODING_WINDOWS_1252)) || !read_rtf(r))
        return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to read it");
    ret->chosen = true, ret->charset = "utf-8", ret->type = "text/plain";
    ret->stream = stream_memory(r->text.at, r->text.size);
    return ret->stream ? ARRIAN_OK : error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to read it");
}

static void end_rtf(Walker *w)
{
    Rtf *r = (Rtf *)w;
    encoding_close(&r->letters);
    bytes_end(&r->whole);
    bytes_end(&r->text);
}

const WalkerKind walk_rtf = {sizeof(Rtf), is_rtf, NULL, next_of_rtf, end_rtf};

/* charset.c: what the bytes are written in, and their letters: UTF-8 with its faults mended where they stand, UTF-16,
 * windows-1252, and the other encodings of the WHATWG standard by base/encoding. */
#include "base/encoding.h"
#include "base/error.h"
#include "base/utf8.h"
#include "read/parts.h"
#include <string.h>
#include <strings.h>

enum { SNIFFED = 1 << 16, PRESCAN = 4096, PAIRS = 32 };

typedef struct Sequences {
    uint32_t good, bad; /* of several bytes, well formed; bytes that are of none */
} Sequences;

static Sequences count_utf8(const unsigned char *b, uint32_t size)
{
    Sequences s = {0};
    for (uint32_t i = 0; i < size;) {
        if (b[i] < 0x80) {
            i++;
            continue;
        }
        size_t n = utf8_length((const char *)b + i, size - i);
        s.good += n > 1;
        s.bad += n == 0;
        i += n ? (uint32_t)n : 1;
    }
    return s;
}

/* ASCII letters with a NUL beside each: UTF-16 that lost its mark. */
static bool is_bare_utf16(const unsigned char *b, uint32_t size, bool big)
{
    if (size < 2 * PAIRS) return false;
    for (int i = 0; i < PAIRS; i++) {
        unsigned char nul = b[2 * i + !big], letter = b[2 * i + big];
        if (nul || letter >= 0x7F || (letter < ' ' && letter != '\n' && letter != '\r' && letter != '\t')) return false;
    }
    return true;
}

static const char *skip_blank(const char *p, const char *end)
{
    while (p < end && (unsigned char)*p <= ' ') p++;
    return p;
}

/* charset = "x" or encoding = "x" in [p, end), a tag or an XML declaration. */
static const Encoding *named_in(const char *p, const char *end, const char *name)
{
    size_t length = strlen(name);
    for (; p + length < end; p++) {
        if (strncasecmp(p, name, length)) continue;
        const char *value = skip_blank(p + length, end);
        if (value >= end || *value != '=') continue;
        value = skip_blank(value + 1, end);
        while (value < end && (*value == '"' || *value == '\'')) value++;
        const char *stop = value;
        while (stop < end && (unsigned char)*stop > ' ' && !strchr("\"';>?/", *stop)) stop++;
        return encoding_find(value, (size_t)(stop - value));
    }
    return NULL;
}

/* What a page says of itself in its first bytes (WHATWG HTML, 13.2.3.2; pages say it later than they should). */
static const Encoding *prescan(const char *b, uint32_t size)
{
    const char *p = skip_blank(b, b + size), *end = b + (size < PRESCAN ? size : PRESCAN);
    if (p >= end || *p != '<') return NULL;
    for (const Encoding *found; p < end && (p = memchr(p, '<', (size_t)(end - p))); p++) {
        bool remark = end - p > 3 && !memcmp(p, "<!--", 4), xml = end - p > 5 && !memcmp(p, "<?xml", 5);
        const char *stop = remark ? memmem(p + 4, (size_t)(end - p - 4), "-->", 3) : memchr(p, '>', (size_t)(end - p));
        if (!stop) return NULL;
        if (xml && (found = named_in(p, stop, "encoding"))) return found;
        if (end - p > 6 && !strncasecmp(p, "<meta", 5) && (found = named_in(p + 5, stop, "charset"))) return found;
        p = stop;
    }
    return NULL;
}

/* What was named, against the bytes: UTF-8 that is well formed is UTF-8 whatever a header says, and what is named UTF-8
 * and mostly is not, is windows-1252. */
static int choose(ArrianDocument *d, const Encoding *named, Charset *ret, ArrianError *why)
{
    Sequences s = count_utf8((const unsigned char *)d->received, d->received_size);
    bool sure = s.good && !s.bad && (!named || named->kind != ENCODING_BLOCKS || s.good > 8);
    if (!named || sure || named->kind == ENCODING_UTF8 || named->kind == ENCODING_UTF16_LE || named->kind == ENCODING_UTF16_BE)
        return *ret = !sure && s.bad > s.good ? CHARSET_WINDOWS : CHARSET_UTF8, ARRIAN_OK;
    if (named->kind == ENCODING_WINDOWS_1252 || !(s.good + s.bad))
        return *ret = s.good + s.bad ? CHARSET_WINDOWS : CHARSET_UTF8, ARRIAN_OK;
    d->letters = NEW(&d->arena, EncodingReader, 1);
    if (!encoding_open(d->letters, named))
        return error_at(why, ARRIAN_SYSTEM, d->head.path.at, ARRIAN_NONE64,
                        "is written in %s, which this system's C library does not read; install its charsets", named->name);
    *ret = CHARSET_OTHER;
    return ARRIAN_OK;
}

static int check_text(const ArrianDocument *d, ArrianError *why)
{
    const unsigned char *b = (const unsigned char *)d->received;
    uint32_t size = d->received_size, odd = 0, reach = size < SNIFFED ? size : SNIFFED;
    if (size > 5 && !memcmp(b, "%PDF-", 5)) /* some are text to the last byte, and none of it the report's */
        return error_at(why, ARRIAN_INPUT, d->head.path.at, 0, "is a PDF; give its text, as `pdftotext` writes it");
    const unsigned char *nul = memchr(b, 0, size);
    if (nul && !html_sniff(d->received, size)) /* a page may hold some: its standard says what becomes of them */
        return error_at(why, ARRIAN_INPUT, d->head.path.at, (uint64_t)(nul - b),
                        "is binary: a NUL byte; give text, HTML, or UTF-16 with its byte order mark");
    for (uint32_t i = 0; i < reach; i++)
        odd += b[i] < 32 && b[i] != '\n' && b[i] != '\r' && b[i] != '\t' && b[i] != '\f' && b[i] != 27;
    if (odd * 10 > reach)
        return error_at(why, ARRIAN_INPUT, d->head.path.at, 0,
                        "is binary: %u of its first %u bytes are control codes; give text or HTML", odd, reach);
    return ARRIAN_OK;
}

int charset_sniff(ArrianDocument *d, Charset *ret, uint32_t *ret_start, ArrianError *why)
{
    const unsigned char *b = (const unsigned char *)d->received;
    uint32_t size = d->received_size;
    *ret_start = 0;
    *ret = CHARSET_UTF8;
    if (size >= 2 && b[0] == 0xFF && b[1] == 0xFE) return *ret = CHARSET_UTF16_LE, *ret_start = 2, ARRIAN_OK;
    if (size >= 2 && b[0] == 0xFE && b[1] == 0xFF) return *ret = CHARSET_UTF16_BE, *ret_start = 2, ARRIAN_OK;
    const Encoding *named = d->charset.length ? encoding_find(d->charset.at, d->charset.length) : NULL;
    if ((named && named->kind == ENCODING_UTF16_LE && size > 1 && !b[1]) || is_bare_utf16(b, size, false))
        return *ret = CHARSET_UTF16_LE, ARRIAN_OK;
    if ((named && named->kind == ENCODING_UTF16_BE && size > 1 && !b[0]) || is_bare_utf16(b, size, true))
        return *ret = CHARSET_UTF16_BE, ARRIAN_OK;
    TRY(check_text(d, why));
    if (size >= 3 && b[0] == 0xEF && b[1] == 0xBB && b[2] == 0xBF) return *ret_start = 3, ARRIAN_OK;
    return choose(d, named ? named : prescan(d->received, size), ret, why);
}

void charset_end(ArrianDocument *d)
{
    if (d->letters) encoding_close(d->letters);
    d->letters = NULL;
}

uint32_t charset_clean(uint32_t point)
{
    if (point >= 0x80 && point < 0xA0) return encoding_windows_high[point - 0x80] < 0xA0 ? ' ' : encoding_windows_high[point - 0x80];
    if (point == 0xA0 || (point >= 0x2000 && point <= 0x200A) || point == 0x202F || point == 0x205F || point == 0x3000)
        return ' ';
    if (point == 0xAD || (point >= 0x200B && point <= 0x200F) || point == 0x2060 || point == 0xFEFF ||
        (point >= 0x202A && point <= 0x202E))
        return 0;
    if (point == 0x2028 || point == 0x2029 || point == 0x85) return '\n';
    if (point < 32 && point != '\n' && point != '\t') return ' ';
    return point == 127 ? ' ' : point;
}

void charset_put_point(ArrianDocument *d, uint32_t point, uint32_t start, uint32_t end)
{
    char bytes[4];
    if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) point = 0xFFFD;
    point = charset_clean(point);
    if (point) text_put(&d->arena, &d->text, start, end, bytes, (uint32_t)utf8_put(point, bytes));
}

static bool is_plain(const unsigned char *b, uint32_t left, uint32_t *ret_step)
{
    if (b[0] < 0x80) return *ret_step = 1, (b[0] >= 32 && b[0] != 127) || b[0] == '\n' || b[0] == '\t';
    size_t n = utf8_length((const char *)b, left);
    *ret_step = n ? (uint32_t)n : 1;
    if (!n) return false;
    if (b[0] == 0xC2) return b[1] >= 0xA1 && b[1] != 0xAD;
    if (b[0] == 0xE2 && (b[1] == 0x80 || b[1] == 0x81))
        return charset_clean(utf8_point((const char *)b)) == utf8_point((const char *)b);
    return !(b[0] == 0xE3 && b[1] == 0x80 && b[2] == 0x80) && !(b[0] == 0xEF && b[1] == 0xBB && b[2] == 0xBF);
}

static void mend(ArrianDocument *d, uint32_t at)
{
    if (!d->head.mended++) d->head.mended_at = at;
    charset_put_point(d, 0xFFFD, at, at + 1);
}

static void put_utf8(ArrianDocument *d, uint32_t start, uint32_t end)
{
    const unsigned char *b = (const unsigned char *)d->received;
    uint32_t from = start, step;
    for (uint32_t i = start; i < end; i += step) {
        if (is_plain(b + i, end - i, &step)) continue;
        text_copy(&d->arena, &d->text, d->received, from, i);
        if (b[i] == '\r') {
            if (i + 1 < end && b[i + 1] == '\n') step = 2;
            text_put(&d->arena, &d->text, i, i + step, "\n", 1);
        } else if (b[i] < 0x80 || utf8_length((const char *)b + i, end - i)) {
            charset_put_point(d, utf8_point((const char *)b + i), i, i + step);
        } else {
            mend(d, i);
        }
        from = i + step;
    }
    text_copy(&d->arena, &d->text, d->received, from < end ? from : end, end);
}

static void put_windows(ArrianDocument *d, uint32_t start, uint32_t end)
{
    const unsigned char *b = (const unsigned char *)d->received;
    uint32_t from = start;
    for (uint32_t i = start; i < end; i++) {
        if ((b[i] >= 32 && b[i] < 127) || b[i] == '\n' || b[i] == '\t') continue;
        text_copy(&d->arena, &d->text, d->received, from, i);
        bool pair = b[i] == '\r' && i + 1 < end && b[i + 1] == '\n';
        uint32_t point = b[i] == '\r' ? '\n' : b[i] >= 0x80 && b[i] < 0xA0 ? encoding_windows_high[b[i] - 0x80] : b[i];
        charset_put_point(d, point, i, i + 1 + pair);
        i += pair;
        from = i + 1;
    }
    text_copy(&d->arena, &d->text, d->received, from < end ? from : end, end);
}

static void put_other(ArrianDocument *d, uint32_t start, uint32_t end)
{
    const unsigned char *b = (const unsigned char *)d->received;
    uint32_t from = start;
    for (uint32_t i = start, step; i < end; i += step) {
        step = 1;
        if ((b[i] >= 32 && b[i] < 127) || b[i] == '\n' || b[i] == '\t') continue;
        text_copy(&d->arena, &d->text, d->received, from, i);
        if (b[i] == '\r') {
            step = i + 1 < end && b[i + 1] == '\n' ? 2 : 1;
            charset_put_point(d, '\n', i, i + step);
        } else {
            uint32_t point = encoding_point(d->letters, b + i, end - i, &step);
            if (point == 0xFFFD && !d->head.mended++) d->head.mended_at = i;
            charset_put_point(d, point >= 0x80 && point < 0xA0 ? 0xFFFD : point, i, i + step);
        }
        from = i + step;
    }
    text_copy(&d->arena, &d->text, d->received, from < end ? from : end, end);
}

static void put_utf16(ArrianDocument *d, bool big, uint32_t start, uint32_t end)
{
    const unsigned char *b = (const unsigned char *)d->received;
    uint32_t i = start;
    for (uint32_t step; i + 1 < end; i += step) {
        uint32_t unit = big ? (uint32_t)b[i] << 8 | b[i + 1] : (uint32_t)b[i + 1] << 8 | b[i], low = 0;
        step = 2;
        if (unit >= 0xD800 && unit < 0xDC00 && i + 3 < end)
            low = big ? (uint32_t)b[i + 2] << 8 | b[i + 3] : (uint32_t)b[i + 3] << 8 | b[i + 2];
        if (low >= 0xDC00 && low < 0xE000) unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00), step = 4;
        if (unit == '\r') {
            uint32_t next =
                i + 3 < end ? (big ? (uint32_t)b[i + 2] << 8 | b[i + 3] : (uint32_t)b[i + 3] << 8 | b[i + 2]) : 0;
            if (next == '\n') step = 4;
            unit = '\n';
        }
        if (unit >= 0xD800 && unit < 0xE000 && !d->head.mended++) d->head.mended_at = i;
        charset_put_point(d, unit, i, i + step);
    }
    if (i < end && !d->head.mended++) d->head.mended_at = i;
}

void charset_put(ArrianDocument *d, Charset charset, uint32_t start, uint32_t end)
{
    if (charset == CHARSET_UTF8) put_utf8(d, start, end);
    else if (charset == CHARSET_WINDOWS) put_windows(d, start, end);
    else if (charset == CHARSET_OTHER) put_other(d, start, end);
    else put_utf16(d, charset == CHARSET_UTF16_BE, start, end);
}

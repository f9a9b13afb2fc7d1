/* charset.c: UTF-8 with its faults mended where they stand, UTF-16 with a BOM, windows-1252 (WHATWG Encoding, index
 * windows-1252). */
#include "read/charset.h"
#include "base/error.h"
#include "base/utf8.h"
#include <string.h>

enum { SNIFFED = 1 << 16 };

static const uint16_t windows_high[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                          0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                          0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                          0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

static bool mostly_not_utf8(const unsigned char *b, uint32_t size)
{
    uint32_t good = 0, bad = 0;
    for (uint32_t i = 0; i < size;) {
        size_t n = utf8_length((const char *)b + i, size - i);
        good += n > 1;
        bad += n == 0;
        i += n ? (uint32_t)n : 1;
    }
    return bad > good;
}

int charset_sniff(const ArrianDocument *d, Charset *ret, uint32_t *ret_start, ArrianError *why)
{
    const unsigned char *b = (const unsigned char *)d->received;
    uint32_t size = d->received_size, odd = 0, reach = size < SNIFFED ? size : SNIFFED;
    *ret_start = 0;
    *ret = CHARSET_UTF8;
    if (size >= 2 && b[0] == 0xFF && b[1] == 0xFE) return *ret = CHARSET_UTF16_LE, *ret_start = 2, ARRIAN_OK;
    if (size >= 2 && b[0] == 0xFE && b[1] == 0xFF) return *ret = CHARSET_UTF16_BE, *ret_start = 2, ARRIAN_OK;
    if (size >= 3 && b[0] == 0xEF && b[1] == 0xBB && b[2] == 0xBF) *ret_start = 3;
    const char *path = d->head.path.at;
    const unsigned char *nul = memchr(b, 0, size);
    if (nul)
        return error_at(why, ARRIAN_INPUT, path, (uint64_t)(nul - b),
                        "is binary: a NUL byte; give text, HTML, or UTF-16 with its byte order mark");
    for (uint32_t i = 0; i < reach; i++)
        odd += b[i] < 32 && b[i] != '\n' && b[i] != '\r' && b[i] != '\t' && b[i] != '\f' && b[i] != 27;
    if (odd * 10 > reach)
        return error_at(why, ARRIAN_INPUT, path, 0,
                        "is binary: %u of its first %u bytes are control codes; give text or HTML", odd, reach);
    if (mostly_not_utf8(b, size)) *ret = CHARSET_WINDOWS;
    return ARRIAN_OK;
}

/* The cleaned form of a code point: 0 drops it. */
static uint32_t clean_point(uint32_t point)
{
    if (point >= 0x80 && point < 0xA0) return windows_high[point - 0x80] < 0xA0 ? ' ' : windows_high[point - 0x80];
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
    point = clean_point(point);
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
        return clean_point(utf8_point((const char *)b)) == utf8_point((const char *)b);
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
        uint32_t point = b[i] == '\r' ? '\n' : b[i] >= 0x80 && b[i] < 0xA0 ? windows_high[b[i] - 0x80] : b[i];
        charset_put_point(d, point, i, i + 1 + pair);
        i += pair;
        from = i + 1;
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
    else put_utf16(d, charset == CHARSET_UTF16_BE, start, end);
}

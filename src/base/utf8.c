/* utf8.c: RFC 3629 and the case of the alphabets that news in English meets. */
#include "base/utf8.h"

size_t utf8_length_wide(const char *text, size_t room)
{
    const unsigned char *b = (const unsigned char *)text;
    if (!room) return 0;
    size_t n = b[0] >= 0xC2 && b[0] < 0xE0 ? 2 : b[0] >= 0xE0 && b[0] < 0xF0 ? 3 : b[0] >= 0xF0 && b[0] < 0xF5 ? 4 : 0;
    if (!n || n > room) return 0;
    for (size_t i = 1; i < n; i++)
        if ((b[i] & 0xC0) != 0x80) return 0;
    if ((b[0] == 0xE0 && b[1] < 0xA0) || (b[0] == 0xED && b[1] > 0x9F) || (b[0] == 0xF0 && b[1] < 0x90) ||
        (b[0] == 0xF4 && b[1] > 0x8F))
        return 0;
    return n;
}

uint32_t utf8_point_wide(const char *text)
{
    const unsigned char *b = (const unsigned char *)text;
    if (b[0] < 0xE0) return (uint32_t)(b[0] & 0x1F) << 6 | (b[1] & 0x3F);
    if (b[0] < 0xF0) return (uint32_t)(b[0] & 0x0F) << 12 | (uint32_t)(b[1] & 0x3F) << 6 | (b[2] & 0x3F);
    return (uint32_t)(b[0] & 0x07) << 18 | (uint32_t)(b[1] & 0x3F) << 12 | (uint32_t)(b[2] & 0x3F) << 6 | (b[3] & 0x3F);
}

size_t utf8_put(uint32_t point, char out[4])
{
    if (point < 0x80) return out[0] = (char)point, 1;
    if (point < 0x800) return out[0] = (char)(0xC0 | point >> 6), out[1] = (char)(0x80 | (point & 0x3F)), 2;
    if (point < 0x10000) {
        out[0] = (char)(0xE0 | point >> 12), out[1] = (char)(0x80 | (point >> 6 & 0x3F)),
        out[2] = (char)(0x80 | (point & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | point >> 18), out[1] = (char)(0x80 | (point >> 12 & 0x3F));
    out[2] = (char)(0x80 | (point >> 6 & 0x3F)), out[3] = (char)(0x80 | (point & 0x3F));
    return 4;
}

bool utf8_is_letter_wide(uint32_t p)
{
    if (p == 0xAA || p == 0xB5 || p == 0xBA) return true;
    if (p < 0xC0 || p == 0xD7 || p == 0xF7) return false;
    if (p >= 0x2000 && p <= 0x2BFF) return false;
    return !(p >= 0x3000 && p <= 0x3003) && !(p >= 0xFE00 && p <= 0xFE0F) && p != 0xFFFD && p < 0x1F000;
}

uint32_t utf8_lower(uint32_t p)
{
    if (p < 0x80) return p >= 'A' && p <= 'Z' ? p + 32 : p;
    if (p >= 0xC0 && p <= 0xDE && p != 0xD7) return p + 32;
    if (p == 0x130) return 'i';
    if (p == 0x178) return 0xFF;
    if ((p >= 0x100 && p <= 0x137) || (p >= 0x14A && p <= 0x177) || (p >= 0x1E00 && p <= 0x1EFF) ||
        (p >= 0x460 && p <= 0x481))
        return p | 1;
    if ((p >= 0x139 && p <= 0x148) || (p >= 0x179 && p <= 0x17E)) return p & 1 ? p + 1 : p;
    if (p >= 0x391 && p <= 0x3A9 && p != 0x3A2) return p + 32;
    if (p >= 0x410 && p <= 0x42F) return p + 32;
    if (p >= 0x400 && p <= 0x40F) return p + 80;
    if (p >= 0x531 && p <= 0x556) return p + 48;
    return p;
}

bool utf8_is_upper(uint32_t p)
{
    return utf8_lower(p) != p;
}

/* U+00C0..U+017F, one letter each; '.' where the letter is no accented Latin one. */
static const char plain[] = "AAAAAA.CEEEEIIII.NOOOOO.OUUUUY..aaaaaa.ceeeeiiii.nooooo.ouuuuy.y"
                            "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi..JjKk.LlLlLlLlLlNnNnNn...OoOoOo.."
                            "RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZz.";

char utf8_plain(uint32_t point)
{
    if (point < 0xC0 || point > 0x17F) return 0;
    char c = plain[point - 0xC0];
    return c == '.' ? 0 : c;
}

size_t utf8_fold(const char *text, size_t length, char *out)
{
    size_t n = 0;
    for (size_t i = 0; i < length;) {
        size_t step = utf8_length(text + i, length - i);
        if (step <= 1) {
            char c = text[i++];
            out[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
            continue;
        }
        char low[4];
        size_t size = utf8_put(utf8_lower(utf8_point(text + i)), low);
        for (size_t k = 0; k < size && n < length; k++) out[n++] = low[k];
        i += step;
    }
    out[n] = 0;
    return n;
}

static bool has_letter(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] >= 0x80 || ((text[i] | 32) >= 'a' && (text[i] | 32) <= 'z')) return true;
    return false;
}

static size_t word_wide(const char *text, size_t length, char *out)
{
    bool letters = has_letter(text, length);
    size_t n = 0;
    for (size_t i = 0, step; i < length; i += step) {
        step = 1;
        if ((unsigned char)text[i] < 0x80) {
            char c = text[i];
            if (c == '.' && letters) continue;
            out[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
            continue;
        }
        step = utf8_length(text + i, length - i);
        if (!step) {
            out[n++] = text[i];
            step = 1;
            continue;
        }
        uint32_t point = utf8_lower(utf8_point(text + i));
        char bare = utf8_plain(point), low[4];
        if (point == 0x2018 || point == 0x2019 || point == 0x02BC) bare = '\'';
        if (bare) {
            out[n++] = bare;
            continue;
        }
        size_t size = utf8_put(point, low);
        for (size_t k = 0; k < size && n < length; k++) out[n++] = low[k];
    }
    out[n] = 0;
    return n;
}

static size_t drop_dots(char *word, size_t length)
{
    size_t n = 0;
    for (size_t i = 0; i < length; i++)
        if (word[i] != '.') word[n++] = word[i];
    word[n] = 0;
    return n;
}

/* Most words are ASCII and are folded in one pass. */
size_t utf8_word(const char *text, size_t length, char *out)
{
    bool letter = false, dot = false;
    size_t at = 0;
    for (; at < length && (unsigned char)text[at] < 0x80; at++) {
        char c = text[at] >= 'A' && text[at] <= 'Z' ? (char)(text[at] + 32) : text[at];
        letter |= c >= 'a' && c <= 'z', dot |= c == '.';
        out[at] = c;
    }
    if (at < length) return word_wide(text, length, out);
    if (dot && letter) return drop_dots(out, length);
    out[length] = 0;
    return length;
}

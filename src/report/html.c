/* html.c: words of strangers into HTML.   "a\x01<i>" -> "a&lt;i&gt;"
 * The five characters that can begin or end markup become entities, control characters go, invalid bytes become U+FFFD,
 * and marks that turn the reading direction go too: they could make words look like others. */
#include "report/html.h"
#include "base/hash.h"
#include "base/utf8.h"
#include <string.h>

typedef struct EmbeddedFile {
    const char *name, *bytes, *end;
} EmbeddedFile;
extern const EmbeddedFile page_files[];

ArrianSlice html_file(const char *name)
{
    for (const EmbeddedFile *file = page_files; file->name; file++)
        if (!strcmp(file->name, name)) return (ArrianSlice){file->bytes, (uint32_t)(file->end - file->bytes)};
    return (ArrianSlice){0};
}

static const char *entity(unsigned char c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    case '\n': return "\n";
    case '\t': return " ";
    default: return "";
    }
}

static bool turns_direction(uint32_t point)
{
    return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) || point == 0x200E ||
           point == 0x200F;
}

static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7F && c != '&' && c != '<' && c != '>' && c != '"' && c != '\'';
}

void html_text(FILE *out, ArrianSlice text)
{
    size_t from = 0, at = 0;
    while (at < text.length) {
        unsigned char c = (unsigned char)text.at[at];
        size_t step = is_plain(c) ? 1 : c < 0x80 ? 0 : utf8_length(text.at + at, text.length - at);
        bool turns = step == 3 && turns_direction(utf8_point(text.at + at));
        if (step && !turns) {
            at += step;
            continue;
        }
        fwrite(text.at + from, 1, at - from, out);
        if (!turns) fputs(c < 0x80 ? entity(c) : "\xEF\xBF\xBD", out);
        from = at += turns ? step : 1;
    }
    if (at > from) fwrite(text.at + from, 1, at - from, out);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

void html_line(FILE *out, ArrianSlice text)
{
    uint32_t at = 0;
    while (at < text.length) {
        uint32_t from = at;
        while (at < text.length && !is_space(text.at[at])) at++;
        html_text(out, (ArrianSlice){text.at + from, at - from});
        if (at == text.length) break;
        while (at < text.length && is_space(text.at[at])) at++;
        putc(' ', out);
    }
}

/* Where a word ends at or before `most`; a letter is never cut in two. */
static uint32_t word_end(ArrianSlice text, uint32_t most)
{
    uint32_t end = most;
    while (end > most / 2 && !is_space(text.at[end])) end--;
    if (!is_space(text.at[end]))
        for (end = most; end > 0 && ((unsigned char)text.at[end] & 0xC0) == 0x80;) end--;
    while (end > 0 && is_space(text.at[end - 1])) end--;
    return end;
}

void html_cut(FILE *out, ArrianSlice text, uint32_t most)
{
    if (text.length <= most) {
        html_line(out, text);
        return;
    }
    html_line(out, (ArrianSlice){text.at, word_end(text, most)});
    fputs("\xE2\x80\xA6", out);
}

void html_tail(FILE *out, ArrianSlice text, uint32_t most)
{
    if (text.length <= most) {
        html_line(out, text);
        return;
    }
    uint32_t start = text.length - most;
    while (start < text.length && !is_space(text.at[start])) start++;
    fputs("\xE2\x80\xA6", out);
    html_line(out, (ArrianSlice){text.at + start, text.length - start});
}

void html_word(FILE *out, const char *word)
{
    html_text(out, (ArrianSlice){word, (uint32_t)strlen(word)});
}

void html_number(FILE *out, uint64_t number)
{
    char digits[24];
    int count = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    for (int i = 0; i < count; i++) {
        if (i && (count - i) % 3 == 0) putc(',', out);
        putc(digits[i], out);
    }
}

static unsigned hex_value(char c)
{
    return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

void html_digest(FILE *out, const char *bytes, size_t size)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char hex[65];
    hash_sha256(bytes, size, hex);
    fputs("'sha256-", out);
    for (int i = 0; i < 66; i += 3) {
        /* three hex digits are twelve bits: two letters; the 64 digits fill 42 of them and two thirds of the last pair
         */
        unsigned bits = 0;
        for (int k = 0; k < 3; k++) bits = bits << 4 | (i + k < 64 ? hex_value(hex[i + k]) : 0);
        putc(letters[bits >> 6], out);
        putc(i + 2 > 64 ? '=' : letters[bits & 63], out);
    }
    fputs("'", out);
}

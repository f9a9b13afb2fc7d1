/* json.c: values to JSON, in the order in which they are said.   "4\t000" -> "\"4\\t000\"",  4000.0 -> 4000 */
#include "report/json.h"
#include "base/utf8.h"
#include <math.h>
#include <string.h>

static void put_digits(FILE *out, uint64_t number)
{
    char digits[24];
    size_t at = sizeof digits;
    do digits[--at] = (char)('0' + number % 10);
    while (number /= 10);
    fwrite_unlocked(digits + at, 1, sizeof digits - at, out);
}

static void part(Json *json)
{
    if (json->comma) putc_unlocked(',', json->out);
    json->comma = true;
}

void json_open(Json *json, char bracket)
{
    part(json);
    putc_unlocked(bracket, json->out);
    json->comma = false;
}

void json_close(Json *json, char bracket)
{
    putc_unlocked(bracket, json->out);
    json->comma = true;
}

void json_key(Json *json, const char *key)
{
    part(json);
    putc_unlocked('"', json->out);
    fputs_unlocked(key, json->out);
    fputs_unlocked("\":", json->out);
    json->comma = false;
}

static void put_escaped(FILE *out, unsigned char c)
{
    const char *known = "\"\\\b\f\n\r\t", *short_form = "\"\\bfnrt", *found = c ? strchr(known, c) : NULL;
    if (found) fprintf(out, "\\%c", short_form[found - known]);
    else fprintf(out, "\\u%04x", c);
}

void json_text(Json *json, ArrianSlice text)
{
    FILE *out = json->out;
    size_t from = 0, at = 0;
    part(json);
    putc_unlocked('"', out);
    while (at < text.length) {
        unsigned char c = (unsigned char)text.at[at];
        bool plain = c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
        size_t step = plain ? 1 : c < 0x80 ? 0 : utf8_length(text.at + at, text.length - at);
        if (step) {
            at += step;
            continue;
        }
        fwrite_unlocked(text.at + from, 1, at - from, out);
        if (c < 0x80) put_escaped(out, c);
        else fputs("\xEF\xBF\xBD", out);
        from = ++at;
    }
    fwrite_unlocked(text.at + from, 1, at - from, out);
    putc_unlocked('"', out);
}

void json_word(Json *json, const char *word)
{
    json_text(json, (ArrianSlice){word, (uint32_t)strlen(word)});
}

void json_number(Json *json, double number)
{
    part(json);
    if (number == floor(number) && fabs(number) < 1e15) {
        if (number < 0) putc_unlocked('-', json->out);
        put_digits(json->out, (uint64_t)fabs(number));
        return;
    }
    char words[40];
    for (int digits = 6; digits <= 17; digits++) {
        double again;
        snprintf(words, sizeof words, "%.*g", digits, number);
        if (sscanf(words, "%lf", &again) == 1 && again == number) break;
    }
    fputs(words, json->out);
}

void json_count(Json *json, uint64_t count)
{
    part(json);
    put_digits(json->out, count);
}

void json_span(Json *json, ArrianSpan span)
{
    part(json);
    putc_unlocked('[', json->out);
    put_digits(json->out, span.start);
    putc_unlocked(',', json->out);
    put_digits(json->out, span.end);
    putc_unlocked(']', json->out);
}

void json_id(Json *json, char kind, uint32_t number)
{
    part(json);
    putc_unlocked('"', json->out);
    putc_unlocked(kind, json->out);
    put_digits(json->out, number);
    putc_unlocked('"', json->out);
}

void json_key_text(Json *json, const char *key, ArrianSlice text)
{
    if (!text.length) return;
    json_key(json, key);
    json_text(json, text);
}

void json_key_word(Json *json, const char *key, const char *word)
{
    if (!word[0]) return;
    json_key(json, key);
    json_word(json, word);
}

void json_key_number(Json *json, const char *key, double number)
{
    if (!isfinite(number)) return;
    json_key(json, key);
    json_number(json, number);
}

void json_key_id(Json *json, const char *key, char kind, uint32_t base, uint32_t index)
{
    if (index == ARRIAN_NONE) return;
    json_key(json, key);
    json_id(json, kind, base + index + 1);
}

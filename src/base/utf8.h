/* utf8.h: code points in bytes.   "é" -> U+00E9, 2 bytes */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Length of the well-formed sequence at text (1..4), 0 where it is none (RFC 3629: no overlong forms, surrogates, or
 * above U+10FFFF). */
size_t utf8_length_wide(const char *text, size_t room);
static inline size_t utf8_length(const char *text, size_t room)
{
    return room && (unsigned char)*text < 0x80 ? 1 : utf8_length_wide(text, room);
}
/* Code point at text, which must be well formed. */
uint32_t utf8_point_wide(const char *text);
static inline uint32_t utf8_point(const char *text)
{
    return (unsigned char)*text < 0x80 ? (uint32_t)*text : utf8_point_wide(text);
}
size_t utf8_put(uint32_t point, char out[4]);
/* Letter, upper-case letter, and the lower-case form, for Latin, Greek, Cyrillic and Armenian; other scripts are
 * letters without case. */
bool utf8_is_letter_wide(uint32_t point);
static inline bool utf8_is_letter(uint32_t point)
{
    return point < 0x80 ? (point | 32) >= 'a' && (point | 32) <= 'z' : utf8_is_letter_wide(point);
}
bool utf8_is_upper(uint32_t point);
uint32_t utf8_lower(uint32_t point);
/* Latin letter without its accent ("é" -> 'e'), 0 where there is none. */
char utf8_plain(uint32_t point);
/* Lower-cased copy of length bytes, accents kept; out has room for length + 1. Returns its length. */
size_t utf8_fold(const char *text, size_t length, char *out);
/* The form under which a word is numbered: lower-cased, accents of Latin letters and full stops dropped, one kind of
 * apostrophe. "U.S." -> "us", "Élysée" -> "elysee", "d’Ivoire" -> "d'ivoire". A word without letters stays as it is. */
size_t utf8_word(const char *text, size_t length, char *out);
#endif

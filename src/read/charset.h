/* charset.h: received bytes -> clean UTF-8, each letter with its place.   "caf\xE9" (windows-1252) -> café; NBSP ->
 * space; CRLF -> LF */
#ifndef READ_CHARSET_H
#define READ_CHARSET_H
#include "base/document.h"

/* CHARSET_OTHER: another encoding of the WHATWG standard, in which ASCII bytes are ASCII letters; d->letters reads it. */
typedef enum Charset { CHARSET_UTF8, CHARSET_WINDOWS, CHARSET_OTHER, CHARSET_UTF16_LE, CHARSET_UTF16_BE } Charset;

/* What the bytes are written in, and where the text starts (after a BOM): by the byte order mark, the transport's header,
 * the page's own word for it, and at last by the bytes. Refuses what is no text, naming the byte. */
int charset_sniff(ArrianDocument *d, Charset *ret_charset, uint32_t *ret_start, ArrianError *why);
/* Append received bytes [start, end) to the cleaned text. */
void charset_put(ArrianDocument *d, Charset charset, uint32_t start, uint32_t end);
/* Append one code point in place of received bytes [start, end); what the cleaning drops is dropped. */
void charset_put_point(ArrianDocument *d, uint32_t point, uint32_t start, uint32_t end);
/* The cleaned form of a code point, a space, a line end or itself; 0 drops it, as soft hyphens and signs without width. */
uint32_t charset_clean(uint32_t point);
void charset_end(ArrianDocument *d); /* no more will be asked of d->letters */
#endif

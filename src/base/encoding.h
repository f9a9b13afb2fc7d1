/* encoding.h: the encodings of the WHATWG Encoding Standard by their labels.   "latin1" -> windows-1252, "gb2312" -> GBK
 * UTF-8, UTF-16 and windows-1252 are ours; the letters of the others come from the C library's iconv, a letter at a
 * time, so that each stays with its bytes. */
#ifndef BASE_ENCODING_H
#define BASE_ENCODING_H
#include "arrian.h"

typedef enum EncodingKind {
    ENCODING_UTF8,
    ENCODING_WINDOWS_1252,
    ENCODING_UTF16_LE,
    ENCODING_UTF16_BE,
    ENCODING_BYTES,  /* a byte a letter */
    ENCODING_BLOCKS, /* one to four bytes a letter, ASCII bytes for ASCII letters */
} EncodingKind;
typedef struct Encoding {
    const char *name;  /* the standard's */
    const char *iconv; /* the C library's; NULL for what is ours */
    EncodingKind kind;
} Encoding;

/* By its label, in either case, without the spaces around it; NULL where the standard knows no such label. */
const Encoding *encoding_find(const char *label, size_t length);
const Encoding *encoding_of(EncodingKind kind); /* of those that are ours */

/* A reader of letters; it holds the C library's converter and, for bytes, all 256 of them. */
typedef struct EncodingReader {
    const Encoding *encoding;
    void *converter;
    uint32_t bytes[256]; /* 0xFFFD where there is no such letter */
} EncodingReader;
bool encoding_open(EncodingReader *r, const Encoding *encoding); /* false where the C library lacks it */
/* The letter at `at` and how many bytes it takes (at least 1); 0xFFFD where there is none. */
uint32_t encoding_point(EncodingReader *r, const unsigned char *at, size_t room, uint32_t *ret_size);
void encoding_close(EncodingReader *r);
extern const uint16_t encoding_windows_high[32]; /* windows-1252, 0x80 to 0x9F */
#endif

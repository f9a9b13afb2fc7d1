/* encoding.c: labels to encodings (WHATWG Encoding Standard, 4.2), and letters by the C library's iconv. */
#include "base/encoding.h"
#include "base/utf8.h"
#include <iconv.h>
#include <string.h>
#include <strings.h>

const uint16_t encoding_windows_high[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                            0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                            0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                            0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

/* In the order of EncodingKind first; labels stand between spaces. */
static const struct {
    Encoding encoding;
    const char *labels;
} rows[] = {
    {{"UTF-8", NULL, ENCODING_UTF8},
     " unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8 "},
    {{"windows-1252", NULL, ENCODING_WINDOWS_1252},
     " windows-1252 ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 "
     "iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii x-cp1252 "},
    {{"UTF-16LE", NULL, ENCODING_UTF16_LE},
     " utf-16le utf-16 csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff "},
    {{"UTF-16BE", NULL, ENCODING_UTF16_BE},
     " utf-16be unicodefffe "},
    {{"IBM866", "CP866", ENCODING_BYTES},
     " ibm866 866 cp866 csibm866 "},
    {{"ISO-8859-2", "ISO-8859-2", ENCODING_BYTES},
     " iso-8859-2 csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2 "},
    {{"ISO-8859-3", "ISO-8859-3", ENCODING_BYTES},
     " iso-8859-3 csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3 "},
    {{"ISO-8859-4", "ISO-8859-4", ENCODING_BYTES},
     " iso-8859-4 csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4 "},
    {{"ISO-8859-5", "ISO-8859-5", ENCODING_BYTES},
     " iso-8859-5 csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5 "
     "iso_8859-5:1988 "},
    {{"ISO-8859-6", "ISO-8859-6", ENCODING_BYTES},
     " iso-8859-6 arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e "
     "iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 "},
    {{"ISO-8859-7", "ISO-8859-7", ENCODING_BYTES},
     " iso-8859-7 csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 iso88597 "
     "iso_8859-7 iso_8859-7:1987 sun_eu_greek "},
    {{"ISO-8859-8", "ISO-8859-8", ENCODING_BYTES},
     " iso-8859-8 csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-ir-138 iso8859-8 iso88598 "
     "iso_8859-8 iso_8859-8:1988 visual csiso88598i iso-8859-8-i logical "},
    {{"ISO-8859-10", "ISO-8859-10", ENCODING_BYTES},
     " iso-8859-10 csisolatin6 iso-ir-157 iso8859-10 iso885910 l6 latin6 "},
    {{"ISO-8859-13", "ISO-8859-13", ENCODING_BYTES},
     " iso-8859-13 iso8859-13 iso885913 "},
    {{"ISO-8859-14", "ISO-8859-14", ENCODING_BYTES},
     " iso-8859-14 iso8859-14 iso885914 "},
    {{"ISO-8859-15", "ISO-8859-15", ENCODING_BYTES},
     " iso-8859-15 csisolatin9 iso8859-15 iso885915 iso_8859-15 l9 "},
    {{"ISO-8859-16", "ISO-8859-16", ENCODING_BYTES},
     " iso-8859-16 "},
    {{"KOI8-R", "KOI8-R", ENCODING_BYTES},
     " koi8-r cskoi8r koi koi8 koi8_r "},
    {{"KOI8-U", "KOI8-U", ENCODING_BYTES},
     " koi8-u koi8-ru "},
    {{"macintosh", "MACINTOSH", ENCODING_BYTES},
     " macintosh csmacintosh mac x-mac-roman "},
    {{"windows-874", "CP874", ENCODING_BYTES},
     " windows-874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 "},
    {{"windows-1250", "CP1250", ENCODING_BYTES},
     " windows-1250 cp1250 x-cp1250 "},
    {{"windows-1251", "CP1251", ENCODING_BYTES},
     " windows-1251 cp1251 x-cp1251 "},
    {{"windows-1253", "CP1253", ENCODING_BYTES},
     " windows-1253 cp1253 x-cp1253 "},
    {{"windows-1254", "CP1254", ENCODING_BYTES},
     " windows-1254 cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 "
     "iso_8859-9:1989 l5 latin5 x-cp1254 "},
    {{"windows-1255", "CP1255", ENCODING_BYTES},
     " windows-1255 cp1255 x-cp1255 "},
    {{"windows-1256", "CP1256", ENCODING_BYTES},
     " windows-1256 cp1256 x-cp1256 "},
    {{"windows-1257", "CP1257", ENCODING_BYTES},
     " windows-1257 cp1257 x-cp1257 "},
    {{"windows-1258", "CP1258", ENCODING_BYTES},
     " windows-1258 cp1258 x-cp1258 "},
    {{"x-mac-cyrillic", "MAC-CYRILLIC", ENCODING_BYTES},
     " x-mac-cyrillic x-mac-ukrainian "},
    {{"GBK", "GB18030", ENCODING_BLOCKS},
     " gbk chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk gb18030 "},
    {{"Big5", "BIG5-HKSCS", ENCODING_BLOCKS},
     " big5 big5-hkscs cn-big5 csbig5 x-x-big5 "},
    {{"EUC-JP", "EUC-JP", ENCODING_BLOCKS},
     " euc-jp cseucpkdfmtjapanese x-euc-jp "},
    {{"Shift_JIS", "CP932", ENCODING_BLOCKS},
     " shift_jis csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis "},
    {{"EUC-KR", "UHC", ENCODING_BLOCKS},
     " euc-kr cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 "
     "ksc_5601 windows-949 "},
};

const Encoding *encoding_find(const char *label, size_t length)
{
    char word[48];
    while (length && (unsigned char)*label <= ' ') label++, length--;
    while (length && (unsigned char)label[length - 1] <= ' ') length--;
    if (!length || length > sizeof word - 3 || memchr(label, ' ', length)) return NULL;
    word[0] = ' ';
    for (size_t i = 0; i < length; i++) word[i + 1] = label[i] >= 'A' && label[i] <= 'Z' ? (char)(label[i] + 32) : label[i];
    memcpy(word + length + 1, " ", 2);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strstr(rows[i].labels, word)) return &rows[i].encoding;
    return NULL;
}

const Encoding *encoding_of(EncodingKind kind)
{
    return &rows[kind].encoding;
}

/* One letter from exactly `size` bytes; 0xFFFD where they are none. */
static uint32_t convert(iconv_t converter, const unsigned char *at, size_t size)
{
    unsigned char out[8];
    char *from = (char *)at, *to = (char *)out;
    size_t left = size, room = sizeof out;
    iconv(converter, NULL, NULL, NULL, NULL);
    if (iconv(converter, &from, &left, &to, &room) == (size_t)-1 || left || room != sizeof out - 4) return 0xFFFD;
    return (uint32_t)out[0] | (uint32_t)out[1] << 8 | (uint32_t)out[2] << 16 | (uint32_t)out[3] << 24;
}

bool encoding_open(EncodingReader *r, const Encoding *encoding)
{
    *r = (EncodingReader){.encoding = encoding};
    if (!encoding->iconv) return true;
    iconv_t converter = iconv_open("UTF-32LE", encoding->iconv);
    if (converter == (iconv_t)-1) return false;
    r->converter = converter;
    for (int i = 0; i < 256; i++) {
        unsigned char byte = (unsigned char)i;
        r->bytes[i] = i < 128 ? (uint32_t)i : convert(converter, &byte, 1);
    }
    return true;
}

static uint32_t point_of_blocks(EncodingReader *r, const unsigned char *at, size_t room, uint32_t *ret_size)
{
    *ret_size = 1;
    if (r->bytes[at[0]] != 0xFFFD) return r->bytes[at[0]];
    for (uint32_t size = 2; size <= 4 && size <= room; size++) {
        uint32_t point = convert(r->converter, at, size);
        if (point != 0xFFFD) return *ret_size = size, point;
    }
    *ret_size = room > 1 && at[1] >= 0x80 ? 2 : 1; /* an ASCII byte after a lone lead stays itself */
    return 0xFFFD;
}

static uint32_t point_of_utf16(const unsigned char *at, size_t room, bool big, uint32_t *ret_size)
{
    *ret_size = room < 2 ? 1 : 2;
    if (room < 2) return 0xFFFD;
    uint32_t unit = big ? (uint32_t)at[0] << 8 | at[1] : (uint32_t)at[1] << 8 | at[0], low = 0;
    if (unit >= 0xD800 && unit < 0xDC00 && room >= 4)
        low = big ? (uint32_t)at[2] << 8 | at[3] : (uint32_t)at[3] << 8 | at[2];
    if (low >= 0xDC00 && low < 0xE000) return *ret_size = 4, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    return unit >= 0xD800 && unit < 0xE000 ? 0xFFFD : unit;
}

uint32_t encoding_point(EncodingReader *r, const unsigned char *at, size_t room, uint32_t *ret_size)
{
    size_t length;
    switch (r->encoding->kind) {
    case ENCODING_UTF8:
        length = utf8_length((const char *)at, room);
        *ret_size = length ? (uint32_t)length : 1;
        return length ? utf8_point((const char *)at) : 0xFFFD;
    case ENCODING_WINDOWS_1252:
        *ret_size = 1;
        return at[0] >= 0x80 && at[0] < 0xA0 ? encoding_windows_high[at[0] - 0x80] : at[0];
    case ENCODING_UTF16_LE:
    case ENCODING_UTF16_BE: return point_of_utf16(at, room, r->encoding->kind == ENCODING_UTF16_BE, ret_size);
    case ENCODING_BYTES: *ret_size = 1; return r->bytes[at[0]];
    default: return point_of_blocks(r, at, room, ret_size);
    }
}

void encoding_close(EncodingReader *r)
{
    if (r->converter) iconv_close((iconv_t)r->converter);
    r->converter = NULL;
}

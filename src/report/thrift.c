/* thrift.c: fields by the distance from the field before, numbers zigzag and seven bits a byte.   150 -> AC 02 */
#include "report/thrift.h"
#include <string.h>

void thrift_varint(FILE *out, uint64_t number)
{
    for (; number >= 0x80; number >>= 7) putc((int)(number & 0x7F) | 0x80, out);
    putc((int)number, out);
}

static void zigzag(FILE *out, int64_t number)
{
    thrift_varint(out, (uint64_t)number << 1 ^ (uint64_t)(number >> 63));
}

void thrift_begin(Thrift *t)
{
    t->last[++t->depth] = 0;
}

void thrift_end(Thrift *t)
{
    t->depth--;
    putc(0, t->out);
}

/* Fields come in rising order, never more than fifteen apart: Parquet's do. */
static void field_head(Thrift *t, int field, ThriftType type)
{
    putc((field - t->last[t->depth]) << 4 | (int)type, t->out);
    t->last[t->depth] = field;
}

void thrift_struct(Thrift *t, int field)
{
    field_head(t, field, THRIFT_STRUCT);
    thrift_begin(t);
}

void thrift_i32(Thrift *t, int field, int32_t value)
{
    field_head(t, field, THRIFT_I32);
    zigzag(t->out, value);
}

void thrift_i64(Thrift *t, int field, int64_t value)
{
    field_head(t, field, THRIFT_I64);
    zigzag(t->out, value);
}

void thrift_text(Thrift *t, int field, const char *text)
{
    field_head(t, field, THRIFT_BINARY);
    thrift_item_text(t, text);
}

void thrift_list(Thrift *t, int field, ThriftType of, uint32_t count)
{
    field_head(t, field, THRIFT_LIST);
    putc((count < 15 ? (int)count << 4 : 0xF0) | (int)of, t->out);
    if (count >= 15) thrift_varint(t->out, count);
}

void thrift_item_i32(Thrift *t, int32_t value)
{
    zigzag(t->out, value);
}

void thrift_item_text(Thrift *t, const char *text)
{
    size_t length = strlen(text);
    thrift_varint(t->out, length);
    fwrite(text, 1, length, t->out);
}

/* thrift.h: the compact protocol of Apache Thrift, as far as Parquet's headers need it.
 *     thrift_begin(t), thrift_i64(t, 3, 7), thrift_end(t) -> field 3 is 7 */
#ifndef REPORT_THRIFT_H
#define REPORT_THRIFT_H
#include "arrian.h"

enum { THRIFT_DEPTH = 8 };
typedef enum ThriftType {
    THRIFT_I32 = 5,
    THRIFT_I64 = 6,
    THRIFT_BINARY = 8,
    THRIFT_LIST = 9,
    THRIFT_STRUCT = 12
} ThriftType;
typedef struct Thrift {
    FILE *out;
    int depth, last[THRIFT_DEPTH]; /* number of the field before, in each struct that is open */
} Thrift;

void thrift_varint(FILE *out, uint64_t number);
void thrift_begin(Thrift *t); /* a struct: the whole, or an item of a list */
void thrift_end(Thrift *t);
void thrift_struct(Thrift *t, int field); /* begins a struct that is a field */
void thrift_i32(Thrift *t, int field, int32_t value);
void thrift_i64(Thrift *t, int field, int64_t value);
void thrift_text(Thrift *t, int field, const char *text);
void thrift_list(Thrift *t, int field, ThriftType of, uint32_t count); /* its items follow */
void thrift_item_i32(Thrift *t, int32_t value);
void thrift_item_text(Thrift *t, const char *text);
#endif

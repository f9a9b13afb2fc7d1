/* json_read.h: one JSON value from a stranger's bytes -> nodes (RFC 8259).   {"a":[1,"x"]} -> object, a: list, 1, x */
#ifndef REPORT_JSON_READ_H
#define REPORT_JSON_READ_H
#include "arrian.h"
#include "base/arena.h"

enum { JSON_DEPTH = 32 };
typedef enum JsonKind { JSON_NOTHING, JSON_BOOLEAN, JSON_NUMBER, JSON_STRING, JSON_LIST, JSON_OBJECT } JsonKind;
typedef struct JsonNode {
    JsonKind kind;
    ArrianSlice name; /* in an object */
    ArrianSlice text; /* of a string its words, unescaped; of a number and a boolean what stands there */
    struct JsonNode *first, *next;
} JsonNode;

/* NULL where [at, end) is not one value with blanks around it; *ret_at is then the byte at fault. Nodes stand in the
 * arena; text may stand in the bytes. */
JsonNode *json_read(Arena *arena, const char *at, const char *end, const char **ret_at);
const JsonNode *json_member(const JsonNode *object, const char *name);  /* NULL where there is none */
ArrianSlice json_member_text(const JsonNode *object, const char *name); /* empty where it is no string or number */
#endif

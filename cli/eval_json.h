/* eval_json.h: JSON as a tree; forgiving, bounded in depth. */
#ifndef CLI_EVAL_JSON_H
#define CLI_EVAL_JSON_H
#include "base/arena.h"
#include "arrian.h"

enum { EVAL_JSON_DEPTH = 32 };
typedef struct EvalJson {
    enum { EVAL_BARE, EVAL_TEXT, EVAL_ARRAY, EVAL_OBJECT } kind; /* bare: a number, true, null */
    ArrianSlice key, text;
    struct EvalJson *first, *next; /* members; the next one beside it */
} EvalJson;

const EvalJson *eval_json(Arena *arena, ArrianSlice bytes);
const EvalJson *eval_json_get(const EvalJson *object, const char *key); /* NULL where absent */
#endif

/* eval_json.c: JSON as a tree, for the sets that come as JSON.   [{"Input": "two"}] -> ARRAY, OBJECT, key "Input", text two
 */
#include "base/utf8.h"
#include "eval_json.h"
#include <stdlib.h>
#include <string.h>

typedef struct Reader {
    Arena *arena;
    const char *at, *end;
} Reader;

static void skip(Reader *r)
{
    while (r->at < r->end && strchr(" \t\r\n,:", *r->at)) r->at++;
}

static uint32_t hex(const char *at)
{
    char digits[5] = {at[0], at[1], at[2], at[3], 0};
    return (uint32_t)strtoul(digits, NULL, 16);
}

static ArrianSlice read_text(Reader *r)
{
    const char *from = ++r->at;
    while (r->at < r->end && *r->at != '"') r->at += *r->at == '\\' && r->end - r->at > 1 ? 2 : 1;
    char *out = arena_take(r->arena, (size_t)(r->at - from) + 1), *write = out;
    for (const char *at = from; at < r->at; at++) {
        if (*at != '\\') {
            *write++ = *at;
            continue;
        }
        static const char plain[] = "n\nt\tr\rb\bf\f";
        const char *escape = ++at < r->at ? strchr(plain, *at) : NULL;
        if (at < r->at && *at == 'u' && r->at - at > 4) write += utf8_put(hex(at + 1), write), at += 4;
        else if (escape && *escape && (escape - plain) % 2 == 0) *write++ = escape[1];
        else if (at < r->at) *write++ = *at;
    }
    if (r->at < r->end) r->at++;
    return (ArrianSlice){out, (uint32_t)(write - out)};
}

static EvalJson *read_value(Reader *r, int depth)
{
    EvalJson *node = NEW(r->arena, EvalJson, 1);
    skip(r);
    if (r->at >= r->end || depth > EVAL_JSON_DEPTH) return r->at = r->end, node;
    char open = *r->at;
    if (open == '"') return node->kind = EVAL_TEXT, node->text = read_text(r), node;
    if (open != '{' && open != '[') {
        const char *from = r->at;
        while (r->at < r->end && !strchr(" \t\r\n,:]}", *r->at)) r->at++;
        if (r->at == from) r->at++;
        return node->kind = EVAL_BARE, node->text = (ArrianSlice){from, (uint32_t)(r->at - from)}, node;
    }
    node->kind = open == '{' ? EVAL_OBJECT : EVAL_ARRAY;
    EvalJson **next = &node->first;
    for (r->at++, skip(r); r->at < r->end && *r->at != '}' && *r->at != ']'; skip(r)) {
        ArrianSlice key = {0};
        if (open == '{' && *r->at == '"') key = read_text(r);
        *next = read_value(r, depth + 1);
        (*next)->key = key;
        next = &(*next)->next;
    }
    if (r->at < r->end) r->at++;
    return node;
}

const EvalJson *eval_json(Arena *arena, ArrianSlice bytes)
{
    Reader r = {.arena = arena, .at = bytes.at, .end = bytes.at + bytes.length};
    if (bytes.length > 3 && !memcmp(r.at, "\xEF\xBB\xBF", 3)) r.at += 3;
    return read_value(&r, 0);
}

const EvalJson *eval_json_get(const EvalJson *object, const char *key)
{
    size_t length = strlen(key);
    for (const EvalJson *node = object ? object->first : NULL; node; node = node->next)
        if (node->key.length == length && !memcmp(node->key.at, key, length)) return node;
    return NULL;
}

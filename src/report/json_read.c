/* json_read.c: a recursive descent over JSON, bounded in depth.   "\u00e9" -> "é", "\ud800" -> U+FFFD */
#include "report/json_read.h"
#include "base/lexicon.h"
#include "base/utf8.h"
#include <string.h>

typedef struct Reader {
    Arena *arena;
    const char *at, *end;
} Reader;

static void skip_blank(Reader *r)
{
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\t' || *r->at == '\n' || *r->at == '\r')) r->at++;
}

static bool take(Reader *r, char c)
{
    if (r->at >= r->end || *r->at != c) return false;
    r->at++;
    return true;
}

static bool read_hex(Reader *r, uint32_t *ret)
{
    *ret = 0;
    for (int i = 0; i < 4; i++, r->at++) {
        if (r->at >= r->end) return false;
        char c = *r->at | 0x20;
        if (*r->at >= '0' && *r->at <= '9') *ret = *ret * 16 + (uint32_t)(*r->at - '0');
        else if (c >= 'a' && c <= 'f') *ret = *ret * 16 + (uint32_t)(c - 'a' + 10);
        else return false;
    }
    return true;
}

/* After the backslash of an escape; adds what it stands for. */
static bool read_escape(Reader *r, char *out, size_t *length)
{
    static const char names[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    if (r->at >= r->end) return false;
    char c = *r->at++;
    const char *found = c ? strchr(names, c) : NULL;
    if (found) {
        out[(*length)++] = meant[found - names];
        return true;
    }
    uint32_t point, low;
    if (c != 'u' || !read_hex(r, &point)) return false;
    if (point >= 0xD800 && point < 0xDC00 && r->end - r->at >= 6 && r->at[0] == '\\' && r->at[1] == 'u') {
        const char *before = r->at;
        r->at += 2;
        if (!read_hex(r, &low)) return false;
        if (low >= 0xDC00 && low < 0xE000) point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
        else r->at = before;
    }
    if (point >= 0xD800 && point < 0xE000) point = 0xFFFD;
    *length += utf8_put(point, out + *length);
    return true;
}

static bool read_string(Reader *r, ArrianSlice *ret)
{
    if (!take(r, '"')) return false;
    const char *from = r->at;
    while (r->at < r->end && *r->at != '"' && *r->at != '\\' && (unsigned char)*r->at >= ' ') r->at++;
    *ret = (ArrianSlice){from, (uint32_t)(r->at - from)};
    if (take(r, '"')) return true;
    const char *stop = r->at;
    while (stop < r->end && *stop != '"') stop += *stop == '\\' && stop + 1 < r->end ? 2 : 1;
    char *out = arena_take(r->arena, (size_t)(stop - from) + 4);
    size_t length = ret->length;
    memcpy(out, from, length);
    while (r->at < r->end && *r->at != '"') {
        if ((unsigned char)*r->at < ' ') return false;
        if (*r->at != '\\') out[length++] = *r->at++;
        else if (r->at++, !read_escape(r, out, &length)) return false;
    }
    *ret = (ArrianSlice){out, (uint32_t)length};
    return take(r, '"');
}

static bool is_number_byte(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

static bool read_plain(Reader *r, JsonNode *node)
{
    static const struct {
        const char *word;
        JsonKind kind;
    } words[] = {{"true", JSON_BOOLEAN}, {"false", JSON_BOOLEAN}, {"null", JSON_NOTHING}};
    for (int i = 0; i < 3; i++) {
        size_t length = strlen(words[i].word);
        if ((size_t)(r->end - r->at) < length || memcmp(r->at, words[i].word, length)) continue;
        node->kind = words[i].kind;
        node->text = (ArrianSlice){r->at, node->kind == JSON_BOOLEAN ? (uint32_t)length : 0};
        r->at += length;
        return true;
    }
    const char *from = r->at;
    while (r->at < r->end && is_number_byte(*r->at)) r->at++;
    node->kind = JSON_NUMBER;
    node->text = (ArrianSlice){from, (uint32_t)(r->at - from)};
    return r->at > from;
}

static bool read_value(Reader *r, JsonNode *node, int depth);

static bool read_members(Reader *r, JsonNode *node, int depth)
{
    bool object = *r->at++ == '{';
    JsonNode **tail = &node->first;
    node->kind = object ? JSON_OBJECT : JSON_LIST;
    skip_blank(r);
    if (take(r, object ? '}' : ']')) return true;
    do {
        JsonNode *child = *tail = NEW(r->arena, JsonNode, 1);
        tail = &child->next;
        skip_blank(r);
        if (object) {
            if (!read_string(r, &child->name)) return false;
            skip_blank(r);
            if (!take(r, ':')) return false;
        }
        if (!read_value(r, child, depth + 1)) return false;
        skip_blank(r);
    } while (take(r, ','));
    return take(r, object ? '}' : ']');
}

static bool read_value(Reader *r, JsonNode *node, int depth)
{
    skip_blank(r);
    if (r->at >= r->end || depth > JSON_DEPTH) return false;
    if (*r->at == '{' || *r->at == '[') return read_members(r, node, depth);
    if (*r->at != '"') return read_plain(r, node);
    node->kind = JSON_STRING;
    return read_string(r, &node->text);
}

JsonNode *json_read(Arena *arena, const char *at, const char *end, const char **ret_at)
{
    Reader r = {arena, at, end};
    JsonNode *node = NEW(arena, JsonNode, 1);
    bool fine = read_value(&r, node, 0);
    if (fine) skip_blank(&r);
    *ret_at = r.at;
    return fine && r.at == r.end ? node : NULL;
}

const JsonNode *json_member(const JsonNode *object, const char *name)
{
    for (const JsonNode *child = object && object->kind == JSON_OBJECT ? object->first : NULL; child;
         child = child->next)
        if (slice_is(child->name, name)) return child;
    return NULL;
}

ArrianSlice json_member_text(const JsonNode *object, const char *name)
{
    const JsonNode *member = json_member(object, name);
    bool plain = member && (member->kind == JSON_STRING || member->kind == JSON_NUMBER);
    return plain ? member->text : (ArrianSlice){0};
}

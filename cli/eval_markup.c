/* eval_markup.c: TimeML and the like to plain text.   "on <TIMEX3 value="2017">2017</TIMEX3>." -> "on 2017." and
 * {TIMEX3, value="2017", [3, 7)} */
#include "base/utf8.h"
#include "eval.h"
#include <string.h>

enum { MARKUP_DEPTH = 64 };

static size_t put_entity(ArrianSlice marked, uint32_t *at, char *out)
{
    static const struct {
        const char *name, *text;
    } entities[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}};
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
        size_t length = strlen(entities[i].name);
        if (marked.length - *at < length || memcmp(marked.at + *at, entities[i].name, length)) continue;
        *at += (uint32_t)length;
        *out = entities[i].text[0];
        return 1;
    }
    *out = marked.at[(*at)++];
    return 1;
}

static ArrianSlice tag_name(ArrianSlice tag)
{
    uint32_t n = 0;
    while (n < tag.length && !strchr(" \t\r\n/>", tag.at[n])) n++;
    return (ArrianSlice){tag.at, n};
}

void eval_markup(Arena *arena, ArrianSlice marked, EvalMarkup *ret)
{
    char *text = NEW(arena, char, marked.length + 1);
    EvalElement open[MARKUP_DEPTH];
    uint32_t depth = 0, length = 0;
    *ret = (EvalMarkup){0};
    for (uint32_t i = 0; i < marked.length;) {
        const char *close = marked.at[i] == '<' ? memchr(marked.at + i, '>', marked.length - i) : NULL;
        if (!close) {
            length += (uint32_t)put_entity(marked, &i, text + length);
            continue;
        }
        ArrianSlice tag = {marked.at + i + 1, (uint32_t)(close - marked.at) - i - 1};
        i = (uint32_t)(close - marked.at) + 1;
        if (tag.length && tag.at[0] == '/') {
            if (depth && depth-- <= MARKUP_DEPTH) {
                open[depth].span.end = length;
                LIST_ADD(arena, ret->elements, open[depth]);
            }
        } else if (tag.length && !strchr("!?", tag.at[0]) && tag.at[tag.length - 1] != '/' && depth < MARKUP_DEPTH) {
            open[depth++] = (EvalElement){tag_name(tag), tag, {length, length}};
        }
    }
    ret->text = (ArrianSlice){text, length};
}

ArrianSlice eval_attribute(const EvalElement *element, const char *name)
{
    size_t length = strlen(name);
    ArrianSlice a = element->attributes;
    for (uint32_t i = 1; i + length + 2 < a.length; i++) {
        if (a.at[i - 1] != ' ' || memcmp(a.at + i, name, length) || a.at[i + length] != '=') continue;
        uint32_t from = i + (uint32_t)length + 2, end = from;
        while (end < a.length && a.at[end] != a.at[from - 1]) end++;
        return (ArrianSlice){a.at + from, end - from};
    }
    return (ArrianSlice){0};
}

/* html_dump.c: what the tokenizer and the tree builder make of a page, in the words of html5lib-tests.
 * stdin, any number of times: "tokens STATE LAST-TAG SIZE\n" or "tree SCRIPTING SPACE CONTEXT SIZE\n" and SIZE bytes;
 * "-" stands for none. stdout: "SIZE\n" and as many bytes, a JSON array of tokens or a tree. */
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "read/html_tree.h"
#include "report/json.h"

typedef enum Nul { NUL_KEPT, NUL_SHOWN, NUL_DROPPED } Nul;
static ArrianEngine engine;
static const HtmlEntities *entities;

static ArrianSlice decode(Arena *arena, const char *bytes, HtmlSpan span, bool references, bool attribute, Nul nul)
{
    char *out = arena_take(arena, (size_t)(span.end - span.start) * 3 + 8);
    uint32_t n = 0, points[2], next;
    for (uint32_t at = span.start; at < span.end;) {
        if (references && bytes[at] == '&' &&
            (next = html_reference(entities, bytes, at, span.end, attribute, points))) {
            for (int k = 0; k < 2 && points[k]; k++) n += (uint32_t)utf8_put(points[k], out + n);
            at = next;
        } else if (bytes[at] == '\r') {
            out[n++] = '\n';
            at += at + 1 < span.end && bytes[at + 1] == '\n' ? 2 : 1;
        } else if (!bytes[at]) {
            if (nul == NUL_KEPT) out[n++] = 0;
            if (nul == NUL_SHOWN) n += (uint32_t)utf8_put(0xFFFD, out + n);
            at++;
        } else {
            out[n++] = bytes[at++];
        }
    }
    return (ArrianSlice){out, n};
}

static ArrianSlice name_of(Arena *arena, const char *bytes, HtmlSpan span)
{
    ArrianSlice name = decode(arena, bytes, span, false, false, NUL_SHOWN);
    for (uint32_t i = 0; i < name.length; i++) ((char *)name.at)[i] = html_low(name.at[i]);
    return name;
}

static void write_word(Json *j, const char *word)
{
    json_text(j, (ArrianSlice){word, (uint32_t)strlen(word)});
}

static void write_id(Json *j, Arena *arena, const char *bytes, bool has, HtmlSpan id)
{
    if (has) json_text(j, decode(arena, bytes, id, false, false, NUL_SHOWN));
    else json_open(j, '['), json_close(j, ']');
}

static void write_token(Json *j, Arena *arena, const HtmlTokens *t, const HtmlToken *token, HtmlState state)
{
    static const char *const kinds[] = {"", "Character", "StartTag", "EndTag", "Comment", "DOCTYPE"};
    const char *bytes = t->bytes;
    json_open(j, '[');
    write_word(j, kinds[token->kind]);
    if (token->kind == HTML_TEXT)
        json_text(j, decode(arena, bytes, token->at, token->references, false,
                            state == HTML_DATA || state == HTML_CDATA ? NUL_KEPT : NUL_SHOWN));
    if (token->kind == HTML_COMMENT) json_text(j, decode(arena, bytes, token->at, false, false, NUL_SHOWN));
    if (token->kind == HTML_START || token->kind == HTML_CLOSE) json_text(j, name_of(arena, bytes, token->at));
    if (token->kind == HTML_START) {
        json_open(j, '[');
        for (uint32_t k = 0; k < token->attributes; k++) {
            json_text(j, name_of(arena, bytes, token->attribute[k].name));
            json_text(j, decode(arena, bytes, token->attribute[k].value, true, true, NUL_SHOWN));
        }
        json_close(j, ']');
        json_count(j, token->self_closing);
    }
    if (token->kind == HTML_DOCTYPE) {
        ArrianSlice name = name_of(arena, bytes, token->at);
        if (token->has_name) json_text(j, name);
        else json_open(j, '['), json_close(j, ']');
        write_id(j, arena, bytes, token->has_public, token->public_id);
        write_id(j, arena, bytes, token->has_system, token->system_id);
        json_count(j, !token->quirks);
    }
    json_close(j, ']');
}

static void write_tokens(FILE *out, Arena *arena, const char *bytes, uint32_t start, uint32_t size, HtmlState state)
{
    Json j = {.out = out};
    HtmlTokens *t = NEW(arena, HtmlTokens, 1);
    HtmlToken *token = NEW(arena, HtmlToken, 1);
    html_tokens_open(t, bytes, start, size);
    t->state = state;
    t->last_name = (HtmlSpan){0, start};
    json_open(&j, '[');
    for (;;) {
        HtmlState here = t->state;
        html_token_next(t, token);
        if (token->kind == HTML_EOF) break;
        write_token(&j, arena, t, token, t->state == HTML_DATA ? here == HTML_CDATA ? here : t->state : here);
    }
    json_close(&j, ']');
}

typedef struct Named {
    ArrianSlice name, value;
} Named;

static int by_name(const void *a, const void *b)
{
    const Named *x = a, *y = b;
    uint32_t n = x->name.length < y->name.length ? x->name.length : y->name.length;
    int order = memcmp(x->name.at, y->name.at, n);
    return order ? order : (int)x->name.length - (int)y->name.length;
}

static void indent(FILE *out, int depth)
{
    fprintf(out, "\n| %*s", depth * 2, "");
}

static void write_element(FILE *out, Arena *arena, const HtmlTree *tree, const HtmlNode *n, int depth)
{
    static const char *const spaces[] = {"", "svg ", "math "};
    const char *known = html_tag_name((HtmlTag)n->tag);
    ArrianSlice name = known[0] ? (ArrianSlice){known, (uint32_t)strlen(known)} : name_of(arena, tree->bytes, n->at);
    fprintf(out, "<%s%.*s>", spaces[n->space], (int)name.length, name.at);
    Named *list = NEW(arena, Named, n->attributes + 1);
    for (uint32_t k = 0; k < n->attributes; k++) {
        HtmlAttribute a = tree->attributes.at[n->attribute + k];
        list[k].name = name_of(arena, tree->bytes, a.name);
        list[k].value = decode(arena, tree->bytes, a.value, true, true, NUL_SHOWN);
    }
    qsort(list, n->attributes, sizeof *list, by_name);
    for (uint32_t k = 0; k < n->attributes; k++) {
        indent(out, depth + 1);
        fprintf(out, "%.*s=\"%.*s\"", (int)list[k].name.length, list[k].name.at, (int)list[k].value.length,
                list[k].value.at);
    }
}

/* Text nodes side by side are one. */
static uint32_t write_text(FILE *out, Arena *arena, const HtmlTree *tree, uint32_t node, int depth)
{
    bool begun = false;
    uint32_t last = node;
    for (; node && tree->nodes.at[node].kind == NODE_TEXT; last = node, node = tree->nodes.at[node].next) {
        const HtmlNode *n = &tree->nodes.at[node];
        ArrianSlice text = decode(arena, tree->bytes, n->at, n->references, false, n->lossy ? NUL_SHOWN : NUL_DROPPED);
        if (!text.length) continue;
        if (!begun) indent(out, depth), putc('"', out);
        begun = true;
        fwrite(text.at, 1, text.length, out);
    }
    if (begun) putc('"', out);
    return last;
}

static void write_doctype(FILE *out, Arena *arena, const HtmlTree *tree)
{
    const HtmlToken *t = &tree->doctype;
    ArrianSlice name = name_of(arena, tree->bytes, t->at),
                public_id = decode(arena, tree->bytes, t->public_id, false, false, NUL_SHOWN),
                system_id = decode(arena, tree->bytes, t->system_id, false, false, NUL_SHOWN);
    if (t->kind != HTML_DOCTYPE) return;
    fprintf(out, "\n| <!DOCTYPE %.*s", (int)name.length, name.at);
    if (public_id.length || system_id.length)
        fprintf(out, " \"%.*s\" \"%.*s\"", (int)public_id.length, public_id.at, (int)system_id.length, system_id.at);
    putc('>', out);
}

static void write_tree(FILE *out, Arena *arena, const HtmlTree *tree, uint32_t root)
{
    int depth = 0;
    bool fragment = root != 0;
    uint32_t node = tree->nodes.at[root].first;
    if (!fragment) write_doctype(out, arena, tree);
    while (node) {
        const HtmlNode *n = &tree->nodes.at[node];
        if (n->kind == NODE_TEXT) {
            node = write_text(out, arena, tree, node, depth);
        } else {
            indent(out, depth);
            if (n->kind == NODE_ELEMENT) write_element(out, arena, tree, n, depth);
            else {
                ArrianSlice text = decode(arena, tree->bytes, n->at, false, false, NUL_SHOWN);
                fprintf(out, "<!-- %.*s -->", (int)text.length, text.at);
            }
        }
        n = &tree->nodes.at[node];
        if (n->kind == NODE_ELEMENT && n->tag == TAG_template) indent(out, ++depth), fprintf(out, "content");
        if (n->first) {
            node = n->first;
            depth++;
            continue;
        }
        for (;; node = tree->nodes.at[node].parent, depth--) {
            if (!node || node == root) return;
            n = &tree->nodes.at[node];
            if (n->kind == NODE_ELEMENT && n->tag == TAG_template) depth--;
            if (n->next) break;
        }
        if (!node) return;
        node = tree->nodes.at[node].next;
    }
}

static HtmlState state_of(const char *word)
{
    static const char *const words[] = {"data", "rcdata", "rawtext", "script", "plaintext", "cdata"};
    for (int k = 0; k < 6; k++)
        if (!strcmp(word, words[k])) return (HtmlState)k;
    return HTML_DATA;
}

static bool take(FILE *in, char *what, char *one, char *two, char *three, size_t *ret_size)
{
    char line[1024];
    if (!fgets(line, sizeof line, in)) return false;
    if (sscanf(line, "%99s %99s %99s %zu", what, one, two, ret_size) == 4) return true;
    return sscanf(line, "%99s %99s %99s %99s %zu", what, one, two, three, ret_size) == 5;
}

static void answer(FILE *out, Arena *arena, char *bytes, uint32_t start, uint32_t end, char (*word)[100])
{
    if (!strcmp(word[0], "tokens")) {
        write_tokens(out, arena, bytes, start, end, state_of(word[1]));
        return;
    }
    HtmlWay way = {.scripting = !strcmp(word[1], "on"), .comments = true};
    if (strcmp(word[3], "-")) way.context = word[3];
    way.space = !strcmp(word[2], "svg") ? SPACE_SVG : !strcmp(word[2], "math") ? SPACE_MATH : SPACE_HTML;
    HtmlTree *tree = html_parse(arena, entities, bytes, start, end, way);
    write_tree(out, arena, tree, way.context ? 2 : 0);
}

int main(void)
{
    static jmp_buf trap;
    ArrianError why = {0};
    char word[4][100];
    size_t size, length;
    engine.arena.trap = engine.words.arena.trap = &trap;
    if (setjmp(trap) || html_entities_open(&engine, &entities, &why)) return 2;
    while (take(stdin, word[0], word[1], word[2], word[3], &size)) {
        Arena arena = {.trap = &trap};
        size_t before = !strcmp(word[0], "tokens") && strcmp(word[2], "-") ? strlen(word[2]) : 0;
        char *bytes = arena_take(&arena, size + before + 1), *text = NULL;
        memcpy(bytes, word[2], before); /* the last start tag stands before the page */
        if (fread(bytes + before, 1, size, stdin) != size) return 2;
        FILE *out = open_memstream(&text, &length);
        answer(out, &arena, bytes, (uint32_t)before, (uint32_t)(before + size), word);
        fclose(out);
        printf("%zu\n", length);
        fwrite(text, 1, length, stdout);
        fflush(stdout);
        free(text);
        arena_end(&arena);
    }
    return 0;
}

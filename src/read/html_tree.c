/* html_tree.c: nodes, the stack of open elements, the list of active formatting elements and the adoption agency.
 *     <b>one<p>two</b>three      b{one} p{b{two} three} */
#include "read/html_build.h"
#include <string.h>

enum { MOST_SHOWN_ATTRIBUTES = HTML_MOST_ATTRIBUTES };

/* ---- nodes ---- */

static uint32_t make_node(Build *b, HtmlNode node)
{
    if (b->tree->nodes.count >= HTML_MOST_NODES) {
        b->full = true;
        return b->tree->nodes.count - 1; /* the page is cut here; build_take takes no more */
    }
    LIST_ADD(b->arena, b->tree->nodes, node);
    return b->tree->nodes.count - 1;
}

void build_unlink(Build *b, uint32_t node)
{
    HtmlNode *n = node_of(b, node), *parent = node_of(b, n->parent);
    if (n->before) node_of(b, n->before)->next = n->next;
    else if (parent->first == node) parent->first = n->next;
    if (n->next) node_of(b, n->next)->before = n->before;
    else if (parent->last == node) parent->last = n->before;
    n->parent = n->before = n->next = 0;
}

static void put_node(Build *b, uint32_t node, Place place)
{
    HtmlNode *n = node_of(b, node), *parent = node_of(b, place.parent);
    n->parent = place.parent;
    n->next = place.before;
    n->before = place.before ? node_of(b, place.before)->before : parent->last;
    if (n->before) node_of(b, n->before)->next = node;
    else parent->first = node;
    if (n->next) node_of(b, n->next)->before = node;
    else parent->last = node;
}

static uint32_t stack_index(const Build *b, uint32_t node)
{
    for (uint32_t i = b->depth; i-- > 0;)
        if (b->stack[i] == node) return i;
    return ARRIAN_NONE;
}

static uint32_t last_open(const Build *b, HtmlTag tag)
{
    for (uint32_t i = b->open[tag] ? b->depth : 0; i-- > 0;)
        if (tag_of(b, b->stack[i]) == tag) return i;
    return ARRIAN_NONE;
}

/* Where a node goes that is put into `target`: before the table, where a table cannot hold it (foster parenting). */
static Place place_in(const Build *b, uint32_t target)
{
    HtmlTag tag = tag_of(b, target);
    bool table_part = tag == TAG_table || tag == TAG_tbody || tag == TAG_tfoot || tag == TAG_thead || tag == TAG_tr;
    if (!b->foster || !table_part) return (Place){target, 0};
    uint32_t template = last_open(b, TAG_template), table = last_open(b, TAG_table);
    if (template != ARRIAN_NONE && (table == ARRIAN_NONE || template > table)) return (Place){b->stack[template], 0};
    if (table == ARRIAN_NONE) return (Place){b->stack[0], 0};
    uint32_t parent = node_of(b, b->stack[table])->parent;
    if (parent) return (Place){parent, b->stack[table]};
    return (Place){b->stack[table - 1], 0};
}

static HtmlTag foreign_tag(const Build *b, const HtmlToken *token, HtmlSpace space)
{
    const char *bytes = b->tree->bytes;
    static const char *const texts[] = {"mi", "mo", "mn", "ms", "mtext"};
    if (space == SPACE_SVG)
        return html_span_is(bytes, token->at, "foreignobject") || html_span_is(bytes, token->at, "desc") ||
                       html_span_is(bytes, token->at, "title")
                   ? TAG_svg_html
                   : TAG_FOREIGN;
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
        if (html_span_is(bytes, token->at, texts[k])) return TAG_math_text;
    if (!html_span_is(bytes, token->at, "annotation-xml")) return TAG_FOREIGN;
    for (uint32_t k = 0; k < token->attributes; k++)
        if (html_span_is(bytes, token->attribute[k].name, "encoding") &&
            (html_span_is(bytes, token->attribute[k].value, "text/html") ||
             html_span_is(bytes, token->attribute[k].value, "application/xhtml+xml")))
            return TAG_svg_html;
    return TAG_annotation;
}

static uint32_t keep_attributes(Build *b, const HtmlToken *token)
{
    uint32_t first = b->tree->attributes.count;
    for (uint32_t k = 0; k < token->attributes; k++) LIST_ADD(b->arena, b->tree->attributes, token->attribute[k]);
    return first;
}

uint32_t build_leaf(Build *b, const HtmlToken *token, HtmlSpace space)
{
    HtmlNode n = {.at = token->at, .kind = NODE_ELEMENT, .space = (uint8_t)space};
    n.attribute = keep_attributes(b, token);
    n.attributes = (uint8_t)token->attributes;
    n.tag = (uint8_t)(space == SPACE_HTML ? token->tag : foreign_tag(b, token, space));
    uint32_t node = make_node(b, n);
    if (!b->full) put_node(b, node, b->depth ? place_in(b, top(b)) : (Place){0, 0});
    return node;
}

uint32_t build_element(Build *b, const HtmlToken *token, HtmlSpace space)
{
    uint32_t node = build_leaf(b, token, space);
    build_push(b, node);
    return node;
}

uint32_t build_named(Build *b, HtmlTag tag)
{
    uint32_t at = b->tokens.at < b->tokens.end ? b->tokens.at : b->tokens.end;
    uint32_t node = make_node(b, (HtmlNode){.at = {at, at}, .kind = NODE_ELEMENT, .tag = (uint8_t)tag});
    if (!b->full) put_node(b, node, b->depth ? place_in(b, top(b)) : (Place){0, 0});
    build_push(b, node);
    return node;
}

void build_text(Build *b, HtmlSpan text, bool references, bool lossy)
{
    if (text.start >= text.end || !b->depth) return;
    HtmlNode n = {.at = text, .kind = NODE_TEXT, .references = references, .lossy = lossy};
    uint32_t node = make_node(b, n);
    if (!b->full) put_node(b, node, place_in(b, top(b)));
}

void build_comment(Build *b, HtmlSpan text, uint32_t parent)
{
    if (!b->way.comments) return;
    uint32_t node = make_node(b, (HtmlNode){.at = text, .kind = NODE_COMMENT, .lossy = true});
    Place place = parent == ARRIAN_NONE ? (Place){0, 0} : parent ? (Place){parent, 0} : place_in(b, top(b));
    if (!b->full) put_node(b, node, place);
}

static bool same_name(const Build *b, HtmlSpan x, HtmlSpan y)
{
    const char *bytes = b->tree->bytes;
    if (x.end - x.start != y.end - y.start) return false;
    for (uint32_t i = 0; i < x.end - x.start; i++)
        if (html_low(bytes[x.start + i]) != html_low(bytes[y.start + i])) return false;
    return true;
}

/* A second <html> or <body> adds what the first has not. */
void build_add_attributes(Build *b, uint32_t node, const HtmlToken *token)
{
    HtmlNode *n = node_of(b, node);
    uint32_t first = b->tree->attributes.count, count = 0;
    if (!token->attributes) return;
    for (; count < n->attributes; count++)
        LIST_ADD(b->arena, b->tree->attributes, b->tree->attributes.at[n->attribute + count]);
    for (uint32_t k = 0; k < token->attributes && count < MOST_SHOWN_ATTRIBUTES; k++) {
        bool known = false;
        for (uint32_t i = 0; i < n->attributes && !known; i++)
            known = same_name(b, b->tree->attributes.at[n->attribute + i].name, token->attribute[k].name);
        if (known) continue;
        LIST_ADD(b->arena, b->tree->attributes, token->attribute[k]);
        count++;
    }
    if (count == n->attributes) {
        b->tree->attributes.count = first;
        return;
    }
    n->attribute = first;
    n->attributes = (uint8_t)count;
}

/* ---- stack ---- */

void build_push(Build *b, uint32_t node)
{
    if (b->full) return;
    if (b->depth == HTML_DEPTH) {
        b->over++;
        return;
    }
    b->stack[b->depth++] = node;
    b->open[tag_of(b, node)]++;
}

void build_pop(Build *b)
{
    if (b->over) b->over--;
    else if (b->depth) b->open[tag_of(b, b->stack[--b->depth])]--;
}

void build_pop_until(Build *b, HtmlTag tag)
{
    b->over = 0;
    while (b->depth) {
        HtmlTag last = tag_of(b, top(b));
        build_pop(b);
        if (last == tag) return;
    }
}

static void remove_at(Build *b, uint32_t index)
{
    b->open[tag_of(b, b->stack[index])]--;
    memmove(b->stack + index, b->stack + index + 1, (b->depth - index - 1) * sizeof *b->stack);
    b->depth--;
}

void build_remove(Build *b, uint32_t node)
{
    uint32_t index = stack_index(b, node);
    if (index != ARRIAN_NONE) remove_at(b, index);
}

static bool ends_scope(HtmlTag tag, Scope scope)
{
    if (scope == TABLE_SCOPE) return tag == TAG_html || tag == TAG_table || tag == TAG_template;
    if (has_flag(tag, SCOPE)) return true;
    return (scope == LIST_SCOPE && (tag == TAG_ol || tag == TAG_ul)) || (scope == BUTTON_SCOPE && tag == TAG_button);
}

bool build_in_scope(const Build *b, HtmlTag tag, Scope scope)
{
    if (!b->open[tag]) return false;
    for (uint32_t i = b->depth; i-- > 0;) {
        HtmlTag here = tag_of(b, b->stack[i]);
        if (here == tag) return true;
        if (ends_scope(here, scope)) return false;
    }
    return false;
}

bool build_heading_in_scope(const Build *b)
{
    for (uint32_t i = b->depth; i-- > 0;) {
        HtmlTag here = tag_of(b, b->stack[i]);
        if (here >= TAG_h1 && here <= TAG_h6) return true;
        if (ends_scope(here, ANY_SCOPE)) return false;
    }
    return false;
}

static bool ends_itself(HtmlTag tag, bool thoroughly)
{
    switch (tag) {
    case TAG_dd:
    case TAG_dt:
    case TAG_li:
    case TAG_optgroup:
    case TAG_option:
    case TAG_p:
    case TAG_rb:
    case TAG_rp:
    case TAG_rt:
    case TAG_rtc: return true;
    case TAG_caption:
    case TAG_colgroup:
    case TAG_tbody:
    case TAG_td:
    case TAG_tfoot:
    case TAG_th:
    case TAG_thead:
    case TAG_tr: return thoroughly;
    default: return false;
    }
}

void build_implied_ends(Build *b, HtmlTag except, bool thoroughly)
{
    while (b->depth && tag_of(b, top(b)) != except && ends_itself(tag_of(b, top(b)), thoroughly)) {
        b->over = 0;
        build_pop(b);
    }
}

/* ---- active formatting elements ---- */

static uint32_t format_index(const Build *b, uint32_t node)
{
    for (uint32_t i = b->formattings; i-- > 0;)
        if (b->formatting[i] == node) return i;
    return ARRIAN_NONE;
}

static void unformat_at(Build *b, uint32_t index)
{
    memmove(b->formatting + index, b->formatting + index + 1, (b->formattings - index - 1) * sizeof *b->formatting);
    b->formattings--;
}

static void format_at(Build *b, uint32_t index, uint32_t node)
{
    memmove(b->formatting + index + 1, b->formatting + index, (b->formattings - index) * sizeof *b->formatting);
    b->formatting[index] = node;
    b->formattings++;
}

void build_unformat(Build *b, uint32_t node)
{
    uint32_t index = format_index(b, node);
    if (index != ARRIAN_NONE) unformat_at(b, index);
}

static bool same_element(const Build *b, uint32_t x, uint32_t y)
{
    const HtmlNode *m = node_of(b, x), *n = node_of(b, y);
    if (m->tag != n->tag || m->space != n->space || m->attributes != n->attributes) return false;
    for (uint32_t k = 0; k < m->attributes; k++) {
        HtmlAttribute p = b->tree->attributes.at[m->attribute + k], q = b->tree->attributes.at[n->attribute + k];
        uint32_t size = p.value.end - p.value.start;
        if (!same_name(b, p.name, q.name) || size != q.value.end - q.value.start ||
            memcmp(b->tree->bytes + p.value.start, b->tree->bytes + q.value.start, size))
            return false;
    }
    return true;
}

static void make_format_room(Build *b)
{
    if (b->formattings == HTML_FORMATTING) unformat_at(b, 0);
}

/* Noah's Ark: three of a kind at most. */
void build_format(Build *b, uint32_t node)
{
    uint32_t same = 0, earliest = 0;
    for (uint32_t i = b->formattings; i-- > 0 && b->formatting[i];)
        if (same_element(b, b->formatting[i], node)) same++, earliest = i;
    if (same >= 3) unformat_at(b, earliest);
    make_format_room(b);
    b->formatting[b->formattings++] = node;
}

void build_marker(Build *b)
{
    make_format_room(b);
    b->formatting[b->formattings++] = 0;
}

void build_clear_to_marker(Build *b)
{
    while (b->formattings && b->formatting[--b->formattings]) continue;
}

uint32_t build_formatting_after_marker(const Build *b, HtmlTag tag)
{
    for (uint32_t i = b->formattings; i-- > 0 && b->formatting[i];)
        if (tag_of(b, b->formatting[i]) == tag) return b->formatting[i];
    return 0;
}

static uint32_t clone(Build *b, uint32_t node)
{
    HtmlNode n = *node_of(b, node);
    n.parent = n.first = n.last = n.before = n.next = 0;
    b->clones++;
    return make_node(b, n);
}

void build_reconstruct(Build *b)
{
    if (!b->formattings) return;
    uint32_t i = b->formattings - 1;
    if (!b->formatting[i] || stack_index(b, b->formatting[i]) != ARRIAN_NONE) return;
    while (i > 0 && b->formatting[i - 1] && stack_index(b, b->formatting[i - 1]) == ARRIAN_NONE) i--;
    for (; i < b->formattings && b->clones < b->most_clones && !b->full; i++) {
        uint32_t node = clone(b, b->formatting[i]);
        if (b->full) return;
        put_node(b, node, place_in(b, top(b)));
        build_push(b, node);
        b->formatting[i] = node;
    }
}

/* ---- the adoption agency: </b> where a block stands between ---- */

/* Steps 13 of the standard: rename the elements between the block and the formatting element. Where the bookmark is
 * then; *ret_last is what goes into the common ancestor. */
static uint32_t adopt_between(Build *b, uint32_t element, uint32_t block, uint32_t mark, uint32_t *ret_last)
{
    uint32_t last = block, index = stack_index(b, block), inner = 0;
    while (index-- > 0) {
        uint32_t node = b->stack[index];
        if (node == element) break;
        uint32_t listed = format_index(b, node);
        if (++inner > 3 && listed != ARRIAN_NONE) {
            unformat_at(b, listed);
            if (listed < mark) mark--;
            listed = ARRIAN_NONE;
        }
        if (listed == ARRIAN_NONE) {
            remove_at(b, index);
            continue;
        }
        uint32_t copy = clone(b, node);
        if (b->full) break;
        b->formatting[listed] = copy;
        b->stack[index] = copy;
        if (last == block) mark = listed + 1;
        build_unlink(b, last);
        put_node(b, last, (Place){copy, 0});
        last = copy;
    }
    *ret_last = last;
    return mark;
}

static void move_children(Build *b, uint32_t from, uint32_t to)
{
    HtmlNode *old = node_of(b, from), *new = node_of(b, to);
    for (uint32_t child = old->first; child; child = node_of(b, child)->next) node_of(b, child)->parent = to;
    new->first = old->first;
    new->last = old->last;
    old->first = old->last = 0;
}

static uint32_t furthest_block(const Build *b, uint32_t index)
{
    for (uint32_t i = index + 1; i < b->depth; i++)
        if (has_flag(tag_of(b, b->stack[i]), SPECIAL)) return b->stack[i];
    return 0;
}

/* One round; false when the work is done. */
static bool adopt_once(Build *b, uint32_t element, uint32_t index)
{
    uint32_t block = furthest_block(b, index), last;
    if (!block) {
        b->over = 0;
        while (b->depth > index) build_pop(b);
        build_unformat(b, element);
        return false;
    }
    uint32_t common = b->stack[index - 1], mark = format_index(b, element);
    mark = adopt_between(b, element, block, mark, &last);
    if (b->full) return false;
    build_unlink(b, last);
    put_node(b, last, place_in(b, common));
    uint32_t copy = clone(b, element);
    if (b->full) return false;
    move_children(b, block, copy);
    put_node(b, copy, (Place){block, 0});
    uint32_t listed = format_index(b, element);
    if (listed != ARRIAN_NONE) {
        unformat_at(b, listed);
        if (listed < mark) mark--;
    }
    make_format_room(b);
    format_at(b, mark < b->formattings ? mark : b->formattings, copy);
    build_remove(b, element);
    uint32_t at = stack_index(b, block) + 1;
    memmove(b->stack + at + 1, b->stack + at, (b->depth - at) * sizeof *b->stack);
    b->stack[at] = copy;
    b->depth++;
    b->open[tag_of(b, copy)]++;
    return true;
}

bool build_adopt(Build *b, HtmlTag subject)
{
    if (top_is(b, subject) && format_index(b, top(b)) == ARRIAN_NONE) {
        build_pop(b);
        return true;
    }
    for (int round = 0; round < 8; round++) {
        uint32_t element = build_formatting_after_marker(b, subject);
        if (!element) return round > 0;
        uint32_t index = stack_index(b, element);
        if (index == ARRIAN_NONE) {
            build_unformat(b, element);
            return true;
        }
        for (uint32_t i = b->depth; i-- > index + 1;)
            if (ends_scope(tag_of(b, b->stack[i]), ANY_SCOPE)) return true;
        if (!index || !adopt_once(b, element, index) || b->clones >= b->most_clones) return true;
    }
    return true;
}

/* ---- the whole ---- */

static void open_fragment(Build *b, const char *context)
{
    HtmlTag tag = TAG_OTHER;
    uint32_t length = (uint32_t)strlen(context);
    HtmlTokens names = b->tokens;
    names.bytes = context;
    if (b->way.space == SPACE_HTML) tag = html_tag(&names, (HtmlSpan){0, length});
    else
        tag = b->way.space == SPACE_SVG &&
                      (!strcmp(context, "foreignObject") || !strcmp(context, "desc") || !strcmp(context, "title"))
                  ? TAG_svg_html
              : b->way.space == SPACE_MATH &&
                      (!strcmp(context, "mi") || !strcmp(context, "mo") || !strcmp(context, "mn") ||
                       !strcmp(context, "ms") || !strcmp(context, "mtext"))
                  ? TAG_math_text
                  : TAG_FOREIGN;
    b->context = make_node(b, (HtmlNode){.kind = NODE_ELEMENT, .space = (uint8_t)b->way.space, .tag = (uint8_t)tag});
    b->tokens.state = tag == TAG_title || tag == TAG_textarea ? HTML_RCDATA
                      : tag == TAG_style || tag == TAG_xmp || tag == TAG_iframe || tag == TAG_noembed ||
                              tag == TAG_noframes || (tag == TAG_noscript && b->way.scripting)
                          ? HTML_RAWTEXT
                      : tag == TAG_script    ? HTML_SCRIPT
                      : tag == TAG_plaintext ? HTML_PLAINTEXT
                                             : HTML_DATA;
    build_named(b, TAG_html);
    if (tag == TAG_template) b->templates[b->template_count++] = IN_TEMPLATE;
    build_reset_mode(b);
    b->form = tag == TAG_form ? b->context : 0;
}

HtmlTree *html_parse(Arena *arena, const HtmlEntities *entities, const char *bytes, uint32_t start, uint32_t end,
                     HtmlWay way)
{
    Build *b = NEW(arena, Build, 1);
    HtmlToken *token = NEW(arena, HtmlToken, 1);
    HtmlTree *tree = NEW(arena, HtmlTree, 1);
    tree->bytes = bytes;
    tree->end = end;
    *b = (Build){.tree = tree, .arena = arena, .entities = entities, .way = way, .frameset_ok = true};
    b->has_nul = end > start && memchr(bytes + start, 0, end - start);
    b->most_clones = (end - start) / 16 + 4096;
    html_tokens_open(&b->tokens, bytes, start, end);
    LIST_ADD(arena, tree->nodes, (HtmlNode){.kind = NODE_DOCUMENT});
    if (way.context) open_fragment(b, way.context);
    do {
        html_token_next(&b->tokens, token);
        build_take(b, token);
    } while (token->kind != HTML_EOF && !b->full);
    return tree;
}

bool html_attribute(const HtmlTree *tree, uint32_t node, const char *name, HtmlSpan *ret_value)
{
    const HtmlNode *n = &tree->nodes.at[node];
    for (uint32_t k = 0; k < n->attributes; k++)
        if (html_span_is(tree->bytes, tree->attributes.at[n->attribute + k].name, name))
            return *ret_value = tree->attributes.at[n->attribute + k].value, true;
    return false;
}

uint32_t html_follow(const HtmlTree *tree, uint32_t node)
{
    const HtmlNode *nodes = tree->nodes.at;
    if (nodes[node].first) return nodes[node].first;
    while (node && !nodes[node].next) node = nodes[node].parent;
    return node ? nodes[node].next : 0;
}

/* html_table.c: the rules of tables.   What a table cannot hold goes before it. */
#include "read/html_rules.h"
#include <string.h>

static void clear_to(Build *b, HtmlTag one, HtmlTag two, HtmlTag three)
{
    b->over = 0;
    while (b->depth > 1) {
        HtmlTag here = tag_of(b, top(b));
        if (here == one || here == two || here == three || here == TAG_template || here == TAG_html) return;
        build_pop(b);
    }
}

static bool foster(Build *b, HtmlToken *token)
{
    b->foster = true;
    bool again = rules_body(b, token);
    while (again && b->mode != IN_TEMPLATE) again = rules_body(b, token);
    b->foster = false;
    return again;
}

static bool close_table(Build *b)
{
    if (!build_in_scope(b, TAG_table, TABLE_SCOPE)) return false;
    build_pop_until(b, TAG_table);
    build_reset_mode(b);
    return true;
}

static void open_part(Build *b, HtmlToken *token, HtmlTag tag, Mode mode)
{
    clear_to(b, TAG_table, TAG_table, TAG_table);
    if (token) build_element(b, token, SPACE_HTML);
    else build_named(b, tag);
    b->mode = mode;
}

static bool table_start(Build *b, HtmlToken *token)
{
    switch (token->tag) {
    case TAG_caption:
        clear_to(b, TAG_table, TAG_table, TAG_table);
        build_marker(b);
        build_element(b, token, SPACE_HTML);
        b->mode = IN_CAPTION;
        return false;
    case TAG_colgroup: open_part(b, token, TAG_colgroup, IN_COLUMN_GROUP); return false;
    case TAG_col: open_part(b, NULL, TAG_colgroup, IN_COLUMN_GROUP); return true;
    case TAG_tbody:
    case TAG_tfoot:
    case TAG_thead: open_part(b, token, token->tag, IN_TABLE_BODY); return false;
    case TAG_td:
    case TAG_th:
    case TAG_tr: open_part(b, NULL, TAG_tbody, IN_TABLE_BODY); return true;
    case TAG_table: return close_table(b);
    case TAG_style:
    case TAG_script:
    case TAG_template: return rules_head(b, token);
    case TAG_input:
        if (!build_is_hidden(b, token)) return foster(b, token);
        build_leaf(b, token, SPACE_HTML);
        return false;
    case TAG_form:
        if (b->open[TAG_template] || b->form) return false;
        b->form = build_leaf(b, token, SPACE_HTML);
        return false;
    default: return foster(b, token);
    }
}

static bool is_table_top(const Build *b)
{
    HtmlTag here = b->depth ? tag_of(b, top(b)) : TAG_OTHER;
    return here == TAG_table || here == TAG_tbody || here == TAG_template || here == TAG_tfoot || here == TAG_thead ||
           here == TAG_tr;
}

bool rules_table(Build *b, HtmlToken *token)
{
    switch (token->kind) {
    case HTML_TEXT:
        if (!is_table_top(b)) return foster(b, token);
        b->pending.count = 0;
        b->original = b->mode;
        b->mode = IN_TABLE_TEXT;
        return true;
    case HTML_COMMENT: build_comment(b, token->at, 0); return false;
    case HTML_DOCTYPE: return false;
    case HTML_EOF: return rules_body(b, token);
    case HTML_START: return table_start(b, token);
    default: break;
    }
    switch (token->tag) {
    case TAG_table: close_table(b); return false;
    case TAG_body:
    case TAG_caption:
    case TAG_col:
    case TAG_colgroup:
    case TAG_html:
    case TAG_tbody:
    case TAG_td:
    case TAG_tfoot:
    case TAG_th:
    case TAG_thead:
    case TAG_tr: return false;
    case TAG_template: return rules_head(b, token);
    default: return foster(b, token);
    }
}

bool rules_table_text(Build *b, HtmlToken *token)
{
    if (token->kind == HTML_TEXT) {
        LIST_ADD(b->arena, b->pending, token->at);
        return false;
    }
    bool space = true;
    for (uint32_t i = 0; i < b->pending.count; i++) space &= build_text_is_space(b, b->pending.at[i], true);
    for (uint32_t i = 0; i < b->pending.count; i++) {
        HtmlToken text = {.kind = HTML_TEXT, .at = b->pending.at[i], .references = true};
        if (space) build_text(b, text.at, true, false);
        else foster(b, &text);
    }
    b->mode = b->original;
    return true;
}

static bool close_caption(Build *b)
{
    if (!build_in_scope(b, TAG_caption, TABLE_SCOPE)) return false;
    build_implied_ends(b, TAG_OTHER, false);
    build_pop_until(b, TAG_caption);
    build_clear_to_marker(b);
    b->mode = IN_TABLE;
    return true;
}

static bool is_part(HtmlTag tag)
{
    return tag == TAG_caption || tag == TAG_col || tag == TAG_colgroup || tag == TAG_tbody || tag == TAG_td ||
           tag == TAG_tfoot || tag == TAG_th || tag == TAG_thead || tag == TAG_tr;
}

bool rules_caption(Build *b, HtmlToken *token)
{
    HtmlTag tag = token->tag;
    if (token->kind == HTML_CLOSE) {
        if (tag == TAG_caption) return close_caption(b), false;
        if (tag == TAG_table) return close_caption(b);
        if (tag == TAG_body || tag == TAG_html || (is_part(tag) && tag != TAG_caption)) return false;
    }
    if (token->kind == HTML_START && is_part(tag)) return close_caption(b);
    return rules_body(b, token);
}

bool rules_column_group(Build *b, HtmlToken *token)
{
    HtmlTag tag = token->tag;
    switch (token->kind) {
    case HTML_COMMENT: build_comment(b, token->at, 0); return false;
    case HTML_DOCTYPE: return false;
    case HTML_EOF: return rules_body(b, token);
    case HTML_START:
        if (tag == TAG_html) return rules_body(b, token);
        if (tag == TAG_template) return rules_head(b, token);
        if (tag == TAG_col) return build_leaf(b, token, SPACE_HTML), false;
        break;
    case HTML_CLOSE:
        if (tag == TAG_template) return rules_head(b, token);
        if (tag == TAG_col) return false;
        break;
    default: break;
    }
    if (!top_is(b, TAG_colgroup)) return false;
    build_pop(b);
    b->mode = IN_TABLE;
    return !(token->kind == HTML_CLOSE && tag == TAG_colgroup);
}

static bool is_section(HtmlTag tag)
{
    return tag == TAG_tbody || tag == TAG_tfoot || tag == TAG_thead;
}

static bool leave_section(Build *b)
{
    if (!build_in_scope(b, TAG_tbody, TABLE_SCOPE) && !build_in_scope(b, TAG_thead, TABLE_SCOPE) &&
        !build_in_scope(b, TAG_tfoot, TABLE_SCOPE))
        return false;
    clear_to(b, TAG_tbody, TAG_tfoot, TAG_thead);
    build_pop(b);
    b->mode = IN_TABLE;
    return true;
}

bool rules_table_body(Build *b, HtmlToken *token)
{
    HtmlTag tag = token->tag;
    bool start = token->kind == HTML_START;
    if (start && (tag == TAG_tr || tag == TAG_th || tag == TAG_td)) {
        clear_to(b, TAG_tbody, TAG_tfoot, TAG_thead);
        if (tag == TAG_tr) build_element(b, token, SPACE_HTML);
        else build_named(b, TAG_tr);
        b->mode = IN_ROW;
        return tag != TAG_tr;
    }
    if (start && is_part(tag)) return leave_section(b);
    if (token->kind == HTML_CLOSE) {
        if (is_section(tag)) {
            if (!build_in_scope(b, tag, TABLE_SCOPE)) return false;
            clear_to(b, TAG_tbody, TAG_tfoot, TAG_thead);
            build_pop(b);
            b->mode = IN_TABLE;
            return false;
        }
        if (tag == TAG_table) return leave_section(b);
        if (is_part(tag) || tag == TAG_body || tag == TAG_html) return false;
    }
    return rules_table(b, token);
}

static bool leave_row(Build *b)
{
    if (!build_in_scope(b, TAG_tr, TABLE_SCOPE)) return false;
    clear_to(b, TAG_tr, TAG_tr, TAG_tr);
    build_pop(b);
    b->mode = IN_TABLE_BODY;
    return true;
}

bool rules_row(Build *b, HtmlToken *token)
{
    HtmlTag tag = token->tag;
    bool start = token->kind == HTML_START;
    if (start && (tag == TAG_th || tag == TAG_td)) {
        clear_to(b, TAG_tr, TAG_tr, TAG_tr);
        build_element(b, token, SPACE_HTML);
        b->mode = IN_CELL;
        build_marker(b);
        return false;
    }
    if (start && is_part(tag)) return leave_row(b);
    if (token->kind == HTML_CLOSE) {
        if (tag == TAG_tr) return leave_row(b), false;
        if (tag == TAG_table) return leave_row(b);
        if (is_section(tag)) return build_in_scope(b, tag, TABLE_SCOPE) && leave_row(b);
        if (is_part(tag) || tag == TAG_body || tag == TAG_html) return false;
    }
    return rules_table(b, token);
}

static bool leave_cell(Build *b, HtmlTag tag)
{
    build_implied_ends(b, TAG_OTHER, false);
    if (tag != TAG_OTHER) {
        build_pop_until(b, tag);
    } else {
        b->over = 0;
        while (b->depth > 1) {
            HtmlTag last = tag_of(b, top(b));
            build_pop(b);
            if (last == TAG_td || last == TAG_th) break;
        }
    }
    build_clear_to_marker(b);
    b->mode = IN_ROW;
    return true;
}

bool rules_cell(Build *b, HtmlToken *token)
{
    HtmlTag tag = token->tag;
    bool in_cell = build_in_scope(b, TAG_td, TABLE_SCOPE) || build_in_scope(b, TAG_th, TABLE_SCOPE);
    if (token->kind == HTML_CLOSE) {
        if (tag == TAG_td || tag == TAG_th) return build_in_scope(b, tag, TABLE_SCOPE) && (leave_cell(b, tag), false);
        if (tag == TAG_body || tag == TAG_caption || tag == TAG_col || tag == TAG_colgroup || tag == TAG_html)
            return false;
        if (tag == TAG_table || is_section(tag) || tag == TAG_tr)
            return build_in_scope(b, tag, TABLE_SCOPE) && leave_cell(b, TAG_OTHER);
    }
    if (token->kind == HTML_START && is_part(tag)) return in_cell && leave_cell(b, TAG_OTHER);
    return rules_body(b, token);
}

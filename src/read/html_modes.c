/* html_modes.c: the insertion modes outside the body, and who gets a token.   </head> in the body is nothing; text in
 * a table goes before it. Each mode returns true where the token must be taken again, in the mode that now holds. */
#include "read/html_rules.h"
#include <string.h>

enum { MOST_ROUNDS = 2 * HTML_DEPTH }; /* a mode hands a token on to another; each round closes something */

static bool point_is_space(uint32_t point)
{
    return point == ' ' || point == '\n' || point == '\t' || point == '\r' || point == '\f';
}

/* Where the first piece of a text ends: white space alone, or none. A reference stands alone. */
static uint32_t first_piece(const Build *b, HtmlSpan text, bool references, bool *ret_space)
{
    const char *bytes = b->tree->bytes;
    uint32_t at = text.start, points[2], next;
    if (references && bytes[at] == '&' && (next = html_reference(b->entities, bytes, at, text.end, false, points))) {
        *ret_space = point_is_space(points[0]);
        return next;
    }
    *ret_space = html_is_space(bytes[at]);
    for (at++; at < text.end && html_is_space(bytes[at]) == *ret_space && !(references && bytes[at] == '&');) at++;
    return at;
}

bool build_text_is_space(const Build *b, HtmlSpan text, bool references)
{
    bool space = true;
    while (text.start < text.end && space) text.start = first_piece(b, text, references, &space);
    return space;
}

static bool initial(Build *b, HtmlToken *token)
{
    if (token->kind == HTML_DOCTYPE) {
        b->tree->doctype = *token;
        b->tree->quirks = rules_quirks(b, token);
        b->mode = BEFORE_HTML;
        return false;
    }
    b->tree->quirks = true;
    b->mode = BEFORE_HTML;
    return true;
}

static bool before_html(Build *b, HtmlToken *token)
{
    if (token->kind == HTML_DOCTYPE) return false;
    bool close = token->kind == HTML_CLOSE;
    if (close && token->tag != TAG_head && token->tag != TAG_body && token->tag != TAG_html && token->tag != TAG_br)
        return false;
    b->mode = BEFORE_HEAD;
    if (token->kind == HTML_START && token->tag == TAG_html) {
        build_element(b, token, SPACE_HTML);
        return false;
    }
    build_named(b, TAG_html);
    return true;
}

static bool before_head(Build *b, HtmlToken *token)
{
    HtmlTag tag = token->tag;
    if (token->kind == HTML_DOCTYPE) return false;
    if (token->kind == HTML_START && tag == TAG_html) return rules_body(b, token);
    if (token->kind == HTML_CLOSE && tag != TAG_head && tag != TAG_body && tag != TAG_html && tag != TAG_br)
        return false;
    b->mode = IN_HEAD;
    if (token->kind == HTML_START && tag == TAG_head) {
        b->head = build_element(b, token, SPACE_HTML);
        return false;
    }
    b->head = build_named(b, TAG_head);
    return true;
}

static bool in_head_noscript(Build *b, HtmlToken *token)
{
    HtmlTag tag = token->tag;
    bool start = token->kind == HTML_START;
    if (token->kind == HTML_DOCTYPE) return false;
    if (start && tag == TAG_html) return rules_body(b, token);
    if (token->kind == HTML_CLOSE && tag == TAG_noscript) {
        build_pop(b);
        b->mode = IN_HEAD;
        return false;
    }
    if (start && (tag == TAG_basefont || tag == TAG_bgsound || tag == TAG_link || tag == TAG_meta ||
                  tag == TAG_noframes || tag == TAG_style))
        return rules_head(b, token);
    if ((start && (tag == TAG_head || tag == TAG_noscript)) || (token->kind == HTML_CLOSE && tag != TAG_br))
        return false;
    build_pop(b);
    b->mode = IN_HEAD;
    return true;
}

static bool after_head(Build *b, HtmlToken *token)
{
    HtmlTag tag = token->tag;
    if (token->kind == HTML_DOCTYPE) return false;
    if (token->kind == HTML_START) {
        if (tag == TAG_html) return rules_body(b, token);
        if (tag == TAG_head) return false;
        if (tag == TAG_body || tag == TAG_frameset) {
            build_element(b, token, SPACE_HTML);
            if (tag == TAG_body) b->frameset_ok = false;
            b->mode = tag == TAG_body ? IN_BODY : IN_FRAMESET;
            return false;
        }
        if (rules_is_head_tag(tag)) {
            build_push(b, b->head);
            bool again = rules_head(b, token);
            build_remove(b, b->head);
            return again;
        }
    }
    if (token->kind == HTML_CLOSE) {
        if (tag == TAG_template) return rules_head(b, token);
        if (tag != TAG_body && tag != TAG_html && tag != TAG_br) return false;
    }
    build_named(b, TAG_body);
    b->mode = IN_BODY;
    return true;
}

static bool in_text(Build *b, HtmlToken *token)
{
    if (token->kind == HTML_TEXT) {
        build_text(b, token->at, token->references, true);
        return false;
    }
    build_pop(b);
    b->mode = b->original;
    return token->kind == HTML_EOF;
}

static bool in_template(Build *b, HtmlToken *token)
{
    HtmlTag tag = token->tag;
    if (token->kind == HTML_EOF) {
        if (!b->open[TAG_template]) return false;
        build_pop_until(b, TAG_template);
        build_clear_to_marker(b);
        if (b->template_count) b->template_count--;
        build_reset_mode(b);
        return true;
    }
    if (token->kind == HTML_CLOSE) return tag == TAG_template ? rules_head(b, token) : false;
    if (token->kind != HTML_START) return rules_body(b, token);
    if (rules_is_head_tag(tag)) return rules_head(b, token);
    Mode mode = tag == TAG_caption || tag == TAG_colgroup || tag == TAG_tbody || tag == TAG_tfoot || tag == TAG_thead
                    ? IN_TABLE
                : tag == TAG_col                 ? IN_COLUMN_GROUP
                : tag == TAG_tr                  ? IN_TABLE_BODY
                : tag == TAG_td || tag == TAG_th ? IN_ROW
                                                 : IN_BODY;
    if (b->template_count) b->templates[b->template_count - 1] = (uint8_t)mode;
    b->mode = mode;
    return true;
}

static bool after_body(Build *b, HtmlToken *token)
{
    if (token->kind == HTML_DOCTYPE || token->kind == HTML_EOF) return false;
    if (token->kind == HTML_START && token->tag == TAG_html) return rules_body(b, token);
    if (token->kind == HTML_CLOSE && token->tag == TAG_html) {
        if (!b->context) b->mode = AFTER_AFTER_BODY;
        return false;
    }
    b->mode = IN_BODY;
    return true;
}

static bool after_after_body(Build *b, HtmlToken *token)
{
    if (token->kind == HTML_EOF) return false;
    if (token->kind == HTML_DOCTYPE || (token->kind == HTML_START && token->tag == TAG_html))
        return rules_body(b, token);
    b->mode = IN_BODY;
    return true;
}

static bool in_frameset(Build *b, HtmlToken *token)
{
    HtmlTag tag = token->tag;
    if (token->kind == HTML_START) {
        if (tag == TAG_html) return rules_body(b, token);
        if (tag == TAG_frameset) build_element(b, token, SPACE_HTML);
        if (tag == TAG_frame) build_leaf(b, token, SPACE_HTML);
        if (tag == TAG_noframes) return rules_head(b, token);
    }
    if (token->kind == HTML_CLOSE && tag == TAG_frameset && b->depth > 1) {
        build_pop(b);
        if (!b->context && !top_is(b, TAG_frameset)) b->mode = AFTER_FRAMESET;
    }
    return false;
}

static bool after_frameset(Build *b, HtmlToken *token)
{
    if (token->kind == HTML_START && token->tag == TAG_html) return rules_body(b, token);
    if (token->kind == HTML_START && token->tag == TAG_noframes) return rules_head(b, token);
    if (token->kind == HTML_CLOSE && token->tag == TAG_html && b->mode == AFTER_FRAMESET)
        b->mode = AFTER_AFTER_FRAMESET;
    return false;
}

/* White space that stands outside the body: kept where a browser keeps it. */
static void outer_space(Build *b, HtmlToken *token)
{
    switch (b->mode) {
    case INITIAL:
    case BEFORE_HTML:
    case BEFORE_HEAD: break;
    case AFTER_BODY:
    case AFTER_AFTER_BODY:
    case AFTER_AFTER_FRAMESET:
    case IN_TEMPLATE: rules_body(b, token); break;
    default: build_text(b, token->at, token->references, false);
    }
}

static void outer_comment(Build *b, HtmlToken *token)
{
    bool document =
        b->mode == INITIAL || b->mode == BEFORE_HTML || b->mode == AFTER_AFTER_BODY || b->mode == AFTER_AFTER_FRAMESET;
    build_comment(b, token->at, document ? ARRIAN_NONE : b->mode == AFTER_BODY && b->depth ? b->stack[0] : 0);
}

static bool take_once(Build *b, HtmlToken *token)
{
    switch (b->mode) {
    case INITIAL: return initial(b, token);
    case BEFORE_HTML: return before_html(b, token);
    case BEFORE_HEAD: return before_head(b, token);
    case IN_HEAD: return rules_head(b, token);
    case IN_HEAD_NOSCRIPT: return in_head_noscript(b, token);
    case AFTER_HEAD: return after_head(b, token);
    case IN_BODY: return rules_body(b, token);
    case IN_TEXT: return in_text(b, token);
    case IN_TABLE: return rules_table(b, token);
    case IN_TABLE_TEXT: return rules_table_text(b, token);
    case IN_CAPTION: return rules_caption(b, token);
    case IN_COLUMN_GROUP: return rules_column_group(b, token);
    case IN_TABLE_BODY: return rules_table_body(b, token);
    case IN_ROW: return rules_row(b, token);
    case IN_CELL: return rules_cell(b, token);
    case IN_TEMPLATE: return in_template(b, token);
    case AFTER_BODY: return after_body(b, token);
    case IN_FRAMESET: return in_frameset(b, token);
    case AFTER_FRAMESET:
    case AFTER_AFTER_FRAMESET: return after_frameset(b, token);
    default: return after_after_body(b, token);
    }
}

void build_take_html(Build *b, HtmlToken *token)
{
    for (uint32_t rounds = 0; rounds < MOST_ROUNDS && take_once(b, token); rounds++) continue;
}

/* Modes in which white space and the rest of a text go different ways. */
static bool parts_text(Mode mode)
{
    switch (mode) {
    case IN_BODY:
    case IN_TEXT:
    case IN_TABLE:
    case IN_TABLE_TEXT:
    case IN_CAPTION:
    case IN_TABLE_BODY:
    case IN_ROW:
    case IN_CELL:
    case IN_TEMPLATE: return false;
    default: return true;
    }
}

static void take_here(Build *b, HtmlToken *token)
{
    HtmlToken *part = token;
    HtmlSpan whole = token->at;
    while (token->kind == HTML_TEXT && parts_text(b->mode) && !rules_is_foreign(b, token)) {
        bool space;
        if (whole.start >= whole.end) return;
        part->at = (HtmlSpan){whole.start, first_piece(b, whole, token->references, &space)};
        whole.start = part->at.end;
        if (space) outer_space(b, part);
        else build_take_html(b, part);
        token->at = whole;
        if (whole.start >= whole.end) return;
    }
    for (uint32_t rounds = 0; rounds < MOST_ROUNDS; rounds++) {
        bool again = rules_is_foreign(b, token)                                ? rules_foreign(b, token)
                     : token->kind == HTML_COMMENT && b->mode != IN_TABLE_TEXT ? (outer_comment(b, token), false)
                                                                               : take_once(b, token);
        if (!again) return;
    }
}

/* A newline right behind <pre> or <textarea> is not shown. */
static void skip_newline(Build *b, HtmlToken *token)
{
    const char *bytes = b->tree->bytes;
    if (!b->skip_newline) return;
    b->skip_newline = false;
    if (token->kind != HTML_TEXT) return;
    uint32_t points[2], next = token->references && bytes[token->at.start] == '&'
                                   ? html_reference(b->entities, bytes, token->at.start, token->at.end, false, points)
                                   : 0;
    if (next && points[0] == '\n') {
        token->at.start = next;
        return;
    }
    if (bytes[token->at.start] == '\r') token->at.start++;
    if (token->at.start < token->at.end && bytes[token->at.start] == '\n') token->at.start++;
}

void build_take(Build *b, HtmlToken *token)
{
    skip_newline(b, token);
    if (token->kind == HTML_TEXT && token->at.start >= token->at.end) return;
    if (token->kind == HTML_CLOSE && b->over && b->mode != IN_TEXT && token->tag != TAG_body &&
        token->tag != TAG_html) {
        b->over--; /* of an element that was not nested any more */
        return;
    }
    take_here(b, token);
    uint32_t here = b->depth == 1 && b->context ? b->context : top(b);
    b->tokens.foreign = here && node_of(b, here)->space != SPACE_HTML;
}

static Mode mode_of(Build *b, HtmlTag tag, bool last, uint32_t index)
{
    switch (tag) {
    case TAG_td:
    case TAG_th: return last ? IN_BODY : IN_CELL;
    case TAG_tr: return IN_ROW;
    case TAG_tbody:
    case TAG_thead:
    case TAG_tfoot: return IN_TABLE_BODY;
    case TAG_caption: return IN_CAPTION;
    case TAG_colgroup: return IN_COLUMN_GROUP;
    case TAG_table: return IN_TABLE;
    case TAG_template: return b->template_count ? (Mode)b->templates[b->template_count - 1] : IN_TEMPLATE;
    case TAG_head: return last ? IN_BODY : IN_HEAD;
    case TAG_body: return IN_BODY;
    case TAG_frameset: return IN_FRAMESET;
    case TAG_html: return b->head || (index && !last) ? AFTER_HEAD : BEFORE_HEAD;
    default: return last ? IN_BODY : INITIAL;
    }
}

void build_reset_mode(Build *b)
{
    for (uint32_t i = b->depth; i-- > 0;) {
        bool last = i == 0;
        HtmlTag tag = last && b->context ? tag_of(b, b->context) : tag_of(b, b->stack[i]);
        Mode mode = mode_of(b, tag, last && b->context, i);
        if (mode != INITIAL) {
            b->mode = mode;
            return;
        }
    }
    b->mode = IN_BODY;
}

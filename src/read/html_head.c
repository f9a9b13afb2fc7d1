/* html_head.c: the rules of the head, of raw text, of doctypes, and of SVG and MathML inside a page. */
#include "read/html_rules.h"
#include <string.h>

bool rules_is_head_tag(HtmlTag tag)
{
    return tag == TAG_base || tag == TAG_basefont || tag == TAG_bgsound || tag == TAG_link || tag == TAG_meta ||
           tag == TAG_noframes || tag == TAG_script || tag == TAG_style || tag == TAG_template || tag == TAG_title;
}

void rules_raw(Build *b, HtmlToken *token, HtmlState state)
{
    build_element(b, token, SPACE_HTML);
    b->tokens.state = state;
    b->original = b->mode;
    b->mode = IN_TEXT;
}

static void open_template(Build *b, HtmlToken *token)
{
    build_element(b, token, SPACE_HTML);
    build_marker(b);
    b->frameset_ok = false;
    b->mode = IN_TEMPLATE;
    if (b->template_count <= HTML_DEPTH) b->templates[b->template_count++] = IN_TEMPLATE;
}

static void close_template(Build *b)
{
    if (!b->open[TAG_template]) return;
    build_implied_ends(b, TAG_OTHER, true);
    build_pop_until(b, TAG_template);
    build_clear_to_marker(b);
    if (b->template_count) b->template_count--;
    build_reset_mode(b);
}

static bool leave_head(Build *b)
{
    build_pop(b);
    b->mode = AFTER_HEAD;
    return true;
}

static bool head_start(Build *b, HtmlToken *token)
{
    switch (token->tag) {
    case TAG_html: return rules_body(b, token);
    case TAG_base:
    case TAG_basefont:
    case TAG_bgsound:
    case TAG_link:
    case TAG_meta: build_leaf(b, token, SPACE_HTML); return false;
    case TAG_title: rules_raw(b, token, HTML_RCDATA); return false;
    case TAG_noframes:
    case TAG_style: rules_raw(b, token, HTML_RAWTEXT); return false;
    case TAG_script: rules_raw(b, token, HTML_SCRIPT); return false;
    case TAG_noscript:
        if (b->way.scripting) rules_raw(b, token, HTML_RAWTEXT);
        else build_element(b, token, SPACE_HTML), b->mode = IN_HEAD_NOSCRIPT;
        return false;
    case TAG_template: open_template(b, token); return false;
    case TAG_head: return false;
    default: return leave_head(b);
    }
}

bool rules_head(Build *b, HtmlToken *token)
{
    if (token->kind == HTML_DOCTYPE) return false;
    if (token->kind == HTML_START) return head_start(b, token);
    if (token->kind == HTML_CLOSE) {
        if (token->tag == TAG_head) return leave_head(b), false;
        if (token->tag == TAG_template) return close_template(b), false;
        if (token->tag != TAG_body && token->tag != TAG_html && token->tag != TAG_br) return false;
    }
    return leave_head(b);
}

/* ---- doctype ---- */

static bool opens_with(const Build *b, HtmlSpan span, const char *word)
{
    uint32_t n = (uint32_t)strlen(word);
    return span.end - span.start >= n && html_span_is(b->tree->bytes, (HtmlSpan){span.start, span.start + n}, word);
}

bool rules_quirks(const Build *b, const HtmlToken *doctype)
{
    static const char *const old[] = {"+//silmaril//",
                                      "-//as//",
                                      "-//advasoft ltd//",
                                      "-//ietf//",
                                      "-//metrius//",
                                      "-//microsoft//",
                                      "-//netscape comm. corp.//",
                                      "-//o'reilly and associates//",
                                      "-//softquad",
                                      "-//spyglass//",
                                      "-//sq//",
                                      "-//sun microsystems corp.//",
                                      "-//w3c//dtd html 3",
                                      "-//w3c//dtd html 4.0 frameset//",
                                      "-//w3c//dtd html 4.0 transitional//",
                                      "-//w3c//dtd html experimental ",
                                      "-//w3c//dtd w3 html 3.0//",
                                      "-//w3o//dtd w3 html 3.0//",
                                      "-//webtechs//"};
    const char *bytes = b->tree->bytes;
    HtmlSpan public_id = doctype->public_id;
    if (b->way.context || doctype->quirks || !html_span_is(bytes, doctype->at, "html")) return !b->way.context;
    if (html_span_is(bytes, doctype->system_id, "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd"))
        return true;
    if (html_span_is(bytes, public_id, "-/w3c/dtd html 4.0 transitional/en") || html_span_is(bytes, public_id, "html"))
        return true;
    for (size_t k = 0; k < sizeof old / sizeof *old; k++)
        if (opens_with(b, public_id, old[k])) return true;
    return !doctype->has_system && (opens_with(b, public_id, "-//w3c//dtd html 4.01 frameset//") ||
                                    opens_with(b, public_id, "-//w3c//dtd html 4.01 transitional//"));
}

/* ---- SVG and MathML ---- */

static uint32_t adjusted_top(const Build *b)
{
    return b->depth == 1 && b->context ? b->context : top(b);
}

bool rules_is_foreign(const Build *b, const HtmlToken *token)
{
    uint32_t here = adjusted_top(b);
    const HtmlNode *n = node_of(b, here);
    if (!b->depth || n->space == SPACE_HTML || token->kind == HTML_EOF) return false;
    bool start = token->kind == HTML_START, text = token->kind == HTML_TEXT;
    if (n->tag == TAG_math_text && (text || (start && !html_span_is(b->tree->bytes, token->at, "mglyph") &&
                                             !html_span_is(b->tree->bytes, token->at, "malignmark"))))
        return false;
    if (n->tag == TAG_annotation && start && token->tag == TAG_svg) return false;
    return !(n->tag == TAG_svg_html && (start || text));
}

static bool breaks_out(const Build *b, const HtmlToken *token)
{
    switch (token->tag) {
    case TAG_b:
    case TAG_big:
    case TAG_blockquote:
    case TAG_body:
    case TAG_br:
    case TAG_center:
    case TAG_code:
    case TAG_dd:
    case TAG_div:
    case TAG_dl:
    case TAG_dt:
    case TAG_em:
    case TAG_embed:
    case TAG_h1:
    case TAG_h2:
    case TAG_h3:
    case TAG_h4:
    case TAG_h5:
    case TAG_h6:
    case TAG_head:
    case TAG_hr:
    case TAG_i:
    case TAG_img:
    case TAG_li:
    case TAG_listing:
    case TAG_menu:
    case TAG_meta:
    case TAG_nobr:
    case TAG_ol:
    case TAG_p:
    case TAG_pre:
    case TAG_ruby:
    case TAG_s:
    case TAG_small:
    case TAG_span:
    case TAG_strong:
    case TAG_strike:
    case TAG_sub:
    case TAG_sup:
    case TAG_table:
    case TAG_tt:
    case TAG_u:
    case TAG_ul:
    case TAG_var: return true;
    case TAG_font:
        for (uint32_t k = 0; k < token->attributes; k++)
            if (html_span_is(b->tree->bytes, token->attribute[k].name, "color") ||
                html_span_is(b->tree->bytes, token->attribute[k].name, "face") ||
                html_span_is(b->tree->bytes, token->attribute[k].name, "size"))
                return true;
        return false;
    default: return false;
    }
}

static bool at_integration_point(const Build *b)
{
    const HtmlNode *n = node_of(b, top(b));
    return n->space == SPACE_HTML || n->tag == TAG_math_text || n->tag == TAG_svg_html;
}

static bool break_out(Build *b, HtmlToken *token)
{
    while (b->depth > 1 && !at_integration_point(b)) build_pop(b);
    build_take_html(b, token);
    return false;
}

static bool same_tag(const Build *b, uint32_t node, const HtmlToken *token)
{
    HtmlSpan x = node_of(b, node)->at, y = token->at;
    const char *bytes = b->tree->bytes;
    if (x.end - x.start != y.end - y.start) return false;
    for (uint32_t i = 0; i < x.end - x.start; i++)
        if (html_low(bytes[x.start + i]) != html_low(bytes[y.start + i])) return false;
    return true;
}

static bool foreign_close(Build *b, HtmlToken *token)
{
    if (token->tag == TAG_br || token->tag == TAG_p) return break_out(b, token);
    for (uint32_t i = b->depth; i-- > 1;) {
        if (node_of(b, b->stack[i])->space == SPACE_HTML) return build_take_html(b, token), false;
        if (!same_tag(b, b->stack[i], token)) continue;
        b->over = 0;
        while (b->depth > i) build_pop(b);
        return false;
    }
    return false;
}

bool rules_foreign(Build *b, HtmlToken *token)
{
    switch (token->kind) {
    case HTML_TEXT:
        build_text(b, token->at, token->references, true);
        if (!build_text_is_space(b, token->at, token->references)) b->frameset_ok = false;
        return false;
    case HTML_COMMENT: build_comment(b, token->at, 0); return false;
    case HTML_START:
        if (breaks_out(b, token)) return break_out(b, token);
        if (token->self_closing) build_leaf(b, token, (HtmlSpace)node_of(b, adjusted_top(b))->space);
        else build_element(b, token, (HtmlSpace)node_of(b, adjusted_top(b))->space);
        return false;
    case HTML_CLOSE: return foreign_close(b, token);
    default: return false;
    }
}

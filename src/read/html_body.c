/* html_body.c: the rules of the body.   <p> ends a <p>, </b> goes through the adoption agency, </form> is patient. */
#include "read/html_rules.h"
#include <string.h>

static void close_p(Build *b)
{
    build_implied_ends(b, TAG_p, false);
    build_pop_until(b, TAG_p);
}

static void close_p_in_button(Build *b)
{
    if (build_in_scope(b, TAG_p, BUTTON_SCOPE)) close_p(b);
}

static void open_block(Build *b, HtmlToken *token)
{
    close_p_in_button(b);
    build_element(b, token, SPACE_HTML);
}

static void take_text(Build *b, HtmlToken *token)
{
    const char *bytes = b->tree->bytes;
    bool plain = b->tokens.state == HTML_PLAINTEXT;
    if (b->has_nul && !plain) { /* NUL is nothing here */
        uint32_t at = token->at.start;
        while (at < token->at.end && !bytes[at]) at++;
        if (at == token->at.end) return;
    }
    build_reconstruct(b);
    build_text(b, token->at, token->references && !plain, plain);
    if (b->frameset_ok && !build_text_is_space(b, token->at, token->references)) b->frameset_ok = false;
}

/* <li>, <dd>, <dt>: ends the one before it, through what is no block of its own. */
static void open_item(Build *b, HtmlToken *token)
{
    HtmlTag tag = token->tag;
    b->frameset_ok = false;
    for (uint32_t i = b->depth; i-- > 0;) {
        HtmlTag here = tag_of(b, b->stack[i]);
        bool same = tag == TAG_li ? here == TAG_li : here == TAG_dd || here == TAG_dt;
        if (same) {
            build_implied_ends(b, here, false);
            build_pop_until(b, here);
            break;
        }
        if (has_flag(here, SPECIAL) && here != TAG_address && here != TAG_div && here != TAG_p) break;
    }
    open_block(b, token);
}

static bool open_body_again(Build *b, HtmlToken *token)
{
    if (b->depth < 2 || tag_of(b, b->stack[1]) != TAG_body || b->open[TAG_template]) return false;
    b->frameset_ok = false;
    build_add_attributes(b, b->stack[1], token);
    return false;
}

static void open_frameset(Build *b, HtmlToken *token)
{
    if (b->depth < 2 || tag_of(b, b->stack[1]) != TAG_body || !b->frameset_ok) return;
    build_unlink(b, b->stack[1]);
    while (b->depth > 1) build_pop(b);
    build_element(b, token, SPACE_HTML);
    b->mode = IN_FRAMESET;
}

static void open_form(Build *b, HtmlToken *token)
{
    bool template = b->open[TAG_template] != 0;
    if (b->form && !template) return;
    close_p_in_button(b);
    uint32_t form = build_element(b, token, SPACE_HTML);
    if (!template) b->form = form;
}

static void open_button(Build *b, HtmlToken *token)
{
    if (build_in_scope(b, TAG_button, ANY_SCOPE)) {
        build_implied_ends(b, TAG_OTHER, false);
        build_pop_until(b, TAG_button);
    }
    build_reconstruct(b);
    build_element(b, token, SPACE_HTML);
    b->frameset_ok = false;
}

static void any_close(Build *b, HtmlToken *token);

static void open_formatting(Build *b, HtmlToken *token)
{
    HtmlTag tag = token->tag;
    if (tag == TAG_a) {
        uint32_t old = build_formatting_after_marker(b, TAG_a);
        if (old) {
            build_adopt(b, TAG_a);
            build_unformat(b, old);
            build_remove(b, old);
        }
    }
    build_reconstruct(b);
    if (tag == TAG_nobr && build_in_scope(b, TAG_nobr, ANY_SCOPE)) {
        if (!build_adopt(b, TAG_nobr)) any_close(b, token);
        build_reconstruct(b);
    }
    uint32_t node = build_element(b, token, SPACE_HTML);
    if (!b->full && !b->over) build_format(b, node);
}

static void open_select(Build *b, HtmlToken *token)
{
    if (build_in_scope(b, TAG_select, ANY_SCOPE)) {
        build_pop_until(b, TAG_select);
        return;
    }
    build_reconstruct(b);
    build_element(b, token, SPACE_HTML);
    b->frameset_ok = false;
}

static void open_option(Build *b, HtmlToken *token)
{
    if (build_in_scope(b, TAG_select, ANY_SCOPE))
        build_implied_ends(b, token->tag == TAG_option ? TAG_optgroup : TAG_OTHER, false);
    else if (top_is(b, TAG_option)) build_pop(b);
    build_reconstruct(b);
    build_element(b, token, SPACE_HTML);
}

bool build_is_hidden(const Build *b, const HtmlToken *token)
{
    for (uint32_t k = 0; k < token->attributes; k++)
        if (html_span_is(b->tree->bytes, token->attribute[k].name, "type"))
            return html_span_is(b->tree->bytes, token->attribute[k].value, "hidden");
    return false;
}

static void open_input(Build *b, HtmlToken *token)
{
    if (b->context && tag_of(b, b->context) == TAG_select) return;
    if (build_in_scope(b, TAG_select, ANY_SCOPE)) build_pop_until(b, TAG_select);
    build_reconstruct(b);
    build_leaf(b, token, SPACE_HTML);
    if (!build_is_hidden(b, token)) b->frameset_ok = false;
}

static void open_ruby(Build *b, HtmlToken *token)
{
    if (build_in_scope(b, TAG_ruby, ANY_SCOPE))
        build_implied_ends(b, token->tag == TAG_rp || token->tag == TAG_rt ? TAG_rtc : TAG_OTHER, false);
    build_element(b, token, SPACE_HTML);
}

static void open_foreign(Build *b, HtmlToken *token)
{
    HtmlSpace space = token->tag == TAG_svg ? SPACE_SVG : SPACE_MATH;
    build_reconstruct(b);
    if (token->self_closing) build_leaf(b, token, space);
    else build_element(b, token, space);
}

static void open_hr(Build *b, HtmlToken *token)
{
    close_p_in_button(b);
    if (build_in_scope(b, TAG_select, ANY_SCOPE)) build_implied_ends(b, TAG_OTHER, false);
    build_leaf(b, token, SPACE_HTML);
    b->frameset_ok = false;
}

static void open_leaf(Build *b, HtmlToken *token, bool ends_frameset)
{
    build_reconstruct(b);
    build_leaf(b, token, SPACE_HTML);
    if (ends_frameset) b->frameset_ok = false;
}

static void open_textarea(Build *b, HtmlToken *token)
{
    rules_raw(b, token, HTML_RCDATA);
    b->skip_newline = true;
    b->frameset_ok = false;
}

static void open_marked(Build *b, HtmlToken *token) /* applet, marquee, object */
{
    build_reconstruct(b);
    build_element(b, token, SPACE_HTML);
    build_marker(b);
    b->frameset_ok = false;
}

/* Elements that the body treats like blocks, formatting and leaves; the others below. */
static bool open_other(Build *b, HtmlToken *token)
{
    switch (token->tag) {
    case TAG_applet:
    case TAG_marquee:
    case TAG_object: open_marked(b, token); return false;
    case TAG_table:
        if (!b->tree->quirks) close_p_in_button(b);
        build_element(b, token, SPACE_HTML);
        b->frameset_ok = false;
        b->mode = IN_TABLE;
        return false;
    case TAG_area:
    case TAG_br:
    case TAG_embed:
    case TAG_img:
    case TAG_keygen:
    case TAG_wbr: open_leaf(b, token, true); return false;
    case TAG_param:
    case TAG_source:
    case TAG_track: build_leaf(b, token, SPACE_HTML); return false;
    case TAG_input: open_input(b, token); return false;
    case TAG_hr: open_hr(b, token); return false;
    case TAG_image: token->tag = TAG_img; return true;
    case TAG_textarea: open_textarea(b, token); return false;
    case TAG_xmp:
        close_p_in_button(b);
        build_reconstruct(b);
        b->frameset_ok = false;
        rules_raw(b, token, HTML_RAWTEXT);
        return false;
    case TAG_iframe:
        b->frameset_ok = false;
        rules_raw(b, token, HTML_RAWTEXT);
        return false;
    case TAG_noembed: rules_raw(b, token, HTML_RAWTEXT); return false;
    case TAG_noscript:
        if (b->way.scripting) rules_raw(b, token, HTML_RAWTEXT);
        else build_reconstruct(b), build_element(b, token, SPACE_HTML);
        return false;
    case TAG_select: open_select(b, token); return false;
    case TAG_optgroup:
    case TAG_option: open_option(b, token); return false;
    case TAG_rb:
    case TAG_rp:
    case TAG_rt:
    case TAG_rtc: open_ruby(b, token); return false;
    case TAG_math:
    case TAG_svg: open_foreign(b, token); return false;
    case TAG_caption:
    case TAG_col:
    case TAG_colgroup:
    case TAG_frame:
    case TAG_head:
    case TAG_tbody:
    case TAG_td:
    case TAG_tfoot:
    case TAG_th:
    case TAG_thead:
    case TAG_tr: return false;
    default:
        build_reconstruct(b);
        build_element(b, token, SPACE_HTML);
        return false;
    }
}

static bool is_plain_block(HtmlTag tag)
{
    switch (tag) {
    case TAG_address:
    case TAG_article:
    case TAG_aside:
    case TAG_blockquote:
    case TAG_center:
    case TAG_details:
    case TAG_dialog:
    case TAG_dir:
    case TAG_div:
    case TAG_dl:
    case TAG_fieldset:
    case TAG_figcaption:
    case TAG_figure:
    case TAG_footer:
    case TAG_header:
    case TAG_hgroup:
    case TAG_main:
    case TAG_menu:
    case TAG_nav:
    case TAG_ol:
    case TAG_search:
    case TAG_section:
    case TAG_summary:
    case TAG_ul: return true;
    default: return false;
    }
}

static bool body_start(Build *b, HtmlToken *token)
{
    HtmlTag tag = token->tag;
    if (is_plain_block(tag) || tag == TAG_p) return open_block(b, token), false;
    if (has_flag(tag, FORMATTING)) return open_formatting(b, token), false;
    if (rules_is_head_tag(tag)) return rules_head(b, token);
    switch (tag) {
    case TAG_html:
        if (!b->open[TAG_template] && b->depth) build_add_attributes(b, b->stack[0], token);
        return false;
    case TAG_body: return open_body_again(b, token);
    case TAG_frameset: open_frameset(b, token); return false;
    case TAG_h1:
    case TAG_h2:
    case TAG_h3:
    case TAG_h4:
    case TAG_h5:
    case TAG_h6:
        close_p_in_button(b);
        if (tag_of(b, top(b)) >= TAG_h1 && tag_of(b, top(b)) <= TAG_h6) build_pop(b);
        build_element(b, token, SPACE_HTML);
        return false;
    case TAG_pre:
    case TAG_listing:
        open_block(b, token);
        b->skip_newline = true;
        b->frameset_ok = false;
        return false;
    case TAG_form: open_form(b, token); return false;
    case TAG_li:
    case TAG_dd:
    case TAG_dt: open_item(b, token); return false;
    case TAG_plaintext:
        open_block(b, token);
        b->tokens.state = HTML_PLAINTEXT;
        return false;
    case TAG_button: open_button(b, token); return false;
    default: return open_other(b, token);
    }
}

static bool same_tag(const Build *b, uint32_t node, const HtmlToken *token)
{
    HtmlSpan x = node_of(b, node)->at, y = token->at;
    const char *bytes = b->tree->bytes;
    if (node_of(b, node)->space != SPACE_HTML || tag_of(b, node) != token->tag) return false;
    if (token->tag != TAG_OTHER) return true;
    if (x.end - x.start != y.end - y.start) return false;
    for (uint32_t i = 0; i < x.end - x.start; i++)
        if (html_low(bytes[x.start + i]) != html_low(bytes[y.start + i])) return false;
    return true;
}

static void any_close(Build *b, HtmlToken *token)
{
    if (!b->open[token->tag]) { /* the loop would stop at the first special element */
        return;
    }
    for (uint32_t i = b->depth; i-- > 0;) {
        if (same_tag(b, b->stack[i], token)) {
            if (token->tag != TAG_OTHER) build_implied_ends(b, token->tag, false);
            else build_implied_ends(b, TAG_FOREIGN, false);
            while (b->depth > i) build_pop(b);
            return;
        }
        if (has_flag(tag_of(b, b->stack[i]), SPECIAL)) return;
    }
}

static void close_block(Build *b, HtmlTag tag)
{
    if (!build_in_scope(b, tag, ANY_SCOPE)) return;
    build_implied_ends(b, tag, false);
    build_pop_until(b, tag);
}

static void close_form(Build *b)
{
    if (b->open[TAG_template]) {
        close_block(b, TAG_form);
        return;
    }
    uint32_t form = b->form;
    b->form = 0;
    if (!form || !build_in_scope(b, TAG_form, ANY_SCOPE)) return;
    build_implied_ends(b, TAG_OTHER, false);
    build_remove(b, form);
}

static void close_heading(Build *b)
{
    if (!build_heading_in_scope(b)) return;
    build_implied_ends(b, TAG_OTHER, false);
    while (b->depth) {
        HtmlTag last = tag_of(b, top(b));
        build_pop(b);
        if (last >= TAG_h1 && last <= TAG_h6) return;
    }
}

static bool close_marked(Build *b, HtmlTag tag)
{
    if (!build_in_scope(b, tag, ANY_SCOPE)) return false;
    build_implied_ends(b, TAG_OTHER, false);
    build_pop_until(b, tag);
    build_clear_to_marker(b);
    return false;
}

static bool body_close(Build *b, HtmlToken *token)
{
    HtmlTag tag = token->tag;
    if (tag != TAG_p &&
        (is_plain_block(tag) || tag == TAG_button || tag == TAG_listing || tag == TAG_pre || tag == TAG_select))
        return close_block(b, tag), false;
    if (has_flag(tag, FORMATTING)) {
        if (!build_adopt(b, tag)) any_close(b, token);
        return false;
    }
    switch (tag) {
    case TAG_template: return rules_head(b, token);
    case TAG_body:
    case TAG_html:
        if (!build_in_scope(b, TAG_body, ANY_SCOPE)) return false;
        b->mode = AFTER_BODY;
        return tag == TAG_html;
    case TAG_form: close_form(b); return false;
    case TAG_p:
        if (!build_in_scope(b, TAG_p, BUTTON_SCOPE)) build_named(b, TAG_p);
        close_p(b);
        return false;
    case TAG_li:
        if (!build_in_scope(b, TAG_li, LIST_SCOPE)) return false;
        build_implied_ends(b, TAG_li, false);
        build_pop_until(b, TAG_li);
        return false;
    case TAG_dd:
    case TAG_dt: close_block(b, tag); return false;
    case TAG_h1:
    case TAG_h2:
    case TAG_h3:
    case TAG_h4:
    case TAG_h5:
    case TAG_h6: close_heading(b); return false;
    case TAG_applet:
    case TAG_marquee:
    case TAG_object: return close_marked(b, tag);
    case TAG_br:
        build_reconstruct(b);
        build_named(b, TAG_br);
        build_pop(b);
        b->frameset_ok = false;
        return false;
    default: any_close(b, token); return false;
    }
}

bool rules_body(Build *b, HtmlToken *token)
{
    switch (token->kind) {
    case HTML_TEXT: take_text(b, token); return false;
    case HTML_COMMENT: build_comment(b, token->at, 0); return false;
    case HTML_START: return body_start(b, token);
    case HTML_CLOSE: return body_close(b, token);
    case HTML_EOF:
        if (!b->template_count) return false;
        b->mode = IN_TEMPLATE;
        return true;
    default: return false;
    }
}

/* html_build.h: what the two halves of the tree builder share: html_tree.c has the hands (nodes, stack, list of
 * formatting), html_modes.c the rules that move them. Names are the standard's. */
#ifndef READ_HTML_BUILD_H
#define READ_HTML_BUILD_H
#include "read/html_tree.h"

typedef enum Mode {
    INITIAL,
    BEFORE_HTML,
    BEFORE_HEAD,
    IN_HEAD,
    IN_HEAD_NOSCRIPT,
    AFTER_HEAD,
    IN_BODY,
    IN_TEXT,
    IN_TABLE,
    IN_TABLE_TEXT,
    IN_CAPTION,
    IN_COLUMN_GROUP,
    IN_TABLE_BODY,
    IN_ROW,
    IN_CELL,
    IN_TEMPLATE,
    AFTER_BODY,
    IN_FRAMESET,
    AFTER_FRAMESET,
    AFTER_AFTER_BODY,
    AFTER_AFTER_FRAMESET
} Mode;
typedef enum Scope { ANY_SCOPE, LIST_SCOPE, BUTTON_SCOPE, TABLE_SCOPE } Scope;

typedef struct Build {
    HtmlTree *tree;
    Arena *arena;
    const HtmlEntities *entities;
    HtmlWay way;
    HtmlTokens tokens;
    uint32_t stack[HTML_DEPTH];
    uint32_t depth, over; /* over: elements that were not pushed, the stack being full */
    uint32_t open[HTML_TAG_COUNT];
    uint32_t formatting[HTML_FORMATTING]; /* nodes, 0 a marker */
    uint32_t formattings;
    uint8_t templates[HTML_DEPTH + 1]; /* modes */
    uint32_t template_count;
    Mode mode, original;
    uint32_t head, form, context; /* nodes, 0 none; context: of a fragment, never in the tree */
    uint32_t clones, most_clones;
    LIST(HtmlSpan) pending; /* text between table tags */
    bool frameset_ok, foster, skip_newline, has_nul, full;
} Build;

typedef struct Place {
    uint32_t parent, before; /* before: 0, at the end */
} Place;

static inline HtmlNode *node_of(const Build *b, uint32_t node)
{
    return &b->tree->nodes.at[node];
}
static inline HtmlTag tag_of(const Build *b, uint32_t node)
{
    return (HtmlTag)b->tree->nodes.at[node].tag;
}
static inline uint32_t top(const Build *b)
{
    return b->depth ? b->stack[b->depth - 1] : 0;
}
static inline bool top_is(const Build *b, HtmlTag tag)
{
    return b->depth && tag_of(b, top(b)) == tag;
}
static inline bool has_flag(HtmlTag tag, uint8_t flag)
{
    return (html_tag_flags(tag) & flag) != 0;
}

/* html_tree.c */
void build_push(Build *b, uint32_t node);
void build_pop(Build *b);
void build_pop_until(Build *b, HtmlTag tag); /* that one too */
void build_remove(Build *b, uint32_t node);  /* from the stack */
void build_unlink(Build *b, uint32_t node);
/* Is it an input of type "hidden"? */
bool build_is_hidden(const Build *b, const HtmlToken *token);
bool build_in_scope(const Build *b, HtmlTag tag, Scope scope);
bool build_heading_in_scope(const Build *b);
uint32_t build_element(Build *b, const HtmlToken *token, HtmlSpace space); /* made, placed and pushed */
uint32_t build_leaf(Build *b, const HtmlToken *token, HtmlSpace space);    /* made and placed */
uint32_t build_named(Build *b, HtmlTag tag);                               /* an element that no tag asked for */
void build_text(Build *b, HtmlSpan text, bool references, bool lossy);
void build_comment(Build *b, HtmlSpan text, uint32_t parent); /* parent 0: where we are; ARRIAN_NONE: the document */
void build_add_attributes(Build *b, uint32_t node, const HtmlToken *token);
void build_implied_ends(Build *b, HtmlTag except, bool thoroughly);
void build_format(Build *b, uint32_t node);
void build_marker(Build *b);
void build_clear_to_marker(Build *b);
void build_reconstruct(Build *b);
uint32_t build_formatting_after_marker(const Build *b, HtmlTag tag);
void build_unformat(Build *b, uint32_t node);
bool build_adopt(Build *b, HtmlTag subject); /* false: like any other end tag */
/* html_modes.c */
void build_take(Build *b, HtmlToken *token);
void build_take_html(Build *b, HtmlToken *token); /* by the mode that holds, wherever we are */
void build_reset_mode(Build *b);
bool build_text_is_space(const Build *b, HtmlSpan text, bool references);
#endif

/* html_tree.h: tokens -> a tree that nests as browsers nest (HTML standard, 13.2.6). Nodes stand in the order in which
 * they came, so that text nodes in that order are the bytes in order, wherever the tree has put them.
 *     <p>one<p>two <b>three</p>four      p{one} p{two b{three}} b{four} */
#ifndef READ_HTML_TREE_H
#define READ_HTML_TREE_H
#include "base/arena.h"
#include "read/html_text.h"
#include "read/html_token.h"

/* Bounds on what a page can make us build. Browsers stop nesting at 512 too. */
enum { HTML_DEPTH = 512, HTML_FORMATTING = 64, HTML_MOST_NODES = 4000000 };

typedef enum HtmlNodeKind { NODE_DOCUMENT, NODE_ELEMENT, NODE_TEXT, NODE_COMMENT, NODE_DOCTYPE } HtmlNodeKind;
typedef enum HtmlSpace { SPACE_HTML, SPACE_SVG, SPACE_MATH } HtmlSpace;

typedef struct HtmlNode {
    uint32_t parent, first, last, before, next; /* nodes; 0, the document, where there is none */
    HtmlSpan at;                                /* text and comment: their bytes; element: its name */
    uint32_t attribute;                         /* of tree->attributes, `attributes` of them */
    uint8_t attributes, kind, space, tag;
    bool references; /* text: & may open a character reference */
    bool lossy;      /* text: NUL is shown as U+FFFD, elsewhere dropped */
} HtmlNode;

typedef struct HtmlTree {
    const char *bytes;
    uint32_t end;
    LIST(HtmlNode) nodes; /* nodes.at[0] is the document */
    LIST(HtmlAttribute) attributes;
    HtmlToken doctype; /* kind HTML_DOCTYPE where there was one */
    bool quirks;
} HtmlTree;

typedef struct HtmlWay { /* how to parse; all zero for a page */
    bool scripting;      /* <noscript> is raw text */
    bool comments;       /* keep them as nodes */
    const char *context; /* a fragment inside this element */
    HtmlSpace space;     /* its namespace */
} HtmlWay;

/* Never fails: any bytes are a page. What goes over the bounds is left out or not nested. */
HtmlTree *html_parse(Arena *arena, const HtmlEntities *entities, const char *bytes, uint32_t start, uint32_t end,
                     HtmlWay way);
/* Value of an attribute as written; false where the element has none. name in lower case. */
bool html_attribute(const HtmlTree *tree, uint32_t node, const char *name, HtmlSpan *ret_value);
/* The node after `node` in the tree's order, below or behind it; 0 at the end. */
uint32_t html_follow(const HtmlTree *tree, uint32_t node);
#endif

/* html_token.h: received bytes -> tags, runs of text, comments (HTML standard, 13.2.5). Nothing is copied or decoded: a
 * token is a span of the bytes.
 *     <p class=a>Fish &amp; ships</p>      start p {class: a}, text 11..26, end p */
#ifndef READ_HTML_TOKEN_H
#define READ_HTML_TOKEN_H
#include <stdbool.h>
#include <stdint.h>

#include "read/html_tags.h"

enum { HTML_MOST_ATTRIBUTES = 100, HTML_SLOTS = 512 }; /* of one tag; further ones are dropped */

typedef enum HtmlKind { HTML_EOF, HTML_TEXT, HTML_START, HTML_CLOSE, HTML_COMMENT, HTML_DOCTYPE } HtmlKind;
typedef enum HtmlState { HTML_DATA, HTML_RCDATA, HTML_RAWTEXT, HTML_SCRIPT, HTML_PLAINTEXT, HTML_CDATA } HtmlState;
typedef struct HtmlSpan {
    uint32_t start, end;
} HtmlSpan;
typedef struct HtmlAttribute {
    HtmlSpan name, value; /* as written: case, entities and all */
} HtmlAttribute;
typedef struct HtmlToken {
    HtmlKind kind;
    HtmlTag tag;
    HtmlSpan at;                                   /* text, comment, or a name */
    bool self_closing, references;                 /* references: text in which & may open one */
    bool quirks, has_name, has_public, has_system; /* of a doctype */
    HtmlSpan public_id, system_id;
    uint32_t attributes;
    HtmlAttribute attribute[HTML_MOST_ATTRIBUTES];
} HtmlToken;
typedef struct HtmlTokens {
    const char *bytes;
    uint32_t at, end;
    HtmlState state;
    HtmlSpan last_name; /* of the start tag that an end tag must match in RCDATA, RAWTEXT and script */
    bool foreign;       /* <![CDATA[ is meant */
    bool endless;       /* no > ahead */
    uint8_t slots[HTML_SLOTS];
} HtmlTokens;

void html_tokens_open(HtmlTokens *t, const char *bytes, uint32_t start, uint32_t end);
void html_token_next(HtmlTokens *t, HtmlToken *token);
HtmlTag html_tag(const HtmlTokens *t, HtmlSpan name);
const char *html_tag_name(HtmlTag tag); /* "" for TAG_OTHER and foreign ones */
uint8_t html_tag_flags(HtmlTag tag);
static inline char html_low(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}
static inline bool html_is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}
static inline bool html_is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}
bool html_span_is(const char *bytes, HtmlSpan span, const char *word); /* word in lower case */
#endif

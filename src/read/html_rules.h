/* html_rules.h: the rules of the larger insertion modes. True: take the token again. */
#ifndef READ_HTML_RULES_H
#define READ_HTML_RULES_H
#include "read/html_build.h"

/* html_body.c */
bool rules_body(Build *b, HtmlToken *token);
/* html_head.c: head, doctype, foreign content */
bool rules_head(Build *b, HtmlToken *token);
bool rules_is_head_tag(HtmlTag tag);
void rules_raw(Build *b, HtmlToken *token, HtmlState state); /* an element of raw text opens */
bool rules_quirks(const Build *b, const HtmlToken *doctype);
bool rules_is_foreign(const Build *b, const HtmlToken *token);
bool rules_foreign(Build *b, HtmlToken *token);
/* html_table.c */
bool rules_table(Build *b, HtmlToken *token);
bool rules_table_text(Build *b, HtmlToken *token);
bool rules_caption(Build *b, HtmlToken *token);
bool rules_column_group(Build *b, HtmlToken *token);
bool rules_table_body(Build *b, HtmlToken *token);
bool rules_row(Build *b, HtmlToken *token);
bool rules_cell(Build *b, HtmlToken *token);
#endif

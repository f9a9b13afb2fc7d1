/* html.h: words of strangers into HTML, where they can only be words.   "<b>4&5" -> "&lt;b&gt;4&amp;5" */
#ifndef REPORT_HTML_H
#define REPORT_HTML_H
#include "arrian.h"

void html_text(FILE *out, ArrianSlice text);                /* line ends kept */
void html_line(FILE *out, ArrianSlice text);                /* on one line: runs of spaces become one */
void html_cut(FILE *out, ArrianSlice text, uint32_t most);  /* one line of at most so many bytes, then an ellipsis */
void html_tail(FILE *out, ArrianSlice text, uint32_t most); /* an ellipsis, then the last bytes */
void html_word(FILE *out, const char *word);
void html_number(FILE *out, uint64_t number); /* 12345 -> 12,345 */
/* The SHA-256 of bytes as a Content-Security-Policy wants it: 'sha256-<base64>' */
void html_digest(FILE *out, const char *bytes, size_t size);

/* The page's own files, built in (web/). */
ArrianSlice html_file(const char *name);
#endif

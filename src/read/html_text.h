/* html_text.h: character references.   &ldquo; -> U+201C, &#x2019; -> U+2019, &ampl -> &l, &; -> no reference */
#ifndef READ_HTML_TEXT_H
#define READ_HTML_TEXT_H
#include "base/engine.h"
#include "read/html_token.h"

typedef struct HtmlEntities HtmlEntities; /* src/read/entities.tsv */

int html_entities_open(ArrianEngine *engine, const HtmlEntities **ret_entities, ArrianError *why);
/* The reference at `at` (an ampersand, before end): its one or two code points and where it ends; 0 where it is none.
 * In an attribute a name without ; before = or a letter is none. */
uint32_t html_reference(const HtmlEntities *entities, const char *bytes, uint32_t at, uint32_t end, bool in_attribute,
                        uint32_t ret_points[2]);
/* A value decoded into the arena: references, line ends, NUL; white space folded to one space where fold is set. Bytes
 * that are not UTF-8 are read as windows-1252. */
ArrianSlice html_decode(Arena *arena, const HtmlEntities *entities, const char *bytes, HtmlSpan span, bool in_attribute,
                        bool fold);
#endif

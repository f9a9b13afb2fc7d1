/* text.h: the cleaned text, with a map back to the bytes received.
 *     received  "40\xC2\xA0000 &amp; more"      cleaned  "40 000 & more"
 * Runs copied byte by byte cost one entry; each replaced stretch (an entity, a CRLF, a decoded letter) costs one more.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H
#include "arrian.h"
#include "base/arena.h"

typedef struct TextRun {
    uint32_t clean, received;           /* where the run starts in each */
    uint32_t clean_size, received_size; /* equal for a verbatim run */
} TextRun;
typedef struct Text {
    char *at; /* NUL after length */
    uint32_t length, room;
    LIST(TextRun) runs;
} Text;

void text_copy(Arena *arena, Text *text, const char *received, uint32_t start,
               uint32_t end); /* verbatim bytes [start, end) of received */
void text_put(Arena *arena, Text *text, uint32_t start, uint32_t end, const char *words,
              uint32_t size);               /* words in place of bytes [start, end) */
void text_cut(Text *text, uint32_t length); /* forget what was written after length */
ArrianSpan text_received(const Text *text, ArrianSpan span);
/* `text` was cut from `under`, which stands for what was received: its runs now point there. */
void text_through(Arena *arena, Text *text, const Text *under);
static inline ArrianSlice text_words(const Text *text, ArrianSpan span)
{
    return (ArrianSlice){text->at + span.start, span.end - span.start};
}
#endif

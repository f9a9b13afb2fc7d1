/* lexicon.h: tables that a journalist can correct.
 *     id <tab> words <tab> example           row 3, column "words" -> "battalion;battalions"
 * Lines that open with # are remarks; the first other line names the columns; `;` parts a list inside a cell. */
#ifndef BASE_LEXICON_H
#define BASE_LEXICON_H
#include "arrian.h"
#include "base/arena.h"

enum { LEXICON_COLUMNS = 24, LEXICON_BYTES = 64 << 20 };
typedef struct Lexicon {
    const char *name;
    uint32_t columns, rows;
    ArrianSlice column[LEXICON_COLUMNS];
    ArrianSlice *cells; // (rows, columns)
    uint32_t *lines;    // (rows): line of the file, for errors
} Lexicon;

int lexicon_parse(Arena *arena, const char *name, const char *bytes, size_t size, Lexicon *ret_lexicon,
                  ArrianError *why);
uint32_t lexicon_column(const Lexicon *lexicon, const char *name); /* ARRIAN_NONE where there is none */
ArrianSlice lexicon_cell(const Lexicon *lexicon, uint32_t row, const char *column); /* empty where absent */
bool lexicon_item(ArrianSlice *list, ArrianSlice *ret_item); /* next item of a `;` list; false at its end */
/* Which of the names the cell holds, NULL behind the last; another word is refused, and the error tells them. */
int lexicon_class(const Lexicon *lexicon, uint32_t row, const char *column, const char *const *names, uint32_t *ret_class,
                  ArrianError *why);
double lexicon_number(const Lexicon *lexicon, uint32_t row, const char *column, double otherwise);

static inline bool slice_is(ArrianSlice slice, const char *word)
{
    size_t i = 0;
    for (; i < slice.length && word[i]; i++)
        if (slice.at[i] != word[i]) return false;
    return i == slice.length && !word[i];
}
bool slice_same(ArrianSlice a, ArrianSlice b);
/* The same, whatever the case of ASCII letters. */
bool slice_same_words(ArrianSlice a, ArrianSlice b);
bool slice_like(ArrianSlice slice, const char *word);
bool slice_among(ArrianSlice slice, const char *const *words); /* one of these, NULL behind the last */
bool slice_holds(ArrianSlice text, ArrianSlice words); /* anywhere, whatever the case of ASCII letters */

/* The files of data/: built in, or from a folder that overrides them one by one. bytes stay valid as long as the arena.
 */
int data_load(Arena *arena, const char *folder, const char *name, const char **ret_bytes, size_t *ret_size,
              ArrianError *why);
int data_table(Arena *arena, const char *folder, const char *name, Lexicon *ret_lexicon, ArrianError *why);
/* One digest for all tables, each by its name and its own digest, as `sha256sum` prints them, in order of name. */
void data_digest(Arena *arena, const char *folder, char ret_hex[65]);
#endif

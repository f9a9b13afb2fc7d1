/* pieces.h: a word to WordPieces and its case shape.
 *     "Zaporizhzhia's" -> za ##por ##iz ##hz ##hia ' s, SHAPE_MIXED when any capital stands inside, else SHAPE_TITLE
 * As BERT's uncased tokenizer does it (docs/weights.md): lower case, accents off, cut at punctuation, longest match
 * first. */
#ifndef MODEL_PIECES_H
#define MODEL_PIECES_H
#include "base/error.h"

enum {
    PIECE_WORD_LETTERS = 100,
    PIECES_A_WORD = 64
}; // longer words are [UNK]; of a word like a URL the first 64 pieces count

typedef enum Shape {
    SHAPE_NONE,
    SHAPE_LOWER,
    SHAPE_TITLE,
    SHAPE_UPPER,
    SHAPE_MIXED,
    SHAPE_DIGITS,
    SHAPE_CODE,
    SHAPE_SIGN,
    SHAPE_LETTER,
    SHAPES
} Shape;

typedef struct Pieces {
    ArrianSlice *piece; // (count), without "##"
    uint32_t *slots;    // open addressing: 2 * number + 2 + (a continuation); 0 empty
    uint32_t count, room, longest;
    uint32_t unknown, begin, end; // [UNK], [CLS], [SEP]
} Pieces;

int pieces_open(ArrianSlice vocabulary, Pieces *ret_pieces, ArrianError *why);
void pieces_close(Pieces *pieces);
/* Numbers of the pieces of a word, at least one, at most room (and PIECES_A_WORD). */
uint32_t pieces_word(const Pieces *pieces, ArrianSlice word, uint16_t *ret_numbers, uint32_t room);
Shape pieces_shape(ArrianSlice word);
#endif

/* decode.h: scores to the best legal answer.
 *     tags:  B-person I-place O  -> never; the best sequence in which every span begins and ends as it should
 *     tree:  score[i][j] of head j for word i -> one root, no circles, the greatest sum */
#ifndef MODEL_DECODE_H
#define MODEL_DECODE_H
#include "model/kernels.h"
#include "model/weights.h"

enum { TAGS_MOST = 128, TAG_TYPES = 64, TREE_WORDS = 400 };

typedef struct Tagset {
    ArrianSlice *label; // (count): "O", "B-person" ...
    uint32_t count, types;
    char kind[TAGS_MOST];                        // O B I E S
    uint8_t type[TAGS_MOST];                     // of the span; none for O
    uint8_t begin[TAG_TYPES], inside[TAG_TYPES]; // the B and I tags of a type
    bool closes;                                 // BIOES: a span must end in E or be an S; else BIO
    float lean;                                  // taken from the score of O
} Tagset;

/* What a tag says: its first letter, and the type that follows the hyphen. The first label must be O. */
int tagset_open(Tagset *ret_tagset, ArrianSlice *label, uint32_t count, const char *name, ArrianError *why);

typedef struct TagRoom {
    uint8_t from[RUN_PIECES][TAGS_MOST];
} TagRoom;
/* Viterbi over `words` rows (at most RUN_PIECES) of scores. */
void decode_tags(const Tagset *tagset, const float *score, size_t stride, uint32_t words, TagRoom *room,
                 uint8_t *ret_tags);

typedef struct TreeRoom {
    double score[TREE_WORDS + 1][TREE_WORDS + 1];    // [dependent][head], 0 the root
    uint16_t target[TREE_WORDS + 1][TREE_WORDS + 1]; // the word an edge into a contracted circle leads to
    struct TreeEdge {
        uint16_t from, to;
        double score;
    } edge[2 * TREE_WORDS + 2]; // by node: words 1..n, then circles
    uint16_t parent[2 * TREE_WORDS + 2], node[TREE_WORDS + 1], slot[TREE_WORDS + 1], path[TREE_WORDS + 1];
    uint8_t state[TREE_WORDS + 1];
} TreeRoom;
/* Maximum spanning tree with a single root (Chu-Liu and Edmonds; each circle contracted in place). room->score holds
 * rows 1..words and is used up. ret_heads[i]: head of word i + 1, as 0 for the root and 1..words. */
void decode_tree(TreeRoom *room, uint32_t words, uint16_t *ret_heads);
#endif

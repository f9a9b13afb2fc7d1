/* heads.h: vectors of words to scores.   h (T, 384) -> tags, arcs (T, 1 + T), labels of arcs (docs/weights.md, "Heads") */
#ifndef MODEL_HEADS_H
#define MODEL_HEADS_H
#include "model/linear.h"

enum { ARC_MOST = 256, REL_MOST = 96, HEAD_WORDS = 400, REL_ROWS = 16 };

typedef struct Heads {
    const Kernel *kernel;
    Linear end, upos, xpos, lemma, name, said, cue; // (Y, D)
    uint32_t arc, rel, rels;                        // A, R, Y: numbers that an arc and a label are scored by; labels
    Linear arc_head, arc_dep, arc_u;                // (A, D), (A, D), (A + 1, A)
    Linear rel_head, rel_dep, rel_u;                // (R, D), (R, D), (Y (R + 1), R + 1)
    const float *arc_root, *rel_root;               // (A), (R)
} Heads;

/* Working space of one thread. */
typedef struct HeadsRoom {
    float *score;   // (RUN_PIECES, the widest head)
    float *dep;     // (HEAD_WORDS + 1, A + 16): [a; 1] and zeros
    float *head;    // (HEAD_WORDS + 1, A + 32)
    float *small;   // (HEAD_WORDS + 1, A + 16)
    float *product; // rows of u x: (REL_ROWS, Y (R + 1))
    Rows rows;
} HeadsRoom;

/* rels: how many labels of arcs there are. A file may lack trees or cues: then their matrices are empty (out 0). */
int heads_load(Heads *ret_heads, const Weights *weights, const Kernel *kernel, uint32_t rels, ArrianError *why);
void heads_free(Heads *heads);
HeadsRoom *heads_room_new(const Heads *heads, ArrianError *why);
void heads_room_free(HeadsRoom *room);

/* y (rows, linear->out_room) from rows as quantised and, for a float32 matrix, as they were. */
void heads_score(const Heads *heads, const Linear *linear, const Rows *h, const float *x, float *y);
/* Score of every head (column 0 the root) for every word; out (words, stride), both counted from 1. */
void heads_arcs(const Heads *heads, HeadsRoom *room, const Rows *h, double *out, size_t stride);
/* The best label of every word's arc; heads[i]: 0 the root, else 1 + word. */
void heads_rels(const Heads *heads, HeadsRoom *room, const Rows *h, const uint16_t *its_head, uint8_t *ret_rels);
/* Some rows of h alone, nothing copied. */
Rows heads_slice(const HeadsRoom *room, const Rows *h, uint32_t first, uint32_t count);
#endif

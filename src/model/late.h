/* late.h: a sentence read once more by one who knows the cue.   h (T, 384), cue "was shelled" -> who shelled (T, roles),
 * stance (docs/weights.md, "Claims") */
#ifndef MODEL_LATE_H
#define MODEL_LATE_H
#include "model/encoder.h"

enum {
    LATE_MOST = 4,
    FAR = 16,        // words from the cue that are told apart
    CLAIM_MOST = 64, // roles, stances
};

typedef struct Late {
    const Kernel *kernel;
    Layer layer[LATE_MOST];
    uint32_t layers;     // 0: the file has none, and no claims
    const float *far;    // (2 FAR + 1, D)
    float *far_qkv;      // (2 FAR + 1, layer[0].qkv.out_room): what far adds to q, k and v of the first layer
    Linear role, stance; // (roles, D), (stances, D)
} Late;

/* A cue's words, counted from the first of h. */
typedef struct LateCue {
    uint32_t first, end;
} LateCue;

int late_load(Late *ret_late, const Weights *weights, const Kernel *kernel, ArrianError *why);
void late_free(Late *late);
/* Scores, above 0 where it holds, of each role of each word for each cue: out_role (cues, words, roles); of each stance:
 * (cues, stances). h is quantised rows of a sentence; of one longer than RUN_PIECES words
 * those about the cue are read, the others' scores stay as they are. */
void late_read(const Late *late, EncoderRoom *room, const Rows *h, const LateCue *cues, uint32_t count, float *out_role,
               float *out_stance);
#endif

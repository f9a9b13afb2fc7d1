/* model.h: the language engine.   words -> for each: sentence end, tags, lemma rule, name, attribution, cue; for a
 * sentence: tree, roles
 *
 *     Model *m; ModelRoom *room; ModelReading r;
 *     model_open("models/arrian.weights", false, NULL, &m, why); room = model_room_take(m, why);
 *     model_read(m, room, words, breaks, count, false, &arena, &r);    r.words[7].name -> label "B-person"
 *     model_tree(m, room, &r, first, count, heads, rels);              heads[i]: word that governs it, a root its own
 *     model_claims(m, room, &r, first, count, cues, cue_count, role, stance);
 *                                                                      role[c][w][y] > 0: word w plays role y for cue c
 *
 * One pass of the encoder serves all heads; its vectors stay in the room (a byte a number). A Model is shared
 * by threads; a ModelRoom is one thread's working space (about 10 MB). The same words give the same answer on
 * every kind of processor. */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H
#include "base/arena.h"
#include "base/error.h"

typedef struct Model Model;
typedef struct ModelRoom ModelRoom;

typedef enum ModelHead {
    MODEL_UPOS,
    MODEL_XPOS,
    MODEL_LEMMA,
    MODEL_REL,
    MODEL_NAME,
    MODEL_SAID,
    MODEL_CUE,
    MODEL_STANCE,
    MODEL_ROLE,
    MODEL_HEADS
} ModelHead;

typedef struct ModelWord {
    float end;                            // probability that its sentence ends here; 1 at a break
    float name_sure, said_sure, cue_sure; // probability of the tag chosen, where it is not O
    float named;                          // that it is in a name, of whatever type
    uint16_t lemma;                       // rule
    uint8_t upos, xpos;
    uint8_t name, said, cue; // tags; 0 is none
} ModelWord;

typedef struct ModelReading {
    ModelWord *words; // (count)
    uint32_t count;
    int8_t *h; // (count, 384), row by row with `scale` and `sum`; these and `exact` are the room's, until it is given
               // back or reads again
    float *scale;
    int32_t *sum;
    float *exact; // (count, 384): of the float kernel alone
} ModelReading;

/* A file holds the full network and may hold a fast one beside it, which shares pieces, word vectors and labels.
 * kernel: "amx", "vnni", "avx2", "neon", "plain", "float", or NULL for the fastest (or the environment's
 * ARRIAN_KERNEL). */
int model_open(const char *path, bool fast, const char *kernel, Model **ret_model, ArrianError *why);
/* From memory: bytes stay the caller's, at a multiple of 4, as long as the model. name is for messages. */
int model_open_bytes(const void *bytes, size_t size, const char *name, bool fast, const char *kernel, Model **ret_model,
                     ArrianError *why);
void model_close(Model *model);
const char *model_kernel(const Model *model);
bool model_is_fast(const Model *model);
ArrianSlice model_card(const Model *model);
/* Added to the score of every tag of a head of spans but the first, "O": above 0 more spans are found. For the one who
 * opens the model, before anyone reads. */
void model_lean(Model *model, ModelHead head, float lean);
/* A room of the model's shelf, or a new one; NULL without memory. Given back, it serves the next; it ends with the
 * model. Any thread may ask. */
ModelRoom *model_room_take(Model *model, ArrianError *why);
void model_room_give(ModelRoom *room);

/* Labels as the weights name them: "NOUN", "nsubj", "B-person", "planned", "-3+y". Past the last one: an empty slice.
 */
ArrianSlice model_label(const Model *model, ModelHead head, uint32_t number);
uint32_t model_labels(const Model *model, ModelHead head);
bool model_has_trees(const Model *model);
bool model_has_claims(const Model *model);

/* Read a document's words. breaks[i] (breaks may be NULL): a sentence surely ends after word i: the end of a paragraph,
 * or of a sentence that is given; `given`: there are no ends but these. The reading lives in the arena, its vectors in the room. */
void model_read(const Model *model, ModelRoom *room, const ArrianSlice *words, const uint8_t *breaks, uint32_t count,
                bool given, Arena *arena, ModelReading *ret_reading);
/* The tree over words first .. first + count: ret_heads are numbers of words in the reading, a root's is its own. */
void model_tree(const Model *model, ModelRoom *room, const ModelReading *reading, uint32_t first, uint32_t count,
                uint32_t *ret_heads, uint8_t *ret_rels);
/* Spans that tags form.   O B-person E-person O -> {first 1, end 3, type "person", sure 0.97}; sure is the least of its
 * words, named that they are in a name at all. */
typedef struct ModelSpan {
    uint32_t first, end;
    ArrianSlice type;
    float sure, named;
} ModelSpan;
/* SHA-256 of the weights file, as 64 hex digits and a NUL; it is made once. */
void model_digest(Model *model, char ret_hex[65]);
/* The next span of a head (MODEL_NAME, MODEL_SAID, MODEL_CUE) at or after *at, which moves behind it; false where there
 * is none before `end`. */
bool model_span(const Model *model, const ModelReading *reading, ModelHead head, uint32_t *at, uint32_t end,
                ModelSpan *ret_span);

/* The sentence of words first .. first + count, read once more for each of its cues (at most MODEL_CUES): the score of
 * each role of each word, in logits, above 0 where it holds (cue_count, count, roles); the probabilities of the stances
 * (cue_count, stances). Of a sentence of more than 192 words those about the cue are read, others get -100. */
enum { MODEL_CUES = 64 };
void model_claims(const Model *model, ModelRoom *room, const ModelReading *reading, uint32_t first, uint32_t count,
                  const ModelSpan *cues, uint32_t cue_count, float *ret_role, float *ret_stance);

/* Lemma of a word by its rule, in out (room for word.length + MODEL_LEMMA_MORE); its length. */
enum { MODEL_LEMMA_MORE = 64 };
uint32_t model_lemma(const Model *model, uint32_t rule, ArrianSlice word, char *out);
#endif

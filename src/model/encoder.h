/* encoder.h: pieces to vectors, layers of attention and feeding forward, as many and as wide as the file has them.
 *     [CLS] nato said [SEP] -> x (4, 384) */
#ifndef MODEL_ENCODER_H
#define MODEL_ENCODER_H
#include "model/linear.h"
#include "model/pieces.h"

typedef struct Norm {
    const float *gain, *bias; // (D), in the mapped file
} Norm;

typedef struct Layer {
    uint32_t heads;
    Linear qkv, o, up, down;
    Norm norm1, norm2;
} Layer;

typedef struct Encoder {
    const Kernel *kernel;
    uint32_t pieces;       // rows of the vocabulary
    const int8_t *word;    // (pieces, D / 2) in the mapped file, four bits a number
    const int8_t *step;    // (pieces, D / GROUP)
    const float *scale;    // (pieces)
    const float *position; // (at least RUN_PIECES, D)
    const float *shape;    // (SHAPES, D)
    Norm norm;
    uint32_t layers;
    Layer layer[LAYERS_MOST];
} Encoder;

/* Working space of one thread. */
typedef struct EncoderRoom {
    float *x;      // (RUN_PIECES, D): what encoder_pass leaves
    float *wide;   // (RUN_PIECES, HIDDEN_MOST): q k v of attention, then the hidden layer
    float *narrow; // (RUN_PIECES, D)
    float *shared; // (RUN_PIECES, 3 D): q k v of a sentence that is read once more for each of its cues
    Rows rows;     // what is multiplied
    AttendRoom attend;
} EncoderRoom;

/* The layers STEM.0 .. of the file, such as "layer"; those of ret_count are to be freed, whatever comes back. */
int layers_load(Layer *ret_layers, uint32_t most, const char *stem, const Weights *weights, const Kernel *kernel,
                uint32_t *ret_count, ArrianError *why);
void layer_free(Layer *layer);
/* room->x (rows, D) through one layer; runs, `sizes` rows long, do not see one another. */
void layer_pass(const Layer *layer, const Kernel *kernel, EncoderRoom *room, uint32_t rows, const uint32_t *sizes,
                uint32_t runs);
/* The same from attention on: q k v stand in room->wide. */
void layer_rest(const Layer *layer, const Kernel *kernel, EncoderRoom *room, uint32_t rows, const uint32_t *sizes,
                uint32_t runs);

int encoder_load(Encoder *ret_encoder, const Weights *weights, const Kernel *kernel, ArrianError *why);
void encoder_free(Encoder *encoder);
EncoderRoom *encoder_room_new(const Kernel *kernel, ArrianError *why);
void encoder_room_free(EncoderRoom *room);

/* Runs stand one after another in pieces and shapes, `sizes` of them long; together at most RUN_PIECES. The result is
 * room->x. */
void encoder_pass(const Encoder *encoder, EncoderRoom *room, const uint16_t *pieces, const uint8_t *shapes,
                  const uint32_t *sizes, uint32_t runs);
/* One run, of which no more is asked than the rows of the pieces `first` (words), in their order: room->x (words, D). */
void encoder_words(const Encoder *encoder, EncoderRoom *room, const uint16_t *pieces, const uint8_t *shapes,
                   uint32_t size, const uint32_t *first, uint32_t words);
#endif

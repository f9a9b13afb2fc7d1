/* encoder.c: the forward pass, told straight (docs/weights.md, "Encoder").
 *     x = norm(word + position + shape); layer by layer: x = norm(x + attention(x)), x = norm(x + down(gelu(up(x)))) */
#include "model/encoder.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GROUP = 32 }; // numbers of a word's vector that have one step

static int load_norm(Norm *norm, const Weights *w, const char *name, ArrianError *why)
{
    char part[WEIGHTS_NAME];
    const Tensor *gain, *bias;
    snprintf(part, sizeof part, "%s.g", name);
    TRY(weights_expect(w, part, TENSOR_FLOAT, WIDTH, 1, &gain, why));
    snprintf(part, sizeof part, "%s.b", name);
    TRY(weights_expect(w, part, TENSOR_FLOAT, WIDTH, 1, &bias, why));
    *norm = (Norm){gain->at, bias->at};
    return ARRIAN_OK;
}

static int load_embeddings(Encoder *e, const Weights *w, ArrianError *why)
{
    const Tensor *word, *step, *scale, *position, *shape;
    Weights common = weights_common(w);
    TRY(weights_expect(&common, "emb.word", TENSOR_INT8, 0, WIDTH / 2, &word, why));
    TRY(weights_expect(&common, "emb.word.step", TENSOR_INT8, word->size[0], WIDTH / GROUP, &step, why));
    TRY(weights_expect(&common, "emb.word.scale", TENSOR_FLOAT, word->size[0], 1, &scale, why));
    TRY(weights_expect(w, "emb.pos", TENSOR_FLOAT, 0, WIDTH, &position, why));
    TRY(weights_expect(w, "emb.shape", TENSOR_FLOAT, SHAPES, WIDTH, &shape, why));
    if (position->size[0] < RUN_PIECES)
        return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64, "emb.pos has %u positions", position->size[0]);
    e->pieces = word->size[0];
    e->word = word->at;
    e->step = step->at;
    e->scale = scale->at;
    e->position = position->at;
    e->shape = shape->at;
    return load_norm(&e->norm, w, "emb.norm", why);
}

static int load_matrix(Linear *l, const Kernel *kernel, const Weights *w, const char *layer, const char *const parts[3],
                       uint32_t out, uint32_t in, ArrianError *why)
{
    char name[3][WEIGHTS_NAME];
    const char *names[4] = {NULL};
    for (int i = 0; i < 3 && parts[i]; i++) {
        snprintf(name[i], sizeof name[i], "%s.%s", layer, parts[i]);
        names[i] = name[i];
    }
    TRY(linear_load(l, w, kernel, names, in, why));
    if (l->out != out || l->plain)
        return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64, "%s should be int8 and have %u rows in all", names[0],
                        out);
    return ARRIAN_OK;
}

/* How many outputs the matrix LAYER.PART has. */
static int count_rows(const Weights *w, const char *layer, const char *part, uint32_t most, uint32_t *ret_rows,
                      ArrianError *why)
{
    char name[WEIGHTS_NAME];
    const Tensor *t;
    snprintf(name, sizeof name, "%s.%s.w", layer, part);
    TRY(weights_expect(w, name, TENSOR_INT8, 0, WIDTH, &t, why));
    *ret_rows = t->size[0];
    if (t->size[0] && t->size[0] <= most && !(t->size[0] % HEAD)) return ARRIAN_OK;
    return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64,
                    "tensor %s has %u rows; it should have a multiple of %d, at most %u", name, t->size[0], HEAD, most);
}

static int layer_load(Layer *l, const Weights *w, const Kernel *kernel, const char *name, ArrianError *why)
{
    char norm[WEIGHTS_NAME];
    uint32_t attended, hidden;
    TRY(count_rows(w, name, "v", WIDTH, &attended, why));
    TRY(count_rows(w, name, "up", HIDDEN_MOST, &hidden, why));
    l->heads = attended / HEAD;
    TRY(load_matrix(&l->qkv, kernel, w, name, (const char *const[3]){"q", "k", "v"}, 3 * attended, WIDTH, why));
    TRY(load_matrix(&l->o, kernel, w, name, (const char *const[3]){"o"}, WIDTH, attended, why));
    TRY(load_matrix(&l->up, kernel, w, name, (const char *const[3]){"up"}, hidden, WIDTH, why));
    TRY(load_matrix(&l->down, kernel, w, name, (const char *const[3]){"down"}, WIDTH, hidden, why));
    snprintf(norm, sizeof norm, "%s.norm1", name);
    TRY(load_norm(&l->norm1, w, norm, why));
    snprintf(norm, sizeof norm, "%s.norm2", name);
    return load_norm(&l->norm2, w, norm, why);
}

void layer_free(Layer *l)
{
    linear_free(&l->qkv);
    linear_free(&l->o);
    linear_free(&l->up);
    linear_free(&l->down);
}

int layers_load(Layer *layers, uint32_t most, const char *stem, const Weights *weights, const Kernel *kernel,
                uint32_t *ret_count, ArrianError *why)
{
    for (*ret_count = 0; *ret_count < most;) {
        char name[WEIGHTS_NAME];
        snprintf(name, sizeof name, "%s.%u.q.w", stem, *ret_count);
        if (!weights_find(weights, name)) break;
        name[strlen(name) - strlen(".q.w")] = 0;
        TRY(layer_load(&layers[(*ret_count)++], weights, kernel, name, why));
        weights_rest(weights);
    }
    return ARRIAN_OK;
}

static int load(Encoder *e, const Weights *w, ArrianError *why)
{
    TRY(load_embeddings(e, w, why));
    TRY(layers_load(e->layer, LAYERS_MOST, "layer", w, e->kernel, &e->layers, why));
    if (e->layers) return ARRIAN_OK;
    return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64, "the weights lack the tensor %slayer.0.q.w",
                    w->part ? w->part : "");
}

int encoder_load(Encoder *ret_encoder, const Weights *weights, const Kernel *kernel, ArrianError *why)
{
    *ret_encoder = (Encoder){.kernel = kernel};
    int code = load(ret_encoder, weights, why);
    if (code) encoder_free(ret_encoder);
    return code;
}

void encoder_free(Encoder *encoder)
{
    for (uint32_t i = 0; i < encoder->layers; i++) layer_free(&encoder->layer[i]);
}

EncoderRoom *encoder_room_new(const Kernel *kernel, ArrianError *why)
{
    EncoderRoom *r = aligned_new(1, sizeof *r);
    if (r && !rows_new(&r->rows, kernel, RUN_PIECES, HIDDEN_MOST, why)) {
        r->x = aligned_new(RUN_PIECES * WIDTH, sizeof(float));
        r->wide = aligned_new(RUN_PIECES * HIDDEN_MOST, sizeof(float));
        r->narrow = aligned_new(RUN_PIECES * WIDTH, sizeof(float));
        r->shared = aligned_new(RUN_PIECES * 3 * WIDTH, sizeof(float));
        if (r->x && r->wide && r->narrow && r->shared) return r;
    }
    encoder_room_free(r);
    error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to work in");
    return NULL;
}

void encoder_room_free(EncoderRoom *room)
{
    if (!room) return;
    rows_free(&room->rows);
    free(room->x);
    free(room->wide);
    free(room->narrow);
    free(room->shared);
    free(room);
}

/* Of a group the first half lies in the low, the second in the high four bits. */
static void unpack(const int8_t *packed, const int8_t *step, int8_t *word)
{
    for (int g = 0; g < WIDTH / GROUP; g++, packed += GROUP / 2, word += GROUP)
        for (int i = 0; i < GROUP / 2; i++) {
            word[i] = (int8_t)((int8_t)((uint8_t)packed[i] << 4) / 16 * step[g]);
            word[i + GROUP / 2] = (int8_t)((packed[i] >> 4) * step[g]);
        }
}

static void embed(const Encoder *e, float *x, const uint16_t *pieces, const uint8_t *shapes, uint32_t size)
{
    for (uint32_t i = 0; i < size; i++, x += WIDTH) {
        uint32_t piece = pieces[i] < e->pieces ? pieces[i] : 0;
        int8_t word[WIDTH];
        const float *position = e->position + (size_t)i * WIDTH,
                    *shape = e->shape + (size_t)(shapes[i] < SHAPES ? shapes[i] : 0) * WIDTH;
        unpack(e->word + (size_t)piece * (WIDTH / 2), e->step + (size_t)piece * (WIDTH / GROUP), word);
        e->kernel->widen(word, e->scale[piece], position, shape, x);
    }
}

/* y = activation(x w + b), x quantised on the way. */
static void multiply(const Kernel *kernel, EncoderRoom *room, const float *x, uint32_t rows, const Linear *w, float *y,
                     Activation activation)
{
    room->rows.width = w->width;
    kernel->quantise(x, w->in, rows, w->in, &room->rows);
    kernel->linear(&room->rows, w, y, w->out_room, activation);
}

void layer_pass(const Layer *l, const Kernel *kernel, EncoderRoom *room, uint32_t rows, const uint32_t *sizes,
                uint32_t runs)
{
    multiply(kernel, room, room->x, rows, &l->qkv, room->wide, KEEP);
    layer_rest(l, kernel, room, rows, sizes, runs);
}

/* What follows attention, which stands in room->narrow. */
static void layer_end(const Layer *l, const Kernel *kernel, EncoderRoom *room, uint32_t rows)
{
    multiply(kernel, room, room->narrow, rows, &l->o, room->narrow, KEEP);
    kernel->add_norm(room->x, room->narrow, l->norm1.gain, l->norm1.bias, rows);
    multiply(kernel, room, room->x, rows, &l->up, room->wide, GELU);
    multiply(kernel, room, room->wide, rows, &l->down, room->narrow, KEEP);
    kernel->add_norm(room->x, room->narrow, l->norm2.gain, l->norm2.bias, rows);
}

void layer_rest(const Layer *l, const Kernel *kernel, EncoderRoom *room, uint32_t rows, const uint32_t *sizes,
                uint32_t runs)
{
    for (uint32_t i = 0, first = 0; i < runs; first += sizes[i++])
        kernel->attend(room->wide + (size_t)first * l->qkv.out_room, sizes[i], NULL, sizes[i], l->heads,
                       room->narrow + (size_t)first * l->heads * HEAD, &room->attend);
    layer_end(l, kernel, room, rows);
}

/* Runs to what enters the first layer: how many rows. */
static uint32_t enter(const Encoder *encoder, EncoderRoom *room, const uint16_t *pieces, const uint8_t *shapes,
                      const uint32_t *sizes, uint32_t runs)
{
    uint32_t rows = 0;
    for (uint32_t i = 0; i < runs; rows += sizes[i++])
        embed(encoder, room->x + (size_t)rows * WIDTH, pieces + rows, shapes + rows, sizes[i]);
    encoder->kernel->add_norm(room->x, NULL, encoder->norm.gain, encoder->norm.bias, rows);
    return rows;
}

void encoder_pass(const Encoder *encoder, EncoderRoom *room, const uint16_t *pieces, const uint8_t *shapes,
                  const uint32_t *sizes, uint32_t runs)
{
    uint32_t rows = enter(encoder, room, pieces, shapes, sizes, runs);
    for (uint32_t i = 0; i < encoder->layers; i++) layer_pass(&encoder->layer[i], encoder->kernel, room, rows, sizes, runs);
}

void encoder_words(const Encoder *encoder, EncoderRoom *room, const uint16_t *pieces, const uint8_t *shapes,
                   uint32_t size, const uint32_t *first, uint32_t words)
{
    const Kernel *kernel = encoder->kernel;
    const Layer *last = &encoder->layer[encoder->layers - 1];
    enter(encoder, room, pieces, shapes, &size, 1);
    for (const Layer *l = encoder->layer; l < last; l++) layer_pass(l, kernel, room, size, &size, 1);
    multiply(kernel, room, room->x, size, &last->qkv, room->wide, KEEP);
    kernel->attend(room->wide, size, first, words, last->heads, room->narrow, &room->attend);
    for (uint32_t i = 0; i < words; i++)
        memmove(room->x + (size_t)i * WIDTH, room->x + (size_t)first[i] * WIDTH, WIDTH * sizeof *room->x);
    layer_end(last, kernel, room, words);
}

/* linear.c: (out, in) row by row -> blocks of 16 outputs.   int8 weights stay int8; padding is zero and adds nothing.
 */
#include "model/linear.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INPUT_STEP = 64, LINEAR_MOST = 1 << 16 };

void *aligned_new(size_t count, size_t size)
{
    size_t bytes = (count * size + 63) / 64 * 64;
    void *at = count > SIZE_MAX / 2 / size ? NULL : aligned_alloc(64, bytes ? bytes : 64);
    return at ? memset(at, 0, bytes) : NULL;
}

static int no_memory(ArrianError *why)
{
    return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory for the weights");
}

static int shape(Linear *l, uint32_t out, uint32_t in, bool is_float, ArrianError *why)
{
    if (!out || !in || out > LINEAR_MOST || in > LINEAR_MOST)
        return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64, "a matrix of the weights is (%u, %u)", out, in);
    *l = (Linear){.out = out, .in = in, .out_room = round_up(out, 2 * BLOCK), .width = round_up(in, INPUT_STEP)};
    l->scale = aligned_new(l->out_room, sizeof *l->scale);
    l->bias = aligned_new(l->out_room, sizeof *l->bias);
    if (is_float) l->plain = aligned_new((size_t)l->out_room * in, sizeof *l->plain);
    else l->packed = aligned_new((size_t)l->out_room * l->width, 1);
    return l->scale && l->bias && (l->plain || l->packed) ? ARRIAN_OK : no_memory(why);
}

/* Rows of int8 that become outputs first, first + 1 ...: each input goes to its place inside its block. */
static void pack(Linear *l, const Kernel *kernel, const int8_t *w, uint32_t first, uint32_t count)
{
    for (uint32_t o = first; o < first + count; o++, w += l->in) {
        int8_t *block = l->packed + (size_t)(o / BLOCK) * BLOCK * l->width + o % BLOCK * kernel->group;
        for (uint32_t i = 0; i < l->in; i++)
            block[(size_t)(i / kernel->group) * BLOCK * kernel->group + i % kernel->group] = w[i];
    }
}

/* Unsigned weights: the padding too, since the kernel takes 128 times the row's sum away everywhere. */
static void flip(Linear *l, const Kernel *kernel)
{
    if (kernel->flip)
        for (size_t i = 0; i < (size_t)l->out_room * l->width; i++)
            l->packed[i] = (int8_t)(l->packed[i] ^ kernel->flip);
}

static void pack_float(Linear *l, const float *w)
{
    for (uint32_t o = 0; o < l->out; o++)
        for (uint32_t i = 0; i < l->in; i++)
            l->plain[(size_t)(o / BLOCK) * BLOCK * l->in + (size_t)i * BLOCK + o % BLOCK] = w[(size_t)o * l->in + i];
}

static int load_one(Linear *l, const Weights *weights, const Kernel *kernel, const char *name, uint32_t first,
                    ArrianError *why)
{
    char part[WEIGHTS_NAME + 16];
    const Tensor *w, *bias, *scale;
    snprintf(part, sizeof part, "%.40s.w", name);
    w = weights_find(weights, part);
    uint32_t out = w->size[0];
    snprintf(part, sizeof part, "%.40s.b", name);
    TRY(weights_expect(weights, part, TENSOR_FLOAT, out, 1, &bias, why));
    memcpy(l->bias + first, bias->at, out * sizeof(float));
    if (w->type == TENSOR_FLOAT) return pack_float(l, w->at), ARRIAN_OK;
    snprintf(part, sizeof part, "%.40s.w.scale", name);
    TRY(weights_expect(weights, part, TENSOR_FLOAT, out, 1, &scale, why));
    memcpy(l->scale + first, scale->at, out * sizeof(float));
    return pack(l, kernel, w->at, first, out), ARRIAN_OK;
}

int linear_load(Linear *ret_linear, const Weights *weights, const Kernel *kernel, const char *const *names, uint32_t in,
                ArrianError *why)
{
    uint32_t out = 0;
    TensorType type = TENSOR_INT8;
    for (uint32_t i = 0; names[i]; i++) {
        char part[WEIGHTS_NAME + 16];
        snprintf(part, sizeof part, "%.40s.w", names[i]);
        const Tensor *w = weights_find(weights, part);
        type = w && w->type == TENSOR_FLOAT && !i && !names[1] ? TENSOR_FLOAT : TENSOR_INT8;
        TRY(weights_expect(weights, part, type, 0, in, &w, why));
        if (w->size[0] > LINEAR_MOST)
            return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64, "tensor %s has too many rows", part);
        out += w->size[0];
    }
    int code = shape(ret_linear, out, in, type == TENSOR_FLOAT, why);
    for (uint32_t i = 0, first = 0; names[i] && !code; i++) {
        char part[WEIGHTS_NAME + 16];
        snprintf(part, sizeof part, "%.40s.w", names[i]);
        code = load_one(ret_linear, weights, kernel, names[i], first, why);
        first += weights_find(weights, part)->size[0];
    }
    if (code) linear_free(ret_linear);
    else if (type == TENSOR_INT8) flip(ret_linear, kernel);
    return code;
}

int linear_load_scorer(Linear *ret_linear, const Weights *weights, const Kernel *kernel, const char *name,
                       uint32_t rows, uint32_t in, ArrianError *why)
{
    char part[WEIGHTS_NAME + 16];
    snprintf(part, sizeof part, "%.40s.scale", name);
    const Tensor *u = weights_find(weights, name), *scale = weights_find(weights, part);
    if (!u || u->type != TENSOR_INT8 || u->bytes != (uint64_t)rows * in || u->size[u->dimensions - 1] != in)
        return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64,
                        "the weights lack the int8 tensor %s of %u x %u numbers", name, rows, in);
    uint64_t scales = scale && scale->type == TENSOR_FLOAT ? scale->bytes / sizeof(float) : 0;
    if (!scales || rows % scales)
        return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64, "tensor %s needs a scale for each of its %u rows", name,
                        rows);
    int code = shape(ret_linear, rows, in, false, why);
    if (code) return linear_free(ret_linear), code;
    for (uint32_t o = 0; o < rows; o++) ret_linear->scale[o] = ((const float *)scale->at)[o / (rows / scales)];
    pack(ret_linear, kernel, u->at, 0, rows);
    flip(ret_linear, kernel);
    return ARRIAN_OK;
}

void linear_free(Linear *linear)
{
    free(linear->packed);
    free(linear->plain);
    free(linear->scale);
    free(linear->bias);
    *linear = (Linear){0};
}

int rows_new(Rows *ret_rows, const Kernel *kernel, uint32_t room, uint32_t width, ArrianError *why)
{
    size_t count = round_up(room, ROW_STEP), items = count * round_up(width, INPUT_STEP);
    Rows r = {.width = round_up(width, INPUT_STEP),
              .q = aligned_new(items, 1),
              .scale = aligned_new(count, 4),
              .sum = aligned_new(count, 4)};
    if (kernel == &kernel_float) r.x = aligned_new(items, sizeof *r.x);
    r.wide = aligned_new(kernel->group == 2 ? items : 1, sizeof *r.wide);
    *ret_rows = r;
    if (r.q && r.scale && r.sum && r.wide && (r.x || kernel != &kernel_float)) return ARRIAN_OK;
    rows_free(ret_rows);
    return no_memory(why);
}

void rows_free(Rows *rows)
{
    free(rows->q);
    free(rows->scale);
    free(rows->sum);
    free(rows->x);
    free(rows->wide);
    *rows = (Rows){0};
}

Rows rows_slice(const Rows *rows, uint32_t first, uint32_t count)
{
    Rows some = *rows;
    some.count = count;
    some.q += (size_t)first * rows->width;
    some.scale += first;
    some.sum += first;
    some.x = rows->x ? rows->x + (size_t)first * rows->width : NULL;
    return some;
}

/* kernel_plain.c: integer products in plain C, for any processor; the truth that the other kernels are held against. */
#define LANES 4
#define DOT16 plain_dot16
#define LINEAR8 plain_linear
#include <stdint.h>

static void plain_dot16(const int16_t *a, uint32_t a_stride, const int16_t *b, uint32_t pairs, uint32_t blocks,
                        int32_t *c, uint32_t c_stride)
{
    for (int r = 0; r < 8; r++)
        for (uint32_t k = 0; k < blocks; k++) {
            int32_t sum[16] = {0};
            const int16_t *row = a + r * (int64_t)a_stride, *at = b + (uint64_t)k * pairs * 32;
            for (uint32_t p = 0; p < pairs; p++, at += 32)
                for (int o = 0; o < 16; o++) sum[o] += row[2 * p] * at[2 * o] + row[2 * p + 1] * at[2 * o + 1];
            for (int o = 0; o < 16; o++) c[r * (int64_t)c_stride + k * 16 + o] = sum[o];
        }
}

#include "model/kernel_body.h"

static void plain_linear(const Rows *x, const Linear *w, float *y, size_t stride, Activation activation)
{
    for (uint32_t o = 0; o < w->out_room; o += BLOCK)
        for (uint32_t r = 0; r < x->count; r++) {
            const int8_t *at = w->packed + (size_t)o * w->width, *row = x->q + (size_t)r * x->width;
            int32_t sum[BLOCK] = {0};
            for (uint32_t i = 0; i < w->width; i += 2, row += 2, at += 2 * BLOCK)
                for (int k = 0; k < BLOCK; k++) sum[k] += row[0] * at[2 * k] + row[1] * at[2 * k + 1];
            for (int k = 0; k < BLOCK; k += LANES) {
                Ints part;
                memcpy(&part, sum + k, sizeof part);
                store(y + r * stride + o + k, finish(part, x->scale[r], w->scale + o + k, w->bias + o + k, activation));
            }
        }
}

static bool runs_anywhere(void)
{
    return true;
}

KERNEL(plain, 2, 0, runs_anywhere);

float kernel_exp(float x)
{
    return vec_exp2(ALL(x < -80 ? -80.0f : x > 80 ? 80.0f : x) * 1.44269504f)[0];
}

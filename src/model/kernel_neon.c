/* kernel_neon.c: ARM with dot products of bytes (ARMv8.2 and later), 16 products an instruction. */
#define LANES 4
#define DOT16 neon_dot16
#define LINEAR8 neon_linear
#include <arm_neon.h>
#include <stdint.h>
#include <string.h>
#if defined(__linux__)
#include <sys/auxv.h>
#endif

static void neon_dot16(const int16_t *a, uint32_t a_stride, const int16_t *b, uint32_t pairs, uint32_t blocks,
                       int32_t *c, uint32_t c_stride)
{
    for (uint32_t k = 0; k < blocks; k++)
        for (int r = 0; r < 8; r += 4) {
            int32x4_t sum[4][4];
            const int16_t *row = a + r * (int64_t)a_stride, *at = b + (uint64_t)k * pairs * 32;
#pragma GCC unroll 4
            for (int i = 0; i < 4; i++) sum[i][0] = sum[i][1] = sum[i][2] = sum[i][3] = vdupq_n_s32(0);
            for (uint32_t p = 0; p < pairs; p++, at += 32, row += 2) {
                int16x8x2_t low = vld2q_s16(at), high = vld2q_s16(at + 16); // first and second of each pair apart
#pragma GCC unroll 4
                for (int i = 0; i < 4; i++)
#pragma GCC unroll 2
                    for (int j = 0; j < 2; j++) {
                        int16_t x = row[i * (int64_t)a_stride + j];
                        sum[i][0] = vmlal_n_s16(sum[i][0], vget_low_s16(low.val[j]), x);
                        sum[i][1] = vmlal_n_s16(sum[i][1], vget_high_s16(low.val[j]), x);
                        sum[i][2] = vmlal_n_s16(sum[i][2], vget_low_s16(high.val[j]), x);
                        sum[i][3] = vmlal_n_s16(sum[i][3], vget_high_s16(high.val[j]), x);
                    }
            }
#pragma GCC unroll 4
            for (int i = 0; i < 4; i++)
                for (int j = 0; j < 4; j++) vst1q_s32(c + (r + i) * (int64_t)c_stride + k * 16 + j * 4, sum[i][j]);
        }
}

#include "model/kernel_body.h"

#define LANE_STEP(g)                                                                                                   \
    for (int j = 0; j < 4; j++) {                                                                                      \
        int8x16_t some = vld1q_s8(b + g * 64 + j * 16);                                                                \
        for (int i = 0; i < 4; i++) sum[i][j] = vdotq_laneq_s32(sum[i][j], some, row[i], g);                           \
    }

static void tile(const Rows *x, uint32_t r, const Linear *w, uint32_t o, float *y, size_t stride, Activation activation)
{
    int32x4_t sum[4][4];
    const int8_t *a = x->q + (size_t)r * x->width, *b = w->packed + (size_t)o * w->width;
    for (int i = 0; i < 4; i++) sum[i][0] = sum[i][1] = sum[i][2] = sum[i][3] = vdupq_n_s32(0);
    for (uint32_t k = 0; k < x->width; k += 16, a += 16, b += 256) {
        int8x16_t row[4];
        for (int i = 0; i < 4; i++) row[i] = vld1q_s8(a + (size_t)i * x->width);
        LANE_STEP(0)
        LANE_STEP(1)
        LANE_STEP(2)
        LANE_STEP(3)
    }
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++)
            store(y + (r + i) * stride + o + j * 4,
                  finish((Ints)sum[i][j], x->scale[r + i], w->scale + o + j * 4, w->bias + o + j * 4, activation));
}

static void neon_linear(const Rows *x, const Linear *w, float *y, size_t stride, Activation activation)
{
    for (uint32_t o = 0; o < w->out_room; o += BLOCK)
        for (uint32_t r = 0; r < x->count; r += 4) tile(x, r, w, o, y, stride, activation);
}

static bool runs_neon(void)
{
#if defined(__linux__)
    return getauxval(AT_HWCAP) >> 20 & 1; // HWCAP_ASIMDDP
#else
    return true;
#endif
}

KERNEL(neon, 4, 0, runs_neon);

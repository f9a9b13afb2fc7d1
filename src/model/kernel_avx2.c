/* kernel_avx2.c: AVX2, bytes widened to 16 bits and multiplied in pairs, so that no sum can overflow or saturate. */
#define LANES 8
#define DOT16 avx2_dot16
#define LINEAR8 avx2_linear
#include <immintrin.h>
#include <stdint.h>
#include <string.h>

static inline __attribute__((always_inline)) __m256i broadcast(const void *at)
{
    int32_t word;
    memcpy(&word, at, 4);
    return _mm256_set1_epi32(word);
}

/* Written as assembly because GCC 12 moves the sums to and fro when it is given the intrinsics. */
#define ADD_PAIRS(sum, a, b)                                                                                           \
    do {                                                                                                               \
        __m256i product_;                                                                                              \
        __asm__("vpmaddwd %2, %3, %1\n\tvpaddd %1, %0, %0" : "+x"(sum), "=&x"(product_) : "x"(a), "x"(b));             \
    } while (0)

static inline __attribute__((always_inline)) void avx2_dot16(const int16_t *a, uint32_t a_stride, const int16_t *b,
                                                             uint32_t pairs, uint32_t blocks, int32_t *c,
                                                             uint32_t c_stride)
{
    for (uint32_t k = 0; k < blocks; k++)
        for (int r = 0; r < 8; r += 4) {
            __m256i one[4], two[4];
            const int16_t *row = a + r * (int64_t)a_stride, *at = b + (uint64_t)k * pairs * 32;
#pragma GCC unroll 4
            for (int i = 0; i < 4; i++) one[i] = two[i] = _mm256_setzero_si256();
            for (uint32_t p = 0; p < pairs; p++, at += 32, row += 2) {
                __m256i first = _mm256_loadu_si256((const void *)at),
                        second = _mm256_loadu_si256((const void *)(at + 16));
#pragma GCC unroll 4
                for (int i = 0; i < 4; i++) {
                    __m256i x = broadcast(row + i * (int64_t)a_stride);
                    ADD_PAIRS(one[i], first, x);
                    ADD_PAIRS(two[i], second, x);
                }
            }
#pragma GCC unroll 4
            for (int i = 0; i < 4; i++) {
                int32_t *to = c + (r + i) * (int64_t)c_stride + k * 16;
                _mm256_storeu_si256((void *)to, one[i]);
                _mm256_storeu_si256((void *)(to + 8), two[i]);
            }
        }
}

#include "model/kernel_body.h"

INLINE void tile(int m, uint32_t width, const Rows *x, uint32_t r, const Linear *w, uint32_t o, float *y, size_t stride,
                 Activation activation)
{
    __m256i one[6], two[6];
    const int16_t *a = x->wide + (size_t)r * width;
    const int8_t *b = w->packed + (size_t)o * width;
#pragma GCC unroll 6
    for (int i = 0; i < m; i++) one[i] = two[i] = _mm256_setzero_si256();
    for (uint32_t k = 0; k < width; k += 2, a += 2, b += 32) {
        __m256i first = _mm256_cvtepi8_epi16(_mm_loadu_si128((const void *)b)),
                second = _mm256_cvtepi8_epi16(_mm_loadu_si128((const void *)(b + 16)));
#pragma GCC unroll 6
        for (int i = 0; i < m; i++) {
            __m256i pair = broadcast(a + i * (int64_t)width);
            ADD_PAIRS(one[i], first, pair);
            ADD_PAIRS(two[i], second, pair);
        }
    }
#pragma GCC unroll 6
    for (int i = 0; i < m; i++) {
        float *to = y + (r + i) * stride + o;
        store(to, finish((Ints)one[i], x->scale[r + i], w->scale + o, w->bias + o, activation));
        store(to + 8, finish((Ints)two[i], x->scale[r + i], w->scale + o + 8, w->bias + o + 8, activation));
    }
}

INLINE void tiles(uint32_t width, const Rows *x, const Linear *w, float *y, size_t stride, Activation activation)
{
    for (uint32_t o = 0; o < w->out_room; o += BLOCK) {
        uint32_t r = 0;
        for (; r + 6 <= x->count; r += 6) tile(6, width, x, r, w, o, y, stride, activation);
        for (; r < x->count; r += 2) tile(2, width, x, r, w, o, y, stride, activation);
    }
}

static void avx2_linear(const Rows *x, const Linear *w, float *y, size_t stride, Activation activation)
{
    for (size_t i = 0; i < (size_t)x->count * x->width; i += 16)
        _mm256_storeu_si256((void *)(x->wide + i), _mm256_cvtepi8_epi16(_mm_loadu_si128((const void *)(x->q + i))));
    if (x->width == 384 && activation == GELU) tiles(384, x, w, y, stride, GELU);
    else if (x->width == 384) tiles(384, x, w, y, stride, KEEP);
    else if (x->width == 1536 && activation == KEEP) tiles(1536, x, w, y, stride, KEEP);
    else tiles(x->width, x, w, y, stride, activation);
}

static bool runs_avx2(void)
{
    return __builtin_cpu_supports("avx2");
}

KERNEL(avx2, 2, 0, runs_avx2);

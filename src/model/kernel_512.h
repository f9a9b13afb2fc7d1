/* kernel_512.h: 16-bit products for processors with AVX-512 VNNI, two pairs a lane and instruction.
 * Eight rows by two blocks: sixteen sums in registers hide the five cycles that a product takes. */
#define LANES 16
#define DOT16 wide_dot16
#include <immintrin.h>
#include <stdint.h>
#include <string.h>

static inline __attribute__((always_inline)) __m512i broadcast(const void *at)
{
    int32_t word;
    memcpy(&word, at, 4);
    return _mm512_set1_epi32(word);
}

/* Written as assembly because GCC 12 copies the sums between registers when it is given the intrinsics. */
#define ADD_BYTES(sum, unsigned_bytes, signed_bytes)                                                                   \
    __asm__("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(unsigned_bytes), "v"(signed_bytes))
#define ADD_PAIRS(sum, a, b) __asm__("vpdpwssd %2, %1, %0" : "+v"(sum) : "v"(a), "v"(b))

static inline __attribute__((always_inline)) void dot16_tile(const int16_t *a, uint32_t a_stride, const int16_t *b,
                                                             uint32_t pairs, int32_t *c, uint32_t c_stride, int blocks)
{
    __m512i one[8], two[8];
#pragma GCC unroll 8
    for (int r = 0; r < 8; r++) one[r] = two[r] = _mm512_setzero_si512();
    for (uint32_t p = 0; p < pairs; p++, a += 2, b += 32) {
        __m512i first = _mm512_loadu_si512(b),
                second = blocks == 2 ? _mm512_loadu_si512(b + (uint64_t)pairs * 32) : first;
#pragma GCC unroll 8
        for (int r = 0; r < 8; r++) {
            __m512i x = broadcast(a + r * (int64_t)a_stride);
            ADD_PAIRS(one[r], first, x);
            if (blocks == 2) ADD_PAIRS(two[r], second, x);
        }
    }
#pragma GCC unroll 8
    for (int r = 0; r < 8; r++) {
        _mm512_storeu_si512(c + r * (int64_t)c_stride, one[r]);
        if (blocks == 2) _mm512_storeu_si512(c + r * (int64_t)c_stride + 16, two[r]);
    }
}

static inline __attribute__((always_inline)) void wide_dot16(const int16_t *a, uint32_t a_stride, const int16_t *b,
                                                             uint32_t pairs, uint32_t blocks, int32_t *c,
                                                             uint32_t c_stride)
{
    uint32_t k = 0;
    for (; k + 2 <= blocks; k += 2)
        dot16_tile(a, a_stride, b + (uint64_t)k * pairs * 32, pairs, c + k * 16, c_stride, 2);
    if (k < blocks) dot16_tile(a, a_stride, b + (uint64_t)k * pairs * 32, pairs, c + k * 16, c_stride, 1);
}

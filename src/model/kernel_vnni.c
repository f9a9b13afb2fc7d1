/* kernel_vnni.c: AVX-512 VNNI, 64 products of bytes an instruction.
 * The instruction multiplies unsigned by signed: weights are stored with 128 added, and the sums begin at -128 times
 * the row's sum. */
#include "model/kernel_512.h"
#define LINEAR8 vnni_linear
#include "model/kernel_body.h"

/* m rows by two blocks of outputs. m and width are constants where it counts, so that all addresses are too. */
INLINE void tile(int m, uint32_t width, const Rows *x, uint32_t r, const Linear *w, uint32_t o, float *y, size_t stride,
                 Activation activation)
{
    __m512i one[12], two[12];
    const int8_t *a = x->q + (size_t)r * width, *b = w->packed + (size_t)o * width, *c = b + (size_t)BLOCK * width;
#pragma GCC unroll 12
    for (int i = 0; i < m; i++) one[i] = two[i] = _mm512_set1_epi32(-128 * x->sum[r + i]);
    for (uint32_t k = 0; k < width; k += 4, a += 4, b += 64, c += 64) {
        __m512i first = _mm512_loadu_si512(b), second = _mm512_loadu_si512(c);
#pragma GCC unroll 12
        for (int i = 0; i < m; i++) {
            __m512i word = broadcast(a + i * (int64_t)width);
            ADD_BYTES(one[i], first, word);
            ADD_BYTES(two[i], second, word);
        }
    }
    int32_t sum[12][2 * BLOCK] __attribute__((aligned(64)));
#pragma GCC unroll 12
    for (int i = 0; i < m; i++) {
        _mm512_store_si512(sum[i], one[i]);
        _mm512_store_si512(sum[i] + BLOCK, two[i]);
    }
    finish_tile(sum, (uint32_t)m, x, r, w, o, y, stride, activation);
}

#define TILES(width_name, width_value)                                                                                 \
    static void tile_12_##width_name(const Rows *x, uint32_t r, const Linear *w, uint32_t o, float *y, size_t stride,  \
                                     Activation a)                                                                     \
    {                                                                                                                  \
        if (a == GELU) tile(12, width_value, x, r, w, o, y, stride, GELU);                                             \
        else tile(12, width_value, x, r, w, o, y, stride, KEEP);                                                       \
    }                                                                                                                  \
    static void tile_4_##width_name(const Rows *x, uint32_t r, const Linear *w, uint32_t o, float *y, size_t stride,   \
                                    Activation a)                                                                      \
    {                                                                                                                  \
        tile(4, width_value, x, r, w, o, y, stride, a);                                                                \
    }
TILES(128, 128)
TILES(384, 384)
TILES(1536, 1536)
TILES(any, x->width)

typedef void Tile(const Rows *, uint32_t, const Linear *, uint32_t, float *, size_t, Activation);

static void vnni_linear(const Rows *x, const Linear *w, float *y, size_t stride, Activation activation)
{
    Tile *large = x->width == 384 ? tile_12_384 : x->width == 1536 ? tile_12_1536 : x->width == 128 ? tile_12_128 : tile_12_any;
    Tile *small = x->width == 384 ? tile_4_384 : x->width == 1536 ? tile_4_1536 : x->width == 128 ? tile_4_128 : tile_4_any;
    for (uint32_t o = 0; o < w->out_room; o += 2 * BLOCK) {
        uint32_t r = 0;
        for (; r + 12 <= x->count; r += 12) large(x, r, w, o, y, stride, activation);
        for (; r < x->count; r += 4) small(x, r, w, o, y, stride, activation);
    }
}

static bool runs_vnni(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vnni");
}

KERNEL(vnni, 4, 0x80, runs_vnni);

/* kernel_body.h: the part of a kernel that deals in floats, written once over vectors of LANES floats.
 * A kernel file defines LANES, then DOT16 and LINEAR8 (its integer products), and includes this file; the compiler
 * turns the vectors into whatever the processor has. What is added across lanes is added in 16 lanes whatever LANES is,
 * so that all kernels agree. */
#include "model/kernels.h"
#include <math.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

typedef float Vec __attribute__((vector_size(4 * LANES)));
typedef int32_t Ints __attribute__((vector_size(4 * LANES)));
typedef float VecAt __attribute__((vector_size(4 * LANES), aligned(4), may_alias));
typedef int32_t IntsAt __attribute__((vector_size(4 * LANES), aligned(4), may_alias));
typedef int8_t Bytes __attribute__((vector_size(LANES)));
typedef int8_t BytesAt __attribute__((vector_size(LANES), aligned(1), may_alias));
typedef int16_t Shorts __attribute__((vector_size(2 * LANES)));
typedef int16_t ShortsAt __attribute__((vector_size(2 * LANES), aligned(2), may_alias));

enum {
    PARTS = 16 / LANES, // vectors that make up 16 lanes
    NORM_ROWS = 4
};

#define INLINE static inline __attribute__((always_inline))
#define ALL(x) ((Vec){0} + (x))
#define ALL_INTS(x) ((Ints){0} + (x))

/* 1.5 * 2^23: adding it rounds to an integer, half to even, and leaves that integer in the low bits. */
#define ROUNDER 12582912.0f
#define ROUNDER_BITS 0x4B400000

INLINE Vec load(const float *at)
{
    return *(const VecAt *)at;
}
INLINE void store(float *at, Vec x)
{
    *(VecAt *)at = x;
}

INLINE Vec vec_max(Vec a, Vec b)
{
#if LANES == 16 && defined(__AVX512F__)
    return (Vec)_mm512_max_ps((__m512)a, (__m512)b);
#elif LANES == 8 && defined(__AVX2__)
    return (Vec)_mm256_max_ps((__m256)a, (__m256)b);
#elif LANES == 4 && defined(__SSE2__)
    return (Vec)_mm_max_ps((__m128)a, (__m128)b);
#else
    Ints more = a > b;
    return (Vec)((more & (Ints)a) | (~more & (Ints)b));
#endif
}

INLINE Vec vec_min(Vec a, Vec b)
{
#if LANES == 16 && defined(__AVX512F__)
    return (Vec)_mm512_min_ps((__m512)a, (__m512)b);
#elif LANES == 8 && defined(__AVX2__)
    return (Vec)_mm256_min_ps((__m256)a, (__m256)b);
#else
    Ints less = a < b;
    return (Vec)((less & (Ints)a) | (~less & (Ints)b));
#endif
}
INLINE Vec vec_abs(Vec a)
{
    return (Vec)((Ints)a & 0x7FFFFFFF);
}
INLINE Ints vec_round(Vec x)
{
    return (Ints)(x + ROUNDER) - ROUNDER_BITS;
}

/* Small integers to fewer bits. */
INLINE void store_bytes(int8_t *at, Ints x)
{
#if LANES == 8 && defined(__AVX2__)
    __m128i shorts = _mm_packs_epi32(_mm256_castsi256_si128((__m256i)x), _mm256_extracti128_si256((__m256i)x, 1));
    _mm_storel_epi64((void *)at, _mm_packs_epi16(shorts, shorts));
#else
    *(BytesAt *)at = __builtin_convertvector(x, Bytes);
#endif
}

INLINE void store_shorts(int16_t *at, Ints x)
{
#if LANES == 8 && defined(__AVX2__)
    _mm_storeu_si128((void *)at,
                     _mm_packs_epi32(_mm256_castsi256_si128((__m256i)x), _mm256_extracti128_si256((__m256i)x, 1)));
#else
    *(ShortsAt *)at = __builtin_convertvector(x, Shorts);
#endif
}

/* 2^x for -126 < x < 127: 2^n 2^f with |f| <= 1/2, and a polynomial fitted to 2^f (relative error 3e-6). */
INLINE Vec vec_exp2(Vec x)
{
    Vec t = x + ROUNDER, f = x - (t - ROUNDER);
    Vec p = f * 0.00958277378f + 0.0559072159f;
    p = p * f + 0.240241051f;
    p = p * f + 0.693124115f;
    p = p * f + 1.0f;
    return (Vec)((Ints)p + ((Ints)t << 23));
}

/* x / 2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))), written as x / (1 + 2^z). */
INLINE Vec vec_gelu(Vec x)
{
    Vec z = x * (x * x * -0.10294324f - 2.3022082f);
    z = vec_min(vec_max(z, ALL(-60.0f)), ALL(60.0f));
    return x / (vec_exp2(z) + 1.0f);
}

/* The fixed tree: lane i with lane i + 8, then 4, 2, 1. */
INLINE float tree_sum(const Vec part[PARTS])
{
#if LANES == 16 && defined(__AVX512F__)
    return _mm512_reduce_add_ps((__m512)part[0]);
#else
    float lane[16];
    for (int i = 0; i < PARTS; i++) store(lane + i * LANES, part[i]);
    for (int step = 8; step; step /= 2)
        for (int i = 0; i < step; i++) lane[i] += lane[i + step];
    return lane[0];
#endif
}

INLINE float lanes_max(Vec x)
{
#if LANES == 16 && defined(__AVX512F__)
    return _mm512_reduce_max_ps((__m512)x);
#else
    float most = x[0];
    for (int i = 1; i < LANES; i++) most = x[i] > most ? x[i] : most;
    return most;
#endif
}

INLINE Ints ints_max(Ints a, Ints b)
{
#if LANES == 16 && defined(__AVX512F__)
    return (Ints)_mm512_max_epi32((__m512i)a, (__m512i)b);
#else
    Ints more = a > b;
    return (more & a) | (~more & b);
#endif
}

INLINE int32_t ints_lanes_max(Ints x)
{
#if LANES == 16 && defined(__AVX512F__)
    return _mm512_reduce_max_epi32((__m512i)x);
#else
    int32_t most = x[0];
    for (int i = 1; i < LANES; i++) most = x[i] > most ? x[i] : most;
    return most;
#endif
}

INLINE int32_t ints_sum(Ints x)
{
#if LANES == 16 && defined(__AVX512F__)
    return _mm512_reduce_add_epi32((__m512i)x);
#else
    int32_t total = 0;
    for (int i = 0; i < LANES; i++) total += x[i];
    return total;
#endif
}

static float row_largest(const float *x, uint32_t width)
{
    Vec most[2] = {{0}, {0}};
    uint32_t i = 0;
    for (; i + 2 * LANES <= width; i += 2 * LANES) {
        most[0] = vec_max(vec_abs(load(x + i)), most[0]);
        most[1] = vec_max(vec_abs(load(x + i + LANES)), most[1]);
    }
    float largest = lanes_max(vec_max(most[0], most[1]));
    for (; i < width; i++) largest = fabsf(x[i]) > largest ? fabsf(x[i]) : largest;
    return largest;
}

static void quantise(const float *x, size_t stride, uint32_t count, uint32_t width, Rows *rows)
{
    rows->count = count;
    for (uint32_t r = 0; r < count; r++, x += stride) {
        float largest = row_largest(x, width), up = largest > 0 ? 127.0f / largest : 0;
        int8_t *q = rows->q + (size_t)r * rows->width;
        Ints sum = {0};
        uint32_t i = 0;
        for (; i + LANES <= width; i += LANES) {
            Ints whole = vec_round(load(x + i) * up);
            sum += whole;
            store_bytes(q + i, whole);
        }
        int32_t total = ints_sum(sum);
        for (; i < width; i++) {
            float t = x[i] * up + ROUNDER;
            int32_t bits;
            memcpy(&bits, &t, 4);
            q[i] = (int8_t)(bits - ROUNDER_BITS);
            total += q[i];
        }
        memset(q + i, 0, rows->width - i);
        rows->scale[r] = largest / 127.0f;
        rows->sum[r] = total;
    }
}

/* What follows the integer sum of output o .. o + LANES, in one order everywhere. */
INLINE Vec finish(Ints sum, float x_scale, const float *scale, const float *bias, Activation activation)
{
    Vec y = __builtin_convertvector(sum, Vec) * (load(scale) * x_scale) + load(bias);
    return activation == GELU ? vec_gelu(y) : y;
}

/* Sums of `rows` rows by two blocks of outputs, from row r and output o on. */
INLINE void finish_tile(const int32_t (*sum)[2 * BLOCK], uint32_t rows, const Rows *x, uint32_t r, const Linear *w,
                        uint32_t o, float *y, size_t stride, Activation activation)
{
    for (uint32_t i = 0; i < rows; i++)
        for (uint32_t k = 0; k < 2 * BLOCK; k += LANES)
            store(y + (r + i) * stride + o + k, finish(*(const IntsAt *)(sum[i] + k), x->scale[r + i], w->scale + o + k,
                                                       w->bias + o + k, activation));
}

/* A few rows side by side: the sums of one row are each a wait for the one before. */
INLINE void norm_rows(float *x, const float *y, const float *gain, const float *bias, const int rows)
{
    Vec sum[NORM_ROWS][PARTS] = {{{0}}}, square[NORM_ROWS][PARTS] = {{{0}}};
    float mean[NORM_ROWS];
    for (int i = 0; i < WIDTH; i += 16)
        for (int r = 0; r < rows; r++)
            for (int k = 0; k < PARTS; k++) {
                int at = r * WIDTH + i + k * LANES;
                Vec v = load(x + at);
                if (y) v = v + load(y + at);
                store(x + at, v);
                sum[r][k] += v;
            }
    for (int r = 0; r < rows; r++) mean[r] = tree_sum(sum[r]) / WIDTH;
    for (int i = 0; i < WIDTH; i += 16)
        for (int r = 0; r < rows; r++)
            for (int k = 0; k < PARTS; k++) {
                Vec v = load(x + r * WIDTH + i + k * LANES) - mean[r];
                square[r][k] += v * v;
            }
    for (int r = 0; r < rows; r++, x += WIDTH) {
        float narrow = 1.0f / sqrtf(tree_sum(square[r]) / WIDTH + 1e-12f);
        for (int i = 0; i < WIDTH; i += LANES)
            store(x + i, (load(x + i) - mean[r]) * narrow * load(gain + i) + load(bias + i));
    }
}

static void add_norm(float *x, const float *y, const float *gain, const float *bias, uint32_t rows)
{
    uint32_t r = 0;
    for (; r + NORM_ROWS <= rows; r += NORM_ROWS)
        norm_rows(x + (size_t)r * WIDTH, y ? y + (size_t)r * WIDTH : NULL, gain, bias, NORM_ROWS);
    for (; r < rows; r++) norm_rows(x + (size_t)r * WIDTH, y ? y + (size_t)r * WIDTH : NULL, gain, bias, 1);
}

static void widen(const int8_t *q, float scale, const float *a, const float *b, float *x)
{
    for (int i = 0; i < WIDTH; i += LANES) {
        Vec v = __builtin_convertvector(__builtin_convertvector(*(const BytesAt *)(q + i), Ints), Vec);
        store(x + i, v * scale + load(a + i) + load(b + i));
    }
}

static void add(const float *a, const float *b, size_t count, float *x)
{
    for (size_t i = 0; i < count; i += LANES) store(x + i, load(a + i) + load(b + i));
}

/* ---- attention of one head. q and k are quantised to 12.5 bits and a sign, so that 32 products and the difference of
 * two such sums fit 32 bits; the weights of the softmax to 12 bits, v to 11 and a sign, so that 256 products do. DOT16
 * multiplies pairs: a (8, 2 pairs), b (blocks, pairs, 16, 2). Room beyond the last row is filled with copies of the
 * last key (which leave the maximum as it is and are taken off the sum) and with zeros as values. */
enum { QK_MOST = 5792, P_MOST = 4095, V_MOST = 2047 };

INLINE float span_largest(const float *x, uint32_t rows, size_t stride)
{
    Vec most = {0};
    for (uint32_t r = 0; r < rows; r++, x += stride)
        for (int i = 0; i < HEAD; i += LANES) most = vec_max(vec_abs(load(x + i)), most);
    return lanes_max(most);
}

INLINE void quantise_pairs(const float *x, float up, int16_t *ret_q)
{
    for (int i = 0; i < HEAD; i += LANES) store_shorts(ret_q + i, vec_round(load(x + i) * up));
}

static void pack_keys(const float *k, size_t stride, uint32_t rows, uint32_t room, float up, int16_t *packed)
{
    int32_t pair[HEAD / 2];
    for (uint32_t r = 0; r < room; r++) {
        int32_t *to = (int32_t *)(void *)(packed + (size_t)(r / BLOCK) * BLOCK * HEAD) + r % BLOCK;
        if (r < rows) {
            int16_t row[HEAD];
            quantise_pairs(k + r * stride, up, row);
            memcpy(pair, row, sizeof row);
        }
        for (int i = 0; i < HEAD / 2; i++) to[i * BLOCK] = pair[i];
    }
}

static void pack_values(const float *v, size_t stride, uint32_t rows, uint32_t room, float up, int16_t *packed)
{
    for (uint32_t r = 0; r < room; r += 2)
        for (int i = 0; i < HEAD; i += LANES) {
            const float *at = v + r * stride + i;
            Ints low = r < rows ? vec_round(load(at) * up) : (Ints){0},
                 high = r + 1 < rows ? vec_round(load(at + stride) * up) : (Ints){0};
            *(IntsAt *)(void *)(packed + (size_t)(i / BLOCK) * room * BLOCK + (size_t)r * BLOCK + i % BLOCK * 2) =
                (low & 0xFFFF) | (high << 16);
        }
}

/* Scores of one query to its weights; gives the sum of the first `rows` of them. scale: of a score, times log2 e. */
static int32_t soften(const int32_t *score, uint32_t rows, uint32_t room, float scale, int16_t *p)
{
    Ints most = *(const IntsAt *)score, sum = {0};
    for (uint32_t j = LANES; j < room; j += LANES) most = ints_max(most, *(const IntsAt *)(score + j));
    int32_t top = ints_lanes_max(most);
    for (uint32_t j = 0; j < room; j += LANES) {
        Vec x = __builtin_convertvector(*(const IntsAt *)(score + j) - top, Vec) * scale;
        Ints whole = vec_round(vec_exp2(vec_max(x, ALL(-60.0f))) * (float)P_MOST);
        sum += whole;
        store_shorts(p + j, whole);
    }
    return ints_sum(sum) - (int32_t)(room - rows) * p[rows - 1];
}

/* wide: of all heads together. */
static void attend_head(const float *qkv, uint32_t rows, const uint32_t *asked, uint32_t count, size_t wide, float *out,
                        AttendRoom *a)
{
    size_t stride = 3 * wide;
    uint32_t room = (rows + 2 * BLOCK - 1) / (2 * BLOCK) * (2 * BLOCK);
    float k_most = span_largest(qkv + wide, rows, stride), v_most = span_largest(qkv + 2 * wide, rows, stride);
    pack_keys(qkv + wide, stride, rows, room, k_most > 0 ? QK_MOST / k_most : 0, a->k);
    pack_values(qkv + 2 * wide, stride, rows, room, v_most > 0 ? V_MOST / v_most : 0, a->v);
    float k_scale = k_most / QK_MOST * 0.25503486f, /* log2 e / sqrt 32 */
        v_scale = v_most / V_MOST;
    for (uint32_t r = 0; r < count; r += 8) {
        uint32_t some = count - r < 8 ? count - r : 8;
        float q_scale[8], sum[8];
        for (uint32_t i = 0; i < some; i++) {
            const float *q = qkv + (asked ? asked[r + i] : r + i) * stride;
            float q_most = row_largest(q, HEAD);
            quantise_pairs(q, q_most > 0 ? QK_MOST / q_most : 0, a->q + i * HEAD);
            q_scale[i] = q_most / QK_MOST * k_scale;
        }
        DOT16(a->q, HEAD, a->k, HEAD / 2, room / BLOCK, a->score, RUN_PIECES);
        for (uint32_t i = 0; i < some; i++)
            sum[i] = (float)soften(a->score + i * RUN_PIECES, rows, room, q_scale[i], a->p + i * RUN_PIECES);
        DOT16(a->p, RUN_PIECES, a->v, room / 2, HEAD / BLOCK, a->out, HEAD);
        for (uint32_t i = 0; i < some; i++)
            for (int k = 0; k < HEAD; k += LANES)
                store(out + (r + i) * wide + k,
                      __builtin_convertvector(*(const IntsAt *)(a->out + i * HEAD + k), Vec) * (v_scale / sum[i]));
    }
}

static void attend(const float *qkv, uint32_t rows, const uint32_t *asked, uint32_t count, uint32_t heads, float *out,
                   AttendRoom *room)
{
    for (uint32_t h = 0; h < heads; h++)
        attend_head(qkv + h * HEAD, rows, asked, count, heads * HEAD, out + h * HEAD, room);
}

/* One block of outputs for one row: each output is summed from its first input to its last. */
static void linear_float(const float *x, size_t x_stride, uint32_t rows, const Linear *w, float *y, size_t stride)
{
    for (uint32_t r = 0; r < rows; r++)
        for (uint32_t o = 0; o < w->out_room; o += BLOCK) {
            const float *column = w->plain + (size_t)o * w->in, *row = x + r * x_stride;
            Vec sum[PARTS] = {{0}};
            for (uint32_t i = 0; i < w->in; i++)
                for (int k = 0; k < PARTS; k++) sum[k] += load(column + (size_t)i * BLOCK + k * LANES) * row[i];
            for (int k = 0; k < PARTS; k++)
                store(y + r * stride + o + k * LANES, sum[k] + load(w->bias + o + k * LANES));
        }
}

static void gelu(float *x, size_t count)
{
    for (size_t i = 0; i < count; i += LANES) store(x + i, vec_gelu(load(x + i)));
}

static float dot(const float *a, const float *b, size_t count)
{
    Vec sum[PARTS] = {{0}};
    for (size_t i = 0; i < count; i += 16)
        for (int k = 0; k < PARTS; k++) sum[k] += load(a + i + k * LANES) * load(b + i + k * LANES);
    return tree_sum(sum);
}

#define KERNEL(tag, its_group, its_flip, its_runs)                                                                     \
    const Kernel kernel_##tag = {.name = #tag,                                                                         \
                                 .group = its_group,                                                                   \
                                 .flip = its_flip,                                                                     \
                                 .runs = its_runs,                                                                     \
                                 .quantise = quantise,                                                                 \
                                 .linear = LINEAR8,                                                                    \
                                 .add_norm = add_norm,                                                                 \
                                 .attend = attend,                                                                     \
                                 .linear_float = linear_float,                                                         \
                                 .widen = widen,                                                                       \
                                 .add = add,                                                                           \
                                 .gelu = gelu,                                                                         \
                                 .dot = dot}

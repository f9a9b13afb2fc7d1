/* kernel_amx.c: AMX, 16 x 16 x 64 products of signed bytes an instruction; all else as with AVX-512 VNNI.
 * Four sums of 16 rows by 16 outputs stand in tiles 0-3, rows in 4-5, weights in 6-7. */
#include "model/kernel_512.h"
#define LINEAR8 amx_linear
#include "model/kernel_body.h"
#include <sys/syscall.h>
#include <unistd.h>

static void tiles_begin(void)
{
    struct {
        uint8_t palette, start, zero[14];
        uint16_t row_bytes[16];
        uint8_t rows[16];
    } __attribute__((aligned(64))) shape = {.palette = 1};
    for (int i = 0; i < 8; i++) {
        shape.row_bytes[i] = 64;
        shape.rows[i] = 16;
    }
    _tile_loadconfig(&shape);
}

INLINE void products(const Rows *x, uint32_t r, const Linear *w, uint32_t o, bool both, int32_t sum[32][32])
{
    const int8_t *a = x->q + (size_t)r * x->width, *b = w->packed + (size_t)o * w->width,
                 *c = b + (size_t)BLOCK * w->width;
    _tile_zero(0);
    _tile_zero(1);
    if (both) {
        _tile_zero(2);
        _tile_zero(3);
    }
    for (uint32_t k = 0; k < x->width; k += 64, b += 64 * BLOCK, c += 64 * BLOCK) {
        _tile_loadd(6, b, 64);
        _tile_loadd(7, c, 64);
        _tile_loadd(4, a + k, x->width);
        _tile_dpbssd(0, 4, 6);
        _tile_dpbssd(1, 4, 7);
        if (!both) continue;
        _tile_loadd(5, a + k + (size_t)ROW_STEP * x->width, x->width);
        _tile_dpbssd(2, 5, 6);
        _tile_dpbssd(3, 5, 7);
    }
    _tile_stored(0, sum[0], sizeof sum[0]);
    _tile_stored(1, sum[0] + 16, sizeof sum[0]);
    if (!both) return;
    _tile_stored(2, sum[16], sizeof sum[0]);
    _tile_stored(3, sum[16] + 16, sizeof sum[0]);
}

static void amx_linear(const Rows *x, const Linear *w, float *y, size_t stride, Activation activation)
{
    int32_t sum[32][32] __attribute__((aligned(64)));
    tiles_begin();
    for (uint32_t o = 0; o < w->out_room; o += 2 * BLOCK)
        for (uint32_t r = 0; r < x->count; r += 2 * ROW_STEP) {
            uint32_t rows = x->count - r < 2 * ROW_STEP ? x->count - r : 2 * ROW_STEP;
            if (rows > ROW_STEP) products(x, r, w, o, true, sum);
            else products(x, r, w, o, false, sum);
            if (activation == GELU) finish_tile(sum, rows, x, r, w, o, y, stride, GELU);
            else finish_tile(sum, rows, x, r, w, o, y, stride, KEEP);
        }
    _tile_release();
}

/* Linux lends the tiles on request. */
static bool runs_amx(void)
{
    unsigned a = 7, b = 0, c = 0, d = 0;
    if (!__builtin_cpu_supports("avx512vnni") || !__builtin_cpu_supports("avx512dq") ||
        !__builtin_cpu_supports("avx512bw"))
        return false;
    __asm__("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
    if (!(d >> 24 & 1) || !(d >> 25 & 1)) return false; // AMX-TILE, AMX-INT8
#ifdef SYS_arch_prctl
    return !syscall(SYS_arch_prctl, 0x1023, 18); // ARCH_REQ_XCOMP_PERM, tile data
#else
    return false;
#endif
}

KERNEL(amx, 4, 0, runs_amx);

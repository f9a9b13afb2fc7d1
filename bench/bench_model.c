/* bench_model.c: pieces a second of the bare encoder, kernel by kernel, and their share of what the processor can multiply.
 *     bench_model WEIGHTS [KERNEL...]       full  vnni   1 x 190   15,900 pieces/s   169 G int8 products/s   60 % of 281
 * One thread, CPU seconds, the best of some rounds. The peak is measured here: the kernel's own product instruction, all in registers. */
#include "model/encoder.h"
#include <stdio.h>
#include <string.h>
#include <time.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

#if defined(__x86_64__)
#define TEN(x) x(0) x(1) x(2) x(3) x(4) x(5) x(6) x(7) x(8) x(9)

__attribute__((target("avx512f,avx512vnni"))) static double peak_vnni(void)
{
    __m512i sum[10], a = _mm512_set1_epi8(1);
    double start = now();
#define ZERO(i) sum[i] = a;
#define STEP(i) __asm__ volatile("vpdpbusd %1, %1, %0" : "+v"(sum[i]) : "v"(a));
    TEN(ZERO)
    for (int i = 0; i < 20000000; i++) {
        TEN(STEP)
    }
    return 20000000.0 * 10 * 64 / (now() - start);
}

__attribute__((target("avx2"))) static double peak_avx2(void)
{
    __m256i sum[10], a = _mm256_set1_epi8(1), product;
    double start = now();
#define ADD(i) __asm__ volatile("vpmaddwd %2, %2, %1\n\tvpaddd %1, %0, %0" : "+x"(sum[i]), "=&x"(product) : "x"(a));
    TEN(ZERO)
    for (int i = 0; i < 20000000; i++) {
        TEN(ADD)
    }
    return 20000000.0 * 10 * 16 / (now() - start);
}

__attribute__((target("amx-tile,amx-int8"))) static double peak_amx(void)
{
    struct {
        uint8_t palette, start, zero[14];
        uint16_t row_bytes[16];
        uint8_t rows[16];
    } shape = {.palette = 1};
    for (int i = 0; i < 8; i++) shape.row_bytes[i] = 64, shape.rows[i] = 16;
    _tile_loadconfig(&shape);
    double start = now();
    for (int i = 0; i < 4000000; i++) {
        _tile_dpbssd(0, 4, 6);
        _tile_dpbssd(1, 4, 7);
        _tile_dpbssd(2, 5, 6);
        _tile_dpbssd(3, 5, 7);
    }
    double seconds = now() - start;
    _tile_release();
    return 4000000.0 * 4 * 16 * 16 * 64 / seconds;
}

static double peak(const char *kernel)
{
    return !strcmp(kernel, "amx") ? peak_amx() : !strcmp(kernel, "vnni") ? peak_vnni() : !strcmp(kernel, "avx2") ? peak_avx2() : 0;
}
#else
static double peak(const char *kernel)
{
    return (void)kernel, 0;
}
#endif

static double pieces_a_second(const Encoder *e, EncoderRoom *room, uint32_t size, uint32_t runs)
{
    uint16_t piece[RUN_PIECES];
    uint8_t shape[RUN_PIECES];
    uint32_t sizes[RUN_PIECES];
    double best = 0, until = now() + 2;
    for (uint32_t i = 0; i < RUN_PIECES; i++) piece[i] = (uint16_t)((i * 7919 + 13) % e->pieces), shape[i] = (uint8_t)(i % 9), sizes[i] = size;
    while (now() < until) {
        double start = now(), rate;
        encoder_pass(e, room, piece, shape, sizes, runs);
        rate = size * runs / (now() - start);
        best = rate > best ? rate : best;
    }
    return best;
}

/* Of int8, a piece. */
static double products_of(const Encoder *e)
{
    double all = 0;
    for (uint32_t i = 0; i < e->layers; i++) {
        const Linear *each[] = {&e->layer[i].qkv, &e->layer[i].o, &e->layer[i].up, &e->layer[i].down};
        for (int k = 0; k < 4; k++) all += (double)each[k]->out * each[k]->in;
    }
    return all;
}

static void bench(const Weights *w, const Kernel *kernel)
{
    Encoder e;
    ArrianError why = {0};
    if (encoder_load(&e, w, kernel, &why)) {
        fprintf(stderr, "bench_model: %s\n", why.message);
        return;
    }
    EncoderRoom *room = encoder_room_new(e.kernel, &why);
    double most = peak(kernel->name) * 1e-9;
    for (int i = 0; i < 3 && room; i++) {
        uint32_t size = (const uint32_t[]){32, 96, 190}[i], runs = RUN_PIECES / size;
        double rate = pieces_a_second(&e, room, size, runs), products = rate * products_of(&e) * 1e-9;
        printf("%-4s  %-6s %u x %-3u  %7.0f pieces/s  %5.0f G int8 products/s", w->part ? "fast" : "full", kernel->name, runs, size, rate, products);
        if (most > 0) printf("  %3.0f %% of %.0f", 100 * products / most, most);
        putchar('\n');
    }
    encoder_room_free(room);
    encoder_free(&e);
}

int main(int count, char **words)
{
    Weights w;
    ArrianError why = {0};
    if (weights_open(count > 1 ? words[1] : "models/arrian.weights", &w, &why)) {
        fprintf(stderr, "bench_model: %s: %s\n", why.path, why.message);
        return 2;
    }
    for (const Kernel *const *k = kernel_list(); *k; k++) {
        bool wanted = count < 3;
        for (int i = 2; i < count; i++) wanted = wanted || !strcmp(words[i], (*k)->name);
        if (!wanted || !(*k)->runs()) continue;
        w.part = NULL, bench(&w, *k);
        w.part = "fast.";
        if (weights_find(&w, "emb.pos")) bench(&w, *k);
    }
    weights_close(&w);
    return 0;
}

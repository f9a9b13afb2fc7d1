/* kernels.h: the arithmetic of the network, once for each kind of processor, every kind giving the same bytes.
 *     kernel_choose(NULL) -> "amx", "vnni", "avx2", "neon" or "plain", the fastest this machine runs
 * Products are of integers and exact. Sums of floats run in 16 lanes that are added in a fixed tree; no multiply-add is
 * fused; exp and its kin are our own, made of sums and products alone. "float" is a slow double-precision reference for
 * tests. */
#ifndef MODEL_KERNELS_H
#define MODEL_KERNELS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    WIDTH = 384, // D
    HEAD = 32,   // width of one attention head
    HIDDEN_MOST = 1536,
    LAYERS_MOST = 12,
    RUN_PIECES = 192, // longest run
    ROW_STEP = 16,    // room for rows is always a multiple of it: kernels may write the rows that fill up the last step
    BLOCK = 16,       // outputs that stand side by side in a packed matrix
};

/* Rows quantised one by one: x = scale * q. */
typedef struct Rows {
    uint32_t count, width; // width: a multiple of 64, the tail zero
    int8_t *q;             // (room, width)
    float *scale;          // (room)
    int32_t *sum;          // (room): sum of q over the row
    float *x;              // (room, width), what was quantised: kept by the float kernel alone
    int16_t *wide;         // (room, width): room for kernels that multiply 16-bit integers
} Rows;

/* A matrix (out, in) cut into blocks of 16 outputs; inside a block `group` inputs of one output stand side by side. */
typedef struct Linear {
    uint32_t out, in;         // as in the file
    uint32_t out_room, width; // padded with zeros: to 2 blocks, to 64
    int8_t *packed;           // (out_room / 16, width / group, 16, group)
    float *scale, *bias;      // (out_room)
    float *plain;             // (out_room / 16, in, 16): a float32 matrix instead of all that, or NULL
} Linear;

typedef enum Activation { KEEP, GELU } Activation;

/* Room for one head of attention. */
typedef struct AttendRoom {
    int16_t k[RUN_PIECES * HEAD], v[RUN_PIECES * HEAD], q[8 * HEAD], p[8 * RUN_PIECES];
    int32_t score[8 * RUN_PIECES], out[8 * HEAD];
} AttendRoom;

typedef struct Kernel {
    const char *name;
    uint32_t group; // of packed matrices: 4 or 2
    uint8_t flip;   // xor-ed into packed weights: 0x80 makes them unsigned
    bool (*runs)(void);
    void (*quantise)(const float *x, size_t stride, uint32_t count, uint32_t width, Rows *rows);
    /* y[r][o] = activation(sum_i x[r][i] w[o][i] + bias[o]) for all of out_room */
    void (*linear)(const Rows *x, const Linear *w, float *y, size_t stride, Activation activation);
    /* x = LayerNorm(x + y), y may be NULL */
    void (*add_norm)(float *x, const float *y, const float *gain, const float *bias, uint32_t rows);
    /* softmax(q k / sqrt 32) v over the rows of one run, for the rows `asked` (count), or for all where it is NULL; qkv
     * (rows, 3 heads HEAD), out (count, heads HEAD) */
    void (*attend)(const float *qkv, uint32_t rows, const uint32_t *asked, uint32_t count, uint32_t heads, float *out,
                   AttendRoom *room);
    /* the same as linear for a float32 matrix, from the rows as they were before quantising */
    void (*linear_float)(const float *x, size_t x_stride, uint32_t rows, const Linear *w, float *y, size_t stride);
    void (*widen)(const int8_t *q, float scale, const float *a, const float *b, float *x); // x (D) = q scale + a + b
    void (*add)(const float *a, const float *b, size_t count, float *x); // x = a + b; count: a multiple of 16
    void (*gelu)(float *x, size_t count);                                // likewise
    float (*dot)(const float *a, const float *b, size_t count); // likewise
} Kernel;

extern const Kernel kernel_plain, kernel_float;
#if defined(__x86_64__)
extern const Kernel kernel_avx2, kernel_vnni, kernel_amx;
#elif defined(__aarch64__)
extern const Kernel kernel_neon;
#endif

/* By name, or the fastest where name is NULL; NULL where this machine does not run it. */
const Kernel *kernel_choose(const char *name);
/* All that this build holds, fastest first, ending in NULL; ask runs() before use. */
const Kernel *const *kernel_list(void);

/* exp for the heads: the same sums and products as inside the kernels. */
float kernel_exp(float x);
#endif

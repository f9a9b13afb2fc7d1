/* linear.h: a matrix of the weights file made ready for the kernel.   "layer.0.q" + "layer.0.k" + "layer.0.v" -> one
 * Linear of 1,152 outputs */
#ifndef MODEL_LINEAR_H
#define MODEL_LINEAR_H
#include "model/kernels.h"
#include "model/weights.h"

/* Stack the matrices NAME.w with biases NAME.b; names ends in NULL. Every matrix is int8 with NAME.w.scale, or (if it
 * stands alone) float32. */
int linear_load(Linear *ret_linear, const Weights *weights, const Kernel *kernel, const char *const *names, uint32_t in,
                ArrianError *why);
/* A scorer without bias, such as rel.u (Y, 97, 97): its last dimension is what it multiplies. int8 only; `rows` is the
 * product of the others. */
int linear_load_scorer(Linear *ret_linear, const Weights *weights, const Kernel *kernel, const char *name,
                       uint32_t rows, uint32_t in, ArrianError *why);
void linear_free(Linear *linear);

/* Room for `room` rows (rounded up to ROW_STEP) of up to `width` numbers. */
int rows_new(Rows *ret_rows, const Kernel *kernel, uint32_t room, uint32_t width, ArrianError *why);
void rows_free(Rows *rows);
/* `count` of them from `first` on. */
Rows rows_slice(const Rows *rows, uint32_t first, uint32_t count);
/* Zeroed memory at a multiple of 64, or NULL. */
void *aligned_new(size_t count, size_t size);
static inline uint32_t round_up(uint32_t x, uint32_t step)
{
    return (x + step - 1) / step * step;
}
#endif

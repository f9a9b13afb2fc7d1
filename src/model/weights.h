/* weights.h: the file of trained weights, mapped and believed in nothing.   docs/weights.md is its law.
 *     weights_open("models/arrian.weights", &w, why); const Tensor *t = weights_find(&w, "emb.pos");
 * Every offset, length and shape is checked before anything is read through it; float tensors hold finite numbers only.
 */
#ifndef MODEL_WEIGHTS_H
#define MODEL_WEIGHTS_H
#include "base/error.h"

enum { WEIGHTS_TENSORS = 4096, WEIGHTS_NAME = 48 };
typedef enum TensorType { TENSOR_FLOAT, TENSOR_INT8, TENSOR_TEXT } TensorType;

typedef struct Tensor {
    char name[WEIGHTS_NAME + 1];
    TensorType type;
    uint32_t dimensions, size[4]; // size: 1 beyond dimensions
    const void *at;
    uint64_t bytes;
} Tensor;

typedef struct Weights {
    const uint8_t *bytes;
    size_t size;
    bool mapped;     // by weights_open
    const char *part; // stands before the names that are looked for ("fast."); NULL: none
    Tensor *tensors;  // sorted by name
    uint32_t count;
    ArrianSlice card; // JSON: what trained it, on what, with which scores
} Weights;

/* bytes stay the caller's, at a multiple of 4, as long as the weights are used. path is for messages. */
int weights_read(const void *bytes, size_t size, const char *path, Weights *ret_weights, ArrianError *why);
int weights_open(const char *path, Weights *ret_weights, ArrianError *why);
void weights_close(Weights *weights);
/* What was read of a mapped file need not stay in memory: its pages are fetched again where they are looked at. */
void weights_rest(const Weights *weights);

const Tensor *weights_find(const Weights *weights, const char *name); // NULL where there is none
/* The same tensors without a part: what the networks of one file share. */
static inline Weights weights_common(const Weights *weights)
{
    Weights common = *weights;
    common.part = NULL;
    return common;
}
/* A tensor with this type and shape (0 accepts any size), or an error that says what is wrong. */
int weights_expect(const Weights *weights, const char *name, TensorType type, uint32_t rows, uint32_t columns,
                   const Tensor **ret_tensor, ArrianError *why);
/* Line number `line` of a text tensor is cut off *rest; false at the end. */
bool weights_line(ArrianSlice *rest, ArrianSlice *ret_line);
static inline ArrianSlice tensor_text(const Tensor *tensor)
{
    return (ArrianSlice){tensor->at, (uint32_t)tensor->bytes};
}
uint64_t weights_checksum(const uint8_t *bytes, size_t size);
#endif

/* weights.c: bytes of a weights file -> tensors by name.
 *     "ARRIANW1" 1 212 ... -> "layer.0.q.w" int8 (384, 384), "layer.0.q.w.scale" float32 (384) */
#include "model/weights.h"
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEADER = 64, ROW = 96 };
static const char *const type_names[] = {"float32", "int8", "text"};
static const uint32_t type_bytes[] = {4, 1, 1};

static uint32_t u32(const uint8_t *at)
{
    return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static uint64_t u64(const uint8_t *at)
{
    return u32(at) | (uint64_t)u32(at + 4) << 32;
}

enum { CHECKED_AT_ONCE = 4 << 20 };

static uint64_t add_checksum(uint64_t h, const uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i < size; i += 8) {
        uint8_t last[8] = {0};
        if (size - i < 8) memcpy(last, bytes + i, size - i);
        h = (h ^ u64(size - i < 8 ? last : bytes + i)) * 0x9FB21C651E98DF25u;
        h ^= h >> 32;
    }
    return h;
}

uint64_t weights_checksum(const uint8_t *bytes, size_t size)
{
    return add_checksum(0x9E3779B97F4A7C15u, bytes, size);
}

/* Of all behind the header; a mapped file is never in memory whole. */
static uint64_t checksum_of(const Weights *w)
{
    uint64_t h = weights_checksum(NULL, 0);
    for (size_t at = HEADER, size; at < w->size; at += size, weights_rest(w)) {
        size = w->size - at < CHECKED_AT_ONCE ? w->size - at : CHECKED_AT_ONCE;
        h = add_checksum(h, w->bytes + at, size);
    }
    return h;
}

static bool all_finite(const Tensor *t)
{
    const float *x = t->at;
    for (uint64_t i = 0; i < t->bytes / 4; i++)
        if (!isfinite(x[i])) return false;
    return true;
}

static int read_row(const Weights *w, uint32_t number, const char *path, Tensor *t, ArrianError *why)
{
    size_t at = HEADER + (size_t)number * ROW;
    const uint8_t *row = w->bytes + at;
    memcpy(t->name, row, WEIGHTS_NAME);
    t->name[WEIGHTS_NAME] = 0;
    t->type = u32(row + 48);
    t->dimensions = u32(row + 52);
    uint64_t offset = u64(row + 72), items = 1;
    t->bytes = u64(row + 80);
    if (!t->name[0] || t->type > TENSOR_TEXT || t->dimensions < 1 || t->dimensions > 4)
        return error_at(why, ARRIAN_INPUT, path, at,
                        "row %u of the weights has no name, or a type or number of dimensions that is unknown", number);
    for (uint32_t i = 0; i < 4; i++) {
        t->size[i] = i < t->dimensions ? u32(row + 56 + 4 * i) : 1;
        if (t->size[i] > w->size)
            return error_at(why, ARRIAN_INPUT, path, at, "tensor %s is larger than the file", t->name);
        items = t->size[i] && items > w->size / t->size[i] ? (uint64_t)w->size + 1 : items * t->size[i];
    }
    if (items > w->size || items * type_bytes[t->type] != t->bytes)
        return error_at(why, ARRIAN_INPUT, path, at, "tensor %s: its %llu bytes do not fit its shape", t->name,
                        (unsigned long long)t->bytes);
    if (offset % 64 || offset > w->size || t->bytes > w->size - offset)
        return error_at(why, ARRIAN_INPUT, path, at, "tensor %s does not lie inside the file at a multiple of 64",
                        t->name);
    t->at = w->bytes + offset;
    if (t->type == TENSOR_FLOAT && !all_finite(t))
        return error_at(why, ARRIAN_INPUT, path, offset, "tensor %s holds a number that is not finite", t->name);
    return ARRIAN_OK;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const Tensor *)a)->name, ((const Tensor *)b)->name);
}

static int read_table(Weights *w, const char *path, ArrianError *why)
{
    w->tensors = calloc(w->count ? w->count : 1, sizeof *w->tensors);
    if (!w->tensors) return error_at(why, ARRIAN_MEMORY, path, ARRIAN_NONE64, "no memory for the table of weights");
    uint64_t held = 0; // tensors that overlap could make us read the file thousands of times
    for (uint32_t i = 0; i < w->count; i++) {
        TRY(read_row(w, i, path, &w->tensors[i], why));
        held += w->tensors[i].bytes;
        if (held > w->size)
            return error_at(why, ARRIAN_INPUT, path, HEADER + (uint64_t)i * ROW, "tensor %s lies over others",
                            w->tensors[i].name);
    }
    qsort(w->tensors, w->count, sizeof *w->tensors, by_name);
    for (uint32_t i = 1; i < w->count; i++)
        if (!by_name(&w->tensors[i - 1], &w->tensors[i]))
            return error_at(why, ARRIAN_INPUT, path, HEADER, "tensor %s stands twice in the weights",
                            w->tensors[i].name);
    return ARRIAN_OK;
}

static int check_header(Weights *w, const char *path, ArrianError *why)
{
    const uint8_t *b = w->bytes;
    if (w->size < HEADER || memcmp(b, "ARRIANW1", 8))
        return error_at(why, ARRIAN_INPUT, path, 0, "is not a weights file: it does not begin with ARRIANW1");
    if (u32(b + 8) != 1)
        return error_at(why, ARRIAN_INPUT, path, 8, "is a weights file of version %u; this arrian reads version 1",
                        u32(b + 8));
    w->count = u32(b + 12);
    if (w->count > WEIGHTS_TENSORS || HEADER + (uint64_t)w->count * ROW > w->size)
        return error_at(why, ARRIAN_INPUT, path, 12, "says it holds %u tensors, more than fit", w->count);
    if (u64(b + 16) != w->size)
        return error_at(why, ARRIAN_INPUT, path, 16, "has %zu bytes and should have %llu; fetch it again", w->size,
                        (unsigned long long)u64(b + 16));
    uint64_t card = u64(b + 32), length = u64(b + 40);
    if (card > w->size || length > w->size - card || length > UINT32_MAX)
        return error_at(why, ARRIAN_INPUT, path, 32, "its card lies outside the file");
    w->card = (ArrianSlice){(const char *)b + card, (uint32_t)length};
    if (checksum_of(w) != u64(b + 24))
        return error_at(why, ARRIAN_INPUT, path, 24,
                        "does not match its checksum: it was damaged on its way; fetch it again");
    return ARRIAN_OK;
}

static int read_whole(const void *bytes, size_t size, bool mapped, const char *path, Weights *ret_weights, ArrianError *why)
{
    Weights w = {.bytes = bytes, .size = size, .mapped = mapped};
    if ((uintptr_t)bytes % 4)
        return error_at(why, ARRIAN_INPUT, path, ARRIAN_NONE64, "weights must stand at a multiple of 4 bytes");
    int code = check_header(&w, path, why);
    if (!code) code = read_table(&w, path, why);
    if (code) free(w.tensors);
    else *ret_weights = w;
    return code;
}

int weights_read(const void *bytes, size_t size, const char *path, Weights *ret_weights, ArrianError *why)
{
    return read_whole(bytes, size, false, path, ret_weights, why);
}

int weights_open(const char *path, Weights *ret_weights, ArrianError *why)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return error_at(why, ARRIAN_INPUT, path, ARRIAN_NONE64, "the weights cannot be opened");
    struct stat about;
    if (fstat(file, &about) || !S_ISREG(about.st_mode) || about.st_size < HEADER) {
        close(file);
        return error_at(why, ARRIAN_INPUT, path, ARRIAN_NONE64, "is not a weights file: it is no file, or too short");
    }
    size_t size = (size_t)about.st_size;
    void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
    close(file);
    if (bytes == MAP_FAILED)
        return error_at(why, ARRIAN_SYSTEM, path, ARRIAN_NONE64, "the weights cannot be mapped into memory");
    int code = read_whole(bytes, size, true, path, ret_weights, why);
    if (code) munmap(bytes, size);
    return code;
}

void weights_rest(const Weights *weights)
{
    if (weights->mapped) madvise((void *)(uintptr_t)weights->bytes, weights->size, MADV_DONTNEED);
}

void weights_close(Weights *weights)
{
    free(weights->tensors);
    if (weights->mapped) munmap((void *)(uintptr_t)weights->bytes, weights->size);
    *weights = (Weights){0};
}

const Tensor *weights_find(const Weights *weights, const char *name)
{
    char whole[2 * WEIGHTS_NAME];
    uint32_t low = 0, high = weights->count;
    if (weights->part) snprintf(whole, sizeof whole, "%s%s", weights->part, name), name = whole;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(weights->tensors[middle].name, name);
        if (!order) return &weights->tensors[middle];
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return NULL;
}

int weights_expect(const Weights *weights, const char *name, TensorType type, uint32_t rows, uint32_t columns,
                   const Tensor **ret_tensor, ArrianError *why)
{
    const Tensor *t = weights_find(weights, name);
    if (!t) return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64, "the weights lack the tensor %s%s", weights->part ? weights->part : "",
                            name);
    if (t->type != type)
        return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64, "tensor %s is %s and should be %s", name,
                        type_names[t->type], type_names[type]);
    bool flat = t->dimensions == 1 && columns == 1;
    if ((rows && t->size[0] != rows) || (columns && !flat && (t->dimensions < 2 || t->size[1] != columns)) ||
        t->dimensions > 2)
        return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64, "tensor %s is (%u, %u) and should be (%u, %u)", name,
                        t->size[0], t->size[1], rows, columns);
    *ret_tensor = t;
    return ARRIAN_OK;
}

bool weights_line(ArrianSlice *rest, ArrianSlice *ret_line)
{
    if (!rest->length) return false;
    const char *end = memchr(rest->at, '\n', rest->length);
    uint32_t length = end ? (uint32_t)(end - rest->at) : rest->length, step = length + (end ? 1 : 0);
    *ret_line = (ArrianSlice){rest->at, length};
    rest->at += step;
    rest->length -= step;
    return true;
}

/* kernel_float.c: the same formulas in double precision and without quantised activations. Slow; what tests compare
 * with. int8 weights, dequantised; x stays as it is */
#include "model/kernels.h"
#include <math.h>
#include <string.h>

static void quantise(const float *x, size_t stride, uint32_t count, uint32_t width, Rows *rows)
{
    rows->count = count;
    for (uint32_t r = 0; r < count; r++) {
        float *row = rows->x + (size_t)r * rows->width;
        memcpy(row, x + r * stride, width * sizeof *row);
        memset(row + width, 0, (rows->width - width) * sizeof *row);
    }
}

static double tanh_gelu(double x)
{
    return 0.5 * x * (1 + tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)));
}

static void linear(const Rows *x, const Linear *w, float *y, size_t stride, Activation activation)
{
    for (uint32_t r = 0; r < x->count; r++)
        for (uint32_t o = 0; o < w->out_room; o++) {
            const int8_t *at = w->packed + (size_t)(o - o % BLOCK) * w->width + o % BLOCK * 2;
            const float *row = x->x + (size_t)r * x->width;
            double sum = 0;
            for (uint32_t i = 0; i < w->width; i += 2, at += 2 * BLOCK)
                sum += (double)row[i] * at[0] + (double)row[i + 1] * at[1];
            double value = sum * w->scale[o] + w->bias[o];
            y[r * stride + o] = (float)(activation == GELU ? tanh_gelu(value) : value);
        }
}

static void linear_float(const float *x, size_t x_stride, uint32_t rows, const Linear *w, float *y, size_t stride)
{
    for (uint32_t r = 0; r < rows; r++)
        for (uint32_t o = 0; o < w->out_room; o++) {
            const float *column = w->plain + (size_t)(o - o % BLOCK) * w->in + o % BLOCK;
            double sum = w->bias[o];
            for (uint32_t i = 0; i < w->in; i++) sum += (double)column[(size_t)i * BLOCK] * x[r * x_stride + i];
            y[r * stride + o] = (float)sum;
        }
}

static void add_norm(float *x, const float *y, const float *gain, const float *bias, uint32_t rows)
{
    for (uint32_t r = 0; r < rows; r++, x += WIDTH) {
        double sum = 0, square = 0;
        for (int i = 0; i < WIDTH; i++) {
            if (y) x[i] += y[(size_t)r * WIDTH + i];
            sum += x[i];
        }
        for (int i = 0; i < WIDTH; i++) square += (x[i] - sum / WIDTH) * (x[i] - sum / WIDTH);
        double narrow = 1 / sqrt(square / WIDTH + 1e-12);
        for (int i = 0; i < WIDTH; i++) x[i] = (float)((x[i] - sum / WIDTH) * narrow * gain[i] + bias[i]);
    }
}

static void attend_one(const float *q, const float *keys, uint32_t rows, size_t wide, float *out)
{
    double score[RUN_PIECES], sum = 0, most = -1e300;
    for (uint32_t j = 0; j < rows; j++) {
        double s = 0;
        for (int i = 0; i < HEAD; i++) s += (double)q[i] * keys[j * 3 * wide + i];
        score[j] = s / sqrt(HEAD);
        most = score[j] > most ? score[j] : most;
    }
    for (uint32_t j = 0; j < rows; j++) sum += score[j] = exp(score[j] - most);
    for (int i = 0; i < HEAD; i++) {
        double s = 0;
        for (uint32_t j = 0; j < rows; j++) s += score[j] * keys[j * 3 * wide + wide + i];
        out[i] = (float)(s / sum);
    }
}

static void attend(const float *qkv, uint32_t rows, const uint32_t *asked, uint32_t count, uint32_t heads, float *out,
                   AttendRoom *room)
{
    size_t wide = heads * HEAD;
    (void)room;
    for (uint32_t r = 0; r < count; r++)
        for (size_t at = 0; at < wide; at += HEAD)
            attend_one(qkv + (asked ? asked[r] : r) * 3 * wide + at, qkv + wide + at, rows, wide, out + r * wide + at);
}

static void widen(const int8_t *q, float scale, const float *a, const float *b, float *x)
{
    for (int i = 0; i < WIDTH; i++) x[i] = (float)q[i] * scale + a[i] + b[i];
}

static void add(const float *a, const float *b, size_t count, float *x)
{
    for (size_t i = 0; i < count; i++) x[i] = a[i] + b[i];
}

static void gelu(float *x, size_t count)
{
    for (size_t i = 0; i < count; i++) x[i] = (float)tanh_gelu(x[i]);
}

static float dot(const float *a, const float *b, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += (double)a[i] * b[i];
    return (float)sum;
}

static bool runs_anywhere(void)
{
    return true;
}

const Kernel kernel_float = {"float", 2, 0, runs_anywhere, quantise, linear, add_norm, attend, linear_float, widen, add, gelu, dot};

/* made.h: a weights file made up in memory, a full and a fast network with a small vocabulary, the same on every machine.   made_weights(&size) */
#ifndef TEST_MODEL_MADE_H
#define TEST_MODEL_MADE_H
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "model/weights.h"

typedef struct Made {
    uint8_t *bytes; // room for MADE_BYTES
    uint32_t count;
    size_t used;
    uint32_t seed;
} Made;
enum { MADE_ROWS = 512, MADE_BYTES = 28 << 20 };
#define MADE_PIECES "[PAD]\n[UNK]\n[CLS]\n[SEP]\n.\n,\n-\n'\nthe\nnato\nsaid\ntroops\nde\n##ploy\n##ed\nkasparek\nsuwałki\n5\n##00\ne\n##lan\na\n##b\ns\n"

static inline float made_draw(Made *m) // about normal, sd 1
{
    float sum = 0;
    for (int i = 0; i < 4; i++) {
        m->seed = m->seed * 1664525u + 1013904223u;
        sum += (float)(m->seed >> 8) / 16777216.0f - 0.5f;
    }
    return sum * 1.7f;
}

static inline void *made_row(Made *m, const char *name, uint32_t type, uint32_t a, uint32_t b, uint32_t c, size_t bytes)
{
    uint8_t *row = m->bytes + 64 + 96 * m->count++;
    uint32_t shape[] = {type, c ? 3 : b ? 2 : 1, a, b, c, 0};
    uint64_t place[] = {m->used, bytes};
    snprintf((char *)row, 48, "%.47s", name);
    memcpy(row + 48, shape, sizeof shape);
    memcpy(row + 72, place, sizeof place);
    void *at = m->bytes + m->used;
    m->used += (bytes + 63) / 64 * 64;
    return at;
}

static inline void made_floats(Made *m, const char *name, uint32_t a, uint32_t b, float middle, float spread)
{
    size_t count = (size_t)a * (b ? b : 1);
    float *x = made_row(m, name, TENSOR_FLOAT, a, b, 0, count * 4);
    for (size_t i = 0; i < count; i++) x[i] = middle + spread * made_draw(m);
}

static inline void made_bytes(Made *m, const char *name, uint32_t a, uint32_t b, uint32_t c, float scale)
{
    char part[64];
    size_t count = (size_t)a * b * (c ? c : 1);
    int8_t *x = made_row(m, name, TENSOR_INT8, a, b, c, count);
    for (size_t i = 0; i < count; i++) {
        float v = made_draw(m) * 40;
        x[i] = (int8_t)(v > 127 ? 127 : v < -127 ? -127 : v);
    }
    snprintf(part, sizeof part, "%.40s.scale", name);
    made_floats(m, part, c ? a * b : a, 0, scale / 40, 0);
}

static inline void made_matrix(Made *m, const char *name, uint32_t out, uint32_t in)
{
    char part[64];
    snprintf(part, sizeof part, "%.40s.w", name);
    made_bytes(m, part, out, in, 0, in == 1536 ? 0.026f : 0.051f);
    snprintf(part, sizeof part, "%.40s.b", name);
    made_floats(m, part, out, 0, 0, 0.05f);
}

static inline void made_norm(Made *m, const char *name)
{
    char part[64];
    snprintf(part, sizeof part, "%.40s.g", name);
    made_floats(m, part, 384, 0, 1, 0.1f);
    snprintf(part, sizeof part, "%.40s.b", name);
    made_floats(m, part, 384, 0, 0, 0.05f);
}

static inline void made_layer(Made *m, const char *name, uint32_t attended, uint32_t hidden)
{
    static const char *const three[] = {"q", "k", "v"};
    char part[64];
    for (int i = 0; i < 3; i++) snprintf(part, sizeof part, "%.40s.%s", name, three[i]), made_matrix(m, part, attended, 384);
    snprintf(part, sizeof part, "%.40s.o", name), made_matrix(m, part, 384, attended);
    snprintf(part, sizeof part, "%.40s.up", name), made_matrix(m, part, hidden, 384);
    snprintf(part, sizeof part, "%.40s.down", name), made_matrix(m, part, 384, hidden);
    snprintf(part, sizeof part, "%.40s.norm1", name), made_norm(m, part);
    snprintf(part, sizeof part, "%.40s.norm2", name), made_norm(m, part);
}

static inline void made_text(Made *m, const char *name, const char *text)
{
    memcpy(made_row(m, name, TENSOR_TEXT, (uint32_t)strlen(text), 0, 0, strlen(text)), text, strlen(text));
}

static inline void made_seal(uint8_t *bytes, size_t size, uint32_t count)
{
    uint32_t version[] = {1, count};
    memcpy(bytes, "ARRIANW1", 8);
    memcpy(bytes + 8, version, 8);
    uint64_t rest[] = {size, weights_checksum(bytes + 64, size - 64), 0, 0};
    memcpy(bytes + 16, rest, sizeof rest);
}

typedef struct MadeSize {
    const char *part;
    int layers;
    uint32_t attended, hidden, late_attended, late_hidden, arc, rel;
} MadeSize;

static inline char *made_name(const char *part, const char *name)
{
    static char whole[64];
    snprintf(whole, sizeof whole, "%s%s", part, name);
    return whole;
}

static inline void made_network(Made *m, MadeSize size)
{
    char name[24];
    const struct {
        const char *name;
        uint32_t rows;
    } heads[] = {{"end", 2},  {"upos", 3}, {"xpos", 2}, {"lemma", 3}, {"name", 9}, {"said", 5}, {"cue", 5}, {"arc.head", size.arc}, {"arc.dep", size.arc},
                 {"rel.head", size.rel}, {"rel.dep", size.rel}, {"role", 2}, {"stance", 2}};
    made_floats(m, made_name(size.part, "emb.pos"), 192, 384, 0, 0.02f);
    made_floats(m, made_name(size.part, "emb.shape"), 9, 384, 0, 0.02f);
    made_norm(m, made_name(size.part, "emb.norm"));
    for (int l = 0; l < size.layers; l++)
        snprintf(name, sizeof name, "layer.%d", l), made_layer(m, made_name(size.part, name), size.attended, size.hidden);
    made_layer(m, made_name(size.part, "late.0"), size.late_attended, size.late_hidden);
    made_floats(m, made_name(size.part, "late.far"), 33, 384, 0, 0.3f);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) made_matrix(m, made_name(size.part, heads[i].name), heads[i].rows, 384);
    made_bytes(m, made_name(size.part, "arc.u"), size.arc + 1, size.arc, 0, 0.1f);
    made_bytes(m, made_name(size.part, "rel.u"), 4, size.rel + 1, size.rel + 1, 0.1f);
    made_floats(m, made_name(size.part, "arc.root"), size.arc, 0, 0, 1);
    made_floats(m, made_name(size.part, "rel.root"), size.rel, 0, 0, 1);
}

static inline uint8_t *made_weights(size_t *ret_size)
{
    Made m = {.bytes = aligned_alloc(64, MADE_BYTES), .used = 64 + 96 * MADE_ROWS, .seed = 7};
    if (!m.bytes) abort();
    memset(m.bytes, 0, MADE_BYTES);
    made_text(&m, "pieces", MADE_PIECES);
    made_bytes(&m, "emb.word", 24, 192, 0, 0.4f);
    memset(made_row(&m, "emb.word.step", TENSOR_INT8, 24, 12, 0, 24 * 12), 10, 24 * 12);
    made_network(&m, (MadeSize){"", 10, 384, 1536, 384, 1536, 256, 96});
    made_network(&m, (MadeSize){"fast.", 2, 96, 160, 32, 64, 144, 48});
    made_text(&m, "labels.upos", "NOUN\nPUNCT\nVERB\n");
    made_text(&m, "labels.xpos", "NN\nVBD\n");
    made_text(&m, "labels.lemma", "=\nL-1+\n-3+y\n");
    made_text(&m, "labels.rel", "nsubj\nobj\nparataxis\nroot\n");
    made_text(&m, "labels.name", "O\nB-person\nI-person\nE-person\nS-person\nB-place\nI-place\nE-place\nS-place\n");
    made_text(&m, "labels.said", "O\nB-cue\nI-cue\nE-cue\nS-cue\n");
    made_text(&m, "labels.cue", "O\nB-HARM\nI-HARM\nB-STATE\nI-STATE\n");
    made_text(&m, "labels.stance", "happened\nplanned\n");
    made_text(&m, "labels.role", "actor\nplace\n");
    made_seal(m.bytes, m.used, m.count);
    return *ret_size = m.used, m.bytes;
}
#endif

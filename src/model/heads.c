/* heads.c: what is read off the encoder's vectors.
 * Every product with U is made for the word whose vector U's last dimension takes: the head of an arc; one product
 * serves all that hang on it. */
#include "model/heads.h"
#include <stdlib.h>
#include <string.h>

static int load(Linear *l, const Heads *h, const Weights *w, const char *name, uint32_t out, uint32_t in,
                ArrianError *why)
{
    TRY(linear_load(l, w, h->kernel, (const char *const[]){name, NULL}, in, why));
    if (out && (l->out != out || l->plain))
        return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64, "%s.w should be int8 (%u, %u)", name, out, in);
    return ARRIAN_OK;
}

static int load_root(const float **ret_root, const Weights *w, const char *name, uint32_t size, ArrianError *why)
{
    const Tensor *t;
    TRY(weights_expect(w, name, TENSOR_FLOAT, size, 1, &t, why));
    return *ret_root = t->at, ARRIAN_OK;
}

/* How many numbers the vector NAME has: a multiple of 16, at most `most`. */
static int size_of(const Weights *w, const char *name, uint32_t most, uint32_t *ret_size, ArrianError *why)
{
    const Tensor *t;
    TRY(weights_expect(w, name, TENSOR_FLOAT, 0, 1, &t, why));
    *ret_size = t->size[0];
    if (t->size[0] && t->size[0] <= most && !(t->size[0] % BLOCK)) return ARRIAN_OK;
    return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64,
                    "tensor %s has %u numbers; it should have a multiple of %d, at most %u", name, t->size[0], BLOCK, most);
}

static int load_tree(Heads *h, const Weights *w, ArrianError *why)
{
    TRY(size_of(w, "arc.root", ARC_MOST, &h->arc, why));
    TRY(load(&h->arc_head, h, w, "arc.head", h->arc, WIDTH, why));
    TRY(load(&h->arc_dep, h, w, "arc.dep", h->arc, WIDTH, why));
    TRY(linear_load_scorer(&h->arc_u, w, h->kernel, "arc.u", h->arc + 1, h->arc, why));
    TRY(load_root(&h->arc_root, w, "arc.root", h->arc, why));
    TRY(size_of(w, "rel.root", REL_MOST, &h->rel, why));
    TRY(load(&h->rel_head, h, w, "rel.head", h->rel, WIDTH, why));
    TRY(load(&h->rel_dep, h, w, "rel.dep", h->rel, WIDTH, why));
    TRY(linear_load_scorer(&h->rel_u, w, h->kernel, "rel.u", h->rels * (h->rel + 1), h->rel + 1, why));
    return load_root(&h->rel_root, w, "rel.root", h->rel, why);
}

static int load_words(Heads *h, const Weights *w, ArrianError *why)
{
    struct {
        const char *name;
        Linear *linear;
    } each[] = {{"end", &h->end},     {"upos", &h->upos}, {"xpos", &h->xpos},
                {"lemma", &h->lemma}, {"name", &h->name}, {"said", &h->said}};
    for (size_t i = 0; i < sizeof each / sizeof *each; i++)
        TRY(load(each[i].linear, h, w, each[i].name, 0, WIDTH, why));
    return ARRIAN_OK;
}

int heads_load(Heads *ret_heads, const Weights *weights, const Kernel *kernel, uint32_t rels, ArrianError *why)
{
    Heads h = {.kernel = kernel, .rels = rels};
    int code = load_words(&h, weights, why);
    if (!code && weights_find(weights, "arc.u")) code = load_tree(&h, weights, why);
    if (!code && weights_find(weights, "cue.w")) code = load(&h.cue, &h, weights, "cue", 0, WIDTH, why);
    if (code) heads_free(&h);
    *ret_heads = h;
    return code;
}

void heads_free(Heads *h)
{
    Linear *all[] = {&h->end, &h->upos,     &h->xpos,    &h->lemma, &h->name,     &h->said,    &h->cue,
                     &h->arc_head, &h->arc_dep, &h->arc_u, &h->rel_head, &h->rel_dep, &h->rel_u};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) linear_free(all[i]);
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

HeadsRoom *heads_room_new(const Heads *h, ArrianError *why)
{
    enum { ROWS = (HEAD_WORDS + 1 + ROW_STEP - 1) / ROW_STEP * ROW_STEP };
    HeadsRoom *r = aligned_new(1, sizeof *r);
    const Linear *words[] = {&h->end, &h->upos, &h->xpos, &h->lemma, &h->name, &h->said, &h->cue};
    size_t widest = 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) widest = larger(widest, words[i]->out_room);
    if (r && !rows_new(&r->rows, h->kernel, ROWS, WIDTH, why)) {
        r->score = aligned_new(RUN_PIECES * widest, sizeof(float));
        size_t wide = larger(h->arc, h->rel) + 32;
        r->dep = aligned_new(ROWS * wide, sizeof(float));
        r->head = aligned_new(ROWS * wide, sizeof(float));
        r->small = aligned_new(ROWS * wide, sizeof(float));
        r->product = aligned_new((size_t)REL_ROWS * h->rel_u.out_room + 32, sizeof(float));
        if (r->score && r->dep && r->head && r->small && r->product) return r;
    }
    heads_room_free(r);
    error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to work in");
    return NULL;
}

void heads_room_free(HeadsRoom *room)
{
    if (!room) return;
    rows_free(&room->rows);
    free(room->score);
    free(room->dep);
    free(room->head);
    free(room->small);
    free(room->product);
    free(room);
}

void heads_score(const Heads *heads, const Linear *linear, const Rows *h, const float *x, float *y)
{
    if (linear->plain) heads->kernel->linear_float(x, linear->in, h->count, linear, y, linear->out_room);
    else heads->kernel->linear(h, linear, y, linear->out_room, KEEP);
}

Rows heads_slice(const HeadsRoom *room, const Rows *h, uint32_t first, uint32_t count)
{
    Rows some = rows_slice(h, first, count);
    some.wide = room->rows.wide;
    return some;
}

/* y (rows, stride) = gelu(h w + b), then 1 and zeros up to `stride`. */
static void project(const Heads *heads, const Rows *h, const Linear *w, float *y, size_t stride)
{
    heads->kernel->linear(h, w, y, stride, GELU);
    for (uint32_t r = 0; r < h->count; r++) {
        float *tail = y + r * stride + w->out;
        tail[0] = 1;
        memset(tail + 1, 0, (stride - w->out - 1) * sizeof *tail);
    }
}

static void multiply(const Heads *heads, HeadsRoom *room, const float *x, size_t stride, uint32_t rows, const Linear *u,
                     float *y)
{
    room->rows.width = u->width;
    heads->kernel->quantise(x, stride, rows, u->in, &room->rows);
    heads->kernel->linear(&room->rows, u, y, u->out_room, KEEP);
}

void heads_arcs(const Heads *heads, HeadsRoom *room, const Rows *h, double *out, size_t stride)
{
    const Kernel *k = heads->kernel;
    uint32_t words = h->count;
    size_t wide = heads->arc + 16;
    project(heads, h, &heads->arc_dep, room->dep, wide);
    memcpy(room->small, heads->arc_root, heads->arc * sizeof *room->small);
    project(heads, h, &heads->arc_head, room->small + wide, wide);
    multiply(heads, room, room->small, wide, words + 1, &heads->arc_u, room->head);
    for (uint32_t i = 0; i < words; i++)
        for (uint32_t j = 0; j <= words; j++)
            out[(i + 1) * stride + j] =
                (double)k->dot(room->dep + i * wide, room->head + (size_t)j * heads->arc_u.out_room, wide);
}

static uint32_t best_label(const Heads *heads, const float *dep, const float *product, uint32_t labels, uint32_t wide)
{
    uint32_t best = 0;
    float most = 0;
    for (uint32_t y = 0; y < labels; y++) {
        float score = heads->kernel->dot(dep, product + (size_t)y * wide, round_up(wide, 16));
        if (y && !(score > most)) continue;
        most = score;
        best = y;
    }
    return best;
}

void heads_rels(const Heads *heads, HeadsRoom *room, const Rows *h, const uint16_t *its_head, uint8_t *ret_rels)
{
    size_t wide = heads->rel + 32;
    float *heads_of = room->head, chosen[REL_ROWS * (REL_MOST + 32)];
    bool governs[HEAD_WORDS + 1] = {false};
    uint32_t row[HEAD_WORDS + 1]; // of `product`
    project(heads, h, &heads->rel_dep, room->dep, wide);
    memset(heads_of, 0, wide * sizeof *heads_of);
    memcpy(heads_of, heads->rel_root, heads->rel * sizeof *heads_of);
    heads_of[heads->rel] = 1;
    project(heads, h, &heads->rel_head, heads_of + wide, wide);
    for (uint32_t i = 0; i < h->count; i++) governs[its_head[i]] = true;
    for (uint32_t head = 0; head <= h->count;) {
        uint32_t from = head, rows = 0;
        for (; head <= h->count && rows < REL_ROWS; head++) {
            if (!governs[head]) continue;
            memcpy(chosen + rows * wide, heads_of + head * wide, wide * sizeof *chosen);
            row[head] = rows++;
        }
        multiply(heads, room, chosen, wide, rows, &heads->rel_u, room->product);
        for (uint32_t i = 0; i < h->count; i++)
            if (its_head[i] >= from && its_head[i] < head)
                ret_rels[i] = (uint8_t)best_label(heads, room->dep + i * wide,
                                                  room->product + (size_t)row[its_head[i]] * heads->rel_u.out_room,
                                                  heads->rels, heads->rel + 1);
    }
}

/* late.c: see late.h.   Cues of one sentence go through the layers side by side, as many as the room holds. What enters
 * is h + far, so that q, k and v of the first layer are those of h, made once, and those of far, made at opening. */
#include "model/late.h"
#include <stdlib.h>
#include <string.h>

static int load_head(Linear *l, const Weights *w, const Kernel *kernel, const char *name, ArrianError *why)
{
    TRY(linear_load(l, w, kernel, (const char *const[]){name, NULL}, WIDTH, why));
    if (!l->plain && l->out && l->out <= CLAIM_MOST) return ARRIAN_OK;
    return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64, "%s.w should be int8 and have 1 to %d rows", name, CLAIM_MOST);
}

static int multiply_far(Late *late, ArrianError *why)
{
    enum { ROOM = (2 * FAR + 1 + ROW_STEP - 1) / ROW_STEP * ROW_STEP };
    Rows rows = {0};
    Linear bare = late->layer[0].qkv;
    late->far_qkv = aligned_new(ROOM * (size_t)bare.out_room, sizeof *late->far_qkv);
    bare.bias = aligned_new(bare.out_room, sizeof *bare.bias);
    int code = rows_new(&rows, late->kernel, ROOM, WIDTH, why);
    if (!code && (!late->far_qkv || !bare.bias))
        code = error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory for the weights");
    if (!code) {
        rows.width = bare.width;
        late->kernel->quantise(late->far, WIDTH, 2 * FAR + 1, WIDTH, &rows);
        late->kernel->linear(&rows, &bare, late->far_qkv, bare.out_room, KEEP);
    }
    rows_free(&rows);
    free(bare.bias);
    return code;
}

static int load(Late *late, const Weights *w, ArrianError *why)
{
    const Tensor *far;
    TRY(layers_load(late->layer, LATE_MOST, "late", w, late->kernel, &late->layers, why));
    TRY(weights_expect(w, "late.far", TENSOR_FLOAT, 2 * FAR + 1, WIDTH, &far, why));
    late->far = far->at;
    TRY(multiply_far(late, why));
    TRY(load_head(&late->role, w, late->kernel, "role", why));
    return load_head(&late->stance, w, late->kernel, "stance", why);
}

int late_load(Late *ret_late, const Weights *weights, const Kernel *kernel, ArrianError *why)
{
    *ret_late = (Late){.kernel = kernel};
    if (!weights_find(weights, "late.0.q.w")) return ARRIAN_OK;
    int code = load(ret_late, weights, why);
    if (code) late_free(ret_late);
    return code;
}

void late_free(Late *late)
{
    for (uint32_t i = 0; i < late->layers; i++) layer_free(&late->layer[i]);
    linear_free(&late->role);
    linear_free(&late->stance);
    free(late->far_qkv);
    *late = (Late){0};
}

/* The words about a cue that are read. */
static LateCue window(LateCue cue, uint32_t words)
{
    if (words <= RUN_PIECES) return (LateCue){0, words};
    uint32_t first = cue.first < RUN_PIECES / 2 ? 0 : cue.first - RUN_PIECES / 2;
    if (first > words - RUN_PIECES) first = words - RUN_PIECES;
    return (LateCue){first, first + RUN_PIECES};
}

/* Words from the cue, 0 within it, at most FAR; counted from -FAR. */
static uint32_t distance(uint32_t word, LateCue cue)
{
    if (word < cue.first) return FAR - (cue.first - word < FAR ? cue.first - word : FAR);
    if (word < cue.end) return FAR;
    return FAR + (word - cue.end + 1 < FAR ? word - cue.end + 1 : FAR);
}

static void put_words(const Late *late, EncoderRoom *room, const Rows *h, LateCue cue, LateCue words, uint32_t row)
{
    static const float none[WIDTH];
    const Kernel *kernel = late->kernel;
    const uint32_t wide = late->layer[0].qkv.out_room;
    const float *shared = room->shared;
    float *x = room->x + (size_t)row * WIDTH, *qkv = room->wide + (size_t)row * wide;
    for (uint32_t w = words.first; w < words.end; w++, x += WIDTH, qkv += wide, shared += wide) {
        size_t away = distance(w, cue);
        const float *far = late->far + away * WIDTH, *far_qkv = late->far_qkv + away * wide;
        if (h->x) kernel->add(h->x + (size_t)w * h->width, far, WIDTH, x);
        else kernel->widen(h->q + (size_t)w * h->width, h->scale[w], far, none, x);
        kernel->add(shared, far_qkv, wide, qkv);
    }
}

/* q k v of the words without any cue, where they are not those that were made last. */
static void share(const Late *late, EncoderRoom *room, const Rows *h, LateCue words, LateCue *last)
{
    if (words.first == last->first && words.end == last->end) return;
    *last = words;
    Rows some = rows_slice(h, words.first, words.end - words.first);
    late->kernel->linear(&some, &late->layer[0].qkv, room->shared, late->layer[0].qkv.out_room, KEEP);
}

/* Scores of the rows `at`, once they are quantised: out (count, head->out). */
static void score_at(const Late *late, EncoderRoom *room, const Linear *head, const uint32_t *at, uint32_t count,
                     float *out)
{
    late->kernel->linear(&room->rows, head, room->wide, head->out_room, KEEP);
    for (uint32_t i = 0; i < count; i++, out += head->out)
        memcpy(out, room->wide + (size_t)at[i] * head->out_room, head->out * sizeof *out);
}

/* As many cues from `cues` on as the room holds: how many. */
static uint32_t read_some(const Late *late, EncoderRoom *room, const Rows *h, const LateCue *cues, uint32_t count,
                          LateCue *shared, float *out_role, float *out_stance)
{
    uint32_t rows = 0, some = 0, sizes[RUN_PIECES], at[RUN_PIECES];
    for (; some < count && some < RUN_PIECES; some++) {
        LateCue words = window(cues[some], h->count);
        if (rows + (words.end - words.first) > RUN_PIECES) break;
        share(late, room, h, words, shared);
        put_words(late, room, h, cues[some], words, rows);
        at[some] = rows + cues[some].first - words.first;
        rows += sizes[some] = words.end - words.first;
    }
    layer_rest(&late->layer[0], late->kernel, room, rows, sizes, some);
    for (uint32_t i = 1; i < late->layers; i++) layer_pass(&late->layer[i], late->kernel, room, rows, sizes, some);
    room->rows.width = late->role.width;
    late->kernel->quantise(room->x, WIDTH, rows, WIDTH, &room->rows);
    const Linear *role = &late->role;
    late->kernel->linear(&room->rows, role, room->wide, role->out_room, KEEP);
    for (uint32_t c = 0, row = 0; c < some; c++)
        for (uint32_t word = window(cues[c], h->count).first, end = word + sizes[c]; word < end; word++)
            memcpy(out_role + ((size_t)c * h->count + word) * role->out, room->wide + (size_t)row++ * role->out_room,
                   role->out * sizeof *out_role);
    score_at(late, room, &late->stance, at, some, out_stance);
    return some;
}

void late_read(const Late *late, EncoderRoom *room, const Rows *h, const LateCue *cues, uint32_t count, float *out_role,
               float *out_stance)
{
    LateCue shared = {0, 0};
    for (uint32_t done = 0; done < count;)
        done += read_some(late, room, h, cues + done, count - done, &shared,
                          out_role + (size_t)done * h->count * late->role.out,
                          out_stance + (size_t)done * late->stance.out);
}

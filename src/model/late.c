/* late.c: see late.h.   Cues of one sentence go through the layers side by side, as many as the room holds. */
#include "model/late.h"
#include <stdio.h>
#include <string.h>

static int load_head(Linear *l, const Weights *w, const Kernel *kernel, const char *name, ArrianError *why)
{
    TRY(linear_load(l, w, kernel, (const char *const[]){name, NULL}, WIDTH, why));
    if (!l->plain && l->out && l->out <= CLAIM_MOST) return ARRIAN_OK;
    return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64, "%s.w should be int8 and have 1 to %d rows", name, CLAIM_MOST);
}

static int load(Late *late, const Weights *w, ArrianError *why)
{
    const Tensor *far;
    char name[WEIGHTS_NAME];
    for (; late->layers < LATE_MOST; late->layers++) {
        snprintf(name, sizeof name, "late.%u.q.w", late->layers);
        if (!weights_find(w, name)) break;
        name[strlen(name) - strlen(".q.w")] = 0;
        TRY(layer_load(&late->layer[late->layers], w, late->kernel, name, why));
    }
    TRY(weights_expect(w, "late.far", TENSOR_FLOAT, 2 * FAR + 1, WIDTH, &far, why));
    late->far = far->at;
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
    for (uint32_t i = 0; i < LATE_MOST; i++) layer_free(&late->layer[i]);
    linear_free(&late->role);
    linear_free(&late->stance);
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

static void put_words(const Late *late, const Rows *h, LateCue cue, LateCue words, float *x)
{
    for (uint32_t w = words.first; w < words.end; w++, x += WIDTH) {
        const float *far = late->far + (size_t)distance(w, cue) * WIDTH;
        const int8_t *q = h->q + (size_t)w * h->width;
        if (h->x)
            for (int k = 0; k < WIDTH; k++) x[k] = h->x[(size_t)w * h->width + k] + far[k];
        else
            for (int k = 0; k < WIDTH; k++) x[k] = (float)q[k] * h->scale[w] + far[k];
    }
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
                          float *out_role, float *out_stance)
{
    uint32_t rows = 0, some = 0, sizes[RUN_PIECES], at[RUN_PIECES];
    for (; some < count && some < RUN_PIECES; some++) {
        LateCue words = window(cues[some], h->count);
        if (rows + (words.end - words.first) > RUN_PIECES) break;
        put_words(late, h, cues[some], words, room->x + (size_t)rows * WIDTH);
        at[some] = rows + cues[some].first - words.first;
        rows += sizes[some] = words.end - words.first;
    }
    for (uint32_t i = 0; i < late->layers; i++) layer_pass(&late->layer[i], late->kernel, room, rows, sizes, some);
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
    for (uint32_t done = 0; done < count;)
        done += read_some(late, room, h, cues + done, count - done, out_role + (size_t)done * h->count * late->role.out,
                          out_stance + (size_t)done * late->stance.out);
}

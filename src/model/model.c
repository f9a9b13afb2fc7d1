/* model.c: the language engine put together: documents to runs, runs to vectors, vectors to tags.
 * A run is at most 192 pieces. Where a document is longer, the last sentence that the run did not see the end of is
 * read again in the next. */
#include "model/model.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "model/decode.h"
#include "model/encoder.h"
#include "model/heads.h"
#include "model/late.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LABELS_MOST = 1 << 14,
    RIGHT_WORDS = 12, // an end is believed when so many words behind it were seen
    LEFT_PIECES = 48, // read again before a cut inside a sentence
    PIECES_ROOM = RUN_PIECES - 2
};
static const char *const head_names[MODEL_HEADS] = {"upos", "xpos", "lemma",  "rel", "name",
                                                    "said", "cue",  "stance", "role"};

typedef struct LemmaRule {
    bool lower;
    uint32_t cut; // letters
    ArrianSlice add;
} LemmaRule;

struct Model {
    Weights weights;
    const Kernel *kernel;
    Pieces pieces;
    Encoder encoder;
    Heads heads;
    Late late;
    ArrianSlice *label[MODEL_HEADS]; // (labels)
    uint32_t labels[MODEL_HEADS];
    LemmaRule *rule;            // (labels[MODEL_LEMMA])
    Tagset tagset[MODEL_HEADS]; // of name, said, cue
    pthread_mutex_t shelf_lock;
    ModelRoom *shelf; // rooms that nobody works in
    pthread_mutex_t digest_lock;
    char digest[65]; // "" until it is asked for
};

struct ModelRoom {
    Model *model;
    ModelRoom *next; // on the shelf
    EncoderRoom *encoder;
    HeadsRoom *heads;
    Rows rows; // one a word
    Arena vectors; // of the document that is read
    uint16_t piece[RUN_PIECES];
    uint8_t shape[RUN_PIECES];
    uint32_t first[RUN_PIECES]; // piece that stands for a word
    uint8_t tags[RUN_PIECES];
    TagRoom tag;
    TreeRoom tree;
};

/* ---- opening ---- */

static int open_labels(Model *m, ModelHead head, ArrianError *why)
{
    char name[WEIGHTS_NAME] = "labels.";
    ArrianSlice rest, line;
    strcat(name, head_names[head]);
    Weights common = weights_common(&m->weights);
    const Tensor *t = weights_find(&common, name);
    if (!t) return ARRIAN_OK;
    if (t->type != TENSOR_TEXT || t->bytes > 1 << 20)
        return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64, "%s is no list of labels", name);
    uint32_t count = 0;
    for (rest = tensor_text(t); weights_line(&rest, &line);) count++;
    m->label[head] = calloc(count ? count : 1, sizeof *m->label[head]);
    if (!m->label[head]) return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory for labels");
    for (rest = tensor_text(t); weights_line(&rest, &line);) m->label[head][m->labels[head]++] = line;
    return count <= LABELS_MOST ? ARRIAN_OK
                                : error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64, "%s has too many labels", name);
}

/* "L-3+be": lower-case, cut three letters, add "be". "=" and "L=" cut nothing. */
static LemmaRule read_rule(ArrianSlice text)
{
    LemmaRule rule = {0};
    uint32_t i = 0;
    if (text.length && text.at[0] == 'L') rule.lower = true, i++;
    if (i < text.length && text.at[i] == '-')
        for (i++; i < text.length && text.at[i] >= '0' && text.at[i] <= '9' && rule.cut < 1000; i++)
            rule.cut = rule.cut * 10 + (uint32_t)(text.at[i] - '0');
    if (i < text.length && text.at[i] == '+') rule.add = (ArrianSlice){text.at + i + 1, text.length - i - 1};
    if (rule.add.length >= MODEL_LEMMA_MORE) rule = (LemmaRule){0};
    return rule;
}

static int open_rules(Model *m, ArrianError *why)
{
    m->rule = calloc(m->labels[MODEL_LEMMA] + 1, sizeof *m->rule);
    if (!m->rule) return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory for lemma rules");
    for (uint32_t i = 0; i < m->labels[MODEL_LEMMA]; i++) m->rule[i] = read_rule(m->label[MODEL_LEMMA][i]);
    return ARRIAN_OK;
}

static int match(const Model *m, ModelHead head, uint32_t rows, uint32_t most, ArrianError *why)
{
    if (rows == m->labels[head] && rows <= most) return ARRIAN_OK;
    return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64, "labels.%s has %u labels for %u scores (at most %u)",
                    head_names[head], m->labels[head], rows, most);
}

static int match_labels(Model *m, ArrianError *why)
{
    const Heads *h = &m->heads;
    if (h->end.out != 2) return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64, "end.w should have 2 rows");
    TRY(match(m, MODEL_UPOS, h->upos.out, 254, why));
    TRY(match(m, MODEL_XPOS, h->xpos.out, 254, why));
    TRY(match(m, MODEL_LEMMA, h->lemma.out, LABELS_MOST, why));
    TRY(match(m, MODEL_NAME, h->name.out, TAGS_MOST, why));
    TRY(match(m, MODEL_SAID, h->said.out, TAGS_MOST, why));
    for (ModelHead head = MODEL_NAME; head <= MODEL_SAID; head++)
        TRY(tagset_open(&m->tagset[head], m->label[head], m->labels[head], head_names[head], why));
    if (!h->cue.out) return ARRIAN_OK;
    TRY(match(m, MODEL_CUE, h->cue.out, TAGS_MOST, why));
    TRY(tagset_open(&m->tagset[MODEL_CUE], m->label[MODEL_CUE], m->labels[MODEL_CUE], "cue", why));
    if (!m->late.layers) return ARRIAN_OK;
    TRY(match(m, MODEL_STANCE, m->late.stance.out, CLAIM_MOST, why));
    return match(m, MODEL_ROLE, m->late.role.out, CLAIM_MOST, why);
}

static int open_parts(Model *m, ArrianError *why)
{
    Weights common = weights_common(&m->weights);
    const Tensor *vocabulary = weights_find(&common, "pieces");
    if (!vocabulary) vocabulary = weights_find(&common, "vocab");
    if (!vocabulary || vocabulary->type != TENSOR_TEXT || vocabulary->bytes > 16 << 20)
        return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64,
                        "the weights lack the text tensor pieces, a piece a line");
    TRY(pieces_open(tensor_text(vocabulary), &m->pieces, why));
    TRY(encoder_load(&m->encoder, &m->weights, m->kernel, why));
    if (m->pieces.count > m->encoder.pieces)
        return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64, "emb.word has %u rows for %u pieces", m->encoder.pieces,
                        m->pieces.count);
    for (ModelHead head = 0; head < MODEL_HEADS; head++) TRY(open_labels(m, head, why));
    if (m->labels[MODEL_REL] > 254) return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64, "too many labels of arcs");
    TRY(heads_load(&m->heads, &m->weights, m->kernel, m->labels[MODEL_REL], why));
    TRY(late_load(&m->late, &m->weights, m->kernel, why));
    TRY(match_labels(m, why));
    weights_rest(&m->weights);
    return open_rules(m, why);
}

static int choose_part(Model *m, bool fast, ArrianError *why)
{
    if (!fast) return ARRIAN_OK;
    m->weights.part = "fast.";
    if (weights_find(&m->weights, "emb.pos")) return ARRIAN_OK;
    return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64,
                    "the weights hold no fast network; use the full one (--engine full), or newer weights");
}

static int finish_open(Model *m, int code, const char *path, bool fast, Model **ret_model, ArrianError *why)
{
    if (!code) code = choose_part(m, fast, why);
    if (!code) code = open_parts(m, why);
    if (code) {
        if (why && !why->path[0]) snprintf(why->path, sizeof why->path, "%s", path ? path : "");
        model_close(m);
    } else *ret_model = m;
    return code;
}

static int begin_open(const char *kernel, const char *path, Model **ret_model, ArrianError *why)
{
    const Kernel *chosen = kernel_choose(kernel);
    if (!chosen)
        return error_at(why, ARRIAN_INPUT, path, ARRIAN_NONE64, "this machine does not run the kernel %s",
                        kernel ? kernel : "of ARRIAN_KERNEL");
    *ret_model = calloc(1, sizeof **ret_model);
    if (!*ret_model) return error_at(why, ARRIAN_MEMORY, path, ARRIAN_NONE64, "no memory for the language engine");
    (*ret_model)->kernel = chosen;
    pthread_mutex_init(&(*ret_model)->shelf_lock, NULL);
    pthread_mutex_init(&(*ret_model)->digest_lock, NULL);
    return ARRIAN_OK;
}

int model_open(const char *path, bool fast, const char *kernel, Model **ret_model, ArrianError *why)
{
    Model *m;
    *ret_model = NULL;
    TRY(begin_open(kernel, path, &m, why));
    return finish_open(m, weights_open(path, &m->weights, why), path, fast, ret_model, why);
}

int model_open_bytes(const void *bytes, size_t size, const char *name, bool fast, const char *kernel, Model **ret_model,
                     ArrianError *why)
{
    Model *m;
    *ret_model = NULL;
    TRY(begin_open(kernel, name, &m, why));
    return finish_open(m, weights_read(bytes, size, name, &m->weights, why), name, fast, ret_model, why);
}

void model_digest(Model *model, char ret_hex[65])
{
    pthread_mutex_lock(&model->digest_lock);
    if (!model->digest[0]) {
        hash_sha256(model->weights.bytes, model->weights.size, model->digest);
        weights_rest(&model->weights);
    }
    memcpy(ret_hex, model->digest, sizeof model->digest);
    pthread_mutex_unlock(&model->digest_lock);
}

static void room_end(ModelRoom *room)
{
    encoder_room_free(room->encoder);
    heads_room_free(room->heads);
    rows_free(&room->rows);
    arena_end(&room->vectors);
    free(room);
}

void model_close(Model *model)
{
    if (!model) return;
    for (ModelRoom *room = model->shelf, *next; room; room = next) next = room->next, room_end(room);
    pthread_mutex_destroy(&model->shelf_lock);
    pthread_mutex_destroy(&model->digest_lock);
    late_free(&model->late);
    heads_free(&model->heads);
    encoder_free(&model->encoder);
    pieces_close(&model->pieces);
    for (int i = 0; i < MODEL_HEADS; i++) free(model->label[i]);
    free(model->rule);
    weights_close(&model->weights);
    free(model);
}

static ModelRoom *room_new(Model *model, ArrianError *why)
{
    ModelRoom *r = aligned_new(1, sizeof *r);
    if (r && (r->encoder = encoder_room_new(model->kernel, why)) && (r->heads = heads_room_new(&model->heads, why)) &&
        !rows_new(&r->rows, model->kernel, RUN_PIECES + ROW_STEP, WIDTH, why))
        return r->model = model, r;
    if (r) room_end(r);
    error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to work in");
    return NULL;
}

ModelRoom *model_room_take(Model *model, ArrianError *why)
{
    pthread_mutex_lock(&model->shelf_lock);
    ModelRoom *room = model->shelf;
    if (room) model->shelf = room->next;
    pthread_mutex_unlock(&model->shelf_lock);
    return room ? room : room_new(model, why);
}

void model_room_give(ModelRoom *room)
{
    if (!room) return;
    arena_end(&room->vectors);
    pthread_mutex_lock(&room->model->shelf_lock);
    room->next = room->model->shelf;
    room->model->shelf = room;
    pthread_mutex_unlock(&room->model->shelf_lock);
}

void model_lean(Model *model, ModelHead head, float lean)
{
    model->tagset[head].lean = lean;
}

/* ---- asking ---- */

const char *model_kernel(const Model *model)
{
    return model->kernel->name;
}

bool model_is_fast(const Model *model)
{
    return model->weights.part;
}

ArrianSlice model_card(const Model *model)
{
    return model->weights.card;
}

ArrianSlice model_label(const Model *model, ModelHead head, uint32_t number)
{
    return number < model->labels[head] ? model->label[head][number] : (ArrianSlice){0};
}

uint32_t model_labels(const Model *model, ModelHead head)
{
    return model->labels[head];
}

static uint32_t find_label(const Model *model, ModelHead head, const char *label)
{
    size_t length = strlen(label);
    for (uint32_t i = 0; i < model->labels[head]; i++)
        if (model->label[head][i].length == length && !memcmp(model->label[head][i].at, label, length)) return i;
    return ARRIAN_NONE;
}

bool model_has_trees(const Model *model)
{
    return model->heads.rel_u.out > 0;
}

bool model_has_claims(const Model *model)
{
    return model->late.layers > 0;
}

/* ---- reading ---- */

typedef struct Run {
    const ArrianSlice *words;
    uint32_t from, to; // words read
    uint32_t pieces;
} Run;

/* The run ends before word `to`, whose pieces, where there are any, begin at `pieces`. */
static void end_run(const Model *m, ModelRoom *room, Run *run, uint32_t to, uint32_t pieces)
{
    run->to = to;
    room->piece[pieces] = (uint16_t)m->pieces.end;
    room->shape[pieces] = SHAPE_NONE;
    run->pieces = pieces + 1;
}

/* Words from run->from on, as many as fit. */
static void fill_run(const Model *m, ModelRoom *room, Run *run, uint32_t end)
{
    uint16_t numbers[PIECES_A_WORD];
    uint32_t n = 0, to;
    room->piece[n] = (uint16_t)m->pieces.begin;
    room->shape[n++] = SHAPE_NONE;
    for (to = run->from; to < end; to++) {
        uint32_t count = pieces_word(&m->pieces, run->words[to], numbers, PIECES_A_WORD);
        if (n + count > PIECES_ROOM + 1) break;
        room->first[to - run->from] = n;
        memset(room->shape + n, pieces_shape(run->words[to]), count);
        memcpy(room->piece + n, numbers, count * sizeof *numbers);
        n += count;
    }
    end_run(m, room, run, to, n);
}

/* One row a word up to `seen`: as floats, which are the encoder's, and quantised. */
static void encode_run(const Model *m, ModelRoom *room, const Run *run, uint32_t seen)
{
    uint32_t words = seen - run->from;
    encoder_words(&m->encoder, room->encoder, room->piece, room->shape, run->pieces, room->first, words);
    m->kernel->quantise(room->encoder->x, WIDTH, words, WIDTH, &room->rows);
}

static float share(const float *score, uint32_t count, uint32_t chosen)
{
    float most = score[0], sum = 0;
    for (uint32_t i = 1; i < count; i++) most = score[i] > most ? score[i] : most;
    for (uint32_t i = 0; i < count; i++) sum += kernel_exp(score[i] - most);
    return kernel_exp(score[chosen] - most) / sum;
}

/* The first of the highest; in lanes, since the rules of lemmas are many. */
static uint32_t highest(const float *score, uint32_t count)
{
    enum { LANES = 16 };
    float lane[LANES], most = score[0];
    uint32_t i = 0, best = 0;
    for (int k = 0; k < LANES; k++) lane[k] = most;
    for (; i + LANES <= count; i += LANES)
        for (int k = 0; k < LANES; k++) lane[k] = score[i + k] > lane[k] ? score[i + k] : lane[k];
    for (int k = 0; k < LANES; k++) most = lane[k] > most ? lane[k] : most;
    for (; i < count; i++) most = score[i] > most ? score[i] : most;
    while (best + 1 < count && score[best] != most) best++;
    return best;
}

/* Scores of words first .. end, which lie in the run: a row a word. */
static const float *score_words(const Model *m, ModelRoom *room, const Run *run, uint32_t first, uint32_t end,
                                const Linear *head)
{
    uint32_t from = first - run->from;
    Rows rows = rows_slice(&room->rows, from, end - first);
    heads_score(&m->heads, head, &rows, room->encoder->x + (size_t)from * WIDTH, room->heads->score);
    return room->heads->score;
}

static void read_ends(const Model *m, ModelRoom *room, const Run *run, uint32_t seen, const uint8_t *breaks, bool given,
                      ModelWord *words)
{
    const float *score = score_words(m, room, run, run->from, seen, &m->heads.end);
    for (uint32_t i = 0; i < seen - run->from; i++) {
        bool sure = breaks && breaks[run->from + i];
        words[run->from + i].end = sure ? 1 : given ? 0 : share(score + (size_t)i * m->heads.end.out_room, 2, 1);
    }
}

/* Tags and lemmas of words first .. end, which lie in the run. */
static void read_tags(const Model *m, ModelRoom *room, const Run *run, uint32_t first, uint32_t end, ModelWord *words)
{
    const Linear *heads[] = {&m->heads.upos, &m->heads.xpos, &m->heads.lemma};
    for (int k = 0; k < 3; k++) {
        const float *score = score_words(m, room, run, first, end, heads[k]);
        for (uint32_t i = first; i < end; i++) {
            uint32_t best = highest(score + (size_t)(i - first) * heads[k]->out_room, heads[k]->out);
            if (k == 0) words[i].upos = (uint8_t)best;
            if (k == 1) words[i].xpos = (uint8_t)best;
            if (k == 2) words[i].lemma = (uint16_t)best;
        }
    }
}

/* Spans never cross a break. */
static void read_spans(const Model *m, ModelRoom *room, const Run *run, uint32_t first, uint32_t end,
                       const uint8_t *breaks, ModelHead head, ModelWord *words)
{
    const Linear *linear = head == MODEL_NAME ? &m->heads.name : head == MODEL_SAID ? &m->heads.said : &m->heads.cue;
    const float *score = score_words(m, room, run, first, end, linear);
    for (uint32_t i = first, next; i < end; i = next) {
        for (next = i + 1; next < end && !(breaks && breaks[next - 1]);) next++;
        decode_tags(&m->tagset[head], score + (size_t)(i - first) * linear->out_room, linear->out_room, next - i,
                    &room->tag, room->tags + (i - first));
    }
    for (uint32_t i = first; i < end; i++) {
        uint8_t tag = room->tags[i - first];
        const float *row = score + (size_t)(i - first) * linear->out_room;
        float sure = tag ? share(row, linear->out, tag) : 0;
        if (head == MODEL_NAME) words[i].name = tag, words[i].name_sure = sure, words[i].named = tag ? 1 - share(row, linear->out, 0) : 0;
        if (head == MODEL_SAID) words[i].said = tag, words[i].said_sure = sure;
        if (head == MODEL_CUE) words[i].cue = tag, words[i].cue_sure = sure;
    }
}

static void keep_vectors(const ModelRoom *room, const Run *run, uint32_t first, uint32_t end, ModelReading *r)
{
    size_t from = first - run->from, count = end - first;
    memcpy(r->h + (size_t)first * WIDTH, room->rows.q + from * WIDTH, count * WIDTH);
    memcpy(r->scale + first, room->rows.scale + from, count * sizeof *r->scale);
    memcpy(r->sum + first, room->rows.sum + from, count * sizeof *r->sum);
    if (r->exact)
        memcpy(r->exact + (size_t)first * WIDTH, room->rows.x + from * WIDTH, count * WIDTH * sizeof *r->exact);
}

/* The last sure break after `kept` in a full run, if it leaves no less than half of the run (or sentences are given):
 * where to stop; 0 none. */
static uint32_t stop_at_break(const Run *run, uint32_t kept, const uint8_t *breaks, bool given)
{
    if (!breaks) return 0;
    uint32_t least = given ? kept : run->from + (run->to - run->from) / 2;
    for (uint32_t i = run->to; i > kept && i > least; i--)
        if (breaks[i - 1]) return i;
    return 0;
}

/* Of a run whose end is no break: up to which word its answers count; the rest is read again. */
static uint32_t believed(const Run *run, uint32_t kept)
{
    return run->to > kept + RIGHT_WORDS ? run->to - RIGHT_WORDS : run->to;
}

/* Behind the last sentence that surely ended. */
static uint32_t stop_at_end(const Run *run, uint32_t kept, const ModelWord *words)
{
    for (uint32_t i = run->to > RIGHT_WORDS ? run->to - RIGHT_WORDS : 0; i > kept; i--)
        if (words[i - 1].end > 0.5f) return i;
    return 0;
}

/* A cut inside a sentence: the next run begins some words earlier, for the context. */
static uint32_t step_back(const Model *m, const Run *run, uint32_t stop)
{
    uint16_t numbers[PIECES_A_WORD];
    uint32_t pieces = 0, from = stop;
    while (from > run->from &&
           (pieces += pieces_word(&m->pieces, run->words[from - 1], numbers, PIECES_A_WORD)) <= LEFT_PIECES)
        from--;
    return from;
}

static void new_reading(const Model *m, ModelRoom *room, Arena *arena, uint32_t count, ModelReading *r)
{
    size_t rows = (size_t)count + ROW_STEP; // kernels look at whole steps of rows
    Arena *vectors = &room->vectors;
    arena_end(vectors);
    vectors->trap = arena->trap;
    *r = (ModelReading){.words = NEW(arena, ModelWord, count),
                        .count = count,
                        .h = NEW(vectors, int8_t, rows *WIDTH),
                        .scale = NEW(vectors, float, rows),
                        .sum = NEW(vectors, int32_t, rows)};
    if (m->kernel == &kernel_float) r->exact = NEW(vectors, float, rows *WIDTH);
}

void model_read(const Model *model, ModelRoom *room, const ArrianSlice *words, const uint8_t *breaks, uint32_t count,
                bool given, Arena *arena, ModelReading *ret_reading)
{
    new_reading(model, room, arena, count, ret_reading);
    ModelWord *w = ret_reading->words;
    Run run = {.words = words};
    for (uint32_t kept = 0, stop; kept < count; kept = stop) {
        fill_run(model, room, &run, count);
        uint32_t next = stop = run.to < count ? stop_at_break(&run, kept, breaks, given) : count;
        if (stop && stop < run.to) end_run(model, room, &run, stop, room->first[stop - run.from]);
        uint32_t seen = stop ? run.to : believed(&run, kept);
        encode_run(model, room, &run, seen);
        read_ends(model, room, &run, seen, breaks, given, w);
        if (!stop) next = stop = stop_at_end(&run, kept, w);
        if (!stop) {
            stop = seen;
            next = step_back(model, &run, stop);
        }
        read_tags(model, room, &run, kept, stop, w);
        read_spans(model, room, &run, kept, stop, breaks, MODEL_NAME, w);
        read_spans(model, room, &run, kept, stop, breaks, MODEL_SAID, w);
        if (model->heads.cue.out) read_spans(model, room, &run, kept, stop, breaks, MODEL_CUE, w);
        keep_vectors(room, &run, kept, stop, ret_reading);
        run.from = next;
    }
}

/* ---- sentences ---- */

static Rows rows_of(const ModelRoom *room, const ModelReading *r, uint32_t first, uint32_t count)
{
    Rows all = {.width = WIDTH, .q = r->h, .scale = r->scale, .sum = r->sum, .x = r->exact};
    return heads_slice(room->heads, &all, first, count);
}

static void tree_part(const Model *m, ModelRoom *room, const ModelReading *r, uint32_t first, uint32_t count,
                      uint32_t *ret_heads, uint8_t *ret_rels)
{
    uint16_t head[TREE_WORDS];
    Rows h = rows_of(room, r, first, count);
    heads_arcs(&m->heads, room->heads, &h, room->tree.score[0], TREE_WORDS + 1);
    decode_tree(&room->tree, count, head);
    heads_rels(&m->heads, room->heads, &h, head, ret_rels);
    for (uint32_t i = 0; i < count; i++) ret_heads[i] = head[i] ? first + head[i] - 1 : first + i;
}

void model_tree(const Model *model, ModelRoom *room, const ModelReading *reading, uint32_t first, uint32_t count,
                uint32_t *ret_heads, uint8_t *ret_rels)
{
    uint32_t root = ARRIAN_NONE, beside = find_label(model, MODEL_REL, "parataxis");
    for (uint32_t done = 0, part; done < count;
         done += part) { // a sentence beyond all measure: its parts stand beside one another
        part = count - done < TREE_WORDS ? count - done : TREE_WORDS;
        tree_part(model, room, reading, first + done, part, ret_heads + done, ret_rels + done);
        for (uint32_t i = done; i < done + part; i++) {
            if (ret_heads[i] != first + i) continue;
            if (root == ARRIAN_NONE) root = first + i;
            else {
                ret_heads[i] = root;
                if (beside != ARRIAN_NONE) ret_rels[i] = (uint8_t)beside;
            }
        }
    }
}

void model_claims(const Model *model, ModelRoom *room, const ModelReading *reading, uint32_t first, uint32_t count,
                  const ModelSpan *cues, uint32_t cue_count, float *ret_role, float *ret_stance)
{
    const Late *late = &model->late;
    uint32_t stances = late->stance.out;
    LateCue cue[MODEL_CUES];
    if (cue_count > MODEL_CUES) cue_count = MODEL_CUES;
    for (size_t i = 0; i < (size_t)cue_count * count * late->role.out; i++) ret_role[i] = -100;
    for (uint32_t c = 0; c < cue_count; c++) cue[c] = (LateCue){cues[c].first - first, cues[c].end - first};
    Rows h = rows_of(room, reading, first, count);
    late_read(late, room->encoder, &h, cue, cue_count, ret_role, ret_stance);
    for (uint32_t c = 0; c < cue_count; c++) {
        float score[CLAIM_MOST];
        memcpy(score, ret_stance + (size_t)c * stances, stances * sizeof *score);
        for (uint32_t i = 0; i < stances; i++) ret_stance[(size_t)c * stances + i] = share(score, stances, i);
    }
}

/* ---- spans and lemmas ---- */

bool model_span(const Model *model, const ModelReading *reading, ModelHead head, uint32_t *at, uint32_t end,
                ModelSpan *ret_span)
{
    const Tagset *t = &model->tagset[head];
    for (uint32_t i = *at; i < end; i++) {
        const ModelWord *w = &reading->words[i];
        uint8_t tag = head == MODEL_NAME ? w->name : head == MODEL_SAID ? w->said : w->cue;
        if (t->kind[tag] == 'O') continue;
        ArrianSlice label = t->label[tag];
        *ret_span = (ModelSpan){i, i, {label.at + 2, label.length - 2}, 1, 1};
        char kind;
        do {
            w = &reading->words[ret_span->end++];
            float sure = head == MODEL_NAME ? w->name_sure : head == MODEL_SAID ? w->said_sure : w->cue_sure;
            if (sure < ret_span->sure) ret_span->sure = sure;
            if (head == MODEL_NAME && w->named < ret_span->named) ret_span->named = w->named;
            uint8_t next = ret_span->end < end ? (head == MODEL_NAME   ? w[1].name
                                                  : head == MODEL_SAID ? w[1].said
                                                                       : w[1].cue)
                                               : 0;
            kind = next < t->count ? t->kind[next] : 'O';
        } while (kind == 'I' || kind == 'E');
        *at = ret_span->end;
        return true;
    }
    *at = end;
    return false;
}

uint32_t model_lemma(const Model *model, uint32_t rule, ArrianSlice word, char *out)
{
    LemmaRule r = rule < model->labels[MODEL_LEMMA] ? model->rule[rule] : (LemmaRule){0};
    uint32_t length = word.length, cut = r.cut;
    if (r.lower) length = (uint32_t)utf8_fold(word.at, word.length, out);
    else memcpy(out, word.at, length);
    uint32_t kept = length;
    while (cut && kept) {
        do kept--;
        while (kept && (out[kept] & 0xC0) == 0x80);
        cut--;
    }
    if (cut) return length; // a rule for longer words
    memcpy(out + kept, r.add.at ? r.add.at : "", r.add.length);
    return kept + r.add.length;
}

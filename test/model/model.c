/* model.c: the language engine held against itself and against vectors.   prints "ok NAME" or "not ok NAME: why"
 *     all kernels give the same bytes; the float kernel stays near them; damaged files are refused; trees and tags are the best legal ones
 * What the trained weights should give is in vectors.c. */
#include "model/decode.h"
#include "model/encoder.h"
#include "model/model.h"
#include "made.h"
#include <math.h>
#include <stdio.h>

static int failed;

static void check(const char *name, bool passed, const char *why)
{
    failed += !passed;
    printf(passed ? "ok model: %s\n" : "not ok model: %s: %s\n", name, why);
}

static ArrianSlice slice(const char *text)
{
    return (ArrianSlice){text, (uint32_t)strlen(text)};
}

/* ---- pieces ---- */

static void check_pieces(void)
{
    static const struct {
        const char *word, *pieces;
        Shape shape;
    } cases[] = {
        {"NATO", "nato", SHAPE_UPPER}, {"Deployed", "de ploy ed", SHAPE_TITLE}, {"Kasparek's", "kasparek ' s", SHAPE_TITLE},
        {"Élan", "e lan", SHAPE_TITLE}, {"Suwałki", "suwałki", SHAPE_TITLE}, {"500", "5 00", SHAPE_DIGITS}, {"5-500", "5 - 5 00", SHAPE_CODE},
        {"zzz", "[UNK]", SHAPE_LOWER}, {"A", "a", SHAPE_LETTER}, {"aB", "a b", SHAPE_MIXED}, {"...", ". . .", SHAPE_SIGN}, {"\xFF\xFE", "[UNK]", SHAPE_SIGN},
        {"", "[UNK]", SHAPE_SIGN}, {"e\xCC\x81lan", "e lan", SHAPE_LOWER}};
    Pieces p;
    if (pieces_open(slice(MADE_PIECES), &p, NULL)) {
        check("pieces", false, "the vocabulary does not open");
        return;
    }
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint16_t number[PIECES_A_WORD];
        char got[400] = "";
        uint32_t count = pieces_word(&p, slice(cases[i].word), number, PIECES_A_WORD);
        for (uint32_t k = 0; k < count; k++)
            snprintf(got + strlen(got), sizeof got - strlen(got), "%s%.*s", k ? " " : "", (int)p.piece[number[k]].length, p.piece[number[k]].at);
        char name[80];
        snprintf(name, sizeof name, "pieces of \"%s\"", i == 11 ? "bytes that are no UTF-8" : cases[i].word);
        check(name, !strcmp(got, cases[i].pieces) && pieces_shape(slice(cases[i].word)) == cases[i].shape, got);
    }
    pieces_close(&p);
}

/* ---- decoding ---- */

static bool is_tree(const uint16_t *head, uint32_t n)
{
    uint32_t roots = 0;
    for (uint32_t i = 1; i <= n; i++) {
        uint32_t at = i, steps = 0;
        roots += !head[i - 1];
        while (at && steps++ <= n) at = head[at - 1];
        if (at) return false;
    }
    return roots == 1;
}

static double weigh(double score[8][8], const uint16_t *head, uint32_t n)
{
    double sum = 0;
    for (uint32_t i = 1; i <= n; i++) sum += score[i][head[i - 1]];
    return sum;
}

static void try_all(double score[8][8], uint16_t *head, uint32_t n, uint32_t i, double *best)
{
    if (i == n) {
        if (is_tree(head, n) && weigh(score, head, n) > *best) *best = weigh(score, head, n);
        return;
    }
    for (head[i] = 0; head[i] <= n; head[i]++)
        if (head[i] != i + 1) try_all(score, head, n, i + 1, best);
}

static void check_trees(void)
{
    TreeRoom *room = malloc(sizeof *room);
    uint32_t wrong = 0, seed = 3;
    for (int t = 0; t < 600; t++) {
        uint32_t n = 1 + (uint32_t)t % 5;
        double score[8][8], best = -1e9;
        uint16_t head[8];
        for (uint32_t i = 1; i <= n; i++)
            for (uint32_t j = 0; j <= n; j++) room->score[i][j] = score[i][j] = (double)((seed = seed * 1664525u + 1013904223u) >> 20) / 100;
        decode_tree(room, n, head);
        double got = is_tree(head, n) ? weigh(score, head, n) : -1e9;
        try_all(score, head, n, 0, &best);
        wrong += got < best - 1e-9;
    }
    check("the best tree of all, one root", !wrong, "a better tree exists");
    uint16_t long_head[TREE_WORDS];
    for (uint32_t i = 1; i <= TREE_WORDS; i++)
        for (uint32_t j = 0; j <= TREE_WORDS; j++) room->score[i][j] = i == 7 ? NAN : (double)((seed = seed * 1664525u + 1013904223u) >> 28);
    decode_tree(room, TREE_WORDS, long_head);
    check("a tree over 400 words, ties and no-numbers among the scores", is_tree(long_head, TREE_WORDS), "no tree");
    free(room);
}

static void check_tags(void)
{
    static const char *const names[] = {"O", "B-a", "I-a", "E-a", "S-a", "B-b", "I-b", "E-b", "S-b"};
    ArrianSlice label[9];
    Tagset set;
    TagRoom *room = malloc(sizeof *room);
    uint32_t seed = 5, wrong = 0;
    for (int i = 0; i < 9; i++) label[i] = slice(names[i]);
    if (tagset_open(&set, label, 9, "test", NULL)) abort();
    for (int t = 0; t < 500; t++) {
        float score[20][9];
        uint8_t tag[20];
        for (int i = 0; i < 180; i++) score[i / 9][i % 9] = (float)((seed = seed * 1664525u + 1013904223u) >> 16) / 6e4f;
        decode_tags(&set, score[0], 9, 20, room, tag);
        for (int i = 0; i < 20; i++) {
            char kind = set.kind[tag[i]], next = i < 19 ? set.kind[tag[i + 1]] : 'O';
            bool open = kind == 'B' || kind == 'I', goes_on = next == 'I' || next == 'E';
            wrong += open != goes_on || (goes_on && set.type[tag[i]] != set.type[tag[i + 1]]);
        }
    }
    check("tags are legal sequences", !wrong, "a span without begin or end");
    check("tags without O are refused", tagset_open(&set, label + 1, 8, "test", NULL) == ARRIAN_INPUT, "accepted");
    free(room);
}

/* ---- files ---- */

/* Its rows named anew, the fast network is not there. */
static void check_absent(const uint8_t *bytes, size_t size)
{
    uint8_t *copy = aligned_alloc(64, (size + 63) / 64 * 64);
    uint32_t count;
    Model *m;
    ArrianError why = {0};
    memcpy(copy, bytes, size);
    memcpy(&count, bytes + 12, sizeof count);
    for (uint32_t i = 0; i < count; i++)
        if (!memcmp(copy + 64 + 96 * i, "fast.", 5)) copy[64 + 96 * i] = 'x';
    made_seal(copy, size, count);
    bool told = model_open_bytes(copy, size, "made", true, "plain", &m, &why) == ARRIAN_INPUT && strstr(why.message, "no fast network");
    check("weights without a fast network say so", told, why.message);
    bool full = !model_open_bytes(copy, size, "made", false, "plain", &m, &why);
    check("and still hold the full one", full && !model_is_fast(m), why.message);
    if (full) model_close(m);
    free(copy);
}

static void check_damage(const uint8_t *bytes, size_t size)
{
    uint8_t *copy = aligned_alloc(64, (size + 63) / 64 * 64);
    uint32_t seed = 11, accepted = 0, count;
    size_t head = 64 + 96 * MADE_ROWS;
    Model *m;
    ArrianError why = {0};
    memcpy(copy, bytes, size);
    memcpy(&count, bytes + 12, 4);
    copy[size - 9] ^= 1;
    check("one bit off is told by the checksum", model_open_bytes(copy, size, "made", false, "plain", &m, &why) == ARRIAN_INPUT && strstr(why.message, "checksum"), why.message);
    for (size_t cut = 0; cut < size; cut += cut < 400 ? 13 : size / 7) accepted += !model_open_bytes(bytes, cut, "made", false, "plain", &m, NULL);
    check("a file cut short is refused", !accepted, "accepted");
    for (int t = 0; t < 300; t++) { // wrong rows under a right checksum; those that stay sound may be opened
        memcpy(copy, bytes, head);
        for (int k = 0; k < 3; k++) {
            seed = seed * 1664525u + 1013904223u;
            copy[64 + seed / 16 % (96 * count)] = (uint8_t)(seed >> 8);
        }
        Weights w;
        made_seal(copy, size < (1 << 16) ? size : 1 << 16, count < 90 ? count : 90);
        if (!weights_read(copy, 1 << 16, "made", &w, NULL)) weights_close(&w);
        if (t % 20) continue;
        memcpy(copy + head, bytes + head, size - head);
        made_seal(copy, size, count);
        if (!model_open_bytes(copy, size, "made", false, "plain", &m, &why)) model_close(m);
    }
    check("rows that lie are answered calmly", true, "");
    free(copy);
}

/* ---- kernels ---- */

typedef struct Answer {
    char *text;
    size_t size;
    float h[64]; // of the first word
} Answer;

static Answer answer(const uint8_t *bytes, size_t size, bool fast, const char *kernel, uint32_t count)
{
    static const char *const some[] = {"The", "NATO", "troops", "deployed", ",", "Kasparek", "said", ".", "500", "élan", "Suwałki", "ab-ab-ab"};
    Model *m;
    Answer a = {0};
    Arena arena = {0};
    ModelReading r;
    if (model_open_bytes(bytes, size, "made", fast, kernel, &m, NULL)) return a;
    ModelRoom *room = model_room_take(m, NULL);
    ArrianSlice *word = NEW(&arena, ArrianSlice, count);
    for (uint32_t i = 0; i < count; i++) word[i] = slice(some[(i * 7 + i / 5) % 12]);
    model_read(m, room, word, NULL, count, false, &arena, &r);
    uint32_t *head = NEW(&arena, uint32_t, count);
    ModelSpan cue[] = {{.first = count > 1, .end = count > 1 ? 2 : 1}, {.end = 1}};
    uint8_t *rel = NEW(&arena, uint8_t, count);
    float *role = NEW(&arena, float, 4 * count), stance[4];
    model_tree(m, room, &r, 0, count, head, rel);
    model_claims(m, room, &r, 0, count, cue, 2, role, stance);
    FILE *out = open_memstream(&a.text, &a.size);
    for (uint32_t i = 0; i < count; i++)
        fprintf(out, "%u %u %u %u %u %u %u %u %a %a %a %a %a\n", r.words[i].upos, r.words[i].xpos, r.words[i].lemma, r.words[i].name, r.words[i].said, r.words[i].cue,
                head[i], rel[i], r.words[i].end, r.words[i].name_sure, role[2 * i], role[2 * (count + i)], stance[i % 4]);
    fclose(out);
    for (int i = 0; i < 64; i++) a.h[i] = r.exact ? r.exact[i] : r.h[i] * r.scale[0];
    arena_end(&arena);
    model_room_give(room);
    model_close(m);
    return a;
}

static void check_kernels(const uint8_t *bytes, size_t size)
{
    static const uint32_t counts[] = {1, 37, 260};
    for (const Kernel *const *k = kernel_list(); *k; k++) {
        char name[80];
        bool same = true;
        snprintf(name, sizeof name, "kernel %s gives the bytes of plain, full and fast", (*k)->name);
        if (!(*k)->runs()) {
            printf("skipped model: %s: this machine does not run it\n", name);
            continue;
        }
        for (size_t i = 0; i < 2 * sizeof counts / sizeof *counts; i++) {
            bool fast = i % 2;
            Answer a = answer(bytes, size, fast, "plain", counts[i / 2]), b = answer(bytes, size, fast, (*k)->name, counts[i / 2]);
            same = same && a.size && a.size == b.size && !memcmp(a.text, b.text, a.size);
            free(a.text);
            free(b.text);
        }
        check(name, same, "other bytes");
    }
    for (int fast = 0; fast < 2; fast++) {
        Answer exact = answer(bytes, size, fast, "float", 60), whole = answer(bytes, size, fast, "plain", 60);
        double off = 0, all = 0;
        for (int i = 0; i < 64; i++) off += pow(exact.h[i] - whole.h[i], 2), all += pow(exact.h[i], 2);
        check(fast ? "int8 stays near the exact fast network" : "int8 stays near the exact network", sqrt(off / all) < 0.05, "far from it");
        free(exact.text);
        free(whole.text);
    }
}

int main(void)
{
    size_t size;
    uint8_t *bytes = made_weights(&size);
    check_pieces();
    check_trees();
    check_tags();
    check_damage(bytes, size);
    check_absent(bytes, size);
    check_kernels(bytes, size);
    free(bytes);
    return failed != 0;
}

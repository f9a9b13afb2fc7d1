/* fuzz_weights.c: any bytes -> a model that reads words, or a refusal.   fuzz_weights 300
 * Three doors: the bytes as they are; with size and checksum made right; and laid over the beginning of a file that is
 * sound (one of four: it is 20 MB). The seed is such a beginning: header, rows, pieces, some numbers. */
#include "../test/model/made.h"
#include "base/hash.h"
#include "fuzz.h"
#include "model/model.h"

enum { BEGINNING = 64 + 96 * MADE_ROWS + 1024, ONE_OF = 4 };
const bool fuzz_binary = true;
const char *const fuzz_pieces[] = {"ARRIANW1", "labels.upos",      "emb.word", "layer.0.q.w",
                                   ".scale",   "\xFF\xFF\xFF\x7F", "\n",       NULL};

static uint8_t *sound(size_t *ret_size)
{
    static uint8_t *bytes;
    static size_t size;
    if (!bytes) bytes = made_weights(&size);
    *ret_size = size;
    return bytes;
}

size_t fuzz_seed(const uint8_t **ret_bytes)
{
    size_t size;
    *ret_bytes = sound(&size);
    return BEGINNING;
}

static void seal(uint8_t *bytes, size_t size)
{
    uint64_t right[] = {size, weights_checksum(bytes + 64, size - 64)};
    memcpy(bytes + 16, right, sizeof right);
}

static void try_rows(const uint8_t *bytes, size_t size)
{
    Weights w;
    ArrianError why = {0};
    int code = weights_read(bytes, size, "fuzz", &w, &why);
    if (code) {
        fuzz_refused(code, &why);
        return;
    }
    uint64_t held = 0;
    for (uint32_t i = 0; i < w.count; i++) {
        const Tensor *t = &w.tensors[i];
        fuzz_require((const uint8_t *)t->at + t->bytes <= bytes + size, "a tensor lies in the file");
        held += t->bytes;
    }
    fuzz_require(held <= size, "tensors hold no more than the file");
    weights_close(&w);
}

static void read_words(const Model *m)
{
    static const char *const some[] = {"The", "NATO", "troops", "deployed", "\xFF", "500", "said", "."};
    ArrianSlice word[8];
    uint32_t heads[8];
    ModelSpan cue = {.first = 1, .end = 3};
    uint8_t rels[8];
    char lemma[8 + MODEL_LEMMA_MORE];
    ModelReading r;
    Arena arena = {0};
    ArrianError why = {0};
    for (int i = 0; i < 8; i++) word[i] = (ArrianSlice){some[i], (uint32_t)strlen(some[i])};
    ModelRoom *room = model_room_take(m, &why);
    fuzz_require(room, "there is room");
    model_read(m, room, word, NULL, 8, false, &arena, &r);
    for (int i = 0; i < 8; i++) model_lemma(m, r.words[i].lemma, word[i], lemma);
    if (model_has_trees(m)) model_tree(m, room, &r, 0, 8, heads, rels);
    if (model_has_claims(m))
        model_claims(m, room, &r, 0, 8, &cue, 1, NEW(&arena, float, 8 * model_labels(m, MODEL_ROLE)),
                     NEW(&arena, float, model_labels(m, MODEL_STANCE)));
    arena_end(&arena);
    model_room_give(room);
}

static void try_over(const uint8_t *bytes, size_t size)
{
    size_t whole;
    uint8_t *file = sound(&whole), *kept = malloc(size);
    Model *m;
    ArrianError why = {0};
    fuzz_require(kept, "there is memory");
    memcpy(kept, file, size);
    memcpy(file, bytes, size);
    seal(file, whole);
    int code = model_open_bytes(file, whole, "fuzz", false, "plain", &m, &why);
    if (code) fuzz_refused(code, &why);
    else read_words(m), model_close(m), fuzz_taken++;
    memcpy(file, kept, size);
    free(kept);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    uint8_t *copy = malloc(size + 1);
    fuzz_require(copy, "there is memory");
    memcpy(copy, bytes, size);
    try_rows(copy, size);
    if (size >= 64) seal(copy, size), try_rows(copy, size);
    if (size > 64 && size < 1 << 16 && hash_bytes(bytes, size, 1) % ONE_OF == 0) try_over(bytes, size);
    free(copy);
    return 0;
}

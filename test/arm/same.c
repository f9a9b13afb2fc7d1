/* same.c: own sentences -> everything the language engine says of them, to the last bit.   same [KERNEL [WEIGHTS]]
 *     "Four battalions left ." -> tags, ends, heads, lemmas, roles, stances, floats in hexadecimal
 * Without the file made-up weights are used. Two machines agree where their outputs are the same bytes. */
#include "../model/made.h"
#include "model/model.h"
#include <unistd.h>

enum { MOST_WORDS = 64, MOST_CUES = 8 };
static const char *const sentences[] = {
    "NATO will send four battalions to Poland , Jens Stoltenberg said on Monday .",
    "The ministry denied that its 4,000 troops had crossed the Suwałki gap .",
    "\" We do not want a new arms race , \" the minister told the Harbour Post .",
    "wed oct 26 2016 ships of the northern fleet left the port and two more will follow",
    "If the talks fail , Latvia could ask its allies for air defence systems next year .",
    "Protesters in Riga demanded that the élan-class tankers be withdrawn after 12 people were hurt ."};

static uint32_t cut(const char *at, ArrianSlice *word)
{
    uint32_t count = 0;
    while (*at && count < MOST_WORDS) {
        uint32_t length = (uint32_t)strcspn(at, " ");
        word[count++] = (ArrianSlice){at, length};
        at += length + (at[length] == ' ');
    }
    return count;
}

static void put(const Model *m, ModelHead head, uint32_t number)
{
    ArrianSlice label = model_label(m, head, number);
    printf(" %.*s", (int)label.length, label.at);
}

static void put_words(const Model *m, ModelRoom *room, const ModelReading *r, const ArrianSlice *word)
{
    uint32_t head[MOST_WORDS] = {0};
    uint8_t rel[MOST_WORDS] = {0};
    if (model_has_trees(m)) model_tree(m, room, r, 0, r->count, head, rel);
    for (uint32_t i = 0; i < r->count; i++) {
        const ModelWord *w = &r->words[i];
        char lemma[256];
        uint32_t length = model_lemma(m, w->lemma, word[i], lemma);
        printf("%.*s %.*s %u", (int)word[i].length, word[i].at, (int)length, lemma, head[i]);
        put(m, MODEL_REL, rel[i]), put(m, MODEL_UPOS, w->upos), put(m, MODEL_XPOS, w->xpos);
        put(m, MODEL_NAME, w->name), put(m, MODEL_SAID, w->said), put(m, MODEL_CUE, w->cue);
        printf(" %a %a %a %a\n", w->end, w->name_sure, w->said_sure, w->cue_sure);
    }
}

static void put_floats(const float *x, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) printf("%a%c", x[i], i % 8 == 7 || i + 1 == count ? '\n' : ' ');
}

static void put_claims(const Model *m, ModelRoom *room, const ModelReading *r, Arena *arena)
{
    ModelSpan cue[MOST_CUES];
    uint32_t cues = 0, roles = model_labels(m, MODEL_ROLE), stances = model_labels(m, MODEL_STANCE);
    if (!model_has_claims(m)) return;
    for (uint32_t i = 0; i < r->count && cues < MOST_CUES; i += 3) cue[cues++] = (ModelSpan){.first = i, .end = i + 1}; // any word will do to compare
    float *role = NEW(arena, float, cues * r->count * roles), *stance = NEW(arena, float, cues *stances);
    model_claims(m, room, r, 0, r->count, cue, cues, role, stance);
    put_floats(role, cues * r->count * roles), put_floats(stance, cues * stances);
}

static bool put_network(const uint8_t *made, size_t size, const char *path, bool fast, const char *kernel)
{
    Model *m;
    ArrianError why = {0};
    if (made ? model_open_bytes(made, size, "made", fast, kernel, &m, &why) : model_open(path, fast, kernel, &m, &why)) {
        fprintf(stderr, "same: %s\n", why.message);
        return false;
    }
    fprintf(stderr, "%s %s %s\n", model_kernel(m), made ? "made-up" : "trained", fast ? "fast" : "full");
    ModelRoom *room = model_room_take(m, &why);
    for (size_t s = 0; room && s < sizeof sentences / sizeof *sentences; s++) {
        Arena arena = {0};
        ArrianSlice word[MOST_WORDS];
        ModelReading r;
        uint32_t n = cut(sentences[s], word);
        model_read(m, room, word, NULL, n, false, &arena, &r);
        put_words(m, room, &r, word);
        put_claims(m, room, &r, &arena);
        arena_end(&arena);
    }
    if (room) model_room_give(room);
    model_close(m);
    return room;
}

int main(int count, char **words)
{
    const char *kernel = count > 1 && words[1][0] ? words[1] : NULL;
    const char *path = count > 2 ? words[2] : "models/arrian.weights";
    size_t size = 0;
    uint8_t *made = access(path, R_OK) ? made_weights(&size) : NULL;
    bool fine = put_network(made, size, path, false, kernel) && put_network(made, size, path, true, kernel);
    free(made);
    return fine ? 0 : 2;
}

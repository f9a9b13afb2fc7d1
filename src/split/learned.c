/* learned.c: the language engine reads the words once; every later stage takes what it needs from the reading.
 *     tokens -> d->reading: where sentences end, tags, names, who says what, cues of claims */
#include "base/error.h"
#include "model/model.h"
#include "split/split.h"
#include <stdlib.h>
#include <string.h>

/* The coder drops and mends claims, so it can be offered more cues than the card's threshold, which holds the network
 * alone to a precision of 75 %: with these, claims dev through the whole road has P 78.9, F1 81.0 (80.5 without). */
#define CUES_MORE 0.5f

static float threshold(const Model *model, const char *name)
{
    char key[32];
    const char *part = model_is_fast(model) ? "\"fast thresholds\"" : "\"thresholds\"";
    ArrianSlice card = model_card(model);
    size_t n = (size_t)snprintf(key, sizeof key, "\"%s\":", name);
    const char *at = memmem(card.at, card.length, part, strlen(part));
    if (!at) return 0;
    at = memmem(at, (size_t)(card.at + card.length - at), key, n);
    if (!at) return 0;
    char digits[32] = {0};
    size_t left = (size_t)(card.at + card.length - at) - n;
    memcpy(digits, at + n, left < sizeof digits - 1 ? left : sizeof digits - 1);
    return strtof(digits, NULL);
}

int split_learned_open(ArrianEngine *engine, const char *weights, bool fast, ArrianError *why)
{
    ModelData *data = NEW(&engine->arena, ModelData, 1);
    TRY(model_open(weights, fast, NULL, &data->model, why));
    data->end = threshold(data->model, "end");
    model_lean(data->model, MODEL_CUE, threshold(data->model, "cue") + CUES_MORE);
    data->role = threshold(data->model, "role");
    engine->model = data;
    return ARRIAN_OK;
}

void split_learned_close(ArrianEngine *engine)
{
    if (engine->model) model_close(engine->model->model);
}

void split_read(const ArrianEngine *engine, ArrianDocument *d, const uint8_t *breaks, bool given)
{
    uint32_t count = d->tokens.count;
    ArrianError why = {0};
    ModelRoom *room = engine->model && count ? model_room_take(engine->model->model, &why) : NULL;
    if (!room) return;
    ArrianSlice *words = NEW(&d->arena, ArrianSlice, count);
    for (uint32_t i = 0; i < count; i++) words[i] = document_words(d, d->tokens.at[i].span);
    d->reading = NEW(&d->arena, ModelReading, 1);
    d->room = room;
    model_read(engine->model->model, room, words, breaks, count, given, &d->arena, d->reading);
}

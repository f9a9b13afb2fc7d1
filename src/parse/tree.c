/* tree.c: the best tree over each sentence.   "troops were deployed" -> heads 2 2 2 (a root is its own), relations
 * nsubj:pass aux:pass root */
#include "model/model.h"
#include "parse/parse.h"

static uint32_t longest_sentence(const ArrianDocument *d)
{
    uint32_t most = 0;
    for (uint32_t s = 0; s < d->sentences.count; s++)
        most = d->sentences.at[s].count > most ? d->sentences.at[s].count : most;
    return most;
}

static void read_trees(const ArrianEngine *engine, ArrianDocument *d)
{
    ArenaMark mark = arena_mark(&d->arena);
    uint32_t most = longest_sentence(d), *head = NEW(&d->arena, uint32_t, most);
    uint8_t *rel = NEW(&d->arena, uint8_t, most);
    for (uint32_t s = 0; s < d->sentences.count; s++) {
        const ArrianSentence *sentence = &d->sentences.at[s];
        model_tree(engine->model->model, d->room, d->reading, sentence->first, sentence->count, head, rel);
        for (uint32_t i = 0; i < sentence->count; i++) {
            d->tokens.at[sentence->first + i].head = head[i];
            d->tokens.at[sentence->first + i].deprel = (uint8_t)(rel[i] + 1);
        }
    }
    arena_wind_back(&d->arena, mark);
}

void parse_document(const ArrianEngine *engine, ArrianDocument *d)
{
    for (uint32_t i = 0; i < d->tokens.count; i++) d->tokens.at[i].head = ARRIAN_NONE;
    if (!d->reading || !d->room) return;
    tag_document(engine, d);
    if (model_has_trees(engine->model->model)) read_trees(engine, d);
}

/* tag.c: the engine's labels -> numbers of tokens.   "NOUN" -> 8; rule "-1+" on "troops" -> troop */
#include "model/model.h"
#include "parse/parse.h"
#include <string.h>

static const char *const upos_names[] = {"_",   "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN",
                                         "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};
enum { UPOS = sizeof upos_names / sizeof *upos_names };

const char *tag_upos(uint8_t upos)
{
    return upos_names[upos < UPOS ? upos : 0];
}

static uint8_t upos_of(ArrianSlice label)
{
    for (uint8_t i = 1; i < UPOS; i++)
        if (slice_is(label, upos_names[i])) return i;
    return 0;
}

uint32_t tag_lemma(const ArrianDocument *d, uint32_t token, char *out)
{
    _Static_assert((int)TAG_MORE >= (int)MODEL_LEMMA_MORE, "room for what a rule adds");
    ArrianSlice word = document_words(d, d->tokens.at[token].span);
    if (d->reading) return model_lemma(d->engine->model->model, d->reading->words[token].lemma, word, out);
    ArrianSlice lemma = table_word(&d->engine->words, d->tokens.at[token].lemma);
    if (!d->tokens.at[token].lemma || lemma.length >= word.length + TAG_MORE) return 0;
    memcpy(out, lemma.at, lemma.length);
    return lemma.length;
}

void tag_document(const ArrianEngine *engine, ArrianDocument *d)
{
    char lemma[256 + TAG_MORE];
    const Model *model = engine->model->model;
    for (uint32_t i = 0; i < d->tokens.count; i++) {
        ArrianToken *token = &d->tokens.at[i];
        const ModelWord *word = &d->reading->words[i];
        token->upos = upos_of(model_label(model, MODEL_UPOS, word->upos));
        token->xpos = (uint8_t)(word->xpos + 1);
        if (token->span.end - token->span.start > 256) continue;
        uint32_t number = engine_word(engine, lemma, tag_lemma(d, i, lemma));
        if (number) token->lemma = number;
    }
}

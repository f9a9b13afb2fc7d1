/* signal.c: the table of signals (data/signals.tsv) and its look-up. */
#include "collate/signal.h"
#include "base/error.h"

int signal_data_open(ArrianEngine *engine, ArrianError *why)
{
    static const char *const kinds[] = {"response", "cause",  "purpose", "sequence", "update", "dispute",
                                        "denial",   "part",   "refuted", "none",     NULL};
    Lexicon rows;
    TRY(engine_table(engine, "signals.tsv", &rows, why));
    phrase_begin(&engine->collate->signals, &engine->arena);
    for (uint32_t r = 0; r < rows.rows; r++) {
        uint32_t kind;
        TRY(lexicon_class(&rows, r, "kind", kinds, &kind, why));
        phrase_add(&engine->collate->signals, &engine->words, lexicon_cell(&rows, r, "pattern"), kind);
    }
    return ARRIAN_OK;
}

void signal_freeze(ArrianEngine *engine)
{
    phrase_freeze(&engine->collate->signals, &engine->facts);
}

bool signal_at(const ArrianEngine *engine, const ArrianDocument *d, uint32_t i, uint32_t end, SignalKind *ret_kind,
               uint32_t *ret_end)
{
    uint32_t taken = 0, found = phrase_find(&engine->collate->signals, d->tokens.at, i, end, &taken);
    if (!found) return false;
    *ret_kind = (SignalKind)engine->collate->signals.values.at[found].value;
    *ret_end = i + taken;
    return true;
}

static bool any_signal(const ArrianEngine *engine, const ArrianDocument *d, uint32_t first, uint32_t end, SignalKind kind)
{
    SignalKind found;
    uint32_t after;
    for (uint32_t i = first; i < end; i++)
        if (signal_at(engine, d, i, end, &found, &after) && found == kind) return true;
    return false;
}

bool signal_between(const ArrianEngine *engine, const ArrianDocument *d, uint32_t start, uint32_t end, SignalKind kind)
{
    return start < end && any_signal(engine, d, document_token_at(d, start), document_token_at(d, end), kind);
}

bool signal_in(const ArrianEngine *engine, const ArrianDocument *d, uint32_t sentence, SignalKind kind)
{
    const ArrianSentence *s = &d->sentences.at[sentence];
    return any_signal(engine, d, s->first, s->first + s->count, kind);
}

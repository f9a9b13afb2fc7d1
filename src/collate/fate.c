/* fate.c: what befell those whom a figure counts (data/fates.tsv).   "were killed and [60] were missing" -> MISSING
 * The words nearest to a figure tell its fate. */
#include "base/error.h"
#include "collate/figure.h"
#include <strings.h>

static const char *const fate_names[] = {[KILLED] = "killed",       [INJURED] = "injured",     [ARRESTED] = "arrested",
                                         [DEPLOYED] = "deployed",   [DISPLACED] = "displaced", [MISSING] = "missing",
                                         [RESCUED] = "rescued",     [ABOARD] = "aboard"};
enum { FATES = sizeof fate_names / sizeof *fate_names };

int fates_data_open(ArrianEngine *engine, ArrianError *why)
{
    Lexicon rows;
    ArrianSlice word;
    TRY(engine_table(engine, "fates.tsv", &rows, why));
    phrase_begin(&engine->collate->fates, &engine->arena);
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice id = lexicon_cell(&rows, r, "id"), stems = lexicon_cell(&rows, r, "stems"),
                    words = lexicon_cell(&rows, r, "words");
        uint32_t fate = KILLED;
        while (fate < FATES && !slice_is(id, fate_names[fate])) fate++;
        if (fate == FATES)
            return error_at(why, ARRIAN_INPUT, "fates.tsv", ARRIAN_NONE64,
                            "line %u: no fate is called `%.*s`; figures know killed, injured, arrested, deployed, "
                            "displaced, missing, rescued and aboard",
                            rows.lines[r], (int)id.length, id.at);
        while (lexicon_item(&stems, &word))
            LIST_ADD(&engine->arena, engine->collate->fate_stems, (FateStem){word, fate});
        while (lexicon_item(&words, &word)) phrase_add(&engine->collate->fates, &engine->words, word, fate);
    }
    return ARRIAN_OK;
}

void fates_freeze(ArrianEngine *engine)
{
    phrase_freeze(&engine->collate->fates, &engine->facts);
}

static Fate fate_at(const ArrianEngine *engine, const ArrianDocument *d, uint32_t i, uint32_t stop)
{
    const CollateData *data = engine->collate;
    uint32_t taken, found = phrase_find(&data->fates, d->tokens.at, i, stop, &taken);
    ArrianSlice word = document_words(d, d->tokens.at[i].span);
    if (found) return (Fate)data->fates.values.at[found].value;
    for (uint32_t k = 0; k < data->fate_stems.count; k++) {
        const FateStem *stem = &data->fate_stems.at[k];
        if (word.length >= stem->stem.length && !strncasecmp(word.at, stem->stem.at, stem->stem.length))
            return (Fate)stem->fate;
    }
    return NO_FATE;
}

/* A number of its own stands at token i: what is told behind it is told of that. */
static bool is_other_number(const ArrianDocument *d, uint32_t i)
{
    return d->tokens.at[i].flags & ARRIAN_NUMBER;
}

/* The fate nearest to the figure in its sentence, the words after it first; a number in between puts words farther off. */
Fate figure_fate(const ArrianEngine *engine, const ArrianDocument *d, ArrianSpan span, uint32_t sentence)
{
    enum { REACH = 16, ACROSS = 4 };
    const ArrianSentence *s = &d->sentences.at[sentence];
    uint32_t first = document_token_at(d, span.start), end = document_token_at(d, span.end), stop = s->first + s->count;
    Fate fate = NO_FATE, found = NO_FATE;
    for (uint32_t i = first; i < end; i++)
        if ((fate = fate_at(engine, d, i, stop))) return fate;
    uint32_t nearest = REACH + 1;
    for (uint32_t i = end, far = 1; i < stop && far <= REACH && !found; i++, far++) {
        if ((found = fate_at(engine, d, i, stop))) nearest = far;
        if (is_other_number(d, i)) far += ACROSS;
    }
    for (uint32_t i = first, far = 1; i-- > s->first && far < nearest; far++) {
        if ((fate = fate_at(engine, d, i, stop))) return fate;
        if (is_other_number(d, i)) far += ACROSS;
    }
    return found;
}

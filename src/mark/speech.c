/* speech.c: data/speech.tsv, its verbs in all their forms. */
#include "mark/speech.h"
#include "base/error.h"
#include "base/utf8.h"
#include "parse/inflect.h"
#include "split/split.h"
#include <string.h>

typedef struct Pattern {
    Speech speech;
    uint32_t rest[4], rests; /* words after the first */
    uint32_t next;           /* other pattern with the same first word, 0 none */
} Pattern;
struct SpeechData {
    Map by_lemma, by_word; /* first word -> pattern */
    Flat lemmas, words;    /* the same, as arrays */
    LIST(Pattern) patterns;
};

static SpeechKind kind_of(ArrianSlice cell)
{
    static const char *const kinds[] = {"say", "write", "think", "ask", "order", "prefix"};
    for (int k = 0; k < 6; k++)
        if (slice_is(cell, kinds[k])) return (SpeechKind)k;
    return SPEECH_SAY;
}

static bool next_word(ArrianSlice *rest, ArrianSlice *ret_word)
{
    uint32_t n = 0;
    while (rest->length && rest->at[0] == ' ') rest->at++, rest->length--;
    while (n < rest->length && rest->at[n] != ' ') n++;
    *ret_word = (ArrianSlice){rest->at, n};
    rest->at += n, rest->length -= n;
    return n > 0;
}

static void add_pattern(ArrianEngine *engine, SpeechData *data, ArrianSlice text, Speech speech)
{
    Pattern pattern = {.speech = speech};
    ArrianSlice word, first;
    if (!next_word(&text, &first) || first.length > 60) return;
    while (pattern.rests < 4 && next_word(&text, &word) && word.length < 60)
        pattern.rest[pattern.rests++] = engine_number(engine, word);
    bool prefix = speech.kind == SPEECH_PREFIX;
    uint32_t key = prefix ? engine_number(engine, first) : inflect_add_verb(engine, first);
    Map *map = prefix ? &data->by_word : &data->by_lemma;
    map_get(map, key, &pattern.next);
    map_put(&engine->arena, map, key, data->patterns.count);
    LIST_ADD(&engine->arena, data->patterns, pattern);
}

int speech_data_open(ArrianEngine *engine, SpeechData **ret_data, ArrianError *why)
{
    Lexicon rows;
    SpeechData *data = *ret_data = NEW(&engine->arena, SpeechData, 1);
    LIST_ADD(&engine->arena, data->patterns, (Pattern){0});
    TRY(engine_table(engine, "speech.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        Speech speech = {kind_of(lexicon_cell(&rows, r, "kind")), slice_is(lexicon_cell(&rows, r, "quote"), "y"),
                         slice_is(lexicon_cell(&rows, r, "object"), "y"), lexicon_cell(&rows, r, "stance"),
                         lexicon_cell(&rows, r, "act")};
        add_pattern(engine, data, lexicon_cell(&rows, r, "pattern"), speech);
    }
    return ARRIAN_OK;
}

void speech_freeze(ArrianEngine *engine)
{
    SpeechData *data = engine->mark->speech;
    data->lemmas = map_flat(&engine->facts, &data->by_lemma, 0);
    data->words = map_flat(&engine->facts, &data->by_word, 0);
}

static const Pattern *longest(const SpeechData *data, const ArrianDocument *d, uint32_t chain, uint32_t token,
                              uint32_t end)
{
    const Pattern *best = NULL;
    for (; chain; chain = data->patterns.at[chain].next) {
        const Pattern *p = &data->patterns.at[chain];
        uint32_t k = 0;
        while (k < p->rests && token + 1 + k < end && d->tokens.at[token + 1 + k].word == p->rest[k]) k++;
        if (k == p->rests && (!best || p->rests > best->rests)) best = p;
    }
    return best;
}

/* "14 points [per] game", not "per the ministry", "via Reuters": a lone preposition that names nobody. */
static bool is_rate(const ArrianEngine *engine, const ArrianDocument *d, uint32_t token, uint32_t end)
{
    if (!(split_pos(engine, d->tokens.at[token].word) & POS_PREP) || token + 1 >= end) return false;
    const ArrianToken *next = &d->tokens.at[token + 1];
    return !(next->flags & ARRIAN_UPPER_FIRST) && !(split_pos(engine, next->word) & POS_DET);
}

bool speech_at(const ArrianEngine *engine, const ArrianDocument *d, uint32_t token, uint32_t end, SpeechFind *ret)
{
    const SpeechData *data = engine->mark->speech;
    uint32_t word = d->tokens.at[token].word;
    uint8_t form = 0;
    if (!word) return false;
    const Pattern *found = longest(data, d, flat_get(data->words, word), token, end);
    if (!found) {
        uint32_t lemma = inflect_verb(engine, word, &form);
        found = longest(data, d, flat_get(data->lemmas, lemma), token, end);
    }
    if (!found || (found->speech.kind == SPEECH_PREFIX && !found->rests && is_rate(engine, d, token, end))) return false;
    *ret = (SpeechFind){token, token + 1 + found->rests, form, &found->speech};
    return true;
}

ArrianSpan speech_header(const ArrianEngine *engine, const ArrianDocument *d, const MarkTags *tags,
                         const ArrianSentence *sentence)
{
    enum { LONGEST = 8 };
    uint32_t first = sentence->first, end = first + sentence->count;
    ArrianSpan outlet = {0};
    SpeechFind find;
    if (sentence->count > LONGEST || sentence->count < 3 || d->text.at[d->tokens.at[end - 1].span.start] != ':')
        return outlet;
    bool says = false;
    for (uint32_t i = first; i < end; i++) {
        says |= speech_at(engine, d, i, end, &find);
        uint32_t name = tags->name[i];
        if (name != ARRIAN_NONE && d->names.at[name].type == ARRIAN_ORGANIZATION) outlet = d->names.at[name].span;
    }
    return says ? outlet : (ArrianSpan){0};
}

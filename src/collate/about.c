/* about.c: what a stretch of text speaks of.   "killed at least 21 civilians" -> {kill, 21, civilian} */
#include "base/hash.h"
#include "base/utf8.h"
#include "collate/collate.h"
#include "parse/inflect.h"
#include "split/split.h"
#include <stdlib.h>

static int by_number(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return a < b ? -1 : a > b;
}

static uint64_t key_of(const ArrianEngine *engine, const ArrianDocument *d, const ArrianToken *t)
{
    char word[320];
    uint8_t form;
    if (t->flags & ARRIAN_NUMBER) return hash_bytes(&t->value, sizeof t->value, 9);
    uint16_t pos = split_pos(engine, t->word);
    if (pos & (POS_DET | POS_PREP | POS_PRON | POS_CONJ | POS_AUX | POS_PART) && !(pos & POS_MAIN_NOUN)) return 0;
    uint32_t lemma = inflect_verb(engine, t->word, &form);
    if (lemma && !(pos & POS_MAIN_NOUN)) return hash_mix(lemma, 5);
    ArrianSlice text = document_words(d, t->span);
    size_t n = inflect_singular(engine, (ArrianSlice){text.at, text.length > 150 ? 150 : text.length}, word);
    uint32_t known = engine_word(engine, word, n);
    return known ? hash_mix(known, 5) : hash_bytes(word, n, 6);
}

uint64_t about_word(const ArrianEngine *engine, const ArrianDocument *d, uint32_t token)
{
    return d->tokens.at[token].flags & (ARRIAN_WORD | ARRIAN_NUMBER) ? key_of(engine, d, &d->tokens.at[token]) : 0;
}

About about_span(const ArrianEngine *engine, Arena *arena, const ArrianDocument *d, ArrianSpan span)
{
    uint32_t first = document_token_at(d, span.start), end = first;
    while (end < d->tokens.count && d->tokens.at[end].span.start < span.end) end++;
    About about = {NEW(arena, uint64_t, end - first + 1), 0};
    for (uint32_t i = first; i < end; i++) {
        uint64_t key = about_word(engine, d, i);
        if (key) about.words[about.count++] = key;
    }
    qsort(about.words, about.count, sizeof *about.words, by_number);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < about.count; i++)
        if (!kept || about.words[kept - 1] != about.words[i]) about.words[kept++] = about.words[i];
    about.count = kept;
    return about;
}

double about_same(About a, About b)
{
    uint32_t i = 0, j = 0, shared = 0, least = a.count < b.count ? a.count : b.count;
    while (i < a.count && j < b.count) {
        if (a.words[i] == b.words[j]) shared++, i++, j++;
        else if (a.words[i] < b.words[j]) i++;
        else j++;
    }
    return least ? (double)shared / least : 0;
}

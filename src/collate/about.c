/* about.c: what a stretch of text speaks of.   "killed at least 21 civilians" -> {kill, 21, civilian}
 * Words of one family (data/kin.tsv) are one: "the deployment" and "will deploy". A rare word says more than a common
 * one. */
#include "base/error.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "collate/collate.h"
#include "parse/inflect.h"
#include "split/split.h"
#include <math.h>
#include <stdlib.h>

int about_data_open(ArrianEngine *engine, ArrianError *why)
{
    Lexicon rows;
    TRY(engine_table(engine, "kin.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice list = lexicon_cell(&rows, r, "words"), word;
        for (uint32_t first = 0; lexicon_item(&list, &word);) {
            uint32_t number = engine_number(engine, word);
            if (!first) first = number;
            map_put(&engine->arena, &engine->collate->kin, number, first);
        }
    }
    return ARRIAN_OK;
}

void about_freeze(ArrianEngine *engine)
{
    uint32_t words = engine->words.words.count;
    engine->collate->tells = NEW(&engine->arena, double, words + 1);
    for (uint32_t word = 0; word < words; word++) {
        uint32_t seen = 0;
        map_get(&engine->split->counts, word, &seen);
        double rarity = log(3e5 / (seen + 3.0));
        engine->collate->tells[word] = rarity < 0.5 ? 0.5 : rarity;
    }
}

static int by_word(const void *x, const void *y)
{
    const AboutWord *a = x, *b = y;
    return a->key < b->key ? -1 : a->key > b->key;
}

/* The head of a word's family, itself where it has none. */
static uint64_t kin_key(const ArrianEngine *engine, uint32_t word)
{
    uint32_t head = word;
    if (word) map_get(&engine->collate->kin, word, &head);
    return hash_mix(head, 5);
}

uint64_t about_noun(const ArrianEngine *engine, ArrianSlice noun, bool *ret_family)
{
    char word[320];
    size_t n = inflect_singular(engine, (ArrianSlice){noun.at, noun.length > 150 ? 150 : noun.length}, word);
    uint32_t known = engine_word(engine, word, n);
    uint32_t head;
    if (ret_family) *ret_family = known && map_get(&engine->collate->kin, known, &head);
    return known ? kin_key(engine, known) : hash_bytes(word, n, 6);
}

static uint64_t key_of(const ArrianEngine *engine, const ArrianDocument *d, const ArrianToken *t)
{
    uint8_t form;
    if (t->flags & ARRIAN_NUMBER) return hash_bytes(&t->value, sizeof t->value, 9);
    uint16_t pos = split_pos(engine, t->word);
    if (pos & (POS_DET | POS_PREP | POS_PRON | POS_CONJ | POS_AUX | POS_PART) && !(pos & POS_MAIN_NOUN)) return 0;
    uint32_t lemma = inflect_verb(engine, t->word, &form);
    if (lemma && !(pos & POS_MAIN_NOUN)) return kin_key(engine, lemma);
    return about_noun(engine, document_words(d, t->span), NULL);
}

uint64_t about_word(const ArrianEngine *engine, const ArrianDocument *d, uint32_t token)
{
    return d->tokens.at[token].flags & (ARRIAN_WORD | ARRIAN_NUMBER) ? key_of(engine, d, &d->tokens.at[token]) : 0;
}

/* How much a word tells: rare words of English and names tell most, numbers less. */
double about_telling(const ArrianEngine *engine, const ArrianDocument *d, uint32_t token)
{
    double rarity = engine->collate->tells[d->tokens.at[token].word];
    return d->tokens.at[token].flags & ARRIAN_NUMBER ? rarity * 0.5 : rarity;
}

About about_spans(const ArrianEngine *engine, Arena *arena, const ArrianDocument *d, ArrianSpan before, ArrianSpan after)
{
    uint32_t first = document_token_at(d, before.start), end = first;
    while (end < d->tokens.count && d->tokens.at[end].span.start < after.end) end++;
    About about = {NEW(arena, AboutWord, end - first + 1), 0, 0, 0};
    for (uint32_t i = first; i < end; i++) {
        bool between = d->tokens.at[i].span.start >= before.end && d->tokens.at[i].span.start < after.start;
        uint64_t key = between ? 0 : about_word(engine, d, i);
        if (key) about.words[about.count++] = (AboutWord){key, (float)about_telling(engine, d, i)};
    }
    qsort(about.words, about.count, sizeof *about.words, by_word);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < about.count; i++)
        if (!kept || about.words[kept - 1].key != about.words[i].key) about.words[kept++] = about.words[i];
    about.count = kept;
    for (uint32_t i = 0; i < kept; i++) {
        about.sum += about.words[i].tells;
        about.bits |= 1ull << (about.words[i].key & 63);
    }
    return about;
}

About about_span(const ArrianEngine *engine, Arena *arena, const ArrianDocument *d, ArrianSpan span)
{
    return about_spans(engine, arena, d, span, (ArrianSpan){span.end, span.end});
}

double about_same(About a, About b)
{
    if (!(a.bits & b.bits)) return 0; /* most pairs share nothing */
    double shared = 0, least = a.sum < b.sum ? a.sum : b.sum;
    for (uint32_t i = 0, j = 0; i < a.count && j < b.count;) {
        if (a.words[i].key == b.words[j].key) {
            shared += a.words[i].tells < b.words[j].tells ? a.words[i].tells : b.words[j].tells;
            i++, j++;
        } else if (a.words[i].key < b.words[j].key) i++;
        else j++;
    }
    return least > 0 ? shared / least : 0;
}

/* teller.c: the kind of noun that may be the source of a claim (data/tellers.tsv); see teller.h. */
#include "mark/teller.h"
#include "base/error.h"
#include "mark/clause.h"
#include "mark/group.h"
#include "mark/name.h"
#include "mark/quote.h"
#include "parse/inflect.h"
#include "split/split.h"
#include <string.h>

enum { KIND_NONE, KIND_TELLER, KIND_DOCUMENT, KIND_THING }; /* of a word of tellers.tsv */

int teller_data_open(ArrianEngine *engine, ArrianError *why)
{
    Lexicon rows;
    TRY(engine_table(engine, "tellers.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice cell = lexicon_cell(&rows, r, "kind");
        uint32_t kind = slice_is(cell, "thing") ? KIND_THING : slice_is(cell, "document") ? KIND_DOCUMENT : KIND_TELLER;
        map_put(&engine->arena, &engine->mark->quote->tellers, engine_number(engine, lexicon_cell(&rows, r, "word")), kind);
    }
    return ARRIAN_OK;
}

/* What the table says of a word in that form or in the singular. */
static uint32_t kind_of(const ArrianEngine *engine, uint32_t word)
{
    uint32_t kind = KIND_NONE;
    if (!map_get(&engine->mark->quote->tellers, word, &kind))
        map_get(&engine->mark->quote->tellers, inflect_singular_word(engine, word), &kind);
    return kind;
}

bool teller_is_doer(const ArrianEngine *engine, const ArrianDocument *d, uint32_t i)
{
    static const char *const ends[] = {"er", "or", "ist", "ian", "ee", "man", "men"};
    ArrianSlice word = document_words(d, d->tokens.at[i].span);
    uint32_t kind = kind_of(engine, d->tokens.at[i].word);
    if (kind == KIND_THING || kind == KIND_DOCUMENT) return false; /* "letter" */
    uint32_t length = word.length - (word.length > 1 && word.at[word.length - 1] == 's');
    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
        uint32_t n = (uint32_t)strlen(ends[k]);
        if (length > n + 2 && !memcmp(word.at + length - n, ends[k], n)) return true;
    }
    return false;
}

bool teller_is_thing(const ArrianEngine *engine, const ArrianDocument *d, uint32_t i)
{
    return kind_of(engine, d->tokens.at[i].word) == KIND_THING;
}

/* Those who are counted, and bodies, houses and towns that are: "two villagers", "the ministry", "the hospital". */
static bool counts_somebody(const ArrianEngine *engine, ArrianSlice word)
{
    static const char *const classes[] = {"person", "group", "military unit", "building", "place"};
    char out[160];
    double factor;
    ArrianSlice base;
    if (word.length > 60) return false;
    ArrianSlice one = {out, (uint32_t)inflect_singular(engine, word, out)}, class = quantity_unit_class(engine, one, &factor, &base);
    for (size_t k = 0; k < sizeof classes / sizeof *classes; k++)
        if (slice_is(class, classes[k])) return true;
    return false;
}

static bool is_teller(const ArrianEngine *engine, const ArrianDocument *d, uint32_t head, uint32_t end)
{
    uint32_t word = d->tokens.at[head].word, one = inflect_singular_word(engine, word), class;
    const QuoteData *data = engine->mark->quote;
    uint32_t kind = kind_of(engine, word);
    return kind == KIND_TELLER || kind == KIND_DOCUMENT || flat_get(data->kind, word) ||
           flat_get(data->kind, one) || (name_word_bits(engine, word) | name_word_bits(engine, one)) & WORD_BODY ||
           name_title(engine, d, head, end, &class) || counts_somebody(engine, document_words(d, d->tokens.at[head].span)) ||
           teller_is_doer(engine, d, head);
}

/* The token that governs the others; without trees the last before a preposition. */
static uint32_t head_of(const ArrianEngine *engine, const ArrianDocument *d, uint32_t first, uint32_t end)
{
    Clause c = {.d = d};
    if (d->reading) return clause_head(&c, first, end);
    for (uint32_t i = first + 1; i < end; i++)
        if (split_pos(engine, d->tokens.at[i].word) & POS_PREP) return i - 1;
    return end - 1;
}

/* A name within the span: of a person or a body anywhere ("a Reuters tally"), of another sort where it holds the head. */
static bool is_named(const ArrianDocument *d, ArrianSpan span, ArrianSpan head)
{
    for (uint32_t k = document_names_before(d, span.start); k < d->names.count; k++) {
        const ArrianName *name = &d->names.at[k];
        if (name->span.start >= span.end) break;
        bool somebody = name->type == ARRIAN_PERSON || name->type == ARRIAN_ORGANIZATION;
        if (span_overlap(name->span, somebody ? span : head)) return true;
    }
    return false;
}

bool teller_is(const ArrianEngine *engine, const ArrianDocument *d, ArrianSpan span)
{
    static const char *const small[] = {"a", "an", "the", NULL};
    uint32_t first = document_token_at(d, span.start), end = first;
    while (end < d->tokens.count && d->tokens.at[end].span.start < span.end) end++;
    if (first >= end) return false;
    uint32_t head = head_of(engine, d, first, end);
    if (is_named(d, span, d->tokens.at[head].span)) return true;
    bool capital = d->tokens.at[head].flags & ARRIAN_UPPER_FIRST && head > d->sentences.at[d->tokens.at[head].sentence].first;
    if (clause_is(d, head, "NOUN")) return capital || is_teller(engine, d, head, end);
    if (clause_is(d, head, "PROPN") || clause_is(d, head, "PRON") || clause_is(d, head, "NUM")) return true;
    if (clause_is(d, head, "DET") || clause_is(d, head, "ADJ")) return !group_one_of(d, head, small);
    bool tagged = d->reading != NULL;
    return !tagged && (!(split_pos(engine, d->tokens.at[head].word) & POS_MAIN_NOUN) || is_teller(engine, d, head, end));
}

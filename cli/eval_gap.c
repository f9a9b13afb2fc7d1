/* eval_gap.c: GAP (Webster and others, 2018): whom of two people a pronoun stands for (.tsv).
 * The tool's entity of the pronoun is held against those of the two names; right where both answers are. F1 over the
 * names that are the one meant, as the task's own scorer counts. */
#include "eval.h"
#include "mark/mark.h"
#include <stdlib.h>
#include <string.h>

typedef struct GoldPair {
    ArrianSpan pronoun, name[2];
    bool meant[2];
} GoldPair;
enum { GAP_COLUMNS = 11 };

/* Offsets of GAP count characters. */
static uint32_t byte_of(ArrianSlice text, uint32_t characters)
{
    uint32_t at = 0;
    while (at < text.length && characters) {
        at++;
        while (at < text.length && ((unsigned char)text.at[at] & 0xC0) == 0x80) at++;
        characters--;
    }
    return at;
}

static ArrianSpan span_of(ArrianSlice text, ArrianSlice words, ArrianSlice offset)
{
    uint32_t start = byte_of(text, (uint32_t)strtoul(offset.at, NULL, 10));
    return (ArrianSpan){start, start + words.length};
}

static void load_line(Eval *eval, const char *path, ArrianSlice line)
{
    ArrianSlice cell[GAP_COLUMNS] = {0};
    uint32_t n = 0;
    for (uint32_t i = 0, start = 0; i <= line.length && n < GAP_COLUMNS; i++)
        if (i == line.length || line.at[i] == '\t') cell[n++] = (ArrianSlice){line.at + start, i - start}, start = i + 1;
    if (n < 10 || !cell[3].length || cell[3].at[0] < '0' || cell[3].at[0] > '9') return; /* the row of names */
    GoldPair *gold = NEW(&eval->arena, GoldPair, 1);
    gold->pronoun = span_of(cell[1], cell[2], cell[3]);
    for (int k = 0; k < 2; k++) {
        gold->name[k] = span_of(cell[1], cell[4 + 3 * k], cell[5 + 3 * k]);
        gold->meant[k] = cell[6 + 3 * k].length && (cell[6 + 3 * k].at[0] | 32) == 't';
    }
    LIST_ADD(&eval->arena, eval->cases, (EvalCase){.text = cell[1], .file = path, .gold = gold});
}

static bool load(Eval *eval, const char *path, ArrianSlice bytes)
{
    for (uint32_t i = 0, start = 0; i <= bytes.length; i++)
        if (i == bytes.length || bytes.at[i] == '\n')
            load_line(eval, path, (ArrianSlice){bytes.at + start, i - start}), start = i + 1;
    return true;
}

static uint32_t entity_at(const ArrianDocument *d, ArrianSpan received)
{
    for (uint32_t k = 0; k < d->names.count; k++)
        if (span_overlap(arrian_received(d, d->names.at[k].span), received)) return d->names.at[k].entity;
    return ARRIAN_NONE;
}

static uint32_t meant_entity(const Eval *eval, ArrianDocument *d, ArrianSpan pronoun)
{
    MarkTags tags = mark_tags(d);
    for (uint32_t k = 0; k < d->names.count; k++) mark_tag(d, tags.name, d->names.at[k].span, k);
    for (uint32_t i = 0; i < d->tokens.count; i++)
        if (span_overlap(arrian_received(d, d->tokens.at[i].span), pronoun))
            return refer_phrase(eval->engine, d, &tags, i, i + 1);
    return ARRIAN_NONE;
}

static void score(Eval *eval, const EvalCase *c, const ArrianDocument *read)
{
    const GoldPair *gold = c->gold;
    ArrianDocument *d = (ArrianDocument *)read; /* tags are drawn from its arena */
    uint32_t entity = meant_entity(eval, d, gold->pronoun);
    for (int k = 0; k < 2; k++) {
        bool said = entity != ARRIAN_NONE && entity_at(d, gold->name[k]) == entity;
        eval_count(eval, "pronoun", said && gold->meant[k], gold->meant[k], said);
        if (said != gold->meant[k])
            eval_miss(eval, c, "\"%.*s\" %s \"%.*s\" in \"%.200s\"", (int)(gold->pronoun.end - gold->pronoun.start),
                      c->text.at + gold->pronoun.start, said ? "is not" : "is",
                      (int)(gold->name[k].end - gold->name[k].start), c->text.at + gold->name[k].start, c->text.at);
    }
}

const EvalSet eval_gap = {"gap", "tsv", "whom a pronoun stands for: TSV of GAP", load, score};

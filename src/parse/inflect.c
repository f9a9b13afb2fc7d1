/* inflect.c: data/irregular.tsv first, then the spelling rules. */
#include "parse/inflect.h"
#include "base/error.h"
#include "base/utf8.h"
#include <stdio.h>
#include <string.h>

enum { LONGEST = 60 };

static void put_form(ArrianEngine *engine, const char *form, size_t length, uint32_t lemma, uint8_t bit)
{
    struct InflectData *data = engine->inflect;
    uint32_t word = table_add(&engine->words, form, length), index;
    if (map_get(&data->verbs, word, &index)) {
        if (data->forms.at[index].lemma == lemma) data->forms.at[index].form |= bit;
        return;
    }
    map_put(&engine->arena, &data->verbs, word, data->forms.count);
    LIST_ADD(&engine->arena, data->forms, (struct VerbForm){lemma, bit});
}

static bool is_vowel(char c)
{
    return strchr("aeiou", c) != NULL;
}

static void put_regular(ArrianEngine *engine, const char *base, size_t n, uint32_t lemma, uint8_t wanted)
{
    char form[LONGEST + 8];
    char last = base[n - 1], before = n > 1 ? base[n - 2] : 'x';
    bool e = last == 'e', y = last == 'y' && !is_vowel(before);
    bool sibilant =
        last == 's' || last == 'x' || last == 'z' || last == 'o' || (last == 'h' && (before == 's' || before == 'c'));
    if (wanted & FORM_THIRD)
        put_form(engine, form,
                 (size_t)snprintf(form, sizeof form, "%.*s%s", (int)(y ? n - 1 : n), base,
                                  y          ? "ies"
                                  : sibilant ? "es"
                                             : "s"),
                 lemma, FORM_THIRD);
    if (wanted & FORM_PAST)
        put_form(engine, form,
                 (size_t)snprintf(form, sizeof form, "%.*s%s", (int)(y ? n - 1 : n), base,
                                  y   ? "ied"
                                  : e ? "d"
                                      : "ed"),
                 lemma, FORM_PAST | FORM_PARTICIPLE);
    if (wanted & FORM_GERUND) {
        bool drop = e && before != 'e' && before != 'o';
        put_form(engine, form, (size_t)snprintf(form, sizeof form, "%.*sing", (int)(drop ? n - 1 : n), base), lemma,
                 FORM_GERUND);
    }
    bool doubles = n >= 3 && !is_vowel(last) && is_vowel(before) && !is_vowel(base[n - 3]) && !strchr("wxy", last);
    if (doubles && wanted & FORM_PAST) { /* both spellings: "planned", and "targeted" above */
        put_form(engine, form, (size_t)snprintf(form, sizeof form, "%.*s%ced", (int)n, base, last), lemma,
                 FORM_PAST | FORM_PARTICIPLE);
        put_form(engine, form, (size_t)snprintf(form, sizeof form, "%.*s%cing", (int)n, base, last), lemma,
                 FORM_GERUND);
    }
}

uint32_t inflect_add_verb(ArrianEngine *engine, ArrianSlice lemma)
{
    char base[LONGEST * 2 + 8];
    uint32_t yes, number = engine_number(engine, lemma);
    size_t n = utf8_word(lemma.at, lemma.length > LONGEST ? LONGEST : lemma.length, base);
    if (n < 2 || map_get(&engine->inflect->known, number, &yes)) return number;
    map_put(&engine->arena, &engine->inflect->known, number, 1);
    put_form(engine, base, n, number, FORM_BASE);
    put_regular(engine, base, n, number, FORM_THIRD | FORM_PAST | FORM_GERUND);
    return number;
}

static void add_irregular_verb(ArrianEngine *engine, ArrianSlice lemma, ArrianSlice forms)
{
    ArrianSlice item;
    char base[LONGEST * 2 + 8], form[LONGEST * 2 + 8];
    uint32_t number = engine_number(engine, lemma), place = 0;
    size_t n = utf8_word(lemma.at, lemma.length > LONGEST ? LONGEST : lemma.length, base);
    if (n < 2) return;
    map_put(&engine->arena, &engine->inflect->known, number, 1);
    put_form(engine, base, n, number, FORM_BASE);
    for (; lexicon_item(&forms, &item); place++) {
        size_t length = utf8_word(item.at, item.length > LONGEST ? LONGEST : item.length, form);
        bool ing = length > 4 && !memcmp(form + length - 3, "ing", 3);
        put_form(engine, form, length, number,
                 ing          ? FORM_GERUND
                 : place == 0 ? FORM_PAST | FORM_PARTICIPLE
                 : place == 1 ? FORM_PARTICIPLE
                              : FORM_THIRD);
    }
    put_regular(engine, base, n, number, FORM_THIRD | FORM_GERUND);
}

static void add_plural(ArrianEngine *engine, uint32_t singular, uint32_t plural)
{
    uint32_t first;
    map_put(&engine->arena, &engine->inflect->nouns, plural, singular);
    if (!map_get(&engine->inflect->plurals, singular, &first))
        map_put(&engine->arena, &engine->inflect->plurals, singular, plural);
}

int inflect_data_open(ArrianEngine *engine, ArrianError *why)
{
    Lexicon rows;
    engine->inflect = NEW(&engine->arena, struct InflectData, 1);
    TRY(engine_table(engine, "irregular.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice lemma = lexicon_cell(&rows, r, "lemma"), forms = lexicon_cell(&rows, r, "forms"), item;
        if (slice_is(lexicon_cell(&rows, r, "pos"), "verb")) add_irregular_verb(engine, lemma, forms);
        else
            while (lexicon_item(&forms, &item))
                add_plural(engine, engine_number(engine, lemma), engine_number(engine, item));
    }
    return ARRIAN_OK;
}

uint32_t inflect_verb(const ArrianEngine *engine, uint32_t word, uint8_t *ret_form)
{
    uint32_t index = flat_get(engine->inflect->form_of, word);
    if (!index) return 0;
    *ret_form = engine->inflect->forms.at[index - 1].form;
    return engine->inflect->forms.at[index - 1].lemma;
}

static bool ends(const char *word, size_t n, const char *tail)
{
    size_t length = strlen(tail);
    return n > length + 1 && !memcmp(word + n - length, tail, length);
}

size_t inflect_singular(const ArrianEngine *engine, ArrianSlice noun, char *out)
{
    size_t n = utf8_word(noun.at, noun.length, out);
    uint32_t word = table_find(&engine->words, out, n), singular;
    if (word && map_get(&engine->inflect->nouns, word, &singular)) {
        ArrianSlice known = table_word(&engine->words, singular);
        if (known.length > noun.length + 3) return n;
        memcpy(out, known.at, known.length);
        out[known.length] = 0;
        return known.length;
    }
    if (ends(out, n, "ies") && n > 4) out[n - 3] = 'y', n -= 2;
    else if (ends(out, n, "sses") || ends(out, n, "shes") || ends(out, n, "ches") || ends(out, n, "xes") ||
             ends(out, n, "zes"))
        n -= 2;
    else if (ends(out, n, "s") && !ends(out, n, "ss") && !ends(out, n, "us") && !ends(out, n, "is")) n -= 1;
    out[n] = 0;
    return n;
}

size_t inflect_plural(const ArrianEngine *engine, ArrianSlice noun, char *out)
{
    size_t n = utf8_word(noun.at, noun.length, out);
    uint32_t word = table_find(&engine->words, out, n), plural;
    if (word && map_get(&engine->inflect->plurals, word, &plural)) {
        ArrianSlice known = table_word(&engine->words, plural);
        memcpy(out, known.at, known.length <= noun.length + 8 ? known.length : n);
        if (known.length <= noun.length + 8) n = known.length;
        out[n] = 0;
        return n;
    }
    bool ies = ends(out, n, "y") && !is_vowel(out[n - 2]),
         es = ends(out, n, "s") || ends(out, n, "sh") || ends(out, n, "ch") || ends(out, n, "x");
    if (ies) n--;
    const char *tail = ies ? "ies" : es ? "es" : "s";
    memcpy(out + n, tail, strlen(tail) + 1);
    return n + strlen(tail);
}

bool inflect_is_plural(const ArrianEngine *engine, ArrianSlice noun)
{
    char singular[LONGEST * 2 + 8], fold[LONGEST * 2 + 8];
    if (noun.length > LONGEST) return false;
    size_t n = inflect_singular(engine, noun, singular), m = utf8_word(noun.at, noun.length, fold);
    return n != m || memcmp(singular, fold, n);
}

void inflect_freeze(ArrianEngine *engine)
{
    uint32_t words = engine->words.words.count;
    char out[LONGEST * 2 + 8];
    engine->inflect->form_of = map_flat(&engine->facts, &engine->inflect->verbs, 1);
    engine->inflect->singular_of = facts_column(&engine->facts);
    for (uint32_t w = 1; w < words; w++) {
        ArrianSlice word = table_word(&engine->words, w);
        if (word.length > LONGEST) continue;
        size_t n = inflect_singular(engine, word, out);
        flat_put(engine->inflect->singular_of, w, table_find(&engine->words, out, n));
    }
}

uint32_t inflect_singular_word(const ArrianEngine *engine, uint32_t word)
{
    return flat_get(engine->inflect->singular_of, word);
}

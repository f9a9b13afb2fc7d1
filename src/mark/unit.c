/* unit.c: units of measure and of money.   "US$" -> dollar; "°C" -> degree Celsius; "per kg" -> per kilogram */
#include "base/error.h"
#include "base/utf8.h"
#include "mark/quantity.h"
#include "parse/inflect.h"
#include "split/split.h"
#include <string.h>

/* "US$", "km/h", "°C" with blanks around the signs, as tokens are; "Rs.", "acre-foot" as they were. */
static ArrianSlice spaced(Arena *arena, ArrianSlice words)
{
    char *out = arena_take(arena, words.length * 3 + 1);
    uint32_t n = 0;
    bool sign_before = false;
    for (uint32_t i = 0; i < words.length;) {
        size_t step = utf8_length(words.at + i, words.length - i);
        uint32_t point = step ? utf8_point(words.at + i) : 0;
        bool word = utf8_is_letter(point) || (point >= '0' && point <= '9') || (point && point < 128 && strchr(" .-'", (int)point));
        if (!step) step = 1;
        if (n && (!word || sign_before) && out[n - 1] != ' ') out[n++] = ' ';
        memcpy(out + n, words.at + i, step);
        n += (uint32_t)step, i += (uint32_t)step;
        sign_before = !word;
    }
    return (ArrianSlice){out, n};
}

int unit_data_open(ArrianEngine *engine, QuantityData *data, ArrianError *why)
{
    Lexicon rows;
    TRY(engine_table(engine, "units.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice list = lexicon_cell(&rows, r, "words"), item;
        Unit unit = {lexicon_cell(&rows, r, "unit"), lexicon_cell(&rows, r, "class"), lexicon_cell(&rows, r, "base"), list,
                     lexicon_number(&rows, r, "factor", 0),
                     lexicon_number(&rows, r, "low", 0), lexicon_number(&rows, r, "high", 0)};
        while (lexicon_item(&list, &item))
            phrase_add(&data->units, &engine->words, spaced(&engine->arena, item), data->unit_rows.count);
        uint32_t name = table_add(&engine->words, unit.unit.at, unit.unit.length), known;
        if (!map_get(&data->unit_row, name, &known)) map_put(&engine->arena, &data->unit_row, name, data->unit_rows.count);
        LIST_ADD(&engine->arena, data->unit_rows, unit);
    }
    return ARRIAN_OK;
}

const Unit *unit_at(const Counter *c, uint32_t i, uint32_t *ret_end)
{
    uint32_t taken = 0, value = i < c->end ? phrase_find(&c->data->units, c->tokens, i, c->end, &taken) : 0;
    if (!value) return NULL;
    const Unit *unit = &c->data->unit_rows.at[c->data->units.values.at[value].value];
    ArrianSpan last = c->tokens[i + taken - 1].span;
    /* "40C", "98 degrees F"; "c" and "f" are letters */
    if (slice_is(unit->class, "temperature") && last.end - last.start == 1 && c->tokens[i + taken - 1].flags & ARRIAN_WORD &&
        !(c->tokens[i + taken - 1].flags & ARRIAN_ALL_UPPER))
        return NULL;
    *ret_end = i + taken;
    return unit;
}

/* "a $5 bill" holds no Australian dollar: letters before a sign touch it, or are no word of the language. */
static bool is_code(const Counter *c, uint32_t i)
{
    return touches(c, i + 1) || !(split_pos(c->engine, c->tokens[i].word) & (POS_DET | POS_PRON | POS_PREP | POS_CONJ | POS_PART));
}

const Unit *unit_before(const Counter *c, uint32_t i, uint32_t *ret_first)
{
    uint32_t end;
    for (uint32_t back = 3; back > 0; back--) {
        if (i < c->first + back) continue;
        uint32_t at = i - back;
        const Unit *unit = unit_at(c, at, &end);
        if (!unit || end != i || !slice_is(unit->class, "money")) continue;
        bool sign = c->tokens[i - 1].flags & ARRIAN_PUNCT, word = c->tokens[at].flags & ARRIAN_WORD;
        if (sign ? word && !is_code(c, at) : back > 1 || !(c->tokens[at].flags & ARRIAN_ALL_UPPER || touches(c, i))) continue;
        return *ret_first = at, unit;
    }
    return NULL;
}

ArrianSlice unit_per(const Counter *c, uint32_t at, uint32_t *ret_end)
{
    uint32_t noun = at + 1, end = noun + 1;
    bool slash = is_sign(c, at, "/") && touches(c, at) && touches(c, noun);
    if (!(slash || is(c, at, c->data->per)) || noun >= c->end || !(c->tokens[noun].flags & ARRIAN_WORD)) return (ArrianSlice){0};
    const Unit *unit = unit_at(c, noun, &end);
    if (slash && !unit) return (ArrianSlice){0};
    *ret_end = unit ? end : noun + 1;
    return unit ? unit->unit : document_words(c->d, c->tokens[noun].span);
}

static const Unit *find_row(const ArrianEngine *engine, ArrianSlice name)
{
    const QuantityData *data = engine->mark->quantity;
    uint32_t row;
    return map_get(&data->unit_row, engine_word(engine, name.at, name.length), &row) ? &data->unit_rows.at[row] : NULL;
}

bool quantity_unit_is(const ArrianEngine *engine, ArrianSlice unit, ArrianSlice words)
{
    const Unit *row = find_row(engine, unit);
    ArrianSlice list = row ? row->words : (ArrianSlice){0}, item;
    if (slice_same_words(unit, words)) return true;
    while (row && lexicon_item(&list, &item))
        if (slice_same_words(item, words)) return true;
    return false;
}

bool quantity_unit_size(const ArrianEngine *engine, ArrianSlice name, double *ret_low, double *ret_high)
{
    const Unit *unit = find_row(engine, name);
    if (!unit || unit->high <= 0) return false;
    return *ret_low = unit->low, *ret_high = unit->high, true;
}

ArrianSlice quantity_unit_class(const ArrianEngine *engine, ArrianSlice name, double *ret_factor, ArrianSlice *ret_base)
{
    const Unit *unit = find_row(engine, name);
    *ret_factor = unit ? unit->factor : 0;
    *ret_base = unit ? unit->base : (ArrianSlice){0};
    return unit ? unit->class : (ArrianSlice){0};
}

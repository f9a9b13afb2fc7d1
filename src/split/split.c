/* split.c: the tables of this stage, then tokens, then sentences. */
#include "split/split.h"
#include "base/error.h"
#include "base/utf8.h"
#include <string.h>

static const struct {
    char letter;
    uint16_t bit;
} letters[] = {{'N', POS_NOUN}, {'V', POS_VERB}, {'A', POS_ADJ}, {'R', POS_ADV},   {'D', POS_DET}, {'P', POS_PREP},
               {'C', POS_CONJ}, {'I', POS_PRON}, {'X', POS_AUX}, {'E', POS_PROPN}, {'M', POS_NUM}, {'T', POS_PART}};

static uint16_t bits_of(ArrianSlice cell)
{
    uint16_t bits = 0;
    for (uint32_t i = 0; i < cell.length; i++)
        for (size_t k = 0; k < sizeof letters / sizeof *letters; k++)
            if (cell.at[i] == letters[k].letter) bits |= letters[k].bit;
    if (cell.length && cell.at[0] == 'V') bits |= POS_MAIN_VERB;
    if (cell.length && (cell.at[0] == 'N' || cell.at[0] == 'E')) bits |= POS_MAIN_NOUN;
    return bits;
}

static int open_abbreviations(ArrianEngine *engine, ArrianError *why)
{
    Lexicon rows;
    TRY(engine_table(engine, "abbreviations.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice list = lexicon_cell(&rows, r, "words"), kind = lexicon_cell(&rows, r, "kind"), item;
        uint32_t value = slice_is(kind, "title") || slice_is(kind, "month") || slice_is(kind, "latin")
                             ? ABBREVIATION_TITLE
                             : ABBREVIATION_EITHER;
        while (lexicon_item(&list, &item)) {
            bool dotted = item.length > 3 && memchr(item.at, '.', item.length - 1) && !memchr(item.at, ' ', item.length);
            uint32_t word = engine_number(engine, item), known = ABBREVIATION_NONE;
            map_get(&engine->split->abbreviations, word, &known);
            if (dotted && value == ABBREVIATION_EITHER && known == ABBREVIATION_NONE) known = ABBREVIATION_DOTTED;
            else if (!dotted || known == ABBREVIATION_NONE) known = value;
            map_put(&engine->arena, &engine->split->abbreviations, word, known);
        }
    }
    return ARRIAN_OK;
}

static int read_words(ArrianEngine *engine, Arena *scratch, ArrianError *why)
{
    Lexicon rows;
    TRY(data_table(scratch, engine->folder, "words.tsv", &rows, why));
    uint32_t word = lexicon_column(&rows, "word"), pos = lexicon_column(&rows, "pos"),
             count = lexicon_column(&rows, "count");
    if (word == ARRIAN_NONE || pos == ARRIAN_NONE || count == ARRIAN_NONE)
        return error_at(why, ARRIAN_INPUT, "words.tsv", 0, "needs the columns word, pos and count");
    map_reserve(&engine->arena, &engine->split->pos, rows.rows);
    map_reserve(&engine->arena, &engine->split->counts, rows.rows);
    for (uint32_t r = 0; r < rows.rows; r++) {
        const ArrianSlice *cells = rows.cells + (size_t)r * rows.columns;
        uint32_t id = engine_number(engine, cells[word]), number = 0;
        for (uint32_t i = 0; i < cells[count].length && cells[count].at[i] >= '0' && cells[count].at[i] <= '9'; i++)
            number = number * 10 + (uint32_t)(cells[count].at[i] - '0');
        map_put(&engine->arena, &engine->split->pos, id, bits_of(cells[pos]));
        map_put(&engine->arena, &engine->split->counts, id, number);
    }
    return ARRIAN_OK;
}

static int open_words(ArrianEngine *engine, ArrianError *why)
{
    Arena scratch = {.trap = engine->arena.trap};
    int code = read_words(engine, &scratch, why);
    arena_end(&scratch);
    return code;
}

int split_data_open(ArrianEngine *engine, ArrianError *why)
{
    engine->split = NEW(&engine->arena, SplitData, 1);
    TRY(open_abbreviations(engine, why));
    return open_words(engine, why);
}

uint16_t split_pos(const ArrianEngine *engine, uint32_t word)
{
    return (uint16_t)flat_get(engine->split->bits, word);
}

void split_freeze(ArrianEngine *engine)
{
    engine->split->bits = map_flat(&engine->facts, &engine->split->pos, 0);
}

void split_document(const ArrianEngine *engine, ArrianDocument *d)
{
    split_tokens(engine, d);
    split_sentences(engine, d);
}

/* fuzz_lexicon.c: any bytes -> a table whose cells lie in them, or a refusal.   fuzz_lexicon 300 data/places.tsv */
#include <stdlib.h>
#include <string.h>

#include "base/lexicon.h"
#include "fuzz.h"

const bool fuzz_binary = false;
const char *const fuzz_pieces[] = {"\t",   "\n", "\r\n",  ";", "; ;",  "#", "\t\t\t",
                                   "\n\n", "\"", "1e309", "-", "\xFF", NULL};

size_t fuzz_seed(const uint8_t **ret_bytes)
{
    return *ret_bytes = NULL, 0;
}

static void check_table(const Lexicon *table, const char *bytes, size_t size)
{
    for (uint32_t r = 0; r < table->rows; r++)
        for (uint32_t c = 0; c < table->columns; c++) {
            ArrianSlice cell = table->cells[(size_t)r * table->columns + c], item;
            fuzz_require(cell.at >= bytes && cell.at + cell.length <= bytes + size, "a cell lies in its file");
            while (lexicon_item(&cell, &item)) fuzz_require(item.length, "an item has words");
        }
    for (uint32_t r = 0; r < table->rows; r++) {
        lexicon_cell(table, r, "id");
        lexicon_number(table, r, "value", 0);
    }
    fuzz_require(!lexicon_cell(table, table->rows, "id").at, "behind the last row there is nothing");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    Arena arena = {0};
    jmp_buf trap;
    Lexicon table;
    ArrianError why = {0};
    arena.trap = &trap;
    if (!setjmp(trap)) {
        int code = lexicon_parse(&arena, "fuzz.tsv", (const char *)bytes, size, &table, &why);
        if (code) fuzz_refused(code, &why);
        else check_table(&table, (const char *)bytes, size), fuzz_taken++;
    }
    arena_end(&arena);
    return 0;
}

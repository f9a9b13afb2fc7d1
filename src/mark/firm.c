/* firm.c: the table of legal forms (data/legal_forms.tsv) and what stands before them; see firm.h. */
#include "mark/firm.h"
#include "base/error.h"
#include "mark/mark.h"
#include "read/outlet.h"
#include <string.h>

int firm_data_open(ArrianEngine *engine, ArrianError *why)
{
    Lexicon rows;
    TRY(engine_table(engine, "legal_forms.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice words = lexicon_cell(&rows, r, "words"), word;
        while (lexicon_item(&words, &word))
            map_put(&engine->arena, &engine->mark->legal_forms, engine_number(engine, word), 1);
    }
    return ARRIAN_OK;
}

ArrianSlice firm_name(const ArrianEngine *engine, ArrianSlice name)
{
    ArrianSlice left = name;
    for (;;) {
        const char *blank = left.length ? memrchr(left.at, ' ', left.length) : NULL;
        uint32_t yes, end = blank ? (uint32_t)(blank - left.at) : 0;
        if (!blank) break;
        ArrianSlice last = {blank + 1, left.length - end - 1};
        if (!map_get(&engine->mark->legal_forms, engine_find(engine, last), &yes)) break;
        while (end && strchr(", &", left.at[end - 1])) end--;
        if (!end) break;
        left.length = end;
    }
    return left.length < name.length && read_outlet(engine, left) ? name : left;
}

/* engine.c: words to the engine's numbers, in the form under which words are numbered ("U.S." -> "us"). */
#include "base/engine.h"
#include "base/error.h"
#include "base/utf8.h"

enum { LONGEST_WORD = 200 };

int engine_table(ArrianEngine *engine, const char *name, Lexicon *ret, ArrianError *why)
{
    const char *bytes;
    size_t size;
    TRY(data_load(&engine->arena, engine->folder, name, &bytes, &size, why));
    return lexicon_parse(&engine->tables, name, bytes, size, ret, why);
}

uint32_t engine_number(ArrianEngine *engine, ArrianSlice word)
{
    char fold[LONGEST_WORD * 2 + 8];
    if (word.length > LONGEST_WORD) word.length = LONGEST_WORD;
    return table_add(&engine->words, fold, utf8_word(word.at, word.length, fold));
}

uint32_t engine_find(const ArrianEngine *engine, ArrianSlice word)
{
    char fold[LONGEST_WORD * 2 + 8];
    if (word.length > LONGEST_WORD) return 0;
    return table_find(&engine->words, fold, utf8_word(word.at, word.length, fold));
}

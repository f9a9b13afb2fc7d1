/* read.c: the order of reading: charset, markup, lines, head, furniture; and the tables it needs. */
#include "read/read.h"
#include "base/date.h"
#include "base/error.h"
#include "base/utf8.h"
#include "read/page.h"
#include "read/parts.h"
#include <string.h>

static ArrianWhy why_of(ArrianSlice word)
{
    for (int w = 0; w <= ARRIAN_OTHER; w++)
        if (slice_is(word, arrian_why((ArrianWhy)w))) return (ArrianWhy)w;
    return ARRIAN_OTHER;
}

static void add_pattern(ArrianEngine *engine, Pattern p)
{
    ReadData *data = engine->read;
    unsigned char first = (unsigned char)p.text.at[0], last = (unsigned char)p.text.at[p.text.length - 1];
    if (p.where == WHERE_LINE || p.where == WHERE_START)
        LIST_ADD(&engine->arena, data->by_first[first], data->patterns.count);
    if (p.where == WHERE_LINE && !memchr(p.text.at, '*', p.text.length))
        LIST_ADD(&engine->arena, data->by_last[last], data->patterns.count);
    LIST_ADD(&engine->arena, data->patterns, p);
}

static int open_furniture(ArrianEngine *engine, ArrianError *why)
{
    Lexicon rows;
    TRY(engine_table(engine, "furniture.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice where = lexicon_cell(&rows, r, "where");
        Pattern p = {.text = lexicon_cell(&rows, r, "pattern"), .why = why_of(lexicon_cell(&rows, r, "why"))};
        p.where = slice_is(where, "start")    ? WHERE_START
                  : slice_is(where, "end")    ? WHERE_END
                  : slice_is(where, "inline") ? WHERE_INLINE
                                              : WHERE_LINE;
        bool letters = false;
        p.words = 1;
        for (uint32_t i = 0; i < p.text.length; i++)
            letters |= p.text.at[i] >= 'a' && p.text.at[i] <= 'z', p.words += p.text.at[i] == ' ';
        if (letters) add_pattern(engine, p);
    }
    return ARRIAN_OK;
}

int read_data_open(ArrianEngine *engine, ArrianError *why)
{
    engine->read = NEW(&engine->arena, ReadData, 1);
    TRY(open_furniture(engine, why));
    TRY(language_open(engine, &engine->read->languages, why));
    TRY(html_entities_open(engine, &engine->read->entities, why));
    TRY(page_words_open(engine, &engine->read->markup, why));
    return outlets_data_open(engine, why);
}

bool read_is_english(const ArrianDocument *d)
{
    return !d->head.language.length || slice_is(d->head.language, "en");
}

int read_document(const ArrianEngine *engine, ArrianDocument *d, const ArrianGiven *given, ArrianError *why)
{
    Charset charset;
    uint32_t start;
    Lines lines = {0};
    d->anchor = NO_DAY;
    if (given && given->url) d->head.url = (ArrianSlice){given->url, (uint32_t)strlen(given->url)};
    TRY(charset_sniff(d, &charset, &start, why));
    bool wide = charset >= CHARSET_UTF16_LE;
    if (!wide && html_sniff(d->received + start, d->received_size - start)) {
        TRY(html_read(engine, d, charset, start, why));
    } else {
        charset_put(d, charset, start, d->received_size);
        if (wide && html_sniff(d->text.at, d->text.length)) TRY(html_read_through(engine, d, why));
    }
    if (!d->text.length)
        return error_at(why, ARRIAN_INPUT, d->head.path.at, 0, "holds no text; there is no report to read");
    article_lines(d, &lines);
    head_read(engine, d, &lines);
    article_furniture(engine, d, &lines);
    head_given(d, given);
    language_find(engine->read->languages, d);
    charset_end(d);
    return ARRIAN_OK;
}

/* mark.c: the order of the marks, and which token belongs to which. */
#include "mark/firm.h"
#include "mark/gazetteer.h"
#include "base/error.h"
#include <string.h>

int mark_data_open(ArrianEngine *engine, ArrianError *why)
{
    engine->mark = NEW(&engine->arena, MarkData, 1);
    TRY(time_data_open(engine, why));
    TRY(name_data_open(engine, why));
    TRY(quantity_data_open(engine, why));
    TRY(pronoun_data_open(engine, why));
    TRY(topic_data_open(engine, why));
    TRY(firm_data_open(engine, why));
    TRY(gazetteer_data_open(engine, why));
    return quote_data_open(engine, why);
}

void mark_freeze(ArrianEngine *engine)
{
    time_freeze(engine);
    name_freeze(engine);
    quantity_freeze(engine);
    topic_freeze(engine);
    quote_freeze(engine);
}

MarkTags mark_tags(ArrianDocument *d)
{
    size_t count = d->tokens.count + 1;
    MarkTags tags = {NEW(&d->arena, uint32_t, count), NEW(&d->arena, uint32_t, count), NEW(&d->arena, uint32_t, count)};
    memset(tags.time, 0xFF, count * sizeof *tags.time);
    memset(tags.name, 0xFF, count * sizeof *tags.name);
    memset(tags.quantity, 0xFF, count * sizeof *tags.quantity);
    return tags;
}

void mark_tag(const ArrianDocument *d, uint32_t *tags, ArrianSpan span, uint32_t index)
{
    for (uint32_t i = document_token_at(d, span.start); i < d->tokens.count && d->tokens.at[i].span.start < span.end;
         i++)
        tags[i] = index;
}

void mark_document(const ArrianEngine *engine, ArrianDocument *d)
{
    MarkTags tags = mark_tags(d);
    time_document(engine, d, &tags);
    name_document(engine, d, &tags);
    time_ages(d, &tags);
    quantity_document(engine, d, &tags);
    refer_document(engine, d, &tags);
    gazetteer_document(engine, d);
    quote_document(engine, d, &tags);
}

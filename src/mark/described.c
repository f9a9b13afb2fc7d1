/* described.c: what a named thing may be called.   "Kellner, a retailer, ..." -> Kellner: retailer, and so a company */
#include "base/error.h"
#include "mark/group.h"
#include "mark/name.h"
#include "mark/topic.h"
#include "parse/inflect.h"
#include "split/split.h"
#include <string.h>

static uint64_t kind_bit(ArrianSlice *kinds, uint32_t *count, ArrianSlice kind)
{
    uint32_t k = 0;
    while (k < *count && !slice_same(kinds[k], kind)) k++;
    if (k == *count && k < DESCRIBED_ROWS) kinds[(*count)++] = kind;
    return (uint64_t)1 << (k % DESCRIBED_ROWS);
}

static void add_names(ArrianEngine *engine, ArrianSlice list, uint32_t row)
{
    struct TopicData *data = engine->mark->topic;
    ArrianSlice item;
    while (lexicon_item(&list, &item)) {
        uint32_t word = engine_number(engine, item), number = 0;
        if (!map_get(&data->in_name, word, &number)) {
            struct InName new = {.word = word};
            LIST_ADD(&engine->arena, data->in_names, new);
            map_put(&engine->arena, &data->in_name, word, number = data->in_names.count);
        }
        data->in_names.at[number - 1].rows |= (uint64_t)1 << row;
    }
}

static void add_word(ArrianEngine *engine, ArrianSlice word, uint32_t value)
{
    struct TopicData *data = engine->mark->topic;
    const char *blank = memchr(word.at, ' ', word.length);
    if (!blank) return map_put(&engine->arena, &data->words, engine_number(engine, word), value);
    uint32_t first = (uint32_t)(blank - word.at);
    uint64_t a = engine_number(engine, (ArrianSlice){word.at, first}),
             b = engine_number(engine, (ArrianSlice){blank + 1, word.length - first - 1});
    map_put(&engine->arena, &data->pairs, a << 32 | b, value);
}

/* Of a row that is no noun; 0 for others. */
static uint32_t sort_of(ArrianSlice kind)
{
    return slice_is(kind, "apart")   ? DESCRIBED_APART
           : slice_is(kind, "voice") ? DESCRIBED_VOICE
           : slice_is(kind, "rank")  ? DESCRIBED_RANK
           : slice_is(kind, "past")  ? DESCRIBED_PAST
                                     : 0;
}

int topic_data_open(ArrianEngine *engine, ArrianError *why)
{
    Lexicon rows;
    ArrianSlice kinds[DESCRIBED_ROWS], item;
    uint32_t kind_count = 0;
    struct TopicData *data = engine->mark->topic = NEW(&engine->arena, struct TopicData, 1);
    TRY(engine_table(engine, "described.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice kind = lexicon_cell(&rows, r, "kind"), words = lexicon_cell(&rows, r, "words");
        uint32_t sort = sort_of(kind), value = sort ? sort : data->rows.count + 1;
        if (!sort && value > DESCRIBED_ROWS) continue;
        while (lexicon_item(&words, &item)) add_word(engine, item, value);
        if (sort) continue;
        DescribedRow row = {.general = lexicon_cell(&rows, r, "general").length > 0, .lexicon = lexicon_cell(&rows, r, "lexicon")};
        while (lexicon_item(&kind, &item)) row.kinds |= kind_bit(kinds, &kind_count, item);
        for (ArrianSlice list = row.lexicon; lexicon_item(&list, &item);) row.of_state |= name_acts_for_state(item);
        add_names(engine, lexicon_cell(&rows, r, "names"), data->rows.count);
        LIST_ADD(&engine->arena, data->rows, row);
    }
    for (uint32_t a = 0; a < data->rows.count; a++)
        for (uint32_t b = 0; b < data->rows.count; b++)
            if (data->rows.at[a].kinds & data->rows.at[b].kinds) {
                data->rows.at[a].alike |= (uint64_t)1 << b;
                if (!data->rows.at[b].general) data->rows.at[a].special |= (uint64_t)1 << b;
            }
    return ARRIAN_OK;
}

void topic_freeze(ArrianEngine *engine)
{
    engine->mark->topic->word = map_flat(&engine->facts, &engine->mark->topic->words, 0);
}

static uint32_t value_of(const ArrianEngine *engine, const ArrianDocument *d, uint32_t token)
{
    return flat_get(engine->mark->topic->word, d->tokens.at[token].word);
}

uint32_t described_row(const ArrianEngine *engine, const ArrianDocument *d, uint32_t token)
{
    uint32_t value = value_of(engine, d, token), of_two;
    if (!value) return ARRIAN_NONE;
    uint64_t before = token ? d->tokens.at[token - 1].word : 0;
    if (map_get(&engine->mark->topic->pairs, before << 32 | d->tokens.at[token].word, &of_two)) value = of_two;
    return value <= DESCRIBED_ROWS ? value - 1 : ARRIAN_NONE;
}

bool described_is(const ArrianEngine *engine, const ArrianDocument *d, uint32_t token, uint32_t sort)
{
    return value_of(engine, d, token) == sort;
}

DescribedFit described_fits(const ArrianEngine *engine, uint64_t called, uint32_t row)
{
    const DescribedRow *r = &engine->mark->topic->rows.at[row];
    if (called >> row & 1) return DESCRIBED_CALLED;
    if (!(called & r->alike)) return DESCRIBED_NOT;
    return r->general ? DESCRIBED_KIND : called & r->special ? DESCRIBED_NOT : DESCRIBED_PERHAPS;
}

bool topic_belongs(const ArrianEngine *engine, const ArrianDocument *d, uint32_t noun)
{
    uint32_t row = described_row(engine, d, noun);
    return row != ARRIAN_NONE && !engine->mark->topic->rows.at[row].of_state;
}

bool topic_is_firm(const ArrianEngine *engine, const ArrianDocument *d, uint32_t entity)
{
    const struct TopicData *data = engine->mark->topic;
    for (uint32_t r = 0; r < data->rows.count && d->called; r++) /* the first row is that of companies */
        if (d->called[entity] >> r & 1 && data->rows.at[r].kinds == data->rows.at[0].kinds) return true;
    return false;
}

static uint64_t by_lexicon(const struct TopicData *data, ArrianSlice class)
{
    uint64_t bits = 0;
    for (uint32_t r = 0; r < data->rows.count && class.length; r++) {
        ArrianSlice list = data->rows.at[r].lexicon, item;
        while (lexicon_item(&list, &item))
            if (slice_same(item, class)) bits |= (uint64_t)1 << r;
    }
    return bits;
}

/* What the words of the name, the lexicon, and the code of an exchange behind it say. */
static uint64_t by_name(const ArrianEngine *engine, const ArrianDocument *d, const NameFind *find)
{
    const struct TopicData *data = engine->mark->topic;
    const NameEntry *entry = name_entry(engine, find->entry);
    if (entry && (entry->kind == NAME_STATE || entry->kind == NAME_DEMONYM)) return by_lexicon(data, (ArrianSlice){"state", 5});
    uint64_t bits = entry && (entry->kind == NAME_BODY || entry->kind == NAME_NATIONAL_BODY) ? by_lexicon(data, entry->class) : 0;
    uint32_t number, end = find->end;
    for (uint32_t i = find->first; i < end && end > find->first + 1; i++)
        if (map_get(&data->in_name, d->tokens.at[i].word, &number)) bits |= data->in_names.at[number - 1].rows;
    bool listed = end + 1 < d->tokens.count && d->text.at[d->tokens.at[end].span.start] == '(' && split_is_code(d, end + 1);
    return listed && data->rows.count ? bits | 1 : bits;
}

/* The name that the noun at the token is said of: "the insurer [Kellner]", "[Kellner], an insurer", "[Kellner] is an
 * insurer"; ARRIAN_NONE where there is none. */
static uint32_t name_called(const ArrianDocument *d, const MarkTags *tags, const Clause *c, uint32_t noun)
{
    uint32_t next = noun + 1, head = d->tokens.at[noun].head, subject = clause_child(c, noun, RELATION_NSUBJ);
    if (next < d->tokens.count && tags->name[next] != ARRIAN_NONE && d->tokens.at[next].sentence == d->tokens.at[noun].sentence) {
        uint32_t name = tags->name[next], above = d->tokens.at[next].head;
        bool joined = above == noun || (head < d->tokens.count && tags->name[head] == name) ||
                      (above < d->tokens.count && d->tokens.at[above].head == noun && tags->name[above] == name);
        if (joined) return name;
    }
    if (head < d->tokens.count && clause_relation(c, noun) == RELATION_APPOS) return tags->name[head];
    return subject != ARRIAN_NONE && subject < noun ? tags->name[subject] : ARRIAN_NONE;
}

uint64_t *described_all(const ArrianEngine *engine, ArrianDocument *d, const MarkTags *tags, const Clause *clause)
{
    uint64_t *called = NEW(&d->arena, uint64_t, d->entities.count + 1);
    for (uint32_t k = 0; k < d->names.count; k++) called[d->names.at[k].entity] |= by_name(engine, d, &tags->finds[k]);
    for (uint32_t i = 0; i < d->tokens.count; i++) {
        uint32_t row = described_row(engine, d, i);
        if (row == ARRIAN_NONE || tags->name[i] != ARRIAN_NONE || !clause_is(d, i, "NOUN")) continue;
        uint32_t name = name_called(d, tags, clause, i);
        if (name != ARRIAN_NONE) called[d->names.at[name].entity] |= (uint64_t)1 << row;
    }
    return called;
}

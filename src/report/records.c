/* records.c: JSON Lines -> records.   {"kind":"claim","id":"c2",...,"time":"t1"} -> claim "will send", time "2017" */
#include "report/records.h"
#include "base/error.h"
#include "base/lexicon.h"
#include <stdlib.h>
#include <string.h>

/* The fields that make a record what it is, by kind. Ids, spans, counts of bytes and mentions may differ. */
static const struct {
    const char *kind, *words;
    const char *fields[RECORD_FIELDS];
} kinds[] = {{"document", "title", {"title", "outlet", "byline", "place", "published", "url", "sha256"}},
             {"ignored", "text", {"why"}},
             {"sentence", "text", {NULL}},
             {"name", "text", {"type"}},
             {"entity", "name", {"type", "link", "role"}},
             {"time", "text", {"value", "precision"}},
             {"quantity", "text", {"low", "high", "word", "unit", "of"}},
             {"quote", "text", {"form", "speaker", "via"}},
             {"claim",
              "text",
              {"act", "mode", "stance", "actor", "recipient", "place", "time", "quantity", "source", "because"}},
             {"story", "title", {"from", "to"}},
             {"passage", "what", {"words"}},
             {"relay", "text", {"from"}},
             {"origin", "docs", {"why"}},
             {"accord", "values", {"about", "verdict", "origins", "hint", "values"}}};
enum { KINDS = sizeof kinds / sizeof *kinds };

ArrianSlice record_file(ArrianSlice path)
{
    for (uint32_t i = path.length; i-- > 0;)
        if (path.at[i] == '/') return (ArrianSlice){path.at + i + 1, path.length - i - 1};
    return path;
}

static const Record *find_id(const Records *records, ArrianSlice id)
{
    uint32_t number = table_find(&records->ids, id.at, id.length);
    return number ? &records->list.at[number - 1] : NULL;
}

/* Words being put together. */
typedef struct Said {
    FILE *out;
    bool begun;
} Said;

static void say(Said *said, ArrianSlice words)
{
    if (!words.length) return;
    if (said->begun) fputs("; ", said->out);
    said->begun = true;
    fwrite(words.at, 1, words.length, said->out);
}

/* A string that is an id of this run is told as the words of its record: "q3" -> "about 4,000 troops". */
static void say_value(Said *said, const Records *records, const JsonNode *node, const char *field)
{
    static const char *const references[] = {"time", "quantity", "because", "docs", NULL};
    bool reference = false;
    for (int i = 0; references[i]; i++) reference = reference || !strcmp(field, references[i]);
    if (node->kind == JSON_STRING && reference) {
        const Record *meant = find_id(records, node->text);
        ArrianSlice value = meant ? json_member_text(meant->node, "value") : (ArrianSlice){0};
        if (meant && !strcmp(field, "docs")) value = record_file(json_member_text(meant->node, "path"));
        say(said, value.length ? value : meant ? meant->words : node->text);
    } else if (node->kind == JSON_LIST) {
        for (const JsonNode *child = node->first; child; child = child->next) say_value(said, records, child, field);
    } else if (node->kind == JSON_OBJECT) {
        static const char *const parts[] = {"text", "value", "iso3", "code", "link"};
        for (int i = 0; i < 5; i++) {
            const JsonNode *part = json_member(node, parts[i]);
            if (part && (i != 1 || !json_member(node, "text"))) say_value(said, records, part, "");
        }
    } else {
        say(said, node->text);
    }
}

static ArrianSlice value_of(const Records *records, const JsonNode *node, const char *field)
{
    char *words = NULL;
    size_t length = 0;
    Said said = {open_memstream(&words, &length), false};
    if (!said.out) longjmp(*records->arena->trap, 1);
    say_value(&said, records, node, field);
    if (fclose(said.out)) longjmp(*records->arena->trap, 1);
    char *kept = arena_copy(records->arena, words, length);
    free(words);
    return (ArrianSlice){kept, (uint32_t)length};
}

static uint32_t number_of(const JsonNode *node)
{
    char digits[16] = "";
    if (!node || node->kind != JSON_NUMBER || node->text.length >= sizeof digits) return 0;
    memcpy(digits, node->text.at, node->text.length);
    return (uint32_t)strtoul(digits, NULL, 10);
}

static void read_span(Record *record)
{
    const JsonNode *span = json_member(record->node, "span");
    if (!span || span->kind != JSON_LIST || !span->first) return;
    record->start = number_of(span->first);
    record->end = number_of(span->first->next);
}

static void add_report(Records *records, const Record *record)
{
    Report report = {.record = records->list.count,
                     .path = json_member_text(record->node, "path"),
                     .url = json_member_text(record->node, "url"),
                     .sha256 = json_member_text(record->node, "sha256"),
                     .title = json_member_text(record->node, "title"),
                     .pair = ARRIAN_NONE};
    LIST_ADD(records->arena, records->reports, report);
}

static int read_line(Records *records, const char *name, const char *bytes, const char *at, const char *end,
                     ArrianError *why)
{
    const char *fault;
    Record record = {.report = ARRIAN_NONE, .pair = ARRIAN_NONE, .node = json_read(records->arena, at, end, &fault)};
    if (!record.node || record.node->kind != JSON_OBJECT)
        return error_at(why, ARRIAN_INPUT, name, (uint64_t)((record.node ? at : fault) - bytes),
                        "no record: not a JSON object; give two runs of --json, two stores, or reports");
    record.kind = json_member_text(record.node, "kind");
    record.id = json_member_text(record.node, "id");
    if (!record.kind.length || !record.id.length)
        return error_at(
            why, ARRIAN_INPUT, name, (uint64_t)(at - bytes),
            "no record of arrian's: it has no kind or no id; give two runs of --json, two stores, or reports");
    if (table_find(&records->ids, record.id.at, record.id.length))
        return error_at(why, ARRIAN_INPUT, name, (uint64_t)(at - bytes), "the id %.*s stands there twice",
                        (int)(record.id.length < 20 ? record.id.length : 20), record.id.at);
    if (records->list.count >= RECORDS_MOST)
        return error_at(why, ARRIAN_LIMIT, name, (uint64_t)(at - bytes), "more than %d records", RECORDS_MOST);
    read_span(&record);
    table_add(&records->ids, record.id.at, record.id.length);
    if (slice_is(record.kind, "document")) add_report(records, &record);
    LIST_ADD(records->arena, records->list, record);
    return ARRIAN_OK;
}

/* Which report each record stands in; its sentences apart. */
static void place(Records *records)
{
    Map reports = {0};
    for (uint32_t i = 0; i < records->reports.count; i++)
        map_put(records->arena, &reports, records->reports.at[i].record + 1, i);
    for (uint32_t i = 0; i < records->list.count; i++) {
        Record *record = &records->list.at[i];
        ArrianSlice doc = json_member_text(record->node, slice_is(record->kind, "document") ? "id" : "doc");
        uint32_t number = doc.length ? table_find(&records->ids, doc.at, doc.length) : 0;
        if (!number || !map_get(&reports, number, &record->report)) continue;
        Report *report = &records->reports.at[record->report];
        if (slice_is(record->kind, "sentence")) LIST_ADD(records->arena, report->sentences, i);
        else report->records++;
    }
}

static void tell_words(Records *records)
{
    for (int pass = 0; pass < 2; pass++) { /* what refers to others waits for their words */
        for (uint32_t i = 0; i < records->list.count; i++) {
            Record *record = &records->list.at[i];
            for (int k = 0; k < KINDS; k++) {
                if (!slice_is(record->kind, kinds[k].kind)) continue;
                const JsonNode *words = json_member(record->node, kinds[k].words);
                bool plain = words && words->kind == JSON_STRING;
                if (words && plain == (pass == 0))
                    record->words = plain ? words->text : value_of(records, words, kinds[k].words);
            }
        }
    }
}

static void tell_fields(Records *records, Record *record)
{
    for (int k = 0; k < KINDS; k++) {
        if (!slice_is(record->kind, kinds[k].kind)) continue;
        for (int f = 0; f < RECORD_FIELDS && kinds[k].fields[f]; f++) {
            const JsonNode *node = json_member(record->node, kinds[k].fields[f]);
            ArrianSlice value = node ? value_of(records, node, kinds[k].fields[f]) : (ArrianSlice){0};
            record->fields[record->count++] = (RecordField){kinds[k].fields[f], value};
        }
    }
}

/* The last sentence that starts at or before the record. */
static void find_sentence(const Records *records, Record *record)
{
    if (record->report == ARRIAN_NONE || record->end <= record->start) return;
    const Report *report = &records->reports.at[record->report];
    uint32_t low = 0, high = report->sentences.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (records->list.at[report->sentences.at[middle]].start <= record->start) low = middle + 1;
        else high = middle;
    }
    const Record *sentence = low ? &records->list.at[report->sentences.at[low - 1]] : NULL;
    if (sentence && sentence->end > record->start) record->around = sentence->words;
}

int records_read(Records *records, Arena *arena, const char *name, const char *bytes, size_t size, ArrianError *why)
{
    *records = (Records){.arena = arena, .ids.arena.trap = arena->trap};
    for (const char *at = bytes, *end = bytes + size; at < end;) {
        const char *line = memchr(at, '\n', (size_t)(end - at));
        if (!line) line = end;
        const char *first = at;
        while (first < line && (*first == ' ' || *first == '\r' || *first == '\t')) first++;
        if (first < line) TRY(read_line(records, name, bytes, at, line, why));
        at = line + (line < end);
    }
    place(records);
    tell_words(records);
    for (uint32_t i = 0; i < records->list.count; i++) {
        tell_fields(records, &records->list.at[i]);
        find_sentence(records, &records->list.at[i]);
    }
    return ARRIAN_OK;
}

void records_end(Records *records)
{
    table_end(&records->ids);
}

ArrianSlice record_report(const Records *records, const Record *record)
{
    return record->report == ARRIAN_NONE ? (ArrianSlice){0} : records->reports.at[record->report].path;
}

/* diff.c: two runs -> what came, went and changed.
 *     "at least 12 people" in one version, "at least 17 people" in the same sentence of the next
 *         -> changed quantity "at least 12 people" -> "at least 17 people": low 12 -> 17
 * Reports are the same by hash, address, path or name of file; one left over on either side is taken as two versions
 * of one. Records are paired by their words in their sentence, then by their words, then by likeness. */
#include "base/error.h"
#include "base/hash.h"
#include "base/lexicon.h"
#include "base/utf8.h"
#include "report/json.h"
#include "report/records.h"
#include "report/write.h"
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LIKE = 400 /* records of one kind in one report that are compared each with each */, MOST_WORDS = 256 };
static const double LEAST_LIKE = 0.5;

typedef struct Diff {
    Records old, new;
    Arena arena;
    FILE *out;
    bool json;
    uint64_t came, went, changed;
} Diff;

static bool same_report(const Report *a, const Report *b, int how)
{
    const ArrianSlice keys[][2] = {{a->sha256, b->sha256},
                                   {a->url, b->url},
                                   {a->path, b->path},
                                   {record_file(a->path), record_file(b->path)},
                                   {a->title, b->title}};
    return keys[how][0].length && slice_same(keys[how][0], keys[how][1]);
}

/* The one report without a pair, ARRIAN_NONE where there are none or several. */
static uint32_t only_left(const Records *records)
{
    uint32_t only = ARRIAN_NONE;
    for (uint32_t i = 0; i < records->reports.count; i++) {
        if (records->reports.at[i].pair != ARRIAN_NONE) continue;
        if (only != ARRIAN_NONE) return ARRIAN_NONE;
        only = i;
    }
    return only;
}

static void join_reports(Diff *diff, uint32_t a, uint32_t b)
{
    diff->old.reports.at[a].pair = b;
    diff->new.reports.at[b].pair = a;
}

static void pair_reports(Diff *diff)
{
    for (int how = 0; how < 5; how++) {
        for (uint32_t a = 0; a < diff->old.reports.count; a++) {
            for (uint32_t b = 0; diff->old.reports.at[a].pair == ARRIAN_NONE && b < diff->new.reports.count; b++)
                if (diff->new.reports.at[b].pair == ARRIAN_NONE &&
                    same_report(&diff->old.reports.at[a], &diff->new.reports.at[b], how))
                    join_reports(diff, a, b);
        }
    }
    uint32_t a = only_left(&diff->old), b = only_left(&diff->new);
    if (a != ARRIAN_NONE && b != ARRIAN_NONE) join_reports(diff, a, b);
}

/* The place of a record in the old run's numbering of reports: paired reports are one. False where its report stands
 * on one side alone: it came or went whole. */
static bool place_of(const Diff *diff, const Record *record, bool old, uint32_t *ret)
{
    *ret = record->report;
    if (record->report == ARRIAN_NONE) return true;
    uint32_t pair = (old ? &diff->old : &diff->new)->reports.at[record->report].pair;
    if (!old) *ret = pair;
    return pair != ARRIAN_NONE;
}

static uint64_t key_of(const Record *record, uint32_t place, bool around)
{
    uint64_t key = hash_bytes(record->kind.at, record->kind.length, place + 1ull);
    if (!slice_is(record->kind, "document")) key = hash_bytes(record->words.at, record->words.length, key);
    return around ? hash_bytes(record->around.at, record->around.length, key) : key;
}

static bool same_fields(const Record *a, const Record *b)
{
    for (uint32_t f = 0; f < a->count; f++)
        if (!slice_same(a->fields[f].value, b->fields[f].value)) return false;
    return true;
}

static void join(Diff *diff, uint32_t a, uint32_t b)
{
    diff->old.list.at[a].pair = b;
    diff->new.list.at[b].pair = a;
}

/* Pair by key, in order; with `exact` only those that say the same. */
static void pair_by_key(Diff *diff, bool around, bool exact)
{
    Map first = {0};
    uint32_t *next = NEW(&diff->arena, uint32_t, diff->new.list.count + 1), place;
    for (uint32_t b = diff->new.list.count; b-- > 0;) {
        const Record *record = &diff->new.list.at[b];
        if (record->pair != ARRIAN_NONE || !place_of(diff, record, false, &place)) continue;
        uint64_t key = key_of(record, place, around) | 1;
        next[b] = ARRIAN_NONE;
        map_get(&first, key, &next[b]);
        map_put(&diff->arena, &first, key, b);
    }
    for (uint32_t a = 0; a < diff->old.list.count; a++) {
        const Record *record = &diff->old.list.at[a];
        uint32_t b = ARRIAN_NONE, looked = 0;
        if (record->pair != ARRIAN_NONE || !place_of(diff, record, true, &place)) continue;
        map_get(&first, key_of(record, place, around) | 1, &b);
        for (; b != ARRIAN_NONE && looked < MOST_LIKE; b = next[b], looked++) {
            const Record *other = &diff->new.list.at[b];
            if (other->pair != ARRIAN_NONE || !slice_same(other->kind, record->kind)) continue;
            if (exact && !same_fields(record, other)) continue;
            join(diff, a, b);
            break;
        }
    }
}

/* Sorted hashes of the words of a record and, for marks, of its sentence. */
typedef struct Bag {
    uint32_t record, count;
    uint64_t words[MOST_WORDS];
} Bag;

static int compare_words(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static void add_words(Bag *bag, ArrianSlice text)
{
    for (uint32_t i = 0; i < text.length && bag->count < MOST_WORDS;) {
        uint32_t end = i;
        while (end < text.length && (unsigned char)text.at[end] > ' ') end++;
        if (end > i) bag->words[bag->count++] = hash_bytes(text.at + i, end - i, 3);
        i = end + 1;
    }
}

static void fill_bag(Bag *bag, const Record *record, uint32_t number)
{
    *bag = (Bag){.record = number};
    add_words(bag, record->words);
    if (!slice_is(record->kind, "sentence")) add_words(bag, record->around);
    qsort(bag->words, bag->count, sizeof *bag->words, compare_words);
}

static double likeness(const Bag *a, const Bag *b)
{
    uint32_t same = 0, i = 0, k = 0;
    while (i < a->count && k < b->count) {
        if (a->words[i] == b->words[k]) same++, i++, k++;
        else if (a->words[i] < b->words[k]) i++;
        else k++;
    }
    return a->count + b->count ? 2.0 * same / (a->count + b->count) : 0;
}

/* The unpaired records of one run, by kind and place: first of each, and the next one after each. */
typedef struct Groups {
    Map first;
    uint32_t *next; // (records)
} Groups;

static uint64_t group_key(const Record *record, uint32_t place)
{
    return hash_bytes(record->kind.at, record->kind.length, place + 7ull) | 1;
}

static Groups group(Diff *diff, bool old)
{
    const Records *records = old ? &diff->old : &diff->new;
    Groups groups = {.next = NEW(&diff->arena, uint32_t, records->list.count + 1)};
    uint32_t place;
    for (uint32_t i = records->list.count; i-- > 0;) {
        const Record *record = &records->list.at[i];
        if (record->pair != ARRIAN_NONE || !place_of(diff, record, old, &place)) continue;
        groups.next[i] = ARRIAN_NONE;
        map_get(&groups.first, group_key(record, place), &groups.next[i]);
        map_put(&diff->arena, &groups.first, group_key(record, place), i);
    }
    return groups;
}

static uint32_t gather(const Records *records, const Groups *groups, uint64_t key, Bag *bags)
{
    uint32_t count = 0, i = ARRIAN_NONE;
    map_get(&groups->first, key, &i);
    for (; i != ARRIAN_NONE && count < MOST_LIKE; i = groups->next[i])
        if (records->list.at[i].pair == ARRIAN_NONE) fill_bag(&bags[count++], &records->list.at[i], i);
    return count;
}

/* The likest pair first, as long as one is like enough. */
static void join_like(Diff *diff, const Bag *old, uint32_t olds, const Bag *new, uint32_t news, float *like)
{
    for (uint32_t i = 0; i < olds; i++)
        for (uint32_t k = 0; k < news; k++) like[i * news + k] = (float)likeness(&old[i], &new[k]);
    for (uint32_t turn = 0; turn < olds && turn < news; turn++) {
        uint32_t best = 0;
        for (uint32_t i = 1; i < olds * news; i++)
            if (like[i] > like[best]) best = i;
        if (like[best] < LEAST_LIKE) return;
        join(diff, old[best / news].record, new[best % news].record);
        for (uint32_t k = 0; k < news; k++) like[best / news * news + k] = -1;
        for (uint32_t i = 0; i < olds; i++) like[i * news + best % news] = -1;
    }
}

static void pair_like(Diff *diff)
{
    Groups olds = group(diff, true), news = group(diff, false);
    Bag *old = NEW(&diff->arena, Bag, MOST_LIKE), *new = NEW(&diff->arena, Bag, MOST_LIKE);
    float *like = NEW(&diff->arena, float, MOST_LIKE *MOST_LIKE);
    uint32_t place;
    Map done = {0};
    for (uint32_t a = 0; a < diff->old.list.count; a++) {
        const Record *record = &diff->old.list.at[a];
        if (record->pair != ARRIAN_NONE || !place_of(diff, record, true, &place)) continue;
        uint64_t key = group_key(record, place);
        uint32_t unused;
        if (map_get(&done, key, &unused)) continue;
        map_put(&diff->arena, &done, key, 1);
        uint32_t count = gather(&diff->old, &olds, key, old);
        join_like(diff, old, count, new, gather(&diff->new, &news, key, new), like);
    }
}

static void put_line(FILE *out, ArrianSlice words)
{
    for (uint32_t i = 0; i < words.length; i++) putc((unsigned char)words.at[i] < ' ' ? ' ' : words.at[i], out);
}

/* What a reader takes in at a glance; --json tells all. */
static void put_short(FILE *out, ArrianSlice words)
{
    enum { MOST = 240 };
    uint32_t end = words.length;
    if (end > MOST)
        for (end = MOST; end && words.at[end] != ' ';) end--;
    if (words.length > MOST && !end) end = MOST;
    while (end < words.length && ((unsigned char)words.at[end] & 0xC0) == 0x80) end++;
    put_line(out, (ArrianSlice){words.at, end});
    if (end < words.length) fputs("\u2026", out);
}

static void tell_record(const Records *records, const Record *record, FILE *out)
{
    ArrianSlice report = record_report(records, record);
    if (report.length && !slice_is(record->kind, "document")) put_line(out, record_file(report)), fputs(": ", out);
    fprintf(out, "%.*s %.*s \"", (int)record->kind.length, record->kind.at, (int)record->id.length, record->id.at);
    put_short(out, record->words.length ? record->words : report);
    putc('"', out);
}

static void tell_fields(const Record *a, const Record *b, FILE *out)
{
    const char *part = ": ";
    for (uint32_t f = 0; f < a->count; f++) {
        ArrianSlice was = a->fields[f].value, is = b ? b->fields[f].value : (ArrianSlice){0};
        if (b ? slice_same(was, is) : !was.length || slice_same(was, a->words)) continue;
        fprintf(out, "%s%s ", part, a->fields[f].name);
        put_short(out, was.length ? was : (ArrianSlice){"(none)", 6});
        if (b) fputs(" -> ", out), put_short(out, is.length ? is : (ArrianSlice){"(none)", 6});
        part = ", ";
    }
}

static void put_json(Diff *diff, const char *change, const Record *a, const Record *b)
{
    Json json = {diff->out, false};
    const Record *one = a ? a : b;
    json_open(&json, '{');
    json_key_word(&json, "change", change);
    json_key_text(&json, "kind", one->kind);
    if (a) json_key_text(&json, "old", a->id);
    if (b) json_key_text(&json, "new", b->id);
    json_key_text(&json, "report", record_report(a ? &diff->old : &diff->new, one));
    json_key_text(&json, "text", one->words);
    if (a && b && !slice_same(a->words, b->words)) json_key_text(&json, "now", b->words);
    json_key(&json, "fields");
    json_open(&json, '{');
    for (uint32_t f = 0; f < one->count; f++) {
        ArrianSlice was = a ? a->fields[f].value : (ArrianSlice){0}, is = b ? b->fields[f].value : (ArrianSlice){0};
        if (a && b ? slice_same(was, is) : !was.length && !is.length) continue;
        json_key(&json, one->fields[f].name);
        json_open(&json, '{');
        json_key_text(&json, "was", was);
        json_key_text(&json, "is", is);
        json_close(&json, '}');
    }
    json_close(&json, '}');
    json_close(&json, '}');
    putc('\n', diff->out);
}

static void tell(Diff *diff, const Record *a, const Record *b)
{
    const char *change = a && b ? "changed" : a ? "went" : "came";
    *(a && b ? &diff->changed : a ? &diff->went : &diff->came) += 1;
    if (diff->json) {
        put_json(diff, change, a, b);
        return;
    }
    fprintf(diff->out, "%-8s", change);
    tell_record(a ? &diff->old : &diff->new, a ? a : b, diff->out);
    if (a && b && !slice_same(a->words, b->words))
        fputs(" -> \"", diff->out), put_short(diff->out, b->words), putc('"', diff->out);
    tell_fields(a ? a : b, a ? b : NULL, diff->out);
    putc('\n', diff->out);
}

/* A record of a report that came or went whole is told by the report alone. */
static bool is_told(const Diff *diff, const Record *record, bool old)
{
    uint32_t place;
    return slice_is(record->kind, "document") || place_of(diff, record, old, &place);
}

static bool is_changed(const Record *a, const Record *b)
{
    return !slice_same(a->words, b->words) || !same_fields(a, b);
}

static void tell_all(Diff *diff)
{
    for (uint32_t a = 0; a < diff->old.list.count; a++) {
        const Record *record = &diff->old.list.at[a];
        if (record->pair != ARRIAN_NONE) {
            const Record *other = &diff->new.list.at[record->pair];
            if (is_changed(record, other)) tell(diff, record, other);
        } else if (is_told(diff, record, true)) {
            tell(diff, record, NULL);
        }
    }
    for (uint32_t b = 0; b < diff->new.list.count; b++) {
        const Record *record = &diff->new.list.at[b];
        if (record->pair == ARRIAN_NONE && is_told(diff, record, false)) tell(diff, NULL, record);
    }
}

static int run(Diff *diff, const ArrianRun *old, const ArrianRun *new, ArrianError *why)
{
    TRY(records_read(&diff->old, &diff->arena, old->name, old->bytes, old->size, why));
    TRY(records_read(&diff->new, &diff->arena, new->name, new->bytes, new->size, why));
    pair_reports(diff);
    pair_by_key(diff, true, true);
    pair_by_key(diff, true, false);
    pair_by_key(diff, false, true);
    pair_like(diff);
    pair_by_key(diff, false, false);
    errno = 0;
    tell_all(diff);
    return ARRIAN_OK;
}

int arrian_diff(const ArrianRun *old, const ArrianRun *new, bool json, FILE *out, ArrianDifference *ret,
                ArrianError *why)
{
    jmp_buf trap;
    Diff *diff = calloc(1, sizeof *diff);
    if (!diff) return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to compare");
    diff->out = out, diff->json = json, diff->arena.trap = &trap;
    int code;
    if (setjmp(trap)) code = error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to compare");
    else code = run(diff, old, new, why);
    *ret = (ArrianDifference){diff->came, diff->went, diff->changed};
    records_end(&diff->old);
    records_end(&diff->new);
    arena_end(&diff->arena);
    free(diff);
    return code ? code : write_end(out, why);
}

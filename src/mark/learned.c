/* learned.c: names that the language engine read, held against the lexicons for their links.
 *     B-person I-person E-person over "Kersti Kaljulaid" -> person; "Poland" -> place, entry POL
 * The engine decides what is a name and where it ends; states, their peoples and bodies of the lexicon that it passed
 * over are added. */
#include "base/hash.h"
#include "mark/clause.h"
#include "mark/group.h"
#include "mark/name.h"
#include "model/model.h"
#include "read/outlet.h"
#include "split/split.h"
#include <stdlib.h>
#include <string.h>

static ArrianNameType type_of(ArrianSlice word)
{
    for (int t = 0; t < ARRIAN_NAME_TYPES; t++)
        if (slice_is(word, arrian_name_type((ArrianNameType)t))) return (ArrianNameType)t;
    return ARRIAN_NAME_TYPES;
}

/* "of the Alliance", "of Homs province": what an office is of, between it and the name. */
static bool is_of(const ArrianDocument *d, uint32_t first, uint32_t end)
{
    if (end < first + 2 || end > first + 6 || !group_word(d, first, "of")) return false;
    for (uint32_t i = first; i < end; i++)
        if (!(d->tokens.at[i].flags & ARRIAN_WORD) || clause_is(d, i, "VERB") || clause_is(d, i, "PRON") ||
            clause_is(d, i, "SCONJ"))
            return false;
    return true;
}

/* Where the title before a name starts: "Foreign Minister [Sergei Lavrov]", "Secretary General of the Alliance [...]".
 */
static uint32_t title_before(const ArrianEngine *engine, const ArrianDocument *d, uint32_t first)
{
    uint32_t sentence = d->sentences.at[d->tokens.at[first].sentence].first,
             reach = first > sentence + 8 ? first - 8 : sentence, class;
    for (uint32_t i = reach; i < first; i++) {
        uint32_t at = i, taken;
        while (at < first && (taken = name_title(engine, d, at, first, &class))) at += taken;
        if (at == first || (at > i && class < 2 && is_of(d, at, first))) return i;
    }
    return first;
}

static uint32_t bits_at(const ArrianEngine *engine, const ArrianDocument *d, uint32_t token)
{
    return name_word_bits(engine, d->tokens.at[token].word);
}

/* May the lexicon's row overrule the engine's "person"? Outlets and bodies may, places of several words too, where
 * nothing says that the word is borne by people. */
static bool is_no_person(const ArrianEngine *engine, const ArrianDocument *d, const NameFind *find, const NameEntry *e)
{
    uint32_t first = bits_at(engine, d, find->first), last = bits_at(engine, d, find->end - 1);
    bool single = find->end == find->first + 1,
         borne = single ? first & (WORD_GIVEN | WORD_FAMILY) : first & WORD_GIVEN && last & WORD_FAMILY;
    if (find->title != find->title_end || borne) return false;
    if (e->kind == NAME_PLACE) return !single;
    return e->kind == NAME_OUTLET || e->kind == NAME_BODY || e->kind == NAME_NATIONAL_BODY;
}

/* "northern Syria", "Western Libya": the state, with a direction before it. */
static bool is_direction(const ArrianEngine *engine, const ArrianDocument *d, uint32_t token)
{
    return bits_at(engine, d, token) & WORD_DIRECTION;
}

/* "South Sudan", "North America", "Western Australia" are names of their own; "eastern Ukraine" is of Ukraine. */
static bool has_own_name(const NameEntry *entry)
{
    return entry->kind <= NAME_DEMONYM || (entry->kind == NAME_PLACE && !slice_is(entry->class, "area"));
}

/* The row of the lexicon that is this name, and what it says of its type; a longer row takes its words in:
 * "[Baltic] states", "[Deutsche Presse]-Agentur". */
static void take_entry(const ArrianEngine *engine, const ArrianDocument *d, NameFind *find)
{
    uint32_t sentence_end = d->sentences.at[d->tokens.at[find->first].sentence].first +
                            d->sentences.at[d->tokens.at[find->first].sentence].count,
             entry, stop, first = find->first;
    find->entry = ARRIAN_NONE;
    bool direction = find->type == ARRIAN_PLACE && find->end > first + 1 && is_direction(engine, d, first);
    bool whole = name_lookup(engine, d, first, find->end, &entry, &stop) && stop == find->end &&
                 has_own_name(name_entry(engine, entry));
    if (direction && !whole && name_lookup(engine, d, first + 1, find->end, &entry, &stop) &&
        (name_entry(engine, entry)->kind == NAME_STATE || !name_lookup(engine, d, first, find->end, &entry, &stop)))
        first++;
    if (!name_lookup(engine, d, first, sentence_end, &entry, &stop)) return;
    const NameEntry *e = name_entry(engine, entry);
    bool longer = stop > find->end && find->type != ARRIAN_PERSON &&
                  (e->kind == NAME_PLACE || e->kind == NAME_STATE || e->kind == NAME_OUTLET);
    if (stop != find->end && !longer && !name_lookup(engine, d, first, find->end, &entry, &stop)) return;
    e = name_entry(engine, entry);
    if (stop != find->end && !longer) return;
    if (first > find->first && e->kind != NAME_STATE) return;
    if (find->type == ARRIAN_PERSON && e->type != ARRIAN_PERSON && !is_no_person(engine, d, find, e)) return;
    find->entry = entry, find->end = stop;
    bool place = e->kind == NAME_PLACE && (longer || find->end > find->first + 1 || find->type == ARRIAN_PERSON ||
                                              find->type == ARRIAN_NATIONALITY); /* a people has a row of its own */
    if (e->kind <= NAME_NATIONAL_BODY || e->kind == NAME_OUTLET || e->kind == NAME_PEOPLE || place)
        find->type = e->type;
}

/* "Hellman [& Friedman]", "S[&P]": one firm. The end of what is joined to the name before `end`. */
static uint32_t joined_end(const ArrianDocument *d, uint32_t end)
{
    const ArrianToken *tokens = d->tokens.at;
    uint32_t at = end + 1;
    if (at >= d->tokens.count || !group_word(d, end, "&") || tokens[at].sentence != tokens[end - 1].sentence) return end;
    while (at < d->tokens.count && at < end + 4 && tokens[at].flags & ARRIAN_UPPER_FIRST && tokens[at].flags & ARRIAN_WORD &&
           tokens[at].sentence == tokens[end].sentence)
        at++;
    return at > end + 1 ? at : end;
}

/* "Rona-based [Lund Observatory]": where its seat is, is no part of a name. */
static uint32_t behind_seat(const ArrianDocument *d, uint32_t first, uint32_t end)
{
    for (uint32_t i = first + 1; i + 2 < end; i++)
        if (d->tokens.at[i].flags & ARRIAN_HYPHEN && group_word(d, i + 1, "based")) return i + 2;
    return first;
}

/* "the [Baltic States] of Lithuania and Latvia": an area, and the first of its states. */
static uint32_t before_state(const ArrianEngine *engine, const ArrianDocument *d, const NameFind *find)
{
    uint32_t entry, stop;
    if (!name_lookup(engine, d, find->first, find->end, &entry, &stop) || stop + 1 >= find->end) return find->end;
    if (name_entry(engine, entry)->kind != NAME_PLACE || !group_word(d, stop, "of")) return find->end;
    bool state = name_lookup(engine, d, stop + 1, find->end, &entry, &(uint32_t){0}) && name_entry(engine, entry)->kind == NAME_STATE;
    return state ? stop : find->end;
}

static void add_span(const ArrianEngine *engine, ArrianDocument *d, const ModelSpan *span, uint8_t *taken,
                     NameFinds *finds)
{
    NameFind find = {.first = span->first, .end = span->end, .type = type_of(span->type), .sure = span->sure};
    uint32_t class, title, group;
    while (find.end > find.first && split_is_code(d, find.end - 1)) find.end--; /* "Kellner Corp [KLLN].N" */
    find.first = behind_seat(d, find.first, find.end);
    if (find.end > find.first) find.end = before_state(engine, d, &find);
    if (find.type == ARRIAN_NAME_TYPES || find.end == find.first || memchr(taken + find.first, 1, find.end - find.first)) return;
    uint32_t joined = joined_end(d, find.end);
    if (joined > find.end) find.end = joined, find.type = ARRIAN_ORGANIZATION;
    if (find.type == ARRIAN_PERSON) /* "President Xi Jinping": the title is not the name; "Haji ad-Dabir" bears it */
        while (find.end > find.first + 1 && (title = name_title(engine, d, find.first, find.end - 1, &class)) && class < 3 &&
               d->tokens.at[find.first + title].flags & ARRIAN_UPPER_FIRST)
            find.first += title;
    if (find.type == ARRIAN_PERSON) /* "Yoon Suk-yeol", and no "[Putin]-led" */
        while (find.end + 1 < d->tokens.count && d->tokens.at[find.end].flags & ARRIAN_HYPHEN && clause_is(d, find.end + 1, "PROPN"))
            find.end += 2;
    find.title_end = find.first;
    find.title = find.type == ARRIAN_PERSON ? title_before(engine, d, find.first) : find.first;
    take_entry(engine, d, &find);
    bool other = find.entry == ARRIAN_NONE && outlet_word(engine, d, find.end - 1) == OUTLET_OTHER;
    if (other && find.end > find.first + 1) { /* "the [Kremlin] Press Secretary" */
        find.end--;
        take_entry(engine, d, &find);
    }
    if (find.type != ARRIAN_PERSON && (group = name_led_group(engine, d, find.end, d->tokens.count))) {
        find.end = group;
        find.type = ARRIAN_ORGANIZATION, find.entry = ARRIAN_NONE;
    }
    memset(taken + find.first, 1, find.end - find.first);
    LIST_ADD(&d->arena, *finds, find);
}

/* "[Kinshasa], [DR Congo]": a place, and where it lies, are two names. */
static void add_parts(const ArrianEngine *engine, ArrianDocument *d, ModelSpan span, uint8_t *taken, NameFinds *finds)
{
    uint32_t end = span.end;
    for (uint32_t i = span.first; i < end && type_of(span.type) == ARRIAN_PLACE; i++) {
        if (!group_word(d, i, ",")) continue;
        span.end = i;
        if (span.end > span.first) add_span(engine, d, &span, taken, finds);
        span.first = i + 1, span.end = end;
    }
    if (span.end > span.first) add_span(engine, d, &span, taken, finds);
}

/* What lexicons and titles propose where the engine saw nothing. Capitals alone propose no more: the engine has weighed
 * them. */
static void add_proposed(const ArrianEngine *engine, ArrianDocument *d, const MarkTags *tags, const ArrianSentence *s,
                         bool headline, uint8_t *taken, NameFinds *finds)
{
    NameFinds proposed = {0};
    shape_names(engine, d, tags, s->first, s->first + s->count, headline, &proposed);
    for (uint32_t k = 0; k < proposed.count; k++) {
        const NameFind *find = &proposed.at[k];
        if (memchr(taken + find->first, 1, find->end - find->first)) continue;
        bool headed = find->headed && (find->type == ARRIAN_ORGANIZATION || find->type == ARRIAN_FACILITY);
        if (find->entry == ARRIAN_NONE && find->title_end == find->title && !headed) continue;
        LIST_ADD(&d->arena, *finds, *find);
        memset(taken + find->first, 1, find->end - find->first);
    }
}

/* The words that bodies named so far end in, from find number `before` on. */
static void keep_bodies(ArrianDocument *d, const NameFinds *finds, uint32_t before, Map *bodies)
{
    for (uint32_t k = before; k < finds->count; k++) {
        const NameFind *find = &finds->at[k];
        uint32_t word = d->tokens.at[find->end - 1].word;
        if (find->type == ARRIAN_ORGANIZATION && find->end > find->first + 1 && word) map_put(&d->arena, bodies, word, 1);
    }
}

/* "the [Foundation]", of the Lindholm Foundation named before: a capital that no headline gives. */
static void add_echoes(const ArrianEngine *engine, ArrianDocument *d, const ArrianSentence *s, const Map *bodies, uint8_t *taken,
                       NameFinds *finds)
{
    enum { CAPITAL = ARRIAN_UPPER_FIRST | ARRIAN_WORD };
    for (uint32_t i = s->first + 1; i < s->first + s->count; i++) {
        const ArrianToken *token = &d->tokens.at[i];
        uint32_t yes;
        bool more = i + 1 < s->first + s->count && (token[1].flags & CAPITAL) == CAPITAL;
        if (taken[i] || more || (token->flags & CAPITAL) != CAPITAL || !group_word(d, i - 1, "the")) continue;
        if (!token->word || !(bits_at(engine, d, i) & WORD_BODY) || !map_get(bodies, token->word, &yes)) continue;
        NameFind find = {.first = i, .end = i + 1, .type = ARRIAN_ORGANIZATION, .entry = ARRIAN_NONE, .title = i, .title_end = i};
        LIST_ADD(&d->arena, *finds, find);
        taken[i] = 1;
    }
}

static int by_first(const void *a, const void *b)
{
    const NameFind *x = a, *y = b;
    return x->first < y->first ? -1 : x->first > y->first;
}

static uint64_t text_key(const ArrianDocument *d, uint32_t token)
{
    ArrianSlice word = document_words(d, d->tokens.at[token].span);
    return hash_bytes(word.at, word.length, 0) | 1;
}

/* "[Netanyahu]'s party", who is Benjamin Netanyahu elsewhere in the report; "[Assad] forces": a family, of which no table
 * knows a place or a people. */
static void settle_families(const ArrianEngine *engine, const ArrianDocument *d, NameFinds *finds)
{
    Map full = {0};
    Arena scratch = {.trap = d->arena.trap};
    uint32_t yes;
    for (uint32_t k = 0; k < finds->count; k++) {
        const NameFind *find = &finds->at[k];
        if (find->type == ARRIAN_PERSON && find->end > find->first + 1) map_put(&scratch, &full, text_key(d, find->end - 1), 1);
    }
    for (uint32_t k = 0; k < finds->count; k++) {
        NameFind *find = &finds->at[k];
        if (find->end != find->first + 1 || find->entry != ARRIAN_NONE) continue;
        bool borne = bits_at(engine, d, find->first) & (WORD_GIVEN | WORD_FAMILY), place = find->type == ARRIAN_PLACE;
        bool named = map_get(&full, text_key(d, find->first), &yes);
        if ((named && place) || (find->type == ARRIAN_NATIONALITY && (named || borne))) find->type = ARRIAN_PERSON;
    }
    arena_end(&scratch);
}

void learned_names(const ArrianEngine *engine, ArrianDocument *d, const MarkTags *tags, NameFinds *finds)
{
    uint8_t *taken = NEW(&d->arena, uint8_t, d->tokens.count + 1);
    Map bodies = {0};
    for (uint32_t s = 0; s < d->sentences.count; s++) {
        const ArrianSentence *sentence = &d->sentences.at[s];
        uint32_t at = sentence->first, end = at + sentence->count, before = finds->count;
        ModelSpan span;
        while (finds->count < before + MOST_MARKS_A_SENTENCE &&
               model_span(engine->model->model, d->reading, MODEL_NAME, &at, end, &span))
            if (span.named >= 0.5) add_parts(engine, d, span, taken, finds);
        bool headline = name_title_case(d, sentence);
        add_proposed(engine, d, tags, sentence, headline, taken, finds);
        keep_bodies(d, finds, before, &bodies);
        if (!headline) add_echoes(engine, d, sentence, &bodies, taken, finds);
        if (finds->count > before) qsort(finds->at + before, finds->count - before, sizeof *finds->at, by_first);
    }
    settle_families(engine, d, finds);
}

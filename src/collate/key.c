/* key.c: numbers that are equal where two reports mean the same.
 *     "Raqqa", "Raqa" -> one number;   "Daesh", "Islamic State" -> one;   "taking", "takes" -> one */
#include "collate/key.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "mark/firm.h"
#include "mark/mark.h"
#include "mark/name.h"
#include "parse/inflect.h"
#include "read/outlet.h"
#include "split/split.h"
#include <stdlib.h>
#include <string.h>

enum { LEAST_HEARD = 4 };

uint64_t key_of_words(ArrianSlice text)
{
    char fold[512];
    size_t n = utf8_word(text.at, text.length > 200 ? 200 : text.length, fold);
    const char *at = fold;
    for (size_t i = 0; i < n; i++) /* "Abdel-Karim", "Abdel Karim" */
        if (fold[i] == '-') fold[i] = ' ';
    if (n > 4 && !memcmp(at, "the ", 4)) at += 4, n -= 4;
    return hash_bytes(at, n, 21) | 1;
}

/* A place's name however it was carried over into English: "Raqqa", "Raqa"; "Urum", "Urom". */
static uint64_t key_of_place(ArrianSlice name)
{
    char fold[512], heard[512];
    size_t n = utf8_word(name.at, name.length > 200 ? 200 : name.length, fold), kept = 0;
    if (n < LEAST_HEARD) return key_of_words(name);
    for (size_t i = 0; i < n; i++) {
        char now = fold[i] == 'o' ? 'u' : fold[i] == 'q' ? 'k' : fold[i];
        if (!kept || heard[kept - 1] != now) heard[kept++] = now;
    }
    return key_of_words((ArrianSlice){heard, (uint32_t)kept});
}

ArrianSlice entity_called(const ArrianDocument *d, const ArrianEntity *e)
{
    if (e->known.length) return e->known;
    if (e->type != ARRIAN_ORGANIZATION) return e->name;
    const ReadOutlet *outlet = read_outlet(d->engine, e->name);
    return outlet ? outlet->name : firm_name(d->engine, e->name);
}

/* By its link; what goes by several names ("Judea and Samaria", "Daesh") by its row of the table. */
uint64_t entity_key(const ArrianDocument *d, uint32_t entity)
{
    const ArrianEntity *e = &d->entities.at[entity];
    const char *link = e->iso3[0] ? e->iso3 : e->code;
    uint64_t key = link[0]                    ? key_of_words((ArrianSlice){link, (uint32_t)strlen(link)})
                   : e->place != ARRIAN_NONE  ? hash_mix(e->place, 23) | 1
                   : e->type == ARRIAN_PLACE && !e->known.length ? key_of_place(e->name)
                                                                 : key_of_words(entity_called(d, e));
    return e->apart ? hash_mix(key, e->apart) | 1 : key;
}

/* "Los Angeles" of "Los Angeles International Airport": whatever a building's name begins with, as a place's key. */
static uint32_t named_after(const ArrianEngine *engine, const ArrianDocument *d, const ArrianName *name, uint64_t *ret_keys,
                            uint32_t room)
{
    uint32_t first = document_token_at(d, name->span.start), last = document_token_at(d, name->span.end - 1), count = 0;
    for (uint32_t end = first + 1; end <= last && count < room; end++) {
        uint32_t number, taken;
        bool known = name_lookup(engine, d, first, end, &number, &taken) && taken == end;
        const NameEntry *entry = known ? name_entry(engine, number) : NULL;
        bool place = entry && (entry->kind == NAME_PLACE || entry->kind == NAME_SHY_PLACE);
        ret_keys[count++] = place ? hash_mix(entry->row, 23) | 1 : key_of_place(document_words(d, document_tokens_span(d, first, end)));
    }
    return count;
}

uint32_t entity_within(const ArrianEngine *engine, const ArrianDocument *d, uint32_t entity, uint64_t *ret_keys,
                       uint32_t room)
{
    const ArrianEntity *e = &d->entities.at[entity];
    uint32_t count = 0;
    if (e->type == ARRIAN_FACILITY && e->count) return named_after(engine, d, &d->names.at[e->mentions[0]], ret_keys, room);
    if (e->iso3[0] || e->place == ARRIAN_NONE) return 0;
    ArrianSlice list = name_place_states(engine, e->place), state;
    while (count < room && lexicon_item(&list, &state)) ret_keys[count++] = key_of_words(state);
    return count;
}

bool entity_is_wide(const ArrianEngine *engine, const ArrianDocument *d, uint32_t entity)
{
    const ArrianEntity *e = &d->entities.at[entity];
    return !e->iso3[0] && e->place != ARRIAN_NONE && !name_place_states(engine, e->place).length;
}

static int by_number(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return a < b ? -1 : a > b;
}

void keys_sort(uint64_t *keys, uint32_t count)
{
    if (count) qsort(keys, count, sizeof *keys, by_number);
}

uint32_t phrase_head_token(const ArrianEngine *engine, const ArrianDocument *d, ArrianSpan span)
{
    uint32_t head = ARRIAN_NONE;
    for (uint32_t i = document_token_at(d, span.start); i < d->tokens.count && d->tokens.at[i].span.start < span.end;
         i++) {
        bool stop = split_pos(engine, d->tokens.at[i].word) & POS_PREP || d->tokens.at[i].flags & ARRIAN_PUNCT;
        if (head != ARRIAN_NONE && stop) break;
        if (about_word(engine, d, i)) head = i;
    }
    return head;
}

uint64_t phrase_head(const ArrianEngine *engine, const ArrianDocument *d, ArrianSpan span)
{
    uint32_t head = phrase_head_token(engine, d, span);
    return head == ARRIAN_NONE ? 0 : about_word(engine, d, head);
}

/* "Cologne [police]": a body that other reports call by its last word alone. */
static bool ends_common(const ArrianDocument *d, const ArrianParty *party)
{
    uint32_t end, first = document_tokens_in(d, party->span, &end);
    bool body = party->entity != ARRIAN_NONE && d->entities.at[party->entity].type == ARRIAN_ORGANIZATION;
    return body && end > first && d->tokens.at[end - 1].flags & ARRIAN_WORD && !(d->tokens.at[end - 1].flags & ARRIAN_UPPER_FIRST);
}

/* A party by its link, its name, or the head of what it is called. */
static uint64_t party_key(const ArrianEngine *engine, const ArrianDocument *d, const ArrianParty *party)
{
    if (party->link[0]) return key_of_words((ArrianSlice){party->link, (uint32_t)strlen(party->link)});
    if (party->entity != ARRIAN_NONE && !ends_common(d, party)) return entity_key(d, party->entity);
    uint64_t head = phrase_head(engine, d, party->span);
    return head ? head : key_of_words(document_words(d, party->span));
}

uint32_t keys_of_parties(const ArrianEngine *engine, const ArrianDocument *d, const ArrianParty *list, uint32_t count,
                         uint64_t *ret_keys)
{
    for (uint32_t k = 0; k < count; k++) ret_keys[k] = party_key(engine, d, &list[k]);
    keys_sort(ret_keys, count);
    return count;
}

uint64_t cue_key(const ArrianEngine *engine, const ArrianDocument *d, ArrianSpan cue, double *ret_tells)
{
    uint8_t form;
    uint64_t found = 0;
    for (uint32_t i = document_token_at(d, cue.start); i < d->tokens.count && d->tokens.at[i].span.start < cue.end;
         i++) {
        uint64_t key = about_word(engine, d, i);
        uint32_t word = d->tokens.at[i].word, base = inflect_verb(engine, word, &form);
        if (!key) continue;
        double own = about_telling(engine, d, i), plain = base ? engine->collate->tells[base] : own;
        found = key;
        if (ret_tells) *ret_tells = plain < own ? plain : own; /* "taking" tells no more than "take" */
        if (base && !(split_pos(engine, word) & POS_MAIN_NOUN)) return found;
    }
    return found;
}

uint32_t keys_shared(const uint64_t *a, uint32_t n, const uint64_t *b, uint32_t m)
{
    uint32_t i = 0, j = 0, count = 0;
    while (i < n && j < m) {
        if (a[i] == b[j]) count++, i++, j++;
        else if (a[i] < b[j]) i++;
        else j++;
    }
    return count;
}

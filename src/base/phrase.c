/* phrase.c: a tree of word numbers in one map. */
#include "base/phrase.h"
#include "base/utf8.h"
#include <string.h>

void phrase_begin(Phrases *phrases, Arena *arena)
{
    *phrases = (Phrases){.arena = arena};
    LIST_ADD(arena, phrases->first, 0);
    LIST_ADD(arena, phrases->first, 0); /* node 1 is the root, so that no key is 0 */
    LIST_ADD(arena, phrases->values, (PhraseValue){0});
}

static uint8_t shape_of(ArrianSlice phrase)
{
    uint8_t shape = utf8_length(phrase.at, phrase.length) && utf8_is_upper(utf8_point(phrase.at)) ? PHRASE_TITLE : 0;
    uint32_t letters = 0, upper = 0;
    bool inner = false;
    for (uint32_t i = 0; i < phrase.length; i++) {
        letters += (phrase.at[i] | 32) >= 'a' && (phrase.at[i] | 32) <= 'z';
        upper += phrase.at[i] >= 'A' && phrase.at[i] <= 'Z';
        inner |= i && phrase.at[i] >= 'A' && phrase.at[i] <= 'Z' && phrase.at[i - 1] >= 'a' && phrase.at[i - 1] <= 'z';
    }
    if (inner && phrase.length <= 4) shape |= PHRASE_INNER;
    return letters && letters == upper && phrase.length <= 8 ? shape | PHRASE_UPPER : shape;
}

/* Does a possessive end start here: "'s", "’s", or the mark alone behind a plural? */
static bool opens_possessive(ArrianSlice text, uint32_t i)
{
    uint32_t mark = text.at[i] == '\''                                     ? 1
                    : text.length >= i + 3 && !memcmp(text.at + i, "’", 3) ? 3
                                                                           : 0,
             end = i + mark;
    if (!mark) return false;
    if (end < text.length && text.at[end] == 's') end++;
    return end == text.length || text.at[end] == ' ' || text.at[end] == '-';
}

/* "Côte d'Ivoire" -> "côte", "d'ivoire"; "People's Daily" -> "people", "'s", "daily", as tokens are: the next word
 * lower-cased, with one kind of apostrophe. */
static bool next_word(ArrianSlice *rest, char *ret_word, size_t room, size_t *ret_length)
{
    uint32_t i = 0;
    while (i < rest->length && (rest->at[i] == ' ' || rest->at[i] == '-')) i++;
    uint32_t start = i;
    while (i < rest->length && rest->at[i] != ' ' && rest->at[i] != '-' && (i == start || !opens_possessive(*rest, i)))
        i++;
    if (i == start || i - start >= room) return false;
    size_t length = utf8_word(rest->at + start, i - start, ret_word);
    *rest = (ArrianSlice){rest->at + i, rest->length - i};
    *ret_length = length;
    return true;
}

void phrase_add(Phrases *phrases, Table *words, ArrianSlice phrase, uint32_t value)
{
    uint32_t node = 1, count = 0;
    uint8_t shape = phrase.length ? shape_of(phrase) : 0;
    char word[128];
    for (size_t length; next_word(&phrase, word, sizeof word, &length); count++) {
        uint64_t key = (uint64_t)node << 32 | table_add(words, word, length);
        if (!map_get(&phrases->steps, key, &node)) {
            node = phrases->first.count;
            map_put(phrases->arena, &phrases->steps, key, node);
            LIST_ADD(phrases->arena, phrases->first, 0);
        }
    }
    if (!count) return;
    if (count > phrases->longest) phrases->longest = count;
    uint32_t *link = &phrases->first.at[node];
    while (*link) link = &phrases->values.at[*link].next;
    uint32_t number = phrases->values.count;
    *link = number;
    LIST_ADD(phrases->arena, phrases->values, (PhraseValue){value, 0, shape});
}

void phrase_freeze(Phrases *phrases, Facts *facts)
{
    phrases->root = facts_column(facts);
    for (uint32_t i = 0; i < phrases->steps.room; i++) {
        MapEntry step = phrases->steps.entries[i];
        if (step.key >> 32 == 1 && (uint32_t)step.key < facts->words)
            flat_put(phrases->root, (uint32_t)step.key, step.value);
    }
}

uint32_t phrase_find(const Phrases *phrases, const ArrianToken *tokens, uint32_t first, uint32_t end,
                     uint32_t *ret_taken)
{
    uint32_t node = flat_get(phrases->root, tokens[first].word), best = phrases->first.at[node];
    if (!node) return 0;
    *ret_taken = 1;
    for (uint32_t i = first + 1; i < end; i++) {
        if (tokens[i].flags & ARRIAN_HYPHEN && i > first) continue;
        if (!tokens[i].word || !map_get(&phrases->steps, (uint64_t)node << 32 | tokens[i].word, &node)) break;
        if (phrases->first.at[node]) best = phrases->first.at[node], *ret_taken = i + 1 - first;
    }
    return best;
}

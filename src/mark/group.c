/* group.c: noun groups by closed classes; the trees of the language engine do better where they are. */
#include "mark/group.h"
#include "split/split.h"
#include <string.h>

typedef struct Grouper {
    const ArrianEngine *engine;
    const ArrianDocument *d;
    const MarkTags *tags;
} Grouper;

static bool is_comma(const Grouper *g, uint32_t i)
{
    return g->d->text.at[g->d->tokens.at[i].span.start] == ',';
}

static bool joins(const Grouper *g, uint32_t i) /* inside a group: "of", "for", "'s", a hyphen */
{
    return group_word(g->d, i, "of") || group_word(g->d, i, "for") || group_word(g->d, i, "'s") ||
           group_word(g->d, i, "’s") || group_word(g->d, i, "'") || group_word(g->d, i, "’") ||
           g->d->tokens.at[i].flags & ARRIAN_HYPHEN;
}

static bool nominal(const Grouper *g, uint32_t i)
{
    const ArrianToken *t = &g->d->tokens.at[i];
    if (g->tags->name[i] != ARRIAN_NONE || t->flags & ARRIAN_NUMBER) return true;
    if (g->tags->time[i] != ARRIAN_NONE || !(t->flags & ARRIAN_WORD)) return false;
    uint16_t pos = split_pos(g->engine, t->word);
    if (!pos) return true;
    if (pos & (POS_AUX | POS_CONJ)) return false;
    if (pos & POS_PREP && !(pos & POS_MAIN_NOUN)) return false;
    if (pos & POS_MAIN_VERB && !(pos & POS_NOUN)) return false;
    return pos & (POS_NOUN | POS_ADJ | POS_PROPN | POS_DET | POS_PRON | POS_NUM) || t->flags & ARRIAN_UPPER_FIRST;
}

static bool passed_over(const Grouper *g, uint32_t i)
{
    const ArrianToken *t = &g->d->tokens.at[i];
    if (g->tags->time[i] != ARRIAN_NONE) return true;
    uint16_t pos = split_pos(g->engine, t->word);
    if (pos & POS_AUX) return true;
    return pos & POS_ADV && !(pos & (POS_NOUN | POS_PRON | POS_DET)) &&
           !(t->flags & ARRIAN_UPPER_FIRST && g->tags->name[i] != ARRIAN_NONE);
}

static bool names_person(const Grouper *g, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (g->tags->name[i] != ARRIAN_NONE && g->d->names.at[g->tags->name[i]].type == ARRIAN_PERSON) return true;
    return false;
}

bool group_before(const ArrianEngine *engine, const ArrianDocument *d, const MarkTags *tags, uint32_t first,
                  uint32_t verb, uint32_t *ret_first, uint32_t *ret_end)
{
    Grouper g = {engine, d, tags};
    uint32_t end = verb;
    while (end > first && passed_over(&g, end - 1)) end--;
    if (end > first && is_comma(&g, end - 1)) { /* "X, the head of Y, said" */
        uint32_t comma = end - 1;
        for (uint32_t i = comma; i-- > first && comma - i < 30;)
            if (is_comma(&g, i)) {
                comma = i;
                break;
            }
        if (comma == end - 1) return false;
        end = names_person(&g, comma + 1, end - 1) && !names_person(&g, first, comma) ? end - 1 : comma;
    }
    uint32_t at = end;
    while (at > first && end - at < 16 && (nominal(&g, at - 1) || (joins(&g, at - 1) && at < end))) {
        at--;
        bool opens = split_pos(engine, d->tokens.at[at].word) & POS_DET && tags->name[at] == ARRIAN_NONE &&
                     end - at > 1; /* "terrorists [a monitoring group]" */
        if (opens && (at == first || !joins(&g, at - 1))) break;
    }
    while (at < end && joins(&g, at)) at++;
    if (at == end) return false;
    *ret_first = at;
    *ret_end = end;
    return true;
}

bool group_after(const ArrianEngine *engine, const ArrianDocument *d, const MarkTags *tags, uint32_t verb, uint32_t end,
                 uint32_t *ret_first, uint32_t *ret_end)
{
    Grouper g = {engine, d, tags};
    uint32_t at = verb + 1;
    while (at < end && (tags->time[at] != ARRIAN_NONE ||
                        (passed_over(&g, at) && !(split_pos(engine, d->tokens.at[at].word) & POS_AUX))))
        at++;
    if (at < end && group_word(d, at, "on") && at + 1 < end && tags->time[at + 1] != ARRIAN_NONE)
        for (at++; at < end && tags->time[at] != ARRIAN_NONE;) at++;
    uint32_t stop = at;
    while (stop < end && stop - at < 16 && (nominal(&g, stop) || (joins(&g, stop) && stop > at))) stop++;
    while (stop > at && joins(&g, stop - 1)) stop--;
    if (stop == at) return false;
    *ret_first = at;
    *ret_end = stop;
    return true;
}

bool group_dash(const ArrianDocument *d, uint32_t token)
{
    static const char *const dashes[] = {"-", "--", "–", "—", NULL};
    return !(d->tokens.at[token].flags & ARRIAN_HYPHEN) && slice_among(document_words(d, d->tokens.at[token].span), dashes);
}

uint32_t group_behind_dateline(const ArrianDocument *d, uint32_t first, uint32_t end)
{
    if (!(d->tokens.at[first].flags & ARRIAN_ALL_UPPER)) return first;
    for (uint32_t i = first + 1; i < end && i < first + 14; i++)
        if (group_dash(d, i)) return i + 1;
    return first;
}

/* tie.c: why words stand for their entity.   "Stoltenberg" -> part of the name, by "Jens Stoltenberg" */
#include "base/utf8.h"
#include "mark/clause.h"
#include "mark/group.h"
#include "mark/name.h"
#include <string.h>

static bool holds(ArrianSlice text, ArrianSlice words)
{
    for (uint32_t i = 0; i + words.length <= text.length; i++)
        if (!strncasecmp(text.at + i, words.at, words.length)) return true;
    return false;
}

/* "Rona Relief Network ([RRN])": letters that touch an opening bracket behind the name before. */
static bool in_brackets(const ArrianDocument *d, ArrianSpan span)
{
    return span.start && d->text.at[span.start - 1] == '(';
}

enum { NAMES_COMPARED = 64 /* of one entity, the latest */ };

static void tie_name(ArrianDocument *d, const ArrianEntity *e, uint32_t k)
{
    ArrianName *name = &d->names.at[e->mentions[k]];
    ArrianSlice words = document_words(d, name->span);
    uint32_t part = ARRIAN_NONE;
    name->tie = k ? ARRIAN_TIE_LEXICON : ARRIAN_TIE_FIRST, name->by = k ? e->mentions[0] : ARRIAN_NONE;
    for (uint32_t j = k; j-- > 0 && k - j < NAMES_COMPARED;) {
        ArrianSlice other = document_words(d, d->names.at[e->mentions[j]].span);
        if (slice_same_words(words, other)) {
            name->tie = ARRIAN_TIE_SAME, name->by = e->mentions[j];
            return;
        }
        if (part == ARRIAN_NONE && (holds(other, words) || holds(words, other))) part = e->mentions[j];
    }
    if (part != ARRIAN_NONE) name->tie = ARRIAN_TIE_PART, name->by = part;
    else if (k && in_brackets(d, name->span)) name->tie = ARRIAN_TIE_INITIALS, name->by = e->mentions[k - 1];
}

void tie_names(ArrianDocument *d)
{
    for (uint32_t e = 0; e < d->entities.count; e++)
        for (uint32_t k = 0; k < d->entities.at[e].count; k++) tie_name(d, &d->entities.at[e], k);
}

/* The name of the entity in the words; else the one that stands nearest before them. */
static uint32_t name_beside(const ArrianDocument *d, const ArrianEntity *e, ArrianSpan span, bool *ret_inside)
{
    uint32_t low = 0, high = e->count;
    *ret_inside = false;
    while (low < high) { /* the first mention that ends behind the start */
        uint32_t middle = low + (high - low) / 2;
        if (d->names.at[e->mentions[middle]].span.end <= span.start) low = middle + 1;
        else high = middle;
    }
    if (low < e->count && span_overlap(d->names.at[e->mentions[low]].span, span)) return *ret_inside = true, e->mentions[low];
    return low ? e->mentions[low - 1] : e->count ? e->mentions[0] : ARRIAN_NONE;
}

ArrianTie arrian_tie(const ArrianDocument *d, ArrianSpan span, uint32_t entity, uint32_t *ret_name)
{
    static const char *const persons[] = {"he", "him", "his", "himself", "she", "her", "hers", "herself", NULL},
                            *const things[] = {"it", "they", NULL}, *const bodies[] = {"we", "us", "our", "ourselves", NULL};
    const ArrianEntity *e = &d->entities.at[entity];
    bool inside;
    *ret_name = name_beside(d, e, span, &inside);
    if (inside) {
        const ArrianName *name = &d->names.at[*ret_name];
        return *ret_name = name->by, name->tie;
    }
    uint32_t token = document_token_at(d, span.start);
    if (token >= d->tokens.count) return ARRIAN_TIE_CARRIED;
    bool alone = d->tokens.at[token].span.end >= span.end;
    if (!alone) return ARRIAN_TIE_DESCRIPTION;
    if (group_one_of(d, token, persons)) return ARRIAN_TIE_PRONOUN;
    if (group_one_of(d, token, things)) return ARRIAN_TIE_SUBJECT;
    if (group_one_of(d, token, bodies)) return ARRIAN_TIE_SPOKEN_FOR;
    return clause_is(d, token, "PRON") ? ARRIAN_TIE_CARRIED : ARRIAN_TIE_DESCRIPTION;
}

/* spoken.c: for whom a person speaks.   "said Anna Holm, chairwoman of Kellner" -> Kellner */
#include "mark/group.h"
#include "mark/name.h"
#include "mark/topic.h"
#include "split/split.h"

enum { NAMINGS = 12 /* of a person that are looked at */, REACH = 10 /* words of an office */ };
typedef struct Hearer {
    const ArrianEngine *engine;
    const ArrianDocument *d;
} Hearer;

/* The body whose name holds the token; who speaks for a state often means everybody. */
static uint32_t body_over(const Hearer *h, uint32_t token)
{
    const ArrianDocument *d = h->d;
    uint32_t at = d->tokens.at[token].span.start, before = document_names_before(d, at + 1);
    if (!before || d->names.at[before - 1].span.end <= at) return ARRIAN_NONE;
    uint32_t entity = d->names.at[before - 1].entity;
    const ArrianEntity *e = &d->entities.at[entity];
    return e->type == ARRIAN_ORGANIZATION && !split_is_code(d, token) ? entity : ARRIAN_NONE;
}

/* "[Reuters] quoted him as saying": an outlet passes on what others say. */
static bool is_outlet(const Hearer *h, const ArrianEntity *e)
{
    uint32_t first = document_token_at(h->d, h->d->names.at[e->mentions[0]].span.start), entry, end;
    return name_lookup(h->engine, h->d, first, h->d->tokens.count, &entry, &end) && name_entry(h->engine, entry)->kind == NAME_OUTLET;
}

static bool is_voice(const Hearer *h, uint32_t token)
{
    if (described_is(h->engine, h->d, token, DESCRIBED_VOICE)) return true;
    if (!token || !described_is(h->engine, h->d, token, DESCRIBED_RANK)) return false;
    uint32_t over = token > 1 && h->d->tokens.at[token - 1].flags & ARRIAN_HYPHEN ? token - 2 : token - 1; /* "Secretary-General" */
    return described_is(h->engine, h->d, over, DESCRIBED_VOICE);
}

static bool is_comma(const Hearer *h, uint32_t token)
{
    return h->d->text.at[h->d->tokens.at[token].span.start] == ',';
}

/* "the [former] NATO chief", "the [ex]-NATO chief" */
static bool is_former(const Hearer *h, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (described_is(h->engine, h->d, i, DESCRIBED_PAST)) return true;
    return false;
}

/* Whose office tokens [first, end) tell: "chairwoman of [Kellner]", "[Kellner] chief executive", "[Kellner]'s chairwoman". */
static uint32_t whose(const Hearer *h, uint32_t first, uint32_t end)
{
    uint32_t head = first, body = ARRIAN_NONE;
    while (head < end && !clause_is(h->d, head, "ADP")) head++;
    if (head == first || !is_voice(h, head - 1) || is_former(h, first, head)) return ARRIAN_NONE;
    for (uint32_t i = first; i < end && body == ARRIAN_NONE; i++) body = body_over(h, i);
    return body;
}

/* The office behind the name: ", chairwoman of Kellner," */
static uint32_t behind(const Hearer *h, uint32_t end, uint32_t stop)
{
    uint32_t last = end + 1;
    if (end >= stop || !is_comma(h, end)) return ARRIAN_NONE;
    while (last < stop && last < end + 1 + REACH && !(h->d->tokens.at[last].flags & ARRIAN_PUNCT && !(h->d->tokens.at[last].flags & ARRIAN_HYPHEN))) last++;
    return whose(h, end + 1, last);
}

static bool parts(const Hearer *h, uint32_t token)
{
    const ArrianDocument *d = h->d;
    char sign = d->text.at[d->tokens.at[token].span.start];
    bool mark = clause_is(d, token, "PUNCT") && sign != '(' && sign != ')' && !(d->tokens.at[token].flags & ARRIAN_HYPHEN);
    return clause_is(d, token, "VERB") || clause_is(d, token, "AUX") || (mark && !split_is_code(d, token));
}

/* The office before it: "Kellner (KLN.N) chairwoman [Anna Holm]", "a spokesman for Kellner, [Anna Holm]" */
static uint32_t before(const Hearer *h, uint32_t first, uint32_t start)
{
    uint32_t end = first > start && is_comma(h, first - 1) ? first - 1 : first, low = end;
    while (low > start && low + REACH > end && !parts(h, low - 1)) low--;
    return end > low ? whose(h, low, end) : ARRIAN_NONE;
}

uint32_t topic_spoken_for(const ArrianEngine *engine, const ArrianDocument *d, uint32_t speaker)
{
    Hearer h = {engine, d};
    if (speaker == ARRIAN_NONE) return ARRIAN_NONE;
    const ArrianEntity *e = &d->entities.at[speaker];
    if (e->type == ARRIAN_ORGANIZATION) return is_outlet(&h, e) ? ARRIAN_NONE : speaker;
    for (uint32_t k = 0; k < e->count && k < NAMINGS && e->type == ARRIAN_PERSON; k++) {
        uint32_t end, first = document_tokens_in(d, d->names.at[e->mentions[k]].span, &end);
        const ArrianSentence *s = &d->sentences.at[d->tokens.at[first].sentence];
        uint32_t body = behind(&h, end, s->first + s->count);
        if (body == ARRIAN_NONE) body = before(&h, first, s->first);
        if (body != ARRIAN_NONE) return body;
    }
    return ARRIAN_NONE;
}

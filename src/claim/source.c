/* source.c: according to whom.   inside a quote its speaker, then the outlet through which the words came; else
 * "according to X"; else the report itself */
#include "claim/claim.h"
#include "mark/group.h"
#include "mark/speech.h"
#include "mark/teller.h"
#include <string.h>

static void add_source(ArrianClaim *claim, ArrianSpan span, uint32_t entity, ArrianRole role)
{
    if (claim->sources < ARRIAN_MAX_CHAIN && !span_empty(span))
        claim->source[claim->sources++] = (ArrianSource){span, entity, role};
}

static const ArrianQuote *quote_around(const Coder *c, ArrianSpan cue)
{
    const ArrianQuote *best = NULL;
    for (uint32_t k = 0; k < c->d->quotes.count; k++) {
        const ArrianQuote *q = &c->d->quotes.at[k];
        if (q->span.start > cue.start) break;
        if (q->span.end >= cue.end && (!best || q->span.end - q->span.start < best->span.end - best->span.start))
            best = q;
    }
    return best;
}

static uint32_t entity_at(const Coder *c, ArrianSpan span)
{
    for (uint32_t i = document_token_at(c->d, span.start); i < c->d->tokens.count && c->tokens[i].span.start < span.end;
         i++)
        if (c->tags.name[i] != ARRIAN_NONE) return c->d->names.at[c->tags.name[i]].entity;
    return ARRIAN_NONE;
}

/* "Observatory" for "Observatory for Human Rights": one name within the other. */
static bool text_within(const Coder *c, uint32_t a, uint32_t b)
{
    ArrianSlice x = c->d->entities.at[a].name, y = c->d->entities.at[b].name;
    return x.length <= y.length ? memmem(y.at, y.length, x.at, x.length) != NULL
                                : memmem(x.at, x.length, y.at, y.length) != NULL;
}

static bool is_watcher(const Coder *c, uint32_t i)
{
    uint32_t class = ROLE_WORD_NONE;
    map_get(&c->engine->claim->roles, c->tokens[i].word, &class);
    return class == ROLE_WORD_WATCH;
}

/* The body of the report whose name says that it watches, where there is one alone. */
static uint32_t watcher(const Coder *c)
{
    uint32_t found = ARRIAN_NONE;
    for (uint32_t k = 0; k < c->d->names.count; k++) {
        const ArrianName *name = &c->d->names.at[k];
        if (c->d->entities.at[name->entity].type != ARRIAN_ORGANIZATION) continue;
        bool watches = false;
        for (uint32_t i = document_token_at(c->d, name->span.start);
             i < c->d->tokens.count && c->tokens[i].span.start < name->span.end; i++)
            watches |= is_watcher(c, i);
        if (!watches || found == name->entity) continue;
        if (found != ARRIAN_NONE && !text_within(c, name->entity, found)) return ARRIAN_NONE;
        if (found == ARRIAN_NONE) found = name->entity;
    }
    return found;
}

/* "a monitoring group", "the Britain-based Observatory": no name in it is who speaks. */
static uint32_t speaker(const Coder *c, uint32_t first, uint32_t end)
{
    bool joined = false, person = false;
    for (uint32_t i = first; i + 1 < end; i++)
        joined |= c->tags.name[i] != ARRIAN_NONE && c->tokens[i + 1].flags & ARRIAN_HYPHEN;
    for (uint32_t i = first; i < end; i++)
        person |= c->tags.name[i] != ARRIAN_NONE && c->d->names.at[c->tags.name[i]].type == ARRIAN_PERSON;
    bool watches = is_watcher(c, end - 1) || (end - first > 1 && is_watcher(c, end - 2)) ||
                   (joined && group_word(c->d, end - 1, "group"));
    if (watches && !person && c->tags.name[end - 1] == ARRIAN_NONE) {
        uint32_t body = watcher(c);
        if (body != ARRIAN_NONE) return body;
    }
    if (joined && !person && c->tags.name[end - 1] == ARRIAN_NONE)
        return refer_phrase(c->engine, c->d, &c->tags, end - 2, end);
    return refer_phrase(c->engine, c->d, &c->tags, first, end);
}

/* "the [1997 act]": an article is read with the noun that it stands for. */
static uint32_t noun_end(const Coder *c, uint32_t first, uint32_t end)
{
    uint32_t head = c->tokens[first].head;
    bool alone = tree_has(c) && end == first + 1 && tree_rel(c, first, "det") && head > first && head < c->end;
    return alone ? head + 1 : end;
}

/* "a jury in", "news agency [dpa]": cut off before the name that it needs, or with a word too many. */
static uint32_t whole_end(const Coder *c, uint32_t first, uint32_t end)
{
    end = noun_end(c, first, end);
    uint32_t name = end < c->end ? c->tags.name[end] : ARRIAN_NONE, head = end < c->end ? c->tokens[end].head : ARRIAN_NONE;
    bool titled = tree_has(c) && name != ARRIAN_NONE && c->tags.name[end - 1] == ARRIAN_NONE && head >= first && head < end &&
                  (tree_rel(c, end, "appos") || tree_rel(c, end, "flat"));
    if (!titled && !party_is_small(c, end - 1)) return end;
    while (name != ARRIAN_NONE && end < c->end && c->tags.name[end] == name) end++;
    while (end > first + 1 && party_is_small(c, end - 1)) end--;
    return end;
}

/* "Soldiers [seized] the palace, but [the king] said that they had fled": all that is theirs to tell stands behind them. */
static bool told_elsewhere(const Coder *c, ArrianSpan who, ArrianSpan cue)
{
    bool theirs = false;
    if (cue.end > who.start) return false;
    ArrianSpan sentence = document_tokens_span(c->d, c->first, c->end);
    for (uint32_t k = 0; k < c->d->quotes.count; k++) {
        const ArrianQuote *q = &c->d->quotes.at[k];
        if (!span_overlap(q->span, sentence) || !span_overlap(q->speaker, who)) continue;
        if (q->span.start < who.start) return false;
        theirs = true;
    }
    return theirs;
}

/* Somebody or something that may say so: a link, or the kind of its noun, tells. */
static void add_teller(const Coder *c, ArrianClaim *claim, ArrianSpan span, uint32_t entity)
{
    if (entity != ARRIAN_NONE || teller_is(c->engine, c->d, span)) add_source(claim, span, entity, ARRIAN_SPEAKER);
}

void source_add(const Coder *c, uint32_t first, uint32_t end, ArrianClaim *claim)
{
    end = whole_end(c, first, end);
    if (told_elsewhere(c, document_tokens_span(c->d, first, end), claim->cue)) return;
    add_teller(c, claim, document_tokens_span(c->d, first, end), speaker(c, first, end));
}

/* The outlet through which the quote came, or to which a header hands all below it. */
static void add_via(const Coder *c, ArrianClaim *claim, const ArrianQuote *quote)
{
    ArrianSpan via = quote ? quote->via : c->header;
    add_source(claim, via, entity_at(c, via), ARRIAN_VIA);
}

void source_add_via(const Coder *c, ArrianClaim *claim)
{
    add_via(c, claim, quote_around(c, claim->cue));
}

static uint32_t quote_entity(const Coder *c, const ArrianQuote *quote)
{
    uint32_t first = document_token_at(c->d, quote->speaker.start), end = first;
    while (end < c->d->tokens.count && c->tokens[end].span.start < quote->speaker.end) end++;
    bool described = end > first && c->tags.name[end - 1] == ARRIAN_NONE;
    return described && end - first > 1 ? speaker(c, first, end) : quote->entity;
}

bool source_tells(const Coder *c, uint32_t prefix, uint32_t head)
{
    SpeechFind find;
    bool names = speech_at(c->engine, c->d, prefix, c->end, &find) && find.speech->kind == SPEECH_PREFIX;
    return names && (reason_is_somebody(c, head) || reason_word(c, head, "tells"));
}

/* "fired 40 workers, citing [weak demand]" */
static bool is_reason(const Coder *c, uint32_t prefix, uint32_t first, uint32_t end)
{
    RuleMatch m;
    return tree_has(c) && rule_find(c->engine->claim->links, c->tokens, prefix, c->end, &m) &&
           !source_tells(c, prefix, tree_top(c, first, end));
}

/* "[a person] familiar with the plan": without the word that only begins what is said of him. */
static uint32_t bare_end(const Coder *c, uint32_t first, uint32_t end)
{
    while (tree_has(c) && end > first + 1 && tree_upos(c, end - 1, "ADJ") && tree_rel(c, end - 1, "amod") &&
           c->tokens[end - 1].head < end - 1)
        end--;
    return end;
}

void source_fill(const Coder *c, ArrianClaim *claim)
{
    const ArrianQuote *quote = quote_around(c, claim->cue);
    if (quote) {
        if (!span_empty(quote->speaker)) add_teller(c, claim, quote->speaker, quote_entity(c, quote));
        add_via(c, claim, quote);
        return;
    }
    for (uint32_t i = c->first; i < c->end; i++) {
        SpeechFind find;
        uint32_t a, b;
        if (!speech_at(c->engine, c->d, i, c->end, &find) || find.speech->kind != SPEECH_PREFIX) continue;
        if (c->tags.quantity[i] != ARRIAN_NONE) continue; /* "9 [per] cent" */
        if (!group_after(c->engine, c->d, &c->tags, find.end - 1, c->end, &a, &b)) continue;
        if (is_reason(c, i, a, b)) continue;
        b = bare_end(c, a, b);
        add_teller(c, claim, document_tokens_span(c->d, a, b), refer_phrase(c->engine, c->d, &c->tags, a, b));
        break;
    }
    add_via(c, claim, NULL);
}

/* source.c: according to whom.   inside a quote its speaker, then the outlet through which the words came; else
 * "according to X"; else the report itself */
#include "claim/claim.h"
#include "mark/group.h"
#include "mark/speech.h"

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

void source_add(const Coder *c, uint32_t first, uint32_t end, ArrianClaim *claim)
{
    add_source(claim, document_tokens_span(c->d, first, end), refer_phrase(c->engine, c->d, &c->tags, first, end),
               ARRIAN_SPEAKER);
}

void source_add_via(const Coder *c, ArrianClaim *claim)
{
    const ArrianQuote *quote = quote_around(c, claim->cue);
    if (quote) add_source(claim, quote->via, entity_at(c, quote->via), ARRIAN_VIA);
}

void source_fill(const Coder *c, ArrianClaim *claim)
{
    const ArrianQuote *quote = quote_around(c, claim->cue);
    if (quote) {
        add_source(claim, quote->speaker, quote->entity, ARRIAN_SPEAKER);
        add_source(claim, quote->via, entity_at(c, quote->via), ARRIAN_VIA);
        return;
    }
    for (uint32_t i = c->first; i < c->end; i++) {
        SpeechFind find;
        uint32_t a, b;
        if (!speech_at(c->engine, c->d, i, c->end, &find) || find.speech->kind != SPEECH_PREFIX) continue;
        if (!group_after(c->engine, c->d, &c->tags, find.end - 1, c->end, &a, &b)) continue;
        add_source(claim, document_tokens_span(c->d, a, b), refer_phrase(c->engine, c->d, &c->tags, a, b),
                   ARRIAN_SPEAKER);
        return;
    }
}

/* reason.c: which claim another gives as its reason, and by what words.
 *     "fined the firm after the leak"        after, "after"
 *     "sent tanks in response to the raid"   answers, "in response to"
 *     "met to discuss the border"            in order to, "to"
 * data/claim.rule names the words. They must stand between the two in the tree, or side by side where there is none. */
#include "claim/claim.h"
#include "mark/group.h"
#include <string.h>

typedef struct Link {
    ArrianReason reason;
    ArrianSpan words;
} Link;

static uint32_t first_of(const Coder *c, const ArrianClaim *claim)
{
    return document_token_at(c->d, claim->cue.start);
}

static uint32_t top_of(const Coder *c, const ArrianClaim *claim)
{
    return tree_top(c, first_of(c, claim), document_token_at(c->d, claim->cue.end));
}

static ArrianReason reason_named(const char *action)
{
    for (int r = 0; r < ARRIAN_REASONS; r++)
        if (!strcmp(action, arrian_reason((ArrianReason)r)) || (r == ARRIAN_IN_ORDER_TO && !strcmp(action, "purpose")))
            return (ArrianReason)r;
    return ARRIAN_REASONS;
}

/* A rule's words that end before token `end`, no more than eight words back, governed below `head`. */
static bool words_before(const Coder *c, uint32_t end, uint32_t head, Link *ret)
{
    uint32_t from = end > c->first + 8 ? end - 8 : c->first;
    RuleMatch m;
    for (uint32_t i = from; i < end; i++) {
        if (!rule_find(c->engine->claim->links, c->tokens, i, end, &m)) continue;
        if (head != ARRIAN_NONE && !tree_under(c, m.first, head)) continue;
        ArrianReason reason = reason_named(m.action);
        if (reason == ARRIAN_REASONS) continue;
        *ret = (Link){reason, document_tokens_span(c->d, m.first, m.end)};
        return true;
    }
    return false;
}

/* "to deter", of an infinitive that hangs on the deed as its aim. */
static bool aim(const Coder *c, uint32_t top, Link *ret)
{
    uint32_t to = tree_child_word(c, top, "mark", "to");
    if (!tree_rel(c, top, "advcl") || to == ARRIAN_NONE) return false;
    *ret = (Link){ARRIAN_IN_ORDER_TO, document_tokens_span(c->d, to, to + 1)};
    return true;
}

/* The charge of a verdict or reproach: "sentenced for selling". */
static bool charge(const Coder *c, uint32_t top, ArrianAct act, Link *ret)
{
    if (act != ARRIAN_COERCE && act != ARRIAN_ACCUSE && act != ARRIAN_SANCTION && act != ARRIAN_CONCEDE) return false;
    uint32_t word = tree_child_word(c, top, "mark", "for");
    if (word == ARRIAN_NONE) word = tree_child_word(c, top, "case", "for");
    if (word == ARRIAN_NONE) return false;
    *ret = (Link){ARRIAN_BECAUSE, document_tokens_span(c->d, word, word + 1)};
    return true;
}

/* The claim whose cue holds the token. */
static uint32_t claim_at(const Coder *c, uint32_t token, uint32_t before)
{
    for (uint32_t k = before; k < c->d->claims.count; k++)
        if (span_overlap(c->d->claims.at[k].cue, c->tokens[token].span)) return k;
    return ARRIAN_NONE;
}

static void link(Coder *c, uint32_t effect, uint32_t cause, const Link *words)
{
    ArrianClaim *claim = &c->d->claims.at[effect];
    if (claim->because != ARRIAN_NONE || c->d->claims.at[cause].because == effect) return;
    claim->because = cause, claim->reason = words->reason, claim->reason_words = words->words;
}

/* From the cause up the tree to the claim that it hangs on. */
static void link_up(Coder *c, uint32_t cause, uint32_t before)
{
    uint32_t top = top_of(c, &c->d->claims.at[cause]), at = top, effect = ARRIAN_NONE;
    for (int step = 0; step < 6; step++) {
        uint32_t above = c->tokens[at].head;
        bool aside = tree_rel(c, at, "conj") || tree_rel(c, at, "parataxis") || tree_rel(c, at, "acl:relcl");
        if (above == at || above == ARRIAN_NONE || (aside && at == top)) return;
        effect = claim_at(c, above, before);
        if (effect != ARRIAN_NONE && effect != cause) break;
        at = above;
    }
    if (effect == ARRIAN_NONE || effect == cause) return;
    Link words;
    if (words_before(c, first_of(c, &c->d->claims.at[cause]), at, &words) || aim(c, top, &words) ||
        charge(c, top, c->d->claims.at[effect].act, &words))
        link(c, effect, cause, &words);
}

/* Without a tree: words of a rule between a claim and the next one. */
static void link_next(Coder *c, uint32_t effect)
{
    uint32_t from = document_token_at(c->d, c->d->claims.at[effect].cue.end),
             to = first_of(c, &c->d->claims.at[effect + 1]);
    Link words;
    if (from < to && to < from + 14 && words_before(c, to, ARRIAN_NONE, &words) &&
        words.words.start >= c->tokens[from].span.start)
        link(c, effect, effect + 1, &words);
}

void reason_link(Coder *c, uint32_t before)
{
    bool tree = tree_has(c);
    for (uint32_t k = before; tree && k < c->d->claims.count; k++) link_up(c, k, before);
    for (uint32_t k = before; !tree && k + 1 < c->d->claims.count; k++) link_next(c, k);
}

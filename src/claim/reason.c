/* reason.c: which claim another gives as its reason, and by what words.
 *     "fined the firm after the leak"        after, "after"
 *     "the leak led to an inquiry"           because, "led to", of the inquiry
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

ArrianReason reason_named(const char *action)
{
    for (int r = 0; r < ARRIAN_REASONS; r++)
        if (!strcmp(action, arrian_reason((ArrianReason)r)) || (r == ARRIAN_IN_ORDER_TO && !strcmp(action, "purpose")))
            return (ArrianReason)r;
    return ARRIAN_REASONS;
}

bool reason_word(const Coder *c, uint32_t i, const char *class)
{
    double value;
    return rule_class_value(c->engine->claim->links, class, c->tokens[i].word, &value);
}

/* "[as] the bridge was unsafe": the clause that the word opens has a copula, an auxiliary or a verb of what is so, so
 * it is no while. */
static bool tells_state(const Coder *c, uint32_t mark)
{
    uint32_t verb = c->tokens[mark].head;
    if (!tree_has(c) || !tree_rel(c, mark, "mark")) return false;
    if (tree_child_word(c, verb, "advmod", "why") != ARRIAN_NONE) return false; /* "as to why" */
    return reason_word(c, verb, "fact") || tree_child(c, verb, "cop") != ARRIAN_NONE ||
           tree_child(c, verb, "aux") != ARRIAN_NONE;
}

/* The words of a rule at token i, before token `end`. */
static bool words_at(const Coder *c, uint32_t i, uint32_t end, Link *ret)
{
    RuleMatch m;
    if (i >= end || !rule_find(c->engine->claim->links, c->tokens, i, end, &m)) return false;
    ArrianReason reason = reason_named(m.action);
    if (!strcmp(m.action, "state") && tells_state(c, i)) reason = ARRIAN_BECAUSE;
    if (reason == ARRIAN_AFTER && i > c->first && reason_word(c, i - 1, "spell")) return false; /* "a year after" */
    *ret = (Link){reason, document_tokens_span(c->d, m.first, m.end)};
    return reason != ARRIAN_REASONS;
}

/* "on charges of [fraud]": a rule's words right before the phrase of token `at`, whatever the tree hangs them on. */
static bool words_touch(const Coder *c, uint32_t at, Link *ret)
{
    uint32_t first, end;
    if (tree_rel(c, at, "nsubj")) return false; /* "because [the raid] was illegal" */
    tree_phrase(c, at, &first, &end);
    for (uint32_t i = first > c->first + 8 ? first - 8 : c->first; i < first; i++)
        if (words_at(c, i, first, ret) && ret->words.end == c->tokens[first - 1].span.end) return true;
    return false;
}

/* A rule's words that end before token `end`, no more than eight words back, governed below `head`. */
static bool words_before(const Coder *c, uint32_t end, uint32_t head, Link *ret)
{
    for (uint32_t i = end > c->first + 8 ? end - 8 : c->first; i < end; i++)
        if (words_at(c, i, end, ret) && (head == ARRIAN_NONE || tree_under(c, i, head))) return true;
    return false;
}

/* "[at the request of] others": the cause is one of the rule's words. */
static bool words_around(const Coder *c, uint32_t i, uint32_t at, Link *ret)
{
    RuleMatch m;
    if (!rule_find(c->engine->claim->links, c->tokens, i, c->end, &m) || strcmp(m.action, "asked") != 0) return false;
    *ret = (Link){ARRIAN_ANSWERS, document_tokens_span(c->d, m.first, m.end)};
    return at < m.end;
}

/* "[because] the freedom of all is at stake": a rule's words that mark the clause or phrase of token `at`. */
static bool words_of(const Coder *c, uint32_t at, uint32_t end, Link *ret)
{
    for (uint32_t i = c->first; i < end; i++) {
        bool marks = c->tokens[i].head == at &&
                     (tree_rel(c, i, "mark") || tree_rel(c, i, "case") || tree_rel(c, i, "advmod"));
        if ((marks || i == at) && words_at(c, i, end, ret)) return true;
        if (marks && words_around(c, i, at, ret)) return true;
    }
    return false;
}

/* A deed that a noun may name with its aim ("a meeting to discuss"), not with what it says ("a demand to leave"). */
static bool has_aim(ArrianAct act)
{
    return act == ARRIAN_CONSULT || act == ARRIAN_MOBILIZE || act == ARRIAN_COERCE || act == ARRIAN_ASSAULT ||
           act == ARRIAN_PROTEST || act == ARRIAN_AID || act == ARRIAN_COOPERATE || act == ARRIAN_SUPPORT;
}

/* "the [campaign] to free him": a noun whose infinitive is its aim. */
static bool names_aim(const Coder *c, uint32_t noun, const ArrianClaim *effect)
{
    Cue found;
    if (!tree_upos(c, noun, "NOUN")) return false;
    bool told = span_overlap(effect->cue, c->tokens[noun].span);
    bool done = tree_rel(c, noun, "obj") && span_overlap(effect->cue, c->tokens[c->tokens[noun].head].span);
    if ((told || done) && reason_word(c, noun, "aim")) return true;
    return told && has_aim(effect->act) && cue_at(c, noun, &found) && has_aim(found.pattern->act);
}

/* "to deter", of an infinitive that hangs on the deed as its aim. */
static bool aim(const Coder *c, uint32_t at, const ArrianClaim *effect, Link *ret)
{
    uint32_t to = tree_child_word(c, at, "mark", "to"), above = c->tokens[at].head;
    if (to == ARRIAN_NONE || tree_is_ing(c, at)) return false; /* "admitted to taking", "to having taken" */
    if (to + 1 < c->end && tree_is_ing(c, to + 1)) return false;
    bool noun = tree_rel(c, at, "acl") && names_aim(c, above, effect);
    bool passive = tree_child(c, above, "aux:pass") != ARRIAN_NONE;
    bool used = tree_rel(c, at, "xcomp") && reason_word(c, above, "use") && passive;
    uint32_t of = tree_child(c, above, "nsubj"); /* "the [raid] was designed to" */
    bool own = span_overlap(effect->cue, c->tokens[above].span) ||
               (of != ARRIAN_NONE && span_overlap(effect->cue, c->tokens[of].span));
    bool aside = tree_rel(c, above, "ccomp") && !own;
    if (!noun && !used && (!tree_rel(c, at, "advcl") || aside)) return false; /* "said that it [was used] to" */
    *ret = (Link){ARRIAN_IN_ORDER_TO, document_tokens_span(c->d, to, to + 1)};
    return true;
}

/* The charge of a verdict or reproach, the ground of thanks: "sentenced for selling", "thanked for". */
static bool charge(const Coder *c, uint32_t at, ArrianAct act, ArrianAct cause, Link *ret)
{
    static const uint32_t acts = 1u << ARRIAN_COERCE | 1u << ARRIAN_ACCUSE | 1u << ARRIAN_SANCTION |
                                 1u << ARRIAN_CONCEDE | 1u << ARRIAN_SUPPORT | 1u << ARRIAN_AID;
    if (!(acts >> act & 1) || tree_is_infinitive(c, at)) return false;
    if (act == ARRIAN_AID && cause != ARRIAN_HARM && cause != ARRIAN_ASSAULT) return false; /* "aid for distribution" */
    uint32_t word = tree_child_word(c, at, "mark", "for");
    if (word == ARRIAN_NONE) word = tree_child_word(c, at, "case", "for");
    if (word == c->first) return false;
    if (word != ARRIAN_NONE && reason_word(c, word - 1, "beg")) word = ARRIAN_NONE; /* "provides for" */
    if (word == ARRIAN_NONE && reason_word(c, c->tokens[at].head, "charge"))
        word = tree_child_word(c, at, "case", "with");
    if (word == ARRIAN_NONE) return false;
    *ret = (Link){ARRIAN_BECAUSE, document_tokens_span(c->d, word, word + 1)};
    return true;
}

uint32_t reason_claim_at(const Coder *c, uint32_t token, uint32_t before)
{
    for (uint32_t k = before; k < c->d->claims.count; k++)
        if (span_overlap(c->d->claims.at[k].cue, c->tokens[token].span)) return k;
    return ARRIAN_NONE;
}

static void link(Coder *c, uint32_t effect, uint32_t cause, const Link *words)
{
    ArrianClaim *claim = &c->d->claims.at[effect];
    if (claim->because != ARRIAN_NONE || c->d->claims.at[cause].because == effect ||
        span_overlap(claim->cue, c->d->claims.at[cause].cue))
        return;
    claim->because = cause, claim->reason = words->reason, claim->reason_words = words->words;
}

/* "to help [determine] the value", "over the [handling] of his case": the heart of what its head says, no aside. */
static bool is_heart(const Coder *c, uint32_t i)
{
    return tree_rel(c, i, "obj") || tree_rel(c, i, "xcomp") || tree_rel(c, i, "nmod") || tree_rel(c, i, "compound") ||
           tree_rel(c, i, "nsubj") || (tree_rel(c, i, "acl") && reason_word(c, c->tokens[i].head, "aim"));
}

/* How the cause is joined to what it hangs on, by the words of any step between the two. */
static bool joined(const Coder *c, uint32_t cause, uint32_t top, uint32_t last, const ArrianClaim *effect, Link *ret)
{
    uint32_t end = first_of(c, &c->d->claims.at[cause]);
    if (words_before(c, end, last, ret)) return true;
    if (words_touch(c, top, ret) && effect->cue.start < ret->words.start) return true;
    bool told = false; /* "because the judge held that he [lied]" */
    for (uint32_t at = top;; at = c->tokens[at].head) {
        if (words_of(c, at, end > top ? end : top, ret) || (!told && aim(c, at, effect, ret)) ||
            charge(c, at, effect->act, c->d->claims.at[cause].act, ret))
            return true;
        told |= tree_rel(c, at, "ccomp");
        if (at == last || !(is_heart(c, at) || tree_rel(c, at, "ccomp"))) return false;
    }
}

/* What a word that makes no claim speaks of: "his [visit] came after", "police said he [fled] after", "was
 * set to [leave] after". */
static uint32_t spoken_of(const Coder *c, uint32_t word, uint32_t at, uint32_t before)
{
    static const char *const rels[] = {"nsubj", "ccomp", "xcomp"};
    for (size_t k = 0; k < sizeof rels / sizeof *rels; k++) {
        uint32_t child = tree_child(c, word, rels[k]);
        bool fronted = child != ARRIAN_NONE && child > at && k < 2; /* "After the raid it was set to [flee]" */
        if (child == ARRIAN_NONE || fronted) continue;
        uint32_t claim = reason_claim_at(c, child, before);
        if (claim != ARRIAN_NONE) return claim;
    }
    return ARRIAN_NONE;
}

static bool span_holds(ArrianSpan span, ArrianSpan inner)
{
    return span.start <= inner.start && inner.end <= span.end;
}

/* From the cause up the tree to the claim that it hangs on. */
static void link_up(Coder *c, uint32_t cause, uint32_t before)
{
    uint32_t top = top_of(c, &c->d->claims.at[cause]), at = top, effect = ARRIAN_NONE;
    Link words, near;
    bool touch = words_touch(c, top, &near);
    for (int step = 0; step < 6; step++) {
        uint32_t above = c->tokens[at].head;
        bool aside = tree_rel(c, at, "conj") || tree_rel(c, at, "parataxis") || tree_rel(c, at, "acl:relcl");
        if (above == at || above == ARRIAN_NONE || (aside && at == top)) return;
        effect = reason_claim_at(c, above, before);
        if (effect == ARRIAN_NONE) effect = spoken_of(c, above, at, before);
        bool within = touch && effect != ARRIAN_NONE && span_holds(near.words, c->d->claims.at[effect].cue);
        if (effect != ARRIAN_NONE && effect != cause && !within) break; /* "arrested on [allegations] of fraud" */
        effect = ARRIAN_NONE, at = above;
    }
    if (effect == ARRIAN_NONE || effect == cause) return;
    if (!joined(c, cause, top, at, &c->d->claims.at[effect], &words)) return;
    link(c, effect, cause, &words);
    uint32_t noun = c->tokens[at].head; /* "[asked for] a meeting to discuss" */
    bool aimed = words.reason == ARRIAN_IN_ORDER_TO && tree_rel(c, at, "acl") && tree_rel(c, noun, "obj");
    uint32_t asker = aimed ? reason_claim_at(c, c->tokens[noun].head, before) : ARRIAN_NONE;
    if (asker != ARRIAN_NONE && asker != effect && asker != cause) link(c, asker, cause, &words);
}

/* Who brought it about: "[the leak] led to", "fined the firm, [which led to]". */
static uint32_t bringer(const Coder *c, uint32_t verb, uint32_t before)
{
    bool passive;
    uint32_t subject = tree_child(c, verb, "nsubj"), above = c->tokens[verb].head, claim = ARRIAN_NONE;
    if (subject != ARRIAN_NONE && !tree_rel(c, verb, "acl:relcl")) return reason_claim_at(c, subject, before);
    if (above != ARRIAN_NONE && above != verb && (tree_rel(c, verb, "acl") || tree_rel(c, verb, "advcl")))
        claim = reason_claim_at(c, above, before);
    subject = tree_subject(c, verb, &passive);
    return claim != ARRIAN_NONE || subject == ARRIAN_NONE || passive ? claim : reason_claim_at(c, subject, before);
}

static bool leads_at(const Coder *c, uint32_t i, uint32_t end, RuleMatch *ret)
{
    return rule_find(c->engine->claim->links, c->tokens, i, end, ret) && !strcmp(ret->action, "leads");
}

/* The verb that brings the claim about, one or two steps above it: "[led] to an inquiry". */
static bool verb_that_leads(const Coder *c, uint32_t at, RuleMatch *ret)
{
    for (int step = 0; step < 2; step++) {
        uint32_t above = c->tokens[at].head;
        bool brought = tree_rel(c, at, "obj") || tree_rel(c, at, "obl") || tree_rel(c, at, "xcomp") ||
                       tree_rel(c, at, "ccomp");
        if (above >= at || above == ARRIAN_NONE || !brought) return false;
        if (leads_at(c, above, at + 1, ret)) return true;
        at = above;
    }
    return false;
}

/* "the leak [led to] an inquiry": from what was brought about to who brought it. */
static void link_down(Coder *c, uint32_t effect, uint32_t before)
{
    RuleMatch m;
    if (!verb_that_leads(c, top_of(c, &c->d->claims.at[effect]), &m)) return;
    uint32_t cause = bringer(c, m.first, before);
    Link words = {ARRIAN_BECAUSE, document_tokens_span(c->d, m.first, m.end)};
    if (cause != ARRIAN_NONE && cause != effect) link(c, effect, cause, &words);
}

/* "cut the rates, and [as a result] lost voters": from a clause to the one that it is joined to. */
static void link_across(Coder *c, uint32_t effect, uint32_t before)
{
    uint32_t top = top_of(c, &c->d->claims.at[effect]), above = c->tokens[top].head;
    RuleMatch m;
    if (!(tree_rel(c, top, "conj") || tree_rel(c, top, "advcl")) || above >= top) return;
    for (uint32_t i = above + 1; i < top; i++) {
        if (!leads_at(c, i, top, &m)) continue;
        uint32_t cause = reason_claim_at(c, above, before);
        Link words = {ARRIAN_BECAUSE, document_tokens_span(c->d, m.first, m.end)};
        if (cause != ARRIAN_NONE && cause != effect && tree_under(c, i, top)) link(c, effect, cause, &words);
        return;
    }
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

static bool is_reason(const ArrianDocument *d, uint32_t claim, uint32_t before)
{
    for (uint32_t k = before; k < d->claims.count; k++)
        if (d->claims.at[k].because == claim) return true;
    return false;
}

static bool is_bare(const Coder *c, const ArrianClaim *claim)
{
    for (uint32_t k = 0; k < c->bares; k++)
        if (c->bare[k] == claim->cue.start) return true;
    return false;
}

/* A clause that names nobody, nothing and nowhere is no claim, unless a reason ties it to another: "closed it [to save
 * money]". */
static void drop_bare(Coder *c, uint32_t before)
{
    ArrianDocument *d = c->d;
    uint32_t count = before, *now = NEW(&d->arena, uint32_t, d->claims.count - before + 1);
    for (uint32_t k = before; k < d->claims.count; k++) {
        const ArrianClaim *claim = &d->claims.at[k];
        bool stays = !is_bare(c, claim) || claim->because != ARRIAN_NONE || is_reason(d, k, before);
        now[k - before] = stays ? count++ : ARRIAN_NONE;
    }
    for (uint32_t k = before; k < d->claims.count; k++) {
        ArrianClaim claim = d->claims.at[k];
        if (now[k - before] == ARRIAN_NONE) continue;
        if (claim.because != ARRIAN_NONE) claim.because = now[claim.because - before];
        d->claims.at[now[k - before]] = claim;
    }
    d->claims.count = count;
}

void reason_link(Coder *c, uint32_t before)
{
    bool tree = tree_has(c);
    for (uint32_t k = before; tree && k < c->d->claims.count; k++) link_up(c, k, before);
    for (uint32_t k = before; tree && k < c->d->claims.count; k++) link_down(c, k, before), link_across(c, k, before);
    for (uint32_t k = before; !tree && k + 1 < c->d->claims.count; k++) link_next(c, k);
    drop_bare(c, before);
}

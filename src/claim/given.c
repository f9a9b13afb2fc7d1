/* given.c: what sure words give as a reason, or a verb as its aim, made a claim where none was read.
 *     "closed due to [ice]"        STATE "ice"
 *     "opened the dam [to save the crops]"   STATE "save the crops", planned
 * reason.c ties them to what they are the reasons of, and drops those that are none. */
#include "claim/claim.h"

/* What the words of a rule bring in: "due to [floods]", "in an attempt to [calm] them", "citing the [storm]". */
static uint32_t brought_in(const Coder *c, const RuleMatch *m)
{
    for (uint32_t i = m->end; i-- > m->first;) {
        uint32_t head = c->tokens[i].head;
        if (head != ARRIAN_NONE && head >= m->end && head < c->end) return head;
    }
    uint32_t object = tree_child(c, m->end - 1, "obj");
    return object != ARRIAN_NONE && object >= m->end ? object : ARRIAN_NONE;
}

/* The words of a reason: a noun with its phrase, a verb up to the end of its object. */
static void reason_words(const Coder *c, uint32_t head, uint32_t *ret_first, uint32_t *ret_end)
{
    tree_phrase(c, head, ret_first, ret_end);
    uint32_t first, object = tree_child(c, head, "obj");
    if (object != ARRIAN_NONE && object > head) tree_phrase(c, object, &first, ret_end);
}

static bool is_claimed(const Coder *c, uint32_t first, uint32_t end, uint32_t before)
{
    for (uint32_t i = first; i < end; i++)
        if (reason_claim_at(c, i, before) != ARRIAN_NONE) return true;
    return false;
}

static void add_claim(Coder *c, uint32_t sentence, uint32_t first, uint32_t end, bool aim)
{
    ArrianClaim claim = {.act = ARRIAN_STATE, .time = ARRIAN_NONE, .because = ARRIAN_NONE, .sentence = sentence};
    c->cue = first, c->cue_end = end;
    claim.cue = claim.span = document_tokens_span(c->d, first, end);
    claim.stance = stance_correct(c, claim.act, aim ? ARRIAN_PLANNED : ARRIAN_HAPPENED);
    why_begin(c);
    why_add(c, "STATE: what words of claim.rule give as a reason; parties by the tree");
    roles_complete(c, first, end, &claim);
    if (aim) claim.actors = 0; /* whoever does what is done for it; no words of its own say so */
    source_fill(c, &claim);
    claim.why = why_end(c);
    c->bare[c->bares++] = claim.cue.start;
    LIST_ADD(&c->d->arena, c->d->claims, claim);
}

bool reason_is_somebody(const Coder *c, uint32_t head)
{
    uint32_t name = c->tags.name[head];
    if (tree_upos(c, head, "VERB")) return false;
    if (name != ARRIAN_NONE) return c->d->names.at[name].type != ARRIAN_EVENT;
    return party_are_persons(c, head) || tree_upos(c, head, "PRON");
}

/* "jumped off the bus [to escape]": the aim of a claim's verb, with whatever it is done to. */
static void add_aims(Coder *c, uint32_t sentence, uint32_t before)
{
    for (uint32_t i = c->first; i < c->end && c->bares < MODEL_CUES; i++) {
        uint32_t first, end, above = c->tokens[i].head;
        if (!tree_rel(c, i, "advcl") || !tree_upos(c, i, "VERB") || above >= i || tree_is_ing(c, i)) continue;
        if (!tree_is_infinitive(c, i)) continue;
        if (reason_claim_at(c, above, before) == ARRIAN_NONE) continue;
        if (!tree_upos(c, above, "VERB")) continue;
        reason_words(c, i, &first, &end);
        if (!is_claimed(c, first, end, before) && tree_child(c, i, "ccomp") == ARRIAN_NONE &&
            tree_child(c, i, "xcomp") == ARRIAN_NONE)
            add_claim(c, sentence, i, end, true);
    }
}

void reason_claims(Coder *c, uint32_t sentence, uint32_t before)
{
    RuleMatch m;
    if (!tree_has(c)) return;
    add_aims(c, sentence, before);
    for (uint32_t i = c->first; i < c->end; i++) {
        if (!rule_find(c->engine->claim->links, c->tokens, i, c->end, &m) || !m.arguments) continue;
        uint32_t head = brought_in(c, &m), first, end;
        i = m.end - 1;
        if (head == ARRIAN_NONE || c->bares == MODEL_CUES || reason_is_somebody(c, head)) continue;
        if (source_tells(c, m.first, head)) continue;
        reason_words(c, head, &first, &end);
        if (first < m.end) first = m.end;
        uint32_t told = tree_child(c, head, "ccomp"); /* "because the law holds that [they are equal]" */
        if (told != ARRIAN_NONE && told > head) end = told + 1;
        if (first < end && !is_claimed(c, m.end, end, before))
            add_claim(c, sentence, first, end, reason_named(m.action) == ARRIAN_IN_ORDER_TO);
    }
}

/* act.c: which act, where the words are surer than what was read.
 *     "sent four battalions"             a sure pattern: MOBILIZE
 *     "several meetings have taken place"   an empty verb: the act of its noun, CONSULT */
#include "claim/claim.h"
#include "mark/group.h"

/* "It will be the biggest buildup": what something is, no deed. */
static bool is_said_of(const Coder *c, uint32_t i, const Cue *found)
{
    if (found->pattern->pos != POS_OF_NOUN || !tree_has(c)) return false;
    return tree_child(c, tree_top(c, i, found->end), "cop") != ARRIAN_NONE;
}

static bool by_pattern(Coder *c, ArrianClaim *claim)
{
    for (uint32_t i = c->cue; i < c->cue_end; i++) {
        Cue found;
        if (!cue_at(c, i, &found) || !found.pattern->sure || is_said_of(c, i, &found)) continue;
        if (claim->act != found.pattern->act)
            why_add(c, "act %s: row %.*s of acts.tsv", arrian_act(found.pattern->act), (int)found.pattern->id.length,
                    found.pattern->id.at);
        claim->act = found.pattern->act;
        return true;
    }
    return false;
}

/* "The talks were held", "protests broke out": the subject says what was done. */
static void by_subject(Coder *c, ArrianClaim *claim)
{
    bool passive;
    Cue found;
    if (!tree_has(c)) return;
    uint32_t top = tree_top(c, c->cue, c->cue_end);
    if (!tree_upos(c, top, "VERB") || !role_is_verb(c, top, ROLE_WORD_EMPTY)) return;
    if (tree_child(c, top, "xcomp") != ARRIAN_NONE || tree_child(c, top, "ccomp") != ARRIAN_NONE) return;
    uint32_t object = tree_child(c, top, "obj");
    if (object != ARRIAN_NONE && !group_word(c->d, object, "place")) return;
    uint32_t subject = tree_subject(c, top, &passive);
    if (subject == ARRIAN_NONE || !tree_upos(c, subject, "NOUN") || !cue_at(c, subject, &found) || found.form) return;
    ArrianSlice word = document_words(c->d, c->tokens[subject].span);
    if (claim->act != found.pattern->act)
        why_add(c, "act %s: what took place is \"%.*s\"", arrian_act(found.pattern->act), (int)word.length, word.at);
    claim->act = found.pattern->act;
}

void act_correct(Coder *c, ArrianClaim *claim)
{
    if (!by_pattern(c, claim)) by_subject(c, claim);
}

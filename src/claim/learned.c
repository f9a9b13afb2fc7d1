/* learned.c: claims that the language engine read.
 *     cue "moved nuclear-capable missiles" MOBILIZE; for it actor "Russia", place "Kaliningrad", time "earlier this
 *     month"; stance happened
 * The engine proposes cue, act, stance and the words of each role; names and marks give them their links and values. A
 * claim without a party is kept as bare, until reason.c knows whether it is a reason. */
#include "claim/claim.h"
#include "model/model.h"
#include <string.h>

static uint32_t likeliest(const float *share, uint32_t count)
{
    uint32_t best = 0;
    for (uint32_t s = 1; s < count; s++)
        if (share[s] > share[best]) best = s;
    return best;
}

static ArrianStance stance_of_label(ArrianSlice label)
{
    for (int s = 0; s < ARRIAN_STANCES; s++)
        if (slice_is(label, arrian_stance((ArrianStance)s))) return (ArrianStance)s;
    return ARRIAN_HAPPENED;
}

/* The finer mode ("air strike") that the lexicon knows for the act that the engine chose. */
static void find_mode(const Coder *c, const ModelSpan *cue, ArrianClaim *claim)
{
    for (uint32_t i = cue->first; i < cue->end && !claim->mode.length; i++) {
        Cue found;
        if (cue_at(c, i, &found) && found.pattern->act == claim->act) claim->mode = found.pattern->mode;
    }
}

/* What the tree and the lexicon add to the parties that were read; gives back whether there are any. */
static bool complete(Coder *c, ArrianClaim *claim)
{
    uint32_t actors = claim->actors, recipients = claim->recipients, places = claim->places;
    roles_complete(c, c->cue, c->cue_end, claim);
    if (claim->actors > actors) why_add(c, "actor: by the tree");
    if (claim->recipients > recipients) why_add(c, "recipient: by the tree");
    place_from_recipients(c, claim);
    place_complete(c, claim);
    place_settle(c, claim);
    if (claim->places > places) why_add(c, "place: by the tree");
    when_complete(c, claim);
    bool named = claim->actors || claim->recipients;
    settle_roles(c, claim);
    subject_denier(c, claim);
    claim->why = why_end(c);
    return named || claim->actors || claim->recipients;
}

/* stance: the probability of each. */
static bool begin_claim(Coder *c, const ModelSpan *cue, const float *stance, uint32_t stances, ArrianClaim *claim)
{
    const Model *model = c->engine->model->model;
    uint32_t best = likeliest(stance, stances);
    ArrianSlice label = model_label(model, MODEL_STANCE, best);
    if (!claim_act(cue->type, &claim->act)) return false;
    c->cue = cue->first, c->cue_end = cue->end;
    claim->cue = claim->span = document_tokens_span(c->d, cue->first, cue->end);
    why_begin(c);
    why_add(c, "the engine read %s (%.2f), %.*s (%.2f) and the words of its parties", arrian_act(claim->act),
            (double)cue->sure, (int)label.length, label.at, (double)stance[best]);
    act_correct(c, claim);
    find_mode(c, cue, claim);
    claim->stance = stance_correct(c, claim->act, stance_of_label(label));
    act_of_denied(c, claim);
    return true;
}

/* "[will]", "[the]", "[is]": words that only help another. */
static bool is_hollow(const Coder *c, const ModelSpan *cue)
{
    static const char *const helps[] = {"aux", "cop", "det", "case", "mark", "punct", "cc", "advmod"};
    for (uint32_t i = cue->first; i < cue->end; i++) {
        bool helper = false;
        for (size_t k = 0; k < sizeof helps / sizeof *helps && !helper; k++) helper = tree_rel(c, i, helps[k]);
        if (!helper) return false;
    }
    return true;
}

/* Whether nothing parts two halves of a cue: not "[can] and [will deploy]". */
static bool is_one(const Coder *c, uint32_t end, uint32_t first)
{
    enum { MOST_BETWEEN = 4 };
    for (uint32_t i = end; i < first; i++)
        if (tree_rel(c, i, "cc")) return false;
    return end <= first && end + MOST_BETWEEN >= first;
}

/* "[will] also [be deployed]": one cue that was read as two. Gives back whether it belongs to the other. */
static bool join_hollow(const Coder *c, const ModelSpan *hollow, ModelSpan *cue)
{
    uint32_t carrier = c->tokens[hollow->first].head;
    if (carrier < cue->first || carrier >= cue->end) return false;
    if (is_one(c, hollow->end, cue->first)) cue->first = hollow->first;
    else if (is_one(c, cue->end, hollow->first)) cue->end = hollow->end;
    if (hollow->sure > cue->sure && slice_is(hollow->type, arrian_act(ARRIAN_STATE)))
        cue->type = hollow->type, cue->sure = hollow->sure; /* "[were] coordinated": no deed */
    return true;
}

/* Whether a hyphen joins the word before token i to the one behind it: "[tax]-exempt". */
static bool is_halved(const Coder *c, uint32_t i)
{
    return i + 1 < c->end && c->tokens[i].flags & ARRIAN_HYPHEN && c->tokens[i - 1].span.end == c->tokens[i].span.start &&
           c->tokens[i].span.end == c->tokens[i + 1].span.start;
}

/* "[invest] tax-exempt proceeds", "[moved] into the back-to-school season": no cue ends within a compound that its own
 * verb is no part of. Gives back whether it is nothing but half of one: "hot-selling". */
static bool leave_compound(const Coder *c, ModelSpan *cue)
{
    uint32_t top = tree_top(c, cue->first, cue->end), last = cue->end - 1;
    if (!is_halved(c, cue->end) || tree_upos(c, last, "VERB")) return false;
    if (last == cue->first) return tree_rel(c, last, "amod") || tree_rel(c, last, "compound");
    for (; last > top && c->tokens[last].head > last && !tree_upos(c, last, "VERB"); last--) cue->end = last;
    return false;
}

/* "[a] secured deal", "[its] contract with Lind": a cue that stops before its noun. */
static void reach_noun(const Coder *c, ModelSpan *cue, uint32_t limit)
{
    enum { FARTHEST = 5 };
    uint32_t noun = c->tokens[cue->first].head;
    if (cue->end != cue->first + 1 || !(tree_rel(c, cue->first, "det") || tree_rel(c, cue->first, "nmod:poss"))) return;
    bool near = noun > cue->first && noun <= cue->first + FARTHEST && noun < limit;
    if (near && tree_upos(c, noun, "NOUN")) cue->end = noun + 1;
}

static void join_cues(const Coder *c, ModelSpan *cue, uint32_t *count)
{
    uint32_t kept = 0;
    for (uint32_t k = 0; k < *count; k++) {
        bool joined = false;
        if (tree_has(c) && is_hollow(c, &cue[k])) {
            joined = k + 1 < *count && join_hollow(c, &cue[k], &cue[k + 1]);
            joined |= !joined && kept && join_hollow(c, &cue[k], &cue[kept - 1]);
            joined |= (c->tokens[cue[k].first].flags & ARRIAN_HYPHEN) != 0; /* "tit[-for-]tat" */
        }
        joined |= tree_has(c) && leave_compound(c, &cue[k]);
        if (!joined && tree_has(c)) reach_noun(c, &cue[k], k + 1 < *count ? cue[k + 1].first : c->end);
        if (!joined) cue[kept++] = cue[k];
    }
    *count = kept;
}

void learned_claims(Coder *c, uint32_t sentence)
{
    const Model *model = c->engine->model->model;
    Arena *arena = &c->d->arena;
    ModelSpan cue[MODEL_CUES];
    uint32_t count = 0, at = c->first, words = c->end - c->first, roles = model_labels(model, MODEL_ROLE),
             stances = model_labels(model, MODEL_STANCE);
    while (count < MODEL_CUES && model_span(model, c->d->reading, MODEL_CUE, &at, c->end, &cue[count])) count++;
    if (!count || !model_has_claims(model)) return;
    join_cues(c, cue, &count);
    float *role = NEW(arena, float, (size_t)count *words *roles), *stance = NEW(arena, float, count *stances);
    model_claims(model, c->d->room, c->d->reading, c->first, words, cue, count, role, stance);
    for (uint32_t k = 0; k < count; k++) {
        ArrianClaim claim = {.time = ARRIAN_NONE, .because = ARRIAN_NONE, .sentence = sentence};
        if (!begin_claim(c, &cue[k], stance + (size_t)k * stances, stances, &claim)) continue;
        bool named = stretch_fill(c, &claim, role + (size_t)k * words * roles, roles);
        named |= complete(c, &claim);
        if (!named) c->bare[c->bares++] = claim.cue.start;
        LIST_ADD(arena, c->d->claims, claim);
    }
}

/* learned.c: claims that the language engine read.
 *     cue "moved nuclear-capable missiles" MOBILIZE; for it actor "Russia", place "Kaliningrad", time "earlier this
 * month"; stance happened The engine proposes cue, act, stance and the words of each role; names and marks give them
 * their links and values; a claim without a party is not made. */
#include "claim/claim.h"
#include "mark/group.h"
#include "model/model.h"
#include "split/split.h"
#include <math.h>
#include <string.h>

enum { ROLE_ACTOR, ROLE_RECIPIENT, ROLE_PLACE, ROLE_TIME, ROLE_QUANTITY, ROLE_SOURCE, ROLES };

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

/* Words of a role, joined over a word that was missed between two that were not. */
typedef struct Stretch {
    uint32_t first, end;
    float score;
} Stretch;

/* Behind the code of an exchange: "Kellner's [(KLLN.N)] profit"; `i` where none stands there. */
static uint32_t behind_code(const Coder *c, uint32_t i)
{
    uint32_t at = i, open = i < c->end && c->d->text.at[c->tokens[i].span.start] == '(';
    for (at += open; at < c->end && split_is_code(c->d, at); at++) continue;
    if (at == i + open) return i;
    return open && at < c->end && c->d->text.at[c->tokens[at].span.start] == ')' ? at + 1 : at;
}

/* Neither a mark nor the code of an exchange begins or ends a party. */
static bool is_scrap(const Coder *c, uint32_t i)
{
    return c->tokens[i].flags & ARRIAN_PUNCT || split_is_code(c->d, i);
}

static bool next_stretch(const Coder *c, const float *score, uint32_t roles, uint32_t role, float least, uint32_t *at,
                         Stretch *ret)
{
    uint32_t count = c->end - c->first, i = *at;
    while (i < count && (score[(size_t)i * roles + role] <= least || is_scrap(c, c->first + i))) i++;
    *at = i;
    if (i == count) return false;
    *ret = (Stretch){c->first + i, c->first + i, -1e9f};
    for (; i < count; i++) {
        float now = score[(size_t)i * roles + role];
        bool bridge =
            i + 1 < count && score[(size_t)(i + 1) * roles + role] > least &&
            !(c->tokens[c->first + i].flags & ARRIAN_PUNCT && !(c->tokens[c->first + i].flags & ARRIAN_HYPHEN));
        uint32_t behind = behind_code(c, c->first + i) - c->first;
        if (behind > i && behind < count && score[(size_t)behind * roles + role] > least) {
            i = behind - 1;
            continue;
        }
        if (now <= least && !bridge) break;
        if (now > ret->score) ret->score = now;
        ret->end = c->first + i + 1;
    }
    *at = i;
    while (ret->end > ret->first + 1 && is_scrap(c, ret->end - 1)) ret->end--;
    return true;
}

static void put_role(Coder *c, ArrianClaim *claim, uint32_t role, const Stretch *s)
{
    switch (role) {
    case ROLE_ACTOR: roles_add_listed(c, s->first, s->end, claim->actor, &claim->actors); break;
    case ROLE_RECIPIENT: roles_add_listed(c, s->first, s->end, claim->recipient, &claim->recipients); break;
    case ROLE_PLACE: place_add_words(c, s->first, s->end, claim); break;
    case ROLE_TIME:
        for (uint32_t i = s->first; i < s->end && claim->time == ARRIAN_NONE; i++) claim->time = c->tags.time[i];
        break;
    case ROLE_QUANTITY: party_add_quantities(c, s->first, s->end, claim); break;
    default:
        if (s->first >= group_behind_dateline(c->d, c->first, c->end)) source_add(c, s->first, s->end, claim);
    }
}

enum { MOST_STRETCHES = 16 };

/* How much speaks for a stretch as the role's: it holds whom the tree gives that role, or "[US]-backed"; rather
 * somebody than a thing is acted on; then what the engine is surest of. */
static float weight(const Coder *c, uint32_t role, const Stretch *s, uint32_t by_tree)
{
    bool joined = s->end + 1 == c->cue && c->tokens[s->end].flags & ARRIAN_HYPHEN,
         meets = roles_phrase_meets(c, by_tree, s->first, s->end);
    if (role == ROLE_ACTOR) return joined || meets ? s->score + 1e6f : s->score;
    int somebody = roles_somebody(c, s->first, s->end);
    return meets && somebody ? s->score + 1e6f : s->score + 1e3f * (float)somebody;
}

/* "pipelines were hit in [Lindholm]": beside what was hit, where. */
static bool is_named_place(const Coder *c, const Stretch *s)
{
    for (uint32_t i = s->first; i < s->end; i++)
        if (c->tags.name[i] == ARRIAN_NONE ||
            c->d->entities.at[c->d->names.at[c->tags.name[i]].entity].type != ARRIAN_PLACE)
            return false;
    return true;
}

/* The parties of a role: the likeliest stretch, and those that are listed with it. Gives back whether any was read. */
static bool put_parties(Coder *c, ArrianClaim *claim, const float *score, uint32_t roles, uint32_t role)
{
    Stretch list[MOST_STRETCHES];
    uint32_t at = 0, count = 0, best = 0, doer, sufferer;
    roles_of_clause(c, &doer, &sufferer);
    float most = 0;
    while (count < MOST_STRETCHES && next_stretch(c, score, roles, role, c->engine->model->role, &at, &list[count])) {
        float now = weight(c, role, &list[count], role == ROLE_ACTOR ? doer : sufferer);
        if (!count || now > most) best = count, most = now;
        count++;
    }
    uint32_t first = best, end = best + 1;
    while (first > 0 && first < count && roles_adjoin(c, list[first - 1].end, list[first].first)) first--;
    while (end < count && roles_adjoin(c, list[end - 1].end, list[end].first)) end++;
    for (uint32_t k = 0; k < count; k++)
        if ((k >= first && k < end) ||
            roles_go_with(c, list[k].first, list[k].end, list[best].first, list[best].end))
            put_role(c, claim, role, &list[k]);
        else if (role == ROLE_RECIPIENT && is_named_place(c, &list[k]))
            place_add_words(c, list[k].first, list[k].end, claim);
    return count;
}

/* Gives back whether the clause names anybody, anything or anywhere. */
static bool fill_roles(Coder *c, ArrianClaim *claim, const float *score, uint32_t roles)
{
    bool named = false;
    for (uint32_t role = 0; role < ROLES && role < roles; role++) {
        uint32_t at = 0;
        Stretch stretch;
        if (role == ROLE_ACTOR || role == ROLE_RECIPIENT) {
            named |= put_parties(c, claim, score, roles, role);
            continue;
        }
        while (next_stretch(c, score, roles, role, c->engine->model->role, &at, &stretch)) {
            put_role(c, claim, role, &stretch);
            named |= role == ROLE_PLACE || role == ROLE_QUANTITY;
        }
    }
    if (!claim->sources) source_fill(c, claim);
    else source_add_via(c, claim);
    return named;
}

/* The finer mode ("air strike") that the lexicon knows for the act that the engine chose. */
static void find_mode(const Coder *c, const ModelSpan *cue, ArrianClaim *claim)
{
    for (uint32_t i = cue->first; i < cue->end && !claim->mode.length; i++) {
        Cue found;
        if (cue_at(c, i, &found) && found.pattern->act == claim->act) claim->mode = found.pattern->mode;
    }
}

/* What the tree and the lexicon add to the parties that were read. */
static void complete(Coder *c, ArrianClaim *claim)
{
    uint32_t actors = claim->actors, recipients = claim->recipients, places = claim->places;
    ArrianAct act = claim->act;
    roles_complete(c, c->cue, c->cue_end, claim);
    if (claim->actors > actors) why_add(c, "actor: by the tree");
    if (claim->recipients > recipients) why_add(c, "recipient: by the tree");
    place_from_recipients(c, claim);
    place_complete(c, claim);
    if (claim->places > places) why_add(c, "place: by the tree");
    when_complete(c, claim);
    roles_settle(c, claim);
    if (claim->act != act) why_add(c, "act %s: by who struck the blow", arrian_act(claim->act));
    claim->why = why_end(c);
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
    claim->stance = stance_correct(c, stance_of_label(label));
    return true;
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
    float *role = NEW(arena, float, (size_t)count *words *roles), *stance = NEW(arena, float, count *stances);
    model_claims(model, c->d->room, c->d->reading, c->first, words, cue, count, role, stance);
    for (uint32_t k = 0; k < count; k++) {
        ArrianClaim claim = {.time = ARRIAN_NONE, .because = ARRIAN_NONE, .sentence = sentence};
        if (!begin_claim(c, &cue[k], stance + (size_t)k * stances, stances, &claim)) continue;
        bool named = fill_roles(c, &claim, role + (size_t)k * words * roles, roles);
        complete(c, &claim);
        if (!named && !claim.actors && !claim.recipients) c->bare[c->bares++] = claim.cue.start;
        LIST_ADD(arena, c->d->claims, claim);
    }
}

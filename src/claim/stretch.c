/* stretch.c: from what the engine read of each word to the parties of a claim.
 *     "[Two men] were arrested in a raid on [a depot]"   recipient: the first, whom the tree gives that role
 * A role's words stand in stretches; of who acts and who is acted on the likeliest is taken, and what is listed with
 * it. */
#include "claim/claim.h"
#include "mark/group.h"
#include "split/split.h"

enum { ROLE_ACTOR, ROLE_RECIPIENT, ROLE_PLACE, ROLE_TIME, ROLE_QUANTITY, ROLE_SOURCE, ROLES };
enum { MOST_STRETCHES = 16 };

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

/* "[It] helps him": a verb whose subject stands before it in the stretch; not of "those who need it". */
static bool is_verb_of(const Coder *c, uint32_t i, uint32_t first)
{
    bool aux = tree_upos(c, i, "AUX");
    if (i == first || !tree_has(c) || !(aux || tree_upos(c, i, "VERB"))) return false;
    uint32_t top = aux && c->tokens[i].head != ARRIAN_NONE ? c->tokens[i].head : i,
             subject = tree_child(c, top, "nsubj");
    if (subject == ARRIAN_NONE) subject = tree_child(c, top, "expl");
    uint32_t over = c->tokens[top].head;
    bool relative = tree_rel(c, top, "acl") && over >= first && over < i;
    return !relative && subject != ARRIAN_NONE && subject >= first && subject < i;
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
        if (is_verb_of(c, c->first + i, ret->first)) break;
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

/* The first of the list that token i stands in: "[Lind], the mayor, along with Novak and Haddad". */
static uint32_t first_of_list(const Coder *c, uint32_t i)
{
    static const char *const with[] = {"with", "alongside", "including", "like", "such", "as", "plus", NULL};
    for (int step = 0; step < MOST_STEPS_UP; step++, i = c->tokens[i].head) {
        bool joins = tree_rel(c, i, "conj") || tree_rel(c, i, "appos") || tree_rel(c, i, "list") ||
                     (tree_rel(c, i, "nmod") && tree_child_among(c, i, "case", with) != ARRIAN_NONE);
        if (!joins || c->tokens[i].head == i || c->tokens[i].head == ARRIAN_NONE) break;
    }
    return i;
}

static bool go_together(const Coder *c, uint32_t first, uint32_t end, uint32_t other, uint32_t other_end)
{
    return !tree_has(c) ||
           first_of_list(c, tree_top(c, first, end)) == first_of_list(c, tree_top(c, other, other_end));
}

static bool adjoin(const Coder *c, uint32_t end, uint32_t first)
{
    if (first > end + 3) return false;
    for (uint32_t i = end; i < first; i++)
        if (c->d->text.at[c->tokens[i].span.start] != ',' && !group_word(c->d, i, "and") && !group_word(c->d, i, "or"))
            return false;
    return true;
}

/* By the tree who does it, and to whom it is done; ARRIAN_NONE where the clause has none. */
static void clause_parties(const Coder *c, uint32_t *ret_doer, uint32_t *ret_sufferer)
{
    bool passive;
    uint32_t top = roles_cue(c);
    *ret_doer = *ret_sufferer = ARRIAN_NONE;
    if (!tree_has(c) || !tree_is_clause(c, top)) return;
    if (tree_rel(c, top, "acl")) return; /* which noun it hangs on is in doubt */
    uint32_t subject = tree_subject(c, top, &passive);
    *ret_doer = passive ? tree_agent(c, top) : subject;
    *ret_sufferer = passive ? subject : tree_object(c, top);
}

static bool phrase_meets(const Coder *c, uint32_t head, uint32_t first, uint32_t end)
{
    uint32_t a, b;
    if (head == ARRIAN_NONE) return false;
    tree_phrase(c, head, &a, &b);
    return a < end && first < b;
}

/* How much speaks for a stretch as the role's: it holds whom the tree gives that role, or "[US]-backed"; rather
 * somebody than a thing is acted on; then what the engine is surest of. */
static float weight(const Coder *c, uint32_t role, const Stretch *s, uint32_t by_tree)
{
    bool joined = s->end + 1 == c->cue && c->tokens[s->end].flags & ARRIAN_HYPHEN,
         meets = phrase_meets(c, by_tree, s->first, s->end);
    if (role == ROLE_ACTOR) return joined || meets ? s->score + 1e6f : s->score;
    int somebody = roles_somebody(c, s->first, s->end);
    return meets && somebody ? s->score + 1e6f : s->score + 1e3f * (float)somebody;
}

/* "pipelines were hit in [Lindholm]": beside what was hit, where. */
static bool is_named_place(const Coder *c, const Stretch *s)
{
    for (uint32_t i = s->first; i < s->end; i++)
        if (!party_named(c, i) || party_named(c, i)->type != ARRIAN_PLACE) return false;
    return true;
}

/* "dropped all charges against [Lind], his wife": not what is taken back or brought, but whom it is against. */
static void leave_deed(const Coder *c, ArrianAct act, Stretch *s)
{
    uint32_t top, first, end;
    bool bears = act == ARRIAN_CONCEDE || act == ARRIAN_COERCE || act == ARRIAN_SANCTION;
    if (!bears || !tree_has(c) || roles_somebody(c, s->first, s->end)) return;
    top = tree_top(c, s->first, s->end);
    for (uint32_t i = top + 1; i < s->end; i++) {
        if (c->tokens[i].head != top || tree_child_word(c, i, "case", "against") == ARRIAN_NONE) continue;
        tree_phrase(c, i, &first, &end);
        if (first > s->first) s->first = first;
        return;
    }
}

static bool was_read(const Coder *c, const ArrianParty *party, const float *score, uint32_t roles, uint32_t role)
{
    uint32_t end, first = document_tokens_in(c->d, party->span, &end);
    for (uint32_t i = first; i < end && i < c->end; i++)
        if (score[(size_t)(i - c->first) * roles + role] > c->engine->model->role) return true;
    return false;
}

/* "damage to buildings in line with the law and [a fund]": a thing that the tree alone lists with what was struck. */
static void drop_unread(const Coder *c, ArrianClaim *claim, const float *score, uint32_t roles)
{
    for (uint32_t k = claim->recipients; tree_has(c) && k-- > 0;) {
        const ArrianParty *party = &claim->recipient[k];
        uint32_t end, first = document_tokens_in(c->d, party->span, &end);
        bool thing = party->entity == ARRIAN_NONE && !roles_somebody(c, first, end);
        if (thing && tree_rel(c, roles_head(c, party), "conj") && !was_read(c, party, score, roles, ROLE_RECIPIENT))
            party_drop(claim->recipient, &claim->recipients, k);
    }
}

/* The parties of a role: the likeliest stretch, and those that are listed with it. Gives back whether any was read. */
static bool put_parties(Coder *c, ArrianClaim *claim, const float *score, uint32_t roles, uint32_t role)
{
    Stretch list[MOST_STRETCHES];
    uint32_t at = 0, count = 0, best = 0, doer, sufferer;
    clause_parties(c, &doer, &sufferer);
    float most = 0;
    while (count < MOST_STRETCHES && next_stretch(c, score, roles, role, c->engine->model->role, &at, &list[count])) {
        if (role == ROLE_RECIPIENT) leave_deed(c, claim->act, &list[count]);
        float now = weight(c, role, &list[count], role == ROLE_ACTOR ? doer : sufferer);
        if (!count || now > most) best = count, most = now;
        count++;
    }
    uint32_t first = best, end = best + 1;
    while (first > 0 && first < count && adjoin(c, list[first - 1].end, list[first].first)) first--;
    while (end < count && adjoin(c, list[end - 1].end, list[end].first)) end++;
    for (uint32_t k = 0; k < count; k++)
        if ((k >= first && k < end) ||
            go_together(c, list[k].first, list[k].end, list[best].first, list[best].end))
            put_role(c, claim, role, &list[k]);
        else if (role == ROLE_RECIPIENT && is_named_place(c, &list[k]))
            place_add_words(c, list[k].first, list[k].end, claim);
    if (role == ROLE_RECIPIENT) drop_unread(c, claim, score, roles);
    return count;
}

bool stretch_fill(Coder *c, ArrianClaim *claim, const float *score, uint32_t roles)
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

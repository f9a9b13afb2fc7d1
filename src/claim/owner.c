/* owner.c: a thing for the state or body whose it is, a deed told before for who did it.
 *     "The training of the [Russian] army violates"      actor: RUS
 *     "Norway sent ships. [The move] angered Chad."      actor: NOR */
#include "claim/claim.h"
#include "mark/group.h"
#include <string.h>

/* "[German] troops will be sent", "[NATO]'s four battalions were sent": forces act for those whose they are. */
static void add_mover(Coder *c, ArrianClaim *claim)
{
    bool passive;
    if (!tree_has(c) || claim->act != ARRIAN_MOBILIZE || claim->actors) return;
    uint32_t forces = tree_subject(c, roles_cue(c), &passive);
    if (!passive || forces == ARRIAN_NONE) return;
    for (uint32_t i = c->first; i < c->end && !claim->actors; i++) {
        bool owns = tree_rel(c, i, "nmod") || tree_rel(c, i, "amod") || tree_rel(c, i, "compound");
        if (c->tokens[i].head == forces && owns && party_names_state(c, i))
            party_add_group(c, i, i + 1, claim->actor, &claim->actors);
    }
}

/* "talks about [German] troops to be deployed": whose forces are moved moves them, and nothing is done to it. */
static void turn_forces(Coder *c, ArrianClaim *claim)
{
    if (!tree_has(c) || claim->act != ARRIAN_MOBILIZE || tree_child(c, roles_cue(c), "aux:pass") == ARRIAN_NONE) return;
    for (uint32_t k = claim->recipients; k-- > 0;) {
        ArrianParty party = claim->recipient[k];
        uint32_t at = roles_head(c, &party), forces = c->tokens[at].head;
        bool owns = tree_rel(c, at, "amod") || tree_rel(c, at, "compound") || tree_rel(c, at, "nmod:poss"),
             whole = role_acts(c, at) && c->tags.name[at] == ARRIAN_NONE; /* "[battalions of the alliance] were deployed" */
        if (party.entity == ARRIAN_NONE || !(whole || (owns && role_acts(c, forces)))) continue;
        party_drop(claim->recipient, &claim->recipients, k);
        if (!claim->actors) party_add(claim->actor, &claim->actors, party);
    }
}

/* Whether what stands at i says whose its head is: "[Israeli] homes", "settlements of [Israel]", "[Lind]'s plan". */
static bool says_whose(const Coder *c, uint32_t i)
{
    static const char *const whose[] = {"of", "with", "'s", "’s", NULL};
    if (i + 1 < c->end && c->tokens[i + 1].flags & ARRIAN_HYPHEN) return false; /* "the [US]-backed offensive" */
    if (tree_rel(c, i, "amod") || tree_rel(c, i, "compound") || tree_rel(c, i, "nmod:poss")) return true;
    return tree_rel(c, i, "nmod") && tree_child_among(c, i, "case", whose) != ARRIAN_NONE;
}

/* "the training of the [Russian] army": from a name up to the thing, by way of no people of their own. */
static bool belongs(const Coder *c, uint32_t i, uint32_t head)
{
    for (int step = 0; step < MOST_STEPS_UP && says_whose(c, i); step++) {
        i = c->tokens[i].head;
        if (i == head) return true;
        if (c->tags.name[i] != ARRIAN_NONE || party_is_firm(c, i)) return false;
        if (party_are_persons(c, i) && !role_acts(c, i)) return false;
    }
    return false;
}

/* The state or body whose the thing with this head is; ARRIAN_NONE where there is none that others do not hold. */
static uint32_t owner_of(const Coder *c, uint32_t head, ArrianSpan span, const ArrianParty *others, uint32_t count)
{
    for (uint32_t i = c->first; i < c->end; i++)
        if (party_names_state(c, i) && span_overlap(span, c->tokens[i].span) && belongs(c, i, head) &&
            !roles_cover(c, i, others, count))
            return c->d->names.at[c->tags.name[i]].entity;
    return ARRIAN_NONE;
}

/* "the [government]'s plan": the state for which an organ acts that names none. */
static uint32_t organ_of(Coder *c, uint32_t head)
{
    ArrianParty organ[ARRIAN_MAX_PARTIES];
    uint32_t count = 0, owner = tree_child(c, head, "nmod:poss");
    if (owner == ARRIAN_NONE || role_word(c, owner) != ROLE_WORD_ORGAN) return ARRIAN_NONE;
    roles_add_head(c, owner, organ, &count);
    return count == 1 ? organ[0].entity : ARRIAN_NONE;
}

/* What is done to a thing is done to the state or body whose it is, what a thing does is done by it. */
void owner_settle(Coder *c, ArrianAct act, ArrianParty *list, uint32_t count, const ArrianParty *others,
                  uint32_t others_count)
{
    for (uint32_t k = 0; k < count && tree_has(c); k++) {
        uint32_t head = roles_head(c, &list[k]);
        bool own = party_are_persons(c, head) || topic_belongs(c->engine, c->d, head) || party_is_rest(c, head);
        if (list[k].entity != ARRIAN_NONE || !tree_upos(c, head, "NOUN") || own) continue;
        if (act == ARRIAN_MOBILIZE && role_word(c, head) != ROLE_WORD_BORDER) continue;
        uint32_t owner = owner_of(c, head, list[k].span, others, others_count);
        if (owner == ARRIAN_NONE) owner = organ_of(c, head);
        if (owner == ARRIAN_NONE) continue;
        list[k].entity = owner;
        party_link(&c->d->entities.at[owner], list[k].link);
    }
}

/* The verb that the sentence before turns on. */
static uint32_t verb_before(const Coder *c, Coder *ret_before)
{
    uint32_t sentence = c->tokens[c->first].sentence;
    *ret_before = *c;
    if (!sentence) return ARRIAN_NONE;
    ret_before->first = c->d->sentences.at[sentence - 1].first, ret_before->end = c->first;
    for (uint32_t i = ret_before->first; i < c->first; i++)
        if (tree_rel(c, i, "root")) return i;
    return ARRIAN_NONE;
}

/* "Norway sent ships, [a move] that angered Chad", "[The move] angered Chad": a deed told right before is his who did
 * it. */
void owner_summed(Coder *c, ArrianParty *party)
{
    bool passive = true;
    uint32_t head = roles_head(c, party), first, end, verb = ARRIAN_NONE, subject;
    if (party->entity != ARRIAN_NONE || role_word(c, head) != ROLE_WORD_SUM) return;
    Coder in = *c;
    tree_phrase(c, head, &first, &end);
    if (first == c->first && group_word(c->d, first, "the") && end == head + 1) verb = verb_before(c, &in);
    else if (first > c->first && c->d->text.at[c->tokens[first - 1].span.start] == ',' && group_word(c->d, first, "a"))
        verb = c->tokens[head].head;
    if (verb == ARRIAN_NONE || !tree_upos(c, verb, "VERB")) return;
    subject = tree_subject(&in, verb, &passive);
    ArrianParty doer[ARRIAN_MAX_PARTIES];
    uint32_t count = 0;
    if (!passive && subject != ARRIAN_NONE) roles_add_head(&in, subject, doer, &count);
    if (count != 1 || doer[0].entity == ARRIAN_NONE) return;
    party->entity = doer[0].entity;
    memcpy(party->link, doer[0].link, sizeof party->link);
}

/* "Norway continued [its] build-up": in the words of a verb whose subject is a state or body it is that one's. */
void owner_pronoun(Coder *c, ArrianParty *party)
{
    uint32_t at = roles_head(c, party), verb = at, subject;
    if (party->entity != ARRIAN_NONE || !tree_rel(c, at, "nmod:poss") || !group_word(c->d, at, "its")) return;
    for (int step = 0; step < MOST_STEPS_UP && !tree_is_clause(c, verb) && c->tokens[verb].head != verb; step++)
        verb = c->tokens[verb].head;
    subject = tree_child(c, verb, "nsubj");
    if (subject == ARRIAN_NONE || tree_under(c, at, subject)) return;
    ArrianParty owner[ARRIAN_MAX_PARTIES];
    uint32_t count = 0;
    roles_add_head(c, subject, owner, &count);
    if (count != 1 || owner[0].entity == ARRIAN_NONE) return;
    if (c->d->entities.at[owner[0].entity].type == ARRIAN_PERSON) return;
    party->entity = owner[0].entity;
    memcpy(party->link, owner[0].link, sizeof party->link);
}

void owner_forces(Coder *c, ArrianClaim *claim)
{
    turn_forces(c, claim);
    add_mover(c, claim);
}

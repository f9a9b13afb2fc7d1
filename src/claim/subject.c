/* subject.c: who, where the clause itself names its subject, against the words that were read for it.
 *     "The upside that the bid brings may lift shares"          may lift: "the upside", not "the bid"
 *     "Banks gained from the merger, winning new customers"     winning: "Banks", not "the merger"
 *     "less favourable weather"                                 less favourable: "weather" */
#include "claim/claim.h"
#include "mark/group.h"
#include <string.h>

static bool is_thing(const Coder *c, uint32_t i)
{
    return tree_upos(c, i, "NOUN") || tree_upos(c, i, "PROPN");
}

static bool parts_clauses(const Coder *c, uint32_t i)
{
    return tree_upos(c, i, "VERB") || tree_upos(c, i, "AUX") || tree_upos(c, i, "SCONJ") || tree_upos(c, i, "PRON") ||
           tree_upos(c, i, "PUNCT");
}

/* The subject that stands nearest before a verb: "The question is whether [the bank] pays"; of two in one phrase the
 * first, which the tree could not join: "[costs] of a rise in prices are". */
static uint32_t nearest_subject(const Coder *c, uint32_t verb)
{
    uint32_t found = ARRIAN_NONE;
    for (uint32_t i = verb; i-- > c->first;) {
        if (found != ARRIAN_NONE && (parts_clauses(c, i) || party_is_heading(c, i))) break;
        if (c->tokens[i].head == verb && tree_rel(c, i, "nsubj") && !tree_rel(c, i, "nsubj:outer")) found = i;
    }
    return found;
}

/* "the minister [Lind]", "the secretary of state [Lind]": whom a name behind the noun names too. */
static bool adjoins(const Coder *c, uint32_t noun, uint32_t other)
{
    if (other <= noun) return false;
    bool titled = roles_somebody(c, noun, noun + 1) && c->tags.name[other] != ARRIAN_NONE;
    for (uint32_t i = noun + 1; i <= other; i++)
        if (!is_thing(c, i) && !tree_upos(c, i, "ADJ") && !(titled && group_word(c->d, i, "of"))) return false;
    return true;
}

/* Whom an apposition explains: "Kellner, [a retailer]", "the retailer [Kellner]". */
static uint32_t explained(const Coder *c, uint32_t i)
{
    for (int step = 0; step < MOST_STEPS_UP && (tree_rel(c, i, "appos") || tree_rel(c, i, "flat")); step++)
        i = c->tokens[i].head;
    return i;
}

static bool is_actor(const Coder *c, uint32_t subject, const ArrianClaim *claim)
{
    if (roles_cover(c, subject, claim->actor, claim->actors)) return true;
    for (uint32_t k = 0; k < claim->actors; k++) {
        uint32_t head = roles_head(c, &claim->actor[k]);
        if (explained(c, head) == explained(c, subject) || adjoins(c, subject, head)) return true;
    }
    return false;
}

/* "[Lind]'s plan": an actor within the subject's own phrase is whose it is. */
static bool owns(const Coder *c, uint32_t subject, const ArrianClaim *claim)
{
    for (uint32_t k = 0; k < claim->actors; k++)
        if (c->tokens[roles_head(c, &claim->actor[k])].head == subject) return true;
    return false;
}

/* An actor that is some verb's own subject was not read for standing near. */
static bool is_subject(const Coder *c, const ArrianClaim *claim)
{
    for (uint32_t k = 0; k < claim->actors; k++)
        if (tree_rel(c, roles_head(c, &claim->actor[k]), "nsubj")) return true;
    return false;
}

/* "[Lind's plan]", where the name of a person in its phrase was taken for a thing. */
static void whole(const Coder *c, uint32_t subject, ArrianParty *own)
{
    uint32_t first, end;
    if (own->entity == ARRIAN_NONE || c->d->entities.at[own->entity].type != ARRIAN_PERSON) return;
    if (span_overlap(own->span, c->tokens[subject].span)) return;
    tree_phrase(c, subject, &first, &end);
    *own = (ArrianParty){.span = document_tokens_span(c->d, first, end), .entity = ARRIAN_NONE};
    if (c->tags.name[subject] == ARRIAN_NONE) return;
    own->entity = c->d->names.at[c->tags.name[subject]].entity;
    party_link(&c->d->entities.at[own->entity], own->link);
}

/* "[Kellner] shares": with a name that was read right before it. */
static void join_before(const Coder *c, ArrianParty *own, const ArrianClaim *claim)
{
    uint32_t first = document_token_at(c->d, own->span.start);
    for (uint32_t k = 0; k < claim->actors && first > c->first; k++)
        if (claim->actor[k].span.end == c->tokens[first - 1].span.end && own->entity == ARRIAN_NONE)
            own->span.start = claim->actor[k].span.start;
}

/* The actors become who stands at `subject`, but where a word for the same was read. */
static void take(Coder *c, uint32_t subject, ArrianClaim *claim)
{
    ArrianParty own[ARRIAN_MAX_PARTIES];
    uint32_t count = 0;
    if (subject == ARRIAN_NONE || subject < group_behind_dateline(c->d, c->first, c->end)) return;
    if (is_actor(c, subject, claim)) return;
    roles_add_head(c, subject, own, &count);
    if (count == 1) whole(c, subject, &own[0]);
    if (count && span_overlap(own[0].span, claim->cue)) return;
    for (uint32_t k = 0; k < count; k++)
        for (uint32_t j = 0; j < claim->actors; j++)
            if (own[k].entity != ARRIAN_NONE && own[k].entity == claim->actor[j].entity) return;
    if (!count) return;
    if (count == 1) join_before(c, &own[0], claim);
    memcpy(claim->actor, own, count * sizeof *own);
    claim->actors = count;
    why_add(c, "actor: the clause's own subject");
}

/* The verb whose subject a verb without one of its own shares: "Lind's plan [is] slow and [costs] money". */
static uint32_t sharer(const Coder *c, uint32_t verb)
{
    for (int step = 0; step < MOST_STEPS_UP && tree_rel(c, verb, "conj") && tree_is_clause(c, c->tokens[verb].head) &&
                       nearest_subject(c, verb) == ARRIAN_NONE;
         step++)
        verb = c->tokens[verb].head;
    return verb;
}

static void of_verb(Coder *c, uint32_t verb, ArrianClaim *claim)
{
    bool passive;
    uint32_t with = sharer(c, verb), subject = nearest_subject(c, with);
    tree_subject(c, verb, &passive);
    if (subject == ARRIAN_NONE || passive || tree_is_infinitive(c, with)) return;
    bool apart = claim->act == ARRIAN_STATE && with == verb && tree_upos(c, subject, "NOUN");
    if (apart || owns(c, subject, claim)) take(c, subject, claim);
}

/* "[Lind]'s index, which fell": what a relative clause speaks of, and not whose it is. */
static void of_antecedent(Coder *c, uint32_t verb, ArrianClaim *claim)
{
    bool passive;
    uint32_t noun = c->tokens[verb].head;
    if (!tree_rel(c, verb, "acl:relcl") || !tree_upos(c, noun, "NOUN") || claim->actors != 1) return;
    uint32_t head = roles_head(c, &claim->actor[0]); /* "the rise of [Lind], who": who stands nearer may be meant */
    if (head < noun && c->tokens[head].head == noun && tree_subject(c, verb, &passive) == noun) take(c, noun, claim);
}

/* "saw no trouble from unions in [its] deal to buy": whose deal it is, where who was read does nothing here. */
static void of_purpose(Coder *c, uint32_t verb, ArrianClaim *claim)
{
    bool passive;
    uint32_t noun = c->tokens[verb].head, subject = tree_subject(c, verb, &passive);
    if (!tree_rel(c, verb, "acl") || !tree_is_infinitive(c, verb) || passive || subject == ARRIAN_NONE) return;
    if (!tree_under(c, subject, noun) || is_subject(c, claim)) return;
    for (uint32_t k = 0; k < claim->actors; k++)
        if (tree_under(c, roles_head(c, &claim->actor[k]), noun)) return;
    take(c, subject, claim);
}

/* "[Lind]'s aim is to pay": he pays, and not his aim. */
static void of_aim(Coder *c, uint32_t verb, ArrianClaim *claim)
{
    bool passive;
    uint32_t aim = tree_child(c, verb, "nsubj:outer"), subject = tree_subject(c, verb, &passive);
    if (aim == ARRIAN_NONE || subject == ARRIAN_NONE || passive || !roles_cover(c, aim, claim->actor, claim->actors)) return;
    if (subject == aim) return;
    claim->actors = 0;
    roles_add_head(c, subject, claim->actor, &claim->actors);
}

/* "Banks gained, [winning] customers": a form in -ing behind a comma is the deed of the clause before it. */
static void behind_comma(Coder *c, uint32_t verb, ArrianClaim *claim)
{
    bool passive;
    bool hangs = tree_rel(c, verb, "acl") || tree_rel(c, verb, "advcl");
    if (!hangs || tree_rel(c, verb, "acl:relcl") || nearest_subject(c, verb) != ARRIAN_NONE) return;
    if (!tree_is_ing(c, verb)) return;
    if (verb == c->first || c->d->text.at[c->tokens[verb - 1].span.start] != ',') return;
    uint32_t above = c->tokens[verb].head;
    for (int step = 0; step < MOST_STEPS_UP && !tree_is_clause(c, above) && c->tokens[above].head != above; step++)
        above = c->tokens[above].head;
    if (above > verb || !tree_is_clause(c, above) || is_subject(c, claim)) return;
    uint32_t subject = tree_subject(c, above, &passive);
    if (subject != ARRIAN_NONE && (claim->act == ARRIAN_STATE || roles_somebody(c, subject, subject + 1)))
        take(c, subject, claim);
}

/* "rates for [borrowers] who meet the terms": the noun right before the relative word, where the tree agrees. */
static void of_relative(Coder *c, uint32_t verb, ArrianClaim *claim)
{
    uint32_t word = tree_child(c, verb, "nsubj"), noun = c->tokens[verb].head;
    bool relative = word != ARRIAN_NONE && (group_word(c->d, word, "that") || group_word(c->d, word, "which") ||
                                            group_word(c->d, word, "who"));
    relative &= nearest_subject(c, verb) == word && noun + 1 == word;
    if (tree_rel(c, verb, "acl:relcl") && relative && tree_upos(c, noun, "NOUN")) take(c, noun, claim);
}

static bool within(const Coder *c, uint32_t noun, const ArrianClaim *claim)
{
    for (uint32_t k = 0; k < claim->actors; k++)
        if (!tree_under(c, roles_head(c, &claim->actor[k]), noun)) return false;
    return !roles_cover(c, noun, claim->actor, claim->actors);
}

/* "[less favourable] weather", "[better] sales by Lind": the noun that the words describe is so. */
static void of_described(Coder *c, uint32_t top, ArrianClaim *claim)
{
    uint32_t noun = c->tokens[top].head, first = c->cue_end;
    bool describes = tree_rel(c, top, "amod") || tree_rel(c, top, "compound");
    if (!describes || noun == ARRIAN_NONE || noun < first || !is_thing(c, noun) || !within(c, noun, claim)) return;
    roles_drop(c, noun, claim->recipient, &claim->recipients);
    while (first < noun && tree_upos(c, first, "PUNCT")) first++;
    claim->actors = 0;
    party_add_group(c, first, noun + 1, claim->actor, &claim->actors);
}

/* "The airline reported [a loss]": what is reported is of whom its verb speaks. */
static void of_shown(Coder *c, uint32_t top, ArrianClaim *claim)
{
    bool passive;
    uint32_t verb = c->tokens[top].head;
    if (claim->actors || !tree_rel(c, top, "obj") || !role_is_verb(c, verb, ROLE_WORD_SHOW)) return;
    uint32_t subject = tree_subject(c, verb, &passive);
    if (!passive) roles_add_head(c, subject, claim->actor, &claim->actors);
}

/* "[a rise] in orders", "[a slump] in sales by Lind": what rose or fell, and not whose it is. */
static void of_change(Coder *c, uint32_t top, ArrianClaim *claim)
{
    static const char *const words[] = {"in", "of", NULL};
    if (role_word(c, top) != ROLE_WORD_CHANGE || !tree_upos(c, top, "NOUN")) return;
    for (uint32_t i = top + 1; i < c->end; i++) {
        if (c->tokens[i].head != top || !tree_rel(c, i, "nmod") || c->tags.time[i] != ARRIAN_NONE) continue;
        if (tree_child_among(c, i, "case", words) == ARRIAN_NONE) continue;
        if (c->tags.name[i] != ARRIAN_NONE || c->tags.quantity[i] != ARRIAN_NONE || !within(c, i, claim)) return;
        roles_drop(c, i, claim->recipient, &claim->recipients);
        claim->actors = 0;
        return roles_add_head(c, i, claim->actor, &claim->actors);
    }
}

/* "sales and [spending] on cables": what stands in one list with the deed does not do it. */
static void drop_listed(Coder *c, uint32_t top, ArrianClaim *claim)
{
    uint32_t first = c->tokens[top].head;
    for (uint32_t k = claim->actors; k-- > 0 && tree_rel(c, top, "conj");)
        if (roles_head(c, &claim->actor[k]) == first && claim->actor[k].entity == ARRIAN_NONE &&
            (claim->recipients || claim->places || claim->quantities))
            party_drop(claim->actor, &claim->actors, k);
}

/* "[To wait] is a bad choice": a clause is so, and nobody who stands outside it. */
static void drop_outsiders(Coder *c, uint32_t verb, ArrianClaim *claim)
{
    uint32_t clause = tree_child(c, verb, "csubj");
    if (clause == ARRIAN_NONE || clause > verb || tree_child(c, verb, "nsubj") != ARRIAN_NONE) return;
    if (!tree_is_infinitive(c, clause)) return;
    for (uint32_t k = claim->actors; k-- > 0;)
        if (!tree_under(c, roles_head(c, &claim->actor[k]), clause)) party_drop(claim->actor, &claim->actors, k);
}

void subject_settle(Coder *c, ArrianClaim *claim)
{
    if (!tree_has(c) || claim->act == ARRIAN_ASSAULT || claim->act == ARRIAN_HARM) return;
    uint32_t top = roles_cue(c);
    if (tree_is_clause(c, top)) {
        if (!claim->actors) return;
        of_verb(c, top, claim);
        of_antecedent(c, top, claim);
        of_purpose(c, top, claim);
        of_aim(c, top, claim);
        if (claim->act == ARRIAN_STATE) of_relative(c, top, claim);
        behind_comma(c, top, claim);
        if (claim->act == ARRIAN_STATE) drop_outsiders(c, top, claim);
    } else if (claim->act == ARRIAN_STATE) {
        drop_listed(c, top, claim);
        of_change(c, top, claim);
        of_described(c, top, claim);
        of_shown(c, top, claim);
    }
}

void subject_denier(Coder *c, ArrianClaim *claim)
{
    static const char *const others[] = {"of", "by", NULL};
    if (!tree_has(c) || claim->actors || claim->stance != ARRIAN_DENIED || !stance_is_disowned(c, c->cue, c->cue_end)) return;
    uint32_t top = tree_top(c, c->cue, c->cue_end), denier = tree_child(c, c->tokens[top].head, "nsubj");
    if (!(tree_rel(c, top, "obj") || tree_rel(c, top, "xcomp")) || denier == ARRIAN_NONE || !roles_is_party(c, denier)) return;
    for (uint32_t i = c->first; i < c->end; i++) {
        bool beside = c->tokens[i].head == top && i != denier;
        if (beside && (tree_rel(c, i, "nmod:poss") || (i < top && c->tags.name[i] != ARRIAN_NONE))) return;
        if (beside && tree_child_among(c, i, "case", others) != ARRIAN_NONE) return;
    }
    roles_add_head(c, denier, claim->actor, &claim->actors);
    why_add(c, "actor: who denies it");
}

/* blow.c: who struck, where the words name a blow rather than who dealt it.
 *     "an air strike by [the coalition] killed six"      actor: the coalition, not the strike
 *     "[Two drivers] were killed as gunmen attacked"     actor: gunmen */
#include "claim/claim.h"

uint32_t blow_word(const Coder *c, uint32_t i)
{
    uint32_t class = role_word(c, i);
    return class == ROLE_WORD_BLOW || class == ROLE_WORD_SORT || class == ROLE_WORD_STRIFE ? class : ROLE_WORD_NONE;
}

/* Who struck the blow: "strikes by [Russian planes]", "[Russia]'s raid". */
static uint32_t striker(const Coder *c, uint32_t blow)
{
    uint32_t agent = tree_agent(c, blow), owner = tree_child(c, blow, "nmod:poss"), done = tree_child(c, blow, "acl");
    if (agent == ARRIAN_NONE && done != ARRIAN_NONE) agent = tree_agent(c, done);
    if (agent != ARRIAN_NONE) return agent;
    return owner;
}

/* "[coalition] air strikes": who leads the words of a blow. */
static void by_first_words(Coder *c, uint32_t first, uint32_t blow, ArrianClaim *claim)
{
    uint32_t end = blow + 1;
    while (end > first && blow_word(c, end - 1)) end--;
    while (first + 1 < end && tree_rel(c, first, "amod") && c->tags.name[first] == ARRIAN_NONE &&
           !(c->tokens[first + 1].flags & ARRIAN_HYPHEN)) /* "suspected" */
        first++;
    if (end == first) return;
    if (party_acts_for(c, end - 1) || party_are_persons(c, end - 1) || c->tags.name[end - 1] != ARRIAN_NONE)
        party_add_group(c, first, end, claim->actor, &claim->actors);
}

/* A blow is no doer: who struck it is, where the words say so; else nobody is known. */
static bool settle_blow(Coder *c, uint32_t k, ArrianClaim *claim)
{
    ArrianParty party = claim->actor[k];
    uint32_t end, first = document_tokens_in(c->d, party.span, &end), last = end;
    if (tree_has(c) && end > first) end = tree_top(c, first, end) + 1; /* "a [raid] on Tuesday" */
    uint32_t class = end > first ? blow_word(c, end - 1) : ROLE_WORD_NONE;
    if (party.entity != ARRIAN_NONE || (class != ROLE_WORD_BLOW && class != ROLE_WORD_STRIFE)) return false;
    party_drop(claim->actor, &claim->actors, k);
    if (class == ROLE_WORD_STRIFE) return true;
    uint32_t by = tree_has(c) ? striker(c, end - 1) : ARRIAN_NONE;
    if (by != ARRIAN_NONE) roles_add_head(c, by, claim->actor, &claim->actors);
    if (by == ARRIAN_NONE) by_first_words(c, first, end - 1, claim);
    return end == last; /* with words behind it, its act stays as it was read */
}

/* "[Lind] fell from a roof", "three [more] died": who is hurt does nothing. */
static void turn_harmed(Coder *c, ArrianClaim *claim)
{
    if (!tree_has(c) || claim->act != ARRIAN_HARM || claim->recipients || claim->actors > 1) return;
    bool passive;
    uint32_t top = roles_cue(c), subject = tree_subject(c, top, &passive), first, end;
    if (!tree_is_clause(c, top) || subject == ARRIAN_NONE) return;
    if (claim->actors && !roles_cover(c, subject, claim->actor, 1)) return;
    if (!(roles_is_party(c, subject) || tree_upos(c, subject, "NUM") || tree_upos(c, subject, "ADJ"))) return;
    uint32_t object = tree_object(c, top); /* "She committed [suicide]" is told by the cue */
    if (!claim->actors && object != ARRIAN_NONE && !(object >= c->cue && object < c->cue_end)) return;
    tree_phrase(c, subject, &first, &end);
    if (!claim->actors) return party_add_group(c, first, end, claim->recipient, &claim->recipients);
    claim->recipient[0] = claim->actor[0];
    claim->recipients = 1, claim->actors = 0;
}

/* "hit in [Turkish and Kurdish] raids", "died after strikes by [the coalition]" */
static void by_named_blow(Coder *c, uint32_t blow, ArrianClaim *claim)
{
    uint32_t by = striker(c, blow), first, end;
    if (by != ARRIAN_NONE) return roles_add_head(c, by, claim->actor, &claim->actors);
    tree_phrase(c, blow, &first, &end);
    for (uint32_t k = first; k < blow; k++)
        if (party_named(c, k) && party_named(c, k)->iso3[0])
            party_add_group(c, k, k + 1, claim->actor, &claim->actors);
    while (first < blow && (tree_rel(c, first, "case") || tree_rel(c, first, "det"))) first++;
    if (!claim->actors) by_first_words(c, first, blow, claim);
}

/* "damage to the mill caused by [coalition] strikes", "deaths in raids by [the coalition]" */
static void by_cause(Coder *c, uint32_t noun, ArrianClaim *claim)
{
    for (uint32_t i = noun + 1; i < c->end && !claim->actors; i++)
        if (blow_word(c, i) == ROLE_WORD_BLOW && (tree_rel(c, i, "obl") || tree_rel(c, i, "nmod")) &&
            tree_child_word(c, i, "case", "by") != ARRIAN_NONE && tree_under(c, i, noun))
            by_named_blow(c, i, claim);
}

/* "died as [the coalition] carried out raids", "were killed when [gunmen] attacked a convoy": whose blow it was. */
static void by_clause(Coder *c, uint32_t verb, ArrianClaim *claim)
{
    static const char *const words[] = {"as", "when", "after", NULL};
    bool tied = tree_child_among(c, verb, "mark", words) != ARRIAN_NONE ||
                tree_child_among(c, verb, "advmod", words) != ARRIAN_NONE;
    bool passive;
    Cue found;
    uint32_t object = tree_object(c, verb), subject = tree_subject(c, verb, &passive);
    bool blow = cue_at(c, verb, &found) && found.form && found.pattern->act == ARRIAN_ASSAULT;
    if (role_is_verb(c, verb, ROLE_WORD_EMPTY)) /* "carried out [raids]" */
        blow = object != ARRIAN_NONE && blow_word(c, object) == ROLE_WORD_BLOW;
    if (tied && blow && !passive && subject != ARRIAN_NONE && blow_word(c, subject) == ROLE_WORD_NONE &&
        !roles_cover(c, subject, claim->recipient, claim->recipients))
        roles_add_head(c, subject, claim->actor, &claim->actors);
}

/* "in a [raid]", "in rocket [fire]", "in [tank] shelling" where the tree parts the two */
static bool is_blow(const Coder *c, uint32_t i)
{
    uint32_t before = i > c->first ? blow_word(c, i - 1) : ROLE_WORD_NONE;
    bool shots = role_word(c, i) == ROLE_WORD_MISHAP && (before == ROLE_WORD_BLOW || before == ROLE_WORD_SORT);
    bool leads = i + 1 < c->end && tree_upos(c, i, "NOUN") && blow_word(c, i + 1) == ROLE_WORD_BLOW;
    return blow_word(c, i) == ROLE_WORD_BLOW || shots || leads;
}

/* The blow that a passive or a death names tells who struck. */
static void by_blow(Coder *c, ArrianClaim *claim)
{
    if (!tree_has(c) || claim->actors) return;
    uint32_t top = roles_cue(c);
    bool passive;
    if (!tree_is_clause(c, top)) return by_cause(c, top, claim);
    tree_subject(c, top, &passive);
    if (!passive && (claim->act != ARRIAN_HARM || !claim->recipients)) return;
    for (uint32_t i = c->first; i < c->end && !claim->actors; i++) {
        if (c->tokens[i].head != top) continue;
        bool named = tree_rel(c, i, "obl") || tree_child(c, i, "case") != ARRIAN_NONE; /* "in Israeli [shelling]" */
        if (i > top && named && is_blow(c, i)) by_named_blow(c, i, claim);
        else if (tree_rel(c, i, "advcl")) by_clause(c, i, claim);
    }
    if (claim->actors) claim->act = ARRIAN_ASSAULT;
}

static bool is_gerund(const Coder *c, uint32_t verb)
{
    return tree_upos(c, verb, "VERB") && tree_is_ing(c, verb);
}

/* "A bomb went off on a train with miners near the city [killing] six": what a blow did, told behind its clause; a noun
 * that others part from the participle is not who killed. ARRIAN_NONE, or the verb that tells the blow. */
uint32_t blow_told(const Coder *c, uint32_t top, ArrianAct act)
{
    if (tree_rel(c, top, "conj") && is_gerund(c, c->tokens[top].head)) /* "killing six and wounding 25" */
        top = c->tokens[top].head;
    uint32_t up = c->tokens[top].head;
    bool hurts = act == ARRIAN_ASSAULT || act == ARRIAN_HARM;
    if (!hurts || !is_gerund(c, top) || tree_child(c, top, "obj") == ARRIAN_NONE) return ARRIAN_NONE;
    if (tree_child(c, top, "mark") != ARRIAN_NONE || tree_child(c, top, "nsubj") != ARRIAN_NONE) return ARRIAN_NONE;
    if (tree_rel(c, top, "advcl")) return up;
    if (!tree_rel(c, top, "acl") || up + 1 >= top) return ARRIAN_NONE;
    for (int step = 0; step < MOST_STEPS_UP && c->tokens[up].head != up; step++) {
        up = c->tokens[up].head;
        if (tree_upos(c, up, "VERB") && !tree_rel(c, up, "acl")) return up;
    }
    return ARRIAN_NONE;
}

/* Gives back whether the cue is such a participle. */
bool blow_result(Coder *c, ArrianClaim *claim)
{
    bool passive;
    uint32_t blow = tree_has(c) ? blow_told(c, roles_cue(c), claim->act) : ARRIAN_NONE;
    uint32_t subject = blow == ARRIAN_NONE ? ARRIAN_NONE : tree_subject(c, blow, &passive);
    if (subject == ARRIAN_NONE || passive) return false;
    if (roles_cover(c, subject, claim->actor, claim->actors)) return true;
    claim->actors = 0;
    roles_add_head(c, subject, claim->actor, &claim->actors);
    return true;
}

/* "The flood killed 20 people": no hand at all. */
static bool is_mishap(const Coder *c, const ArrianClaim *claim)
{
    if (!claim->actors) return false;
    uint32_t end, first = document_tokens_in(c->d, claim->actor[0].span, &end);
    return end > first && role_word(c, end - 1) == ROLE_WORD_MISHAP;
}

static bool hurts_people(const Coder *c, const ArrianClaim *claim)
{
    for (uint32_t k = 0; k < claim->recipients; k++) {
        uint32_t end, first = document_tokens_in(c->d, claim->recipient[k].span, &end);
        for (uint32_t i = first; i < end; i++)
            if (party_are_persons(c, i)) return true;
    }
    return false;
}

void blow_settle(Coder *c, ArrianClaim *claim)
{
    bool blow = false;
    ArrianAct act = claim->act;
    if (act != ARRIAN_ASSAULT && act != ARRIAN_HARM) return;
    if (is_mishap(c, claim)) claim->act = ARRIAN_HARM;
    turn_harmed(c, claim);
    by_blow(c, claim);
    for (uint32_t k = claim->actors; k-- > 0;) blow |= settle_blow(c, k, claim);
    if (blow && !claim->actors && hurts_people(c, claim)) claim->act = ARRIAN_HARM; /* by an unknown hand */
    else if (blow && claim->actors) claim->act = ARRIAN_ASSAULT;
    if (claim->act != act) why_add(c, "act %s: by who struck the blow", arrian_act(claim->act));
}

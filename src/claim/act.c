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

/* "Norway denies [build-up]": a deed is denied, and no state of affairs. */
static bool by_denial(Coder *c, ArrianClaim *claim)
{
    Cue found;
    if (claim->act != ARRIAN_STATE || !stance_is_disowned(c, c->cue, c->cue_end)) return false;
    if (!cue_at(c, tree_top(c, c->cue, c->cue_end), &found) && !cue_at(c, c->cue, &found)) return false;
    if (!found.pattern->strong || found.pattern->act == ARRIAN_STATE) return false;
    why_add(c, "act %s: row %.*s of acts.tsv", arrian_act(found.pattern->act), (int)found.pattern->id.length, found.pattern->id.at);
    claim->act = found.pattern->act;
    return true;
}

/* "merger [talks]", "deal negotiations": what is talked of is not agreed yet. */
static void by_head(Coder *c, ArrianClaim *claim)
{
    Cue found;
    if (!tree_has(c) || (claim->act != ARRIAN_AGREE && claim->act != ARRIAN_COOPERATE)) return;
    uint32_t top = tree_top(c, c->cue, c->cue_end);
    if (!tree_upos(c, top, "NOUN") || tree_is_clause(c, top) || tree_child(c, top, "compound") == ARRIAN_NONE) return;
    if (!cue_at(c, top, &found) || found.form || found.pattern->act != ARRIAN_CONSULT) return;
    why_add(c, "act CONSULT: row %.*s of acts.tsv", (int)found.pattern->id.length, found.pattern->id.at);
    claim->act = ARRIAN_CONSULT;
}

void act_correct(Coder *c, ArrianClaim *claim)
{
    if (by_pattern(c, claim) || by_denial(c, claim)) return;
    by_subject(c, claim);
    by_head(c, claim);
}

static bool rejects(const Coder *c, uint32_t i)
{
    Cue found;
    return cue_at(c, i, &found) && found.pattern->act == ARRIAN_REJECT;
}

/* "They [do not want] it", "he [did not say]": who leaves something undone rejects nothing, unless the word itself does:
 * "did not [rule] it out". */
void act_of_denied(Coder *c, ArrianClaim *claim)
{
    if (claim->act != ARRIAN_REJECT || claim->stance != ARRIAN_DENIED) return;
    for (uint32_t i = c->cue; i < c->cue_end; i++)
        if (rejects(c, i)) return;
    why_add(c, "act STATE: what is not done is no REJECT");
    claim->act = ARRIAN_STATE;
}

/* "[Talks] have begun", "the [probe] widened": the deed itself does nothing. */
static bool is_deed(const Coder *c, const ArrianClaim *claim, uint32_t k)
{
    Cue found;
    uint32_t head = roles_head(c, &claim->actor[k]);
    bool talk = claim->act == ARRIAN_CONSULT || claim->act == ARRIAN_ACCUSE || claim->act == ARRIAN_AGREE;
    return talk && claim->actor[k].entity == ARRIAN_NONE && tree_upos(c, head, "NOUN") && cue_at(c, head, &found) &&
           !found.form && found.end == head + 1 && found.pattern->act == claim->act;
}

static bool may_act(const Coder *c, const ArrianParty *list, uint32_t count)
{
    for (uint32_t k = 0; k < count; k++)
        if (party_may_act(c, &list[k])) return true;
    return false;
}

static bool are_firms(const Coder *c, const ArrianParty *list, uint32_t count)
{
    for (uint32_t k = 0; k < count; k++) {
        uint32_t entity = list[k].entity;
        if (entity == ARRIAN_NONE || party_is_state(c, entity) || !topic_is_firm(c->engine, c->d, entity)) return false;
    }
    return count > 0;
}

static bool are_advisers(const Coder *c, const ArrianParty *list, uint32_t count)
{
    for (uint32_t k = 0; k < count; k++)
        if (role_word(c, roles_head(c, &list[k])) != ROLE_WORD_ADVISER) return false;
    return count > 0;
}

static bool are_things(const Coder *c, const ArrianParty *list, uint32_t count)
{
    for (uint32_t k = 0; k < count; k++)
        if (!party_is_thing(c, &list[k])) return false;
    return true;
}

/* "Higher prices [threaten] growth", "[threats] to growth", "analysts [warned] that rates would rise": nobody threatens, and
 * nobody is threatened. */
static bool is_mere_danger(const Coder *c, const ArrianClaim *claim)
{
    if (claim->act != ARRIAN_THREATEN) return false;
    bool warns = role_is_verb(c, roles_cue(c), ROLE_WORD_WARN);
    if (warns && are_advisers(c, claim->actor, claim->actors)) return true;
    if (warns && !claim->recipients && are_firms(c, claim->actor, claim->actors)) return true;
    bool named = tree_upos(c, roles_cue(c), "VERB") ? claim->actors : claim->recipients;
    return named && are_things(c, claim->actor, claim->actors) && !may_act(c, claim->recipient, claim->recipients);
}

/* "The airline [cancelled] flights", "it [slashed] its forecast": no state takes from another. */
static bool is_own_cut(const Coder *c, const ArrianClaim *claim)
{
    if (claim->act != ARRIAN_SANCTION || !claim->actors) return false;
    if (!role_is_verb(c, roles_cue(c), ROLE_WORD_CURTAIL)) return false;
    for (uint32_t k = 0; k < claim->actors; k++)
        if (party_is_state(c, claim->actor[k].entity)) return false;
    return !may_act(c, claim->recipient, claim->recipients);
}

static bool of_market(const Coder *c, const ArrianParty *list, uint32_t count)
{
    for (uint32_t k = 0; k < count; k++) {
        uint32_t head = roles_head(c, &list[k]), class = role_word(c, head);
        bool name = c->tags.name[head] != ARRIAN_NONE || !tree_upos(c, head, "NOUN");
        if (name || (class != ROLE_WORD_MARKET && class != ROLE_WORD_CHANGE)) return false;
    }
    return count > 0;
}

static bool are_persons(const Coder *c, const ArrianParty *list, uint32_t count)
{
    for (uint32_t k = 0; k < count; k++)
        if (party_are_persons(c, roles_head(c, &list[k]))) return true;
    return false;
}

/* "Banks were [hit] by the crisis", "sales [suffered]": what befalls a market is nobody's deed and no harm to anybody; "the
 * crisis killed nine people" is. */
static bool is_of_markets(const Coder *c, const ArrianClaim *claim)
{
    bool harm = claim->act == ARRIAN_HARM || claim->act == ARRIAN_ASSAULT;
    if (harm && are_persons(c, claim->recipient, claim->recipients)) return false;
    bool clause = tree_is_clause(c, roles_cue(c)); /* beside a noun a market was read for standing near */
    if (claim->actors) return (harm || clause) && of_market(c, claim->actor, claim->actors);
    return harm && of_market(c, claim->recipient, claim->recipients);
}

/* A thing that hurts nobody by itself: no blow, no storm, no attack. */
static bool is_circumstance(const Coder *c, const ArrianParty *party)
{
    Cue found;
    uint32_t head = roles_head(c, party), class = role_word(c, head);
    bool deed = cue_at(c, head, &found) && (found.pattern->act == ARRIAN_HARM || found.pattern->act == ARRIAN_ASSAULT);
    return !deed && class != ROLE_WORD_BLOW && class != ROLE_WORD_STRIFE && class != ROLE_WORD_MISHAP && party_is_thing(c, party);
}

static bool is_business(const Coder *c, const ArrianParty *party)
{
    uint32_t head = roles_head(c, party), class = role_word(c, head);
    const ArrianEntity *entity = party->entity == ARRIAN_NONE ? NULL : &c->d->entities.at[party->entity];
    if (entity && entity->type == ARRIAN_ORGANIZATION) return !entity->iso3[0] && !entity->code[0];
    return !entity && (class == ROLE_WORD_MARKET || class == ROLE_WORD_CHANGE || class == ROLE_WORD_FIRM || party_is_firm(c, head));
}

/* "A small stock [hurt] Kellner Motors", "the talks [supported] prices", "banks were [hurt]": how business goes. */
static bool is_of_business(const Coder *c, const ArrianClaim *claim)
{
    if (!claim->recipients || (claim->act != ARRIAN_HARM && claim->act != ARRIAN_SUPPORT)) return false;
    for (uint32_t k = 0; k < claim->recipients; k++)
        if (!is_business(c, &claim->recipient[k])) return false;
    for (uint32_t k = 0; k < claim->actors; k++)
        if (!is_circumstance(c, &claim->actor[k])) return false;
    static const char *const blows[] = {"hurt", "hit", NULL};
    return claim->actors || (claim->act == ARRIAN_HARM && group_one_of(c->d, roles_cue(c), blows));
}

/* "Kellner Corp [provides] uniforms", "it [launched] a new phone": a firm that gives, shows or destroys things minds its
 * business. */
static bool is_own_business(const Coder *c, const ArrianClaim *claim)
{
    bool gives = claim->act == ARRIAN_AID,
         moves = claim->act == ARRIAN_MOBILIZE || claim->act == ARRIAN_ASSAULT;
    if (!(gives || moves) || !are_firms(c, claim->actor, claim->actors)) return false;
    for (uint32_t k = 0; k < claim->recipients; k++)
        if (!is_business(c, &claim->recipient[k]) && party_may_act(c, &claim->recipient[k])) return false;
    return true;
}

/* "The index [declined] to 85.8", "crude [settled] at $59.59": how figures move. */
static bool is_of_figures(const Coder *c, const ArrianClaim *claim)
{
    enum { FARTHEST = 4 };
    static const char *const falls[] = {"decline", "declines", "declined", "declining", NULL},
                            *const ends[] = {"settle", "settles", "settled", "settling", NULL};
    uint32_t top = roles_cue(c);
    bool falls_so = claim->act == ARRIAN_REJECT && group_one_of(c->d, top, falls),
         ends_so = claim->act == ARRIAN_AGREE && group_one_of(c->d, top, ends);
    if (!(falls_so || ends_so) || tree_child(c, top, "obj") != ARRIAN_NONE || tree_child(c, top, "xcomp") != ARRIAN_NONE) return false;
    for (uint32_t i = top + 2; i < c->end && i <= top + FARTHEST; i++)
        if (tree_rel(c, i - 1, "case") && (c->tags.quantity[i] != ARRIAN_NONE || tree_upos(c, i, "NUM"))) return true;
    return false;
}

/* "The lender [disclosed] a lapse", "the bank [cited] demand": making a thing known accuses nobody and refuses nothing; "was cited
 * for speeding" does. */
static bool is_disclosure(const Coder *c, const ArrianClaim *claim)
{
    static const uint32_t acts = 1u << ARRIAN_ACCUSE | 1u << ARRIAN_REJECT | 1u << ARRIAN_COERCE | 1u << ARRIAN_CONCEDE;
    uint32_t top = roles_cue(c);
    if (!(acts >> claim->act & 1) || !role_is_verb(c, top, ROLE_WORD_DISCLOSE)) return false;
    for (uint32_t i = top + 1; i < c->end; i++)
        if (c->tokens[i].head == top && (tree_rel(c, i, "obl") || tree_rel(c, i, "advcl")) &&
            (tree_child_word(c, i, "case", "for") != ARRIAN_NONE || tree_child_word(c, i, "mark", "for") != ARRIAN_NONE))
            return false;
    return true;
}

/* "The move [harms] our interests", "it could hurt stability", "a claim for damages": nobody is hurt and nothing broken. */
static bool is_of_intangibles(const Coder *c, const ArrianClaim *claim)
{
    uint32_t top = roles_cue(c), object = tree_object(c, top);
    if (claim->act == ARRIAN_HARM && group_word(c->d, top, "damages") && tree_upos(c, top, "NOUN")) return true;
    if (claim->act != ARRIAN_HARM && claim->act != ARRIAN_ASSAULT) return false;
    return object != ARRIAN_NONE && c->tags.name[object] == ARRIAN_NONE && role_word(c, object) == ROLE_WORD_INTANGIBLE;
}

/* "It [is a great deal] for the miners": an opinion of a thing supports nobody. */
static bool is_opinion(const Coder *c, const ArrianClaim *claim)
{
    uint32_t top = roles_cue(c);
    if (claim->act != ARRIAN_SUPPORT || tree_child(c, top, "cop") == ARRIAN_NONE) return false;
    for (uint32_t k = 0; k < claim->actors; k++) {
        uint32_t head = roles_head(c, &claim->actor[k]);
        if (tree_upos(c, head, "PRON") ? roles_somebody(c, head, head + 1) : !party_is_thing(c, &claim->actor[k])) return false;
    }
    return claim->actors;
}

/* "The shift [favoured] makers of small cars", "the move [allows] him to stay": nothing but things stand where somebody would
 * who supports, allows or deals. What a law, a report or a group does is its deed. */
static bool is_done_by_things(const Coder *c, const ArrianClaim *claim)
{
    static const uint32_t acts = 1u << ARRIAN_SUPPORT | 1u << ARRIAN_CONCEDE | 1u << ARRIAN_COOPERATE |
                                 1u << ARRIAN_AGREE | 1u << ARRIAN_REJECT | 1u << ARRIAN_REQUEST | 1u << ARRIAN_RETREAT |
                                 1u << ARRIAN_SANCTION | 1u << ARRIAN_COERCE | 1u << ARRIAN_AID;
    bool passive;
    uint32_t top = roles_cue(c);
    if (!(acts >> claim->act & 1) || !claim->actors || !tree_is_clause(c, top)) return false;
    uint32_t subject = tree_subject(c, top, &passive);
    if (passive || subject == ARRIAN_NONE || !roles_cover(c, subject, claim->actor, claim->actors)) return false;
    return are_things(c, claim->actor, claim->actors);
}

/* "A team of [rescuers] was sent", "dispatched ambulances": who is sent to help moves no forces. */
static bool sends_help(const Coder *c, const ArrianClaim *claim)
{
    bool passive;
    uint32_t top = roles_cue(c);
    if (claim->act != ARRIAN_MOBILIZE || !tree_upos(c, top, "VERB")) return false;
    uint32_t subject = tree_subject(c, top, &passive), sent = passive ? subject : tree_object(c, top);
    if (sent == ARRIAN_NONE) return false;
    if (role_word(c, sent) == ROLE_WORD_RESCUER) return true;
    for (uint32_t i = sent + 1; i < c->end; i++)
        if (c->tokens[i].head == sent && tree_rel(c, i, "nmod") && role_word(c, i) == ROLE_WORD_RESCUER) return true;
    return false;
}

static bool (*const no_deed[])(const Coder *c, const ArrianClaim *claim) = {
    is_mere_danger, is_own_cut, is_of_markets, is_of_business, is_done_by_things,
    is_own_business, is_opinion, is_of_figures, is_disclosure, is_of_intangibles,
};

void act_of_things(Coder *c, ArrianClaim *claim)
{
    if (!tree_has(c) || claim->act == ARRIAN_STATE) return;
    if (sends_help(c, claim)) {
        why_add(c, "act AID: who is sent is sent to help");
        claim->act = ARRIAN_AID;
    }
    bool others = claim->recipients || claim->places || claim->quantities; /* a claim names somebody or somewhere */
    for (uint32_t k = claim->actors; k-- > 0;)
        if ((others || claim->actors > 1) && is_deed(c, claim, k)) party_drop(claim->actor, &claim->actors, k);
    for (size_t i = 0; i < sizeof no_deed / sizeof *no_deed; i++) {
        if (!no_deed[i](c, claim)) continue;
        why_add(c, "act STATE: nobody does %s to nobody", arrian_act(claim->act));
        claim->act = ARRIAN_STATE;
        return;
    }
}

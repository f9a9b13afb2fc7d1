/* settle.c: what the tree takes from the parties that were read, and what it turns round.
 *     "[Lind] was arrested by police"                    whom it is done to, whoever read him as the doer
 *     "sent boats to save [the miners]"                  whom help is for
 * The order of settle_roles(), and within its five parts, counts: each step trusts what those before it left. */
#include "claim/claim.h"
#include "mark/group.h"
#include "mark/name.h"
#include <string.h>

/* "dozens of [attacks]": what a word for a number counts. */
static uint32_t counted(const Coder *c, uint32_t i)
{
    for (uint32_t k = i + 1; c->tags.quantity[i] != ARRIAN_NONE && k < c->end; k++)
        if (c->tokens[k].head == i && tree_rel(c, k, "nmod") && tree_child_word(c, k, "case", "of") != ARRIAN_NONE)
            return k;
    return i;
}

static bool is_deed(const Coder *c, uint32_t i)
{
    Cue found;
    if (tree_has(c)) i = counted(c, i);
    if (blow_word(c, i) == ROLE_WORD_BLOW || role_word(c, i) == ROLE_WORD_OFFENCE) return true;
    return cue_at(c, i, &found) && !found.form;
}

static bool is_charge(const Coder *c, uint32_t i)
{
    Cue found;
    if (role_word(c, i) == ROLE_WORD_CHARGE) return true;
    return cue_at(c, i, &found) && !found.form && found.pattern->act == ARRIAN_ACCUSE;
}

/* A thing that some acts are about and do nothing to: what forces move ("sent [four battalions]"), what is agreed on
 * ("approved [the plan]"), what is handed out ("[food] was given"), what is looked into ("the [attacks]"), what is
 * answered ("denied [the charges]"), what an empty verb carries out ("the [strike] was carried out"). */
static bool is_matter(const Coder *c, const ArrianClaim *claim, const ArrianParty *party)
{
    if (claim->act == ARRIAN_MOBILIZE) return true;
    uint32_t head = roles_head(c, party), top = roles_cue(c);
    bool thing = !party_may_act(c, party) || (tree_has(c) && is_deed(c, head)), passive = false; /* "[a transfer]" */
    if (claim->act == ARRIAN_AGREE || claim->act == ARRIAN_COOPERATE) return thing;
    if (claim->act == ARRIAN_REJECT) return is_charge(c, head);
    if (!tree_has(c)) return claim->act == ARRIAN_ACCUSE && is_deed(c, head);
    if (claim->act == ARRIAN_AID && thing && tree_upos(c, top, "VERB")) tree_subject(c, top, &passive);
    if (passive || role_is_verb(c, top, ROLE_WORD_GET)) return passive; /* "[the raid] drew criticism" */
    return (claim->act == ARRIAN_ACCUSE || role_is_verb(c, top, ROLE_WORD_EMPTY)) && is_deed(c, head);
}

static void drop_things(Coder *c, ArrianClaim *claim)
{
    uint32_t kept = 0;
    for (uint32_t k = 0; k < claim->recipients; k++)
        if (claim->recipient[k].entity != ARRIAN_NONE || !is_matter(c, claim, &claim->recipient[k]))
            claim->recipient[kept++] = claim->recipient[k];
    claim->recipients = kept;
}

/* "[led his overthrow]": the deed that a verb only carries out, where the cue holds it. */
static uint32_t fate_of_cue(const Coder *c, ArrianAct act)
{
    static const uint32_t acts = 1u << ARRIAN_ASSAULT | 1u << ARRIAN_COERCE | 1u << ARRIAN_SANCTION | 1u << ARRIAN_HARM;
    uint32_t top = roles_cue(c);
    if (!tree_is_clause(c, top)) return top;
    uint32_t object = tree_object(c, top);
    if (act == ARRIAN_CONCEDE) return object; /* "admitted [the deaths] of two miners" */
    return acts >> act & 1 && object >= c->cue && object < c->cue_end ? object : ARRIAN_NONE;
}

/* "[Lind]'s arrest", "the murder of [Lind]": whose fate it is suffers it. */
static void turn_fate(Coder *c, ArrianClaim *claim)
{
    static const char *const words[] = {"of", "among", NULL};
    if (!tree_has(c) || claim->act == ARRIAN_STATE) return;
    uint32_t fate = fate_of_cue(c, claim->act);
    if (fate == ARRIAN_NONE || role_word(c, fate) != ROLE_WORD_FATE || !tree_upos(c, fate, "NOUN")) return;
    uint32_t sufferer = tree_child(c, fate, "nmod:poss");
    for (uint32_t i = fate + 1; i < c->end; i++)
        if (c->tokens[i].head == fate && tree_rel(c, i, "nmod") &&
            tree_child_among(c, i, "case", words) != ARRIAN_NONE)
            sufferer = i;
    if (sufferer == ARRIAN_NONE || !roles_is_party(c, sufferer)) return;
    for (uint32_t k = claim->actors; k-- > 0;)
        if (tree_under(c, roles_head(c, &claim->actor[k]), sufferer)) party_drop(claim->actor, &claim->actors, k);
    if (!claim->recipients) roles_add_head(c, sufferer, claim->recipient, &claim->recipients);
}

/* "detected manoeuvres by [Norway]": who did what the noun of the cue tells, and not who tells it. */
static void turn_told(Coder *c, ArrianClaim *claim)
{
    uint32_t top = roles_cue(c), deed = tree_has(c) && tree_is_clause(c, top) ? tree_object(c, top) : ARRIAN_NONE;
    if (claim->act == ARRIAN_STATE || deed == ARRIAN_NONE || deed < c->cue || deed >= c->cue_end) return;
    if (tree_child(c, top, "nsubj") == ARRIAN_NONE) return;
    uint32_t agent = tree_agent(c, deed);
    if (agent == ARRIAN_NONE || !roles_is_party(c, agent)) return;
    if (roles_cover(c, agent, claim->actor, claim->actors) || roles_cover(c, agent, claim->recipient, claim->recipients))
        return;
    claim->actors = 0;
    roles_add_head(c, agent, claim->actor, &claim->actors);
}

/* "a [Chad]-backed raid by [rebels]": who backs it, and whom; "the Chad-backed [rebels]". */
static void turn_joined(Coder *c, ArrianClaim *claim)
{
    uint32_t top = roles_cue(c), noun = c->tokens[top].head, agent;
    if (!tree_has(c) || c->cue < c->first + 2 || !(c->tokens[c->cue - 1].flags & ARRIAN_HYPHEN)) return;
    if (claim->act == ARRIAN_STATE) return; /* "the Riga-[based] company" */
    if (c->tags.name[c->cue - 2] == ARRIAN_NONE || top != c->cue || !tree_rel(c, top, "amod")) return;
    claim->actors = claim->recipients = 0;
    party_add_group(c, c->cue - 2, c->cue - 1, claim->actor, &claim->actors);
    agent = tree_agent(c, noun);
    if (agent != ARRIAN_NONE && is_deed(c, noun)) noun = agent;
    if (roles_is_party(c, noun)) roles_add_head(c, noun, claim->recipient, &claim->recipients);
}

/* "campaigns against [Lind]": he did not lead them. */
static void turn_against(Coder *c, ArrianClaim *claim)
{
    static const char *const against[] = {"against", NULL};
    uint32_t top = roles_cue(c);
    for (uint32_t k = claim->actors; tree_has(c) && k-- > 0;) {
        ArrianParty party = claim->actor[k];
        if (!tree_behind(c, roles_head(c, &party), top, against)) continue;
        party_drop(claim->actor, &claim->actors, k);
        party_add(claim->recipient, &claim->recipients, party);
    }
}

/* "[Lind] is under investigation", "in detention": what is done to the subject. */
static bool is_under(const Coder *c, uint32_t top, ArrianAct act)
{
    static const char *const words[] = {"under", "in", "on", NULL};
    bool done = act == ARRIAN_ACCUSE || act == ARRIAN_COERCE || act == ARRIAN_SANCTION;
    return done && tree_child(c, top, "cop") != ARRIAN_NONE && tree_child_among(c, top, "case", words) != ARRIAN_NONE;
}

/* A passive's subject suffers the deed, whoever read it as the doer. */
static void turn_passive(Coder *c, ArrianClaim *claim)
{
    if (!tree_has(c) || claim->act == ARRIAN_STATE || claim->actors != 1) return;
    uint32_t top = roles_cue(c);
    bool passive;
    for (uint32_t k = 0; k < claim->recipients; k++) /* the same words were read as both */
        if (!span_overlap(claim->recipient[k].span, claim->actor[0].span)) return;
    uint32_t subject = tree_subject(c, top, &passive);
    passive |= is_under(c, top, claim->act);
    if (!passive || subject == ARRIAN_NONE) return;
    uint32_t head = roles_head(c, &claim->actor[0]);
    bool names = tree_rel(c, head, "amod") && c->tokens[head].head == subject; /* "the [Kenyan] premier" */
    if (!names && !roles_cover(c, subject, claim->actor, 1)) return;
    claim->recipient[0] = claim->actor[0];
    claim->recipients = 1, claim->actors = 0;
}

/* "The boy is [trapped]", "a house [located] near the mill": a state that its subject is in, and nobody's deed. */
static void turn_state(Coder *c, ArrianClaim *claim)
{
    static const uint32_t acts = 1u << ARRIAN_STATE | 1u << ARRIAN_AID | 1u << ARRIAN_ASSAULT | 1u << ARRIAN_COOPERATE |
                                 1u << ARRIAN_CONSULT | 1u << ARRIAN_PROTEST; /* "were engaged in [talks]" */
    bool passive;
    uint32_t top = roles_cue(c);
    if (!tree_has(c) || !(acts >> claim->act & 1) || claim->actors || role_word(c, top) != ROLE_WORD_IN_STATE) return;
    uint32_t subject = tree_subject(c, top, &passive);
    for (uint32_t k = claim->recipients; subject != ARRIAN_NONE && k-- > 0;)
        if (tree_under(c, roles_head(c, &claim->recipient[k]), subject)) {
            party_add(claim->actor, &claim->actors, claim->recipient[k]);
            party_drop(claim->recipient, &claim->recipients, k);
        }
}

static bool is_meeting(const Coder *c, uint32_t i)
{
    Cue found;
    return cue_at(c, i, &found) && !found.form && found.pattern->act == ARRIAN_CONSULT;
}

/* "A [G7] summit was held": those who meet, and nobody who is met. */
static void turn_meeting(Coder *c, ArrianClaim *claim)
{
    bool passive;
    uint32_t top = roles_cue(c), meeting;
    if (!tree_has(c) || claim->act != ARRIAN_CONSULT || !tree_is_clause(c, top)) return;
    meeting = tree_subject(c, top, &passive);
    bool held = role_is_verb(c, top, ROLE_WORD_EMPTY) && !claim->actors;
    for (uint32_t k = claim->recipients; passive && meeting != ARRIAN_NONE && k-- > 0;) {
        uint32_t head = roles_head(c, &claim->recipient[k]);
        bool itself = claim->recipient[k].entity == ARRIAN_NONE && head == meeting && is_meeting(c, head);
        if (itself) party_drop(claim->recipient, &claim->recipients, k); /* "[The summit] was hosted by Mali" */
        if (itself || !held || claim->recipient[k].entity == ARRIAN_NONE || !tree_under(c, head, meeting)) continue;
        party_add(claim->actor, &claim->actors, claim->recipient[k]);
        party_drop(claim->recipient, &claim->recipients, k);
    }
}

/* The subject of an active verb does it, whoever read it as the one to whom it is done; not of "faces trial",
 * "received an offer". */
static void turn_active(Coder *c, ArrianClaim *claim)
{
    static const uint32_t suffered = 1u << ARRIAN_HARM | 1u << ARRIAN_ASSAULT | 1u << ARRIAN_COERCE |
                                     1u << ARRIAN_ACCUSE | 1u << ARRIAN_SANCTION | 1u << ARRIAN_AID;
    uint32_t top = roles_cue(c);
    bool passive;
    if (!tree_has(c) || claim->actors || !claim->recipients || !tree_is_clause(c, top)) return;
    if (suffered >> claim->act & 1) return;
    if (claim->act != ARRIAN_STATE && role_is_verb(c, top, ROLE_WORD_GET)) return; /* "[Kellner] faces weak demand" */
    uint32_t subject = tree_child(c, top, "nsubj"), led = tree_subject(c, top, &passive);
    bool shares = tree_rel(c, top, "xcomp") || tree_rel(c, top, "conj"); /* "[he] was forced to resign", "was sued and left" */
    if (subject == ARRIAN_NONE && shares) subject = led;
    for (uint32_t k = claim->recipients; k-- > 0 && !passive && subject != ARRIAN_NONE;)
        if (span_overlap(claim->recipient[k].span, c->tokens[subject].span)) {
            party_add(claim->actor, &claim->actors, claim->recipient[k]);
            party_drop(claim->recipient, &claim->recipients, k);
        }
}

/* "Profit rose in the quarter [ended] in July", "a plan [put] forward": who did what the whole sentence says did not do
 * what hangs on another noun. */
static void turn_participle(Coder *c, ArrianClaim *claim)
{
    bool passive;
    uint32_t top = roles_cue(c), above = ARRIAN_NONE, noun;
    if (!tree_has(c) || claim->actors != 1 || !tree_upos(c, top, "VERB") || !tree_rel(c, top, "acl")) return;
    if (tree_child(c, top, "mark") != ARRIAN_NONE || tree_child(c, top, "nsubj") != ARRIAN_NONE) return;
    noun = c->tokens[top].head;
    for (uint32_t i = noun, up = c->tokens[i].head; above == ARRIAN_NONE && up != i && up != ARRIAN_NONE;
         i = up, up = c->tokens[i].head)
        if (tree_is_clause(c, up)) above = tree_subject(c, up, &passive);
        else if (tree_rel(c, i, "appos")) return;
    if (above == ARRIAN_NONE || above == noun || tree_under(c, noun, above)) return;
    if (!roles_cover(c, above, claim->actor, 1)) return;
    claim->actors = 0;
    tree_subject(c, top, &passive);
    if (!passive) roles_add_head(c, noun, claim->actor, &claim->actors);
    else if (!claim->recipients) roles_add_head(c, noun, claim->recipient, &claim->recipients);
}

/* "Kellner, [the world's largest maker of bricks], was": what stands in apposition is said of whom it explains. */
static void turn_apposition(Coder *c, ArrianClaim *claim)
{
    uint32_t top = roles_cue(c);
    if (!tree_has(c) || claim->act != ARRIAN_STATE || !tree_rel(c, top, "appos") || tree_is_clause(c, top)) return;
    uint32_t meant = c->tokens[top].head;
    if (roles_cover(c, meant, claim->actor, claim->actors)) return;
    if (roles_cover(c, meant, claim->recipient, claim->recipients)) return;
    claim->actors = 0;
    roles_add_head(c, meant, claim->actor, &claim->actors);
}

/* "broke into districts of the city [from the rebels]": where only ground was taken, it is done to who lost it. */
static void turn_loser(Coder *c, ArrianClaim *claim)
{
    uint32_t top = roles_cue(c);
    if (!tree_has(c) || claim->recipients != 1 || claim->recipient[0].entity != ARRIAN_NONE) return;
    uint32_t taken = roles_head(c, &claim->recipient[0]);
    if (party_are_persons(c, taken) || tree_upos(c, taken, "PRON")) return; /* "attacked [us] from all sides" */
    for (uint32_t i = top + 1; i < c->end; i++)
        if (c->tokens[i].head == top && tree_rel(c, i, "obl") && roles_loses(c, i, claim->act) &&
            !roles_cover(c, i, claim->actor, claim->actors)) {
            claim->recipients = 0;
            return roles_add_head(c, i, claim->recipient, &claim->recipients);
        }
}

/* "along with [Lind]"; not of "along [the road]" */
static bool is_along(const Coder *c, uint32_t i)
{
    uint32_t along = tree_child_word(c, i, "case", "along");
    if (along == ARRIAN_NONE) along = tree_child_word(c, i, "cc", "along");
    return along != ARRIAN_NONE && along + 1 < c->end && group_word(c->d, along + 1, "with");
}

/* "jailed Lind along with [19 others]": done to them too; "met the press along with [Lind]": he does it too. */
static void add_companions(Coder *c, ArrianClaim *claim)
{
    uint32_t top = roles_cue(c), object = tree_has(c) ? tree_object(c, top) : ARRIAN_NONE;
    if (object == ARRIAN_NONE) return;
    if (roles_cover(c, object, claim->recipient, claim->recipients)) {
        for (uint32_t i = object + 1; i < c->end; i++)
            if (is_along(c, i) && tree_under(c, i, top) && roles_is_party(c, i))
                roles_add_head(c, i, claim->recipient, &claim->recipients);
        return;
    }
    bool told = object >= c->cue && object < c->cue_end;
    for (uint32_t i = object + 1; i < c->end && told && claim->actors; i++) {
        if (!is_along(c, i) || !tree_under(c, i, top) || !roles_is_party(c, i)) continue;
        roles_drop(c, i, claim->recipient, &claim->recipients);
        roles_add_head(c, i, claim->actor, &claim->actors);
    }
}

/* "arrested five men, including [Anders Lind]": whom a group names that it includes. */
static void add_included(Coder *c, ArrianClaim *claim)
{
    uint32_t count = claim->recipients;
    if (claim->act == ARRIAN_STATE || !tree_has(c)) return;
    for (uint32_t k = 0; k < count; k++) {
        uint32_t head = roles_head(c, &claim->recipient[k]);
        for (uint32_t i = head + 1; i < c->end; i++) {
            const ArrianEntity *named = c->tokens[i].head == head ? party_named(c, i) : NULL;
            bool somebody = named && (named->type == ARRIAN_PERSON || named->type == ARRIAN_ORGANIZATION || named->iso3[0]);
            if (somebody && tree_child_word(c, i, "case", "including") != ARRIAN_NONE)
                roles_add_head(c, i, claim->recipient, &claim->recipients);
        }
    }
}

/* Nobody does it to himself with the same words. */
static void drop_doers(const Coder *c, ArrianClaim *claim)
{
    uint32_t kept = 0;
    for (uint32_t k = 0; k < claim->recipients; k++)
        if (!roles_cover(c, document_token_at(c->d, claim->recipient[k].span.start), claim->actor, claim->actors))
            claim->recipient[kept++] = claim->recipient[k];
    claim->recipients = kept;
}

static bool leads_to_foe(const Coder *c, uint32_t i)
{
    if (party_names_state(c, i)) return tree_child_word(c, i, "case", "near") != ARRIAN_NONE; /* "a build-up near [Chad]" */
    uint32_t class = role_word(c, i);
    return class == ROLE_WORD_BORDER || class == ROLE_WORD_FOE || role_is_verb(c, i, ROLE_WORD_DETER);
}

/* Any word of the cue: a tree may part "build" and "up". */
static bool under_cue(const Coder *c, uint32_t i)
{
    for (uint32_t k = c->cue; k < c->cue_end; k++)
        if (tree_under(c, i, k)) return true;
    return false;
}

/* "[Russia]'s borders", "in response to a raid by [Russia]", "to deter [Russia]": whom a build-up there is against. */
static void add_foe(Coder *c, ArrianClaim *claim)
{
    if (!tree_has(c) || claim->recipients || claim->act != ARRIAN_MOBILIZE) return;
    uint32_t first, end;
    for (uint32_t i = c->first; i < c->end && !claim->recipients; i++) {
        if (!leads_to_foe(c, i) || !under_cue(c, i)) continue;
        uint32_t object = tree_upos(c, i, "VERB") ? tree_object(c, i) : i;
        if (object == ARRIAN_NONE) continue;
        tree_phrase(c, object, &first, &end);
        for (uint32_t k = first; k < end && !claim->recipients; k++) {
            if (party_names_state(c, k) && !roles_cover(c, k, claim->actor, claim->actors))
                party_add_group(c, k, k + 1, claim->recipient, &claim->recipients);
        }
    }
}

/* "sent boats to save [the miners]": whom help is for, where its aim says so. */
static void add_saved(Coder *c, ArrianClaim *claim)
{
    Cue found;
    uint32_t top = roles_cue(c);
    if (!tree_has(c) || (claim->act != ARRIAN_AID && claim->act != ARRIAN_MOBILIZE)) return;
    for (uint32_t i = c->cue_end; i < c->end && !claim->recipients; i++) {
        bool aim = tree_upos(c, i, "VERB") && tree_is_infinitive(c, i) && i != top && tree_under(c, i, top);
        if (!aim || !cue_at(c, i, &found) || !found.form || found.pattern->act != ARRIAN_AID) continue;
        uint32_t object = tree_object(c, i);
        if (object != ARRIAN_NONE && roles_is_party(c, object) && !roles_cover(c, object, claim->actor, claim->actors))
            roles_add_head(c, object, claim->recipient, &claim->recipients);
    }
}

static bool is_same(const ArrianParty *a, const ArrianParty *b)
{
    if (a->entity != ARRIAN_NONE && a->entity == b->entity) return true;
    return a->link[0] && !strcmp(a->link, b->link);
}

/* "Mali has accused Chad of a raid. Chad [denies] it": who accused him right before. */
static void add_accuser(Coder *c, ArrianClaim *claim)
{
    Cue found;
    uint32_t sentence = c->tokens[c->first].sentence, top = roles_cue(c);
    if (claim->act != ARRIAN_REJECT || claim->recipients || claim->actors != 1) return;
    if (!cue_at(c, top, &found) || !found.form || found.pattern->act != ARRIAN_REJECT) return;
    for (uint32_t k = c->d->claims.count; k-- > 0;) {
        const ArrianClaim *before = &c->d->claims.at[k];
        if (before->sentence + 1 < sentence) return;
        if (before->act != ARRIAN_ACCUSE || before->actors != 1 || before->recipients != 1) continue;
        if (!is_same(&before->recipient[0], &claim->actor[0]) || before->actor[0].entity == ARRIAN_NONE) continue;
        party_add(claim->recipient, &claim->recipients, before->actor[0]);
        return why_add(c, "recipient: who accused right before");
    }
}

/* "rejected requests [from the miners]": who asked for what is granted or refused. */
static void turn_asked(Coder *c, ArrianClaim *claim)
{
    static const uint32_t acts = 1u << ARRIAN_REJECT | 1u << ARRIAN_AGREE | 1u << ARRIAN_CONCEDE;
    Cue found;
    if (!tree_has(c) || !(acts >> claim->act & 1) || claim->recipients != 1) return;
    uint32_t asked = roles_head(c, &claim->recipient[0]);
    if (claim->recipient[0].entity != ARRIAN_NONE || !cue_at(c, asked, &found) || found.form) return;
    if (found.pattern->act != ARRIAN_REQUEST) return;
    for (uint32_t i = asked + 1; i < c->end; i++) {
        bool near = c->tokens[i].head == asked || c->tokens[i].head == c->tokens[asked].head;
        if (!near || tree_child_word(c, i, "case", "from") == ARRIAN_NONE) continue;
        claim->recipients = 0;
        return roles_add_head(c, i, claim->recipient, &claim->recipients);
    }
}

/* "Norway ended [its aid]", "promoted [its film]": what is the doer's own is nobody to whom he does it, if he does not
 * strike it. */
static void drop_own(Coder *c, ArrianClaim *claim)
{
    static const char *const whose[] = {"its", "his", "her", "their", NULL};
    static const uint32_t strikes = 1u << ARRIAN_ASSAULT | 1u << ARRIAN_HARM | 1u << ARRIAN_COERCE | 1u << ARRIAN_ACCUSE;
    uint32_t top = roles_cue(c);
    bool passive;
    if (!tree_has(c) || !claim->actors || strikes >> claim->act & 1 || !tree_is_clause(c, top)) return;
    uint32_t subject = tree_subject(c, top, &passive);
    if (passive || subject == ARRIAN_NONE || !roles_cover(c, subject, claim->actor, claim->actors)) return;
    for (uint32_t k = claim->recipients; k-- > 0;) {
        uint32_t head = roles_head(c, &claim->recipient[k]), owner = tree_child_among(c, head, "nmod:poss", whose);
        bool thing = claim->recipient[k].entity == ARRIAN_NONE && tree_upos(c, head, "NOUN") && !roles_is_party(c, head);
        if (thing && owner != ARRIAN_NONE) party_drop(claim->recipient, &claim->recipients, k);
    }
}

/* "sent battalions to the Baltic states of [Lithuania] and Latvia": where forces go nothing is done to anybody. */
static void drop_destination(ArrianClaim *claim)
{
    if (claim->act != ARRIAN_MOBILIZE && claim->act != ARRIAN_RETREAT) return;
    for (uint32_t k = claim->recipients; k-- > 0;)
        for (uint32_t p = 0; p < claim->places; p++) {
            const ArrianParty *to = &claim->recipient[k], *place = &claim->place[p];
            bool same = span_overlap(to->span, place->span) || (to->link[0] && !strcmp(to->link, place->link));
            if (!same) continue;
            party_drop(claim->recipient, &claim->recipients, k);
            break;
        }
}

/* A town, "[Hordaland province]" */
static bool is_place(const Coder *c, const ArrianParty *party)
{
    uint32_t head = roles_head(c, party);
    if (party->entity != ARRIAN_NONE) return c->d->entities.at[party->entity].type == ARRIAN_PLACE;
    if (!(name_word_bits(c->engine, c->tokens[head].word) & WORD_PLACE)) return false;
    for (uint32_t i = c->first; i < head; i++) {
        const ArrianEntity *named = party_named(c, i);
        if (named && named->type == ARRIAN_PLACE && c->tokens[i].head == head && tree_rel(c, i, "compound")) return true;
    }
    return false;
}

static void put_town(const Coder *c, uint32_t subject, const ArrianParty *list, uint32_t count, ArrianClaim *claim)
{
    for (uint32_t k = 0; k < count; k++)
        if (!list[k].link[0] && is_place(c, &list[k]) && tree_under(c, roles_head(c, &list[k]), subject))
            party_add(claim->place, &claim->places, list[k]);
}

/* "[Bergen] is held by rebels", "[Bergen] has had no water": where it is so. */
static void add_town(const Coder *c, ArrianClaim *claim)
{
    bool passive;
    uint32_t top = roles_cue(c), subject;
    if (!tree_has(c) || claim->act != ARRIAN_STATE || claim->places || tree_child(c, top, "nsubj") == ARRIAN_NONE) return;
    if ((subject = tree_subject(c, top, &passive)) == ARRIAN_NONE) return;
    if (passive) put_town(c, subject, claim->recipient, claim->recipients, claim);
    else put_town(c, subject, claim->actor, claim->actors, claim);
}

/* "Shells hit [Bergen]", "[Bergen] is held by rebels": where it is so, and nobody; a state may be meant. */
static void drop_town(const Coder *c, ArrianClaim *claim)
{
    if (!tree_has(c) || !tree_is_clause(c, roles_cue(c))) return;
    if (claim->act == ARRIAN_CONSULT || claim->act == ARRIAN_AID) return; /* "visited [Bergen]", "paid a million to [Bergen]" */
    for (uint32_t k = claim->recipients; k-- > 0;) {
        const ArrianParty *party = &claim->recipient[k];
        if (party->link[0] || !is_place(c, party)) continue;
        bool where = false;
        for (uint32_t p = 0; p < claim->places; p++) where |= span_overlap(party->span, claim->place[p].span);
        if (where) party_drop(claim->recipient, &claim->recipients, k);
    }
}

/* "received aid [from Chad]", "faced an offensive [by the rebels]" */
static uint32_t giver(const Coder *c, uint32_t verb, uint32_t given)
{
    uint32_t agent = tree_agent(c, given);
    if (agent != ARRIAN_NONE) return agent;
    for (uint32_t i = verb + 1; i < c->end; i++)
        if ((c->tokens[i].head == verb || c->tokens[i].head == given) &&
            (tree_rel(c, i, "obl") || tree_rel(c, i, "nmod")) && tree_child_word(c, i, "case", "from") != ARRIAN_NONE)
            return i;
    return ARRIAN_NONE;
}

/* "[The rebels] received weapons from Chad", "got a warning": who is given something is the one to whom it is done; a
 * host ("received envoys from Chad") does it to those who come. */
static void turn_given(Coder *c, ArrianClaim *claim)
{
    static const uint32_t acts = 1u << ARRIAN_AID | 1u << ARRIAN_COOPERATE | 1u << ARRIAN_AGREE | 1u << ARRIAN_SUPPORT |
                                 1u << ARRIAN_REQUEST | 1u << ARRIAN_ACCUSE | 1u << ARRIAN_THREATEN |
                                 1u << ARRIAN_COERCE | 1u << ARRIAN_SANCTION | 1u << ARRIAN_ASSAULT |
                                 1u << ARRIAN_PROTEST | 1u << ARRIAN_REJECT;
    bool passive;
    uint32_t verb = roles_cue(c), subject, given;
    if (tree_has(c) && tree_rel(c, verb, "obj")) verb = c->tokens[verb].head; /* "faces [charges]" */
    if (!tree_has(c) || !role_is_verb(c, verb, ROLE_WORD_GET)) return;
    subject = tree_subject(c, verb, &passive), given = tree_object(c, verb);
    if (passive || subject == ARRIAN_NONE || given == ARRIAN_NONE) return;
    uint32_t by = giver(c, verb, given);
    bool meets = claim->act == ARRIAN_CONSULT, guest = roles_is_party(c, given);
    if (meets && guest && !claim->recipients && by != ARRIAN_NONE)
        roles_add_head(c, by, claim->recipient, &claim->recipients);
    bool comes = meets && by != ARRIAN_NONE; /* "received a visit from [Chad]" */
    if (!(acts >> claim->act & 1 || comes) || guest) return;
    for (uint32_t k = claim->actors; k-- > 0;)
        if (tree_under(c, roles_head(c, &claim->actor[k]), subject)) party_drop(claim->actor, &claim->actors, k);
    claim->recipients = 0;
    roles_add_head(c, subject, claim->recipient, &claim->recipients);
    if (by != ARRIAN_NONE && !claim->actors) roles_add_head(c, by, claim->actor, &claim->actors);
}

/* "Officials in [Moscow] accused Chad": who governs there, and nowhere. */
static void drop_seat(const Coder *c, ArrianClaim *claim)
{
    for (uint32_t p = claim->places; tree_has(c) && p-- > 0;) {
        uint32_t over = c->tokens[roles_head(c, &claim->place[p])].head;
        bool seat = false;
        for (uint32_t k = 0; k < claim->actors && over != ARRIAN_NONE; k++)
            seat |= claim->actor[k].entity == ARRIAN_NONE && claim->actor[k].link[0] && roles_head(c, &claim->actor[k]) == over;
        if (seat) party_drop(claim->place, &claim->places, p);
    }
}

/* Whose clause it is, against what was read for standing near. */
static void find_subject(Coder *c, ArrianClaim *claim)
{
    if (!blow_result(c, claim)) turn_participle(c, claim);
    turn_apposition(c, claim);
    subject_settle(c, claim);
    turn_given(c, claim);
}

/* "[his] concern": nobody whom the report names. */
static void drop_unknown(Coder *c, ArrianClaim *claim)
{
    for (uint32_t k = claim->actors; tree_has(c) && k-- > 0;) {
        uint32_t head = roles_head(c, &claim->actor[k]);
        bool unknown = claim->actor[k].entity == ARRIAN_NONE && !claim->actor[k].link[0];
        if (unknown && tree_upos(c, head, "PRON") && tree_rel(c, head, "nmod:poss")) party_drop(claim->actor, &claim->actors, k);
    }
}

/* Who was read for the other side. */
static void turn_sides(Coder *c, ArrianClaim *claim)
{
    turn_told(c, claim);
    turn_joined(c, claim);
    turn_against(c, claim);
    turn_passive(c, claim);
    turn_state(c, claim);
    turn_meeting(c, claim);
    turn_active(c, claim);
    turn_fate(c, claim);
    owner_forces(c, claim);
    add_companions(c, claim);
    add_included(c, claim);
    drop_doers(c, claim);
    turn_loser(c, claim);
}

/* What is done to a thing is done to those whose it is; a thing of nobody is no recipient of some acts. */
static void settle_recipients(Coder *c, ArrianClaim *claim)
{
    owner_settle(c, claim->act, claim->recipient, claim->recipients, claim->actor, claim->actors);
    turn_asked(c, claim);
    drop_things(c, claim);
    drop_own(c, claim);
    drop_destination(claim);
    add_town(c, claim);
    drop_town(c, claim);
    add_foe(c, claim);
    add_saved(c, claim);
    add_accuser(c, claim);
}

/* Once all else is settled: whom things and deeds that act are for. */
static void settle_owners(Coder *c, ArrianClaim *claim)
{
    for (uint32_t k = 0; k < claim->actors && tree_has(c); k++) owner_summed(c, &claim->actor[k]);
    for (uint32_t k = 0; k < claim->actors && tree_has(c); k++) owner_pronoun(c, &claim->actor[k]);
    drop_unknown(c, claim);
    for (uint32_t k = 0; k < claim->recipients && tree_has(c); k++) owner_summed(c, &claim->recipient[k]);
    owner_settle(c, ARRIAN_STATE, claim->actor, claim->actors, claim->recipient, claim->recipients);
}

void settle_roles(Coder *c, ArrianClaim *claim)
{
    find_subject(c, claim);
    stranger_drop(c, claim);
    turn_sides(c, claim);
    settle_recipients(c, claim);
    act_of_things(c, claim);
    blow_settle(c, claim);
    settle_owners(c, claim);
    drop_seat(c, claim);
}

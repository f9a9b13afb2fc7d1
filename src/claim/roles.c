/* roles.c: who and whom, where the tree knows more than the words that were read.
 *     "Litzman pressured a psychiatrist to provide an assessment"     provide: actor "a psychiatrist"
 *     "the deployment of battalions to Lithuania, Latvia and Estonia" place: all three */
#include "claim/claim.h"
#include "mark/group.h"
#include "mark/name.h"
#include "parse/inflect.h"
#include <string.h>

/* "six [were] from the north": the word that a copula, an auxiliary or a preposition helps. */
static uint32_t head_word(const Coder *c, uint32_t i)
{
    bool helps = tree_rel(c, i, "cop") || tree_rel(c, i, "aux") || tree_rel(c, i, "case");
    return helps && c->tokens[i].head != ARRIAN_NONE ? c->tokens[i].head : i;
}

/* "was [allowed] to board", "was [forced] to turn round": done to its subject, but for "was forced to [resign]", whose
 * own act is told. */
static bool is_done_to(const Coder *c, uint32_t verb, uint32_t deed)
{
    Cue found, own;
    if (!cue_at(c, verb, &found) || !found.form) return false;
    ArrianAct act = found.pattern->act;
    bool told = act == ARRIAN_REQUEST && found.pattern->mode.length, /* "asked"; whoever expects tells nobody */
         forced = act == ARRIAN_COERCE && !(cue_at(c, deed, &own) && own.form);
    return told || forced || act == ARRIAN_AGREE || act == ARRIAN_CONCEDE;
}

/* What is done, in a cue that says "[is expected to] attend": not who expects it. */
static uint32_t deed_of(const Coder *c, uint32_t top, uint32_t end)
{
    uint32_t deed = tree_child(c, top, "xcomp");
    bool led = tree_child(c, top, "aux:pass") != ARRIAN_NONE && deed != ARRIAN_NONE && deed > top && deed < end;
    return led && tree_upos(c, deed, "VERB") && !is_done_to(c, top, deed) ? deed : top;
}

uint32_t roles_cue(const Coder *c)
{
    return deed_of(c, head_word(c, tree_top(c, c->cue, c->cue_end)), c->cue_end);
}

bool roles_cover(const Coder *c, uint32_t i, const ArrianParty *list, uint32_t count)
{
    for (uint32_t k = 0; k < count; k++)
        if (span_overlap(list[k].span, c->tokens[i].span)) return true;
    return false;
}

uint32_t roles_head(const Coder *c, const ArrianParty *party)
{
    uint32_t end, first = document_tokens_in(c->d, party->span, &end);
    return end > first ? tree_top(c, first, end) : first;
}

void roles_drop(const Coder *c, uint32_t i, ArrianParty *list, uint32_t *count)
{
    for (uint32_t k = *count; k-- > 0;)
        if (span_overlap(list[k].span, c->tokens[i].span)) party_drop(list, count, k);
}

void roles_add_head(Coder *c, uint32_t head, ArrianParty *list, uint32_t *count)
{
    uint32_t first, end;
    if (head == ARRIAN_NONE || !tree_nominal(c, head)) return;
    tree_phrase(c, head, &first, &end);
    if (end + 1 < c->end && group_word(c->d, end, "&")) end += 2; /* "Hofer[ & Lind]" */
    party_add_group(c, first, end, list, count);
    for (uint32_t i = end; i < c->end; i++)
        if (c->tokens[i].head == head && tree_rel(c, i, "conj") && tree_nominal(c, i)) {
            tree_phrase(c, i, &first, &end);
            party_add_group(c, first, end, list, count);
        }
}

/* "[US]-led coalition air strikes": the phrase around a name that is joined to a participle. */
static void widen(const Coder *c, uint32_t *first, uint32_t *end)
{
    while (*first > c->first + 1 && c->tokens[*first - 1].flags & ARRIAN_HYPHEN) *first -= 2;
    uint32_t at = *end;
    if (at < c->end && (group_word(c->d, at, "'s") || group_word(c->d, at, "’s"))) at++;
    if (at < c->end && role_of_word(c, c->tokens[at].word) == ROLE_WORD_ORGAN && !tree_under(c, *first, c->cue)) {
        *end = at + 1;
        return;
    }
    at = *end;
    if (at + 1 >= c->cue && at + 1 < c->cue_end) return;
    if (at + 1 >= c->end || !(c->tokens[at].flags & ARRIAN_HYPHEN) || c->tags.name[at - 1] == ARRIAN_NONE ||
        (c->tags.name[at + 1] == c->tags.name[at - 1]) ||
        !(tree_upos(c, at + 1, "VERB") || tree_upos(c, at + 1, "ADJ")))
        return;
    uint32_t noun = at + 1;
    for (int step = 0; step < 4 && !tree_nominal(c, noun); step++) noun = c->tokens[noun].head;
    uint32_t a, b;
    tree_phrase(c, noun, &a, &b);
    if (tree_nominal(c, noun) && a <= *first && b > *end) *first = a, *end = b;
}

/* "[Ford] debt costs hit records": the phrase of what the words only describe. */
static void widen_to_noun(const Coder *c, uint32_t *first, uint32_t *end)
{
    uint32_t top = tree_top(c, *first, *end), noun = c->tokens[top].head, a, b;
    if (noun == ARRIAN_NONE || noun < *end || (noun >= c->cue && noun < c->cue_end)) return;
    bool describes = tree_rel(c, top, "compound") || tree_rel(c, top, "amod") || tree_rel(c, top, "nummod");
    if (!describes || !(tree_upos(c, noun, "NOUN") || tree_upos(c, noun, "PROPN"))) return;
    tree_phrase(c, noun, &a, &b);
    if (a <= *first && b >= *end && b > noun && !(c->cue < noun + 1 && c->cue_end > a)) *first = a, *end = noun + 1;
}

/* A stretch that was read as one party: its conjuncts apart, and those that follow it. */
void roles_add_listed(Coder *c, uint32_t first, uint32_t end, ArrianParty *list, uint32_t *count)
{
    if (!tree_has(c)) {
        party_add_group(c, first, end, list, count);
        return;
    }
    widen(c, &first, &end);
    widen_to_noun(c, &first, &end);
    uint32_t top = tree_top(c, first, end), at = first;
    for (uint32_t i = top + 1; i < end; i++) {
        bool cut = (tree_rel(c, i, "cc") || tree_rel(c, i, "punct")) && tree_rel(c, c->tokens[i].head, "conj") &&
                   c->tokens[c->tokens[i].head].head == top && c->tokens[i].head < end && !group_word(c->d, i, "&");
        if (!cut) continue;
        if (i > at) party_add_group(c, at, i, list, count);
        at = i + 1;
    }
    if (end > at) party_add_group(c, at, end, list, count);
    if (tree_rel(c, top, "conj")) return;
    for (uint32_t i = end; i < c->end; i++)
        if (c->tokens[i].head == top && tree_rel(c, i, "conj") && tree_nominal(c, i)) {
            uint32_t a, b;
            tree_phrase(c, i, &a, &b);
            party_add_group(c, a, b, list, count);
        }
}

/* Somebody, or a thing with a name: what is acted on in "killed [five people]", not in "took [measures]". */
bool roles_is_party(const Coder *c, uint32_t head)
{
    uint32_t first, end;
    if (tree_upos(c, head, "PROPN") || (tree_upos(c, head, "PRON") && !group_word(c->d, head, "it"))) return true;
    tree_phrase(c, head, &first, &end);
    for (uint32_t i = first; i < end; i++)
        if (c->tags.name[i] != ARRIAN_NONE && i == head) return true;
    if (role_acts(c, head) || role_word(c, head) == ROLE_WORD_ORGAN) return true;
    return party_are_persons(c, head) || party_is_aged(c, head);
}

/* The preposition that leads to whom a deed of this act is done: "talks [with]", "a crackdown [on]", "paid [to]". */
static bool leads_to_whom(const Coder *c, uint32_t i, ArrianAct act)
{
    bool shared = act == ARRIAN_CONSULT || act == ARRIAN_COOPERATE || act == ARRIAN_AGREE,
         given = act == ARRIAN_AID || act == ARRIAN_CONCEDE || act == ARRIAN_AGREE || act == ARRIAN_THREATEN ||
                 act == ARRIAN_REQUEST,
         struck = act == ARRIAN_ASSAULT || act == ARRIAN_SANCTION || act == ARRIAN_COERCE;
    return tree_child_word(c, i, "case", "against") != ARRIAN_NONE ||
           (shared && tree_child_word(c, i, "case", "with") != ARRIAN_NONE) ||
           ((given || act == ARRIAN_CONSULT) && tree_child_word(c, i, "case", "to") != ARRIAN_NONE) ||
           (struck && tree_child_word(c, i, "case", "on") != ARRIAN_NONE) ||
           (act == ARRIAN_SUPPORT && tree_child_word(c, i, "case", "for") != ARRIAN_NONE);
}

/* "seized land [from the rebels]": who loses it. */
bool roles_loses(const Coder *c, uint32_t i, ArrianAct act)
{
    const ArrianEntity *entity = party_named(c, i);
    if (act != ARRIAN_ASSAULT && act != ARRIAN_COERCE) return false;
    if (tree_child_word(c, i, "case", "from") == ARRIAN_NONE) return false;
    return entity ? entity->type == ARRIAN_ORGANIZATION : roles_is_party(c, i);
}

/* "sought help from [Chad]": of whom it is asked. */
static bool asked_from(const Coder *c, uint32_t top, uint32_t i, ArrianAct act)
{
    const ArrianEntity *entity = party_named(c, i);
    if (act != ARRIAN_REQUEST || !tree_is_clause(c, top) || tree_child_word(c, i, "case", "from") == ARRIAN_NONE) return false;
    return !entity || entity->type != ARRIAN_PLACE || entity->iso3[0];
}

/* "recalled its envoy from [Chad]" */
static bool cut_off_from(const Coder *c, uint32_t i, ArrianAct act)
{
    return act == ARRIAN_SANCTION && party_names_state(c, i) && tree_child_word(c, i, "case", "from") != ARRIAN_NONE;
}

/* "campaigned against [the policies of the council]": against what, whoever's it is. */
static bool is_against(const Coder *c, uint32_t i, ArrianAct act)
{
    bool opposes = act == ARRIAN_PROTEST || act == ARRIAN_ACCUSE || act == ARRIAN_REJECT;
    return opposes && tree_upos(c, i, "NOUN") && tree_child_word(c, i, "case", "against") != ARRIAN_NONE;
}

/* Where neither object nor subject is whom it is done to: what a preposition of the act names. */
static void to_whom(Coder *c, uint32_t top, ArrianClaim *claim)
{
    uint32_t object = tree_object(c, top); /* "pledged [a million] to Lind", whichever of them the tree hangs him on */
    for (uint32_t i = top + 1; i < c->end && !claim->recipients; i++) {
        uint32_t head = c->tokens[i].head;
        bool near = head == top || head == object || (head > c->cue && head < c->cue_end);
        if (near && (tree_rel(c, i, "obl") || tree_rel(c, i, "nmod")) &&
            (leads_to_whom(c, i, claim->act) || roles_loses(c, i, claim->act) || asked_from(c, top, i, claim->act) ||
             cut_off_from(c, i, claim->act)) &&
            (roles_is_party(c, i) || is_against(c, i, claim->act)) && !roles_cover(c, i, claim->actor, claim->actors))
            roles_add_head(c, i, claim->recipient, &claim->recipients);
    }
}

/* What an attack, an arrest, an accusation is of, whatever it is: "bombed [a depot]", "sentenced [the 69-year-old]";
 * not the deed itself ("launched [a strike]"). */
static bool is_struck(const Coder *c, uint32_t object, ArrianAct act)
{
    bool direct = act == ARRIAN_ASSAULT || act == ARRIAN_COERCE || act == ARRIAN_ACCUSE || act == ARRIAN_SUPPORT;
    Cue found;
    return direct && !(object >= c->cue && object < c->cue_end) &&
           !(cue_at(c, object, &found) && !found.form) && !tree_upos(c, object, "VERB");
}

static void of_verb(Coder *c, uint32_t top, ArrianClaim *claim)
{
    bool passive;
    uint32_t subject = tree_subject(c, top, &passive), agent = tree_agent(c, top), object = tree_object(c, top);
    bool hurts = claim->act == ARRIAN_HARM;
    if (!claim->actors && !passive && !hurts && subject != ARRIAN_NONE &&
        !roles_cover(c, subject, claim->recipient, claim->recipients))
        roles_add_head(c, subject, claim->actor, &claim->actors);
    if (!claim->actors && passive && agent != ARRIAN_NONE) roles_add_head(c, agent, claim->actor, &claim->actors);
    if (claim->recipients) return;
    if (passive && subject != ARRIAN_NONE && !roles_cover(c, subject, claim->actor, claim->actors))
        roles_add_head(c, subject, claim->recipient, &claim->recipients);
    uint32_t given = tree_child(c, top, "iobj"); /* "gave [him] a post" */
    if (given != ARRIAN_NONE && claim->act != ARRIAN_STATE && roles_is_party(c, given)) object = given;
    if (!passive && object != ARRIAN_NONE && !roles_cover(c, object, claim->actor, claim->actors) &&
        (roles_is_party(c, object) || is_struck(c, object, claim->act)))
        roles_add_head(c, object, claim->recipient, &claim->recipients);
}

/* "the buildup of [Russia]" is what Russia does, "the invasion of [Ukraine]" is not. */
static bool is_done_by(ArrianAct act)
{
    return act == ARRIAN_MOBILIZE || act == ARRIAN_RETREAT || act == ARRIAN_PROTEST || act == ARRIAN_CONSULT ||
           act == ARRIAN_AGREE || act == ARRIAN_REJECT || act == ARRIAN_REQUEST || act == ARRIAN_THREATEN;
}

/* "a letter from [Lind]", "criticism from [the bank]": what is said comes from who says it. */
static bool is_said(ArrianAct act)
{
    return act == ARRIAN_CONSULT || act == ARRIAN_REJECT || act == ARRIAN_REQUEST || act == ARRIAN_THREATEN ||
           act == ARRIAN_ACCUSE || act == ARRIAN_SUPPORT || act == ARRIAN_PROTEST || act == ARRIAN_AID;
}

/* "first direct [US] military action", "the July [NATO] summit", "the [Russian] deployment": whose deed the noun is. */
static uint32_t named_doer(const Coder *c, uint32_t top)
{
    for (uint32_t i = c->first; i < top; i++) {
        const ArrianEntity *entity = party_named(c, i);
        if (!entity || c->tokens[i].head != top || c->tokens[i + 1].flags & ARRIAN_HYPHEN) continue;
        bool adjective = tree_rel(c, i, "amod") && (entity->iso3[0] || entity->type == ARRIAN_NATIONALITY),
             letters = tree_rel(c, i, "compound") && c->tokens[i].flags & ARRIAN_ALL_UPPER;
        if (adjective || (letters && party_names_state(c, i))) return i;
    }
    return ARRIAN_NONE;
}

/* By the words beside a noun who did what it tells; ARRIAN_NONE where they do not say. */
static uint32_t doer_of_noun(const Coder *c, uint32_t top, ArrianAct act)
{
    uint32_t owner = tree_child(c, top, "nmod:poss"), agent = tree_agent(c, top);
    if (agent != ARRIAN_NONE) return agent;
    for (uint32_t i = top + 1; i < c->end; i++) {
        if (c->tokens[i].head != top || !tree_rel(c, i, "nmod") || !roles_is_party(c, i)) continue;
        if (is_said(act) && tree_child_word(c, i, "case", "from") != ARRIAN_NONE) return i;
        if (is_done_by(act) && owner == ARRIAN_NONE && tree_child_word(c, i, "case", "of") != ARRIAN_NONE) owner = i;
    }
    uint32_t class = role_word(c, top); /* "the Syrian conflict" is not Syria's deed */
    bool deed = act != ARRIAN_STATE && act != ARRIAN_HARM && class != ROLE_WORD_FATE && class != ROLE_WORD_STRIFE;
    return owner == ARRIAN_NONE && deed ? named_doer(c, top) : owner;
}

/* "the invasion of [Ukraine]", "the seizure of [the rebels'] depots": to whom a noun's deed is done; "a raid of the
 * rebels" is theirs. */
static uint32_t sufferer_of_noun(const Coder *c, uint32_t top, ArrianAct act)
{
    bool suffered = act == ARRIAN_ASSAULT || act == ARRIAN_COERCE || act == ARRIAN_ACCUSE || act == ARRIAN_SANCTION;
    if (!suffered || blow_word(c, top) != ROLE_WORD_NONE) return ARRIAN_NONE;
    for (uint32_t i = top + 1; i < c->end; i++)
        if (c->tokens[i].head == top && i >= c->cue_end && tree_rel(c, i, "nmod") && roles_is_party(c, i) &&
            tree_child_word(c, i, "case", "of") != ARRIAN_NONE)
            return i;
    return ARRIAN_NONE;
}

static void of_noun(Coder *c, uint32_t top, ArrianClaim *claim)
{
    uint32_t doer = claim->actors ? ARRIAN_NONE : doer_of_noun(c, top, claim->act),
             sufferer = claim->recipients ? ARRIAN_NONE : sufferer_of_noun(c, top, claim->act);
    if (doer != ARRIAN_NONE && !roles_cover(c, doer, claim->recipient, claim->recipients)) {
        if (tree_nominal(c, doer)) roles_add_head(c, doer, claim->actor, &claim->actors);
        else party_add_group(c, doer, doer + 1, claim->actor, &claim->actors); /* "[Russian] attacks" */
    }
    if (sufferer != ARRIAN_NONE && !roles_cover(c, sufferer, claim->actor, claim->actors))
        roles_add_head(c, sufferer, claim->recipient, &claim->recipients);
}

/* "The task force against [the rebels] began its mission": whom those who strike are against. */
static void of_doer(Coder *c, ArrianClaim *claim)
{
    bool strikes = claim->act == ARRIAN_ASSAULT || claim->act == ARRIAN_MOBILIZE;
    for (uint32_t k = 0; k < claim->actors && strikes && !claim->recipients; k++) {
        uint32_t doer = roles_head(c, &claim->actor[k]);
        for (uint32_t i = doer + 1; i < c->end; i++)
            if (c->tokens[i].head == doer && tree_rel(c, i, "nmod") && roles_is_party(c, i) &&
                tree_child_word(c, i, "case", "against") != ARRIAN_NONE)
                roles_add_head(c, i, claim->recipient, &claim->recipients);
    }
}

/* "plans to [arrest] him", "the decision to [suspend] her": the deed that the words of a cue lead to. */
static uint32_t led_to(const Coder *c, uint32_t top)
{
    for (uint32_t i = top + 1; i < c->cue_end; i++)
        if (c->tokens[i].head == top && tree_is_infinitive(c, i) && (tree_rel(c, i, "xcomp") || tree_rel(c, i, "acl")))
            top = i;
    return top;
}

/* "[attacked] and killed two soldiers": the verb of the same act whose object is that of both. */
static uint32_t with_object(const Coder *c, uint32_t verb, ArrianAct act)
{
    Cue found;
    uint32_t next = tree_child(c, verb, "conj");
    bool close = next != ARRIAN_NONE && next == verb + 2 && tree_rel(c, verb + 1, "cc");
    if (!close || tree_object(c, verb) != ARRIAN_NONE || !cue_at(c, next, &found)) return verb;
    return found.form && found.pattern->act == act ? next : verb;
}

/* What the deed is done to where the words of the cue only lead to it, or another verb has its object. */
static void of_deed(Coder *c, uint32_t top, ArrianClaim *claim)
{
    bool passive = false;
    uint32_t deed = with_object(c, led_to(c, top), claim->act), given = tree_child(c, deed, "iobj"),
             object = given != ARRIAN_NONE ? given : tree_object(c, deed);
    bool moves = claim->act == ARRIAN_MOBILIZE || claim->act == ARRIAN_RETREAT; /* "began to withdraw its troops" */
    if (deed == top || claim->act == ARRIAN_STATE || moves || claim->recipients) return;
    if (!tree_upos(c, deed, "VERB") || object == ARRIAN_NONE) return;
    tree_subject(c, deed, &passive);
    if (passive || roles_cover(c, object, claim->actor, claim->actors)) return;
    if (roles_is_party(c, object) || (claim->act != ARRIAN_SUPPORT && is_struck(c, object, claim->act)))
        roles_add_head(c, object, claim->recipient, &claim->recipients);
}

void roles_complete(Coder *c, uint32_t first, uint32_t end, ArrianClaim *claim)
{
    if (!tree_has(c)) return;
    uint32_t top = deed_of(c, head_word(c, tree_top(c, first, end)), end);
    if (tree_is_clause(c, top)) of_verb(c, top, claim);
    else of_noun(c, top, claim);
    of_deed(c, top, claim);
    if (!claim->recipients) to_whom(c, top, claim);
    of_doer(c, claim);
}

uint32_t role_of_word(const Coder *c, uint32_t word)
{
    uint32_t class = ROLE_WORD_NONE;
    map_get(&c->engine->claim->roles, word, &class);
    return class;
}

uint32_t role_word(const Coder *c, uint32_t i)
{
    uint32_t word = c->tokens[i].word, class = role_of_word(c, word);
    return class ? class : role_of_word(c, inflect_singular_word(c->engine, word));
}

bool role_acts(const Coder *c, uint32_t i)
{
    uint32_t class = role_word(c, i);
    return class == ROLE_WORD_AGENT || class == ROLE_WORD_RULER || class == ROLE_WORD_ARMS;
}

bool role_is_verb(const Coder *c, uint32_t i, uint32_t class)
{
    uint8_t form;
    uint32_t found = ROLE_WORD_NONE;
    map_get(&c->engine->claim->role_verbs, inflect_verb(c->engine, c->tokens[i].word, &form), &found);
    return found == class;
}

int roles_somebody(const Coder *c, uint32_t first, uint32_t end)
{
    if (!tree_has(c)) return 0;
    uint32_t top = tree_top(c, first, end), title;
    const ArrianEntity *entity = party_named(c, top);
    if (top > c->first && c->tokens[top - 1].flags & ARRIAN_HYPHEN) return 0; /* "pro-[Lindholm] groups" */
    if (entity) return entity->type == ARRIAN_PERSON || entity->type == ARRIAN_ORGANIZATION || entity->iso3[0] ? 2 : 0;
    if (tree_upos(c, top, "PRON")) return group_word(c->d, top, "it") ? 0 : 2;
    uint32_t class = role_word(c, top);
    return role_acts(c, top) || class == ROLE_WORD_ORGAN || party_are_persons(c, top) ||
           name_title(c->engine, c->d, top, c->end, &title);
}

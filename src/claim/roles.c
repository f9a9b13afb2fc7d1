/* roles.c: who and whom, where the tree knows more than the words that were read.
 *     "Litzman pressured a psychiatrist to provide an assessment"     provide: actor "a psychiatrist"
 *     "the deployment of battalions to Lithuania, Latvia and Estonia" place: all three */
#include "claim/claim.h"
#include "mark/group.h"
#include "mark/name.h"
#include "parse/inflect.h"
#include "split/split.h"
#include <string.h>

enum { MOST_STEPS_UP = 8 };

/* "six [were] from the north": the word that a copula, an auxiliary or a preposition helps. */
static uint32_t head_word(const Coder *c, uint32_t i)
{
    bool helps = tree_rel(c, i, "cop") || tree_rel(c, i, "aux") || tree_rel(c, i, "case");
    return helps && c->tokens[i].head != ARRIAN_NONE ? c->tokens[i].head : i;
}

/* What is done, in a cue that says "[is expected to] attend": not who expects it. */
static uint32_t deed_of(const Coder *c, uint32_t top, uint32_t end)
{
    uint32_t deed = tree_child(c, top, "xcomp");
    bool led = tree_child(c, top, "aux:pass") != ARRIAN_NONE && deed != ARRIAN_NONE && deed > top && deed < end;
    return led && tree_upos(c, deed, "VERB") ? deed : top;
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
    uint32_t first = document_token_at(c->d, party->span.start), end = first;
    while (end < c->end && c->tokens[end].span.start < party->span.end) end++;
    return end > first ? tree_top(c, first, end) : first;
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
    uint32_t at = *end, class = ROLE_WORD_NONE;
    if (at < c->end && (group_word(c->d, at, "'s") || group_word(c->d, at, "’s"))) at++;
    if (at < c->end && map_get(&c->engine->claim->roles, c->tokens[at].word, &class) && class == ROLE_WORD_ORGAN &&
        !tree_under(c, *first, c->cue)) {
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
static bool is_party(const Coder *c, uint32_t head)
{
    uint32_t first, end;
    if (tree_upos(c, head, "PROPN") || (tree_upos(c, head, "PRON") && !group_word(c->d, head, "it"))) return true;
    tree_phrase(c, head, &first, &end);
    for (uint32_t i = first; i < end; i++)
        if (c->tags.name[i] != ARRIAN_NONE && i == head) return true;
    return party_are_persons(c, head) || role_acts(c, head);
}

/* "killed in Israeli [shelling]" is none, though the word is a verb elsewhere. */
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

/* "seized land [from the rebels]": a body or a state that loses it. */
static bool loses(const Coder *c, uint32_t i, ArrianAct act)
{
    uint32_t name = c->tags.name[i];
    if ((act != ARRIAN_ASSAULT && act != ARRIAN_COERCE) || name == ARRIAN_NONE) return false;
    const ArrianEntity *entity = &c->d->entities.at[c->d->names.at[name].entity];
    return tree_child_word(c, i, "case", "from") != ARRIAN_NONE && entity->type == ARRIAN_ORGANIZATION;
}

/* Where neither object nor subject is whom it is done to: what a preposition of the act names. */
static void to_whom(Coder *c, uint32_t top, ArrianClaim *claim)
{
    uint32_t object = tree_object(c, top); /* "pledged [a million] to Lind", whichever of them the tree hangs him on */
    for (uint32_t i = top + 1; i < c->end && !claim->recipients; i++) {
        uint32_t head = c->tokens[i].head;
        bool near = head == top || head == object || (head > c->cue && head < c->cue_end);
        if (near && (tree_rel(c, i, "obl") || tree_rel(c, i, "nmod")) &&
            (leads_to_whom(c, i, claim->act) || loses(c, i, claim->act)) &&
            is_party(c, i) && !roles_cover(c, i, claim->actor, claim->actors))
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
    if (given != ARRIAN_NONE && claim->act != ARRIAN_STATE && is_party(c, given)) object = given;
    if (!passive && object != ARRIAN_NONE && !roles_cover(c, object, claim->actor, claim->actors) &&
        (is_party(c, object) || is_struck(c, object, claim->act)))
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

/* By the words beside a noun who did what it tells; ARRIAN_NONE where they do not say. */
static uint32_t doer_of_noun(const Coder *c, uint32_t top, ArrianAct act)
{
    uint32_t owner = tree_child(c, top, "nmod:poss"), agent = tree_agent(c, top);
    if (agent != ARRIAN_NONE) return agent;
    for (uint32_t i = top + 1; i < c->end; i++) {
        if (c->tokens[i].head != top || !tree_rel(c, i, "nmod") || !is_party(c, i)) continue;
        if (is_said(act) && tree_child_word(c, i, "case", "from") != ARRIAN_NONE) return i;
        if (is_done_by(act) && owner == ARRIAN_NONE && tree_child_word(c, i, "case", "of") != ARRIAN_NONE) owner = i;
    }
    return owner;
}

static void of_noun(Coder *c, uint32_t top, ArrianClaim *claim)
{
    uint32_t doer = claim->actors ? ARRIAN_NONE : doer_of_noun(c, top, claim->act);
    if (doer != ARRIAN_NONE && !roles_cover(c, doer, claim->recipient, claim->recipients))
        roles_add_head(c, doer, claim->actor, &claim->actors);
}

void roles_complete(Coder *c, uint32_t first, uint32_t end, ArrianClaim *claim)
{
    if (!tree_has(c)) return;
    uint32_t top = deed_of(c, head_word(c, tree_top(c, first, end)), end);
    if (tree_is_clause(c, top)) of_verb(c, top, claim);
    else of_noun(c, top, claim);
    if (!claim->recipients) to_whom(c, top, claim);
}

uint32_t role_word(const Coder *c, uint32_t i)
{
    uint32_t class = ROLE_WORD_NONE, word = c->tokens[i].word;
    if (!map_get(&c->engine->claim->roles, word, &class))
        map_get(&c->engine->claim->roles, inflect_singular_word(c->engine, word), &class);
    return class;
}

bool role_acts(const Coder *c, uint32_t i)
{
    uint32_t class = role_word(c, i);
    return class == ROLE_WORD_AGENT || class == ROLE_WORD_ARMS;
}

bool role_is_verb(const Coder *c, uint32_t i, uint32_t class)
{
    uint32_t found = ROLE_WORD_NONE;
    uint8_t form;
    map_get(&c->engine->claim->roles, inflect_verb(c->engine, c->tokens[i].word, &form), &found);
    return found == class;
}

static uint32_t class_of(const Coder *c, uint32_t i)
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
    while (end > first && class_of(c, end - 1)) end--;
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
    uint32_t first = document_token_at(c->d, party.span.start), end = first;
    while (end < c->end && c->tokens[end].span.start < party.span.end) end++;
    uint32_t last = end;
    if (tree_has(c) && end > first) end = tree_top(c, first, end) + 1; /* "a [raid] on Tuesday" */
    uint32_t class = end > first ? class_of(c, end - 1) : ROLE_WORD_NONE;
    if (party.entity != ARRIAN_NONE || (class != ROLE_WORD_BLOW && class != ROLE_WORD_STRIFE)) return false;
    claim->actors--;
    memmove(claim->actor + k, claim->actor + k + 1, (claim->actors - k) * sizeof party);
    if (class == ROLE_WORD_STRIFE) return true;
    uint32_t by = tree_has(c) ? striker(c, end - 1) : ARRIAN_NONE;
    if (by != ARRIAN_NONE) roles_add_head(c, by, claim->actor, &claim->actors);
    if (by == ARRIAN_NONE) by_first_words(c, first, end - 1, claim);
    return end == last; /* with words behind it, its act stays as it was read */
}

static bool is_deed(const Coder *c, uint32_t i)
{
    Cue found;
    return class_of(c, i) == ROLE_WORD_BLOW || (cue_at(c, i, &found) && !found.form);
}

/* Nobody to whom it is done: what forces move ("sent [four battalions]"), what is looked into ("the [attacks]"), what
 * an empty verb carries out ("the [strike] was carried out"). */
static void drop_things(Coder *c, ArrianClaim *claim)
{
    uint32_t kept = 0;
    for (uint32_t k = 0; k < claim->recipients; k++) {
        ArrianParty party = claim->recipient[k];
        uint32_t first = document_token_at(c->d, party.span.start), end = first;
        while (end < c->end && c->tokens[end].span.start < party.span.end) end++;
        uint32_t head = tree_has(c) && end > first ? tree_top(c, first, end) : end - 1;
        bool somebody = party.entity != ARRIAN_NONE || end == first;
        bool moved = claim->act == ARRIAN_MOBILIZE,
             carried = tree_has(c) && role_is_verb(c, roles_cue(c), ROLE_WORD_EMPTY),
             deed = (claim->act == ARRIAN_ACCUSE || carried) && !somebody && is_deed(c, head);
        if (somebody || !(moved || deed)) claim->recipient[kept++] = party;
    }
    claim->recipients = kept;
}

/* Whether a step on the way from token i up to `top` has this kind of preposition. */
static bool behind_word(const Coder *c, uint32_t i, uint32_t top, const char *const *words)
{
    for (int step = 0; step < MOST_STEPS_UP && i != top && c->tokens[i].head != i && c->tokens[i].head != ARRIAN_NONE;
         step++, i = c->tokens[i].head)
        for (const char *const *word = words; *word; word++)
            if (tree_child_word(c, i, "case", *word) != ARRIAN_NONE) return true;
    return false;
}

/* Who stands in the words: 2 a name that is no place, a pronoun; 1 people or who acts for them; 0 a thing. */
int roles_somebody(const Coder *c, uint32_t first, uint32_t end)
{
    if (!tree_has(c)) return 0;
    uint32_t top = tree_top(c, first, end), name = c->tags.name[top], title;
    if (top > c->first && c->tokens[top - 1].flags & ARRIAN_HYPHEN) return 0; /* "pro-[Lindholm] groups" */
    if (name != ARRIAN_NONE) {
        const ArrianEntity *entity = &c->d->entities.at[c->d->names.at[name].entity];
        return entity->type == ARRIAN_PERSON || entity->type == ARRIAN_ORGANIZATION || entity->iso3[0] ? 2 : 0;
    }
    if (tree_upos(c, top, "PRON")) return group_word(c->d, top, "it") ? 0 : 2;
    uint32_t class = role_word(c, top);
    return role_acts(c, top) || class == ROLE_WORD_ORGAN || party_are_persons(c, top) ||
           name_title(c->engine, c->d, top, c->end, &title);
}

static void drop_party(ArrianParty *list, uint32_t *count, uint32_t k)
{
    (*count)--;
    memmove(list + k, list + k + 1, (*count - k) * sizeof *list);
}

/* "[Lind]'s arrest", "the murder of [Lind]": whose fate it is suffers it. */
static void turn_fate(Coder *c, ArrianClaim *claim)
{
    if (!tree_has(c) || claim->act == ARRIAN_STATE) return;
    uint32_t top = roles_cue(c), sufferer = tree_child(c, top, "nmod:poss");
    if (role_word(c, top) != ROLE_WORD_FATE || !tree_upos(c, top, "NOUN")) return;
    for (uint32_t i = top + 1; i < c->end; i++)
        if (c->tokens[i].head == top && tree_rel(c, i, "nmod") &&
            (tree_child_word(c, i, "case", "of") != ARRIAN_NONE ||
             tree_child_word(c, i, "case", "among") != ARRIAN_NONE))
            sufferer = i;
    if (sufferer == ARRIAN_NONE || !is_party(c, sufferer)) return;
    for (uint32_t k = claim->actors; k-- > 0;)
        if (tree_under(c, roles_head(c, &claim->actor[k]), sufferer)) drop_party(claim->actor, &claim->actors, k);
    if (!claim->recipients) roles_add_head(c, sufferer, claim->recipient, &claim->recipients);
}

/* "campaigns against [Lind]": he did not lead them. */
static void turn_against(Coder *c, ArrianClaim *claim)
{
    static const char *const against[] = {"against", NULL};
    uint32_t top = roles_cue(c);
    for (uint32_t k = claim->actors; tree_has(c) && k-- > 0;) {
        ArrianParty party = claim->actor[k];
        if (!behind_word(c, roles_head(c, &party), top, against)) continue;
        drop_party(claim->actor, &claim->actors, k);
        party_add(claim->recipient, &claim->recipients, party);
    }
}

/* "[Lind] fell from a roof", "three [more] died": who is hurt does nothing. */
static void turn_harmed(Coder *c, ArrianClaim *claim)
{
    if (!tree_has(c) || claim->act != ARRIAN_HARM || claim->recipients || claim->actors > 1) return;
    bool passive;
    uint32_t top = roles_cue(c), subject = tree_subject(c, top, &passive), first, end;
    if (!tree_is_clause(c, top) || subject == ARRIAN_NONE) return;
    if (claim->actors && !roles_cover(c, subject, claim->actor, 1)) return;
    if (!(is_party(c, subject) || tree_upos(c, subject, "NUM") || tree_upos(c, subject, "ADJ"))) return;
    if (!claim->actors && tree_object(c, top) != ARRIAN_NONE) return;
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
        if (c->tags.name[k] != ARRIAN_NONE && c->d->entities.at[c->d->names.at[c->tags.name[k]].entity].iso3[0])
            party_add_group(c, k, k + 1, claim->actor, &claim->actors);
    while (first < blow && (tree_rel(c, first, "case") || tree_rel(c, first, "det"))) first++;
    if (!claim->actors) by_first_words(c, first, blow, claim);
}

/* "damage to the mill caused by [coalition] strikes", "deaths in raids by [the coalition]" */
static void by_cause(Coder *c, uint32_t noun, ArrianClaim *claim)
{
    for (uint32_t i = noun + 1; i < c->end && !claim->actors; i++)
        if (class_of(c, i) == ROLE_WORD_BLOW && (tree_rel(c, i, "obl") || tree_rel(c, i, "nmod")) &&
            tree_child_word(c, i, "case", "by") != ARRIAN_NONE && tree_under(c, i, noun))
            by_named_blow(c, i, claim);
}

/* "died as [the coalition] carried out raids", "were killed when [gunmen] attacked a convoy": whose blow it was. */
static void by_clause(Coder *c, uint32_t verb, ArrianClaim *claim)
{
    static const char *const words[] = {"as", "when", "after"};
    bool tied = false, passive;
    Cue found;
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        tied |= tree_child_word(c, verb, "mark", words[k]) != ARRIAN_NONE ||
                tree_child_word(c, verb, "advmod", words[k]) != ARRIAN_NONE;
    uint32_t object = tree_object(c, verb), subject = tree_subject(c, verb, &passive);
    bool blow = role_is_verb(c, verb, ROLE_WORD_EMPTY) ? object != ARRIAN_NONE && class_of(c, object) == ROLE_WORD_BLOW
                                       : cue_at(c, verb, &found) && found.form && found.pattern->act == ARRIAN_ASSAULT;
    if (tied && blow && !passive && subject != ARRIAN_NONE && class_of(c, subject) == ROLE_WORD_NONE &&
        !roles_cover(c, subject, claim->recipient, claim->recipients))
        roles_add_head(c, subject, claim->actor, &claim->actors);
}

/* "in a [raid]", "in rocket [fire]", "in [tank] shelling" where the tree parts the two */
static bool is_blow(const Coder *c, uint32_t i)
{
    uint32_t before = i > c->first ? class_of(c, i - 1) : ROLE_WORD_NONE;
    bool shots = role_word(c, i) == ROLE_WORD_MISHAP && (before == ROLE_WORD_BLOW || before == ROLE_WORD_SORT);
    bool leads = i + 1 < c->end && tree_upos(c, i, "NOUN") && class_of(c, i + 1) == ROLE_WORD_BLOW;
    return class_of(c, i) == ROLE_WORD_BLOW || shots || leads;
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

/* "[Lind] is under investigation", "in detention": what is done to the subject. */
static bool is_under(const Coder *c, uint32_t top, ArrianAct act)
{
    static const char *const words[] = {"under", "in", "on"};
    bool done = act == ARRIAN_ACCUSE || act == ARRIAN_COERCE || act == ARRIAN_SANCTION;
    if (!done || tree_child(c, top, "cop") == ARRIAN_NONE) return false;
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (tree_child_word(c, top, "case", words[k]) != ARRIAN_NONE) return true;
    return false;
}

/* A passive's subject suffers the deed, whoever read it as the doer. */
static void turn_passive(Coder *c, ArrianClaim *claim)
{
    if (!tree_has(c) || claim->act == ARRIAN_STATE || claim->actors != 1 || claim->recipients) return;
    uint32_t top = roles_cue(c);
    bool passive;
    uint32_t subject = tree_subject(c, top, &passive);
    passive |= is_under(c, top, claim->act);
    if (!passive || subject == ARRIAN_NONE || !roles_cover(c, subject, claim->actor, 1)) return;
    claim->recipient[0] = claim->actor[0];
    claim->recipients = 1, claim->actors = 0;
}

/* The subject of an active verb does it, whoever read it as the one to whom it is done; not of "faces trial". */
static void turn_active(Coder *c, ArrianClaim *claim)
{
    static const ArrianAct suffered[] = {ARRIAN_HARM,   ARRIAN_ASSAULT,  ARRIAN_COERCE,
                                         ARRIAN_ACCUSE, ARRIAN_SANCTION, ARRIAN_AID};
    uint32_t top = roles_cue(c);
    bool passive;
    if (!tree_has(c) || claim->actors || !claim->recipients || !tree_is_clause(c, top)) return;
    for (size_t k = 0; k < sizeof suffered / sizeof *suffered; k++)
        if (claim->act == suffered[k]) return;
    uint32_t subject = tree_child(c, top, "nsubj"), led = tree_subject(c, top, &passive);
    if (tree_rel(c, top, "xcomp")) subject = led; /* "[he] was forced to resign" */
    for (uint32_t k = claim->recipients; k-- > 0 && !passive && subject != ARRIAN_NONE;)
        if (span_overlap(claim->recipient[k].span, c->tokens[subject].span)) {
            party_add(claim->actor, &claim->actors, claim->recipient[k]);
            drop_party(claim->recipient, &claim->recipients, k);
        }
}

static bool is_gerund(const Coder *c, uint32_t verb)
{
    ArrianSlice word = document_words(c->d, c->tokens[verb].span);
    return tree_upos(c, verb, "VERB") && word.length > 4 && !memcmp(word.at + word.length - 3, "ing", 3);
}

/* "A bomb went off on a train with miners near the city [killing] six": what a blow did, told behind its clause; a noun
 * that others part from the participle is not who killed. ARRIAN_NONE, or the verb that tells the blow. */
static uint32_t told_blow(const Coder *c, uint32_t top, ArrianAct act)
{
    if (tree_rel(c, top, "conj") && is_gerund(c, c->tokens[top].head)) /* "killing six and wounding 25" */
        top = c->tokens[top].head;
    uint32_t up = c->tokens[top].head;
    bool hurts = act == ARRIAN_ASSAULT || act == ARRIAN_HARM;
    if (!hurts || !is_gerund(c, top) || tree_child(c, top, "obj") == ARRIAN_NONE) return ARRIAN_NONE;
    if (tree_child(c, top, "mark") != ARRIAN_NONE || tree_child(c, top, "nsubj") != ARRIAN_NONE) return ARRIAN_NONE;
    if (tree_rel(c, top, "advcl")) return up;
    if (!tree_rel(c, top, "acl") || up + 1 >= top) return ARRIAN_NONE;
    for (int step = 0; step < MOST_STEPS_UP && c->tokens[up].head != up && c->tokens[up].head != ARRIAN_NONE; step++) {
        up = c->tokens[up].head;
        if (tree_upos(c, up, "VERB") && !tree_rel(c, up, "acl")) return up;
    }
    return ARRIAN_NONE;
}

/* Gives back whether the cue is such a participle. */
static bool turn_result(Coder *c, ArrianClaim *claim)
{
    bool passive;
    uint32_t blow = tree_has(c) ? told_blow(c, roles_cue(c), claim->act) : ARRIAN_NONE;
    uint32_t subject = blow == ARRIAN_NONE ? ARRIAN_NONE : tree_subject(c, blow, &passive);
    if (subject == ARRIAN_NONE || passive) return false;
    if (roles_cover(c, subject, claim->actor, claim->actors)) return true;
    claim->actors = 0;
    roles_add_head(c, subject, claim->actor, &claim->actors);
    return true;
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

/* "[German] troops will be sent", "[NATO]'s four battalions were sent": forces act for those whose they are. */
static void owner_of_forces(Coder *c, ArrianClaim *claim)
{
    bool passive;
    if (!tree_has(c) || claim->act != ARRIAN_MOBILIZE || claim->actors) return;
    uint32_t forces = tree_subject(c, roles_cue(c), &passive);
    if (!passive || forces == ARRIAN_NONE) return;
    for (uint32_t i = c->first; i < c->end && !claim->actors; i++) {
        bool owns = tree_rel(c, i, "nmod") || tree_rel(c, i, "amod") || tree_rel(c, i, "compound");
        if (c->tags.name[i] == ARRIAN_NONE || c->tokens[i].head != forces || !owns) continue;
        const ArrianEntity *owner = &c->d->entities.at[c->d->names.at[c->tags.name[i]].entity];
        if (owner->iso3[0] || owner->code[0]) party_add_group(c, i, i + 1, claim->actor, &claim->actors);
    }
}

/* "talks about [German] troops to be deployed": whose forces are moved moves them, and nothing is done to it. */
static void turn_forces(Coder *c, ArrianClaim *claim)
{
    if (!tree_has(c) || claim->act != ARRIAN_MOBILIZE || tree_child(c, roles_cue(c), "aux:pass") == ARRIAN_NONE) return;
    for (uint32_t k = claim->recipients; k-- > 0;) {
        ArrianParty party = claim->recipient[k];
        uint32_t at = roles_head(c, &party), forces = c->tokens[at].head;
        bool owns = tree_rel(c, at, "amod") || tree_rel(c, at, "compound") || tree_rel(c, at, "nmod:poss");
        if (party.entity == ARRIAN_NONE || !owns || !role_acts(c, forces)) continue;
        drop_party(claim->recipient, &claim->recipients, k);
        if (!claim->actors) party_add(claim->actor, &claim->actors, party);
    }
}

/* "broke into districts of the city [from the rebels]": where only ground was taken, it is done to who lost it. */
static void turn_loser(Coder *c, ArrianClaim *claim)
{
    uint32_t top = roles_cue(c);
    if (!tree_has(c) || claim->recipients != 1 || claim->recipient[0].entity != ARRIAN_NONE) return;
    if (party_are_persons(c, roles_head(c, &claim->recipient[0]))) return;
    for (uint32_t i = top + 1; i < c->end; i++)
        if (c->tokens[i].head == top && tree_rel(c, i, "obl") && loses(c, i, claim->act) &&
            !roles_cover(c, i, claim->actor, claim->actors)) {
            claim->recipients = 0;
            return roles_add_head(c, i, claim->recipient, &claim->recipients);
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

/* "The flood killed 20 people": no hand at all. */
static bool is_mishap(const Coder *c, const ArrianClaim *claim)
{
    if (!claim->actors) return false;
    uint32_t last = document_token_at(c->d, claim->actor[0].span.start);
    while (last + 1 < c->end && c->tokens[last + 1].span.start < claim->actor[0].span.end) last++;
    return role_word(c, last) == ROLE_WORD_MISHAP;
}

static bool hurts_people(const Coder *c, const ArrianClaim *claim)
{
    for (uint32_t k = 0; k < claim->recipients; k++)
        for (uint32_t i = document_token_at(c->d, claim->recipient[k].span.start);
             i < c->end && c->tokens[i].span.start < claim->recipient[k].span.end; i++)
            if (party_are_persons(c, i)) return true;
    return false;
}

/* "[Russia]'s borders", "the [Russian] border", "the border with [Russia]": whom a build-up there is against. */
static void against(Coder *c, ArrianClaim *claim)
{
    if (!tree_has(c) || claim->recipients || claim->act != ARRIAN_MOBILIZE) return;
    uint32_t first, end, top = roles_cue(c);
    for (uint32_t i = c->first; i < c->end && !claim->recipients; i++) {
        if (role_word(c, i) != ROLE_WORD_BORDER || !tree_under(c, i, top)) continue;
        tree_phrase(c, i, &first, &end);
        for (uint32_t k = first; k < end && !claim->recipients; k++) {
            uint32_t name = c->tags.name[k];
            if (name == ARRIAN_NONE || roles_cover(c, k, claim->actor, claim->actors)) continue;
            const ArrianEntity *entity = &c->d->entities.at[c->d->names.at[name].entity];
            if (entity->iso3[0] || entity->code[0])
                party_add_group(c, k, k + 1, claim->recipient, &claim->recipients);
        }
    }
}

/* Where the clause's own subject did it, who stands elsewhere did not, but for those who are with it. */
static void keep_subject(Coder *c, ArrianClaim *claim)
{
    static const char *const with[] = {"with", "alongside", "including", "by", NULL};
    bool passive;
    uint32_t top = roles_cue(c);
    if (!tree_has(c) || claim->actors < 2 || !tree_is_clause(c, top)) return;
    uint32_t subject = tree_subject(c, top, &passive);
    if (passive || subject == ARRIAN_NONE || !roles_cover(c, subject, claim->actor, claim->actors)) return;
    for (uint32_t k = 0; k < claim->actors && tree_upos(c, subject, "PRON"); k++) /* "Lind said [he] will": both */
        if (span_overlap(claim->actor[k].span, c->tokens[subject].span) && claim->actor[k].entity == ARRIAN_NONE)
            return;
    for (uint32_t k = claim->actors; k-- > 0;) {
        uint32_t head = roles_head(c, &claim->actor[k]);
        if (!tree_under(c, head, subject) && !behind_word(c, head, top, with))
            drop_party(claim->actor, &claim->actors, k);
    }
}

/* "killed 20 people in a bastion of [the rebels]": beside those to whom it was done, the place is nobody. */
static void drop_whereabouts(Coder *c, ArrianClaim *claim)
{
    static const char *const where[] = {"in", "near", "inside", "across", "outside", "around", "at", NULL};
    uint32_t top = roles_cue(c), done = ARRIAN_NONE;
    bool passive;
    if (!tree_has(c) || claim->recipients < 2 || !tree_is_clause(c, top)) return;
    done = tree_subject(c, top, &passive);
    if (!passive) done = tree_object(c, top);
    if (done == ARRIAN_NONE || !roles_cover(c, done, claim->recipient, claim->recipients)) return;
    for (uint32_t k = claim->recipients; k-- > 0;) {
        uint32_t head = roles_head(c, &claim->recipient[k]);
        if (head != done && behind_word(c, head, top, where)) drop_party(claim->recipient, &claim->recipients, k);
    }
}

/* "[tensions] are rising", "the [autopsy] was performed": the deed that the cue tells does and suffers nothing. */
static void drop_deed(const Coder *c, ArrianParty *list, uint32_t *count)
{
    for (uint32_t k = *count; tree_has(c) && k-- > 0;) {
        uint32_t head = roles_head(c, &list[k]);
        bool told = head >= c->cue && head < c->cue_end && (tree_rel(c, head, "nsubj") || head == roles_cue(c));
        if (told && list[k].entity == ARRIAN_NONE && tree_upos(c, head, "NOUN") && !party_are_persons(c, head))
            drop_party(list, count, k);
    }
}

/* "was expelled from [the party]", "were taken to [hospital]": where a passive leads from or to did not do it. */
static void drop_oblique(const Coder *c, ArrianClaim *claim)
{
    static const char *const words[] = {"from", "to", "into", "at", "with", "for", NULL};
    bool passive;
    uint32_t top = roles_cue(c);
    if (!tree_has(c) || !tree_is_clause(c, top)) return;
    tree_subject(c, top, &passive);
    for (uint32_t k = claim->actors; passive && k-- > 0;) {
        uint32_t head = roles_head(c, &claim->actor[k]);
        if (tree_under(c, head, top) && behind_word(c, head, top, words)) drop_party(claim->actor, &claim->actors, k);
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
            drop_party(claim->recipient, &claim->recipients, k);
            break;
        }
}

/* "[MOSCOW] - Nobody was hurt": where it was written. */
static void drop_dateline(Coder *c, ArrianParty *list, uint32_t *count)
{
    uint32_t from = group_behind_dateline(c->d, c->first, c->end);
    for (uint32_t k = *count; from > c->first && k-- > 0;)
        if (list[k].span.start < c->tokens[from - 1].span.start) drop_party(list, count, k);
}

/* Whether what stands at i says whose its head is: "[Israeli] homes", "settlements of [Israel]", "[Lind]'s plan". */
static bool says_whose(const Coder *c, uint32_t i)
{
    static const char *const whose[] = {"of", "with", "'s", "’s", NULL};
    if (i + 1 < c->end && c->tokens[i + 1].flags & ARRIAN_HYPHEN) return false; /* "the [US]-backed offensive" */
    if (tree_rel(c, i, "amod") || tree_rel(c, i, "compound") || tree_rel(c, i, "nmod:poss")) return true;
    for (const char *const *word = whose; *word; word++)
        if (tree_rel(c, i, "nmod") && tree_child_word(c, i, "case", *word) != ARRIAN_NONE) return true;
    return false;
}

/* "the training of the [Russian] army": from a name up to the thing, by way of no people of their own. */
static bool belongs(const Coder *c, uint32_t i, uint32_t head)
{
    for (int step = 0; step < MOST_STEPS_UP && says_whose(c, i); step++) {
        i = c->tokens[i].head;
        if (i == head) return true;
        if (c->tags.name[i] != ARRIAN_NONE || (party_are_persons(c, i) && !role_acts(c, i))) return false;
    }
    return false;
}

/* The state or body whose the thing with this head is; ARRIAN_NONE where there is none that others do not hold. */
static uint32_t owner_of(const Coder *c, uint32_t head, ArrianSpan span, const ArrianParty *others, uint32_t count)
{
    for (uint32_t i = c->first; i < c->end; i++) {
        uint32_t name = c->tags.name[i];
        if (name == ARRIAN_NONE || !span_overlap(span, c->tokens[i].span) || !belongs(c, i, head)) continue;
        const ArrianEntity *owner = &c->d->entities.at[c->d->names.at[name].entity];
        if ((owner->iso3[0] || owner->code[0]) && !roles_cover(c, i, others, count)) return c->d->names.at[name].entity;
    }
    return ARRIAN_NONE;
}

/* What is done to a thing is done to the state or body whose it is, what a thing does is done by it. */
static void owners(Coder *c, ArrianAct act, ArrianParty *list, uint32_t count, const ArrianParty *others,
                   uint32_t others_count)
{
    for (uint32_t k = 0; k < count && tree_has(c); k++) {
        uint32_t head = roles_head(c, &list[k]);
        if (list[k].entity != ARRIAN_NONE || !tree_upos(c, head, "NOUN") || party_are_persons(c, head)) continue;
        if (act == ARRIAN_MOBILIZE && role_word(c, head) != ROLE_WORD_BORDER) continue;
        uint32_t owner = owner_of(c, head, list[k].span, others, others_count);
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
static void summed(Coder *c, ArrianParty *party)
{
    bool passive = true;
    uint32_t head = roles_head(c, party), first, end, verb = ARRIAN_NONE, subject = ARRIAN_NONE;
    Coder in = *c;
    tree_phrase(c, head, &first, &end);
    if (party->entity != ARRIAN_NONE || role_word(c, head) != ROLE_WORD_SUM) return;
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

static void settle_blows(Coder *c, ArrianClaim *claim)
{
    bool blow = false;
    if (claim->act != ARRIAN_ASSAULT && claim->act != ARRIAN_HARM) return;
    if (is_mishap(c, claim)) claim->act = ARRIAN_HARM;
    turn_harmed(c, claim);
    by_blow(c, claim);
    for (uint32_t k = claim->actors; k-- > 0;) blow |= settle_blow(c, k, claim);
    if (blow && !claim->actors && hurts_people(c, claim)) claim->act = ARRIAN_HARM; /* by an unknown hand */
    else if (blow && claim->actors) claim->act = ARRIAN_ASSAULT;
}

/* "received aid [from Chad]" */
static uint32_t giver(const Coder *c, uint32_t verb, uint32_t given)
{
    for (uint32_t i = verb + 1; i < c->end; i++)
        if ((c->tokens[i].head == verb || c->tokens[i].head == given) &&
            (tree_rel(c, i, "obl") || tree_rel(c, i, "nmod")) && tree_child_word(c, i, "case", "from") != ARRIAN_NONE)
            return i;
    return ARRIAN_NONE;
}

/* "[The rebels] received weapons from Chad", "got a warning": who is given something is the one to whom it is done; a host
 * ("received envoys from Chad") does it to those who come. */
static void turn_given(Coder *c, ArrianClaim *claim)
{
    static const uint32_t acts = 1u << ARRIAN_AID | 1u << ARRIAN_COOPERATE | 1u << ARRIAN_AGREE | 1u << ARRIAN_SUPPORT |
                                 1u << ARRIAN_REQUEST | 1u << ARRIAN_ACCUSE | 1u << ARRIAN_THREATEN |
                                 1u << ARRIAN_COERCE | 1u << ARRIAN_SANCTION;
    bool passive;
    uint32_t verb = roles_cue(c), subject, given;
    if (!tree_has(c) || !role_is_verb(c, verb, ROLE_WORD_GET)) return;
    subject = tree_subject(c, verb, &passive), given = tree_object(c, verb);
    if (passive || subject == ARRIAN_NONE || given == ARRIAN_NONE) return;
    uint32_t by = giver(c, verb, given);
    if (claim->act == ARRIAN_CONSULT && !claim->recipients && by != ARRIAN_NONE)
        roles_add_head(c, by, claim->recipient, &claim->recipients);
    if (!(acts >> claim->act & 1) || is_party(c, given)) return;
    for (uint32_t k = claim->actors; k-- > 0;)
        if (roles_cover(c, subject, &claim->actor[k], 1)) drop_party(claim->actor, &claim->actors, k);
    claim->recipients = 0;
    roles_add_head(c, subject, claim->recipient, &claim->recipients);
    if (by != ARRIAN_NONE && !claim->actors) roles_add_head(c, by, claim->actor, &claim->actors);
}

void roles_settle(Coder *c, ArrianClaim *claim)
{
    if (!turn_result(c, claim)) turn_participle(c, claim);
    turn_apposition(c, claim);
    subject_settle(c, claim);
    turn_given(c, claim);
    drop_dateline(c, claim->actor, &claim->actors);
    drop_dateline(c, claim->recipient, &claim->recipients);
    drop_dateline(c, claim->place, &claim->places);
    drop_deed(c, claim->actor, &claim->actors);
    drop_deed(c, claim->recipient, &claim->recipients);
    drop_oblique(c, claim);
    keep_subject(c, claim);
    drop_whereabouts(c, claim);
    turn_against(c, claim);
    turn_passive(c, claim);
    turn_active(c, claim);
    turn_fate(c, claim);
    turn_forces(c, claim);
    owner_of_forces(c, claim);
    drop_doers(c, claim);
    turn_loser(c, claim);
    owners(c, claim->act, claim->recipient, claim->recipients, claim->actor, claim->actors);
    drop_things(c, claim);
    drop_destination(claim);
    against(c, claim);
    settle_blows(c, claim);
    for (uint32_t k = 0; k < claim->actors && tree_has(c); k++) summed(c, &claim->actor[k]);
    for (uint32_t k = 0; k < claim->recipients && tree_has(c); k++) summed(c, &claim->recipient[k]);
    owners(c, ARRIAN_STATE, claim->actor, claim->actors, claim->recipient, claim->recipients);
}

/* stranger.c: parties that were read and are none: who stands elsewhere in the sentence, what somebody is, the deed itself.
 *     "[RIGA], March 11 - ..."                           the town of a dateline
 *     "They are [Hofer and Lind]"                        what they are said to be
 *     "expelled from [the party]"                        nobody: a passive leads from there
 * Each goes before settle.c turns the others round. */
#include "claim/claim.h"
#include "mark/group.h"
#include "mark/name.h"

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
        if (!tree_under(c, head, subject) && !tree_behind(c, head, top, with))
            party_drop(claim->actor, &claim->actors, k);
    }
}

/* "the miners, [both men], were": words that say again how many they are. */
static bool says_all(const Coder *c, uint32_t head)
{
    static const char *const words[] = {"both", "all", "each", NULL};
    uint32_t first, end;
    tree_phrase(c, head, &first, &end);
    bool dash = first > c->first && c->d->text.at[c->tokens[first - 1].span.start] == '-';
    return group_one_of(c->d, first, words) || (dash && tree_child(c, head, "nummod") != ARRIAN_NONE);
}

/* Which of two words for one the list can do without: who has no name beside who has, a person beside those he acts for;
 * ARRIAN_NONE where both may be meant. */
static uint32_t surplus(const Coder *c, const ArrianParty *list, uint32_t first, uint32_t second)
{
    bool named = list[first].entity != ARRIAN_NONE, again = list[second].entity != ARRIAN_NONE;
    if (named != again) return named ? second : first;
    bool office = named && c->d->entities.at[list[second].entity].type == ARRIAN_PERSON &&
                  c->d->entities.at[list[first].entity].type != ARRIAN_PERSON;
    return office ? second : ARRIAN_NONE;
}

/* "Lind, [the press secretary], denied", "the ministers of Chad and Mali, [Lind and Holm], met": who is named twice is
 * one. */
static void drop_apposition(const Coder *c, ArrianParty *list, uint32_t *count)
{
    for (uint32_t k = *count; tree_has(c) && k-- > 0;) {
        uint32_t head = roles_head(c, &list[k]), lost = ARRIAN_NONE;
        if (tree_rel(c, head, "conj")) head = c->tokens[head].head;
        if (!tree_rel(c, head, "appos") || tree_child(c, head, "case") != ARRIAN_NONE) continue; /* "including" */
        for (uint32_t j = 0; j < k && lost == ARRIAN_NONE; j++) {
            uint32_t other = roles_head(c, &list[j]);
            if (!tree_under(c, other, c->tokens[head].head) || tree_under(c, other, head)) continue;
            lost = says_all(c, head) && list[k].entity == ARRIAN_NONE ? k : surplus(c, list, j, k);
            if (lost == j && (other != c->tokens[head].head || !party_may_act(c, &list[j]))) lost = ARRIAN_NONE;
        }
        if (lost != ARRIAN_NONE) party_drop(list, count, lost);
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
        if (head != done && tree_behind(c, head, top, where)) party_drop(claim->recipient, &claim->recipients, k);
    }
}

/* Of whom a group is a part: "18 people including [five children]", "including five children and [two women]", also
 * where the tree lists these with the people; ARRIAN_NONE of any other. */
static uint32_t whole_of(const Coder *c, uint32_t head)
{
    static const char *const words[] = {"including", "among", NULL};
    uint32_t listed = tree_rel(c, head, "conj") ? c->tokens[head].head : head;
    if (tree_child_among(c, listed, "case", words) != ARRIAN_NONE) return c->tokens[listed].head;
    for (uint32_t i = listed + 1; i < head; i++)
        if (c->tokens[i].head == listed && tree_child_among(c, i, "case", words) != ARRIAN_NONE) return listed;
    return ARRIAN_NONE;
}

/* "killed 18 people including [five children]": a part of those to whom it was done, but for whom it names. */
static void drop_part(const Coder *c, ArrianClaim *claim)
{
    for (uint32_t k = claim->recipients; tree_has(c) && k-- > 1;) {
        uint32_t head = roles_head(c, &claim->recipient[k]), whole = whole_of(c, head);
        bool number = claim->recipient[k].entity == ARRIAN_NONE && tree_child(c, head, "nummod") != ARRIAN_NONE;
        if (number && whole != ARRIAN_NONE && roles_cover(c, whole, claim->recipient, k))
            party_drop(claim->recipient, &claim->recipients, k);
    }
}

/* "posed questions about [the farm]", "discussed [the tariffs]": what is spoken of is no one to whom it is spoken. */
static void drop_topic(const Coder *c, ArrianClaim *claim)
{
    static const char *const words[] = {"about", "regarding", "concerning", NULL};
    uint32_t top = roles_cue(c);
    if (!tree_has(c) || (claim->act != ARRIAN_CONSULT && claim->act != ARRIAN_REQUEST)) return;
    for (uint32_t k = claim->recipients; k-- > 0;) {
        uint32_t head = roles_head(c, &claim->recipient[k]), verb = c->tokens[head].head; /* "met to [discuss]" */
        bool topic = verb < c->end && role_is_verb(c, verb, ROLE_WORD_TALK) && !party_may_act(c, &claim->recipient[k]);
        if (topic || tree_behind(c, head, top, words)) party_drop(claim->recipient, &claim->recipients, k);
    }
}

/* "is the coordinator of [the league]": whose office somebody holds. */
static bool is_of_office(const Coder *c, uint32_t head, uint32_t top)
{
    uint32_t class;
    bool office = tree_child(c, top, "cop") != ARRIAN_NONE && name_title(c->engine, c->d, top, top + 1, &class);
    return office && c->tokens[head].head == top && tree_rel(c, head, "nmod");
}

/* "They are [Hofer and Lind]", "was known as [the Bear]": what somebody is said to be. */
static void drop_identity(Coder *c, ArrianClaim *claim)
{
    uint32_t top = roles_cue(c);
    if (!tree_has(c) || claim->act != ARRIAN_STATE) return;
    for (uint32_t k = claim->recipients; k-- > 0;) {
        uint32_t head = roles_head(c, &claim->recipient[k]), first = head;
        while (tree_rel(c, first, "conj")) first = c->tokens[first].head;
        bool is = first == top && tree_child(c, top, "cop") != ARRIAN_NONE,
             as = tree_child_word(c, first, "case", "as") != ARRIAN_NONE;
        if (is || as || is_of_office(c, first, top))
            party_drop(claim->recipient, &claim->recipients, k);
    }
}

/* "called for [the attackers] to be punished": of whom nothing is asked. */
static void drop_unasked(Coder *c, ArrianClaim *claim)
{
    uint32_t top = roles_cue(c), first, end;
    if (!tree_has(c) || claim->act != ARRIAN_REQUEST) return;
    for (uint32_t k = claim->recipients; k-- > 0;) {
        uint32_t head = roles_head(c, &claim->recipient[k]), listed = head;
        while (tree_rel(c, listed, "conj")) listed = c->tokens[listed].head;
        tree_phrase(c, listed, &first, &end);
        bool led = first > c->first && (group_word(c->d, first, "for") || group_word(c->d, first - 1, "for")), done = false;
        for (uint32_t i = head + 1; led && i < c->end && !done; i++) {
            bool near = c->tokens[i].head == top || c->tokens[i].head == listed || c->tokens[i].head == head;
            done = near && tree_upos(c, i, "VERB") && tree_is_infinitive(c, i) && tree_child(c, i, "aux:pass") != ARRIAN_NONE;
        }
        if (done) party_drop(claim->recipient, &claim->recipients, k);
    }
}

/* "found [nobody]", "contented [itself]": no one. */
static void drop_nobody(Coder *c, ArrianClaim *claim)
{
    static const char *const words[] = {"nobody", "nothing", "itself", "themselves", "himself", "herself", "that", "this", NULL};
    for (uint32_t k = claim->recipients; tree_has(c) && k-- > 0;) {
        uint32_t head = roles_head(c, &claim->recipient[k]);
        if (claim->recipient[k].entity == ARRIAN_NONE && tree_rel(c, head, "obj") && group_one_of(c->d, head, words))
            party_drop(claim->recipient, &claim->recipients, k);
    }
}

/* "[tensions] are rising", "the [autopsy] was performed": the deed that the cue tells does and suffers nothing. */
static void drop_deed(const Coder *c, ArrianParty *list, uint32_t *count)
{
    if (!tree_has(c) || tree_child(c, roles_cue(c), "expl") != ARRIAN_NONE) return; /* "There are [seats]" */
    for (uint32_t k = *count; k-- > 0;) {
        uint32_t head = roles_head(c, &list[k]);
        bool told = head >= c->cue && head < c->cue_end && (tree_rel(c, head, "nsubj") || head == roles_cue(c));
        if (told && list[k].entity == ARRIAN_NONE && tree_upos(c, head, "NOUN") && !party_are_persons(c, head))
            party_drop(list, count, k);
    }
}

/* "denied the torture [reports]": what a deed only describes does not suffer it; "attack [victims]" do. */
static void drop_described(const Coder *c, ArrianClaim *claim)
{
    uint32_t top = roles_cue(c);
    bool suffered = claim->act == ARRIAN_ASSAULT || claim->act == ARRIAN_HARM || claim->act == ARRIAN_COERCE;
    if (!tree_has(c) || !suffered || !tree_rel(c, top, "compound")) return;
    for (uint32_t k = claim->recipients; k-- > 0;) {
        uint32_t head = roles_head(c, &claim->recipient[k]);
        if (head == c->tokens[top].head && !roles_is_party(c, head)) party_drop(claim->recipient, &claim->recipients, k);
    }
}

/* "the [military] build-up": of what kind a deed is, not whose. */
static void drop_kind(const Coder *c, ArrianClaim *claim)
{
    static const char *const words[] = {"military", "naval", NULL};
    for (uint32_t k = claim->actors; tree_has(c) && k-- > 0;) {
        uint32_t head = roles_head(c, &claim->actor[k]);
        bool before = head < roles_cue(c) && c->tokens[head].head == roles_cue(c) && !tree_rel(c, head, "nsubj");
        if (before && group_one_of(c->d, head, words)) party_drop(claim->actor, &claim->actors, k);
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
        if (tree_under(c, head, top) && tree_behind(c, head, top, words)) party_drop(claim->actor, &claim->actors, k);
    }
}

/* "[MOSCOW] - Nobody was hurt": where it was written. */
static void drop_dateline(Coder *c, ArrianParty *list, uint32_t *count)
{
    uint32_t from = group_behind_dateline(c->d, c->first, c->end);
    for (uint32_t k = *count; from > c->first && k-- > 0;)
        if (list[k].span.start < c->tokens[from - 1].span.start) party_drop(list, count, k);
}

static void drop_datelines(Coder *c, ArrianClaim *claim)
{
    drop_dateline(c, claim->actor, &claim->actors);
    drop_dateline(c, claim->recipient, &claim->recipients);
    drop_dateline(c, claim->place, &claim->places);
}

/* "[Funds] were used to support the miners": what is used for a deed does not do it. */
static void drop_means(Coder *c, ArrianClaim *claim)
{
    uint32_t top = roles_cue(c);
    if (!tree_has(c) || claim->act == ARRIAN_STATE || !tree_is_clause(c, top)) return;
    for (uint32_t k = claim->actors; k-- > 0;) {
        uint32_t head = roles_head(c, &claim->actor[k]), verb = c->tokens[head].head;
        bool means = tree_rel(c, head, "nsubj:pass") && verb != top && !tree_under(c, verb, top) && tree_under(c, top, verb);
        if (means && !party_may_act(c, &claim->actor[k])) party_drop(claim->actor, &claim->actors, k);
    }
}

/* Who stands elsewhere in the sentence, and what is no party. */
void stranger_drop(Coder *c, ArrianClaim *claim)
{
    drop_datelines(c, claim);
    drop_deed(c, claim->actor, &claim->actors);
    drop_deed(c, claim->recipient, &claim->recipients);
    drop_kind(c, claim);
    drop_described(c, claim);
    drop_apposition(c, claim->actor, &claim->actors);
    drop_apposition(c, claim->recipient, &claim->recipients);
    drop_part(c, claim);
    drop_topic(c, claim);
    drop_identity(c, claim);
    drop_unasked(c, claim);
    drop_nobody(c, claim);
    drop_oblique(c, claim);
    drop_means(c, claim);
    keep_subject(c, claim);
    drop_whereabouts(c, claim);
}

/* party.c: who, to whom, where, when, how many, from the clause of the cue.
 *     "Russia moved missiles to Kaliningrad"       actor RUS, place Kaliningrad
 *     "Two men were killed by rebels in Homs"      recipient two men, actor rebels, place Homs */
#include "claim/claim.h"
#include "mark/group.h"
#include "mark/name.h"
#include "mark/teller.h"
#include "parse/inflect.h"
#include "split/split.h"
#include <string.h>

void party_link(const ArrianEntity *entity, char link[24])
{
    const char *code = entity->code[0] ? entity->code : entity->iso3;
    memcpy(link, code, strlen(code) + 1);
}

bool party_add(ArrianParty *list, uint32_t *count, ArrianParty party)
{
    for (uint32_t k = 0; k < *count; k++)
        if (span_overlap(list[k].span, party.span) || (party.link[0] && !strcmp(list[k].link, party.link)))
            return false;
    if (*count == ARRIAN_MAX_PARTIES) return false;
    list[(*count)++] = party;
    return true;
}

void party_drop(ArrianParty *list, uint32_t *count, uint32_t k)
{
    (*count)--;
    memmove(list + k, list + k + 1, (*count - k) * sizeof *list);
}

const ArrianEntity *party_named(const Coder *c, uint32_t i)
{
    uint32_t name = c->tags.name[i];
    return name == ARRIAN_NONE ? NULL : &c->d->entities.at[c->d->names.at[name].entity];
}

bool party_is_state(const Coder *c, uint32_t entity)
{
    const ArrianEntity *e = entity == ARRIAN_NONE ? NULL : &c->d->entities.at[entity];
    return e && (e->iso3[0] || e->code[0]);
}

bool party_names_state(const Coder *c, uint32_t i)
{
    uint32_t name = c->tags.name[i];
    return name != ARRIAN_NONE && party_is_state(c, c->d->names.at[name].entity);
}

bool party_is_small(const Coder *c, uint32_t i)
{
    uint16_t pos = split_pos(c->engine, c->tokens[i].word);
    return pos & (POS_PREP | POS_DET | POS_CONJ) && !(pos & POS_MAIN_NOUN) && c->tags.name[i] == ARRIAN_NONE;
}

/* A noun that counts persons: "civilians", "troops", "miners". */
bool party_are_persons(const Coder *c, uint32_t head)
{
    char out[160];
    double factor;
    ArrianSlice word = document_words(c->d, c->tokens[head].span), base;
    if (word.length > 60) return false;
    ArrianSlice singular = {out, (uint32_t)inflect_singular(c->engine, word, out)};
    return slice_is(quantity_unit_class(c->engine, singular, &factor, &base), "person");
}

/* "Israeli settlers" are people, not the state; "Israeli troops" act for it. */
static bool are_people(const Coder *c, uint32_t head)
{
    return !role_acts(c, head) && party_are_persons(c, head);
}

static bool is_body(const Coder *c, uint32_t head)
{
    uint32_t word = c->tokens[head].word, one = inflect_singular_word(c->engine, word);
    return (name_word_bits(c->engine, word) | name_word_bits(c->engine, one)) & WORD_BODY;
}

/* "[Russian] planes", "the government of [Israel]", "[coalition] raids": what acts for whose it is, or is its deed. */
bool party_acts_for(const Coder *c, uint32_t head)
{
    uint32_t class = role_word(c, head);
    return role_acts(c, head) || class == ROLE_WORD_ORGAN || class == ROLE_WORD_BLOW || is_body(c, head);
}

bool party_may_act(const Coder *c, const ArrianParty *party)
{
    uint32_t head = roles_head(c, party), next = head + 1;
    if (party->entity != ARRIAN_NONE || !tree_has(c) || !tree_upos(c, head, "NOUN")) return true;
    return roles_somebody(c, head, next) || is_body(c, head) || teller_is_doer(c->engine, c->d, head);
}

/* "a number of [people]", "the time of [its army]" */
static bool of_somebody(const Coder *c, uint32_t head)
{
    for (uint32_t i = head + 1; i < c->end; i++)
        if (c->tokens[i].head == head && tree_child_word(c, i, "case", "of") != ARRIAN_NONE && roles_somebody(c, i, i + 1)) return true;
    return false;
}

bool party_is_thing(const Coder *c, const ArrianParty *party)
{
    uint32_t head = roles_head(c, party), class = role_word(c, head);
    if (party_may_act(c, party) || of_somebody(c, head)) return false;
    return class == ROLE_WORD_MARKET || class == ROLE_WORD_CHANGE || class == ROLE_WORD_SUM || teller_is_thing(c->engine, c->d, head);
}

/* "the [U.S.] phone company", "the [UK] rival's board": a firm is not the state where it sits. */
bool party_is_firm(const Coder *c, uint32_t noun)
{
    if (c->tags.name[noun] != ARRIAN_NONE || !tree_upos(c, noun, "NOUN") || role_acts(c, noun)) return false;
    return role_word(c, noun) == ROLE_WORD_FIRM || topic_belongs(c->engine, c->d, noun);
}

/* "the spread of [German] bonds", "[Lind]'s decision", "shares of [Kellner]": a name in the phrase of something that
 * does not act for it. */
static bool is_of_other(const Coder *c, uint32_t i, uint32_t first, uint32_t end)
{
    uint32_t name = c->tags.name[i];
    if (!tree_has(c)) return false;
    uint32_t top = tree_top(c, first, end), at = i;
    if (c->tags.name[top] == name || !(tree_upos(c, top, "NOUN") || tree_upos(c, top, "PROPN"))) return false;
    if (party_names_state(c, i) && tree_rel(c, i, "compound") && party_is_firm(c, c->tokens[i].head)) return true;
    for (int step = 0; step < MOST_STEPS_UP && at != top && at >= first && at < end; step++, at = c->tokens[at].head)
        if (tree_rel(c, at, "conj") || tree_rel(c, at, "appos")) return false;
    ArrianSlice word = document_words(c->d, c->tokens[top].span);
    bool several = tree_rel(c, i, "nmod:poss") && inflect_is_plural(c->engine, word);
    const ArrianEntity *head = party_named(c, top);
    if (!head) /* "[France]'s banks" are not France, its troops are */
        return !party_acts_for(c, top) || (several && role_word(c, top) == ROLE_WORD_NONE);
    return head->type != ARRIAN_PLACE || head->iso3[0]; /* "the Baltic States of [Lithuania] and Latvia" */
}

/* "[Lind]'s relatives", "[Lind]'s home": a person is none of them. */
static bool is_owner(const Coder *c, uint32_t i)
{
    Cue deed; /* "rejected [Lind]'s criticism" is done to him */
    uint32_t thing = c->tokens[i].head;
    return tree_has(c) && tree_rel(c, i, "nmod:poss") && tree_upos(c, thing, "NOUN") && !cue_at(c, thing, &deed);
}

bool party_is_rest(const Coder *c, uint32_t head)
{
    if (!tree_has(c) || !tree_rel(c, head, "conj") || tree_child_word(c, head, "amod", "other") == ARRIAN_NONE) return false;
    const ArrianEntity *listed = party_named(c, c->tokens[head].head);
    return listed && listed->iso3[0];
}

/* "[US]-led coalition", "[Russian]-backed rebels": another's name, joined to a participle. */
static bool joined_to_participle(const Coder *c, uint32_t name, uint32_t first, uint32_t end)
{
    uint32_t after = first;
    uint8_t form;
    while (after < end && c->tags.name[after] != name) after++;
    if (after > c->first + 1 && c->tokens[after - 1].flags & ARRIAN_HYPHEN) return true; /* "pro-[Russian] rebels" */
    while (after < end && c->tags.name[after] == name) after++;
    if (after + 1 >= c->cue && after + 1 < c->cue_end) return false; /* "[US]-backed": who backs */
    return after + 1 < c->end && c->tokens[after].flags & ARRIAN_HYPHEN &&
           (tree_upos(c, after + 1, "VERB") || tree_upos(c, after + 1, "ADJ") ||
            inflect_verb(c->engine, c->tokens[after + 1].word, &form));
}

/* "two million [Palestinians]", "three [Russians]": people who are counted are not the state. */
static bool are_counted(const Coder *c, uint32_t i)
{
    uint32_t entry, end;
    if (!tree_has(c) || tree_child(c, i, "nummod") == ARRIAN_NONE) return false;
    if (!inflect_is_plural(c->engine, document_words(c->d, c->tokens[i].span))) return false;
    return name_lookup(c->engine, c->d, i, c->end, &entry, &end) && name_entry(c->engine, entry)->kind == NAME_DEMONYM;
}

static bool only_describes(const Coder *c, const ArrianEntity *entity, uint32_t name, uint32_t first, uint32_t end)
{
    if (entity->type != ARRIAN_NATIONALITY) return false;
    uint32_t after = first;
    while (after < end && c->tags.name[after] != name) after++;
    while (after < end && c->tags.name[after] == name) after++;
    if (after >= end) return false;
    const ArrianEntity *last = party_named(c, end - 1); /* "[Syrian] Kurds" */
    if (last) return last->type == ARRIAN_NATIONALITY && !last->iso3[0];
    return !entity->iso3[0] || are_people(c, end - 1) || topic_belongs(c->engine, c->d, end - 1);
}

/* "[Norwegian] President Lind": the state before a title of that person, anywhere in the report. */
static uint32_t state_of(const Coder *c, uint32_t person)
{
    enum { TITLE_WORDS = 4 };
    const ArrianEntity *entity = &c->d->entities.at[person];
    for (uint32_t k = 0; k < entity->count; k++) {
        uint32_t name = document_token_at(c->d, c->d->names.at[entity->mentions[k]].span.start), class;
        for (uint32_t at = name; at-- > 0 && at + TITLE_WORDS >= name && !(c->tokens[at].flags & ARRIAN_PUNCT);) {
            if (c->tags.name[at] == ARRIAN_NONE) continue;
            uint32_t before = c->d->names.at[c->tags.name[at]].entity;
            if (c->d->entities.at[before].iso3[0] && name_title(c->engine, c->d, at + 1, name, &class)) return before;
            break;
        }
    }
    return ARRIAN_NONE;
}

/* "the [Obama] administration": whose state the reader knows; its ISO code in `ret_iso3`. */
static bool leader_at(const Coder *c, uint32_t i, uint32_t end, char ret_iso3[4])
{
    uint32_t taken;
    if (!(c->tokens[i].flags & ARRIAN_UPPER_FIRST)) return false;
    uint32_t value = phrase_find(&c->engine->claim->leaders, c->tokens, i, end, &taken);
    ArrianToken stem = c->tokens[i];
    if (!value && (stem.word = name_stem_of_possessive(c->engine, c->d, &stem)))
        value = phrase_find(&c->engine->claim->leaders, &stem, 0, 1, &taken);
    for (int k = 0; k < 3 && value; k++)
        ret_iso3[k] = (char)(c->engine->claim->leaders.values.at[value].value >> 8 * k);
    return value;
}

static uint32_t state_called(const Coder *c, const char *iso3)
{
    for (uint32_t e = 0; e < c->d->entities.count; e++)
        if (!strcmp(c->d->entities.at[e].iso3, iso3)) return e;
    return ARRIAN_NONE;
}

/* "[his] country", "[its] government": the state of the person whose it is, by his title or by what the reader knows. */
static bool of_pronoun(const Coder *c, uint32_t first, uint32_t end, ArrianParty *ret_party)
{
    char iso3[4] = {0};
    if (end != first + 2 || !(group_word(c->d, first, "his") || group_word(c->d, first, "her"))) return false;
    if (!group_word(c->d, end - 1, "country") && role_word(c, end - 1) != ROLE_WORD_ORGAN) return false;
    uint32_t person = pronoun_entity(c->engine, c->d, first), state;
    if (person == ARRIAN_NONE) return false;
    state = state_of(c, person);
    for (uint32_t k = 0; k < c->d->entities.at[person].count && state == ARRIAN_NONE; k++) {
        uint32_t stop, at = document_tokens_in(c->d, c->d->names.at[c->d->entities.at[person].mentions[k]].span, &stop);
        if (leader_at(c, at, stop, iso3)) state = state_called(c, iso3);
    }
    if (state == ARRIAN_NONE) return false;
    *ret_party = (ArrianParty){.span = document_tokens_span(c->d, first, end), .entity = state};
    party_link(&c->d->entities.at[state], ret_party->link);
    return true;
}

/* "the Finance Ministry", "the prime minister's cabinet", "the Lind government": an organ of the state whose the person
 * is, or that the report is about, where it names no other. */
static bool organ_of(const Coder *c, uint32_t first, uint32_t end, ArrianParty *ret_organ)
{
    uint32_t class = ROLE_WORD_NONE, last = c->tokens[end - 1].word, state = c->home;
    char iso3[4] = {0};
    if (!map_get(&c->engine->claim->roles, last, &class) || class != ROLE_WORD_ORGAN) return false;
    for (uint32_t i = first; i < end; i++) {
        bool leads = leader_at(c, i, end, iso3);
        if (leads) state = state_called(c, iso3);
        if (leads || c->tags.name[i] == ARRIAN_NONE) continue;
        uint32_t number = c->d->names.at[c->tags.name[i]].entity;
        const ArrianEntity *entity = &c->d->entities.at[number];
        if (entity->iso3[0] || entity->code[0] || entity->type == ARRIAN_PLACE || entity->type == ARRIAN_NATIONALITY)
            return false;
        uint32_t own = entity->type == ARRIAN_PERSON ? state_of(c, number) : ARRIAN_NONE;
        if (own != ARRIAN_NONE) state = own;
    }
    if (end < first + 2 || (tree_has(c) && tree_top(c, first, end) != end - 1)) return false;
    if (state == ARRIAN_NONE && !iso3[0]) return false;
    *ret_organ = (ArrianParty){.span = document_tokens_span(c->d, first, end), .entity = state};
    if (state != ARRIAN_NONE) party_link(&c->d->entities.at[state], ret_organ->link);
    else memcpy(ret_organ->link, iso3, sizeof iso3);
    return true;
}

/* The state that the report speaks of most, by at least two in five of all mentions of states. */
uint32_t party_home(const ArrianDocument *d)
{
    uint32_t best = ARRIAN_NONE, most = 0, all = 0;
    for (uint32_t e = 0; e < d->entities.count; e++) {
        uint32_t count = 0;
        if (!d->entities.at[e].iso3[0]) continue;
        all += d->entities.at[e].count;
        for (uint32_t k = 0; k < d->entities.count; k++)
            if (!strcmp(d->entities.at[k].iso3, d->entities.at[e].iso3)) count += d->entities.at[k].count;
        if (count > most) most = count, best = e;
    }
    return most >= 3 && most * 5 >= all * 2 ? best : ARRIAN_NONE;
}

/* "at least [20 people]", "up to [60]": words that belong to a number, though a preposition leads them. */
static bool opens_bound(const Coder *c, uint32_t i)
{
    static const char *const bounds[][2] = {{"at", "least"}, {"at", "most"}, {"up", "to"},     {"as", "many"},
                                            {"as", "few"},   {"as", "much"}, {"close", "to"},  {"more", "than"},
                                            {"less", "than"}, {"fewer", "than"}};
    for (size_t k = 0; k < sizeof bounds / sizeof *bounds && i + 1 < c->end; k++)
        if (group_word(c->d, i, bounds[k][0]) && group_word(c->d, i + 1, bounds[k][1])) return true;
    return false;
}

/* "[at least 20] villagers", "[the] alliance": with the number or the article of a group that was read without it. */
static uint32_t number_start(const Coder *c, uint32_t first, uint32_t end)
{
    if (!tree_has(c)) return first;
    uint32_t top = tree_top(c, first, end);
    if (first > c->first && tree_rel(c, first - 1, "nummod") && c->tokens[first - 1].head == top) first--;
    bool bound = tree_rel(c, first, "nummod") && first >= c->first + 2 && opens_bound(c, first - 2);
    if (bound) return first - 2;
    bool article = first > c->first && tree_rel(c, first - 1, "det") && c->tokens[first - 1].head == top;
    return article && c->tags.name[first] == ARRIAN_NONE ? first - 1 : first;
}

/* "of settlements", "[at] least 20 people": a group without the small words before it, with those of its number. */
static uint32_t group_start(const Coder *c, uint32_t first, uint32_t end)
{
    if (opens_bound(c, first)) return first;
    uint16_t pos = split_pos(c->engine, c->tokens[first].word);
    bool opens = pos & (POS_PREP | POS_CONJ) && !(pos & (POS_DET | POS_MAIN_NOUN)) &&
                 c->tags.name[first] == ARRIAN_NONE;
    if (opens && first + 1 < end && !(c->tokens[first + 1].flags & ARRIAN_NUMBER)) return first + 1;
    return first > c->first && opens_bound(c, first - 1) ? first - 1 : number_start(c, first, end);
}

/* "arrested seven [suspects]": a noun by the tree, whatever else the word may be. */
static bool is_noun_here(const Coder *c, uint32_t i)
{
    return tree_has(c) && !tree_upos(c, i, "PRON") && !tree_upos(c, i, "NUM") && tree_nominal(c, i);
}

/* "all [seven] were charged" is who; "Lind, [53], said" is an age. */
static bool is_number_alone(const Coder *c, uint32_t first, uint32_t end)
{
    return tree_has(c) && tree_upos(c, end - 1, "NUM") && (end > first + 1 || tree_rel(c, end - 1, "nsubj"));
}

/* "a task force [against] ISIS", "fighters [in] Syria", "rebels [including] the Lind Brigade": the preposition of its own
 * that a name stands behind, beside the group's head; ARRIAN_NONE where there is none. */
static uint32_t stands_aside(const Coder *c, uint32_t i, uint32_t first, uint32_t end)
{
    static const char *const words[] = {"against", "in",     "near",    "toward",   "towards",
                                        "inside",  "across", "outside", "including"};
    if (!tree_has(c)) return ARRIAN_NONE;
    uint32_t top = tree_top(c, first, end),
             from = !tree_rel(c, top, "nsubj") || tree_rel(c, top, "nsubj:pass"); /* "dropped charges against [Lind]" */
    for (int step = 0; step < 6 && i != top && i >= first && i < end; step++, i = c->tokens[i].head)
        for (size_t k = from; k < sizeof words / sizeof *words && tree_rel(c, i, "nmod"); k++) {
            uint32_t word = tree_child_word(c, i, "case", words[k]);
            if (word != ARRIAN_NONE) return word;
        }
    return ARRIAN_NONE;
}

/* "the [71-year-old]": an age that stands for a person. */
static bool is_aged(const Coder *c, uint32_t i)
{
    if (i < c->first + 2 || !(c->tokens[i - 1].flags & ARRIAN_HYPHEN) || !group_word(c->d, i, "old")) return false;
    return tree_upos(c, i, "NOUN") || tree_rel(c, i, "obj") || tree_rel(c, i, "nsubj") || c->tokens[i].head == i - 2;
}

bool party_is_aged(const Coder *c, uint32_t head)
{
    return head + 2 < c->end && is_aged(c, head + 2) && c->tokens[head + 2].head == head;
}

/* "[Tuesday]'s selloff": when, and nobody; "[the quarter] was the best yet" is what the clause speaks of. */
static bool is_time(const Coder *c, uint32_t first, uint32_t end)
{
    if (tree_has(c) && (tree_rel(c, tree_top(c, first, end), "nsubj") || is_aged(c, end - 1))) return false;
    while (first < end && (c->tags.time[first] != ARRIAN_NONE || party_is_small(c, first))) first++;
    return first == end && c->tags.time[end - 1] != ARRIAN_NONE;
}

/* "Kellner ([KLLN.N]) rose", "the ministry ([MoD]) said": whose letters stand in brackets. */
static void step_before_bracket(const Coder *c, uint32_t *first, uint32_t *end)
{
    uint32_t at = *first, a, b;
    while (at > c->first && at + 3 > *first && c->d->text.at[c->tokens[at - 1].span.start] != '(') at--;
    if (at <= c->first + 1 || c->d->text.at[c->tokens[at - 1].span.start] != '(') return;
    if (!(c->tokens[at].flags & ARRIAN_ALL_UPPER) || c->tags.name[at - 2] == ARRIAN_NONE) return;
    for (uint32_t i = at; i < *end; i++)
        if (c->d->text.at[c->tokens[i].span.start] == ')') return;
    b = at - 1, a = b - 1;
    while (a > c->first && c->tags.name[a - 1] == c->tags.name[b - 1]) a--;
    *first = a, *end = b;
}

/* "some of the issues [we]", "assurances from regulators [the lender]": a subject that belongs to what follows. */
static bool is_of_next(const Coder *c, uint32_t first, uint32_t end)
{
    uint32_t last = end - 1, head = c->tokens[last].head;
    if (!tree_has(c) || c->tags.name[last] != ARRIAN_NONE || !tree_rel(c, last, "nsubj")) return false;
    if (head < end || head >= c->end) return false;
    return tree_top(c, first, end) != last && (tree_upos(c, last, "PRON") || tree_upos(c, last - 1, "DET"));
}

/* "the strike on [the village of Lindholm]": a place in the words of a thing is not what they mean. */
static bool is_only_where(const Coder *c, uint32_t first, uint32_t end, uint32_t entity)
{
    uint32_t top = tree_has(c) ? tree_top(c, first, end) : ARRIAN_NONE;
    if (entity == ARRIAN_NONE || top == ARRIAN_NONE || !tree_upos(c, top, "NOUN")) return false;
    const ArrianEntity *meant = &c->d->entities.at[entity];
    bool inside = false;
    for (uint32_t i = first; i < end; i++)
        inside |= c->tags.name[i] != ARRIAN_NONE && c->d->names.at[c->tags.name[i]].entity == entity;
    return inside && meant->type == ARRIAN_PLACE && !meant->iso3[0] && c->tags.name[top] == ARRIAN_NONE;
}

/* "[coalition] fighter jets": arms act for the body whose they are. */
static void leave_arms(const Coder *c, uint32_t *first, uint32_t *end)
{
    uint32_t top = tree_has(c) ? tree_top(c, *first, *end) : ARRIAN_NONE, a, b;
    if (top == ARRIAN_NONE || role_word(c, top) != ROLE_WORD_ARMS) return;
    tree_phrase(c, top, &a, &b);
    for (uint32_t i = top; i-- > a;) {
        bool body = c->tags.name[i] != ARRIAN_NONE || party_acts_for(c, i);
        if (!body || !tree_rel(c, i, "compound")) continue;
        while (a < i && (tree_rel(c, a, "case") || tree_rel(c, a, "det") || tree_rel(c, a, "nummod"))) a++;
        if (a < *first) *first = a;
        if (*first <= i && c->tags.name[i] == ARRIAN_NONE) *end = i + 1;
        return;
    }
}

/* "[HOURS] Shares fell": a word of a heading that no mark ends. */
bool party_is_heading(const Coder *c, uint32_t i)
{
    return c->tokens[i].flags & ARRIAN_ALL_UPPER && c->tokens[i].span.end > c->tokens[i].span.start + 4 &&
           c->tags.name[i] == ARRIAN_NONE;
}

/* What a party with that entity is linked to: "NATO chief [Lind]" to NATO, "Kremlin spokesman [Orlov]" to the state. */
static void link_of(const Coder *c, uint32_t entity, char link[24])
{
    bool person = c->d->entities.at[entity].type == ARRIAN_PERSON;
    uint32_t body = person ? topic_spoken_for(c->engine, c->d, entity) : entity;
    party_link(&c->d->entities.at[body == ARRIAN_NONE ? entity : body], link);
}

/* "officials in [Moscow]", "the government in [Mali]": the code of the state for which who governs there acts. */
static ArrianSlice governed(const Coder *c, uint32_t first, uint32_t end)
{
    uint32_t top = tree_has(c) ? tree_top(c, first, end) : end - 1, name = top + 2, entry, stop;
    if (role_word(c, top) != ROLE_WORD_ORGAN && role_word(c, top) != ROLE_WORD_RULER) return (ArrianSlice){0};
    if (name >= c->end || !group_word(c->d, top + 1, "in")) return (ArrianSlice){0};
    if (!name_lookup(c->engine, c->d, name, c->end, &entry, &stop)) return (ArrianSlice){0};
    const NameEntry *found = name_entry(c->engine, entry);
    return found->kind == NAME_CAPITAL || found->kind == NAME_STATE ? found->iso3 : (ArrianSlice){0};
}

/* The parties of a noun group: its names, or what a pronoun or description stands for, or the group's own words. */
void party_add_group(const Coder *c, uint32_t first, uint32_t end, ArrianParty *list, uint32_t *count)
{
    if (is_time(c, first, end)) return;
    bool plain = !party_is_heading(c, end - 1);
    while (first + 1 < end && (split_is_code(c->d, first) || (plain && party_is_heading(c, first)))) first++;
    if (split_is_code(c->d, first)) return;
    step_before_bracket(c, &first, &end);
    while (end > first + 1 &&
           (party_is_small(c, end - 1) || split_is_code(c->d, end - 1) || is_of_next(c, first, end)))
        end--;
    leave_arms(c, &first, &end);
    first = group_start(c, first, end);
    uint32_t before = *count, own = end, stands = c->d->meant && tree_has(c) ? c->d->meant[tree_top(c, first, end)] : ARRIAN_NONE; /* where the group's own words end */
    bool person = false, joined = false, rest = tree_has(c) && party_is_rest(c, tree_top(c, first, end));
    ArrianParty organ;
    if (of_pronoun(c, first, end, &organ) || organ_of(c, first, end, &organ))
        return (void)party_add(list, count, organ);
    for (uint32_t i = first; i < end && stands == ARRIAN_NONE; i++)
        if (c->tags.name[i] != ARRIAN_NONE) person |= c->d->names.at[c->tags.name[i]].type == ARRIAN_PERSON;
    for (uint32_t i = first; i < end && stands == ARRIAN_NONE; i++) { /* "the [Riga]-based company" */
        uint32_t name = c->tags.name[i];
        if (name == ARRIAN_NONE || (i > first && c->tags.name[i - 1] == name)) continue;
        if (i > first && c->d->text.at[c->tokens[i - 1].span.start] == '(') continue; /* "Kellner ([KLLN.N])" */
        uint32_t number = c->d->names.at[name].entity;
        const ArrianEntity *entity = &c->d->entities.at[number];
        if (person && entity->type != ARRIAN_PERSON) continue;
        if (joined_to_participle(c, name, i, end)) {
            joined = true;
            continue;
        }
        if (only_describes(c, entity, name, first, end)) continue;
        if (are_counted(c, i)) {
            joined = true;
            continue;
        }
        bool himself = entity->type == ARRIAN_PERSON && !is_owner(c, i);
        if (!himself && (is_of_other(c, i, first, end) || rest)) {
            joined = true;
            continue;
        }
        uint32_t aside = stands_aside(c, i, first, end);
        if (aside != ARRIAN_NONE) {
            if (aside > first && aside < own) own = aside;
            continue;
        }
        if (entity->type == ARRIAN_EVENT || entity->type == ARRIAN_WORK ||
            (entity->type == ARRIAN_PLACE && !entity->iso3[0]))
            continue;
        ArrianParty party = {.span = c->d->names.at[name].span, .entity = number};
        link_of(c, number, party.link);
        party_add(list, count, party);
    }
    if (*count > before) return;
    end = own;
    uint32_t number = joined ? ARRIAN_NONE : refer_phrase(c->engine, c->d, &c->tags, first, end);
    ArrianSlice state = number == ARRIAN_NONE ? governed(c, first, end) : (ArrianSlice){0};
    if (is_only_where(c, first, end, number)) number = ARRIAN_NONE;
    ArrianParty party = {.span = document_tokens_span(c->d, first, end), .entity = number};
    uint16_t pos = split_pos(c->engine, c->tokens[end - 1].word);
    if (number != ARRIAN_NONE) link_of(c, number, party.link);
    else if (state.length == 3) memcpy(party.link, state.at, state.length);
    else if (is_number_alone(c, first, end)) return (void)party_add(list, count, party);
    else if (!(pos & (POS_NOUN | POS_PRON)) && pos && !is_noun_here(c, end - 1) && !is_aged(c, end - 1))
        return; /* an unknown "he" is still who the text names */
    else if (tree_has(c) && tree_upos(c, end - 1, "NUM") && c->tokens[end - 1].flags & ARRIAN_NUMBER) return;
    party_add(list, count, party);
}

static bool is_relative(const Coder *c, uint32_t i)
{
    return group_word(c->d, i, "which") || group_word(c->d, i, "who") || group_word(c->d, i, "that");
}

static bool is_comma(const Coder *c, uint32_t i)
{
    return c->d->text.at[c->tokens[i].span.start] == ',';
}

/* The subject: the noun group before the verb group; the antecedent before a relative pronoun; the last subject after
 * "and" or "to". */
static bool subject_of(Coder *c, const Cue *cue, uint32_t *ret_first, uint32_t *ret_end)
{
    uint32_t at = cue->group;
    if (at > c->first && is_relative(c, at - 1)) {
        at--;
        if (at > c->first && is_comma(c, at - 1)) at--;
        return group_before(c->engine, c->d, &c->tags, c->first, at, ret_first, ret_end);
    }
    bool joined = at > c->first && (group_word(c->d, at - 1, "and") || group_word(c->d, at - 1, "to") ||
                                    group_word(c->d, at - 1, "but") || is_comma(c, at - 1));
    if (joined && c->subject_end > c->subject) return *ret_first = c->subject, *ret_end = c->subject_end, true;
    if (group_before(c->engine, c->d, &c->tags, c->first, at, ret_first, ret_end)) {
        if (!(cue->form & FORM_GERUND)) c->subject = *ret_first, c->subject_end = *ret_end;
        return true;
    }
    if (c->subject_end <= c->subject || cue->form & FORM_PARTICIPLE) return false;
    return *ret_first = c->subject, *ret_end = c->subject_end, true;
}

/* More members of a list: "Lithuania, Latvia and Estonia". */
uint32_t party_list_end(const Coder *c, uint32_t at, uint32_t end)
{
    while (at + 1 < end) {
        uint32_t next = at;
        if (is_comma(c, next)) next++;
        if (next < end && (group_word(c->d, next, "and") || group_word(c->d, next, "or"))) next++;
        if (next == at || next >= end || c->tags.name[next] == ARRIAN_NONE) break;
        uint32_t name = c->tags.name[next];
        while (next < end && c->tags.name[next] == name) next++;
        at = next;
    }
    return at;
}

static void add_lists(const Coder *c, uint32_t first, uint32_t end, ArrianParty *list, uint32_t *count)
{
    uint32_t stop = party_list_end(c, end, c->end);
    party_add_group(c, first, end, list, count);
    for (uint32_t i = end; i < stop; i++)
        if (c->tags.name[i] != ARRIAN_NONE && (i == end || c->tags.name[i - 1] != c->tags.name[i]))
            party_add_group(c, i, i + 1, list, count);
    uint32_t start = first; /* and backwards: "Germany, Britain and [Canada] have agreed" */
    while (start > c->first + 1) {
        uint32_t before = start - 1;
        if (group_word(c->d, before, "and") && before > c->first) before--;
        if (is_comma(c, before) && before > c->first) before--;
        if (before == start - 1 || c->tags.name[before] == ARRIAN_NONE || c->tags.name[start] == ARRIAN_NONE) break;
        party_add_group(c, before, before + 1, list, count);
        while (before > c->first && c->tags.name[before - 1] == c->tags.name[before]) before--;
        start = before;
    }
}

static uint32_t clause_end(const Coder *c, const Cue *cue)
{
    for (uint32_t i = cue->end; i < c->end; i++) {
        char mark = c->d->text.at[c->tokens[i].span.start];
        if (mark == ';' || mark == ':' || mark == '"') return i;
        if (c->tokens[i].flags & ARRIAN_WORD && i > cue->end &&
            (group_word(c->d, i, "while") || group_word(c->d, i, "after") || group_word(c->d, i, "because") ||
             group_word(c->d, i, "although") || group_word(c->d, i, "but") || group_word(c->d, i, "when")))
            return i;
    }
    return c->end;
}

static void fill_time(const Coder *c, const Cue *cue, ArrianClaim *claim)
{
    uint32_t best = UINT32_MAX;
    for (uint32_t i = c->first; i < c->end; i++) {
        if (c->tags.time[i] == ARRIAN_NONE) continue;
        uint32_t far = i < cue->group ? cue->group - i + 2 : i - cue->group;
        if (far < best) best = far, claim->time = c->tags.time[i];
    }
}

void party_add_quantities(const Coder *c, uint32_t from, uint32_t to, ArrianClaim *claim)
{
    for (uint32_t i = from; i < to; i++) {
        uint32_t q = c->tags.quantity[i];
        if (q == ARRIAN_NONE || (claim->quantities && claim->quantity[claim->quantities - 1] == q)) continue;
        if (claim->quantities < ARRIAN_MAX_PARTIES) claim->quantity[claim->quantities++] = q;
    }
}

static void fill_noun(Coder *c, const Cue *cue, ArrianClaim *claim)
{
    uint32_t a, b;
    if (group_before(c->engine, c->d, &c->tags, c->first, cue->first, &a, &b) && b == cue->first) {
        for (uint32_t i = a; i < b; i++)
            if (c->tags.name[i] != ARRIAN_NONE) party_add_group(c, i, i + 1, claim->actor, &claim->actors);
    }
    for (uint32_t i = cue->end; i + 1 < c->end && i < cue->end + 4; i++) {
        bool by = group_word(c->d, i, "by") || (group_word(c->d, i, "of") && i == cue->end);
        bool against = group_word(c->d, i, "against") || group_word(c->d, i, "on") || group_word(c->d, i, "with");
        if ((by || against) && group_after(c->engine, c->d, &c->tags, i, c->end, &a, &b)) {
            if (by && !claim->actors) add_lists(c, a, b, claim->actor, &claim->actors);
            else if (against) add_lists(c, a, b, claim->recipient, &claim->recipients);
        }
    }
    party_add_quantities(c, cue->first > c->first + 3 ? cue->first - 3 : c->first,
                         cue->end + 6 < c->end ? cue->end + 6 : c->end, claim);
}

static void fill_verb(Coder *c, const Cue *cue, ArrianClaim *claim)
{
    uint32_t a = 0, b = 0, x = 0, y = 0, end = clause_end(c, cue);
    bool subject = subject_of(c, cue, &a, &b);
    bool object = group_after(c->engine, c->d, &c->tags, cue->end - 1, end, &x, &y) && x < cue->end + 3;
    if (cue->passive) {
        if (subject) add_lists(c, a, b, claim->recipient, &claim->recipients);
        for (uint32_t i = cue->end; i < end && i < cue->end + 14; i++)
            if (group_word(c->d, i, "by") && group_after(c->engine, c->d, &c->tags, i, end, &x, &y)) {
                add_lists(c, x, y, claim->actor, &claim->actors);
                break;
            }
        object = false;
    } else if (subject) {
        add_lists(c, a, b, claim->actor, &claim->actors);
    }
    if (object) add_lists(c, x, y, claim->recipient, &claim->recipients);
    for (uint32_t i = cue->end; i < end && i < cue->end + 10 && !object && !cue->passive; i++)
        if ((group_word(c->d, i, "with") || group_word(c->d, i, "against") || group_word(c->d, i, "on") ||
             group_word(c->d, i, "to")) &&
            group_after(c->engine, c->d, &c->tags, i, end, &x, &y)) {
            for (uint32_t k = x; k < y; k++)
                if (c->tags.name[k] != ARRIAN_NONE) party_add_group(c, k, k + 1, claim->recipient, &claim->recipients);
            break;
        }
    uint32_t from = subject && b + 6 > cue->group ? a : cue->group;
    party_add_quantities(c, from, end < cue->end + 12 ? end : cue->end + 12, claim);
}

void party_fill(Coder *c, const Cue *cue, ArrianClaim *claim)
{
    claim->time = ARRIAN_NONE;
    if (cue->form) fill_verb(c, cue, claim);
    else fill_noun(c, cue, claim);
    place_find(c, cue, clause_end(c, cue), claim);
    fill_time(c, cue, claim);
    if (claim->act == ARRIAN_HARM && cue->form && !cue->passive &&
        !claim->recipients) { /* "two people died": those who are hurt */
        memcpy(claim->recipient, claim->actor, sizeof claim->actor);
        claim->recipients = claim->actors;
        claim->actors = 0;
    }
}

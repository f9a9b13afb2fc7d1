/* place.c: where.   "moved missiles to Kaliningrad" -> Kaliningrad; "in the Baltic states" -> three states; "the police
 * in Cologne are investigating" -> Cologne */
#include "claim/claim.h"
#include "mark/group.h"
#include "mark/name.h"
#include "parse/inflect.h"
#include "split/split.h"
#include <string.h>

static bool is_place_word(const Coder *c, uint32_t i)
{
    static const char *const before[] = {"in",     "at",      "near",   "to",      "on",         "over",
                                         "across", "outside", "inside", "around",  "into",       "along",
                                         "within", "off",     "toward", "towards", "throughout", NULL};
    return group_one_of(c->d, i, before);
}

static uint32_t place_noun(const Coder *c, uint32_t word)
{
    uint32_t class = PLACE_NONE;
    if (word) map_get(&c->engine->claim->place_nouns, word, &class);
    return class;
}

/* "the Baltic states", "the Baltics"; not "the Golan Heights". */
static bool names_several(const Coder *c, ArrianSlice name)
{
    uint32_t last = name.length;
    while (last && name.at[last - 1] != ' ') last--;
    if (!last) return inflect_is_plural(c->engine, name);
    return place_noun(c, engine_find(c->engine, (ArrianSlice){name.at + last, name.length - last})) == PLACE_SEVERAL;
}

/* An area with the name of several states stands for each of them. */
static bool add_members(const Coder *c, ArrianSlice states, ArrianParty party, ArrianClaim *claim)
{
    ArrianSlice item;
    uint32_t members = 0;
    for (ArrianSlice rest = states; lexicon_item(&rest, &item);) members++;
    if (members < 2 || members > 4 || !names_several(c, document_words(c->d, party.span))) return false;
    while (lexicon_item(&states, &item))
        if (item.length == 3 && claim->places < ARRIAN_MAX_PARTIES) {
            memcpy(party.link, item.at, 3);
            party.link[3] = 0;
            bool there = false;
            for (uint32_t k = 0; k < claim->places; k++) there |= !strcmp(claim->place[k].link, party.link);
            if (!there) claim->place[claim->places++] = party;
        }
    return true;
}

/* "northern Syria", "western Germany" lie in the state. */
static void link_part(const Coder *c, uint32_t first, uint32_t end, ArrianParty *party)
{
    uint32_t entry, stop, at = first;
    while (at < end && (role_word(c, at) == ROLE_WORD_PART || c->tokens[at].flags & ARRIAN_HYPHEN)) at++;
    if (at == first || at == end || !name_lookup(c->engine, c->d, at, end, &entry, &stop) || stop != end) return;
    const NameEntry *state = name_entry(c->engine, entry);
    if (state->kind == NAME_STATE && state->iso3.length == 3) memcpy(party->link, state->iso3.at, 3);
}

/* An area whose name goes on behind what was read as one: "the [Baltic] states". */
static const NameEntry *area_at(const Coder *c, uint32_t first, uint32_t *ret_stop)
{
    uint32_t entry, reach = first + 4 < c->end ? first + 4 : c->end;
    if (!name_lookup(c->engine, c->d, first, reach, &entry, ret_stop)) return NULL;
    const NameEntry *area = name_entry(c->engine, entry);
    bool place = area->kind == NAME_PLACE || area->kind == NAME_SHY_PLACE;
    return place && names_several(c, document_words(c->d, document_tokens_span(c->d, first, *ret_stop))) ? area : NULL;
}

static bool add_area(const Coder *c, uint32_t first, ArrianClaim *claim)
{
    uint32_t stop;
    const NameEntry *area = area_at(c, first, &stop);
    if (!area) return false;
    ArrianParty party = {.span = document_tokens_span(c->d, first, stop),
                         .entity = c->d->names.at[c->tags.name[first]].entity};
    return add_members(c, name_place_states(c->engine, area->row), party, claim);
}

static bool is_place(const Coder *c, uint32_t name)
{
    ArrianNameType type = c->d->entities.at[c->d->names.at[name].entity].type;
    return type == ARRIAN_PLACE || type == ARRIAN_FACILITY;
}

static uint32_t name_end(const Coder *c, uint32_t first)
{
    uint32_t end = first;
    while (end < c->end && c->tags.name[end] == c->tags.name[first]) end++;
    return end;
}

/* "fled to Voss, [Norway]": the state or province behind a comma in which a town lies that is known. */
static bool is_round_town(const Coder *c, uint32_t first)
{
    uint32_t town = c->tokens[first].head;
    if (!tree_has(c) || first < c->first + 2) return false;
    if (!tree_rel(c, first, "nmod:unmarked") && !tree_rel(c, first, "appos")) return false;
    if (c->d->text.at[c->tokens[first - 1].span.start] != ',' || town >= first) return false;
    const ArrianEntity *entity = party_named(c, town);
    return entity && entity->type == ARRIAN_PLACE && entity->place != ARRIAN_NONE && !entity->iso3[0];
}

static void add_place(const Coder *c, uint32_t first, ArrianClaim *claim)
{
    uint32_t name = c->tags.name[first], number = c->d->names.at[name].entity, end = name_end(c, first);
    const ArrianEntity *entity = &c->d->entities.at[number];
    if (is_round_town(c, first) || add_area(c, first, claim) || !is_place(c, name)) return;
    ArrianParty party = {.span = c->d->names.at[name].span, .entity = number};
    party_link(entity, party.link);
    if (!party.link[0]) link_part(c, first, end, &party);
    if (!add_members(c, name_place_states(c->engine, entity->place), party, claim))
        party_add(claim->place, &claim->places, party);
}

/* "the Baltic states of [Lithuania], Latvia": one that the area has brought in. */
static bool is_listed(const Coder *c, uint32_t i, const ArrianClaim *claim)
{
    const ArrianEntity *entity = party_named(c, i);
    for (uint32_t k = 0; k < claim->places; k++)
        if (entity->iso3[0] && !strcmp(claim->place[k].link, entity->iso3)) return true;
    return false;
}

/* "[Syria]'s Idlib province": the narrower place is where it was. */
static bool owns_place(const Coder *c, uint32_t i, uint32_t first, uint32_t end)
{
    if (!tree_has(c)) return false;
    uint32_t head = c->tokens[i].head;
    if (!tree_rel(c, i, "nmod:poss")) return false;
    for (uint32_t k = first; k < end; k++)
        if (k != i && c->tags.name[k] != ARRIAN_NONE && c->tags.name[k] != c->tags.name[i] &&
            is_place(c, c->tags.name[k]) && tree_under(c, k, head))
            return true;
    return false;
}

/* Gives back whether the words name a place, in the claim's list before or not. */
static bool add_named(const Coder *c, uint32_t first, uint32_t end, ArrianClaim *claim)
{
    uint32_t before = claim->places;
    bool listed = false;
    for (uint32_t i = first; i < end; i++)
        if (c->tags.name[i] != ARRIAN_NONE && (i == first || c->tags.name[i - 1] != c->tags.name[i]) &&
            !owns_place(c, i, first, end)) {
            add_place(c, i, claim);
            listed |= is_listed(c, i, claim);
        }
    return listed || claim->places > before;
}

/* What goes on behind a place: "Lithuania[, Latvia and the Baltic states]". */
static void add_listed(const Coder *c, uint32_t end, ArrianClaim *claim)
{
    for (uint32_t at = end, steps = 0; at < c->end && steps++ < 4;) {
        uint32_t next = at;
        while (next < c->end && next < at + 4 && c->tags.name[next] == ARRIAN_NONE &&
               (c->d->text.at[c->tokens[next].span.start] == ',' || group_word(c->d, next, "and") ||
                group_word(c->d, next, "or") || group_word(c->d, next, "the") || group_word(c->d, next, "three")))
            next++;
        uint32_t stop;
        if (next >= c->end || c->tags.name[next] == ARRIAN_NONE) return;
        if (!area_at(c, next, &stop)) {
            if (!is_place(c, c->tags.name[next])) return;
            stop = name_end(c, next);
        }
        if (stop < c->end && (tree_rel(c, stop, "nsubj") || tree_upos(c, stop, "VERB") || tree_upos(c, stop, "AUX")))
            return;
        add_named(c, next, stop, claim);
        at = stop;
    }
}

static bool is_noun(const Coder *c, uint32_t i)
{
    return tree_upos(c, i, "NOUN") || tree_upos(c, i, "PROPN") || tree_upos(c, i, "ADV") || tree_upos(c, i, "PRON");
}

/* "a stronghold of the group in [Syria]": the place that the phrase of a common noun names. */
static bool add_inner(const Coder *c, uint32_t first, uint32_t end, ArrianClaim *claim)
{
    uint32_t before = claim->places;
    if (!tree_has(c)) return false;
    uint32_t top = tree_top(c, first, end);
    while (c->tags.name[top] != ARRIAN_NONE && c->tokens[top].head > top && c->tokens[top].head < c->end &&
           is_noun(c, c->tokens[top].head)) /* "the [Daesh] group's stronghold of Raqqa" */
        top = c->tokens[top].head;
    for (uint32_t i = end; i < c->end && i < end + 12; i++) {
        uint32_t name = c->tags.name[i];
        if (name == ARRIAN_NONE || c->tags.name[i - 1] == name || !is_place(c, name) || !tree_under(c, i, top))
            continue;
        uint32_t holder = i;
        while (holder != top && !tree_rel(c, holder, "acl") && !tree_rel(c, holder, "appos"))
            holder = c->tokens[holder].head;
        if (holder == top && !owns_place(c, i, first, c->end)) add_place(c, i, claim);
        if (claim->places > before) break;
    }
    return claim->places > before;
}

/* "the city", "this village": the town that the report named last; "the country": the state. */
static bool add_meant(const Coder *c, uint32_t first, uint32_t end, ArrianClaim *claim)
{
    static const char *const definite[] = {"the", "this", "that", NULL};
    uint32_t class = place_noun(c, c->tokens[end - 1].word);
    bool town = class == PLACE_TOWN;
    while (first > c->first && first + 2 > end && !group_one_of(c->d, first, definite)) first--;
    if ((!town && class != PLACE_STATE) || !group_one_of(c->d, first, definite) || end - first > 3) return false;
    if (tree_has(c) && tree_child(c, end - 1, "nmod") != ARRIAN_NONE) return false; /* "the village of his birth" */
    for (uint32_t k = document_names_before(c->d, c->tokens[first].span.start); k-- > 0;) {
        uint32_t number = c->d->names.at[k].entity;
        const ArrianEntity *entity = &c->d->entities.at[number];
        if (entity->type != ARRIAN_PLACE) continue;
        if (town ? entity->iso3[0] || entity->place != ARRIAN_NONE : !entity->iso3[0]) continue;
        ArrianParty party = {.span = document_tokens_span(c->d, first, end), .entity = number};
        uint32_t stop, name = document_tokens_in(c->d, c->d->names.at[k].span, &stop);
        link_part(c, name, stop, &party);
        if (town && party.link[0]) continue; /* "northern Syria" */
        party_link(entity, party.link);
        party_add(claim->place, &claim->places, party);
        return true;
    }
    return false;
}

/* "seized the town from [the Front]": a body is nowhere, unless something happens "at [the Security Council]". */
static bool names_somebody(const Coder *c, uint32_t first, uint32_t end)
{
    static const char *const at[] = {"in", "at", "on", "inside", "outside", "near", NULL};
    uint32_t top = tree_has(c) ? tree_top(c, first, end) : end - 1;
    const ArrianEntity *entity = party_named(c, top);
    if (!entity) return false;
    bool where = tree_child_among(c, top, "case", at) != ARRIAN_NONE;
    return entity->type == ARRIAN_PERSON || (entity->type == ARRIAN_ORGANIZATION && !where);
}

/* "near [Russia's borders]" is not in Russia. */
static bool add_border(const Coder *c, uint32_t first, uint32_t end, ArrianClaim *claim)
{
    for (uint32_t i = first; i < c->end && i < end + 2 && tree_has(c); i++) {
        if (role_word(c, i) != ROLE_WORD_BORDER || !tree_under(c, first, i)) continue;
        uint32_t a, b;
        tree_phrase(c, i, &a, &b);
        while (a < i && (tree_rel(c, a, "case") || tree_rel(c, a, "det") || tree_rel(c, a, "advmod"))) a++;
        for (uint32_t k = i + 1; k < b; k++) /* "the Turkish border [in the province of Aleppo]" */
            if (c->tokens[k].head == i && tree_child_word(c, k, "case", "with") == ARRIAN_NONE) return false;
        return party_add(claim->place, &claim->places,
                         (ArrianParty){.span = document_tokens_span(c->d, a, b), .entity = ARRIAN_NONE});
    }
    return false;
}

/* "at [the scene]", "during [the search]": words that are no place, or a deed that took place somewhere. */
static bool is_nowhere(const Coder *c, uint32_t first, uint32_t end)
{
    Cue found;
    uint32_t top = tree_has(c) ? tree_top(c, first, end) : end - 1;
    return role_word(c, top) == ROLE_WORD_NOWHERE || blow_word(c, top) || (cue_at(c, top, &found) && !found.form);
}

/* "[a highway police] checkpoint": the noun that the words read only describe. */
static void reach_noun(const Coder *c, uint32_t first, uint32_t *end)
{
    uint32_t top = tree_has(c) ? tree_top(c, first, *end) : ARRIAN_NONE;
    if (top == ARRIAN_NONE || !tree_rel(c, top, "compound")) return;
    uint32_t noun = c->tokens[top].head;
    if (noun == *end && tree_upos(c, noun, "NOUN") && !is_nowhere(c, first, noun + 1)) (*end)++;
}

/* "booked on [it]", "on [his]": words that say nothing of where. */
static bool is_pronoun(const Coder *c, uint32_t first, uint32_t end)
{
    static const char *const where[] = {"here", "there", NULL};
    uint32_t top = tree_has(c) ? tree_top(c, first, end) : end - 1;
    return tree_has(c) && tree_upos(c, top, "PRON") && !group_one_of(c->d, top, where);
}

/* "an [Australian] beach", "northern [Syrian] territories" lie in the state; a settlement may lie elsewhere. */
static void link_land(const Coder *c, uint32_t first, uint32_t end, ArrianParty *party)
{
    static const char *const abroad[] = {"settlement", "settlements", "colony", "enclave", "exclave", "zone", NULL};
    uint32_t top = tree_has(c) ? tree_top(c, first, end) : ARRIAN_NONE, word, one;
    if (top == ARRIAN_NONE || group_one_of(c->d, top, abroad)) return;
    word = c->tokens[top].word, one = inflect_singular_word(c->engine, word);
    if (!((name_word_bits(c->engine, word) | name_word_bits(c->engine, one)) & WORD_PLACE)) return;
    for (uint32_t i = c->first; i < top; i++) {
        const ArrianEntity *state = c->tokens[i].head == top && tree_rel(c, i, "amod") ? party_named(c, i) : NULL;
        if (state && state->iso3[0]) party_link(state, party->link);
    }
}

void place_add_words(const Coder *c, uint32_t first, uint32_t end, ArrianClaim *claim)
{
    if (add_border(c, first, end, claim)) return;
    if (add_named(c, first, end, claim)) {
        add_listed(c, end, claim);
        return;
    }
    if (add_inner(c, first, end, claim) || add_meant(c, first, end, claim)) return;
    reach_noun(c, first, &end);
    if (tree_has(c) && !is_noun(c, tree_top(c, first, end))) return;
    if (is_pronoun(c, first, end) || names_somebody(c, first, end) || is_nowhere(c, first, end)) return;
    while (first + 1 < end && split_pos(c->engine, c->tokens[first].word) & (POS_PREP | POS_DET)) first++;
    while (end > first + 1 && party_is_small(c, end - 1)) end--;
    ArrianParty party = {.span = document_tokens_span(c->d, first, end), .entity = ARRIAN_NONE};
    link_land(c, first, end, &party);
    party_add(claim->place, &claim->places, party);
}

/* "withdrew its troops from Syria": where it leaves is where it happens. */
static bool leaves(const Coder *c, uint32_t i, const ArrianClaim *claim)
{
    return claim->act == ARRIAN_RETREAT && group_word(c->d, i, "from");
}

void place_find(const Coder *c, const Cue *cue, uint32_t end, ArrianClaim *claim)
{
    for (uint32_t i = cue->group; i < end; i++) {
        if (!is_place_word(c, i) && !(group_word(c->d, i, "of") && i > c->first) && !leaves(c, i, claim)) continue;
        for (uint32_t at = i + 1; at < end && at < i + 7; at++) {
            if (c->tags.name[at] == ARRIAN_NONE) {
                uint16_t pos = split_pos(c->engine, c->tokens[at].word);
                if (pos & (POS_AUX) || pos & POS_MAIN_VERB) break;
                continue;
            }
            uint32_t stop = party_list_end(c, at + 1, end);
            while (stop < end && c->tags.name[stop] == c->tags.name[at]) stop = party_list_end(c, stop + 1, end);
            add_named(c, at, stop, claim);
            break;
        }
    }
    if (!claim->places && c->first < cue->group && is_place_word(c, c->first)) /* "In Brussels, ministers agreed" */
        add_named(c, c->first + 1, cue->group < c->first + 5 ? cue->group : c->first + 5, claim);
}

/* The phrase in which a place name tells where: climbs "Manbij" -> "a district of Manbij" <- "in"; ARRIAN_NONE where no
 * preposition of place stands before it. */
static uint32_t locative(const Coder *c, uint32_t i, const ArrianClaim *claim)
{
    for (int step = 0; step < 6; step++) {
        uint32_t head = c->tokens[i].head;
        bool hangs = tree_rel(c, i, "obl") || tree_rel(c, i, "nmod");
        if (hangs && !tree_rel(c, i, "nmod:poss"))
            for (uint32_t k = c->first; k < i; k++)
                if (c->tokens[k].head == i && tree_rel(c, k, "case") && (is_place_word(c, k) || leaves(c, k, claim)))
                    return i;
        bool part = tree_rel(c, i, "compound") || tree_rel(c, i, "flat") || tree_rel(c, i, "conj") ||
                    tree_rel(c, i, "appos") || tree_rel(c, i, "nmod") || tree_rel(c, i, "amod");
        if (!part || head == i || head == ARRIAN_NONE) return ARRIAN_NONE;
        i = head;
    }
    return ARRIAN_NONE;
}

/* "gave food to Kenya" hands it over; "sent troops to Kenya" tells where. */
static bool goes(const Coder *c, uint32_t phrase, const ArrianClaim *claim)
{
    if (tree_child_word(c, phrase, "case", "to") == ARRIAN_NONE) return true;
    return claim->act == ARRIAN_MOBILIZE || claim->act == ARRIAN_RETREAT || claim->act == ARRIAN_ASSAULT;
}

/* How far a phrase of place stands from the clause of a cue: 0 in it, 1 in a noun of it, 2 in the clause above; more
 * is too far. */
static int distance(const Coder *c, uint32_t phrase, uint32_t top)
{
    uint32_t at = c->tokens[phrase].head;
    if (at == top) return 0;
    for (int step = 0; step < 3; step++) {
        if (tree_upos(c, at, "VERB") || c->tokens[at].head == at) break;
        at = c->tokens[at].head;
        if (at == top) return 1;
    }
    uint32_t up = top, governor = at;
    for (int step = 0; step < 4 && c->tokens[up].head != up; step++) {
        bool joined = tree_rel(c, up, "advcl") || tree_rel(c, up, "conj") || tree_rel(c, up, "xcomp") ||
                      tree_rel(c, up, "acl") || tree_rel(c, up, "obj") || tree_rel(c, up, "obl") ||
                      tree_rel(c, up, "nmod") || tree_rel(c, up, "nsubj");
        if (!joined) break;
        up = c->tokens[up].head;
        if (up == governor) return 2;
    }
    return 9;
}

/* "hit Khan Sheikhun": a town that is struck is where it happens; a state that is attacked may be struck elsewhere. */
static bool names_town(const Coder *c, uint32_t i)
{
    return c->tags.name[i] != ARRIAN_NONE && is_place(c, c->tags.name[i]) && !party_named(c, i)->iso3[0];
}

static void struck(const Coder *c, ArrianClaim *claim)
{
    if (claim->act != ARRIAN_ASSAULT && claim->act != ARRIAN_HARM) return;
    for (uint32_t k = 0; k < claim->recipients; k++) {
        uint32_t end, first = document_tokens_in(c->d, claim->recipient[k].span, &end);
        for (uint32_t i = first; i < end; i++)
            if (names_town(c, i)) {
                add_named(c, i, end, claim);
                break;
            }
    }
}

/* "legalised [West Bank] outposts": what is done to a thing that is called by its place is done there. */
static void of_things(const Coder *c, ArrianClaim *claim)
{
    for (uint32_t k = 0; k < claim->recipients && !claim->places; k++) {
        uint32_t head = roles_head(c, &claim->recipient[k]);
        if (!tree_upos(c, head, "NOUN") || c->tags.name[head] != ARRIAN_NONE || blow_word(c, head)) continue;
        for (uint32_t i = c->first; i < head && !claim->places; i++)
            if (c->tokens[i].head == head && tree_rel(c, i, "compound") && names_town(c, i))
                add_place(c, i, claim);
    }
}

/* "hit [the town of Voss] in Norway": what was struck says where better than what lies around it. */
static void prefer_struck(const Coder *c, ArrianClaim *claim)
{
    ArrianClaim narrow = *claim;
    narrow.places = 0;
    struck(c, &narrow);
    if (!narrow.places) return;
    memcpy(claim->place, narrow.place, sizeof claim->place);
    claim->places = narrow.places;
}

void place_complete(const Coder *c, ArrianClaim *claim)
{
    if (tree_has(c)) prefer_struck(c, claim);
    if (!tree_has(c) || claim->places) return;
    uint32_t top = tree_top(c, c->cue, c->cue_end);
    int nearest = 9;
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = c->first; i < c->end; i++) {
            uint32_t name = c->tags.name[i], phrase;
            if (name == ARRIAN_NONE || (i > c->first && c->tags.name[i - 1] == name) || !is_place(c, name)) continue;
            if ((phrase = locative(c, i, claim)) == ARRIAN_NONE || !goes(c, phrase, claim)) continue;
            int far = distance(c, phrase, top);
            if (!pass) nearest = far < nearest ? far : nearest;
            else if (far == nearest && far < 2 && !owns_place(c, i, c->first, c->end))
                place_add_words(c, i, name_end(c, i), claim);
        }
    if (!claim->places) struck(c, claim);
    of_things(c, claim);
}

/* "80 kilometres (50 miles) from [Bergen]" */
static bool is_far_from(const Coder *c, uint32_t head)
{
    enum { MOST_BACK = 5 };
    char one[160];
    double factor;
    ArrianSlice base;
    uint32_t from = tree_child_word(c, head, "case", "from");
    for (uint32_t i = from; from != ARRIAN_NONE && i > c->first && i + MOST_BACK > from; i--) {
        ArrianSlice word = document_words(c->d, c->tokens[i - 1].span);
        if (word.length > 60) continue;
        ArrianSlice singular = {one, (uint32_t)inflect_singular(c->engine, word, one)};
        if (slice_is(quantity_unit_class(c->engine, singular, &factor, &base), "length")) return true;
    }
    return false;
}

/* "its border with [Chad]", "a stance toward [Mali]": who is on the other side, and not where. */
static bool is_other_side(const Coder *c, uint32_t head)
{
    static const char *const words[] = {"with", "toward", "towards", "between", "against", "about", "during", NULL};
    return tree_child_among(c, head, "case", words) != ARRIAN_NONE || is_far_from(c, head);
}

static bool is_other_blow(const Coder *c, uint32_t i)
{
    Cue found;
    if (blow_word(c, i) || role_word(c, i) == ROLE_WORD_FATE) return true;
    return cue_at(c, i, &found) && !found.form &&
           (found.pattern->act == ARRIAN_ASSAULT || found.pattern->act == ARRIAN_HARM);
}

/* "called for an inquiry into the shelling of [Voss]", "survivors of the raid in [Voss] met": where another deed fell; a
 * blow of which the clause itself speaks ("the raid in [Voss] goes on"), or that is admitted, says where. */
static bool is_of_blow(const Coder *c, uint32_t place, uint32_t top, ArrianAct act)
{
    static const uint32_t own = 1u << ARRIAN_ASSAULT | 1u << ARRIAN_HARM | 1u << ARRIAN_CONCEDE | 1u << ARRIAN_RETREAT;
    if (own >> act & 1 || tree_under(c, top, place)) return false; /* "the prison [where] he is held" */
    for (int step = 0; step < MOST_STEPS_UP; step++) {
        uint32_t over = c->tokens[place].head;
        if (over == place || over == top || over >= c->end || (over >= c->cue && over < c->cue_end)) return false;
        if (tree_upos(c, over, "VERB")) return false;
        bool does = tree_rel(c, over, "nsubj") || tree_child_word(c, over, "case", "by") != ARRIAN_NONE;
        if (is_other_blow(c, over)) return !(does && c->tokens[over].head == top);
        place = over;
    }
    return false;
}

void place_settle(const Coder *c, ArrianClaim *claim)
{
    uint32_t top = roles_cue(c);
    bool own = false;
    if (!tree_has(c)) return;
    for (uint32_t k = claim->places; k-- > 0;) {
        uint32_t head = roles_head(c, &claim->place[k]);
        if (is_other_side(c, head) || is_of_blow(c, head, top, claim->act)) party_drop(claim->place, &claim->places, k);
    }
    for (uint32_t k = 0; k < claim->places && tree_is_clause(c, top); k++)
        own |= tree_under(c, roles_head(c, &claim->place[k]), top);
    for (uint32_t k = claim->places; own && k-- > 0;) /* "use a base in Oman to bomb [Mali]" */
        if (!tree_under(c, roles_head(c, &claim->place[k]), top)) party_drop(claim->place, &claim->places, k);
}

/* "sent troops to Poland": what moves there does nothing to it. */
void place_from_recipients(const Coder *c, ArrianClaim *claim)
{
    if (!tree_has(c) || (claim->act != ARRIAN_MOBILIZE && claim->act != ARRIAN_RETREAT)) return;
    for (uint32_t k = 0; k < claim->recipients;) {
        uint32_t first = document_token_at(c->d, claim->recipient[k].span.start);
        while (first < c->end && c->tags.name[first] == ARRIAN_NONE &&
               c->tokens[first].span.end < claim->recipient[k].span.end)
            first++;
        bool place = first < c->end && c->tags.name[first] != ARRIAN_NONE && is_place(c, c->tags.name[first]) &&
                     locative(c, first, claim) != ARRIAN_NONE;
        if (!place) {
            k++;
            continue;
        }
        claim->recipients--;
        memmove(claim->recipient + k, claim->recipient + k + 1, (claim->recipients - k) * sizeof *claim->recipient);
        place_add_words(c, first, name_end(c, first), claim);
    }
}

static bool is_blow(const ArrianClaim *claim)
{
    return claim->act == ARRIAN_ASSAULT || claim->act == ARRIAN_HARM;
}

static void take_places(Coder *c, ArrianClaim *claim, const ArrianClaim *from)
{
    memcpy(claim->place, from->place, sizeof claim->place);
    claim->places = from->places;
    why_begin(c);
    why_add(c, "%.*s", (int)claim->why.length, claim->why.at);
    why_add(c, "place: where the blow beside it fell");
    claim->why = why_end(c);
}

/* "A shell hit Voss in Norway [killing] two": where the blow fell that its clause tells. */
static void share_result(Coder *c, uint32_t first, ArrianClaim *claim)
{
    uint32_t from = document_token_at(c->d, claim->cue.start), end = from;
    while (end < c->end && c->tokens[end].span.start < claim->cue.end) end++;
    if (!tree_has(c) || end == from) return;
    uint32_t verb = blow_told(c, tree_top(c, from, end), claim->act);
    for (uint32_t k = first; verb != ARRIAN_NONE && k < c->d->claims.count; k++) {
        const ArrianClaim *blow = &c->d->claims.at[k];
        if (is_blow(blow) && blow->places && blow != claim && span_overlap(blow->cue, c->tokens[verb].span))
            return take_places(c, claim, blow);
    }
}

/* "[It] also wounded 20 people", "[the strike] was carried out", "a boy was among [the dead]": a blow told before. */
static bool tells_again(const Coder *c, uint32_t i)
{
    static const char *const definite[] = {"the", "this", "that", NULL},
                            *const suffered[] = {"dead", "victims", "wounded", "injured", NULL};
    if (i == ARRIAN_NONE) return false;
    if (group_word(c->d, i, "it") || group_word(c->d, i, "others")) return true;
    bool told = blow_word(c, i) == ROLE_WORD_BLOW || group_one_of(c->d, i, suffered);
    return told && tree_child_among(c, i, "det", definite) != ARRIAN_NONE;
}

/* "Strikes in support of [the operation] killed two": told as a part of what was told before. */
static bool is_in_course(const Coder *c, uint32_t top)
{
    static const char *const course[] = {"operation", "offensive", "campaign", "assault", "battle", "siege", NULL};
    for (uint32_t i = c->first; i < c->end; i++)
        if (group_one_of(c->d, i, course) && tree_under(c, i, top) && tree_child(c, i, "nmod") == ARRIAN_NONE &&
            tree_child_word(c, i, "det", "the") != ARRIAN_NONE)
            return true;
    return false;
}

/* The blow of the sentence before that says where it fell; NULL where several do, in other places. */
static const ArrianClaim *blow_before(const Coder *c, uint32_t first)
{
    const ArrianClaim *found = NULL;
    uint32_t sentence = c->tokens[c->first].sentence;
    for (uint32_t k = first; k-- > 0 && c->d->claims.at[k].sentence + 1 == sentence;) {
        const ArrianClaim *blow = &c->d->claims.at[k];
        if (!is_blow(blow) || !blow->places || blow->place[0].entity == ARRIAN_NONE) continue;
        if (found && !span_overlap(found->place[0].span, blow->place[0].span)) return NULL;
        found = blow;
    }
    return found;
}

static void share_before(Coder *c, uint32_t first, ArrianClaim *claim)
{
    bool passive;
    uint32_t end, from = document_tokens_in(c->d, claim->cue, &end);
    if (!tree_has(c) || !is_blow(claim) || claim->places || end == from) return;
    uint32_t top = tree_top(c, from, end);
    bool again = tells_again(c, top) || tells_again(c, tree_subject(c, top, &passive));
    if (!again && !is_in_course(c, top)) return;
    const ArrianClaim *blow = blow_before(c, first);
    if (blow) take_places(c, claim, blow);
}

/* "killed two and [wounded] six": verbs of one clause, or of one that somebody says. */
static bool are_joined(const Coder *c, uint32_t one, uint32_t other)
{
    if (tree_rel(c, other, "conj") && c->tokens[other].head == one) return true;
    if (tree_rel(c, one, "conj") && c->tokens[one].head == other) return true;
    return tree_rel(c, one, "ccomp") && tree_rel(c, other, "ccomp") && c->tokens[one].head == c->tokens[other].head;
}

/* "Thousands [fled] and two were hurt in Voss": who got away from a blow told in the same breath did so there. */
static void share_joined(Coder *c, uint32_t first, ArrianClaim *claim)
{
    uint32_t end, from = document_tokens_in(c->d, claim->cue, &end);
    if (!tree_has(c) || !(is_blow(claim) || claim->act == ARRIAN_RETREAT) || claim->places || end == from) return;
    for (uint32_t k = first; k < c->d->claims.count; k++) {
        const ArrianClaim *blow = &c->d->claims.at[k];
        uint32_t stop, at = document_tokens_in(c->d, blow->cue, &stop);
        if (is_blow(blow) && blow->places && stop > at && are_joined(c, tree_top(c, from, end), tree_top(c, at, stop)))
            return take_places(c, claim, blow);
    }
}

void place_share(Coder *c, uint32_t first)
{
    ArrianClaim *claim = c->d->claims.at;
    uint32_t count = c->d->claims.count;
    for (uint32_t k = first; k < count; k++) share_result(c, first, &claim[k]);
    for (uint32_t k = first; k < count; k++)
        for (uint32_t far = 1; far < count - first && is_blow(&claim[k]) && !claim[k].places; far++) {
            bool left = k >= first + far && is_blow(&claim[k - far]) && claim[k - far].places;
            bool right = k + far < count && is_blow(&claim[k + far]) && claim[k + far].places;
            if (left || right) take_places(c, &claim[k], &claim[left ? k - far : k + far]);
        }
    for (uint32_t k = first; k < count; k++) share_before(c, first, &claim[k]);
    for (uint32_t k = first; k < count; k++) share_joined(c, first, &claim[k]);
}

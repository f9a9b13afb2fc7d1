/* shape.c: names by capitals, titles and head words.
 *     "Foreign Minister Kersti Kaljulaid" -> person after a title; "Bertelsmann Foundation" -> organization by its last
 * word; "near Manbij" -> place */
#include "base/utf8.h"
#include "mark/name.h"
#include "split/split.h"
#include <string.h>

typedef struct Shaper {
    const ArrianEngine *engine;
    ArrianDocument *d;
    const ArrianToken *tokens;
    const uint32_t *time; /* "Monday", "August" are no names */
    uint32_t end;
    bool headline;
    NameFinds *finds;
} Shaper;

static bool is_capital(const Shaper *s, uint32_t i)
{
    return i < s->end && s->time[i] == ARRIAN_NONE && s->tokens[i].flags & ARRIAN_WORD &&
           s->tokens[i].flags & ARRIAN_UPPER_FIRST;
}

static bool is_particle(const Shaper *s, uint32_t i)
{
    return i < s->end && name_word_bits(s->engine, s->tokens[i].word) & WORD_PARTICLE;
}

static bool is_word(const Shaper *s, uint32_t i, uint32_t word)
{
    return i < s->end && s->tokens[i].word == word;
}

static uint32_t bits(const Shaper *s, uint32_t i)
{
    return name_word_bits(s->engine, s->tokens[i].word);
}

/* A word that is written with a capital only because it opens a sentence. */
static bool opens_only(const Shaper *s, uint32_t i)
{
    uint16_t pos = split_pos(s->engine, s->tokens[i].word);
    if (pos & (POS_DET | POS_PRON | POS_PREP | POS_CONJ | POS_AUX) &&
        !(pos & POS_PROPN && s->tokens[i].flags & ARRIAN_ALL_UPPER))
        return true;
    if (!(s->tokens[i].flags & ARRIAN_FIRST)) return false;
    return pos && !(bits(s, i) & WORD_GIVEN) && !(pos & POS_PROPN && pos & POS_MAIN_NOUN);
}

static void add(Shaper *s, uint32_t first, uint32_t end, ArrianNameType type, uint32_t entry)
{
    while (end > first + 1 && s->tokens[end - 1].flags & ARRIAN_PUNCT) end--;
    LIST_ADD(&s->d->arena, *s->finds, (NameFind){.first = first, .end = end, .type = type, .entry = entry});
}

/* End of a run of capitals from i: "al-Joz", "van der Leyen", "T-72", "Human Rights Watch". */
static uint32_t run_end(const Shaper *s, uint32_t i)
{
    uint32_t at = i + 1;
    while (at < s->end) {
        bool hyphen = s->tokens[at].flags & ARRIAN_HYPHEN && at + 1 < s->end;
        if (hyphen && (is_capital(s, at + 1) || s->tokens[at + 1].flags & ARRIAN_NUMBER || is_particle(s, at + 1)))
            at += 2;
        else if (is_capital(s, at) && s->tokens[at].flags & ARRIAN_SPACE_BEFORE &&
                 !(s->tokens[at].flags & ARRIAN_FIRST))
            at++;
        else if (is_capital(s, at) && s->tokens[at].flags & ARRIAN_GLUED) at++;
        else if (is_particle(s, at) && !(s->tokens[at].flags & ARRIAN_UPPER_FIRST) &&
                 (is_capital(s, at + 1) || s->tokens[at + 1].flags & ARRIAN_HYPHEN) && at + 1 < s->end)
            at++;
        else if (s->tokens[at].flags & ARRIAN_HYPHEN && at + 1 < s->end && is_particle(s, at - 1) &&
                 is_capital(s, at + 1))
            at += 2;
        else break;
    }
    return at;
}

/* "Peter Marsh", "Nancy Hall": a given name, and a family name that is a head word too; not "Victoria Station". */
static bool is_person_run(const Shaper *s, uint32_t i, uint32_t end)
{
    uint32_t entry, stop;
    if (end != i + 2 || !(bits(s, i) & WORD_GIVEN) || bits(s, i) & WORD_SHY) return false;
    if (!(bits(s, i + 1) & (WORD_PLACE | WORD_FACILITY | WORD_EVENT | WORD_BODY))) return false;
    return !name_lookup(s->engine, s->d, i, end, &entry, &stop);
}

/* End of the outlet of the lexicon that token i begins, i where there is none: "Israeli [Channel 10]". */
static uint32_t outlet_end(const Shaper *s, uint32_t i)
{
    uint32_t entry, stop;
    bool found = name_lookup(s->engine, s->d, i, s->end, &entry, &stop);
    return found && name_entry(s->engine, entry)->kind == NAME_OUTLET ? stop : i;
}

/* End of an organization's (facility's ...) name by its head words: "Ministry of Foreign Affairs", "Syrian Observatory
 * for Human Rights"; type of the last head. */
static uint32_t head_run(const Shaper *s, uint32_t i, ArrianNameType *ret_type)
{
    uint32_t at = i, best = i, class;
    bool after_of = false;
    ArrianNameType type = ARRIAN_NAME_TYPES;
    while (at < s->end && at < i + 12) {
        if (is_capital(s, at) || (s->tokens[at].flags & ARRIAN_HYPHEN && at > i)) {
            if (at > i && name_title(s->engine, s->d, at, s->end, &class) && class < 2 && type == ARRIAN_NAME_TYPES)
                break;
            uint32_t outlet = at > i ? outlet_end(s, at) : at;
            if (outlet > at + 1) {
                type = ARRIAN_ORGANIZATION, best = outlet;
                break;
            }
            uint32_t b = is_capital(s, at) ? bits(s, at) : 0;
            ArrianNameType found = b & WORD_BODY       ? ARRIAN_ORGANIZATION
                                   : b & WORD_FACILITY ? ARRIAN_FACILITY
                                   : b & WORD_EVENT    ? ARRIAN_EVENT
                                   : b & WORD_PLACE    ? ARRIAN_PLACE
                                                       : ARRIAN_NAME_TYPES;
            bool alone = at == i && !(is_word(s, at + 1, s->engine->mark->name->of) && is_capital(s, at + 2));
            if (found != ARRIAN_NAME_TYPES && !alone && !after_of) type = found, best = at + 1;
            else if (after_of && type != ARRIAN_NAME_TYPES) best = at + 1;
            at++;
            continue;
        }
        bool joint = is_word(s, at, s->engine->mark->name->of) ||
                     (type != ARRIAN_NAME_TYPES && is_word(s, at, s->engine->mark->name->and));
        ArrianSlice word = document_words(s->d, s->tokens[at].span);
        joint |= word.length == 3 && !memcmp(word.at, "for", 3);
        uint32_t next = at + 1;
        if (joint && is_word(s, next, s->engine->mark->name->the)) next++;
        if (!joint || !is_capital(s, next)) break;
        if (is_word(s, at, s->engine->mark->name->and) && !after_of) break;
        after_of = true;
        at = next;
    }
    *ret_type = type;
    return type == ARRIAN_NAME_TYPES || is_person_run(s, i, best) ? i : best;
}

static bool after_place_word(const Shaper *s, uint32_t i)
{
    const NameData *n = s->engine->mark->name;
    if (!i || s->tokens[i].flags & ARRIAN_FIRST) return false;
    uint32_t word = s->tokens[i - 1].word;
    return word && (word == n->in || word == n->near || word == n->at || word == n->from || word == n->to);
}

static bool try_lexicon(Shaper *s, uint32_t *at)
{
    uint32_t entry, end, head_end, group;
    ArrianNameType type;
    if (!name_lookup(s->engine, s->d, *at, s->end, &entry, &end)) return false;
    const NameEntry *e = name_entry(s->engine, entry);
    if (e->kind == NAME_SHY_PLACE && !after_place_word(s, *at)) return false;
    if (s->tokens[*at].flags & ARRIAN_FIRST && end == *at + 1 && e->kind >= NAME_BODY &&
        !(s->tokens[*at].flags & ARRIAN_ALL_UPPER)) {
        uint16_t pos =
            split_pos(s->engine, s->tokens[*at].word); /* "Time", "Hope": a common word that opens a sentence */
        if (pos && !(pos & POS_PROPN)) return false;
    }
    head_end = s->headline ? *at : head_run(s, *at, &type);
    if (head_end > end && !(e->kind == NAME_STATE && is_word(s, end, s->engine->mark->name->s))) {
        add(s, *at, head_end, type, ARRIAN_NONE);
        s->finds->at[s->finds->count - 1].headed = true;
        return *at = head_end, true;
    }
    if ((group = name_led_group(s->engine, s->d, end, s->end))) {
        add(s, *at, group, ARRIAN_ORGANIZATION, ARRIAN_NONE);
        s->finds->at[s->finds->count - 1].headed = true;
        return *at = group, true;
    }
    bool given = bits(s, *at) & WORD_GIVEN && end == *at + 1 && is_capital(s, end); /* "Paris Hilton", "Chad Smith" */
    if (given && e->kind != NAME_DEMONYM && !(bits(s, end) & (WORD_BODY | WORD_FACILITY | WORD_PLACE | WORD_EVENT))) {
        uint32_t other, other_end;
        if (!name_lookup(s->engine, s->d, end, s->end, &other, &other_end)) return false;
    }
    add(s, *at, end, e->type, entry);
    return *at = end, true;
}

/* Where a run of capitals must part: at a state or body of the lexicon, or at a title. */
static uint32_t part_run(const Shaper *s, uint32_t first, uint32_t end)
{
    uint32_t entry, stop, class;
    for (uint32_t i = first + 1; i < end; i++) {
        if (s->tokens[i].flags & ARRIAN_HYPHEN || s->tokens[i - 1].flags & ARRIAN_HYPHEN || !is_capital(s, i)) continue;
        if (name_title(s->engine, s->d, i, end, &class) && class < 3) return i;
        if (bits(s, first) & WORD_GIVEN && i == first + 1) continue;
        if (name_lookup(s->engine, s->d, i, end, &entry, &stop) &&
            name_entry(s->engine, entry)->kind <= NAME_NATIONAL_BODY)
            return i;
    }
    return end;
}

static bool is_code(const Shaper *s, uint32_t first, uint32_t end) /* "T-72", "IskanderM", "A42" */
{
    for (uint32_t i = first; i < end; i++)
        if (s->tokens[i].flags & ARRIAN_NUMBER) return true;
    ArrianSlice word = document_words(s->d, s->tokens[first].span);
    return end == first + 1 && word.length && word.at[word.length - 1] >= '0' && word.at[word.length - 1] <= '9';
}

static ArrianNameType type_of_run(const Shaper *s, uint32_t first, uint32_t end)
{
    uint32_t words = 0;
    for (uint32_t i = first; i < end; i++) words += (s->tokens[i].flags & ARRIAN_WORD) != 0;
    uint32_t head = name_head_bits(s->engine, s->d, end, s->end);
    bool product = head & WORD_PRODUCT;
    if (bits(s, first) & WORD_GIVEN && words >= 2 && words <= 5) return ARRIAN_PERSON;
    if (product || is_code(s, first, end)) return ARRIAN_PRODUCT;
    if (words == 1 && s->tokens[first].flags & ARRIAN_ALL_UPPER &&
        s->tokens[first].span.end - s->tokens[first].span.start <= 6)
        return ARRIAN_ORGANIZATION;
    if (after_place_word(s, first) && words <= 2) return ARRIAN_PLACE;
    if (head & WORD_PLACE && !(s->tokens[end].flags & ARRIAN_UPPER_FIRST)) return ARRIAN_PLACE;
    if (head & WORD_BODY && !(s->tokens[end].flags & ARRIAN_UPPER_FIRST)) return ARRIAN_ORGANIZATION;
    uint32_t known = 0;
    for (uint32_t i = first; i < end; i++) known += split_pos(s->engine, s->tokens[i].word) != 0;
    if (words >= 2 && words <= 4 && known * 2 <= words) return ARRIAN_PERSON;
    return words == 1 && !known ? ARRIAN_PERSON : ARRIAN_ORGANIZATION;
}

static void take_run(Shaper *s, uint32_t *at, bool titled, uint32_t title, uint32_t title_end)
{
    uint32_t first = *at, end = part_run(s, first, run_end(s, first)), head_end;
    ArrianNameType type;
    head_end = titled ? first : head_run(s, first, &type);
    if (head_end > first && (head_end >= end || head_end > first + 1)) {
        add(s, first, head_end, type, ARRIAN_NONE);
        s->finds->at[s->finds->count - 1].headed = true;
        *at = head_end;
        return;
    }
    type = titled ? ARRIAN_PERSON : type_of_run(s, first, end);
    uint32_t letters = s->tokens[first].span.end - s->tokens[first].span.start;
    bool doubtful =
        !titled && end == first + 1 &&
        (letters < 2 || split_pos(s->engine, s->tokens[first].word) & (POS_NOUN | POS_VERB | POS_ADJ | POS_ADV));
    if (doubtful && !(s->tokens[first].flags & ARRIAN_ALL_UPPER && letters > 1) && !(bits(s, first) & WORD_GIVEN) &&
        type != ARRIAN_PLACE) {
        *at = end;
        return;
    }
    add(s, first, end, type, ARRIAN_NONE);
    if (titled) {
        NameFind *find = &s->finds->at[s->finds->count - 1];
        find->title = title;
        find->title_end = title_end;
    }
    *at = end;
}

static bool try_title(Shaper *s, uint32_t *at)
{
    uint32_t class, taken = name_title(s->engine, s->d, *at, s->end, &class), entry, end;
    if (!taken) return false;
    uint32_t next = *at + taken;
    if (name_lookup(s->engine, s->d, *at, s->end, &entry, &end) && end > next) return false; /* "Saint Lucia" */
    while (next < s->end && name_title(s->engine, s->d, next, s->end, &class))
        next += name_title(s->engine, s->d, next, s->end, &class);
    if (next >= s->end || !is_capital(s, next) || s->tokens[next].flags & ARRIAN_FIRST) return false;
    if (!s->headline && name_lookup(s->engine, s->d, next, s->end, &entry, &end) &&
        name_entry(s->engine, entry)->kind <= NAME_NATIONAL_BODY)
        return false;
    if (s->headline && !(bits(s, next) & WORD_GIVEN)) return false;
    uint32_t title = *at;
    *at = next;
    take_run(s, at, true, title, next);
    return true;
}

/* "[September 11] attacks", "[Six-Day] War": an event whose name opens with a time. */
static bool try_dated(Shaper *s, uint32_t *at)
{
    uint32_t entry, end;
    if (s->time[*at] == ARRIAN_NONE || !name_lookup(s->engine, s->d, *at, s->end, &entry, &end)) return false;
    if (name_entry(s->engine, entry)->kind != NAME_EVENT || s->time[end - 1] != ARRIAN_NONE) return false;
    add(s, *at, end, ARRIAN_EVENT, entry);
    return *at = end, true;
}

void shape_names(const ArrianEngine *engine, ArrianDocument *d, const MarkTags *tags, uint32_t first, uint32_t end,
                 bool headline, NameFinds *finds)
{
    Shaper s = {.engine = engine,
                .d = d,
                .tokens = d->tokens.at,
                .time = tags->time,
                .end = end,
                .headline = headline,
                .finds = finds};
    for (uint32_t i = first; i < end;) {
        if (!(s.tokens[i].flags & ARRIAN_WORD) || s.time[i] != ARRIAN_NONE) {
            if (try_dated(&s, &i)) continue;
            i++;
            continue;
        }
        if (try_title(&s, &i) || try_lexicon(&s, &i)) continue;
        uint32_t class, taken = name_title(engine, d, i, end, &class);
        if (taken && (is_capital(&s, i) || class < 2)) {
            i += taken;
            continue;
        }
        if (!is_capital(&s, i) || opens_only(&s, i) ||
            (headline && !(bits(&s, i) & WORD_GIVEN && is_capital(&s, i + 1)))) {
            i++;
            continue;
        }
        take_run(&s, &i, false, 0, 0);
    }
}

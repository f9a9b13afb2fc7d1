/* refer.c: names to entities, and who "he" or "the alliance" is.   "Jens Stoltenberg" ... "Stoltenberg" ... "the
 * Secretary General" -> one entity */
#include "base/hash.h"
#include "base/utf8.h"
#include "mark/clause.h"
#include "mark/group.h"
#include "mark/name.h"
#include "mark/quote.h"
#include "split/split.h"
#include <string.h>

typedef struct Binder {
    const ArrianEngine *engine;
    ArrianDocument *d;
    const MarkTags *tags;
    Map by_key; /* key -> entity */
    Map known;  /* key of a lone word -> name */
} Binder;

static uint64_t fold_key(const ArrianDocument *d, ArrianSpan span, uint64_t seed)
{
    char word[512];
    ArrianSlice text = document_words(d, span);
    if (text.length > 240) text.length = 240;
    size_t n = utf8_word(text.at, text.length, word);
    if (n > 2 && word[n - 1] == 's' && (word[n - 2] == '\'' || seed == 2)) n -= word[n - 2] == '\'' ? 2 : 1;
    return hash_bytes(word, n, seed) | 1;
}

static uint32_t new_entity(Binder *b, const ArrianName *name)
{
    ArrianEntity entity = {.name = document_words(b->d, name->span), .type = name->type, .place = ARRIAN_NONE};
    LIST_ADD(&b->d->arena, b->d->entities, entity);
    return b->d->entities.count - 1;
}

static uint32_t entity_of_key(Binder *b, uint64_t key, const ArrianName *name)
{
    uint32_t number;
    if (map_get(&b->by_key, key, &number)) return number;
    number = new_entity(b, name);
    map_put(&b->d->arena, &b->by_key, key, number);
    return number;
}

static void copy_code(char *out, size_t room, ArrianSlice code)
{
    size_t n = code.length < room - 1 ? code.length : room - 1;
    if (n) memcpy(out, code.at, n);
    out[n] = 0;
}

/* "in Moscow" is the city; "Moscow said" is the state. */
static bool stands_for_state(const Binder *b, const NameFind *find)
{
    static const char *const before[] = {"in",     "at",   "near", "from",    "to", "outside", "around",
                                         "across", "over", "into", "through", "of", "toward",  "towards", NULL};
    const ArrianToken *tokens = b->d->tokens.at;
    if (tokens[find->first].flags & ARRIAN_ALL_UPPER && find->end < b->d->tokens.count &&
        tokens[find->end].flags & ARRIAN_PUNCT)
        return false; /* a dateline */
    uint32_t after = find->end;
    if (after < b->d->tokens.count && tokens[after].flags & ARRIAN_UPPER_FIRST && !(tokens[after].flags & ARRIAN_FIRST))
        return false;
    if (find->first == 0 || tokens[find->first].flags & ARRIAN_FIRST) return true;
    return !group_one_of(b->d, find->first - 1, before);
}

/* "[Chile]'s Defense Department", "the [Saudi] National Guard": the state whose body it is, where that is not the one
 * that the lexicon takes it for; empty where none is named. */
static ArrianSlice owner_state(const Binder *b, const NameFind *find, const NameEntry *entry)
{
    if (find == b->tags->finds) return (ArrianSlice){0};
    const NameFind *before = find - 1;
    const NameEntry *owner = name_entry(b->engine, before->entry);
    bool state = owner && (owner->kind == NAME_STATE || owner->kind == NAME_DEMONYM);
    uint32_t gap = find->first - before->end;
    ArrianSlice between = document_words(b->d, b->d->tokens.at[before->end].span);
    bool owns = !gap || (gap == 1 && (slice_is(between, "'s") || slice_is(between, "’s")));
    return state && owns && !slice_same(owner->iso3, entry->iso3) ? owner->iso3 : (ArrianSlice){0};
}

/* A body of another state than the lexicon's, and what its name alone says from then on; ARRIAN_NONE where it is the
 * lexicon's. */
static uint32_t bind_owned(Binder *b, const NameFind *find, const NameEntry *entry, const ArrianName *name,
                           uint64_t plain)
{
    ArrianSlice owner = owner_state(b, find, entry);
    uint64_t last = hash_bytes(entry->name.at, entry->name.length, 43) | 1;
    uint32_t number;
    if (!owner.length) {
        bool known = map_get(&b->by_key, plain, &number);
        return !known && map_get(&b->by_key, last, &number) ? number : ARRIAN_NONE;
    }
    number = entity_of_key(b, (hash_bytes(owner.at, owner.length, 47) ^ last) | 1, name);
    copy_code(b->d->entities.at[number].iso3, sizeof b->d->entities.at[number].iso3, owner);
    map_put(&b->d->arena, &b->by_key, last, number);
    return number;
}

static uint32_t bind_entry(Binder *b, const NameFind *find, const ArrianName *name)
{
    const NameEntry *entry = name_entry(b->engine, find->entry);
    bool state = entry->kind == NAME_STATE || entry->kind == NAME_DEMONYM || entry->kind == NAME_SEAT ||
                 (entry->kind == NAME_CAPITAL && stands_for_state(b, find));
    uint64_t key = hash_bytes(entry->name.at, entry->name.length, 11u + (uint64_t)entry->kind * 2 + state) | 1;
    if (entry->kind == NAME_SEAT || entry->kind == NAME_CAPITAL) key = fold_key(b->d, name->span, 40 + state);
    uint32_t owned = entry->kind == NAME_NATIONAL_BODY ? bind_owned(b, find, entry, name, key) : ARRIAN_NONE;
    if (owned != ARRIAN_NONE) return owned;
    uint32_t number = entity_of_key(b, key, name);
    ArrianEntity *entity = &b->d->entities.at[number];
    if (entity->name.length < name->span.end - name->span.start && entry->kind != NAME_DEMONYM)
        entity->name = document_words(b->d, name->span);
    if (state || entry->kind == NAME_NATIONAL_BODY) copy_code(entity->iso3, sizeof entity->iso3, entry->iso3);
    copy_code(entity->code, sizeof entity->code, entry->code);
    if (entry->kind == NAME_BODY && !entity->known.length)
        entity->known = (ArrianSlice){arena_copy(&b->d->arena, entry->name.at, entry->name.length), entry->name.length};
    if (entry->kind == NAME_PLACE || entry->kind == NAME_SHY_PLACE) entity->place = entry->row;
    return number;
}

static uint64_t last_word_key(const Binder *b, const NameFind *find, uint64_t seed)
{
    return fold_key(b->d, b->d->tokens.at[find->end - 1].span, seed);
}

/* "Defense Ministry of Russia", "Russian army": a body of that state. */
static void link_national(Binder *b, const NameFind *find, ArrianEntity *entity)
{
    uint32_t entry, end;
    bool governs = false;
    for (uint32_t i = find->first; i < find->end; i++)
        governs |= name_word_bits(b->engine, b->d->tokens.at[i].word) & WORD_ORGAN;
    for (uint32_t i = find->first; governs && i < find->end && !entity->iso3[0]; i++)
        if (name_lookup(b->engine, b->d, i, find->end, &entry, &end)) {
            const NameEntry *e = name_entry(b->engine, entry);
            if (e->kind == NAME_STATE || e->kind == NAME_DEMONYM) copy_code(entity->iso3, sizeof entity->iso3, e->iso3);
        }
}

/* "Islamic State (IS)": the letters in brackets are the same body. */
static uint32_t bind_initials(Binder *b, uint32_t k)
{
    const NameFind *find = &b->tags->finds[k], *before = k ? find - 1 : NULL;
    const ArrianToken *tokens = b->d->tokens.at;
    if (!before || find->end != find->first + 1 || !(tokens[find->first].flags & ARRIAN_ALL_UPPER)) return ARRIAN_NONE;
    if (before->end + 1 != find->first || b->d->text.at[tokens[before->end].span.start] != '(') return ARRIAN_NONE;
    ArrianSlice short_form = document_words(b->d, tokens[find->first].span);
    if (document_words(b->d, tokens[before->first].span).at[0] != short_form.at[0] || before->type == ARRIAN_PLACE)
        return ARRIAN_NONE;
    return b->d->names.at[k - 1].entity;
}

/* "Jens Stoltenberg, [NATO's] secretary general": the title behind whose it is. */
static uint32_t past_owner(const Binder *b, uint32_t first)
{
    uint32_t name = b->tags->name[first], at = first, count = b->d->tokens.count;
    if (name == ARRIAN_NONE || b->d->names.at[name].type == ARRIAN_PERSON) return first;
    while (at < count && b->tags->name[at] == name) at++;
    if (at < count && (b->d->tokens.at[at].word == b->engine->mark->name->s ||
                       slice_is(document_words(b->d, b->d->tokens.at[at].span), "’s")))
        at++;
    return at + 1 < count ? at : first;
}

static void set_role(Binder *b, const NameFind *find, ArrianEntity *entity)
{
    const ArrianToken *tokens = b->d->tokens.at;
    uint32_t class, taken, next = find->end;
    if (find->title_end > find->title) {
        ArrianSlice role = document_words(b->d, document_tokens_span(b->d, find->title, find->title_end));
        if (role.length > entity->role.length && role.length > 3) entity->role = role;
        return;
    }
    if (next + 2 >= b->d->tokens.count || b->d->text.at[tokens[next].span.start] != ',' ||
        tokens[next].sentence != tokens[next + 2].sentence)
        return;
    next++;
    if (split_pos(b->engine, tokens[next].word) & POS_DET) next++;
    uint32_t title = past_owner(b, next);
    taken = name_title(b->engine, b->d, title, b->d->tokens.count, &class);
    if (!taken || class > 3 || class == 2) return;
    uint32_t end = title + taken;
    while (end < b->d->tokens.count && end < next + 10 && tokens[end].sentence == tokens[next].sentence &&
           !(tokens[end].flags & ARRIAN_PUNCT))
        end++;
    if (!entity->role.length) entity->role = document_words(b->d, document_tokens_span(b->d, next, end));
}

static void bind_full_persons(Binder *b)
{
    for (uint32_t k = 0; k < b->d->names.count; k++) {
        const NameFind *find = &b->tags->finds[k];
        ArrianName *name = &b->d->names.at[k];
        if (find->type != ARRIAN_PERSON || find->end - find->first < 2) continue;
        name->entity = entity_of_key(b, fold_key(b->d, name->span, 3), name);
        uint32_t known;
        if (!map_get(&b->by_key, last_word_key(b, find, 5), &known))
            map_put(&b->d->arena, &b->by_key, last_word_key(b, find, 5), name->entity);
        set_role(b, find, &b->d->entities.at[name->entity]);
    }
}

/* "Kellner Chemical" ... "Kellner": the first word of a firm's name that is no other word stands for it, before or
 * after, though the engine take it for a person. */
static bool is_own_word(const Binder *b, uint32_t token)
{
    enum { LEAST = 4 };
    const ArrianToken *t = &b->d->tokens.at[token];
    return t->flags & ARRIAN_UPPER_FIRST && t->span.end - t->span.start >= LEAST && !split_pos(b->engine, t->word) &&
           !(name_word_bits(b->engine, t->word) & (WORD_GIVEN | WORD_FAMILY | WORD_DIRECTION));
}

static void bind_full_bodies(Binder *b)
{
    for (uint32_t k = 0; k < b->d->names.count; k++) {
        const NameFind *find = &b->tags->finds[k];
        ArrianName *name = &b->d->names.at[k];
        uint32_t known;
        if (find->type != ARRIAN_ORGANIZATION || find->entry != ARRIAN_NONE || find->end - find->first < 2) continue;
        uint64_t first_word = fold_key(b->d, b->d->tokens.at[find->first].span, 7);
        if (!is_own_word(b, find->first) || map_get(&b->by_key, first_word, &known)) continue;
        map_put(&b->d->arena, &b->by_key, first_word, entity_of_key(b, fold_key(b->d, name->span, 3), name));
    }
}

/* "Rona Observatory" ... "the Observatory": the words of a body's name stand for it from then on, one alone. */
static void keep_words(Binder *b, const NameFind *find, uint32_t entity)
{
    const ArrianToken *tokens = b->d->tokens.at;
    for (uint32_t i = find->first; i < find->end && find->end - find->first > 1; i++)
        if (tokens[i].flags & ARRIAN_UPPER_FIRST && name_word_bits(b->engine, tokens[i].word) & WORD_BODY)
            map_put(&b->d->arena, &b->by_key, fold_key(b->d, tokens[i].span, 6), entity);
}

/* The alliance that the names before number `before` speak of; ARRIAN_NONE where they name none. */
static uint32_t alliance_before(const ArrianDocument *d, uint32_t before, uint32_t oldest)
{
    for (uint32_t k = before; k-- > oldest;) {
        if (d->names.at[k].entity == ARRIAN_NONE) continue;
        const ArrianEntity *e = &d->entities.at[d->names.at[k].entity];
        if (!strcmp(e->code, "NATO") || !strcmp(e->code, "EU")) return d->names.at[k].entity;
    }
    return ARRIAN_NONE;
}

static bool is_alliance(const ArrianDocument *d, uint32_t token)
{
    return group_word(d, token, "alliance") || group_word(d, token, "bloc");
}

/* "the Alliance", "the Bloc" with a capital: the one alliance that the report has named. */
static uint32_t bind_alliance(const Binder *b, uint32_t k)
{
    const NameFind *find = &b->tags->finds[k];
    bool single = find->end == find->first + 1;
    return single && is_alliance(b->d, find->first) ? alliance_before(b->d, k, 0) : ARRIAN_NONE;
}

/* Lone words that are a place or a body of the tables somewhere in the report. */
static void keep_known(Binder *b)
{
    for (uint32_t k = 0; k < b->d->names.count; k++) {
        const NameFind *find = &b->tags->finds[k];
        uint32_t known;
        if (find->entry == ARRIAN_NONE || find->type == ARRIAN_PERSON || find->end != find->first + 1) continue;
        uint64_t key = fold_key(b->d, b->d->names.at[k].span, 8);
        if (!map_get(&b->known, key, &known)) map_put(&b->d->arena, &b->known, key, k);
    }
}

/* "if [Lusaka] asked for help", beside "in Lusaka": such a word is no person here. The number of that name. */
static uint32_t same_known(const Binder *b, uint32_t k)
{
    const NameFind *find = &b->tags->finds[k];
    uint32_t known;
    if (find->type != ARRIAN_PERSON || find->end != find->first + 1 || find->title_end > find->title) return ARRIAN_NONE;
    return map_get(&b->known, fold_key(b->d, b->d->names.at[k].span, 8), &known) ? known : ARRIAN_NONE;
}

/* What the rest of the report says of a name's kind: "Zulu held", of Hastings Zulu, is no people. */
static void settle_kind(const Binder *b, uint32_t k)
{
    NameFind *find = &b->tags->finds[k];
    uint32_t known;
    bool family = find->end == find->first + 1 && map_get(&b->by_key, last_word_key(b, find, 5), &known);
    if (family && find->entry != ARRIAN_NONE && name_entry(b->engine, find->entry)->kind == NAME_PEOPLE)
        find->entry = ARRIAN_NONE, find->type = b->d->names.at[k].type = ARRIAN_PERSON;
    uint32_t same = find->entry == ARRIAN_NONE && !family ? same_known(b, k) : ARRIAN_NONE;
    if (same == ARRIAN_NONE) return;
    find->entry = b->tags->finds[same].entry;
    find->type = b->d->names.at[k].type = b->tags->finds[same].type;
}

/* A lone word that stands for somebody named before, by the last word of a person, a word of a body, the first of a firm. */
static uint32_t bind_word(const Binder *b, const NameFind *find)
{
    uint32_t known;
    if (find->end != find->first + 1 || find->type == ARRIAN_PLACE) return ARRIAN_NONE;
    if (map_get(&b->by_key, last_word_key(b, find, 5), &known)) return known;
    if (find->type == ARRIAN_ORGANIZATION && map_get(&b->by_key, last_word_key(b, find, 6), &known)) return known;
    return map_get(&b->by_key, last_word_key(b, find, 7), &known) ? known : ARRIAN_NONE;
}

static uint32_t bind_name(Binder *b, uint32_t k)
{
    const NameFind *find = &b->tags->finds[k];
    const ArrianName *name = &b->d->names.at[k];
    if (find->entry != ARRIAN_NONE) return bind_entry(b, find, name);
    uint32_t known = bind_word(b, find);
    if (known == ARRIAN_NONE) known = bind_alliance(b, k);
    if (known != ARRIAN_NONE) return known;
    known = bind_initials(b, k);
    if (known == ARRIAN_NONE) return entity_of_key(b, fold_key(b->d, name->span, 3), name);
    map_put(&b->d->arena, &b->by_key, fold_key(b->d, name->span, 3), known);
    return known;
}

static void bind_rest(Binder *b)
{
    for (uint32_t k = 0; k < b->d->names.count; k++) {
        const NameFind *find = &b->tags->finds[k];
        ArrianName *name = &b->d->names.at[k];
        if (name->entity != ARRIAN_NONE) continue;
        settle_kind(b, k);
        name->entity = bind_name(b, k);
        ArrianEntity *entity = &b->d->entities.at[name->entity];
        if (find->entry == ARRIAN_NONE) name->type = entity->type;
        if (entity->type == ARRIAN_PERSON) set_role(b, find, entity);
        if (entity->type == ARRIAN_ORGANIZATION && find->entry == ARRIAN_NONE) link_national(b, find, entity);
        if (find->type == ARRIAN_ORGANIZATION) keep_words(b, find, name->entity);
    }
}

static bool is_body_noun(const Binder *b, uint32_t token)
{
    uint32_t kind = flat_get(b->engine->mark->quote->kind, b->d->tokens.at[token].word);
    return kind == NOUN_BODY || kind == NOUN_OWN;
}

/* "Dunavit, [a private energy company]", "[the chemicals group] Kellner": what the report calls it. */
static bool is_called_body(const Binder *b, const NameFind *find)
{
    enum { REACH = 6 };
    const ArrianToken *tokens = b->d->tokens.at;
    uint32_t at = find->end, count = b->d->tokens.count;
    if (find->first > 1 && is_body_noun(b, find->first - 1) && tokens[find->first - 1].sentence == tokens[find->first].sentence)
        for (uint32_t i = find->first - 1; i-- > 0 && i + REACH > find->first;)
            if (split_pos(b->engine, tokens[i].word) & POS_DET) return true;
    if (at + 2 >= count || b->d->text.at[tokens[at].span.start] != ',') return false;
    if (find->type == ARRIAN_PERSON && find->title == find->title_end && group_word(b->d, at + 1, "which")) return true;
    if (!(split_pos(b->engine, tokens[at + 1].word) & POS_DET)) return false;
    for (uint32_t i = at + 2; i < count && i < at + 2 + REACH && tokens[i].sentence == tokens[find->first].sentence; i++) {
        bool stops = tokens[i].flags & ARRIAN_PUNCT || split_pos(b->engine, tokens[i].word) & (POS_PREP | POS_PRON);
        if (stops) return i > at + 2 && is_body_noun(b, i - 1);
    }
    return false;
}

/* "President [Omar Haddad]": whatever stands behind the name elsewhere ("the Haddad government"). */
static bool is_titled(const NameFind *find)
{
    return find->type == ARRIAN_PERSON && find->title < find->title_end;
}

/* "in Lalibela", "near Dire Dawa": what is taken for a person, and something is there. */
static bool is_placed(const Binder *b, const NameFind *find)
{
    static const char *const where[] = {"in", "near", "at", NULL};
    return find->type == ARRIAN_PERSON && find->first && group_one_of(b->d, find->first - 1, where);
}

/* "Lindholm [Hospital]" */
static bool is_built(const Binder *b, const NameFind *find)
{
    uint32_t head = name_head_bits(b->engine, b->d, find->end - 1, find->end);
    return head & WORD_FACILITY && !(head & WORD_BODY);
}

/* What a mention says of its entity's type: what it was taken for, as sure as that was, and what stands around it. */
static void vote(const Binder *b, const NameFind *find, float votes[ARRIAN_NAME_TYPES])
{
    enum { CALLED = 100 };
    static const float HEADED = 0.4F, SURE = 0.6F;
    float sure = find->sure > 0 ? find->sure : 1;
    bool single = find->end == find->first + 1;
    votes[find->type] += sure;
    if (is_titled(find)) votes[ARRIAN_PERSON] += 2 * CALLED;
    if (is_placed(b, find)) votes[ARRIAN_PLACE] += 1;
    if (single && is_called_body(b, find)) votes[ARRIAN_ORGANIZATION] += CALLED;
    if (!single && is_built(b, find)) votes[ARRIAN_FACILITY] += HEADED;
    else if (!single && find->type == ARRIAN_ORGANIZATION && sure > SURE) votes[ARRIAN_ORGANIZATION] += CALLED;
}

/* What most mentions speak for is what the entity is; lexicons know theirs. */
static void settle_types(Binder *b)
{
    float(*votes)[ARRIAN_NAME_TYPES] = arena_take(&b->d->arena, sizeof *votes * (b->d->entities.count + 1));
    uint8_t *known = NEW(&b->d->arena, uint8_t, b->d->entities.count + 1);
    for (uint32_t k = 0; k < b->d->names.count; k++) {
        uint32_t entity = b->d->names.at[k].entity;
        if (b->tags->finds[k].entry != ARRIAN_NONE) known[entity] = 1;
        vote(b, &b->tags->finds[k], votes[entity]);
    }
    for (uint32_t e = 0; e < b->d->entities.count; e++)
        for (int t = 0; t < ARRIAN_NAME_TYPES && !known[e]; t++)
            if (votes[e][t] > votes[e][b->d->entities.at[e].type]) b->d->entities.at[e].type = (ArrianNameType)t;
    for (uint32_t k = 0; k < b->d->names.count; k++)
        b->d->names.at[k].type = b->d->entities.at[b->d->names.at[k].entity].type;
}

static void list_mentions(ArrianDocument *d)
{
    for (uint32_t k = 0; k < d->names.count; k++) d->entities.at[d->names.at[k].entity].count++;
    for (uint32_t e = 0; e < d->entities.count; e++) {
        d->entities.at[e].mentions = NEW(&d->arena, uint32_t, d->entities.at[e].count);
        d->entities.at[e].count = 0;
    }
    for (uint32_t k = 0; k < d->names.count; k++) {
        ArrianEntity *entity = &d->entities.at[d->names.at[k].entity];
        entity->mentions[entity->count++] = k;
    }
}

void refer_document(const ArrianEngine *engine, ArrianDocument *d, MarkTags *tags)
{
    Binder b = {.engine = engine, .d = d, .tags = tags};
    bind_full_persons(&b);
    bind_full_bodies(&b);
    keep_known(&b);
    bind_rest(&b);
    settle_types(&b);
    list_mentions(d);
    tie_names(d);
}

static bool has_word(ArrianSlice text, ArrianSlice word)
{
    if (word.length < 4) return false;
    for (uint32_t i = 0; i + word.length <= text.length; i++)
        if (!strncasecmp(text.at + i, word.at, word.length) && (!i || text.at[i - 1] == ' ') &&
            (i + word.length == text.length || text.at[i + word.length] == ' '))
            return true;
    return false;
}

/* "Rona [Observatory]", "[Ministry] of Defence": the word that says what the body is. */
static bool is_head(ArrianSlice name, ArrianSlice word)
{
    static const char *const joints[] = {" of ", " for ", " on ", " in ", " to "};
    uint32_t end = name.length;
    if (word.length < 4 || !slice_holds(name, word)) return false; /* most do not: joints are sought in the rest alone */
    for (size_t k = 0; k < sizeof joints / sizeof *joints; k++) {
        const char *at = memmem(name.at, end, joints[k], strlen(joints[k]));
        if (at) end = (uint32_t)(at - name.at);
    }
    ArrianSlice last = {name.at + end - (word.length < end ? word.length : end), word.length < end ? word.length : end};
    return last.length == word.length && !strncasecmp(last.at, word.at, word.length) &&
           (end == word.length || name.at[end - word.length - 1] == ' ');
}

/* The word is what the person is, or one of two things: "the police" are no "police spokesman". */
static bool holds_office(ArrianSlice role, ArrianSlice word)
{
    return is_head(role, word) || memmem(role.at, role.length, " and ", 5);
}

/* "the alliance", "the Observatory", "the Secretary General": the entity whose name, kind or role holds the word. */
static uint32_t by_description(const ArrianDocument *d, uint32_t first, uint32_t end)
{
    enum { NAMES_BACK = 1000 };
    ArrianSlice head = document_words(d, d->tokens.at[end - 1].span),
                phrase = document_words(d, document_tokens_span(d, first, end));
    uint32_t before = document_names_before(d, d->tokens.at[first].span.start),
             oldest = before > NAMES_BACK ? before - NAMES_BACK : 0;
    for (uint32_t k = before; k-- > oldest;) {
        const ArrianEntity *e = &d->entities.at[d->names.at[k].entity];
        if (e->type == ARRIAN_PERSON
                ? e->role.length && has_word(e->role, head) && holds_office(e->role, head) &&
                      (phrase.length <= head.length || has_word(e->role, phrase) || end - first == 1)
                : e->type == ARRIAN_ORGANIZATION && is_head(e->name, head))
            return d->names.at[k].entity;
    }
    return is_alliance(d, end - 1) ? alliance_before(d, before, oldest) : ARRIAN_NONE;
}

/* A place name behind "in" or "near" says where those of the phrase are, not who. */
static bool is_where(const ArrianDocument *d, uint32_t first, uint32_t i)
{
    static const char *const words[] = {"in", "at", "near", "outside", "from", NULL};
    uint32_t back = i > first + 4 ? i - 4 : first;
    for (uint32_t k = i; k-- > back;)
        if (k > first && group_one_of(d, k, words)) return true;
    return false;
}

/* What the word that governs the phrase stands for by itself: "the company". */
static uint32_t meant_by(const ArrianDocument *d, uint32_t first, uint32_t end)
{
    if (!d->meant) return ARRIAN_NONE;
    Clause clause = {.d = d};
    return d->meant[clause_head(&clause, first, end)];
}

uint32_t refer_phrase(const ArrianEngine *engine, const ArrianDocument *d, const MarkTags *tags, uint32_t first,
                      uint32_t end)
{
    uint32_t person = ARRIAN_NONE, body = ARRIAN_NONE, other = ARRIAN_NONE, stands = meant_by(d, first, end);
    if (stands != ARRIAN_NONE) return stands;
    for (uint32_t i = first; i < end; i++) {
        if (tags->name[i] == ARRIAN_NONE) continue;
        uint32_t entity = d->names.at[tags->name[i]].entity;
        ArrianNameType type = d->entities.at[entity].type;
        if (type == ARRIAN_PLACE && is_where(d, first, i)) continue; /* "a jury in [Cleveland]" */
        uint32_t *slot = type == ARRIAN_PERSON ? &person : type == ARRIAN_ORGANIZATION ? &body : &other;
        if (type == ARRIAN_PERSON || *slot == ARRIAN_NONE) *slot = entity;
    }
    if (person != ARRIAN_NONE) return person;
    if (body != ARRIAN_NONE) return body;
    bool of_region = other != ARRIAN_NONE && !d->entities.at[other].iso3[0]; /* "the [Western] alliance" */
    if (other != ARRIAN_NONE && !(of_region && d->entities.at[other].type == ARRIAN_NATIONALITY && end - first > 1))
        return d->entities.at[other].type == ARRIAN_NATIONALITY && end - first > 1 ? ARRIAN_NONE : other;
    uint32_t meant = end == first + 1 ? pronoun_entity(engine, d, first) : ARRIAN_NONE;
    if (meant != ARRIAN_NONE) return meant;
    uint32_t start = first;
    if (split_pos(engine, d->tokens.at[start].word) & POS_DET && start + 1 < end) start++;
    else if (end - first < 2) return ARRIAN_NONE;
    while (end - start > 3) start++;
    return by_description(d, start, end);
}

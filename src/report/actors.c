/* actors.c: a party -> who acts, in codes.   "US and British activists" -> USA OPP, GBR OPP;   "Putin" -> RUS GOV
 * The state is that of the name itself, else one that stands beside it: "Syrian rebels", "Rwanda's information
 * minister", "a court in Guyana". What no row and no name tells stays blank. */
#include "base/document.h"
#include "base/engine.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/lexicon.h"
#include "base/utf8.h"
#include "mark/group.h"
#include "parse/parse.h"
#include "report/codes.h"
#include <stdlib.h>
#include <string.h>

enum { NEAR = 4 }; /* words after "of" or "in" among which a name is its complement's */

struct ExportRoles {
    Lexicon roles, bodies, leaders, states;
    Map body_of, leader_of, state_of; /* hash of a name -> its first row */
};
typedef struct Group { /* the tokens of a party and of what belongs to it */
    const ExportPage *page;
    const ArrianEntity *entity; /* NULL where the party is no name */
    uint32_t first, end;
} Group;

static uint64_t key_of(ArrianSlice name)
{
    return hash_bytes(name.at, name.length, 41) | 1;
}

static void map_name(Export *e, Map *map, ArrianSlice name, uint32_t row)
{
    uint32_t known;
    if (!map_get(map, key_of(name), &known)) map_put(&e->arena, map, key_of(name), row);
}

static void map_names(Export *e, const Lexicon *rows, Map *map)
{
    static const char *const columns[] = {"name", "aliases", "demonyms", "capital"};
    for (uint32_t r = 0; r < rows->rows; r++)
        for (size_t c = 0; c < sizeof columns / sizeof *columns; c++) {
            ArrianSlice list = lexicon_cell(rows, r, columns[c]), item;
            while (lexicon_item(&list, &item)) map_name(e, map, item, r);
        }
}

int export_roles(Export *e)
{
    const char *folder = e->engine->folder;
    struct ExportRoles *roles = e->roles = NEW(&e->arena, struct ExportRoles, 1);
    TRY(data_table(&e->arena, folder, "roles.tsv", &roles->roles, e->why));
    TRY(data_table(&e->arena, folder, "bodies.tsv", &roles->bodies, e->why));
    TRY(data_table(&e->arena, folder, "leaders.tsv", &roles->leaders, e->why));
    TRY(data_table(&e->arena, folder, "states.tsv", &roles->states, e->why));
    map_names(e, &roles->states, &roles->state_of);
    map_names(e, &roles->bodies, &roles->body_of);
    map_names(e, &roles->leaders, &roles->leader_of);
    return ARRIAN_OK;
}

/* ---- who the words are ---- */

static bool is_word_end(ArrianSlice words, uint32_t at)
{
    return at >= words.length || (!utf8_is_letter((unsigned char)words.at[at]) && words.at[at] != '-');
}

/* "soldier" in "Russian soldiers", "court" in no "courtly", "rebel" in no "rebel-held"; a plural in -s or -es counts;
 * "=general" is the word alone. */
static bool holds_word(ArrianSlice words, ArrianSlice word)
{
    if (word.length && word.at[0] == '=')
        return words.length == word.length - 1 && !strncasecmp(words.at, word.at + 1, words.length);
    for (uint32_t i = 0; i + word.length <= words.length; i++) {
        if (i && utf8_is_letter((unsigned char)words.at[i - 1])) continue;
        if (strncasecmp(words.at + i, word.at, word.length)) continue;
        uint32_t end = i + word.length;
        if (is_word_end(words, end)) return true;
        if (end < words.length && words.at[end] == 'e') end++;
        if (end < words.length && words.at[end] == 's' && is_word_end(words, end + 1)) return true;
    }
    return false;
}

static bool row_holds(const Lexicon *roles, uint32_t row, ArrianSlice words)
{
    ArrianSlice list = lexicon_cell(roles, row, "words"), item;
    while (words.length && lexicon_item(&list, &item))
        if (holds_word(words, item)) return true;
    return false;
}

/* "of", "was" and "head" ("[dozens] of students", "a [former] minister", "[chairman] of the firm") say no role by
 * themselves. */
static bool is_role(const Lexicon *roles, uint32_t row)
{
    ArrianSlice word = lexicon_cell(roles, row, "word");
    return !slice_is(word, "of") && !slice_is(word, "was") && !slice_is(word, "head");
}

static uint32_t role_of_words(const Lexicon *roles, ArrianSlice words)
{
    for (uint32_t r = 0; words.length && r < roles->rows; r++)
        if (is_role(roles, r) && row_holds(roles, r, words)) return r;
    return ARRIAN_NONE;
}

/* The row with this in its column `word`, if one of its words stands here. */
static uint32_t row_of_word(const Lexicon *roles, const char *word, ArrianSlice words)
{
    for (uint32_t r = 0; r < roles->rows; r++)
        if (slice_is(lexicon_cell(roles, r, "word"), word) && row_holds(roles, r, words)) return r;
    return ARRIAN_NONE;
}

static uint32_t role_of_class(const Lexicon *roles, ArrianSlice class)
{
    for (uint32_t r = 0; class.length && r < roles->rows; r++) {
        ArrianSlice list = lexicon_cell(roles, r, "class"), item;
        while (lexicon_item(&list, &item))
            if (slice_same(item, class)) return r;
    }
    return ARRIAN_NONE;
}

static uint32_t body_row(const Export *e, const ArrianEntity *entity)
{
    uint32_t row = ARRIAN_NONE;
    if (entity && entity->type == ARRIAN_ORGANIZATION) map_get(&e->roles->body_of, key_of(entity->name), &row);
    return row;
}

static bool in_office(const Lexicon *leaders, uint32_t row, const char *published)
{
    ArrianSlice from = lexicon_cell(leaders, row, "from"), to = lexicon_cell(leaders, row, "to");
    if (strlen(published) < 4) return true;
    return (!from.length || strncmp(published, from.at, 4) >= 0) && (!to.length || strncmp(published, to.at, 4) <= 0);
}

static bool is_called(const Lexicon *rows, uint32_t row, ArrianSlice name)
{
    ArrianSlice list = lexicon_cell(rows, row, "aliases"), item;
    if (slice_same(lexicon_cell(rows, row, "name"), name)) return true;
    while (lexicon_item(&list, &item))
        if (slice_same(item, name)) return true;
    return false;
}

/* Of two with one name, the one who is in office on the day of the report. */
static uint32_t leader_row(const Export *e, const ExportPage *page, const ArrianEntity *entity, bool *ret_office)
{
    const Lexicon *leaders = &e->roles->leaders;
    uint32_t first = ARRIAN_NONE;
    *ret_office = false;
    if (!entity || entity->iso3[0]) return ARRIAN_NONE;
    if (!map_get(&e->roles->leader_of, key_of(entity->name), &first)) return ARRIAN_NONE;
    for (uint32_t r = first; r < leaders->rows && !*ret_office; r++)
        if (is_called(leaders, r, entity->name) && in_office(leaders, r, page->head->published))
            first = r, *ret_office = true;
    return first;
}

/* ---- the words that belong to a party ---- */

bool export_is_upos(const ExportPage *page, uint32_t i, const char *parts)
{
    const char *upos = tag_upos(page->document->tokens.at[i].upos);
    size_t length = strlen(upos);
    for (const char *at = parts; (at = strstr(at, upos)); at += length)
        if ((at == parts || at[-1] == ' ') && (!at[length] || at[length] == ' ')) return true;
    return false;
}

static bool is_part(const ExportPage *page, uint32_t i)
{
    return export_is_upos(page, i, "NOUN PROPN ADJ NUM");
}

/* The hyphen of "rebel-held", the "'s" of "Norway's". */
static bool is_join(const ExportPage *page, uint32_t i)
{
    const ArrianToken *token = &page->document->tokens.at[i];
    bool touches = i && token[-1].span.end == token->span.start;
    return token->flags & ARRIAN_HYPHEN || (touches && export_is_upos(page, i, "PART"));
}

static bool in_sentence(const ExportPage *page, uint32_t i, uint32_t of)
{
    const ArrianDocument *d = page->document;
    return i < d->tokens.count && d->tokens.at[i].sentence == d->tokens.at[of].sentence;
}

/* The name that starts at token i; NULL where none does. */
static const ArrianName *name_at(const ExportPage *page, uint32_t i)
{
    const ArrianDocument *d = page->document;
    uint32_t n = document_names_before(d, d->tokens.at[i].span.start);
    bool there = n < d->names.count && d->names.at[n].span.start == d->tokens.at[i].span.start;
    return there ? &d->names.at[n] : NULL;
}

/* "US [and British activists]": a second people before the one noun. */
static uint32_t joined_end(const ExportPage *page, uint32_t end)
{
    const ArrianDocument *d = page->document;
    if (end + 2 >= d->tokens.count || !in_sentence(page, end + 2, end)) return end;
    if (!export_is_upos(page, end, "CCONJ")) return end;
    const ArrianName *name = name_at(page, end + 1);
    if (!name || name->type != ARRIAN_NATIONALITY) return end;
    uint32_t noun = document_token_at(d, name->span.end);
    return in_sentence(page, noun, end) && export_is_upos(page, noun, "NOUN") ? noun : end;
}

static void widen_right(Group *group)
{
    const ExportPage *page = group->page;
    uint32_t from = group->first;
    if (group->end < page->document->tokens.count && in_sentence(page, group->end, from))
        group->end = joined_end(page, group->end);
    while (in_sentence(page, group->end, from) &&
           (is_part(page, group->end) || (is_join(page, group->end) && in_sentence(page, group->end + 1, from) &&
                                          is_part(page, group->end + 1))))
        group->end++;
}

/* "Deputy Secretary [of] Energy Kupfer" is the title of a person. */
static bool leads(const Group *group, uint32_t i)
{
    const ExportPage *page = group->page;
    if (is_part(page, i) || is_join(page, i)) return true;
    bool person = group->entity && group->entity->type == ARRIAN_PERSON;
    return person && i && group_word(page->document, i, "of") && is_part(page, i - 1);
}

/* "ministers from [France] and Germany": where the list starts that the name at token i ends. */
static uint32_t list_start(const ExportPage *page, uint32_t i)
{
    const ArrianDocument *d = page->document;
    for (int step = 0; step < NEAR && i > 2; step++) {
        if (!export_is_upos(page, i - 1, "CCONJ") && !group_word(d, i - 1, ",")) return i;
        uint32_t n = document_names_before(d, d->tokens.at[i - 1].span.start);
        if (!n || d->names.at[n - 1].span.end != d->tokens.at[i - 2].span.end) return i;
        if (d->names.at[n - 1].type != ARRIAN_PLACE) return i;
        i = document_token_at(d, d->names.at[n - 1].span.start);
    }
    return i;
}

/* "[Opponents] of Rwanda's Senate", "the [prime minister] of Estonia": where the words before "of" end in a role, the
 * party is theirs. */
static uint32_t noun_before_of(const Lexicon *roles, const Group *group)
{
    const ExportPage *page = group->page;
    const ArrianDocument *d = page->document;
    bool place = group->entity && group->entity->type == ARRIAN_PLACE;
    uint32_t end = place ? list_start(page, group->first) : group->first, first;
    if (end && group_word(d, end - 1, "the")) end--;
    if (end < 2 || (!group_word(d, end - 1, "of") && !group_word(d, end - 1, "from"))) return ARRIAN_NONE;
    end--;
    for (first = end; first && in_sentence(page, first - 1, group->first) && is_part(page, first - 1);) first--;
    if (first == end) return ARRIAN_NONE;
    return role_of_words(roles, document_words(d, document_tokens_span(d, first, end))) != ARRIAN_NONE ? first
                                                                                                        : ARRIAN_NONE;
}

/* "hundreds of [UN] troops": a body of many states among tokens first..end; NULL where none or another is named. */
static const ArrianEntity *body_inside(const ExportPage *page, uint32_t first, uint32_t end)
{
    const ArrianDocument *d = page->document;
    const ArrianEntity *body = NULL;
    for (uint32_t i = first; i < end && i < d->tokens.count; i++) {
        const ArrianName *name = name_at(page, i);
        if (!name) continue;
        uint32_t next = document_token_at(d, name->span.end);
        bool joined = next < d->tokens.count && d->tokens.at[next].flags & ARRIAN_HYPHEN; /* "UN-backed" */
        if (body || joined || !d->entities.at[name->entity].code[0]) return NULL;
        body = &d->entities.at[name->entity];
    }
    return body;
}

static Group group_of(const Export *e, const ExportPage *page, const ArrianParty *party)
{
    const ArrianDocument *d = page->document;
    Group group = {.page = page,
                   .first = document_token_at(d, party->span.start),
                   .end = document_token_at(d, party->span.end)};
    if (party->entity < d->entities.count) group.entity = &d->entities.at[party->entity];
    if (group.first >= d->tokens.count || !d->tokens.at[group.first].upos) return group;
    bool person = group.entity && group.entity->type == ARRIAN_PERSON;
    if (!group.entity && !party->link[0]) group.entity = body_inside(page, group.first, group.end);
    if (!person) widen_right(&group);
    while (group.first && in_sentence(page, group.first - 1, group.first) && leads(&group, group.first - 1))
        group.first--;
    bool of_other = group.end > document_token_at(d, party->span.end); /* "leaders of [Egypt]'s Brotherhood" */
    uint32_t before = person || of_other ? ARRIAN_NONE : noun_before_of(&e->roles->roles, &group);
    if (before != ARRIAN_NONE) group.first = before;
    return group;
}

/* The words of the group from token `first` up to a preposition: "mayor" of "mayor of the city". */
static ArrianSlice words_from(const Group *group, uint32_t first, uint32_t *ret_end)
{
    const ArrianDocument *d = group->page->document;
    uint32_t end = first;
    while (end < group->end && (end == first || !export_is_upos(group->page, end, "ADP"))) end++;
    *ret_end = end;
    return end > first ? document_words(d, document_tokens_span(d, first, end)) : (ArrianSlice){0};
}

/* "[the US commander in Iraq], General David Petraeus"; empty where no person or no comma is. */
static Group title_before(const Group *group)
{
    const ExportPage *page = group->page;
    Group title = {.page = page, .first = group->first, .end = group->first};
    if (group->first < 3 || !group->entity || group->entity->type != ARRIAN_PERSON) return title;
    if (!group_word(page->document, group->first - 1, ",")) return title;
    while (title.first && title.first + 7 > title.end && in_sentence(page, title.first - 1, title.end) &&
           !export_is_upos(page, title.first - 1, "VERB"))
        title.first--;
    return title;
}

/* "Ali Hasan, [the Syrian foreign minister], said" */
static Group title_after(const Group *group)
{
    const ExportPage *page = group->page;
    const ArrianDocument *d = page->document;
    Group title = {.page = page, .first = group->end, .end = group->end};
    if (!group->entity || group->entity->type != ARRIAN_PERSON) return title;
    if (!in_sentence(page, group->end, group->first) || !group_word(d, group->end, ",")) return title;
    uint32_t end = ++title.first;
    while (end < title.first + 8 && in_sentence(page, end, group->first) && !group_word(d, end, ",") &&
           !export_is_upos(page, end, "VERB AUX"))
        end++;
    bool closed = in_sentence(page, end, group->first) && group_word(d, end, ",");
    title.end = closed ? end : title.first;
    return title;
}

/* What the words say: "a mayor", "dozens of [students]"; of a former minister that he was one. */
static uint32_t role_told(const Lexicon *roles, const Group *group)
{
    uint32_t end;
    ArrianSlice head = words_from(group, group->first, &end);
    bool of = end < group->end && group_word(group->page->document, end, "of");
    if (of && row_of_word(roles, "head", head) != ARRIAN_NONE) {
        uint32_t last, led = role_of_words(roles, words_from(group, end + 1, &last));
        if (led != ARRIAN_NONE) return led;
    }
    if (of && row_of_word(roles, "of", head) != ARRIAN_NONE) head = words_from(group, end + 1, &end);
    uint32_t row = role_of_words(roles, head);
    Group title = title_before(group);
    if (row != ARRIAN_NONE) return row;
    if (title.end > title.first + 1) return role_of_words(roles, words_from(&title, title.first, &end));
    title = title_after(group);
    return title.end > title.first ? role_of_words(roles, words_from(&title, title.first, &end)) : row;
}

/* ---- the state ---- */

/* "Kigali" -> RWA;  "Syrian Observatory for Human Rights" -> SYR: a state, a capital or a people that opens a name */
static ArrianSlice state_in_name(const Export *e, const ArrianEntity *entity)
{
    ArrianSlice name = entity->name;
    uint32_t row;
    if (entity->type == ARRIAN_PERSON) return (ArrianSlice){0};
    for (uint32_t end = name.length; end; end--) {
        if (end < name.length && name.at[end] != ' ') continue;
        if (!map_get(&e->roles->state_of, key_of((ArrianSlice){name.at, end}), &row)) continue;
        return lexicon_cell(&e->roles->states, row, "id");
    }
    return (ArrianSlice){0};
}

static ArrianSlice state_of_entity(const Export *e, const ExportPage *page, uint32_t number)
{
    const ArrianDocument *d = page->document;
    const ArrianEntity *entity = number < d->entities.count ? &d->entities.at[number] : NULL;
    ExportPlace place;
    bool office;
    if (!entity) return (ArrianSlice){0};
    if (entity->iso3[0]) return export_word(entity->iso3);
    uint32_t body = body_row(e, entity), leader = leader_row(e, page, entity, &office);
    ArrianSlice home = body == ARRIAN_NONE ? (ArrianSlice){0} : lexicon_cell(&e->roles->bodies, body, "iso3");
    if (home.length) return home;
    if (leader != ARRIAN_NONE) return lexicon_cell(&e->roles->leaders, leader, "iso3");
    ArrianParty party = {.entity = number};
    bool one = export_place(e, page, &party, &place) && place.states.length == 3;
    return one ? place.states : entity->code[0] ? (ArrianSlice){0} : state_in_name(e, entity);
}

static bool are_joined(const ExportPage *page, uint32_t from, uint32_t to)
{
    const ArrianDocument *d = page->document;
    uint32_t i = document_token_at(d, from), end = document_token_at(d, to);
    for (; i < end; i++)
        if (!export_is_upos(page, i, "CCONJ PUNCT")) return false;
    return true;
}

/* "pro-Russia rebels" are not Russia's. */
static bool is_for_or_against(const ExportPage *page, ArrianSpan name)
{
    const ArrianDocument *d = page->document;
    uint32_t i = document_token_at(d, name.start);
    if (i < 2 || !(d->tokens.at[i - 1].flags & ARRIAN_HYPHEN)) return false;
    return group_word(d, i - 2, "pro") || group_word(d, i - 2, "anti");
}

static void add_state(ArrianSlice *states, uint32_t *count, ArrianSlice state)
{
    for (uint32_t i = 0; i < *count; i++)
        if (slice_same(states[i], state)) return;
    if (state.length && *count < EXPORT_MOST_ACTORS) states[(*count)++] = state;
}

/* The states that names among tokens first..end tell: the first, and those joined to it. */
static void states_named(const Export *e, const ExportPage *page, uint32_t first, uint32_t end, ArrianSlice *states,
                         uint32_t *count)
{
    const ArrianDocument *d = page->document;
    if (first >= end) return;
    ArrianSpan span = document_tokens_span(d, first, end);
    uint32_t last = 0, n = document_names_before(d, span.start);
    for (; n < d->names.count && d->names.at[n].span.start < span.end; n++) {
        if (is_for_or_against(page, d->names.at[n].span)) continue;
        ArrianSlice state = state_of_entity(e, page, d->names.at[n].entity);
        if (!state.length || (last && !are_joined(page, last, d->names.at[n].span.start))) continue;
        add_state(states, count, state);
        last = d->names.at[n].span.end;
    }
}

/* "a court in [Guyana]", "dissidents from [Myanmar]" */
static void states_behind(const Export *e, const Group *group, ArrianSlice *states, uint32_t *count)
{
    const ArrianDocument *d = group->page->document;
    uint32_t at = group->end, end = at + 1;
    if (at >= d->tokens.count || !in_sentence(group->page, at, group->first)) return;
    if (!group_word(d, at, "of") && !group_word(d, at, "in") && !group_word(d, at, "from")) return;
    while (end <= at + NEAR && in_sentence(group->page, end, at) && !export_is_upos(group->page, end, "VERB") &&
           !group_word(d, end, ","))
        end++;
    states_named(e, group->page, at + 1, end, states, count);
}

/* "the US commander in Iraq, General [David Petraeus]"; "[Ali Hasan], the Syrian foreign minister," */
static void states_of_title(const Export *e, const Group *group, ArrianSlice *states, uint32_t *count)
{
    uint32_t end;
    Group title = title_before(group);
    states_named(e, group->page, title.first, title.end, states, count);
    title = title_after(group);
    bool office = !*count && title.end > title.first;
    if (office && role_of_words(&e->roles->roles, words_from(&title, title.first, &end)) != ARRIAN_NONE)
        states_named(e, group->page, title.first, title.end, states, count);
}

/* "Colombian police and [soldiers]": who serves a state serves that of those before. */
static void states_shared(const Export *e, const Group *group, uint32_t told, ArrianSlice *states, uint32_t *count)
{
    static const char *const served[] = {"GOV", "MIL", "COP", "LEG", "JUD"};
    const ExportPage *page = group->page;
    bool serves = false;
    for (size_t i = 0; told != ARRIAN_NONE && i < sizeof served / sizeof *served; i++)
        serves |= slice_is(lexicon_cell(&e->roles->roles, told, "sector"), served[i]);
    if (!serves || group->first < 3 || !export_is_upos(page, group->first - 1, "CCONJ")) return;
    uint32_t end = group->first - 1, first = end;
    while (first && in_sentence(page, first - 1, end) && (is_part(page, first - 1) || is_join(page, first - 1)))
        first--;
    if (first < end && export_is_upos(page, end - 1, "NOUN")) states_named(e, page, first, end, states, count);
}

/* ---- both ---- */

static uint32_t role_of_name(const Export *e, const Group *group, ArrianSlice link)
{
    const ArrianEntity *entity = group->entity;
    const Lexicon *roles = &e->roles->roles;
    bool office;
    if (!entity) return role_of_class(roles, link);
    uint32_t body = body_row(e, entity), row = role_of_class(roles, export_word(entity->code));
    if (row == ARRIAN_NONE && body != ARRIAN_NONE)
        row = role_of_class(roles, lexicon_cell(&e->roles->bodies, body, "name"));
    if (row == ARRIAN_NONE && body != ARRIAN_NONE)
        row = role_of_class(roles, lexicon_cell(&e->roles->bodies, body, "kind"));
    if (row == ARRIAN_NONE) row = role_of_words(roles, entity->role);
    uint32_t leader = leader_row(e, group->page, entity, &office);
    if (row != ARRIAN_NONE || !office) return row;
    row = role_of_words(roles, lexicon_cell(&e->roles->leaders, leader, "office"));
    return row == ARRIAN_NONE ? role_of_class(roles, export_word("leader")) : row;
}

/* A body of many states (UN, Islamic State) has none, whatever stands beside it; a thing ("the bridge in Oslo") is no
 * state's where it has no role. */
static uint32_t states_of(const Export *e, const Group *group, const ArrianParty *party, uint32_t named, uint32_t told,
                          ArrianSlice *states)
{
    uint32_t count = 0;
    const ArrianEntity *entity = group->entity;
    bool state = party->link[0] && !strcmp(write_link_kind(group->page->document, party), "iso3");
    bool person = entity && entity->type == ARRIAN_PERSON, of_many = entity && entity->code[0];
    if (named != ARRIAN_NONE && slice_is(lexicon_cell(&e->roles->roles, named, "country"), "IMG")) of_many = true;
    if (is_for_or_against(group->page, party->span)) return 0;
    if (state) add_state(states, &count, export_word(party->link));
    else add_state(states, &count, state_of_entity(e, group->page, party->entity));
    bool known = count;
    if (of_many && !known) return 0;
    if (!known || !person) states_named(e, group->page, group->first, group->end, states, &count);
    if (known && count > 1 && !entity) count = 1;
    if (!count && told != ARRIAN_NONE && !person) states_behind(e, group, states, &count);
    if (!count) states_of_title(e, group, states, &count);
    if (!count) states_shared(e, group, told, states, &count);
    return count;
}

/* "a former minister", "the ousted president": who governed and does no more. */
static uint32_t former_of(const Lexicon *roles, const Group *group, uint32_t role)
{
    uint32_t end, was;
    ArrianSlice sector = role == ARRIAN_NONE ? (ArrianSlice){0} : lexicon_cell(roles, role, "sector");
    if (!slice_is(sector, "GOV") && !slice_is(sector, "LEG") && !slice_is(sector, "MIL") &&
        !slice_is(sector, "SPY") && !slice_is(sector, "COP"))
        return role;
    was = row_of_word(roles, "was", words_from(group, group->first, &end));
    if (was == ARRIAN_NONE && group->entity) was = row_of_word(roles, "was", group->entity->role);
    return was == ARRIAN_NONE ? role : was;
}

static void take_role(const Lexicon *roles, uint32_t row, ExportActor *actor)
{
    if (row == ARRIAN_NONE) return;
    if (!actor->sector.length) actor->sector = lexicon_cell(roles, row, "sector");
    if (!actor->agent.length) actor->agent = lexicon_cell(roles, row, "cameo");
    if (!actor->attribute.length) actor->attribute = lexicon_cell(roles, row, "attribute");
    if (slice_is(lexicon_cell(roles, row, "word"), "report")) actor->reports = true;
    if (actor->country.length) return;
    actor->country = lexicon_cell(roles, row, "country");
    if (slice_same(actor->country, actor->agent)) actor->agent = (ArrianSlice){0};
}

uint32_t export_actors(const Export *e, const ExportPage *page, const ArrianParty *party,
                       ExportActor ret[EXPORT_MOST_ACTORS])
{
    const Lexicon *roles = &e->roles->roles;
    ArrianSlice states[EXPORT_MOST_ACTORS];
    Group group = group_of(e, page, party);
    uint32_t named = role_of_name(e, &group, export_word(party->link)), told = role_told(roles, &group);
    uint32_t count = states_of(e, &group, party, named, told, states);
    if (told != ARRIAN_NONE && slice_is(lexicon_cell(roles, told, "sector"), "OPP")) named = told;
    for (uint32_t i = 0; i < (count ? count : 1); i++) {
        ret[i] = (ExportActor){.country = i < count ? states[i] : (ArrianSlice){0}};
        take_role(roles, former_of(roles, &group, named), &ret[i]);
        take_role(roles, former_of(roles, &group, told), &ret[i]);
        bool body = group.entity && group.entity->code[0];
        if (body && !ret[i].country.length) ret[i].country = export_word("IGO");
    }
    return count ? count : 1;
}

bool export_same_actor(const Export *e, const ExportPage *page, const ArrianParty *one, const ArrianParty *other)
{
    Group a = group_of(e, page, one), b = group_of(e, page, other);
    ExportActor first = export_actor(e, page, one), second = export_actor(e, page, other);
    bool overlap = a.first < b.end && b.first < a.end;
    return overlap && slice_same(first.country, second.country) && slice_same(first.sector, second.sector);
}

/* A state, a capital, a body or a person can speak for itself; a town cannot. */
static bool has_a_say(const Export *e, const ExportPage *page, const ArrianParty *party)
{
    const ArrianDocument *d = page->document;
    const ArrianEntity *entity = party->entity < d->entities.count ? &d->entities.at[party->entity] : NULL;
    uint32_t row;
    return !entity || entity->type != ARRIAN_PLACE || entity->iso3[0] ||
           map_get(&e->roles->state_of, key_of(entity->name), &row);
}

bool export_speaker(const Export *e, const ExportPage *page, const ArrianClaim *claim, ArrianParty *ret)
{
    for (uint32_t i = 0; i < claim->sources; i++) {
        *ret = (ArrianParty){.span = claim->source[i].span, .entity = claim->source[i].entity};
        if (has_a_say(e, page, ret)) return true;
    }
    return false;
}

ExportActor export_actor(const Export *e, const ExportPage *page, const ArrianParty *party)
{
    ExportActor actors[EXPORT_MOST_ACTORS];
    export_actors(e, page, party, actors);
    return actors[0];
}

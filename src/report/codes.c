/* codes.c: claims and parties -> codes.   MOBILIZE, "troops deploy", happened -> quad 4, mode troops, CAMEO 154
 * "Russian soldiers" (RUS) -> country RUS, sector MIL. Nothing is coded that no row says: a blank is a blank. */
#include "report/codes.h"
#include "base/engine.h"
#include "base/error.h"
#include "base/lexicon.h"
#include "base/utf8.h"
#include <string.h>

struct ExportCodes {
    Lexicon acts, roles, bodies;
};

int export_codes(Export *e)
{
    const char *folder = e->engine->folder;
    e->codes = NEW(&e->arena, struct ExportCodes, 1);
    TRY(data_table(&e->arena, folder, "codes.tsv", &e->codes->acts, e->why));
    TRY(data_table(&e->arena, folder, "roles.tsv", &e->codes->roles, e->why));
    return data_table(&e->arena, folder, "bodies.tsv", &e->codes->bodies, e->why);
}

static uint32_t act_row(const Lexicon *acts, const ArrianClaim *claim, ArrianSlice mode, const char *stance)
{
    for (uint32_t r = 0; r < acts->rows; r++)
        if (slice_is(lexicon_cell(acts, r, "act"), arrian_act(claim->act)) &&
            slice_same(lexicon_cell(acts, r, "mode"), mode) && slice_is(lexicon_cell(acts, r, "stance"), stance))
            return r;
    return ARRIAN_NONE;
}

static uint32_t find_act(const Lexicon *acts, const ArrianClaim *claim, const char *stance)
{
    uint32_t row = claim->mode.length ? act_row(acts, claim, claim->mode, stance) : ARRIAN_NONE;
    return row == ARRIAN_NONE ? act_row(acts, claim, (ArrianSlice){0}, stance) : row;
}

bool export_code(const Export *e, const ArrianClaim *claim, ExportCode *ret)
{
    const Lexicon *acts = &e->codes->acts;
    bool took_place =
        claim->stance == ARRIAN_HAPPENED || claim->stance == ARRIAN_ONGOING || claim->stance == ARRIAN_REPORTED;
    uint32_t plain = find_act(acts, claim, ""),
             row = took_place ? plain : find_act(acts, claim, arrian_stance(claim->stance));
    if (plain == ARRIAN_NONE) return false;
    *ret = (ExportCode){.mode = lexicon_cell(acts, plain, "plover_mode"),
                        .quad = lexicon_number(acts, plain, "quad", 0),
                        .scale = lexicon_number(acts, plain, "scale", 0)};
    if (row == ARRIAN_NONE) return true;
    ret->cameo = lexicon_cell(acts, row, "cameo");
    ret->goldstein = lexicon_number(acts, row, "goldstein", 0);
    return true;
}

static bool is_word_end(ArrianSlice words, uint32_t at)
{
    return at >= words.length || !utf8_is_letter((unsigned char)words.at[at]);
}

/* "soldier" in "Russian soldiers", "court" in no "courtly"; a plural in -s or -es counts; "=general" is the word alone.
 */
static bool holds_word(ArrianSlice words, ArrianSlice word)
{
    if (word.length && word.at[0] == '=')
        return words.length == word.length - 1 && !strncasecmp(words.at, word.at + 1, words.length);
    for (uint32_t i = 0; i + word.length <= words.length; i++) {
        if (i && !is_word_end(words, i - 1)) continue;
        if (strncasecmp(words.at + i, word.at, word.length)) continue;
        uint32_t end = i + word.length;
        if (is_word_end(words, end)) return true;
        if (end < words.length && words.at[end] == 'e') end++;
        if (end < words.length && words.at[end] == 's' && is_word_end(words, end + 1)) return true;
    }
    return false;
}

static uint32_t role_of_words(const Lexicon *roles, ArrianSlice words)
{
    for (uint32_t r = 0; words.length && r < roles->rows; r++) {
        ArrianSlice list = lexicon_cell(roles, r, "words"), item;
        while (lexicon_item(&list, &item))
            if (holds_word(words, item)) return r;
    }
    return ARRIAN_NONE;
}

static uint32_t role_of_class(const Lexicon *roles, ArrianSlice class)
{
    for (uint32_t r = 0; class.length && r < roles->rows; r++)
        if (slice_same(lexicon_cell(roles, r, "class"), class)) return r;
    return ARRIAN_NONE;
}

static ArrianSlice kind_of_body(const Lexicon *bodies, ArrianSlice name)
{
    for (uint32_t r = 0; r < bodies->rows; r++) {
        ArrianSlice list = lexicon_cell(bodies, r, "aliases"), item;
        if (slice_same(lexicon_cell(bodies, r, "name"), name)) return lexicon_cell(bodies, r, "kind");
        while (lexicon_item(&list, &item))
            if (slice_same(item, name)) return lexicon_cell(bodies, r, "kind");
    }
    return (ArrianSlice){0};
}

static ArrianSlice word_slice(const char *word)
{
    return (ArrianSlice){word, (uint32_t)strlen(word)};
}

static uint32_t role_of_party(const Export *e, const ArrianEntity *entity, ArrianSlice words, ArrianSlice link)
{
    const Lexicon *roles = &e->codes->roles;
    uint32_t row = role_of_class(roles, entity ? word_slice(entity->code) : link);
    bool body = entity && entity->type == ARRIAN_ORGANIZATION;
    if (row == ARRIAN_NONE && body) row = role_of_class(roles, kind_of_body(&e->codes->bodies, entity->name));
    if (row == ARRIAN_NONE && entity) row = role_of_words(roles, entity->role);
    return row == ARRIAN_NONE ? role_of_words(roles, words) : row;
}

ExportActor export_actor(const Export *e, const ExportPage *page, const ArrianParty *party)
{
    size_t count;
    const ArrianEntity *entity = arrian_entities(page->document, &count);
    entity = party->entity < count ? &entity[party->entity] : NULL;
    const Lexicon *roles = &e->codes->roles;
    ArrianSlice link = word_slice(party->link);
    bool state = link.length && !strcmp(write_link_kind(page->document, party), "iso3");
    ExportActor actor = {.country = state ? link : (ArrianSlice){0}};
    if (!state && entity && entity->iso3[0]) actor.country = word_slice(entity->iso3);
    uint32_t row = role_of_party(e, entity, arrian_words(page->document, party->span), link);
    if (row == ARRIAN_NONE) return actor;
    actor.sector = lexicon_cell(roles, row, "sector");
    actor.agent = lexicon_cell(roles, row, "cameo");
    actor.attribute = lexicon_cell(roles, row, "attribute");
    if (!actor.country.length) actor.country = lexicon_cell(roles, row, "country");
    return actor;
}

/* lexicons.c: every row of data/ brings an example; it is read, and must give what the row says.
 *     units.tsv: battalion ... "Two battalions left." -> a quantity whose unit is battalion */
#include "base/document.h"
#include "base/engine.h"
#include "base/rule.h"
#include "check.h"
#include "collate/figure.h"
#include "collate/signal.h"
#include "mark/firm.h"
#include "mark/mark.h"
#include "mark/teller.h"
#include "read/outlet.h"
#include "report/codes.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

/* One row, its example read, and where one of the row's forms stands in it. */
typedef struct Row {
    const Lexicon *lexicon;
    uint32_t row;
    const ArrianDocument *d;
    ArrianSpan at; /* of the received bytes; the whole example where no form was found */
} Row;

static bool over(const Row *row, ArrianSpan span)
{
    ArrianSpan received = arrian_received(row->d, span);
    return received.start < row->at.end && row->at.start < received.end;
}

static ArrianSlice cell(const Row *row, const char *column)
{
    return lexicon_cell(row->lexicon, row->row, column);
}

static bool has_name(const Row *row, const char *iso3, const char *link, int type)
{
    size_t names, entities;
    const ArrianName *name = arrian_names(row->d, &names);
    const ArrianEntity *entity = arrian_entities(row->d, &entities);
    ArrianSlice state = iso3 ? cell(row, iso3) : (ArrianSlice){0}, code = link ? cell(row, link) : (ArrianSlice){0};
    for (size_t i = 0; i < names; i++) {
        const ArrianEntity *e = name[i].entity < entities ? &entity[name[i].entity] : NULL;
        if (!over(row, name[i].span) || (type >= 0 && (int)name[i].type != type)) continue;
        if (state.length && !(e && slice_is(state, e->iso3))) continue;
        if (code.length && !(e && slice_is(code, e->code))) continue;
        return true;
    }
    return false;
}

static bool is_state(const Row *row)
{
    return has_name(row, "id", NULL, -1);
}

static bool is_body(const Row *row)
{
    return has_name(row, NULL, "link", -1);
}

static bool is_any_name(const Row *row)
{
    return has_name(row, NULL, NULL, -1);
}

static bool is_time(const Row *row)
{
    size_t times;
    const ArrianTime *time = arrian_times(row->d, &times);
    for (size_t i = 0; i < times; i++)
        if (over(row, time[i].span)) return true;
    return false;
}

/* A feast is a day of the calendar first. */
static bool is_event(const Row *row)
{
    return is_any_name(row) || (slice_is(cell(row, "kind"), "day") && is_time(row));
}

static bool is_person(const Row *row)
{
    return has_name(row, NULL, NULL, ARRIAN_PERSON);
}

/* A person's name goes on behind the word. */
static bool is_particle(const Row *row)
{
    size_t names;
    char inside[40];
    const ArrianName *name = arrian_names(row->d, &names);
    ArrianSlice word = cell(row, "word");
    int length = snprintf(inside, sizeof inside, " %.*s ", (int)word.length, word.at);
    for (size_t i = 0; i < names; i++) {
        ArrianSlice text = document_words(row->d, name[i].span);
        if (name[i].type == ARRIAN_PERSON && memmem(text.at, text.length, inside, (size_t)length)) return true;
    }
    return false;
}

/* "northern Syria": a name that is linked to a state, with or without the direction in it. */
static bool lies_in_state(const Row *row)
{
    size_t entities;
    const ArrianEntity *entity = arrian_entities(row->d, &entities);
    for (size_t i = 0; i < entities; i++)
        if (entity[i].iso3[0] && entity[i].type == ARRIAN_PLACE) return true;
    return false;
}

/* The head word itself stands outside the name that it makes a product: "a Kestrel missile". */
static bool gives_product(const Row *row)
{
    Row whole = *row;
    whole.at = (ArrianSpan){0, UINT32_MAX};
    return has_name(&whole, NULL, NULL, ARRIAN_PRODUCT);
}

/* A title may stand outside the name that it leads. */
static bool gives_person(const Row *row)
{
    Row whole = *row;
    whole.at = (ArrianSpan){0, UINT32_MAX};
    size_t entities;
    const ArrianEntity *entity = arrian_entities(row->d, &entities);
    for (size_t i = 0; i < entities; i++)
        if (entity[i].type == ARRIAN_PERSON) return true;
    return is_person(&whole) || is_any_name(row);
}

static bool is_unit(const Row *row)
{
    size_t count;
    const ArrianQuantity *q = arrian_quantities(row->d, &count);
    ArrianSlice want = cell(row, "unit"), words = cell(row, "words"), first;
    if (!want.length) want = cell(row, "id");
    if (!lexicon_item(&words, &first)) first = want;
    for (size_t i = 0; i < count; i++)
        if (slice_same(q[i].unit, want) || slice_same(q[i].unit, first)) return true;
    return false;
}

/* An ordinal is no quantity, and must not be read as one. */
static bool is_quantity(const Row *row)
{
    size_t quantities;
    const ArrianQuantity *q = arrian_quantities(row->d, &quantities);
    bool ordinal = slice_is(cell(row, "kind"), "ordinal");
    if (slice_is(cell(row, "bound"), "reached")) return quantities > 0; /* it stands before the number */
    for (size_t i = 0; i < quantities; i++)
        if (over(row, q[i].span)) return !ordinal;
    return ordinal || is_time(row);
}

/* Persons are counted without a noun; a label's number counts nothing; what is long or deep so many meters. */
static bool is_beside_number(const Row *row)
{
    size_t count;
    const ArrianQuantity *q = arrian_quantities(row->d, &count);
    ArrianSlice class = cell(row, "class");
    bool measure = slice_is(class, "size") || slice_is(class, "measure");
    return slice_is(class, "label") ? !count : count == 1 && slice_is(q->unit, measure ? "meter" : "person");
}

/* Of the pronouns of the example the row's own may stand for the person, the other may not. */
static bool tells_gender(const Row *row)
{
    const char *own = slice_is(cell(row, "gender"), "m") ? "he" : "she";
    uint32_t person = 0, fits = 0, strays = 0;
    while (person < row->d->entities.count && row->d->entities.at[person].type != ARRIAN_PERSON) person++;
    if (person == row->d->entities.count) return false;
    for (uint32_t i = 0; i < row->d->tokens.count; i++) {
        ArrianSlice word = document_words(row->d, row->d->tokens.at[i].span);
        if (!slice_is(word, "he") && !slice_is(word, "she")) continue;
        bool may = pronoun_fits(row->d->engine, row->d, i, person);
        if (slice_is(word, own)) fits += may;
        else strays += may;
    }
    return fits && !strays;
}

/* A body that is linked to the state in its name. */
static bool acts_for_state(const Row *row)
{
    for (uint32_t e = 0; e < row->d->entities.count; e++)
        if (row->d->entities.at[e].type == ARRIAN_ORGANIZATION && !strcmp(row->d->entities.at[e].iso3, "KEN"))
            return true;
    return false;
}

static bool has_stance(const Row *row)
{
    size_t count;
    const ArrianClaim *claim = arrian_claims(row->d, &count);
    ArrianSlice stance = cell(row, "stance");
    for (size_t i = 0; i < count; i++)
        if (!stance.length || slice_is(stance, arrian_stance(claim[i].stance))) return true;
    return false;
}

/* The stop of an abbreviation ends no sentence in the midst of its example. */
static bool is_unbroken(const Row *row)
{
    size_t count;
    const ArrianSentence *sentence = arrian_sentences(row->d, &count);
    for (size_t i = 0; i + 1 < count; i++) {
        ArrianSpan received = arrian_received(row->d, sentence[i].span);
        ArrianSlice text = arrian_text(row->d);
        if (received.end == row->at.end && received.end < text.length && text.at[received.end] == ' ') return false;
    }
    return true;
}

static bool is_act(const Row *row)
{
    size_t count;
    const ArrianClaim *claim = arrian_claims(row->d, &count);
    ArrianSlice act = cell(row, "act");
    for (size_t i = 0; i < count; i++)
        if ((!act.length || slice_is(act, arrian_act(claim[i].act))) && over(row, claim[i].cue)) return true;
    return false;
}

static bool has_stance_of(const Row *row, ArrianStance stance)
{
    size_t count;
    const ArrianClaim *claim = arrian_claims(row->d, &count);
    for (size_t i = 0; i < count; i++)
        if (claim[i].stance == stance) return true;
    return false;
}

/* Whether what the row's word stands for did something for a state. */
static bool acts_for(const Row *row, const char *iso3)
{
    size_t count;
    const ArrianClaim *claim = arrian_claims(row->d, &count);
    for (size_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < claim[i].actors; k++)
            if (over(row, claim[i].actor[k].span) && !strcmp(claim[i].actor[k].link, iso3)) return true;
    return false;
}

/* Whether something is done to a state. */
static bool has_recipient(const Row *row, const char *iso3)
{
    size_t count;
    const ArrianClaim *claim = arrian_claims(row->d, &count);
    for (size_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < claim[i].recipients; k++)
            if (!strcmp(claim[i].recipient[k].link, iso3)) return true;
    return false;
}

/* A claim is made, and the word does not do it; an empty verb leaves the act to its noun;
 * an organ acts for its state, an agent for the one that is named, a watcher is a source, a mishap does harm; nothing is done to
 * an offence or a topic, and who is in a state is in it. */
static bool is_no_doer(const Row *row)
{
    size_t count;
    const ArrianClaim *claim = arrian_claims(row->d, &count);
    if (slice_is(cell(row, "class"), "empty")) return count > 0 && claim[0].act != ARRIAN_STATE;
    if (slice_is(cell(row, "class"), "watch")) return count > 0 && claim[count - 1].sources;
    if (slice_is(cell(row, "class"), "hearsay")) return has_stance_of(row, ARRIAN_REPORTED);
    if (slice_is(cell(row, "class"), "to-come")) return has_stance_of(row, ARRIAN_PLANNED);
    if (slice_is(cell(row, "class"), "open")) return has_stance_of(row, ARRIAN_POSSIBLE);
    if (slice_is(cell(row, "class"), "aim")) return !row->d->engine->model || has_stance_of(row, ARRIAN_PLANNED);
    if (slice_is(cell(row, "class"), "chance")) return !row->d->engine->model || has_stance_of(row, ARRIAN_POSSIBLE);
    if (slice_is(cell(row, "class"), "deny")) return !row->d->engine->model || has_stance_of(row, ARRIAN_DENIED);
    if (slice_is(cell(row, "class"), "rescuer"))
        return !row->d->engine->model || (count > 0 && claim[0].act == ARRIAN_AID);
    if (slice_is(cell(row, "class"), "disclose") || slice_is(cell(row, "class"), "intangible"))
        return !row->d->engine->model || (count > 0 && claim[0].act == ARRIAN_STATE);
    if (slice_is(cell(row, "class"), "part")) return count && claim[0].places && !strcmp(claim[0].place[0].link, "MLI");
    if (slice_is(cell(row, "class"), "mishap")) return count > 0 && claim[0].act == ARRIAN_HARM;
    if (slice_is(cell(row, "class"), "adviser") || slice_is(cell(row, "class"), "warn"))
        return count > 0 && (!row->d->engine->model || claim[0].act != ARRIAN_THREATEN);
    if (slice_is(cell(row, "class"), "market"))
        return count > 0 && (!row->d->engine->model || claim[0].act == ARRIAN_STATE);
    if (slice_is(cell(row, "class"), "sum")) return row->d->engine->model ? acts_for(row, "NGA") : count > 0;
    if (slice_is(cell(row, "class"), "offence") || slice_is(cell(row, "class"), "talk"))
        return !row->d->engine->model || (count > 0 && !claim[0].recipients);
    if (slice_is(cell(row, "class"), "in-state"))
        return !row->d->engine->model || (count > 0 && claim[0].actors && !claim[0].recipients);
    if (slice_is(cell(row, "class"), "firm")) return !acts_for(row, "MLI");
    if (slice_is(cell(row, "class"), "nowhere"))
        return !row->d->engine->model || (count > 0 && !claim[0].places);
    bool foe = slice_is(cell(row, "class"), "foe") || slice_is(cell(row, "class"), "deter") ||
               slice_is(cell(row, "class"), "border");
    if (foe) return row->d->engine->model ? has_recipient(row, "EST") : count > 0;
    bool organ = slice_is(cell(row, "class"), "organ") || slice_is(cell(row, "class"), "agent") ||
                 slice_is(cell(row, "class"), "ruler") || slice_is(cell(row, "class"), "arms");
    for (size_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < claim[i].actors; k++)
            if (organ && !strcmp(claim[i].actor[k].link, "NGA")) return true;
            else if (over(row, claim[i].actor[k].span)) return false;
    return count > 0 && !organ;
}

/* The word stands for the place that was named, or ends the name of three states. */
static bool is_where(const Row *row)
{
    size_t count;
    const ArrianClaim *claim = arrian_claims(row->d, &count);
    for (size_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < claim[i].places; k++) {
            const ArrianParty *place = &claim[i].place[k];
            if (over(row, place->span) && place->entity != ARRIAN_NONE) return !slice_is(cell(row, "class"), "several") || claim[i].places == 3;
        }
    return false;
}

/* A claim of the example is called what the row says, and what no other row does. */
static bool is_code(const Row *row)
{
    ArrianError why = {0};
    Export e = {.engine = row->d->engine, .why = &why};
    size_t count;
    const ArrianClaim *claim = arrian_claims(row->d, &count);
    ExportPage page = {.document = row->d, .head = arrian_head(row->d), .claims = claim, .claim_count = count};
    bool right = false;
    if (!export_codes(&e) && !export_gazetteer(&e))
        for (size_t i = 0; i < count && !right; i++) right = export_code_row(&e, &page, &claim[i]) == row->row;
    arena_end(&e.arena);
    return right;
}

static bool is_party(const Row *row)
{
    size_t count;
    const ArrianClaim *claim = arrian_claims(row->d, &count);
    for (size_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < claim[i].actors; k++)
            if (over(row, claim[i].actor[k].span)) return true;
    return false;
}

/* What is called so further on is known by that, and not where a word sets it apart; of an office, while it is held, "we"
 * is whom it speaks for. */
static bool is_meant(const Row *row)
{
    size_t count;
    uint32_t by;
    const ArrianClaim *claim = arrian_claims(row->d, &count);
    ArrianSlice kind = cell(row, "kind");
    bool past = slice_is(kind, "past"), apart = past || slice_is(kind, "apart"), known = false;
    bool office = slice_is(kind, "voice") || slice_is(kind, "rank");
    for (size_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < claim[i].actors; k++) {
            const ArrianParty *actor = &claim[i].actor[k];
            ArrianTie tie = actor->entity == ARRIAN_NONE ? ARRIAN_TIES : arrian_tie(row->d, actor->span, actor->entity, &by);
            known |= (!office && tie == ARRIAN_TIE_DESCRIPTION) || ((office || past) && tie == ARRIAN_TIE_SPOKEN_FOR);
        }
    return count && known != apart;
}

static bool is_speech(const Row *row)
{
    size_t quotes, claims;
    const ArrianQuote *quote = arrian_quotes(row->d, &quotes);
    const ArrianClaim *claim = arrian_claims(row->d, &claims);
    for (size_t i = 0; i < quotes; i++)
        if (over(row, quote[i].cue)) return true;
    for (size_t i = 0; i < claims; i++)
        if (claim[i].sources) return true;
    return false;
}

/* A noun that speaks stands for who was named before; the trees of the engine tell. */
static bool is_resolved(const Row *row)
{
    size_t count;
    const ArrianQuote *quote = arrian_quotes(row->d, &count);
    for (size_t i = 0; i < count; i++)
        if (over(row, quote[i].speaker) && quote[i].entity != ARRIAN_NONE) return true;
    for (size_t i = 0; i < count; i++) /* "the statement": the speaker is whoever issued it */
        if (over(row, quote[i].cue) && quote[i].entity != ARRIAN_NONE) return true;
    return false;
}

/* The firm with the word behind its name is the one without it. */
static bool is_form(const Row *row)
{
    ArrianSlice words = cell(row, "words"), word;
    while (lexicon_item(&words, &word)) {
        char name[80];
        snprintf(name, sizeof name, "Kellnavit Steel %.*s", (int)word.length, word.at);
        if (!slice_is(firm_name(row->d->engine, (ArrianSlice){name, (uint32_t)strlen(name)}), "Kellnavit Steel")) return false;
    }
    return true;
}

/* The word is the source of what is told; one of the kind `thing` does not count as a doer. */
static bool is_teller(const Row *row)
{
    size_t count;
    bool thing = slice_is(cell(row, "kind"), "thing");
    for (uint32_t i = 0; i < row->d->tokens.count && thing; i++)
        if (over(row, row->d->tokens.at[i].span)) return !teller_is_doer(row->d->engine, row->d, i);
    const ArrianQuote *quote = arrian_quotes(row->d, &count);
    for (size_t i = 0; i < count; i++)
        if (over(row, quote[i].speaker)) return true;
    return false;
}

static bool is_ignored(const Row *row)
{
    size_t count;
    const ArrianIgnored *ignored = arrian_ignored(row->d, &count);
    for (size_t i = 0; i < count; i++)
        if (over(row, ignored[i].span)) return true;
    return false;
}

/* Two words of the row stand in the example and count as one. */
static bool is_kin(const Row *row)
{
    uint64_t family = 0;
    for (uint32_t i = 0; i < row->d->tokens.count; i++) {
        if (!over(row, row->d->tokens.at[i].span)) continue;
        family = about_word(row->d->engine, row->d, i);
    }
    for (uint32_t i = 0; family && i < row->d->tokens.count; i++)
        if (!over(row, row->d->tokens.at[i].span) && about_word(row->d->engine, row->d, i) == family) return true;
    return false;
}

/* The word says that the body named with it reports. */
static bool is_reporting(const Row *row)
{
    for (uint32_t i = 0; i < row->d->tokens.count; i++)
        if (over(row, row->d->tokens.at[i].span) && outlet_word(row->d->engine, row->d, i) == OUTLET_REPORTS)
            return true;
    return false;
}

static bool is_signal(const Row *row)
{
    static const char *const kinds[SIGNAL_KINDS] = {"response", "cause", "purpose", "sequence", "update", "dispute", "denial", "part", "refuted", "none"};
    SignalKind kind;
    uint32_t end;
    for (uint32_t i = 0; i < row->d->tokens.count; i++)
        if (signal_at(row->d->engine, row->d, i, row->d->tokens.count, &kind, &end) &&
            slice_is(cell(row, "kind"), kinds[kind]) && over(row, row->d->tokens.at[i].span))
            return true;
    return false;
}

/* The fate told nearest to the figure of the example. */
static bool is_fate(const Row *row)
{
    static const char *const fates[] = {[KILLED] = "killed",       [INJURED] = "injured",     [ARRESTED] = "arrested",
                                        [DEPLOYED] = "deployed",   [DISPLACED] = "displaced", [MISSING] = "missing",
                                        [RESCUED] = "rescued",     [ABOARD] = "aboard"};
    size_t count;
    const ArrianQuantity *q = arrian_quantities(row->d, &count);
    if (!count) return false;
    uint32_t sentence = row->d->tokens.at[document_token_at(row->d, q[0].span.start)].sentence;
    Fate fate = figure_fate(row->d->engine, row->d, q[0].span, sentence);
    return fate && slice_is(cell(row, "id"), fates[fate]);
}

/* The example tells the state and its end, of this row. */
static bool is_turn(const Row *row)
{
    Turn all = turn_of(row->d->engine, row->d, (ArrianSpan){0, arrian_text(row->d).length});
    return all.before >> row->row & 1 && all.after >> row->row & 1;
}

static bool is_language(const Row *row)
{
    ArrianSlice code = arrian_head(row->d)->language, id = cell(row, "id");
    return code.length == id.length && !memcmp(code.at, id.at, id.length);
}

#define HEADLINE "<html><head><title>Ferry freed</title></head><body><article><h1>Ferry freed</h1>"
#define PAGE_GOES_ON                                                                                                   \
    "<p>A ferry with 129 people on board was freed on Tuesday, its owner said.</p><p>Nobody was hurt, and the ship "    \
    "went on to Helsinki after an hour in the harbour.</p></article></body></html>"

/* Words of a page's example, without its tags. */
static ArrianSpan page_words(const Row *row)
{
    ArrianSlice example = cell(row, "example");
    uint32_t from = 0, to = example.length;
    for (uint32_t i = 0; i + 1 < example.length; i++)
        if (example.at[i] == '>' && example.at[i + 1] != '<') from = i + 1;
    for (uint32_t i = from; i < example.length && to == example.length; i++)
        if (example.at[i] == '<') to = i;
    uint32_t before = (uint32_t)(row->at.start); /* where the example begins */
    return (ArrianSpan){before + from, before + to};
}

/* Why the example's words are left out; -1 where they stay. */
static int left_out(const Row *row)
{
    size_t count;
    const ArrianIgnored *ignored = arrian_ignored(row->d, &count);
    ArrianSpan words = page_words(row);
    for (size_t i = 0; i < count; i++) {
        ArrianSpan at = arrian_received(row->d, ignored[i].span);
        if (at.start <= words.start && at.end >= words.end) return ignored[i].why;
    }
    return -1;
}

/* What a part of that name holds is left out for that reason, or stays, names the author, or is no day of printing. */
static bool is_part(const Row *row)
{
    static const char *const stays[] = {"article", "body", "lead", "teaser", "plain"};
    const ArrianHead *head = arrian_head(row->d);
    ArrianSlice sense = cell(row, "sense");
    ArrianSpan at = page_words(row);
    int why = left_out(row);
    for (size_t k = 0; k < sizeof stays / sizeof *stays; k++)
        if (slice_is(sense, stays[k])) return why < 0;
    if (slice_is(sense, "author"))
        return head->bylines == 1 && head->byline[0].length == at.end - at.start &&
               !memcmp(head->byline[0].at, row->d->received + at.start, at.end - at.start);
    if (slice_is(sense, "changed")) return check_contains(head->note, "last change");
    if (slice_is(sense, "issued")) return !strcmp(head->published, "2024-05-07") && !head->note.length;
    if (slice_is(sense, "hidden") || slice_is(sense, "caption") || slice_is(sense, "byline")) return why >= 0;
    return why >= 0 && slice_is(sense, arrian_why((ArrianWhy)why));
}

static bool is_month(const Row *row)
{
    ArrianSlice month = cell(row, "month");
    const char *published = arrian_head(row->d)->published;
    int wanted = (int)strtol(month.at, NULL, 10);
    if (slice_is(cell(row, "calendar"), "solar")) wanted = (wanted + 1) % 12 + 1; /* its fourth day */
    return published[0] && atoi(published + 5) == wanted;
}

/* The example dates the page, tells a change, or names its author, or both of them where their names are joined. */
static bool is_metadata(const Row *row)
{
    static const char *const names[] = {"author", "opening", "tail", "joint", "folder", "nobody", "degree"};
    const ArrianHead *head = arrian_head(row->d);
    ArrianSlice sense = cell(row, "sense");
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        if (slice_is(sense, names[k]))
            return head->bylines == (k == 3 ? 2u : 1u) && slice_is(head->byline[0], "Lea Wagner");
    if (strcmp(head->published, "2024-05-07")) return false;
    bool changed = slice_is(sense, "changed") || slice_is(sense, "day-changed");
    return check_contains(head->note, "last change") == changed;
}

static const struct Check {
    const char *name;
    bool (*holds)(const Row *row);
    const char *wants;
    bool trees; /* only the language engine can tell */
    const char *before, *after; /* what the example stands between; NULL for two plain paragraphs */
} checks[] = {{"states.tsv", is_state, "a name linked to the state"},
              {"bodies.tsv", is_body, "a name linked to the body"},
              {"outlets.tsv", is_any_name, "a name"},
              {"places.tsv", is_any_name, "a name"},
              {"titles.tsv", gives_person, "a person"},
              {"given_names.tsv", is_person, "a person"},
              {"family_names.tsv", is_person, "a person"},
              {"name_particles.tsv", is_particle, "a person's name that goes on behind it"},
              {"facility_words.tsv", is_any_name, "a name"},
              {"body_words.tsv", is_any_name, "a name"},
              {"place_words.tsv", is_any_name, "a name"},
              {"organ_words.tsv", acts_for_state, "a body that acts for a state", true},
              {"gender_words.tsv", tells_gender, "a person whom one pronoun alone may stand for", true},
              {"beside_numbers.tsv", is_beside_number, "persons counted, of a label nothing, of a length meters"},
              {"directions.tsv", lies_in_state, "a place in a state", true},
              {"event_words.tsv", is_any_name, "a name"},
              {"product_words.tsv", gives_product, "a product"},
              {"events.tsv", is_event, "a name, of a feast a time"},
              {"peoples.tsv", is_any_name, "a name"},
              {"products.tsv", is_any_name, "a name"},
              {"numbers.tsv", is_quantity, "a quantity or a time"},
              {"bounds.tsv", is_quantity, "a quantity"},
              {"stance.tsv", has_stance, "a claim of that stance"},
              {"abbreviations.tsv", is_unbroken, "no end of a sentence after it"},
              {"units.tsv", is_unit, "a quantity of that unit"},
              {"acts.tsv", is_act, "a claim of that act on that cue"},
              {"role_words.tsv", is_no_doer, "a claim that it does not do"},
              {"place_nouns.tsv", is_where, "a claim with the place or the states", true},
              {"codes.tsv", is_code, "a claim that the row names"},
              {"leaders.tsv", is_party, "a claim whose actor it is"},
              {"roles.tsv", is_party, "a claim whose actor it is"},
              {"speech.tsv", is_speech, "a quote or a source on that cue"},
              {"speaker_words.tsv", is_resolved, "a quote whose speaker is the body named before", true},
              {"legal_forms.tsv", is_form, "the firm without the word"},
              {"tellers.tsv", is_teller, "a quote whose speaker it is, or no doer"},
              {"described.tsv", is_meant, "a claim whose actor is known by the word, or is not", true},
              {"kin.tsv", is_kin, "two words that count as one"},
              {"reporting.tsv", is_reporting, "a word of that trade"},
              {"signals.tsv", is_signal, "a signal of that kind"},
              {"fates.tsv", is_fate, "the fate of those counted"},
              {"turns.tsv", is_turn, "the state and its end"},
              {"furniture.tsv", is_ignored, "bytes that are ignored"},
              {"markup.tsv", is_part, "a part that is that", .before = HEADLINE, .after = PAGE_GOES_ON},
              {"metadata.tsv", is_metadata, "the page's day or author", .before = HEADLINE, .after = PAGE_GOES_ON},
              {"months.tsv", is_month, "a day of that month", .before = HEADLINE "<p class=date>",
               .after = "</p>" PAGE_GOES_ON},
              {"languages.tsv", is_language, "that language", .before = "", .after = "\n"}};

/* Where one of the row's forms stands in the bytes: the longest of those that do. */
static ArrianSpan find_form(const Row *row, ArrianSlice bytes)
{
    static const char *const columns[] = {"words", "name",     "aliases", "demonyms", "capital",
                                          "seats", "pattern",  "word",    "given",    "family",
                                          "cue",   "synonyms", "forms",   "plural",   "line"};
    ArrianSpan best = {0, 0};
    for (size_t c = 0; c < sizeof columns / sizeof *columns; c++) {
        ArrianSlice list = cell(row, columns[c]), item;
        while (lexicon_item(&list, &item)) {
            const char *at = memmem(bytes.at, bytes.length, item.at, item.length);
            if (!at || item.length <= best.end - best.start) continue;
            best.start = (uint32_t)(at - bytes.at);
            best.end = best.start + item.length;
        }
    }
    return best.end ? best : (ArrianSpan){0, bytes.length};
}

/* An example stands between two plain paragraphs, as it would in a report, or in a page. */
static void check_row(Suite *suite, const ArrianEngine *engine, const struct Check *check, const Lexicon *lexicon,
                      uint32_t number)
{
    const char *before = check->before ? check->before : "A short report from the town\n\n";
    const char *after = check->after ? check->after : "\n\nIt was a quiet day otherwise.\n";
    bool page = *before == '<';
    Row row = {lexicon, number};
    ArrianSlice example = cell(&row, "example");
    char text[4096];
    ArrianError why = {0};
    if (!example.length) return;
    int size = snprintf(text, sizeof text, "%s%.*s%s", before, (int)example.length, example.at, after);
    if (size >= (int)sizeof text) size = sizeof text - 1;
    const char *date = page ? NULL : "2024-05-09";
    ArrianDocument *d = check_read(engine, page ? "example.html" : "example.txt", text, (size_t)size, date, &why);
    if (!d) {
        suite_fail(suite, lexicon->name, lexicon->lines[number], "cannot be read: %s", why.message);
        return;
    }
    row.d = d;
    row.at = page ? (ArrianSpan){0, example.length} : find_form(&row, example);
    row.at.start += (uint32_t)strlen(before), row.at.end += (uint32_t)strlen(before);
    if (check->holds(&row)) suite_pass(suite);
    else
        suite_fail(suite, lexicon->name, lexicon->lines[number], "wanted %s: %.*s", check->wants, (int)example.length,
                   example.at);
    arrian_document_free(d);
}

static void check_table(const ArrianEngine *engine, const struct Check *check, bool (*end_suite)(Suite *suite))
{
    Arena arena = {0};
    Lexicon lexicon;
    ArrianError why = {0};
    Suite suite = {check->name};
    if (data_table(&arena, NULL, check->name, &lexicon, &why)) suite_fail(&suite, check->name, 0, "%s", why.message);
    else
        for (uint32_t i = 0; i < lexicon.rows; i++) check_row(&suite, engine, check, &lexicon, i);
    end_suite(&suite);
    arena_end(&arena);
}

/* A rule's example must be matched whole, by some rule of its file: its tokens, in the midst of a sentence. */
static void check_rule(Suite *suite, const ArrianEngine *engine, const char *name, const Rules *rules, uint32_t number)
{
    static const char before[] = "A short report from the town\n\nPeople who live there spoke of ",
                      after[] = " to a reporter.\n";
    const char *action;
    char text[1024];
    uint32_t line = 0;
    ArrianError why = {0};
    ArrianSlice example = rule_example(rules, number, &action, &line);
    if (!example.length) return;
    int size = snprintf(text, sizeof text, "%s%.*s%s", before, (int)example.length, example.at, after);
    ArrianDocument *d = check_read(engine, "rule.txt", text, (size_t)size, NULL, &why);
    uint32_t first = 0, end = 0;
    for (uint32_t i = 0; d && i < d->tokens.count; i++) {
        ArrianSpan received = arrian_received(d, d->tokens.at[i].span);
        if (received.start < sizeof before - 1) first = i + 1;
        if (received.end <= sizeof before - 1 + example.length) end = i + 1;
    }
    RuleMatch match;
    if (first < end && rule_find(rules, d->tokens.at, first, end, &match) && match.end == end) suite_pass(suite);
    else suite_fail(suite, name, line, "not matched whole: \"%.*s\"", (int)example.length, example.at);
    arrian_document_free(d);
}

static void check_rules(ArrianEngine *engine, const char *name, bool (*end_suite)(Suite *suite))
{
    Arena arena = {0};
    const char *bytes;
    size_t size;
    Rules *rules;
    ArrianError why = {0};
    Suite suite = {name};
    if (data_load(&arena, NULL, name, &bytes, &size, &why) ||
        rules_parse(&arena, &engine->words, name, bytes, size, &rules, &why)) {
        suite_fail(&suite, name, 0, "%s", why.message);
    } else {
        Facts facts = facts_begin(&arena, engine->words.words.count);
        rules_freeze(rules, &facts);
        for (uint32_t i = 0; i < rule_count(rules); i++) check_rule(&suite, engine, name, rules, i);
    }
    if (suite.passed + suite.failed) end_suite(&suite);
    arena_end(&arena);
}

static bool ends(const char *name, const char *ending)
{
    size_t a = strlen(name), b = strlen(ending);
    return a > b && !strcmp(name + a - b, ending);
}

/* In the order of their names; a table that no check knows is told, not passed over silently. With the language engine
 * only the tables that need it. */
void lexicons_check(ArrianEngine *engine, const char *folder, bool (*end_suite)(Suite *suite))
{
    struct dirent **entries;
    int count = scandir(folder, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        const struct Check *check = NULL;
        for (size_t k = 0; k < sizeof checks / sizeof *checks; k++)
            if (!strcmp(checks[k].name, name)) check = &checks[k];
        if (check && check->trees == (engine->model != NULL)) check_table(engine, check, end_suite);
        else if (!check && !engine->model && ends(name, ".rule")) check_rules(engine, name, end_suite);
        else if (!check && !engine->model && ends(name, ".tsv")) printf("    %s: no check knows this table\n", name);
        free(entries[i]);
    }
    if (count >= 0) free(entries);
}

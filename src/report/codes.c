/* codes.c: a claim -> its codes.   MOBILIZE, "troops deploy", happened -> quad 4, mode troops, CAMEO 154
 * "signed a treaty" -> SUPPORT, 057: a row may ask for words of the cue and for words that it acts on. The row that
 * asks for most wins, of equals the first. Nothing is coded that no row says: a blank is a blank. */
#include "report/codes.h"
#include "base/document.h"
#include "base/engine.h"
#include "base/error.h"
#include "base/lexicon.h"
#include "parse/inflect.h"
#include <string.h>

enum { PHRASE_WORDS = 4, MOST_WORD = 60 };
enum { REACH = 8, FAR = 14 }; /* words behind a cue among which its object is looked for; those that hang on it */
enum { TOOK_PLACE = 1 << ARRIAN_HAPPENED | 1 << ARRIAN_ONGOING | 1 << ARRIAN_REPORTED };
typedef struct CodePhrase { /* base forms, one after the other */
    uint32_t word[PHRASE_WORDS], count;
    bool whole; /* and nothing else */
} CodePhrase;
typedef struct CodePhrases {
    CodePhrase *at;
    uint32_t count;
} CodePhrases;
typedef struct CodeRow {
    uint32_t acts, stances, score; /* bits of ArrianAct and ArrianStance */
    ArrianSlice mode, who;
    CodePhrases words, object;
} CodeRow;
struct ExportCodes {
    Lexicon rows;
    CodeRow *row;
};

static CodePhrase phrase_of(const Export *e, ArrianSlice item)
{
    CodePhrase phrase = {.whole = item.length && item.at[0] == '='};
    uint32_t at = phrase.whole;
    while (at < item.length && phrase.count < PHRASE_WORDS) {
        uint32_t end = at;
        while (end < item.length && item.at[end] != ' ') end++;
        phrase.word[phrase.count++] = engine_find(e->engine, (ArrianSlice){item.at + at, end - at});
        at = end + 1;
    }
    return phrase;
}

static CodePhrases phrases_of(Export *e, ArrianSlice list)
{
    ArrianSlice rest = list, item;
    uint32_t room = 0;
    while (lexicon_item(&rest, &item)) room++;
    CodePhrases phrases = {.at = room ? NEW(&e->arena, CodePhrase, room) : NULL};
    while (lexicon_item(&list, &item)) phrases.at[phrases.count++] = phrase_of(e, item);
    return phrases;
}

/* Bits of the names that a list holds; an empty list and `any` have all of them. */
static uint32_t bits_of(ArrianSlice list, const char *(*name)(int), int count)
{
    uint32_t bits = 0;
    ArrianSlice item;
    if (!list.length || slice_is(list, "any")) return (1u << count) - 1;
    while (lexicon_item(&list, &item))
        for (int i = 0; i < count; i++)
            if (slice_is(item, name(i))) bits |= 1u << i;
    return bits;
}

static const char *act_name(int i)
{
    return arrian_act((ArrianAct)i);
}

static const char *stance_name(int i)
{
    return arrian_stance((ArrianStance)i);
}

static CodeRow row_of(Export *e, const Lexicon *rows, uint32_t r)
{
    ArrianSlice act = lexicon_cell(rows, r, "act"), stance = lexicon_cell(rows, r, "stance");
    CodeRow row = {.acts = bits_of(act, act_name, ARRIAN_ACTS),
                   .stances = stance.length ? bits_of(stance, stance_name, ARRIAN_STANCES) : TOOK_PLACE,
                   .mode = lexicon_cell(rows, r, "mode"),
                   .who = lexicon_cell(rows, r, "who"),
                   .words = phrases_of(e, lexicon_cell(rows, r, "words")),
                   .object = phrases_of(e, lexicon_cell(rows, r, "object"))};
    row.score = (row.words.count ? 16 : 0) + (row.object.count ? 8 : 0) + (row.who.length ? 4 : 0) +
                (row.mode.length ? 2 : 0) + (act.length ? 1 : 0);
    return row;
}

int export_codes(Export *e)
{
    e->codes = NEW(&e->arena, struct ExportCodes, 1);
    Lexicon *rows = &e->codes->rows;
    TRY(data_table(&e->arena, e->engine->folder, "codes.tsv", rows, e->why));
    e->codes->row = NEW(&e->arena, CodeRow, rows->rows);
    for (uint32_t r = 0; r < rows->rows; r++) e->codes->row[r] = row_of(e, rows, r);
    return export_roles(e);
}

/* ---- words ---- */

/* Of a plural that no table holds, the singular. */
static uint32_t singular_of(const ExportPage *page, const ArrianToken *token)
{
    char singular[MOST_WORD + 4];
    const ArrianEngine *engine = page->document->engine;
    if (token->word) return inflect_singular_word(engine, token->word);
    ArrianSlice word = document_words(page->document, token->span);
    if (word.length > MOST_WORD) return 0;
    return engine_word(engine, singular, inflect_singular(engine, word, singular));
}

static bool is_form(const ExportPage *page, uint32_t i, uint32_t word)
{
    const ArrianToken *token = &page->document->tokens.at[i];
    uint8_t form;
    if (!word) return false;
    return token->word == word || token->lemma == word ||
           inflect_verb(page->document->engine, token->word, &form) == word || singular_of(page, token) == word;
}

static bool is_phrase_at(const ExportPage *page, const CodePhrase *phrase, uint32_t i, uint32_t end)
{
    for (uint32_t k = 0; k < phrase->count; k++)
        if (i + k >= end || !is_form(page, i + k, phrase->word[k])) return false;
    return phrase->count > 0;
}

/* Does any of the phrases stand among the tokens first..end? */
static bool stands(const ExportPage *page, const CodePhrases *phrases, uint32_t first, uint32_t end)
{
    for (uint32_t k = 0; k < phrases->count; k++)
        for (uint32_t i = first; i < end; i++) {
            const CodePhrase *phrase = &phrases->at[k];
            if (phrase->whole && (i > first || end - first != phrase->count)) break;
            if (is_phrase_at(page, phrase, i, end)) return true;
        }
    return false;
}

static bool stands_in(const ExportPage *page, const CodePhrases *phrases, ArrianSpan span)
{
    const ArrianDocument *d = page->document;
    return stands(page, phrases, document_token_at(d, span.start), document_token_at(d, span.end));
}

typedef struct Stretch {
    uint32_t first, end;
} Stretch;

/* The tokens of the cue with the auxiliaries before it: "[would not] provide". */
static Stretch cue_of(const ExportPage *page, const ArrianClaim *claim)
{
    const ArrianDocument *d = page->document;
    ArrianSpan cue = span_empty(claim->cue) ? claim->span : claim->cue;
    Stretch s = {document_token_at(d, cue.start), document_token_at(d, cue.end)};
    while (s.first && d->tokens.at[s.first - 1].sentence == claim->sentence &&
           export_is_upos(page, s.first - 1, "AUX PART"))
        s.first--;
    return s;
}

static bool is_passive(const ExportPage *page, Stretch cue)
{
    const ArrianDocument *d = page->document;
    uint32_t be = engine_word(d->engine, "be", 2);
    for (uint32_t i = cue.first; i < cue.end; i++)
        if (is_form(page, i, be)) return true;
    return false;
}

/* Whether the tree hangs token i on one of the cue's words. */
static bool hangs_on(const ExportPage *page, uint32_t i, Stretch cue)
{
    const ArrianToken *tokens = page->document->tokens.at;
    for (int step = 0; step < FAR && tokens[i].head != ARRIAN_NONE && tokens[i].head != i; step++) {
        i = tokens[i].head;
        if (i >= cue.first && i < cue.end) return true;
    }
    return false;
}

/* In the cue itself ("held talks"), close behind it in its sentence, or in whom it befell; before a passive too
 * ("evidence was shown"). */
static bool acts_on(const ExportPage *page, const ArrianClaim *claim, const CodePhrases *phrases)
{
    const ArrianToken *tokens = page->document->tokens.at;
    Stretch cue = cue_of(page, claim), near = cue;
    uint32_t most = page->document->tokens.count, last = cue.end + REACH < most ? cue.end + REACH : most;
    while (near.end < last && tokens[near.end].sentence == claim->sentence) near.end++;
    while (near.end < most && near.end < cue.end + FAR && tokens[near.end].sentence == claim->sentence &&
           hangs_on(page, near.end, cue))
        near.end++;
    uint32_t from = !is_passive(page, cue) ? cue.first : cue.first > REACH ? cue.first - REACH : 0;
    while (near.first > from && tokens[near.first - 1].sentence == claim->sentence) near.first--;
    if (stands(page, phrases, near.first, near.end)) return true;
    for (uint32_t i = 0; i < claim->recipients; i++)
        if (stands_in(page, phrases, claim->recipient[i].span)) return true;
    return false;
}

static bool is_done_by(const Export *e, const ExportPage *page, const ArrianClaim *claim, ArrianSlice agents)
{
    ArrianSlice item;
    if (!claim->actors) return false;
    ExportActor actor = export_actor(e, page, &claim->actor[0]);
    while (lexicon_item(&agents, &item))
        if (slice_same(item, actor.agent)) return true;
    return false;
}

/* In the cue, or from the cue into the word behind it: "[left for] Oslo". */
static bool says(const ExportPage *page, const CodePhrases *words, Stretch cue)
{
    uint32_t end = cue.end + (cue.end < page->document->tokens.count);
    if (stands(page, words, cue.first, cue.end)) return true;
    for (uint32_t k = 0; k < words->count; k++)
        for (uint32_t i = cue.first; i < cue.end && !words->at[k].whole; i++)
            if (is_phrase_at(page, &words->at[k], i, end)) return true;
    return false;
}

/* ---- rows ---- */

static bool fits(const Export *e, const ExportPage *page, const ArrianClaim *claim, const CodeRow *row,
                 uint32_t stances)
{
    if (!(row->acts >> claim->act & 1) || !(row->stances & stances)) return false;
    if (row->mode.length && !slice_same(row->mode, claim->mode)) return false;
    Stretch cue = cue_of(page, claim);
    if (row->words.count && !says(page, &row->words, cue)) return false;
    if (row->object.count && !acts_on(page, claim, &row->object)) return false;
    return !row->who.length || is_done_by(e, page, claim, row->who);
}

static uint32_t find_row(const Export *e, const ExportPage *page, const ArrianClaim *claim, uint32_t stances)
{
    uint32_t best = ARRIAN_NONE;
    for (uint32_t r = 0; r < e->codes->rows.rows; r++) {
        const CodeRow *row = &e->codes->row[r];
        if (best != ARRIAN_NONE && row->score <= e->codes->row[best].score) continue;
        if (fits(e, page, claim, row, stances)) best = r;
    }
    return best;
}

uint32_t export_code_row(const Export *e, const ExportPage *page, const ArrianClaim *claim)
{
    return find_row(e, page, claim, 1u << claim->stance);
}

/* The row of a root by itself: its quad category and its score stand for all rows that lead to it. */
static uint32_t root_row(const Lexicon *rows, ArrianSlice root)
{
    for (uint32_t r = 0; r < rows->rows; r++)
        if (slice_same(lexicon_cell(rows, r, "act"), root) && !lexicon_cell(rows, r, "words").length &&
            !lexicon_cell(rows, r, "mode").length && !lexicon_cell(rows, r, "stance").length)
            return r;
    return ARRIAN_NONE;
}

static void fill(const Lexicon *rows, uint32_t row, ArrianSlice event, ExportCode *ret)
{
    uint32_t base = root_row(rows, event);
    *ret = (ExportCode){.event = event, .mode = lexicon_cell(rows, row, "plover_mode")};
    ret->quad = lexicon_number(rows, base, "quad", 0);
    ret->scale = lexicon_number(rows, base, "scale", 0);
}

static void fill_cameo(const Lexicon *rows, uint32_t row, ExportCode *ret)
{
    ret->cameo = lexicon_cell(rows, row, "cameo");
    ArrianSlice back = lexicon_cell(rows, row, "back");
    ret->one_sided = slice_is(back, "together");
    ret->back = ret->one_sided ? ret->cameo : back;
    ret->goldstein = lexicon_number(rows, row, "goldstein", 0);
}

bool export_code_by_id(const Export *e, const char *id, ExportCode *ret)
{
    const Lexicon *rows = &e->codes->rows;
    for (uint32_t r = 0; r < rows->rows; r++) {
        if (!slice_is(lexicon_cell(rows, r, "id"), id)) continue;
        fill(rows, r, lexicon_cell(rows, r, "act"), ret);
        fill_cameo(rows, r, ret);
        return true;
    }
    return false;
}

bool export_code(const Export *e, const ExportPage *page, const ArrianClaim *claim, ExportCode *ret)
{
    const Lexicon *rows = &e->codes->rows;
    uint32_t told = export_code_row(e, page, claim), row = told;
    if (row == ARRIAN_NONE) row = find_row(e, page, claim, 1 << ARRIAN_HAPPENED);
    if (row == ARRIAN_NONE) return false;
    ArrianSlice root = lexicon_cell(rows, row, "root"), act = export_word(arrian_act(claim->act));
    if (slice_is(root, "none")) return false;
    fill(rows, row, root.length ? root : act, ret);
    if (told == ARRIAN_NONE) return true;
    ret->by_source = slice_is(lexicon_cell(rows, row, "by"), "source");
    fill_cameo(rows, told, ret);
    bool other = root.length && !slice_same(root, act) && !(1 << claim->stance & TOOK_PLACE);
    ret->in_itself = ret->by_source || (other && ret->cameo.length);
    return true;
}

/* edits.c: what one report changed in words that it shares with another.
 *     "the Syrian government said" / "the Syrian regime said"       -> accord, wording: government | regime
 *     "a suspected chemical attack" / "a chemical attack"           -> suspected chemical attack | chemical attack
 * Only nouns, names and adjectives; numbers are figures, and spelling is no choice of words. */
#include "base/hash.h"
#include "base/utf8.h"
#include "collate/collate.h"
#include "mark/group.h"
#include "parse/inflect.h"
#include "split/split.h"
#include <stdlib.h>
#include <string.h>

enum { GAP = 4, MOST_EDITS = 2000, MOST_VALUES = 12, MOST_HEAD = 2, MOST_PASSAGE = 4000 };

typedef struct Edit {
    ArrianValue values[MOST_VALUES];
    uint32_t count;
} Edit;
typedef struct Side { /* the words of one side of a passage */
    const ArrianDocument *d;
    uint32_t doc, count;
    uint32_t *token;
    uint64_t *hash;
} Side;
typedef struct Changed { /* a place of a report that some edit has */
    ArrianSpan span;
    uint32_t edit, next; /* next place of the same report, ARRIAN_NONE at the end */
} Changed;
typedef struct Editor {
    const ArrianEngine *engine;
    ArrianStory *story;
    Arena scratch;
    LIST(Edit) edits;
    LIST(Changed) places;
    uint32_t *latest; // (docs): place
} Editor;

/* Where the dateline ends, "ERIE, Pa. (AP) -": what stands before the text is no choice of words; 0 without one. */
static uint32_t dateline_end(const ArrianDocument *d)
{
    enum { REACH = 12 };
    if (span_empty(d->head.place_span)) return 0;
    uint32_t first = document_token_at(d, d->head.place_span.end);
    for (uint32_t i = first; i < first + REACH && i < d->tokens.count; i++)
        if (group_dash(d, i)) return d->tokens.at[i].span.end;
    return d->head.place_span.end;
}

static Side side_of(Editor *e, const ArrianPassage *p, int which)
{
    Side s = {e->story->docs[p->doc[which]], p->doc[which], 0, NULL, NULL};
    uint32_t first = document_token_at(s.d, p->span[which].start), end = first;
    while (end < s.d->tokens.count && end < first + MOST_PASSAGE && s.d->tokens.at[end].span.start < p->span[which].end)
        end++;
    s.token = NEW(&e->scratch, uint32_t, end - first + 1);
    s.hash = NEW(&e->scratch, uint64_t, end - first + 1);
    char fold[512];
    uint32_t text_start = dateline_end(s.d), line_start = text_start ? s.d->head.place_span.start : 0;
    for (uint32_t i = first; i < end; i++) {
        const ArrianToken *token = &s.d->tokens.at[i];
        bool dateline = token->span.start >= line_start && token->span.start < text_start;
        if (dateline || !(token->flags & (ARRIAN_WORD | ARRIAN_NUMBER))) continue;
        ArrianSlice text = document_words(s.d, token->span);
        size_t n = utf8_word(text.at, text.length > 250 ? 250 : text.length, fold);
        s.token[s.count] = i;
        s.hash[s.count++] = hash_bytes(fold, n, 3);
    }
    return s;
}

/* "suspected", "occupied" before a noun is an adjective. */
static bool before_noun(const Editor *e, const Side *s, uint32_t i)
{
    uint8_t form = 0;
    uint32_t next = s->token[i] + 1;
    if (!inflect_verb(e->engine, s->d->tokens.at[s->token[i]].word, &form) || !(form & FORM_PARTICIPLE)) return false;
    return next < s->d->tokens.count && split_pos(e->engine, s->d->tokens.at[next].word) & (POS_NOUN | POS_ADJ);
}

/* A noun, a name or an adjective among the words; no number, and not verbs alone. */
static bool is_label(const Editor *e, const Side *s, uint32_t from, uint32_t to)
{
    bool label = false;
    for (uint32_t i = from; i < to; i++) {
        const ArrianToken *t = &s->d->tokens.at[s->token[i]];
        uint16_t pos = split_pos(e->engine, t->word);
        if (t->flags & ARRIAN_NUMBER || pos & POS_NUM) return false;
        if (pos & (POS_PRON | POS_CONJ | POS_AUX)) return false;
        bool named = t->flags & ARRIAN_UPPER_FIRST && !(t->flags & ARRIAN_FIRST);
        label |= named || before_noun(e, s, i) || (pos & (POS_NOUN | POS_ADJ) && !(pos & POS_MAIN_VERB));
    }
    return label;
}

/* As many letters to change as make another word: one in four. */
static bool is_spelling(ArrianSlice a, ArrianSlice b)
{
    enum { MOST = 24 };
    if (a.length > MOST || b.length > MOST || !a.length || !b.length) return false;
    uint32_t row[MOST + 1];
    for (uint32_t j = 0; j <= b.length; j++) row[j] = j;
    for (uint32_t i = 1; i <= a.length; i++) {
        uint32_t corner = row[0];
        row[0] = i;
        for (uint32_t j = 1; j <= b.length; j++) {
            uint32_t least = corner + ((a.at[i - 1] | 32) != (b.at[j - 1] | 32));
            corner = row[j];
            if (row[j] + 1 < least) least = row[j] + 1;
            if (row[j - 1] + 1 < least) least = row[j - 1] + 1;
            row[j] = least;
        }
    }
    return row[b.length] * 4 <= (a.length > b.length ? a.length : b.length);
}

static ArrianSpan span_of(const Side *s, uint32_t from, uint32_t to)
{
    return document_tokens_span(s->d, s->token[from], s->token[to - 1] + 1);
}

/* The changed words and the nouns that they stand before: "Daesh extremist" -> "Daesh extremist groups". */
static ArrianSpan with_head(const Editor *e, const Side *s, uint32_t from, uint32_t to)
{
    uint32_t end = to;
    for (uint32_t i = to; i < s->count && i < to + MOST_HEAD; i++) {
        uint16_t pos = split_pos(e->engine, s->d->tokens.at[s->token[i]].word);
        bool beside = i == from || s->token[i] == s->token[i - 1] + 1;
        if (!beside || !(pos & (POS_NOUN | POS_ADJ)) || pos & (POS_MAIN_VERB | POS_PREP | POS_AUX | POS_DET)) break;
        if (pos & POS_MAIN_NOUN) end = i + 1;
    }
    return end > from ? span_of(s, from, end) : (ArrianSpan){0, 0};
}

static ArrianValue value_of(Editor *e, const Side *s, ArrianSpan span)
{
    ArrianSlice words = document_words(s->d, span);
    return (ArrianValue){s->doc,
                         span,
                         {arena_copy(&e->story->arena, words.at, words.length), words.length},
                         lineage_source(s->d, span),
                         ARRIAN_NONE};
}

static bool has_value(const Edit *edit, uint32_t doc, ArrianSpan span)
{
    for (uint32_t k = 0; k < edit->count; k++)
        if (edit->values[k].doc == doc && span_overlap(edit->values[k].span, span)) return true;
    return false;
}

static void put_value(Editor *e, uint32_t number, const Side *s, ArrianSpan span)
{
    Edit *edit = &e->edits.at[number];
    if (edit->count == MOST_VALUES || has_value(edit, s->doc, span)) return;
    edit->values[edit->count++] = value_of(e, s, span);
    LIST_ADD(&e->scratch, e->places, (Changed){span, number, e->latest[s->doc]});
    e->latest[s->doc] = e->places.count - 1;
}

/* The first edit that has these words of a report. */
static uint32_t edit_at(const Editor *e, uint32_t doc, ArrianSpan span)
{
    uint32_t first = ARRIAN_NONE;
    for (uint32_t k = e->latest[doc]; k != ARRIAN_NONE; k = e->places.at[k].next)
        if (e->places.at[k].edit < first && span_overlap(e->places.at[k].span, span)) first = e->places.at[k].edit;
    return first;
}

/* One place that several reports word differently is one edit. */
static void add_edit(Editor *e, const Side *a, ArrianSpan x, const Side *b, ArrianSpan y)
{
    uint32_t one = edit_at(e, a->doc, x), other = edit_at(e, b->doc, y), edit = one < other ? one : other;
    if (edit == ARRIAN_NONE) {
        if (e->edits.count == MOST_EDITS) return;
        edit = e->edits.count;
        LIST_ADD(&e->scratch, e->edits, (Edit){.count = 0});
    }
    put_value(e, edit, a, x);
    put_value(e, edit, b, y);
}

static void judge_edit(Editor *e, const Side *a, uint32_t i, uint32_t i_end, const Side *b, uint32_t j, uint32_t j_end)
{
    bool left = i_end > i, right = j_end > j;
    if (left && !is_label(e, a, i, i_end)) return;
    if (right && !is_label(e, b, j, j_end)) return;
    if (left && right) {
        ArrianSlice x = document_words(a->d, span_of(a, i, i_end)), y = document_words(b->d, span_of(b, j, j_end));
        if (is_spelling(x, y)) return;
    }
    ArrianSpan x = with_head(e, a, i, i_end), y = with_head(e, b, j, j_end);
    if (span_empty(x) || span_empty(y)) return;
    if ((!left || !right) && (i_end - i) + (j_end - j) > 2) return; /* a clause left out is no choice of words */
    add_edit(e, a, x, b, y);
}

static void read_passage(Editor *e, const ArrianPassage *p)
{
    Side a = side_of(e, p, 0), b = side_of(e, p, 1);
    uint32_t i = 0, j = 0;
    while (i < a.count && j < b.count) {
        if (a.hash[i] == b.hash[j]) {
            i++, j++;
            continue;
        }
        uint32_t best_i = 0, best_j = 0, best = GAP * 2 + 1;
        for (uint32_t di = 0; di <= GAP; di++)
            for (uint32_t dj = 0; dj <= GAP; dj++) {
                if (di + dj >= best || i + di + 2 > a.count || j + dj + 2 > b.count) continue;
                if (!memcmp(a.hash + i + di, b.hash + j + dj, 2 * sizeof *a.hash))
                    best = di + dj, best_i = di, best_j = dj;
            }
        if (best > GAP * 2) return;
        judge_edit(e, &a, i, i + best_i, &b, j, j + best_j);
        i += best_i, j += best_j;
    }
}

static int by_doc(const void *x, const void *y)
{
    const ArrianValue *a = x, *b = y;
    if (a->doc != b->doc) return a->doc < b->doc ? -1 : 1;
    return a->span.start < b->span.start ? -1 : a->span.start > b->span.start;
}

static void add_accord(Editor *e, Edit *edit)
{
    static const char asked[] = "in which words?";
    Arena *arena = &e->story->arena;
    qsort(edit->values, edit->count, sizeof *edit->values, by_doc);
    ArrianAccord accord = {.about = ARRIAN_ABOUT_WORDING, .verdict = ARRIAN_COMPATIBLE, .count = edit->count};
    accord.values = NEW(arena, ArrianValue, edit->count);
    memcpy(accord.values, edit->values, edit->count * sizeof *edit->values);
    accord.question = (ArrianSlice){arena_copy(arena, asked, sizeof asked - 1), sizeof asked - 1};
    accord.origins = lineage_origins(e->story, &accord);
    LIST_ADD(arena, e->story->accords, accord);
}

void edits_compare(const ArrianEngine *engine, ArrianStory *story)
{
    Editor e = {.engine = engine, .story = story};
    e.scratch.trap = story->arena.trap;
    e.latest = NEW(&e.scratch, uint32_t, story->count + 1);
    memset(e.latest, 0xFF, (story->count + 1) * sizeof *e.latest);
    for (uint32_t k = 0; k < story->passages.count; k++)
        if (story->passages.at[k].same < 1 && story->passages.at[k].what != ARRIAN_FURNITURE)
            read_passage(&e, &story->passages.at[k]);
    for (uint32_t k = 0; k < e.edits.count; k++) add_accord(&e, &e.edits.at[k]);
    arena_end(&e.scratch);
}

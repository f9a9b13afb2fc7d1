/* turns.c: a state that one report tells, and what ended it in another.
 *     "the bridge remains closed" / "engineers cleared it to reopen"        -> stance, changed
 *     "Berlin is still mulling it" / "Germany has agreed"                   -> stance, changed */
#include "base/date.h"
#include "base/error.h"
#include "base/hash.h"
#include "collate/telling.h"
#include "collate/union.h"
#include "mark/mark.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_TURNS = 64, MOST_VALUES = 16, MOST_NEXT = 2000 /* turning claims that one is held against */ };
static const double least_known = 0.6, least_alike = 2.2;

static void file_words(ArrianEngine *engine, ArrianSlice list, uint32_t row, bool after)
{
    ArrianSlice word;
    while (lexicon_item(&list, &word)) {
        uint64_t key = about_noun(engine, word, NULL);
        uint32_t at = 0;
        if (!map_get(&engine->collate->turn_of, key, &at)) {
            at = engine->collate->turns.count;
            map_put(&engine->arena, &engine->collate->turn_of, key, at);
            LIST_ADD(&engine->arena, engine->collate->turns, (Turn){0, 0});
        }
        if (after) engine->collate->turns.at[at].after |= (uint64_t)1 << row;
        else engine->collate->turns.at[at].before |= (uint64_t)1 << row;
    }
}

int turns_data_open(ArrianEngine *engine, ArrianError *why)
{
    Lexicon rows;
    TRY(engine_table(engine, "turns.tsv", &rows, why));
    if (rows.rows > MOST_TURNS)
        return error_at(why, ARRIAN_LIMIT, "turns.tsv", ARRIAN_NONE64, "%u rows, at most %d are held; join some",
                        rows.rows, MOST_TURNS);
    for (uint32_t r = 0; r < rows.rows; r++)
        for (int after = 0; after < 2; after++) {
            ArrianSlice list = lexicon_cell(&rows, r, after ? "after" : "before"), word;
            while (lexicon_item(&list, &word)) engine_number(engine, word);
            file_words(engine, lexicon_cell(&rows, r, after ? "after" : "before"), r, after);
        }
    return ARRIAN_OK;
}

Turn turn_of(const ArrianEngine *engine, const ArrianDocument *d, ArrianSpan span)
{
    Turn turn = {0, 0};
    for (uint32_t i = document_token_at(d, span.start); i < d->tokens.count && d->tokens.at[i].span.start < span.end;
         i++) {
        uint64_t key = about_word(engine, d, i);
        uint32_t at;
        if (!key || !map_get(&engine->collate->turn_of, key, &at)) continue;
        turn.before |= engine->collate->turns.at[at].before;
        turn.after |= engine->collate->turns.at[at].after;
    }
    return turn;
}

typedef struct Finder {
    Tellings *t;
    uint32_t *parent; // (tellings)
    bool *paired;     // (tellings)
} Finder;

/* "[The bridge] remains closed", "they cleared [the road]": of which the state is told; how many. */
static uint32_t bearers_of(const Telling *x, const ArrianParty **ret)
{
    *ret = x->n_recipients ? x->claim->recipient : x->claim->actor;
    return x->n_recipients ? x->n_recipients : x->n_actors;
}

/* Some bearer of the one is "it", or a word of it stands in the other's sentence. */
static bool bearers_met(const Tellings *t, const ArrianParty *list, uint32_t count, const Telling *x, const Telling *y)
{
    const ArrianDocument *d = t->story->docs[x->doc], *other = t->story->docs[y->doc];
    ArrianSpan sentence = other->sentences.at[y->claim->sentence].span;
    for (uint32_t k = 0; k < count; k++)
        if (party_is_pronoun(t->engine, d, &list[k]) || spans_share_word(t, d, list[k].span, other, sentence)) return true;
    return false;
}

/* Both name whose state it is, and neither speaks of the other's: "a teen" held, "a film" released. */
static bool other_bearers(const Tellings *t, const Telling *a, const Telling *b)
{
    const ArrianParty *list[2];
    uint32_t n = bearers_of(a, &list[0]), m = bearers_of(b, &list[1]);
    return n && m && !tellings_share_party(a, b) && !bearers_met(t, list[0], n, a, b) && !bearers_met(t, list[1], m, b, a);
}

/* "in a bid to save them", "they are rescuing them": help that is on its way has ended nothing. */
static bool is_ahead(const Telling *x)
{
    ArrianStance stance = x->claim->stance;
    return x->claim->act == ARRIAN_AID && (stance == ARRIAN_PLANNED || stance == ARRIAN_ONGOING || stance == ARRIAN_DEMANDED);
}

/* The one tells the state, the other its end, of one party or in like words. */
static bool is_turn(const Finder *f, uint32_t i, uint32_t j)
{
    const Telling *a = &f->t->at[i], *b = &f->t->at[j];
    bool turned = (a->turn.before & b->turn.after && !is_ahead(b)) || (a->turn.after & b->turn.before && !is_ahead(a));
    bool denies = (a->claim->stance == ARRIAN_DENIED) != (b->claim->stance == ARRIAN_DENIED) && a->cue == b->cue;
    if (!turned || denies || a->doc == b->doc || tellings_sorts_differ(a, b) || other_bearers(f->t, a, b) || story_strangers(f->t->story, a->doc, b->doc) ||
        (a->day != NO_DAY && a->day == b->day) || tellings_apart(a, b)) return false;
    double words = 3 * about_same(a->about, b->about) + 3.5 * about_same(a->near, b->near);
    return words >= least_alike || (tellings_share_party(a, b) && words >= least_known);
}

static ArrianSlice keep(Tellings *t, const char *text)
{
    return (ArrianSlice){arena_copy(&t->story->arena, text, strlen(text)), (uint32_t)strlen(text)};
}

static ArrianValue value_of(Tellings *t, uint32_t i)
{
    const Telling *x = &t->at[i];
    const ArrianDocument *d = t->story->docs[x->doc];
    ArrianSlice words = document_words(d, x->claim->cue);
    return (ArrianValue){x->doc,
                         x->claim->span,
                         {arena_copy(&t->story->arena, words.at, words.length), words.length},
                         telling_source(d, x->claim),
                         x->index};
}

static void add_accord(Tellings *t, const uint32_t *members, uint32_t count, ArrianVerdict verdict, const char *hint)
{
    ArrianAccord accord = {.about = ARRIAN_ABOUT_STANCE, .verdict = verdict, .count = count, .hint = keep(t, hint)};
    accord.values = NEW(&t->story->arena, ArrianValue, count);
    for (uint32_t k = 0; k < count; k++) accord.values[k] = value_of(t, members[k]);
    ArrianSlice cue = document_words(t->story->docs[t->at[members[0]].doc], t->at[members[0]].claim->cue);
    accord.question =
        keep(t, arena_print(&t->scratch, "%.*s: still so?", (int)(cue.length > 60 ? 60 : cue.length), cue.at));
    accord.origins = lineage_origins(t->story, &accord);
    LIST_ADD(&t->story->arena, t->story->accords, accord);
}

static void tell_turns(Finder *f)
{
    uint32_t members[MOST_VALUES];
    for (uint32_t i = 0; i < f->t->count; i++) {
        if (!f->paired[i] || union_root(f->parent, i) != i) continue;
        uint32_t count = 0;
        for (uint32_t j = i; j < f->t->count && count < MOST_VALUES; j++)
            if (f->paired[j] && union_root(f->parent, j) == i) members[count++] = j;
        add_accord(f->t, members, count, ARRIAN_CHANGED, "update");
    }
}

void turns_compare(Tellings *t)
{
    Finder f = {t, union_new(&t->scratch, t->count), NEW(&t->scratch, bool, t->count + 1)};
    uint32_t *turning = NEW(&t->scratch, uint32_t, t->count + 1), count = 0;
    for (uint32_t i = 0; i < t->count; i++)
        if (t->at[i].turn.before || t->at[i].turn.after) turning[count++] = i;
    for (uint32_t k = 0; k < count; k++)
        for (uint32_t m = k + 1; m < count && m < k + MOST_NEXT; m++)
            if (is_turn(&f, turning[k], turning[m])) {
                union_join(f.parent, turning[k], turning[m]);
                f.paired[turning[k]] = f.paired[turning[m]] = true;
            }
    tell_turns(&f);
}

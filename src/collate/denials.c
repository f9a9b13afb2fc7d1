/* denials.c: what one says and another says is not so.
 *     "The firm spilled oil into the Dorn" / "The firm denied that it spilled oil"       -> stance, conflict
 *     "the occupied valley" / "the valley is disputed, not occupied"                     -> wording, conflict */
#include "base/date.h"
#include "collate/signal.h"
#include "collate/telling.h"
#include "mark/group.h"
#include "mark/mark.h"
#include "mark/speech.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_WORDS = 18, MOST_DENIALS = 400, MOST_VALUES = 8, FAR_DAYS = 30 };
static const double least_alike = 0.34;
static const float least_tells = 8.0F; /* rarer than go, take, find, happen */

static void add_accord(Tellings *t, const ArrianValue *values, uint32_t count, ArrianAbout about, const char *question)
{
    static const char hint[] = "denied";
    Arena *arena = &t->story->arena;
    ArrianAccord accord = {.about = about, .verdict = ARRIAN_CONFLICT, .count = count};
    accord.hint = (ArrianSlice){arena_copy(arena, hint, sizeof hint - 1), sizeof hint - 1};
    accord.question = (ArrianSlice){arena_copy(arena, question, strlen(question)), (uint32_t)strlen(question)};
    accord.values = NEW(arena, ArrianValue, count);
    memcpy(accord.values, values, count * sizeof *values);
    accord.origins = lineage_origins(t->story, &accord);
    LIST_ADD(arena, t->story->accords, accord);
}

static ArrianValue value_of(Tellings *t, uint32_t doc, ArrianSpan span, uint32_t claim)
{
    const ArrianDocument *d = t->story->docs[doc];
    ArrianSlice words = document_words(d, span), source = lineage_source(d, span);
    if (claim != ARRIAN_NONE) source = telling_source(d, &d->claims.at[claim]);
    return (ArrianValue){
        doc, span, {arena_copy(&t->story->arena, words.at, words.length), words.length}, source, claim};
}

/* ---- a verb of denial ---- */

typedef struct Denial {
    uint32_t doc, sentence;
    ArrianSpan span, words; /* with the signal; what is denied */
    uint32_t from, end;     /* among these the tellings of its sentence */
    About about;            /* of those words */
} Denial;

static bool holds(About about, uint64_t key)
{
    for (uint32_t k = 0; k < about.count; k++)
        if (about.words[k].key == key) return true;
    return false;
}

/* A word of the act stands among the denied ones: "continuing its [build-up]". */
static bool holds_cue(const Tellings *t, About about, const Telling *x)
{
    const ArrianDocument *d = t->story->docs[x->doc];
    if (!(about.bits & x->about.bits)) return false;
    for (uint32_t i = document_token_at(d, x->claim->cue.start);
         i < d->tokens.count && d->tokens.at[i].span.start < x->claim->cue.end; i++)
        if (about_telling(t->engine, d, i) >= least_tells && holds(about, about_word(t->engine, d, i))) return true;
    return false;
}

/* Of whom a denial names, the claim's sentence names each: "denied that Zulu had been arrested" is not of 40 soldiers. */
static bool names_same(const Tellings *t, const Telling *x, const Denial *denial)
{
    const ArrianDocument *d = t->story->docs[denial->doc];
    for (uint32_t k = document_names_before(d, denial->words.start); k < d->names.count; k++) {
        const ArrianName *name = &d->names.at[k];
        if (name->span.start >= denial->words.end) break;
        if (name->type != ARRIAN_PERSON && name->type != ARRIAN_ORGANIZATION) continue;
        if (name->span.start < denial->words.start || name->span.end > denial->words.end) continue;
        bool told = false;
        for (uint32_t i = document_token_at(d, name->span.start); i < document_token_at(d, name->span.end); i++)
            told |= holds(x->about, about_word(t->engine, d, i));
        if (!told) return false;
    }
    return true;
}

/* What is denied has a claim of its own, and it is another act: "denied that it [ignored] the warnings" denies no
 * warning. */
static bool denies_other_act(Tellings *t, const Telling *x, const Denial *denial)
{
    bool other = false;
    About cue = about_span(t->engine, &t->scratch, t->story->docs[x->doc], x->claim->cue);
    for (uint32_t i = denial->from; i < denial->end; i++) {
        const Telling *y = &t->at[i];
        if (y->doc != denial->doc || y->claim->cue.start < denial->words.start || y->claim->cue.end > denial->words.end)
            continue;
        if (y->cue == x->cue || holds_cue(t, cue, y)) return false;
        other = true;
    }
    return other;
}

/* "The firm denied that it ignored the warnings" says nothing of a ministry that did: who is to have done it has
 * another name. */
static bool done_by_others(const Tellings *t, const Telling *x, const Denial *denial)
{
    const Telling *denier = NULL, *denied = NULL;
    for (uint32_t i = denial->from; i < denial->end && x->named; i++) {
        const Telling *y = &t->at[i];
        if (y->doc != denial->doc || !span_overlap(y->claim->cue, denial->span) || !y->n_actors) continue;
        if (y->claim->cue.start <= denial->span.start) denier = y;
        else if (holds_cue(t, x->about, y)) denied = y;
    }
    if (denied && party_is_pronoun(t->engine, t->story->docs[denial->doc], &denied->claim->actor[0])) denied = denier;
    return denied && tellings_other_actors(t, x, denied);
}

/* How well a claim is what is denied: its act stands among the denied words, and so does most of what else they tell.
 * Who denies an accusation denies what it says, not that it was made. */
static double denied_by(Tellings *t, const Telling *x, const Denial *denial)
{
    bool same_report = x->doc == denial->doc;
    if (x->claim->act == ARRIAN_ACCUSE || x->claim->stance == ARRIAN_DENIED || !holds_cue(t, denial->about, x)) return 0;
    if (same_report ? x->claim->sentence == denial->sentence : story_strangers(t->story, x->doc, denial->doc)) return 0;
    const ArrianDocument *d = t->story->docs[denial->doc];
    if (x->day != NO_DAY && d->anchor != NO_DAY && abs(x->day - d->anchor) > FAR_DAYS) return 0;
    if (signal_in(t->engine, t->story->docs[x->doc], x->claim->sentence, SIGNAL_DENIAL)) return 0;
    double same = about_same(denial->about, x->about);
    if (same < least_alike || !names_same(t, x, denial) || denies_other_act(t, x, denial)) return 0;
    return done_by_others(t, x, denial) ? 0 : same;
}

static void find_tellings(const Tellings *t, Denial *denial)
{
    denial->from = denial->end = 0;
    for (uint32_t i = 0; i < t->count; i++) {
        if (t->at[i].doc != denial->doc || t->at[i].claim->sentence != denial->sentence) continue;
        if (!denial->end) denial->from = i;
        denial->end = i + 1;
    }
}

/* The row, from accord `first` on, of another denial of the same; NULL where there is none. */
static ArrianAccord *contested(const Tellings *t, uint32_t first, const ArrianValue *values, uint32_t count)
{
    for (uint32_t k = first; k < t->story->accords.count; k++) {
        ArrianAccord *accord = &t->story->accords.at[k];
        bool same = accord->about == ARRIAN_ABOUT_STANCE && accord->count > count;
        for (uint32_t i = 0; i < count && same; i++)
            same = accord->values[i].doc == values[i].doc && accord->values[i].claim == values[i].claim;
        if (same) return accord;
    }
    return NULL;
}

static void add_denial(Tellings *t, ArrianAccord *accord, ArrianValue denial)
{
    ArrianValue *values = NEW(&t->story->arena, ArrianValue, accord->count + 1);
    memcpy(values, accord->values, accord->count * sizeof *values);
    values[accord->count++] = denial;
    accord->values = values;
    accord->origins = lineage_origins(t->story, accord);
}

/* A claim that a title and a sentence deny, or two reports, is one row. */
static void judge_denial(Tellings *t, const Denial *denial, uint32_t first)
{
    ArrianValue values[MOST_VALUES];
    uint32_t count = 0, best = ARRIAN_NONE;
    double most = 0;
    for (uint32_t i = 0; i <= t->count && count + 1 < MOST_VALUES; i++) {
        if (i == t->count || (best != ARRIAN_NONE && t->at[i].doc != t->at[best].doc)) { /* the best of one report */
            if (best != ARRIAN_NONE)
                values[count++] = value_of(t, t->at[best].doc, t->at[best].claim->span, t->at[best].index);
            best = ARRIAN_NONE, most = 0;
        }
        double now = i < t->count ? denied_by(t, &t->at[i], denial) : 0;
        if (now > most) most = now, best = i;
    }
    if (!count) return;
    ArrianAccord *known = contested(t, first, values, count);
    ArrianValue denies = value_of(t, denial->doc, denial->span, ARRIAN_NONE);
    if (known) {
        add_denial(t, known, denies);
        return;
    }
    values[count++] = denies;
    ArrianSlice words = values[0].value;
    add_accord(t, values, count, ARRIAN_ABOUT_STANCE,
               arena_print(&t->scratch, "%.*s: is it so?", (int)(words.length > 60 ? 60 : words.length), words.at));
}

/* "[Reports that the firm spilled oil] are false": the words before the signal, up to a mark or what was said before. */
static uint32_t refuted_from(const ArrianEngine *engine, const ArrianDocument *d, uint32_t first, uint32_t signal)
{
    uint32_t from = signal > first + MOST_WORDS ? signal - MOST_WORDS : first;
    SpeechFind said;
    for (uint32_t i = signal; i-- > from;)
        if (d->tokens.at[i].flags & ARRIAN_PUNCT || (speech_at(engine, d, i, signal, &said) && said.form && i > first))
            return i + 1;
    return from;
}

/* "denied a key witness", "denying an automatic motion": did not grant it. */
static bool is_withheld(const ArrianDocument *d, uint32_t i)
{
    return group_word(d, i, "a") || group_word(d, i, "an");
}

/* What a signal, tokens [k, end) of the sentence [first, stop), denies; false where it names too little. */
static bool read_denial(Tellings *t, Denial *denial, uint32_t first, uint32_t k, uint32_t end, uint32_t stop,
                        bool refuted)
{
    const ArrianDocument *d = t->story->docs[denial->doc];
    uint32_t last = end + MOST_WORDS < stop ? end + MOST_WORDS : stop,
             from = refuted ? refuted_from(t->engine, d, first, k) : k;
    while (last > end && d->tokens.at[last - 1].flags & ARRIAN_PUNCT) last--;
    if (refuted ? from == k : end >= last || is_withheld(d, end)) return false;
    ArrianSpan words = refuted ? document_tokens_span(d, from, k) : document_tokens_span(d, end, last);
    denial->span = document_tokens_span(d, from, refuted ? end : last);
    denial->words = words;
    denial->about = about_span(t->engine, &t->scratch, d, words);
    find_tellings(t, denial);
    return denial->about.count > 1;
}

static void find_denials(Tellings *t)
{
    uint32_t denials = 0, before = t->story->accords.count;
    for (uint32_t i = 0; i < t->story->count; i++) {
        const ArrianDocument *d = t->story->docs[i];
        for (uint32_t s = 0; s < d->sentences.count && denials < MOST_DENIALS; s++) {
            uint32_t first = d->sentences.at[s].first, stop = first + d->sentences.at[s].count, end;
            SignalKind kind;
            for (uint32_t k = first; k < stop; k++) {
                if (!signal_at(t->engine, d, k, stop, &kind, &end)) continue;
                if (kind != SIGNAL_DENIAL && kind != SIGNAL_REFUTED) continue;
                Denial denial = {.doc = i, .sentence = s};
                bool refuted = kind == SIGNAL_REFUTED;
                if (read_denial(t, &denial, first, k, end, stop, refuted)) judge_denial(t, &denial, before);
                denials++;
                break;
            }
        }
    }
}

/* ---- a word that is refused ---- */

typedef struct Refusal {          /* "disputed, not occupied" */
    uint32_t doc, sentence, next; /* next refusal of the same word, 0 none */
    ArrianSpan span;
} Refusal;
typedef LIST(Refusal) Refusals;

static bool is_not(const ArrianDocument *d, uint32_t token)
{
    ArrianSlice word = document_words(d, d->tokens.at[token].span);
    return slice_is(word, "not") || slice_is(word, "never") || slice_is(word, "non");
}

static bool is_rare(const Tellings *t, const ArrianDocument *d, uint32_t token)
{
    return d->tokens.at[token].flags & ARRIAN_WORD && !(d->tokens.at[token].flags & ARRIAN_UPPER_FIRST) &&
           about_telling(t->engine, d, token) >= least_tells;
}

static Map refusals_of(Tellings *t, Refusals *list)
{
    Map words = {0};
    LIST_ADD(&t->scratch, *list, (Refusal){0});
    for (uint32_t i = 0; i < t->story->count; i++) {
        const ArrianDocument *d = t->story->docs[i];
        for (uint32_t k = 1; k + 1 < d->tokens.count && list->count < MOST_DENIALS; k++) {
            uint64_t key = is_not(d, k) && is_rare(t, d, k + 1) ? about_word(t->engine, d, k + 1) : 0;
            if (!key || d->tokens.at[k].sentence != d->tokens.at[k + 1].sentence) continue;
            uint32_t next = 0;
            map_get(&words, key, &next);
            LIST_ADD(&t->scratch, *list,
                     (Refusal){i, d->tokens.at[k].sentence, next, document_tokens_span(d, k, k + 2)});
            map_put(&t->scratch, &words, key, list->count - 1);
        }
    }
    return words;
}

/* The name that token k stands right before: "occupied West Bank". */
static uint32_t name_after(const ArrianDocument *d, uint32_t token)
{
    if (token + 1 >= d->tokens.count) return ARRIAN_NONE;
    for (uint32_t k = 0; k < d->names.count; k++)
        if (d->names.at[k].span.start == d->tokens.at[token + 1].span.start) return k;
    return ARRIAN_NONE;
}

static bool names_it(const ArrianDocument *d, uint32_t sentence, uint64_t key)
{
    ArrianSpan span = d->sentences.at[sentence].span;
    for (uint32_t k = 0; k < d->names.count; k++)
        if (span_overlap(d->names.at[k].span, span) && entity_key(d, d->names.at[k].entity) == key) return true;
    return false;
}

static void hold_against(Tellings *t, const Refusals *list, uint32_t first, uint32_t doc, uint32_t token)
{
    const ArrianDocument *d = t->story->docs[doc];
    uint32_t name = token && is_not(d, token - 1) ? ARRIAN_NONE : name_after(d, token);
    if (name == ARRIAN_NONE) return;
    uint64_t key = entity_key(d, d->names.at[name].entity);
    for (uint32_t k = first; k; k = list->at[k].next) {
        const Refusal *r = &list->at[k];
        if (r->doc == doc || story_strangers(t->story, r->doc, doc) ||
            !names_it(t->story->docs[r->doc], r->sentence, key)) continue;
        ArrianValue values[2] = {
            value_of(t, doc, (ArrianSpan){d->tokens.at[token].span.start, d->names.at[name].span.end}, ARRIAN_NONE),
            value_of(t, r->doc, r->span, ARRIAN_NONE)};
        ArrianSlice words = values[0].value;
        add_accord(
            t, values, 2, ARRIAN_ABOUT_WORDING,
            arena_print(&t->scratch, "%.*s: is it the word?", (int)(words.length > 60 ? 60 : words.length), words.at));
        return;
    }
}

static void find_refusals(Tellings *t)
{
    Refusals list = {0};
    Map words = refusals_of(t, &list), told = {0};
    if (list.count < 2) return;
    for (uint32_t i = 0; i < t->story->count; i++) {
        const ArrianDocument *d = t->story->docs[i];
        for (uint32_t k = 0; k < d->tokens.count; k++) {
            uint64_t key = is_rare(t, d, k) ? about_word(t->engine, d, k) : 0;
            uint32_t first, seen;
            if (!key || !map_get(&words, key, &first) || map_get(&told, key + i + 1, &seen)) continue;
            uint32_t before = t->story->accords.count;
            hold_against(t, &list, first, i, k);
            if (t->story->accords.count > before) map_put(&t->scratch, &told, key + i + 1, 1); /* once a report */
        }
    }
}

void denials_compare(Tellings *tellings)
{
    find_denials(tellings);
    find_refusals(tellings);
}

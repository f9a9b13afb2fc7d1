/* quote.c: words in quotation marks, and clauses that a verb of saying reports; who speaks, through whom.
 *     "We will act," Stoltenberg told Bild.        direct, speaker Stoltenberg, via Bild
 *     He said NATO had seen "aggressive" drills.   mixed, the words inside the marks
 *     The monitor said two people died.            indirect, the clause
 * quoted.c finds the marks; saying.c tells who says what by the trees, shallow.c where there are none. */
#include "mark/quote.h"
#include "mark/teller.h"
#include "base/error.h"
#include "mark/group.h"
#include "mark/name.h"
#include "parse/inflect.h"
#include "split/split.h"
#include <stdlib.h>
#include <string.h>

enum {
    AROUND = 200,     /* tokens in which a saying tells something else */
    MOST_UNMARKED = 3 /* sentences that may be one quotation without marks */
};

int quote_data_open(ArrianEngine *engine, ArrianError *why)
{
    const char *bytes;
    size_t size;
    engine->mark->quote = NEW(&engine->arena, QuoteData, 1);
    TRY(speech_data_open(engine, &engine->mark->speech, why));
    TRY(speaker_data_open(engine, why));
    TRY(teller_data_open(engine, why));
    TRY(data_load(&engine->arena, engine->folder, "quote.rule", &bytes, &size, why));
    return rules_parse(&engine->arena, &engine->words, "quote.rule", bytes, size, &engine->mark->quote->via, why);
}

void quote_freeze(ArrianEngine *engine)
{
    rules_freeze(engine->mark->quote->via, &engine->facts);
    engine->mark->quote->kind = map_flat(&engine->facts, &engine->mark->quote->nouns, 0);
    speech_freeze(engine);
}

static ArrianSpan trimmed_span(const Quoter *q, uint32_t first, uint32_t end)
{
    while (end > first + 1) {
        char c = q->d->text.at[q->tokens[end - 1].span.start];
        if (c != ',' && c != ';' && c != ':' && !quoted_mark(q, end - 1)) break;
        end--;
    }
    return document_tokens_span(q->d, first, end);
}

void quote_find_via(Quoter *q, ArrianQuote *quote, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        RuleMatch m;
        if (quoted_word(q, i) || !rule_find(q->engine->mark->quote->via, q->tokens, i, end, &m)) continue;
        for (uint32_t at = m.end; at < end && at < m.end + 4; at++) {
            uint32_t name = q->tags->name[at];
            if (name == ARRIAN_NONE) continue;
            const NameEntry *entry = name_entry(q->engine, q->tags->finds[name].entry);
            bool outlet = (entry && entry->kind == NAME_OUTLET) || q->d->names.at[name].type == ARRIAN_ORGANIZATION;
            ArrianSpan span = q->d->names.at[name].span;
            if (outlet && !span_overlap(span, quote->speaker)) quote->via = span;
            break;
        }
    }
    if (span_empty(quote->via) && quote->span.start > q->header_via.end) quote->via = q->header_via;
}

static bool sentence_like(const Quoter *q, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        uint16_t pos = split_pos(q->engine, q->tokens[i].word);
        if (pos & POS_AUX || (pos & POS_MAIN_VERB && i > first)) return true;
    }
    return false;
}

/* A quote is direct where it begins a sentence of its own or stands beside the verb that brings it; words inside
 * somebody's clause are mixed. */
static ArrianForm form_of(const Quoter *q, const Quoted *quoted)
{
    uint32_t open = quoted->first > 0 ? quoted->first - 1 : 0;
    bool capital = q->tokens[quoted->first].flags & ARRIAN_UPPER_FIRST,
         clause = sentence_like(q, quoted->first, quoted->end);
    bool at_start = q->tokens[open].flags & ARRIAN_FIRST || q->tokens[quoted->first].flags & ARRIAN_FIRST;
    char before = open > 0 ? q->d->text.at[q->tokens[open - 1].span.end - 1] : 0;
    if (at_start && (capital || quoted->end - quoted->first > 6)) return ARRIAN_DIRECT;
    if (clause && (before == ',' || before == ':') && quoted->end - quoted->first >= 4) return ARRIAN_DIRECT;
    return clause && capital && quoted->end - quoted->first >= 6 ? ARRIAN_DIRECT : ARRIAN_MIXED;
}

/* "Holm told Bild, [Reuters] reported": an outlet that says so of what somebody else says. */
static void find_chain(const Quoter *q, ArrianQuote *quote, uint32_t first, uint32_t end)
{
    if (!q->sayings || !span_empty(quote->via) || span_empty(quote->cue)) return;
    for (uint32_t n = saying_from(q->sayings, first); n < q->sayings->list.count; n++) {
        const Saying *saying = &q->sayings->list.at[n];
        if (saying->first >= end) break;
        uint32_t name = saying->who == ARRIAN_NONE ? ARRIAN_NONE : q->tags->name[saying->who];
        if (name == ARRIAN_NONE || q->inside[saying->first] || q->tokens[saying->first].span.start <= quote->cue.start)
            continue;
        const NameEntry *entry = name_entry(q->engine, q->tags->finds[name].entry);
        ArrianSpan span = q->d->names.at[name].span;
        if (entry && entry->kind == NAME_OUTLET && !span_overlap(span, quote->speaker)) {
            quote->via = span;
            return;
        }
    }
}

void quote_add(Quoter *q, ArrianQuote quote, uint32_t first, uint32_t end, bool said)
{
    find_chain(q, &quote, first, end);
    quote_find_via(q, &quote, first, end);
    if (said) speaker_keep(q, &quote, q->tokens[end - 1].sentence);
    LIST_ADD(&q->d->arena, q->d->quotes, quote);
}

static bool ends_in_colon(const Quoter *q, uint32_t end)
{
    return end > 0 && q->d->text.at[q->tokens[end - 1].span.start] == ':';
}

static bool opens_paragraph(const Quoter *q, uint32_t token)
{
    return q->tokens[token].flags & ARRIAN_LINE_FIRST && q->tokens[token].flags & ARRIAN_FIRST;
}

static bool parted(const Quoter *q, const Saying *saying, const Quoted *quoted)
{
    if (saying->first < quoted->first) return saying_parted(q->d, saying->end, quoted->first);
    return saying_parted(q->d, quoted->end + 1, saying->first);
}

/* A told span that lies for the most part in the quoted words, or they in it: its saying is theirs. */
static uint32_t told_over(const Quoter *q, const Quoted *quoted)
{
    for (uint32_t k = saying_told_from(q->sayings, quoted->first); k < q->sayings->told.count; k++) {
        const Told *told = &q->sayings->told.at[k];
        uint32_t a = told->first > quoted->first ? told->first : quoted->first,
                 b = told->end < quoted->end ? told->end : quoted->end;
        if (told->first >= quoted->end) break;
        if (b > a && (b - a) * 2 > quoted->end - quoted->first) return told->saying;
    }
    return ARRIAN_NONE;
}

static bool tells_other(const Quoter *q, uint32_t saying, const Quoted *quoted)
{
    uint32_t from = quoted->first > AROUND ? quoted->first - AROUND : 0;
    for (uint32_t k = saying_told_from(q->sayings, from); k < q->sayings->told.count; k++) {
        const Told *told = &q->sayings->told.at[k];
        if (told->first > quoted->end + AROUND) break;
        if (told->saying == saying && (told->end <= quoted->first || told->first >= quoted->end)) return true;
    }
    return false;
}

/* The saying that fits the quoted words best, by the tree, by what the engine takes for told, and by nearness. */
static bool learned_attribute(Quoter *q, ArrianQuote *quote, const Quoted *quoted)
{
    const Sayings *s = q->sayings;
    uint32_t a = q->tokens[quoted->first].sentence, b = q->tokens[quoted->end - 1].sentence + 2,
             told = told_over(q, quoted), head = clause_head(&s->clause, quoted->first, quoted->end),
             best = ARRIAN_NONE;
    uint32_t stop = b < q->d->sentences.count ? q->d->sentences.at[b].first : q->d->tokens.count;
    int most = 6;
    for (uint32_t n = saying_from(s, q->d->sentences.at[a ? a - 1 : 0].first);
         n < s->list.count && s->list.at[n].first < stop; n++) {
        const Saying *saying = &s->list.at[n];
        if (saying->who == ARRIAN_NONE || quoted_word(q, saying->verb) || parted(q, saying, quoted)) continue;
        int fit = saying_fits(s, n, quoted->first, quoted->end);
        bool before =
            saying->first < quoted->first && q->tokens[saying->first].sentence < q->tokens[quoted->first].sentence;
        if (fit <= 0 || (before && told != n && !ends_in_colon(q, sentence_first(q, quoted->first)))) continue;
        uint32_t depth = clause_depth(&s->clause, saying->verb, head);
        if (depth != ARRIAN_NONE) fit += depth < 6 ? 14 - (int)depth : 6;
        if (told == n) fit += 8;
        else if (tells_other(q, n, quoted)) fit -= 6;
        if (fit > most) most = fit, best = n;
    }
    if (best == ARRIAN_NONE) return false;
    speaker_of(q, quote, &s->list.at[best]);
    return true;
}

/* ...” ― Krystal Correa: who is named behind a dash at the end of the paragraph. */
static bool signed_behind(Quoter *q, ArrianQuote *quote, const Quoted *quoted)
{
    uint32_t at = quoted->end, count = q->d->tokens.count;
    while (at < count && quoted_mark(q, at)) at++;
    if (at + 1 >= count || at == quoted->end || opens_paragraph(q, at)) return false;
    ArrianSlice dash = document_words(q->d, q->tokens[at].span);
    bool long_dash =
        dash.length == 3 && (!memcmp(dash.at, "—", 3) || !memcmp(dash.at, "–", 3) || !memcmp(dash.at, "―", 3));
    uint32_t name = q->tags->name[at + 1], end = at + 1;
    if (!(long_dash || (dash.length == 1 && dash.at[0] == '-')) || name == ARRIAN_NONE) return false;
    if (q->d->names.at[name].type != ARRIAN_PERSON && q->d->names.at[name].type != ARRIAN_ORGANIZATION) return false;
    while (end < count && q->tags->name[end] == name) end++;
    if (end < count && !opens_paragraph(q, end) && q->tokens[end].flags & ARRIAN_WORD) return false;
    speaker_set(q, quote, at + 1, end);
    return true;
}

/* Who says something in the paragraph before the quoted sentence: "Sanders named their weariness as a reason. “They are
 * tired.”" */
static uint32_t told_above(const Quoter *q, const Quoted *quoted)
{
    uint32_t n = saying_from(q->sayings, quoted->first);
    for (int steps = 0; n-- > 0 && steps < 6; steps++) {
        const Saying *saying = &q->sayings->list.at[n];
        if (q->tokens[saying->first].sentence + 2 < q->tokens[quoted->first].sentence || parted(q, saying, quoted))
            break;
        if (saying->learned && saying->who != ARRIAN_NONE && !quoted_word(q, saying->first) &&
            clause_relation(&q->sayings->clause, saying->verb) == RELATION_ROOT)
            return n;
    }
    return ARRIAN_NONE;
}

/* Where a whole sentence is quoted and nobody is named, who spoke last goes on. */
static bool goes_on(Quoter *q, ArrianQuote *quote, const Quoted *quoted)
{
    uint32_t above = q->sayings ? told_above(q, quoted) : ARRIAN_NONE, sentence = q->tokens[quoted->first].sentence;
    if (quote->form != ARRIAN_DIRECT) return false;
    if (above != ARRIAN_NONE &&
        (span_empty(q->last_speaker) || q->tokens[q->sayings->list.at[above].first].sentence > q->last_sentence)) {
        speaker_of(q, quote, &q->sayings->list.at[above]);
        return true;
    }
    if (span_empty(q->last_speaker) || sentence > q->last_sentence + 3) return false;
    quote->speaker = q->last_speaker, quote->entity = q->last_entity, quote->cue = q->last_cue;
    return true;
}

/* "The Long Way Home", "Judges' Club": every word of weight in capitals, which nobody speaks. */
static bool is_titled(const Quoter *q, const Quoted *quoted)
{
    uint32_t words = 0;
    for (uint32_t i = quoted->first; i < quoted->end; i++) {
        const ArrianToken *t = &q->tokens[i];
        if (!(t->flags & ARRIAN_WORD)) continue;
        bool small = i > quoted->first && t->span.end - t->span.start <= 3;
        if (!small && (!(t->flags & ARRIAN_UPPER_FIRST) || t->flags & ARRIAN_ALL_UPPER)) return false;
        words += !small;
    }
    return words >= 2;
}

static void add_quoted(Quoter *q, const Quoted *quoted)
{
    uint32_t last = quoted->end - 1, words = quoted->end - quoted->first;
    ArrianQuote quote = {
        .span = trimmed_span(q, quoted->first, quoted->end), .form = form_of(q, quoted), .entity = ARRIAN_NONE};
    uint32_t first = sentence_first(q, quoted->first), end = sentence_end(q, last);
    uint32_t close_end = quoted->end < q->d->tokens.count ? sentence_end(q, quoted->end) : end;
    if (close_end > end && close_end - end < 60) end = close_end;
    uint32_t after = quoted->end + 1 < end ? quoted->end + 1 : end;
    bool said = q->sayings ? learned_attribute(q, &quote, quoted) : shallow_attribute(q, &quote, quoted, first, end);
    if (!said && !q->sayings && ends_in_colon(q, first))
        said = shallow_beside(q, &quote, sentence_first(q, first - 1), first, false);
    if (!said) said = signed_behind(q, &quote, quoted);
    if (!said && first + 1 >= quoted->first && after + 1 >= end) said = goes_on(q, &quote, quoted);
    if (!said && is_titled(q, quoted)) return;
    if (!said && (words < 4 || quote.form == ARRIAN_MIXED)) return; /* scare quotes, titles, nicknames */
    quote_add(q, quote, first, end, said);
}

/* Does the word govern a clause: "[close]" in "the bridge would close"? */
static bool tops_clause(const Quoter *q, uint32_t head)
{
    const Clause *c = &q->sayings->clause;
    bool subject = clause_child(c, head, RELATION_NSUBJ) != ARRIAN_NONE || clause_child(c, head, RELATION_NSUBJ_PASS) != ARRIAN_NONE;
    return subject || clause_relation(c, head) == RELATION_CCOMP || clause_is(q->d, head, "VERB");
}

/* "The figures were released by", "the guests [praised the cook]": the words lack their end, or whose deed they tell. */
static bool is_torn(const Quoter *q, uint32_t head, uint32_t first, uint32_t end)
{
    const Clause *c = &q->sayings->clause;
    uint32_t subject = clause_child(c, head, RELATION_NSUBJ), last = q->tokens[end - 1].head;
    if (clause_is(q->d, end - 1, "ADP") && last != ARRIAN_NONE && last >= end) return true;
    return clause_is(q->d, head, "VERB") && subject != ARRIAN_NONE && subject < first;
}

/* Told as a clause: "the bridge would close"; not "the closing of the bridge". */
static bool is_clause(const Quoter *q, const Saying *saying, uint32_t first, uint32_t end)
{
    uint32_t head = clause_head(&q->sayings->clause, first, end);
    if (end - head > 1 && (clause_is(q->d, head, "CCONJ") || clause_is(q->d, head, "ADV")))
        head = clause_head(&q->sayings->clause, head + 1, end); /* "[But] the bridge would close, she said" */
    bool asks = saying->speech && (saying->speech->kind == SPEECH_ASK || saying->speech->kind == SPEECH_ORDER);
    for (uint32_t i = first; asks && i + 1 < end; i++) /* "called for [those men to be tried]" */
        if (group_word(q->d, i, "to") && (clause_is(q->d, i + 1, "VERB") || clause_is(q->d, i + 1, "AUX"))) return true;
    if (group_word(q->d, first, "to") && !saying->speech) return false; /* "aims [to send troops]": a plan, and no words */
    return tops_clause(q, head) && !is_torn(q, head, first, end);
}

/* "[The fees,] police said, were paid by the union": where the clause begins whose subject stands before the aside that
 * says whose it is; else where it began. */
static uint32_t before_aside(const Quoter *q, const Saying *saying, uint32_t first)
{
    uint32_t from = sentence_first(q, saying->first), who = saying->who_first;
    if (who < from + 2 || who >= saying->first || saying->end > first) return first;
    if (!clause_is(q->d, first, "VERB") && !clause_is(q->d, first, "AUX")) return first;
    if (!group_word(q->d, who - 1, ",") || !group_word(q->d, first - 1, ",")) return first;
    for (uint32_t i = from; i < who; i++)
        if (quoted_word(q, i) || clause_is(q->d, i, "VERB")) return first;
    return from;
}

/* "We are ready for talks [Nobody] wants another winter": a small word that only a sentence's first place gives a capital,
 * where no sign stands, began a sentence of somebody's own words. */
static bool has_lost_stop(const Quoter *q, uint32_t first, uint32_t end)
{
    enum { SMALL = POS_DET | POS_PREP | POS_CONJ | POS_PRON | POS_AUX };
    for (uint32_t i = first + 1; i < end; i++) {
        const ArrianToken *token = &q->tokens[i];
        if (!(token->flags & ARRIAN_UPPER_FIRST) || q->tokens[i - 1].flags & ARRIAN_PUNCT || q->tags->name[i] != ARRIAN_NONE) continue;
        if (token->span.end - token->span.start > 1 && split_pos(q->engine, token->word) & SMALL) return true;
    }
    return false;
}

/* "[50 were injured]", "[nothing had changed]"; not "to avoid travel" */
static bool has_own_subject(const Quoter *q, uint32_t first, uint32_t end)
{
    Relation relation = clause_relation(&q->sayings->clause, first);
    for (uint32_t i = first + 1; relation != RELATION_NSUBJ && relation != RELATION_NSUBJ_PASS && i < end; i++)
        relation = clause_relation(&q->sayings->clause, i);
    return relation == RELATION_NSUBJ || relation == RELATION_NSUBJ_PASS;
}

/* A clause that somebody says, without quotation marks; where it holds quoted words, those are the quote. */
static void add_told(Quoter *q, const Told *told)
{
    uint32_t first = told->first, end = told->end;
    bool verb = false;
    if (told->saying == ARRIAN_NONE) return;
    const Saying *saying = &q->sayings->list.at[told->saying];
    if (saying->who == ARRIAN_NONE || (saying->speech && saying->speech->kind == SPEECH_PREFIX)) return;
    if (first < end && group_word(q->d, first, "that")) first++;
    while (end > first && q->tokens[end - 1].flags & ARRIAN_PUNCT && !clause_is(q->d, end - 1, "SYM")) end--; /* "almost 90[%]" */
    while (first < end && q->tokens[first].flags & ARRIAN_PUNCT) first++;
    for (uint32_t i = first; i < end; i++) {
        if (quoted_word(q, i)) return;
        verb |= clause_is(q->d, i, "VERB") || clause_is(q->d, i, "AUX");
    }
    if (end < first + 3 || !verb) return;
    if (end < first + 4 && !has_own_subject(q, first, end)) return;
    uint32_t whole = before_aside(q, saying, first);
    if (whole == first && !told->unmarked && !is_clause(q, saying, first, end)) return;
    first = whole;
    ArrianQuote quote = {.span = document_tokens_span(q->d, first, end),
                         .form = told->unmarked || has_lost_stop(q, first, end) ? ARRIAN_DIRECT : ARRIAN_INDIRECT};
    speaker_of(q, &quote, saying);
    quote_add(q, quote, sentence_first(q, first), sentence_end(q, end - 1), true);
}

/* A sentence that lost its stop, in the paragraph of the one behind it, where nobody says anything. */
static bool is_bare(const Quoter *q, uint32_t number)
{
    const ArrianSentence *s = &q->d->sentences.at[number];
    uint32_t end = s->first + s->count, n = saying_from(q->sayings, s->first);
    if (!s->count || s->headline || q->tokens[end - 1].flags & ARRIAN_PUNCT || opens_paragraph(q, end)) return false;
    return n >= q->sayings->list.count || q->sayings->list.at[n].first >= end;
}

static bool has_finite(const Quoter *q, const ArrianSentence *s)
{
    for (uint32_t i = s->first; i < s->first + s->count; i++) {
        Relation r = clause_relation(&q->sayings->clause, i);
        if (r == RELATION_NSUBJ || r == RELATION_NSUBJ_PASS) return true;
    }
    return false;
}

/* What the engine saw told in there becomes one with it. */
static void tell_unmarked(Quoter *q, uint32_t first, uint32_t end, uint32_t saying)
{
    uint32_t k = saying_told_from(q->sayings, first), from = k;
    for (; k < q->sayings->told.count && q->sayings->told.at[k].first < end; k++)
        q->sayings->told.at[k].saying = ARRIAN_NONE;
    Told told = {first, end, saying, 1, true};
    if (k > from) {
        q->sayings->told.at[from] = told;
        return;
    }
    LIST_ADD(&q->d->arena, q->sayings->told, told);
    for (k = q->sayings->told.count - 1; k > from; k--) q->sayings->told.at[k] = q->sayings->told.at[k - 1];
    q->sayings->told.at[from] = told;
}

/* "This is deterrence Not to provoke a conflict Solberg claimed on Tuesday": where a report lost its marks, what is
 * said stands before a saying that tells nothing of its own. */
static void find_unmarked(Quoter *q, uint32_t number)
{
    const Saying *saying = &q->sayings->list.at[number];
    const Clause *c = &q->sayings->clause;
    uint32_t sentence = q->tokens[saying->first].sentence, from = sentence;
    if (!saying->speech || saying->speech->kind != SPEECH_SAY || !saying->speech->quotes || saying->speech->has_object)
        return;
    if (!(saying->form & (FORM_PAST | FORM_THIRD)) || saying->who == ARRIAN_NONE) return;
    if (saying->who_first != sentence_first(q, saying->first) || saying->who_end != saying->first) return;
    if (clause_child(c, saying->verb, RELATION_CCOMP) != ARRIAN_NONE ||
        clause_child(c, saying->verb, RELATION_OBJ) != ARRIAN_NONE)
        return;
    for (uint32_t k = saying_told_from(q->sayings, saying->end); k < q->sayings->told.count; k++) {
        if (q->sayings->told.at[k].first >= sentence_end(q, saying->first)) break;
        if (q->sayings->told.at[k].saying == number) return;
    }
    do {
        if (from == 0 || !is_bare(q, from - 1)) break;
        from--;
    } while (sentence - from < MOST_UNMARKED && !has_finite(q, &q->d->sentences.at[from]));
    if (from == sentence || !has_finite(q, &q->d->sentences.at[from])) return;
    uint32_t first = q->d->sentences.at[from].first, end = q->d->sentences.at[sentence].first;
    if (end >= first + 4) tell_unmarked(q, first, end, number);
}

/* Could tokens [first, end) of a headline be who speaks? "NATO chief", "Monitor", "Olof Palme" */
static bool headline_speaker(const Quoter *q, uint32_t first, uint32_t end)
{
    uint32_t name = q->tags->name[end - 1], class;
    bool body = flat_get(q->engine->mark->quote->kind, q->tokens[end - 1].word) == NOUN_BODY;
    for (uint32_t i = first; i < end - body; i++)
        if (!(q->tokens[i].flags & ARRIAN_WORD) || clause_is(q->d, i, "VERB") || clause_is(q->d, i, "AUX"))
            return false;
    if (name != ARRIAN_NONE)
        return q->d->names.at[name].type == ARRIAN_PERSON || q->d->names.at[name].type == ARRIAN_ORGANIZATION;
    if (body) return true;
    for (uint32_t i = first; i < end; i++)
        if (i + name_title(q->engine, q->d, i, end, &class) == end && class != 2) return true;
    return false;
}

/* "NATO chief: alliance will stand firm", "Raids kill 21 in the north: Monitor" */
static void headline_colon(Quoter *q, const ArrianSentence *s)
{
    uint32_t end = s->first + s->count, colon = s->first;
    while (end > s->first && q->tokens[end - 1].flags & ARRIAN_PUNCT && !ends_in_colon(q, end)) end--;
    while (colon < end && q->d->text.at[q->tokens[colon].span.start] != ':') colon++;
    if (!s->headline || colon == s->first || colon + 1 >= end || q->inside[s->first]) return;
    bool leads = colon - s->first <= 6 && end - colon > 4;
    uint32_t a = leads ? s->first : colon + 1, b = leads ? colon : end, first = leads ? colon + 1 : s->first,
             stop = leads ? end : colon;
    if ((!leads && end - colon > 6) || !headline_speaker(q, a, b) || stop < first + 4) return;
    bool verb = false;
    for (uint32_t i = first; i < stop; i++) {
        if (q->inside[i] || quoted_mark(q, i)) return;
        verb |= clause_is(q->d, i, "VERB") || clause_is(q->d, i, "AUX");
    }
    if (!verb) return;
    ArrianQuote quote = {
        .span = document_tokens_span(q->d, first, stop), .form = ARRIAN_INDIRECT, .entity = ARRIAN_NONE};
    Saying saying = {colon, colon + 1, colon, clause_head(&q->sayings->clause, a, b), a, b, NULL, 0, ARRIAN_NONE, true};
    speaker_of(q, &quote, &saying);
    quote_add(q, quote, s->first, s->first + s->count, true);
}

static int by_start(const void *a, const void *b)
{
    const ArrianQuote *x = a, *y = b;
    return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

void quote_document(const ArrianEngine *engine, ArrianDocument *d, MarkTags *tags)
{
    if (!d->tokens.count) return;
    Sayings sayings;
    Quoter q = {.engine = engine,
                .d = d,
                .tokens = d->tokens.at,
                .tags = tags,
                .inside = NEW(&d->arena, uint8_t, d->tokens.count),
                .last_entity = ARRIAN_NONE,
                .last_body = ARRIAN_NONE};
    QuotedList list = {0};
    quoted_find(&q, &list);
    for (uint32_t k = 0; k < list.count; k++)
        for (uint32_t i = list.at[k].first; i < list.at[k].end; i++) q.inside[i] = 1;
    topic_document(engine, d, tags, q.inside);
    if (saying_document(engine, d, tags, q.inside, &sayings)) q.sayings = &sayings;
    for (uint32_t n = 0; q.sayings && !list.count && n < sayings.list.count; n++) find_unmarked(&q, n);
    uint32_t next = 0, told = 0;
    for (uint32_t s = 0; s < d->sentences.count; s++) {
        const ArrianSentence *sentence = &d->sentences.at[s];
        uint32_t end = sentence->first + sentence->count;
        ArrianSpan header = speech_header(engine, d, tags, sentence);
        if (!span_empty(header)) q.header_via = header;
        for (; next < list.count && list.at[next].first < end; next++) add_quoted(&q, &list.at[next]);
        if (q.sayings) headline_colon(&q, sentence);
        else shallow_indirect(&q, sentence);
        for (; q.sayings && told < sayings.told.count && sayings.told.at[told].first < end; told++)
            add_told(&q, &sayings.told.at[told]);
        if (q.sayings) speaker_hear(&q, sentence->first, end);
    }
    if (d->quotes.count) qsort(d->quotes.at, d->quotes.count, sizeof *d->quotes.at, by_start);
}

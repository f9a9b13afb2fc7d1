/* shallow.c: who says it by the verb of saying nearest and the noun group beside it; the trees of the language engine
 * do better where they are.
 *     "said the minister" -> "the minister";   The monitor said two people died. -> indirect, the clause */
#include "mark/group.h"
#include "mark/name.h"
#include "mark/quote.h"
#include "parse/inflect.h"
#include "split/split.h"
#include <string.h>

static bool can_speak(const Quoter *q, uint32_t first, uint32_t end)
{
    if (first >= end) return false;
    for (uint32_t i = first; i < end; i++)
        if (q->tags->name[i] != ARRIAN_NONE) return true;
    uint16_t pos = split_pos(q->engine, q->tokens[end - 1].word);
    if (end == first + 1 && group_word(q->d, first, "it")) return false;
    return pos == 0 || pos & (POS_NOUN | POS_PRON | POS_PROPN);
}

static bool is_finite(const SpeechFind *find)
{
    return find->form & (FORM_PAST | FORM_THIRD | FORM_GERUND | FORM_BASE) || find->speech->kind == SPEECH_PREFIX;
}

/* "the Journal cited Work as saying": Work speaks, through the Journal. */
static bool cited_as_saying(Quoter *q, ArrianQuote *quote, uint32_t first, const SpeechFind *find)
{
    uint32_t as = find->first, a, b;
    if (!(find->form & FORM_GERUND) || as == first || !group_word(q->d, as - 1, "as")) return false;
    for (uint32_t v = as - 1; v-- > first && as - v < 12;) {
        if (!group_word(q->d, v, "cited") && !group_word(q->d, v, "quoted") && !group_word(q->d, v, "citing") &&
            !group_word(q->d, v, "quoting"))
            continue;
        if (v + 1 >= as - 1) return false;
        speaker_set(q, quote, v + 1, as - 1);
        if (group_before(q->engine, q->d, q->tags, first, v, &a, &b)) quote->via = document_tokens_span(q->d, a, b);
        quote->cue = document_tokens_span(q->d, find->first, find->end);
        return true;
    }
    return false;
}

/* "..., Stoltenberg told Bild", "said the minister": speaker by the verb of saying nearest to the quote in tokens
 * [first, end) outside the marks. */
bool shallow_beside(Quoter *q, ArrianQuote *quote, uint32_t first, uint32_t end, bool after)
{
    for (uint32_t step = 0; step < end - first; step++) {
        uint32_t i = after ? first + step : end - 1 - step, a, b;
        SpeechFind find;
        if (quoted_word(q, i) || !speech_at(q->engine, q->d, i, end, &find) || !is_finite(&find)) continue;
        if (cited_as_saying(q, quote, first, &find)) return true;
        if (after && step > 14) return false;
        bool got = find.speech->kind != SPEECH_PREFIX && group_before(q->engine, q->d, q->tags, first, i, &a, &b) &&
                   can_speak(q, a, b) && !quoted_word(q, b - 1);
        if (!got)
            got = group_after(q->engine, q->d, q->tags, find.end - 1, end, &a, &b) && can_speak(q, a, b) &&
                  (after || find.speech->kind == SPEECH_PREFIX);
        if (!got) continue;
        if (b - a > 12) a = b - 12;
        speaker_set(q, quote, a, b);
        quote->cue = document_tokens_span(q->d, find.first, find.end);
        return true;
    }
    return false;
}

bool shallow_attribute(Quoter *q, ArrianQuote *quote, const Quoted *quoted, uint32_t first, uint32_t end)
{
    uint32_t after = quoted->end + 1 < end ? quoted->end + 1 : end;
    char mark = q->d->text.at[q->tokens[quoted->end - 1].span.start];
    bool asks = (mark == '?' || mark == '!') && after == end && end < q->d->tokens.count; /* "“Where?” Holm asked." */
    if (asks && !(q->tokens[end].flags & ARRIAN_LINE_FIRST)) end = sentence_end(q, end);
    if (quote->form == ARRIAN_DIRECT)
        return shallow_beside(q, quote, after, end, true) || shallow_beside(q, quote, first, quoted->first, false);
    return shallow_beside(q, quote, first, quoted->first, false) || shallow_beside(q, quote, after, end, true);
}

/* Does the language engine, or else the lexicon, take the word for a finite verb? */
static bool is_verb(const Quoter *q, uint32_t i)
{
    uint8_t form;
    uint16_t pos = split_pos(q->engine, q->tokens[i].word);
    if (q->tags->name[i] != ARRIAN_NONE) return false;
    if (q->d->reading) return clause_is(q->d, i, "VERB") || clause_is(q->d, i, "AUX");
    if (pos & POS_AUX) return true;
    uint32_t lemma = inflect_verb(q->engine, q->tokens[i].word, &form);
    if (q->tokens[i].flags & ARRIAN_UPPER_FIRST && !(q->tokens[i].flags & ARRIAN_FIRST)) return false;
    return (lemma && form & (FORM_PAST | FORM_THIRD) && (!pos || pos & POS_VERB)) || pos & POS_MAIN_VERB;
}

static bool has_verb(const Quoter *q, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (is_verb(q, i)) return true;
    return false;
}

/* "NATO had detected ...", "four people with serious injuries were released": a subject, and its verb right behind it.
 */
static bool is_clause(const Quoter *q, uint32_t first, uint32_t end)
{
    uint32_t a, at = first;
    for (int groups = 0; groups < 3; groups++) {
        if (at >= end || !group_after(q->engine, q->d, q->tags, at - 1, end, &a, &at) || (groups == 0 && a > first + 1))
            return false;
        while (at < end && split_pos(q->engine, q->tokens[at].word) & POS_ADV && !is_verb(q, at)) at++;
        if (at < end && is_verb(q, at)) {
            uint8_t form = 0;
            inflect_verb(q->engine, q->tokens[at].word, &form);
            return !(form & FORM_GERUND && !(form & FORM_BASE));
        }
        if (at >= end || !(split_pos(q->engine, q->tokens[at].word) & POS_PREP)) return false;
        at++;
    }
    return false;
}

static bool any_inside(const Quoter *q, uint32_t first, uint32_t end, uint32_t *ret_words)
{
    *ret_words = 0;
    for (uint32_t i = first; i < end; i++) *ret_words += q->inside[i] == 1;
    return *ret_words > 0;
}

static bool add_indirect(Quoter *q, uint32_t first, uint32_t end, uint32_t a, uint32_t b, const SpeechFind *find)
{
    uint32_t quoted;
    while (end > first && q->tokens[end - 1].flags & ARRIAN_PUNCT) end--;
    while (first < end && q->tokens[first].flags & ARRIAN_PUNCT) first++;
    if (end < first + 4 || !has_verb(q, first, end)) return false;
    if (any_inside(q, first, end, &quoted)) return false; /* then the quoted words are the quote */
    ArrianQuote quote = {
        .span = document_tokens_span(q->d, first, end), .form = ARRIAN_INDIRECT, .entity = ARRIAN_NONE};
    speaker_set(q, &quote, a, b);
    quote.cue = document_tokens_span(q->d, find->first, find->end);
    quote_add(q, quote, sentence_first(q, first), sentence_end(q, end - 1), true);
    return true;
}

/* "... in Syria on Monday, a monitor said.": the clause stands before its speaker. */
static bool clause_before(Quoter *q, const ArrianSentence *s, const SpeechFind *find, uint32_t a, uint32_t b)
{
    uint32_t end = s->first + s->count, rest = 0, clause_end = a;
    for (uint32_t i = find->end; i < end; i++)
        rest += (q->tokens[i].flags & ARRIAN_WORD) && q->tags->time[i] == ARRIAN_NONE;
    if (rest > 6 || a < s->first + 5) return false;
    if (find->speech->kind == SPEECH_THINK) return false;
    return add_indirect(q, s->first, clause_end, a, b, find);
}

/* "urged [all sides to stop the shelling]" */
static bool is_demand(const Quoter *q, uint32_t first, uint32_t end)
{
    uint32_t a, at;
    return group_after(q->engine, q->d, q->tags, first - 1, end, &a, &at) && a == first && at + 1 < end &&
           group_word(q->d, at, "to") && split_pos(q->engine, q->tokens[at + 1].word) & POS_VERB;
}

/* "X said (that) the clause", "X told Y that the clause", "..., saying the clause" */
static bool clause_after(Quoter *q, const ArrianSentence *s, const SpeechFind *find, uint32_t a, uint32_t b)
{
    uint32_t end = s->first + s->count, at = find->end;
    bool that = false, asks = find->speech->kind == SPEECH_ASK || find->speech->kind == SPEECH_ORDER;
    if (asks && is_demand(q, at, end)) return add_indirect(q, at, end, a, b, find);
    if (find->speech->has_object) {
        uint32_t c, e;
        if (group_after(q->engine, q->d, q->tags, find->end - 1, end, &c, &e)) at = e;
    }
    for (uint32_t i = at; i < end && i < at + 16 && !that; i++) {
        if (group_word(q->d, i, "that")) at = i + 1, that = true;
        else if (i > at + 1 && split_pos(q->engine, q->tokens[i].word) & POS_AUX) break;
    }
    if (!that && find->speech->has_object && at == find->end) return false;
    while (!that && at < end && q->tags->time[at] != ARRIAN_NONE) at++;
    for (uint32_t i = at + 4; i < end; i++) { /* "..., saying it also wounded" begins another */
        SpeechFind next;
        if (speech_at(q->engine, q->d, i, end, &next) && next.form & FORM_GERUND && !(next.form & FORM_BASE)) end = i;
    }
    if (!that && at < end && !is_clause(q, at, end)) return false;
    if (at >= end || group_word(q->d, at, "to") || group_word(q->d, at, "of") || group_word(q->d, at, "for") ||
        group_word(q->d, at, "about"))
        return false;
    if (!that && q->d->text.at[q->tokens[at].span.start] == ',') return false;
    return add_indirect(q, at, end, a, b, find);
}

void shallow_indirect(Quoter *q, const ArrianSentence *s)
{
    uint32_t end = s->first + s->count;
    for (uint32_t i = s->first; i < end; i++) {
        SpeechFind find;
        uint32_t a, b;
        if (quoted_word(q, i) || !speech_at(q->engine, q->d, i, end, &find) || !is_verb(q, i)) continue;
        if (find.speech->kind == SPEECH_PREFIX || !find.speech->quotes || !is_finite(&find)) continue;
        if (find.form == FORM_BASE && i > s->first && group_word(q->d, i - 1, "to")) continue;
        bool gerund = find.form == FORM_GERUND;
        bool got = group_before(q->engine, q->d, q->tags, s->first, i, &a, &b) && can_speak(q, a, b);
        if (gerund && i > s->first &&
            (!got || q->d->text.at[q->tokens[i - 1].span.start] == ',')) /* the sentence's own subject speaks */
            got = group_after(q->engine, q->d, q->tags, s->first - 1, i, &a, &b) && can_speak(q, a, b);
        if (!got && !gerund && i > s->first && group_after(q->engine, q->d, q->tags, find.end - 1, end, &a, &b) &&
            can_speak(q, a, b) && q->tokens[i - 1].flags & ARRIAN_PUNCT) { /* "..., said the Secretary General" */
            if (add_indirect(q, s->first, i - 1, a, b, &find)) return;
            continue;
        }
        if (!got) continue;
        if (b - a > 12) a = b - 12;
        if (!gerund && clause_before(q, s, &find, a, b)) return;
        if (clause_after(q, s, &find, a, b)) i = find.end; /* and on: "..., saying that ..." */
    }
}

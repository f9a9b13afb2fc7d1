/* quote.c: words in quotation marks, and clauses that a verb of saying reports; who speaks, through whom.
 *     "We will act," Stoltenberg told Bild.        direct, speaker Stoltenberg, via Bild
 *     He said NATO had seen "aggressive" drills.   mixed, the words inside the marks
 *     The monitor said two people died.            indirect, the clause */
#include "base/error.h"
#include "mark/group.h"
#include "mark/name.h"
#include "mark/speech.h"
#include "model/model.h"
#include "parse/inflect.h"
#include "split/split.h"
#include <stdlib.h>
#include <string.h>

struct QuoteData {
    Rules *via; /* data/quote.rule: "told X", "in an interview with X" */
};

typedef struct Quoter {
    const ArrianEngine *engine;
    ArrianDocument *d;
    const ArrianToken *tokens;
    const MarkTags *tags;
    uint8_t *inside;       // (T): 1 in quoted words, 2 a mark
    ArrianSpan header_via; /* "RT reports:" above */
    ArrianSpan last_speaker, last_cue;
    uint32_t last_entity, last_sentence;
} Quoter;

int quote_data_open(ArrianEngine *engine, ArrianError *why)
{
    const char *bytes;
    size_t size;
    engine->mark->quote = NEW(&engine->arena, QuoteData, 1);
    TRY(speech_data_open(engine, &engine->mark->speech, why));
    TRY(data_load(&engine->arena, engine->folder, "quote.rule", &bytes, &size, why));
    return rules_parse(&engine->arena, &engine->words, "quote.rule", bytes, size, &engine->mark->quote->via, why);
}

void quote_freeze(ArrianEngine *engine)
{
    rules_freeze(engine->mark->quote->via, engine->words.words.count);
    speech_freeze(engine);
}

typedef enum Mark { NO_MARK, OPENS, CLOSES, EITHER_WAY } Mark;

static Mark mark_at(const Quoter *q, uint32_t i)
{
    const ArrianToken *t = &q->tokens[i];
    ArrianSlice w = document_words(q->d, t->span);
    if (!(t->flags & ARRIAN_PUNCT)) return NO_MARK;
    if (w.length == 1 && w.at[0] == '"') return EITHER_WAY;
    if (w.length == 3 && !memcmp(w.at, "“", 3)) return OPENS;
    if (w.length == 3 && !memcmp(w.at, "”", 3)) return CLOSES;
    if (w.length == 2 && !memcmp(w.at, "«", 2)) return OPENS;
    if (w.length == 2 && !memcmp(w.at, "»", 2)) return CLOSES;
    bool next = i + 1 < q->d->tokens.count && !(q->tokens[i + 1].flags & ARRIAN_SPACE_BEFORE) &&
                q->tokens[i + 1].flags & ARRIAN_WORD;
    if (w.length == 3 && !memcmp(w.at, "‘", 3) && next) return OPENS;
    if (w.length == 1 && w.at[0] == '\'' && t->flags & ARRIAN_SPACE_BEFORE && next) return OPENS;
    return NO_MARK;
}

/* The single mark that closes one opened by ‘ or ': a mark before a space or sign. */
static uint32_t single_close(const Quoter *q, uint32_t open, uint32_t end)
{
    for (uint32_t i = open + 2; i < end && i < open + 80; i++) {
        ArrianSlice w = document_words(q->d, q->tokens[i].span);
        bool mark = (w.length == 3 && !memcmp(w.at, "’", 3)) || (w.length == 1 && w.at[0] == '\'');
        if (mark && !(q->tokens[i].flags & ARRIAN_SPACE_BEFORE) && q->tokens[i].flags & ARRIAN_PUNCT &&
            (i + 1 >= end || q->tokens[i + 1].flags & (ARRIAN_SPACE_BEFORE | ARRIAN_PUNCT)))
            return i;
    }
    return 0;
}

static bool is_single(const Quoter *q, uint32_t i)
{
    ArrianSlice w = document_words(q->d, q->tokens[i].span);
    return (w.length == 1 && w.at[0] == '\'') || (w.length == 3 && !memcmp(w.at, "‘", 3));
}

static uint32_t paragraph_end(const Quoter *q, uint32_t i)
{
    for (i++; i < q->d->tokens.count; i++)
        if (q->tokens[i].flags & ARRIAN_LINE_FIRST && q->tokens[i].flags & ARRIAN_FIRST) return i;
    return i;
}

/* Quotes of one paragraph, in order: [open + 1, close) are quoted. A closing mark without an opening one quotes from
 * the paragraph's first word. */
typedef struct Quoted {
    uint32_t first, end; /* tokens inside the marks */
    bool open;           /* goes on in the next paragraph, or was never closed */
} Quoted;
typedef LIST(Quoted) QuotedList;

/* "RENEE MONTAGNE, HOST:" opens a turn of a broadcast: token of the colon, 0 where there is none; the speaker's tokens.
 */
static uint32_t turn_colon(const Quoter *q, uint32_t first, uint32_t end, uint32_t *ret_speaker_end)
{
    uint32_t at = first;
    while (at < end && at < first + 6 && q->tokens[at].flags & ARRIAN_ALL_UPPER) at++;
    *ret_speaker_end = at;
    if (at == first || q->tokens[first].span.end - q->tokens[first].span.start < 2) return 0;
    while (at < end && at < first + 14 &&
           (q->tokens[at].flags & ARRIAN_ALL_UPPER || q->d->text.at[q->tokens[at].span.start] == ','))
        at++;
    return at < end && q->d->text.at[q->tokens[at].span.start] == ':' ? at : 0;
}

static void add_turn(Quoter *q, uint32_t first, uint32_t speaker_end, uint32_t colon, uint32_t end)
{
    if (end < colon + 3) return;
    ArrianQuote quote = {.span = document_tokens_span(q->d, colon + 1, end),
                         .form = ARRIAN_DIRECT,
                         .speaker = document_tokens_span(q->d, first, speaker_end)};
    quote.entity = refer_phrase(q->engine, q->d, q->tags, first, speaker_end);
    LIST_ADD(&q->d->arena, q->d->quotes, quote);
}

static void find_quoted(Quoter *q, uint32_t first, uint32_t end, QuotedList *list)
{
    uint32_t open = ARRIAN_NONE, last_close = first;
    for (uint32_t i = first; i < end; i++) {
        Mark mark = mark_at(q, i);
        if (mark == NO_MARK) continue;
        if (mark == OPENS && is_single(q, i)) {
            uint32_t close = open == ARRIAN_NONE ? single_close(q, i, end) : 0;
            if (close) {
                LIST_ADD(&q->d->arena, *list, (Quoted){i + 1, close, false});
                i = last_close = close;
            }
            continue;
        }
        if (mark == EITHER_WAY) mark = open != ARRIAN_NONE ? CLOSES : OPENS;
        if (mark == CLOSES && open == ARRIAN_NONE) open = last_close == first ? first : ARRIAN_NONE, last_close = i;
        if (mark == OPENS) {
            open = i + 1;
        } else if (open != ARRIAN_NONE) {
            if (i > open) LIST_ADD(&q->d->arena, *list, (Quoted){open, i, false});
            open = ARRIAN_NONE;
            last_close = i;
        }
    }
    if (open != ARRIAN_NONE && end > open + 3) LIST_ADD(&q->d->arena, *list, (Quoted){open, end, true});
}

static ArrianSpan trimmed_span(const Quoter *q, uint32_t first, uint32_t end)
{
    while (end > first + 1) {
        char c = q->d->text.at[q->tokens[end - 1].span.start];
        if (c != ',' && c != ';' && c != ':' && mark_at(q, end - 1) == NO_MARK) break;
        end--;
    }
    return document_tokens_span(q->d, first, end);
}

/* Who is meant by the noun group [first, end): its words and its entity. */
static void set_speaker(Quoter *q, ArrianQuote *quote, uint32_t first, uint32_t end)
{
    quote->speaker = document_tokens_span(q->d, first, end);
    quote->entity = refer_phrase(q->engine, q->d, q->tags, first, end);
}

static bool can_speak(const Quoter *q, uint32_t first, uint32_t end)
{
    if (first >= end) return false;
    for (uint32_t i = first; i < end; i++)
        if (q->tags->name[i] != ARRIAN_NONE) return true;
    uint16_t pos = split_pos(q->engine, q->tokens[end - 1].word);
    if (end == first + 1 && group_word(q->d, first, "it")) return false;
    return pos == 0 || pos & (POS_NOUN | POS_PRON | POS_PROPN);
}

static bool quoted_word(const Quoter *q, uint32_t i)
{
    return q->inside[i] != 0;
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
        set_speaker(q, quote, v + 1, as - 1);
        if (group_before(q->engine, q->d, q->tags, first, v, &a, &b)) quote->via = document_tokens_span(q->d, a, b);
        quote->cue = document_tokens_span(q->d, find->first, find->end);
        return true;
    }
    return false;
}

/* "..., Stoltenberg told Bild", "said the minister": speaker by the verb of saying nearest to the quote in tokens
 * [first, end) outside the marks. */
static bool attribute(Quoter *q, ArrianQuote *quote, uint32_t first, uint32_t end, bool after)
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
        set_speaker(q, quote, a, b);
        quote->cue = document_tokens_span(q->d, find.first, find.end);
        return true;
    }
    return false;
}

static void find_via(Quoter *q, ArrianQuote *quote, uint32_t first, uint32_t end)
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

static uint32_t sentence_first(const Quoter *q, uint32_t i)
{
    return q->d->sentences.at[q->tokens[i].sentence].first;
}

static uint32_t sentence_end(const Quoter *q, uint32_t i)
{
    const ArrianSentence *s = &q->d->sentences.at[q->tokens[i].sentence];
    return s->first + s->count;
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
    bool said = quote.form == ARRIAN_DIRECT
                    ? attribute(q, &quote, after, end, true) || attribute(q, &quote, first, quoted->first, false)
                    : attribute(q, &quote, first, quoted->first, false) || attribute(q, &quote, after, end, true);
    bool whole = first + 1 >= quoted->first && after + 1 >= end;
    if (!said && first > 0 && q->d->text.at[q->tokens[first - 1].span.start] == ':')
        said = attribute(q, &quote, sentence_first(q, first - 1), first, false);
    if (!said && whole && quote.form == ARRIAN_DIRECT && q->last_entity != ARRIAN_NONE &&
        q->tokens[quoted->first].sentence <= q->last_sentence + 3) {
        quote.speaker = q->last_speaker, quote.entity = q->last_entity, quote.cue = q->last_cue;
        said = true;
    }
    if (!said && (words < 4 || quote.form == ARRIAN_MIXED)) return; /* scare quotes, titles, nicknames */
    find_via(q, &quote, first, end);
    if (said)
        q->last_speaker = quote.speaker, q->last_entity = quote.entity, q->last_cue = quote.cue,
        q->last_sentence = q->tokens[last].sentence;
    LIST_ADD(&q->d->arena, q->d->quotes, quote);
}

/* A line such as "RT reports:" hands the words below to an outlet. */
static void see_header(Quoter *q, const ArrianSentence *s)
{
    uint32_t end = s->first + s->count;
    SpeechFind find;
    if (s->count > 8 || s->count < 3 || q->d->text.at[q->tokens[end - 1].span.start] != ':') return;
    for (uint32_t i = s->first; i < end; i++)
        if (q->tags->name[i] != ARRIAN_NONE && q->d->names.at[q->tags->name[i]].type == ARRIAN_ORGANIZATION)
            for (uint32_t v = s->first; v < end; v++)
                if (speech_at(q->engine, q->d, v, end, &find)) q->header_via = q->d->names.at[q->tags->name[i]].span;
}

/* Does the language engine, or else the lexicon, take the word for a finite verb? */
static bool is_verb(const Quoter *q, uint32_t i)
{
    uint8_t form;
    uint16_t pos = split_pos(q->engine, q->tokens[i].word);
    if (q->tags->name[i] != ARRIAN_NONE) return false;
    if (q->d->reading) {
        ArrianSlice tag = model_label(q->engine->model->model, MODEL_UPOS, q->d->reading->words[i].upos);
        return slice_is(tag, "VERB") || slice_is(tag, "AUX");
    }
    if (pos & POS_AUX) return true;
    uint32_t lemma = inflect_verb(q->engine, q->tokens[i].word, &form);
    if (q->tokens[i].flags & ARRIAN_UPPER_FIRST && !(q->tokens[i].flags & ARRIAN_FIRST)) return false;
    return (lemma && form & (FORM_PAST | FORM_THIRD) && pos & POS_VERB) || pos & POS_MAIN_VERB;
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
    set_speaker(q, &quote, a, b);
    quote.cue = document_tokens_span(q->d, find->first, find->end);
    find_via(q, &quote, sentence_first(q, first), sentence_end(q, end - 1));
    LIST_ADD(&q->d->arena, q->d->quotes, quote);
    q->last_speaker = quote.speaker, q->last_entity = quote.entity, q->last_cue = quote.cue,
    q->last_sentence = q->tokens[first].sentence;
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

/* "X said (that) the clause", "X told Y that the clause", "..., saying the clause" */
static bool clause_after(Quoter *q, const ArrianSentence *s, const SpeechFind *find, uint32_t a, uint32_t b)
{
    uint32_t end = s->first + s->count, at = find->end;
    bool that = false;
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

static void find_indirect(Quoter *q, const ArrianSentence *s)
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

static int by_start(const void *a, const void *b)
{
    const ArrianQuote *x = a, *y = b;
    return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

void quote_document(const ArrianEngine *engine, ArrianDocument *d, MarkTags *tags)
{
    if (!d->tokens.count) return;
    Quoter q = {.engine = engine,
                .d = d,
                .tokens = d->tokens.at,
                .tags = tags,
                .inside = NEW(&d->arena, uint8_t, d->tokens.count),
                .last_entity = ARRIAN_NONE};
    QuotedList list = {0};
    for (uint32_t i = 0, end; i < d->tokens.count; i = end) {
        uint32_t speaker_end, colon;
        end = paragraph_end(&q, i);
        colon = turn_colon(&q, i, end, &speaker_end);
        if (colon && end == colon + 1 && end < d->tokens.count)
            end = paragraph_end(&q, end); /* "HOST:" on a line of its own */
        if (colon) add_turn(&q, i, speaker_end, colon, end);
        else find_quoted(&q, i, end, &list);
    }
    for (uint32_t k = 0; k < list.count; k++)
        for (uint32_t i = list.at[k].first; i < list.at[k].end; i++) q.inside[i] = 1;
    uint32_t next = 0;
    for (uint32_t s = 0; s < d->sentences.count; s++) {
        const ArrianSentence *sentence = &d->sentences.at[s];
        see_header(&q, sentence);
        for (; next < list.count && list.at[next].first < sentence->first + sentence->count; next++)
            add_quoted(&q, &list.at[next]);
        find_indirect(&q, sentence);
    }
    if (d->quotes.count) qsort(d->quotes.at, d->quotes.count, sizeof *d->quotes.at, by_start);
}

/* sentence.c: where a sentence ends.
 *     "told Gen. Petrov. He left"           after "Petrov."
 *     "... conflict Stoltenberg claimed"    after "conflict": no stop, a capital, a verb that follows, a noun before
 * A blank line always ends one; a line break does unless the file is wrapped at a fixed width. */
#include "base/utf8.h"
#include "model/model.h"
#include "split/split.h"
#include <math.h>
#include <string.h>

typedef struct Ends {
    const ArrianEngine *engine;
    ArrianDocument *d;
    const ArrianToken *tokens;
    uint32_t count;
    bool wrapped;
} Ends;

static char first_byte(const Ends *e, uint32_t i)
{
    return e->d->text.at[e->tokens[i].span.start];
}

static bool is_mark(const Ends *e, uint32_t i, const char *mark)
{
    ArrianSlice words = document_words(e->d, e->tokens[i].span);
    return words.length == strlen(mark) && !memcmp(words.at, mark, words.length);
}

static bool is_terminal(const Ends *e, uint32_t i)
{
    char c = first_byte(e, i);
    return e->tokens[i].flags & ARRIAN_PUNCT && (c == '.' || c == '!' || c == '?' || is_mark(e, i, "…"));
}

static bool is_closing(const Ends *e, uint32_t i)
{
    static const char *const marks[] = {"\"", "”", "’", "'", ")", "]", "»", "“"};
    if (!(e->tokens[i].flags & ARRIAN_PUNCT) || e->tokens[i].flags & ARRIAN_SPACE_BEFORE) return false;
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
        if (is_mark(e, i, marks[k])) return true;
    return false;
}

static uint16_t pos(const Ends *e, uint32_t i)
{
    return split_pos(e->engine, e->tokens[i].word);
}

static bool is_starter(const Ends *e, uint32_t i)
{
    uint16_t bits = pos(e, i);
    return e->tokens[i].flags & ARRIAN_UPPER_FIRST && bits & (POS_DET | POS_PRON | POS_CONJ | POS_PREP | POS_ADV) &&
           !(bits & POS_MAIN_NOUN);
}

static bool blank_line_before(const Ends *e, uint32_t i)
{
    uint32_t breaks = 0;
    for (uint32_t at = e->tokens[i - 1].span.end; at < e->tokens[i].span.start; at++)
        breaks += e->d->text.at[at] == '\n';
    return breaks > 1;
}

static bool ignored_between(const Ends *e, uint32_t i)
{
    uint32_t from = e->tokens[i - 1].span.end, to = e->tokens[i].span.start;
    for (uint32_t k = 0; k < e->d->ignored.count && e->d->ignored.at[k].span.start < to; k++)
        if (e->d->ignored.at[k].span.start >= from) return true;
    return false;
}

/* Lines of about one length that break inside sentences: the file was wrapped. */
static bool is_wrapped(const Ends *e)
{
    uint32_t inside = 0, breaks = 0;
    for (uint32_t i = 1; i < e->count; i++) {
        if (!(e->tokens[i].flags & ARRIAN_LINE_FIRST) || blank_line_before(e, i)) continue;
        breaks++;
        bool lower = e->tokens[i].flags & ARRIAN_WORD && !(e->tokens[i].flags & ARRIAN_UPPER_FIRST);
        inside += lower && !is_terminal(e, i - 1);
    }
    return breaks >= 4 && inside * 3 >= breaks;
}

static bool ends_after_dot(const Ends *e, uint32_t last, uint32_t next)
{
    const ArrianToken *token = &e->tokens[last];
    uint32_t kind = ABBREVIATION_NONE;
    char final = e->d->text.at[token->span.end - 1];
    if (final != '.' || !(token->flags & ARRIAN_WORD)) return false;
    map_get(&e->engine->split->abbreviations, token->word, &kind);
    if (kind == ABBREVIATION_TITLE || token->span.end - token->span.start == 2) return false;
    return is_starter(e, next);
}

/* "KLLN", "LNDGn", "7203": what an exchange or a registry calls a firm by. */
static bool is_symbol(ArrianSlice word)
{
    uint32_t digits = 0;
    while (digits < word.length && word.at[digits] >= '0' && word.at[digits] <= '9') digits++;
    if (digits == word.length) return digits >= 4 && digits <= 6;
    return word.length > 1 && word.length <= 6 && word.at[0] >= 'A' && word.at[0] <= 'Z' && word.at[1] >= 'A' &&
           word.at[1] <= 'Z';
}

static bool is_of_code(const ArrianDocument *d, uint32_t i)
{
    const ArrianToken *tokens = d->tokens.at;
    if (i < 2 || (tokens[i].flags | tokens[i - 1].flags) & ARRIAN_SPACE_BEFORE) return false;
    uint32_t length = tokens[i].span.end - tokens[i].span.start;
    return d->text.at[tokens[i - 1].span.start] == '.' && tokens[i - 1].flags & ARRIAN_PUNCT && length <= 3 &&
           tokens[i].flags & ARRIAN_ALL_UPPER && is_symbol(document_words(d, tokens[i - 2].span));
}

bool split_is_code(const ArrianDocument *d, uint32_t i)
{
    uint32_t last = d->tokens.count - 1;
    return is_of_code(d, i) || (i < last && is_of_code(d, i + 1)) || (i + 1 < last && is_of_code(d, i + 2));
}

/* Does a sentence end before token i (i > 0)? */
static bool ends_before(const Ends *e, uint32_t i)
{
    const ArrianToken *next = &e->tokens[i];
    if (ignored_between(e, i)) return true;
    if (next->flags & ARRIAN_LINE_FIRST && (blank_line_before(e, i) || !e->wrapped)) return true;
    uint32_t last = i - 1;
    if (is_closing(e, i) || is_of_code(e->d, i)) return false;
    while (last > 0 && is_closing(e, last)) last--;
    bool lower = next->flags & ARRIAN_WORD && !(next->flags & ARRIAN_UPPER_FIRST);
    if (is_terminal(e, last)) {
        if (!(next->flags & ARRIAN_SPACE_BEFORE) && !(next->flags & ARRIAN_UPPER_FIRST)) return false;
        return !lower && !(next->flags & ARRIAN_PUNCT &&
                           (is_mark(e, i, ",") || is_mark(e, i, ";") || is_mark(e, i, "—") || is_mark(e, i, "–")));
    }
    return next->flags & ARRIAN_SPACE_BEFORE && ends_after_dot(e, last, i);
}

static bool holds_back(const Ends *e, uint32_t i) /* a word that wants more words after it */
{
    uint16_t bits = pos(e, i);
    if (e->tokens[i].flags & ARRIAN_PUNCT) return true;
    if (e->tokens[i].flags & ARRIAN_UPPER_FIRST && !(bits & (POS_DET | POS_PREP))) return false;
    return bits & (POS_DET | POS_PREP | POS_CONJ | POS_AUX | POS_PART) && !(bits & POS_MAIN_NOUN);
}

static bool finite_verb_follows(const Ends *e, uint32_t i, uint32_t end)
{
    uint32_t at = i;
    while (at < end && at < i + 7 && e->tokens[at].flags & (ARRIAN_UPPER_FIRST | ARRIAN_HYPHEN)) at++;
    if (at >= end || at == i) return false;
    uint16_t bits = pos(e, at);
    if (bits & POS_ADV && at + 1 < end) bits |= pos(e, at + 1);
    ArrianSlice word = document_words(e->d, e->tokens[at].span);
    bool ing = word.length > 4 && !memcmp(word.at + word.length - 3, "ing", 3);
    return bits & (POS_AUX | POS_MAIN_VERB) && !ing;
}

/* Text without punctuation: a capital after a word that can end a sentence. */
static bool stripped_end_before(const Ends *e, uint32_t first, uint32_t i, uint32_t end)
{
    if (i < first + 4 || !(e->tokens[i].flags & ARRIAN_UPPER_FIRST) || e->tokens[i].flags & ARRIAN_GLUED ||
        holds_back(e, i - 1))
        return false;
    if (is_starter(e, i)) return true;
    if (e->tokens[i - 1].flags & ARRIAN_UPPER_FIRST) return false;
    uint16_t before = pos(e, i - 1);
    if (before & POS_MAIN_VERB || (before & POS_ADJ && !(before & POS_NOUN))) return false;
    return finite_verb_follows(e, i, end);
}

static void add_sentence(ArrianDocument *d, uint32_t first, uint32_t end, bool headline)
{
    while (end - first > MOST_SENTENCE_TOKENS) {
        add_sentence(d, first, first + MOST_SENTENCE_TOKENS, headline);
        first += MOST_SENTENCE_TOKENS;
    }
    ArrianSentence sentence = {
        .span = document_tokens_span(d, first, end), .first = first, .count = end - first, .headline = headline};
    for (uint32_t i = first; i < end; i++) d->tokens.at[i].sentence = d->sentences.count;
    d->tokens.at[first].flags |= ARRIAN_FIRST;
    LIST_ADD(&d->arena, d->sentences, sentence);
}

static bool has_stop(const Ends *e, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (is_terminal(e, i) || is_mark(e, i, ",") || is_mark(e, i, ";")) return true;
    return false;
}

static bool opens_small(const Ends *e, uint32_t i)
{
    return e->tokens[i].flags & ARRIAN_WORD && !(e->tokens[i].flags & ARRIAN_UPPER_FIRST);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "1.3x10[^]6", "USD115.[5]": a number goes on where no blank parts it. */
static bool goes_on(const Ends *e, uint32_t i)
{
    if (e->tokens[i].flags & (ARRIAN_SPACE_BEFORE | ARRIAN_UPPER_FIRST)) return false;
    return is_digit(first_byte(e, i)) || (is_digit(e->d->text.at[e->tokens[i].span.start - 1]) && !is_terminal(e, i - 1));
}

/* The engine's ends inside a stretch that has no mark to end it, or between marks that the rules read as ends. */
static void close_learned(Ends *e, uint32_t first, uint32_t end, bool headline)
{
    const ModelWord *words = e->d->reading->words;
    float least = 1 / (1 + expf(e->engine->model->end));
    bool marked = has_stop(e, first, end - 1); /* where there are marks, a small letter opens no sentence */
    for (uint32_t i = first + 1; i < end; i++)
        if (words[i - 1].end > least && !is_closing(e, i) && !goes_on(e, i) && !is_of_code(e->d, i) && !(marked && opens_small(e, i))) {
            add_sentence(e->d, first, i, headline);
            first = i;
            headline = false;
        }
    add_sentence(e->d, first, end, headline);
}

static void close_stretch(Ends *e, uint32_t first, uint32_t end)
{
    bool headline = e->tokens[first].span.start < e->d->head.title_span.end && !is_terminal(e, end - 1);
    if (e->d->reading) {
        close_learned(e, first, end, headline);
        return;
    }
    if (end - first > 22 && !has_stop(e, first, end - 1))
        for (uint32_t i = first + 1; i < end; i++)
            if (stripped_end_before(e, first, i, end)) {
                add_sentence(e->d, first, i, headline);
                first = i;
                headline = false;
            }
    add_sentence(e->d, first, end, headline);
}

/* Where a sentence surely ends: at breaks of the text; the language engine fills in the rest. */
static bool breaks_before(const Ends *e, uint32_t i)
{
    return ignored_between(e, i) ||
           (e->tokens[i].flags & ARRIAN_LINE_FIRST && (blank_line_before(e, i) || !e->wrapped));
}

void split_sentences(const ArrianEngine *engine, ArrianDocument *d)
{
    Ends e = {.engine = engine, .d = d, .tokens = d->tokens.at, .count = d->tokens.count};
    if (!e.count) return;
    e.wrapped = is_wrapped(&e);
    if (engine->model) {
        uint8_t *breaks = NEW(&d->arena, uint8_t, e.count);
        for (uint32_t i = 1; i < e.count; i++) breaks[i - 1] = breaks_before(&e, i);
        breaks[e.count - 1] = 1;
        split_read(engine, d, breaks, false);
    }
    uint32_t first = 0;
    for (uint32_t i = 1; i <= e.count; i++)
        if (i == e.count || ends_before(&e, i)) {
            close_stretch(&e, first, i);
            first = i;
        }
}

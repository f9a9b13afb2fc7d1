/* quoted.c: words in quotation marks, paragraph by paragraph, turns of a broadcast, and embedded posts.
 *     “We will act,” he said. “Soon.”   two stretches;   “One.   a mark never closed: to the end of its paragraph */
#include "mark/quote.h"
#include <string.h>

typedef enum Mark { NO_MARK, OPENS, CLOSES, EITHER_WAY } Mark;

/* ''like this'' or ``this'': two small marks, as old wires set them. */
static bool is_pair(const Quoter *q, uint32_t i)
{
    if (i + 1 >= q->d->tokens.count || q->tokens[i + 1].span.start != q->tokens[i].span.end) return false;
    char a = q->d->text.at[q->tokens[i].span.start], b = q->d->text.at[q->tokens[i + 1].span.start];
    return a == b && (a == '\'' || a == '`') && q->tokens[i].span.end == q->tokens[i].span.start + 1 &&
           q->tokens[i + 1].span.end == q->tokens[i + 1].span.start + 1;
}

static Mark mark_at(const Quoter *q, uint32_t i)
{
    const ArrianToken *t = &q->tokens[i];
    ArrianSlice w = document_words(q->d, t->span);
    if (!(t->flags & ARRIAN_PUNCT)) return NO_MARK;
    if ((w.length == 1 && w.at[0] == '"') || is_pair(q, i)) return EITHER_WAY;
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

bool quoted_mark(const Quoter *q, uint32_t token)
{
    return mark_at(q, token) != NO_MARK || (token > 0 && is_pair(q, token - 1));
}

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

/* Where the dash of "... rising. — Anna Lind (@annalind) May 3, 2018" stands, of a paragraph that is an embedded post;
 * absent of another. The bracket at its end. */
static const char *signature_dash(const char *from, const char *end, const char **ret_bracket)
{
    enum { LONGEST_NAME = 100, LONGEST_DATE = 40 };
    const char *at = NULL;
    for (const char *p = from; p + 2 < end && (p = memmem(p, (size_t)(end - p), "(@", 2)); p++) at = p;
    const char *close = at ? memchr(at, ')', (size_t)(end - at)) : NULL;
    if (!close || end - close > LONGEST_DATE || memchr(at, ' ', (size_t)(close - at))) return NULL;
    *ret_bracket = at;
    for (const char *p = at; p > from + 3 && at - p < LONGEST_NAME; p--)
        if (!memcmp(p - 3, "—", 3) || !memcmp(p - 3, "–", 3) || !memcmp(p - 3, " --", 3)) return p - 3;
    return NULL;
}

/* An embedded post is its author's own words; an address that was left out may part them from who signs. */
static bool add_post(Quoter *q, uint32_t first)
{
    const char *text = q->d->text.at, *from = text + q->tokens[first].span.start, *bracket;
    const char *line = memchr(from, '\n', (size_t)(text + q->d->text.length - from));
    const char *dash = signature_dash(from, line ? line : text + q->d->text.length, &bracket);
    if (!dash) return false;
    uint32_t stop = document_token_at(q->d, (uint32_t)(dash - text)), who = stop,
             who_end = document_token_at(q->d, (uint32_t)(bracket - text));
    while (who < who_end && !(q->tokens[who].flags & ARRIAN_WORD)) who++;
    if (stop < first + 2 || who >= who_end) return false;
    ArrianQuote quote = {.span = document_tokens_span(q->d, first, stop),
                         .form = ARRIAN_DIRECT,
                         .speaker = document_tokens_span(q->d, who, who_end)};
    quote.entity = refer_phrase(q->engine, q->d, q->tags, who, who_end);
    LIST_ADD(&q->d->arena, q->d->quotes, quote);
    memset(q->inside + first, 1, stop - first);
    return true;
}

static void find_quoted(Quoter *q, uint32_t first, uint32_t end, QuotedList *list)
{
    uint32_t open = ARRIAN_NONE, last_close = first;
    for (uint32_t i = first; i < end; i++) {
        Mark mark = mark_at(q, i);
        uint32_t width = is_pair(q, i) ? 2 : 1;
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
            open = i + width;
        } else if (open != ARRIAN_NONE) {
            if (i > open) LIST_ADD(&q->d->arena, *list, (Quoted){open, i, false});
            open = ARRIAN_NONE;
            last_close = i + width - 1;
        }
        i += width - 1;
    }
    if (open != ARRIAN_NONE && end > open + 3) LIST_ADD(&q->d->arena, *list, (Quoted){open, end, true});
}

void quoted_find(Quoter *q, QuotedList *list)
{
    ArrianDocument *d = q->d;
    for (uint32_t i = 0, end; i < d->tokens.count; i = end) {
        uint32_t speaker_end, colon;
        end = paragraph_end(q, i);
        colon = turn_colon(q, i, end, &speaker_end);
        if (colon && end == colon + 1 && end < d->tokens.count)
            end = paragraph_end(q, end); /* "HOST:" on a line of its own */
        if (colon) add_turn(q, i, speaker_end, colon, end);
        else if (!add_post(q, i)) find_quoted(q, i, end, list);
    }
}

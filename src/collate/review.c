/* review.c: a file of decisions -> lines that say what they are about, or the first fault with what to do.
 *     note claim 1-wire.txt@812-846 "sank off the coast": the owner told us so   -> NOTE, CLAIM, one target, the note */
#include "collate/review.h"
#include "base/error.h"
#include "base/lexicon.h"
#include "base/utf8.h"
#include "read/read.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *const verbs[REVIEW_VERBS] = {"reject", "merge", "split", "note"};
static const char *const kinds[REVIEW_KINDS] = {"name", "link", "claim", "quantity", "quote", "time", "relay", "accord", "report"};
/* How many targets a kind takes under a verb; 0, 0: it is not of that verb. */
static const struct {
    uint32_t least, most;
} takes[REVIEW_VERBS][REVIEW_KINDS] = {
    [REVIEW_REJECT] = {[REVIEW_LINK] = {1, 1}, [REVIEW_CLAIM] = {1, 1}, [REVIEW_RELAY] = {1, 1}, [REVIEW_ACCORD] = {1, REVIEW_TARGETS}},
    [REVIEW_MERGE] = {[REVIEW_NAME] = {2, REVIEW_TARGETS}, [REVIEW_CLAIM] = {2, REVIEW_TARGETS}, [REVIEW_QUANTITY] = {2, REVIEW_TARGETS}},
    [REVIEW_SPLIT] = {[REVIEW_NAME] = {1, 1}, [REVIEW_CLAIM] = {2, 2}, [REVIEW_QUANTITY] = {2, 2}},
    [REVIEW_NOTE] = {[REVIEW_NAME] = {1, 1}, [REVIEW_CLAIM] = {1, 1}, [REVIEW_QUANTITY] = {1, 1}, [REVIEW_QUOTE] = {1, 1}, [REVIEW_TIME] = {1, 1},
                     [REVIEW_RELAY] = {1, 1}, [REVIEW_ACCORD] = {1, REVIEW_TARGETS}, [REVIEW_REPORT] = {1, 1}}};

typedef struct Scan {
    ArrianReview *review;
    const char *name, *start, *at, *end; /* of the line at hand */
    uint32_t number;
    ArrianError *why;
} Scan;

static int refuse(const Scan *s, const char *at, const char *format, ...) __attribute__((format(printf, 3, 4)));
static int refuse(const Scan *s, const char *at, const char *format, ...)
{
    char what[340];
    va_list words;
    va_start(words, format);
    vsnprintf(what, sizeof what, format, words);
    va_end(words);
    return error_at(s->why, ARRIAN_INPUT, s->name, (uint64_t)(at - s->start), "line %u: %s", s->number, what);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static void skip_blanks(Scan *s)
{
    while (s->at < s->end && is_blank(*s->at)) s->at++;
}

static ArrianSlice next_word(Scan *s)
{
    skip_blanks(s);
    const char *first = s->at;
    while (s->at < s->end && !is_blank(*s->at)) s->at++;
    return (ArrianSlice){first, (uint32_t)(s->at - first)};
}

/* "reject, merge, split or note" */
static void put_choice(char *out, size_t room, const char *word, bool last)
{
    size_t length = strlen(out);
    snprintf(out + length, room - length, "%s%s", !length ? "" : last ? " or " : ", ", word);
}

static int read_verb(Scan *s, ReviewLine *line)
{
    ArrianSlice word = next_word(s);
    for (int v = 0; v < REVIEW_VERBS; v++)
        if (slice_is(word, verbs[v])) return line->verb = (ReviewVerb)v, ARRIAN_OK;
    return refuse(s, word.at, "\"%.*s\" is no decision; a line begins with reject, merge, split, note or #",
                  (int)(word.length < 30 ? word.length : 30), word.at);
}

static int read_kind(Scan *s, ReviewLine *line)
{
    ArrianSlice word = next_word(s);
    char choices[160] = "";
    int last = 0;
    for (int k = 0; k < REVIEW_KINDS; k++) {
        if (!takes[line->verb][k].most) continue;
        if (slice_is(word, kinds[k])) return line->kind = (ReviewKind)k, ARRIAN_OK;
        last = k;
    }
    for (int k = 0; k <= last; k++)
        if (takes[line->verb][k].most) put_choice(choices, sizeof choices, kinds[k], k == last);
    return refuse(s, word.at, "%s \"%.*s\": write %s %s", verbs[line->verb], (int)(word.length < 30 ? word.length : 30),
                  word.at, verbs[line->verb], choices);
}

static int read_about(Scan *s, ReviewLine *line)
{
    ArrianSlice word = next_word(s);
    char choices[160] = "";
    for (int a = 0; a <= ARRIAN_ABOUT_WORDING; a++) {
        if (slice_is(word, arrian_about((ArrianAbout)a))) return line->about = (ArrianAbout)a, ARRIAN_OK;
        put_choice(choices, sizeof choices, arrian_about((ArrianAbout)a), a == ARRIAN_ABOUT_WORDING);
    }
    return refuse(s, word.at, "an accord is about \"%.*s\": write %s after accord",
                  (int)(word.length < 30 ? word.length : 30), word.at, choices);
}

/* "the \"old\" bridge" -> the "old" bridge */
static int read_quoted(Scan *s, ArrianSlice *ret)
{
    const char *open = s->at++;
    char *out = arena_take(&s->review->arena, (size_t)(s->end - open)), *at = out;
    while (s->at < s->end && *s->at != '"') {
        if (*s->at == '\\' && s->at + 1 < s->end) {
            char c = *++s->at;
            if (c != '"' && c != '\\' && c != 'n' && c != 't')
                return refuse(s, s->at - 1, "\\%c means nothing; between quotation marks write \\\" \\\\ \\n or \\t", c);
            *at++ = c == 'n' ? '\n' : c == 't' ? '\t' : c;
            s->at++;
        } else {
            *at++ = *s->at++;
        }
    }
    if (s->at >= s->end) return refuse(s, open, "a quotation mark opens here and is not closed; within words write \\\"");
    s->at++;
    *ret = (ArrianSlice){out, (uint32_t)(at - out)};
    return ARRIAN_OK;
}

static bool read_number(const char **at, const char *end, uint32_t *ret)
{
    uint64_t number = 0;
    const char *first = *at;
    while (*at < end && **at >= '0' && **at <= '9' && number <= UINT32_MAX) number = number * 10 + (uint64_t)(*(*at)++ - '0');
    *ret = (uint32_t)number;
    return *at > first && number <= UINT32_MAX;
}

/* "@812-846" */
static bool read_bytes(const char *at, const char *end, ReviewTarget *t)
{
    if (at >= end || *at++ != '@' || !read_number(&at, end, &t->start) || at >= end || *at++ != '-') return false;
    return t->placed = read_number(&at, end, &t->end) && at == end && t->start < t->end;
}

/* Is it meant as bytes: digits and a dash, however wrong? */
static bool like_bytes(const char *at, const char *end)
{
    for (at++; at < end; at++)
        if (*at != '-' && (*at < '0' || *at > '9')) return false;
    return true;
}

/* 1-wire.txt@812-846, 1-wire.txt, "a b.txt"@812-846; behind a report's name a colon may stand */
static int read_report(Scan *s, ReviewTarget *t)
{
    const char *first = s->at, *end, *place;
    bool quoted = *first == '"';
    if (quoted) {
        TRY(read_quoted(s, &t->report));
        first = s->at;
    }
    while (s->at < s->end && !is_blank(*s->at)) s->at++;
    if (s->at > first && s->at[-1] == ':') s->at--;
    end = s->at;
    place = quoted ? first : memrchr(first, '@', (size_t)(end - first));
    if (place && place < end && !read_bytes(place, end, t) && (quoted || like_bytes(place, end)))
        return refuse(s, place, "the bytes of a record are written @START-END right behind the report's name, START "
                                "before END, as in \"a b.txt\"@12-34");
    if (!quoted) t->report = (ArrianSlice){first, (uint32_t)((t->placed ? place : end) - first)};
    return t->report.length ? ARRIAN_OK : refuse(s, first, "a report's name is missing: REPORT@START-END \"words\"");
}

static int read_target(Scan *s, ReviewLine *line)
{
    if (line->count == REVIEW_TARGETS) return refuse(s, s->at, "more than %d records in one line; write several lines", REVIEW_TARGETS);
    ReviewTarget *t = &line->targets[line->count];
    TRY(read_report(s, t));
    if (line->kind == REVIEW_REPORT) return line->count++, ARRIAN_OK;
    skip_blanks(s);
    if (s->at >= s->end || *s->at != '"')
        return refuse(s, s->at, "the words of the record are missing behind %.*s: REPORT@START-END \"words\"",
                      (int)(t->report.length < 60 ? t->report.length : 60), t->report.at);
    TRY(read_quoted(s, &t->words));
    if (!t->words.length) return refuse(s, s->at, "\"\": a record is known by its words; write them");
    return line->count++, ARRIAN_OK;
}

static int read_note(Scan *s, ReviewLine *line)
{
    bool colon = s->at < s->end && *s->at == ':';
    if (colon) s->at++;
    skip_blanks(s);
    line->note = (ArrianSlice){s->at, (uint32_t)(s->end - s->at)};
    if (line->verb != REVIEW_NOTE) return colon ? refuse(s, s->at, "only a note has words behind a colon") : ARRIAN_OK;
    if (!colon || !line->note.length) return refuse(s, s->at, "the note is missing: write a colon and its words at the end");
    if (line->note.length > REVIEW_NOTE_BYTES)
        return refuse(s, s->at, "a note of %u bytes; at most %d", line->note.length, REVIEW_NOTE_BYTES);
    return ARRIAN_OK;
}

static int read_line(Scan *s)
{
    ReviewLine line = {.said = {.line = s->number, .text = {s->at, (uint32_t)(s->end - s->at)}}};
    TRY(read_verb(s, &line));
    TRY(read_kind(s, &line));
    if (line.kind == REVIEW_ACCORD) TRY(read_about(s, &line));
    for (skip_blanks(s); s->at < s->end && *s->at != ':'; skip_blanks(s)) TRY(read_target(s, &line));
    uint32_t least = takes[line.verb][line.kind].least, most = takes[line.verb][line.kind].most;
    if (line.count < least || line.count > most)
        return refuse(s, s->at, "%s %s names %u record%s, and wants %s%u: REPORT@START-END \"words\"", verbs[line.verb],
                      kinds[line.kind], line.count, line.count == 1 ? "" : "s", least == most ? "" : "at least ", least);
    TRY(read_note(s, &line));
    LIST_ADD(&s->review->arena, s->review->lines, line);
    return ARRIAN_OK;
}

/* UTF-8 without control characters; the tab is one that people type. */
static int check_letters(const Scan *s)
{
    size_t step;
    for (const char *at = s->at; at < s->end; at += step) {
        step = utf8_length(at, (size_t)(s->end - at));
        if (!step) return refuse(s, at, "bytes that are no UTF-8; save the file as UTF-8");
        if ((unsigned char)*at < ' ' && *at != '\t') return refuse(s, at, "a control character; take it out");
    }
    return ARRIAN_OK;
}

static int read_lines(Scan *s, size_t size)
{
    const char *next = s->start, *all = s->start + size;
    if (size >= 3 && !memcmp(next, "\xEF\xBB\xBF", 3)) next += 3;
    for (s->number = 1; next < all; s->number++) {
        const char *stop = memchr(next, '\n', (size_t)(all - next));
        s->at = next, s->end = stop ? stop : all;
        next = s->end + 1;
        while (s->end > s->at && (is_blank(s->end[-1]) || s->end[-1] == '\r')) s->end--;
        skip_blanks(s);
        if (s->at == s->end || *s->at == '#') continue;
        if (s->review->lines.count == REVIEW_LINES) return refuse(s, s->at, "more than %d decisions; cut the file in two", REVIEW_LINES);
        TRY(check_letters(s));
        TRY(read_line(s));
    }
    return ARRIAN_OK;
}

int arrian_review_parse(const char *name, const char *bytes, size_t size, ArrianReview **ret_review, ArrianError *why)
{
    *ret_review = NULL;
    if (size > REVIEW_BYTES)
        return error_at(why, ARRIAN_LIMIT, name, REVIEW_BYTES, "a review of more than %d MiB; cut it in two", REVIEW_BYTES >> 20);
    ArrianReview *review = calloc(1, sizeof *review);
    if (!review) return error_at(why, ARRIAN_MEMORY, name, ARRIAN_NONE64, "no memory for the review");
    jmp_buf trap;
    int code;
    review->arena.trap = &trap;
    if (setjmp(trap)) {
        code = error_at(why, ARRIAN_MEMORY, name, ARRIAN_NONE64, "no memory for the review");
    } else {
        Scan s = {.review = review, .name = name, .start = arena_copy(&review->arena, bytes, size), .why = why};
        review->text = (ArrianSlice){s.start, (uint32_t)size};
        code = read_lines(&s, size);
    }
    review->arena.trap = NULL;
    if (code) arrian_review_close(review);
    else *ret_review = review;
    return code;
}

int arrian_review_open(const char *path, ArrianReview **ret_review, ArrianError *why)
{
    struct stat status;
    char *bytes;
    size_t size;
    *ret_review = NULL;
    /* before the first decision it is empty */
    if (!stat(path, &status) && S_ISREG(status.st_mode) && !status.st_size) return arrian_review_parse(path, "", 0, ret_review, why);
    TRY(read_file(path, &bytes, &size, why));
    int code = arrian_review_parse(path, bytes, size, ret_review, why);
    free(bytes);
    return code;
}

size_t arrian_review_count(const ArrianReview *review)
{
    return review ? review->lines.count : 0;
}

const ArrianReviewLine *arrian_review_line(const ArrianReview *review, size_t number)
{
    return &review->lines.at[number].said;
}

void arrian_review_close(ArrianReview *review)
{
    if (!review) return;
    arena_end(&review->arena);
    free(review);
}

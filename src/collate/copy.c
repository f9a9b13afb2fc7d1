/* copy.c: passages that two reports share.   runs of eight equal words, hashed, joined over small gaps, extended word
 * by word both ways
 * After A. Broder, "On the resemblance and containment of documents" (1997): shingles of words; here each is kept, so
 * that passages are exact. The hash of a run is made from the one before it (R. Karp and M. Rabin, "Efficient
 * randomized pattern-matching algorithms", 1987). */
#include "base/date.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "collate/collate.h"
#include <stdlib.h>
#include <string.h>

enum { RUN = 8, MOST_PLACES = 64, GAP = 4, LEAST_WORDS = 8 };
static const uint64_t base = 0x9E3779B97F4A7C15u; /* odd, so that no word is lost from a product */

typedef struct Words {
    uint64_t *hash;  // (count)
    uint32_t *token; // (count)
    uint64_t *run;   // (count): of the eight words from here on
    uint32_t count;
} Words;
typedef struct Place {
    uint32_t doc, at, next; /* next place with the same run, 0 none */
    uint32_t depth;         /* how many there are with it */
} Place;
typedef struct Covered { /* up to which word of report by - 1 an earlier report is done */
    uint32_t by, end;
} Covered;
typedef struct Finder {
    ArrianStory *story;
    Arena scratch;
    Words *words;    // (docs)
    uint32_t *slots; // (mask + 1): latest place of a run, 0 empty
    uint32_t mask;
    Covered *covered; // (docs)
    LIST(Place) places;
} Finder;

/* Runs from left to right: the first word leaves, the next one comes. */
static void hash_runs(Words *w)
{
    uint64_t leaving = 1, h = 0;
    for (uint32_t i = 1; i < RUN; i++) leaving *= base;
    for (uint32_t i = 0; i < w->count; i++) {
        if (i >= RUN) h -= w->hash[i - RUN] * leaving;
        h = h * base + w->hash[i];
        if (i + 1 >= RUN) w->run[i + 1 - RUN] = h ^ h >> 29;
    }
}

static Words words_of(Arena *arena, const ArrianDocument *d)
{
    uint32_t room = d->tokens.count + 1;
    Words w = {NEW(arena, uint64_t, room), NEW(arena, uint32_t, room), NEW(arena, uint64_t, room), 0};
    char fold[512];
    for (uint32_t i = 0; i < d->tokens.count; i++) {
        const ArrianToken *t = &d->tokens.at[i];
        if (!(t->flags & (ARRIAN_WORD | ARRIAN_NUMBER))) continue;
        w.token[w.count] = i;
        if (t->word) {
            w.hash[w.count++] = hash_mix(t->word, 23);
            continue;
        }
        ArrianSlice text = document_words(d, t->span);
        size_t n = utf8_word(text.at, text.length > 250 ? 250 : text.length, fold);
        w.hash[w.count++] = hash_bytes(fold, n, 3);
    }
    hash_runs(&w);
    return w;
}

/* The slot of a run, its own or an empty one. */
static uint32_t *slot_of(const Finder *f, uint64_t run)
{
    for (uint32_t at = (uint32_t)(run * base >> 32) & f->mask;; at = (at + 1) & f->mask) {
        const Place *p = &f->places.at[f->slots[at]];
        if (!f->slots[at] || f->words[p->doc].run[p->at] == run) return &f->slots[at];
    }
}

static ArrianWhat what_is(const ArrianDocument *d, ArrianSpan span)
{
    uint32_t quoted = 0;
    for (uint32_t k = 0; k < d->quotes.count; k++) {
        ArrianSpan q = d->quotes.at[k].span;
        if (d->quotes.at[k].form == ARRIAN_INDIRECT || !span_overlap(q, span)) continue;
        quoted += (q.end < span.end ? q.end : span.end) - (q.start > span.start ? q.start : span.start);
    }
    return quoted * 5 >= (span.end - span.start) * 4 ? ARRIAN_QUOTATION : ARRIAN_PROSE;
}

static void add_passage(Finder *f, uint32_t a, uint32_t a_first, uint32_t a_end, uint32_t b, uint32_t b_first,
                        uint32_t b_end, uint32_t equal)
{
    const ArrianDocument *da = f->story->docs[a], *db = f->story->docs[b];
    uint32_t words = a_end - a_first > b_end - b_first ? a_end - a_first : b_end - b_first;
    if (equal < LEAST_WORDS) return;
    ArrianPassage p = {.doc = {a, b}, .words = words, .same = (double)equal / words};
    p.span[0] = document_tokens_span(da, f->words[a].token[a_first], f->words[a].token[a_end - 1] + 1);
    p.span[1] = document_tokens_span(db, f->words[b].token[b_first], f->words[b].token[b_end - 1] + 1);
    p.what = what_is(db, p.span[1]);
    LIST_ADD(&f->story->arena, f->story->passages, p);
}

/* The smallest gap after which three words are equal again, from i and j on (step 1) or back (step -1). */
static bool find_gap(const Words *p, const Words *q, int64_t i, int64_t j, int step, uint32_t *ret_i, uint32_t *ret_j)
{
    uint32_t best = GAP * 2 + 1;
    for (int di = 0; di <= GAP; di++)
        for (int dj = 0; dj <= GAP; dj++) {
            int64_t x = i + step * di, y = j + step * dj;
            if (step < 0) x -= 2, y -= 2; /* the first of the three */
            if ((uint32_t)(di + dj) >= best || x < 0 || y < 0 || x + 3 > p->count || y + 3 > q->count) continue;
            if (!memcmp(p->hash + x, q->hash + y, 3 * sizeof *p->hash))
                best = (uint32_t)(di + dj), *ret_i = (uint32_t)di, *ret_j = (uint32_t)dj;
        }
    return best <= GAP * 2;
}

/* From an equal run on, and back from it to word `from` of b at the most: while words are equal, over gaps of a few
 * words where equality resumes for three. */
static void extend(Finder *f, uint32_t a, uint32_t x, uint32_t b, uint32_t y, uint32_t from, uint32_t *ret_end)
{
    const Words *p = &f->words[a], *q = &f->words[b];
    uint32_t i = x, j = y, equal = 0, gap_i, gap_j;
    for (;;) {
        while (i < p->count && j < q->count && p->hash[i] == q->hash[j]) i++, j++, equal++;
        if (!find_gap(p, q, i, j, 1, &gap_i, &gap_j)) break;
        i += gap_i, j += gap_j;
    }
    for (;;) {
        while (x > 0 && y > from && p->hash[x - 1] == q->hash[y - 1]) x--, y--, equal++;
        if (!find_gap(p, q, (int64_t)x - 1, (int64_t)y - 1, -1, &gap_i, &gap_j) || y < from + gap_j + 3) break;
        x -= gap_i, y -= gap_j;
    }
    add_passage(f, a, x, i, b, y, j, equal);
    *ret_end = j;
}

/* Every earlier report that holds the run at `at` of report b: its passage, once. */
static void match_run(Finder *f, uint32_t b, uint32_t at, uint32_t latest)
{
    const Words *w = &f->words[b];
    for (uint32_t k = latest; k; k = f->places.at[k].next) {
        uint32_t a = f->places.at[k].doc, x = f->places.at[k].at;
        if (a == b) continue;
        Covered *c = &f->covered[a];
        if (c->by != b + 1) *c = (Covered){b + 1, 0};
        if (at < c->end || memcmp(f->words[a].hash + x, w->hash + at, RUN * sizeof *w->hash)) continue;
        extend(f, a, x, b, at, c->end, &c->end);
    }
}

/* Hold the runs of a report against those before it, and file them. */
static void take_runs(Finder *f, uint32_t b)
{
    const Words *w = &f->words[b];
    for (uint32_t at = 0; at + RUN <= w->count; at++) {
        uint32_t *slot = slot_of(f, w->run[at]), depth = *slot ? f->places.at[*slot].depth : 0;
        if (depth) match_run(f, b, at, *slot);
        if (depth == MOST_PLACES) continue;
        LIST_ADD(&f->scratch, f->places, (Place){b, at, *slot, depth + 1});
        *slot = f->places.count - 1;
    }
}

/* The earlier report first, where both are dated: who copies comes later. */
static void turn_to_date(const ArrianStory *story, ArrianPassage *p)
{
    int a = story->docs[p->doc[0]]->anchor, b = story->docs[p->doc[1]]->anchor;
    if (a == NO_DAY || b == NO_DAY || a <= b) return;
    ArrianPassage turned = *p;
    for (int k = 0; k < 2; k++) turned.doc[k] = p->doc[1 - k], turned.span[k] = p->span[1 - k];
    *p = turned;
}

static int by_place(const void *x, const void *y)
{
    const ArrianPassage *a = x, *b = y;
    if (a->doc[0] != b->doc[0]) return a->doc[0] < b->doc[0] ? -1 : 1;
    if (a->doc[1] != b->doc[1]) return a->doc[1] < b->doc[1] ? -1 : 1;
    return a->span[0].start < b->span[0].start ? -1 : a->span[0].start > b->span[0].start;
}

void copy_find(ArrianStory *story)
{
    Finder f = {.story = story};
    size_t runs = 0, room = 64;
    f.scratch.trap = story->arena.trap;
    f.words = NEW(&f.scratch, Words, story->count + 1);
    LIST_ADD(&f.scratch, f.places, (Place){0});
    for (uint32_t b = 0; b < story->count; b++) {
        f.words[b] = words_of(&f.scratch, story->docs[b]);
        runs += f.words[b].count;
    }
    while (room < runs * 2) room *= 2;
    f.slots = NEW(&f.scratch, uint32_t, room);
    f.mask = (uint32_t)(room - 1);
    f.covered = NEW(&f.scratch, Covered, story->count + 1);
    for (uint32_t b = 0; b < story->count; b++) take_runs(&f, b);
    for (uint32_t k = 0; k < story->passages.count; k++) turn_to_date(story, &story->passages.at[k]);
    if (story->passages.count) qsort(story->passages.at, story->passages.count, sizeof *story->passages.at, by_place);
    arena_end(&f.scratch);
}

/* copy.c: passages that two reports share.   runs of eight equal words, hashed, joined over small gaps, extended word
 * by word After A. Broder, "On the resemblance and containment of documents" (1997): shingles of words; here each is
 * kept, so that passages are exact. */
#include "base/hash.h"
#include "base/utf8.h"
#include "collate/collate.h"
#include <stdlib.h>
#include <string.h>

enum { RUN = 8, MOST_PLACES = 64, GAP = 4, LEAST_WORDS = 8 };

typedef struct Words {
    uint64_t *hash;  // (count)
    uint32_t *token; // (count)
    uint32_t count;
} Words;
typedef struct Place {
    uint32_t doc, at, next; /* next place with the same run, 0 none */
} Place;
typedef struct Finder {
    ArrianStory *story;
    Arena scratch;
    Words *words; // (docs)
    Map runs;
    LIST(Place) places;
} Finder;

static Words words_of(Arena *arena, const ArrianDocument *d)
{
    Words w = {NEW(arena, uint64_t, d->tokens.count + 1), NEW(arena, uint32_t, d->tokens.count + 1), 0};
    char fold[512];
    for (uint32_t i = 0; i < d->tokens.count; i++) {
        if (!(d->tokens.at[i].flags & (ARRIAN_WORD | ARRIAN_NUMBER))) continue;
        ArrianSlice text = document_words(d, d->tokens.at[i].span);
        size_t n = utf8_word(text.at, text.length > 250 ? 250 : text.length, fold);
        w.token[w.count] = i;
        w.hash[w.count++] = hash_bytes(fold, n, 3);
    }
    return w;
}

static uint64_t run_hash(const Words *w, uint32_t at)
{
    uint64_t h = 17;
    for (uint32_t i = 0; i < RUN; i++) h = hash_mix(h, w->hash[at + i]);
    return h | 1;
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
static void match_runs(Finder *f, uint32_t b)
{
    const Words *w = &f->words[b];
    uint32_t *covered =
        NEW(&f->scratch, uint32_t, f->story->count); /* up to which word of b each earlier report is done */
    for (uint32_t at = 0; at + RUN <= w->count; at++) {
        uint32_t place;
        if (!map_get(&f->runs, run_hash(w, at), &place)) continue;
        for (uint32_t k = place; k; k = f->places.at[k].next) {
            uint32_t a = f->places.at[k].doc, x = f->places.at[k].at;
            if (a == b || at < covered[a] || memcmp(f->words[a].hash + x, w->hash + at, RUN * sizeof *w->hash))
                continue;
            extend(f, a, x, b, at, covered[a], &covered[a]);
        }
    }
}

static void file_runs(Finder *f, uint32_t b)
{
    const Words *w = &f->words[b];
    for (uint32_t at = 0; at + RUN <= w->count; at++) {
        uint64_t hash = run_hash(w, at);
        uint32_t place = 0, length = 0;
        map_get(&f->runs, hash, &place);
        for (uint32_t k = place; k && length < MOST_PLACES; k = f->places.at[k].next) length++;
        if (length == MOST_PLACES) continue;
        LIST_ADD(&f->scratch, f->places, (Place){b, at, place});
        map_put(&f->scratch, &f->runs, hash, f->places.count - 1);
    }
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
    f.scratch.trap = story->arena.trap;
    f.words = NEW(&f.scratch, Words, story->count);
    LIST_ADD(&f.scratch, f.places, (Place){0});
    for (uint32_t b = 0; b < story->count; b++) {
        f.words[b] = words_of(&f.scratch, story->docs[b]);
        match_runs(&f, b);
        file_runs(&f, b);
    }
    if (story->passages.count) qsort(story->passages.at, story->passages.count, sizeof *story->passages.at, by_place);
    arena_end(&f.scratch);
}

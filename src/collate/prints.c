/* prints.c: which of very many reports share words, with where, in memory that does not grow.
 *     text -> a fingerprint or so every five words -> sorted on disk -> equal ones stand together -> pairs, counted
 * A fingerprint is the hash of eight words; of the eight next to each other the least is kept, so that fifteen words in
 * common are always seen (S. Schleimer, D. Wilkerson and A. Aiken, "Winnowing: local algorithms for document
 * fingerprinting", 2003). What copy.c finds exactly between the reports of a story, this finds between all reports. */
#include "base/error.h"
#include "base/hash.h"
#include "collate/collate.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    RUN = 8,         /* words a hash */
    WINDOW = 8,      /* hashes of which the least is kept */
    MOST_NEAR = 64,  /* later places that one is paired with: what all reports have in common tells nothing */
    MOST_RUNS = 4096,
    LEAST_MEMORY = 1 << 20,
    LEAST_BUFFER = 64, /* records that are read of a run at once */
    FEW = 24, /* records that are soonest sorted by moving each to its place */
    DIGITS = 256
};
static const uint64_t base = 0x9E3779B97F4A7C15u;

typedef struct Record {
    uint64_t a, b, c; /* sorted by a, then b, then c */
} Record;
typedef struct Run {
    uint64_t at, count; /* records of the file, not yet read */
    Record *buffer;     // (room)
    uint32_t next, held;
} Run;
/* Records in, in any order; out, in order: in memory, and beyond that in sorted runs in one nameless file. */
typedef struct Sorter {
    Record *held; // (room)
    size_t count, room;
    int fd;
    uint64_t written;
    Run *runs; // (run_count)
    uint32_t run_count;
    uint32_t *heap; // (heap_count): runs, the one with the least record first
    uint32_t heap_count;
    size_t next;
} Sorter;
struct ArrianPrints {
    Sorter prints, pairs;
    char *folder;
    uint32_t documents;
};

static int compare(const void *x, const void *y)
{
    const Record *a = x, *b = y;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    if (a->b != b->b) return a->b < b->b ? -1 : 1;
    return a->c < b->c ? -1 : a->c > b->c;
}

static void sort_few(Record *r, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        Record one = r[i];
        size_t to = i;
        for (; to && compare(&r[to - 1], &one) > 0; to--) r[to] = r[to - 1];
        r[to] = one;
    }
}

/* Where the records of each digit of `a` begin and end, once they are parted by it. */
static void find_parts(const Record *r, size_t count, int shift, size_t next[DIGITS], size_t end[DIGITS])
{
    memset(end, 0, DIGITS * sizeof *end);
    for (size_t i = 0; i < count; i++) end[r[i].a >> shift & (DIGITS - 1)]++;
    for (size_t d = 0, at = 0; d < DIGITS; d++) next[d] = at, end[d] = at += end[d];
}

/* By one digit of `a` after the other, the highest first, where they lie (P. McIlroy, K. Bostic and D. McIlroy, "Engineering
 * radix sort", 1993): fingerprints are spread evenly, so that two digits leave few together. */
static void sort_records(Record *r, size_t count, int shift)
{
    size_t next[DIGITS], end[DIGITS];
    if (count <= FEW) {
        sort_few(r, count);
        return;
    }
    if (shift < 0) {
        qsort(r, count, sizeof *r, compare);
        return;
    }
    find_parts(r, count, shift, next, end);
    for (size_t d = 0; d < DIGITS; d++)
        while (next[d] < end[d]) {
            Record one = r[next[d]];
            for (size_t to; (to = one.a >> shift & (DIGITS - 1)) != d;) {
                Record other = r[next[to]];
                r[next[to]++] = one, one = other;
            }
            r[next[d]++] = one;
        }
    for (size_t d = 0, at = 0; d < DIGITS; at = end[d++]) sort_records(r + at, end[d] - at, shift - 8);
}

static void sort_held(Sorter *s)
{
    sort_records(s->held, s->count, 56);
}

static int disk_error(ArrianError *why, const char *folder, const char *doing)
{
    return error_at(why, ARRIAN_SYSTEM, folder, ARRIAN_NONE64, "fingerprints cannot be %s: %s; make room, or name another folder", doing, strerror(errno));
}

static int open_file(Sorter *s, const char *folder, ArrianError *why)
{
    char name[4096];
    if (snprintf(name, sizeof name, "%s/arrian-prints.XXXXXX", folder) >= (int)sizeof name) errno = ENAMETOOLONG;
    else s->fd = mkostemp(name, O_CLOEXEC);
    if (s->fd < 0) return disk_error(why, folder, "kept");
    unlink(name);
    return ARRIAN_OK;
}

/* What is held becomes one more run of the file. */
static int write_run(Sorter *s, const char *folder, ArrianError *why)
{
    if (s->fd < 0) TRY(open_file(s, folder, why));
    if (s->run_count == MOST_RUNS) return error_at(why, ARRIAN_LIMIT, folder, ARRIAN_NONE64, "more fingerprints than %d times the memory; give it more", MOST_RUNS);
    if (!s->runs && !(s->runs = calloc(MOST_RUNS, sizeof *s->runs))) return error_at(why, ARRIAN_MEMORY, folder, ARRIAN_NONE64, "no memory");
    sort_held(s);
    s->runs[s->run_count++] = (Run){.at = s->written, .count = s->count};
    const char *bytes = (const char *)s->held;
    for (size_t left = s->count * sizeof *s->held; left;) {
        ssize_t n = write(s->fd, bytes, left);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return disk_error(why, folder, "written");
        bytes += n, left -= (size_t)n;
    }
    s->written += s->count;
    s->count = 0;
    return ARRIAN_OK;
}

static int sorter_add(Sorter *s, Record record, const char *folder, ArrianError *why)
{
    if (s->count == s->room) TRY(write_run(s, folder, why));
    s->held[s->count++] = record;
    return ARRIAN_OK;
}

static int fill(Sorter *s, Run *run, size_t room, const char *folder, ArrianError *why)
{
    size_t wanted = run->count < room ? (size_t)run->count : room, got = 0;
    while (got < wanted * sizeof(Record)) {
        ssize_t n = pread(s->fd, (char *)run->buffer + got, wanted * sizeof(Record) - got, (off_t)(run->at * sizeof(Record) + got));
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return disk_error(why, folder, "read");
        got += (size_t)n;
    }
    run->at += wanted, run->count -= wanted;
    run->next = 0, run->held = (uint32_t)wanted;
    return ARRIAN_OK;
}

static const Record *top(const Sorter *s, uint32_t i)
{
    const Run *run = &s->runs[s->heap[i]];
    return &run->buffer[run->next];
}

static void sink(Sorter *s, uint32_t i)
{
    for (uint32_t child; (child = 2 * i + 1) < s->heap_count; i = child) {
        if (child + 1 < s->heap_count && compare(top(s, child + 1), top(s, child)) < 0) child++;
        if (compare(top(s, i), top(s, child)) <= 0) return;
        uint32_t other = s->heap[i];
        s->heap[i] = s->heap[child], s->heap[child] = other;
    }
}

static size_t buffer_room(const Sorter *s)
{
    size_t room = s->room / (s->run_count ? s->run_count : 1);
    return room < LEAST_BUFFER ? LEAST_BUFFER : room;
}

/* From adding to taking: all fits and is sorted where it lies, or the memory is shared out among the runs. */
static int sorter_turn(Sorter *s, const char *folder, ArrianError *why)
{
    s->next = 0;
    if (!s->run_count) {
        sort_held(s);
        return ARRIAN_OK;
    }
    if (s->count) TRY(write_run(s, folder, why));
    size_t room = buffer_room(s);
    free(s->held);
    s->held = malloc(room * s->run_count * sizeof *s->held);
    s->heap = malloc(s->run_count * sizeof *s->heap);
    if (!s->held || !s->heap) return error_at(why, ARRIAN_MEMORY, folder, ARRIAN_NONE64, "no memory to merge fingerprints");
    for (uint32_t i = 0; i < s->run_count; i++) {
        s->runs[i].buffer = s->held + i * room;
        TRY(fill(s, &s->runs[i], room, folder, why));
        s->heap[s->heap_count++] = i;
    }
    for (uint32_t i = s->heap_count; i-- > 0;) sink(s, i);
    return ARRIAN_OK;
}

/* ARRIAN_NOTHING at the end. */
static int sorter_next(Sorter *s, Record *ret, const char *folder, ArrianError *why)
{
    if (!s->run_count) {
        if (s->next == s->count) return ARRIAN_NOTHING;
        *ret = s->held[s->next++];
        return ARRIAN_OK;
    }
    if (!s->heap_count) return ARRIAN_NOTHING;
    Run *run = &s->runs[s->heap[0]];
    *ret = run->buffer[run->next++];
    if (run->next == run->held) {
        if (run->count) TRY(fill(s, run, buffer_room(s), folder, why));
        else s->heap[0] = s->heap[--s->heap_count];
    }
    sink(s, 0);
    return ARRIAN_OK;
}

static bool sorter_open(Sorter *s, size_t memory)
{
    *s = (Sorter){.fd = -1, .room = memory / sizeof(Record)};
    return (s->held = malloc(s->room * sizeof *s->held)) != NULL;
}

static void sorter_end(Sorter *s)
{
    if (s->fd >= 0) close(s->fd);
    free(s->held);
    free(s->runs);
    free(s->heap);
}

/* ---- text -> fingerprints ---- */

/* What a byte of a word counts as, 0 for one of none: letters without their case, digits, and what is not ASCII but for
 * the characters that open with C2 (no-break space, « and » ...) and E2 80 (dashes, quotation marks ...). */
typedef struct Fold {
    unsigned char of[256];
} Fold;

static Fold fold_new(void)
{
    Fold fold = {{0}};
    for (int c = '0'; c <= '9'; c++) fold.of[c] = (unsigned char)c;
    for (int c = 'a'; c <= 'z'; c++) fold.of[c] = fold.of[c - 32] = (unsigned char)c;
    for (int c = 0x80; c < 0x100; c++) fold.of[c] = (unsigned char)c;
    fold.of[0xC2] = fold.of[0xE2] = 0;
    return fold;
}

/* Bytes from `at` on that join a word though they are not folded: an apostrophe, straight or curled, between two of its
 * letters, and E2 where no 80 follows. */
static size_t joint_bytes(const Fold *fold, const unsigned char *text, size_t at, size_t size)
{
    size_t step = text[at] == '\'' ? 1 : 0;
    if (text[at] == 0xE2 && at + 2 < size) step = text[at + 1] != 0x80 || text[at + 2] == 0x99 ? 3 : 0;
    return step && at + step < size && fold->of[text[at + step]] ? step : 0;
}

typedef struct Word {
    uint64_t hash;
    uint32_t start, end;
} Word;

static bool next_word(const Fold *fold, const unsigned char *text, size_t size, size_t *at, Word *ret)
{
    uint64_t h = 0x100001B3u;
    size_t i = *at;
    while (i < size && !fold->of[text[i]]) i += text[i] == 0xC2 ? 2 : text[i] == 0xE2 ? 3 : 1;
    if (i >= size) return false;
    ret->start = (uint32_t)i;
    for (size_t step = 1; step && i < size; i += step) {
        for (unsigned char c; i < size && (c = fold->of[text[i]]); i++) h = (h ^ c) * 0x100000001B3u;
        step = i < size ? joint_bytes(fold, text, i, size) : 0;
    }
    ret->end = (uint32_t)i;
    ret->hash = hash_mix(h, base);
    *at = i;
    return true;
}

/* The last of the least of a window, from the one before; only where that one has left is all of it looked at. */
static uint64_t least_of(const ArrianPrint window[WINDOW], uint64_t before, uint64_t runs)
{
    uint64_t least = runs - WINDOW, from = least + 1;
    if (before >= least && before < runs) least = before, from = runs - 1;
    for (uint64_t k = from; k < runs; k++)
        if (window[k % WINDOW].hash <= window[least % WINDOW].hash) least = k;
    return least;
}

int arrian_fingerprints(const char *text, size_t size, int (*tell)(void *taker, const ArrianPrint *print), void *taker)
{
    Word words[RUN];
    ArrianPrint window[WINDOW];
    uint64_t leaving = 1, h = 0, runs = 0, told = UINT64_MAX, count = 0, least = UINT64_MAX;
    size_t at = 0;
    const Fold fold = fold_new();
    for (int i = 1; i < RUN; i++) leaving *= base;
    for (Word word; next_word(&fold, (const unsigned char *)text, size, &at, &word); count++) {
        Word *place = &words[count % RUN];
        if (count >= RUN) h -= place->hash * leaving;
        h = h * base + word.hash;
        *place = word;
        if (count + 1 < RUN) continue;
        window[runs % WINDOW] = (ArrianPrint){hash_mix(h, 1), words[(count + 1) % RUN].start, word.end};
        if (++runs < WINDOW) continue;
        least = least_of(window, least, runs);
        if (least == told) continue;
        told = least;
        int code = tell(taker, &window[least % WINDOW]);
        if (code) return code;
    }
    for (uint64_t k = 0, best = 0; runs && runs < WINDOW && k < runs; k++) { /* shorter than a window: the least of all */
        if (window[k].hash < window[best].hash) best = k;
        if (k + 1 == runs) return tell(taker, &window[best]);
    }
    return ARRIAN_OK;
}

/* ---- fingerprints -> pairs ---- */

typedef struct Adding {
    ArrianPrints *prints;
    ArrianError *why;
} Adding;

static int add_print(void *taker, const ArrianPrint *print)
{
    Adding *a = taker;
    Record record = {print->hash, (uint64_t)a->prints->documents << 32 | print->start, print->end};
    return sorter_add(&a->prints->prints, record, a->prints->folder, a->why);
}

int arrian_prints_open(size_t memory, const char *folder, ArrianPrints **ret, ArrianError *why)
{
    ArrianPrints *p = *ret = calloc(1, sizeof *p);
    if (memory < LEAST_MEMORY) memory = LEAST_MEMORY;
    if (p) p->prints.fd = p->pairs.fd = -1;
    if (!folder && !(folder = getenv("TMPDIR"))) folder = "/tmp";
    if (p && (p->folder = strdup(folder)) && sorter_open(&p->prints, memory / 2) && sorter_open(&p->pairs, memory / 2)) return ARRIAN_OK;
    arrian_prints_close(p);
    *ret = NULL;
    return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory for %zu bytes of fingerprints", memory);
}

int arrian_prints_add(ArrianPrints *prints, const char *text, size_t size, ArrianError *why)
{
    if (size > UINT32_MAX) return error_at(why, ARRIAN_LIMIT, NULL, ARRIAN_NONE64, "a report of more than 4 GB");
    int code = arrian_fingerprints(text, size, add_print, &(Adding){prints, why});
    prints->documents++;
    return code;
}

/* Places of one fingerprint, each report once, in the order of the reports. */
static int pair_up(ArrianPrints *p, const Record *place, uint32_t count, Record now, ArrianError *why)
{
    uint64_t doc = now.b >> 32;
    for (uint32_t i = 0; i < count; i++) {
        Record pair = {(place[i].b >> 32) << 32 | doc, (place[i].b & UINT32_MAX) << 32 | place[i].c, (now.b & UINT32_MAX) << 32 | now.c};
        TRY(sorter_add(&p->pairs, pair, p->folder, why));
    }
    return ARRIAN_OK;
}

static int find_pairs(ArrianPrints *p, ArrianError *why)
{
    Record near[MOST_NEAR], now;
    uint64_t count = 0, hash = 0, last = UINT64_MAX;
    int code;
    TRY(sorter_turn(&p->prints, p->folder, why));
    while (!(code = sorter_next(&p->prints, &now, p->folder, why))) {
        if (now.a != hash) count = 0, last = UINT64_MAX, hash = now.a;
        if (now.b >> 32 == last) continue;
        last = now.b >> 32;
        TRY(pair_up(p, near, count < MOST_NEAR ? (uint32_t)count : MOST_NEAR, now, why));
        near[count++ % MOST_NEAR] = now;
    }
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

int arrian_prints_pairs(ArrianPrints *p, uint32_t least, int (*tell)(void *taker, const ArrianPair *pair), void *taker, ArrianError *why)
{
    Record now;
    ArrianPair pair = {0};
    int code;
    TRY(find_pairs(p, why));
    TRY(sorter_turn(&p->pairs, p->folder, why));
    while (!(code = sorter_next(&p->pairs, &now, p->folder, why))) {
        uint32_t a = (uint32_t)(now.a >> 32), b = (uint32_t)now.a;
        if (pair.shared && pair.doc[0] == a && pair.doc[1] == b) {
            pair.shared++;
            continue;
        }
        if (pair.shared >= least && pair.shared) TRY(tell(taker, &pair));
        pair = (ArrianPair){{a, b}, {{(uint32_t)(now.b >> 32), (uint32_t)now.b}, {(uint32_t)(now.c >> 32), (uint32_t)now.c}}, 1};
    }
    if (code == ARRIAN_NOTHING && pair.shared >= least && pair.shared) return tell(taker, &pair);
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

void arrian_prints_close(ArrianPrints *prints)
{
    if (!prints) return;
    sorter_end(&prints->prints);
    sorter_end(&prints->pairs);
    free(prints->folder);
    free(prints);
}

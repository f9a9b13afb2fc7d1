/* group.c: which reports belong together: a stream in order of arrival.
 *     each report joins the story whose reports are most like it, or opens one
 * How alike two reports are: the cosine of their weighted words, less for the days between them. Stories to hold a
 * report against are found by its most telling words, each of which leads to the latest reports that have it; so the
 * work grows with the number of reports, and what is long past is left in peace. */
#include "base/date.h"
#include "base/error.h"
#include "collate/collate.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    LEAD_TOKENS = 400,
    TELLING_WORDS = 40, /* of a report, by which others are found */
    MOST_A_WORD = 64,   /* latest reports that a word leads to */
    MOST_STORIES = 8,   /* that a report is held against */
    MOST_MEMBERS = 24,  /* latest reports of each */
    LEAST_DIVIDED = 6,  /* reports of a story that may be two */
    MOST_DIVIDED = 300,
    LEAST_HALF = 3,
    LEAST_OWN = 4 /* names of its own that each half has */
};
static const double least_cosine = 0.14, a_day = 0.003, most_more = 0.15, own = 0.3, name_weight = 1.4;

typedef struct Weighted {
    uint64_t word;
    double weight;
    bool name; /* part of a name, or a number: says which happening it is rather than of what kind */
} Weighted;
typedef struct Profile {
    Weighted *at; // (count), sorted by word
    uint32_t count;
    int day;
} Profile;

static int by_word(const void *x, const void *y)
{
    const Weighted *a = x, *b = y;
    return a->word < b->word ? -1 : a->word > b->word;
}

static Profile profile_of(const ArrianEngine *engine, Arena *arena, Arena *scratch, const ArrianDocument *d)
{
    ArenaMark mark = arena_mark(scratch);
    uint32_t tokens = d->tokens.count < LEAD_TOKENS ? d->tokens.count : LEAD_TOKENS, name = 0, kept = 0;
    Profile p = {NEW(scratch, Weighted, tokens + 1), 0, d->anchor};
    for (uint32_t i = 0; i < tokens; i++) {
        while (name < d->names.count && d->names.at[name].span.end <= d->tokens.at[i].span.start) name++;
        bool in_name = name < d->names.count && d->names.at[name].span.start <= d->tokens.at[i].span.start;
        uint64_t word = about_word(engine, d, i);
        if (word)
            p.at[p.count++] = (Weighted){word, about_telling(engine, d, i) * (in_name ? name_weight : 1),
                                         in_name || d->tokens.at[i].flags & ARRIAN_NUMBER};
    }
    if (p.count) qsort(p.at, p.count, sizeof *p.at, by_word);
    for (uint32_t i = 0, times; i < p.count; i += times) {
        for (times = 1; i + times < p.count && p.at[i + times].word == p.at[i].word;) times++;
        p.at[kept++] = (Weighted){p.at[i].word, p.at[i].weight * (1 + log((double)times)), p.at[i].name};
    }
    Weighted *at = NEW(arena, Weighted, kept + 1);
    if (kept) memcpy(at, p.at, kept * sizeof *at);
    p.at = at;
    p.count = kept;
    arena_wind_back(scratch, mark);
    return p;
}

/* Words that many of the reports at hand share part nothing. */
static void weigh(Profile *p, const Map *frequency, double documents)
{
    double sum = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        uint32_t seen = 1;
        map_get(frequency, p->at[i].word, &seen);
        if (documents >= 20) p->at[i].weight *= log((documents + 1) / (seen + 0.5)) / log(documents + 1);
        sum += p->at[i].weight * p->at[i].weight;
    }
    for (uint32_t i = 0; i < p->count; i++) p->at[i].weight /= sqrt(sum > 0 ? sum : 1);
}

static double cosine(const Profile *a, const Profile *b)
{
    double sum = 0;
    for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
        if (a->at[i].word == b->at[j].word) sum += a->at[i++].weight * b->at[j++].weight;
        else if (a->at[i].word < b->at[j].word) i++;
        else j++;
    }
    return sum;
}

/* How alike two reports must be to belong together: the more, the further apart they came out. */
static double least_alike(const Profile *a, const Profile *b)
{
    int days = a->day == NO_DAY || b->day == NO_DAY ? 0 : abs(a->day - b->day);
    double more = a_day * days;
    return least_cosine + (more > most_more ? most_more : more);
}

static int by_weight(const void *x, const void *y)
{
    const Weighted *a = x, *b = y;
    if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
    return a->word < b->word ? -1 : a->word > b->word;
}

typedef struct Posting {
    uint32_t doc, next; /* next posting of the same word, 0 none */
    float weight;
} Posting;
typedef struct Nearness {
    double score;
    uint32_t story;
} Nearness;
typedef struct Stream {
    Arena *arena, *scratch;   /* scratch: of the report at hand */
    Map frequency;            /* word -> reports that have it */
    Profile *profiles;        // (documents)
    uint32_t *group, *before; // (documents): its story; the report of that story before it, ARRIAN_NONE
    uint32_t *last, *members; // (stories): its latest report; how many
    uint32_t stories;
    Map words; /* word -> latest posting */
    LIST(Posting) postings;
    double *score; // (stories): of the report at hand, 0 but for those in `near`
    LIST(Nearness) near;
} Stream;

static void file(Stream *s, uint32_t doc, const Weighted *telling, uint32_t count)
{
    for (uint32_t k = 0; k < count; k++) {
        uint32_t latest = 0;
        map_get(&s->words, telling[k].word, &latest);
        LIST_ADD(s->arena, s->postings, (Posting){doc, latest, (float)telling[k].weight});
        map_put(s->arena, &s->words, telling[k].word, s->postings.count - 1);
    }
}

static bool is_nearer(Nearness a, Nearness b)
{
    return a.score != b.score ? a.score > b.score : a.story < b.story;
}

/* The MOST_STORIES nearest stand first, in order; gives back how many there are. */
static uint32_t put_first(Nearness *at, uint32_t count)
{
    uint32_t first = 0;
    for (uint32_t i = 0; i < count; i++) {
        Nearness now = at[i];
        if (first == MOST_STORIES && !is_nearer(now, at[first - 1])) continue;
        uint32_t k = first < MOST_STORIES ? first++ : first - 1;
        for (; k && is_nearer(now, at[k - 1]); k--) at[k] = at[k - 1];
        at[k] = now;
    }
    return first;
}

/* The stories that share telling words with a report, those that share most first. */
static uint32_t find_near(Stream *s, const Weighted *telling, uint32_t count)
{
    s->near.count = 0;
    for (uint32_t k = 0; k < count; k++) {
        uint32_t at = 0;
        map_get(&s->words, telling[k].word, &at);
        for (uint32_t n = 0; at && n < MOST_A_WORD; n++, at = s->postings.at[at].next) {
            uint32_t story = s->group[s->postings.at[at].doc];
            if (s->score[story] == 0) LIST_ADD(s->arena, s->near, (Nearness){0, story});
            s->score[story] += telling[k].weight * s->postings.at[at].weight / sqrt((double)s->members[story]);
        }
    }
    for (uint32_t k = 0; k < s->near.count; k++) {
        s->near.at[k].score = s->score[s->near.at[k].story];
        s->score[s->near.at[k].story] = 0;
    }
    return put_first(s->near.at, s->near.count);
}

/* How well a report fits a story: near to one member is not enough where the others are far. 1 or more: it joins. */
static double fit(const Stream *s, uint32_t doc, uint32_t story)
{
    double most = 0, sum = 0;
    uint32_t count = 0;
    for (uint32_t j = s->last[story]; j != ARRIAN_NONE && count < MOST_MEMBERS; j = s->before[j], count++) {
        double now = cosine(&s->profiles[doc], &s->profiles[j]) / least_alike(&s->profiles[doc], &s->profiles[j]);
        sum += now;
        if (now > most) most = now;
    }
    return own * most + (1 - own) * sum / count;
}

/* The story that a report fits best; s->stories where it fits none. */
static uint32_t find_story(Stream *s, uint32_t doc, const Weighted *telling, uint32_t count)
{
    uint32_t best = s->stories, near = find_near(s, telling, count);
    double least = 1;
    for (uint32_t k = 0; k < near; k++) {
        double now = fit(s, doc, s->near.at[k].story);
        if (now > least || (now == least && s->near.at[k].story < best)) least = now, best = s->near.at[k].story;
    }
    return best;
}

/* Into the story given, or with ARRIAN_NONE into the one it fits. */
static void join(Stream *s, uint32_t doc, uint32_t story)
{
    const Profile *p = &s->profiles[doc];
    ArenaMark mark = arena_mark(s->scratch);
    Weighted *telling = NEW(s->scratch, Weighted, p->count + 1);
    memcpy(telling, p->at, p->count * sizeof *telling);
    if (p->count) qsort(telling, p->count, sizeof *telling, by_weight);
    uint32_t count = p->count < TELLING_WORDS ? p->count : TELLING_WORDS;
    if (story == ARRIAN_NONE) story = find_story(s, doc, telling, count);
    if (story == s->stories) s->last[s->stories++] = ARRIAN_NONE;
    s->group[doc] = story;
    s->before[doc] = s->last[story];
    s->last[story] = doc;
    s->members[story]++;
    file(s, doc, telling, count);
    arena_wind_back(s->scratch, mark);
}

/* ---- two happenings of one kind, told in like words: parted by their names ---- */

typedef struct Half {
    uint32_t *doc;
    uint32_t count;
} Half;

/* A name or a number in at least half of the one half, and in hardly any of the other. */
static uint32_t count_own(Arena *scratch, const Profile *profiles, Half one, Half other)
{
    Map here = {0}, there = {0};
    LIST(uint64_t) names = {0};
    for (uint32_t side = 0; side < 2; side++) {
        Half h = side ? other : one;
        for (uint32_t i = 0; i < h.count; i++) {
            const Profile *p = &profiles[h.doc[i]];
            for (uint32_t k = 0; k < p->count; k++) {
                if (!p->at[k].name) continue;
                uint32_t seen = 0;
                Map *map = side ? &there : &here;
                map_get(map, p->at[k].word | 1, &seen);
                map_put(scratch, map, p->at[k].word | 1, seen + 1);
                if (!side && !seen) LIST_ADD(scratch, names, p->at[k].word | 1);
            }
        }
    }
    uint32_t own_names = 0;
    for (uint32_t k = 0; k < names.count; k++) {
        uint32_t in = 0, out = 0;
        map_get(&here, names.at[k], &in);
        map_get(&there, names.at[k], &out);
        own_names += in * 2 >= one.count && out * 8 <= other.count;
    }
    return own_names;
}

static double nearness(const Profile *profiles, uint32_t doc, Half half)
{
    double sum = 0;
    uint32_t count = 0;
    for (uint32_t i = 0; i < half.count; i++)
        if (half.doc[i] != doc) sum += cosine(&profiles[doc], &profiles[half.doc[i]]), count++;
    return count ? sum / count : 0;
}

/* The two reports that are least alike. */
static void find_poles(const Profile *profiles, const uint32_t *docs, uint32_t count, uint32_t pole[2])
{
    double least = 2;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = i + 1; j < count; j++) {
            double now = cosine(&profiles[docs[i]], &profiles[docs[j]]);
            if (now < least) least = now, pole[0] = docs[i], pole[1] = docs[j];
        }
}

/* Each report with the pole that it is nearer to; then again with the half that it is nearer to. */
static bool halve(Arena *scratch, const Profile *profiles, const uint32_t *docs, uint32_t count, Half half[2])
{
    uint32_t pole[2] = {docs[0], docs[0]};
    Half from[2];
    find_poles(profiles, docs, count, pole);
    for (int k = 0; k < 2; k++) {
        half[k] = (Half){NEW(scratch, uint32_t, count), 1};
        from[k].doc = NEW(scratch, uint32_t, count);
        half[k].doc[0] = pole[k];
    }
    for (int pass = 0; pass < 3; pass++) {
        for (int k = 0; k < 2; k++) {
            memcpy(from[k].doc, half[k].doc, half[k].count * sizeof *half[k].doc);
            from[k].count = half[k].count;
            half[k].count = 0;
        }
        for (uint32_t i = 0; i < count; i++) {
            int side = docs[i] == pole[0] ? 0
                       : docs[i] == pole[1]
                           ? 1
                           : nearness(profiles, docs[i], from[1]) > nearness(profiles, docs[i], from[0]);
            half[side].doc[half[side].count++] = docs[i];
        }
    }
    return half[0].count >= LEAST_HALF && half[1].count >= LEAST_HALF;
}

/* A story whose reports fall into two halves, each with names of its own, is two. The half with the first report keeps
 * the number. */
static void divide(Stream *s, uint32_t story)
{
    uint32_t count = s->members[story], at = count;
    if (count < LEAST_DIVIDED || count > MOST_DIVIDED) return;
    Arena scratch = {.trap = s->arena->trap};
    uint32_t *docs = NEW(&scratch, uint32_t, count);
    for (uint32_t j = s->last[story]; j != ARRIAN_NONE; j = s->before[j]) docs[--at] = j;
    Half half[2];
    bool two = halve(&scratch, s->profiles, docs, count, half) &&
               count_own(&scratch, s->profiles, half[0], half[1]) >= LEAST_OWN &&
               count_own(&scratch, s->profiles, half[1], half[0]) >= LEAST_OWN;
    int moved = two && half[1].doc[0] < half[0].doc[0] ? 0 : 1;
    for (uint32_t i = 0; two && i < half[moved].count; i++) s->group[half[moved].doc[i]] = s->stories;
    s->stories += two;
    arena_end(&scratch);
}

/* Numbers in order of first appearance. */
static void number(Stream *s, size_t count)
{
    uint32_t *name = NEW(s->arena, uint32_t, s->stories + 1), next = 0;
    memset(name, 0xFF, (s->stories + 1) * sizeof *name);
    for (size_t i = 0; i < count; i++) {
        if (name[s->group[i]] == ARRIAN_NONE) name[s->group[i]] = next++;
        s->group[i] = name[s->group[i]];
    }
}

static void count_words(Stream *s, const Profile *p)
{
    for (uint32_t k = 0; k < p->count; k++) {
        uint32_t seen = 0;
        map_get(&s->frequency, p->at[k].word, &seen);
        map_put(s->arena, &s->frequency, p->at[k].word, seen + 1);
    }
}

static void begin(Stream *s, size_t count)
{
    Arena *arena = s->arena;
    s->profiles = NEW(arena, Profile, count + 1);
    s->before = NEW(arena, uint32_t, count + 1);
    s->last = NEW(arena, uint32_t, count + 1);
    s->members = NEW(arena, uint32_t, count + 1);
    s->score = NEW(arena, double, count + 1);
    LIST_ADD(arena, s->postings, (Posting){0});
}

static void part(Stream *s, const ArrianEngine *engine, ArrianDocument *const *documents, size_t count)
{
    begin(s, count);
    for (size_t i = 0; i < count; i++) {
        s->profiles[i] = profile_of(engine, s->arena, s->scratch, documents[i]);
        count_words(s, &s->profiles[i]);
    }
    for (size_t i = 0; i < count; i++) {
        weigh(&s->profiles[i], &s->frequency, (double)count);
        join(s, (uint32_t)i, ARRIAN_NONE);
    }
    for (uint32_t k = 0, stories = s->stories; k < stories; k++) divide(s, k);
    number(s, count);
}

static int no_memory(ArrianError *why, size_t count)
{
    return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to part %zu reports into stories", count);
}

/* ---- profiles that are kept, so that a new day's reports join the stories of the days before ----
 * day (4 bytes), then a word: the low 40 bits of its number (5), its weight in 1/128 and whether it is a name (2). */

enum { HEAD_BYTES = 4, WORD_BYTES = 7, MOST_WEIGHT = 0x7FFF };
_Static_assert(HEAD_BYTES + LEAD_TOKENS * WORD_BYTES == ARRIAN_PROFILE_MOST, "a profile fits");
static const double weight_step = 1 / 128.0;
static const uint64_t word_mask = (1ull << 40) - 1;

static void put_number(unsigned char *at, uint64_t number, int bytes)
{
    for (int i = 0; i < bytes; i++) at[i] = (unsigned char)(number >> 8 * i);
}

static uint64_t get_number(const unsigned char *at, int bytes)
{
    uint64_t number = 0;
    for (int i = 0; i < bytes; i++) number |= (uint64_t)at[i] << 8 * i;
    return number;
}

static size_t pack(const Profile *p, unsigned char *out)
{
    put_number(out, (uint32_t)p->day, HEAD_BYTES);
    for (uint32_t i = 0; i < p->count; i++) {
        unsigned char *at = out + HEAD_BYTES + (size_t)i * WORD_BYTES;
        double steps = p->at[i].weight / weight_step + 0.5;
        put_number(at, p->at[i].word & word_mask, 5);
        put_number(at + 5, (uint64_t)(steps < MOST_WEIGHT ? steps : MOST_WEIGHT) << 1 | p->at[i].name, 2);
    }
    return HEAD_BYTES + (size_t)p->count * WORD_BYTES;
}

static Profile unpack(Arena *arena, ArrianSlice bytes)
{
    const unsigned char *from = (const unsigned char *)bytes.at;
    Profile p = {NULL, bytes.length < HEAD_BYTES ? 0 : (bytes.length - HEAD_BYTES) / WORD_BYTES, NO_DAY};
    if (bytes.length >= HEAD_BYTES) p.day = (int)(uint32_t)get_number(from, HEAD_BYTES);
    if (p.count > LEAD_TOKENS) p.count = LEAD_TOKENS;
    p.at = NEW(arena, Weighted, p.count + 1);
    for (uint32_t i = 0; i < p.count; i++) {
        const unsigned char *at = from + HEAD_BYTES + (size_t)i * WORD_BYTES;
        uint64_t steps = get_number(at + 5, 2);
        p.at[i] = (Weighted){get_number(at, 5), (double)(steps >> 1) * weight_step, steps & 1};
    }
    if (p.count) qsort(p.at, p.count, sizeof *p.at, by_word);
    return p;
}

int arrian_profile(const ArrianEngine *engine, const ArrianDocument *document, unsigned char ret_bytes[ARRIAN_PROFILE_MOST],
                   size_t *ret_size, ArrianError *why)
{
    Arena arena = {0}, scratch = {0};
    jmp_buf trap;
    arena.trap = scratch.trap = &trap;
    if (setjmp(trap)) {
        arena_end(&arena);
        arena_end(&scratch);
        return no_memory(why, 1);
    }
    Profile p = profile_of(engine, &arena, &scratch, document);
    *ret_size = pack(&p, ret_bytes);
    arena_end(&arena);
    arena_end(&scratch);
    return ARRIAN_OK;
}

static void part_onto(Stream *s, const ArrianEngine *engine, const ArrianKnown *known, size_t knowns, ArrianDocument *const *documents,
                      size_t count)
{
    unsigned char bytes[ARRIAN_PROFILE_MOST];
    begin(s, knowns + count);
    for (size_t i = 0; i < knowns; i++) s->profiles[i] = unpack(s->arena, known[i].profile);
    for (size_t i = 0; i < count; i++) {
        Profile fresh = profile_of(engine, s->arena, s->scratch, documents[i]);
        s->profiles[knowns + i] = unpack(s->arena, (ArrianSlice){(const char *)bytes, (uint32_t)pack(&fresh, bytes)});
    }
    for (size_t i = 0; i < knowns + count; i++) count_words(s, &s->profiles[i]);
    for (size_t i = 0; i < knowns + count; i++) {
        weigh(&s->profiles[i], &s->frequency, (double)(knowns + count));
        join(s, (uint32_t)i, i < knowns ? known[i].group : ARRIAN_NONE);
    }
}

/* Both ways in: with `onto`, beside reports that have their stories already. */
static int group(const ArrianEngine *engine, bool onto, const ArrianKnown *known, size_t knowns, ArrianDocument *const *documents,
                 size_t count, uint32_t *ret_group, uint32_t *ret_groups, ArrianError *why)
{
    Arena arena = {0}, scratch = {0};
    jmp_buf trap;
    arena.trap = scratch.trap = &trap;
    *ret_groups = 0;
    if (setjmp(trap)) {
        arena_end(&arena);
        arena_end(&scratch);
        return no_memory(why, knowns + count);
    }
    Stream s = {.arena = &arena, .scratch = &scratch};
    s.group = NEW(&arena, uint32_t, knowns + count + 1);
    if (onto) part_onto(&s, engine, known, knowns, documents, count);
    else part(&s, engine, documents, count);
    if (count) memcpy(ret_group, s.group + knowns, count * sizeof *ret_group);
    *ret_groups = s.stories;
    arena_end(&arena);
    arena_end(&scratch);
    return ARRIAN_OK;
}

int arrian_group(const ArrianEngine *engine, ArrianDocument *const *documents, size_t count, uint32_t *ret_group,
                 uint32_t *ret_groups, ArrianError *why)
{
    return group(engine, false, NULL, 0, documents, count, ret_group, ret_groups, why);
}

int arrian_group_onto(const ArrianEngine *engine, const ArrianKnown *known, size_t knowns, ArrianDocument *const *documents, size_t count,
                      uint32_t *ret_group, uint32_t *ret_groups, ArrianError *why)
{
    return group(engine, true, known, knowns, documents, count, ret_group, ret_groups, why);
}

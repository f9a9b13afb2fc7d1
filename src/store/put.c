/* put.c: a story -> rows, in one transaction.   (five reports) -> d1..d5, c1..c80, a1..a12
 * A story that gained reports keeps its number: y3 of five reports, put again with a sixth, is y3 of six.
 * Rows are numbered here, so that they can point at one another before they are written. A story put again keeps its
 * numbers where a table gets as many rows as before; else that table's rows get numbers never used: no old id lies. */
#include "base/error.h"
#include "base/hash.h"
#include "base/lexicon.h"
#include "base/table.h"
#include "base/utf8.h"
#include "store/store.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { KEY = 32 /* digits of a story's key: half of the hash is enough to tell stories apart */ };
typedef enum Kind {
    DOCUMENTS,
    IGNORED,
    SENTENCES,
    ENTITIES,
    NAMES,
    TIMES,
    QUANTITIES,
    QUOTES,
    CLAIMS,
    PASSAGES,
    RELAYS,
    ORIGINS,
    ACCORDS,
    KINDS
} Kind;
static const char *const extents[KINDS] = {
    "extent_documents", "extent_ignored",    "extent_sentences", "extent_entities", "extent_names",
    "extent_times",     "extent_quantities", "extent_quotes",    "extent_claims",   "extent_passages",
    "extent_relays",    "extent_origins",    "extent_accords"};

typedef struct Put {
    ArrianStore *store;
    const ArrianEngine *engine; // NULL where profiles are not kept
    const ArrianStory *story;
    ArrianDocument *const *docs;
    size_t count;
    ArrianError *why;
    int64_t story_id;
    int64_t next[KINDS];
    int64_t first_document, first_passage, first_relay, first_origin, first_accord;
    const ArrianOrder *order; // of a batch's report, which is known by its place; NULL of a set of reports
} Put;

static int64_t id_of(int64_t first, uint32_t index)
{
    return index == ARRIAN_NONE ? -1 : first + index;
}

/* Of a row among those of its report. */
static int64_t turn_of(uint32_t index)
{
    return id_of(0, index);
}

static int compare_hashes(const void *a, const void *b)
{
    return memcmp(a, b, 64);
}

/* The whole path of its file, "" where there is none. */
static void find_place(const ArrianHead *head, char found_at[PATH_MAX])
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%.*s", (int)head->path.length, head->path.at);
    if (!realpath(path, found_at)) found_at[0] = 0;
}

/* A report of a batch is known by its place: read again, it takes the place of what was read there before. */
static int place_key(const Put *put, size_t doc, char ret_key[65])
{
    const ArrianHead *head = arrian_head(put->docs[doc]);
    char place[PATH_MAX];
    find_place(head, place);
    size_t length = strlen(place), size = length + 1 + head->member.length + 64;
    char *words = malloc(size);
    if (!words) return error_at(put->why, ARRIAN_MEMORY, put->store->path, ARRIAN_NONE64, "no memory");
    memcpy(words, place, length + 1);
    if (head->member.length) memcpy(words + length + 1, head->member.at, head->member.length);
    if (length) memset(words + size - 64, 0, 64);
    else memcpy(words + size - 64, head->sha256, 64); /* from a pipe: by its bytes */
    hash_sha256(words, size, ret_key);
    free(words);
    return ARRIAN_OK;
}

/* The same set of reports is the same story, whatever their order and names. */
static int set_key(const Put *put, char ret_key[65])
{
    if (put->order) return place_key(put, 0, ret_key);
    char *hashes = malloc(put->count * 64 + 1);
    if (!hashes) return error_at(put->why, ARRIAN_MEMORY, put->store->path, ARRIAN_NONE64, "no memory");
    for (size_t i = 0; i < put->count; i++) memcpy(hashes + i * 64, arrian_head(put->docs[i])->sha256, 64);
    qsort(hashes, put->count, 64, compare_hashes);
    hash_sha256(hashes, put->count * 64, ret_key);
    free(hashes);
    return ARRIAN_OK;
}

static void count_rows(const Put *put, int64_t ret[KINDS])
{
    size_t n;
    memset(ret, 0, sizeof(int64_t) * KINDS);
    ret[DOCUMENTS] = (int64_t)put->count;
    for (size_t i = 0; i < put->count; i++) {
        const ArrianDocument *d = put->docs[i];
        arrian_ignored(d, &n), ret[IGNORED] += (int64_t)n;
        arrian_sentences(d, &n), ret[SENTENCES] += (int64_t)n;
        arrian_entities(d, &n), ret[ENTITIES] += (int64_t)n;
        arrian_names(d, &n), ret[NAMES] += (int64_t)n;
        arrian_times(d, &n), ret[TIMES] += (int64_t)n;
        arrian_quantities(d, &n), ret[QUANTITIES] += (int64_t)n;
        arrian_quotes(d, &n), ret[QUOTES] += (int64_t)n;
        arrian_claims(d, &n), ret[CLAIMS] += (int64_t)n;
    }
    arrian_passages(put->story, &n), ret[PASSAGES] = (int64_t)n;
    arrian_relays(put->story, &n), ret[RELAYS] = (int64_t)n;
    arrian_origins(put->story, &n), ret[ORIGINS] = (int64_t)n;
    arrian_accords(put->story, &n), ret[ACCORDS] = (int64_t)n;
}

/* Where the rows of each table are numbered from; the old rows of the same story still stand. */
static int number_rows(Put *put)
{
    int64_t rows[KINDS];
    count_rows(put, rows);
    for (int kind = 0; kind < KINDS; kind++) {
        sqlite3_stmt *statement;
        TRY(store_query(put->store, extents[kind], &statement, put->why, "i", put->story_id));
        TRY(store_step(put->store, statement, put->why));
        bool fits = sqlite3_column_int64(statement, 1) == rows[kind] && rows[kind];
        put->next[kind] = sqlite3_column_int64(statement, fits ? 0 : 2) + !fits;
        sqlite3_reset(statement);
    }
    put->first_document = put->next[DOCUMENTS];
    put->first_passage = put->next[PASSAGES];
    put->first_relay = put->next[RELAYS];
    put->first_origin = put->next[ORIGINS];
    put->first_accord = put->next[ACCORDS];
    return ARRIAN_OK;
}

/* Stories of the store that hold reports of this one. */
typedef struct Older {
    int64_t id, reports, shared;
} Older;
typedef struct Olders {
    Older *at; // (count)
    size_t count, room;
} Olders;

static int count_shared(const Put *put, Olders *all, int64_t id, int64_t reports)
{
    size_t k = 0;
    while (k < all->count && all->at[k].id != id) k++;
    if (k == all->room) {
        size_t room = all->room ? all->room * 2 : 16;
        Older *grown = realloc(all->at, room * sizeof *grown);
        if (!grown) return error_at(put->why, ARRIAN_MEMORY, put->store->path, ARRIAN_NONE64, "no memory");
        all->at = grown, all->room = room;
    }
    if (k == all->count) all->at[all->count++] = (Older){id, reports, 0};
    all->at[k].shared++;
    return ARRIAN_OK;
}

/* The stories in which a report stood before, by its place; a report of a batch is no story that grows. */
static int find_older(Put *put, size_t doc, Olders *all)
{
    const ArrianHead *head = arrian_head(put->docs[doc]);
    char found_at[PATH_MAX], batch[65];
    sqlite3_stmt *statement;
    int code;
    find_place(head, found_at);
    if (!found_at[0]) return ARRIAN_OK;
    TRY(place_key(put, doc, batch));
    batch[KEY] = 0;
    TRY(store_query(put->store, "stories_at", &statement, put->why, "sth", found_at, head->member, batch));
    while (!(code = store_step(put->store, statement, put->why))) {
        if ((code = count_shared(put, all, sqlite3_column_int64(statement, 0), sqlite3_column_int64(statement, 1)))) break;
    }
    sqlite3_reset(statement);
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

/* Of the stories whose reports all stand in this one the largest, and of those the oldest, goes on in it; the others, which
 * it bridges, go. */
static int take_over(Put *put, const Olders *all, bool *ret_known)
{
    const Older *best = NULL;
    for (size_t k = 0; k < all->count; k++) {
        const Older *o = &all->at[k];
        if (o->shared < o->reports) continue;
        if (!best || o->reports > best->reports || (o->reports == best->reports && o->id < best->id)) best = o;
    }
    for (size_t k = 0; k < all->count; k++)
        if (&all->at[k] != best && all->at[k].shared >= all->at[k].reports)
            TRY(store_do(put->store, "delete_story", put->why, "i", all->at[k].id));
    *ret_known = best != NULL;
    if (best) put->story_id = best->id;
    return ARRIAN_OK;
}

static int continue_story(Put *put, bool *ret_known)
{
    Olders all = {0};
    int code = ARRIAN_OK;
    for (size_t i = 0; !code && i < put->count; i++) code = find_older(put, i, &all);
    if (!code) code = take_over(put, &all, ret_known);
    free(all.at);
    return code;
}

/* The story's own number: the old one where the same reports were put before, or some of them. */
static int number_story(Put *put, char key[65], bool *ret_known)
{
    sqlite3_stmt *statement;
    TRY(set_key(put, key));
    key[KEY] = 0;
    TRY(store_query(put->store, "story_by_key", &statement, put->why, "h", key));
    int code = store_step(put->store, statement, put->why);
    *ret_known = code == ARRIAN_OK;
    if (*ret_known) put->story_id = sqlite3_column_int64(statement, 0);
    sqlite3_reset(statement);
    if (code != ARRIAN_NOTHING) return code;
    if (!put->order) TRY(continue_story(put, ret_known));
    if (*ret_known) return ARRIAN_OK;
    TRY(store_query(put->store, "last_story", &statement, put->why, ""));
    TRY(store_step(put->store, statement, put->why));
    put->story_id = sqlite3_column_int64(statement, 0) + 1;
    sqlite3_reset(statement);
    return ARRIAN_OK;
}

/* A report's rows of each kind stand in a row, from here to before next. */
typedef struct First {
    int64_t ignored, sentence, entity, name, time, quantity, quote, claim;
} First;

static void join_bylines(const ArrianHead *head, char *byline, size_t room)
{
    size_t used = 0;
    byline[0] = 0;
    for (uint32_t i = 0; i < head->bylines && used < room; i++)
        used += (size_t)snprintf(byline + used, room - used, "%s%.*s", i ? "; " : "", (int)head->byline[i].length,
                                 head->byline[i].at);
}

/* Received bytes of a field's words; empty where the field was given and the words there are others. */
static ArrianSpan told_at(const ArrianDocument *d, ArrianSpan span, ArrianSlice field)
{
    return slice_same(arrian_words(d, span), field) ? arrian_received(d, span) : (ArrianSpan){0};
}

/* After its rows, whose numbers it tells. A path that leads to many reports is kept once. */
static int put_head(Put *put, const ArrianDocument *d, int64_t id, First first)
{
    const ArrianHead *head = arrian_head(d);
    ArrianSpan title = told_at(d, head->title_span, head->title), outlet = told_at(d, head->outlet_span, head->outlet);
    ArrianSpan place = told_at(d, head->place_span, head->place);
    char byline[1024], found_at[PATH_MAX];
    join_bylines(head, byline, sizeof byline);
    find_place(head, found_at);
    const int64_t *next = put->next;
    const char *kinds = head->member.length ? "iiIIKkttt" "kIIKkIIKIIskKskkwKKKhiiiIiiiiiiiiiiiiiiiib"
                                            : "iiIItsttt" "kIIKkIIKIIskKskkwKKKhiiiIiiiiiiiiiiiiiiiib";
#define SPAN(span)                                                                                                     \
    (int64_t)(span_empty(span) ? -1 : (int64_t)(span).start), (int64_t)(span_empty(span) ? -1 : (int64_t)(span).end)
    return store_do(
        put->store, "put_document", put->why, kinds, id, put->story_id, put->order ? put->order->run : (int64_t)-1,
        put->order ? put->order->turn : (int64_t)-1, head->path, found_at, head->member, head->url, head->title,
        arrian_basis(head->title_basis), SPAN(title), head->outlet, arrian_basis(head->outlet_basis),
        SPAN(outlet), head->place, SPAN(place), byline,
        arrian_basis(head->byline_basis), head->language, head->published, arrian_precision(head->published_precision),
        arrian_basis(head->published_basis), d, head->published_span, head->note, d->type, d->charset, head->sha256,
        (int64_t)head->bytes, (int64_t)head->ignored_bytes, (int64_t)head->mended,
        (int64_t)(head->mended ? (int64_t)head->mended_at : -1), first.ignored, next[IGNORED], first.sentence,
        next[SENTENCES], first.entity, next[ENTITIES], first.name, next[NAMES], first.time, next[TIMES], first.quantity,
        next[QUANTITIES], first.quote, next[QUOTES], first.claim, next[CLAIMS], arrian_received_bytes(d));
#undef SPAN
}

static int put_layout(Put *put, const ArrianDocument *d, int64_t document)
{
    size_t count;
    const ArrianIgnored *ignored = arrian_ignored(d, &count);
    for (size_t i = 0; i < count; i++)
        TRY(store_do(put->store, "put_ignored", put->why, "iiwk", put->next[IGNORED]++, document, d, ignored[i].span,
                     arrian_why(ignored[i].why)));
    const ArrianSentence *sentence = arrian_sentences(d, &count);
    for (size_t i = 0; i < count; i++)
        TRY(store_do(put->store, "put_sentence", put->why, "iiw", put->next[SENTENCES]++, document, d,
                     sentence[i].span));
    return ARRIAN_OK;
}

static ArrianSlice word_of(const char *word)
{
    return (ArrianSlice){word, word ? (uint32_t)strlen(word) : 0};
}

/* Turn of the mention that is the entity's name; ARRIAN_NONE where none is. */
static uint32_t find_mention(const ArrianDocument *d, const ArrianEntity *entity, const ArrianName *names)
{
    for (uint32_t i = 0; i < entity->count; i++)
        if (slice_same(arrian_words(d, names[entity->mentions[i]].span), entity->name)) return entity->mentions[i];
    return ARRIAN_NONE;
}

/* Why words stand for an entity, a word of the dictionary, and the turn of the name that they lean on; "" and -1
 * where there is none. */
typedef struct Tie {
    const char *why;
    int64_t kind, by;
} Tie;
static Tie tie_of(const ArrianDocument *d, ArrianSpan span, uint32_t entity)
{
    uint32_t by;
    if (entity == ARRIAN_NONE) return (Tie){"", -1, -1};
    ArrianTie tie = arrian_tie(d, span, entity, &by);
    return (Tie){arrian_tie_word(tie), (int64_t)tie, turn_of(by)};
}

static int put_names(Put *put, const ArrianDocument *d, int64_t document)
{
    size_t count, names;
    const ArrianEntity *entity = arrian_entities(d, &count);
    const ArrianName *name = arrian_names(d, &names);
    for (size_t i = 0; i < count; i++) {
        const ArrianEntity *e = &entity[i];
        uint32_t at = find_mention(d, e, name);
        ArrianSlice sort[STORE_SORT] = {word_of(arrian_name_type(e->type)), word_of(e->iso3), word_of(e->code), e->role};
        int64_t id = put->next[ENTITIES]++;
        TRY(at == ARRIAN_NONE ? store_do(put->store, "put_entity", put->why, "iitm", id, document, e->name, sort)
                              : store_do(put->store, "put_entity", put->why, "iiim", id, document, turn_of(at), sort));
    }
    for (size_t i = 0; i < names; i++) {
        Tie tie = tie_of(d, name[i].span, name[i].entity);
        ArrianSlice sort[STORE_SORT] = {word_of(arrian_name_type(name[i].type)), word_of(tie.why)};
        TRY(store_do(put->store, "put_name", put->why, "iiwmII", put->next[NAMES]++, document, d, name[i].span, sort,
                     turn_of(name[i].entity), tie.by));
    }
    return ARRIAN_OK;
}

static int put_figures(Put *put, const ArrianDocument *d, int64_t document)
{
    size_t count;
    const ArrianTime *time = arrian_times(d, &count);
    for (size_t i = 0; i < count; i++) {
        ArrianSlice sort[STORE_SORT] = {word_of(time[i].value), word_of(arrian_precision(time[i].precision)),
                                        word_of(arrian_time_basis(time[i].basis))};
        TRY(store_do(put->store, "put_time", put->why, "iiwm", put->next[TIMES]++, document, d, time[i].span, sort));
    }
    const ArrianQuantity *q = arrian_quantities(d, &count);
    for (size_t i = 0; i < count; i++) {
        sqlite3_stmt *statement;
        TRY(store_query(put->store, "put_quantity", &statement, put->why, "iiwddKKK", put->next[QUANTITIES]++, document, d,
                        q[i].span, q[i].low, q[i].high, q[i].word, q[i].unit, q[i].of));
        if (!q[i].has_low) sqlite3_bind_null(statement, 5);
        if (!q[i].has_high) sqlite3_bind_null(statement, 6);
        int code = store_step(put->store, statement, put->why);
        sqlite3_reset(statement);
        if (code != ARRIAN_NOTHING) return code;
    }
    return ARRIAN_OK;
}

static int put_quotes(Put *put, const ArrianDocument *d, int64_t document)
{
    size_t count;
    const ArrianQuote *quote = arrian_quotes(d, &count);
    for (size_t i = 0; i < count; i++) {
        Tie tie = tie_of(d, quote[i].speaker, quote[i].entity);
        ArrianSlice sort[STORE_SORT] = {word_of(arrian_form(quote[i].form)), word_of(tie.why)};
        TRY(store_do(put->store, "put_quote", put->why, "iiwmvIvwI", put->next[QUOTES]++, document, d, quote[i].span,
                     sort, d, quote[i].speaker, quote[i].span, turn_of(quote[i].entity), d, quote[i].cue, quote[i].span, d,
                     quote[i].via, tie.by));
    }
    return ARRIAN_OK;
}

/* ---- what hangs on a claim, in characters; schema.sql tells their order ---- */

enum {
    ACTOR, RECIPIENT, PLACE, TURNS = 8 /* a role: more than there are parties */, NEAR_PARTY = 6, NEAR_SOURCE = 5, /* numbers of each */
    MOST_NUMBERS = 3 * ARRIAN_MAX_PARTIES * NEAR_PARTY,
    FIRST_CHARACTER = '!', FAR = '~', MOST_NEAR = 0xD800 - FIRST_CHARACTER, NEAR_LEAST = 60, NEAR_MOST = 963, WIDE = 1 << 29, HALF = 1 << 15
};
_Static_assert(ARRIAN_TIES == 10, "schema.sql names the ties of parties and sources");
_Static_assert(3 * ARRIAN_MAX_PARTIES <= 32 && ARRIAN_MAX_CHAIN * NEAR_SOURCE <= MOST_NUMBERS, "turns in schema.sql");
typedef struct Numbers {
    int64_t at[MOST_NUMBERS];
    bool distance[MOST_NUMBERS]; /* it may lie below 0 */
    uint32_t count;
    char text[8 * MOST_NUMBERS + 1]; /* of each two characters at most */
} Numbers;

static void add_number(Numbers *n, int64_t number)
{
    n->distance[n->count] = false;
    n->at[n->count++] = number;
}

/* Where a stretch begins, from its claim's start on, and its length; 0 and 0 where it is empty. */
static int add_stretch(Put *put, Numbers *n, const ArrianDocument *d, const ArrianClaim *claim, ArrianSpan span)
{
    ArrianSpan from = arrian_received(d, claim->span), at = span_empty(span) ? (ArrianSpan){from.start, from.start} : arrian_received(d, span);
    add_number(n, (int64_t)at.start - from.start);
    n->distance[n->count - 1] = true;
    add_number(n, at.end - at.start);
    return span_empty(span) ? ARRIAN_OK : store_stretch(put->store, d, span, put->why);
}

static size_t put_character(char *text, int64_t number)
{
    return utf8_put((uint32_t)(FIRST_CHARACTER + number), text);
}

/* Most stand a few bytes before their claim or in it, and take one byte. */
static int64_t near_number(const Numbers *n, uint32_t i)
{
    int64_t number = n->at[i];
    if (!n->distance[i]) return number;
    return number > NEAR_MOST ? MOST_NEAR : number >= -NEAR_LEAST ? number + NEAR_LEAST : NEAR_MOST - number;
}

static ArrianSlice characters(Numbers *n)
{
    size_t used = 0;
    bool far = false;
    for (uint32_t i = 0; i < n->count; i++) far |= near_number(n, i) >= MOST_NEAR;
    if (far) n->text[used++] = FAR;
    for (uint32_t i = 0; i < n->count; i++) {
        int64_t number = far ? n->at[i] + (n->distance[i] ? WIDE : 0) : near_number(n, i);
        if (far) used += put_character(n->text + used, number / HALF);
        used += put_character(n->text + used, far ? number % HALF : number);
    }
    return (ArrianSlice){n->text, n->count ? (uint32_t)used : 0};
}

/* A party's link is most often that of its entity. */
static bool is_linked_otherwise(const ArrianDocument *d, const ArrianParty *party)
{
    size_t count;
    const ArrianEntity *e = party->entity == ARRIAN_NONE ? NULL : &arrian_entities(d, &count)[party->entity];
    const char *own = !e ? "" : e->iso3[0] ? e->iso3 : e->code;
    return strcmp(party->link, own) != 0;
}

static int add_parties(Put *put, Numbers *n, const ArrianDocument *d, const ArrianClaim *claim, int role, const ArrianParty *parties, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const ArrianParty *p = &parties[i];
        Tie tie = tie_of(d, p->span, p->entity);
        add_number(n, ((int64_t)role * TURNS + i) * 2 + is_linked_otherwise(d, p));
        TRY(add_stretch(put, n, d, claim, p->span));
        add_number(n, turn_of(p->entity) + 1);
        add_number(n, tie.kind + 1);
        add_number(n, tie.by + 1);
    }
    return ARRIAN_OK;
}

static int add_sources(Put *put, Numbers *n, const ArrianDocument *d, const ArrianClaim *claim)
{
    for (uint32_t i = 0; i < claim->sources; i++) {
        const ArrianSource *s = &claim->source[i];
        Tie tie = tie_of(d, s->span, s->entity);
        add_number(n, (tie.kind + 1) * 2 + (s->role == ARRIAN_VIA));
        TRY(add_stretch(put, n, d, claim, s->span));
        add_number(n, turn_of(s->entity) + 1);
        add_number(n, tie.by + 1);
    }
    return ARRIAN_OK;
}

static void add_quantities(Numbers *n, const ArrianClaim *claim)
{
    for (uint32_t i = 0; i < claim->quantities; i++) {
        add_number(n, claim->quantity[i] / HALF);
        add_number(n, claim->quantity[i] % HALF);
    }
}

static int put_party_links(Put *put, const ArrianDocument *d, int64_t id, int role, const ArrianParty *parties, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (parties[i].link[0] && is_linked_otherwise(d, &parties[i]))
            TRY(store_do(put->store, "put_link", put->why, "iik", id, (int64_t)role * TURNS + i, parties[i].link));
    return ARRIAN_OK;
}

static int put_claim_links(Put *put, const ArrianDocument *d, int64_t id, const ArrianClaim *claim)
{
    TRY(put_party_links(put, d, id, ACTOR, claim->actor, claim->actors));
    TRY(put_party_links(put, d, id, RECIPIENT, claim->recipient, claim->recipients));
    return put_party_links(put, d, id, PLACE, claim->place, claim->places);
}

enum { WHY_MOST = 1024, FIGURE = 6 /* "(0.97)" */, FIGURES = 2, FIGURE_BITS = 7 };
/* "(0.97)" -> 97; -1 where there stands no such figure. */
static int figure_at(ArrianSlice words, uint32_t at)
{
    const char *f = words.at + at;
    if (words.length - at < FIGURE || f[0] != '(' || f[2] != '.' || f[5] != ')') return -1;
    if (f[1] < '0' || f[1] > '1' || f[3] < '0' || f[3] > '9' || f[4] < '0' || f[4] > '9') return -1;
    int figure = (f[1] - '0') * 100 + (f[3] - '0') * 10 + f[4] - '0';
    return figure <= 100 ? figure : -1;
}

/* "the engine read AID " -> "the engine read #3 ", where AID is the word; returns the length that is left. */
static uint32_t cut_word(char *room, uint32_t used, const char *word, const char *sign)
{
    uint32_t length = (uint32_t)strlen(word) + 1;
    if (used <= length || length <= 2 || room[used - 1] != ' ' || room[used - length - 1] != ' ' || memcmp(room + used - length, word, length - 1))
        return used;
    memcpy(room + used - length, sign, 3);
    return used - length + 3;
}

/* How sure the engine was is a number beside the words, and the act and stance that it read are most often the claim's own, or
 * nearly every claim would have words of its own:
 * "the engine read AID (0.97), planned (0.60)" -> "the engine read #3 (#1), #4 (#2)", 97 + (60 << 7) */
static ArrianSlice cut_figures(const ArrianClaim *claim, char room[WHY_MOST], int64_t *ret_sure)
{
    ArrianSlice why = claim->why;
    uint32_t used = 0, at = 0;
    int met = 0;
    *ret_sure = -1;
    if (why.length > WHY_MOST || !why.length || memchr(why.at, '#', why.length)) return why;
    while (at < why.length) {
        int figure = met < FIGURES ? figure_at(why, at) : -1;
        if (figure < 0) {
            room[used++] = why.at[at++];
            continue;
        }
        used = cut_word(room, used, met ? arrian_stance(claim->stance) : arrian_act(claim->act), met ? "#4 " : "#3 ");
        memcpy(room + used, met ? "(#2)" : "(#1)", 4);
        *ret_sure = met ? *ret_sure + ((int64_t)figure << FIGURE_BITS) : figure;
        used += 4, at += FIGURE, met++;
    }
    return (ArrianSlice){room, used};
}

static int put_claim(Put *put, const ArrianDocument *d, int64_t document, const ArrianClaim *claim)
{
    char room[WHY_MOST];
    int64_t sure;
    Numbers parties, sources, quantities;
    parties.count = sources.count = quantities.count = 0;
    TRY(add_parties(put, &parties, d, claim, ACTOR, claim->actor, claim->actors));
    TRY(add_parties(put, &parties, d, claim, RECIPIENT, claim->recipient, claim->recipients));
    TRY(add_parties(put, &parties, d, claim, PLACE, claim->place, claim->places));
    TRY(add_sources(put, &sources, d, claim));
    add_quantities(&quantities, claim);
    ArrianSlice sort[STORE_SORT] = {word_of(arrian_act(claim->act)), claim->mode, word_of(arrian_stance(claim->stance)),
                                    cut_figures(claim, room, &sure)};
    return store_do(put->store, "put_claim", put->why, "iiwmIIttt", put->next[CLAIMS]++, document, d, claim->span, sort,
                    turn_of(claim->time), sure, characters(&parties), characters(&sources), characters(&quantities));
}

/* The cue is most often the whole of the words: then it is in the seal alone. */
static int put_cue(Put *put, const ArrianDocument *d, int64_t id, const ArrianClaim *claim)
{
    ArrianSpan words = arrian_received(d, claim->span), cue = arrian_received(d, claim->cue);
    if (!span_empty(claim->cue) && (cue.start != words.start || cue.end != words.end))
        return store_do(put->store, "put_cue", put->why, "iw", id, d, claim->cue);
    store_seal(put->store, d, claim->span);
    return ARRIAN_OK;
}

/* Table after table, as merge.c copies them: sorts get the numbers that it gives them. */
static int put_claims(Put *put, const ArrianDocument *d, int64_t document, int64_t first)
{
    size_t count;
    const ArrianClaim *claim = arrian_claims(d, &count);
    for (size_t i = 0; i < count; i++) TRY(put_claim(put, d, document, &claim[i]));
    for (size_t i = 0; i < count; i++) TRY(put_cue(put, d, first + (int64_t)i, &claim[i]));
    for (size_t i = 0; i < count; i++)
        if (claim[i].because != ARRIAN_NONE)
            TRY(store_do(put->store, "put_reason", put->why, "iikw", first + (int64_t)i, id_of(first, claim[i].because),
                         arrian_reason(claim[i].reason), d, claim[i].reason_words));
    for (size_t i = 0; i < count; i++) TRY(put_claim_links(put, d, first + (int64_t)i, &claim[i]));
    return ARRIAN_OK;
}

static int put_document(Put *put, size_t i)
{
    const ArrianDocument *d = put->docs[i];
    const int64_t *next = put->next;
    int64_t document = put->next[DOCUMENTS]++;
    First first = {next[IGNORED], next[SENTENCES],  next[ENTITIES], next[NAMES],
                   next[TIMES],   next[QUANTITIES], next[QUOTES],   next[CLAIMS]};
    TRY(put_layout(put, d, document));
    TRY(put_names(put, d, document));
    TRY(put_figures(put, d, document));
    TRY(put_quotes(put, d, document));
    TRY(put_claims(put, d, document, first.claim));
    return put_head(put, d, document, first);
}

static int put_links(Put *put)
{
    size_t count;
    const ArrianPassage *passage = arrian_passages(put->story, &count);
    for (size_t i = 0; i < count; i++)
        TRY(store_do(put->store, "put_passage", put->why, "iiiwiwidk", put->next[PASSAGES]++, put->story_id,
                     put->first_document + passage[i].doc[0], put->docs[passage[i].doc[0]], passage[i].span[0],
                     put->first_document + passage[i].doc[1], put->docs[passage[i].doc[1]], passage[i].span[1],
                     (int64_t)passage[i].words, passage[i].same, arrian_what(passage[i].what)));
    const ArrianRelay *relay = arrian_relays(put->story, &count);
    for (size_t i = 0; i < count; i++)
        TRY(store_do(put->store, "put_relay", put->why, "iiiwKw", put->next[RELAYS]++, put->story_id,
                     put->first_document + relay[i].doc, put->docs[relay[i].doc], relay[i].span, relay[i].from,
                     put->docs[relay[i].doc], relay[i].from_span));
    return ARRIAN_OK;
}

static int put_origins(Put *put)
{
    size_t count;
    const ArrianOrigin *origin = arrian_origins(put->story, &count);
    for (size_t i = 0; i < count; i++) {
        int64_t id = put->next[ORIGINS]++;
        TRY(store_do(put->store, "put_origin", put->why, "ii", id, put->story_id));
        for (uint32_t k = 0; k < origin[i].count; k++)
            TRY(store_do(put->store, "put_origin_document", put->why, "ii", id,
                         put->first_document + origin[i].docs[k]));
        for (uint32_t k = 0; k < origin[i].whys; k++) {
            const ArrianEvidence *e = &origin[i].why[k];
            int64_t row = e->of_passage ? id_of(put->first_passage, e->index) : id_of(put->first_relay, e->index);
            TRY(store_do(put->store, "put_origin_evidence", put->why, "iikII", id, (int64_t)k, arrian_link(e->link),
                         e->of_passage ? row : (int64_t)-1, e->of_passage ? (int64_t)-1 : row));
        }
    }
    return ARRIAN_OK;
}

static int put_values(Put *put, const ArrianAccord *accord, int64_t id)
{
    for (uint32_t k = 0; k < accord->count; k++) {
        const ArrianValue *v = &accord->values[k];
        TRY(store_do(put->store, "put_accord_value", put->why, "iiiwttI", id, (int64_t)k, (int64_t)v->doc,
                     put->docs[v->doc], v->span, v->value, v->source, turn_of(v->claim)));
    }
    return ARRIAN_OK;
}

/* Accords, then their values: table after table, as merge.c copies them. */
static int put_accords(Put *put)
{
    size_t count;
    const ArrianAccord *accord = arrian_accords(put->story, &count);
    int64_t first = put->next[ACCORDS];
    for (size_t i = 0; i < count; i++) {
        ArrianSlice sort[STORE_SORT] = {word_of(arrian_about(accord[i].about)), accord[i].question,
                                        word_of(arrian_verdict(accord[i].verdict)), accord[i].hint};
        TRY(store_do(put->store, "put_accord", put->why, "iimi", put->next[ACCORDS]++, put->story_id, sort,
                     (int64_t)accord[i].origins));
    }
    for (size_t i = 0; i < count; i++) TRY(put_values(put, &accord[i], first + (int64_t)i));
    return ARRIAN_OK;
}

/* The story itself comes last: its seal is the sum of all that its rows stand on. */
static int put_rows(Put *put)
{
    char key[65];
    bool known;
    TRY(number_story(put, key, &known));
    TRY(number_rows(put));
    put->store->first_row = put->first_document;
    if (known) TRY(store_do(put->store, "delete_story", put->why, "i", put->story_id));
    for (size_t i = 0; i < put->count; i++) TRY(put_document(put, i));
    for (size_t i = 0; put->engine && i < put->count; i++)
        TRY(store_put_profile(put->store, put->engine, put->first_document + (int64_t)i, put->docs[i], put->why));
    TRY(put_links(put));
    TRY(put_origins(put));
    TRY(put_accords(put));
    ArrianSlice title = arrian_story_title(put->story);
    if (put->count && slice_same(title, arrian_head(put->docs[0])->title)) title = (ArrianSlice){0};
    return store_do(put->store, "put_story", put->why, "ihtiiiiiiiiiii", put->story_id, key, title,
                    (int64_t)put->count, put->first_document, put->first_passage, put->next[PASSAGES], put->first_relay,
                    put->next[RELAYS], put->first_origin, put->next[ORIGINS], put->first_accord, put->next[ACCORDS],
                    (int64_t)put->store->seal);
}

static int put_story(ArrianStore *store, const ArrianEngine *engine, const ArrianStory *story, const ArrianOrder *order, int64_t *ret_id,
                     ArrianError *why)
{
    jmp_buf trap;
    Arena arena = {.trap = &trap};
    Map rows = {0};
    Put put = {.store = store, .engine = engine, .story = story, .why = why, .order = order};
    int code;
    put.docs = arrian_story_documents(story, &put.count);
    store->known.arena.trap = store->known_sorts.arena.trap = &trap;
    store->rows = &rows, store->seal = 0;
    if (setjmp(trap)) {
        code = error_at(why, ARRIAN_MEMORY, store->path, ARRIAN_NONE64, "no memory to keep a story");
    } else {
        for (size_t i = 0; i < put.count; i++) map_put(&arena, &rows, (uint64_t)(uintptr_t)put.docs[i], (uint32_t)i);
        code = put_rows(&put);
    }
    store->known.arena.trap = store->known_sorts.arena.trap = NULL, store->rows = NULL;
    arena_end(&arena);
    if (ret_id) *ret_id = put.story_id;
    return code;
}

int store_put(ArrianStore *store, const ArrianEngine *engine, const ArrianStory *story, int64_t *ret_id, ArrianError *why)
{
    TRY(store_execute(store, "BEGIN IMMEDIATE", why));
    return store_commit(store, put_story(store, engine, story, NULL, ret_id, why), why);
}

int arrian_store_put(ArrianStore *store, const ArrianEngine *engine, const ArrianStory *story, ArrianError *why)
{
    return store_put(store, engine, story, NULL, why);
}

int arrian_store_add(ArrianStore *store, ArrianStory *const *stories, const ArrianOrder *orders, size_t count,
                     const ArrianTaken *taken, size_t files, ArrianError *why)
{
    int code = store_execute(store, "BEGIN IMMEDIATE", why);
    if (code) return code;
    for (size_t i = 0; !code && i < count; i++) code = put_story(store, NULL, stories[i], &orders[i], NULL, why);
    for (size_t i = 0; !code && i < files; i++)
        code = store_do(store, "put_intake", why, "siiiih", taken[i].path, (int64_t)taken[i].bytes, taken[i].changed,
                        (int64_t)taken[i].turns, (int64_t)taken[i].whole, taken[i].sha256);
    return store_commit(store, code, why);
}

int arrian_store_taken(ArrianStore *store, ArrianTaken *taken, ArrianError *why)
{
    sqlite3_stmt *row;
    taken->turns = 0, taken->whole = false;
    TRY(store_query(store, "intake_of", &row, why, "sii", taken->path, (int64_t)taken->bytes, taken->changed));
    int code = store_step(store, row, why);
    if (!code) taken->turns = (uint64_t)sqlite3_column_int64(row, 0), taken->whole = sqlite3_column_int64(row, 1) != 0;
    sqlite3_reset(row);
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

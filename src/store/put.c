/* put.c: a story -> rows, in one transaction.   (five reports) -> d1..d5, c1..c80, a1..a12 */
#include "store/put.h"
#include "base/error.h"
#include "base/lexicon.h"
#include "store/pack.h"
#include <string.h>

static int64_t id_of(int64_t first, uint32_t index)
{
    return index == ARRIAN_NONE ? -1 : first + index;
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
    put_place(head, found_at);
    ArrianSlice path = slice_is(head->path, found_at) ? (ArrianSlice){0} : head->path;
    const int64_t *next = put->next;
    const char *kinds = head->member.length ? "iiIIKkttt" "kIIKkIIKIIskKskkwKKKhiiiIiiiiiiiiiiiiiiiib"
                                            : "iiIItsttt" "kIIKkIIKIIskKskkwKKKhiiiIiiiiiiiiiiiiiiiib";
#define SPAN(span)                                                                                                     \
    (int64_t)(span_empty(span) ? -1 : (int64_t)(span).start), (int64_t)(span_empty(span) ? -1 : (int64_t)(span).end)
    return store_do(
        put->store, "put_document", put->why, kinds, id, put->story_id, put->order ? put->order->run : (int64_t)-1,
        put->order ? put->order->turn : (int64_t)-1, path, found_at, head->member, head->url, head->title,
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
                              : store_do(put->store, "put_entity", put->why, "iiim", id, document, store_turn(at), sort));
    }
    for (size_t i = 0; i < names; i++) {
        PackTie tie = pack_tie(d, name[i].span, name[i].entity);
        ArrianSlice sort[STORE_SORT] = {word_of(arrian_name_type(name[i].type)), word_of(tie.why)};
        TRY(store_do(put->store, "put_name", put->why, "iiwmII", put->next[NAMES]++, document, d, name[i].span, sort,
                     store_turn(name[i].entity), tie.by));
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
        PackTie tie = pack_tie(d, quote[i].speaker, quote[i].entity);
        ArrianSlice sort[STORE_SORT] = {word_of(arrian_form(quote[i].form)), word_of(tie.why)};
        TRY(store_do(put->store, "put_quote", put->why, "iiwmvIvwI", put->next[QUOTES]++, document, d, quote[i].span,
                     sort, d, quote[i].speaker, quote[i].span, store_turn(quote[i].entity), d, quote[i].cue, quote[i].span, d,
                     quote[i].via, tie.by));
    }
    return ARRIAN_OK;
}

static int put_claim(Put *put, const ArrianDocument *d, int64_t document, const ArrianClaim *claim)
{
    Packed packed;
    TRY(pack_claim(put->store, d, claim, &packed, put->why));
    ArrianSlice sort[STORE_SORT] = {word_of(arrian_act(claim->act)), claim->mode, word_of(arrian_stance(claim->stance)), packed.why};
    return store_do(put->store, "put_claim", put->why, "iiwmIIttt", put->next[CLAIMS]++, document, d, claim->span, sort,
                    store_turn(claim->time), packed.sure, packed.parties, packed.sources, packed.quantities);
}

static int put_claim_links(Put *put, const ArrianDocument *d, int64_t id, const ArrianClaim *claim)
{
    for (int role = 0; role < PACK_ROLES; role++) {
        uint32_t count;
        const ArrianParty *party = pack_parties(claim, role, &count);
        for (uint32_t i = 0; i < count; i++)
            if (party[i].link[0] && pack_linked_otherwise(d, &party[i]))
                TRY(store_do(put->store, "put_link", put->why, "iik", id, (int64_t)role * PACK_TURNS + i, party[i].link));
    }
    return ARRIAN_OK;
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
        const ArrianDocument *d = put->docs[v->doc];
        uint32_t quantity = pack_quantity_of(d, v), source = pack_source_of(d, v);
        sqlite3_stmt *statement;
        TRY(store_query(put->store, "put_accord_value", &statement, put->why, "iiiwttI", id, (int64_t)k, (int64_t)v->doc, d, v->span,
                        v->value, v->source, store_turn(v->claim)));
        if (quantity != ARRIAN_NONE) {
            sqlite3_bind_int64(statement, 4, quantity);
            sqlite3_bind_null(statement, 5), sqlite3_bind_null(statement, 6);
        }
        if (source != ARRIAN_NONE) sqlite3_bind_int64(statement, 7, source);
        int code = store_step(put->store, statement, put->why);
        sqlite3_reset(statement);
        if (code != ARRIAN_NOTHING) return code;
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
    TRY(put_number(put, key, &known));
    put->store->first_row = put->first_document;
    if (known) TRY(store_do(put->store, "delete_story", put->why, "i", put->story_id));
    for (size_t i = 0; i < put->count; i++) TRY(put_document(put, i));
    for (size_t i = 0; put->engine && i < put->count; i++)
        TRY(store_put_profile(put->store, put->engine, put->first_document + (int64_t)i, put->docs[i], put->why));
    TRY(put_links(put));
    TRY(put_origins(put));
    TRY(put_accords(put));
    ArrianSlice title = arrian_story_title(put->story);
    int64_t last[STORE_LAST];
    for (int kind = 0; kind < KINDS; kind++) last[kind] = put->next[kind] - 1 > put->last[kind] ? put->next[kind] - 1 : put->last[kind];
    last[KINDS] = put->story_id > put->last_story ? put->story_id : put->last_story;
    TRY(store_put_last(put->store, last, put->why));
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

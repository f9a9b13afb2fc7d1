/* pack.c: parties, sources and quantities of a claim -> a character a number.   actor [74, 80), entity 0 -> !J'"!!
 * Rows of their own would take three times the room. */
#include "store/pack.h"
#include "base/error.h"
#include "base/lexicon.h"
#include "base/utf8.h"
#include <string.h>

enum {
    FIRST_CHARACTER = '!', FAR = '~', MOST_NEAR = 0xD800 - FIRST_CHARACTER, NEAR_LEAST = 60, NEAR_MOST = 963, WIDE = 1 << 29, HALF = 1 << 15
};
_Static_assert(ARRIAN_TIES == 10, "schema.sql names the ties of parties and sources");
_Static_assert(PACK_ROLES * ARRIAN_MAX_PARTIES <= 32 && ARRIAN_MAX_PARTIES <= PACK_TURNS, "turns in schema.sql");
_Static_assert(ARRIAN_MAX_CHAIN * 5 <= PACK_NUMBERS && ARRIAN_MAX_PARTIES * 2 <= PACK_NUMBERS, "sources and quantities have room");

PackTie pack_tie(const ArrianDocument *d, ArrianSpan span, uint32_t entity)
{
    uint32_t by;
    if (entity == ARRIAN_NONE) return (PackTie){"", -1, -1};
    ArrianTie tie = arrian_tie(d, span, entity, &by);
    return (PackTie){arrian_tie_word(tie), (int64_t)tie, store_turn(by)};
}

const ArrianParty *pack_parties(const ArrianClaim *claim, int role, uint32_t *ret_count)
{
    *ret_count = role == 0 ? claim->actors : role == 1 ? claim->recipients : claim->places;
    return role == 0 ? claim->actor : role == 1 ? claim->recipient : claim->place;
}

bool pack_linked_otherwise(const ArrianDocument *d, const ArrianParty *party)
{
    size_t count;
    const ArrianEntity *e = party->entity == ARRIAN_NONE ? NULL : &arrian_entities(d, &count)[party->entity];
    const char *own = !e ? "" : e->iso3[0] ? e->iso3 : e->code;
    return strcmp(party->link, own) != 0;
}

/* Whether SQL would make the value of it, as the pattern `figure` of schema.sql does. */
static bool is_told_by(const ArrianQuantity *q, ArrianSlice value)
{
    char text[256];
    int room = sizeof text, unit = (int)q->unit.length, word = (int)q->word.length;
    if (unit + word > 150) return false;
    if (q->has_low && q->has_high && q->low == q->high) sqlite3_snprintf(room, text, "%.12g %.*s", q->low, unit, q->unit.at);
    else if (q->has_low && q->has_high) sqlite3_snprintf(room, text, "%.12g-%.12g %.*s", q->low, q->high, unit, q->unit.at);
    else if (q->has_low) sqlite3_snprintf(room, text, ">=%.12g %.*s", q->low, unit, q->unit.at);
    else if (q->has_high) sqlite3_snprintf(room, text, "<=%.12g %.*s", q->high, unit, q->unit.at);
    else sqlite3_snprintf(room, text, "%.*s %.*s", word, q->word.at, unit, q->unit.at);
    size_t length = strlen(text);
    while (length && text[length - 1] == ' ') length--;
    return length && length == value.length && !memcmp(text, value.at, length);
}

uint32_t pack_quantity_of(const ArrianDocument *d, const ArrianValue *v)
{
    size_t count, low = 0;
    const ArrianQuantity *q = arrian_quantities(d, &count);
    for (size_t high = count; low < high;) { /* the first that starts there: they stand in order */
        size_t middle = low + (high - low) / 2;
        if (q[middle].span.start < v->span.start) low = middle + 1;
        else high = middle;
    }
    for (; low < count && q[low].span.start == v->span.start; low++)
        if (q[low].span.end == v->span.end && is_told_by(&q[low], v->value)) return (uint32_t)low;
    return ARRIAN_NONE;
}

uint32_t pack_source_of(const ArrianDocument *d, const ArrianValue *v)
{
    size_t count, claims;
    const ArrianClaim *said = arrian_claims(d, &claims), *claim = v->claim < claims ? &said[v->claim] : NULL;
    const ArrianEntity *entity = arrian_entities(d, &count);
    for (uint32_t i = 0; claim && v->source.length && i < claim->sources; i++) {
        uint32_t e = claim->source[i].entity;
        if (e != ARRIAN_NONE && slice_same(entity[e].name, v->source)) return e;
    }
    return ARRIAN_NONE;
}

static void add_number(PackNumbers *n, int64_t number)
{
    n->distance[n->count] = false;
    n->at[n->count++] = number;
}

/* Where a stretch begins, from its claim's start on, and its length; 0 and 0 where it is empty. */
static int add_stretch(ArrianStore *store, PackNumbers *n, const ArrianDocument *d, const ArrianClaim *claim, ArrianSpan span, ArrianError *why)
{
    ArrianSpan from = arrian_received(d, claim->span), at = span_empty(span) ? (ArrianSpan){from.start, from.start} : arrian_received(d, span);
    add_number(n, (int64_t)at.start - from.start);
    n->distance[n->count - 1] = true;
    add_number(n, at.end - at.start);
    return span_empty(span) ? ARRIAN_OK : store_stretch(store, d, span, why);
}

static int add_parties(ArrianStore *store, PackNumbers *n, const ArrianDocument *d, const ArrianClaim *claim, int role, ArrianError *why)
{
    uint32_t count;
    const ArrianParty *party = pack_parties(claim, role, &count);
    for (uint32_t i = 0; i < count; i++) {
        PackTie tie = pack_tie(d, party[i].span, party[i].entity);
        add_number(n, ((int64_t)role * PACK_TURNS + i) * 2 + pack_linked_otherwise(d, &party[i]));
        TRY(add_stretch(store, n, d, claim, party[i].span, why));
        add_number(n, store_turn(party[i].entity) + 1);
        add_number(n, tie.kind + 1);
        add_number(n, tie.by + 1);
    }
    return ARRIAN_OK;
}

static int add_sources(ArrianStore *store, PackNumbers *n, const ArrianDocument *d, const ArrianClaim *claim, ArrianError *why)
{
    for (uint32_t i = 0; i < claim->sources; i++) {
        const ArrianSource *s = &claim->source[i];
        PackTie tie = pack_tie(d, s->span, s->entity);
        add_number(n, (tie.kind + 1) * 2 + (s->role == ARRIAN_VIA));
        TRY(add_stretch(store, n, d, claim, s->span, why));
        add_number(n, store_turn(s->entity) + 1);
        add_number(n, tie.by + 1);
    }
    return ARRIAN_OK;
}

static void add_quantities(PackNumbers *n, const ArrianClaim *claim)
{
    for (uint32_t i = 0; i < claim->quantities; i++) {
        add_number(n, claim->quantity[i] / HALF);
        add_number(n, claim->quantity[i] % HALF);
    }
}

static size_t put_character(char *text, int64_t number)
{
    return utf8_put((uint32_t)(FIRST_CHARACTER + number), text);
}

/* Most stand a few bytes before their claim or in it, and take one byte. */
static int64_t near_number(const PackNumbers *n, uint32_t i)
{
    int64_t number = n->at[i];
    if (!n->distance[i]) return number;
    return number > NEAR_MOST ? MOST_NEAR : number >= -NEAR_LEAST ? number + NEAR_LEAST : NEAR_MOST - number;
}

static ArrianSlice characters(PackNumbers *n)
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

enum { FIGURE = 6 /* "(0.97)" */, FIGURES = 2, FIGURE_BITS = 7 };
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
static ArrianSlice cut_figures(const ArrianClaim *claim, char room[PACK_WHY], int64_t *ret_sure)
{
    ArrianSlice why = claim->why;
    uint32_t used = 0, at = 0;
    int met = 0;
    *ret_sure = -1;
    if (why.length > PACK_WHY || !why.length || memchr(why.at, '#', why.length)) return why;
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

int pack_claim(ArrianStore *store, const ArrianDocument *d, const ArrianClaim *claim, Packed *ret, ArrianError *why)
{
    ret->party.count = ret->source.count = ret->quantity.count = 0;
    for (int role = 0; role < PACK_ROLES; role++) TRY(add_parties(store, &ret->party, d, claim, role, why));
    TRY(add_sources(store, &ret->source, d, claim, why));
    add_quantities(&ret->quantity, claim);
    ret->parties = characters(&ret->party);
    ret->sources = characters(&ret->source);
    ret->quantities = characters(&ret->quantity);
    ret->why = cut_figures(claim, ret->room, &ret->sure);
    return ARRIAN_OK;
}

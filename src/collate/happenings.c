/* happenings.c: claims of several reports that tell the same happening, and how they differ over actor, place, time and
 * stance. "NATO aims to send battle groups to ... Poland" / "four battalions will be deployed in Poland"    one
 * happening: place agree, stance agree (planned) */
#include "base/date.h"
#include "collate/telling.h"
#include "mark/group.h"
#include "parse/inflect.h"
#include <stdlib.h>
#include <string.h>

static ArrianSlice keep(Tellings *t, const char *text, size_t length)
{
    return (ArrianSlice){arena_copy(&t->story->arena, text, length), (uint32_t)length};
}

static ArrianSlice party_value(Tellings *t, const ArrianDocument *d, const ArrianParty *party)
{
    if (party->link[0]) return keep(t, party->link, strlen(party->link));
    if (party->entity == ARRIAN_NONE) {
        ArrianSlice words = document_words(d, party->span);
        return keep(t, words.at, words.length);
    }
    const ArrianEntity *e = &d->entities.at[party->entity];
    ArrianSlice name = e->known.length ? e->known : e->name;
    return keep(t, name.at, name.length);
}

typedef LIST(ArrianValue) Values;

static bool names_some(const Tellings *t, const Telling *x, const ArrianParty *list, uint32_t count)
{
    for (uint32_t k = 0; k < count; k++)
        if (!party_is_pronoun(t->engine, t->story->docs[x->doc], &list[k])) return true;
    return false;
}

/* "the streets", "the city": places that every town has say nothing of where. */
static bool names_no_place(const Tellings *t, const ArrianDocument *d, const ArrianParty *place)
{
    static const char *const anywhere[] = {"city", "town", "village", "country", "area", "region", "scene", "world", NULL};
    uint32_t end = document_token_at(d, place->span.end);
    if (place->entity != ARRIAN_NONE || place->link[0] || !end) return false;
    while (end > 1 && d->tokens.at[end - 1].span.end > place->span.end) end--;
    return group_one_of(d, end - 1, anywhere) || inflect_is_plural(t->engine, document_words(d, d->tokens.at[end - 1].span));
}

static void add_values(Tellings *t, const Telling *x, ArrianAbout about, Values *values)
{
    const ArrianDocument *d = t->story->docs[x->doc];
    const ArrianClaim *c = x->claim;
    ArrianSlice source = telling_source(d, c);
    const ArrianParty *list = about == ARRIAN_ABOUT_ACTOR ? c->actor : c->place;
    uint32_t count = about == ARRIAN_ABOUT_ACTOR ? c->actors : about == ARRIAN_ABOUT_PLACE ? c->places : 0;
    for (uint32_t k = 0; k < count; k++)
        if (!party_is_pronoun(t->engine, d, &list[k]) && !(about == ARRIAN_ABOUT_PLACE && names_no_place(t, d, &list[k])))
            LIST_ADD(&t->scratch, *values,
                     (ArrianValue){x->doc, list[k].span, party_value(t, d, &list[k]), source, x->index});
    if (about == ARRIAN_ABOUT_STANCE) {
        const char *word = arrian_stance(c->stance);
        LIST_ADD(&t->scratch, *values, (ArrianValue){x->doc, c->cue, keep(t, word, strlen(word)), source, x->index});
    }
    if (about == ARRIAN_ABOUT_TIME && x->time)
        LIST_ADD(&t->scratch, *values,
                 (ArrianValue){x->doc, d->times.at[c->time].span, keep(t, x->time, strlen(x->time)), source, x->index});
}

static bool dates_differ(const Telling *a, const Telling *b)
{
    return a->day != NO_DAY && b->day != NO_DAY && a->day != b->day;
}

static bool is_done(ArrianStance stance)
{
    return stance == ARRIAN_HAPPENED || stance == ARRIAN_ONGOING;
}

/* What a denial can contest: not a plan, a wish or a refusal. */
static bool is_told_so(ArrianStance stance)
{
    return is_done(stance) || stance == ARRIAN_REPORTED;
}

static bool is_pending(ArrianStance stance)
{
    return stance == ARRIAN_PLANNED || stance == ARRIAN_POSSIBLE || stance == ARRIAN_CONDITIONAL ||
           stance == ARRIAN_DEMANDED;
}

/* "have not identified", "has yet to vote": what may come to be. */
static bool is_not_yet(const Tellings *t, const Telling *x)
{
    enum { BEFORE = 4 };
    static const char *const words[] = {"has", "have", "hasn't", "haven't", "yet"};
    const ArrianDocument *d = t->story->docs[x->doc];
    uint32_t first = document_token_at(d, x->claim->cue.start), start = d->sentences.at[x->claim->sentence].first;
    if (x->claim->stance != ARRIAN_DENIED) return false;
    for (uint32_t i = first > start + BEFORE ? first - BEFORE : start;
         i < d->tokens.count && d->tokens.at[i].span.start < x->claim->cue.end; i++)
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (slice_is(document_words(d, d->tokens.at[i].span), words[k])) return true;
    return false;
}

/* The earlier report tells that it is not yet so, the later that it is. */
static bool came_to_be(const Tellings *t, const Telling *a, const Telling *b)
{
    if (!dates_differ(a, b)) return false;
    return a->day < b->day ? is_not_yet(t, a) && is_done(b->claim->stance) : is_not_yet(t, b) && is_done(a->claim->stance);
}

/* "[Nobody] was hurt": of whomever another report says that they were. */
static bool is_of_none(const Tellings *t, const Telling *x)
{
    static const char *const words[] = {"nobody", "none", "no", "neither", NULL};
    const ArrianDocument *d = t->story->docs[x->doc];
    for (uint32_t k = 0; k < x->n_actors + x->n_recipients; k++) {
        const ArrianParty *p = k < x->n_actors ? &x->claim->actor[k] : &x->claim->recipient[k - x->n_actors];
        if (group_one_of(d, document_token_at(d, p->span.start), words)) return true;
    }
    return false;
}

/* They speak of one party, and neither names another who did it. */
static bool of_one(const Tellings *t, const Telling *a, const Telling *b)
{
    return !tellings_other_actors(t, a, b) &&
           (tellings_share_party(a, b) || tellings_share_word(t, a, b) || is_of_none(t, a) || is_of_none(t, b));
}

static ArrianVerdict judge_stance(Tellings *t, const Telling *a, const Telling *b, const char **hint)
{
    ArrianStance x = a->claim->stance, y = b->claim->stance;
    if (x == y || (is_done(x) && is_done(y)) || tellings_word_for_word(t, a, b)) return ARRIAN_AGREED;
    if (x == ARRIAN_DEMANDED || y == ARRIAN_DEMANDED) return ARRIAN_COMPATIBLE; /* a demand tells nothing of the act */
    if (came_to_be(t, a, b)) return *hint = "update", ARRIAN_CHANGED;
    if (x == ARRIAN_DENIED || y == ARRIAN_DENIED)
        return (is_told_so(x) || is_told_so(y)) && a->cue == b->cue && tellings_contest(a, b) && of_one(t, a, b) && !tellings_other_objects(t, a, b)
                   ? ARRIAN_CONFLICT
                   : ARRIAN_COMPATIBLE;
    if (!dates_differ(a, b)) return ARRIAN_COMPATIBLE;
    ArrianStance earlier = a->day < b->day ? x : y, later = a->day < b->day ? y : x;
    bool moved = (is_pending(earlier) && is_done(later)) || x == ARRIAN_REFUSED || y == ARRIAN_REFUSED;
    if (moved) return *hint = "update", ARRIAN_CHANGED; /* what was done is not planned again */
    return ARRIAN_COMPATIBLE;
}

static bool tells_place(const Tellings *t, const Telling *x)
{
    const ArrianDocument *d = t->story->docs[x->doc];
    for (uint32_t k = 0; k < x->claim->places; k++)
        if (!party_is_pronoun(t->engine, d, &x->claim->place[k]) && !names_no_place(t, d, &x->claim->place[k])) return true;
    return false;
}

static bool speaks(const Tellings *t, const Telling *x, ArrianAbout about)
{
    return about == ARRIAN_ABOUT_ACTOR   ? names_some(t, x, x->claim->actor, x->claim->actors)
           : about == ARRIAN_ABOUT_PLACE ? tells_place(t, x)
           : about == ARRIAN_ABOUT_TIME  ? x->time != NULL
                                         : true;
}

/* What each party or place of a group's tellings is called, by how many reports. */
typedef struct Naming {
    uint64_t key;
    uint32_t doc;
} Naming;
typedef LIST(Naming) Namings;

static int by_key(const void *x, const void *y)
{
    const Naming *a = x, *b = y;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    return a->doc < b->doc ? -1 : a->doc > b->doc;
}

static void add_namings(Tellings *t, Namings *list, const Telling *x, ArrianAbout about)
{
    const uint64_t *keys = about == ARRIAN_ABOUT_ACTOR ? x->actors : x->places;
    uint32_t count = about == ARRIAN_ABOUT_ACTOR ? x->n_actors : x->n_places;
    for (uint32_t k = 0; k < count; k++) LIST_ADD(&t->scratch, *list, (Naming){keys[k], x->doc});
}

static bool some_copied(const Tellings *t, uint32_t root)
{
    for (uint32_t i = root; i != ARRIAN_NONE; i = t->at[i].next)
        for (uint32_t j = t->at[i].next; j != ARRIAN_NONE; j = t->at[j].next)
            if (t->at[i].doc != t->at[j].doc && tellings_word_for_word(t, &t->at[i], &t->at[j])) return true;
    return false;
}

/* A place of one report lies in a place of another, or may: nobody tells where "the square" is. */
static bool some_within(const Tellings *t, uint32_t root)
{
    for (uint32_t i = root; i != ARRIAN_NONE; i = t->at[i].next)
        for (uint32_t j = t->at[i].next; j != ARRIAN_NONE; j = t->at[j].next) {
            const Telling *a = &t->at[i], *b = &t->at[j];
            if (a->doc == b->doc || !a->n_places || !b->n_places) continue;
            if (!tellings_apart(a, b) || !telling_placed(t, a) || !telling_placed(t, b)) return true;
        }
    return false;
}

/* "much of the council", "the council": nothing says that another is meant; nor where one has no name: "a minister", "Anna
 * Lund"; "a local man", "an employee". */
static bool some_alike(const Tellings *t, uint32_t root)
{
    for (uint32_t i = root; i != ARRIAN_NONE; i = t->at[i].next)
        for (uint32_t j = t->at[i].next; j != ARRIAN_NONE; j = t->at[j].next) {
            const Telling *a = &t->at[i], *b = &t->at[j];
            if (a->doc == b->doc || !a->n_actors || !b->n_actors) continue;
            if (!a->named || !b->named || tellings_share_word(t, a, b)) return true;
        }
    return false;
}

/* One name that three in four reports have: they agree, though one may say more. Some have one, and others another:
 * they add to one another. Nothing in common: not the same is meant. */
static ArrianVerdict judge_names(Tellings *t, uint32_t root, ArrianAbout about, uint32_t docs)
{
    Namings list = {0};
    uint32_t most = 0;
    for (uint32_t i = root; i != ARRIAN_NONE; i = t->at[i].next) add_namings(t, &list, &t->at[i], about);
    if (list.count) qsort(list.at, list.count, sizeof *list.at, by_key);
    for (uint32_t i = 0, here = 0; i < list.count; i++) {
        bool same_key = i && list.at[i].key == list.at[i - 1].key;
        if (!same_key) here = 0;
        here += !same_key || list.at[i].doc != list.at[i - 1].doc;
        if (here > most) most = here;
    }
    if (most > 1) return most * 4 >= docs * 3 ? ARRIAN_AGREED : ARRIAN_COMPATIBLE;
    bool may_be_one = about == ARRIAN_ABOUT_PLACE ? some_within(t, root) : some_alike(t, root);
    return may_be_one || some_copied(t, root) ? ARRIAN_COMPATIBLE : ARRIAN_DIFFERENT;
}

typedef struct Judgement {
    ArrianVerdict verdict;
    const char *hint;
} Judgement;

/* "on [November 19] it sank a trawler", "the [November 18] sinking of a trawler": done once to one thing, and each report
 * writes the day out. */
static bool days_contest(const Tellings *t, const Telling *a, const Telling *b)
{
    enum { MOST_DAYS = 2 };
    const ArrianDocument *d = t->story->docs[a->doc], *other = t->story->docs[b->doc];
    const ArrianTime *x = &d->times.at[a->claim->time], *y = &other->times.at[b->claim->time];
    if (x->basis != ARRIAN_EXPLICIT || y->basis != ARRIAN_EXPLICIT || x->precision != ARRIAN_DAY || y->precision != ARRIAN_DAY) return false;
    int from = date_read(x->value), to = date_read(y->value);
    if (from == NO_DAY || to == NO_DAY || abs(from - to) > MOST_DAYS || a->cue != b->cue || !is_done(a->claim->stance) || !is_done(b->claim->stance))
        return false;
    return a->n_recipients == 1 && b->n_recipients == 1 &&
           spans_share_word(t, d, a->claim->recipient[0].span, other, b->claim->recipient[0].span);
}

static Judgement judge(Tellings *t, const Telling *a, const Telling *b, ArrianAbout about)
{
    Judgement now = {ARRIAN_AGREED, NULL};
    now.verdict = about == ARRIAN_ABOUT_TIME ? times_compare(a->time, b->time) : judge_stance(t, a, b, &now.hint);
    if (about != ARRIAN_ABOUT_TIME || now.verdict != ARRIAN_DIFFERENT) return now;
    if (days_contest(t, a, b)) now.verdict = ARRIAN_CONFLICT;
    if (moments_run_on(t->story->docs[a->doc], a->time, t->story->docs[b->doc], b->time)) now = (Judgement){ARRIAN_CHANGED, "update"};
    return now;
}

/* The last member of the report that member i belongs to, of a chain in the order of reports. */
static uint32_t after_report(const Tellings *t, uint32_t i)
{
    uint32_t doc = t->at[i].doc;
    while (i != ARRIAN_NONE && t->at[i].doc == doc) i = t->at[i].next;
    return i;
}

static const double least_denied = 4.6;

/* Two reports of one happening: among what is told nearly in the same way, the pair that fits best. A denial needs a
 * pair that is alike on its own. */
static bool judge_reports(Tellings *t, uint32_t one, uint32_t other, ArrianAbout about, Judgement *ret)
{
    static const double nearly = 1.0;
    uint32_t one_end = after_report(t, one), other_end = after_report(t, other);
    double most = 0;
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = one; i != one_end; i = t->at[i].next)
            for (uint32_t j = other; j != other_end; j = t->at[j].next) {
                const Telling *a = &t->at[i], *b = &t->at[j];
                if (!speaks(t, a, about) || !speaks(t, b, about)) continue;
                double alike = tellings_alike(a, b);
                if (!pass && alike > most) most = alike, *ret = judge(t, a, b, about);
                if (!pass || alike < most - nearly) continue;
                Judgement now = judge(t, a, b, about);
                if (verdict_rank(now.verdict) < verdict_rank(ret->verdict)) *ret = now;
            }
    return most > 0 && (ret->verdict != ARRIAN_CONFLICT || about == ARRIAN_ABOUT_TIME || most >= least_denied);
}

/* One source says that it is so and another, of another report, that it is not: whatever else the two reports relay. A
 * source who says that nobody was contests what the reports say themselves. */
static bool sources_contest(Tellings *t, uint32_t root)
{
    for (uint32_t i = root; i != ARRIAN_NONE; i = t->at[i].next)
        for (uint32_t j = t->at[i].next; j != ARRIAN_NONE; j = t->at[j].next) {
            const Telling *a = &t->at[i], *b = &t->at[j];
            const char *hint;
            bool same_role = keys_shared(a->actors, a->n_actors, b->actors, b->n_actors) ||
                             keys_shared(a->recipients, a->n_recipients, b->recipients, b->n_recipients);
            ArrianSlice one = telling_source(t->story->docs[a->doc], a->claim),
                        other = telling_source(t->story->docs[b->doc], b->claim);
            bool none = (is_of_none(t, a) && one.length) || (is_of_none(t, b) && other.length);
            if (a->doc != b->doc && (none || (same_role && one.length && other.length)) && !slice_same(one, other) &&
                judge_stance(t, a, b, &hint) == ARRIAN_CONFLICT && tellings_alike(a, b) >= least_denied)
                return true;
        }
    return false;
}

/* Every report tells it at least once with one stance. */
static bool share_stance(const Tellings *t, uint32_t root)
{
    for (int stance = 0; stance < ARRIAN_STANCES; stance++) {
        bool all = true;
        for (uint32_t i = root; i != ARRIAN_NONE && all; i = after_report(t, i)) {
            bool here = false;
            for (uint32_t k = i; k != after_report(t, i); k = t->at[k].next)
                here |= (int)t->at[k].claim->stance == stance;
            all = here;
        }
        if (all) return true;
    }
    return false;
}

/* Somebody denies what another tells as done, though every report tells both. */
static bool some_deny(const Tellings *t, uint32_t root)
{
    bool done = false, denied = false;
    for (uint32_t i = root; i != ARRIAN_NONE; i = t->at[i].next) {
        done |= is_done(t->at[i].claim->stance);
        denied |= t->at[i].claim->stance == ARRIAN_DENIED;
    }
    return done && denied;
}

static bool share_time(const Tellings *t, uint32_t root)
{
    const char *time = NULL;
    for (uint32_t i = root; i != ARRIAN_NONE; i = t->at[i].next) {
        if (!t->at[i].time) continue;
        if (time && strcmp(time, t->at[i].time)) return false;
        time = t->at[i].time;
    }
    return true;
}

/* All pairs of reports, until no worse verdict can come. Where they agree and one tells the time more exactly too, that
 * is compatible. */
static Judgement judge_all(Tellings *t, uint32_t root, ArrianAbout about)
{
    Judgement worst = {ARRIAN_AGREED, NULL}, now = worst;
    if (about == ARRIAN_ABOUT_TIME && !share_time(t, root)) worst.verdict = ARRIAN_COMPATIBLE;
    if (about == ARRIAN_ABOUT_STANCE && sources_contest(t, root))
        return (Judgement){ARRIAN_CONFLICT, NULL};
    int most = verdict_rank(ARRIAN_CONFLICT);
    if (about == ARRIAN_ABOUT_STANCE && share_stance(t, root))
        return some_deny(t, root) ? (Judgement){ARRIAN_COMPATIBLE, "denied"} : worst;
    if (about == ARRIAN_ABOUT_TIME && share_time(t, root)) return worst;
    for (uint32_t i = root; i != ARRIAN_NONE; i = after_report(t, i))
        for (uint32_t j = after_report(t, i); j != ARRIAN_NONE; j = after_report(t, j)) {
            if (!judge_reports(t, i, j, about, &now) || verdict_rank(now.verdict) <= verdict_rank(worst.verdict)) continue;
            worst = now;
            if (verdict_rank(worst.verdict) == most) return worst;
        }
    return worst;
}

static ArrianSlice question(Tellings *t, const Telling *x, ArrianAbout about)
{
    static const char *const asked[] = {[ARRIAN_ABOUT_ACTOR] = "who?",
                                        [ARRIAN_ABOUT_PLACE] = "where?",
                                        [ARRIAN_ABOUT_TIME] = "when?",
                                        [ARRIAN_ABOUT_STANCE] = "did it happen?"};
    return telling_question(t, x, asked[about]);
}

static bool is_doubted(ArrianStance stance)
{
    return stance == ARRIAN_POSSIBLE || stance == ARRIAN_CONDITIONAL || stance == ARRIAN_REPORTED || stance == ARRIAN_DENIED;
}

/* Some report has it as done from the source of claim x, or in its words: there its doubt is a turn of phrase. */
static bool is_sure_elsewhere(const Tellings *t, uint32_t root, const Telling *x)
{
    ArrianSlice source = telling_source(t->story->docs[x->doc], x->claim);
    for (uint32_t i = root; i != ARRIAN_NONE; i = t->at[i].next) {
        const Telling *y = &t->at[i];
        if (!is_done(y->claim->stance)) continue;
        if (source.length && slice_same(source, telling_source(t->story->docs[y->doc], y->claim))) return true;
        if (x->doc != y->doc && tellings_word_for_word(t, x, y)) return true;
    }
    return false;
}

/* What some report tells as done and another only as denied, possible or hearsay: on who did it they do not agree.
 * NULL where none does. */
static const char *doubt_of(const Tellings *t, uint32_t root, ArrianAbout about)
{
    bool done = false, doubted = false, denied = false;
    for (uint32_t i = root; i != ARRIAN_NONE; i = after_report(t, i)) {
        bool spoken = false, all = true, none = true;
        for (uint32_t k = i; k != after_report(t, i); k = t->at[k].next) {
            ArrianStance stance = t->at[k].claim->stance;
            if (!speaks(t, &t->at[k], about)) continue;
            spoken = true;
            done |= is_done(stance);
            bool sure = is_sure_elsewhere(t, root, &t->at[k]);
            all &= is_doubted(stance) && !sure;
            none &= stance == ARRIAN_DENIED && !sure;
        }
        doubted |= spoken && all;
        denied |= spoken && none;
    }
    return !done || !doubted ? NULL : denied ? "denied" : "in doubt";
}

static bool is_of_age(const Tellings *t, const Telling *x)
{
    return x->time && time_is_age(&t->story->docs[x->doc]->times.at[x->claim->time]);
}

static void compare(Tellings *t, uint32_t root, ArrianAbout about)
{
    Values values = {0};
    uint32_t docs = 0, last = ARRIAN_NONE, first = ARRIAN_NONE;
    for (uint32_t i = root; i != ARRIAN_NONE; i = t->at[i].next) {
        const Telling *x = &t->at[i];
        if (!speaks(t, x, about)) continue;
        if (first == ARRIAN_NONE) first = i;
        docs += x->doc != last; /* members come in order of their reports */
        last = x->doc;
    }
    if (docs < 2) return;
    for (uint32_t i = root; i != ARRIAN_NONE; i = t->at[i].next)
        if (speaks(t, &t->at[i], about)) add_values(t, &t->at[i], about, &values);
    bool names = about == ARRIAN_ABOUT_ACTOR || about == ARRIAN_ABOUT_PLACE;
    Judgement now = {names ? judge_names(t, root, about, docs) : ARRIAN_AGREED, NULL};
    if (!names) now = judge_all(t, root, about);
    if (about == ARRIAN_ABOUT_TIME && now.verdict == ARRIAN_DIFFERENT && is_of_age(t, &t->at[first])) return; /* of two people */
    const char *doubt = about == ARRIAN_ABOUT_ACTOR && now.verdict == ARRIAN_AGREED ? doubt_of(t, root, about) : NULL;
    if (doubt) now = (Judgement){ARRIAN_COMPATIBLE, doubt};
    ArrianAccord accord = {.about = about,
                           .verdict = now.verdict,
                           .values = NEW(&t->story->arena, ArrianValue, values.count),
                           .count = values.count,
                           .question = question(t, &t->at[first], about)};
    memcpy(accord.values, values.at, values.count * sizeof *values.at);
    if (now.hint) accord.hint = keep(t, now.hint, strlen(now.hint));
    accord.origins = lineage_origins(t->story, &accord);
    LIST_ADD(&t->story->arena, t->story->accords, accord);
}

/* A date says when and a term how long: where some tell the day, a term is no answer. */
static void drop_terms(Tellings *t, uint32_t root)
{
    bool dated = false;
    for (uint32_t i = root; i != ARRIAN_NONE; i = t->at[i].next) dated |= t->at[i].time && *t->at[i].time != 'P';
    for (uint32_t i = root; i != ARRIAN_NONE && dated; i = t->at[i].next)
        if (t->at[i].time && *t->at[i].time == 'P') t->at[i].time = NULL;
}

void happenings_compare(Tellings *t)
{
    static const ArrianAbout asked[] = {ARRIAN_ABOUT_ACTOR, ARRIAN_ABOUT_PLACE, ARRIAN_ABOUT_TIME, ARRIAN_ABOUT_STANCE};
    for (uint32_t i = 0; i < t->count; i++) {
        if (t->at[i].group != i || t->at[i].size < 2) continue;
        drop_terms(t, i);
        for (size_t k = 0; k < sizeof asked / sizeof *asked; k++) compare(t, i, asked[k]);
    }
}

/* lineage.c: who relays whom, and which reports are one origin.
 *     "RT reports:", "told Bild", "BERLIN (AP)"   -> relays
 *     long shared passages, one monitor behind both, one agency, one house   -> one origin, with the evidence */
#include "base/error.h"
#include "base/utf8.h"
#include "collate/collate.h"
#include "collate/union.h"
#include "mark/group.h"
#include "mark/name.h"
#include "mark/speech.h"
#include "mark/teller.h"
#include "read/read.h"
#include <stdlib.h>
#include <string.h>

enum { COPIED_WORDS = 24 }; /* as many shared words of prose make two reports one origin */

typedef struct Tracer {
    const ArrianEngine *engine;
    ArrianStory *story;
    uint32_t doc;
    const ArrianDocument *d;
    MarkTags tags;
} Tracer;

static bool reports_by_trade(const Tracer *t, uint32_t name)
{
    const ArrianEntity *entity = &t->d->entities.at[t->d->names.at[name].entity];
    if (entity->type != ARRIAN_ORGANIZATION || entity->iso3[0]) return false;
    for (uint32_t k = 0; k < entity->count; k++) {
        ArrianSpan span = t->d->names.at[entity->mentions[k]].span;
        for (uint32_t i = document_token_at(t->d, span.start);
             i < t->d->tokens.count && t->d->tokens.at[i].span.start < span.end; i++)
            if (outlet_word(t->engine, t->d, i) == OUTLET_REPORTS) return true;
        if (read_outlet(t->engine, document_words(t->d, span))) return true;
    }
    return false;
}

static bool one_source(const ArrianEngine *engine, ArrianSlice a, ArrianSlice b)
{
    return slice_same_words(a, b) || outlet_same(engine, a, b);
}

/* A report that says "told NPR" and is NPR's own, or opens with its house as "MORGENBLATT, Berlin", relays nobody; one that
 * names its agency in its own text does. */
static bool is_own_outlet(const Tracer *t, ArrianSlice from)
{
    if (slice_same_words(from, t->d->head.place) && !read_outlet(t->engine, from)) return true;
    return t->d->head.outlet_basis != ARRIAN_TEXT && outlet_same(t->engine, from, outlet_of(t->d));
}

static void add_relay(Tracer *t, ArrianSpan span, ArrianSpan from_span, ArrianSlice from)
{
    if (is_own_outlet(t, from)) return;
    for (uint32_t k = 0; k < t->story->relays.count; k++)
        if (t->story->relays.at[k].doc == t->doc && one_source(t->engine, t->story->relays.at[k].from, from)) return;
    LIST_ADD(&t->story->arena, t->story->relays, (ArrianRelay){t->doc, span, from_span, from});
}

static ArrianSlice entity_name(const Tracer *t, uint32_t name)
{
    return t->d->entities.at[t->d->names.at[name].entity].name;
}

static void relay_by_name(Tracer *t, uint32_t name, ArrianSpan with)
{
    ArrianSpan span = t->d->names.at[name].span;
    ArrianSpan all = {span.start < with.start ? span.start : with.start, span.end > with.end ? span.end : with.end};
    add_relay(t, all.end - all.start < 300 ? all : span, span, entity_name(t, name));
}

static uint32_t name_in(const Tracer *t, ArrianSpan span)
{
    for (uint32_t i = document_token_at(t->d, span.start);
         i < t->d->tokens.count && t->d->tokens.at[i].span.start < span.end; i++)
        if (t->tags.name[i] != ARRIAN_NONE && reports_by_trade(t, t->tags.name[i])) return t->tags.name[i];
    return ARRIAN_NONE;
}

/* Speakers and channels of quotes that report by trade; "the Observatory said" counts for its entity. */
static void relays_of_quotes(Tracer *t)
{
    for (uint32_t k = 0; k < t->d->quotes.count; k++) {
        const ArrianQuote *q = &t->d->quotes.at[k];
        uint32_t via = span_empty(q->via) ? ARRIAN_NONE : name_in(t, q->via),
                 speaker = span_empty(q->speaker) ? ARRIAN_NONE : name_in(t, q->speaker);
        if (via != ARRIAN_NONE) relay_by_name(t, via, q->via);
        else if (!span_empty(q->via)) add_relay(t, q->via, q->via, document_words(t->d, q->via));
        if (speaker != ARRIAN_NONE) relay_by_name(t, speaker, q->cue);
    }
}

/* "according to the Observatory", "Press TV reported", "(AFP, dpa)", "told AP" outside quotes. */
static void relays_of_words(Tracer *t)
{
    for (uint32_t k = 0; k < t->d->names.count; k++) {
        if (!reports_by_trade(t, k)) continue;
        ArrianSpan span = t->d->names.at[k].span;
        uint32_t first = document_token_at(t->d, span.start), end = document_token_at(t->d, span.end),
                 count = t->d->tokens.count;
        SpeechFind find;
        const ArrianSentence *s = &t->d->sentences.at[t->d->tokens.at[first].sentence];
        bool said = false;
        for (uint32_t i = end; i < s->first + s->count && i < end + 5 && !said; i++)
            said = speech_at(t->engine, t->d, i, count, &find) && find.speech->kind != SPEECH_PREFIX;
        for (uint32_t i = first > s->first + 5 ? first - 5 : s->first; i < first && !said; i++)
            said = (speech_at(t->engine, t->d, i, count, &find) && find.end + 4 > first) ||
                   group_word(t->d, i, "cited") || group_word(t->d, i, "told") || group_word(t->d, i, "poll") ||
                   group_word(t->d, i, "by");
        bool brackets = first > 0 && end < count &&
                        (t->d->text.at[t->d->tokens.at[first - 1].span.start] == '(' ||
                         t->d->text.at[t->d->tokens.at[end].span.start] == ')');
        bool dateline = t->d->tokens.at[first].sentence <= 1 && end < count && first > 0 &&
                        t->d->text.at[t->d->tokens.at[first].span.start] != '"' &&
                        span.start < t->d->head.title_span.end + 160 &&
                        t->d->tokens.at[first - 1].flags & (ARRIAN_PUNCT);
        if (said || brackets || dateline) relay_by_name(t, k, span);
    }
}

static const char *const reporters[] = {"media", "press", "newspapers", "outlets", "television", "TV", "radio", NULL};

/* "[local media] said", "told [Danish newspapers]": whom a report leaves unnamed; of such no two are known to be one. */
static bool is_unnamed(ArrianSlice from)
{
    const char *space = memrchr(from.at, ' ', from.length);
    for (size_t k = 0; space && reporters[k]; k++)
        if (slice_is((ArrianSlice){space + 1, (uint32_t)(from.at + from.length - space - 1)}, reporters[k])) return true;
    return false;
}

/* Where the group begins that says whose: "[state] media", "[Danish news] outlets"; i where nothing says so. */
static uint32_t whose_reporters(const Tracer *t, uint32_t i)
{
    static const char *const whose[] = {"local", "state", "national", "regional", "foreign", "domestic", "official", NULL};
    uint32_t low = t->d->sentences.at[t->d->tokens.at[i].sentence].first, at = i;
    if (at > low && group_word(t->d, at - 1, "news")) at--;
    if (at == low) return i;
    if (at > low + 2 && group_word(t->d, at - 1, "run") && group_word(t->d, at - 3, "state")) return at - 3; /* "state-run TV" */
    uint32_t name = t->tags.name[at - 1];
    bool people = name != ARRIAN_NONE && (t->d->names.at[name].type == ARRIAN_NATIONALITY || t->d->names.at[name].type == ARRIAN_PLACE);
    if (!people && !group_one_of(t->d, at - 1, whose)) return i;
    for (at--; at > low && name != ARRIAN_NONE && t->tags.name[at - 1] == name;) at--;
    if (people && at > low && group_one_of(t->d, at - 1, whose)) at--;
    return at;
}

static void relays_of_unnamed(Tracer *t)
{
    static const char *const before[] = {"to", "told", "by", "tells", NULL}, *const quotes[] = {"quoted", "cited", "quote", "cite", NULL};
    const ArrianDocument *d = t->d;
    SpeechFind find;
    for (uint32_t i = 1; i < d->tokens.count; i++) {
        uint32_t first = group_one_of(d, i, reporters) ? whose_reporters(t, i) : i, count = d->tokens.count;
        if (first == i) continue;
        bool told = first && group_one_of(d, first - 1, before);
        if (told && group_word(d, first - 1, "to")) told = first > 1 && group_word(d, first - 2, "according");
        bool said = i + 1 < count && ((speech_at(t->engine, d, i + 1, count, &find) && find.speech->kind != SPEECH_PREFIX) ||
                                      group_one_of(d, i + 1, quotes));
        ArrianSpan span = document_tokens_span(d, first, i + 1);
        if (told || said) add_relay(t, span, span, document_words(d, span));
    }
}

static void relay_of_head(Tracer *t)
{
    const ArrianHead *head = &t->d->head;
    if (head->outlet.length && head->outlet_basis == ARRIAN_TEXT && !span_empty(head->outlet_span))
        add_relay(t, head->outlet_span, head->outlet_span, document_words(t->d, head->outlet_span));
}

/* ---- origins ---- */

typedef struct Tie {
    uint32_t a, b;
    ArrianEvidence why;
} Tie;
typedef struct Union {
    Arena scratch;
    uint32_t *parent;
    LIST(Tie) ties;
} Union;

static void join(Union *u, uint32_t a, uint32_t b, ArrianEvidence why)
{
    LIST_ADD(&u->scratch, u->ties, (Tie){a, b, why});
    union_join(u->parent, a, b);
}

static void join_copies(const ArrianStory *story, Union *u)
{
    for (uint32_t k = 0; k < story->passages.count;) {
        uint32_t words = 0, first = k;
        const ArrianPassage *p = &story->passages.at[k];
        for (; k < story->passages.count && story->passages.at[k].doc[0] == p->doc[0] &&
               story->passages.at[k].doc[1] == p->doc[1];
             k++)
            if (story->passages.at[k].what == ARRIAN_PROSE)
                words += (uint32_t)(story->passages.at[k].words * story->passages.at[k].same);
        if (words >= COPIED_WORDS) join(u, p->doc[0], p->doc[1], (ArrianEvidence){ARRIAN_COPIED, true, first});
    }
}

/* One source under either name, or with up to four letters more before it: "the Observatory". */
static bool same_source(const ArrianEngine *engine, ArrianSlice a, ArrianSlice b)
{
    if (a.length > b.length) return same_source(engine, b, a);
    if (a.length < 2) return false;
    return one_source(engine, a, b) || (a.length >= 6 && b.length > a.length && b.length <= a.length + 4 &&
                                        !strncasecmp(b.at + (b.length - a.length), a.at, a.length));
}

/* All that a report relays, it has from one state's outlets, or from nobody that it names. */
static bool relays_state_alone(const ArrianEngine *engine, const ArrianStory *story, uint32_t doc, ArrianSlice house)
{
    for (uint32_t k = 0; k < story->relays.count; k++) {
        const ArrianRelay *relay = &story->relays.at[k];
        if (relay->doc != doc || is_unnamed(relay->from)) continue;
        const ReadOutlet *outlet = read_outlet(engine, relay->from);
        if (!outlet || !slice_same(outlet->house, house)) return false;
    }
    return true;
}

/* "Xinhua reported", "according to the Global Times": two outlets of one state are one voice. */
static bool one_state(const ArrianEngine *engine, const ArrianStory *story, const ArrianRelay *a, const ArrianRelay *b)
{
    const ReadOutlet *x = read_outlet(engine, a->from), *y = read_outlet(engine, b->from);
    return x && y && x != y && x->of_state && slice_same(x->house, y->house) &&
           relays_state_alone(engine, story, a->doc, x->house) && relays_state_alone(engine, story, b->doc, x->house);
}

/* A relay is evidence once: the first time that another report before it names its source, and where it ties what was
 * apart. */
static void join_relays(const ArrianEngine *engine, ArrianStory *story, Union *u)
{
    for (uint32_t i = 0; i < story->relays.count; i++)
        for (uint32_t j = 0, told = 0; j < i; j++) {
            const ArrianRelay *a = &story->relays.at[i], *b = &story->relays.at[j];
            if (a->doc == b->doc || is_unnamed(a->from)) continue;
            bool same = same_source(engine, a->from, b->from);
            if (!same && !one_state(engine, story, a, b)) continue;
            if (told++ && union_root(u->parent, a->doc) == union_root(u->parent, b->doc)) continue;
            ArrianLink link = !same ? ARRIAN_FAMILY : read_outlet(engine, a->from) ? ARRIAN_AGENCY : ARRIAN_RELAYED;
            join(u, b->doc, a->doc, (ArrianEvidence){link, false, i});
        }
}

/* A report that names another of the reports as its source hangs on it. */
static void join_named_reports(const ArrianEngine *engine, ArrianStory *story, Union *u)
{
    for (uint32_t i = 0; i < story->relays.count; i++) {
        const ArrianRelay *relay = &story->relays.at[i];
        for (uint32_t doc = 0; doc < story->count; doc++)
            if (doc != relay->doc && outlet_same(engine, relay->from, outlet_of(story->docs[doc])))
                join(u, doc, relay->doc, (ArrianEvidence){ARRIAN_RELAYED, false, i});
    }
}

/* The house a report comes from: family of its outlet, else the outlet itself; 0 unknown. A host that no outlet is known
 * by may carry the reports of many. */
static uint64_t house_of(const ArrianEngine *engine, const ArrianDocument *d)
{
    ArrianSlice outlet = outlet_of(d);
    const ReadOutlet *known = outlet.length ? read_outlet(engine, outlet) : NULL;
    if (known) outlet = known->house;
    else if (!d->head.outlet.length) return 0;
    uint64_t h = 1469598103934665603u;
    for (uint32_t i = 0; i < outlet.length; i++) h = (h ^ (unsigned char)(outlet.at[i] | 32)) * 1099511628211u;
    return h | 1;
}

/* Each report with the one of its house before it. */
static void join_houses(const ArrianEngine *engine, ArrianStory *story, Union *u)
{
    Map last = {0};
    for (uint32_t i = 0; i < story->count; i++) {
        uint64_t house = house_of(engine, story->docs[i]);
        uint32_t before;
        if (!house) continue;
        if (map_get(&last, house, &before)) join(u, before, i, (ArrianEvidence){ARRIAN_FAMILY, false, ARRIAN_NONE});
        map_put(&u->scratch, &last, house, i);
    }
}

static void add_origins(ArrianStory *story, Union *u)
{
    story->origin_of = NEW(&story->arena, uint32_t, story->count + 1);
    ArrianOrigin *all = NEW(&u->scratch, ArrianOrigin, story->count + 1);
    uint32_t number = 0;
    for (uint32_t i = 0; i < story->count; i++) all[union_root(u->parent, i)].count++;
    for (uint32_t k = 0; k < u->ties.count; k++) all[union_root(u->parent, u->ties.at[k].a)].whys++;
    for (uint32_t i = 0; i < story->count; i++) {
        ArrianOrigin *one = &all[union_root(u->parent, i)];
        bool first = union_root(u->parent, i) == i; /* the least of its reports */
        if (first && one->count > 1) {
            one->docs = NEW(&story->arena, uint32_t, one->count);
            one->why = NEW(&story->arena, ArrianEvidence, one->whys);
        }
        story->origin_of[i] = first ? number++ : story->origin_of[union_root(u->parent, i)];
        if (first) one->count = one->whys = 0;
        if (one->docs) one->docs[one->count++] = i;
    }
    for (uint32_t k = 0; k < u->ties.count; k++) {
        ArrianOrigin *one = &all[union_root(u->parent, u->ties.at[k].a)];
        one->why[one->whys++] = u->ties.at[k].why;
    }
    for (uint32_t i = 0; i < story->count; i++)
        if (all[i].docs) LIST_ADD(&story->arena, story->origins, all[i]);
    story->origin_seen = NEW(&story->arena, uint32_t, number + 1);
}

void lineage_find(const ArrianEngine *engine, ArrianStory *story)
{
    Union u = {.scratch.trap = story->arena.trap};
    for (uint32_t i = 0; i < story->count; i++) {
        ArrianDocument *d = story->docs[i];
        Tracer t = {.engine = engine, .story = story, .doc = i, .d = d};
        ArenaMark mark = arena_mark(&u.scratch);
        t.tags.name = NEW(&u.scratch, uint32_t, d->tokens.count + 1);
        memset(t.tags.name, 0xFF, (d->tokens.count + 1) * sizeof *t.tags.name);
        for (uint32_t k = 0; k < d->names.count; k++) mark_tag(d, t.tags.name, d->names.at[k].span, k);
        relay_of_head(&t);
        relays_of_quotes(&t);
        relays_of_words(&t);
        relays_of_unnamed(&t);
        arena_wind_back(&u.scratch, mark);
    }
    review_relays(story);
    u.parent = union_new(&u.scratch, story->count);
    join_copies(story, &u);
    join_relays(engine, story, &u);
    join_named_reports(engine, story, &u);
    join_houses(engine, story, &u);
    add_origins(story, &u);
    arena_end(&u.scratch);
}

uint32_t lineage_origins(ArrianStory *story, const ArrianAccord *accord)
{
    uint32_t count = 0;
    story->seen_round++;
    for (uint32_t i = 0; i < accord->count; i++) {
        uint32_t *seen = &story->origin_seen[story->origin_of[accord->values[i].doc]];
        count += *seen != story->seen_round;
        *seen = story->seen_round;
    }
    return count;
}

ArrianSlice lineage_source(const ArrianDocument *d, ArrianSpan span)
{
    const ArrianQuote *best = NULL;
    for (uint32_t k = 0; k < d->quotes.count; k++) {
        const ArrianQuote *q = &d->quotes.at[k];
        if (q->span.start <= span.start && q->span.end >= span.end &&
            (!best || q->span.end - q->span.start < best->span.end - best->span.start))
            best = q;
    }
    if (!best || span_empty(best->speaker)) return (ArrianSlice){0};
    if (best->entity == ARRIAN_NONE && !teller_is(d->engine, d, best->speaker)) return (ArrianSlice){0};
    return source_words(d, best->entity, best->speaker);
}

/* reasons.c: why, and who answers whom.
 *     "NATO deploys in response to Russia's build-up" / "Russia's exercises are a response to NATO"   -> conflict
 *     "sent to deter pirates" / "aimed at deterring pirates"                                          -> agree
 * A reason is a signal (data/signals.tsv) and the words that follow it; it belongs to the claim before it. */
#include "base/hash.h"
#include "collate/signal.h"
#include "collate/telling.h"
#include "collate/union.h"
#include <stdlib.h>
#include <string.h>

enum {
    MOST_REASONS = 40000,
    MOST_WORDS = 18,
    LOOK_ON = 14,
    LEAST_WORDS = 2,
    MOST_SIDES = 64,
    MOST_A_WORD = 48,
    MOST_OF_ONE = 200
};
static const double same_reason = 0.6, same_cause = 0.25;

typedef struct Reason {
    uint32_t doc, sentence, claim, telling; /* claim it gives the reason of, ARRIAN_NONE; its telling */
    SignalKind kind;
    ArrianSpan span;
    About about;
    const char *answered, *answerer; /* links of the parties, NULL where not told */
} Reason;
typedef struct Reasons {
    Tellings *tellings;
    ArrianStory *story;
    Arena *scratch;
    uint32_t *first_telling; // (docs): telling of the first claim of each report
    Reason *at;
    uint32_t count, room, *parent;
} Reasons;

static const char *link_of(const ArrianDocument *d, uint32_t entity)
{
    if (entity == ARRIAN_NONE) return NULL;
    const ArrianEntity *e = &d->entities.at[entity];
    return e->iso3[0] ? e->iso3 : e->code[0] ? e->code : NULL;
}

/* The first party with a link whose name stands in [from, to) of the text. */
static const char *party_in(const ArrianDocument *d, uint32_t from, uint32_t to)
{
    const char *found = NULL;
    uint32_t at = to;
    for (uint32_t k = 0; k < d->names.count && d->names.at[k].span.start < to; k++)
        if (d->names.at[k].span.start >= from && link_of(d, d->names.at[k].entity) && !found)
            found = link_of(d, d->names.at[k].entity), at = d->names.at[k].span.start;
    for (uint32_t k = 0; k < d->claims.count; k++) { /* "the alliance", "they" */
        const ArrianClaim *c = &d->claims.at[k];
        for (uint32_t i = 0; i < c->actors + c->recipients; i++) {
            const ArrianParty *p = i < c->actors ? &c->actor[i] : &c->recipient[i - c->actors];
            if (p->span.start >= from && p->span.start < at && p->link[0]) found = p->link, at = p->span.start;
        }
    }
    return found;
}

/* Where the words of a reason end: at a stop, a new clause, or after MOST_WORDS. */
static uint32_t end_of_clause(const ArrianDocument *d, uint32_t from, uint32_t stop)
{
    uint32_t i = from;
    for (; i < stop && i < from + MOST_WORDS; i++) {
        ArrianSlice word = document_words(d, d->tokens.at[i].span);
        if (i > from && d->tokens.at[i].flags & ARRIAN_PUNCT && memchr(".,;:()!?", word.at[0], 8)) break;
        if (i > from + 2 && (slice_is(word, "but") || slice_is(word, "while") || slice_is(word, "which"))) break;
    }
    return i;
}

/* The claim of the sentence whose cue is the last before token i; else the first after it. */
static uint32_t claim_near(const ArrianDocument *d, uint32_t sentence, uint32_t at)
{
    uint32_t before = ARRIAN_NONE, after = ARRIAN_NONE;
    for (uint32_t k = 0; k < d->claims.count; k++) {
        const ArrianClaim *c = &d->claims.at[k];
        if (c->sentence != sentence) continue;
        if (c->cue.end <= at) before = k;
        else if (c->cue.start >= at && after == ARRIAN_NONE) after = k;
    }
    return before != ARRIAN_NONE ? before : after;
}

/* Who answers: the actor of a claim before the signal, else who says so; never the one who is answered. */
static const char *answerer_of(const ArrianDocument *d, const Reason *r)
{
    if (r->claim == ARRIAN_NONE) return NULL;
    const ArrianClaim *c = &d->claims.at[r->claim];
    for (uint32_t k = 0; k < c->actors && c->cue.end <= r->span.end; k++)
        if (c->actor[k].link[0] && strcmp(c->actor[k].link, r->answered)) return c->actor[k].link;
    for (uint32_t k = 0; k < c->sources; k++) {
        const char *link = link_of(d, c->source[k].entity);
        if (link && strcmp(link, r->answered)) return link;
    }
    return NULL;
}

static void add_reason(Reasons *rs, uint32_t doc, uint32_t sentence, SignalKind kind, uint32_t first, uint32_t after)
{
    const ArrianDocument *d = rs->story->docs[doc];
    const ArrianSentence *s = &d->sentences.at[sentence];
    uint32_t stop = s->first + s->count, end = end_of_clause(d, after, stop), look = after + LOOK_ON;
    if (end <= after || rs->count == MOST_REASONS) return;
    Reason r = {.doc = doc, .sentence = sentence, .kind = kind, .span = document_tokens_span(d, first, end)};
    r.claim = claim_near(d, sentence, r.span.start);
    r.telling = r.claim == ARRIAN_NONE ? ARRIAN_NONE : rs->first_telling[doc] + r.claim;
    if (r.telling != ARRIAN_NONE && r.telling >= rs->tellings->count) r.telling = ARRIAN_NONE;
    r.about = about_span(rs->tellings->engine, rs->scratch, d, r.span);
    if (kind == SIGNAL_RESPONSE) {
        if (look > stop) look = stop;
        r.answered = party_in(d, d->tokens.at[after].span.start, d->tokens.at[look - 1].span.end);
        if (r.answered) r.answerer = answerer_of(d, &r);
    }
    LIST_ADD(rs->scratch, *rs, r);
}

static void collect(Reasons *rs)
{
    rs->first_telling = NEW(rs->scratch, uint32_t, rs->story->count + 1);
    uint32_t tellings = 0;
    for (uint32_t i = 0; i < rs->story->count; i++) {
        const ArrianDocument *d = rs->story->docs[i];
        rs->first_telling[i] = tellings;
        tellings += d->claims.count;
        for (uint32_t s = 0; s < d->sentences.count; s++) {
            uint32_t first = d->sentences.at[s].first, stop = first + d->sentences.at[s].count, end;
            SignalKind kind;
            for (uint32_t k = first; k < stop; k++) {
                if (!signal_at(rs->tellings->engine, d, k, stop, &kind, &end)) continue;
                if (kind <= SIGNAL_SEQUENCE) add_reason(rs, i, s, kind, k, end);
                k = end - 1;
            }
        }
    }
}

static ArrianValue value_of(Reasons *rs, const Reason *r)
{
    Arena *arena = &rs->story->arena;
    const ArrianDocument *d = rs->story->docs[r->doc];
    ArrianSlice words = document_words(d, r->span), source = lineage_source(d, r->span);
    char *text = r->answered && r->answerer ? arena_print(arena, "%s answers %s", r->answerer, r->answered)
                 : r->answered              ? arena_print(arena, "answers %s", r->answered)
                                            : arena_print(arena, "%.*s", (int)words.length, words.at);
    if (!source.length && r->claim != ARRIAN_NONE) source = telling_source(d, &d->claims.at[r->claim]);
    return (ArrianValue){r->doc, r->span, {text, (uint32_t)strlen(text)}, source, r->claim};
}

/* An accord of the reasons listed, in order; nothing where they stand in fewer than `least` reports. */
static void add_accord(Reasons *rs, const uint32_t *members, uint32_t count, uint32_t least, ArrianVerdict verdict,
                       const char *hint, const char *question)
{
    Arena *arena = &rs->story->arena;
    ArrianAccord accord = {.about = ARRIAN_ABOUT_REASON, .verdict = verdict, .count = count};
    uint32_t docs = 0, last = ARRIAN_NONE;
    for (uint32_t k = 0; k < count; k++) {
        docs += rs->at[members[k]].doc != last;
        last = rs->at[members[k]].doc;
    }
    if (docs < least) return;
    accord.values = NEW(arena, ArrianValue, count + 1);
    for (uint32_t k = 0; k < count; k++) accord.values[k] = value_of(rs, &rs->at[members[k]]);
    accord.question = (ArrianSlice){arena_copy(arena, question, strlen(question)), (uint32_t)strlen(question)};
    if (hint) accord.hint = (ArrianSlice){arena_copy(arena, hint, strlen(hint)), (uint32_t)strlen(hint)};
    accord.origins = lineage_origins(rs->story, &accord);
    LIST_ADD(arena, rs->story->accords, accord);
}

/* ---- who answers whom ---- */

static bool answers(const Reasons *rs, uint32_t i, const char *to)
{
    return rs->at[i].answered && !strcmp(rs->at[i].answered, to);
}

/* Reasons that answer the one or the other; other may be NULL. */
static uint32_t list_answers(const Reasons *rs, const char *one, const char *other, uint32_t *members)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < rs->count; i++)
        if (answers(rs, i, one) || (other && answers(rs, i, other))) members[count++] = i;
    return count;
}

/* Some reason says that `by` answers `to`. */
static bool is_answered_by(const Reasons *rs, const char *to, const char *by)
{
    for (uint32_t i = 0; i < rs->count; i++)
        if (answers(rs, i, to) && rs->at[i].answerer && !strcmp(rs->at[i].answerer, by)) return true;
    return false;
}

/* The parties that are answered, each once, at most MOST_SIDES. */
static uint32_t list_sides(const Reasons *rs, const char **sides)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < rs->count && count < MOST_SIDES; i++) {
        bool known = !rs->at[i].answered;
        for (uint32_t k = 0; k < count && !known; k++) known = answers(rs, i, sides[k]);
        if (!known) sides[count++] = rs->at[i].answered;
    }
    return count;
}

/* What the reports call whom a link stands for, most often: "Russia" for RUS; a state by its own name, not its organs'. */
static const char *name_of(const Reasons *rs, const char *link)
{
    const ArrianEntity *most = NULL;
    for (uint32_t doc = 0; doc < rs->story->count; doc++) {
        const ArrianDocument *d = rs->story->docs[doc];
        for (uint32_t k = 0; k < d->entities.count; k++) {
            const ArrianEntity *e = &d->entities.at[k];
            const char *its = link_of(d, k);
            bool whole = its && !strcmp(its, link) && (!e->iso3[0] || e->type == ARRIAN_PLACE);
            if (whole && (!most || e->count > most->count)) most = e;
        }
    }
    return most ? arena_print(rs->scratch, "%.*s", (int)most->name.length, most->name.at) : link;
}

static void compare_answers(Reasons *rs, uint32_t *members)
{
    const char *sides[MOST_SIDES];
    uint32_t count = list_sides(rs, sides);
    for (uint32_t i = 0; i < count; i++) {
        add_accord(rs, members, list_answers(rs, sides[i], NULL, members), 2, ARRIAN_AGREED, NULL,
                   arena_print(rs->scratch, "what answers %s?", name_of(rs, sides[i])));
        for (uint32_t j = i + 1; j < count; j++)
            if (is_answered_by(rs, sides[i], sides[j]) && is_answered_by(rs, sides[j], sides[i]))
                add_accord(rs, members, list_answers(rs, sides[i], sides[j], members), 2, ARRIAN_CONFLICT,
                           "each calls itself the answer",
                           arena_print(rs->scratch, "who answers whom, %s or %s?", name_of(rs, sides[i]),
                                       name_of(rs, sides[j])));
    }
}

/* ---- why ---- */

typedef struct Posting {
    uint32_t reason, next; /* next posting of the same word, 0 none */
} Posting;

static bool is_one_reason(const Reason *a, const Reason *b)
{
    return a->doc != b->doc && a->kind == b->kind && a->kind != SIGNAL_RESPONSE && a->about.count >= LEAST_WORDS &&
           b->about.count >= LEAST_WORDS && about_same(a->about, b->about) >= same_reason;
}

/* Reasons that are one, found by the words that they share; each word leads to the latest MOST_A_WORD that have it. */
static void join_reasons(Reasons *rs)
{
    Map words = {0};
    LIST(Posting) postings = {0};
    LIST_ADD(rs->scratch, postings, (Posting){0});
    for (uint32_t j = 0; j < rs->count; j++)
        for (uint32_t k = 0; k < rs->at[j].about.count; k++) {
            uint64_t key = rs->at[j].about.words[k].key | 1;
            uint32_t first = 0, tried = 0;
            map_get(&words, key, &first);
            for (uint32_t p = first; p && tried < MOST_A_WORD; p = postings.at[p].next, tried++)
                if (union_root(rs->parent, postings.at[p].reason) != union_root(rs->parent, j) &&
                    !story_strangers(rs->story, rs->at[postings.at[p].reason].doc, rs->at[j].doc) &&
                    is_one_reason(&rs->at[postings.at[p].reason], &rs->at[j]))
                    union_join(rs->parent, postings.at[p].reason, j);
            LIST_ADD(rs->scratch, postings, (Posting){j, first});
            map_put(rs->scratch, &words, key, postings.count - 1);
        }
}

static uint32_t group_of(const Reasons *rs, uint32_t i)
{
    uint32_t telling = rs->at[i].telling;
    return telling == ARRIAN_NONE ? ARRIAN_NONE : rs->tellings->at[telling].group;
}

/* Reasons in the order of a number that each has: (number, reason), sorted. */
typedef struct Numbered {
    uint32_t number, reason;
} Numbered;

static int by_number(const void *x, const void *y)
{
    const Numbered *a = x, *b = y;
    if (a->number != b->number) return a->number < b->number ? -1 : 1;
    return a->reason < b->reason ? -1 : a->reason > b->reason;
}

/* One reason in several reports, whatever it is given for. */
static void judge_purpose(Reasons *rs, uint32_t group, const uint32_t *members, uint32_t count)
{
    (void)group;
    add_accord(rs, members, count, 2, ARRIAN_AGREED, NULL, "why?");
}

/* What several reports tell, and the reasons that they give for it. */
static void judge_cause(Reasons *rs, uint32_t group, const uint32_t *members, uint32_t count)
{
    if (group == ARRIAN_NONE || rs->tellings->at[group].size < 2) return;
    double most = 0;
    bool several = false, told = true, firm = false;
    for (uint32_t j = 0; j < count; j++) {
        const Reason *a = &rs->at[members[j]];
        firm |= a->kind == SIGNAL_CAUSE || a->kind == SIGNAL_PURPOSE;
        for (uint32_t k = j + 1; k < count; k++) {
            const Reason *b = &rs->at[members[k]];
            if (a->doc == b->doc) continue;
            double now = about_same(a->about, b->about);
            if (now > most) most = now;
            several = true;
            told &= union_root(rs->parent, members[j]) == union_root(rs->parent, members[k]);
        }
    }
    if (several && told) return; /* as one reason of several reports */
    const ArrianClaim *c = rs->tellings->at[group].claim;
    ArrianSlice cue = document_words(rs->story->docs[rs->tellings->at[group].doc], c->cue);
    const char *asked =
        arena_print(rs->scratch, "%s %.*s: why?", arrian_act(c->act), (int)(cue.length > 60 ? 60 : cue.length), cue.at);
    if (several) add_accord(rs, members, count, 2, most >= same_cause ? ARRIAN_AGREED : ARRIAN_COMPATIBLE, NULL, asked);
    else if (firm) add_accord(rs, members, count, 1, ARRIAN_ONE_SIDED, NULL, asked);
}

typedef void (*Judge)(Reasons *rs, uint32_t number, const uint32_t *members, uint32_t count);

static void judge_each(Reasons *rs, Numbered *list, Judge judge, uint32_t *members)
{
    if (rs->count) qsort(list, rs->count, sizeof *list, by_number);
    for (uint32_t i = 0, end; i < rs->count; i = end) {
        uint32_t count = 0;
        for (end = i; end < rs->count && list[end].number == list[i].number; end++) members[count++] = list[end].reason;
        judge(rs, list[i].number, members, count > MOST_OF_ONE ? MOST_OF_ONE : count);
    }
}

static void compare_whys(Reasons *rs, uint32_t *members)
{
    Numbered *list = NEW(rs->scratch, Numbered, rs->count + 1);
    rs->parent = union_new(rs->scratch, rs->count);
    join_reasons(rs);
    for (uint32_t i = 0; i < rs->count; i++) list[i] = (Numbered){union_root(rs->parent, i), i};
    judge_each(rs, list, judge_purpose, members);
    for (uint32_t i = 0; i < rs->count; i++) list[i] = (Numbered){group_of(rs, i), i};
    judge_each(rs, list, judge_cause, members);
}

void reasons_compare(Tellings *tellings)
{
    Reasons rs = {.tellings = tellings, .story = tellings->story, .scratch = &tellings->scratch};
    collect(&rs);
    uint32_t *members = NEW(rs.scratch, uint32_t, rs.count + 1);
    compare_answers(&rs, members);
    compare_whys(&rs, members);
}

/* moments.c: days and years that several reports tell of.
 *     "on New Year's Eve" in three reports, resolved to 2015-12-31   -> accord, time, agree
 *     "Anna Lind, 34," / "the 35-year-old Anna Lind"                 -> accord, time, conflict
 * Only where the sentences around them speak of the same; the day of publication itself is told by every report of the
 * day. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "collate/telling.h"
#include "collate/union.h"
#include "mark/group.h"

enum { MOST_MOMENTS = 4000, MOST_VALUES = 64 };
static const double least_alike = 0.3, least_running = 0.15;

typedef struct Moment {
    uint32_t doc, sentence;
    const ArrianTime *time;
    About about;
    uint64_t person; /* whose age it is; 0 where the report does not say, or tells two */
    uint64_t noun;   /* "boy" of "a five-year-old boy", 0 where none follows */
    bool lone;       /* an age of nobody with a name, and the only such that its report tells */
    double hours;    /* how long it lasts; 0 where it is no span of time */
} Moment;
typedef struct Calendar {
    ArrianStory *story;
    Moment *at;
    uint32_t count, *parent; // (count)
} Calendar;

static bool is_age(const Moment *m)
{
    return time_is_age(m->time);
}

/* "Anna Lind, [34],", "Anna Lind, a [34-year-old]", "the [34-year-old] Anna Lind": who bears the age, by his full name. */
static uint64_t person_of(const ArrianDocument *d, ArrianSpan age)
{
    uint32_t i = document_token_at(d, age.start), k = document_names_before(d, age.start);
    if (i && group_word(d, i - 1, "a")) i--;
    bool before = i && k && group_word(d, i - 1, ",") && d->names.at[k - 1].span.end == d->tokens.at[i - 1].span.start;
    if (before) k--;
    if (k >= d->names.count || (!before && d->names.at[k].span.start != age.end + 1)) return 0;
    const ArrianName *name = &d->names.at[k];
    ArrianSlice full = d->entities.at[name->entity].name;
    return name->type == ARRIAN_PERSON && memchr(full.at, ' ', full.length) ? entity_key(d, name->entity) : 0;
}

/* A report that tells two ages of one name tells of two times or of two people. */
static void forget_doubtful(Calendar *c, uint32_t first)
{
    for (uint32_t i = first; i < c->count; i++) {
        uint64_t person = c->at[i].person;
        bool two = false;
        for (uint32_t j = first; j < c->count && person; j++)
            two |= c->at[j].person == person && strcmp(c->at[j].time->value, c->at[i].time->value);
        for (uint32_t j = first; j < c->count && two; j++)
            if (c->at[j].person == person) c->at[j].person = 0;
    }
}

/* "five-year-old", "six years old": no other age of somebody without a name in its report. "Under the age of 18" is many's. */
static void find_lone(Calendar *c, uint32_t first)
{
    for (uint32_t i = first; i < c->count; i++) {
        Moment *m = &c->at[i];
        const ArrianDocument *d = c->story->docs[m->doc];
        m->lone = is_age(m) && !m->person && memmem(d->text.at + m->time->span.start, m->time->span.end - m->time->span.start, "old", 3);
        for (uint32_t j = first; j < c->count && m->lone; j++)
            m->lone = !is_age(&c->at[j]) || c->at[j].person || !strcmp(c->at[j].time->value, m->time->value);
    }
}

/* "P2D" -> 48, "PT8H20M" -> 8.3; 0 for months and years, which nobody counts in hours, and for what is no span. */
static double hours_of(const char *value)
{
    double hours = 0;
    bool clock = false;
    if (*value != 'P') return 0;
    for (const char *at = value + 1; *at; at++) {
        if (*at == 'T' && (clock = true)) continue;
        char *end;
        double count = strtod(at, &end), unit = *end == 'W' ? 168 : *end == 'D' ? 24 : *end == 'H' ? 1 : *end == 'M' && clock ? 1 / 60.0 : 0;
        if (end == at || unit <= 0) return 0;
        hours += count * unit, at = end;
    }
    return hours;
}

static void collect(const ArrianEngine *engine, Calendar *c, Arena *scratch)
{
    uint32_t room = 0;
    for (uint32_t i = 0; i < c->story->count; i++) room += c->story->docs[i]->times.count;
    c->at = NEW(scratch, Moment, room < MOST_MOMENTS ? room + 1 : MOST_MOMENTS);
    for (uint32_t i = 0; i < c->story->count; i++) {
        const ArrianDocument *d = c->story->docs[i];
        uint32_t first = c->count;
        for (uint32_t k = 0; k < d->times.count && c->count < MOST_MOMENTS; k++) {
            const ArrianTime *t = &d->times.at[k];
            if (!t->value[0] || t->precision == ARRIAN_VAGUE) continue;
            uint32_t sentence = d->tokens.at[document_token_at(d, t->span.start)].sentence;
            About about = about_span(engine, scratch, d, d->sentences.at[sentence].span);
            Moment *m = &c->at[c->count++];
            *m = (Moment){.doc = i, .sentence = sentence, .time = t, .about = about};
            uint32_t next = document_token_at(d, t->span.end);
            if (!is_age(m)) m->hours = hours_of(t->value);
            else m->person = person_of(d, t->span), m->noun = next < d->tokens.count ? about_word(engine, d, next) : 0;
        }
        find_lone(c, first);
        forget_doubtful(c, first);
    }
}

/* "early next year", "at the end of May": more exact than the year and the month that they stand for. */
static bool is_part(const ArrianDocument *d, const Moment *m)
{
    static const char *const parts[] = {"early", "late", "mid", "middle", "start", "beginning", "end"};
    uint32_t first = document_token_at(d, m->time->span.start);
    if (m->time->precision == ARRIAN_DAY) return false;
    for (uint32_t i = first; i < d->tokens.count && d->tokens.at[i].span.start < m->time->span.end; i++)
        for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
            if (slice_is(document_words(d, d->tokens.at[i].span), parts[k])) return true;
    return false;
}

/* Moments in the order of something that each has: its value, then the root of its group. */
typedef struct Placed {
    const char *value; /* NULL where the root is all that counts */
    uint32_t root, moment;
} Placed;

static int by_place(const void *x, const void *y)
{
    const Placed *a = x, *b = y;
    int order = a->value ? strcmp(a->value, b->value) : 0;
    if (order) return order;
    if (a->root != b->root) return a->root < b->root ? -1 : 1;
    return a->moment < b->moment ? -1 : a->moment > b->moment;
}

static bool other_person(const Moment *a, const Moment *b)
{
    return is_age(a) != is_age(b) || (a->person && b->person && a->person != b->person);
}

/* How old two reports say that one person is, be it the same or not. */
static void group_ages(Calendar *c)
{
    for (uint32_t i = 0; i < c->count; i++)
        for (uint32_t j = i + 1; j < c->count && c->at[i].person; j++)
            if (c->at[j].person == c->at[i].person && !story_strangers(c->story, c->at[i].doc, c->at[j].doc))
                union_join(c->parent, i, j);
}

/* "a five-year-old boy", "the six-year-old": of one who has no name, where both reports tell of one such only. */
static bool is_one_child(const Moment *a, const Moment *b)
{
    enum { MOST_YEARS = 3 };
    return a->doc != b->doc && a->lone && b->lone && (a->noun == b->noun || !a->noun || !b->noun) &&
           abs(atoi(a->time->value + 1) - atoi(b->time->value + 1)) <= MOST_YEARS;
}

/* "four days", "nearly 100 hours": one span of time, by one hour in ten. */
static bool lasts_alike(const Moment *a, const Moment *b)
{
    return a->hours > 0 && b->hours > 0 && a->hours <= b->hours * 1.1 && b->hours <= a->hours * 1.1;
}

/* Hours from one report to another, 12 of a day without an hour. */
static double hours_between(const ArrianDocument *a, const ArrianDocument *b)
{
    int from = dates_minute(a), to = dates_minute(b);
    return 24.0 * (b->anchor - a->anchor) + ((to < 0 ? 720 : to) - (from < 0 ? 720 : from)) / 60.0;
}

/* "trapped for around 50 hours", and two days on "for more than 85 hours": it grew by about as much as the reports lie apart. */
static bool grew_on(const ArrianDocument *d, double hours, const ArrianDocument *other, double more)
{
    static const double least = 12, most = 30 * 24, slack = 24;
    if (hours < least || more < least || d->anchor == NO_DAY || other->anchor == NO_DAY) return false;
    double apart = hours_between(d, other), grown = more - hours;
    if (apart < 0) apart = -apart, grown = -grown;
    return grown > 0 && apart > 1 && apart < most && grown > apart / 2 - slack / 2 && grown < apart * 1.5 + slack;
}

bool moments_run_on(const ArrianDocument *d, const char *value, const ArrianDocument *other, const char *more)
{
    return grew_on(d, hours_of(value), other, hours_of(more));
}

static bool runs_on(const Calendar *c, const Moment *a, const Moment *b)
{
    return grew_on(c->story->docs[a->doc], a->hours, c->story->docs[b->doc], b->hours);
}

/* What is told in two values and yet may be one. */
static void group_unlike(Calendar *c)
{
    for (uint32_t i = 0; i < c->count; i++)
        for (uint32_t j = i + 1; j < c->count && (c->at[i].lone || c->at[i].hours > 0); j++) {
            const Moment *a = &c->at[i], *b = &c->at[j];
            bool running = a->hours > 0 && runs_on(c, a, b), one = running || is_one_child(a, b) || lasts_alike(a, b);
            if (one && !story_strangers(c->story, a->doc, b->doc) && about_same(a->about, b->about) >= (running ? least_running : least_alike))
                union_join(c->parent, i, j);
        }
}

/* Of one person two ages: within a year, a birthday may lie between the reports. */
static void judge_ages(const Calendar *c, const Placed *members, uint32_t count, ArrianAccord *ret)
{
    enum { BIRTHDAY_DAYS = 7 };
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = i + 1; j < count; j++) {
            const Moment *a = &c->at[members[i].moment], *b = &c->at[members[j].moment];
            bool one = a->person ? a->person == b->person : is_one_child(a, b);
            if (!one || !strcmp(a->time->value, b->time->value)) continue;
            int from = c->story->docs[a->doc]->anchor, to = c->story->docs[b->doc]->anchor;
            bool older = from != NO_DAY && to != NO_DAY && abs(to - from) > BIRTHDAY_DAYS &&
                         (to > from) == (atoi(b->time->value + 1) > atoi(a->time->value + 1));
            ret->verdict = older ? ARRIAN_CHANGED : ARRIAN_CONFLICT;
            if (!older) return;
        }
}

static void judge_spans(const Calendar *c, const Placed *members, uint32_t count, ArrianAccord *ret)
{
    const Moment *a = &c->at[members[0].moment];
    const char *hint = NULL;
    for (uint32_t k = 1; k < count && a->hours > 0; k++) {
        const Moment *b = &c->at[members[k].moment];
        if (strcmp(a->time->value, b->time->value)) hint = a->hours == b->hours ? "unit" : "rounding";
    }
    if (hint) ret->verdict = ARRIAN_COMPATIBLE;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = i + 1; j < count; j++)
            if (!lasts_alike(&c->at[members[i].moment], &c->at[members[j].moment]) &&
                runs_on(c, &c->at[members[i].moment], &c->at[members[j].moment]))
                hint = "update", ret->verdict = ARRIAN_CHANGED;
    if (hint) ret->hint = (ArrianSlice){arena_copy(&c->story->arena, hint, strlen(hint)), (uint32_t)strlen(hint)};
}

static void group_moments(Calendar *c, Placed *order)
{
    for (uint32_t i = 0; i < c->count; i++) order[i] = (Placed){c->at[i].time->value, 0, i};
    qsort(order, c->count, sizeof *order, by_place);
    for (uint32_t i = 0; i < c->count; i++)
        for (uint32_t j = i + 1; j < c->count && !strcmp(order[i].value, order[j].value); j++) {
            uint32_t a = order[i].moment, b = order[j].moment;
            if (union_root(c->parent, a) != union_root(c->parent, b) && !other_person(&c->at[a], &c->at[b]) &&
                !story_strangers(c->story, c->at[a].doc, c->at[b].doc) && about_same(c->at[a].about, c->at[b].about) >= least_alike)
                union_join(c->parent, a, b);
        }
}

/* The members of one group, in their order. */
static void add_accord(Calendar *c, const Placed *members, uint32_t count)
{
    Arena *arena = &c->story->arena;
    const char *value = c->at[members[0].moment].time->value;
    ArrianAccord accord = {.about = ARRIAN_ABOUT_TIME, .verdict = ARRIAN_AGREED};
    uint32_t docs = 0, last = ARRIAN_NONE;
    if (count > MOST_VALUES) count = MOST_VALUES;
    for (uint32_t k = 0; k < count; k++) {
        docs += c->at[members[k].moment].doc != last;
        last = c->at[members[k].moment].doc;
    }
    if (docs < 2) return;
    for (uint32_t k = 1; k < count; k++)
        if (is_part(c->story->docs[c->at[members[k].moment].doc], &c->at[members[k].moment]) !=
            is_part(c->story->docs[c->at[members[0].moment].doc], &c->at[members[0].moment]))
            accord.verdict = ARRIAN_COMPATIBLE;
    judge_ages(c, members, count, &accord);
    judge_spans(c, members, count, &accord);
    accord.values = NEW(arena, ArrianValue, count);
    for (uint32_t k = 0; k < count; k++) {
        const Moment *m = &c->at[members[k].moment];
        ArrianSlice words = {arena_copy(arena, m->time->value, strlen(m->time->value)), (uint32_t)strlen(m->time->value)};
        accord.values[accord.count++] = (ArrianValue){
            m->doc, m->time->span, words, lineage_source(c->story->docs[m->doc], m->time->span), ARRIAN_NONE};
    }
    ArrianSlice term = document_words(c->story->docs[accord.values[0].doc], accord.values[0].span);
    char *question = is_age(&c->at[members[0].moment]) ? arena_print(arena, "how old? %.*s", (int)term.length, term.at)
                     : *value == 'P' ? arena_print(arena, "what span of time? %.*s", (int)term.length, term.at)
                                     : arena_print(arena, "when? %s", value);
    accord.question = (ArrianSlice){question, (uint32_t)strlen(question)};
    accord.origins = lineage_origins(c->story, &accord);
    LIST_ADD(arena, c->story->accords, accord);
}

void moments_compare(const ArrianEngine *engine, ArrianStory *story)
{
    Arena scratch = {.trap = story->arena.trap};
    Calendar c = {.story = story};
    collect(engine, &c, &scratch);
    c.parent = union_new(&scratch, c.count);
    Placed *order = NEW(&scratch, Placed, c.count + 1);
    group_moments(&c, order);
    group_ages(&c);
    group_unlike(&c);
    for (uint32_t i = 0; i < c.count; i++) order[i] = (Placed){NULL, union_root(c.parent, i), i};
    qsort(order, c.count, sizeof *order, by_place);
    for (uint32_t i = 0, end; i < c.count; i = end) {
        for (end = i; end < c.count && order[end].root == order[i].root;) end++;
        add_accord(&c, &order[i], end - i);
    }
    arena_end(&scratch);
}

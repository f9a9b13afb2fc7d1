/* time.c: which words are a time.   "He left last Tuesday" -> "last Tuesday", told of in the past
 * data/time.rule proposes, this file looks at what stands around it, moment.c says which time it is. */
#include "base/error.h"
#include "mark/group.h"
#include "mark/name.h"
#include "mark/time.h"
#include "model/model.h"
#include "parse/inflect.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct TimeData {
    Rules *rules;
};
enum { CLIMB = 12, /* from the words of a time to their verb */ REACH_BACK = 16 /* from "until" to what was put off */ };

int time_data_open(ArrianEngine *engine, ArrianError *why)
{
    const char *bytes;
    size_t size;
    TimeData *data = NEW(&engine->arena, TimeData, 1);
    engine->mark->time = data;
    TRY(data_load(&engine->arena, engine->folder, "time.rule", &bytes, &size, why));
    TRY(rules_parse(&engine->arena, &engine->words, "time.rule", bytes, size, &data->rules, why));
    return ARRIAN_OK;
}

void time_freeze(ArrianEngine *engine)
{
    rules_freeze(engine->mark->time->rules, &engine->facts);
}

/* "2017" alone is a year unless it counts something: "2000 troops". */
static bool is_year(const Clock *c, const RuleMatch *m)
{
    const ArrianToken *tokens = c->d->tokens.at;
    if (tokens[m->first].span.end - tokens[m->first].span.start != 4 || m->end - m->first != 1) return false;
    if (m->first && !(tokens[m->first].flags & ARRIAN_SPACE_BEFORE)) {
        char before = c->d->text.at[tokens[m->first].span.start - 1];
        if (before != '(' && before != '-') return false;
    }
    if (m->end >= c->d->tokens.count || tokens[m->end].sentence != tokens[m->first].sentence)
        return tokens[m->first].value >= 1900 && tokens[m->first].value <= 2050;
    ArrianSlice next = document_words(c->d, tokens[m->end].span);
    if (next.length && (next.at[0] == '%' || next.at[0] == '.')) return next.at[0] == '.';
    bool plural = next.length > 3 && next.at[next.length - 1] == 's' && next.at[0] >= 'a',
         dated = m->first > c->d->sentences.at[tokens[m->first].sentence].first && group_word(c->d, m->first - 1, "the") &&
                 (int)tokens[m->first].value % 100; /* "the 1992 protests", not "the 2000 troops" */
    return (!plural || dated) && tokens[m->first].value <= 2050;
}

/* "sat", "may", "march", "sun" are words until a capital says otherwise. */
static bool wants_capital(const Clock *c, const RuleMatch *m)
{
    for (uint32_t k = 0; k < m->keeps; k++)
        if (m->keep[k].name == 'm' || m->keep[k].name == 'w') {
            const ArrianToken *token = &c->d->tokens.at[m->keep[k].token];
            if (token->flags & ARRIAN_WORD && !(token->flags & ARRIAN_UPPER_FIRST)) return true;
        }
    return false;
}

/* Is the token a word of that class of data/time.rule? */
static bool in_class(const Clock *c, const char *class, uint32_t token)
{
    double value;
    return rule_class_value(c->engine->mark->time->rules, class, c->d->tokens.at[token].word, &value);
}

/* The span leaves out a preposition or a comma that the rule needed: "in July" -> July. */
static uint32_t first_of(const Clock *c, const RuleMatch *m)
{
    if (m->end - m->first < 2 || !(in_class(c, "lead", m->first) || group_word(c->d, m->first, ","))) return m->first;
    return m->first + !(group_word(c->d, m->first, "over") && rule_kept(m, 'n'));
}

/* ... and the word behind it that says what the rule read: "the year [ended] July 31". */
static uint32_t end_of(const Clock *c, const RuleMatch *m)
{
    return m->end - (m->end > m->first + 1 && in_class(c, "closing", m->end - 1));
}

/* "$1.76 a year", "four flights a week", "twice a day": how often, no time. */
static bool is_rate(const Clock *c, const RuleMatch *m)
{
    const ArrianToken *tokens = c->d->tokens.at;
    if (m->end - m->first != 2 || !group_one_of(c->d, m->first, (const char *const[]){"a", "an", NULL})) return false;
    if (m->first == 0 || tokens[m->first - 1].sentence != tokens[m->first].sentence) return false;
    if (tokens[m->first - 1].flags & ARRIAN_NUMBER || in_class(c, "often", m->first - 1)) return true;
    return inflect_is_plural(c->engine, document_words(c->d, tokens[m->first - 1].span)) && m->first >= 2 &&
           tokens[m->first - 2].flags & ARRIAN_NUMBER;
}

/* "on ABC's [This Week]": a name, in capitals word by word inside a sentence, where no month and no day asks for them. */
static bool is_titled(const Clock *c, const RuleMatch *m)
{
    const ArrianToken *tokens = c->d->tokens.at;
    if (m->end - m->first < 2 || tokens[m->first].flags & ARRIAN_FIRST || c->d->sentences.at[tokens[m->first].sentence].headline)
        return false;
    if (rule_kept(m, 'm') || rule_kept(m, 'w') || !strncmp(m->action, "feast", 5)) return false;
    for (uint32_t i = m->first; i < m->end; i++)
        if (!(tokens[i].flags & ARRIAN_UPPER_FIRST) || tokens[i].flags & ARRIAN_ALL_UPPER) return false;
    return true;
}

/* "Jan Kubis", "60 Minutes", "a second round": names and ordinals that look like times. */
static bool is_other(const Clock *c, const RuleMatch *m)
{
    const ArrianToken *tokens = c->d->tokens.at;
    const RuleKeep *month = rule_kept(m, 'm'), *unit = rule_kept(m, 'u');
    if (month && m->end - m->first == 1 && group_word(c->d, m->first, "jan")) return true;
    if (is_titled(c, m)) return true;
    if (unit && m->end - m->first == 2 && group_word(c->d, unit->token, "second")) return true;
    return unit && tokens[unit->token].flags & ARRIAN_UPPER_FIRST && !(tokens[unit->token].flags & ARRIAN_ALL_UPPER) &&
           unit->token > m->first && tokens[unit->token - 1].flags & ARRIAN_NUMBER &&
           !c->d->sentences.at[tokens[m->first].sentence].headline;
}

/* "the [Six-Day War]", "the [September 11 attacks]": a time inside the name of an event */
static bool is_event(const Clock *c, const RuleMatch *m)
{
    uint32_t entry, end, sentence = c->d->tokens.at[m->first].sentence,
                         stop = c->d->sentences.at[sentence].first + c->d->sentences.at[sentence].count;
    for (uint32_t i = m->first; i < m->end && i < stop; i++)
        if (name_lookup(c->engine, c->d, i, stop, &entry, &end) && end > m->end &&
            name_entry(c->engine, entry)->type == ARRIAN_EVENT)
            return true;
    return false;
}

/* "May 5, 999999": a year that no calendar writes; the day is none of this year's. */
static bool has_huge_year(const Clock *c, const RuleMatch *m)
{
    const ArrianToken *tokens = c->d->tokens.at;
    uint32_t sentence = tokens[m->first].sentence, end = c->d->sentences.at[sentence].first + c->d->sentences.at[sentence].count,
             at = m->end;
    if (!rule_kept(m, 'm') || rule_kept(m, 'y')) return false;
    if (at < end && c->d->text.at[tokens[at].span.start] == ',') at++;
    return at < end && tokens[at].flags & ARRIAN_NUMBER && tokens[at].span.end - tokens[at].span.start > 4 &&
           !memchr(c->d->text.at + tokens[at].span.start, ',', tokens[at].span.end - tokens[at].span.start) &&
           (at + 1 >= end || tokens[at + 1].flags & ARRIAN_PUNCT); /* "On May 5, 12000 people" */
}

enum { AHEAD_ALWAYS = 1, AHEAD_BEFORE_TO, AHEAD_BY_INFINITIVE };
/* How the word looks ahead, as class `ahead` of time.rule has it; 0 where it does not. */
static int looks_ahead(const Clock *c, uint32_t token)
{
    double how;
    uint32_t word = c->d->tokens.at[token].word;
    return word && rule_class_value(c->engine->mark->time->rules, "ahead", word, &how) ? (int)how : 0;
}

static bool points_ahead(const Clock *c, uint32_t token)
{
    int how = looks_ahead(c, token);
    if (how != AHEAD_BEFORE_TO) return how == AHEAD_ALWAYS;
    return token + 1 < c->d->tokens.count && group_one_of(c->d, token + 1, (const char *const[]){"to", "for", NULL});
}

static TimeTense tense_of_words(const Clock *c, uint32_t token)
{
    const ArrianSentence *s = &c->d->sentences.at[c->d->tokens.at[token].sentence];
    for (uint32_t i = s->first; i < s->first + s->count; i++)
        if (points_ahead(c, i)) return TENSE_AHEAD;
    return TENSE_UNKNOWN;
}

static ArrianSlice tag_of(const Clock *c, uint32_t token)
{
    uint8_t tag = c->d->tokens.at[token].xpos;
    return tag ? model_label(c->engine->model->model, MODEL_XPOS, tag - 1u) : (ArrianSlice){0};
}

/* "[had] been due": what looked ahead then is over now */
static bool has_had(const Clock *c, uint32_t token)
{
    const ArrianToken *tokens = c->d->tokens.at;
    for (uint32_t i = c->d->sentences.at[tokens[token].sentence].first; i < token; i++)
        if (tokens[i].head == token && group_word(c->d, i, "had")) return true;
    return false;
}

/* "plans to meet", "agreed to sell", "guidelines to be published": the infinitive lies ahead of what governs it, where
 * that itself is not over ("had been due to expire"). */
static TimeTense tense_of_infinitive(const Clock *c, uint32_t verb, bool passive)
{
    const ArrianToken *tokens = c->d->tokens.at;
    const ArrianSentence *s = &c->d->sentences.at[tokens[verb].sentence];
    uint32_t above = tokens[verb].head;
    if (above < s->first || above >= s->first + s->count || above == verb) return TENSE_UNKNOWN;
    if (has_had(c, above)) return TENSE_PAST;
    ArrianSlice tag = tag_of(c, above);
    return looks_ahead(c, above) || (passive && tag.length && tag.at[0] == 'N') ? TENSE_AHEAD : TENSE_UNKNOWN;
}

/* Of a verb, by what governs and helps it: "will meet" and "plans to meet" look ahead; "met" and "announced" back. */
static TimeTense tense_of_verb(const Clock *c, uint32_t verb, ArrianSlice tag)
{
    static const char *const helpers[] = {"has", "have", "had", "was", "were", "did", "'d", NULL};
    static const char *const present[] = {"is", "are", "am", "be", NULL};
    static const char *const ahead[] = {"may", "might", "should", "must", NULL};
    const ArrianToken *tokens = c->d->tokens.at;
    const ArrianSentence *s = &c->d->sentences.at[tokens[verb].sentence];
    bool past = false, helped = false, to = false, passive = false;
    if (points_ahead(c, verb)) return TENSE_AHEAD;
    if (slice_is(tag, "VBD")) return TENSE_PAST;
    for (uint32_t i = s->first; i < verb; i++) {
        if (tokens[i].head != verb) continue;
        if (points_ahead(c, i) || group_one_of(c->d, i, ahead)) return TENSE_AHEAD;
        past |= group_one_of(c->d, i, helpers);
        passive |= group_one_of(c->d, i, present);
        helped |= slice_is(tag_of(c, i), "MD");
        to |= group_word(c->d, i, "to");
    }
    if (past || (slice_is(tag, "VBN") && !helped && !passive)) return TENSE_PAST;
    return to ? tense_of_infinitive(c, verb, passive && slice_is(tag, "VBN")) : TENSE_UNKNOWN;
}

enum { DELAYS_ALWAYS = 1, DELAYS_UNLESS_OVER };
/* "extended it" looks ahead; "is open" and "have" do, unless "was open", "have waited". */
static bool delays(const Clock *c, uint32_t token, uint32_t bound)
{
    const Rules *rules = c->engine->mark->time->rules;
    const ArrianToken *tokens = c->d->tokens.at;
    uint32_t low = c->d->sentences.at[tokens[token].sentence].first;
    double how;
    if (!rule_class_value(rules, "delays", tokens[token].word, &how)) return false;
    if (how < DELAYS_UNLESS_OVER) return true;
    for (uint32_t i = token; i-- > low && i + 4 > token;)
        if (in_class(c, "over", i)) return false;
    return token + 1 == bound || !group_one_of(c->d, token, (const char *const[]){"have", "has", NULL});
}

/* "until Friday" behind what was put off lies ahead ("extended it until Friday"), "since March" back. */
static TimeTense tense_of_bound(const Clock *c, uint32_t first)
{
    static const char *const until[] = {"until", "till", "through", NULL};
    uint32_t low = c->d->sentences.at[c->d->tokens.at[first].sentence].first;
    if (group_word(c->d, first, "since") || (first > low && group_word(c->d, first - 1, "since"))) return TENSE_PAST;
    uint32_t bound = group_one_of(c->d, first, until) ? first : first > low && group_one_of(c->d, first - 1, until) ? first - 1 : ARRIAN_NONE;
    if (bound != ARRIAN_NONE)
        for (uint32_t i = bound; i-- > low && i + REACH_BACK > bound;)
            if (delays(c, i, bound)) return TENSE_AHEAD;
    bool soon = first >= low + 3 && group_word(c->d, first - 1, "as") && group_word(c->d, first - 2, "soon"); /* "as soon as Tuesday" */
    return soon ? TENSE_AHEAD : TENSE_UNKNOWN;
}

/* The tense of the nearest verb above the token in the tree; without a tree, of the words of the sentence. A time that
 * owns a noun ("Wednesday's ruling") has none. */
static TimeTense tense_at(const Clock *c, uint32_t token)
{
    static const char *const owns[] = {"'s", "’s", NULL};
    const ArrianToken *tokens = c->d->tokens.at;
    uint32_t next = token + 1;
    if (tokens[token].head == ARRIAN_NONE) return tense_of_words(c, token);
    if (group_one_of(c->d, token, owns) || (next < c->d->tokens.count && group_one_of(c->d, next, owns))) return TENSE_UNKNOWN;
    for (uint32_t steps = 0, at = token; steps < CLIMB; steps++) {
        ArrianSlice tag = tag_of(c, at);
        if (tag.length >= 2 && tag.at[0] == 'V' && tag.at[1] == 'B') {
            TimeTense tense = tense_of_verb(c, at, tag);
            if (tense != TENSE_UNKNOWN) return tense;
        } else if (points_ahead(c, at) && !slice_is(tag, "NN")) {
            return has_had(c, at) ? TENSE_PAST : TENSE_AHEAD;
        }
        if (tokens[at].head == at || tokens[at].head == ARRIAN_NONE) break;
        at = tokens[at].head;
    }
    return TENSE_UNKNOWN;
}

static void add_time(Clock *c, const RuleMatch *m, MarkTags *tags)
{
    ArrianTime t = {.span = document_tokens_span(c->d, first_of(c, m), end_of(c, m)), .basis = ARRIAN_EXPLICIT};
    if (is_rate(c, m) || is_other(c, m) || is_event(c, m) || has_huge_year(c, m) || (!strcmp(m->action, "bare_year") && !is_year(c, m))) return;
    c->tense = tense_of_bound(c, m->first);
    if (c->tense == TENSE_UNKNOWN) c->tense = tense_at(c, m->end - 1);
    if (c->tense == TENSE_UNKNOWN && group_word(c->d, m->first, "by")) c->tense = TENSE_AHEAD;
    if (!moment_of(c, &t, m)) return;
    moment_told(c, &t);
    if (t.precision == ARRIAN_DAY && !t.value[0] && t.basis == ARRIAN_EXPLICIT) t.basis = ARRIAN_RELATIVE;
    mark_tag(c->d, tags->time, t.span, c->d->times.count);
    LIST_ADD(&c->d->arena, c->d->times, t);
}

static void set_clock(Clock *c)
{
    int month = 0, year = 0, none;
    c->day = c->told = c->d->anchor;
    c->quarter = NO_DAY;
    if (c->day != NO_DAY) date_civil(c->day, &c->year, &c->month, &none);
    else if (c->d->head.published[0] && sscanf(c->d->head.published, "%4d-%2d", &year, &month) >= 1)
        c->year = year, c->month = month;
}

/* Where a rule may look to: the end of the sentence; and beyond it where a line broke off between "Sept." and "30". */
static uint32_t reach_of(const Clock *c, uint32_t sentence)
{
    const ArrianSentence *s = &c->d->sentences.at[sentence];
    uint32_t end = s->first + s->count;
    if (sentence + 1 >= c->d->sentences.count || !s->count || end >= c->d->tokens.count) return end;
    bool broken = in_class(c, "month", end - 1) && c->d->tokens.at[end].flags & ARRIAN_NUMBER;
    return broken ? end + (s[1].count < 3 ? s[1].count : 3) : end;
}

/* The match at token i; or one that starts inside it, before or with its first figure, is no shorter and ends later:
 * "of [Sept. 30]", not "of Sept."; but "72 hours" of "72 hours after". */
static bool find_time(const Clock *c, uint32_t i, uint32_t reach, RuleMatch *ret)
{
    const Rules *rules = c->engine->mark->time->rules;
    if (!rule_find(rules, c->d->tokens.at, i, reach, ret)) return false;
    uint32_t last = ret->keeps ? ret->keep[0].token + 1 : ret->end;
    for (uint32_t k = i + 1; k < ret->end && k < last; k++) {
        RuleMatch other;
        if (rule_find(rules, c->d->tokens.at, k, reach, &other) && other.end > ret->end &&
            other.end - other.first >= ret->end - ret->first && !wants_capital(c, &other))
            *ret = other;
    }
    return !wants_capital(c, ret);
}

/* Is a person named right before the comma at token i? */
static bool person_ends_at(const ArrianDocument *d, uint32_t i)
{
    uint32_t byte = d->tokens.at[i].span.start, k = document_names_before(d, byte);
    return k && d->names.at[k - 1].span.end == byte && d->names.at[k - 1].type == ARRIAN_PERSON;
}

/* "Anna Lind, [34], left": how old a person is who was just named. */
static bool is_age(const ArrianDocument *d, uint32_t i, uint32_t end)
{
    static const char *const ends[] = {",", ".", ";", NULL};
    const ArrianToken *token = &d->tokens.at[i];
    bool whole = token->flags & ARRIAN_NUMBER && token->span.end - token->span.start <= 3 && d->text.at[token->span.start] <= '9';
    if (!whole || token->value < 1 || token->value > 110 || token->value != (int)token->value) return false;
    return i + 1 < end && group_one_of(d, i + 1, ends) && group_word(d, i - 1, ",") && person_ends_at(d, i - 1);
}

static int by_start(const void *a, const void *b)
{
    const ArrianTime *x = a, *y = b;
    return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

void time_ages(ArrianDocument *d, MarkTags *tags)
{
    uint32_t before = d->times.count;
    for (uint32_t s = 0; s < d->sentences.count; s++) {
        uint32_t first = d->sentences.at[s].first, end = first + d->sentences.at[s].count;
        for (uint32_t i = first + 2; i < end; i++) {
            if (tags->time[i] != ARRIAN_NONE || !is_age(d, i, end)) continue;
            ArrianTime t = {.span = d->tokens.at[i].span, .basis = ARRIAN_EXPLICIT};
            value_duration(&t, d->tokens.at[i].value, UNIT_YEAR);
            LIST_ADD(&d->arena, d->times, t);
        }
    }
    if (d->times.count == before) return;
    qsort(d->times.at, d->times.count, sizeof *d->times.at, by_start);
    for (uint32_t k = 0; k < d->times.count; k++) mark_tag(d, tags->time, d->times.at[k].span, k);
}

void time_document(const ArrianEngine *engine, ArrianDocument *d, MarkTags *tags)
{
    Clock c = {.engine = engine, .d = d};
    uint32_t next = 0;
    set_clock(&c);
    for (uint32_t s = 0; s < d->sentences.count; s++) {
        const ArrianSentence *sentence = &d->sentences.at[s];
        uint32_t end = sentence->first + sentence->count, reach = reach_of(&c, s), before = d->times.count;
        for (uint32_t i = sentence->first > next ? sentence->first : next;
             i < end && d->times.count < before + MOST_MARKS_A_SENTENCE; i = next) {
            RuleMatch m;
            next = i + 1;
            if (!find_time(&c, i, reach, &m)) continue;
            uint32_t count = d->times.count;
            add_time(&c, &m, tags);
            if (d->times.count > count) next = m.end;
        }
    }
}

void mark_times_again(const ArrianEngine *engine, ArrianDocument *d)
{
    uint32_t count = d->times.count;
    ArrianTime *before = d->times.at;
    MarkTags tags = mark_tags(d);
    d->times.at = NULL;
    d->times.count = d->times.room = 0;
    time_document(engine, d, &tags);
    time_ages(d, &tags);
    if (d->times.count == count) return;
    d->times.at = before; /* claims point into the list: keep it as it was */
    d->times.count = d->times.room = count;
}

/* time.c: phrases to dates.   "last Tuesday" + report of 2024-05-09 -> 2024-05-07
 * data/time.rule proposes; this file anchors to the report's date. A phrase that the text does not settle is kept
 * without a value. */
#include "base/date.h"
#include "base/error.h"
#include "mark/mark.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct TimeData {
    Rules *rules;
    Map future; /* words that point ahead: will, to, plan ... */
};

typedef struct Clock {
    const ArrianEngine *engine;
    ArrianDocument *d;
    int day;         /* of the report, NO_DAY where unknown */
    int year, month; /* of the report, 0 where unknown */
    int told;        /* the day last told of in the text */
    bool ahead;      /* the sentence speaks of what is to come */
} Clock;

int time_data_open(ArrianEngine *engine, ArrianError *why)
{
    static const char *const ahead[] = {"will",     "'ll",      "shall", "plan", "plans", "planned", "scheduled",
                                        "expected", "upcoming", "due",   "set",  "ahead", "would"};
    const char *bytes;
    size_t size;
    TimeData *data = NEW(&engine->arena, TimeData, 1);
    engine->mark->time = data;
    TRY(data_load(&engine->arena, engine->folder, "time.rule", &bytes, &size, why));
    TRY(rules_parse(&engine->arena, &engine->words, "time.rule", bytes, size, &data->rules, why));
    for (size_t i = 0; i < sizeof ahead / sizeof *ahead; i++)
        map_put(&engine->arena, &data->future, table_add(&engine->words, ahead[i], strlen(ahead[i])), 1);
    return ARRIAN_OK;
}

void time_freeze(ArrianEngine *engine)
{
    rules_freeze(engine->mark->time->rules, engine->words.words.count);
}

static int kept(const RuleMatch *m, char name, int otherwise)
{
    const RuleKeep *keep = rule_kept(m, name);
    return keep ? (int)keep->value : otherwise;
}

static bool put_day(ArrianTime *t, int day)
{
    t->precision = ARRIAN_DAY;
    return date_write(day, t->value);
}

static void put_month(ArrianTime *t, int year, int month)
{
    t->precision = ARRIAN_MONTH;
    if (year) snprintf(t->value, sizeof t->value, "%04d-%02d", year, month);
}

static void put_year(ArrianTime *t, int year)
{
    t->precision = ARRIAN_YEAR;
    if (year) snprintf(t->value, sizeof t->value, "%04d", year);
}

static void put_days(ArrianTime *t, int from, int to)
{
    char a[11], b[11];
    if (date_write(from, a) && date_write(to, b)) snprintf(t->value, sizeof t->value, "%s/%s", a, b);
    t->precision = ARRIAN_DAY;
}

static void put_vague(ArrianTime *t)
{
    t->value[0] = 0;
    t->precision = ARRIAN_VAGUE;
}

/* "5 January" in a report of 2016-01-22: the year that brings the day nearest, the past first. */
static void put_near_day(Clock *c, ArrianTime *t, int month, int day)
{
    t->precision = ARRIAN_DAY;
    if (!c->year) return;
    int best = date_day(c->year, month, day), reach = c->ahead ? 240 : 60;
    if (c->day != NO_DAY && best != NO_DAY) {
        if (best > c->day + reach) best = date_day(c->year - 1, month, day);
        else if (best < c->day - 300) best = date_day(c->year + 1, month, day);
    }
    put_day(t, best);
}

static void put_near_month(Clock *c, ArrianTime *t, int month, int direction)
{
    int year = c->year;
    if (year && c->month) {
        int ahead = month - c->month;
        if (direction < 0) year -= ahead >= 0;
        else if (direction > 0) year += ahead <= 0;
        else if (c->ahead) year += ahead < -3;
        else year -= ahead > 0;
    }
    put_month(t, year, month);
}

/* direction: -1 last, 0 bare, 1 next, 2 this, -7 a week ago, 7 next week, 8 a week from. */
static void put_weekday(Clock *c, ArrianTime *t, int weekday, int direction)
{
    t->precision = ARRIAN_DAY;
    if (c->day == NO_DAY) return;
    int today = date_weekday(c->day), back = (today - weekday + 7) % 7, forward = (weekday - today + 7) % 7;
    int day = c->day - back;
    if (direction == -1) day = c->day - (back ? back : 7);
    else if (direction == 1) day = c->day + (forward ? forward : 7);
    else if (direction == 2) day = c->day - today + weekday;
    else if (direction == -7) day = c->day - back - 7;
    else if (direction == 7) day = c->day - today + 7 + weekday;
    else if (direction == 8) day = c->day + forward + 7;
    else if (c->ahead && forward <= 4) day = c->day + forward;
    put_day(t, day);
}

/* "last week", "this month", "next year". Units as time.rule numbers them. */
static void put_shift(Clock *c, ArrianTime *t, int unit, int by)
{
    int month = c->month + by, year = c->year;
    switch (unit) {
    case 4: put_day(t, c->day == NO_DAY ? NO_DAY : c->day + by); return;
    case 5:
        t->precision = ARRIAN_WEEK;
        if (c->day == NO_DAY) return;
        put_days(t, c->day - date_weekday(c->day) + 7 * by, c->day - date_weekday(c->day) + 7 * by + 6);
        t->precision = ARRIAN_WEEK;
        return;
    case 6:
        t->precision = ARRIAN_MONTH;
        if (!c->month) return;
        while (month < 1) month += 12, year--;
        while (month > 12) month -= 12, year++;
        put_month(t, year, month);
        return;
    case 7: put_year(t, year ? year + by : 0); return;
    case 8:
        t->precision = ARRIAN_DECADE;
        if (year) snprintf(t->value, sizeof t->value, "%03dX", year / 10 + by);
        return;
    case 9:
        t->precision = ARRIAN_VAGUE;
        if (year) snprintf(t->value, sizeof t->value, "%02dXX", year / 100 + by);
        return;
    case 10: {
        t->precision = ARRIAN_QUARTER;
        if (!c->month) return;
        int quarter = (c->month - 1) / 3 + by;
        while (quarter < 0) quarter += 4, year--;
        while (quarter > 3) quarter -= 4, year++;
        snprintf(t->value, sizeof t->value, "%04d-Q%d", year, quarter + 1);
        return;
    }
    default: put_vague(t);
    }
}

static void put_duration(ArrianTime *t, double amount, int unit)
{
    static const char *const letters[] = {"", "TS", "TM", "TH", "D", "W", "M", "Y", "Y", "Y", "M", "D", "W"};
    static const ArrianPrecision precision[] = {
        ARRIAN_VAGUE, ARRIAN_MINUTE, ARRIAN_MINUTE, ARRIAN_MINUTE,  ARRIAN_DAY, ARRIAN_WEEK, ARRIAN_MONTH,
        ARRIAN_YEAR,  ARRIAN_DECADE, ARRIAN_DECADE, ARRIAN_QUARTER, ARRIAN_DAY, ARRIAN_WEEK};
    static const int times[] = {1, 1, 1, 1, 1, 1, 1, 1, 10, 100, 3, 1, 2};
    if (unit < 1 || unit > 12) return put_vague(t);
    const char *letter = letters[unit];
    t->precision = precision[unit];
    snprintf(t->value, sizeof t->value, "P%s%.10g%s", letter[1] ? "T" : "", amount * times[unit],
             letter + (letter[1] != 0));
}

static void put_duration_range(ArrianTime *t, double low, double high, int unit)
{
    ArrianTime other = *t;
    put_duration(t, low, unit);
    put_duration(&other, high, unit);
    size_t length = strlen(t->value);
    snprintf(t->value + length, sizeof t->value - length, "/%s", other.value);
}

/* "two weeks ago": as exact as the unit. */
static void put_ago(Clock *c, ArrianTime *t, int amount, int unit)
{
    if (unit == 4) put_day(t, c->day == NO_DAY ? NO_DAY : c->day - amount);
    else if (unit == 5 || unit == 12) put_shift(c, t, 5, -amount * (unit == 12 ? 2 : 1));
    else if (unit == 6 || unit == 7) put_shift(c, t, unit, -amount);
    else if (unit == 8 && c->year) put_year(t, c->year - 10 * amount);
    else put_vague(t);
}

static void put_clock(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    int hour = kept(m, 'h', 0), minute = kept(m, 'n', 0);
    bool evening = false;
    for (uint32_t i = m->first; i < m->end; i++) {
        ArrianSlice word = document_words(c->d, c->d->tokens.at[i].span);
        evening |= word.length >= 2 && (word.at[0] | 32) == 'p' &&
                   (word.at[word.length - 1] == '.' || (word.at[word.length - 1] | 32) == 'm');
    }
    if (evening && hour < 12) hour += 12;
    char date[11];
    t->precision = ARRIAN_MINUTE;
    if (c->told != NO_DAY && date_write(c->told, date))
        snprintf(t->value, sizeof t->value, "%sT%02d:%02d", date, hour % 24, minute);
}

static bool is_action(const RuleMatch *m, const char *name)
{
    return !strcmp(m->action, name);
}

static bool resolve_calendar(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    int y = kept(m, 'y', 0), month = kept(m, 'm', 0), d = kept(m, 'd', 0), e = kept(m, 'e', 0),
        by = m->arguments ? m->argument[0] : 0;
    if (is_action(m, "date")) put_day(t, date_day(y, month, d));
    else if (is_action(m, "glued")) {
        int glued = kept(m, 'g', 0); /* "032017", "202016": a day and a year without their space */
        y = glued % 10000, d = glued / 10000;
        if (y < 1900 || y > 2100 || d < 1 || d > 31) return false;
        put_day(t, date_day(y, month, d));
    } else if (is_action(m, "day")) put_near_day(c, t, month, d);
    else if (is_action(m, "days")) {
        int year = y ? y : c->year;
        if (year) put_days(t, date_day(year, month, d), date_day(year, month, e));
    } else if (is_action(m, "years")) {
        t->precision = ARRIAN_YEAR;
        snprintf(t->value, sizeof t->value, "%04d/%04d", y, e);
    } else if (is_action(m, "month")) put_month(t, y, month);
    else if (is_action(m, "month_of")) put_month(t, c->year ? c->year + by : 0, month);
    else if (is_action(m, "month_near")) put_near_month(c, t, month, by);
    else if (is_action(m, "year")) put_year(t, y);
    else if (is_action(m, "decade"))
        t->precision = ARRIAN_DECADE, snprintf(t->value, sizeof t->value, "%03dX", y / 10 % 1000);
    else if (is_action(m, "decade_short"))
        t->precision = ARRIAN_DECADE, snprintf(t->value, sizeof t->value, "19%dX", y / 10 % 10);
    else if (is_action(m, "century"))
        t->precision = ARRIAN_VAGUE, snprintf(t->value, sizeof t->value, "%02dXX", (kept(m, 'n', 1) - 1) % 100);
    else if (is_action(m, "season") || is_action(m, "season_near")) {
        int year = y ? y : c->year ? c->year + by : 0;
        t->precision = ARRIAN_SEASON;
        if (year) snprintf(t->value, sizeof t->value, "%04d-%02d", year, kept(m, 's', 21));
    } else if (is_action(m, "quarter") || is_action(m, "quarter_code")) {
        int quarter = is_action(m, "quarter") ? kept(m, 'n', 1)
                                              : document_words(c->d, c->d->tokens.at[m->first].span).at[1] - '0';
        t->precision = ARRIAN_QUARTER;
        if (y || c->year) snprintf(t->value, sizeof t->value, "%04d-Q%d", y ? y : c->year, quarter);
    } else return false;
    return true;
}

static bool resolve_relative(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    int by = m->arguments ? m->argument[0] : 0, unit = kept(m, 'u', 0), n = kept(m, 'n', 1);
    t->basis = ARRIAN_RELATIVE;
    if (is_action(m, "weekday")) put_weekday(c, t, kept(m, 'w', 0), by);
    else if (is_action(m, "day_shift")) put_day(t, c->day == NO_DAY ? NO_DAY : c->day + by);
    else if (is_action(m, "shift")) put_shift(c, t, unit, by);
    else if (is_action(m, "unit_shift")) put_shift(c, t, by, m->argument[1]);
    else if (is_action(m, "ago")) put_ago(c, t, n, unit);
    else if (is_action(m, "in_future")) put_duration(t, n, unit);
    else if (is_action(m, "feast")) put_near_day(c, t, m->argument[0], m->argument[1]);
    else if (is_action(m, "context_day")) {
        t->basis = ARRIAN_FROM_CONTEXT;
        put_day(t, c->told == NO_DAY ? NO_DAY : c->told + by);
    } else return false;
    return true;
}

static bool resolve_amount(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    const RuleKeep *n = rule_kept(m, 'n'), *e = rule_kept(m, 'e');
    int unit = kept(m, 'u', 0);
    if (is_action(m, "duration")) put_duration(t, n ? n->value : 1, unit);
    else if (is_action(m, "duration_one")) put_duration(t, 1, unit);
    else if (is_action(m, "duration_range")) put_duration_range(t, n->value, e->value, unit);
    else if (is_action(m, "ages")) put_duration_range(t, n->value, e->value, 7);
    else if (is_action(m, "age")) put_duration(t, n->value, 7);
    else if (is_action(m, "clock")) put_clock(c, t, m);
    else if (is_action(m, "clock_word")) {
        char date[11];
        bool noon = memchr(c->d->text.at + t->span.start, 'o', t->span.end - t->span.start) != NULL &&
                    c->d->text.at[t->span.end - 2] == 'o';
        t->precision = ARRIAN_MINUTE;
        if (c->told != NO_DAY && date_write(noon ? c->told : c->told + 1, date))
            snprintf(t->value, sizeof t->value, "%sT%s", date, noon ? "12:00" : "00:00");
    } else return false;
    return true;
}

/* The value as TIMEX3 has it, where the rule did not say. */
static void put_timex(ArrianTime *t)
{
    static const char *const seasons[] = {"SP", "SU", "FA", "WI"};
    size_t length = strlen(t->value);
    if (t->timex[0] || !length) return;
    memcpy(t->timex, t->value, length + 1);
    if (t->precision == ARRIAN_WEEK && length == 21) {
        int year, week = date_week(date_read(t->value), &year);
        snprintf(t->timex, sizeof t->timex, "%04d-W%02d", year, week);
    } else if (t->precision == ARRIAN_SEASON && length == 7) {
        snprintf(t->timex, sizeof t->timex, "%.4s-%s", t->value, seasons[(t->value[6] - '1') & 3]);
    } else if (strchr(t->timex, 'X')) {
        *strchr(t->timex, 'X') = 0; /* 199X */
    } else if (strchr(t->timex, '/')) {
        *strchr(t->timex, '/') = 0;
    }
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
    bool plural = next.length > 3 && next.at[next.length - 1] == 's' && next.at[0] >= 'a';
    return !plural && tokens[m->first].value <= 2050;
}

static bool resolve(Clock *c, ArrianTime *t, const RuleMatch *m)
{
    if (is_action(m, "bare_year")) {
        if (!is_year(c, m)) return false;
        put_year(t, kept(m, 'y', 0));
        return true;
    }
    if (resolve_calendar(c, t, m) || resolve_amount(c, t, m)) return true;
    if (resolve_relative(c, t, m)) return true;
    put_vague(t);
    return true;
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

static bool trimmed(const Clock *c, const char *word, uint32_t token)
{
    ArrianSlice text = document_words(c->d, c->d->tokens.at[token].span);
    size_t length = strlen(word);
    if (text.length != length) return false;
    for (size_t i = 0; i < length; i++)
        if ((text.at[i] | 32) != word[i]) return false;
    return true;
}

/* The span leaves out a preposition that the rule needed: "in July" -> July. */
static uint32_t first_of(const Clock *c, const RuleMatch *m)
{
    static const char *const before[] = {"in",   "since",  "until", "by",   "during", "from", "through",
                                         "till", "before", "after", "of",   "at",     "on",   "for",
                                         "over", "within", "took",  "take", "takes",  "to"};
    for (size_t i = 0; i < sizeof before / sizeof *before && m->end - m->first > 1; i++)
        if (trimmed(c, before[i], m->first)) {
            bool keep = !strcmp(before[i], "over") && rule_kept(m, 'n');
            return m->first + !keep;
        }
    return m->first;
}

static void add_time(Clock *c, const RuleMatch *m, MarkTags *tags)
{
    ArrianTime t = {.span = document_tokens_span(c->d, first_of(c, m), m->end), .basis = ARRIAN_EXPLICIT};
    if (!resolve(c, &t, m)) return;
    put_timex(&t);
    if (t.precision == ARRIAN_DAY && strlen(t.value) == 10) c->told = date_read(t.value);
    if (t.precision == ARRIAN_DAY && !t.value[0] && t.basis == ARRIAN_EXPLICIT) t.basis = ARRIAN_RELATIVE;
    mark_tag(c->d, tags->time, t.span, c->d->times.count);
    LIST_ADD(&c->d->arena, c->d->times, t);
}

static void set_clock(Clock *c)
{
    int month = 0, year = 0, none;
    c->day = c->told = c->d->anchor;
    if (c->day != NO_DAY) date_civil(c->day, &c->year, &c->month, &none);
    else if (c->d->head.published[0] && sscanf(c->d->head.published, "%4d-%2d", &year, &month) >= 1)
        c->year = year, c->month = month;
}

static bool speaks_ahead(const Clock *c, const ArrianSentence *s)
{
    uint32_t yes;
    for (uint32_t i = s->first; i < s->first + s->count; i++)
        if (c->d->tokens.at[i].word && map_get(&c->engine->mark->time->future, c->d->tokens.at[i].word, &yes))
            return true;
    return false;
}

void time_document(const ArrianEngine *engine, ArrianDocument *d, MarkTags *tags)
{
    Clock c = {.engine = engine, .d = d};
    set_clock(&c);
    for (uint32_t s = 0; s < d->sentences.count; s++) {
        const ArrianSentence *sentence = &d->sentences.at[s];
        uint32_t end = sentence->first + sentence->count, before = d->times.count;
        c.ahead = speaks_ahead(&c, sentence);
        for (uint32_t i = sentence->first; i < end && d->times.count < before + MOST_MARKS_A_SENTENCE;) {
            RuleMatch m;
            if (!rule_find(engine->mark->time->rules, d->tokens.at, i, end, &m) || wants_capital(&c, &m)) {
                i++;
                continue;
            }
            uint32_t count = d->times.count;
            add_time(&c, &m, tags);
            i = d->times.count > count ? m.end : i + 1;
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
    if (d->times.count == count) return;
    d->times.at = before; /* claims point into the list: keep it as it was */
    d->times.count = d->times.room = count;
}

/* stamp.c: dates as stamps write them.   "Wed Oct 26 2016", "24 January 2022", "18-07-2016", "Oct 032017" -> a day */
#include "base/date.h"
#include "read/parts.h"
#include <stdlib.h>
#include <string.h>

/* "march", "mar" */
static bool is_name(const char *word, const char *name)
{
    return !strcmp(word, name) || (strlen(word) == 3 && !memcmp(word, name, 3));
}

static int month_of(const char *word)
{
    for (int m = 0; m < 12; m++)
        if (is_name(word, date_months[m])) return m + 1;
    return strcmp(word, "sept") ? 0 : 9;
}

static bool is_weekday(const char *word)
{
    for (int k = 0; k < 7; k++)
        if (is_name(word, date_weekdays[k])) return true;
    return !strcmp(word, "tues") || !strcmp(word, "thur") || !strcmp(word, "thurs");
}

uint32_t stamp_word(const ArrianDocument *d, uint32_t at, uint32_t limit, char *word, uint32_t room)
{
    const char *text = d->text.at;
    uint32_t n = 0, reach = at + 8;
    while (at < limit && at < reach && (text[at] == ' ' || text[at] == ',' || text[at] == '.' || text[at] == '\t'))
        at++;
    bool digit = at < limit && text[at] >= '0' && text[at] <= '9';
    while (at < limit && n + 1 < room) {
        char c = text[at];
        bool same = digit ? c >= '0' && c <= '9' : (c | 32) >= 'a' && (c | 32) <= 'z';
        if (!same) break;
        word[n++] = digit ? c : (char)(c | 32);
        at++;
    }
    word[n] = 0;
    return at;
}

static int year_of(const char *word)
{
    int year = strlen(word) == 4 ? atoi(word) : 0;
    return year >= 1900 && year <= 2100 ? year : 0;
}

static int day_of(const char *word)
{
    int day = strlen(word) <= 2 && word[0] >= '0' && word[0] <= '9' ? atoi(word) : 0;
    return day >= 1 && day <= 31 ? day : 0;
}

static uint32_t skip_ordinal(const ArrianDocument *d, uint32_t at, uint32_t limit)
{
    if (at + 2 > limit) return at;
    const char *t = d->text.at + at;
    bool ordinal = !strncmp(t, "st", 2) || !strncmp(t, "nd", 2) || !strncmp(t, "rd", 2) || !strncmp(t, "th", 2);
    return ordinal && (at + 2 == limit || t[2] == ' ' || t[2] == ',') ? at + 2 : at;
}

/* Up to four digits at `at`; their number, and where they end. */
static int number_at(const ArrianDocument *d, uint32_t at, uint32_t limit, uint32_t *ret_end)
{
    int number = 0;
    uint32_t end = at;
    for (; end < limit && end < at + 4 && d->text.at[end] >= '0' && d->text.at[end] <= '9'; end++)
        number = number * 10 + (d->text.at[end] - '0');
    *ret_end = end;
    return end == at ? -1 : number;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool stamp_hour_glued(const char *text, uint32_t end, uint32_t limit)
{
    enum { CLOCK = 3 /* ":44" */ };
    bool minutes = limit - end >= CLOCK && text[end] == ':' && is_digit(text[end + 1]) && is_digit(text[end + 2]);
    bool on = minutes && limit - end > CLOCK && (is_digit(text[end + CLOCK]) || text[end + CLOCK] == ':');
    bool digits = minutes && !on && is_digit(text[end - 2]) && is_digit(text[end - 1]);
    return digits && (text[end - 2] - '0') * 10 + text[end - 1] - '0' < 24;
}

/* 2016-10-26, 18-07-2016, 18/07/2016, 07/18/2016 */
static bool read_numeric(const ArrianDocument *d, uint32_t at, uint32_t limit, int *ret_day, uint32_t *ret_end)
{
    const char *text = d->text.at;
    int part[3];
    for (int k = 0; k < 3; k++) {
        part[k] = number_at(d, at, limit, &at);
        if (part[k] < 0) return false;
        if (k < 2 && (at == limit || (text[at] != '-' && text[at] != '/' && text[at] != '.'))) return false;
        at += k < 2;
    }
    if (at < limit && text[at] >= '0' && text[at] <= '9') return false;
    if (part[2] > 1000 && stamp_hour_glued(text, at, limit)) return false;
    int day = part[0] > 1000   ? date_day(part[0], part[1], part[2])
              : part[2] > 1000 ? date_day(part[2], part[1], part[0])
                               : NO_DAY;
    if (day == NO_DAY && part[2] > 1000) day = date_day(part[2], part[0], part[1]);
    *ret_day = day;
    *ret_end = at;
    return day != NO_DAY;
}

bool stamp_read_short(const ArrianDocument *d, uint32_t at, uint32_t limit, int *ret_month, int *ret_day,
                      uint32_t *ret_end)
{
    char a[16], b[16];
    uint32_t end = stamp_word(d, at, limit, a, sizeof a);
    if (is_weekday(a)) end = stamp_word(d, end, limit, a, sizeof a);
    end = skip_ordinal(d, end, limit);
    uint32_t stop = stamp_word(d, end, limit, b, sizeof b);
    if (month_of(a) && day_of(b)) *ret_month = month_of(a), *ret_day = day_of(b);
    else if (day_of(a) && month_of(b)) *ret_month = month_of(b), *ret_day = day_of(a);
    else return false;
    *ret_end = skip_ordinal(d, stop, limit);
    return true;
}

bool stamp_read(const ArrianDocument *d, uint32_t at, uint32_t limit, int *ret_day, uint32_t *ret_end,
                bool *ret_weekday)
{
    char word[16];
    int month, day;
    if (at >= limit || !strchr("jfmasondtw 0123456789,.", d->text.at[at] >= 'A' ? d->text.at[at] | 32 : d->text.at[at]))
        return false;
    uint32_t end = stamp_word(d, at, limit, word, sizeof word), stop;
    *ret_weekday = is_weekday(word);
    if (!*ret_weekday) end = at;
    for (uint32_t reach = end + 8; end < limit && end < reach && (d->text.at[end] == ' ' || d->text.at[end] == ',');)
        end++;
    if (read_numeric(d, end, limit, ret_day, ret_end)) return true;
    if (stamp_read_short(d, end, limit, &month, &day, &stop)) {
        uint32_t after = stamp_word(d, stop, limit, word, sizeof word);
        if (year_of(word)) return *ret_end = after, (*ret_day = date_day(year_of(word), month, day)) != NO_DAY;
    }
    end = stamp_word(d, end, limit, word, sizeof word); /* "Oct 032017": the space was lost */
    month = month_of(word);
    end = stamp_word(d, end, limit, word, sizeof word);
    size_t n = strlen(word);
    if (!month || n < 5 || n > 6 || !year_of(word + n - 4)) return false;
    *ret_end = end;
    *ret_day = date_day(year_of(word + n - 4), month, (int)(strtol(word, NULL, 10) / 10000));
    return *ret_day != NO_DAY;
}

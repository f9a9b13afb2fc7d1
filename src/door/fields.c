/* fields.c: what dumps, feeds and letters call the parts of a report.   "date_publish": "Nov 11, 2008 12:54pm EST" ->
 * published 2008-11-11T12:54 */
#include "base/date.h"
#include "door/walker.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { DATE_MOST = 64 };

/* Names that common dumps use; the first of each row is the one that arrian's own tables use. */
static const struct {
    Field field;
    const char *names;
} rows[] = {{FIELD_TEXT, " text content body maintext articlebody article_text full_text fulltext "},
            {FIELD_TITLE, " title headline subject "},
            {FIELD_DATE, " date published date_publish publish_date published_at pubdate datepublished publication_date "},
            {FIELD_URL, " url link uri source_url "},
            {FIELD_OUTLET, " publisher outlet source site sitename source_domain newspaper publication "},
            {FIELD_AUTHORS, " authors author byline "}};

Field field_of(const char *name, size_t size)
{
    char word[34] = " ";
    while (size && *name == ' ') name++, size--;
    while (size && name[size - 1] == ' ') size--;
    if (!size || size > 31) return FIELD_NONE;
    for (size_t i = 0; i < size; i++) word[i + 1] = name[i] >= 'A' && name[i] <= 'Z' ? (char)(name[i] + 32) : name[i];
    memcpy(word + size + 1, " ", 2);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strstr(rows[i].names, word)) return rows[i].field;
    return FIELD_NONE;
}

static int month_of(const char *word, size_t size)
{
    for (int m = 0; m < 12; m++)
        if (size >= 3 && size <= strlen(date_months[m]) && !strncasecmp(word, date_months[m], size)) return m + 1;
    return size == 4 && !strncasecmp(word, "sept", 4) ? 9 : 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "12:54", "12:54pm", "04:00:00" at p -> "T12:54" */
static void read_clock(const char *p, char out[8])
{
    int hour = atoi(p), minute = 0;
    const char *colon = strchr(p, ':');
    if (colon) minute = atoi(colon + 1);
    const char *half = colon ? colon + 1 : p;
    while (is_digit(*half) || *half == ':') half++;
    while (*half == ' ') half++;
    if (!strncasecmp(half, "pm", 2) && hour < 12) hour += 12;
    if (!strncasecmp(half, "am", 2) && hour == 12) hour = 0;
    if (hour < 24 && minute < 60) snprintf(out, 8, "T%02d:%02d", hour, minute);
}

typedef struct Found {
    int year, month, day, more; /* more: numbers that fit nowhere */
    char clock[8];
} Found;

/* Words and numbers of a written date, in whatever order. */
static void read_words(const char *p, Found *f)
{
    while (*p) {
        const char *from = p;
        if (is_digit(*p)) {
            while (is_digit(*p)) p++;
            if (*p == ':') {
                if (!f->clock[0]) read_clock(from, f->clock);
                while (is_digit(*p) || *p == ':') p++;
                continue;
            }
            int number = p - from <= 4 ? atoi(from) : 0;
            if (p - from == 4 && !f->year && number >= 1500) f->year = number;
            else if (p - from <= 2 && !f->day && number >= 1 && number <= 31) f->day = number;
            else f->more++;
        } else if ((*p | 32) >= 'a' && (*p | 32) <= 'z') {
            while ((*p | 32) >= 'a' && (*p | 32) <= 'z') p++;
            int month = month_of(from, (size_t)(p - from));
            if (month && !f->month) f->month = month;
        } else if ((*p == '+' || *p == '-') && f->clock[0]) {
            return; /* the zone: the day is the one that was written */
        } else {
            p++;
        }
    }
}

bool field_date(const char *text, size_t size, char out[24])
{
    char p[DATE_MOST + 1] = "";
    while (size && (unsigned char)*text <= ' ') text++, size--;
    if (!size || size > DATE_MOST) return false;
    memcpy(p, text, size);
    int year, month, day, used = 0;
    Found f = {0};
    if (sscanf(p, "%4d-%2d-%2d%n", &year, &month, &day, &used) == 3 || (sscanf(p, "%4d/%2d/%2d%n", &year, &month, &day, &used) == 3)) {
        if ((p[used] == 'T' || p[used] == ' ') && is_digit(p[used + 1])) read_clock(p + used + 1, f.clock);
    } else if (strspn(p, "0123456789") == 8 && !p[8] && sscanf(p, "%4d%2d%2d", &year, &month, &day) == 3) {
    } else {
        read_words(p, &f);
        year = f.year, month = f.month, day = f.day;
        if (f.more || !f.month) return false;
    }
    if (year < 1500 || year > 2200 || date_day(year, month, day) == NO_DAY) return false;
    snprintf(out, 24, "%04d-%02d-%02d%s", year, month, day, f.clock);
    return true;
}

void field_put(Arena *arena, ArrianGiven *given, Field field, const char *value, size_t size)
{
    char day[24];
    const char **place = field == FIELD_TITLE     ? &given->title
                         : field == FIELD_DATE    ? &given->published
                         : field == FIELD_URL     ? &given->url
                         : field == FIELD_OUTLET  ? &given->outlet
                         : field == FIELD_AUTHORS ? &given->authors
                                                  : NULL;
    while (size && (unsigned char)*value <= ' ') value++, size--;
    while (size && (unsigned char)value[size - 1] <= ' ') size--;
    if (!place || *place || !size || size > 4096) return;
    if (field == FIELD_DATE) {
        if (!field_date(value, size, day)) return;
        value = day, size = strlen(day);
    }
    if (field == FIELD_AUTHORS && size > 3 && !strncasecmp(value, "by ", 3)) value += 3, size -= 3;
    while (size && (unsigned char)*value <= ' ') value++, size--;
    char *copy = arena_copy(arena, value, size);
    for (char *c = copy; *c; c++)
        if ((unsigned char)*c < ' ') *c = ' ';
    *place = copy;
}

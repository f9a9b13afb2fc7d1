/* dates.c: a report without a date borrows one from its copy, and a day without its year from the reports beside it.
 *     two reports share a passage that says "on Monday"; the one is dated that Monday   -> so is the other (context)
 * Only for news of the day: the weekday shared must be the day on which the dated report came out. Times are then read
 * again. */
#include "base/date.h"
#include "collate/collate.h"
#include "mark/mark.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST_SHARED = 20 };

/* Words of prose that a report shares with each other one. */
static void count_shared(const ArrianStory *story, uint32_t a, uint32_t *words)
{
    memset(words, 0, story->count * sizeof *words);
    for (uint32_t k = 0; k < story->passages.count; k++) {
        const ArrianPassage *p = &story->passages.at[k];
        if (p->what != ARRIAN_PROSE || (p->doc[0] != a && p->doc[1] != a)) continue;
        words[p->doc[0] == a ? p->doc[1] : p->doc[0]] += (uint32_t)(p->words * p->same);
    }
}

/* A relative day of the dated report that is the day it came out, told in the same word by the other. */
static bool tells_of_its_day(const ArrianDocument *dated, const ArrianDocument *blank)
{
    char today[11];
    if (!date_write(dated->anchor, today)) return false;
    for (uint32_t i = 0; i < dated->times.count; i++) {
        const ArrianTime *t = &dated->times.at[i];
        if (t->basis != ARRIAN_RELATIVE || t->precision != ARRIAN_DAY || strcmp(t->value, today)) continue;
        ArrianSlice words = document_words(dated, t->span);
        for (uint32_t k = 0; k < blank->times.count; k++) {
            ArrianSlice other = document_words(blank, blank->times.at[k].span);
            if (blank->times.at[k].precision == ARRIAN_DAY && slice_same_words(other, words))
                return true;
        }
    }
    return false;
}

static void lend(const ArrianEngine *engine, ArrianDocument *blank, int day)
{
    date_write(day, blank->head.published);
    blank->head.published_precision = ARRIAN_DAY;
    blank->head.published_basis = ARRIAN_CONTEXT;
    blank->anchor = day;
    mark_times_again(engine, blank);
}

static bool is_dated(const ArrianDocument *d)
{
    return d->anchor != NO_DAY && (d->head.published_basis == ARRIAN_TEXT || d->head.published_basis == ARRIAN_GIVEN);
}

/* "LUSAKA, June 3. /TASS/": of the year in which others came out within days of it; NO_DAY where they are of several. */
static int day_among(const ArrianStory *story, const Stamp *stamp)
{
    enum { NEAR_DAYS = 5 };
    int found = NO_DAY;
    for (uint32_t i = 0; i < story->count && stamp->month; i++) {
        const ArrianDocument *dated = story->docs[i];
        char date[11];
        if (!is_dated(dated) || !date_write(dated->anchor, date)) continue;
        int year = atoi(date);
        for (int near = year - 1; near <= year + 1; near++) {
            int day = date_day(near, stamp->month, stamp->day);
            if (day == NO_DAY || abs(day - dated->anchor) > NEAR_DAYS) continue;
            if (found != NO_DAY && found != day) return NO_DAY;
            found = day;
        }
    }
    return found;
}

void dates_lend(const ArrianEngine *engine, ArrianStory *story)
{
    Arena scratch = {.trap = story->arena.trap};
    uint32_t *words = NEW(&scratch, uint32_t, story->count + 1);
    for (uint32_t i = 0; i < story->count; i++) {
        ArrianDocument *blank = story->docs[i];
        uint32_t best = ARRIAN_NONE, most = LEAST_SHARED;
        if (blank->head.published[0]) continue;
        int day = day_among(story, &blank->stamp);
        if (day != NO_DAY) {
            blank->head.published_span = blank->stamp.span;
            lend(engine, blank, day);
            continue;
        }
        count_shared(story, i, words);
        for (uint32_t j = 0; j < story->count; j++) {
            const ArrianDocument *dated = story->docs[j];
            if (!is_dated(dated)) continue;
            if (words[j] > most && tells_of_its_day(dated, blank)) most = words[j], best = j;
        }
        if (best != ARRIAN_NONE) lend(engine, blank, story->docs[best]->anchor);
    }
    arena_end(&scratch);
}

int dates_minute(const ArrianDocument *d)
{
    int hour, minute;
    return sscanf(d->head.published, "%*10[-0-9]T%2d:%2d", &hour, &minute) == 2 ? hour * 60 + minute : -1;
}

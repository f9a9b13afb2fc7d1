/* page_head.h: what the parts of a page's head share. */
#ifndef READ_PAGE_HEAD_H
#define READ_PAGE_HEAD_H
#include "read/page.h"

/* Where a date was said, the surest first. */
typedef enum DateRank { DATE_META, DATE_ITEM, DATE_VAGUE /* "date": of what? */, DATE_LATER, DATE_RANKS } DateRank;
enum { MOST_SIGNS = 64, MOST_SAID = 4 };
typedef struct Sign { /* an element that may name who wrote it, or when */
    uint32_t node, strength;
    ArrianSlice value;
} Sign;
typedef struct HeadWords {
    ArrianSlice page_title, shared_title, tweet_title, headline, description, outlet, url, type;
    ArrianSlice authors[8];
    uint32_t author_count;
    ArrianSlice date[DATE_RANKS][MOST_SAID]; /* the first of each rank that can be read */
    uint32_t dates[DATE_RANKS];
    Sign times[MOST_SIGNS], writers[MOST_SIGNS];
    uint32_t time_count, writer_count;
    int latest; /* the day of its last change, where the page tells it: it did not come out later; NO_DAY */
    Linked linked;
} HeadWords;

/* page_head.c: "Ferry freed | The Daily" -> "Ferry freed" */
ArrianSlice title_without_outlet(ArrianSlice title);

/* page_byline.c: who wrote it, as the page shows it */
void byline_offer(Page *page, HeadWords *words, uint32_t node);
void byline_choose(Page *page, const HeadWords *words, ArrianHead *head);
bool few_words(Page *page, uint32_t node, ArrianSlice *ret); /* the words of an element, if they are few */
void byline_add(const MarkupWords *words, ArrianHead *head, ArrianSlice list); /* "Anna Martel und Lea Wagner" -> two */
/* Bytes from the title to an element, those before it doubled. */
uint32_t title_distance(const Page *page, uint32_t node);
bool is_in(const Page *page, uint32_t node, uint32_t bits); /* does it or an element above it bear one of the bits? */

/* page_day.c: days by their number, as base/date.h counts them, NO_DAY where there is none; *ret_minute: "10:00", or empty */
int day_value(const MarkupWords *words, ArrianSlice value, ArrianSlice *ret_minute);
int day_changed(const MarkupWords *words, ArrianSlice value); /* "Updated: 7 May 2024" somewhere in it */
int day_swapped(int day);                                     /* its day and month for each other */
int address_day(ArrianSlice url, bool whole); /* `whole`: its digits may stand together, as those of a number may */
/* What the words beside a day make of it: DAY_ISSUED is a DAY_PLAIN too. */
typedef enum DayKind { DAY_PLAIN, DAY_CHANGED /* "Updated: " */, DAY_ISSUED /* "Posted on " */ } DayKind;
/* The first day of that kind written out in a stretch of the text; its digits may stand right behind a name: a line's
 * parts are parted by style. */
bool day_written(const MarkupWords *words, const ArrianDocument *d, ArrianSpan within, DayKind kind, int *ret_day,
                 ArrianSpan *ret_at);

/* page_date.c */
void date_offer(Page *page, HeadWords *words, ArrianSlice value, DateRank rank);
void date_choose(Page *page, HeadWords *words);
#endif

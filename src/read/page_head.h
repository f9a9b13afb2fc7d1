/* page_head.h: what the parts of a page's head share. */
#ifndef READ_PAGE_HEAD_H
#define READ_PAGE_HEAD_H
#include "read/page.h"

/* Where a date was said, the surest first. */
typedef enum DateRank { DATE_META, DATE_TIME, DATE_LATER, DATE_RANKS } DateRank;
typedef struct HeadWords {
    ArrianSlice page_title, shared_title, tweet_title, outlet, url, type;
    ArrianSlice authors[8];
    uint32_t author_count;
    ArrianSlice date[DATE_RANKS]; /* the first of each rank that can be read */
    Linked linked;
} HeadWords;

/* page_date.c */
void date_offer(HeadWords *words, ArrianSlice value, DateRank rank);
void date_choose(Page *page, HeadWords *words);
#endif

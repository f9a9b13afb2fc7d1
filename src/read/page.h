/* page.h: a page between its tree and its text: what each element is, and the blocks of text with their measures.
 *     <div class=story-body><p>Ships <a>left</a>.</p></div>
 *         -> block "Ships left." of p, 4 of 11 bytes linked, in a body */
#ifndef READ_PAGE_H
#define READ_PAGE_H
#include "read/html_tree.h"
#include "read/parts.h"

/* data/metadata.tsv: names of dates and authors in markup, words around an author's name */
typedef enum MetaSense {
    META_PUBLISHED,
    META_CHANGED,
    META_VOCABULARY,
    META_DATE,
    META_AUTHOR,
    META_DAY,
    META_DAY_CHANGED,
    META_SCRIPT,
    META_OPENING,
    META_TAIL,
    META_JOINT,
    META_FOLDER,
    META_NOBODY,
    META_DEGREE,
    META_COLOPHON,
    META_SENSES
} MetaSense;
typedef LIST(ArrianSlice) MetaList;

enum { SOLAR_MONTHS = 12 /* added to the number of a month of Iran's */ };

/* Words of class and id, by hash; data/markup.tsv */
typedef struct MarkupWords {
    Map sense; /* -> bits */
    Map month; /* data/months.tsv: name -> 1..12, those of Iran's calendar 13..24 */
    MetaList list[META_SENSES];
} MarkupWords;

enum { /* what an element is, by its name and its words; the low bits come down to what is inside */
       IS_HIDDEN = 1,
       IS_LINK = 2,
       IS_CAPTION = 4,
       IS_BYLINE = 8,
       IS_LEAD = 16,
       IS_HEADING = 32,
       IS_ITEM = 64,
       IS_TABLE = 128,
       IS_QUOTE = 256,
       IS_BODY = 512, /* names itself the text of an article */
       IS_SCREEN = 1024,
       PASSED_ON = 2047,
       HAS_ARTICLE = 2048, /* half a name */
       HAS_BODY = 4096,
       IS_PARAGRAPH = 8192,
       HOLDS_BODY = 16384, /* an IS_BODY stands below */
       IS_AUTHOR = 1 << 15,
       HAS_WHY = 1 << 16,   /* and up: one bit for each ArrianWhy */
       IS_TEASER = 1 << 26, /* of this report, where it stands under its title; else of another */
       IS_PLAIN = 1 << 27,  /* two words of a class that say nothing together */
       IS_CHANGED = 1 << 28, /* of the day it was last changed */
       IS_ISSUED = 1 << 29,  /* of the day it came out */
       IS_OTHER_REPORT = HAS_WHY << ARRIAN_RELATED | 1 << 30 /* however much it holds */
};
typedef struct Mark {
    uint32_t is;    /* bits, those of its ancestors that are passed on among them */
    uint32_t own;   /* bits of its own */
    uint32_t block; /* the element whose line this stands in */
    uint32_t good;  /* units of prose below it */
    uint32_t signed_units; /* units below it, where it stands in or is a byline */
    int why;        /* furniture, once that is known: ArrianWhy, else -1 */
} Mark;

typedef struct Block {
    uint32_t node;       /* its element */
    uint32_t start, end; /* of the cleaned text */
    uint32_t units;      /* letters, those of Han and Kana double */
    uint32_t linked, points;
    uint32_t is;
    uint32_t under; /* bits of its element, before those of what is inside */
    int why;
    bool good, keep; /* good: prose by its own measures */
    bool gap;        /* text that is not shown stands before it: no span may run over that */
} Block;

typedef struct Page {
    ArrianDocument *d;
    const ArrianEngine *engine;
    Charset charset;
    HtmlTree *tree;
    Mark *marks; // (tree->nodes.count)
    LIST(Block) blocks;
    uint32_t prose; /* units of good blocks, furniture apart */
    uint32_t body;  /* element that holds the text; 0 none */
    ArrianSpan title_line;
    struct HeadWords *words; /* what its markup says of it */
    bool says_article; /* its markup calls it one */
    bool unscripted;   /* what stands in <noscript> is shown: nothing else is */
} Page;

uint32_t page_month(const MarkupWords *words, const char *name, uint32_t length); /* 0 where it is none */
uint32_t page_word_bits(const MarkupWords *words, const char *word, uint32_t length); /* "updated" -> IS_CHANGED */
bool page_has_word(const MarkupWords *words, MetaSense sense, ArrianSlice word); /* as it is written */
int page_words_open(ArrianEngine *engine, const MarkupWords **ret_words, ArrianError *why);
void page_mark(Page *page);   /* page_mark.c: tree -> marks */
void page_blocks(Page *page); /* page_blocks.c: marks -> text and blocks */
void page_cards(Page *page, ArrianSlice url); /* page_cards.c: which elements are cards of other reports, into their marks */
void page_score(Page *page);  /* page_score.c: blocks -> which to keep */
/* page_kind.c: what the page is, into its head; refuses what is no report: an index of links. */
int page_kind(Page *page, ArrianError *why);
void page_head(Page *page); /* page_head.c: title, outlet, authors, date, each with its basis */
ArrianSlice page_value(Page *page, HtmlSpan span);
#endif

/* parts.h: what the files of this stage share: its tables, the lines of a report, what each file does with them. */
#ifndef READ_PARTS_H
#define READ_PARTS_H
#include "base/engine.h"
#include "read/charset.h"
#include "read/html_text.h"
#include "read/read.h"

typedef enum Where { WHERE_LINE, WHERE_START, WHERE_END, WHERE_INLINE } Where;
typedef struct Pattern {
    ArrianSlice text; /* lower-case, * anything, # a number */
    Where where;
    ArrianWhy why;
    uint32_t words;
} Pattern;
typedef LIST(uint32_t) Numbers;
typedef struct ReadLanguages ReadLanguages;
typedef struct Trade { /* a row of data/reporting.tsv */
    ArrianSlice kind; /* of the outlets that the word may stand behind, a list */
    Map before;       /* words that make another thing of it */
} Trade;
struct ReadData {
    LIST(Pattern) patterns;
    Numbers by_first[256], by_last[256]; /* those of whole lines, by the byte they open with (* and # too) and end with */
    LIST(ReadOutlet) outlets;
    const ReadLanguages *languages;
    Map outlet_of; /* a name or domain as it is written, and its letters -> index into outlets */
    LIST(Trade) trade;
    Map trade_of; /* word -> index into trade */
    const HtmlEntities *entities;
    const struct MarkupWords *markup;
};

typedef struct Line {
    uint32_t start, end; /* bytes of the cleaned text, without the spaces around */
    bool ignored, blank_before;
} Line;
typedef LIST(Line) Lines;

/* html.c: do the bytes open as a page does? */
bool html_sniff(const char *bytes, size_t size);
/* Refuses an index page. */
int html_read(const ArrianEngine *engine, ArrianDocument *d, Charset charset, uint32_t start, ArrianError *why);
int html_read_through(const ArrianEngine *engine, ArrianDocument *d, ArrianError *why);
/* linked.c: JSON-LD. The slices keep their escapes until linked_text; they stand in the page, a joined name in the arena. */
enum { LINKED_LIVE = 1, LINKED_GALLERY = 2, LINKED_VIDEO = 4, LINKED_CLOSED = 8 /* not free to read */ };
typedef struct Linked {
    ArrianSlice published, modified, headline, name, outlet, authors[8];
    uint32_t author_count;
    uint32_t houses;  /* a bit for each author that is no person */
    uint32_t types;   /* LINKED_ bits of all that the page describes */
    ArrianSlice body; /* articleBody */
    int depth; /* lists and objects around it */
    int rank;  /* 2 an article says so, 1 something dated, 0 nothing */
} Linked;
void linked_read(Arena *arena, const char *from, const char *to, Linked *linked);
ArrianSlice linked_text(Arena *arena, const HtmlEntities *entities, ArrianSlice value); /* without escapes */
/* article.c: lines, and which of them are furniture; head.c runs between the two */
void article_lines(ArrianDocument *d, Lines *lines);
void article_furniture(const ArrianEngine *engine, ArrianDocument *d, Lines *lines);
void article_ignore(ArrianDocument *d, uint32_t start, uint32_t end, ArrianWhy why);
/* language.c */
int language_open(ArrianEngine *engine, const ReadLanguages **ret_languages, ArrianError *why);
void language_find(const ReadLanguages *languages, ArrianDocument *d); /* into head.language */
/* head.c */
void head_read(const ArrianEngine *engine, ArrianDocument *d, Lines *lines);
void head_given(ArrianDocument *d, const ArrianGiven *given);
/* stamp.c: a date written out at byte `at`, as a day (base/date.h), and its end; false where none stands there. */
bool stamp_read(const ArrianDocument *d, uint32_t at, uint32_t limit, int *ret_day, uint32_t *ret_end,
                bool *ret_weekday);
/* Are the last two digits before byte `end` the hour of a time, "28.09.1912:44", whose parts are parted by style?  No
 * minutes alone follow a year. */
bool stamp_hour_glued(const char *text, uint32_t end, uint32_t limit);
/* "8 Dec" without a year: month and day. */
bool stamp_read_short(const ArrianDocument *d, uint32_t at, uint32_t limit, int *ret_month, int *ret_day,
                      uint32_t *ret_end);
/* The next word, lower-cased, in word (room bytes, NUL at its end); where it ends. */
uint32_t stamp_word(const ArrianDocument *d, uint32_t at, uint32_t limit, char *word, uint32_t room);
#endif

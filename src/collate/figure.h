/* figure.h: what figure.c and figures.c share: a number that a report tells, and what two of them are to one another.
 */
#ifndef COLLATE_FIGURE_H
#define COLLATE_FIGURE_H
#include "collate/collate.h"
#include "collate/union.h"

enum { MOST_FIGURES = 4000, MOST_PLACES = 6, MOST_RATIO = 10000, MOST_LIKE = 20, MOST_UPDATE = 10, MOST_CONFLICT = 5, MOST_TOLL = 50 };
/* What befell those who are counted: figures with different fates are never rivals. */
typedef enum Fate { NO_FATE, KILLED, INJURED, ARRESTED, DEPLOYED, DISPLACED, MISSING, RESCUED, ABOARD } Fate;

typedef struct Figure {
    uint32_t doc, index, sentence, claim;
    const ArrianQuantity *q;
    ArrianSlice class, base;
    double factor, size_low, size_high; /* of a military unit, in persons */
    Fate fate;
    ArrianSlice source;                                /* who says it, absent for the report itself */
    uint64_t people;                                   /* "Yemeni" of "11 Yemeni pirates", 0 where none is told */
    uint64_t kin, make;                                /* family of the unit; "AK-47" of "AK-47 rifles", 0 without one */
    About about, near, around;                         /* the sentence; the words beside it; those without its own */
    uint32_t group, next;                              /* its root, and the next member of its group */
    uint64_t places[MOST_PLACES], states[MOST_PLACES]; /* that its sentence names; that these lie in */
    uint32_t n_places, n_states;
    bool wide;   /* one of them is as wide as a continent */
    bool other;  /* "22 other defendants": beside some who are not counted */
    bool part;   /* some of a number of people that is told beside it */
    bool beyond; /* "more than 80", which is not 80, as "at least 80" may be */
    bool alone;  /* the only value of its report in such a unit of measure, or of such a noun */
    bool summed; /* part of a sum that was told */
    int day, minute; /* of the report; -1: no hour is known */
    int from, to;    /* days that its claim tells of; NO_DAY */
    uint64_t body; /* that its report is about, 0 where about none */
} Figure;
typedef struct Ledger {
    const ArrianEngine *engine;
    ArrianStory *story;
    Arena scratch;
    Figure *at;
    uint32_t count;
    Bonds bonds; /* a reader's */
} Ledger;

typedef struct Judgement {
    ArrianVerdict verdict;
    const char *hint;
} Judgement;

void figures_collect(Ledger *l);
/* The fate told nearest to span in its sentence. */
Fate figure_fate(const ArrianEngine *engine, const ArrianDocument *d, ArrianSpan span, uint32_t sentence);
bool figure_other_sources(const Figure *a, const Figure *b);                   /* each has a source of its own */
bool figure_is_toll(const Figure *f); /* of people whose number reports of later days correct */
bool figure_other_days(const Figure *a, const Figure *b); /* of reports of two days */
bool figure_in_order(const Figure *a, const Figure *b); /* the later of two tolls is known */
bool figure_is_vague(const Figure *f); /* "dozens": the word alone */
bool figure_converts(const Figure *a, const Figure *b);
bool figure_other_bound(const Figure *a, const Figure *b); /* of one number: "about 80", "over 80"; "up to 30", "over 30" */
bool figure_is_person(const Figure *f);
bool figure_same_unit(const Figure *a, const Figure *b);
bool figure_counts(const Figure *sum, const Figure *part); /* people may be women and men; children are neither */
/* The same number of the same thing: one figure told twice. */
bool figure_same(const Figure *a, const Figure *b);
double figure_ratio(const Figure *a, const Figure *b); /* 1 or more; infinite where either is not told */
/* How strongly two different numbers speak of one thing, as figures that may both be true (compatible) or that cannot;
 * 0: not at all. */
double figure_rivalry(const Figure *a, const Figure *b, bool compatible);
bool figure_other_actors(const Ledger *l, const Figure *a,
                         const Figure *b); /* what two states sent is not one figure */
/* Money and shares of two firms, of which neither is named in the report on the other. */
bool figure_other_purses(const Ledger *l, const Figure *a, const Figure *b);
/* One or two of a kind are told of many happenings: of another day, or where each sentence names a place of its own, they
 * are of two; so are a handful of things, "three plants", by their places. */
bool figure_apart(const Ledger *l, const Figure *a, const Figure *b);
Judgement figure_judge(const Figure *a, const Figure *b);
#endif

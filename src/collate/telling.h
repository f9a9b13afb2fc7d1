/* telling.h: claims of several reports, laid beside one another.
 *     "NATO aims to send battle groups to Poland" | "four battalions will be deployed in Poland"   -> one group
 * Which claims tell one thing: by words of the sentence and beside the cue, parties, places, time and cue in common. */
#ifndef COLLATE_TELLING_H
#define COLLATE_TELLING_H
#include "collate/collate.h"
#include "collate/key.h"

enum { OTHER_DAYS = 180 /* what is told of days farther apart is not one happening */ };

/* "a five-year-old", "shut for five years": how old somebody is is no span of time. */
static inline bool time_is_age(const ArrianTime *time)
{
    return *time->value == 'P' && !time->timex[0]; /* no TIMEX3 */
}

typedef struct Telling {
    uint32_t doc, index; /* of the claim in its document */
    const ArrianClaim *claim;
    uint64_t actors[ARRIAN_MAX_PARTIES], recipients[ARRIAN_MAX_PARTIES], places[ARRIAN_MAX_PARTIES]; /* keys, sorted */
    uint64_t counts[ARRIAN_MAX_PARTIES]; /* that it tells, sorted */
    uint32_t n_actors, n_recipients, n_places, n_counts;
    uint64_t states[ARRIAN_MAX_PARTIES]; /* and cities that its places lie in, sorted */
    uint32_t n_states;
    bool named;          /* each of its actors has a name */
    bool hits_person, hits_thing; /* some recipient is somebody; some a building, a vehicle, a place */
    bool wide;           /* a place of its is as wide as a continent */
    uint64_t cue;        /* family of the cue's verb, else of its last word */
    float cue_tells;     /* how much that word tells */
    Turn turn;           /* a state, or its end, that the cue tells; of what is denied the other way round */
    const char *time;    /* its value, NULL where it has none */
    About about, near;   /* the sentence; the words beside the cue */
    int day;             /* of the report */
    int from, to;        /* days that it tells of: its time, else the day of the report; NO_DAY */
    double most;         /* alike to any claim of another report that shares a telling word with it */
    uint32_t group;      /* the least member of its group */
    uint32_t next, size; /* next member, ARRIAN_NONE at the end; members of the group, where this is the least */
} Telling;
typedef struct TellingPair {
    double alike;
    uint32_t a, b;
} TellingPair;
typedef LIST(TellingPair) TellingPairs;
typedef struct Tellings Tellings;
struct Tellings {
    const ArrianEngine *engine;
    ArrianStory *story;
    Arena scratch;
    Telling *at;
    uint32_t count;
    TellingPairs near; /* alike, with one cue, and yet not the same thing; the most alike first */
};

void tellings_open(Tellings *t, const ArrianEngine *engine, ArrianStory *story);
void tellings_end(Tellings *t);
double tellings_alike(const Telling *a, const Telling *b); /* as much as `telling_same` or more: one thing */
extern const double telling_same;
/* A claim and its denial are a conflict only where the act has words of its own: not "go back", "happened". */
bool tellings_contest(const Telling *a, const Telling *b);
/* From the first of its parties to the last, as far as they stand in its sentence: "NATO will send four battalions". */
ArrianSpan telling_span(const ArrianDocument *d, const ArrianClaim *claim);
/* "MOBILIZE NATO will send four battalions: who?" */
ArrianSlice telling_question(Tellings *t, const Telling *x, const char *asked);
ArrianSlice telling_source(const ArrianDocument *d, const ArrianClaim *claim); /* who says it, absent for the report */
/* Their cues end in one run of the same words, in this order: a copy, whose two readings are ours and not the reports'. */
bool tellings_word_for_word(const Tellings *t, const Telling *a, const Telling *b);
/* Each of its places is known to lie somewhere: no "residence's door", no name that no table has. */
bool telling_placed(const Tellings *t, const Telling *x);
/* Acts of reports that came out weeks apart; each tells of its own days. */
bool tellings_far(const Telling *a, const Telling *b);
/* Agreed where equal, compatible where one may be the other said more exactly: 2016-07 and 2016-07-18; else different. */
ArrianVerdict times_compare(const char *a, const char *b);
/* Both name places, and none is the other's, nor lies in it. */
bool tellings_apart(const Telling *a, const Telling *b);
/* A word that tells stands in an actor of each: "much of the council", "the council". */
bool tellings_share_word(const Tellings *t, const Telling *a, const Telling *b);
bool spans_share_word(const Tellings *t, const ArrianDocument *d, ArrianSpan a, const ArrianDocument *other, ArrianSpan b);
/* Each names who did it, and they are not the same. */
bool tellings_other_actors(const Tellings *t, const Telling *a, const Telling *b);
/* The words behind their cues tell of two things: "nominated for an Oscar", "nominated for a Golden Globe". */
bool tellings_other_objects(Tellings *t, const Telling *a, const Telling *b);
/* The one was done to somebody, the other to a building, a vehicle or a place. */
bool tellings_sorts_differ(const Telling *a, const Telling *b);
/* "they", "its": whoever that is. */
bool party_is_pronoun(const ArrianEngine *engine, const ArrianDocument *d, const ArrianParty *party);
/* Some party of the one, whatever its role, is one of the other. */
bool tellings_share_party(const Telling *a, const Telling *b);
#endif

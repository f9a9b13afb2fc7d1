/* collate.h: documents -> stories, shared passages, relays, origins, accords.
 *     two reports with the same eight words      -> passage       "RT reports:"                -> relay from RT
 *     reports tied by either, or by one outlet   -> one origin    40000 forces / 4,000 troops  -> accord: conflict */
#ifndef COLLATE_COLLATE_H
#define COLLATE_COLLATE_H
#include "base/document.h"
#include "base/engine.h"
#include "collate/review.h"

typedef struct NameList {
    uint64_t *keys; // (count), sorted, each once
    uint32_t count;
} NameList;

struct ArrianStory {
    Arena arena;
    ArrianDocument *const *docs;
    uint32_t count;
    ArrianSlice title;
    LIST(ArrianPassage) passages;
    LIST(ArrianRelay) relays;
    LIST(ArrianOrigin) origins;
    LIST(ArrianAccord) accords;
    ArrianReview *review; /* NULL without one */
    LIST(ReviewBond) bonds;
    LIST(ArrianNote) notes;
    NameList *names;                   // (count): whom and what each report names
    uint8_t *strange;                  // (count, count): what is known of two reports, NULL in very large stories
    uint32_t *origin_of;               // (count): number of the origin a document belongs to
    uint32_t *origin_seen, seen_round; // (origins): the round in which it was last counted
};
typedef struct Turn {
    uint64_t before, after; /* rows of data/turns.tsv, a bit each: words of a state, and of what ends it */
} Turn;
typedef struct FateStem {
    ArrianSlice stem; /* how words begin */
    uint32_t fate;    /* figure.h */
} FateStem;
struct CollateData {
    Map kin;         /* word -> first word of its family */
    double *tells;   // (words): how much it tells; of 0, a word unknown, the most
    Phrases signals; /* value: kind (signal.h) */
    Map turn_of;     /* word family -> index into turns */
    LIST(Turn) turns;
    Phrases fates; /* value: Fate (figure.h) */
    LIST(FateStem) fate_stems;
};

int collate_data_open(ArrianEngine *engine, ArrianError *why);
void collate_freeze(ArrianEngine *engine); /* once all words are numbered */

/* copy.c */
void copy_find(ArrianStory *story);
/* dates.c: after copy_find */
void dates_lend(const ArrianEngine *engine, ArrianStory *story);
int dates_minute(const ArrianDocument *d); /* of the day on which it came out; -1 where no more than the day is known */
/* lineage.c */
void lineage_find(const ArrianEngine *engine, ArrianStory *story);
/* strangers.c: reports that share hardly a name tell of different happenings */
void strangers_open(ArrianStory *story);
bool story_strangers(const ArrianStory *story, uint32_t a, uint32_t b);
/* about.c: what a stretch of text speaks of, as sorted numbers of word families */
typedef struct AboutWord {
    uint64_t key;
    float tells; /* the rarer the word, the more */
} AboutWord;
typedef struct About {
    AboutWord *words; // (count), sorted, each once
    uint32_t count;
    double sum;    /* of what they tell */
    uint64_t bits; /* of the keys, 64 to choose from: without one in common nothing is shared */
} About;
int about_data_open(ArrianEngine *engine, ArrianError *why);
void about_freeze(ArrianEngine *engine); /* once all words are numbered */
double about_telling(const ArrianEngine *engine, const ArrianDocument *d, uint32_t token);
uint64_t about_word(const ArrianEngine *engine, const ArrianDocument *d,
                    uint32_t token); /* its number; 0 where it says nothing */
/* Of a noun outside a text, singular or plural; whether it has a family (may be NULL). */
uint64_t about_noun(const ArrianEngine *engine, ArrianSlice noun, bool *ret_family);
About about_span(const ArrianEngine *engine, Arena *arena, const ArrianDocument *d, ArrianSpan span);
/* Of two stretches of one sentence, without the words between them. */
About about_spans(const ArrianEngine *engine, Arena *arena, const ArrianDocument *d, ArrianSpan before, ArrianSpan after);
double about_same(About a, About b); /* what shared words tell over the smaller sum, 0..1; 0 where either is empty */
/* fate.c: data/fates.tsv */
int fates_data_open(ArrianEngine *engine, ArrianError *why);
void fates_freeze(ArrianEngine *engine);
/* figures.c: accords over quantities */
void figures_compare(const ArrianEngine *engine, ArrianStory *story);
/* happenings.c: accords over actors, places, times and stances of claims that tell the same happening */
struct Tellings;
void happenings_compare(struct Tellings *tellings);
/* reasons.c: accords over why, and who answers whom */
void reasons_compare(struct Tellings *tellings);
/* denials.c: what one says and another says is not so */
void denials_compare(struct Tellings *tellings);
/* turns.c: a state that one report tells, and what ended it in another */
int turns_data_open(ArrianEngine *engine, ArrianError *why);
Turn turn_of(const ArrianEngine *engine, const ArrianDocument *d, ArrianSpan span);
void turns_compare(struct Tellings *tellings);
/* solo.c: what one report tells and all others are silent about */
void solo_tell(struct Tellings *tellings);
/* others.c: claims that read alike and tell different happenings */
void others_tell(struct Tellings *tellings);
/* rank.c: accords in order of what matters most */
void rank_accords(ArrianStory *story);
/* labels.c: what reports call one and the same */
void labels_compare(struct Tellings *tellings);
/* edits.c: what one report changed in the words that it shares with another; after copy_find */
void edits_compare(const ArrianEngine *engine, ArrianStory *story);
/* moments.c: days and years that several reports tell of */
void moments_compare(const ArrianEngine *engine, ArrianStory *story);
/* "P2D" in one report and "P4D" in one of two days later: one span of time that runs on. */
bool moments_run_on(const ArrianDocument *d, const char *value, const ArrianDocument *other, const char *more);
int verdict_rank(ArrianVerdict verdict); /* story.c: of two verdicts the one that a reader must see is greater */
/* Number of origins behind an accord's values. */
uint32_t lineage_origins(ArrianStory *story, const ArrianAccord *accord);
/* Who says so, as a reader is told it: the full name of a person or a body, else the words ("US officials"). */
ArrianSlice source_words(const ArrianDocument *d, uint32_t entity, ArrianSpan span);
/* Who says what stands at span: the speaker of the quote around it, else absent. */
ArrianSlice lineage_source(const ArrianDocument *d, ArrianSpan span);
#endif

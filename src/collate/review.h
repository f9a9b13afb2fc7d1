/* review.h: what a reader decided, replayed on every run; docs/review.md tells the lines.
 *     reject claim 1-wire.txt@812-846 "sank off the coast"    -> that claim is left out
 *     merge name 1-wire.txt@10-14 "NATO" 2-mail.txt@3-15 "the alliance"    -> one entity
 * A record is known by its report's name, its bytes and its words: where the bytes moved, by the words alone. */
#ifndef COLLATE_REVIEW_H
#define COLLATE_REVIEW_H
#include "base/document.h"

enum { REVIEW_TARGETS = 6, REVIEW_BYTES = 16 << 20, REVIEW_LINES = 100000, REVIEW_NOTE_BYTES = 4000 };
typedef enum ReviewVerb { REVIEW_REJECT, REVIEW_MERGE, REVIEW_SPLIT, REVIEW_NOTE, REVIEW_VERBS } ReviewVerb;
typedef enum ReviewKind {
    REVIEW_NAME,
    REVIEW_LINK, /* of the entity that a name stands for */
    REVIEW_CLAIM,
    REVIEW_QUANTITY,
    REVIEW_QUOTE,
    REVIEW_TIME,
    REVIEW_RELAY,
    REVIEW_ACCORD,
    REVIEW_REPORT,
    REVIEW_KINDS
} ReviewKind;
typedef struct ReviewTarget {
    ArrianSlice report, words;
    uint32_t start, end; /* bytes received, where `placed` */
    bool placed;
    ArrianDocument *doc; /* of this run; NULL where no report bears the name */
} ReviewTarget;
typedef struct ReviewLine {
    ArrianReviewLine said;
    ReviewVerb verb;
    ReviewKind kind;
    ArrianAbout about; /* of an accord */
    ReviewTarget targets[REVIEW_TARGETS];
    uint32_t count;
    ArrianSlice note;
} ReviewLine;
struct ArrianReview {
    Arena arena;
    ArrianSlice text; /* of all of it */
    LIST(ReviewLine) lines;
};
/* Two claims, or two quantities, that a reader put together or held apart. */
typedef struct ReviewBond {
    ReviewKind kind;
    bool apart;
    uint32_t doc[2], index[2];
} ReviewBond;

/* replay.c: equal for the names that a report may go by: its path from any folder, with the member behind a `!`. */
uint64_t review_key(ArrianSlice name);
/* replay.c: what a store holds, once these reports are kept by the decisions of now: those of before that are on other
 * reports, and those of now that are on these. */
ArrianSlice review_after(Arena *arena, const ArrianReview *before, const ArrianReview *now, ArrianDocument *const *docs, size_t count);
/* The lines of a story's review; nothing where it has none. Bonds before its claims are compared, relays before
 * its origins are counted, accords and notes when all is done. */
void review_bonds(ArrianStory *story);
void review_relays(ArrianStory *story);
void review_accords(ArrianStory *story);
#endif

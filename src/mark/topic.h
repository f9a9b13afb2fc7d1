/* topic.h: what described.c and topic.c share: what a named thing may be called further on, by data/described.tsv. */
#ifndef MARK_TOPIC_H
#define MARK_TOPIC_H
#include "mark/clause.h"
#include "base/lexicon.h"

typedef struct DescribedRow {
    uint64_t kinds;    /* bits of kinds */
    uint64_t alike;    /* bits of the rows that share one */
    uint64_t special;  /* of these, those that are not general */
    bool general;      /* whatever is of the kind may be called so: "company" */
    bool of_state;     /* it acts for its state: "court" */
    ArrianSlice lexicon; /* kinds of data/bodies.tsv, joined by ; */
} DescribedRow;
struct TopicData {
    Map words; /* word -> row + 1, or DESCRIBED_ something */
    Flat word; /* the same, as an array */
    Map pairs; /* two words, "central bank": the first << 32 | the second -> row + 1 */
    LIST(DescribedRow) rows;
    LIST(struct InName { uint32_t word; uint64_t rows; }) in_names; /* words of a name, and the rows that they speak for */
    Map in_name; /* word -> index + 1 */
};
enum { DESCRIBED_ROWS = 64, DESCRIBED_PAST = 252, DESCRIBED_RANK = 253, DESCRIBED_APART = 254, DESCRIBED_VOICE = 255 };

/* What each entity is called or says it is: bits of rows, in the document's arena. // (entities) */
uint64_t *described_all(const ArrianEngine *engine, ArrianDocument *d, const MarkTags *tags, const Clause *clause);
/* Row of the noun at a token, in the singular; ARRIAN_NONE where it is none. */
uint32_t described_row(const ArrianEngine *engine, const ArrianDocument *d, uint32_t token);
/* Is the token of that sort: DESCRIBED_APART "[other] company", _VOICE "[chairman] of Kellner", _RANK
 * "chief executive [officer]"? */
bool described_is(const ArrianEngine *engine, const ArrianDocument *d, uint32_t token, uint32_t sort);
typedef enum DescribedFit {
    DESCRIBED_NOT,
    DESCRIBED_PERHAPS, /* it is of the kind, and nothing says which: a company may be an airline */
    DESCRIBED_KIND,    /* the row is general */
    DESCRIBED_CALLED
} DescribedFit;
/* May what is called `called` (bits of rows) be called by the row? */
DescribedFit described_fits(const ArrianEngine *engine, uint64_t called, uint32_t row);
#endif

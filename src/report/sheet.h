/* sheet.h: one story of the page while it is written, and the small pieces that its sections share.
 * Every row has an address (#a-3, #c-12) and so have its words: #d1-120-134 is bytes 120 to 134 of report 1 as
 * received. */
#ifndef REPORT_SHEET_H
#define REPORT_SHEET_H
#include "base/document.h"
#include "collate/collate.h"
#include "read/outlet.h"
#include "report/html.h"

typedef struct Sheet {
    FILE *out;
    Arena *arena;
    const ArrianStory *story;
    ArrianDocument *const *docs;
    uint32_t count;                                       /* documents */
    uint32_t number, level;                               /* of the story; of its headings' h2 or h3 */
    uint32_t first_doc;                                   /* documents of earlier stories; likewise below */
    uint32_t *first_claim, *first_quote, *first_quantity; // (count): those of earlier documents
    uint32_t first_accord, first_passage, first_relay, first_origin;
    uint32_t *origin;                  // (count): index of the origin it shares with others, ARRIAN_NONE
    const struct Gazetteer *gazetteer; /* NULL where its tables cannot be read */
    const struct Referents *referents;
    uint32_t parts;  /* bit i: sheet_parts[i] has something to show */
    uint32_t claims; /* of the story */
    uint32_t *group; // (claims): happening that a claim tells, as the least claim of it
    bool *alone;     // (claims): no other report tells that happening
} Sheet;

static inline uint32_t sheet_doc(const Sheet *sheet, uint32_t doc)
{
    return sheet->first_doc + doc + 1;
}
ArrianSlice sheet_label(const Sheet *sheet, uint32_t doc); /* its outlet, the host of its address, or the name of its file */
uint32_t sheet_report_named(const Sheet *sheet, ArrianSlice outlet, uint32_t not_this); /* ARRIAN_NONE where none is of it */
void sheet_chip(const Sheet *sheet, uint32_t doc);         /* the report's number, linked, and its label */
void sheet_number(const Sheet *sheet, uint32_t doc);       /* the number alone */
void sheet_heading(const Sheet *sheet, const char *id, const char *words);
void sheet_end_section(const Sheet *sheet);
/* href and id of words */
void sheet_address(const Sheet *sheet, uint32_t doc, ArrianSpan span);
/* The words, linked to where they stand; cut at `most` bytes. */
void sheet_words(const Sheet *sheet, uint32_t doc, ArrianSpan span, uint32_t most);
/* The same of a party, and who is meant where its words are none of its names: "it (State of Israel)". */
void sheet_party(const Sheet *sheet, uint32_t doc, const ArrianParty *party, uint32_t most);
/* The same with what stands before and after in their sentence. */
void sheet_excerpt(const Sheet *sheet, uint32_t doc, ArrianSpan span, uint32_t most);
/* A sentence in which each of the spans, which come in order, is linked; one inside another is left out. The sentence
 * is cut where it is over `most` bytes. */
void sheet_sentence(const Sheet *sheet, uint32_t doc, const ArrianSpan *spans, uint32_t count, uint32_t most);
void sheet_badge(const Sheet *sheet, ArrianVerdict verdict);
void sheet_count(const Sheet *sheet, uint64_t count, const char *one, const char *many);
uint32_t sheet_most_origins(const Sheet *sheet);
void sheet_reports(const Sheet *sheet, const ArrianAccord *accord); /* data-r="1 3": who says anything */
const char *sheet_verdict_words(ArrianVerdict verdict);
/* Two values that an accord does not hold against each other: "15 people", "15 civilians". */
bool sheet_same_side(const ArrianAccord *accord, const ArrianValue *a, const ArrianValue *b);
/* Which of two reports is of the earlier day, or hour where both tell theirs in one zone: < 0, 0, > 0. */
int sheet_published_order(const Sheet *sheet, uint32_t one, uint32_t other);
void sheet_published(const Sheet *sheet, uint32_t doc); /* its day, and the hour where it has one */

/* What an accord asks, in plain words: "Did it happen? MOBILIZE "send four battalions"" */
void sheet_question(const Sheet *sheet, const ArrianAccord *accord, uint32_t most);
/* The words of a claim from its first party to its last, as plain text. */
void sheet_phrase(const Sheet *sheet, uint32_t doc, const ArrianClaim *claim, uint32_t most);
void sheet_claim(const Sheet *sheet, uint32_t doc, uint32_t claim); /* c12, linked to its row of the ledger */
/* Number of a claim among those of the story. */
static inline uint32_t sheet_claim_at(const Sheet *sheet, uint32_t doc, uint32_t claim)
{
    return sheet->first_claim[doc] - sheet->first_claim[0] + claim;
}
/* What a reader noted on a record (arrian_notes): a paragraph each; nothing where there is none. */
void sheet_notes(const Sheet *sheet, char kind, uint32_t doc, uint32_t index);
void sheet_open_wide(const Sheet *sheet, const char *id); /* a table that may be wider than its column */
void sheet_close_wide(const Sheet *sheet);
void groups_find(Sheet *sheet); /* group.c: fills group and alone */

/* page.c: the sections, in the order of the page; one that has nothing to show writes nothing. */
typedef struct SheetPart {
    const char *id, *words; /* as the table of contents has it */
    void (*write)(const Sheet *sheet);
} SheetPart;
extern const SheetPart sheet_parts[];
extern const uint32_t sheet_part_count;

void summary_section(const Sheet *sheet);
void cards_section(const Sheet *sheet);
void matrix_section(const Sheet *sheet);
void alone_section(const Sheet *sheet);
void scales_section(const Sheet *sheet);
void speakers_section(const Sheet *sheet);
void timeline_section(const Sheet *sheet);
void places_section(const Sheet *sheet);
void lineage_section(const Sheet *sheet);
void posture_section(const Sheet *sheet);
void wording_section(const Sheet *sheet);
void ledger_section(const Sheet *sheet);
void notes_section(const Sheet *sheet);
void texts_section(const Sheet *sheet);

/* manifest.c: what went in, for whoever wants the same page again. engine may be NULL. */
void manifest_section(FILE *out, Arena *arena, const ArrianEngine *engine, ArrianStory *const *stories, size_t count);

/* Accords in the order in which they are shown: what needs the reader first. */
uint32_t *accord_order(const Sheet *sheet, size_t *ret_count);
/* Conflicts, changes and different things have cards with their passages; the others are rows of the matrix. */
bool accord_has_card(const ArrianAccord *accord);
uint32_t accord_reports(const Sheet *sheet, const ArrianAccord *accord); /* reports that answer it */
void accord_scale(const Sheet *sheet, const ArrianAccord *accord);       /* its figures on one line */

/* marks.c: all that is marked in one report. */
typedef enum MarkKind {
    MARK_PARAGRAPH,
    MARK_IGNORED,
    MARK_PASSAGE,
    MARK_RELAY,
    MARK_CLAIM,
    MARK_QUOTE,
    MARK_VALUE,
    MARK_NAME,
    MARK_TIME,
    MARK_QUANTITY,
    MARK_CUE,
    MARK_WORDS /* words that a row points at: a headline, a party, a speaker */
} MarkKind;
typedef struct Mark {
    ArrianSpan span;
    MarkKind kind;
    uint32_t index; /* in its own list */
} Mark;
typedef LIST(Mark) Marks;
void marks_write(const Sheet *sheet, uint32_t doc, Marks *marks);
#endif

/* arrian.h: news reports in, what they describe out, with the bytes that prove it.
 *
 *     bytes -read-> Document -split-> Sentence, Token -parse-> Tree -mark-> Mark -claim-> Claim -store-> rows
 * -collate-> Accord -report-> page
 *
 * One engine (lexicons and weights, read only, shared by threads), any number of documents, one story that holds
 * documents together.
 *
 *     ArrianEngine *engine; ArrianDocument *d; ArrianError why = {0};
 *     if (arrian_open(NULL, &engine, &why) || arrian_read(engine, "a.txt", NULL, &d, &why)) puts(why.message);
 *
 * Spans are half-open byte ranges of the *cleaned* text (UTF-8); arrian_received() turns one into bytes of the file as
 * received. Everything a document hands out lives until arrian_document_free(). Functions return ARRIAN_OK or a code
 * and fill *why, which may be NULL. */
#ifndef ARRIAN_H
#define ARRIAN_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ARRIAN_VERSION "0.1.0"
#define ARRIAN_NONE UINT32_MAX /* an index that points at nothing: an honest blank */

typedef enum ArrianCode {
    ARRIAN_OK = 0,
    ARRIAN_NOTHING = 1,  /* all well, nothing found */
    ARRIAN_INPUT = 2,    /* the input is missing, unreadable, or not what it says it is */
    ARRIAN_BROKEN = 3,   /* evidence does not match the bytes it points at */
    ARRIAN_MEMORY = 4,   /* no memory */
    ARRIAN_LIMIT = 5,    /* over a stated bound */
    ARRIAN_SYSTEM = 6,   /* disk full, permission, database */
    ARRIAN_STOPPED = 130 /* stopped from outside */
} ArrianCode;

/* What went wrong, where (path and byte, ARRIAN_NONE64 where no byte is to blame). message is WHAT[: WHY][; WHAT TO DO]:
 * "cannot be opened: No such file or directory; check the spelling". */
#define ARRIAN_NONE64 UINT64_MAX
typedef struct ArrianError {
    int code;
    char message[400];
    char path[512];
    uint64_t at;
} ArrianError;

typedef struct ArrianSpan {
    uint32_t start, end; /* bytes, [start, end) */
} ArrianSpan;

typedef struct ArrianSlice {
    const char *at; /* UTF-8, not NUL-terminated; NULL where absent */
    uint32_t length;
} ArrianSlice;

typedef struct ArrianEngine ArrianEngine;
typedef struct ArrianDocument ArrianDocument;
typedef struct ArrianStory ArrianStory;

/* ---------------------------------------------------------------- read: bytes to a document ---- */

typedef enum ArrianPower {
    ARRIAN_AUTO /* full where weights are found, else rules */,
    ARRIAN_RULES,
    ARRIAN_FAST,
    ARRIAN_FULL
} ArrianPower;

typedef struct ArrianOptions {
    const char *data;    /* folder of lexicons that override those built in, or NULL */
    const char *weights; /* weights file, or NULL for arrian.weights in the folder of the program or library, in
                            share/arrian or in models/ above it */
    ArrianPower power;   /* with the language engine or without */
    int threads;         /* 0: one a core */
    /* How far a long step over many reports is (reading a store again, verify); from the thread that called, done ==
     * total at its end. NULL: nobody asks. */
    void (*progress)(void *context, const char *doing, size_t done, size_t total);
    void *context;
} ArrianOptions;

/* What the user knows beyond the text (a row of --meta); every field may be NULL. Values become basis `given`. */
typedef struct ArrianGiven {
    const char *published, *outlet, *title, *url, *authors;
} ArrianGiven;

typedef enum ArrianBasis { ARRIAN_ABSENT, ARRIAN_TEXT, ARRIAN_MARKUP, ARRIAN_CONTEXT, ARRIAN_GIVEN } ArrianBasis;
typedef enum ArrianPrecision {
    ARRIAN_NO_PRECISION,
    ARRIAN_MINUTE,
    ARRIAN_DAY,
    ARRIAN_WEEK,
    ARRIAN_MONTH,
    ARRIAN_QUARTER,
    ARRIAN_SEASON,
    ARRIAN_YEAR,
    ARRIAN_DECADE,
    ARRIAN_VAGUE
} ArrianPrecision;

/* What a web page is; an index of links is refused, and has no document. */
typedef enum ArrianPageKind {
    ARRIAN_NO_PAGE, /* text that is no page */
    ARRIAN_ARTICLE,
    ARRIAN_GALLERY,
    ARRIAN_VIDEO,
    ARRIAN_PAYWALL, /* the opening of a report that is sold */
    ARRIAN_LIVE     /* a report that is added to as things happen */
} ArrianPageKind;

/* The head of a report. A slice without words is absent; spans point into the cleaned text where the value stands on
 * words. */
typedef struct ArrianHead {
    ArrianSlice path, member, url, title, outlet, place, language, note; /* member: inside the file at path */
    ArrianSpan title_span, outlet_span, place_span, published_span;
    ArrianSlice byline[8];
    uint32_t bylines;
    char published[24]; /* ISO 8601, "" where absent */
    ArrianPrecision published_precision;
    ArrianBasis published_basis, title_basis, outlet_basis, byline_basis;
    char sha256[65];
    uint64_t bytes, ignored_bytes;
    uint32_t mended; /* invalid bytes that were replaced, the first at mended_at */
    uint64_t mended_at;
    ArrianPageKind page;
    double page_confidence; /* 0..1 */
} ArrianHead;

typedef enum ArrianWhy {
    ARRIAN_MENU,
    ARRIAN_SHARE,
    ARRIAN_COMMENT,
    ARRIAN_ADVERT,
    ARRIAN_LEGAL,
    ARRIAN_RELATED,
    ARRIAN_REPEAT,
    ARRIAN_LOADING,
    ARRIAN_OTHER
} ArrianWhy;
typedef struct ArrianIgnored {
    ArrianSpan span;
    ArrianWhy why;
} ArrianIgnored;

int arrian_open(const ArrianOptions *options, ArrianEngine **ret_engine, ArrianError *why);
void arrian_close(ArrianEngine *engine);

/* ---- door: files that hold reports, one or many ----
 *
 * A file is a page or a text, or something that holds them: .gz .zst .br, .zip .tar, WARC, WACZ, ARC, MHTML, .eml,
 * mbox, JSON Lines, CSV, RSS and Atom, Nexis text; and these in one another. Each report has a name inside its file, its member:
 * the byte where a record starts in a web archive, the path in a .zip or .tar, the number of a row, an item or a part
 * from 1; `!` parts those of archives in archives. A file that is one report has the member "".
 * Its bytes are what the container holds once its packing, chunks and escapes are undone: spans point into them. */
typedef struct ArrianDoor ArrianDoor;
typedef struct ArrianMember { /* valid until the door moves on */
    const char *path, *member;
    const void *bytes;
    size_t size;
    ArrianGiven given;          /* what its container says of it */
    const char *charset, *type; /* of its transport header; NULL where there is none */
} ArrianMember;

/* named: the user named the file, so that it is read whatever its name; else only where its name or its first bytes are
 * those of a report or of what holds them. Nothing is opened before the first member is asked for. */
int arrian_door_open(const char *path, bool named, ArrianDoor **ret_door, ArrianError *why);
/* The next report; ARRIAN_NOTHING at the end. Any other code names a member (or the rest) that could not be read, and
 * the door can be asked on. Memory is bounded by the largest report. */
int arrian_door_next(ArrianDoor *door, ArrianMember *ret_member, ArrianError *why);
/* How far it is: reports and faults met so far, members passed over, bytes of the file, and of how many. */
void arrian_door_place(const ArrianDoor *door, uint64_t *ret_turn, uint64_t *ret_passed, uint64_t *ret_at,
                       uint64_t *ret_size);
void arrian_door_close(ArrianDoor *door);
bool arrian_door_may_hold(const char *name); /* is this the name of a file that a door may find reports in? */

/* Read one file and run every stage over it. given may be NULL. */
int arrian_read(const ArrianEngine *engine, const char *path, const ArrianGiven *given, ArrianDocument **ret_document,
                ArrianError *why);
/* The same from memory; bytes are copied. name is what `path` says in the records. */
int arrian_read_bytes(const ArrianEngine *engine, const char *name, const void *bytes, size_t size,
                      const ArrianGiven *given, ArrianDocument **ret_document, ArrianError *why);
/* A member of a file; what the user gives goes before what the container says. */
int arrian_read_member(const ArrianEngine *engine, const ArrianMember *member, const ArrianGiven *given,
                       ArrianDocument **ret_document, ArrianError *why);
void arrian_document_free(ArrianDocument *document);

const ArrianHead *arrian_head(const ArrianDocument *document);
ArrianSlice arrian_text(const ArrianDocument *document);                   /* the cleaned text */
ArrianSlice arrian_words(const ArrianDocument *document, ArrianSpan span); /* its words at span */
ArrianSpan arrian_received(const ArrianDocument *document,
                           ArrianSpan span); /* where they stand in the file as received */
ArrianSlice arrian_received_bytes(const ArrianDocument *document);
const ArrianIgnored *arrian_ignored(const ArrianDocument *document, size_t *ret_count);

/* ---------------------------------------------------------------- split: sentences and tokens ---- */

typedef struct ArrianSentence {
    ArrianSpan span;
    uint32_t first, count; /* tokens */
    bool headline;
} ArrianSentence;

enum { /* ArrianToken.flags */
       ARRIAN_UPPER_FIRST = 1,
       ARRIAN_ALL_UPPER = 2,
       ARRIAN_NUMBER = 4,
       ARRIAN_WORD = 8,
       ARRIAN_PUNCT = 16,
       ARRIAN_GLUED = 32,
       ARRIAN_LINE_FIRST = 64,
       ARRIAN_SPACE_BEFORE = 128,
       ARRIAN_FIRST = 256,
       ARRIAN_HYPHEN = 512 /* inside a word, no space on either side */
};
typedef struct ArrianToken {
    ArrianSpan span;
    uint32_t word;     /* the engine's number of its lower-cased form; 0 unknown */
    uint32_t lemma;    /* the engine's number of its base form; 0 unknown */
    uint32_t sentence; /* which */
    uint32_t head;     /* token that governs it, itself for a root, ARRIAN_NONE without a tree */
    double value;      /* of a number token */
    uint16_t flags;
    uint8_t upos;   /* 0 unknown, else 1 + index into arrian_upos_names */
    uint8_t xpos;   /* likewise, of the weights' own list */
    uint8_t deprel; /* likewise */
} ArrianToken;

const ArrianSentence *arrian_sentences(const ArrianDocument *document, size_t *ret_count);
const ArrianToken *arrian_tokens(const ArrianDocument *document, size_t *ret_count);

/* ---------------------------------------------------------------- parse: tags and trees ---- */

/* Sentences, tags and trees as CoNLL-U (UD v2; MISC holds Span=start:end of the bytes received and Name=B-person ...).
 */
int arrian_write_conllu(const ArrianDocument *document, FILE *out);
/* Read a CoNLL-U file's sentences and words as given. */
int arrian_read_tokens(const ArrianEngine *engine, const char *path, ArrianDocument **ret_document, ArrianError *why);

/* ---------------------------------------------------------------- mark: names, times, quantities, quotes ---- */

typedef enum ArrianNameType {
    ARRIAN_PERSON,
    ARRIAN_ORGANIZATION,
    ARRIAN_PLACE,
    ARRIAN_FACILITY,
    ARRIAN_PRODUCT,
    ARRIAN_EVENT,
    ARRIAN_NATIONALITY,
    ARRIAN_WORK,
    ARRIAN_NAME_TYPES
} ArrianNameType;
/* Why words stand for their entity. */
typedef enum ArrianTie {
    ARRIAN_TIE_FIRST,       /* the first to name it */
    ARRIAN_TIE_SAME,        /* the same words as an earlier name */
    ARRIAN_TIE_LEXICON,     /* another word for the same state, body or place */
    ARRIAN_TIE_PART,        /* a part of its fuller name: "Stoltenberg" */
    ARRIAN_TIE_INITIALS,    /* letters in brackets behind it */
    ARRIAN_TIE_PRONOUN,     /* he, she: the likeliest person named before */
    ARRIAN_TIE_SUBJECT,     /* it, they: the last subject */
    ARRIAN_TIE_DESCRIPTION, /* a word of its name, kind or role: "the alliance" */
    ARRIAN_TIE_CARRIED,     /* who spoke, acted or was described beside it */
    ARRIAN_TIE_SPOKEN_FOR,  /* we: the body that the speaker speaks for */
    ARRIAN_TIES
} ArrianTie;
typedef struct ArrianName {
    ArrianSpan span;
    ArrianNameType type;
    uint32_t entity;
    ArrianTie tie;
    uint32_t by; /* the name that it leans on, ARRIAN_NONE for the first */
} ArrianName;
typedef struct ArrianEntity {
    ArrianSlice name;  /* its fullest form in the text */
    ArrianSlice known; /* what the lexicon calls it: "Islamic State" of "Daesh"; "" where it has none of its own for it */
    ArrianNameType type;
    char iso3[4], code[24]; /* "" where absent */
    ArrianSlice role;       /* "Secretary General of NATO" */
    uint32_t *mentions;     /* names, in order */
    uint32_t count;
    uint32_t place; /* row of data/places.tsv, ARRIAN_NONE */
    double lat, lon; /* of a place that is `positioned`, in degrees */
    uint32_t geonames; /* its id in GeoNames, 0 where unknown */
    bool positioned;
    uint32_t apart; /* set by a reader who split it from its namesakes: not 0, and equal to that of none */
} ArrianEntity;

typedef enum ArrianTimeBasis { ARRIAN_EXPLICIT, ARRIAN_RELATIVE, ARRIAN_FROM_CONTEXT } ArrianTimeBasis;
typedef struct ArrianTime {
    ArrianSpan span;
    char value[32]; /* EDTF, "" where vague */
    char timex[32]; /* the same as ISO-TimeML's TIMEX3 says it: 2017-W06, 2015-SU, PAST_REF, PXD; "" where unknown */
    ArrianPrecision precision;
    ArrianTimeBasis basis;
} ArrianTime;

typedef struct ArrianQuantity {
    ArrianSpan span;
    double low, high;
    bool has_low, has_high;
    ArrianSlice word; /* "more than" */
    ArrianSlice unit; /* "person" */
    ArrianSlice of;   /* the head phrase */
    ArrianSpan of_span;
} ArrianQuantity;

typedef enum ArrianForm { ARRIAN_DIRECT, ARRIAN_INDIRECT, ARRIAN_MIXED } ArrianForm;
typedef struct ArrianQuote {
    ArrianSpan span;
    ArrianForm form;
    ArrianSpan speaker; /* empty where absent */
    uint32_t entity;
    ArrianSpan cue, via;
} ArrianQuote;

const ArrianName *arrian_names(const ArrianDocument *document, size_t *ret_count);
const ArrianEntity *arrian_entities(const ArrianDocument *document, size_t *ret_count);
/* Why the words at `span` stand for `entity`, and the earlier name that they lean on (ARRIAN_NONE: none). */
ArrianTie arrian_tie(const ArrianDocument *document, ArrianSpan span, uint32_t entity, uint32_t *ret_name);
const ArrianTime *arrian_times(const ArrianDocument *document, size_t *ret_count);
const ArrianQuantity *arrian_quantities(const ArrianDocument *document, size_t *ret_count);
const ArrianQuote *arrian_quotes(const ArrianDocument *document, size_t *ret_count);

/* ---------------------------------------------------------------- claim: who did what to whom, says who ---- */

typedef enum ArrianAct {
    ARRIAN_AGREE,
    ARRIAN_CONSULT,
    ARRIAN_SUPPORT,
    ARRIAN_COOPERATE,
    ARRIAN_AID,
    ARRIAN_CONCEDE,
    ARRIAN_RETREAT,
    ARRIAN_REQUEST,
    ARRIAN_ACCUSE,
    ARRIAN_REJECT,
    ARRIAN_THREATEN,
    ARRIAN_PROTEST,
    ARRIAN_SANCTION,
    ARRIAN_MOBILIZE,
    ARRIAN_COERCE,
    ARRIAN_ASSAULT,
    ARRIAN_STATE,
    ARRIAN_HARM,
    ARRIAN_ACTS
} ArrianAct;
typedef enum ArrianStance {
    ARRIAN_HAPPENED,
    ARRIAN_ONGOING,
    ARRIAN_PLANNED,
    ARRIAN_POSSIBLE,
    ARRIAN_CONDITIONAL,
    ARRIAN_DENIED,
    ARRIAN_REFUSED,
    ARRIAN_DEMANDED,
    ARRIAN_REPORTED,
    ARRIAN_STANCES
} ArrianStance;
typedef struct ArrianParty {
    ArrianSpan span;
    uint32_t entity; /* ARRIAN_NONE for a plain noun phrase */
    char link[24];   /* ISO 3166-1 alpha-3 or a body's code, "" */
} ArrianParty;
typedef enum ArrianRole { ARRIAN_SPEAKER, ARRIAN_VIA } ArrianRole;
typedef struct ArrianSource {
    ArrianSpan span;
    uint32_t entity;
    ArrianRole role;
} ArrianSource;
#define ARRIAN_MAX_PARTIES 6
#define ARRIAN_MAX_CHAIN 4
/* How a claim stands to the one it names as its reason; always from words in the text, never from order alone. */
typedef enum ArrianReason {
    ARRIAN_ANSWERS,     /* "in response to" */
    ARRIAN_BECAUSE,     /* "because of" */
    ARRIAN_IN_ORDER_TO, /* "to deter" */
    ARRIAN_AFTER,       /* "following" */
    ARRIAN_REASONS
} ArrianReason;
typedef struct ArrianClaim {
    ArrianSpan span, cue; /* the words that say it; the cue alone */
    ArrianAct act;
    ArrianSlice mode;
    ArrianStance stance;
    ArrianParty actor[ARRIAN_MAX_PARTIES], recipient[ARRIAN_MAX_PARTIES], place[ARRIAN_MAX_PARTIES];
    ArrianSource source[ARRIAN_MAX_CHAIN];
    uint32_t quantity[ARRIAN_MAX_PARTIES]; /* indices of quantities */
    uint32_t actors, recipients, places, sources, quantities;
    uint32_t time;    /* index of a time, ARRIAN_NONE */
    uint32_t because; /* index of a claim, ARRIAN_NONE */
    ArrianReason reason;
    ArrianSpan reason_words; /* that link it to `because` */
    uint32_t sentence;
    ArrianSlice why; /* what chose act, parties and stance: rows of the lexicon, the tree, or the engine's certainty */
} ArrianClaim;

const ArrianClaim *arrian_claims(const ArrianDocument *document, size_t *ret_count);

/* ---------------------------------------------------------------- collate: what reports say together ---- */

typedef enum ArrianWhat { ARRIAN_PROSE, ARRIAN_QUOTATION, ARRIAN_FURNITURE } ArrianWhat;
typedef struct ArrianPassage {
    uint32_t doc[2];
    ArrianSpan span[2];
    uint32_t words;
    double same; /* 0..1 */
    ArrianWhat what;
} ArrianPassage;
typedef struct ArrianRelay {
    uint32_t doc;
    ArrianSpan span, from_span; /* the words that say so; whom they name */
    ArrianSlice from;
} ArrianRelay;
typedef enum ArrianLink { ARRIAN_COPIED, ARRIAN_RELAYED, ARRIAN_AGENCY, ARRIAN_FAMILY } ArrianLink;
typedef struct ArrianEvidence {
    ArrianLink link;
    bool of_passage; /* index is of a passage, else of a relay; ARRIAN_NONE for the outlets' own names */
    uint32_t index;
} ArrianEvidence;
typedef struct ArrianOrigin {
    uint32_t *docs;
    uint32_t count;
    ArrianEvidence *why;
    uint32_t whys;
} ArrianOrigin;
typedef enum ArrianAbout {
    ARRIAN_ABOUT_ACTOR,
    ARRIAN_ABOUT_QUANTITY,
    ARRIAN_ABOUT_PLACE,
    ARRIAN_ABOUT_TIME,
    ARRIAN_ABOUT_STANCE,
    ARRIAN_ABOUT_REASON,
    ARRIAN_ABOUT_WORDING
} ArrianAbout;
typedef enum ArrianVerdict {
    ARRIAN_AGREED,
    ARRIAN_COMPATIBLE,
    ARRIAN_DIFFERENT,
    ARRIAN_CHANGED,
    ARRIAN_CONFLICT,
    ARRIAN_ONE_SIDED
} ArrianVerdict;
typedef struct ArrianValue {
    uint32_t doc;
    ArrianSpan span;
    ArrianSlice value;  /* in canonical form: "40000 force" */
    ArrianSlice source; /* who says so, absent for the report itself */
    uint32_t claim;     /* of that document, ARRIAN_NONE */
} ArrianValue;
typedef struct ArrianAccord {
    ArrianAbout about;
    ArrianSlice question; /* what the values answer: "force: how many?" */
    ArrianValue *values;
    uint32_t count;
    ArrianVerdict verdict;
    uint32_t origins;
    ArrianSlice hint;
} ArrianAccord;

/* Hold documents together. They stay the caller's and must outlive the story: one story, whatever they tell;
 * arrian_group() parts them by happening.
 */
int arrian_collate(const ArrianEngine *engine, ArrianDocument *const *documents, size_t count, ArrianStory **ret_story,
                   ArrianError *why);
void arrian_story_free(ArrianStory *story);
const ArrianPassage *arrian_passages(const ArrianStory *story, size_t *ret_count);
const ArrianRelay *arrian_relays(const ArrianStory *story, size_t *ret_count);
const ArrianOrigin *arrian_origins(const ArrianStory *story, size_t *ret_count);
const ArrianAccord *arrian_accords(const ArrianStory *story, size_t *ret_count);
ArrianDocument *const *arrian_story_documents(const ArrianStory *story, size_t *ret_count);
ArrianSlice arrian_story_title(const ArrianStory *story);
/* Part documents into stories: ret_group[i] is the story number of documents[i], numbered from 0 in order of first
 * appearance. */
int arrian_group(const ArrianEngine *engine, ArrianDocument *const *documents, size_t count, uint32_t *ret_group,
                 uint32_t *ret_groups, ArrianError *why);
/* The same for reports that come to those of days before, which stay where they are. Of a report before, its profile is
 * all that is asked: what it is grouped by, in bytes that can be kept. */
enum { ARRIAN_PROFILE_MOST = 2804 };
typedef struct ArrianKnown {
    ArrianSlice profile;
    uint32_t group; /* numbered from 0 in order of first appearance */
} ArrianKnown;
int arrian_profile(const ArrianEngine *engine, const ArrianDocument *document, unsigned char ret_bytes[ARRIAN_PROFILE_MOST],
                   size_t *ret_size, ArrianError *why);
/* ret_group[i]: of documents[i], the group of a report before or a number from theirs on. */
int arrian_group_onto(const ArrianEngine *engine, const ArrianKnown *known, size_t knowns, ArrianDocument *const *documents,
                      size_t count, uint32_t *ret_group, uint32_t *ret_groups, ArrianError *why);

/* ---- review: what a reader decided, replayed on every run (docs/review.md) ----
 *
 *     arrian_review_open("review.txt", &review, &why);
 *     arrian_review_reports(review, documents, count, &why);              all reports of the run, before they are parted
 *     arrian_collate_reviewed(engine, documents, count, review, &story, &why);
 *
 * A line that finds nothing is an orphan: it changes nothing, is no error, and says why. */
typedef struct ArrianReview ArrianReview;
typedef struct ArrianReviewLine {
    uint32_t line;    /* of its file, from 1 */
    ArrianSlice text; /* as it was written */
    bool found;       /* it did what it says */
    bool elsewhere;   /* what it names was not read: it stands in stories of a store that do not change */
    const char *why;  /* where it did not; NULL before it was tried */
} ArrianReviewLine;
int arrian_review_open(const char *path, ArrianReview **ret_review, ArrianError *why);
int arrian_review_parse(const char *name, const char *bytes, size_t size, ArrianReview **ret_review, ArrianError *why);
size_t arrian_review_count(const ArrianReview *review);
const ArrianReviewLine *arrian_review_line(const ArrianReview *review, size_t number);
/* Decisions on names and claims of single reports; ids and indices of those reports are new. */
int arrian_review_reports(ArrianReview *review, ArrianDocument *const *documents, size_t count, ArrianError *why);
/* review may be NULL; it must outlive the story. */
int arrian_collate_reviewed(const ArrianEngine *engine, ArrianDocument *const *documents, size_t count,
                            ArrianReview *review, ArrianStory **ret_story, ArrianError *why);
void arrian_review_close(ArrianReview *review);
/* A reader's words on a record. */
typedef struct ArrianNote {
    char kind;           /* of the record, as in its id: c of c12 */
    uint32_t doc, index; /* index in its list; doc ARRIAN_NONE of relays and accords, which are the story's */
    ArrianSlice text;
    uint32_t line; /* of the review */
} ArrianNote;
const ArrianNote *arrian_notes(const ArrianStory *story, size_t *ret_count);
const ArrianReview *arrian_story_review(const ArrianStory *story); /* NULL where it has none */

/* Copies among very many texts, in bounded memory. Of every fifteen words or more that two texts share, a fingerprint (a
 * hash of eight words) is the same in both. */
typedef struct ArrianPrint {
    uint64_t hash;
    uint32_t start, end; /* of its words, bytes of the text */
} ArrianPrint;
typedef struct ArrianPair {
    uint32_t doc[2];    /* in the order in which they were added */
    ArrianSpan span[2]; /* the first words that both have: bytes of the texts */
    uint32_t shared;    /* fingerprints */
} ArrianPair;
typedef struct ArrianPrints ArrianPrints;
/* The fingerprints of a text (UTF-8), from its start; `tell` stops it by a code that is not ARRIAN_OK. */
int arrian_fingerprints(const char *text, size_t size, int (*tell)(void *taker, const ArrianPrint *print), void *taker);
/* memory: bytes, at least a megabyte; beyond it, fingerprints are sorted in a nameless file of folder (NULL: of TMPDIR). */
int arrian_prints_open(size_t memory, const char *folder, ArrianPrints **ret_prints, ArrianError *why);
int arrian_prints_add(ArrianPrints *prints, const char *text, size_t size, ArrianError *why);
/* Texts that share `least` fingerprints or more, in order; once, when all are added. A text is held against the 64 latest
 * before it that have a fingerprint: the work grows with the texts, not with their pairs. */
int arrian_prints_pairs(ArrianPrints *prints, uint32_t least, int (*tell)(void *taker, const ArrianPair *pair), void *taker,
                        ArrianError *why);
void arrian_prints_close(ArrianPrints *prints);

/* ---------------------------------------------------------------- store: rows that stay ---- */

typedef struct ArrianStore ArrianStore;
int arrian_store_open(const char *path, bool write, ArrianStore **ret_store, ArrianError *why);
/* How many bytes of reports are to come, before the first: of few, small pages leave little room unused; of many, large ones
 * are sooner read. */
int arrian_store_expect(ArrianStore *store, uint64_t bytes, ArrianError *why);
/* One transaction a story: all of it or nothing. A story that holds all reports of one kept before takes its place and
 * its id; reports are the same by their files. With an engine (or NULL), the profiles of its reports are kept too. */
int arrian_store_put(ArrianStore *store, const ArrianEngine *engine, const ArrianStory *story, ArrianError *why);
/* Which reports a store of stories holds, by their profiles, and the stories they are in, a group each. */
typedef struct ArrianHeld {
    ArrianKnown *known;  /* (count), in order of story */
    char (*place)[65];   /* (count): of where it was found and its bytes, sorted */
    ArrianSlice *name;   /* (count): where each was found, its member behind a `!` */
    int64_t *story;      /* (groups) */
    size_t count;
    uint32_t groups;
    void *bytes;         /* of the profiles and names */
} ArrianHeld;
int arrian_store_held(ArrianStore *store, const ArrianEngine *engine, ArrianHeld *ret_held, ArrianError *why);
bool arrian_held_has(const ArrianHeld *held, const ArrianMember *member); /* the same bytes at the same place */
/* Of each report that is held the one of these that was found where it was, and so is another version of it, or ARRIAN_NONE;
 * ret_doc has room for held->count. False without memory. */
bool arrian_held_versions(const ArrianHeld *held, ArrianDocument *const *documents, size_t count, uint32_t *ret_doc);
/* After arrian_review_reports: lines on reports that the store holds and nobody read are told apart from orphans; how many. */
size_t arrian_held_decisions(const ArrianHeld *held, ArrianReview *review);
void arrian_held_free(ArrianHeld *held);
/* The reports of one story, read again: its number is that of a row, 3 of y3. */
int arrian_store_story(ArrianStore *store, const ArrianEngine *engine, int64_t story, ArrianDocument ***ret_documents,
                       size_t *ret_count, ArrianError *why);
/* The decisions that its stories were kept by, NULL where there are none; and those that these stories are kept by, in place
 * of the ones it has on their reports. */
int arrian_store_review(ArrianStore *store, ArrianReview **ret_review, ArrianError *why);
int arrian_store_decide(ArrianStore *store, const ArrianReview *review, ArrianStory *const *stories, size_t count, ArrianError *why);
/* How much of a file a batch has taken in: reports and faults of its door, from its start. */
typedef struct ArrianTaken {
    const char *path; /* whole */
    uint64_t bytes;
    int64_t changed; /* nanoseconds since 1970 */
    uint64_t turns;
    bool whole;
    char sha256[65]; /* of the whole file, once it is whole */
} ArrianTaken;
/* Where a report of a batch stands: the run (arrian_store_run) and its turn in it, by which shards are merged. */
typedef struct ArrianOrder {
    int64_t run, turn;
} ArrianOrder;
/* Reports of a batch, each a story of its own, and how far their files are taken in with them: one transaction, so that
 * a batch that is killed goes on where it was, and no report is lost or kept twice. */
int arrian_store_add(ArrianStore *store, ArrianStory *const *stories, const ArrianOrder *orders, size_t count,
                     const ArrianTaken *taken, size_t files, ArrianError *why);
/* The run in the store's manifest, new or the one that was stopped: by engine, options that bear on the rows, shard ("" or
 * "i/n") and the hash of its list of files. */
int arrian_store_run(ArrianStore *store, const ArrianEngine *engine, const char *options, const char *shard, const char *inputs,
                     int64_t *ret_run, ArrianError *why);
/* With which engine its reports were read last, ARRIAN_AUTO where it does not say so, and whether this one (or NULL) would read
 * all of them as they were read: the same program, engine, weights and word lists. */
int arrian_store_made(ArrianStore *store, const ArrianEngine *engine, ArrianPower *ret_power, bool *ret_same, ArrianError *why);
/* Fills turns and whole from path, bytes and changed; 0 of a file that is new or has changed. */
int arrian_store_taken(ArrianStore *store, ArrianTaken *taken, ArrianError *why);
/* Read every kept document again and hold every row's words against its bytes; tells each broken row on `talk`. */
int arrian_store_verify(ArrianStore *store, const ArrianEngine *engine, FILE *talk, uint64_t *ret_rows,
                        ArrianError *why);
/* The documents and given values of a store, read again, story by story. */
int arrian_store_documents(ArrianStore *store, const ArrianEngine *engine, ArrianDocument ***ret_documents,
                           uint32_t **ret_story, size_t *ret_count, ArrianError *why);
/* The bytes behind a row, and why: plain text on out. */
int arrian_store_show(ArrianStore *store, const char *id, FILE *out, ArrianError *why);
/* Stories of other stores into this one, which is new: shards of one run give the rows of the run in one piece. A story
 * that an earlier one of them holds already is left out. */
int arrian_store_merge(ArrianStore *store, const char *const *paths, size_t count, uint64_t *ret_stories, uint64_t *ret_doubles,
                       ArrianError *why);
void arrian_store_close(ArrianStore *store);

/* ---------------------------------------------------------------- report: pages and lines ---- */

/* Ids are unique inside one writer: kind letter and number. */
typedef struct ArrianWriter ArrianWriter;
int arrian_writer_new(FILE *out, ArrianWriter **ret_writer, ArrianError *why);
int arrian_write_document(ArrianWriter *writer, const ArrianDocument *document,
                          ArrianError *why); /* JSONL of one report */
int arrian_write_story(ArrianWriter *writer, const ArrianStory *story,
                       ArrianError *why); /* its documents, then what they say together */
void arrian_writer_free(ArrianWriter *writer);
int arrian_write_csv(FILE *out, ArrianStory *const *stories, size_t count, ArrianError *why); /* one row a claim */
/* The formats of `arrian export`, for the tools that others use. */
typedef struct ArrianFormat {
    const char *name, *does;
} ArrianFormat;
const ArrianFormat *arrian_formats(size_t *ret_count);
/* All stories in one format (a name of arrian_formats). excel: a table for spreadsheets, with a byte order mark, and no
 * cell that could be run as a formula; of csv alone. */
int arrian_export(const ArrianEngine *engine, const char *format, bool excel, FILE *out, ArrianStory *const *stories,
                  size_t count, ArrianError *why);
/* Two runs of JSON Lines held against each other: what came, went and changed, by the words of the records and not by
 * their ids; told on out, a line each, as text or JSON. */
typedef struct ArrianRun {
    const char *name; /* for errors */
    const char *bytes;
    size_t size;
} ArrianRun;
typedef struct ArrianDifference {
    uint64_t came, went, changed;
} ArrianDifference;
int arrian_diff(const ArrianRun *old_run, const ArrianRun *new_run, bool json, FILE *out,
                ArrianDifference *ret_difference, ArrianError *why);
int arrian_write_page(const ArrianEngine *engine, FILE *out, ArrianStory *const *stories, size_t count,
                      ArrianError *why);

/* Words of the contract for its enums: "organization", "planned", "one-sided" ... */
const char *arrian_name_type(ArrianNameType type);
const char *arrian_precision(ArrianPrecision precision);
const char *arrian_basis(ArrianBasis basis);
const char *arrian_page_kind(ArrianPageKind kind);
const char *arrian_time_basis(ArrianTimeBasis basis);
const char *arrian_tie_word(ArrianTie tie);
const char *arrian_why(ArrianWhy why);
const char *arrian_form(ArrianForm form);
const char *arrian_act(ArrianAct act);
const char *arrian_stance(ArrianStance stance);
const char *arrian_reason(ArrianReason reason); /* "answers", "because", "in order to", "after" */
const char *arrian_link(ArrianLink link);
const char *arrian_about(ArrianAbout about);
const char *arrian_verdict(ArrianVerdict verdict);
const char *arrian_what(ArrianWhat what);

#ifdef __cplusplus
}
#endif
#endif

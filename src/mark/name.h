/* name.h: what name.c, shape.c and refer.c share: the lexicon of names. */
#ifndef MARK_NAME_H
#define MARK_NAME_H
#include "mark/mark.h"

typedef enum NameKind {
    NAME_STATE,
    NAME_DEMONYM,
    NAME_CAPITAL,
    NAME_SEAT,
    NAME_BODY,
    NAME_NATIONAL_BODY,
    NAME_PLACE,
    NAME_SHY_PLACE,
    NAME_OUTLET,
    NAME_PEOPLE,
    NAME_EVENT,
    NAME_PRODUCT
} NameKind;
typedef struct NameEntry {
    NameKind kind;
    ArrianNameType type;
    ArrianSlice name;              /* the row's own name */
    ArrianSlice iso3, code, class; /* class: alliance, court, sea ...; code: only of bodies that link */
    ArrianSlice states;            /* of an area: EST;LVA;LTU */
    uint32_t row;
} NameEntry;

enum {
    WORD_GIVEN = 1,
    WORD_FAMILY = 2,
    WORD_FACILITY = 4,
    WORD_BODY = 8,
    WORD_PLACE = 16,
    WORD_EVENT = 32,
    WORD_PRODUCT = 64,
    WORD_SHY = 128 /* a common word too */,
    WORD_DIRECTION = 256,
    WORD_ORGAN = 512 /* in a name with a state in it, that the body acts for the state */,
    WORD_PARTICLE = 1024 /* inside a person's name: de, van, al, bin */
};

struct NameData {
    Phrases phrases; /* value: entry */
    LIST(NameEntry) entries;
    LIST(ArrianSlice) places; /* row of data/places.tsv -> its states */
    Phrases titles;           /* value: class of title */
    Map words;                /* word -> WORD_ bits */
    Phrases heads;            /* head words of more than one word; value: WORD_ bits */
    Flat bits;                /* the same, as an array */
    uint32_t in, at, near, from, to, of, the, and, led, s;
};

typedef struct NameFind { /* a stretch of tokens that is a name */
    uint32_t first, end;
    ArrianNameType type;
    uint32_t entry;            /* ARRIAN_NONE */
    uint32_t title, title_end; /* tokens of the title before it, equal where there is none */
    bool headed;               /* its type comes from a head word: "Lindholm Cathedral" */
    float sure;                /* probability of the type where the engine gave it, else 0 */
} NameFind;

/* Of a kind in data/bodies.tsv: a party or a company belongs to a state, an army or a court acts for it. */
bool name_acts_for_state(ArrianSlice kind);
/* Number of the word that "Assads" is the possessive of, in a text that lost its marks; 0 where it is none. */
uint32_t name_stem_of_possessive(const ArrianEngine *engine, const ArrianDocument *d, const ArrianToken *token);
uint32_t name_word_bits(const ArrianEngine *engine, uint32_t word);
/* Bits of the head word or words at token i, before `end`: "air defence system" -> WORD_PRODUCT. */
uint32_t name_head_bits(const ArrianEngine *engine, const ArrianDocument *d, uint32_t i, uint32_t end);
const NameEntry *name_entry(const ArrianEngine *engine, uint32_t number); /* NULL for ARRIAN_NONE */
/* Lexicon entry that starts at token i and fits its case; entry number and end. */
bool name_lookup(const ArrianEngine *engine, const ArrianDocument *d, uint32_t i, uint32_t end, uint32_t *ret_entry,
                 uint32_t *ret_end);
/* "US-led coalition", of a name that ends before token `end`: the group's end, 0 where there is none. */
uint32_t name_led_group(const ArrianEngine *engine, const ArrianDocument *d, uint32_t end, uint32_t stop);
/* Length of the title that starts at i, 0 where there is none; class 0 office, 1 rank, 2 honorific, 3 role, 4 family.
 */
uint32_t name_title(const ArrianEngine *engine, const ArrianDocument *d, uint32_t i, uint32_t end, uint32_t *ret_class);
ArrianSlice name_place_states(const ArrianEngine *engine, uint32_t place); /* EST;LVA;LTU of a row of data/places.tsv */
bool name_title_case(const ArrianDocument *d, const ArrianSentence *s);
/* shape.c: names by capitals and head words in tokens [first, end); adds to *finds in order. */
typedef LIST(NameFind) NameFinds;
void shape_names(const ArrianEngine *engine, ArrianDocument *d, const MarkTags *tags, uint32_t first, uint32_t end,
                 bool headline, NameFinds *finds);
/* learned.c: the same from the language engine's reading, for the whole document. */
void learned_names(const ArrianEngine *engine, ArrianDocument *d, const MarkTags *tags, NameFinds *finds);
#endif

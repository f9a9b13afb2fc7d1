/* mark.h: tokens -> names and entities, times, quantities, quotes.
 * Order matters: times first (a year is no quantity), then names (a name may hold a number), quantities, entities,
 * quotes (whose speakers are entities). Next stage: claim. */
#ifndef MARK_MARK_H
#define MARK_MARK_H
#include "base/document.h"
#include "base/engine.h"

int mark_data_open(ArrianEngine *engine, ArrianError *why);
void mark_freeze(ArrianEngine *engine); /* once all words are numbered */
void mark_document(const ArrianEngine *engine, ArrianDocument *d);

/* What each token is part of, for the marks that come later; in the document's arena while it is read. */
typedef struct MarkTags {
    uint32_t *time, *name, *quantity; // (T): index or ARRIAN_NONE
    struct NameFind *finds;           /* beside d->names: where the title before a name stands (name.h) */
} MarkTags;
MarkTags mark_tags(ArrianDocument *d); /* all ARRIAN_NONE */
void mark_tag(const ArrianDocument *d, uint32_t *tags, ArrianSpan span, uint32_t index);

/* time.c */
int time_data_open(ArrianEngine *engine, ArrianError *why);
/* Resolve the times anew after the report's date became known; their number and order stay. */
void mark_times_again(const ArrianEngine *engine, ArrianDocument *d);
void time_freeze(ArrianEngine *engine);
void time_document(const ArrianEngine *engine, ArrianDocument *d, MarkTags *tags);
/* Ages behind the names of persons: once names are known. */
void time_ages(ArrianDocument *d, MarkTags *tags);
/* name.c, shape.c */
int name_data_open(ArrianEngine *engine, ArrianError *why);
void name_freeze(ArrianEngine *engine);
void name_document(const ArrianEngine *engine, ArrianDocument *d, MarkTags *tags);
/* refer.c: names -> entities */
void refer_document(const ArrianEngine *engine, ArrianDocument *d, MarkTags *tags);
/* tie.c: why each name stands for its entity */
void tie_names(ArrianDocument *d);
/* The entity that a pronoun or a descriptive phrase at token `at` stands for ("he", "the alliance", "the minister");
 * ARRIAN_NONE in doubt. */
uint32_t refer_phrase(const ArrianEngine *engine, const ArrianDocument *d, const MarkTags *tags, uint32_t first,
                      uint32_t end);
/* pronoun.c: the person that "he", "her" or "his" stands for; ARRIAN_NONE in doubt, or where it is no such pronoun */
int pronoun_data_open(ArrianEngine *engine, ArrianError *why);
uint32_t pronoun_entity(const ArrianEngine *engine, const ArrianDocument *d, uint32_t token);
/* described.c, topic.c: fills d->meant, what "the company", "it" and "they" stand for; inside: (T), 1 in quoted words. */
int topic_data_open(ArrianEngine *engine, ArrianError *why);
void topic_freeze(ArrianEngine *engine);
/* "company", "party": does what is called so only belong to a state whose name stands before it? A ministry acts for it. */
bool topic_belongs(const ArrianEngine *engine, const ArrianDocument *d, uint32_t noun);
bool topic_is_firm(const ArrianEngine *engine, const ArrianDocument *d, uint32_t entity); /* by its name, or as it is called */
/* The body that a person speaks for, by the office that the report gives him beside his name, or the body itself;
 * ARRIAN_NONE where it gives none. */
uint32_t topic_spoken_for(const ArrianEngine *engine, const ArrianDocument *d, uint32_t speaker);
void topic_document(const ArrianEngine *engine, ArrianDocument *d, const MarkTags *tags, const uint8_t *inside);
/* pronoun.c: may the pronoun be this person: "she" is no man's. */
bool pronoun_fits(const ArrianEngine *engine, const ArrianDocument *d, uint32_t token, uint32_t entity);
/* quantity.c */
int quantity_data_open(ArrianEngine *engine, ArrianError *why);
void quantity_freeze(ArrianEngine *engine);
void quantity_document(const ArrianEngine *engine, ArrianDocument *d, MarkTags *tags);
/* How many persons a military unit has; false where the unit is none. */
bool quantity_unit_size(const ArrianEngine *engine, ArrianSlice unit, double *ret_low, double *ret_high);
ArrianSlice quantity_unit_class(const ArrianEngine *engine, ArrianSlice unit, double *ret_factor,
                                ArrianSlice *ret_base);
/* End of the number that starts at the token, whatever it counts, and its value; 0 where there is none. */
uint32_t quantity_number(const ArrianEngine *engine, const ArrianDocument *d, uint32_t token, double *ret_value);
/* Is `words` a way to say the unit, by data/units.tsv? */
bool quantity_unit_is(const ArrianEngine *engine, ArrianSlice unit, ArrianSlice words);
/* quote.c */
int quote_data_open(ArrianEngine *engine, ArrianError *why);
void quote_freeze(ArrianEngine *engine);
void quote_document(const ArrianEngine *engine, ArrianDocument *d, MarkTags *tags);

typedef struct TimeData TimeData;
typedef struct NameData NameData;
typedef struct QuantityData QuantityData;
typedef struct QuoteData QuoteData;
typedef struct GazetteerData GazetteerData;
typedef struct PronounData PronounData;
struct MarkData {
    TimeData *time;
    NameData *name;
    QuantityData *quantity;
    QuoteData *quote;
    PronounData *pronoun;
    GazetteerData *gazetteer;
    struct SpeechData *speech;
    struct TopicData *topic;
    Map legal_forms; /* data/legal_forms.tsv */
};
#endif

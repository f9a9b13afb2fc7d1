/* quote.h: what quote.c, quoted.c, shallow.c and speaker.c share: one document's quotes while they are found. */
#ifndef MARK_QUOTE_H
#define MARK_QUOTE_H
#include "mark/saying.h"

struct QuoteData {
    Rules *via; /* data/quote.rule: "told X", "in an interview with X" */
    Map nouns;  /* data/speaker_words.tsv: word -> SpeakerNoun */
    Flat kind;  /* the same, as an array */
    Map tellers; /* data/tellers.tsv */
};
typedef enum SpeakerNoun { NOUN_OTHER, NOUN_BODY, NOUN_PAPER, NOUN_HEAD, NOUN_OWN } SpeakerNoun;

typedef struct Quoter {
    const ArrianEngine *engine;
    ArrianDocument *d;
    const ArrianToken *tokens;
    const MarkTags *tags;
    Sayings *sayings;      /* NULL without trees */
    uint8_t *inside;       // (T): 1 in quoted words
    ArrianSpan header_via; /* "RT reports:" above */
    ArrianSpan last_speaker, last_cue;
    uint32_t last_entity, last_sentence;
    uint32_t last_body, body_sentence; /* the last body that spoke */
} Quoter;

/* Quotes of one paragraph, in order: [first, end) are quoted. A closing mark without an opening one quotes from the
 * paragraph's first word. */
typedef struct Quoted {
    uint32_t first, end; /* tokens inside the marks */
    bool open;           /* goes on in the next paragraph, or was never closed */
} Quoted;
typedef LIST(Quoted) QuotedList;

/* quoted.c */
bool quoted_mark(const Quoter *q, uint32_t token); /* is it a quotation mark? */
/* Stretches in quotation marks, in order; turns of a broadcast become quotes at once. */
void quoted_find(Quoter *q, QuotedList *list);

/* speaker.c */
int speaker_data_open(ArrianEngine *engine, ArrianError *why);
/* Keep who spoke in a sentence, for those who are only described further on. */
void speaker_keep(Quoter *q, const ArrianQuote *quote, uint32_t sentence);
/* Bodies that speak in tokens [first, end), whether or not a quote came of it. */
void speaker_hear(Quoter *q, uint32_t first, uint32_t end);
/* Who is meant by the noun group [first, end): its words and its entity. */
void speaker_set(Quoter *q, ArrianQuote *quote, uint32_t first, uint32_t end);
/* The same where the group's head is known. */
void speaker_of(Quoter *q, ArrianQuote *quote, const Saying *saying);

/* shallow.c: attribution by closed classes alone, where there are no trees. */
bool shallow_attribute(Quoter *q, ArrianQuote *quote, const Quoted *quoted, uint32_t first, uint32_t end);
/* The speaker by the verb of saying nearest to the quote in tokens [first, end). */
bool shallow_beside(Quoter *q, ArrianQuote *quote, uint32_t first, uint32_t end, bool after);
void shallow_indirect(Quoter *q, const ArrianSentence *s);

/* quote.c */
void quote_add(Quoter *q, ArrianQuote quote, uint32_t first, uint32_t end, bool said); /* its sentences' tokens */
void quote_find_via(Quoter *q, ArrianQuote *quote, uint32_t first, uint32_t end);

static inline bool quoted_word(const Quoter *q, uint32_t i)
{
    return q->inside[i] != 0;
}
static inline uint32_t sentence_first(const Quoter *q, uint32_t i)
{
    return q->d->sentences.at[q->tokens[i].sentence].first;
}
static inline uint32_t sentence_end(const Quoter *q, uint32_t i)
{
    const ArrianSentence *s = &q->d->sentences.at[q->tokens[i].sentence];
    return s->first + s->count;
}
#endif

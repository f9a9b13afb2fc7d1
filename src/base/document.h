/* document.h: what one report has become so far; each stage adds its list.   One arena, which goes all at once. */
#ifndef BASE_DOCUMENT_H
#define BASE_DOCUMENT_H
#include "base/arena.h"
#include "base/text.h"

typedef struct Stamp {
    int month, day; /* 1.., 0 absent */
    ArrianSpan span;
} Stamp;
struct ArrianDocument {
    Arena arena; /* whatever a field points at lies here, or in the engine; document.c moves it all */
    const ArrianEngine *engine;
    char *received; /* bytes as received, in the arena */
    uint32_t received_size;
    ArrianSlice charset, type; /* what a transport header said of them */
    struct EncodingReader *letters; /* of a charset that is neither UTF nor windows-1252, while the document is read */
    Text text;
    ArrianHead head;
    struct ModelReading *reading; /* what the language engine made of the tokens; NULL without one */
    struct ModelRoom *room;       /* its working space, while the document is read */
    Stamp stamp;                  /* a day without its year in the dateline, where the report's date is not known */
    int anchor;                   /* report date as day number (time.h), INT32_MIN where unknown */
    LIST(ArrianIgnored) ignored;
    LIST(ArrianSentence) sentences;
    LIST(ArrianToken) tokens;
    LIST(ArrianName) names;
    LIST(ArrianEntity) entities;
    LIST(ArrianTime) times;
    LIST(ArrianQuantity) quantities;
    uint32_t *meant; // (T): entity that a description or "it" stands for, ARRIAN_NONE; NULL without trees and once settled
    uint64_t *called; // (entities): what each is called, bits of rows of described.tsv; NULL as `meant` is
    LIST(ArrianQuote) quotes;
    LIST(ArrianClaim) claims;
};

enum { /* bounds on what one report can make us hold */
       MOST_BYTES = 64 << 20,
       MOST_SENTENCE_TOKENS = 400,
       MOST_MARKS_A_SENTENCE = 200
};

static inline ArrianSlice document_words(const ArrianDocument *d, ArrianSpan span)
{
    return text_words(&d->text, span);
}
static inline ArrianSpan document_tokens_span(const ArrianDocument *d, uint32_t first, uint32_t end)
{
    return (ArrianSpan){d->tokens.at[first].span.start, d->tokens.at[end - 1].span.end};
}
/* Give back all memory but that of the lists, each in its size: for documents that wait while many more are read. Words
 * handed out before are gone, and so is the language engine's reading: CoNLL-U wants a document that is not settled.
 * Where there is no memory it stays as it is. */
void document_settle(ArrianDocument *d);
/* First token that starts at or after byte `at`. */
uint32_t document_token_at(const ArrianDocument *d, uint32_t at);
/* The tokens that start within a span: gives back the first, and in *ret_end the one behind the last; the same where
 * there are none. */
uint32_t document_tokens_in(const ArrianDocument *d, ArrianSpan span, uint32_t *ret_end);
/* How many names start before byte `at`: they stand in order, so the last of them is the nearest. */
uint32_t document_names_before(const ArrianDocument *d, uint32_t at);
static inline bool span_empty(ArrianSpan span)
{
    return span.end <= span.start;
}
static inline bool span_overlap(ArrianSpan a, ArrianSpan b)
{
    return a.start < b.end && b.start < a.end;
}
#endif

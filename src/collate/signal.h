/* signal.h: words that tell how two things hang together.   "in response to" -> SIGNAL_RESPONSE, three tokens */
#ifndef COLLATE_SIGNAL_H
#define COLLATE_SIGNAL_H
#include "collate/collate.h"

typedef enum SignalKind {
    SIGNAL_RESPONSE, /* what answers what */
    SIGNAL_CAUSE,
    SIGNAL_PURPOSE,
    SIGNAL_SEQUENCE, /* what went before */
    SIGNAL_UPDATE,   /* a count that changed */
    SIGNAL_DISPUTE,  /* a count that is contested */
    SIGNAL_DENIAL,   /* what is said, behind it, not to be so */
    SIGNAL_PART,     /* what is counted in what went before */
    SIGNAL_REFUTED,  /* what is said, before it, not to be so */
    SIGNAL_NONE,     /* holds a signal's words and is none: "denied bail" */
    SIGNAL_KINDS
} SignalKind;

int signal_data_open(ArrianEngine *engine, ArrianError *why);
void signal_freeze(ArrianEngine *engine); /* once all words are numbered */
/* The longest signal that starts at token i and ends before `end`; its kind and its end. */
bool signal_at(const ArrianEngine *engine, const ArrianDocument *d, uint32_t i, uint32_t end, SignalKind *ret_kind,
               uint32_t *ret_end);
/* A signal of the kind stands between two places of the text. */
bool signal_between(const ArrianEngine *engine, const ArrianDocument *d, uint32_t start, uint32_t end, SignalKind kind);
bool signal_in(const ArrianEngine *engine, const ArrianDocument *d, uint32_t sentence, SignalKind kind);
#endif

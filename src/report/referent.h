/* referent.h: whom and what several reports speak of, under whatever words.
 *     "Henrik Solberg" in report 1, "Solberg" in 3 -> one referent;  "Moscow", "the Kremlin" -> RUS */
#ifndef REPORT_REFERENT_H
#define REPORT_REFERENT_H
#include "report/sheet.h"

typedef struct Referent {
    ArrianSlice name; /* the fullest */
    ArrianNameType type;
    char link[24];        /* ISO 3166-1 alpha-3 or a body's code, "" */
    uint32_t place;       /* row of data/places.tsv, ARRIAN_NONE */
    uint32_t doc, entity; /* where it is met first */
    uint32_t reports;
} Referent;
typedef struct Referents {
    Referent *at; // (count)
    uint32_t count;
    uint32_t **of; // (documents) of (entities): its referent
} Referents;

Referents referents_find(const Sheet *sheet);
#endif

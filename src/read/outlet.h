/* outlet.h: who publishes: outlets under every name that they go by, and words that say of any body that it reports.
 *     "the dpa news agency", "Deutsche Presse Agentur", "dpa.com"   -> one outlet
 *     "Lindholm Observatory", "Radio Lindholm"                      -> report by their trade */
#ifndef READ_OUTLET_H
#define READ_OUTLET_H
#include "base/document.h"
#include "base/engine.h"

/* An outlet of data/outlets.tsv; of one house are those that share `house` (its owner, else itself). */
typedef struct ReadOutlet {
    ArrianSlice name, house, kind;
    bool of_state; /* its house is all that one state prints and sends */
} ReadOutlet;

int outlets_data_open(ArrianEngine *engine, ArrianError *why);
/* By its name, an alias or its domain, however hyphens, blanks, stops and accents are set, and with a word for what it
 * is behind it ("Anadolu news agency"); NULL where it is none. */
const ReadOutlet *read_outlet(const ArrianEngine *engine, ArrianSlice name);
/* Of a report: its outlet, else the host of its address; absent where it has neither. */
ArrianSlice outlet_of(const ArrianDocument *d);
/* "dpa", "Deutsche Presse-Agentur"; "The Daily Mail", "dailymail.example". */
bool outlet_same(const ArrianEngine *engine, ArrianSlice a, ArrianSlice b);
/* What a token in the name of a body says: nothing of the kind; that the body reports; or, with the token behind it,
 * another thing: "the Press Secretary". */
typedef enum OutletWord { OUTLET_NO_WORD, OUTLET_REPORTS, OUTLET_OTHER } OutletWord;
OutletWord outlet_word(const ArrianEngine *engine, const ArrianDocument *d, uint32_t i);
#endif

/* pack.h: what hangs on a claim -> characters of its row; schema.sql tells their order, its views read them. */
#ifndef STORE_PACK_H
#define STORE_PACK_H
#include "store/store.h"

enum {
    PACK_ROLES = 3, /* actor, recipient, place */
    PACK_TURNS = 8, /* a role: more than there are parties */
    PACK_NUMBERS = PACK_ROLES * ARRIAN_MAX_PARTIES * 6, /* of the parties; sources and quantities have fewer */
    PACK_WHY = 1024
};
typedef struct PackNumbers {
    int64_t at[PACK_NUMBERS];
    bool distance[PACK_NUMBERS]; /* it may lie below 0 */
    uint32_t count;
    char text[8 * PACK_NUMBERS + 1]; /* of each two characters at most */
} PackNumbers;
typedef struct Packed {
    ArrianSlice parties, sources, quantities, why; /* empty where there is none; they lie in what follows, or in the document */
    int64_t sure; /* figures cut from why, -1 where there is none */
    PackNumbers party, source, quantity;
    char room[PACK_WHY];
} Packed;
/* Stretches of the parties and sources are sealed, and spelt where they must be. */
int pack_claim(ArrianStore *store, const ArrianDocument *d, const ArrianClaim *claim, Packed *ret_packed, ArrianError *why);

/* The parties that a claim has in a role. */
const ArrianParty *pack_parties(const ArrianClaim *claim, int role, uint32_t *ret_count);
/* A party's link is most often that of its entity. */
bool pack_linked_otherwise(const ArrianDocument *d, const ArrianParty *party);

/* The turn of the quantity whose words and value a value of an accord tells, and of the entity of its claim's sources whose name
 * its source is; ARRIAN_NONE where there is none. */
uint32_t pack_quantity_of(const ArrianDocument *d, const ArrianValue *v);
uint32_t pack_source_of(const ArrianDocument *d, const ArrianValue *v);

/* Why words stand for an entity, a word of the dictionary, and the turn of the name that they lean on; "" and -1
 * where there is none. */
typedef struct PackTie {
    const char *why;
    int64_t kind, by;
} PackTie;
PackTie pack_tie(const ArrianDocument *d, ArrianSpan span, uint32_t entity);
#endif

/* codes.h: claims and parties in the codes of others: PLOVER and CAMEO (data/codes.tsv, data/roles.tsv). */
#ifndef REPORT_CODES_H
#define REPORT_CODES_H
#include "report/export.h"
#include <string.h>

enum { EXPORT_MOST_ACTORS = 4, EXPORT_MOST_PAIRS = 64 };
typedef struct ExportCode {
    ArrianSlice event;  /* PLOVER's root */
    bool in_itself;     /* the intent or the refusal is the event: it has taken place, whatever the claim's stance is */
    ArrianSlice mode;   /* PLOVER mode, empty where none is sure */
    ArrianSlice cameo;  /* CAMEO code, empty where nothing is said to have happened */
    ArrianSlice back;   /* CAMEO code of the same event as the other side does it; empty where only one side acts */
    bool one_sided;     /* `back` holds between those who do it together alone: "A and B will meet" */
    bool by_source;     /* the one who says so does it, to the one named as actor: "Ghana said Togo must act" */
    double quad, scale, goldstein;
} ExportCode;
typedef struct ExportActor {
    ArrianSlice country;   /* ISO 3166-1 alpha-3, or IGO, IMG, NGO; empty where unknown */
    ArrianSlice sector;    /* PLOVER: GOV, MIL ... */
    ArrianSlice agent;     /* CAMEO's word for the sector */
    ArrianSlice attribute; /* CAMEO's rest of a body's code: WSTNAT of IGOWSTNAT */
    bool reports;          /* whose word is a report, and no move of theirs: police, media, medics */
} ExportActor;
/* Who did it to whom; the target is empty where nobody with a code is told. */
typedef struct ExportPair {
    ExportActor source, target;
    ExportCode code;
} ExportPair;

/* Is token i one of these parts of speech ("NOUN PROPN")? Without a language engine it is none. */
bool export_is_upos(const ExportPage *page, uint32_t i, const char *parts);
int export_codes(Export *e); /* fills e->codes */
int export_roles(Export *e); /* fills e->roles */
/* False where the act is no event of theirs: most of STATE and HARM. */
bool export_code(const Export *e, const ExportPage *page, const ArrianClaim *claim, ExportCode *ret_code);
bool export_code_by_id(const Export *e, const char *id, ExportCode *ret_code); /* of a row; false where there is none */
/* The row of data/codes.tsv that names the claim, ARRIAN_NONE where none does. */
uint32_t export_code_row(const Export *e, const ExportPage *page, const ArrianClaim *claim);
ExportActor export_actor(const Export *e, const ExportPage *page, const ArrianParty *party);
/* One party may be several actors; the first is export_actor's. At least one, which may be blank. */
uint32_t export_actors(const Export *e, const ExportPage *page, const ArrianParty *party,
                       ExportActor ret[EXPORT_MOST_ACTORS]);
/* Do two parties of one claim stand for one actor: "[Chile]'s [Ministry of Mines]"? */
bool export_same_actor(const Export *e, const ExportPage *page, const ArrianParty *one, const ArrianParty *other);
/* Whoever says so, as a party: the nearest who can, no town of a dateline. False where nobody does. */
bool export_speaker(const Export *e, const ExportPage *page, const ArrianClaim *claim, ArrianParty *ret);
/* pairs.c: a claim's events, each pair and code once */
uint32_t export_pairs(const Export *e, const ExportPage *page, size_t claim, ExportPair ret[EXPORT_MOST_PAIRS]);
bool export_same_actors(const ExportPair *a, const ExportPair *b); /* who to whom, whatever was done */
bool export_same_pair(const ExportPair *a, const ExportPair *b);
static inline ArrianSlice export_word(const char *word)
{
    return (ArrianSlice){word, (uint32_t)strlen(word)};
}
static inline bool export_is_coded(const ExportActor *actor)
{
    return actor->country.length || actor->agent.length;
}
#endif

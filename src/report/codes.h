/* codes.h: claims and parties in the codes of others: PLOVER and CAMEO (data/codes.tsv, data/roles.tsv). */
#ifndef REPORT_CODES_H
#define REPORT_CODES_H
#include "report/export.h"

typedef struct ExportCode {
    ArrianSlice mode;  /* PLOVER mode, empty where none is sure */
    ArrianSlice cameo; /* CAMEO code, empty where nothing is said to have happened */
    double quad, scale, goldstein;
} ExportCode;
typedef struct ExportActor {
    ArrianSlice country;   /* ISO 3166-1 alpha-3, or IGO, NGO; empty where unknown */
    ArrianSlice sector;    /* PLOVER: GOV, MIL ... */
    ArrianSlice agent;     /* CAMEO's word for the sector */
    ArrianSlice attribute; /* CAMEO's rest of a body's code: WSTNAT of IGOWSTNAT */
} ExportActor;

int export_codes(Export *e); /* fills e->codes */
/* False where the act is no event of theirs (STATE, HARM). */
bool export_code(const Export *e, const ArrianClaim *claim, ExportCode *ret_code);
ExportActor export_actor(const Export *e, const ExportPage *page, const ArrianParty *party);
#endif

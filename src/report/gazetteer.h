/* gazetteer.h: where places lie, and how exactly that is known.   "Riga" -> point 56.95 24.11; LVA -> the state's area
 */
#ifndef REPORT_GAZETTEER_H
#define REPORT_GAZETTEER_H
#include "base/lexicon.h"
#include "base/table.h"
#include "report/referent.h"

typedef enum Shape {
    SHAPE_NONE,  /* not in the gazetteer, or without coordinates */
    SHAPE_POINT, /* a town: its middle */
    SHAPE_RING,  /* a region, sea, river ...: its middle alone is known, not its bounds */
    SHAPE_AREA   /* a state, or several: their bounds */
} Shape;
typedef struct Location {
    Shape shape;
    ArrianSlice name, kind;  /* city, region, sea ...; "state" */
    ArrianSlice states;      /* ISO 3166-1 alpha-3, `;` between */
    double lat, lon;         /* NAN where unknown; degrees, WGS 84 */
    uint32_t row, namesakes; /* of places.tsv, ARRIAN_NONE; other rows of the same name */
} Location;
typedef struct Gazetteer {
    Lexicon places, states;
    Map by_name;    /* first row of a name */
    uint32_t *next; // (places.rows): next row of that name, ARRIAN_NONE
    Map by_state;   /* row of states.tsv by code */
} Gazetteer;

/* NULL where the tables cannot be read. */
const Gazetteer *gazetteer_open(Arena *arena, const char *folder);
Location gazetteer_find(const Gazetteer *gazetteer, const Referent *referent);
ArrianSlice gazetteer_state(const Gazetteer *gazetteer, const char *iso3); /* its name */
#endif

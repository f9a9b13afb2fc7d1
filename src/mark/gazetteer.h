/* gazetteer.h: where the places of a report are.   "Paris" beside "Texas" -> 33.66, -95.56; else 48.85, 2.35 */
#ifndef MARK_GAZETTEER_H
#define MARK_GAZETTEER_H
#include "mark/mark.h"

int gazetteer_data_open(ArrianEngine *engine, ArrianError *why);
/* Fill lat, lon and geonames of the document's entities that are places. */
void gazetteer_document(const ArrianEngine *engine, ArrianDocument *d);
/* Kilometres between two positions in degrees, on a sphere. */
double gazetteer_distance(double lat_a, double lon_a, double lat_b, double lon_b);
#endif

/* write.h: what every writer needs: was it written, what stands where, from when to when. */
#ifndef REPORT_WRITE_H
#define REPORT_WRITE_H
#include "arrian.h"

/* How many records of each kind stand before, or are in, a document. */
typedef struct WriteCounts {
    uint32_t docs, ignored, sentences, names, entities, times, quantities, quotes, claims;
} WriteCounts;
WriteCounts write_counts(const ArrianDocument *document);
void write_counts_add(WriteCounts *sum, WriteCounts more);
/* ARRIAN_OK where all bytes went out, else ARRIAN_SYSTEM with the system's words. Set errno to 0 before the first byte.
 */
int write_end(FILE *out, ArrianError *why);
/* Days of the first and the last report: "2016-06-13" and "2016-10-26"; "" where no report has a date. */
void write_days(const ArrianStory *story, char ret_from[11], char ret_to[11]);
/* The title of a story; where no report has one, the first sentence in which one claims something; else empty. */
ArrianSlice write_story_name(const ArrianStory *story);
/* "The ferry" and "the ferry" are the same words; what they stand for nobody says. */
ArrianSlice write_without_article(ArrianSlice words);
/* "iso3" where a party's link is a state, "code" where it is a body. */
const char *write_link_kind(const ArrianDocument *document, const ArrianParty *party);
/* The name of the party that words which are none of its names stand for ("he", "the city"); empty where they are one. */
ArrianSlice write_party_meant(const ArrianDocument *document, const ArrianParty *party);
/* "LVA" -> "LV"; false and "" where it is no state. */
bool write_alpha2(const char *iso3, char ret_alpha2[3]);
#endif

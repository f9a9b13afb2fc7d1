/* key.h: words, names, parties and cues as numbers that are equal across reports. */
#ifndef COLLATE_KEY_H
#define COLLATE_KEY_H
#include "collate/collate.h"

uint64_t key_of_words(ArrianSlice text); /* whatever their case, without "the" */
/* What a place lies in, as keys, at most `room`: its states, and what a building is named after; none for a state. */
uint32_t entity_within(const ArrianEngine *engine, const ArrianDocument *d, uint32_t entity, uint64_t *ret_keys,
                       uint32_t room);
/* A continent, a sea: nobody tells which states and towns it holds. */
bool entity_is_wide(const ArrianEngine *engine, const ArrianDocument *d, uint32_t entity);
/* The name that stands for all its names: "Islamic State" of "Daesh", "dpa" of "Deutsche Presse-Agentur", "Kellner" of
 * "Kellner Corp."; else its own. */
ArrianSlice entity_called(const ArrianDocument *d, const ArrianEntity *e);
uint64_t entity_key(const ArrianDocument *d, uint32_t entity); /* equal across reports for one link or one name */
/* The family of a cue's verb, else of its last word that says anything, 0 where none does; how much that word tells (may be
 * NULL). */
uint64_t cue_key(const ArrianEngine *engine, const ArrianDocument *d, ArrianSpan cue, double *ret_tells);
/* The family of a phrase's head: its last word before "of", "in" ... that tells; 0 where none does. */
uint64_t phrase_head(const ArrianEngine *engine, const ArrianDocument *d, ArrianSpan span);
/* That word's token; ARRIAN_NONE where none does. */
uint32_t phrase_head_token(const ArrianEngine *engine, const ArrianDocument *d, ArrianSpan span);
void keys_sort(uint64_t *keys, uint32_t count);
/* How many keys two sorted lists share. */
uint32_t keys_shared(const uint64_t *a, uint32_t n, const uint64_t *b, uint32_t m);
/* The key of each party, by its link, its name, or the head of what it is called; sorted. Gives back `count`. */
uint32_t keys_of_parties(const ArrianEngine *engine, const ArrianDocument *d, const ArrianParty *list, uint32_t count,
                         uint64_t *ret_keys);
#endif

/* refresh.h: reports whose files changed after they were kept, or on which a reader decided -> read, collated and kept
 * again. */
#ifndef SERVE_REFRESH_H
#define SERVE_REFRESH_H
#include "arrian.h"

/* Every story of which a file is no longer the one that was read takes the place of the old one; tells which on talk.
 * A file that is gone, or can no longer be read, leaves its kept bytes. review is a file of decisions, or NULL: where it
 * is not the one that the store was made with, stories that it names, or that the one before named, are told anew. */
int serve_refresh(const char *store, const ArrianEngine *engine, const char *review, FILE *talk, uint32_t *ret_stories,
                  ArrianError *why);
/* A number that changes when a file of the store's reports does (its time or size), or the list of them, or the review. */
int serve_fingerprint(const char *store, const char *review, uint64_t *ret_fingerprint, ArrianError *why);
#endif

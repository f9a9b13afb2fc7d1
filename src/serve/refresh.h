/* refresh.h: reports whose files changed after they were kept -> read, collated and kept again. */
#ifndef SERVE_REFRESH_H
#define SERVE_REFRESH_H
#include "arrian.h"

/* Every story of which a file is no longer the one that was read takes the place of the old one; tells which on talk.
 * A file that is gone, or can no longer be read, leaves its kept bytes. */
int serve_refresh(const char *store, const ArrianEngine *engine, FILE *talk, uint32_t *ret_stories, ArrianError *why);
/* A number that changes when a file of the store's reports does (its time or size), or the list of them. */
int serve_fingerprint(const char *store, uint64_t *ret_fingerprint, ArrianError *why);
#endif

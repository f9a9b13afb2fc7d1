/* watch.h: folders that reports come into, and a wait for the next of them. */
#ifndef CLI_WATCH_H
#define CLI_WATCH_H
#include <stdbool.h>
#include <stddef.h>

enum { WATCH_QUIET = 1 /* seconds without a change: what is being written is left until then */ };
typedef struct Watch {
    int fd, stop; /* inotify; readable once we are to stop */
} Watch;

/* Watches the folders among `named` with all folders in them, and the folders of the files named. Speaks and gives back
 * false where the system lets it watch no more. */
bool watch_open(Watch *watch, const char *const *named, size_t count, int stop);
/* Until something came and then nothing for WATCH_QUIET seconds; `soon`: that long at most. False: to stop. */
bool watch_wait(Watch *watch, bool soon);
void watch_close(Watch *watch);
#endif

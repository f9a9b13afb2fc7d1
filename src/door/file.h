/* file.h: files opened with a clear reason where they cannot be.   "a.txt" -> 3, its size and times */
#ifndef DOOR_FILE_H
#define DOOR_FILE_H
#include "arrian.h"
#include <sys/stat.h>

/* "-" is standard input. Refuses folders and devices. */
int file_open(const char *path, int *ret_file, struct stat *ret_stat, ArrianError *why);
/* Is the file still the one that was opened, and `size` all of it? */
int file_check(int file, const char *path, const struct stat *before, uint64_t size, ArrianError *why);
void file_close(int file);
#endif

/* files.h: what the user named -> the files to read, in order, each once.   reports/ b.txt - -> reports/a.txt
 * reports/c.html b.txt - */
#ifndef CLI_FILES_H
#define CLI_FILES_H
#include "base/table.h"
#include <stdbool.h>
#include <stddef.h>

enum { FILES_DEPTH = 16, FILES_MOST = 1 << 20 };
typedef struct File {
    char *path;
    unsigned long device, node;
} File;
typedef struct Files {
    File *at;
    size_t count, room;
    Arena arena;
    Map seen;           /* (device, node) -> place in the list */
    size_t passed_over; /* files of folders that no reader takes */
    bool trouble;       /* something was missing, or a loop; said on stderr */
} Files;

void files_gather(Files *files, const char *const *named, size_t count);
void files_end(Files *files);
#endif

/* files.h: what the user named -> the files to read, in order, each once.   reports/ b.txt - -> reports/a.txt
 * reports/c.html b.txt - */
#ifndef CLI_FILES_H
#define CLI_FILES_H
#include "base/table.h"
#include <stdbool.h>
#include <stddef.h>

enum { FILES_DEPTH = 16, FILES_MOST = 1 << 20, FILES_TOLD = 3 };
typedef struct File {
    char *path;
    unsigned long device, node;
    uint64_t size; /* bytes, 0 of a pipe */
    bool pipe;     /* can be read once */
    int64_t changed; /* nanoseconds since 1970 */
    bool named;    /* by the user, not found in a folder */
    uint64_t taken; /* reports and faults of it that an earlier run took in ... */
    bool whole;     /* ... which were all */
} File;
typedef struct Files {
    File *at;
    size_t count, room;
    Arena arena;
    Map seen;           /* (device, node) -> place in the list */
    size_t passed_over; /* files of folders that hold no report */
    const char *told;   /* the first of them, parted by commas */
    bool trouble;       /* something was missing, or a loop; said on stderr */
} Files;

/* A file of a folder holds no report. */
void files_pass_over(Files *files, const char *path);
/* Says how many files of folders were passed over, and names the first; once. */
void files_tell_passed(Files *files);
/* waits: a folder without a report is no news, for they are still to come. */
void files_gather(Files *files, const char *const *named, size_t count, bool waits);
/* Leaves out those that changed last at or after `moment`, or before it; in nanoseconds since 1970. How many went. */
size_t files_leave_out(Files *files, int64_t moment, bool after);
/* Hash of the list: of each the name it was given by and its size, which copies on other machines share; false without memory. */
bool files_digest(const Files *files, char ret_hex[65]);
void files_end(Files *files);
#endif

/* output.h: data to stdout or a file, whole or not at all; talk to stderr.
 *     Output out; output_open(&out, "page.html"); fputs("...", out.file); output_close(&out, true) -> page.html stands
 * there, complete */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H
#include "arrian.h"

typedef struct Output {
    FILE *file;
    const char *path; /* NULL: stdout */
    char *place;      /* the same behind links */
    char *held;       /* what waits for stdout */
    size_t size;
    bool failed;
} Output;

/* From here on SIGINT and SIGTERM stop the program with 130, between two pieces of output, and take the unfinished file
 * away. */
void output_watch_signals(void);
/* From here on the first of them only says so: output_stopping() is true, and *ret_fd can be read; the second stops. */
void output_stop_softly(int *ret_fd);
bool output_stopping(void);
bool output_open(Output *out, const char *path); /* NULL or "-": stdout */
const char *output_unfinished(void);              /* where the file being written lies until it is closed; "" */
bool output_piece(Output *out);                  /* a whole piece is written: hand it on */
bool output_close(Output *out, bool keep);       /* without keep nothing appears in the file */

/* How to talk: quiet leaves out notes and progress; json says errors and notes as records, one a line:
 *     {"kind":"error","code":2,"path":"a.txt","at":12,"message":"cannot be read: ...; ...","what":...,"why":...,"do":...} */
void output_manner(bool quiet, bool json);
/* An error: "arrian: PATH: WHAT[: WHY][; WHAT TO DO]"; path may be NULL. */
void output_say(const char *path, const char *format, ...) __attribute__((format(printf, 2, 3)));
void output_error(const ArrianError *why);
/* What is worth knowing and no error. */
void output_note(const char *path, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* On a terminal only: how many, how fast, how long still; done == total wipes the line. The first is what
 * ArrianOptions.progress wants. */
void output_progress(void *unused, const char *doing, size_t done, size_t total);
/* The same line in words of its own. */
void output_status(const char *format, ...) __attribute__((format(printf, 1, 2)));
enum { OUTPUT_LEFT = 40 };
void output_left(char words[OUTPUT_LEFT], double seconds); /* ", 0:01:32 left" */
double output_now(void);                                   /* seconds, from some start */
bool output_terminal(void);                                /* does stderr show progress? */
bool output_colour(void);
#endif

/* intake.h: files -> the reports in them, one after another, each with its bytes.
 *     wire.warc.gz a.txt -> (wire.warc.gz, 1043), (wire.warc.gz, 2207), (a.txt) */
#ifndef CLI_INTAKE_H
#define CLI_INTAKE_H
#include "arrian.h"
#include "files.h"

typedef struct Item {
    ArrianMember member; /* all it points at lies in block */
    void *block;
    size_t file;     /* which of the files */
    uint64_t turn;   /* the door's, behind it */
    ArrianError why; /* why.code: it could not be taken in */
} Item;
typedef struct Intake {
    Files files;
    size_t next;         /* file to open */
    ArrianDoor *door;    /* of files.at[next - 1] */
    uint64_t size, done; /* bytes of all files, of those that were closed */
    uint64_t first_done; /* of them, those that were done before this run */
    uint64_t reports, faults;
    double start; /* seconds */
    bool plain;   /* files are taken as they are, unopened (--tokens) */
    bool trouble;
} Intake;

bool intake_open(Intake *intake, const char *const *named, size_t count, bool plain, bool waits);
/* The next report or fault; false at the end. */
bool intake_next(Intake *intake, Item *ret);
void item_end(Item *item);
/* SHA-256 of a file's bytes; "" of what cannot be read twice. */
void intake_digest(const File *file, char ret_hex[65]);
/* On a terminal: how many, how fast, how many faults, how long still. */
void intake_progress(const Intake *intake, const char *doing);
void intake_words(const Intake *intake, char *words, size_t room); /* the same without a terminal */
void intake_close(Intake *intake);
#endif

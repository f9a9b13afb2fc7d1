/* desk.h: what the verbs that read files share: the engine, the files named, their documents, their stories.
 *     desk_open(&desk, options) && desk_collate(&desk, &stories) -> stories of files, folders, or one store */
#ifndef CLI_DESK_H
#define CLI_DESK_H
#include "intake.h"
#include "options.h"
#include "output.h"
#include "read/read.h"

#define DEFAULT_STORE "arrian.sqlite"

enum { WINDOW = 64 /* reports that `read` holds at once */, WINDOW_BYTES = 64 << 20 /* and no more bytes than these */ };

/* All that a verb needs to read files; documents stand in the order of their files. */
typedef struct Desk {
    const Options *options;
    ArrianEngine *engine;
    ReadMeta *meta;
    ArrianReview *review;
    Intake intake;
    Item window[WINDOW];
    ArrianDocument *fresh[WINDOW]; /* of the window; NULL where it could not be read */
    ArrianDocument **documents;    /* those that are kept */
    size_t count, room;
    size_t found;
    const ArrianHeld *held; /* of a store: these reports are passed over; NULL */
    size_t passed;
    bool joins; /* documents are new to a store that has others */
    bool half;  /* another desk reads other files by the same --meta */
    bool waits; /* documents are kept until all are read */
    bool trouble;
} Desk;

typedef struct Stories {
    ArrianStory **at;
    int64_t *number; // (count): in the store that they are kept in; NULL where they are not
    size_t count;
    ArrianDocument **documents; // parted: those of a story stand together
    ArrianDocument **kept;      // of a store, ours to free
    size_t keeps;
} Stories;

/* Speak on stderr and give back false where something is in the way. */
bool desk_open(Desk *desk, const Options *options);
bool desk_collate(Desk *desk, Stories *ret_stories);
bool desk_read_all(Desk *desk); /* the reports of the files, kept in documents */
bool desk_collate_files(Desk *desk, Stories *ret_stories);
/* Rows of --meta that no file answers to, most often by a misspelt name; not told where files were passed over. */
void desk_tell_unused(const Desk *desk);
bool desk_has_memory(const void *memory); /* speaks where it is NULL: reports held together are too many */
bool desk_review(Desk *desk, ArrianDocument *const *documents, size_t count); /* decisions on single reports, before these are parted */
/* Documents with the numbers of their stories -> stories, in order of the numbers. */
bool desk_part(const Desk *desk, ArrianDocument **documents, const uint32_t *group, size_t count, uint32_t groups, Stories *ret_stories);
bool desk_collate_onto(Desk *desk, Stories *ret_stories); /* onto.c: collate --add */
void desk_end_stories(Stories *stories);
void desk_close(Desk *desk);
int desk_finish(Desk *desk, Stories *stories, Output *out, bool fine); /* all closed; the output only if fine; the exit code */
int desk_exit(const Desk *desk); /* the exit code of what was found */
int desk_exit_of(int code);      /* the exit code of an ArrianCode */

int run_export(const Options *options); /* export.c */
int run_diff(const Options *options);   /* diff.c */
bool take_since(const Options *options, Files *files); /* take.c: what --since leaves; false where that cannot be told */
enum { TOLD = 200 };
bool take_told(const Options *options, char ret[TOLD]); /* take.c: the flags that bear on what is kept, for the manifest; files by their bytes */
int run_take(const Options *options);   /* take.c: read --store */
int run_merge(const Options *options);  /* merge.c */
int run_serve(const Options *options);  /* serve.c */
#endif

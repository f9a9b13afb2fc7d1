/* batch.h: read --store: any number of reports into a store, by all cores, in bounded memory; killed, it goes on. */
#ifndef CLI_BATCH_H
#define CLI_BATCH_H
#include "intake.h"
#include "read/read.h"

typedef struct Batch {
    const ArrianEngine *engine;
    const ReadMeta *meta;
    Intake *intake;
    const char *store;
    int threads;
} Batch;

/* False where the store cannot be written; faults of files are told, counted and passed over. */
bool batch_run(const Batch *batch);
#endif

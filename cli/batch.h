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
    uint32_t shard, shards; /* of the reports those whose name falls on `shard` of 1 to `shards`; 0 shards: all */
    const char *options;    /* that bear on the rows, for the manifest */
    bool again;             /* a watch that looks again: it does not tell what it went past */
} Batch;

/* False where the store cannot be written; faults of files are told, counted and passed over. Ends early, at a whole
 * report, once output_stopping(). */
bool batch_run(const Batch *batch);
#endif

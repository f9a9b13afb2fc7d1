/* collate.h: documents -> stories, shared passages, relays, origins, accords. */
#ifndef COLLATE_COLLATE_H
#define COLLATE_COLLATE_H
#include "base/document.h"
#include "base/engine.h"

struct ArrianStory {
    Arena arena;
    ArrianDocument *const *docs;
    uint32_t count;
    ArrianSlice title;
    LIST(ArrianPassage) passages;
    LIST(ArrianRelay) relays;
    LIST(ArrianOrigin) origins;
    LIST(ArrianAccord) accords;
    uint32_t *origin_of; // (count): number of the origin a document belongs to; documents of their own have numbers after those
};

int collate_data_open(ArrianEngine *engine, ArrianError *why);
#endif

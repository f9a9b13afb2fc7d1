/* engine.h: what is loaded once and shared by all threads: words with their numbers, and each stage's tables. */
#ifndef BASE_ENGINE_H
#define BASE_ENGINE_H
#include "base/lexicon.h"
#include "base/phrase.h"
#include "base/rule.h"
#include "base/table.h"

typedef struct ReadData ReadData;
typedef struct SplitData SplitData;
typedef struct MarkData MarkData;
typedef struct ClaimData ClaimData;
typedef struct CollateData CollateData;

struct Model;
typedef struct ModelData { /* the language engine (model/model.h) and the thresholds of its card, in logits */
    struct Model *model;
    float end, role;
} ModelData;

struct ArrianEngine {
    Arena arena, tables; /* tables: rows and cells of the stage that is being opened */
    Table words;
    Facts facts; /* of the words, once all are numbered */
    const char *folder; /* --data, or NULL */
    int threads;
    void (*progress)(void *context, const char *doing, size_t done, size_t total); /* of ArrianOptions */
    void *context;
    ReadData *read; /* read.h: read_data_open(engine, why) fills it, and so on */
    SplitData *split;
    struct InflectData *inflect;
    ModelData *model; /* NULL without weights */
    MarkData *mark;
    ClaimData *claim;
    CollateData *collate;
};

/* A file of data/ that a stage opens with: the words of its cells stay, rows and cells go when the stage is open. */
int engine_table(ArrianEngine *engine, const char *name, Lexicon *ret_lexicon, ArrianError *why);
/* Number of a word as it is written: new or known; 0 where it is not known. */
uint32_t engine_number(ArrianEngine *engine, ArrianSlice word);
uint32_t engine_find(const ArrianEngine *engine, ArrianSlice word);
static inline void engine_progress(const ArrianEngine *engine, const char *doing, size_t done, size_t total)
{
    if (engine->progress) engine->progress(engine->context, doing, done, total);
}
static inline uint32_t engine_word(const ArrianEngine *engine, const char *word, size_t length)
{
    return table_find(&engine->words, word, length);
}
#endif

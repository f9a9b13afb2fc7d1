/* run.c: what made the rows -> the manifest of a store.
 *     arrian 0.1.0, full, weights 3f2a..., word lists 9c01..., --meta 71bd..., files 5d41...  -> run 1
 * The same program over the same files is the same run, also when it was stopped and goes on. */
#include "base/error.h"
#include "base/lexicon.h"
#include "model/model.h"
#include "store/store.h"
#include <string.h>

const char *store_tables(ArrianStore *store, const ArrianEngine *engine)
{
    Arena arena = {0};
    if (!store->tables[0]) data_digest(&arena, engine->folder, store->tables);
    arena_end(&arena);
    return store->tables;
}

int arrian_store_run(ArrianStore *store, const ArrianEngine *engine, const char *options, const char *shard, const char *inputs,
                     int64_t *ret_run, ArrianError *why)
{
    char weights[65] = "";
    const char *tables = store_tables(store, engine);
    sqlite3_stmt *row;
    const char *power = !engine->model ? "rules" : model_is_fast(engine->model->model) ? "fast" : "full", *made_by = "arrian " ARRIAN_VERSION;
    if (engine->model) model_digest(engine->model->model, weights);
    TRY(store_query(store, "find_run", &row, why, "sssssss", made_by, power, weights, tables, options, shard, inputs));
    int code = store_step(store, row, why);
    if (!code) *ret_run = sqlite3_column_int64(row, 0);
    sqlite3_reset(row);
    if (code != ARRIAN_NOTHING) return code;
    TRY(store_do(store, "put_run", why, "sssssss", made_by, power, weights, tables, options, shard, inputs));
    *ret_run = sqlite3_last_insert_rowid(store->base);
    return ARRIAN_OK;
}

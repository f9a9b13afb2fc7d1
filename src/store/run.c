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

/* The columns of a run that say what read its reports. */
typedef struct Maker {
    const char *made_by, *power, *tables;
    char weights[65];
} Maker;

static const char *const powers[] = {[ARRIAN_RULES] = "rules", [ARRIAN_FAST] = "fast", [ARRIAN_FULL] = "full"};

static Maker maker_of(ArrianStore *store, const ArrianEngine *engine)
{
    ArrianPower power = !engine->model ? ARRIAN_RULES : model_is_fast(engine->model->model) ? ARRIAN_FAST : ARRIAN_FULL;
    Maker maker = {"arrian " ARRIAN_VERSION, powers[power], store_tables(store, engine), ""};
    if (engine->model) model_digest(engine->model->model, maker.weights);
    return maker;
}

int arrian_store_run(ArrianStore *store, const ArrianEngine *engine, const char *options, const char *shard, const char *inputs,
                     int64_t *ret_run, ArrianError *why)
{
    Maker m = maker_of(store, engine);
    sqlite3_stmt *row;
    TRY(store_query(store, "find_run", &row, why, "sssssss", m.made_by, m.power, m.weights, m.tables, options, shard, inputs));
    int code = store_step(store, row, why);
    if (!code) *ret_run = sqlite3_column_int64(row, 0);
    sqlite3_reset(row);
    if (code != ARRIAN_NOTHING) return code;
    TRY(store_do(store, "put_run", why, "sssssss", m.made_by, m.power, m.weights, m.tables, options, shard, inputs));
    *ret_run = sqlite3_last_insert_rowid(store->base);
    return ARRIAN_OK;
}

int arrian_store_made(ArrianStore *store, const ArrianEngine *engine, ArrianPower *ret_power, bool *ret_same, ArrianError *why)
{
    Maker m = engine ? maker_of(store, engine) : (Maker){"", "", "", ""};
    sqlite3_stmt *row;
    *ret_power = ARRIAN_AUTO, *ret_same = true;
    TRY(store_query(store, "made_with", &row, why, "ssss", m.made_by, m.power, m.weights, m.tables));
    int code = store_step(store, row, why);
    for (int p = ARRIAN_RULES; !code && p <= ARRIAN_FULL; p++)
        if (slice_is(store_text(row, 0), powers[p])) *ret_power = (ArrianPower)p;
    if (!code) *ret_same = sqlite3_column_int(row, 1);
    sqlite3_reset(row);
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

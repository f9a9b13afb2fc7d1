/* sqlite.c: stories -> the bytes of a store (store/schema.sql), made in memory: tables, views, a dictionary of columns.
 */
#include "base/error.h"
#include "report/export.h"
#include "store/store.h"

int export_sqlite(Export *e)
{
    ArrianStore *store;
    int64_t run;
    TRY(store_in_memory(&store, e->why));
    const ArrianReview *review = e->count ? arrian_story_review(e->stories[0]) : NULL;
    int code = review ? arrian_store_decide(store, review, e->stories, e->count, e->why) : ARRIAN_OK;
    if (!code && e->engine && e->count) code = arrian_store_run(store, e->engine, NULL, NULL, NULL, &run, e->why);
    for (size_t s = 0; !code && s < e->count; s++) code = arrian_store_put(store, NULL, e->stories[s], e->why);
    if (!code) code = store_write(store, e->out, e->why);
    arrian_store_close(store);
    return code;
}

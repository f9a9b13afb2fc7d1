/* decided.c: the decisions that a store's rows were made by, kept with them: whoever reads its reports again replays them.
 *     collate --review r.txt --store S, export csv --store S -> the claim that r.txt rejects is in neither */
#include "base/error.h"
#include "collate/review.h"
#include "store/store.h"
#include <string.h>

int arrian_store_review(ArrianStore *store, ArrianReview **ret_review, ArrianError *why)
{
    sqlite3_stmt *row;
    *ret_review = NULL;
    TRY(store_query(store, "about_of", &row, why, "s", "review"));
    int code = store_step(store, row, why);
    if (!code) code = arrian_review_parse(store->path, (const char *)sqlite3_column_text(row, 0), (size_t)sqlite3_column_bytes(row, 0), ret_review, why);
    sqlite3_reset(row);
    return code == ARRIAN_NOTHING ? ARRIAN_OK : code;
}

static int put_after(ArrianStore *store, Arena *arena, const ArrianReview *before, const ArrianReview *now, ArrianStory *const *stories, size_t count,
                     ArrianError *why)
{
    LIST(ArrianDocument *) docs = {0};
    for (size_t i = 0; i < count; i++) {
        size_t reports;
        ArrianDocument *const *of = arrian_story_documents(stories[i], &reports);
        for (size_t k = 0; k < reports; k++) LIST_ADD(arena, docs, of[k]);
    }
    ArrianSlice after = review_after(arena, before, now, docs.at, docs.count);
    if (!after.length && !before) return ARRIAN_OK;
    if (!after.length) after = (ArrianSlice){"#\n", 2}; /* none, and not unknown */
    return store_do(store, "put_about", why, "st", "review", after);
}

int arrian_store_decide(ArrianStore *store, const ArrianReview *review, ArrianStory *const *stories, size_t count, ArrianError *why)
{
    jmp_buf trap;
    Arena arena = {.trap = &trap};
    ArrianReview *before;
    TRY(arrian_store_review(store, &before, why));
    int code = setjmp(trap) ? error_at(why, ARRIAN_MEMORY, store->path, ARRIAN_NONE64, "no memory for its decisions")
                            : put_after(store, &arena, before, review, stories, count, why);
    arrian_review_close(before);
    arena_end(&arena);
    return code;
}

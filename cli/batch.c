/* batch.c: reports are taken in one by one, read by all cores, and kept in the order they stand in.
 *     door -> ring of slots -> readers -> writer: one transaction holds some reports and how far their files are
 * Whenever it is killed, the store holds whole transactions; the next run skips what they say was taken in. */
#include "batch.h"
#include "base/hash.h"
#include "base/pool.h"
#include "output.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    SLOTS = 256,           /* reports that wait, are read, or wait to be kept */
    MOST_WAITING = 128 << 20, /* and no more bytes than these */
    MOST_READERS = 64,
    MOST_KEPT = 64,        /* reports a transaction */
    TURN_BITS = 36,        /* of a report's place: its turn in its file, below the number of the file */
    TELL = 30              /* seconds between lines where there is no terminal */
};
typedef struct Slot {
    Item item;
    ArrianDocument *document;
    ArrianStory *story;
    bool ready, passed; /* passed: it is another shard's */
} Slot;
typedef struct Ring {
    const Batch *batch;
    ArrianStore *store;
    pthread_mutex_t door, lock; /* one report is taken in at a time; slots and counts */
    pthread_cond_t room, ready;
    Slot slots[SLOTS];
    uint64_t taken, kept; /* reports that were given a slot, that left it */
    size_t bytes;         /* in the slots */
    bool end, stop;       /* the last was taken in; the store cannot be written */
    bool cut;             /* the end came before the last: we were told to stop */
    ArrianTaken *files;   /* (files.count) */
    size_t marked;        /* files before this one are whole in the store */
    int64_t run;          /* in the manifest */
    time_t told;
} Ring;

/* A slot for the next report; NULL at the end. */
static Slot *take(Ring *r)
{
    Item item;
    Slot *slot = NULL;
    pthread_mutex_lock(&r->door);
    pthread_mutex_lock(&r->lock);
    while (!r->end && !r->stop && r->taken > r->kept && (r->taken - r->kept == SLOTS || r->bytes > MOST_WAITING))
        pthread_cond_wait(&r->room, &r->lock);
    if (output_stopping() && !r->end) r->end = r->cut = true;
    bool go_on = !r->end && !r->stop;
    pthread_mutex_unlock(&r->lock);
    if (go_on) go_on = intake_next(r->batch->intake, &item);
    pthread_mutex_lock(&r->lock);
    if (go_on) {
        slot = &r->slots[r->taken++ % SLOTS];
        *slot = (Slot){.item = item};
        r->bytes += item.member.size;
    } else {
        r->end = true;
        pthread_cond_broadcast(&r->ready);
        pthread_cond_broadcast(&r->room);
    }
    pthread_mutex_unlock(&r->lock);
    pthread_mutex_unlock(&r->door);
    return slot;
}

/* By the report's name, so that a report stays with its shard whatever else is read; faults are told by the first. */
static bool is_others(const Batch *b, const Item *item)
{
    if (!b->shards) return false;
    const ArrianMember *m = &item->member;
    if (item->why.code) return b->shard != 1;
    uint64_t name = hash_bytes(m->path, strlen(m->path), 1);
    if (m->member) name = hash_bytes(m->member, strlen(m->member), name);
    return hash_mix(name, 1) % b->shards != b->shard - 1;
}

static void read_slot(const Batch *b, Slot *slot)
{
    ArrianError *why = &slot->item.why;
    const ArrianMember *member = &slot->item.member;
    slot->passed = is_others(b, &slot->item);
    if (why->code || slot->passed) return;
    *why = (ArrianError){.at = ARRIAN_NONE64};
    const ArrianGiven *given = b->meta ? read_meta_find(b->meta, member->path, member->member) : NULL;
    if (!arrian_read_member(b->engine, member, given, &slot->document, why))
        arrian_collate(b->engine, &slot->document, 1, &slot->story, why);
}

static void *read_on(void *argument)
{
    Ring *r = argument;
    for (Slot *slot; (slot = take(r));) {
        read_slot(r->batch, slot);
        pthread_mutex_lock(&r->lock);
        slot->ready = true;
        pthread_cond_signal(&r->ready);
        pthread_mutex_unlock(&r->lock);
    }
    return NULL;
}

/* Reports that stand ready in turn; waits for the first, 0 at the end. */
static size_t wait_ready(Ring *r, bool *ret_end)
{
    size_t count = 0;
    pthread_mutex_lock(&r->lock);
    while (!r->slots[r->kept % SLOTS].ready && !(r->end && r->kept == r->taken)) pthread_cond_wait(&r->ready, &r->lock);
    while (count < MOST_KEPT && r->kept + count < r->taken && r->slots[(r->kept + count) % SLOTS].ready) count++;
    *ret_end = r->end && r->kept + count == r->taken;
    pthread_mutex_unlock(&r->lock);
    return count;
}

static void free_slots(Ring *r, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Slot *slot = &r->slots[(r->kept + i) % SLOTS];
        arrian_story_free(slot->story);
        arrian_document_free(slot->document);
        item_end(&slot->item);
    }
    pthread_mutex_lock(&r->lock);
    for (size_t i = 0; i < count; i++) {
        Slot *slot = &r->slots[r->kept++ % SLOTS];
        r->bytes -= slot->item.member.size;
        *slot = (Slot){0};
    }
    pthread_cond_broadcast(&r->room);
    pthread_mutex_unlock(&r->lock);
}

static void tell(Ring *r)
{
    Intake *intake = r->batch->intake;
    time_t now = time(NULL);
    if (pthread_mutex_trylock(&r->door)) return; /* a reader may wait there for the room that we make */
    intake_progress(intake, "kept");
    if (!output_terminal() && now - r->told >= TELL) {
        char words[200];
        intake_words(intake, words, sizeof words);
        output_note(NULL, "kept %s", words);
        r->told = now;
    }
    pthread_mutex_unlock(&r->door);
}

/* Whoever watches sees what came: the first reports of a look, one a line. */
static void tell_came(const Ring *r, const ArrianStory *story, size_t before)
{
    enum { MOST_NAMED = 8, LETTERS = 120 };
    size_t count, claims;
    if (!r->batch->again || before > MOST_NAMED) return;
    const ArrianDocument *d = arrian_story_documents(story, &count)[0];
    const ArrianHead *head = arrian_head(d);
    char *path = strndup(head->path.at, head->path.length);
    arrian_claims(d, &claims);
    if (before == MOST_NAMED) output_note(path, "read, and more");
    else
        output_note(path, "read, %zu claim%s%s%.*s", claims, claims == 1 ? "" : "s", head->title.length ? ": " : "",
                    (int)(head->title.length < LETTERS ? head->title.length : LETTERS), head->title.length ? head->title.at : "");
    free(path);
}

/* One transaction: the reports, and how far the files are that they come from. */
static bool keep(Ring *r, size_t count, bool end)
{
    ArrianStory *stories[MOST_KEPT];
    ArrianOrder orders[MOST_KEPT];
    ArrianError why = {.at = ARRIAN_NONE64};
    Intake *intake = r->batch->intake;
    size_t kept = 0, faults = 0, last = end && !r->cut ? intake->files.count : r->marked;
    for (size_t i = 0; i < count; i++) {
        Slot *slot = &r->slots[(r->kept + i) % SLOTS];
        r->files[slot->item.file].turns = slot->item.turn;
        if (!end || r->cut) last = slot->item.file;
        if (slot->passed) continue;
        orders[kept] = (ArrianOrder){r->run, (int64_t)(slot->item.file << TURN_BITS | slot->item.turn)};
        if (slot->story) tell_came(r, slot->story, intake->reports + kept), stories[kept++] = slot->story;
        else output_error(&slot->item.why), faults++;
    }
    for (size_t f = r->marked; f < last; f++) {
        r->files[f].whole = true;
        if (!r->files[f].sha256[0]) intake_digest(&intake->files.at[f], r->files[f].sha256);
    }
    size_t files = last - r->marked + (last < intake->files.count);
    if (arrian_store_add(r->store, stories, orders, kept, r->files + r->marked, files, &why)) {
        output_error(&why);
        return false;
    }
    r->marked = last;
    intake->reports += kept;
    intake->faults += faults;
    return true;
}

static bool write_on(Ring *r)
{
    for (bool end = false, fine; !end;) {
        size_t count = wait_ready(r, &end);
        fine = keep(r, count, end);
        free_slots(r, count);
        tell(r);
        if (fine) continue;
        pthread_mutex_lock(&r->lock);
        r->stop = true;
        pthread_cond_broadcast(&r->room);
        pthread_mutex_unlock(&r->lock);
        return false;
    }
    return true;
}

/* What an earlier run took in is left out of this one. */
static bool find_taken(Ring *r)
{
    Files *files = &r->batch->intake->files;
    size_t whole = 0, part = 0;
    ArrianError why;
    r->files = calloc(files->count + 1, sizeof *r->files);
    for (size_t i = 0; r->files && i < files->count; i++) {
        File *file = &files->at[i];
        ArrianTaken *taken = &r->files[i];
        char *place = realpath(file->path, NULL);
        *taken = (ArrianTaken){.path = place ? place : strdup(file->path), .bytes = file->size, .changed = file->changed};
        if (!taken->path) return output_say(NULL, "no memory for the list of files"), false;
        if (arrian_store_taken(r->store, taken, &why)) return output_error(&why), false;
        if (file->pipe) taken->turns = 0, taken->whole = false;
        file->taken = taken->turns, file->whole = taken->whole;
        whole += file->whole, part += !file->whole && file->taken;
    }
    if (!r->files) return output_say(NULL, "no memory for the list of files"), false;
    if ((whole || part) && !r->batch->again)
        output_note(r->batch->store, "goes on where it was: %zu of %zu files are in it, %zu in part", whole, files->count, part);
    return true;
}

static bool find_run(Ring *r)
{
    const Batch *b = r->batch;
    ArrianError why;
    char shard[32] = "", inputs[65];
    uint64_t bytes = 0;
    if (!files_digest(&b->intake->files, inputs)) return false;
    for (size_t i = 0; i < b->intake->files.count; i++) bytes += r->files[i].bytes;
    if (b->shards) snprintf(shard, sizeof shard, "%u/%u", b->shard, b->shards);
    if (b->shards) bytes /= b->shards;
    if (arrian_store_expect(r->store, bytes, &why) ||
        arrian_store_run(r->store, b->engine, b->options, shard, inputs, &r->run, &why))
        return output_error(&why), false;
    return true;
}

static bool all_whole(const Files *files)
{
    for (size_t i = 0; i < files->count; i++)
        if (!files->at[i].whole) return false;
    return true;
}

static bool run_readers(Ring *r)
{
    pthread_t readers[MOST_READERS];
    int wanted = r->batch->threads > 0 ? r->batch->threads : pool_cores(), started = 0;
    if (wanted > MOST_READERS) wanted = MOST_READERS;
    while (started < wanted && !pthread_create(&readers[started], NULL, read_on, r)) started++;
    if (!started) output_say(NULL, "no thread can be started; try again");
    bool fine = started && write_on(r);
    while (started) pthread_join(readers[--started], NULL);
    if (!fine)
        for (size_t i = 0; i < SLOTS; i++) {
            arrian_story_free(r->slots[i].story);
            arrian_document_free(r->slots[i].document);
            item_end(&r->slots[i].item);
        }
    return fine;
}

bool batch_run(const Batch *batch)
{
    ArrianError why = {.at = ARRIAN_NONE64};
    Ring *r = calloc(1, sizeof *r);
    if (!r) return output_say(NULL, "no memory"), false;
    *r = (Ring){.batch = batch, .door = PTHREAD_MUTEX_INITIALIZER, .lock = PTHREAD_MUTEX_INITIALIZER,
                .room = PTHREAD_COND_INITIALIZER, .ready = PTHREAD_COND_INITIALIZER, .told = time(NULL)};
    bool fine = !arrian_store_open(batch->store, true, &r->store, &why);
    if (!fine) output_error(&why);
    fine = fine && find_taken(r);
    if (fine && !all_whole(&batch->intake->files)) fine = find_run(r) && run_readers(r);
    for (size_t i = 0; r->files && i < batch->intake->files.count; i++) free((char *)r->files[i].path);
    free(r->files);
    arrian_store_close(r->store);
    free(r);
    return fine;
}

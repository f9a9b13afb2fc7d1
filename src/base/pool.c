/* pool.c: threads that draw the next item until none is left. */
#include "base/pool.h"
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

enum { MOST_THREADS = 64 };

typedef struct Pool {
    atomic_size_t next;
    size_t count;
    void (*work)(void *job, size_t i);
    void *job;
} Pool;

int pool_cores(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores < 1 ? 1 : cores > MOST_THREADS ? MOST_THREADS : (int)cores;
}

static void *draw(void *argument)
{
    Pool *pool = argument;
    for (size_t i; (i = atomic_fetch_add(&pool->next, 1)) < pool->count;) pool->work(pool->job, i);
    return NULL;
}

void pool_run(int threads, size_t count, void (*work)(void *job, size_t i), void *job)
{
    Pool pool = {.count = count, .work = work, .job = job};
    pthread_t others[MOST_THREADS];
    int started = 0;
    if (threads <= 0) threads = pool_cores();
    if (threads > MOST_THREADS) threads = MOST_THREADS;
    while (started + 1 < threads && (size_t)started + 1 < count && !pthread_create(&others[started], NULL, draw, &pool))
        started++;
    draw(&pool);
    while (started) pthread_join(others[--started], NULL);
}

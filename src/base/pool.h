/* pool.h: the same work on every item, by several threads.   pool_run(4, 100, read_one, &job) calls read_one(&job, i)
 * for i in 0..99. Results go to slot i, so that the order of the output does not depend on the threads. */
#ifndef BASE_POOL_H
#define BASE_POOL_H
#include <stddef.h>

int pool_cores(void);
void pool_run(int threads, size_t count, void (*work)(void *job, size_t i), void *job);
#endif

/* bench_door.c: how fast a file is taken apart: members, payload, MB/s, peak memory.   bench_door a.warc.gz 3 */
#include "arrian.h"
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int walk(const char *path, uint64_t *members, uint64_t *bytes, uint64_t *largest)
{
    ArrianDoor *door;
    ArrianMember member;
    ArrianError why;
    int code = arrian_door_open(path, true, &door, &why);
    if (code) return code;
    for (*members = *bytes = 0; (code = arrian_door_next(door, &member, &why)) != ARRIAN_NOTHING;) {
        if (code) fprintf(stderr, "%s: %s\n", why.path, why.message);
        else ++*members, *bytes += member.size;
        if (!code && member.size > *largest) *largest = member.size;
    }
    arrian_door_close(door);
    return ARRIAN_OK;
}

int main(int count, char **words)
{
    int times = count > 2 ? atoi(words[2]) : 1;
    uint64_t members = 0, bytes = 0, largest = 0;
    double best = 1e9;
    if (count < 2) return 2;
    for (int i = 0; i < times; i++) {
        double start = seconds();
        if (walk(words[1], &members, &bytes, &largest)) return 2;
        double spent = seconds() - start;
        if (spent < best) best = spent;
    }
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("door: %llu members, %.1f MB of payload, %.1f MB/s of CPU, peak %.1f MB, largest member %.2f MB\n",
           (unsigned long long)members, (double)bytes / 1e6, (double)bytes / 1e6 / best, (double)usage.ru_maxrss / 1e3,
           (double)largest / 1e6);
    return members ? 0 : 1;
}

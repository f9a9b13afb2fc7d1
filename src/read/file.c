/* file.c: a file whole, or a clear reason why not.   "a.txt" -> its bytes */
#include "door/file.h"
#include "base/document.h"
#include "base/error.h"
#include "read/read.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int read_all(int file, const char *path, size_t expected, char **ret_bytes, size_t *ret_size, ArrianError *why)
{
    size_t room = expected + 1 > 4096 ? expected + 1 : 4096, size = 0;
    char *bytes = malloc(room);
    if (!bytes) return error_at(why, ARRIAN_MEMORY, path, ARRIAN_NONE64, "no memory for %zu bytes", room);
    for (;;) {
        ssize_t n = read(file, bytes + size, room - size);
        if (n < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (n < 0) {
            free(bytes);
            return error_at(why, ARRIAN_INPUT, path, size, "cannot be read on: %s", strerror(errno));
        }
        if (!n) break;
        size += (size_t)n;
        if (size > MOST_BYTES) {
            free(bytes);
            return error_at(why, ARRIAN_LIMIT, path, MOST_BYTES, "goes on after %d MiB; cut it into reports",
                            MOST_BYTES >> 20);
        }
        char *more = size == room ? realloc(bytes, room *= 2) : bytes;
        if (!more) {
            free(bytes);
            return error_at(why, ARRIAN_MEMORY, path, size, "no memory for more than %zu bytes", size);
        }
        bytes = more;
    }
    *ret_bytes = bytes;
    *ret_size = size;
    return ARRIAN_OK;
}

int read_file(const char *path, char **ret_bytes, size_t *ret_size, ArrianError *why)
{
    int file = -1;
    struct stat before;
    *ret_bytes = NULL;
    *ret_size = 0;
    int code = file_open(path, &file, &before, why);
    if (!code && before.st_size > MOST_BYTES)
        code = error_at(why, ARRIAN_LIMIT, path, MOST_BYTES,
                        "has %lld bytes, at most %d MiB are read; cut it into reports", (long long)before.st_size,
                        MOST_BYTES >> 20);
    if (!code)
        code = read_all(file, path, S_ISREG(before.st_mode) ? (size_t)before.st_size : 0, ret_bytes, ret_size, why);
    if (!code) code = file_check(file, path, &before, *ret_size, why);
    if (!code && !*ret_size) code = error_at(why, ARRIAN_INPUT, path, 0, "is empty; there is no report to read");
    file_close(file);
    if (code) {
        free(*ret_bytes);
        *ret_bytes = NULL;
    }
    return code;
}

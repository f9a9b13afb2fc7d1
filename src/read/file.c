/* file.c: a file whole, or a clear reason why not.   "a.txt" -> its bytes */
#include "base/document.h"
#include "base/error.h"
#include "read/read.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int open_path(const char *path, int *ret_file, struct stat *ret_stat, ArrianError *why)
{
    if (!strcmp(path, "-")) {
        *ret_file = STDIN_FILENO;
        return fstat(STDIN_FILENO, ret_stat) ? error_at(why, ARRIAN_INPUT, path, ARRIAN_NONE64,
                                                        "standard input cannot be read: %s", strerror(errno))
                                             : ARRIAN_OK;
    }
    *ret_file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (*ret_file < 0) {
        const char *hint = errno == ENOENT   ? "check the path"
                           : errno == EACCES ? "allow reading it"
                           : errno == ELOOP  ? "symbolic links lead back to themselves"
                                             : "see the system's message";
        return error_at(why, ARRIAN_INPUT, path, ARRIAN_NONE64, "cannot be opened: %s; %s", strerror(errno), hint);
    }
    if (fstat(*ret_file, ret_stat))
        return error_at(why, ARRIAN_INPUT, path, ARRIAN_NONE64, "cannot be examined: %s", strerror(errno));
    if (S_ISDIR(ret_stat->st_mode))
        return error_at(why, ARRIAN_INPUT, path, ARRIAN_NONE64,
                        "is a folder; name the files in it, or give it to `collate` or `report`");
    if (S_ISBLK(ret_stat->st_mode) || S_ISSOCK(ret_stat->st_mode))
        return error_at(why, ARRIAN_INPUT, path, ARRIAN_NONE64, "is a device; give a file");
    if (ret_stat->st_size > MOST_BYTES)
        return error_at(why, ARRIAN_LIMIT, path, MOST_BYTES,
                        "has %lld bytes, at most %d MiB are read; cut it into reports", (long long)ret_stat->st_size,
                        MOST_BYTES >> 20);
    return ARRIAN_OK;
}

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

static int check_whole(int file, const char *path, const struct stat *before, size_t size, ArrianError *why)
{
    struct stat after;
    if (!S_ISREG(before->st_mode) || fstat(file, &after)) return ARRIAN_OK;
    bool changed = after.st_size != before->st_size || after.st_mtim.tv_sec != before->st_mtim.tv_sec ||
                   after.st_mtim.tv_nsec != before->st_mtim.tv_nsec;
    if (changed || (off_t)size != after.st_size)
        return error_at(why, ARRIAN_INPUT, path, size,
                        "changed while it was read; read it again when nothing writes to it");
    return ARRIAN_OK;
}

int read_file(const char *path, char **ret_bytes, size_t *ret_size, ArrianError *why)
{
    int file = -1;
    struct stat before;
    *ret_bytes = NULL;
    *ret_size = 0;
    int code = open_path(path, &file, &before, why);
    if (!code)
        code = read_all(file, path, S_ISREG(before.st_mode) ? (size_t)before.st_size : 0, ret_bytes, ret_size, why);
    if (!code) code = check_whole(file, path, &before, *ret_size, why);
    if (!code && !*ret_size) code = error_at(why, ARRIAN_INPUT, path, 0, "is empty; there is no report to read");
    if (file > STDIN_FILENO) close(file);
    if (code) {
        free(*ret_bytes);
        *ret_bytes = NULL;
    }
    return code;
}

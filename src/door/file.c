/* file.c: files opened, with a hint where they cannot be. */
#include "door/file.h"
#include "base/error.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

int file_open(const char *path, int *ret_file, struct stat *ret_stat, ArrianError *why)
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
    return ARRIAN_OK;
}

int file_check(int file, const char *path, const struct stat *before, uint64_t size, ArrianError *why)
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

void file_close(int file)
{
    if (file > STDIN_FILENO) close(file);
}

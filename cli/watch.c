/* watch.c: inotify on every folder, a pause, then all of it is looked at again.
 *     cp wire.jsonl inbox/.part && mv inbox/.part inbox/wire.jsonl -> one look, one second later
 * A look finds by itself what is new, so that an event needs no more than to be seen: none can be misread or lost. */
#include "watch.h"
#include "files.h"
#include "output.h"
#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

enum { EVENTS = IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_MODIFY | IN_ATTRIB | IN_ONLYDIR, LONGEST = 30 /* seconds of changes without a pause */ };

static bool add_folder(Watch *watch, const char *path, int depth)
{
    struct dirent *entry;
    if (inotify_add_watch(watch->fd, path, EVENTS) < 0) {
        if (errno == ENOENT || errno == EACCES || errno == ENOTDIR) return true; /* gone again, or closed to us: the look tells */
        output_say(path, "cannot be watched: %s; see fs.inotify.max_user_watches", strerror(errno));
        return false;
    }
    DIR *folder = depth < FILES_DEPTH ? opendir(path) : NULL;
    bool fine = true;
    while (folder && fine && (entry = readdir(folder))) {
        char *inside = NULL;
        struct stat status;
        if (entry->d_name[0] == '.' || asprintf(&inside, "%s/%s", path, entry->d_name) < 0) continue;
        if (!stat(inside, &status) && S_ISDIR(status.st_mode)) fine = add_folder(watch, inside, depth + 1);
        free(inside);
    }
    if (folder) closedir(folder);
    return fine;
}

static bool add_named(Watch *watch, const char *path)
{
    struct stat status;
    const char *slash = strrchr(path, '/');
    if (stat(path, &status)) return true;
    if (S_ISDIR(status.st_mode)) return add_folder(watch, path, 0);
    char *folder = slash ? strndup(path, (size_t)(slash - path + 1)) : strdup(".");
    bool fine = folder && add_folder(watch, folder, FILES_DEPTH);
    free(folder);
    return fine;
}

bool watch_open(Watch *watch, const char *const *named, size_t count, int stop)
{
    *watch = (Watch){inotify_init1(IN_NONBLOCK | IN_CLOEXEC), stop};
    if (watch->fd < 0) {
        output_say(NULL, "nothing can be watched: %s", strerror(errno));
        return false;
    }
    for (size_t i = 0; i < count; i++)
        if (!add_named(watch, named[i])) return false;
    return true;
}

/* Events are taken off; whether there were any. */
static bool drain(Watch *watch)
{
    char events[4096];
    bool any = false;
    while (read(watch->fd, events, sizeof events) > 0) any = true;
    return any;
}

bool watch_wait(Watch *watch, bool soon)
{
    struct pollfd fds[2] = {{watch->fd, POLLIN, 0}, {watch->stop, POLLIN, 0}};
    bool seen = soon;
    for (int quiet = 0, waited = 0; !output_stopping();) {
        int code = poll(fds, 2, seen ? WATCH_QUIET * 1000 : -1);
        if (code < 0 && errno != EINTR) return false;
        bool more = drain(watch);
        if (code == 0) quiet++;
        seen |= more;
        if (seen && (quiet || ++waited > LONGEST)) return true;
        if (more) quiet = 0, poll(&fds[1], 1, WATCH_QUIET * 1000 / 4);
    }
    return false;
}

void watch_close(Watch *watch)
{
    if (watch->fd >= 0) close(watch->fd);
}

/* output.c: pieces, temporary files, signals, progress. */
#include "output.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE = 2 /* seconds that a stop waits for the piece being written */, PATH_ROOM = 4096 };

static pthread_mutex_t writing = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t talking = PTHREAD_MUTEX_INITIALIZER;
static char unfinished[PATH_ROOM]; /* temporary file to take away when stopped; guarded by writing */
static bool progress_shown;        /* guarded by talking */

static int soft_fd = -1; /* that is told of the first stop */
static atomic_bool soft, stopping;

static void *wait_for_signal(void *set)
{
    int signal_number;
    sigwait(set, &signal_number);
    if (soft) {
        stopping = true;
        if (soft_fd >= 0) eventfd_write(soft_fd, 1);
        sigwait(set, &signal_number);
    }
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += PATIENCE;
    if (!pthread_mutex_timedlock(&writing, &until) && unfinished[0]) unlink(unfinished);
    static const char words[] = "\narrian: stopped; nothing is left half-written\n";
    if (write(STDERR_FILENO, words, sizeof words - 1) < 0) _exit(ARRIAN_STOPPED);
    _exit(ARRIAN_STOPPED);
}

void output_watch_signals(void)
{
    static sigset_t set;
    pthread_t thread;
    const int stops[] = {SIGINT, SIGTERM};
    sigemptyset(&set);
    for (int i = 0; i < 2; i++) {
        struct sigaction before;
        /* who started us with a signal ignored (nohup, a script's background) keeps it ignored */
        if (!sigaction(stops[i], NULL, &before) && before.sa_handler != SIG_IGN) sigaddset(&set, stops[i]);
    }
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    if (pthread_create(&thread, NULL, wait_for_signal, &set)) pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    else pthread_detach(thread);
}

void output_stop_softly(int *ret_fd)
{
    *ret_fd = soft_fd = eventfd(0, EFD_CLOEXEC);
    soft = true;
}

bool output_stopping(void)
{
    return stopping;
}

static bool fail(Output *out)
{
    if (!out->failed)
        output_say(out->path ? out->path : "standard output", "cannot be written: %s; %s", strerror(errno),
                   errno == ENOSPC ? "make room and run again" : "check the place and its permissions");
    out->failed = true;
    return false;
}

static bool is_plain(const char *path)
{
    struct stat status;
    return stat(path, &status) ? errno == ENOENT : S_ISREG(status.st_mode);
}

/* A file of the same folder, so that it can be renamed into its place. */
static FILE *open_temporary(const char *path)
{
    const char *slash = strrchr(path, '/');
    char name[PATH_ROOM];
    int folder = slash ? (int)(slash + 1 - path) : 0;
    if (snprintf(name, sizeof name, "%.*s.%s.XXXXXX", folder, path, path + folder) >= PATH_ROOM) {
        errno = ENAMETOOLONG;
        return NULL;
    }
    pthread_mutex_lock(&writing);
    int fd = mkostemp(name, O_CLOEXEC);
    if (fd >= 0) strcpy(unfinished, name);
    pthread_mutex_unlock(&writing);
    if (fd < 0) return NULL;
    mode_t mask = umask(0);
    umask(mask);
    fchmod(fd, 0666 & ~mask);
    return fdopen(fd, "w");
}

bool output_open(Output *out, const char *path)
{
    *out = (Output){.path = path && strcmp(path, "-") ? path : NULL};
    if (!out->path) out->file = open_memstream(&out->held, &out->size);
    else if (is_plain(out->path)) out->file = open_temporary(out->path);
    else out->file = fopen(out->path, "w");
    return out->file ? true : fail(out);
}

static bool write_whole(int fd, const char *bytes, size_t size)
{
    while (size) {
        ssize_t n = write(fd, bytes, size);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        bytes += n;
        size -= (size_t)n;
    }
    return true;
}

const char *output_unfinished(void)
{
    return unfinished;
}

bool output_piece(Output *out)
{
    if (out->failed) return false;
    if (fflush(out->file)) return fail(out);
    if (out->path) return true;
    pthread_mutex_lock(&writing);
    bool done = write_whole(STDOUT_FILENO, out->held, out->size);
    int error = errno;
    pthread_mutex_unlock(&writing);
    rewind(out->file);
    errno = error;
    return done ? true : fail(out);
}

static bool put_in_place(Output *out)
{
    if (fflush(out->file) || ferror(out->file)) return false;
    if (!unfinished[0]) return true;
    if (fsync(fileno(out->file))) return false;
    pthread_mutex_lock(&writing);
    bool done = !rename(unfinished, out->path);
    if (done) unfinished[0] = 0;
    pthread_mutex_unlock(&writing);
    return done;
}

bool output_close(Output *out, bool keep)
{
    if (!out->file) return false;
    if (keep && !out->failed) {
        if (!out->path) output_piece(out);
        else if (!put_in_place(out)) fail(out);
    }
    pthread_mutex_lock(&writing);
    if (unfinished[0]) unlink(unfinished);
    unfinished[0] = 0;
    pthread_mutex_unlock(&writing);
    fclose(out->file);
    free(out->held);
    out->file = NULL;
    return !out->failed;
}

static void wipe_progress(void)
{
    if (progress_shown) fputs("\r\033[K", stderr);
    progress_shown = false;
}

void output_say(const char *path, const char *format, ...)
{
    va_list words;
    pthread_mutex_lock(&talking);
    wipe_progress();
    fprintf(stderr, "arrian: %s%s", path ? path : "", path ? ": " : "");
    va_start(words, format);
    vfprintf(stderr, format, words);
    va_end(words);
    fputc('\n', stderr);
    pthread_mutex_unlock(&talking);
}

void output_error(const ArrianError *why)
{
    const char *path = why->path[0] ? why->path : NULL;
    if (why->at != ARRIAN_NONE64) output_say(path, "byte %llu: %s", (unsigned long long)why->at, why->message);
    else output_say(path, "%s", why->message);
}

void output_progress(const char *doing, size_t done, size_t total)
{
    static time_t last;
    if (!isatty(STDERR_FILENO)) return;
    pthread_mutex_lock(&talking);
    time_t now = time(NULL);
    if (done >= total) {
        wipe_progress();
    } else if (now != last) {
        fprintf(stderr, "\r\033[K%s %zu of %zu", doing, done, total);
        fflush(stderr);
        progress_shown = true;
        last = now;
    }
    pthread_mutex_unlock(&talking);
}

void output_status(const char *format, ...)
{
    static time_t last;
    if (!isatty(STDERR_FILENO)) return;
    pthread_mutex_lock(&talking);
    time_t now = time(NULL);
    if (now != last) {
        va_list words;
        fputs("\r\033[K", stderr);
        va_start(words, format);
        vfprintf(stderr, format, words);
        va_end(words);
        fflush(stderr);
        progress_shown = true;
        last = now;
    }
    pthread_mutex_unlock(&talking);
}

bool output_terminal(void)
{
    return isatty(STDERR_FILENO);
}

bool output_colour(void)
{
    const char *no = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return isatty(STDOUT_FILENO) && !(no && *no) && terminal && strcmp(terminal, "dumb");
}

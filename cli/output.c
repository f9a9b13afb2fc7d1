/* output.c: pieces, temporary files, signals, progress. */
#include "output.h"
#include "report/json.h"
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

enum {
    PATIENCE = 2 /* seconds that a stop waits for the piece being written */,
    PATH_ROOM = 4096,
    MESSAGE = 2 * PATH_ROOM
};

static pthread_mutex_t writing = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t talking = PTHREAD_MUTEX_INITIALIZER;
static char unfinished[PATH_ROOM]; /* temporary file to take away when stopped; guarded by writing */
static bool progress_shown;        /* guarded by talking */
static struct {
    bool quiet, json;
} manner;

void output_manner(bool quiet, bool json)
{
    manner.quiet = quiet, manner.json = json;
}

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
    static const char plain[] = "\narrian: stopped; nothing is left half-written\n",
                      json[] = "{\"kind\":\"error\",\"code\":130,\"message\":\"stopped; nothing is left half-written\","
                               "\"what\":\"stopped\"}\n";
    const char *words = manner.json ? json : plain;
    if (write(STDERR_FILENO, words, strlen(words)) < 0) _exit(ARRIAN_STOPPED);
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

/* A file of the same folder, so that it can be renamed into its place; with the mode of the one that stands there. */
static FILE *open_temporary(const char *path)
{
    struct stat before;
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
    fchmod(fd, stat(path, &before) ? 0666 & ~mask : before.st_mode & 0777);
    return fdopen(fd, "w");
}

/* Where a link leads, so that the file behind it is written and the link stays. */
static char *place_of(const char *path)
{
    char *place = realpath(path, NULL);
    return place ? place : strdup(path);
}

bool output_open(Output *out, const char *path)
{
    *out = (Output){.path = path && strcmp(path, "-") ? path : NULL};
    if (!out->path) out->file = open_memstream(&out->held, &out->size);
    else if (!is_plain(out->path)) out->file = fopen(out->path, "w");
    else if ((out->place = place_of(out->path))) out->file = open_temporary(out->place);
    if (out->file) return true;
    free(out->place);
    return fail(out);
}

static void wipe_progress(void)
{
    if (progress_shown) fputs("\r\033[K", stderr);
    progress_shown = false;
}

/* Before data on a terminal, which may be the one that shows progress. */
static void clear_line(void)
{
    if (!isatty(STDOUT_FILENO)) return;
    pthread_mutex_lock(&talking);
    wipe_progress();
    fflush(stderr);
    pthread_mutex_unlock(&talking);
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
    long size = ftell(out->file); /* not out->size: musl lets that stand when the stream is rewound */
    clear_line();
    pthread_mutex_lock(&writing);
    bool done = size >= 0 && write_whole(STDOUT_FILENO, out->held, (size_t)size);
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
    bool done = !rename(unfinished, out->place);
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
    free(out->place);
    out->file = NULL;
    return !out->failed;
}

/* "cannot be read: No such file; check the spelling" -> what, why, do. */
static void put_parts(Json *json, const char *message)
{
    const char *end = message + strlen(message), *to_do = NULL, *why;
    for (const char *at = message; (at = strstr(at, "; ")); at += 2) to_do = at;
    if (to_do) end = to_do;
    why = memmem(message, (size_t)(end - message), ": ", 2);
    json_key_text(json, "what", (ArrianSlice){message, (uint32_t)((why ? why : end) - message)});
    if (why) json_key_text(json, "why", (ArrianSlice){why + 2, (uint32_t)(end - why - 2)});
    if (to_do) json_key_word(json, "do", to_do + 2);
}

static void put_record(const char *kind, int code, const char *path, uint64_t at, const char *message)
{
    Json json = {stderr, false};
    json_open(&json, '{');
    json_key_word(&json, "kind", kind);
    if (code) json_key(&json, "code"), json_count(&json, (uint64_t)code);
    if (path) json_key_word(&json, "path", path);
    if (at != ARRIAN_NONE64) json_key(&json, "at"), json_count(&json, at);
    json_key_word(&json, "message", message);
    if (code) put_parts(&json, message);
    json_close(&json, '}');
    fputc('\n', stderr);
}

static void put_line(const char *path, uint64_t at, const char *message)
{
    fprintf(stderr, "arrian: %s%s", path ? path : "", path ? ": " : "");
    if (at != ARRIAN_NONE64) fprintf(stderr, "byte %llu: ", (unsigned long long)at);
    fprintf(stderr, "%s\n", message);
}

static void talk(int code, const char *path, uint64_t at, const char *message)
{
    pthread_mutex_lock(&talking);
    wipe_progress();
    if (manner.json) put_record(code ? "error" : "note", code, path, at, message);
    else put_line(path, at, message);
    pthread_mutex_unlock(&talking);
}

/* Told whole: a message is longer than MESSAGE only where a path in it is. */
static void talk_words(int code, const char *path, const char *format, va_list words)
{
    char message[MESSAGE];
    vsnprintf(message, sizeof message, format, words);
    talk(code, path, ARRIAN_NONE64, message);
}

void output_say(const char *path, const char *format, ...)
{
    va_list words;
    va_start(words, format);
    talk_words(ARRIAN_INPUT, path, format, words);
    va_end(words);
}

void output_note(const char *path, const char *format, ...)
{
    va_list words;
    if (manner.quiet) return;
    va_start(words, format);
    talk_words(0, path, format, words);
    va_end(words);
}

void output_error(const ArrianError *why)
{
    talk(why->code, why->path[0] ? why->path : NULL, why->at, why->message);
}

double output_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

void output_left(char words[OUTPUT_LEFT], double seconds)
{
    snprintf(words, OUTPUT_LEFT, ", %d:%02d:%02d left", (int)(seconds / 3600), (int)(seconds / 60) % 60, (int)seconds % 60);
}

void output_progress(void *unused, const char *doing, size_t done, size_t total)
{
    static const char *before;
    static double start;
    static size_t first;
    char left[OUTPUT_LEFT] = "";
    (void)unused;
    if (!output_terminal()) return;
    if (done >= total) {
        pthread_mutex_lock(&talking);
        wipe_progress();
        pthread_mutex_unlock(&talking);
        before = NULL;
        return;
    }
    if (doing != before) before = doing, start = output_now(), first = done;
    double spent = output_now() - start, rate = spent > 0 ? (double)(done - first) / spent : 0;
    if (spent > 2 && rate > 0) output_left(left, (double)(total - done) / rate);
    output_status("%s %zu of %zu, %.1f a second%s", doing, done, total, rate, left);
}

void output_status(const char *format, ...)
{
    static time_t last;
    if (!output_terminal()) return;
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
    return !manner.quiet && isatty(STDERR_FILENO);
}

bool output_colour(void)
{
    const char *no = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return isatty(STDOUT_FILENO) && !(no && *no) && terminal && strcmp(terminal, "dumb");
}

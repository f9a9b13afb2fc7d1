/* bench_pages.c: the read stage alone over a list of pages: what it took for the report, and how fast.
 *     bench_pages [TIMES] < paths > pages.jsonl      one line a page; seconds and memory on stderr
 * A page's text is what is not ignored, the title apart, a line a block. */
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "read/read.h"
#include "report/json.h"

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static ArrianEngine *open_engine(void)
{
    static jmp_buf trap;
    ArrianError why = {0};
    ArrianEngine *engine = calloc(1, sizeof *engine);
    if (!engine || setjmp(trap)) exit(2);
    engine->arena.trap = engine->words.arena.trap = &trap;
    if (read_data_open(engine, &why)) fprintf(stderr, "%s\n", why.message), exit(2);
    return engine;
}

/* The lines of the text that are not ignored. */
static char *text_kept(const ArrianDocument *d, uint32_t *ret_length)
{
    char *out = malloc(d->text.length + 2);
    uint32_t n = 0, k = 0;
    for (uint32_t i = 0; out && i < d->text.length;) {
        while (k < d->ignored.count && d->ignored.at[k].span.end <= i) k++;
        uint32_t stop = k < d->ignored.count ? d->ignored.at[k].span.start : d->text.length;
        ArrianSpan title = d->head.title_span;
        if (k < d->ignored.count && stop <= i) {
            i = d->ignored.at[k].span.end;
        } else if (title.end > i && title.start <= i) {
            i = title.end;
        } else {
            if (title.start > i && title.start < stop) stop = title.start;
            memcpy(out + n, d->text.at + i, stop - i), n += stop - i, i = stop;
        }
    }
    *ret_length = n;
    return out;
}

static void write_page(const ArrianDocument *d, int code, const ArrianError *why, const char *path)
{
    Json j = {.out = stdout};
    uint32_t length;
    char *text = text_kept(d, &length);
    json_open(&j, '{');
    json_key_word(&j, "path", path);
    if (code) json_key_word(&j, "refused", why->message);
    json_key_text(&j, "title", d->head.title);
    json_key_text(&j, "outlet", d->head.outlet);
    json_key_word(&j, "published", d->head.published);
    json_key(&j, "authors");
    json_open(&j, '[');
    for (uint32_t i = 0; i < d->head.bylines; i++) json_text(&j, d->head.byline[i]);
    json_close(&j, ']');
    json_key_text(&j, "text", (ArrianSlice){text, length});
    json_close(&j, '}');
    putchar('\n');
    free(text);
}

int main(int count, char **words)
{
    int times = count > 1 ? atoi(words[1]) : 1, pages = 0;
    const ArrianEngine *engine = open_engine();
    double seconds = 0;
    size_t total = 0, most = 0;
    char path[4096];
    while (fgets(path, sizeof path, stdin)) {
        char *bytes;
        size_t size;
        ArrianError why = {0};
        path[strcspn(path, "\n")] = 0;
        if (read_file(path, &bytes, &size, &why)) {
            fprintf(stderr, "%s: %s\n", path, why.message);
            continue;
        }
        for (int k = 0; k < times; k++) {
            ArrianDocument *d = calloc(1, sizeof *d);
            if (!d) return 2;
            double start = now();
            d->engine = engine;
            d->received = arena_copy(&d->arena, bytes, size);
            d->received_size = (uint32_t)size;
            d->head.path = (ArrianSlice){path, (uint32_t)strlen(path)};
            int code = read_document(engine, d, NULL, &why);
            seconds += now() - start;
            if (d->arena.taken > most) most = d->arena.taken;
            if (!k) write_page(d, code, &why, path);
            arena_end(&d->arena);
            free(d);
        }
        pages++;
        total += size;
        free(bytes);
    }
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    fprintf(stderr, "%d %zu %.4f %ld %zu\n", pages, total, seconds / times, use.ru_maxrss, most);
    return 0;
}

/* fuzz_read.c: any bytes -> a document that keeps its laws, or a clear refusal.
 *     clang -fsanitize=fuzzer,address,undefined -DARRIAN_LIBFUZZER ...    libFuzzer drives it
 *     fuzz_read 2000 a.txt b.html ...                                     2000 mutations of each file, always the same
 * ones A law that breaks ends the program by abort(). */
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "read/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static ArrianEngine *open_engine(void)
{
    static jmp_buf trap;
    ArrianError why = {0};
    ArrianEngine *engine = calloc(1, sizeof *engine);
    if (!engine || setjmp(trap)) abort();
    engine->arena.trap = engine->words.arena.trap = &trap;
    if (read_data_open(engine, &why)) fprintf(stderr, "%s\n", why.message), abort();
    return engine;
}

static void require(bool law, const char *name)
{
    if (law) return;
    fprintf(stderr, "broken: %s\n", name);
    abort();
}

static void check_span(const ArrianDocument *d, ArrianSpan span, const char *name)
{
    if (span_empty(span)) return;
    require(span.end <= d->text.length, name);
    ArrianSpan received = text_received(&d->text, span);
    require(received.start <= received.end && received.end <= d->received_size, "bytes received lie in the file");
}

static void check_laws(const ArrianDocument *d)
{
    const ArrianHead *head = &d->head;
    check_span(d, head->title_span, "the title lies in the text");
    check_span(d, head->outlet_span, "the outlet lies in the text");
    check_span(d, head->place_span, "the place lies in the text");
    check_span(d, head->published_span, "the date lies in the text");
    require(memchr(head->published, 0, sizeof head->published), "the date ends");
    require(!head->published[0] == !head->published_basis, "a date has a basis");
    for (uint32_t i = 0; i < d->ignored.count; i++) {
        check_span(d, d->ignored.at[i].span, "furniture lies in the text");
        require(!span_empty(d->ignored.at[i].span), "furniture has words");
        require(!i || d->ignored.at[i - 1].span.end <= d->ignored.at[i].span.start, "furniture stands in order");
    }
    for (uint32_t i = 0; i < d->text.length;) {
        size_t step = utf8_length(d->text.at + i, d->text.length - i);
        require(step, "the cleaned text is UTF-8");
        i += (uint32_t)step;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static ArrianEngine *engine;
    jmp_buf trap;
    ArrianError why = {0};
    if (!engine) engine = open_engine();
    if (!size || size > MOST_BYTES) return 0;
    ArrianDocument *d = calloc(1, sizeof *d);
    if (!d) return 0;
    d->arena.trap = &trap;
    if (!setjmp(trap)) {
        d->engine = engine;
        d->received = arena_copy(&d->arena, (const char *)bytes, size);
        d->received_size = (uint32_t)size;
        d->head.path = (ArrianSlice){"fuzz", 4};
        if (!read_document(engine, d, NULL, &why)) check_laws(d);
        else require(why.code && why.message[0], "a refusal says why");
    }
    arena_end(&d->arena);
    free(d);
    return 0;
}

#ifndef ARRIAN_LIBFUZZER
static uint64_t state = 1;

static uint32_t draw(uint32_t below)
{
    state = hash_mix(state, 0x9E37);
    return below ? (uint32_t)(state >> 16) % below : 0;
}

/* A few faults: a byte changed, a piece cut out, a piece told twice, a tag or a letter put in. */
static size_t mutate(char *bytes, size_t size, size_t room)
{
    static const char *const pieces[] = {"<",
                                         ">",
                                         "<!",
                                         "<p",
                                         "</",
                                         "&#x0;",
                                         "&#1114112;",
                                         "\xE2\x80",
                                         "\xC2\xA0",
                                         "\r\n",
                                         "\xEF\xBB\xBF",
                                         "<script>{\"@type\":\"NewsArticle\",\"author\":[[[{",
                                         "<h1>",
                                         "</h1>",
                                         "By ",
                                         "| ",
                                         "2016-02-30",
                                         "Wed Oct 26 2016",
                                         "\"",
                                         "\\u",
                                         "[Photo",
                                         "(",
                                         "*",
                                         "\n\n",
                                         " - ",
                                         "<title>",
                                         "<article>",
                                         "\xFF"};
    for (uint32_t faults = 1 + draw(6); faults; faults--) {
        uint32_t at = draw((uint32_t)size + 1), n = draw(64);
        const char *piece = pieces[draw(sizeof pieces / sizeof *pieces)];
        size_t length = strlen(piece);
        switch (draw(4)) {
        case 0:
            if (at < size) bytes[at] = (char)draw(256);
            break;
        case 1:
            if (at + n < size) memmove(bytes + at, bytes + at + n, size - at - n), size -= n;
            break;
        case 2:
            if (at + n < size && size + n < room) memmove(bytes + at + n, bytes + at, size - at), size += n;
            break;
        default:
            if (size + length < room)
                memmove(bytes + at + length, bytes + at, size - at), memcpy(bytes + at, piece, length), size += length;
        }
    }
    return size;
}

int main(int count, char **words)
{
    int times = count > 1 ? atoi(words[1]) : 0;
    for (int i = 2; i < count; i++) {
        char *bytes;
        size_t size;
        ArrianError why = {0};
        if (read_file(words[i], &bytes, &size, &why)) {
            fprintf(stderr, "%s: %s\n", words[i], why.message);
            continue;
        }
        if (size > 1 << 16) size = 1 << 16;
        LLVMFuzzerTestOneInput((const uint8_t *)bytes, size);
        char *copy = malloc(size + 4096);
        for (int k = 0; copy && k < times; k++) {
            memcpy(copy, bytes, size);
            LLVMFuzzerTestOneInput((const uint8_t *)copy, mutate(copy, size, size + 4096));
        }
        free(copy);
        free(bytes);
    }
    return 0;
}
#endif

/* mutate.c: seeds -> mutations of them, the same each time, for compilers without libFuzzer; and what fuzzers share.
 *     fuzz_rules 300 data/times.rule -> the file itself, then 300 damaged copies of it */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/document.h"
#include "base/hash.h"
#include "fuzz.h"
#include "read/read.h"

static char temporary[512];
uint32_t fuzz_taken;

void fuzz_require(bool law, const char *name)
{
    if (law) return;
    fprintf(stderr, "broken: %s\n", name);
    abort();
}

void fuzz_refused(int code, const ArrianError *why)
{
    fuzz_require(code && why->code == code && why->message[0], "a refusal says why");
}

static void remove_temporary(void)
{
    unlink(temporary);
}

const char *fuzz_file(const uint8_t *bytes, size_t size)
{
    if (!temporary[0]) {
        const char *folder = getenv("TMPDIR");
        snprintf(temporary, sizeof temporary, "%s/fuzz-XXXXXX", folder ? folder : "/tmp");
        int file = mkstemp(temporary);
        fuzz_require(file >= 0 && !close(file), "a temporary file can be made");
        atexit(remove_temporary);
    }
    FILE *out = fopen(temporary, "wb");
    fuzz_require(out && fwrite(bytes, 1, size, out) == size && !fclose(out), "a temporary file can be written");
    return temporary;
}

const ArrianEngine *fuzz_engine(void)
{
    static ArrianEngine *engine;
    ArrianError why = {0};
    ArrianOptions options = {.power = ARRIAN_RULES, .threads = 1};
    if (!engine) fuzz_require(!arrian_open(&options, &engine, &why), "the engine opens");
    return engine;
}

FILE *fuzz_nowhere(void)
{
    static FILE *nowhere;
    if (!nowhere) nowhere = fopen("/dev/null", "w");
    fuzz_require(nowhere, "/dev/null opens");
    return nowhere;
}

static void check_span(const ArrianDocument *d, ArrianSpan span, const char *name)
{
    if (span_empty(span)) return;
    fuzz_require(span.end <= d->text.length, name);
    ArrianSpan received = arrian_received(d, span);
    fuzz_require(received.start <= received.end && received.end <= d->received_size, "bytes received lie in the file");
}

static void check_index(uint32_t index, size_t count, const char *name)
{
    fuzz_require(index == ARRIAN_NONE || index < count, name);
}

static void check_words(const ArrianDocument *d)
{
    for (uint32_t i = 0; i < d->sentences.count; i++) {
        const ArrianSentence *s = &d->sentences.at[i];
        check_span(d, s->span, "a sentence lies in the text");
        fuzz_require((uint64_t)s->first + s->count <= d->tokens.count, "a sentence's tokens are there");
    }
    for (uint32_t i = 0; i < d->tokens.count; i++) {
        check_span(d, d->tokens.at[i].span, "a token lies in the text");
        check_index(d->tokens.at[i].sentence, d->sentences.count, "a token's sentence is there");
        check_index(d->tokens.at[i].head, d->tokens.count, "a token's head is there");
    }
}

static void check_marks(const ArrianDocument *d)
{
    for (uint32_t i = 0; i < d->names.count; i++) {
        check_span(d, d->names.at[i].span, "a name lies in the text");
        check_index(d->names.at[i].entity, d->entities.count, "a name's entity is there");
    }
    for (uint32_t i = 0; i < d->times.count; i++) check_span(d, d->times.at[i].span, "a time lies in the text");
    for (uint32_t i = 0; i < d->quantities.count; i++) {
        check_span(d, d->quantities.at[i].span, "a quantity lies in the text");
        check_span(d, d->quantities.at[i].of_span, "what is counted lies in the text");
    }
    for (uint32_t i = 0; i < d->quotes.count; i++) {
        check_span(d, d->quotes.at[i].span, "a quote lies in the text");
        check_span(d, d->quotes.at[i].speaker, "a speaker lies in the text");
        check_index(d->quotes.at[i].entity, d->entities.count, "a speaker's entity is there");
    }
}

static void check_claims(const ArrianDocument *d)
{
    for (uint32_t i = 0; i < d->claims.count; i++) {
        const ArrianClaim *c = &d->claims.at[i];
        check_span(d, c->span, "a claim lies in the text");
        check_span(d, c->cue, "a cue lies in the text");
        check_index(c->time, d->times.count, "a claim's time is there");
        check_index(c->because, d->claims.count, "a claim's reason is there");
        fuzz_require(c->actors <= ARRIAN_MAX_PARTIES && c->recipients <= ARRIAN_MAX_PARTIES &&
                         c->places <= ARRIAN_MAX_PARTIES && c->sources <= ARRIAN_MAX_CHAIN &&
                         c->quantities <= ARRIAN_MAX_PARTIES,
                     "a claim holds no more than it has room for");
        for (uint32_t k = 0; k < c->actors; k++) check_span(d, c->actor[k].span, "an actor lies in the text");
        for (uint32_t k = 0; k < c->sources; k++) check_span(d, c->source[k].span, "a source lies in the text");
        for (uint32_t k = 0; k < c->quantities; k++)
            check_index(c->quantity[k], d->quantities.count, "a claim's quantity is there");
    }
}

void fuzz_document(const ArrianDocument *d)
{
    check_words(d);
    check_marks(d);
    check_claims(d);
}

#ifndef ARRIAN_LIBFUZZER
enum { MOST_SEED = 2 << 20, MOST_PIECE = 256 };
static uint64_t state = 1;
static uint32_t tried;

static uint32_t draw(uint32_t below)
{
    state = hash_mix(state, 0x9E37);
    return below ? (uint32_t)(state >> 16) % below : 0;
}

/* A few faults: a byte changed, a number of four bytes overwritten, a piece cut out, told twice, or put in. */
static size_t mutate(uint8_t *bytes, size_t size, size_t room)
{
    static const uint32_t numbers[] = {0, 1, 2, 255, 65535, 1u << 24, INT32_MAX, UINT32_MAX};
    uint32_t pieces = 0;
    while (fuzz_pieces[pieces]) pieces++;
    for (uint32_t faults = 1 + draw(2) * draw(6); faults; faults--) {
        uint32_t at = draw((uint32_t)size + 1), n = 1 + draw(64);
        const char *piece = fuzz_pieces[draw(pieces)];
        size_t length = strlen(piece);
        switch (fuzz_binary && draw(8) ? draw(2) : draw(5)) {
        case 0:
            if (at < size) bytes[at] = (uint8_t)draw(256);
            break;
        case 1:
            if (fuzz_binary && (at &= ~3u) + 4 <= size) memcpy(bytes + at, &numbers[draw(8)], 4);
            break;
        case 2:
            if (at + n < size) memmove(bytes + at, bytes + at + n, size - at - n), size -= n;
            break;
        case 3:
            if (at + n < size && size + n < room) memmove(bytes + at + n, bytes + at, size - at), size += n;
            break;
        default:
            if (length < MOST_PIECE && size + length < room)
                memmove(bytes + at + length, bytes + at, size - at), memcpy(bytes + at, piece, length), size += length;
        }
    }
    return size;
}

/* A copy of just these bytes, so that a sanitizer sees a read behind the last one. */
static void try_bytes(const uint8_t *bytes, size_t size)
{
    uint8_t *exact = malloc(size ? size : 1);
    fuzz_require(exact, "there is memory");
    memcpy(exact, bytes, size);
    LLVMFuzzerTestOneInput(exact, size);
    tried++;
    free(exact);
}

static void try_seed(const uint8_t *bytes, size_t size, int times)
{
    if (size > MOST_SEED) size = MOST_SEED;
    uint8_t *copy = malloc(size + 4096);
    fuzz_require(copy, "there is memory");
    try_bytes(bytes, size);
    for (int k = 0; k < times; k++) {
        memcpy(copy, bytes, size);
        try_bytes(copy, mutate(copy, size, size + 4096));
    }
    free(copy);
}

int main(int count, char **words)
{
    int times = count > 1 ? atoi(words[1]) : 0;
    const uint8_t *seed;
    size_t size = fuzz_seed(&seed);
    if (size) try_seed(seed, size, times);
    for (int i = 2; i < count; i++) {
        char *bytes;
        ArrianError why = {0};
        if (read_file(words[i], &bytes, &size, &why)) {
            fprintf(stderr, "%s: %s\n", words[i], why.message);
            return 2;
        }
        try_seed((const uint8_t *)bytes, size, times);
        free(bytes);
    }
    printf("%u inputs, %u of them taken\n", tried, fuzz_taken);
    return tried ? 0 : 2;
}
#endif

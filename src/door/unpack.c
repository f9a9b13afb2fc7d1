/* unpack.c: packed bytes -> bytes, member after member, with bounds on how far they may grow.
 *     a .warc.gz of 3 members -> one stream; stream_origin tells where in the file each of them starts
 * zlib, libzstd and libbrotli unpack; the frames, the faults and the bounds are ours. */
#include "base/error.h"
#include "door/stream.h"
#include <brotli/decode.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

enum { ZSTD_DICTIONARY_FRAME = 0x184D2A5D };

/* A member's first byte given, and where the member starts under it. */
typedef struct Mark {
    uint64_t at, under;
} Mark;
typedef struct Unpack {
    Stream stream;
    Packing packing;
    bool ready, open; /* the unpacker is made; a member is being unpacked */
    uint32_t members;
    z_stream z;
    ZSTD_DCtx *zstd;
    BrotliDecoderState *brotli;
    Mark *marks;
    size_t count, room;
} Unpack;

static int window_bits(Packing packing)
{
    return packing == PACKING_GZIP ? 15 + 16 : packing == PACKING_DEFLATE ? 15 : -15;
}

static bool make(Unpack *u)
{
    if (u->packing == PACKING_ZSTD) {
        u->zstd = ZSTD_createDCtx();
        return u->zstd && !ZSTD_isError(ZSTD_DCtx_setParameter(u->zstd, ZSTD_d_windowLogMax, STREAM_WINDOW));
    }
    if (u->packing == PACKING_BROTLI) return (u->brotli = BrotliDecoderCreateInstance(NULL, NULL, NULL)) != NULL;
    return inflateInit2(&u->z, window_bits(u->packing)) == Z_OK;
}

static bool put_mark(Unpack *u, Mark mark)
{
    size_t gone = 0; /* marks of bytes that were taken are asked for no more, but for the last */
    while (gone + 1 < u->count && u->marks[gone + 1].at <= u->stream.at) gone++;
    if (gone > 64) memmove(u->marks, u->marks + gone, (u->count -= gone) * sizeof *u->marks);
    if (u->count && u->marks[u->count - 1].at == mark.at) u->count--;
    if (u->count == u->room) {
        size_t room = u->room ? u->room * 2 : 16;
        Mark *grown = realloc(u->marks, room * sizeof *grown);
        if (!grown) return false;
        u->marks = grown;
        u->room = room;
    }
    u->marks[u->count++] = mark;
    return true;
}

static bool find_origin(const Stream *s, uint64_t at, uint64_t *ret)
{
    const Unpack *u = (const Unpack *)s;
    for (size_t i = u->count; i--;)
        if (u->marks[i].at == at) return *ret = u->marks[i].under, true;
    return false;
}

/* A dictionary in a frame of its own before the first (the WARC zstd proposal of 2020). */
static int load_dictionary(Unpack *u, ArrianError *why)
{
    const unsigned char *head;
    size_t have, got;
    TRY(stream_peek(u->stream.under, 8, &head, &have, why));
    uint32_t magic, size;
    if (have < 8) return ARRIAN_OK;
    memcpy(&magic, head, 4);
    memcpy(&size, head + 4, 4);
    if (magic != ZSTD_DICTIONARY_FRAME) return ARRIAN_OK;
    if (size > STREAM_DICTIONARY) return stream_fault(&u->stream, ARRIAN_LIMIT, why, "its zstd dictionary is too large");
    unsigned char *packed = malloc(size + 1u), *plain = NULL;
    if (!packed) return stream_fault(&u->stream, ARRIAN_MEMORY, why, "no memory for its dictionary");
    stream_take(u->stream.under, 8);
    int code = stream_read(u->stream.under, packed, size, &got, why);
    size_t length = got;
    unsigned long long whole = code ? 0 : ZSTD_getFrameContentSize(packed, got);
    if (!code && whole && whole < ZSTD_CONTENTSIZE_ERROR && whole <= STREAM_DICTIONARY && (plain = malloc(whole)))
        length = ZSTD_decompress(plain, whole, packed, got);
    if (!code && (ZSTD_isError(length) || ZSTD_isError(ZSTD_DCtx_loadDictionary(u->zstd, plain ? plain : packed, length))))
        code = stream_fault(&u->stream, ARRIAN_INPUT, why, "its zstd dictionary is broken");
    free(packed);
    free(plain);
    return code;
}

/* Another member, or the end: padding of zeros is passed over, anything else is told. */
static int open_member(Unpack *u, bool *ret_end, ArrianError *why)
{
    Stream *s = &u->stream;
    const unsigned char *head;
    size_t have;
    *ret_end = false;
    if (!u->ready && !make(u)) return stream_fault(s, ARRIAN_MEMORY, why, "no memory to unpack it");
    u->ready = true;
    if (u->packing == PACKING_ZSTD && !u->members) TRY(load_dictionary(u, why));
    int code = stream_peek(s->under, 4, &head, &have, why);
    if (code && !have) return stream_fault(s, code, why, "%s", s->under->said);
    while (u->members && have && !head[0]) {
        stream_take(s->under, 1);
        (void)stream_peek(s->under, 4, &head, &have, why);
    }
    bool one = u->packing == PACKING_RAW || u->packing == PACKING_DEFLATE || u->packing == PACKING_BROTLI;
    if (!have || (one && u->members)) return *ret_end = true, ARRIAN_OK;
    bool is = u->packing == PACKING_GZIP   ? have > 1 && head[0] == 0x1F && head[1] == 0x8B
              : u->packing == PACKING_ZSTD ? have > 3 && head[2] == (head[3] == 0xFD ? 0x2F : 0x2A)
                                           : true;
    if (!is) return stream_fault(s, ARRIAN_INPUT, why, "bytes that belong to no packed member; those are passed over");
    if (!put_mark(u, (Mark){s->at + (s->to - s->from), s->under->at}))
        return stream_fault(s, ARRIAN_MEMORY, why, "no memory to unpack it");
    if (u->packing == PACKING_ZSTD) ZSTD_DCtx_reset(u->zstd, ZSTD_reset_session_only);
    else if (u->packing != PACKING_BROTLI) inflateReset(&u->z);
    u->members++;
    u->open = true;
    return ARRIAN_OK;
}

typedef struct Step {
    const unsigned char *in;
    size_t have, used; /* bytes in, and how many were taken */
    unsigned char *out;
    size_t room, made;
    bool done, broken;
} Step;

static void step_zlib(Unpack *u, Step *step)
{
    u->z.next_in = (unsigned char *)step->in, u->z.avail_in = (uInt)step->have;
    u->z.next_out = step->out, u->z.avail_out = (uInt)step->room;
    int code = inflate(&u->z, Z_NO_FLUSH);
    step->used = step->have - u->z.avail_in;
    step->made = step->room - u->z.avail_out;
    step->done = code == Z_STREAM_END;
    step->broken = code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR;
}

static void step_zstd(Unpack *u, Step *step)
{
    ZSTD_inBuffer in = {step->in, step->have, 0};
    ZSTD_outBuffer out = {step->out, step->room, 0};
    size_t code = ZSTD_decompressStream(u->zstd, &out, &in);
    step->used = in.pos, step->made = out.pos;
    step->done = code == 0;
    step->broken = ZSTD_isError(code);
}

static void step_brotli(Unpack *u, Step *step)
{
    size_t left = step->have, room = step->room;
    uint8_t *out = step->out;
    BrotliDecoderResult code = BrotliDecoderDecompressStream(u->brotli, &left, &step->in, &room, &out, NULL);
    step->used = step->have - left, step->made = step->room - room;
    step->done = code == BROTLI_DECODER_RESULT_SUCCESS;
    step->broken = code == BROTLI_DECODER_RESULT_ERROR;
}

static int check_growth(Unpack *u, size_t made, ArrianError *why)
{
    uint64_t out = u->stream.at + (u->stream.to - u->stream.from) + made, in = u->stream.under->at;
    if (out < STREAM_FREE || out / STREAM_RATIO < in) return ARRIAN_OK;
    return stream_fault(&u->stream, ARRIAN_LIMIT, why,
                        "grows to more than %d times its size when it is unpacked, as no text does; refused",
                        STREAM_RATIO);
}

static int pull_unpacked(Stream *s, unsigned char *room, size_t size, size_t *ret, ArrianError *why)
{
    Unpack *u = (Unpack *)s;
    while (!*ret) {
        bool end;
        if (!u->open) TRY(open_member(u, &end, why));
        if (!u->open) return ARRIAN_OK;
        Step step = {.out = room, .room = size};
        int code = stream_peek(s->under, 1, &step.in, &step.have, why);
        if (code && !step.have) return stream_fault(s, code, why, "%s", s->under->said);
        (u->packing == PACKING_ZSTD ? step_zstd : u->packing == PACKING_BROTLI ? step_brotli : step_zlib)(u, &step);
        stream_take(s->under, step.used);
        *ret = step.made;
        u->open = !step.done;
        if (step.broken) return *ret = 0, stream_fault(s, ARRIAN_INPUT, why, "packed bytes are damaged; fetch it again");
        if (!step.have && !step.made && !step.done)
            return stream_fault(s, ARRIAN_INPUT, why, "ends in the midst of a packed member; fetch it again");
        TRY(check_growth(u, step.made, why));
    }
    return ARRIAN_OK;
}

/* Behind a fault the next member is looked for by its first bytes. */
static bool resume_unpacking(Stream *s)
{
    Unpack *u = (Unpack *)s;
    const unsigned char *bytes;
    const char *magic = u->packing == PACKING_GZIP ? "\x1F\x8B\x08" : u->packing == PACKING_ZSTD ? "\x28\xB5\x2F\xFD" : "";
    size_t have, length = strlen(magic);
    u->open = false;
    s->over = !length;
    while (length && !stream_peek(s->under, STREAM_ROOM / 2, &bytes, &have, NULL) && have >= length) {
        const unsigned char *found = memmem(bytes, have, magic, length);
        stream_take(s->under, found ? (size_t)(found - bytes) : have - length + 1);
        if (found) return true;
    }
    s->over = true;
    return false;
}

static void end_unpacking(Stream *s)
{
    Unpack *u = (Unpack *)s;
    if (u->zstd) ZSTD_freeDCtx(u->zstd);
    if (u->brotli) BrotliDecoderDestroyInstance(u->brotli);
    if (u->ready && !u->zstd && !u->brotli) inflateEnd(&u->z);
    free(u->marks);
}

Stream *stream_unpack(Stream *under, Packing packing)
{
    static const StreamKind kind = {pull_unpacked, end_unpacking, resume_unpacking, find_origin};
    Unpack *u = under ? (Unpack *)stream_new(sizeof *u, &kind, under) : NULL;
    if (u) u->packing = packing;
    return u ? &u->stream : NULL;
}

/* stream.h: bytes one after another, whatever wraps them.
 *     stream_file(3) -> stream_gzip(...) -> stream_peek(s, 5, ...) gives "WARC/"
 * A stream holds one buffer and the stream under it, which it ends. Offsets count the bytes that the stream gives. */
#ifndef DOOR_STREAM_H
#define DOOR_STREAM_H
#include "arrian.h"
#include <sys/types.h>

enum {
    STREAM_ROOM = 64 << 10,    /* the most that can be peeked at */
    STREAM_FREE = 32 << 20,    /* a packed stream may grow this far without a question ... */
    STREAM_RATIO = 250,        /* ... and beyond it only so many times its own size: text never does */
    STREAM_WINDOW = 27,        /* log2 of the most that zstd may look back */
    STREAM_DICTIONARY = 16 << 20
};

typedef struct Stream Stream;
typedef struct StreamKind {
    /* Up to size bytes into room; *ret 0 is the end. */
    int (*pull)(Stream *s, unsigned char *room, size_t size, size_t *ret, ArrianError *why);
    void (*end)(Stream *s);
    bool (*resume)(Stream *s);                                  /* go on behind a fault; NULL where nothing can */
    bool (*origin)(const Stream *s, uint64_t at, uint64_t *ret); /* see stream_origin */
} StreamKind;
struct Stream {
    const StreamKind *kind;
    Stream *under;         /* ended with it; NULL where bytes come from elsewhere */
    unsigned char *buffer; /* bytes [from, to) wait in it */
    size_t from, to, room;
    uint64_t at;   /* offset of the byte at `from` */
    bool over;     /* nothing more can be pulled */
    int fault;     /* why it cannot, told again to whoever asks */
    char said[200];
};

/* Each takes the stream under it and ends it, also where there is no memory: NULL then. */
Stream *stream_file(int file, bool closes);
Stream *stream_memory(const void *bytes, size_t size);                  /* borrowed */
Stream *stream_range(int file, uint64_t start, uint64_t size);          /* of a file that can be read anywhere; borrowed */
Stream *stream_limit(Stream *under, uint64_t size);                     /* its next bytes; `under` stays the caller's */
typedef enum Packing { PACKING_NONE, PACKING_GZIP, PACKING_DEFLATE, PACKING_RAW, PACKING_ZSTD, PACKING_BROTLI } Packing;
Stream *stream_unpack(Stream *under, Packing packing);
void stream_end(Stream *s);

/* At least `want` bytes (at most STREAM_ROOM), fewer only at the end or before a fault. *ret stands until the next call;
 * with a fault *ret and *ret_have still tell what there is. */
int stream_peek(Stream *s, size_t want, const unsigned char **ret, size_t *ret_have, ArrianError *why);
void stream_take(Stream *s, size_t size); /* pass over bytes that were peeked at */
int stream_read(Stream *s, void *room, size_t size, size_t *ret, ArrianError *why);
int stream_pass(Stream *s, uint64_t size, uint64_t *ret_passed, ArrianError *why);
bool stream_resume(Stream *s); /* after a fault: to the next packed member, if there is one */
/* Where, in the bytes under a packed stream, the member starts whose first byte is `at`; false where none does. */
bool stream_origin(const Stream *s, uint64_t at, uint64_t *ret);

/* Bytes that grow up to a bound. */
typedef struct Bytes {
    unsigned char *at;
    size_t size, room;
} Bytes;
bool bytes_room(Bytes *b, size_t more);
bool bytes_add(Bytes *b, const void *at, size_t size);
void bytes_end(Bytes *b);
/* All that is left, appended; over `most` it is refused. */
int stream_all(Stream *s, Bytes *ret, size_t most, ArrianError *why);
/* Up to and with the next `stop`, appended; *ret_found tells whether it was met. */
int stream_until(Stream *s, unsigned char stop, Bytes *ret, size_t most, bool *ret_found, ArrianError *why);

/* inside this folder: a Stream first in a larger record */
Stream *stream_new(size_t size, const StreamKind *kind, Stream *under);
int stream_fault(Stream *s, int code, ArrianError *why, const char *format, ...) __attribute__((format(printf, 4, 5)));
#endif

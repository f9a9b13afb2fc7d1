/* walker.h: what the formats of this folder share: a stream of one file -> the members it holds, one after another.
 *     a .zip -> "a.html", "b.html"; a WARC -> the pages at bytes 0, 1043, 2207
 * A walker names a broken member, passes it over and goes on; where it cannot go on it says so and is over. */
#ifndef DOOR_WALKER_H
#define DOOR_WALKER_H
#include "base/arena.h"
#include "base/document.h"
#include "base/lexicon.h"
#include "door/stream.h"

enum { NAME_ROOM = 512 };

typedef struct Child {
    Stream *stream; /* ended by who takes it; it may read from the walker's own */
    char name[NAME_ROOM];
    ArrianGiven given; /* in the walker's arena, until its next member */
    const char *charset, *type;
    bool chosen;   /* its container says what it is: no look at the ending of its name */
    bool has_sum;  /* CRC-32 of its bytes is known */
    uint32_t sum;
} Child;

typedef struct Walker Walker;
typedef struct WalkerKind {
    size_t size;
    /* Do the first bytes of a file of this name open such a file? */
    bool (*is)(const unsigned char *head, size_t have, const char *name);
    int (*open)(Walker *w, ArrianError *why);
    int (*next)(Walker *w, Child *ret, ArrianError *why); /* ARRIAN_NOTHING at the end */
    void (*end)(Walker *w);
} WalkerKind;
struct Walker {
    const WalkerKind *kind;
    Stream *stream;   /* of the whole file, ended with it */
    Arena arena;      /* what a member's fields stand in; wound back for each */
    char name[NAME_ROOM]; /* of what it walks, without its packing */
    int file;         /* where it can be read anywhere, else -1 */
    uint64_t number;  /* members met so far */
    uint64_t passed;  /* of them passed over: pictures, scripts, what came twice */
    uint64_t at;      /* where the member or its fault stands */
    bool over;
};

extern const WalkerKind walk_zip, walk_tar, walk_warc, walk_arc, walk_objects, walk_table, walk_feed, walk_mail, walk_mbox,
    walk_nexis, walk_rtf;

/* door.c */
bool name_ends(const char *name, const char *ending); /* in either case */
void name_put(char out[NAME_ROOM], const void *name, size_t size); /* without control codes */
/* walker's own fault; over: nothing more can come */
int walker_fault(Walker *w, ArrianError *why, bool over, const char *format, ...) __attribute__((format(printf, 4, 5)));
/* A member that its container has told of, whose bytes lie in memory until the next. */
int walker_give(Walker *w, Child *ret, const void *bytes, size_t size, ArrianError *why);

/* office.c: the words of a DOCX's document, appended */
bool office_words(const Bytes *xml, Bytes *out);

/* fields.c: names of columns, headers and elements -> what is given of a report */
typedef enum Field {
    FIELD_NONE,
    FIELD_TEXT,
    FIELD_TITLE,
    FIELD_DATE,
    FIELD_URL,
    FIELD_OUTLET,
    FIELD_AUTHORS
} Field;
Field field_of(const char *name, size_t size); /* FIELD_NONE where it is none of them */
/* A value into its place, copied; dates as ISO 8601 where they are one, else left out. Blank values are left out, and of
 * two values the first stays. */
void field_put(Arena *arena, ArrianGiven *given, Field field, const char *value, size_t size);
/* "Tue, 10 Jun 2003 04:00:00 GMT", "20081111", "Nov 11, 2008 12:54pm EST" -> "2003-06-10T04:00:00", ...; false else */
bool field_date(const char *text, size_t size, char out[24]);

/* headers.c: header lines of WARC, HTTP and mail: "Name: value", folded lines joined */
typedef struct Headers {
    const char *at, *end; /* after the first line, up to the blank one */
} Headers;
/* Bytes of the head with its blank line; 0 where there is none. */
size_t headers_size(const unsigned char *bytes, size_t size);
/* The value of the first line of this name, in either case; false where there is none. */
bool headers_find(const Headers *h, const char *name, ArrianSlice *ret);
/* "text/html; charset=utf-8" -> "text/html"; "utf-8" */
ArrianSlice headers_type(ArrianSlice value);
bool headers_parameter(ArrianSlice value, const char *name, ArrianSlice *ret);
char *headers_copy(Arena *arena, ArrianSlice value); /* folds undone, NUL at the end */

/* http.c: a response as it went over the wire -> its payload: chunks joined, content unpacked */
typedef struct Payload {
    Bytes joined, plain;
    const unsigned char *at; /* into the response, joined or plain */
    size_t size;
    uint32_t status;
    ArrianSlice type, charset; /* into the response */
} Payload;
int http_payload(const unsigned char *bytes, size_t size, Payload *ret, ArrianError *why);
/* May a payload of this media type be a report? */
bool http_is_text(ArrianSlice type);
#endif

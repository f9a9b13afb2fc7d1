/* serve.h: a store as pages on this machine: a request's words in, a status and a body out; no sockets here.
 *     serve_answer(serve, &(ServeAsk){"GET", "/c12", "127.0.0.1:8420", ...}, &answer) -> 200, a page about claim 12
 * The same view is a page (/c12) and JSON (/c12.json). What writes (/refresh, /review) or costs much (/verify) wants the token.
 */
#ifndef SERVE_SERVE_H
#define SERVE_SERVE_H
#include "arrian.h"

enum {
    SERVE_URI = 2048,     /* bytes of an address */
    SERVE_BODY = 16384,   /* of lines sent to /review */
    SERVE_WORDS = 16,     /* words of a search */
    SERVE_ROWS = 50,      /* a page of rows */
    SERVE_PAGES = 1000,   /* of them */
    SERVE_TOKEN = 33,     /* hex digits of 128 bits and a NUL */
    SERVE_STEPS = 50000, /* of SQLite's machine, in thousands, for one answer: a few seconds */
};
typedef struct Serve Serve;

/* What a client says; NULL where it says nothing. uri is as it came: path, `?`, escapes. */
typedef struct ServeAsk {
    const char *method, *uri, *host, *origin, *site, *authorization;
    const char *body; /* at most SERVE_BODY bytes */
    size_t size;
} ServeAsk;
typedef struct ServeAnswer {
    int status;
    const char *type;
    char *body; /* malloc; the caller's */
    size_t size;
} ServeAnswer;

/* port is the one it is reached on: a Host or an Origin of another is refused. token has SERVE_TOKEN bytes. review: the
 * file that POST /review adds to and that is replayed, or NULL; it must outlive the serve. */
int serve_open(const char *store, const ArrianEngine *engine, const char *review, int port, const char *token,
               Serve **ret_serve, ArrianError *why);
void serve_answer(Serve *serve, const ServeAsk *ask, ServeAnswer *ret_answer);
void serve_close(Serve *serve);
#endif

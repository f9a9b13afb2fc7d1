/* serve.c: arrian serve STORE -> http://127.0.0.1:8420/, until it is stopped; the sockets are libmicrohttpd's */
#include "serve/serve.h"
#include "desk.h"
#include "output.h"
#include "serve/refresh.h"
#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

enum { PORT = 8420, CONNECTIONS = 64, SECONDS = 15, CONNECTION_BYTES = 32 << 10, WATCH = 2 /* seconds */ };

/* One request while it is read. */
typedef struct Call {
    char *uri; /* as it came */
    char body[SERVE_BODY];
    size_t size;
    bool begun;
} Call;

static void *keep_uri(void *unused, const char *uri, struct MHD_Connection *connection)
{
    (void)unused, (void)connection;
    Call *call = calloc(1, sizeof *call);
    if (call) call->uri = strdup(uri);
    return call;
}

static void end_call(void *unused, struct MHD_Connection *connection, void **state, enum MHD_RequestTerminationCode why)
{
    (void)unused, (void)connection, (void)why;
    Call *call = *state;
    if (call) free(call->uri);
    free(call);
    *state = NULL;
}

/* A page may show words, its own style and a search box; nothing runs, nothing is fetched from elsewhere. */
static const char *const headers[][2] = {
    {"Content-Security-Policy",
     "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cache-Control", "no-store"}};

static enum MHD_Result send_answer(struct MHD_Connection *connection, ServeAnswer *answer)
{
    struct MHD_Response *response =
        MHD_create_response_from_buffer(answer->body ? answer->size : 0, answer->body, MHD_RESPMEM_MUST_FREE);
    if (!response) return free(answer->body), MHD_NO;
    MHD_add_response_header(response, "Content-Type", answer->type);
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        MHD_add_response_header(response, headers[i][0], headers[i][1]);
    if (answer->status == 405) MHD_add_response_header(response, "Allow", "GET, HEAD, POST");
    enum MHD_Result result = MHD_queue_response(connection, (unsigned)answer->status, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result answer_call(void *serve, struct MHD_Connection *connection, const char *url, const char *method,
                                   const char *version, const char *body, size_t *size, void **state)
{
    (void)url, (void)version;
    Call *call = *state;
    if (!call || !call->uri) return MHD_NO;
    if (!call->begun) return call->begun = true, MHD_YES;
    if (*size) {
        if (*size > sizeof call->body - call->size) return MHD_NO;
        memcpy(call->body + call->size, body, *size);
        call->size += *size;
        *size = 0;
        return MHD_YES;
    }
#define HEADER(name) MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name)
    ServeAsk ask = {
        method, call->uri, HEADER("Host"), HEADER("Origin"), HEADER("Sec-Fetch-Site"), HEADER("Authorization"),
                    call->body, call->size};
#undef HEADER
    ServeAnswer answer;
    serve_answer(serve, &ask, &answer);
    return send_answer(connection, &answer);
}

static void be_silent(void *unused, const char *format, va_list values)
{
    (void)unused, (void)format, (void)values;
}

static struct MHD_Daemon *listen_on(Serve *serve, int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_ERROR_LOG, (uint16_t)port, NULL, NULL,
                            answer_call, serve, MHD_OPTION_EXTERNAL_LOGGER, be_silent, NULL, MHD_OPTION_SOCK_ADDR,
                            &address, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT,
                            (unsigned)SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_BYTES,
                            MHD_OPTION_URI_LOG_CALLBACK, keep_uri, NULL, MHD_OPTION_NOTIFY_COMPLETED, end_call, NULL,
                            MHD_OPTION_END);
}

static bool make_token(char token[SERVE_TOKEN])
{
    unsigned char bytes[(SERVE_TOKEN - 1) / 2];
    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes) return false;
    for (size_t i = 0; i < sizeof bytes; i++) sprintf(token + 2 * i, "%02x", bytes[i]);
    return true;
}

static bool read_port(const char *words, int *ret)
{
    char *end = NULL;
    long port = words ? strtol(words, &end, 10) : PORT;
    *ret = (int)port;
    if (!words || (*words && !*end && port >= 1 && port <= 65535)) return true;
    output_say(NULL, "--port %s: wants a whole number from 1 to 65535; see arrian serve --help", words);
    return false;
}

/* Tells each story that was read again. */
static void refresh(const char *path, const char *review, const ArrianEngine *engine)
{
    uint32_t stories;
    ArrianError why = {.at = ARRIAN_NONE64};
    char *told = NULL, *rest = NULL;
    size_t size;
    FILE *talk = open_memstream(&told, &size);
    if (!talk) return output_say(path, "no memory to read its reports again");
    if (serve_refresh(path, engine, review, talk, &stories, &why)) output_error(&why);
    fclose(talk);
    for (char *line = strtok_r(told, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) output_note(NULL, "%s", line);
    free(told);
}

/* Stories whose files change are read again, for as long as we run; first those that changed before. The fingerprint is
 * taken before the files are read: a change while they are is seen the next time. */
static void watch(const char *path, const char *review, const ArrianEngine *engine)
{
    uint64_t before = 0, now;
    bool known = false;
    for (;; sleep(WATCH)) {
        ArrianError why = {.at = ARRIAN_NONE64};
        if (serve_fingerprint(path, review, &now, &why) || (known && now == before)) continue;
        refresh(path, review, engine);
        before = now;
        known = true;
    }
}

static int run_daemon(const Options *options, const char *path, const ArrianEngine *engine, Serve *serve, int port,
                      const char *token)
{
    struct MHD_Daemon *daemon = listen_on(serve, port);
    if (!daemon) {
        output_say(NULL, "port %d of 127.0.0.1 cannot be opened: %s; choose another with --port", port,
                   strerror(errno));
        return EXIT_USAGE;
    }
    output_note(NULL, "token for POST /verify and POST /refresh: %s; Ctrl-C stops", token);
    printf("http://127.0.0.1:%d/\n", port);
    fflush(stdout);
    if (options->review) output_say(options->review, "POST /review adds to it, with the same token");
    if (options->watch) watch(path, options->review, engine);
    for (;;) pause();
}

int run_serve(const Options *options)
{
    const char *path = options->count ? options->operands[0] : options->store ? options->store : DEFAULT_STORE;
    Desk desk = {0};
    Options one = *options;
    Serve *serve = NULL;
    ArrianError why = {.at = ARRIAN_NONE64};
    char token[SERVE_TOKEN];
    int port, code = EXIT_USAGE;
    if (options->count && options->store) {
        output_say(NULL, "--store and %s both name a store; name one of them", path);
        return EXIT_USAGE;
    }
    if (!read_port(options->port, &port)) return EXIT_USAGE;
    if (!make_token(token)) {
        output_say(NULL, "no random bytes for the token: %s; try again", strerror(errno));
        return EXIT_USAGE;
    }
    one.store = path;
    if (!desk_open(&desk, &one)) return EXIT_USAGE;
    /* a store is served as the decisions leave it */
    uint32_t stories;
    int opened = options->review ? serve_refresh(path, desk.engine, options->review, stderr, &stories, &why) : ARRIAN_OK;
    if (!opened) opened = serve_open(path, desk.engine, options->review, port, token, &serve, &why);
    if (opened) output_error(&why);
    code = opened ? desk_exit_of(opened) : run_daemon(options, path, desk.engine, serve, port, token);
    serve_close(serve);
    desk_close(&desk);
    return code;
}

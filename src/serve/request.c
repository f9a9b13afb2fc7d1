/* request.c: who asks, and for what.
 * The browser of this machine may be on any page of the world: a Host that is not ours (a name pointed at 127.0.0.1)
 * and an Origin that is not ours (another page's form) are refused before anything is looked up. */
#include "serve/request.h"
#include "base/utf8.h"
#include <stdio.h>
#include <string.h>

const char *const serve_filters[SERVE_FILTERS] = {"kind", "act", "stance", "state", "outlet", "story", "verdict"};
static const char letters[] = "ydisnetqucproa";

/* "127.0.0.1:8420" or "localhost:8420", and nothing else */
static bool is_our_host(const char *host, int port)
{
    char ours[32];
    static const char *const names[] = {"127.0.0.1", "localhost"};
    for (int i = 0; host && i < 2; i++) {
        snprintf(ours, sizeof ours, "%s:%d", names[i], port);
        if (!strcasecmp(host, ours) || (port == 80 && !strcasecmp(host, names[i]))) return true;
    }
    return false;
}

static bool is_our_origin(const char *origin, int port)
{
    return !strncmp(origin, "http://", 7) && is_our_host(origin + 7, port);
}

/* The whole token is looked at, wherever it differs. */
static bool has_token(const char *authorization, const char *token)
{
    static const char before[] = "Bearer ";
    if (!authorization || strncmp(authorization, before, sizeof before - 1)) return false;
    const char *said = authorization + sizeof before - 1;
    if (strlen(said) != strlen(token) || !token[0]) return false;
    unsigned differs = 0;
    for (size_t i = 0; token[i]; i++) differs |= (unsigned char)said[i] ^ (unsigned char)token[i];
    return !differs;
}

static int hex(char c)
{
    char low = c | 0x20;
    return c >= '0' && c <= '9' ? c - '0' : low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/* Escapes undone; false for a broken escape, a control character, bytes that are no UTF-8, or more than room. */
static bool unescape(const char *from, const char *end, char *out, size_t room)
{
    size_t length = 0;
    while (from < end) {
        int c = (unsigned char)*from++;
        if (c == '+') c = ' ';
        if (c == '%') {
            if (end - from < 2 || hex(from[0]) < 0 || hex(from[1]) < 0) return false;
            c = hex(from[0]) * 16 + hex(from[1]);
            from += 2;
        }
        if (c < ' ' || c == 0x7F || length + 1 >= room) return false;
        out[length++] = (char)c;
    }
    out[length] = 0;
    for (size_t i = 0, step; i < length; i += step)
        if (!(step = utf8_length(out + i, length - i))) return false;
    return true;
}

static bool read_page(const char *value, int *ret)
{
    int number = 0;
    for (; *value; value++) {
        if (*value < '0' || *value > '9' || (number = number * 10 + *value - '0') > SERVE_PAGES) return false;
    }
    *ret = number;
    return number >= 1;
}

/* name=value; a name that is not known is passed over, as browsers' extensions add their own. */
static bool read_pair(const char *at, const char *end, ServeRequest *r)
{
    const char *equals = memchr(at, '=', (size_t)(end - at));
    const char *stop = equals ? equals : end, *value = equals ? equals + 1 : end;
    char page[16];
    size_t length = (size_t)(stop - at);
    if (length == 1 && *at == 'q') return unescape(value, end, r->q, sizeof r->q);
    if (length == 4 && !memcmp(at, "page", 4))
        return unescape(value, end, page, sizeof page) && read_page(page, &r->page);
    for (int i = 0; i < SERVE_FILTERS; i++)
        if (strlen(serve_filters[i]) == length && !memcmp(at, serve_filters[i], length))
            return unescape(value, end, r->filters[i], sizeof r->filters[i]);
    return true;
}

static bool read_query(const char *query, ServeRequest *r)
{
    while (*query) {
        const char *end = strchrnul(query, '&');
        if (end > query && !read_pair(query, end, r)) return false;
        query = *end ? end + 1 : end;
    }
    return true;
}

/* "/c12" -> claim 12 */
static bool read_row(const char *path, size_t length, ServeRequest *r)
{
    if (length < 3 || length > 16 || !path[1] || !strchr(letters, path[1]) || path[2] == '0') return false;
    int64_t number = 0;
    for (size_t i = 2; i < length; i++) {
        if (path[i] < '0' || path[i] > '9') return false;
        number = number * 10 + path[i] - '0';
    }
    r->show = SHOW_ROW;
    r->letter = path[1];
    r->number = number;
    return true;
}

static bool is(const char *path, size_t length, const char *word)
{
    return strlen(word) == length && !memcmp(path, word, length);
}

static int read_path(const char *path, size_t length, ServeRequest *r)
{
    if (is(path, length, "/style.css")) return r->show = SHOW_STYLE, 200;
    if (is(path, length, "/verify")) return r->show = SHOW_VERIFY, 200;
    if (is(path, length, "/refresh")) return r->show = SHOW_REFRESH, 200;
    if (is(path, length, "/review")) return r->show = SHOW_REVIEW, 200;
    if (length > 5 && !memcmp(path + length - 5, ".json", 5)) r->json = true, length -= 5;
    if (is(path, length, "/") || is(path, length, "/index")) return r->show = SHOW_HOME, 200;
    if (is(path, length, "/search")) return r->show = SHOW_SEARCH, 200;
    return read_row(path, length, r) ? 200 : 404;
}

int serve_request(const ServeAsk *ask, int port, const char *token, ServeRequest *r, const char **ret_why)
{
    *r = (ServeRequest){.page = 1};
#define REFUSE(status, words) return *ret_why = (words), (status)
    if (!ask->host) REFUSE(400, "the request names no Host");
    if (!is_our_host(ask->host, port)) REFUSE(421, "this is no Host of arrian's: use the address that it printed");
    if (ask->origin && !is_our_origin(ask->origin, port)) REFUSE(403, "asked from another page: its Origin is refused");
    bool get = !strcmp(ask->method, "GET") || !strcmp(ask->method, "HEAD"), post = !strcmp(ask->method, "POST");
    if (ask->site && post && !strcmp(ask->site, "cross-site")) REFUSE(403, "asked from another page");
    if (!get && !post) REFUSE(405, "only GET, HEAD and POST are known");
    if (strlen(ask->uri) >= SERVE_URI) REFUSE(414, "the address is too long");
    const char *query = strchrnul(ask->uri, '?');
    if (ask->uri[0] != '/') REFUSE(400, "the address does not begin with /");
    int status = read_path(ask->uri, (size_t)(query - ask->uri), r);
    if (status != 200) REFUSE(status, "there is no such page; start at /");
    bool posted = r->show == SHOW_VERIFY || r->show == SHOW_REFRESH || r->show == SHOW_REVIEW;
    if (post != posted) REFUSE(405, "this page is read with GET; only /verify, /refresh and /review are asked for with POST");
    if (post && !has_token(ask->authorization, token))
        REFUSE(403, "wants the token that arrian printed: Authorization: Bearer TOKEN");
    if (*query && !read_query(query + 1, r)) REFUSE(400, "the words after ? are broken or too long");
#undef REFUSE
    return 200;
}

/* request.h: a stranger's request -> what is to be shown, or why not.
 *     GET /search.json?q=four+battalions&act=MOBILIZE -> SEARCH, json, "four battalions", MOBILIZE */
#ifndef SERVE_REQUEST_H
#define SERVE_REQUEST_H
#include "serve/serve.h"

typedef enum ServeShow { SHOW_HOME, SHOW_SEARCH, SHOW_ROW, SHOW_STYLE, SHOW_VERIFY, SHOW_REFRESH, SHOW_REVIEW } ServeShow;
enum { SERVE_FILTERS = 7 };
extern const char *const serve_filters[SERVE_FILTERS]; /* kind, act, stance, state, outlet, story, verdict */
typedef struct ServeRequest {
    ServeShow show;
    bool json;
    char letter; /* of a row: c of c12 */
    int64_t number;
    char q[SERVE_URI]; /* UTF-8 */
    char filters[SERVE_FILTERS][256];
    int page; /* from 1 */
} ServeRequest;

/* 200, or the status of a refusal; *ret_why says why in words. */
int serve_request(const ServeAsk *ask, int port, const char *token, ServeRequest *ret_request, const char **ret_why);
#endif

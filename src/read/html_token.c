/* html_token.c: the WHATWG tokenizer over bytes.   Its states are the places in these functions; what it would copy
 * stays where it stands. */
#include "read/html_token.h"
#include <string.h>

static const struct {
    const char *name;
    uint8_t flags;
} tags[] = {[TAG_OTHER] = {"", 0},
#define T(name, flags) [TAG_##name] = {#name, flags},
            HTML_TAGS(T)
#undef T
                [TAG_FOREIGN] = {"", 0},
            [TAG_math_text] = {"", SPECIAL | SCOPE},
            [TAG_annotation] = {"", SPECIAL | SCOPE},
            [TAG_svg_html] = {"", SPECIAL | SCOPE}};

const char *html_tag_name(HtmlTag tag)
{
    return tags[tag].name;
}

uint8_t html_tag_flags(HtmlTag tag)
{
    return tags[tag].flags;
}

bool html_span_is(const char *bytes, HtmlSpan span, const char *word)
{
    uint32_t n = span.end - span.start;
    for (uint32_t i = 0; i < n; i++)
        if (html_low(bytes[span.start + i]) != word[i] || !word[i]) return false;
    return !word[n];
}

static uint32_t slot_of(const char *name, uint32_t n)
{
    uint32_t h = n * 31 + (uint32_t)(name[0] | 32) * 7;
    h = h * 33 + (uint32_t)(name[n - 1] | 32);
    h = h * 33 + (uint32_t)(name[n / 2] | 32);
    return h * 2654435761u >> 23;
}

HtmlTag html_tag(const HtmlTokens *t, HtmlSpan name)
{
    uint32_t n = name.end - name.start;
    if (!n || n > 10) return TAG_OTHER;
    for (uint32_t s = slot_of(t->bytes + name.start, n); t->slots[s]; s = (s + 1) % HTML_SLOTS)
        if (html_span_is(t->bytes, name, tags[t->slots[s]].name)) return (HtmlTag)t->slots[s];
    return TAG_OTHER;
}

void html_tokens_open(HtmlTokens *t, const char *bytes, uint32_t start, uint32_t end)
{
    *t = (HtmlTokens){.bytes = bytes, .at = start, .end = end};
    for (uint32_t k = TAG_OTHER + 1; k < TAG_FOREIGN; k++) {
        uint32_t s = slot_of(tags[k].name, (uint32_t)strlen(tags[k].name));
        while (t->slots[s]) s = (s + 1) % HTML_SLOTS;
        t->slots[s] = (uint8_t)k;
    }
}

static uint32_t find(const HtmlTokens *t, uint32_t from, char c)
{
    const char *p = from < t->end ? memchr(t->bytes + from, c, t->end - from) : NULL;
    return p ? (uint32_t)(p - t->bytes) : t->end;
}

static bool starts(const HtmlTokens *t, uint32_t at, const char *word)
{
    size_t n = strlen(word);
    if (t->end - at < n) return false;
    for (size_t i = 0; i < n; i++)
        if (html_low(t->bytes[at + i]) != word[i]) return false;
    return true;
}

static bool ends_name(const HtmlTokens *t, uint32_t at)
{
    char c = at < t->end ? t->bytes[at] : 0;
    return at < t->end && (html_is_space(c) || c == '/' || c == '>');
}

/* Does markup open at this <? A lone one is text. */
static bool opens_markup(const HtmlTokens *t, uint32_t at)
{
    char c = at + 1 < t->end ? t->bytes[at + 1] : 0;
    if (html_is_letter(c) || c == '!' || c == '?') return true;
    return c == '/' && at + 2 < t->end;
}

static uint32_t skip_space(const HtmlTokens *t, uint32_t at)
{
    while (at < t->end && html_is_space(t->bytes[at])) at++;
    return at;
}

/* ---- text ---- */

static void give_text(HtmlTokens *t, HtmlToken *token, uint32_t to, bool references)
{
    token->kind = HTML_TEXT;
    token->at = (HtmlSpan){t->at, to};
    token->references = references;
    t->at = to;
}

static bool closes_last(const HtmlTokens *t, uint32_t at)
{
    uint32_t n = t->last_name.end - t->last_name.start;
    if (!n || t->end - at < n + 3 || t->bytes[at + 1] != '/' || !ends_name(t, at + 2 + n)) return false;
    for (uint32_t i = 0; i < n; i++)
        if (html_low(t->bytes[at + 2 + i]) != html_low(t->bytes[t->last_name.start + i])) return false;
    return true;
}

/* Where the script at `at` ends: "</script>" closes it, save in <!-- <script> ... </script> -->. */
static uint32_t script_end(const HtmlTokens *t, uint32_t at)
{
    enum { PLAIN, ESCAPED, DOUBLE } in = PLAIN;
    uint32_t dashes = 0; /* just before `at`, inside <!-- */
    while (at < t->end) {
        if (in == PLAIN) {
            at = find(t, at, '<');
            if (at == t->end || closes_last(t, at)) return at;
            if (starts(t, at, "<!--")) in = ESCAPED, dashes = 2, at += 4;
            else at++;
            continue;
        }
        char c = t->bytes[at];
        if (c == '>' && dashes >= 2) in = PLAIN;
        else if (c == '<' && in == ESCAPED && closes_last(t, at)) return at;
        else if (c == '<' && in == ESCAPED && starts(t, at, "<script") && ends_name(t, at + 7)) in = DOUBLE;
        else if (c == '<' && in == DOUBLE && starts(t, at, "</script") && ends_name(t, at + 8)) in = ESCAPED;
        dashes = c == '-' ? dashes + 1 : 0;
        at++;
    }
    return at;
}

static uint32_t raw_end(const HtmlTokens *t)
{
    if (t->state == HTML_PLAINTEXT) return t->end;
    if (t->state == HTML_SCRIPT) return script_end(t, t->at);
    for (uint32_t at = t->at; (at = find(t, at, '<')) < t->end; at++)
        if (closes_last(t, at)) return at;
    return t->end;
}

/* ---- tags ---- */

static bool is_named(const HtmlTokens *t, const HtmlToken *token, HtmlSpan name)
{
    uint32_t n = name.end - name.start;
    for (uint32_t k = 0; k < token->attributes; k++) {
        HtmlSpan old = token->attribute[k].name;
        if (old.end - old.start != n) continue;
        uint32_t i = 0;
        while (i < n && html_low(t->bytes[old.start + i]) == html_low(t->bytes[name.start + i])) i++;
        if (i == n) return true;
    }
    return false;
}

static uint32_t read_value(const HtmlTokens *t, uint32_t at, HtmlSpan *ret)
{
    at = skip_space(t, at);
    char quote = at < t->end ? t->bytes[at] : 0;
    if (quote == '"' || quote == '\'') {
        uint32_t stop = find(t, at + 1, quote);
        *ret = (HtmlSpan){at + 1, stop};
        return stop < t->end ? stop + 1 : t->end + 1; /* behind the end: the tag is never closed */
    }
    uint32_t from = at;
    while (at < t->end && !html_is_space(t->bytes[at]) && t->bytes[at] != '>') at++;
    *ret = (HtmlSpan){from, at};
    return at;
}

/* One attribute from its name on; where it ends. */
static uint32_t read_attribute(const HtmlTokens *t, uint32_t at, HtmlToken *token)
{
    HtmlAttribute a = {.name = {at, at + 1}};
    for (at++; at < t->end && !ends_name(t, at) && t->bytes[at] != '=';) at++;
    a.name.end = at;
    uint32_t next = skip_space(t, at);
    if (next < t->end && t->bytes[next] == '=') next = read_value(t, next + 1, &a.value);
    else a.value = (HtmlSpan){at, at};
    if (token->attributes < HTML_MOST_ATTRIBUTES && !is_named(t, token, a.name))
        token->attribute[token->attributes++] = a;
    return next;
}

/* A tag whose name starts at `at`; false where the file ends before its >. */
static bool read_tag(HtmlTokens *t, HtmlToken *token, uint32_t at)
{
    token->at.start = at;
    while (at < t->end && !ends_name(t, at)) at++;
    token->at.end = at;
    token->attributes = 0;
    token->self_closing = false;
    while (at < t->end && t->bytes[at] != '>') {
        token->self_closing = false;
        if (t->bytes[at] == '/') token->self_closing = true, at++;
        else if (html_is_space(t->bytes[at])) at = skip_space(t, at);
        else at = read_attribute(t, at, token);
    }
    if (at >= t->end) return false;
    token->tag = html_tag(t, token->at);
    t->at = at + 1;
    return true;
}

/* ---- comments and doctypes ---- */

static void give_comment(HtmlTokens *t, HtmlToken *token, uint32_t start, uint32_t end, uint32_t next)
{
    token->kind = HTML_COMMENT;
    token->at = (HtmlSpan){start, end > start ? end : start};
    t->at = next;
}

static void read_bogus(HtmlTokens *t, HtmlToken *token, uint32_t from)
{
    uint32_t stop = t->endless ? t->end : find(t, from, '>');
    if (stop == t->end) t->endless = true;
    give_comment(t, token, from, stop, stop < t->end ? stop + 1 : stop);
}

/* Behind <!-- */
static void read_comment(HtmlTokens *t, HtmlToken *token, uint32_t from)
{
    if (starts(t, from, ">") || starts(t, from, "->")) {
        give_comment(t, token, from, from, from + 1 + (t->bytes[from] == '-'));
        return;
    }
    for (uint32_t at = from; (at = find(t, at, '-')) < t->end;) {
        uint32_t stop = at;
        while (stop < t->end && t->bytes[stop] == '-') stop++;
        bool bang = stop + 1 < t->end && t->bytes[stop] == '!' && t->bytes[stop + 1] == '>';
        if (stop - at >= 2 && (starts(t, stop, ">") || bang)) {
            give_comment(t, token, from, stop - 2, stop + 1 + bang);
            return;
        }
        at = stop;
    }
    uint32_t end = t->end, cut = 0;
    const char *b = t->bytes;
    if (end - from >= 3 && !memcmp(b + end - 3, "--!", 3)) cut = 3;
    else if (end - from >= 2 && !memcmp(b + end - 2, "--", 2)) cut = 2;
    else if (end > from && b[end - 1] == '-') cut = 1;
    give_comment(t, token, from, end - cut, end);
}

enum { NO_ID = 0x7FFFFFFF };

static uint32_t read_id(HtmlTokens *t, HtmlToken *token, uint32_t at, HtmlSpan *ret, bool *ret_has)
{
    at = skip_space(t, at);
    char quote = at < t->end ? t->bytes[at] : 0;
    if (quote != '"' && quote != '\'') {
        token->quirks = true;
        return NO_ID;
    }
    uint32_t stop = at + 1;
    while (stop < t->end && t->bytes[stop] != quote && t->bytes[stop] != '>') stop++;
    *ret = (HtmlSpan){at + 1, stop};
    *ret_has = true;
    if (stop < t->end && t->bytes[stop] == quote) return stop + 1;
    token->quirks = true;
    return NO_ID;
}

/* Behind the doctype's name: PUBLIC "..." "..." or SYSTEM "...". */
static void read_ids(HtmlTokens *t, HtmlToken *token, uint32_t at)
{
    bool has_public = starts(t, at, "public"), has_system = starts(t, at, "system");
    if (!has_public && !has_system) {
        token->quirks = true;
        return;
    }
    at += 6;
    if (has_public) {
        at = read_id(t, token, at, &token->public_id, &token->has_public);
        if (at == NO_ID) return;
        at = skip_space(t, at);
        if (at < t->end && t->bytes[at] == '>') return;
    }
    at = read_id(t, token, at, &token->system_id, &token->has_system);
    if (at != NO_ID && skip_space(t, at) == t->end) token->quirks = true;
}

/* Behind <!doctype */
static void read_doctype(HtmlTokens *t, HtmlToken *token, uint32_t at)
{
    token->kind = HTML_DOCTYPE;
    token->quirks = token->has_name = token->has_public = token->has_system = false;
    token->public_id = token->system_id = (HtmlSpan){at, at};
    at = skip_space(t, at);
    uint32_t name = at;
    while (at < t->end && !html_is_space(t->bytes[at]) && t->bytes[at] != '>') at++;
    token->at = (HtmlSpan){name, at};
    token->has_name = at > name;
    if (!token->has_name) token->quirks = true;
    at = skip_space(t, at);
    if (at == t->end) token->quirks = true;
    else if (t->bytes[at] != '>') read_ids(t, token, at);
    uint32_t from = token->has_system ? token->system_id.end : token->has_public ? token->public_id.end : at;
    uint32_t stop = find(t, from, '>');
    t->at = stop < t->end ? stop + 1 : stop;
}

/* False where what stands here gives no token of its own. */
static bool read_declaration(HtmlTokens *t, HtmlToken *token)
{
    uint32_t at = t->at + 2;
    if (starts(t, at, "--")) {
        read_comment(t, token, at + 2);
    } else if (starts(t, at, "doctype")) {
        read_doctype(t, token, at + 7);
    } else if (t->foreign && t->end - at >= 7 && !memcmp(t->bytes + at, "[CDATA[", 7)) {
        t->at = at + 7;
        t->state = HTML_CDATA;
        return false;
    } else {
        read_bogus(t, token, at);
    }
    return true;
}

static bool read_cdata(HtmlTokens *t, HtmlToken *token)
{
    const char *p = memmem(t->bytes + t->at, t->end - t->at, "]]>", 3);
    uint32_t stop = p ? (uint32_t)(p - t->bytes) : t->end;
    bool some = stop > t->at;
    t->state = HTML_DATA;
    if (some) give_text(t, token, stop, false);
    t->at = p ? stop + 3 : stop;
    return some;
}

static void end_file(HtmlTokens *t, HtmlToken *token)
{
    token->kind = HTML_EOF;
    token->at = (HtmlSpan){t->end, t->end};
    t->at = t->end;
}

static bool read_markup(HtmlTokens *t, HtmlToken *token)
{
    char c = t->bytes[t->at + 1];
    bool close = c == '/';
    if (c == '!') {
        return read_declaration(t, token);
    } else if (c == '?') {
        read_bogus(t, token, t->at + 1);
    } else if (close && t->bytes[t->at + 2] == '>') {
        t->at += 3; /* </> is nothing */
        return false;
    } else if (close && !html_is_letter(t->bytes[t->at + 2])) {
        read_bogus(t, token, t->at + 2);
    } else if (read_tag(t, token, t->at + 1 + close)) {
        token->kind = close ? HTML_CLOSE : HTML_START;
        if (!close) t->last_name = token->at;
    } else {
        end_file(t, token);
    }
    return true;
}

static bool read_data(HtmlTokens *t, HtmlToken *token)
{
    uint32_t at = t->at;
    while ((at = find(t, at, '<')) < t->end && !opens_markup(t, at)) at++;
    if (at == t->at) return read_markup(t, token);
    give_text(t, token, at, true);
    return true;
}

void html_token_next(HtmlTokens *t, HtmlToken *token)
{
    while (t->at < t->end) {
        if (t->state == HTML_CDATA) {
            if (read_cdata(t, token)) return;
        } else if (t->state == HTML_DATA) {
            if (read_data(t, token)) return;
        } else {
            uint32_t stop = raw_end(t);
            bool references = t->state == HTML_RCDATA;
            if (stop > t->at) {
                give_text(t, token, stop, references);
                return;
            }
            t->state = HTML_DATA;
        }
    }
    end_file(t, token);
}

/* html.c: a first door for pages.   <p>The <b>ministry</b> said &ldquo;no&rdquo;.</p> -> The ministry said “no”.
 * One pass over the tags that keeps offsets: scripts and styles are dropped, blocks break lines, menus and asides are
 * kept as ignored text. Tags follow the WHATWG tokenizer where pages need it; a tree that nests as browsers nest is a
 * later door's. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "read/door.h"

enum { DEPTH = 256, NAME = 24, VALUE = 300, MOST_TAGS = 2000000, MUCH_PROSE = 1500 };

typedef struct Open {
    char name[NAME];
    uint32_t clean;         /* where its text starts */
    int why;                /* ARRIAN_MENU ..., -1 text */
    uint32_t prose, titles; /* how much of each stood before it */
} Open;
typedef struct Html {
    ArrianDocument *d;
    Charset charset;
    const char *at, *end, *start;
    Open open[DEPTH];
    uint32_t depth, tags;
    uint32_t prose;                            /* bytes in paragraphs that are more than a line */
    uint32_t body_start, body_end, body_prose; /* of the <article> or <main> with most prose */
    ArrianSpan titles[8];                      /* <h1> */
    uint32_t title_count;
    ArrianSlice page_title, shared_title; /* <title>, og:title */
    Linked linked;
    bool endless; /* no more > ahead */
} Html;
typedef struct Tag {
    char name[NAME];
    bool closes;
    const char *attributes, *end;
} Tag;

static char low(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool html_sniff(const ArrianDocument *d, uint32_t start)
{
    const char *b = d->received + start, *end = d->received + d->received_size;
    while (b < end && (*b == ' ' || *b == '\n' || *b == '\r' || *b == '\t')) b++;
    size_t left = (size_t)(end - b), reach = left < 4096 ? left : 4096;
    if (!left || *b != '<') return false;
    static const char *const signs[] = {"<!doctype html", "<html", "<head", "<body",
                                        "<article",       "<div",  "<p>",   "<meta"};
    for (size_t i = 0; i < reach; i++)
        for (size_t k = 0; b[i] == '<' && k < sizeof signs / sizeof *signs; k++)
            if (reach - i >= strlen(signs[k]) && !strncasecmp(b + i, signs[k], strlen(signs[k]))) return true;
    return false;
}

static bool is_one_of(const char *name, const char *const *list)
{
    for (; *list; list++)
        if (!strcmp(name, *list)) return true;
    return false;
}

static const char *const block_names[] = {
    "p",      "div", "br",      "li",         "ul",     "ol",         "h1",      "h2",      "h3",   "h4",
    "h5",     "h6",  "tr",      "td",         "th",     "table",      "section", "article", "main", "header",
    "footer", "nav", "aside",   "blockquote", "figure", "figcaption", "form",    "hr",      "dl",   "dt",
    "dd",     "pre", "address", "body",       "head",   "html",       "title",   "option",  NULL};
static const char *const void_names[] = {"br",   "hr",   "img", "meta",  "link",  "input", "source",
                                         "area", "base", "col", "embed", "track", "wbr",   NULL};
static const char *const raw_names[] = {"script",   "style",  "noscript", "svg",    "template",
                                        "textarea", "iframe", "object",   "select", NULL};

static bool read_tag(Html *h, Tag *tag)
{
    const char *p = h->at + 1;
    size_t n = 0;
    *tag = (Tag){.closes = p < h->end && *p == '/'};
    p += tag->closes;
    if (p >= h->end || !(low(*p) >= 'a' && low(*p) <= 'z')) return false;
    while (p < h->end && n + 1 < NAME && ((low(*p) >= 'a' && low(*p) <= 'z') || (*p >= '0' && *p <= '9') || *p == '-'))
        tag->name[n++] = low(*p++);
    tag->attributes = p;
    char quote = 0;
    for (; p < h->end && (quote || *p != '>'); p++) {
        if (quote && *p == quote) quote = 0;
        else if (!quote && (*p == '"' || *p == '\'') && p[-1] == '=') quote = *p;
    }
    tag->end = p;
    return true;
}

/* Value of an attribute, where it stands; false where the tag has none. */
static bool attribute(const Tag *tag, const char *name, ArrianSlice *ret)
{
    size_t n = strlen(name);
    for (const char *p = tag->attributes; p + n < tag->end; p++) {
        if ((p[-1] != ' ' && p[-1] != '\n' && p[-1] != '\t' && p[-1] != '"' && p[-1] != '\'') ||
            strncasecmp(p, name, n))
            continue;
        const char *q = p + n;
        while (q < tag->end && *q == ' ') q++;
        if (q >= tag->end || *q != '=') continue;
        q++;
        while (q < tag->end && *q == ' ') q++;
        char quote = q < tag->end && (*q == '"' || *q == '\'') ? *q++ : ' ';
        const char *stop = memchr(q, quote, (size_t)(tag->end - q));
        *ret = (ArrianSlice){q, (uint32_t)((stop ? stop : tag->end) - q)};
        return true;
    }
    return false;
}

static bool has_word(ArrianSlice text, const char *word)
{
    size_t n = strlen(word);
    for (uint32_t i = 0; i + n <= text.length; i++) {
        bool before = i == 0 || !(low(text.at[i - 1]) >= 'a' && low(text.at[i - 1]) <= 'z'),
             after = i + n == text.length || !(low(text.at[i + n]) >= 'a' && low(text.at[i + n]) <= 'z');
        if (before && after && !strncasecmp(text.at + i, word, n)) return true;
    }
    return false;
}

static int why_of(const Tag *tag)
{
    static const struct {
        const char *word;
        ArrianWhy why;
    } words[] = {{"share", ARRIAN_SHARE},       {"sharing", ARRIAN_SHARE},       {"social", ARRIAN_SHARE},
                 {"comment", ARRIAN_COMMENT},   {"comments", ARRIAN_COMMENT},    {"disqus", ARRIAN_COMMENT},
                 {"related", ARRIAN_RELATED},   {"recommended", ARRIAN_RELATED}, {"recirc", ARRIAN_RELATED},
                 {"promo", ARRIAN_ADVERT},      {"advert", ARRIAN_ADVERT},       {"advertisement", ARRIAN_ADVERT},
                 {"ad", ARRIAN_ADVERT},         {"ads", ARRIAN_ADVERT},          {"sponsored", ARRIAN_ADVERT},
                 {"newsletter", ARRIAN_ADVERT}, {"subscribe", ARRIAN_ADVERT},    {"cookie", ARRIAN_LEGAL},
                 {"cookies", ARRIAN_LEGAL},     {"consent", ARRIAN_LEGAL},       {"copyright", ARRIAN_LEGAL},
                 {"menu", ARRIAN_MENU},         {"navbar", ARRIAN_MENU},         {"breadcrumb", ARRIAN_MENU},
                 {"breadcrumbs", ARRIAN_MENU},  {"navigation", ARRIAN_MENU},     {"sidebar", ARRIAN_RELATED},
                 {"tags", ARRIAN_RELATED}};
    if (!strcmp(tag->name, "nav") || !strcmp(tag->name, "button")) return ARRIAN_MENU;
    if (!strcmp(tag->name, "footer")) return ARRIAN_LEGAL;
    if (!strcmp(tag->name, "aside")) return ARRIAN_RELATED;
    if (!strcmp(tag->name, "form")) return ARRIAN_OTHER;
    if (!strcmp(tag->name, "body") || !strcmp(tag->name, "html") || !strcmp(tag->name, "article") ||
        !strcmp(tag->name, "main"))
        return -1;
    ArrianSlice class = {0}, id = {0};
    attribute(tag, "class", &class);
    attribute(tag, "id", &id);
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (has_word(class, words[k].word) || has_word(id, words[k].word)) return (int)words[k].why;
    return -1;
}

static uint32_t offset(const Html *h, const char *p)
{
    return (uint32_t)(p - h->d->received);
}

static void break_line(Html *h, const char *at)
{
    Text *t = &h->d->text;
    while (t->length && t->at[t->length - 1] == ' ') text_cut(t, t->length - 1);
    if (t->length && t->at[t->length - 1] != '\n') text_put(&h->d->arena, t, offset(h, at), offset(h, at), "\n", 1);
}

static const struct {
    const char *name;
    uint16_t point;
} entities[] = {
    {"amp", '&'},       {"lt", '<'},       {"gt", '>'},        {"quot", '"'},     {"apos", '\''},    {"nbsp", 0xA0},
    {"lsquo", 0x2018},  {"rsquo", 0x2019}, {"ldquo", 0x201C},  {"rdquo", 0x201D}, {"ndash", 0x2013}, {"mdash", 0x2014},
    {"hellip", 0x2026}, {"bull", 0x2022},  {"middot", 0xB7},   {"copy", 0xA9},    {"reg", 0xAE},     {"trade", 0x2122},
    {"euro", 0x20AC},   {"pound", 0xA3},   {"yen", 0xA5},      {"cent", 0xA2},    {"laquo", 0xAB},   {"raquo", 0xBB},
    {"eacute", 0xE9},   {"egrave", 0xE8},  {"agrave", 0xE0},   {"aacute", 0xE1},  {"iacute", 0xED},  {"oacute", 0xF3},
    {"uacute", 0xFA},   {"ntilde", 0xF1},  {"ccedil", 0xE7},   {"auml", 0xE4},    {"ouml", 0xF6},    {"uuml", 0xFC},
    {"Auml", 0xC4},     {"Ouml", 0xD6},    {"Uuml", 0xDC},     {"szlig", 0xDF},   {"ecirc", 0xEA},   {"acirc", 0xE2},
    {"ocirc", 0xF4},    {"icirc", 0xEE},   {"oslash", 0xF8},   {"aring", 0xE5},   {"deg", 0xB0},     {"times", 0xD7},
    {"frac12", 0xBD},   {"shy", 0xAD},     {"thinsp", 0x2009}, {"ensp", 0x2002},  {"emsp", 0x2003},  {"zwj", 0x200D},
    {"zwnj", 0x200C},   {"sbquo", 0x201A}, {"bdquo", 0x201E},  {"prime", 0x2032}, {"minus", 0x2212}, {"rarr", 0x2192},
    {"larr", 0x2190}};

/* The entity at p (an ampersand); its code point and end, false where it is only an ampersand. */
static bool read_entity(const char *p, const char *end, uint32_t *ret_point, const char **ret_end)
{
    const char *q = p + 1;
    if (q < end && *q == '#') {
        bool hex = q + 1 < end && low(q[1]) == 'x';
        char *stop;
        char digits[12] = {0};
        q += 1 + hex;
        for (size_t n = 0;
             n < 10 && q + n < end && ((q[n] >= '0' && q[n] <= '9') || (hex && low(q[n]) >= 'a' && low(q[n]) <= 'f'));
             n++)
            digits[n] = q[n];
        uint32_t point = (uint32_t)strtoul(digits, &stop, hex ? 16 : 10);
        if (stop == digits) return false;
        q += stop - digits;
        *ret_point = point ? point : 0xFFFD;
        *ret_end = q < end && *q == ';' ? q + 1 : q;
        return true;
    }
    for (size_t k = 0; k < sizeof entities / sizeof *entities; k++) {
        size_t n = strlen(entities[k].name);
        if ((size_t)(end - q) > n && !strncmp(q, entities[k].name, n) && q[n] == ';')
            return *ret_point = entities[k].point, *ret_end = q + n + 1, true;
    }
    return false;
}

static void put_space(Html *h, const char *at, const char *end)
{
    Text *t = &h->d->text;
    if (t->length && t->at[t->length - 1] != '\n' && t->at[t->length - 1] != ' ')
        text_put(&h->d->arena, t, offset(h, at), offset(h, end), " ", 1);
}

/* Text between tags: white space folds to one space, entities are decoded. */
static void put_text(Html *h, const char *from, const char *to)
{
    for (const char *p = from; p < to;) {
        const char *q = p;
        while (q < to && (*q == ' ' || *q == '\n' || *q == '\r' || *q == '\t' || *q == '\f')) q++;
        if (q > p) {
            if (q - p == 1 && *p == ' ' && h->d->text.length && h->d->text.at[h->d->text.length - 1] != '\n' &&
                h->d->text.at[h->d->text.length - 1] != ' ')
                text_copy(&h->d->arena, &h->d->text, h->d->received, offset(h, p), offset(h, q));
            else put_space(h, p, q);
            p = q;
            continue;
        }
        uint32_t point;
        if (*p == '&' && read_entity(p, to, &point, &q)) {
            charset_put_point(h->d, point, offset(h, p), offset(h, q));
            p = q;
            continue;
        }
        q = p + 1;
        while (q < to && *q != ' ' && *q != '\n' && *q != '\r' && *q != '\t' && *q != '\f' && *q != '&') q++;
        charset_put(h->d, h->charset, offset(h, p), offset(h, q));
        p = q;
    }
}

static ArrianSlice decoded(Html *h, ArrianSlice value)
{
    char *out = arena_take(&h->d->arena, (size_t)value.length * 4 + 1);
    uint32_t n = 0;
    for (const char *p = value.at, *end = value.at + value.length; p < end;) {
        const char *q;
        uint32_t point;
        if (*p == '&' && read_entity(p, end, &point, &q))
            n += (uint32_t)utf8_put(point == 0xA0 ? ' ' : point > 0x10FFFF ? 0xFFFD : point, out + n), p = q;
        else {
            size_t step = utf8_length(p, (size_t)(end - p));
            if (!step) out[n++] = '?', p++;
            else memcpy(out + n, p, step), n += (uint32_t)step, p += step;
        }
    }
    while (n && (out[n - 1] == ' ' || out[n - 1] == '\n')) n--;
    while (n && (*out == ' ' || *out == '\n')) out++, n--;
    return (ArrianSlice){out, n};
}

/* A name to sign with: no address, no page. */
static void add_author(Html *h, ArrianSlice name)
{
    ArrianHead *head = &h->d->head;
    if (head->bylines == 8 || !name.length || name.length > 120 || memmem(name.at, name.length, "//", 2) ||
        memchr(name.at, '@', name.length))
        return;
    ArrianSlice clean = decoded(h, name);
    if (clean.length < 2) return;
    head->byline[head->bylines++] = clean;
    head->byline_basis = ARRIAN_MARKUP;
}

static void set_published(Html *h, ArrianSlice value)
{
    char text[24] = {0};
    if (h->d->head.published[0] || value.length < 10) return;
    memcpy(text, value.at, value.length < 16 ? value.length : 16);
    if (date_read(text) == NO_DAY) return;
    bool minute = strlen(text) == 16 && text[10] == 'T';
    text[minute ? 16 : 10] = 0;
    memcpy(h->d->head.published, text, sizeof text);
    h->d->head.published_precision = minute ? ARRIAN_MINUTE : ARRIAN_DAY;
    h->d->head.published_basis = ARRIAN_MARKUP;
    h->d->anchor = date_read(text);
}

static void read_meta(Html *h, const Tag *tag)
{
    ArrianSlice name = {0}, content = {0};
    ArrianHead *head = &h->d->head;
    if (!attribute(tag, "property", &name) && !attribute(tag, "name", &name) && !attribute(tag, "itemprop", &name))
        return;
    if (!attribute(tag, "content", &content) || !content.length || content.length > 2000) return;
    if (slice_is(name, "og:title") && !h->shared_title.length) h->shared_title = decoded(h, content);
    else if (slice_is(name, "og:site_name")) head->outlet = decoded(h, content), head->outlet_basis = ARRIAN_MARKUP;
    else if (slice_is(name, "og:url") && !head->url.length) head->url = decoded(h, content);
    else if ((slice_is(name, "author") || slice_is(name, "byl") || slice_is(name, "article:author") ||
              slice_is(name, "parsely-author") || slice_is(name, "dc.creator")) &&
             !head->bylines)
        add_author(h, content);
    else if (slice_is(name, "article:published_time") || slice_is(name, "datePublished") || slice_is(name, "date") ||
             slice_is(name, "dc.date") || slice_is(name, "DC.date.issued") || slice_is(name, "pubdate") ||
             slice_is(name, "publishdate") || slice_is(name, "parsely-pub-date") || slice_is(name, "sailthru.date"))
        set_published(h, content);
}

static void read_json(Html *h, const char *from, const char *to)
{
    if (memmem(from, (size_t)(to - from), "\"headline\"", 10) ||
        memmem(from, (size_t)(to - from), "\"datePublished\"", 15))
        linked_read(from, to, &h->linked);
}

static const char *skip_raw(Html *h, const Tag *tag)
{
    const char *p = tag->end < h->end ? tag->end + 1 : h->end, *from = p;
    size_t n = strlen(tag->name);
    for (; p < h->end && (p = memchr(p, '<', (size_t)(h->end - p))); p++)
        if ((size_t)(h->end - p) > n + 2 && p[1] == '/' && !strncasecmp(p + 2, tag->name, n)) break;
    if (!p) p = h->end;
    if (!strcmp(tag->name, "script")) read_json(h, from, p);
    const char *stop = p < h->end ? memchr(p, '>', (size_t)(h->end - p)) : NULL;
    return stop ? stop + 1 : h->end;
}

/* The cleaned text from `start` on, without white space around. */
static ArrianSpan words_since(const Html *h, uint32_t start)
{
    const Text *t = &h->d->text;
    uint32_t end = t->length;
    while (start < end && (t->at[start] == ' ' || t->at[start] == '\n')) start++;
    while (end > start && (t->at[end - 1] == ' ' || t->at[end - 1] == '\n')) end--;
    return (ArrianSpan){start, end};
}

static void close_one(Html *h, const Open *o)
{
    ArrianDocument *d = h->d;
    uint32_t size = d->text.length - o->clean, prose = h->prose - o->prose;
    if (!strcmp(o->name, "title")) {
        if (!h->page_title.length)
            h->page_title = (ArrianSlice){arena_copy(&d->arena, d->text.at + o->clean, size), size};
        article_ignore(d, o->clean, d->text.length, ARRIAN_REPEAT);
    } else if (!strcmp(o->name, "p") && size >= 80) h->prose += size;
    else if (!strcmp(o->name, "h1") && size >= 8 && size < 400 && h->title_count < 8)
        h->titles[h->title_count++] = words_since(h, o->clean);
    bool furniture =
        o->why == ARRIAN_COMMENT ||
        prose < MUCH_PROSE; /* what holds the headline or much prose is the report, whatever its class says */
    if (o->why >= 0 && furniture && h->title_count == o->titles)
        article_ignore(d, o->clean, d->text.length, (ArrianWhy)o->why);
    if (strcmp(o->name, "article") && strcmp(o->name, "main")) return;
    if (prose > h->body_prose || (prose == h->body_prose && size > h->body_end - h->body_start))
        h->body_start = o->clean, h->body_end = d->text.length, h->body_prose = prose;
}

static void close_open(Html *h, uint32_t to)
{
    while (h->depth > to) close_one(h, &h->open[--h->depth]);
}

static void open_tag(Html *h, const Tag *tag)
{
    ArrianSlice time;
    if (!strcmp(tag->name, "meta")) read_meta(h, tag);
    if (!strcmp(tag->name, "time") && (attribute(tag, "datetime", &time))) set_published(h, time);
    if (is_one_of(tag->name, void_names) || h->depth == DEPTH) return;
    if (!strcmp(tag->name, "p") && h->depth && !strcmp(h->open[h->depth - 1].name, "p")) close_open(h, h->depth - 1);
    Open *o = &h->open[h->depth++];
    memcpy(o->name, tag->name, NAME);
    o->clean = h->d->text.length;
    o->why = why_of(tag);
    o->prose = h->prose;
    o->titles = h->title_count;
}

static void close_tag(Html *h, const Tag *tag)
{
    for (uint32_t i = h->depth; i-- > 0 && h->depth - i < 64;)
        if (!strcmp(h->open[i].name, tag->name)) {
            close_open(h, i);
            return;
        }
}

/* The next >; a page without one is looked through once. */
static const char *find_close(Html *h)
{
    const char *stop = h->endless ? NULL : memchr(h->at, '>', (size_t)(h->end - h->at));
    h->endless = !stop;
    return stop;
}

static void take_tag(Html *h)
{
    Tag tag;
    if (h->end - h->at > 3 && !strncmp(h->at, "<!--", 4)) {
        const char *stop = memmem(h->at, (size_t)(h->end - h->at), "-->", 3);
        h->at = stop ? stop + 3 : h->end;
    } else if (!read_tag(h, &tag)) {
        const char *stop =
            h->at + 1 < h->end && (h->at[1] == '!' || h->at[1] == '?' || h->at[1] == '/') ? find_close(h) : NULL;
        if (!stop) put_text(h, h->at, h->at + 1);
        h->at = stop ? stop + 1 : h->at + 1;
    } else {
        if (is_one_of(tag.name, block_names)) break_line(h, h->at);
        if (!tag.closes && is_one_of(tag.name, raw_names)) {
            h->at = skip_raw(h, &tag);
            return;
        }
        if (tag.closes) close_tag(h, &tag);
        else open_tag(h, &tag);
        h->at = tag.end < h->end ? tag.end + 1 : h->end;
    }
}

/* How much of a's longer words b has, 0..1. */
static double shared_words(ArrianSlice a, ArrianSlice b)
{
    uint32_t found = 0, total = 0;
    for (uint32_t i = 0, n; i < a.length; i += n + 1) {
        n = 0;
        while (i + n < a.length && a.at[i + n] != ' ') n++;
        if (n < 4) continue;
        total++;
        for (uint32_t k = 0; k + n <= b.length; k++)
            if (!strncasecmp(a.at + i, b.at + k, n)) {
                found++;
                break;
            }
    }
    return total ? (double)found / total : 0;
}

/* "Ferry aground | The Daily": what stands behind the last bar or dash is the outlet, where it is the shorter part. */
static ArrianSlice without_outlet(ArrianSlice title)
{
    while (title.length && (title.at[title.length - 1] == '\n' || title.at[title.length - 1] == ' ')) title.length--;
    static const char *const bars[] = {" | ", " - ", " – ", " — "};
    for (uint32_t i = title.length; i-- > 0;)
        for (size_t k = 0; k < 4; k++) {
            size_t n = strlen(bars[k]);
            if (i + n <= title.length && !memcmp(title.at + i, bars[k], n))
                return i > title.length - i ? (ArrianSlice){title.at, i} : title;
        }
    return title;
}

/* The <h1> that says what the page's other titles say, or its only one; else those. */
static void choose_title(Html *h)
{
    ArrianHead *head = &h->d->head;
    ArrianSlice headline =
        h->linked.headline.length < 400 ? decoded(h, linked_text(&h->d->arena, h->linked.headline)) : (ArrianSlice){0};
    ArrianSlice others[] = {headline, h->shared_title, without_outlet(h->page_title)};
    double best = 0.49;
    for (uint32_t i = 0; i < h->title_count; i++) {
        ArrianSlice words = text_words(&h->d->text, h->titles[i]);
        double share = h->title_count == 1 && words.length >= 25 ? 0.5 : 0;
        for (size_t k = 0; k < 3; k++) {
            double one = others[k].length < 1000 ? shared_words(words, others[k]) : 0;
            if (one > share) share = one;
        }
        if (share <= best) continue;
        best = share;
        head->title_span = h->titles[i];
        head->title = words;
    }
    for (size_t k = 0; k < 3 && !head->title.length; k++) head->title = others[k];
    if (head->title.length) head->title_basis = ARRIAN_MARKUP;
}

static void use_linked(Html *h)
{
    ArrianHead *head = &h->d->head;
    const Linked *linked = &h->linked;
    uint32_t before = head->bylines;
    if (linked->rank == 2) set_published(h, linked->published), head->bylines = 0;
    for (uint32_t i = 0; i < linked->author_count; i++) add_author(h, linked_text(&h->d->arena, linked->authors[i]));
    if (!head->bylines) head->bylines = before;
    if (!head->outlet.length && linked->outlet.length && linked->outlet.length < 100)
        head->outlet = decoded(h, linked_text(&h->d->arena, linked->outlet)), head->outlet_basis = ARRIAN_MARKUP;
    if (!head->published[0]) set_published(h, linked->published);
}

void html_read(ArrianDocument *d, Charset charset, uint32_t start)
{
    Html *h = arena_take(&d->arena, sizeof *h);
    *h = (Html){.d = d, .charset = charset, .at = d->received + start, .end = d->received + d->received_size};
    while (h->at < h->end && h->tags++ < MOST_TAGS) {
        const char *tag = memchr(h->at, '<', (size_t)(h->end - h->at)), *stop = tag ? tag : h->end;
        put_text(h, h->at, stop);
        h->at = stop;
        if (tag) take_tag(h);
    }
    close_open(h, 0);
    use_linked(h);
    choose_title(h);
    bool most = h->prose ? h->body_prose * 5 >= h->prose * 3 : h->body_end - h->body_start > 400;
    if (most && h->body_end > h->body_start) { /* a page that names its article: the rest is furniture */
        uint32_t before = d->head.title_span.end && d->head.title_span.start < h->body_start ? d->head.title_span.start
                                                                                             : h->body_start;
        article_ignore(d, 0, before, ARRIAN_MENU);
        article_ignore(d, h->body_end, d->text.length, ARRIAN_RELATED);
    }
}

/* page_head.c: what a page's markup says of its report: title, outlet, authors, date.
 *     <meta property="og:title">, JSON-LD, <h1>, <time>: where several speak, the one that others bear out */
#include <string.h>

#include "base/utf8.h"
#include "read/page_head.h"

enum { LONGEST_TITLE = 400, LONGEST_NAME = 120, LONGEST_SCRIPT = 4 << 20 };

ArrianSlice page_value(Page *page, HtmlSpan span)
{
    return html_decode(&page->d->arena, page->engine->read->entities, page->d->received, span, true, true);
}

static bool value_of(Page *page, uint32_t node, const char *name, ArrianSlice *ret)
{
    HtmlSpan span;
    if (!html_attribute(page->tree, node, name, &span) || span.end - span.start > 2000) return false;
    *ret = page_value(page, span);
    return ret->length > 0;
}

static bool is_any(ArrianSlice name, const char *const *list)
{
    for (; *list; list++)
        if (slice_is(name, *list)) return true;
    return false;
}

static void add_author(HeadWords *w, ArrianSlice name)
{
    if (w->author_count < 8 && name.length >= 2 && name.length <= LONGEST_NAME &&
        !memmem(name.at, name.length, "//", 2) && !memchr(name.at, '@', name.length))
        w->authors[w->author_count++] = name;
}

static void take_meta(Page *page, HeadWords *w, uint32_t node)
{
    static const char *const authors[] = {"author",
                                          "byl",
                                          "article:author",
                                          "parsely-author",
                                          "dc.creator",
                                          "dcterms.creator",
                                          "citation_author",
                                          "sailthru.author",
                                          NULL};
    static const char *const dates[] = {"article:published_time",
                                        "datepublished",
                                        "og:published_time",
                                        "date",
                                        "dc.date",
                                        "dc.date.issued",
                                        "dc.date.created",
                                        "dcterms.created",
                                        "dcterms.date",
                                        "dcterms.issued",
                                        "pubdate",
                                        "publishdate",
                                        "publish_date",
                                        "publish-date",
                                        "publication_date",
                                        "publicationdate",
                                        "parsely-pub-date",
                                        "sailthru.date",
                                        "article.published",
                                        "published_time",
                                        "displaydate",
                                        "originalpublicationdate",
                                        "citation_publication_date",
                                        "citation_date",
                                        "article_date_original",
                                        "cxenseparse:recs:publishtime",
                                        "rnews:datepublished",
                                        "shareaholic:article_published_time",
                                        "datecreated",
                                        "created",
                                        "release_date",
                                        "cdate",
                                        "article:published",
                                        "og:article:published_time",
                                        "ptime",
                                        NULL};
    static const char *const later[] = {
        "article:modified_time", "og:updated_time", "last-modified", "datemodified", "dc.date.modified",
        "dcterms.modified",      "revised",         "lastmod",       "modified",     NULL};
    ArrianSlice name, content;
    if (!value_of(page, node, "property", &name) && !value_of(page, node, "name", &name) &&
        !value_of(page, node, "itemprop", &name) && !value_of(page, node, "http-equiv", &name))
        return;
    if (!value_of(page, node, "content", &content)) return;
    for (uint32_t i = 0; i < name.length; i++) ((char *)name.at)[i] = html_low(name.at[i]);
    if (slice_is(name, "og:title")) w->shared_title = content;
    else if (slice_is(name, "twitter:title")) w->tweet_title = content;
    else if (slice_is(name, "og:site_name")) w->outlet = content;
    else if (slice_is(name, "og:url")) w->url = content;
    else if (slice_is(name, "og:type")) w->type = content;
    else if (is_any(name, authors)) add_author(w, content);
    else if (is_any(name, dates)) date_offer(w, content, DATE_META);
    else if (is_any(name, later)) date_offer(w, content, DATE_LATER);
}

static void take_script(Page *page, HeadWords *w, uint32_t node)
{
    uint32_t text = page->tree->nodes.at[node].first;
    HtmlSpan at = page->tree->nodes.at[text].at;
    if (!text || at.end - at.start > LONGEST_SCRIPT) return;
    const char *from = page->d->received + at.start, *to = page->d->received + at.end;
    HtmlSpan type;
    if (!html_attribute(page->tree, node, "type", &type) ||
        !html_span_is(page->d->received, type, "application/ld+json"))
        return;
    linked_read(from, to, &w->linked);
}

static void take_time(Page *page, HeadWords *w, uint32_t node)
{
    ArrianSlice value, what;
    if (!value_of(page, node, "datetime", &value) && !value_of(page, node, "content", &value)) return;
    bool said = value_of(page, node, "itemprop", &what) && slice_is(what, "datePublished");
    said |= value_of(page, node, "pubdate", &what);
    if (page->marks[node].why >= 0) return;
    date_offer(w, value, said ? DATE_META : DATE_TIME);
}

static void take_element(Page *page, HeadWords *w, uint32_t node)
{
    const HtmlNode *n = &page->tree->nodes.at[node];
    ArrianSlice value, content;
    switch (n->tag) {
    case TAG_meta: take_meta(page, w, node); return;
    case TAG_script: take_script(page, w, node); return;
    case TAG_time: take_time(page, w, node); return;
    case TAG_link:
        if (value_of(page, node, "rel", &value) && slice_is(value, "canonical") && !w->url.length)
            value_of(page, node, "href", &w->url);
        return;
    case TAG_title:
        if (!w->page_title.length && n->first) w->page_title = page_value(page, page->tree->nodes.at[n->first].at);
        return;
    default: break;
    }
    if (n->attributes && value_of(page, node, "itemprop", &value) && slice_is(value, "datePublished") &&
        value_of(page, node, "content", &content))
        date_offer(w, content, DATE_META);
}

/* ---- title ---- */

/* Letters and digits of two titles, case and points aside, the same? */
static bool same_title(ArrianSlice a, ArrianSlice b)
{
    uint32_t i = 0, k = 0;
    for (;;) {
        while (i < a.length && !html_is_letter(a.at[i]) && (unsigned char)a.at[i] < 0x80) i++;
        while (k < b.length && !html_is_letter(b.at[k]) && (unsigned char)b.at[k] < 0x80) k++;
        if (i == a.length || k == b.length) return i == a.length && k == b.length && a.length && b.length;
        if (html_low(a.at[i]) != html_low(b.at[k])) return false;
        i++, k++;
    }
}

/* "Ferry aground | The Daily": what stands behind the last bar or dash is the outlet, where it is the shorter part. */
static ArrianSlice without_outlet(ArrianSlice title)
{
    static const char *const bars[] = {" | ", " - ", " – ", " — ", " :: ", " • ", " « ", " » "};
    for (uint32_t i = title.length; i-- > 0;)
        for (size_t k = 0; k < sizeof bars / sizeof *bars; k++) {
            size_t n = strlen(bars[k]);
            if (i + n <= title.length && !memcmp(title.at + i, bars[k], n))
                return i > title.length - i ? (ArrianSlice){title.at, i} : title;
        }
    return title;
}

static ArrianSlice block_words(const Page *page, const Block *b)
{
    return text_words(&page->d->text, (ArrianSpan){b->start, b->end});
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

static void set_title(Page *page, ArrianSlice title)
{
    page->d->head.title = title;
    page->d->head.title_basis = title.length ? ARRIAN_MARKUP : ARRIAN_ABSENT;
}

/* The heading that says what the page's other titles say, or the page's only first heading. */
static const Block *find_heading(Page *page, const ArrianSlice *others, uint32_t count)
{
    const Block *found = NULL;
    double best = 0.49;
    uint32_t first = 0;
    for (uint32_t i = 0; i < page->blocks.count; i++)
        first += page->tree->nodes.at[page->blocks.at[i].node].tag == TAG_h1;
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        const Block *b = &page->blocks.at[i];
        HtmlTag tag = (HtmlTag)page->tree->nodes.at[b->node].tag;
        ArrianSlice words = block_words(page, b);
        if (!(b->is & IS_HEADING) || tag == TAG_title || words.length > LONGEST_TITLE) continue;
        double share = first == 1 && tag == TAG_h1 && words.length >= 25 ? 0.5 : 0;
        for (uint32_t k = 0; k < count; k++) {
            double one = others[k].length < 1000 ? shared_words(words, others[k]) : 0;
            if (same_title(words, others[k])) one = 1.5;
            if (one > share) share = one;
        }
        if (tag == TAG_h1) share *= 1.3;
        if (share > best) best = share, found = b;
    }
    return found;
}

static void choose_title(Page *page, HeadWords *w)
{
    ArrianSlice headline = w->linked.headline.length && w->linked.headline.length < LONGEST_TITLE
                               ? linked_text(&page->d->arena, page->engine->read->entities, w->linked.headline)
                               : (ArrianSlice){0};
    ArrianSlice others[] = {headline, without_outlet(w->shared_title), without_outlet(w->page_title),
                            without_outlet(w->tweet_title)};
    const Block *heading = find_heading(page, others, 4);
    if (heading) {
        page->title_line = (ArrianSpan){heading->start, heading->end};
        page->d->head.title_span = page->title_line;
        set_title(page, block_words(page, heading));
        bool borne_out = false;
        for (size_t k = 0; k < 4; k++) borne_out |= same_title(page->d->head.title, others[k]);
        if (!borne_out && headline.length) set_title(page, headline); /* a kicker stands in the heading */
    }
    for (size_t k = 0; k < 4 && !page->d->head.title.length; k++) set_title(page, others[k]);
}

/* ---- the rest ---- */

static bool same_words(ArrianSlice a, ArrianSlice b)
{
    return a.length == b.length && !strncasecmp(a.at, b.at, a.length);
}

/* One name: no address, no slug, none that stands there already. */
static void add_name(ArrianHead *head, ArrianSlice name)
{
    static const char *const openings[] = {"By ", "by ", "Von ", "von ", "Par ", "Por ", "Di "};
    for (size_t k = 0; k < sizeof openings / sizeof *openings; k++) {
        size_t n = strlen(openings[k]);
        if (name.length > n && !memcmp(name.at, openings[k], n)) name.at += n, name.length -= (uint32_t)n;
    }
    const char *bracket = memchr(name.at, '(', name.length);
    if (bracket) name.length = (uint32_t)(bracket - name.at);
    while (name.length && (name.at[name.length - 1] == ' ' || name.at[name.length - 1] == ',')) name.length--;
    while (name.length && *name.at == ' ') name.at++, name.length--;
    bool digit = name.length && *name.at >= '0' && *name.at <= '9';
    bool slug = memchr(name.at, '_', name.length) || (memchr(name.at, '-', name.length) && *name.at >= 'a' &&
                                                      *name.at <= 'z' && !memchr(name.at, ' ', name.length));
    if (name.length < 2 || name.length > LONGEST_NAME || digit || slug || memmem(name.at, name.length, "//", 2) ||
        memchr(name.at, '@', name.length) || head->bylines == 8)
        return;
    for (uint32_t i = 0; i < head->bylines; i++)
        if (same_words(head->byline[i], name)) return;
    head->byline[head->bylines++] = name;
}

/* "Anna Martel und Lea Wagner, Nairobi": a name at each joint. */
static void add_names(ArrianHead *head, ArrianSlice list)
{
    static const char *const joints[] = {" and ", " und ", " og ", " et ", " & ", ", ", ";", " | "};
    uint32_t from = 0;
    for (uint32_t i = 0; i < list.length; i++)
        for (size_t k = 0; k < sizeof joints / sizeof *joints; k++) {
            uint32_t n = (uint32_t)strlen(joints[k]);
            if (i + n > list.length || memcmp(list.at + i, joints[k], n)) continue;
            add_name(head, (ArrianSlice){list.at + from, i - from});
            from = i + n;
            i = from - 1;
            break;
        }
    if (list.length > from) add_name(head, (ArrianSlice){list.at + from, list.length - from});
}

/* "By Jane Doe" on a short line that calls itself a byline. */
static void find_byline(Page *page)
{
    static const char *const openings[] = {"By ", "Von ", "Par ", "Por "};
    for (uint32_t i = 0; i < page->blocks.count && !page->d->head.bylines; i++) {
        const Block *b = &page->blocks.at[i];
        ArrianSlice words = block_words(page, b);
        if (!(b->is & IS_BYLINE) || b->units > 60 || b->start < page->title_line.start) continue;
        for (size_t k = 0; k < sizeof openings / sizeof *openings; k++) {
            uint32_t n = (uint32_t)strlen(openings[k]);
            if (words.length <= n || memcmp(words.at, openings[k], n) || memchr(words.at, ':', words.length)) continue;
            bool digits = false;
            for (uint32_t c = n; c < words.length; c++) digits |= words.at[c] >= '0' && words.at[c] <= '9';
            if (!digits) add_names(&page->d->head, words);
        }
    }
    if (page->d->head.bylines) page->d->head.byline_basis = ARRIAN_TEXT;
}

/* JSON-LD's authors, else those of <meta>; the house itself signs only where nobody else does. */
static void choose_authors(Page *page, HeadWords *w)
{
    ArrianHead *head = &page->d->head;
    bool linked = w->linked.author_count && w->linked.rank == 2;
    for (uint32_t i = 0; i < w->linked.author_count && linked; i++)
        add_names(head, linked_text(&page->d->arena, page->engine->read->entities, w->linked.authors[i]));
    bool house = head->bylines == 1 && same_words(head->byline[0], head->outlet);
    if (house) head->bylines = 0;
    for (uint32_t i = 0; i < w->author_count && !head->bylines; i++) add_names(head, w->authors[i]);
    if (head->bylines) head->byline_basis = ARRIAN_MARKUP;
    else find_byline(page);
    if (head->bylines || !house) return;
    head->byline[head->bylines++] = head->outlet;
    head->byline_basis = ARRIAN_MARKUP;
}

static void choose_outlet(Page *page, HeadWords *w)
{
    ArrianHead *head = &page->d->head;
    ArrianSlice linked = w->linked.outlet.length && w->linked.outlet.length < 100
                             ? linked_text(&page->d->arena, page->engine->read->entities, w->linked.outlet)
                             : (ArrianSlice){0};
    head->outlet = w->outlet.length ? w->outlet : linked;
    head->outlet_basis = head->outlet.length ? ARRIAN_MARKUP : ARRIAN_ABSENT;
}

void page_head(Page *page)
{
    HeadWords *w = NEW(&page->d->arena, HeadWords, 1);
    for (uint32_t i = html_follow(page->tree, 0); i; i = html_follow(page->tree, i))
        if (page->tree->nodes.at[i].kind == NODE_ELEMENT && page->tree->nodes.at[i].space == SPACE_HTML)
            take_element(page, w, i);
    page->d->head.url = w->url;
    page->says_article = w->linked.rank == 2 || slice_is(w->type, "article");
    choose_title(page, w);
    choose_outlet(page, w);
    choose_authors(page, w);
    date_choose(page, w);
}

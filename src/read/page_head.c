/* page_head.c: what a page's markup says of its report: title, outlet, authors, date.
 *     <meta property="og:title">, JSON-LD, <h1>, <time>: where several speak, the one that others bear out */
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "read/page_head.h"

enum { LONGEST_TITLE = 400, SURE_TITLE = 25, LONGEST_NAME = 120, LONGEST_SCRIPT = 4 << 20 };

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

static void add_author(HeadWords *w, ArrianSlice name)
{
    if (w->author_count < 8 && name.length >= 2 && name.length <= LONGEST_NAME &&
        !memmem(name.at, name.length, "//", 2) && !memchr(name.at, '@', name.length))
        w->authors[w->author_count++] = name;
}

/* Bytes of the name before the word of the list that it ends in; ARRIAN_NONE where it ends in none. */
static uint32_t before_ending(ArrianSlice name, const MetaList *list)
{
    for (uint32_t k = 0; k < list->count; k++) {
        ArrianSlice word = list->at[k];
        if (word.length <= name.length && !memcmp(name.at + name.length - word.length, word.at, word.length))
            return name.length - word.length;
    }
    return ARRIAN_NONE;
}

/* What a name of <meta> dates, its points left out: "cXenseParse:publish-time" ends in publishtime; DATE_RANKS:
 * nothing. A house's own name may date its archive. */
static DateRank date_rank(const MarkupWords *words, ArrianSlice name)
{
    char bare[64];
    ArrianSlice letters = {bare, 0};
    for (uint32_t i = 0; i < name.length && letters.length < sizeof bare; i++)
        if (html_is_letter(name.at[i])) bare[letters.length++] = name.at[i];
    bool last = letters.length > 4 && !memcmp(bare, "last", 4);
    if (last || before_ending(letters, &words->list[META_CHANGED]) != ARRIAN_NONE) return DATE_LATER;
    uint32_t before = before_ending(letters, &words->list[META_PUBLISHED]);
    ArrianSlice vocabulary = {bare, before};
    if (before != ARRIAN_NONE)
        return !before || page_has_word(words, META_VOCABULARY, vocabulary) ? DATE_META : DATE_VAGUE;
    return page_has_word(words, META_DATE, letters) ? DATE_VAGUE : DATE_RANKS;
}

static void take_meta(Page *page, HeadWords *w, uint32_t node)
{
    const MarkupWords *words = page->engine->read->markup;
    ArrianSlice name, content;
    DateRank rank;
    bool named = value_of(page, node, "property", &name) || value_of(page, node, "name", &name);
    bool item = !named && value_of(page, node, "itemprop", &name);
    if (!named && !item && !value_of(page, node, "http-equiv", &name)) return;
    if (!value_of(page, node, "content", &content)) return;
    for (uint32_t i = 0; i < name.length; i++) ((char *)name.at)[i] = html_low(name.at[i]);
    if (slice_is(name, "og:title")) w->shared_title = content;
    else if (slice_is(name, "twitter:title")) w->tweet_title = content;
    else if (slice_is(name, "headline")) w->headline = content;
    else if (slice_is(name, "description")) w->description = content;
    else if (slice_is(name, "og:site_name")) w->outlet = content;
    else if (slice_is(name, "og:url")) w->url = content;
    else if (slice_is(name, "og:type")) w->type = content;
    else if (page_has_word(words, META_AUTHOR, name)) add_author(w, content);
    else if ((rank = date_rank(words, name)) < DATE_RANKS)
        date_offer(page, w, content, item && rank == DATE_META ? DATE_ITEM : rank);
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
    linked_read(&page->d->arena, from, to, &w->linked);
}

/* The value of an element that dates something: what it gives to machines, or its words where these tell another day to
 * the reader; <abbr class="published" title="2013-04-04T18:52:11+00:00"> too. */
static bool day_given(Page *page, uint32_t node, bool time, ArrianSlice *ret)
{
    const MarkupWords *words = page->engine->read->markup;
    ArrianSlice shown, minute;
    if (!time && page->marks[node].own & IS_BYLINE && value_of(page, node, "title", ret))
        return ret->length < 64 && day_value(words, *ret, &minute) != NO_DAY && minute.length;
    if (!value_of(page, node, "datetime", ret) && !value_of(page, node, "content", ret))
        return time && few_words(page, node, ret);
    if (!time || !few_words(page, node, &shown) || shown.length >= 64) return true;
    int said = day_value(words, *ret, &minute), told = day_value(words, shown, &minute);
    bool other = told > said + 1 || told < said - 1 || (told != said && day_changed(words, shown) == said);
    bool swapped = told == day_swapped(said) && memchr(shown.at, '/', shown.length); /* 9/11/13 */
    if (said != NO_DAY && told != NO_DAY && other && !swapped) *ret = shown;
    return true;
}

/* A day of an element that says what it is, or of a <time>; comments and teasers have theirs. */
static void take_day(Page *page, HeadWords *w, uint32_t node, bool time)
{
    const MarkupWords *words = page->engine->read->markup;
    ArrianSlice value, what = {0}, title;
    if (!day_given(page, node, time, &value) || is_in(page, node, HAS_WHY << ARRIAN_COMMENT)) return;
    bool others = is_in(page, node, HAS_WHY << ARRIAN_RELATED);
    bool named = value_of(page, node, "itemprop", &what) || value_of(page, node, "property", &what);
    bool titled = !time && value_of(page, node, "title", &title);
    if (!others && ((named && page_has_word(words, META_DAY, what)) || value_of(page, node, "pubdate", &what)))
        date_offer(page, w, value, DATE_ITEM);
    else if ((time || titled) && w->time_count < MOST_SIGNS)
        w->times[w->time_count++] =
            (Sign){.node = node, .strength = page_has_word(words, META_DAY_CHANGED, what), .value = value};
}

static void take_element(Page *page, HeadWords *w, uint32_t node)
{
    const HtmlNode *n = &page->tree->nodes.at[node];
    ArrianSlice value;
    switch (n->tag) {
    case TAG_meta: take_meta(page, w, node); return;
    case TAG_script: take_script(page, w, node); return;
    case TAG_time: take_day(page, w, node, true); return;
    case TAG_link:
        if (value_of(page, node, "rel", &value) && slice_is(value, "canonical") && !w->url.length)
            value_of(page, node, "href", &w->url);
        return;
    case TAG_title:
        if (!w->page_title.length && n->first) w->page_title = page_value(page, page->tree->nodes.at[n->first].at);
        return;
    default: break;
    }
    if (!n->attributes) return;
    take_day(page, w, node, false);
    byline_offer(page, w, node);
}

/* ---- title ---- */

/* Bytes of a point at `at`: ASCII's, those of U+2000 to U+206F, the wide space, no-break spaces and guillemets. */
static uint32_t point_at(const char *at, uint32_t left)
{
    const unsigned char *b = (const unsigned char *)at;
    if (*b < 0x80) return !html_is_letter(*at);
    if (left >= 2 && b[0] == 0xC2 && (b[1] == 0xA0 || b[1] == 0xAB || b[1] == 0xAD || b[1] == 0xBB)) return 2;
    if (left >= 3 && b[0] == 0xE2 && (b[1] == 0x80 || b[1] == 0x81)) return 3;
    return left >= 3 && b[0] == 0xE3 && b[1] == 0x80 && b[2] == 0x80 ? 3 : 0;
}

static uint32_t skip_points(ArrianSlice a, uint32_t i)
{
    for (uint32_t n; i < a.length && (n = point_at(a.at + i, a.length - i));) i += n;
    return i;
}

/* Letters of two titles, case and points aside, the same? */
static bool same_title(ArrianSlice a, ArrianSlice b)
{
    for (uint32_t i = 0, k = 0;; i++, k++) {
        i = skip_points(a, i), k = skip_points(b, k);
        if (i >= a.length || k >= b.length) return i >= a.length && k >= b.length && a.length && b.length;
        if (html_low(a.at[i]) != html_low(b.at[k])) return false;
    }
}

/* "Ferry aground | The Daily": what stands behind the last bar or dash is the outlet, where it is the shorter part. */
ArrianSlice title_without_outlet(ArrianSlice title)
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

/* How much of a's longer words b has, 0..1; how many these are. */
static double shared_words(ArrianSlice a, ArrianSlice b, uint32_t *ret_longer)
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
    *ret_longer = total;
    return total ? (double)found / total : 0;
}

/* How like a title a heading is, 0..1: one of a single longer word, which a section's name may be, as far as that is all
 * that the title says. */
static double likeness(ArrianSlice heading, ArrianSlice title)
{
    uint32_t longer;
    double share = shared_words(heading, title, &longer);
    return longer > 1 ? share : share * (0.5 + 0.5 * shared_words(title, heading, &longer));
}

static void set_title(Page *page, ArrianSlice title)
{
    page->d->head.title = title;
    page->d->head.title_basis = title.length ? ARRIAN_MARKUP : ARRIAN_ABSENT;
}

/* No link, and without the house's name. */
static bool is_plain_heading(const Page *page, const Block *b)
{
    ArrianSlice words = block_words(page, b);
    return b->linked * 2 < b->end - b->start && title_without_outlet(words).length == words.length;
}

/* The one first heading of a page whose <title> says something else, where it is no link and not the outlet's name. */
static const Block *lone_heading(const Page *page, ArrianSlice outlet)
{
    const Block *found = NULL;
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        const Block *b = &page->blocks.at[i];
        if (page->tree->nodes.at[b->node].tag != TAG_h1) continue;
        if (found) return NULL;
        found = b;
    }
    bool fits = found && is_plain_heading(page, found) && found->end - found->start < LONGEST_TITLE;
    return fits && !same_title(block_words(page, found), outlet) ? found : NULL;
}

/* "https://www.example.org/", "/": the front page, in an archive too */
static bool is_front(ArrianSlice url)
{
    for (uint32_t i = url.length; i-- > 2;)
        if (!memcmp(url.at + i - 2, "://", 3)) {
            url = (ArrianSlice){url.at + i + 1, url.length - i - 1};
            const char *path = memchr(url.at, '/', url.length);
            url = path ? (ArrianSlice){path, (uint32_t)(url.at + url.length - path)} : (ArrianSlice){0};
            return url.length <= 1;
        }
    return slice_is(url, "/");
}

/* Where a heading's own link leads, without its scheme; nothing where it is none. */
static ArrianSlice heading_link(Page *page, const Block *b)
{
    const HtmlTree *tree = page->tree;
    ArrianSlice url;
    if (b->linked * 2 < b->end - b->start) return (ArrianSlice){0};
    for (uint32_t i = tree->nodes.at[b->node].first; i; i = tree->nodes.at[i].first)
        if (tree->nodes.at[i].tag == TAG_a && value_of(page, i, "href", &url)) return url;
    return (ArrianSlice){0};
}

/* "http://example.org/sea/" -> "example.org/sea" */
static ArrianSlice bare_address(ArrianSlice url)
{
    const char *host = url.length ? memmem(url.at, url.length, "://", 3) : NULL;
    if (host) url = (ArrianSlice){host + 3, (uint32_t)(url.at + url.length - host - 3)};
    while (url.length && url.at[url.length - 1] == '/') url.length--;
    return url;
}

/* The name of the house above every page of it, which its front page lies behind, or the folder that the page lies in. */
static bool leads_home(Page *page, const Block *b)
{
    ArrianSlice link = heading_link(page, b), home = bare_address(link), own = bare_address(page->d->head.url);
    if (is_front(link)) return true;
    return home.length && home.length < own.length && own.at[home.length] == '/' && !memcmp(own.at, home.at, home.length);
}

/* A title that is its own address: the entry of a blog. */
static bool leads_here(Page *page, const Block *b)
{
    ArrianSlice link = bare_address(heading_link(page, b)), own = bare_address(page->d->head.url);
    return link.length && memchr(link.at, '/', link.length) && link.length == own.length &&
           !memcmp(own.at, link.at, own.length);
}

/* How much of one of the page's other titles a heading says; 1.5: all of it and no more. */
static double best_likeness(ArrianSlice heading, const ArrianSlice *others, uint32_t count)
{
    double best = 0;
    for (uint32_t k = 0; k < count; k++) {
        double one = others[k].length < 1000 ? likeness(heading, others[k]) : 0;
        if (same_title(heading, others[k])) one = 1.5;
        if (one > best) best = one;
    }
    return best;
}

/* The heading that says what the page's other titles say, or the page's only first heading; what leads home only where
 * `home`. A smaller one within the report heads a part of it. */
static const Block *find_heading(Page *page, const ArrianSlice *others, uint32_t count, bool home)
{
    enum { WITHIN = 3 /* paragraphs */ };
    const Block *found = NULL;
    double best = 0.49;
    uint32_t first = 0, paragraphs = 0;
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        const Block *b = &page->blocks.at[i];
        first += page->tree->nodes.at[b->node].tag == TAG_h1 && b->end - b->start >= 25;
    }
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        const Block *b = &page->blocks.at[i];
        HtmlTag tag = (HtmlTag)page->tree->nodes.at[b->node].tag;
        ArrianSlice words = block_words(page, b);
        paragraphs += b->good && b->why < 0;
        if (!(b->is & IS_HEADING) || tag == TAG_title || words.length > LONGEST_TITLE) continue;
        if (!home && leads_home(page, b)) continue;
        double share = leads_here(page, b) ? 1.5 : best_likeness(words, others, count);
        if (tag != TAG_h1 && paragraphs >= WITHIN && share < 1.5) continue;
        if (first == 1 && tag == TAG_h1 && words.length >= 25 && share < 0.5) share = 0.5;
        bool sole = first == 1 && words.length >= 25 && is_plain_heading(page, b);
        if (tag == TAG_h1) share *= sole ? 2 : 1.3;
        if (share > best) best = share, found = b;
    }
    return found;
}

/* The end of a title that has the letters of another; none where that is short. */
static ArrianSlice ending_like(ArrianSlice title, ArrianSlice other)
{
    for (uint32_t i = 1; other.length >= SURE_TITLE && i + SURE_TITLE <= title.length; i++) {
        ArrianSlice rest = {title.at + i, title.length - i};
        if (!point_at(rest.at, rest.length) && (*rest.at & 0xC0) != 0x80 && same_title(rest, other)) return rest;
    }
    return (ArrianSlice){0};
}

static bool is_cut_off(ArrianSlice title)
{
    return title.length > 3 &&
           (!memcmp(title.at + title.length - 3, "...", 3) || !memcmp(title.at + title.length - 3, "…", 3));
}

static const char *const kicker_marks[] = {": ", " | ", " - ", " – ", " — ", " / ", " • ", " · "};

/* Bytes of what parts a kicker from its title at `at`: ": ", " - ", " | "; 0 where nothing does. */
static uint32_t kicker_mark(const char *at, uint32_t left)
{
    for (size_t k = 0; k < sizeof kicker_marks / sizeof *kicker_marks; k++) {
        uint32_t n = (uint32_t)strlen(kicker_marks[k]);
        if (n <= left && !memcmp(at, kicker_marks[k], n)) return n;
    }
    return 0;
}

static bool ends_in_mark(ArrianSlice part)
{
    for (size_t k = 0; k < sizeof kicker_marks / sizeof *kicker_marks; k++) {
        size_t n = strlen(kicker_marks[k]);
        if (n <= part.length && !memcmp(part.at + part.length - n, kicker_marks[k], n)) return true;
    }
    return false;
}

static uint32_t count_marks(ArrianSlice title)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < title.length; i++) count += kicker_mark(title.at + i, title.length - i) > 0;
    return count;
}

/* "Ferry: Thirty are saved" -> "Thirty are saved", where the title that the page is shared under is that and no more.
 */
static ArrianSlice without_kicker(ArrianSlice title, ArrianSlice shared)
{
    for (uint32_t i = 1; i < title.length; i++) {
        uint32_t n = kicker_mark(title.at + i, title.length - i);
        ArrianSlice rest = {title.at + i + n, title.length - i - n};
        if (n && same_title(rest, shared)) return rest;
    }
    return title;
}

/* "Storm at sea Thirty are saved", a kicker run on -> "Thirty are saved", which another title has behind a kicker of
 * its own. */
static ArrianSlice without_run_on(ArrianSlice title, ArrianSlice other)
{
    if (title.length > LONGEST_TITLE || other.length > LONGEST_TITLE) return title;
    for (uint32_t k = 1, n; k + SURE_TITLE <= other.length; k++) {
        if (!(n = kicker_mark(other.at + k, other.length - k))) continue;
        ArrianSlice rest = ending_like(title, (ArrianSlice){other.at + k + n, other.length - k - n});
        ArrianSlice kicker = {title.at, title.length - rest.length};
        bool small = rest.length && *rest.at >= 'a' && *rest.at <= 'z'; /* the sentence goes on */
        bool run_on = rest.length && !small && kicker.length > 2 && rest.at[-1] == ' ' && !point_at(rest.at - 2, 1) &&
                      !ends_in_mark(kicker);
        if (run_on) return rest;
    }
    return title;
}

/* "DemoThirty are saved", a kicker in the heading's own line -> "Thirty are saved", which is the headline. */
static ArrianSlice without_glued(ArrianSlice title, ArrianSlice headline)
{
    ArrianSlice rest = title.length > LONGEST_TITLE ? (ArrianSlice){0} : ending_like(title, headline);
    return rest.length ? rest : title;
}

/* "Safe at sea Thirty are saved", a line of its own above the heading's -> "Thirty are saved", which is another title. */
static ArrianSlice without_line(ArrianSlice title, ArrianSlice other)
{
    enum { FEWEST = 4 /* letters of the line above: not the number that a title begins with */ };
    ArrianSlice rest = same_title(title, other) ? title : without_glued(title, other);
    uint32_t letters = 0;
    if (rest.length == title.length) return title;
    for (const char *at = title.at; at < rest.at; at++) letters += html_is_letter(*at);
    bool small = *rest.at >= 'a' && *rest.at <= 'z';
    bool apart = rest.at[-1] == ' ' || rest.at[-1] == ':';
    return letters >= FEWEST && !small && apart ? rest : title;
}

/* JSON-LD's headline, unless the heading is borne out and it is not, or it breaks off; of a page that is added to it
 * may be the last addition's. Their letters alike, the fuller points win: a line end in the heading may stand for a
 * colon. */
static ArrianSlice shown_title(Page *page, const Block *heading, const ArrianSlice others[4], const HeadWords *w)
{
    ArrianSlice shown = block_words(page, heading), headline = others[0], bare = title_without_outlet(headline);
    bool first = page->tree->nodes.at[heading->node].tag == TAG_h1, borne_out = false;
    ArrianSlice alone = title_without_outlet(shown);
    if (alone.length < shown.length && same_title(alone, w->shared_title)) return alone;
    if (same_title(shown, others[1]) && count_marks(others[1]) > count_marks(shown)) return others[1];
    if (!headline.length || (bare.length < headline.length && same_title(shown, bare))) return shown;
    if (same_title(shown, headline)) return headline;
    if (same_title(shown, others[1]) || same_title(shown, w->shared_title)) return shown;
    for (uint32_t k = 1; k < 4; k++) borne_out |= same_title(headline, others[k]);
    if (!borne_out && same_title(shown, w->linked.name)) return shown; /* a headline that describes */
    if (is_cut_off(headline) && !is_cut_off(shown)) return shown;
    ArrianSlice opening = {shown.at, headline.length < shown.length ? headline.length : 0};
    if (same_title(opening, headline) && same_title(shown, others[2])) return shown; /* cut by a quotation mark */
    ArrianSlice rest = without_glued(shown, headline);
    if (rest.length < shown.length) return rest;
    return w->linked.types & LINKED_LIVE && first && !borne_out ? shown : headline;
}

/* The first heading may be the last step of a path, "Home > Harbours > Ferry freed", in words for search engines, and
 * the headline stands below it: the heading before any prose that says what the page is shared under. */
static ArrianSlice shown_below(const Page *page, const Block *first, ArrianSlice shared, const Block **ret_heading)
{
    enum { REACH = 30 /* blocks */ };
    ArrianSlice above = block_words(page, first);
    uint32_t i = (uint32_t)(first - page->blocks.at) + 1, end = i + REACH;
    if (shared.length < SURE_TITLE || same_title(above, shared)) return (ArrianSlice){0};
    for (; i < end && i < page->blocks.count; i++) {
        const Block *b = &page->blocks.at[i];
        ArrianSlice words = block_words(page, b);
        if (!(b->is & IS_HEADING) && b->good) break;
        if (!(b->is & IS_HEADING) || words.length > LONGEST_TITLE || same_title(words, above)) continue;
        ArrianSlice rest = same_title(words, shared) ? words : ending_like(words, shared);
        if (!rest.length) continue;
        *ret_heading = b;
        return rest.length == words.length && count_marks(shared) > count_marks(words) ? shared : rest;
    }
    return (ArrianSlice){0};
}

/* Its words in the text, where it was taken from there: those of the line without the kicker. */
static void find_title_words(Page *page)
{
    ArrianHead *head = &page->d->head;
    const char *text = page->d->text.at;
    if (!page->d->text.length || head->title.at < text || head->title.at >= text + page->d->text.length) return;
    head->title_span.start = (uint32_t)(head->title.at - text);
    head->title_span.end = head->title_span.start + head->title.length;
}

/* "Ferry aground - The Daily of the Bay", where the page gives its outlet that name: however short the rest is. */
static ArrianSlice without_site(ArrianSlice title, ArrianSlice site)
{
    uint32_t rest = title.length > site.length ? title.length - site.length : 0;
    bool ends = rest && site.length && same_title((ArrianSlice){title.at + rest, site.length}, site);
    for (uint32_t n = 3; ends && n <= 5 && n < rest; n++) /* " - ", " – " */
        if (kicker_mark(title.at + rest - n, n) == n) return (ArrianSlice){title.at, rest - n};
    return title_without_outlet(title);
}

static void choose_title(Page *page, HeadWords *w)
{
    ArrianSlice headline = w->linked.headline.length && w->linked.headline.length < LONGEST_TITLE && w->linked.rank == 2
                               ? linked_text(&page->d->arena, page->engine->read->entities, w->linked.headline)
                               : (ArrianSlice){0};
    ArrianSlice others[] = {headline, without_site(w->shared_title, w->outlet), without_site(w->page_title, w->outlet),
                            without_site(w->tweet_title, w->outlet)};
    const Block *heading = find_heading(page, others, 4, false);
    if (!heading) heading = find_heading(page, others, 4, true);
    if (!heading && !headline.length && !w->shared_title.length) heading = lone_heading(page, w->outlet);
    if (!heading && !headline.length && w->headline.length < LONGEST_TITLE) others[0] = w->headline;
    if (heading) {
        ArrianSlice below = shown_below(page, heading, w->shared_title, &heading);
        if (!below.length) below = shown_below(page, heading, others[1], &heading);
        page->title_line = page->d->head.title_span = (ArrianSpan){heading->start, heading->end};
        set_title(page, below.length ? below : shown_title(page, heading, others, w));
    }
    for (size_t k = 0; k < 4 && !page->d->head.title.length; k++) set_title(page, others[k]);
    if (page->d->head.title.length <= LONGEST_TITLE) set_title(page, without_kicker(page->d->head.title, others[1]));
    for (size_t k = 1; k < 3; k++) set_title(page, without_run_on(page->d->head.title, others[k]));
    for (size_t k = 1; k < 4; k++) set_title(page, without_line(page->d->head.title, others[k]));
    find_title_words(page);
}

/* ---- the rest ---- */

/* "mdr.de", "mdr.de, Leipzig": an address up to the first blank, no "J.K." */
static bool is_address(ArrianSlice name)
{
    enum { LONGEST_END = 5 };
    uint32_t end = 0, point = 0;
    for (; end < name.length && !strchr(" ,", name.at[end]); end++)
        if (name.at[end] == '.' && end + 1 < name.length && name.at[end + 1] >= 'a' && name.at[end + 1] <= 'z') point = end;
    return point && (name.at[0] < 'A' || name.at[0] > 'Z' || end - point <= LONGEST_END);
}

/* "LTO" of the "Legal Tribune Online" */
static bool are_initials(ArrianSlice name, ArrianSlice outlet)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < outlet.length; i++) {
        if (i && outlet.at[i - 1] != ' ') continue;
        if (n == name.length || name.at[n++] != outlet.at[i]) return false;
    }
    return n > 1 && n == name.length;
}

/* Is it the house that signs, under the name of its page, of its publisher or of an outlet? */
static bool is_house(const Page *page, const HeadWords *w, ArrianSlice name)
{
    const ArrianHead *head = &page->d->head;
    return slice_same_words(name, head->outlet) || slice_same_words(name, w->linked.outlet) ||
           is_address(name) || are_initials(name, head->outlet) || read_outlet(page->engine, name);
}

/* "Lea Wagner, The Bay Post": the page's own house behind the person who wrote for it. */
static void drop_house(const HeadWords *w, ArrianHead *head)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < head->bylines; i++) {
        ArrianSlice name = head->byline[i];
        bool house = slice_same_words(name, head->outlet) || slice_same_words(name, w->linked.outlet);
        if (!house || !kept) head->byline[kept++] = name;
    }
    head->bylines = kept;
}

/* JSON-LD's authors, else those of <meta>, else those that the page shows; the house itself signs only where nobody
 * else does. */
static void choose_authors(Page *page, HeadWords *w)
{
    const MarkupWords *words = page->engine->read->markup;
    ArrianHead *head = &page->d->head;
    const Linked *l = &w->linked;
    ArrianHead houses = {0};
    for (uint32_t i = 0; i < l->author_count && l->rank == 2; i++)
        byline_add(words, head, linked_text(&page->d->arena, page->engine->read->entities, l->authors[i]));
    bool all = l->author_count && l->houses == (1u << l->author_count) - 1;
    if (all || (head->bylines == 1 && is_house(page, w, head->byline[0]))) {
        memcpy(houses.byline, head->byline, sizeof houses.byline);
        houses.bylines = head->bylines;
        head->bylines = 0;
    }
    bool linked_house = houses.bylines;
    for (uint32_t i = 0; i < w->author_count && !head->bylines; i++) {
        if (!is_house(page, w, w->authors[i])) byline_add(words, head, w->authors[i]);
        else if (!linked_house && !slice_same_words(w->authors[i], head->outlet))
            byline_add(words, &houses, w->authors[i]);
    }
    head->byline_basis = head->bylines ? ARRIAN_MARKUP : ARRIAN_ABSENT;
    if (!head->bylines) byline_choose(page, w, head);
    drop_house(w, head);
    if (head->bylines || !houses.bylines) return;
    memcpy(head->byline, houses.byline, sizeof houses.byline);
    head->bylines = houses.bylines;
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
    page->words = w;
    if (!w->url.length) w->url = page->d->head.url; /* an archive or a table knows it */
    page->d->head.url = w->url;
    page->says_article = w->linked.rank == 2 || slice_is(w->type, "article");
    choose_title(page, w);
    choose_outlet(page, w);
    choose_authors(page, w);
    date_choose(page, w);
}

/* page_byline.c: who wrote it, as the page shows it.
 *     <span class="author vcard">By <a rel="author">Jane Doe</a></span>, <a href="/autoren/anna-martel">Anna Martel</a>
 * An element that says it names the author goes before one whose class says so, that before a link to an author's page
 * and a line "By Jane Doe"; among equals the one nearest to the title, and those beside it. */
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "read/page_head.h"

enum { LONGEST_NAME = 120, MOST_NODES = 60, MOST_NAME_WORDS = 6, BESIDE = 400, BEFORE_TITLE = 6000 };
enum { NAMED = 4, CALLED = 3, LINKED = 2 };

bool is_in(const Page *page, uint32_t node, uint32_t bits)
{
    for (; node; node = page->tree->nodes.at[node].parent)
        if (page->marks[node].own & bits) return true;
    return false;
}

/* Where an element's name stands, in the bytes that the tree was made of. */
static uint32_t place_of(const Page *page, uint32_t node)
{
    return page->tree->nodes.at[node].at.start;
}

static ArrianSpan title_place(const Page *page)
{
    if (page->title_line.end <= page->title_line.start) return (ArrianSpan){0, 0};
    return text_received(&page->d->text, page->title_line);
}

uint32_t title_distance(const Page *page, uint32_t node)
{
    ArrianSpan title = title_place(page);
    uint32_t at = place_of(page, node);
    return at >= title.start ? at - title.start : (title.start - at) * 2;
}

/* Bytes of the word of a list that stands at the head of a name, with the blank behind it; 0 where none does. */
static uint32_t opening_of(const MetaList *list, ArrianSlice name)
{
    for (uint32_t k = 0; k < list->count; k++) {
        uint32_t n = list->at[k].length;
        if (name.length > n + 1 && name.at[n] == ' ' && !memcmp(name.at, list->at[k].at, n)) return n + 1;
    }
    return 0;
}

static ArrianSlice without_opening(const MarkupWords *words, ArrianSlice name)
{
    for (uint32_t n; (n = opening_of(&words->list[META_OPENING], name));) name.at += n, name.length -= n;
    return name;
}

/* The next word of a slice from byte i on. */
static ArrianSlice next_word(ArrianSlice slice, uint32_t i)
{
    while (i < slice.length && strchr(" .,", slice.at[i])) i++;
    uint32_t start = i;
    while (i < slice.length && !strchr(" .,", slice.at[i])) i++;
    return (ArrianSlice){slice.at + start, i - start};
}

/* "March 11, 2015", "11. März", "Friday, March 11" at the head of a slice: a month's name beside a number. */
static bool is_dated(const MarkupWords *words, ArrianSlice rest)
{
    ArrianSlice first = next_word(rest, 0);
    for (int k = 0; k < 7; k++)
        if (first.length > 2 && slice_same_words(first, (ArrianSlice){date_weekdays[k], (uint32_t)strlen(date_weekdays[k])}))
            rest.length -= (uint32_t)(first.at + first.length - rest.at), rest.at = first.at + first.length;
    first = next_word(rest, 0);
    ArrianSlice second = next_word(rest, (uint32_t)(first.at + first.length - rest.at));
    if (!first.length || !second.length) return false;
    if (*first.at >= '0' && *first.at <= '9') return page_month(words, second.at, second.length) > 0;
    return *second.at >= '0' && *second.at <= '9' && page_month(words, first.at, first.length) > 0;
}

/* "View all posts", "PhD": is that all that stands there? */
static bool is_listed(const MetaList *list, ArrianSlice name)
{
    for (uint32_t k = 0; k < list->count; k++)
        if (slice_same_words(list->at[k], name)) return true;
    return false;
}

/* What stands behind a name: "(dpa)", " - January 10", " on January 20", " March 11, 2015". */
static ArrianSlice without_tail(const MarkupWords *words, ArrianSlice name)
{
    static const char *const points[] = {"(", " - ", " – ", " —", " @", " • ", " · "};
    for (size_t k = 0; k < sizeof points / sizeof *points; k++) {
        const char *tail = memmem(name.at, name.length, points[k], strlen(points[k]));
        if (tail && tail > name.at) name.length = (uint32_t)(tail - name.at);
    }
    for (uint32_t i = 1; i + 1 < name.length; i++) {
        ArrianSlice rest = {name.at + i + 1, name.length - i - 1};
        bool tail = name.at[i] == ' ' && (opening_of(&words->list[META_TAIL], rest) || is_listed(&words->list[META_TAIL], rest) ||
                                       is_dated(words, rest));
        if (tail) name.length = i;
    }
    while (name.length && strchr(" ,:|-", name.at[name.length - 1])) name.length--;
    while (name.length && strchr(" |-", *name.at)) name.at++, name.length--;
    return name;
}

/* "Lea Wagner Lea Wagner", for a picture and for its caption -> "Lea Wagner" */
static ArrianSlice told_once(ArrianSlice name)
{
    uint32_t half = name.length / 2;
    bool twice = name.length % 2 && name.at[half] == ' ' && !memcmp(name.at, name.at + half + 1, half);
    return twice && memchr(name.at, ' ', half) ? (ArrianSlice){name.at, half} : name;
}

/* One name: no address, no slug, no degree, none that stands there already. */
static void add_name(const MarkupWords *words, ArrianHead *head, ArrianSlice name)
{
    name = told_once(without_tail(words, without_opening(words, name)));
    bool digit = name.length && *name.at >= '0' && *name.at <= '9';
    bool slug = memchr(name.at, '_', name.length) || (memchr(name.at, '-', name.length) && *name.at >= 'a' &&
                                                      *name.at <= 'z' && !memchr(name.at, ' ', name.length));
    bool address = memmem(name.at, name.length, "//", 2) || memchr(name.at, '@', name.length) ||
                   (memchr(name.at, '/', name.length) && memchr(name.at, '.', name.length));
    bool credit = memmem(name.at, name.length, "©", 2); /* of a picture */
    if (name.length < 2 || name.length > LONGEST_NAME || digit || slug || address || credit || head->bylines == 8) return;
    if (is_listed(&words->list[META_NOBODY], name) || is_listed(&words->list[META_DEGREE], name)) return;
    for (uint32_t i = 0; i < head->bylines; i++)
        if (slice_same_words(head->byline[i], name)) return;
    head->byline[head->bylines++] = name;
}

/* Bytes of what parts two names at `at`: ", ", " | ", " und "; 0 where nothing does. */
static uint32_t joint_at(const MarkupWords *words, const char *at, uint32_t left)
{
    if (*at == ';') return 1;
    if (left >= 2 && !memcmp(at, ", ", 2)) /* "Jane Doe, and John Roe" */
        return 2 + opening_of(&words->list[META_JOINT], (ArrianSlice){at + 2, left - 2});
    if (*at != ' ') return 0;
    if (left >= 3 && !memcmp(at, " | ", 3)) return 3;
    uint32_t n = opening_of(&words->list[META_JOINT], (ArrianSlice){at + 1, left - 1});
    return n ? n + 1 : 0;
}

void byline_add(const MarkupWords *words, ArrianHead *head, ArrianSlice list)
{
    uint32_t from = 0;
    for (uint32_t i = 0, n; i < list.length; i += n ? n : 1) {
        n = joint_at(words, list.at + i, list.length - i);
        if (!n) continue;
        add_name(words, head, (ArrianSlice){list.at + from, i - from});
        from = i + n;
    }
    if (list.length > from) add_name(words, head, (ArrianSlice){list.at + from, list.length - from});
}

/* ---- elements ---- */

static bool says(const Page *page, uint32_t node, const char *attribute, const char *word)
{
    HtmlSpan value;
    return html_attribute(page->tree, node, attribute, &value) && html_span_is(page->tree->bytes, value, word);
}

/* Is a part of the address, between two slashes, a folder of those who write? */
static bool links_to_author(const Page *page, uint32_t node)
{
    HtmlSpan href;
    if (!html_attribute(page->tree, node, "href", &href) || href.end - href.start > 400) return false;
    ArrianSlice part = {0};
    for (const char *at = page->tree->bytes + href.start, *end = page->tree->bytes + href.end; at < end; at++) {
        part.length++;
        if (*at != '/') continue;
        part.length--;
        if (part.at && page_has_word(page->engine->read->markup, META_FOLDER, part)) return true;
        part = (ArrianSlice){at + 1, 0};
    }
    return false;
}

/* Spaces stand where an element parts the words. */
bool few_words(Page *page, uint32_t node, ArrianSlice *ret)
{
    HtmlTree *tree = page->tree;
    char words[LONGEST_NAME + 1];
    uint32_t length = 0, nodes = 0;
    for (uint32_t i = html_follow(tree, node), up; i; i = html_follow(tree, i)) {
        if (++nodes > MOST_NODES) return false;
        for (up = i; up && up != node; up = tree->nodes.at[up].parent)
            if (page->marks[up].own & IS_HIDDEN) break;
        if (!up) break; /* behind the element */
        if (tree->nodes.at[i].kind != NODE_TEXT || up != node) continue;
        ArrianSlice part = page_value(page, tree->nodes.at[i].at);
        if (length + part.length + 1 >= sizeof words) return false;
        if (part.length && length && words[length - 1] != ' ') words[length++] = ' ';
        memcpy(words + length, part.at, part.length);
        length += part.length;
    }
    *ret = (ArrianSlice){arena_copy(&page->d->arena, words, length), length};
    return length > 1;
}

static bool is_capital(const unsigned char *at)
{
    return (at[0] >= 'A' && at[0] <= 'Z') || at[0] >= 0xC3;
}

/* "松岡大地": three to six letters of China, Japan or Korea, and no blank */
static bool is_eastern(ArrianSlice words)
{
    bool letters = words.length >= 9 && words.length <= 18 && words.length % 3 == 0;
    for (uint32_t i = 0; i < words.length && letters; i += 3)
        letters = (unsigned char)words.at[i] >= 0xE3 && (unsigned char)words.at[i] <= 0xED;
    return letters;
}

/* "Anna Martel", "Lars Fischer und Alina Schadwinkel"; no "3 Comments", no "Read more about the author" */
static bool is_name(ArrianSlice words, bool sure)
{
    uint32_t count = 1, capitals = 0;
    for (uint32_t i = 0; i < words.length; i++) {
        unsigned char c = (unsigned char)words.at[i];
        if ((c >= '0' && c <= '9' && !sure) || strchr("?!:/\"", c)) return false;
        bool first = !i || words.at[i - 1] == ' ';
        count += i && first;
        capitals += first && is_capital((const unsigned char *)words.at + i);
    }
    return count <= MOST_NAME_WORDS && (sure || is_eastern(words) || (count > 1 && capitals * 3 >= count * 2));
}

/* <span class="byline">By Jane Doe</span> */
static bool signs_in_words(Page *page, uint32_t node)
{
    ArrianSlice words;
    if (!(page->marks[node].own & IS_BYLINE) || !few_words(page, node, &words)) return false;
    return opening_of(&page->engine->read->markup->list[META_OPENING], words) > 0;
}

void byline_offer(Page *page, HeadWords *w, uint32_t node)
{
    const MarkupWords *table = page->engine->read->markup;
    uint32_t own = page->marks[node].own, strength = 0;
    bool link = page->tree->nodes.at[node].tag == TAG_a;
    ArrianSlice words;
    if (!(own & IS_AUTHOR) && !link && !(own & IS_BYLINE)) return;
    if (says(page, node, "rel", "author") || says(page, node, "itemprop", "author")) strength = NAMED;
    else if (own & IS_AUTHOR) strength = CALLED;
    else if (link ? links_to_author(page, node) : signs_in_words(page, node)) strength = LINKED;
    if (!strength || w->writer_count == MOST_SIGNS || is_in(page, node, HAS_WHY << ARRIAN_COMMENT)) return;
    if (!few_words(page, node, &words)) return;
    words = without_tail(table, without_opening(table, words));
    if (!words.length || !is_name(words, strength == NAMED) || is_listed(&table->list[META_NOBODY], words)) return;
    w->writers[w->writer_count++] = (Sign){node, strength, words};
}

/* "By Jane Doe" on a short line that calls itself a byline. */
static void find_line(const Page *page, ArrianHead *head)
{
    const MarkupWords *table = page->engine->read->markup;
    for (uint32_t i = 0; i < page->blocks.count && !head->bylines; i++) {
        const Block *b = &page->blocks.at[i];
        ArrianSlice words = text_words(&page->d->text, (ArrianSpan){b->start, b->end});
        if (!(b->is & IS_BYLINE) || b->units > 60 || b->start < page->title_line.start) continue;
        uint32_t n = opening_of(&table->list[META_OPENING], words);
        if (!n || memchr(words.at, ':', words.length)) continue;
        bool digits = false;
        for (uint32_t c = n; c < words.length; c++) digits |= words.at[c] >= '0' && words.at[c] <= '9';
        if (!digits) byline_add(table, head, words);
    }
}

/* Does an element of the list, as sure, stand inside this one? It names the same, and less beside. */
static bool is_outer(const Page *page, const HeadWords *w, const Sign *s)
{
    for (const Sign *t = s + 1; t < w->writers + w->writer_count; t++) {
        uint32_t node = t->node;
        while (node && node != s->node) node = page->tree->nodes.at[node].parent;
        if (node && t->strength == s->strength) return true;
    }
    return false;
}

void byline_choose(Page *page, const HeadWords *w, ArrianHead *head)
{
    const MarkupWords *table = page->engine->read->markup;
    const Sign *best = NULL;
    uint32_t near = 0;
    for (uint32_t i = 0; i < w->writer_count; i++) {
        const Sign *s = &w->writers[i];
        uint32_t far = title_distance(page, s->node);
        if (place_of(page, s->node) < title_place(page).start && far > BEFORE_TITLE) continue;
        if (s->strength < NAMED && is_in(page, s->node, HAS_WHY << ARRIAN_RELATED)) continue;
        if (best && (s->strength < best->strength || (s->strength == best->strength && far >= near))) continue;
        best = s;
        near = far;
    }
    if (!best) {
        find_line(page, head);
        if (head->bylines) head->byline_basis = ARRIAN_TEXT;
        return;
    }
    uint32_t behind = place_of(page, best->node);
    for (const Sign *s = best; s < w->writers + w->writer_count; s++) {
        uint32_t at = place_of(page, s->node);
        if (s->strength != best->strength || at > behind + BESIDE) continue;
        if (!slice_same_words(s->value, head->outlet) && !is_outer(page, w, s)) byline_add(table, head, s->value);
        behind = at;
    }
    if (!head->bylines && !slice_same_words(best->value, head->outlet)) byline_add(table, head, best->value);
    if (head->bylines) head->byline_basis = ARRIAN_TEXT;
}

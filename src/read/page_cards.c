/* page_cards.c: other reports of the house that stand in the text or behind it.
 *     <div><h3><a href="/pier">Pier is mended at last</a></h3><p>Two years after the storm it opens again.</p></div>
 * A part of the page with one paragraph and a headline before it that is a link into the same house is a card of another
 * report, wherever it stands; an <article> with a heading like the title's is the next report whole. They are marked. */
#include <string.h>

#include "read/page.h"

enum {
    LONGEST_PROSE = 300, /* units */
    SHORTEST_HEAD = 20,  /* bytes */
    BETWEEN = 5,         /* blocks from the headline to the paragraph: author, day, section */
    GROWTH = 2,          /* elements around both that may belong to the card: its label */
    LEAST_OWN = 5,       /* one in so many parts of the prose stands in the title's own <article> */
    MOST_CARDS = 60      /* of a hundred parts of the prose: more are a report in the form of cards */
};

static uint32_t parent_of(const Page *page, uint32_t node)
{
    return page->tree->nodes.at[node].parent;
}

static bool is_within(const Page *page, uint32_t node, uint32_t outer)
{
    while (node && node != outer) node = parent_of(page, node);
    return node == outer;
}

/* The link that a block stands in or holds; 0 where there is none. */
static uint32_t link_of(const Page *page, uint32_t block)
{
    const HtmlTree *tree = page->tree;
    for (uint32_t up = block; up; up = parent_of(page, up))
        if (tree->nodes.at[up].tag == TAG_a) return up;
    for (uint32_t i = html_follow(tree, block); i && is_within(page, i, block); i = html_follow(tree, i))
        if (tree->nodes.at[i].tag == TAG_a) return i;
    return 0;
}

/* Where the host of an address begins and ends. */
static ArrianSlice host_of(ArrianSlice url)
{
    const char *at = url.length ? memmem(url.at, url.length, "//", 2) : NULL;
    if (!at) return (ArrianSlice){0};
    const char *end = url.at + url.length, *stop = memchr(at + 2, '/', (size_t)(end - at - 2));
    return (ArrianSlice){at + 2, (uint32_t)((stop ? stop : end) - at - 2)};
}

static bool is_of_house(const Page *page, ArrianSlice house, uint32_t link)
{
    HtmlSpan at;
    if (!link || !html_attribute(page->tree, link, "href", &at) || at.end - at.start < 2) return false;
    ArrianSlice href = {page->tree->bytes + at.start, at.end - at.start}, host = host_of(href);
    if (*href.at == '/' && href.at[1] != '/') return true;
    return host.length && host.length == house.length && !memcmp(host.at, house.at, host.length);
}

static bool is_headline(const Page *page, ArrianSlice house, const Block *b)
{
    uint32_t length = b->end - b->start;
    return length >= SHORTEST_HEAD && b->linked * 10 >= length * 9 && !(b->is & (IS_BYLINE | IS_CAPTION)) &&
           is_of_house(page, house, link_of(page, b->node));
}

/* No prose but that, not the page's title, and no part that calls itself the text? */
static bool holds_only(const Page *page, uint32_t node, uint32_t units, uint32_t title)
{
    const Mark *m = &page->marks[node];
    return node && m->good == units && !(m->own & IS_BODY) && !is_within(page, title, node);
}

/* The element of the card whose paragraph the block is; 0 where it is none. */
static uint32_t card_at(const Page *page, ArrianSlice house, uint32_t title, uint32_t at)
{
    const Block *prose = &page->blocks.at[at], *head = prose - 1;
    while (head > page->blocks.at && prose - head < BETWEEN && !head->good && !is_headline(page, house, head)) head--;
    if (head->good || !is_headline(page, house, head)) return 0;
    uint32_t card = prose->node;
    while (card && !is_within(page, head->node, card)) card = parent_of(page, card);
    if (!holds_only(page, card, prose->units, title)) return 0;
    for (int k = 0; k < GROWTH && holds_only(page, parent_of(page, card), prose->units, title); k++)
        card = parent_of(page, card);
    return card;
}

/* The <article> that an element stands in; 0 where it stands in none. */
static uint32_t article_of(const Page *page, uint32_t node)
{
    while (node && page->tree->nodes.at[node].tag != TAG_article) node = parent_of(page, node);
    return node;
}

/* The next report, put below this one whole: an <article> beside that of the title, with a first heading of its own. */
static void find_next_reports(Page *page, uint32_t title)
{
    uint32_t own = article_of(page, title);
    if (!own || page->marks[own].good * LEAST_OWN < page->prose) return;
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        uint32_t node = page->blocks.at[i].node, other = article_of(page, node);
        if (page->tree->nodes.at[node].tag != TAG_h1 || !other) continue;
        if (!is_within(page, other, own) && !is_within(page, own, other)) page->marks[other].own |= IS_OTHER_REPORT;
    }
}

void page_cards(Page *page, ArrianSlice url)
{
    uint32_t i = 0, title, held = 0, count = 0;
    uint32_t *cards = NEW(&page->d->arena, uint32_t, page->blocks.count);
    ArrianSlice house = host_of(url);
    while (i < page->blocks.count && page->blocks.at[i].end <= page->title_line.start) i++;
    if (!page->title_line.end || i == page->blocks.count) return;
    title = page->blocks.at[i].node;
    find_next_reports(page, title);
    while (i < page->blocks.count && !page->blocks.at[i].good) i++;
    for (i++; i < page->blocks.count; i++) { /* the first prose is the report's */
        const Block *b = &page->blocks.at[i];
        uint32_t card = b->good && b->units <= LONGEST_PROSE ? card_at(page, house, title, i) : 0;
        if (card) cards[count++] = card, held += b->units;
    }
    if ((uint64_t)held * 100 > (uint64_t)page->prose * MOST_CARDS) return;
    while (count) page->marks[cards[--count]].own |= HAS_WHY << ARRIAN_RELATED;
}

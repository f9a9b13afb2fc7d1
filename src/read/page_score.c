/* page_score.c: which blocks are the report.   Prose adds up in the element that holds it; furniture that is named is
 * taken off; the smallest element that still holds most of the prose is the body; inside it headings and short lines
 * live by their neighbours. Shares were set by hand on ../shared/data's pages. */
#include <string.h>

#include "read/page.h"

enum {
    REACH = 3,
    MOST_LOST = 5, /* names may take this part of the prose, all but one in so many */
    LONGEST_BYLINE = 400,
    LITTLE = 300,
    HAS_ANY_WHY = (HAS_WHY << (ARRIAN_OTHER + 1)) - HAS_WHY,
    SURE = IS_SCREEN | HAS_WHY << ARRIAN_COMMENT | HAS_WHY << ARRIAN_LEGAL | HAS_WHY << ARRIAN_MENU
};

static Mark *mark_of(const Page *page, uint32_t node)
{
    return &page->marks[node];
}

static uint32_t parent_of(const Page *page, uint32_t node)
{
    return page->tree->nodes.at[node].parent;
}

static bool is_within(const Page *page, uint32_t node, uint32_t outer)
{
    while (node && node != outer) node = parent_of(page, node);
    return node == outer;
}

static bool is_aside(const Block *b)
{
    return b->why >= 0 || b->is & IS_CAPTION || (b->is & IS_BYLINE && b->units < 120);
}

/* A byline is short: what calls itself one and holds more is named for something else ("date-posts"). */
static void find_bylines(Page *page)
{
    HtmlTree *tree = page->tree;
    bool any = false;
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        const Block *b = &page->blocks.at[i];
        for (uint32_t node = b->under & IS_BYLINE ? b->node : 0; node; node = parent_of(page, node)) {
            mark_of(page, node)->signed_units += b->units;
            any |= mark_of(page, node)->own & IS_BYLINE && mark_of(page, node)->signed_units > LONGEST_BYLINE;
        }
    }
    if (!any) return;
    for (uint32_t i = html_follow(tree, 0); i; i = html_follow(tree, i)) {
        Mark *m = mark_of(page, i);
        if (m->signed_units > LONGEST_BYLINE) m->own &= ~(uint32_t)IS_BYLINE;
        m->is = (m->is & ~(uint32_t)IS_BYLINE) | ((m->own | mark_of(page, tree->nodes.at[i].parent)->is) & IS_BYLINE);
    }
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        Block *b = &page->blocks.at[i];
        b->is &= ~(IS_BYLINE & b->under & ~mark_of(page, b->node)->is);
    }
}

/* Prose below each element. */
static void add_up(Page *page)
{
    for (uint32_t i = 0; i < page->tree->nodes.count; i++) page->marks[i].good = 0;
    page->prose = 0;
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        const Block *b = &page->blocks.at[i];
        if (!b->good || is_aside(b)) continue;
        page->prose += b->units;
        for (uint32_t node = b->node; node; node = parent_of(page, node)) mark_of(page, node)->good += b->units;
    }
}

static int why_named(uint32_t is)
{
    for (int w = 0; w <= ARRIAN_OTHER; w++)
        if (is & (uint32_t)HAS_WHY << w) return w;
    return is & IS_SCREEN ? ARRIAN_OTHER : -1;
}

/* A part that calls itself furniture is, unless it holds much of the prose: "comments-open" may be a word of the body.
 * believed: bits of the names that are taken at their word. */
static void find_furniture(Page *page, uint32_t believed)
{
    HtmlTree *tree = page->tree;
    for (uint32_t i = 1; i < tree->nodes.count; i++)
        for (uint32_t up = i; mark_of(page, i)->own & IS_BODY && up && !(mark_of(page, up)->own & HOLDS_BODY);
             up = parent_of(page, up))
            mark_of(page, up)->own |= HOLDS_BODY;
    for (uint32_t i = html_follow(tree, 0); i; i = html_follow(tree, i)) {
        Mark *m = mark_of(page, i);
        if (tree->nodes.at[i].kind != NODE_ELEMENT) continue;
        m->why = mark_of(page, tree->nodes.at[i].parent)->why;
        int why = m->why < 0 ? why_named(m->own & believed) : -1;
        uint64_t most = why == ARRIAN_COMMENT ? 75 : m->own & HOLDS_BODY ? 10 : 60;
        if ((m->own & IS_OTHER_REPORT) == IS_OTHER_REPORT) most = 100;
        if (why >= 0 && (uint64_t)m->good * 100 <= page->prose * most) m->why = why;
    }
    for (uint32_t i = 0; i < page->blocks.count; i++)
        page->blocks.at[i].why = mark_of(page, page->blocks.at[i].node)->why;
}

static bool may_hold(const Page *page, uint32_t node)
{
    HtmlTag tag = (HtmlTag)page->tree->nodes.at[node].tag;
    bool list = tag == TAG_ul || tag == TAG_ol || tag == TAG_dl;
    return !list && !(mark_of(page, node)->own & (IS_PARAGRAPH | IS_HEADING | IS_ITEM | IS_QUOTE));
}

/* The smallest element that holds most of the prose. */
static uint32_t find_body(const Page *page)
{
    HtmlTree *tree = page->tree;
    uint32_t node = 0;
    for (;;) {
        uint32_t best = 0;
        for (uint32_t c = tree->nodes.at[node].first; c; c = tree->nodes.at[c].next)
            if (tree->nodes.at[c].kind == NODE_ELEMENT && (!best || mark_of(page, c)->good > mark_of(page, best)->good))
                best = c;
        uint64_t whole = node ? mark_of(page, node)->good : page->prose;
        if (!best || !may_hold(page, best) || mark_of(page, best)->good * 100u < whole * 80) return node;
        node = best;
    }
}

/* The whole that the body is a part of, where that calls itself the text of an article. */
static uint32_t whole_body(const Page *page, uint32_t body)
{
    for (uint32_t node = body; node; node = parent_of(page, node))
        if (mark_of(page, node)->own & IS_BODY) return node;
    return body;
}

/* ---- what to keep inside ---- */

static uint32_t share(uint32_t part, uint32_t whole)
{
    return whole ? part * 100 / whole : 0;
}

static bool is_links(const Block *b)
{
    return !b->keep && share(b->linked, b->end - b->start) > 50;
}

static bool is_prose(const Block *b)
{
    return b->good && !is_aside(b);
}

/* Is a block that stays in reach, before or behind? */
static bool near_prose(const Page *page, uint32_t at, int step)
{
    for (int k = 1; k <= REACH; k++) {
        int64_t i = (int64_t)at + k * step;
        if (i < 0 || i >= (int64_t)page->blocks.count) return false;
        const Block *b = &page->blocks.at[i];
        if (b->keep) return true;
        if (b->is & IS_HEADING && step > 0) continue;
    }
    return false;
}

/* Does a paragraph that stays stand beside it, in the same element? */
static bool beside_prose(const Page *page, uint32_t at)
{
    uint32_t parent = parent_of(page, page->blocks.at[at].node);
    for (int step = -1; step <= 1; step += 2) {
        uint32_t i = at + (uint32_t)step;
        if (i >= page->blocks.count || !page->blocks.at[i].keep) continue;
        uint32_t node = page->blocks.at[i].node;
        if (parent_of(page, node) == parent && mark_of(page, node)->own & IS_PARAGRAPH) return true;
    }
    return false;
}

/* A paragraph, a line of a list or of code that stands right in the part that calls itself the text. */
static bool is_line_of_text(const Page *page, uint32_t at)
{
    const Block *b = &page->blocks.at[at];
    HtmlTag tag = (HtmlTag)page->tree->nodes.at[b->node].tag;
    uint32_t parent = parent_of(page, b->node);
    if (is_aside(b) || share(b->linked, b->end - b->start) >= 30) return false;
    if (tag == TAG_li) parent = parent_of(page, parent);
    else if (tag != TAG_p && tag != TAG_pre) return false;
    return mark_of(page, parent)->own & IS_BODY;
}

static bool keep_short(const Page *page, uint32_t at)
{
    const Block *b = &page->blocks.at[at];
    uint32_t links = share(b->linked, b->end - b->start);
    if (is_aside(b) || b->is & IS_HEADING || links > 50) return false;
    bool before = near_prose(page, at, -1), behind = near_prose(page, at, 1);
    if (b->is & (IS_ITEM | IS_TABLE) && links < 30 && (before || behind)) return true;
    bool paragraph = mark_of(page, b->node)->own & IS_PARAGRAPH, named = paragraph || b->is & IS_QUOTE;
    if (!(b->is & (IS_ITEM | IS_TABLE)) && before && behind && (named || b->points || b->units > 30)) return true;
    if (is_line_of_text(page, at)) return true;
    return paragraph && links < 30 && beside_prose(page, at);
}

static void keep_headings(Page *page, uint32_t first)
{
    for (uint32_t i = page->blocks.count; i-- > first;) {
        Block *b = &page->blocks.at[i];
        if (!(b->is & IS_HEADING) || b->why >= 0 || b->is & IS_CAPTION) continue;
        if (share(b->linked, b->end - b->start) > 60 || b->units > 300) continue;
        for (uint32_t k = 1; k <= REACH && i + k < page->blocks.count && !b->keep; k++) {
            if (is_links(&page->blocks.at[i + k])) break; /* the heading of a list of links */
            b->keep = page->blocks.at[i + k].keep && is_within(page, b->node, page->body);
        }
    }
}

/* "Read more:" above a list of links or the card of another report. */
static bool opens_links(const Page *page, uint32_t at)
{
    const Block *b = &page->blocks.at[at], *next = b + 1;
    if (b->units > 60 || b->points > 1 || page->d->text.at[b->end - 1] != ':') return false;
    if (at + 2 >= page->blocks.count || next->keep) return false;
    return next->why == ARRIAN_RELATED || (is_links(next) && !next[1].keep);
}

static void keep_inside(Page *page)
{
    uint32_t first = ARRIAN_NONE;
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        Block *b = &page->blocks.at[i];
        b->keep = is_prose(b) && is_within(page, b->node, page->body);
        if (b->keep && first == ARRIAN_NONE) first = i;
    }
    if (first == ARRIAN_NONE) return;
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        Block *b = &page->blocks.at[i];
        if (b->keep || !is_within(page, b->node, page->body)) continue;
        b->keep = i < first ? b->start > page->title_line.start && is_line_of_text(page, i) : keep_short(page, i);
    }
    for (uint32_t i = first; i < page->blocks.count; i++)
        if (opens_links(page, i)) page->blocks.at[i].keep = false;
    keep_headings(page, first > 2 ? first - 2 : 0);
}

/* Is it furniture by the name of a teaser alone, and one without a link: the report's own? */
static bool is_own_teaser(const Page *page, uint32_t at)
{
    uint32_t teaser = 0, node = page->blocks.at[at].node;
    for (; node; node = parent_of(page, node)) {
        int why = why_named(mark_of(page, node)->own);
        if (why >= 0 && !(why == ARRIAN_RELATED && mark_of(page, node)->own & IS_TEASER)) return false;
        if (why >= 0) teaser = node;
    }
    for (int step = -1; teaser && step <= 1; step++) {
        uint32_t i = at + (uint32_t)step;
        if (i < page->blocks.count && page->blocks.at[i].linked && is_within(page, page->blocks.at[i].node, teaser))
            return false;
    }
    return teaser != 0;
}

static bool is_lead(const Page *page, uint32_t at)
{
    const Block *b = &page->blocks.at[at];
    if (share(b->linked, b->end - b->start) >= 30) return false;
    if (b->why == ARRIAN_RELATED && b->is & IS_LEAD) return b->units >= 30 && is_own_teaser(page, at);
    bool long_enough = b->units >= (b->is & IS_LEAD ? 30 : b->is & IS_HEADING ? 100 : 90);
    return !is_aside(b) && (b->good || long_enough);
}

/* A standfirst stands between the title and the body. */
static void keep_lead(Page *page)
{
    uint32_t title = page->title_line.end, i = 0;
    while (i < page->blocks.count && page->blocks.at[i].start < title) i++;
    for (; title && i < page->blocks.count && !page->blocks.at[i].keep; i++) page->blocks.at[i].keep = is_lead(page, i);
}

/* No prose: what is not named furniture and is not links. */
static void keep_rest(Page *page)
{
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        Block *b = &page->blocks.at[i];
        b->keep = !is_aside(b) && share(b->linked, b->end - b->start) < 40 && (b->units >= 20 || b->is & IS_HEADING);
    }
}

/* The first part behind the title that calls itself the text of an article; 0 where none does. */
static uint32_t first_body(const Page *page)
{
    uint32_t title = page->title_line.end;
    for (uint32_t i = 0; title && i < page->blocks.count; i++) {
        if (page->blocks.at[i].start < title) continue;
        for (uint32_t node = page->blocks.at[i].node; node; node = parent_of(page, node))
            if (mark_of(page, node)->own & IS_BODY) return node;
    }
    return 0;
}

/* A song, a recipe, a note: no prose, but a part that calls itself the text. What that stands in is no furniture. */
static void keep_verse(Page *page)
{
    for (uint32_t node = page->body; node; node = parent_of(page, node)) mark_of(page, node)->own &= ~HAS_ANY_WHY;
    find_furniture(page, ~0u);
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        Block *b = &page->blocks.at[i];
        b->keep = !is_aside(b) && share(b->linked, b->end - b->start) < 40 && is_within(page, b->node, page->body);
    }
}

static ArrianWhy why_of(const Block *b)
{
    if (b->why >= 0) return (ArrianWhy)b->why;
    return b->is & IS_CAPTION ? ARRIAN_OTHER : b->linked * 2 > b->end - b->start ? ARRIAN_MENU : ARRIAN_OTHER;
}

static bool goes_on(const Page *page, uint32_t at, ArrianWhy why)
{
    if (at >= page->blocks.count) return false;
    const Block *b = &page->blocks.at[at];
    bool title = b->start < page->title_line.end && page->title_line.start < b->end;
    return !b->keep && !title && !b->gap && why_of(b) == why;
}

static void ignore_rest(Page *page)
{
    ArrianSpan line = page->title_line, title = page->d->head.title_span;
    if (line.start < title.start) article_ignore(page->d, line.start, title.start, ARRIAN_OTHER); /* its kicker */
    for (uint32_t i = 0, end; i < page->blocks.count; i = end) {
        const Block *b = &page->blocks.at[i];
        bool title = b->start < page->title_line.end && page->title_line.start < b->end;
        end = i + 1;
        if (b->keep || title) continue;
        while (goes_on(page, end, why_of(b))) end++;
        article_ignore(page->d, b->start, page->blocks.at[end - 1].end, why_of(b));
    }
}

void page_score(Page *page)
{
    for (uint32_t i = 0; i < page->blocks.count; i++) page->blocks.at[i].why = -1;
    find_bylines(page);
    add_up(page);
    uint32_t all = page->prose;
    page_cards(page, page->d->head.url);
    find_furniture(page, ~0u);
    add_up(page);
    static const uint32_t believed[] = {SURE, SURE & ~(HAS_WHY << ARRIAN_MENU)};
    for (size_t k = 0; k < 2 && page->prose * MOST_LOST < all; k++) { /* each section of the report bears such a name */
        for (uint32_t i = 0; i < page->blocks.count; i++) page->blocks.at[i].why = -1;
        add_up(page);
        find_furniture(page, believed[k]);
        add_up(page);
    }
    uint32_t named = page->prose < LITTLE ? first_body(page) : 0;
    if (named) {
        page->body = named;
        keep_verse(page);
        keep_lead(page);
    } else if (page->prose) {
        page->body = whole_body(page, find_body(page));
        keep_inside(page);
        keep_lead(page);
    } else {
        keep_rest(page);
    }
    ignore_rest(page);
}

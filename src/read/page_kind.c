/* page_kind.c: an index of links is no report, and is refused rather than scraped.   A section's front page, a list of
 * search results: many lines that are links, little prose, and no markup that calls it an article */
#include "base/error.h"
#include "read/page.h"

enum { MANY_LINKS = 30, MANY_HEADINGS = 8, UNITS_A_HEADING = 60, REPORT = 400 };

/* A teaser's heading is a link, and its prose stands alone in its parent; a report's paragraphs stand side by side. */
int page_kind(const Page *page, ArrianError *why)
{
    uint32_t links = 0, headings = 0, prose = 0, run = 0, longest = 0, parent = 0;
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        const Block *b = &page->blocks.at[i];
        bool linked = b->linked * 10 > (b->end - b->start) * 6;
        links += linked;
        headings += linked && b->is & IS_HEADING;
        if (!b->keep || !b->good) continue;
        uint32_t here = page->tree->nodes.at[b->node].parent;
        run = here == parent ? run + b->units : b->units;
        parent = here;
        prose += b->units;
        if (run > longest) longest = run;
    }
    if (page->says_article || longest >= REPORT || links < MANY_LINKS || headings < MANY_HEADINGS ||
        prose >= headings * UNITS_A_HEADING)
        return ARRIAN_OK;
    return error_at(why, ARRIAN_INPUT, page->d->head.path.at, 0,
                    "is an index page: %u headings that are links and %u letters of prose; save the page of one report",
                    headings, prose);
}

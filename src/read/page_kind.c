/* page_kind.c: what a page is, and how sure that is.   LiveBlogPosting -> live, 0.95; eight captions and two lines -> gallery
 * An index of links is no report, and is refused rather than scraped: a section's front page, a list of search results:
 * many lines that are links, little prose, and no markup that calls it an article. */
#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "read/page_head.h"

enum { MANY_LINKS = 30, MANY_HEADINGS = 8, UNITS_A_HEADING = 60, REPORT = 400 };
enum { FRONT_HEADINGS = 30, FRONT_TEASERS = 15, UNITS_A_TEASER = 160 /* a front page says a sentence or two under each heading */ };
enum { OPENING = 1200, CAPTIONS = 6, LITTLE = 600, BODY_WORDS = 60, SEED = 11 };

typedef struct Counts {
    uint32_t links, headings, prose, paragraphs, longest, captions;
} Counts;

/* A teaser's heading is a link, and its prose stands alone in its parent; a report's paragraphs stand side by side. */
static Counts count(const Page *page)
{
    Counts c = {0};
    uint32_t run = 0, parent = 0;
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        const Block *b = &page->blocks.at[i];
        bool linked = b->linked * 10 > (b->end - b->start) * 6;
        c.links += linked;
        c.headings += linked && b->is & IS_HEADING;
        c.captions += b->is & IS_CAPTION && b->why < 0;
        if (!b->keep || !b->good) continue;
        uint32_t here = page->tree->nodes.at[b->node].parent;
        run = here == parent ? run + b->units : b->units;
        parent = here;
        c.prose += b->units;
        c.paragraphs++;
        if (run > c.longest) c.longest = run;
    }
    return c;
}

static void set_kind(Page *page, ArrianPageKind kind, double confidence)
{
    page->d->head.page = kind;
    page->d->head.page_confidence = confidence;
}

static void choose_kind(Page *page, const Counts *c)
{
    const HeadWords *w = page->words;
    uint32_t types = w->linked.types;
    bool video = w->type.length >= 5 && !strncasecmp(w->type.at, "video", 5);
    if (types & LINKED_LIVE) set_kind(page, ARRIAN_LIVE, 0.95);
    else if (types & LINKED_CLOSED && c->prose < OPENING) set_kind(page, ARRIAN_PAYWALL, 0.9);
    else if (types & LINKED_GALLERY && c->prose < OPENING) set_kind(page, ARRIAN_GALLERY, 0.9);
    else if (video && c->prose < OPENING) set_kind(page, ARRIAN_VIDEO, 0.9);
    else if (types & LINKED_VIDEO && w->linked.rank < 2 && c->prose < LITTLE) set_kind(page, ARRIAN_VIDEO, 0.7);
    else if (c->captions >= CAPTIONS && c->prose < LITTLE) set_kind(page, ARRIAN_GALLERY, 0.6);
    else set_kind(page, ARRIAN_ARTICLE, c->prose < REPORT ? 0.5 : page->says_article ? 0.95 : 0.8);
}

/* ---- the text that JSON-LD gives ---- */

static bool is_letter(char c)
{
    return html_is_letter(c) || (unsigned char)c >= 0x80;
}

/* The next word of more than three bytes from *at on; its hash, 0 at the end. */
static uint64_t next_word(ArrianSlice text, uint32_t *at)
{
    for (uint32_t from; *at < text.length;) {
        while (*at < text.length && !is_letter(text.at[*at])) (*at)++;
        for (from = *at; *at < text.length && is_letter(text.at[*at]);) (*at)++;
        if (*at - from > 3) return hash_bytes(text.at + from, *at - from, SEED) | 1;
    }
    return 0;
}

/* How much of the markup's own text was kept, 0..1; -1 where it gives none that tells. */
static double share_kept(Page *page)
{
    ArrianSlice body = page->words->linked.body;
    Map kept = {0};
    uint32_t found = 0, all = 0, at = 0, one;
    if (page->words->linked.rank < 2 || body.length < 400) return -1;
    body = linked_text(&page->d->arena, page->engine->read->entities, body);
    for (uint32_t i = 0; i < page->blocks.count; i++) {
        const Block *b = &page->blocks.at[i];
        uint32_t k = 0;
        ArrianSlice words = text_words(&page->d->text, (ArrianSpan){b->start, b->end});
        for (uint64_t word; b->keep && (word = next_word(words, &k));) map_put(&page->d->arena, &kept, word, 1);
    }
    for (uint64_t word; (word = next_word(body, &at)); all++) found += map_get(&kept, word, &one);
    return all < BODY_WORDS ? -1 : (double)found / all;
}

/* Two readings of one report that part ways: said, not settled. */
static void hold_against_body(Page *page)
{
    ArrianHead *head = &page->d->head;
    double share = share_kept(page);
    if (share < 0) return;
    if (share >= 0.8 && head->page == ARRIAN_ARTICLE && head->page_confidence < 0.98) head->page_confidence = 0.98;
    if (share >= 0.5 || head->note.length) return;
    const char *note = arena_print(&page->d->arena, "the page's JSON-LD gives a text of which %d %% of the words were found in what is "
                                                    "shown; the rest may be loaded by a script or sold",
                                   (int)(share * 100));
    head->note = (ArrianSlice){note, (uint32_t)strlen(note)};
}

int page_kind(Page *page, ArrianError *why)
{
    Counts c = count(page);
    bool front = c.headings >= FRONT_HEADINGS && c.paragraphs >= FRONT_TEASERS;
    bool article = page->words->linked.rank == 2 || (page->says_article && !front); /* og:type says it of sections too */
    if (!article && c.longest < REPORT && c.links >= MANY_LINKS && c.headings >= MANY_HEADINGS &&
        c.prose < c.headings * (front ? UNITS_A_TEASER : UNITS_A_HEADING))
        return error_at(why, ARRIAN_INPUT, page->d->head.path.at, 0,
                        "is an index page: %u headings that are links and %u letters of prose; save the page of one report",
                        c.headings, c.prose);
    choose_kind(page, &c);
    hold_against_body(page);
    return ARRIAN_OK;
}

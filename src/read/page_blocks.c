/* page_blocks.c: the text of a page, a line a block, in the order of its bytes.   Where two letters stand in one line
 * for the reader of a browser, they do here; where a <p>, <br> or <td> parts them, a line end does. */
#include <string.h>

#include "base/utf8.h"
#include "read/page.h"

static void put_space(Page *page, uint32_t start, uint32_t end)
{
    Text *t = &page->d->text;
    if (!t->length || t->at[t->length - 1] == '\n' || t->at[t->length - 1] == ' ') return;
    if (end == start + 1 && page->d->received[start] == ' ')
        text_copy(&page->d->arena, t, page->d->received, start, end);
    else text_put(&page->d->arena, t, start, end, " ", 1);
}

static void put_reference(Page *page, uint32_t start, uint32_t end, const uint32_t points[2])
{
    for (int k = 0; k < 2 && points[k]; k++) {
        bool space = points[k] == ' ' || points[k] == '\n' || points[k] == '\t' || points[k] == 0xA0;
        if (space) put_space(page, start, end);
        else charset_put_point(page->d, points[k], start, end);
    }
}

/* A run of text: white space folds to one space, references are decoded, the rest stands as it is. */
static void put_run(Page *page, HtmlSpan run, bool references)
{
    const char *bytes = page->d->received;
    uint32_t points[2], next;
    for (uint32_t at = run.start; at < run.end;) {
        uint32_t stop = at;
        if (html_is_space(bytes[at])) {
            while (stop < run.end && html_is_space(bytes[stop])) stop++;
            put_space(page, at, stop);
        } else if (references && bytes[at] == '&' &&
                   (next = html_reference(page->engine->read->entities, bytes, at, run.end, false, points))) {
            stop = next;
            put_reference(page, at, next, points);
        } else {
            for (stop++; stop < run.end && bytes[stop] != '&';) { /* words and the single spaces between them */
                if (html_is_space(bytes[stop]) &&
                    !(bytes[stop] == ' ' && stop + 1 < run.end && !html_is_space(bytes[stop + 1])))
                    break;
                stop++;
            }
            charset_put(page->d, page->charset, at, stop);
        }
        at = stop;
    }
}

/* ---- measures ---- */

static bool is_point(const unsigned char *b, size_t step)
{
    if (step == 1) return *b == '.' || *b == ',' || *b == ';' || *b == '!' || *b == '?' || *b == ':';
    if (step == 2) return b[0] == 0xD8 && (b[1] == 0x8C || b[1] == 0x9F); /* Arabic comma and question mark */
    if (step != 3) return false;
    if (b[0] == 0xE3) return b[1] == 0x80 && (b[2] == 0x81 || b[2] == 0x82);
    if (b[0] == 0xEF) return b[1] == 0xBC && (b[2] == 0x8C || b[2] == 0x81 || b[2] == 0x9F);
    return b[0] == 0xE0 && b[1] == 0xA5 && b[2] == 0xA4; /* danda */
}

static void measure(Page *page, Block *b)
{
    const unsigned char *text = (const unsigned char *)page->d->text.at;
    for (uint32_t i = b->start; i < b->end;) {
        size_t step = text[i] < 0x80 ? 1 : text[i] < 0xE0 ? 2 : text[i] < 0xF0 ? 3 : 4;
        bool wide = step == 3 && ((text[i] >= 0xE3 && text[i] <= 0xED));
        b->units += wide ? 2 : 1;
        b->points += is_point(text + i, step);
        i += (uint32_t)step;
    }
}

static bool ends_sentence(const Page *page, const Block *b)
{
    const unsigned char *text = (const unsigned char *)page->d->text.at;
    uint32_t end = b->end;
    for (int k = 0; k < 3 && end > b->start; k++) { /* behind quotation marks and brackets */
        unsigned char c = text[end - 1];
        if (c == '"' || c == '\'' || c == ')' || c == ' ') end--;
        else if (end - b->start > 3 && text[end - 3] == 0xE2 && text[end - 2] == 0x80 && c >= 0x98 && c <= 0x9F)
            end -= 3;
        else if (end - b->start > 2 && text[end - 2] == 0xC2 && (c == 0xBB || c == 0xAB || c == 0xA0)) end -= 2;
        else break;
    }
    if (end - b->start > 3 && !memcmp(text + end - 3, "\xE2\x80\xA6", 3)) return true;
    for (size_t step = 1; step <= 3; step++)
        if (end - b->start >= step && is_point(text + end - step, step) && text[end - step] != ',') return true;
    return false;
}

/* Prose: more than a line, few links, the points of a sentence. */
static bool is_good(const Page *page, const Block *b)
{
    if (b->linked * 2 > b->end - b->start || b->units < 30) return false;
    bool ends = ends_sentence(page, b);
    if (b->is & IS_HEADING) return b->points >= 2 && b->units >= (ends ? 60 : 150); /* a paragraph in large letters */
    return (ends && b->units >= 40) || (b->points >= 2 && b->units >= 100) || (ends && b->points >= 2);
}

/* ---- blocks ---- */

static void end_block(Page *page, Block *b)
{
    Text *t = &page->d->text;
    while (t->length > b->start && t->at[t->length - 1] == ' ') text_cut(t, t->length - 1);
    b->end = t->length;
    if (b->end == b->start) return;
    measure(page, b);
    b->good = is_good(page, b);
    b->why = -1;
    LIST_ADD(&page->d->arena, page->blocks, *b);
}

static void begin_block(Page *page, Block *b, uint32_t node, uint32_t at)
{
    Text *t = &page->d->text;
    if (t->length && t->at[t->length - 1] != '\n') text_put(&page->d->arena, t, at, at, "\n", 1);
    *b = (Block){.node = node, .start = t->length, .is = page->marks[node].is, .under = page->marks[node].is};
}

/* Text that a browser does not show, scripts and styles apart. */
static bool is_gap(const Page *page, const HtmlNode *n)
{
    HtmlTag tag = (HtmlTag)page->tree->nodes.at[n->parent].tag;
    if (tag == TAG_script || tag == TAG_style) return false;
    for (uint32_t at = n->at.start; at < n->at.end; at++)
        if (!html_is_space(page->d->received[at])) return true;
    return false;
}

void page_blocks(Page *page)
{
    HtmlTree *tree = page->tree;
    Block now = {0};
    bool open = false, gap = false;
    for (uint32_t i = 1; i < tree->nodes.count; i++) {
        const HtmlNode *n = &tree->nodes.at[i];
        const Mark *m = &page->marks[n->parent];
        if (n->kind == NODE_ELEMENT) {
            if (open && html_tag_flags((HtmlTag)n->tag) & BLOCK) end_block(page, &now), open = false;
            continue;
        }
        if (n->kind != NODE_TEXT || !n->parent) continue;
        if (m->is & IS_HIDDEN) {
            if (!gap && is_gap(page, n)) gap = true;
            if (gap && open) end_block(page, &now), open = false;
            continue;
        }
        if (open && now.node != m->block) end_block(page, &now), open = false;
        if (!open) {
            uint32_t at = n->at.start;
            while (at < n->at.end && html_is_space(tree->bytes[at])) at++;
            if (at == n->at.end) continue;
            begin_block(page, &now, m->block, n->at.start);
            now.gap = gap;
            open = true, gap = false;
        }
        uint32_t before = page->d->text.length;
        put_run(page, n->at, n->references);
        if (m->is & IS_LINK) now.linked += page->d->text.length - before;
        now.is |= m->is & (IS_LINK | IS_BYLINE | IS_CAPTION);
    }
    if (open) end_block(page, &now);
}

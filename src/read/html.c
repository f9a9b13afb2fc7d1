/* html.c: a page -> text, head, furniture.   <p>The <b>ministry</b> said &ldquo;no&rdquo;.</p> -> The ministry said
 * “no”. The tree nests as browsers nest (html_tree.h); the text stands in the order of its bytes, so that every span of
 * it maps back; what is no part of the report stays as ignored text. */
#include <string.h>

#include "read/page.h"

bool html_sniff(const char *bytes, size_t size)
{
    const char *b = bytes, *end = bytes + size;
    while (b < end && (*b == ' ' || *b == '\n' || *b == '\r' || *b == '\t')) b++;
    size_t left = (size_t)(end - b), reach = left < 4096 ? left : 4096;
    if (!left || *b != '<') return false;
    static const char *const signs[] = {"<!doctype html", "<html", "<head", "<body", "<article", "<div", "<p>", "<meta"},
                            *const first[] = {"<style", "<script", "<title", "<link", "<table", "<section"};
    for (size_t k = 0; k < sizeof first / sizeof *first; k++) /* with these a page may open; inside a text they are its own */
        if (reach >= strlen(first[k]) && !strncasecmp(b, first[k], strlen(first[k]))) return true;
    for (size_t i = 0; i < reach; i++)
        for (size_t k = 0; b[i] == '<' && k < sizeof signs / sizeof *signs; k++)
            if (reach - i >= strlen(signs[k]) && !strncasecmp(b + i, signs[k], strlen(signs[k]))) return true;
    return false;
}

static bool has_prose(const Page *page)
{
    for (uint32_t i = 0; i < page->blocks.count; i++)
        if (page->blocks.at[i].good) return true;
    return false;
}

/* A page that scripts would write says in <noscript> what it can say without them. */
static void show_unscripted(Page *page)
{
    page->unscripted = true;
    page->blocks.count = 0;
    text_cut(&page->d->text, 0);
    page_mark(page);
    page_blocks(page);
}

int html_read(const ArrianEngine *engine, ArrianDocument *d, Charset charset, uint32_t start, ArrianError *why)
{
    Page *page = NEW(&d->arena, Page, 1);
    *page = (Page){.d = d, .engine = engine, .charset = charset};
    page->tree = html_parse(&d->arena, engine->read->entities, d->received, start, d->received_size, (HtmlWay){0});
    page_mark(page);
    page_blocks(page);
    if (!has_prose(page)) show_unscripted(page);
    page_head(page);
    page_score(page);
    return page_kind(page, why);
}

/* UTF-16: what was cleaned so far, the whole page in UTF-8, is read as one; then its places are those of the bytes. */
int html_read_through(const ArrianEngine *engine, ArrianDocument *d, ArrianError *why)
{
    Text under = d->text;
    char *received = d->received;
    uint32_t size = d->received_size;
    d->received = under.at;
    d->received_size = under.length;
    d->text = (Text){0};
    int code = html_read(engine, d, CHARSET_UTF8, 0, why);
    d->received = received;
    d->received_size = size;
    text_through(&d->arena, &d->text, &under);
    return code;
}

/* html.c: a page -> text, head, furniture.   <p>The <b>ministry</b> said &ldquo;no&rdquo;.</p> -> The ministry said
 * “no”. The tree nests as browsers nest (html_tree.h); the text stands in the order of its bytes, so that every span of
 * it maps back; what is no part of the report stays as ignored text. */
#include <string.h>

#include "read/page.h"

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

int html_read(const ArrianEngine *engine, ArrianDocument *d, Charset charset, uint32_t start, ArrianError *why)
{
    Page *page = NEW(&d->arena, Page, 1);
    *page = (Page){.d = d, .engine = engine, .charset = charset};
    page->tree = html_parse(&d->arena, engine->read->entities, d->received, start, d->received_size, (HtmlWay){0});
    page_mark(page);
    page_blocks(page);
    page_head(page);
    page_score(page);
    return page_kind(page, why);
}

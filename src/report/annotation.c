/* annotation.c: claims -> W3C Web Annotations (JSON-LD).
 * Each claim is pointed at three ways: DataPositionSelector, bytes of the file as received; TextQuoteSelector, its
 * words with what stands around them; TextPositionSelector, characters (code points) of the cleaned text, which is
 * itself the body of one annotation of the report, so that its offsets can be used. */
#include "base/error.h"
#include "base/utf8.h"
#include "report/export.h"
#include <string.h>

enum { CONTEXT = 32 /* bytes of prefix and suffix */ };

/* Code points before byte `at`; the cleaned text is UTF-8. */
typedef struct Points {
    const char *text;
    uint32_t at, count;
} Points;

static uint32_t points_before(Points *points, uint32_t at)
{
    if (at < points->at) points->at = points->count = 0;
    for (; points->at < at; points->at++) points->count += ((unsigned char)points->text[points->at] & 0xC0) != 0x80;
    return points->count;
}

static bool is_inside(ArrianSlice text, uint32_t at)
{
    return at < text.length && ((unsigned char)text.at[at] & 0xC0) == 0x80;
}

static void put_quote(Json *json, ArrianSlice text, ArrianSpan span)
{
    uint32_t from = span.start > CONTEXT ? span.start - CONTEXT : 0, to = span.end + CONTEXT;
    if (to > text.length) to = text.length;
    while (is_inside(text, from)) from++;
    while (is_inside(text, to)) to--;
    json_open(json, '{');
    json_key_word(json, "type", "TextQuoteSelector");
    json_key_text(json, "exact", (ArrianSlice){text.at + span.start, span.end - span.start});
    json_key_text(json, "prefix", (ArrianSlice){text.at + from, span.start - from});
    json_key_text(json, "suffix", (ArrianSlice){text.at + span.end, to - span.end});
    json_close(json, '}');
}

static void put_position(Json *json, const char *type, uint32_t start, uint32_t end)
{
    json_open(json, '{');
    json_key_word(json, "type", type);
    json_key_number(json, "start", start);
    json_key_number(json, "end", end);
    json_close(json, '}');
}

static void put_targets(Export *e, const ExportPage *page, ArrianSpan span, Points *points)
{
    Json *json = &e->json;
    ArrianSpan received = arrian_received(page->document, span);
    uint32_t start = points_before(points, span.start), end = points_before(points, span.end);
    json_key(json, "target");
    json_open(json, '[');
    json_open(json, '{');
    json_key_text(json, "source", export_address(e, page));
    json_key(json, "selector");
    json_open(json, '[');
    put_quote(json, arrian_text(page->document), span);
    put_position(json, "DataPositionSelector", received.start, received.end);
    json_close(json, ']');
    json_close(json, '}');
    json_open(json, '{');
    json_key_text(json, "source", export_print(e, "urn:arrian:%.32s:text", page->head->sha256));
    json_key(json, "selector");
    put_position(json, "TextPositionSelector", start, end);
    json_close(json, '}');
    json_close(json, ']');
}

static void put_body(Json *json, const char *purpose, ArrianSlice value)
{
    if (!value.length) return;
    json_open(json, '{');
    json_key_word(json, "type", "TextualBody");
    json_key_word(json, "purpose", purpose);
    json_key_word(json, "format", "text/plain");
    json_key_text(json, "value", value);
    json_close(json, '}');
}

static void put_word(Json *json, const char *purpose, const char *value)
{
    put_body(json, purpose, (ArrianSlice){value, (uint32_t)strlen(value)});
}

static void put_names(Export *e, const ExportPage *page, const char *label, const ArrianParty *party, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        ArrianSlice words = arrian_words(page->document, party[i].span);
        put_body(&e->json, "identifying",
                 export_print(e, "%s: %.*s%s%s%s", label, (int)words.length, words.at, party[i].link[0] ? " [" : "",
                              party[i].link, party[i].link[0] ? "]" : ""));
    }
}

static void put_claim(Export *e, const ExportPage *page, size_t number, Points *points)
{
    Json *json = &e->json;
    const ArrianClaim *claim = &page->claims[number];
    char part[32];
    snprintf(part, sizeof part, "%s", arrian_act(claim->act));
    fputc('\n', e->out);
    json_open(json, '{');
    json_key_text(json, "id", export_urn(e, page, part, claim->span));
    json_key_word(json, "type", "Annotation");
    json_key_word(json, "motivation", "classifying");
    json_key(json, "body");
    json_open(json, '[');
    put_word(json, "classifying", arrian_act(claim->act));
    put_body(json, "classifying", claim->mode);
    put_word(json, "tagging", arrian_stance(claim->stance));
    put_names(e, page, "actor", claim->actor, claim->actors);
    put_names(e, page, "recipient", claim->recipient, claim->recipients);
    put_names(e, page, "place", claim->place, claim->places);
    json_close(json, ']');
    put_targets(e, page, claim->span, points);
    json_close(json, '}');
}

/* The cleaned text, as a body that others can point into. */
static void put_text(Export *e, const ExportPage *page)
{
    Json *json = &e->json;
    fputc('\n', e->out);
    json_open(json, '{');
    json_key_text(json, "id", export_print(e, "urn:arrian:%.32s:report", page->head->sha256));
    json_key_word(json, "type", "Annotation");
    json_key_word(json, "motivation", "describing");
    json_key(json, "body");
    json_open(json, '{');
    json_key_text(json, "id", export_print(e, "urn:arrian:%.32s:text", page->head->sha256));
    json_key_word(json, "type", "TextualBody");
    json_key_word(json, "format", "text/plain");
    json_key_text(json, "language", page->head->language);
    json_key_text(json, "value", arrian_text(page->document));
    json_close(json, '}');
    json_key_text(json, "target", export_address(e, page));
    json_close(json, '}');
}

int export_annotations(Export *e)
{
    Json *json = &e->json;
    json_open(json, '{');
    json_key_word(json, "@context", "http://www.w3.org/ns/anno.jsonld");
    json_key_word(json, "id", "urn:arrian:annotations");
    json_key_word(json, "type", "AnnotationPage");
    json_key(json, "generator");
    json_open(json, '{');
    json_key_word(json, "id", "urn:arrian:" ARRIAN_VERSION);
    json_key_word(json, "type", "Software");
    json_key_word(json, "name", "arrian " ARRIAN_VERSION);
    json_close(json, '}');
    json_key(json, "items");
    json_open(json, '[');
    for (uint32_t p = 0; p < e->page_count; p++) {
        const ExportPage *page = &e->pages[p];
        Points points = {arrian_text(page->document).at, 0, 0};
        put_text(e, page);
        for (size_t i = 0; i < page->claim_count; i++) put_claim(e, page, i, &points);
    }
    json_close(json, ']');
    json_close(json, '}');
    fputc('\n', e->out);
    return ARRIAN_OK;
}

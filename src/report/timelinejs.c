/* timelinejs.c: dated claims -> a TimelineJS document.
 *     "in July 2016" -> start_date {year 2016, month 7}, shown as the words of the text: "July 2016"
 * TimelineJS takes headline and text as HTML: words of reports go in escaped. A claim whose text gives no day, month or
 * year has no slide; the day of publication never stands in for it. */
#include "base/error.h"
#include "report/export.h"
#include "report/html.h"
#include <stdlib.h>
#include <string.h>

/* Words of a stranger as HTML inside a JSON string. */
static void put_html(Export *e, const char *key, const char *before, ArrianSlice words, const char *after)
{
    char *html = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&html, &length);
    if (!out) longjmp(*e->arena.trap, 1);
    fputs(before, out);
    html_line(out, words);
    fputs(after, out);
    bool failed = fclose(out) != 0;
    if (!failed) json_key_text(&e->json, key, (ArrianSlice){html, (uint32_t)length});
    free(html);
    if (failed) longjmp(*e->arena.trap, 1);
}

/* As exact as the text is: no day where it gives a month alone. */
static void put_date(Json *json, const char *key, const char *day, ArrianPrecision precision)
{
    json_key(json, key);
    json_open(json, '{');
    json_key_number(json, "year", atoi(day));
    bool year = precision == ARRIAN_YEAR || precision == ARRIAN_DECADE;
    if (!year) json_key_number(json, "month", atoi(day + 5));
    if (!year && precision != ARRIAN_MONTH && precision != ARRIAN_QUARTER) json_key_number(json, "day", atoi(day + 8));
    json_close(json, '}');
}

static void add_parties(FILE *out, const ArrianDocument *d, const char *before, const ArrianParty *party,
                        uint32_t count, const char *after)
{
    for (uint32_t i = 0; i < count; i++) {
        fputs(i ? ", " : before, out);
        html_line(out, arrian_words(d, party[i].span));
    }
    if (count) fputs(after, out);
}

/* "NATO: will send - Latvia, Lithuania": words of the claim alone, in the order actor, act, recipient */
static void put_headline(Export *e, const ArrianDocument *d, const ArrianClaim *claim)
{
    char *html = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&html, &length);
    if (!out) longjmp(*e->arena.trap, 1);
    add_parties(out, d, "", claim->actor, claim->actors, ": ");
    html_line(out, arrian_words(d, claim->span));
    add_parties(out, d, " \xE2\x80\x93 ", claim->recipient, claim->recipients, "");
    bool failed = fclose(out) != 0;
    if (!failed) json_key_text(&e->json, "headline", (ArrianSlice){html, (uint32_t)length});
    free(html);
    if (failed) longjmp(*e->arena.trap, 1);
}

static void put_slide_text(Export *e, const ExportPage *page, const ArrianClaim *claim)
{
    const ArrianDocument *d = page->document;
    size_t count;
    const ArrianSentence *sentence = arrian_sentences(d, &count);
    ArrianSpan whole = claim->sentence < count ? sentence[claim->sentence].span : claim->span;
    json_key(&e->json, "text");
    json_open(&e->json, '{');
    put_headline(e, d, claim);
    put_html(e, "text", "<q>", arrian_words(d, whole), "</q>");
    json_close(&e->json, '}');
}

static void put_slide(Export *e, const ExportPage *page, size_t number, const ArrianTime *time, const char *first,
                      const char *last)
{
    const ArrianClaim *claim = &page->claims[number];
    Json *json = &e->json;
    char id[16];
    fputc('\n', e->out);
    json_open(json, '{');
    put_date(json, "start_date", first, time->precision);
    bool one = (time->precision == ARRIAN_MONTH || time->precision == ARRIAN_YEAR) && !strchr(time->value, '/');
    if (strcmp(first, last) && !one) put_date(json, "end_date", last, time->precision);
    put_html(e, "display_date", "", arrian_words(page->document, time->span), "");
    put_slide_text(e, page, claim);
    json_key_word(json, "group", arrian_act(claim->act));
    snprintf(id, sizeof id, "c%u", export_claim_number(page, number));
    json_key_word(json, "unique_id", id);
    json_key(json, "media");
    json_open(json, '{');
    put_html(e, "url", "<blockquote>", arrian_words(page->document, claim->span), "</blockquote>");
    put_html(e, "credit", "", export_outlet(page), "");
    put_html(e, "caption", "", page->head->title, "");
    json_close(json, '}');
    json_close(json, '}');
}

int export_timelinejs(Export *e)
{
    Json *json = &e->json;
    json_open(json, '{');
    if (e->count) {
        json_key(json, "title");
        json_open(json, '{');
        json_key(json, "text");
        json_open(json, '{');
        put_html(e, "headline", "", write_story_name(e->stories[0]), "");
        json_close(json, '}');
        json_close(json, '}');
    }
    json_key(json, "events");
    json_open(json, '[');
    for (uint32_t p = 0; p < e->page_count; p++) {
        for (size_t i = 0; i < e->pages[p].claim_count; i++) {
            const ArrianTime *time;
            char first[11], last[11];
            if (export_claim_days(&e->pages[p], &e->pages[p].claims[i], first, last, &time))
                put_slide(e, &e->pages[p], i, time, first, last);
        }
    }
    json_close(json, ']');
    json_close(json, '}');
    fputc('\n', e->out);
    return ARRIAN_OK;
}

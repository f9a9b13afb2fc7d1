/* lineage.c: who copied or relays whom, and how many origins that leaves.
 *     1 Alpha Wire <- 3 Delta copies 61 words;  2 names "Ministry of Defence" as its source */
#include "base/lexicon.h"
#include "report/sheet.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_PASSAGES = 200, MOST_WORDS = 320 };

void graph_figure(const Sheet *sheet);
void edits_write(const Sheet *sheet, const ArrianPassage *passage, int side, uint32_t most); /* edits.c */

/* "1 and 3 share text p4", "2 names Interfax, as another does r6", "2 names 1 r7" */
static void put_why(const Sheet *sheet, const ArrianEvidence *why)
{
    FILE *out = sheet->out;
    if (why->index == ARRIAN_NONE) {
        fputs("one outlet or one owner", out);
        return;
    }
    uint32_t number = (why->of_passage ? sheet->first_passage : sheet->first_relay) + why->index + 1;
    size_t count;
    if (why->of_passage) {
        const ArrianPassage *passage = &arrian_passages(sheet->story, &count)[why->index];
        sheet_number(sheet, passage->doc[0]), fputs(" and ", out), sheet_number(sheet, passage->doc[1]);
        fputs(" share text", out);
    } else {
        const ArrianRelay *relay = &arrian_relays(sheet->story, &count)[why->index];
        uint32_t named = sheet_report_named(sheet, relay->from, relay->doc);
        sheet_number(sheet, relay->doc), fputs(" names ", out);
        if (named != ARRIAN_NONE) sheet_number(sheet, named);
        else html_cut(out, relay->from, 80), fputs(", as another does", out);
    }
    char kind = why->of_passage ? 'p' : 'r';
    fprintf(out, " <a class=\"to\" href=\"#%c-%u\">%c%u</a>", kind, number, kind, number);
}

static void put_origin(const Sheet *sheet, uint32_t index, const ArrianOrigin *origin)
{
    FILE *out = sheet->out;
    uint32_t number = sheet->first_origin + index + 1;
    fprintf(out, "<tr class=\"row\" id=\"o-%u\" data-r=\"", number);
    for (uint32_t i = 0; i < origin->count; i++) fprintf(out, "%s%u", i ? " " : "", sheet_doc(sheet, origin->docs[i]));
    fputs("\"><td>", out);
    for (uint32_t i = 0; i < origin->count; i++) fputs(i ? " " : "", out), sheet_chip(sheet, origin->docs[i]);
    fputs("</td><td>", out);
    for (uint32_t i = 0; i < origin->whys; i++) fputs(i ? "; " : "", out), put_why(sheet, &origin->why[i]);
    if (!origin->whys) fputs("<span class=\"own\">no link to another report was found</span>", out);
    fputs("</td></tr>\n", out);
}

static void put_origins(const Sheet *sheet)
{
    FILE *out = sheet->out;
    size_t count;
    const ArrianOrigin *origin = arrian_origins(sheet->story, &count);
    if (!count) {
        fputs("<p class=\"blank\">No two reports were joined into one origin; that does not prove them "
              "independent.</p>\n",
              out);
        return;
    }
    fputs("<table><caption>Origins: reports that cannot be counted as independent stand in one row</caption>"
          "<thead><tr><th scope=\"col\">reports</th><th scope=\"col\">why they count as one</th></tr></thead><tbody>\n",
          out);
    for (size_t i = 0; i < count; i++) put_origin(sheet, (uint32_t)i, &origin[i]);
    fputs("</tbody></table>\n", out);
}

/* The next relay of a report after the one at `from`. */
static const ArrianRelay *relay_of(const Sheet *sheet, uint32_t doc, size_t from)
{
    size_t count;
    const ArrianRelay *relay = arrian_relays(sheet->story, &count);
    for (size_t i = from; i < count; i++)
        if (relay[i].doc == doc) return &relay[i];
    return NULL;
}

/* From a report back through the reports that it names, as far as they name others: A <- B <- Interfax. Only chains
 * that pass through another report are told; one that comes back is a circle. */
static bool put_chain(const Sheet *sheet, const ArrianRelay *relay, bool *seen)
{
    FILE *out = sheet->out;
    uint32_t doc = relay->doc, via = sheet_report_named(sheet, relay->from, doc);
    bool circle = false;
    if (via == ARRIAN_NONE) return false;
    for (uint32_t i = 0; i < sheet->count; i++) seen[i] = false;
    fputs("<li>", out);
    sheet_chip(sheet, doc);
    seen[doc] = true;
    while (relay && !circle) {
        via = sheet_report_named(sheet, relay->from, doc);
        fputs(" <span aria-label=\"names\">\u2190</span> ", out);
        if (via == ARRIAN_NONE) {
            html_cut(out, relay->from, 80);
            break;
        }
        sheet_chip(sheet, via);
        circle = seen[via], seen[via] = true, doc = via;
        relay = relay_of(sheet, doc, 0);
    }
    fputs(circle ? " <b class=\"round\">a circle: no report outside of it is named</b></li>\n" : "</li>\n", out);
    return true;
}

static void put_chains(const Sheet *sheet)
{
    size_t count;
    const ArrianRelay *relay = arrian_relays(sheet->story, &count);
    bool *seen = NEW(sheet->arena, bool, sheet->count + 1), any = false;
    for (size_t i = 0; i < count && !any; i++) any = sheet_report_named(sheet, relay[i].from, relay[i].doc) != ARRIAN_NONE;
    if (!any) return;
    fputs("<p class=\"lead\">Chains: a report, the report that it names, and whom that one names.</p><ul "
          "class=\"chains\">\n",
          sheet->out);
    for (size_t i = 0; i < count && i < MOST_PASSAGES; i++) put_chain(sheet, &relay[i], seen);
    fputs("</ul>\n", sheet->out);
}

static void put_relays(const Sheet *sheet)
{
    FILE *out = sheet->out;
    size_t count;
    const ArrianRelay *relay = arrian_relays(sheet->story, &count);
    if (!count) return;
    fputs("<table><caption>Relays: whom a report names as its source</caption><thead><tr><th scope=\"col\">no.</th>"
          "<th scope=\"col\">report</th><th scope=\"col\">names</th><th scope=\"col\">in the "
          "words</th></tr></thead><tbody>\n",
          out);
    for (size_t i = 0; i < count; i++) {
        uint32_t number = sheet->first_relay + (uint32_t)i + 1;
        fprintf(out, "<tr class=\"row\" id=\"r-%u\" tabindex=\"-1\" data-r=\"%u\"><td>r%u</td><td>", number,
                sheet_doc(sheet, relay[i].doc), number);
        sheet_chip(sheet, relay[i].doc);
        fputs("</td><td>", out);
        html_cut(out, relay[i].from, 80);
        fputs("</td><td class=\"words\">", out);
        sheet_excerpt(sheet, relay[i].doc, relay[i].span, MOST_WORDS);
        sheet_notes(sheet, 'r', ARRIAN_NONE, (uint32_t)i);
        fputs("</td></tr>\n", out);
    }
    fputs("</tbody></table>\n", out);
}

static void put_passage(const Sheet *sheet, uint32_t index, const ArrianPassage *passage)
{
    FILE *out = sheet->out;
    uint32_t number = sheet->first_passage + index + 1;
    fprintf(out,
            "<tr class=\"row\" id=\"p-%u\" tabindex=\"-1\" data-r=\"%u %u\"><td>p%u<br><span class=\"own\">%u words, "
            "%.0f%% the same<br>%s</span></td>",
            number, sheet_doc(sheet, passage->doc[0]), sheet_doc(sheet, passage->doc[1]), number, passage->words,
            passage->same * 100, arrian_what(passage->what));
    for (int side = 0; side < 2; side++) {
        fputs("<td class=\"words\">", out);
        sheet_chip(sheet, passage->doc[side]);
        fputs("<br>", out);
        edits_write(sheet, passage, side, MOST_WORDS);
        fputs("</td>", out);
    }
    fputs("</tr>\n", out);
}

static void put_passages(const Sheet *sheet)
{
    FILE *out = sheet->out;
    size_t count;
    const ArrianPassage *passage = arrian_passages(sheet->story, &count);
    if (!count) return;
    fputs("<table class=\"pairs\"><caption>Shared passages: the same words in two reports; what one has and the other "
          "not is marked</caption><thead><tr><th "
          "scope=\"col\">passage</th>"
          "<th scope=\"col\">in one report</th><th scope=\"col\">in the other</th></tr></thead><tbody>\n",
          out);
    for (size_t i = 0; i < count && i < MOST_PASSAGES; i++) put_passage(sheet, (uint32_t)i, &passage[i]);
    fputs("</tbody></table>\n", out);
    if (count > MOST_PASSAGES)
        fprintf(out, "<p class=\"blank\">The first %d of %zu; the records hold all.</p>\n", MOST_PASSAGES, count);
}

void lineage_section(const Sheet *sheet)
{
    size_t relays;
    arrian_relays(sheet->story, &relays);
    if (sheet->count < 2 && !relays) return;
    sheet_heading(sheet, "lineage", "Who copies or relays whom");
    graph_figure(sheet);
    put_origins(sheet);
    put_chains(sheet);
    put_relays(sheet);
    put_passages(sheet);
    sheet_end_section(sheet);
}

/* ledger.c: every claim, one a row, a blank where the text is silent.
 *     c12 | 2 RT | MOBILIZE, planned | NATO | | in Poland | 2017 | four battalions | says Stoltenberg */
#include "report/sheet.h"

enum { MOST_WORDS = 240, MOST_PARTY = 80 };

static void put_parties(const Sheet *sheet, uint32_t doc, const char *before, const ArrianParty *party, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        fputs(i ? ", " : before, sheet->out);
        sheet_party(sheet, doc, &party[i], MOST_PARTY);
        if (!party[i].link[0]) continue;
        fputs(" <abbr>", sheet->out);
        html_word(sheet->out, party[i].link);
        fputs("</abbr>", sheet->out);
    }
}

static void put_time(const Sheet *sheet, uint32_t doc, const ArrianClaim *claim)
{
    const ArrianDocument *d = sheet->docs[doc];
    if (claim->time >= d->times.count) return;
    const ArrianTime *time = &d->times.at[claim->time];
    sheet_words(sheet, doc, time->span, MOST_PARTY);
    if (time->value[0]) fprintf(sheet->out, " <abbr>%s</abbr>", time->value);
}

static void put_quantities(const Sheet *sheet, uint32_t doc, const ArrianClaim *claim)
{
    const ArrianDocument *d = sheet->docs[doc];
    for (uint32_t i = 0, put = 0; i < claim->quantities; i++) {
        if (claim->quantity[i] >= d->quantities.count) continue;
        fputs(put++ ? ", " : "", sheet->out);
        sheet_words(sheet, doc, d->quantities.at[claim->quantity[i]].span, MOST_PARTY);
    }
}

static void put_sources(const Sheet *sheet, uint32_t doc, const ArrianClaim *claim)
{
    for (uint32_t i = 0; i < claim->sources; i++) {
        fputs(claim->source[i].role == ARRIAN_VIA ? (i ? ", via " : "via ") : i ? ", " : "", sheet->out);
        sheet_words(sheet, doc, claim->source[i].span, MOST_PARTY);
    }
}

static void put_row(const Sheet *sheet, uint32_t doc, uint32_t index)
{
    FILE *out = sheet->out;
    const ArrianClaim *claim = &sheet->docs[doc]->claims.at[index];
    uint32_t number = sheet->first_claim[doc] + index + 1;
    fprintf(out,
            "<tbody class=\"row\" id=\"c-%u\" tabindex=\"-1\" data-r=\"%u\" data-act=\"%s\"><tr><th scope=\"row\" "
            "rowspan=\"2\"><a class=\"no\" href=\"#c-%u\">c%u</a> ",
            number, sheet_doc(sheet, doc), arrian_act(claim->act), number, number);
    sheet_number(sheet, doc);
    fprintf(out, "</th><td><b class=\"act\">%s</b> <i class=\"stance %s\">%s</i></td><td>", arrian_act(claim->act),
            arrian_stance(claim->stance), arrian_stance(claim->stance));
    put_parties(sheet, doc, "", claim->actor, claim->actors);
    put_parties(sheet, doc, claim->actors ? " \u2192 " : "\u2192 ", claim->recipient, claim->recipients);
    fputs("</td><td>", out);
    put_parties(sheet, doc, "", claim->place, claim->places);
    fputs("</td><td>", out);
    put_time(sheet, doc, claim);
    fputs("</td><td>", out);
    put_quantities(sheet, doc, claim);
    fputs("</td><td>", out);
    put_sources(sheet, doc, claim);
    fputs("</td></tr><tr><td class=\"words\" colspan=\"6\">", out);
    sheet_excerpt(sheet, doc, claim->span, MOST_WORDS);
    if (claim->because < sheet->docs[doc]->claims.count) {
        uint32_t because = sheet->first_claim[doc] + claim->because + 1;
        fprintf(out, " because of <a class=\"to\" href=\"#c-%u\">c%u</a>", because, because);
    }
    sheet_notes(sheet, 'c', doc, index);
    fputs("</td></tr></tbody>\n", out);
}

void ledger_section(const Sheet *sheet)
{
    FILE *out = sheet->out;
    size_t claims = 0;
    for (uint32_t doc = 0; doc < sheet->count; doc++) claims += sheet->docs[doc]->claims.count;
    sheet_heading(sheet, "ledger", "Every claim, with its words");
    if (!claims) {
        fputs("<p class=\"blank\">No claim was found.</p>\n", out);
        sheet_end_section(sheet);
        return;
    }
    fputs("<p class=\"lead\">What a clause does not say stays empty.</p>\n", out);
    fprintf(out,
            "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-labelledby=\"ledger-%u\"><table><thead><tr><th "
            "scope=\"col\">claim</th>"
            "<th scope=\"col\">act</th><th scope=\"col\">who \u2192 whom</th><th scope=\"col\">where</th><th "
            "scope=\"col\">when</th>"
            "<th scope=\"col\">how many</th><th scope=\"col\">says who</th></tr></thead>\n",
            sheet->number);
    for (uint32_t doc = 0; doc < sheet->count; doc++)
        for (uint32_t i = 0; i < sheet->docs[doc]->claims.count; i++) put_row(sheet, doc, i);
    fputs("</table></div>\n", out);
    sheet_end_section(sheet);
}

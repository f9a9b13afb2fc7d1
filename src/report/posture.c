/* posture.c: who moves, sends, holds or withdraws what, where, in which status; one row a statement, statements of one
 * happening together, never a sum.
 *     p1 | NATO -> Latvia | four battalions | planned | 2025 (said 2025-03-11) | Henrik Solberg | 1 "will send ..." */
#include "report/posture.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_WORDS = 160, MOST_PARTY = 80 };

static bool is_posture(const ArrianClaim *claim)
{
    if (claim->act == ARRIAN_MOBILIZE || claim->act == ARRIAN_RETREAT) return true;
    bool transfer = claim->act == ARRIAN_AID || claim->act == ARRIAN_COOPERATE;
    return transfer && claim->quantities && claim->actors;
}

static void take(const Sheet *sheet, Statements *statements)
{
    uint32_t *item = NEW(sheet->arena, uint32_t, sheet->claims + 1), items = 0;
    for (uint32_t doc = 0; doc < sheet->count; doc++)
        for (uint32_t i = 0; i < sheet->docs[doc]->claims.count; i++) {
            if (!is_posture(&sheet->docs[doc]->claims.at[i])) continue;
            uint32_t group = sheet->group[sheet_claim_at(sheet, doc, i)];
            if (!item[group]) item[group] = ++items;
            LIST_ADD(sheet->arena, *statements,
                     (Statement){doc, i, group, item[group], sheet->docs[doc]->head.published});
        }
}

static int by_item(const void *left, const void *right)
{
    const Statement *a = left, *b = right;
    if (a->item != b->item) return a->item < b->item ? -1 : 1;
    int order = strncmp(a->said, b->said, 10);
    if (order) return order;
    if (a->doc != b->doc) return a->doc < b->doc ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

Statements posture_statements(const Sheet *sheet)
{
    Statements all = {0};
    take(sheet, &all);
    if (all.count) qsort(all.at, all.count, sizeof *all.at, by_item);
    return all;
}

static void put_parties(const Sheet *sheet, uint32_t doc, const ArrianParty *party, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (i) fputs(", ", sheet->out);
        sheet_party(sheet, doc, &party[i], MOST_PARTY);
    }
}

static void put_what(const Sheet *sheet, uint32_t doc, const ArrianClaim *claim)
{
    const ArrianDocument *d = sheet->docs[doc];
    for (uint32_t i = 0, put = 0; i < claim->quantities; i++)
        if (claim->quantity[i] < d->quantities.count) {
            if (put++) fputs(", ", sheet->out);
            sheet_words(sheet, doc, d->quantities.at[claim->quantity[i]].span, MOST_PARTY);
        }
}

static void put_source(const Sheet *sheet, const Statement *one, const ArrianClaim *claim)
{
    if (!claim->sources) fputs("<span class=\"own\">the report itself</span>", sheet->out);
    for (uint32_t i = 0; i < claim->sources; i++) {
        fputs(claim->source[i].role == ARRIAN_VIA ? " via " : i ? ", " : "", sheet->out);
        sheet_words(sheet, one->doc, claim->source[i].span, MOST_PARTY);
    }
    if (one->said[0]) fprintf(sheet->out, " <time class=\"own\">%.10s</time>", one->said);
}

static void put_status(const Sheet *sheet, uint32_t doc, const ArrianClaim *claim)
{
    const ArrianDocument *d = sheet->docs[doc];
    fprintf(sheet->out, "<span class=\"stance %s\">%s</span>", arrian_stance(claim->stance),
            arrian_stance(claim->stance));
    if (claim->time >= d->times.count) return;
    fputs("<br>", sheet->out);
    sheet_words(sheet, doc, d->times.at[claim->time].span, MOST_PARTY);
    fprintf(sheet->out, " <abbr>%s</abbr>", d->times.at[claim->time].value);
}

static void put_row(const Sheet *sheet, const Statement *one)
{
    FILE *out = sheet->out;
    const ArrianClaim *claim = &sheet->docs[one->doc]->claims.at[one->index];
    fprintf(out, "<tr class=\"row\" data-r=\"%u\" data-act=\"%s\"><td>", sheet_doc(sheet, one->doc),
            arrian_act(claim->act));
    put_parties(sheet, one->doc, claim->actor, claim->actors);
    fputs("</td><td>", out);
    put_what(sheet, one->doc, claim);
    fputs("</td><td>", out);
    put_parties(sheet, one->doc, claim->place, claim->places);
    if (!claim->places) put_parties(sheet, one->doc, claim->recipient, claim->recipients);
    fputs("</td><td>", out);
    put_status(sheet, one->doc, claim);
    fputs("</td><td>", out);
    put_source(sheet, one, claim);
    fputs("</td><td class=\"words\">", out);
    sheet_number(sheet, one->doc);
    putc(' ', out);
    sheet_excerpt(sheet, one->doc, claim->span, MOST_WORDS);
    sheet_claim(sheet, one->doc, one->index);
    fputs("</td></tr>\n", out);
}

void posture_section(const Sheet *sheet)
{
    FILE *out = sheet->out;
    Statements all = posture_statements(sheet);
    if (!all.count) return;
    sheet_heading(sheet, "posture", "Forces and transfers, statement by statement");
    fputs("<p class=\"lead\">Each row is one statement; those between two rules tell of one happening. Nothing is "
          "summed: the same force is told of more than once, and one force may stand inside another.</p>\n",
          out);
    sheet_open_wide(sheet, "posture");
    fputs("<table><thead><tr><th scope=\"col\">who</th><th scope=\"col\">what</th><th scope=\"col\">where or to "
          "whom</th><th scope=\"col\">status, when</th><th scope=\"col\">says who, on</th><th "
          "scope=\"col\">words</th></tr></thead>\n",
          out);
    for (uint32_t i = 0; i < all.count; i++) {
        if (!i || all.at[i].item != all.at[i - 1].item) fputs(i ? "</tbody><tbody>\n" : "<tbody>\n", out);
        put_row(sheet, &all.at[i]);
    }
    fputs("</tbody></table>", out);
    sheet_close_wide(sheet);
    sheet_end_section(sheet);
}

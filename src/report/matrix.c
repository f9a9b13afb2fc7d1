/* matrix.c: questions down, reports across; what each says, denies or leaves out.
 *     How many battalions?   | 1 states: four | 2 states: four | 3 differs: five | 4 silent */
#include "base/lexicon.h"
#include "report/sheet.h"

enum { MOST_VALUES = 3, MOST_WORDS = 60, MOST_SOURCE = 40, MOST_COLUMNS = 40 };

static bool denies(const Sheet *sheet, const ArrianValue *value)
{
    const ArrianDocument *d = sheet->docs[value->doc];
    return value->claim < d->claims.count && d->claims.at[value->claim].stance == ARRIAN_DENIED;
}

/* Against the first value: whoever says the same states it, whoever says what goes with it fits. */
static const char *word_for(const Sheet *sheet, const ArrianAccord *accord, const ArrianValue *value)
{
    if (denies(sheet, value)) return "denies";
    bool first = sheet_same_side(accord, value, &accord->values[0]) || accord->verdict == ARRIAN_AGREED;
    if (first) return "states";
    return accord->verdict == ARRIAN_COMPATIBLE ? "fits" : "differs";
}

/* The same value of the same report, in the same way, stands before. */
static bool said_before(const Sheet *sheet, const ArrianAccord *accord, uint32_t i)
{
    const ArrianValue *value = &accord->values[i];
    for (uint32_t k = 0; k < i && value->value.length; k++) {
        const ArrianValue *other = &accord->values[k];
        bool same = other->doc == value->doc && slice_same(other->value, value->value);
        if (same && denies(sheet, other) == denies(sheet, value)) return true;
    }
    return false;
}

static void put_cell(const Sheet *sheet, const ArrianAccord *accord, uint32_t doc)
{
    FILE *out = sheet->out;
    uint32_t said = 0;
    const char *last = NULL;
    fprintf(out, "<td data-n=\"%u\">", sheet_doc(sheet, doc)); /* which a phone, without columns, shows beside the words */
    for (uint32_t i = 0; i < accord->count; i++) {
        const ArrianValue *value = &accord->values[i];
        if (value->doc != doc || said_before(sheet, accord, i) || said++ >= MOST_VALUES) continue;
        const char *word = word_for(sheet, accord, value);
        if (said > 1) fputs("<br>", out);
        if (word != last) fprintf(out, "<span class=\"how %s\">%s</span> ", word, word);
        last = word;
        sheet_words(sheet, doc, value->span, MOST_WORDS);
        if (!value->source.length) continue;
        fputs(" <small class=\"own\">says ", out), html_cut(out, value->source, MOST_SOURCE), fputs("</small>", out);
    }
    if (!said) fputs("<i>silent</i>", out);
    if (said > MOST_VALUES) fprintf(out, "<br><span class=\"how\">and %u more</span>", said - MOST_VALUES);
    fputs("</td>", out);
}

static void put_row(const Sheet *sheet, uint32_t index)
{
    FILE *out = sheet->out;
    size_t count;
    const ArrianAccord *accord = &arrian_accords(sheet->story, &count)[index];
    uint32_t number = sheet->first_accord + index + 1;
    bool card = accord_has_card(accord);
    fprintf(out, "<tr class=\"row\" data-v=\"%s\" data-about=\"%s\" data-a=\"%u\"", arrian_verdict(accord->verdict),
            arrian_about(accord->about), number);
    if (!card) fprintf(out, " id=\"a-%u\" tabindex=\"-1\"", number);
    sheet_reports(sheet, accord);
    fprintf(out, "><th scope=\"row\"><a class=\"no\" href=\"#a-%u\">a%u</a> ", number, number);
    sheet_question(sheet, accord, MOST_WORDS);
    putc(' ', out);
    sheet_badge(sheet, accord->verdict);
    if (accord->origins > 1) fprintf(out, " <small class=\"own\">at most %u origins</small>", accord->origins);
    if (!card && accord->hint.length)
        fputs(" <small class=\"own\">", out), html_cut(out, accord->hint, MOST_SOURCE), fputs("</small>", out);
    fputs("</th>", out);
    for (uint32_t doc = 0; doc < sheet->count && doc < MOST_COLUMNS; doc++) put_cell(sheet, accord, doc);
    fputs("</tr>\n", out);
}

void matrix_section(const Sheet *sheet)
{
    size_t count;
    uint32_t *order = accord_order(sheet, &count);
    if (!count) return;
    FILE *out = sheet->out;
    sheet_heading(sheet, "matrix", "Who says what");
    fputs(
        "<p class=\"lead\">Each question down, each report across. Where nothing is said it is <i>silent</i>; that is "
        "no denial.</p>\n",
        out);
    sheet_open_wide(sheet, "matrix");
    fputs("<table><thead><tr><th scope=\"col\">question</th>", out);
    for (uint32_t doc = 0; doc < sheet->count && doc < MOST_COLUMNS; doc++) {
        fprintf(out, "<th scope=\"col\" data-r=\"%u\">", sheet_doc(sheet, doc));
        sheet_chip(sheet, doc);
        fputs("</th>", out);
    }
    fputs("</tr></thead><tbody>\n", out);
    for (size_t i = 0; i < count; i++) put_row(sheet, order[i]);
    fputs("</tbody></table>", out);
    sheet_close_wide(sheet);
    if (sheet->count > MOST_COLUMNS)
        fprintf(out, "<p class=\"blank\">The first %d of %u reports; the records hold all.</p>\n", MOST_COLUMNS,
                sheet->count);
    sheet_end_section(sheet);
}

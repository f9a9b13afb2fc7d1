/* notes.c: what a reader noted by a review, each beside the words it is about.
 *     claim c12 | 1 Aegean Wire "sank off the coast" | the owner told us so by telephone */
#include "report/sheet.h"

enum { MOST_WORDS = 160 };

static const char *kind_of(char letter)
{
    switch (letter) {
    case 'c': return "claim";
    case 'n': return "name";
    case 'q': return "quantity";
    case 'u': return "quote";
    case 't': return "time";
    case 'r': return "relay";
    case 'a': return "accord";
    default: return "report";
    }
}

/* Those that have a row of their own are led to. */
static void put_record(const Sheet *sheet, const ArrianNote *note)
{
    uint32_t number = note->kind == 'c'   ? sheet->first_claim[note->doc] + note->index + 1
                      : note->kind == 'a' ? sheet->first_accord + note->index + 1
                      : note->kind == 'r' ? sheet->first_relay + note->index + 1
                                          : 0;
    if (number) fprintf(sheet->out, "%s <a class=\"to\" href=\"#%c-%u\">%c%u</a>", kind_of(note->kind), note->kind, number, note->kind, number);
    else fputs(kind_of(note->kind), sheet->out);
}

static void put_words(const Sheet *sheet, uint32_t doc, ArrianSpan span)
{
    sheet_chip(sheet, doc);
    putc(' ', sheet->out);
    if (!span_empty(span)) sheet_words(sheet, doc, span, MOST_WORDS);
}

static void put_about(const Sheet *sheet, const ArrianNote *note)
{
    size_t count;
    if (note->kind == 'a') {
        const ArrianAccord *accord = &arrian_accords(sheet->story, &count)[note->index];
        sheet_question(sheet, accord, MOST_WORDS);
        return;
    }
    if (note->kind == 'r') {
        const ArrianRelay *relay = &arrian_relays(sheet->story, &count)[note->index];
        return put_words(sheet, relay->doc, relay->span);
    }
    const ArrianDocument *d = sheet->docs[note->doc];
    ArrianSpan span = note->kind == 'c'   ? d->claims.at[note->index].span
                      : note->kind == 'n' ? d->names.at[note->index].span
                      : note->kind == 'q' ? d->quantities.at[note->index].span
                      : note->kind == 'u' ? d->quotes.at[note->index].span
                      : note->kind == 't' ? d->times.at[note->index].span
                                          : (ArrianSpan){0, 0};
    put_words(sheet, note->doc, span);
}

void notes_section(const Sheet *sheet)
{
    FILE *out = sheet->out;
    size_t count;
    const ArrianNote *note = arrian_notes(sheet->story, &count);
    if (!count) return;
    sheet_heading(sheet, "notes", "Notes of the reviewer");
    fputs("<p class=\"lead\">Written by hand, not read from the reports.</p>\n", out);
    sheet_open_wide(sheet, "notes");
    fputs("<table><thead><tr><th scope=\"col\">on</th><th scope=\"col\">words</th><th scope=\"col\">note</th></tr></thead><tbody>\n", out);
    for (size_t i = 0; i < count; i++) {
        fputs("<tr class=\"row\"", out);
        if (note[i].doc != ARRIAN_NONE) fprintf(out, " data-r=\"%u\"", sheet_doc(sheet, note[i].doc));
        fputs("><td>", out);
        put_record(sheet, &note[i]);
        fputs("</td><td class=\"words\">", out);
        put_about(sheet, &note[i]);
        fputs("</td><td>", out);
        html_line(out, note[i].text);
        fputs("</td></tr>\n", out);
    }
    fputs("</tbody></table>", out);
    sheet_close_wide(sheet);
    sheet_end_section(sheet);
}

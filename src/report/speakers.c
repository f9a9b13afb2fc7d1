/* speakers.c: who is quoted, with what words, and where.
 *     Henrik Solberg, Secretary General | "Nobody should doubt ..." | 1 Baltic Herald, direct | via Bild */
#include "base/hash.h"
#include "base/utf8.h"
#include "report/referent.h"
#include <stdlib.h>

enum { MOST_WORDS = 360, FIRST_WORDS = 28, MOST_NAME = 100, MOST_FOLD = 2000 };

typedef struct Said {
    uint32_t speaker;          /* referent, or ARRIAN_NONE - 1 for a described one, ARRIAN_NONE for none */
    uint64_t described, words; /* of the words of a described speaker; of the quote */
    uint32_t doc, index, rank;
} Said;
typedef LIST(Said) Saids;

static uint64_t words_key(const Sheet *sheet, uint32_t doc, ArrianSpan span)
{
    char fold[MOST_FOLD * 2 + 8];
    ArrianSlice words = arrian_words(sheet->docs[doc], span);
    return hash_bytes(fold, utf8_word(words.at, words.length < MOST_FOLD ? words.length : MOST_FOLD, fold), 61);
}

static int by_speaker(const void *left, const void *right)
{
    const Said *a = left, *b = right;
    if (a->rank != b->rank) return a->rank > b->rank ? -1 : 1;
    if (a->speaker != b->speaker) return a->speaker < b->speaker ? -1 : 1;
    if (a->described != b->described) return a->described < b->described ? -1 : 1;
    if (a->doc != b->doc) return a->doc < b->doc ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

static bool same_speaker(const Said *a, const Said *b)
{
    return a->speaker == b->speaker && a->described == b->described;
}

static void take(const Sheet *sheet, const Referents *all, Saids *saids)
{
    for (uint32_t doc = 0; doc < sheet->count; doc++)
        for (uint32_t i = 0; i < sheet->docs[doc]->quotes.count; i++) {
            const ArrianQuote *quote = &sheet->docs[doc]->quotes.at[i];
            bool named =
                quote->entity<sheet->docs[doc]->entities.count, said = quote->speaker.end> quote->speaker.start;
            Said one = {.speaker = named  ? all->of[doc][quote->entity]
                                   : said ? ARRIAN_NONE - 1
                                          : ARRIAN_NONE,
                        .described = named || !said ? 0 : words_key(sheet, doc, quote->speaker),
                        .words = words_key(sheet, doc, quote->span),
                        .doc = doc,
                        .index = i};
            LIST_ADD(sheet->arena, *saids, one);
        }
}

/* Who is quoted most stands first, whoever is not named last. */
static void rank(Saids *saids)
{
    for (uint32_t i = 0; i < saids->count; i++)
        for (uint32_t k = 0; saids->at[i].speaker != ARRIAN_NONE && k < saids->count; k++)
            saids->at[i].rank += same_speaker(&saids->at[i], &saids->at[k]);
    if (saids->count) qsort(saids->at, saids->count, sizeof *saids->at, by_speaker);
}

static void put_speaker(const Sheet *sheet, const Referents *all, const Said *said)
{
    FILE *out = sheet->out;
    const ArrianDocument *d = sheet->docs[said->doc];
    const ArrianQuote *quote = &d->quotes.at[said->index];
    if (said->speaker < all->count) {
        const ArrianEntity *entity = &d->entities.at[quote->entity];
        html_cut(out, all->at[said->speaker].name, MOST_NAME);
        if (entity->role.length)
            fputs(" <small class=\"own\">", out), html_cut(out, entity->role, MOST_NAME), fputs("</small>", out);
    } else if (said->speaker != ARRIAN_NONE) {
        html_cut(out, arrian_words(d, quote->speaker), MOST_NAME);
        fputs(" <small class=\"own\">not named</small>", out);
    } else {
        fputs("No speaker found", out);
    }
}

/* The same words in a report that stands before are told with it. */
static bool told_before(const Saids *saids, uint32_t first, uint32_t i)
{
    for (uint32_t k = first; k < i; k++)
        if (saids->at[k].words == saids->at[i].words && saids->at[k].doc != saids->at[i].doc) return true;
    return false;
}

static void put_quote(const Sheet *sheet, const Saids *saids, uint32_t i, uint32_t end)
{
    FILE *out = sheet->out;
    const Said *said = &saids->at[i];
    const ArrianQuote *quote = &sheet->docs[said->doc]->quotes.at[said->index];
    uint32_t number = sheet->first_quote[said->doc] + said->index + 1;
    fprintf(out, "<tr class=\"row\" id=\"u-%u\" tabindex=\"-1\" data-r=\"%u", number, sheet_doc(sheet, said->doc));
    for (uint32_t k = i + 1; k < end; k++)
        if (saids->at[k].words == said->words && saids->at[k].doc != said->doc)
            fprintf(out, " %u", sheet_doc(sheet, saids->at[k].doc));
    fprintf(out, "\"><td class=\"words%s\">", quote->form == ARRIAN_INDIRECT ? "" : " said");
    sheet_words(sheet, said->doc, quote->span, MOST_WORDS);
    fputs("</td><td>", out);
    sheet_chip(sheet, said->doc);
    for (uint32_t k = i + 1; k < end; k++)
        if (saids->at[k].words == said->words && saids->at[k].doc != said->doc) {
            putc(' ', out), sheet_chip(sheet, saids->at[k].doc), putc(' ', out);
            sheet_words(sheet, saids->at[k].doc, sheet->docs[saids->at[k].doc]->quotes.at[saids->at[k].index].span, FIRST_WORDS);
        }
    fprintf(out, "</td><td>%s", arrian_form(quote->form));
    if (quote->speaker.end > quote->speaker.start) {
        fputs(", ", out);
        sheet_words(sheet, said->doc, quote->speaker, MOST_NAME);
    }
    if (quote->via.end > quote->via.start) fputs(" via ", out), sheet_words(sheet, said->doc, quote->via, MOST_NAME);
    fputs("</td></tr>\n", out);
}

void speakers_section(const Sheet *sheet)
{
    FILE *out = sheet->out;
    Saids saids = {0};
    Referents all = *sheet->referents;
    take(sheet, &all, &saids);
    if (!saids.count) return;
    rank(&saids);
    sheet_heading(sheet, "speakers", "Who is quoted");
    sheet_open_wide(sheet, "speakers");
    fputs("<table><thead><tr><th scope=\"col\">words</th><th scope=\"col\">in</th><th scope=\"col\">form, and whose "
          "words</th></tr></thead>\n",
          out);
    for (uint32_t i = 0, end; i < saids.count; i = end) {
        for (end = i + 1; end < saids.count && same_speaker(&saids.at[i], &saids.at[end]);) end++;
        fputs("<tbody><tr class=\"unit\"><th colspan=\"3\" scope=\"rowgroup\">", out);
        put_speaker(sheet, &all, &saids.at[i]);
        fputs("</th></tr>\n", out);
        for (uint32_t k = i; k < end; k++)
            if (!told_before(&saids, i, k)) put_quote(sheet, &saids, k, end);
        fputs("</tbody>\n", out);
    }
    fputs("</table>", out);
    sheet_close_wide(sheet);
    sheet_end_section(sheet);
}

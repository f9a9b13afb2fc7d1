/* wording.c: the different words for one thing, report by report; shown, never scored.
 *     one happening   | 1 "will send" | 3 "pushes build up" | 5 "threatens"
 *     one referent    | Islamic State | IS: 1 2 | ISIS: 3 | Daesh: 4 */
#include "base/hash.h"
#include "base/utf8.h"
#include "report/referent.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_WORDS = 120, MOST_FORMS = 12, MOST_A_REPORT = 3, MOST_FOLD = 240, MOST_ROWS = 200 };

static uint64_t fold_key(const Sheet *sheet, uint32_t doc, ArrianSpan span)
{
    char fold[MOST_FOLD * 2 + 8];
    ArrianSlice words = arrian_words(sheet->docs[doc], span);
    if (words.length > 4 && (words.at[0] == 't' || words.at[0] == 'T') && !memcmp(words.at + 1, "he ", 3))
        words.at += 4, words.length -= 4;
    size_t length = utf8_word(words.at, words.length < MOST_FOLD ? words.length : MOST_FOLD, fold);
    if (length > 2 && fold[length - 1] == 's' && fold[length - 2] == '\'') length -= 2;
    return hash_bytes(fold, length, 71) | 1;
}

typedef struct Form {
    uint64_t key;
    uint32_t doc;
    ArrianSpan span;       /* its first mention there */
    uint32_t count, where; /* happening or referent */
    uint32_t claim;
} Form;
typedef LIST(Form) Forms;

static int by_where(const void *left, const void *right)
{
    const Form *a = left, *b = right;
    if (a->where != b->where) return a->where < b->where ? -1 : 1;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    if (a->doc != b->doc) return a->doc < b->doc ? -1 : 1;
    return a->span.start < b->span.start ? -1 : a->span.start > b->span.start;
}

static int by_place(const void *left, const void *right)
{
    const Form *a = left, *b = right;
    if (a->where != b->where) return a->where < b->where ? -1 : 1;
    if (a->doc != b->doc) return a->doc < b->doc ? -1 : 1;
    return a->span.start < b->span.start ? -1 : a->span.start > b->span.start;
}

/* Equal forms of one report become one, with their number. */
static void fold_forms(Forms *forms)
{
    uint32_t kept = 0;
    if (!forms->count) return;
    qsort(forms->at, forms->count, sizeof *forms->at, by_where);
    for (uint32_t i = 0; i < forms->count; i++) {
        Form *last = kept ? &forms->at[kept - 1] : NULL, *one = &forms->at[i];
        if (last && last->where == one->where && last->key == one->key && last->doc == one->doc) last->count++;
        else forms->at[kept++] = *one;
    }
    forms->count = kept;
}

/* Several wordings, from several reports. */
static bool differs(const Forms *forms, uint32_t i, uint32_t end)
{
    bool words = false, reports = false;
    for (uint32_t k = i + 1; k < end; k++) {
        words |= forms->at[k].key != forms->at[i].key;
        reports |= forms->at[k].doc != forms->at[i].doc;
    }
    return words && reports;
}

static uint32_t where_end(const Forms *forms, uint32_t i)
{
    uint32_t end = i + 1;
    while (end < forms->count && forms->at[end].where == forms->at[i].where) end++;
    return end;
}

static void put_reports(const Sheet *sheet, const Forms *forms, uint32_t i, uint32_t end)
{
    fputs("<tr class=\"row\" data-r=\"", sheet->out);
    for (uint32_t doc = 0, put = 0; doc < sheet->count; doc++)
        for (uint32_t k = i; k < end; k++)
            if (forms->at[k].doc == doc) {
                fprintf(sheet->out, "%s%u", put++ ? " " : "", sheet_doc(sheet, doc));
                break;
            }
    fputs("\">", sheet->out);
}

static Forms forms_of_happenings(const Sheet *sheet)
{
    Forms forms = {0};
    for (uint32_t doc = 0; doc < sheet->count; doc++)
        for (uint32_t i = 0; i < sheet->docs[doc]->claims.count; i++) {
            uint32_t at = sheet_claim_at(sheet, doc, i);
            const ArrianClaim *claim = &sheet->docs[doc]->claims.at[i];
            if (sheet->alone[at]) continue;
            LIST_ADD(sheet->arena, forms,
                     (Form){fold_key(sheet, doc, claim->cue), doc, claim->cue, 1, sheet->group[at], i});
        }
    fold_forms(&forms);
    return forms;
}

static void put_happening(const Sheet *sheet, Forms *forms, uint32_t i, uint32_t end)
{
    FILE *out = sheet->out;
    qsort(forms->at + i, end - i, sizeof *forms->at, by_place);
    const Form *first = &forms->at[i];
    put_reports(sheet, forms, i, end);
    fprintf(out, "<th scope=\"row\"><span class=\"act\">%s</span></th><td><ul class=\"forms\">",
            arrian_act(sheet->docs[first->doc]->claims.at[first->claim].act));
    for (uint32_t k = i, here = 0; k < end; k++) {
        here = k > i && forms->at[k].doc == forms->at[k - 1].doc ? here + 1 : 0;
        if (here >= MOST_A_REPORT) continue;
        fprintf(out, "<li data-r=\"%u\">", sheet_doc(sheet, forms->at[k].doc));
        sheet_number(sheet, forms->at[k].doc);
        fputs(" <span class=\"words\">", out);
        sheet_excerpt(sheet, forms->at[k].doc, forms->at[k].span, MOST_WORDS);
        fputs("</span>", out);
        sheet_claim(sheet, forms->at[k].doc, forms->at[k].claim);
        fputs("</li>", out);
    }
    fputs("</ul></td></tr>\n", out);
}

/* Peoples and persons are left out: "Russian" is no other word for Russia, nor is a last name for the full one. */
static bool is_worded(const Referent *one)
{
    return one->reports > 1 && one->type != ARRIAN_PERSON;
}

static Forms forms_of_referents(const Sheet *sheet)
{
    Forms forms = {0};
    for (uint32_t doc = 0; doc < sheet->count; doc++) {
        const ArrianDocument *d = sheet->docs[doc];
        for (uint32_t i = 0; i < d->names.count; i++) {
            const ArrianName *name = &d->names.at[i];
            if (name->entity >= d->entities.count || name->type == ARRIAN_NATIONALITY) continue;
            uint32_t where = sheet->referents->of[doc][name->entity];
            if (!is_worded(&sheet->referents->at[where])) continue;
            LIST_ADD(sheet->arena, forms, (Form){fold_key(sheet, doc, name->span), doc, name->span, 1, where, 0});
        }
    }
    fold_forms(&forms);
    return forms;
}

static void put_referent(const Sheet *sheet, const Forms *forms, uint32_t i, uint32_t end)
{
    FILE *out = sheet->out;
    const Referent *one = &sheet->referents->at[forms->at[i].where];
    put_reports(sheet, forms, i, end);
    fputs("<th scope=\"row\">", out);
    html_cut(out, one->name, MOST_WORDS);
    if (one->link[0]) fprintf(out, " <abbr>%s</abbr>", one->link);
    fputs("</th><td><ul class=\"forms inline\">", out);
    for (uint32_t k = i, put = 0; k < end && put < MOST_FORMS; put++) {
        uint64_t key = forms->at[k].key;
        fputs("<li>", out);
        for (uint32_t first = k; k < end && forms->at[k].key == key; k++) {
            if (k == first) sheet_words(sheet, forms->at[k].doc, forms->at[k].span, MOST_WORDS);
            putc(' ', out);
            sheet_number(sheet, forms->at[k].doc);
            if (forms->at[k].count > 1) fprintf(out, "<small class=\"own\">\u00D7%u</small>", forms->at[k].count);
        }
        fputs("</li>", out);
    }
    fputs("</ul></td></tr>\n", out);
}

static uint32_t put_table(const Sheet *sheet, Forms *forms, const char *head, bool happenings)
{
    FILE *out = sheet->out;
    uint32_t put = 0;
    for (uint32_t i = 0, end; i < forms->count && put < MOST_ROWS; i = end) {
        end = where_end(forms, i);
        if (!differs(forms, i, end)) continue;
        if (!put++) fputs(head, out);
        if (happenings) put_happening(sheet, forms, i, end);
        else put_referent(sheet, forms, i, end);
    }
    if (put) fputs("</tbody></table>\n", out);
    return put;
}

void wording_section(const Sheet *sheet)
{
    FILE *out = sheet->out;
    if (sheet->count < 2) return;
    Forms happenings = forms_of_happenings(sheet), referents = forms_of_referents(sheet);
    sheet_heading(sheet, "wording", "Their words for the same");
    fputs("<p class=\"lead\">Which words each report chooses. No word is scored, nor is a report.</p>\n", out);
    uint32_t put = put_table(sheet, &happenings,
                             "<table><caption>One happening, and how each report puts it</caption><thead><tr><th "
                             "scope=\"col\">act</th><th scope=\"col\">words</th></tr></thead><tbody>\n",
                             true);
    put += put_table(sheet, &referents,
                     "<table><caption>One bearer, and the names it goes by</caption><thead><tr><th "
                     "scope=\"col\">who or what</th><th scope=\"col\">called, in reports</th></tr></thead><tbody>\n",
                     false);
    if (!put) fputs("<p class=\"blank\">The reports use the same words.</p>\n", out);
    sheet_end_section(sheet);
}

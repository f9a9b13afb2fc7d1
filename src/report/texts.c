/* texts.c: the reports in full, with all that stands in them marked.
 *     names, times, quantities, quotes, cues; words that rows stand on; copied passages; what was set aside, in grey */
#include "read/read.h"
#include "report/sheet.h"
#include <string.h>

static void add(const Sheet *sheet, Marks *marks, ArrianSpan span, MarkKind kind, uint32_t index)
{
    if (span.end > span.start) LIST_ADD(sheet->arena, *marks, (Mark){span, kind, index});
}

static bool is_headline(const ArrianDocument *d, uint32_t *sentence, ArrianSpan line)
{
    while (*sentence < d->sentences.count && d->sentences.at[*sentence].span.end <= line.start) ++*sentence;
    if (*sentence >= d->sentences.count || !d->sentences.at[*sentence].headline) return false;
    bool alone = *sentence + 1 >= d->sentences.count || d->sentences.at[*sentence + 1].span.start >= line.end;
    return alone && d->sentences.at[*sentence].span.start < line.end;
}

/* A paragraph a line; the index tells a headline, which has its line to itself: where a whole report is one line it is
 * none. */
static void add_paragraphs(const Sheet *sheet, const ArrianDocument *d, Marks *marks)
{
    ArrianSlice text = arrian_text(d);
    uint32_t start = 0, sentence = 0;
    while (start < text.length) {
        const char *found = memchr(text.at + start, '\n', text.length - start);
        uint32_t end = found ? (uint32_t)(found - text.at) : text.length;
        ArrianSpan line = {start, end};
        add(sheet, marks, line, MARK_PARAGRAPH, is_headline(d, &sentence, line));
        start = end + 1;
    }
}

static void add_parties(const Sheet *sheet, Marks *marks, const ArrianParty *list, uint32_t count, uint32_t claim)
{
    for (uint32_t k = 0; k < count; k++) add(sheet, marks, list[k].span, MARK_WORDS, claim);
}

/* What rows point at besides names and cues. */
static void add_words(const Sheet *sheet, const ArrianDocument *d, Marks *marks)
{
    add(sheet, marks, d->head.title_span, MARK_WORDS, 0);
    for (uint32_t i = 0; i < d->claims.count; i++) {
        const ArrianClaim *claim = &d->claims.at[i];
        add_parties(sheet, marks, claim->actor, claim->actors, i);
        add_parties(sheet, marks, claim->recipient, claim->recipients, i);
        add_parties(sheet, marks, claim->place, claim->places, i);
        for (uint32_t k = 0; k < claim->sources; k++) add(sheet, marks, claim->source[k].span, MARK_WORDS, i);
    }
    for (uint32_t i = 0; i < d->quotes.count; i++) {
        add(sheet, marks, d->quotes.at[i].speaker, MARK_WORDS, i);
        add(sheet, marks, d->quotes.at[i].via, MARK_WORDS, i);
    }
}

static void add_own(const Sheet *sheet, const ArrianDocument *d, Marks *marks)
{
    add_paragraphs(sheet, d, marks);
    for (uint32_t i = 0; i < d->ignored.count; i++) add(sheet, marks, d->ignored.at[i].span, MARK_IGNORED, i);
    for (uint32_t i = 0; i < d->names.count; i++) add(sheet, marks, d->names.at[i].span, MARK_NAME, i);
    for (uint32_t i = 0; i < d->times.count; i++) add(sheet, marks, d->times.at[i].span, MARK_TIME, i);
    for (uint32_t i = 0; i < d->quantities.count; i++) add(sheet, marks, d->quantities.at[i].span, MARK_QUANTITY, i);
    for (uint32_t i = 0; i < d->quotes.count; i++) add(sheet, marks, d->quotes.at[i].span, MARK_QUOTE, i);
    for (uint32_t i = 0; i < d->claims.count; i++) {
        add(sheet, marks, d->claims.at[i].span, MARK_CLAIM, i);
        add(sheet, marks, d->claims.at[i].cue, MARK_CUE, i);
    }
    add_words(sheet, d, marks);
}

static Marks *marks_by_document(const Sheet *sheet)
{
    Marks *marks = NEW(sheet->arena, Marks, sheet->count + 1);
    for (uint32_t i = 0; i < sheet->count; i++) add_own(sheet, sheet->docs[i], &marks[i]);
    size_t count;
    const ArrianPassage *passage = arrian_passages(sheet->story, &count);
    for (size_t i = 0; i < count; i++)
        for (int side = 0; side < 2; side++)
            add(sheet, &marks[passage[i].doc[side]], passage[i].span[side], MARK_PASSAGE, (uint32_t)i);
    const ArrianRelay *relay = arrian_relays(sheet->story, &count);
    for (size_t i = 0; i < count; i++) {
        add(sheet, &marks[relay[i].doc], relay[i].span, MARK_RELAY, (uint32_t)i);
        add(sheet, &marks[relay[i].doc], relay[i].from_span, MARK_WORDS, (uint32_t)i);
    }
    const ArrianAccord *accord = arrian_accords(sheet->story, &count);
    for (size_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < accord[i].count; k++)
            add(sheet, &marks[accord[i].values[k].doc], accord[i].values[k].span, MARK_VALUE, (uint32_t)i);
    return marks;
}

static void put_fact(const Sheet *sheet, const char *before, ArrianSlice words)
{
    if (!words.length) return;
    fputs(before, sheet->out);
    html_line(sheet->out, words);
}

static void put_byline(const Sheet *sheet, const ArrianHead *head)
{
    for (uint32_t i = 0; i < head->bylines; i++) put_fact(sheet, i ? ", " : " · by ", head->byline[i]);
}

static void put_head(const Sheet *sheet, uint32_t doc)
{
    const ArrianHead *head = arrian_head(sheet->docs[doc]);
    FILE *out = sheet->out;
    uint32_t number = sheet_doc(sheet, doc), level = sheet->level + 1;
    fprintf(out, "<header><h%u id=\"d%u\" tabindex=\"-1\"><b class=\"no\">%u</b> ", level, number, number);
    html_line(out, sheet_label(sheet, doc));
    fprintf(out, "</h%u><p class=\"facts\">", level);
    if (head->published[0]) fprintf(out, "<time>%s</time> (%s)", head->published, arrian_basis(head->published_basis));
    else fputs("no date given", out);
    put_byline(sheet, head);
    put_fact(sheet, " · ", head->place);
    put_fact(sheet, " · ", head->path);
    fputs(" · ", out);
    html_number(out, head->bytes);
    fputs(" bytes", out);
    if (head->page > ARRIAN_ARTICLE) fprintf(out, " · %s (%.2f)", arrian_page_kind(head->page), head->page_confidence);
    fputs("</p>", out);
    if (!read_is_english(sheet->docs[doc]))
        fputs("<p class=\"facts\">Not in English (", out), html_line(out, head->language), fputs("), and not coded.</p>", out);
    if (head->note.length) fputs("<p class=\"facts\">", out), html_line(out, head->note), fputs("</p>", out);
    fputs("</header>\n", out);
}

static void open_text(const Sheet *sheet, uint32_t doc)
{
    const ArrianHead *head = arrian_head(sheet->docs[doc]);
    FILE *out = sheet->out;
    fprintf(out, "<article class=\"text\" data-r=\"%u\" data-sha=\"%s\" data-file=\"", sheet_doc(sheet, doc),
            head->sha256);
    html_line(out, head->path.length ? head->path : head->url);
    putc('"', out);
    if (head->member.length) fputs(" data-member=\"", out), html_line(out, head->member), putc('"', out);
    if (head->language.length == 2) fputs(" lang=\"", out), html_text(out, head->language), putc('"', out);
    fputs(">", out);
}

void texts_section(const Sheet *sheet)
{
    FILE *out = sheet->out;
    Marks *marks = marks_by_document(sheet);
    fprintf(out,
            "<aside class=\"texts\" tabindex=\"0\" aria-labelledby=\"texts-%u story-%u\"><h%u id=\"texts-%u\">The "
            "reports, in "
            "full</h%u>\n"
            "<nav class=\"jump\" aria-label=\"Reports of story %u\">",
            sheet->number, sheet->number, sheet->level, sheet->number, sheet->level, sheet->number);
    for (uint32_t i = 0; i < sheet->count; i++) sheet_chip(sheet, i);
    fputs("</nav>\n", out);
    for (uint32_t i = 0; i < sheet->count; i++) {
        open_text(sheet, i);
        put_head(sheet, i);
        fputs("<div class=\"body\">", out);
        marks_write(sheet, i, &marks[i]);
        fputs("</div></article>\n", out);
    }
    fputs("</aside>\n", out);
}

/* sheet.c: the small pieces.   report 2, words 120..134 -> <a class="w" href="#d2-120-134">four battalions</a> */
#include "report/sheet.h"
#include <string.h>

enum { LONGEST_LABEL = 40 };

ArrianSlice sheet_label(const Sheet *sheet, uint32_t doc)
{
    const ArrianHead *head = arrian_head(sheet->docs[doc]);
    if (head->outlet.length) return head->outlet;
    ArrianSlice path = head->path.length ? head->path : head->url;
    for (uint32_t i = path.length; i-- > 0;)
        if (path.at[i] == '/' && i + 1 < path.length) return (ArrianSlice){path.at + i + 1, path.length - i - 1};
    return path;
}

void sheet_chip(const Sheet *sheet, uint32_t doc)
{
    uint32_t number = sheet_doc(sheet, doc);
    fprintf(sheet->out, "<a class=\"r\" href=\"#d%u\"><b>%u</b> ", number, number);
    html_cut(sheet->out, sheet_label(sheet, doc), LONGEST_LABEL);
    fputs("</a>", sheet->out);
}

void sheet_number(const Sheet *sheet, uint32_t doc)
{
    uint32_t number = sheet_doc(sheet, doc);
    fprintf(sheet->out, "<a class=\"r\" href=\"#d%u\" title=\"", number);
    html_cut(sheet->out, sheet_label(sheet, doc), LONGEST_LABEL);
    fprintf(sheet->out, "\"><b>%u</b></a>", number);
}

void sheet_heading(const Sheet *sheet, const char *id, const char *words)
{
    uint32_t level = sheet->level;
    fprintf(sheet->out, "<section class=\"%s\" aria-labelledby=\"%s-%u\"><h%u id=\"%s-%u\">%s</h%u>\n", id, id,
            sheet->number, level, id, sheet->number, words, level);
}

void sheet_end_section(const Sheet *sheet)
{
    fputs("</section>\n", sheet->out);
}

void sheet_address(const Sheet *sheet, uint32_t doc, ArrianSpan span)
{
    ArrianSpan received = arrian_received(sheet->docs[doc], span);
    fprintf(sheet->out, "d%u-%u-%u", sheet_doc(sheet, doc), received.start, received.end);
}

static ArrianSpan inside(const Sheet *sheet, uint32_t doc, ArrianSpan span)
{
    uint32_t length = arrian_text(sheet->docs[doc]).length;
    if (span.end > length) span.end = length;
    if (span.start > span.end) span.start = span.end;
    return span;
}

void sheet_words(const Sheet *sheet, uint32_t doc, ArrianSpan span, uint32_t most)
{
    fputs("<a class=\"w\" href=\"#", sheet->out);
    sheet_address(sheet, doc, span);
    fputs("\">", sheet->out);
    html_cut(sheet->out, arrian_words(sheet->docs[doc], inside(sheet, doc, span)), most);
    fputs("</a>", sheet->out);
}

static ArrianSpan sentence_of(const ArrianDocument *document, ArrianSpan span)
{
    size_t count;
    const ArrianSentence *sentence = arrian_sentences(document, &count);
    size_t low = 0, high = count;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (sentence[middle].span.start <= span.start) low = middle;
        else high = middle;
    }
    bool holds = count && sentence[low].span.start <= span.start && sentence[low].span.end >= span.end;
    return holds ? sentence[low].span : span;
}

void sheet_excerpt(const Sheet *sheet, uint32_t doc, ArrianSpan span, uint32_t most)
{
    const ArrianDocument *document = sheet->docs[doc];
    span = inside(sheet, doc, span);
    ArrianSpan sentence = sentence_of(document, span);
    uint32_t words = span.end - span.start, room = most > words ? (most - words) / 2 : 0;
    uint32_t before = span.start - sentence.start, after = sentence.end - span.end;
    /* what one side does not need the other may have */
    uint32_t left = after < room ? 2 * room - after : room, right = before < room ? 2 * room - before : room;
    html_tail(sheet->out, arrian_words(document, (ArrianSpan){sentence.start, span.start}), left);
    sheet_words(sheet, doc, span, most > words ? most : words);
    html_cut(sheet->out, arrian_words(document, (ArrianSpan){span.end, sentence.end}), right);
}

const char *sheet_verdict_words(ArrianVerdict verdict)
{
    static const char *const words[] = {
        "the reports say the same",
        "the same in another unit, rounding, bound or sum",
        "not the same thing is measured",
        "true at different times",
        "the same thing, and the reports cannot all be right",
        "only one origin says it",
    };
    return (size_t)verdict < sizeof words / sizeof *words ? words[verdict] : "";
}

void sheet_badge(const Sheet *sheet, ArrianVerdict verdict)
{
    static const char *const signs[] = {"\u2713", "\u2248", "\u2260", "\u2192", "\u00D7", "\u25D0"};
    const char *sign = (size_t)verdict < sizeof signs / sizeof *signs ? signs[verdict] : "";
    fprintf(sheet->out, "<span class=\"badge %s\" title=\"%s\"><i aria-hidden=\"true\">%s</i> %s</span>",
            arrian_verdict(verdict), sheet_verdict_words(verdict), sign, arrian_verdict(verdict));
}

void sheet_count(const Sheet *sheet, uint64_t count, const char *one, const char *many)
{
    html_number(sheet->out, count);
    fprintf(sheet->out, " %s", count == 1 ? one : many);
}

uint32_t sheet_most_origins(const Sheet *sheet)
{
    size_t count;
    const ArrianOrigin *origin = arrian_origins(sheet->story, &count);
    uint32_t most = sheet->count;
    for (size_t i = 0; i < count; i++)
        if (origin[i].count > 1 && most >= origin[i].count) most -= origin[i].count - 1;
    return most;
}

void sheet_reports(const Sheet *sheet, const ArrianAccord *accord)
{
    fputs(" data-r=\"", sheet->out);
    for (uint32_t doc = 0, put = 0; doc < sheet->count; doc++)
        for (uint32_t i = 0; i < accord->count; i++)
            if (accord->values[i].doc == doc) {
                fprintf(sheet->out, "%s%u", put++ ? " " : "", sheet_doc(sheet, doc));
                break;
            }
    putc('"', sheet->out);
}

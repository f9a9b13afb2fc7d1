/* accord.c: what the reports agree on and where they part.
 *     conflict | force: how many? | 1 "40000 forces" | 3 "about 4,000 troops" | two origins | likely: x10 digit slip */
#include "report/sheet.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DOTS = 40, SCALE_WIDTH = 560, SCALE_LEFT = 12, MOST_WORDS = 260, MOST_SILENT = 12 };

/* What needs the reader first stands first. */
static int rank_of(ArrianVerdict verdict)
{
    static const int ranks[] = {4, 3, 2, 1, 0, 5};
    return (size_t)verdict < sizeof ranks / sizeof *ranks ? ranks[verdict] : 6;
}

uint32_t *accord_order(const Sheet *sheet, size_t *ret_count)
{
    size_t count, at = 0;
    const ArrianAccord *accord = arrian_accords(sheet->story, &count);
    uint32_t *order = NEW(sheet->arena, uint32_t, count + 1);
    for (int rank = 0; rank <= 6; rank++)
        for (size_t i = 0; i < count; i++)
            if (rank_of(accord[i].verdict) == rank) order[at++] = (uint32_t)i;
    *ret_count = count;
    return order;
}

/* The number that a canonical value opens with: "40000 force", ">=40 person", "20..30 day". */
static bool number_of(ArrianSlice value, double *ret_number, char *ret_bound)
{
    char words[48];
    size_t length = value.length < sizeof words - 1 ? value.length : sizeof words - 1, at = 0;
    memcpy(words, value.at, length);
    words[length] = 0;
    *ret_bound = '=';
    while (words[at] && strchr("<>=~ ", words[at])) {
        if (words[at] == '<' || words[at] == '>') *ret_bound = words[at];
        at++;
    }
    char *end;
    if (!strchr("0123456789", words[at]) || !words[at]) return false;
    *ret_number = strtod(words + at, &end);
    return end > words + at && isfinite(*ret_number) && *ret_number >= 0;
}

typedef struct Dot {
    double number;
    char bound;
    uint32_t doc;
} Dot;

static double place_on(double number, double low, double high, bool by_powers)
{
    double from = by_powers ? log10(low) : low, to = by_powers ? log10(high) : high,
           here = by_powers ? log10(number) : number;
    return SCALE_LEFT + (to > from ? (here - from) / (to - from) : 0.5) * (SCALE_WIDTH - 2 * SCALE_LEFT);
}

static void put_dot(const Sheet *sheet, Dot dot, double x, double y)
{
    FILE *out = sheet->out;
    fprintf(out, "<g><title>");
    html_line(out, sheet_label(sheet, dot.doc));
    fprintf(out, ": %s%.15g</title>", dot.bound == '>' ? "at least " : dot.bound == '<' ? "at most " : "", dot.number);
    if (dot.bound != '=') {
        double end = dot.bound == '>' ? SCALE_WIDTH : 0;
        fprintf(out, "<line class=\"bound\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>", x, end, y, y);
    }
    fprintf(out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"8\"/><text x=\"%.1f\" y=\"%.1f\">%u</text></g>", x, y, x, y + 3.5,
            sheet_doc(sheet, dot.doc));
}

static int by_number(const void *left, const void *right)
{
    const Dot *a = left, *b = right;
    if (a->number != b->number) return a->number < b->number ? -1 : 1;
    return a->doc < b->doc ? -1 : a->doc > b->doc;
}

static uint32_t take_dots(const ArrianAccord *accord, Dot *dots)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < accord->count && count < MOST_DOTS; i++) {
        Dot dot = {.doc = accord->values[i].doc};
        if (number_of(accord->values[i].value, &dot.number, &dot.bound)) dots[count++] = dot;
    }
    qsort(dots, count, sizeof *dots, by_number);
    uint32_t kept = 0; /* a report that says a figure twice has one dot */
    for (uint32_t i = 0; i < count; i++) {
        bool again = kept && !by_number(&dots[kept - 1], &dots[i]) && dots[kept - 1].bound == dots[i].bound;
        if (!again) dots[kept++] = dots[i];
    }
    return kept;
}

static void put_end(const Sheet *sheet, double number, const char *anchor, int x, int y)
{
    fprintf(sheet->out, "<text class=\"end\" text-anchor=\"%s\" x=\"%d\" y=\"%d\">", anchor, x, y);
    if (number < 1e15 && number == floor(number)) html_number(sheet->out, (uint64_t)number);
    else fprintf(sheet->out, "%g", number);
    fputs("</text>", sheet->out);
}

/* All figures on one line, by powers of ten where they are far apart. The table below says the same in words. */
static void put_scale(const Sheet *sheet, const ArrianAccord *accord)
{
    Dot dots[MOST_DOTS];
    uint32_t count = take_dots(accord, dots), stacked = 0, highest = 0;
    if (count < 2 || dots[0].number == dots[count - 1].number) return;
    double low = dots[0].number, high = dots[count - 1].number;
    bool by_powers = low > 0 && high / low >= 5;
    double places[MOST_DOTS], rows[MOST_DOTS];
    for (uint32_t i = 0; i < count; i++) {
        places[i] = place_on(dots[i].number, low, high, by_powers);
        stacked = i && places[i] - places[i - 1] < 18 ? stacked + 1 : 0;
        rows[i] = stacked;
        if (stacked > highest) highest = stacked;
    }
    int base = 16 + (int)highest * 18;
    fprintf(sheet->out,
            "<svg class=\"scale\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"The figures on one scale%s\">",
            SCALE_WIDTH, base + 30, by_powers ? ", by powers of ten" : "");
    fprintf(sheet->out, "<line class=\"axis\" x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>", SCALE_WIDTH, base + 10,
            base + 10);
    for (uint32_t i = 0; i < count; i++) put_dot(sheet, dots[i], places[i], base - rows[i] * 18);
    put_end(sheet, low, "start", 2, base + 26);
    put_end(sheet, high, "end", SCALE_WIDTH - 2, base + 26);
    fputs("</svg>\n", sheet->out);
}

static void put_value(const Sheet *sheet, const ArrianValue *value)
{
    FILE *out = sheet->out;
    fprintf(out, "<tr data-r=\"%u\"><td>", sheet_doc(sheet, value->doc));
    sheet_chip(sheet, value->doc);
    fputs("</td><td class=\"value\">", out);
    html_line(out, value->value);
    fputs("</td><td class=\"words\">", out);
    sheet_excerpt(sheet, value->doc, value->span, MOST_WORDS);
    fputs("</td><td>", out);
    html_line(out, value->source);
    if (!value->source.length) fputs("<span class=\"own\">the report itself</span>", out);
    if (value->claim != ARRIAN_NONE) {
        uint32_t number = sheet->first_claim[value->doc] + value->claim + 1;
        fprintf(out, " <a class=\"to\" href=\"#c-%u\">c%u</a>", number, number);
    }
    fputs("</td></tr>\n", out);
}

static bool speaks(const ArrianAccord *accord, uint32_t doc)
{
    for (uint32_t i = 0; i < accord->count; i++)
        if (accord->values[i].doc == doc) return true;
    return false;
}

/* Who says nothing of it: "Silent: 2, 4". Nothing where all speak, or where too many are silent to name. */
static void put_silent(const Sheet *sheet, const ArrianAccord *accord)
{
    uint32_t silent = 0;
    for (uint32_t i = 0; i < sheet->count; i++) silent += !speaks(accord, i);
    if (!silent || silent > MOST_SILENT) return;
    fputs(". Silent: ", sheet->out);
    for (uint32_t i = 0, put = 0; i < sheet->count; i++) {
        if (speaks(accord, i)) continue;
        if (put++) fputs(", ", sheet->out);
        sheet_number(sheet, i);
    }
}

static void put_card(const Sheet *sheet, uint32_t index)
{
    FILE *out = sheet->out;
    size_t count;
    const ArrianAccord *accord = &arrian_accords(sheet->story, &count)[index];
    uint32_t number = sheet->first_accord + index + 1, level = sheet->level + 1;
    fprintf(out, "<article class=\"card row %s\" id=\"a-%u\" tabindex=\"-1\" data-v=\"%s\" data-about=\"%s\"",
            arrian_verdict(accord->verdict), number, arrian_verdict(accord->verdict), arrian_about(accord->about));
    sheet_reports(sheet, accord);
    fprintf(out, ">\n<header><a class=\"no\" href=\"#a-%u\" aria-label=\"Comparison %u\">%u</a><h%u>", number, number,
            number, level);
    html_line(out, accord->question);
    if (!accord->question.length) html_word(out, arrian_about(accord->about));
    fprintf(out, "</h%u>", level);
    sheet_badge(sheet, accord->verdict);
    fprintf(out, "</header>\n<p class=\"why\">%s; stands on ", sheet_verdict_words(accord->verdict));
    sheet_count(sheet, accord->origins, "origin", "origins");
    if (accord->hint.length) fputs(". <strong>Likely: ", out), html_line(out, accord->hint), fputs("</strong>", out);
    put_silent(sheet, accord);
    fputs("</p>\n", out);
    if (accord->about == ARRIAN_ABOUT_QUANTITY) put_scale(sheet, accord);
    fputs("<table><thead><tr><th scope=\"col\">report</th><th scope=\"col\">value</th><th scope=\"col\">its words</th>"
          "<th scope=\"col\">says who</th></tr></thead><tbody>\n",
          out);
    for (uint32_t i = 0; i < accord->count; i++) put_value(sheet, &accord->values[i]);
    fputs("</tbody></table></article>\n", out);
}

void accord_section(const Sheet *sheet)
{
    size_t count;
    uint32_t *order = accord_order(sheet, &count);
    sheet_heading(sheet, "accords", "Where they agree, and where they part");
    if (!count) fputs("<p class=\"blank\">No question was found that two reports answer.</p>\n", sheet->out);
    for (size_t i = 0; i < count; i++) put_card(sheet, order[i]);
    sheet_end_section(sheet);
}

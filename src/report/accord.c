/* accord.c: the order in which accords are shown, and their figures on one line.
 *     ---(1)(3)--------------------------(2)---   4,000 ... 40,000 */
#include "report/sheet.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DOTS = 40, SCALE_WIDTH = 560, SCALE_LEFT = 12 };

/* What needs the reader first stands first. */
static int rank_of(ArrianVerdict verdict)
{
    static const int ranks[] = {4, 3, 2, 1, 0, 5};
    return (size_t)verdict < sizeof ranks / sizeof *ranks ? ranks[verdict] : 6;
}

bool accord_has_card(const ArrianAccord *accord)
{
    return accord->verdict == ARRIAN_CONFLICT || accord->verdict == ARRIAN_CHANGED ||
           accord->verdict == ARRIAN_DIFFERENT;
}

uint32_t accord_reports(const Sheet *sheet, const ArrianAccord *accord)
{
    uint32_t reports = 0;
    for (uint32_t doc = 0; doc < sheet->count; doc++)
        for (uint32_t i = 0; i < accord->count; i++)
            if (accord->values[i].doc == doc) {
                reports++;
                break;
            }
    return reports;
}

typedef struct Place {
    int rank;
    uint32_t index; /* collate puts what matters most first */
} Place;

static int by_place(const void *left, const void *right)
{
    const Place *a = left, *b = right;
    if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

uint32_t *accord_order(const Sheet *sheet, size_t *ret_count)
{
    size_t count;
    const ArrianAccord *accord = arrian_accords(sheet->story, &count);
    uint32_t *order = NEW(sheet->arena, uint32_t, count + 1);
    Place *places = NEW(sheet->arena, Place, count + 1);
    for (size_t i = 0; i < count; i++) places[i] = (Place){rank_of(accord[i].verdict), (uint32_t)i};
    if (count) qsort(places, count, sizeof *places, by_place);
    for (size_t i = 0; i < count; i++) order[i] = places[i].index;
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
    ArrianSpan span;
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
    fputs("<a class=\"dot\" href=\"#", out);
    sheet_address(sheet, dot.doc, dot.span);
    fputs("\"><title>", out);
    html_line(out, sheet_label(sheet, dot.doc));
    fprintf(out, ": %s%.15g</title>", dot.bound == '>' ? "at least " : dot.bound == '<' ? "at most " : "", dot.number);
    if (dot.bound != '=') {
        double end = dot.bound == '>' ? SCALE_WIDTH : 0;
        fprintf(out, "<line class=\"bound\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>", x, end, y, y);
    }
    fprintf(out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"8\"/><text x=\"%.1f\" y=\"%.1f\">%u</text></a>", x, y, x, y + 3.5,
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
        Dot dot = {.doc = accord->values[i].doc, .span = accord->values[i].span};
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
void accord_scale(const Sheet *sheet, const ArrianAccord *accord)
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
            "<svg class=\"scale\" viewBox=\"0 0 %d %d\" role=\"group\" aria-label=\"The figures on one scale%s\">",
            SCALE_WIDTH, base + 30, by_powers ? ", by powers of ten" : "");
    fprintf(sheet->out, "<line class=\"axis\" x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>", SCALE_WIDTH, base + 10,
            base + 10);
    for (uint32_t i = 0; i < count; i++) put_dot(sheet, dots[i], places[i], base - rows[i] * 18);
    put_end(sheet, low, "start", 2, base + 26);
    put_end(sheet, high, "end", SCALE_WIDTH - 2, base + 26);
    fputs("</svg>\n", sheet->out);
}

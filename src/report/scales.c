/* scales.c: every figure, unit by unit, each unit on one scale; what is "at least" reaches to the right, what is
 * "at most" to the left.
 *     person | about 4,000 |    [=]       | 1 "a force of about 4,000 troops"
 *            | at least 40 | [=========>  | 2 "at least 40 people were hurt" */
#include "base/utf8.h"
#include "report/sheet.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FIGURES = 1200, MOST_WORDS = 200, MOST_UNIT = 60, SCALE = 200 };

typedef struct Figure {
    char unit[MOST_UNIT + 1]; /* lower-cased, to sort by */
    uint32_t doc, index, spread;
    const ArrianQuantity *quantity;
    double from;
} Figure;

typedef struct Figures {
    LIST(Figure) list;
} Figures;

typedef struct Axis {
    double low, high;
    bool by_powers;
} Axis;

static bool has_number(const ArrianQuantity *q)
{
    if (!q->has_low && !q->has_high) return false;
    return (!q->has_low || isfinite(q->low)) && (!q->has_high || isfinite(q->high));
}

static int by_unit(const void *left, const void *right)
{
    const Figure *a = left, *b = right;
    int order = strcmp(a->unit, b->unit);
    if (order) return order;
    if (a->from != b->from) return a->from < b->from ? -1 : 1;
    if (a->doc != b->doc) return a->doc < b->doc ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* Units that more reports use stand first. */
static int by_spread(const void *left, const void *right)
{
    const Figure *a = left, *b = right;
    if (a->spread != b->spread) return a->spread > b->spread ? -1 : 1;
    return by_unit(left, right);
}

static uint32_t unit_end(const Figures *figures, uint32_t i)
{
    uint32_t end = i + 1;
    while (end < figures->list.count && !strcmp(figures->list.at[end].unit, figures->list.at[i].unit)) end++;
    return end;
}

static void take_figures(const Sheet *sheet, Figures *figures)
{
    for (uint32_t doc = 0; doc < sheet->count; doc++)
        for (uint32_t i = 0; i < sheet->docs[doc]->quantities.count; i++) {
            const ArrianQuantity *q = &sheet->docs[doc]->quantities.at[i];
            if (!has_number(q) || figures->list.count == MOST_FIGURES) continue;
            Figure figure = {.doc = doc, .index = i, .quantity = q, .from = q->has_low ? q->low : q->high};
            uint32_t length = q->unit.length < MOST_UNIT ? q->unit.length : 0;
            figure.unit[length ? utf8_fold(q->unit.at, length, figure.unit) : 0] = 0;
            LIST_ADD(sheet->arena, figures->list, figure);
        }
    if (!figures->list.count) return;
    qsort(figures->list.at, figures->list.count, sizeof *figures->list.at, by_unit);
    for (uint32_t i = 0, end; i < figures->list.count; i = end) {
        uint32_t reports = 0;
        end = unit_end(figures, i);
        for (uint32_t doc = 0; doc < sheet->count; doc++)
            for (uint32_t k = i; k < end; k++)
                if (figures->list.at[k].doc == doc) {
                    reports++;
                    break;
                }
        for (uint32_t k = i; k < end; k++) figures->list.at[k].spread = reports * MOST_FIGURES + (end - i);
    }
    qsort(figures->list.at, figures->list.count, sizeof *figures->list.at, by_spread);
}

static Axis axis_of(const Figures *figures, uint32_t i, uint32_t end)
{
    Axis axis = {INFINITY, -INFINITY, false};
    for (; i < end; i++) {
        const ArrianQuantity *q = figures->list.at[i].quantity;
        double low = q->has_low ? q->low : q->high, high = q->has_high ? q->high : q->low;
        if (low < axis.low) axis.low = low;
        if (high > axis.high) axis.high = high;
    }
    axis.by_powers = axis.low > 0 && axis.high / axis.low >= 20;
    if (!axis.by_powers && axis.low > 0) axis.low = 0;
    return axis;
}

static double place_on(Axis axis, double number)
{
    enum { EDGE = 8 };
    double share = axis.by_powers ? log(number / axis.low) / log(axis.high / axis.low)
                                  : (number - axis.low) / (axis.high - axis.low);
    return EDGE + share * (SCALE - 2 * EDGE);
}

static void put_number(const Sheet *sheet, double number)
{
    if (number >= 0 && number < 1e15 && number == floor(number)) html_number(sheet->out, (uint64_t)number);
    else fprintf(sheet->out, "%.10g", number);
}

static void put_bounds(const Sheet *sheet, const ArrianQuantity *q)
{
    FILE *out = sheet->out;
    if (!q->has_high) fputs("\u2265 ", out);
    if (!q->has_low) fputs("\u2264 ", out);
    put_number(sheet, q->has_low ? q->low : q->high);
    if (q->has_low && q->has_high && q->low != q->high) fputs("\u2013", out), put_number(sheet, q->high);
}

static void put_bar(const Sheet *sheet, Axis axis, const Figure *figure)
{
    FILE *out = sheet->out;
    const ArrianQuantity *q = figure->quantity;
    double low = q->has_low ? place_on(axis, q->low) : 0, high = q->has_high ? place_on(axis, q->high) : SCALE;
    fprintf(out,
            "<svg class=\"bar\" viewBox=\"0 0 %d 12\" aria-hidden=\"true\"><line x1=\"0\" x2=\"%d\" y1=\"6\" "
            "y2=\"6\"/>",
            SCALE, SCALE);
    if (q->has_low && q->has_high && high - low < 1) {
        fprintf(out, "<circle cx=\"%.1f\" cy=\"6\" r=\"4.5\"/>", low);
    } else {
        fprintf(out, "<rect class=\"%s\" x=\"%.1f\" y=\"3\" width=\"%.1f\" height=\"6\"/>",
                q->has_low && q->has_high ? "range" : "open", low, high - low);
        if (!q->has_high)
            fprintf(out, "<circle cx=\"%.1f\" cy=\"6\" r=\"4.5\"/><path d=\"M%d 1L%d 6L%d 11Z\"/>", low, SCALE - 7,
                    SCALE, SCALE - 7);
        if (!q->has_low) fprintf(out, "<circle cx=\"%.1f\" cy=\"6\" r=\"4.5\"/><path d=\"M7 1L0 6L7 11Z\"/>", high);
    }
    fputs("</svg>", out);
}

static void put_row(const Sheet *sheet, const Figure *figure, const Axis *axis)
{
    FILE *out = sheet->out;
    uint32_t number = sheet->first_quantity[figure->doc] + figure->index + 1, doc = sheet_doc(sheet, figure->doc);
    fprintf(out, "<tr class=\"row\" id=\"q-%u\" tabindex=\"-1\" data-r=\"%u\"><td class=\"num\">", number, doc);
    put_bounds(sheet, figure->quantity);
    fputs("</td><td class=\"on\">", out);
    if (axis) put_bar(sheet, *axis, figure);
    fputs("</td><td>", out);
    sheet_number(sheet, figure->doc);
    fputs(" <span class=\"words\">", out);
    sheet_excerpt(sheet, figure->doc, figure->quantity->span, MOST_WORDS);
    fputs("</span></td></tr>\n", out);
}

static void put_unit(const Sheet *sheet, const Figures *figures, uint32_t i, uint32_t end)
{
    FILE *out = sheet->out;
    Axis axis = axis_of(figures, i, end);
    ArrianSlice unit = figures->list.at[i].quantity->unit;
    bool drawn = end - i > 1 && axis.high > axis.low;
    fputs("<tbody><tr class=\"unit\"><th colspan=\"2\" scope=\"rowgroup\">", out);
    if (unit.length) html_cut(out, unit, MOST_UNIT);
    else fputs("without a unit", out);
    fputs("</th><td class=\"own\">", out);
    if (drawn) {
        fputs("scale from ", out), put_number(sheet, axis.low);
        fputs(" to ", out), put_number(sheet, axis.high);
        if (axis.by_powers) fputs(", by powers of ten", out);
    }
    fputs("</td></tr>\n", out);
    for (; i < end; i++) put_row(sheet, &figures->list.at[i], drawn ? &axis : NULL);
    fputs("</tbody>\n", out);
}

void scales_section(const Sheet *sheet)
{
    Figures figures = {0};
    take_figures(sheet, &figures);
    if (!figures.list.count) return;
    sheet_heading(sheet, "scales", "Every figure, on one scale a unit");
    fputs("<p class=\"lead\">A dot is a figure; an arrow says at least (\u2265) or at most (\u2264); a bar is a range. "
          "Figures of one unit need not count the same thing: read the words.</p>\n",
          sheet->out);
    sheet_open_wide(sheet, "scales");
    fputs("<table><thead><tr><th scope=\"col\" class=\"num\">figure</th><th scope=\"col\">on the scale</th><th "
          "scope=\"col\">its words</th></tr></thead>\n",
          sheet->out);
    for (uint32_t i = 0, end; i < figures.list.count; i = end) {
        end = unit_end(&figures, i);
        put_unit(sheet, &figures, i, end);
    }
    fputs("</table>", sheet->out);
    sheet_close_wide(sheet);
    if (figures.list.count == MOST_FIGURES)
        fprintf(sheet->out, "<p class=\"blank\">The first %d; the records hold all.</p>\n", MOST_FIGURES);
    sheet_end_section(sheet);
}

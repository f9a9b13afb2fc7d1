/* chronicle.c: dated claims and reactions as one picture: a line a claim, its bar on the scale of days, and an arrow
 * from what a report gives as the reason to what it says came of it.
 *     c11 Russia held an exercise ...      -.        [==]
 *     c3  The decision is a response ...   <'              (no day given) */
#include "base/utf8.h"
#include "report/clock.h"
#include <stdlib.h>
#include <string.h>

void chronicle_figure(const Sheet *sheet, const Clock *clock);

enum {
    MOST_LINES = 40,
    STEP = 22,
    TOP = 18,
    WIDTH = 760,
    LABEL = 372,
    GUTTER = 60,
    LETTERS = 52,
    MOST_BETWEEN = 120,
    NO_LINE = -1
};

typedef struct Line {
    uint32_t doc, claim;
    Extent extent;
    bool dated;
} Line;
typedef struct Chronicle {
    const Sheet *sheet;
    LIST(Line) lines;
} Chronicle;

static bool extent_of(const ArrianDocument *d, const ArrianClaim *claim, Extent *ret)
{
    return claim->time < d->times.count && clock_read(d->times.at[claim->time].value, ret);
}

static int line_of(const Chronicle *c, uint32_t doc, uint32_t claim)
{
    for (uint32_t i = 0; i < c->lines.count; i++)
        if (c->lines.at[i].doc == doc && c->lines.at[i].claim == claim) return (int)i;
    return NO_LINE;
}

static void add(Chronicle *c, uint32_t doc, uint32_t claim)
{
    if (c->lines.count >= MOST_LINES || line_of(c, doc, claim) != NO_LINE) return;
    Line line = {.doc = doc, .claim = claim};
    const ArrianDocument *d = c->sheet->docs[doc];
    line.dated = extent_of(d, &d->claims.at[claim], &line.extent);
    LIST_ADD(c->sheet->arena, c->lines, line);
}

/* What has a day stands in order of time; what has none stands last, in order of the reports. */
static int by_day(const void *left, const void *right)
{
    const Line *a = left, *b = right;
    if (a->dated != b->dated) return a->dated ? -1 : 1;
    if (a->dated && a->extent.first != b->extent.first) return a->extent.first < b->extent.first ? -1 : 1;
    if (a->dated && a->extent.last != b->extent.last) return a->extent.last < b->extent.last ? -1 : 1;
    if (a->doc != b->doc) return a->doc < b->doc ? -1 : 1;
    return a->claim < b->claim ? -1 : a->claim > b->claim;
}

/* Reactions first, so that they have room; then one dated claim a happening. */
static void take_lines(Chronicle *c)
{
    const Sheet *sheet = c->sheet;
    bool *told = NEW(sheet->arena, bool, sheet->claims + 1);
    for (uint32_t doc = 0; doc < sheet->count; doc++)
        for (uint32_t i = 0; i < sheet->docs[doc]->claims.count; i++) {
            uint32_t because = sheet->docs[doc]->claims.at[i].because;
            if (because >= sheet->docs[doc]->claims.count || c->lines.count + 2 > MOST_LINES / 2) continue;
            add(c, doc, because), add(c, doc, i);
        }
    for (uint32_t doc = 0; doc < sheet->count; doc++)
        for (uint32_t i = 0; i < sheet->docs[doc]->claims.count; i++) {
            Extent extent;
            uint32_t group = sheet->group[sheet_claim_at(sheet, doc, i)];
            if (told[group] || !extent_of(sheet->docs[doc], &sheet->docs[doc]->claims.at[i], &extent)) continue;
            told[group] = true;
            add(c, doc, i);
        }
    if (c->lines.count) qsort(c->lines.at, c->lines.count, sizeof *c->lines.at, by_day);
}

static double y_of(int line)
{
    return TOP + line * STEP + STEP / 2.0;
}

static void put_line(const Chronicle *c, const Clock *clock, int index)
{
    const Sheet *sheet = c->sheet;
    FILE *out = sheet->out;
    const Line *line = &c->lines.at[index];
    const ArrianClaim *claim = &sheet->docs[line->doc]->claims.at[line->claim];
    double y = y_of(index), x = LABEL + GUTTER, width = WIDTH - LABEL - GUTTER;
    fprintf(out, "<a href=\"#c-%u\"><text x=\"0\" y=\"%.0f\"><tspan class=\"doc\">%u</tspan> ",
            sheet->first_claim[line->doc] + line->claim + 1, y + 4, sheet_doc(sheet, line->doc));
    sheet_phrase(sheet, line->doc, claim, LETTERS);
    fputs("</text></a>", out);
    fprintf(out, "<line class=\"rail\" x1=\"%.0f\" x2=\"%d\" y1=\"%.0f\" y2=\"%.0f\"/>", x, WIDTH, y, y);
    if (line->dated) clock_bar(sheet, clock, &line->extent, x, width, y - 4);
    else fprintf(out, "<text class=\"none\" x=\"%.0f\" y=\"%.0f\">no day given</text>", x + 6, y + 4);
}

/* The words between what came of it and its reason: "in response to", "after". */
static ArrianSpan words_between(const ArrianClaim *effect, const ArrianClaim *cause)
{
    uint32_t start = effect->cue.end, end = cause->cue.start;
    return (ArrianSpan){start, end > start && end < start + MOST_BETWEEN ? end : start};
}

/* "after" and "following" tell the order, not the reason. */
static bool gives_reason(ArrianSlice words)
{
    static const char *const reasons[] = {"because", "respon",      "retaliat",      "reaction",
                                          "due to",  "in light of", "in the face of"};
    char fold[MOST_BETWEEN * 2 + 8];
    size_t length = utf8_fold(words.at, words.length < MOST_BETWEEN ? words.length : MOST_BETWEEN, fold);
    fold[length] = 0;
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (strstr(fold, reasons[i])) return true;
    return false;
}

static void put_edge(const Chronicle *c, int cause, int effect, uint32_t edges)
{
    FILE *out = c->sheet->out;
    const Line *line = &c->lines.at[effect];
    const ArrianDocument *d = c->sheet->docs[line->doc];
    ArrianSlice words =
        arrian_words(d, words_between(&d->claims.at[line->claim], &d->claims.at[c->lines.at[cause].claim]));
    double from = y_of(cause), to = y_of(effect), bend = LABEL + 30 + (edges % 3) * 14;
    fprintf(out,
            "<path class=\"edge %s\" marker-end=\"url(#because-%u)\" d=\"M%d %.0fC%.0f %.0f %.0f %.0f %d "
            "%.0f\"><title>report "
            "%u: ",
            gives_reason(words) ? "because" : "after", c->sheet->number, LABEL + 2, from, bend, from, bend, to,
            LABEL + 4, to, sheet_doc(c->sheet, line->doc));
    html_cut(out, words, MOST_BETWEEN);
    fputs("</title></path>", out);
}

static uint32_t put_edges(const Chronicle *c)
{
    uint32_t edges = 0;
    for (uint32_t i = 0; i < c->lines.count; i++) {
        const Line *line = &c->lines.at[i];
        uint32_t because = c->sheet->docs[line->doc]->claims.at[line->claim].because;
        int cause = because == ARRIAN_NONE ? NO_LINE : line_of(c, line->doc, because);
        if (cause != NO_LINE) put_edge(c, cause, (int)i, edges++);
    }
    return edges;
}

void chronicle_figure(const Sheet *sheet, const Clock *clock)
{
    Chronicle c = {.sheet = sheet};
    take_lines(&c);
    if (c.lines.count < 2) return;
    FILE *out = sheet->out;
    double height = TOP + c.lines.count * STEP + 4;
    fprintf(
        out,
        "<figure class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Claims in order of time\"><svg "
        "class=\"chronicle\" viewBox=\"0 0 %d %.0f\" role=\"group\" aria-label=\"Dated claims and reactions; the table "
        "and the ledger say the same\"><defs><marker id=\"because-%u\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" "
        "markerWidth=\"6\" markerHeight=\"6\" orient=\"auto\"><path class=\"tip-of\" d=\"M0 0L8 4L0 "
        "8Z\"/></marker></defs>",
        WIDTH, height, sheet->number);
    clock_ticks(sheet, clock, LABEL + GUTTER, WIDTH - LABEL - GUTTER, height);
    for (uint32_t i = 0; i < c.lines.count; i++) put_line(&c, clock, (int)i);
    uint32_t edges = put_edges(&c);
    fputs("</svg><figcaption>One claim a happening, with the number of its report", out);
    if (edges)
        fputs("; an arrow leads from one thing to what a report says came of it: full where it says because, broken "
              "where it says "
              "only after",
              out);
    fputs(c.lines.count == MOST_LINES ? "; the first 40.</figcaption></figure>\n" : ".</figcaption></figure>\n", out);
}

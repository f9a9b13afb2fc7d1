/* graph.c: the same as a picture: named sources on the left, reports on the right, arrows from source to report, arcs
 * where text is shared. [Interfax] ---> [2 RT] )            Reports of one origin stand together in one frame. [3
 * Delta] ) 61 words */
#include "base/lexicon.h"
#include "report/sheet.h"

void graph_figure(const Sheet *sheet);

enum { MOST_NODES = 24, STEP = 46, TOP = 28, WIDTH = 640, BOX = 190, LEFT = 8, RIGHT = 330, HIGH = 30, LETTERS = 24 };

typedef struct Graph {
    const Sheet *sheet;
    uint32_t place[MOST_NODES]; /* row of each report */
    uint32_t order[MOST_NODES]; /* report of each row */
    ArrianSlice sources[MOST_NODES];
    uint32_t source_count;
} Graph;

static uint32_t y_of(uint32_t row)
{
    return TOP + row * STEP;
}

/* Reports of one origin come one after the other. */
static void place_reports(Graph *graph)
{
    size_t count;
    const ArrianOrigin *origin = arrian_origins(graph->sheet->story, &count);
    uint32_t rows = 0;
    bool placed[MOST_NODES] = {false};
    for (uint32_t doc = 0; doc < graph->sheet->count; doc++) {
        uint32_t shared = graph->sheet->origin[doc];
        if (placed[doc]) continue;
        for (uint32_t k = 0; shared < count && k < origin[shared].count; k++) {
            uint32_t other = origin[shared].docs[k];
            if (placed[other]) continue;
            placed[other] = true;
            graph->order[graph->place[other] = rows++] = other;
        }
        if (placed[doc]) continue;
        placed[doc] = true;
        graph->order[graph->place[doc] = rows++] = doc;
    }
}

static uint32_t source_row(Graph *graph, ArrianSlice name)
{
    for (uint32_t i = 0; i < graph->source_count; i++)
        if (slice_same(graph->sources[i], name) || outlet_same(graph->sheet->docs[0]->engine, graph->sources[i], name)) return i;
    if (graph->source_count == MOST_NODES) return ARRIAN_NONE;
    graph->sources[graph->source_count] = name;
    return graph->source_count++;
}

static void put_frames(const Graph *graph)
{
    const Sheet *sheet = graph->sheet;
    for (uint32_t row = 0, end; row < sheet->count; row = end) {
        uint32_t shared = sheet->origin[graph->order[row]];
        for (end = row + 1; end < sheet->count && shared != ARRIAN_NONE && sheet->origin[graph->order[end]] == shared;)
            end++;
        if (end - row < 2) continue;
        fprintf(sheet->out, "<rect class=\"frame\" x=\"%d\" y=\"%u\" width=\"%d\" height=\"%u\" rx=\"8\"/>", RIGHT - 8,
                y_of(row) - 8, BOX + 16, (end - row - 1) * STEP + HIGH + 16);
    }
}

static void put_arrow(const Graph *graph, double x, double y, uint32_t doc)
{
    double to = y_of(graph->place[doc]) + HIGH / 2.0, middle = (x + RIGHT) / 2;
    fprintf(graph->sheet->out,
            "<path class=\"relay\" marker-end=\"url(#arrow-%u)\" d=\"M%.0f %.0fC%.0f %.0f %.0f %.0f %d %.0f\"/>",
            graph->sheet->number, x, y, middle, y, middle, to, RIGHT - 2, to);
}

static void put_relays(Graph *graph)
{
    size_t count;
    const ArrianRelay *relay = arrian_relays(graph->sheet->story, &count);
    for (size_t i = 0; i < count; i++) {
        uint32_t from = sheet_report_named(graph->sheet, relay[i].from, relay[i].doc), doc = relay[i].doc;
        if (from != ARRIAN_NONE) {
            double a = y_of(graph->place[from]) + HIGH / 2.0, b = y_of(graph->place[doc]) + HIGH / 2.0;
            fprintf(graph->sheet->out,
                    "<path class=\"relay\" marker-end=\"url(#arrow-%u)\" d=\"M%d %.0fC%d %.0f %d %.0f %d %.0f\"/>",
                    graph->sheet->number, RIGHT - 2, a, RIGHT - 70, a, RIGHT - 70, b, RIGHT - 2, b);
            continue;
        }
        uint32_t row = source_row(graph, relay[i].from);
        if (row != ARRIAN_NONE) put_arrow(graph, LEFT + BOX, y_of(row) + HIGH / 2.0, doc);
    }
}

/* Words that two reports share, all their passages together. */
static uint32_t shared_words(const Graph *graph, uint32_t a, uint32_t b)
{
    size_t count;
    uint32_t words = 0;
    const ArrianPassage *passage = arrian_passages(graph->sheet->story, &count);
    for (size_t i = 0; i < count; i++) {
        bool these =
            (passage[i].doc[0] == a && passage[i].doc[1] == b) || (passage[i].doc[0] == b && passage[i].doc[1] == a);
        if (these && passage[i].what != ARRIAN_FURNITURE) words += passage[i].words;
    }
    return words;
}

static void put_arcs(const Graph *graph)
{
    FILE *out = graph->sheet->out;
    for (uint32_t a = 0; a < graph->sheet->count; a++)
        for (uint32_t b = a + 1; b < graph->sheet->count; b++) {
            uint32_t words = shared_words(graph, graph->order[a], graph->order[b]);
            if (!words) continue;
            int from = (int)y_of(a) + HIGH / 2, to = (int)y_of(b) + HIGH / 2,
                out_to = RIGHT + BOX + 22 + (int)(b - a) * 14;
            if (out_to > WIDTH - 40) out_to = WIDTH - 40;
            double width = words < 40 ? 1.5 : words < 120 ? 2.5 : 4;
            fprintf(out,
                    "<path class=\"copy\" stroke-width=\"%.1f\" d=\"M%d %dC%d %d %d %d %d %d\"><title>%u words "
                    "shared</title></path>",
                    width, RIGHT + BOX, from, out_to, from, out_to, to, RIGHT + BOX, to, words);
            fprintf(out, "<text class=\"words\" x=\"%d\" y=\"%d\">%u</text>", (out_to * 3 + RIGHT + BOX) / 4 + 5,
                    (from + to) / 2 + 4, words);
        }
}

static void put_box(const Graph *graph, const char *kind, int x, uint32_t row, ArrianSlice words, uint32_t number)
{
    FILE *out = graph->sheet->out;
    if (number) fprintf(out, "<a href=\"#d%u\">", number);
    fprintf(out, "<rect class=\"%s\" x=\"%d\" y=\"%u\" width=\"%d\" height=\"%d\" rx=\"5\"/><text x=\"%d\" y=\"%u\">",
            kind, x, y_of(row), BOX, HIGH, x + 12, y_of(row) + 20);
    if (number) fprintf(out, "%u ", number);
    html_cut(out, words, LETTERS);
    fputs(number ? "</text></a>" : "</text>", out);
}

static bool worth_drawing(const Sheet *sheet)
{
    size_t relays, passages;
    arrian_relays(sheet->story, &relays);
    arrian_passages(sheet->story, &passages);
    return sheet->count > 1 && sheet->count <= MOST_NODES && relays + passages;
}

void graph_figure(const Sheet *sheet)
{
    if (!worth_drawing(sheet)) return;
    FILE *out = sheet->out;
    Graph graph = {.sheet = sheet};
    size_t count;
    const ArrianRelay *relay = arrian_relays(sheet->story, &count);
    place_reports(&graph);
    for (size_t i = 0; i < count; i++)
        if (sheet_report_named(graph.sheet, relay[i].from, relay[i].doc) == ARRIAN_NONE) source_row(&graph, relay[i].from);
    uint32_t rows = sheet->count > graph.source_count ? sheet->count : graph.source_count;
    fprintf(out,
            "<figure><svg class=\"graph\" viewBox=\"0 0 %d %u\" role=\"group\" aria-label=\"Reports and their sources; "
            "the tables below say the same\">"
            "<defs><marker id=\"arrow-%u\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" "
            "markerHeight=\"7\" orient=\"auto\">"
            "<path class=\"tip\" d=\"M0 0L8 4L0 8Z\"/></marker></defs>",
            WIDTH, y_of(rows) - 6, sheet->number);
    fprintf(out,
            "<text class=\"head\" x=\"%d\" y=\"14\">named sources</text><text class=\"head\" x=\"%d\" "
            "y=\"14\">reports</text>",
            LEFT, RIGHT);
    put_frames(&graph);
    put_relays(&graph);
    put_arcs(&graph);
    for (uint32_t i = 0; i < graph.source_count; i++) put_box(&graph, "source", LEFT, i, graph.sources[i], 0);
    for (uint32_t row = 0; row < sheet->count; row++)
        put_box(&graph, "report", RIGHT, row, sheet_label(sheet, graph.order[row]), sheet_doc(sheet, graph.order[row]));
    fputs("</svg><figcaption>An arrow leads from a source to the report that names it. An arc joins reports that share "
          "words, with their "
          "number. A frame holds reports that count as one origin.</figcaption></figure>\n",
          out);
}

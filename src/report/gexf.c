/* gexf.c: claims -> who acted on whom, as a network (GEXF 1.3).
 *     MOBILIZE: NATO, four claims towards Russia -> <edge source="0" target="3" kind="directed" weight="4">
 * One edge for each pair, act and stance; it names the claims that it stands for. A claim without a recipient has no
 * edge; its actors are nodes all the same. */
#include "base/error.h"
#include "report/export.h"
#include "report/html.h"
#include <stdlib.h>
#include <string.h>

typedef struct Edge {
    uint32_t from, to;
    ArrianAct act;
    ArrianStance stance;
    uint32_t story, claim; /* number of the claim */
} Edge;
typedef LIST(Edge) Edges;

static int compare_edges(const void *a, const void *b)
{
    const Edge *x = a, *y = b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    if (x->to != y->to) return x->to < y->to ? -1 : 1;
    if (x->act != y->act) return x->act < y->act ? -1 : 1;
    if (x->stance != y->stance) return x->stance < y->stance ? -1 : 1;
    return x->claim < y->claim ? -1 : x->claim > y->claim;
}

static bool same_edge(const Edge *a, const Edge *b)
{
    return a->from == b->from && a->to == b->to && a->act == b->act && a->stance == b->stance;
}

static void gather_claim(Export *e, const ExportPage *page, size_t number, Edges *edges, bool *acts)
{
    const ArrianClaim *claim = &page->claims[number];
    uint32_t to[ARRIAN_MAX_PARTIES];
    for (uint32_t k = 0; k < claim->recipients; k++) to[k] = export_thing_of_party(e, page, &claim->recipient[k]);
    for (uint32_t i = 0; i < claim->actors; i++) {
        uint32_t from = export_thing_of_party(e, page, &claim->actor[i]);
        acts[from] = true;
        for (uint32_t k = 0; k < claim->recipients; k++) {
            Edge edge = {from, to[k], claim->act, claim->stance, page->story, export_claim_number(page, number)};
            acts[to[k]] = true;
            LIST_ADD(&e->arena, *edges, edge);
        }
    }
}

/* XML 1.0 has no U+FFFE and U+FFFF, and no way to write them. */
static void put_xml(FILE *out, ArrianSlice words)
{
    uint32_t from = 0;
    for (uint32_t i = 0; i + 2 < words.length; i++) {
        if (memcmp(words.at + i, "\xEF\xBF", 2) || (unsigned char)words.at[i + 2] < 0xBE ||
            (unsigned char)words.at[i + 2] > 0xBF || (unsigned char)words.at[i + 2] == 0xBD)
            continue;
        html_line(out, (ArrianSlice){words.at + from, i - from});
        from = i + 3;
    }
    html_line(out, (ArrianSlice){words.at + from, words.length - from});
}

static void put_value(FILE *out, const char *attribute, ArrianSlice value)
{
    if (!value.length) return;
    fprintf(out, "<attvalue for=\"%s\" value=\"", attribute);
    put_xml(out, value);
    fputs("\"/>", out);
}

static void put_word(FILE *out, const char *attribute, const char *word)
{
    put_value(out, attribute, (ArrianSlice){word, (uint32_t)strlen(word)});
}

static void put_nodes(const Export *e, const bool *acts)
{
    uint32_t count;
    const ExportThing *thing = export_thing_list(e, &count);
    fputs("<nodes>\n", e->out);
    for (uint32_t i = 0; i < count; i++) {
        if (!acts[i]) continue;
        fprintf(e->out, "<node id=\"%u\" label=\"", i);
        put_xml(e->out, thing[i].name);
        fprintf(e->out, "\"><attvalues>");
        put_word(e->out, "type", thing[i].type);
        put_word(e->out, "iso3", thing[i].iso3);
        put_word(e->out, "code", thing[i].code);
        put_value(e->out, "role", thing[i].role);
        fprintf(e->out, "<attvalue for=\"mentions\" value=\"%u\"/></attvalues></node>\n", thing[i].mentions);
    }
    fputs("</nodes>\n", e->out);
}

static void put_edges(FILE *out, const Edges *edges)
{
    uint32_t id = 0;
    fputs("<edges>\n", out);
    for (uint32_t i = 0, end; i < edges->count; i = end) {
        const Edge *edge = &edges->at[i];
        for (end = i + 1; end < edges->count && same_edge(edge, &edges->at[end]);) end++;
        fprintf(out, "<edge id=\"%u\" source=\"%u\" target=\"%u\" weight=\"%u\" label=\"%s\"><attvalues>", id++,
                edge->from, edge->to, end - i, arrian_act(edge->act));
        put_word(out, "act", arrian_act(edge->act));
        put_word(out, "stance", arrian_stance(edge->stance));
        fputs("<attvalue for=\"claims\" value=\"", out);
        for (uint32_t k = i; k < end; k++) fprintf(out, "%sc%u", k > i ? " " : "", edges->at[k].claim);
        fputs("\"/></attvalues></edge>\n", out);
    }
    fputs("</edges>\n", out);
}

int export_gexf(Export *e)
{
    static const char head[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n<meta><creator>arrian " ARRIAN_VERSION
        "</creator></meta>\n<graph defaultedgetype=\"directed\" mode=\"static\">\n<attributes class=\"node\">\n"
        "<attribute id=\"type\" title=\"type\" type=\"string\"/>\n<attribute id=\"iso3\" title=\"iso3\" "
        "type=\"string\"/>\n<attribute id=\"code\" title=\"code\" type=\"string\"/>\n<attribute id=\"role\" "
        "title=\"role\" type=\"string\"/>\n<attribute id=\"mentions\" title=\"mentions\" type=\"integer\"/>\n"
        "</attributes>\n<attributes class=\"edge\">\n<attribute id=\"act\" title=\"act\" type=\"string\"/>\n"
        "<attribute id=\"stance\" title=\"stance\" type=\"string\"/>\n<attribute id=\"claims\" title=\"claims\" "
        "type=\"string\"/>\n</attributes>\n";
    Edges edges = {0};
    uint32_t things, parties = 0;
    TRY(export_things(e));
    export_thing_list(e, &things);
    for (uint32_t p = 0; p < e->page_count; p++)
        parties += (uint32_t)e->pages[p].claim_count * 2 * ARRIAN_MAX_PARTIES; /* phrases become things on the way */
    bool *acts = NEW(&e->arena, bool, things + parties + 1);
    for (uint32_t p = 0; p < e->page_count; p++)
        for (size_t i = 0; i < e->pages[p].claim_count; i++) gather_claim(e, &e->pages[p], i, &edges, acts);
    if (edges.count) qsort(edges.at, edges.count, sizeof(Edge), compare_edges);
    fputs(head, e->out);
    put_nodes(e, acts);
    put_edges(e->out, &edges);
    fputs("</graph>\n</gexf>\n", e->out);
    return ARRIAN_OK;
}

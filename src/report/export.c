/* export.c: the table of formats, and what every format needs of the stories.   "gexf" -> export_gexf */
#include "report/export.h"
#include "base/error.h"
#include "base/hash.h"
#include "collate/collate.h"
#include "read/outlet.h"
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static const ArrianFormat formats[] = {
    {"csv", "one row a claim (RFC 4180); --excel for spreadsheets"},
    {"jsonl", "every record, one JSON object a line, as `collate --json`"},
    {"sqlite", "every record as rows, with views and a dictionary of columns: a store"},
    {"geojson", "claims at their places (RFC 7946), for maps"},
    {"gexf", "who acted on whom, as a network (GEXF 1.3), for Gephi"},
    {"timelinejs", "dated claims for TimelineJS"},
    {"plover", "events in PLOVER JSON, one a line, actors as lists"},
    {"cameo", "events in CAMEO codes, tab-separated in Phoenix's columns"},
    {"ftm", "FollowTheMoney entities, one a line, for Aleph and OpenAleph"},
    {"webannotation", "every claim as a W3C Web Annotation, by bytes, by characters and by words"},
    {"schema", "schema.org Claim with its appearances (JSON-LD)"},
    {"prov", "what comes from what: PROV-O (JSON-LD)"},
    {"parquet", "the rows of csv with lists and numbers as such (Apache Parquet)"},
    {"moves", "the ledger of forces and measures, and who answered what, one JSON object a line"}};
enum { FORMATS = sizeof formats / sizeof *formats };
static int (*const writers[FORMATS])(Export *) = {
    export_csv,   export_jsonl, export_sqlite,      export_geojson, export_gexf, export_timelinejs, export_plover,
    export_cameo, export_ftm,   export_annotations, export_schema,  export_prov, export_parquet, export_moves};

const ArrianFormat *arrian_formats(size_t *ret_count)
{
    *ret_count = FORMATS;
    return formats;
}

ArrianSlice export_print(Export *e, const char *format, ...)
{
    char *text = NULL;
    va_list values;
    va_start(values, format);
    int length = vasprintf(&text, format, values);
    va_end(values);
    if (length < 0) longjmp(*e->arena.trap, 1);
    char *kept = arena_copy(&e->arena, text, (size_t)length);
    free(text);
    return (ArrianSlice){kept, (uint32_t)length};
}

ArrianSlice export_outlet(const ExportPage *page)
{
    ArrianSlice path = page->head->path, outlet = outlet_of(page->document);
    if (outlet.length) return outlet;
    for (uint32_t i = path.length; i-- > 0;)
        if (path.at[i] == '/') return (ArrianSlice){path.at + i + 1, path.length - i - 1};
    return path;
}

/* Whatever a path holds, a URI holds it as RFC 3986 wants: "a b.txt" -> "a%20b.txt". */
static ArrianSlice escape_path(Export *e, ArrianSlice path)
{
    char *out = arena_take(&e->arena, (size_t)path.length * 3 + 1), *at = out;
    for (uint32_t i = 0; i < path.length; i++) {
        unsigned char c = (unsigned char)path.at[i];
        bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c && strchr("-._~/", c));
        at += plain ? sprintf(at, "%c", c) : sprintf(at, "%%%02X", c);
    }
    return (ArrianSlice){out, (uint32_t)(at - out)};
}

ArrianSlice export_address(Export *e, const ExportPage *page)
{
    ArrianSlice url = page->head->url, path = page->head->path;
    bool web = url.length > 8 && (!strncmp(url.at, "http://", 7) || !strncmp(url.at, "https://", 8));
    for (uint32_t i = 0; web && i < url.length; i++)
        if ((unsigned char)url.at[i] <= ' ' || strchr("<>\"{}|\\^`", url.at[i])) web = false;
    if (web) return url;
    path = escape_path(e, path);
    return path.length && path.at[0] == '/' ? export_print(e, "file://%.*s", (int)path.length, path.at) : path;
}

ArrianSlice export_urn(Export *e, const ExportPage *page, const char *part, ArrianSpan span)
{
    if (!*part) return export_print(e, "urn:arrian:%.32s", page->head->sha256);
    ArrianSpan received = arrian_received(page->document, span);
    return export_print(e, "urn:arrian:%.32s:%s:%u-%u", page->head->sha256, part, received.start, received.end);
}

ExportPage *export_story_pages(const Export *e, size_t story, uint32_t *ret_count)
{
    uint32_t first = 0;
    while (first < e->page_count && e->pages[first].story != story + 1) first++;
    uint32_t end = first;
    while (end < e->page_count && e->pages[end].story == story + 1) end++;
    *ret_count = end - first;
    return e->pages + first;
}

static void gather_pages(Export *e)
{
    size_t documents, total = 0;
    WriteCounts sum = {0};
    for (size_t s = 0; s < e->count; s++) arrian_story_documents(e->stories[s], &documents), total += documents;
    e->pages = NEW(&e->arena, ExportPage, total + 1);
    for (size_t s = 0; s < e->count; s++) {
        ArrianDocument *const *docs = arrian_story_documents(e->stories[s], &documents);
        for (size_t i = 0; i < documents; i++) {
            ExportPage *page = &e->pages[e->page_count++];
            *page = (ExportPage){docs[i], arrian_head(docs[i]), NULL, 0, sum, sum.docs + 1, (uint32_t)s + 1};
            page->claims = arrian_claims(docs[i], &page->claim_count);
            write_counts_add(&sum, write_counts(docs[i]));
        }
    }
}

static int run_writer(Export *e, int (*write)(Export *))
{
    jmp_buf trap;
    e->arena.trap = &trap;
    int code;
    if (setjmp(trap)) {
        code = error_at(e->why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to write the stories");
    } else {
        gather_pages(e);
        errno = 0;
        code = write(e);
    }
    export_things_end(e);
    arena_end(&e->arena);
    return code ? code : write_end(e->out, e->why);
}

int arrian_export(const ArrianEngine *engine, const char *format, bool excel, FILE *out, ArrianStory *const *stories,
                  size_t count, ArrianError *why)
{
    Export e = {.out = out, .engine = engine, .stories = stories, .count = count, .excel = excel, .why = why};
    e.json.out = out;
    for (int i = 0; i < FORMATS; i++)
        if (!strcmp(formats[i].name, format)) return run_writer(&e, writers[i]);
    return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64, "\"%.40s\" is no format; `arrian export --help` names them",
                    format);
}

int arrian_write_csv(FILE *out, ArrianStory *const *stories, size_t count, ArrianError *why)
{
    return arrian_export(NULL, "csv", false, out, stories, count, why);
}

int export_jsonl(Export *e)
{
    ArrianWriter *writer;
    int code = arrian_writer_new(e->out, &writer, e->why);
    for (size_t s = 0; !code && s < e->count; s++) code = arrian_write_story(writer, e->stories[s], e->why);
    arrian_writer_free(writer);
    return code;
}

/* export.h: stories -> the formats that other tools read.   arrian_export(engine, "gexf", ...) -> a network for Gephi
 * One file a format; what they share stands here: which document has which ids, who is the same thing in several
 * reports, where a place lies, on which days a time falls. Every format keeps the ids of `collate --json` and the bytes
 * that a row stands on. */
#ifndef REPORT_EXPORT_H
#define REPORT_EXPORT_H
#include "base/arena.h"
#include "report/json.h"
#include "report/write.h"

/* One report, and how many records stand before its own: its claim 0 is c(base.claims + 1). */
typedef struct ExportPage {
    const ArrianDocument *document;
    const ArrianHead *head;
    const ArrianClaim *claims;
    size_t claim_count;
    WriteCounts base;
    uint32_t number, story; /* the 7 of d7, the 2 of y2 */
} ExportPage;

/* Who or what several reports name: merged by state, by code, or by name and type. */
typedef struct ExportThing {
    ArrianSlice name; /* the fullest form */
    ArrianSlice role;
    const char *type; /* of the contract, or "phrase": words without a name */
    const char *iso3, *code;
    uint32_t mentions;
} ExportThing;

typedef struct ExportPlace {
    double lat, lon;
    ArrianSlice name, kind, states; /* kind: state, city, region ... of data/places.tsv; states: EST;LVA */
} ExportPlace;

typedef struct Export {
    FILE *out;
    Json json; /* to out */
    const ArrianEngine *engine;
    ArrianStory *const *stories;
    size_t count;
    ExportPage *pages; // (page_count): the reports of all stories, in order
    uint32_t page_count;
    bool excel;
    Arena arena;
    struct ExportThings *things;
    struct ExportGazetteer *gazetteer;
    struct ExportCodes *codes;
    struct ExportRoles *roles;
    ArrianError *why;
} Export;

/* export.c */
ExportPage *export_story_pages(const Export *e, size_t story, uint32_t *ret_count);
static inline uint32_t export_claim_number(const ExportPage *page, size_t claim)
{
    return page->base.claims + (uint32_t)claim + 1;
}
ArrianSlice export_print(Export *e, const char *format, ...) __attribute__((format(printf, 2, 3)));
ArrianSlice export_outlet(const ExportPage *page);             /* its outlet, or the name of its file */
ArrianSlice export_address(Export *e, const ExportPage *page); /* its URL, or a file: URI of its path */
/* "urn:arrian:<hash of the file>:<letter>:<start>-<end>": the same words of the same bytes have the same name in every
 * run; an empty span names the report. */
ArrianSlice export_urn(Export *e, const ExportPage *page, const char *part, ArrianSpan span);

/* things.c */
int export_things(Export *e); /* fills e->things */
void export_things_end(Export *e);
const ExportThing *export_thing_list(const Export *e, uint32_t *ret_count);
uint32_t export_thing_of(const Export *e, const ExportPage *page, uint32_t entity);
uint32_t export_thing_of_party(Export *e, const ExportPage *page, const ArrianParty *party);

/* where.c */
int export_gazetteer(Export *e);                                  /* fills e->gazetteer */
ArrianSlice export_state_name(const Export *e, const char *iso3); /* empty where no row knows it */
bool export_place(const Export *e, const ExportPage *page, const ArrianParty *party, ExportPlace *ret_place);

/* when.c: the days of a claim's time: "2016-07" -> 2016-07-01 and 2016-07-31; false for a length ("P2D"), a season, and
 * what is no date. ret_time may be NULL. */
bool export_claim_days(const ExportPage *page, const ArrianClaim *claim, char ret_first[11], char ret_last[11],
                       const ArrianTime **ret_time);

/* The formats. Each writes the whole of e to e->out and gives back a code; the caller sees to the end of the output. */
int export_csv(Export *e);
int export_jsonl(Export *e);
int export_sqlite(Export *e);
int export_geojson(Export *e);
int export_gexf(Export *e);
int export_timelinejs(Export *e);
int export_plover(Export *e);
int export_cameo(Export *e);
int export_ftm(Export *e);
int export_annotations(Export *e);
int export_schema(Export *e);
int export_prov(Export *e);
int export_parquet(Export *e);
int export_moves(Export *e);
#endif

/* page.c: stories -> one HTML file that needs nothing else: no network, no second file, no script to be read.
 *     head (policy, style) | tools | stories: summary, rows | texts | method | what went in | script */
#include "base/error.h"
#include "report/gazetteer.h"
#include "report/sheet.h"
#include "report/write.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static void put_file(FILE *out, const char *name)
{
    ArrianSlice file = html_file(name);
    fwrite(file.at, 1, file.length, out);
}

/* Nothing may be loaded, and only the page's own style and script may run: the policy names their digests. */
static void put_policy(FILE *out)
{
    ArrianSlice style = html_file("page.css"), script = html_file("page.js");
    fputs("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ", out);
    html_digest(out, style.at, style.length);
    fputs("; script-src ", out);
    html_digest(out, script.at, script.length);
    fputs("; base-uri 'none'; form-action 'none'\">\n", out);
}

static void put_title(FILE *out, ArrianStory *const *stories, size_t count)
{
    ArrianSlice title = count == 1 ? write_story_name(stories[0]) : (ArrianSlice){0};
    fputs("<title>", out);
    if (title.length) html_cut(out, title, 120);
    else fprintf(out, "%zu stories", count);
    fputs(" \u2013 arrian</title>\n", out);
}

static void put_head(FILE *out, ArrianStory *const *stories, size_t count)
{
    fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n", out);
    put_policy(out);
    fputs("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" "
          "content=\"light dark\">\n"
          "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"generator\" content=\"arrian " ARRIAN_VERSION
          "\">\n",
          out);
    put_title(out, stories, count);
    fputs("<style>", out);
    put_file(out, "page.css");
    fputs("</style>\n</head>\n<body>\n", out);
    put_file(out, "tools.html");
    fputs("<main id=\"main\">\n", out);
}

static uint32_t conflicts_of(const ArrianStory *story)
{
    size_t count;
    uint32_t conflicts = 0;
    const ArrianAccord *accord = arrian_accords(story, &count);
    for (size_t i = 0; i < count; i++) conflicts += accord[i].verdict == ARRIAN_CONFLICT;
    return conflicts;
}

static void put_index_row(FILE *out, const ArrianStory *story, size_t number)
{
    char from[11], to[11];
    size_t docs;
    ArrianSlice title = write_story_name(story);
    arrian_story_documents(story, &docs);
    write_days(story, from, to);
    fprintf(out, "<tr><td><a href=\"#story-%zu\">", number);
    if (title.length) html_cut(out, title, 160);
    else fputs("A story without a title", out);
    fprintf(out, "</a></td><td><time>%s</time>", from);
    if (strcmp(from, to)) fprintf(out, " to <time>%s</time>", to);
    fprintf(out, "</td><td class=\"num\">%zu</td><td class=\"num\">%u</td></tr>\n", docs, conflicts_of(story));
}

static void put_index(FILE *out, ArrianStory *const *stories, size_t count)
{
    fprintf(out, "<header class=\"index\"><h1>%zu stories</h1>\n", count);
    if (count)
        fputs("<table><thead><tr><th scope=\"col\">story</th><th scope=\"col\">days</th><th scope=\"col\">reports</th>"
              "<th scope=\"col\">conflicts</th></tr></thead><tbody>\n",
              out);
    for (size_t i = 0; i < count; i++) put_index_row(out, stories[i], i + 1);
    fputs(count ? "</tbody></table></header>\n" : "</header>\n", out);
}

static void open_sheet(Sheet *sheet)
{
    size_t count;
    const ArrianOrigin *origin = arrian_origins(sheet->story, &count);
    sheet->origin = NEW(sheet->arena, uint32_t, sheet->count + 1);
    for (uint32_t i = 0; i < sheet->count; i++) sheet->origin[i] = ARRIAN_NONE;
    for (size_t i = 0; i < count; i++)
        for (uint32_t k = 0; origin[i].count > 1 && k < origin[i].count; k++)
            sheet->origin[origin[i].docs[k]] = (uint32_t)i;
    Referents *all = NEW(sheet->arena, Referents, 1);
    *all = referents_find(sheet);
    sheet->referents = all;
    groups_find(sheet);
}

const SheetPart sheet_parts[] = {
    {"accords", "Where they part", cards_section},
    {"matrix", "Who says what", matrix_section},
    {"alone", "Only in one report", alone_section},
    {"scales", "Figures", scales_section},
    {"speakers", "Quotes", speakers_section},
    {"timeline", "When", timeline_section},
    {"places", "Where", places_section},
    {"lineage", "Who copies whom", lineage_section},
    {"posture", "Forces", posture_section},
    {"wording", "Wording", wording_section},
    {"ledger", "Every claim", ledger_section},
    {"notes", "Notes", notes_section},
};
const uint32_t sheet_part_count = sizeof sheet_parts / sizeof *sheet_parts;

/* The parts are written aside first, so that the summary can tell which there are. */
static void put_story(Sheet *sheet)
{
    FILE *out = sheet->out;
    char *rows = NULL;
    size_t size = 0, before = 0;
    sheet->out = open_memstream(&rows, &size);
    if (!sheet->out) longjmp(*sheet->arena->trap, 1);
    sheet->parts = 0;
    for (uint32_t i = 0; i < sheet_part_count; i++, before = size) {
        sheet_parts[i].write(sheet);
        if (fflush(sheet->out)) break;
        if (size > before) sheet->parts |= 1u << i;
    }
    bool whole = !ferror(sheet->out);
    fclose(sheet->out);
    sheet->out = out;
    fprintf(out, "<article class=\"story\" aria-labelledby=\"story-%u\">\n<div class=\"rows\">\n", sheet->number);
    summary_section(sheet);
    fwrite(rows, 1, size, out);
    free(rows);
    if (!whole) longjmp(*sheet->arena->trap, 1);
    fputs("</div>\n", out);
    texts_section(sheet);
    fputs("</article>\n", out);
}

/* The numbers of the next story go on where this one's end, as in the records. */
static void move_on(Sheet *sheet)
{
    size_t count;
    sheet->first_doc += sheet->count;
    arrian_accords(sheet->story, &count), sheet->first_accord += (uint32_t)count;
    arrian_passages(sheet->story, &count), sheet->first_passage += (uint32_t)count;
    arrian_relays(sheet->story, &count), sheet->first_relay += (uint32_t)count;
    arrian_origins(sheet->story, &count), sheet->first_origin += (uint32_t)count;
}

typedef struct Before { /* records of the documents that stand before */
    uint32_t claims, quotes, quantities;
} Before;

static void number_rows(Sheet *sheet, Before *before)
{
    sheet->first_claim = NEW(sheet->arena, uint32_t, sheet->count + 1);
    sheet->first_quote = NEW(sheet->arena, uint32_t, sheet->count + 1);
    sheet->first_quantity = NEW(sheet->arena, uint32_t, sheet->count + 1);
    for (uint32_t doc = 0; doc < sheet->count; doc++) {
        sheet->first_claim[doc] = before->claims;
        sheet->first_quote[doc] = before->quotes;
        sheet->first_quantity[doc] = before->quantities;
        before->claims += sheet->docs[doc]->claims.count;
        before->quotes += sheet->docs[doc]->quotes.count;
        before->quantities += sheet->docs[doc]->quantities.count;
    }
}

static void put_stories(FILE *out, Arena *arena, const ArrianEngine *engine, ArrianStory *const *stories, size_t count)
{
    Before before = {0};
    Sheet sheet = {.out = out, .arena = arena, .level = count == 1 ? 2 : 3};
    sheet.gazetteer = gazetteer_open(arena, engine ? engine->folder : NULL);
    for (size_t i = 0; i < count; i++) {
        size_t documents;
        ArenaMark mark = arena_mark(arena);
        sheet.story = stories[i];
        sheet.docs = arrian_story_documents(stories[i], &documents);
        sheet.count = (uint32_t)documents;
        sheet.number = (uint32_t)i + 1;
        number_rows(&sheet, &before);
        open_sheet(&sheet);
        put_story(&sheet);
        move_on(&sheet);
        arena_wind_back(arena, mark);
    }
}

static void put_page(const ArrianEngine *engine, FILE *out, Arena *arena, ArrianStory *const *stories, size_t count)
{
    put_head(out, stories, count);
    if (count != 1) put_index(out, stories, count);
    put_stories(out, arena, engine, stories, count);
    fputs("<footer>\n", out);
    put_file(out, "method.html");
    manifest_section(out, arena, engine, stories, count);
    fputs("</footer>\n</main>\n<script>", out);
    put_file(out, "page.js");
    fputs("</script>\n</body>\n</html>\n", out);
}

int arrian_write_page(const ArrianEngine *engine, FILE *out, ArrianStory *const *stories, size_t count,
                      ArrianError *why)
{
    Arena arena = {0};
    jmp_buf trap;
    arena.trap = &trap;
    if (setjmp(trap)) {
        arena_end(&arena);
        return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory for the page");
    }
    errno = 0;
    put_page(engine, out, &arena, stories, count);
    arena_end(&arena);
    return write_end(out, why);
}

/* page.c: stories -> one HTML file that needs nothing else: no network, no second file, no script to be read.
 *     head (policy, style) | tools | stories: summary, rows | texts | method | what went in | script */
#include "base/error.h"
#include "report/sheet.h"
#include "report/write.h"
#include <errno.h>
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
    ArrianSlice title = count == 1 ? arrian_story_title(stories[0]) : (ArrianSlice){0};
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
    ArrianSlice title = arrian_story_title(story);
    arrian_story_documents(story, &docs);
    write_days(story, from, to);
    fprintf(out, "<tr><td><a href=\"#story-%zu\">", number);
    if (title.length) html_cut(out, title, 160);
    else fputs("A story without a title", out);
    fprintf(out, "</a></td><td>%s%s%s</td><td class=\"num\">%zu</td><td class=\"num\">%u</td></tr>\n", from,
            strcmp(from, to) ? " to " : "", strcmp(from, to) ? to : "", docs, conflicts_of(story));
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
}

static void put_story(const Sheet *sheet)
{
    fprintf(sheet->out, "<article class=\"story\" aria-labelledby=\"story-%u\">\n<div class=\"rows\">\n",
            sheet->number);
    summary_section(sheet);
    accord_section(sheet);
    matrix_section(sheet);
    lineage_section(sheet);
    timeline_section(sheet);
    ledger_section(sheet);
    fputs("</div>\n", sheet->out);
    texts_section(sheet);
    fputs("</article>\n", sheet->out);
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

static void put_stories(FILE *out, Arena *arena, ArrianStory *const *stories, size_t count)
{
    uint32_t claims = 0;
    Sheet sheet = {.out = out, .arena = arena, .level = count == 1 ? 2 : 3};
    for (size_t i = 0; i < count; i++) {
        size_t documents;
        ArenaMark mark = arena_mark(arena);
        sheet.story = stories[i];
        sheet.docs = arrian_story_documents(stories[i], &documents);
        sheet.count = (uint32_t)documents;
        sheet.number = (uint32_t)i + 1;
        sheet.first_claim = NEW(arena, uint32_t, documents + 1);
        for (uint32_t doc = 0; doc < sheet.count; claims += sheet.docs[doc++]->claims.count)
            sheet.first_claim[doc] = claims;
        open_sheet(&sheet);
        put_story(&sheet);
        move_on(&sheet);
        arena_wind_back(arena, mark);
    }
}

static void put_manifest(FILE *out, const ArrianEngine *engine, ArrianStory *const *stories, size_t count)
{
    uint32_t number = 0;
    fputs("<section class=\"manifest\" aria-labelledby=\"manifest\"><h2 id=\"manifest\">What went "
          "in</h2>\n<p>arrian " ARRIAN_VERSION,
          out);
    if (engine && engine->folder) fputs(", lexicons of ", out), html_word(out, engine->folder);
    fputs(engine && engine->model ? ", with the language engine" : ", by rules", out);
    fputs(". Same bytes in, same bytes out.</p>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" "
          "aria-labelledby=\"manifest\"><table><thead>"
          "<tr><th scope=\"col\">report</th><th scope=\"col\">file</th><th scope=\"col\">bytes</th><th "
          "scope=\"col\">SHA-256</th></tr></thead><tbody>\n",
          out);
    for (size_t i = 0; i < count; i++) {
        size_t documents;
        ArrianDocument *const *docs = arrian_story_documents(stories[i], &documents);
        for (size_t k = 0; k < documents; k++) {
            fprintf(out, "<tr><td>%u</td><td>", ++number);
            html_line(out, docs[k]->head.path.length ? docs[k]->head.path : docs[k]->head.url);
            fputs("</td><td class=\"num\">", out);
            html_number(out, docs[k]->head.bytes);
            fprintf(out, "</td><td><code>%s</code></td></tr>\n", docs[k]->head.sha256);
        }
    }
    fputs("</tbody></table></div></section>\n", out);
}

static void put_page(const ArrianEngine *engine, FILE *out, Arena *arena, ArrianStory *const *stories, size_t count)
{
    put_head(out, stories, count);
    if (count != 1) put_index(out, stories, count);
    put_stories(out, arena, stories, count);
    fputs("<footer>\n", out);
    put_file(out, "method.html");
    put_manifest(out, engine, stories, count);
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

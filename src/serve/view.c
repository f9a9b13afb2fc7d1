/* view.c: rows -> sections -> a page, or JSON of the same.   {"claim":"c12","act":"MOBILIZE"} <-> a row of a table
 * Words of reports are only ever words: escaped in the page, strings in JSON; ids alone become links. */
#include "serve/view.h"
#include "base/lexicon.h"
#include "report/html.h"
#include "report/json.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

int view_add(View *view, const char *name, bool facts, sqlite3_stmt *statement, int most)
{
    ViewSection section = {.name = name, .facts = facts, .columns = (uint32_t)sqlite3_column_count(statement)};
    section.names = NEW(view->arena, const char *, section.columns + 1);
    for (uint32_t c = 0; c < section.columns; c++) {
        const char *column = sqlite3_column_name(statement, (int)c);
        section.names[c] = arena_copy(view->arena, column, strlen(column));
    }
    int code = SQLITE_DONE;
    for (int rows = 0; rows < most && (code = sqlite3_step(statement)) == SQLITE_ROW; rows++) {
        for (uint32_t c = 0; c < section.columns; c++) {
            int type = sqlite3_column_type(statement, (int)c);
            const char *text = (const char *)sqlite3_column_text(statement, (int)c);
            uint32_t length = (uint32_t)sqlite3_column_bytes(statement, (int)c);
            ViewCell cell = {.there = type != SQLITE_NULL, .number = type == SQLITE_INTEGER || type == SQLITE_FLOAT};
            if (cell.there) cell.text = (ArrianSlice){arena_copy(view->arena, text ? text : "", length), length};
            LIST_ADD(view->arena, section.cells, cell);
        }
    }
    if (code == SQLITE_ROW) section.cut = (code = sqlite3_step(statement)) == SQLITE_ROW;
    if (section.cells.count) LIST_ADD(view->arena, view->sections, section);
    return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_OK : code;
}

/* Columns whose values are ids; no other column ever becomes a link. */
static bool holds_ids(const char *column)
{
    static const char *const names[] = {"id",      "story",  "document", "documents",  "report", "claim",
                                        "claims",  "accord", "accords",  "quote",      "entity", "mentions",
                                        "because", "a",      "b",        "sentence_id"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(names[i], column)) return true;
    return false;
}

static uint32_t id_length(ArrianSlice text, uint32_t at)
{
    uint32_t end = at + 1;
    if (at >= text.length || !text.at[at] || !strchr("ydisnetqucproa", text.at[at])) return 0;
    while (end < text.length && text.at[end] >= '0' && text.at[end] <= '9') end++;
    bool whole = end > at + 1 && (end == text.length || text.at[end] == ' ' || text.at[end] == ';');
    return whole ? end - at : 0;
}

static void put_ids(FILE *out, ArrianSlice text)
{
    uint32_t said = 0;
    for (uint32_t i = 0; i < text.length;) {
        uint32_t length = i && text.at[i - 1] != ' ' ? 0 : id_length(text, i);
        if (!length && ++i < text.length) continue;
        html_text(out, (ArrianSlice){text.at + said, i - said});
        if (length) fprintf(out, "<a href=\"/%.*s\">%.*s</a>", (int)length, text.at + i, (int)length, text.at + i);
        said = i += length;
    }
}

/* Verdicts bear their colour; the words are ours, so a class can be made of them. */
static bool is_verdict(ArrianSlice text)
{
    for (int v = ARRIAN_AGREED; v <= ARRIAN_ONE_SIDED; v++)
        if (slice_is(text, arrian_verdict((ArrianVerdict)v))) return true;
    return false;
}

static void put_cell(FILE *out, const char *column, const ViewCell *cell)
{
    if (!cell->there) return;
    if (holds_ids(column)) {
        put_ids(out, cell->text);
    } else if (!strcmp(column, "verdict") && is_verdict(cell->text)) {
        fputs("<span class=\"", out), html_text(out, cell->text), fputs("\">", out);
        html_text(out, cell->text), fputs("</span>", out);
    } else {
        html_text(out, cell->text);
    }
}

/* How a column stands in a table: ids and dates on one line, words with room. */
static const char *width_of(const char *column)
{
    static const char *const words[] = {"text", "around", "sentence", "title", "question", "value", "found"};
    static const char *const brief[] = {"published", "from", "to", "act", "kind", "stance", "verdict"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(words[i], column)) return " class=\"words\"";
    for (size_t i = 0; i < sizeof brief / sizeof *brief; i++)
        if (!strcmp(brief[i], column)) return " class=\"short\"";
    return holds_ids(column) ? " class=\"short\"" : "";
}

static void put_escaped(FILE *out, const char *words)
{
    for (; *words; words++) {
        unsigned char c = (unsigned char)*words;
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-._~", c);
        if (plain) putc(c, out);
        else fprintf(out, "%%%02X", c);
    }
}

/* The address of this search with one filter or page set anew. */
static void put_search(FILE *out, const ServeRequest *r, int filter, const char *value, int page)
{
    fputs("/search?q=", out);
    put_escaped(out, r->q);
    for (int i = 0; i < SERVE_FILTERS; i++) {
        const char *said = i == filter ? value : r->filters[i];
        if (!said[0]) continue;
        fprintf(out, "&amp;%s=", serve_filters[i]);
        put_escaped(out, said);
    }
    if (page > 1) fprintf(out, "&amp;page=%d", page);
}

static int filter_of(const char *name)
{
    for (int i = 0; i < SERVE_FILTERS; i++)
        if (!strcmp(serve_filters[i], name)) return i;
    return -1;
}

/* A facet: value and how many, each a link that narrows the search, or widens it again. */
static void put_facet(FILE *out, const View *view, const ViewSection *section, int filter)
{
    const ServeRequest *r = view->request;
    fputs("<ul class=\"facets\">", out);
    for (uint32_t i = 0; i + 1 < section->cells.count; i += section->columns) {
        const ViewCell *cell = &section->cells.at[i];
        bool chosen = slice_is(cell[0].text, r->filters[filter]);
        fprintf(out, "<li><a href=\"");
        put_search(out, r, filter, chosen ? "" : cell[0].text.at ? cell[0].text.at : "", 1);
        fputs(chosen ? "\" aria-current=\"true\">" : "\">", out);
        html_line(out, cell[0].text);
        fputs("</a> ", out);
        html_text(out, cell[1].text);
        fputs("</li>", out);
    }
    fputs("</ul>", out);
}

/* What a table below tells row by row is not told in one long line too. */
static bool has_table(const View *view, const char *column)
{
    const char *name = strcmp(column, "documents") ? column : "reports";
    for (uint32_t i = 0; i < view->sections.count; i++)
        if (!view->sections.at[i].facts && !strcmp(view->sections.at[i].name, name)) return true;
    return false;
}

static void put_facts(FILE *out, const View *view, const ViewSection *section)
{
    fputs("<dl>", out);
    for (uint32_t c = 0; c < section->columns; c++) {
        if (!section->cells.at[c].there || has_table(view, section->names[c])) continue;
        fputs("<dt>", out);
        html_word(out, section->names[c]);
        fputs("</dt><dd>", out);
        put_cell(out, section->names[c], &section->cells.at[c]);
        fputs("</dd>", out);
    }
    fputs("</dl>", out);
}

static const ViewCell *cell_of(const ViewSection *section, uint32_t row, const char *column)
{
    for (uint32_t c = 0; c < section->columns; c++)
        if (!strcmp(section->names[c], column)) return &section->cells.at[row + c];
    return NULL;
}

static long number_in(const ViewCell *cell)
{
    return cell && cell->there ? strtol(cell->text.at, NULL, 10) : 0;
}

/* A sentence with the row's words marked: of several places the one nearest to where the bytes say. */
static void put_sentence(FILE *out, const ViewSection *section, uint32_t row, ArrianSlice sentence)
{
    const ViewCell *text = cell_of(section, row, "text");
    long offset = number_in(cell_of(section, row, "start")) - number_in(cell_of(section, row, "sentence_start"));
    const char *best = NULL, *at = sentence.at, *end = at + sentence.length;
    while (sentence.length && at && text && text->text.length &&
           (at = memmem(at, (size_t)(end - at), text->text.at, text->text.length))) {
        if (!best || labs(at - sentence.at - offset) < labs(best - sentence.at - offset)) best = at;
        at++;
    }
    if (!best) {
        if (sentence.length) html_text(out, sentence);
        return;
    }
    html_text(out, (ArrianSlice){sentence.at, (uint32_t)(best - sentence.at)});
    fputs("<mark>", out);
    html_text(out, text->text);
    fputs("</mark>", out);
    html_text(out, (ArrianSlice){best + text->text.length, (uint32_t)(end - best) - text->text.length});
}

/* Where a sentence starts is told for the mark in it, and in JSON; a table need not show it. */
static bool is_shown(const char *column)
{
    return strcmp(column, "sentence_start") != 0;
}

static void put_table(FILE *out, const ViewSection *section)
{
    fputs("<div class=\"wide\"><table><thead><tr>", out);
    for (uint32_t c = 0; c < section->columns; c++) {
        if (!is_shown(section->names[c])) continue;
        fputs("<th scope=\"col\">", out);
        html_word(out, section->names[c]);
        fputs("</th>", out);
    }
    fputs("</tr></thead><tbody>\n", out);
    for (uint32_t i = 0; i < section->cells.count; i++) {
        uint32_t c = i % section->columns;
        const ViewCell *cell = &section->cells.at[i];
        if (!c) fputs("<tr>", out);
        if (is_shown(section->names[c])) {
            fprintf(out, "<td%s>", width_of(section->names[c]));
            if (!strcmp(section->names[c], "sentence")) put_sentence(out, section, i - c, cell->text);
            else put_cell(out, section->names[c], cell);
            fputs("</td>", out);
        }
        if (c + 1 == section->columns) fputs("</tr>\n", out);
    }
    fputs("</tbody></table></div>", out);
    if (section->cut) fprintf(out, "<p>Only the first %u rows are shown; the search finds the others.</p>", section->cells.count / section->columns);
}

static void put_form(FILE *out, const ServeRequest *r)
{
    fputs("<header><p><a href=\"/\">arrian</a></p><form action=\"/search\" role=\"search\"><label>Search "
          "<input type=\"search\" name=\"q\" maxlength=\"400\" value=\"",
          out);
    html_word(out, r->q);
    fputs("\"></label>", out);
    for (int i = 0; i < SERVE_FILTERS; i++) {
        if (!r->filters[i][0]) continue;
        fprintf(out, "<input type=\"hidden\" name=\"%s\" value=\"", serve_filters[i]);
        html_word(out, r->filters[i]);
        fputs("\">", out);
    }
    fputs("<button>Search</button></form></header>\n", out);
}

static void put_pages(FILE *out, const View *view)
{
    const ServeRequest *r = view->request;
    if (r->show != SHOW_SEARCH || (r->page == 1 && !view->more)) return;
    fputs("<nav aria-label=\"Pages\"><p>", out);
    if (r->page > 1) {
        fputs("<a rel=\"prev\" href=\"", out);
        put_search(out, r, -1, "", r->page - 1);
        fputs("\">earlier</a> ", out);
    }
    if (view->more) {
        fputs("<a rel=\"next\" href=\"", out);
        put_search(out, r, -1, "", r->page + 1);
        fputs("\">further</a>", out);
    }
    fputs("</p></nav>", out);
}

/* How many rows, and what narrows the search, each with the way to take it off. */
static void put_found(FILE *out, const View *view)
{
    const ServeRequest *r = view->request;
    if (r->show != SHOW_SEARCH) return;
    if (view->total) fprintf(out, "<p class=\"found\">%lld row%s found", (long long)view->total, view->total == 1 ? "" : "s");
    else fputs("<p class=\"found\">Nothing was found", out);
    const char *before = ", narrowed to ";
    for (int i = 0; i < SERVE_FILTERS; i++) {
        if (!r->filters[i][0]) continue;
        fprintf(out, "%s%s ", before, serve_filters[i]);
        html_word(out, r->filters[i]);
        fputs(" (<a href=\"", out), put_search(out, r, i, "", 1), fputs("\">take off</a>)", out);
        before = ", ";
    }
    fputs(".</p>\n", out);
}

/* The facets of a search stand beside its results; all else in its order. */
static void put_sections(FILE *out, const View *view, bool facets)
{
    if (facets && view->request->show != SHOW_SEARCH) return;
    fputs(facets ? "<aside aria-label=\"Narrow the search\">" : "<div>", out);
    for (uint32_t i = 0; i < view->sections.count; i++) {
        const ViewSection *section = &view->sections.at[i];
        int filter = view->request->show == SHOW_SEARCH ? filter_of(section->name) : -1;
        if ((filter >= 0) != facets) continue;
        fputs("<section>", out);
        if (strcmp(section->name, "row") && strcasecmp(section->name, view->title)) fputs("<h2>", out), html_word(out, section->name), fputs("</h2>", out);
        if (facets) put_facet(out, view, section, filter);
        else if (section->facts) put_facts(out, view, section);
        else put_table(out, section);
        fputs("</section>\n", out);
    }
    fputs(facets ? "</aside>\n" : "</div>\n", out);
}

static void put_top(FILE *out, const ServeRequest *r, const char *title)
{
    fputs("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
          "content=\"width=device-width\"><title>",
          out);
    html_word(out, title);
    fputs(" - arrian</title><link rel=\"stylesheet\" href=\"/style.css\"></head><body>\n", out);
    put_form(out, r);
}

void view_refusal(const ServeRequest *r, const char *why, FILE *out)
{
    put_top(out, r, "No such page");
    fputs("<main><h1>No such page</h1>\n<p>", out);
    html_word(out, why);
    fputs(".</p>\n<p><a href=\"/\">All stories of this store</a>, or search its words above.</p></main></body></html>\n", out);
}

void view_page(const View *view, FILE *out)
{
    put_top(out, view->request, view->title);
    fprintf(out, "<main%s><h1>", view->request->show == SHOW_SEARCH ? " class=\"search\"" : "");
    html_word(out, view->title);
    fputs("</h1>\n", out);
    put_found(out, view);
    put_sections(out, view, true);
    put_sections(out, view, false);
    if (!view->sections.count && view->request->show != SHOW_SEARCH) fputs("<p>This store holds nothing.</p>", out);
    put_pages(out, view);
    fputs("</main></body></html>\n", out);
}

static void put_row(Json *json, const ViewSection *section, uint32_t first)
{
    json_open(json, '{');
    for (uint32_t c = 0; c < section->columns; c++) {
        const ViewCell *cell = &section->cells.at[first + c];
        if (!cell->there) continue;
        json_key(json, section->names[c]);
        bool number = cell->number && cell->text.length && strchr("-0123456789", cell->text.at[0]) &&
                      !memchr(cell->text.at, 'n', cell->text.length); /* no "Inf" in JSON */
        if (number) fwrite(cell->text.at, 1, cell->text.length, json->out), json->comma = true;
        else json_text(json, cell->text);
    }
    json_close(json, '}');
}

void view_json(const View *view, FILE *out)
{
    Json json = {out, false};
    json_open(&json, '{');
    json_key_word(&json, "title", view->title);
    if (view->request->show == SHOW_SEARCH) {
        json_key_number(&json, "page", view->request->page);
        json_key_number(&json, "total", (double)view->total);
        if (view->more) json_key_number(&json, "next", view->request->page + 1);
    }
    for (uint32_t i = 0; i < view->sections.count; i++) {
        const ViewSection *section = &view->sections.at[i];
        json_key(&json, section->name);
        if (!section->facts) json_open(&json, '[');
        for (uint32_t k = 0; k < section->cells.count; k += section->columns) put_row(&json, section, k);
        if (!section->facts) json_close(&json, ']');
    }
    json_key(&json, "cut");
    json_open(&json, '[');
    for (uint32_t i = 0; i < view->sections.count; i++)
        if (view->sections.at[i].cut) json_word(&json, view->sections.at[i].name);
    json_close(&json, ']');
    json_close(&json, '}');
    fputc('\n', out);
}

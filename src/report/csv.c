/* csv.c: stories -> CSV as RFC 4180 wants it, one row a claim, empty cells where the text is silent.
 *     [NATO, EU]  ->  NATO; EU
 * For spreadsheets (--excel) a byte order mark goes before, and a cell that they would run as a formula ("=1+1", "-2")
 * gets an apostrophe in front; without it every cell is the words as they are. */
#include "base/error.h"
#include "report/table.h"
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_formula(const char *cell)
{
    return cell[0] && strchr("=+-@\t\r\n", cell[0]);
}

/* The filled cell, quoted where its words ask for it. A NUL cannot stand in a cell. */
static void put_cell(FILE *out, const char *cell, size_t length, bool excel, bool words)
{
    bool formula = excel && words && length && is_formula(cell), quoted = formula;
    for (size_t i = 0; i < length && !quoted; i++) quoted = strchr(",\"\r\n", cell[i]) && cell[i];
    if (quoted) putc('"', out);
    if (formula) putc('\'', out);
    for (size_t i = 0; i < length; i++) {
        if (cell[i] == '"') putc('"', out);
        putc(cell[i] ? cell[i] : ' ', out);
    }
    if (quoted) putc('"', out);
}

static void add_item(FILE *cell, CellKind kind, const TableItem *item)
{
    if (!item->there) return;
    if (kind == CELL_WORDS) fwrite(item->words.at, 1, item->words.length, cell);
    else fprintf(cell, "%.15g", item->number);
}

/* Items of a list are parted by "; ", absent ones too: each keeps its turn. */
static int put_row(Export *e, const TableCell cells[TABLE_COLUMNS])
{
    for (int c = 0; c < TABLE_COLUMNS; c++) {
        char *words = NULL;
        size_t length = 0;
        FILE *cell = open_memstream(&words, &length);
        if (!cell) return error_at(e->why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory for a cell of the table");
        for (uint32_t i = 0; i < cells[c].count; i++) {
            if (i) fputs("; ", cell);
            add_item(cell, table_columns[c].kind, &cells[c].at[i]);
        }
        bool failed = fclose(cell) != 0;
        if (c) putc(',', e->out);
        if (!failed) put_cell(e->out, words, length, e->excel, table_columns[c].kind == CELL_WORDS);
        free(words);
        if (failed) return error_at(e->why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory for a cell of the table");
    }
    fputs("\r\n", e->out);
    return ARRIAN_OK;
}

int export_csv(Export *e)
{
    if (e->excel) fputs("\xEF\xBB\xBF", e->out);
    for (int c = 0; c < TABLE_COLUMNS; c++) fprintf(e->out, "%s%s", c ? "," : "", table_columns[c].name);
    fputs("\r\n", e->out);
    for (uint32_t p = 0; p < e->page_count; p++) {
        for (size_t i = 0; i < e->pages[p].claim_count; i++) {
            TableCell cells[TABLE_COLUMNS];
            table_row(e, &e->pages[p], i, cells);
            TRY(put_row(e, cells));
        }
    }
    return ARRIAN_OK;
}

/* table.h: the flat table of claims: one row a claim, its columns said once for CSV and Parquet. */
#ifndef REPORT_TABLE_H
#define REPORT_TABLE_H
#include "report/export.h"

typedef enum CellKind { CELL_WORDS, CELL_COUNT, CELL_NUMBER } CellKind;
typedef struct TableColumn {
    const char *name;
    CellKind kind;
    bool many; /* a list: several parties, quantities, sources */
    const char *meaning;
} TableColumn;
enum { TABLE_COLUMNS = 32, CELL_ITEMS = ARRIAN_MAX_PARTIES };
extern const TableColumn table_columns[TABLE_COLUMNS];

/* Items of a list keep their turn: the second quantity's unit is the second unit, absent or not. */
typedef struct TableItem {
    bool there;
    ArrianSlice words;
    double number; /* CELL_COUNT and CELL_NUMBER */
} TableItem;
typedef struct TableCell {
    TableItem at[CELL_ITEMS];
    uint32_t count;
} TableCell;
/* The cells of one claim; words live as long as e. */
void table_row(Export *e, const ExportPage *page, size_t claim, TableCell ret_cells[TABLE_COLUMNS]);
#endif

/* posture.h: who moves, sends, holds or withdraws what: statements, those of one happening together. */
#ifndef REPORT_POSTURE_H
#define REPORT_POSTURE_H
#include "report/sheet.h"

typedef struct Statement {
    uint32_t doc, index, group, item; /* index of its claim; item: place of its group in the order of the story, from 1 */
    const char *said;                 /* day of its report, "" */
} Statement;
typedef LIST(Statement) Statements;

/* In order of their items, in each by the day on which they were said. groups_find stands before. */
Statements posture_statements(const Sheet *sheet);
#endif

/* records.h: a run's JSON Lines -> records that can be held against those of another run.
 * A record is known by the words that it stands on and by those around them, never by its id. */
#ifndef REPORT_RECORDS_H
#define REPORT_RECORDS_H
#include "base/table.h"
#include "report/json_read.h"

enum { RECORD_FIELDS = 12, RECORDS_MOST = 8 << 20 };
typedef struct RecordField {
    const char *name;
    ArrianSlice value; /* references told as words: a claim's time as "2016-07", not as t4 */
} RecordField;
typedef struct Record {
    const JsonNode *node;
    ArrianSlice kind, id;
    ArrianSlice words;   /* what it stands on, or is called */
    ArrianSlice around;  /* the sentence it stands in */
    uint32_t start, end; /* bytes of its report; 0, 0 where it has none */
    uint32_t report;     /* index into reports, ARRIAN_NONE of what stands across reports */
    uint32_t pair;       /* the record of the other run that is the same, ARRIAN_NONE */
    RecordField fields[RECORD_FIELDS];
    uint32_t count;
} Record;
typedef struct Report {
    uint32_t record; /* its document */
    ArrianSlice path, url, sha256, title;
    LIST(uint32_t) sentences; /* records, in the order of their bytes */
    uint32_t pair;            /* the report of the other run that is the same, or its other version */
    uint32_t records;         /* how many stand in it, its sentences apart */
} Report;
typedef struct Records {
    Arena *arena;
    LIST(Record) list;
    LIST(Report) reports;
    Table ids; /* "c12" -> 1 + record */
} Records;

/* name is what an error calls the run. */
int records_read(Records *records, Arena *arena, const char *name, const char *bytes, size_t size, ArrianError *why);
void records_end(Records *records);
ArrianSlice record_file(ArrianSlice path); /* "a/b.txt" -> "b.txt" */
/* Path of the report a record stands in; empty of what stands across reports. */
ArrianSlice record_report(const Records *records, const Record *record);
#endif

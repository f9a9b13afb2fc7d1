/* linked.h: what the JSON-LD formats share: a context said in the file itself, so that nothing is fetched to read it.
 */
#ifndef REPORT_LINKED_H
#define REPORT_LINKED_H
#include "report/export.h"

void linked_begin(Export *e, const char *const (*prefixes)[2], const char *vocabulary); /* prefixes end with NULL */
void linked_end(Export *e);
void linked_node(Export *e, ArrianSlice id, const char *type);
void linked_close(Export *e);
void linked_link(Export *e, const char *key, ArrianSlice id); /* {"@id": id} */
void linked_typed(Export *e, const char *key, const char *type, const char *value);
ArrianSlice linked_claim(Export *e, const ExportPage *page, size_t claim); /* its name: bytes and act */
#endif

/* read.h: bytes -> cleaned text with a map back, head (title, outlet, byline, place, date), furniture marked.
 * Next stage: split, which cuts the text at the edges of what is ignored. */
#ifndef READ_READ_H
#define READ_READ_H
#include "base/document.h"
#include "base/engine.h"
#include "read/outlet.h"

int read_data_open(ArrianEngine *engine, ArrianError *why);
/* Load a file whole: regular files (and pipes) up to MOST_BYTES. Refuses what is missing, empty, a folder, binary, too
 * large, or changing while read. */
int read_file(const char *path, char **ret_bytes, size_t *ret_size, ArrianError *why);
/* d->received is set; fills text, head, ignored and anchor. given may be NULL. */
int read_document(const ArrianEngine *engine, ArrianDocument *d, const ArrianGiven *given, ArrianError *why);

/* Is it in English, as far as can be told? What is not is read, and not coded. */
bool read_is_english(const ArrianDocument *d);

/* --meta TABLE: TSV, CSV or JSONL with columns file or path, published, outlet, title, url, authors. */
typedef struct ReadMeta ReadMeta;
int read_meta_open(const char *path, ReadMeta **ret_meta, ArrianError *why);
/* By whole path, then by its last part and the folder it is in, then by the last part alone, with a `!` and the member behind
 * it, then without; NULL where absent. */
const ArrianGiven *read_meta_find(const ReadMeta *meta, const char *path, const char *member);
/* How many of its rows found no report; the names of the first, `most` at most. */
size_t read_meta_unused(const ReadMeta *meta, size_t most, const char **ret_names, size_t *ret_rows);
/* How many of them were taken for files of one name in several folders; the name of the first. */
size_t read_meta_shared(const ReadMeta *meta, const char **ret_name);
void read_meta_close(ReadMeta *meta);
#endif

/* fuzz.h: what the small fuzzers of this folder share.
 *     clang -fsanitize=fuzzer,address,undefined -DARRIAN_LIBFUZZER fuzz/fuzz_meta.c fuzz/mutate.c ...    libFuzzer
 *     fuzz_meta 500 fuzz/seeds/meta.*                 500 mutations of each file, always the same ones (mutate.c)
 * A law that breaks ends the program by abort(); bytes that are refused must be refused with words. */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H
#include "arrian.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);
extern const char *const fuzz_pieces[]; // what a mutation may put in, NULL at the end
extern const bool fuzz_binary;          // faults stay in place for the most part, numbers among them
extern uint32_t fuzz_taken;             // inputs that were not refused: each fuzzer counts
/* A seed made in memory where no file is named; size 0 where there is none. */
size_t fuzz_seed(const uint8_t **ret_bytes);

void fuzz_require(bool law, const char *name);
void fuzz_refused(int code, const ArrianError *why);      // a refusal has a code and says why
const char *fuzz_file(const uint8_t *bytes, size_t size); // the bytes as a file, the same path each time
const ArrianEngine *fuzz_engine(void);                    // rules alone, opened once
FILE *fuzz_nowhere(void);
/* Every span of the document lies in its text and in its bytes, every index in its list. */
void fuzz_document(const ArrianDocument *d);
#endif

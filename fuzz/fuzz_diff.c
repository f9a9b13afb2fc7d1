/* fuzz_diff.c: any bytes -> a run that is compared or refused.   fuzz_diff 500 fuzz/seeds/run.jsonl */
#include <string.h>

#include "fuzz.h"

const bool fuzz_binary = false;
const char *const fuzz_pieces[] = {"\"kind\":\"claim\",",
                                   "\"id\":\"c2\"",
                                   "\"span\":[0,9]",
                                   "\"doc\":\"d1\"",
                                   "[[[[[[[[",
                                   "{\"a\":",
                                   "\\ud83d\\ude00",
                                   "\\u0000",
                                   "\n{",
                                   "\"time\":\"t1\"",
                                   "\"because\":\"c1\"",
                                   "1e999",
                                   NULL};

size_t fuzz_seed(const uint8_t **ret_bytes)
{
    return *ret_bytes = NULL, 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char whole[] =
        "{\"kind\":\"document\",\"id\":\"d1\",\"path\":\"a.txt\"}\n"
        "{\"kind\":\"sentence\",\"id\":\"s1\",\"doc\":\"d1\",\"span\":[0,30],\"text\":\"At least 12 people died\"}\n"
        "{\"kind\":\"claim\",\"id\":\"c1\",\"doc\":\"d1\",\"span\":[19,23],\"text\":\"died\",\"act\":\"HARM\"}\n";
    ArrianRun a = {"a", (const char *)bytes, size}, b = {"b", whole, sizeof whole - 1};
    ArrianDifference forth, back, none;
    ArrianError why = {0};
    int code = arrian_diff(&a, &b, size % 2, fuzz_nowhere(), &forth, &why);
    if (code) return fuzz_refused(code, &why), 0;
    fuzz_taken++;
    fuzz_require(!arrian_diff(&b, &a, false, fuzz_nowhere(), &back, &why), "what is taken first is taken second");
    fuzz_require(!arrian_diff(&a, &a, true, fuzz_nowhere(), &none, &why), "what is taken is taken twice");
    fuzz_require(!none.came && !none.went && !none.changed, "a run is the same as itself");
    return 0;
}

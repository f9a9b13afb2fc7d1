/* error.h: what went wrong, where, why, what to do.   TRY(open_it(path, why)) passes a code on. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H
#include "arrian.h"

#define TRY(call)                                                                                                      \
    do {                                                                                                               \
        int try_code_ = (call);                                                                                        \
        if (try_code_) return try_code_;                                                                               \
    } while (0)

/* Fill *why (may be NULL) and give back code, so that `return error_at(...)` reads as one step. path may be NULL, at
 * ARRIAN_NONE64. */
int error_at(ArrianError *why, int code, const char *path, uint64_t at, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
#endif

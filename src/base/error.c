/* error.c: a sentence for the reader.   (ARRIAN_INPUT, "a.txt", "is empty") -> {2, "is empty", "a.txt"} */
#include "base/error.h"
#include <stdarg.h>
#include <stdio.h>

int error_at(ArrianError *why, int code, const char *path, uint64_t at, const char *format, ...)
{
    if (!why) return code;
    why->code = code;
    why->at = at;
    snprintf(why->path, sizeof why->path, "%s", path ? path : "");
    va_list words;
    va_start(words, format);
    vsnprintf(why->message, sizeof why->message, format, words);
    va_end(words);
    return code;
}

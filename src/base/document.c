/* document.c: from bytes to tokens, by bisection. */
#include "base/document.h"

uint32_t document_token_at(const ArrianDocument *d, uint32_t at)
{
    uint32_t low = 0, high = d->tokens.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (d->tokens.at[middle].span.start < at) low = middle + 1;
        else high = middle;
    }
    return low;
}

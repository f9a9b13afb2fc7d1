/* kernels.c: which kernel this machine runs.   "vnni" -> &kernel_vnni; NULL -> the fastest
 * The environment's ARRIAN_KERNEL names one where the caller does not. */
#include "model/kernels.h"
#include <stdlib.h>
#include <string.h>

const Kernel *const *kernel_list(void)
{
    static const Kernel *const all[] = {
#if defined(__x86_64__)
        &kernel_amx,
        &kernel_vnni,
        &kernel_avx2,
#elif defined(__aarch64__)
        &kernel_neon,
#endif
        &kernel_plain,
        NULL
    };
    return all;
}

const Kernel *kernel_choose(const char *name)
{
    if (!name) name = getenv("ARRIAN_KERNEL");
    if (name && !strcmp(name, "float")) return &kernel_float;
    for (const Kernel *const *k = kernel_list(); *k; k++)
        if ((!name || !*name || !strcmp(name, (*k)->name)) && (*k)->runs()) return *k;
    return NULL;
}

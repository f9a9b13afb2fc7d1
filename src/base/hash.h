/* hash.h: short numbers for bytes.   "Kyiv" -> 64 bits; a file -> its SHA-256 */
#ifndef BASE_HASH_H
#define BASE_HASH_H
#include <stddef.h>
#include <stdint.h>

uint64_t hash_bytes(const void *bytes, size_t size, uint64_t seed);
static inline uint64_t hash_mix(uint64_t a, uint64_t b)
{
    uint64_t h = (a ^ b * 0x9E3779B97F4A7C15u) * 0xBF58476D1CE4E5B9u;
    return h ^ h >> 31;
}
/* FIPS 180-4, as 64 hex digits and a NUL. */
void hash_sha256(const void *bytes, size_t size, char ret_hex[65]);
#endif

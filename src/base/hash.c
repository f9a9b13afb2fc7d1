/* hash.c: a quick hash for tables, SHA-256 (FIPS 180-4) for files. */
#include "base/hash.h"
#include <string.h>

uint64_t hash_bytes(const void *bytes, size_t size, uint64_t seed)
{
    const unsigned char *b = bytes;
    uint64_t h = seed ^ size * 0x9E3779B97F4A7C15u;
    for (; size >= 8; b += 8, size -= 8) {
        uint64_t word;
        memcpy(&word, b, 8);
        h = hash_mix(h, word);
    }
    uint64_t rest = 0;
    for (size_t i = 0; i < size; i++) rest |= (uint64_t)b[i] << 8 * i;
    h = hash_mix(h, rest);
    return h ^ h >> 29;
}

static const uint32_t round_constant[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t turn(uint32_t x, int n)
{
    return x >> n | x << (32 - n);
}

static void sha256_block(uint32_t state[8], const unsigned char *block)
{
    uint32_t w[64], s[8];
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 | (uint32_t)block[4 * i + 2] << 8 |
               block[4 * i + 3];
    for (int i = 16; i < 64; i++) {
        uint32_t a = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ w[i - 15] >> 3,
                 b = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >> 10;
        w[i] = w[i - 16] + a + w[i - 7] + b;
    }
    memcpy(s, state, sizeof s);
    for (int i = 0; i < 64; i += 8) /* after eight rounds each value stands where it stood */
#pragma GCC unroll 8
        for (int k = 0; k < 8; k++) {
            uint32_t *a = &s[(8 - k) & 7], *d = &s[(11 - k) & 7], *e = &s[(12 - k) & 7], *h = &s[(15 - k) & 7];
            uint32_t b = s[(9 - k) & 7], c = s[(10 - k) & 7], f = s[(13 - k) & 7], g = s[(14 - k) & 7];
            uint32_t one = *h + (turn(*e, 6) ^ turn(*e, 11) ^ turn(*e, 25)) + ((*e & f) ^ (~*e & g)) + round_constant[i + k] + w[i + k];
            *d += one;
            *h = one + (turn(*a, 2) ^ turn(*a, 13) ^ turn(*a, 22)) + ((*a & b) ^ (*a & c) ^ (b & c));
        }
    for (int i = 0; i < 8; i++) state[i] += s[i];
}

void hash_sha256(const void *bytes, size_t size, char ret_hex[65])
{
    uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    const unsigned char *b = bytes;
    size_t left = size;
    for (; left >= 64; b += 64, left -= 64) sha256_block(state, b);
    unsigned char tail[128] = {0};
    if (left) memcpy(tail, b, left);
    tail[left] = 0x80;
    size_t blocks = left < 56 ? 64 : 128;
    for (int i = 0; i < 8; i++) tail[blocks - 1 - (size_t)i] = (unsigned char)((uint64_t)size * 8 >> 8 * i);
    for (size_t i = 0; i < blocks; i += 64) sha256_block(state, tail + i);
    for (int i = 0; i < 64; i++) ret_hex[i] = "0123456789abcdef"[state[i / 8] >> (28 - 4 * (i % 8)) & 15];
    ret_hex[64] = 0;
}

/* model.c: test/model/model.c as far as it depends on the processor, each line as soon as it is known: under qemu the
 * damaged files and the float reference alone would take minutes.
 *     ok model: kernel neon gives the bytes of plain */
#define main whole_test
#include "../model/model.c"
#undef main

int main(void)
{
    size_t size;
    uint8_t *bytes = made_weights(&size);
    setvbuf(stdout, NULL, _IOLBF, 0);
    check_pieces();
    check_trees();
    check_tags();
    static const uint32_t counts[] = {1, 37, 130};
    bool same = true;
    for (size_t i = 0; i < 2 * sizeof counts / sizeof *counts; i++) {
        bool fast = i % 2;
        Answer a = answer(bytes, size, fast, "plain", counts[i / 2]), b = answer(bytes, size, fast, "neon", counts[i / 2]);
        same = same && a.size && a.size == b.size && !memcmp(a.text, b.text, a.size);
        free(a.text);
        free(b.text);
    }
    check("kernel neon gives the bytes of plain", same, "other bytes");
    free(bytes);
    return failed != 0;
}

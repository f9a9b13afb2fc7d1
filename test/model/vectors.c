/* vectors.c: the trained weights give what the training program computed.   vectors [WEIGHTS [FOLDER]]
 *     test/vectors/run1.txt: words, pieces, shapes, places in run1.f32 -> the same pieces and shapes, h near both the float and the int8 one
 * The folder is written by train/vectors.py; its README tells the format. */
#include "model/late.h"
#include "model/model.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_TEXT = 1 << 16, MOST_WORDS = 190, MOST_ROLES = 16 };
typedef struct Vector {
    char text[MOST_TEXT];
    const char *words, *pieces, *shapes, *first;
    uint32_t at[2], rows; // h as float, as int8: offsets in bytes
    float *h[2];
    uint32_t cue, role_at, roles; // roles of its words for one cue, as int8
    float *role;
} Vector;

static int failed;

static void check(const char *file, const char *name, bool passed)
{
    failed += !passed;
    printf("%sok vectors: %s: %s\n", passed ? "" : "not ", file, name);
}

static bool read_vector(const char *folder, const char *name, Vector *v)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s.txt", folder, name);
    FILE *f = fopen(path, "r");
    if (!f) return false;
    v->text[fread(v->text, 1, MOST_TEXT - 1, f)] = 0;
    fclose(f);
    for (char *line = strtok(v->text, "\n"); line; line = strtok(NULL, "\n")) {
        if (!strncmp(line, "words ", 6)) v->words = line + 6;
        if (!strncmp(line, "pieces ", 7)) v->pieces = line + 7;
        if (!strncmp(line, "shapes ", 7)) v->shapes = line + 7;
        if (!strncmp(line, "first ", 6)) v->first = line + 6;
        sscanf(line, "h float %u %u", &v->at[0], &v->rows);
        sscanf(line, "h int8 %u %u", &v->at[1], &v->rows);
        sscanf(line, "cue %u", &v->cue);
        sscanf(line, "role int8 %u %*u %u", &v->role_at, &v->roles);
    }
    snprintf(path, sizeof path, "%s/%s.f32", folder, name);
    f = fopen(path, "rb");
    bool whole = f && v->rows && v->rows <= MOST_WORDS;
    for (int i = 0; i < 2 && whole; i++) {
        v->h[i] = calloc(v->rows * WIDTH, sizeof(float));
        whole = !fseek(f, v->at[i], SEEK_SET) && fread(v->h[i], sizeof(float) * WIDTH, v->rows, f) == v->rows;
    }
    if (whole && v->roles && v->roles <= MOST_ROLES && v->cue < v->rows) {
        v->role = calloc(v->rows * v->roles, sizeof(float));
        whole = !fseek(f, v->role_at, SEEK_SET) && fread(v->role, sizeof(float) * v->roles, v->rows, f) == v->rows;
    }
    if (f) fclose(f);
    return whole;
}

static uint32_t numbers(const char *text, uint32_t *ret, uint32_t room)
{
    uint32_t count = 0;
    for (char *end; *text && count < room; text = *end ? end + 1 : end) ret[count++] = (uint32_t)strtoul(text, &end, 10);
    return count;
}

static double far_off(const float *got, const float *want, size_t count)
{
    double off = 0, all = 0;
    for (size_t i = 0; i < count; i++) off += (got[i] - want[i]) * (got[i] - want[i]), all += want[i] * want[i];
    return sqrt(off / all);
}

/* Roles from the vectors h that the encoder gave. */
static void check_roles(const Weights *w, const char *name, const Vector *v, const float *h)
{
    const Kernel *plain = kernel_choose("plain");
    Late late;
    Rows rows;
    float stance[CLAIM_MOST], *role = calloc(v->rows * v->roles, sizeof *role);
    if (late_load(&late, w, plain, NULL) || late.role.out != v->roles || rows_new(&rows, plain, v->rows, WIDTH, NULL)) exit(1);
    EncoderRoom *room = encoder_room_new(plain, NULL);
    plain->quantise(h, WIDTH, v->rows, WIDTH, &rows);
    late_read(&late, room, &rows, &(LateCue){v->cue, v->cue + 1}, 1, role, stance);
    double off = far_off(role, v->role, v->rows * v->roles);
    char what[100];
    snprintf(what, sizeof what, "roles are near (%.4f of at most 0.10)", off);
    check(name, what, off < 0.10);
    encoder_room_free(room);
    rows_free(&rows);
    late_free(&late);
    free(role);
}

static void check_h(const Weights *w, const char *name, const Vector *v, const char *kernel, int kind, double most, const uint16_t *piece,
                    const uint8_t *shape, uint32_t size)
{
    Encoder e;
    uint32_t first[MOST_WORDS];
    float *got = calloc(v->rows * WIDTH, sizeof *got);
    if (encoder_load(&e, w, kernel_choose(kernel), NULL)) exit(1);
    EncoderRoom *room = encoder_room_new(e.kernel, NULL);
    encoder_pass(&e, room, piece, shape, &size, 1);
    uint32_t words = numbers(v->first, first, MOST_WORDS);
    for (uint32_t i = 0; i < words && i < v->rows; i++) memcpy(got + i * WIDTH, room->x + first[i] * WIDTH, WIDTH * sizeof *got);
    double off = far_off(got, v->h[kind], v->rows * WIDTH);
    char what[100];
    snprintf(what, sizeof what, "h of the %s kernel is near (%.4f of at most %.2f)", kernel, off, most);
    check(name, what, off < most);
    if (kind == 1 && v->role) check_roles(w, name, v, got);
    encoder_room_free(room);
    encoder_free(&e);
    free(got);
}

static void check_vector(const Weights *w, const Pieces *p, const char *name, const Vector *v)
{
    uint32_t want[RUN_PIECES], wanted = numbers(v->pieces, want, RUN_PIECES), shapes[RUN_PIECES], n = 0;
    uint16_t piece[RUN_PIECES + PIECES_A_WORD];
    uint8_t shape[RUN_PIECES + PIECES_A_WORD];
    bool same = numbers(v->shapes, shapes, RUN_PIECES) == wanted;
    piece[n] = (uint16_t)p->begin, shape[n++] = 0;
    for (const char *at = v->words; *at && n < RUN_PIECES - 1;) {
        uint32_t length = (uint32_t)strcspn(at, " ");
        ArrianSlice word = {at, length};
        uint32_t count = pieces_word(p, word, piece + n, PIECES_A_WORD);
        memset(shape + n, pieces_shape(word), count);
        n += count;
        at += length + (at[length] == ' ');
    }
    piece[n] = (uint16_t)p->end, shape[n++] = 0;
    same = same && n == wanted;
    for (uint32_t i = 0; i < n && same; i++) same = piece[i] == want[i] && shape[i] == shapes[i];
    check(name, "pieces and shapes", same);
    if (!same) return;
    check_h(w, name, v, "float", 0, 0.08, piece, shape, n);
    check_h(w, name, v, "plain", 1, 0.10, piece, shape, n);
}

/* NAME1, NAME2 ...: how many there are. */
static uint32_t check_network(const Weights *w, const Pieces *p, const char *folder, const char *network)
{
    uint32_t done = 0;
    for (;; done++) {
        char name[24];
        static Vector v;
        v = (Vector){0};
        snprintf(name, sizeof name, "%s%u", network, done + 1);
        if (!read_vector(folder, name, &v)) return done;
        check_vector(w, p, name, &v);
        free(v.h[0]);
        free(v.h[1]);
        free(v.role);
    }
}

int main(int count, char **words)
{
    const char *path = count > 1 ? words[1] : "models/arrian.weights", *folder = count > 2 ? words[2] : "test/vectors";
    Weights w;
    Pieces p;
    ArrianError why = {0};
    uint32_t done;
    if (access(path, R_OK) || access(folder, R_OK)) {
        printf("skipped vectors: no %s or no %s\n", path, folder);
        return 0;
    }
    if (weights_open(path, &w, &why) || pieces_open(tensor_text(weights_find(&w, "pieces")), &p, &why)) {
        printf("not ok vectors: %s: %s\n", path, why.message);
        return 1;
    }
    done = check_network(&w, &p, folder, "run");
    w.part = "fast.";
    done += check_network(&w, &p, folder, "fast");
    if (!done) printf("skipped vectors: none in %s\n", folder);
    pieces_close(&p);
    weights_close(&w);
    return failed != 0;
}

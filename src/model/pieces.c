/* pieces.c: the vocabulary as a hash table, and the cutting of words.   "Mogherini" -> mo ##gh ##eri ##ni */
#include "model/pieces.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "model/fold.inc"
#include "model/weights.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_PIECES = 1 << 16, ASCII = 0x80, DROPPED = 0, SPACE = ' ' };
#define COUNT(array) (sizeof(array) / sizeof *(array))

static uint64_t hash_piece(const char *at, size_t length, bool inside)
{
    return hash_bytes(at, length, inside);
}

static uint32_t find(const Pieces *p, const char *at, size_t length, bool inside)
{
    for (uint32_t i = (uint32_t)hash_piece(at, length, inside) & (p->room - 1);; i = (i + 1) & (p->room - 1)) {
        if (!p->slots[i]) return ARRIAN_NONE;
        uint32_t number = (p->slots[i] - 2) / 2;
        if ((p->slots[i] & 1) == inside && p->piece[number].length == length &&
            !memcmp(p->piece[number].at, at, length))
            return number;
    }
}

static void add(Pieces *p, uint32_t number, ArrianSlice piece)
{
    bool inside = piece.length > 2 && !memcmp(piece.at, "##", 2);
    if (inside) piece = (ArrianSlice){piece.at + 2, piece.length - 2};
    p->piece[number] = piece;
    if (piece.length > p->longest) p->longest = piece.length;
    uint32_t i = (uint32_t)hash_piece(piece.at, piece.length, inside) & (p->room - 1);
    while (p->slots[i]) i = (i + 1) & (p->room - 1);
    p->slots[i] = 2 * number + 2 + inside;
}

int pieces_open(ArrianSlice vocabulary, Pieces *ret_pieces, ArrianError *why)
{
    Pieces p = {.room = 2 * MOST_PIECES};
    ArrianSlice rest = vocabulary, line;
    while (weights_line(&rest, &line)) p.count++;
    if (!p.count || p.count > MOST_PIECES)
        return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64, "the vocabulary has %u pieces", p.count);
    p.piece = calloc(p.count, sizeof *p.piece);
    p.slots = calloc(p.room, sizeof *p.slots);
    if (!p.piece || !p.slots) {
        pieces_close(&p);
        return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory for the vocabulary");
    }
    rest = vocabulary;
    for (uint32_t i = 0; weights_line(&rest, &line); i++) add(&p, i, line);
    p.unknown = find(&p, "[UNK]", 5, false);
    p.begin = find(&p, "[CLS]", 5, false);
    p.end = find(&p, "[SEP]", 5, false);
    if (p.unknown == ARRIAN_NONE || p.begin == ARRIAN_NONE || p.end == ARRIAN_NONE) {
        pieces_close(&p);
        return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64, "the vocabulary lacks [UNK], [CLS] or [SEP]");
    }
    *ret_pieces = p;
    return ARRIAN_OK;
}

void pieces_close(Pieces *pieces)
{
    free(pieces->piece);
    free(pieces->slots);
    *pieces = (Pieces){0};
}

static bool within(const uint16_t (*ranges)[2], size_t count, uint32_t point)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (point > ranges[middle][1]) low = middle + 1;
        else high = middle;
    }
    return low < count && point >= ranges[low][0];
}

static bool is_punctuation(uint32_t p)
{
    if (p < ASCII) return p > 32 && p < 127 && !((p >= '0' && p <= '9') || (p | 32) - 'a' < 26);
    return within(punctuation_ranges, COUNT(punctuation_ranges), p);
}

/* Chinese, Japanese and Korean characters stand alone. */
static bool is_ideograph(uint32_t p)
{
    return (p >= 0x4E00 && p <= 0x9FFF) || (p >= 0x3400 && p <= 0x4DBF) || (p >= 0x20000 && p <= 0x2A6DF) ||
           (p >= 0x2A700 && p <= 0x2CEAF) || (p >= 0xF900 && p <= 0xFAFF) || (p >= 0x2F800 && p <= 0x2FA1F);
}

/* The letter as the vocabulary writes it: DROPPED for marks and controls, SPACE for all blanks. */
static uint32_t fold(uint32_t p)
{
    if (p < ASCII)
        return p == '\t' || p == '\n' || p == '\r' ? SPACE
               : p < 32 || p == 127                ? DROPPED
               : p >= 'A' && p <= 'Z'              ? p + 32
                                                   : p;
    if (p < 0xA0 || p == 0xAD || (p >= 0x200B && p <= 0x200F) || (p >= 0x202A && p <= 0x202E) ||
        (p >= 0x2060 && p <= 0x206F) || p == 0xFEFF || p == 0xFFFD)
        return DROPPED;
    if (p == 0xA0 || p == 0x1680 || (p >= 0x2000 && p <= 0x200A) || p == 0x2028 || p == 0x2029 || p == 0x202F ||
        p == 0x205F || p == 0x3000)
        return SPACE;
    if (p >= 0xFF21 && p <= 0xFF3A) return p + 32;
    if (within(mark_ranges, COUNT(mark_ranges), p)) return DROPPED;
    size_t low = 0, high = COUNT(fold_runs);
    while (low + 1 < high) {
        size_t middle = (low + high) / 2;
        if (p < fold_runs[middle].from) high = middle;
        else low = middle;
    }
    const FoldRun *run = &fold_runs[low];
    uint32_t k = (p - run->from) / run->step;
    return p >= run->from && (p - run->from) % run->step == 0 && k < run->count ? run->to + k * run->advance : p;
}

typedef struct Cutter {
    const Pieces *pieces;
    uint16_t *out;
    uint32_t count, room;
    char part[4 * PIECE_WORD_LETTERS]; // folded letters since the last cut
    uint32_t length, letters;
} Cutter;

static void put(Cutter *c, uint32_t number)
{
    if (c->count < c->room) c->out[c->count++] = (uint16_t)number;
}

/* Longest match first; a part that cannot be matched to its end is one [UNK]. */
static void cut_part(Cutter *c)
{
    const Pieces *p = c->pieces;
    uint32_t before = c->count, start = 0;
    while (start < c->length && c->letters <= PIECE_WORD_LETTERS) {
        uint32_t most = c->length - start < p->longest ? c->length - start : p->longest, size = most,
                 number = ARRIAN_NONE;
        for (; size; size--)
            if ((start + size == c->length || (c->part[start + size] & 0xC0) != 0x80) &&
                (number = find(p, c->part + start, size, start > 0)) != ARRIAN_NONE)
                break;
        if (!size) break;
        put(c, number);
        start += size;
    }
    if (c->length && (start < c->length || c->letters > PIECE_WORD_LETTERS)) {
        c->count = before;
        put(c, p->unknown);
    }
    c->length = c->letters = 0;
}

static void take_letter(Cutter *c, uint32_t point)
{
    char bytes[4];
    size_t size = utf8_put(point, bytes);
    if (++c->letters > PIECE_WORD_LETTERS) return;
    memcpy(c->part + c->length, bytes, size);
    c->length += (uint32_t)size;
}

uint32_t pieces_word(const Pieces *pieces, ArrianSlice word, uint16_t *ret_numbers, uint32_t room)
{
    Cutter c = {.pieces = pieces, .out = ret_numbers, .room = room < PIECES_A_WORD ? room : PIECES_A_WORD};
    for (uint32_t i = 0; i < word.length && c.count < c.room;) {
        size_t step = utf8_length(word.at + i, word.length - i);
        uint32_t point = step ? utf8_point(word.at + i) : 0xFFFD;
        i += step ? (uint32_t)step : 1;
        uint32_t letter = fold(point);
        if (letter == DROPPED) continue;
        bool alone = is_punctuation(letter) || is_ideograph(letter);
        if (alone || letter == SPACE) cut_part(&c);
        if (letter == SPACE) continue;
        take_letter(&c, letter);
        if (alone) cut_part(&c);
    }
    cut_part(&c);
    if (!c.count) put(&c, pieces->unknown);
    return c.count;
}

Shape pieces_shape(ArrianSlice word)
{
    uint32_t letters = 0, upper = 0, digits = 0, others = 0;
    bool title = false;
    for (uint32_t i = 0; i < word.length;) {
        size_t step = utf8_length(word.at + i, word.length - i);
        uint32_t point = step ? utf8_point(word.at + i) : 0xFFFD;
        i += step ? (uint32_t)step : 1;
        if (utf8_is_letter(point)) {
            if (!letters) title = utf8_is_upper(point);
            letters++;
            upper += utf8_is_upper(point);
        } else if (point >= '0' && point <= '9') digits++;
        else others++;
    }
    if (digits) return letters || others ? SHAPE_CODE : SHAPE_DIGITS;
    if (!letters) return SHAPE_SIGN;
    if (!upper) return SHAPE_LOWER;
    if (upper == letters) return letters > 1 ? SHAPE_UPPER : SHAPE_LETTER;
    return upper == 1 && title ? SHAPE_TITLE : SHAPE_MIXED;
}

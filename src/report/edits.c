/* edits.c: a passage that two reports share, with the words marked that the other has not.
 *     "about [4,000] troops will move" / "about [40,000] troops will move"
 * The longest common sequence of words (Wagner and Fischer, "The String-to-String Correction Problem", 1974). */
#include "base/hash.h"
#include "base/utf8.h"
#include "report/sheet.h"

void edits_write(const Sheet *sheet, const ArrianPassage *passage, int side, uint32_t most);

enum { MOST_TOKENS = 240, MOST_WORD = 60 };

typedef struct Words {
    ArrianSlice at[MOST_TOKENS];
    uint64_t key[MOST_TOKENS];
    bool shared[MOST_TOKENS];
    uint32_t count;
} Words;

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* The letters and digits of a word; 0 where it has none: a dash or a quotation mark is no edit. */
static uint64_t word_key(ArrianSlice word)
{
    char fold[MOST_WORD * 2 + 8];
    size_t length = utf8_word(word.at, word.length < MOST_WORD ? word.length : MOST_WORD, fold), kept = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)fold[i];
        bool mark = c == 0xE2 && i + 2 < length && (unsigned char)fold[i + 1] <= 0x81; /* U+2000 to U+207F */
        if (mark) i += 2;
        else if (c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) fold[kept++] = fold[i];
    }
    return kept ? hash_bytes(fold, kept, 81) | 1 : 0;
}

static void cut_words(ArrianSlice text, Words *words)
{
    words->count = 0;
    for (uint32_t at = 0; words->count < MOST_TOKENS;) {
        while (at < text.length && is_space(text.at[at])) at++;
        uint32_t from = at;
        while (at < text.length && !is_space(text.at[at])) at++;
        if (at == from) return;
        ArrianSlice word = {text.at + from, at - from};
        words->key[words->count] = word_key(word);
        words->shared[words->count] = !words->key[words->count];
        words->at[words->count++] = word;
    }
}

static void mark_shared(Arena *arena, Words *a, Words *b)
{
    uint32_t width = b->count + 1;
    uint16_t *longest = NEW(arena, uint16_t, (a->count + 1) * width); // (a + 1, b + 1): from here to the ends
    for (uint32_t i = a->count; i-- > 0;)
        for (uint32_t j = b->count; j-- > 0;) {
            uint16_t down = longest[(i + 1) * width + j], right = longest[i * width + j + 1];
            longest[i * width + j] = a->key[i] == b->key[j] ? (uint16_t)(longest[(i + 1) * width + j + 1] + 1)
                                     : down > right         ? down
                                                            : right;
        }
    for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
        if (a->key[i] == b->key[j]) a->shared[i++] = b->shared[j++] = true;
        else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) i++;
        else j++;
    }
}

static void put_words(const Sheet *sheet, const Words *words, uint32_t most)
{
    FILE *out = sheet->out;
    uint32_t put = 0;
    bool marked = false;
    for (uint32_t i = 0; i < words->count; i++) {
        if (put + words->at[i].length > most) {
            fputs(marked ? "</em>\u2026" : "\u2026", out);
            return;
        }
        if (marked && words->shared[i]) fputs("</em>", out), marked = false;
        if (i) putc(' ', out);
        if (!marked && !words->shared[i]) fputs("<em class=\"edit\">", out), marked = true;
        html_line(out, words->at[i]);
        put += words->at[i].length + 1;
    }
    if (marked) fputs("</em>", out);
    if (words->count == MOST_TOKENS) fputs("\u2026", out);
}

void edits_write(const Sheet *sheet, const ArrianPassage *passage, int side, uint32_t most)
{
    Words *words = NEW(sheet->arena, Words, 2);
    for (int k = 0; k < 2; k++) cut_words(arrian_words(sheet->docs[passage->doc[k]], passage->span[k]), &words[k]);
    mark_shared(sheet->arena, &words[0], &words[1]);
    fputs("<a class=\"w\" href=\"#", sheet->out);
    sheet_address(sheet, passage->doc[side], passage->span[side]);
    fputs("\">", sheet->out);
    put_words(sheet, &words[side], most);
    fputs("</a>", sheet->out);
}

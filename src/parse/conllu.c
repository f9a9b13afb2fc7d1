/* conllu.c: documents as CoNLL-U (UD v2), and CoNLL-U files as documents.
 *     3 <tab> deployed <tab> deploy <tab> VERB <tab> VBN <tab> _ <tab> 0 <tab> root <tab> _ <tab> Span=12:20
 * A file's sentences and words stay as given; its comments, multiword tokens (1-2) and empty nodes (1.1) are written
 * out as they came in. */
#include "base/error.h"
#include "base/utf8.h"
#include "model/model.h"
#include "parse/parse.h"
#include "split/split.h"
#include <string.h>

enum { COLUMNS = 10, MOST_LINE = 1 << 16 };
typedef struct Line {
    const char *at;
    uint32_t start, length;                  /* without its end */
    uint32_t column[COLUMNS], size[COLUMNS]; /* of a row, from at on */
} Line;
typedef enum LineKind { LINE_BLANK, LINE_COMMENT, LINE_WORD, LINE_OTHER, LINE_BAD } LineKind;

/* The line at *at, which moves behind it; false at the end. */
static bool next_line(const ArrianDocument *d, uint32_t *at, Line *ret)
{
    if (*at >= d->received_size) return false;
    const char *from = d->received + *at, *end = memchr(from, '\n', d->received_size - *at);
    uint32_t length = end ? (uint32_t)(end - from) : d->received_size - *at, step = length + (end ? 1 : 0);
    if (length && from[length - 1] == '\r') length--;
    *ret = (Line){.at = from, .start = *at, .length = length};
    *at += step;
    return true;
}

static LineKind line_kind(Line *line)
{
    uint32_t columns = 0, start = 0, digits = 0;
    bool blank = true;
    for (uint32_t i = 0; i < line->length; i++) blank = blank && (line->at[i] == ' ' || line->at[i] == '\t');
    if (blank) return LINE_BLANK;
    if (line->at[0] == '#') return LINE_COMMENT;
    if (line->length > MOST_LINE) return LINE_BAD;
    for (uint32_t i = 0; i <= line->length; i++) {
        if (i < line->length && line->at[i] != '\t') continue;
        if (columns == COLUMNS) return LINE_BAD;
        line->column[columns] = start;
        line->size[columns++] = i - start;
        start = i + 1;
    }
    if (columns != COLUMNS || !line->size[0] || !line->size[1]) return LINE_BAD;
    while (digits < line->size[0] && line->at[digits] >= '0' && line->at[digits] <= '9') digits++;
    if (digits == line->size[0]) return LINE_WORD;
    return digits && (line->at[digits] == '-' || line->at[digits] == '.') ? LINE_OTHER : LINE_BAD;
}

static bool is_utf8(const char *at, uint32_t length)
{
    for (uint32_t i = 0, step; i < length; i += step)
        if (!(step = (uint32_t)utf8_length(at + i, length - i))) return false;
    return true;
}

/* "SpaceAfter=No" among the items of MISC. */
static bool touches_next(const Line *line)
{
    static const char glued[] = "SpaceAfter=No";
    const char *misc = line->at + line->column[9], *found = memmem(misc, line->size[9], glued, strlen(glued));
    return found && (found == misc || found[-1] == '|');
}

static void add_token(const ArrianEngine *engine, ArrianDocument *d, const Line *line)
{
    uint32_t from = line->start + line->column[1], size = line->size[1], at = d->text.length;
    bool space_before = !at || d->text.at[at - 1] == ' ', space_after = !touches_next(line);
    text_copy(&d->arena, &d->text, d->received, from, from + size);
    split_given(engine, d, (ArrianSpan){at, at + size}, space_before, space_after);
    d->tokens.at[d->tokens.count - 1].sentence = d->sentences.count;
    if (space_after) text_put(&d->arena, &d->text, from + size, from + size, " ", 1);
}

static void end_sentence(ArrianDocument *d, uint32_t first)
{
    if (first == d->tokens.count) return;
    ArrianSentence sentence = {
        .span = document_tokens_span(d, first, d->tokens.count), .first = first, .count = d->tokens.count - first};
    LIST_ADD(&d->arena, d->sentences, sentence);
}

static int read_lines(const ArrianEngine *engine, ArrianDocument *d, const char *path, ArrianError *why)
{
    Line line;
    for (uint32_t at = 0, number = 1, first = 0; next_line(d, &at, &line); number++) {
        LineKind kind = line_kind(&line);
        if (kind == LINE_BAD || (kind == LINE_WORD && !is_utf8(line.at + line.column[1], line.size[1])))
            return error_at(why, ARRIAN_INPUT, path, line.start,
                            "line %u is no row of CoNLL-U: ten columns parted by tabs, an id, a word in UTF-8", number);
        if (kind == LINE_WORD) add_token(engine, d, &line);
        if (kind == LINE_BLANK) {
            end_sentence(d, first);
            first = d->tokens.count;
        }
    }
    end_sentence(d, d->sentences.count
                        ? d->sentences.at[d->sentences.count - 1].first + d->sentences.at[d->sentences.count - 1].count
                        : 0);
    return d->tokens.count ? ARRIAN_OK : error_at(why, ARRIAN_INPUT, path, 0, "holds no words in CoNLL-U");
}

int conllu_read(const ArrianEngine *engine, ArrianDocument *d, ArrianError *why)
{
    d->anchor = INT32_MIN;
    TRY(read_lines(engine, d, d->head.path.at, why));
    uint8_t *breaks = NEW(&d->arena, uint8_t, d->tokens.count);
    for (uint32_t s = 0; s < d->sentences.count; s++)
        breaks[d->sentences.at[s].first + d->sentences.at[s].count - 1] = 1;
    split_read(engine, d, breaks, true);
    return ARRIAN_OK;
}

/* ---- writing ---- */

static bool stands_in_row(const ArrianDocument *d, uint32_t token)
{
    uint32_t start = text_received(&d->text, d->tokens.at[token].span).start, at;
    for (at = start; at && d->received[at - 1] != '\n';) at--;
    Line line;
    return next_line(d, &at, &line) && line_kind(&line) == LINE_WORD && line.start + line.column[1] == start;
}

/* Do the document's tokens stand in a CoNLL-U file? */
static bool is_given(const ArrianDocument *d)
{
    return d->tokens.count && stands_in_row(d, 0) && stands_in_row(d, d->tokens.count / 2) &&
           stands_in_row(d, d->tokens.count - 1);
}

static ArrianSlice *name_types(Arena *arena, const ArrianDocument *d, uint8_t *ret_begins)
{
    ArrianSlice *type = NEW(arena, ArrianSlice, d->tokens.count);
    for (uint32_t k = 0; k < d->names.count; k++) {
        const ArrianName *name = &d->names.at[k];
        const char *word = arrian_name_type(name->type);
        for (uint32_t i = document_token_at(d, name->span.start), first = i;
             i < d->tokens.count && d->tokens.at[i].span.start < name->span.end; i++) {
            type[i] = (ArrianSlice){word, (uint32_t)strlen(word)};
            ret_begins[i] = i == first;
        }
    }
    return type;
}

static void put_slice(FILE *out, ArrianSlice slice)
{
    if (!slice.length) fputc('_', out);
    for (uint32_t i = 0; i < slice.length; i++) fputc((unsigned char)slice.at[i] < ' ' ? ' ' : slice.at[i], out);
}

static void put_lemma(Arena *arena, FILE *out, const ArrianDocument *d, uint32_t token)
{
    ArenaMark mark = arena_mark(arena);
    char *lemma = NEW(arena, char, d->tokens.at[token].span.end - d->tokens.at[token].span.start + TAG_MORE);
    put_slice(out, (ArrianSlice){lemma, tag_lemma(d, token, lemma)});
    arena_wind_back(arena, mark);
}

static ArrianSlice label(const ArrianDocument *d, ModelHead head, uint8_t number)
{
    return number && d->engine->model ? model_label(d->engine->model->model, head, number - 1u) : (ArrianSlice){0};
}

static void put_head(FILE *out, const ArrianDocument *d, uint32_t token, uint32_t first)
{
    uint32_t head = d->tokens.at[token].head;
    if (head == ARRIAN_NONE) fputs("\t_\t", out);
    else fprintf(out, "\t%u\t", head == token ? 0 : head - first + 1);
    put_slice(out, label(d, MODEL_REL, d->tokens.at[token].deprel));
}

static void put_word(Arena *arena, FILE *out, const ArrianDocument *d, uint32_t token, ArrianSlice type, bool begins)
{
    const ArrianToken *t = &d->tokens.at[token];
    uint32_t first = d->sentences.at[t->sentence].first;
    ArrianSpan received = text_received(&d->text, t->span);
    fprintf(out, "%u\t", token - first + 1);
    put_slice(out, document_words(d, t->span));
    fputc('\t', out);
    put_lemma(arena, out, d, token);
    fprintf(out, "\t%s\t", tag_upos(t->upos));
    put_slice(out, label(d, MODEL_XPOS, t->xpos));
    fputs("\t_", out);
    put_head(out, d, token, first);
    fputs("\t_\t", out);
    bool last = token + 1 == d->tokens.count;
    if (!last && d->tokens.at[token + 1].span.start == t->span.end) fputs("SpaceAfter=No|", out);
    fprintf(out, "Span=%u:%u", received.start, received.end);
    if (type.length) fprintf(out, "|Name=%c-%.*s", begins ? 'B' : 'I', (int)type.length, type.at);
    fputc('\n', out);
}

/* The file as it came in, each word's row replaced by what was found. */
static void write_given(Arena *arena, FILE *out, const ArrianDocument *d, const ArrianSlice *type,
                        const uint8_t *begins)
{
    Line line;
    for (uint32_t at = 0, token = 0; next_line(d, &at, &line);) {
        LineKind kind = line_kind(&line);
        if (kind == LINE_WORD && token < d->tokens.count) {
            put_word(arena, out, d, token, type[token], begins[token]);
            token++;
        } else {
            fwrite(line.at, 1, kind == LINE_BLANK ? 0 : line.length, out);
            fputc('\n', out);
        }
    }
    if (d->received_size && d->received[d->received_size - 1] != '\n') fputc('\n', out);
}

static void write_sentences(Arena *arena, FILE *out, const ArrianDocument *d, const ArrianSlice *type,
                            const uint8_t *begins)
{
    for (uint32_t s = 0; s < d->sentences.count; s++) {
        const ArrianSentence *sentence = &d->sentences.at[s];
        fprintf(out, "# sent_id = %u\n# text = ", s + 1);
        put_slice(out, document_words(d, sentence->span));
        fputc('\n', out);
        for (uint32_t i = sentence->first; i < sentence->first + sentence->count; i++)
            put_word(arena, out, d, i, type[i], begins[i]);
        fputc('\n', out);
    }
}

int arrian_write_conllu(const ArrianDocument *document, FILE *out)
{
    Arena scratch = {0};
    jmp_buf trap;
    if (setjmp(trap)) {
        scratch.trap = NULL;
        arena_end(&scratch);
        return ARRIAN_MEMORY;
    }
    scratch.trap = &trap;
    uint8_t *begins = NEW(&scratch, uint8_t, document->tokens.count);
    ArrianSlice *type = name_types(&scratch, document, begins);
    if (is_given(document)) write_given(&scratch, out, document, type, begins);
    else write_sentences(&scratch, out, document, type, begins);
    arena_end(&scratch);
    return ferror(out) ? ARRIAN_SYSTEM : ARRIAN_OK;
}

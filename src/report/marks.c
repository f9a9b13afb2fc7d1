/* marks.c: spans that overlap as they please -> elements that nest.
 *     quote 0..40, name 30..55  ->  <q 0..40 <name 30..40>> <name, its second piece, 40..55>
 * Spans are taken by start, the longer first. One that reaches beyond what is open is cut there, and its rest waits its
 * turn. */
#include "base/utf8.h"
#include "report/sheet.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_DEPTH = 64, MOST_PIECES = 200 /* of one span */ };

/* Marks of the same span are one element: marks[first, end). */
typedef struct Piece {
    ArrianSpan span;
    uint32_t first, end, part; /* part 0 bears the address */
    bool last, paragraph;
} Piece;

typedef struct Weave {
    const Sheet *sheet;
    uint32_t doc;
    const Marks *marks;
    Piece *heap; /* by start, the longer first */
    uint32_t waiting;
    Piece open[MOST_DEPTH];
    uint32_t depth, at;
    ArrianSpan addressed; /* last span that got an address */
} Weave;

static int by_place(const void *left, const void *right)
{
    const Mark *a = left, *b = right;
    if (a->span.start != b->span.start) return a->span.start < b->span.start ? -1 : 1;
    if (a->span.end != b->span.end) return a->span.end > b->span.end ? -1 : 1;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

static bool before(const Piece *a, const Piece *b)
{
    if (a->span.start != b->span.start) return a->span.start < b->span.start;
    if (a->paragraph != b->paragraph) return a->paragraph; /* a block stands outside of what begins with it */
    if (a->span.end != b->span.end) return a->span.end > b->span.end;
    return a->first < b->first;
}

static void push(Weave *weave, Piece piece)
{
    uint32_t i = weave->waiting++;
    for (; i && before(&piece, &weave->heap[(i - 1) / 2]); i = (i - 1) / 2) weave->heap[i] = weave->heap[(i - 1) / 2];
    weave->heap[i] = piece;
}

static Piece pop(Weave *weave)
{
    Piece top = weave->heap[0], last = weave->heap[--weave->waiting];
    uint32_t i = 0, child;
    while ((child = 2 * i + 1) < weave->waiting) {
        if (child + 1 < weave->waiting && before(&weave->heap[child + 1], &weave->heap[child])) child++;
        if (!before(&weave->heap[child], &last)) break;
        weave->heap[i] = weave->heap[child];
        i = child;
    }
    weave->heap[i] = last;
    return top;
}

static void put_text(Weave *weave, uint32_t until)
{
    if (until > weave->at)
        html_text(weave->sheet->out, arrian_words(weave->sheet->docs[weave->doc], (ArrianSpan){weave->at, until}));
    if (until > weave->at) weave->at = until;
}

static const char *const classes[] = {"", "i", "p", "o", "s", "u", "v", "n", "t", "q", "c", "w"};

/* What a mark is, in words, for the one who points at it. */
static void put_title(const Weave *weave, const Mark *mark)
{
    FILE *out = weave->sheet->out;
    const ArrianDocument *d = weave->sheet->docs[weave->doc];
    switch (mark->kind) {
    case MARK_IGNORED: fprintf(out, "set aside: %s", arrian_why(d->ignored.at[mark->index].why)); break;
    case MARK_PASSAGE: fputs("stands in another report too", out); break;
    case MARK_RELAY: fputs("names its source", out); break;
    case MARK_CLAIM: fputs("claim", out); break;
    case MARK_VALUE: fputs("compared", out); break;
    case MARK_NAME: {
        const ArrianName *name = &d->names.at[mark->index];
        fputs(arrian_name_type(name->type), out);
        if (name->entity >= d->entities.count) break;
        fputs(": ", out);
        html_cut(out, d->entities.at[name->entity].name, 60);
        break;
    }
    case MARK_TIME: {
        const ArrianTime *time = &d->times.at[mark->index];
        fprintf(out, "time: %s%s%s, %s", time->value, time->value[0] ? ", " : "", arrian_precision(time->precision),
                arrian_time_basis(time->basis));
        break;
    }
    case MARK_QUANTITY: fputs("quantity: ", out), html_cut(out, d->quantities.at[mark->index].unit, 60); break;
    case MARK_QUOTE: fprintf(out, "%s quote", arrian_form(d->quotes.at[mark->index].form)); break;
    case MARK_CUE: {
        const ArrianClaim *claim = &d->claims.at[mark->index];
        fprintf(out, "%s, %s", arrian_act(claim->act), arrian_stance(claim->stance));
        break;
    }
    case MARK_WORDS: fputs("words of a row", out); break;
    case MARK_PARAGRAPH: break;
    }
}

static bool same_span(ArrianSpan a, ArrianSpan b)
{
    return a.start == b.start && a.end == b.end;
}

static void put_address(Weave *weave, const Piece *piece, ArrianSpan whole)
{
    FILE *out = weave->sheet->out;
    ArrianSpan received = arrian_received(weave->sheet->docs[weave->doc], whole);
    /* two spans of the cleaned text can come from the same received bytes ("&nbsp;"): the first has the address */
    bool fresh = piece->part == 0 && !same_span(received, weave->addressed);
    if (piece->part == 0) weave->addressed = received;
    fputs(fresh ? " id=\"" : " data-of=\"", out);
    sheet_address(weave->sheet, weave->doc, whole);
    fputs(fresh ? "\" tabindex=\"-1\"" : "\"", out);
}

static void open_piece(Weave *weave, const Piece *piece)
{
    FILE *out = weave->sheet->out;
    const Mark *mark = &weave->marks->at[piece->first];
    if (mark->kind == MARK_PARAGRAPH) {
        fputs(mark->index ? "<p class=\"h\">" : "<p>", out);
        return;
    }
    MarkKind last = MARK_PARAGRAPH;
    fputs("<span class=\"", out);
    for (uint32_t i = piece->first; i < piece->end; i++) {
        if (weave->marks->at[i].kind != last)
            fprintf(out, "%s%s", i > piece->first ? " " : "m ", classes[weave->marks->at[i].kind]);
        last = weave->marks->at[i].kind;
    }
    putc('"', out);
    put_address(weave, piece, mark->span);
    fputs(" title=\"", out);
    last = MARK_PARAGRAPH;
    for (uint32_t i = piece->first; i < piece->end; i++) {
        if (weave->marks->at[i].kind == last) continue;
        if (last != MARK_PARAGRAPH) fputs("; ", out);
        put_title(weave, &weave->marks->at[i]);
        last = weave->marks->at[i].kind;
    }
    fputs("\">", out);
}

/* The way back: small numbers after the words, one a row that stands on them. */
static void put_notes(const Weave *weave, const Piece *piece)
{
    FILE *out = weave->sheet->out;
    for (uint32_t i = piece->first; i < piece->end; i++) {
        const Mark *mark = &weave->marks->at[i];
        if (i > piece->first && mark->kind == mark[-1].kind && mark->index == mark[-1].index) continue;
        if (mark->kind == MARK_VALUE) {
            uint32_t number = weave->sheet->first_accord + mark->index + 1;
            fprintf(out, "<a class=\"back v\" href=\"#a-%u\" data-n=\"%u\" aria-label=\"comparison %u\"></a>", number,
                    number, number);
        } else if (mark->kind == MARK_CUE) {
            uint32_t number = weave->sheet->first_claim[weave->doc] + mark->index + 1;
            fprintf(out, "<a class=\"back c\" href=\"#c-%u\" data-n=\"c%u\" aria-label=\"claim %u\"></a>", number,
                    number, number);
        }
    }
}

static void close_until(Weave *weave, uint32_t start)
{
    while (weave->depth && weave->open[weave->depth - 1].span.end <= start) {
        const Piece *piece = &weave->open[--weave->depth];
        put_text(weave, piece->span.end);
        fputs(piece->paragraph ? "</p>" : "</span>", weave->sheet->out);
        if (piece->last) put_notes(weave, piece);
    }
}

/* Line ends and spaces around the words are left out, so that what crosses paragraphs begins and ends inside one. */
static ArrianSpan trim(const Weave *weave, ArrianSpan span)
{
    const char *text = arrian_text(weave->sheet->docs[weave->doc]).at;
    while (span.start < span.end && strchr(" \n\t\r", text[span.start]) && text[span.start]) span.start++;
    while (span.end > span.start && strchr(" \n\t\r", text[span.end - 1]) && text[span.end - 1]) span.end--;
    return span;
}

static void take(Weave *weave, Piece piece)
{
    close_until(weave, piece.span.start);
    if (weave->depth == MOST_DEPTH || (!weave->depth && !piece.paragraph)) return;
    put_text(weave, piece.span.start);
    uint32_t end = weave->depth ? weave->open[weave->depth - 1].span.end : piece.span.end;
    if (piece.span.end > end) {
        ArrianSpan over = trim(weave, (ArrianSpan){end, piece.span.end});
        Piece rest = {over, piece.first, piece.end, piece.part + 1, true, false};
        piece.span.end = end;
        piece.last = rest.part >= MOST_PIECES || over.start == over.end;
        if (!piece.last) push(weave, rest);
    }
    open_piece(weave, &piece);
    weave->open[weave->depth++] = piece;
}

static void push_groups(Weave *weave)
{
    const Marks *marks = weave->marks;
    for (uint32_t first = 0, end; first < marks->count; first = end) {
        bool paragraph = marks->at[first].kind == MARK_PARAGRAPH;
        for (end = first + 1; !paragraph && end < marks->count; end++)
            if (!same_span(marks->at[end].span, marks->at[first].span)) break;
        ArrianSpan span = trim(weave, marks->at[first].span);
        if (span.start < span.end) push(weave, (Piece){span, first, end, 0, true, paragraph});
    }
}

void marks_write(const Sheet *sheet, uint32_t doc, Marks *marks)
{
    if (!marks->count) return;
    qsort(marks->at, marks->count, sizeof *marks->at, by_place);
    Weave weave = {.sheet = sheet, .doc = doc, .marks = marks, .addressed = {1, 0}};
    weave.heap = NEW(sheet->arena, Piece, marks->count + 1);
    push_groups(&weave);
    while (weave.waiting) take(&weave, pop(&weave));
    close_until(&weave, UINT32_MAX);
}

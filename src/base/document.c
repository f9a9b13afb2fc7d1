/* document.c: from bytes to tokens, by bisection; a document packed for a long wait.
 * What reading leaves behind (lists grown over, tags of each stage, the tree of a page) is most of a document's memory. */
#include "base/document.h"
#include <string.h>

uint32_t document_token_at(const ArrianDocument *d, uint32_t at)
{
    return LIST_BEFORE(d->tokens, span.start, at);
}

uint32_t document_tokens_in(const ArrianDocument *d, ArrianSpan span, uint32_t *ret_end)
{
    uint32_t first = document_token_at(d, span.start), end = first;
    while (end < d->tokens.count && d->tokens.at[end].span.start < span.end) end++;
    *ret_end = end;
    return first;
}

uint32_t document_names_before(const ArrianDocument *d, uint32_t at)
{
    return LIST_BEFORE(d->names, span.start, at);
}

/* Everything that a document points at, twice: first to be weighed, then to be moved. */
typedef struct Mover {
    Arena *to; /* NULL while it is weighed */
    size_t size;
    const char *text, *text_to, *received, *received_to;
    uint32_t text_size, received_size;
} Mover;

static void weigh(Mover *m, size_t size)
{
    m->size += (size + 15) & ~(size_t)15;
}

static void *move(Mover *m, const void *from, size_t size)
{
    if (!m->to) return weigh(m, size), NULL;
    void *to = arena_take(m->to, size);
    if (size) memcpy(to, from, size);
    return to;
}

/* Words of the text move with the text. */
static void move_slice(Mover *m, ArrianSlice *slice)
{
    if (!slice->at) return;
    bool in_text = slice->at >= m->text && slice->at + slice->length <= m->text + m->text_size;
    bool in_bytes = slice->at >= m->received && slice->at + slice->length <= m->received + m->received_size;
    if (!in_text && !in_bytes) {
        if (m->to) slice->at = arena_copy(m->to, slice->at, slice->length);
        else weigh(m, (size_t)slice->length + 1);
    } else if (m->to) {
        slice->at = in_text ? m->text_to + (slice->at - m->text) : m->received_to + (slice->at - m->received);
    }
}

#define MOVE_LIST(m, list)                                                                                             \
    do {                                                                                                               \
        void *moved_ = move((m), (list).at, (list).count * sizeof *(list).at);                                         \
        if ((m)->to) (list).at = moved_, (list).room = (list).count;                                                   \
    } while (0)

static void move_head(Mover *m, ArrianHead *head)
{
    ArrianSlice *const slices[] = {&head->path,   &head->member, &head->url,      &head->title,
                                   &head->outlet, &head->place,  &head->language, &head->note};
    for (size_t i = 0; i < sizeof slices / sizeof *slices; i++) move_slice(m, slices[i]);
    for (uint32_t i = 0; i < head->bylines; i++) move_slice(m, &head->byline[i]);
}

static void move_marks(Mover *m, ArrianDocument *d)
{
    MOVE_LIST(m, d->names);
    MOVE_LIST(m, d->times);
    MOVE_LIST(m, d->quotes);
    MOVE_LIST(m, d->entities);
    for (uint32_t i = 0; i < d->entities.count; i++) {
        ArrianEntity *entity = &d->entities.at[i];
        move_slice(m, &entity->name);
        move_slice(m, &entity->known);
        move_slice(m, &entity->role);
        uint32_t *mentions = move(m, entity->mentions, entity->count * sizeof *mentions);
        if (m->to) entity->mentions = mentions;
    }
    MOVE_LIST(m, d->quantities);
    for (uint32_t i = 0; i < d->quantities.count; i++) {
        move_slice(m, &d->quantities.at[i].word);
        move_slice(m, &d->quantities.at[i].unit);
        move_slice(m, &d->quantities.at[i].of);
    }
}

static void move_all(Mover *m, ArrianDocument *d)
{
    char *received = move(m, d->received, (size_t)d->received_size + 1);
    char *text = d->text.at ? move(m, d->text.at, (size_t)d->text.length + 1) : NULL;
    m->received_to = received, m->text_to = text;
    if (m->to) d->received = received, d->text.at = text, d->text.room = d->text.length + 1;
    MOVE_LIST(m, d->text.runs);
    move_slice(m, &d->charset);
    move_slice(m, &d->type);
    move_head(m, &d->head);
    MOVE_LIST(m, d->ignored);
    MOVE_LIST(m, d->sentences);
    MOVE_LIST(m, d->tokens);
    move_marks(m, d);
    MOVE_LIST(m, d->claims);
    for (uint32_t i = 0; i < d->claims.count; i++) {
        move_slice(m, &d->claims.at[i].mode);
        move_slice(m, &d->claims.at[i].why);
    }
}

void document_settle(ArrianDocument *d)
{
    jmp_buf trap;
    Arena packed = {.trap = &trap}, old = d->arena;
    Mover m = {.text = d->text.at, .text_size = d->text.at ? d->text.length : 0,
               .received = d->received, .received_size = d->received_size};
    move_all(&m, d);
    if (setjmp(trap)) return; /* the one block: nothing has moved yet */
    arena_reserve(&packed, m.size);
    m.to = &packed;
    move_all(&m, d);
    d->reading = NULL;
    d->meant = NULL, d->called = NULL;
    d->arena = packed;
    d->arena.trap = NULL;
    arena_end(&old);
}

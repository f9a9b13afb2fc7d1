/* moments.c: days and years that several reports tell of.
 *     "on New Year's Eve" in three reports, resolved to 2015-12-31   -> accord, time, agree
 * Only where the sentences around them speak of the same; the day of publication itself is told by every report of the
 * day. */
#include <stdlib.h>
#include <string.h>

#include "collate/collate.h"
#include "collate/union.h"

enum { MOST_MOMENTS = 4000, MOST_VALUES = 64 };
static const double least_alike = 0.3;

typedef struct Moment {
    uint32_t doc, sentence;
    const ArrianTime *time;
    About about;
} Moment;
typedef struct Calendar {
    ArrianStory *story;
    Moment *at;
    uint32_t count, *parent; // (count)
} Calendar;

static void collect(const ArrianEngine *engine, Calendar *c, Arena *scratch)
{
    c->at = NEW(scratch, Moment, MOST_MOMENTS);
    for (uint32_t i = 0; i < c->story->count; i++) {
        const ArrianDocument *d = c->story->docs[i];
        for (uint32_t k = 0; k < d->times.count && c->count < MOST_MOMENTS; k++) {
            const ArrianTime *t = &d->times.at[k];
            if (!t->value[0] || t->value[0] == 'P' || t->precision == ARRIAN_VAGUE) continue;
            uint32_t sentence = d->tokens.at[document_token_at(d, t->span.start)].sentence;
            About about = about_span(engine, scratch, d, d->sentences.at[sentence].span);
            c->at[c->count] = (Moment){i, sentence, t, about};
            c->count++;
        }
    }
}

static void group_moments(Calendar *c)
{
    for (uint32_t i = 0; i < c->count; i++)
        for (uint32_t j = i + 1; j < c->count; j++) {
            if (strcmp(c->at[i].time->value, c->at[j].time->value)) continue;
            if (about_same(c->at[i].about, c->at[j].about) < least_alike) continue;
            union_join(c->parent, i, j);
        }
}

static void add_accord(Calendar *c, uint32_t root)
{
    Arena *arena = &c->story->arena;
    const char *value = c->at[root].time->value;
    ArrianAccord accord = {
        .about = ARRIAN_ABOUT_TIME, .verdict = ARRIAN_AGREED, .values = NEW(arena, ArrianValue, MOST_VALUES)};
    uint32_t docs = 0, last = ARRIAN_NONE;
    for (uint32_t i = root; i < c->count && accord.count < MOST_VALUES; i++) {
        if (union_root(c->parent, i) != root) continue;
        const Moment *m = &c->at[i];
        docs += m->doc != last;
        last = m->doc;
        ArrianSlice words = {arena_copy(arena, value, strlen(value)), (uint32_t)strlen(value)};
        accord.values[accord.count++] = (ArrianValue){
            m->doc, m->time->span, words, lineage_source(c->story->docs[m->doc], m->time->span), ARRIAN_NONE};
    }
    if (docs < 2) return;
    char *question = arena_print(arena, "when? %s", value);
    accord.question = (ArrianSlice){question, (uint32_t)strlen(question)};
    accord.origins = lineage_origins(c->story, &accord);
    LIST_ADD(arena, c->story->accords, accord);
}

void moments_compare(const ArrianEngine *engine, ArrianStory *story)
{
    Arena scratch = {.trap = story->arena.trap};
    Calendar c = {.story = story};
    collect(engine, &c, &scratch);
    c.parent = union_new(&scratch, c.count);
    group_moments(&c);
    for (uint32_t i = 0; i < c.count; i++)
        if (union_root(c.parent, i) == i) add_accord(&c, i);
    arena_end(&scratch);
}

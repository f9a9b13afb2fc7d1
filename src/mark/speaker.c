/* speaker.c: whom the words of a speaker mean.
 *     "The head of the party, Yitzhak Herzog" -> Herzog;  "he" -> who spoke last, or whom the sentence is about */
#include "mark/group.h"
#include "mark/name.h"
#include "mark/quote.h"
#include <string.h>

enum { REACH = 5 /* sentences back */ };

void speaker_set(Quoter *q, ArrianQuote *quote, uint32_t first, uint32_t end)
{
    quote->speaker = document_tokens_span(q->d, first, end);
    quote->entity = refer_phrase(q->engine, q->d, q->tags, first, end);
}

static uint32_t entity_at(const Quoter *q, uint32_t token)
{
    uint32_t name = q->tags->name[token];
    return name == ARRIAN_NONE ? ARRIAN_NONE : q->d->names.at[name].entity;
}

static bool is_person(const Quoter *q, uint32_t entity)
{
    return entity != ARRIAN_NONE && q->d->entities.at[entity].type == ARRIAN_PERSON;
}

/* A person beside the head: "spokesman [Pavel Gorin]", "the head of the party, [Yitzhak Herzog]". */
static uint32_t person_beside(const Quoter *q, uint32_t who)
{
    const ArrianSentence *s = &q->d->sentences.at[q->tokens[who].sentence];
    for (uint32_t i = s->first; i < s->first + s->count; i++) {
        Relation r = clause_relation(&q->sayings->clause, i);
        if (q->tokens[i].head != who || i == who) continue;
        if (r != RELATION_APPOS && r != RELATION_FLAT && r != RELATION_COMPOUND) continue;
        if (is_person(q, entity_at(q, i))) return entity_at(q, i);
    }
    return ARRIAN_NONE;
}

static bool is_he(const Quoter *q, uint32_t token)
{
    return group_word(q->d, token, "he") || group_word(q->d, token, "she") || group_word(q->d, token, "who");
}

/* A subject that the sentence is about, not one of a clause that only describes somebody. */
static bool leads(const Quoter *q, uint32_t token)
{
    const Clause *c = &q->sayings->clause;
    Relation relation = clause_relation(c, token);
    if (q->inside[token] || (relation != RELATION_NSUBJ && relation != RELATION_NSUBJ_PASS)) return false;
    for (uint32_t at = q->tokens[token].head, steps = 0; steps < 8; steps++) {
        Relation r = clause_relation(c, at);
        if (r == RELATION_RELCL || r == RELATION_ACL) return false;
        if (q->tokens[at].head == at || q->tokens[at].head == ARRIAN_NONE) break;
        at = q->tokens[at].head;
    }
    return true;
}

/* Who "he" is that speaks: the person before him in the sentence that leads a clause, the last speaker, or who leads
 * the sentences before. */
static uint32_t person_before(const Quoter *q, uint32_t token)
{
    uint32_t sentence = q->tokens[token].sentence;
    for (uint32_t back = 0; back <= REACH && back <= sentence; back++) {
        const ArrianSentence *s = &q->d->sentences.at[sentence - back];
        uint32_t end = back ? s->first + s->count : token;
        if (back && is_person(q, q->last_entity) && q->last_sentence + REACH >= sentence &&
            q->last_sentence >= sentence - back)
            return q->last_entity;
        for (uint32_t i = s->first; i < end; i++)
            if (is_person(q, entity_at(q, i)) && leads(q, i)) return entity_at(q, i);
    }
    return ARRIAN_NONE;
}

void speaker_of(Quoter *q, ArrianQuote *quote, const Saying *saying)
{
    uint32_t who = saying->who, entity = entity_at(q, who);
    quote->speaker = document_tokens_span(q->d, saying->who_first, saying->who_end);
    quote->cue = document_tokens_span(q->d, saying->first, saying->end);
    quote->entity = ARRIAN_NONE;
    if (!is_person(q, entity)) {
        uint32_t person = person_beside(q, who);
        if (person != ARRIAN_NONE) entity = person;
    }
    if (entity == ARRIAN_NONE && is_he(q, who) && saying->who_end == saying->who_first + 1)
        entity = person_before(q, who);
    if (entity == ARRIAN_NONE) entity = refer_phrase(q->engine, q->d, q->tags, saying->who_first, saying->who_end);
    quote->entity = entity;
}

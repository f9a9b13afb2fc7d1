/* clause.c: small walks over the trees.   "Mr. Yaalon accused ... Citing the deal, he said" said -> subject "he" */
#include "mark/clause.h"
#include "model/model.h"
#include "parse/parse.h"
#include <string.h>

static const char *const names[RELATIONS] = {
    "",          "root",     "nsubj",     "nsubj:pass", "obj",  "iobj",      "obl",  "obl:agent", "nmod",
    "nmod:poss", "ccomp",    "xcomp",     "advcl",      "acl",  "acl:relcl", "conj", "cc",        "appos",
    "flat",      "compound", "parataxis", "mark",       "case", "fixed",     "aux",  "punct"};
enum { MOST_STEPS = 64, MOST_PHRASE = 24 };

bool clause_open(const ArrianEngine *engine, const ArrianDocument *d, Clause *ret)
{
    *ret = (Clause){.d = d};
    if (!d->reading || !model_has_trees(engine->model->model)) return false;
    for (uint32_t n = 0; n + 1 < 256 && n < model_labels(engine->model->model, MODEL_REL); n++) {
        ArrianSlice label = model_label(engine->model->model, MODEL_REL, n);
        for (int r = 1; r < RELATIONS; r++)
            if (slice_is(label, names[r])) ret->relation[n + 1] = (uint8_t)r;
    }
    return true;
}

Relation clause_relation(const Clause *c, uint32_t token)
{
    return (Relation)c->relation[c->d->tokens.at[token].deprel];
}

static uint32_t sentence_of(const Clause *c, uint32_t token, uint32_t *ret_end)
{
    const ArrianSentence *s = &c->d->sentences.at[c->d->tokens.at[token].sentence];
    *ret_end = s->first + s->count;
    return s->first;
}

uint32_t clause_child(const Clause *c, uint32_t token, Relation relation)
{
    uint32_t end;
    for (uint32_t i = sentence_of(c, token, &end); i < end; i++)
        if (c->d->tokens.at[i].head == token && i != token && clause_relation(c, i) == relation) return i;
    return ARRIAN_NONE;
}

bool clause_is(const ArrianDocument *d, uint32_t token, const char *upos)
{
    return !strcmp(tag_upos(d->tokens.at[token].upos), upos);
}

uint32_t clause_depth(const Clause *c, uint32_t above, uint32_t token)
{
    for (uint32_t steps = 0; steps < MOST_STEPS; steps++) {
        if (token == above) return steps;
        uint32_t head = c->d->tokens.at[token].head;
        if (head == token || head == ARRIAN_NONE) break;
        token = head;
    }
    return ARRIAN_NONE;
}

static bool stands_for_another(const Clause *c, uint32_t token) /* who, which, that */
{
    ArrianSlice word = document_words(c->d, c->d->tokens.at[token].span);
    return (word.length == 3 && !strncasecmp(word.at, "who", 3)) ||
           (word.length == 5 && !strncasecmp(word.at, "which", 5)) ||
           (word.length == 4 && !strncasecmp(word.at, "that", 4) && clause_is(c->d, token, "PRON"));
}

/* "was listed by the activist [group] which said": where the tree lost whom "which" stands for, the noun before it. */
static uint32_t noun_before(const Clause *c, uint32_t token)
{
    uint32_t end, low = sentence_of(c, token, &end), at = token;
    while (at > low && c->d->tokens.at[at - 1].flags & ARRIAN_PUNCT) at--;
    if (at-- == low || !(clause_is(c->d, at, "NOUN") || clause_is(c->d, at, "PROPN"))) return token;
    for (int steps = 0; steps < 4; steps++) {
        uint32_t head = c->d->tokens.at[at].head;
        Relation r = clause_relation(c, at);
        if (head >= token || (r != RELATION_FLAT && r != RELATION_COMPOUND)) break;
        at = head;
    }
    return at;
}

uint32_t clause_subject(const Clause *c, uint32_t verb)
{
    uint32_t at = verb;
    for (int steps = 0; steps < 6; steps++) {
        uint32_t subject = clause_child(c, at, RELATION_NSUBJ), head = c->d->tokens.at[at].head;
        Relation relation = clause_relation(c, at);
        if (subject == ARRIAN_NONE) subject = clause_child(c, at, RELATION_NSUBJ_PASS);
        bool describes = relation == RELATION_RELCL || relation == RELATION_ACL,
             stands = subject != ARRIAN_NONE && stands_for_another(c, subject);
        if (subject != ARRIAN_NONE && !(describes && stands)) return stands ? noun_before(c, subject) : subject;
        if (describes) return head;
        if (head == at || head == ARRIAN_NONE) return ARRIAN_NONE;
        if (relation == RELATION_XCOMP) {
            uint32_t object = clause_child(c, head, RELATION_OBJ);
            if (object != ARRIAN_NONE) return object;
        } else if (relation != RELATION_CONJ && relation != RELATION_ADVCL && relation != RELATION_PARATAXIS)
            return ARRIAN_NONE;
        at = head;
    }
    return ARRIAN_NONE;
}

static bool in_phrase(const Clause *c, uint32_t head, uint32_t token)
{
    for (int steps = 0; steps < MOST_STEPS && token != head; steps++) {
        Relation r = clause_relation(c, token);
        uint32_t above = c->d->tokens.at[token].head;
        if (r == RELATION_RELCL || r == RELATION_ACL || r == RELATION_ADVCL || r == RELATION_PARATAXIS ||
            r == RELATION_APPOS || r == RELATION_CCOMP || above == token || above == ARRIAN_NONE)
            return false;
        token = above;
    }
    return token == head;
}

void clause_phrase(const Clause *c, uint32_t head, uint32_t *ret_first, uint32_t *ret_end)
{
    uint32_t stop, low = sentence_of(c, head, &stop), first = head, end = head + 1;
    while (first > low && end - first < MOST_PHRASE && in_phrase(c, head, first - 1)) first--;
    while (end < stop && end - first < MOST_PHRASE && in_phrase(c, head, end)) end++;
    while (first < head && (c->d->tokens.at[first].flags & ARRIAN_PUNCT || clause_is(c->d, first, "ADP") ||
                            clause_is(c->d, first, "CCONJ") || clause_is(c->d, first, "SCONJ")))
        first++;
    while (end > head + 1 && c->d->tokens.at[end - 1].flags & ARRIAN_PUNCT) end--;
    *ret_first = first;
    *ret_end = end;
}

uint32_t clause_head(const Clause *c, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        uint32_t head = c->d->tokens.at[i].head;
        if (head == i || head < first || head >= end) return i;
    }
    return first;
}

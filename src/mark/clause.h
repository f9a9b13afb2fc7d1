/* clause.h: what the trees say of a verb: its subject, whom it governs, the phrase around a noun.
 *     "The group, which watches the war, said"  said -> subject "group", phrase "The group" */
#ifndef MARK_CLAUSE_H
#define MARK_CLAUSE_H
#include "mark/mark.h"

typedef enum Relation { /* universal dependencies v2; others are of no use here */
                        RELATION_OTHER,
                        RELATION_ROOT,
                        RELATION_NSUBJ,
                        RELATION_NSUBJ_PASS,
                        RELATION_OBJ,
                        RELATION_IOBJ,
                        RELATION_OBL,
                        RELATION_AGENT,
                        RELATION_NMOD,
                        RELATION_POSS,
                        RELATION_CCOMP,
                        RELATION_XCOMP,
                        RELATION_ADVCL,
                        RELATION_ACL,
                        RELATION_RELCL,
                        RELATION_CONJ,
                        RELATION_CC,
                        RELATION_APPOS,
                        RELATION_FLAT,
                        RELATION_COMPOUND,
                        RELATION_PARATAXIS,
                        RELATION_MARK,
                        RELATION_CASE,
                        RELATION_FIXED,
                        RELATION_AUX,
                        RELATION_PUNCT,
                        RELATIONS
} Relation;
typedef struct Clause {
    const ArrianDocument *d;
    uint8_t relation[256]; /* of ArrianToken.deprel */
} Clause;

bool clause_open(const ArrianEngine *engine, const ArrianDocument *d, Clause *ret); /* false without trees */
Relation clause_relation(const Clause *c, uint32_t token);
/* First token that `token` governs by the relation, ARRIAN_NONE where there is none. */
uint32_t clause_child(const Clause *c, uint32_t token, Relation relation);
bool clause_is(const ArrianDocument *d, uint32_t token, const char *upos);
/* How many steps `token` stands below `above`: 0 itself, ARRIAN_NONE where it does not. */
uint32_t clause_depth(const Clause *c, uint32_t above, uint32_t token);
/* Who does what the verb says: its own subject, that of the verb it is joined to or depends on, the noun that it
 * describes; ARRIAN_NONE where nobody is named. */
uint32_t clause_subject(const Clause *c, uint32_t verb);
/* The noun group around its head, without clauses that describe it: tokens [*ret_first, *ret_end). */
void clause_phrase(const Clause *c, uint32_t head, uint32_t *ret_first, uint32_t *ret_end);
/* Token of [first, end) that nothing else in there governs: the first such. */
uint32_t clause_head(const Clause *c, uint32_t first, uint32_t end);
#endif

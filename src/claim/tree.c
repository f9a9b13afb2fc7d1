/* tree.c: what the tree says of a clause.   "Litzman pressured a psychiatrist to provide an assessment, which the man
 * rejected": the subject of "provide" is "psychiatrist", the object of "rejected" is "assessment"
 * Control, participles, relative clauses and conjuncts take their subject from where it stands; a bound on the steps
 * keeps odd trees finite. */
#include "claim/claim.h"
#include "mark/group.h"
#include "model/model.h"
#include "parse/parse.h"
#include <string.h>

enum { MOST_STEPS = 8 };

bool tree_has(const Coder *c)
{
    return c->first < c->end && c->tokens[c->first].head != ARRIAN_NONE && c->engine->model;
}

/* "nsubj" is nsubj and nsubj:pass; "nsubj:pass" is that alone. */
bool tree_rel(const Coder *c, uint32_t i, const char *rel)
{
    if (!c->tokens[i].deprel) return false;
    ArrianSlice label = model_label(c->engine->model->model, MODEL_REL, c->tokens[i].deprel - 1u);
    size_t length = strlen(rel);
    return label.length >= length && !memcmp(label.at, rel, length) &&
           (label.length == length || label.at[length] == ':');
}

bool tree_upos(const Coder *c, uint32_t i, const char *upos)
{
    return !strcmp(tag_upos(c->tokens[i].upos), upos);
}

uint32_t tree_child(const Coder *c, uint32_t head, const char *rel)
{
    if (!tree_has(c)) return ARRIAN_NONE;
    for (uint32_t i = c->first; i < c->end; i++)
        if (c->tokens[i].head == head && i != head && tree_rel(c, i, rel)) return i;
    return ARRIAN_NONE;
}

uint32_t tree_child_word(const Coder *c, uint32_t head, const char *rel, const char *word)
{
    for (uint32_t i = c->first; i < c->end; i++)
        if (c->tokens[i].head == head && i != head && tree_rel(c, i, rel) && group_word(c->d, i, word)) return i;
    return ARRIAN_NONE;
}

uint32_t tree_child_among(const Coder *c, uint32_t head, const char *rel, const char *const *words)
{
    uint32_t child = ARRIAN_NONE;
    for (; *words && child == ARRIAN_NONE; words++) child = tree_child_word(c, head, rel, *words);
    return child;
}

uint32_t tree_top(const Coder *c, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        uint32_t head = c->tokens[i].head;
        if ((head == i || head < first || head >= end) && !tree_rel(c, i, "punct")) return i;
    }
    return first;
}

bool tree_under(const Coder *c, uint32_t i, uint32_t head)
{
    for (int step = 0; step < 40; step++) {
        if (i == head) return true;
        if (c->tokens[i].head == i || c->tokens[i].head == ARRIAN_NONE) return false;
        i = c->tokens[i].head;
    }
    return false;
}

/* What a phrase leaves out: clauses and conjuncts that hang on its head, appositions, punctuation. */
static bool parts_from(const Coder *c, uint32_t i, uint32_t head)
{
    static const char *const away[] = {"acl", "conj", "cc",   "appos", "parataxis", "punct", "case", "advcl",  "nsubj",
                                       "cop", "aux",  "mark", "list",  "discourse", "dep",   "obl",  "advmod", "ccomp"};
    if (c->tokens[i].head != head) return false;
    for (size_t k = 0; k < sizeof away / sizeof *away; k++)
        if (tree_rel(c, i, away[k])) return true;
    return tree_child_word(c, i, "case", "including") != ARRIAN_NONE; /* "senators[, including Lind]" */
}

/* Whether token i stands in the phrase around its head, on the way up through no clause: "towns [that were] shelled". */
static bool in_phrase(const Coder *c, uint32_t i, uint32_t head)
{
    uint32_t up = i;
    while (up != head && c->tokens[up].head != up && c->tokens[up].head != ARRIAN_NONE && c->tokens[up].head != head) {
        if (tree_rel(c, up, "acl:relcl")) return false;
        up = c->tokens[up].head;
    }
    return c->tokens[up].head == head && (!parts_from(c, up, head) || c->tokens[i].flags & ARRIAN_HYPHEN);
}

/* The words of the noun phrase with this head that stand together around it. */
void tree_phrase(const Coder *c, uint32_t head, uint32_t *ret_first, uint32_t *ret_end)
{
    uint32_t first = head, end = head + 1;
    while (first > c->first && in_phrase(c, first - 1, head)) first--;
    while (end < c->end && in_phrase(c, end, head)) end++;
    *ret_first = first, *ret_end = end;
}

static bool is_relative_word(const Coder *c, uint32_t i)
{
    return group_word(c->d, i, "which") || group_word(c->d, i, "who") || group_word(c->d, i, "that") ||
           group_word(c->d, i, "whom");
}

static bool is_passive(const Coder *c, uint32_t verb)
{
    return tree_child(c, verb, "aux:pass") != ARRIAN_NONE || tree_child(c, verb, "nsubj:pass") != ARRIAN_NONE;
}

bool tree_is_ing(const Coder *c, uint32_t i)
{
    ArrianSlice word = document_words(c->d, c->tokens[i].span);
    return word.length > 4 && !memcmp(word.at + word.length - 3, "ing", 3);
}

bool tree_participle(const Coder *c, uint32_t verb)
{
    return tree_upos(c, verb, "VERB") && c->tokens[verb].span.end > c->tokens[verb].span.start + 3 &&
           !tree_is_ing(c, verb) && tree_child(c, verb, "aux") == ARRIAN_NONE &&
           tree_child(c, verb, "mark") == ARRIAN_NONE;
}

static uint32_t subject_from(const Coder *c, uint32_t verb, int steps, bool *ret_passive);

/* Whose a noun is: "[his] attempt", "the efforts by [the bank]". */
static uint32_t owner(const Coder *c, uint32_t noun)
{
    uint32_t whose = tree_child(c, noun, "nmod:poss"), agent = tree_agent(c, noun);
    if (whose != ARRIAN_NONE || agent == ARRIAN_NONE) return whose;
    return roles_is_party(c, agent) || tree_upos(c, agent, "NOUN") ? agent : ARRIAN_NONE; /* "a cut by [2020]" */
}

/* The antecedent of a relative clause, or of a participle: "rebels [killed in the raid]" suffer, "rebels [holding]" do.
 */
static uint32_t of_noun(const Coder *c, uint32_t verb, bool relative, int steps, bool *ret_passive)
{
    uint32_t noun = c->tokens[verb].head;
    bool suffers = is_passive(c, verb); /* "troops to be deployed" */
    if (!relative && !suffers && tree_child(c, verb, "mark") != ARRIAN_NONE) { /* "his attempt to", "the decision to" */
        uint32_t whose = owner(c, noun);
        if (whose != ARRIAN_NONE) return whose;
        uint32_t above = c->tokens[noun].head;
        return above != noun && tree_upos(c, above, "VERB") ? subject_from(c, above, steps + 1, &relative)
                                                            : ARRIAN_NONE;
    }
    if (tree_rel(c, noun, "appos")) noun = c->tokens[noun].head; /* "Lind, a clerk [who resigned]" */
    *ret_passive = is_passive(c, verb) || (!relative && tree_participle(c, verb));
    return noun;
}

/* "accused him [of selling]", "thanked them [for coming]": a gerund that says what its object did */
static bool tells_of_object(const Coder *c, uint32_t verb)
{
    static const char *const words[] = {"of", "for", "from", "into", NULL};
    return tree_rel(c, verb, "advcl") && tree_is_ing(c, verb) &&
           tree_child_among(c, verb, "mark", words) != ARRIAN_NONE;
}

/* A verb whose doer is the object of the verb above: "pressured him to provide"; else the doer of that. */
static uint32_t controller(const Coder *c, uint32_t above, int steps)
{
    bool passive;
    uint32_t object = tree_child(c, above, "obj");
    if (object == ARRIAN_NONE) object = tree_child(c, above, "iobj");
    return object != ARRIAN_NONE ? object : subject_from(c, above, steps + 1, &passive);
}

/* The subject of a verb's own; of the clause around it only where it has none: "the plan [is] that [Lind] pays". */
static uint32_t own_subject(const Coder *c, uint32_t verb)
{
    for (uint32_t i = c->first; i < c->end; i++)
        if (c->tokens[i].head == verb && i != verb && tree_rel(c, i, "nsubj") && !tree_rel(c, i, "nsubj:outer")) return i;
    uint32_t outer = tree_child(c, verb, "nsubj:outer"), whose = outer == ARRIAN_NONE ? outer : owner(c, outer);
    return whose != ARRIAN_NONE && tree_is_infinitive(c, verb) ? whose : outer; /* "[Lind]'s aim is to pay" */
}

static uint32_t subject_from(const Coder *c, uint32_t verb, int steps, bool *ret_passive)
{
    *ret_passive = is_passive(c, verb);
    if (steps > MOST_STEPS) return ARRIAN_NONE;
    uint32_t subject = own_subject(c, verb), above = c->tokens[verb].head;
    if (subject != ARRIAN_NONE) {
        if (!is_relative_word(c, subject)) return subject;
        return tree_rel(c, verb, "acl") ? c->tokens[verb].head : ARRIAN_NONE;
    }
    if (above == verb || above == ARRIAN_NONE) return ARRIAN_NONE;
    if (tree_rel(c, verb, "acl")) return of_noun(c, verb, tree_rel(c, verb, "acl:relcl"), steps, ret_passive);
    if (tree_rel(c, verb, "xcomp") || tells_of_object(c, verb)) return controller(c, above, steps);
    bool joins = tree_rel(c, verb, "conj"), clause = tree_rel(c, verb, "advcl") || tree_rel(c, verb, "ccomp");
    if (!joins && !clause) return ARRIAN_NONE;
    bool over = false;
    uint32_t found = subject_from(c, above, steps + 1, &over);
    *ret_passive = is_passive(c, verb) || (joins && over && tree_participle(c, verb)) ||
                   (tree_rel(c, verb, "advcl") && tree_participle(c, verb));
    return found;
}

uint32_t tree_subject(const Coder *c, uint32_t verb, bool *ret_passive)
{
    return subject_from(c, verb, 0, ret_passive);
}

/* "carried out by Russian planes"; for a noun "deployment by NATO". */
uint32_t tree_agent(const Coder *c, uint32_t head)
{
    for (uint32_t i = c->first; i < c->end; i++)
        if (c->tokens[i].head == head && (tree_rel(c, i, "obl") || tree_rel(c, i, "nmod")) &&
            tree_child_word(c, i, "case", "by") != ARRIAN_NONE)
            return i;
    return ARRIAN_NONE;
}

uint32_t tree_object(const Coder *c, uint32_t verb)
{
    uint32_t object = tree_child(c, verb, "obj");
    if (object == ARRIAN_NONE) object = tree_child(c, verb, "iobj");
    if (object != ARRIAN_NONE && is_relative_word(c, object))
        return tree_rel(c, verb, "acl:relcl") ? c->tokens[verb].head : ARRIAN_NONE;
    return object;
}

/* "sentenced [the 69-year-old]", "[the accused] left": an adjective with an article of its own is a noun, and so is
 * "[both] left". */
bool tree_nominal(const Coder *c, uint32_t i)
{
    if (tree_upos(c, i, "DET") && tree_rel(c, i, "nsubj")) return !is_relative_word(c, i);
    if (tree_upos(c, i, "NOUN") || tree_upos(c, i, "PROPN") || tree_upos(c, i, "PRON")) return true;
    if (tree_upos(c, i, "NUM")) return true;
    return tree_upos(c, i, "ADJ") && tree_child(c, i, "det") != ARRIAN_NONE && tree_child(c, i, "cop") == ARRIAN_NONE;
}

/* "killed in Israeli [shelling]" is none, though the word is a verb elsewhere. */
bool tree_is_clause(const Coder *c, uint32_t top)
{
    bool verb = tree_upos(c, top, "VERB") && tree_child(c, top, "case") == ARRIAN_NONE;
    return verb || tree_upos(c, top, "AUX") || tree_child(c, top, "cop") != ARRIAN_NONE ||
           tree_child(c, top, "nsubj") != ARRIAN_NONE;
}

bool tree_behind(const Coder *c, uint32_t i, uint32_t top, const char *const *words)
{
    for (int step = 0; step < MOST_STEPS_UP && i != top && c->tokens[i].head != i; step++, i = c->tokens[i].head)
        if (tree_child_among(c, i, "case", words) != ARRIAN_NONE) return true;
    return false;
}

bool tree_is_infinitive(const Coder *c, uint32_t verb)
{
    return tree_child_word(c, verb, "mark", "to") != ARRIAN_NONE;
}

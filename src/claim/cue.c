/* cue.c: words that carry an act.   "has already agreed to contribute" -> pattern `agree`, verb group from "has" */
#include "claim/claim.h"
#include "mark/group.h"
#include "parse/inflect.h"
#include "split/split.h"
#include <string.h>

/* A token's word, and what it may be a form of; 0 none. */
typedef struct Forms {
    uint32_t word, lemma, noun;
} Forms;

static Forms forms_of(const Coder *c, uint32_t i)
{
    uint8_t form;
    uint32_t word = c->tokens[i].word;
    return (Forms){word, inflect_verb(c->engine, word, &form), inflect_singular_word(c->engine, word)};
}

static bool is_form_of(Forms f, uint32_t word)
{
    return word == f.word || (f.lemma && word == f.lemma) || (f.noun && word == f.noun);
}

static bool fits(const Coder *c, uint32_t i, const uint32_t *words, uint32_t count)
{
    Forms forms = forms_of(c, i);
    for (uint32_t k = 0; k < count; k++)
        if (is_form_of(forms, words[k])) return true;
    return false;
}

static uint32_t match_rest(const Coder *c, const CuePattern *p, uint32_t at)
{
    for (uint32_t e = 0; e < p->elements; e++) {
        if (!p->words[e].count) { /* a gap */
            uint32_t next = e + 1, reach = at + 3;
            while (at < c->end && at < reach && next < p->elements &&
                   !fits(c, at, p->words[next].at, p->words[next].count))
                at++;
            continue;
        }
        if (at < c->end && c->tokens[at].flags & ARRIAN_HYPHEN) at++; /* "sit-in" */
        if (at >= c->end || !fits(c, at, p->words[e].at, p->words[e].count)) return 0;
        at++;
    }
    return at;
}

static const CuePattern *best_pattern(const Coder *c, uint32_t word, uint32_t i, uint8_t pos, uint32_t *ret_end)
{
    const ClaimData *data = c->engine->claim;
    const CuePattern *best = NULL;
    uint32_t first = flat_get(data->first, word);
    if (!first) return NULL;
    uint32_t next = i + 1 < c->end && c->tokens[i + 1].flags & ARRIAN_HYPHEN ? i + 2 : i + 1; /* "sit-in" */
    Forms behind = next < c->end ? forms_of(c, next) : (Forms){0};
    for (const CueStart *start = &data->starts.at[first];; start++) {
        if (start->pos == pos && (!start->second || is_form_of(behind, start->second))) {
            const CuePattern *p = &data->patterns.at[start->pattern];
            uint32_t end = match_rest(c, p, i + 1);
            if (end && (!best || end > *ret_end)) best = p, *ret_end = end;
        }
        if (start->last) return best;
    }
}

static bool is_be(const Coder *c, uint32_t i)
{
    static const char *const forms[] = {"is", "are", "was", "were", "be", "been", "being", "gets", "got", "'s", "'re"};
    for (size_t k = 0; k < sizeof forms / sizeof *forms; k++)
        if (group_word(c->d, i, forms[k])) return true;
    return false;
}

/* Back over auxiliaries, adverbs, negation and verbs that govern an infinitive: "does not plan to". */
static uint32_t group_start(const Coder *c, uint32_t i, bool *ret_passive)
{
    uint32_t at = i, steps = 0;
    *ret_passive = false;
    while (at > c->first && steps++ < 8) {
        uint32_t before = at - 1;
        uint16_t pos = split_pos(c->engine, c->tokens[before].word);
        if (c->tags.name[before] != ARRIAN_NONE) break;
        bool negation =
            group_word(c->d, before, "not") || group_word(c->d, before, "n't") || group_word(c->d, before, "never");
        bool to = group_word(c->d, before, "to") && at > c->first + 1;
        if (is_be(c, before) && at == i) *ret_passive = true;
        if (is_be(c, before) && !*ret_passive) {
            bool only_adverbs = true;
            for (uint32_t k = at; k < i; k++) only_adverbs &= (split_pos(c->engine, c->tokens[k].word) & POS_ADV) != 0;
            *ret_passive = only_adverbs;
        }
        if (pos & POS_AUX || negation || (pos & POS_ADV && !(pos & (POS_NOUN | POS_PRON | POS_PREP)))) {
            at = before;
            continue;
        }
        uint8_t form;
        if (to) {
            uint32_t verb = before - 1;
            uint16_t vpos = split_pos(c->engine, c->tokens[verb].word);
            bool governs = (inflect_verb(c->engine, c->tokens[verb].word, &form) || vpos & (POS_MAIN_VERB | POS_AUX) ||
                            (vpos & POS_ADJ && !(vpos & POS_NOUN))) &&
                           c->tags.name[verb] == ARRIAN_NONE;
            if (governs) at = verb;
            else break;
            continue;
        }
        break;
    }
    while (at < i && split_pos(c->engine, c->tokens[at].word) & POS_ADV && !group_word(c->d, at, "not") &&
           !group_word(c->d, at, "never"))
        at++;
    return at;
}

/* A form in -ed before a noun is an adjective ("the wounded soldiers"), one after a determiner too. */
static bool is_attribute(const Coder *c, uint32_t i, uint8_t form)
{
    if (i == c->first) return false;
    uint16_t before = split_pos(c->engine, c->tokens[i - 1].word);
    if (before & POS_DET && !(before & POS_PRON && !(before & POS_DET))) return true;
    if (form & (FORM_PARTICIPLE | FORM_GERUND) && !(form & FORM_BASE) && i + 1 < c->end && before & (POS_PREP) &&
        split_pos(c->engine, c->tokens[i + 1].word) & POS_MAIN_NOUN)
        return form & FORM_PARTICIPLE;
    return group_word(c->d, i - 1, "'s") || group_word(c->d, i - 1, "’s");
}

static bool verb_cue(const Coder *c, uint32_t i, Cue *cue)
{
    uint32_t lemma = inflect_verb(c->engine, c->tokens[i].word, &cue->form);
    if (!lemma || is_attribute(c, i, cue->form)) return false;
    cue->pattern = best_pattern(c, lemma, i, POS_OF_VERB, &cue->end);
    if (!cue->pattern) return false;
    cue->first = i;
    cue->group = group_start(c, i, &cue->passive);
    cue->passive &= (cue->form & FORM_PARTICIPLE) != 0;
    uint16_t pos = split_pos(c->engine, c->tokens[i].word);
    bool bare = cue->form & (FORM_BASE | FORM_THIRD) && !(cue->form & FORM_PAST) && cue->group == i;
    if (bare && pos & POS_MAIN_NOUN &&
        i > c->first) { /* "strikes", "plans": a verb only after its subject and before an object */
        uint16_t before = split_pos(c->engine, c->tokens[i - 1].word);
        bool subject = c->tags.name[i - 1] != ARRIAN_NONE || before & (POS_PRON) ||
                       inflect_is_plural(c->engine, document_words(c->d, c->tokens[i - 1].span));
        if (!subject || before & (POS_ADJ | POS_PREP)) return false;
    }
    return true;
}

static bool noun_cue(const Coder *c, uint32_t i, Cue *cue, uint8_t pos)
{
    uint32_t word = c->tokens[i].word, noun = inflect_singular_word(c->engine, word);
    if (!flat_get(c->engine->claim->first, word) && !flat_get(c->engine->claim->first, noun)) return false;
    cue->pattern = best_pattern(c, noun, i, pos, &cue->end);
    if (!cue->pattern && noun != word) cue->pattern = best_pattern(c, word, i, pos, &cue->end);
    if (!cue->pattern) return false;
    cue->first = cue->group = i;
    cue->form = 0;
    cue->passive = false;
    return true;
}

bool cue_at(const Coder *c, uint32_t i, Cue *cue)
{
    *cue = (Cue){0};
    if (!(c->tokens[i].flags & ARRIAN_WORD) || !c->tokens[i].word || c->tags.name[i] != ARRIAN_NONE ||
        c->tags.time[i] != ARRIAN_NONE)
        return false;
    if (verb_cue(c, i, cue)) return true;
    return noun_cue(c, i, cue, POS_OF_NOUN) || noun_cue(c, i, cue, POS_OF_ADJECTIVE);
}

/* inflect.h: forms of English words to their base.   "struck" -> strike, past; "battalions" -> battalion; regular forms
 * are made, irregular ones are data. */
#ifndef PARSE_INFLECT_H
#define PARSE_INFLECT_H
#include "base/engine.h"

enum { FORM_BASE = 1, FORM_THIRD = 2, FORM_PAST = 4, FORM_PARTICIPLE = 8, FORM_GERUND = 16 };
struct InflectData {
    Map verbs;   /* form -> index into forms */
    Map nouns;   /* plural -> singular */
    Map plurals; /* singular -> its first plural */
    LIST(struct VerbForm {
        uint32_t lemma;
        uint8_t form;
    })
    forms;
    Map known;                 /* lemmas whose forms are there */
    Flat form_of, singular_of; /* word -> 1 + index into forms; word -> its singular, as arrays */
};

int inflect_data_open(ArrianEngine *engine, ArrianError *why);
/* Make the forms of a verb; lemma is its base form. Returns its number. */
uint32_t inflect_add_verb(ArrianEngine *engine, ArrianSlice lemma);
/* Base form of a verb's form, 0 where the word is no form of a verb that was added. */
uint32_t inflect_verb(const ArrianEngine *engine, uint32_t word, uint8_t *ret_form);
void inflect_freeze(ArrianEngine *engine); /* once all words are numbered */
/* Number of a word's singular, itself where it is none, 0 where the singular has no number. */
uint32_t inflect_singular_word(const ArrianEngine *engine, uint32_t word);
/* Singular of a noun, in out (room for length + 4); its length. Words that look singular stay. */
size_t inflect_singular(const ArrianEngine *engine, ArrianSlice noun, char *out);
/* Plural of a singular noun, in out (room for length + 16): "woman" -> women, "army" -> armies. */
size_t inflect_plural(const ArrianEngine *engine, ArrianSlice noun, char *out);
bool inflect_is_plural(const ArrianEngine *engine, ArrianSlice noun);
#endif

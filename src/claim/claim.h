/* claim.h: sentences and marks -> who did what to whom, where, when, how many, according to whom.
 *     "NATO will send four battalions to Poland, Stoltenberg said."   MOBILIZE, actor NATO, place POL, quantity four
 *     battalions, planned, source Stoltenberg
 * A claim takes act, actor and place from one clause, or is not made. Next stage: store, collate. */
#ifndef CLAIM_CLAIM_H
#define CLAIM_CLAIM_H
#include "base/document.h"
#include "base/engine.h"
#include "mark/mark.h"
#include "model/model.h"

int claim_data_open(ArrianEngine *engine, ArrianError *why);
void claim_freeze(ArrianEngine *engine); /* once all words are numbered */
void claim_document(const ArrianEngine *engine, ArrianDocument *d);

bool claim_act(ArrianSlice word, ArrianAct *ret_act); /* "MOBILIZE"; false where no act is called so */
enum { POS_OF_VERB, POS_OF_NOUN, POS_OF_ADJECTIVE };
typedef struct CuePattern {
    LIST(uint32_t) words[6]; /* alternatives of each element after the first; empty list: a gap of up to three words */
    uint32_t elements, next; /* next pattern with the same first word */
    uint8_t pos;
    ArrianAct act;
    ArrianSlice mode, stance;
    bool strong, sure;
    ArrianSlice id; /* of its row */
} CuePattern;
/* What tells at a glance that a pattern does not stand at a word; those of one first word side by side. */
typedef struct CueStart {
    uint32_t pattern, second; /* second: the word behind the first where there is one choice, else 0 */
    uint8_t pos;
    bool last; /* of its first word */
} CueStart;
struct ClaimData {
    Map by_word; /* first lemma (verbs) or singular (nouns) -> pattern */
    Flat first;  /* the same -> its first place in starts */
    LIST(CuePattern) patterns;
    LIST(CueStart) starts;
    Phrases stances; /* value: stance | where << 8 */
    Phrases leaders; /* value: the three letters of the state's code, the first lowest */
    Rules *links;    /* claim.rule: in response to ... */
    Map roles;       /* role_words.tsv: word -> ROLE_WORD_ class */
    Map role_verbs;  /* the same for its verbs: "shares" rise, whoever shares gives */
    Map place_nouns; /* place_nouns.tsv: word -> PLACE_ class */
};
enum { /* the classes that the head of data/role_words.tsv explains */
       ROLE_WORD_NONE,
       ROLE_WORD_BLOW,
       ROLE_WORD_SORT,
       ROLE_WORD_EMPTY,
       ROLE_WORD_ORGAN,
       ROLE_WORD_WATCH,
       ROLE_WORD_STRIFE,
       ROLE_WORD_MISHAP,
       ROLE_WORD_HEARSAY,
       ROLE_WORD_TO_COME,
       ROLE_WORD_PART,
       ROLE_WORD_OPEN,
       ROLE_WORD_BORDER,
       ROLE_WORD_FATE,
       ROLE_WORD_AGENT,
       ROLE_WORD_SHOW,
       ROLE_WORD_GET,
       ROLE_WORD_ARMS,
       ROLE_WORD_SUM,
       ROLE_WORD_BELIEF,
       ROLE_WORD_CURTAIL,
       ROLE_WORD_FOE,
       ROLE_WORD_DETER,
       ROLE_WORD_CHANGE,
       ROLE_WORD_AHEAD,
       ROLE_WORD_VERDICT,
       ROLE_WORD_HOPE,
       ROLE_WORD_SEEM,
       ROLE_WORD_MARKET,
       ROLE_WORD_OFFENCE,
       ROLE_WORD_TALK,
       ROLE_WORD_IN_STATE,
       ROLE_WORD_NOWHERE,
       ROLE_WORD_FIRM,
       ROLE_WORD_RULER,
       ROLE_WORD_CHARGE,
       ROLE_WORD_ADVISER,
       ROLE_WORD_WARN,
       ROLE_WORD_AIM,
       ROLE_WORD_DISCLOSE,
       ROLE_WORD_INTANGIBLE,
       ROLE_WORD_CHANCE,
       ROLE_WORD_RESCUER,
       ROLE_WORD_DENY,
       ROLE_WORDS
};
enum { PLACE_NONE, PLACE_TOWN, PLACE_STATE, PLACE_SEVERAL }; /* classes of data/place_nouns.tsv */
enum { WHERE_BEFORE, WHERE_AROUND, WHERE_CLAUSE };
enum { MOST_STEPS_UP = 8 }; /* of a tree, from a word to what governs it */

typedef struct Cue {
    uint32_t first, end; /* the words of the pattern */
    uint32_t group;      /* where the verb group starts: "has already agreed to" */
    const CuePattern *pattern;
    uint8_t form; /* FORM_ bits; 0 for a noun */
    bool passive;
} Cue;
typedef struct Coder {
    const ArrianEngine *engine;
    ArrianDocument *d;
    const ArrianToken *tokens;
    MarkTags tags;
    uint32_t first, end;           /* the sentence */
    uint32_t subject, subject_end; /* the last subject in it */
    ArrianSpan header;             /* the outlet of "RT reports:" above; empty where there is none */
    uint32_t home;                 /* entity: the state that the report is about; ARRIAN_NONE in doubt */
    uint32_t cue, cue_end;         /* words of the claim that is being made */
    char why[480];                 /* and what chose its parts */
    uint32_t why_length;
    uint32_t bare[MODEL_CUES], bares; /* where the cues start of claims that name nobody, nothing and nowhere */
} Coder;

/* cue.c */
bool cue_at(const Coder *c, uint32_t i, Cue *ret_cue);
/* party.c: fills actor, recipient, place, time, quantity of a claim from the clause of its cue */
void party_fill(Coder *c, const Cue *cue, ArrianClaim *claim);
void party_add_group(const Coder *c, uint32_t first, uint32_t end, ArrianParty *list,
                     uint32_t *count); /* the parties of a noun group */
void party_add_quantities(const Coder *c, uint32_t first, uint32_t end, ArrianClaim *claim);
void party_link(const ArrianEntity *entity, char link[24]);
bool party_add(ArrianParty *list, uint32_t *count, ArrianParty party); /* false where it is there already */
void party_drop(ArrianParty *list, uint32_t *count, uint32_t k);
const ArrianEntity *party_named(const Coder *c, uint32_t i); /* whose name holds token i; NULL where none does */
bool party_is_state(const Coder *c, uint32_t entity); /* or a body of states ("NATO"); false of ARRIAN_NONE */
bool party_names_state(const Coder *c, uint32_t i);
bool party_is_small(const Coder *c, uint32_t i); /* a preposition, article or conjunction: no group ends in one */
uint32_t party_list_end(const Coder *c, uint32_t at, uint32_t end); /* "[Lithuania], Latvia and Estonia" */
uint32_t party_home(const ArrianDocument *d);
bool party_is_heading(const Coder *c, uint32_t i); /* in capitals, and no name: "[AFTER HOURS] Shares fell" */
bool party_may_act(const Coder *c, const ArrianParty *party); /* false of a thing: "the plan", "higher prices" */
bool party_is_thing(const Coder *c, const ArrianParty *party); /* "the shift", "prices": surely no doer */
bool party_are_persons(const Coder *c, uint32_t head);
bool party_is_aged(const Coder *c, uint32_t head); /* "the six-[year]-old" */
bool party_is_firm(const Coder *c, uint32_t noun); /* "company", "rival": not the state whose name stands before it */
bool party_is_rest(const Coder *c, uint32_t head); /* "Chad and other African Union [members]": not the body itself */
bool party_acts_for(const Coder *c, uint32_t head); /* "troops", "ministry": for whose they are */
/* learned.c: the claims of the coder's sentence, from the language engine */
void learned_claims(Coder *c, uint32_t sentence);
/* place.c */
void place_add_words(const Coder *c, uint32_t first, uint32_t end,
                     ArrianClaim *claim);                                          /* those in the words of a role */
void place_find(const Coder *c, const Cue *cue, uint32_t end, ArrianClaim *claim); /* by prepositions up to `end` */
void place_complete(const Coder *c, ArrianClaim *claim);                           /* by the tree */
void place_settle(const Coder *c, ArrianClaim *claim); /* drops what the tree puts elsewhere */
/* "attacked a convoy in Homs, killing two": blows of one sentence, its claims from number `first` on, fall in one place
 * where only some say which */
void place_share(Coder *c, uint32_t first);
void place_from_recipients(const Coder *c, ArrianClaim *claim);
/* tree.c: tokens of the coder's sentence; ARRIAN_NONE where there is none */
bool tree_has(const Coder *c);
bool tree_rel(const Coder *c, uint32_t i, const char *rel); /* its relation, or a kind of it: "nsubj:pass" is nsubj */
bool tree_upos(const Coder *c, uint32_t i, const char *upos);
bool tree_under(const Coder *c, uint32_t i, uint32_t head);
bool tree_is_ing(const Coder *c, uint32_t i); /* "fleeing", whatever part of speech it is */
bool tree_participle(const Coder *c, uint32_t verb); /* "planes [shot] down" */
uint32_t tree_child(const Coder *c, uint32_t head, const char *rel);
uint32_t tree_child_word(const Coder *c, uint32_t head, const char *rel, const char *word);
bool tree_is_infinitive(const Coder *c, uint32_t verb); /* "to [flee]" */
/* Whether a step on the way from token i up to `top` has one of these prepositions. */
bool tree_behind(const Coder *c, uint32_t i, uint32_t top, const char *const *words);
uint32_t tree_child_among(const Coder *c, uint32_t head, const char *rel,
                          const char *const *words); /* a child that is one of them, NULL behind the last */
uint32_t tree_top(const Coder *c, uint32_t first, uint32_t end); /* the word that governs a stretch */
void tree_phrase(const Coder *c, uint32_t head, uint32_t *ret_first, uint32_t *ret_end);
uint32_t tree_subject(const Coder *c, uint32_t verb,
                      bool *ret_passive); /* also of infinitives, participles, conjuncts */
uint32_t tree_object(const Coder *c, uint32_t verb);
uint32_t tree_agent(const Coder *c, uint32_t head); /* "by" whom */
bool tree_nominal(const Coder *c, uint32_t i);
bool tree_is_clause(const Coder *c, uint32_t top);
/* roles.c: the class of a word in data/role_words.tsv, ROLE_WORD_NONE where it stands in none */
uint32_t role_word(const Coder *c, uint32_t i);
uint32_t role_of_word(const Coder *c, uint32_t word); /* by its number, in that form alone */
bool role_acts(const Coder *c, uint32_t i); /* agents and their arms: for those whose they are */
bool role_is_verb(const Coder *c, uint32_t i, uint32_t class); /* "held" is a form of a verb of ROLE_WORD_EMPTY */
/* roles.c: what the tree adds to the roles that were read */
void roles_complete(Coder *c, uint32_t first, uint32_t end, ArrianClaim *claim);
bool roles_is_party(const Coder *c, uint32_t head); /* somebody, or a thing with a name */
bool roles_loses(const Coder *c, uint32_t i, ArrianAct act); /* "seized land from [the rebels]" */
uint32_t roles_cue(const Coder *c); /* the word that governs the cue */
uint32_t roles_head(const Coder *c, const ArrianParty *party); /* the word that governs a party */
bool roles_cover(const Coder *c, uint32_t i, const ArrianParty *list, uint32_t count); /* one of them holds token i */
void roles_drop(const Coder *c, uint32_t i, ArrianParty *list, uint32_t *count);       /* all that hold token i */
void roles_add_head(Coder *c, uint32_t head, ArrianParty *list, uint32_t *count); /* its phrase, and its conjuncts */
/* The parties in the words that were read as one, and those listed with them */
void roles_add_listed(Coder *c, uint32_t first, uint32_t end, ArrianParty *list, uint32_t *count);
/* Who stands in the words: 2 a name that is no place, a pronoun; 1 people or who acts for them; 0 a thing */
int roles_somebody(const Coder *c, uint32_t first, uint32_t end);
/* stranger.c: who stands elsewhere in the sentence, and what is no party */
void stranger_drop(Coder *c, ArrianClaim *claim);
/* settle.c: what the tree takes from the roles and turns round */
void settle_roles(Coder *c, ArrianClaim *claim);
/* blow.c */
uint32_t blow_word(const Coder *c, uint32_t i); /* the class of a word that tells a blow; ROLE_WORD_NONE of any other */
void blow_settle(Coder *c, ArrianClaim *claim); /* who struck, and whether it was a blow at all */
bool blow_result(Coder *c, ArrianClaim *claim); /* the cue is what a blow did: "a bomb went off [killing] six" */
uint32_t blow_told(const Coder *c, uint32_t top, ArrianAct act); /* the verb of that blow, ARRIAN_NONE of no such cue */
/* owner.c: things are linked to those whose they are, but for those that `others` hold */
void owner_settle(Coder *c, ArrianAct act, ArrianParty *list, uint32_t count, const ArrianParty *others,
                  uint32_t others_count);
void owner_summed(Coder *c, ArrianParty *party); /* "[the move]": a deed told right before, to who did it */
void owner_pronoun(Coder *c, ArrianParty *party); /* "Norway continued [its] build-up", to the subject */
void owner_forces(Coder *c, ArrianClaim *claim); /* forces that are moved, to those who move them */
/* subject.c: the actors, where the clause names them itself */
void subject_settle(Coder *c, ArrianClaim *claim);
void subject_denier(Coder *c, ArrianClaim *claim); /* "[Norway] denied a raid": whose it would be, where nobody else is named */
/* stretch.c: the parties, place, time, quantities and source of a claim whose cue is set, from `score` (words of the
 * sentence, roles); gives back whether it names anybody, anything or anywhere */
bool stretch_fill(Coder *c, ArrianClaim *claim, const float *score, uint32_t roles);
/* act.c: what the lexicon and the tree correct in the act that was read */
void act_correct(Coder *c, ArrianClaim *claim);
/* Once the stance is known: "they [do not want] it" rejects nothing. */
void act_of_denied(Coder *c, ArrianClaim *claim);
/* Once the parties are known: "higher prices [threaten] growth" is a state of affairs, and talks hold no talks. */
void act_of_things(Coder *c, ArrianClaim *claim);
/* given.c: claims of what sure words give as a reason where none was read; before reason_link */
void reason_claims(Coder *c, uint32_t sentence, uint32_t before);
bool reason_is_somebody(const Coder *c, uint32_t head); /* "because of [the neighbours]": who, not what */
/* Links the claims from number `before` on that name each other as reasons, and drops those that name nothing and
 * are none */
void reason_link(Coder *c, uint32_t before);
bool reason_word(const Coder *c, uint32_t i, const char *class); /* the word stands in a class of data/claim.rule */
ArrianReason reason_named(const char *action); /* of claim.rule; ARRIAN_REASONS where it links nothing */
uint32_t reason_claim_at(const Coder *c, uint32_t token, uint32_t before); /* whose cue holds the token; ARRIAN_NONE */
/* when.c: the clause's own time, never the dateline's */
void when_complete(Coder *c, ArrianClaim *claim);
/* why.c: the words for `arrian show` */
void why_begin(Coder *c);
void why_add(Coder *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
ArrianSlice why_end(Coder *c); /* in the document's arena */
/* stance.c */
ArrianStance stance_of(const Coder *c, const Cue *cue);
/* Where the words leave no doubt, against the engine */
ArrianStance stance_correct(Coder *c, ArrianAct act, ArrianStance read);
/* Whether the words are what somebody denies: "denied [shelling] Narva", "denied [the attack]". */
bool stance_is_disowned(const Coder *c, uint32_t first, uint32_t end);
/* source.c: the chain of who says so */
/* "citing [two sources]", "citing [data] from": what words that give a reason too bring in tells what is said */
bool source_tells(const Coder *c, uint32_t prefix, uint32_t head);
void source_fill(const Coder *c, ArrianClaim *claim);
void source_add(const Coder *c, uint32_t first, uint32_t end,
                ArrianClaim *claim);                     /* the speaker in tokens [first, end) */
void source_add_via(const Coder *c, ArrianClaim *claim); /* the channel of the quote around its cue */
#endif

/* pronoun.c: whom "he", "her" or "his" stands for.   "Petrova met Gorin. She told him ..." -> Petrova, Gorin
 * Every person named before is weighed: gender, how near, whether it is what the sentence speaks of, whether it stands
 * where the pronoun stands. The weights are those of a logistic ranking fitted on the development part of GAP (each
 * half fitted, held against the other: F1 71). */
#include "base/error.h"
#include "base/utf8.h"
#include "mark/clause.h"
#include "mark/group.h"
#include "mark/name.h"
#include "model/model.h"
#include <math.h>
#include <string.h>

typedef enum Gender { GENDER_NONE, GENDER_HE, GENDER_SHE } Gender;
typedef enum Stand { STAND_OTHER, STAND_SUBJECT, STAND_OBJECT, STAND_OWNER } Stand;
struct PronounData {
    Map given;  /* given name -> Gender, only where it is one */
    Map beside; /* data/gender_words.tsv: word at the head of a name -> Gender */
};
enum { SENTENCES_BACK = 8, NAMES_BACK = 60, MENTIONS_LOOKED_AT = 12, MENTIONS_COUNTED = 64 };
static const double nothing = -1e9;

static int open_genders(ArrianEngine *engine, const char *file, const char *column, Map *to, ArrianError *why)
{
    Lexicon rows;
    TRY(engine_table(engine, file, &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice gender = lexicon_cell(&rows, r, "gender");
        uint32_t word = engine_number(engine, lexicon_cell(&rows, r, column));
        if (slice_is(gender, "m")) map_put(&engine->arena, to, word, GENDER_HE);
        else if (slice_is(gender, "f")) map_put(&engine->arena, to, word, GENDER_SHE);
    }
    return ARRIAN_OK;
}

int pronoun_data_open(ArrianEngine *engine, ArrianError *why)
{
    PronounData *data = engine->mark->pronoun = NEW(&engine->arena, PronounData, 1);
    TRY(open_genders(engine, "gender_words.tsv", "word", &data->beside, why));
    return open_genders(engine, "given_names.tsv", "name", &data->given, why);
}

typedef struct Seeker {
    const ArrianEngine *engine;
    const ArrianDocument *d;
    uint32_t token; /* the pronoun */
    uint32_t speaker; /* of the quotation that it stands in; he says "I" of himself */
    Gender gender;
    Stand stand;
} Seeker;

static Gender gender_of_pronoun(const ArrianDocument *d, uint32_t token)
{
    if (group_one_of(d, token, (const char *const[]){"he", "him", "his", "himself", NULL})) return GENDER_HE;
    return group_one_of(d, token, (const char *const[]){"she", "her", "hers", "herself", NULL}) ? GENDER_SHE : GENDER_NONE;
}

static ArrianSlice relation(const Seeker *s, uint32_t token)
{
    uint8_t rel = s->d->tokens.at[token].deprel;
    return rel && s->engine->model && s->engine->model->model ? model_label(s->engine->model->model, MODEL_REL, rel - 1u)
                                                              : (ArrianSlice){0};
}

static bool opens_with(ArrianSlice text, const char *word)
{
    size_t n = strlen(word);
    return text.length >= n && !memcmp(text.at, word, n);
}

static Stand stand_of(const Seeker *s, uint32_t token)
{
    ArrianSlice rel = relation(s, token);
    if (opens_with(rel, "nsubj")) return STAND_SUBJECT;
    if (slice_is(rel, "nmod:poss")) return STAND_OWNER;
    return slice_is(rel, "obj") || slice_is(rel, "iobj") ? STAND_OBJECT : STAND_OTHER;
}

/* The token of a name that the rest of it hangs on. */
static uint32_t head_of(const ArrianDocument *d, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (d->tokens.at[i].head < first || d->tokens.at[i].head >= end) return i;
    return end - 1;
}

static Gender gender_of_mention(const Seeker *s, const ArrianName *name)
{
    const PronounData *data = s->engine->mark->pronoun;
    uint32_t first = document_token_at(s->d, name->span.start), gender;
    for (uint32_t i = first > 0 ? first - 1 : first; i <= first; i++) {
        uint32_t word = s->d->tokens.at[i].word;
        if (word && map_get(&data->beside, word, &gender)) return (Gender)gender;
    }
    uint32_t word = s->d->tokens.at[first].word;
    return word && map_get(&data->given, word, &gender) ? (Gender)gender : GENDER_NONE;
}

static Gender gender_of_entity(const Seeker *s, const ArrianEntity *entity)
{
    uint32_t votes[3] = {0};
    for (uint32_t k = 0; k < entity->count && k < MENTIONS_LOOKED_AT; k++)
        votes[gender_of_mention(s, &s->d->names.at[entity->mentions[k]])]++;
    return votes[GENDER_HE] > votes[GENDER_SHE]   ? GENDER_HE
           : votes[GENDER_SHE] > votes[GENDER_HE] ? GENDER_SHE
                                                  : GENDER_NONE;
}

bool pronoun_fits(const ArrianEngine *engine, const ArrianDocument *d, uint32_t token, uint32_t entity)
{
    Seeker s = {.engine = engine, .d = d};
    Gender pronoun = gender_of_pronoun(d, token), person = gender_of_entity(&s, &d->entities.at[entity]);
    return pronoun == GENDER_NONE || person == GENDER_NONE || pronoun == person;
}

static double times_named(const Seeker *s, const ArrianEntity *entity)
{
    uint32_t before = 0, at = s->d->tokens.at[s->token].span.start;
    while (before < entity->count && before < MENTIONS_COUNTED &&
           s->d->names.at[entity->mentions[before]].span.start < at)
        before++;
    return log2(1 + before);
}

/* How likely the pronoun stands for the name; `nothing` where it cannot. */
static double weigh(const Seeker *s, uint32_t name)
{
    const ArrianToken *tokens = s->d->tokens.at;
    const ArrianName *mention = &s->d->names.at[name];
    const ArrianEntity *entity = &s->d->entities.at[mention->entity];
    if (entity->type != ARRIAN_PERSON || mention->entity == s->speaker) return nothing;
    uint32_t end, first = document_tokens_in(s->d, mention->span, &end);
    if (end == first) return nothing;
    Gender gender = gender_of_entity(s, entity);
    if (gender != GENDER_NONE && gender != s->gender) return nothing;
    uint32_t head = head_of(s->d, first, end);
    Stand stand = stand_of(s, head);
    bool after = first > s->token, here = tokens[first].sentence == tokens[s->token].sentence;
    if (after && !(here && stand == STAND_SUBJECT && s->stand == STAND_OWNER)) return nothing;
    /* "Petrova met her": somebody else */
    if (here && s->stand == STAND_OBJECT && tokens[head].head == tokens[s->token].head) return nothing;
    uint32_t back = tokens[s->token].sentence - tokens[first].sentence, far = after ? first - s->token : s->token - first;
    ArrianSlice rel = relation(s, head);
    double score = 0.67 * times_named(s, entity) - 1.73 * (back < 5 ? back : 5) - 0.028 * far - 0.35 * log(1 + far);
    if (gender == s->gender) score += 0.41;
    if (here) score += 0.12;
    if (end - first == 1) score += 0.22;
    if (tokens[first].flags & ARRIAN_FIRST) score -= 0.15;
    if (stand == STAND_SUBJECT) {
        score += 1.38;
        if (s->stand == STAND_SUBJECT) score += here ? 0.26 : 1.28;
        if (s->stand == STAND_OWNER && here) score -= 0.35;
        if (s->stand == STAND_OBJECT) score -= 0.97;
    } else if (stand == STAND_OWNER) {
        score += s->stand == STAND_OWNER ? 1.28 : 0.99;
    } else if (stand == STAND_OBJECT) {
        score += s->stand == STAND_OBJECT ? 0.64 : 0.9;
    }
    if (opens_with(rel, "conj")) score -= 1.11;
    if (opens_with(rel, "appos")) score += 0.47;
    return opens_with(rel, "nmod") ? score - 0.73 : score;
}

/* Who speaks the quoted words that hold the token. */
static uint32_t speaker_around(const ArrianDocument *d, uint32_t token)
{
    ArrianSpan span = d->tokens.at[token].span;
    for (uint32_t k = 0; k < d->quotes.count; k++)
        if (d->quotes.at[k].form != ARRIAN_INDIRECT && d->quotes.at[k].span.start <= span.start && d->quotes.at[k].span.end >= span.end)
            return d->quotes.at[k].entity;
    return ARRIAN_NONE;
}

/* "We [all] know", "we [must] act": everybody. */
static bool says_all(const ArrianDocument *d, uint32_t token)
{
    enum { NEAR = 3 };
    static const char *const words[] = {"all", "must", "should", "need", NULL};
    for (uint32_t i = token + 1; i <= token + NEAR && i < d->tokens.count; i++)
        if (group_one_of(d, i, words)) return true;
    return false;
}

uint32_t pronoun_entity(const ArrianEngine *engine, const ArrianDocument *d, uint32_t token)
{
    Seeker s = {.engine = engine, .d = d, .token = token, .speaker = speaker_around(d, token), .gender = gender_of_pronoun(d, token)};
    if (group_one_of(d, token, (const char *const[]){"I", "me", "my", "myself", NULL})) return s.speaker;
    if (group_one_of(d, token, (const char *const[]){"we", "us", "our", "ourselves", NULL}))
        return says_all(d, token) ? ARRIAN_NONE : topic_spoken_for(engine, d, s.speaker);
    if (s.gender == GENDER_NONE) return ARRIAN_NONE;
    s.stand = stand_of(&s, token);
    uint32_t sentence = d->tokens.at[token].sentence, best = ARRIAN_NONE;
    uint32_t oldest = sentence > SENTENCES_BACK ? sentence - SENTENCES_BACK : 0;
    ArrianSpan here = d->sentences.at[sentence].span;
    double most = nothing;
    for (uint32_t k = document_names_before(d, here.end), seen = 0; k-- > 0 && seen < NAMES_BACK; seen++) {
        if (d->names.at[k].span.start < d->sentences.at[oldest].span.start) break;
        double score = weigh(&s, k);
        if (score > most) most = score, best = d->names.at[k].entity;
    }
    return best;
}

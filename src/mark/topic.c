/* topic.c: which body or ship "the company", "the frigate", "it" and "they" stand for, sentence by sentence.
 *     "Kellner, a retailer, closed two shops. The company said it would sell them."   the company, it -> Kellner
 * Each time that something is named weighs by where it stands, a subject most, and less with each sentence that follows.
 * The heaviest that may be called so is meant, where no other comes near it. */
#include "mark/topic.h"
#include "mark/group.h"
#include "mark/name.h"
#include "parse/parse.h"
#include "split/split.h"
#include <math.h>
#include <string.h>

enum { RECENT = 48 /* namings that are weighed */, REACH = 6 /* sentences back */, BEFORE = 7 /* words of a phrase */, STEPS = 8, MUCH = 4 /* namings */, STATES = 64 };
static const uint32_t UNNAMED = 1u << 31; /* "a company": the row that it is called by */
typedef struct Naming {
    uint32_t entity, token, sentence, clause;
    double weight;
    bool leads; /* it is the subject of its clause, or somebody is who speaks for it */
} Naming;
typedef struct Topic {
    const ArrianEngine *engine;
    ArrianDocument *d;
    const MarkTags *tags;
    const uint8_t *inside; // (T): 1 in quoted words
    Clause clause;
    uint64_t *called; // (entities)
    Naming recent[RECENT];
    uint32_t count; /* of all namings so far; the last RECENT are kept */
} Topic;

static bool is_subject(const Clause *c, uint32_t token)
{
    Relation relation = clause_relation(c, token);
    return relation == RELATION_NSUBJ || relation == RELATION_NSUBJ_PASS;
}

/* The verb or other word that governs the clause of the token. */
static uint32_t clause_of(const Topic *t, uint32_t token)
{
    for (int step = 0; step < STEPS; step++) {
        uint32_t head = t->d->tokens.at[token].head;
        if (clause_is(t->d, token, "VERB") || head == token || head == ARRIAN_NONE) return token;
        if (is_subject(&t->clause, token)) return head;
        token = head;
    }
    return token;
}

/* The noun that a name only stands in the phrase of, and whether somebody who does not speak for it stands between:
 * "[Kellner] shares", "[Kellner] chairman Anna Holm", "an analyst at [Kellner]". */
static uint32_t phrase_top(const Topic *t, uint32_t token, bool *ret_voice)
{
    *ret_voice = false;
    for (int step = 0; step < STEPS; step++) {
        Relation r = clause_relation(&t->clause, token);
        uint32_t head = t->d->tokens.at[token].head;
        if (r != RELATION_COMPOUND && r != RELATION_POSS && r != RELATION_NMOD && r != RELATION_FLAT && r != RELATION_APPOS) break;
        if (head == token || head == ARRIAN_NONE) break;
        token = head;
        *ret_voice |= described_is(t->engine, t->d, token, DESCRIBED_VOICE);
    }
    return token;
}

static bool is_somebody(const Topic *t, uint32_t token)
{
    uint32_t name = t->tags->name[token], class;
    if (name != ARRIAN_NONE) return t->d->entities.at[t->d->names.at[name].entity].type == ARRIAN_PERSON;
    return name_title(t->engine, t->d, token, token + 1, &class) > 0;
}

static double weigh(const Topic *t, uint32_t head, uint32_t end, bool *ret_leads)
{
    bool voice;
    uint32_t top = phrase_top(t, head, &voice);
    for (uint32_t i = end; i < top; i++) voice |= described_is(t->engine, t->d, i, DESCRIBED_VOICE); /* "[Kellner] chief executive Holm" */
    Relation r = clause_relation(&t->clause, top), own = clause_relation(&t->clause, head);
    bool subject = r == RELATION_NSUBJ || r == RELATION_NSUBJ_PASS;
    *ret_leads = subject;
    double weight = subject ? 3 : r == RELATION_OBJ || r == RELATION_ROOT ? 1.2 : 0.8;
    if (top != head && own != RELATION_FLAT && own != RELATION_APPOS) {
        bool somebody = is_somebody(t, top);
        *ret_leads &= somebody && voice;
        if (somebody) weight = voice ? weight * 0.7 : 0.2;
        else weight *= own == RELATION_NMOD ? 0.4 : 0.7;
    }
    return t->inside[head] ? weight * 0.6 : weight;
}

static void add_naming(Topic *t, uint32_t entity, uint32_t token, uint32_t end)
{
    Naming naming = {entity, token, t->d->tokens.at[token].sentence, clause_of(t, token)};
    naming.weight = weigh(t, token, end, &naming.leads);
    t->recent[t->count++ % RECENT] = naming;
}

/* "Norway" and "Norwegian" are one state: the first entity of its code. */
static uint32_t state_or_self(const Topic *t, uint32_t entity)
{
    const ArrianEntity *all = t->d->entities.at, *e = &all[entity];
    if (!e->iso3[0] || (e->type != ARRIAN_PLACE && e->type != ARRIAN_NATIONALITY)) return entity;
    for (uint32_t k = 0; k < entity && k < STATES; k++)
        if (!strcmp(all[k].iso3, e->iso3) && all[k].type != ARRIAN_ORGANIZATION) return k;
    return entity;
}

static bool is_candidate(const Topic *t, const NameFind *find, uint32_t entity)
{
    const NameEntry *entry = name_entry(t->engine, find->entry);
    const ArrianEntity *e = &t->d->entities.at[entity];
    if (entry && entry->kind == NAME_OUTLET) return false;
    bool state = entry && (entry->kind == NAME_STATE || entry->kind == NAME_DEMONYM);
    bool thing = state || e->type == ARRIAN_ORGANIZATION || e->type == ARRIAN_PRODUCT || e->type == ARRIAN_FACILITY;
    return thing && !split_is_code(t->d, find->first);
}

/* How well what is named may be called by the row; some bodies nothing is known of, which may be companies. */
static double fit(const Topic *t, uint32_t entity, uint32_t row)
{
    static const double by_fit[] = {[DESCRIBED_NOT] = 0, [DESCRIBED_PERHAPS] = 0.5, [DESCRIBED_KIND] = 1, [DESCRIBED_CALLED] = 1.3};
    if (entity & UNNAMED) return by_fit[described_fits(t->engine, (uint64_t)1 << (entity & ~UNNAMED), row)];
    const ArrianEntity *e = &t->d->entities.at[entity];
    bool unknown = !t->called[entity] && e->type == ARRIAN_ORGANIZATION && !e->code[0] && !e->iso3[0];
    double often = e->count / (e->count + 3.0); /* whom a report speaks of much is likelier a company than one who comments */
    if (unknown && e->count < MUCH && !t->engine->mark->topic->rows.at[row].general) return 0;
    return unknown ? 0.8 * often * by_fit[described_fits(t->engine, 1, row)] : by_fit[described_fits(t->engine, t->called[entity], row)];
}

typedef struct Wanted {
    uint32_t row, sentence;
    uint32_t apart;  /* a clause that does not hold it: "Brandovit bought [the company]"; ARRIAN_NONE */
    uint32_t sayer;  /* the clause that says it: "A Kellner spokesman said [the company] ..."; ARRIAN_NONE */
    double ahead;    /* of all others */
} Wanted;

/* The heaviest thing that is wanted; ARRIAN_NONE in doubt. */
static uint32_t heaviest(const Topic *t, const Wanted *w)
{
    static const double enough = 0.5, own = 2;
    uint32_t entity[RECENT], n = 0, best = ARRIAN_NONE;
    double sum[RECENT], most = 0, next = 0;
    for (uint32_t k = 0; k < t->count && k < RECENT; k++) {
        const Naming *naming = &t->recent[k];
        uint32_t back = w->sentence - naming->sentence, i = 0;
        double fits = back <= REACH ? fit(t, naming->entity, w->row) : 0;
        if (!fits) continue;
        while (i < n && entity[i] != naming->entity) i++;
        if (i == n) entity[n] = naming->entity, sum[n++] = 0;
        if (w->apart != ARRIAN_NONE && naming->clause == w->apart) sum[i] = -1000;
        sum[i] += naming->weight * fits * pow(0.6, back) * (naming->leads && naming->clause == w->sayer ? own : 1);
    }
    for (uint32_t i = 0; i < n; i++) {
        if (!(entity[i] & UNNAMED)) sum[i] *= 1 + 0.15 * log2(1 + t->d->entities.at[entity[i]].count);
        if (sum[i] > most) next = most, most = sum[i], best = entity[i];
        else if (sum[i] > next) next = sum[i];
    }
    return most >= enough && most >= w->ahead * next && !(best & UNNAMED) ? best : ARRIAN_NONE;
}

/* "[the] company", "[the] Riga-based company": has the noun an article, and no word before that says that another is
 * meant? What those before it ask for goes into *w. */
static bool is_definite(const Topic *t, uint32_t noun, Wanted *w)
{
    static const double place_ahead = 2;

    const ArrianToken *tokens = t->d->tokens.at;
    for (uint32_t i = noun; i-- > 0 && i + BEFORE >= noun && tokens[i].sentence == tokens[noun].sentence;) {
        if (group_word(t->d, i, "the") && tokens[i].head == noun) return true;
        uint32_t name = t->tags->name[i];
        if (described_is(t->engine, t->d, i, DESCRIBED_APART) || described_is(t->engine, t->d, i, DESCRIBED_PAST) || clause_is(t->d, i, "NUM")) break;
        if (name == ARRIAN_NONE) continue;
        if (t->d->names.at[name].type != ARRIAN_PLACE && t->d->names.at[name].type != ARRIAN_NATIONALITY) break;
        w->ahead = place_ahead;
    }
    return false;
}

/* The clause whose subject says the clause of the token. */
static uint32_t sayer_clause(const Topic *t, uint32_t token)
{
    uint32_t verb = clause_of(t, token), above = t->d->tokens.at[verb].head;
    return clause_relation(&t->clause, verb) == RELATION_CCOMP && above != verb ? above : ARRIAN_NONE;
}

/* "the company that ...", "the bank in Riga": words behind that tell which one it is. */
static bool is_told_apart(const Topic *t, uint32_t noun)
{
    uint32_t next = noun + 1;
    const ArrianSentence *s = &t->d->sentences.at[t->d->tokens.at[noun].sentence];
    if (next >= s->first + s->count) return false;
    for (uint32_t i = next; i < s->first + s->count; i++) {
        Relation r = clause_relation(&t->clause, i);
        if (t->d->tokens.at[i].head != noun) continue;
        bool tells = r == RELATION_NMOD || r == RELATION_RELCL || r == RELATION_ACL;
        if (r == RELATION_CONJ || (tells && t->d->text.at[t->d->tokens.at[next].span.start] != ',')) return true;
    }
    return false;
}

static uint32_t meant_by_noun(Topic *t, uint32_t token)
{
    uint32_t row = described_row(t->engine, t->d, token);
    if (row == ARRIAN_NONE || t->tags->name[token] != ARRIAN_NONE || !clause_is(t->d, token, "NOUN")) return ARRIAN_NONE;
    Relation r = clause_relation(&t->clause, token);
    if (r == RELATION_COMPOUND || r == RELATION_APPOS || r == RELATION_FLAT) return ARRIAN_NONE;
    if (clause_child(&t->clause, token, RELATION_NSUBJ) != ARRIAN_NONE || /* "Kellner is the bank", "the bank Kellner" */
        clause_child(&t->clause, token, RELATION_APPOS) != ARRIAN_NONE || clause_child(&t->clause, token, RELATION_FLAT) != ARRIAN_NONE)
        return ARRIAN_NONE;
    Wanted wanted = {row, t->d->tokens.at[token].sentence, ARRIAN_NONE, sayer_clause(t, token), 1.7};
    if (!is_definite(t, token, &wanted) || is_told_apart(t, token)) {
        add_naming(t, UNNAMED | row, token, token + 1);
        return ARRIAN_NONE;
    }
    if (r == RELATION_OBJ || r == RELATION_OBL || r == RELATION_IOBJ) wanted.apart = clause_of(t, token);
    return heaviest(t, &wanted);
}

/* "It is clear that", "it rained": stands for nothing. */
static bool is_expletive(const Topic *t, uint32_t token)
{
    uint32_t verb = t->d->tokens.at[token].head;
    if (verb == ARRIAN_NONE || verb == token || !is_subject(&t->clause, token)) return true;
    if (!clause_is(t->d, verb, "VERB")) return true;
    uint32_t told = clause_child(&t->clause, verb, RELATION_CCOMP);
    return clause_relation(&t->clause, token) == RELATION_NSUBJ_PASS && told != ARRIAN_NONE; /* "it was reported that" */
}

/* The body or state that is meant at the token, the head of a noun group; ARRIAN_NONE for others. */
static uint32_t body_at(const Topic *t, uint32_t token, bool plural)
{
    uint32_t name = t->tags->name[token];
    if (name == ARRIAN_NONE) return plural ? ARRIAN_NONE : t->d->meant[token];
    const ArrianEntity *e = &t->d->entities.at[t->d->names.at[name].entity];
    ArrianSlice words = document_words(t->d, t->d->names.at[name].span);
    bool body = e->type == ARRIAN_ORGANIZATION || (e->iso3[0] && e->type == ARRIAN_PLACE);
    return body && (!plural || words.at[words.length - 1] == 's') ? t->d->names.at[name].entity : ARRIAN_NONE;
}

/* "The ministry says [it] is ready": who says the clause. */
static uint32_t sayer_of(const Topic *t, uint32_t token, bool many)
{
    uint32_t verb = t->d->tokens.at[token].head, above = verb == ARRIAN_NONE ? ARRIAN_NONE : t->d->tokens.at[verb].head;
    if (above == ARRIAN_NONE || above == verb || verb == token || clause_relation(&t->clause, token) != RELATION_NSUBJ ||
        clause_relation(&t->clause, verb) != RELATION_CCOMP)
        return ARRIAN_NONE;
    uint32_t subject = clause_subject(&t->clause, above);
    if (subject == ARRIAN_NONE || subject >= token) return ARRIAN_NONE;
    return many && t->tags->name[subject] == ARRIAN_NONE ? ARRIAN_NONE : body_at(t, subject, false);
}

/* "The ministry closed the road. It also moved ...": the last subject before it, where that is a body or a state; a thing
 * that is told of in between leaves it open. */
static uint32_t meant_by_pronoun(const Topic *t, uint32_t token)
{
    const ArrianDocument *d = t->d;
    bool many = group_word(d, token, "they");
    uint32_t sentence = d->tokens.at[token].sentence, oldest = d->sentences.at[sentence ? sentence - 1 : 0].first;
    if ((!many && !group_word(d, token, "it")) || t->inside[token]) return ARRIAN_NONE;
    uint32_t sayer = sayer_of(t, token, many);
    if (sayer != ARRIAN_NONE || is_expletive(t, token)) return sayer;
    for (uint32_t i = token; i-- > oldest;) {
        if (!is_subject(&t->clause, i) || clause_is(d, i, "DET") || clause_is(d, i, "SCONJ")) continue;
        if (clause_child(&t->clause, i, RELATION_CONJ) != ARRIAN_NONE) return ARRIAN_NONE; /* of two */
        if (clause_is(d, i, "PRON") && !group_word(d, i, many ? "they" : "it")) {
            if (group_word(d, i, "which") || group_word(d, i, "who") || group_word(d, i, "that")) continue;
            return ARRIAN_NONE;
        }
        if (clause_is(d, i, "PRON") && d->meant[i] == ARRIAN_NONE) continue; /* the same again */
        return body_at(t, i, many && !clause_is(d, i, "PRON"));
    }
    return ARRIAN_NONE;
}

static bool is_head_of_name(const Topic *t, uint32_t token)
{
    uint32_t name = t->tags->name[token], head = t->d->tokens.at[token].head;
    return name != ARRIAN_NONE && (head >= t->d->tokens.count || head == token || t->tags->name[head] != name);
}

void topic_document(const ArrianEngine *engine, ArrianDocument *d, const MarkTags *tags, const uint8_t *inside)
{
    Topic t = {.engine = engine, .d = d, .tags = tags, .inside = inside};
    if (!clause_open(engine, d, &t.clause)) return;
    t.called = d->called = described_all(engine, d, tags, &t.clause);
    d->meant = arena_take(&d->arena, sizeof *d->meant * (d->tokens.count + 1));
    for (uint32_t i = 0; i < d->tokens.count; i++) {
        d->meant[i] = ARRIAN_NONE;
        if (is_head_of_name(&t, i)) {
            const NameFind *find = &tags->finds[tags->name[i]];
            uint32_t entity = d->names.at[tags->name[i]].entity;
            if (is_candidate(&t, find, entity)) add_naming(&t, state_or_self(&t, entity), i, find->end);
            continue;
        }
        uint32_t meant = clause_is(d, i, "PRON") ? meant_by_pronoun(&t, i) : meant_by_noun(&t, i);
        if (meant == ARRIAN_NONE) continue;
        d->meant[i] = meant;
        add_naming(&t, meant, i, i + 1);
    }
}

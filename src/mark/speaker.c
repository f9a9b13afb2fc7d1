/* speaker.c: whom the words of a speaker mean.
 *     "The head of the party, Yitzhak Herzog" -> Herzog;  "he" -> who spoke last, or whom the sentence is about */
#include "base/error.h"
#include "mark/group.h"
#include "mark/name.h"
#include "mark/quote.h"
#include "parse/inflect.h"
#include <string.h>

enum { REACH = 5 /* sentences back */, SOON = 3 /* sentences on */, MOST_NAMES_BACK = 400 };

int speaker_data_open(ArrianEngine *engine, ArrianError *why)
{
    Lexicon rows;
    TRY(engine_table(engine, "speaker_words.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice kind = lexicon_cell(&rows, r, "kind");
        SpeakerNoun noun = slice_is(kind, "paper") ? NOUN_PAPER : slice_is(kind, "head") ? NOUN_HEAD
                           : slice_is(kind, "own")                            ? NOUN_OWN
                                                                              : NOUN_BODY;
        map_put(&engine->arena, &engine->mark->quote->nouns, engine_number(engine, lexicon_cell(&rows, r, "word")),
                noun);
    }
    return ARRIAN_OK;
}

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

/* A person beside the head: "spokesman [Pavel Gorin]", "the head of the party, [Yitzhak Herzog]"; a name or
 * ARRIAN_NONE. */
static uint32_t person_beside(const Quoter *q, uint32_t who)
{
    const ArrianSentence *s = &q->d->sentences.at[q->tokens[who].sentence];
    for (uint32_t i = s->first; i < s->first + s->count; i++) {
        Relation r = clause_relation(&q->sayings->clause, i);
        if (q->tokens[i].head != who || i == who) continue;
        if (r != RELATION_APPOS && r != RELATION_FLAT && r != RELATION_COMPOUND) continue;
        if (is_person(q, entity_at(q, i))) return q->tags->name[i];
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
    uint32_t next = token + 1;
    if (next < q->d->tokens.count && q->d->text.at[q->tokens[next].span.start] == ':')
        return false; /* "NELSON: He told" */
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
        if (back && is_person(q, q->last_entity) && pronoun_fits(q->engine, q->d, token, q->last_entity) &&
            q->last_sentence + REACH >= sentence && q->last_sentence >= sentence - back)
            return q->last_entity;
        for (uint32_t i = s->first; i < end; i++)
            if (is_person(q, entity_at(q, i)) && leads(q, i) && pronoun_fits(q->engine, q->d, token, entity_at(q, i)))
                return entity_at(q, i);
    }
    return ARRIAN_NONE;
}

static bool is_body(const Quoter *q, uint32_t entity)
{
    return entity != ARRIAN_NONE && q->d->entities.at[entity].type == ARRIAN_ORGANIZATION;
}

void speaker_keep(Quoter *q, const ArrianQuote *quote, uint32_t sentence)
{
    q->last_speaker = quote->speaker, q->last_entity = quote->entity, q->last_cue = quote->cue;
    q->last_sentence = sentence;
    if (is_body(q, quote->entity)) q->last_body = quote->entity, q->body_sentence = sentence;
}

/* The body that speaks; behind "according to" the name that stands there, wherever the tree hangs it. */
static uint32_t body_heard(const Quoter *q, const Saying *saying)
{
    bool prefix = saying->speech && saying->speech->kind == SPEECH_PREFIX;
    uint32_t at = prefix ? saying->end : saying->who, count = q->d->tokens.count;
    if (prefix && at + 1 < count && group_word(q->d, at, "the")) at++;
    uint32_t entity = at >= count || q->inside[at] ? ARRIAN_NONE : entity_at(q, at);
    return is_body(q, entity) ? entity : ARRIAN_NONE;
}

void speaker_hear(Quoter *q, uint32_t first, uint32_t end)
{
    for (uint32_t n = saying_from(q->sayings, first); n < q->sayings->list.count; n++) {
        const Saying *saying = &q->sayings->list.at[n];
        if (saying->first >= end) break;
        uint32_t body = body_heard(q, saying);
        if (body != ARRIAN_NONE) q->last_body = body, q->body_sentence = q->tokens[saying->first].sentence;
    }
}

static bool spoke_lately(const Quoter *q, uint32_t token, uint32_t reach)
{
    return q->last_entity != ARRIAN_NONE && q->last_sentence + reach >= q->tokens[token].sentence;
}

/* "The Britain-based [Observatory]": the last body before whose name ends in the word. */
static uint32_t body_named(const Quoter *q, uint32_t token)
{
    uint32_t word = q->tokens[token].word, byte = q->tokens[token].span.start;
    if (!word || !(q->tokens[token].flags & ARRIAN_UPPER_FIRST) || q->tags->name[token] != ARRIAN_NONE)
        return ARRIAN_NONE;
    uint32_t k = document_names_before(q->d, byte), stop = k > MOST_NAMES_BACK ? k - MOST_NAMES_BACK : 0;
    while (k-- > stop) {
        const NameFind *find = &q->tags->finds[k];
        if (q->d->names.at[k].type != ARRIAN_ORGANIZATION) continue;
        for (uint32_t i = find->first; i < find->end; i++)
            if (q->tokens[i].word == word) return q->d->names.at[k].entity;
    }
    return ARRIAN_NONE;
}

/* "the [interior ministry]": the last body before whose own name holds all these words. */
static uint32_t body_of_own_name(const Quoter *q, uint32_t first, uint32_t who)
{
    uint32_t k = document_names_before(q->d, q->tokens[first].span.start), stop = k > MOST_NAMES_BACK ? k - MOST_NAMES_BACK : 0;
    while (k-- > stop) {
        if (q->d->names.at[k].type != ARRIAN_ORGANIZATION) continue;
        ArrianSlice name = document_words(q->d, q->d->names.at[k].span);
        bool all = true;
        for (uint32_t i = first + 1; i <= who && all; i++)
            all = slice_holds(name, document_words(q->d, q->tokens[i].span));
        if (all) return q->d->names.at[k].entity;
    }
    return ARRIAN_NONE;
}

/* "a monitor said ... The Rona Observatory said": a body that the lead only describes, named where it speaks next. */
static uint32_t body_soon(const Quoter *q, const Saying *saying)
{
    const Sayings *s = q->sayings;
    uint32_t sentence = q->tokens[saying->first].sentence;
    if (sentence > 8) return ARRIAN_NONE;
    for (uint32_t n = saying_from(s, saying->end); n < s->list.count; n++) {
        const Saying *next = &s->list.at[n];
        if (q->tokens[next->first].sentence > sentence + SOON) break;
        if (next->who == ARRIAN_NONE) continue;
        for (uint32_t i = next->who_first; i < next->who_end; i++) {
            uint32_t entity = entity_at(q, i);
            if (is_body(q, entity) && !q->d->entities.at[entity].iso3[0]) return entity;
        }
    }
    return ARRIAN_NONE;
}

static uint32_t described(const Quoter *q, const Saying *saying)
{
    uint32_t who = saying->who, first = saying->who_first, class, named = body_named(q, who);
    SpeakerNoun kind = (SpeakerNoun)flat_get(q->engine->mark->quote->kind, q->tokens[who].word);
    bool the = group_word(q->d, first, "the");
    if (named != ARRIAN_NONE) return named;
    if (kind == NOUN_PAPER && the && spoke_lately(q, who, 2)) return q->last_entity;
    if (kind == NOUN_PAPER) return the && q->body_sentence + 2 >= q->tokens[who].sentence ? q->last_body : ARRIAN_NONE;
    if (kind == NOUN_OWN) return the ? body_of_own_name(q, first, who) : ARRIAN_NONE;
    if (kind == NOUN_BODY && the)
        return q->body_sentence + REACH >= q->tokens[who].sentence ? q->last_body : ARRIAN_NONE;
    if (kind == NOUN_BODY)
        return group_word(q->d, first, "a") || group_word(q->d, first, "an") ? body_soon(q, saying) : ARRIAN_NONE;
    bool office = the && first < who && name_title(q->engine, q->d, first + 1, who + 1, &class) == who - first;
    if (office && class != 2 && spoke_lately(q, who, 2) && is_person(q, q->last_entity) &&
        !q->d->entities.at[q->last_entity].role.length)
        return q->last_entity;
    return ARRIAN_NONE;
}

static bool holds(ArrianSlice text, ArrianSlice word)
{
    return word.length > 1 && memmem(text.at, text.length, word.at, word.length) != NULL;
}

/* "[Estonian] Prime Minister Kaja Tamm": is the office that stands before name k of the same state or body as a name?
 */
static bool same_owner(const Quoter *q, uint32_t k, uint32_t owner)
{
    const NameFind *find = &q->tags->finds[k];
    if (find->title == find->title_end || find->title == 0) return false;
    uint32_t a = entity_at(q, find->title - 1), b = q->d->names.at[owner].entity;
    if (a == ARRIAN_NONE || b == ARRIAN_NONE) return false;
    const ArrianEntity *x = &q->d->entities.at[a], *y = &q->d->entities.at[b];
    return a == b || (x->iso3[0] && !strcmp(x->iso3, y->iso3)) || (x->code[0] && !strcmp(x->code, y->code));
}

/* "the NATO chief", "Estonia's prime minister": the one person before whose role is such an office of that body or
 * state. */
static uint32_t office_holder(const Quoter *q, const Saying *saying)
{
    uint32_t owner = ARRIAN_NONE, class = 2, who = saying->who, found = ARRIAN_NONE, title = who;
    while (title > saying->who_first && q->tags->name[title - 1] == ARRIAN_NONE) title--;
    for (uint32_t i = saying->who_first; i < title && owner == ARRIAN_NONE; i++) owner = q->tags->name[i];
    while (title < who && name_title(q->engine, q->d, title, who + 1, &class) != who + 1 - title) title++;
    if (owner == ARRIAN_NONE || name_title(q->engine, q->d, title, who + 1, &class) != who + 1 - title || class == 2)
        return ARRIAN_NONE;
    ArrianSlice words = document_words(q->d, document_tokens_span(q->d, title, who + 1)),
                of = document_words(q->d, q->d->names.at[owner].span);
    bool any = flat_get(q->engine->mark->quote->kind, q->tokens[who].word) == NOUN_HEAD;
    uint32_t k = document_names_before(q->d, q->tokens[who].span.start), stop = k > MOST_NAMES_BACK ? k - MOST_NAMES_BACK : 0;
    while (k-- > stop) {
        uint32_t entity = q->d->names.at[k].entity;
        ArrianSlice role = q->d->entities.at[entity].role;
        if (!is_person(q, entity) || !role.length || (!any && !slice_holds(role, words))) continue;
        if (!holds(role, of) && !same_owner(q, k, owner)) continue;
        if (found != ARRIAN_NONE && found != entity) return ARRIAN_NONE;
        found = entity;
    }
    return found;
}

/* A body, state or other name in the group's own words, not in "Britain-based" or "Trump's". */
static uint32_t named_within(const Quoter *q, const Saying *saying)
{
    uint32_t end = saying->who_end > saying->who ? saying->who + 1 : saying->who_end;
    for (uint32_t i = saying->who_first; i < end; i++) {
        uint32_t entity = entity_at(q, i);
        bool owner = clause_relation(&q->sayings->clause, i) == RELATION_POSS ||
                     (i + 1 < q->d->tokens.count && q->tokens[i + 1].flags & ARRIAN_HYPHEN && i + 1 < end);
        if (entity != ARRIAN_NONE && q->d->entities.at[entity].type != ARRIAN_NATIONALITY && !owner &&
            (i == saying->who || !is_person(q, entity)))
            return entity;
    }
    return ARRIAN_NONE;
}

static uint32_t entity_of(const Quoter *q, const Saying *saying)
{
    uint32_t who = saying->who, entity = entity_at(q, who), first = saying->who_first;
    bool alone = saying->who_end == first + 1;
    if (entity != ARRIAN_NONE) return entity;
    if (alone && is_he(q, who)) entity = person_before(q, who);
    if (alone && group_one_of(q->d, who, (const char *const[]){"it", "they", NULL}) && spoke_lately(q, who, 2) && is_body(q, q->last_entity))
        entity = q->last_entity;
    if (entity == ARRIAN_NONE) entity = office_holder(q, saying);
    if (entity == ARRIAN_NONE) entity = named_within(q, saying);
    if (entity == ARRIAN_NONE && q->d->meant) entity = q->d->meant[who];
    if (entity == ARRIAN_NONE) entity = described(q, saying);
    if (entity != ARRIAN_NONE) return entity;
    for (uint32_t i = first; i < who; i++)
        if (q->tags->name[i] != ARRIAN_NONE) return ARRIAN_NONE; /* "Clinton's campaign", "the Syrian opposition" */
    return refer_phrase(q->engine, q->d, q->tags, first, who + 1);
}

/* Does anybody else say something between the last quote's verb and this saying? */
static bool others_spoke(const Quoter *q, const Saying *saying)
{
    uint32_t n = saying_from(q->sayings, document_token_at(q->d, q->last_cue.end));
    for (; n < q->sayings->list.count && q->sayings->list.at[n].first < saying->first; n++) {
        uint32_t who = q->sayings->list.at[n].who;
        if (who != ARRIAN_NONE && who != saying->who && !q->inside[who]) return true;
    }
    return false;
}

/* "A resident said the old mill was gone. [She] said": whoever was described without a name a moment ago goes on. */
static bool is_last_speaker(const Quoter *q, const Saying *saying)
{
    static const char *const one[] = {"he", "she", "it", NULL};
    uint32_t who = saying->who, first = saying->who_first;
    bool alone = saying->who_end == first + 1,
         the_man = saying->who_end == first + 2 && group_word(q->d, first, "the") && group_one_of(q->d, who, (const char *const[]){"man", "woman", NULL});
    if (!(alone || the_man) || span_empty(q->last_speaker) || q->last_entity != ARRIAN_NONE) return false;
    if (q->last_sentence + 2 < q->tokens[who].sentence || q->inside[who] || q->last_cue.start >= q->tokens[who].span.start) return false;
    if (!group_word(q->d, who, "they") &&
        (!(the_man || group_one_of(q->d, who, one)) || inflect_is_plural(q->engine, document_words(q->d, q->last_speaker))))
        return false;
    return !others_spoke(q, saying);
}

void speaker_of(Quoter *q, ArrianQuote *quote, const Saying *saying)
{
    quote->speaker = document_tokens_span(q->d, saying->who_first, saying->who_end);
    quote->cue = document_tokens_span(q->d, saying->first, saying->end);
    uint32_t person = is_person(q, entity_at(q, saying->who)) ? ARRIAN_NONE : person_beside(q, saying->who);
    quote->entity = person != ARRIAN_NONE ? q->d->names.at[person].entity : entity_of(q, saying);
    if (person != ARRIAN_NONE && !span_overlap(quote->speaker, q->d->names.at[person].span))
        quote->speaker = q->d->names.at[person].span; /* "The spokesman, [Pavel Gorin], said" */
    bool paper = flat_get(q->engine->mark->quote->kind, q->tokens[saying->who].word) == NOUN_PAPER;
    if (paper && quote->entity == ARRIAN_NONE && !span_empty(q->last_speaker) &&
        group_word(q->d, saying->who_first, "the") && q->last_sentence + 2 >= q->tokens[saying->who].sentence)
        quote->speaker = q->last_speaker; /* whoever issued "the statement" */
    if (quote->entity == ARRIAN_NONE && is_last_speaker(q, saying)) quote->speaker = q->last_speaker;
    uint32_t via = saying->via == ARRIAN_NONE ? ARRIAN_NONE : q->tags->name[saying->via];
    if (via != ARRIAN_NONE) quote->via = q->d->names.at[via].span;
}

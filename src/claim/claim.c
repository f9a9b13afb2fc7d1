/* claim.c: the tables of this stage and the walk over sentences: cue, parties, stance, source; a claim without a party
 * is not made. */
#include "claim/claim.h"
#include "base/error.h"
#include "base/utf8.h"
#include "mark/group.h"
#include "mark/speech.h"
#include "parse/inflect.h"
#include <stdlib.h>
#include <string.h>

static bool next_part(ArrianSlice *rest, char stop, ArrianSlice *ret_part)
{
    uint32_t n = 0;
    bool hyphens = stop == ' '; /* a hyphen parts words as it does in the text */
    while (rest->length && (rest->at[0] == ' ' || rest->at[0] == stop || (hyphens && rest->at[0] == '-')))
        rest->at++, rest->length--;
    while (n < rest->length && rest->at[n] != stop && !(hyphens && rest->at[n] == '-')) n++;
    *ret_part = (ArrianSlice){rest->at, n};
    rest->at += n, rest->length -= n;
    return n > 0;
}

bool claim_act(ArrianSlice cell, ArrianAct *ret_act)
{
    for (int a = 0; a < ARRIAN_ACTS; a++)
        if (slice_is(cell, arrian_act((ArrianAct)a))) return *ret_act = (ArrianAct)a, true;
    return false;
}

static void add_pattern(ArrianEngine *engine, ArrianSlice text, CuePattern pattern)
{
    ClaimData *data = engine->claim;
    ArrianSlice element, first, word;
    if (!next_part(&text, ' ', &first)) return;
    while (pattern.elements < 6 && next_part(&text, ' ', &element)) {
        if (!slice_is(element, "*"))
            while (next_part(&element, '|', &word))
                LIST_ADD(&engine->arena, pattern.words[pattern.elements], engine_number(engine, word));
        pattern.elements++;
    }
    while (next_part(&first, '|', &word)) {
        uint32_t key = pattern.pos == POS_OF_VERB ? inflect_add_verb(engine, word) : engine_number(engine, word);
        pattern.next = 0;
        map_get(&data->by_word, key, &pattern.next);
        map_put(&engine->arena, &data->by_word, key, data->patterns.count);
        LIST_ADD(&engine->arena, data->patterns, pattern);
    }
}

static int open_acts(ArrianEngine *engine, ArrianError *why)
{
    Lexicon rows;
    TRY(engine_table(engine, "acts.tsv", &rows, why));
    LIST_ADD(&engine->arena, engine->claim->patterns, (CuePattern){0});
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice pos = lexicon_cell(&rows, r, "pos"), act = lexicon_cell(&rows, r, "act");
        CuePattern pattern = {.pos = slice_is(pos, "verb")   ? POS_OF_VERB
                                     : slice_is(pos, "noun") ? POS_OF_NOUN
                                                             : POS_OF_ADJECTIVE,
                              .mode = lexicon_cell(&rows, r, "mode"),
                              .stance = lexicon_cell(&rows, r, "stance"),
                              .strong = !slice_is(lexicon_cell(&rows, r, "kind"), "weak"),
                              .id = lexicon_cell(&rows, r, "id"),
                              .sure = slice_is(lexicon_cell(&rows, r, "kind"), "sure")};
        if (!claim_act(act, &pattern.act))
            return error_at(why, ARRIAN_INPUT, "acts.tsv", ARRIAN_NONE64, "line %u: no act is called `%.*s`",
                            rows.lines[r], (int)act.length, act.at);
        add_pattern(engine, lexicon_cell(&rows, r, "pattern"), pattern);
    }
    return ARRIAN_OK;
}

static int open_stances(ArrianEngine *engine, ArrianError *why)
{
    Lexicon rows;
    TRY(engine_table(engine, "stance.tsv", &rows, why));
    phrase_begin(&engine->claim->stances, &engine->arena);
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice cell = lexicon_cell(&rows, r, "stance"), where = lexicon_cell(&rows, r, "where");
        uint32_t stance = 0, place = slice_is(where, "before")   ? WHERE_BEFORE
                                     : slice_is(where, "around") ? WHERE_AROUND
                                                                 : WHERE_CLAUSE;
        while (stance < ARRIAN_STANCES && !slice_is(cell, arrian_stance((ArrianStance)stance))) stance++;
        if (stance == ARRIAN_STANCES) continue;
        ArrianSlice pattern = lexicon_cell(&rows, r, "pattern");
        phrase_add(&engine->claim->stances, &engine->words, pattern, stance | place << 8);
    }
    return ARRIAN_OK;
}

static int open_role_words(ArrianEngine *engine, ArrianError *why)
{
    static const char *const classes[] = {[ROLE_WORD_BLOW] = "blow", [ROLE_WORD_SORT] = "sort",
                                          [ROLE_WORD_EMPTY] = "empty", [ROLE_WORD_ORGAN] = "organ",
                                          [ROLE_WORD_WATCH] = "watch", [ROLE_WORD_STRIFE] = "strife",
                                          [ROLE_WORD_MISHAP] = "mishap", [ROLE_WORD_HEARSAY] = "hearsay",
                                          [ROLE_WORD_TO_COME] = "to-come", [ROLE_WORD_PART] = "part",
                                          [ROLE_WORD_OPEN] = "open", [ROLE_WORD_BORDER] = "border",
                                          [ROLE_WORD_FATE] = "fate", [ROLE_WORD_AGENT] = "agent",
                                          [ROLE_WORD_SHOW] = "show", [ROLE_WORD_GET] = "get",
                                          [ROLE_WORD_ARMS] = "arms", [ROLE_WORD_SUM] = "sum",
                                          [ROLE_WORD_BELIEF] = "belief", [ROLE_WORD_CURTAIL] = "curtail",
                                          [ROLE_WORD_FOE] = "foe", [ROLE_WORD_DETER] = "deter",
                                          [ROLE_WORD_CHANGE] = "change", [ROLE_WORD_AHEAD] = "ahead",
                                          [ROLE_WORD_VERDICT] = "verdict", [ROLE_WORD_HOPE] = "hope",
                                          [ROLE_WORD_SEEM] = "seem", [ROLE_WORD_MARKET] = "market",
                                          [ROLE_WORD_OFFENCE] = "offence", [ROLE_WORD_TALK] = "talk",
                                          [ROLE_WORD_IN_STATE] = "in-state", [ROLE_WORD_NOWHERE] = "nowhere",
                                          [ROLE_WORD_FIRM] = "firm", [ROLE_WORD_RULER] = "ruler",
                                          [ROLE_WORD_CHARGE] = "charge", [ROLE_WORD_ADVISER] = "adviser",
                                          [ROLE_WORD_WARN] = "warn",
                                          [ROLE_WORD_AIM] = "aim", [ROLE_WORD_DISCLOSE] = "disclose",
                                          [ROLE_WORD_INTANGIBLE] = "intangible",
                                          [ROLE_WORD_CHANCE] = "chance", [ROLE_WORD_RESCUER] = "rescuer",
                                          [ROLE_WORD_DENY] = "deny",
                                          [ROLE_WORDS] = NULL};
    static const uint64_t verbs = 1ull << ROLE_WORD_EMPTY | 1ull << ROLE_WORD_SHOW | 1ull << ROLE_WORD_GET |
                                  1ull << ROLE_WORD_BELIEF | 1ull << ROLE_WORD_CURTAIL | 1ull << ROLE_WORD_DETER |
                                  1ull << ROLE_WORD_VERDICT | 1ull << ROLE_WORD_HOPE | 1ull << ROLE_WORD_SEEM |
                                  1ull << ROLE_WORD_TALK | 1ull << ROLE_WORD_WARN |
                                  1ull << ROLE_WORD_DISCLOSE | 1ull << ROLE_WORD_DENY; /* in all their forms */
    Lexicon rows;
    TRY(engine_table(engine, "role_words.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice word = lexicon_cell(&rows, r, "word");
        uint32_t class;
        TRY(lexicon_class(&rows, r, "class", classes + 1, &class, why));
        bool verb = verbs >> ++class & 1;
        uint32_t number = verb ? inflect_add_verb(engine, word) : engine_number(engine, word), other;
        Map *roles = verb ? &engine->claim->role_verbs : &engine->claim->roles;
        if (map_get(roles, number, &other) && other != class)
            return error_at(why, ARRIAN_INPUT, "role_words.tsv", ARRIAN_NONE64, "line %u: `%.*s` is `%s` already",
                            rows.lines[r], (int)word.length, word.at, classes[other]);
        map_put(&engine->arena, roles, number, class);
    }
    return ARRIAN_OK;
}

static int open_place_nouns(ArrianEngine *engine, ArrianError *why)
{
    static const char *const classes[] = {"town", "state", "several", NULL}; /* from PLACE_TOWN on */
    Lexicon rows;
    TRY(engine_table(engine, "place_nouns.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        uint32_t class;
        TRY(lexicon_class(&rows, r, "class", classes, &class, why));
        map_put(&engine->arena, &engine->claim->place_nouns, engine_number(engine, lexicon_cell(&rows, r, "word")), class + PLACE_TOWN);
    }
    return ARRIAN_OK;
}

/* "the Obama administration": a leader's names, and the letters of the code of the state. */
static int open_leaders(ArrianEngine *engine, ArrianError *why)
{
    Lexicon rows;
    ArrianSlice alias;
    TRY(engine_table(engine, "leaders.tsv", &rows, why));
    phrase_begin(&engine->claim->leaders, &engine->arena);
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice iso3 = lexicon_cell(&rows, r, "iso3"), aliases = lexicon_cell(&rows, r, "aliases");
        if (iso3.length != 3) continue;
        uint32_t state = (uint32_t)(iso3.at[0] | iso3.at[1] << 8 | iso3.at[2] << 16);
        phrase_add(&engine->claim->leaders, &engine->words, lexicon_cell(&rows, r, "name"), state);
        while (lexicon_item(&aliases, &alias)) phrase_add(&engine->claim->leaders, &engine->words, alias, state);
    }
    return ARRIAN_OK;
}

int claim_data_open(ArrianEngine *engine, ArrianError *why)
{
    const char *bytes;
    size_t size;
    engine->claim = NEW(&engine->arena, ClaimData, 1);
    TRY(open_acts(engine, why));
    TRY(open_stances(engine, why));
    TRY(open_role_words(engine, why));
    TRY(open_place_nouns(engine, why));
    TRY(open_leaders(engine, why));
    TRY(data_load(&engine->arena, engine->folder, "claim.rule", &bytes, &size, why));
    return rules_parse(&engine->arena, &engine->words, "claim.rule", bytes, size, &engine->claim->links, why);
}

/* Patterns of one first word in the order of their chain. */
static void file_starts(ArrianEngine *engine)
{
    ClaimData *data = engine->claim;
    data->first = facts_column(&engine->facts);
    LIST_ADD(&engine->arena, data->starts, (CueStart){0});
    for (uint32_t i = 0; i < data->by_word.room; i++) {
        MapEntry entry = data->by_word.entries[i];
        if (!entry.key || entry.key >= engine->facts.words) continue;
        flat_put(data->first, (uint32_t)entry.key, data->starts.count);
        for (uint32_t chain = entry.value; chain; chain = data->patterns.at[chain].next) {
            const CuePattern *p = &data->patterns.at[chain];
            bool one = p->elements && p->words[0].count == 1;
            LIST_ADD(&engine->arena, data->starts, (CueStart){chain, one ? p->words[0].at[0] : 0, p->pos, !p->next});
        }
    }
}

void claim_freeze(ArrianEngine *engine)
{
    file_starts(engine);
    phrase_freeze(&engine->claim->stances, &engine->facts);
    phrase_freeze(&engine->claim->leaders, &engine->facts);
    rules_freeze(engine->claim->links, &engine->facts);
}

static bool linked_party(const ArrianParty *list, uint32_t count)
{
    for (uint32_t k = 0; k < count; k++)
        if (list[k].entity != ARRIAN_NONE) return true;
    return false;
}

/* A strong cue needs somebody or somewhere; a weak one needs a named party and something it acts on. */
static bool is_said(const Cue *cue, const ArrianClaim *claim)
{
    bool object = claim->recipients || claim->places || claim->quantities;
    if (cue->pattern->strong) return claim->actors || object;
    if (!cue->form) return linked_party(claim->actor, claim->actors) && object;
    return (linked_party(claim->actor, claim->actors) || linked_party(claim->recipient, claim->recipients)) &&
           (claim->actors || object);
}

/* "denied [the strike]" */
static bool is_disowned(const Coder *c, const Cue *cue)
{
    return cue->pattern->strong && cue->pattern->act != ARRIAN_STATE && stance_is_disowned(c, cue->first, cue->end);
}

/* Beside the engine's claims only a sure pattern of several words, or a deed that somebody denies, makes one of its own, where the
 * engine saw none. */
static bool adds(const Coder *c, const Cue *cue, ArrianSpan span, uint32_t before)
{
    if ((!cue->pattern->sure || !cue->pattern->elements) && !is_disowned(c, cue)) return false;
    for (uint32_t k = before; k < c->d->claims.count; k++)
        if (span_overlap(c->d->claims.at[k].span, span)) return false;
    return true;
}

static int by_cue(const void *a, const void *b)
{
    const ArrianClaim *x = a, *y = b;
    return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

static void code_sentence(Coder *c, uint32_t sentence)
{
    uint32_t before = c->d->claims.count;
    c->subject = c->subject_end = c->bares = 0;
    if (c->d->reading) learned_claims(c, sentence);
    for (uint32_t i = c->first; i < c->end && c->d->claims.count < before + MOST_MARKS_A_SENTENCE;) {
        Cue cue;
        if (!cue_at(c, i, &cue)) {
            i++;
            continue;
        }
        ArrianClaim claim = {
            .act = cue.pattern->act, .mode = cue.pattern->mode, .because = ARRIAN_NONE, .sentence = sentence};
        claim.cue = claim.span = document_tokens_span(c->d, cue.group, cue.end);
        if (c->d->reading && !adds(c, &cue, claim.span, before)) {
            i = cue.end > i ? cue.end : i + 1;
            continue;
        }
        c->cue = cue.first, c->cue_end = cue.end;
        why_begin(c);
        why_add(c, "act %s: row %.*s of acts.tsv", arrian_act(claim.act), (int)cue.pattern->id.length,
                cue.pattern->id.at);
        act_correct(c, &claim);
        party_fill(c, &cue, &claim);
        claim.stance = is_disowned(c, &cue) ? ARRIAN_DENIED : stance_of(c, &cue);
        source_fill(c, &claim);
        when_complete(c, &claim);
        settle_roles(c, &claim);
        subject_denier(c, &claim);
        why_add(c, "parties and stance: by the words around the cue");
        claim.why = why_end(c);
        if (is_said(&cue, &claim)) LIST_ADD(&c->d->arena, c->d->claims, claim);
        i = cue.end > i ? cue.end : i + 1;
    }
    reason_claims(c, sentence, before);
    if (c->d->claims.count > before)
        qsort(c->d->claims.at + before, c->d->claims.count - before, sizeof *c->d->claims.at, by_cue);
    place_share(c, before);
    reason_link(c, before);
}

static MarkTags tags_of(ArrianDocument *d)
{
    MarkTags tags = mark_tags(d);
    for (uint32_t k = 0; k < d->times.count; k++) mark_tag(d, tags.time, d->times.at[k].span, k);
    for (uint32_t k = 0; k < d->names.count; k++) mark_tag(d, tags.name, d->names.at[k].span, k);
    for (uint32_t k = 0; k < d->quantities.count; k++) mark_tag(d, tags.quantity, d->quantities.at[k].span, k);
    return tags;
}

void claim_document(const ArrianEngine *engine, ArrianDocument *d)
{
    Coder c = {.engine = engine, .d = d, .tokens = d->tokens.at, .tags = tags_of(d), .home = party_home(d)};
    for (uint32_t s = 0; s < d->sentences.count; s++) {
        c.first = d->sentences.at[s].first, c.end = c.first + d->sentences.at[s].count;
        ArrianSpan header = speech_header(engine, d, &c.tags, &d->sentences.at[s]);
        if (!span_empty(header)) c.header = header;
        code_sentence(&c, s);
    }
}

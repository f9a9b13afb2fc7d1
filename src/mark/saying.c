/* saying.c: cues, their speakers, and what is told, sentence by sentence.
 *     "A told B the bridge would close, C reported" -> told/A, reported/C; "the bridge would close" is told's */
#include "mark/saying.h"
#include "mark/group.h"
#include "model/model.h"
#include "parse/inflect.h"
#include "split/split.h"
#include <stdlib.h>
#include <string.h>

enum { NEAR = 12, MOST_SAYINGS_A_SENTENCE = 40 };
typedef struct Listener {
    const ArrianEngine *engine;
    ArrianDocument *d;
    const MarkTags *tags;
    const uint8_t *inside; // (T): 1 in quoted words
    Sayings *s;
    uint8_t *cue; // (T): the engine takes the word for part of a cue
} Listener;

/* The first token of its sentence that is no dateline. */
static uint32_t behind_dateline(const ArrianDocument *d, uint32_t token)
{
    const ArrianSentence *s = &d->sentences.at[d->tokens.at[token].sentence];
    return group_behind_dateline(d, s->first, s->first + s->count);
}

static void read_spans(Listener *l)
{
    ModelSpan span;
    for (uint32_t at = 0;
         model_span(l->engine->model->model, l->d->reading, MODEL_SAID, &at, l->d->tokens.count, &span);) {
        Told told = {span.first, span.end, ARRIAN_NONE, span.sure};
        if (slice_is(span.type, "content")) LIST_ADD(&l->d->arena, l->s->told, told);
        else if (!slice_is(span.type, "source")) memset(l->cue + span.first, 1, span.end - span.first);
        else if (span.first >= behind_dateline(l->d, span.first)) LIST_ADD(&l->d->arena, l->s->sources, told);
    }
}

static uint32_t first_source_from(const Listener *l, uint32_t token)
{
    return LIST_BEFORE(l->s->sources, first, token);
}

/* The engine's speaker beside a cue, in its sentence. */
static uint32_t source_near(const Listener *l, uint32_t first, uint32_t end)
{
    uint32_t best = ARRIAN_NONE, least = NEAR, sentence = l->d->tokens.at[first].sentence;
    for (uint32_t k = first_source_from(l, l->d->sentences.at[sentence].first); k < l->s->sources.count; k++) {
        const Told *source = &l->s->sources.at[k];
        if (source->first > end + NEAR) break;
        if (l->inside[source->first] != l->inside[first]) continue;
        uint32_t gap = source->end <= first ? first - source->end : source->first >= end ? source->first - end : NEAR;
        if (gap < least) least = gap, best = k;
    }
    return best;
}

/* "according to [the ministry]", "in the words of [Petrov]" */
static uint32_t who_after(const Listener *l, uint32_t at)
{
    uint32_t end = l->d->tokens.count, sentence = at < end ? l->d->tokens.at[at - 1].sentence : 0, who = at;
    if (at >= end || l->d->tokens.at[at].sentence != sentence || l->d->tokens.at[at].flags & ARRIAN_PUNCT)
        return ARRIAN_NONE;
    for (int steps = 0; steps < 20; steps++) {
        uint32_t head = l->d->tokens.at[who].head;
        if (head == ARRIAN_NONE || head == who || head < at) break;
        who = head;
    }
    return who;
}

/* "quoted [Work] as saying": who is quoted speaks, through who quotes him. */
static uint32_t quoted_as(const Listener *l, uint32_t verb, uint32_t *ret_via)
{
    const Clause *c = &l->s->clause;
    uint32_t above = l->d->tokens.at[verb].head;
    if (verb == 0 || above == ARRIAN_NONE || above == verb || !group_word(l->d, verb - 1, "as")) return ARRIAN_NONE;
    uint32_t object = clause_child(c, above, RELATION_OBJ), passive = clause_child(c, above, RELATION_NSUBJ_PASS);
    *ret_via = passive != ARRIAN_NONE ? clause_child(c, above, RELATION_AGENT) : clause_child(c, above, RELATION_NSUBJ);
    return passive != ARRIAN_NONE ? passive : object;
}

/* "cited [Work] as saying": of the first verb, the second. */
static uint32_t as_saying(const Listener *l, uint32_t verb)
{
    uint32_t end = l->d->tokens.count;
    for (uint32_t i = verb + 2; i + 1 < end && i < verb + NEAR; i++)
        if (group_word(l->d, i, "as") && l->d->tokens.at[i + 1].head == verb &&
            (group_word(l->d, i + 1, "saying") || group_word(l->d, i + 1, "telling")))
            return i + 1;
    return ARRIAN_NONE;
}

/* "updated its toll, [saying]": the subject of the sentence speaks, whatever verb stands between. */
static uint32_t outermost(const Listener *l, const Saying *saying)
{
    const Clause *c = &l->s->clause;
    uint32_t at = saying->verb;
    Relation relation = clause_relation(c, at);
    if (saying->form != FORM_GERUND || clause_child(c, at, RELATION_NSUBJ) != ARRIAN_NONE) return at;
    if (relation != RELATION_ADVCL &&
        !(relation == RELATION_ACL && at > 0 && l->d->tokens.at[at - 1].flags & ARRIAN_PUNCT))
        return at;
    for (int steps = 0; steps < NEAR && relation != RELATION_ROOT; steps++) {
        uint32_t head = l->d->tokens.at[at].head;
        if (head == at || head == ARRIAN_NONE || l->inside[head] != l->inside[at] || relation == RELATION_RELCL) break;
        at = head;
        relation = clause_relation(c, at);
    }
    return at;
}

/* 'Lund closed its roads, [citing] "heavy ice"': the words are whose roads they are; "citing the mayor" hands them on. */
static bool cites_words(const Listener *l, const Saying *saying)
{
    static const char *const opens[] = {"\"", "“", NULL};
    bool alone = saying->end == saying->first + 1 && clause_is(l->d, saying->first, "VERB");
    return alone && saying->speech && saying->speech->kind == SPEECH_PREFIX && saying->end < l->d->tokens.count &&
           group_one_of(l->d, saying->end, opens);
}

static uint32_t who_says(const Listener *l, Saying *saying)
{
    const Clause *c = &l->s->clause;
    if (cites_words(l, saying)) saying->form = FORM_GERUND;
    else if (saying->speech && saying->speech->kind == SPEECH_PREFIX) return who_after(l, saying->end);
    uint32_t second = as_saying(l, saying->verb), agent = clause_child(c, saying->verb, RELATION_AGENT),
             who = quoted_as(l, second == ARRIAN_NONE ? saying->verb : second, &saying->via);
    if (who != ARRIAN_NONE) return who;
    if (clause_is(l->d, saying->verb, "VERB") || clause_is(l->d, saying->verb, "AUX")) {
        bool passive = clause_child(c, saying->verb, RELATION_NSUBJ_PASS) != ARRIAN_NONE,
             active = clause_child(c, saying->verb, RELATION_NSUBJ) != ARRIAN_NONE;
        return passive || (agent != ARRIAN_NONE && !active) ? agent : clause_subject(c, outermost(l, saying));
    }
    if (clause_is(l->d, saying->verb, "NOUN")) return clause_child(c, saying->verb, RELATION_POSS);
    return clause_is(l->d, saying->verb, "ADP") ? who_after(l, saying->end) : ARRIAN_NONE;
}

/* "MK [Tzipi Livni]", "news agency [dpa]", "the chair of the committee, [Anna Holm]": a name right behind belongs to it,
 * one behind a sign where the tree hangs it there. */
static void take_name_behind(const Listener *l, Saying *saying)
{
    const uint32_t *names = l->tags->name;
    uint32_t at = saying->who_end, count = l->d->tokens.count;
    while (at > 0 && at < count && names[at] != ARRIAN_NONE && names[at] == names[at - 1]) at++;
    saying->who_end = at;
    if (at + 1 < saying->first && group_word(l->d, at, ",") && l->d->tokens.at[at + 1].head == saying->who) at++;
    uint32_t name = at < count ? names[at] : ARRIAN_NONE;
    if (name == ARRIAN_NONE || at == saying->first || l->inside[at] != l->inside[saying->who]) return;
    if (clause_is(l->d, saying->who, "PRON") || l->d->tokens.at[at].sentence != l->d->tokens.at[saying->who].sentence)
        return;
    ArrianNameType type = l->d->names.at[name].type;
    if (type != ARRIAN_PERSON && type != ARRIAN_ORGANIZATION) return;
    if (names[saying->who] != name) saying->who = at;
    while (at < count && names[at] == name) at++;
    saying->who_end = at;
}

/* "Anna Holm told Bild, Reuters reported": the tree may hand the name before the verb to another one. */
static uint32_t name_right_before(const Listener *l, const Saying *saying)
{
    uint32_t name = saying->first ? l->tags->name[saying->first - 1] : ARRIAN_NONE, at = saying->first;
    if (name == ARRIAN_NONE || l->d->tokens.at[at - 1].sentence != l->d->tokens.at[at].sentence) return ARRIAN_NONE;
    ArrianNameType type = l->d->names.at[name].type;
    while (at > 0 && l->tags->name[at - 1] == name) at--;
    return type == ARRIAN_PERSON || type == ARRIAN_ORGANIZATION ? at : ARRIAN_NONE;
}

/* "[RIGA], March 11 - ..., [Solberg] said": the subject that is no dateline. */
static uint32_t subject_behind(const Listener *l, const Saying *saying)
{
    const ArrianSentence *s = &l->d->sentences.at[l->d->tokens.at[saying->verb].sentence];
    for (uint32_t i = behind_dateline(l->d, saying->verb); i < s->first + s->count; i++)
        if (l->d->tokens.at[i].head == saying->verb && clause_relation(&l->s->clause, i) == RELATION_NSUBJ) return i;
    return ARRIAN_NONE;
}

/* "killed two in the rebels' stronghold [the Lund Observatory] said": a body right before the verb that the tree hangs on
 * another noun, though no preposition leads it; ARRIAN_NONE where there is none. */
static uint32_t unled_before(const Listener *l, const Saying *saying)
{
    uint32_t at = saying->first, first, end;
    bool body = false;
    for (int steps = 0; steps < NEAR && at > 0; steps++) {
        at = steps ? l->d->tokens.at[at].head : at - 1;
        if (at >= saying->first || clause_relation(&l->s->clause, at) == RELATION_ROOT) return ARRIAN_NONE;
        if (clause_relation(&l->s->clause, at) != RELATION_NMOD) continue;
        clause_phrase(&l->s->clause, at, &first, &end);
        if (end != saying->first || !group_word(l->d, first, "the")) continue;
        if (first == 0 || (clause_is(l->d, first - 1, "ADP") && l->d->tokens.at[first - 1].head == at)) continue;
        for (uint32_t i = first; i < end; i++) {
            uint32_t name = l->tags->name[i];
            body |= name != ARRIAN_NONE && l->d->names.at[name].type == ARRIAN_ORGANIZATION;
        }
        return body ? at : ARRIAN_NONE;
    }
    return ARRIAN_NONE;
}

/* "The museum, [Mr. Lind] said, would open": of two subjects before the verb the nearer one, where it is no name right
 * behind the other, "[the rights group] Vesna said". */
static uint32_t nearer_subject(const Listener *l, const Saying *saying)
{
    uint32_t whole, whole_end, first, end;
    if (clause_relation(&l->s->clause, saying->verb) == RELATION_RELCL) return saying->who;
    clause_phrase(&l->s->clause, saying->who, &whole, &whole_end);
    for (uint32_t i = saying->first - 1; i > saying->who; i--) {
        if (l->d->tokens.at[i].head != saying->verb || clause_relation(&l->s->clause, i) != RELATION_NSUBJ) continue;
        clause_phrase(&l->s->clause, i, &first, &end);
        return first > whole_end ? i : saying->who;
    }
    return saying->who;
}

static void set_who(const Listener *l, Saying *saying)
{
    saying->who = who_says(l, saying);
    if (saying->who != ARRIAN_NONE && saying->who < saying->first) saying->who = nearer_subject(l, saying);
    uint32_t unled = saying->who != ARRIAN_NONE && saying->who < saying->first ? unled_before(l, saying) : ARRIAN_NONE;
    if (unled != ARRIAN_NONE && unled > saying->who) saying->who = unled;
    if (saying->who != ARRIAN_NONE && saying->who < behind_dateline(l->d, saying->who))
        saying->who = subject_behind(l, saying);
    uint32_t name = name_right_before(l, saying);
    bool borrowed = saying->who != ARRIAN_NONE && clause_relation(&l->s->clause, saying->verb) == RELATION_PARATAXIS &&
                    clause_child(&l->s->clause, saying->verb, RELATION_NSUBJ) == ARRIAN_NONE;
    if (saying->who != ARRIAN_NONE && (saying->who > saying->first || borrowed) && saying->via == ARRIAN_NONE &&
        name != ARRIAN_NONE && !(saying->speech && saying->speech->kind == SPEECH_PREFIX))
        saying->who = name;
    if (saying->who != ARRIAN_NONE && (saying->who < saying->first || saying->who >= saying->end) &&
        l->inside[saying->who] == l->inside[saying->first]) {
        clause_phrase(&l->s->clause, saying->who, &saying->who_first, &saying->who_end);
        if (saying->who_first < saying->end && saying->who_end > saying->end) saying->who_first = saying->end;
        while (saying->who_first < saying->who && l->inside[saying->who_first] != l->inside[saying->who])
            saying->who_first++;
        take_name_behind(l, saying);
        return;
    }
    uint32_t near = source_near(l, saying->first, saying->end);
    saying->who = ARRIAN_NONE;
    if (near == ARRIAN_NONE) return;
    saying->who_first = l->s->sources.at[near].first, saying->who_end = l->s->sources.at[near].end;
    saying->who = clause_head(&l->s->clause, saying->who_first, saying->who_end);
}

static bool is_cue(const Listener *l, const SpeechFind *find, bool learned)
{
    if (find->speech->kind == SPEECH_PREFIX) return true;
    if (!clause_is(l->d, find->first, "VERB")) return learned && !clause_is(l->d, find->first, "PROPN");
    if (find->form & (FORM_PAST | FORM_THIRD | FORM_GERUND)) return true;
    return learned;
}

static void listen(Listener *l, const ArrianSentence *sentence)
{
    uint32_t end = sentence->first + sentence->count, most = l->s->list.count + MOST_SAYINGS_A_SENTENCE;
    for (uint32_t i = sentence->first; i < end && l->s->list.count < most;) {
        SpeechFind find;
        Saying saying = {
            .first = i, .end = i + 1, .verb = i, .who = ARRIAN_NONE, .via = ARRIAN_NONE, .learned = l->cue[i]};
        bool found = speech_at(l->engine, l->d, i, end, &find);
        if (found && find.speech->kind == SPEECH_PREFIX && find.end > i + 1 && as_saying(l, l->d->tokens.at[i + 1].head) == i + 1) {
            i++; /* "quoted Work as [saying]": he says it, not who is named behind */
            continue;
        }
        if (found && is_cue(l, &find, l->cue[i])) {
            saying.end = find.end, saying.speech = find.speech, saying.form = find.form;
        } else if (l->cue[i]) {
            while (saying.end < end && l->cue[saying.end] &&
                   !(speech_at(l->engine, l->d, saying.end, end, &find) && is_cue(l, &find, true)))
                saying.end++;
            saying.verb = clause_head(&l->s->clause, i, saying.end);
        } else {
            i++;
            continue;
        }
        set_who(l, &saying);
        LIST_ADD(&l->d->arena, l->s->list, saying);
        i = saying.end;
    }
}

uint32_t saying_from(const Sayings *sayings, uint32_t token)
{
    return LIST_BEFORE(sayings->list, first, token);
}

uint32_t saying_told_from(const Sayings *sayings, uint32_t token)
{
    return LIST_BEFORE(sayings->told, end, token + 1);
}

bool saying_parted(const ArrianDocument *d, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i <= to && i < d->tokens.count; i++) {
        bool opens = d->tokens.at[i].flags & ARRIAN_LINE_FIRST && d->tokens.at[i].flags & ARRIAN_FIRST;
        if (opens && (i == 0 || d->text.at[d->tokens.at[i - 1].span.start] != ':')) return true;
    }
    return false;
}

/* "said" governs what is said, or is aside to it. */
static bool tied(const Sayings *s, const Saying *saying, uint32_t first, uint32_t end)
{
    const ArrianToken *tokens = s->clause.d->tokens.at;
    for (uint32_t i = first; i < end; i++)
        if (tokens[i].head != i && tokens[i].head >= saying->first && tokens[i].head < saying->end) return true;
    for (uint32_t i = saying->first; i < saying->end; i++)
        if (tokens[i].head >= first && tokens[i].head < end) return true;
    return false;
}

int saying_fits(const Sayings *s, uint32_t number, uint32_t first, uint32_t end)
{
    const Saying *saying = &s->list.at[number];
    const ArrianToken *tokens = s->clause.d->tokens.at;
    if (saying->first < end && saying->end > first) return 0;
    bool after = saying->first >= end;
    uint32_t gap = after ? saying->first - end : first - saying->end;
    uint32_t apart = after ? tokens[saying->first].sentence - tokens[end - 1].sentence
                           : tokens[first].sentence - tokens[saying->first].sentence;
    if (apart > 1 || (apart && saying_parted(s->clause.d, after ? end : saying->end, after ? saying->first : first)))
        return 0;
    Relation relation = clause_relation(&s->clause, saying->verb);
    if (apart && !after && (!saying->learned || (relation != RELATION_ROOT && relation != RELATION_CONJ))) return 0;
    int fit = 10 - (int)(gap < 24 ? gap / 3 : 8) - (int)apart * 5;
    if (tied(s, saying, first, end)) fit += 12;
    if (saying->learned) fit += 3;
    if (saying->speech && saying->speech->quotes) fit += 2;
    if (saying->who != ARRIAN_NONE) fit += 2;
    return fit;
}

static bool has_quoted(const Listener *l, uint32_t first, uint32_t end)
{
    return memchr(l->inside + first, 1, end - first);
}

/* "A bridge fell, the mayor told reporters. [Two people swam ashore.]": who speaks at the end has said it all, but not
 * where quoted words go on. */
static bool closes_sentence(const ArrianDocument *d, const Saying *saying)
{
    enum { NEAR_END = 5 };
    const ArrianSentence *s = &d->sentences.at[d->tokens.at[saying->first].sentence];
    uint32_t end = s->first + s->count;
    return d->tokens.at[end - 1].flags & ARRIAN_PUNCT && saying->end + NEAR_END >= end && saying->first >= s->first + NEAR_END;
}

/* In a headline, "Rebels flee, [mayor says] town is safe" leaves what stands before to the report, and "Firm [told] to
 * pay" tells nothing that the firm says. */
static bool headline_parts(const ArrianEngine *engine, const ArrianDocument *d, const Saying *saying, const Told *told)
{
    const ArrianSentence *s = &d->sentences.at[d->tokens.at[saying->first].sentence];
    if (!s->headline || saying->end >= s->first + s->count) return false;
    bool to = group_word(d, saying->end, "to"), punct = d->tokens.at[saying->end].flags & ARRIAN_PUNCT;
    if (told->first >= saying->end) return to && saying->who < saying->first && group_word(d, saying->verb, "told");
    return told->end <= saying->first && !punct && !(split_pos(engine, d->tokens.at[saying->end].word) & POS_PREP);
}

/* "The town fell, [but] the army said it held on": a conjunction before the speaker whose words stand behind leaves what
 * stands before to the report. */
static bool conjunction_parts(const Listener *l, const Saying *saying, const Told *told)
{
    static const char *const words[] = {"but", "while", "although", "though", "whereas", "and", NULL};
    if (saying->who == ARRIAN_NONE || saying->who_first >= saying->first || told->end > saying->who_first || !saying->who_first) return false;
    if (saying->end >= l->d->tokens.count || l->d->tokens.at[saying->end].flags & ARRIAN_PUNCT) return false;
    uint32_t behind = clause_child(&l->s->clause, saying->verb, RELATION_CCOMP);
    return group_one_of(l->d, saying->who_first - 1, words) && behind != ARRIAN_NONE && behind >= saying->end;
}

static void tie_told(Listener *l)
{
    for (uint32_t k = 0; k < l->s->told.count; k++) {
        Told *told = &l->s->told.at[k];
        const ArrianSentence *sentences = l->d->sentences.at;
        uint32_t a = l->d->tokens.at[told->first].sentence, b = l->d->tokens.at[told->end - 1].sentence;
        uint32_t from = sentences[a ? a - 1 : 0].first, best = 6;
        uint32_t stop =
            b + 1 < l->d->sentences.count ? sentences[b + 1].first + sentences[b + 1].count : l->d->tokens.count;
        for (uint32_t n = saying_from(l->s, from); n < l->s->list.count && l->s->list.at[n].first < stop; n++) {
            const Saying *saying = &l->s->list.at[n];
            int fit = saying_fits(l->s, n, told->first, told->end);
            bool behind = l->d->tokens.at[saying->first].sentence < a && !has_quoted(l, told->first, told->end);
            if (headline_parts(l->engine, l->d, saying, told) || conjunction_parts(l, saying, told) || (behind && closes_sentence(l->d, saying))) continue;
            if (fit > (int)best) best = (uint32_t)fit, told->saying = n;
        }
    }
}

/* "quoted [Work as saying the base is open]": told is what stands behind "saying", by him. */
static void cut_as_saying(const Listener *l, Told *told)
{
    for (uint32_t n = saying_from(l->s, told->first); n < l->s->list.count && l->s->list.at[n].end < told->end; n++) {
        const Saying *saying = &l->s->list.at[n];
        if (saying->via == ARRIAN_NONE || saying->who < told->first || saying->who >= saying->first) continue;
        told->first = saying->end, told->saying = n;
        return;
    }
}

/* Nothing that speaks or is told in tokens [first, end). */
static bool is_plain(const Listener *l, uint32_t first, uint32_t end, uint32_t told)
{
    for (uint32_t i = first; i < end; i++)
        if (l->inside[i] || l->cue[i]) return false;
    uint32_t n = saying_from(l->s, first);
    if (n < l->s->list.count && l->s->list.at[n].first < end) return false;
    return !(told > 0 && l->s->told.at[told - 1].end > first);
}

/* The top of the clause that a saying governs, from what was found of it; else of what was found. */
static uint32_t told_top(const Listener *l, const Told *told, const Saying *saying)
{
    uint32_t head = clause_head(&l->s->clause, told->first, told->end), at = head;
    for (int steps = 0; steps < NEAR; steps++) {
        uint32_t above = l->d->tokens.at[at].head;
        if (above >= saying->first && above < saying->end && above != at)
            return clause_relation(&l->s->clause, at) == RELATION_CCOMP ? at : head;
        if (above == at || above == ARRIAN_NONE) break;
        at = above;
    }
    return head;
}

/* "the Observatory said six people died [in a village near Manbij]": words behind that hang on what is told, up to a
 * sign where nobody follows who says so. */
static void grow(Listener *l, Told *told, const Saying *saying, uint32_t stop, bool signs)
{
    uint32_t top = told_top(l, told, saying);
    while (told->end < stop && (signs || !(l->d->tokens.at[told->end].flags & ARRIAN_PUNCT)) &&
           is_plain(l, told->end, told->end + 1, 0) && clause_depth(&l->s->clause, top, told->end) != ARRIAN_NONE)
        told->end++;
}

/* "[On Monday] two boats sank [in the strait], the coast guard said": what stands before its speaker is told from the
 * sentence's first word up to the speaker. */
static void widen(Listener *l, uint32_t number)
{
    Told *told = &l->s->told.at[number];
    const Saying *saying = &l->s->list.at[told->saying];
    uint32_t sentence = l->d->tokens.at[saying->first].sentence, first = behind_dateline(l->d, saying->first),
             stop = saying->who != ARRIAN_NONE && saying->who_first < saying->first ? saying->who_first : saying->first;
    if (l->d->tokens.at[told->first].sentence != sentence) return;
    if (told->first >= saying->end) {
        uint32_t end = l->d->sentences.at[sentence].first + l->d->sentences.at[sentence].count;
        uint32_t next = number + 1 < l->s->told.count ? l->s->told.at[number + 1].first : end;
        grow(l, told, saying, next < end ? next : end, false);
        return;
    }
    if (told->end > stop) return;
    grow(l, told, saying, stop, true);
    if (stop - told->end <= 6 && is_plain(l, told->end, stop, 0)) told->end = stop;
    if (told->first - first <= NEAR && is_plain(l, first, told->first, number)) told->first = first;
}

static int by_first(const void *a, const void *b)
{
    const Told *x = a, *y = b;
    return x->first < y->first ? -1 : x->first > y->first;
}

/* The clause that a verb of saying governs in the tree, up to the speaker who stands behind it. */
static bool governed(const Listener *l, const Saying *saying, uint32_t *ret_first, uint32_t *ret_end)
{
    const Clause *c = &l->s->clause;
    uint32_t head = clause_child(c, saying->verb, RELATION_CCOMP), first = head, end = head + 1;
    if (head == ARRIAN_NONE) return false;
    const ArrianSentence *sentence = &l->d->sentences.at[l->d->tokens.at[head].sentence];
    uint32_t low = sentence->first, stop = low + sentence->count;
    while (first > low && clause_depth(c, head, first - 1) != ARRIAN_NONE) first--;
    while (end < stop && clause_depth(c, head, end) != ARRIAN_NONE) end++;
    if (end < saying->who_first && saying->who_first < saying->first && is_plain(l, end, saying->who_first, 0))
        end = saying->who_first;
    *ret_first = first, *ret_end = end;
    return true;
}

/* Where the engine sees nothing told by a verb of saying, the clause that it governs. */
static void add_governed(Listener *l)
{
    uint32_t count = l->s->told.count;
    uint8_t *tells = NEW(&l->d->arena, uint8_t, l->s->list.count + 1),
            *taken = NEW(&l->d->arena, uint8_t, l->d->tokens.count + 1);
    for (uint32_t k = 0; k < count; k++) {
        const Told *told = &l->s->told.at[k];
        if (told->saying != ARRIAN_NONE) tells[told->saying] = 1;
        memset(taken + told->first, 1, told->end - told->first);
    }
    for (uint32_t n = 0; n < l->s->list.count; n++) {
        const Saying *saying = &l->s->list.at[n];
        if (tells[n] || saying->who == ARRIAN_NONE || !saying->speech || !saying->speech->quotes ||
            taken[saying->first])
            continue;
        uint32_t first, end;
        if (saying->speech->kind == SPEECH_PREFIX || !governed(l, saying, &first, &end)) continue;
        if (memchr(taken + first, 1, end - first)) continue;
        memset(taken + first, 1, end - first);
        LIST_ADD(&l->d->arena, l->s->told, (Told){first, end, n, 0});
    }
    if (l->s->told.count > count) qsort(l->s->told.at, l->s->told.count, sizeof *l->s->told.at, by_first);
}

bool saying_document(const ArrianEngine *engine, ArrianDocument *d, const MarkTags *tags, const uint8_t *inside,
                     Sayings *ret)
{
    Clause clause;
    if (!clause_open(engine, d, &clause)) return false;
    *ret = (Sayings){.clause = clause};
    Listener l = {engine, d, tags, inside, ret, NEW(&d->arena, uint8_t, d->tokens.count + 1)};
    read_spans(&l);
    for (uint32_t s = 0; s < d->sentences.count; s++) listen(&l, &d->sentences.at[s]);
    tie_told(&l);
    for (uint32_t k = 0; k < ret->told.count; k++) cut_as_saying(&l, &ret->told.at[k]);
    for (uint32_t k = 0; k < ret->told.count; k++)
        if (ret->told.at[k].saying != ARRIAN_NONE) widen(&l, k);
    add_governed(&l);
    return true;
}

/* stance.c: did it happen?   "will deploy" planned, "could deploy" possible, "did not deploy" denied, "if" conditional,
 * "called on Russia to" demanded data/stance.tsv names the words; here is where they must stand. */
#include "claim/claim.h"
#include "mark/group.h"
#include "mark/speech.h"
#include "parse/inflect.h"
#include <string.h>

static bool strongest(const Coder *c, uint32_t from, uint32_t to, uint32_t where_most, ArrianStance *ret)
{
    bool found = false;
    for (uint32_t i = from; i < to;) {
        uint32_t taken = 0, value = phrase_find(&c->engine->claim->stances, c->tokens, i, to, &taken);
        if (!value) {
            i++;
            continue;
        }
        uint32_t packed = c->engine->claim->stances.values.at[value].value;
        if (packed >> 8 <= where_most) {
            ArrianStance stance = (ArrianStance)(packed & 0xFF);
            if (!found || stance == ARRIAN_DENIED || stance == ARRIAN_REFUSED) *ret = stance;
            found = true;
        }
        i += taken;
    }
    return found;
}

static uint32_t clause_start(const Coder *c, uint32_t at)
{
    while (at > c->first) {
        char mark = c->d->text.at[c->tokens[at - 1].span.start];
        if (mark == ',' || mark == ';' || mark == ':') break;
        at--;
    }
    return at;
}

ArrianStance stance_of(const Coder *c, const Cue *cue)
{
    ArrianStance stance = ARRIAN_HAPPENED;
    for (int s = 0; s < ARRIAN_STANCES; s++)
        if (slice_is(cue->pattern->stance, arrian_stance((ArrianStance)s))) return (ArrianStance)s;
    if (strongest(c, cue->group, cue->first, WHERE_CLAUSE, &stance)) return stance;
    uint32_t start = clause_start(c, cue->group), near = cue->group > c->first + 5 ? cue->group - 5 : c->first;
    if (strongest(c, near > start ? near : start, cue->group, WHERE_AROUND, &stance) && cue->form != FORM_PAST)
        return stance;
    if (c->tokens[start].flags & ARRIAN_WORD && (group_word(c->d, start, "if") || group_word(c->d, start, "unless")))
        return ARRIAN_CONDITIONAL;
    uint32_t before = cue->first > c->first ? role_word(c, cue->first - 1) : ROLE_WORD_NONE;
    if (!cue->form && before == ROLE_WORD_TO_COME) return ARRIAN_PLANNED;
    if (!cue->form && before == ROLE_WORD_HEARSAY) return ARRIAN_REPORTED;
    for (uint32_t i = c->first; i < c->end && cue->form; i++)
        if (role_word(c, i) == ROLE_WORD_HEARSAY) return ARRIAN_REPORTED;
    if (!cue->form) return ARRIAN_HAPPENED;
    bool perfect = cue->form & FORM_PARTICIPLE && cue->group < cue->first;
    if (cue->form & FORM_PAST && !perfect) return ARRIAN_HAPPENED;
    if (perfect) {
        for (uint32_t i = cue->group; i < cue->first; i++)
            if (group_word(c->d, i, "are") || group_word(c->d, i, "is") || group_word(c->d, i, "being"))
                return ARRIAN_ONGOING;
        return ARRIAN_HAPPENED;
    }
    if (cue->form & FORM_GERUND) return cue->group < cue->first ? ARRIAN_ONGOING : ARRIAN_HAPPENED;
    if (cue->first > c->first && group_word(c->d, cue->first - 1, "to")) return ARRIAN_PLANNED;
    return ARRIAN_ONGOING;
}

static const char *const have[] = {"have", NULL}, *const would[] = {"would", NULL},
                        *const may[] = {"may", "might", "could", NULL},
                        *const ahead[] = {"will", "would", "'ll", "’ll", NULL},
                        *const present[] = {"is", "are", "am", "'s", "’s", "'re", "’re", NULL};

static bool has_aux(const Coder *c, uint32_t top, const char *const *words)
{
    for (uint32_t i = c->first; i < c->end; i++)
        if (c->tokens[i].head == top && tree_rel(c, i, "aux") && group_one_of(c->d, i, words)) return true;
    return false;
}

static bool hangs_on(const Coder *c, uint32_t top, uint32_t class)
{
    for (uint32_t i = c->first; i < c->end; i++)
        if (c->tokens[i].head == top && i != top && (tree_rel(c, i, "advmod") || tree_rel(c, i, "amod")) &&
            role_word(c, i) == class && !(i > top && i + 1 < c->end && group_word(c->d, i + 1, "to")))
            return true; /* not "stopped, [apparently] to rest" */
    return false;
}

/* The word that a chain of conjuncts starts from. */
static uint32_t joined_to(const Coder *c, uint32_t top)
{
    for (uint32_t step = 0; step < c->end - c->first && tree_rel(c, top, "conj"); step++) {
        uint32_t above = c->tokens[top].head;
        if (above == top || above < c->first || above >= c->end) break;
        top = above;
    }
    return top;
}

/* The verb or adjective that takes the infinitive: "is [due] to meet and sign"; ARRIAN_NONE where there is none. */
static uint32_t governor(const Coder *c, uint32_t top)
{
    bool own = tree_child(c, top, "nsubj") != ARRIAN_NONE || tree_child(c, top, "aux") != ARRIAN_NONE;
    if (tree_rel(c, top, "conj") && (own || !tree_upos(c, top, "VERB"))) return ARRIAN_NONE;
    top = joined_to(c, top);
    uint32_t above = c->tokens[top].head;
    return tree_rel(c, top, "xcomp") && above != top && above < c->end ? above : ARRIAN_NONE;
}

/* "[has] to act"; "had to" tells what was done */
static bool has_to(const Coder *c, uint32_t top)
{
    uint32_t above = governor(c, top);
    if (above == ARRIAN_NONE) above = top;
    return (above != top || tree_child(c, top, "xcomp") != ARRIAN_NONE) && tree_child(c, above, "obj") == ARRIAN_NONE &&
           (group_word(c->d, above, "has") || group_word(c->d, above, "have")) && above + 1 < c->end &&
           group_word(c->d, above + 1, "to") && tree_child(c, above, "aux") == ARRIAN_NONE;
}

/* "needs to act" */
static bool is_needed(const Coder *c, uint32_t top)
{
    if (has_to(c, top)) return true;
    uint32_t above = c->tokens[top].head;
    if (!tree_rel(c, top, "xcomp")) above = top;
    ArrianSlice word = document_words(c->d, c->tokens[above].span);
    return word.length >= 4 && !strncasecmp(word.at, "need", 4) &&
           (above != top || tree_child(c, top, "xcomp") != ARRIAN_NONE);
}

static bool has_if(const Coder *c, uint32_t top)
{
    for (uint32_t i = c->first; i < c->end; i++)
        if (c->tokens[i].head == top && tree_rel(c, i, "advcl") &&
            (tree_child_word(c, i, "mark", "if") != ARRIAN_NONE ||
             tree_child_word(c, i, "mark", "unless") != ARRIAN_NONE))
            return true;
    return false;
}

/* "if it [moves]", "unless they stop and [listen]"; "as if it moved" sets no condition */
static bool is_if(const Coder *c, uint32_t top)
{
    static const char *const words[] = {"if", "unless", NULL};
    uint32_t clause = tree_child(c, top, "mark") == ARRIAN_NONE ? joined_to(c, top) : top;
    if (!tree_rel(c, clause, "advcl")) return false;
    uint32_t mark = tree_child_among(c, clause, "mark", words);
    return mark != ARRIAN_NONE && !(mark > c->first && group_word(c->d, mark - 1, "as"));
}

/* "Russia warned that it would respond": the future of the one who says so. */
static bool is_announced(const Coder *c, uint32_t top)
{
    uint32_t subject = tree_child(c, top, "nsubj"), above = c->tokens[top].head;
    return tree_rel(c, top, "ccomp") && above != top && has_aux(c, top, would) && subject != ARRIAN_NONE &&
           tree_upos(c, subject, "PRON") && tree_child(c, above, "nsubj") != ARRIAN_NONE;
}

static bool goes_on(const Coder *c, uint32_t top)
{
    static const char *const been[] = {"been", NULL}, *const has[] = {"has", "have", "'s", "’s", "'ve", "’ve", NULL};
    return tree_is_ing(c, top) && tree_upos(c, top, "VERB") &&
           has_aux(c, top, been) && has_aux(c, top, has);
}

/* "is not a sign", "has never met", "no longer trades": a denial of the cue's own word. "Not only", "not the only" and "not
 * least" deny nothing, and neither does a question. */
static bool is_negated(const Coder *c, uint32_t top)
{
    static const char *const words[] = {"not", "n't", "n’t", "never", "neither", NULL},
                            *const more[] = {"only", "least", "just", "yet", NULL}; /* "not only": it is so */
    for (uint32_t i = c->first; i < c->end; i++) {
        if (c->tokens[i].head != top || i == top || !tree_rel(c, i, "advmod")) continue;
        uint32_t next = i + 1 < c->end && group_word(c->d, i + 1, "the") ? i + 2 : i + 1;
        bool opens = next < c->end && group_one_of(c->d, next, more);
        if (!opens && group_one_of(c->d, i, words)) return true;
        if (group_word(c->d, i, "longer") && i > c->first && group_word(c->d, i - 1, "no")) return true;
    }
    return false;
}

/* "has not admitted it or [apologised]": one denial for both. */
static bool shares_denial(const Coder *c, uint32_t top)
{
    static const char *const own[] = {"nsubj", "aux", "mark", "cop", NULL}, *const words[] = {"or", "nor", NULL};
    uint32_t above = c->tokens[top].head;
    if (!tree_rel(c, top, "conj") || above == top || above >= c->end || !is_negated(c, above)) return false;
    for (const char *const *rel = own; *rel; rel++)
        if (tree_child(c, top, *rel) != ARRIAN_NONE) return false;
    return tree_child_among(c, top, "cc", words) != ARRIAN_NONE;
}

/* "[for] robbing", "of fraud": the word that leads in a clause or a noun */
static bool is_led_by(const Coder *c, uint32_t i, const char *word)
{
    return tree_child_word(c, i, "case", word) != ARRIAN_NONE || tree_child_word(c, i, "mark", word) != ARRIAN_NONE;
}

/* "[no] response", "[without] consultation", "without [consulting] anybody"; who "is without work" is so */
static bool is_absent(const Coder *c, uint32_t top)
{
    uint32_t no = tree_child_word(c, top, "det", "no");
    bool joined = no != ARRIAN_NONE && no + 1 < c->end && c->tokens[no + 1].flags & ARRIAN_HYPHEN;
    if (no != ARRIAN_NONE && !joined) return true; /* no "no-confidence vote" */
    return is_led_by(c, top, "without") && tree_child(c, top, "cop") == ARRIAN_NONE;
}

/* "[unable] to pay", "its inability to pay", "came too late to [help]": what cannot be. */
static bool is_beyond(const Coder *c, uint32_t top)
{
    static const char *const words[] = {"unable", "inability", NULL};
    uint32_t above = c->tokens[top].head;
    if (above == top || above >= c->end || !tree_is_infinitive(c, top)) return false;
    if (group_one_of(c->d, above, words)) return true;
    uint32_t too = tree_child_word(c, above, "advmod", "too");
    if (too == ARRIAN_NONE) too = tree_child_word(c, tree_child(c, above, "advmod"), "advmod", "too"); /* "came too late" */
    return too != ARRIAN_NONE && too < top && !is_negated(c, above);
}

/* "[Nobody] was attacked", "opened fire on [no] village", "[none] of the hostages was freed". */
static bool is_of_none(const Coder *c, uint32_t top)
{
    static const char *const roles[] = {"nsubj", "nsubj:pass", "obj", NULL},
                            *const words[] = {"nobody", "none", "nothing", NULL}, *const no[] = {"no", "neither", NULL};
    for (const char *const *role = roles; *role; role++) {
        uint32_t party = tree_child(c, top, *role);
        if (party == ARRIAN_NONE) continue;
        if (group_one_of(c->d, party, words)) return true;
        if (tree_child_among(c, party, "det", no) != ARRIAN_NONE) return true;
    }
    return false;
}

static bool is_denying(const Coder *c, const ArrianToken *tokens, uint32_t first, uint32_t end)
{
    uint32_t taken = 0, value = phrase_find(&c->engine->claim->stances, tokens, first, end, &taken);
    return value && first + taken == end &&
           (c->engine->claim->stances.values.at[value].value & 0xFF) == ARRIAN_DENIED;
}

/* "was [cleared of] ordering", "cleared the mayor of ordering", "rejected [a claim that] he had ordered": the words that
 * deny it end where its clause begins. */
static bool is_cleared(const Coder *c, uint32_t top)
{
    enum { MOST_WORDS = 6 };
    uint32_t above = c->tokens[top].head, opens = tree_child(c, top, "mark");
    if (above == top || above >= c->end || opens == ARRIAN_NONE || opens > top) return false;
    for (uint32_t i = opens > c->first + MOST_WORDS ? opens - MOST_WORDS : c->first; i < opens; i++)
        if (is_denying(c, c->tokens, i, opens + 1)) return true;
    const ArrianToken apart[2] = {c->tokens[above], c->tokens[opens]};
    return group_word(c->d, opens, "of") && is_denying(c, apart, 0, 2);
}

/* "The minister, who said that they [had been captured], did not call back": what the main clause denies is not this. */
static bool is_told_aside(const Coder *c, uint32_t top)
{
    static const char *const relative[] = {"who", "which", NULL};
    uint32_t above = c->tokens[top].head;
    SpeechFind found;
    bool aside = tree_child_among(c, above, "nsubj", relative) != ARRIAN_NONE;
    return tree_rel(c, top, "ccomp") && above != top && aside && !is_negated(c, top) &&
           !is_of_none(c, top) && !is_negated(c, above) && speech_at(c->engine, c->d, above, c->end, &found) &&
           !is_cleared(c, top);
}

/* "is [contemplating] sending ships", "is [likely] to rise", "[ready] to defend": nothing is settled. */
static bool is_open(const Coder *c, uint32_t top)
{
    uint32_t held = tree_child(c, top, "xcomp"); /* "[considers] it to be lost" is settled */
    if (held != ARRIAN_NONE && tree_is_infinitive(c, held) &&
        tree_child(c, top, "obj") != ARRIAN_NONE)
        return false;
    uint32_t above = c->tokens[top].head;
    bool under = above != top && above < c->end && (tree_rel(c, top, "xcomp") || tree_rel(c, top, "acl"));
    return role_word(c, top) == ROLE_WORD_OPEN || (under && role_word(c, above) == ROLE_WORD_OPEN);
}

/* "is [going to] rotate": "going to" Athens is no future. */
static bool is_going_to(const Coder *c)
{
    for (uint32_t i = c->first; i + 1 < c->cue_end; i++) {
        uint32_t verb = c->tokens[i + 1].head;
        if (group_word(c->d, i, "going") && group_word(c->d, i + 1, "to") && verb >= c->cue && verb < c->cue_end &&
            tree_rel(c, i + 1, "mark"))
            return true;
    }
    return false;
}

/* "think", "seem": whose denial denies what is thought */
static bool is_belief(const Coder *c, uint32_t i)
{
    return role_is_verb(c, i, ROLE_WORD_BELIEF) || role_is_verb(c, i, ROLE_WORD_SEEM);
}

/* "is [due] to start", "is [expected] to fall" */
static bool is_ahead(const Coder *c, uint32_t top)
{
    uint32_t above = governor(c, top);
    uint32_t told = tree_child(c, top, "xcomp");
    if (told != ARRIAN_NONE && told < c->cue_end && role_word(c, top) == ROLE_WORD_AHEAD &&
        tree_is_infinitive(c, told))
        return true; /* not "set its hopes high" */
    return above != ARRIAN_NONE && role_word(c, above) == ROLE_WORD_AHEAD && tree_child(c, above, "obj") == ARRIAN_NONE;
}

/* "is [unlikely] to rise" */
static bool is_unlikely(const Coder *c, uint32_t top)
{
    uint32_t above = governor(c, top);
    return group_word(c->d, above == ARRIAN_NONE ? top : above, "unlikely");
}

/* "pleaded guilty to [taking] bribes", "was jailed for robbing a bank": what a court found is no hearsay. */
static bool is_found(const Coder *c, uint32_t top)
{
    uint32_t fact = joined_to(c, top), above = c->tokens[fact].head;
    if (above == fact || above >= c->end || is_negated(c, above) || tree_rel(c, fact, "ccomp")) return false;
    if (group_word(c->d, above, "guilty")) return tree_child(c, above, "cop") == ARRIAN_NONE;
    if (tree_child_word(c, above, "xcomp", "guilty") != ARRIAN_NONE) return true;
    return role_is_verb(c, above, ROLE_WORD_VERDICT) &&
           (is_led_by(c, fact, "of") || is_led_by(c, fact, "for"));
}

/* "is believed to [be hiding]", "appears to [have fled]", "is said to [have fled]": somebody takes it to be so. */
static bool is_taken_for(const Coder *c, uint32_t top)
{
    SpeechFind found;
    uint32_t above = governor(c, top);
    if (above == ARRIAN_NONE || is_negated(c, above) || role_word(c, above) == ROLE_WORD_AHEAD) return false;
    bool passive = tree_child(c, above, "aux:pass") != ARRIAN_NONE;
    if (role_is_verb(c, above, ROLE_WORD_SEEM)) return true;
    if (!passive) return false;
    if (role_is_verb(c, above, ROLE_WORD_BELIEF))
        return role_word(c, above) != ROLE_WORD_HEARSAY; /* "supposed to leave" is a plan */
    return has_aux(c, top, have) && speech_at(c->engine, c->d, above, c->end, &found);
}

/* "hopes that it [will help]" */
static bool is_hoped(const Coder *c, uint32_t top)
{
    uint32_t above = c->tokens[top].head;
    return tree_rel(c, top, "ccomp") && above != top && above < c->end && role_is_verb(c, above, ROLE_WORD_HOPE);
}

/* "[is] the largest bank": one of the words is its copula, and no auxiliary stands beside it. */
static bool has_copula(const Coder *c, uint32_t top, const char *const *words)
{
    uint32_t cop = tree_child(c, top, "cop");
    if (cop == ARRIAN_NONE || tree_upos(c, top, "VERB") || tree_child(c, top, "aux") != ARRIAN_NONE) return false;
    return group_one_of(c->d, cop, words);
}

/* "is the largest bank", "[sells] bricks": what is so now. */
static bool is_present(const Coder *c, uint32_t top)
{
    uint32_t cop = tree_child(c, top, "cop");
    uint8_t form = 0;
    bool verb = tree_upos(c, top, "VERB"), apart = tree_rel(c, top, "advcl"); /* "when he [takes] office" lies ahead */
    if (tree_child(c, top, "aux") != ARRIAN_NONE || c->d->sentences.at[c->tokens[top].sentence].headline) return false;
    if (has_copula(c, top, present)) return true;
    return cop == ARRIAN_NONE && verb && !apart && tree_child(c, top, "nsubj") != ARRIAN_NONE &&
           inflect_verb(c->engine, c->tokens[top].word, &form) && form & FORM_THIRD && !(form & FORM_PAST);
}

/* "I do not think [it will pass]": who denies that he thinks so denies it. */
static bool is_disbelieved(const Coder *c, uint32_t top)
{
    uint32_t above = c->tokens[top].head;
    static const char *const can[] = {"can", "ca", "could", NULL}; /* "cannot say [that it will]" */
    SpeechFind found;
    if (!tree_rel(c, top, "ccomp") || above == top || above >= c->end || !is_negated(c, above)) return false;
    if (is_belief(c, above)) return true;
    return has_aux(c, above, can) && tree_child_word(c, top, "mark", "that") != ARRIAN_NONE &&
           speech_at(c->engine, c->d, above, c->end, &found);
}

/* "We expect [talks to be held]": nobody demands it. */
static bool is_expected(const Coder *c, uint32_t top)
{
    uint32_t above = c->tokens[top].head;
    bool under = tree_rel(c, top, "ccomp") || tree_rel(c, top, "xcomp");
    return under && tree_is_infinitive(c, top) && above != top && above < c->end &&
           is_belief(c, above);
}

/* "They expect [sales to rise]", "I think [it will pass]", "are [expected] to rise": somebody sees it come. */
static bool is_foreseen(const Coder *c, uint32_t top)
{
    static const char *const will[] = {"will", "'ll", "’ll", NULL}, *const loose[] = {"would", "may", "might", "could", "can", NULL};
    uint32_t above = c->tokens[top].head, ruler = governor(c, top);
    if (ruler != ARRIAN_NONE && is_ahead(c, top)) return !has_aux(c, ruler, loose);
    if (above == top || above >= c->end || !role_is_verb(c, above, ROLE_WORD_BELIEF)) return false;
    if (is_negated(c, above) || hangs_on(c, top, ROLE_WORD_OPEN)) return false;
    bool active = tree_child(c, above, "aux:pass") == ARRIAN_NONE && !has_aux(c, above, loose);
    return active && (is_expected(c, top) || (tree_rel(c, top, "ccomp") && has_aux(c, top, will)));
}

/* "The fund would run sales, [holding] one a year": the verb that a participle hangs on; ARRIAN_NONE where it stands for itself. */
static uint32_t hangs_by_ing(const Coder *c, uint32_t top)
{
    static const char *const apart[] = {"aux", "mark", "nsubj"};
    uint32_t above = c->tokens[top].head;
    if (!tree_rel(c, top, "advcl") || !tree_is_ing(c, top) || above == top || above >= c->end) return ARRIAN_NONE;
    for (size_t k = 0; k < sizeof apart / sizeof *apart; k++)
        if (tree_child(c, top, apart[k]) != ARRIAN_NONE) return ARRIAN_NONE;
    return above;
}

/* What lies ahead with the verb that it hangs on. */
static bool hangs_on_aux(const Coder *c, uint32_t top, const char *const *words)
{
    uint32_t above = hangs_by_ing(c, top);
    return above != ARRIAN_NONE && has_aux(c, above, words) && !has_aux(c, above, have);
}

/* "will fall until supply [shrinks]": the end of what lies ahead does too. */
static bool ends_what_comes(const Coder *c, uint32_t top)
{
    static const char *const marks[] = {"until", "till", "once", NULL};
    uint32_t above = c->tokens[top].head;
    if (!tree_rel(c, top, "advcl") || above == top || above >= c->end) return false;
    if (tree_child_among(c, top, "mark", marks) == ARRIAN_NONE || is_negated(c, above)) return false;
    return (has_aux(c, above, ahead) && !has_aux(c, above, have)) || is_foreseen(c, above);
}

/* "the first airline to [ban] them", "was the last to [sell]": it did, unless that lies ahead itself. */
static bool is_first_to(const Coder *c, uint32_t top)
{
    static const char *const ranks[] = {"first", "second", "third", "last", "latest", NULL};
    uint32_t noun = c->tokens[top].head;
    if (!tree_is_infinitive(c, top) || noun == top || noun >= c->end || role_word(c, noun) == ROLE_WORD_AIM) return false;
    bool ranked = tree_rel(c, top, "acl") && tree_child_among(c, noun, "amod", ranks) != ARRIAN_NONE;
    if (!ranked && !group_one_of(c->d, noun, ranks)) return false;
    uint32_t above = c->tokens[noun].head;
    bool open = tree_child(c, noun, "aux") != ARRIAN_NONE && !has_aux(c, noun, have);
    if (above == noun || above >= c->end || tree_child(c, noun, "cop") != ARRIAN_NONE) return !open;
    return !open && !tree_is_infinitive(c, above) && (tree_child(c, above, "aux") == ARRIAN_NONE || has_aux(c, above, have));
}

/* "gained ten points to [end] at 2,286": where it came to. */
static bool is_outcome(const Coder *c, uint32_t top)
{
    static const char *const words[] = {"end", "close", "settle", "finish", NULL};
    uint32_t above = c->tokens[top].head;
    uint8_t form = 0;
    if (!group_one_of(c->d, top, words) || !tree_is_infinitive(c, top) || !tree_rel(c, top, "advcl") || above >= top) return false;
    if (!inflect_verb(c->engine, c->tokens[above].word, &form) || !(form & FORM_PAST)) return false;
    for (uint32_t i = top + 1; i < c->end; i++)
        if (tree_under(c, i, top) && (c->tags.quantity[i] != ARRIAN_NONE || tree_upos(c, i, "NUM")))
            return tree_child(c, above, "aux") == ARRIAN_NONE;
    return false;
}

/* "Sales [should] rise", "we [should] be able to pay": nobody can ask it of them; "refugees should be able to leave" asks. */
static bool is_trusted(const Coder *c, uint32_t top)
{
    static const char *const should[] = {"should", NULL}, *const own[] = {"i", "we", NULL};
    bool passive;
    uint32_t ruler = governor(c, top), verb = ruler == ARRIAN_NONE ? top : ruler;
    if (!has_aux(c, verb, should) || is_negated(c, verb)) return false;
    uint32_t subject = tree_subject(c, verb, &passive);
    if (subject == ARRIAN_NONE || passive) return false;
    uint32_t class = role_word(c, subject);
    if (group_word(c->d, verb, "able") && group_one_of(c->d, subject, own)) return true;
    return class == ROLE_WORD_MARKET || class == ROLE_WORD_CHANGE || c->tags.time[subject] != ARRIAN_NONE;
}

/* "Sales [to hit] a record": what a headline tells so is to come. */
static bool is_announced_above(const Coder *c, uint32_t top)
{
    return c->d->sentences.at[c->tokens[top].sentence].headline && tree_is_infinitive(c, top) &&
           tree_child(c, top, "nsubj") != ARRIAN_NONE && (c->tokens[top].head == top || tree_rel(c, top, "root"));
}

/* "the latest effort [to sell] it": what it is for. */
static bool is_aimed_at(const Coder *c, uint32_t top)
{
    uint32_t noun = c->tokens[top].head;
    return tree_rel(c, top, "acl") && tree_is_infinitive(c, top) && role_word(c, noun) == ROLE_WORD_AIM;
}

/* "the risk of [a strike]", "fears of an attack", "an incentive [to sell]": it may be, and no more. */
static bool is_mere_chance(const Coder *c, uint32_t top)
{
    uint32_t noun = c->tokens[top].head;
    if (noun >= top || noun < c->first || role_word(c, noun) != ROLE_WORD_CHANCE) return false;
    if (tree_rel(c, top, "acl") && tree_child(c, top, "nsubj") == ARRIAN_NONE) return tree_is_infinitive(c, top) || is_led_by(c, top, "of");
    return tree_rel(c, top, "nmod") && is_led_by(c, top, "of");
}

/* "He was [digging]", "had been watching": over when it is told, unless somebody says so of what he is at: "said they were looking". */
static bool was_at_it(const Coder *c, uint32_t top)
{
    static const char *const was[] = {"was", "were", NULL}, *const had[] = {"had", NULL}, *const on[] = {"still", "now", "currently", "already", NULL};
    if (!tree_is_ing(c, top) || !tree_upos(c, top, "VERB") || tree_child_among(c, top, "advmod", on) != ARRIAN_NONE) return false;
    if (tree_child(c, top, "aux:pass") != ARRIAN_NONE || tree_child_word(c, top, "mark", "that") != ARRIAN_NONE) return false;
    return has_aux(c, top, had) || (has_aux(c, top, was) && !tree_rel(c, joined_to(c, top), "ccomp"));
}

/* "27 people [are injured]": it has befallen them. */
static bool has_befallen(const Coder *c, uint32_t top)
{
    static const char *const fates[] = {"killed", "injured", "wounded", "hurt", "dead", "damaged", "destroyed", NULL};
    if (!group_one_of(c->d, top, fates) || tree_child(c, top, "advmod") != ARRIAN_NONE) return false;
    if (tree_child(c, top, "aux") != ARRIAN_NONE || tree_rel(c, top, "advcl")) return false;
    return tree_child_among(c, top, "aux:pass", present) != ARRIAN_NONE || tree_child_among(c, top, "cop", present) != ARRIAN_NONE;
}

/* "The ministry [denies] it", "critics [argue]": told in the present, said once. What somebody "calls" a thing he goes on to. */
static bool is_said_once(const Coder *c, uint32_t top)
{
    SpeechFind found;
    uint8_t form = 0;
    if (!tree_upos(c, top, "VERB") || tree_child(c, top, "aux") != ARRIAN_NONE || tree_rel(c, top, "acl")) return false;
    if (tree_child(c, top, "nsubj") == ARRIAN_NONE || tree_child(c, top, "mark") != ARRIAN_NONE || tree_child(c, top, "advmod") != ARRIAN_NONE)
        return false;
    if (!speech_at(c->engine, c->d, top, c->end, &found) || found.speech->kind == SPEECH_THINK) return false;
    return inflect_verb(c->engine, c->tokens[top].word, &form) && form & (FORM_THIRD | FORM_BASE) && !(form & FORM_PAST);
}

/* "has faced shortages [for months]" */
static bool lasts(const Coder *c, uint32_t top)
{
    static const char *const has[] = {"has", "have", "'ve", "’ve", NULL};
    for (uint32_t i = top; i < c->end && has_aux(c, top, has); i++)
        if (c->tokens[i].head == top && tree_rel(c, i, "obl") && c->tags.time[i] != ARRIAN_NONE &&
            tree_child_word(c, i, "case", "for") != ARRIAN_NONE)
            return true;
    return false;
}

/* "losses [pose] a risk", "analysts had [expected] a rise": told as so, whatever it is about. Gives back happened or
 * ongoing, `read` of anything else. */
static ArrianStance told_plainly(const Coder *c, uint32_t top, ArrianStance read)
{
    static const char *const parts[] = {"xcomp", "ccomp", NULL},
                            *const past[] = {"had", "has", "have", "were", "was", NULL};
    uint8_t form = 0;
    uint32_t aux = tree_child(c, top, "aux"), mark = tree_child(c, top, "mark");
    bool own = tree_child(c, top, "nsubj") != ARRIAN_NONE && tree_upos(c, top, "VERB") && !is_open(c, top) &&
               role_word(c, top) != ROLE_WORD_TO_COME;
    if (!own || tree_rel(c, top, "advcl") || tree_rel(c, top, "acl") || hangs_on(c, top, ROLE_WORD_OPEN)) return read;
    if (c->d->sentences.at[c->tokens[top].sentence].headline) return read;
    if ((mark != ARRIAN_NONE && !group_word(c->d, mark, "that")) || (top > c->first && group_word(c->d, top - 1, "to"))) return read;
    for (const char *const *rel = parts; *rel; rel++)
        if (tree_child(c, top, *rel) != ARRIAN_NONE) return read;
    for (const char *const *word = past; *word && aux != ARRIAN_NONE; word++)
        if (group_word(c->d, aux, *word)) return tree_is_ing(c, top) ? ARRIAN_ONGOING : ARRIAN_HAPPENED;
    if (aux != ARRIAN_NONE || tree_is_ing(c, top) || !inflect_verb(c->engine, c->tokens[top].word, &form)) return read;
    if (form & FORM_PAST) return ARRIAN_HAPPENED;
    for (uint32_t i = top + 1; i < c->end; i++) /* "faces a vote in May": the present that lies ahead */
        if (c->tokens[i].head == top && tree_rel(c, i, "obl") && c->tags.time[i] != ARRIAN_NONE) return read;
    return ARRIAN_ONGOING;
}

static bool is_denied(const Coder *c, uint32_t top)
{
    return is_negated(c, top) || is_of_none(c, top) || shares_denial(c, top) || is_absent(c, top) || is_beyond(c, top);
}

/* "announced [a deployment]": it is to come. */
static bool announces(const Coder *c, uint32_t top, ArrianAct act)
{
    static const char *const words[] = {"announced", "announces", "announce", NULL};
    uint32_t what = tree_child(c, top, "obj");
    return (act == ARRIAN_MOBILIZE || act == ARRIAN_RETREAT) && group_one_of(c->d, top, words) && what > top &&
           what < c->cue_end;
}

/* Read as what is or was so. */
static ArrianStance of_real(const Coder *c, uint32_t top, ArrianAct act, ArrianStance read)
{
    static const char *const open[] = {"could", "may", "might", "can", NULL}, *const will[] = {"will", NULL},
                            *const was[] = {"was", "were", NULL};
    bool state = act == ARRIAN_STATE;
    if (hangs_on(c, top, ROLE_WORD_HEARSAY)) return ARRIAN_REPORTED;
    if (hangs_on(c, top, ROLE_WORD_TO_COME)) return ARRIAN_PLANNED;
    if (!is_negated(c, top) && is_needed(c, top)) return ARRIAN_DEMANDED;
    if (is_denied(c, top) || is_unlikely(c, top)) return ARRIAN_DENIED;
    if (is_taken_for(c, top)) return ARRIAN_REPORTED;
    if (is_going_to(c) || is_ahead(c, top) || announces(c, top, act) || is_announced_above(c, top)) return ARRIAN_PLANNED;
    if (is_cleared(c, top) || is_disbelieved(c, top)) return ARRIAN_DENIED;
    uint32_t carrier = hangs_by_ing(c, top);
    if (hangs_on_aux(c, top, ahead) || ends_what_comes(c, top)) return ARRIAN_PLANNED;
    if (carrier != ARRIAN_NONE && is_foreseen(c, carrier)) return ARRIAN_PLANNED;
    if (is_mere_chance(c, top)) return ARRIAN_POSSIBLE;
    if (hangs_on_aux(c, top, open)) return ARRIAN_POSSIBLE;
    if (read == ARRIAN_HAPPENED && is_aimed_at(c, top)) return ARRIAN_PLANNED;
    if (has_aux(c, top, would) && has_aux(c, top, have)) return ARRIAN_CONDITIONAL;
    if (read == ARRIAN_ONGOING && state && has_copula(c, top, was)) return ARRIAN_HAPPENED;
    if (read == ARRIAN_ONGOING && !state && has_befallen(c, top)) return ARRIAN_HAPPENED;
    if (read == ARRIAN_ONGOING && was_at_it(c, top)) return ARRIAN_HAPPENED;
    if (read == ARRIAN_ONGOING && !state && is_said_once(c, top)) return ARRIAN_HAPPENED;
    if (read == ARRIAN_ONGOING) return is_open(c, top) ? ARRIAN_POSSIBLE : read;
    if (goes_on(c, top) || lasts(c, top) || (state && is_present(c, top))) return ARRIAN_ONGOING;
    return has_aux(c, top, will) ? ARRIAN_PLANNED : read;
}

/* "[might] win"; "could have won" is a hope of the past. */
static bool is_maybe(const Coder *c, uint32_t top)
{
    return has_aux(c, top, may) && !has_aux(c, top, have);
}

/* "will [not] come", "would probably [not] help", "[nobody] will come" */
static bool will_not(const Coder *c, uint32_t top)
{
    return has_aux(c, top, ahead) && (is_negated(c, top) || is_of_none(c, top));
}

static ArrianStance of_planned(const Coder *c, uint32_t top, ArrianAct act)
{
    if (!is_negated(c, top) && is_needed(c, top)) return ARRIAN_DEMANDED;
    if (is_unlikely(c, top)) return ARRIAN_DENIED;
    if (will_not(c, top)) return ARRIAN_DENIED;
    if (is_taken_for(c, top)) return ARRIAN_REPORTED;
    if (is_disbelieved(c, top)) return ARRIAN_DENIED;
    if (is_first_to(c, top) || is_outcome(c, top)) return ARRIAN_HAPPENED;
    if (is_hoped(c, top)) return ARRIAN_POSSIBLE;
    if (has_aux(c, top, would) && has_aux(c, top, have)) return ARRIAN_CONDITIONAL;
    if (is_open(c, top) || is_mere_chance(c, top)) return ARRIAN_POSSIBLE;
    if (has_if(c, top)) return ARRIAN_CONDITIONAL;
    return act == ARRIAN_STATE ? told_plainly(c, top, ARRIAN_PLANNED) : ARRIAN_PLANNED;
}

static ArrianStance of_possible(const Coder *c, uint32_t top, ArrianAct act)
{
    if (is_unlikely(c, top) || is_disbelieved(c, top) || will_not(c, top)) return ARRIAN_DENIED;
    if (!is_maybe(c, top) && has_if(c, top)) return ARRIAN_CONDITIONAL;
    if (is_foreseen(c, top)) return ARRIAN_PLANNED;
    return act == ARRIAN_STATE ? told_plainly(c, top, ARRIAN_POSSIBLE) : ARRIAN_POSSIBLE;
}

static ArrianStance of_conditional(const Coder *c, uint32_t top)
{
    if (is_disbelieved(c, top)) return ARRIAN_DENIED;
    if (is_hoped(c, top) || (is_maybe(c, top) && !is_negated(c, top))) return ARRIAN_POSSIBLE;
    return !has_if(c, top) && is_announced(c, top) ? ARRIAN_PLANNED : ARRIAN_CONDITIONAL;
}

bool stance_is_disowned(const Coder *c, uint32_t first, uint32_t end)
{
    static const char *const deny[] = {"deny", "denies", "denied", "denying", NULL};
    if (!tree_has(c)) return false;
    uint32_t top = tree_top(c, first, end), above = c->tokens[top].head;
    if (above == ARRIAN_NONE || above >= c->end || (above >= first && above < end)) return false;
    if (!group_one_of(c->d, above, deny)) return false;
    return (tree_rel(c, top, "obj") || tree_rel(c, top, "xcomp") || tree_rel(c, top, "ccomp")) && !is_negated(c, above);
}

/* "dismissed the claim that it [had moved] forces": what the clause of a charge says that somebody turns down. */
static bool is_of_charge(const Coder *c, uint32_t top)
{
    static const char *const more[] = {"report", "reports", "suggestion", "suggestions", "notion", "idea", NULL};
    uint32_t noun = c->tokens[top].head, above = noun < c->end ? c->tokens[noun].head : noun;
    bool clause = (tree_rel(c, top, "acl") || tree_rel(c, top, "ccomp")) && tree_child_word(c, top, "mark", "that") != ARRIAN_NONE;
    if (!clause || noun >= top || above >= noun || above < c->first || !tree_rel(c, noun, "obj")) return false;
    if (role_word(c, noun) != ROLE_WORD_CHARGE && !group_one_of(c->d, noun, more)) return false;
    return role_is_verb(c, above, ROLE_WORD_DENY) && !is_negated(c, above) && !is_negated(c, top);
}

static ArrianStance by_words(const Coder *c, ArrianAct act, ArrianStance read)
{
    uint32_t top = tree_top(c, c->cue, c->cue_end);
    if (tree_rel(c, top, "aux") && c->tokens[top].head < c->end) top = c->tokens[top].head; /* "[did not] answer" */
    if (act != ARRIAN_STATE && stance_is_disowned(c, c->cue, c->cue_end)) return ARRIAN_DENIED;
    if (is_of_charge(c, top)) return ARRIAN_DENIED;
    if (read == ARRIAN_REFUSED) return read;
    if (read == ARRIAN_DENIED) return is_told_aside(c, top) ? ARRIAN_HAPPENED : read;
    if (read != ARRIAN_DEMANDED && is_if(c, top)) return ARRIAN_CONDITIONAL;
    switch (read) {
    case ARRIAN_HAPPENED:
    case ARRIAN_ONGOING: return of_real(c, top, act, read);
    case ARRIAN_PLANNED: return of_planned(c, top, act);
    case ARRIAN_POSSIBLE: return of_possible(c, top, act);
    case ARRIAN_CONDITIONAL: return of_conditional(c, top);
    case ARRIAN_REPORTED:
        if (is_negated(c, top)) return ARRIAN_DENIED; /* "accused of not paying" */
        if (is_found(c, top)) return ARRIAN_HAPPENED;
        return is_cleared(c, top) || is_disbelieved(c, top) ? ARRIAN_DENIED : read;
    case ARRIAN_DEMANDED:
        if (is_disbelieved(c, top)) return ARRIAN_DENIED;
        if (is_trusted(c, top)) return ARRIAN_POSSIBLE;
        return is_expected(c, top) ? ARRIAN_PLANNED : read;
    default: return read;
    }
}

ArrianStance stance_correct(Coder *c, ArrianAct act, ArrianStance read)
{
    if (!tree_has(c)) return read;
    ArrianStance stance = by_words(c, act, read);
    if (stance != read) why_add(c, "stance %s: by the words around the cue", arrian_stance(stance));
    return stance;
}

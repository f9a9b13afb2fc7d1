/* pairs.c: a claim -> who did it to whom, one pair after the other.
 *     "Japan and Peru met in Oslo"                     JPN -> PER 040, PER -> JPN 040
 *     "Activists from Peru marched in Oslo"            PEROPP -> NOR 141: whom it befell is not told, where is
 *     "Ghana said Togo had shelled a village"          TGO -> GHA 190 as claimed, and GHA -> TGO 112: saying so accuses
 *     "Ghana called on Togo to pull back"              GHA -> TGO 020: asked is who is to do it */
#include "base/document.h"
#include "base/lexicon.h"
#include "mark/group.h"
#include "parse/inflect.h"
#include "report/codes.h"

enum { NEAR = 4 }; /* words between a name and the noun that it leads to */
enum { MOST_SIDE = ARRIAN_MAX_PARTIES * EXPORT_MOST_ACTORS };
typedef struct Side {
    ExportActor at[MOST_SIDE];
    uint32_t count;
} Side;
typedef struct Pairs {
    const Export *e;
    const ExportPage *page;
    const ArrianClaim *claim;
    ExportPair *at;
    uint32_t count;
} Pairs;

static bool same_actor(const ExportActor *a, const ExportActor *b)
{
    return slice_same(a->country, b->country) && slice_same(a->agent, b->agent) &&
           slice_same(a->attribute, b->attribute);
}

bool export_same_actors(const ExportPair *a, const ExportPair *b)
{
    return same_actor(&a->source, &b->source) && same_actor(&a->target, &b->target);
}

bool export_same_pair(const ExportPair *a, const ExportPair *b)
{
    return export_same_actors(a, b) && slice_same(a->code.cameo, b->code.cameo);
}

static bool is_bare(const ExportActor *actor)
{
    return actor->country.length && !actor->agent.length && !actor->attribute.length;
}

/* Each once, and of "Egypt's Muslim Brotherhood" the Brotherhood. */
static void add_to_side(Side *side, const ExportActor *actor)
{
    if (!export_is_coded(actor) || side->count == MOST_SIDE) return;
    for (uint32_t i = 0; i < side->count; i++) {
        ExportActor *other = &side->at[i];
        bool compatriots = slice_same(other->country, actor->country);
        if (same_actor(other, actor) || (compatriots && is_bare(actor))) return;
        if (!compatriots || !is_bare(other)) continue;
        *other = *actor;
        return;
    }
    side->at[side->count++] = *actor;
}

static void add_party(const Pairs *p, const ArrianParty *party, Side *side)
{
    ExportActor actors[EXPORT_MOST_ACTORS];
    uint32_t found = export_actors(p->e, p->page, party, actors);
    for (uint32_t k = 0; k < found; k++) add_to_side(side, &actors[k]);
}

static Side side_of(const Pairs *p, const ArrianParty *party, uint32_t count)
{
    Side side = {.count = 0};
    for (uint32_t i = 0; i < count; i++) add_party(p, &party[i], &side);
    return side;
}

/* "two [exiled] dissidents", "the men [jailed] for it": beside its noun a participle says who did it only by "by". */
static bool is_beside_noun(const Pairs *p)
{
    const ArrianDocument *d = p->page->document;
    const ArrianClaim *claim = p->claim;
    uint32_t cue = document_token_at(d, claim->cue.start), next = cue + 1;
    uint8_t form = 0;
    if (!cue || next >= d->tokens.count || d->tokens.at[cue].span.end != claim->cue.end) return false;
    inflect_verb(d->engine, d->tokens.at[cue].word, &form);
    if (!(form & FORM_PARTICIPLE) || group_word(d, next, "by")) return false;
    if (export_is_upos(p->page, cue - 1, "DET ADP NUM ADJ VERB") &&
        export_is_upos(p->page, next, "NOUN PROPN ADJ"))
        return true;
    for (uint32_t i = 0; i < claim->recipients; i++) {
        ArrianSpan noun = claim->recipient[i].span;
        bool before = noun.start <= d->tokens.at[next].span.start && d->tokens.at[next].span.start < noun.end;
        if (before && export_is_upos(p->page, cue - 1, "VERB")) return true;
        if (noun.end == d->tokens.at[cue - 1].span.end && export_is_upos(p->page, next, "ADP ADV PUNCT SCONJ")) return true;
    }
    return false;
}

/* "killed in the [Peru Air] crash", "[Peru Air] Boeing 777 was hit": what a name leads to is no doer, be it what befell
 * them or whom it befell. */
static bool only_leads(const Pairs *p, const ArrianParty *party)
{
    const ArrianDocument *d = p->page->document;
    const ArrianClaim *claim = p->claim;
    uint32_t end = document_token_at(d, party->span.end), last = end;
    for (uint32_t i = 0; i < claim->recipients; i++)
        if (document_token_at(d, claim->recipient[i].span.start) == end) return true;
    while (last < d->tokens.count && last < end + NEAR && export_is_upos(p->page, last, "NOUN PROPN NUM ADJ")) last++;
    for (size_t i = 0; last > end && i < p->page->claim_count; i++) {
        const ArrianClaim *other = &p->page->claims[i];
        uint32_t cue = document_token_at(d, other->cue.start);
        if (other->act == ARRIAN_HARM && other->sentence == claim->sentence && cue >= end && cue < last) return true;
    }
    return false;
}

/* "Israel announced [it] would free them": a pronoun that stands for nobody else is whoever says so. */
static Side doers_of(const Pairs *p)
{
    const ArrianDocument *d = p->page->document;
    const ArrianClaim *claim = p->claim;
    Side side = {.count = 0};
    ArrianParty speaker;
    bool told = !is_beside_noun(p);
    for (uint32_t i = 0; told && i < claim->actors; i++)
        if (!only_leads(p, &claim->actor[i])) add_party(p, &claim->actor[i], &side);
    if (side.count || claim->actors != 1 || !export_speaker(p->e, p->page, claim, &speaker)) return side;
    uint32_t at = document_token_at(d, claim->actor[0].span.start);
    if (export_is_upos(p->page, at, "PRON")) add_party(p, &speaker, &side);
    return side;
}

static void add_pair(Pairs *p, const ExportActor *source, const ExportActor *target, const ExportCode *code)
{
    ExportPair pair = {*source, *target, *code};
    if (p->count == EXPORT_MOST_PAIRS || !code->cameo.length) return;
    for (uint32_t i = 0; i < p->count; i++)
        if (export_same_pair(&p->at[i], &pair)) return;
    p->at[p->count++] = pair;
}

/* ---- whom ---- */

/* The state where it took place. */
static ArrianSlice state_of_place(const Pairs *p)
{
    for (uint32_t i = 0; i < p->claim->places; i++) {
        ArrianSlice state = export_actor(p->e, p->page, &p->claim->place[i]).country;
        if (state.length) return state;
    }
    return (ArrianSlice){0};
}

static bool overlaps(const ArrianParty *party, uint32_t count, ArrianSpan span)
{
    for (uint32_t i = 0; i < count; i++)
        if (span_overlap(party[i].span, span)) return true;
    return false;
}

/* "ordered an investigation of the bank": who is asked is who is to do it, or else whom it is to befall. */
static Side asked(const Pairs *p)
{
    const ArrianClaim *claim = p->claim;
    Side none = {.count = 0};
    for (size_t i = 0; claim->act == ARRIAN_REQUEST && i < p->page->claim_count; i++) {
        const ArrianClaim *wish = &p->page->claims[i];
        if (wish->sentence != claim->sentence || wish->stance != ARRIAN_DEMANDED || !wish->sources) continue;
        if (!overlaps(claim->actor, claim->actors, wish->source[0].span)) continue;
        bool own = wish->actors && overlaps(claim->actor, claim->actors, wish->actor[0].span);
        Side side = side_of(p, wish->actor, own ? 0 : wish->actors);
        if (!side.count) side = side_of(p, wish->recipient, wish->recipients);
        if (side.count) return side;
    }
    return none;
}

/* "gave permission to [Russia]": the name that ends the words of the act. */
static Side named_in_cue(const Pairs *p)
{
    const ArrianDocument *d = p->page->document;
    const ArrianSpan cue = p->claim->cue;
    Side side = {.count = 0};
    for (uint32_t n = document_names_before(d, cue.start); n < d->names.count; n++) {
        const ArrianName *name = &d->names.at[n];
        if (name->span.start >= cue.end) break;
        uint32_t at = document_token_at(d, name->span.start);
        if (name->span.end != cue.end || name->span.start == cue.start || !export_is_upos(p->page, at - 1, "ADP"))
            continue;
        ArrianParty party = {.span = name->span, .entity = name->entity};
        add_party(p, &party, &side);
    }
    return side;
}

/* Those without a state of their own are of the place: "arrested two men in Izmir". */
static Side targets_of(const Pairs *p)
{
    Side side = side_of(p, p->claim->recipient, p->claim->recipients);
    ExportActor land = {.country = state_of_place(p)};
    if (!side.count) side = asked(p);
    if (!side.count) side = named_in_cue(p);
    for (uint32_t i = 0; i < side.count; i++)
        if (!side.at[i].country.length) side.at[i].country = land.country;
    return side;
}

/* Where it took place, where that is another's land: "marched in Oslo". A land does nothing in return. */
static void pair_land(Pairs *p, const Side *sources, const ExportCode *code)
{
    const uint32_t words = 1 << ARRIAN_AGREE | 1 << ARRIAN_SUPPORT | 1 << ARRIAN_COOPERATE | 1 << ARRIAN_CONCEDE |
                           1 << ARRIAN_REQUEST | 1 << ARRIAN_ACCUSE | 1 << ARRIAN_REJECT | 1 << ARRIAN_THREATEN;
    if (words >> p->claim->act & 1 && slice_is(code->event, arrian_act(p->claim->act))) return;
    ExportActor land = {.country = state_of_place(p)};
    for (uint32_t i = 0; land.country.length && i < sources->count; i++)
        if (!slice_same(sources->at[i].country, land.country)) add_pair(p, &sources->at[i], &land, code);
}

/* ---- who to whom ---- */

static void pair_each(Pairs *p, const Side *sources, const Side *targets, const ExportCode *code)
{
    ExportCode back = *code;
    back.cameo = code->one_sided ? (ArrianSlice){0} : code->back;
    for (uint32_t i = 0; i < sources->count; i++)
        for (uint32_t k = 0; k < targets->count; k++) {
            if (same_actor(&sources->at[i], &targets->at[k])) continue;
            add_pair(p, &sources->at[i], &targets->at[k], code);
            add_pair(p, &targets->at[k], &sources->at[i], &back);
        }
}

static void pair_act(Pairs *p, const ExportCode *code)
{
    const ExportActor nobody = {0};
    ArrianParty speaker;
    bool says = code->by_source && export_speaker(p->e, p->page, p->claim, &speaker);
    if (code->by_source && !says) return;
    Side doers = doers_of(p);
    Side sources = says ? side_of(p, &speaker, 1) : doers, targets = says ? doers : targets_of(p);
    bool with_each_other = code->back.length && sources.count > 1 && !p->claim->recipients;
    pair_each(p, &sources, with_each_other ? &sources : &targets, code);
    if (!targets.count && !with_each_other) pair_land(p, &sources, code);
    bool alone = !p->count;
    for (uint32_t i = 0; alone && i < sources.count; i++) add_pair(p, &sources.at[i], &nobody, code);
}

/* ---- what saying so is ---- */

/* Without a doer, the land that the blow came from: "was hit by a shell from Togo". */
static Side accused_of(const Pairs *p)
{
    const ArrianDocument *d = p->page->document;
    const ArrianClaim *claim = p->claim;
    Side side = side_of(p, claim->actor, claim->actors);
    for (uint32_t i = 0; !claim->actors && i < claim->places; i++) {
        uint32_t at = document_token_at(d, claim->place[i].span.start);
        if (at && group_word(d, at - 1, "the")) at--;
        if (at && group_word(d, at - 1, "from")) add_party(p, &claim->place[i], &side);
    }
    return side;
}

static void pair_accusation(Pairs *p)
{
    const ArrianClaim *claim = p->claim;
    bool told = claim->stance == ARRIAN_HAPPENED || claim->stance == ARRIAN_ONGOING || claim->stance == ARRIAN_REPORTED;
    if (claim->act != ARRIAN_ASSAULT || !told) return;
    ArrianParty said;
    if (!export_speaker(p->e, p->page, claim, &said)) return;
    ExportActor speaker = export_actor(p->e, p->page, &said);
    Side accused = accused_of(p);
    ExportCode code;
    if (speaker.reports || !speaker.country.length || !export_code_by_id(p->e, "accuse-verbal", &code)) return;
    for (uint32_t i = 0; i < accused.count; i++)
        if (!slice_same(accused.at[i].country, speaker.country)) add_pair(p, &speaker, &accused.at[i], &code);
}

uint32_t export_pairs(const Export *e, const ExportPage *page, size_t claim, ExportPair ret[EXPORT_MOST_PAIRS])
{
    Pairs pairs = {e, page, &page->claims[claim], ret, 0};
    ExportCode code;
    if (export_code(e, page, pairs.claim, &code) && code.cameo.length) pair_act(&pairs, &code);
    pair_accusation(&pairs);
    return pairs.count;
}

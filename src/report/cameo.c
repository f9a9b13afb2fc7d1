/* cameo.c: claims -> CAMEO events, tab-separated, in the columns of the Phoenix data (one row a pair of actors).
 *     "NATO deployed troops to Estonia" on 2 March 2025 -> c1-1 20250302 2025 3 2 IGOWSTNAT IGO ... EST ... 154 15 ...
 * Only what is said to have taken place, or is announced or refused where CAMEO has a code for that; the date is that
 * of the event, where the text gives a day, and never that of publication. An actor without a code has no row. */
#include "base/document.h"
#include "base/error.h"
#include "report/codes.h"
#include <stdlib.h>
#include <string.h>

static const char header[] =
    "EventID\tDate\tYear\tMonth\tDay\tSourceActorFull\tSourceActorEntity\tSourceActorRole\tSourceActorAttribute\t"
    "TargetActorFull\tTargetActorEntity\tTargetActorRole\tTargetActorAttribute\tEventCode\tEventRootCode\tPentaClass\t"
    "GoldsteinScore\tIssues\tLat\tLon\tLocationName\tStateName\tCountryCode\tSentenceID\tURLs\tNewsSources\n";

/* Tabs and line ends part cells and rows: in a cell they are spaces. */
static void put_cell(FILE *out, ArrianSlice words)
{
    for (uint32_t i = 0; i < words.length; i++) putc((unsigned char)words.at[i] < ' ' ? ' ' : words.at[i], out);
    putc('\t', out);
}

static void put_actor(FILE *out, const ExportActor *actor)
{
    const ArrianSlice full[] = {actor->country, actor->attribute, actor->agent};
    for (int i = 0; i < 3; i++) fwrite(full[i].at ? full[i].at : "", 1, full[i].length, out);
    putc('\t', out);
    put_cell(out, actor->country);
    put_cell(out, actor->agent);
    put_cell(out, actor->attribute);
}

static void put_date(FILE *out, const char *first, const char *last)
{
    if (first[0] && !strcmp(first, last))
        fprintf(out, "%.4s%.2s%.2s\t%d\t%d\t%d\t", first, first + 5, first + 8, atoi(first), atoi(first + 5),
                atoi(first + 8));
    else fputs("\t\t\t\t", out);
}

static void put_place(Export *e, const ExportPage *page, const ArrianClaim *claim)
{
    ExportPlace place;
    ArrianSlice states = {0}, state = {0};
    if (!claim->places) {
        fputs("\t\t\t\t\t", e->out);
        return;
    }
    ArrianSlice words = arrian_words(page->document, claim->place[0].span);
    if (export_place(e, page, &claim->place[0], &place)) {
        fprintf(e->out, "%.15g\t%.15g\t", place.lat, place.lon);
        states = place.states;
    } else {
        fputs("\t\t", e->out);
    }
    bool one = states.length == 3;
    put_cell(e->out, words);
    put_cell(e->out, state);
    put_cell(e->out, one ? states : state);
}

static void put_row(Export *e, const ExportPage *page, size_t number, const ExportPair *pair)
{
    const ArrianClaim *claim = &page->claims[number];
    char first[11], last[11];
    export_claim_days(page, claim, first, last, NULL);
    put_date(e->out, first, last);
    put_actor(e->out, &pair->source);
    put_actor(e->out, &pair->target);
    put_cell(e->out, pair->code.cameo);
    fprintf(e->out, "%.2s\t%g\t%g\t\t", pair->code.cameo.at, pair->code.quad, pair->code.goldstein);
    put_place(e, page, claim);
    fprintf(e->out, "d%u_%u\t", page->number, claim->sentence + 1);
    put_cell(e->out, export_address(e, page));
    ArrianSlice outlet = export_outlet(page);
    for (uint32_t i = 0; i < outlet.length; i++) putc((unsigned char)outlet.at[i] < ' ' ? ' ' : outlet.at[i], e->out);
    putc('\n', e->out);
}

/* What the rows of one sentence have told already. */
typedef struct Told {
    ExportPair at[EXPORT_MOST_PAIRS];
    uint32_t count, sentence;
} Told;

static bool is_told(const Told *told, const ExportPair *pair)
{
    for (uint32_t i = 0; i < told->count; i++)
        if (export_same_pair(&told->at[i], pair)) return true;
    return false;
}

/* "engaged them in a firefight": who was attacked has not attacked in return, though "firefight" alone says so of
 * both. */
static bool is_turned(const Told *told, uint32_t before, const ExportPair *pair)
{
    const ExportPair back = {pair->target, pair->source, pair->code};
    for (uint32_t i = 0; i < before && !strncmp(pair->code.cameo.at, "19", 2); i++)
        if (!strncmp(told->at[i].code.cameo.at, "19", 2) && export_same_actors(&told->at[i], &back)) return true;
    return false;
}

static void put_pairs(Export *e, const ExportPage *page, size_t number, Told *told)
{
    ExportPair pairs[EXPORT_MOST_PAIRS];
    uint32_t count = export_pairs(e, page, number, pairs), id = export_claim_number(page, number);
    if (told->sentence != page->claims[number].sentence) told->count = 0;
    told->sentence = page->claims[number].sentence;
    uint32_t before = told->count;
    for (uint32_t i = 0; i < count; i++) {
        if (is_told(told, &pairs[i]) || is_turned(told, before, &pairs[i])) continue;
        if (told->count < EXPORT_MOST_PAIRS) told->at[told->count++] = pairs[i];
        fprintf(e->out, "c%u-%u\t", id, i + 1);
        put_row(e, page, number, &pairs[i]);
    }
}

/* "refused to provide aid" is one event, 122: the refusal alone, 120, of the same actor beside it is not told again. */
static bool is_said_finer(const ExportPage *page, const ArrianClaim *claim)
{
    for (size_t i = 0; claim->act == ARRIAN_REJECT && claim->actors && i < page->claim_count; i++) {
        const ArrianClaim *other = &page->claims[i];
        if (other->sentence == claim->sentence && other->stance == ARRIAN_REFUSED && other->actors &&
            other->actor[0].span.start == claim->actor[0].span.start)
            return true;
    }
    return false;
}

/* "would not let Togo help Ghana" is refused by whoever would not let it, not by Togo. */
static bool is_refused_by_other(const ExportPage *page, const ArrianClaim *claim)
{
    for (size_t i = 0; claim->stance == ARRIAN_REFUSED && claim->actors && i < page->claim_count; i++) {
        const ArrianClaim *other = &page->claims[i];
        bool refused = other->stance == ARRIAN_REFUSED || other->act == ARRIAN_REJECT;
        for (uint32_t k = 0; refused && other->sentence == claim->sentence && k < other->recipients; k++)
            if (span_overlap(other->recipient[k].span, claim->actor[0].span)) return true;
    }
    return false;
}

int export_cameo(Export *e)
{
    TRY(export_codes(e));
    TRY(export_gazetteer(e));
    fputs(header, e->out);
    for (uint32_t p = 0; p < e->page_count; p++) {
        const ExportPage *page = &e->pages[p];
        Told told = {.count = 0};
        for (size_t i = 0; i < page->claim_count; i++)
            if (!is_said_finer(page, &page->claims[i]) && !is_refused_by_other(page, &page->claims[i]))
                put_pairs(e, page, i, &told);
    }
    return ARRIAN_OK;
}

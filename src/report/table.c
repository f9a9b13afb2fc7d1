/* table.c: a claim -> the cells of its row.
 *     "four battalions", MOBILIZE, planned, NATO  ->  1, c12, ..., MOBILIZE, , planned, [NATO], [NATO], ... */
#include "report/table.h"
#include <math.h>
#include <string.h>

enum {
    STORY,
    ID,
    REPORT,
    MEMBER,
    URL,
    OUTLET,
    PUBLISHED,
    PUBLISHED_PRECISION,
    START,
    END,
    TEXT,
    ACT,
    MODE,
    STANCE,
    ACTOR,
    ACTOR_LINK,
    RECIPIENT,
    RECIPIENT_LINK,
    PLACE,
    PLACE_LINK,
    TIME,
    TIME_VALUE,
    TIME_PRECISION,
    QUANTITY,
    LOW,
    HIGH,
    UNIT,
    OF,
    SOURCE,
    VIA,
    BECAUSE,
    CUE
};
const TableColumn table_columns[TABLE_COLUMNS] = {
    {"story", CELL_COUNT, false, "number of the story"},
    {"id", CELL_WORDS, false, "id of the claim, as in collate --json"},
    {"report", CELL_WORDS, false, "name under which the report was read"},
    {"member", CELL_WORDS, false, "which report of that file, where the file holds many"},
    {"url", CELL_WORDS, false, "where it was published"},
    {"outlet", CELL_WORDS, false, "who published it"},
    {"published", CELL_WORDS, false, "when it was published, ISO 8601"},
    {"published_precision", CELL_WORDS, false, "how exact that is"},
    {"start", CELL_COUNT, false, "first byte of the claim in the report as received"},
    {"end", CELL_COUNT, false, "byte after its last"},
    {"text", CELL_WORDS, false, "the words that say it"},
    {"act", CELL_WORDS, false, "what was done: PLOVER root, STATE or HARM"},
    {"mode", CELL_WORDS, false, "in what way"},
    {"stance", CELL_WORDS, false,
     "happened, ongoing, planned, possible, conditional, denied, refused, demanded, reported"},
    {"actor", CELL_WORDS, true, "who did it, in the words of the text"},
    {"actor_link", CELL_WORDS, true, "their states (ISO 3166-1 alpha-3) or codes"},
    {"recipient", CELL_WORDS, true, "to whom, or what"},
    {"recipient_link", CELL_WORDS, true, "their states or codes"},
    {"place", CELL_WORDS, true, "where"},
    {"place_link", CELL_WORDS, true, "its states"},
    {"time", CELL_WORDS, false, "when, in the words of the text"},
    {"time_value", CELL_WORDS, false, "the same as EDTF"},
    {"time_precision", CELL_WORDS, false, "how exact that is"},
    {"quantity", CELL_WORDS, true, "how many, in the words of the text"},
    {"low", CELL_NUMBER, true, "at least"},
    {"high", CELL_NUMBER, true, "at most"},
    {"unit", CELL_WORDS, true, "what is counted, or the unit of measure"},
    {"of", CELL_WORDS, true, "what it is a quantity of"},
    {"source", CELL_WORDS, true, "who says so, nearest first"},
    {"via", CELL_WORDS, true, "through whom the words came"},
    {"because", CELL_WORDS, false, "id of the claim it answers"},
    {"cue", CELL_WORDS, false, "the words that gave the act"}};

static void put_words(TableCell *cell, ArrianSlice words)
{
    if (cell->count < CELL_ITEMS) cell->at[cell->count++] = (TableItem){words.length > 0, words, 0};
}

static void put_word(TableCell *cell, const char *word)
{
    put_words(cell, (ArrianSlice){word, (uint32_t)strlen(word)});
}

static void put_number(TableCell *cell, bool there, double number)
{
    if (cell->count < CELL_ITEMS)
        cell->at[cell->count++] = (TableItem){there && isfinite(number), {0}, there ? number : 0};
}

static void put_span(TableCell *cell, const ArrianDocument *d, ArrianSpan span)
{
    put_words(cell, span.end > span.start ? arrian_words(d, span) : (ArrianSlice){0});
}

static void put_parties(TableCell *names, TableCell *links, const ArrianDocument *d, const ArrianParty *party,
                        uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) put_span(names, d, party[i].span), put_word(links, party[i].link);
}

static void put_head(Export *e, const ExportPage *page, size_t number, TableCell *cells)
{
    const ArrianHead *head = page->head;
    const ArrianClaim *claim = &page->claims[number];
    ArrianSpan received = arrian_received(page->document, claim->span);
    put_number(&cells[STORY], true, page->story);
    put_words(&cells[ID], export_print(e, "c%u", export_claim_number(page, number)));
    put_words(&cells[REPORT], head->path);
    put_words(&cells[MEMBER], head->member);
    put_words(&cells[URL], head->url);
    put_words(&cells[OUTLET], head->outlet);
    put_word(&cells[PUBLISHED], head->published);
    put_word(&cells[PUBLISHED_PRECISION], arrian_precision(head->published_precision));
    put_number(&cells[START], true, received.start);
    put_number(&cells[END], true, received.end);
}

static void put_quantities(const ExportPage *page, const ArrianClaim *claim, TableCell *cells)
{
    size_t count;
    const ArrianQuantity *quantity = arrian_quantities(page->document, &count);
    for (uint32_t i = 0; i < claim->quantities; i++) {
        if (claim->quantity[i] >= count) continue;
        const ArrianQuantity *q = &quantity[claim->quantity[i]];
        put_span(&cells[QUANTITY], page->document, q->span);
        put_number(&cells[LOW], q->has_low, q->low);
        put_number(&cells[HIGH], q->has_high, q->high);
        put_words(&cells[UNIT], q->unit);
        put_words(&cells[OF], q->of);
    }
}

static void put_time(const ExportPage *page, uint32_t index, TableCell *cells)
{
    size_t count;
    const ArrianTime *time = arrian_times(page->document, &count);
    if (index >= count) return;
    put_span(&cells[TIME], page->document, time[index].span);
    put_word(&cells[TIME_VALUE], time[index].value);
    put_word(&cells[TIME_PRECISION], arrian_precision(time[index].precision));
}

void table_row(Export *e, const ExportPage *page, size_t number, TableCell cells[TABLE_COLUMNS])
{
    const ArrianDocument *d = page->document;
    const ArrianClaim *claim = &page->claims[number];
    memset(cells, 0, sizeof(TableCell) * TABLE_COLUMNS);
    put_head(e, page, number, cells);
    put_span(&cells[TEXT], d, claim->span);
    put_word(&cells[ACT], arrian_act(claim->act));
    put_words(&cells[MODE], claim->mode);
    put_word(&cells[STANCE], arrian_stance(claim->stance));
    put_parties(&cells[ACTOR], &cells[ACTOR_LINK], d, claim->actor, claim->actors);
    put_parties(&cells[RECIPIENT], &cells[RECIPIENT_LINK], d, claim->recipient, claim->recipients);
    put_parties(&cells[PLACE], &cells[PLACE_LINK], d, claim->place, claim->places);
    put_time(page, claim->time, cells);
    put_quantities(page, claim, cells);
    for (uint32_t i = 0; i < claim->sources; i++)
        put_span(&cells[claim->source[i].role == ARRIAN_VIA ? VIA : SOURCE], d, claim->source[i].span);
    if (claim->because != ARRIAN_NONE)
        put_words(&cells[BECAUSE], export_print(e, "c%u", export_claim_number(page, claim->because)));
    put_span(&cells[CUE], d, claim->cue);
}

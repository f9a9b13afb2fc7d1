/* table.c: a claim -> the cells of its row.
 *     "four battalions", MOBILIZE, planned, NATO  ->  1, c12, ..., MOBILIZE, , planned, [NATO], [NATO], ... */
#include "report/table.h"
#include <math.h>
#include <string.h>

enum {
    STORY,
    ID,
    REPORT,
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
const TableColumn table_columns[TABLE_COLUMNS] = {{"story", CELL_COUNT, false},
                                                  {"id", CELL_WORDS, false},
                                                  {"report", CELL_WORDS, false},
                                                  {"url", CELL_WORDS, false},
                                                  {"outlet", CELL_WORDS, false},
                                                  {"published", CELL_WORDS, false},
                                                  {"published_precision", CELL_WORDS, false},
                                                  {"start", CELL_COUNT, false},
                                                  {"end", CELL_COUNT, false},
                                                  {"text", CELL_WORDS, false},
                                                  {"act", CELL_WORDS, false},
                                                  {"mode", CELL_WORDS, false},
                                                  {"stance", CELL_WORDS, false},
                                                  {"actor", CELL_WORDS, true},
                                                  {"actor_link", CELL_WORDS, true},
                                                  {"recipient", CELL_WORDS, true},
                                                  {"recipient_link", CELL_WORDS, true},
                                                  {"place", CELL_WORDS, true},
                                                  {"place_link", CELL_WORDS, true},
                                                  {"time", CELL_WORDS, false},
                                                  {"time_value", CELL_WORDS, false},
                                                  {"time_precision", CELL_WORDS, false},
                                                  {"quantity", CELL_WORDS, true},
                                                  {"low", CELL_NUMBER, true},
                                                  {"high", CELL_NUMBER, true},
                                                  {"unit", CELL_WORDS, true},
                                                  {"of", CELL_WORDS, true},
                                                  {"source", CELL_WORDS, true},
                                                  {"via", CELL_WORDS, true},
                                                  {"because", CELL_WORDS, false},
                                                  {"cue", CELL_WORDS, false}};

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

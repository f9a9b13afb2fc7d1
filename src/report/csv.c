/* csv.c: stories -> a table for spreadsheets (RFC 4180), one row a claim, empty cells where the text is silent.
 *     "four battalions", MOBILIZE, planned, NATO  ->  1,c12,...,MOBILIZE,,planned,NATO,NATO,...
 * A cell of words that a spreadsheet would run as a formula ("=1+1", "-2") gets an apostrophe in front. */
#include "base/error.h"
#include "report/write.h"
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char header[] =
    "story,id,report,url,outlet,published,published_precision,start,end,text,act,mode,stance,actor,actor_link,"
    "recipient,recipient_link,place,place_link,time,time_value,time_precision,quantity,low,high,unit,of,source,via,"
    "because,cue\r\n";

/* The cell being filled; items of a list are parted by "; ". */
typedef struct Cell {
    char *at;
    size_t length, room;
    bool failed, begun;
} Cell;

typedef struct Row {
    FILE *out;
    Cell cell;
    const ArrianDocument *document;
    uint32_t claims; /* before this document */
} Row;

static void add(Cell *cell, const char *words, size_t length)
{
    if (cell->failed || !length) return;
    if (cell->length + length > cell->room) {
        size_t room = (cell->length + length) * 2;
        char *grown = realloc(cell->at, room);
        if (!grown) {
            cell->failed = true;
            return;
        }
        cell->at = grown;
        cell->room = room;
    }
    memcpy(cell->at + cell->length, words, length);
    cell->length += length;
}

static void add_item(Cell *cell, const char *words, size_t length)
{
    if (cell->begun) add(cell, "; ", 2);
    cell->begun = true;
    add(cell, words, length);
}

/* Hand the filled cell out, as words that may come from a stranger. */
static void end_cell(Row *row)
{
    Cell *cell = &row->cell;
    bool formula = cell->length && strchr("=+-@\t\r", cell->at[0]) && cell->at[0];
    bool quoted = formula;
    for (size_t i = 0; i < cell->length && !quoted; i++) quoted = strchr(",\"\r\n", cell->at[i]) && cell->at[i];
    if (quoted) putc('"', row->out);
    if (formula) putc('\'', row->out);
    for (size_t i = 0; i < cell->length; i++) {
        if (cell->at[i] == '"') putc('"', row->out);
        putc(cell->at[i] ? cell->at[i] : ' ', row->out);
    }
    if (quoted) putc('"', row->out);
    cell->length = 0;
    cell->begun = false;
}

static void put_words(Row *row, ArrianSlice words)
{
    add(&row->cell, words.at, words.length);
    end_cell(row);
    putc(',', row->out);
}

static void put_word(Row *row, const char *word)
{
    put_words(row, (ArrianSlice){word, (uint32_t)strlen(word)});
}

static void put_span(Row *row, ArrianSpan span)
{
    put_words(row, span.end > span.start ? arrian_words(row->document, span) : (ArrianSlice){0});
}

static void put_parties(Row *row, const ArrianParty *party, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        ArrianSlice words = arrian_words(row->document, party[i].span);
        add_item(&row->cell, words.at, words.length);
    }
    end_cell(row);
    putc(',', row->out);
    for (uint32_t i = 0; i < count; i++) add_item(&row->cell, party[i].link, strlen(party[i].link));
    end_cell(row);
    putc(',', row->out);
}

static void put_head(Row *row, size_t story, uint32_t number, const ArrianClaim *claim)
{
    const ArrianHead *head = arrian_head(row->document);
    ArrianSpan received = arrian_received(row->document, claim->span);
    fprintf(row->out, "%zu,c%u,", story, number);
    put_words(row, head->path);
    put_words(row, head->url);
    put_words(row, head->outlet);
    put_word(row, head->published);
    put_word(row, arrian_precision(head->published_precision));
    fprintf(row->out, "%u,%u,", received.start, received.end);
    put_span(row, claim->span);
    put_word(row, arrian_act(claim->act));
    put_words(row, claim->mode);
    put_word(row, arrian_stance(claim->stance));
}

static void put_time(Row *row, uint32_t index)
{
    size_t count;
    const ArrianTime *time = arrian_times(row->document, &count);
    if (index >= count) {
        fputs(",,,", row->out);
        return;
    }
    put_span(row, time[index].span);
    put_word(row, time[index].value);
    put_word(row, arrian_precision(time[index].precision));
}

typedef enum Part { WORDS, LOW, HIGH, UNIT, OF } Part;

static void add_part(Cell *cell, const ArrianDocument *document, const ArrianQuantity *quantity, Part part)
{
    char number[40] = "";
    bool has = part == LOW ? quantity->has_low : part == HIGH && quantity->has_high;
    double value = part == LOW ? quantity->low : quantity->high;
    if (has && isfinite(value)) snprintf(number, sizeof number, "%.15g", value);
    ArrianSlice words = part == WORDS  ? arrian_words(document, quantity->span)
                        : part == UNIT ? quantity->unit
                        : part == OF   ? quantity->of
                                       : (ArrianSlice){number, (uint32_t)strlen(number)};
    add_item(cell, words.at, words.length);
}

/* Several quantities of a claim stand in the same order in each of their five cells. */
static void put_quantities(Row *row, const ArrianClaim *claim)
{
    size_t count;
    const ArrianQuantity *quantity = arrian_quantities(row->document, &count);
    for (Part part = WORDS; part <= OF; part++) {
        for (uint32_t i = 0; i < claim->quantities; i++)
            if (claim->quantity[i] < count) add_part(&row->cell, row->document, &quantity[claim->quantity[i]], part);
        end_cell(row);
        putc(',', row->out);
    }
}

static void put_sources(Row *row, const ArrianClaim *claim)
{
    for (ArrianRole role = ARRIAN_SPEAKER; role <= ARRIAN_VIA; role++) {
        for (uint32_t i = 0; i < claim->sources; i++) {
            if (claim->source[i].role != role) continue;
            ArrianSlice words = arrian_words(row->document, claim->source[i].span);
            add_item(&row->cell, words.at, words.length);
        }
        end_cell(row);
        putc(',', row->out);
    }
}

static void write_row(Row *row, size_t story, uint32_t number, const ArrianClaim *claim)
{
    put_head(row, story, number, claim);
    put_parties(row, claim->actor, claim->actors);
    put_parties(row, claim->recipient, claim->recipients);
    put_parties(row, claim->place, claim->places);
    put_time(row, claim->time);
    put_quantities(row, claim);
    put_sources(row, claim);
    if (claim->because != ARRIAN_NONE) fprintf(row->out, "c%u", row->claims + claim->because + 1);
    putc(',', row->out);
    if (claim->cue.end > claim->cue.start) {
        ArrianSlice words = arrian_words(row->document, claim->cue);
        add(&row->cell, words.at, words.length);
    }
    end_cell(row);
    fputs("\r\n", row->out);
}

int arrian_write_csv(FILE *out, ArrianStory *const *stories, size_t count, ArrianError *why)
{
    Row row = {.out = out};
    errno = 0;
    fputs(header, out);
    for (size_t s = 0; s < count; s++) {
        size_t documents;
        ArrianDocument *const *docs = arrian_story_documents(stories[s], &documents);
        for (size_t d = 0; d < documents; d++) {
            size_t claims;
            const ArrianClaim *claim = arrian_claims(docs[d], &claims);
            row.document = docs[d];
            for (size_t i = 0; i < claims; i++) write_row(&row, s + 1, row.claims + (uint32_t)i + 1, &claim[i]);
            row.claims += (uint32_t)claims;
        }
    }
    free(row.cell.at);
    if (row.cell.failed) return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory for a cell of the table");
    return write_end(out, why);
}

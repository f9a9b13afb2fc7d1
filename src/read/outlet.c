/* outlet.c: the tables of outlets (data/outlets.tsv) and of words of their trade (data/reporting.tsv), and their
 * look-up; see outlet.h. */
#include "read/outlet.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "read/parts.h"
#include <string.h>

enum { LONGEST_OUTLET = 200, LEAST_LETTERS = 3 };

/* Letters and digits of a name, small and without accents; how many. */
static uint32_t plain(ArrianSlice name, char ret[LONGEST_OUTLET * 2 + 8])
{
    if (name.length > LONGEST_OUTLET) name.length = LONGEST_OUTLET;
    size_t length = utf8_word(name.at, name.length, ret);
    uint32_t kept = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)ret[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80) ret[kept++] = ret[i];
    }
    return kept;
}

/* As it is written: "NTV" and "n-tv" are two. */
static uint64_t whole_key(ArrianSlice name)
{
    char word[LONGEST_OUTLET * 2 + 8];
    if (name.length > LONGEST_OUTLET) name.length = LONGEST_OUTLET;
    return hash_bytes(word, utf8_word(name.at, name.length, word), 37) | 1;
}

static uint64_t plain_key(ArrianSlice name)
{
    char letters[LONGEST_OUTLET * 2 + 8];
    uint32_t length = plain(name, letters);
    return length ? hash_bytes(letters, length, 31) | 1 : 0;
}

/* "Chinese state media" */
static bool is_of_state(ArrianSlice family)
{
    static const char tail[] = " state media";
    enum { TAIL = sizeof tail - 1 };
    return family.length > TAIL && !memcmp(family.at + family.length - TAIL, tail, TAIL);
}

static int open_outlets(ArrianEngine *engine, ArrianError *why)
{
    Lexicon rows;
    TRY(engine_table(engine, "outlets.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice name = lexicon_cell(&rows, r, "name"),
                    lists[] = {name, lexicon_cell(&rows, r, "aliases"), lexicon_cell(&rows, r, "id")}, item;
        ArrianSlice family = lexicon_cell(&rows, r, "family");
        LIST_ADD(&engine->arena, engine->read->outlets,
                 (ReadOutlet){name, family.length ? family : name, lexicon_cell(&rows, r, "kind"), is_of_state(family)});
        for (size_t k = 0; k < 3; k++)
            while (lexicon_item(&lists[k], &item)) {
                uint32_t known;
                map_put(&engine->arena, &engine->read->outlet_of, whole_key(item), r);
                if (!map_get(&engine->read->outlet_of, plain_key(item), &known))
                    map_put(&engine->arena, &engine->read->outlet_of, plain_key(item), r);
            }
    }
    return ARRIAN_OK;
}

static int open_trade(ArrianEngine *engine, ArrianError *why)
{
    Lexicon rows;
    ReadData *data = engine->read;
    TRY(engine_table(engine, "reporting.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice before = lexicon_cell(&rows, r, "before"), word;
        LIST_ADD(&engine->arena, data->trade, ((Trade){lexicon_cell(&rows, r, "kind"), {0}}));
        while (lexicon_item(&before, &word))
            map_put(&engine->arena, &data->trade.at[r].before, engine_number(engine, word), 1);
        map_put(&engine->arena, &data->trade_of, engine_number(engine, lexicon_cell(&rows, r, "word")), r);
    }
    return ARRIAN_OK;
}

int outlets_data_open(ArrianEngine *engine, ArrianError *why)
{
    TRY(open_outlets(engine, why));
    return open_trade(engine, why);
}

static const ReadOutlet *listed(const ArrianEngine *engine, ArrianSlice name)
{
    uint32_t index;
    const Map *map = &engine->read->outlet_of;
    uint64_t letters = plain_key(name);
    bool found = name.length && (map_get(map, whole_key(name), &index) || (letters && map_get(map, letters, &index)));
    return found ? &engine->read->outlets.at[index] : NULL;
}

static bool lists_kind(ArrianSlice kinds, ArrianSlice kind)
{
    ArrianSlice item;
    while (lexicon_item(&kinds, &item))
        if (slice_same(item, kind)) return true;
    return false;
}

const ReadOutlet *read_outlet(const ArrianEngine *engine, ArrianSlice name)
{
    const ReadOutlet *found = listed(engine, name);
    ArrianSlice kinds = {0};
    if (found) return found;
    if (name.length > 4 && !strncasecmp(name.at, "the ", 4))
        return read_outlet(engine, (ArrianSlice){name.at + 4, name.length - 4});
    for (uint32_t i = name.length, at; i-- > 1;) {
        if (name.at[i] != ' ') continue;
        ArrianSlice last = {name.at + i + 1, name.length - i - 1};
        if (!map_get(&engine->read->trade_of, engine_find(engine, last), &at)) return NULL;
        if (!kinds.length) kinds = engine->read->trade.at[at].kind; /* "Anadolu news [agency]": the last word tells */
        name.length = i;
        found = listed(engine, name);
        if (found) return lists_kind(kinds, found->kind) ? found : NULL;
    }
    return NULL;
}

/* The host of an address, without "www."; absent where it has none. */
static ArrianSlice host_of(ArrianSlice url)
{
    const char *at = url.length ? memmem(url.at, url.length, "://", 3) : NULL;
    if (!at) return (ArrianSlice){0};
    ArrianSlice host = {at + 3, (uint32_t)(url.at + url.length - at - 3)};
    if (host.length > 4 && !strncasecmp(host.at, "www.", 4)) host.at += 4, host.length -= 4;
    for (uint32_t i = 0; i < host.length; i++)
        if (strchr("/:?#", host.at[i])) host.length = i;
    return host;
}

ArrianSlice outlet_of(const ArrianDocument *d)
{
    return d->head.outlet.length ? d->head.outlet : host_of(d->head.url);
}

/* The label of a domain that names its owner: "herald" of "www.herald.example", "news.herald.co.uk"; else absent. */
static ArrianSlice owner_label(ArrianSlice name)
{
    static const char *const shared[] = {"co", "com", "org", "net", "ac", "gov"}; /* before the letters of a state */
    const char *last = name.length ? memrchr(name.at, '.', name.length) : NULL;
    if (!last || memchr(name.at, ' ', name.length)) return (ArrianSlice){0};
    for (int pass = 0; pass < 2; pass++) {
        const char *dot = memrchr(name.at, '.', (size_t)(last - name.at)), *from = dot ? dot + 1 : name.at;
        ArrianSlice label = {from, (uint32_t)(last - from)};
        bool other = false;
        for (size_t k = 0; dot && !pass && k < sizeof shared / sizeof *shared; k++) other |= slice_is(label, shared[k]);
        if (!other) return label;
        last = dot;
    }
    return (ArrianSlice){0};
}

/* A name without its article; of a domain what names its owner. */
static ArrianSlice bare(ArrianSlice name)
{
    if (name.length > 4 && !strncasecmp(name.at, "the", 3)) name.at += 3, name.length -= 3;
    ArrianSlice label = owner_label(name);
    return label.length ? label : name;
}

/* Listed as it is written, else by what its domain is called. */
static const ReadOutlet *known_outlet(const ArrianEngine *engine, ArrianSlice name)
{
    const ReadOutlet *known = read_outlet(engine, name);
    ArrianSlice label = known ? (ArrianSlice){0} : owner_label(name);
    return label.length ? read_outlet(engine, label) : known;
}

bool outlet_same(const ArrianEngine *engine, ArrianSlice a, ArrianSlice b)
{
    if (!a.length || !b.length) return false;
    const ReadOutlet *known = known_outlet(engine, a), *other = known_outlet(engine, b);
    if (known && other) return known == other;
    char x[LONGEST_OUTLET * 2 + 8], y[LONGEST_OUTLET * 2 + 8];
    uint32_t n = plain(bare(a), x), m = plain(bare(b), y);
    return n == m && n >= LEAST_LETTERS && !memcmp(x, y, n);
}

OutletWord outlet_word(const ArrianEngine *engine, const ArrianDocument *d, uint32_t i)
{
    uint32_t at, yes;
    if (!map_get(&engine->read->trade_of, d->tokens.at[i].word, &at)) return OUTLET_NO_WORD;
    bool other = i + 1 < d->tokens.count && map_get(&engine->read->trade.at[at].before, d->tokens.at[i + 1].word, &yes);
    return other ? OUTLET_OTHER : OUTLET_REPORTS;
}

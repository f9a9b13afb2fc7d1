/* name.c: the lexicons of names, and which stretch of the text is one.   "Moscow" -> capital of RUS; "the Kremlin" ->
 * seat, RUS; "OSCE" -> body shape.c proposes names that no lexicon holds. */
#include "mark/name.h"
#include "base/error.h"
#include "base/utf8.h"
#include <string.h>

static void add_entry(ArrianEngine *engine, NameEntry entry, ArrianSlice list)
{
    NameData *data = engine->mark->name;
    ArrianSlice item;
    uint32_t number = data->entries.count;
    if (!list.length) return;
    LIST_ADD(&engine->arena, data->entries, entry);
    while (lexicon_item(&list, &item)) phrase_add(&data->phrases, &engine->words, item, number);
}

static int open_states(ArrianEngine *engine, ArrianError *why)
{
    Lexicon rows;
    TRY(engine_table(engine, "states.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        NameEntry entry = {.name = lexicon_cell(&rows, r, "name"), .iso3 = lexicon_cell(&rows, r, "id"), .row = r};
        entry.kind = NAME_STATE, entry.type = ARRIAN_PLACE;
        add_entry(engine, entry, entry.name);
        add_entry(engine, entry, lexicon_cell(&rows, r, "aliases"));
        entry.kind = NAME_DEMONYM, entry.type = ARRIAN_NATIONALITY;
        add_entry(engine, entry, lexicon_cell(&rows, r, "demonyms"));
        entry.kind = NAME_SEAT, entry.type = ARRIAN_ORGANIZATION;
        add_entry(engine, entry, lexicon_cell(&rows, r, "seats"));
        entry.kind = NAME_CAPITAL, entry.type = ARRIAN_PLACE;
        add_entry(engine, entry, lexicon_cell(&rows, r, "capital"));
    }
    return ARRIAN_OK;
}

bool name_acts_for_state(ArrianSlice kind)
{
    return slice_is(kind, "agency") || slice_is(kind, "army") || slice_is(kind, "police") || slice_is(kind, "court") ||
           slice_is(kind, "parliament");
}

static int open_bodies(ArrianEngine *engine, ArrianError *why)
{
    Lexicon rows;
    TRY(engine_table(engine, "bodies.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        NameEntry entry = {.kind = NAME_BODY,
                           .type = ARRIAN_ORGANIZATION,
                           .name = lexicon_cell(&rows, r, "name"),
                           .code = lexicon_cell(&rows, r, "link"),
                           .iso3 = lexicon_cell(&rows, r, "iso3"),
                           .class = lexicon_cell(&rows, r, "kind"),
                           .row = r};
        if (entry.iso3.length && name_acts_for_state(entry.class)) entry.kind = NAME_NATIONAL_BODY;
        add_entry(engine, entry, entry.name);
        add_entry(engine, entry, lexicon_cell(&rows, r, "aliases"));
    }
    return ARRIAN_OK;
}

static int open_places(ArrianEngine *engine, ArrianError *why)
{
    Lexicon rows;
    TRY(engine_table(engine, "places.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        NameEntry entry = {.kind = NAME_PLACE,
                           .type = ARRIAN_PLACE,
                           .name = lexicon_cell(&rows, r, "name"),
                           .states = lexicon_cell(&rows, r, "iso3s"),
                           .class = lexicon_cell(&rows, r, "kind"),
                           .row = r};
        if (entry.class.length && entry.class.at[entry.class.length - 1] == '?') entry.kind = NAME_SHY_PLACE;
        add_entry(engine, entry, entry.name);
        add_entry(engine, entry, lexicon_cell(&rows, r, "aliases"));
        LIST_ADD(&engine->arena, engine->mark->name->places, entry.states);
    }
    return ARRIAN_OK;
}

static int open_list(ArrianEngine *engine, const char *file, NameKind kind, ArrianNameType type, ArrianError *why)
{
    Lexicon rows;
    TRY(engine_table(engine, file, &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        NameEntry entry = {.kind = kind,
                           .type = type,
                           .name = lexicon_cell(&rows, r, "name"),
                           .class = lexicon_cell(&rows, r, "kind"),
                           .row = r};
        add_entry(engine, entry, entry.name);
        add_entry(engine, entry, lexicon_cell(&rows, r, "aliases"));
    }
    return ARRIAN_OK;
}

static int open_words(ArrianEngine *engine, const char *file, const char *column, uint32_t bit, ArrianError *why)
{
    Lexicon rows;
    TRY(engine_table(engine, file, &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice head = lexicon_cell(&rows, r, column);
        if (memchr(head.at, ' ', head.length)) {
            phrase_add(&engine->mark->name->heads, &engine->words, head, bit);
            continue;
        }
        uint32_t word = engine_number(engine, head), bits = 0;
        map_get(&engine->mark->name->words, word, &bits);
        if (slice_is(lexicon_cell(&rows, r, "common"), "1")) bits |= WORD_SHY;
        map_put(&engine->arena, &engine->mark->name->words, word, bits | bit);
    }
    return ARRIAN_OK;
}

static int open_titles(ArrianEngine *engine, ArrianError *why)
{
    static const char *const classes[] = {"office", "rank", "honorific", "role", "family"};
    Lexicon rows;
    TRY(engine_table(engine, "titles.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice list = lexicon_cell(&rows, r, "words"), class = lexicon_cell(&rows, r, "class"), item;
        uint32_t number = 0;
        while (number < 4 && !slice_is(class, classes[number])) number++;
        while (lexicon_item(&list, &item)) phrase_add(&engine->mark->name->titles, &engine->words, item, number);
    }
    return ARRIAN_OK;
}

static void open_small_words(ArrianEngine *engine)
{
    NameData *data = engine->mark->name;
    struct {
        uint32_t *to;
        const char *word;
    } small[] = {{&data->in, "in"},   {&data->at, "at"}, {&data->near, "near"}, {&data->from, "from"},
                 {&data->to, "to"},   {&data->of, "of"}, {&data->the, "the"},   {&data->and, "and"},
                 {&data->led, "led"}, {&data->s, "'s"}};
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        *small[i].to = table_add(&engine->words, small[i].word, strlen(small[i].word));
}

int name_data_open(ArrianEngine *engine, ArrianError *why)
{
    NameData *data = engine->mark->name = NEW(&engine->arena, NameData, 1);
    phrase_begin(&data->phrases, &engine->arena);
    phrase_begin(&data->titles, &engine->arena);
    phrase_begin(&data->heads, &engine->arena);
    open_small_words(engine);
    TRY(open_states(engine, why));
    TRY(open_bodies(engine, why));
    TRY(open_list(engine, "outlets.tsv", NAME_OUTLET, ARRIAN_ORGANIZATION, why));
    TRY(open_places(engine, why));
    TRY(open_list(engine, "peoples.tsv", NAME_PEOPLE, ARRIAN_NATIONALITY, why));
    TRY(open_list(engine, "events.tsv", NAME_EVENT, ARRIAN_EVENT, why));
    TRY(open_list(engine, "products.tsv", NAME_PRODUCT, ARRIAN_PRODUCT, why));
    TRY(open_titles(engine, why));
    TRY(open_words(engine, "given_names.tsv", "name", WORD_GIVEN, why));
    TRY(open_words(engine, "facility_words.tsv", "word", WORD_FACILITY, why));
    TRY(open_words(engine, "body_words.tsv", "word", WORD_BODY, why));
    TRY(open_words(engine, "place_words.tsv", "word", WORD_PLACE, why));
    TRY(open_words(engine, "event_words.tsv", "word", WORD_EVENT, why));
    TRY(open_words(engine, "directions.tsv", "word", WORD_DIRECTION, why));
    TRY(open_words(engine, "name_particles.tsv", "word", WORD_PARTICLE, why));
    TRY(open_words(engine, "organ_words.tsv", "word", WORD_ORGAN, why));
    return open_words(engine, "product_words.tsv", "word", WORD_PRODUCT, why);
}

void name_freeze(ArrianEngine *engine)
{
    NameData *data = engine->mark->name;
    phrase_freeze(&data->phrases, &engine->facts);
    phrase_freeze(&data->titles, &engine->facts);
    phrase_freeze(&data->heads, &engine->facts);
    data->bits = map_flat(&engine->facts, &data->words, 0);
}

uint32_t name_word_bits(const ArrianEngine *engine, uint32_t word)
{
    return flat_get(engine->mark->name->bits, word);
}

uint32_t name_head_bits(const ArrianEngine *engine, const ArrianDocument *d, uint32_t i, uint32_t end)
{
    const Phrases *heads = &engine->mark->name->heads;
    uint32_t taken = 0, value = i < end ? phrase_find(heads, d->tokens.at, i, end, &taken) : 0,
             bits = i < end ? name_word_bits(engine, d->tokens.at[i].word) : 0;
    for (; value; value = heads->values.at[value].next) bits |= heads->values.at[value].value;
    return bits;
}

uint32_t name_led_group(const ArrianEngine *engine, const ArrianDocument *d, uint32_t end, uint32_t stop)
{
    if (end + 2 >= stop || !(d->tokens.at[end].flags & ARRIAN_HYPHEN)) return 0;
    if (d->tokens.at[end + 1].word != engine->mark->name->led) return 0;
    ArrianSlice word = document_words(d, d->tokens.at[end + 2].span);
    return word.length >= 7 && !strncasecmp(word.at, "coalition", 9 < word.length ? 9 : word.length) ? end + 3 : 0;
}

const NameEntry *name_entry(const ArrianEngine *engine, uint32_t number)
{
    return number < engine->mark->name->entries.count ? &engine->mark->name->entries.at[number] : NULL;
}

ArrianSlice name_place_states(const ArrianEngine *engine, uint32_t place)
{
    const NameData *data = engine->mark->name;
    return place < data->places.count ? data->places.at[place] : (ArrianSlice){0};
}

static bool has_inner_capital(ArrianSlice word)
{
    for (uint32_t i = 1; i < word.length; i++)
        if (word.at[i] >= 'A' && word.at[i] <= 'Z') return true;
    return false;
}

static bool case_fits(const ArrianDocument *d, const ArrianToken *tokens, uint32_t first, uint32_t end, uint8_t shape)
{
    if (shape & PHRASE_TITLE && !(tokens[first].flags & ARRIAN_UPPER_FIRST)) return false;
    if (shape & PHRASE_INNER && !has_inner_capital(document_words(d, tokens[first].span))) return false;
    if (shape & PHRASE_UPPER)
        for (uint32_t i = first; i < end; i++)
            if (tokens[i].flags & ARRIAN_WORD && !(tokens[i].flags & ARRIAN_ALL_UPPER)) return false;
    return true;
}

/* "Syrias northwestern province": a possessive that lost its apostrophe. */
uint32_t name_stem_of_possessive(const ArrianEngine *engine, const ArrianDocument *d, const ArrianToken *token)
{
    char word[160];
    ArrianSlice text = document_words(d, token->span);
    if (text.length < 4 || text.length > 60 || text.at[text.length - 1] != 's' || !(token->flags & ARRIAN_UPPER_FIRST))
        return 0;
    return engine_word(engine, word, utf8_word(text.at, text.length - 1, word));
}

static bool take_fitting(const ArrianEngine *engine, const ArrianDocument *d, const ArrianToken *tokens, uint32_t i,
                         uint32_t taken, uint32_t value, uint32_t *ret_entry)
{
    const Phrases *phrases = &engine->mark->name->phrases;
    for (; value; value = phrases->values.at[value].next)
        if (case_fits(d, tokens, i, i + taken, phrases->values.at[value].shape))
            return *ret_entry = phrases->values.at[value].value, true;
    return false;
}

bool name_lookup(const ArrianEngine *engine, const ArrianDocument *d, uint32_t i, uint32_t end, uint32_t *ret_entry,
                 uint32_t *ret_end)
{
    uint32_t taken = 0, value = phrase_find(&engine->mark->name->phrases, d->tokens.at, i, end, &taken);
    if (value && take_fitting(engine, d, d->tokens.at, i, taken, value, ret_entry)) return *ret_end = i + taken, true;
    if (value && taken > 1) { /* the long phrase has the wrong case: is there a shorter one? */
        value = phrase_find(&engine->mark->name->phrases, d->tokens.at, i, i + taken - 1, &taken);
        if (value && take_fitting(engine, d, d->tokens.at, i, taken, value, ret_entry)) return *ret_end = i + taken, true;
    }
    if (value) return false;
    ArrianToken stem = d->tokens.at[i];
    stem.word = name_stem_of_possessive(engine, d, &stem);
    if (!stem.word) return false;
    value = phrase_find(&engine->mark->name->phrases, &stem, 0, 1, &taken);
    return value && take_fitting(engine, d, &stem, 0, 1, value, ret_entry) && (*ret_end = i + 1, true);
}

uint32_t name_title(const ArrianEngine *engine, const ArrianDocument *d, uint32_t i, uint32_t end, uint32_t *ret_class)
{
    uint32_t taken = 0, value = phrase_find(&engine->mark->name->titles, d->tokens.at, i, end, &taken);
    if (!value) return 0;
    *ret_class = engine->mark->name->titles.values.at[value].value;
    return taken;
}

/* Most long words begin with a capital: a headline, where capitals say nothing. */
bool name_title_case(const ArrianDocument *d, const ArrianSentence *s)
{
    uint32_t words = 0, upper = 0;
    for (uint32_t i = s->first; i < s->first + s->count; i++) {
        if (!(d->tokens.at[i].flags & ARRIAN_WORD) || d->tokens.at[i].span.end - d->tokens.at[i].span.start < 4)
            continue;
        words++;
        upper += (d->tokens.at[i].flags & ARRIAN_UPPER_FIRST) != 0;
    }
    bool stopped = s->count && d->text.at[d->tokens.at[s->first + s->count - 1].span.start] == '.';
    return words >= 4 && (stopped ? upper == words : upper * 4 >= words * 3);
}

void name_document(const ArrianEngine *engine, ArrianDocument *d, MarkTags *tags)
{
    NameFinds finds = {0};
    if (d->reading) learned_names(engine, d, tags, &finds);
    for (uint32_t s = 0; s < d->sentences.count && !d->reading; s++) {
        const ArrianSentence *sentence = &d->sentences.at[s];
        uint32_t before = finds.count;
        shape_names(engine, d, tags, sentence->first, sentence->first + sentence->count, name_title_case(d, sentence),
                    &finds);
        if (finds.count > before + MOST_MARKS_A_SENTENCE) finds.count = before + MOST_MARKS_A_SENTENCE;
    }
    for (uint32_t k = 0; k < finds.count; k++) {
        const NameFind *find = &finds.at[k];
        ArrianName name = {
            .span = document_tokens_span(d, find->first, find->end), .type = find->type, .entity = ARRIAN_NONE};
        mark_tag(d, tags->name, name.span, d->names.count);
        LIST_ADD(&d->arena, d->names, name);
    }
    tags->finds = finds.at;
}

/* quantity.c: how many of what.   "at least 21 civilians" -> low 21, word "at least", unit civilian; "four battalions"
 * -> 4 battalion; "dozens of women" -> word alone. Numbers, bounds and units are tables; counted.c finds what is counted;
 * this file keeps years, ages and numbers inside names out. */
#include "base/error.h"
#include "base/utf8.h"
#include "mark/quantity.h"
#include "parse/inflect.h"
#include "split/split.h"
#include <string.h>

typedef enum BoundKind { BOUND_NONE, BOUND_LOW, BOUND_HIGH, BOUND_ABOUT, BOUND_EXACT, BOUND_BETWEEN, BOUND_REACHED } BoundKind;
enum { MAY_FOLLOW = 16 /* beside the kind in `bounds` */ };

static uint32_t add_word(ArrianEngine *engine, const char *word)
{
    return table_add(&engine->words, word, strlen(word));
}

static int open_bounds(ArrianEngine *engine, QuantityData *data, ArrianError *why)
{
    Lexicon rows;
    TRY(engine_table(engine, "bounds.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice kind = lexicon_cell(&rows, r, "bound");
        uint32_t bound = slice_is(kind, "low")       ? BOUND_LOW
                         : slice_is(kind, "high")    ? BOUND_HIGH
                         : slice_is(kind, "about")   ? BOUND_ABOUT
                         : slice_is(kind, "between") ? BOUND_BETWEEN
                         : slice_is(kind, "reached") ? BOUND_REACHED
                                                     : BOUND_EXACT;
        if (lexicon_cell(&rows, r, "behind").length) bound |= MAY_FOLLOW;
        phrase_add(&data->bounds, &engine->words, lexicon_cell(&rows, r, "pattern"), bound);
    }
    return ARRIAN_OK;
}

int quantity_data_open(ArrianEngine *engine, ArrianError *why)
{
    QuantityData *data = engine->mark->quantity = NEW(&engine->arena, QuantityData, 1);
    phrase_begin(&data->units, &engine->arena);
    phrase_begin(&data->bounds, &engine->arena);
    data->and = add_word(engine, "and"), data->a = add_word(engine, "a"), data->an = add_word(engine, "an"),
    data->of = add_word(engine, "of"), data->or = add_word(engine, "or"), data->in = add_word(engine, "in"),
    data->worth = add_word(engine, "worth"), data->per = add_word(engine, "per"), data->minus = add_word(engine, "minus");
    data->to = add_word(engine, "to"), data->others = add_word(engine, "others"),
    data->other = add_word(engine, "other");
    data->number = add_word(engine, "number");
    data->more = add_word(engine, "more"), data->them = add_word(engine, "them"), data->whom = add_word(engine, "whom");
    TRY(number_data_open(engine, &data->numbers, why));
    TRY(unit_data_open(engine, data, why));
    return open_bounds(engine, data, why);
}

void quantity_freeze(ArrianEngine *engine)
{
    QuantityData *data = engine->mark->quantity;
    phrase_freeze(&data->units, &engine->facts);
    phrase_freeze(&data->bounds, &engine->facts);
    number_freeze(engine, data->numbers);
}

bool is_sign(const Counter *c, uint32_t i, const char *sign)
{
    if (i >= c->end) return false;
    ArrianSlice words = document_words(c->d, c->tokens[i].span);
    return words.length == strlen(sign) && !memcmp(words.at, sign, words.length);
}

static bool free_token(const Counter *c, uint32_t i)
{
    return i < c->end && c->tags->time[i] == ARRIAN_NONE && c->tags->name[i] == ARRIAN_NONE;
}

/* A number none of whose tokens is taken by a time or a name. */
static bool read_exact(const Counter *c, uint32_t i, Amount *a)
{
    Number number;
    uint32_t end = i;
    while (end < c->end && free_token(c, end)) end++;
    if (end == i || !number_read(c->data->numbers, c->d, i, end, &number)) return false;
    *a = (Amount){.value = number.value, .share = number.share, .ratio = number.ratio, .first = i, .end = number.end};
    return true;
}

/* "dozens", "tens of thousands", "hundreds" */
static bool read_vague(const Counter *c, uint32_t i, Amount *a)
{
    const NumberWord *word = word_at(c, i);
    if (!word || word->kind != NUMBER_VAGUE || !free_token(c, i)) return false;
    uint32_t at = i + 1;
    const NumberWord *next = is(c, at, c->data->of) ? word_at(c, at + 1) : NULL;
    if (next && next->kind == NUMBER_VAGUE) at += 2;
    *a = (Amount){.vague = true, .first = i, .end = at};
    return true;
}

static bool read_amount(const Counter *c, uint32_t i, Amount *a)
{
    return read_exact(c, i, a) || read_vague(c, i, a);
}

/* The bound that ends right before token i: "at least", "more than a" ... */
static BoundKind bound_before(const Counter *c, uint32_t i, uint32_t *ret_first)
{
    uint32_t reach = i > c->first + 6 ? i - 6 : c->first;
    for (uint32_t at = reach; at < i; at++) {
        uint32_t taken = 0, value = phrase_find(&c->data->bounds, c->tokens, at, i, &taken);
        if (value && at + taken == i) return *ret_first = at, (BoundKind)(c->data->bounds.values.at[value].value & ~MAY_FOLLOW);
    }
    return BOUND_NONE;
}

/* The bound that starts right after a number: "or more", "and counting", "give or take". */
static BoundKind bound_after(const Counter *c, uint32_t i, uint32_t *ret_end)
{
    uint32_t taken = 0, value = i < c->end ? phrase_find(&c->data->bounds, c->tokens, i, c->end, &taken) : 0,
             bound = c->data->bounds.values.at[value].value;
    if (!value || !(bound & MAY_FOLLOW)) return BOUND_NONE;
    *ret_end = i + taken;
    return (BoundKind)(bound & ~MAY_FOLLOW);
}

/* A number that is none: "No. 5", "3-2", "2nd", "section 8", "12:30", a page or phone number. */
static bool is_label(const Counter *c, const Amount *a)
{
    if (a->vague) return false;
    if (a->first > c->first) {
        const ArrianToken *before = &c->tokens[a->first - 1];
        ArrianSlice words = document_words(c->d, before->span);
        bool touches = !(c->tokens[a->first].flags & ARRIAN_SPACE_BEFORE);
        if (touches && (words.at[0] == '#' || words.at[0] == ':' || words.at[0] == '/' || words.at[0] == '.'))
            return true;
        if (touches && before->flags & ARRIAN_WORD && !(before->flags & ARRIAN_GLUED)) return true;
        if (c->tokens[a->first].flags & ARRIAN_NUMBER && says_beside(c, a->first - 1, NUMBER_LABEL)) return true;
    }
    if (a->end < c->end) {
        ArrianSlice after = document_words(c->d, c->tokens[a->end].span);
        bool touches = !(c->tokens[a->end].flags & ARRIAN_SPACE_BEFORE);
        if (touches && after.length == 2 &&
            (slice_is(after, "st") || slice_is(after, "nd") || slice_is(after, "rd") || slice_is(after, "th")))
            return true;
        if (touches && (after.at[0] == ':' || after.at[0] == '/') && a->end + 1 < c->end &&
            c->tokens[a->end + 1].flags & ARRIAN_NUMBER)
            return true;
    }
    return false;
}

static void set_bounds(const Counter *c, ArrianQuantity *q, BoundKind bound, ArrianSpan word, const Amount *a,
                       const Amount *other)
{
    if (bound != BOUND_NONE && bound != BOUND_EXACT) q->word = document_words(c->d, word);
    if (a->vague) {
        q->word = document_words(c->d, document_tokens_span(c->d, a->first, a->end));
        return;
    }
    double scale = a->share && slice_is(q->unit, "percent") ? 100 : 1;
    q->low = a->value * scale, q->high = (other ? other->value : a->value) * scale;
    q->has_low = bound != BOUND_HIGH;
    q->has_high = bound != BOUND_LOW;
}

/* "20 to 30", "between 10 and 30", "20-30", "8- to 16-": the amount behind the joint; "cut by half to 24 percent" is none. */
static bool read_range(const Counter *c, const Amount *a, BoundKind bound, Amount *other)
{
    uint32_t at = a->end;
    if (is_sign(c, at, "-") && touches(c, at) && (is(c, at + 1, c->data->to) || is(c, at + 1, c->data->or))) at++;
    bool joint = is(c, at, c->data->to) || (bound == BOUND_BETWEEN && is(c, at, c->data->and)) || is_sign(c, at, "-") ||
                 is_sign(c, at, "–") || (at > a->end && is(c, at, c->data->or));
    if (!joint || a->vague || !read_amount(c, at + 1, other) || other->vague) return false;
    return other->value > a->value && other->share == a->share;
}

/* "$10 million to $20 million", "between 44 mg and 50 mg": the same unit behind both; "from $10 to $20" is a change. */
static bool read_measured_range(const Counter *c, const Amount *a, BoundKind bound, const Counted *low, uint32_t opens,
                                Amount *other, Counted *high)
{
    uint32_t at = low->end > a->end ? low->end : a->end, number = at + 1, first;
    bool between = bound == BOUND_BETWEEN && is(c, at, c->data->and);
    ArrianSlice before = opens > c->first ? document_words(c->d, c->tokens[opens - 1].span) : (ArrianSlice){0};
    if (!low->row || !(between || is(c, at, c->data->to) || is_sign(c, at, "–"))) return false;
    if (!between && slice_is(before, "from")) return false;
    while (number < at + 4 && !read_amount(c, number, other)) number++; /* past "US$" */
    if (number == at + 4 || other->vague || other->value <= a->value) return false;
    if (number > at + 1 && (!unit_before(c, number, &first) || first != at + 1)) return false;
    return counted_find(c, other, other->first, high) && high->row == low->row;
}

/* "5 feet 2 inches", "3 dollars and 50 cents": a smaller measure of the same kind behind it; its end. */
static uint32_t add_smaller(const Counter *c, const Counted *counted, double *value)
{
    uint32_t at = counted->end + is(c, counted->end, c->data->and);
    Amount more;
    Counted small;
    if (!counted->row || counted->end == counted->first || !read_exact(c, at, &more) || more.share) return 0;
    if (!counted_find(c, &more, more.first, &small) || !small.row || small.end <= more.end) return 0;
    bool fits = slice_same(small.row->base, counted->row->base) && small.row->factor < counted->row->factor &&
                more.value * small.row->factor < counted->row->factor;
    if (!fits) return 0;
    *value += more.value * small.row->factor / counted->row->factor;
    return small.end;
}

/* "-18 °C", "minus 5 degrees": below nought; a dash that joins two words is no sign. */
static bool is_negative(const Counter *c, uint32_t first, const Counted *counted)
{
    if (!counted->measure || first <= c->first) return false;
    if (is(c, first - 1, c->data->minus)) return true;
    bool sign = (is_sign(c, first - 1, "-") || is_sign(c, first - 1, "−")) && touches(c, first);
    return sign && (!touches(c, first - 1) || first - 1 == c->first || c->tokens[first - 2].flags & ARRIAN_PUNCT);
}

/* "5-6,000 people": thousands both, where a dash alone parts the digits. */
static bool shares_thousands(const Counter *c, const Amount *a, const Amount *high)
{
    double low = a->value * 1000;
    return high->first == a->first + 2 && touches(c, high->first) && touches(c, a->first + 1) && a->value < 1000 &&
           (uint64_t)high->value % 1000 == 0 && low < high->value && high->value < low * 10;
}

/* "2 to 3 million": the multiplier is of both. */
static void scale_low(const Counter *c, Amount *a, const Amount *high)
{
    if (shares_thousands(c, a, high)) a->value *= 1000;
    if (a->value >= 1000 || high->value < 1000 || !(c->tokens[high->end - 1].flags & ARRIAN_WORD) ||
        c->tokens[a->first].flags & ARRIAN_WORD)
        return;
    for (uint32_t i = high->first; i < high->end; i++) {
        const NumberWord *word = word_at(c, i);
        if (word && word->kind == NUMBER_MULTIPLIER) a->value *= word->value;
    }
}

static void set_of(Counter *c, ArrianQuantity *q, const Amount *a, const Counted *counted)
{
    uint32_t first = counted->first, end = counted->end;
    if (counted->measure && !counted_whole(c, a, counted, &first, &end)) return;
    if (end <= first) return;
    q->of_span = document_tokens_span(c->d, first, end);
    q->of = document_words(c->d, q->of_span);
}

static uint32_t add_quantity(Counter *c, const Amount *start, const MarkTags *tags)
{
    Amount a = *start, other, *high = NULL;
    Counted counted, last;
    uint32_t opens = a.first, bound_first = a.first, per_end, reached = a.first;
    bool money = unit_before(c, a.first, &opens) != NULL;
    BoundKind bound = bound_before(c, a.first, &bound_first);
    if (bound == BOUND_NONE && money) bound = bound_before(c, opens, &bound_first); /* "over €100" */
    c->reached = 0;
    if (bound == BOUND_REACHED) bound = BOUND_NONE, c->reached = bound_first;
    else if (bound_before(c, bound_first, &reached) == BOUND_REACHED) c->reached = reached; /* "rose to at least 41" */
    if (read_range(c, &a, bound, &other)) high = &other, a.end = other.end;
    ArrianSpan word = {0};
    if (bound != BOUND_NONE) word = document_tokens_span(c->d, bound_first, opens);
    else bound_first = opens;
    uint32_t after = a.end;
    if (bound == BOUND_NONE && !a.vague && (bound = bound_after(c, a.end, &after)) != BOUND_NONE) {
        word = document_tokens_span(c->d, a.end, after);
        a.end = after;
    }
    if (is_label(c, &a) || !counted_find(c, &a, bound_first, &counted)) return 0;
    if (high) scale_low(c, &a, high);
    uint32_t first = bound_first, end = counted.end > a.end ? counted.end : a.end, small;
    if (!high && read_measured_range(c, &a, bound, &counted, bound_first, &other, &last))
        high = &other, end = last.end > other.end ? last.end : other.end, scale_low(c, &a, high);
    if (bound == BOUND_BETWEEN && !high) bound = BOUND_NONE, first = opens; /* "from two villages" */
    if (!high && (small = add_smaller(c, &counted, &a.value))) end = small;
    if (is_negative(c, first, &counted)) first--, a.value = -a.value;
    ArrianQuantity q = {.unit = counted.unit};
    set_of(c, &q, &a, &counted);
    ArrianSlice per = counted.row ? unit_per(c, end, &per_end) : (ArrianSlice){0};
    if (per.length) {
        end = per_end;
        q.unit.at = arena_print(&c->d->arena, "%.*s per %.*s", (int)q.unit.length, q.unit.at, (int)per.length, per.at);
        q.unit.length = (uint32_t)strlen(q.unit.at);
    }
    q.span = document_tokens_span(c->d, first, end);
    set_bounds(c, &q, bound, word, &a, high);
    mark_tag(c->d, tags->quantity, q.span, c->d->quantities.count);
    LIST_ADD(&c->d->arena, c->d->quantities, q);
    return end;
}

/* "one" counts a person or a thing only before its noun; "one of", "no one" and the pronoun do not. */
static bool is_pronoun_one(const Counter *c, const Amount *a)
{
    if (a->vague || a->value != 1 || c->tokens[a->first].flags & ARRIAN_NUMBER) return false;
    uint32_t unit_end;
    const Unit *unit = NULL;
    for (uint32_t i = a->end; i < c->end && i < a->end + 3 && !unit && is_noun_like(c, i); i++)
        unit = unit_at(c, i, &unit_end);
    bool counts = unit && (slice_is(unit->class, "person") || slice_is(unit->class, "military unit") ||
                           slice_is(unit->class, "vehicle") || unit_measures(unit));
    return !counts && !says_beside(c, a->end, HARM_AFTER) &&
           !(is(c, a->end, c->data->of) && is(c, a->end + 1, c->data->them));
}

void quantity_document(const ArrianEngine *engine, ArrianDocument *d, MarkTags *tags)
{
    Counter c = {.engine = engine, .data = engine->mark->quantity, .d = d, .tokens = d->tokens.at, .tags = tags};
    c.trees = clause_open(engine, d, &c.clause);
    for (uint32_t s = 0; s < d->sentences.count; s++) {
        c.first = d->sentences.at[s].first, c.end = c.first + d->sentences.at[s].count;
        uint32_t before = d->quantities.count;
        for (uint32_t i = c.first; i < c.end && d->quantities.count < before + MOST_MARKS_A_SENTENCE;) {
            Amount a;
            uint32_t end = 0;
            if (read_amount(&c, i, &a) && !is_pronoun_one(&c, &a)) end = add_quantity(&c, &a, tags);
            i = end > i ? end : i + 1;
        }
    }
}

uint32_t quantity_number(const ArrianEngine *engine, const ArrianDocument *d, uint32_t token, double *ret_value)
{
    const ArrianSentence *s = &d->sentences.at[d->tokens.at[token].sentence];
    Number number;
    if (!number_read(engine->mark->quantity->numbers, d, token, s->first + s->count, &number)) return 0;
    return *ret_value = number.value, number.end;
}


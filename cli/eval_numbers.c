/* eval_numbers.c: numbers and quantities held against the English specs of Recognizers-Text and the tests of
 * quantulum3 (.json). number: every number there, by its words and value, whatever it counts. amount: quantities with
 * a unit (currency, dimension, temperature, percent); value: found and the same number; unit: and the same unit, by
 * the words of data/units.tsv. Numbers that count nothing are not asked of quantities. */
#include "eval.h"
#include "eval_json.h"
#include "mark/mark.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct GoldNumber {
    ArrianSpan span; /* empty where the set does not say */
    double value;
    ArrianSlice unit; /* empty: a number alone */
} GoldNumber;
typedef struct GoldNumbers {
    GoldNumber *at;
    uint32_t count;
    bool amounts; /* of quantities with units */
} GoldNumbers;

static double number_of(const EvalJson *node)
{
    char text[64] = "";
    if (!node || node->text.length >= sizeof text) return NAN;
    memcpy(text, node->text.at, node->text.length);
    char *rest;
    double value = strtod(text, &rest);
    return rest == text ? NAN : value;
}

/* Bytes of `words` in the text, either case, at or after *from, which moves behind it. */
static ArrianSpan find_words(ArrianSlice text, ArrianSlice words, uint32_t *from)
{
    for (uint32_t i = *from; words.length && i + words.length <= text.length; i++)
        if (!strncasecmp(text.at + i, words.at, words.length))
            return *from = i + words.length, (ArrianSpan){i, i + words.length};
    return (ArrianSpan){0};
}

static bool is_text(const EvalJson *node, const char *word)
{
    return node && node->text.length == strlen(word) && !memcmp(node->text.at, word, node->text.length);
}

static void load_case(Eval *eval, const char *path, const EvalJson *item)
{
    const EvalJson *input = eval_json_get(item, "Input"), *list = eval_json_get(item, "Results");
    bool specs = input != NULL;
    if (!specs) input = eval_json_get(item, "req"), list = eval_json_get(item, "res");
    if (!input || !list || list->kind != EVAL_ARRAY || !input->text.length) return;
    GoldNumbers *gold = NEW(&eval->arena, GoldNumbers, 1);
    LIST(GoldNumber) numbers = {0};
    uint32_t from = 0;
    gold->amounts = !specs || !strstr(path, "NumberModel");
    for (const EvalJson *r = list->first; r; r = r->next) {
        const EvalJson *words = eval_json_get(r, specs ? "Text" : "surface"), *facts = specs ? eval_json_get(r, "Resolution") : r,
                       *unit = eval_json_get(facts, "unit");
        GoldNumber number = {.value = number_of(eval_json_get(facts, "value"))};
        if (words) number.span = find_words(input->text, words->text, &from);
        if (unit) number.unit = unit->text;
        else if (is_text(eval_json_get(r, "TypeName"), "percentage")) number.unit = (ArrianSlice){"percent", 7};
        if (isnan(number.value) || (gold->amounts && (!number.unit.length || is_text(unit, "dimensionless")))) continue;
        LIST_ADD(&eval->arena, numbers, number);
    }
    gold->at = numbers.at, gold->count = numbers.count;
    /* a stop behind it: digits alone are no report */
    const char *text = arena_print(&eval->arena, "%.*s .", (int)input->text.length, input->text.at);
    ArrianSlice whole = {text, (uint32_t)strlen(text)};
    LIST_ADD(&eval->arena, eval->cases, (EvalCase){.text = whole, .file = path, .gold = gold});
}

/* Of the specs only those of numbers and units; ordinals, ages and ranges are no quantities. */
static bool is_asked(const char *path)
{
    static const char *const asked[] = {"NumberModel.json", "PercentModel.json", "CurrencyModel.json",
                                        "DimensionModel.json", "TemperatureModel.json", "quantities.json"};
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
        if (!strcmp(name, asked[i])) return true;
    return false;
}

static bool load(Eval *eval, const char *path, ArrianSlice bytes)
{
    if (!is_asked(path)) return true;
    for (const EvalJson *item = eval_json(&eval->arena, bytes)->first; item; item = item->next) load_case(eval, path, item);
    return true;
}

static bool near(double a, double b)
{
    return fabs(a - b) <= 1e-6 * fmax(fabs(a), fabs(b)) + 1e-12;
}

static const GoldNumber *find_gold(const GoldNumbers *gold, ArrianSpan span, uint8_t *taken)
{
    for (uint32_t g = 0; g < gold->count; g++)
        if (!taken[g] && (span_empty(gold->at[g].span) || span_overlap(gold->at[g].span, span))) return taken[g] = 1, &gold->at[g];
    return NULL;
}

/* "180ml": a number that a unit is glued to; the sets ask for it among the amounts alone. */
static bool is_glued(const ArrianDocument *d, uint32_t end)
{
    return end < d->tokens.count && d->tokens.at[end].flags & ARRIAN_WORD && !(d->tokens.at[end].flags & ARRIAN_SPACE_BEFORE);
}

static void score_numbers(Eval *eval, const EvalCase *c, const ArrianDocument *d, uint8_t *taken)
{
    const GoldNumbers *gold = c->gold;
    eval_count(eval, "number", 0, gold->count, 0);
    for (uint32_t i = 0; i < d->tokens.count;) {
        double value = 0;
        uint32_t end = quantity_number(eval->engine, d, i, &value);
        if (end <= i) {
            i++;
            continue;
        }
        if (is_glued(d, end)) {
            i = end;
            continue;
        }
        ArrianSpan span = document_tokens_span(d, i, end);
        const GoldNumber *g = find_gold(gold, arrian_received(d, span), taken);
        bool right = g && (near(g->value, value) || near(-g->value, value)); /* the sign stands outside */
        eval_count(eval, "number", right, 0, 1);
        if (!right)
            eval_miss(eval, c, "\"%.*s\": %.12g wanted, %.12g given for \"%.*s\"", (int)c->text.length, c->text.at,
                      g ? g->value : NAN, value, (int)(span.end - span.start), d->text.at + span.start);
        i = end;
    }
}

static void score_amounts(Eval *eval, const EvalCase *c, const ArrianDocument *d, uint8_t *taken)
{
    static const char *const figures[] = {"amount found", "amount value", "amount unit"};
    const GoldNumbers *gold = c->gold;
    for (int f = 0; f < 3; f++) eval_count(eval, figures[f], 0, gold->count, 0);
    for (uint32_t i = 0; i < d->quantities.count; i++) {
        const ArrianQuantity *q = &d->quantities.at[i];
        double value = q->has_low && q->has_high ? (q->low + q->high) / 2 : q->has_low ? q->low : q->high;
        const GoldNumber *g = find_gold(gold, arrian_received(d, q->span), taken);
        if (!g) continue; /* each file asks of one class of units alone */
        bool right = near(value, g->value) || near(value, -g->value),
             unit = right && quantity_unit_is(eval->engine, q->unit, g->unit);
        eval_count(eval, figures[0], 1, 0, 0);
        eval_count(eval, figures[1], right, 0, 0);
        eval_count(eval, figures[2], unit, 0, 0);
        if (!unit)
            eval_miss(eval, c, "\"%.*s\": %.12g %.*s wanted, %.12g %.*s given", (int)c->text.length, c->text.at,
                      g->value, (int)g->unit.length, g->unit.at, value, (int)q->unit.length, q->unit.at);
    }
}

static void score(Eval *eval, const EvalCase *c, const ArrianDocument *d)
{
    const GoldNumbers *gold = c->gold;
    uint8_t *taken = NEW(&eval->arena, uint8_t, gold->count + 1);
    if (gold->amounts) score_amounts(eval, c, d, taken);
    else score_numbers(eval, c, d, taken);
    for (uint32_t g = 0; g < gold->count; g++)
        if (!taken[g])
            eval_miss(eval, c, "\"%.*s\": %.12g %.*s not found", (int)c->text.length, c->text.at, gold->at[g].value,
                      (int)gold->at[g].unit.length, gold->at[g].unit.length ? gold->at[g].unit.at : "");
}

const EvalSet eval_numbers = {"numbers", "json", "quantities: the JSON of Recognizers-Text and quantulum3", load, score};

/* eval_times.c: TimeML files (.tml) scored as TempEval-3 does (Uzzaman and others, 2013).
 * relaxed: the tool's time overlaps one of the gold, each counted once; strict: the same bytes. value: found, and its
 * TIMEX3 value the same, over all found (F1 of value = relaxed F1 x share of values that are right). The day of
 * creation is given to the tool and is not scored. What TIMEX3 does not mark (ages; "shortly after") is not held
 * against the tool where the gold has nothing. */
#include "eval.h"
#include <string.h>

typedef struct GoldTime {
    ArrianSpan span;
    ArrianSlice value;
} GoldTime;
typedef struct GoldTimes {
    GoldTime *at;
    uint32_t count;
} GoldTimes;

static bool is_element(const EvalElement *element, const char *name)
{
    return element->name.length == strlen(name) && !memcmp(element->name.at, name, element->name.length);
}

static bool load(Eval *eval, const char *path, ArrianSlice bytes)
{
    EvalMarkup markup;
    EvalCase c = {.file = path};
    ArrianSpan text = {0};
    LIST(GoldTime) times = {0};
    eval_markup(&eval->arena, bytes, &markup);
    for (uint32_t i = 0; i < markup.elements.count; i++)
        if (is_element(&markup.elements.at[i], "TEXT")) text = markup.elements.at[i].span;
    if (text.end <= text.start) return output_say(path, "no <TEXT> in it: not a TimeML file"), false;
    for (uint32_t i = 0; i < markup.elements.count; i++) {
        const EvalElement *e = &markup.elements.at[i];
        ArrianSlice value = eval_attribute(e, "value");
        if (!is_element(e, "TIMEX3")) continue;
        if (e->span.start >= text.start && e->span.end <= text.end)
            LIST_ADD(&eval->arena, times,
                     (GoldTime){{e->span.start - text.start, e->span.end - text.start}, value});
        else if (!c.published && value.length >= 10) c.published = arena_copy(&eval->arena, value.at, 10);
    }
    GoldTimes *gold = NEW(&eval->arena, GoldTimes, 1);
    *gold = (GoldTimes){times.at, times.count};
    c.text = (ArrianSlice){markup.text.at + text.start, text.end - text.start};
    c.gold = gold;
    LIST_ADD(&eval->arena, eval->cases, c);
    return true;
}

static bool same_value(const ArrianTime *time, ArrianSlice gold)
{
    return strlen(time->timex) == gold.length && !memcmp(time->timex, gold.at, gold.length);
}

static void score_one(Eval *eval, const EvalCase *c, const GoldTime *gold, const ArrianDocument *d, uint8_t *taken)
{
    const char *text = c->text.at + gold->span.start;
    int length = (int)(gold->span.end - gold->span.start);
    for (uint32_t i = 0; i < d->times.count; i++) {
        const ArrianTime *time = &d->times.at[i];
        ArrianSpan span = arrian_received(d, time->span);
        if (taken[i] || !span_overlap(span, gold->span)) continue;
        taken[i] = 1;
        bool right = same_value(time, gold->value);
        eval_count(eval, "time found", 1, 0, 0);
        eval_count(eval, "time found exactly", span.start == gold->span.start && span.end == gold->span.end, 0, 0);
        eval_count(eval, "time value", right, 0, 0);
        if (!right)
            eval_miss(eval, c, "value of \"%.*s\": %.*s wanted, %s given (\"%.*s\")", length, text,
                      (int)gold->value.length, gold->value.at, time->timex[0] ? time->timex : "none",
                      (int)(time->span.end - time->span.start), d->text.at + time->span.start);
        return;
    }
    eval_miss(eval, c, "not found: \"%.*s\" %.*s in \"%.30s\"", length, text, (int)gold->value.length, gold->value.at,
              text - (gold->span.start < 12 ? gold->span.start : 12));
}

static void score(Eval *eval, const EvalCase *c, const ArrianDocument *d)
{
    const GoldTimes *gold = c->gold;
    uint8_t *taken = NEW(&eval->arena, uint8_t, d->times.count + 1);
    static const char *const figures[] = {"time found", "time found exactly", "time value"};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        eval_count(eval, figures[i], 0, gold->count, 0);
    for (uint32_t g = 0; g < gold->count; g++) score_one(eval, c, &gold->at[g], d, taken);
    for (uint32_t i = 0; i < d->times.count; i++) {
        ArrianSpan span = d->times.at[i].span, received = arrian_received(d, span);
        if (!taken[i] && !d->times.at[i].timex[0]) continue;
        for (size_t f = 0; f < sizeof figures / sizeof *figures; f++) eval_count(eval, figures[f], 0, 0, 1);
        if (taken[i]) continue;
        eval_miss(eval, c, "none there: \"%.*s\" %s after \"%.24s\"", (int)(span.end - span.start),
                  d->text.at + span.start, d->times.at[i].timex,
                  c->text.at + (received.start < 24 ? 0 : received.start - 24));
    }
}

const EvalSet eval_times = {"times", "tml", "times: TimeML files", load, score};

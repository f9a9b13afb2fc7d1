/* eval_times.c: TimeML files (.tml) scored as TempEval-3 does (Uzzaman and others, 2013).
 * relaxed: the tool's time overlaps one of the gold, each counted once; strict: the same bytes. value: found, and its
 * TIMEX3 value the same, over all found (F1 of value = relaxed F1 x share of values that are right); "as written": letter
 * by letter, else where the two say one thing. A range of the tool is two times where the gold has two in it. The day of
 * creation is given to the tool and is not scored. What TIMEX3 does not mark (ages; "shortly after") is not held
 * against the tool where the gold has nothing. */
#include "base/lexicon.h"
#include "eval.h"
#include <stdio.h>
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

/* One way to write what TIMEX3 writes in several: 1948-XX and 1948-XX-XX are 1948, 198X 198, 2000-W7 2000-W07, P1E P10Y,
 * P2Q P6M, T17 T17:00. */
static void plain_value(char *out, size_t room, ArrianSlice value)
{
    int count = 0, n = 0;
    char unit = 0;
    snprintf(out, room, "%.*s", (int)value.length, value.at);
    size_t length = strlen(out);
    if (sscanf(out, "P%d%c%n", &count, &unit, &n) == 2 && (size_t)n == length && count < 100000) {
        int times = unit == 'E' ? 10 : unit == 'C' ? 100 : unit == 'Q' ? 3 : 0;
        if (times) snprintf(out, room, "P%d%c", count * times, unit == 'Q' ? 'M' : 'Y');
        return;
    }
    if (out[0] < '0' || out[0] > '9') return;
    while (length > 4 && !strcmp(out + length - 3, "-XX")) out[length -= 3] = 0;
    if (length == 4 && out[3] == 'X') out[--length] = 0;
    if (length == 3 && out[2] == 'X') out[--length] = 0;
    if (length == 7 && out[4] == '-' && out[5] == 'W') out[7] = out[6], out[6] = '0', out[8] = 0;
    if (length == 13 && out[10] == 'T') strcpy(out + 13, ":00");
}

static bool same_value(const char *timex, ArrianSlice gold)
{
    char a[48], b[48];
    plain_value(a, sizeof a - 4, (ArrianSlice){timex, (uint32_t)strlen(timex)});
    plain_value(b, sizeof b - 4, gold);
    return !strcmp(a, b);
}

/* "from [1985] to [1987]": two in TIMEX3; to the tool one whose value is 1985/1987. */
static const char *range_end(const ArrianTime *time)
{
    const char *slash = time->value[0] == 'P' || time->precision == ARRIAN_WEEK ? NULL : strchr(time->value, '/');
    return slash ? slash + 1 : NULL;
}

static void score_one(Eval *eval, const EvalCase *c, const GoldTime *gold, const ArrianDocument *d, uint8_t *taken)
{
    const char *text = c->text.at + gold->span.start;
    int length = (int)(gold->span.end - gold->span.start);
    for (uint32_t i = 0; i < d->times.count; i++) {
        const ArrianTime *time = &d->times.at[i];
        ArrianSpan span = arrian_received(d, time->span);
        const char *end = range_end(time);
        if ((taken[i] && (!end || taken[i] > 1)) || !span_overlap(span, gold->span)) continue;
        const char *timex = taken[i]++ ? end : time->timex;
        bool right = same_value(timex, gold->value);
        eval_count(eval, "time found", 1, 0, 0);
        eval_count(eval, "time found exactly", span.start == gold->span.start && span.end == gold->span.end, 0, 0);
        eval_count(eval, "time value", right, 0, 0);
        eval_count(eval, "time value as written", slice_is(gold->value, timex), 0, 0);
        if (!right)
            eval_miss(eval, c, "value of \"%.*s\": %.*s wanted, %s given (\"%.*s\")", length, text,
                      (int)gold->value.length, gold->value.at, timex[0] ? timex : "none",
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
    static const char *const figures[] = {"time found", "time found exactly", "time value", "time value as written"};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        eval_count(eval, figures[i], 0, gold->count, 0);
    for (uint32_t g = 0; g < gold->count; g++) score_one(eval, c, &gold->at[g], d, taken);
    for (uint32_t i = 0; i < d->times.count; i++) {
        ArrianSpan span = d->times.at[i].span, received = arrian_received(d, span);
        if (!taken[i] && !d->times.at[i].timex[0]) continue;
        for (size_t f = 0; f < sizeof figures / sizeof *figures; f++) eval_count(eval, figures[f], 0, 0, taken[i] > 1 ? 2 : 1);
        if (taken[i]) continue;
        eval_miss(eval, c, "none there: \"%.*s\" %s after \"%.24s\"", (int)(span.end - span.start),
                  d->text.at + span.start, d->times.at[i].timex,
                  c->text.at + (received.start < 24 ? 0 : received.start - 24));
    }
}

const EvalSet eval_times = {"times", "tml", "times: TimeML files", load, score};

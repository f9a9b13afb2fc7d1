/* marked.c: the sentence is its own answer.
 *     {claim MOBILIZE planned actor=NATO place=POL: NATO will send {quantity 4 battalion: four battalions} to Poland}.
 * Kinds: sentence token name time quantity quote claim ignored title outlet byline place published. */
#include "check.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "kind spec" up to ": "; gives back where the words begin */
static const char *parse_head(const char *at, const char *end, Want *want)
{
    const char *colon = memmem(at, (size_t)(end - at), ": ", 2);
    const char *space = memchr(at, ' ', (size_t)(end - at));
    if (!colon) return NULL;
    if (!space || space > colon) space = colon;
    size_t kind = (size_t)(space - at), spec = space < colon ? (size_t)(colon - space - 1) : 0;
    if (kind >= sizeof want->kind || spec >= sizeof want->spec) return NULL;
    memcpy(want->kind, at, kind);
    want->kind[kind] = 0;
    memcpy(want->spec, space + 1, spec);
    want->spec[spec] = 0;
    return colon + 2;
}

/* \n, \r, \t, \\, \{, \} and \xHH */
static const char *parse_escape(const char *at, const char *end, char *ret)
{
    char c = at + 1 < end ? at[1] : '\\';
    if (c == 'x' && at + 3 < end) {
        char digits[3] = {at[2], at[3], 0};
        *ret = (char)strtol(digits, NULL, 16);
        return at + 4;
    }
    *ret = c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
    return at + 2;
}

bool marked_parse(Arena *arena, ArrianSlice line, Marked *ret, const char **ret_trouble)
{
    const char *at = line.at, *end = line.at + line.length;
    uint32_t open[MOST_WANTS], depth = 0;
    *ret = (Marked){.text = NEW(arena, char, line.length + 1)};
    while (at < end) {
        if (*at == '{') {
            *ret_trouble = "a { without `kind: words`, or too many";
            if (ret->count == MOST_WANTS) return false;
            Want *want = &ret->wants[ret->count];
            if (!(at = parse_head(at + 1, end, want))) return false;
            want->span.start = ret->length;
            open[depth++] = ret->count++;
        } else if (*at == '}') {
            *ret_trouble = "a } without its {";
            if (!depth) return false;
            ret->wants[open[--depth]].span.end = ret->length;
            at++;
        } else if (*at == '\\') {
            at = parse_escape(at, end, &ret->text[ret->length++]);
        } else {
            ret->text[ret->length++] = *at++;
        }
    }
    *ret_trouble = "a { without its }";
    return !depth;
}

/* A finding, made alike for all kinds: where it stands and what it says, in the words of the cases. */
typedef struct Found {
    ArrianSpan span; /* of the bytes given */
    char says[400];
} Found;
enum { MOST_FOUND = 512 };
typedef struct Findings {
    Found at[MOST_FOUND];
    uint32_t count;
} Findings;

static Found *add(Findings *all, const ArrianDocument *d, ArrianSpan span)
{
    Found *found = &all->at[all->count < MOST_FOUND - 1 ? all->count++ : all->count];
    *found = (Found){.span = arrian_received(d, span)};
    return found;
}

static void find_quantities(const ArrianDocument *d, Findings *all)
{
    size_t count;
    const ArrianQuantity *q = arrian_quantities(d, &count);
    for (size_t i = 0; i < count; i++) {
        Found *found = add(all, d, q[i].span);
        char number[80];
        bool blurred = q[i].word.length && q[i].has_low && q[i].has_high;
        if (q[i].has_low && q[i].has_high && q[i].low == q[i].high)
            snprintf(number, sizeof number, "%s%.15g", blurred ? "~" : "", q[i].low);
        else if (q[i].has_low && q[i].has_high) snprintf(number, sizeof number, "%.15g-%.15g", q[i].low, q[i].high);
        else if (q[i].has_low) snprintf(number, sizeof number, ">=%.15g", q[i].low);
        else if (q[i].has_high) snprintf(number, sizeof number, "<=%.15g", q[i].high);
        else snprintf(number, sizeof number, "?");
        snprintf(found->says, sizeof found->says, "%s%s%.*s", number, q[i].unit.length ? " " : "",
                 (int)q[i].unit.length, q[i].unit.at);
    }
}

static void find_times(const ArrianDocument *d, Findings *all)
{
    size_t count;
    const ArrianTime *time = arrian_times(d, &count);
    for (size_t i = 0; i < count; i++)
        snprintf(add(all, d, time[i].span)->says, 100, "%s",
                 time[i].value[0] ? time[i].value : arrian_precision(time[i].precision));
}

static void find_names(const ArrianDocument *d, Findings *all)
{
    size_t count, entities;
    const ArrianName *name = arrian_names(d, &count);
    const ArrianEntity *entity = arrian_entities(d, &entities);
    for (size_t i = 0; i < count; i++) {
        const ArrianEntity *e = name[i].entity < entities ? &entity[name[i].entity] : NULL;
        const char *link = !e ? "" : e->iso3[0] ? e->iso3 : e->code;
        snprintf(add(all, d, name[i].span)->says, 100, "%s%s%s", arrian_name_type(name[i].type), *link ? " " : "",
                 link);
    }
}

static void find_quotes(const ArrianDocument *d, Findings *all)
{
    size_t count;
    const ArrianQuote *quote = arrian_quotes(d, &count);
    for (size_t i = 0; i < count; i++) {
        Found *found = add(all, d, quote[i].span);
        ArrianSlice speaker = arrian_words(d, quote[i].speaker), via = arrian_words(d, quote[i].via);
        bool says = quote[i].speaker.end > quote[i].speaker.start, through = quote[i].via.end > quote[i].via.start;
        snprintf(found->says, sizeof found->says, "%s%s%.*s%s%.*s", arrian_form(quote[i].form), says ? " by " : "",
                 says ? (int)speaker.length : 0, speaker.at, through ? " via " : "", through ? (int)via.length : 0,
                 via.at);
    }
}

static void say_parties(char *out, size_t room, const ArrianDocument *d, const char *role, const ArrianParty *party,
                        uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        size_t used = strlen(out);
        ArrianSlice words = arrian_words(d, party[i].span);
        if (party[i].link[0]) snprintf(out + used, room - used, " %s=%s", role, party[i].link);
        else snprintf(out + used, room - used, " %s=%.*s", role, (int)words.length, words.at);
    }
}

static void find_claims(const ArrianDocument *d, Findings *all)
{
    size_t count;
    const ArrianClaim *claim = arrian_claims(d, &count);
    for (size_t i = 0; i < count; i++) {
        Found *found = add(all, d, claim[i].span);
        char *says = found->says;
        size_t room = sizeof found->says;
        snprintf(says, room, "%s %s", arrian_act(claim[i].act), arrian_stance(claim[i].stance));
        say_parties(says, room, d, "actor", claim[i].actor, claim[i].actors);
        say_parties(says, room, d, "recipient", claim[i].recipient, claim[i].recipients);
        if (!claim[i].recipients) snprintf(says + strlen(says), room - strlen(says), " recipient=none");
        say_parties(says, room, d, "place", claim[i].place, claim[i].places);
        if (!claim[i].places) snprintf(says + strlen(says), room - strlen(says), " place=none");
        for (uint32_t k = 0; k < claim[i].sources; k++) {
            ArrianSlice words = arrian_words(d, claim[i].source[k].span);
            size_t used = strlen(says);
            snprintf(says + used, room - used, " %s=%.*s", claim[i].source[k].role == ARRIAN_VIA ? "via" : "source",
                     (int)words.length, words.at);
        }
        if (!claim[i].sources) snprintf(says + strlen(says), room - strlen(says), " source=none");
        if (claim[i].because < count) {
            ArrianSlice words = arrian_words(d, claim[claim[i].because].cue);
            size_t used = strlen(says);
            snprintf(says + used, room - used, " because=%.*s", (int)words.length, words.at);
        }
    }
}

static void find_layout(const ArrianDocument *d, const char *kind, Findings *all)
{
    size_t count;
    const ArrianSentence *sentence = arrian_sentences(d, &count);
    for (size_t i = 0; !strcmp(kind, "sentence") && i < count; i++) add(all, d, sentence[i].span);
    const ArrianToken *token = arrian_tokens(d, &count);
    for (size_t i = 0; !strcmp(kind, "token") && i < count; i++) add(all, d, token[i].span);
    const ArrianIgnored *ignored = arrian_ignored(d, &count);
    for (size_t i = 0; !strcmp(kind, "ignored") && i < count; i++)
        snprintf(add(all, d, ignored[i].span)->says, 40, "%s", arrian_why(ignored[i].why));
}

static void find_head(const ArrianDocument *d, const char *kind, Findings *all)
{
    const ArrianHead *head = arrian_head(d);
    ArrianSpan span = !strcmp(kind, "title")       ? head->title_span
                      : !strcmp(kind, "outlet")    ? head->outlet_span
                      : !strcmp(kind, "place")     ? head->place_span
                      : !strcmp(kind, "published") ? head->published_span
                                                   : (ArrianSpan){0, 0};
    if (span.end <= span.start) return;
    snprintf(add(all, d, span)->says, 40, "%s", !strcmp(kind, "published") ? head->published : "");
}

static void find_kind(const ArrianDocument *d, const char *kind, Findings *all)
{
    all->count = 0;
    if (!strcmp(kind, "quantity")) find_quantities(d, all);
    else if (!strcmp(kind, "time")) find_times(d, all);
    else if (!strcmp(kind, "name")) find_names(d, all);
    else if (!strcmp(kind, "quote")) find_quotes(d, all);
    else if (!strcmp(kind, "claim")) find_claims(d, all);
    else if (!strcmp(kind, "sentence") || !strcmp(kind, "token") || !strcmp(kind, "ignored")) find_layout(d, kind, all);
    else find_head(d, kind, all);
}

/* Claims: every word of the spec stands among what was found, and the words overlap; other kinds: exactly. */
static bool answers(const char *kind, const Want *want, const Found *found)
{
    if (strcmp(kind, "claim")) {
        bool open = !strcmp(kind, "ignored") || !want->spec[0];
        bool same = want->span.start == found->span.start && want->span.end == found->span.end;
        return same && (open ? !want->spec[0] || !strcmp(want->spec, found->says) : !strcmp(want->spec, found->says));
    }
    if (want->span.start >= found->span.end || found->span.start >= want->span.end) return false;
    char spec[sizeof want->spec], says[sizeof found->says + 2];
    snprintf(spec, sizeof spec, "%s", want->spec);
    snprintf(says, sizeof says, "%s ", found->says);
    for (char *at = spec, *word; (word = strsep(&at, " "));)
        if (*word && !strstr(says, word)) return false;
    return true;
}

static void tell(Suite *suite, const char *where, uint32_t line, const Marked *marked, const Want *want,
                 const Findings *all)
{
    char near[700] = "";
    for (uint32_t i = 0; i < all->count; i++) {
        const Found *f = &all->at[i];
        if (f->span.start >= want->span.end || want->span.start >= f->span.end) continue;
        size_t used = strlen(near);
        uint32_t end = f->span.end > marked->length ? marked->length : f->span.end;
        snprintf(near + used, sizeof near - used, " {%s: %.*s}", f->says, (int)(end - f->span.start),
                 marked->text + f->span.start);
    }
    suite_fail(suite, where, line, "wanted {%s %s: %.*s}, found%s", want->kind, want->spec,
               (int)(want->span.end - want->span.start), marked->text + want->span.start, near[0] ? near : " nothing");
}

static bool is_wanted(const Marked *marked, const char *kind, const Found *found)
{
    for (uint32_t i = 0; i < marked->count; i++)
        if (!strcmp(marked->wants[i].kind, kind) && answers(kind, &marked->wants[i], found)) return true;
    return false;
}

void marked_check(Suite *suite, const char *where, uint32_t line, const ArrianDocument *d, const Marked *marked,
                  char kinds[MOST_KINDS][16], uint32_t count)
{
    static Findings all;
    uint32_t failed = suite->failed;
    for (uint32_t i = 0; i < marked->count && suite->failed == failed; i++) {
        const Want *want = &marked->wants[i];
        bool found = false;
        find_kind(d, want->kind, &all);
        for (uint32_t k = 0; k < all.count && !found; k++) found = answers(want->kind, want, &all.at[k]);
        if (!found) tell(suite, where, line, marked, want, &all);
    }
    for (uint32_t i = 0; i < count && suite->failed == failed; i++) {
        find_kind(d, kinds[i], &all);
        for (uint32_t k = 0; k < all.count && suite->failed == failed; k++) {
            const Found *f = &all.at[k];
            if (is_wanted(marked, kinds[i], f)) continue;
            suite_fail(suite, where, line, "not wanted: {%s %s: %.*s}", kinds[i], f->says,
                       (int)(f->span.end - f->span.start), marked->text + f->span.start);
        }
    }
    if (suite->failed == failed) suite_pass(suite);
}

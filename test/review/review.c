/* review.c: lines of decisions, good and bad, and what they change in two small reports.
 *     review          prints "ok NAME" or "not ok NAME: why" */
#include "arrian.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failed;

static void check(const char *name, bool passed, const char *why)
{
    failed += !passed;
    printf(passed ? "ok review: %s\n" : "not ok review: %s: %s\n", name, why);
}

/* ---- the lines ---- */

static const struct {
    const char *line, *says; /* NULL: it is in order */
} lines[] = {
    {"", NULL},
    {"# a remark", NULL},
    {"reject claim a.txt@1-9 \"sank off\"", NULL},
    {"\xEF\xBB\xBFreject claim a.txt \"sank off\"\r", NULL},
    {"  reject\tlink  a.txt@1-9\t\"Georgia\" ", NULL},
    {"reject accord quantity a.txt@1-9 \"20 men\" \"b c.txt\"@4-8 \"30 men\"", NULL},
    {"merge name a.txt@1-9 \"NATO\" b.txt@1-9 \"the alliance\" c.txt \"the bloc\"", NULL},
    {"note report a.txt: seen on paper", NULL},
    {"note report \"a b.txt\": seen on paper", NULL},
    {"note quote a.txt@1-9 \"he said \\\"no\\\"\": told us: \"no\"", NULL},
    {"split name dump.jsonl!12@3-9 \"Jordan\"", NULL},
    {"rejct claim a.txt \"x\"", "\"rejct\" is no decision; a line begins with reject, merge, split, note or #"},
    {"reject", "write reject link, claim, relay or accord"},
    {"reject quote a.txt \"x\"", "reject \"quote\": write reject link, claim, relay or accord"},
    {"split relay a.txt \"x\"", "write split name, claim or quantity"},
    {"reject accord a.txt \"x\"", "write actor, quantity, place, time, stance, reason or wording after accord"},
    {"reject claim", "names 0 records, and wants 1"},
    {"reject claim a.txt", "the words of the record are missing behind a.txt"},
    {"reject claim a.txt sank", "the words of the record are missing"},
    {"reject claim a.txt \"\"", "a record is known by its words"},
    {"reject claim a.txt \"sank", "a quotation mark opens here and is not closed"},
    {"reject claim a.txt \"sa\\nk\\x\"", "\\x means nothing"},
    {"reject claim a.txt@9-1 \"sank\"", "START before END"},
    {"reject claim a.txt@9- \"sank\"", "START before END"},
    {"reject claim a.txt@4-99999999999 \"sank\"", "START before END"},
    {"reject claim \"a b.txt\"4-9 \"sank\"", "right behind the report's name"},
    {"reject claim @4-9 \"sank\"", "a report's name is missing"},
    {"reject claim a.txt \"x\" b.txt \"y\"", "names 2 records, and wants 1"},
    {"merge claim a.txt \"x\"", "names 1 record, and wants at least 2"},
    {"merge name a \"1\" a \"2\" a \"3\" a \"4\" a \"5\" a \"6\" a \"7\"", "more than 6 records in one line"},
    {"note claim a.txt \"x\"", "the note is missing"},
    {"note claim a.txt \"x\":  ", "the note is missing"},
    {"reject claim a.txt \"x\": because", "only a note has words behind a colon"},
    {"reject claim a.txt \"x\xFF\"", "bytes that are no UTF-8"},
    {"reject claim a.txt \"x\x01\"", "a control character"},
};

static void check_lines(void)
{
    char name[80], text[400];
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        ArrianReview *review;
        ArrianError why = {0};
        snprintf(text, sizeof text, "%s%s", strncmp(lines[i].line, "\xEF\xBB\xBF", 3) ? "# one\n\n" : "", lines[i].line);
        int code = arrian_review_parse("r.txt", text, strlen(text), &review, &why);
        snprintf(name, sizeof name, "line %zu: %.40s", i, lines[i].line);
        if (!lines[i].says) check(name, !code, why.message);
        else check(name, code == ARRIAN_INPUT && strstr(why.message, lines[i].says) && !strncmp(why.message, "line 3: ", 8), code ? why.message : "it is taken");
        if (!code) arrian_review_close(review);
    }
}

/* ---- what they change ---- */

static const char *const reports[][2] = {
    {"wire/a.txt", "Ferry sinks off Lund\n\nRIGA, March 3, 2025 - The ferry Anna sank off Lund on Monday. President Ilmar Berzins said NATO will send 400 "
                   "soldiers to Latvia.\n\nGeorgia offered two helicopters, and Georgia is far away.\n"},
    {"wire/b.txt", "Ferry lost near Lund\n\nRIGA, March 4, 2025 - The vessel Anna capsized near Lund on Monday, the Baltic Herald reported. NATO will send "
                   "450 soldiers to Latvia, Berzins said.\n"},
};
enum { REPORTS = sizeof reports / sizeof *reports };
typedef struct Run {
    ArrianDocument *docs[REPORTS];
    ArrianStory *story;
    ArrianReview *review;
} Run;

static void run(const ArrianEngine *engine, const char *text, Run *r)
{
    ArrianError why = {0};
    *r = (Run){0};
    int code = arrian_review_parse("r.txt", text, strlen(text), &r->review, &why);
    for (int i = 0; !code && i < REPORTS; i++)
        code = arrian_read_bytes(engine, reports[i][0], reports[i][1], strlen(reports[i][1]), NULL, &r->docs[i], &why);
    if (!code) code = arrian_review_reports(r->review, r->docs, REPORTS, &why);
    if (!code) code = arrian_collate_reviewed(engine, r->docs, REPORTS, r->review, &r->story, &why);
    if (!code) return;
    printf("not ok review: a run: %s\n", why.message);
    exit(1);
}

static void end(Run *r)
{
    arrian_story_free(r->story);
    for (int i = 0; i < REPORTS; i++) arrian_document_free(r->docs[i]);
    arrian_review_close(r->review);
}

static bool found(const Run *r, size_t line)
{
    return arrian_review_line(r->review, line)->found;
}

static const char *why_of(const Run *r, size_t line)
{
    const char *why = arrian_review_line(r->review, line)->why;
    return why ? why : "it says nothing";
}

static const ArrianClaim *claim_of(const ArrianDocument *d, const char *cue)
{
    size_t count;
    const ArrianClaim *claim = arrian_claims(d, &count);
    for (size_t i = 0; i < count; i++) {
        ArrianSlice words = arrian_words(d, claim[i].cue);
        if (words.length && memmem(words.at, words.length, cue, strlen(cue))) return &claim[i];
    }
    return NULL;
}

static const ArrianEntity *entity_of(const ArrianDocument *d, const char *name)
{
    size_t count;
    const ArrianEntity *entity = arrian_entities(d, &count);
    for (size_t i = 0; i < count; i++)
        if (entity[i].name.length == strlen(name) && !memcmp(entity[i].name.at, name, entity[i].name.length)) return &entity[i];
    return NULL;
}

/* A line about the record that stands on `span` of a report. */
static const char *place(const ArrianDocument *d, ArrianSpan span, char *out, size_t room)
{
    ArrianSlice words = arrian_words(d, span);
    ArrianSpan bytes = arrian_received(d, span);
    ArrianSlice path = arrian_head(d)->path;
    snprintf(out, room, "%.*s@%u-%u \"%.*s\"", (int)path.length, path.at, bytes.start, bytes.end, (int)words.length, words.at);
    return out;
}

static size_t accords_of(const Run *r, ArrianVerdict verdict, ArrianAbout about)
{
    size_t count, n = 0;
    const ArrianAccord *accord = arrian_accords(r->story, &count);
    for (size_t i = 0; i < count; i++) n += accord[i].verdict == verdict && accord[i].about == about;
    return n;
}

static void check_claims(const ArrianEngine *engine, const Run *plain)
{
    char text[1600], a[300], b[300], line[300];
    Run r;
    const ArrianClaim *sank = claim_of(plain->docs[0], "sank"), *capsized = claim_of(plain->docs[1], "capsized");
    check("the reports tell what the test is about", sank && capsized, "no claim");
    if (!sank || !capsized) return;
    place(plain->docs[0], sank->span, a, sizeof a), place(plain->docs[1], capsized->span, b, sizeof b);

    snprintf(text, sizeof text, "reject claim %s\nnote claim %s: seen by us\n", a, b);
    run(engine, text, &r);
    size_t count;
    const ArrianNote *note = arrian_notes(r.story, &count);
    check("reject claim", found(&r, 0) && !claim_of(r.docs[0], "sank"), why_of(&r, 0));
    check("note on a claim", found(&r, 1) && count == 1 && note[0].kind == 'c' && note[0].doc == 1 && note[0].line == 2 && note[0].text.length == 10, why_of(&r, 1));
    end(&r);

    snprintf(text, sizeof text, "merge claim %s %s\n", a, b);
    run(engine, text, &r);
    size_t together = accords_of(&r, ARRIAN_AGREED, ARRIAN_ABOUT_STANCE);
    check("merge claim", found(&r, 0) && together >= 1, why_of(&r, 0));
    end(&r);
    snprintf(text, sizeof text, "split claim %s %s\n", a, b);
    run(engine, text, &r);
    size_t apart = accords_of(&r, ARRIAN_AGREED, ARRIAN_ABOUT_STANCE);
    snprintf(line, sizeof line, "%zu accords of one happening, %zu where it is split", together, apart);
    check("split claim", found(&r, 0) && apart < together, line);
    end(&r);
}

/* Bytes that moved, another folder, no bytes at all; and what is not there. */
static void check_places(const ArrianEngine *engine, const Run *plain)
{
    Run r;
    (void)plain;
    run(engine, "reject link a.txt@1-9 \"Latvia\"\nreject link elsewhere/wire/b.txt \"Latvia\"\nreject link c.txt \"Latvia\"\n"
                "reject link a.txt \"Berlin\"\nreject link a.txt@2-3 \"Ilmar Berzins\"\nsplit name a.txt \"Georgia\"\n"
                "reject claim a.txt \"Latvia\"\nreject relay b.txt \"no such words\"\nnote report b.txt: on paper\nmerge claim a.txt \"x\" b.txt \"y\"\n", &r);
    const ArrianEntity *latvia = entity_of(r.docs[0], "Latvia");
    check("words whose bytes moved are found", found(&r, 0) && latvia && !latvia->iso3[0], why_of(&r, 0));
    check("a report from another folder, without bytes", found(&r, 1), why_of(&r, 1));
    check("no such report is an orphan", !found(&r, 2) && strstr(why_of(&r, 2), "no report"), why_of(&r, 2));
    check("no such words are an orphan", !found(&r, 3) && strstr(why_of(&r, 3), "no such record"), why_of(&r, 3));
    check("a link that is not there is an orphan", !found(&r, 4) && strstr(why_of(&r, 4), "linked to nothing"), why_of(&r, 4));
    check("words that stand there twice want their bytes", !found(&r, 5) && strstr(why_of(&r, 5), "more than once"), why_of(&r, 5));
    check("a claim is not found by a word in it without its bytes", !found(&r, 6), "found");
    check("no such relay is an orphan", !found(&r, 7), "found");
    check("note on a report", found(&r, 8), why_of(&r, 8));
    check("claims that are not there are orphans", !found(&r, 9), "found");
    end(&r);
}

static void check_names(const ArrianEngine *engine, const Run *plain)
{
    Run r;
    char text[1600], a[300], b[300];
    size_t names, entities, count;
    const ArrianName *name = arrian_names(plain->docs[0], &names);
    arrian_entities(plain->docs[0], &entities);
    ArrianSpan georgia = {0, 0}, nato = {0, 0};
    for (size_t i = 0; i < names; i++) {
        ArrianSlice words = arrian_words(plain->docs[0], name[i].span);
        if (words.length == 7 && !memcmp(words.at, "Georgia", 7)) georgia = name[i].span;
        if (words.length == 4 && !memcmp(words.at, "NATO", 4)) nato = name[i].span;
    }
    check("the names of the test are read", georgia.end && nato.end, "no name");
    if (!georgia.end || !nato.end) return;
    snprintf(text, sizeof text, "merge name %s %s\n", place(plain->docs[0], nato, a, sizeof a), place(plain->docs[0], georgia, b, sizeof b));
    run(engine, text, &r);
    const ArrianEntity *one = entity_of(r.docs[0], "NATO");
    arrian_entities(r.docs[0], &count);
    check("merge name in one report", found(&r, 0) && count + 1 == entities && one && one->count == 3 && !entity_of(r.docs[0], "Georgia"), why_of(&r, 0));
    const ArrianName *again = arrian_names(r.docs[0], &names);
    const ArrianEntity *list = arrian_entities(r.docs[0], &count);
    bool whole = true;
    for (size_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < list[i].count; k++) whole = whole && again[list[i].mentions[k]].entity == i;
    check("merge name: every mention is of its entity", whole, "one is not");
    end(&r);

    snprintf(text, sizeof text, "split name %s\n", b);
    run(engine, text, &r);
    const ArrianEntity *split = entity_of(r.docs[0], "Georgia");
    check("split name", found(&r, 0) && split && split->apart && !split->iso3[0] && split->place == ARRIAN_NONE, why_of(&r, 0));
    end(&r);

    snprintf(text, sizeof text, "merge name wire/b.txt \"Anna\" %s\n", a);
    run(engine, text, &r);
    if (found(&r, 0)) check("merge name across reports", entity_of(r.docs[0], "Anna") && !entity_of(r.docs[0], "NATO"), "the name is not lent");
    end(&r);
}

static void check_figures(const ArrianEngine *engine, const Run *plain)
{
    Run r;
    char text[1600], a[300], b[300];
    size_t n, m;
    const ArrianQuantity *x = arrian_quantities(plain->docs[0], &n), *y = arrian_quantities(plain->docs[1], &m);
    ArrianSpan one = {0, 0}, other = {0, 0};
    for (size_t i = 0; i < n; i++)
        if (x[i].low == 400) one = x[i].span;
    for (size_t i = 0; i < m; i++)
        if (y[i].low == 450) other = y[i].span;
    check("the figures of the test are read", one.end && other.end, "no figure");
    if (!one.end || !other.end) return;
    place(plain->docs[0], one, a, sizeof a), place(plain->docs[1], other, b, sizeof b);
    snprintf(text, sizeof text, "split quantity %s %s\n", a, b);
    run(engine, text, &r);
    size_t count, both = 0;
    const ArrianAccord *accord = arrian_accords(r.story, &count);
    for (size_t i = 0; i < count; i++) both += accord[i].about == ARRIAN_ABOUT_QUANTITY && accord[i].count > 1;
    check("split quantity", found(&r, 0) && !both, why_of(&r, 0));
    end(&r);
    snprintf(text, sizeof text, "merge quantity %s %s\nnote accord quantity %s %s: asked twice\n", a, b, a, b);
    run(engine, text, &r);
    check("merge quantity, and a note on its accord", found(&r, 0) && found(&r, 1), found(&r, 0) ? why_of(&r, 1) : why_of(&r, 0));
    end(&r);
    snprintf(text, sizeof text, "merge quantity %s %s\nreject accord quantity %s %s\n", a, b, a, b);
    run(engine, text, &r);
    accord = arrian_accords(r.story, &count);
    both = 0;
    for (size_t i = 0; i < count; i++) both += accord[i].about == ARRIAN_ABOUT_QUANTITY && accord[i].count > 1;
    check("reject accord", found(&r, 1) && !both, why_of(&r, 1));
    end(&r);
}

static void check_relays(const ArrianEngine *engine, const Run *plain)
{
    Run r;
    char text[1600], a[300];
    size_t count, left;
    const ArrianRelay *relay = arrian_relays(plain->story, &count);
    check("the relay of the test is read", count > 0, "no relay");
    if (!count) return;
    snprintf(text, sizeof text, "reject relay %s\n", place(plain->docs[relay[0].doc], relay[0].span, a, sizeof a));
    run(engine, text, &r);
    arrian_relays(r.story, &left);
    check("reject relay", found(&r, 0) && left + 1 == count, why_of(&r, 0));
    end(&r);
}

int main(void)
{
    ArrianEngine *engine;
    ArrianError why = {0};
    ArrianOptions options = {.power = ARRIAN_RULES, .threads = 1};
    if (arrian_open(&options, &engine, &why)) return printf("not ok review: %s\n", why.message), 1;
    check_lines();
    Run plain;
    run(engine, "", &plain);
    check_claims(engine, &plain);
    check_places(engine, &plain);
    check_names(engine, &plain);
    check_figures(engine, &plain);
    check_relays(engine, &plain);
    end(&plain);
    arrian_close(engine);
    return failed != 0;
}

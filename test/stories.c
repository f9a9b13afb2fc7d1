/* stories.c: a few reports and what they say together.
 *     report bild 2016-12-07
 *     NATO will send 40,000 troops to Poland.
 *
 *     report rt 2016-12-08
 *     NATO will send about 4,000 troops to Poland.
 *
 *     accord quantity conflict x10 digit slip: 40,000 | 4,000
 *     ---
 * Other lines that want: `origins N`, `relay NAME Bild`, `passage NAME NAME`, `stories N`, `asked QUESTION`, `no conflict`,
 * `no accord ...`, `no relay ...`. Behind the date may stand what is known of a report: its outlet, or its address. */
#include "base/document.h"
#include "check.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_REPORTS = 8, MOST_EXPECTED = 16 };
typedef struct Report {
    char name[40], date[24], outlet[80];
    char *text;
    size_t size;
} Report;
typedef struct Case {
    Suite *suite;
    const char *path;
    uint32_t line;
    Report reports[MOST_REPORTS];
    char *expected[MOST_EXPECTED];
    uint32_t count, wants;
    ArrianDocument *docs[MOST_REPORTS];
    const ArrianStory *story;
    const ArrianEngine *engine;
} Case;

static uint32_t find_report(const Case *c, const char *name)
{
    for (uint32_t i = 0; i < c->count; i++)
        if (!strcmp(c->reports[i].name, name)) return i;
    return ARRIAN_NONE;
}

/* Each part of "40,000 | 4,000" stands in the words or the value of some value of the accord. */
static bool has_values(const Case *c, const ArrianAccord *accord, const char *list)
{
    char parts[400];
    snprintf(parts, sizeof parts, "%s", list);
    for (char *at = parts, *part; (part = strsep(&at, "|"));) {
        while (*part == ' ') part++;
        for (size_t n = strlen(part); n && part[n - 1] == ' ';) part[--n] = 0;
        bool found = !*part;
        for (uint32_t i = 0; i < accord->count && !found; i++) {
            const ArrianValue *v = &accord->values[i];
            found = check_contains(arrian_words(c->docs[v->doc], v->span), part) || check_contains(v->value, part);
        }
        if (!found) return false;
    }
    return true;
}

/* "quantity conflict x10 digit slip: 40,000 | 4,000" */
static bool has_accord(const Case *c, const char *want)
{
    char about[16], verdict[16], hint[80] = "";
    const char *colon = strchr(want, ':');
    int used = 0;
    if (!colon || sscanf(want, "%15s %15[^: ]%n", about, verdict, &used) < 2) return false;
    if (want + used < colon) snprintf(hint, sizeof hint, "%.*s", (int)(colon - want - used - 1), want + used + 1);
    size_t count;
    const ArrianAccord *accord = arrian_accords(c->story, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(arrian_about(accord[i].about), about) || strcmp(arrian_verdict(accord[i].verdict), verdict))
            continue;
        if (hint[0] && !check_contains(accord[i].hint, hint)) continue;
        if (has_values(c, &accord[i], colon + 1)) return true;
    }
    return false;
}

static bool has_relay(const Case *c, const char *want)
{
    char name[40], from[80];
    size_t count;
    if (sscanf(want, "%39s %79[^\n]", name, from) < 2) return false;
    const ArrianRelay *relay = arrian_relays(c->story, &count);
    for (size_t i = 0; i < count; i++)
        if (relay[i].doc == find_report(c, name) && check_contains(relay[i].from, from)) return true;
    return false;
}

static bool has_passage(const Case *c, const char *want)
{
    char a[40], b[40];
    size_t count;
    if (sscanf(want, "%39s %39s", a, b) < 2) return false;
    uint32_t x = find_report(c, a), y = find_report(c, b);
    const ArrianPassage *p = arrian_passages(c->story, &count);
    for (size_t i = 0; i < count; i++)
        if ((p[i].doc[0] == x && p[i].doc[1] == y) || (p[i].doc[0] == y && p[i].doc[1] == x)) return true;
    return false;
}

static bool has_origins(const Case *c, const char *want)
{
    size_t count, most = c->count;
    const ArrianOrigin *origin = arrian_origins(c->story, &count);
    for (size_t i = 0; i < count; i++) most -= origin[i].count > 1 ? origin[i].count - 1 : 0;
    return most == strtoul(want, NULL, 10);
}

static bool has_question(const Case *c, const char *want)
{
    size_t count;
    const ArrianAccord *accord = arrian_accords(c->story, &count);
    for (size_t i = 0; i < count; i++)
        if (check_contains(accord[i].question, want)) return true;
    return false;
}

static bool has_no(const Case *c, const char *verdict)
{
    if (!strncmp(verdict, "accord ", 7)) return !has_accord(c, verdict + 7);
    if (!strncmp(verdict, "relay ", 6)) return !has_relay(c, verdict + 6);
    size_t count;
    const ArrianAccord *accord = arrian_accords(c->story, &count);
    for (size_t i = 0; i < count; i++)
        if (!strcmp(arrian_verdict(accord[i].verdict), verdict)) return false;
    return true;
}

static bool has_stories(const Case *c, const char *want)
{
    uint32_t group[MOST_REPORTS], groups = 0;
    if (arrian_group(c->engine, c->docs, c->count, group, &groups, NULL)) return false;
    return groups == strtoul(want, NULL, 10);
}

static bool holds(const Case *c, const char *line)
{
    static const struct {
        const char *word;
        bool (*holds)(const Case *c, const char *want);
    } wants[] = {{"accord ", has_accord},   {"relay ", has_relay}, {"passage ", has_passage},
                 {"origins ", has_origins}, {"no ", has_no},       {"stories ", has_stories},
                 {"asked ", has_question}};
    for (size_t i = 0; i < sizeof wants / sizeof *wants; i++)
        if (!strncmp(line, wants[i].word, strlen(wants[i].word)))
            return wants[i].holds(c, line + strlen(wants[i].word));
    return false;
}

static void tell_accords(const Case *c)
{
    size_t count;
    const ArrianAccord *accord = arrian_accords(c->story, &count);
    for (size_t i = 0; i < count; i++) {
        printf("        %s %s %.*s:", arrian_about(accord[i].about), arrian_verdict(accord[i].verdict),
               (int)accord[i].hint.length, accord[i].hint.at ? accord[i].hint.at : "");
        for (uint32_t k = 0; k < accord[i].count; k++) {
            ArrianSlice words = arrian_words(c->docs[accord[i].values[k].doc], accord[i].values[k].span);
            printf("%s%.*s", k ? " | " : " ", (int)words.length, words.at);
        }
        putchar('\n');
    }
}

static ArrianDocument *read_report(const Case *c, const Report *r, ArrianError *why)
{
    char name[60];
    ArrianDocument *d = NULL;
    bool address = strstr(r->outlet, "://") != NULL;
    ArrianGiven given = {.published = r->date[0] ? r->date : NULL,
                         .outlet = r->outlet[0] && !address ? r->outlet : NULL,
                         .url = address ? r->outlet : NULL};
    snprintf(name, sizeof name, "%s.txt", r->name);
    if (arrian_read_bytes(c->engine, name, r->text, r->size, &given, &d, why)) return NULL;
    document_settle(d); /* as those do that wait for others */
    return d;
}

static void check_case(Case *c)
{
    ArrianError why = {0};
    ArrianStory *story = NULL;
    uint32_t shown = c->suite->shown;
    for (uint32_t i = 0; i < c->count; i++) {
        Report *r = &c->reports[i];
        c->docs[i] = read_report(c, r, &why);
        if (!c->docs[i]) suite_fail(c->suite, c->path, c->line, "%s cannot be read: %s", r->name, why.message);
        if (!c->docs[i]) c->count = i;
    }
    if (c->count && arrian_collate(c->engine, c->docs, c->count, &story, &why))
        suite_fail(c->suite, c->path, c->line, "cannot be collated: %s", why.message);
    c->story = story;
    for (uint32_t i = 0; story && i < c->wants; i++) {
        if (holds(c, c->expected[i])) suite_pass(c->suite);
        else suite_fail(c->suite, c->path, c->line, "not so: %s", c->expected[i]);
    }
    if (story && c->suite->shown > shown && (show_all || c->suite->shown <= SHOWN)) tell_accords(c);
    arrian_story_free(story);
    for (uint32_t i = 0; i < c->count; i++) arrian_document_free(c->docs[i]);
}

static bool is_expectation(const char *line)
{
    static const char *const words[] = {"accord ", "relay ", "passage ", "origins ", "no ", "stories ", "asked "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strncmp(line, words[i], strlen(words[i]))) return true;
    return false;
}

static void take_line(Case *c, char *line, bool *in_report)
{
    if (!strncmp(line, "report ", 7) && c->count < MOST_REPORTS) {
        Report *r = &c->reports[c->count++];
        sscanf(line + 7, "%39s %23s %79[^\n]", r->name, r->date, r->outlet);
        r->text = line + strlen(line) + 1;
        r->size = 0;
        *in_report = true;
    } else if (is_expectation(line)) {
        if (c->wants < MOST_EXPECTED) c->expected[c->wants++] = line;
        *in_report = false;
    } else if (*in_report) {
        Report *r = &c->reports[c->count - 1];
        size_t length = strlen(line);
        r->size = (size_t)(line - r->text) + length;
        line[length] = '\n';
    }
}

void story_check(Suite *suite, const ArrianEngine *engine, const char *path, const char *bytes, size_t size)
{
    char *text = strndup(bytes, size);
    Case c = {.suite = suite, .path = path, .engine = engine, .line = 1};
    bool in_report = false;
    uint32_t number = 0;
    for (char *at = text, *line; (line = strsep(&at, "\n"));) {
        number++;
        bool end = !strncmp(line, "---", 3);
        if (!end && !(line[0] == '#' && !in_report)) take_line(&c, line, &in_report);
        if (!end && at) continue;
        if (c.count) check_case(&c);
        c = (Case){.suite = suite, .path = path, .engine = engine, .line = number + 1};
        in_report = false;
    }
    free(text);
}

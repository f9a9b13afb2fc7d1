/* nexis.c: reports as Nexis delivers them in one text.
 *     "      3 of 120 DOCUMENTS" / outlet / day / headline / BYLINE: ... / LENGTH: 512 words / text / LOAD-DATE: ...
 * A member is named by its number in the delivery; its bytes are those of its text, as they stand in the file. */
#include "base/error.h"
#include "door/walker.h"
#include <string.h>
#include <strings.h>

enum { REPORT_MOST = 4 << 20, MOST_BLOCKS = 4096 };
typedef struct Nexis {
    Walker walker;
    Bytes report, line;
    unsigned long number, next; /* of the report that is held, of the one whose mark was met */
    uint64_t start, next_start;
} Nexis;
typedef struct Block {
    const char *at, *end; /* lines without a blank one between them */
} Block;

/* "   3 of 120 DOCUMENTS" -> 3; 0 where the line is none */
static unsigned long mark_of(const char *at, size_t size)
{
    char line[80];
    unsigned long number, of;
    int behind = 0;
    if (size >= sizeof line) return 0;
    memcpy(line, at, size);
    line[size] = 0;
    if (sscanf(line, " %7lu of %7lu DOCUMENT%n", &number, &of, &behind) == 2 && behind) return number;
    return sscanf(line, " Document %7lu of %7lu%n", &number, &of, &behind) == 2 && behind ? number : 0;
}

static bool is_nexis(const unsigned char *head, size_t have, const char *name)
{
    const char *at = (const char *)head, *end = at + have;
    (void)name;
    if (have > 3 && !memcmp(at, "\xEF\xBB\xBF", 3)) at += 3;
    for (int lines = 0; at < end && lines < 40; lines++) {
        const char *line = memchr(at, '\n', (size_t)(end - at)), *stop = line ? line : end;
        if (mark_of(at, (size_t)(stop - at))) return true;
        at = stop + 1;
    }
    return false;
}

/* Lines up to the next mark into report; false at the end of the file. */
static int read_report(Nexis *n, ArrianError *why)
{
    n->report.size = 0;
    n->start = n->next_start;
    for (bool found = true; found;) {
        n->line.size = 0;
        TRY(stream_until(n->walker.stream, '\n', &n->line, REPORT_MOST, &found, why));
        unsigned long mark = mark_of(n->line.at ? (const char *)n->line.at : "", n->line.size);
        if (mark) {
            n->number = n->next, n->next = mark;
            n->next_start = n->walker.stream->at;
            if (n->number) return ARRIAN_OK;
            n->report.size = 0; /* what stood before the first */
            n->start = n->next_start;
            continue;
        }
        if (n->report.size + n->line.size > REPORT_MOST)
            return walker_fault(&n->walker, why, true, "a report of more than %d MiB", REPORT_MOST >> 20);
        if (!bytes_add(&n->report, n->line.at, n->line.size)) return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to read it");
    }
    n->number = n->next, n->next = 0;
    return n->number ? ARRIAN_OK : ARRIAN_NOTHING;
}

static bool is_blank(const char *at, const char *end)
{
    while (at < end && (unsigned char)*at <= ' ') at++;
    return at >= end;
}

static bool next_block(const char *at, const char *end, Block *ret)
{
    const char *line;
    for (; at < end; at = line) {
        line = memchr(at, '\n', (size_t)(end - at));
        line = line ? line + 1 : end;
        if (!is_blank(at, line)) break;
    }
    if (at >= end) return false;
    *ret = (Block){at, at};
    for (; ret->end < end; ret->end = line) {
        line = memchr(ret->end, '\n', (size_t)(end - ret->end));
        line = line ? line + 1 : end;
        if (is_blank(ret->end, line)) break;
    }
    while (ret->at < ret->end && (unsigned char)*ret->at <= ' ') ret->at++;
    while (ret->end > ret->at && (unsigned char)ret->end[-1] <= ' ') ret->end--;
    return true;
}

/* "LOAD-DATE: October 26, 2016" -> the length of "LOAD-DATE"; 0 where the block has no such name */
static size_t tag_of(const Block *b)
{
    const char *p = b->at;
    while (p < b->end && p - b->at < 24 && ((*p >= 'A' && *p <= 'Z') || *p == '-' || *p == ' ')) p++;
    return p - b->at > 3 && p < b->end && *p == ':' ? (size_t)(p - b->at) : 0;
}

static bool tagged(const Block *b, const char *name)
{
    return tag_of(b) == strlen(name) && !memcmp(b->at, name, strlen(name));
}

static bool is_tail(const Block *b)
{
    static const char *const names[] = {"LOAD-DATE", "LANGUAGE", "GRAPHIC", "PUBLICATION-TYPE", "DOCUMENT-TYPE", "SUBJECT",
                                        "JOURNAL-CODE", "CORRECTION-DATE"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (tagged(b, names[i])) return true;
    return b->end - b->at > 10 && !strncasecmp(b->at, "Copyright ", 10) && b->end - b->at < 200;
}

/* Head and text of the report: outlet, day, headline, named lines, text, named lines. */
static Block read_blocks(Nexis *n, ArrianGiven *given)
{
    const char *at = (const char *)n->report.at, *end = at + n->report.size;
    Block b, text = {0};
    Arena *arena = &n->walker.arena;
    bool length = false, titled = false;
    for (int i = 0; i < MOST_BLOCKS && next_block(at, end, &b); i++, at = b.end) {
        size_t tag = tag_of(&b);
        const char *value = b.at + tag + 1;
        if (!text.at && is_tail(&b)) continue;
        if (text.at && is_tail(&b)) break;
        if (tag && !text.at) {
            length |= tagged(&b, "LENGTH");
            if (tagged(&b, "BYLINE")) field_put(arena, given, FIELD_AUTHORS, value, (size_t)(b.end - value));
            if (tagged(&b, "HEADLINE")) field_put(arena, given, FIELD_TITLE, value, (size_t)(b.end - value)), titled = true;
            if (tagged(&b, "BODY")) length = true;
            continue;
        }
        const char *line = memchr(b.at, '\n', (size_t)(b.end - b.at)), *stop = line ? line : b.end;
        if (!length && !given->outlet && !given->published) {
            field_put(arena, given, FIELD_OUTLET, b.at, (size_t)(stop - b.at));
        } else if (!length && !given->published) {
            char day[24];
            if (field_date(b.at, (size_t)(stop - b.at), day)) given->published = arena_copy(arena, day, strlen(day));
        } else if (!length && !titled) {
            field_put(arena, given, FIELD_TITLE, b.at, (size_t)(b.end - b.at));
            titled = true;
        } else {
            if (!text.at) text.at = b.at;
            text.end = b.end;
        }
    }
    return text;
}

static int next_of_nexis(Walker *w, Child *ret, ArrianError *why)
{
    Nexis *n = (Nexis *)w;
    Block text = {0};
    while (!text.at) {
        int code = read_report(n, why);
        snprintf(ret->name, NAME_ROOM, "%lu", n->number);
        w->at = n->start;
        if (code) return w->over = true, code;
        w->number++;
        ret->given = (ArrianGiven){0};
        text = read_blocks(n, &ret->given);
        if (!text.at) w->passed++;
    }
    w->at += (uint64_t)(text.at - (const char *)n->report.at);
    ret->type = "text/plain";
    return walker_give(w, ret, text.at, (size_t)(text.end - text.at), why);
}

static void end_nexis(Walker *w)
{
    Nexis *n = (Nexis *)w;
    bytes_end(&n->report);
    bytes_end(&n->line);
}

const WalkerKind walk_nexis = {sizeof(Nexis), is_nexis, NULL, next_of_nexis, end_nexis};

/* pattern.c: SQL that says a thing once -> the SQL that SQLite reads.
 *     -- @word: (SELECT word FROM words WHERE id = $1)        @word(r.why) -> (SELECT word FROM words WHERE id = r.why) */
#include "store/pattern.h"
#include "base/lexicon.h"
#include <ctype.h>
#include <string.h>

enum { MOST_PARTS = 9, DEPTH = 8 };
typedef struct Out {
    const Patterns *patterns;
    LIST(char) text;
} Out;

static void put(Out *out, const char *at, size_t length)
{
    for (size_t i = 0; i < length; i++) LIST_ADD(out->patterns->arena, out->text, at[i]);
}

static ArrianSlice text_of(Out *out)
{
    put(out, "", 1);
    return (ArrianSlice){out->text.at, out->text.count - 1};
}

/* A pattern goes on over lines that begin with "--  ". */
static const char *take_line(Out *body, const char *at)
{
    const char *end = strchr(at, '\n');
    if (!end) end = at + strlen(at);
    put(body, at, (size_t)(end - at));
    if (strncmp(end, "\n--  ", 5)) return end;
    while (*++end == '-' || *end == ' ') continue;
    put(body, "\n    ", 5);
    return take_line(body, end);
}

void pattern_read(Patterns *patterns, const char *sql)
{
    const char mark[] = "\n-- @";
    for (const char *at = sql; (at = strstr(at, mark));) {
        const char *name = at + strlen(mark), *colon = strchr(name, ':');
        Out body = {patterns, {0}};
        if (!colon || patterns->count == PATTERN_MOST) return;
        at = colon + 1;
        while (*at == ' ') at++;
        at = take_line(&body, at);
        patterns->at[patterns->count++] = (Pattern){{name, (uint32_t)(colon - name)}, text_of(&body)};
    }
}

static const Pattern *find(const Patterns *patterns, ArrianSlice name)
{
    for (uint32_t i = 0; i < patterns->count; i++)
        if (slice_same(patterns->at[i].name, name)) return &patterns->at[i];
    return NULL;
}

/* "(a, f(b, c)) ..." -> "a", "f(b, c)"; past the bracket that closes, NULL where none does. */
static const char *part(const char *at, const char *end, ArrianSlice ret[MOST_PARTS], uint32_t *ret_count)
{
    const char *start = ++at;
    bool quoted = false;
    *ret_count = 0;
    for (int depth = 0; at < end; at++) {
        if (*at == '\'') quoted = !quoted;
        if (quoted) continue;
        bool closes = *at == ')' && !depth;
        if ((closes || (*at == ',' && !depth)) && *ret_count < MOST_PARTS) {
            while (*start == ' ') start++;
            ret[(*ret_count)++] = (ArrianSlice){start, (uint32_t)(at - start)};
            start = at + 1;
        }
        if (closes) return at + 1;
        depth += (*at == '(') - (*at == ')');
    }
    return NULL;
}

static ArrianSlice fill(const Patterns *patterns, ArrianSlice body, const ArrianSlice *parts, uint32_t count)
{
    Out out = {patterns, {0}};
    for (uint32_t i = 0; i < body.length; i++) {
        uint32_t n = body.at[i] == '$' && i + 1 < body.length ? (uint32_t)(body.at[i + 1] - '1') : count;
        if (n < count) put(&out, parts[n].at, parts[n].length), i++;
        else put(&out, &body.at[i], 1);
    }
    return text_of(&out);
}

static void write_out(Out *out, ArrianSlice sql, int depth)
{
    const char *at = sql.at, *end = sql.at + sql.length;
    while (at < end) {
        const char *name = at + 1, *stop = name;
        if (!strncmp(at, "--", 2) && (at == sql.at || at[-1] == '\n')) { /* a line of comment */
            while (at < end && *at != '\n') at++;
            continue;
        }
        ArrianSlice parts[MOST_PARTS];
        uint32_t count;
        while (*at == '@' && stop < end && (islower((unsigned char)*stop) || *stop == '_')) stop++;
        const Pattern *pattern = stop > name && *stop == '(' && depth < DEPTH
                                     ? find(out->patterns, (ArrianSlice){name, (uint32_t)(stop - name)}) : NULL;
        const char *next = pattern ? part(stop, end, parts, &count) : NULL;
        if (next) write_out(out, fill(out->patterns, pattern->body, parts, count), depth + 1);
        else put(out, at, 1);
        at = next ? next : at + 1;
    }
}

const char *pattern_write(const Patterns *patterns, const char *sql)
{
    Out out = {patterns, {0}};
    write_out(&out, (ArrianSlice){sql, (uint32_t)strlen(sql)}, 0);
    return text_of(&out).at;
}

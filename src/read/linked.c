/* linked.c: what a page's JSON-LD says of its article.
 *     {"@type": "NewsArticle", "headline": "Ferry aground", "author": [{"name": "Jane Doe"}]}   -> those three
 * A forgiving reader: values keep their escapes until linked_text, depth is bounded, and what breaks off ends the
 * reading. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "read/parts.h"

enum { DEEPEST = 40, MINUTE = 16 /* 2016-12-23T10:00 */ };

typedef struct Json {
    const char *at, *end;
    Linked *linked;
    Arena *arena;
    bool house;      /* the object read last is an organisation */
    uint32_t houses; /* those among the names of a list, a bit each */
} Json;

static void skip_space(Json *j)
{
    while (j->at < j->end &&
           (*j->at == ' ' || *j->at == '\n' || *j->at == '\r' || *j->at == '\t' || *j->at == ',' || *j->at == ':'))
        j->at++;
}

static bool read_string(Json *j, ArrianSlice *ret)
{
    if (j->at >= j->end || *j->at != '"') return false;
    const char *from = ++j->at;
    while (j->at < j->end && *j->at != '"') j->at += *j->at == '\\' && j->at + 1 < j->end ? 2 : 1;
    *ret = (ArrianSlice){from, (uint32_t)(j->at - from)};
    if (j->at < j->end) j->at++;
    return true;
}

static void read_object(Json *j, int depth, ArrianSlice *ret_name);

/* Any value; names, where wanted, are a string, an object's "name", or a list of them. */
static void read_value(Json *j, int depth, ArrianSlice *names, uint32_t room, uint32_t *used)
{
    ArrianSlice name = {0};
    skip_space(j);
    if (depth >= DEEPEST) j->at = j->end;
    if (j->at >= j->end) return;
    if (*j->at == '[') {
        for (j->at++, skip_space(j); j->at < j->end && *j->at != ']'; skip_space(j)) {
            const char *before = j->at;
            read_value(j, depth + 1, names, room, used);
            if (j->at == before) j->at++;
        }
        if (j->at < j->end) j->at++;
        return;
    }
    bool object = *j->at == '{';
    if (object) read_object(j, depth + 1, &name);
    else if (!read_string(j, &name))
        while (j->at < j->end && *j->at != ',' && *j->at != '}' && *j->at != ']') j->at++;
    if (!names || !name.length || *used >= room) return;
    if (object && j->house) j->houses |= 1u << *used;
    names[(*used)++] = name;
}

static bool is_article(ArrianSlice type)
{
    static const char *const kinds[] = {"Article", "Posting", "Report", "Coverage"};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        if (type.at && memmem(type.at, type.length, kinds[k], strlen(kinds[k]))) return true;
    return false;
}

/* The outermost: a review inside a recipe has its own day, and so has what was added to a live report. */
static void keep(Linked *linked, const Linked *found, ArrianSlice type, int depth)
{
    int rank = !found->published.length && !found->headline.length ? 0
               : is_article(type)                                  ? 2
               : found->published.length                           ? 1
                                                                   : 0;
    bool fuller = found->published.length >= MINUTE || (found->published.length && linked->published.length < MINUTE);
    bool outer = rank && rank == linked->rank && depth < linked->depth && fuller &&
                 (found->headline.length || !linked->headline.length);
    if (rank <= linked->rank && !outer) return;
    uint32_t types = linked->types;
    *linked = *found;
    linked->rank = rank;
    linked->types = types;
    linked->depth = depth;
}

static uint32_t types_in(ArrianSlice type)
{
    static const struct {
        const char *name;
        uint32_t bit;
    } types[] = {{"LiveBlogPosting", LINKED_LIVE}, {"ImageGallery", LINKED_GALLERY}, {"VideoObject", LINKED_VIDEO}};
    uint32_t found = 0;
    for (size_t k = 0; k < sizeof types / sizeof *types && type.at; k++)
        if (memmem(type.at, type.length, types[k].name, strlen(types[k].name))) found |= types[k].bit;
    return found;
}

static ArrianSlice joined(Arena *arena, ArrianSlice given, ArrianSlice family)
{
    char *name = arena_take(arena, (size_t)given.length + 1 + family.length);
    memcpy(name, given.at, given.length);
    name[given.length] = ' ';
    memcpy(name + given.length + 1, family.at, family.length);
    return (ArrianSlice){name, given.length + 1 + family.length};
}

static void read_object(Json *j, int depth, ArrianSlice *ret_name)
{
    Linked found = {0};
    ArrianSlice key, type = {0}, given = {0}, family = {0};
    uint32_t used;
    for (j->at++, skip_space(j); j->at < j->end && *j->at != '}'; skip_space(j)) {
        if (!read_string(j, &key)) {
            j->at++;
            continue;
        }
        skip_space(j);
        const char *from = j->at;
        used = 0;
        if (slice_is(key, "author") || slice_is(key, "creator")) {
            j->houses = 0;
            read_value(j, depth, found.authors, 8, &found.author_count);
            found.houses |= j->houses;
        } else if (slice_is(key, "publisher")) read_value(j, depth, &found.outlet, 1, &used);
        else if (slice_is(key, "headline")) read_value(j, depth, &found.headline, 1, &used);
        else if (slice_is(key, "datePublished")) read_value(j, depth, &found.published, 1, &used);
        else if (slice_is(key, "dateModified")) read_value(j, depth, &found.modified, 1, &used);
        else if (slice_is(key, "articleBody")) read_value(j, depth, &found.body, 1, &used);
        else if (slice_is(key, "name")) read_value(j, depth, ret_name, 1, &used);
        else if (slice_is(key, "givenName")) read_value(j, depth, &given, 1, &used);
        else if (slice_is(key, "familyName")) read_value(j, depth, &family, 1, &used);
        else read_value(j, depth, NULL, 0, &used);
        if (slice_is(key, "@type")) type = (ArrianSlice){from, (uint32_t)(j->at - from)};
        if (slice_is(key, "isAccessibleForFree") && j->at - from > 4 && memmem(from, (size_t)(j->at - from), "alse", 4))
            j->linked->types |= LINKED_CLOSED;
    }
    if (j->at < j->end) j->at++;
    j->linked->types |= types_in(type);
    if (!ret_name->length && given.length && family.length) *ret_name = joined(j->arena, given, family);
    found.name = *ret_name;
    j->house = type.at && memmem(type.at, type.length, "Organization", 12);
    keep(j->linked, &found, type, depth);
}

void linked_read(Arena *arena, const char *from, const char *to, Linked *linked)
{
    Json j = {.at = from, .end = to, .linked = linked, .arena = arena};
    static const char wrap[] = "<![CDATA[";
    const char *wrapped = memmem(from, (size_t)(to - from < 40 ? to - from : 40), wrap, sizeof wrap - 1);
    if (wrapped) j.at = wrapped + sizeof wrap - 1;
    while (j.at < to && *j.at != '{' && *j.at != '[') j.at++;
    uint32_t used = 0;
    read_value(&j, 0, NULL, 0, &used);
}

ArrianSlice linked_text(Arena *arena, const HtmlEntities *entities, ArrianSlice value)
{
    char *out = arena_take(arena, (size_t)value.length * 2 + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < value.length; i++) {
        char c = value.at[i];
        if (c != '\\' || i + 1 >= value.length) {
            out[n++] = c;
            continue;
        }
        c = value.at[++i];
        if (c == 'u' && i + 4 < value.length + 0u) {
            char hex[5] = {value.at[i + 1], value.at[i + 2], value.at[i + 3], value.at[i + 4], 0};
            uint32_t point = (uint32_t)strtoul(hex, NULL, 16);
            n += (uint32_t)utf8_put(point && (point < 0xD800 || point > 0xDFFF) ? point : 0xFFFD, out + n);
            i += 4;
        } else out[n++] = c == 'n' || c == 't' || c == 'r' || c == 'b' || c == 'f' ? ' ' : c;
    }
    return html_decode(arena, entities, out, (HtmlSpan){0, n}, false, true); /* many a page escapes twice */
}

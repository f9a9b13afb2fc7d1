/* html_text.c: character references, by the standard's own table of names. */
#include "read/html_text.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "read/charset.h"
#include <stdlib.h>
#include <string.h>

enum { LONGEST_NAME = 32, LONGEST_BARE = 6, HASH_SEED = 5 };

typedef struct Entity {
    uint32_t points[2];
    bool bare; /* known without its ; too */
} Entity;
struct HtmlEntities {
    Map at; /* hash of the name -> entity */
    Entity *entity;
};

int html_entities_open(ArrianEngine *engine, const HtmlEntities **ret_entities, ArrianError *why)
{
    Lexicon rows;
    HtmlEntities *e = NEW(&engine->arena, HtmlEntities, 1);
    TRY(engine_table(engine, "entities.tsv", &rows, why));
    e->entity = NEW(&engine->arena, Entity, rows.rows + 1);
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice name = lexicon_cell(&rows, r, "name"), points = lexicon_cell(&rows, r, "points");
        char *more;
        e->entity[r].points[0] = (uint32_t)strtoul(points.at, &more, 16);
        if (more < points.at + points.length) e->entity[r].points[1] = (uint32_t)strtoul(more, NULL, 16);
        e->entity[r].bare = lexicon_cell(&rows, r, "bare").length != 0;
        map_put(&engine->arena, &e->at, hash_bytes(name.at, name.length, HASH_SEED), r);
    }
    *ret_entities = e;
    return ARRIAN_OK;
}

/* windows-1252, 0x80..0x9F: what numeric references and stray bytes mean there */
static const uint16_t windows[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                     0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                     0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                     0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static uint32_t numeric(const char *bytes, uint32_t at, uint32_t end, uint32_t *ret_point)
{
    bool hex = at < end && html_low(bytes[at]) == 'x';
    uint32_t from = at += hex, point = 0;
    for (; at < end; at++) {
        char c = html_low(bytes[at]);
        if (!is_digit(c) && !(hex && c >= 'a' && c <= 'f')) break;
        if (point <= 0x10FFFF) point = point * (hex ? 16 : 10) + (uint32_t)(is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    if (at == from) return 0;
    if (!point || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) point = 0xFFFD;
    if (point >= 0x80 && point < 0xA0) point = windows[point - 0x80];
    *ret_point = point;
    return at < end && bytes[at] == ';' ? at + 1 : at;
}

static const Entity *entity_of(const HtmlEntities *entities, const char *name, uint32_t length)
{
    uint32_t row;
    bool known = map_get(&entities->at, hash_bytes(name, length, HASH_SEED), &row);
    return known ? &entities->entity[row] : NULL;
}

uint32_t html_reference(const HtmlEntities *entities, const char *bytes, uint32_t at, uint32_t end, bool in_attribute,
                        uint32_t ret_points[2])
{
    ret_points[1] = 0;
    if (at + 1 < end && bytes[at + 1] == '#') return numeric(bytes, at + 2, end, ret_points);
    const char *name = bytes + at + 1;
    uint32_t length = 0, room = end - at - 1;
    while (length < room && length < LONGEST_NAME && (html_is_letter(name[length]) || is_digit(name[length]))) length++;
    if (!length) return 0;
    const Entity *found = length < room && name[length] == ';' ? entity_of(entities, name, length) : NULL;
    uint32_t stop = at + 1 + length + 1;
    for (uint32_t n = length < LONGEST_BARE ? length : LONGEST_BARE; !found && n >= 2; n--) {
        found = entity_of(entities, name, n);
        if (found && !found->bare) found = NULL;
        if (!found) continue;
        char next = n < room ? name[n] : 0;
        if (in_attribute && (next == '=' || html_is_letter(next) || is_digit(next))) return 0;
        stop = at + 1 + n;
    }
    if (!found) return 0;
    memcpy(ret_points, found->points, sizeof found->points);
    return stop;
}

static uint32_t put(char *out, uint32_t n, uint32_t point, bool fold)
{
    if (fold && (!point || !(point = charset_clean(point)))) return n;
    if (fold && (point == ' ' || point == '\n' || point == '\t')) {
        if (n && out[n - 1] != ' ') out[n++] = ' ';
        return n;
    }
    return n + (uint32_t)utf8_put(point ? point : 0xFFFD, out + n);
}

ArrianSlice html_decode(Arena *arena, const HtmlEntities *entities, const char *bytes, HtmlSpan span, bool in_attribute,
                        bool fold)
{
    char *out = arena_take(arena, (size_t)(span.end - span.start) * 3 + 8);
    uint32_t n = 0, points[2], next;
    for (uint32_t at = span.start; at < span.end;) {
        size_t step = utf8_length(bytes + at, span.end - at);
        if (bytes[at] == '&' && (next = html_reference(entities, bytes, at, span.end, in_attribute, points))) {
            n = put(out, n, points[0], fold);
            if (points[1]) n = put(out, n, points[1], fold);
            at = next;
        } else if (bytes[at] == '\r' && !fold) {
            n = put(out, n, '\n', fold);
            at += at + 1 < span.end && bytes[at + 1] == '\n' ? 2 : 1;
        } else if (step) {
            n = put(out, n, utf8_point(bytes + at), fold);
            at += (uint32_t)step;
        } else {
            unsigned char c = (unsigned char)bytes[at++];
            n = put(out, n, c >= 0x80 && c < 0xA0 ? windows[c - 0x80] : c, fold);
        }
    }
    if (fold && n && out[n - 1] == ' ') n--;
    return (ArrianSlice){out, n};
}

/* replay.c: the lines of a review -> what they change.
 *     "merge name a.txt@10-14 ..."   -> the entities of both names are one, in their reports
 *     "split claim ..."              -> a bond that keeps two claims from being told as one happening
 * Each record is looked for by its bytes and words; where the report was edited, by the words nearest to those bytes;
 * where it is read otherwise than before, by the only record whose words hold these or lie in them. */
#include "base/error.h"
#include "base/hash.h"
#include "base/lexicon.h"
#include "base/table.h"
#include "collate/collate.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const no_report = "no report of this run bears that name", *const no_record = "no such record stands on those words any more",
                  *const many_records = "its words stand there more than once: write the bytes, REPORT@START-END",
                  *const many_reports = "several reports bear that name: write more of its path",
                  *const many_stories = "what it names stands in different stories";

/* Of several reasons the one that comes nearest. */
static void lose(ReviewLine *line, const char *why)
{
    if (!line->said.found && (!line->said.why || line->said.why == no_report)) line->said.why = why;
}

static void find(ReviewLine *line)
{
    line->said.found = true;
    line->said.why = NULL;
}

/* ---- which report ---- */

/* The last part of a path, and the member behind it: "wire/dump.jsonl" and "12" -> "dump.jsonl!12" */
static ArrianSlice last_part(ArrianSlice name)
{
    const char *stop = memchr(name.at, '!', name.length);
    for (const char *at = stop ? stop : name.at + name.length; at > name.at; at--)
        if (at[-1] == '/') return (ArrianSlice){at, (uint32_t)(name.at + name.length - at)};
    return name;
}

static bool ends_with(ArrianSlice whole, ArrianSlice part)
{
    return whole.length > part.length && whole.at[whole.length - part.length - 1] == '/' &&
           !memcmp(whole.at + whole.length - part.length, part.at, part.length);
}

/* 3: the same; 2: one is the end of the other, as from another folder; 1: the last parts are one */
static int rank_of(ArrianSlice name, ArrianSlice said)
{
    return slice_same(name, said) ? 3 : ends_with(name, said) || ends_with(said, name) ? 2 : 1;
}

typedef struct Reports {
    ArrianDocument *const *docs;
    ArrianSlice *name; // (docs)
    uint32_t *next;    // (docs): the next of the same last part, ARRIAN_NONE
    Map first;         /* hash of a last part -> report */
} Reports;

uint64_t review_key(ArrianSlice name)
{
    ArrianSlice last = last_part(name);
    return hash_bytes(last.at, last.length, 61) | 1;
}

static Reports file_reports(Arena *scratch, ArrianDocument *const *docs, size_t count)
{
    Reports r = {docs, NEW(scratch, ArrianSlice, count + 1), NEW(scratch, uint32_t, count + 1), {0}};
    for (size_t i = count; i-- > 0;) {
        const ArrianHead *head = &docs[i]->head;
        ArrianSlice path = head->path.length ? head->path : head->url;
        char *name = head->member.length ? arena_print(scratch, "%.*s!%.*s", (int)path.length, path.at,
                                                       (int)head->member.length, head->member.at)
                                         : arena_copy(scratch, path.at ? path.at : "", path.length);
        r.name[i] = (ArrianSlice){name, (uint32_t)strlen(name)};
        r.next[i] = ARRIAN_NONE;
        map_get(&r.first, review_key(r.name[i]), &r.next[i]);
        map_put(scratch, &r.first, review_key(r.name[i]), (uint32_t)i);
    }
    return r;
}

static bool holds_words(const ArrianDocument *d, ArrianSlice words)
{
    return words.length && d->text.length && memmem(d->text.at, d->text.length, words.at, words.length);
}

/* Of the reports that bear the name best the only one, or the only one that holds the words. */
static ArrianDocument *report_of(const Reports *r, const ReviewTarget *t, const char **ret_why)
{
    uint32_t first = ARRIAN_NONE, best = ARRIAN_NONE, holds = ARRIAN_NONE, count = 0, holders = 0;
    int most = 0;
    map_get(&r->first, review_key(t->report), &first);
    for (uint32_t i = first; i != ARRIAN_NONE; i = r->next[i]) {
        int rank = rank_of(r->name[i], t->report);
        if (rank > most) most = rank, count = holders = 0;
        if (rank < most) continue;
        count++, best = i;
        if (holds_words(r->docs[i], t->words)) holders++, holds = i;
    }
    if (!count) return *ret_why = no_report, NULL;
    if (count == 1) return r->docs[best];
    return holders == 1 ? r->docs[holds] : (*ret_why = many_reports, NULL);
}

/* ---- which record ---- */

static bool is_space(const char *at, uint32_t left, uint32_t *ret_length)
{
    unsigned char c = (unsigned char)*at;
    *ret_length = c == 0xC2 && left > 1 && (unsigned char)at[1] == 0xA0 ? 2 : 1;
    return *ret_length == 2 || c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* The next letter, a run of blanks as one; 0 at the end. */
static unsigned char next_letter(ArrianSlice *words)
{
    bool blank = false;
    for (uint32_t step; words->length && is_space(words->at, words->length, &step); blank = true)
        words->at += step, words->length -= step;
    if (!words->length) return 0;
    if (blank) return ' ';
    words->length--;
    return (unsigned char)*words->at++;
}

static bool same_words(ArrianSlice a, ArrianSlice b)
{
    for (bool first = true;; first = false) {
        unsigned char x = next_letter(&a), y = next_letter(&b);
        if (first && x == ' ') x = next_letter(&a);
        if (first && y == ' ') y = next_letter(&b);
        if (x != y) return false;
        if (!x) return true;
    }
}

static bool holds(ArrianSlice whole, ArrianSlice part)
{
    return part.length && whole.length >= part.length && memmem(whole.at, whole.length, part.at, part.length);
}

typedef struct Places { /* of records of one kind in one report */
    ArrianSpan *at;
    uint32_t *index, count;
} Places;

static Places places_new(Arena *scratch, uint32_t room)
{
    return (Places){NEW(scratch, ArrianSpan, room + 1), NEW(scratch, uint32_t, room + 1), 0};
}

static void put_place(Places *places, ArrianSpan span, uint32_t index)
{
    places->at[places->count] = span;
    places->index[places->count++] = index;
}

static uint32_t find_place(const ArrianDocument *d, const Places *places, const ReviewTarget *t, const char **ret_why)
{
    uint32_t near = ARRIAN_NONE, least = UINT32_MAX, same = 0, over = ARRIAN_NONE, overs = 0;
    for (uint32_t i = 0; i < places->count; i++) {
        ArrianSpan bytes = arrian_received(d, places->at[i]);
        ArrianSlice words = document_words(d, places->at[i]);
        if (same_words(words, t->words)) {
            if (t->placed && bytes.start == t->start && bytes.end == t->end) return places->index[i];
            uint32_t away = bytes.start > t->start ? bytes.start - t->start : t->start - bytes.start;
            if (!same++ || away < least) near = places->index[i], least = away;
        } else if (t->placed && bytes.start < t->end && t->start < bytes.end && (holds(words, t->words) || holds(t->words, words))) {
            over = places->index[i], overs++;
        }
    }
    if (same == 1 || (same && t->placed)) return near;
    if (!same && overs == 1) return over;
    return *ret_why = same ? many_records : no_record, ARRIAN_NONE;
}

#define PLACES(list)                                                                                                   \
    do {                                                                                                               \
        places = places_new(scratch, d->list.count);                                                                   \
        for (uint32_t i_ = 0; i_ < d->list.count; i_++) put_place(&places, d->list.at[i_].span, i_);                   \
    } while (0)

static uint32_t find_record(Arena *scratch, const ArrianDocument *d, ReviewKind kind, const ReviewTarget *t, const char **ret_why)
{
    Places places = {0};
    if (kind == REVIEW_REPORT) return 0;
    if (kind == REVIEW_NAME || kind == REVIEW_LINK) PLACES(names);
    else if (kind == REVIEW_CLAIM) PLACES(claims);
    else if (kind == REVIEW_QUANTITY) PLACES(quantities);
    else if (kind == REVIEW_QUOTE) PLACES(quotes);
    else PLACES(times);
    return find_place(d, &places, t, ret_why);
}

/* ---- one report: names and claims ---- */

static const char *link_of(const ArrianEntity *e)
{
    return e->iso3[0] ? e->iso3 : e->code;
}

/* Every party that is this entity bears its link. */
static void link_parties(ArrianDocument *d, uint32_t entity, const char *link)
{
    for (uint32_t i = 0; i < d->claims.count; i++) {
        ArrianClaim *c = &d->claims.at[i];
        ArrianParty *const lists[] = {c->actor, c->recipient, c->place};
        const uint32_t counts[] = {c->actors, c->recipients, c->places};
        for (int l = 0; l < 3; l++)
            for (uint32_t k = 0; k < counts[l]; k++)
                if (lists[l][k].entity == entity) snprintf(lists[l][k].link, sizeof lists[l][k].link, "%s", link);
    }
}

static void unlink_entity(ArrianDocument *d, uint32_t entity)
{
    ArrianEntity *e = &d->entities.at[entity];
    e->iso3[0] = e->code[0] = 0;
    e->place = ARRIAN_NONE, e->geonames = 0, e->positioned = false, e->lat = e->lon = 0;
    link_parties(d, entity, "");
}

static void reject_link(ReviewLine *line, ArrianDocument *d, uint32_t name)
{
    ArrianEntity *e = &d->entities.at[d->names.at[name].entity];
    if (!link_of(e)[0] && e->place == ARRIAN_NONE && !e->geonames) return lose(line, "it is linked to nothing");
    unlink_entity(d, d->names.at[name].entity);
    find(line);
}

static void reject_claim(ReviewLine *line, ArrianDocument *d, uint32_t claim)
{
    d->claims.count--;
    memmove(&d->claims.at[claim], &d->claims.at[claim + 1], (d->claims.count - claim) * sizeof *d->claims.at);
    for (uint32_t i = 0; i < d->claims.count; i++) {
        uint32_t *because = &d->claims.at[i].because;
        if (*because == claim) *because = ARRIAN_NONE;
        else if (*because != ARRIAN_NONE && *because > claim) --*because;
    }
    find(line);
}

static int by_number(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return a < b ? -1 : a > b;
}

static void move_entity(uint32_t *entity, uint32_t from, uint32_t to)
{
    if (*entity == from) *entity = to;
    if (*entity != ARRIAN_NONE && *entity > from) --*entity;
}

/* Two entities of one report: the mentions of `from` are those of `to`, and the list closes up. */
static void join_entities(ArrianDocument *d, uint32_t to, uint32_t from)
{
    ArrianEntity *a = &d->entities.at[to], *b = &d->entities.at[from];
    uint32_t *mentions = NEW(&d->arena, uint32_t, a->count + b->count);
    memcpy(mentions, a->mentions, a->count * sizeof *mentions);
    memcpy(mentions + a->count, b->mentions, b->count * sizeof *mentions);
    a->mentions = mentions;
    a->count += b->count;
    qsort(mentions, a->count, sizeof *mentions, by_number);
    if (!a->role.length) a->role = b->role;
    for (uint32_t i = 0; i < d->names.count; i++) move_entity(&d->names.at[i].entity, from, to);
    for (uint32_t i = 0; i < d->quotes.count; i++) move_entity(&d->quotes.at[i].entity, from, to);
    for (uint32_t i = 0; i < d->claims.count; i++) {
        ArrianClaim *c = &d->claims.at[i];
        for (uint32_t k = 0; k < c->actors; k++) move_entity(&c->actor[k].entity, from, to);
        for (uint32_t k = 0; k < c->recipients; k++) move_entity(&c->recipient[k].entity, from, to);
        for (uint32_t k = 0; k < c->places; k++) move_entity(&c->place[k].entity, from, to);
        for (uint32_t k = 0; k < c->sources; k++) move_entity(&c->source[k].entity, from, to);
    }
    d->entities.count--;
    memmove(b, b + 1, (d->entities.count - from) * sizeof *b);
}

/* The one is who the other is, in whatever report: what makes them equal to every later stage. */
static void take_identity(ArrianDocument *d, uint32_t entity, const ArrianEntity *from)
{
    ArrianEntity *e = &d->entities.at[entity];
    e->name = (ArrianSlice){arena_copy(&d->arena, from->name.at, from->name.length), from->name.length};
    e->known = (ArrianSlice){arena_copy(&d->arena, from->known.at, from->known.length), from->known.length};
    e->type = from->type, e->apart = from->apart;
    memcpy(e->iso3, from->iso3, sizeof e->iso3);
    memcpy(e->code, from->code, sizeof e->code);
    e->place = from->place, e->lat = from->lat, e->lon = from->lon;
    e->geonames = from->geonames, e->positioned = from->positioned;
    link_parties(d, entity, link_of(e));
}

static void merge_names(ReviewLine *line, ArrianDocument *a, uint32_t first, ArrianDocument *b, uint32_t second)
{
    uint32_t x = a->names.at[first].entity, y = b->names.at[second].entity;
    ArrianEntity *one = &a->entities.at[x], *other = &b->entities.at[y];
    if (a == b && x == y) return lose(line, "they are one already");
    if (!link_of(one)[0] && one->place == ARRIAN_NONE && (link_of(other)[0] || other->place != ARRIAN_NONE)) {
        ArrianEntity both = *other; /* who is linked lends the link */
        both.name = one->name, both.type = one->type, both.apart = one->apart;
        take_identity(a, x, &both);
    }
    if (a != b) take_identity(b, y, one);
    else {
        link_parties(a, y, link_of(one));
        join_entities(a, x, y);
    }
    find(line);
}

static bool is_moved(const ArrianDocument *d, ArrianSpan span, const ArrianEntity *left)
{
    for (uint32_t k = 0; k < left->count; k++)
        if (span_overlap(d->names.at[left->mentions[k]].span, span)) return true;
    return false;
}

static void take_over(const ArrianDocument *d, ArrianSpan span, uint32_t *entity, uint32_t from, uint32_t to)
{
    if (*entity == from && is_moved(d, span, &d->entities.at[to])) *entity = to;
}

static void take_parties(const ArrianDocument *d, ArrianParty *party, uint32_t count, uint32_t from, uint32_t to)
{
    for (uint32_t k = 0; k < count; k++) take_over(d, party[k].span, &party[k].entity, from, to);
}

/* The mentions in the words of one are someone else: an entity of their own, linked to nothing. */
static void split_name(ReviewLine *line, ArrianDocument *d, uint32_t name)
{
    uint32_t from = d->names.at[name].entity, to = d->entities.count, kept = 0;
    ArrianEntity left = d->entities.at[from], *e = &d->entities.at[from];
    left.name = document_words(d, d->names.at[name].span);
    left.mentions = NEW(&d->arena, uint32_t, e->count + 1);
    left.count = 0, left.role = (ArrianSlice){0}, left.apart = line->said.line;
    for (uint32_t k = 0; k < e->count; k++) {
        bool goes = same_words(document_words(d, d->names.at[e->mentions[k]].span), left.name);
        if (goes) left.mentions[left.count++] = e->mentions[k];
        else e->mentions[kept++] = e->mentions[k];
    }
    e->count = kept;
    if (!kept) {
        e->mentions = left.mentions, e->count = left.count, e->apart = left.apart;
        unlink_entity(d, from);
        return find(line);
    }
    LIST_ADD(&d->arena, d->entities, left);
    for (uint32_t k = 0; k < left.count; k++) d->names.at[left.mentions[k]].entity = to;
    for (uint32_t i = 0; i < d->quotes.count; i++) take_over(d, d->quotes.at[i].speaker, &d->quotes.at[i].entity, from, to);
    for (uint32_t i = 0; i < d->claims.count; i++) {
        ArrianClaim *c = &d->claims.at[i];
        take_parties(d, c->actor, c->actors, from, to);
        take_parties(d, c->recipient, c->recipients, from, to);
        take_parties(d, c->place, c->places, from, to);
        for (uint32_t k = 0; k < c->sources; k++) take_over(d, c->source[k].span, &c->source[k].entity, from, to);
    }
    unlink_entity(d, to);
    find(line);
}

static void replay_line(Arena *scratch, ReviewLine *line)
{
    const char *why = no_record;
    ReviewTarget *t = line->targets;
    uint32_t first = find_record(scratch, t->doc, line->kind, t, &why);
    if (first == ARRIAN_NONE) return lose(line, why);
    if (line->verb == REVIEW_REJECT && line->kind == REVIEW_CLAIM) return reject_claim(line, t->doc, first);
    if (line->verb == REVIEW_REJECT) return reject_link(line, t->doc, first);
    if (line->verb == REVIEW_SPLIT) return split_name(line, t->doc, first);
    for (uint32_t k = 1; k < line->count; k++) {
        uint32_t other = find_record(scratch, t[k].doc, line->kind, &t[k], &why);
        if (other == ARRIAN_NONE) lose(line, why);
        else merge_names(line, t->doc, first, t[k].doc, other);
    }
}

/* Claims, links and names stand in their reports; all else is of a story. */
static bool is_of_reports(const ReviewLine *line)
{
    if (line->verb == REVIEW_REJECT) return line->kind == REVIEW_CLAIM || line->kind == REVIEW_LINK;
    return line->verb != REVIEW_NOTE && line->kind == REVIEW_NAME;
}

static void replay(Arena *scratch, ArrianReview *review, const Reports *reports)
{
    for (uint32_t i = 0; i < review->lines.count; i++) {
        ReviewLine *line = &review->lines.at[i];
        bool all = true;
        for (uint32_t k = 0; k < line->count; k++) {
            const char *why = NULL;
            line->targets[k].doc = report_of(reports, &line->targets[k], &why);
            if (!line->targets[k].doc) all = false, lose(line, why);
        }
        if (!all || !is_of_reports(line)) continue;
        ArenaMark mark = arena_mark(scratch);
        for (uint32_t k = 0; k < line->count; k++) line->targets[k].doc->arena.trap = scratch->trap;
        replay_line(scratch, line);
        for (uint32_t k = 0; k < line->count; k++) line->targets[k].doc->arena.trap = NULL;
        arena_wind_back(scratch, mark);
    }
}

int arrian_review_reports(ArrianReview *review, ArrianDocument *const *documents, size_t count, ArrianError *why)
{
    Arena scratch = {0};
    jmp_buf trap;
    scratch.trap = &trap;
    if (setjmp(trap)) {
        arena_end(&scratch);
        for (size_t i = 0; i < count; i++) documents[i]->arena.trap = NULL;
        return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to replay the review");
    }
    Reports reports = file_reports(&scratch, documents, count);
    replay(&scratch, review, &reports);
    arena_end(&scratch);
    return ARRIAN_OK;
}

static bool is_on(const Reports *r, const ReviewLine *line, int least)
{
    for (uint32_t k = 0; k < line->count; k++) {
        uint32_t i = ARRIAN_NONE;
        map_get(&r->first, review_key(line->targets[k].report), &i);
        for (; i != ARRIAN_NONE; i = r->next[i])
            if (rank_of(r->name[i], line->targets[k].report) >= least) return true;
    }
    return false;
}

ArrianSlice review_after(Arena *arena, const ArrianReview *before, const ArrianReview *now, ArrianDocument *const *docs, size_t count)
{
    Reports r = file_reports(arena, docs, count);
    char *text = arena_take(arena, (before ? before->text.length : 0u) + now->text.length + 2u), *at = text;
    bool all = true;
    for (uint32_t i = 0; before && i < before->lines.count; i++) {
        ArrianSlice said = before->lines.at[i].said.text;
        if (is_on(&r, &before->lines.at[i], 2) || memmem(now->text.at, now->text.length, said.at, said.length)) continue;
        at = mempcpy(at, said.at, said.length), *at++ = '\n';
    }
    bool others = at > text;
    for (uint32_t i = 0; i < now->lines.count; i++) {
        ArrianSlice said = now->lines.at[i].said.text;
        if (!is_on(&r, &now->lines.at[i], 1)) all = false;
        else at = mempcpy(at, said.at, said.length), *at++ = '\n';
    }
    return !others && all ? now->text : (ArrianSlice){text, (uint32_t)(at - text)};
}

static int compare_keys(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static bool names_unread(const ReviewLine *line, const uint64_t *held, size_t count)
{
    for (uint32_t k = 0; k < line->count; k++) {
        uint64_t key = review_key(line->targets[k].report);
        if (!line->targets[k].doc && bsearch(&key, held, count, sizeof key, compare_keys)) return true;
    }
    return false;
}

size_t arrian_held_decisions(const ArrianHeld *held, ArrianReview *review)
{
    uint64_t *keys = malloc((held->count + 1) * sizeof *keys);
    size_t elsewhere = 0;
    if (!keys) return 0; /* then they are told as orphans */
    for (size_t i = 0; i < held->count; i++) keys[i] = review_key(held->name[i]);
    qsort(keys, held->count, sizeof *keys, compare_keys);
    for (uint32_t i = 0; i < review->lines.count; i++) {
        ReviewLine *line = &review->lines.at[i];
        line->said.elsewhere = !line->said.found && names_unread(line, keys, held->count);
        elsewhere += line->said.elsewhere;
    }
    free(keys);
    return elsewhere;
}

/* ---- one story ---- */

static uint32_t doc_of(const ArrianStory *story, const ReviewTarget *t)
{
    for (uint32_t i = 0; t->doc && i < story->count; i++)
        if (story->docs[i] == t->doc) return i;
    return ARRIAN_NONE;
}

/* Where each target stands in the story; false, and the reason, where one does not. Another story's line is left alone. */
static bool stands_here(const ArrianStory *story, ReviewLine *line, uint32_t docs[REVIEW_TARGETS])
{
    uint32_t here = 0;
    for (uint32_t k = 0; k < line->count; k++) here += (docs[k] = doc_of(story, &line->targets[k])) != ARRIAN_NONE;
    if (here && here < line->count) lose(line, many_stories);
    return here == line->count;
}

static void add_bonds(ArrianStory *story, Arena *scratch, ReviewLine *line)
{
    uint32_t docs[REVIEW_TARGETS], index[REVIEW_TARGETS];
    const char *why = no_record;
    if (!stands_here(story, line, docs)) return;
    for (uint32_t k = 0; k < line->count; k++) {
        index[k] = find_record(scratch, story->docs[docs[k]], line->kind, &line->targets[k], &why);
        if (index[k] == ARRIAN_NONE) return lose(line, why);
        if (k && docs[k] == docs[0] && index[k] == index[0]) return lose(line, "both are one and the same record");
    }
    for (uint32_t k = 1; k < line->count; k++)
        LIST_ADD(&story->arena, story->bonds,
                 (ReviewBond){line->kind, line->verb == REVIEW_SPLIT, {docs[0], docs[k]}, {index[0], index[k]}});
    find(line);
}

typedef void (*Replay)(ArrianStory *story, Arena *scratch, ReviewLine *line);

static void each_line(ArrianStory *story, Replay replay_one, bool (*wanted)(const ReviewLine *line))
{
    Arena scratch = {.trap = story->arena.trap};
    for (uint32_t i = 0; story->review && i < story->review->lines.count; i++) {
        ArenaMark mark = arena_mark(&scratch);
        if (wanted(&story->review->lines.at[i])) replay_one(story, &scratch, &story->review->lines.at[i]);
        arena_wind_back(&scratch, mark);
    }
    arena_end(&scratch);
}

static bool is_bond(const ReviewLine *line)
{
    return (line->verb == REVIEW_MERGE || line->verb == REVIEW_SPLIT) && line->kind != REVIEW_NAME;
}

void review_bonds(ArrianStory *story)
{
    each_line(story, add_bonds, is_bond);
}

static uint32_t find_relay(const ArrianStory *story, Arena *scratch, uint32_t doc, const ReviewTarget *t, const char **ret_why)
{
    Places places = places_new(scratch, story->relays.count);
    for (uint32_t i = 0; i < story->relays.count; i++)
        if (story->relays.at[i].doc == doc) put_place(&places, story->relays.at[i].span, i);
    return find_place(story->docs[doc], &places, t, ret_why);
}

static void reject_relay(ArrianStory *story, Arena *scratch, ReviewLine *line)
{
    uint32_t docs[REVIEW_TARGETS];
    const char *why = no_record;
    if (!stands_here(story, line, docs)) return;
    uint32_t relay = find_relay(story, scratch, docs[0], line->targets, &why);
    if (relay == ARRIAN_NONE) return lose(line, why);
    story->relays.count--;
    memmove(&story->relays.at[relay], &story->relays.at[relay + 1], (story->relays.count - relay) * sizeof *story->relays.at);
    find(line);
}

static bool is_rejected_relay(const ReviewLine *line)
{
    return line->verb == REVIEW_REJECT && line->kind == REVIEW_RELAY;
}

void review_relays(ArrianStory *story)
{
    each_line(story, reject_relay, is_rejected_relay);
}

/* Some value of the accord is the one meant. */
static bool has_value(const ArrianStory *story, Arena *scratch, const ArrianAccord *accord, uint32_t doc, const ReviewTarget *t)
{
    const char *why;
    Places places = places_new(scratch, accord->count);
    for (uint32_t i = 0; i < accord->count; i++)
        if (accord->values[i].doc == doc) put_place(&places, accord->values[i].span, i);
    return places.count && find_place(story->docs[doc], &places, t, &why) != ARRIAN_NONE;
}

/* Of the accords on that question that hold every value named, the one with the fewest others. */
static uint32_t find_accord(const ArrianStory *story, Arena *scratch, const ReviewLine *line, const uint32_t *docs)
{
    uint32_t best = ARRIAN_NONE;
    for (uint32_t i = 0; i < story->accords.count; i++) {
        const ArrianAccord *accord = &story->accords.at[i];
        bool all = accord->about == line->about;
        for (uint32_t k = 0; k < line->count && all; k++) all = has_value(story, scratch, accord, docs[k], &line->targets[k]);
        if (all && (best == ARRIAN_NONE || accord->count < story->accords.at[best].count)) best = i;
    }
    return best;
}

static void reject_accord(ArrianStory *story, Arena *scratch, ReviewLine *line)
{
    uint32_t docs[REVIEW_TARGETS];
    if (!stands_here(story, line, docs)) return;
    uint32_t accord = find_accord(story, scratch, line, docs);
    if (accord == ARRIAN_NONE) return lose(line, no_record);
    story->accords.count--;
    memmove(&story->accords.at[accord], &story->accords.at[accord + 1], (story->accords.count - accord) * sizeof *story->accords.at);
    find(line);
}

static bool is_rejected_accord(const ReviewLine *line)
{
    return line->verb == REVIEW_REJECT && line->kind == REVIEW_ACCORD;
}

static void add_note(ArrianStory *story, Arena *scratch, ReviewLine *line)
{
    static const char letters[REVIEW_KINDS] = {[REVIEW_NAME] = 'n', [REVIEW_CLAIM] = 'c', [REVIEW_QUANTITY] = 'q', [REVIEW_QUOTE] = 'u', [REVIEW_TIME] = 't',
                                               [REVIEW_RELAY] = 'r', [REVIEW_ACCORD] = 'a', [REVIEW_REPORT] = 'd'};
    uint32_t docs[REVIEW_TARGETS], index;
    const char *why = no_record;
    if (!stands_here(story, line, docs)) return;
    bool of_story = line->kind == REVIEW_RELAY || line->kind == REVIEW_ACCORD;
    if (line->kind == REVIEW_ACCORD) index = find_accord(story, scratch, line, docs);
    else if (line->kind == REVIEW_RELAY) index = find_relay(story, scratch, docs[0], line->targets, &why);
    else index = find_record(scratch, story->docs[docs[0]], line->kind, line->targets, &why);
    if (index == ARRIAN_NONE) return lose(line, why);
    LIST_ADD(&story->arena, story->notes,
             (ArrianNote){letters[line->kind], of_story ? ARRIAN_NONE : docs[0], index, line->note, line->said.line});
    find(line);
}

static bool is_note(const ReviewLine *line)
{
    return line->verb == REVIEW_NOTE;
}

void review_accords(ArrianStory *story)
{
    each_line(story, reject_accord, is_rejected_accord);
    each_line(story, add_note, is_note);
}

const ArrianNote *arrian_notes(const ArrianStory *story, size_t *ret_count)
{
    return *ret_count = story->notes.count, story->notes.at;
}

const ArrianReview *arrian_story_review(const ArrianStory *story)
{
    return story->review;
}

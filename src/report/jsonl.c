/* jsonl.c: a document or a story -> the records of RECORDS.md, one JSON object a line.
 *     {"kind":"time","id":"t4","doc":"d1","span":[311,323],"text":"next
 * January","value":"2017-01","precision":"month","basis":"relative"} A record of a document has the number base + index
 * + 1, so that records can name those that come later. */
#include "base/error.h"
#include "report/json.h"
#include "report/write.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct ArrianWriter {
    FILE *out;
    Json json;
    WriteCounts counts;
    uint32_t stories, passages, relays, origins, accords;
};

/* One document while it is written. */
typedef struct Page {
    Json *json;
    const ArrianDocument *document;
    WriteCounts base;
    uint32_t number;          /* the 7 of d7 */
    const ArrianStory *story; /* NULL of a report by itself */
    uint32_t doc;             /* which of the story */
} Page;

int arrian_writer_new(FILE *out, ArrianWriter **ret_writer, ArrianError *why)
{
    ArrianWriter *writer = *ret_writer = calloc(1, sizeof *writer);
    if (!writer) return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory for the writer");
    writer->out = writer->json.out = out;
    return ARRIAN_OK;
}

void arrian_writer_free(ArrianWriter *writer)
{
    free(writer);
}

static void begin(Json *json, const char *kind, char letter, uint32_t number)
{
    json->comma = false;
    json_open(json, '{');
    json_key_word(json, "kind", kind);
    json_key(json, "id");
    json_id(json, letter, number);
}

static void end(Json *json)
{
    json_close(json, '}');
    putc('\n', json->out);
}

/* What a reader noted on a record: "note":["the owner told us so"] */
static void put_notes(Json *json, const ArrianStory *story, char kind, uint32_t doc, uint32_t index)
{
    size_t count, put = 0;
    const ArrianNote *note = story ? arrian_notes(story, &count) : (count = 0, NULL);
    for (size_t i = 0; i < count; i++) {
        if (note[i].kind != kind || note[i].doc != doc || note[i].index != index) continue;
        if (!put++) json_key(json, "note"), json_open(json, '[');
        json_text(json, note[i].text);
    }
    if (put) json_close(json, ']');
}

static void end_mark(const Page *page, char kind, size_t index)
{
    put_notes(page->json, page->story, kind, page->doc, (uint32_t)index);
    end(page->json);
}

static void put_words(Json *json, const ArrianDocument *document, const char *key, ArrianSpan span)
{
    if (span.end > span.start) json_key_text(json, key, arrian_words(document, span));
}

static void put_doc_span(Json *json, const ArrianDocument *document, uint32_t number, ArrianSpan span)
{
    json_key(json, "doc");
    json_id(json, 'd', number);
    json_key(json, "span");
    json_span(json, arrian_received(document, span));
}

static void begin_mark(const Page *page, const char *kind, char letter, uint32_t number, ArrianSpan span)
{
    begin(page->json, kind, letter, number);
    put_doc_span(page->json, page->document, page->number, span);
    json_key(page->json, "text");
    json_text(page->json, arrian_words(page->document, span));
}

static void put_published(Json *json, const ArrianHead *head)
{
    if (!head->published[0]) return;
    json_key(json, "published");
    json_open(json, '{');
    json_key_word(json, "value", head->published);
    json_key_word(json, "precision", arrian_precision(head->published_precision));
    json_key_word(json, "basis", arrian_basis(head->published_basis));
    json_close(json, '}');
}

static void write_head(const Page *page)
{
    const ArrianHead *head = arrian_head(page->document);
    Json *json = page->json;
    begin(json, "document", 'd', page->number);
    json_key_text(json, "path", head->path);
    json_key_text(json, "member", head->member);
    json_key_text(json, "url", head->url);
    json_key_text(json, "title", head->title);
    json_key_text(json, "outlet", head->outlet);
    if (head->bylines) {
        json_key(json, "byline");
        json_open(json, '[');
        for (uint32_t i = 0; i < head->bylines; i++) json_text(json, head->byline[i]);
        json_close(json, ']');
    }
    json_key_text(json, "place", head->place);
    put_published(json, head);
    json_key_text(json, "language", head->language);
    if (head->page) {
        json_key(json, "page");
        json_open(json, '{');
        json_key_word(json, "kind", arrian_page_kind(head->page));
        json_key_number(json, "confidence", head->page_confidence);
        json_close(json, '}');
    }
    json_key(json, "bytes");
    json_count(json, head->bytes);
    json_key_word(json, "sha256", head->sha256);
    json_key(json, "ignored");
    json_count(json, head->ignored_bytes);
    end_mark(page, 'd', 0);
}

static void write_ignored_and_sentences(const Page *page)
{
    size_t count;
    const ArrianIgnored *ignored = arrian_ignored(page->document, &count);
    for (size_t i = 0; i < count; i++) {
        begin_mark(page, "ignored", 'i', page->base.ignored + (uint32_t)i + 1, ignored[i].span);
        json_key_word(page->json, "why", arrian_why(ignored[i].why));
        end(page->json);
    }
    const ArrianSentence *sentence = arrian_sentences(page->document, &count);
    for (size_t i = 0; i < count; i++) {
        begin_mark(page, "sentence", 's', page->base.sentences + (uint32_t)i + 1, sentence[i].span);
        end(page->json);
    }
}

static void write_names(const Page *page)
{
    size_t count;
    const ArrianName *name = arrian_names(page->document, &count);
    for (size_t i = 0; i < count; i++) {
        begin_mark(page, "name", 'n', page->base.names + (uint32_t)i + 1, name[i].span);
        json_key_word(page->json, "type", arrian_name_type(name[i].type));
        json_key_id(page->json, "entity", 'e', page->base.entities, name[i].entity);
        end_mark(page, 'n', i);
    }
}

static void write_entity(const Page *page, uint32_t number, const ArrianEntity *entity)
{
    Json *json = page->json;
    begin(json, "entity", 'e', number);
    json_key(json, "doc");
    json_id(json, 'd', page->number);
    json_key_text(json, "name", entity->name);
    json_key_word(json, "type", arrian_name_type(entity->type));
    if (entity->iso3[0] || entity->code[0] || entity->geonames) {
        json_key(json, "link");
        json_open(json, '{');
        json_key_word(json, "iso3", entity->iso3);
        if (entity->geonames) {
            json_key(json, "geonames");
            json_count(json, entity->geonames);
        }
        json_key_word(json, "code", entity->code);
        json_close(json, '}');
    }
    json_key_text(json, "role", entity->role);
    json_key(json, "mentions");
    json_open(json, '[');
    for (uint32_t i = 0; i < entity->count; i++) json_id(json, 'n', page->base.names + entity->mentions[i] + 1);
    json_close(json, ']');
    end(json);
}

static void write_entities_and_times(const Page *page)
{
    size_t count;
    const ArrianEntity *entity = arrian_entities(page->document, &count);
    for (size_t i = 0; i < count; i++) write_entity(page, page->base.entities + (uint32_t)i + 1, &entity[i]);
    const ArrianTime *time = arrian_times(page->document, &count);
    for (size_t i = 0; i < count; i++) {
        begin_mark(page, "time", 't', page->base.times + (uint32_t)i + 1, time[i].span);
        json_key_word(page->json, "value", time[i].value);
        json_key_word(page->json, "precision", arrian_precision(time[i].precision));
        json_key_word(page->json, "basis", arrian_time_basis(time[i].basis));
        end_mark(page, 't', i);
    }
}

static void write_quantities(const Page *page)
{
    size_t count;
    const ArrianQuantity *quantity = arrian_quantities(page->document, &count);
    for (size_t i = 0; i < count; i++) {
        begin_mark(page, "quantity", 'q', page->base.quantities + (uint32_t)i + 1, quantity[i].span);
        if (quantity[i].has_low) json_key_number(page->json, "low", quantity[i].low);
        if (quantity[i].has_high) json_key_number(page->json, "high", quantity[i].high);
        json_key_text(page->json, "word", quantity[i].word);
        json_key_text(page->json, "unit", quantity[i].unit);
        json_key_text(page->json, "of", quantity[i].of);
        end_mark(page, 'q', i);
    }
}

static void write_quotes(const Page *page)
{
    size_t count;
    const ArrianQuote *quote = arrian_quotes(page->document, &count);
    for (size_t i = 0; i < count; i++) {
        begin_mark(page, "quote", 'u', page->base.quotes + (uint32_t)i + 1, quote[i].span);
        json_key_word(page->json, "form", arrian_form(quote[i].form));
        put_words(page->json, page->document, "speaker", quote[i].speaker);
        json_key_id(page->json, "entity", 'e', page->base.entities, quote[i].entity);
        put_words(page->json, page->document, "cue", quote[i].cue);
        put_words(page->json, page->document, "via", quote[i].via);
        end_mark(page, 'u', i);
    }
}

/* The words, and beside "he" or "the city" the name of the one they stand for. */
static void put_party_name(const Page *page, const ArrianParty *party)
{
    ArrianSlice name = write_party_meant(page->document, party);
    put_words(page->json, page->document, "text", party->span);
    if (name.length) json_key_text(page->json, "name", name);
}

static void put_parties(const Page *page, const char *key, const ArrianParty *party, uint32_t count)
{
    Json *json = page->json;
    json_key(json, key);
    json_open(json, '[');
    for (uint32_t i = 0; i < count; i++) {
        json_open(json, '{');
        put_party_name(page, &party[i]);
        json_key_id(json, "entity", 'e', page->base.entities, party[i].entity);
        if (party[i].link[0]) {
            json_key(json, "link");
            json_open(json, '{');
            json_key_word(json, write_link_kind(page->document, &party[i]), party[i].link);
            json_close(json, '}');
        }
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void put_sources(const Page *page, const ArrianClaim *claim)
{
    Json *json = page->json;
    json_key(json, "source");
    json_open(json, '[');
    for (uint32_t i = 0; i < claim->sources; i++) {
        json_open(json, '{');
        put_words(json, page->document, "text", claim->source[i].span);
        json_key_id(json, "entity", 'e', page->base.entities, claim->source[i].entity);
        json_key_word(json, "role", claim->source[i].role == ARRIAN_VIA ? "via" : "speaker");
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_claim(const Page *page, size_t index, const ArrianClaim *claim)
{
    Json *json = page->json;
    begin_mark(page, "claim", 'c', page->base.claims + (uint32_t)index + 1, claim->span);
    json_key_word(json, "act", arrian_act(claim->act));
    json_key_text(json, "mode", claim->mode);
    put_parties(page, "actor", claim->actor, claim->actors);
    put_parties(page, "recipient", claim->recipient, claim->recipients);
    put_parties(page, "place", claim->place, claim->places);
    json_key_id(json, "time", 't', page->base.times, claim->time);
    json_key(json, "quantity");
    json_open(json, '[');
    for (uint32_t i = 0; i < claim->quantities; i++) json_id(json, 'q', page->base.quantities + claim->quantity[i] + 1);
    json_close(json, ']');
    json_key_word(json, "stance", arrian_stance(claim->stance));
    put_sources(page, claim);
    json_key_id(json, "because", 'c', page->base.claims, claim->because);
    put_words(json, page->document, "cue", claim->cue);
    end_mark(page, 'c', index);
}

/* story is NULL of a report by itself. */
static void write_one(ArrianWriter *writer, const ArrianDocument *document, const ArrianStory *story, size_t doc)
{
    Page page = {&writer->json, document, writer->counts, writer->counts.docs + 1, story, (uint32_t)doc};
    write_head(&page);
    write_ignored_and_sentences(&page);
    write_names(&page);
    write_entities_and_times(&page);
    write_quantities(&page);
    write_quotes(&page);
    size_t count;
    const ArrianClaim *claim = arrian_claims(document, &count);
    for (size_t i = 0; i < count; i++) write_claim(&page, i, &claim[i]);
    write_counts_add(&writer->counts, write_counts(document));
}

int arrian_write_document(ArrianWriter *writer, const ArrianDocument *document, ArrianError *why)
{
    errno = 0;
    write_one(writer, document, NULL, 0);
    return write_end(writer->out, why);
}

/* A story while it is written: where each of its documents' records begin. */
typedef struct Together {
    Json *json;
    ArrianDocument *const *docs;
    WriteCounts *base; // (docs)
    uint32_t passages, relays;
} Together;

static void write_story_head(ArrianWriter *writer, const Together *all, const ArrianStory *story, size_t count)
{
    char from[11], to[11];
    write_days(story, from, to);
    begin(all->json, "story", 'y', ++writer->stories);
    json_key(all->json, "docs");
    json_open(all->json, '[');
    for (size_t i = 0; i < count; i++) json_id(all->json, 'd', all->base[i].docs + 1);
    json_close(all->json, ']');
    json_key_text(all->json, "title", arrian_story_title(story));
    json_key_word(all->json, "from", from);
    json_key_word(all->json, "to", to);
    end(all->json);
}

static void write_passages_and_relays(ArrianWriter *writer, const Together *all, const ArrianStory *story)
{
    static const char *const sides[] = {"a", "b"};
    Json *json = all->json;
    size_t count;
    const ArrianPassage *passage = arrian_passages(story, &count);
    for (size_t i = 0; i < count; i++) {
        begin(json, "passage", 'p', ++writer->passages);
        for (int side = 0; side < 2; side++) {
            uint32_t doc = passage[i].doc[side];
            json_key(json, sides[side]);
            json_open(json, '{');
            put_doc_span(json, all->docs[doc], all->base[doc].docs + 1, passage[i].span[side]);
            json_close(json, '}');
        }
        json_key(json, "words");
        json_count(json, passage[i].words);
        json_key_number(json, "same", passage[i].same);
        json_key_word(json, "what", arrian_what(passage[i].what));
        end(json);
    }
    const ArrianRelay *relay = arrian_relays(story, &count);
    for (size_t i = 0; i < count; i++) {
        begin(json, "relay", 'r', ++writer->relays);
        put_doc_span(json, all->docs[relay[i].doc], all->base[relay[i].doc].docs + 1, relay[i].span);
        put_words(json, all->docs[relay[i].doc], "text", relay[i].span);
        json_key_text(json, "from", relay[i].from);
        put_notes(json, story, 'r', ARRIAN_NONE, (uint32_t)i);
        end(json);
    }
}

/* Evidence of one kind of link stands together, the kinds in order of their first evidence. */
static void put_whys(const Together *all, const ArrianOrigin *origin)
{
    Json *json = all->json;
    bool said[ARRIAN_FAMILY + 1] = {false};
    for (uint32_t i = 0; i < origin->whys; i++) {
        ArrianLink link = origin->why[i].link;
        if (said[link]) continue;
        said[link] = true;
        json_open(json, '{');
        json_key_word(json, "link", arrian_link(link));
        json_key(json, "evidence");
        json_open(json, '[');
        for (uint32_t k = i; k < origin->whys; k++) {
            const ArrianEvidence *one = &origin->why[k];
            if (one->link != link || one->index == ARRIAN_NONE) continue;
            json_id(json, one->of_passage ? 'p' : 'r',
                    (one->of_passage ? all->passages : all->relays) + one->index + 1);
        }
        json_close(json, ']');
        json_close(json, '}');
    }
}

static void write_origins(ArrianWriter *writer, const Together *all, const ArrianStory *story)
{
    size_t count;
    const ArrianOrigin *origin = arrian_origins(story, &count);
    for (size_t i = 0; i < count; i++) {
        begin(all->json, "origin", 'o', ++writer->origins);
        json_key(all->json, "docs");
        json_open(all->json, '[');
        for (uint32_t k = 0; k < origin[i].count; k++) json_id(all->json, 'd', all->base[origin[i].docs[k]].docs + 1);
        json_close(all->json, ']');
        json_key(all->json, "why");
        json_open(all->json, '[');
        put_whys(all, &origin[i]);
        json_close(all->json, ']');
        end(all->json);
    }
}

static void put_value(const Together *all, const ArrianValue *value)
{
    Json *json = all->json;
    json_open(json, '{');
    put_doc_span(json, all->docs[value->doc], all->base[value->doc].docs + 1, value->span);
    put_words(json, all->docs[value->doc], "text", value->span);
    json_key_text(json, "value", value->value);
    json_key_text(json, "source", value->source);
    json_key_id(json, "claim", 'c', all->base[value->doc].claims, value->claim);
    json_close(json, '}');
}

static bool named_before(const ArrianAccord *accord, uint32_t i)
{
    for (uint32_t k = 0; k < i; k++)
        if (accord->values[k].doc == accord->values[i].doc && accord->values[k].claim == accord->values[i].claim)
            return true;
    return false;
}

static void write_accord(const Together *all, uint32_t number, const ArrianStory *story, uint32_t index)
{
    size_t accords;
    const ArrianAccord *accord = &arrian_accords(story, &accords)[index];
    Json *json = all->json;
    begin(json, "accord", 'a', number);
    json_key_word(json, "about", arrian_about(accord->about));
    json_key(json, "claims");
    json_open(json, '[');
    for (uint32_t i = 0; i < accord->count; i++) {
        const ArrianValue *value = &accord->values[i];
        if (value->claim != ARRIAN_NONE && !named_before(accord, i))
            json_id(json, 'c', all->base[value->doc].claims + value->claim + 1);
    }
    json_close(json, ']');
    json_key(json, "values");
    json_open(json, '[');
    for (uint32_t i = 0; i < accord->count; i++) put_value(all, &accord->values[i]);
    json_close(json, ']');
    json_key_word(json, "verdict", arrian_verdict(accord->verdict));
    json_key(json, "origins");
    json_count(json, accord->origins);
    json_key_text(json, "hint", accord->hint);
    put_notes(json, story, 'a', ARRIAN_NONE, index);
    end(json);
}

int arrian_write_story(ArrianWriter *writer, const ArrianStory *story, ArrianError *why)
{
    size_t count, accords;
    Together all = {&writer->json, arrian_story_documents(story, &count), NULL, writer->passages, writer->relays};
    all.base = calloc(count + 1, sizeof *all.base);
    if (!all.base)
        return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to write a story of %zu reports", count);
    WriteCounts sum = writer->counts;
    for (size_t i = 0; i < count; i++) all.base[i] = sum, write_counts_add(&sum, write_counts(all.docs[i]));
    errno = 0;
    write_story_head(writer, &all, story, count);
    for (size_t i = 0; i < count; i++) write_one(writer, all.docs[i], story, i);
    write_passages_and_relays(writer, &all, story);
    write_origins(writer, &all, story);
    arrian_accords(story, &accords);
    for (size_t i = 0; i < accords; i++) write_accord(&all, ++writer->accords, story, (uint32_t)i);
    free(all.base);
    return write_end(writer->out, why);
}

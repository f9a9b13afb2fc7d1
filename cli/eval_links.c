/* eval_links.c: GUM (Zeldes, 2017; .conllu with Entity= in MISC): is what the tool links to one entity one to the gold.
 * link: a name to the name before it of its entity; he, she, it, they, and "the alliance", to the entity that a claim or
 * a quotation would give them. Right where the gold has both in one chain. A word that heads no mention of the gold
 * ("Afghan" in "the Afghan team") is not asked for. Recall is over mentions of the gold whose chain has a name. */
#include "eval.h"
#include "mark/mark.h"
#include "parse/parse.h"
#include <stdlib.h>
#include <string.h>

typedef struct GoldMention {
    ArrianSpan span, head; /* bytes; head: the word that the rest of it hangs on */
    uint32_t chain;
    bool name; /* its head is a proper noun */
} GoldMention;
typedef struct GoldMentions {
    GoldMention *at;
    uint32_t count;
} GoldMentions;
typedef struct GoldWord {
    ArrianSpan span;
    uint32_t head; /* of the document, ARRIAN_NONE at the root */
    bool proper;
} GoldWord;
typedef struct Loader {
    Eval *eval;
    const char *path;
    LIST(char) text;
    LIST(GoldWord) words;
    LIST(GoldMention) mentions; /* span of words until the document ends */
    LIST(uint32_t) open;
    uint32_t sentence; /* its first word */
} Loader;
enum { CONLLU_COLUMNS = 10, COLUMN_FORM = 1, COLUMN_UPOS = 3, COLUMN_HEAD = 6, COLUMN_MISC = 9, GROUP_WORDS = 4 };

static ArrianSlice misc(ArrianSlice cell, const char *key)
{
    size_t n = strlen(key);
    for (uint32_t start = 0; start < cell.length;) {
        const char *bar = memchr(cell.at + start, '|', cell.length - start);
        uint32_t end = bar ? (uint32_t)(bar - cell.at) : cell.length;
        if (end - start > n && !memcmp(cell.at + start, key, n)) return (ArrianSlice){cell.at + start + n, end - start - (uint32_t)n};
        start = end + 1;
    }
    return (ArrianSlice){0};
}

/* "(3-person-...(4-place-...)" opens 3, and 4 of this word alone; "3)" closes. */
static void read_brackets(Loader *l, ArrianSlice cell)
{
    Arena *arena = &l->eval->arena;
    uint32_t word = l->words.count - 1;
    for (uint32_t i = 0; i < cell.length;) {
        bool opens = cell.at[i] == '(';
        uint32_t chain = (uint32_t)strtoul(cell.at + i + opens, NULL, 10), end = i + 1;
        while (end < cell.length && cell.at[end] != '(' && cell.at[end] != ')') end++;
        bool closes = end < cell.length && cell.at[end] == ')';
        if (opens) {
            LIST_ADD(arena, l->open, l->mentions.count);
            LIST_ADD(arena, l->mentions, ((GoldMention){.span = {word, word + 1}, .chain = chain}));
        }
        for (uint32_t k = l->open.count; closes && k-- > 0;)
            if (l->mentions.at[l->open.at[k]].chain == chain) {
                l->mentions.at[l->open.at[k]].span.end = word + 1;
                memmove(l->open.at + k, l->open.at + k + 1, (--l->open.count - k) * sizeof *l->open.at);
                break;
            }
        i = end + closes;
    }
}

static void add_text(Loader *l, ArrianSlice words)
{
    for (uint32_t i = 0; i < words.length; i++) LIST_ADD(&l->eval->arena, l->text, words.at[i]);
}

static void end_document(Loader *l)
{
    GoldMentions *gold = NEW(&l->eval->arena, GoldMentions, 1);
    for (uint32_t k = 0; k < l->mentions.count; k++) {
        GoldMention *m = &l->mentions.at[k];
        uint32_t head = m->span.start;
        for (uint32_t w = m->span.end; w-- > m->span.start;)
            if (l->words.at[w].head < m->span.start || l->words.at[w].head >= m->span.end) head = w;
        m->head = l->words.at[head].span, m->name = l->words.at[head].proper;
        m->span = (ArrianSpan){l->words.at[m->span.start].span.start, l->words.at[m->span.end - 1].span.end};
    }
    *gold = (GoldMentions){l->mentions.at, l->mentions.count};
    if (l->mentions.count)
        LIST_ADD(&l->eval->arena, l->eval->cases,
                 ((EvalCase){.text = {l->text.at, l->text.count}, .file = l->path, .gold = gold}));
    *l = (Loader){.eval = l->eval, .path = l->path};
}

static void load_word(Loader *l, ArrianSlice line)
{
    ArrianSlice cell[CONLLU_COLUMNS] = {0};
    uint32_t n = 0;
    for (uint32_t i = 0, start = 0; i <= line.length && n < CONLLU_COLUMNS; i++)
        if (i == line.length || line.at[i] == '\t') cell[n++] = (ArrianSlice){line.at + start, i - start}, start = i + 1;
    if (n < CONLLU_COLUMNS || memchr(cell[0].at, '-', cell[0].length) || memchr(cell[0].at, '.', cell[0].length)) return;
    if (cell[0].length == 1 && cell[0].at[0] == '1') l->sentence = l->words.count;
    uint32_t start = l->text.count, head = (uint32_t)strtoul(cell[COLUMN_HEAD].at, NULL, 10);
    add_text(l, cell[COLUMN_FORM]);
    GoldWord word = {{start, l->text.count}, head ? l->sentence + head - 1 : ARRIAN_NONE, slice_is(cell[COLUMN_UPOS], "PROPN")};
    LIST_ADD(&l->eval->arena, l->words, word);
    read_brackets(l, misc(cell[COLUMN_MISC], "Entity="));
    if (!slice_is(misc(cell[COLUMN_MISC], "SpaceAfter="), "No")) add_text(l, (ArrianSlice){" ", 1});
}

static bool load(Eval *eval, const char *path, ArrianSlice bytes)
{
    Loader l = {.eval = eval, .path = path};
    for (uint32_t i = 0, start = 0; i <= bytes.length; i++) {
        if (i < bytes.length && bytes.at[i] != '\n') continue;
        ArrianSlice line = {bytes.at + start, i - start};
        start = i + 1;
        if (line.length > 8 && !memcmp(line.at, "# newdoc", 8)) end_document(&l);
        else if (line.length >= 8 && !memcmp(line.at, "# newpar", 8) && l.text.count) add_text(&l, (ArrianSlice){"\n\n", 2});
        else if (line.length && line.at[0] != '#') load_word(&l, line);
    }
    end_document(&l);
    return true;
}

/* The smallest mention of the gold around the bytes whose head is in them; NULL where there is none. */
static const GoldMention *mention_at(const GoldMentions *gold, ArrianSpan span)
{
    const GoldMention *best = NULL;
    for (uint32_t k = 0; k < gold->count; k++) {
        const GoldMention *m = &gold->at[k];
        bool fits = span_overlap(m->span, span) && m->head.start >= span.start && m->head.end <= span.end;
        if (fits && (!best || m->span.end - m->span.start < best->span.end - best->span.start)) best = m;
    }
    return best;
}

typedef enum LinkKind { LINK_NAME, LINK_PERSON, LINK_BODY, LINK_DESCRIPTION } LinkKind;
static const char *const figures[] = {"name", "he, she", "it, they", "description"};

static bool opens_phrase(const ArrianDocument *d, uint32_t token)
{
    static const char *const words[] = {"the", "this", "that", "these", "those", NULL};
    return slice_among(document_words(d, d->tokens.at[token].span), words);
}

static LinkKind kind_of(ArrianSlice word)
{
    static const char *const persons[] = {"he", "him", "his", "she", "her", NULL},
                            *const bodies[] = {"it", "its", "they", "them", "their", NULL};
    return slice_among(word, persons) ? LINK_PERSON : slice_among(word, bodies) ? LINK_BODY : LINK_DESCRIPTION;
}

/* The link of the words at `span` to the name `name`. */
static void score_link(Eval *eval, const EvalCase *c, const ArrianDocument *d, LinkKind kind, ArrianSpan span, uint32_t name)
{
    const GoldMentions *gold = c->gold;
    ArrianSpan other = d->names.at[name].span;
    const GoldMention *from = mention_at(gold, arrian_received(d, span)), *to = mention_at(gold, arrian_received(d, other));
    if (!from || !to) return;
    bool right = from->chain == to->chain;
    eval_count(eval, figures[kind], right, 0, 1);
    eval_count(eval, "all links", right, 0, 1);
    ArrianSpan before = {span.start < 60 ? 0 : span.start - 60, span.start};
    if (!right)
        eval_miss(eval, c, "%s \"%.*s\" is not \"%.*s\" in \"%.*s ...\"", figures[kind], (int)(span.end - span.start),
                  d->text.at + span.start, (int)(other.end - other.start), d->text.at + other.start, (int)(span.end - before.start),
                  d->text.at + before.start);
}

/* The name of an entity that stands nearest before the words, else its first. */
static uint32_t nearest(const ArrianEntity *e, const ArrianDocument *d, ArrianSpan span)
{
    uint32_t best = e->mentions[0];
    for (uint32_t k = 0; k < e->count && d->names.at[e->mentions[k]].span.start < span.start; k++) best = e->mentions[k];
    return best;
}

static void score_phrase(Eval *eval, const EvalCase *c, ArrianDocument *d, const MarkTags *tags, LinkKind kind, uint32_t first,
                         uint32_t end)
{
    uint32_t entity = refer_phrase(eval->engine, d, tags, first, end);
    ArrianSpan span = document_tokens_span(d, first, end);
    if (entity != ARRIAN_NONE && d->entities.at[entity].count) score_link(eval, c, d, kind, span, nearest(&d->entities.at[entity], d, span));
}

/* Tokens of a phrase that opens at the token and names nobody: "the old alliance"; its end, 0 where there is none. */
static uint32_t phrase_end(const ArrianDocument *d, const MarkTags *tags, uint32_t first)
{
    uint32_t best = 0, sentence = d->tokens.at[first].sentence;
    if (!opens_phrase(d, first)) return 0;
    for (uint32_t i = first + 1; i < d->tokens.count && i <= first + GROUP_WORDS && d->tokens.at[i].sentence == sentence; i++) {
        const char *upos = tag_upos(d->tokens.at[i].upos);
        if (tags->name[i] != ARRIAN_NONE || !(d->tokens.at[i].flags & ARRIAN_WORD)) return 0;
        if (!strcmp(upos, "NOUN") || !strcmp(upos, "PROPN")) best = i + 1;
        else if (best || strcmp(upos, "ADJ")) break;
    }
    return best;
}

static void score_gold(Eval *eval, const EvalCase *c)
{
    const GoldMentions *gold = c->gold;
    for (uint32_t k = 0; k < gold->count; k++) {
        const GoldMention *m = &gold->at[k];
        bool before = false, named = false;
        for (uint32_t j = 0; j < gold->count; j++) {
            const GoldMention *other = &gold->at[j];
            if (other->chain != m->chain || !other->name || j == k) continue;
            named = true, before |= other->span.start < m->span.start;
        }
        ArrianSlice words = {c->text.at + m->span.start, m->span.end - m->span.start};
        if (!(m->name ? before : named)) continue;
        eval_count(eval, figures[m->name ? LINK_NAME : kind_of(words)], 0, 1, 0);
        eval_count(eval, "all links", 0, 1, 0);
    }
}

static void score(Eval *eval, const EvalCase *c, const ArrianDocument *read)
{
    ArrianDocument *d = (ArrianDocument *)read; /* tags are drawn from its arena */
    MarkTags tags = mark_tags(d);
    for (uint32_t k = 0; k < d->names.count; k++) mark_tag(d, tags.name, d->names.at[k].span, k);
    for (int f = LINK_NAME; f <= LINK_DESCRIPTION; f++) eval_count(eval, figures[f], 0, 0, 0);
    score_gold(eval, c);
    for (uint32_t e = 0; e < d->entities.count; e++)
        for (uint32_t k = 1; k < d->entities.at[e].count; k++)
            score_link(eval, c, d, LINK_NAME, d->names.at[d->entities.at[e].mentions[k]].span, d->entities.at[e].mentions[k - 1]);
    for (uint32_t i = 0; i < d->tokens.count; i++) {
        uint32_t end = phrase_end(d, &tags, i);
        LinkKind kind = end ? LINK_DESCRIPTION : kind_of(document_words(d, d->tokens.at[i].span));
        if (end || kind != LINK_DESCRIPTION) score_phrase(eval, c, d, &tags, kind, i, end ? end : i + 1);
    }
}

const EvalSet eval_links = {"links", "conllu", "whom names, pronouns and descriptions stand for: CoNLL-U of GUM", load, score};

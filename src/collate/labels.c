/* labels.c: what reports call one and the same.
 *     "the Islamic State group" / "Daesh terrorists"      one body of the lexicon
 *     "the Syrian government" / "the Syrian regime"       one state, another word for who rules it
 *     "a monitor said" / "activist groups say"            the source of claims that tell one thing
 *     "a cruise ship" / "a tourist ship"                  the same part in claims that tell one thing
 *     "Lena Wikström" / "Lena Wickström"                  one name, spelled in two ways */
#include "base/hash.h"
#include "base/utf8.h"
#include "collate/telling.h"
#include "mark/mark.h"
#include "mark/name.h"
#include "parse/inflect.h"
#include "read/outlet.h"
#include "split/split.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_LABELS = 20000, MOST_AFTER = 2, MOST_SHOWN = 12, MOST_WORDS = 8 };

typedef struct Label {
    uint64_t key, text;         /* what it stands for; its folded words */
    uint64_t words[MOST_WORDS]; /* those that tell */
    uint32_t count, doc, claim;
    ArrianSpan span;
    const char *asked; /* what the question calls it */
} Label;
typedef struct Labels {
    Tellings *tellings;
    ArrianStory *story;
    Arena *scratch;
    LIST(Label) list;
    Map told; /* sets of labels that an accord has */
} Labels;

/* The words that tell, without their endings of the plural: "the so-called monitors" -> so, called, monitor. */
static void read_words(const Labels *ls, Label *label)
{
    const ArrianDocument *d = ls->story->docs[label->doc];
    char fold[300];
    for (uint32_t i = document_token_at(d, label->span.start);
         i < d->tokens.count && d->tokens.at[i].span.start < label->span.end && label->count < MOST_WORDS; i++) {
        if (!about_word(ls->tellings->engine, d, i)) continue;
        ArrianSlice word = document_words(d, d->tokens.at[i].span);
        size_t n = utf8_word(word.at, word.length > 140 ? 140 : word.length, fold);
        if (n > 3 && fold[n - 1] == 's') n--;
        label->words[label->count] = hash_bytes(fold, n, 31);
        label->text = hash_mix(label->text, label->words[label->count++]);
    }
}

static bool has_number(const ArrianDocument *d, ArrianSpan span)
{
    for (uint32_t k = 0; k < d->quantities.count; k++)
        if (span_overlap(d->quantities.at[k].span, span)) return true;
    return false;
}

/* All telling words of the shorter stand in the longer too. */
static bool says_less(const Label *a, const Label *b)
{
    if (a->count > b->count) return says_less(b, a);
    for (uint32_t i = 0; i < a->count; i++) {
        bool there = false;
        for (uint32_t j = 0; j < b->count; j++) there |= a->words[i] == b->words[j];
        if (!there) return false;
    }
    return true;
}

/* "SDF" is no other name than "Syrian Democratic Forces". */
static bool is_short_for(const Labels *ls, const Label *a, const Label *b)
{
    const ArrianDocument *d = ls->story->docs[b->doc];
    ArrianSlice brief = document_words(ls->story->docs[a->doc], a->span);
    uint32_t n = 0;
    for (uint32_t i = document_token_at(d, b->span.start);
         i < d->tokens.count && d->tokens.at[i].span.start < b->span.end; i++)
        if (d->tokens.at[i].flags & ARRIAN_UPPER_FIRST)
            if (n >= brief.length || brief.at[n++] != *document_words(d, d->tokens.at[i].span).at) return false;
    return n == brief.length && n > 1;
}

static bool differ(const Labels *ls, const Label *a, const Label *b)
{
    return a->doc != b->doc && a->text != b->text && !says_less(a, b) && !is_short_for(ls, a, b) &&
           !is_short_for(ls, b, a);
}

static void add_label(Labels *ls, uint64_t key, uint32_t doc, ArrianSpan span, uint32_t claim, const char *asked)
{
    Label label = {.key = key, .doc = doc, .claim = claim, .span = span, .asked = asked};
    if (!key || ls->list.count == MOST_LABELS || has_number(ls->story->docs[doc], span)) return;
    read_words(ls, &label);
    if (label.count) LIST_ADD(ls->scratch, ls->list, label);
}

/* A word for those who bear arms right after the name belongs to what they are called: "ISIL" -> "ISIL terrorists". */
static ArrianSpan with_nouns(const Labels *ls, const ArrianDocument *d, ArrianSpan span)
{
    static const char *const kinds[] = {"militant", "rebel", "group", "organization", "movement"};
    uint32_t end = document_token_at(d, span.end), first = end, kept = end;
    for (; end < d->tokens.count && end < first + MOST_AFTER; end++) {
        uint64_t key = about_word(ls->tellings->engine, d, end);
        if (d->tokens.at[end].sentence != d->tokens.at[end - 1].sentence) break;
        for (size_t k = 0; key && k < sizeof kinds / sizeof *kinds; k++)
            if (key == about_noun(ls->tellings->engine, (ArrianSlice){kinds[k], (uint32_t)strlen(kinds[k])}, NULL))
                kept = end + 1;
    }
    return kept > first ? (ArrianSpan){span.start, d->tokens.at[kept - 1].span.end} : span;
}

/* Bodies that bear arms go by many names; what they are called is never nobody's choice. */
static void bodies_of(Labels *ls, uint32_t doc)
{
    const ArrianDocument *d = ls->story->docs[doc];
    for (uint32_t k = 0; k < d->names.count; k++) {
        ArrianSpan span = d->names.at[k].span;
        uint32_t first = document_token_at(d, span.start), end = document_token_at(d, span.end), number, taken;
        if (!name_lookup(ls->tellings->engine, d, first, end, &number, &taken)) continue;
        const NameEntry *entry = name_entry(ls->tellings->engine, number);
        if (!entry || entry->kind != NAME_BODY || !slice_is(entry->class, "armed group")) continue;
        add_label(ls, hash_bytes(entry->name.at, entry->name.length, 41), doc, with_nouns(ls, d, span), ARRIAN_NONE,
                  arena_print(ls->scratch, "what is %.*s called?", (int)entry->name.length, entry->name.at));
    }
}

/* "the Syrian government": a state's name and the word for who rules it. */
static void rulers_of(Labels *ls, uint32_t doc)
{
    const ArrianDocument *d = ls->story->docs[doc];
    uint64_t ruler = about_noun(ls->tellings->engine, (ArrianSlice){"government", 10}, NULL);
    for (uint32_t k = 0; k < d->names.count; k++) {
        ArrianSpan span = d->names.at[k].span;
        uint32_t next = document_token_at(d, span.end);
        const ArrianEntity *e = &d->entities.at[d->names.at[k].entity];
        if (!e->iso3[0] || next >= d->tokens.count) continue;
        bool held = about_word(ls->tellings->engine, d, next) == ruler;
        if (!held && next > 0) held = about_word(ls->tellings->engine, d, next - 1) == ruler; /* part of the name */
        else if (held) span.end = d->tokens.at[next].span.end;
        if (held)
            add_label(ls, hash_bytes(e->iso3, 3, 43), doc, span, ARRIAN_NONE,
                      arena_print(ls->scratch, "what are the rulers of %s called?", e->iso3));
    }
}

static void parts_of(Labels *ls, const Telling *x, const ArrianParty *list, uint32_t count, uint64_t salt)
{
    const ArrianDocument *d = ls->story->docs[x->doc];
    for (uint32_t k = 0; k < count; k++) {
        if (list[k].link[0] || list[k].entity != ARRIAN_NONE) continue;
        uint64_t head = phrase_head(ls->tellings->engine, d, list[k].span);
        if (head)
            add_label(ls, hash_mix(hash_mix(head, salt), x->group + 7), x->doc, list[k].span, x->index,
                      "what is it called?");
    }
}

/* A body, or people by what they are: "a monitor", "activist groups". */
static bool is_voice(const Labels *ls, const ArrianDocument *d, const ArrianSource *s)
{
    if (s->entity != ARRIAN_NONE) { /* two outlets are two relays, and no two words for one */
        const ArrianEntity *e = &d->entities.at[s->entity];
        return e->type == ARRIAN_ORGANIZATION && !read_outlet(ls->tellings->engine, e->name);
    }
    double factor;
    ArrianSlice base;
    uint32_t end = document_token_at(d, s->span.end), first = document_token_at(d, s->span.start);
    if (end <= first) return false;
    char singular[200];
    ArrianSlice last = document_words(d, d->tokens.at[end - 1].span);
    if (last.length > 150) return false;
    ArrianSlice noun = {singular, (uint32_t)inflect_singular(ls->tellings->engine, last, singular)};
    return slice_is(noun, "group") || slice_is(noun, "monitor") ||
           slice_is(quantity_unit_class(ls->tellings->engine, noun, &factor, &base), "person");
}

static void tellings_of(Labels *ls)
{
    for (uint32_t i = 0; i < ls->tellings->count; i++) {
        const Telling *x = &ls->tellings->at[i];
        if (ls->tellings->at[x->group].size < 2) continue;
        const ArrianDocument *d = ls->story->docs[x->doc];
        parts_of(ls, x, x->claim->actor, x->claim->actors, 51);
        parts_of(ls, x, x->claim->recipient, x->claim->recipients, 52);
        if (!x->claim->sources) continue;
        const ArrianSource *s = &x->claim->source[0];
        if (is_voice(ls, d, s))
            add_label(ls, hash_mix(x->group + 7, 53), x->doc, s->span, x->index, "how is the source described?");
    }
}

/* ---- names that are spelled in two ways ---- */

typedef struct Spelling {
    char fold[64]; /* without hyphens */
    uint64_t key;  /* of whoever came first with such a name */
} Spelling;

/* Letters put in, left out or changed between two words, at most two; 3 where there are more. */
static uint32_t letters_apart(const char *a, size_t n, const char *b, size_t m)
{
    enum { MOST = 2 };
    size_t i = 0;
    if (n > m + MOST || m > n + MOST) return MOST + 1;
    while (i < n && i < m && a[i] == b[i]) i++;
    while (n > i && m > i && a[n - 1] == b[m - 1]) n--, m--;
    return (uint32_t)(n > m ? n - i : m - i); /* of one stretch between what both share */
}

/* "Lena Wikström", "Lena Wickström": of as many words, some of them the same, none of the others farther than a letter. */
static bool spelled_alike(const char *a, const char *b)
{
    enum { LEAST_SAME = 3, LEAST_OTHER = 5 };
    bool same = false, other = false;
    while (*a && *b) {
        size_t n = strcspn(a, " "), m = strcspn(b, " ");
        uint32_t apart = letters_apart(a, n, b, m);
        if (apart > 1 || (apart && (n < LEAST_OTHER || m < LEAST_OTHER))) return false;
        same |= !apart && n >= LEAST_SAME;
        other |= apart > 0;
        a += n + (a[n] == ' '), b += m + (b[m] == ' ');
    }
    return !*a && !*b && same && other;
}

/* The mention of a person in full, where there is one. */
static bool full_mention(const ArrianDocument *d, const ArrianEntity *e, ArrianSpan *ret)
{
    for (uint32_t k = 0; k < e->count; k++) {
        *ret = d->names.at[e->mentions[k]].span;
        if (slice_same(document_words(d, *ret), e->name)) return true;
    }
    return false;
}

static void spellings_of(Labels *ls)
{
    enum { MOST_PEOPLE = 1500 };
    Spelling *known = NEW(ls->scratch, Spelling, MOST_PEOPLE);
    uint32_t count = 0;
    for (uint32_t doc = 0; doc < ls->story->count; doc++) {
        const ArrianDocument *d = ls->story->docs[doc];
        for (uint32_t k = 0; k < d->entities.count && count < MOST_PEOPLE; k++) {
            const ArrianEntity *e = &d->entities.at[k];
            ArrianSpan span;
            Spelling *now = &known[count];
            if (e->type != ARRIAN_PERSON || e->name.length >= sizeof now->fold / 2 || !memchr(e->name.at, ' ', e->name.length) ||
                !full_mention(d, e, &span))
                continue;
            size_t n = utf8_word(e->name.at, e->name.length, now->fold);
            for (size_t i = 0; i < n; i++)
                if (now->fold[i] == '-') now->fold[i] = ' ';
            now->fold[n] = 0;
            now->key = hash_bytes(now->fold, n, 57);
            for (uint32_t i = count; i-- > 0;)
                if (!strcmp(known[i].fold, now->fold) || spelled_alike(known[i].fold, now->fold)) now->key = known[i].key;
            count++;
            add_label(ls, now->key, doc, span, ARRIAN_NONE, "how is the name spelled?");
        }
    }
}

static int by_key(const void *x, const void *y)
{
    const Label *a = x, *b = y;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    if (a->doc != b->doc) return a->doc < b->doc ? -1 : 1;
    return a->span.start < b->span.start ? -1 : a->span.start > b->span.start;
}

static bool told_before(const Label *list, const uint32_t *kept, uint32_t count)
{
    for (uint32_t k = 0; k + 1 < count; k++)
        if (list[kept[k]].doc == list[kept[count - 1]].doc && list[kept[k]].text == list[kept[count - 1]].text)
            return true;
    return false;
}

/* Each way in which each report calls it, once; an accord where two reports do not call it the same. */
static void add_accord(Labels *ls, const Label *list, uint32_t count)
{
    Arena *arena = &ls->story->arena;
    uint32_t kept[MOST_SHOWN], shown = 0;
    uint64_t set = 0;
    bool differs = false;
    for (uint32_t i = 0; i < count && shown < MOST_SHOWN; i++) {
        kept[shown++] = i;
        if (told_before(list, kept, shown)) shown--;
        else set += hash_mix(list[i].text, list[i].doc + 3);
    }
    for (uint32_t i = 0; i < shown; i++)
        for (uint32_t j = i + 1; j < shown; j++) differs |= differ(ls, &list[kept[i]], &list[kept[j]]);
    uint32_t seen;
    if (!differs || map_get(&ls->told, set | 1, &seen)) return;
    map_put(ls->scratch, &ls->told, set | 1, 1);
    ArrianAccord accord = {.about = ARRIAN_ABOUT_WORDING, .verdict = ARRIAN_COMPATIBLE, .count = shown};
    accord.values = NEW(arena, ArrianValue, shown);
    for (uint32_t i = 0; i < shown; i++) {
        const Label *x = &list[kept[i]];
        ArrianSlice words = document_words(ls->story->docs[x->doc], x->span);
        accord.values[i] = (ArrianValue){x->doc,
                                         x->span,
                                         {arena_copy(arena, words.at, words.length), words.length},
                                         lineage_source(ls->story->docs[x->doc], x->span),
                                         x->claim};
    }
    accord.question = (ArrianSlice){arena_copy(arena, list->asked, strlen(list->asked)), (uint32_t)strlen(list->asked)};
    accord.origins = lineage_origins(ls->story, &accord);
    LIST_ADD(arena, ls->story->accords, accord);
}

void labels_compare(Tellings *tellings)
{
    Labels ls = {.tellings = tellings, .story = tellings->story, .scratch = &tellings->scratch};
    for (uint32_t i = 0; i < ls.story->count; i++) {
        bodies_of(&ls, i);
        rulers_of(&ls, i);
    }
    tellings_of(&ls);
    spellings_of(&ls);
    if (ls.list.count) qsort(ls.list.at, ls.list.count, sizeof *ls.list.at, by_key);
    for (uint32_t i = 0, end; i < ls.list.count; i = end) {
        for (end = i; end < ls.list.count && ls.list.at[end].key == ls.list.at[i].key;) end++;
        add_accord(&ls, ls.list.at + i, end - i);
    }
}

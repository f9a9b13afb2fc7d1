/* page_mark.c: what each element is, by its name, its class and id, its role.   <aside>, class="most-read": related;
 * class="story-body": the text. data/markup.tsv has the words; it and the other tables of pages are opened here. */
#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "read/page.h"

enum { LONGEST_WORD = 96, MOST_WORDS = 40, SEED = 9 };

static uint32_t sense_of(ArrianSlice sense)
{
    static const struct {
        const char *name;
        uint32_t bits;
    } senses[] = {{"article", HAS_ARTICLE}, {"body", HAS_BODY},    {"lead", IS_LEAD},
                  {"caption", IS_CAPTION},  {"byline", IS_BYLINE}, {"hidden", IS_SCREEN},
                  {"author", IS_BYLINE | IS_AUTHOR},
                  {"teaser", IS_LEAD | IS_TEASER | HAS_WHY << ARRIAN_RELATED},
                  {"plain", IS_PLAIN},
                  {"changed", IS_BYLINE | IS_CHANGED},
                  {"issued", IS_BYLINE | IS_ISSUED}};
    for (size_t k = 0; k < sizeof senses / sizeof *senses; k++)
        if (slice_is(sense, senses[k].name)) return senses[k].bits;
    for (int w = 0; w <= ARRIAN_OTHER; w++)
        if (slice_is(sense, arrian_why((ArrianWhy)w))) return (uint32_t)HAS_WHY << w;
    return 0;
}

static MetaSense meta_sense(ArrianSlice sense)
{
    static const char *const senses[META_SENSES] = {"published", "changed", "vocabulary", "date", "author",
                                                    "day", "day-changed", "script", "opening", "tail",
                                                    "joint", "folder", "nobody", "degree",
                                                    "colophon"};
    MetaSense s = 0;
    while (s < META_SENSES && !slice_is(sense, senses[s])) s++;
    return s;
}

int page_words_open(ArrianEngine *engine, const MarkupWords **ret_words, ArrianError *why)
{
    Lexicon rows;
    MarkupWords *words = NEW(&engine->arena, MarkupWords, 1);
    TRY(engine_table(engine, "markup.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice word = lexicon_cell(&rows, r, "word");
        map_put(&engine->arena, &words->sense, hash_bytes(word.at, word.length, SEED),
                sense_of(lexicon_cell(&rows, r, "sense")));
    }
    TRY(engine_table(engine, "months.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        ArrianSlice word = lexicon_cell(&rows, r, "word");
        map_put(&engine->arena, &words->month, hash_bytes(word.at, word.length, SEED),
                (uint32_t)lexicon_number(&rows, r, "month", 0) +
                    (slice_is(lexicon_cell(&rows, r, "calendar"), "solar") ? SOLAR_MONTHS : 0));
    }
    TRY(engine_table(engine, "metadata.tsv", &rows, why));
    for (uint32_t r = 0; r < rows.rows; r++) {
        MetaSense sense = meta_sense(lexicon_cell(&rows, r, "sense"));
        if (sense < META_SENSES)
            LIST_ADD(&engine->arena, words->list[sense], lexicon_cell(&rows, r, "word"));
    }
    *ret_words = words;
    return ARRIAN_OK;
}

/* What a table says of a word, its letters folded; 0 where it does not have it. */
static uint32_t look_up(const Map *table, const char *word, uint32_t length)
{
    char low[LONGEST_WORD];
    uint32_t value = 0;
    if (!length || length >= LONGEST_WORD / 2) return 0;
    size_t n = utf8_fold(word, length, low);
    return map_get(table, hash_bytes(low, n, SEED), &value) ? value : 0;
}

uint32_t page_month(const MarkupWords *words, const char *name, uint32_t length)
{
    return look_up(&words->month, name, length);
}

uint32_t page_word_bits(const MarkupWords *words, const char *word, uint32_t length)
{
    return look_up(&words->sense, word, length);
}

bool page_has_word(const MarkupWords *words, MetaSense sense, ArrianSlice word)
{
    const MetaList *list = &words->list[sense];
    for (uint32_t k = 0; k < list->count; k++)
        if (slice_same(list->at[k], word)) return true;
    return false;
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_word(char c)
{
    return html_is_letter(c) || (c >= '0' && c <= '9');
}

/* The senses of the words in one attribute: "article__body mostRead" -> article, body, most, read, most-read. */
static uint32_t senses_in(const MarkupWords *words, const char *bytes, HtmlSpan value)
{
    char pair[2 * LONGEST_WORD + 2];
    uint32_t found = 0, sense, before = 0, count = 0; /* before: length of the word before, at the head of pair */
    uint32_t last = 0;                                /* what that word means, where no pair with it is plain */
    for (uint32_t at = value.start; at < value.end && count < MOST_WORDS; count++) {
        while (at < value.end && !is_word(bytes[at])) {
            if (html_is_space(bytes[at])) before = 0, found |= last, last = 0;
            at++;
        }
        uint32_t n = 0, from = before ? before + 1 : 0;
        while (at < value.end && is_word(bytes[at])) {
            if (n && is_upper(bytes[at]) && !is_upper(bytes[at - 1])) break;
            if (n < LONGEST_WORD - 1) pair[from + n++] = html_low(bytes[at]);
            at++;
        }
        if (!n) break;
        uint32_t own = map_get(&words->sense, hash_bytes(pair + from, n, SEED), &sense) ? sense : 0;
        if (before) {
            pair[before] = '-';
            if (!map_get(&words->sense, hash_bytes(pair, from + n, SEED), &sense)) sense = 0;
            if (sense & IS_PLAIN) own = last = 0;
            else found |= sense;
        }
        found |= last;
        last = own;
        memmove(pair, pair + from, n);
        before = n;
    }
    return found | last;
}

static bool is_heading(HtmlTag tag)
{
    return tag == TAG_h1 || tag == TAG_h2 || tag == TAG_h3 || tag == TAG_h4 || tag == TAG_h5 || tag == TAG_h6;
}

/* <div hidden id="S:0">: a part that comes late, and that React's script puts in its place. */
static bool is_streamed(const char *bytes, HtmlSpan id)
{
    const char *at = bytes + id.start;
    return id.end - id.start > 2 && at[0] == 'S' && at[1] == ':' && at[2] >= '0' && at[2] <= '9';
}

static uint32_t attribute_bits(const Page *page, uint32_t node)
{
    const HtmlTree *tree = page->tree;
    const HtmlNode *n = &tree->nodes.at[node];
    const char *bytes = tree->bytes;
    uint32_t is = 0;
    bool streamed = false;
    for (uint32_t k = 0; k < n->attributes; k++) {
        HtmlAttribute a = tree->attributes.at[n->attribute + k];
        HtmlSpan name = a.name;
        bool id = html_span_is(bytes, name, "id");
        streamed |= id && is_streamed(bytes, a.value);
        if (id && is_heading((HtmlTag)n->tag)) continue; /* made of its words */
        if (id || html_span_is(bytes, name, "class") || html_span_is(bytes, name, "data-testid") ||
            html_span_is(bytes, name, "data-component") || html_span_is(bytes, name, "role"))
            is |= senses_in(page->engine->read->markup, bytes, a.value);
        else if (html_span_is(bytes, name, "hidden")) is |= IS_SCREEN;
        else if (html_span_is(bytes, name, "itemprop") || html_span_is(bytes, name, "property")) {
            if (html_span_is(bytes, a.value, "articlebody")) is |= IS_BODY;
            else if (html_span_is(bytes, a.value, "author")) is |= IS_BYLINE;
        } else if (html_span_is(bytes, name, "style") &&
                   memmem(bytes + a.value.start, a.value.end - a.value.start, "display:none", 12))
            is |= IS_SCREEN;
        else if (html_span_is(bytes, name, "href") && n->tag == TAG_a) is |= IS_LINK;
    }
    if ((is & HAS_ARTICLE) && (is & HAS_BODY)) is |= IS_BODY;
    return streamed ? is & ~(uint32_t)IS_SCREEN : is;
}

static uint32_t why_bit(ArrianWhy why)
{
    return (uint32_t)HAS_WHY << why;
}

static uint32_t name_bits(HtmlTag tag)
{
    switch (tag) {
    case TAG_script:
    case TAG_style:
    case TAG_noscript:
    case TAG_template:
    case TAG_textarea:
    case TAG_select:
    case TAG_iframe:
    case TAG_object:
    case TAG_canvas:
    case TAG_audio:
    case TAG_video:
    case TAG_noframes:
    case TAG_noembed:
    case TAG_svg:
    case TAG_math:
    case TAG_head: return IS_HIDDEN;
    case TAG_nav:
    case TAG_button:
    case TAG_menu: return why_bit(ARRIAN_MENU);
    case TAG_footer: return why_bit(ARRIAN_LEGAL);
    case TAG_aside: return why_bit(ARRIAN_RELATED);
    case TAG_form:
    case TAG_label:
    case TAG_dialog: return why_bit(ARRIAN_OTHER);
    case TAG_figcaption:
    case TAG_figure: return IS_CAPTION;
    case TAG_time:
    case TAG_address: return IS_BYLINE;
    case TAG_h1:
    case TAG_h2:
    case TAG_h3:
    case TAG_h4:
    case TAG_h5:
    case TAG_h6: return IS_HEADING;
    case TAG_li:
    case TAG_dd:
    case TAG_dt: return IS_ITEM;
    case TAG_td:
    case TAG_th:
    case TAG_caption: return IS_TABLE;
    case TAG_blockquote:
    case TAG_pre: return IS_QUOTE;
    case TAG_p: return IS_PARAGRAPH;
    default: return 0;
    }
}

/* What a page's outermost elements are called says nothing of a part of it. */
static bool is_outer(HtmlTag tag)
{
    return tag == TAG_html || tag == TAG_body || tag == TAG_main;
}

void page_mark(Page *page)
{
    HtmlTree *tree = page->tree;
    page->marks = NEW(&page->d->arena, Mark, tree->nodes.count);
    page->marks[0].why = -1;
    for (uint32_t i = html_follow(tree, 0); i; i = html_follow(tree, i)) {
        const HtmlNode *n = &tree->nodes.at[i];
        const Mark *parent = &page->marks[n->parent];
        Mark *m = &page->marks[i];
        HtmlTag tag = (HtmlTag)n->tag;
        m->why = -1;
        m->is = parent->is & PASSED_ON;
        m->block = parent->block;
        if (n->kind != NODE_ELEMENT) continue;
        m->own = name_bits(tag) | (n->attributes && !(m->is & IS_HIDDEN) ? attribute_bits(page, i) : 0);
        if (n->space != SPACE_HTML) m->own |= IS_HIDDEN;
        if (tag == TAG_noscript && page->unscripted) m->own &= ~(uint32_t)IS_HIDDEN;
        if (is_outer(tag)) m->own &= IS_HIDDEN;
        if (tag == TAG_blockquote) m->own &= ~why_bit(ARRIAN_SHARE); /* a post that the report embeds */
        if (tag == TAG_article) m->own &= IS_HIDDEN | IS_BODY | HAS_WHY << ARRIAN_COMMENT | HAS_ARTICLE;
        if (tag == TAG_title && n->space == SPACE_HTML) m->is &= ~(uint32_t)IS_HIDDEN, m->own = why_bit(ARRIAN_MENU);
        m->is |= m->own;
        if (html_tag_flags(tag) & BLOCK || tag == TAG_title) m->block = i;
    }
}

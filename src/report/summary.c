/* summary.c: what a story comes to, in plain words, before anything else.
 *     6 reports of 2025-03-11 to 2025-03-12: 5 texts, at most 3 independent origins.
 *     2 conflicts: How many troops? "40000 troops" or "about 4,000 troops" ...
 *     29 agreements   17 claims in one report */
#include "base/lexicon.h"
#include "base/table.h"
#include "collate/union.h"
#include "read/read.h"
#include "report/sheet.h"
#include "report/write.h"
#include <string.h>
#include <strings.h>

enum { MOST_SHOWN = 4, MOST_QUESTION = 70, MOST_VALUE = 50, MOST_SIDES = 3, MOST_TITLE = 240 };

typedef struct Sums {
    size_t claims;
    uint64_t bytes, ignored;
    uint32_t verdicts[ARRIAN_ONE_SIDED + 1], accords, foreign;
} Sums;

static Sums sum_up(const Sheet *sheet)
{
    Sums sums = {0};
    for (uint32_t i = 0; i < sheet->count; i++) {
        const ArrianDocument *d = sheet->docs[i];
        sums.claims += d->claims.count;
        sums.foreign += !read_is_english(d);
        sums.bytes += d->head.bytes;
        sums.ignored += d->head.ignored_bytes;
    }
    size_t count;
    const ArrianAccord *accord = arrian_accords(sheet->story, &count);
    for (size_t i = 0; i < count; i++) sums.verdicts[accord[i].verdict]++;
    sums.accords = (uint32_t)count;
    return sums;
}

static void put_days(const Sheet *sheet)
{
    char from[11], to[11];
    write_days(sheet->story, from, to);
    if (!from[0]) return;
    fprintf(sheet->out, " of <time>%s</time>", from);
    if (strcmp(from, to)) fprintf(sheet->out, " to <time>%s</time>", to);
}

/* Reports that share half of the shorter one are one text. */
static uint32_t count_texts(const Sheet *sheet)
{
    uint32_t *parent = union_new(sheet->arena, sheet->count), texts = 0, bytes;
    size_t count;
    Map shared = {0}; /* bytes of prose that two reports share */
    const ArrianPassage *passage = arrian_passages(sheet->story, &count);
    for (size_t i = 0; i < count; i++) {
        if (passage[i].what != ARRIAN_PROSE) continue;
        uint32_t a = passage[i].doc[0], b = passage[i].doc[1];
        uint32_t one = arrian_text(sheet->docs[a]).length, other = arrian_text(sheet->docs[b]).length;
        uint64_t pair = (uint64_t)a * sheet->count + b + 1;
        if (!map_get(&shared, pair, &bytes)) bytes = 0;
        bytes += passage[i].span[0].end - passage[i].span[0].start;
        map_put(sheet->arena, &shared, pair, bytes);
        if ((uint64_t)bytes * 2 >= (one < other ? one : other)) union_join(parent, a, b);
    }
    for (uint32_t doc = 0; doc < sheet->count; doc++) texts += union_root(parent, doc) == doc;
    return texts;
}

static ArrianSlice words_of(const Sheet *sheet, const ArrianValue *value)
{
    return arrian_words(sheet->docs[value->doc], value->span);
}

/* "A tourist ship" and "Tourist ship" are the same words. */
static bool same_words(ArrianSlice a, ArrianSlice b)
{
    a = write_without_article(a), b = write_without_article(b);
    return a.length == b.length && !strncasecmp(a.at, b.at, a.length);
}

/* Is value `i` told before, in the order given? What agrees is told again by the same words too: "the Baltic states",
 * for each of the three. */
static bool told_before(const Sheet *sheet, const ArrianAccord *accord, const uint32_t *order, uint32_t i)
{
    const ArrianValue *value = &accord->values[order[i]];
    for (uint32_t k = 0; k < i; k++) {
        const ArrianValue *other = &accord->values[order[k]];
        if (sheet_same_side(accord, other, value)) return true;
        if (accord->verdict == ARRIAN_AGREED && same_words(words_of(sheet, other), words_of(sheet, value))) return true;
    }
    return false;
}

/* Of the values of a side, the one that says it by its name: "NATO", not "the alliance". */
static const ArrianValue *plainest(const Sheet *sheet, const ArrianAccord *accord, uint32_t index)
{
    const ArrianValue *value = &accord->values[index];
    for (uint32_t i = 0; i < accord->count; i++)
        if (slice_same(accord->values[i].value, value->value) && slice_same(words_of(sheet, &accord->values[i]), value->value))
            return &accord->values[i];
    return value;
}

/* The values in the order in which they were told, where what is told may have changed and all reports have a day; else
 * as they are. */
static uint32_t *values_in_order(const Sheet *sheet, const ArrianAccord *accord)
{
    const ArrianValue *value = accord->values;
    uint32_t *order = NEW(sheet->arena, uint32_t, accord->count + 1);
    bool by_day = accord->verdict == ARRIAN_CHANGED;
    for (uint32_t i = 0; i < accord->count; i++) by_day &= sheet->docs[value[i].doc]->head.published[0] != 0;
    for (uint32_t i = 0; i < accord->count; i++) {
        uint32_t at = i;
        for (; by_day && at && sheet_published_order(sheet, value[i].doc, value[order[at - 1]].doc) < 0; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return order;
}

static const char *between(const Sheet *sheet, const ArrianAccord *accord, const ArrianValue *before, const ArrianValue *value)
{
    bool later = accord->verdict == ARRIAN_CHANGED && sheet->docs[before->doc]->head.published[0] &&
                 sheet_published_order(sheet, before->doc, value->doc) < 0;
    return accord->verdict == ARRIAN_AGREED ? ", " : later ? " <i>then</i> " : " <i>or</i> ";
}

/* The different values of an accord, as far as they fit: "40000 troops" or "about 4,000 troops" */
static void put_sides(const Sheet *sheet, const ArrianAccord *accord)
{
    FILE *out = sheet->out;
    uint32_t put = 0, *order = values_in_order(sheet, accord);
    const ArrianValue *before = NULL;
    for (uint32_t i = 0; i < accord->count && put < MOST_SIDES; i++) {
        if (told_before(sheet, accord, order, i)) continue;
        const ArrianValue *value = plainest(sheet, accord, order[i]);
        fputs(put++ ? between(sheet, accord, before, value) : ": ", out);
        before = value;
        if (accord->about == ARRIAN_ABOUT_STANCE) html_cut(out, value->value, MOST_VALUE), putc(' ', out);
        else sheet_words(sheet, value->doc, value->span, MOST_VALUE), putc(' ', out);
        sheet_number(sheet, value->doc);
    }
}

/* "3 reports, at most 2 origins": how many say it, and how many of them may have it from elsewhere. */
static void put_standing(const Sheet *sheet, const ArrianAccord *accord)
{
    FILE *out = sheet->out;
    fputs(" <small class=\"own\">", out);
    sheet_count(sheet, accord_reports(sheet, accord), "report", "reports");
    fputs(accord->origins > 1 ? ", at most " : ", ", out);
    sheet_count(sheet, accord->origins, "origin", "origins");
    fputs("</small>", out);
}

/* One question of a happening stands for the others that are answered alike. */
static bool told_happening(const Sheet *sheet, const ArrianAccord *accord, bool *told)
{
    const ArrianValue *value = accord->count ? &accord->values[0] : NULL;
    if (!value || value->claim >= sheet->docs[value->doc]->claims.count) return false;
    bool *one = &told[sheet->group[sheet_claim_at(sheet, value->doc, value->claim)]];
    bool before = *one && accord->about != ARRIAN_ABOUT_QUANTITY;
    return *one = true, before;
}

/* A number, a day, a place, a party of an act: not what somebody is said to be, nor, where all agree, that it was. */
static bool is_answer(const Sheet *sheet, const ArrianAccord *accord)
{
    const ArrianValue *value = accord->count ? &accord->values[0] : NULL;
    if (!value || accord->about == ARRIAN_ABOUT_WORDING) return false;
    if (accord->verdict == ARRIAN_AGREED && accord->about == ARRIAN_ABOUT_STANCE) return false;
    const ArrianDocument *d = sheet->docs[value->doc];
    return accord->about == ARRIAN_ABOUT_QUANTITY || value->claim >= d->claims.count ||
           d->claims.at[value->claim].act != ARRIAN_STATE;
}

static void put_accord(const Sheet *sheet, uint32_t index, const ArrianAccord *accord)
{
    FILE *out = sheet->out;
    fprintf(out, "<li><a href=\"#a-%u\">", sheet->first_accord + index + 1);
    sheet_question(sheet, accord, MOST_QUESTION);
    fputs("</a>", out);
    put_sides(sheet, accord);
    if (accord->verdict == ARRIAN_AGREED) put_standing(sheet, accord);
    fputs("</li>", out);
}

/* Answers first; each as many reports and headlines rank it. */
static void put_accords(const Sheet *sheet, const char *item, ArrianVerdict verdict, uint32_t number)
{
    FILE *out = sheet->out;
    size_t count;
    uint32_t *order = accord_order(sheet, &count), put = 0;
    const ArrianAccord *accord = arrian_accords(sheet->story, &count);
    bool *told = NEW(sheet->arena, bool, sheet->claims + 1), agreed = verdict == ARRIAN_AGREED;
    if (!number) return;
    fprintf(out, "<li><p><strong>%u</strong> ", number);
    sheet_badge(sheet, verdict);
    fprintf(out, " %s</p><ul>", item);
    for (int answers = 1; answers >= 0; answers--)
        for (size_t i = 0; i < count && put < MOST_SHOWN; i++) {
            const ArrianAccord *one = &accord[order[i]];
            if (one->verdict != verdict || is_answer(sheet, one) != answers) continue;
            if (agreed && told_happening(sheet, one, told)) continue;
            put_accord(sheet, order[i], one), put++;
        }
    if (number > put)
        fprintf(out, "<li><a href=\"#%s-%u\">and %u more</a></li>",
                accord_has_card(&(ArrianAccord){.verdict = verdict}) ? "accords" : "matrix", sheet->number,
                number - put);
    fputs("</ul></li>\n", out);
}

static void put_alone(const Sheet *sheet)
{
    FILE *out = sheet->out;
    uint32_t alone = 0;
    for (uint32_t i = 0; i < sheet->claims; i++) alone += sheet->alone[i];
    if (sheet->count < 2 || !alone) return;
    fputs("<li><p><strong>", out);
    html_number(out, alone);
    fprintf(out, "</strong> %s told by one report only</p><ul class=\"inline\">",
            alone == 1 ? "claim is" : "claims are");
    for (uint32_t doc = 0; doc < sheet->count; doc++) {
        uint32_t here = 0;
        for (uint32_t i = 0; i < sheet->docs[doc]->claims.count; i++)
            here += sheet->alone[sheet_claim_at(sheet, doc, i)];
        if (!here) continue;
        fprintf(out, "<li><a href=\"#only-%u\">only in %u ", sheet_doc(sheet, doc), sheet_doc(sheet, doc));
        html_cut(out, sheet_label(sheet, doc), MOST_VALUE);
        fprintf(out, "</a> <small class=\"own\">%u</small></li>", here);
    }
    fputs("</ul></li>\n", out);
}

static void put_first(const Sheet *sheet)
{
    FILE *out = sheet->out;
    uint32_t first = ARRIAN_NONE, put = 0, undated = 0;
    for (uint32_t doc = 0; doc < sheet->count; doc++) {
        bool dated = sheet->docs[doc]->head.published[0];
        undated += !dated;
        if (dated && (first == ARRIAN_NONE || sheet_published_order(sheet, doc, first) < 0)) first = doc;
    }
    size_t relays, passages;
    arrian_relays(sheet->story, &relays), arrian_passages(sheet->story, &passages);
    if (sheet->count < 2) return;
    fputs("<li><p>", out);
    if (first != ARRIAN_NONE) {
        fputs("First by its date: ", out);
        for (uint32_t doc = 0; doc < sheet->count; doc++)
            if (sheet->docs[doc]->head.published[0] && !sheet_published_order(sheet, doc, first))
                fputs(put++ ? ", " : "", out), sheet_chip(sheet, doc);
        fputs(" (", out), sheet_published(sheet, first), fputs("). ", out);
        if (undated) sheet_count(sheet, undated, "report has no date. ", "reports have no date. ");
    }
    fprintf(out, "<a href=\"#lineage-%u\">", sheet->number);
    if (passages) sheet_count(sheet, passages, "shared passage", "shared passages");
    else fputs("No shared passage", out);
    fputs(", ", out);
    if (relays) sheet_count(sheet, relays, "named source", "named sources");
    else fputs("no named source", out);
    fputs("</a>.</p></li>\n", out);
}

static void put_plain_words(const Sheet *sheet, const Sums *sums)
{
    FILE *out = sheet->out;
    const uint32_t *of = sums->verdicts;
    fputs("<ul class=\"plain\">\n", out);
    if (!sums->accords && sheet->count > 1)
        fputs("<li><p>No question was found that two of them answer.</p></li>\n", out);
    put_accords(sheet, "where what is said cannot all be so", ARRIAN_CONFLICT, of[ARRIAN_CONFLICT]);
    put_accords(sheet, "where each may be right at its own time", ARRIAN_CHANGED, of[ARRIAN_CHANGED]);
    put_accords(sheet, "where several reports say the same", ARRIAN_AGREED, of[ARRIAN_AGREED]);
    put_alone(sheet);
    put_first(sheet);
    fputs("<li><p>", out);
    html_number(out, sums->ignored);
    fputs(" of ", out);
    html_number(out, sums->bytes);
    fputs(" bytes were set aside as menus, adverts and the like; they stand in grey in the texts.</p></li>\n</ul>\n",
          out);
}

static void put_contents(const Sheet *sheet)
{
    FILE *out = sheet->out;
    fprintf(out, "<nav class=\"contents\" aria-label=\"Parts of story %u\">", sheet->number);
    for (uint32_t i = 0; i < sheet_part_count; i++)
        if (sheet->parts >> i & 1)
            fprintf(out, "<a href=\"#%s-%u\">%s</a> ", sheet_parts[i].id, sheet->number, sheet_parts[i].words);
    fprintf(out, "<a href=\"#texts-%u\">Texts</a></nav>\n", sheet->number);
}

static void put_report(const Sheet *sheet, uint32_t doc)
{
    FILE *out = sheet->out;
    const ArrianDocument *d = sheet->docs[doc];
    const ArrianHead *head = &d->head;
    fprintf(out, "<tr data-r=\"%u\"><th scope=\"row\">", sheet_doc(sheet, doc));
    sheet_chip(sheet, doc);
    fputs("</th><td>", out);
    if (head->title_span.end > head->title_span.start) sheet_words(sheet, doc, head->title_span, 120);
    else html_cut(out, head->title, 120);
    const char *clock = strchr(head->published, 'T');
    fputs("</td><td>", out);
    if (head->published[0])
        fprintf(out, "<time>%.10s</time>%s%s <span class=\"own\">%s</span>", head->published, clock ? " " : "", clock ? clock + 1 : "",
                arrian_basis(head->published_basis));
    fputs("</td><td class=\"num\">", out);
    if (read_is_english(d)) html_number(out, d->claims.count);
    else fputs("<span class=\"own\">not coded</span>", out);
    fputs("</td><td class=\"num\">", out);
    html_number(out, head->ignored_bytes);
    fputs(" of ", out);
    html_number(out, head->bytes);
    fputs("</td></tr>\n", out);
}

static void put_reports(const Sheet *sheet)
{
    fputs("<table class=\"reports\"><caption>The reports</caption><thead><tr><th scope=\"col\">report</th><th "
          "scope=\"col\">title</th>"
          "<th scope=\"col\">date, and whence</th><th scope=\"col\">claims</th><th scope=\"col\">bytes set "
          "aside</th></tr></thead><tbody>\n",
          sheet->out);
    for (uint32_t i = 0; i < sheet->count; i++) put_report(sheet, i);
    fputs("</tbody></table>\n", sheet->out);
}

void summary_section(const Sheet *sheet)
{
    FILE *out = sheet->out;
    Sums sums = sum_up(sheet);
    ArrianSlice title = write_story_name(sheet->story);
    uint32_t level = sheet->level - 1, most = sheet_most_origins(sheet);
    fprintf(out, "<header class=\"summary\"><h%u id=\"story-%u\" tabindex=\"-1\">", level, sheet->number);
    if (title.length) html_cut(out, title, MOST_TITLE);
    else fputs("A story without a title", out);
    fprintf(out, "</h%u>\n<p class=\"lead\">", level);
    sheet_count(sheet, sheet->count, "report", "reports");
    put_days(sheet);
    fputs(": ", out);
    sheet_count(sheet, count_texts(sheet), "text", "different texts");
    fputs(", at most ", out);
    sheet_count(sheet, most, "independent origin", "independent origins");
    fputs(", ", out);
    sheet_count(sheet, sums.claims, "claim", "claims");
    if (sums.foreign)
        fputs("; ", out), sheet_count(sheet, sums.foreign, "report is", "reports are"),
            fputs(" not in English, and not coded", out);
    fputs(". What follows is what they say, not what is true.</p>\n", out);
    put_plain_words(sheet, &sums);
    put_contents(sheet);
    put_reports(sheet);
    fputs("</header>\n", out);
}

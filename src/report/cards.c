/* cards.c: where the reports part, each side's passages beside the other's.
 *     How many troops deployed?   conflict   | 4,000 troops: 1 "a force of ..." 3 "..." | 40000 troops: 2 "..." */
#include "base/lexicon.h"
#include "report/sheet.h"
#include <string.h>

enum { MOST_WORDS = 300, MOST_SIDES = 12, MOST_TITLE = 80 };

typedef struct Side {
    uint32_t first; /* value that opens it */
    uint32_t count; /* values of it */
} Side;

/* The one of the answering reports that came out before all others; ARRIAN_NONE where none is known to. */
static uint32_t first_report(const Sheet *sheet, const ArrianAccord *accord)
{
    uint32_t first = accord->count ? accord->values[0].doc : ARRIAN_NONE, others = 0;
    for (uint32_t i = 0; i < accord->count; i++)
        if (sheet_published_order(sheet, accord->values[i].doc, first) < 0) first = accord->values[i].doc;
    for (uint32_t i = 0; i < accord->count; i++) {
        uint32_t doc = accord->values[i].doc;
        if (doc == first) continue;
        if (!sheet->docs[doc]->head.published[0] || sheet_published_order(sheet, first, doc) >= 0) return ARRIAN_NONE;
        others++;
    }
    return others && sheet->docs[first]->head.published[0] ? first : ARRIAN_NONE;
}

static uint32_t part_sides(const ArrianAccord *accord, Side *sides, uint32_t *side_of)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < accord->count; i++) {
        uint32_t k = 0;
        while (k < count && !sheet_same_side(accord, &accord->values[sides[k].first], &accord->values[i])) k++;
        if (k == count && count < MOST_SIDES) sides[count++] = (Side){i, 0};
        if (k < count) sides[k].count++;
        side_of[i] = k;
    }
    return count;
}

/* Do the words show what the value tells: "4,000 Troops" for "4000 troop", "Latvia" for "Latvia"? */
static bool shows_value(ArrianSlice words, ArrianSlice value)
{
    if (slice_same(words, value)) return true;
    uint32_t at = 0;
    for (uint32_t i = 0; i < value.length && value.at[i] != ' '; i++) {
        while (at < words.length && words.at[at] == ',') at++;
        bool digit = value.at[i] == '.' || (value.at[i] >= '0' && value.at[i] <= '9');
        if (!digit || at == words.length || words.at[at++] != value.at[i]) return false;
    }
    return value.length > 0;
}

/* ">=18 civilian" -> "≥ 18 civilian" */
static void put_value(FILE *out, ArrianSlice value)
{
    bool bound = value.length > 2 && (value.at[0] == '<' || value.at[0] == '>') && value.at[1] == '=';
    if (bound) fputs(value.at[0] == '>' ? "\u2265\u00A0" : "\u2264\u00A0", out), value.at += 2, value.length -= 2;
    html_cut(out, value, MOST_TITLE);
}

static void put_title(const Sheet *sheet, const ArrianAccord *accord, const ArrianValue *value)
{
    FILE *out = sheet->out;
    bool stance = accord->about == ARRIAN_ABOUT_STANCE;
    fputs("<p class=\"value\">", out);
    if (stance) html_cut(out, value->value, MOST_TITLE);
    else sheet_words(sheet, value->doc, value->span, MOST_TITLE);
    if (!stance && !shows_value(arrian_words(sheet->docs[value->doc], value->span), value->value))
        fputs(" <small class=\"own\">", out), put_value(out, value->value), fputs("</small>", out);
    fputs("</p>", out);
}

static void put_passage(const Sheet *sheet, const ArrianValue *value, uint32_t first)
{
    FILE *out = sheet->out;
    const ArrianHead *head = arrian_head(sheet->docs[value->doc]);
    fprintf(out, "<li data-r=\"%u\"><p class=\"from\">", sheet_doc(sheet, value->doc));
    sheet_chip(sheet, value->doc);
    if (head->published[0]) putc(' ', out), sheet_published(sheet, value->doc);
    if (value->doc == first) fputs(" <b class=\"first\">first</b>", out);
    fputs("</p><blockquote class=\"words\">", out);
    sheet_excerpt(sheet, value->doc, value->span, MOST_WORDS);
    fputs("</blockquote><p class=\"own\">says ", out);
    if (value->source.length) html_cut(out, value->source, MOST_TITLE);
    else fputs("the report itself", out);
    sheet_claim(sheet, value->doc, value->claim);
    fputs("</p></li>", out);
}

static void put_sides(const Sheet *sheet, const ArrianAccord *accord)
{
    FILE *out = sheet->out;
    Side sides[MOST_SIDES];
    uint32_t first = first_report(sheet, accord);
    uint32_t *side_of = NEW(sheet->arena, uint32_t, accord->count + 1);
    uint32_t count = part_sides(accord, sides, side_of), left = 0;
    fprintf(out, "<ul class=\"sides\">");
    for (uint32_t k = 0; k < count; k++) {
        fputs("<li class=\"side\">", out);
        put_title(sheet, accord, &accord->values[sides[k].first]);
        fputs("<ul>", out);
        for (uint32_t i = sides[k].first; i < accord->count; i++)
            if (side_of[i] == k) put_passage(sheet, &accord->values[i], first);
        fputs("</ul></li>\n", out);
    }
    fputs("</ul>\n", out);
    for (uint32_t i = 0; i < accord->count; i++) left += side_of[i] == MOST_SIDES;
    if (left) fprintf(out, "<p class=\"blank\">%u more values stand in the records.</p>\n", left);
}

static void put_card(const Sheet *sheet, uint32_t index)
{
    FILE *out = sheet->out;
    size_t count;
    const ArrianAccord *accord = &arrian_accords(sheet->story, &count)[index];
    uint32_t number = sheet->first_accord + index + 1, level = sheet->level + 1;
    const char *verdict = arrian_verdict(accord->verdict);
    fprintf(out, "<article class=\"card row %s\" id=\"a-%u\" tabindex=\"-1\" data-v=\"%s\" data-about=\"%s\"", verdict,
            number, verdict, arrian_about(accord->about));
    sheet_reports(sheet, accord);
    fprintf(out, ">\n<header><a class=\"no\" href=\"#a-%u\" aria-label=\"Comparison %u\">a%u</a><h%u>", number, number,
            number, level);
    sheet_question(sheet, accord, MOST_TITLE);
    fprintf(out, "</h%u>", level);
    sheet_badge(sheet, accord->verdict);
    fprintf(out, "</header>\n<p class=\"why\">%s; %s", sheet_verdict_words(accord->verdict), accord->origins > 1 ? "at most " : "");
    sheet_count(sheet, accord->origins, "origin", "origins");
    if (accord->hint.length) {
        bool guess = accord->verdict != ARRIAN_DIFFERENT && accord->about != ARRIAN_ABOUT_REASON;
        fputs(guess ? ". <strong>Likely: " : ". <strong>", out), html_line(out, accord->hint), fputs("</strong>", out);
    }
    fputs("</p>\n", out);
    if (accord->about == ARRIAN_ABOUT_QUANTITY) accord_scale(sheet, accord);
    sheet_notes(sheet, 'a', ARRIAN_NONE, index);
    put_sides(sheet, accord);
    fputs("</article>\n", out);
}

void cards_section(const Sheet *sheet)
{
    size_t count;
    uint32_t *order = accord_order(sheet, &count), put = 0; /* cards */
    const ArrianAccord *accord = arrian_accords(sheet->story, &count);
    for (size_t i = 0; i < count && !put; i++) put = accord_has_card(&accord[i]);
    if (sheet->count < 2 && !put) return;
    sheet_heading(sheet, "accords", "Where they part");
    fputs("<p class=\"lead\">Both sides in their own words. First what cannot all be right, then what changed, then "
          "what is not the same thing; in each, what more reports tell, and nearer to their headlines, stands "
          "first.</p>\n",
          sheet->out);
    for (size_t i = 0; i < count; i++)
        if (accord_has_card(&accord[order[i]])) put_card(sheet, order[i]);
    if (!put) fputs("<p class=\"blank\">No question was found on which two reports part.</p>\n", sheet->out);
    sheet_end_section(sheet);
}

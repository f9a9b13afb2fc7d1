/* sheet.c: the small pieces.   report 2, words 120..134 -> <a class="w" href="#d2-120-134">four battalions</a> */
#include "report/sheet.h"
#include "collate/telling.h"
#include "report/write.h"
#include <string.h>

enum { LONGEST_LABEL = 40 };

ArrianSlice sheet_label(const Sheet *sheet, uint32_t doc)
{
    const ArrianHead *head = arrian_head(sheet->docs[doc]);
    ArrianSlice outlet = outlet_of(sheet->docs[doc]);
    if (outlet.length) return outlet;
    ArrianSlice path = head->path.length ? head->path : head->url;
    for (uint32_t i = path.length; i-- > 0;)
        if (path.at[i] == '/' && i + 1 < path.length) return (ArrianSlice){path.at + i + 1, path.length - i - 1};
    return path;
}

uint32_t sheet_report_named(const Sheet *sheet, ArrianSlice name, uint32_t not_this)
{
    for (uint32_t doc = 0; doc < sheet->count; doc++)
        if (doc != not_this && outlet_same(sheet->docs[doc]->engine, outlet_of(sheet->docs[doc]), name)) return doc;
    return ARRIAN_NONE;
}

void sheet_chip(const Sheet *sheet, uint32_t doc)
{
    uint32_t number = sheet_doc(sheet, doc);
    fprintf(sheet->out, "<a class=\"r\" href=\"#d%u\"><b>%u</b> ", number, number);
    html_cut(sheet->out, sheet_label(sheet, doc), LONGEST_LABEL);
    fputs("</a>", sheet->out);
}

void sheet_number(const Sheet *sheet, uint32_t doc)
{
    uint32_t number = sheet_doc(sheet, doc);
    fprintf(sheet->out, "<a class=\"r\" href=\"#d%u\" title=\"", number);
    html_cut(sheet->out, sheet_label(sheet, doc), LONGEST_LABEL);
    fprintf(sheet->out, "\"><b>%u</b></a>", number);
}

void sheet_heading(const Sheet *sheet, const char *id, const char *words)
{
    uint32_t level = sheet->level;
    fprintf(sheet->out,
            "<section class=\"%s\" aria-labelledby=\"%s-%u story-%u\"><h%u id=\"%s-%u\" tabindex=\"-1\">%s</h%u>\n", id,
            id, sheet->number, sheet->number, level, id, sheet->number, words, level);
}

void sheet_end_section(const Sheet *sheet)
{
    fputs("</section>\n", sheet->out);
}

void sheet_address(const Sheet *sheet, uint32_t doc, ArrianSpan span)
{
    ArrianSpan received = arrian_received(sheet->docs[doc], span);
    fprintf(sheet->out, "d%u-%u-%u", sheet_doc(sheet, doc), received.start, received.end);
}

static ArrianSpan inside(const Sheet *sheet, uint32_t doc, ArrianSpan span)
{
    uint32_t length = arrian_text(sheet->docs[doc]).length;
    if (span.end > length) span.end = length;
    if (span.start > span.end) span.start = span.end;
    return span;
}

void sheet_words(const Sheet *sheet, uint32_t doc, ArrianSpan span, uint32_t most)
{
    fputs("<a class=\"w\" href=\"#", sheet->out);
    sheet_address(sheet, doc, span);
    fputs("\">", sheet->out);
    html_cut(sheet->out, arrian_words(sheet->docs[doc], inside(sheet, doc, span)), most);
    fputs("</a>", sheet->out);
}

void sheet_party(const Sheet *sheet, uint32_t doc, const ArrianParty *party, uint32_t most)
{
    ArrianSlice meant = write_party_meant(sheet->docs[doc], party);
    sheet_words(sheet, doc, party->span, most);
    if (!meant.length) return;
    fputs(" <span class=\"own\">(", sheet->out);
    html_cut(sheet->out, meant, most);
    fputs(")</span>", sheet->out);
}

static ArrianSpan sentence_of(const ArrianDocument *document, ArrianSpan span)
{
    size_t count;
    const ArrianSentence *sentence = arrian_sentences(document, &count);
    size_t low = 0, high = count;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (sentence[middle].span.start <= span.start) low = middle;
        else high = middle;
    }
    bool holds = count && sentence[low].span.start <= span.start && sentence[low].span.end >= span.end;
    return holds ? sentence[low].span : span;
}

void sheet_excerpt(const Sheet *sheet, uint32_t doc, ArrianSpan span, uint32_t most)
{
    const ArrianDocument *document = sheet->docs[doc];
    span = inside(sheet, doc, span);
    ArrianSpan sentence = sentence_of(document, span);
    uint32_t words = span.end - span.start, room = most > words ? (most - words) / 2 : 0;
    uint32_t before = span.start - sentence.start, after = sentence.end - span.end;
    /* what one side does not need the other may have */
    uint32_t left = after < room ? 2 * room - after : room, right = before < room ? 2 * room - before : room;
    html_tail(sheet->out, arrian_words(document, (ArrianSpan){sentence.start, span.start}), left);
    sheet_words(sheet, doc, span, most > words ? most : words);
    html_cut(sheet->out, arrian_words(document, (ArrianSpan){span.end, sentence.end}), right);
}

void sheet_sentence(const Sheet *sheet, uint32_t doc, const ArrianSpan *spans, uint32_t count, uint32_t most)
{
    const ArrianDocument *document = sheet->docs[doc];
    ArrianSpan sentence = sentence_of(document, spans[0]);
    uint32_t at = sentence.start;
    if (spans[0].start - at > most / 3) {
        html_tail(sheet->out, arrian_words(document, (ArrianSpan){at, spans[0].start}), most / 3);
        at = spans[0].start;
    }
    uint32_t start = at;
    for (uint32_t i = 0; i < count && (!i || spans[i].start - start < most); i++) {
        if (spans[i].start < at) continue;
        html_line(sheet->out, arrian_words(document, (ArrianSpan){at, spans[i].start}));
        sheet_words(sheet, doc, spans[i], most);
        at = spans[i].end;
    }
    uint32_t left = at - start < most ? most - (at - start) : 0, end = sentence.end > at ? sentence.end : at;
    html_cut(sheet->out, arrian_words(document, (ArrianSpan){at, end}), left);
}

void sheet_notes(const Sheet *sheet, char kind, uint32_t doc, uint32_t index)
{
    size_t count;
    const ArrianNote *note = arrian_notes(sheet->story, &count);
    for (size_t i = 0; i < count; i++) {
        if (note[i].kind != kind || note[i].doc != doc || note[i].index != index) continue;
        fputs("<p class=\"note\"><b>Note</b> ", sheet->out);
        html_line(sheet->out, note[i].text);
        fputs("</p>", sheet->out);
    }
}

const char *sheet_verdict_words(ArrianVerdict verdict)
{
    static const char *const words[] = {
        "the reports say the same",
        "the same in another unit, rounding, bound or sum",
        "not the same thing is measured",
        "each may be right at its own time",
        "the same thing, and what is said cannot all be so",
        "only one origin says it",
    };
    return (size_t)verdict < sizeof words / sizeof *words ? words[verdict] : "";
}

void sheet_badge(const Sheet *sheet, ArrianVerdict verdict)
{
    static const char *const signs[] = {"\u2713", "\u2248", "\u2260", "\u2192", "\u00D7", "\u25D0"};
    const char *sign = (size_t)verdict < sizeof signs / sizeof *signs ? signs[verdict] : "";
    fprintf(sheet->out, "<span class=\"badge %s\" title=\"%s\"><i aria-hidden=\"true\">%s</i> %s</span>",
            arrian_verdict(verdict), sheet_verdict_words(verdict), sign, arrian_verdict(verdict));
}

void sheet_count(const Sheet *sheet, uint64_t count, const char *one, const char *many)
{
    html_number(sheet->out, count);
    fprintf(sheet->out, " %s", count == 1 ? one : many);
}

uint32_t sheet_most_origins(const Sheet *sheet)
{
    size_t count;
    const ArrianOrigin *origin = arrian_origins(sheet->story, &count);
    uint32_t most = sheet->count;
    for (size_t i = 0; i < count; i++)
        if (origin[i].count > 1 && most >= origin[i].count) most -= origin[i].count - 1;
    return most;
}

void sheet_reports(const Sheet *sheet, const ArrianAccord *accord)
{
    fputs(" data-r=\"", sheet->out);
    for (uint32_t doc = 0, put = 0; doc < sheet->count; doc++)
        for (uint32_t i = 0; i < accord->count; i++)
            if (accord->values[i].doc == doc) {
                fprintf(sheet->out, "%s%u", put++ ? " " : "", sheet_doc(sheet, doc));
                break;
            }
    putc('"', sheet->out);
}

/* A value up to its unit: ">=18" of ">=18 civilian". */
static ArrianSlice without_unit(ArrianSlice value)
{
    const char *space = value.length ? memchr(value.at, ' ', value.length) : NULL;
    return space ? (ArrianSlice){value.at, (uint32_t)(space - value.at)} : value;
}

/* "answers RUS" of "NATO answers RUS", where a reason tells whom it answers: who does so may be left open. */
static ArrianSlice answered(ArrianSlice value)
{
    const char *at = value.length ? memmem(value.at, value.length, "answers ", 8) : NULL;
    return at ? (ArrianSlice){at, value.length - (uint32_t)(at - value.at)} : value;
}

bool sheet_same_side(const ArrianAccord *accord, const ArrianValue *a, const ArrianValue *b)
{
    if (accord->about == ARRIAN_ABOUT_REASON && accord->verdict == ARRIAN_CONFLICT)
        return slice_same(answered(a->value), answered(b->value));
    bool figure = accord->about == ARRIAN_ABOUT_QUANTITY && accord->verdict != ARRIAN_DIFFERENT;
    return slice_same(a->value, b->value) || (figure && slice_same(without_unit(a->value), without_unit(b->value)));
}

/* The hours of a report, "" where it has a day alone; midnight to the second is how a day alone is often written. */
static const char *hours_of(const ArrianHead *head)
{
    const char *clock = strchr(head->published, 'T');
    return clock && strncmp(clock, "T00:00:00", 9) ? clock : "";
}

int sheet_published_order(const Sheet *sheet, uint32_t one, uint32_t other)
{
    const ArrianHead *a = arrian_head(sheet->docs[one]), *b = arrian_head(sheet->docs[other]);
    const char *x = hours_of(a), *y = hours_of(b);
    int days = strncmp(a->published, b->published, 10);
    bool one_zone = x[0] && y[0] && strlen(x) == strlen(y) && (strlen(x) <= 9 || !strcmp(x + 9, y + 9));
    return days || !one_zone ? days : strcmp(x, y);
}

void sheet_published(const Sheet *sheet, uint32_t doc)
{
    const ArrianHead *head = arrian_head(sheet->docs[doc]);
    const char *clock = hours_of(head);
    fprintf(sheet->out, "<time>%.10s%s%.5s</time>", head->published, clock[0] ? " " : "", clock[0] ? clock + 1 : "");
}

void sheet_phrase(const Sheet *sheet, uint32_t doc, const ArrianClaim *claim, uint32_t most)
{
    const ArrianDocument *d = sheet->docs[doc];
    html_cut(sheet->out, arrian_words(d, inside(sheet, doc, telling_span(d, claim))), most);
}

/* "MOBILIZE aims: who?" -> "who?", what is asked of a claim. */
static ArrianSlice asked_of_claim(ArrianSlice question)
{
    for (uint32_t i = question.length; i-- > 1;)
        if (question.at[i] == ' ' && question.at[i - 1] == ':')
            return (ArrianSlice){question.at + i + 1, question.length - i - 1};
    return question;
}

static void put_own_question(const Sheet *sheet, ArrianSlice question, uint32_t most)
{
    if (question.length && question.at[0] >= 'a' && question.at[0] <= 'z') {
        putc(question.at[0] - 'a' + 'A', sheet->out);
        question.at++, question.length--;
    }
    html_cut(sheet->out, question, most);
}

/* "who answers whom, NATO or Russia?" needs no claim beside it. */
static bool asks_by_name(const ArrianAccord *accord)
{
    ArrianSlice question = asked_of_claim(accord->question);
    return accord->about == ARRIAN_ABOUT_REASON && !slice_is(question, "why?");
}

void sheet_question(const Sheet *sheet, const ArrianAccord *accord, uint32_t most)
{
    FILE *out = sheet->out;
    const ArrianValue *value = accord->count ? &accord->values[0] : NULL;
    const ArrianDocument *d = value ? sheet->docs[value->doc] : NULL;
    bool whole = accord->about == ARRIAN_ABOUT_QUANTITY || asks_by_name(accord);
    if (!whole && d && value->claim < d->claims.count) {
        const ArrianClaim *claim = &d->claims.at[value->claim];
        put_own_question(sheet, asked_of_claim(accord->question), most);
        fprintf(out, " <span class=\"act\">%s</span> <q>", arrian_act(claim->act));
        sheet_phrase(sheet, value->doc, claim, most);
        fputs("</q>", out);
    } else {
        put_own_question(sheet, accord->question, most);
    }
}

void sheet_claim(const Sheet *sheet, uint32_t doc, uint32_t claim)
{
    if (claim >= sheet->docs[doc]->claims.count) return;
    uint32_t number = sheet->first_claim[doc] + claim + 1;
    fprintf(sheet->out, " <a class=\"to\" href=\"#c-%u\">c%u</a>", number, number);
}

void sheet_open_wide(const Sheet *sheet, const char *id)
{
    fprintf(sheet->out, "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-labelledby=\"%s-%u\">", id,
            sheet->number);
}

void sheet_close_wide(const Sheet *sheet)
{
    fputs("</div>\n", sheet->out);
}

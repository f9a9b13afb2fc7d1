/* print.c: Document -> head, counts, first claims; Story -> origins, accords with their values. */
#include "print.h"
#include "report/write.h"
#include <string.h>

enum { FIRST_CLAIMS = 8, FIRST_ACCORDS = 24, FIRST_VALUES = 8, WIDEST = 96 };
typedef struct Ink {
    const char *strong, *faint, *warn, *plain;
} Ink;

static Ink ink_for(bool colour)
{
    return colour ? (Ink){"\033[1m", "\033[2m", "\033[33m", "\033[0m"} : (Ink){"", "", "", ""};
}

/* Words on one line: runs of spaces and control characters become one space; cut at a whole letter where too long. */
static void print_words(FILE *out, ArrianSlice words, size_t most)
{
    size_t put = 0;
    bool space = false;
    for (uint32_t i = 0; i < words.length; i++) {
        unsigned char c = (unsigned char)words.at[i];
        if (c <= ' ' || c == 0x7F) {
            space = put > 0;
            continue;
        }
        if (put >= most && (c & 0xC0) != 0x80) {
            fputs("...", out);
            return;
        }
        if (space) fputc(' ', out), put++;
        space = false;
        fputc(c, out);
        put++;
    }
}

static void print_counted(FILE *out, size_t count, const char *one, const char *many)
{
    if (count) fprintf(out, ", %zu %s", count, count == 1 ? one : many);
}

bool print_is_foreign(const ArrianDocument *d)
{
    ArrianSlice language = arrian_head(d)->language;
    return language.length && (language.length != 2 || memcmp(language.at, "en", 2));
}

size_t print_count(const ArrianDocument *d)
{
    size_t names, times, quantities, quotes, claims;
    arrian_names(d, &names), arrian_times(d, &times), arrian_quantities(d, &quantities), arrian_quotes(d, &quotes),
        arrian_claims(d, &claims);
    return names + times + quantities + quotes + claims;
}

static void print_head(FILE *out, const ArrianDocument *d, Ink ink)
{
    const ArrianHead *head = arrian_head(d);
    fprintf(out, "%s%.*s%s\n", ink.strong, (int)head->path.length, head->path.at, ink.plain);
    if (head->title.length) fputs("  ", out), print_words(out, head->title, WIDEST), fputc('\n', out);
    if (head->outlet.length || head->bylines || head->place.length || head->published[0]) {
        const char *part = "  ";
        if (head->outlet.length) fputs(part, out), print_words(out, head->outlet, WIDEST), part = ", ";
        for (uint32_t i = 0; i < head->bylines; i++)
            fprintf(out, "%s%s", part, i ? "" : "by "), print_words(out, head->byline[i], WIDEST), part = ", ";
        if (head->place.length) fputs(part, out), print_words(out, head->place, WIDEST), part = ", ";
        if (head->published[0]) fprintf(out, "%s%s (%s)", part, head->published, arrian_basis(head->published_basis));
        fputc('\n', out);
    }
    if (head->mended)
        fprintf(out, "  %u invalid bytes mended, the first at byte %llu\n", head->mended,
                (unsigned long long)head->mended_at);
    if (head->note.length) fputs("  note: ", out), print_words(out, head->note, 4 * WIDEST), fputc('\n', out);
}

static void print_counts(FILE *out, const ArrianDocument *d, Ink ink)
{
    size_t sentences, names, entities, times, quantities, quotes, claims;
    arrian_sentences(d, &sentences), arrian_names(d, &names), arrian_entities(d, &entities), arrian_times(d, &times);
    arrian_quantities(d, &quantities), arrian_quotes(d, &quotes), arrian_claims(d, &claims);
    const ArrianHead *head = arrian_head(d);
    fprintf(out, "  %s%llu bytes", ink.faint, (unsigned long long)head->bytes);
    if (head->ignored_bytes) fprintf(out, ", %llu of them furniture", (unsigned long long)head->ignored_bytes);
    print_counted(out, sentences, "sentence", "sentences");
    print_counted(out, entities, "entity", "entities");
    print_counted(out, times, "time", "times");
    print_counted(out, quantities, "quantity", "quantities");
    print_counted(out, quotes, "quote", "quotes");
    print_counted(out, claims, "claim", "claims");
    fprintf(out, "%s\n", ink.plain);
}

static void print_parties(FILE *out, const ArrianDocument *d, const char *before, const ArrianParty *parties,
                          uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        fputs(i ? " + " : before, out);
        print_words(out, arrian_words(d, parties[i].span), 40);
        ArrianSlice meant = write_party_meant(d, &parties[i]);
        if (meant.length) fputs(" (", out), print_words(out, meant, 40), fputc(')', out);
        if (parties[i].link[0]) fprintf(out, " [%s]", parties[i].link);
    }
}

/* MOBILIZE planned: NATO [NATO] -> Russia [RUS], in Poland [POL], 2017, 4 battalions; says Stoltenberg */
static void print_claim(FILE *out, const ArrianDocument *d, const ArrianClaim *claim, Ink ink)
{
    size_t count;
    const ArrianQuantity *quantities = arrian_quantities(d, &count);
    const ArrianTime *times = arrian_times(d, &count);
    fprintf(out, "  %s%s%s %s", ink.strong, arrian_act(claim->act), ink.plain, arrian_stance(claim->stance));
    print_parties(out, d, ": ", claim->actor, claim->actors);
    print_parties(out, d, " -> ", claim->recipient, claim->recipients);
    print_parties(out, d, ", in ", claim->place, claim->places);
    if (claim->time != ARRIAN_NONE) fputs(", ", out), print_words(out, arrian_words(d, times[claim->time].span), 40);
    for (uint32_t i = 0; i < claim->quantities; i++)
        fputs(", ", out), print_words(out, arrian_words(d, quantities[claim->quantity[i]].span), 40);
    for (uint32_t i = 0; i < claim->sources; i++) {
        fputs(claim->source[i].role == ARRIAN_VIA ? "; via " : "; says ", out);
        print_words(out, arrian_words(d, claim->source[i].span), 40);
    }
    fprintf(out, "\n      %s\"", ink.faint);
    print_words(out, arrian_words(d, claim->span), WIDEST);
    fprintf(out, "\"%s\n", ink.plain);
}

void print_document(FILE *out, const ArrianDocument *d, bool colour)
{
    Ink ink = ink_for(colour);
    size_t claims;
    const ArrianClaim *claim = arrian_claims(d, &claims);
    print_head(out, d, ink);
    print_counts(out, d, ink);
    for (size_t i = 0; i < claims && i < FIRST_CLAIMS; i++) print_claim(out, d, &claim[i], ink);
    if (claims > FIRST_CLAIMS) fprintf(out, "  and %zu more; --json prints all\n", claims - FIRST_CLAIMS);
    ArrianSlice language = arrian_head(d)->language;
    if (print_is_foreign(d)) fprintf(out, "  not in English (%.*s), and not coded\n", (int)language.length, language.at);
    else if (!print_count(d)) fputs("  nothing found\n", out);
    fputc('\n', out);
}

static ArrianSlice path_of(ArrianDocument *const *docs, uint32_t doc)
{
    ArrianSlice path = arrian_head(docs[doc])->path;
    for (uint32_t i = path.length; i-- > 0;)
        if (path.at[i] == '/') return (ArrianSlice){path.at + i + 1, path.length - i - 1};
    return path;
}

/* Where they part in earnest is told before where they agree. */
static int part_of(const ArrianAccord *accord)
{
    return accord->verdict == ARRIAN_CONFLICT ? 0 : accord->verdict == ARRIAN_CHANGED ? 1 : 2;
}

static bool is_fresh(const PrintHow *how, const ArrianDocument *d)
{
    for (size_t i = 0; i < how->fresh_count; i++)
        if (how->fresh[i] == d) return true;
    return false;
}

static void print_value(FILE *out, ArrianDocument *const *docs, const ArrianValue *value, bool fresh)
{
    ArrianSlice path = path_of(docs, value->doc);
    fprintf(out, "      %s%.*s: \"", fresh ? "new: " : "", (int)path.length, path.at);
    print_words(out, arrian_words(docs[value->doc], value->span), WIDEST);
    fputc('"', out);
    if (value->source.length) fputs(", says ", out), print_words(out, value->source, 60);
    fputc('\n', out);
}

/* What new reports say of it comes first. */
static void print_values(FILE *out, ArrianDocument *const *docs, const ArrianAccord *accord, const PrintHow *how)
{
    uint32_t shown = 0;
    for (int fresh = 1; fresh >= 0; fresh--)
        for (uint32_t i = 0; i < accord->count && shown < FIRST_VALUES; i++)
            if (is_fresh(how, docs[accord->values[i].doc]) == fresh) print_value(out, docs, &accord->values[i], fresh), shown++;
    if (accord->count > shown) fprintf(out, "      and %u more\n", accord->count - shown);
}

static void print_accord(FILE *out, ArrianDocument *const *docs, const ArrianAccord *accord, const PrintHow *how, Ink ink)
{
    bool trouble = accord->verdict == ARRIAN_CONFLICT;
    fprintf(out, "  %s%-10s%s ", trouble ? ink.warn : ink.strong, arrian_verdict(accord->verdict), ink.plain);
    print_words(out, accord->question, WIDEST);
    if (accord->hint.length) fputs("  (", out), print_words(out, accord->hint, WIDEST), fputc(')', out);
    if (accord->verdict != ARRIAN_ONE_SIDED)
        fprintf(out, "  %s%s%u %s%s", ink.faint, accord->origins > 1 ? "at most " : "", accord->origins,
                accord->origins == 1 ? "origin" : "origins", ink.plain);
    fputc('\n', out);
    print_values(out, docs, accord, how);
}

static void print_origins(FILE *out, ArrianDocument *const *docs, const ArrianStory *story)
{
    size_t passages, relays, origins;
    const ArrianRelay *relay = arrian_relays(story, &relays);
    const ArrianOrigin *origin = arrian_origins(story, &origins);
    arrian_passages(story, &passages);
    if (passages) fprintf(out, "  %zu shared %s\n", passages, passages == 1 ? "passage" : "passages");
    for (size_t i = 0; i < relays; i++) {
        ArrianSlice path = path_of(docs, relay[i].doc);
        fprintf(out, "  %.*s relays ", (int)path.length, path.at);
        print_words(out, relay[i].from, 60);
        fputs(": \"", out);
        print_words(out, arrian_words(docs[relay[i].doc], relay[i].span), WIDEST);
        fputs("\"\n", out);
    }
    for (size_t i = 0; i < origins; i++) {
        if (origin[i].count < 2) continue;
        fputs("  not independent:", out);
        for (uint32_t k = 0; k < origin[i].count; k++) {
            ArrianSlice path = path_of(docs, origin[i].docs[k]);
            fprintf(out, " %.*s", (int)path.length, path.at);
        }
        for (uint32_t k = 0; k < origin[i].whys; k++)
            fprintf(out, "%s%s", k ? ", " : " (", arrian_link(origin[i].why[k].link));
        fputs(origin[i].whys ? ")\n" : "\n", out);
    }
}

/* Reports less those that hang on another: as many as may be independent, not as many as are. */
static size_t most_origins(const ArrianStory *story, size_t reports)
{
    size_t origins;
    const ArrianOrigin *origin = arrian_origins(story, &origins);
    for (size_t i = 0; i < origins; i++) reports -= origin[i].count > 1 ? origin[i].count - 1 : 0;
    return reports;
}

static void print_title(FILE *out, const ArrianStory *story, int64_t number, const PrintHow *how, Ink ink)
{
    size_t count, fresh = 0;
    ArrianDocument *const *docs = arrian_story_documents(story, &count);
    for (size_t i = 0; i < count; i++) fresh += is_fresh(how, docs[i]);
    ArrianSlice name = write_story_name(story);
    fprintf(out, "%sstory %lld: ", ink.strong, (long long)number);
    print_words(out, name.length ? name : arrian_head(docs[0])->path, WIDEST);
    size_t most = most_origins(story, count);
    fprintf(out, "%s  (%zu %s, ", ink.plain, count, count == 1 ? "report" : "reports");
    if (how->fresh) fprintf(out, "%zu new, ", fresh);
    fprintf(out, "at most %zu %s)\n", most, most == 1 ? "origin" : "origins");
}

static void print_fresh(FILE *out, const ArrianStory *story, const PrintHow *how)
{
    size_t count;
    ArrianDocument *const *docs = arrian_story_documents(story, &count);
    for (size_t i = 0; i < count; i++) {
        const ArrianHead *head = arrian_head(docs[i]);
        if (!is_fresh(how, docs[i])) continue;
        fprintf(out, "  new: %.*s%s", (int)head->path.length, head->path.at, head->member.length ? "!" : "");
        print_words(out, head->member, WIDEST);
        if (head->published[0]) fprintf(out, ", %s", head->published);
        if (head->title.length) fputs(": ", out), print_words(out, head->title, WIDEST);
        fputc('\n', out);
    }
}

/* Where they part is told in full, and of the rest how often; with new reports only what one of these has part in. */
static void print_brief(FILE *out, const ArrianStory *story, const PrintHow *how, Ink ink)
{
    size_t count, accords, rest[ARRIAN_ONE_SIDED + 1] = {0};
    ArrianDocument *const *docs = arrian_story_documents(story, &count);
    const ArrianAccord *accord = arrian_accords(story, &accords);
    const char *before = "  and ";
    for (int part = 0; part < 3; part++)
        for (size_t i = 0; i < accords; i++) {
            bool told = !how->fresh, parts = part_of(&accord[i]) < 2 || accord[i].verdict == ARRIAN_DIFFERENT;
            for (uint32_t k = 0; !told && k < accord[i].count; k++) told = is_fresh(how, docs[accord[i].values[k].doc]);
            if (part_of(&accord[i]) != part || !told) continue;
            if (parts) print_accord(out, docs, &accord[i], how, ink);
            else rest[accord[i].verdict]++;
        }
    for (int v = 0; v <= ARRIAN_ONE_SIDED; v++)
        if (rest[v]) fprintf(out, "%s%zu %s", before, rest[v], arrian_verdict((ArrianVerdict)v)), before = ", ";
    fputs(before[0] == ',' ? "\n\n" : "\n", out);
}

void print_story(FILE *out, const ArrianStory *story, int64_t number, const PrintHow *how)
{
    Ink ink = ink_for(how->colour);
    size_t count, accords, shown = 0;
    ArrianDocument *const *docs = arrian_story_documents(story, &count);
    const ArrianAccord *accord = arrian_accords(story, &accords);
    print_title(out, story, number, how, ink);
    print_fresh(out, story, how);
    print_origins(out, docs, story);
    if (how->brief) {
        print_brief(out, story, how, ink);
        return;
    }
    for (int part = 0; part < 3; part++)
        for (size_t i = 0; i < accords && shown < FIRST_ACCORDS; i++)
            if (part_of(&accord[i]) == part) print_accord(out, docs, &accord[i], how, ink), shown++;
    if (accords > FIRST_ACCORDS) fprintf(out, "  and %zu more; --json prints all\n", accords - FIRST_ACCORDS);
    fputc('\n', out);
    for (size_t i = 0; i < count; i++) print_document(out, docs[i], how->colour);
}

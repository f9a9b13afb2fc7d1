/* write.c: what every writer needs. */
#include "report/write.h"
#include "base/error.h"
#include <errno.h>
#include <string.h>
#include <strings.h>

/* ISO 3166-1 alpha-3 and alpha-2, and Kosovo's XKX, one after the other and sorted. */
enum { STATE_ROW = 5 };
static const char states[] =
    "ABWAWAFGAFAGOAOAIAAIALAAXALBALANDADAREAEARGARARMAMASMASATAAQATFTFATGAGAUSAUAUTATAZEAZBDIBIBELBEBENBJBESBQ"
    "BFABFBGDBDBGRBGBHRBHBHSBSBIHBABLMBLBLRBYBLZBZBMUBMBOLBOBRABRBRBBBBRNBNBTNBTBVTBVBWABWCAFCFCANCACCKCCCHECH"
    "CHLCLCHNCNCIVCICMRCMCODCDCOGCGCOKCKCOLCOCOMKMCPVCVCRICRCUBCUCUWCWCXRCXCYMKYCYPCYCZECZDEUDEDJIDJDMADMDNKDK"
    "DOMDODZADZECUECEGYEGERIERESHEHESPESESTEEETHETFINFIFJIFJFLKFKFRAFRFROFOFSMFMGABGAGBRGBGEOGEGGYGGGHAGHGIBGI"
    "GINGNGLPGPGMBGMGNBGWGNQGQGRCGRGRDGDGRLGLGTMGTGUFGFGUMGUGUYGYHKGHKHMDHMHNDHNHRVHRHTIHTHUNHUIDNIDIMNIMINDIN"
    "IOTIOIRLIEIRNIRIRQIQISLISISRILITAITJAMJMJEYJEJORJOJPNJPKAZKZKENKEKGZKGKHMKHKIRKIKNAKNKORKRKWTKWLAOLALBNLB"
    "LBRLRLBYLYLCALCLIELILKALKLSOLSLTULTLUXLULVALVMACMOMAFMFMARMAMCOMCMDAMDMDGMGMDVMVMEXMXMHLMHMKDMKMLIMLMLTMT"
    "MMRMMMNEMEMNGMNMNPMPMOZMZMRTMRMSRMSMTQMQMUSMUMWIMWMYSMYMYTYTNAMNANCLNCNERNENFKNFNGANGNICNINIUNUNLDNLNORNO"
    "NPLNPNRUNRNZLNZOMNOMPAKPKPANPAPCNPNPERPEPHLPHPLWPWPNGPGPOLPLPRIPRPRKKPPRTPTPRYPYPSEPSPYFPFQATQAREUREROURO"
    "RUSRURWARWSAUSASDNSDSENSNSGPSGSGSGSSHNSHSJMSJSLBSBSLESLSLVSVSMRSMSOMSOSPMPMSRBRSSSDSSSTPSTSURSRSVKSKSVNSI"
    "SWESESWZSZSXMSXSYCSCSYRSYTCATCTCDTDTGOTGTHATHTJKTJTKLTKTKMTMTLSTLTONTOTTOTTTUNTNTURTRTUVTVTWNTWTZATZUGAUG"
    "UKRUAUMIUMURYUYUSAUSUZBUZVATVAVCTVCVENVEVGBVGVIRVIVNMVNVUTVUWLFWFWSMWSXKXXKYEMYEZAFZAZMBZMZWEZW";

static const char *find_state(const char *link)
{
    if (strlen(link) != 3) return NULL;
    size_t low = 0, high = (sizeof states - 1) / STATE_ROW;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = memcmp(states + middle * STATE_ROW, link, 3);
        if (!order) return states + middle * STATE_ROW;
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return NULL;
}

bool write_alpha2(const char *iso3, char ret_alpha2[3])
{
    const char *row = find_state(iso3);
    snprintf(ret_alpha2, 3, "%.2s", row ? row + 3 : "");
    return row != NULL;
}

const char *write_link_kind(const ArrianDocument *document, const ArrianParty *party)
{
    size_t count;
    const ArrianEntity *entity = arrian_entities(document, &count);
    bool known = party->entity < count;
    /* NAM is Namibia and the Non-Aligned Movement: the entity knows which */
    if (known && !strcmp(entity[party->entity].code, party->link)) return "code";
    if (known && !strcmp(entity[party->entity].iso3, party->link)) return "iso3";
    return find_state(party->link) ? "iso3" : "code";
}

ArrianSlice write_party_meant(const ArrianDocument *document, const ArrianParty *party)
{
    size_t count;
    uint32_t by;
    const ArrianEntity *entity = arrian_entities(document, &count);
    if (party->entity >= count || arrian_tie(document, party->span, party->entity, &by) < ARRIAN_TIE_PRONOUN) return (ArrianSlice){0};
    return entity[party->entity].name;
}

int write_end(FILE *out, ArrianError *why)
{
    if (!fflush(out) && !ferror(out)) return ARRIAN_OK;
    return error_at(why, ARRIAN_SYSTEM, NULL, ARRIAN_NONE64, "cannot be written: %s",
                    errno ? strerror(errno) : "the output failed");
}

void write_days(const ArrianStory *story, char ret_from[11], char ret_to[11])
{
    size_t count;
    ArrianDocument *const *docs = arrian_story_documents(story, &count);
    ret_from[0] = ret_to[0] = 0;
    for (size_t i = 0; i < count; i++) {
        char day[11];
        snprintf(day, sizeof day, "%.10s", arrian_head(docs[i])->published);
        if (!day[0]) continue;
        if (!ret_from[0] || strcmp(day, ret_from) < 0) strcpy(ret_from, day);
        if (!ret_to[0] || strcmp(day, ret_to) > 0) strcpy(ret_to, day);
    }
}

/* The first sentence that holds a claim: "Reuters, Chicago" alone says nothing. */
static ArrianSlice first_claimed(const ArrianDocument *d)
{
    size_t sentences, claims;
    const ArrianSentence *sentence = arrian_sentences(d, &sentences);
    const ArrianClaim *claim = arrian_claims(d, &claims);
    for (size_t i = 0; claims && i < sentences; i++)
        if (sentence[i].span.end > claim->span.start) return arrian_words(d, sentence[i].span);
    return (ArrianSlice){0};
}

ArrianSlice write_story_name(const ArrianStory *story)
{
    size_t count;
    ArrianDocument *const *docs = arrian_story_documents(story, &count);
    ArrianSlice name = arrian_story_title(story);
    for (size_t i = 0; !name.length && i < count; i++) name = first_claimed(docs[i]);
    return name;
}

ArrianSlice write_without_article(ArrianSlice words)
{
    static const char *const articles[] = {"the ", "a ", "an "};
    for (int i = 0; i < 3; i++) {
        uint32_t length = (uint32_t)strlen(articles[i]);
        if (words.length > length && !strncasecmp(words.at, articles[i], length))
            return (ArrianSlice){words.at + length, words.length - length};
    }
    return words;
}

WriteCounts write_counts(const ArrianDocument *d)
{
    size_t count;
    WriteCounts counts = {.docs = 1};
    arrian_ignored(d, &count), counts.ignored = (uint32_t)count;
    arrian_sentences(d, &count), counts.sentences = (uint32_t)count;
    arrian_names(d, &count), counts.names = (uint32_t)count;
    arrian_entities(d, &count), counts.entities = (uint32_t)count;
    arrian_times(d, &count), counts.times = (uint32_t)count;
    arrian_quantities(d, &count), counts.quantities = (uint32_t)count;
    arrian_quotes(d, &count), counts.quotes = (uint32_t)count;
    arrian_claims(d, &count), counts.claims = (uint32_t)count;
    return counts;
}

void write_counts_add(WriteCounts *sum, WriteCounts more)
{
    sum->docs += more.docs;
    sum->ignored += more.ignored;
    sum->sentences += more.sentences;
    sum->names += more.names;
    sum->entities += more.entities;
    sum->times += more.times;
    sum->quantities += more.quantities;
    sum->quotes += more.quotes;
    sum->claims += more.claims;
}

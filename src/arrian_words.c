/* arrian_words.c: the contract's words for the enums of arrian.h. */
#include "arrian.h"

#define WORDS(function, type, ...)                                                                                     \
    const char *function(type value)                                                                                   \
    {                                                                                                                  \
        static const char *const words[] = {__VA_ARGS__};                                                              \
        return (size_t)value < sizeof words / sizeof *words ? words[value] : "";                                       \
    }

WORDS(arrian_name_type, ArrianNameType, "person", "organization", "place", "facility", "product", "event",
      "nationality", "work")
WORDS(arrian_precision, ArrianPrecision, "", "minute", "day", "week", "month", "quarter", "season", "year", "decade",
      "vague")
WORDS(arrian_basis, ArrianBasis, "", "text", "markup", "context", "given")
WORDS(arrian_tie_word, ArrianTie, "first named", "same words", "another word for it", "part of the name", "initials",
      "pronoun, likeliest person before", "pronoun, last subject", "describes it", "carried over from beside it",
      "pronoun, whom the speaker speaks for")
WORDS(arrian_page_kind, ArrianPageKind, "", "article", "gallery", "video", "paywall", "live")
WORDS(arrian_time_basis, ArrianTimeBasis, "explicit", "relative", "context")
WORDS(arrian_why, ArrianWhy, "menu", "share", "comment", "advert", "legal", "related", "repeat", "loading", "other")
WORDS(arrian_form, ArrianForm, "direct", "indirect", "mixed")
WORDS(arrian_act, ArrianAct, "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST",
      "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "STATE", "HARM")
WORDS(arrian_stance, ArrianStance, "happened", "ongoing", "planned", "possible", "conditional", "denied", "refused",
      "demanded", "reported")
WORDS(arrian_reason, ArrianReason, "answers", "because", "in order to", "after")
WORDS(arrian_link, ArrianLink, "copied", "relay", "agency", "family")
WORDS(arrian_about, ArrianAbout, "actor", "quantity", "place", "time", "stance", "reason", "wording")
WORDS(arrian_verdict, ArrianVerdict, "agree", "compatible", "different", "changed", "conflict", "one-sided")
WORDS(arrian_what, ArrianWhat, "prose", "quotation", "furniture")

/* speech.h: verbs of saying.   "pointed out that" -> row of data/speech.tsv, two tokens; "according to" -> a prefix */
#ifndef MARK_SPEECH_H
#define MARK_SPEECH_H
#include "mark/mark.h"

typedef enum SpeechKind { SPEECH_SAY, SPEECH_WRITE, SPEECH_THINK, SPEECH_ASK, SPEECH_ORDER, SPEECH_PREFIX } SpeechKind;
typedef struct Speech {
    SpeechKind kind;
    bool quotes, has_object;
    ArrianSlice stance, act; /* empty where the verb fixes none */
} Speech;
typedef struct SpeechFind {
    uint32_t first, end; /* tokens of the verb */
    uint8_t form;        /* FORM_ bits of inflect.h; 0 for a prefix */
    const Speech *speech;
} SpeechFind;
typedef struct SpeechData SpeechData;

int speech_data_open(ArrianEngine *engine, SpeechData **ret_data, ArrianError *why);
void speech_freeze(ArrianEngine *engine);
bool speech_at(const ArrianEngine *engine, const ArrianDocument *d, uint32_t token, uint32_t end, SpeechFind *ret_find);
/* A line such as "RT reports:" hands the words below to an outlet: its name in it; an empty span of any other sentence. */
ArrianSpan speech_header(const ArrianEngine *engine, const ArrianDocument *d, const MarkTags *tags,
                         const ArrianSentence *sentence);
#endif

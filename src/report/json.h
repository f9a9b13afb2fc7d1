/* json.h: values to JSON, commas and escapes seen to.
 *     json_open(j, '{'), json_key(j, "span"), json_span(j, (ArrianSpan){3, 9}), json_close(j, '}')  ->  {"span":[3,9]}
 */
#ifndef REPORT_JSON_H
#define REPORT_JSON_H
#include "arrian.h"

typedef struct Json {
    FILE *out;
    bool comma; /* a value stands before: the next needs a comma */
} Json;

void json_open(Json *json, char bracket);
void json_close(Json *json, char bracket);
void json_key(Json *json, const char *key);
void json_text(Json *json, ArrianSlice text); /* invalid bytes become U+FFFD */
void json_word(Json *json, const char *word);
void json_number(Json *json, double number); /* whole numbers without a point; must be finite */
void json_count(Json *json, uint64_t count);
void json_span(Json *json, ArrianSpan span);
void json_id(Json *json, char kind, uint32_t number);

/* Key and value, or nothing at all where the value is absent. */
void json_key_text(Json *json, const char *key, ArrianSlice text);
void json_key_word(Json *json, const char *key, const char *word);
void json_key_number(Json *json, const char *key, double number); /* absent where it is not finite */
void json_key_id(Json *json, const char *key, char kind, uint32_t base, uint32_t index);
#endif

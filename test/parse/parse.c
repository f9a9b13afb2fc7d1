/* parse.c: CoNLL-U in and out. Without weights in the tree what needs a language engine is left out.
 *     parse [WEIGHTS]          prints "ok NAME" or "not ok NAME: why" */
#include "arrian.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int failed;

static void check(const char *name, bool passed, const char *why)
{
    failed += !passed;
    printf(passed ? "ok parse: %s\n" : "not ok parse: %s: %s\n", name, why);
}

static const char given[] = "# sent_id = a1\n"
                            "# text = Petrov doesn't negotiate.\n"
                            "1\tPetrov\tx\tX\t_\t_\t0\troot\t_\tSpaceAfter=Yes\n"
                            "2-3\tdoesn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
                            "2\tdoes\tdo\t_\t_\t_\t_\t_\t_\t_\n"
                            "3\tn't\tnot\t_\t_\t_\t_\t_\t_\t_\n"
                            "3.1\tdo\t_\t_\t_\t_\t_\t_\t_\t_\n"
                            "4\tnegotiate\t_\t_\t_\t_\t_\t_\t_\t_\n"
                            "5\t.\t_\t_\t_\t_\t_\t_\t_\t_\n"
                            "\n"
                            "1\tOrliv\t_\t_\t_\t_\t_\t_\t_\t_\n"
                            "2\tburned\t_\t_\t_\t_\t_\t_\t_\t_\n";

static char *temporary(const char *bytes, size_t size)
{
    static char path[64];
    snprintf(path, sizeof path, "/tmp/arrian-parse-XXXXXX");
    int file = mkstemp(path);
    if (file < 0 || write(file, bytes, size) != (ssize_t)size) exit(1);
    close(file);
    return path;
}

static int read_tokens(const ArrianEngine *engine, const char *bytes, size_t size, ArrianDocument **ret, ArrianError *why)
{
    char *path = temporary(bytes, size);
    int code = arrian_read_tokens(engine, path, ret, why);
    unlink(path);
    return code;
}

static char *written(const ArrianDocument *d)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (!out || arrian_write_conllu(d, out)) exit(1);
    fclose(out);
    return text;
}

static void check_given(const ArrianEngine *engine)
{
    ArrianDocument *d;
    ArrianError why = {0};
    size_t sentences, tokens;
    if (read_tokens(engine, given, sizeof given - 1, &d, &why)) {
        check("a file is read", false, why.message);
        return;
    }
    const ArrianSentence *s = arrian_sentences(d, &sentences);
    const ArrianToken *t = arrian_tokens(d, &tokens);
    check("sentences and words as given", sentences == 2 && tokens == 7 && s[0].count == 5 && s[1].first == 5, "wrong numbers");
    ArrianSlice bytes = arrian_received_bytes(d);
    ArrianSpan at = arrian_received(d, t[3].span);
    check("a word's bytes are its column's", at.end - at.start == 9 && !memcmp(bytes.at + at.start, "negotiate", 9), "points elsewhere");
    char *text = written(d);
    check("comments, multiword tokens and empty nodes stay", strstr(text, "# sent_id = a1\n") && strstr(text, "\n2-3\tdoesn't\t_") && strstr(text, "\n3.1\tdo\t"), text);
    check("rows have spans", strstr(text, "\n5\t.\t") && strstr(text, "Span="), text);
    ArrianDocument *again;
    if (!read_tokens(engine, text, strlen(text), &again, &why)) {
        size_t same;
        arrian_tokens(again, &same);
        check("what is written can be read", same == tokens, "other words");
        arrian_document_free(again);
    } else check("what is written can be read", false, why.message);
    free(text);
    arrian_document_free(d);
}

static void check_trees(const ArrianEngine *engine)
{
    ArrianDocument *d;
    ArrianError why = {0};
    size_t tokens, sentences;
    if (read_tokens(engine, given, sizeof given - 1, &d, &why)) return;
    const ArrianToken *t = arrian_tokens(d, &tokens);
    const ArrianSentence *s = arrian_sentences(d, &sentences);
    bool tagged = true;
    uint32_t roots = 0;
    for (size_t i = 0; i < tokens; i++) {
        tagged = tagged && t[i].upos && t[i].xpos && t[i].deprel && t[i].head >= s[t[i].sentence].first && t[i].head < s[t[i].sentence].first + s[t[i].sentence].count;
        roots += t[i].head == i;
    }
    check("every word has tags and a head in its sentence", tagged, "some do not");
    check("one root a sentence", roots == 2, "more or fewer");
    arrian_document_free(d);
}

static void check_bad(const ArrianEngine *engine)
{
    static const char *const bad[] = {"", "1\ttoo\tfew\n", "x\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", "1\t\t_\t_\t_\t_\t_\t_\t_\t_\n", "1\ta\t_\t_\t_\t_\t_\t_\t_\t_\t_\n", "1\t\xFF\t_\t_\t_\t_\t_\t_\t_\t_\n"};
    bool refused = true;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ArrianDocument *d;
        ArrianError why = {0};
        int code = read_tokens(engine, bad[i], strlen(bad[i]), &d, &why);
        refused = refused && code == ARRIAN_INPUT && why.message[0] && !d;
    }
    check("what is no CoNLL-U is refused with a word on why", refused, "accepted");
    for (size_t size = 0; size < sizeof given; size++) { // cut anywhere: an answer or a calm refusal
        ArrianDocument *d;
        if (!read_tokens(engine, given, size, &d, NULL)) {
            free(written(d));
            arrian_document_free(d);
        }
    }
    check("a file cut at any byte", true, "");
}

static void check_engine(ArrianPower power, const char *weights)
{
    ArrianEngine *engine;
    ArrianError why = {0};
    if (arrian_open(&(ArrianOptions){.power = power, .weights = weights}, &engine, &why)) {
        check("the engine opens", false, why.message);
        return;
    }
    check_given(engine);
    if (weights) check_trees(engine);
    else check_bad(engine);
    arrian_close(engine);
}

int main(int count, char **words)
{
    const char *weights = count > 1 ? words[1] : "models/arrian.weights";
    check_engine(ARRIAN_RULES, NULL);
    if (access(weights, R_OK)) printf("skipped parse: trees: no weights at %s\n", weights);
    else check_engine(ARRIAN_FULL, weights);
    return failed != 0;
}

/* arrian.c: the road from bytes to claims; every stage is called here, in order, and nowhere else. */
#include "arrian.h"
#include "base/document.h"
#include "base/encoding.h"
#include "base/engine.h"
#include "base/error.h"
#include "base/hash.h"
#include "claim/claim.h"
#include "collate/collate.h"
#include "mark/mark.h"
#include "model/model.h"
#include "parse/inflect.h"
#include "parse/parse.h"
#include "read/read.h"
#include "split/split.h"
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <unistd.h>

static int open_stages(ArrianEngine *engine, ArrianError *why)
{
    static int (*const open[])(ArrianEngine *, ArrianError *) = {read_data_open, split_data_open, inflect_data_open,
                                                                 mark_data_open, claim_data_open, collate_data_open};
    for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
        TRY(open[i](engine, why));
        arena_end(&engine->tables);
    }
    engine->facts = facts_begin(&engine->arena, engine->words.words.count); /* every word that a table holds has its number now */
    split_freeze(engine);
    inflect_freeze(engine);
    mark_freeze(engine);
    claim_freeze(engine);
    collate_freeze(engine);
    return ARRIAN_OK;
}

static char *weights_beside(Arena *arena, const char *file)
{
    static const char *const beside[] = {".", "../share/arrian", "../../share/arrian", "../models", "../../models"};
    const char *slash = strrchr(file, '/');
    for (size_t i = 0; slash && i < sizeof beside / sizeof *beside; i++) {
        char *path = arena_print(arena, "%.*s/%s/arrian.weights", (int)(slash - file), file, beside[i]);
        if (!access(path, R_OK)) return path;
    }
    return NULL;
}

/* The weights that came with the program or, where another program has it loaded, with the library: in its folder,
 * installed, or in the source tree it was built in. */
static char *find_weights(Arena *arena)
{
    char self[4096];
    Dl_info library;
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    self[length > 0 ? length : 0] = 0;
    /* a root without /proc: the name under which it was started */
    const char *started = length > 0 ? NULL : (const char *)getauxval(AT_EXECFN);
    char *path = weights_beside(arena, started ? started : self);
    if (!path && dladdr((const void *)arrian_open, &library) && library.dli_fname) path = weights_beside(arena, library.dli_fname);
    return path;
}

static int open_weights(ArrianEngine *engine, const ArrianOptions *options, ArrianError *why)
{
    ArrianPower power = options ? options->power : ARRIAN_AUTO;
    if (power == ARRIAN_RULES) return ARRIAN_OK;
    const char *path = options && options->weights ? options->weights : find_weights(&engine->arena);
    if (path) return split_learned_open(engine, path, power == ARRIAN_FAST, why);
    if (power == ARRIAN_AUTO) return ARRIAN_OK;
    return error_at(why, ARRIAN_INPUT, "arrian.weights", ARRIAN_NONE64,
                    "no language engine is installed; use the rules alone (--engine rules), or install the weights");
}

static int check_folder(const char *folder, ArrianError *why)
{
    struct stat status;
    if (!stat(folder, &status) && S_ISDIR(status.st_mode)) return ARRIAN_OK;
    return error_at(why, ARRIAN_INPUT, folder, ARRIAN_NONE64, "is no folder of lexicons and rules; name one like data/ of the source");
}

int arrian_open(const ArrianOptions *options, ArrianEngine **ret_engine, ArrianError *why)
{
    *ret_engine = NULL;
    ArrianEngine *engine = calloc(1, sizeof *engine);
    if (!engine) return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory for the engine");
    jmp_buf trap;
    engine->arena.trap = engine->tables.trap = engine->words.arena.trap = &trap;
    int code;
    if (setjmp(trap)) {
        code = error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory for the lexicons");
    } else {
        if (options && options->data) engine->folder = arena_copy(&engine->arena, options->data, strlen(options->data));
        engine->threads = options ? options->threads : 0;
        if (options) engine->progress = options->progress, engine->context = options->context;
        code = engine->folder ? check_folder(engine->folder, why) : ARRIAN_OK;
        if (!code) code = open_stages(engine, why);
        if (!code) code = open_weights(engine, options, why);
    }
    engine->arena.trap = engine->tables.trap = engine->words.arena.trap = NULL;
    if (code) arrian_close(engine);
    else *ret_engine = engine;
    return code;
}

void arrian_close(ArrianEngine *engine)
{
    if (!engine) return;
    split_learned_close(engine);
    table_end(&engine->words);
    arena_end(&engine->tables);
    arena_end(&engine->arena);
    free(engine);
}

static void run_rest(const ArrianEngine *engine, ArrianDocument *d)
{
    if (d->reading) parse_document(engine, d);
    mark_document(engine, d);
    claim_document(engine, d);
}

static int run_stages(const ArrianEngine *engine, ArrianDocument *d, const ArrianGiven *given, ArrianError *why)
{
    TRY(read_document(engine, d, given, why));
    split_document(engine, d);
    if (read_is_english(d)) run_rest(engine, d); /* else its words are shown; to code them would be to guess */
    return ARRIAN_OK;
}

/* The words are given: CoNLL-U. */
static int run_given(const ArrianEngine *engine, ArrianDocument *d, const ArrianGiven *given, ArrianError *why)
{
    (void)given;
    TRY(conllu_read(engine, d, why));
    run_rest(engine, d);
    return ARRIAN_OK;
}

/* What the user gives, and where that is silent what the container says. */
static ArrianGiven join_given(const ArrianGiven *said, const ArrianGiven *user)
{
    ArrianGiven g = user ? *user : (ArrianGiven){0};
    if (!g.published) g.published = said->published;
    if (!g.outlet) g.outlet = said->outlet;
    if (!g.title) g.title = said->title;
    if (!g.url) g.url = said->url;
    if (!g.authors) g.authors = said->authors;
    return g;
}

static ArrianSlice keep(ArrianDocument *d, const char *text)
{
    if (!text || !*text) return (ArrianSlice){0};
    return (ArrianSlice){arena_copy(&d->arena, text, strlen(text)), (uint32_t)strlen(text)};
}

static void fill(const ArrianEngine *engine, ArrianDocument *d, const ArrianMember *m)
{
    d->engine = engine;
    d->received = arena_copy(&d->arena, m->bytes, m->size);
    d->received_size = (uint32_t)m->size;
    d->head.path = keep(d, m->path);
    d->head.member = keep(d, m->member);
    d->charset = keep(d, m->charset);
    d->type = keep(d, m->type);
    d->head.bytes = m->size;
    hash_sha256(m->bytes, m->size, d->head.sha256);
}

/* A fault in a member names file and member. */
static int name_member(const ArrianMember *m, int code, ArrianError *why)
{
    if (code && why && m->member && *m->member)
        snprintf(why->path, sizeof why->path, "%.240s, member %.240s", m->path, m->member);
    return code;
}

typedef int (*Stages)(const ArrianEngine *engine, ArrianDocument *d, const ArrianGiven *given, ArrianError *why);

static int read_by(const ArrianEngine *engine, Stages stages, const ArrianMember *member, const ArrianGiven *given,
                   ArrianDocument **ret_document, ArrianError *why)
{
    const char *name = member->path;
    *ret_document = NULL;
    if (member->size > MOST_BYTES)
        return error_at(why, ARRIAN_LIMIT, name, MOST_BYTES, "larger than %d MiB; cut it into reports",
                        MOST_BYTES >> 20);
    ArrianDocument *d = calloc(1, sizeof *d);
    if (!d) return error_at(why, ARRIAN_MEMORY, name, ARRIAN_NONE64, "no memory");
    jmp_buf trap;
    d->arena.trap = &trap;
    int code;
    if (setjmp(trap)) {
        code = error_at(why, ARRIAN_MEMORY, name, ARRIAN_NONE64, "no memory to read it");
    } else {
        ArrianGiven both = join_given(&member->given, given);
        fill(engine, d, member);
        code = name_member(member, stages(engine, d, &both, why), why);
    }
    d->arena.trap = NULL;
    model_room_give(d->room);
    d->room = NULL;
    if (code) arrian_document_free(d);
    else *ret_document = d;
    return code;
}

int arrian_read_member(const ArrianEngine *engine, const ArrianMember *member, const ArrianGiven *given,
                       ArrianDocument **ret_document, ArrianError *why)
{
    return read_by(engine, run_stages, member, given, ret_document, why);
}

int arrian_read_bytes(const ArrianEngine *engine, const char *name, const void *bytes, size_t size,
                      const ArrianGiven *given, ArrianDocument **ret_document, ArrianError *why)
{
    ArrianMember member = {.path = name, .bytes = bytes, .size = size};
    return arrian_read_member(engine, &member, given, ret_document, why);
}

int arrian_read(const ArrianEngine *engine, const char *path, const ArrianGiven *given, ArrianDocument **ret_document,
                ArrianError *why)
{
    char *bytes;
    size_t size;
    *ret_document = NULL;
    TRY(read_file(path, &bytes, &size, why));
    int code = arrian_read_bytes(engine, path, bytes, size, given, ret_document, why);
    free(bytes);
    return code;
}

int arrian_read_tokens(const ArrianEngine *engine, const char *path, ArrianDocument **ret_document, ArrianError *why)
{
    char *bytes;
    size_t size;
    *ret_document = NULL;
    TRY(read_file(path, &bytes, &size, why));
    int code = read_by(engine, run_given, &(ArrianMember){.path = path, .bytes = bytes, .size = size}, NULL, ret_document, why);
    free(bytes);
    return code;
}

void arrian_document_free(ArrianDocument *document)
{
    if (!document) return;
    if (document->letters) encoding_close(document->letters);
    arena_end(&document->arena);
    free(document);
}

const ArrianHead *arrian_head(const ArrianDocument *d)
{
    return &d->head;
}

ArrianSlice arrian_text(const ArrianDocument *d)
{
    return (ArrianSlice){d->text.at, d->text.length};
}

ArrianSlice arrian_words(const ArrianDocument *d, ArrianSpan span)
{
    return document_words(d, span);
}

ArrianSpan arrian_received(const ArrianDocument *d, ArrianSpan span)
{
    return text_received(&d->text, span);
}

ArrianSlice arrian_received_bytes(const ArrianDocument *d)
{
    return (ArrianSlice){d->received, d->received_size};
}

#define GIVE_LIST(function, type, list)                                                                                \
    const type *function(const ArrianDocument *d, size_t *ret_count)                                                   \
    {                                                                                                                  \
        return *ret_count = d->list.count, d->list.at;                                                                 \
    }
GIVE_LIST(arrian_ignored, ArrianIgnored, ignored)
GIVE_LIST(arrian_sentences, ArrianSentence, sentences)
GIVE_LIST(arrian_tokens, ArrianToken, tokens)
GIVE_LIST(arrian_names, ArrianName, names)
GIVE_LIST(arrian_entities, ArrianEntity, entities)
GIVE_LIST(arrian_times, ArrianTime, times)
GIVE_LIST(arrian_quantities, ArrianQuantity, quantities)
GIVE_LIST(arrian_quotes, ArrianQuote, quotes)
GIVE_LIST(arrian_claims, ArrianClaim, claims)

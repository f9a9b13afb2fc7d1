/* door.c: a file -> the reports in it, whatever it is: a page, an archive, a dump, archives in archives.
 *     dump.zip -> "wire.warc.gz!1043", "wire.warc.gz!2207", "notes/a.txt"
 * What a file is its first bytes tell; its name only where they do not. */
#include "base/error.h"
#include "door/file.h"
#include "door/walker.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include <zlib.h>

enum { MOST_FRAMES = 5, MOST_PACKINGS = 3, MEMBER_ROOM = NAME_ROOM * MOST_FRAMES, SAVED_HEAD = 2048 };

typedef struct Frame {
    Walker *walker;
    size_t prefix; /* how much of the member's name is the archive's own */
    ArrianGiven given;
} Frame;
struct ArrianDoor {
    char *path;
    int file;
    struct stat stat;
    Stream *root; /* of the file, in the hands of the walker or leaf that has it */
    Frame frames[MOST_FRAMES];
    int depth;
    bool begun, named;
    char member[MEMBER_ROOM];
    Bytes leaf;
    Arena arena; /* what a page says of itself; wound back for each */
    jmp_buf trap;
    uint64_t turn, passed;
};

static const WalkerKind *const kinds[] = {&walk_zip,  &walk_tar,   &walk_warc,    &walk_arc, &walk_feed,
                                          &walk_mbox, &walk_mail, &walk_nexis, &walk_objects, &walk_table, &walk_rtf};

bool name_ends(const char *name, const char *ending)
{
    size_t n = strlen(name), e = strlen(ending);
    return n > e && !strcasecmp(name + n - e, ending);
}

void name_put(char out[NAME_ROOM], const void *name, size_t size)
{
    const unsigned char *in = name;
    size_t n = size < NAME_ROOM - 1 ? size : NAME_ROOM - 1;
    for (size_t i = 0; i < n; i++) out[i] = in[i] < ' ' || in[i] == 127 || in[i] == '!' ? '_' : (char)in[i];
    out[n] = 0;
}

int walker_fault(Walker *w, ArrianError *why, bool over, const char *format, ...)
{
    va_list words;
    char said[300];
    va_start(words, format);
    vsnprintf(said, sizeof said, format, words);
    va_end(words);
    w->over |= over;
    return error_at(why, ARRIAN_INPUT, NULL, w->at, "%s", said);
}

int walker_give(Walker *w, Child *ret, const void *bytes, size_t size, ArrianError *why)
{
    ret->chosen = true;
    ret->stream = stream_memory(bytes, size);
    return ret->stream ? ARRIAN_OK : error_at(why, ARRIAN_MEMORY, NULL, w->at, "no memory to read it");
}

/* ---- what a file is ---- */

static Packing packing_of(const unsigned char *head, size_t have, const char *name)
{
    if (have > 2 && head[0] == 0x1F && head[1] == 0x8B && head[2] == 8) return PACKING_GZIP;
    if (have > 3 && !memcmp(head, "\x28\xB5\x2F\xFD", 4)) return PACKING_ZSTD;
    if (have > 3 && (head[0] & 0xF0) == 0x50 && !memcmp(head + 1, "\x2A\x4D\x18", 3)) return PACKING_ZSTD;
    return name_ends(name, ".br") && have && head[0] != '<' ? PACKING_BROTLI : PACKING_NONE;
}

static const char *unread_packing(const unsigned char *head, size_t have)
{
    return have < 6                                   ? NULL
           : !memcmp(head, "\x04\x22\x4D\x18", 4)      ? "lz4"
           : !memcmp(head, "\xFD" "7zXZ", 5)           ? "xz"
           : !memcmp(head, "BZh", 3) && head[3] <= '9' && !memcmp(head + 4, "1A", 2) ? "bzip2"
           : !memcmp(head, "7z\xBC\xAF", 4)            ? "7z"
                                                       : NULL;
}

static bool has_ending(const char *name, const char *const *endings)
{
    for (; *endings; endings++)
        if (name_ends(name, *endings)) return true;
    return false;
}

/* "a.html.gz" -> "a.html"; "a.tgz" -> "a.tar" */
static void strip_packing(char *name)
{
    static const char *const endings[] = {".gz", ".zst", ".zstd", ".br", NULL};
    for (int i = 0; endings[i]; i++)
        if (name_ends(name, endings[i])) name[strlen(name) - strlen(endings[i])] = 0;
    if (name_ends(name, ".tgz")) strcpy(name + strlen(name) - 3, "tar");
}

bool arrian_door_may_hold(const char *name)
{
    static const char *const endings[] = {".warc", ".arc",  ".wacz", ".zip",  ".tar",  ".jsonl", ".ndjson", ".json", ".csv",
                                          ".tsv",  ".rss",  ".atom", ".xml",  ".eml",  ".mbox", ".mht",   ".mhtml",  ".rtf", ".docx", NULL};
    static const char *const reports[] = {".txt", ".text", ".html", ".htm", ".xhtml", ".md", NULL};
    char bare[NAME_ROOM];
    const char *slash = strrchr(name, '/');
    if (slash) name = slash + 1;
    name_put(bare, name, strlen(name));
    strip_packing(bare);
    return bare[0] != '.' && (has_ending(bare, reports) || has_ending(bare, endings));
}

/* A table that is named but has no column of texts is not prose for that. */
static int refuse_table(Stream *stream, const char *name, ArrianError *why)
{
    const unsigned char *head;
    size_t have;
    if (!name_ends(name, ".csv") && !name_ends(name, ".tsv")) return ARRIAN_OK;
    TRY(stream_peek(stream, 1024, &head, &have, why));
    size_t line = 0;
    while (line < have && line < 120 && head[line] != '\n' && head[line] != '\r') line++;
    while (line && line < have && (head[line] & 0xC0) == 0x80) line--;
    return error_at(why, ARRIAN_INPUT, NULL, 0,
                    "no column of this table is named text, content, body, maintext, article_text or fulltext, but: %.*s; name the one that holds the "
                    "reports' words \"text\"", (int)line, have ? (const char *)head : "");
}

static bool is_report_name(const char *name)
{
    static const char *const reports[] = {".txt", ".text", ".html", ".htm", ".xhtml", ".md", NULL};
    const char *slash = strrchr(name, '/');
    if (slash) name = slash + 1;
    return name[0] != '.' && has_ending(name, reports);
}

/* ---- the stack of archives ---- */

static int walk(ArrianDoor *door, const WalkerKind *kind, Stream *stream, const Child *child, int file, ArrianError *why)
{
    if (door->depth == MOST_FRAMES) {
        stream_end(stream);
        return error_at(why, ARRIAN_LIMIT, NULL, ARRIAN_NONE64, "lies in more than %d archives, one in the other; passed over",
                        MOST_FRAMES);
    }
    Walker *w = calloc(1, kind->size);
    if (!w) {
        stream_end(stream);
        return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to read it");
    }
    Frame *frame = &door->frames[door->depth++];
    *frame = (Frame){w, strlen(door->member), child->given};
    *w = (Walker){.kind = kind, .stream = stream, .arena.trap = &door->trap, .file = file};
    memcpy(w->name, child->name, NAME_ROOM);
    int code = kind->open ? kind->open(w, why) : ARRIAN_OK;
    w->over |= code != 0;
    return code;
}

static void leave(ArrianDoor *door)
{
    Frame *frame = &door->frames[--door->depth];
    Walker *w = frame->walker;
    door->passed += w->passed;
    if (w->kind->end) w->kind->end(w);
    if (!door->depth) door->root = NULL;
    stream_end(w->stream);
    arena_end(&w->arena);
    free(w);
}

/* Take the packing off, as often as it was put on. */
static int unwrap(Stream **stream, char *name, bool *ret_packed, ArrianError *why)
{
    const unsigned char *head;
    size_t have;
    for (int i = 0; i <= MOST_PACKINGS; i++) {
        int code = stream_peek(*stream, 1024, &head, &have, why);
        if (code && !have) return code;
        const char *unread = unread_packing(head, have);
        if (unread)
            return error_at(why, ARRIAN_INPUT, NULL, 0, "is packed with %s, which is not read; unpack it first", unread);
        Packing packing = packing_of(head, have, name);
        if (!packing) return ARRIAN_OK;
        if (i == MOST_PACKINGS) break;
        *ret_packed = true;
        strip_packing(name);
        *stream = stream_unpack(*stream, packing);
        if (!*stream) return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to unpack it");
    }
    return error_at(why, ARRIAN_LIMIT, NULL, ARRIAN_NONE64, "is packed more than %d times over; passed over", MOST_PACKINGS);
}

static int load(ArrianDoor *door, Stream *stream, const Child *child, bool packed, ArrianError *why)
{
    door->leaf.size = 0;
    bool whole = !door->depth && S_ISREG(door->stat.st_mode);
    if (whole && stream == door->root && door->stat.st_size > MOST_BYTES)
        return error_at(why, ARRIAN_LIMIT, NULL, MOST_BYTES, "has %lld bytes, at most %d MiB are read; cut it into reports",
                        (long long)door->stat.st_size, MOST_BYTES >> 20);
    int code = stream_all(stream, &door->leaf, MOST_BYTES, why);
    if (code == ARRIAN_LIMIT && !door->depth && stream == door->root)
        return error_at(why, ARRIAN_LIMIT, NULL, MOST_BYTES, "goes on after %d MiB; cut it into reports", MOST_BYTES >> 20);
    if (code) return code;
    if (!door->depth) TRY(file_check(door->file, door->path, &door->stat, door->root->at, why));
    if (child->has_sum && !packed && crc32_z(0, door->leaf.at, door->leaf.size) != child->sum)
        return error_at(why, ARRIAN_INPUT, NULL, 0, "its bytes are not those that were packed (CRC-32); fetch it again");
    if (!door->leaf.size) return error_at(why, ARRIAN_INPUT, NULL, 0, "is empty; there is no report to read");
    return ARRIAN_OK;
}

/* SingleFile leaves a remark at the top of a page: "url: https://..." */
static const char *saved_url(ArrianDoor *door)
{
    const char *at = (const char *)door->leaf.at, *end = at + (door->leaf.size < SAVED_HEAD ? door->leaf.size : SAVED_HEAD);
    const char *mark = memmem(at, (size_t)(end - at), "Page saved with SingleFile", 26);
    const char *url = mark ? memmem(mark, (size_t)(end - mark), "url: ", 5) : NULL;
    const char *stop = url ? url += 5 : NULL;
    while (stop && stop < end && (unsigned char)*stop > ' ') stop++;
    return url && stop < end && !strncmp(url, "http", 4) ? arena_copy(&door->arena, url, (size_t)(stop - url)) : NULL;
}

static void give(ArrianDoor *door, const Child *child, ArrianMember *ret)
{
    *ret = (ArrianMember){.path = door->path, .member = door->member, .bytes = door->leaf.at, .size = door->leaf.size,
                          .given = child->given, .charset = child->charset, .type = child->type};
    const ArrianGiven *above = door->depth > 1 ? &door->frames[door->depth - 1].given : NULL;
    if (!ret->given.url && above) ret->given.url = above->url;
    if (!ret->given.url) ret->given.url = saved_url(door);
}

static const WalkerKind *find_kind(Stream *stream, const char *name)
{
    const unsigned char *head;
    size_t have;
    (void)stream_peek(stream, STREAM_ROOM / 4, &head, &have, NULL);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i]->is(head, have, name)) return kinds[i];
    return NULL;
}

/* A child is an archive that is walked in its turn, a report, or nothing of ours (ARRIAN_NOTHING). */
static int take_child(ArrianDoor *door, Child *child, ArrianMember *ret, bool *ret_report, ArrianError *why)
{
    Stream *stream = child->stream;
    bool packed = false, top = !door->depth;
    char bare[NAME_ROOM];
    memcpy(bare, child->name, NAME_ROOM);
    int code = unwrap(&stream, bare, &packed, why);
    const WalkerKind *kind = code ? NULL : find_kind(stream, bare);
    if (kind) {
        memcpy(child->name, bare, NAME_ROOM);
        int file = top && !packed && S_ISREG(door->stat.st_mode) ? door->file : -1;
        return walk(door, kind, stream, child, file, why);
    }
    if (!code && !child->chosen && !(top && door->named) && !is_report_name(bare)) {
        door->passed++;
        code = ARRIAN_NOTHING;
    }
    if (!code && top) code = refuse_table(stream, bare, why);
    if (top && packed) snprintf(door->member, sizeof door->member, "%s", bare);
    if (!code) code = load(door, stream, child, packed, why);
    if (!code) give(door, child, ret);
    *ret_report = !code;
    if (top) door->root = NULL;
    stream_end(stream);
    return code;
}

static int open_file(ArrianDoor *door, Child *ret, ArrianError *why)
{
    const char *slash = strrchr(door->path, '/');
    const char *name = slash ? slash + 1 : door->path;
    door->begun = true;
    TRY(file_open(door->path, &door->file, &door->stat, why));
    name_put(ret->name, name, strlen(name));
    door->root = ret->stream = stream_file(door->file, false);
    return ret->stream ? ARRIAN_OK : error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to read it");
}

/* The next child of the innermost archive; ARRIAN_NOTHING where there is no archive any more. */
static int next_child(ArrianDoor *door, Child *ret, ArrianError *why)
{
    if (!door->begun) return open_file(door, ret, why);
    while (door->depth) {
        Frame *frame = &door->frames[door->depth - 1];
        Walker *w = frame->walker;
        door->member[frame->prefix] = 0;
        if (!w->over) {
            arena_wind_back(&w->arena, (ArenaMark){0});
            *ret = (Child){0};
            int code = w->kind->next(w, ret, why);
            snprintf(door->member + frame->prefix, sizeof door->member - frame->prefix, "%s%s", frame->prefix ? "!" : "", ret->name);
            if (code != ARRIAN_NOTHING) return code;
            door->member[frame->prefix] = 0;
        }
        leave(door);
    }
    return ARRIAN_NOTHING;
}

/* A fault tells the file and the member. */
static int tell(const ArrianDoor *door, int code, ArrianError *why)
{
    if (!why || why->path[0]) return code;
    snprintf(why->path, sizeof why->path, "%.240s%s%.240s", door->path, door->member[0] ? ", member " : "",
             door->member);
    return code;
}

static int next_report(ArrianDoor *door, ArrianMember *ret, ArrianError *why)
{
    for (;;) {
        Child child = {0};
        bool report = false;
        int code = next_child(door, &child, why);
        if (!code) code = take_child(door, &child, ret, &report, why);
        else if (code == ARRIAN_NOTHING) return code;
        if (code && code != ARRIAN_NOTHING) return tell(door, code, why);
        if (report) return ARRIAN_OK;
    }
}

int arrian_door_open(const char *path, bool named, ArrianDoor **ret_door, ArrianError *why)
{
    ArrianDoor *door = *ret_door = calloc(1, sizeof *door);
    if (door) door->path = strdup(path), door->named = named, door->file = -1;
    if (door && door->path) return ARRIAN_OK;
    free(door);
    *ret_door = NULL;
    return error_at(why, ARRIAN_MEMORY, path, ARRIAN_NONE64, "no memory");
}

int arrian_door_next(ArrianDoor *door, ArrianMember *ret, ArrianError *why)
{
    *ret = (ArrianMember){0};
    if (why) *why = (ArrianError){.at = ARRIAN_NONE64};
    if (setjmp(door->trap)) {
        while (door->depth) leave(door);
        return error_at(why, ARRIAN_MEMORY, door->path, ARRIAN_NONE64, "no memory to read it");
    }
    door->arena.trap = &door->trap;
    arena_wind_back(&door->arena, (ArenaMark){0});
    int code = next_report(door, ret, why);
    if (!code && why) *why = (ArrianError){.at = ARRIAN_NONE64}; /* a fault that lies further on is told in its turn */
    if (code != ARRIAN_NOTHING) door->turn++;
    return code;
}

void arrian_door_place(const ArrianDoor *door, uint64_t *ret_turn, uint64_t *ret_passed, uint64_t *ret_at, uint64_t *ret_size)
{
    off_t at = door->file >= 0 && S_ISREG(door->stat.st_mode) ? lseek(door->file, 0, SEEK_CUR) : 0;
    uint64_t size = (uint64_t)door->stat.st_size, walked = door->depth ? door->frames[0].walker->at : size;
    bool anywhere = door->depth && door->frames[0].walker->file >= 0 && door->frames[0].walker->kind == &walk_zip;
    *ret_turn = door->turn;
    *ret_passed = door->passed;
    *ret_at = anywhere ? walked : at > 0 ? (uint64_t)at : 0;
    *ret_size = size;
    for (int i = 0; i < door->depth; i++) *ret_passed += door->frames[i].walker->passed;
}

void arrian_door_close(ArrianDoor *door)
{
    if (!door) return;
    while (door->depth) leave(door);
    file_close(door->file);
    bytes_end(&door->leaf);
    arena_end(&door->arena);
    free(door->path);
    free(door);
}

/* intake.c: doors opened one after another; each report is copied out, so that others may read it. */
#include "intake.h"
#include "base/hash.h"
#include "output.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

bool intake_open(Intake *intake, const char *const *named, size_t count, bool plain, bool waits)
{
    *intake = (Intake){.plain = plain, .start = output_now()};
    files_gather(&intake->files, named, count, waits);
    intake->trouble = intake->files.trouble;
    for (size_t i = 0; i < intake->files.count; i++) intake->size += intake->files.at[i].size;
    return true;
}

static const char *copy_text(char **at, const char *text)
{
    if (!text) return NULL;
    size_t length = strlen(text) + 1;
    char *copy = memcpy(*at, text, length);
    *at += length;
    return copy;
}

static size_t text_size(const char *text)
{
    return text ? strlen(text) + 1 : 0;
}

/* The member's bytes and words in one block of our own. */
static bool copy_member(Item *item, const ArrianMember *m)
{
    size_t size = m->size + 1;
    const char *const texts[] = {m->path, m->member, m->charset, m->type, m->given.published, m->given.outlet,
                                 m->given.title, m->given.url, m->given.authors};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) size += text_size(texts[i]);
    char *at = item->block = malloc(size);
    if (!at) return false;
    item->member = (ArrianMember){.bytes = at, .size = m->size};
    if (m->size) memcpy(at, m->bytes, m->size);
    at[m->size] = 0;
    at += m->size + 1;
    const char **const places[] = {&item->member.path, &item->member.member, &item->member.charset, &item->member.type,
                                   &item->member.given.published, &item->member.given.outlet, &item->member.given.title,
                                   &item->member.given.url, &item->member.given.authors};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) *places[i] = copy_text(&at, texts[i]);
    return true;
}

/* To where an earlier run was: what stands before is unpacked, and not read. */
static void skip(Intake *intake, uint64_t turns)
{
    ArrianMember member;
    ArrianError why;
    uint64_t turn, passed, at, size;
    while (turns-- && arrian_door_next(intake->door, &member, &why) != ARRIAN_NOTHING) continue;
    arrian_door_place(intake->door, &turn, &passed, &at, &size);
    intake->first_done += at;
}

static bool open_next(Intake *intake)
{
    while (!intake->door && intake->next < intake->files.count) {
        const File *file = &intake->files.at[intake->next++];
        ArrianError why;
        if (file->whole) {
            intake->done += file->size;
            intake->first_done += file->size;
        } else if (arrian_door_open(file->path, file->named, &intake->door, &why)) {
            output_error(&why);
            intake->trouble = true;
        } else {
            skip(intake, file->taken);
        }
    }
    return intake->door != NULL;
}

static void leave(Intake *intake)
{
    uint64_t turn, passed, at, size;
    const File *file = &intake->files.at[intake->next - 1];
    arrian_door_place(intake->door, &turn, &passed, &at, &size);
    arrian_door_close(intake->door);
    intake->door = NULL;
    intake->done += file->size;
    if (!turn && !file->named) files_pass_over(&intake->files, file->path);
    else if (!turn) output_note(file->path, "holds no report; %llu members passed over", (unsigned long long)passed);
}

static bool take_plain(Intake *intake, Item *ret)
{
    if (intake->next == intake->files.count) return false;
    ret->file = intake->next;
    ret->member.path = intake->files.at[intake->next++].path;
    return true;
}

bool intake_next(Intake *intake, Item *ret)
{
    ArrianMember member;
    *ret = (Item){0};
    if (intake->plain) return take_plain(intake, ret);
    while (open_next(intake)) {
        int code = arrian_door_next(intake->door, &member, &ret->why);
        if (code == ARRIAN_NOTHING) {
            leave(intake);
            continue;
        }
        uint64_t passed, at, size;
        arrian_door_place(intake->door, &ret->turn, &passed, &at, &size);
        ret->file = intake->next - 1;
        if (!code && !copy_member(ret, &member))
            ret->why = (ArrianError){ARRIAN_MEMORY, "no memory to read it", "", ARRIAN_NONE64};
        return true;
    }
    files_tell_passed(&intake->files);
    return false;
}

void intake_digest(const File *file, char ret_hex[65])
{
    int fd = file->size ? open(file->path, O_RDONLY | O_CLOEXEC) : -1;
    void *bytes = fd < 0 ? MAP_FAILED : mmap(NULL, file->size, PROT_READ, MAP_PRIVATE, fd, 0);
    struct stat status;
    ret_hex[0] = 0;
    if (bytes != MAP_FAILED && !fstat(fd, &status) && (uint64_t)status.st_size == file->size) hash_sha256(bytes, file->size, ret_hex);
    if (bytes != MAP_FAILED) munmap(bytes, file->size);
    if (fd >= 0) close(fd);
}

void item_end(Item *item)
{
    free(item->block);
    item->block = NULL;
}

void intake_words(const Intake *intake, char *words, size_t room)
{
    uint64_t done = intake->done, turn, passed, at = 0, size;
    double spent = output_now() - intake->start;
    char left[OUTPUT_LEFT] = "";
    if (intake->door) arrian_door_place(intake->door, &turn, &passed, &at, &size);
    done += at;
    if (spent > 2 && done > intake->first_done && done <= intake->size)
        output_left(left, spent * (double)(intake->size - done) / (double)(done - intake->first_done));
    snprintf(words, room, "%llu reports, %.1f a second, %llu could not be read%s", (unsigned long long)intake->reports,
             spent > 0 ? (double)intake->reports / spent : 0, (unsigned long long)intake->faults, left);
}

void intake_progress(const Intake *intake, const char *doing)
{
    char words[200];
    if (!output_terminal()) return;
    intake_words(intake, words, sizeof words);
    output_status("%s %s", doing, words);
}

void intake_close(Intake *intake)
{
    arrian_door_close(intake->door);
    files_end(&intake->files);
}

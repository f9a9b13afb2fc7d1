/* files.c: folders walked in sorted order, bounded in depth, hidden files left out, loops and doubles told. */
#include "files.h"
#include "base/hash.h"
#include "output.h"
#include "arrian.h"
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The folders above the one being walked: a link back to any of them is a loop. */
typedef struct Above {
    const struct Above *next;
    dev_t device;
    ino_t node;
    int depth;
} Above;

static void *keep(void *memory)
{
    if (memory) return memory;
    output_say(NULL, "no memory for the list of files");
    exit(2);
}

/* Remembers the file; gives back the one that is the same, NULL where it is new. */
static const File *find_same(Files *files, const struct stat *status)
{
    uint32_t known;
    uint64_t key = hash_mix(status->st_dev, status->st_ino) | 1;
    if (!map_get(&files->seen, key, &known)) {
        map_put(&files->arena, &files->seen, key, (uint32_t)files->count);
        return NULL;
    }
    const File *same = &files->at[known];
    return same->node == status->st_ino && same->device == status->st_dev ? same : NULL;
}

static void add_file(Files *files, const char *path, const struct stat *status, bool named)
{
    if (files->count == FILES_MOST) {
        if (!files->trouble)
            output_say(path, "more than %d files; this and those after it are left out: name fewer", FILES_MOST);
        files->trouble = true;
        return;
    }
    const File *same = S_ISREG(status->st_mode) ? find_same(files, status) : NULL;
    if (same) {
        output_note(path, "the same file as %s; read once", same->path);
        return;
    }
    if (files->count == files->room) {
        files->room = files->room ? files->room * 2 : 64;
        files->at = keep(realloc(files->at, files->room * sizeof *files->at));
    }
    bool pipe = !S_ISREG(status->st_mode);
    files->at[files->count++] = (File){keep(strdup(path)), status->st_dev, status->st_ino, pipe ? 0 : (uint64_t)status->st_size, pipe,
                                      status->st_mtim.tv_sec * 1000000000ll + status->st_mtim.tv_nsec, named};
}

static int not_hidden(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

void files_pass_over(Files *files, const char *path)
{
    if (!files->passed_over) files->told = arena_print(&files->arena, "%s", path);
    else if (files->passed_over < FILES_TOLD) files->told = arena_print(&files->arena, "%s, %s", files->told, path);
    files->passed_over++;
}

static void walk(Files *files, const char *path, const struct stat *status, const Above *above);

static void walk_entry(Files *files, const char *folder, const char *name, const Above *above)
{
    struct stat status;
    size_t length = strlen(folder) + strlen(name) + 2;
    char *path = keep(malloc(length));
    snprintf(path, length, "%s%s%s", folder, folder[0] && folder[strlen(folder) - 1] == '/' ? "" : "/", name);
    if (stat(path, &status)) {
        output_say(path, "cannot be looked at: %s; passed over",
                   errno == ELOOP ? "a link that leads to itself" : strerror(errno));
        files->trouble = true;
    } else if (S_ISDIR(status.st_mode)) {
        walk(files, path, &status, above);
    } else if (S_ISREG(status.st_mode) && arrian_door_may_hold(name)) {
        add_file(files, path, &status, false);
    } else {
        files_pass_over(files, path);
    }
    free(path);
}

static void walk(Files *files, const char *path, const struct stat *status, const Above *above)
{
    Above here = {above, status->st_dev, status->st_ino, above ? above->depth + 1 : 0};
    struct dirent **entries;
    for (const Above *a = above; a; a = a->next)
        if (a->device == here.device && a->node == here.node) {
            output_say(path, "a link back to a folder it stands in; not walked again");
            files->trouble = true;
            return;
        }
    if (here.depth > FILES_DEPTH) {
        output_say(path, "deeper than %d folders; not walked", FILES_DEPTH);
        files->trouble = true;
        return;
    }
    int count = scandir(path, &entries, not_hidden, by_bytes);
    if (count < 0) {
        output_say(path, "folder cannot be read: %s; check its permissions", strerror(errno));
        files->trouble = true;
        return;
    }
    for (int i = 0; i < count; i++) {
        walk_entry(files, path, entries[i]->d_name, &here);
        free(entries[i]);
    }
    free(entries);
}

void files_tell_passed(Files *files)
{
    if (!files->passed_over) return;
    output_note(NULL, "%zu file%s of the folders passed over: no report by name or by first bytes (%s%s)", files->passed_over,
                files->passed_over == 1 ? "" : "s", files->told, files->passed_over > FILES_TOLD ? ", ..." : "");
    files->passed_over = 0;
}

void files_gather(Files *files, const char *const *named, size_t count, bool waits)
{
    for (size_t i = 0; i < count; i++) {
        struct stat status;
        bool standard = !strcmp(named[i], "-");
        size_t before = files->count;
        if (standard ? fstat(STDIN_FILENO, &status) : stat(named[i], &status)) {
            const char *help = strstr(named[i], "://") ? "nothing is fetched: save the page, and name its file"
                               : errno == ENOENT       ? "check the spelling"
                               : errno == ELOOP        ? "it is a link that leads to itself"
                                                       : "check its permissions";
            output_say(named[i], "cannot be read: %s; %s", strerror(errno), help);
            files->trouble = true;
        } else if (S_ISDIR(status.st_mode)) {
            walk(files, named[i], &status, NULL);
            if (files->count == before && !waits)
                output_note(named[i], "no report in this folder: no page or text (.txt .html .htm .xhtml .md), archive "
                                     "(.warc .zip .tar ...) or dump (.jsonl .csv ...)");
        } else {
            add_file(files, named[i], &status, true);
        }
    }
}

size_t files_leave_out(Files *files, int64_t moment, bool after)
{
    size_t kept = 0, count = files->count;
    for (size_t i = 0; i < count; i++) {
        bool is_after = files->at[i].changed >= moment;
        if (is_after == after && !files->at[i].pipe) free(files->at[i].path);
        else files->at[kept++] = files->at[i];
    }
    files->count = kept;
    return count - kept;
}

bool files_digest(const Files *files, char ret_hex[65])
{
    char *list = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&list, &size);
    for (size_t i = 0; out && i < files->count; i++) {
        const File *file = &files->at[i];
        fprintf(out, "%s\t%llu\t%lld\n", file->path, (unsigned long long)file->size, file->pipe ? (long long)file->changed : 0);
    }
    if (!out || fclose(out)) return output_say(NULL, "no memory for the list of files"), false;
    hash_sha256(list, size, ret_hex);
    free(list);
    return true;
}

void files_end(Files *files)
{
    for (size_t i = 0; i < files->count; i++) free(files->at[i].path);
    free(files->at);
    arena_end(&files->arena);
    *files = (Files){0};
}

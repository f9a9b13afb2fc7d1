/* text.c: write once, map back by bisection. */
#include "base/text.h"
#include <string.h>

static void make_room(Arena *arena, Text *text, uint32_t more)
{
    if (text->room - text->length > more) return;
    uint32_t room = text->room ? text->room : 1024;
    while (room - text->length <= more) room *= 2;
    char *grown = arena_take(arena, room);
    if (text->length) memcpy(grown, text->at, text->length);
    text->at = grown;
    text->room = room;
}

void text_copy(Arena *arena, Text *text, const char *received, uint32_t start, uint32_t end)
{
    if (start >= end) return;
    uint32_t size = end - start;
    make_room(arena, text, size);
    memcpy(text->at + text->length, received + start, size);
    TextRun *last = text->runs.count ? &text->runs.at[text->runs.count - 1] : NULL;
    if (last && last->clean_size == last->received_size && last->received + last->received_size == start &&
        last->clean + last->clean_size == text->length) {
        last->clean_size += size;
        last->received_size += size;
    } else {
        LIST_ADD(arena, text->runs, (TextRun){text->length, start, size, size});
    }
    text->length += size;
}

void text_put(Arena *arena, Text *text, uint32_t start, uint32_t end, const char *words, uint32_t size)
{
    if (!size) return;
    make_room(arena, text, size);
    memcpy(text->at + text->length, words, size);
    /* sizes that happen to be equal would read as verbatim, which maps the same start and end */
    LIST_ADD(arena, text->runs, (TextRun){text->length, start, size, end - start});
    text->length += size;
}

void text_cut(Text *text, uint32_t length)
{
    while (text->runs.count && text->runs.at[text->runs.count - 1].clean >= length) text->runs.count--;
    if (text->runs.count) {
        TextRun *last = &text->runs.at[text->runs.count - 1];
        if (last->clean + last->clean_size > length) {
            uint32_t over = last->clean + last->clean_size - length;
            if (last->clean_size == last->received_size) last->received_size -= over;
            last->clean_size -= over;
        }
    }
    text->length = length;
    if (text->at) text->at[length] = 0;
}

static const TextRun *run_at(const Text *text, uint32_t clean)
{
    uint32_t low = 0, high = text->runs.count;
    while (low + 1 < high) {
        uint32_t middle = low + (high - low) / 2;
        if (text->runs.at[middle].clean <= clean) low = middle;
        else high = middle;
    }
    return &text->runs.at[low];
}

ArrianSpan text_received(const Text *text, ArrianSpan span)
{
    if (!text->runs.count) return (ArrianSpan){0, 0};
    const TextRun *first = run_at(text, span.start);
    bool verbatim = first->clean_size == first->received_size;
    uint32_t start = first->received + (verbatim ? span.start - first->clean : 0);
    if (span.end <= span.start) return (ArrianSpan){start, start};
    const TextRun *last = run_at(text, span.end - 1);
    verbatim = last->clean_size == last->received_size;
    return (ArrianSpan){start,
                        verbatim ? last->received + (span.end - last->clean) : last->received + last->received_size};
}

void text_through(Arena *arena, Text *text, const Text *under)
{
    Text out = {0};
    for (uint32_t i = 0; i < text->runs.count; i++) {
        const TextRun *run = &text->runs.at[i];
        bool verbatim = run->clean_size == run->received_size;
        for (uint32_t done = 0, size; done < run->clean_size; done += size) {
            ArrianSpan cut = {run->received, run->received + run->received_size};
            size = run->clean_size;
            if (verbatim) { /* a part for each run below: a letter of UTF-16 has its own */
                const TextRun *below = run_at(under, run->received + done);
                uint32_t left = below->clean + below->clean_size - (run->received + done);
                size = left && left < run->clean_size - done ? left : run->clean_size - done;
                cut = (ArrianSpan){run->received + done, run->received + done + size};
            }
            ArrianSpan at = text_received(under, cut);
            LIST_ADD(arena, out.runs, (TextRun){run->clean + done, at.start, size, at.end - at.start});
        }
    }
    text->runs.at = out.runs.at;
    text->runs.count = out.runs.count;
    text->runs.room = out.runs.room;
}

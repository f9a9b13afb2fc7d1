/* mbox.c: a mailbox of letters one after another (RFC 4155).
 *     "From ada@example.org Tue Oct 25 04:00:00 2016" / a letter / a blank line / "From ..." -> letters "1", "2"
 * A letter is then read as mail.c reads one: its report is "2!1". Its lines ">From" lose the mark that the mailbox put
 * before them. */
#include "base/error.h"
#include "door/walker.h"
#include <string.h>

enum { LETTER_MOST = 2 * MOST_BYTES };
typedef struct Mailbox {
    Walker walker;
    Bytes letter, line;
    uint64_t start; /* of the letter that is held */
    bool begun;
} Mailbox;

static bool is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

/* "From ", a sender, and an hour such as 04:00: a sentence that opens with the word has none. */
static bool opens_letter(const unsigned char *at, size_t size)
{
    if (size < 16 || size > 1000 || memcmp(at, "From ", 5)) return false;
    for (size_t i = 7; i + 2 < size; i++)
        if (at[i] == ':' && is_digit(at[i - 1]) && is_digit(at[i - 2]) && is_digit(at[i + 1]) && is_digit(at[i + 2])) return true;
    return false;
}

static bool is_mbox(const unsigned char *head, size_t have, const char *name)
{
    const unsigned char *line = memchr(head, '\n', have);
    (void)name;
    if (!line || !opens_letter(head, (size_t)(line - head))) return false;
    const unsigned char *next = line + 1, *colon = memchr(next, ':', have - (size_t)(next - head));
    if (!colon || colon == next) return false;
    for (; next < colon; next++)
        if (*next <= ' ' || *next > '~') return false;
    return true;
}

static bool is_blank(const Bytes *line)
{
    return line->size == 1 || (line->size == 2 && line->at[0] == '\r');
}

/* The line as it was before the mailbox: ">From" -> "From" */
static bool add_line(Mailbox *m)
{
    size_t marks = 0;
    while (marks < m->line.size && m->line.at[marks] == '>') marks++;
    bool marked = marks && m->line.size - marks >= 5 && !memcmp(m->line.at + marks, "From ", 5);
    return bytes_add(&m->letter, m->line.at + marked, m->line.size - marked);
}

/* Lines up to the next letter; *ret_more where one follows. */
static int read_letter(Mailbox *m, bool *ret_more, ArrianError *why)
{
    bool found = true, blank = true;
    m->letter.size = 0;
    m->start = m->walker.stream->at;
    for (*ret_more = false; found;) {
        m->line.size = 0;
        TRY(stream_until(m->walker.stream, '\n', &m->line, LETTER_MOST, &found, why));
        if (!m->line.size) break;
        if (blank && opens_letter(m->line.at, m->line.size)) {
            *ret_more = true;
            return ARRIAN_OK;
        }
        blank = is_blank(&m->line);
        if (m->letter.size + m->line.size > LETTER_MOST)
            return walker_fault(&m->walker, why, true, "a letter of more than %d MiB", LETTER_MOST >> 20);
        if (!add_line(m)) return error_at(why, ARRIAN_MEMORY, NULL, ARRIAN_NONE64, "no memory to read it");
    }
    return ARRIAN_OK;
}

static int next_letter(Walker *w, Child *ret, ArrianError *why)
{
    Mailbox *m = (Mailbox *)w;
    bool more = true;
    if (!m->begun) TRY(read_letter(m, &more, why)); /* up to the first "From " line: nothing */
    m->begun = true;
    for (m->letter.size = 0; more && !m->letter.size;) {
        int code = read_letter(m, &more, why);
        w->number++;
        w->at = m->start;
        snprintf(ret->name, NAME_ROOM, "%lu", (unsigned long)w->number);
        if (code) return w->over = true, code;
    }
    w->over = !more;
    if (!m->letter.size) return ARRIAN_NOTHING;
    return walker_give(w, ret, m->letter.at, m->letter.size, why);
}

static void end_mbox(Walker *w)
{
    Mailbox *m = (Mailbox *)w;
    bytes_end(&m->letter);
    bytes_end(&m->line);
}

const WalkerKind walk_mbox = {sizeof(Mailbox), is_mbox, NULL, next_letter, end_mbox};

/* decode.c: Viterbi for tags, maximum spanning tree for heads.   Ties go to the earlier tag and the earlier head. */
#include "model/decode.h"
#include <string.h>

enum { NO_TYPE = 0xFE };

int tagset_open(Tagset *ret_tagset, ArrianSlice *label, uint32_t count, const char *name, ArrianError *why)
{
    Tagset t = {.label = label, .count = count};
    memset(t.begin, 0xFF, sizeof t.begin);
    memset(t.inside, 0xFF, sizeof t.inside);
    if (!count || count > TAGS_MOST || label[0].length != 1 || label[0].at[0] != 'O')
        return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64,
                        "labels.%s should begin with O and have at most %d tags", name, TAGS_MOST);
    ArrianSlice type[TAG_TYPES];
    for (uint32_t i = 0; i < count; i++) {
        t.kind[i] = 'O';
        t.type[i] = NO_TYPE;
        if (label[i].length < 3 || label[i].at[1] != '-' || !memchr("BIES", label[i].at[0], 4)) {
            if (!i) continue;
            return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64,
                            "labels.%s: tag %u is neither O nor B-, I-, E- or S- something", name, i);
        }
        ArrianSlice its = {label[i].at + 2, label[i].length - 2};
        uint32_t k = 0;
        while (k < t.types && (type[k].length != its.length || memcmp(type[k].at, its.at, its.length))) k++;
        if (k == TAG_TYPES)
            return error_at(why, ARRIAN_INPUT, NULL, ARRIAN_NONE64, "labels.%s has more than %d types", name,
                            TAG_TYPES);
        if (k == t.types) type[t.types++] = its;
        t.kind[i] = label[i].at[0];
        t.type[i] = (uint8_t)k;
        if (t.kind[i] == 'B') t.begin[k] = (uint8_t)i;
        if (t.kind[i] == 'I') t.inside[k] = (uint8_t)i;
        if (t.kind[i] == 'E' || t.kind[i] == 'S') t.closes = true;
    }
    *ret_tagset = t;
    return ARRIAN_OK;
}

/* May a span-free word, or the end of the text, follow this tag? */
static bool may_end(const Tagset *t, uint32_t tag)
{
    return !t->closes || t->kind[tag] == 'O' || t->kind[tag] == 'E' || t->kind[tag] == 'S';
}

/* The best tags after which a word may stand outside spans or begin one: best of all, and best of another type than that
 * one's. Where nothing closes a span (BIO), two spans of one type do not touch: "would | be deployed" is one cue. */
typedef struct Ended {
    uint32_t best, other;
} Ended;

static Ended best_ends(const Tagset *t, const float *sum)
{
    Ended e = {0, 0};
    for (uint32_t i = 1; i < t->count; i++)
        if (may_end(t, i) && sum[i] > sum[e.best]) e.best = i;
    for (uint32_t i = 1; i < t->count; i++)
        if (may_end(t, i) && sum[i] > sum[e.other] && t->type[i] != t->type[e.best]) e.other = i;
    return e;
}

#define NEVER -1e30f

void decode_tags(const Tagset *t, const float *score, size_t stride, uint32_t words, TagRoom *room, uint8_t *ret_tags)
{
    float sum[TAGS_MOST], next[TAGS_MOST];
    if (!words) return;
    for (uint32_t i = 0; i < t->count; i++) sum[i] = t->kind[i] == 'I' || t->kind[i] == 'E' ? NEVER : score[i] - (i ? 0 : t->lean);
    for (uint32_t w = 1; w < words; w++) {
        Ended ended = best_ends(t, sum);
        for (uint32_t i = 0; i < t->count; i++) {
            bool touches = t->kind[i] == 'B' && !t->closes && t->type[i] == t->type[ended.best];
            uint32_t from = touches ? ended.other : ended.best;
            if (t->kind[i] == 'I' || t->kind[i] == 'E') {
                uint32_t begin = t->begin[t->type[i]], inside = t->inside[t->type[i]];
                from = begin == 0xFF ? inside : inside == 0xFF || sum[begin] >= sum[inside] ? begin : inside;
            }
            next[i] = from == 0xFF ? NEVER : sum[from] + score[w * stride + i] - (i ? 0 : t->lean);
            room->from[w][i] = from == 0xFF ? 0 : (uint8_t)from;
        }
        memcpy(sum, next, sizeof sum);
    }
    uint32_t tag = best_ends(t, sum).best;
    for (uint32_t w = words; w--;) {
        ret_tags[w] = (uint8_t)tag;
        if (w) tag = room->from[w][tag];
    }
}

/* ---- trees. A slot is a row of score[][]: a word, or the circle that took its row over. Edges into a slot are chosen
 * greedily and followed backwards until a slot that hangs on the root is met; a slot met twice closes a circle, which
 * becomes one slot. ---- */

enum { NEW, ON_PATH, DONE };

static void choose_edge(TreeRoom *r, uint32_t words, uint32_t slot)
{
    const double *row = r->score[slot];
    int32_t best = -1;
    for (uint32_t j = 0; j <= words; j++)
        if (r->slot[j] != slot && (best < 0 || row[j] > row[best])) best = (int32_t)j;
    r->edge[r->node[slot]] = (struct TreeEdge){(uint16_t)best, r->target[slot][best], row[best]};
}

/* Slots path[first..length) form a circle: all become the slot path[first]; an edge into it pays for the edge it
 * replaces. */
static void contract(TreeRoom *r, uint32_t words, uint32_t first, uint32_t length, uint16_t circle)
{
    uint16_t slot = r->path[first];
    for (uint32_t k = first; k < length; k++) {
        uint16_t part = r->path[k];
        double paid = r->edge[r->node[part]].score;
        r->parent[r->node[part]] = circle;
        for (uint32_t j = 0; j <= words; j++) {
            double gain = r->score[part][j] - paid;
            if (k > first && gain <= r->score[slot][j]) continue;
            r->score[slot][j] = gain;
            r->target[slot][j] = r->target[part][j];
        }
        if (part == slot) continue;
        for (uint32_t j = 0; j <= words; j++)
            if (r->slot[j] == part) r->slot[j] = slot;
    }
    r->node[slot] = circle;
}

/* Follow edges back from `slot` until the root's tree is met. */
static uint16_t grow(TreeRoom *r, uint32_t words, uint16_t slot, uint16_t nodes)
{
    uint32_t length = 0;
    while (r->state[slot] != DONE) {
        if (r->state[slot] == NEW) {
            r->state[slot] = ON_PATH;
            r->path[length++] = slot;
        } else {
            uint32_t first = length;
            while (r->path[--first] != slot) {
            }
            contract(r, words, first, length, nodes++);
            length = first + 1;
        }
        choose_edge(r, words, slot);
        slot = r->slot[r->edge[r->node[slot]].from];
    }
    while (length) r->state[r->path[--length]] = DONE;
    return nodes;
}

/* One edge to the root is a must, each more would cost more than all else can gain. */
static void dear_root(TreeRoom *r, uint32_t words)
{
    double least = r->score[1][0], most = least;
    for (uint32_t i = 1; i <= words; i++)
        for (uint32_t j = 0; j <= words; j++) {
            if (!(r->score[i][j] > -1e9 && r->score[i][j] < 1e9)) r->score[i][j] = -1e9;
            if (i == j) continue;
            least = r->score[i][j] < least ? r->score[i][j] : least;
            most = r->score[i][j] > most ? r->score[i][j] : most;
        }
    for (uint32_t i = 1; i <= words; i++) r->score[i][0] -= (most - least + 1) * words;
}

void decode_tree(TreeRoom *room, uint32_t words, uint16_t *ret_heads)
{
    if (!words) return;
    dear_root(room, words);
    uint16_t nodes = (uint16_t)(words + 1);
    for (uint32_t i = 0; i <= words; i++) {
        room->node[i] = room->slot[i] = (uint16_t)i;
        room->state[i] = i ? NEW : DONE;
        for (uint32_t j = 0; j <= words; j++) room->target[i][j] = (uint16_t)i;
    }
    memset(room->parent, 0, sizeof room->parent);
    for (uint32_t i = 1; i <= words; i++) nodes = grow(room, words, room->slot[i], nodes);
    for (uint16_t circle = (uint16_t)(nodes - 1); circle > words; circle--) {
        uint16_t part =
            room->edge[circle].to; // the edge into the circle goes to one part of it and replaces that part's own
        while (room->parent[part] != circle) part = room->parent[part];
        room->edge[part] = room->edge[circle];
    }
    for (uint32_t i = 1; i <= words; i++) ret_heads[i - 1] = room->edge[i].from;
}

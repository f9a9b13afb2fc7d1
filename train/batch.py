"""Runs to tensors.   Sampler draws runs of all tasks without end, roughened; make_batch lines them up."""
import random
from collections import Counter

import numpy as np
import torch

from .labels import ACTS, NAMES, ROLES, SAID, STANCES, bio, bioes, bioes_tags, lemma_rule
from .network import FAR
from .pieces import case_shape
from .run import UNKNOWN, change_case, crop, glue_some, join, strip_signs, swap_names

RUN = 192
MIX = {"tree": 0.21, "name": 0.20, "name2": 0.07, "said": 0.12, "claim": 0.40}


class Labels:
    """Label lists of all heads; those of trees come from the training set."""

    def __init__(self, lists):
        self.lists = lists
        self.number = {k: {x: i for i, x in enumerate(v)} for k, v in lists.items()}

    @classmethod
    def of(cls, documents, rare=3):
        count = {k: Counter() for k in ("upos", "xpos", "lemma", "rel")}
        for run in (r for d in documents for r in d):
            t = run.tree
            count["upos"].update(t.upos)
            count["xpos"].update(t.xpos)
            count["rel"].update(t.rel)
            count["lemma"].update(lemma_rule(w, x) for w, x in zip(run.words, t.lemma))
        lists = {k: sorted(x for x, n in c.items() if n >= (1 if k == "upos" else rare)) for k, c in count.items()}
        lists.update(name=bioes(NAMES), said=bioes(SAID), cue=bio(ACTS), stance=STANCES, role=ROLES, end=["in", "last"])
        return cls(lists)

    def sizes(self):
        return {k: len(v) for k, v in self.lists.items()}


def size_of(run, pieces):
    return sum(len(pieces.word(w)) for w in run.words)


def fit(run, pieces, most):
    """Words from the start on that fill at most `most` pieces."""
    total = 0
    for i, w in enumerate(run.words):
        total += len(pieces.word(w))
        if total > most:
            return crop(run, 0, i)
    return run


class Stream:
    """Documents in shuffled order, read on and on."""

    def __init__(self, documents, chance):
        self.documents, self.chance = documents, chance
        self.order, self.queue = [], []

    def next(self):
        if not self.queue:
            if not self.order:
                self.order = list(range(len(self.documents)))
                self.chance.shuffle(self.order)
            self.queue = list(reversed(self.documents[self.order.pop()]))
        return self.queue.pop()

    def back(self, run):
        self.queue.append(run)


class Sampler:
    def __init__(self, pool, pieces, seed, tasks):
        """tasks: {task: documents}."""
        self.pieces, self.chance, self.pool = pieces, random.Random(seed), pool
        self.streams = {task: Stream(documents, self.chance) for task, documents in tasks.items()}

    def run(self, task, room):
        """Consecutive sentences, roughened, of at most `room` pieces."""
        chance, stream, parts, total = self.chance, self.streams[task], [], 0
        while total < room:
            part = stream.next()
            if task.startswith("name") and chance.random() < 0.5:
                part = swap_names(part, self.pool, chance)
            size = size_of(part, self.pieces)
            if total and total + size > room and chance.random() < 0.6:
                stream.back(part)
                break
            parts.append(part)
            total += size
            if len(parts) > 60:
                break
        return fit(self.roughen(join(parts)), self.pieces, room)

    def roughen(self, run):
        chance = self.chance
        if chance.random() < 0.12 and len(run.words) > 30:
            run = crop(run, chance.randrange(1, 16), len(run.words))
        if chance.random() < 0.30:
            run = strip_signs(run, chance)
        if chance.random() < 0.08:
            run = glue_some(run, chance)
        draw = chance.random()
        if draw < 0.13:
            run = change_case(run, "lower" if draw < 0.06 else "upper" if draw < 0.09 else "title")
        return run

    def batch(self, pieces_a_batch=1900):
        chance = self.chance
        room = chance.randint(24, 80) if chance.random() < 0.25 else chance.randint(80, RUN - 2)
        tasks = chance.choices(list(MIX), list(MIX.values()), k=max(1, round(pieces_a_batch / (room + 2))))
        runs = [self.run(task, room) for task in tasks]
        return [r for r in runs if r.words]


def name_masks(run):
    """For every word the tags it may have, as bits."""
    outside = 1
    for t in range(len(NAMES)):
        if run.free >> t & 1:
            outside |= 15 << (1 + 4 * t)
    masks = [outside] * len(run.words)
    for a, b, types, unsure in run.names:
        tags = [0] * (b - a)
        for t in range(len(NAMES)):
            if types >> t & 1:
                tags = [m | 1 << tag for m, tag in zip(tags, bioes_tags(a, b, t))]
        for i, m in zip(range(a, b), tags):
            masks[i] = (1 << (1 + 4 * len(NAMES))) - 1 if unsure else m
    return masks


def round_up(n, step):
    """Few different shapes: for every new one the matrix library compiles a kernel, which takes as long as the step."""
    return (n + step - 1) // step * step


def make_batch(runs, pieces, labels):
    n = round_up(sum(len(r.words) for r in runs), 128)
    word_pieces = [[pieces.word(w) for w in r.words] for r in runs]
    lengths = [min(RUN, 2 + sum(map(len, p))) for p in word_pieces]
    width = min(RUN, round_up(max(lengths), 16))
    out = {"pieces": np.zeros((len(runs), width), np.int64), "shapes": np.zeros((len(runs), width), np.int64),
           "first": np.zeros(n, np.int64), "name": np.zeros(n, np.int64)}
    for key in ("end", "upos", "xpos", "lemma", "said", "cue"):
        out[key] = np.full(n, -100, np.int64)
    tree_runs, claims, at = [], [], 0
    for b, (run, cut) in enumerate(zip(runs, word_pieces)):
        place = 1
        out["pieces"][b, 0] = pieces.begin
        for i, (w, p) in enumerate(zip(run.words, cut)):
            p = p[:RUN - 1 - place]
            out["first"][at + i] = b * width + min(place, RUN - 2)
            out["pieces"][b, place:place + len(p)] = p
            out["shapes"][b, place:place + len(p)] = case_shape(w)
            place += len(p)
        out["pieces"][b, place] = pieces.end
        fill_labels(out, run, at, labels)
        if run.tree:
            tree_runs.append((at, run))
        for c in run.claims or []:
            claims.append((at, run, c))
        at += len(run.words)
    fill_trees(out, tree_runs, labels)
    fill_claims(out, claims, labels)
    batch = {k: torch.from_numpy(v) for k, v in out.items()}
    batch["lengths"] = torch.tensor(lengths)
    return batch


def fill_labels(out, run, at, labels):
    n, number = len(run.words), labels.number
    here = slice(at, at + n)
    out["end"][here] = [e if e >= 0 else -100 for e in run.end]
    if run.tree:
        t = run.tree
        out["upos"][here] = [number["upos"].get(x, -100) for x in t.upos]
        out["xpos"][here] = [number["xpos"].get(x, -100) for x in t.xpos]
        out["lemma"][here] = [number["lemma"].get(lemma_rule(w, x), -100) if x is not None else -100 for w, x in zip(run.words, t.lemma)]
    if run.names is not None:
        out["name"][here] = name_masks(run)
    if run.said is not None:
        out["said"][here] = 0
        for a, b, kind in run.said:
            out["said"][at + a:at + b] = bioes_tags(a, b, kind)
    if run.claims is not None:
        out["cue"][here] = 0
        for c in run.claims:
            act = ACTS.index(c.act)
            out["cue"][at + c.cue[0]:at + c.cue[1]] = 2 + 2 * act
            out["cue"][at + c.cue[0]] = 1 + 2 * act


def fill_trees(out, tree_runs, labels):
    most = round_up(max((len(r.words) for _, r in tree_runs), default=1), 16)
    shape = (len(tree_runs), most)
    out["tree_word"], out["tree_head"] = np.zeros(shape, np.int64), np.full(shape, -100, np.int64)
    out["tree_sentence"], out["tree_rel"] = np.full(shape, -1, np.int64), np.full(shape, -100, np.int64)
    for b, (at, run) in enumerate(tree_runs):
        n = len(run.words)
        out["tree_word"][b, :n] = np.arange(at, at + n)
        out["tree_sentence"][b, :n] = run.sentence
        out["tree_head"][b, :n] = [h + 1 if h != UNKNOWN else -100 for h in run.tree.head]
        out["tree_rel"][b, :n] = [labels.number["rel"].get(x, -100) for x in run.tree.rel]


def fill_claims(out, claims, labels):
    """For each cue the words of its sentence (C, S), how far they are from it, and what role they have (C, S, 6)."""
    sentence = [[i for i, s in enumerate(run.sentence) if s == run.sentence[c.cue[0]]] for _, run, c in claims]
    shape = round_up(len(claims), 8), round_up(max(map(len, sentence), default=1), 16)
    word, far = np.full(shape, -1, np.int64), np.zeros(shape, np.int64)
    role = np.full(shape + (len(ROLES),), -1, np.float32)
    at, stance = np.zeros(shape[0], np.int64), np.full(shape[0], -100, np.int64)
    for n, ((first, run, c), words) in enumerate(zip(claims, sentence)):
        word[n, :len(words)] = [first + i for i in words]
        far[n, :len(words)] = [distance(i, *c.cue) for i in words]
        role[n, :len(words)] = [[i in c.roles.get(r, ()) for r in ROLES] for i in words]
        at[n], stance[n] = words.index(c.cue[0]), STANCES.index(c.stance)
    out.update(cue_word=word, cue_far=far, cue_at=at, stance=stance, role=role)


def distance(word, first, end):
    """Words from the cue, 0 within it, at most FAR."""
    return max(-FAR, min(FAR, word - first if word < first else max(0, word - end + 1)))

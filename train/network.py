"""Encoder and heads of docs/weights.md, full or fast.   pieces, shapes (B, L) -> h (words, 384) -> scores

Every matrix product runs in one of two ways: as floats, or with `int8` on as src/model runs it: weights with a scale a row,
activations quantised a row at a time.
"""
import json
import random
import struct
from dataclasses import dataclass, replace

import torch
import torch.nn as nn
import torch.nn.functional as F

WIDTH, HEAD, RUN = 384, 32, 192
FAR = 16  # words before or behind the cue that are told apart


@dataclass(frozen=True)
class Size:
    """Layers of the encoder and of the reading of claims, heads and hidden numbers of each; numbers a tree is scored by."""
    layers: int
    heads: int
    hidden: int
    late: int
    late_heads: int
    late_hidden: int
    arc: int
    rel: int


# where the processor multiplies bfloat16; elsewhere float32 is faster
BFLOAT16 = torch.cpu._is_avx512_bf16_supported()
FULL = Size(layers=10, heads=12, hidden=1536, late=1, late_heads=12, late_hidden=1536, arc=256, rel=96)
SHALLOW = replace(FULL, layers=6)  # as it begins; train/deepen.py makes the full one of it
FAST = Size(layers=3, heads=4, hidden=384, late=1, late_heads=3, late_hidden=128, arc=128, rel=48)


def gelu(x):
    return F.gelu(x, approximate="tanh")


def quantise(x):
    """Rows of the last dimension to -127 .. 127 and back."""
    scale = x.abs().amax(-1, keepdim=True).clamp(min=1e-12) / 127
    return torch.round(x / scale) * scale


class Drop:
    """Dropout from a pool of drawn masks: drawing anew each time costs more than the layers themselves."""

    def __init__(self, share, size=1 << 25):
        self.share, self.size, self.pool = share, size, {}

    def __call__(self, x, training):
        if not training or not self.share:
            return x
        pool = self.pool.get(x.dtype)
        if pool is None or random.random() < 1e-4:
            keep = (torch.rand(self.size) >= self.share).to(torch.float32) / (1 - self.share)
            pool = self.pool[x.dtype] = keep.to(x.dtype)
        n = x.numel()
        at = random.randrange(self.size - n)
        return x * pool[at:at + n].view(x.shape)


class Linear(nn.Linear):
    """y = x w + b. With int8 the product runs on quantised rows; float32 heads of the file stay as they are."""
    int8 = False

    def forward(self, x):
        if self.int8:
            return F.linear(quantise(x.float()), quantise(self.weight.float()), self.bias)
        return F.linear(x, self.weight, self.bias)


class Layer(nn.Module):
    def __init__(self, heads, hidden):
        super().__init__()
        self.heads = heads
        self.qkv, self.o = Linear(WIDTH, 3 * heads * HEAD), Linear(heads * HEAD, WIDTH)
        self.up, self.down = Linear(WIDTH, hidden), Linear(hidden, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x, mask, drop, qkv=None):
        b, t, _ = x.shape
        q, k, v = (self.qkv(x) if qkv is None else qkv).view(b, t, 3, self.heads, HEAD).permute(2, 0, 3, 1, 4)
        p = torch.softmax((q * HEAD ** -0.5) @ k.transpose(-1, -2) + mask, -1)
        a = (p @ v).transpose(1, 2).reshape(b, t, self.heads * HEAD)
        x = self.norm1(x + drop(self.o(a), self.training))
        return self.norm2(x + drop(self.down(gelu(self.up(x))), self.training))


class Network(nn.Module):
    def __init__(self, sizes, size, pieces, drop=0.1, drop_heads=0.15):
        """sizes: number of labels of upos, xpos, lemma, rel, name, said, cue, stance, role. pieces: of the vocabulary."""
        super().__init__()
        self.sizes, self.size = dict(sizes), size
        self.word = nn.Embedding(pieces, WIDTH)
        self.word.weight.requires_grad_(False)
        self.pos, self.shape = nn.Embedding(512, WIDTH), nn.Embedding(9, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size.heads, size.hidden) for _ in range(size.layers))
        nn.init.normal_(self.shape.weight, std=0.02)
        heads = {k: Linear(WIDTH, sizes[k]) for k in ("upos", "xpos", "lemma", "name", "said", "cue")}
        heads["end"] = Linear(WIDTH, 2)
        for name, out in (("arc_head", size.arc), ("arc_dep", size.arc), ("rel_head", size.rel), ("rel_dep", size.rel),
                           ("role", sizes["role"]), ("stance", sizes["stance"])):
            heads[name] = Linear(WIDTH, out)
        self.heads = nn.ModuleDict(heads)
        self.far = nn.Embedding(2 * FAR + 1, WIDTH)
        self.late = nn.ModuleList(Layer(size.late_heads, size.late_hidden) for _ in range(size.late))
        nn.init.normal_(self.far.weight, std=0.02)
        draw = lambda *shape: nn.Parameter(torch.randn(*shape) * 0.02)
        self.arc_u, self.rel_u = draw(size.arc + 1, size.arc), draw(sizes["rel"], size.rel + 1, size.rel + 1)
        self.arc_root, self.rel_root = draw(size.arc), draw(size.rel)
        self.drop, self.drop_heads = Drop(drop), Drop(drop_heads)

    def begin_late(self):
        """The late layers begin as the last layers of the encoder."""
        for late, layer in zip(self.late, list(self.layers)[-len(self.late):]):
            late.load_state_dict(layer.state_dict())

    @property
    def int8(self):
        return Linear.int8

    def encode(self, pieces, shapes, lengths):
        length = pieces.shape[1]
        x = self.word(pieces) + self.pos.weight[:length] + self.shape(shapes)
        x = self.norm(x)
        if torch.is_autocast_cpu_enabled():
            x = x.to(torch.bfloat16)
        x = self.drop(x, self.training)
        mask = torch.zeros(len(lengths), 1, 1, length, dtype=x.dtype)
        mask.masked_fill_(torch.arange(length)[None, None, None, :] >= lengths[:, None, None, None], -1e4)
        for layer in self.layers:
            x = layer(x, mask, self.drop)
        return x

    def words(self, batch):
        """h (words, 384): the vector of the first piece of every word."""
        x = self.encode(batch["pieces"], batch["shapes"], batch["lengths"])
        return self.drop_heads(x.reshape(-1, WIDTH)[batch["first"]], self.training)

    def score(self, head, h):
        return self.heads[head](h)

    def claims(self, h, word, far):
        """h (words, 384); word (C, S) the words of each cue's sentence, -1 none; far (C, S) how far from the cue, -FAR .. FAR
        -> (C, S, 384): the sentence read once more by someone who knows the cue."""
        none = word < 0
        if self.int8:  # what a reading keeps of its words
            h = quantise(h.float())
        x = h[word.clamp(min=0)] + self.far(far + FAR).to(h.dtype)
        mask = torch.zeros(len(word), 1, 1, word.shape[1], dtype=x.dtype).masked_fill_(none[:, None, None, :], -1e4)
        qkv = self.late_qkv(h, word, far) if self.int8 else None
        for layer in self.late:
            x, qkv = layer(x, mask, self.drop, qkv), None
        return x

    def late_qkv(self, h, word, far):
        """q, k and v of the first late layer as src/model makes them: those of h, once for all cues, and those of far."""
        linear = self.late[0].qkv
        of_far = F.linear(quantise(self.far.weight), quantise(linear.weight))
        return linear(h)[word.clamp(min=0)] + of_far[far + FAR]

    def scorer(self, u, x):
        """u x over the last dimension of u, quantised as the file holds it."""
        if self.int8:
            return F.linear(quantise(x.float()), quantise(u.reshape(-1, u.shape[-1]).float()))
        return F.linear(x, u.reshape(-1, u.shape[-1]))

    def arcs(self, h, word):
        """h (words, 384), word (B, T) -> (B, T, 1 + T): score of every head, root first."""
        dep, head = gelu(self.heads["arc_dep"](h))[word], gelu(self.heads["arc_head"](h))[word]
        root = self.arc_root.to(head.dtype).expand(head.shape[0], 1, self.size.arc)
        head = self.scorer(self.arc_u, torch.cat([root, head], 1))  # (B, 1 + T, 257)
        return one(dep) @ head.transpose(1, 2)

    def rels(self, h, dep, head):
        """dep (N), head (N) words, -1 the root -> (N, Y)."""
        d, e = gelu(self.heads["rel_dep"](h)), gelu(self.heads["rel_head"](h))
        e = torch.cat([e, self.rel_root.to(e.dtype)[None]])
        u = self.scorer(self.rel_u, one(e)[head]).view(len(head), -1, self.size.rel + 1)
        return (u @ one(d)[dep].unsqueeze(2)).squeeze(2)


def one(x):
    """[x; 1]"""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


@torch.no_grad()
def rounded_words(net):
    """The word vectors as the file holds them."""
    w = net.word.weight
    scale = w.abs().amax(1, keepdim=True).clamp(min=1e-12) / 127
    w.copy_((torch.round(w / scale)) * scale)


def read_safetensors(path):
    raw = open(path, "rb").read()
    size = struct.unpack("<Q", raw[:8])[0]
    table = json.loads(raw[8:8 + size])
    out = {}
    for name, t in table.items():
        if name != "__metadata__" and t["dtype"] == "F32":
            a, b = t["data_offsets"]
            out[name] = torch.frombuffer(bytearray(raw[8 + size + a:8 + size + b]), dtype=torch.float32).reshape(t["shape"])
    return out


def start_from(network, path, rows):
    """all-MiniLM-L6-v2 into the encoder; of its word vectors those of `rows`."""
    t = {k.removeprefix("bert."): v for k, v in read_safetensors(path).items()}
    with torch.no_grad():
        network.word.weight.copy_(t["embeddings.word_embeddings.weight"][rows])
        network.pos.weight.copy_(t["embeddings.position_embeddings.weight"] + t["embeddings.token_type_embeddings.weight"][0])
        copy(network.norm, t, "embeddings.LayerNorm")
        for n, layer in enumerate(network.layers):
            copy_layer(layer, t, f"encoder.layer.{n}.")
        network.begin_late()


def copy_layer(layer, t, at):
    for kind in ("weight", "bias"):
        parts = [t[f"{at}attention.self.{p}.{kind}"] for p in ("query", "key", "value")]
        getattr(layer.qkv, kind).copy_(torch.cat(parts))
    copy(layer.o, t, at + "attention.output.dense")
    copy(layer.norm1, t, at + "attention.output.LayerNorm")
    copy(layer.up, t, at + "intermediate.dense")
    copy(layer.down, t, at + "output.dense")
    copy(layer.norm2, t, at + "output.LayerNorm")


def copy(module, tensors, name):
    module.weight.copy_(tensors[name + ".weight"])
    module.bias.copy_(tensors[name + ".bias"])

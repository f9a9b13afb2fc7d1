"""A file of weights back to a network, to train on from: export.py in reverse.   network_of(path) -> (net, labels, trained)"""
import numpy as np
import torch

from .batch import Labels
from .export import FLOAT, TEXT, of_nibbles, parts, read, unpacked
from .network import FAST, FULL, Network


def tensors_in(path):
    """{name: float array, int8 rows times their scale, or lines of text}, and the card. ValueError where the file is not whole."""
    tensors, card = read(path)
    held = {name: value for name, _, value in tensors}
    if "emb.word.step" in held:
        word = of_nibbles(unpacked(held["emb.word"]), held["emb.word.step"], held["emb.word.scale"])
        tensors = [t for t in tensors if not t[0].startswith("emb.word")] + [("emb.word", FLOAT, word)]
    out = {name: value.decode().splitlines() if kind == TEXT else value.astype(np.float32) for name, kind, value in tensors}
    for name in [n for n in out if n.endswith(".scale")]:
        of = name.removesuffix(".scale")
        out[of] = out[of] * out.pop(name).reshape(out[of].shape[:-1] + (1,))
    return out, card


def network_of(path, size=FULL, **drop):
    """The full or the fast network of the file. trained: what the card says of it, steps and pieces. What the file lacks, or
    has in another shape, stays as it was drawn, and is told."""
    held, card = tensors_in(path)
    labels = Labels({k.removeprefix("labels."): v for k, v in held.items() if k.startswith("labels.")})
    net, drawn = Network(labels.sizes(), size, len(held["pieces"]), **drop), []
    with torch.no_grad():
        for name, _, tensor in parts(net) + ([] if size != FAST else [("emb.word", None, net.word.weight)]):
            if name in held and held[name].size == tensor.numel():
                tensor.copy_(torch.from_numpy(held[name]).view_as(tensor))
            else:
                drawn.append(name)
        if any(name.startswith("late.") for name in drawn):
            net.begin_late()
    if drawn:
        print("not in", path, "and drawn anew:", *drawn)
    return net, labels, card["trained" if size != FAST else "fast trained"]

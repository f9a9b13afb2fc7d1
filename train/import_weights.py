"""A file of weights back to a network, to train on from: export.py in reverse.   network_of(path) -> (net, labels, trained)"""
import json
import struct

import numpy as np
import torch

from .batch import Labels
from .export import FLOAT, HEADER, INT8, ROW, TEXT, checksum, parts
from .network import Network


def tensors_in(path):
    """{name: float array, int8 rows times their scale, or lines of text}, and the card. ValueError where the file is not whole."""
    raw = open(path, "rb").read()
    magic, version, count, size, check, card, length = struct.unpack("<8sIIQQQQ", raw[:48])
    if magic != b"ARRIANW1" or version != 1 or size != len(raw) or check != checksum(raw[HEADER:]):
        raise ValueError(f"{path}: not a whole file of weights; export it anew")
    out, card = {}, json.loads(raw[card:card + length])
    for n in range(count):
        name, kind, dims, *shape, at, length = struct.unpack_from("<48sII4IQQ", raw, HEADER + n * ROW)
        body, shape = raw[at:at + length], shape[:dims]
        if kind == TEXT:
            value = body.decode().splitlines()
        else:
            value = np.frombuffer(body, {FLOAT: "<f4", INT8: "i1"}[kind]).reshape(shape).astype(np.float32)
        out[name.rstrip(b"\0").decode()] = value
    for name in [n for n in out if n.endswith(".scale")]:
        of = name.removesuffix(".scale")
        out[of] = out[of] * out.pop(name).reshape(out[of].shape[:-1] + (1,))
    return out, card


def network_of(path):
    """trained: what the card says of it, steps and pieces. What the file lacks, or has in another shape, stays as it was drawn, and is told."""
    held, card = tensors_in(path)
    labels = Labels({k.removeprefix("labels."): v for k, v in held.items() if k.startswith("labels.")})
    net, drawn = Network(labels.sizes()), []
    with torch.no_grad():
        for name, _, tensor in parts(net):
            if name in held and held[name].size == tensor.numel():
                tensor.copy_(torch.from_numpy(held[name]).view_as(tensor))
            else:
                drawn.append(name)
        if any(name.startswith("late.") for name in drawn):
            net.begin_late()
    if drawn:
        print("not in", path, "and drawn anew:", *drawn)
    return net, labels, card["trained"]

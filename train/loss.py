"""What the network is punished for.   One number a head, added up with WEIGHTS."""
import torch
import torch.nn.functional as F

WEIGHTS = {"end": 0.7, "upos": 1.0, "xpos": 0.5, "lemma": 0.5, "arc": 1.0, "rel": 0.7, "name": 1.2, "said": 1.0, "cue": 1.3, "stance": 0.4, "role": 2.5}
SMOOTH = 0.03


def losses(net, batch):
    return losses_of(net, batch, net.words(batch))


def losses_of(net, batch, h):
    out = {}
    for head in ("end", "upos", "xpos", "lemma", "said", "cue"):
        if (batch[head] >= 0).any():
            out[head] = F.cross_entropy(net.score(head, h).float(), batch[head], label_smoothing=SMOOTH)
    known = batch["name"] > 0
    if known.any():
        out["name"] = name_loss(net.score("name", h).float()[known], batch["name"][known])
    if len(batch["tree_word"]):
        tree_losses(net, h, batch, out)
    if len(batch["cue_word"]):
        claim_losses(net, h, batch, out)
    return out


def name_loss(score, mask):
    """Minus log of the share that goes to the tags a word may have."""
    allowed = (mask[:, None] >> torch.arange(score.shape[1])) & 1
    return (score.logsumexp(-1) - score.masked_fill(allowed == 0, -1e4).logsumexp(-1)).mean()


def tree_losses(net, h, batch, out):
    word, head, sentence = batch["tree_word"], batch["tree_head"], batch["tree_sentence"]
    score = net.arcs(h, word).float()
    away = sentence[:, :, None] != sentence[:, None, :]
    away = torch.cat([torch.zeros_like(away[:, :, :1]), away], 2)
    score = score.masked_fill(away, -1e4)
    known = head >= 0
    if not known.any():
        return
    out["arc"] = F.cross_entropy(score[known], head[known])
    row = torch.arange(len(word))[:, None].expand_as(word)
    known = known & (batch["tree_rel"] >= 0)
    heads = head[known]
    heads = torch.where(heads > 0, word[row[known], (heads - 1).clamp(min=0)], -1)
    more = -len(heads) % 128
    rel = net.rels(h, F.pad(word[known], (0, more)), F.pad(heads, (0, more))).float()
    out["rel"] = F.cross_entropy(rel, F.pad(batch["tree_rel"][known], (0, more), value=-100), label_smoothing=SMOOTH)


def claim_losses(net, h, batch, out):
    z = net.claims(h, batch["cue_word"], batch["cue_far"])
    at = z[torch.arange(len(z)), batch["cue_at"]]
    out["stance"] = F.cross_entropy(net.score("stance", at).float(), batch["stance"], label_smoothing=2 * SMOOTH)
    # a role holds where it scores above 0; several may hold for one word
    score, gold = net.score("role", z).float(), batch["role"]
    here = (gold >= 0).float()
    out["role"] = F.binary_cross_entropy_with_logits(score, gold.clamp(min=0), weight=here, reduction="sum") / here.sum() * 3

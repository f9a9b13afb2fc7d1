"""The model card.   scores -> JSON inside the weights, CARD.md beside them"""

DATA = [
    ("UD English EWT", "trees", "CC BY-SA 4.0", "Universal Dependencies, English Web Treebank: Silveira et al. and contributors"),
    ("UD English GUM (news, interview, academic, bio, voyage, court, speech, textbook, vlog)", "trees", "CC BY 4.0", "Amir Zeldes and contributors, Georgetown University"),
    ("English Worldwide Newswire", "names", "no licence file; weights only, no text", "Shan, Bauer, Carlson, Manning: Stanford NLP, 2023"),
    ("CrossNER (politics)", "names", "MIT; sentences of Wikipedia CC BY-SA", "Liu et al. 2021"),
    ("WikiGold", "names", "CC BY 4.0", "Balasuriya et al. 2009"),
    ("WNUT 2017", "names", "CC BY 4.0", "Derczynski et al. 2017"),
    ("Broad Twitter Corpus", "names", "CC BY 4.0", "Derczynski, Bontcheva, Roberts 2016"),
    ("UNER English EWT (dev)", "names", "CC BY-SA 4.0", "Mayhew et al., Universal NER, 2024"),
    ("re3d without BBC Online", "names", "OGL v3, CC BY 3.0 AU, CC BY-SA 3.0, public domain", "Defence Science and Technology Laboratory, UK"),
    ("Re-DocRED (dev, test)", "names", "MIT; sentences of Wikipedia CC BY-SA", "Tan et al. 2022"),
    ("PolNeAR", "attribution", "no licence file; weights only, no text", "Newell, Margolin, Ruths 2018"),
    ("ECB+", "claims", "CC BY 3.0; texts of its outlets, not passed on", "Cybulska, Vossen 2014; VU University Amsterdam"),
    ("arrian claims", "claims", "made for arrian; texts of Worldwide Newswire and re3d, not passed on", "the makers of arrian, 2026"),
    ("train/claims, train/names", "claims, names", "our own sentences; our marks on those of Worldwide Newswire, PolNeAR and ECB+, without the texts", "the makers of arrian, 2026"),
    ("all-MiniLM-L6-v2", "the encoder it began from", "Apache-2.0", "Microsoft; sentence-transformers"),
    ("e5-small-v2", "four layers between those of the encoder", "MIT", "Microsoft: Wang et al. 2022"),
]
TASK = ("Reads English news: sentence ends, parts of speech, lemmas, universal dependencies, names of eight types, "
        "who says what, and claims (cue with act, stance, roles).")
LIMITS = ("English only. Trained on news, web text and reference works up to 2022; names that rose later are guessed from their shape. Facilities, "
          "products, events and works are found less surely than persons, organizations and places. The claims it learned from have one reader "
          "each; acts with few examples (MOBILIZE, THREATEN, SANCTION, RETREAT, PROTEST) are weaker. It states what a text says, never whether it is so.")
THRESHOLDS = ("`end` is added to the score of `last`; `cue` to the scores of all cue tags but O; a role holds for a word where its score plus `role` "
              "is above that of `none`, and several may hold.")


def card_of(labels, state, scores, revision):
    return {
        "name": "arrian", "version": 1, "task": TASK, "limits": LIMITS, "licence": "CC BY-SA 4.0",
        "encoder": "10 layers, width 384, 12 heads, six from all-MiniLM-L6-v2 and four from e5-small-v2; int8 with a scale a row, word vectors in 4 bits",
        "trained": {"steps": state["step"], "pieces": state["pieces"], "seed": 20, "revision": revision},
        "thresholds": scores.get("thresholds", {"end": 0.0, "cue": 0.0, "role": 0.0}), "thresholds_read": THRESHOLDS,
        "labels": {k: labels.lists[k] for k in ("name", "said", "cue", "stance", "role")},
        "data": [{"name": n, "for": f, "licence": l, "by": b} for n, f, l, b in DATA],
        "scores": {k: v for k, v in scores.items() if k != "thresholds"},
    }


def add_fast(card, size, state, scores, revision):
    """What stands of the fast network beside the full one, whose card it is."""
    card["fast encoder"] = (f"{size.layers} layers, width 384, {size.heads} heads, {size.hidden} hidden; learned from the full network, "
                            f"which it began as a part of; {state['step']:,} steps, {state['pieces']:,} pieces, code at {revision}")
    card["fast trained"] = {"steps": state["step"], "pieces": state["pieces"]}
    card["fast thresholds"] = scores.get("thresholds", {"end": 0.0, "cue": 0.0, "role": 0.0})
    card["fast scores"] = {k: v for k, v in scores.items() if k != "thresholds"}


def table(rows, head):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(str(c) for c in r) + " |" for r in rows])


def show(x):
    if isinstance(x, dict):
        return "; ".join(f"{k}: {show(v)}" for k, v in x.items())
    return " / ".join(map(str, x)) if isinstance(x, list) else x


def score_rows(scores):
    out = []
    for measure, value in scores.items():
        out.append((measure, show(value.get("float", "")), show(value.get("int8", ""))) if isinstance(value, dict) else (measure, value, ""))
    return out


def fast_text(card):
    thresholds = ", ".join(f"`{k}` {v:+.2f}" for k, v in card["fast thresholds"].items())
    return f"""
## The fast network
{card["fast encoder"]}. It stands in the same file and shares pieces, word vectors and labels. Thresholds: {thresholds}.

{table(score_rows(card["fast scores"]), ("measure", "float", "int8"))}
"""


def write_card(path, card, sha256, size):
    data = table([(d["name"], d["for"], d["licence"], d["by"]) for d in card["data"]], ("set", "for", "licence", "by"))
    scores = table(score_rows(card["scores"]), ("measure", "float", "int8"))
    fast = fast_text(card) if "fast scores" in card else ""
    names = ", ".join(t[2:] for t in card["labels"]["name"] if t.startswith("B-"))
    acts = ", ".join(t[2:] for t in card["labels"]["cue"] if t.startswith("B-"))
    text = f"""# arrian.weights

{card["task"]}

- Network: {card["encoder"]}. The file is described in docs/weights.md; this card stands inside it as JSON.
- Names: {names}.
- Claims: {acts}; stances {", ".join(card["labels"]["stance"])}; roles {", ".join(card["labels"]["role"])}.
- Thresholds: {", ".join(f"`{k}` {v:+.2f}" for k, v in card["thresholds"].items())}. {card["thresholds_read"]}
- Trained: {card["trained"]["steps"]:,} steps, {card["trained"]["pieces"]:,} pieces, seed {card["trained"]["seed"]}, code at {card["trained"]["revision"]}; made again by train/README.md.
- Licence of the weights: {card["licence"]}, with the attributions below. {size:,} bytes, sha256 `{sha256}`.

## Trained on
{data}

## Scores
Three figures are precision / recall / F1; int8 is the arithmetic of the file, simulated. Held out: UD EWT test; six outlets of Worldwide Newswire;
PolNeAR dev; claims dev (thresholds were chosen on it). "Bare" means all punctuation deleted (tags and trees
there: of the words that remain, sentences given). Names called misc are gold names that may be event, work or product: read their recall alone.
Trees: sentences given, words given, all words counted. Act, stance and roles: of the cues found; a role's span counts where it overlaps.

{scores}
{fast}
## Limits
{card["limits"]}
"""
    open(path, "w", encoding="utf-8").write(text)

#!/usr/bin/env python3
"""eval_names.py [--data DIR] [--engine full|fast] [--misses] [ARRIAN]: names of the outlets that training never saw, words given.

Articles of Worldwide (Shan et al., 2023) from the outlets of train/data.py's HELD_OUT go through `arrian read --conllu --tokens` as
CoNLL-U, one file an article; a name is right where its words and its type are those of the gold. What the gold calls Misc may be of
several types and is counted apart. DIR is what ../shared/data/unpack made (or ARRIAN_DATA). Standard library only."""
import argparse, collections, os, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
from train import data
from train.labels import NAMES

THREE = ("person", "organization", "place")


def rows(document):
    for run in document:
        for i, word in enumerate(run.words):
            yield "\t".join([str(i + 1), word, *"_" * 7, "SpaceAfter=No" if i < len(run.glued) and run.glued[i] else "_"])
        yield ""


def names_of(output):
    """[(first, end, type)] of each sentence."""
    out, sentence, n = [], [], 0
    for line in output.split("\n"):
        if not line and n: out.append(sentence); sentence, n = [], 0
        if not line or line[0] == "#": continue
        misc = dict(item.split("=", 1) for item in line.split("\t")[9].split("|") if "=" in item)
        begins, _, kind = misc.get("Name", "").partition("-")
        if begins == "B": sentence.append((n, n + 1, kind))
        elif begins == "I": sentence[-1] = (sentence[-1][0], n + 1, kind)
        n += 1
    return out


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("arrian", nargs="?", default="build/arrian")
    options.add_argument("--data", default=os.environ.get("ARRIAN_DATA", "/tmp/arrian-data"))
    options.add_argument("--engine", default="full")
    options.add_argument("--misses", action="store_true")
    a = options.parse_args()
    held = data.read_worldwide(a.data)[1]
    if not held: sys.exit(f"{a.data}: no articles of Worldwide; unpack them with ../shared/data/unpack {a.data} marks")
    hit, gold, found = collections.Counter(), collections.Counter(), collections.Counter()
    for document in held:
        with tempfile.NamedTemporaryFile("w", suffix=".conllu", encoding="utf-8") as f:
            f.write("\n".join(rows(document)) + "\n")
            f.flush()
            run = subprocess.run([a.arrian, "read", "-q", "--conllu", "--tokens", "--engine", a.engine, f.name], capture_output=True, text=True)
        given = names_of(run.stdout)
        if run.returncode or len(given) != len(document): sys.exit(f"{a.arrian}: {run.stderr.strip() or 'other sentences than those given'}")
        for wanted, got in zip(document, given):
            types = {(first, end): bits for first, end, bits, _ in wanted.names}
            for bits in types.values(): gold[NAMES[bits.bit_length() - 1] if bits & bits - 1 == 0 else "misc"] += 1
            for first, end, kind in got:
                bits = types.get((first, end), 0)
                right = bits >> NAMES.index(kind) & 1
                key = "misc" if right and bits & bits - 1 else kind
                found[key] += 1
                hit[key] += right
                if a.misses and not right: print(f"{kind} [{' '.join(wanted.words[first:end])}] in: {' '.join(wanted.words[max(0, first - 8):end + 8])}")
    for name, kinds in [("all", NAMES + ["misc"]), ("person, organization, place", THREE), *((k, [k]) for k in NAMES + ["misc"])]:
        h, g, f = (sum(c[k] for k in kinds) for c in (hit, gold, found))
        p, r = 100 * h / max(1, f), 100 * h / max(1, g)
        print(f"{name:28} precision {p:5.1f}  recall {r:5.1f}  f1 {2 * p * r / max(1e-9, p + r):5.1f}  of {g}")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""eval_more.py [ARRIAN] [--misses]: five more stories (test/stories), held against their gold by ../shared/score.py.

Their gold was made by the conventions of RECORDS.md by readers who had not seen what arrian says. It holds byte spans and no words:
those are cut from the reports in ../shared/gold, whose hashes it knows. Standard library only."""
import argparse, glob, hashlib, importlib.util, json, os, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.path.join(HERE, "..", "..", "shared")


def texts(folder, docs):
    out = {}
    for doc, gold in docs.items():
        with open(f"{folder}/{doc}", "rb") as f: out[doc] = f.read()
        if hashlib.sha256(out[doc]).hexdigest()[:16] != gold["sha256"]: sys.exit(f"{folder}/{doc}: another text than the one annotated; nothing is scored")
    return out


def with_words(item, raw, key="span", name="text"):
    """The item with its words and which of the same words in the report they are, as the scorer wants them."""
    start, end = item.pop(key)
    words, nth, at = raw[start:end], 1, -1
    while (at := raw.find(words, at + 1)) != start: nth += 1
    return dict(item, **{name: words.decode(), "nth": nth})


def restored(gold, raw):
    for doc, marks in gold["docs"].items():
        cut = lambda span, raw=raw[doc]: raw[span[0]:span[1]].decode()
        marks["furniture"] = [cut(span) for span in marks["furniture"]]
        for kind in ("quotes", "quantities", "times", "names"): marks[kind] = [with_words(x, raw[doc]) for x in marks[kind]]
        marks["claims"] = [dict(c, sentence=cut(c["sentence"]), cue=cut(c["cue"])) for c in marks["claims"]]
    for accord in gold["accords"]: accord["values"] = [with_words(v, raw[v["doc"]]) for v in accord["values"]]
    return gold


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("arrian", nargs="?", default="build/arrian")
    options.add_argument("--misses", action="store_true", help="what was not found, before the figures")
    given = options.parse_args()
    spec = importlib.util.spec_from_file_location("score", f"{SHARED}/score.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    tally = scorer.Tally()
    with tempfile.TemporaryDirectory() as work:
        for path in sorted(glob.glob(f"{HERE}/stories/*.json")):
            with open(path, encoding="utf-8") as f: gold = json.load(f)
            folder = f"{SHARED}/gold/{os.path.basename(path)[:-5]}"
            gold = restored(gold, texts(folder, gold["docs"]))
            with open(f"{work}/gold.json", "w", encoding="utf-8") as f: json.dump(gold, f)
            table = ["--meta", f"{folder}/reports.tsv"] if os.path.exists(f"{folder}/reports.tsv") else []
            with open(f"{work}/records.jsonl", "wb") as f:
                subprocess.run([given.arrian, "collate", "--json", "--one", "--quiet", *table, *(f"{folder}/{doc}" for doc in gold["docs"])], stdout=f, check=True)
            scorer.score(f"{work}/gold.json", folder, f"{work}/records.jsonl", tally)
    if given.misses:
        for kind, doc, what in tally.miss: print(kind, doc, what)
    for measure, count in tally.gold.items():
        recall, said = (tally.hit[measure] / count if count else 0), tally.sys.get(measure)
        precision = tally.hit[measure] / said if said else 0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0
        print(f"{measure:28} recall {100 * recall:5.1f}" + (f"  precision {100 * precision:5.1f}  f1 {100 * f1:5.1f}" if said else "") + f"  of {count}")


if __name__ == "__main__": main()

#!/usr/bin/env python3
"""eval_stories.py DATA [--arrian PATH]: how `arrian collate` parts reports into stories: B-cubed (Bagga and Baldwin 1998) on newscluster
(one story an event) and on ECB+ topics 1-35 (one story a sub-topic). DATA holds both sets unpacked. Standard library only."""
import argparse
import glob
import json
import os
import re
import subprocess
import tempfile
import xml.etree.ElementTree as ET


def bcubed(gold, given):
    """Mean precision, recall and F1 of {name: group}."""
    precision = recall = 0
    for a in gold:
        with_a = [b for b in gold if given[b] == given[a]]
        right = sum(gold[b] == gold[a] for b in with_a)
        precision += right / len(with_a)
        recall += right / sum(gold[b] == gold[a] for b in gold)
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def parted(arrian, folder, meta):
    """{file: story}."""
    given = ["--meta", meta] if meta else []
    out = subprocess.run([arrian, "collate", "--json", *given, *sorted(glob.glob(folder + "/*.txt"))], stdout=subprocess.PIPE, check=False)  # exit 2: some reports hold no text
    names, story = {}, {}
    for line in out.stdout.decode().splitlines():
        record = json.loads(line)
        if record["kind"] == "document":
            names[record["id"]] = os.path.basename(record["path"])
        elif record["kind"] == "story":
            story.update({d: record["id"] for d in record["docs"]})
    return {names[d]: at for d, at in story.items()}


def newscluster(data, folder):
    gold, rows = {}, ["file\tpublished"]
    for path in sorted(glob.glob(data + "/newscluster/*.json")):
        article, name = json.load(open(path, encoding="utf-8")), os.path.basename(path)[:-5] + ".txt"
        if not article.get("text"):
            continue
        with open(f"{folder}/{name}", "w", encoding="utf-8") as out:
            out.write((article.get("title") or "") + "\n\n" + article["text"] + "\n")
        gold[name] = article["newsCluster"]["Event"]
        rows.append(f"{name}\t{(article.get('date_publish') or '')[:10]}")
    with open(folder + "/meta.tsv", "w", encoding="utf-8") as out:
        out.write("\n".join(rows) + "\n")
    return gold, folder + "/meta.tsv"


def ecb(data, folder):
    gold = {}
    for topic in range(1, 36):
        for path in sorted(glob.glob(f"{data}/ecbplus/ECB+/{topic}/*.xml")):
            sentences, name = {}, os.path.basename(path)[:-4] + ".txt"
            for token in ET.parse(path).getroot().iter("token"):
                sentences.setdefault(int(token.get("sentence")), []).append(token.text or "")
            lines = (re.sub(r" ([.,;:!?)'’]|n't|'s)", r"\1", " ".join(words)) for _, words in sorted(sentences.items()))
            with open(f"{folder}/{name}", "w", encoding="utf-8") as out:
                out.write("\n\n".join(lines) + "\n")
            gold[name] = f"{topic}{'plus' if 'plus' in name else ''}"
    return gold, None


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("data")
    p.add_argument("--arrian", default="build/arrian")
    a = p.parse_args()
    for name, load in (("newscluster", newscluster), ("ECB+ sub-topics 1-35", ecb)):
        with tempfile.TemporaryDirectory() as folder:
            gold, meta = load(a.data, folder)
            story = parted(a.arrian, folder, meta)
            figures = bcubed(gold, {k: story.get(k, k) for k in gold})
            print(f"{name:24} B-cubed precision {figures[0]:.3f} recall {figures[1]:.3f} F1 {figures[2]:.3f}; {len(gold)} reports, {len(set(gold.values()))} stories")


main()

#!/usr/bin/env python3
"""eval_copies.py DATA [--arrian PATH]: passages that `arrian collate --one` finds between the articles of each newscluster event, held
against every run of eight words that two articles share, found here by brute force. Standard library only."""
import argparse
import collections
import glob
import itertools
import json
import os
import re
import subprocess
import tempfile

RUN = 8
WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")


def words_of(text):
    """[(word, first byte, end byte)]"""
    out, at, byte = [], 0, 0
    for m in WORD.finditer(text):
        start = byte + len(text[at:m.start()].encode())
        end = start + len(m.group().encode())
        out.append((re.sub(r"['’.]", "", m.group().lower()), start, end))
        at, byte = m.end(), end
    return out


def runs_of(words):
    out = collections.defaultdict(list)
    for i in range(len(words) - RUN + 1):
        out[" ".join(w for w, _, _ in words[i:i + RUN])].append((words[i][1], words[i + RUN - 1][2]))
    return out


def passages(arrian, paths):
    out = subprocess.run([arrian, "collate", "--json", "--one", *paths], stdout=subprocess.PIPE, check=False)
    names, found, ignored = {}, collections.defaultdict(list), collections.defaultdict(list)
    for line in out.stdout.decode().splitlines():
        record = json.loads(line)
        if record["kind"] == "document":
            names[record["id"]] = record["path"]
        elif record["kind"] == "ignored":
            ignored[names[record["doc"]]].append(record["span"])
        elif record["kind"] == "passage":
            a, b = record["a"], record["b"]
            found[names[a["doc"]], names[b["doc"]]].append((a["span"], b["span"]))
            found[names[b["doc"]], names[a["doc"]]].append((b["span"], a["span"]))
    return found, ignored


def inside(span, spans):
    """Is at least half of the span in one of them?"""
    return any(min(span[1], s[1]) - max(span[0], s[0]) >= (span[1] - span[0]) / 2 for s in spans)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("data")
    p.add_argument("--arrian", default="build/arrian")
    a = p.parse_args()
    events, shared, hit, total, empty = collections.defaultdict(list), 0, 0, 0, 0
    for path in sorted(glob.glob(a.data + "/newscluster/*.json")):
        article = json.load(open(path, encoding="utf-8"))
        if article.get("text"):
            events[article["newsCluster"]["Event"]].append(article)
    with tempfile.TemporaryDirectory() as folder:
        for articles in events.values():
            texts = {}
            for n, article in enumerate(articles):
                path = f"{folder}/{n}.txt"
                texts[path] = (article.get("title") or "") + "\n\n" + article["text"] + "\n"
                with open(path, "w", encoding="utf-8") as out:
                    out.write(texts[path])
            found, ignored = passages(a.arrian, sorted(texts))
            runs = {path: runs_of(words_of(text)) for path, text in texts.items()}
            for x, y in itertools.combinations(sorted(texts), 2):
                for run in runs[x].keys() & runs[y].keys():
                    at = [s for s in runs[x][run] if not inside(s, ignored[x])]
                    if at and any(not inside(s, ignored[y]) for s in runs[y][run]):
                        shared += 1
                        hit += any(inside(s, [f for f, _ in found[x, y]]) for s in at)
                for left, right in found[x, y]:
                    total += 1
                    cut = lambda path, span: texts[path].encode()[span[0]:span[1]].decode("utf-8", "replace")
                    empty += not (runs_of(words_of(cut(x, left))).keys() & runs_of(words_of(cut(y, right))).keys())
            for path in texts:
                os.unlink(path)
    print(f"runs of {RUN} words that two articles share, outside furniture: {shared}, in a passage: {hit} ({100 * hit / max(1, shared):.2f} %)")
    print(f"passages: {total}, without such a run: {empty}")


main()

#!/usr/bin/env python3
"""copies.py FILE.jsonl [--count N]: pairs of reports that copy from one another, by arrian's fingerprints, and by the MinHash of
datasketch and rensa (128 permutations over shingles of eight words, banded at 0.5), in one run; CPU seconds.

arrian gives each pair with the words that both have; the others give candidates. A pair is true where the two texts share
thirty words in a row, held here word by word; each is asked how many of its own and of arrian's pairs it is right about.

    python3 -m venv V && V/bin/pip install datasketch rensa && V/bin/python bench/copies.py newswire_20k.jsonl"""
import argparse
import itertools
import json
import os
import re
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "python"))
import arrian  # noqa: E402

WORD, SHINGLE, PERMUTATIONS, THRESHOLD, LONG = re.compile(r"\w+"), 8, 128, 0.5, 30


def shingles(text, n=SHINGLE):
    words = WORD.findall(text.lower())
    return {" ".join(words[i:i + n]) for i in range(len(words) - n + 1)}


def by_arrian(texts):
    return {(a, b) for a, b, *_ in arrian.copies([t.encode() for t in texts])}


def by_datasketch(texts):
    from datasketch import MinHash, MinHashLSH
    held, out = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS), set()
    for i, text in enumerate(texts):
        hashes = MinHash(num_perm=PERMUTATIONS)
        hashes.update_batch([s.encode() for s in shingles(text)])
        out.update((j, i) for j in held.query(hashes))
        held.insert(i, hashes)
    return out


def by_rensa(texts):
    from rensa import RMinHash, RMinHashLSH
    held, out = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=32), set()
    for i, text in enumerate(texts):
        hashes = RMinHash(num_perm=PERMUTATIONS, seed=1)
        hashes.update(list(shingles(text)))
        out.update((j, i) for j in held.query(hashes))
        held.insert(i, hashes)
    return out


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("file")
    p.add_argument("--count", type=int, default=20000)
    args = p.parse_args()
    with open(args.file, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in itertools.islice(lines, args.count)]
    size = sum(len(t.encode()) for t in texts)
    print(f"{len(texts)} reports, {size / 1e6:.1f} MB")
    found, rates = {}, {}
    for name, run in (("arrian", by_arrian), ("datasketch", by_datasketch), ("rensa", by_rensa)):
        start = time.process_time()
        try:
            found[name] = run(texts)
        except ImportError:
            print(f"{name:11} is not installed")
            continue
        seconds = time.process_time() - start
        rates[name] = len(texts) / seconds
        print(f"{name:11} {seconds:7.2f} s CPU {rates[name]:9.0f} reports/s {size / 1e6 / seconds:6.1f} MB/s {len(found[name]):7} pairs"
              f"   arrian is {rates['arrian'] / rates[name]:.1f} times as fast")
    long = {}
    true = {pair for pair in set().union(*found.values())
            if long.setdefault(pair[0], shingles(texts[pair[0]], LONG)) & long.setdefault(pair[1], shingles(texts[pair[1]], LONG))}
    for name, pairs in found.items():
        print(f"{name:11} {len(pairs & true):7} of {len(true)} pairs that share {LONG} words in a row")


main()

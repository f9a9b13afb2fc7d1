#!/usr/bin/env python3
"""audit.py RECORDS.jsonl N SEED: N claims drawn at random from `arrian read --json`, one a line, to be read and judged by a person.

    arrian read --json STORIES/ | tools/audit.py /dev/stdin 100 26 > drawn.tsv      # columns: n, report, act, stance, cue, actor, sentence"""
import json
import random
import sys


def main(path, count, seed):
    reports, sentences, claims = {}, {}, []
    for line in open(path, encoding="utf-8"):
        record = json.loads(line)
        if record["kind"] == "document":
            reports[record["id"]] = record["path"]
        elif record["kind"] == "sentence":
            sentences.setdefault(record["doc"], []).append(record)
        elif record["kind"] == "claim":
            claims.append(record)
    random.Random(seed).shuffle(claims)
    line = lambda text: " ".join(text.split())
    for n, claim in enumerate(claims[:count], 1):
        around = [s["text"] for s in sentences[claim["doc"]] if s["span"][0] <= claim["span"][0] < s["span"][1]]
        actors = line(", ".join(a["text"] for a in claim["actor"]))
        print(n, reports[claim["doc"]], claim["act"], claim["stance"], line(claim["cue"]), actors, line(around[0]) if around else "", sep="\t")


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))

"""quotes_polnear.py ARRIAN POLNEAR_PART [--misses WHAT]: quotes and speakers of build/arrian held against PolNeAR (Newell et al. 2018).

POLNEAR_PART is a folder with text/ and attributions/ (brat standoff). A gold content that holds quotation marks is told
by the stretches inside its marks, as arrian tells it; any other content by its own span. Two spans are the same where
their overlap is at least 0.8 of their union. Prints quoted content (direct and mixed), the speaker of those found, all
content, and the speaker of those. WHAT, to learn from: quoted, extra, speaker, content.
"""
import argparse
import glob
import json
import os
import re
import subprocess
import unicodedata

NO_WORDS = {"the", "a", "an", "of", "mr", "mrs", "ms", "s"}


def words(text):
    plain = unicodedata.normalize("NFKD", text or "").lower()
    return set(re.sub(r"[^a-z0-9]+", " ", plain).split()) - NO_WORDS


def same_name(a, b):
    x, y = words(a), words(b)
    return bool(x and y and (x <= y or y <= x or len(x & y) / min(len(x), len(y)) >= 0.6))


def overlap(a, b):
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return shared / (a[1] - a[0] + b[1] - b[0] - shared)


def stretches(text, start, end):
    """Characters inside quotation marks of text[start:end], mark by mark, never over the end of a paragraph."""
    text = re.sub("''|``", "\"\"", text)
    out, opened = [], start if text[start - 1:start] in ("“", '"') else None
    for i in range(start, end):
        if text[i - 1:i + 1] == '""':
            opened = i + 1 if opened is not None else None
        elif opened is None and text[i] in "“\"":
            opened = i + 1
        elif opened is not None and text[i] in "”\"\n":
            out.append((opened, i))
            opened = None
    if opened is not None:
        out.append((opened, end))
    return [(a, b) for a, b in out if b > a and text[a:b].strip()]


def trimmed(text, span):
    a, b = span
    while a < b and not text[a].isalnum():
        a += 1
    while b > a and not text[b - 1].isalnum():
        b -= 1
    return (a, b)


def gold_units(text, path):
    spans, units = {}, []
    for line in open(path, encoding="utf-8"):
        mark = re.match(r"(T\d+)\t(Source|Cue|Content) ([\d ;]+)\t", line)
        if mark:
            spans[mark[1]] = [tuple(map(int, piece.split())) for piece in mark[3].split(";")]
        event = re.match(r"E\d+\t(.*)", line)
        if not event:
            continue
        parts = [part.split(":") for part in event[1].split()]
        told = [i for role, i in parts if role.startswith("Content")]
        source = " ".join(text[a:b] for role, i in parts if role.startswith("Source") for a, b in spans.get(i, []))
        cue = " ".join(text[a:b] for role, i in parts if role.startswith("Cue") for a, b in spans.get(i, []))
        for span in (s for i in told for s in spans.get(i, [])):
            inside = stretches(text, *span)
            units += [(trimmed(text, s), bool(inside), source, cue) for s in inside or [span]]
    return sorted({u for u in units if u[0][1] > u[0][0]})


def match(gold, given):
    pairs = sorted(((overlap(g[0], p[0]), i, j) for i, g in enumerate(gold) for j, p in enumerate(given)
                    if g[0][0] < p[0][1] and p[0][0] < g[0][1]), reverse=True)
    left, right, out = set(), set(), []
    for share, i, j in pairs:
        if share >= 0.8 and i not in left and j not in right:
            left.add(i)
            right.add(j)
            out.append((i, j))
    return out, left, right


def given_units(arrian, path, text, raw):
    """arrian's quotes as (span of characters, quoted?, speaker, the entity's name, cue)."""
    lines = subprocess.run([arrian, "read", "--json", path], stdout=subprocess.PIPE, check=False).stdout.decode()
    records = [json.loads(line) for line in lines.splitlines()]
    entity = {r["id"]: r["name"] for r in records if r["kind"] == "entity"}
    at = lambda byte: len(raw[:byte].decode("utf-8", "replace"))
    return [(trimmed(text, (at(r["span"][0]), at(r["span"][1]))), r["form"] != "indirect", r.get("speaker"),
             entity.get(r.get("entity")), r.get("cue")) for r in records if r["kind"] == "quote"]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("arrian")
    options.add_argument("part")
    options.add_argument("--misses", choices=["quoted", "extra", "speaker", "content"])
    given = options.parse_args()
    count = {key: [0, 0, 0] for key in ("quoted", "speaker", "content", "speaker of all")}
    seen = set()
    for path in sorted(glob.glob(f"{given.part}/attributions/*.ann")):
        stem = os.path.basename(path)[:-4]
        stem = stem if os.path.exists(f"{given.part}/text/{stem}.txt") else re.sub(r"_[0-9a-f]{4}$", "", stem)
        if stem in seen or not os.path.exists(f"{given.part}/text/{stem}.txt"):
            continue
        seen.add(stem)
        raw = open(f"{given.part}/text/{stem}.txt", "rb").read()
        text = raw.decode("utf-8")
        gold, found = gold_units(text, path), given_units(given.arrian, f"{given.part}/text/{stem}.txt", text, raw)
        for key, quoted in (("quoted", True), ("content", False)):
            g = [u for u in gold if u[1] or not quoted]
            p = [u for u in found if u[1] or not quoted]
            pairs, left, right = match(g, p)
            count[key] = [count[key][0] + len(pairs), count[key][1] + len(g), count[key][2] + len(p)]
            who = "speaker" if quoted else "speaker of all"
            for i, j in pairs:
                good = same_name(g[i][2], p[j][2]) or same_name(g[i][2], p[j][3])
                if g[i][2]:
                    count[who] = [count[who][0] + good, count[who][1] + 1, 0]
                if g[i][2] and not good and given.misses == "speaker" and quoted:
                    a, b = g[i][0]
                    print(f"{stem[:30]} | {g[i][2]} | {p[j][2]} / {p[j][3]} | {text[max(0, a - 200):a]} [[{text[a:b][:200]}]] {text[b:b + 150]}".replace("\n", "¶"))
            shown = {"quoted": quoted, "content": not quoted}.get(given.misses, False)
            for i, u in enumerate(g):
                if shown and i not in left:
                    print(f"{stem[:30]} {'quoted' if u[1] else 'plain'} | {u[2]} | {u[3]} | {text[u[0][0]:u[0][1]][:300]}".replace("\n", "¶"))
            for j, u in enumerate(p):
                if given.misses == "extra" and not quoted and j not in right:
                    print(f"{stem[:30]} {'quoted' if u[1] else 'plain'} | {u[2]} | {u[4]} | {text[u[0][0]:u[0][1]][:300]}".replace("\n", "¶"))
    if given.misses:
        return
    for key, (hit, gold, found) in count.items():
        if key.startswith("speaker"):
            print(f"{key:16} {hit:5} of {gold:5}  {100 * hit / max(gold, 1):5.1f}")
        else:
            print(f"{key:16} {hit:5} of {gold:5}, {found:5} given  precision {100 * hit / max(found, 1):5.1f}  recall {100 * hit / max(gold, 1):5.1f}  F1 {200 * hit / max(gold + found, 1):5.1f}")


if __name__ == "__main__":
    main()

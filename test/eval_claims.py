#!/usr/bin/env python3
"""eval_claims.py CLAIMS.jsonl [--misses act|actor|recipient|place|time|stance|source|because|cue|extra] [--arrian PATH]: the tool's claims held
against sentences whose claims were annotated exhaustively, so that precision counts.

A line of CLAIMS.jsonl: {article, n, text, claims: [{cue, act, stance, actor [], recipient [], place [], source}]}, spans in code
points of `text`. The sentences of an article become the paragraphs of one report, which `arrian read --json` reads.
A claim is found where its cue overlaps with an annotated one, each used once; a party is right where it shares words with it.
Parties are counted over all claims (a claim that was missed misses its parties, one too many adds its own), and then over
the claims found alone.
Standard library only."""
import argparse, collections, json, os, re, subprocess, sys, tempfile, unicodedata

ROLES = ("actor", "recipient", "place", "time")


def words(text):
    text = unicodedata.normalize("NFKD", text or "").lower()
    return set(re.findall(r"[a-z0-9]+", text)) - {"the", "a", "an", "of", "s", "mr", "mrs", "ms"}


def same(a, b):
    x, y = words(a), words(b)
    return bool(x and y and (x <= y or y <= x or len(x & y) / min(len(x), len(y)) >= 0.6))


def overlap(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def pair(gold, given):
    """Greedy, the closest first: [(index of gold, index of given)]."""
    close = []
    for i, g in enumerate(gold):
        for j, p in enumerate(given):
            o = overlap(g["span"], p["cue_span"])
            if o: close.append((o / (g["span"][1] - g["span"][0] + p["cue_span"][1] - p["cue_span"][0] - o), g["act"] == p["act"], -i, -j))
    out, left, right = [], set(), set()
    for _, _, i, j in sorted(close, reverse=True):
        if -i not in left and -j not in right: left.add(-i); right.add(-j); out.append((-i, -j))
    return out


def articles(path):
    out = collections.OrderedDict()
    for line in open(path, encoding="utf-8"):
        r = json.loads(line); out.setdefault(r["article"], []).append(r)
    return out


def report_of(sentences):
    """The text of the report and its gold claims with spans in bytes."""
    text, gold = b"", []
    for s in sentences:
        at = lambda span: [len(text) + len(s["text"][:span[0]].encode()), len(text) + len(s["text"][:span[1]].encode())]
        cut = lambda span: s["text"][span[0]:span[1]]
        for c in s["claims"]:
            g = {"span": at(c["cue"]), "act": c["act"], "stance": c["stance"], "text": cut(c["cue"]), "sentence": s["text"]}
            for role in ROLES: g[role] = [cut(x) for x in c.get(role, [])]
            source = c.get("source") or c.get("source_before")
            b = c.get("because") or {}
            g["because"] = (cut(b["of"]) if isinstance(b.get("of"), list) else b.get("of")) if b else None
            g["source"] = cut(source) if isinstance(source, list) else source
            gold.append(g)
        text += s["text"].encode() + b"\n\n"
    return text, gold


def read(arrian, folder, texts):
    paths = []
    for name, text in texts.items():
        paths.append(f"{folder}/{re.sub('[^A-Za-z0-9_.-]', '_', name)}.txt")
        open(paths[-1], "wb").write(text)
    ran = subprocess.run([arrian, "read", "--json"] + paths, stdout=subprocess.PIPE)
    if ran.returncode not in (0, 1): sys.exit(f"{arrian} read: exit {ran.returncode}")
    docs, claims, entity, cues, times = {}, collections.defaultdict(list), {}, {}, {}
    for line in ran.stdout.decode().splitlines():
        r = json.loads(line)
        if r["kind"] == "document": docs[r["id"]] = r["path"]
        elif r["kind"] == "time": times[r["id"]] = r
        elif r["kind"] == "entity": entity[r["id"]] = r["name"]
        elif r["kind"] == "claim":
            cues[r["id"]] = r["text"]; claims[docs[r["doc"]]].append(dict(r, cue_span=r["span"]))
    for r in (r for of in claims.values() for r in of):
        r["reason"] = cues.get(r.get("because"))
        r["time"] = [times[r["time"]]] if r.get("time") in times else []
    return {name: claims[path] for name, path in zip(texts, paths)}, entity


def match(gold, given):
    left, hit = [p.get("text") for p in given], 0
    for g in gold:
        k = next((p for p in left if same(p, g)), None)
        if k is not None: hit += 1; left.remove(k)
    return hit


def source_right(g, p, entity):
    says = " ".join((x.get("text") or "") + " " + entity.get(x.get("entity"), "") for x in p.get("source") or [])
    return same(g["source"], says) if g["source"] else not p.get("source")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("claims"); ap.add_argument("--misses"); ap.add_argument("--arrian", default=os.environ.get("ARRIAN", "build/arrian"))
    a = ap.parse_args()
    reports = {name: report_of(s) for name, s in articles(a.claims).items()}
    with tempfile.TemporaryDirectory() as folder:
        given, entity = read(a.arrian, folder, {name: text for name, (text, _) in reports.items()})
    n, miss = collections.Counter(), []
    for name, (_, gold) in reports.items():
        pred = given[name]; m = pair(gold, pred)
        n["gold"] += len(gold); n["given"] += len(pred); n["found"] += len(m)
        gone, extra = set(range(len(gold))) - {i for i, _ in m}, set(range(len(pred))) - {j for _, j in m}
        for role in ROLES:
            n[role + " gold"] += sum(len(g[role]) for g in gold); n[role + " given"] += sum(len(p.get(role) or []) for p in pred)
        miss += [("cue", gold[i]["act"], gold[i]["text"], gold[i]["sentence"]) for i in gone]
        miss += [("extra", pred[j]["act"], pred[j]["text"], "") for j in extra]
        for i, j in m:
            g, p = gold[i], pred[j]
            for role in ROLES: n[role + " gold found"] += len(g[role]); n[role + " given found"] += len(p.get(role) or [])
            for kind in ("act", "stance"):
                n[kind] += g[kind] == p[kind]
                if g[kind] != p[kind]: miss.append((kind, f"{g[kind]} not {p[kind]}", f"{g['text']} | {p['text']}", g["sentence"]))
            right = source_right(g, p, entity); n["source"] += right
            if not right: miss.append(("source", f"{g['source']} not {[x.get('text') for x in p.get('source') or []]}", g["text"], g["sentence"]))
            n["because gold"] += bool(g["because"]); n["because given"] += bool(p["reason"])
            linked = bool(g["because"] and p["reason"] and same(g["because"], p["reason"])); n["because"] += linked
            if (g["because"] or p["reason"]) and not linked: miss.append(("because", f"{g['because']} not {p['reason']}", g["text"], g["sentence"]))
            for role in ROLES:
                hit = match(g[role], p.get(role) or []); n[role] += hit
                if hit < max(len(g[role]), len(p.get(role) or [])):
                    miss.append((role, f"{g[role]} not {[x.get('text') for x in p.get(role) or []]}", g["text"], g["sentence"]))
    share = lambda x, y: 100 * x / y if y else 0.0
    f1 = lambda hit, gold, sys_: share(2 * hit, gold + sys_)
    def line(name, hit, gold, sys_, more=""):
        print(f"{name:12} precision {share(hit, sys_):5.1f}  recall {share(hit, gold):5.1f}  f1 {f1(hit, gold, sys_):5.1f}  of {gold}{more}")
    line("cue", n["found"], n["gold"], n["given"])
    for kind in ("act", "stance", "source"): print(f"{kind:12} right, of those found {share(n[kind], n['found']):5.1f}  of {n['found']}")
    for role in ROLES:
        gold, given = n[role + " gold found"], n[role + " given found"]
        line(role, n[role], n[role + " gold"], n[role + " given"], f"; of those found, f1 {f1(n[role], gold, given):5.1f} of {gold}")
    line("because", n["because"], n["because gold"], n["because given"])
    for kind, what, cue, sentence in miss:
        if kind == a.misses: print(f"{kind}\t{what}\t{cue}\t{sentence[:300]}")


if __name__ == "__main__": main()

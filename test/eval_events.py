#!/usr/bin/env python3
"""eval_events.py FOLDER [--misses] [--arrian PATH]: the tool's claims held against the PLOVER and UniversalPetrarch gold standards.

FOLDER holds plover_gsr/ and universalpetrarch_gsr/ as they were published. From PLOVER: the share of sentences in which the claim
on the first marked event words has the gold root, and in which any claim has. From UniversalPetrarch: precision, recall and F1 of
(source, target, root) triples, text in, with CAMEO codes taken to PLOVER roots and actors cut to their first three letters
(a country, IGO for a body, --- for one without either). Standard library only."""
import argparse, json, os, re, subprocess, sys, tempfile

NEW_NAME = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}


def words(text):
    return set(re.findall(r"[a-z0-9]+", (text or "").lower()))


EASED = {"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"}


HARSH = {"SANCTION", "COERCE", "ASSAULT", "PROTEST"}


def coded(claim):
    """The root that PLOVER's manual gives: an intent or a refusal to do good is itself the act."""
    act, stance = claim["act"], claim["stance"]
    if act in EASED and stance in ("planned", "possible", "conditional"): return "AGREE"
    if act in HARSH and stance in ("planned", "possible", "conditional"): return "THREATEN"
    if act in EASED | {"AGREE"} and stance in ("denied", "refused"): return "REJECT"
    if act in EASED and stance == "demanded": return "REQUEST"
    return "ASSAULT" if act == "HARM" else act


def claims_of(arrian, sentences):
    """The claims of each sentence, every one read as a report of its own."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for i, text in enumerate(sentences):
            paths.append(f"{folder}/{i:05}.txt")
            open(paths[-1], "w", encoding="utf-8").write(text + "\n")
        ran = subprocess.run([arrian, "read", "--json"] + paths, stdout=subprocess.PIPE)
        if ran.returncode not in (0, 1): sys.exit(f"{arrian} read: exit {ran.returncode}")
        out, docs, states, names = {p: [] for p in paths}, {}, {}, {}
        for line in ran.stdout.decode().splitlines():
            r = json.loads(line)
            if r["kind"] == "document": docs[r["id"]] = r["path"]
            elif r["kind"] == "entity" and (r.get("link") or {}).get("iso3"): states.setdefault(docs[r["doc"]], {})[r["id"]] = r["link"]["iso3"]
            elif r["kind"] == "name": names.setdefault(docs[r["doc"]], []).append((r["text"], r["entity"]))
            elif r["kind"] == "claim": out[docs[r["doc"]]].append(r)
        for p in paths:
            of = {text: states.get(p, {}).get(entity) for text, entity in names.get(p, [])}
            for c in out[p]: c["states"] = {t: s for t, s in of.items() if s}; c["report"] = sentences[paths.index(p)]
        return [out[p] for p in paths]


def plover(folder, arrian, misses):
    records = [r for r in json.load(open(f"{folder}/plover_gsr/PLOVER_GSR_CAMEO.txt", encoding="utf-8")) if r["event"] != "DOCUMENT"]
    on_words = anywhere = silent = 0
    for r, claims in zip(records, claims_of(arrian, [r["text"] for r in records])):
        root = NEW_NAME.get(r["event"], r["event"])
        marked = re.findall(r"\(EVT: ([^)]*)\)", str(r.get("textInfo"))) or [r.get("eventText")]
        best = next((c for m in marked for c in claims if words(c["cue"]) & words(m)), None)
        right = bool(best) and coded(best) == root
        on_words += right; anywhere += any(coded(c) == root for c in claims); silent += not claims
        if misses and not right: print(f"plover\t{root} not {[(c['act'], c['cue']) for c in claims]}\t{r['text']}")
    n = len(records)
    print(f"plover root right       {100 * on_words / n:5.1f}  in any claim {100 * anywhere / n:5.1f}  no claim {100 * silent / n:5.1f}  of {n}")


def code_of(claim, party):
    """The party's link; else the state that its words name, or the few words of a title before it."""
    link = party.get("link") or {}
    if link: return link.get("iso3") or "IGO"
    for text, state in claim["states"].items():
        if text in party["text"]: return state
    before = claim["report"].partition(party["text"])[0].split()[-5:]
    return next((s for t, s in claim["states"].items() if set(t.split()) & set(before)), "---")


def triples_of(claims):
    out = set()
    for c in claims:
        act = coded(c)
        if act == "STATE": continue
        for a in c["actor"]:
            for b in c["recipient"]: out.add((code_of(c, a), code_of(c, b), act))
    return out


def cut(code):
    return "---" if code.startswith("---") or not code else "IGO" if code.startswith(("IGO", "IMG", "NGO")) else code[:3]


def petrarch(folder, arrian, misses):
    roots = {}
    for line in open(f"{folder}/plover_gsr/CAMEO2PLOVER-2021.txt", encoding="utf-8"):
        m = re.match(r"(\d+):\s*([A-Z]+)", line)
        if m: roots[m.group(1)] = m.group(2)
    def root(code):
        while code and code not in roots: code = code[:-1]
        return roots.get(code, "")
    text = open(f"{folder}/universalpetrarch_gsr/PETR2_GSR_validation.xml", encoding="utf-8").read().split("<Sentences>", 1)[1]
    gold, sentences = [], []
    for part in re.split(r"<Sentence ", text)[1:]:
        body = re.search(r"<Text>(.*?)</Text>", part, re.S)
        if not body: continue
        events = [re.findall(r'(\w+)="([^"]*)"', e) for e in re.findall(r"<EventCoding ([^>]*)>", part)]
        gold.append({(cut(e["sourcecode"]), cut(e["targetcode"]), root(e["eventcode"])) for e in map(dict, events) if root(e.get("eventcode", ""))})
        sentences.append(" ".join(body.group(1).split()))
    hit = want = given = 0
    for g, claims, sentence in zip(gold, claims_of(arrian, sentences), sentences):
        p = triples_of(claims)
        hit += len(g & p); want += len(g); given += len(p)
        if misses and g != p: print(f"petrarch\t{sorted(g)} not {sorted(p)}\t{sentence}")
    p, r = hit / max(given, 1), hit / max(want, 1)
    print(f"universalpetrarch triples  precision {100 * p:5.1f}  recall {100 * r:5.1f}  f1 {200 * p * r / max(p + r, 1e-9):5.1f}  of {want}")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder"); ap.add_argument("--misses", action="store_true"); ap.add_argument("--arrian", default=os.environ.get("ARRIAN", "build/arrian"))
    a = ap.parse_args()
    plover(a.folder, a.arrian, a.misses); petrarch(a.folder, a.arrian, a.misses)


if __name__ == "__main__": main()

#!/usr/bin/env python3
"""eval_events.py FOLDER [--misses] [--arrian PATH]: the tool's exports held against the PLOVER and UniversalPetrarch gold standards.

FOLDER holds plover_gsr/ and universalpetrarch_gsr/ as they were published. From PLOVER (`export plover`): the share of sentences in
which the event on the first marked event words has the gold root, and in which any event has. From UniversalPetrarch (`export
cameo`): precision, recall and F1 of (source, target, root) triples, text in, pairs of two coded actors alone, with CAMEO codes taken
to PLOVER roots and actors cut to their first three letters (a country, IGO for a body, --- for a role without either); and of
whole triples, actors and codes as they stand. Every sentence is a report of its own. Standard library only."""
import argparse, csv, json, os, re, subprocess, sys, tempfile, urllib.parse

NEW_NAME = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}


def words(text):
    return set(re.findall(r"[a-z0-9]+", (text or "").lower()))


def exported(arrian, form, sentences, rows_of, sentence_of):
    """The rows of an export, those of each sentence by themselves."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [f"{folder}/{i:05}.txt" for i in range(len(sentences))]
        for path, text in zip(paths, sentences): open(path, "w", encoding="utf-8").write(text + "\n")
        out = f"{folder}/out"
        ran = subprocess.run([arrian, "export", form, *paths, "-o", out])
        if ran.returncode not in (0, 1): sys.exit(f"{arrian} export {form}: exit {ran.returncode}")
        found = {path: [] for path in paths}
        for row in rows_of(open(out, encoding="utf-8", newline="")): found[sentence_of(row)].append(row)
        return [found[path] for path in paths]


def plover_events(arrian, sentences):
    return exported(arrian, "plover", sentences, lambda lines: map(json.loads, lines), lambda e: e["cite_info"]["citation"].split(" sha256:")[0])


def cameo_rows(arrian, sentences):
    return exported(arrian, "cameo", sentences, lambda lines: csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE),
                    lambda row: urllib.parse.unquote(row["URLs"].removeprefix("file://")))


def plover(folder, arrian, misses):
    records = [r for r in json.load(open(f"{folder}/plover_gsr/PLOVER_GSR_CAMEO.txt", encoding="utf-8")) if r["event"] != "DOCUMENT"]
    on_words = anywhere = silent = 0
    for r, events in zip(records, plover_events(arrian, [r["text"] for r in records])):
        root = NEW_NAME.get(r["event"], r["event"])
        marked = re.findall(r"\(EVT: ([^)]*)\)", str(r.get("textInfo"))) or [r.get("eventText")]
        best = next((e for m in marked for e in events if words(e["event_text"][0]) & words(m)), None)
        right = bool(best) and best["event"] == [root]
        on_words += right; anywhere += any(e["event"] == [root] for e in events); silent += not events
        if misses and not right: print(f"plover\t{root} not {[(e['event'][0], e['event_text'][0]) for e in events]}\t{marked}\t{r['text']}")
    n = len(records)
    print(f"plover root right       {100 * on_words / n:5.1f}  in any event {100 * anywhere / n:5.1f}  no event {100 * silent / n:5.1f}  of {n}")


def cut(code):
    return "---" if code.startswith("---") or not code else "IGO" if code.startswith(("IGO", "IMG", "NGO")) else code[:3]


def roots_of(folder):
    roots = {}
    for line in open(f"{folder}/plover_gsr/CAMEO2PLOVER-2021.txt", encoding="utf-8"):
        m = re.match(r"(\d+):\s*([A-Z]+)", line)
        if m: roots[m.group(1)] = m.group(2)
    def root(code):
        while code and code not in roots: code = code[:-1]
        return roots.get(code, "")
    return root


def gold_of(folder):
    text = open(f"{folder}/universalpetrarch_gsr/PETR2_GSR_validation.xml", encoding="utf-8").read().split("<Sentences>", 1)[1]
    for part in re.split(r"<Sentence ", text)[1:]:
        body = re.search(r"<Text>(.*?)</Text>", part, re.S)
        events = [dict(re.findall(r'(\w+)="([^"]*)"', e)) for e in re.findall(r"<EventCoding ([^>]*)>", part)]
        if body: yield " ".join(body.group(1).split()), [(e["sourcecode"], e["targetcode"], e["eventcode"]) for e in events if "eventcode" in e]


def full(row, side):
    return ("" if row[side + "ActorEntity"] else "---") + row[side + "ActorFull"]


def tell(name, gold, given):
    hit, want, all_ = sum(len(g & p) for g, p in zip(gold, given)), sum(map(len, gold)), sum(map(len, given))
    p, r = hit / max(all_, 1), hit / max(want, 1)
    print(f"{name}  precision {100 * p:5.1f}  recall {100 * r:5.1f}  f1 {200 * p * r / max(p + r, 1e-9):5.1f}  of {want}")


def petrarch(folder, arrian, misses):
    root = roots_of(folder)
    sentences, gold = zip(*gold_of(folder))
    given = [[(full(r, "Source"), full(r, "Target"), r["EventCode"]) for r in rows if r["TargetActorFull"]] for rows in cameo_rows(arrian, sentences)]
    rooted = lambda events: {(cut(a), cut(b), root(code)) for a, b, code in events if root(code)}
    for g, p, sentence in zip(gold, given, sentences):
        if misses and rooted(g) != rooted(p): print(f"petrarch\t{sorted(rooted(g))} not {sorted(rooted(p))}\t{sorted(g)} {sorted(p)}\t{sentence}")
    tell("universalpetrarch triples", list(map(rooted, gold)), list(map(rooted, given)))
    tell("universalpetrarch whole  ", list(map(set, gold)), list(map(set, given)))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder"); ap.add_argument("--misses", action="store_true"); ap.add_argument("--arrian", default=os.environ.get("ARRIAN", "build/arrian"))
    a = ap.parse_args()
    plover(a.folder, a.arrian, a.misses); petrarch(a.folder, a.arrian, a.misses)


if __name__ == "__main__": main()

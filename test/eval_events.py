#!/usr/bin/env python3
"""eval_events.py FOLDER [--misses] [--arrian PATH]: the tool's exports held against gold standards of event data.

FOLDER holds plover_gsr/, universalpetrarch_gsr/, cameo_manual_examples/ and ngec/ as they were published. From PLOVER (`export plover`): the share of sentences in
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


def halves(items):
    return (("all", items), ("even", items[::2]), ("odd", items[1::2]))


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
    for (name, g), (_, p) in zip(halves(list(map(rooted, gold))), halves(list(map(rooted, given)))): tell(f"universalpetrarch triples {name:4}", g, p)
    tell("universalpetrarch whole       ", list(map(set, gold)), list(map(set, given)))


def manual(folder, arrian, misses):
    rows = list(csv.DictReader(open(f"{folder}/cameo_manual_examples/cameo_examples.tsv", encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))
    coded = lambda row: not row["code"].startswith("01")
    codes = [{row["EventCode"] for row in given} for given in cameo_rows(arrian, [r["example"] for r in rows])]
    for r, found in zip(rows, codes):
        if misses and coded(r) and r["code"] not in found: print(f"manual\t{r['code']} not {sorted(found)}\t{r['example']}")
    right = [coded(r) and [any(code[:digits] == r["code"][:digits] for code in found) for digits in (4, 3, 2)] for r, found in zip(rows, codes)]
    for name, part in halves(right):
        part = list(filter(None, part))
        print(f"cameo manual {name:4}  code {100 * sum(x[0] for x in part) / len(part):5.1f}  three digits "
              f"{100 * sum(x[1] for x in part) / len(part):5.1f}  root {100 * sum(x[2] for x in part) / len(part):5.1f}  of {len(part)}")


def phrases_of(folder):
    """Actor, state, sector; None where the test does not ask."""
    tests, found = open(f"{folder}/ngec/test_actor_resolution.py", encoding="utf-8").read(), {}
    first = lambda *patterns: next((m[1] for m in (re.search(p, test) for p in patterns) if m), None)
    for test in re.split(r"\n(?=def |@pytest)", tests):
        actor = first(r'"actor":\s*"([^"]*)"', r'(?:agent_to_code|short_text_to_agent)\("([^"]*)"')
        state = first(r'"correct_country":\s*"([^"]*)"', r"""country'\]\s*==\s*['"]([^'"]*)""")
        sector = first(r'"correct_code1?":\s*"([^"]*)"', r"""code_1'\]\s*==\s*['"]([^'"]*)""")
        if actor and (state is not None or sector is not None): found[actor, state, sector] = True
    return list(found)


def actors(folder, arrian, misses):
    phrases, right = phrases_of(folder), []
    of_many = {"UNO", "EUR", "NAT", "WST", "IMG"}
    for (phrase, state, sector), events in zip(phrases, plover_events(arrian, [f"{p[0][0].upper()}{p[0][1:]} condemned the raid on Monday." for p in phrases])):
        found = next((actor for e in events for actor in e.get("actor", [])), None)
        code, kind = (found.get("code", ""), found.get("sector", "")) if found else (None, None)
        right.append(found is not None and (state in (None, code) or (state in of_many and code == "IGO")) and sector in (None, kind))
        if misses and not right[-1]: print(f"actors\t{state} {sector} not {code} {kind}\t{phrase}")
    for name, part in halves(right): print(f"ngec actors {name:4}  state and sector right {100 * sum(part) / len(part):5.1f}  of {len(part)}")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder"); ap.add_argument("--misses", action="store_true"); ap.add_argument("--arrian", default=os.environ.get("ARRIAN", "build/arrian"))
    a = ap.parse_args()
    for check in (plover, petrarch, manual, actors): check(a.folder, a.arrian, a.misses)


if __name__ == "__main__": main()

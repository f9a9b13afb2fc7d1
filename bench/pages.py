#!/usr/bin/env python3
"""pages.py DATA [--build build] [--peers] [--show N]: the reading of web pages, held against their gold.

DATA is where ../shared/data/unpack put news_pages, web and dates. With --peers the same pages go through trafilatura and
readability-lxml (pip install trafilatura readability-lxml htmldate, in the Python that runs this), in the same run. Figures:
  text     fundus-publishers: mean over pages of the F1 of words and of runs of four words (letters of Han, Kana and Thai stand alone);
           trafilatura-eval: micro F1 of its segments, as trafilatura's own tests count them
  title, authors, date   share of pages whose value is the gold's, case and spaces folded; a blank is right where the gold is blank
  speed    CPU seconds of reading bytes to text and head (no file access, no start)
"""
import argparse, collections, gzip, html, json, os, re, subprocess, sys, tempfile, time, unicodedata

def fold(s): return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", html.unescape(s if isinstance(s, str) else " ; ".join(s or [])))).strip().lower()

WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
def words(s): return WORD.findall(unicodedata.normalize("NFKC", s or "").lower())

def bag_f1(a, b, n):
    a = collections.Counter(tuple(a[i:i + n]) for i in range(max(0, len(a) - n + 1)))
    b = collections.Counter(tuple(b[i:i + n]) for i in range(max(0, len(b) - n + 1)))
    both = sum((a & b).values())
    if not sum(a.values()) or not sum(b.values()): return (1.0,) * 3 if not a and not b else (0.0,) * 3
    p, r = both / sum(a.values()), both / sum(b.values())
    return (2 * p * r / (p + r) if both else 0.0), p, r

def load(path):
    raw = open(path, "rb").read()
    return gzip.decompress(raw) if path.endswith(".gz") else raw

def body_of(case):
    body = case.get("body") or {}
    parts = list(body.get("summary") or [])
    for s in body.get("sections") or []: parts += list(s.get("headline") or []) + list(s.get("paragraphs") or [])
    return parts

def fundus(root):
    """(page, gold case) pairs: a case goes to the page of its publisher that holds most of its title and paragraphs."""
    pairs = []
    for cc in sorted(os.listdir(root)):
        d = f"{root}/{cc}"
        if not os.path.isdir(d): continue
        for j in sorted(f for f in os.listdir(d) if f.endswith(".json")):
            name = j[:-5]; cases = json.load(open(f"{d}/{j}", encoding="utf-8"))
            pages = {p: fold(re.sub(r"<[^>]*>", "", load(f"{d}/{p}").decode("utf-8", "replace"))) for p in sorted(os.listdir(d)) if re.fullmatch(re.escape(name) + r"_\d{4}_\d\d_\d\d.*\.html\.gz", p)}
            rated = []
            for v, case in cases.items():
                need = [fold(case.get("title"))] + [fold(x)[:40] for x in body_of(case)]
                need = [x for x in need if x]
                for p, text in pages.items():
                    n = sum(x in text for x in need)
                    if n * 2 >= len(need) and n: rated.append((n, v, p))
            used = set()
            for n, v, p in sorted(rated, reverse=True):
                if v in used or p in used: continue
                used |= {v, p}; pairs.append((f"{d}/{p}", cases[v]))
    return pairs

def segments(page_text, case):
    t = re.sub(r"\s+", " ", page_text or "")
    squeeze = lambda s: re.sub(r"\s+", " ", s).strip()
    tp = sum(squeeze(s) in t for s in case["with"]); fp = sum(squeeze(s) in t for s in case["without"])
    return tp, fp, len(case["with"]) - tp, len(case["without"]) - fp

# --- who reads: each takes a list of raw pages and gives dicts {text, title, authors, published}, and CPU seconds
def read_arrian(pages, build):
    with tempfile.TemporaryDirectory() as d:
        names = []
        for i, raw in enumerate(pages):
            names.append(f"{d}/{i:05}.html"); open(names[-1], "wb").write(raw)
        r = subprocess.run([f"{build}/bench/bench_pages", "3"], input="\n".join(names).encode() + b"\n", stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True)
    got = {int(os.path.basename(x["path"])[:5]): x for x in map(json.loads, r.stdout.decode().splitlines())}
    last = r.stderr.decode().splitlines()[-1].split()
    return [got.get(i, {}) for i in range(len(pages))], float(last[2]), f"{int(last[1]) / 1e6 / float(last[2]):.0f} MB/s, {int(last[4]) / 1e6:.0f} MB at most for a page, the largest {max(map(len, pages)) / 1e6:.1f} MB"

def read_trafilatura(pages, fast=False):
    import trafilatura
    out, t0 = [], time.process_time()
    for raw in pages:
        try:
            x = trafilatura.bare_extraction(raw, with_metadata=True, fast=fast); x = x.as_dict() if x else {}
        except Exception: x = {}
        out.append({"text": x.get("text") or "", "title": x.get("title") or "", "authors": [a.strip() for a in re.split(r";", x.get("author") or "") if a.strip()], "published": x.get("date") or ""})
    return out, time.process_time() - t0, ""

def read_readability(pages):
    import readability, lxml.html
    out, t0 = [], time.process_time()
    for raw in pages:
        try:
            doc = readability.Document(raw); tree = lxml.html.fromstring(doc.summary())
            for e in tree.iter("p", "br", "li", "h1", "h2", "h3", "h4", "div", "td"): e.tail = "\n" + (e.tail or "")
            out.append({"text": tree.text_content(), "title": doc.short_title(), "authors": [], "published": ""})
        except Exception: out.append({})
    return out, time.process_time() - t0, ""

def score_fundus(pairs, got, show=0):
    t = collections.defaultdict(list); worst = []
    for (path, case), x in zip(pairs, got):
        want, have = words("\n".join(body_of(case))), words(x.get("text"))
        if want:
            f4 = bag_f1(have, want, 4); t["text4"].append(f4[0]); t["p4"].append(f4[1]); t["r4"].append(f4[2]); t["text1"].append(bag_f1(have, want, 1)[0])
            worst.append((f4, path))
        t["title"].append(fold(x.get("title")) == fold(case.get("title")))
        t["authors"].append(sorted(map(fold, x.get("authors") or [])) == sorted(map(fold, case.get("authors") or [])))
        if case.get("publishing_date"): t["date"].append((x.get("published") or "")[:10] == case["publishing_date"][:10])
    for f, path in sorted(worst)[:show]: print(f"    {f[0]:.3f} p {f[1]:.2f} r {f[2]:.2f} {path}")
    return {k: 100 * sum(v) / len(v) for k, v in t.items()}

def score_eval(cases, got):
    s = [0, 0, 0, 0]
    for c, x in zip(cases, got): s = [a + b for a, b in zip(s, segments(x.get("text"), c))]
    p, r = s[0] / max(1, s[0] + s[1]), s[0] / max(1, s[0] + s[2])
    out = {"F1": 200 * p * r / max(1e-9, p + r), "P": 100 * p, "R": 100 * r}
    for key, field in (("title", "title"), ("date", "published"), ("author", "authors")):
        hit = [(fold(c[key]) == fold(" ; ".join(x.get(field) or []) if key == "author" else (x.get(field) or "")[: 10 if key == "date" else None])) for c, x in zip(cases, got) if c.get(key)]
        out[key] = 100 * sum(hit) / max(1, len(hit))
    return out

def score_dates(gold, got):
    tp = sum((x.get("published") or "")[:10] == g["date"] for g, x in zip(gold, got)); said = sum(bool(x.get("published")) for x in got)
    p, r = tp / max(1, said), tp / len(gold)
    return {"F1": 200 * p * r / max(1e-9, p + r), "P": 100 * p, "R": 100 * r}

def line(who, what, row, extra=""): print(f"{who:12} {what:18} " + "  ".join(f"{k} {v:5.1f}" for k, v in row.items()) + ("  " + extra if extra else ""), flush=True)

def main():
    a = argparse.ArgumentParser(); a.add_argument("data"); a.add_argument("--build", default="build"); a.add_argument("--peers", action="store_true"); a.add_argument("--show", type=int, default=0); a.add_argument("--dump")
    a = a.parse_args()
    pairs = fundus(f"{a.data}/fundus-publishers")
    cases = list(json.load(open(f"{a.data}/trafilatura-eval/evaldata.json", encoding="utf-8")).values())
    gold = [json.loads(l) for l in open(f"{a.data}/htmldate-eval/gold.jsonl", encoding="utf-8")]
    sets = [("fundus", [load(p) for p, _ in pairs]), ("trafilatura-eval", [load(f"{a.data}/trafilatura-eval/html/{c['file']}.gz") for c in cases]),
            ("htmldate-eval", [load(os.path.normpath(f"{a.data}/htmldate-eval/{g['html']}")) for g in gold])]
    readers = [("arrian", lambda p: read_arrian(p, a.build))]
    if a.peers: readers += [("trafilatura", read_trafilatura), ("traf. fast", lambda p: read_trafilatura(p, True)), ("readability", read_readability)]
    print(f"{len(pairs)} of 258 fundus cases have their page; {len(cases)} trafilatura-eval; {len(gold)} htmldate-eval")
    for who, reader in readers:
        for what, pages in sets:
            if who != "arrian" and what == "htmldate-eval":
                if who == "trafilatura":
                    import htmldate; t0 = time.process_time(); got = []
                    for p in pages:
                        try: got.append({"published": htmldate.find_date(p, original_date=True) or ""})
                        except Exception: got.append({})
                    line("htmldate", what, score_dates(gold, got), f"{len(pages) / (time.process_time() - t0):.0f} pages/s")
                continue
            got, seconds, more = reader(pages)
            row = score_fundus(pairs, got, a.show if who == "arrian" else 0) if what == "fundus" else score_eval(cases, got) if what == "trafilatura-eval" else score_dates(gold, got)
            line(who, what, row, f"{len(pages) / seconds:.0f} pages/CPU s {more}")
            if a.dump and who == "arrian":
                with open(f"{a.dump}/{what}.jsonl", "w") as f:
                    for k, x in enumerate(got): f.write(json.dumps({"page": (pairs[k][0] if what == "fundus" else cases[k]["file"] if what == "trafilatura-eval" else gold[k]["html"]), "gold": (pairs[k][1] if what == "fundus" else cases[k] if what == "trafilatura-eval" else gold[k]), "got": x}, ensure_ascii=False) + "\n")

if __name__ == "__main__": main()

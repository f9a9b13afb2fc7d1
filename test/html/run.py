#!/usr/bin/env python3
"""run.py BUILD: html5lib-tests (tokenizer, tree construction) through build/test/html/html_dump.

The suite is read from $HTML5LIB, else from ../shared/data/web.tar.xz; where neither is there the test is skipped, loudly.
What is left out, and counted: tests of scripting (#script-on) and tests with lone surrogates, which UTF-8 cannot carry. Not compared:
parse errors, which arrian does not report, and the letter case of SVG's and MathML's names, which it keeps as the page has them.
floors.txt holds how many must pass; a floor only rises.
"""
import collections, glob, json, os, re, subprocess, sys, tempfile
HERE = os.path.dirname(os.path.abspath(__file__))
STATES = {"Data state": "data", "RCDATA state": "rcdata", "RAWTEXT state": "rawtext", "Script data state": "script", "PLAINTEXT state": "plaintext", "CDATA section state": "cdata"}

class Dump:
    def __init__(self, build): self.p = subprocess.Popen([f"{build}/test/html/html_dump"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    def ask(self, words, raw):
        self.p.stdin.write(" ".join(words).encode() + b" %d\n" % len(raw) + raw); self.p.stdin.flush()
        return self.p.stdout.read(int(self.p.stdout.readline())).decode("utf-8", "replace")

def unescape(x):
    if isinstance(x, str): return re.sub(r"\\u([0-9A-Fa-f]{4})", lambda m: chr(int(m[1], 16)), x)
    if isinstance(x, list): return [unescape(y) for y in x]
    if isinstance(x, dict): return {unescape(k): unescape(v) for k, v in x.items()}
    return x

def join(tokens):
    out = []
    for t in tokens:
        if t[0] == "Character" and out and out[-1][0] == "Character": out[-1] = ["Character", out[-1][1] + t[1]]
        else: out.append(t)
    return [t for t in out if t != ["Character", ""]]

def normal(t):
    if t[0] == "StartTag": return ["StartTag", t[1], dict(zip(t[2][::2], t[2][1::2]))] + ([True] if t[3] else [])
    if t[0] == "DOCTYPE": return [t[0]] + [None if x == [] else x for x in t[1:4]] + [bool(t[4])]
    return t

def tokenizer(dump, root):
    n = collections.Counter(); bad = []
    for path in sorted(glob.glob(f"{root}/tokenizer/*.test")):
        for t in json.load(open(path, encoding="utf-8")).get("tests", []):
            if t.get("doubleEscaped"): t["input"] = unescape(t["input"]); t["output"] = unescape(t["output"])
            try: raw = t["input"].encode("utf-8")
            except UnicodeEncodeError: n["left out"] += 1; continue
            for state in t.get("initialStates", ["Data state"]):
                got = join([normal(x) for x in json.loads(dump.ask(["tokens", STATES[state], t.get("lastStartTag") or "-"], raw))])
                n["run"] += 1
                if got == join(t["output"]): n["passed"] += 1
                else: bad.append((os.path.basename(path), t["description"], t["input"], got, t["output"]))
    return n, bad

def tree_tests(path):
    text = open(path, "rb").read().decode("utf-8", "surrogateescape")
    for part in ("\n" + text).split("\n#data\n")[1:]:
        t = {"script": None, "fragment": None}; section, lines = "data", collections.defaultdict(list)
        for line in part.split("\n"):
            if line in ("#errors", "#new-errors", "#document-fragment", "#document"): section = line[1:]
            elif line in ("#script-on", "#script-off"): t["script"] = line[8:]
            else: lines[section].append(line)
        doc = lines["document"]
        while doc and doc[-1] == "": doc.pop()
        yield {**t, "data": "\n".join(lines["data"]), "fragment": lines["document-fragment"][0] if lines["document-fragment"] else None, "document": "\n".join(doc)}

def fold_names(tree):
    """Foreign elements' names and their attributes in lower case, sorted again."""
    out, pending, foreign = [], [], False
    def flush():
        out.extend(sorted(pending)); pending.clear()
    for line in tree.split("\n"):
        m = re.match(r"\| *<(svg|math) [^>]*>$", line)
        if re.match(r"\| *<", line): flush(); foreign = bool(m); out.append(line.lower() if m else line)
        elif foreign and re.match(r"\| *[^ \"<][^=\"]*=\"", line):
            name, value = line.split("=", 1); pending.append(re.sub(r"(xlink|xml|xmlns) (?=\S)", r"\1:", name).lower() + "=" + value)
        else: flush(); foreign = False; out.append(line)
    flush()
    return "\n".join(out)

def trees(dump, root):
    n = collections.Counter(); bad = []
    for path in sorted(glob.glob(f"{root}/tree-construction/*.dat")):
        for t in tree_tests(path):
            foreign = "<svg " in t["document"] or "<math " in t["document"]
            if t["script"] == "on": n["left out"] += 1; continue
            try: raw = t["data"].encode("utf-8")
            except UnicodeEncodeError: n["left out"] += 1; continue
            space, _, name = (t["fragment"] or "-").rpartition(" ")
            got = dump.ask(["tree", "off", space or "html", name], raw).lstrip("\n")
            kind = "foreign " if foreign else ""
            n[kind + "run"] += 1
            if fold_names(got) == fold_names(t["document"]): n[kind + "passed"] += 1
            else: bad.append((os.path.basename(path), t["data"], t["fragment"], got, t["document"]))
    return n, bad

def find_suite(work):
    if os.environ.get("HTML5LIB"): return os.environ["HTML5LIB"]
    archive = f"{HERE}/../../../shared/data/web.tar.xz"
    if not os.path.exists(archive): return None
    subprocess.run(["tar", "-xJf", archive, "-C", work, "--wildcards", "*html5lib-tests*"], check=True)
    return f"{work}/html5lib-tests"

def main():
    build = sys.argv[1] if len(sys.argv) > 1 else "build"; show = int(os.environ.get("SHOW", "0")); worst = 0
    with tempfile.TemporaryDirectory() as work:
        root = find_suite(work)
        if not root:
            print("skipped: html5lib-tests: no ../shared/data/web.tar.xz and no $HTML5LIB: the HTML standard's tests are not run"); print("ok html5lib-tests: skipped"); return 0
        dump = Dump(build)
        floors = dict((k, int(v)) for k, v in (l.split() for l in open(f"{HERE}/floors.txt") if l.strip() and l[0] != "#"))
        n, bad = tokenizer(dump, root); m, worse = trees(dump, root)
        for key, got, of, out in (("tokenizer", n["passed"], n["run"], n["left out"]), ("trees", m["passed"], m["run"], m["left out"]), ("foreign-trees", m["foreign passed"], m["foreign run"], 0)):
            good = got >= floors[key]; worst |= not good
            print(f"{'ok' if good else 'not ok'} html5lib-tests {key}: {got} of {of} pass, at least {floors[key]}; {out} left out")
        for x in (bad + worse)[:show]: print("-" * 70, *x, sep="\n")
    return worst

if __name__ == "__main__": sys.exit(main())

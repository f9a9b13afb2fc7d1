"""The sets, read into documents of runs of one sentence (or one paragraph).   load("/tmp/arrian-data", claims) -> {"tree": [[Run]] ...}

Only sets whose licence lets weights be shipped (see models/CARD.md). What a set does not mark stays open: `free` names, end -1.
"""
import csv
import glob
import hashlib
import json
import os
import re
import sys
from xml.etree import ElementTree

from .labels import NAMES, SAID
from .run import ROOT, Claim, Run, Tree
from .words import cut_words

GUM_GENRES = {"news", "interview", "academic", "bio", "voyage", "court", "speech", "textbook", "vlog"}
HELD_OUT = ("kr_kherald", "qt_peninsula", "kenya_nation", "aus_abc", "et_tribune", "peru_andina")
BIT = {name: 1 << i for i, name in enumerate(NAMES)}
ALL = (1 << len(NAMES)) - 1


def bits(*names):
    return sum(BIT[n] for n in names)


# trees

def read_conllu(path, keep=lambda document: True):
    """Documents of runs of one sentence."""
    documents, rows, name = [], [], ""
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            name = line.split("=")[-1].strip()
            documents.append([] if keep(name) else None)
        elif line and line[0] != "#":
            c = line.split("\t")
            if c[0].isdigit():
                rows.append(c)
            elif "-" in c[0] and "SpaceAfter=No" in c[9]:
                rows.append((int(c[0].split("-")[1]),))
        elif not line and rows:
            if documents[-1] is not None:
                documents[-1].append(tree_run(rows))
            rows = []
    return [d for d in documents if d]


def tree_run(rows):
    glued_at = {r[0] for r in rows if len(r) == 1}
    rows = [r for r in rows if len(r) > 1]
    n = len(rows)
    glued = ["SpaceAfter=No" in r[9] or i + 1 in glued_at for i, r in enumerate(rows)]
    # the parts of a contraction stand together
    for i in range(n - 1):
        glued[i] = glued[i] or rows[i + 1][1].lower() in ("n't", "n’t", "'s", "’s", "'re", "'ve", "'ll", "'d", "'m")
    tree = Tree([r[3] for r in rows], [r[4] for r in rows], [r[2] for r in rows], [int(r[6]) - 1 for r in rows],
                [r[7] for r in rows])
    assert ROOT == -1
    return Run([r[1] for r in rows], glued, [0] * (n - 1) + [1], [0] * n, tree=tree)


def load_trees(base):
    gum = lambda name: len(name.split("_")) > 1 and name.split("_")[1] in GUM_GENRES
    return {
        "train": read_conllu(f"{base}/ud_ewt/en_ewt-ud-train.conllu") + read_conllu(f"{base}/ud_gum/en_gum-ud-train.conllu", gum),
        "dev": read_conllu(f"{base}/ud_ewt/en_ewt-ud-dev.conllu"),
        "test": read_conllu(f"{base}/ud_ewt/en_ewt-ud-test.conllu"),
    }


# names

EVENT = re.compile(r"\b(war|games?|cup|festival|olympics?|championships?|summit|elections?|day|conference|forum|league|expo|tournament|"
                   r"open|grand prix|revolution|congress|week|convention|session|fair|series|uprising|massacre|earthquake|hurricane|"
                   r"typhoon|cyclone|christmas|ramadan|easter|eid|derby|marathon|coup|genocide|holocaust|brexit|meeting)\b", re.I)
WORK = re.compile(r"\b(act|law|constitution|code|treaty|agreement|bill|award|prize|book|song|film|report|declaration|convention on|protocol|"
                  r"accords?|charter|plan|initiative|pact|resolution|index|programme|program|project|strategy|scheme|policy)\b", re.I)


def misc_types(text):
    if EVENT.search(text):
        return bits("event")
    if WORK.search(text):
        return bits("work")
    return bits("event", "work", "product")


def open_ends(words, last=1):
    """Ends of a paragraph whose sentences were not cut: nothing is known after a full stop."""
    end = [0] * len(words)
    for i, w in enumerate(words[:-1]):
        if w and w[-1] in ".!?…":
            end[i] = -1
            while i + 1 < len(words) and words[i + 1] in ("\"", "”", "''", "’", "'", ")", "]"):
                i += 1
                end[i] = -1
    end[-1] = last
    return end


def name_run(rows, types, free=0, last=1):
    """rows: (word, tag); tags IO, IOB1 or IOB2."""
    words, names, before = [w for w, _ in rows], [], "O"
    for i, (_, tag) in enumerate(rows):
        kind = tag[2:]
        if tag == "O" or kind not in types:
            before = "O"
            continue
        if tag[0] == "B" or before != kind:
            names.append([i, i + 1, kind])
        else:
            names[-1][1] = i + 1
        before = kind
    spans = []
    for a, b, kind in names:
        allowed = types[kind]
        if kind == "Misc":
            allowed = misc_types(" ".join(words[a:b]))
        spans.append((a, b, allowed, False))
    return Run(words, guess_glue(words), open_ends(words, last), [0] * len(words), names=spans, free=free)


def guess_glue(words):
    """Where the spaces are gone: signs lean to the left, openers to the right, hyphens to both sides."""
    glued = [False] * len(words)
    for i in range(len(words) - 1):
        a, b = words[i], words[i + 1]
        glued[i] = (b in ".,;:!?)]%”’'" or b.lower() in ("'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d", "'m")
                    or a in "([$“‘" or a in "-–/" or b in "-–/")
    return glued


def read_columns(path, types, free=0, word=0, tag=-1, encoding="utf-8"):
    """Sentences of `word ... tag` lines."""
    out, rows = [], []
    for line in open(path, encoding=encoding):
        c = line.split()
        if len(c) > max(word, tag, 1) and c[0] not in ("-DOCSTART-", "#"):
            rows.append((c[word], c[tag]))
        elif rows:
            out.append(name_run(rows, types, free))
            rows = []
    return out + ([name_run(rows, types, free)] if rows else [])


OF_MISC = {"e": bits("event"), "w": bits("work"), "p": bits("product"), "n": bits("nationality", "event", "work", "product"), "-": 0}


def read_misc(path="train/names/misc.tsv"):
    """What the spans are that Worldwide calls Misc, read by us: (article, line of its first word) -> letter of OF_MISC or ?."""
    rows = (line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8") if line[0] != "#")
    return {(article, int(line)): letter for article, line, letter in rows}


def read_worldwide(base):
    types = {"Person": BIT["person"], "Location": BIT["place"], "Organization": BIT["organization"], "Facility": BIT["facility"],
             "NORP": BIT["nationality"], "Product": BIT["product"], "Misc": 0}
    types.update((f"Misc {letter}", allowed) for letter, allowed in OF_MISC.items() if allowed)
    misc = read_misc()
    train, dev = [], []
    for path in sorted(glob.glob(f"{base}/worldwide_newswire/processed_annotated/*.tsv")):
        document, rows, article, letter = [], [], os.path.basename(path)[:-len(".txt.tsv")], ""
        for n, line in enumerate(open(path, encoding="utf-8")):
            c = line.rstrip("\n").split("\t")
            if n == 0 and c[0].startswith("http"):
                continue
            if len(c) > 1 and c[0].strip():
                tag = c[1]
                if tag[2:] == "Misc":
                    letter = misc.get((article, n + 1), letter)
                    tag += " " + letter if letter in OF_MISC else ""
                rows.append((c[0].strip(), "O" if tag[2:] in ("Date", "Money") else tag))
            elif rows:
                document.append(name_run(rows, types))
                rows = []
        if rows:
            document.append(name_run(rows, types))
        held = os.path.basename(path).startswith(HELD_OUT)
        (dev if held else train).append(document)
    return train, dev


def read_re3d(base):
    """Nominal mentions are marked there too: only written-out names teach, the rest is left open."""
    types = {"Person": BIT["person"], "Organisation": BIT["organization"], "Location": BIT["place"], "Nationality": BIT["nationality"],
             "Weapon": BIT["product"], "MilitaryPlatform": BIT["product"]}
    folder = [p for p in glob.glob(f"{base}/re3d/*/") if "BBC" not in p]
    out = []
    for path in sorted(folder):
        texts = {d["_id"]: d["text"] for d in map(json.loads, open(path + "documents.json", encoding="utf-8"))}
        marks = {}
        for e in map(json.loads, open(path + "entities.json", encoding="utf-8")):
            if e["type"] in types and e.get("confidence", 1) >= 0.5:
                marks.setdefault(e["documentId"], []).append(e)
        for key, text in sorted(texts.items()):
            spans = sorted(((e["begin"], e["end"], e["type"]) for e in marks.get(key, [])), key=lambda s: (s[0], -s[1]))
            out.append(paragraph_runs(text, lambda words, at: re3d_names(words, at, text, spans, types)))
    return out


def re3d_names(cut, at, text, spans, types):
    names, last = [], 0
    for a, b, kind in spans:
        w = [i for i, (s, e) in enumerate(cut) if a <= at + s and at + e <= b]
        if not w or w[0] < last:
            continue
        last = w[-1] + 1
        written = [text[at + s:at + e] for s, e in cut[w[0]:last]]
        proper = all(x[0].isupper() or x[0].isdigit() or not x[0].isalpha() or x in ("of", "the", "and", "for", "al") for x in written)
        proper = proper and any(x[0].isupper() for x in written)
        names.append((w[0], last, types[kind] if proper else ALL, not proper))
    return {"names": names, "free": bits("event", "work", "facility", "product")}


def paragraph_runs(text, fill):
    """Runs of the paragraphs of a text; fill(cut, offset) gives the rest of what is known."""
    runs = []
    for m in re.finditer(r"[^\n]+", text):
        cut = cut_words(m.group())
        if not cut:
            continue
        words = [m.group()[s:e] for s, e in cut]
        glued = [i + 1 < len(cut) and cut[i][1] == cut[i + 1][0] for i in range(len(cut))]
        runs.append(Run(words, glued, open_ends(words), [0] * len(words), **fill(cut, m.start())))
    return runs


def read_redocred(base):
    types = {"PER": BIT["person"], "ORG": BIT["organization"], "LOC": bits("place", "facility", "nationality"),
             "MISC": bits("event", "work", "product", "nationality")}
    out = []
    for part in ("dev", "test"):
        for d in json.load(open(f"{base}/redocred/data/{part}_revised.json", encoding="utf-8")):
            runs = []
            for n, words in enumerate(d["sents"]):
                spans = {(m["pos"][0], m["pos"][1], types[m["type"]]) for v in d["vertexSet"] for m in v
                         if m["sent_id"] == n and m["type"] in types and m["pos"][1] <= len(words)}
                spans = sorted(s for s in spans if s[0] < s[1])
                clean = [(a, b, t, False) for i, (a, b, t) in enumerate(spans) if i == 0 or a >= spans[i - 1][1]]
                if words:
                    runs.append(Run(words, guess_glue(words), [0] * (len(words) - 1) + [1], [0] * len(words), names=clean))
            if runs:
                out.append(runs)
    return out


def load_names(base):
    crossner = {"politician": BIT["person"], "person": BIT["person"], "organisation": BIT["organization"],
                "politicalparty": BIT["organization"], "event": BIT["event"], "election": BIT["event"], "country": BIT["place"],
                "location": bits("place", "facility"), "misc": bits("nationality", "work", "product", "event")}
    wikigold = {"PER": BIT["person"], "ORG": BIT["organization"], "LOC": bits("place", "facility"),
                "MISC": bits("event", "work", "product", "nationality")}
    wnut = {"person": BIT["person"], "location": bits("place", "facility"), "corporation": BIT["organization"],
            "group": BIT["organization"], "product": BIT["product"], "creative-work": BIT["work"]}
    train, dev = read_worldwide(base)
    other = [read_columns(f"{base}/crossner/politics/{p}.txt", crossner) for p in ("train", "dev")]
    other.append(read_columns(f"{base}/ner_juandr/wikigold/CONLL-format/data/wikigold.conll.txt", wikigold))
    other.append(read_columns(f"{base}/ner_juandr/WNUT17/CONLL-format/data/train/wnut17train.conll", wnut, bits("nationality", "event")))
    other += read_re3d(base) + read_redocred(base)
    pool = name_pool(train + other)
    plain = {"PER": BIT["person"], "ORG": BIT["organization"], "LOC": bits("place", "facility")}
    rest = bits("event", "work", "product", "nationality")
    for path in sorted(glob.glob(f"{base}/ner_juandr/BTC/CONLL-format/data/*.conll")):
        other.append(read_columns(path, plain, rest))
    other.append(read_columns(f"{base}/uner_ewt/en_ewt-ud-dev.iob2", plain, rest, word=1, tag=2))
    return {"train": train, "other": other, "dev": dev, "pool": pool}


def name_pool(documents, table="data/products.tsv"):
    """Every name whose type is sure, and our own table of products: bits -> lists of words."""
    pool = {}
    for run in (r for d in documents for r in d):
        for a, b, types, unsure in run.names:
            if not unsure and types in BIT.values():
                pool.setdefault(types, set()).add(tuple(run.words[a:b]))
    for row in csv.DictReader((x for x in open(table, encoding="utf-8") if x[0] != "#"), delimiter="\t"):
        for name in [row["name"], *filter(None, row["aliases"].split(";"))]:
            pool[BIT["product"]].add(tuple(name[a:b] for a, b in cut_words(name)))
    return {k: [list(n) for n in sorted(v)] for k, v in pool.items()}


# who says what

def read_polnear(base, part):
    out, seen = [], set()
    for path in sorted(glob.glob(f"{base}/polnear/{part}/attributions/*.ann")):
        stem = os.path.basename(path)[:-4]
        text_path = f"{base}/polnear/{part}/text/{stem}.txt"
        if not os.path.exists(text_path):
            stem = re.sub(r"_[0-9a-f]{4}$", "", stem)
            text_path = f"{base}/polnear/{part}/text/{stem}.txt"
        if stem in seen or not os.path.exists(text_path):
            continue
        seen.add(stem)
        text = open(text_path, encoding="utf-8", newline="").read()
        spans = []
        for line in open(path, encoding="utf-8"):
            m = re.match(r"T\d+\t(Source|Cue|Content) ([\d ;]+)", line)
            for r in m.group(2).split(";") if m else ():
                a, b = map(int, r.split())
                spans.append((a, b, SAID.index(m.group(1).lower())))
        spans.sort(key=lambda s: s[0] - s[1])  # long ones first, so that inner ones win
        owner = [None] * (len(text) + 1)
        for n, (a, b, _) in enumerate(spans):
            owner[a:b] = [n] * (b - a)
        out.append(paragraph_runs(text, lambda cut, at: {"said": said_spans(cut, at, owner, spans)}))
    return [d for d in out if d]


def said_spans(cut, at, owner, spans):
    out, before = [], None
    for i, (s, _) in enumerate(cut):
        n = owner[at + s] if at + s < len(owner) else None
        if n is not None and n == before:
            out[-1] = (out[-1][0], i + 1, out[-1][2])
        elif n is not None:
            out.append((i, i + 1, spans[n][2]))
        before = n
    return out


# claims

def read_claims(path):
    return by_article(map(json.loads, open(path, encoding="utf-8")))


ARTICLES = {"newswire": "worldwide_newswire/original_articles", "politics": "polnear/train/text"}


def read_article_claims(base, kind):
    """Our claims in sentences of a set's articles: spans in code points of a stretch of the article, whose text stays there."""

    def stretch(d):
        return open(f"{base}/{ARTICLES[kind]}/{d['article']}.txt", encoding="utf-8", newline="").read()[slice(*d["span"])]

    return read_marks(f"train/claims/{kind}.jsonl", stretch)


def read_ecbplus_claims(base):
    """Our claims in sentences of ECB+, which lies beside the other sets: $ARRIAN_STORIES or BASE/../stories. Without it they are left out."""
    folder = os.environ.get("ARRIAN_STORIES", f"{base}/../stories") + "/ecbplus/ECB+"
    if not os.path.isdir(folder):
        print(f"no {folder}: train/claims/ecbplus.jsonl is LEFT OUT", file=sys.stderr)
        return []

    def sentence(d):
        tokens = ElementTree.parse(f"{folder}/{d['article'].split('_')[0]}/{d['article']}.xml").iter("token")
        return join_tokens([t.text or "" for t in tokens if t.get("sentence") == str(d["sentence"])])

    return read_marks("train/claims/ecbplus.jsonl", sentence)


def join_tokens(tokens):
    """The text that ECB+ cut into tokens: quotation marks by turns, and what was cut too often ("$2. 5", "p. m.") whole again."""
    tokens = [t for token in tokens for t in re.split(r"(``|''|\")", token) if t]
    text, inside, stuck = "", False, True
    for i, t in enumerate(tokens):
        left = t in tuple(".,;:!?)]%”’'…-/_") or t.lower() in ("'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d", "'m", "...")
        right = t in tuple("([$“‘-/_")
        if t in ("``", "''", '"'):
            left = inside or i + 1 == len(tokens)
            t, inside, right = '"', not left, not left
        text += t if stuck or left else " " + t
        stuck = right
    return CUT_TOO_OFTEN.sub("", text)


CUT_TOO_OFTEN = re.compile(r"(?<=\d[.:]) (?=\d)|(?<=\d,) (?=\d{3}(?!\d))|(?<=’) (?=s\b)|(?<=\b[apAPU]\.) (?=[mMS]\.)")


def read_marks(path, text_of):
    def told(d):
        text = text_of(d)
        if hashlib.sha256(text.encode()).hexdigest()[:16] != d["sha256"]:
            raise ValueError(f"{path}: {d['article']} {d.get('span') or d['sentence']}: the article's text is not the one that was annotated")
        return {**d, "text": text}

    return by_article(told(json.loads(line)) for line in open(path, encoding="utf-8"))


def by_article(sentences):
    documents, before = [], None
    for d in sentences:
        if d["article"] != before:
            documents.append([])
            before = d["article"]
        run = claim_run(d)
        if run:
            documents[-1].append(run)
    return [d for d in documents if d]


OWN = {"A": "actor", "R": "recipient", "P": "place", "T": "time", "Q": "quantity", "S": "source"}


def read_own_claims(folder):
    """Our sentences (train/claims/*.txt), each a document of its own."""
    documents = []
    for path in sorted(glob.glob(folder + "/*.txt")):
        lines = "".join(line for line in open(path, encoding="utf-8") if line[0] != "#")
        for block in filter(None, lines.strip().split("\n\n")):
            text, *rows = block.strip().split("\n")
            documents.append([claim_run({"text": text, "claims": [own_claim(text, row) for row in rows]})])
    return documents


def own_claim(text, row):
    """ACT stance: cue | A actor; actor | R recipient | P place | T time | Q quantity | S source"""
    head, *fields = row.split(" | ")
    kind, cue = head.split(": ", 1)
    act, stance = kind.split()
    claim = {"cue": own_span(text, cue), "act": act, "stance": stance}
    for field in fields:
        spans = [own_span(text, words) for words in field[2:].split("; ")]
        claim[OWN[field[0]]] = spans[0] if field[0] == "S" else spans
    return claim


def own_span(text, words):
    words, _, time = words.partition("@")
    at = -1
    for _ in range(int(time or 1)):
        at = text.index(words, at + 1)
    return at, at + len(words)


def claim_run(d):
    text = d["text"]
    cut = cut_words(text)
    if not cut:
        return None

    def inside(a, b):
        return [i for i, (s, e) in enumerate(cut) if min(e, b) - max(s, a) > (e - s) / 2]

    claims, taken = [], set()
    for c in sorted(d["claims"], key=lambda c: c["cue"][0] - c["cue"][1]):
        w = inside(*c["cue"])
        if not w or taken & set(range(w[0], w[-1] + 1)):
            continue
        taken |= set(range(w[0], w[-1] + 1))
        roles = {}
        for role in ("actor", "recipient", "place", "time", "quantity"):
            roles[role] = {i for a, b in c.get(role) or [] for i in inside(a, b)}
        roles["source"] = set(inside(*c["source"])) if c.get("source") else set()
        claims.append(Claim((w[0], w[-1] + 1), c["act"], c["stance"], roles))
    claims.sort(key=lambda c: c.cue)
    words = [text[s:e] for s, e in cut]
    glued = [i + 1 < len(cut) and cut[i][1] == cut[i + 1][0] for i in range(len(cut))]
    return Run(words, glued, [0] * (len(cut) - 1) + [1], [0] * len(cut), claims=claims)


def claims_to_learn(base, claims):
    articles = [d for kind in ARTICLES for d in read_article_claims(base, kind)] + read_ecbplus_claims(base)
    return 2 * read_claims(f"{claims}/train.jsonl") + articles + 2 * read_own_claims("train/claims")


def load(base, claims):
    names = load_names(base)
    return {
        "tree": load_trees(base),
        "name": {"train": names["train"], "dev": names["dev"]},
        "name2": {"train": names["other"]}, "pool": names["pool"],
        "said": {"train": read_polnear(base, "train"), "dev": read_polnear(base, "dev")},
        "claim": {"train": claims_to_learn(base, claims), "dev": read_claims(f"{claims}/dev.jsonl")},
    }

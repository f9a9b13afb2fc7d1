#!/usr/bin/env python3
"""check_acts.py: are the lexicons of cues, units and lines in order?   tools/check_acts.py [NAME...]

Every row has all its columns, its own id, a source, and an example in which its pattern occurs: by lemma for verbs
and nouns, as it stands for everything else. `*` is up to three words, `a|b` either; `#` is a number in a line."""

import os
import re
import sys

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data")
TABLES = {"acts": ("pattern", True), "speech": ("pattern", True), "irregular": ("forms", False),
          "stance": ("pattern", False),
          "units": ("words", False), "numbers": ("word", False), "bounds": ("pattern", False),
          "abbreviations": ("words", False), "furniture": ("pattern", False)}
ACTS = set("AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
           "MOBILIZE COERCE ASSAULT STATE HARM".split())
STANCES = set("happened ongoing planned possible conditional denied refused demanded reported".split()) | {""}
ALLOWED = {"act": ACTS | {""}, "stance": STANCES, "bound": set("low high about exact between".split())}
WORD = re.compile(r"[\w'’.$€£¥₹₽₩₴₪₫₦%‰°/²³]+(?:-[\w'’.]+)*|[^\s\w]")


def read(path):
    with open(path, encoding="utf-8", newline="\n") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if not line.startswith("# ") and line != "#\n"]
    return rows[0], rows[1:]


def irregular(path=os.path.join(DATA, "irregular.tsv")):
    verbs, nouns = {}, {}
    if os.path.exists(path):
        columns, rows = read(path)
        for row in (dict(zip(columns, row)) for row in rows):
            (verbs if row["pos"] == "verb" else nouns).setdefault(row["lemma"], []).extend(row["forms"].split(";"))
    return verbs, nouns


def third(base):
    if re.search(r"[^aeiou]y$", base):
        return base[:-1] + "ies"
    return base + ("es" if re.search(r"(s|x|z|o|[cs]h)$", base) else "s")


def gerund(base):
    return base[:-1] + "ing" if re.search(r"[^eo]e$", base) else base + "ing"


def past(base):
    if re.search(r"[^aeiou]y$", base):
        return base[:-1] + "ied"
    return base + ("d" if base.endswith("e") else "ed")


def forms(lemma, tables):
    verbs, nouns = tables
    found = {lemma, third(lemma), gerund(lemma)}
    found.update(verbs.get(lemma, [past(lemma)]))
    found.update(nouns.get(lemma, []))
    if lemma == "be":
        found.update(["am", "is", "are", "was", "were", "been"])
    return found


def occurs(pattern, words, tables):
    parts = [None if part == "*" else set().union(*(forms(word, tables) for word in part.split("|")))
             for part in pattern.split(" ")]

    def match(p, w):
        if p == len(parts):
            return True
        if parts[p] is None:
            return any(match(p + 1, w + gap) for gap in range(4))
        return w < len(words) and words[w] in parts[p] and match(p + 1, w + 1)
    return any(match(0, start) for start in range(len(words)))


def line_pattern(pattern):
    parts = re.split(r"([*#])", pattern.lower())
    return "".join({"*": ".*", "#": r"\d[\d.,]*"}.get(part, re.escape(part)) for part in parts)


def holds(name, row, tables):
    column, by_lemma = TABLES[name]
    example, cell = row["example"], row[column]
    if name == "furniture":
        return re.search(line_pattern(cell), example.lower()) is not None
    if name == "irregular":
        any_form = "|".join(re.escape(form) for form in [row["lemma"]] + cell.split(";"))
        return re.search(r"(?<!\w)(%s)(?!\w)" % any_form, example) is not None
    if by_lemma:
        words = [word.lower().rstrip(".") for word in WORD.findall(example)]
        split = [part for word in words for part in word.split("-")]
        return occurs(cell, words, tables) or occurs(cell, split, tables)
    text = " " + re.sub(r"\s+", " ", example.lower()) + " "
    return any(re.search(r"(?<![a-z])%s(?![a-z])" % re.escape(word.lower()), text) for word in cell.split(";"))


def check(name, tables):
    path = os.path.join(DATA, name + ".tsv")
    columns, rows = read(path)
    seen = set()
    for number, cells in enumerate(rows, 1):
        row = dict(zip(columns, cells))
        where = "%s.tsv row %d (%s)" % (name, number, cells[0])
        if len(cells) != len(columns):
            yield "%s has %d cells, not %d" % (where, len(cells), len(columns))
            continue
        if any(cell != cell.strip() for cell in cells) or not all(row[c] for c in ("id", "source", "example")):
            yield where + " has a stray blank or an empty cell that must be filled"
        if row["id"] in seen:
            yield where + " repeats an id"
        seen.add(row["id"])
        for column, allowed in ALLOWED.items():
            if column in row and row[column] not in allowed:
                yield "%s: no %s is called %s" % (where, column, row[column])
        if not holds(name, row, tables):
            yield "%s is not in its example: %s" % (where, row["example"])


def main(names):
    tables, failed = irregular(), 0
    names = names or [name for name in TABLES if os.path.exists(os.path.join(DATA, name + ".tsv"))]
    for name in names:
        troubles = list(check(name, tables))
        failed += bool(troubles)
        for trouble in troubles:
            print(trouble)
    print("%d passed, %d failed" % (len(names) - failed, failed))
    return 1 if failed or not names else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

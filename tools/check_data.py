#!/usr/bin/env python3
"""check_data.py: are the lexicons in order?   tools/check_data.py [data/*.tsv] -> "N passed, M failed"

Every row has all its columns, its own id, a source, and an example that holds the entry in one of its forms. Where
Debian's iso-codes is installed, each code of a state is one of ISO 3166-1 (or XKX)."""

import glob
import json
import os
import sys

import lexicon_file

NAMED = ["states", "bodies", "places", "titles", "given_names", "family_names", "outlets", "facility_words",
         "body_words", "place_words", "event_words", "product_words", "peoples", "events", "products"]
ISO = "/usr/share/iso-codes/json/iso_3166-1.json"


def iso_codes():
    if not os.path.exists(ISO):
        return None
    with open(ISO, encoding="utf-8") as source:
        return {entry["alpha_3"] for entry in json.load(source)["3166-1"]} | {"XKX"}


def row_troubles(row, columns, seen):
    if len(row) != len(columns):
        yield "has %d cells, not %d" % (len(row), len(columns))
    for column in ("id", "source", "example"):
        if not row.get(column, "").strip():
            yield "has no " + column
    if row.get("id") in seen:
        yield "repeats the id of another row"
    cells = list(row.values())
    if any(cell != cell.strip() or '"' in cell and cell is not row.get("example") for cell in cells):
        yield "has a stray blank or quote"
    if any(part == "" for cell in cells if ";" in cell and cell is not row.get("example") for part in cell.split(";")):
        yield "has an empty item in a list"
    if not any(form in row.get("example", "") for form in lexicon_file.forms(row)):
        yield "is not in its example"


def code_troubles(row, codes):
    cells = [row.get("iso3", ""), row.get("iso3s", "")]
    for code in (code for cell in cells for code in cell.split(";") if code):
        if codes and code not in codes:
            yield "names no state: " + code


def check(path, codes):
    with open(path, "rb") as source:
        if b"\r" in source.read():
            yield "%s: has a carriage return" % path
    comments, columns, rows = lexicon_file.read(path)
    with open(path, encoding="utf-8", newline="\n") as source:
        cells = [line.rstrip("\n").count("\t") + 1 for line in source][len(comments) + 1:]
    seen = set()
    for number, (row, width) in enumerate(zip(rows, cells), len(comments) + 2):
        troubles = list(row_troubles(row, columns, seen)) + list(code_troubles(row, codes))
        if width > len(columns):
            troubles.append("has %d cells, not %d" % (width, len(columns)))
        seen.add(row.get("id"))
        for trouble in troubles:
            yield "%s:%d: %s %s" % (path, number, row.get("id"), trouble)
    if os.path.basename(path) == "states.tsv" and codes and seen != codes:
        yield "%s: codes missing or unknown: %s" % (path, " ".join(sorted(seen ^ codes)))


def main(paths):
    here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data")
    paths = paths or [path for path in sorted(glob.glob(os.path.join(here, "*.tsv")))
                      if os.path.splitext(os.path.basename(path))[0] in NAMED]
    codes, failed = iso_codes(), 0
    for path in paths:
        troubles = list(check(path, codes))
        failed += bool(troubles)
        for trouble in troubles:
            print(trouble)
    print("%d passed, %d failed" % (len(paths) - failed, failed))
    return 1 if failed or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

#!/bin/bash
# verify.sh: one byte of a source changed, anywhere: verify exits 3 and names every row that stands on it, and no row of another report.
. "$(dirname "$0")/lib.sh"
cp -r examples/border "$work/border"
"$ARRIAN" collate --engine rules "$work/border" --store "$work/s.sqlite" >"$out" 2>"$err"
expect "verify: nothing changed" 0 "$ARRIAN" verify "$work/s.sqlite"
python3 - "$ARRIAN" "$work" <<'PYTHON'
import os, random, re, sqlite3, subprocess, sys
arrian, work = sys.argv[1:]
base = sqlite3.connect(f"{work}/s.sqlite")
rows = base.execute("SELECT letter || id, document_id, start, stop, text FROM evidence").fetchall()
paths = dict(base.execute("SELECT id, found_at FROM documents"))
random.seed(11)
missed = wrong = codes = named = tried = 0
for document, path in paths.items():
    raw = open(path, "rb").read()
    for _ in range(12):
        at = random.randrange(len(raw))
        if not chr(raw[at]).isalnum() or raw[at] > 127:
            continue
        changed = bytearray(raw)
        changed[at] = ord("7" if chr(raw[at]).isdigit() and raw[at] != ord("7") else "x" if raw[at] != ord("x") else "y")
        open(path, "wb").write(changed)
        run = subprocess.run([arrian, "verify", f"{work}/s.sqlite"], capture_output=True, text=True)
        open(path, "wb").write(raw)
        broken = set(re.findall(r"^broken: ([a-z]\d+)[ :]", run.stdout, re.M))
        tried += 1
        codes += run.returncode != 3
        # in a page, a byte of a tag is no byte of the words; there the file alone is named
        standing = {r[0] for r in rows if r[1] == document and r[2] <= at < r[3]} if not path.endswith(".html") else set()
        missed += len(standing - broken)
        named += len(standing)
        others = {r[0] for r in rows if r[1] != document} - {r[0] for r in rows if r[1] == document}
        wrong += len(broken & others) + (f"d{document}" not in broken)
print(f"{'ok' if tried > 30 and not codes else 'not ok'} verify: {tried} single bytes changed: exit 3 each time")
print(f"{'ok' if named > 100 and not missed else 'not ok'} verify: all {named} rows that stand on those bytes are named, {missed} missed")
print(f"{'ok' if not wrong else 'not ok'} verify: the report is named, no row of another is: {wrong} wrong")
PYTHON
PYTHONPATH='' python3 - "$work/s.sqlite" <<'PYTHON'
import sqlite3, sys
base = sqlite3.connect(sys.argv[1]); base.execute("PRAGMA foreign_keys = ON")
base.execute("UPDATE claims SET text = 'something else' WHERE id = (SELECT min(id) FROM claims)"); base.commit()
PYTHON
expect "verify: a row's words changed" 3 "$ARRIAN" verify "$work/s.sqlite"
check "verify: a row's words changed: that row alone is named" test "$(grep -c '^broken' "$out")" = 1 -a "$(grep -c '^broken: c1 (words)' "$out")" = 1

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
cp "$work/s.sqlite" "$work/moved.sqlite"
change() { # STORE SQL
    PYTHONPATH='' python3 - "$@" <<'PYTHON'
import sqlite3, sys
base = sqlite3.connect(sys.argv[1]); base.execute(sys.argv[2]); base.commit()
PYTHON
}
change "$work/s.sqlite" "INSERT OR REPLACE INTO spelt SELECT document_id, start, length, 'something else' FROM packed_claims WHERE id = 1"
expect "verify: a row's words changed" 3 "$ARRIAN" verify "$work/s.sqlite"
check "verify: a row's words changed: it is named" grep -q '^broken: c1 (words)' "$out"
check "verify: a row's words changed: and the story, and no row that stands elsewhere" test "$(grep -c '^broken' "$out")" = \
    "$(($(grep -c 'kept "something else"' "$out") + 1))"
for row in "UPDATE packed_claims SET start = start + 1 WHERE id = 2" "DELETE FROM packed_names WHERE id = 3" \
    "UPDATE packed_quotes SET length = length - 1 WHERE id = 1"; do
    cp "$work/moved.sqlite" "$work/m.sqlite"
    change "$work/m.sqlite" "$row"
    expect "verify: ${row%% SET*}" 3 "$ARRIAN" verify "$work/m.sqlite"
    check "verify: ${row%% SET*}: its story is named" grep -q '^broken: y[0-9]*: its rows are not those that were kept' "$out"
done
for row in "packed_names SET entity = 9999 WHERE id = 2" "packed_names SET tie_by = -1 WHERE id = 2" "packed_claims SET time = 9999 WHERE id = 1" \
    "packed_claims SET parties = substr(parties, 1, 3) || char(9999) || substr(parties, 5) WHERE id = 1" "packed_accord_values SET claim = 9999 WHERE accord_id = 1"; do
    cp "$work/moved.sqlite" "$work/m.sqlite"
    change "$work/m.sqlite" "UPDATE $row"
    expect "verify: $row" 3 "$ARRIAN" verify "$work/m.sqlite"
    check "verify: $row: it is named" grep -qE '^broken: a row of packed_[a-z_]* \([0-9]*\) points at a row of packed_[a-z]* that is not there' "$out"
done

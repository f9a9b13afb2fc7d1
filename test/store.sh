#!/bin/bash
# store.sh: rows that stay: ids, verify, a flipped byte, a killed run, files that are no stores.
. "$(dirname "$0")/lib.sh"
store=$work/s.sqlite
cp -r examples/ferry "$work/ferry"

sql() { python3 - "$@" <<'PYTHON'
import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]): print("|".join("" if v is None else str(v) for v in row))
PYTHON
}
expect "collate --store" 0 "$ARRIAN" collate "$work/ferry" --store "$store"
expect "verify a whole store" 0 "$ARRIAN" verify "$store"
claims=$(sql "$store" "SELECT count(*) FROM claims")
check "there are claims in it" test "$claims" -gt 0
sql "$store" "SELECT id, text FROM claims" >"$work/claims.1"
"$ARRIAN" collate --json "$work/ferry" >"$work/records.jsonl"
check "ids of a new store are those of collate --json" python3 - "$store" "$work/records.jsonl" <<'PYTHON'
import json, sqlite3, sys
rows = {f"{l}{i}": (f"d{d}", a, b, t) for l, i, d, a, b, t in sqlite3.connect(sys.argv[1]).execute(
    "SELECT letter, id, document_id, start, stop, text FROM evidence WHERE part = 'words'")}
told = {r["id"]: (r["doc"], *r["span"], r["text"]) for r in map(json.loads, open(sys.argv[2], encoding="utf-8")) if "text" in r and "span" in r}
sys.exit(not told or any(rows.get(i) != t for i, t in told.items()))
PYTHON
expect "the same story again" 0 "$ARRIAN" collate "$work/ferry" --store "$store"
sql "$store" "SELECT id, text FROM claims" >"$work/claims.2"
check "the same story again: the same rows under the same ids" cmp -s "$work/claims.1" "$work/claims.2"
expect "another story" 0 "$ARRIAN" collate examples/border --store "$store"
check "another story: both are there" test "$(sql "$store" "SELECT count(DISTINCT story_id) FROM documents")" -ge 2
check "every column is in the dictionary" test -z "$(sql "$store" "SELECT m.name || '.' || p.name FROM sqlite_master m,
    pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND NOT EXISTS
    (SELECT 1 FROM columns c WHERE c.table_name = m.name AND c.column_name = p.name)")"
check "the dictionary names no column that is not there" test "$(sql "$store" "SELECT count(*) FROM columns c WHERE NOT EXISTS
    (SELECT 1 FROM pragma_table_info(c.table_name) p WHERE p.name = c.column_name)")" = 0
for view in claims_by_actor accords_of_story conflicts quotes_by_speaker evidence; do
    check "view $view" test -n "$(sql "$store" "SELECT count(*) FROM $view")"
done
for id in $(sql "$store" "SELECT letter || min(id) FROM evidence GROUP BY letter") y1 e1; do
    expect "show $id" 0 "$ARRIAN" show "$id" --store "$store"
    check "show $id: prints" test -s "$out"
done
"$ARRIAN" show "c$(sql "$store" "SELECT min(id) FROM claims")" --store "$store" >"$out"
check "show a claim: words marked, act and why" grep -q '»' "$out"
check "show a claim: why" grep -q '^  why ' "$out"
expect "show an id that is not there" 1 "$ARRIAN" show c999999 --store "$store"
expect "show what is no id" 2 "$ARRIAN" show c1x --store "$store"
expect "report from the store" 0 "$ARRIAN" report "$store" -o "$work/page.html"

# a file that changed after it was read
sed -i '0,/129 people/s//128 people/' "$work/ferry/1-aegean-wire.txt"
expect "verify after a source changed" 3 "$ARRIAN" verify "$store"
check "verify names a row on the changed bytes" grep -qE '^broken: q[0-9]+ ' "$out"
check "verify names no row of another report" test -z "$(grep '^broken' "$out" | grep -v aegean)"
cp examples/ferry/1-aegean-wire.txt "$work/ferry/"
expect "verify after it was put right" 0 "$ARRIAN" verify "$store"

# one byte of the kept ones
cp "$store" "$work/flipped.sqlite"
python3 - "$work/flipped.sqlite" <<'PYTHON'
import sys
path = sys.argv[1]; raw = bytearray(open(path, "rb").read())
at = raw.find(b"at least 12 people"); raw[at + 9] = ord("7"); open(path, "wb").write(raw)
PYTHON
expect "verify a flipped byte" 3 "$ARRIAN" verify "$work/flipped.sqlite"
check "verify a flipped byte: names it" grep -q '^broken' "$out"

# a run that is killed in the midst of writing leaves the old store whole
mkdir "$work/many"
for i in $(seq 1 40); do
    { echo "Report number $i"; echo; for k in 1 2 3 4 5 6 7 8; do sed -n '3,$p' examples/ferry/1-aegean-wire.txt; echo "Part $k of $i."; done; } >"$work/many/$i.txt"
done
before=$(sql "$store" "SELECT count(*), max(id) FROM documents")
killed=0 after_all=
start=$(date +%s%N)
cp "$store" "$work/k.sqlite"
"$ARRIAN" collate --engine rules --one "$work/many" --store "$work/k.sqlite" >/dev/null 2>&1
took=$((($(date +%s%N) - start) / 1000000))
for step in $(seq 1 12); do
    cp "$store" "$work/k.sqlite"
    "$ARRIAN" collate --engine rules --one "$work/many" --store "$work/k.sqlite" >/dev/null 2>&1 &
    child=$!
    sleep "$(awk "BEGIN { print $took * $step / 13000 }")"
    kill -9 "$child" 2>/dev/null && killed=$((killed + 1))
    wait "$child" 2>/dev/null
    [ -e "$work/k.sqlite-journal" ] && after_all="$after_all+"
    now=$(sql "$work/k.sqlite" "SELECT count(*), max(id) FROM documents WHERE id <= ${before#*|}")
    [ "$now" = "$before" ] || not_ok "killed after step $step: $now, not $before"
    "$ARRIAN" verify "$work/k.sqlite" >"$out" 2>"$err" || not_ok "killed after step $step: verify"
    rm -f "$work"/k.sqlite*
done
check "a killed run leaves the store whole ($killed killed, ${#after_all} of them while writing)" test "$killed" -ge 3
cp "$store" "$work/k.sqlite"
timeout --preserve-status -s INT "$(awk "BEGIN { print $took * 0.7 / 1000 }")" "$ARRIAN" collate --engine rules --one "$work/many" --store "$work/k.sqlite" >/dev/null 2>"$err"
code=$?
check "Ctrl-C stops with 130 (or it was done before): $code" test "$code" = 130 -o "$code" = 0
expect "Ctrl-C: the store is whole" 0 "$ARRIAN" verify "$work/k.sqlite"

# files that are no stores
: >"$work/empty.sqlite"
echo "no store at all, only words, and some more of them" >"$work/words.sqlite"
head -c 30000 "$store" >"$work/cut.sqlite"
python3 - "$work" <<'PYTHON'
import sqlite3, sys
other = sqlite3.connect(sys.argv[1] + "/other.sqlite"); other.execute("CREATE TABLE x (y)"); other.commit()
raw = bytearray(open(sys.argv[1] + "/s.sqlite", "rb").read())
newer = bytearray(raw); newer[63] = 99; open(sys.argv[1] + "/newer.sqlite", "wb").write(newer)
for i in range(8192, min(len(raw), 60000), 7): raw[i] ^= 0x5A
open(sys.argv[1] + "/torn.sqlite", "wb").write(raw)
PYTHON
for kind in empty words other newer; do
    expect "verify: $kind.sqlite" 2 "$ARRIAN" verify "$work/$kind.sqlite"
    says "verify: $kind.sqlite: says so" "$kind.sqlite"
done
for kind in cut torn; do
    expect "verify: $kind.sqlite" 3 "$ARRIAN" verify "$work/$kind.sqlite"
done
expect "verify: a store that is not there" 2 "$ARRIAN" verify "$work/none.sqlite"
check "verify: and it is not made" test ! -e "$work/none.sqlite"
cp "$work/other.sqlite" "$work/other.before"
expect "collate --store into another program's file" 2 "$ARRIAN" collate examples/ferry --store "$work/other.sqlite"
check "it is left as it was" cmp -s "$work/other.sqlite" "$work/other.before"
cp "$work/words.sqlite" "$work/words.before"
expect "collate --store into a text" 2 "$ARRIAN" collate examples/ferry --store "$work/words.sqlite"
check "the text is left as it was" cmp -s "$work/words.sqlite" "$work/words.before"
expect "collate --store where no folder is" 2 "$ARRIAN" collate examples/ferry --store "$work/no/such/s.sqlite"

# ids of stories survive: one gains a report, one is bridged, the others are left alone
mkdir "$work/grow"
cp examples/ferry/1-* examples/ferry/2-* examples/border/1-* examples/border/2-* "$work/grow"
"$ARRIAN" collate "$work/grow" --engine rules --store "$work/g.sqlite" >"$out" 2>"$err"
stories() { sql "$work/g.sqlite" "SELECT s.id, group_concat(replace(d.path, rtrim(d.path, replace(d.path, '/', '')), ''), ' ') FROM stories s JOIN documents d ON d.story_id = s.id GROUP BY s.id ORDER BY s.id"; }
stories >"$work/grow.1"
ferry=$(grep aegean "$work/grow.1" | cut -d'|' -f1)
border=$(grep baltic "$work/grow.1" | cut -d'|' -f1)
check "two happenings are two stories" test "$ferry" != "$border"
sql "$work/g.sqlite" "SELECT c.id, c.text FROM claims c JOIN documents d ON d.id = c.document_id WHERE d.story_id = $border" >"$work/border.1"
cp examples/ferry/3-* "$work/grow/0-first.txt"
expect "a report more" 0 "$ARRIAN" collate "$work/grow" --engine rules --store "$work/g.sqlite"
stories >"$work/grow.2"
check "a report more: its story keeps its id" test "$(grep aegean "$work/grow.2" | cut -d'|' -f1)" = "$ferry"
check "a report more: it stands in it" grep -q "^$ferry|.*0-first.txt" "$work/grow.2"
check "a report more: the other story keeps its id" test "$(grep baltic "$work/grow.2" | cut -d'|' -f1)" = "$border"
sql "$work/g.sqlite" "SELECT c.id, c.text FROM claims c JOIN documents d ON d.id = c.document_id WHERE d.story_id = $border" >"$work/border.2"
check "a report more: the claims of the other story keep their ids" cmp -s "$work/border.1" "$work/border.2"
check "a report more: no report is kept twice" test "$(sql "$work/g.sqlite" "SELECT count(*) - count(DISTINCT found_at) FROM documents")" = 0
expect "one story of all" 0 "$ARRIAN" collate "$work/grow" --one --engine rules --store "$work/g.sqlite"
check "a story that bridges others keeps the id of the largest" test "$(stories | cut -d'|' -f1)" = "$ferry"
expect "a part of it alone" 0 "$ARRIAN" collate "$work"/grow/1-b* --engine rules --store "$work/g.sqlite"
check "a part of it alone takes nothing from it" test "$(stories | wc -l)" = 2
expect "verify after all that" 0 "$ARRIAN" verify "$work/g.sqlite"

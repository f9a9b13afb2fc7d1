#!/bin/bash
# diff.sh: what came, went and changed between runs, stores and versions of a report; what is no run is refused.
. "$(dirname "$0")/lib.sh"
python=python3
mkdir "$work/old" "$work/new"
cp examples/ferry/*.txt "$work/old/" && cp examples/ferry/*.txt "$work/new/"
expect "diff: the same reports" 1 "$ARRIAN" diff "$work/old" "$work/new"
check "diff: the same reports: nothing differs" grep -q '^0 came, 0 went, 0 changed' "$out"
"$ARRIAN" collate --json "$work/old" >"$work/old.jsonl" 2>/dev/null
"$ARRIAN" collate "$work/old" --store "$work/old.sqlite" >/dev/null 2>&1
for a in "$work/old.jsonl" "$work/old.sqlite" "$work/old"; do
    for b in "$work/old.jsonl" "$work/old.sqlite"; do
        expect "diff: lines, store and reports of one run are the same: ${a##*/} ${b##*/}" 1 "$ARRIAN" diff "$a" "$b"
    done
done
report=$work/new/1-aegean-wire.txt
sed -i 's/at least 12 people/at least 17 people/' "$report"
{ echo "Turkey sent two ships to Crete on Monday, the coast guard said."; cat "$work/old/2-island-times.txt"; } >"$work/new/2-island-times.txt"
rm "$work/new/4-coast-gazette.txt"
expect "diff: two runs" 0 "$ARRIAN" diff "$work/old" "$work/new" --json
check "diff --json: the figure changed, the sentence came, the report went" "$python" - "$out" <<'PYTHON'
import json, sys
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
def find(**wanted): return [r for r in rows if all(r.get(k) == v for k, v in wanted.items())]
figure = find(change="changed", kind="quantity", text="at least 12 people", now="at least 17 people")
assert figure and figure[0]["fields"]["low"] == {"was": "12", "is": "17"} and len(figure) == 1
assert [r for r in find(change="came", kind="sentence") if r["text"].startswith("Turkey sent")]
assert [r for r in find(change="came", kind="claim") if "Turkey" in r["fields"].get("actor", {}).get("is", "")]
gone = find(change="went", kind="document")
assert len(gone) == 1 and gone[0]["report"].endswith("4-coast-gazette.txt")
assert not [r for r in rows if r["change"] == "went" and r["kind"] == "sentence"]  # told by their report
assert not [r for r in rows if r["change"] == "went" and r["kind"] in ("quantity", "time", "name", "quote")]
assert not [r for r in rows if r.get("report", "").endswith("3-capital-mail.txt")]  # nothing changed there
PYTHON
expect "diff: the other way round" 0 "$ARRIAN" diff "$work/new" "$work/old" --json
check "diff: the other way round: what came went" "$python" - "$out" <<'PYTHON'
import json, sys
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
assert [r for r in rows if r["change"] == "went" and r["kind"] == "sentence" and r["text"].startswith("Turkey sent")]
assert [r for r in rows if r["change"] == "came" and r["kind"] == "document"]
PYTHON
# two versions of one page, under other names
cp "$work/old/1-aegean-wire.txt" "$work/before.txt" && cp "$report" "$work/after.txt"
expect "diff: two versions of a report" 0 "$ARRIAN" diff "$work/before.txt" "$work/after.txt"
check "diff: two versions: the words of both" grep -q '^changed .*"at least 12 people" -> "at least 17 people": low 12 -> 17' "$out"
check "diff: two versions: no report came or went" test -z "$(grep -E '^(came|went) +document' "$out")"
check "diff: one thread, the same bytes" cmp -s "$out" <("$ARRIAN" diff --threads 1 "$work/before.txt" "$work/after.txt")

head -c 3000 "$work/old.jsonl" >"$work/cut.jsonl"
printf '{"kind":"claim","id":"c1"}\n{"kind":"claim","id":"c1"}\n' >"$work/twice.jsonl"
printf '{"kind":1,"id":[]}\n' >"$work/odd.jsonl"
"$python" -c 'print("{\"kind\":" + "[" * 100000)' >"$work/deep.jsonl"
for kind in cut twice odd deep; do
    expect "diff: $kind.jsonl" 2 "$ARRIAN" diff "$work/$kind.jsonl" "$work/old.jsonl"
    says "diff: $kind.jsonl: says which and where" "$kind\.jsonl: byte"
done
expect "diff: a file that is not there" 2 "$ARRIAN" diff "$work/none" "$work/old.jsonl"

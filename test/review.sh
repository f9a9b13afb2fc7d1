#!/bin/bash
# review.sh: decisions of a reader, replayed: on runs, pages, exports and a store; what no longer finds its words.
. "$(dirname "$0")/lib.sh"
reports=(examples/ferry --one --engine rules)
"$ARRIAN" collate --json "${reports[@]}" >"$work/plain.jsonl" 2>"$err"

# lines about records as they are: one claim, one link, one accord, a relay, a note on each kind
python3 - "$work" <<'PYTHON'
import json, sys
rows = [json.loads(line) for line in open(sys.argv[1] + "/plain.jsonl", encoding="utf-8")]
ids = {r["id"]: r for r in rows}
name = lambda doc: ids[doc]["path"].rsplit("/", 1)[-1]
def place(r): return f'{name(r["doc"])}@{r["span"][0]}-{r["span"][1]} ' + json.dumps(" ".join(r["text"].split()), ensure_ascii=False)
def first(kind, wanted=lambda r: True): return next(r for r in rows if r["kind"] == kind and wanted(r))
claims = [r for r in rows if r["kind"] == "claim"]
linked = first("name", lambda r: "link" in ids[r["entity"]])
accord = first("accord", lambda r: len({v["doc"] for v in r["values"]}) > 1)
relay = next((r for r in rows if r["kind"] == "relay"), None)
lines = ["# decisions", "reject claim " + place(claims[0]), "reject link " + place(linked),
         f'reject accord {accord["about"]} ' + " ".join(place(v) for v in accord["values"][:6])]
if relay: lines.append("reject relay " + place(relay))
lines += [f"note {kind} " + place(first(kind)) + ": seen <b>by us" for kind in ("name", "quantity", "time", "quote")]
lines += ["note claim " + place(claims[-1]) + ": seen <b>by us", f'note report {name(first("document")["id"])}: seen <b>by us']
open(sys.argv[1] + "/review.txt", "w", encoding="utf-8").write("\n".join(lines) + "\n")
json.dump({"claim": claims[0]["text"], "link": linked["text"], "doc": linked["doc"], "accord": accord["values"], "about": accord["about"],
           "relay": relay and relay["text"]}, open(sys.argv[1] + "/meant.json", "w"))
PYTHON
expect "collate --review" 0 "$ARRIAN" collate --json --review "$work/review.txt" "${reports[@]}"
cp "$out" "$work/after.jsonl"
check "collate --review: no line is an orphan" test ! -s "$err"
check "collate --review: what is rejected is gone, what is noted bears its note" python3 - "$work" <<'PYTHON'
import json, sys
read = lambda name: [json.loads(line) for line in open(f"{sys.argv[1]}/{name}.jsonl", encoding="utf-8")]
plain, rows, meant = read("plain"), read("after"), json.load(open(sys.argv[1] + "/meant.json"))
count = lambda all, kind: sum(r["kind"] == kind for r in all)
assert count(rows, "claim") == count(plain, "claim") - 1
ids = {r["id"]: r for r in rows}
assert all(c in ids for r in rows if r["kind"] == "accord" for c in r["claims"])
assert all(r["because"] in ids for r in rows if r["kind"] == "claim" and "because" in r)
bare = [r for r in rows if r["kind"] == "name" and r["doc"] == meant["doc"] and r["text"] == meant["link"]]
assert bare and all("link" not in ids[r["entity"]] for r in bare)
spans = lambda a: sorted((v["doc"], *v["span"]) for v in a["values"])
wanted = sorted((v["doc"], *v["span"]) for v in meant["accord"])
assert not any(r["kind"] == "accord" and r["about"] == meant["about"] and spans(r) == wanted for r in rows)
if meant["relay"]: assert count(rows, "relay") == count(plain, "relay") - 1
noted = [r["kind"] for r in rows if r.get("note") == ["seen <b>by us"]]
assert sorted(noted) == ["claim", "document", "name", "quantity", "quote", "time"], noted
PYTHON
expect "the same lines, the same bytes" 0 "$ARRIAN" collate --json --threads 1 --review "$work/review.txt" "${reports[@]}"
check "the same lines, the same bytes: so" cmp -s "$out" "$work/after.jsonl"
: >"$work/none.txt"
expect "no decision yet" 0 "$ARRIAN" collate --json --review "$work/none.txt" "${reports[@]}"
check "no decision yet: nothing changes" cmp -s "$out" "$work/plain.jsonl"

# the reports move to another folder and change above the words
mkdir "$work/later"
cp examples/ferry/* "$work/later"
for file in "$work/later"/*.txt; do sed -i '2i\
\
This line was added later and says nothing.' "$file"; done
expect "words whose bytes moved" 0 "$ARRIAN" collate --json --one --engine rules --review "$work/review.txt" "$work/later"
check "words whose bytes moved: the claim is still rejected" python3 - "$work" "$out" <<'PYTHON'
import json, subprocess, sys
rows = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
assert sum("note" in r for r in rows) >= 5
PYTHON

# orphans change nothing, are told, and are no error
{ cat "$work/review.txt"; printf 'reject claim gone.txt@1-9 "no words"\nreject claim 1-aegean-wire.txt@1-9 "words that never stood there"\n'; } >"$work/orphans.txt"
lines=$(wc -l <"$work/orphans.txt")
expect "orphans: the exit code stays good" 0 "$ARRIAN" collate --json --review "$work/orphans.txt" "${reports[@]}"
check "orphans: change nothing" cmp -s "$out" "$work/after.jsonl"
says "orphans: told with their line" "orphans.txt.*line $((lines - 1)) changes nothing: no report"
says "orphans: told with the reason" "line $lines changes nothing: no such record"
expect "report --review" 0 "$ARRIAN" report --review "$work/orphans.txt" "${reports[@]}" -o "$work/page.html"
check "report --review: the manifest tells the orphans" grep -q '2 found nothing and changed nothing' "$work/page.html"
check "report --review: the notes stand there as words" grep -q 'seen &lt;b&gt;by us' "$work/page.html"
check "report --review: no note is markup" test -z "$(grep -F 'seen <b>by' "$work/page.html")"
expect "export --review" 0 "$ARRIAN" export jsonl --review "$work/review.txt" "${reports[@]}"
check "export --review: as collate" cmp -s "$out" "$work/after.jsonl"

# lines that are none
printf '\n\nreject clam a.txt "x"\n' >"$work/bad.txt"
expect "a bad line" 2 "$ARRIAN" collate --json --review "$work/bad.txt" "${reports[@]}"
says "a bad line: file, line, why, what to do" 'bad.txt.*line 3: reject .*clam.*: write reject link, claim, relay or accord'
check "a bad line: nothing is done" test ! -s "$out"
expect "no such review" 2 "$ARRIAN" collate --review "$work/nowhere.txt" "${reports[@]}"

# a store
expect "collate --store --review" 0 "$ARRIAN" collate --review "$work/review.txt" "${reports[@]}" --store "$work/s.sqlite"
expect "verify what a reader decided" 0 "$ARRIAN" verify "$work/s.sqlite"
expect "report STORE --review" 0 "$ARRIAN" report --engine rules --review "$work/review.txt" "$work/s.sqlite" -o "$work/store.html"
check "report STORE --review: the notes stand there" grep -q 'seen &lt;b&gt;by us' "$work/store.html"

ids() { "$ARRIAN" export jsonl "$@" 2>"$err" | grep -c '"kind":"claim"'; }
decided=$(grep -c '"kind":"claim"' "$work/after.jsonl")
all=$(grep -c '"kind":"claim"' "$work/plain.jsonl")
check "a store read on replays its decisions" test "$(ids --store "$work/s.sqlite")" = "$decided"
check "and without them, where an empty review is named" test "$(ids --review "$work/none.txt" --store "$work/s.sqlite")" = "$all"
expect "the page of a store" 0 "$ARRIAN" report "$work/s.sqlite" -o "$work/store.html"
check "the page of a store: its decisions stand there" grep -q 'seen &lt;b&gt;by us' "$work/store.html"
sed 's/1-[a-z-]*.txt@/7-elsewhere.txt@/' "$work/review.txt" | grep 'reject claim' >"$work/other.txt"
expect "another story, other decisions" 0 "$ARRIAN" collate --engine rules --review "$work/other.txt" examples/border --store "$work/s.sqlite"
check "the decisions on the first stand" test "$(ids --review "$work/none.txt" --store "$work/s.sqlite")" = $(($(ids --store "$work/s.sqlite") + 1))
expect "its reports collated anew without a word" 0 "$ARRIAN" collate "${reports[@]}" --store "$work/s.sqlite"
check "are kept by its decisions" test "$(python3 -c "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('SELECT count(*) FROM claims c JOIN documents d ON d.id = c.document_id WHERE d.story_id = 1').fetchone()[0])" "$work/s.sqlite")" = "$decided"
expect "the store merged" 0 "$ARRIAN" merge "$work/s.sqlite" -o "$work/merged.sqlite"
check "the store merged: its decisions go with it" test "$(ids --store "$work/merged.sqlite")" = "$(ids --store "$work/s.sqlite")"
expect "the store exported" 0 "$ARRIAN" export sqlite --store "$work/s.sqlite" -o "$work/exported.sqlite"
check "the store exported: its decisions go with it" test "$(ids --store "$work/exported.sqlite")" = "$(ids --store "$work/s.sqlite")"
expect "decisions taken back" 0 "$ARRIAN" collate --review "$work/none.txt" "${reports[@]}" --store "$work/s.sqlite"
check "decisions taken back: the claim is there again" test "$(ids --store "$work/s.sqlite")" = "$(ids --review "$work/none.txt" --store "$work/s.sqlite")"

# serve adds lines with its token, and replays them
"$ARRIAN" collate "${reports[@]}" --store "$work/v.sqlite" >/dev/null 2>&1
port=$((21000 + $$ % 20000))
: >"$work/served.txt"
"$ARRIAN" serve "$work/v.sqlite" --engine rules --review "$work/served.txt" --port $port >"$work/url" 2>"$work/talk" </dev/null &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$work"' EXIT
for _ in $(seq 1 100); do [ -s "$work/url" ] && break; sleep 0.1; done
token=$(sed -n 's/.*token for POST .*: \([0-9a-f]\{32\}\).*/\1/p' "$work/talk")
post() { # NAME STATUS TOKEN LINES
    local got
    got=$(curl -s -m 30 -o "$out" -w '%{http_code}' -X POST -H "Authorization: Bearer $3" --data-binary "$4" "http://127.0.0.1:$port/review" 2>"$err")
    if [ "$got" = "$2" ]; then ok "$1"; else not_ok "$1: $got, not $2: $(head -c 200 "$out")"; fi
}
claims() { curl -s -m 10 "http://127.0.0.1:$port/search.json?kind=claim" | python3 -c 'import json,sys; print(json.load(sys.stdin)["total"])'; }
line=$(sed -n 2p "$work/review.txt")
before=$(claims)
post "serve: a decision without the token" 403 x "$line"
post "serve: a bad line" 400 "$token" "reject clam a.txt \"x\""
check "serve: a bad line: says why" grep -q 'line 1: reject "clam"' "$out"
post "serve: no line" 400 "$token" "# nothing"
check "serve: nothing was written" test ! -s "$work/served.txt"
post "serve: a decision" 200 "$token" "$line"
check "serve: a decision: it stands in the file" grep -qxF "$line" "$work/served.txt"
check "serve: a decision: it is replayed" test "$(claims)" = $((before - 1))
check "serve: a decision: the story keeps its id" test "$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$port/y1")" = 200
kill $server
wait $server 2>/dev/null
: >"$work/served.txt"
"$ARRIAN" serve "$work/v.sqlite" --engine rules --review "$work/served.txt" --port $port >"$work/url" 2>"$work/talk" </dev/null &
server=$!
for _ in $(seq 1 100); do curl -s -o /dev/null "http://127.0.0.1:$port/" && break; sleep 0.1; done
check "serve: a decision taken back is undone" test "$(claims)" = "$before"
kill $server
wait $server 2>/dev/null
"$ARRIAN" serve "$work/v.sqlite" --engine rules --port $port >"$work/url" 2>"$work/talk" </dev/null &
server=$!
for _ in $(seq 1 100); do curl -s -o /dev/null "http://127.0.0.1:$port/" && break; sleep 0.1; done
token=$(sed -n 's/.*token for POST .*: \([0-9a-f]\{32\}\).*/\1/p' "$work/talk")
post "serve: no file to add to" 409 "$token" "$line"

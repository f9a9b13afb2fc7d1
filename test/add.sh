#!/bin/bash
# add.sh: collate --add: reports of a new day join the stories of a store; what does not grow is not touched.
. "$(dirname "$0")/lib.sh"
store=$work/s.sqlite
ask() { python3 -c "import sqlite3, sys; print(*[' '.join(map(str, r)) for r in sqlite3.connect(sys.argv[1]).execute(sys.argv[2])], sep='|')" "$store" "$1"; }
mkdir "$work/in" && cp examples/border/* examples/ferry/* "$work/in"
rules=(--engine rules --store "$store")
expect "the first day, into a new store" 0 "$ARRIAN" collate "${rules[@]}" --add "$work"/in/{1-b,2-n,3-d}* "$work"/in/{1-a,2-i}*
check "its stories" test "$(ask 'SELECT id, reports FROM stories ORDER BY id')" = "1 3|2 2"
ferry=$(ask "SELECT id, cue_start FROM claims WHERE document_id IN (SELECT id FROM documents WHERE story_id = 2)")
expect "the next day" 0 "$ARRIAN" collate "${rules[@]}" --add --json "$work"/in/{4-m,5-v,6-h}*
check "the story that grew is told alone" test "$(grep -c '"kind":"story"' "$out")" = 1
check "with all its reports" test "$(grep -c '"kind":"document"' "$out")" = 6
cp "$store" "$work/grown.sqlite"
expect "a brief day" 0 "$ARRIAN" collate --engine rules --store "$work/grown.sqlite" --add --brief "$work"/in/{3-c,4-c}*
says "how many are new, and join" "2 new reports, 2 of them in stories that it has"
check "the story bears its number of the store, and how many are new" grep -q '^story 2: .*(4 reports, 2 new, at most' "$out"
check "the new reports are named" test "$(grep -c '^  new: ' "$out")" = 2
check "where they part is told, what is new first" bash -c "grep -A1 -E '^  (conflict|changed)' '$out' | grep -q '^      new: '"
check "the reports themselves are not told" test "$(grep -c 'bytes,' "$out")" = 0
check "it keeps its number" test "$(ask 'SELECT id, reports FROM stories ORDER BY id')" = "1 6|2 2"
check "the other story's rows are not touched" test "$ferry" = "$(ask "SELECT id, cue_start FROM claims WHERE document_id IN (SELECT id FROM documents WHERE story_id = 2)")"
expect "the store holds" 0 "$ARRIAN" verify "$store"
cp "$store" "$work/before.sqlite"
expect "what is held already" 1 "$ARRIAN" collate "${rules[@]}" --add "$work"/in/{4-m,5-v}*
says "is passed over, and said so" "2 reports passed over: in the store already"
check "and the store stays as it is" cmp -s "$store" "$work/before.sqlite"
cp "$work/in/3-daily-lantern.txt" "$work/in/7-copy.txt"
expect "the same bytes at another place" 0 "$ARRIAN" collate "${rules[@]}" --add "$work/in/7-copy.txt"
check "are a report of their own" test "$(ask 'SELECT id, reports FROM stories ORDER BY id')" = "1 7|2 2"
sed -i '$s/$/ The ministry saved this page again./' "$work/in/4-m"*
expect "a file that was edited" 0 "$ARRIAN" collate "${rules[@]}" --add "$work"/in/4-m*
says "is told" "1 report changed since"
check "and takes the old one's place" test "$(ask 'SELECT id, reports FROM stories ORDER BY id')" = "1 7|2 2"
expect "whose rows stand on the new bytes" 0 "$ARRIAN" verify "$store"
expect "a row of a story that grew" 1 "$ARRIAN" show c1 --store "$store"
says "is told to have another id" "no row c1 any more: its story was kept anew"
expect "a row that never was" 1 "$ARRIAN" show c999999 --store "$store"
says "is told as such" "no row c999999; "
expect "the store of read --store" 0 "$ARRIAN" read --engine rules --store "$work/read.sqlite" "$work/in/1-aegean-wire.txt"
expect "has no stories to join" 2 "$ARRIAN" collate --engine rules --add --store "$work/read.sqlite" "$work/in/2-island-times.txt"
says "and says why" "not kept by collate --store"
mkdir "$work/data" && cp data/signals.tsv "$work/data" && printf 'by-way-of-reply-to\tby way of reply to\tresponse\thand\tThe fleet sailed by way of reply to the drill.\n' >>"$work/data/signals.tsv"
expect "other word lists" 2 "$ARRIAN" collate "${rules[@]}" --add --data "$work/data" "$work/in/3-capital-mail.txt"
says "are told" "other word lists"
expect "--add without a store" 2 "$ARRIAN" collate --add "$work/in/1-aegean-wire.txt"
expect "an export of what was kept anew" 0 "$ARRIAN" export csv --store "$work/grown.sqlite"
says "tells that its ids are others" "ids here are not those of arrian show.*merge"
cp "$out" "$work/grown.csv"
"$ARRIAN" merge "$work/grown.sqlite" -o "$work/alike.sqlite" -q
expect "an export of what was merged" 0 "$ARRIAN" export csv --store "$work/alike.sqlite"
check "bears the ids of its store, and nothing is to be said" test ! -s "$err"
check "which are those of the export before" cmp -s "$out" "$work/grown.csv"
check "c30 is the same in both" test "$(sed -n 's/^[0-9]*,c30,//p' "$out" | cut -d, -f7-8)" = "$(python3 -c "
import sqlite3, sys
print(*sqlite3.connect(sys.argv[1]).execute('SELECT start, stop FROM claims WHERE id = 30').fetchone(), sep=',')" "$work/alike.sqlite")"
expect "an export names no engine" 0 "$ARRIAN" export csv --store "$store"
check "and reads as the store was read" test "$(($(wc -l <"$out") - 1))" = "$(ask 'SELECT count(*) FROM claims')"
printf 'file,outlet\n1-baltic-herald.txt,Herald\n' >"$work/meta.csv"
expect "a table for a store, which keeps what was given" 2 "$ARRIAN" export csv --store "$store" --meta "$work/meta.csv"
says "is not taken in silence" "meta.csv: a store's reports are taken as they were given"
check "which its manifest tells" test "$(ask 'SELECT DISTINCT engine FROM runs')" = rules
rm -f "$store"
expect "a day that a reader decided on" 0 "$ARRIAN" collate "${rules[@]}" --json "$work"/in/{1-b,2-n}*
claim=$(python3 -c "
import json, sys
for r in map(json.loads, open(sys.argv[1])):
    if r['kind'] == 'claim' and r['doc'] == 'd1': break
print('reject claim 1-baltic-herald.txt@%d-%d %s' % (*r['span'], json.dumps(r['text'], ensure_ascii=False)))" "$out")
echo "$claim" >"$work/review.txt"
claims=$(ask "SELECT count(*) FROM claims c JOIN documents d ON d.id = c.document_id WHERE d.path LIKE '%1-baltic%'")
expect "the next day, with the decisions" 0 "$ARRIAN" collate "${rules[@]}" --add --review "$work/review.txt" "$work"/in/3-d*
check "a decision on a report of the day before stands ($claim)" test "$(ask "SELECT count(*) FROM claims c JOIN documents d ON d.id = c.document_id WHERE d.path LIKE '%1-baltic%'")" = $((claims - 1))
expect "a day that joins the other story" 0 "$ARRIAN" collate "${rules[@]}" --add --review "$work/review.txt" "$work"/in/{1-a,2-i}*
says "decisions on what does not change are told as such" "1 decisions are on stories that nothing joins"
check "and not as changing nothing" bash -c "! grep -q 'changes nothing' '$err'"
echo 'reject claim 9-nowhere.txt@3-7 "sank"' >>"$work/review.txt"
expect "a decision on a report that nobody holds" 0 "$ARRIAN" collate "${rules[@]}" --add --review "$work/review.txt" "$work"/in/3-c*
says "is told" "line 2 changes nothing: no report of this run bears that name"

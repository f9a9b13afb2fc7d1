#!/bin/bash
# cli.sh: help, flags, exit codes, streams.
. "$(dirname "$0")/lib.sh"
report=examples/ferry/1-aegean-wire.txt

for words in --help --version --man "--completion bash" "--completion zsh" "--completion fish" "read --help" "collate --help" \
    "report --help" "show --help" "verify --help" "export --help" "diff --help" "serve --help"; do
    # shellcheck disable=SC2086
    expect "arrian $words" 0 "$ARRIAN" $words
    check "arrian $words: prints" test -s "$out"
done
"$ARRIAN" --completion bash >"$work/completion" && check "the bash completion is bash" bash -n "$work/completion"
"$ARRIAN" --man >"$work/arrian.1"
check "docs/arrian.1 is what the flag table says (make man)" cmp -s docs/arrian.1 "$work/arrian.1"
for words in "" "raed x" "read" "read --jsno x" "read --threads 0 x" "read --threads" "read --engine fsat x" "verify" "verify a b" \
    "show" "collate --json --csv $report" "read --json --conllu $report" "show zzz"; do
    # shellcheck disable=SC2086
    expect "usage: arrian $words" 2 "$ARRIAN" $words
    check "usage: arrian $words: nothing on stdout" test ! -s "$out"
    check "usage: arrian $words: says so" test -s "$err"
done
expect "read" 0 "$ARRIAN" read "$report"
check "read: nothing on stderr" test ! -s "$err"
expect "read --json" 0 "$ARRIAN" read --json "$report"
check "read --json: only records" python3 -c 'import json,sys; [json.loads(l) for l in open(sys.argv[1], encoding="utf-8")]' "$out"
"$ARRIAN" read --json - <"$report" >"$work/stdin.jsonl" 2>/dev/null
check "read -: the records of stdin" test "$(wc -l <"$work/stdin.jsonl")" = "$(wc -l <"$out")"
expect "read --conllu" 0 "$ARRIAN" read --conllu "$report"
check "read --conllu: ten columns a word, and where it stands" awk -F '\t' '
    /^#/ || !NF { next } NF != 10 || $10 !~ /Span=[0-9]+:[0-9]+/ { bad = 1 } { words++ } END { exit bad || !words }' "$out"
cp "$out" "$work/given.conllu"
expect "read --conllu --tokens" 0 "$ARRIAN" read --conllu --tokens "$work/given.conllu"
check "read --conllu --tokens: the same words" test "$(grep -c '^[0-9]' "$out")" = "$(grep -c '^[0-9]' "$work/given.conllu")"
expect "collate a folder" 0 "$ARRIAN" collate examples/ferry
expect "collate --csv" 0 "$ARRIAN" collate --csv examples/ferry
check "collate --csv: every row has the columns of the first" python3 -c '
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline="")))
sys.exit(not (len(rows) > 1 and all(len(r) == len(rows[0]) for r in rows)))' "$out"
printf '{"title":"Ferries","text":"RIGA - Latvia sent two ferries to Estonia on Monday."}\n{"title":"Aid","text":"OSLO - Norway sent aid to Ghana on Friday."}\n' >"$work/wire.jsonl"
expect "collate --csv of a file that holds many reports" 0 "$ARRIAN" collate --engine rules --csv "$work/wire.jsonl"
check "collate --csv: each row names its member" python3 -c '
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8-sig", newline="")))
sys.exit(len({r["member"] for r in rows} - {""}) != 2)' "$out"
python3 -c '
import csv, sys
for r in csv.DictReader(open(sys.argv[1], encoding="utf-8-sig", newline="")): print(r["member"])' "$out" >"$work/members"
for verb in help search ask review; do
    expect "no verb: $verb" 2 "$ARRIAN" "$verb"
    says "no verb: $verb: what stands in its place" "no such verb: .*(--help|serve|--review)"
done
expect "report -o" 0 "$ARRIAN" report examples/ferry -o "$work/page.html"
check "report -o: a page" grep -qi '<html' "$work/page.html"
check "report -o: nothing on stdout" test ! -s "$out"
check "report -o: nothing else in the folder" test "$(find "$work" -name '.page*' | wc -l)" = 0
expect "report to stdout" 0 "$ARRIAN" report examples/ferry
check "report: the same page on stdout" cmp -s "$out" "$work/page.html"
printf 'file\tpublished\n1-aegean-wire.txt\t2031-02-03\n' >"$work/meta.tsv"
expect "read --meta" 0 "$ARRIAN" read --json --meta "$work/meta.tsv" "$report"
check "read --meta: the given date is used, and said to be given" grep -q '"2031-02-03".*given\|given.*"2031-02-03"' "$out"
printf 'File\tPublished\n1-aegean-wire.txt\t2031-02-03\n' >"$work/capitals.tsv"
"$ARRIAN" read --json --meta "$work/capitals.tsv" "$report" >"$work/capitals.jsonl"
check "read --meta: columns by their names in capitals too" cmp -s "$work/capitals.jsonl" "$out"
printf 'file\tpublishd\n1-aegean-wire.txt\t2031-02-03\n' >"$work/misspelt.tsv"
printf 'file\tpublished\n1-aegean-wire.txt\t2031-02-03\n1-aegaen-wire.txt\t2031-02-04\n' >"$work/astray.tsv"
expect "read --meta: a row of no file" 0 "$ARRIAN" read --json --meta "$work/astray.tsv" "$report"
says "read --meta: a row of no file is told" "1 of 2 rows match no file: 1-aegaen-wire.txt"
printf 'file\toutlet\nwire.jsonl\tThe Wire\nwire.jsonl!%s\tThe Second Wire\n' "$(tail -1 "$work/members")" >"$work/member.tsv"
expect "read --meta: a row for a member" 0 "$ARRIAN" read --engine rules --json --meta "$work/member.tsv" "$work/wire.jsonl"
check "read --meta: a member has its own, the others their file's" test "$(grep -o '"outlet":"The [A-Za-z ]*Wire"' "$out" | sort | uniq -c | xargs)" = \
    '1 outlet:The Second Wire 1 outlet:The Wire'
mkdir -p "$work/two/herald" "$work/two/post!" && printf 'Ferry\n\nThe ferry sank off Crete on Monday.\n' | tee "$work/two/herald/1.txt" "$work/two/post!/1.txt" >"$work/two/post!/2.txt"
printf 'file;outlet\nherald/1.txt;Herald\npost!/1.txt;Post\n2.txt;"Post; late"\n' >"$work/folders.csv"
expect "read --meta: files of one name in two folders" 0 "$ARRIAN" read --engine rules --json --meta "$work/folders.csv" "$work/two"
check "read --meta: each has the row of its folder" test "$(grep -o '"outlet":"[^"]*"' "$out" | xargs)" = "outlet:Herald outlet:Post outlet:Post; late"
check "read --meta: and nothing is to be said" test ! -s "$err"
printf 'file,outlet\n1.txt,Herald\n' >"$work/bare.csv"
expect "read --meta: a row without a folder" 0 "$ARRIAN" read --engine rules --json --meta "$work/bare.csv" "$work/two"
says "read --meta: taken for two files, which is told" "1 row was taken for files of that name in several folders: 1.txt; name the folder"
printf 'file,outlet\nelsewhere/1.txt,Herald\n' >"$work/elsewhere.csv"
expect "read --meta: a row of another folder" 0 "$ARRIAN" read --engine rules --json --meta "$work/elsewhere.csv" "$work/two"
check "read --meta: is not taken for a file of its name" bash -c "! grep -q Herald '$out'"
expect "read --meta: a table that tells nothing" 2 "$ARRIAN" read --meta "$work/misspelt.tsv" "$report"
says "read --meta: says which columns would" "misspelt.tsv: .*columns published, outlet"
expect "read: an address" 2 "$ARRIAN" read https://example.org/story.html
says "read: an address is not fetched" "nothing is fetched: save the page"
printf '%%PDF-1.4\n%% a report\n' >"$work/report.pdf"
expect "read: a PDF" 2 "$ARRIAN" read "$work/report.pdf"
says "read: a PDF is called so" "is a PDF; give its text"
printf 'SQLite format 3\0' >"$work/a.store"
expect "collate: a store" 2 "$ARRIAN" collate "$work/a.store"
says "collate: a store is called so" "is a store, and no report; arrian report, export"
mkdir "$work/untitled" && printf 'RIGA (Aegean Wire) - Latvia sent two ferries to Estonia on Monday.\nNobody was hurt, the harbour master said.\n' >"$work/untitled/a.txt" && echo x >"$work/untitled/notes.xyz"
expect "collate: a folder with a file that is no report" 0 "$ARRIAN" collate --threads 2 "$work/untitled"
check "collate: such a file is named, once" test "$(grep -c 'notes.xyz' "$err")" = 1
check "collate: a story without a title goes by words that claim something" grep -q '^story 1: .*Latvia sent two ferries' "$out"
"$ARRIAN" report "$work/untitled" -q -o "$work/untitled.html"
check "report: so does its page" grep -q '<title>.*Latvia sent two ferries' "$work/untitled.html"
printf 'Nothing to see, nothing to tell, nothing at all.\n' >"$work/none.txt"
expect "nothing found" 1 "$ARRIAN" read "$work/none.txt"

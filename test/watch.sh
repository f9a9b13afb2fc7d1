#!/bin/bash
# watch.sh: read --watch: what comes into a folder is taken in, whole and once; a stop leaves a store that is whole. --since.
. "$(dirname "$0")/lib.sh"
mkdir -p "$work/in/deep"
store=$work/s.sqlite
story() { printf 'Report %s\n\nThe government of Tarvia sent %s soldiers to Norhaven on Monday, the ministry said.\n' "$1" "$1"; }
count() { python3 -c "
import sqlite3, sys
try: print(sqlite3.connect(sys.argv[1]).execute('SELECT count(*) FROM documents').fetchone()[0])
except sqlite3.Error: print(0)" "$store"; }
reaches() { # NAME COUNT
    local n
    for _ in $(seq 1 150); do
        n=$(count)
        [ "$n" = "$2" ] && break
        sleep 0.2
    done
    check "watch: $1 ($n reports)" test "$n" = "$2"
}
: >"$work/in/empty.txt"
story 11 >"$work/in/a.txt"
touch -d '2 minutes ago' "$work/in/a.txt"
bash -c 'trap - INT; exec "$@"' _ "$ARRIAN" read --engine rules --watch --store "$store" "$work/in" >"$out" 2>"$err" &
watcher=$!
trap 'kill -9 $watcher 2>/dev/null; rm -rf "$work"' EXIT
reaches "what is there" 1
story 12 >"$work/in/.part" && mv "$work/in/.part" "$work/in/b.txt"
reaches "a file renamed into the folder" 2
(story 13; sleep 0.7; echo 'Two more were hurt.') >"$work/in/deep/c.txt"
reaches "a file written piece by piece, in a folder inside" 3
mkdir "$work/in/new" && story 14 >"$work/in/new/d.txt"
reaches "a folder that comes" 4
story 15 >>"$work/in/new/d.txt"
for n in $(seq 20 59); do story "$n" >"$work/in/e$n.txt"; done
reaches "forty files at once, one grown" 44
kill -TERM $watcher
wait $watcher
code=$?
check "watch: a stop: exit 130 ($code)" test $code = 130
says "watch: a stop: says so" 'stopped; what was taken in is kept'
says "watch: says that it watches" 'in: watched; a file is read once it is a second old'
says "watch: a report that came is named" 'in/b.txt: read, [0-9]+ claims?'
check "watch: an empty file is told once" test "$(grep -c 'empty.txt: .*is empty' "$err")" = 1
check "watch: no journal is left" test ! -e "$store-journal"
expect "watch: the store is whole" 0 "$ARRIAN" verify "$store"
check "watch: the file that grew is kept as it last was" test "$(python3 -c "
import sqlite3, sys
print(sqlite3.connect(sys.argv[1]).execute(\"SELECT count(*), sum(CAST(received AS TEXT) LIKE '%Report 15%') FROM documents WHERE path LIKE '%new/d.txt'\").fetchone())" "$store")" = '(1, 1)'

expect "since a store: nothing new" 1 "$ARRIAN" read --engine rules --json --since "$store" "$work/in"
story 16 >"$work/in/f.txt"
expect "since a store: the new file" 0 "$ARRIAN" read --engine rules --json --since "$store" "$work/in"
check "since a store: the new file alone" test "$(grep -c '"kind":"document"' "$out")" = 1
touch -d 2021-03-04 "$work/in"/e*.txt
expect "since a day" 0 "$ARRIAN" collate --engine rules --json --since 2021-03-05 "$work/in"
check "since a day: the later files" test "$(grep -c '"kind":"document"' "$out")" = 5
expect "since what is neither" 2 "$ARRIAN" read --since yesterday "$work/in"
expect "watch without a store" 2 "$ARRIAN" read --watch "$work/in"

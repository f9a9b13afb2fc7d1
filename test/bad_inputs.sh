#!/bin/bash
# bad_inputs.sh: what a stranger, a full disk and an impatient user can do: exit codes and messages.
. "$(dirname "$0")/lib.sh"
good=examples/ferry/1-aegean-wire.txt

others_done() { check "$1: the other file is done" grep -q '"sha256"' "$out"; }
bad() { # NAME PATTERN FILE: refused with a word, and the good file still done
    expect "$1" 2 timeout 120 "$ARRIAN" read --json "$3" "$good"
    says "$1: says so and names it" "$2"
    others_done "$1"
}
bad "missing" "none\.txt.*cannot be read" "$work/none.txt"
: >"$work/empty.txt"
bad "empty" "empty\.txt" "$work/empty.txt"
head -c 40000 /bin/sh >"$work/binary.txt"
bad "binary" "binary\.txt" "$work/binary.txt"
truncate -s 1G "$work/huge.txt"
bad "1 GB" "huge\.txt" "$work/huge.txt"
printf 'A line with a NUL\0 byte. Twelve people were hurt.\n\0\0\0\0\0\0\0\0\0\0\0\0' >"$work/nul.txt"
"$ARRIAN" read --json "$work/nul.txt" "$good" >"$out" 2>"$err"
code=$?
check "NUL bytes: refused with a word or read (exit $code)" test "$code" = 2 -o "$code" = 0
others_done "NUL bytes"
mkfifo "$work/pipe.txt"
cat "$good" >"$work/pipe.txt" &
expect "a pipe by name" 0 timeout 20 "$ARRIAN" read --json "$work/pipe.txt"
wait
expect "a device" 2 timeout 20 "$ARRIAN" read --json /dev/zero
says "a device: says so" "/dev/zero"

if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
    cp "$good" "$work/locked.txt" && chmod 000 "$work/locked.txt" && chmod 755 "$work"
    cp "$ARRIAN" "$work/arrian" 2>/dev/null && chmod 755 "$work/arrian"
    cp "$good" "$work/open.txt"
    expect "unreadable" 2 setpriv --reuid=65534 --regid=65534 --clear-groups "$work/arrian" read --json "$work/locked.txt" "$work/open.txt"
    says "unreadable: says so" "locked\.txt.*[Pp]ermission"
    others_done "unreadable"
elif [ "$(id -u)" != 0 ]; then
    cp "$good" "$work/locked.txt" && chmod 000 "$work/locked.txt"
    bad "unreadable" "locked\.txt.*[Pp]ermission" "$work/locked.txt"
else
    echo "skipped: unreadable: no setpriv to become another user"
fi

mkdir -p "$work/tree/deep" "$work/bare"
cp "$good" "$work/tree/deep/a.txt" && ln -s ../deep "$work/tree/deep/loop" && ln -s self "$work/tree/self" && cp "$good" "$work/tree/.hidden.txt"
expect "a folder with loops" 2 "$ARRIAN" read --json "$work/tree"
says "a folder with loops: the loop is named" "deep/loop"
says "a folder with loops: the link to itself is named" "tree/self"
check "a folder with loops: its report is read once" test "$(grep -c '"sha256"' "$out")" = 1
expect "a folder without reports" 1 "$ARRIAN" read --json "$work/bare"
says "a folder without reports: says so" "bare"
ln "$work/tree/deep/a.txt" "$work/again.txt"
expect "the same file twice" 0 "$ARRIAN" read --json "$work/tree/deep/a.txt" "$work/again.txt"
says "the same file twice: says so" "again\.txt.*the same file as"
check "the same file twice: read once" test "$(grep -c '"sha256"' "$out")" = 1
d=$work/chain
for _ in $(seq 1 40); do d=$d/x; done
mkdir -p "$d" && cp "$good" "$d/a.txt"
expect "40 folders deep" 2 "$ARRIAN" read --json "$work/chain" "$good"
says "40 folders deep: says so" "deeper than"
others_done "40 folders deep"

# changes while it is read: the writer never rests
python3 - "$work/moving.txt" <<'PYTHON' &
import sys, time
end = time.time() + 4
with open(sys.argv[1], "w") as file:
    while time.time() < end:
        file.write("Twelve people were hurt in the accident on Monday, police said.\n" * 200); file.flush()
PYTHON
writer=$!
sleep 0.3
codes=
for _ in 1 2 3 4 5 6; do
    timeout 60 "$ARRIAN" read --json "$work/moving.txt" "$good" >"$out" 2>"$err"
    codes="$codes $?"
    others_done "changes while read"
done
kill "$writer" 2>/dev/null
wait "$writer" 2>/dev/null
check "changes while read: refused with a word, or read whole (exits$codes)" test -z "$(echo "$codes" | tr -d ' 02')"

cpu() { # COMMAND...: its exit code in $code, CPU seconds in $seconds
    TIMEFORMAT='%U %S'
    { time timeout 300 "$@" >"$out" 2>"$err" </dev/null; code=$?; } 2>"$work/times"
    seconds=$(awk 'END { print $1 + $2 }' "$work/times")
}
python3 -c 'print("word " * 10_000_000)' >"$work/line.txt"
cpu "$ARRIAN" read --engine rules --json "$work/line.txt" "$good"
check "one line of 50 MB: exit $code" test "$code" = 0 -o "$code" = 1 -o "$code" = 2
check "one line of 50 MB: $seconds s of CPU, at most 60" awk "BEGIN { exit !($seconds <= 60) }"
others_done "one line of 50 MB"
python3 -c '
for i in range(100_000): print(f"At least {i + 2} people were hurt near Riga on Monday, the mayor said.", end=" " if i % 9 else "\n\n")' >"$work/many.txt"
cpu "$ARRIAN" read --engine rules --json "$work/many.txt"
check "100,000 sentences: exit $code" test "$code" = 0
check "100,000 sentences: $seconds s of CPU, at most 60" awk "BEGIN { exit !($seconds <= 60) }"
check "100,000 sentences: nearly all found" test "$(grep -c '"kind":"sentence"' "$out")" -ge 90000
rm -f "$work"/*.txt "$out"

"$ARRIAN" read --json "$good" >/dev/full 2>"$err"
check "stdout on a full disk: exit 2" test $? = 2
says "stdout on a full disk: says so" "No space left"
if [ "$(id -u)" = 0 ] && mkdir "$work/small" && mount -t tmpfs -o size=64k none "$work/small" 2>/dev/null; then
    head -c 60000 /dev/zero >"$work/small/filler"
    expect "a page on a full disk" 2 "$ARRIAN" report examples/border -o "$work/small/page.html"
    says "a page on a full disk: says so" "No space left"
    check "a page on a full disk: nothing half-written" test "$(ls -A "$work/small")" = filler
    expect "a store on a full disk" 2 "$ARRIAN" collate examples/border --store "$work/small/s.sqlite"
    says "a store on a full disk: says so" "no room"
    umount "$work/small"
else
    echo "skipped: a full disk: no small file system can be mounted here"
fi
expect "a page where no folder is" 2 "$ARRIAN" report examples/border -o "$work/no/such/page.html"
says "a page where no folder is: says so" "no/such/page.html"

# Ctrl-C: while a report is awaited on stdin; the page that stood there stays
echo "the old page" >"$work/page.html"
mkfifo "$work/never"
sleep 30 >"$work/never" &
holder=$!
timeout --preserve-status -s INT 1 "$ARRIAN" report "$good" "$work/never" -o "$work/page.html" 2>"$err"
check "Ctrl-C: exit 130" test $? = 130
says "Ctrl-C: says so" "stopped"
check "Ctrl-C: the old page stays, and no other file" test "$(cat "$work/page.html")$(find "$work" -name '.page*')" = "the old page"
timeout --preserve-status -s TERM 1 "$ARRIAN" read --json "$good" "$work/never" >"$out" 2>"$err"
check "stopped from outside: exit 130" test $? = 130
check "stopped from outside: whole lines only" test -z "$(tail -c 1 "$out")"
kill "$holder" 2>/dev/null

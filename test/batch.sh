#!/bin/bash
# batch.sh: read --store: killed at any moment it goes on, and the store is the one that a run in one piece makes, byte
# for byte of its rows; a full disk, a broken file, a file that changed. KILLS=50 for more of them.
. "$(dirname "$0")/lib.sh"
python3 - "$work" <<'PYTHON'
import gzip, json, os, random, sys
folder = sys.argv[1] + "/many"
os.mkdir(folder)
random.seed(5)
towns, acts = ("Ilen", "Port Aster", "Norhaven", "Galt"), ("sent {n} soldiers to", "evacuated {n} people from", "promised to send {n} trucks to")
def report(n):
    lines = [f"Report {n}: the government of Tarvia {random.choice(acts).format(n=random.randrange(2, 900))} {random.choice(towns)} on Monday, the ministry said."
             for _ in range(random.randrange(3, 12))]
    return "\n\n".join(lines) + "\n"
with gzip.open(folder + "/a.jsonl.gz", "wt") as out:
    for n in range(700):
        out.write(json.dumps({"id": n, "date": "2021-03-04", "title": f"Report {n}", "text": report(n), "publisher": "Harbour Post"}) + "\n")
        if n % 211 == 5: out.write('{"text": "torn\n')
def record(n):
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + report(n).encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{n}\r\nContent-Type: application/http\r\nContent-Length: {len(body)}\r\n\r\n"
    return gzip.compress(head.encode() + body + b"\r\n\r\n", mtime=0)
with open(folder + "/b.warc.gz", "wb") as out:
    for n in range(700): out.write(record(n))
for n in range(150): open(f"{folder}/c{n:03}.txt", "w").write(report(n))
open(folder + "/d.zip", "wb").write(b"PK\3\4 no archive")
open(folder + "/e.csv", "w").write("id,text\n1,\"" + report(1) + "\"\n")
PYTHON
dump() { python3 - "$1" <<'PYTHON'
import hashlib, sqlite3, sys
base = sqlite3.connect(sys.argv[1])
print(hashlib.sha256("\n".join(base.iterdump()).encode("utf-8", "surrogateescape")).hexdigest(), base.execute("SELECT count(*) FROM documents").fetchone()[0])
PYTHON
}
many=$work/many
run() { "$ARRIAN" read --engine rules --store "$1" "$many" "${@:2}" >"$out" 2>"$err"; }
start=$(date +%s%N)
run "$work/one.sqlite"
code=$?
took=$((($(date +%s%N) - start) / 1000000))
check "batch: faults are told: exit 2" test $code = 2
check "batch: the broken file is named" grep -q 'd\.zip.*directory' "$err"
check "batch: the broken row is named" grep -q 'a\.jsonl\.gz, member 7: ' "$err"
check "batch: says how many, how fast" grep -qE '1551 reports, [0-9.]+ a second, 5 could not be read' "$err"
whole=$(dump "$work/one.sqlite")
check "batch: every report is kept ($whole)" test "${whole#* }" = 1551
run "$work/two.sqlite" --threads 1
check "batch: the same rows for one thread" test "$(dump "$work/two.sqlite")" = "$whole"
run "$work/two.sqlite"
check "batch: a second run takes nothing in" grep -q ': 0 reports' "$err"
check "batch: and changes nothing" test "$(dump "$work/two.sqlite")" = "$whole"
expect "batch: verify" 0 "$ARRIAN" verify "$work/one.sqlite"
python3 - "$work/half.sqlite" <<'PYTHON'
import shutil, sqlite3, sys
base = sqlite3.connect(sys.argv[1], isolation_level=None)
base.execute("PRAGMA cache_size = 1")
base.execute("BEGIN")
for i in range(60): base.execute(f"CREATE TABLE t{i} (a)")
shutil.copy(sys.argv[1] + "-journal", sys.argv[1] + ".kept")
base.execute("COMMIT")
base.close()
shutil.move(sys.argv[1] + ".kept", sys.argv[1] + "-journal")
PYTHON
run "$work/half.sqlite" # its journal rolls back to nothing
check "batch: killed while the store was made" test "$(dump "$work/half.sqlite")" = "$whole"
kills=${KILLS:-12} killed=0 runs=0
while [ $killed -lt "$kills" ] && [ $runs -lt $((kills * 8)) ]; do
    [ -e "$work/k.done" ] && rm -f "$work"/k.sqlite* "$work/k.done"
    "$ARRIAN" read --engine rules --store "$work/k.sqlite" "$many" >/dev/null 2>&1 &
    child=$!
    sleep "$(awk -v seed="$RANDOM" -v took="$took" 'BEGIN { srand(seed); print rand() * took * 0.4 / 1000 }')"
    if kill -9 "$child" 2>/dev/null; then
        wait "$child" 2>/dev/null
        [ $? = 137 ] && killed=$((killed + 1))
    else
        wait "$child" 2>/dev/null
    fi
    runs=$((runs + 1))
    if [ $((runs % 6)) = 0 ]; then # after some kills the store is filled up and held against the run in one piece
        run "$work/k.sqlite"
        [ "$(dump "$work/k.sqlite")" = "$whole" ] || not_ok "batch: after $runs runs, $killed of them killed: other rows"
        touch "$work/k.done"
    fi
done
run "$work/k.sqlite"
check "batch: $killed kills in $runs runs, the same rows" test "$(dump "$work/k.sqlite")" = "$whole"
check "batch: enough kills" test "$killed" -ge $((kills / 2))


# shards: whatever their number, the threads and the kernel, merged they are the run in one piece
for n in 1 2 3 7; do
    parts=()
    for i in $(seq "$n"); do
        ARRIAN_KERNEL=$([ $((i % 2)) = 0 ] && echo plain) run "$work/p$n.$i.sqlite" --shard "$i/$n" --threads "$i"
        parts=("$work/p$n.$i.sqlite" "${parts[@]}") # in any order
    done
    expect "batch: merge $n shards" 0 "$ARRIAN" merge "${parts[@]}" -o "$work/p$n.sqlite"
    check "batch: $n shards: the rows of the run in one piece" test "$(dump "$work/p$n.sqlite")" = "$whole"
done
expect "batch: verify what was merged" 0 "$ARRIAN" verify "$work/p7.sqlite"
expect "batch: a shard is missing" 2 "$ARRIAN" merge "$work"/p3.[12].sqlite -o "$work/missing.sqlite"
says "batch: a shard is missing: which" 'shard 3/3 of its run is not among the stores'
check "batch: a shard is missing: no store is made" test ! -e "$work/missing.sqlite"
# two machines: each has its copy of the files, in a folder of its own
mkdir -p "$work/one/wire" "$work/other/wire" && cp "$many"/c00*.txt "$work/one/wire" && touch -d 2021-03-04 "$work"/one/wire/* && cp "$work"/one/wire/* "$work/other/wire"
here() { (cd "$work/$1" && "$ARRIAN" read --engine rules -q wire --shard "$2/2" --store "$work/$1.$2.sqlite" "${@:3}"); }
here one 1 && here one 2 && here other 2
expect "batch: shards of two machines" 0 "$ARRIAN" merge "$work/one.1.sqlite" "$work/other.2.sqlite" -o "$work/both.sqlite"
"$ARRIAN" merge "$work/one.1.sqlite" "$work/one.2.sqlite" -q -o "$work/alone.sqlite"
claims() { python3 -c "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('SELECT id, document_id, start, stop, text, act FROM claims ORDER BY id').fetchall())" "$1"; }
check "batch: have the rows of one machine's" test "$(claims "$work/both.sqlite")" = "$(claims "$work/alone.sqlite")"
printf 'file,outlet\nc000.txt,Harbour Post\n' >"$work/known.csv"
rm "$work/other.2.sqlite" && here other 2 --meta "$work/known.csv" 2>/dev/null
expect "batch: a shard of another run" 2 "$ARRIAN" merge "$work/one.1.sqlite" "$work/other.2.sqlite" -o "$work/none.sqlite"
says "batch: a shard of another run: in what it differs" 'other.2.sqlite: holds shard 2/2 of another run than .*one.1.sqlite, with other --meta'
sed -i '1s/Report/Repart/' "$work/other/wire/c003.txt" && rm "$work/other.2.sqlite" && here other 2
expect "batch: a copy that is none" 2 "$ARRIAN" merge "$work/one.1.sqlite" "$work/other.2.sqlite" -o "$work/none.sqlite"
says "batch: a copy that is none: is told" 'other.2.sqlite: was read from files of other bytes than .*one.1.sqlite'
expect "batch: merge leaves what is there" 2 "$ARRIAN" merge "$work/p1.sqlite" -o "$work/p2.sqlite"
for words in 0/3 4/3 3 x/2 1/2/3 1/99999; do expect "batch: --shard $words" 2 "$ARRIAN" read --shard "$words" --store "$work/x.sqlite" "$many"; done
check "batch: the manifest" test "$(python3 -c "
import sqlite3, sys
base = sqlite3.connect(sys.argv[1])
print(base.execute('SELECT made_by, engine, weights, shard FROM runs').fetchall(), base.execute('SELECT count(*) FROM intake WHERE length(sha256) = 64').fetchone()[0])" \
    "$work/one.sqlite")" = "[('$("$ARRIAN" --version)', 'rules', None, None)] 154"
check "batch: the manifest: the hash of a file" test "$(sha256sum <"$many/e.csv" | cut -d' ' -f1)" = "$(python3 -c "
import sqlite3, sys
print(sqlite3.connect(sys.argv[1]).execute('SELECT sha256 FROM intake WHERE path = ?', (sys.argv[2],)).fetchone()[0])" "$work/one.sqlite" "$many/e.csv")"
expect "batch: stores of stories are put together" 0 "$ARRIAN" collate --engine rules examples/border --store "$work/y1.sqlite"
"$ARRIAN" collate --engine rules examples/ferry --store "$work/y2.sqlite" >"$out" 2>"$err"
expect "batch: a story that stands in two stores is kept once" 0 "$ARRIAN" merge "$work/y1.sqlite" "$work/y2.sqlite" "$work/y1.sqlite" -o "$work/y.sqlite"
says "batch: and it is told" '[1-9][0-9]* left out'
expect "batch: verify stories put together" 0 "$ARRIAN" verify "$work/y.sqlite"

# a file that changed is taken in again: its rows take the place of the old ones
sed -i 's/soldiers/sailors/' "$many/c000.txt"
before=$(dump "$work/one.sqlite")
run "$work/one.sqlite"
check "batch: a changed file is read again" grep -q ': 1 reports' "$err"
now=$(dump "$work/one.sqlite")
check "batch: nothing is doubled" test "${now#* }" = "${before#* }"
expect "batch: verify after the change" 0 "$ARRIAN" verify "$work/one.sqlite"
python3 - "$many/b.warc.gz" <<'PYTHON'
import gzip, sys
raw = open(sys.argv[1], "rb").read()
first = gzip.GzipFile(fileobj=open(sys.argv[1], "rb"))
open(sys.argv[1], "wb").write(raw[:len(raw) // 2])
PYTHON
expect "batch: verify after an archive was cut" 3 "$ARRIAN" verify "$work/one.sqlite"
check "batch: the reports that are gone are named" grep -q 'broken: d[0-9]*: member [0-9]* is no longer found' "$out"

# a disk that is full: what was kept stays, and the next run goes on
if [ "$(id -u)" = 0 ] && mkdir "$work/small" && mount -t tmpfs -o size=1000k none "$work/small" 2>/dev/null; then
    run "$work/small/s.sqlite"
    code=$?
    check "batch: full disk: exit 2" test $code = 2
    check "batch: full disk: says so" grep -q 'no room left' "$err"
    mount -o remount,size=60m "$work/small"
    expect "batch: full disk: the store is whole" 0 "$ARRIAN" verify "$work/small/s.sqlite"
    run "$work/small/s.sqlite"
    run "$work/again.sqlite"
    check "batch: with room again it goes on" test "$(dump "$work/small/s.sqlite")" = "$(dump "$work/again.sqlite")"
    umount "$work/small"
else
    echo "skipped: batch: a full disk: needs to mount a small one"
fi

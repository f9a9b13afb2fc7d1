#!/bin/bash
# sanitize.sh: the same program with AddressSanitizer and UBSan: cases, examples, bad bytes, and a short run of mangled reports.
. "$(dirname "$0")/lib.sh"
tools/build.sh build-asan -Db_sanitize=address,undefined -Dbuildtype=debugoptimized -Db_lundef=false -Ddefault_library=both >"$out" 2>"$err" ||
    { not_ok "sanitizers: build"; tail -n 30 "$out"; exit 1; }
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0:exitcode=99 UBSAN_OPTIONS=halt_on_error=1:exitcode=99:print_stacktrace=1
asan=$PWD/build-asan/arrian
clean() { # NAME COMMAND...: whatever it says, no sanitizer does
    local name=$1
    shift
    "$@" >"$out" 2>"$err" </dev/null
    if [ $? != 99 ] && ! grep -qE 'AddressSanitizer|runtime error|LeakSanitizer' "$err"; then ok "$name"; else not_ok "$name"; fi
}
clean "sanitizers: cases" build-asan/test/cases --floors test/floors.txt test/cases
for form in "read" "read --json" "collate --json" "collate --csv" "report"; do
    # shellcheck disable=SC2086
    clean "sanitizers: $form" "$asan" $form --engine rules --threads 2 examples/border examples/ferry
done
clean "sanitizers: read with the language engine, where it is" "$asan" read --json --threads 2 examples/border
clean "sanitizers: store" "$asan" collate --engine rules examples --store "$work/s.sqlite"
clean "sanitizers: the store again" "$asan" collate --engine rules examples --store "$work/s.sqlite"
clean "sanitizers: verify" "$asan" verify "$work/s.sqlite"
for id in d1 c1 q1 a1 p1 o1 y1 e1 n1 t1 u1; do clean "sanitizers: show $id" "$asan" show "$id" --store "$work/s.sqlite"; done
clean "sanitizers: report from the store" "$asan" report --engine rules "$work/s.sqlite"
for format in csv jsonl sqlite geojson gexf timelinejs plover cameo ftm webannotation schema prov parquet moves; do
    clean "sanitizers: export $format" "$asan" export "$format" --store "$work/s.sqlite" --engine rules
done
clean "sanitizers: diff" "$asan" diff --engine rules examples/border/1-baltic-herald.txt examples/border/6-harbour-post.txt
if ARRIAN=$asan test/serve.sh >"$out" 2>"$err"; then :; fi
if grep -q '^not ok' "$out"; then not_ok "sanitizers: serve: $(grep '^not ok' "$out" | head -3)"; else ok "sanitizers: serve"; fi
if [ -d ../shared/gold ]; then clean "sanitizers: the development stories" "$asan" collate --engine rules --json ../shared/gold/*/; fi
mkdir "$work/odd"
python3 - "$work/odd" <<'PYTHON'
import random, sys
good = [open(p, "rb").read() for p in ("examples/border/1-baltic-herald.txt", "examples/border/2-nordic-courier.html",
        "examples/border/3-daily-lantern.txt", "examples/border/4-morgenblatt.txt", "examples/ferry/3-capital-mail.txt")]
random.seed(7)
for n in range(400):
    raw = bytearray(random.choice(good))
    for _ in range(random.choice((1, 3, 20, 200))):
        at = random.randrange(len(raw)); what = random.random()
        if what < 0.4: raw[at] = random.choice((0, 9, 10, 13, 32, 34, 38, 46, 60, 62, 127, 128, 160, 194, 226, 240, 255, random.randrange(256)))
        elif what < 0.6: del raw[at:at + random.randrange(1, 40)]
        elif what < 0.8: raw[at:at] = raw[at:at + random.randrange(1, 60)]
        else: raw[at:at] = random.choice((b"<b><i><table>", b"</p></div>", b"&amp;&#x0;&#99999999;&lt", b"\"\"''\xe2\x80\x9c", b"{}[]", b"\xff\xfe",
                                          b"$999999999999999999999 million ", b"1-2-3-4/5/6 ", b"A. B. C. ", b"\r\n\r\n", b"<!--", b"<script>"))
        if not raw: raw = bytearray(b"x")
    open(f"{sys.argv[1]}/{n:03}.{'html' if n % 3 == 0 else 'txt'}", "wb").write(raw)
for name, raw in (("quotes", b'"' * 9000), ("tags", b"<b>" * 20000), ("digits", b"9" * 30000), ("capitals", b"Aa " * 20000), ("dots", b"a." * 20000),
                  ("brackets", b"(" * 20000), ("utf16", "NATO sent four tanks.".encode("utf-16")), ("bom", b"\xef\xbb\xbf"), ("one", b"x"),
                  ("commas", b"Riga, " * 8000), ("and", b"Riga and " * 8000), ("entities", b"&" * 30000), ("said", b"he said that " * 5000)):
    open(f"{sys.argv[1]}/odd-{name}.txt", "wb").write(raw)
PYTHON
clean "sanitizers: read 400 mangled reports" timeout 240 "$asan" read --engine rules --json "$work/odd"
clean "sanitizers: collate mangled reports" timeout 240 "$asan" collate --engine rules --json "$work/odd"/0*.txt "$work/odd"/odd*
clean "sanitizers: a page of mangled reports" timeout 240 "$asan" report --engine rules "$work/odd"/0*.txt "$work/odd"/odd*
printf 'file\tpublished\n\t\t\t\nx' >"$work/meta.tsv"
clean "sanitizers: a torn table of what is given" "$asan" read --meta "$work/meta.tsv" examples/ferry
head -c 20000 "$work/s.sqlite" >"$work/cut.sqlite"
clean "sanitizers: a torn store" "$asan" verify "$work/cut.sqlite"
door() { # NAME TIMES SEED...: any bytes at one door of strangers; no law breaks, no sanitizer speaks
    local name=$1 times=$2
    shift 2
    if nice timeout 60 "build-asan/fuzz/fuzz_$name" "$times" "$@" >"$out" 2>"$err" </dev/null; then
        ok "sanitizers: fuzz $name, $times mutations a seed$(sed 's/^/: /' "$out")"
    else
        not_ok "sanitizers: fuzz $name: exit $?"
    fi
}
export TMPDIR=$work
"$asan" collate --engine rules examples/ferry --store "$work/ferry.sqlite" >"$out" 2>"$err" || not_ok "sanitizers: a store to damage"
door door 60 fuzz/seeds/door/*
door read 100 examples/*/*.txt examples/*/*.html fuzz/seeds/*.html
door whole 100 examples/*/*.txt examples/*/*.html
door lexicon 100 data/*.tsv
door rules 1000 data/*.rule
door conllu 2000 fuzz/seeds/words.conllu
door meta 1000 fuzz/seeds/meta.*
door store 300 "$work/ferry.sqlite"
door weights 200
door diff 1000 fuzz/seeds/run.jsonl
door serve 3000 fuzz/seeds/request-*
door review 300 fuzz/seeds/review.*

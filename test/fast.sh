#!/bin/bash
# fast.sh: --engine fast is an engine of its own, and everything that names the engine says which it was.
. "$(dirname "$0")/lib.sh"
if [ ! -f models/arrian.weights ]; then
    echo "skipped: no models/arrian.weights: the fast engine is not tried"
    echo "ok fast engine: skipped"
    exit 0
fi
engine_of() { python3 -c "import sqlite3, sys; print(*sqlite3.connect(sys.argv[1]).execute('SELECT engine FROM runs').fetchone())" "$1"; }
for engine in rules fast full; do
    expect "$engine: reads the ferry" 0 "$ARRIAN" collate --engine $engine --json examples/ferry
    cp "$out" "$work/$engine.jsonl"
    check "$engine: finds claims" grep -q '"kind":"claim"' "$work/$engine.jsonl"
    expect "$engine: a store" 0 "$ARRIAN" read --engine $engine --store "$work/$engine.sqlite" examples/ferry
    check "$engine: the store names it" test "$(engine_of "$work/$engine.sqlite")" = $engine
done
check "fast is not rules" bash -c "! cmp -s '$work/fast.jsonl' '$work/rules.jsonl'"
check "fast is not full" bash -c "! cmp -s '$work/fast.jsonl' '$work/full.jsonl'"
expect "fast: a page" 0 "$ARRIAN" report --engine fast examples/ferry -o "$work/page.html"
check "fast: the page names it" grep -q 'fast, SHA-256 of the weights' "$work/page.html"
expect "fast: told to be read again" 0 "$ARRIAN" collate --engine fast --json --threads 8 examples/ferry
check "fast: the same bytes with 8 threads" cmp -s "$out" "$work/fast.jsonl"

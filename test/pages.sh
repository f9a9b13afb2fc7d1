#!/bin/bash
# pages.sh: the evidence of 258 news pages: the bytes at every stretch that is told give its words.
. "$(dirname "$0")/lib.sh"
if [ ! -f ../shared/data/news_pages.tar.xz ]; then
    echo "skipped: evidence on 258 news pages: no ../shared"
    exit
fi
../shared/data/unpack "$work" news_pages >/dev/null
for country in "$work"/fundus-publishers/*/; do
    gunzip -q "$country"/*.html.gz
    find "$country" -name '*.html' | sort | xargs "$ARRIAN" read --json --engine rules >"$work/records.jsonl" 2>"$err"
    python3 test/evidence.py "$work/records.jsonl" "evidence: pages of $(basename "$country")"
    rm "$country"/*.html
done

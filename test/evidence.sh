#!/bin/bash
# evidence.sh: the laws of RECORDS.md on every record of the examples and of every development story.
. "$(dirname "$0")/lib.sh"
stories="examples/border examples/ferry"
if [ -d ../shared/gold ]; then stories="$stories $(ls -d ../shared/gold/*/)"; else echo "skipped: evidence on the development stories: no ../shared"; fi
for story in $stories; do
    meta=()
    [ -f "$story/reports.tsv" ] && meta=(--meta "$story/reports.tsv")
    "$ARRIAN" collate --json "${meta[@]}" "$story" >"$work/records.jsonl" 2>"$err"
    python3 test/evidence.py "$work/records.jsonl" "$(basename "$story")"
done

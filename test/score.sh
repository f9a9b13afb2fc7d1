#!/bin/bash
# score.sh: the development stories held against their gold; floors.txt names a least figure for each measure.
. "$(dirname "$0")/lib.sh"
scorer=../shared/score_stories.py
if [ ! -f "$scorer" ]; then
    echo "skipped: no ../shared: the development stories are not here, nothing is scored"
    echo "ok scores: skipped"
    exit 0
fi
python3 "$scorer" | tee "$out"
while read -r _ measure figure least; do
    got=$(awk -v m="$measure" -v f="$figure" '
        { name = substr($0, 1, 28); sub(/ +$/, "", name); gsub(/ /, "_", name) }
        name == m { for (i = 1; i < NF; i++) if ($i == f) print $(i + 1) / 100 }' "$out")
    check "$measure $figure ${got:-absent}, at least $least" awk "BEGIN { exit !(\"$got\" != \"\" && $got + 0 >= $least) }"
done < <(grep '^score ' test/floors.txt)

#!/bin/bash
# score.sh: the development stories held against their gold, with the full engine and the fast one; floors.txt names a least figure for each measure.
. "$(dirname "$0")/lib.sh"
scorer=../shared/score_stories.py
if [ ! -f "$scorer" ]; then
    echo "skipped: no ../shared: the development stories are not here, nothing is scored"
    echo "ok scores: skipped"
    exit 0
fi
scorer=$(realpath "$scorer")
floors=$PWD/test/floors.txt

held() { # ENGINE WORD: the scorer asks build/arrian, here with this engine; floors are the lines that begin with WORD
    mkdir -p "$work/$1/build"
    printf '#!/bin/sh\nexec "%s" "$@" --engine %s\n' "$ARRIAN" "$1" >"$work/$1/build/arrian"
    chmod +x "$work/$1/build/arrian"
    (cd "$work/$1" && python3 "$scorer") | tee "$out"
    while read -r _ measure figure least; do
        got=$(awk -v m="$measure" -v f="$figure" '
            { name = substr($0, 1, 28); sub(/ +$/, "", name); gsub(/ /, "_", name) }
            name == m { for (i = 1; i < NF; i++) if ($i == f) print $(i + 1) / 100 }' "$out")
        check "$1: $measure $figure ${got:-absent}, at least $least" awk "BEGIN { exit !(\"$got\" != \"\" && $got + 0 >= $least) }"
    done < <(grep "^$2 " "$floors")
}
held full score
held fast score-fast
python3 test/eval_more.py "$ARRIAN" | tee "$out"
check "more stories: scored" grep -q "^origin pairs" "$out"

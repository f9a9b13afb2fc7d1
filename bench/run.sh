#!/bin/bash
# run.sh BUILD: CPU seconds of the tool on the seed story and on 1,000 agency stories, where those are here; else on the examples.
set -eu
cd "$(dirname "$0")/.."
arrian=${1:-build}/arrian
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cpu() { # TIMES COMMAND...: CPU seconds of one run, the least of them
    local times=$1
    shift
    for _ in $(seq "$times"); do
        { TIMEFORMAT='%U %S'; time "$@" >/dev/null 2>&1; } 2>&1 | awk '{ print $1 + $2 }'
    done | sort -n | head -n 1
}
row() { printf '%-44s %8s s CPU  %s\n' "$@"; }
row "arrian --version (start)" "$(cpu 5 "$arrian" --version)" ""
engines=rules
"$arrian" read --engine full examples/ferry >/dev/null 2>&1 && engines="rules full"
for engine in $engines; do
    row "$engine: collate the examples, ten reports" "$(cpu 5 "$arrian" collate --engine $engine --json --threads 1 examples/border examples/ferry)" ""
    if [ -d ../shared/gold/nato_seeds ]; then
        row "$engine: collate the seed story, five reports" \
            "$(cpu 5 "$arrian" collate --engine $engine --json --one --threads 1 ../shared/gold/nato_seeds/*.txt)" "(rules: at most 0.2)"
    fi
done
if [ -f ../shared/data/raw.tar.xz ]; then
    ../shared/data/unpack "$work" raw >/dev/null
    mkdir "$work/stories"
    python3 - "$work" <<'PYTHON'
import glob, itertools, json, sys
path = glob.glob(sys.argv[1] + "/raw/**/newswire_20k.jsonl", recursive=True)[0]
for n, line in enumerate(itertools.islice(open(path, encoding="utf-8"), 1000)):
    story = json.loads(line)
    text = "\n\n".join(str(story[k]) for k in ("title", "text", "body", "content") if story.get(k))
    open(f"{sys.argv[1]}/stories/{n:04}.txt", "w", encoding="utf-8").write(text + "\n")
PYTHON
    bytes=$(cat "$work"/stories/*.txt | wc -c)
    seconds=$(cpu 3 "$arrian" read --engine rules --json --threads 1 "$work/stories")
    row "rules: read 1,000 agency stories, $bytes bytes" "$seconds" "$(awk "BEGIN { printf \"%.1f MB/s (at least 5)\", $bytes / 1e6 / $seconds }")"
    [ "$engines" = rules ] && exit 0
    words=$(cat "$work"/stories/00[0-4]*.txt | wc -w)
    seconds=$(cpu 1 "$arrian" read --engine full --json --threads 1 "$work"/stories/00[0-4]*.txt)
    row "full: read 50 agency stories, $words words" "$seconds" "$(awk "BEGIN { printf \"%.0f words/s\", $words / $seconds }")"
fi
if [ -f models/arrian.weights ]; then
    ninja -C "${1:-build}" bench/bench_model >/dev/null
    echo
    "${1:-build}/bench/bench_model" models/arrian.weights
fi

#!/bin/bash
# run.sh BUILD: every test, one after another. Each prints lines "ok NAME" or "not ok NAME"; the last line counts them.
set -u
cd "$(dirname "$0")/.."
build=${1:-build}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export ARRIAN="$PWD/$build/arrian" LC_ALL=C.UTF-8 NO_COLOR=1

run() { # NAME COMMAND...: a script that dies without a word has failed too
    local name=$1 before after code
    shift
    echo "== $name"
    before=$(grep -cE '^(not )?ok ' "$log")
    "$@" 2>&1 | tee -a "$log"
    code=${PIPESTATUS[0]}
    after=$(grep -cE '^(not )?ok ' "$log")
    if [ "$before" = "$after" ] || { [ "$code" != 0 ] && ! tail -n "+$((before + 1))" "$log" | grep -q '^not ok '; }; then
        if [ "$code" = 0 ]; then echo "ok $name"; else echo "not ok $name: exit $code"; fi | tee -a "$log"
    fi
}

run "includes point upstream" test/directions.sh
run "cases and examples of the lexicons" "$build/test/cases" --floors test/floors.txt test/cases data
run "the tool" test/cli.sh
run "manners of every verb" test/manners.sh
run "evidence" test/evidence.sh
run "evidence on pages" test/pages.sh
run "doors" test/doors.sh
run "same bytes for any number of threads" test/sameness.sh
run "the fast engine" test/fast.sh
run "scores of sets" test/eval.sh
run "store" test/store.sh
run "batch" test/batch.sh
run "watch" test/watch.sh
run "stories that grow" test/add.sh
run "copies among many" python3 test/prints.py "$build"
run "verify" test/verify.sh
run "diff" test/diff.sh
run "serve" test/serve.sh
run "review" test/review.sh
run "bad inputs" test/bad_inputs.sh
run "exports" test/exports.sh
run "scores" test/score.sh
run "documentation" python3 test/docs.py
for folder in test/*/; do
    for script in "$folder"run.sh "$folder"run.py; do
        [ -x "$script" ] && run "${folder%/}" "$script" "$build"
    done
done
run "installed" test/install.sh "$build"
run "packages" test/dist.sh "$build"
run "programs of the stages" test/programs.sh "$build"
run "sanitizers" test/sanitize.sh

passed=$(grep -c '^ok ' "$log")
failed=$(grep -c '^not ok ' "$log")
[ "$failed" = 0 ] || { echo "what failed:"; grep '^not ok ' "$log"; }
grep '^skipped' "$log"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

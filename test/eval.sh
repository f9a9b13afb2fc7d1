#!/bin/bash
# eval.sh: the verb that scores: small sets of our own with known figures, then those of ../shared/data against floors.
. "$(dirname "$0")/lib.sh"

figure() { # NAME SET WANT: the first line that opens with NAME ends with WANT
    check "eval $2: $1 $3" test "$(grep "^$1  " "$out" | sed 's/  */ /g' | head -1)" = "$1 $3"
}
expect "eval times" 0 "$ARRIAN" eval times test/eval/times
figure "time found" times "precision 100.0 recall 100.0 f1 100.0 of 4"
figure "time value" times "precision 75.0 recall 75.0 f1 75.0 of 4" # the gold holds a Monday that is none
expect "eval times --misses" 0 "$ARRIAN" eval times --misses test/eval/times
check "eval --misses: tells the one that is wrong" grep -q '"Monday": 2024-05-14 wanted, 2024-05-13 given' "$out"
expect "eval: no such set" 2 "$ARRIAN" eval tmies test/eval
says "eval: no such set: names those there are" "times, numbers, gap and geovirus"
expect "eval: no such folder" 2 "$ARRIAN" eval times test/nowhere
expect "eval: nothing of the set there" 1 "$ARRIAN" eval times test/page
expect "eval: no TimeML" 2 "$ARRIAN" eval times README.md
says "eval: no TimeML: says so" "not a TimeML file"

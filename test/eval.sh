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
for set in numbers gap geovirus links; do # each gold holds one thing that is wrong, and a floor that only rises
    expect "eval $set" 0 "$ARRIAN" eval "$set" "test/eval/$set"
    while read -r _ name figure least; do
        got=$(awk -v m="${name//_/ }" -v f="$figure" '
            { name = substr($0, 1, 28); sub(/ +$/, "", name) }
            name == m { for (i = 1; i < NF; i++) if ($i == f) print $(i + 1) }' "$out")
        check "eval $set: $name $figure ${got:-absent}, at least $least" awk "BEGIN { exit !(\"$got\" != \"\" && $got + 0 >= $least) }"
    done < <(grep "^eval-$set " test/floors.txt)
done
expect "eval numbers --misses" 0 "$ARRIAN" eval numbers --misses test/eval/numbers
check "eval --misses: tells the number that is wrong" grep -q '13 wanted, 12 given' "$out"
expect "eval: no such set" 2 "$ARRIAN" eval tmies test/eval
says "eval: no such set: names those there are" "times, numbers, gap, geovirus and links"
expect "eval: no such folder" 2 "$ARRIAN" eval times test/nowhere
expect "eval: nothing of the set there" 1 "$ARRIAN" eval times test/page
expect "eval: no TimeML" 2 "$ARRIAN" eval times README.md
says "eval: no TimeML: says so" "not a TimeML file"

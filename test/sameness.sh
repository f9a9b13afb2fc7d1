#!/bin/bash
# sameness.sh: the same bytes out for 1, 2 and 8 threads, for lines, table and page, and again in a second run.
. "$(dirname "$0")/lib.sh"
folders="examples/border examples/ferry"
[ -d ../shared/gold/nato_seeds ] && folders="$folders ../shared/gold/nato_seeds"
for form in "read --json" "collate --json" "collate --csv" "collate" "report"; do
    # shellcheck disable=SC2086
    "$ARRIAN" $form --threads 1 $folders >"$work/1" 2>/dev/null
    for threads in 1 2 8; do
        # shellcheck disable=SC2086
        "$ARRIAN" $form --threads $threads $folders >"$work/n" 2>/dev/null
        check "arrian $form --threads $threads" cmp -s "$work/1" "$work/n"
    done
    check "arrian $form: not empty" test -s "$work/1"
done

#!/bin/sh
# programs.sh BUILD: what Meson knows as tests of the stages.
set -u
cd "$(dirname "$0")/.."
meson test -C "${1:-build}" --no-rebuild --print-errorlogs 2>&1 | awk '
    /^ *[0-9]+\/[0-9]+ / { name = $2; for (i = 3; i < NF && $i !~ /^(OK|FAIL|ERROR|TIMEOUT|SKIP|EXPECTEDFAIL)$/; i++) name = name " " $i
        print ($i == "OK" || $i == "SKIP" ? "ok " : "not ok ") name; seen = 1; next }
    { text = text "\n" $0 }
    END { if (!seen) print (text ~ /No tests defined/ ? "ok no programs" : "not ok meson test" text) }'

#!/bin/sh
# directions.sh: includes point upstream only: base, model, door, read, split, parse, mark, claim, store, collate, report, serve, cli.
set -u
cd "$(dirname "$0")/.."
grep -rnE '^#include "[a-z]+/' src cli --include='*.c' --include='*.h' | awk -F: '
    BEGIN { n = split("base model door read split parse mark claim store collate report serve cli", order, " "); for (i = 1; i <= n; i++) rank[order[i]] = i }
    {
        split($1, path, "/")
        from = path[1] == "cli" ? "cli" : path[2]
        match($3, /"[a-z]+\//)
        to = substr($3, RSTART + 1, RLENGTH - 2)
        if (!(from in rank) || !(to in rank)) next # arrian.c stands above all stages
        if (rank[to] > rank[from]) { print "    " $1 ":" $2 ": " from " looks downstream at " to; bad++ }
    }
    END { print (bad ? "not ok" : "ok") " includes point upstream" }'

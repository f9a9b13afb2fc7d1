# lib.sh: what the scripts share: check NAME CONDITION..., expect NAME EXIT-CODE COMMAND...
cd "$(dirname "$0")/.."
ARRIAN=${ARRIAN:-$PWD/build/arrian}
work=$(mktemp -d)
out=$work/out err=$work/err
trap 'rm -rf "$work"' EXIT

ok() { echo "ok $1"; }
not_ok() {
    echo "not ok $1"
    [ -s "$err" ] && head -c 1500 "$err" | sed 's/^/    /'
}
check() { # NAME COMMAND...: the command holds
    local name=$1
    shift
    if "$@"; then ok "$name"; else not_ok "$name"; fi
}
expect() { # NAME CODE COMMAND...: exit code, with stdout in $out and stderr in $err
    local name=$1 code=$2 got
    shift 2
    "$@" >"$out" 2>"$err" </dev/null
    got=$?
    if [ "$got" = "$code" ]; then ok "$name"; else not_ok "$name: exit $got, not $code"; fi
}
says() { # NAME PATTERN: stderr holds it
    if grep -qE -- "$2" "$err"; then ok "$1"; else not_ok "$1: nothing on stderr like $2"; fi
}

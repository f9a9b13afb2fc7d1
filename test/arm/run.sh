#!/bin/bash
# run.sh BUILD: the language engine for 64-bit ARM, cross-compiled and run under qemu, gives this machine's bytes.
. "$(dirname "$0")/../lib.sh"
cd ..
build=${1:-build}
cross=aarch64-linux-gnu-gcc
skip() { echo "skipped: test/arm: NEON is NOT tested: $1"; exit 0; }
[ "$(uname -m)" = x86_64 ] || skip "this test is written for x86-64; on ARM test/model compares the kernels"
packages="apt-get install gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user"
for need in $cross qemu-aarch64; do command -v $need >/dev/null || skip "no $need ($packages)"; done
[ -e /usr/aarch64-linux-gnu/include/stdio.h ] || skip "no C library for ARM ($packages)"
arm() { nice timeout 400 qemu-aarch64 -L /usr/aarch64-linux-gnu "$@"; }

flags="-std=gnu11 -D_GNU_SOURCE -O3 -ffp-contract=off -fno-math-errno -Iinclude -Isrc -Itest/model"
objects=
for source in src/model/{decode,encoder,heads,kernels,late,linear,model,pieces,weights}.c \
    src/model/kernel_{float,plain,neon}.c src/base/{arena,error,utf8,hash}.c; do
    object=$work/$(basename "$source" .c).o
    march=
    [ "$source" = src/model/kernel_neon.c ] && march=-march=armv8.2-a+dotprod
    # shellcheck disable=SC2086
    nice $cross $flags $march -c "$source" -o "$object" 2>"$err" ||
        { not_ok "arm: $source compiles"; exit 1; }
    objects="$objects $object"
done
for program in test/arm/model.c test/arm/same.c; do
    # shellcheck disable=SC2086
    nice $cross $flags "$program" $objects -o "$work/arm-$(basename "$program" .c)" -lm 2>"$err" ||
        { not_ok "arm: $program compiles"; exit 1; }
done
ok "arm: the language engine compiles for aarch64"
# shellcheck disable=SC2086
nice cc $flags test/arm/same.c "$build/libarrian.a" -o "$work/same" -lsqlite3 -lz -lzstd -lbrotlidec -lm -lpthread 2>"$err" ||
    { not_ok "arm: same.c compiles for this machine"; exit 1; }

arm "$work/arm-model" >"$out" 2>"$err"
code=$?
sed -nE 's/^(not )?ok model: /\1ok arm: model: /p' "$out"
[ $code = 0 ] && grep -q 'ok model: kernel neon' "$out" || not_ok "arm: the tests of test/model end well: exit $code"

same() { # NAME RUNNER PROGRAM KERNEL WEIGHTS WANT: KERNEL is taken, and the output is WANT
    local name=$1 runner=$2 program=$3 kernel=$4 weights=$5 want=$6
    if ! $runner "$program" "$kernel" "$weights" >"$work/got" 2>"$err"; then not_ok "$name: it ends badly"; return; fi
    if [ -n "$kernel" ] && ! grep -q "^$kernel " "$err"; then not_ok "$name: kernel $(cat "$err")"; return; fi
    if ! cmp "$work/got" "$want" >"$err" 2>&1; then not_ok "$name: other bytes"; return; fi
    ok "$name ($(wc -c <"$want") bytes)"
}
compare() { # NAME WEIGHTS
    local want=$work/want
    if ! nice "$work/same" plain "$2" >"$want" 2>"$err" || [ ! -s "$want" ]; then
        not_ok "arm: $1 weights: plain on this machine"
        return
    fi
    same "arm: $1 weights: this machine's fastest kernel gives the bytes of plain" nice "$work/same" "" "$2" "$want"
    same "arm: $1 weights: NEON gives the bytes of plain here" arm "$work/arm-same" neon "$2" "$want"
    same "arm: $1 weights: plain on ARM gives the bytes of plain here" arm "$work/arm-same" plain "$2" "$want"
}
compare made-up "$work/none"
if [ -r models/arrian.weights ]; then compare trained models/arrian.weights
else echo "skipped: test/arm: no models/arrian.weights"; fi

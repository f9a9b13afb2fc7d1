#!/bin/sh
# dist.sh [deb|wheel|static|source...]: what others install, into dist/; all of them where none is named. Says each file that it made.
set -eu
cd "$(dirname "$0")/.."
version=$(sed -n 's/^#define ARRIAN_VERSION "\(.*\)"/\1/p' include/arrian.h)
name=arrian-$version
quietly() { "$@" >build-dist/log 2>&1 || { echo "dist.sh: $1 failed; the end of build-dist/log:"; tail -n 15 build-dist/log; exit 2; }; }
against() { # LIBRARIES TARGET [OPTION...]: TARGET of Meson, linked with the static libraries alone
    libraries=$PWD/build-dist/$1
    target=$2
    shift 2
    folder=build-dist/$(basename "$libraries")-build
    [ -f "$folder/build.ninja" ] || PKG_CONFIG_LIBDIR=$libraries/lib/pkgconfig quietly meson setup "$folder" "$@"
    quietly ninja -C "$folder" "$target"
}
deb() { tools/dist/deb.sh build dist; }
wheel() {
    tools/dist/libraries.sh cc build-dist/glibc
    against glibc libarrian.so.$version -Dc_link_args=-Wl,--exclude-libs,ALL
    cp "build-dist/glibc-build/libarrian.so.$version" build-dist/libarrian.so
    strip --strip-unneeded build-dist/libarrian.so
    python3 tools/dist/wheel.py build-dist/libarrian.so dist strict
}
static() { # the program with its weights beside it: unpack it anywhere
    tools/dist/libraries.sh musl-gcc build-dist/musl
    against musl cli/arrian --native-file tools/dist/musl.ini
    root=build-dist/$name-linux-$(uname -m)
    rm -rf "$root"
    mkdir -p "$root/completions"
    cp build-dist/musl-build/cli/arrian models/arrian.weights docs/arrian.1 README.md LICENSE NOTICE models/CARD.md "$root"
    strip "$root/arrian"
    for shell in bash zsh fish; do "$root/arrian" --completion $shell >"$root/completions/arrian.$shell"; done
    tar -C build-dist --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -cJf "dist/$(basename "$root").tar.xz" "$(basename "$root")"
    echo "dist/$(basename "$root").tar.xz"
}
source() {
    git rev-parse --verify -q HEAD >/dev/null || { echo "dist.sh: the source is no git checkout; its tarball is what it came from" >&2; return 2; }
    git archive --prefix="$name/" HEAD | xz -T1 >"dist/$name.tar.xz"
    echo "dist/$name.tar.xz"
}
mkdir -p dist build-dist
[ $# -gt 0 ] || set -- deb wheel static source
for what in "$@"; do
    case $what in
    deb | wheel | static | source) $what ;;
    *) echo "dist.sh: $what: not one of deb, wheel, static, source" >&2; exit 2 ;;
    esac
done

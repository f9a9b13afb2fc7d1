#!/bin/sh
# install_deps.sh build|test|dist: what is missing, by apt, as root or through sudo; says what, and does nothing where all is there.
set -eu
what=${1:-build}
missing=
wished=
has() { # COMMAND-OR-FILE
    case $1 in
    /*) for file in $1; do [ -e "$file" ] && return 0; done ;;
    *) command -v "$1" >/dev/null 2>&1 && return 0 ;;
    esac
    return 1
}
need() { has "$1" || missing="$missing $2"; } # COMMAND-OR-FILE PACKAGE
wish() { has "$1" || wished="$wished $2"; }   # the same; without it a test is skipped, loudly
need cc build-essential
need make build-essential
need meson meson
need ninja ninja-build
need pkg-config pkg-config
need "/usr/include/sqlite3.h" libsqlite3-dev
need "/usr/include/zlib.h" zlib1g-dev
need "/usr/include/zstd.h" libzstd-dev
need "/usr/include/brotli/decode.h" libbrotli-dev
need "/usr/include/microhttpd.h" libmicrohttpd-dev
if [ "$what" = test ]; then
    need python3 python3
    need node nodejs
    need npm npm
    need clang clang
    need chromium chromium
    wish java default-jre-headless # test/spark
    wish dpkg-shlibdeps dpkg-dev # test/dist.sh
    wish lintian lintian
    wish zsh zsh # test/manners.sh: completion
    wish fish fish
    wish "/usr/lib/python3*/ensurepip/__init__.py" python3-venv # test/spark; test/exports.sh: the tools of those who use the exports
    if [ "$(uname -m)" = x86_64 ]; then # test/arm: NEON's bytes, under qemu
        wish aarch64-linux-gnu-gcc gcc-aarch64-linux-gnu
        wish /usr/aarch64-linux-gnu/include/stdio.h libc6-dev-arm64-cross
        wish qemu-aarch64 qemu-user
    fi
fi
if [ "$what" = dist ]; then
    need python3 python3
    need dpkg-shlibdeps dpkg-dev
    need musl-gcc musl-tools
    need tclsh tcl # SQLite's source makes one file of many
    need xz xz-utils
    need git git
    wish lintian lintian
    wish debootstrap debootstrap
fi
python_tools() { # into .venv-test; without them test/exports.sh is skipped, loudly
    [ "$what" = test ] && [ -z "${TEST_VENV:-}" ] && ! cmp -s test/exports.txt .venv-test/installed || return 0
    echo "install_deps: installing the tools of test/exports.txt into .venv-test"
    python3 -m venv .venv-test && .venv-test/bin/pip install -q --disable-pip-version-check -r test/exports.txt &&
        cp test/exports.txt .venv-test/installed || { rm -rf .venv-test; echo "install_deps: not to be had; test/exports.sh is skipped"; }
}
cd "$(dirname "$0")/.."
[ -n "$missing$wished" ] || { python_tools; exit 0; }
as_root=
if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "install_deps: missing:$missing$wished; install as root: apt-get install$missing$wished" >&2
        if [ -n "$missing" ]; then exit 2; else exit 0; fi
    fi
    as_root=sudo
fi
echo "install_deps: installing$missing$wished"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq || [ -z "$missing" ]
install() { $as_root apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }
# shellcheck disable=SC2086
[ -z "$missing" ] || install $missing
# shellcheck disable=SC2086
[ -z "$wished" ] || install $wished || echo "install_deps: not to be had:$wished; their tests are skipped"
python_tools

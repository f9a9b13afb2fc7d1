#!/bin/sh
# install_deps.sh build|test: what is missing, by apt, as root or through sudo; says what, and does nothing where all is there.
set -eu
what=${1:-build}
missing=
need() { # COMMAND-OR-FILE PACKAGE
    case $1 in
    /*) for file in $1; do [ -e "$file" ] && return; done ;;
    *) command -v "$1" >/dev/null 2>&1 && return ;;
    esac
    missing="$missing $2"
}
need cc build-essential
need make build-essential
need meson meson
need ninja ninja-build
need pkg-config pkg-config
need "/usr/include/sqlite3.h" libsqlite3-dev
if [ "$what" = test ]; then
    need python3 python3
    need node nodejs
    need npm npm
    need clang clang
    need chromium chromium
fi
[ -n "$missing" ] || exit 0
as_root=
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null 2>&1 || { echo "install_deps: missing:$missing; install them as root: apt-get install$missing" >&2; exit 2; }
    as_root=sudo
fi
echo "install_deps: installing$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null

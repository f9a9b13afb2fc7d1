#!/bin/sh
# libraries.sh COMPILER PREFIX: zlib, zstd, brotli, SQLite and libmicrohttpd of Debian's source packages, built static by COMPILER
# (musl-gcc for a binary that needs nothing; cc for a shared library that needs glibc alone). Nothing of the system is changed.
set -eu
compiler=$1
mkdir -p "$2"
prefix=$(cd "$2" && pwd)
[ -f "$prefix/whole" ] && exit 0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
log=$prefix/build.log
exec 3>&1 >"$log" 2>&1
fail() { echo "libraries.sh: $1; the end of $log:" >&3; tail -n 15 "$log" >&3; exit 2; }
cd "$work"
chmod 755 .
mkdir -p lists/partial
. /etc/os-release
echo "deb-src http://deb.debian.org/debian ${VERSION_CODENAME:-bookworm} main" >src.list
of_source() { apt-get -qq -o Dir::Etc::sourcelist="$work/src.list" -o Dir::Etc::sourceparts=/dev/null -o Dir::State::lists="$work/lists" "$@"; }
of_source update && of_source source zlib libzstd brotli sqlite3 libmicrohttpd || fail "Debian's source packages cannot be had"
mkdir -p "$prefix/lib/pkgconfig" "$prefix/include"
export CC="$compiler" CFLAGS="-O2 -fPIC"
describe() { # NAME VERSION LIBS
    printf 'prefix=%s\nlibdir=${prefix}/lib\nincludedir=${prefix}/include\nName: %s\nDescription: %s\nVersion: %s\nLibs: -L${libdir} %s\nCflags: -I${includedir}\n' \
        "$prefix" "$1" "$1" "$2" "$3" >"$prefix/lib/pkgconfig/$1.pc"
}
objects() { # ARCHIVE: of every .o here
    ar rcs "$prefix/lib/$1" ./*.o
}
(cd zlib-*/ && ./configure --static --prefix="$prefix" && make libz.a && make install) || fail "zlib cannot be built"
(cd libzstd-*/lib && make libzstd.a && make PREFIX="$prefix" install-static install-includes install-pc) || fail "zstd cannot be built"
(cd brotli-*/c && mkdir o && cd o && $CC $CFLAGS -I../include -c ../common/*.c ../dec/*.c && objects libbrotlidec.a && cp -r ../include/brotli "$prefix/include") ||
    fail "brotli cannot be built"
describe libbrotlidec 1.0.9 -lbrotlidec
(cd libmicrohttpd-*/ && ./configure --prefix="$prefix" --disable-shared --disable-https --disable-doc --disable-examples --disable-curl &&
    make -C src/microhttpd && make -C src/microhttpd install && make -C src/include install && make install-pkgconfigDATA) || fail "libmicrohttpd cannot be built"
(cd sqlite3-*/ && ./configure --disable-shared --disable-tcl --disable-readline && make sqlite3.c && mkdir o && cd o &&
    $CC $CFLAGS -DSQLITE_THREADSAFE=1 -DSQLITE_OMIT_LOAD_EXTENSION -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_MATH_FUNCTIONS -DSQLITE_SECURE_DELETE \
        -DSQLITE_USE_URI -I.. -c ../sqlite3.c && objects libsqlite3.a && cp ../sqlite3.h "$prefix/include") || fail "SQLite cannot be built"
describe sqlite3 "$(cat sqlite3-*/VERSION)" -lsqlite3
touch "$prefix/whole"

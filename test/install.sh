#!/bin/bash
# install.sh BUILD: what `make install` leaves is enough to build a program against the library.
. "$(dirname "$0")/lib.sh"
build=${1:-build}
DESTDIR=$work/root meson install -C "$build" --no-rebuild >"$out" 2>"$err" || { not_ok "install"; exit 1; }
prefix=$work/root$(meson introspect "$build" --buildoptions | python3 -c '
import json, sys; print({o["name"]: o["value"] for o in json.load(sys.stdin)}["prefix"])')
for file in bin/arrian include/arrian.h share/man/man1/arrian.1; do check "installed: $file" test -s "$prefix/$file"; done
pc=$(find "$prefix" -name arrian.pc)
check "installed: arrian.pc" test -s "$pc"
cat >"$work/hello.c" <<'C'
#include <arrian.h>
#include <string.h>
int main(void)
{
    static const char text[] = "NATO will send four battalions to Poland, Petrova said on Tuesday.\n";
    ArrianEngine *engine;
    ArrianDocument *d;
    ArrianError why = {0};
    size_t names;
    if (arrian_open(NULL, &engine, &why)) return 1;
    if (arrian_read_bytes(engine, "hello.txt", text, strlen(text), NULL, &d, &why)) return 2;
    arrian_names(d, &names);
    arrian_document_free(d);
    arrian_close(engine);
    return names ? 0 : 3;
}
C
export PKG_CONFIG_PATH=${pc%/*} PKG_CONFIG_SYSROOT_DIR=$work/root
# shellcheck disable=SC2046
cc -Wall -Wextra -Werror -o "$work/hello" "$work/hello.c" $(pkg-config --cflags --libs arrian) >"$out" 2>"$err"
check "a program builds against the installed library" test -x "$work/hello"
expect "and reads a sentence" 0 env LD_LIBRARY_PATH="$(dirname "$(find "$prefix" -name 'libarrian.so' | head -1)")" "$work/hello"
expect "the installed tool runs" 0 "$prefix/bin/arrian" --version
cat >"$work/hello.cc" <<'C'
#include <arrian.h>
int main() { return arrian_act(ARRIAN_AGREE)[0] == 'A' ? 0 : 1; }
C
# shellcheck disable=SC2046
c++ -Wall -Wextra -fsyntax-only $(pkg-config --cflags arrian) "$work/hello.cc" >"$out" 2>"$err"
check "the header is C++ too" test ! -s "$err"

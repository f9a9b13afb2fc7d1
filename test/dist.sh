#!/bin/bash
# dist.sh BUILD [FOLDER]: what others install, each in a clean place, does the main job. Without FOLDER (make test): a .deb and a wheel of this
# build. With it (make dist-test): the files of `make dist`; a bare Debian too where debootstrap and root are there.
. "$(dirname "$0")/lib.sh"
build=$(cd "${1:-build}" && pwd)
folder=${2:+$(cd "$2" && pwd)}
reports="$PWD/examples/ferry"
"$build/cli/arrian" collate --json "$reports" >"$work/wanted" 2>/dev/null
bare() { env -i PATH="$PATH" HOME="$work" LC_ALL=C.UTF-8 "$@"; } # nothing of this tree in the environment
same() { # NAME PROGRAM...: the records of this build, byte for byte
    local name=$1
    shift
    (cd / && bare "$@" collate --json --engine full "$reports") >"$out" 2>"$err"
    check "$name: the records of this build" cmp -s "$out" "$work/wanted"
}
found() { # PATTERN: the one file of the folder
    local files
    files=$(find "$folder" -name "$1")
    [ -f "$files" ] && echo "$files"
}
debian() {
    local deb=$1 root=$work/deb
    dpkg-deb -x "$deb" "$root" && check "deb: unpacks" test -x "$root/usr/bin/arrian"
    same "deb" "$root/usr/bin/arrian"
    for file in share/man/man1/arrian.1.gz share/arrian/data/acts.tsv share/doc/arrian/copyright share/bash-completion/completions/arrian \
        share/zsh/vendor-completions/_arrian share/fish/vendor_completions.d/arrian.fish; do check "deb: $file" test -s "$root/usr/$file"; done
    check "deb: its libraries are named" bash -c 'dpkg-deb -f "$1" Depends | grep -q "libc6 (>= .*libsqlite3-0 .*zlib1g"' _ "$deb"
    dpkg-deb --fsys-tarfile "$deb" | tar -tv >"$work/list"
    check "deb: all belongs to root" test "$(awk '{ print $2 }' "$work/list" | sort -u)" = root/root
    mkdir -p "$work/fresh" "$work/admin/info" "$work/admin/updates" && touch "$work/admin/status" "$work/admin/available"
    expect "deb: dpkg installs it in an empty root" 0 dpkg --root="$work/fresh" --admindir="$work/admin" --force-depends --force-not-root --log=/dev/null \
        --unpack "$deb"
    if command -v lintian >/dev/null; then
        lintian --allow-root --fail-on error,warning --suppress-tags \
            bogus-mail-host,bogus-mail-host-in-debian-changelog,initial-upload-closes-no-bugs "$deb" >"$err" 2>&1
        check "deb: lintian finds no error and no warning" test $? = 0
    else
        echo "skipped: lintian is missing"
    fi
}
wheel() {
    local wheel=$1
    python3 -m venv "$work/venv" >"$out" 2>"$err" || { echo "skipped: wheel: python3-venv is missing"; return; }
    expect "wheel: pip installs it" 0 "$work/venv/bin/pip" install --no-index --no-deps --disable-pip-version-check -q "$wheel"
    (cd / && bare "$work/venv/bin/python" - "$reports" >"$out" 2>"$err" <<'PYTHON'
import glob, sys, arrian
paths = sorted(glob.glob(sys.argv[1] + "/*"))
story = arrian.collate({path: open(path, "rb").read() for path in paths}, power="full")
assert arrian.__file__.startswith(sys.prefix) and story.claims and story.accords and all(c.chars for c in story.claims)
print(story.lines, end="")
PYTHON
    )
    check "wheel: arrian.collate() gives the records of this build" cmp -s "$out" "$work/wanted"
    check "wheel: says that its types are inline" test -f "$(find "$work/venv" -name py.typed -path '*/arrian/*')"
    expect "wheel: pip takes it away again" 0 "$work/venv/bin/pip" uninstall -y -q arrian
}
static() {
    mkdir "$work/static" && tar -C "$work/static" -xJf "$1"
    local program
    program=$(find "$work/static" -name arrian -type f)
    check "static: asks for no library" bash -c '! objdump -p "$1" | grep -q NEEDED' _ "$program"
    same "static" "$program"
    bare "$program" collate "$reports" --store "$work/static.sqlite" >/dev/null 2>&1
    expect "static: its store is whole" 0 bare "$program" verify "$work/static.sqlite"
    if [ "$(id -u)" = 0 ]; then
        mkdir -p "$work/empty" && cp -r "$(dirname "$program")" "$work/empty/a" && cp -r "$reports" "$work/empty/reports"
        expect "static: runs in a root that holds nothing else" 0 chroot "$work/empty" /a/arrian collate --json --engine full /reports
    fi
}
tarball() {
    mkdir "$work/source" && tar -C "$work/source" -xJf "$1"
    expect "source: builds with make" 0 bare make -C "$work/source"/*/ all
    same "source" "$work/source"/*/build/arrian
}
bare_debian() { # DEB: on a Debian 12 that holds nothing but itself, with what apt finds for it
    if [ "$(id -u)" != 0 ] || ! command -v debootstrap >/dev/null; then echo "skipped: a bare Debian: root and debootstrap are needed"; return; fi
    local root=${DEBIAN_ROOT:-$work/bookworm} # DEBIAN_ROOT: one that is there
    [ -x "$root/usr/bin/apt-get" ] || debootstrap --variant=minbase bookworm "$root" >"$out" 2>"$err" || { echo "skipped: a bare Debian: not to be had"; return; }
    cp "$1" "$root/arrian.deb" && cp -r "$reports" "$root/reports"
    cp /etc/resolv.conf "$root/etc/" && cp /etc/apt/apt.conf.d/* "$root/etc/apt/apt.conf.d/" 2>/dev/null
    chroot "$root" sh -c 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends /arrian.deb' >"$out" 2>"$err"
    check "bare Debian 12: apt installs the .deb with what it depends on" test $? = 0
    expect "bare Debian 12: reads a story" 0 chroot "$root" arrian collate --json --engine full /reports
    check "bare Debian 12: it is a story" grep -q '"kind":"accord"' "$out"
    chroot "$root" apt-get remove -y -qq arrian >/dev/null 2>&1
    check "bare Debian 12: and goes away again" test ! -e "$root/usr/bin/arrian" -a ! -e "$root/usr/share/arrian"
}
if [ -n "$folder" ]; then
    for each in 'deb debian arrian_*.deb' 'wheel wheel *manylinux*.whl' 'static static *-linux-*.tar.xz' 'source tarball arrian-[0-9.]*.[0-9].tar.xz'; do
        # shellcheck disable=SC2086
        set -f && set -- $each && set +f
        if file=$(found "$3"); then $2 "$file"; else not_ok "$1: is not in $folder; run make dist"; fi
    done
    if file=$(found 'arrian_*.deb'); then bare_debian "$file"; fi
else
    if command -v dpkg-shlibdeps >/dev/null; then debian "$(tools/dist/deb.sh "$build" "$work/made")"; else echo "skipped: deb: dpkg-dev is missing"; fi
    wheel "$(python3 tools/dist/wheel.py "$build/libarrian.so" "$work/made")"
fi

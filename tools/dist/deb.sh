#!/bin/sh
# deb.sh BUILD FOLDER: build/arrian as FOLDER/arrian_VERSION_ARCH.deb, with its weights, tables, man page and completions.
set -eu
build=$(cd "$1" && pwd)
mkdir -p "$2"
folder=$(cd "$2" && pwd)
cd "$(dirname "$0")/../.."
arrian=$build/cli/arrian
maintainer=${DEB_MAINTAINER:-The arrian authors <arrian@localhost.localdomain>}
version=$("$arrian" --version | cut -d ' ' -f 2)-1
arch=$(dpkg --print-architecture)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
put() { install -D -m "$1" "$2" "$root/$3"; } # MODE FILE PLACE
put 755 "$arrian" usr/bin/arrian
strip --remove-section=.comment --remove-section=.note "$root/usr/bin/arrian"
put 644 models/arrian.weights usr/share/arrian/arrian.weights
for table in data/*.tsv data/*.rule; do put 644 "$table" "usr/share/arrian/$table"; done
put 644 docs/arrian.1 usr/share/man/man1/arrian.1
gzip -9n "$root/usr/share/man/man1/arrian.1"
"$arrian" --completion bash >"$work/bash" && put 644 "$work/bash" usr/share/bash-completion/completions/arrian
"$arrian" --completion zsh >"$work/zsh" && put 644 "$work/zsh" usr/share/zsh/vendor-completions/_arrian
"$arrian" --completion fish >"$work/fish" && put 644 "$work/fish" usr/share/fish/vendor_completions.d/arrian.fish
doc=usr/share/doc/arrian
for file in README.md docs/formats.md docs/doors.md models/CARD.md; do put 644 "$file" "$doc/$(basename "$file")"; done
for report in examples/*/*; do put 644 "$report" "$doc/$report"; done
{
    printf 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: arrian\n\n'
    printf 'Files: *\nCopyright: 2026 The arrian authors\nLicense: Apache-2.0\n'
    printf ' On Debian systems the text stands in /usr/share/common-licenses/Apache-2.0.\nComment:\n'
    sed 's/^$/./; s/^/ /' NOTICE web/NOTICE.txt
} >"$work/copyright"
put 644 "$work/copyright" $doc/copyright
date=$(git log -1 --format=%cD 2>/dev/null || date -R -r CHANGELOG.md)
printf 'arrian (%s) unstable; urgency=medium\n\n  * See CHANGELOG.md of the source.\n\n -- %s  %s\n' "$version" "$maintainer" "$date" |
    gzip -9n >"$work/changelog" && put 644 "$work/changelog" $doc/changelog.Debian.gz
mkdir "$work/debian" "$root/DEBIAN"
printf 'Source: arrian\n\nPackage: arrian\nArchitecture: any\n' >"$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps -O root/usr/bin/arrian 2>/dev/null | sed -n 's/^shlibs:Depends=//p')
cat >"$root/DEBIAN/control" <<CONTROL
Package: arrian
Version: $version
Architecture: $arch
Maintainer: $maintainer
Installed-Size: $(du -k -s "$root/usr" | cut -f 1)
Depends: $depends
Section: text
Priority: optional
Description: what news reports say together, with the bytes that prove it
 Reads news reports of the same happenings and rebuilds what they describe:
 who did, said, threatened or deployed what to whom, when, where, how many,
 according to whom; how many independent origins stand behind it; where reports
 differ and in what way; who copied or relays whom. No services, no network at
 run time.
CONTROL
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
find "$root" -type d -exec chmod 755 {} +
find "$root" -exec touch -h -d "$date" {} +
SOURCE_DATE_EPOCH=$(date -d "$date" +%s) dpkg-deb --root-owner-group -Zxz --build "$root" "$folder/arrian_${version}_$arch.deb" >/dev/null
echo "$folder/arrian_${version}_$arch.deb"

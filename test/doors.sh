#!/bin/bash
# doors.sh: reports in archives, dumps, feeds and letters: made here, and in the samples of warcio and resiliparse.
. "$(dirname "$0")/lib.sh"
python3 test/doors.py "$ARRIAN" "$work/files"

if [ ! -f ../shared/data/web.tar.xz ]; then
    echo "skipped: doors: the samples of warcio, resiliparse and feedparser: no ../shared"
    exit
fi
tar -xJf ../shared/data/web.tar.xz -C "$work" --wildcards 'warc-samples/*' 'feeds/*' 2>"$err" || not_ok "doors: the samples unpack"
found() { # FILE MEMBERS SAYS: how many, and what is told of the rest ("" for nothing)
    "$ARRIAN" read --engine rules --json "$work/warc-samples/$1" >"$out" 2>"$err"
    sed -i -E 's/^\{"kind":"error".*"path":"([^"]*)".*"at":([0-9]+),"message":"([^"]*)".*/\1: byte \2: \3/' "$err"
    local members
    members=$(grep -c '^{"kind":"document"' "$out")
    check "doors: $1: $members members, not $2" test "$members" = "$2"
    if [ -n "$3" ]; then says "doors: $1: says so" "$3"; else check "doors: $1: nothing to say" test ! -s "$err"; fi
}
found warcio/example.warc 1 ""
found warcio/example.warc.gz 1 ""
found warcio/example.arc 1 ""
found warcio/example.arc.gz 1 ""
found warcio/example-space-in-url.arc 1 ""
found warcio/example-iana.org-chunked.warc 1 ""
found warcio/example-wrong-chunks.warc.gz 1 ""
found warcio/example-resource.warc.gz 1 ""
found warcio/example-bad-non-chunked.warc.gz 1 ""
found warcio/example-bad.warc.gz.bad 1 ""
found warcio/example-trunc.warc 0 'member 1197: byte 1197: its length is too small'
found warcio/example-digest.warc 0 'holds no report'
found warcio/post-test.warc.gz 0 'holds no report'
found resiliparse/warcfile.warc 16 ""
found resiliparse/warcfile.warc.gz 16 ""
found resiliparse/clueweb-quirk.warc.gz 29 ""
found resiliparse/clipped.warc.gz 0 'member 0: byte [0-9]+: ends in the midst of a packed member'
found resiliparse/warcfile.warc.lz4 0 'lz4, which is not read'
find "$work/feeds" -name '*.xml' | LC_ALL=C sort >"$work/list"
xargs -a "$work/list" -n 300 "$ARRIAN" read --engine rules --json >"$out" 2>"$err"
items=$(grep -c '^{"kind":"document"' "$out")
check "doors: feedparser's feeds: $items items with a text, at least 145" test "$items" -ge 145
check "doors: feedparser's feeds: each that is refused is named" test -z "$(grep -v 'xml' "$err" | grep -v 'passed over')"

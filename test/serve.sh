#!/bin/bash
# serve.sh: the pages and the JSON of a store, and what a hostile page, program or user may try on the socket.
. "$(dirname "$0")/lib.sh"
mkdir "$work/hostile"
printf '%s\n' 'Ferry <script>alert(1)</script> sinks' '' 'RIGA, March 3, 2025 - Russia said on Monday that NATO attacked <img src=x onerror=alert(2)> Latvia & "Estonia".' >"$work/hostile/a.txt"
"$ARRIAN" collate examples/ferry examples/border "$work/hostile" --store "$work/s.sqlite" >"$out" 2>"$err"
port=$((20000 + $$ % 20000))
"$ARRIAN" serve "$work/s.sqlite" --port $port >"$work/url" 2>"$work/talk" </dev/null &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$work"' EXIT
for _ in $(seq 1 100); do [ -s "$work/url" ] && break; sleep 0.1; done
url=$(cat "$work/url")
url=${url%/}
check "serve: says where" test "$url" = "http://127.0.0.1:$port"
token=$(sed -n 's/.*token for POST .verify and POST .refresh: \([0-9a-f]*\).*/\1/p' "$work/talk")
check "serve: says its token" test ${#token} = 32

asks() { # NAME STATUS CURL-WORDS...: the status; body in $out
    local name=$1 status=$2 got
    shift 2
    got=$(curl -s -m 20 -g --path-as-is -o "$out" -D "$work/head" -w '%{http_code}' "$@" 2>"$err")
    if [ "$got" = "$status" ]; then ok "serve: $name"; else not_ok "serve: $name: $got, not $status"; fi
}
holds() { if grep -q -- "$2" "$out"; then ok "serve: $1"; else not_ok "serve: $1: no $2"; fi; }
json() { # NAME PYTHON: the body is JSON and the expression of r holds
    if python3 -c 'import json,sys; r = json.load(open(sys.argv[1], encoding="utf-8")); sys.exit(not eval(sys.argv[2]))' "$out" "$2" 2>"$err"; then
        ok "serve: $1"; else not_ok "serve: $1"; fi
}
asks "stories" 200 "$url/"
holds "stories: a story's title" 'Ferry capsizes off Crete'
check "serve: nothing may run" grep -qi "content-security-policy: default-src 'none'" "$work/head"
check "serve: no sniffing" grep -qi 'x-content-type-options: nosniff' "$work/head"
check "serve: no other page may read it" test -z "$(grep -i '^access-control' "$work/head")"
asks "stories as JSON" 200 "$url/index.json"
json "stories as JSON: with their reports" 'sorted(s["reports"] for s in r["stories"])[-1] >= 6'
asks "search" 200 "$url/search.json?q=four+battalions"
json "search: finds words" 'r["total"] > 3 and all("four" in (x["text"] + x.get("around", "")).lower() for x in r["results"])'
json "search: facets count the results" 'sum(f["count"] for f in r["kind"]) == r["total"] and {"claim", "sentence"} <= {f["value"] for f in r["kind"]}'
asks "search: a facet" 200 "$url/search.json?q=four+battalions&kind=claim&state=LVA"
json "search: a facet narrows" 'r["results"] and all(x["kind"] == "claim" for x in r["results"])'
asks "search: what is in conflict" 200 "$url/search.json?verdict=conflict"
json "search: what is in conflict: accords" 'r["total"] > 0 and all(x["kind"] == "accord" and x["verdict"] == "conflict" for x in r["results"])'
asks "search: the start of a word" 200 "$url/search.json?q=battal*"
json "search: the start of a word: found" 'r["total"] > 0'
asks "search: an accent or none" 200 "$url/search.json?q=f%C3%A9rry"
json "search: an accent or none: found" 'r["total"] > 0'
asks "search: pages" 200 "$url/search.json?page=2"
json "search: pages: further rows" 'r["page"] == 2 and r["results"] and r["total"] > 100'
for q in '%22' '%22%22' 'a%22+OR+b' 'NEAR(a+b)' '*' '-' 'text:a' '%28' 'a+AND' '%27%3B--' 'AND' '%C2%A0' '^a' '+++'; do
    asks "search: odd words $q" 200 "$url/search.json?q=$q"
    json "search: odd words $q: JSON" '"total" in r'
done
for id in y1 d1 c1 q1 u1 n1 e1 t1 s1 i1 a1 o1 p1 r1; do
    asks "page of $id" 200 "$url/$id"
    asks "JSON of $id" 200 "$url/$id.json"
    json "JSON of $id: the same row" "r['title'].endswith(' $id') and 'row' in r"
done
claim=$("$ARRIAN" collate --json examples/ferry | sed -n 's/.*"kind":"claim","id":"\(c[0-9]*\)","doc":"d1","span":[^"]*"text":"\([^"]*\)".*/\1 \2/p' | head -1)
words=${claim#* } claim=${claim%% *} # the first, whatever the weights make of it
asks "a claim" 200 "$url/$claim.json"
json "a claim: its bytes" "r['evidence'][0]['report'] == 'd1' and open('examples/ferry/1-aegean-wire.txt', 'rb').read()[r['evidence'][0]['start']:r['evidence'][0]['stop']].decode() == r['evidence'][0]['text']"
asks "a claim's page" 200 "$url/$claim"
holds "a claim's page: its words marked" "<mark>$words</mark>"
"$ARRIAN" collate --json examples/ferry examples/border "$work/hostile" 2>/dev/null | grep -c '"kind":"claim"' >"$work/claims"
asks "all claims" 200 "$url/search.json?kind=claim"
json "all claims: as many as collate tells" "r['total'] == $(cat "$work/claims")"
asks "words of reports are words" 200 "$url/search?q=script"
check "serve: words of reports are words: no markup" test -z "$(grep -E '<(script|img)' "$out")"
holds "words of reports are words: shown" '&lt;script&gt;'
asks "words of the asker are words" 200 "$url/search?q=%3Cscript%3Ealert(1)%3C/script%3E%22%3E"
check "serve: words of the asker are words: no markup" test -z "$(grep -F '<script' "$out")"
asks "HEAD" 200 -I "$url/"

# who asks, and how
asks "another Host" 421 -H 'Host: evil.example' "$url/"
asks "another port in Host" 421 -H 'Host: 127.0.0.1:1' "$url/"
asks "a name that begins like ours" 421 -H "Host: 127.0.0.1.evil.example:$port" "$url/"
asks "no Host" 400 -H 'Host:' "$url/"
asks "localhost" 200 -H "Host: localhost:$port" "$url/"
asks "another Origin" 403 -H 'Origin: http://evil.example' "$url/"
asks "an Origin of null" 403 -H 'Origin: null' "$url/"
asks "our Origin" 200 -H "Origin: $url" "$url/"
for method in PUT DELETE PATCH OPTIONS TRACE FOO; do asks "$method" 405 -X $method "$url/"; done
asks "POST of a page" 405 -X POST "$url/"
asks "POST without a token" 403 -X POST "$url/verify"
asks "POST with a wrong token" 403 -X POST -H "Authorization: Bearer ${token/[0-9a-f]/x}" "$url/verify"
asks "POST with a short token" 403 -X POST -H "Authorization: Bearer ${token:1}" "$url/verify"
asks "POST with the token from another page" 403 -X POST -H "Authorization: Bearer $token" -H 'Origin: http://evil.example' "$url/verify"
asks "GET of what is posted" 405 "$url/verify"
asks "POST with the token" 200 -X POST -H "Authorization: Bearer $token" "$url/verify"
holds "POST with the token: verified" 'rows stand on their bytes'
for path in /none /c /c0 /c01 /c-1 /c1x /c99999999999999999999 /../etc/passwd /%2e%2e/s /c1/ //c1 /x1 /c1.json.json '/%63%31'; do asks "no such page: $path" 404 "$url$path"; done
asks "a row that is not there" 404 "$url/c999999.json"
json "a row that is not there: says so in JSON" 'r["status"] == 404 and r["error"]'
asks "a row that is not there, for a reader" 404 "$url/c999999"
holds "a row that is not there, for a reader: the way back" 'no such row in this store.*</p>'
holds "a row that is not there, for a reader: a page" '<a href="/">All stories of this store</a>'
asks "a story" 200 "$url/y1"
check "serve: a story: letters beyond ASCII are whole" bash -c "! grep -q $'\xEF\xBF\xBD' '$out'"
asks "a search that finds nothing for what narrows it" 200 "$url/search?q=ferry&stance=refused"
holds "a search that finds nothing: says what narrows it" 'Nothing was found, narrowed to stance refused (<a href="/search?q=ferry">take off</a>)'
asks "a search" 200 "$url/search?q=ferry"
holds "a search: how many" '[0-9][0-9]* rows found'
for query in 'q=%' 'q=%zz' 'q=%00' 'q=%ff' 'q=%0a' 'page=0' 'page=x' 'page=99999999999' "kind=$(printf 'a%.0s' $(seq 1 300))"; do
    asks "broken words: ${query:0:20}" 400 "$url/search?$query"
done
asks "a long address" 414 "$url/search?q=$(printf 'a%.0s' $(seq 1 3000))"
asks "many filters" 200 "$url/search?$(printf 'act=x&%.0s' $(seq 1 200))q=a"
head -c 100000 /dev/zero >"$work/body"
curl -s -m 10 -o /dev/null -X POST -H "Authorization: Bearer $token" --data-binary @"$work/body" "$url/verify"
asks "after a large body" 200 "$url/"
python3 - $port <<'PYTHON'
import socket, sys
port = int(sys.argv[1])
def say(raw):
    with socket.create_connection(("127.0.0.1", port), timeout=5) as s:
        s.sendall(raw)
        s.settimeout(0.5)
        try: return s.recv(200)
        except OSError: return b""
for raw in (b"\r\n\r\n", b"GET", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 20, b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            b"GET /" + b"a" * 40000 + b" HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\n" + b"X: " + b"y" * 60000 + b"\r\n\r\n", b"GET /\x00c1 HTTP/1.1\r\nHost: x\r\n\r\n",
            b"POST /verify HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n", b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n"):
    assert b" 200 " not in say(raw)[:20], raw[:40]
held = []
for _ in range(80):  # more than it holds: it refuses, and goes on when they are gone
    try: held.append(socket.create_connection(("127.0.0.1", port), timeout=2))
    except OSError: break
for s in held: s.close()
PYTHON
check "serve: broken requests are not answered" test $? = 0
asks "after broken requests and too many sockets" 200 --retry 5 --retry-all-errors "$url/"
if command -v ss >/dev/null; then check "serve: listens to this machine alone" test "$(ss -ltnH "sport = :$port" | awk '{print $4}')" = "127.0.0.1:$port"
else echo "skipped: serve: where it listens: no ss"; fi

# the store grows while it is served
printf 'A new report\n\nHELSINKI, May 5, 2025 - Finland sent three icebreakers to Estonia on Monday, the ministry said.\n' >"$work/new.txt"
asks "before the store grows" 200 "$url/search.json?q=icebreakers"
json "before the store grows: not there" 'r["total"] == 0'
"$ARRIAN" collate "$work/new.txt" --store "$work/s.sqlite" >/dev/null 2>&1
asks "after the store grew" 200 "$url/search.json?q=icebreakers"
json "after the store grew: there" 'r["total"] > 0'

# a file of it changes: read again when asked to, or by itself
asks "refresh without a token" 403 -X POST "$url/refresh"
asks "refresh by GET" 405 "$url/refresh"
before=$(stat -c %Y%s "$work/s.sqlite")
asks "refresh of what did not change" 200 -X POST -H "Authorization: Bearer $token" "$url/refresh"
holds "refresh of what did not change: nothing is read again" '^0 stories read again'
check "serve: refresh of what did not change: nothing is written" test "$before" = "$(stat -c %Y%s "$work/s.sqlite")"
sed -i 's/three icebreakers/seven icebreakers/' "$work/new.txt"
asks "refresh of a changed report" 200 -X POST -H "Authorization: Bearer $token" "$url/refresh"
holds "refresh of a changed report: its story is read again" '^1 stories read again'
asks "after the refresh" 200 "$url/search.json?q=seven+icebreakers"
json "after the refresh: the new words" 'r["total"] > 0'
asks "after the refresh: the old words" 200 "$url/search.json?q=three+icebreakers"
json "after the refresh: the old words are gone" 'r["total"] == 0'
kill $server
wait $server
check "serve: stopped with 130" test $? = 130
"$ARRIAN" serve "$work/s.sqlite" --engine rules --watch --port $port >"$work/url" 2>"$work/talk" </dev/null &
server=$!
for _ in $(seq 1 100); do [ -s "$work/url" ] && break; sleep 0.1; done
sed -i 's/seven icebreakers/nine icebreakers/' "$work/new.txt"
for _ in $(seq 1 120); do
    curl -s -o "$out" "$url/search.json?q=nine+icebreakers"
    grep -q '"total":[1-9]' "$out" && break
    sleep 0.25
done
json "--watch: a changed report is read again" 'r["total"] > 0'
kill $server
wait $server
expect "serve: no store" 2 timeout 10 "$ARRIAN" serve "$work/none.sqlite"
expect "serve: no such port" 2 timeout 10 "$ARRIAN" serve "$work/s.sqlite" --port 99999
expect "serve: both names of a store" 2 timeout 10 "$ARRIAN" serve "$work/s.sqlite" --store "$work/s.sqlite"
expect "serve: the store is as it was" 0 "$ARRIAN" verify "$work/s.sqlite"

#!/bin/bash
# run.sh BUILD [PICTURE.png]: the page of the examples, and one of hostile reports, opened in headless Chromium.
set -u
cd "$(dirname "$0")"
build=$(cd ../.. && cd "${1:-build}" && pwd)
chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}
if ! command -v node >/dev/null || ! command -v npm >/dev/null || [ -z "$chromium" ]; then
    echo "skipped: page tests: node, npm or chromium is missing"
    echo "ok page: skipped"
    exit 0
fi
if [ ! -d node_modules/playwright-core ] || [ ! -d node_modules/axe-core ]; then
    npm ci --silent --no-audit --no-fund >/dev/null 2>&1 || {
        echo "skipped: page tests: npm could not fetch playwright-core and axe-core"
        echo "ok page: skipped"
        exit 0
    }
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The bundle that is committed is the one that its source gives.
if (cd ../../web && { [ -d node_modules/esbuild ] || npm ci --silent --no-audit --no-fund >/dev/null 2>&1; }); then
    (cd ../../web && npx tsc --noEmit && node build.mjs "$work/dist") && diff -rq ../../web/dist "$work/dist" &&
        echo "ok page: web/dist is what web/src gives" ||
        echo "not ok page: web/dist is what web/src gives: run npm ci && npm run build in web/, and commit dist/"
else
    echo "skipped: page bundle: npm could not fetch esbuild and what web/package.json names"
fi
(cd ../.. && "$build/arrian" report examples/border examples/ferry -o "$work/page.html") || { echo "not ok page: the report is made"; exit 1; }
cat >"$work/<b onclick=ran=1>.txt" <<'END'
<script>window.ran = 1</script> Minister says "> <img src=x onerror=ran=1> was hurt

At least 40 people were hurt in Riga on 3 March 2025, <a href="http://example.org/">the "minister"</a> said. ]]> --> </style>
"javascript:ran=1 <iframe src=http://example.org/>," President </title><script>ran=1</script> Berzins said in Latvia.
END
cat >"$work/second.txt" <<'END'
</article></main><script>window.ran = 1</script> hurt in Riga

About 400 people were hurt in Riga on 3 March 2025, the minister said. <svg onload=ran=1><style>*{display:none}</style>
END
# Pieces that end text, attributes, scripts, styles and comments, or that a spreadsheet takes for a formula, wherever a
# name, a place, a figure or a quote may stand.
number=0
while IFS= read -r piece; do
    number=$((number + 1))
    printf '%s crosses Riga\n\nRIGA, March %d, 2025 - At least %d people of %s were hurt in Riga, %s said. "%s we will send four battalions," President %s Berzins said in Latvia in response to %s.\n' \
        "$piece" $((number % 28 + 1)) $((number * 10)) "$piece" "$piece" "$piece" "$piece" "$piece" >"$work/piece-$number.txt"
done <<'PIECES'
</p></article></main><script>ran=1</script>
"><img src=x onerror=ran=1>
' onmouseover='ran=1
--><svg/onload=ran=1>
]]></style></title></textarea><iframe srcdoc="<script>parent.ran=1</script>">
=HYPERLINK("http://example.org/","x")
+cmd|' /C calc'!A0
&lt;script&gt;ran=1&lt;/script&gt;
&#60;img src=x onerror=ran=1&#62;
<a href="javascript:ran=1" id="main">Riga</a>
<base href="http://example.org/"><form action="http://example.org/"><button>x</button></form>
<meta http-equiv="refresh" content="0;url=http://example.org/">
<math><mtext><table><mglyph><style><img src=x onerror=ran=1></style>
{{constructor.constructor('ran=1')()}}
PIECES
"$build/arrian" report --one "$work/<b onclick=ran=1>.txt" "$work/second.txt" "$work"/piece-*.txt -o "$work/hostile.html" ||
    "$build/arrian" report "$work/<b onclick=ran=1>.txt" "$work/second.txt" "$work"/piece-*.txt -o "$work/hostile.html" ||
    { echo "not ok page: the hostile report is made"; exit 1; }
# A names B, B names an agency: a chain; where B names A in turn it is a circle.
mkdir "$work/chain"
printf 'Bridge closed near Riga\n\nA bridge near Riga was closed on 3 March 2025, the Baltic Herald reported.\n' >"$work/chain/a.txt"
printf 'file\toutlet\na.txt\tDaily Lantern\nb.txt\tBaltic Herald\n' >"$work/chain/meta.tsv"
chain() { # WHOM B NAMES, WORDS OF THE PAGE
    printf 'Bridge near Riga is closed\n\nPolice closed a bridge near Riga on 3 March 2025, %s reported.\n' "$1" >"$work/chain/b.txt"
    "$build/arrian" report --one "$work"/chain/[ab].txt --meta "$work/chain/meta.tsv" -o "$work/chain.html" &&
        sed 's/<[^>]*>//g; s/  */ /g' "$work/chain.html" | grep -qF "$2" && echo "ok page: a chain to $1" || echo "not ok page: a chain to $1: no \"$2\""
}
chain "Reuters" "1 Daily Lantern ← 2 Baltic Herald ← Reuters"
chain "the Daily Lantern" "2 Baltic Herald ← 1 Daily Lantern ← 2 Baltic Herald a circle"
size=$(stat -c %s "$work/page.html") # of the ten reports of the examples
[ "$size" -lt 1500000 ] && echo "ok page: ten reports in $((size / 1000)) kB" || echo "not ok page: ten reports in $((size / 1000)) kB, at most 1500"
REVIEW="$work/review.txt" CHROMIUM="$chromium" timeout 300 node page.mjs "$work/page.html" "$work/hostile.html" ${2:+"$2"}
code=$?
# What the page wrote is replayed, every line of it.
if (cd ../.. && "$build/arrian" report --review "$work/review.txt" examples/border examples/ferry -o "$work/reviewed.html") 2>"$work/talk" &&
    ! grep -q 'changes nothing' "$work/talk" && grep -q 'seen by us' "$work/reviewed.html"; then
    echo "ok page: the lines of the page are replayed"
else
    echo "not ok page: the lines of the page are replayed: $(head -c 300 "$work/talk")"
    code=1
fi
exit $code

#!/bin/bash
# run.sh BUILD: `arrian serve` driven in headless Chromium.
set -u
cd "$(dirname "$0")"
build=$(cd ../.. && cd "${1:-build}" && pwd)
CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}
export CHROMIUM
skip() {
    echo "skipped: browser: $1"
    echo "ok browser: skipped"
    exit 0
}
if ! command -v npm >/dev/null || [ -z "$CHROMIUM" ]; then skip "npm or chromium is missing"; fi
[ -d node_modules/playwright-core ] && [ -d node_modules/axe-core ] || npm ci --silent --no-audit --no-fund >/dev/null 2>&1 ||
    skip "npm could not fetch playwright-core and axe-core"
work=$(mktemp -d)
printf '%s\n' 'Ferry <script>window.ran = 1</script> sinks' '' \
    'RIGA, March 3, 2025 - Russia said on Monday that NATO attacked <img src=x onerror="window.ran=1"> Latvia & "Estonia".' >"$work/hostile.txt"
(cd ../.. && "$build/arrian" collate --engine rules examples/ferry examples/border "$work/hostile.txt" --store "$work/s.sqlite") >/dev/null 2>&1
port=$((20000 + $$ % 20000))
"$build/arrian" serve "$work/s.sqlite" --port $port >"$work/url" 2>/dev/null </dev/null &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$work"' EXIT
for _ in $(seq 1 100); do [ -s "$work/url" ] && break; sleep 0.1; done
node browser.mjs "http://127.0.0.1:$port"

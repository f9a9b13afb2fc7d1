#!/bin/bash
# run.sh BUILD: the page of the examples, opened in headless Chromium.
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
(cd ../.. && "$build/arrian" report examples/border examples/ferry -o "$work/page.html") || { echo "not ok page: the report is made"; exit 1; }
CHROMIUM="$chromium" timeout 300 node page.mjs "$work/page.html"
